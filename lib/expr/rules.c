/* rules.c - see rules.h. */
#include <stdlib.h>

#include "expr.h"
#include "rules.h"

struct ub_rules {
	const struct ub_source *s;
	struct ub_legend legend;
	struct ub_scope scope;
	struct ub_expr **expr; /* one per rule */

	/* the record, as a batch of one */
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
	r->sep = ub_xcalloc(s->ncol + 1, sizeof(*r->sep));
	r->sep[0] = UINT32_MAX;
	for (i = 0; i < s->ncol && st == UB_OK; i++)
		st = ub_legend_add(&r->legend, s->col[i].name,
		    strlen(s->col[i].name), s->col[i].type, e);
	for (i = 0; i < s->nrule && st == UB_OK; i++)
		st = compile(r, i, e);
	if (st != UB_OK) {
		ub_rules_free(r);
		return st;
	}
	*rp = r;
	return UB_OK;
}

void
ub_rules_free(struct ub_rules *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; i < r->s->nrule; i++)
		ub_expr_free(r->expr[i]);
	ub_legend_free(&r->legend);
	ub_buf_free(&r->text);
	free(r->expr);
	free(r->sep);
	free(r);
}

static void
take(struct ub_rules *r, const struct ub_slice *field)
{
	size_t i, n = r->s->ncol;

	ub_buf_clear(&r->text);
	for (i = 0; i < n; i++) {
		ub_buf_add(&r->text, field[i].s, field[i].len);
		r->sep[i + 1] = (uint32_t)r->text.len;
		ub_buf_putc(&r->text, i + 1 < n ? '\t' : '\n');
	}
	r->batch = (struct ub_batch){
		.base = r->text.s, .sep = r->sep + 1, .n = 1, .ncol = n
	};
}

enum ub_truth
ub_rules_judge(void *arg, size_t rule, const struct ub_slice *field)
{
	struct ub_rules *r = arg;
	struct ub_val v;
	struct ub_err e;

	if (rule == 0)
		take(r, field);
	if (ub_expr_eval(r->expr[rule], &r->batch, 0, NULL, &v, &e) != UB_OK ||
	    v.miss != 0)
		return UB_NOT_KNOWN;
	return v.u.b ? UB_TRUE : UB_FALSE;
}
