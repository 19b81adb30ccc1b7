/* expr.c - the expression language: values, missing values, types, names. */
#include "lib/base/unicode.h"

#include "exprfix.h"

struct known {
	const char *src;
	size_t rec;
	const char *want;
};

static const struct known cases[] = {
	/* literals */
	{ "12", 0, "12" },
	{ "3.50", 0, "3.5" },
	{ "3.0", 0, "3" },
	{ "2015-01-01", 0, "2015-01-01" },
	{ "\"a\\\"b\"", 0, "a\"b" },
	{ "\"a\\tb\"", 0, "a\\tb" },
	{ "\"#1\"", 0, "\\#1" },
	{ "\".x\"", 0, "\\.x" },
	{ "true", 0, "1" },
	{ "false", 0, "0" },
	{ "-5", 0, "-5" },
	{ "- -5", 0, "5" },
	{ "-0.0", 0, "0" },
	{ "0180", 0,
	    "!a number does not begin with 0 (a code is written in "
	    "double quotes)" },
	{ "2015-1-1", 0,
	    "!a date is written YYYY-MM-DD (to subtract, put "
	    "blanks round the minus)" },
	{ "2015-02-29", 0, "!no such day" },
	{ "2015 - 1 - 1", 0, "2013" },
	{ "12x", 0, "!a letter in a number (is a blank missing?)" },
	{ "9223372036854775808", 0, "!the number is too large" },
	{ "0.1234567891", 0,
	    "!a decimal has at most 18 digits before the point and 9 after" },
	/* names */
	{ "i", 0, "7" },
	{ "`end`", 0, "9" },
	{ "år", 0, "2015" },
	{ "a\xcc\x8ar", 0, "2015" },
	{ "`i`+1", 0, "8" },
	{ "k", 0, "!no column k" },
	{ "klint", 0, "!no column klint; did you mean klient?" },
	{ "missing", 0,
	    "!no column missing (a missing value is asked for with is "
	    "missing)" },
	/* numbers */
	{ "i + j", 0, "5" },
	{ "i - j", 0, "9" },
	{ "i * j", 0, "-14" },
	{ "i / j", 0, "-3.5" },
	{ "i % 4", 0, "3" },
	{ "j % 4", 0, "-2" },
	{ "1 + 2 * 3 - 4", 0, "3" },
	{ "(1 + 2) * 3", 0, "9" },
	{ "10 - 4 - 3", 0, "3" },
	{ "2 / 3", 0, "0.666666667" },
	{ "-2 / 3", 0, "-0.666666667" },
	{ "0.5 + i", 0, "7.5" },
	{ "0.000000001 * 0.5", 0, "0.000000001" },
	{ "i / 0", 0, ".u" },
	{ "i % 0", 0, ".u" },
	{ "d / 0", 0, ".u" },
	{ "i + 1", 2, "!in:4: the result is too large for its type" },
	{ "i * 2", 2, "!in:4: the result is too large for its type" },
	{ "-i - 2", 2, "!in:4: the result is too large for its type" },
	{ "d + 1", 2, "!in:4: the result is too large for its type" },
	{ "9223372036854775807 + 1", 0,
	    "!the result is too large for its type" },
	{ "n + 1", 0, "13" },
	{ "andel", 0, "0.333333333" },
	{ "andel * 3", 0, "0.999999999" },
	{ "round(3.5)", 0, "4" },
	{ "round(-2.5)", 0, "-3" },
	{ "round(2.345, 2)", 0, "2.35" },
	{ "round(i)", 0, "7" },
	{ "round(d, 10)", 0,
	    "!round() takes a number of decimals from 0 to 9" },
	{ "floor(-3.5)", 0, "-4" },
	{ "ceil(-3.5)", 0, "-3" },
	{ "floor(d)", 2, "999999999999999999" },
	{ "abs(j)", 0, "2" },
	{ "abs(-3.5)", 0, "3.5" },
	{ "sqrt(2)", 0, "1.414213562" },
	{ "sqrt(9)", 0, "3" },
	{ "sqrt(d)", 2, "1000000000" },
	{ "sqrt(-1)", 0, ".u" },
	{ "sqrt(0.000000001)", 0, "0.000031623" },
	{ "ln(1)", 0, "0" },
	{ "ln(2)", 0, "0.693147181" },
	{ "ln(0)", 0, ".u" },
	{ "ln(0.000000001)", 0, "-20.723265837" },
	/* comparison */
	{ "i = 7", 0, "1" },
	{ "i == 7", 0, "1" },
	{ "i <> 7", 0, "0" },
	{ "i != 7", 0, "0" },
	{ "i < 7", 0, "0" },
	{ "i <= 7", 0, "1" },
	{ "i > 7", 0, "0" },
	{ "i >= 7", 0, "1" },
	{ "7 < i", 0, "0" },
	{ "i = 7.0", 0, "1" },
	{ "i < 7.000000001", 0, "1" },
	{ "i < d", 2, "0" },
	{ "d = 3.5", 0, "1" },
	{ "i > 999999999999999999.5", 2, "1" },
	{ "kod = \"0180\"", 0, "1" },
	{ "kod < \"0181\"", 0, "1" },
	{ "kod = \"#1\"", 2, "1" },
	{ "klient = \".x\"", 2, "1" },
	{ "t = \"a\\tb\\\\\"", 2, "1" },
	{ "kod <> t", 0, "1" },
	{ "dag = 2016-02-29", 0, "1" },
	{ "dag < slut", 0, "1" },
	{ "b", 0, "1" },
	{ "b = true", 0, "1" },
	{ "b <> false", 2, "0" },
	{ "not b", 0, "0" },
	{ "b = (i = 7)", 0, "1" },
	{ "i between 7 and 8", 0, "1" },
	{ "i between 1 and 6.5", 0, "0" },
	{ "i not between 1 and 6", 0, "1" },
	{ "dag between 2016-01-01 and 2016-12-31", 0, "1" },
	{ "i in (1, 7)", 0, "1" },
	{ "i in (1, 2.5)", 0, "0" },
	{ "i not in (1, 2)", 0, "1" },
	{ "kod in (\"0180\",\"x\")", 0, "1" },
	{ "i in (j + 9, 1)", 0, "1" },
	{ "i in (a1 + 6)", 0, "1" },
	{ "dag in (2016-02-29)", 0, "1" },
	{ "b in (true)", 0, "1" },
	{ "t like \"Å%\"", 0, "1" },
	{ "t like \"_sa%\"", 0, "1" },
	{ "t like \"%s%\"", 0, "1" },
	{ "t like \"Åsa\"", 0, "0" },
	{ "t not like \"%x%\"", 0, "1" },
	{ "kod like \"____\"", 0, "1" },
	{ "kod like \"___\"", 0, "0" },
	{ "kod like \"%1%0\"", 0, "1" },
	{ "kod like \"%1%1\"", 0, "0" },
	{ "kod like \"%\"", 0, "1" },
	{ "kod like \"0_8%%0\"", 0, "1" },
	{ "t like \"a\\tb\\\\\"", 2, "1" },
	{ "\"100%\" like \"100\\%\"", 0, "1" },
	{ "\"1000\" like \"100\\%\"", 0, "0" },
	{ "\"aaaaab\" like \"%a%a%b\"", 0, "1" },
	{ "\"åäö\" like \"_ä_\"", 0, "1" },
	{ "\"åäö\" like \"%_ö\"", 0, "1" },
	/* missing */
	{ "i", 1, ".n" },
	{ "j", 1, "" },
	{ "i + 1", 1, ".n" },
	{ "i + j", 1, ".u" },
	{ "i + a2", 1, ".n" },
	{ "d + i", 1, ".u" },
	{ "i = 1", 1, ".n" },
	{ "i = j", 1, ".u" },
	{ "j <> 1", 1, "" },
	{ "j is empty", 1, "1" },
	{ "i is empty", 1, "0" },
	{ "j is not empty", 0, "1" },
	{ "round(i)", 2, "9223372036854775807" },
	{ "floor(i)", 2, "9223372036854775807" },
	{ "upper(\"aÅå z\")", 0, "AÅÅ Z" },
	{ "lower(\"[AZ`az{\")", 0, "[az`az{" },
	{ "upper(\"[AZ`az{\")", 0, "[AZ`AZ{" },
	{ "i is missing", 1, "1" },
	{ "i is missing", 0, "0" },
	{ "i is not missing", 1, "0" },
	{ "i is .n", 1, "1" },
	{ "i is .x", 1, "0" },
	{ "i is not .x", 1, "1" },
	{ "i + j is missing", 1, "1" },
	{ "i / 0 is .u", 0, "1" },
	{ "not b", 1, ".n" },
	{ "b and true", 1, ".n" },
	{ "b and false", 1, "0" },
	{ "false and b", 1, "0" },
	{ "b or true", 1, "1" },
	{ "b or false", 1, ".n" },
	{ "b and i = 1", 1, ".n" },
	{ "b and j = 1", 1, ".u" },
	{ "b or d = 1 or true", 1, "1" },
	{ "i between 1 and 2", 1, ".n" },
	{ "7 between j and 6", 1, "0" },
	{ "7 between j and 8", 1, "" },
	{ "i in (1)", 1, ".n" },
	{ "7 in (j, 7)", 1, "1" },
	{ "7 in (j, 8)", 1, "" },
	{ "t like \"%\"", 1, ".x" },
	{ "if(b, 1, 2)", 1, ".n" },
	{ "if(b, 1, 2)", 0, "1" },
	{ "if(b, 1, 2.5)", 2, "2.5" },
	{ "if(not b, 1, .n)", 0, ".n" },
	{ "if(b, kod, \"x\")", 0, "0180" },
	{ "case when b then 1 else 2 end", 1, "2" },
	{ "case when b then 1 when i = 7 then 3 end", 1, ".u" },
	{ "case when i = 1 then \"a\" when i = 7 then \"b\" end", 0, "b" },
	{ "sum(a1, a2)", 1, ".n" },
	{ "sum(a1..a3)", 0, "3.5" },
	{ "sum(a1..a3)", 1, ".u" },
	{ "sum(a1..a2)", 0, "3" },
	{ "mean(a1..a3)", 0, "1.166666667" },
	{ "mean(a1, a2)", 0, "1.5" },
	{ "min(a1..a3)", 0, "0.5" },
	{ "max(a1, a2, j)", 0, "2" },
	{ "min(dag, slut)", 0, "2016-02-29" },
	{ "max(i)", 2, "9223372036854775807" },
	{ "count(a1..a3)", 1, "1" },
	{ "count(t, kod, i)", 0, "3" },
	{ "sum(i, i)", 2, "!in:4: the result is too large for its type" },
	{ "sum(i, i, -9223372036854775807)", 2, "9223372036854775807" },
	{ "x = 1", 0, "!no column x" },
	/* dates */
	{ "year(dag)", 0, "2016" },
	{ "month(dag)", 0, "2" },
	{ "day(dag)", 0, "29" },
	{ "quarter(2016-04-01)", 0, "2" },
	{ "quarter(2016-12-31)", 0, "4" },
	{ "tertial(2016-04-30)", 0, "1" },
	{ "tertial(2016-05-01)", 0, "2" },
	{ "tertial(2016-12-31)", 0, "3" },
	{ "isoweek(2016-01-03)", 0, "53" },
	{ "isoyear(2016-01-03)", 0, "2015" },
	{ "days(dag, slut)", 0, "366" },
	{ "slut - dag", 0, "366" },
	{ "months(dag, slut)", 0, "12" },
	{ "age(dag, slut)", 0, "1" },
	{ "age(2000-02-29, 2018-02-28)", 0, "17" },
	{ "age(2018-02-28, 2018-02-28)", 0, "0" },
	{ "age(2018-03-01, 2018-02-28)", 0, ".u" },
	{ "age(2048-02-28, 2018-02-28)", 0, ".u" },
	{ "dag + 1", 0, "2016-03-01" },
	{ "1 + dag", 0, "2016-03-01" },
	{ "dag - 1", 0, "2016-02-28" },
	{ "dag + 1", 2, "!in:4: the result is too large for its type" },
	{ "slut - 1", 2, "!in:4: the result is too large for its type" },
	{ "dag + i", 2, "!in:4: the result is too large for its type" },
	{ "date(\"2015-01-31\")", 0, "2015-01-31" },
	{ "date(\"2015-02-31\")", 0, ".u" },
	{ "date(t)", 0, ".u" },
	{ "date(2015, 2, 28)", 0, "2015-02-28" },
	{ "date(2015, 2, 29)", 0, ".u" },
	{ "date(år, 1, 1)", 0, "2015-01-01" },
	{ "date(num(\"2015\"), num(\"2\"), 28.0)", 0, "2015-02-28" },
	{ "date(2015, 2.5, 28)", 0, ".u" },
	{ "date(2015, -2.0, 28)", 0, ".u" },
	{ "date(2015, 2, 18446744073.709551616)", 0, ".u" },
	{ "date(num(\"20x\"), 1, 1)", 0, ".u" },
	{ "date(i, 1, 1)", 1, ".n" },
	/* text */
	{ "lower(t)", 0, "åsa  " },
	{ "upper(t)", 0, "ÅSA  " },
	{ "upper(t)", 2, "A\\tB\\\\" },
	{ "lower(\".X\")", 0, "\\.x" },
	{ "trim(t)", 0, "Åsa" },
	{ "trim(\"  \")", 0, "" },
	{ "trim(\"\xc2\xa0 a b\\t\xc2\xa0\")", 0, "a b" },
	{ "len(t)", 0, "5" },
	{ "len(trim(t))", 0, "3" },
	{ "len(t)", 2, "4" },
	{ "substr(kod, 1, 2)", 0, "01" },
	{ "substr(kod, 3)", 0, "80" },
	{ "substr(t, 2, 2)", 0, "sa" },
	{ "substr(kod, 9)", 0, "" },
	{ "substr(kod, 0)", 0, ".u" },
	{ "substr(t, 2, 1)", 2, "\\t" },
	{ "substr(klient, 1)", 2, "\\.x" },
	{ "replace(kod, \"0\", \"x\")", 0, "x18x" },
	{ "replace(kod, \"0\", \"\")", 0, "18" },
	{ "replace(t, \"\\t\", \"#\")", 2, "a#b\\\\" },
	{ "replace(lower(t), trim(lower(t)), upper(kod))", 0, "0180  " },
	{ "num(kod)", 0, "180" },
	{ "num(\"-01.50\")", 0, "-1.5" },
	{ "num(\"1,5\")", 0, ".u" },
	{ "num(\"\\\\\")", 0, ".u" },
	{ "num(\"-0\")", 0, "0" },
	{ "num(\"0.0\")", 0, "0" },
	{ "num(\"1.\")", 0, ".u" },
	{ "num(\"-\")", 0, ".u" },
	{ "num(\".\")", 0, ".u" },
	{ "num(\"00\")", 0, "0" },
	{ "num(\"12345678901234567890123456789012345\")", 0, ".u" },
	{ "code(i)", 0, "7" },
	{ "code(t)", 1, ".x" },
	{ "text(d)", 0, "3.5" },
	{ "text(dag)", 0, "2016-02-29" },
	{ "text(b)", 0, "1" },
	{ "text(i) = \"7\"", 0, "1" },
	{ "band(i, 18, 21, 30)", 0, "–17" },
	{ "band(18, 18, 21)", 0, "18–20" },
	{ "band(20, 18, 21)", 0, "18–20" },
	{ "band(21, 18, 21)", 0, "21–" },
	{ "band(5, 5, 6)", 0, "5" },
	{ "band(i, 1)", 1, ".n" },
	/* fields that are not of their type */
	{ "i", 3, "!in:5: column i: not a valid int" },
	{ "j", 3, "!in:5: column j: not a valid int" },
	{ "d", 3, "!in:5: column d: not a valid dec" },
	{ "dag", 3, "!in:5: column dag: not a valid date" },
	{ "b", 3, "!in:5: column b: not a valid bool" },
	{ "andel", 2, "!in:4: column andel: not a valid share" },
	{ "i is missing", 3, "!in:5: column i: not a valid int" },
	{ "false and i = 1", 3, "0" },
	{ "true or i = 1", 3, "1" },
	{ "case when true then 1 else i end", 3, "1" },
	/* columns by the beginning of their names */
	{ "count(a*)", 0, "4" },
	{ "sum(a1..a3)", 0, "3.5" },
	{ "count(d*, i)", 2, "3" },
	{ "count(å* )", 0, "1" },
	{ "min(i*j, 3)", 0, "-14" },
	{ "min(i*2, 3)", 0, "3" },
	/* regular expressions */
	{ "t ~ \"^Å\"", 0, "1" },
	{ "t ~ \"^.sa  $\"", 0, "1" },
	{ "t not ~ \"s\"", 0, "0" },
	{ "t ~ \"x\"", 1, ".x" },
	{ "kod ~ \"^#1$\"", 2, "1" },     /* the plain text, not \#1 */
	{ "t ~ \"a\\tb\\\\$\"", 2, "1" }, /* a TAB; a backslash */
	{ "klient ~ \"^[.]x$\"", 2, "1" },
	{ "\"a\\\"b\" ~ \"a\\\"b\"", 0, "1" },
	{ "kod ~ \"^\\d{4}$\" and not t ~ \"q\"", 0, "1" },
	{ "\"\" ~ \"x\"", 0, "!no field is an empty text: write is missing" },
	/* lists from elsewhere */
	{ "kod in @kommun", 0, "1" },
	{ "kod in (@kommun)", 0, "1" },
	{ "kod not in @lan", 0, "1" },
	{ "kod in @kommun", 1, ".n" },
	{ "kod in @kommungrupp:group_code:group_name", 0, "0" },
	{ "\"A1\" in @kommungrupp:group_code:group_name", 0, "1" },
	/* code lists */
	{ "label(kod, @kommun)", 0, "Stockholm" },
	{ "label(kod, @kommun)", 1, ".n" },
	{ "label(kod, @kommun)", 2, ".u" },
	{ "label(kod, @kommun:code:name_official)", 0, "Stockholms kommun" },
	{ "lan(kod)", 0, "01" },
	{ "lan(kod)", 1, ".n" },
	{ "lan(kod)", 2, ".u" },
	{ "label(lan(kod), @lan)", 0, "Stockholms län" },
	{ "kommungrupp(kod)", 0, "A1" },
	{ "kommungrupp(substr(kod, 5))", 0, "" },
	{ "lan(kod, dag)", 0, "01" },
	{ "lan(kod, 1998-12-31)", 0, ".u" },
	{ "lan(kod, dag)", 1, ".u" }, /* .n and .r */
	{ "lan(kod, slut)", 1, ".u" },
	{ "lan(\"1917\")", 0, ".u" },
	{ "lan(\"1917\", 2006-12-31)", 0, "19" },
	{ "lan(\"1917\", 2007-01-01)", 0, ".u" },
	{ "lan(\"0331\", 2006-12-31)", 0, ".u" },
	{ "lan(\"0331\", 2007-01-01)", 0, "03" },
	{ "label(\"2023\", @kommun, 2007-12-31)", 0, "Malung" },
	{ "label(\"2023\", @kommun, 2008-01-01)", 0, "Malung-Sälen" },
	{ "label(\"2023\", @kommun)", 0, "Malung-Sälen" },
	{ "kommungrupp(kod, 2023-01-01)", 0, "A1" },
	{ "kommungrupp(kod, 2022-12-31)", 0, ".u" },
	/* spells */
	{ "pagar(dag, slut, 2016-02-29)", 0, "1" },
	{ "pagar(dag, slut, 2016-02-28)", 0, "0" },
	{ "pagar(dag, slut, 2017-03-01)", 0, "1" },
	{ "pagar(dag, slut, 2017-03-02)", 0, "0" },
	{ "pagar(dag, slut, 2017-03-02)", 1, ".r" },
	{ "pagar(dag, slut, 2017-03-02)", 2, ".u" }, /* ends before it began */
	{ "pagar(2016-01-01, slut, 2016-02-01, 2016-02-01)", 1, "1" },
	{ "pagar(2016-01-01, slut, 2016-02-01, 2016-01-31)", 1, ".u" },
	{ "pagar(2016-01-01, slut, 2015-12-31, 2016-01-31)", 1, "0" },
	{ "pagar(2016-01-01, slut, dag, 2016-01-31)", 1, ".r" },
	{ "pagar(2016-01-01, slut, 2016-01-01, dag)", 1, ".r" },
	{ "pagar(2016-01-01, slut, 2016-01-01)", 1,
	    "!in:3: a spell without an end, and no day of extraction in the "
	    "stream: name one as the last argument" },
	{ "pagar(slut, dag, 2016-01-01)", 1, ".u" }, /* '' and .r */
	{ "pagar(0001-01-01, 9999-12-31, 9999-12-31)", 0, "1" },
	{ "overlap(dag, slut, 2016-01-01, 2016-12-31)", 0, "307" },
	{ "overlap(dag, slut, 2016-02-29, 2016-02-29)", 0, "1" },
	{ "overlap(dag, slut, 2017-03-01, 2018-01-01)", 0, "1" },
	{ "overlap(dag, slut, 2017-03-02, 2018-01-01)", 0, "0" },
	{ "overlap(dag, slut, 2015-01-01, 2016-02-28)", 0, "0" },
	{ "overlap(dag, slut, 2016-12-31, 2016-01-01)", 0, ".u" },
	{ "overlap(0001-01-01, 9999-12-31, 0001-01-01, 9999-12-31)", 0,
	    "3652059" },
	{ "overlap(2016-01-01, slut, 2016-01-01, 2016-12-31, 2016-02-29)", 1,
	    "60" },
	{ "overlap(2016-01-01, slut, 2015-01-01, 2015-12-31, 2016-02-29)", 1,
	    "0" },
	{ "overlap(2017-01-01, slut, 2016-01-01, 2018-12-31, 2016-02-29)", 1,
	    "0" },
	{ "overlap(dag, slut, dag, slut)", 1, ".u" },
};

static void
test_values(void)
{
	struct fixture f;
	struct ub_buf out = { 0 };
	size_t i;

	open_batch(&f, legend, records);
	CHECK(f.b.n == 4);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		value(&f, cases[i].src, cases[i].rec, &out);
		if (strcmp(out.s, cases[i].want) == 0)
			continue;
		check_failed++;
		fprintf(stderr, "%s at record %zu: %s, not %s\n", cases[i].src,
		    cases[i].rec, out.s, cases[i].want);
	}
	ub_buf_free(&out);
	close_batch(&f);
}

static void
test_vars(void)
{
	static const struct ub_var var[] = {
		{ "total", UB_K_INT, UB_INT },
		{ "namn", UB_K_TEXT, UB_CODE },
	};
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend, .var = var, .nvar = 2 };
	struct ub_val given[2] = { { .u.i = 5 }, { .miss = 'r' } }, v;
	struct ub_expr *x;
	struct ub_err e;
	uint8_t truth[4];

	open_batch(&f, legend, records);
	CHECK(ub_expr_compile(&x, &scope, "total * i", 0, 9, &e) == UB_OK);
	CHECK(ub_expr_eval(x, &f.b, 0, given, &v, &e) == UB_OK);
	CHECK(v.miss == 0 && v.u.i == 35);
	ub_expr_free(x);
	CHECK(ub_expr_compile(&x, &scope, "namn", 0, 4, &e) == UB_OK);
	CHECK(ub_expr_kind(x) == UB_K_TEXT && ub_expr_type(x) == UB_CODE);
	CHECK(ub_expr_column(x) == UB_NOCOL);
	CHECK(ub_expr_eval(x, &f.b, 0, given, &v, &e) == UB_OK);
	CHECK(v.miss == 'r');
	ub_expr_free(x);
	CHECK(ub_expr_compile(&x, &scope, "totl", 0, 4, &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "no column totl; did you mean total?") == 0);
	CHECK(
	    ub_expr_compile(&x, &scope, "count(i..total)", 0, 15, &e) == UB_OK);
	CHECK(ub_expr_eval(x, &f.b, 0, given, &v, &e) == UB_OK);
	CHECK(v.miss == 0 && v.u.i == 17);
	ub_expr_free(x);
	CHECK(ub_expr_compile(&x, &scope, "count(total..i)", 0, 15, &e) ==
	      UB_EUSAGE);
	CHECK(strcmp(e.what, "i stands before total in the legend") == 0);
	CHECK(ub_expr_compile(&x, &scope, "count(n*)", 0, 9, &e) == UB_OK);
	CHECK(ub_expr_eval(x, &f.b, 0, given, &v, &e) == UB_OK);
	CHECK(v.miss == 0 && v.u.i == 1); /* n, and namn is missing */
	ub_expr_free(x);
	CHECK(ub_expr_compile(&x, &scope, "total = 5", 0, 9, &e) == UB_OK);
	CHECK(ub_expr_test(x, &f.b, truth, &e) == UB_EUSAGE);
	ub_expr_free(x);
	close_batch(&f);
}

struct typed {
	const char *src;
	enum ub_kind kind;
	enum ub_type type;
};

static void
test_types(void)
{
	static const struct typed t[] = {
		{ "kod", UB_K_TEXT, UB_CODE },
		{ "klient", UB_K_TEXT, UB_ID },
		{ "\"x\"", UB_K_TEXT, UB_TEXT },
		{ "n", UB_K_INT, UB_COUNT },
		{ "n + 0", UB_K_INT, UB_INT },
		{ "andel", UB_K_DEC, UB_SHARE },
		{ "if(b, kod, \"x\")", UB_K_TEXT, UB_CODE },
		{ "if(b, kod, t)", UB_K_TEXT, UB_TEXT },
		{ "if(b, .n, klient)", UB_K_TEXT, UB_ID },
		{ "if(b, andel, 5)", UB_K_DEC, UB_DEC },
		{ "if(b, 1, 2.0)", UB_K_DEC, UB_DEC },
		{ "lower(kod)", UB_K_TEXT, UB_TEXT },
		{ "code(t)", UB_K_TEXT, UB_CODE },
		{ "text(kod)", UB_K_TEXT, UB_TEXT },
		{ "round(d)", UB_K_INT, UB_INT },
		{ "round(d, 1)", UB_K_DEC, UB_DEC },
		{ "floor(i)", UB_K_INT, UB_INT },
		{ "i / 1", UB_K_DEC, UB_DEC },
		{ "dag - 1", UB_K_DATE, UB_DATE },
		{ "dag - slut", UB_K_INT, UB_INT },
		{ "i = 1", UB_K_BOOL, UB_BOOL },
		{ "sum(i, n)", UB_K_INT, UB_INT },
		{ "sum(i, d)", UB_K_DEC, UB_DEC },
		{ "mean(i)", UB_K_DEC, UB_DEC },
		{ "max(dag)", UB_K_DATE, UB_DATE },
		{ "band(i, 1)", UB_K_TEXT, UB_TEXT },
	};
	struct fixture f;
	struct ub_scope scope = { .legend = &f.legend };
	struct ub_expr *x;
	struct ub_err e;
	size_t i;

	open_batch(&f, legend, records);
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		if (ub_expr_compile(&x, &scope, t[i].src, 0, strlen(t[i].src),
			&e) != UB_OK ||
		    ub_expr_kind(x) != t[i].kind ||
		    ub_expr_type(x) != t[i].type) {
			check_failed++;
			fprintf(stderr, "%s: not its type\n", t[i].src);
		}
		ub_expr_free(x);
	}
	CHECK(ub_expr_compile(&x, &scope, "(kod)", 0, 5, &e) == UB_OK);
	CHECK(ub_expr_column(x) == 5);
	ub_expr_free(x);
	close_batch(&f);
}

static void
test_define(void)
{
	static const struct {
		const char *src, *name, *rest;
	} t[] = { { "pos = b > 6", "pos", " b > 6" },
		{ "a == b", "", "a == b" }, { "n", "", "n" },
		{ "`end`=1", "end", "1" }, { "share(b)", "", "share(b)" },
		{ "1 = x", "", "1 = x" } };
	struct ub_span name, rest;
	struct ub_err e;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		CHECK(ub_expr_define(t[i].src, &name, &rest, &e) == UB_OK);
		CHECK(name.len == strlen(t[i].name));
		CHECK(memcmp(t[i].src + name.off, t[i].name, name.len) == 0);
		CHECK(strcmp(t[i].src + rest.off, t[i].rest) == 0);
		CHECK(rest.len == strlen(t[i].rest));
	}
	CHECK(ub_expr_define("\"x", &name, &rest, &e) == UB_EUSAGE);
}

static void
test_call(void)
{
	static const char src[] = "q = quantile(if(b, 1, \"a,)\"), `a,b` ) ";
	struct ub_span at = { 3, sizeof(src) - 4 }, func, arg[2];
	struct ub_err e;
	size_t n;

	CHECK(ub_expr_call(src, at, &func, arg, 2, &n, &e) == UB_OK);
	CHECK(n == 2 && func.len == 8 && func.off == 4);
	CHECK(arg[0].len == 15 &&
	      memcmp(src + arg[0].off, "if(b, 1, \"a,)\")", 15) == 0);
	CHECK(arg[1].len == 5 && memcmp(src + arg[1].off, "`a,b`", 5) == 0);
	CHECK(ub_expr_call(src, at, &func, arg, 1, &n, &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "at most 1 argument") == 0);
	CHECK(ub_expr_call("n", (struct ub_span){ 0, 1 }, &func, arg, 2, &n,
		  &e) == UB_OK &&
	      n == 0 && func.len == 1);
	CHECK(ub_expr_call("n()", (struct ub_span){ 0, 3 }, &func, arg, 2, &n,
		  &e) == UB_OK &&
	      n == 0);
	CHECK(ub_expr_call("n(", (struct ub_span){ 0, 2 }, &func, arg, 2, &n,
		  &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, ") expected") == 0);
	CHECK(ub_expr_call("n(,1)", (struct ub_span){ 0, 5 }, &func, arg, 2, &n,
		  &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "a value expected") == 0);
	CHECK(ub_expr_call("n(1) + 1", (struct ub_span){ 0, 8 }, &func, arg, 2,
		  &n, &e) == UB_EUSAGE);
	CHECK(caret_column(&e) == 5);
	CHECK(ub_expr_call("1", (struct ub_span){ 0, 1 }, &func, arg, 2, &n,
		  &e) == UB_EUSAGE);
	CHECK(ub_expr_call("n x", (struct ub_span){ 0, 3 }, &func, arg, 2, &n,
		  &e) == UB_EUSAGE);
}

/* --- like against the plainest way to say it ---------------------------- */

/* Whole characters: 'a' or the two bytes of å. */
static size_t
step(const char *s)
{
	return (unsigned char)s[0] == 0xc3 ? 2 : 1;
}

static bool
naive(const char *pat, const char *s)
{
	if (*pat == '\0')
		return *s == '\0';
	if (*pat == '%')
		return naive(pat + 1, s) ||
		       (*s != '\0' && naive(pat, s + step(s)));
	if (*s == '\0')
		return false;
	if (*pat == '_')
		return naive(pat + 1, s + step(s));
	return step(pat) == step(s) && memcmp(pat, s, step(s)) == 0 &&
	       naive(pat + step(pat), s + step(s));
}

static void
put_random(char *dst, const char *const *piece, uint32_t n, uint32_t *seed)
{
	size_t len = 0;
	uint32_t k;

	*seed = *seed * 1664525u + 1013904223u;
	for (k = 1 + (*seed >> 16) % 7; k > 0; k--) {
		*seed = *seed * 1664525u + 1013904223u;
		len += (size_t)snprintf(
		    dst + len, 4, "%s", piece[(*seed >> 16) % n]);
	}
}

static void
test_like(void)
{
	static const char *const piece[] = { "a", "b", "å", "a", "%", "_",
		"%" };
	struct ub_legend none = { 0 };
	struct ub_scope scope = { .legend = &none };
	char text[32], pat[32], src[96];
	uint32_t seed = 5;
	struct ub_expr *x;
	struct ub_err e;
	struct ub_val v;
	int i;

	for (i = 0; i < 50000; i++) {
		put_random(text, piece, 4, &seed);
		put_random(pat, piece, 7, &seed);
		snprintf(src, sizeof(src), "\"%s\" like \"%s\"", text, pat);
		CHECK(ub_expr_compile(&x, &scope, src, 0, strlen(src), &e) ==
		      UB_OK);
		CHECK(ub_expr_eval(x, NULL, 0, NULL, &v, &e) == UB_OK);
		CHECK(v.miss == 0 && v.u.b == naive(pat, text));
		ub_expr_free(x);
	}
}

/* Latin letters have a way of their own: the same as that of Unicode. */
static void
test_case(void)
{
	struct ub_legend none = { 0 };
	struct ub_scope scope = { .legend = &none };
	char text[8], src[32];
	struct ub_buf want = { 0 };
	struct ub_expr *x;
	struct ub_err e;
	struct ub_val v;
	unsigned c, up;

	for (c = 0xa0; c < 0x800; c++) {
		snprintf(text, sizeof(text), "a%c%cZ", (int)(0xc0 | c >> 6),
		    (int)(0x80 | (c & 0x3f)));
		for (up = 0; up < 2; up++) {
			snprintf(src, sizeof(src), "%s(\"%s\")",
			    up ? "upper" : "lower", text);
			CHECK(ub_expr_compile(&x, &scope, src, 0, strlen(src),
				  &e) == UB_OK);
			CHECK(ub_expr_eval(x, NULL, 0, NULL, &v, &e) == UB_OK);
			ub_buf_clear(&want);
			(up ? ub_upper : ub_lower)(&want, text, strlen(text));
			CHECK(v.u.t.len == want.len &&
			      memcmp(v.u.t.s, want.s, want.len) == 0);
			ub_expr_free(x);
		}
	}
	ub_buf_free(&want);
}

int
main(void)
{
	test_values();
	test_vars();
	test_types();
	test_define();
	test_call();
	test_like();
	test_case();
	CHECK_END;
}
