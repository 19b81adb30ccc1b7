/* apply.c - an instrument compiled against a stream; see score.h. */
#include <stdio.h>
#include <stdlib.h>

#include "plan.h"

void
ub_score_part_free(struct ub_score_part *p)
{
	struct ub_score_made *m;
	size_t i;

	free(p->src);
	ub_expr_free(p->x);
	for (i = 0; i < p->nref; i++)
		ub_expr_free(p->ref[i].x);
	for (m = p->made; m < p->made + p->nmade; m++) {
		ub_expr_free(m->x);
		ub_zones_free(&m->zones);
		ub_memo_free(&m->memo);
		free(m->term);
		free(m->had);
	}
	free(p->ref);
	free(p->made);
	free(p->slot);
	free(p->var);
	free(p->val);
	ub_buf_free(&p->map);
	ub_plan_free(p->plan);
	free(p);
}

size_t
ub_score_part_var(struct ub_score_part *p, const char *name, enum ub_kind kind,
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

/* soft: a column that need not be there. */
static const char *
column_of(const struct ub_item *q, struct ub_map *map, size_t nmap, bool *soft)
{
	const char *column = q->name;
	size_t i;

	*soft = true;

	for (i = 0; i < nmap; i++) {
		if (strcmp(map[i].item, q->name) != 0)
			continue;
		map[i].used = true;
		column = map[i].column;
		*soft = map[i].soft;
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
	f->col = ub_expr_column(f->x);
	f->var = ub_score_part_var(p, q->name, q->kind,
	    q->kind == UB_K_DEC ? UB_DEC : ub_expr_type(f->x));
	p->slot[q - p->in->item] = f->var;
	if (strcmp(column, q->name) != 0)
		ub_buf_printf(&p->map, "%s%s=%s", p->map.len > 0 ? "," : "",
		    q->name, column);
	return UB_OK;
}

/* The items that are there. */
static enum ub_status
bind_items(struct ub_score *s, struct ub_score_part *p, struct ub_map *map,
    size_t nmap, struct ub_err *e)
{
	const struct ub_item *q = p->in->item, *end = q + p->in->nitem;
	const char *column;
	enum ub_status st;
	bool soft;

	for (; q < end; q++) {
		column = column_of(q, map, nmap, &soft);
		if (!is_there(s, column) && q->filled && soft) {
			p->slot[q - p->in->item] = ub_score_part_var(
			    p, q->name, q->kind, ub_type_of(q->kind));
			continue;
		}
		if (is_there(s, column)) {
			st = bind_item(s, p, q, column, e);
			if (st != UB_OK)
				return st;
		} else if (!q->optional || !soft) {
			return ub_fail(e, UB_EUSAGE,
			    "%s: item %s: no column %s; -m %s=COLUMN names it",
			    p->in->name, q->name, column, q->name);
		}
	}
	return UB_OK;
}

static void
bind_params(struct ub_score_part *p)
{
	const struct ub_param *q = p->in->param, *end = q + p->in->nparam;
	size_t at;

	for (; q < end; q++) {
		at = ub_score_part_var(p, q->name, q->kind, q->type);
		p->val[at] = q->val;
		p->slot[p->in->nitem + (size_t)(q - p->in->param)] = at;
	}
}

/* --- formulas ------------------------------------------------------------ */

static size_t
slot_of(const struct ub_score_part *p, const char *name)
{
	return name == NULL
		   ? UB_NOID
		   : p->slot[ub_instrument_id(p->in, name, strlen(name))];
}

/* Is what q is made of there? */
static bool
is_made(const struct ub_score_part *p, const struct ub_formula *q)
{
	for (size_t i = 0; i < q->ndep; i++)
		if (p->slot[q->dep[i]] == UB_NOID)
			return false;
	return true;
}

static enum ub_status
compile(struct ub_score_part *p, struct ub_score_made *m, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	ub_instrument_label(&b, p->in, m->rule->expr);
	st = ub_expr_compile(&m->x, &p->scope, b.s, 0, b.len, e);
	ub_buf_free(&b);
	return st;
}

void
ub_score_compile(struct ub_score_part *p, struct ub_score_made *m)
{
	struct ub_err e;

	(void)compile(p, m, &e);
}

static enum ub_status
make_expr(struct ub_score_part *p, struct ub_score_made *m, struct ub_err *e)
{
	const struct ub_formula *q = m->rule;
	enum ub_status st;

	if (ub_formula_waits(p->in, q))
		return ub_fail_at(e, UB_EUSAGE, p->in->file, q->line,
		    "%s: a parameter without a value; write -i "
		    "%s:PARAMETER=EXPRESSION",
		    q->name, p->in->name);
	st = compile(p, m, e);
	if (st != UB_OK) {
		snprintf(e->input, sizeof(e->input), "%s", p->in->file);
		e->line = q->line;
		return st;
	}
	m->kind = ub_expr_kind(m->x);
	return UB_OK;
}

static enum ub_status
make_zones(struct ub_score_part *p, struct ub_score_made *m, struct ub_err *e)
{
	const struct ub_formula *q = m->rule;
	size_t of = ub_instrument_id(p->in, q->of, strlen(q->of));

	m->of = p->slot[of];
	m->sex = slot_of(p, q->sex);
	m->age = slot_of(p, q->age);
	m->day = slot_of(p, q->date);
	m->kind = UB_K_TEXT;
	return ub_zones_read(&m->zones, p->in, q, p->var[m->of].kind,
	    of < p->in->nitem ? &p->in->item[of].range : NULL, e);
}

/* What a rule for missing values looks at: the terms of a sum, or the items and
 * formulas that an expression names. */
static void
make_terms(struct ub_score_part *p, struct ub_score_made *m)
{
	const struct ub_formula *q = m->rule;
	bool sum = q->sort == UB_FORMULA_SUM || q->sort == UB_FORMULA_MEAN;
	size_t n = sum ? q->nterm : q->ndep, i, id;

	if (!sum && m->absent.how == UB_ABSENT_REASON)
		return;
	m->term = ub_xcalloc(n + 1, sizeof(*m->term));
	m->had = ub_xcalloc(n + 1, sizeof(*m->had));
	for (i = 0; i < n; i++) {
		id = sum ? q->term[i] : q->dep[i];
		if (sum || id < p->in->nitem ||
		    id >= p->in->nitem + p->in->nparam)
			m->term[m->nterm++] = p->slot[id];
	}
}

/* Does the item with that variable come from a column?  Else it is missing in
 * every record. */
static bool
is_bound(const struct ub_score_part *p, size_t var)
{
	for (size_t i = 0; i < p->nref; i++)
		if (p->ref[i].var == var)
			return true;
	return false;
}

/* Add the items that q hangs on, by way of others too.  False where it hangs on
 * more than a few small whole numbers. */
static bool
add_items(
    struct ub_score_part *p, struct ub_memo *memo, const struct ub_formula *q)
{
	const struct ub_instrument *in = p->in;
	size_t i, id;

	/* without what it is made of, or a version that is watched */
	if (q->ndep == 0 || q->note != NULL)
		return false;
	for (i = 0; i < q->ndep; i++) {
		id = q->dep[i];
		if (id < in->nitem) {
			const struct ub_item *item = &in->item[id];

			if (!is_bound(p, p->slot[id]))
				continue;
			if (item->kind != UB_K_INT || !item->range.has ||
			    !ub_memo_add(memo, p->slot[id], item->range.lo,
				item->range.hi))
				return false;
		} else if (id >= in->nitem + in->nparam) {
			id -= in->nitem + in->nparam;
			if (!add_items(p, memo, &in->rule[id]))
				return false;
		}
	}
	return true;
}

/* Remember what m makes, where that is always the same. */
static void
make_memo(struct ub_score_part *p, struct ub_score_made *m)
{
	if (!add_items(p, &m->memo, m->rule) ||
	    (m->x != NULL && !ub_expr_is_steady(m->x)))
		ub_memo_free(&m->memo);
	ub_memo_begin(&m->memo);
}

static enum ub_status
make_rule(struct ub_score *s, struct ub_score_part *p,
    const struct ub_formula *q, struct ub_err *e)
{
	struct ub_score_made *m;
	struct ub_buf name = { 0 };
	enum ub_status st;
	enum ub_type type;

	p->made = ub_xgrow(p->made, p->nmade, sizeof(*p->made));
	m = &p->made[p->nmade++];
	*m = (struct ub_score_made){ .rule = q, .kind = q->kind };
	if ((st = ub_absent_read(&m->absent, p->in, q, e)) != UB_OK)
		return st;
	if (q->sort == UB_FORMULA_EXPR)
		st = make_expr(p, m, e);
	else if (q->sort == UB_FORMULA_ZONES)
		st = make_zones(p, m, e);
	if (st != UB_OK)
		return st;
	make_terms(p, m);
	make_memo(p, m);
	type = q->has_type || m->x == NULL ? q->type : ub_expr_type(m->x);
	m->var = ub_score_part_var(p, q->name, m->kind, type);
	p->slot[p->in->nitem + p->in->nparam + (size_t)(q - p->in->rule)] =
	    m->var;
	if (q->hidden)
		return UB_OK;
	ub_buf_printf(
	    &name, "%s%s", s->how.prefix == NULL ? "" : s->how.prefix, q->name);
	st = ub_score_column(s, name.s, name.len, m->kind, type, &m->out, e);
	ub_buf_free(&name);
	return st;
}

/* The rules whose items are there. */
static enum ub_status
make_rules(struct ub_score *s, struct ub_score_part *p, struct ub_err *e)
{
	const struct ub_formula *q = p->in->rule, *end = q + p->in->nrule;
	enum ub_status st;
	size_t nscore = 0;

	for (; q < end; q++) {
		if (!is_made(p, q) || (q->comparable && !s->how.comparable))
			continue;
		st = make_rule(s, p, q, e);
		if (st != UB_OK)
			return st;
		nscore += !q->hidden;
	}
	if ((nscore == 0 && !p->in->form) || p->nref == 0)
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
	struct ub_score_part *p = ub_score_part_add(s);
	size_t n = in->nitem + in->nparam + in->nrule, i;
	enum ub_status st;

	if (s->group != NULL && s->group->cond != NULL)
		return ub_fail(e, UB_EUSAGE,
		    "-i does not go with --episode: score the spells first");
	for (i = 0; i < in->nparam; i++)
		if (in->param[i].needed && in->param[i].text[0] == '\0')
			return ub_fail(e, UB_EUSAGE,
			    "%s: parameter %s has no default; write -i "
			    "%s:%s=VALUE",
			    in->name, in->param[i].name, in->name,
			    in->param[i].name);
	p->in = in;
	p->scope.legend = &p->none;
	p->scope.meta = s->scope.meta;
	p->slot = ub_xreallocarray(NULL, n + 1, sizeof(*p->slot));
	for (i = 0; i < n; i++)
		p->slot[i] = UB_NOID;
	st = bind_items(s, p, map, nmap, e);
	bind_params(p);
	return st == UB_OK ? make_rules(s, p, e) : st;
}
