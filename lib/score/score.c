/* score.c - what is to be appended, compiled; see score.h. */
#include "part.h"

#include <stdio.h>
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

static void
part_free(struct ub_score_part *p)
{
	size_t i;

	free(p->src);
	ub_expr_free(p->x);
	for (i = 0; i < p->nref; i++)
		ub_expr_free(p->ref[i].x);
	for (i = 0; i < p->nmade; i++)
		ub_expr_free(p->made[i].x);
	free(p->ref);
	free(p->made);
	free(p->var);
	free(p->val);
	ub_buf_free(&p->map);
	free(p);
}

void
ub_score_free(struct ub_score *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->npart; i++)
		part_free(s->part[i]);
	for (i = 0; i < s->nvar; i++)
		free((char *)(uintptr_t)s->var[i].name);
	free(s->part);
	free(s->var);
	free(s->val);
	free(s->label);
	ub_legend_free(&s->legend);
	ub_buf_free(&s->more);
	ub_score_group_free(s->group);
	free(s);
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

static struct ub_score_part *
add_part(struct ub_score *s)
{
	struct ub_score_part *p = ub_xcalloc(1, sizeof(*p));

	s->part = ub_xgrow(s->part, s->npart, sizeof(*s->part));
	s->part[s->npart++] = p;
	return p;
}

/* A new column, known to what comes after. */
static enum ub_status
add_column(struct ub_score *s, const char *name, size_t len, enum ub_kind kind,
    enum ub_type type, size_t *out, struct ub_err *e)
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
	struct ub_score_part *p = add_part(s);
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
	return add_column(s, p->src + name.off, name.len, ub_expr_kind(p->x),
	    ub_expr_type(p->x), &p->out, e);
}

/* --- an instrument ------------------------------------------------------- */

static size_t
add_var(struct ub_score_part *p, const char *name, enum ub_kind kind,
    enum ub_type type)
{
	p->var = ub_xgrow(p->var, p->nvar, sizeof(*p->var));
	p->val = ub_xgrow(p->val, p->nvar, sizeof(*p->val));
	p->var[p->nvar] =
	    (struct ub_var){ .name = name, .kind = kind, .type = type };
	p->val[p->nvar] = (struct ub_val){ .miss = UB_MISS_EMPTY };
	p->scope.var = p->var;
	p->scope.nvar = p->nvar + 1;
	return p->nvar++;
}

static const char *
column_of(const struct ub_item *q, struct ub_map *map, size_t nmap)
{
	const char *column = q->name;
	size_t i;

	for (i = 0; i < nmap; i++) {
		if (strcmp(map[i].item, q->name) != 0)
			continue;
		map[i].used = true;
		column = map[i].column;
	}
	return column;
}

static bool
is_there(const struct ub_score *s, const char *name)
{
	return ub_legend_find(&s->legend, name, strlen(name)) != UB_NOCOL;
}

static const char *
kind_name(enum ub_kind kind)
{
	static const char *const name[] = { "bool", "int", "dec", "date",
		"text" };

	return name[kind];
}

/* Bind an item whose column is there. */
static enum ub_status
bind_item(struct ub_score *s, struct ub_score_part *p, const struct ub_item *q,
    const char *column, struct ub_err *e)
{
	struct ub_buf src = { 0 };
	enum ub_status st;
	enum ub_kind have;
	struct ub_score_ref *f;

	p->ref = ub_xgrow(p->ref, p->nref, sizeof(*p->ref));
	f = &p->ref[p->nref];
	*f = (struct ub_score_ref){ .item = q };
	ub_buf_printf(&src, "`%s`", column);
	st = ub_expr_compile(&f->x, &s->scope, src.s, 0, src.len, e);
	ub_buf_free(&src);
	if (st != UB_OK)
		return st;
	p->nref++;
	have = ub_expr_kind(f->x);
	if (have != q->kind && !(q->kind == UB_K_DEC && have == UB_K_INT))
		return ub_fail(e, UB_EUSAGE,
		    "%s: item %s: column %s is %s, not %s", p->in->name,
		    q->name, column, ub_type_name(ub_expr_type(f->x)),
		    kind_name(q->kind));
	f->var = add_var(p, q->name, q->kind,
	    q->kind == UB_K_DEC ? UB_DEC : ub_expr_type(f->x));
	if (strcmp(column, q->name) != 0)
		ub_buf_printf(&p->map, "%s%s=%s", p->map.len > 0 ? "," : "",
		    q->name, column);
	return UB_OK;
}

/* The items that are there; the names of the others go to absent. */
static enum ub_status
bind_items(struct ub_score *s, struct ub_score_part *p, struct ub_map *map,
    size_t nmap, const char **absent, size_t *nabsent, struct ub_err *e)
{
	const struct ub_item *q = p->in->item, *end = q + p->in->nitem;
	const char *column;
	enum ub_status st;

	for (; q < end; q++) {
		column = column_of(q, map, nmap);
		if (is_there(s, column)) {
			st = bind_item(s, p, q, column, e);
			if (st != UB_OK)
				return st;
		} else if (q->optional && strcmp(column, q->name) == 0) {
			absent[(*nabsent)++] = q->name;
		} else {
			return ub_fail(e, UB_EUSAGE,
			    "%s: item %s: no column %s; -m %s=COLUMN names it",
			    p->in->name, q->name, column, q->name);
		}
	}
	return UB_OK;
}

static bool
in_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

/* Does the expression name one of these, outside its texts? */
static bool
mentions(const char *expr, const char *const *name, size_t n)
{
	struct ub_slice w;
	bool text = false;
	size_t i;

	for (; *expr != '\0'; expr++) {
		if (text && *expr == '\\' && expr[1] != '\0') {
			expr++;
			continue;
		}
		if (*expr == '"')
			text = !text;
		if (text || !in_name(*expr))
			continue;
		w.s = expr;
		for (w.len = 0; in_name(w.s[w.len]); w.len++)
			;
		for (i = 0; i < n; i++)
			if (ub_slice_is(w, name[i]))
				return true;
		expr += w.len - 1;
	}
	return false;
}

/* Say in which file, and where, the expression of e stands. */
static enum ub_status
in_file(
    const struct ub_score_part *p, const struct ub_formula *q, struct ub_err *e)
{
	snprintf(e->input, sizeof(e->input), "%s", p->in->file);
	e->line = q->line;
	return e->code;
}

static enum ub_status
make_rule(struct ub_score *s, struct ub_score_part *p,
    const struct ub_formula *q, struct ub_err *e)
{
	enum ub_status st;
	enum ub_type type;
	struct ub_score_made *m;

	p->made = ub_xgrow(p->made, p->nmade, sizeof(*p->made));
	m = &p->made[p->nmade];
	*m = (struct ub_score_made){ .rule = q };
	st = ub_expr_compile(&m->x, &p->scope, q->expr, 0, strlen(q->expr), e);
	if (st != UB_OK)
		return in_file(p, q, e);
	p->nmade++;
	type = ub_expr_type(m->x);
	if (q->has_type && q->kind != ub_expr_kind(m->x)) {
		ub_fail(e, UB_EUSAGE, "score %s: expr is %s, not %s", q->name,
		    ub_type_name(type), ub_type_name(q->type));
		return in_file(p, q, e);
	}
	if (q->has_type)
		type = q->type;
	m->var = add_var(p, q->name, ub_expr_kind(m->x), type);
	if (q->hidden)
		return UB_OK;
	return add_column(
	    s, q->name, strlen(q->name), ub_expr_kind(m->x), type, &m->out, e);
}

/* The rules whose items are there. */
static enum ub_status
make_rules(struct ub_score *s, struct ub_score_part *p, const char **absent,
    size_t nabsent, struct ub_err *e)
{
	const struct ub_formula *q = p->in->rule, *end = q + p->in->nrule;
	enum ub_status st;
	size_t nscore = 0;

	for (; q < end; q++) {
		if (mentions(q->expr, absent, nabsent)) {
			absent[nabsent++] = q->name;
			continue;
		}
		st = make_rule(s, p, q, e);
		if (st != UB_OK)
			return st;
		nscore += !q->hidden;
	}
	if (nscore == 0)
		return ub_fail(e, UB_EUSAGE,
		    "%s: none of its items is a column; -m ITEM=COLUMN names "
		    "them",
		    p->in->name);
	return UB_OK;
}

enum ub_status
ub_score_apply(struct ub_score *s, const struct ub_instrument *in,
    struct ub_map *map, size_t nmap, struct ub_err *e)
{
	struct ub_score_part *p = add_part(s);
	const char **absent;
	const struct ub_param *q;
	enum ub_status st;
	size_t nabsent = 0, at;

	if (s->group != NULL && s->group->cond != NULL)
		return ub_fail(e, UB_EUSAGE,
		    "-i does not go with --episode: score the spells first");
	p->in = in;
	p->scope.legend = &p->none;
	p->scope.meta = s->scope.meta;
	absent =
	    ub_xreallocarray(NULL, in->nitem + in->nrule + 1, sizeof(*absent));
	st = bind_items(s, p, map, nmap, absent, &nabsent, e);
	for (q = in->param; q < in->param + in->nparam; q++) {
		at = add_var(p, q->name, q->kind, q->type);
		p->val[at] = q->val;
	}
	if (st == UB_OK)
		st = make_rules(s, p, absent, nabsent, e);
	free(absent);
	return st;
}
