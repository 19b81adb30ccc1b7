/*
 * oj2019.c - a survey of all kommuner as Öppna jämförelser makes it, 2017 to
 * 2019, and the days that some persons waited.
 *
 * The units are those that answered in those years: 288 kommuner, and the
 * areas of Stockholm and Göteborg.  How many answered, and what, is dealt so
 * that the shares are those that Socialstyrelsen printed.
 */
#include "oj2019.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/embed.h"
#include "dice.h"
#include "sheet.h"

enum { NUNIT = 312, NYEAR = 3, GOTLAND = 9, JONKOPING = 6, NLAN = 26 };

struct unit {
	char code[12], name[40];
	int lan;
	bool general, answers;
	/* -1 not asked or nothing said, -2 not relevant, 0 Nej, 1 Ja */
	int program[4]; /* CRAFT last */
	int routine[2];
	int deal[8];
	int wait; /* 1 .. 5 */
};

static const char *const deal_head[] = { "Överenskommelse finns",
	"Överenskommelse aktuell", "Beslutad på ledningsnivå", "Gemensamma mål",
	"Resurs- och ansvarsfördelning", "Rutiner för samarbete, medel",
	"Rutiner för samarbete, spel om pengar", "Rutinen känd och använd" };
enum { NDEAL = 8, GAMBLING = 6 };

/* How many units answered, and had what the indicators ask for. */
static const struct year {
	int year;
	size_t general, answers;
	size_t routine, deal;
	size_t program, craft; /* any of three; CRAFT alone */
	size_t no_gambling;    /* a deal but for that */
} years[NYEAR] = {
	{ 2017, 290, 283, 25, 158, 0, 0, 0 },
	{ 2018, 294, 285, 29, 151, 105, 0, 0 },
	{ 2019, 296, 287, 32, 134, 109, 72, 14 },
};

/* One field of a line of a code list; the next, or NULL at the end. */
static const char *
take(const char *p, char *dst, size_t size)
{
	size_t n = strcspn(p, ",\n"), k = n < size ? n : size - 1;

	memcpy(dst, p, k);
	dst[k] = '\0';
	return p[n] == ',' ? p + n + 1 : NULL;
}

/* The lines of a list, as units: those that were in force in 2017 to 2019. */
static size_t
read_list(const char *path, bool areas, struct unit *u, size_t n)
{
	const struct ub_embedded *f = ub_embedded_find(path);
	const char *p = f->data, *q;
	char city[12], skip[64], from[12], to[12];

	while ((p = strchr(p, '\n')) != NULL && *++p != '\0') {
		struct unit one = { 0 };

		q = take(p, one.code, sizeof(one.code));
		q = take(q, one.name, sizeof(one.name));
		q = take(q, city, sizeof(city));
		q = take(q, skip, sizeof(skip));
		if (areas)
			q = take(q, skip, sizeof(skip));
		q = take(q, from, sizeof(from));
		take(q, to, sizeof(to));
		if (strcmp(from, "2018") > 0 ||
		    (to[0] != '\0' && strcmp(to, "2019-12-31") < 0))
			continue;
		if (!areas && (strcmp(one.code, "0180") == 0 ||
				  strcmp(one.code, "1480") == 0))
			continue;
		one.lan = (one.code[0] - '0') * 10 + one.code[1] - '0';
		assert(n < NUNIT);
		u[n++] = one;
	}
	return n;
}

/* Nobody else than Jönköping lacks more than a fifth, in 2019. */
static void
deal_missing(struct ub_dice *d, struct unit *u, const struct year *y)
{
	size_t idx[NUNIT], size[NLAN] = { 0 }, out[NLAN] = { 0 }, i;
	size_t left = NUNIT - y->answers, general = NUNIT - y->general, most;

	for (i = 0; i < NUNIT; i++) {
		size[u[i].lan]++;
		u[i].answers = u[i].general = true;
	}
	ub_dice_shuffle(d, idx, NUNIT);
	for (most = 4; left > 0; most = 0)
		for (i = 0; i < NUNIT && left > 0; i++) {
			struct unit *v = &u[idx[i]];

			if (v->lan == GOTLAND || !v->answers ||
			    (most > 0 && v->lan != JONKOPING) ||
			    (most > 0 && out[v->lan] == most) ||
			    (most == 0 && (out[v->lan] + 1) * 5 > size[v->lan]))
				continue;
			out[v->lan]++;
			v->answers = false;
			v->general = general == 0;
			general -= general > 0;
			left--;
		}
}

static void
deal_programs(
    struct ub_dice *d, struct unit *u, const struct year *y, const size_t *idx)
{
	size_t i, k;
	int set;

	for (i = 0; i < y->answers; i++) {
		struct unit *v = &u[idx[i]];

		set = i < y->program ? ub_dice_pick(d, 1, 7) : 0;
		for (k = 0; k < 3; k++)
			v->program[k] = y->program > 0 ? set >> k & 1 : -1;
		v->program[3] = y->craft == 0    ? -1
				: i < y->program ? ub_dice_pick(d, 0, 1)
						 : i < y->program + y->craft;
	}
}

static void
deal_routines(
    struct ub_dice *d, struct unit *u, const struct year *y, const size_t *idx)
{
	size_t i;

	for (i = 0; i < y->answers; i++) {
		int *r = u[idx[i]].routine;

		r[0] = i < y->routine || ub_dice_pick(d, 0, 4) == 0;
		r[1] = i < y->routine ? 1 : r[0] ? 0 : -1;
	}
}

/* Gotland is kommun and region in one: it makes no deal with itself. */
static void
deal_deals(
    struct ub_dice *d, struct unit *u, const struct year *y, const size_t *idx)
{
	size_t i, k, n = 0;

	for (i = 0; i < y->answers; i++) {
		int *v = u[idx[i]].deal;
		bool gotland = u[idx[i]].lan == GOTLAND;
		bool has = n < y->deal + y->no_gambling;

		for (k = 0; k < NDEAL; k++)
			v[k] = gotland ? -2 : 1;
		if (gotland)
			continue;
		if (!has && ub_dice_pick(d, 0, 2) == 0) {
			for (k = 0; k < NDEAL; k++)
				v[k] = k == 0 ? 0 : -1;
		} else if (!has) {
			v[ub_dice_pick(d, 1, 5)] = 0;
			v[NDEAL - 1] = ub_dice_pick(d, 0, 1);
		}
		if (has && n >= y->deal)
			v[GAMBLING] = 0;
		if (y->year < 2019)
			v[GAMBLING] = -1;
		n++;
	}
}

static void
deal_year(struct ub_dice *d, struct unit *u, const struct year *y)
{
	size_t idx[NUNIT], at[NUNIT], n = 0, i, turn;

	deal_missing(d, u, y);
	for (turn = 0; turn < 3; turn++) {
		ub_dice_shuffle(d, at, NUNIT);
		for (n = i = 0; i < NUNIT; i++)
			if (u[at[i]].answers)
				idx[n++] = at[i];
		assert(n == y->answers);
		if (turn == 0)
			deal_programs(d, u, y, idx);
		else if (turn == 1)
			deal_routines(d, u, y, idx);
		else
			deal_deals(d, u, y, idx);
	}
	for (i = 0; i < NUNIT; i++)
		u[i].wait = 1 + ub_dice_pick(d, 0, 9) / 3;
}

static void
yes_no(struct ub_sheet *s, const struct unit *u, int v)
{
	ub_sheet_text(s, !u->answers || v == -1 ? ""
			 : v == -2              ? "Ej relevant"
			 : v == 1               ? "Ja"
						: "Nej");
}

static void
write_year(struct ub_sheet *s, const struct unit *u, int year)
{
	static const char *const wait[] = { "Inom en vecka", "Inom två veckor",
		"Inom en månad", "Längre än en månad" };
	char lan[4];
	size_t i, k;

	for (i = 0; i < NUNIT; i++, u++) {
		ub_sheet_int(s, year);
		ub_sheet_text(s, u->code);
		ub_sheet_text(s, u->name);
		memcpy(lan, u->code, 2);
		lan[2] = '\0';
		ub_sheet_text(s, lan);
		ub_sheet_text(s, u->general ? "Ja" : "Nej");
		ub_sheet_text(s, u->answers ? "Ja" : "Nej");
		for (k = 0; k < 4; k++)
			yes_no(s, u, u->program[k]);
		for (k = 0; k < 2; k++)
			yes_no(s, u, u->routine[k]);
		for (k = 0; k < NDEAL; k++)
			yes_no(s, u, u->deal[k]);
		ub_sheet_text(s, u->answers ? wait[u->wait - 1] : "");
		ub_sheet_row(s);
	}
}

static void
write_survey(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "År", "Enhetskod", "Enhet",
		"Länskod", "Generella delen besvarad",
		"Missbruksdelen besvarad", "Stödprogram 1", "Stödprogram 2",
		"Stödprogram 3", "CRAFT", "Skriftlig rutin stödperson",
		"Rutinen aktuell" };
	struct unit *u = ub_xcalloc(NUNIT, sizeof(*u));
	struct ub_sheet s;
	size_t n, i;

	n = read_list("codes/kommun.csv", false, u, 0);
	n = read_list("codes/stadsomrade.csv", true, u, n);
	assert(n == NUNIT);
	ub_sheet_init(&s, out, UB_CP1252);
	for (i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		ub_sheet_text(&s, head[i]);
	for (i = 0; i < NDEAL; i++)
		ub_sheet_text(&s, deal_head[i]);
	ub_sheet_text(&s, "Väntetid till första besök");
	ub_sheet_row(&s);
	for (i = 0; i < NYEAR; i++) {
		deal_year(d, u, &years[i]);
		write_year(&s, u, years[i].year);
	}
	free(u);
}

/* Background measures: how many live there, and how many of them have insatser,
 * which lie between 20 and 80 of 10 000. */
static void
write_background(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "Enhetskod", "Länskod",
		"Invånare 18 år och äldre", "Personer med insatser",
		"Varav öppenvård" };
	struct unit *u = ub_xcalloc(NUNIT, sizeof(*u));
	struct ub_sheet s;
	size_t n, i;

	n = read_list("codes/kommun.csv", false, u, 0);
	n = read_list("codes/stadsomrade.csv", true, u, n);
	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (i = 0; i < n; i++) {
		int people = ub_dice_pick(d, 2, 60) * 1000;
		int served = people * ub_dice_pick(d, 20, 80) / 10000;
		char lan[4] = { u[i].code[0], u[i].code[1] };

		ub_sheet_text(&s, u[i].code);
		ub_sheet_text(&s, lan);
		ub_sheet_int(&s, people);
		ub_sheet_int(&s, served);
		ub_sheet_int(&s, served * ub_dice_pick(d, 50, 90) / 100);
		ub_sheet_row(&s);
	}
	free(u);
}

/* Who applied in the months before 1 November 2019, and what then came. */
static void
write_waiting(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "Personnummer", "Ansökan", "Beslut",
		"Första insats" };
	const int first = 18017, last = 18200; /* 2019-05-01, 2019-10-31 */
	char pnr[UB_PNR_LEN + 1];
	struct ub_sheet s;
	size_t i;
	int day[3], k;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, 4);
	for (i = 0; i < 160; i++) {
		day[0] = ub_dice_pick(d, first, last);
		day[1] = day[0] + ub_dice_pick(d, 0, 30);
		day[2] = day[1] + ub_dice_pick(d, 1, 25);
		ub_dice_pnr(ub_dice_birth(d, day[0], ub_dice_pick(d, 20, 70)),
		    i, ub_dice_pick(d, 0, 2) > 0, pnr);
		ub_sheet_text(&s, pnr);
		for (k = 0; k < 3; k++)
			if (day[k] <= last)
				ub_sheet_date(&s, day[k], true);
			else
				ub_sheet_text(&s, "");
		ub_sheet_row(&s);
	}
}

void
ub_synth_oj2019(struct ub_synth_file *file)
{
	struct ub_dice d = { 2019 };

	file[0].name = "enkat.csv";
	write_survey(&d, &file[0].text);
	file[1].name = "vantande.csv";
	write_waiting(&d, &file[1].text);
	file[2].name = "bakgrund.csv";
	write_background(&d, &file[2].text);
}
