/*
 * interviews.c - interviews with the items of all instruments that score a
 * person, as a stream, the same at every run:
 *	interviews ROWS [SEED [odd | hostile]] >interviews.ubat
 * 3 % of the answers are missing, for one of three reasons.  odd: a third of
 * them are missing, or outside what can be answered, in all ways there are;
 * hostile: for all reasons too, and with more sexes than eight.
 *	interviews bare COLUMNS <interviews.ubat >records
 * What a loop by hand would do at least: every field of every record is read as
 * a whole number, and so many columns are appended, each by the number of a
 * field.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* %  stands for each word of a list; kinds: i whole number of lo to hi, o one of
 * 0 2 4, q one of an ASSIST question, b bool, d dec of 0 to 10, t date, s sex,
 * e end of an insats, v version */
struct item {
	const char *name, *list;
	char kind;
	int lo, hi;
};

#define AREA "alkohol narkotika psykisk fysisk arbete kriminalitet familj"
#define DAYS "alkohol narkotika psykisk fysisk arbete familj umgange"
#define PART AREA " umgange"
#define ADAD "fysisk skola arbete fritid familj psykisk brott alkohol narkotika"
#define DRUG                                                                   \
	"alkohol cannabis kokain amfetamin losningsmedel lugnande "            \
	"hallucinogener opioider annat"

static const struct item item[] = {
	{ "kon", "", 's', 0, 0 },
	{ "alder", "", 'i', 15, 75 },
	{ "audit%", "1 2 3 4 5 6 7 8", 'i', 0, 4 },
	{ "audit%", "9 10", 'o', 0, 4 },
	{ "dudit%", "1 2 3 4 5 6 7 8 9", 'i', 0, 4 },
	{ "dudit%", "10 11", 'o', 0, 4 },
	{ "%_g", AREA, 'i', 0, 9 },
	{ "%_u", AREA, 'i', 0, 9 },
	{ "asi_version_%", "g u", 'v', 0, 0 },
	{ "asi_version", "", 'v', 0, 0 },
	{ "b%", "1 2 3 4", 'i', 1, 10 },
	{ "h%", "1 3 4 5 6", 'i', 1, 10 },
	{ "h2", "", 'b', 0, 1 },
	{ "%",
	    "m6 e11 d1 d2 d26 d3 d4 d5 d6 d7 d8 d9 d10 d11 d13 d27 l27 "
	    "f30 p12",
	    'i', 0, 30 },
	{ "%", "m7 m8 d28 d30 d29 d31 l28 l29 f32 f34 p13 p14", 'i', 0, 4 },
	{ "%",
	    "e4 e5 l24 f18 f19 f20 f21 f22 f23 f24 f25 f26 p4 p5 p6 p7 p8 "
	    "p9 p10 p11",
	    'i', 0, 1 },
	{ "f3", "", 'i', 0, 2 },
	{ "%", "e12 d23 e17", 'i', 0, 9000 },
	{ "%", AREA, 'i', 0, 9 },
	{ "%_dagar", DAYS, 'i', 0, 30 },
	{ "%_oro", PART, 'i', 0, 4 },
	{ "%_hjalp", PART, 'i', 0, 4 },
	{ "%_dagar_g", DAYS, 'i', 0, 30 },
	{ "%_dagar_u", DAYS, 'i', 0, 30 },
	{ "%_q2", "tobak " DRUG, 'q', 2, 0 },
	{ "%_q3", "tobak " DRUG, 'q', 3, 0 },
	{ "%_q4", "tobak " DRUG, 'q', 4, 0 },
	{ "%_q5", DRUG, 'q', 5, 0 },
	{ "%_q6", "tobak " DRUG, 'q', 6, 0 },
	{ "%_q7", "tobak " DRUG, 'q', 7, 0 },
	{ "adad_%", ADAD, 'i', 0, 9 },
	{ "adad_%_oro", ADAD, 'i', 0, 3 },
	{ "adad_%_hjalp", ADAD, 'i', 0, 3 },
	{ "ors_%", "individuellt nara socialt allmant", 'd', 0, 100 },
	{ "ors_fore", "", 'd', 0, 400 },
	{ "srs_%", "relation mal metod allmant", 'd', 0, 100 },
	{ "%", "start slut ansokan beslut insats matdag", 't', 0, 0 },
	{ "avslut", "", 'e', 0, 0 },
};

/* What questions 2 to 7 of ASSIST can be. */
static const unsigned char assist[][5] = { { 0, 2, 3, 4, 6 }, { 0, 3, 4, 5, 6 },
	{ 0, 4, 5, 6, 7 }, { 0, 5, 6, 7, 8 }, { 0, 3, 6, 0, 3 },
	{ 0, 3, 6, 3, 6 } };

struct gen {
	uint64_t state;
	int odd, hostile;
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static unsigned
below(struct gen *g, unsigned n)
{
	uint64_t z = g->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return (unsigned)((z >> 32) * n >> 32);
}

/* A field that holds no answer, or none that is good; false: an answer. */
static int
no_answer(struct gen *g, const struct item *it)
{
	const char *why = g->hostile ? "abcdefghijklmnopqrstuvwxyz"
			  : g->odd   ? "xnruv"
				     : "xn";
	unsigned k = below(g, g->odd ? 9 : 100);

	if (k > 2)
		return 0;
	if (k < 2 || !g->odd) {
		k = below(g, (unsigned)strlen(why) + 1);
		if (k > 0)
			printf(".%c", why[k - 1]);
		return 1;
	}
	if (it->kind != 'i' && it->kind != 'o' && it->kind != 'q')
		return 0;
	k = below(g, 8);
	if (k == 0)
		printf("%" PRId64, below(g, 2) ? INT64_MIN : INT64_MAX);
	else if (k == 1)
		printf("-%u", 1 + below(g, 40));
	else
		printf("%u", below(g, k < 4 ? 200 : 40000000));
	return 1;
}

static void
tenths(unsigned v)
{
	printf("%u", v / 10);
	if (v % 10 > 0)
		printf(".%u", v % 10);
}

static void
answer(struct gen *g, const struct item *it)
{
	static const char *const sex[] = { "man", "kvinna", "okant", "annat",
		"x1", "x2", "x3", "x4", "x5", "x6", "x7" };
	static const char *const version[] = { "1998", "2006", "2022", "99" };

	switch (it->kind) {
	case 'i':
		printf("%d",
		    it->lo + (int)below(g, (unsigned)(it->hi - it->lo + 1)));
		break;
	case 'o':
		printf("%u", 2 * below(g, 3));
		break;
	case 'q':
		printf("%d", assist[it->lo - 2][below(g, 5)]);
		break;
	case 'b':
		printf("%u", below(g, 2));
		break;
	case 'd':
		tenths(below(g, (unsigned)it->hi + (g->odd ? 40 : 1)));
		break;
	case 't':
		printf("20%02u-%02u-%02u", 15 + below(g, 5), 1 + below(g, 12),
		    1 + below(g, 28));
		break;
	case 's':
		fputs(sex[below(g, g->hostile ? LEN(sex) : 3)], stdout);
		break;
	case 'v':
		fputs(version[below(g, g->odd ? 4 : 2) + !g->odd], stdout);
		break;
	default:
		fputs(below(g, 2) ? "planerat" : "oplanerat", stdout);
		break;
	}
}

static const char *
type(char kind)
{
	return strchr("ioq", kind) != NULL ? "int"
	       : kind == 'b'               ? "bool"
	       : kind == 'd'               ? "dec"
	       : kind == 't'               ? "date"
					   : "code";
}

/* Do what for each word of an item's list. */
static void
each(const struct item *it, struct gen *g, int legend)
{
	const char *s = it->list;

	do {
		size_t n = strcspn(s, " "), k = strcspn(it->name, "%");

		if (legend)
			printf("\t%.*s%.*s%s:%s", (int)k, it->name, (int)n, s,
			    it->name + k + (it->name[k] == '%'),
			    type(it->kind));
		else if (putchar('\t') != EOF && !no_answer(g, it))
			answer(g, it);
		s += n;
		s += strspn(s, " ");
	} while (*s != '\0');
}

static void
write_all(struct gen *g, unsigned rows)
{
	unsigned r;
	size_t i;

	fputs("#klient:int", stdout);
	for (i = 0; i < LEN(item); i++)
		each(&item[i], g, 1);
	for (r = 0; r < rows; r++) {
		printf("\n%u", r);
		for (i = 0; i < LEN(item); i++)
			each(&item[i], g, 0);
	}
	printf("\n#end\t%u\t0\n", rows);
}

/* --- a loop by hand -------------------------------------------------------- */

enum { BLOCK = 1 << 20, FIELDS = 512, LINE_MOST = 1 << 14 };

/* The whole number of each field; a point ends it, and what is none is 0. */
static size_t
numbers(const char *s, const char *end, unsigned *v)
{
	size_t n = 0;

	for (v[0] = 0; s < end; s++) {
		unsigned d = (unsigned)(unsigned char)*s - '0';

		if (*s == '\t')
			v[++n] = 0;
		else if (d <= 9)
			v[n] = v[n] * 10 + d;
	}
	return n + 1;
}

static void
bare(size_t columns)
{
	static const char text[][8] = { "\t0", "\t1", "\t2", "\t.n", "\t6-7",
		"\t.x", "\t0.125", "\t14" };
	static char in[BLOCK + 1], out[BLOCK];
	size_t have = 0, got, n, i, to = 0;
	unsigned v[FIELDS];
	char *s, *lf;

	while ((got = fread(in + have, 1, BLOCK - have, stdin)) > 0) {
		have += got;
		for (s = in; (lf = memchr(s, '\n', have - (size_t)(s - in)));
		     s = lf + 1) {
			n = numbers(s, lf, v);
			if (*s == '#')
				continue;
			if (to > BLOCK - LINE_MOST) {
				fwrite(out, 1, to, stdout);
				to = 0;
			}
			memcpy(out + to, s, (size_t)(lf - s));
			to += (size_t)(lf - s);
			for (i = 0; i < columns; i++) {
				const char *t = text[v[i % n] & 7];

				memcpy(out + to, t, 8);
				to += strlen(t);
			}
			out[to++] = '\n';
		}
		have -= (size_t)(s - in);
		memmove(in, s, have);
	}
	fwrite(out, 1, to, stdout);
}

int
main(int argc, char *argv[])
{
	struct gen g = { .state = 1 };
	unsigned rows = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;

	if (argc == 3 && strcmp(argv[1], "bare") == 0) {
		bare(strtoul(argv[2], NULL, 10));
		return fflush(stdout) != 0;
	}
	if (rows == 0 || argc > 4)
		return 2;
	if (argc > 2)
		g.state = strtoul(argv[2], NULL, 10);
	g.odd = argc > 3;
	g.hostile = g.odd && strcmp(argv[3], "hostile") == 0;
	write_all(&g, rows);
	return fflush(stdout) != 0;
}
