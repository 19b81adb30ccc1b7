/* selftest.c - see selftest.h. */
#include "selftest.h"

#include <stdlib.h>
#include <string.h>

#include "define.h"
#include "part.h"

/* One record in memory, as a reader would give it. */
struct record {
	struct ub_legend legend;
	struct ub_buf text;
	uint32_t *sep; /* owned; one before the first */
	struct ub_batch batch;
};

/* A test being run. */
struct run {
	struct ub_instrument *in;
	const struct ub_test *test;
	struct ub_score *score;
	struct ub_err *e;
};

static enum ub_status
fail_at(const struct run *r, uint64_t line, enum ub_status code,
    const char *what, const char *arg)
{
	return ub_fail_at(r->e, code, r->in->file, line, "test %s: %s%s%s",
	    r->test->name, what, *arg == '\0' ? "" : " ", arg);
}

/* --- the record --------------------------------------------------------- */

/* The next word of s, which moves on; "." is the empty field. */
static struct ub_slice
next_word(const char **s)
{
	struct ub_slice w;

	*s += strspn(*s, " ");
	w.s = *s;
	w.len = strcspn(*s, " ");
	*s += w.len;
	if (ub_slice_is(w, "."))
		w.len = 0;
	return w;
}

/* What the test gives an item, or the empty field. */
static struct ub_slice
given(const struct run *r, const char *name)
{
	const struct ub_ini_entry *x = r->in->ini.entry + r->test->first,
				  *end = r->in->ini.entry + r->test->end;

	for (; x < end; x++)
		if (strncmp(x->key, "give ", 5) == 0 &&
		    strcmp(x->key + 5, name) == 0)
			return ub_slice_of(x->value);
	return ub_slice_of("");
}

static enum ub_status
make_record(const struct run *r, struct record *x)
{
	const char *s = r->test->record == NULL ? "" : r->test->record;
	size_t n = r->in->nitem, i;
	enum ub_status st;

	x->sep = ub_xcalloc(n + 1, sizeof(*x->sep));
	x->sep[0] = UINT32_MAX; /* what is before the first field */
	for (i = 0; i < n; i++) {
		const struct ub_item *q = &r->in->item[i];
		struct ub_slice w;

		if (r->test->record == NULL) {
			w = given(r, q->name);
		} else {
			if (s[strspn(s, " ")] == '\0')
				break;
			w = next_word(&s);
		}
		if (!ub_field_valid(ub_type_of(q->kind), w))
			return fail_at(r, r->test->line, UB_EUSAGE,
			    "not a value of its type: item", q->name);
		st = ub_legend_add(&x->legend, q->name, strlen(q->name),
		    ub_type_of(q->kind), r->e);
		if (st != UB_OK)
			return st;
		ub_buf_add(&x->text, w.s, w.len);
		x->sep[i + 1] = (uint32_t)x->text.len;
		ub_buf_putc(&x->text, i + 1 < n ? '\t' : '\n');
	}
	if (i < n || s[strspn(s, " ")] != '\0')
		return fail_at(r, r->test->line, UB_EUSAGE,
		    "a record has one value for each item", "");
	x->batch = (struct ub_batch){ .base = x->text.s,
		.sep = x->sep + 1,
		.n = 1,
		.ncol = n,
		.line = r->test->line,
		.input = r->in->file };
	return UB_OK;
}

static void
free_record(struct record *x)
{
	ub_legend_free(&x->legend);
	ub_buf_free(&x->text);
	free(x->sep);
}

/* --- what is expected --------------------------------------------------- */

/* A decimal number is as long as it is expected to be. */
static bool
is_near(const struct ub_val *v, const char *want)
{
	const char *point = strchr(want, '.');
	int digits = point == NULL ? 0 : (int)strlen(point + 1);
	struct ub_i128 d, w;
	size_t len = strlen(want);

	if (digits > 9 || !ub_dec_round(v->u.d, digits, &d))
		return false;
	while (point != NULL && len > 0 && want[len - 1] == '0')
		len--; /* 1.000 is 1, which is how 1 is written */
	if (point != NULL && want + len - 1 == point)
		len--;
	return ub_dec_parse(want, len, &w) && ub_i128_cmp(d, w) == 0;
}

/* A score by its name, or an item of a form; NULL where there is none. */
static const struct ub_val *
value_of(const struct run *r, const char *name, enum ub_kind *kind)
{
	const struct ub_score *s = r->score;
	const struct ub_score_part *p = s->part[0];

	for (size_t i = 0; i < s->nvar; i++)
		if (strcmp(s->var[i].name, name) == 0) {
			*kind = s->var[i].kind;
			return &s->val[i];
		}
	for (size_t i = 0; r->in->form && i < p->nref; i++)
		if (strcmp(p->ref[i].item->name, name) == 0) {
			*kind = p->var[p->ref[i].var].kind;
			return &p->val[p->ref[i].var];
		}
	return NULL;
}

static enum ub_status
check(const struct run *r, const struct ub_ini_entry *x)
{
	const char *name = x->key + strlen("expect ");
	enum ub_kind kind = UB_K_INT;
	const struct ub_val *v = value_of(r, name, &kind);
	struct ub_buf got = { 0 };
	enum ub_status st = UB_OK;

	if (v == NULL)
		return fail_at(r, x->line, UB_EUSAGE, "no score", name);
	ub_val_print(&got, kind, v);
	if (!ub_slice_is((struct ub_slice){ got.len > 0 ? got.s : "", got.len },
		x->value) &&
	    (v->miss != 0 || kind != UB_K_DEC || !is_near(v, x->value)))
		st = ub_fail_at(r->e, UB_EDATA, r->in->file, x->line,
		    "test %s: %s is %s, not %s", r->test->name, name,
		    got.len > 0 ? got.s : "not recorded", x->value);
	ub_buf_free(&got);
	return st;
}

/* --- a test -------------------------------------------------------------- */

/* A test gives what is an item. */
static enum ub_status
check_given(const struct run *r, const struct ub_ini_entry *x)
{
	const char *name = x->key + strlen("give ");
	size_t id = ub_instrument_id(r->in, name, strlen(name));

	if (r->test->record != NULL)
		return fail_at(r, x->line, UB_EUSAGE,
		    "give stands where there is no record", "");
	return id < r->in->nitem
		   ? UB_OK
		   : fail_at(r, x->line, UB_EUSAGE, "no item", name);
}

static enum ub_status
set_parameter(const struct run *r, const struct ub_ini_entry *x)
{
	const char *name = x->key + strlen("set ");

	for (size_t i = 0; i < r->in->nparam; i++) {
		struct ub_param *p = &r->in->param[i];

		if (strcmp(p->name, name) != 0)
			continue;
		p->text = x->value;
		if (ub_define_param(p))
			return UB_OK;
		return fail_at(r, x->line, UB_EUSAGE,
		    "a value it cannot have: parameter", name);
	}
	return fail_at(r, x->line, UB_EUSAGE, "no parameter", name);
}

/* The entries of the test whose key begins so. */
static enum ub_status
each(const struct run *r, const char *word,
    enum ub_status (*f)(const struct run *, const struct ub_ini_entry *))
{
	enum ub_status st = UB_OK;

	for (size_t i = r->test->first; st == UB_OK && i < r->test->end; i++) {
		const struct ub_ini_entry *x = &r->in->ini.entry[i];

		if (strncmp(x->key, word, strlen(word)) == 0)
			st = f(r, x);
	}
	return st;
}

static enum ub_status
run_test(struct run *r)
{
	struct ub_meta none = { 0 };
	struct record x = { 0 };
	enum ub_status st;

	st = each(r, "set ", set_parameter);
	if (st == UB_OK)
		st = each(r, "give ", check_given);
	if (st == UB_OK)
		st = make_record(r, &x);
	if (st != UB_OK) {
		free_record(&x);
		return st;
	}
	r->score = ub_score_new(&x.legend, &none);
	ub_score_set(r->score, &(struct ub_score_how){ .comparable = true });
	st = ub_score_apply(r->score, r->in, NULL, 0, r->e);
	if (st == UB_OK)
		st = ub_score_part_eval(
		    r->score->part[0], &x.batch, 0, r->score->val, r->e);
	if (st == UB_OK)
		st = each(r, "expect ", check);
	ub_score_free(r->score);
	free_record(&x);
	return st;
}

enum ub_status
ub_selftest(struct ub_instrument *in, size_t *n, struct ub_err *e)
{
	struct ub_param *had = ub_xcalloc(in->nparam + 1, sizeof(*had));
	struct run r = { .in = in, .e = e };
	enum ub_status st = UB_OK;

	if (in->nparam > 0)
		memcpy(had, in->param, in->nparam * sizeof(*had));
	for (*n = 0; st == UB_OK && *n < in->ntest; (*n)++) {
		r.test = &in->test[*n];
		st = run_test(&r);
		if (in->nparam > 0)
			memcpy(in->param, had, in->nparam * sizeof(*had));
	}
	free(had);
	return st;
}

/* One of those compiled in, by its own file. */
static enum ub_status
test_built_in(struct ub_buf *report, const char *name, struct ub_err *e)
{
	struct ub_instrument in;
	enum ub_status st = ub_instrument_load(&in, name, e);
	size_t n;

	if (st != UB_OK)
		return st;
	st = ub_selftest(&in, &n, e);
	if (st == UB_OK)
		ub_buf_printf(report, "%s: %zu tests\n", name, n);
	ub_instrument_free(&in);
	return st;
}

enum ub_status
ub_selftest_all(struct ub_buf *report, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	char *name;

	for (size_t i = 0; st == UB_OK && (name = ub_instrument_name(i)); i++) {
		st = test_built_in(report, name, e);
		free(name);
	}
	return st;
}
