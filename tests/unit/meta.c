/* meta, legend, type: labels, accounts, names, escapes. */
#include <stdlib.h>

#include "check.h"
#include "lib/stream/meta.h"

static void
line(struct ub_meta *m, const char *s)
{
	struct ub_err e;

	CHECK(ub_meta_line(m, s, strlen(s), &e) == UB_OK);
}

/* Add a step with these pairs; its id is returned, to be freed. */
static char *
step(struct ub_meta *m, const char *from, uint64_t in, uint64_t out)
{
	struct ub_buf b = { 0 }, text = { 0 };
	char *id;

	ub_step_begin(&b, "tool", from);
	ub_step_uint(&b, "in", in);
	ub_step_uint(&b, "out", out);
	ub_step_end(&b, &text);
	text.s[text.len - 1] = '\0';
	line(m, text.s);
	id = ub_xstrndup(text.s + 6, 8);
	ub_buf_free(&b);
	ub_buf_free(&text);
	return id;
}

static void
accounts(void)
{
	struct ub_meta m = { 0 };
	struct ub_err e;
	char *a, *b, *c, from[64];

	a = step(&m, NULL, 10, 9);
	m.nrec = 9;
	CHECK(ub_meta_check(&m, &e) == UB_OK);
	CHECK(strcmp(ub_meta_leaves(&m), a) == 0);
	b = step(&m, a, 9, 5);
	CHECK(ub_meta_check(&m, &e) == UB_EDATA);
	snprintf(from, sizeof(from),
	    "accounts: step %s tool wrote 5 records, here are 9", b);
	CHECK(strcmp(e.what, from) == 0);
	m.nrec = 5;
	CHECK(ub_meta_check(&m, &e) == UB_OK);
	snprintf(from, sizeof(from), "%s,%s", b, b);
	c = step(&m, from, 9, 9);
	CHECK(ub_meta_check(&m, &e) == UB_EDATA);
	CHECK(strstr(e.what, "read 9 records where 10 were written") != NULL);
	free(a);
	free(b);
	free(c);
	ub_meta_free(&m);

	c = step(&m, "00000000", 1, 1);
	m.nrec = 1;
	CHECK(ub_meta_check(&m, &e) == UB_EDATA);
	CHECK(strstr(e.what, "a step that is not here") != NULL);
	free(c);
	ub_meta_free(&m);

	line(&m, "#step\t12345678\ttool\tin=1\tout=1");
	m.nrec = 1;
	CHECK(ub_meta_check(&m, &e) == UB_EDATA);
	CHECK(strcmp(e.what,
		  "accounts: step 12345678 tool was changed after it was "
		  "written") == 0);
	ub_meta_free(&m);
}

/* A source that two commands read, their streams put together again. */
static void
branches(void)
{
	struct ub_meta m = { 0 };
	struct ub_err e;
	char *a, *b, *c, want[64];

	a = step(&m, NULL, 10, 10);
	free(step(&m, NULL, 10, 10)); /* the same line again */
	b = step(&m, a, 10, 3);
	c = step(&m, a, 10, 4);
	m.nrec = 7;
	snprintf(want, sizeof(want), "%s,%s", b, c);
	CHECK(strcmp(ub_meta_leaves(&m), want) == 0);
	CHECK(ub_meta_check(&m, &e) == UB_OK);
	m.nrec = 6;
	CHECK(ub_meta_check(&m, &e) == UB_EDATA);
	CHECK(strcmp(e.what,
		  "accounts: the last steps wrote 7 records, here are 6") == 0);
	m.nrec = 7;
	CHECK(m.nstep == 3 && m.nstep_line == 4);
	free(a);
	free(b);
	free(c);
	ub_meta_free(&m);
}

static void
labels(void)
{
	struct ub_meta m = { 0 };
	struct ub_err e;
	char value[16];
	int i;

	CHECK(ub_meta_label(&m, "a", NULL) == NULL);
	for (i = 0; i < 1000; i++) {
		snprintf(value, sizeof(value), "%d", i);
		CHECK(ub_meta_add_label(&m, "a", value, value, &e) == UB_OK);
	}
	line(&m, "#label\ta\tett\\ttv\\\\");
	CHECK(strcmp(ub_meta_label(&m, "a", NULL), "ett\ttv\\") == 0);
	CHECK(strcmp(ub_meta_label(&m, "a", "999"), "999") == 0);
	CHECK(ub_meta_label(&m, "a", "1000") == NULL);
	CHECK(ub_meta_label(&m, "b", "1") == NULL);
	CHECK(ub_meta_add_label(&m, "a", "1", "x", &e) == UB_EDATA);
	ub_meta_free(&m);
}

static void
near(void)
{
	static const char *const name[] = { "start", "slut", "regi" };

	CHECK(strcmp(ub_nearest("strat", 5, name, 3), "start") == 0);
	CHECK(strcmp(ub_nearest("regii", 5, name, 3), "regi") == 0);
	CHECK(ub_nearest("xyz", 3, name, 3) == NULL);
	CHECK(ub_nearest("a", 1, name, 3) == NULL);
	CHECK(strcmp(ub_nearest("star", 4, name, 3), "start") == 0);
	CHECK(ub_nearest("slutdatum", 9, name, 3) == NULL);
	CHECK(ub_nearest("st", 2, name, 3) == NULL);
}

static void
escapes(void)
{
	static const struct {
		const char *plain, *field;
	} t[] = { { "a", "a" }, { "", "" }, { "a\tb\n\r\\", "a\\tb\\n\\r\\\\" },
		{ "#x", "\\#x" }, { "x#", "x#" }, { ".x", "\\.x" },
		{ ".X", ".X" }, { ".xx", ".xx" }, { "..", ".." } };
	struct ub_buf b = { 0 }, c = { 0 };
	struct ub_slice f;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		ub_buf_clear(&b);
		ub_buf_clear(&c);
		ub_escape(&b, t[i].plain, strlen(t[i].plain));
		f.s = b.s;
		f.len = b.len;
		CHECK(ub_slice_is(f, t[i].field));
		CHECK(ub_field_valid(UB_TEXT, f));
		ub_unescape(&c, t[i].field, strlen(t[i].field));
		f.s = c.s;
		f.len = c.len;
		CHECK(ub_slice_is(f, t[i].plain));
	}
	ub_buf_free(&b);
	ub_buf_free(&c);
}

static void
fields(void)
{
	static const struct {
		enum ub_type t;
		const char *s;
		bool valid;
	} t[] = { { UB_INT, "", true }, { UB_INT, ".x", true },
		{ UB_INT, "-12", true }, { UB_INT, "01", false },
		{ UB_COUNT, "3", true }, { UB_COUNT, "-3", false },
		{ UB_DEC, "1.5", true }, { UB_DEC, "1.50", false },
		{ UB_DATE, "2024-02-29", true },
		{ UB_DATE, "2023-02-29", false }, { UB_BOOL, "1", true },
		{ UB_BOOL, "2", false }, { UB_SHARE, "0.5", true },
		{ UB_SHARE, "1.5", false }, { UB_MEAN, "1.5", true },
		{ UB_STAT, "x", false }, { UB_TEXT, "#a", false },
		{ UB_TEXT, "a\\", false }, { UB_TEXT, "\\x", false },
		{ UB_TEXT, "a\\#", false }, { UB_CODE, "0180", true } };
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		CHECK(
		    ub_field_valid(t[i].t, ub_slice_of(t[i].s)) == t[i].valid);
}

static void
legends(void)
{
	static const char text[] = "#a:int\tb:text\tc:share";
	struct ub_legend l, copy;
	struct ub_buf b = { 0 };
	struct ub_err e;
	size_t i;
	int t;

	CHECK(ub_legend_parse(&l, text, strlen(text), &e) == UB_OK);
	ub_legend_copy(&copy, &l);
	CHECK(ub_legend_equal(&l, &copy) && copy.n == 3);
	ub_legend_print(&b, &copy);
	CHECK(b.len == strlen(text) + 1 && memcmp(b.s, text, b.len - 1) == 0);
	CHECK(ub_legend_find(&l, "b", 1) == 1);
	CHECK(ub_legend_find(&l, "bb", 2) == UB_NOCOL);
	CHECK(ub_legend_need(&l, "d", 1, &i, &e) == UB_EUSAGE);
	CHECK(ub_legend_add(&l, "B", 1, UB_INT, &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "two columns are called B") == 0);
	CHECK(ub_legend_add(&l, "1", 1, UB_INT, &e) == UB_EUSAGE);
	CHECK(ub_legend_add(&l, "d", 1, UB_INT, &e) == UB_OK && l.n == 4);
	CHECK(!ub_legend_equal(&l, &copy));
	for (t = 0; t < UB_NTYPE; t++)
		CHECK(ub_type_is_text((enum ub_type)t) == (t <= UB_ID));
	ub_legend_free(&l);
	ub_legend_free(&copy);
	ub_buf_free(&b);
}

int
main(void)
{
	legends();
	accounts();
	branches();
	labels();
	near();
	escapes();
	fields();
	CHECK_END;
}
