/*
 * fast.c - many records at once give the bytes that one by one do: every kind
 * of column, good values and bad, with quotes and without, for every variant.
 * With a key, rules and codes of a day too, which look at several columns.
 * A limit on the length of fields below that of a block is what sends each
 * record to field.c.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../lib/base/file.h"
#include "../../lib/expr/rules.h"
#include "../../lib/source/import.h"
#include "check.h"

enum { RECORDS = 6000, FIELD_LIMIT = 2000, OUT_MAX = 64 << 20 };

static char dir[] = "/tmp/ubat-fast-XXXXXX";

/* Columns in the order of the extract: heading, and what is asked of it. */
static const char *const columns[][2] = {
	{ "t0", "" },
	{ "s1", "type = int\nrange = 1..10\n" },
	{ "s2", "type = int\nrange = 1..10\n" },
	{ "s3", "type = int\nrange = 1..10\n" },
	{ "s4", "type = int\nrange = 0..99\n" },
	{ "s5", "type = int\nrange = 0..99\n" },
	{ "s6", "type = int\nrange = 3..3\nrequired = yes\n" },
	{ "s7", "type = int\nrange = 3..3\nrequired = yes\n" },
	{ "i1", "type = int\n" },
	{ "i2", "type = int\nrange = 1900..2025\n" },
	{ "i3", "type = int\nrequired = yes\n" },
	{ "i4", "type = int\nrange = -5..5\n" },
	{ "i5", "type = int\nrange = 100000000..999999999\n" },
	{ "d1", "type = date\n" },
	{ "d2", "type = date\nrange = 2000-01-01..2016-12-31\n" },
	{ "d3", "type = date\nrequired = yes\n" },
	{ "d4", "type = date\ndate = YYYYMMDD\ndate = DD/MM/YYYY\n" },
	{ "k1", "type = dec\n" },
	{ "k2", "type = dec\ndecimal = .\nrange = 0..100.5\n" },
	{ "k3", "type = dec\nrequired = yes\n" },
	{ "b1", "type = bool\n" },
	{ "c1", "type = code\n[codes c1]\nA =\nBB =\nen lang kod =\n" },
	{ "c2", "type = code\ntrim = yes\n" },
	{ "m1", "type = int\nrange = 1..10\n[missing m1]\nX = .x\n99 = .x\n"
		"[values m1]\nett = 1\n" },
	{ "m2", "required = yes\n[values m2]\nJa = 1\nNej = 0\n" },
	{ "m3", "type = int\nrange = 1..10\ninvalid = .r\n" },
	{ "s8", "type = int\nrange = 1..10\n" },
	{ "s9", "type = int\nrange = 1..10\n" },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

/* For every column, so that each sees what is not for it. */
static const char *const strange[] = { "", "0", "1", "9", "10", "11", "99",
	"100", "00", "01", "007", "-1", "-0", "+1", "1a", "a1", ":", "/", "a",
	"12345678", "123456789", "99999999", "1234567890123456789", " 5", "5 ",
	"5\t", "2015-02-28", "2015-02-29", "2016-02-29", "2015-02-30",
	"2015-13-01", "2015-00-10", "2015-10-00", "2015-04-31", "2015-12-31",
	"2015-01-32", "0000-01-01", "0001-01-01", "9999-12-31", "2015-1-01",
	"2015/01/01", "2015-01-0a", "1999-12-31", "2017-01-01", "20160301",
	"01/03/2016", "31/02/2016", "2016-03-01x", "0,5", "0,50", ",5", "5,",
	",", "00,5", "1,", "1,0", "1,00", "12,50", "-12,5", "1,2,3", "1.5",
	"100.5", "100.51", "100.500", "12345678,12", "123456789,1234567",
	"1234567,12345678", "12345678901,123456", "1234567890123456", "10,000",
	"9000000000,10", "1e5", "Ja", "Nej", "ja", "X", "ett", "A", "BB", "B",
	"en lang kod", "en lang kof", "\xc3\xa5", "\xc3", "\xe2\x82\xac",
	"\xed\xa0\x80", "\xc3\xa5\xa5", "\xff", "#x", ".x", ".xy", ".", "\\",
	"a\\b", "a\tb", "a\"b", "\"", "\"\"", "\"x", "\"#x", "\"\".x", "a;b",
	"a;\"b", "a\nb", "a\r\nb", "a\r", "en text som ar langre an sexton",
	"en \"text\" som ar langre an trettiotva tecken; minst" };
enum { STRANGE = sizeof(strange) / sizeof(*strange) };

/* What is good in them, more often than not. */
static const char *const good[COLUMNS][4] = { { "text", "12-steg", "", "a b" },
	{ "1", "10", "", "7" }, { "1", "10", "", "7" }, { "1", "10", "", "7" },
	{ "0", "99", "", "45" }, { "0", "99", "", "45" },
	{ "3", "3", "3", "3" }, { "3", "3", "3", "3" },
	{ "5", "12345", "", "12345678" }, { "1900", "2025", "", "1999" },
	{ "0", "1", "22", "12345" }, { "5", "0", "", "1" },
	{ "100000000", "999999999", "", "" },
	{ "2015-01-31", "1987-11-30", "", "2000-02-01" },
	{ "2000-01-01", "2016-12-31", "", "2010-06-15" },
	{ "2015-01-31", "1987-11-30", "2011-01-01", "2000-02-01" },
	{ "20150131", "31/12/2015", "", "20000101" },
	{ "1,5", "12500,50", "", "250000,00" }, { "0", "100.5", "", "99.25" },
	{ "0", "1,05", "10", "123456789,1" }, { "0", "1", "", "1" },
	{ "A", "BB", "", "en lang kod" }, { "x", "0180", "", "y" },
	{ "X", "99", "", "ett" }, { "Ja", "Nej", "Ja", "annat" },
	{ "1", "10", "", "7" }, { "1", "10", "", "7" },
	{ "1", "10", "", "7" } };

static uint64_t state = 88172645463325252u;

static unsigned
below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

static void
field(struct ub_buf *b, const char *s, unsigned quoted)
{
	/* quotes are not left out where they must be, but for a few */
	if (below(100) < quoted || s[0] == '"' ||
	    (strpbrk(s, "\";\r\n") != NULL && below(8) > 0)) {
		ub_buf_putc(b, '"');
		for (; *s != '\0'; s++) {
			if (*s == '"')
				ub_buf_putc(b, '"');
			ub_buf_putc(b, *s);
		}
		ub_buf_putc(b, '"');
		return;
	}
	ub_buf_puts(b, s);
}

/* First everything strange in every column, alone; then as it comes. */
static const char *
value(size_t r, size_t c)
{
	if (r / COLUMNS < STRANGE ? r % COLUMNS == c : below(100) == 0)
		return strange[r / COLUMNS < STRANGE ? r / COLUMNS
						     : below(STRANGE)];
	return good[c][below(4)];
}

/* An extract of which so many fields in a hundred are in quotes. */
static void
extract(const char *path, unsigned quoted, const char *eol)
{
	struct ub_buf b = { 0 };
	size_t r, c, n;
	FILE *f = fopen(path, "w");

	for (c = 0; c < COLUMNS; c++)
		ub_buf_printf(&b, "%s%s", c == 0 ? "" : ";", columns[c][0]);
	for (r = 0; r < RECORDS; r++) {
		ub_buf_puts(&b, eol);
		if (below(500) == 0)
			continue;
		n = below(300) == 0 ? COLUMNS - 1 : COLUMNS;
		for (c = 0; c < n; c++) {
			if (c > 0)
				ub_buf_putc(&b, ';');
			field(&b, value(r, c), quoted);
		}
	}
	CHECK(f != NULL && fwrite(b.s, 1, b.len, f) == b.len);
	CHECK(fclose(f) == 0);
	ub_buf_free(&b);
}

/* What is said of several columns, and in [source]. */
static const struct {
	const char *source, *more;
} together[] = {
	{ "", "" },
	{ "key = i1 d1 k1 c2\n", "" },
	{ "", "[rule a]\ntest = d1 >= d2\n"
	      "[rule b]\ntest = s1 + s2 < 15 or b1\nmissing = reject\n"
	      "[rule c]\ntest = k1 * 100 < 9000000000\n"
	      "[rule d]\ntest = true\n" },
	{ "key = c1 d1 i1\nduplicates = first\n",
	    "[column c1]\ncodes-at = d2\ncodes = ./codes.csv\n"
	    "[rule a]\ntest = c1 = \"A\" or s4 > 50\n" },
	{ "key = i1 d1 i2\nduplicates = last\n",
	    "[column c1]\ncodes-at = d2\ncodes = ./codes.csv\n"
	    "invalid = .r\n[column t0]\nwrite = no\n"
	    "[rule a]\ntest = c1 = \"A\" or s4 > 10\n" },
	{ "", "[column c1]\ncodes-at = d2\ncodes = ./codes.csv\n"
	      "invalid = .r\n"
	      "[rule a]\ntest = c1 = \"A\" or s4 > 10\n" },
};
enum { TOGETHER = sizeof(together) / sizeof(*together) };

/* order: 0: as in the extract, 1: turned round, 2: every second, 3: all to be
 * rejected. */
static void
describe(const char *path, int order, size_t k)
{
	bool dated = strstr(together[k].more, "codes-at") != NULL;
	FILE *f = fopen(path, "w");
	size_t i, c;

	CHECK(f != NULL);
	fputs("[source]\ndelimiter = ;\ndecimal = ,\ndate = YYYY-MM-DD\n", f);
	fputs(together[k].source, f);
	for (i = 0; i < COLUMNS; i++) {
		c = order == 1 ? COLUMNS - 1 - i : i;
		if (order == 2 && c % 2 == 0)
			continue;
		fprintf(f, "[column %s]\n%s", columns[c][0],
		    dated && strcmp(columns[c][0], "c1") == 0 ? "type = code\n"
							      : columns[c][1]);
	}
	fputs(together[k].more, f);
	if (order == 2)
		fputs("[column nowhere]\noptional = yes\n", f);
	if (order == 3)
		fputs("[column nowhere]\noptional = yes\nrequired = yes\n", f);
	CHECK(fclose(f) == 0);
}

/* All that an import writes and says, to out. */
static void
import(struct ub_buf *out, const char *level, size_t field_limit)
{
	struct ub_import_options o = { .rejects = "rejects",
		.max_rejects = RECORDS,
		.limits = { .field = field_limit } };
	struct ub_source s = { 0 };
	struct ub_rules *rules;
	struct ub_import *im;
	struct ub_writer w;
	struct ub_err e = { 0 };
	enum ub_status st;
	size_t i;
	int fd = open("stream", O_RDWR | O_CREAT | O_TRUNC, 0600);

	setenv("UBAT_SIMD", level, 1);
	CHECK(ub_source_load(&s, "x.source", &e) == UB_OK);
	o.source = &s;
	st = ub_rules_new(&rules, &s, &e);
	if (st != UB_OK)
		fprintf(stderr, "%s\n", e.what);
	CHECK(st == UB_OK);
	o.judge = ub_rules_judge(rules);
	ub_writer_init(&w, fd, "stream");
	CHECK(ub_import_new(&im, &o, &w, &e) == UB_OK);
	st = ub_import_file(im, "extract.csv", &e);
	if (st == UB_OK)
		st = ub_import_end(im, &e);
	if (st != UB_OK)
		fprintf(stderr, "%s:%llu: %s\n", e.input,
		    (unsigned long long)e.line, e.what);
	CHECK(st == UB_OK);
	CHECK(ub_writer_close(&w, &e) == UB_OK);
	close(fd);
	ub_buf_clear(out);
	CHECK(ub_slurp("stream", out, OUT_MAX, &e) == UB_OK);
	CHECK(ub_slurp("rejects", out, OUT_MAX, &e) == UB_OK);
	for (i = 0; ub_import_finding(im, i, &e); i++)
		ub_buf_printf(
		    out, "%llu %s\n", (unsigned long long)e.line, e.what);
	ub_import_free(im);
	ub_rules_free(rules);
	ub_source_free(&s);
}

static size_t
records(const struct ub_buf *b)
{
	size_t i, n = 0;

	for (i = 0; i + 1 < b->len; i++)
		n += b->s[i] == '\n' && b->s[i + 1] != '#';
	return n;
}

static void
same(const char *what, const struct ub_buf *want, const struct ub_buf *have)
{
	size_t i = 0, from;

	if (want->len == have->len && memcmp(want->s, have->s, want->len) == 0)
		return;
	while (i < want->len && i < have->len && want->s[i] == have->s[i])
		i++;
	for (from = i; from > 0 && want->s[from - 1] != '\n'; from--)
		;
	fprintf(stderr,
	    "%s: from byte %zu on\n--- want\n%.300s\n--- have\n"
	    "%.300s\n",
	    what, i, want->s + from, have->s + from);
	CHECK(!"the same bytes");
}

/* What all variants make of the extract is what is made of it one by one. */
static void
compare(size_t most)
{
	static const char *const level[] = { "scalar", "avx2", "avx512" };
	struct ub_buf want = { 0 }, have = { 0 };
	size_t k;

	import(&want, "scalar", FIELD_LIMIT);
	CHECK(records(&want) > RECORDS / 2);
	for (k = 0; k < most; k++) {
		import(&have, level[k], 0);
		same(level[k], &want, &have);
	}
	ub_buf_free(&want);
	ub_buf_free(&have);
}

int
main(void)
{
	static const unsigned quoted[] = { 0, 1, 30, 100 };
	static const char *const files[] = { "extract.csv", "x.source",
		"stream", "rejects", "rejects.why", "codes.csv" };
	FILE *f;
	size_t i, k;
	int order;

	CHECK(mkdtemp(dir) != NULL && chdir(dir) == 0);
	f = fopen("codes.csv", "w");
	CHECK(f != NULL);
	fputs("kod,namn,valid_from,valid_to\nA,a,2005-01-01,\n"
	      "BB,b,2000-01-01,2014-12-31\nen lang kod,c,2000-01-01,\n",
	    f);
	CHECK(fclose(f) == 0);
	for (i = 0; i < sizeof(quoted) / sizeof(*quoted); i++) {
		extract("extract.csv", quoted[i], i % 2 == 0 ? "\r\n" : "\n");
		for (order = 0; order < 4; order++) {
			describe("x.source", order, 0);
			compare(3);
		}
		for (k = 1; k < TOGETHER; k++) {
			describe("x.source", 0, k);
			compare(1);
			describe("x.source", 1, k);
			compare(1);
		}
	}
	for (i = 0; i < sizeof(files) / sizeof(*files); i++)
		CHECK(unlink(files[i]) == 0);
	CHECK(chdir("/") == 0 && rmdir(dir) == 0);
	CHECK_END;
}
