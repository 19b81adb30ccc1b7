/*
 * sodertorn.c - an inventory of what is offered in ten kommuner, as
 * FoU-Södertörn's mapping (rapport 158) words its results.
 *
 * Only sentences are printed there: which insatser are most usual, that large
 * kommuner offer most, who has LOV.  The cells are made up within them.
 */
#include "sodertorn.h"

#include "dice.h"
#include "sheet.h"

enum { NKOMMUN = 10, NINSATS = 12 };

static const struct kommun {
	const char *code, *name;
	int people;
	const char *organisation, *young, *follow_up, *together;
	int officers, cases, officers_young, cases_young;
} kommuner[NKOMMUN] = {
	{ "0127", "Botkyrka", 85000, "Beställare-utförare", "18-25", "Nej",
	    "Barn- och ungdomssektionen", 12, 384, 2, 50 },
	{ "0136", "Haninge", 79000, "Integrerad", "", "Påbörjas, ORS och SRS",
	    "", 11, 341, 0, 0 },
	{ "0126", "Huddinge", 100000, "Beställare-utförare", "20-29", "Nej",
	    "Uppsökare", 14, 420, 2, 30 },
	{ "0182", "Nacka", 92000, "Beställare-utförare", "", "Nej", "", 10, 300,
	    0, 0 },
	{ "0192", "Nynäshamn", 26000, "Integrerad", "", "Nej",
	    "Barn- och ungdomsenheten", 4, 108, 0, 0 },
	{ "0128", "Salem", 16000, "Utredning och behandling i ett", "", "Nej",
	    "Landstingets beroendevård", 3, 72, 0, 0 },
	{ "0181", "Södertälje", 88000, "Integrerad", "", "Ja, UBÅT", "", 13,
	    390, 0, 0 },
	{ "0138", "Tyresö", 43000, "Integrerad", "", "Nej",
	    "Barn- och ungdomsenheten", 6, 174, 0, 0 },
	{ "0120", "Värmdö", 39000, "Integrerad", "ej angivet", "Nej", "", 5,
	    140, 1, 20 },
	{ "0980", "Gotland", 57000, "Kommun och region i ett", "", "Nej", "", 7,
	    210, 0, 0 },
};

static const struct insats {
	const char *name, *kind, *class;
	int year;           /* of the class; 0 where there is none */
	const char *offers; /* by kommun, in the order above */
} insatser[NINSATS] = {
	{ "Återfallsprevention", "Psykosocial behandling", "Rekommenderad",
	    2007, "1111111111" },
	{ "Tolvstegsprogram", "Psykosocial behandling", "Rekommenderad", 2007,
	    "1111011111" },
	{ "Motiverande samtal", "Psykosocial behandling", "Rekommenderad", 2007,
	    "1111111110" },
	{ "Annan öppenvård", "Övrigt", "Oklart innehåll", 0, "1111101101" },
	{ "Kognitiv beteendeterapi", "Psykosocial behandling", "Rekommenderad",
	    2007, "1011101000" },
	{ "CRA", "Psykosocial behandling", "Rekommenderad", 2007,
	    "1111001000" },
	{ "Anhörigstöd", "Stöd till anhöriga", "Inte bedömd", 2007,
	    "1011101110" },
	{ "Haschavvänjning", "Psykosocial behandling", "Inte bedömd", 2007,
	    "1111001100" },
	{ "Boendestöd", "Stödinsats", "Inte bedömd", 2007, "1110001101" },
	{ "Kontaktperson", "Stödinsats", "Inte bedömd", 2007, "1111001001" },
	{ "Sysselsättning", "Stödinsats", "Inte bedömd", 2007, "1111001010" },
	{ "Supported employment", "Stödinsats", "Inte bedömd", 2007,
	    "0011101000" },
};

static void
write_inventory(struct ub_buf *out)
{
	static const char *const head[] = { "Kommunkod", "Kommun", "Insats",
		"Typ", "Ges som", "Regi", "Köp/sälj", "LOV", "Evidensklass",
		"Evidensår" };
	struct ub_sheet s;
	size_t i, k;

	ub_sheet_init(&s, out, UB_CP1252);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (k = 0; k < NKOMMUN; k++)
		for (i = 0; i < NINSATS; i++) {
			const struct insats *x = &insatser[i];
			bool lov = k == 3 && i != 9, gotland = k == 9;
			bool egen = !lov && (gotland || (i + 2 * k) % 4 != 0);

			if (x->offers[k] == '0')
				continue;
			ub_sheet_text(&s, kommuner[k].code);
			ub_sheet_text(&s, kommuner[k].name);
			ub_sheet_text(&s, x->name);
			ub_sheet_text(&s, x->kind);
			ub_sheet_text(&s, gotland
					      ? i == 9 ? "Bistånd" : "Service"
					  : (i + k) % 3 == 0 ? "Service"
							     : "Bistånd");
			ub_sheet_text(&s, egen ? "Egen" : "Privat");
			ub_sheet_text(&s, !egen && !lov      ? "Köps"
					  : k == 2 && i == 1 ? "Säljs"
							     : "Nej");
			ub_sheet_text(&s, lov ? "Ja" : "Nej");
			ub_sheet_text(&s, x->class);
			if (x->year > 0)
				ub_sheet_int(&s, x->year);
			else
				ub_sheet_text(&s, "");
			ub_sheet_row(&s);
		}
}

static void
write_kommuner(struct ub_buf *out)
{
	static const char *const head[] = { "Kommunkod", "Kommun", "Invånare",
		"Organisation", "Team för unga vuxna, ålder",
		"Systematisk uppföljning", "Samverkan med", "Handläggare",
		"Ärenden", "Handläggare unga vuxna", "Ärenden unga vuxna" };
	struct ub_sheet s;
	size_t k;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (k = 0; k < NKOMMUN; k++) {
		const struct kommun *x = &kommuner[k];

		ub_sheet_text(&s, x->code);
		ub_sheet_text(&s, x->name);
		ub_sheet_int(&s, x->people);
		ub_sheet_text(&s, x->organisation);
		ub_sheet_text(&s, x->young);
		ub_sheet_text(&s, x->follow_up);
		ub_sheet_text(&s, x->together);
		ub_sheet_int(&s, x->officers);
		ub_sheet_int(&s, x->cases);
		ub_sheet_int(&s, x->officers_young);
		ub_sheet_int(&s, x->cases_young);
		ub_sheet_row(&s);
	}
}

/* The cases of each kommun: those of the officers for unga vuxna are in the ages
 * that its team is for. */
static void
write_cases(struct ub_buf *out)
{
	static const char *const head[] = { "Ärende", "Kommunkod",
		"Födelsedatum", "Öppnat", "Team" };
	const int first = 16436, last = 16739; /* 2015-01-01, 2015-10-31 */
	struct ub_dice d = { 158 };
	struct ub_sheet s;
	size_t k;
	int i, day, from, to, number = 1;

	ub_sheet_init(&s, out, UB_UTF8_BOM);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (k = 0; k < NKOMMUN; k++)
		for (i = 0; i < kommuner[k].cases; i++) {
			const char *young = kommuner[k].young;
			bool team = i < kommuner[k].cases_young;

			day = ub_dice_pick(&d, first, last);
			from = team && young[0] == '2' ? 20 : 18;
			to = !team ? 70 : from == 20 ? 29 : 25;
			ub_sheet_int(&s, number++);
			ub_sheet_text(&s, kommuner[k].code);
			ub_sheet_date(&s,
			    ub_dice_birth(&d, day, ub_dice_pick(&d, from, to)),
			    true);
			ub_sheet_date(&s, day, true);
			ub_sheet_text(&s, team ? "Unga vuxna" : "Vuxna");
			ub_sheet_row(&s);
		}
}

void
ub_synth_sodertorn(struct ub_synth_file *file)
{
	file[0].name = "inventering.csv";
	write_inventory(&file[0].text);
	file[1].name = "kommuner.csv";
	write_kommuner(&file[1].text);
	file[2].name = "arenden.csv";
	write_cases(&file[2].text);
}
