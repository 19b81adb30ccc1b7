/*
 * handlingsplan.c - who was in LVM on 1 November of some years, what became of
 * orosanmälningar, clients with their needs, insatser and results, and what went
 * wrong between those who care for them.
 *
 * Stocks, medians, shares per substance and the funnel are dealt so that the
 * figures of the action plan come out; it prints no single records.
 */
#include "handlingsplan.h"

#include <stdio.h>

#include "dice.h"
#include "omvarld.h"
#include "sheet.h"

/* Ages of one sex on the day: so many below the median, at it, above it. */
struct ages {
	int median;
	size_t below, at, above;
	int near; /* one more age, and how many of those below or above */
	size_t near_below, near_above;
};

/* A stock on 1 November. */
static const struct stock {
	int day; /* as in date.h */
	struct ages women, men;
	size_t alcohol, drugs; /* the others: both */
	size_t lpt_women, lpt_men;
} stocks[] = {
	/* 2006: 33 per cent fewer than ten years later */
	{ 13453, { 40, 42, 4, 42, 0, 0, 0 }, { 44, 97, 7, 97, 0, 0, 0 }, 139,
	    92, 30, 45 },
	/* 2008: median 43 */
	{ 14184, { 43, 42, 10, 42, 0, 0, 0 }, { 43, 98, 10, 98, 0, 0, 0 }, 143,
	    98, 31, 47 },
	/* 2010: 47, 33 and 21 per cent */
	{ 14914, { 41, 54, 4, 54, 0, 0, 0 }, { 43, 105, 8, 105, 0, 0, 0 }, 154,
	    108, 38, 52 },
	/* 2016: 24, 40 and 36 per cent */
	{ 17106, { 33, 63, 5, 63, 0, 0, 0 }, { 36, 122, 9, 122, 0, 0, 0 }, 92,
	    154, 51, 66 },
	/* 2017: median 34, women 32, men 35 */
	{ 17471, { 32, 60, 8, 60, 34, 0, 6 }, { 35, 116, 12, 116, 34, 16, 0 },
	    89, 149, 50, 63 },
};

enum { NSTOCK = sizeof(stocks) / sizeof(stocks[0]), MOST = 400 };

static int
age_of(struct ub_dice *d, const struct ages *a, size_t i)
{
	if (i < a->below)
		return i < a->near_below ? a->near
					 : ub_dice_pick(d, 19, a->median - 2);
	i -= a->below;
	if (i < a->at)
		return a->median;
	return i - a->at < a->near_above ? a->near
					 : ub_dice_pick(d, a->median + 3, 68);
}

static void
write_person(struct ub_sheet *s, struct ub_dice *d, bool man, int day, int age,
    size_t number)
{
	char text[32];

	snprintf(text, sizeof(text), "P%05zu", number);
	ub_sheet_text(s, text);
	ub_sheet_text(s, man ? "Man" : "Kvinna");
	ub_sheet_date(s, ub_dice_birth(d, day, age), true);
}

static size_t
write_stock(
    struct ub_dice *d, struct ub_sheet *s, const struct stock *k, size_t number)
{
	size_t w = k->women.below + k->women.at + k->women.above;
	size_t n = w + k->men.below + k->men.at + k->men.above, i, at[MOST];

	ub_dice_shuffle(d, at, n);
	for (i = 0; i < n; i++) {
		bool man = i >= w;
		size_t j = man ? i - w : i;

		write_person(s, d, man, k->day,
		    age_of(d, man ? &k->men : &k->women, j), number + i);
		ub_sheet_date(s, k->day - ub_dice_pick(d, 0, 90), true);
		ub_sheet_date(s, k->day + ub_dice_pick(d, 0, 90), true);
		ub_sheet_text(s, at[i] < k->alcohol ? "Alkohol"
				 : at[i] < k->alcohol + k->drugs
				     ? "Narkotika"
				     : "Blandmissbruk");
		ub_sheet_text(
		    s, j < (man ? k->lpt_men : k->lpt_women) ? "Ja" : "Nej");
		ub_sheet_row(s);
	}
	return number + n;
}

static void
write_lvm(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "Person", "Kön", "Födelsedatum",
		"Start", "Slut", "Missbruk", "Vårdad enligt LPT" };
	struct ub_sheet s;
	size_t i, number = 1;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (i = 0; i < NSTOCK; i++)
		number = write_stock(d, &s, &stocks[i], number);
}

/* Half of the anmälningar are looked into, half of these lead to an insats;
 * seven per cent of all began with an ansökan. */
static void
write_funnel(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "Person", "Kön", "Födelsedatum",
		"Inkom", "Datum", "Utredning", "Insats" };
	enum { NNOTE = 372, NAPPLY = 28 };
	const int last = 17471;
	struct ub_sheet s;
	size_t i, at[NNOTE], k;
	int day;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	ub_dice_shuffle(d, at, NNOTE);
	for (i = 0; i < NNOTE + NAPPLY; i++) {
		bool note = i < NNOTE;

		k = note ? at[i] : i % 2 == 0 ? 0 : 100;
		day = last - ub_dice_pick(d, 0, 300);
		write_person(&s, d, ub_dice_pick(d, 0, 9) < 6, day,
		    ub_dice_pick(d, 13, 29), 5000 + i);
		ub_sheet_text(&s, note ? "Orosanmälan" : "Ansökan");
		ub_sheet_date(&s, day, true);
		ub_sheet_text(&s, k < NNOTE / 2 ? "Ja" : "Nej");
		ub_sheet_text(&s, k < NNOTE / 4 ? "Ja" : "Nej");
		ub_sheet_row(&s);
	}
}

static void
write_clients(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "Person", "Kön", "Födelsedatum",
		"Verksamhet", "Kommun", "Start", "Målgrupp", "Problem", "Behov",
		"Insats", "Resultat" };
	static const char *const place[][2] = { { "Öppenvården", "0580" },
		{ "Ungdomsmottagningen", "0580" }, { "Beroendeteamet", "0581" },
		{ "Mini-Maria", "0581" }, { "Vuxenenheten", "0680" },
		{ "Öppenvård unga", "0680" }, { "Rådgivningen", "1280" } };
	static const char *const group[] = { "Missbruk", "Missbruk",
		"Samsjuklighet", "Närstående" };
	static const char *const problem[] = { "Alkohol", "Cannabis",
		"Annan narkotika", "Läkemedel", "Spel om pengar" };
	static const char *const need[] = { "Behandling", "Boende",
		"Sysselsättning", "Samordning" };
	static const char *const help[] = { "Motiverande samtal",
		"Återfallsprevention", "HAP", "Boendestöd", "SIP" };
	enum { NCLIENT = 2800 };
	static const char *const result[] = { "Förbättrat", "Förbättrat",
		"Oförändrat", "Försämrat", "" };
	struct ub_sheet s;
	int i, day, k;

	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (i = 0; i < NCLIENT; i++) {
		day = 17167 + ub_dice_pick(d, 0, 300);
		k = ub_dice_pick(d, 0, 6);
		write_person(&s, d, ub_dice_pick(d, 0, 9) < 6, day,
		    ub_dice_pick(d, 13, 29), 8000 + (size_t)i);
		ub_sheet_text(&s, place[k][0]);
		ub_sheet_text(&s, place[k][1]);
		ub_sheet_date(&s, day, true);
		ub_sheet_text(&s, group[ub_dice_pick(d, 0, 3)]);
		ub_sheet_text(&s, problem[ub_dice_pick(d, 0, 4)]);
		ub_sheet_text(&s, need[ub_dice_pick(d, 0, 3)]);
		ub_sheet_text(&s, help[ub_dice_pick(d, 0, 4)]);
		ub_sheet_text(&s, result[ub_dice_pick(d, 0, 4)]);
		ub_sheet_row(&s);
	}
}

/* What went wrong between huvudmän, which the plan wants added up over them. */
static void
write_deviations(struct ub_buf *out)
{
	static const char *const head[] = { "Nummer", "Huvudman", "Typ", "Rör",
		"Datum", "Åtgärdad", "Uppföljd" };
	static const char *const from[] = { "Kommunen", "Kommunen", "Kommunen",
		"Regionen", "Regionen", "Privat utförare" };
	static const char *const kind[] = { "Avvikelse", "Avvikelse",
		"Klagomål" };
	static const char *const about[] = { "Samordnad individuell plan",
		"Övergång mellan huvudmän", "Väntetid", "Bemötande" };
	enum { NDEVIATION = 900 };
	struct ub_dice d = { 1333 };
	struct ub_sheet s;

	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (int i = 0; i < NDEVIATION; i++) {
		int day = 17167 + ub_dice_pick(&d, 0, 364);
		bool done = ub_dice_pick(&d, 0, 9) < 7;

		ub_sheet_int(&s, i + 1);
		ub_sheet_text(&s, from[ub_dice_pick(&d, 0, 5)]);
		ub_sheet_text(&s, kind[ub_dice_pick(&d, 0, 2)]);
		ub_sheet_text(&s, about[ub_dice_pick(&d, 0, 3)]);
		ub_sheet_date(&s, day, true);
		if (done)
			ub_sheet_date(&s, day + ub_dice_pick(&d, 3, 120), true);
		else
			ub_sheet_text(&s, "");
		ub_sheet_text(
		    &s, done && ub_dice_pick(&d, 0, 1) == 0 ? "Ja" : "Nej");
		ub_sheet_row(&s);
	}
}

void
ub_synth_handlingsplan(struct ub_synth_file *file)
{
	struct ub_dice d = { 2018 };

	file[0].name = "lvm.csv";
	write_lvm(&d, &file[0].text);
	file[1].name = "anmalningar.csv";
	write_funnel(&d, &file[1].text);
	file[2].name = "klienter.csv";
	write_clients(&d, &file[2].text);
	ub_synth_omvarld(&file[3]);
	file[7].name = "avvikelser.csv";
	write_deviations(&file[7].text);
}
