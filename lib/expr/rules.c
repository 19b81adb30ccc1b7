/* rules.c - see rules.h. */
#include <stdlib.h>

#include "../base/simd.h"
#include "expr.h"
#include "rules.h"

struct ub_rules {
	const struct ub_source *s;
	struct ub_legend legend;
	struct ub_scope scope;
	struct ub_expr **expr; /* one per rule */
	size_t *use;           /* columns of s that are in the legend */
	size_t nuse;

	/* the records, as a batch */
	struct ub_batch batch;
	struct ub_buf text;
	uint32_t *sep; /* one more before the first */
};

static enum ub_status
compile(struct ub_rules *r, size_t i, struct ub_err *e)
{
	const struct ub_source_rule *rule = &r->s->rule[i];
	enum ub_status st;

	st = ub_expr_compile(
	    &r->expr[i], &r->scope, rule->test, 0, strlen(rule->test), e);
	if (st == UB_OK && ub_expr_kind(r->expr[i]) != UB_K_BOOL)
		st = ub_expr_fail(
		    e, rule->test, 0, "a rule is a condition, true or false");
	if (st != UB_OK) {
		struct ub_err why = *e;

		st = ub_fail_at(e, UB_EUSAGE, r->s->path, rule->line,
		    "rule %.60s: %s", rule->name, why.what);
		memcpy(e->below, why.below, sizeof(e->below));
	}
	return st;
}

static enum ub_status
compile_all(struct ub_rules *r, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < r->s->nrule && st == UB_OK; i++)
		st = compile(r, i, e);
	return st;
}

static enum ub_status
add_column(struct ub_rules *r, size_t i, struct ub_err *e)
{
	const struct ub_source_column *c = &r->s->col[i];

	return ub_legend_add(&r->legend, c->name, strlen(c->name), c->type, e);
}

static void
forget(struct ub_rules *r)
{
	size_t i;

	for (i = 0; i < r->s->nrule; i++) {
		ub_expr_free(r->expr[i]);
		r->expr[i] = NULL;
	}
	ub_legend_free(&r->legend);
}

/* Again, against the columns that are looked at: no other is then copied. */
static enum ub_status
narrow(struct ub_rules *r, struct ub_err *e)
{
	size_t i, n = r->s->ncol;
	bool *used = ub_xcalloc(n + 1, sizeof(*used));
	enum ub_status st = UB_OK;

	for (i = 0; i < r->s->nrule; i++)
		ub_expr_columns(r->expr[i], used);
	forget(r);
	for (i = 0; i < n && st == UB_OK; i++) {
		if (!used[i])
			continue;
		r->use[r->nuse++] = i;
		st = add_column(r, i, e);
	}
	free(used);
	return st == UB_OK ? compile_all(r, e) : st;
}

enum ub_status
ub_rules_new(struct ub_rules **rp, const struct ub_source *s, struct ub_err *e)
{
	struct ub_rules *r = ub_xcalloc(1, sizeof(*r));
	enum ub_status st = UB_OK;
	size_t i;

	*rp = NULL;
	r->s = s;
	r->scope.legend = &r->legend;
	r->expr = ub_xcalloc(s->nrule + 1, sizeof(struct ub_expr *));
	r->use = ub_xcalloc(s->ncol + 1, sizeof(*r->use));
	for (i = 0; i < s->ncol && st == UB_OK; i++)
		st = add_column(r, i, e);
	if (st == UB_OK)
		st = compile_all(r, e);
	if (st == UB_OK && s->nrule > 0)
		st = narrow(r, e);
	if (st != UB_OK) {
		ub_rules_free(r);
		return st;
	}
	r->sep = ub_xcalloc(
	    UB_JUDGE_MOST * (r->nuse > 0 ? r->nuse : 1) + 1, sizeof(*r->sep));
	r->sep[0] = UINT32_MAX;
	*rp = r;
	return UB_OK;
}

void
ub_rules_free(struct ub_rules *r)
{
	if (r == NULL)
		return;
	forget(r);
	ub_buf_free(&r->text);
	free(r->expr);
	free(r->use);
	free(r->sep);
	free(r);
}

/* A rule that looks at no column gets an empty one. */
static void
take(struct ub_rules *r, const struct ub_slice *field, size_t n)
{
	size_t i, most = n * r->nuse;

	ub_buf_clear(&r->text);
	for (i = 0; i < most; i++) {
		ub_buf_add(&r->text, field[i].s, field[i].len);
		r->sep[i + 1] = (uint32_t)r->text.len;
		ub_buf_putc(&r->text, (i + 1) % r->nuse != 0 ? '\t' : '\n');
	}
	for (i = 0; i < n && r->nuse == 0; i++) {
		r->sep[i + 1] = (uint32_t)i;
		ub_buf_putc(&r->text, '\n');
	}
	ub_buf_reserve(&r->text, UB_SIMD_PAD);
	r->batch = (struct ub_batch){ .base = r->text.s,
		.sep = r->sep + 1,
		.n = n,
		.ncol = r->nuse > 0 ? r->nuse : 1 };
}

/* One by one: in one of them it overflows, or a value is not of its type. */
static void
ask_each(struct ub_rules *r, struct ub_expr *x, size_t n, uint8_t *truth)
{
	struct ub_val v;
	struct ub_err e;
	size_t i;

	for (i = 0; i < n; i++)
		truth[i] =
		    ub_expr_eval(x, &r->batch, i, NULL, &v, &e) != UB_OK ||
			    v.miss != 0
			? UB_NOT_KNOWN
			: v.u.b;
}

static void
ask(void *arg, const struct ub_slice *field, size_t n, uint8_t *truth)
{
	struct ub_rules *r = arg;
	struct ub_err e;
	size_t k;

	_Static_assert(UB_TRUE == 1 && UB_NOT_KNOWN == 2, "as ub_expr_test");
	if (n == 0)
		return;
	take(r, field, n);
	for (k = 0; k < r->s->nrule; k++, truth += n)
		if (ub_expr_test(r->expr[k], &r->batch, truth, &e) != UB_OK)
			ask_each(r, r->expr[k], n, truth);
}

struct ub_judge
ub_rules_judge(struct ub_rules *r)
{
	return (struct ub_judge){ ask, r, r->use, r->nuse };
}
