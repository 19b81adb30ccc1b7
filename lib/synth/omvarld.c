/*
 * omvarld.c - surveys and statistics that the action plan cites.
 *
 * The shares are those that it prints.  How many answered is printed for the
 * Maria clinics and for young people who were prosecuted; the other bases are
 * made up, large enough for what is called significant and small enough for
 * what is called not.
 */
#include "omvarld.h"

#include <string.h>

#include "dice.h"
#include "sheet.h"

/* So many said yes of so many asked. */
struct answer {
	const char *question, *group, *sex;
	int year, yes, asked;
};

static const struct answer cannabis[] = {
	{ NULL, "17-29", "Kvinna", 2013, 52, 1000 },
	{ NULL, "30-84", "Kvinna", 2013, 8, 3000 },
	{ NULL, "17-29", "Man", 2013, 98, 1000 },
	{ NULL, "30-84", "Man", 2013, 42, 3000 },
	{ NULL, "17-29", "Kvinna", 2017, 93, 1000 },
	{ NULL, "30-84", "Kvinna", 2017, 11, 3000 },
	{ NULL, "17-29", "Man", 2017, 102, 1000 },
	{ NULL, "30-84", "Man", 2017, 78, 3000 },
};

static const struct answer answers[] = {
	{ "Riskkonsumtion av alkohol", "16-29 år", "", 2004, 370, 1000 },
	{ "Riskkonsumtion av alkohol", "16-29 år", "", 2016, 250, 1000 },
	{ "Alkohol senaste 12 månaderna", "Gymnasiet år 2", "Man", 2017, 1460,
	    2000 },
	{ "Alkohol senaste 12 månaderna", "Gymnasiet år 2", "Kvinna", 2017,
	    1520, 2000 },
	{ "Narkotika någon gång", "Årskurs 9", "", 2017, 140, 2000 },
	{ "Narkotika någon gång", "Gymnasiet år 2", "Man", 2017, 400, 2000 },
	{ "Narkotika någon gång", "Gymnasiet år 2", "Kvinna", 2017, 280, 2000 },
	{ "Nätdroger någon gång", "Årskurs 9", "", 2014, 50, 2000 },
	{ "Nätdroger någon gång", "Årskurs 9", "", 2017, 20, 2000 },
	{ "Nätdroger någon gång", "Gymnasiet år 2", "", 2014, 90, 2000 },
	{ "Nätdroger någon gång", "Gymnasiet år 2", "", 2017, 37, 2000 },
	{ "Lagförd huvudsakligen för innehav eller bruk", "15-17 år", "", 2016,
	    1960, 2000 },
	{ "Lagförd huvudsakligen för innehav eller bruk", "18-20 år", "", 2016,
	    2716, 2800 },
	{ "Lagförd, narkotika som bibrott", "15-20 år", "", 2016, 518, 518 },
	{ "Förälder med missbruk under uppväxten", "Alla barn", "", 2014, 170,
	    1000 },
	{ "Utan gymnasiebehörighet", "Barn i familjer med beroende", "", 2013,
	    250, 1000 },
	{ "Utan gymnasiebehörighet", "Andra barn", "", 2013, 125, 1000 },
	{ "Omhändertagna enligt LOB som är 18-35 år", "Örebro län", "", 2015,
	    484, 1000 },
	{ "Omhändertagna enligt LOB som förs till arrest", "Under 18 år", "",
	    2015, 120, 400 },
	{ "Går ett gymnasieprogram", "16-19 år", "", 2017, 900, 1000 },
	{ "Någon form av missbruk", "I anstalt", "", 2013, 700, 1000 },
	{ "Klassificeras som narkotikamissbrukare", "I anstalt", "", 2013, 300,
	    1000 },
	{ "Är kvinnor", "I anstalt", "", 2013, 50, 1000 },
};

static const struct series {
	const char *name, *of, *sex;
	int year, count, people; /* people in thousands; 0: not asked for */
} series[] = {
	{ "Döda av läkemedels- och narkotikaförgiftning", "Sverige", "", 2014,
	    940, 0 },
	{ "Döda av läkemedels- och narkotikaförgiftning", "Sverige", "", 2015,
	    950, 0 },
	{ "Döda av läkemedels- och narkotikaförgiftning", "Sverige", "", 2016,
	    910, 0 },
	{ "Narkotikarelaterade dödsfall", "Estland", "", 2016, 112, 848 },
	{ "Narkotikarelaterade dödsfall", "Sverige", "", 2016, 545, 6190 },
	{ "Narkotikarelaterade dödsfall", "Norge", "", 2016, 280, 3456 },
	{ "Narkotikarelaterade dödsfall", "Irland", "", 2016, 215, 3070 },
	{ "Narkotikarelaterade dödsfall", "Storbritannien", "", 2016, 2922,
	    41740 },
	{ "Narkotikarelaterade dödsfall", "Land 6", "", 2016, 210, 3640 },
	{ "Narkotikarelaterade dödsfall", "Land 7", "", 2016, 190, 3450 },
	{ "Narkotikarelaterade dödsfall", "Land 8", "", 2016, 90, 1920 },
	{ "Vårdade i specialiserad öppenvård, 15-24 år", "Sverige", "Man", 2006,
	    1500, 0 },
	{ "Vårdade i specialiserad öppenvård, 15-24 år", "Sverige", "Man", 2015,
	    4170, 0 },
	{ "Vårdade i specialiserad öppenvård, 15-24 år", "Sverige", "Kvinna",
	    2006, 1200, 0 },
	{ "Vårdade i specialiserad öppenvård, 15-24 år", "Sverige", "Kvinna",
	    2015, 2964, 0 },
	{ "Omhändertagna enligt LOB", "Sverige", "", 2016, 60400, 0 },
};

#define LEN(x) (sizeof(x) / sizeof((x)[0]))

static void
write_cannabis(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "År", "Kön", "Ålder",
		"Cannabis senaste 12 månaderna" };
	struct ub_sheet s;
	size_t k;
	int i;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, LEN(head));
	for (k = 0; k < LEN(cannabis); k++)
		for (i = 0; i < cannabis[k].asked; i++) {
			bool young = strcmp(cannabis[k].group, "17-29") == 0;

			ub_sheet_int(&s, cannabis[k].year);
			ub_sheet_text(&s, cannabis[k].sex);
			ub_sheet_int(&s, young ? ub_dice_pick(d, 17, 29)
					       : ub_dice_pick(d, 30, 84));
			ub_sheet_text(&s, i < cannabis[k].yes ? "Ja" : "Nej");
			ub_sheet_row(&s);
		}
}

static void
write_answers(struct ub_buf *out)
{
	static const char *const head[] = { "Fråga", "Grupp", "År", "Kön",
		"Svar" };
	struct ub_sheet s;
	size_t k;
	int i;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, LEN(head));
	for (k = 0; k < LEN(answers); k++)
		for (i = 0; i < answers[k].asked; i++) {
			ub_sheet_text(&s, answers[k].question);
			ub_sheet_text(&s, answers[k].group);
			ub_sheet_int(&s, answers[k].year);
			ub_sheet_text(&s, answers[k].sex);
			ub_sheet_text(&s, i < answers[k].yes ? "Ja" : "Nej");
			ub_sheet_row(&s);
		}
}

/* 917 young people: first drug, several drugs, childhood, mental problems. */
static void
write_maria(struct ub_dice *d, struct ub_buf *out)
{
	static const char *const head[] = { "Kön", "Ålder", "Primär drog",
		"Blandmissbruk", "Belastad uppväxtmiljö", "Samsjuklighet" };
	/* boys, girls: all; cannabis, alcohol; several, childhood, both */
	static const size_t part[2][6] = { { 600, 480, 42, 117, 162, 264 },
		{ 317, 254, 41, 66, 113, 193 } };
	bool flag[3][600];
	struct ub_sheet s;
	size_t i, k, m;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, LEN(head));
	for (k = 0; k < 2; k++) {
		for (m = 0; m < 3; m++)
			ub_dice_deal(d, flag[m], part[k][0], part[k][3 + m]);
		for (i = 0; i < part[k][0]; i++) {
			ub_sheet_text(&s, k == 0 ? "Man" : "Kvinna");
			ub_sheet_int(&s, ub_dice_pick(d, 13, 25));
			ub_sheet_text(&s, i < part[k][1] ? "Cannabis"
					  : i < part[k][1] + part[k][2]
					      ? "Alkohol"
					      : "Annan");
			for (m = 0; m < 3; m++)
				ub_sheet_text(&s, flag[m][i] ? "Ja" : "Nej");
			ub_sheet_row(&s);
		}
	}
}

static void
write_series(struct ub_buf *out)
{
	static const char *const head[] = { "Serie", "Land", "År", "Kön",
		"Antal", "Invånare, tusental" };
	struct ub_sheet s;
	size_t k;

	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, LEN(head));
	for (k = 0; k < LEN(series); k++) {
		ub_sheet_text(&s, series[k].name);
		ub_sheet_text(&s, series[k].of);
		ub_sheet_int(&s, series[k].year);
		ub_sheet_text(&s, series[k].sex);
		ub_sheet_int(&s, series[k].count);
		if (series[k].people > 0)
			ub_sheet_int(&s, series[k].people);
		else
			ub_sheet_text(&s, "");
		ub_sheet_row(&s);
	}
}

void
ub_synth_omvarld(struct ub_synth_file *file)
{
	struct ub_dice d = { 2013 };

	file[0].name = "cannabis.csv";
	write_cannabis(&d, &file[0].text);
	file[1].name = "enkater.csv";
	write_answers(&file[1].text);
	file[2].name = "maria.csv";
	write_maria(&d, &file[2].text);
	file[3].name = "statistik.csv";
	write_series(&file[3].text);
}
