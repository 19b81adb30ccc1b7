/*
 * gen.c - an extract of åtgärder as large as wanted, the same at every run:
 *	gen ROWS [PERSONS] >extract.csv
 *	gen -p PERSONS >persons.csv
 * With PERSONS the records belong to that many persons, else each to one of
 * its own; -p lists those persons, each once.
 *
 * 23 columns, UTF-8, semicolons, CR LF, decimal comma; 4 % of the åtgärder in
 * quotes, 22 % of the ratings empty.  The personal numbers end in a check
 * digit that is wrong, so that they belong to nobody.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { BLOCK = 1 << 18, LINE_MAX_LEN = 512, RATINGS = 12, KOMMUNER = 290 };

static const char heading[] =
    "personnummer;kommunkod;kön;födelseår;åtgärd;form;regi;startdatum;"
    "slutdatum;avslut;B1;B2;B3;B4;B5;B6;H1;H2;H3;H4;H5;H6;kostnad\r\n";

static const char *const common[] = { "12-stegsbehandling",
	"Återfallsprevention", "Motiverande samtal", "Stödboende", "Utredning",
	"12-stegsbehandling", "Återfallsprevention", "Motiverande samtal",
	"Stödboende", "Kognitiv beteendeterapi",
	"Läkemedelsassisterad behandling", "Nätverksarbete", "Familjehemsvård",
	"Avgiftning", "Eftervård", "Öppenvårdssamtal", "Arbetsträning",
	"Anhörigstöd", "Community Reinforcement Approach",
	"Arbete/sysselsättning" };
static const char *const quoted[] = { "\"12-stegsbehandling\"",
	"\"Övrigt; annat stöd\"", "\"Grupp \"\"Nya vägar\"\"\"",
	"\"Haschavvänjning; öppenvård\"", "\"Återfallsprevention\"",
	"\"Boende; \"\"Bostad först\"\"; skälig levnadsnivå\"" };
static const unsigned month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	30, 31 };

static const char persons_heading[] = "personnummer;kön;födelseår\r\n";

struct gen {
	uint64_t state;
	unsigned persons; /* 0: any number of them */
	char *p;          /* where the next byte goes */
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t
next(struct gen *g)
{
	uint64_t z = g->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static unsigned
below(struct gen *g, unsigned n)
{
	return (unsigned)((next(g) >> 32) * n >> 32);
}

static int
percent(struct gen *g, unsigned p)
{
	return below(g, 100) < p;
}

static void
text(struct gen *g, const char *s)
{
	size_t n = strlen(s);

	memcpy(g->p, s, n);
	g->p += n;
}

/* v in at least width digits, then end. */
static void
number(struct gen *g, unsigned v, int width, const char *end)
{
	char digits[12];
	int n = 0;

	while (v > 0 || n < width) {
		digits[n++] = (char)('0' + v % 10);
		v /= 10;
	}
	while (n > 0)
		*g->p++ = digits[--n];
	text(g, end);
}

static void
date(struct gen *g, unsigned year, unsigned month)
{
	number(g, year, 4, "-");
	number(g, month + 1, 2, "-");
	number(g, 1 + below(g, month_days[month]), 2, ";");
}

/* The Luhn sum of the nine digits YYMMDDNNN, and one more. */
static unsigned
wrong_check(unsigned yymmdd, unsigned nnn)
{
	unsigned v = yymmdd * 1000 + nnn, sum = 0;

	for (int i = 0; i < 9; i++, v /= 10) {
		unsigned d = v % 10 * (i % 2 == 0 ? 2 : 1);
		sum += d / 10 + d % 10;
	}
	return (11 - sum % 10) % 10;
}

struct person {
	unsigned year, month, day, nnn, kommun;
	int woman;
};

static struct person
draw_person(struct gen *g)
{
	struct person p = { .year = 1940 + below(g, 66),
		.month = 1 + below(g, 12),
		.day = 1 + below(g, 28),
		.woman = percent(g, 34) };
	unsigned other;

	p.nnn = below(g, 500) * 2 + !p.woman;
	p.kommun = below(g, KOMMUNER);
	other = below(g, KOMMUNER);
	/* the lower of two, so that some kommuner have many more than others */
	if (other < p.kommun)
		p.kommun = other;
	return p;
}

/* Number i of the persons: the same each time, and no two with one number. */
static struct person
known_person(unsigned i)
{
	enum { NUMBERS = 66 * 12 * 28 * 1000, STRIDE = 7368787 };
	/* STRIDE has no factor in common with NUMBERS */
	unsigned x = (unsigned)((uint64_t)i * STRIDE % NUMBERS);
	struct gen own = { .state = i };
	struct person p = draw_person(&own);

	p.nnn = x % 1000;
	p.woman = p.nnn % 2 == 0;
	p.day = 1 + x / 1000 % 28;
	p.month = 1 + x / 28000 % 12;
	p.year = 1940 + x / 336000;
	return p;
}

static void
put_number(struct gen *g, const struct person *p)
{
	unsigned mmdd = p->month * 100 + p->day;

	number(g, p->year, 4, "");
	number(g, mmdd, 4, "-");
	number(g, p->nnn, 3, "");
	number(g, wrong_check(p->year % 100 * 10000 + mmdd, p->nnn), 1, ";");
}

static void
person(struct gen *g)
{
	struct person p = g->persons > 0 ? known_person(below(g, g->persons))
					 : draw_person(g);
	unsigned a = p.kommun;

	put_number(g, &p);
	number(g, 114 + a * 8 + a % 7, 4, p.woman ? ";kvinna;" : ";man;");
	number(g, p.year, 4, ";");
}

static void
list_person(struct gen *g, unsigned i)
{
	struct person p = known_person(i);

	put_number(g, &p);
	text(g, p.woman ? "kvinna;" : "man;");
	number(g, p.year, 4, "\r\n");
}

static void
treatment(struct gen *g)
{
	unsigned year, month;

	if (percent(g, 4))
		text(g, quoted[below(g, LEN(quoted))]);
	else
		text(g, common[below(g, LEN(common))]);
	text(g, percent(g, 72) ? ";öppen;" : ";heldygn;");
	text(g, percent(g, 58) ? "kommunal;" : "privat;");
	year = 2008 + below(g, 17);
	month = below(g, 12);
	date(g, year, month);
	if (percent(g, 8)) { /* still going on */
		text(g, ";;");
		return;
	}
	month += 1 + below(g, 14);
	date(g, year + month / 12, month % 12);
	text(g, percent(g, 63) ? "planerat;" : "oplanerat;");
}

static void
record(struct gen *g)
{
	person(g);
	treatment(g);
	for (int i = 0; i < RATINGS; i++)
		if (percent(g, 22))
			text(g, ";");
		else
			number(g, 1 + below(g, 10), 1, ";");
	if (percent(g, 85))
		number(g, 200 + below(g, 90000), 1, ",");
	else
		number(g, 90000 + below(g, 900000), 1, ",");
	number(g, below(g, 100), 2, "\r\n");
}

int
main(int argc, char *argv[])
{
	static char block[BLOCK];
	struct gen g = { .state = 7, .p = block };
	int list = argc == 3 && strcmp(argv[1], "-p") == 0;
	uintmax_t rows = 0, i;

	if (argc == 2 || argc == 3)
		rows = strtoumax(argv[1 + list], NULL, 10);
	if (argc == 3 && !list)
		g.persons = (unsigned)strtoumax(argv[2], NULL, 10);
	if (rows == 0 || (argc == 3 && !list && g.persons == 0)) {
		fputs("usage: gen rows [persons]\n"
		      "       gen -p persons\n",
		    stderr);
		return 2;
	}
	text(&g, list ? persons_heading : heading);
	for (i = 0; i < rows; i++) {
		if (list)
			list_person(&g, (unsigned)i);
		else
			record(&g);
		if (g.p - block > BLOCK - LINE_MAX_LEN || i + 1 == rows) {
			fwrite(block, 1, (size_t)(g.p - block), stdout);
			g.p = block;
		}
	}
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
