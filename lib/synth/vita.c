/*
 * vita.c - who took part in which group of VITA, what the contract buys, and
 * what it demands.
 *
 * The follow-up prints 36, 31 and 12 participations, 46 persons of whom 22 are
 * women, and 10 enrolled at the visit; who was in which group is made up.
 */
#include "vita.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "sheet.h"

enum { NPERSON = 46, NWOMEN = 22, NGROUP = 7, NLAST = 12, NINDIVIDUAL = 4 };
enum { VISIT = 17333 }; /* 2017-06-16 */

static const struct group {
	const char *name;
	int start; /* day, as in date.h */
	size_t size;
	bool women; /* for them only */
} groups[NGROUP] = {
	{ "VT15", 16461, 14, false },       /* 2015-01-26 */
	{ "VT15 kvinnor", 16482, 8, true }, /* 2015-02-16 */
	{ "HT15", 16671, 14, false },       /* 2015-08-24 */
	{ "VT16", 16825, 12, false },       /* 2016-01-25 */
	{ "HT16", 17035, 12, false },       /* 2016-08-22 */
	{ "HT16 kvinnor", 17056, 7, true }, /* 2016-09-12 */
	{ "VT17", 17189, NLAST, false },    /* 2017-01-23 */
};

struct person {
	bool man;
	int birth;
	unsigned in; /* a bit for each group */
	bool on;     /* in the last group at the visit */
	bool talks;  /* has talks of his own then */
};

/* How many groups the person at that place takes part in: 79 in all. */
static size_t
periods(size_t i)
{
	return i < 3 ? 4 : i < 9 ? 3 : i < 21 ? 2 : 1;
}

/* Who takes part in most gets the groups with most places left. */
static void
deal_groups(struct person *p)
{
	size_t left[NGROUP], i, k, g, best, room, most;

	for (g = 0; g < NGROUP; g++)
		left[g] = groups[g].size;
	for (i = 0; i < NPERSON; i++)
		for (k = periods(i); k > 0; k--) {
			best = NGROUP;
			most = 0;
			for (g = 0; g < NGROUP; g++) {
				if ((p[i].in >> g & 1) != 0 || left[g] == 0 ||
				    (p[i].man && groups[g].women))
					continue;
				room = left[g] + (groups[g].women ? 6 : 0);
				if (room > most) {
					most = room;
					best = g;
				}
			}
			assert(best < NGROUP);
			p[i].in |= 1U << best;
			left[best]--;
		}
}

/* Of the last group six go on at the visit, a woman among them; four others, a
 * woman among them, have talks of their own. */
static void
deal_visit(struct person *p)
{
	size_t on[2] = { 1, 5 }, talks[2] = { 1, 3 }, i;

	for (i = NPERSON; i-- > 0;) {
		bool last = (p[i].in >> (NGROUP - 1) & 1) != 0;
		size_t *n = last ? &on[p[i].man] : &talks[p[i].man];

		if (*n == 0)
			continue;
		(*n)--;
		if (last)
			p[i].on = true;
		else
			p[i].talks = true;
	}
	assert(on[0] + on[1] + talks[0] + talks[1] == 0);
}

static void
make_persons(struct ub_dice *d, struct person *p)
{
	bool woman[NPERSON];
	int age, youngest = 24, oldest = 60;
	size_t i;

	ub_dice_deal(d, woman, NPERSON, NWOMEN);
	for (i = 0; i < NPERSON; i++)
		p[i].man = !woman[i];
	deal_groups(p);
	deal_visit(p);
	for (i = 0; i < NPERSON; i++) {
		age = ub_dice_pick(d, 27, 58);
		if ((p[i].on || p[i].talks) && youngest > 0) {
			age = youngest;
			youngest = 0;
		} else if ((p[i].on || p[i].talks) && oldest > 0) {
			age = oldest;
			oldest = 0;
		}
		p[i].birth = ub_dice_birth(d, VISIT, age);
	}
}

static void
write_part(struct ub_sheet *s, const struct person *p, size_t i,
    const char *group, const char *form)
{
	char pnr[UB_PNR_LEN + 1];

	ub_dice_pnr(p->birth, i, p->man, pnr);
	ub_sheet_text(s, pnr);
	ub_sheet_text(s, p->man ? "Man" : "Kvinna");
	ub_sheet_date(s, p->birth, true);
	ub_sheet_text(s, group);
	ub_sheet_text(s, form);
}

static void
write_group(
    struct ub_dice *d, struct ub_sheet *s, const struct person *p, size_t g)
{
	size_t i;

	for (i = 0; i < NPERSON; i++) {
		int start = groups[g].start + 7 * ub_dice_pick(d, 0, 4);
		bool on = g == NGROUP - 1 && p[i].on;
		int end = start + 7 * ub_dice_pick(d, 6, 14);

		if ((p[i].in >> g & 1) == 0)
			continue;
		if (g == NGROUP - 1 && end >= VISIT)
			end = VISIT - 3;
		write_part(s, &p[i], i, groups[g].name, "Grupp");
		ub_sheet_date(s, start, true);
		if (on)
			ub_sheet_text(s, "");
		else
			ub_sheet_date(s, end, true);
		ub_sheet_text(s, "Service");
		ub_sheet_int(s, ub_dice_pick(d, 4, 12));
		ub_sheet_row(s);
	}
}

static void
write_parts(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "Personnummer", "Kön",
		"Födelsedatum", "Grupp", "Form", "Start", "Slut", "Ges som",
		"Närvaro, tillfällen" };
	struct person *p = ub_xcalloc(NPERSON, sizeof(*p));
	struct ub_sheet s;
	size_t g, i;

	make_persons(d, p);
	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (g = 0; g < NGROUP; g++)
		write_group(d, &s, p, g);
	for (i = 0; i < NPERSON; i++) {
		if (!p[i].talks)
			continue;
		write_part(&s, &p[i], i, "", "Enskilda samtal");
		ub_sheet_date(&s, VISIT - ub_dice_pick(d, 20, 60), true);
		ub_sheet_text(&s, "");
		ub_sheet_text(&s, "Service");
		ub_sheet_text(&s, "");
		ub_sheet_row(&s);
	}
	free(p);
}

/* Two groups of eight a year; half a year has half of it.  What is offered is
 * every group that was held. */
static void
write_contract(struct ub_buf *out)
{
	static const char *const head[] = { "År", "Månader", "Köpta platser",
		"Erbjudna platser", "Ersättning, kronor", "Prisnivå" };
	static const int row[3][6] = {
		{ 2015, 12, 16, 24, 208000, 2017 },
		{ 2016, 12, 16, 24, 208000, 2017 },
		{ 2017, 6, 8, 8, 104000, 2017 },
	};
	struct ub_sheet s;
	size_t i, k;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, 6);
	for (i = 0; i < 3; i++) {
		for (k = 0; k < 6; k++)
			ub_sheet_int(&s, row[i][k]);
		ub_sheet_row(&s);
	}
}

static void
write_demands(struct ub_buf *out)
{
	static const char *const head[] = { "Nr", "Krav", "I avtalet",
		"Observerat", "Bedömning", "Datum", "Åtgärd", "Åtgärdat" };
	static const char *const row[][8] = {
		{ "1", "Behandlingen följer 12-stegsmetoden", "Ja",
		    "Våren 2017 mest program från återfallsprevention", "Brist",
		    "2017-06-16", "Möte 2017-10-05; nytt program för hösten",
		    "2017-10-13" },
		{ "2", "Personal med kompetens för metoden", "Ja",
		    "Saknades våren 2017", "Brist", "2017-06-16",
		    "Möte 2017-10-05; rätt kompetens finns", "2017-10-13" },
		{ "3", "Två grupper per år", "Ja",
		    "En grupp per termin, några terminer en till för kvinnor",
		    "Uppfyllt", "2017-06-16", "", "" },
		{ "4", "Åtta deltagare per grupp", "Ja",
		    "36 deltagare 2015, 31 deltagare 2016", "Uppfyllt",
		    "2017-06-16", "", "" },
		{ "5", "Enskilda samtal vid behov före och efter gruppen", "Ja",
		    "Fyra av tio inskrivna har enskilda samtal", "Uppfyllt",
		    "2017-06-16", "", "" },
		{ "6", "Förberedelse för självhjälpsgrupp inom AA", "Ja",
		    "Framgår inte av uppföljningen", "Inte bedömt",
		    "2017-06-16", "", "" },
		{ "7", "Ges som service eller bistånd", "Ja", "Alla på service",
		    "Uppfyllt", "2017-06-16", "", "" },
		{ "8", "Screening av missbrukssituationen", "Nej",
		    "Erbjuds vissa, inte strukturerat", "Inget krav",
		    "2017-06-16", "", "" },
		{ "9", "Tolv tillfällen, en kväll i veckan", "Nej",
		    "Tolv tillfällen, en kväll kl. 17-19", "Inget krav",
		    "2017-06-16", "", "" },
	};
	struct ub_sheet s;
	size_t i, k;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, 8);
	for (i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		for (k = 0; k < 8; k++)
			ub_sheet_text(&s, row[i][k]);
		ub_sheet_row(&s);
	}
}

void
ub_synth_vita(struct ub_synth_file *file)
{
	struct ub_dice d = { 12 };

	file[0].name = "deltagande.csv";
	write_parts(&d, &file[0].text);
	file[1].name = "avtal.csv";
	write_contract(&file[1].text);
	file[2].name = "krav.csv";
	write_demands(&file[2].text);
}
