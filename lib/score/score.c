/* score.c - what is to be appended, compiled; see score.h. */
#include "part.h"

#include <stdlib.h>

struct ub_score *
ub_score_new(const struct ub_legend *legend, const struct ub_meta *meta)
{
	struct ub_score *s = ub_xcalloc(1, sizeof(*s));

	ub_legend_copy(&s->legend, legend);
	s->scope.legend = legend;
	s->scope.meta = meta;
	return s;
}

void
ub_score_free(struct ub_score *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->npart; i++)
		ub_score_part_free(s->part[i]);
	for (i = 0; i < s->nvar; i++)
		free((char *)(uintptr_t)s->var[i].name);
	ub_score_rows_free(s);
	free(s->part);
	free(s->var);
	free(s->val);
	free(s->label);
	ub_legend_free(&s->legend);
	ub_buf_free(&s->more);
	ub_score_group_free(s->group);
	free(s);
}

void
ub_score_set(struct ub_score *s, const struct ub_score_how *how)
{
	s->how = *how;
}

const struct ub_legend *
ub_score_legend(const struct ub_score *s)
{
	return &s->legend;
}

enum ub_status
ub_score_label(
    struct ub_score *s, const char *name, const char *text, struct ub_err *e)
{
	size_t i;

	for (i = 0; i < s->nvar; i++) {
		if (strcmp(s->var[i].name, name) != 0)
			continue;
		s->label[i] = text;
		return UB_OK;
	}
	return ub_fail(e, UB_EUSAGE, "--label: no column %s is appended", name);
}

struct ub_score_part *
ub_score_part_add(struct ub_score *s)
{
	struct ub_score_part *p = ub_xcalloc(1, sizeof(*p));

	s->part = ub_xgrow(s->part, s->npart, sizeof(*s->part));
	s->part[s->npart++] = p;
	return p;
}

enum ub_status
ub_score_column(struct ub_score *s, const char *name, size_t len,
    enum ub_kind kind, enum ub_type type, size_t *out, struct ub_err *e)
{
	enum ub_status st = ub_legend_add(&s->legend, name, len, type, e);

	if (st != UB_OK)
		return st;
	s->var = ub_xgrow(s->var, s->nvar, sizeof(*s->var));
	s->val = ub_xgrow(s->val, s->nvar, sizeof(*s->val));
	s->label = ub_xgrow(s->label, s->nvar, sizeof(*s->label));
	s->label[s->nvar] = NULL;
	s->var[s->nvar] = (struct ub_var){
		.name = ub_xstrndup(name, len), .kind = kind, .type = type
	};
	*out = s->nvar++;
	s->scope.var = s->var;
	s->scope.nvar = s->nvar;
	return UB_OK;
}

enum ub_status
ub_score_define(struct ub_score *s, const char *src, struct ub_err *e)
{
	struct ub_score_part *p = ub_score_part_add(s);
	struct ub_span name, rest;
	enum ub_status st;

	p->src = ub_xstrdup(src);
	st = ub_expr_define(p->src, &name, &rest, e);
	if (st != UB_OK)
		return st;
	if (name.len == 0)
		return ub_expr_fail(
		    e, p->src, 0, "no name: write name = expression");
	st = ub_expr_compile(&p->x, &s->scope, p->src, rest.off, rest.len, e);
	if (st != UB_OK)
		return st;
	return ub_score_column(s, p->src + name.off, name.len,
	    ub_expr_kind(p->x), ub_expr_type(p->x), &p->out, e);
}
