/* exprbatch.c - a test over a batch says the same as one by one. */
#include "exprfix.h"

/* --- a batch at once ---------------------------------------------------- */

static uint32_t
rnd(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

/* Fields of many shapes for each type, now and then missing. */
static void
random_field(struct ub_buf *b, enum ub_type t, uint32_t *s)
{
	static const char *const text[] = { "a", "ab", "abc", "abcd", "abcde",
		"abcdefgh", "abcdefghi", "abcdefghijklmnop",
		"abcdefghijklmnopq", "abcdefghijklmnopqrstuvwxyz0123456789",
		"abXd", "abcdXfghi", "å", "\\#a", "a\\tb", "\\.n" };
	static const char *const ints[] = { "0", "1", "7", "9", "10", "18",
		"-1", "2015", "9223372036854775807", "-9223372036854775808" };
	static const char *const decs[] = { "0", "0.5", "7", "7.25", "-0.5",
		"999999999999999999.999999999", "0.000000001", "10",
		"999999999.999999999", "1000000000", "-12.125" };
	static const char *const days[] = { "0001-01-01", "9999-12-31",
		"2014-12-31", "2015-01-01", "2015-12-31", "2016-02-29",
		"2016-01-30" };
	static const char *const miss[] = { "", ".n", ".x" };

	if (rnd(s) % 5 == 0)
		ub_buf_puts(b, miss[rnd(s) % 3]);
	else if (t == UB_TEXT || t == UB_CODE)
		ub_buf_puts(b, text[rnd(s) % 16]);
	else if (t == UB_INT)
		ub_buf_puts(b, ints[rnd(s) % 10]);
	else if (t == UB_DEC)
		ub_buf_puts(b, decs[rnd(s) % 11]);
	else if (t == UB_DATE)
		ub_buf_puts(b, days[rnd(s) % 7]);
	else
		ub_buf_puts(b, rnd(s) % 2 ? "1" : "0");
}

static const char *const conditions[] = {
	"t = \"a\"",
	"t = \"ab\"",
	"t <> \"abc\"",
	"t = \"abcd\"",
	"t = \"abcde\"",
	"t <> \"abcdefgh\"",
	"t = \"abcdefghi\"",
	"t = \"abcdefghijklmnop\"",
	"t = \"abcdefghijklmnopq\"",
	"t = \"abcdefghijklmnopqrstuvwxyz0123456789\"",
	"\"å\" = t",
	"t = \"#a\"",
	"t = \"a\\tb\"",
	"t <> \".n\"",
	"t < \"abc\"",
	"t in (\"abc\", \"å\", \"abcdefghijklmnopq\")",
	"t in (\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"ab\",\"abcd\","
	"\"a\")",
	"t not in (\"a\")",
	"t like \"a%\"",
	"t = kod",
	"i = 7",
	"i <> 7",
	"i < 7",
	"i <= 7",
	"i > 7",
	"i >= 7",
	"7 > i",
	"i = -1",
	"i between 1 and 9",
	"i not between 1 and 9",
	"i > 9223372036854775807",
	"i < -9223372036854775807",
	"i >= -9223372036854775807 - 1",
	"i < -9223372036854775807 - 1",
	"i > 7.5",
	"i in (7, 18)",
	"i between 9 and 1",
	"d = 7",
	"d <> 7",
	"d < 7.25",
	"d <= 7.25",
	"d > 0",
	"d >= 0.5",
	"d between 0 and 7",
	"d > 999999999999999999.999999999",
	"0.5 < d",
	"dag = 2015-01-01",
	"dag <> 2015-01-01",
	"dag < 2015-01-01",
	"dag <= 2015-01-01",
	"dag > 2015-01-01",
	"2015-01-01 <= dag",
	"dag between 2015-01-01 and 2015-12-31",
	"dag > 9999-12-31",
	"dag < 0001-01-01",
	"year(dag) = 2015",
	"year(dag) <> 2015",
	"year(dag) < 2015",
	"year(dag) <= 2015",
	"year(dag) > 2015",
	"year(dag) >= 2015",
	"2015 < year(dag)",
	"year(dag) > -5",
	"year(dag) < 99999999999",
	"year(dag) between 2015 and 2016",
	"year(dag) in (2015, 1)",
	"year(dag) <> -9223372036854775807",
	"b",
	"not b",
	"b = true",
	"b <> false",
	"true",
	"false",
	"b and i > 7",
	"b or i > 7",
	"not (b and i > 7)",
	"i > 7 and b and d < 7 and dag > 2015-01-01",
	"i > 7 or b or d < 7 or dag > 2015-01-01",
	"(i > 7 or t = \"abc\") and (b or not year(dag) = 2015)",
	"(i > 7 and t = \"abc\") or (b and not year(dag) = 2015)",
	"i > 7 and not (d is missing) and t is not missing",
	"if(b, i > 7, d > 0) and b",
	"7 / d > 2 or d = 0",
	"not (i = 7 or not b)",
	"false and b",
	"b or true",
};

static void
test_batch_one(struct fixture *f, const char *src)
{
	struct ub_scope scope = { .legend = &f->legend };
	struct ub_expr *x, *y;
	struct ub_err e;
	struct ub_val v;
	uint8_t truth[1000];
	size_t r;
	int want, wrong = 0;

	if (ub_expr_compile(&x, &scope, src, 0, strlen(src), &e) != UB_OK ||
	    ub_expr_compile(&y, &scope, src, 0, strlen(src), &e) != UB_OK) {
		fprintf(stderr, "%s: %s\n", src, e.what);
		check_failed++;
		return;
	}
	memset(truth, 9, sizeof(truth));
	CHECK(ub_expr_test(x, &f->b, truth, &e) == UB_OK);
	for (r = 0; r < f->b.n; r++) {
		CHECK(ub_expr_eval(y, &f->b, r, NULL, &v, &e) == UB_OK);
		want = v.miss != 0 ? 2 : v.u.b ? 1 : 0;
		wrong += truth[r] != want;
	}
	if (wrong > 0) {
		fprintf(stderr, "%s: %d of %zu differ\n", src, wrong, f->b.n);
		check_failed++;
	}
	CHECK(ub_expr_zerodiv(x) == ub_expr_zerodiv(y));
	ub_expr_free(x);
	ub_expr_free(y);
}

static void
test_batch(void)
{
	static const char head[] =
	    "#t:text\tkod:code\ti:int\td:dec\tdag:date\tb:bool";
	struct fixture f;
	struct ub_buf text = { 0 };
	uint32_t seed = 1;
	size_t i, r, c;

	open_batch(&f, head, "");
	for (r = 0; r < 1000; r++)
		for (c = 0; c < f.legend.n; c++) {
			random_field(&text, f.legend.col[c].type, &seed);
			ub_buf_putc(&text, c + 1 < f.legend.n ? '\t' : '\n');
		}
	close_batch(&f);
	open_batch(&f, head, text.s);
	CHECK(f.b.n == 1000);
	for (i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++)
		test_batch_one(&f, conditions[i]);
	close_batch(&f);
	ub_buf_free(&text);
}

/* --- expressions made at random ----------------------------------------- */

static void make(struct ub_buf *b, enum ub_kind kind, int depth, uint32_t *s);

static const char *
one_of(const char *const *list, uint32_t *s)
{
	size_t n = 0;

	while (list[n] != NULL)
		n++;
	return list[rnd(s) % n];
}

/* form: a pattern in which ?, #, ., @ and $ stand for a condition, an int, a
 * dec, a date and a text to be made. */
static void
fill_in(struct ub_buf *b, const char *form, int depth, uint32_t *s)
{
	static const char marks[] = "?#.@$";
	const char *m;

	for (; *form != '\0'; form++) {
		if ((m = strchr(marks, *form)) == NULL)
			ub_buf_putc(b, *form);
		else
			make(b, (enum ub_kind)(m - marks), depth - 1, s);
	}
}

static const char *const leaf[5][8] = {
	{ "b", "true", "false", "b", "i is missing", "t is empty", NULL },
	{ "i", "7", "0", "-1", "2015", "i", NULL },
	{ "d", "0.5", "7.25", "d", "0.0", NULL },
	{ "dag", "2015-01-01", "2016-02-29", "dag", NULL },
	{ "t", "kod", "\"abc\"", "\"a\\tb\"", "\"å\"", "t", NULL },
};

static const char *const form[5][24] = {
	{ "(? and ?)", "(? or ?)", "not ?", "(# < #)", "(# = #)", "(. >= #)",
	    "(@ <= @)", "($ = $)", "($ <> \"abc\")", "(# in (#, 7, 18))",
	    "($ in (\"a\", \"abc\", $))", "(# between # and #)",
	    "(@ between 2015-01-01 and @)", "($ like \"a%\")", "(# is missing)",
	    "(@ is .n)", "if(?, ?, ?)", "case when ? then ? else ? end",
	    "(year(@) >= 2015)", "(2015 <> year(dag))", "(? = ?)", NULL },
	{ "(# % #)", "year(@)", "days(@, @)", "months(@, @)", "age(@, @)",
	    "len($)", "count(#, $, @)", "if(?, #, #)", "floor(.)", "max(#, #)",
	    "case when ? then # when ? then .n end", "abs(#)", "isoweek(@)",
	    "sum(i, 1)", NULL },
	{ "(# / #)", "(. / .)", "if(?, ., #)", "num($)", "round(., 2)",
	    "min(., #)", "sqrt(.)", "ln(.)", "mean(#, #)", NULL },
	{ "if(?, @, @)", "date($)", "max(@, @)", "date(#, 1, #)", NULL },
	{ "lower($)", "upper($)", "trim($)", "substr($, #, #)",
	    "replace($, $, $)", "text(#)", "text(@)", "if(?, $, $)",
	    "band(#, 0, 7, 18)", "code($)", NULL },
};

static void
make(struct ub_buf *b, enum ub_kind kind, int depth, uint32_t *s)
{
	if (depth <= 0 || rnd(s) % 4 == 0)
		ub_buf_puts(b, one_of(leaf[kind], s));
	else
		fill_in(b, one_of(form[kind], s), depth, s);
}

/* One at a time and all at once: the same truth, the same failure. */
static void
compare_ways(struct fixture *f, const char *src)
{
	struct ub_scope scope = { .legend = &f->legend };
	struct ub_expr *x, *y;
	struct ub_err e, g;
	struct ub_val v;
	uint8_t truth[50];
	enum ub_status all, each = UB_OK;
	size_t r;

	if (ub_expr_compile(&x, &scope, src, 0, strlen(src), &e) != UB_OK)
		return; /* a constant overflows, a text is compared with "" */
	CHECK(ub_expr_compile(&y, &scope, src, 0, strlen(src), &e) == UB_OK);
	if (ub_expr_kind(x) != UB_K_BOOL) {
		ub_expr_free(x);
		ub_expr_free(y);
		return;
	}
	all = ub_expr_test(x, &f->b, truth, &e);
	for (r = 0; r < f->b.n && each == UB_OK; r++) {
		each = ub_expr_eval(y, &f->b, r, NULL, &v, &g);
		if (each == UB_OK && all == UB_OK &&
		    truth[r] != (v.miss != 0 ? 2 : v.u.b)) {
			fprintf(stderr, "%s: record %zu\n", src, r);
			check_failed++;
			break;
		}
	}
	CHECK(all == each);
	CHECK(
	    all == UB_OK || (e.line == g.line && strcmp(e.what, g.what) == 0));
	ub_expr_free(x);
	ub_expr_free(y);
}

static void
test_random(void)
{
	static const char head[] =
	    "#t:text\tkod:code\ti:int\td:dec\tdag:date\tb:bool";
	struct fixture f;
	struct ub_buf b = { 0 };
	uint32_t seed = 7;
	size_t i, r, c;

	open_batch(&f, head, "");
	for (r = 0; r < 50; r++)
		for (c = 0; c < f.legend.n; c++) {
			random_field(&b, f.legend.col[c].type, &seed);
			ub_buf_putc(&b, c + 1 < f.legend.n ? '\t' : '\n');
		}
	close_batch(&f);
	open_batch(&f, head, b.s);
	for (i = 0; i < 4000; i++) {
		ub_buf_clear(&b);
		make(&b, UB_K_BOOL, 5, &seed);
		compare_ways(&f, b.s);
		/* and with a byte changed it is refused or runs */
		b.s[rnd(&seed) % b.len] = (char)(' ' + rnd(&seed) % 95);
		compare_ways(&f, b.s);
	}
	close_batch(&f);
	ub_buf_free(&b);
}

/* The failure reported is the first of the stream, whatever the order in
 * which columns are looked at. */
static void
test_batch_failure(void)
{
	static const char *const src[] = { "i > 0 and d > 0", "d > 0 and i > 0",
		"i > 0 and b", "dag > 2015-01-01 and i > 0 and d > 0",
		"i in (1, 2) or d > 0" };
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend };
	struct ub_expr *x;
	struct ub_err e;
	uint8_t truth[4];
	size_t i;

	open_batch(&f, "#i:int\td:dec\tdag:date\tb:bool",
	    "1\t1\t2016-01-01\t1\n"
	    "1\tx\t2016-01-01\tx\n"
	    "x\t1\t2016-01-01\t1\n"
	    "1\t1\tx\t1\n");
	for (i = 0; i < sizeof(src) / sizeof(src[0]); i++) {
		CHECK(ub_expr_compile(
			  &x, &scope, src[i], 0, strlen(src[i]), &e) == UB_OK);
		CHECK(ub_expr_test(x, &f.b, truth, &e) == UB_EDATA);
		CHECK(e.line == (i == 4 ? 4 : 3));
		CHECK(strcmp(e.input, "in") == 0);
		ub_expr_free(x);
	}
	close_batch(&f);
}

/* What a type forbids beyond its digits. */
static void
test_table_types(void)
{
	static const char *const src[] = { "n > 0", "n + 0 > 0", "s > 0",
		"s + 0 > 0" };
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend };
	struct ub_expr *x;
	struct ub_err e;
	uint8_t truth[1];
	size_t i;

	open_batch(&f, "#n:count\ts:share", "-1\t1.5\n");
	for (i = 0; i < 4; i++) {
		CHECK(ub_expr_compile(
			  &x, &scope, src[i], 0, strlen(src[i]), &e) == UB_OK);
		CHECK(ub_expr_test(x, &f.b, truth, &e) == UB_EDATA);
		CHECK(
		    strcmp(e.what, i < 2 ? "column n: not a valid count"
					 : "column s: not a valid share") == 0);
		ub_expr_free(x);
	}
	close_batch(&f);
}

/* --- round expressions -------------------------------------------------- */

int
main(void)
{
	test_batch();
	test_random();
	test_batch_failure();
	test_table_types();
	CHECK_END;
}
