/* validate.c - an instrument as a whole, before there is a stream; see
 * define.h. */
#include <stdio.h>
#include <stdlib.h>

#include "define.h"
#include "rtm.h"
#include "zones.h"

struct check {
	struct ub_instrument *in;
	struct ub_var *var; /* by id: those known so far */
	bool *used;         /* by id */
	struct ub_scope scope;
	struct ub_legend none;
	struct ub_err *e;
};

static enum ub_status
fail(const struct check *c, uint64_t line, const char *name, const char *what,
    const char *arg)
{
	return ub_fail_at(c->e, UB_EUSAGE, c->in->file, line, "%s: %s%s%s",
	    name, what, *arg == '\0' ? "" : " ", arg);
}

static void
know(struct check *c, size_t id, const char *name, enum ub_kind kind,
    enum ub_type type)
{
	c->var[id] =
	    (struct ub_var){ .name = name, .kind = kind, .type = type };
	c->scope.nvar = id + 1;
}

static void
add_id(size_t **list, size_t *n, size_t id)
{
	*list = ub_xgrow(*list, *n, sizeof(**list));
	(*list)[(*n)++] = id;
}

/* q is made of id. */
static void
depend(struct check *c, struct ub_formula *q, size_t id)
{
	for (size_t i = 0; i < q->ndep; i++)
		if (q->dep[i] == id)
			return;
	add_id(&q->dep, &q->ndep, id);
	c->used[id] = true;
}

/* The id of a name above q, or UB_NOID. */
static size_t
above(const struct check *c, struct ub_slice name)
{
	size_t id = ub_instrument_id(c->in, name.s, name.len);

	return id < c->scope.nvar ? id : UB_NOID;
}

/* --- expressions --------------------------------------------------------- */

/* Does a parameter that is an expression, and has no text, stand in it? */
bool
ub_formula_waits(const struct ub_instrument *in, const struct ub_formula *q)
{
	struct ub_buf b = { 0 };
	bool waits = false;
	size_t i;

	for (i = 0; q->sort == UB_FORMULA_EXPR && i < in->nparam; i++) {
		if (!in->param[i].expr || in->param[i].text != NULL)
			continue;
		ub_buf_clear(&b);
		ub_buf_printf(&b, "{%s}", in->param[i].name);
		waits |= strstr(q->expr, b.s) != NULL;
	}
	ub_buf_free(&b);
	return waits;
}

static enum ub_status
compile(struct check *c, const char *src, uint64_t line, struct ub_expr **xp)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	ub_instrument_label(&b, c->in, src);
	ub_buf_add(&b, "", 0);
	st = ub_expr_compile(xp, &c->scope, b.s, 0, b.len, c->e);
	ub_buf_free(&b);
	if (st != UB_OK) {
		snprintf(c->e->input, sizeof(c->e->input), "%s", c->in->file);
		c->e->line = line;
	}
	return st;
}

/* Each version by itself, so that a message has its line. */
static enum ub_status
check_versions(struct check *c, const struct ub_formula *q)
{
	enum ub_status st = UB_OK;
	struct ub_expr *x;

	for (size_t i = q->part.first; i < q->part.end && st == UB_OK; i++) {
		const struct ub_ini_entry *y = &c->in->ini.entry[i];

		if (q->at == NULL || strncmp(y->key, "expr ", 5) != 0)
			continue;
		st = compile(c, y->value, y->line, &x);
		if (st == UB_OK)
			ub_expr_free(x);
	}
	return st;
}

static enum ub_status
check_expr(struct check *c, struct ub_formula *q, size_t id)
{
	size_t n = c->scope.nvar, i;
	struct ub_expr *x;
	enum ub_status st;
	enum ub_type type;

	if (ub_formula_waits(c->in, q)) {
		know(c, id, q->name, q->kind, q->type);
		return UB_OK;
	}
	st = check_versions(c, q);
	if (st == UB_OK)
		st = compile(c, q->expr, q->line, &x);
	if (st != UB_OK)
		return st;
	type = ub_expr_type(x);
	if (q->has_type && q->kind != ub_expr_kind(x)) {
		st = ub_fail_at(c->e, UB_EUSAGE, c->in->file, q->line,
		    "score %s: expr is %s, not %s", q->name, ub_type_name(type),
		    ub_type_name(q->type));
	} else {
		for (i = 0; i < n; i++)
			if (ub_expr_names(x, i))
				depend(c, q, i);
		know(c, id, q->name, ub_expr_kind(x),
		    q->has_type ? q->type : type);
	}
	ub_expr_free(x);
	return st;
}

/* --- sums ---------------------------------------------------------------- */

/* "a" or "a..c", in the order of the items. */
static enum ub_status
check_term(struct check *c, struct ub_formula *q, struct ub_slice w)
{
	const char *dots = memmem(w.s, w.len, "..", 2);
	struct ub_slice lo = w, hi = w;
	size_t from, to;
	char *word;
	enum ub_status st = UB_OK;

	if (dots != NULL) {
		lo.len = (size_t)(dots - w.s);
		hi.s = dots + 2;
		hi.len = w.len - lo.len - 2;
	}
	from = above(c, lo);
	to = above(c, hi);
	word = ub_xstrndup(w.s, w.len);
	if (from == UB_NOID || to == UB_NOID || from > to ||
	    (dots != NULL && to >= c->in->nitem))
		st = fail(c, q->line, q->name, "none above is called", word);
	for (; st == UB_OK && from <= to; from++) {
		if (c->var[from].kind != UB_K_INT &&
		    c->var[from].kind != UB_K_DEC)
			st = fail(c, q->line, q->name,
			    "is no number:", c->var[from].name);
		add_id(&q->term, &q->nterm, from);
		depend(c, q, from);
	}
	free(word);
	return st;
}

static enum ub_status
check_sum(struct check *c, struct ub_formula *q, size_t id)
{
	enum ub_kind kind = UB_K_INT;
	enum ub_status st = UB_OK;
	const char *s = q->expr;
	struct ub_slice w;
	size_t i;

	for (s += strspn(s, " "); *s != '\0' && st == UB_OK;
	     s += strspn(s, " ")) {
		w = (struct ub_slice){ s, strcspn(s, " ") };
		st = check_term(c, q, w);
		s += w.len;
	}
	if (st != UB_OK)
		return st;
	for (i = 0; i < q->nterm; i++)
		if (c->var[q->term[i]].kind == UB_K_DEC)
			kind = UB_K_DEC;
	if (q->sort == UB_FORMULA_MEAN)
		kind = UB_K_DEC;
	if (q->has_type && q->kind == UB_K_DEC)
		kind = UB_K_DEC;
	if (q->has_type && q->kind != kind)
		return fail(c, q->line, q->name, "is not of the type",
		    ub_type_name(q->type));
	q->kind = kind;
	q->type = kind == UB_K_INT ? UB_INT : UB_DEC;
	know(c, id, q->name, q->kind, q->type);
	return UB_OK;
}

/* --- zones --------------------------------------------------------------- */

/* A key of zones that names an item, or what was made of some, or nothing. */
static enum ub_status
check_name(struct check *c, struct ub_formula *q, const char *name,
    enum ub_kind kind, const char *what, size_t *id)
{
	*id = UB_NOID;
	if (name == NULL)
		return UB_OK;
	*id = above(c, ub_slice_of(name));
	if (*id == UB_NOID)
		return fail(c, q->line, q->name, "none above is called", name);
	if (c->var[*id].kind != kind &&
	    !(kind == UB_K_INT && what == NULL && c->var[*id].kind == UB_K_DEC))
		return fail(c, q->line, q->name,
		    what == NULL ? "no number:" : what, name);
	depend(c, q, *id);
	return UB_OK;
}

static enum ub_status
check_zones(struct check *c, struct ub_formula *q, size_t id)
{
	const struct ub_item_range *range = NULL;
	size_t of, any, i;
	struct ub_zones z;
	enum ub_status st;

	if ((st = check_name(c, q, q->of, UB_K_INT, NULL, &of)) != UB_OK ||
	    (st = check_name(c, q, q->sex, UB_K_TEXT, "sex: no text:", &any)) !=
		UB_OK ||
	    (st = check_name(c, q, q->age, UB_K_INT,
		 "age: no whole number:", &any)) != UB_OK ||
	    (st = check_name(
		 c, q, q->date, UB_K_DATE, "date: no date:", &any)) != UB_OK)
		return st;
	if (of < c->in->nitem)
		range = &c->in->item[of].range;
	st = ub_zones_read(&z, c->in, q, c->var[of].kind, range, c->e);
	if (st != UB_OK)
		return st;
	ub_zones_free(&z);
	for (i = 0; i < c->in->nparam; i++)
		if (ub_zones_name(c->in, q, c->in->param[i].name))
			c->used[c->in->nitem + i] = true;
	know(c, id, q->name, UB_K_TEXT, UB_CODE);
	return UB_OK;
}

/* --- the whole ----------------------------------------------------------- */

/* {PARAM} in a text, and the parameter that says how many may be missing. */
static void
mark_texts(struct check *c, const struct ub_formula *q)
{
	const char *text[] = { q->label, q->label_en, q->expr, q->absent.text };
	struct ub_buf b = { 0 };
	size_t i, k;

	for (i = 0; i < c->in->nparam; i++) {
		const char *name = c->in->param[i].name;

		ub_buf_clear(&b);
		ub_buf_printf(&b, "{%s}", name);
		for (k = 0; k < sizeof(text) / sizeof(text[0]); k++)
			if (text[k] != NULL && strstr(text[k], b.s) != NULL)
				c->used[c->in->nitem + i] = true;
		if (q->absent.text != NULL &&
		    strncmp(q->absent.text, "prorate ", 8) == 0 &&
		    strcmp(q->absent.text + 8, name) == 0)
			c->used[c->in->nitem + i] = true;
	}
	ub_buf_free(&b);
}

static enum ub_status
check_formula(struct check *c, struct ub_formula *q, size_t id)
{
	struct ub_absent_rule absent;
	enum ub_status st;

	if (q->sort == UB_FORMULA_EXPR)
		st = check_expr(c, q, id);
	else if (q->sort == UB_FORMULA_ZONES)
		st = check_zones(c, q, id);
	else
		st = check_sum(c, q, id);
	mark_texts(c, q);
	return st == UB_OK ? ub_absent_read(&absent, c->in, q, c->e) : st;
}

static enum ub_status
unused(const struct check *c, uint64_t line, const char *what, const char *name)
{
	return ub_fail_at(c->e, UB_EUSAGE, c->in->file, line,
	    "%s %s: no score uses it", what, name);
}

static enum ub_status
check_used(const struct check *c)
{
	const struct ub_instrument *in = c->in;
	size_t i;

	/* what an expression still to be given will use is not known */
	bool open = in->form;

	for (i = 0; i < in->nparam; i++)
		open |= in->param[i].expr;
	for (i = 0; i < in->nitem && !open; i++)
		if (!c->used[i])
			return unused(
			    c, in->item[i].line, "item", in->item[i].name);
	for (i = 0; i < in->nparam; i++)
		if (!c->used[in->nitem + i])
			return unused(c, in->param[i].line, "parameter",
			    in->param[i].name);
	for (i = 0; i < in->nrule; i++)
		if (in->rule[i].hidden && !c->used[in->nitem + in->nparam + i])
			return unused(
			    c, in->rule[i].line, "define", in->rule[i].name);
	return UB_OK;
}

static enum ub_status
check_maps(const struct check *c)
{
	const struct ub_instrument *in = c->in;
	size_t i, k, id;

	for (i = 0; i < in->nmap; i++)
		for (k = in->map[i].part.first; k < in->map[i].part.end; k++) {
			const struct ub_ini_entry *y = &in->ini.entry[k];

			id = ub_instrument_id(in, y->key, strlen(y->key));
			if (id >= in->nitem)
				return fail(
				    c, y->line, "map", "no item", y->key);
			if (*y->value == '\0')
				return fail(
				    c, y->line, "map", "no column for", y->key);
		}
	return UB_OK;
}

static enum ub_status
check_pairs(struct check *c)
{
	struct ub_formula q = { 0 }; /* takes what a pair is made of */
	const struct ub_pair_def *d = c->in->pair, *end = d + c->in->npair;
	enum ub_status st = UB_OK;
	size_t any;

	for (; d < end && st == UB_OK; d++) {
		q.name = d->name;
		q.line = d->line;
		if ((st = check_name(c, &q, d->before, UB_K_INT, NULL, &any)) !=
			UB_OK ||
		    (st = check_name(c, &q, d->after, UB_K_INT, NULL, &any)) !=
			UB_OK)
			break;
		st = check_name(
		    c, &q, d->skip, UB_K_BOOL, "skip: no condition:", &any);
		if (st == UB_OK && !ub_pair_select(d->select, NULL, NULL))
			st = fail(c, d->line, d->name,
			    "select: write 2.. or ..1, blanks between", "");
	}
	free(q.dep);
	return st;
}

enum ub_type
ub_type_of(enum ub_kind kind)
{
	static const enum ub_type type[] = { [UB_K_BOOL] = UB_BOOL,
		[UB_K_INT] = UB_INT,
		[UB_K_DEC] = UB_DEC,
		[UB_K_DATE] = UB_DATE,
		[UB_K_TEXT] = UB_CODE };

	return type[kind];
}

enum ub_status
ub_validate(struct ub_instrument *in, struct ub_err *e)
{
	size_t n = in->nitem + in->nparam + in->nrule, id = 0, i;
	struct check c = { .in = in, .e = e };
	enum ub_status st = UB_OK;

	c.var = ub_xcalloc(n + 1, sizeof(*c.var));
	c.used = ub_xcalloc(n + 1, sizeof(*c.used));
	c.scope.legend = &c.none;
	c.scope.var = c.var;
	for (i = 0; i < in->nitem; i++, id++)
		know(&c, id, in->item[i].name, in->item[i].kind,
		    ub_type_of(in->item[i].kind));
	for (i = 0; i < in->nparam; i++, id++)
		know(&c, id, in->param[i].name, in->param[i].kind,
		    in->param[i].type);
	for (i = 0; i < in->nrule && st == UB_OK; i++, id++)
		st = check_formula(&c, &in->rule[i], id);
	if (st == UB_OK)
		st = check_pairs(&c);
	if (st == UB_OK)
		st = check_used(&c);
	if (st == UB_OK)
		st = check_maps(&c);
	free(c.var);
	free(c.used);
	return st;
}
