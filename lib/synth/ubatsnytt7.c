/* ubatsnytt7.c - åtgärder and quality ratings; see ubatsnytt7.h. */
#include "ubatsnytt7.h"

#include <stdlib.h>

#include "sheet.h"

/* A question: of those asked, so many answered, so many above 6. */
struct question {
	unsigned char n, positive;
};

enum { NBRUKAR = 4, NHANDL = 6, NASKED = 47 };

/* B1 nöjd, B2 minskat, B3 val, B4 genomförande. */
static const struct question brukar[2][NBRUKAR] = {
	{ { 25, 24 }, { 25, 23 }, { 24, 21 }, { 25, 22 } },
	{ { 35, 33 }, { 35, 32 }, { 34, 21 }, { 35, 24 } },
};
static const size_t brukar_asked[] = { 25, 35 };

/* H1 .. H6; of H2 the Ja are counted, not a rating. */
static const struct question handl[2][NHANDL] = {
	{ { 34, 32 }, { 33, 5 }, { 34, 33 }, { 34, 31 }, { 34, 32 },
	    { 33, 32 } },
	{ { 47, 36 }, { 45, 9 }, { 47, 35 }, { 47, 27 }, { 46, 26 },
	    { 47, 37 } },
};
static const size_t handl_asked[] = { 34, 47 };

static const char *const utforare[] = { "Öppenvårdsenheten",
	"Behandlingshemmet Ek–Lund", "Stiftelsen \"Ny start\"; öppenvård",
	"Beroendecentrum", "" };

static void
write_key(struct ub_sheet *s, const struct ub_plan *p, const struct ub_case *c)
{
	char pnr[UB_PNR_LEN + 1];

	ub_sheet_int(s, 1000 + (int)c->id);
	ub_plan_pnr(p, c->person, pnr);
	ub_sheet_text(s, pnr);
}

static void
write_atgarder(struct ub_plan *p, struct ub_buf *out)
{
	static const char *const head[] = { "Åtgärds-id", "Personnummer",
		"Kommun", "Åtgärd", "Regi", "Form", "Startdatum", "Slutdatum",
		"Avslut", "Kön", "Födelsedatum", "Kostnad per dygn",
		"Utförare" };
	size_t at[UB_NCASE + 1], i;
	struct ub_sheet s;

	for (i = 0; i < UB_NCASE; i++)
		at[p->c[i].id] = i;
	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (i = 1; i <= UB_NCASE; i++) {
		const struct ub_case *c = &p->c[at[i]];
		const struct ub_person *q = &p->person[c->person];
		char kommun[2] = { c->kommun, '\0' };

		write_key(&s, p, c);
		ub_sheet_text(&s, kommun);
		ub_sheet_text(&s, c->type);
		ub_sheet_text(&s, c->regi);
		ub_sheet_text(&s, c->oppen ? "Öppen" : "Heldygn");
		ub_sheet_date(&s, c->start, true);
		ub_sheet_date(&s, c->end, true);
		ub_sheet_text(&s, c->oplanerat ? "Oplanerat" : "Planerat");
		ub_sheet_text(&s, q->man ? "Man" : "Kvinna");
		ub_sheet_date(&s, q->birth, true);
		ub_sheet_ore(&s, c->ore);
		ub_sheet_text(&s, utforare[ub_plan_pick(p, 0, 4)]);
		ub_sheet_row(&s);
	}
}

/*
 * Deal the answers of one question to n forms: 0 none, 1 .. 6 not positive, 7
 * .. 10 positive.  6 comes often: it is the value a wrong limit would count.
 */
static void
deal_answers(struct ub_plan *p, const struct question *q, size_t n, int *value)
{
	size_t idx[UB_NCASE], i;

	ub_plan_shuffle(p, idx, n);
	for (i = 0; i < n; i++) {
		if (i < q->positive)
			value[idx[i]] = ub_plan_pick(p, 7, 10);
		else if (i < q->n)
			value[idx[i]] = ub_plan_pick(p, 0, 1) == 0
					    ? 6
					    : ub_plan_pick(p, 1, 6);
		else
			value[idx[i]] = 0;
	}
}

static void
write_answer(struct ub_sheet *s, int value, bool yes_no)
{
	if (value == 0)
		ub_sheet_text(s, "");
	else if (yes_no)
		ub_sheet_text(s, value > 6 ? "Ja" : "Nej");
	else
		ub_sheet_int(s, value);
}

/* The forms of one group: asked of its cases at random, nq questions each. */
static void
write_forms(struct ub_plan *p, struct ub_sheet *s, enum ub_group g,
    size_t asked, const struct question *q, size_t nq)
{
	const struct ub_case *c = &p->c[p->first[g]];
	size_t n = p->first[g + 1] - p->first[g], i, k;
	bool has[UB_NCASE];
	int value[NHANDL][NASKED];
	size_t form = 0;

	for (k = 0; k < nq; k++)
		deal_answers(p, &q[k], asked, value[k]);
	ub_plan_deal(p, has, n, asked);
	for (i = 0; i < n; i++) {
		if (!has[i])
			continue;
		write_key(s, p, &c[i]);
		ub_sheet_date(s, c[i].end + ub_plan_pick(p, 0, 30), true);
		for (k = 0; k < nq; k++)
			write_answer(s, value[k][form], nq == NHANDL && k == 1);
		ub_sheet_row(s);
		form++;
	}
}

static void
write_brukar(struct ub_plan *p, struct ub_buf *out)
{
	static const char *const head[] = { "Åtgärds-id", "Personnummer",
		"Datum", "B1 Nöjd med hjälpen", "B2 Problemen har minskat",
		"B3 Inflytande på val av åtgärd",
		"B4 Inflytande på genomförandet" };
	static const struct question rest[NBRUKAR] = { { 30, 22 }, { 29, 19 },
		{ 28, 15 }, { 30, 18 } };
	struct ub_sheet s;
	int g;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (g = UB_KOMMUNAL; g <= UB_PRIVAT; g++)
		write_forms(p, &s, (enum ub_group)g, brukar_asked[g], brukar[g],
		    NBRUKAR);
	write_forms(p, &s, UB_ANDRA, 30, rest, NBRUKAR);
}

static void
write_handl(struct ub_plan *p, struct ub_buf *out)
{
	static const char *const head[] = { "Åtgärds-id", "Personnummer",
		"Datum", "H1", "H2", "H3", "H4", "H5", "H6" };
	static const struct question rest[NHANDL] = { { 40, 30 }, { 38, 9 },
		{ 40, 29 }, { 40, 25 }, { 37, 21 }, { 40, 31 } };
	struct ub_sheet s;
	int g;

	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (g = UB_KOMMUNAL; g <= UB_PRIVAT; g++)
		write_forms(
		    p, &s, (enum ub_group)g, handl_asked[g], handl[g], NHANDL);
	write_forms(p, &s, UB_ANDRA, 40, rest, NHANDL);
}

void
ub_synth_ubatsnytt7(struct ub_synth_file *file)
{
	struct ub_plan *p = ub_xmalloc(sizeof(*p));

	ub_plan_make(p);
	file[0].name = "atgarder.csv";
	write_atgarder(p, &file[0].text);
	file[1].name = "brukarskattningar.csv";
	write_brukar(p, &file[1].text);
	file[2].name = "handlaggarskattningar.csv";
	write_handl(p, &file[2].text);
	file[3].name = "asi-grund.csv";
	file[4].name = "asi-uppfoljning.csv";
	ub_synth_asi(p, &file[3].text, &file[4].text);
	free(p);
}
