/* What the views of a table have in common, and the texts of a workbook. */
#include "../../lib/report/chart.h"
#include "../../lib/report/sheet.h"
#include "../../lib/report/symbol.h"
#include "../../lib/report/xltext.h"

#include <stdlib.h>

#include "check.h"

static void
test_round(void)
{
	static const struct {
		const char *number;
		unsigned scale;
		int digits;
		const char *want; /* "": refused */
	} t[] = {
		{ "2.25", 1, 1, "2.3" },
		{ "2.249999999999", 1, 1, "2.2" },
		{ "-2.25", 1, 1, "-2.3" },
		{ "0.285", 100, 0, "29" },
		{ "0.575", 100, 0, "58" },
		{ "0.4065", 100, 1, "40.7" },
		{ "1", 100, 1, "100.0" },
		{ "44", 1, 1, "44.0" },
		{ "44", 1, 0, "44" },
		{ "0.000000000000000000049", 1, 1, "0.0" },
		{ "0.05", 1, 1, "0.1" },
		{ "-0.04", 1, 1, "0.0" },
		{ "123456789012345.65", 1, 1, "123456789012345.7" },
		{ "1234567890123456789", 1, 1, "" },
		{ "", 1, 1, "" },
		{ "-", 1, 1, "" },
		{ ".5", 1, 1, "" },
		{ "1e3", 1, 1, "" },
		{ "1.2.3", 1, 3, "" },
		{ "1.23x", 1, 1, "" },
	};
	char dst[UB_DEC_MAX];
	size_t i, n;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		n = ub_round_text(
		    dst, ub_slice_of(t[i].number), t[i].scale, t[i].digits);
		CHECK(n == strlen(t[i].want) && memcmp(dst, t[i].want, n) == 0);
	}
}

/* (2000 k + n) div (2 n) is the tenths of a per cent, half up. */
static void
test_percent(void)
{
	struct ub_slice none = { "", 0 };
	char k[32], n[32], want[64], dst[UB_DEC_MAX];
	int i, j, tenths;
	size_t len;

	for (j = 1; j <= 200; j++) {
		for (i = 0; i <= j; i++) {
			snprintf(k, sizeof(k), "%d", i);
			snprintf(n, sizeof(n), "%d", j);
			tenths = (2000 * i + j) / (2 * j);
			snprintf(want, sizeof(want), "%d.%d", tenths / 10,
			    tenths % 10);
			len = ub_percent_text(dst, ub_slice_of("0"),
			    ub_slice_of(k), ub_slice_of(n), 1);
			CHECK(
			    len == strlen(want) && memcmp(dst, want, len) == 0);
		}
	}
	/* without its counts a share is rounded as it stands */
	len = ub_percent_text(dst, ub_slice_of("0.40625"), none, none, 1);
	CHECK(len == 4 && memcmp(dst, "40.6", 4) == 0);
	len = ub_percent_text(
	    dst, ub_slice_of("0.5"), ub_slice_of(".s"), ub_slice_of("7"), 1);
	CHECK(len == 4 && memcmp(dst, "50.0", 4) == 0);
	len = ub_percent_text(
	    dst, ub_slice_of("0.5"), ub_slice_of("0"), ub_slice_of("0"), 0);
	CHECK(len == 2 && memcmp(dst, "50", 2) == 0);
}

static void
test_signs(void)
{
	struct ub_buf b = { 0 };

	CHECK(strcmp(ub_symbol_sign('s'), "X") == 0);
	/* ASI's own X, unanswered, is not the X of protection */
	CHECK(strcmp(ub_symbol_sign('x'), "..") == 0);
	CHECK(strcmp(ub_symbol_sign('e'), ".") == 0);
	CHECK(strcmp(ub_symbol_sign('.'), "..") == 0);
	CHECK(strcmp(ub_symbol_sign('q'), "..") == 0);
	CHECK(strcmp(ub_symbol_word('t'), "Totalt") == 0);
	ub_signs_text(&b, NULL, 0);
	CHECK(b.len == 0);
	/* the empty field, .q (like it), .s, .x */
	ub_signs_text(&b, NULL, 1U | 1U << 17 | 1U << 19 | 1U << 24);
	CHECK(strcmp(b.s, ".. = uppgift saknas; frågan är inte besvarad\n"
			  "X = uppgiften har skyddats av sekretesskäl\n") == 0);
	ub_buf_free(&b);
}

static void
test_sheet_name(void)
{
	static const char *const taken[] = { "Om statistiken", "Åland",
		"abcdefghijklmnopqrstuvwxyz01234" };
	static const struct {
		const char *want, *name;
	} t[] = {
		{ "regi", "regi" },
		{ "a[b]c:d*e?f/g\\h#i", "abcdefghi" },
		{ "'citat'", "citat" },
		{ "it's", "it's" },
		{ "om STATISTIKEN", "om STATISTIKEN (2)" },
		{ "åland", "åland (2)" },
		{ "abcdefghijklmnopqrstuvwxyz0123456789",
		    "abcdefghijklmnopqrstuvwxyz0 (2)" },
		{ "ååååååååååååååååååååååååååååååååååå",
		    "ååååååååååååååååååååååååååååååå" },
		{ "", "Tabell" },
		{ "[]", "Tabell" },
		{ "History", "Tabell History" },
		{ "2016", "Tabell 2016" },
		{ "tab1", "Tabell tab1" },
		{ "r1c1", "Tabell r1c1" },
		{ "c", "Tabell c" },
		{ "true", "Tabell true" },
		{ "tabell1", "tabell1" },
		{ "n_pers", "n_pers" },
	};
	struct ub_sheet s = { 0 };
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		ub_sheet_set_name(&s, t[i].want, taken, 3);
		CHECK(strcmp(s.name, t[i].name) == 0);
	}
	ub_sheet_free(&s);
}

static void
test_lines(void)
{
	struct ub_buf b = { 0 };
	size_t shown;

	CHECK(ub_xl_line("en två tre", 6, &shown) == 8 && shown == 7);
	CHECK(ub_xl_line("en två tre", 60, &shown) == 11 && shown == 11);
	CHECK(ub_xl_line("enochtvå tre", 3, &shown) == 10 && shown == 9);
	CHECK(ub_xl_line("a\nb", 9, &shown) == 2 && shown == 1);
	CHECK(ub_xl_line("", 9, &shown) == 0);
	CHECK(ub_xl_lines("", 9) == 1);
	CHECK(ub_xl_lines("en två tre", 6) == 2);
	CHECK(ub_xl_lines("aaaaaaaaaaaa", 5) == 3);
	CHECK(ub_xl_lines("a\n\nb", 5) == 3);
	CHECK(strcmp(ub_xl_literal(&b, "_x_y"), "_x_y") == 0);
	CHECK(strcmp(ub_xl_literal(&b, "a_x0041_b_x00e5_"),
		  "a_x005F_x0041_b_x005F_x00e5_") == 0);
	CHECK(strcmp(ub_xl_literal(&b, "_x004"), "_x004") == 0);
	ub_buf_clear(&b);
	ub_xl_target(&b, "it's");
	CHECK(strcmp(b.s, "internal:'it''s'!A1") == 0);
	ub_buf_free(&b);
}

static void
test_table_name(void)
{
	char *taken[2] = { NULL, NULL };
	char *name;

	taken[0] = ub_xl_table_name("Tab 1", taken, 0);
	CHECK(strcmp(taken[0], "t_tab_1") == 0);
	taken[1] = ub_xl_table_name("tab-1", taken, 1);
	CHECK(strcmp(taken[1], "t_tab_1_2") == 0);
	name = ub_xl_table_name("Län“x”", taken, 2);
	CHECK(strcmp(name, "t_län_x_") == 0);
	free(name);
	free(taken[0]);
	free(taken[1]);
}

/* A sheet with one key and one share, from texts. */
static void
make_sheet(struct ub_sheet *s, const char *const *group,
    const char *const *value, size_t n)
{
	struct ub_cell *c;
	size_t i;

	memset(s, 0, sizeof(*s));
	s->table = ub_xstrdup("regi");
	s->title = ub_xstrdup("Efter regi");
	s->ncol = 2;
	s->nkey = 1;
	s->nrow = n;
	s->col = ub_xcalloc(2, sizeof(*s->col));
	s->col[0].name = ub_xstrdup("regi");
	s->col[0].heading = ub_xstrdup("Regi");
	s->col[0].type = UB_CODE;
	s->col[1].name = ub_xstrdup("pos");
	s->col[1].heading = ub_xstrdup("Nöjd, procent");
	s->col[1].type = UB_SHARE;
	s->col[1].role = UB_ROLE_MEASURE;
	s->cell = ub_xcalloc(2 * n, sizeof(*s->cell));
	for (i = 0; i < 2 * n; i++) {
		const char *text = i % 2 == 0 ? group[i / 2] : value[i / 2];

		c = &s->cell[i];
		c->at = s->text.len;
		c->kind = i % 2 == 0       ? UB_CELL_TEXT
			  : text[0] == '.' ? UB_CELL_SIGN
					   : UB_CELL_NUMBER;
		if (strcmp(text, "Totalt") == 0)
			c->reason = 't';
		ub_buf_add(&s->text, text, strlen(text) + 1);
	}
}

static void
test_alt(void)
{
	static const char *const group[] = { "A", "B", "C", "D", "Totalt" };
	static const struct {
		const char *value[5];
		size_t n, last;
		const char *want;
	} t[] = {
		{ { "94.0", "86.0", "50.0", "50.0", "70.0" }, 5, 3,
		    "Stapeldiagram: Efter regi. Nöjd: högst är A med 94,0 "
		    "procent, lägst är C och D med 50,0 procent." },
		{ { "50.0", "50.0" }, 2, 1,
		    "Stapeldiagram: Efter regi. Nöjd: lika, A och B med 50,0 "
		    "procent." },
		{ { "1250.5" }, 1, 0,
		    "Stapeldiagram: Efter regi. Nöjd: A med 1\xc2\xa0"
		    "250,5 "
		    "procent." },
		{ { "..", "5.0" }, 2, 1,
		    "Stapeldiagram: Efter regi. Nöjd: B med 5,0 "
		    "procent. En stapel saknas där tabellen har ett tecken i "
		    "stället för ett tal." },
		{ { ".." }, 1, 0,
		    "Stapeldiagram: Efter regi. Nöjd: inga värden visas. En "
		    "stapel saknas där tabellen har ett tecken i stället för "
		    "ett tal." },
	};
	struct ub_chart c;
	struct ub_sheet s;
	struct ub_err e;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		make_sheet(&s, group, t[i].value, t[i].n);
		CHECK(ub_chart_make(&c, &s, NULL, &e) == UB_OK);
		CHECK(c.first == 0 && c.last == t[i].last);
		CHECK(c.n == 1 && c.col[0] == 1 && c.percent);
		if (strcmp(c.alt, t[i].want) != 0)
			fprintf(stderr, "%s\n", c.alt);
		CHECK(strcmp(c.alt, t[i].want) == 0);
		ub_chart_free(&c);
		CHECK(ub_chart_make(&c, &s, "pos,nix", &e) == UB_EUSAGE);
		CHECK(ub_chart_make(&c, &s, "regi", &e) == UB_EUSAGE);
		CHECK(ub_chart_make(&c, &s, "pos,pos,pos,pos,pos,pos,pos",
			  &e) == UB_EUSAGE);
		s.nkey = 2;
		CHECK(ub_chart_make(&c, &s, NULL, &e) == UB_END);
		CHECK(ub_chart_make(&c, &s, "pos", &e) == UB_EUSAGE);
		ub_sheet_free(&s);
	}
}

int
main(void)
{
	test_round();
	test_percent();
	test_signs();
	test_sheet_name();
	test_lines();
	test_table_name();
	test_alt();
	CHECK_END;
}
