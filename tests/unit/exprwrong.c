/* exprwrong.c - expressions that are refused, with their caret; and limits. */
#include "exprfix.h"

/* What is refused before any record is read, and where the caret stands. */
struct refused {
	const char *src, *what;
	int col; /* of the caret, in characters from 0 */
};

static const struct refused bad[] = {
	{ "", "the expression is empty", 0 },
	{ "  ", "the expression is empty", 2 },
	{ "i >", "the expression ends too soon", 3 },
	{ "i > > 2", "a value expected", 4 },
	{ "i 2", "an operator expected", 2 },
	{ "i = 3,5",
	    "an operator expected (decimals are written with a "
	    "point)",
	    5 },
	{ "(i = 3", "an operator or ) expected", 6 },
	{ "i = 3)", "an operator expected", 5 },
	{ "i = 3 AND b",
	    "an operator expected (words of the language are "
	    "written in lower case)",
	    6 },
	{ "i = 3 && b", "write and", 6 },
	{ "i = 3 || b", "write or", 6 },
	{ "!b", "write not", 0 },
	{ "t = 'x'", "text stands in double quotes", 4 },
	{ "t = \"x", "the text does not end", 4 },
	{ "t = \"x\\", "the text does not end", 4 },
	{ "t = \"x\\q\"", "in a text \\ stands before \" \\ t n % or _", 6 },
	{ "t = “x”", "text stands in plain double quotes, not in these", 4 },
	{ "t = ”x”", "text stands in plain double quotes, not in these", 4 },
	{ "t = ‘x’", "text stands in plain double quotes, not in these", 4 },
	{ "t = «x»", "text stands in plain double quotes, not in these", 4 },
	{ "t = i”", "text stands in plain double quotes, not in these", 5 },
	{ "i → 3",
	    "no name (a name is letters, digits and _; text stands in plain "
	    "double quotes)",
	    2 },
	{ "i & b", "write and", 2 },
	{ "i | b", "write or", 2 },
	{ "i => 3", "write >=", 2 },
	{ "i =< 3", "write <=", 2 },
	{ "i ≥ 3", "write >=", 2 },
	{ "i ≤ 3", "write <=", 2 },
	{ "i ≠ 3", "write <>", 2 },
	{ "i − 3", "a plain minus, not this one", 2 },
	{ "i – 3", "a plain minus, not this one", 2 },
	{ "i × 3", "write *", 2 },
	{ "i ÷ 3", "write /", 2 },
	{ "i\xc2\xa0= 3", "a plain blank, not a no-break space", 1 },
	{ "i = 3\xc2\xa0", "a plain blank, not a no-break space", 5 },
	{ "i = 3; b", "one expression at a time (columns are joined with and)",
	    5 },
	{ "i ^ 2", "there is no power: multiply", 2 },
	{ "$1 = 2", "a column is called by its name alone", 0 },
	{ "t =~ \"x\"", "write ~", 2 },
	{ "t !~ \"x\"", "write x not ~ \"pattern\"", 2 },
	{ "d > 3,5", "an operator expected (decimals are written with a point)",
	    5 },
	{ "(d > 3,5)",
	    "an operator or ) expected (decimals are written with a point)",
	    6 },
	{ "if(d > 3,5, 1, 0)",
	    "if() takes a condition and two values (decimals are written "
	    "with a point)",
	    0 },
	{ "d between 0,5 and 1",
	    "and expected (decimals are written with a point)", 11 },
	{ "i = NULL",
	    "no column NULL (a missing value is asked for with is missing)",
	    4 },
	{ "i = na", "no column na; did you mean n?", 4 },
	{ "i <> None",
	    "no column None (a missing value is asked for with is missing)",
	    5 },
	{ "i is null", "write is missing", 5 },
	{ "i is not NULL", "write is missing", 9 },
	{ "b = TRUE",
	    "no column TRUE (words of the language are written in lower case)",
	    4 },
	{ "`i = 3", "the name in ` does not end", 0 },
	{ "år = 1 and åx = 2", "no column åx; did you mean år?", 11 },
	{ "i = .n", "nothing equals a missing value: write is .n", 4 },
	{ "i <> .x", "nothing equals a missing value: write is not .x", 5 },
	{ ".n = i",
	    "a reason stands after is, or as a result of if() or "
	    "case",
	    0 },
	{ ".n",
	    "a reason stands after is, or as a "
	    "result of if() or case",
	    0 },
	{ "i is 3", "missing, empty or a reason such as .n expected", 5 },
	{ "i not 3", "in, between, like or ~ expected", 6 },
	{ "0 < i < 3", "comparisons do not chain: join two with and", 6 },
	{ "i = .5", "a digit must stand before the point", 4 },
	{ "i = {", "not expected here", 4 },
	{ "dag > 2015",
	    "a date compared with a whole number (year() makes one of it)", 4 },
	{ "i = true", "a whole number compared with a condition", 2 },
	{ "dag > \"2015-01-01\"",
	    "a date compared with text (a date stands "
	    "without quotes)",
	    4 },
	{ "kod = 180",
	    "a code compared with a whole number (write it in "
	    "double quotes)",
	    4 },
	{ "i = \"7\"",
	    "a whole number compared with text (a number stands "
	    "without quotes)",
	    2 },
	{ "b = 1",
	    "a condition compared with a whole number (compare with "
	    "true or false)",
	    2 },
	{ "b < true", "conditions have no order: compare with = or <>", 2 },
	{ "klient = dag",
	    "an id compared with a date (date() makes one of "
	    "text)",
	    7 },
	{ "i in (1, \"2\")",
	    "a whole number compared with text (a number "
	    "stands without quotes)",
	    9 },
	{ "i in 1", "( or @ expected", 5 },
	{ "i in ()", "a value expected", 6 },
	{ "i in (1 2)", ", or ) expected", 8 },
	{ "i in @f", "a whole number looked for in a list of codes", 5 },
	{ "i between 1 or 2", "and expected", 12 },
	{ "i like \"1\"", "like takes text, not a whole number", 2 },
	{ "t like kod", "a pattern in double quotes expected", 7 },
	{ "t like \"\"", "no field is an empty text: write is missing", 7 },
	{ "t = \"\"", "no field is an empty text: write is missing", 4 },
	{ "\"\"", "no field is an empty text: write is missing", 0 },
	{ "if(b, \"\", t)", "no field is an empty text: write is missing", 6 },
	{ "i and b", "and takes a condition, not a whole number", 0 },
	{ "not kod", "not takes a condition, not a code", 4 },
	{ "t + 1", "+ takes numbers, not text", 0 },
	{ "1 / t", "/ takes numbers, not text", 4 },
	{ "-dag", "- takes numbers, not a date", 1 },
	{ "3.5 % 2", "% takes whole numbers", 4 },
	{ "dag + slut", "to a date only whole days are added", 4 },
	{ "dag + 1.5", "to a date only whole days are added", 4 },
	{ "i - dag", "to a date only whole days are added", 2 },
	{ "zzz(i)", "no function zzz()", 0 },
	{ "yaer(dag)", "no function yaer(); did you mean year()?", 0 },
	{ "year(i)", "year() takes a date, not a whole number", 5 },
	{ "year()", "year() takes 1 argument, not 0", 0 },
	{ "days(dag)", "days() takes 2 arguments, not 1", 0 },
	{ "substr(t)", "substr() takes 2 or 3 arguments, not 1", 0 },
	{ "sum()", "sum() takes 1 argument or more, not 0", 0 },
	{ "sum(t)", "sum() takes a number, not text", 4 },
	{ "max(i, t)", "max() takes numbers or dates, not text", 7 },
	{ "max(i, dag)", "max() takes numbers or dates, not both", 7 },
	{ "sum(b..t)", "t stands before b in the legend", 7 },
	{ "sum(t..a1)", "sum() takes a number, and t is text", 4 },
	{ "sum(a1x*)", "no column's name begins so", 4 },
	{ "sum(k*)", "sum() takes a number, and kod is a code", 4 },
	{ "sum(q*)", "no column's name begins so", 4 },
	{ "i*", "the expression ends too soon", 2 },
	{ "abs(a*)",
	    "a range of columns stands in sum, mean, min, max or count", 4 },
	{ "sum(a *)", "a value expected", 7 },
	{ "sum(a1..)", "the last column of the range expected", 8 },
	{ "a1..a3",
	    "a range of columns stands in sum, mean, min, max or "
	    "count",
	    0 },
	{ "year(a1..a3)",
	    "a range of columns stands in sum, mean, min, max "
	    "or count",
	    5 },
	{ "band(i, j)", "the limits of band() are plain numbers", 8 },
	{ "band(i, 3, 3)", "the limits of band() rise", 11 },
	{ "pagar(dag, slut)", "pagar() takes 3 or 4 arguments, not 2", 0 },
	{ "pagar(dag, slut, i)", "pagar() takes a date, not a whole number",
	    17 },
	{ "overlap(dag, slut, dag)", "overlap() takes 4 or 5 arguments, not 3",
	    0 },
	{ "overlap(dag, slut, 2015, dag)",
	    "overlap() takes a date, not a whole number", 19 },
	{ "prev(i)", "prev() looks at other records: ubat-score --by has it",
	    0 },
	{ "i = seq()", "seq() looks at other records: ubat-score --by has it",
	    4 },
	{ "lag(i)", "no function lag(): did you mean prev()?", 0 },
	{ "LENGTH(t) = 3", "no function LENGTH(): did you mean len()?", 0 },
	{ "today() > dag",
	    "no function today(): write the date, so that the answer is the "
	    "same tomorrow",
	    0 },
	{ "isnull(i)", "no function isnull(): write x is missing", 0 },
	{ "coalesce(i, 1)",
	    "no function coalesce(): write if(x is missing, y, x)", 0 },
	{ "yaer(dag)", "no function yaer(); did you mean year()?", 0 },
	{ "qqqqqq(dag)", "no function qqqqqq()", 0 },
	{ "i ~ \"x\"", "~ takes text, not a whole number", 2 },
	{ "t ~ x", "a pattern in double quotes expected", 4 },
	{ "t ~ \"\"", "no field is an empty text: write is missing", 4 },
	{ "t ~ \"a(b\"", "the pattern: missing closing parenthesis", 8 },
	{ "t ~ \"\\\"*+*\"",
	    "the pattern: quantifier does not follow a repeatable item", 9 },
	{ "t ~ \"å)\"", "the pattern: unmatched closing parenthesis", 6 },
	{ "t ~ \"x\\\"", "the text does not end", 4 },
	{ "t ~ \"a\" ~ \"b\"", "an operator expected", 8 },
	{ "kod in @kmmun",
	    "no built-in code list kmmun (a file has a dot or a slash in its "
	    "name)",
	    7 },
	{ "kod in @", "the name of a list or file stands right after @", 7 },
	{ "kod in @\"\"", "the name of a list or file stands right after @",
	    7 },
	{ "kod in @\"x", "the name of the list does not end", 7 },
	{ "i in @kommun", "a whole number looked for in a list of codes", 5 },
	{ "b in @kommun", "a condition looked for in a list", 0 },
	{ "kod in @kommun:x",
	    "a code list is NAME or NAME:CODE:LABEL (a file has a dot or a "
	    "slash in its name)",
	    7 },
	{ "kod = @kommun", "a list stands after in, or in label() and band()",
	    6 },
	{ "lower(@kommun)", "a list stands after in, or in label() and band()",
	    6 },
	{ "kod in (@kommun, @lan)",
	    "a list stands after in, or in label() and band()", 17 },
	{ "@kommun", "a list stands after in, or in label() and band()", 0 },
	{ "label(kod, kod)",
	    "label() takes a list, @name, and a date, not a code", 11 },
	{ "label(kod, @kommun, i)",
	    "label() takes a list, @name, and a date, not a whole number", 20 },
	{ "label(kod, dag, dag)", "label() takes a code, a list and a date",
	    0 },
	{ "label(kod, @lan, dag)",
	    "the list lan does not say from when to when", 17 },
	{ "lan(kod, i)", "lan() takes a date, not a whole number", 9 },
	{ "label(i)", "label() takes text, not a whole number", 6 },
	{ "label(lower(kod))", "which list? write label(x, @list)", 0 },
	{ "label(kod, @x)", "no built-in code list x", 11 },
	{ "lan(i)", "lan() takes text, not a whole number", 4 },
	{ "sum(a1..b)", "b stands before a1 in the legend", 8 },
	{ "label(kod)", "no built-in code list kod", 0 },
	{ "if(b, 1)", "if() takes a condition and two values", 0 },
	{ "if(i, 1, 2)", "if() takes a condition, not a whole number", 3 },
	{ "if(b, 1, t)", "one result is a whole number, another text", 9 },
	{ "if(b, .n, .x)", "no branch has a value", 0 },
	{ "case b when 1 then 2 end", "when expected", 5 },
	{ "case when b then 1", "when, else or end expected", 18 },
	{ "case when b else 1 end", "then expected", 12 },
	{ "date(2015, 1)", "date() takes a text, or year, month and day", 0 },
	{ "date(2015)",
	    "date() takes a text, or year, month and day, not a "
	    "whole number",
	    5 },
	{ "code(d)",
	    "code() takes text or a whole number, not a decimal "
	    "number",
	    5 },
	{ "\xff", "the expression is not valid UTF-8", -1 },
};

static void
test_refused(void)
{
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend };
	struct ub_expr *x;
	struct ub_err e;
	size_t i;

	open_batch(&f, legend, records);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		memset(&e, 0, sizeof(e));
		CHECK(ub_expr_compile(&x, &scope, bad[i].src, 0,
			  strlen(bad[i].src), &e) == UB_EUSAGE);
		CHECK(x == NULL);
		if (strcmp(e.what, bad[i].what) == 0 &&
		    caret_column(&e) == bad[i].col)
			continue;
		check_failed++;
		fprintf(stderr, "%s: %s at %d, not %s at %d\n%s\n", bad[i].src,
		    e.what, caret_column(&e), bad[i].what, bad[i].col, e.below);
	}
	close_batch(&f);
}

/* What the message shows of the expression. */
static void
test_below(void)
{
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend };
	struct ub_buf src = { 0 };
	struct ub_expr *x;
	struct ub_err e;
	int i;

	open_batch(&f, legend, records);
	CHECK(
	    ub_expr_compile(&x, &scope, "pos = år + x", 6, 7, &e) == UB_EUSAGE);
	CHECK(strcmp(e.below, "    pos = år + x\n               ^") == 0);
	CHECK(ub_expr_compile(&x, &scope, "i =\n\tx\nor b", 0, 11, &e) ==
	      UB_EUSAGE);
	CHECK(strcmp(e.below, "     x\n     ^") == 0);
	for (i = 0; i < 900; i++)
		ub_buf_puts(&src, "år + ");
	ub_buf_puts(&src, "x");
	CHECK(ub_expr_compile(&x, &scope, src.s, 0, src.len, &e) == UB_EUSAGE);
	CHECK(strlen(e.below) < 400);
	CHECK(strcmp(e.what, "no column x") == 0);
	CHECK(caret_column(&e) == 100);
	ub_buf_free(&src);
	close_batch(&f);
}

/* A text function does not grow without end. */
static void
test_growth(void)
{
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend };
	struct ub_buf src = { 0 }, text = { 0 };
	struct ub_expr *x;
	struct ub_err e;
	struct ub_val v;
	int i;

	ub_buf_puts(&src, "replace(t, \"a\", \"");
	for (i = 0; i < 20000; i++)
		ub_buf_putc(&src, 'b');
	ub_buf_puts(&src, "\")");
	for (i = 0; i < 800; i++)
		ub_buf_putc(&text, 'a');
	ub_buf_putc(&text, '\n');
	for (i = 0; i < 900; i++)
		ub_buf_putc(&text, 'a');
	ub_buf_putc(&text, '\n');
	open_batch(&f, "#t:text", text.s);
	CHECK(ub_expr_compile(&x, &scope, src.s, 0, src.len, &e) == UB_OK);
	CHECK(ub_expr_eval(x, &f.b, 0, NULL, &v, &e) == UB_OK);
	CHECK(v.u.t.len == 16000000);
	CHECK(ub_expr_eval(x, &f.b, 1, NULL, &v, &e) == UB_EDATA);
	CHECK(e.line == 3);
	ub_expr_free(x);
	ub_buf_free(&src);
	ub_buf_free(&text);
	close_batch(&f);
}

static enum ub_status
compile_repeated(const char *first, const char *more, int n, const char *last,
    const char *tail, struct ub_err *e)
{
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend };
	struct ub_buf src = { 0 };
	struct ub_expr *x;
	struct ub_val v;
	enum ub_status st;
	int i;

	open_batch(&f, legend, records);
	ub_buf_puts(&src, first);
	for (i = 0; i < n; i++)
		ub_buf_puts(&src, more);
	ub_buf_puts(&src, last);
	for (i = 0; i < n; i++)
		ub_buf_puts(&src, tail);
	st = ub_expr_compile(&x, &scope, src.s, 0, src.len, e);
	if (st == UB_OK)
		CHECK(ub_expr_eval(x, &f.b, 0, NULL, &v, e) == UB_OK);
	ub_expr_free(x);
	ub_buf_free(&src);
	close_batch(&f);
	return st;
}

static void
test_limits(void)
{
	struct ub_err e;

	CHECK(compile_repeated("", "(", 200, "i", ")", &e) == UB_OK);
	CHECK(compile_repeated("", "(", 201, "i", ")", &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "nested deeper than 200") == 0);
	CHECK(compile_repeated("", "(", 60000, "i", "", &e) == UB_EUSAGE);
	CHECK(compile_repeated("", "-", 60000, "i", "", &e) == UB_EUSAGE);
	CHECK(compile_repeated("", "not ", 10000, "b", "", &e) == UB_EUSAGE);
	CHECK(compile_repeated("", "abs(", 10000, "i", "", &e) == UB_EUSAGE);
	CHECK(
	    compile_repeated("", "case when ", 5000, "b", "", &e) == UB_EUSAGE);
	CHECK(compile_repeated("i", "+1", 999, "", "", &e) == UB_OK);
	CHECK(compile_repeated("i", "+1", 1001, "", "", &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "more than 1000 operators in a row") == 0);
	/* and, or, lists are flat: their length is free */
	CHECK(compile_repeated("b", " or i=1", 9000, "", "", &e) == UB_OK);
	CHECK(compile_repeated("i in (1", ",1", 20000, ")", "", &e) == UB_OK);
	CHECK(compile_repeated("i", " ", 65536, "", "", &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "the expression is longer than 65536 bytes") == 0);
}

int
main(void)
{
	test_refused();
	test_below();
	test_limits();
	test_growth();
	CHECK_END;
}
