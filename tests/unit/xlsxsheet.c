/* The XML of a sheet as rows: every kind of cell, and what no program writes. */
#include <stdlib.h>

#include "../../lib/source/xlsxsheet.h"

#include "check.h"

static void
no_free(struct ub_rows *r)
{
	(void)r;
}

static const struct ub_rows_calls calls = { .free = no_free };

/* Strings "", "a", "b,c", styles: number, day, time, elapsed, 0000. */
static struct ub_xlsx_context cx;

static void
add_string(const char *s)
{
	struct ub_xlsx_strings *x = &cx.strings;

	ub_buf_puts(&x->text, s);
	x->end = ub_xgrow(x->end, x->n, sizeof(*x->end));
	x->end[x->n++] = (uint32_t)x->text.len;
}

static void
add_style(int id, const char *code)
{
	cx.style = ub_xgrow(cx.style, cx.nstyle, sizeof(*cx.style));
	cx.style[cx.nstyle++] = ub_xlsx_style_of(id, code);
}

/* Feed xml step bytes at a time; the rows go to out, a pause is a |. */
static enum ub_status
feed(struct ub_rows *r, const char *xml, size_t step, const char *merged,
    struct ub_buf *out, struct ub_err *e)
{
	struct ub_xlsx_range range[2];
	struct ub_xlsx_sheet *s;
	enum ub_status st = UB_OK;
	size_t at, n, len = strlen(xml), nrange = 0;

	if (merged != NULL) {
		CHECK(ub_xlsx_range_parse(merged, &range[0]));
		nrange = 1;
	}
	s = ub_xlsx_sheet_new(r, &cx, range, nrange);
	for (at = 0; st == UB_OK; at += n) {
		n = len - at < step ? len - at : step;
		memcpy(ub_xml_room(ub_xlsx_sheet_xml(s), step), xml + at, n);
		st = ub_xml_feed(ub_xlsx_sheet_xml(s), n, n == 0, e);
		for (; st == UB_END;
		     st = ub_xml_resume(ub_xlsx_sheet_xml(s), e)) {
			ub_buf_add(out, r->text.s, r->text.len);
			ub_buf_clear(&r->text);
		}
		if (n == 0)
			break;
	}
	ub_buf_add(out, r->text.s, r->text.len);
	if (st == UB_OK && !ub_xlsx_sheet_whole(s))
		st = ub_fail(e, UB_EDATA, "not whole");
	ub_xlsx_sheet_free(s);
	return st;
}

/* rows within a sheet give text, or fail with the clause. */
static void
check(
    const char *rows, const char *merged, const char *text, const char *clause)
{
	struct ub_buf xml = { 0 }, out = { 0 };
	struct ub_err e;
	enum ub_status st;
	size_t step;

	ub_buf_printf(&xml,
	    "<worksheet xmlns='x'><cols/><sheetData>%s</sheetData>"
	    "<mergeCells/></worksheet>",
	    rows);
	for (step = 1; step < 2 * xml.len; step = step * 3 + 1) {
		struct ub_rows r = { .calls = &calls,
			.name = "test",
			.delim = ',',
			.max_line = 1000 };

		ub_buf_clear(&out);
		st = feed(&r, xml.s, step, merged, &out, &e);
		ub_buf_putc(&out, '\0');
		CHECK(st == (clause == NULL ? UB_OK : UB_EDATA));
		if (clause != NULL && st != UB_OK &&
		    strcmp(e.what, clause) != 0) {
			fprintf(stderr, "%s: %s\n", rows, e.what);
			CHECK(!"the clause");
		}
		if (clause == NULL && strcmp(out.s, text) != 0) {
			fprintf(stderr, "%s:\n%s", rows, out.s);
			CHECK(!"the text");
		}
		ub_buf_free(&r.text);
	}
	ub_buf_free(&xml);
	ub_buf_free(&out);
}

/* One cell, after the tag c and before its end. */
static void
check_cell(const char *cell, const char *text)
{
	struct ub_buf rows = { 0 }, line = { 0 };

	ub_buf_printf(&rows, "<row r='1'><c r='A1' %s</c></row>", cell);
	ub_buf_printf(&line, "%s\n", text);
	check(rows.s, NULL, text[0] == '\0' ? "" : line.s, NULL);
	ub_buf_free(&rows);
	ub_buf_free(&line);
}

static void
test_cells(void)
{
	static const struct {
		const char *cell, *text;
	} t[] = {
		{ "t='s'><v>1</v>", "a" },
		{ "t='s'><v>2</v>", "\"b,c\"" },
		{ "t='s'><v>0</v>", "" },
		{ "t='inlineStr'><is><t>x</t></is>", "x" },
		{ "t='inlineStr'><is><r><t>x</t></r><r><rPr/><t> y</t></r>"
		  "<rPh><t>z</t></rPh></is>",
		    "x y" },
		{ "t='inlineStr'><is><t>a_x000D_&#10;b</t></is>",
		    "\"a\r\nb\"" },
		{ "t='str'><f>A2&amp;\"q\"</f><v>q\"</v>", "\"q\"\"\"" },
		{ "t='str'><f>\"\"</f><v></v>", "" },
		{ "t='b'><v>1</v>", "1" },
		{ "t='b'><v>0</v>", "0" },
		{ "t='e'><v>#N/A</v>", "\xff#N/A" },
		{ "t='e'><f>1/0</f><v>#DIV/0!</v>", "\xff#DIV/0!" },
		{ "><v>12</v>", "12" },
		{ "t='n'><v>12</v>", "12" },
		{ "><f>6*2</f><v>12</v>", "12" },
		{ "><f>6*2</f>", "" },
		{ "s='99'><v>12</v>", "12" },
		{ "s='1'>", "" },
		{ "><v>x</v>", "\xffx" },
		/* numbers: the shortest that reads back */
		{ "><v>0.1</v>", "0.1" },
		{ "><v>0.10000000000000001</v>", "0.1" },
		{ "><v>0.30000000000000004</v>", "0.30000000000000004" },
		{ "><v>-1.5E-3</v>", "-0.0015" },
		{ "><v>1E+3</v>", "1000" },
		{ "><v>-0</v>", "0" },
		{ "><v>00.50</v>", "0.5" },
		{ "><v>198001011234</v>", "198001011234" },
		{ "><v>1.98001011234E11</v>", "198001011234" },
		{ "><v>9007199254740991</v>", "9007199254740991" },
		{ "><v>9007199254740992</v>", "\xfd"
					      "9007199254740992" },
		{ "><v>9007199254740993</v>", "\xfd"
					      "9007199254740992" },
		{ "><v>1E+20</v>", "\xfd"
				   "100000000000000000000" },
		{ "><v>1E+999</v>", "\xff"
				    "1E+999" },
		{ "><v>4.9406564584124654E-324</v>",
		    "0."
		    "000000000000000000000000000000000000000000000000000000000"
		    "000000000000000000000000000000000000000000000000000000000"
		    "000000000000000000000000000000000000000000000000000000000"
		    "000000000000000000000000000000000000000000000000000000000"
		    "000000000000000000000000000000000000000000000000000000000"
		    "00000000000000000000000000000000000000"
		    "5" },
		/* days and times */
		{ "s='1'><v>42430</v>", "2016-03-01" },
		{ "s='1'><v>42430.5</v>", "2016-03-01 12:00:00" },
		{ "s='1'><v>42430.000011574</v>", "2016-03-01 00:00:01" },
		{ "s='1'><v>42430.0000115</v>", "2016-03-01 00:00:00.994" },
		{ "s='1'><v>42429.9999999999</v>", "2016-03-01" },
		{ "s='1'><v>1</v>", "1900-01-01" },
		{ "s='1'><v>59</v>", "1900-02-28" },
		{ "s='1'><v>60</v>", "1900-02-29" },
		{ "s='1'><v>61</v>", "1900-03-01" },
		{ "s='1'><v>0</v>", "1900-01-00" },
		{ "s='1'><v>2958465</v>", "9999-12-31" },
		{ "s='1'><v>2958466</v>", "2958466" },
		{ "s='1'><v>-1</v>", "-1" },
		{ "s='2'><v>0.5</v>", "12:00:00" },
		{ "s='2'><v>0</v>", "00:00:00" },
		{ "s='2'><v>42430.25</v>", "2016-03-01 06:00:00" },
		{ "s='3'><v>1.25</v>", "30:00:00" },
		{ "s='4'><v>180</v>", "0180" },
		{ "s='4'><v>12345</v>", "12345" },
		{ "s='4'><v>1.5</v>", "1.5" },
		{ "s='4'><v>-5</v>", "-5" },
		{ "s='5'><v>101011234</v>", "000101-01-1234" },
		{ "t='d'><v>2016-03-01</v>", "2016-03-01" },
		{ "t='d'><v>2016-03-01T00:00:00</v>", "2016-03-01" },
		{ "t='d'><v>2016-03-01T08:30:00</v>", "2016-03-01 08:30:00" },
		{ "t='d'><v>soon</v>", "soon" },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++)
		check_cell(t[i].cell, t[i].text);
}

static void
test_rows(void)
{
	static const struct {
		const char *rows, *merged, *text, *clause;
	} t[] = {
		{ "", NULL, "", NULL },
		/* without r, with gaps, with a prefix */
		{ "<row><c><v>1</v></c><c><v>2</v></c></row>"
		  "<row><c r='B2'><v>3</v></c></row>",
		    NULL, "1,2\n,3\n", NULL },
		{ "<row r='3'><c r='C3'><v>1</v></c><c><v>2</v></c></row>",
		    NULL, "\n\n,,1,2\n", NULL },
		{ "<x:row xmlns:x='y'><x:c><x:v>1</x:v></x:c></x:row>", NULL,
		    "1\n", NULL },
		/* what has no value is no row, and no field at the end */
		{ "<row r='1'><c r='A1'/></row><row r='2'/>"
		  "<row r='9' spans='1:9'><c r='B9' s='1'/></row>",
		    NULL, "", NULL },
		{ "<row r='1'><c r='A1'><v>1</v></c><c r='B1' s='1'/></row>",
		    NULL, "1\n", NULL },
		/* as wide as what was before */
		{ "<row><c><v>1</v></c><c><v>2</v></c></row>"
		  "<row><c><v>3</v></c></row>",
		    NULL, "1,2\n3,\n", NULL },
		/* merged: the first cell has the value, also where a program
		 * left others */
		{ "<row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>2</v></c>"
		  "</row><row r='2'><c r='A2'><v>9</v></c>"
		  "<c r='C2'><v>3</v></c></row>",
		    "A1:A2", "1,,2\n\xfe#MERGED!,,3\n", NULL },
		{ "<row r='1'><c r='A1'><v>1</v></c><c r='D1'><v>2</v></c>"
		  "</row>",
		    "A1:B1", "1,\xfe#MERGED!,,2\n", NULL },
		{ "<row r='1'><c r='A1'><v>1</v></c></row>", "A1:Z1", "1\n",
		    NULL },
		/* the edges, and beyond */
		{ "<row r='1048576'/>", NULL, "", NULL },
		{ "<row r='1048577'/>", NULL, NULL,
		    "has more than 1048576 rows" },
		{ "<row r='1048576'/><row/>", NULL, NULL,
		    "has more than 1048576 rows" },
		{ "<row r='18446744073709551617'/>", NULL, NULL,
		    "has a row without a number" },
		{ "<row r='0'/>", NULL, NULL, "has a row without a number" },
		{ "<row r='x'/>", NULL, NULL, "has a row without a number" },
		{ "<row r='2'/><row r='2'/>", NULL, NULL,
		    "has rows that are not in order" },
		{ "<row r='2'/><row r='1'/>", NULL, NULL,
		    "has rows that are not in order" },
		{ "<row><row/></row>", NULL, NULL, "has a row within a row" },
		{ "<row r='1'><c r='XFD1'/></row>", NULL, "", NULL },
		{ "<row r='1'><c r='XFE1'/></row>", NULL, NULL,
		    "has a cell beyond XFD1048576, or nowhere" },
		{ "<row r='1'><c r='XFD1'/><c/></row>", NULL, NULL,
		    "has a cell beyond column XFD" },
		{ "<row r='1'><c r='AAAAAAAAAAAAAAAAAAAA1'/></row>", NULL, NULL,
		    "has a cell beyond XFD1048576, or nowhere" },
		{ "<row r='1'><c r='1'/></row>", NULL, NULL,
		    "has a cell beyond XFD1048576, or nowhere" },
		{ "<row r='1'><c r='a1'/></row>", NULL, NULL,
		    "has a cell beyond XFD1048576, or nowhere" },
		{ "<row r='1'><c r='A2'/></row>", NULL, NULL,
		    "has cells that are not in order" },
		{ "<row r='1'><c r='B1'/><c r='A1'/></row>", NULL, NULL,
		    "has cells that are not in order" },
		{ "<row r='1'><c r='B1'/><c r='B1'/></row>", NULL, NULL,
		    "has cells that are not in order" },
		{ "<c r='A1'/>", NULL, NULL, "has a cell outside a row" },
		{ "<row><c><c/></c></row>", NULL, NULL,
		    "has a cell outside a row" },
		{ "<row><c t='s'><v>3</v></c></row>", NULL, NULL,
		    "has a cell whose text is not there" },
		{ "<row><c t='s'><v>-1</v></c></row>", NULL, NULL,
		    "has a cell whose text is not there" },
		{ "<row><c></row>", NULL, NULL, "is no well-formed XML" },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++)
		check(t[i].rows, t[i].merged, t[i].text, t[i].clause);
}

/* Neither one cell nor many may make a row longer than the limit. */
static void
test_long(void)
{
	struct ub_buf b = { 0 };
	int i;

	ub_buf_puts(&b, "<row><c t='str'><v>");
	for (i = 0; i < 1001; i++)
		ub_buf_putc(&b, 'x');
	ub_buf_puts(&b, "</v></c></row>");
	check(b.s, NULL, NULL, "has a row that is too long");
	ub_buf_clear(&b);
	ub_buf_puts(&b, "<row>");
	for (i = 0; i < 501; i++)
		ub_buf_puts(&b, "<c><v>12</v></c>");
	ub_buf_puts(&b, "</row>");
	check(b.s, NULL, NULL, "has a row that is too long");
	ub_buf_free(&b);
}

static void
test_1904(void)
{
	cx.date1904 = true;
	check_cell("s='1'><v>0</v>", "1904-01-01");
	check_cell("s='1'><v>40968</v>", "2016-03-01");
	check_cell("s='2'><v>0.25</v>", "06:00:00");
	cx.date1904 = false;
}

static void
test_styles(void)
{
	static const struct {
		int id;
		const char *code; /* NULL: built in */
		enum ub_xlsx_look look;
	} t[] = {
		{ 0, NULL, UB_XLSX_NUMBER },
		{ 1, NULL, UB_XLSX_NUMBER },
		{ 9, NULL, UB_XLSX_PERCENT },
		{ 10, NULL, UB_XLSX_PERCENT },
		{ 11, NULL, UB_XLSX_NUMBER },
		{ 164, "0.0\\ %", UB_XLSX_PERCENT },
		{ 164, "0\"%\"", UB_XLSX_NUMBER },
		{ 164, "0\\%", UB_XLSX_NUMBER },
		{ 13, NULL, UB_XLSX_NUMBER },
		{ 14, NULL, UB_XLSX_DATE },
		{ 17, NULL, UB_XLSX_DATE },
		{ 18, NULL, UB_XLSX_TIME },
		{ 21, NULL, UB_XLSX_TIME },
		{ 22, NULL, UB_XLSX_DATE },
		{ 37, NULL, UB_XLSX_NUMBER },
		{ 45, NULL, UB_XLSX_TIME },
		{ 46, NULL, UB_XLSX_ELAPSED },
		{ 47, NULL, UB_XLSX_TIME },
		{ 49, NULL, UB_XLSX_NUMBER },
		{ 164, "yyyy\\-mm\\-dd", UB_XLSX_DATE },
		{ 164, "yyyy\\-mm\\-dd;@", UB_XLSX_DATE },
		{ 164, "[$-41D]d\\ mmmm\\ yyyy", UB_XLSX_DATE },
		{ 164, "YYYY/MM/DD\\ HH:MM", UB_XLSX_DATE },
		{ 164, "mmm", UB_XLSX_DATE },
		{ 164, "h:mm;@", UB_XLSX_TIME },
		{ 164, "mm:ss.0", UB_XLSX_TIME },
		{ 164, "[h]:mm", UB_XLSX_ELAPSED },
		{ 164, "[mm]:ss", UB_XLSX_ELAPSED },
		{ 164, "General", UB_XLSX_NUMBER },
		{ 164, "#,##0.00\\ \"kr/d\"", UB_XLSX_NUMBER },
		{ 164, "0.0\\ \"dagar\";[Red]\\-0.0\\ \"dagar\"",
		    UB_XLSX_NUMBER },
		{ 164, "[Magenta]0.00", UB_XLSX_NUMBER },
		{ 164, "_-* #,##0\\ \"kr\"_-;\\-* #,##0\\ \"kr\"_-",
		    UB_XLSX_NUMBER },
		{ 164, "0;-0;;@\\d", UB_XLSX_NUMBER },
		{ 164, "0", UB_XLSX_NUMBER },
		{ 164, "00", UB_XLSX_ZEROS },
		{ 164, "000000\\-0000", UB_XLSX_ZEROS },
		{ 164, "000000\"-\"0000", UB_XLSX_ZEROS },
		{ 164, "00.0", UB_XLSX_NUMBER },
		{ 164, "\"unfinished yyyy", UB_XLSX_NUMBER },
		{ 164, "[unfinished yyyy", UB_XLSX_NUMBER },
		{ 164, "\\", UB_XLSX_NUMBER },
		{ 164, "", UB_XLSX_NUMBER },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct ub_xlsx_style s = ub_xlsx_style_of(t[i].id, t[i].code);

		if (s.look == t[i].look)
			continue;
		fprintf(stderr, "%d %s: %d\n", t[i].id,
		    t[i].code == NULL ? "" : t[i].code, (int)s.look);
		CHECK(!"the look of a style");
	}
}

static void
test_unescape(void)
{
	static const char *const t[][2] = { { "a", "a" }, { "_x0041_", "A" },
		{ "_x005F_x0041_", "_x0041_" }, { "_x00e5_b", "åb" },
		{ "_x20AC_", "€" }, { "_x12_", "_x12_" },
		{ "_xZZZZ_", "_xZZZZ_" }, { "_xD800_", "_xD800_" },
		{ "_x0041", "_x0041" }, { "_", "_" }, { "", "" } };
	struct ub_buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		ub_buf_clear(&b);
		ub_buf_puts(&b, "_x0041_");
		ub_buf_puts(&b, t[i][0]);
		ub_xlsx_unescape(&b, 7);
		CHECK(strcmp(b.s + 7, t[i][1]) == 0);
	}
	ub_buf_free(&b);
}

static void
test_ranges(void)
{
	static const char *const bad[] = { "", "A", "1", "A0", "A1:", "A1:B",
		"B1:A1", "A2:A1", "A1:B2:C3", "XFE1", "A1048577", "A1:XFE2",
		"a1:b2", "$A$1" };
	struct ub_xlsx_range g;
	char text[UB_ROWS_RANGE];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!ub_xlsx_range_parse(bad[i], &g));
	CHECK(ub_xlsx_range_parse("AA3:XFD1048576", &g));
	CHECK(g.row == 3 && g.col == 27 && g.to_col == 16384);
	ub_xlsx_range_print(text, &g);
	CHECK(strcmp(text, "AA3:XFD1048576") == 0);
	CHECK(ub_xlsx_range_parse("Z1:AZ2", &g));
	ub_xlsx_range_print(text, &g);
	CHECK(strcmp(text, "Z1:AZ2") == 0);
}

int
main(void)
{
	add_string("");
	add_string("a");
	add_string("b,c");
	add_style(0, NULL);
	add_style(14, NULL);
	add_style(20, NULL);
	add_style(46, NULL);
	add_style(164, "0000");
	add_style(165, "000000-00\\-0000");
	test_cells();
	test_rows();
	test_long();
	test_1904();
	test_styles();
	test_unescape();
	test_ranges();
	free(cx.style);
	free(cx.strings.end);
	ub_buf_free(&cx.strings.text);
	CHECK_END;
}
