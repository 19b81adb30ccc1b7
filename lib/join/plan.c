/* plan.c - see plan.h. */
#include <stdlib.h>

#include "../base/num.h"
#include "plan.h"

/* One item of a list "a,b=c": "b" and "c", or the same twice. */
struct item {
	struct ub_slice left, right;
};

static bool
next_item(const char **list, struct item *it)
{
	const char *comma, *eq;
	size_t len;

	if (*list == NULL)
		return false;
	comma = strchr(*list, ',');
	len = comma == NULL ? strlen(*list) : (size_t)(comma - *list);
	eq = memchr(*list, '=', len);
	it->left.s = it->right.s = *list;
	it->left.len = it->right.len = len;
	if (eq != NULL) {
		it->left.len = (size_t)(eq - *list);
		it->right.s = eq + 1;
		it->right.len = len - it->left.len - 1;
	}
	*list = comma == NULL ? NULL : comma + 1;
	return true;
}

static enum ub_status
side(struct ub_err *e, const char *which)
{
	struct ub_err was = *e;

	return ub_fail(e, UB_EUSAGE, "%s side: %s", which, was.what);
}

static enum ub_status
find_column(const struct ub_legend *l, struct ub_slice name, size_t *col,
    const char *which, struct ub_err *e)
{
	if (ub_legend_need(l, name.s, name.len, col, e) != UB_OK)
		return side(e, which);
	return UB_OK;
}

static enum ub_status
make_keys(struct ub_join_plan *p, const char *list,
    const struct ub_legend *left, const struct ub_legend *right,
    struct ub_err *e)
{
	struct ub_join_spec *s = &p->spec;
	enum ub_status st;
	struct item it;
	size_t l, r;

	while (next_item(&list, &it)) {
		st = find_column(left, it.left, &l, "left", e);
		if (st == UB_OK)
			st = find_column(right, it.right, &r, "right", e);
		if (st != UB_OK)
			return st;
		if (left->col[l].type != right->col[r].type &&
		    !(ub_type_is_text(left->col[l].type) &&
			ub_type_is_text(right->col[r].type)))
			return ub_fail(e, UB_EUSAGE,
			    "key %s: %s on the left, %s on the right",
			    left->col[l].name, ub_type_name(left->col[l].type),
			    ub_type_name(right->col[r].type));
		p->lkey = ub_xgrow(p->lkey, s->nkey, sizeof(*p->lkey));
		p->rkey = ub_xgrow(p->rkey, s->nkey, sizeof(*p->rkey));
		p->lkey[s->nkey] = l;
		p->rkey[s->nkey++] = r;
	}
	s->lkey = p->lkey;
	s->rkey = p->rkey;
	return UB_OK;
}

static bool
is_key(const struct ub_join_plan *p, size_t col)
{
	size_t i;

	for (i = 0; i < p->spec.nkey; i++)
		if (p->rkey[i] == col)
			return true;
	return false;
}

static enum ub_status
take(struct ub_join_plan *p, const struct ub_legend *right, size_t col,
    const char *prefix, struct ub_slice name, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	ub_buf_puts(&b, prefix == NULL ? "" : prefix);
	ub_buf_add(&b, name.s, name.len);
	st = ub_legend_add(&p->legend, b.s, b.len, right->col[col].type, e);
	if (st != UB_OK && ub_legend_find(&p->legend, b.s, b.len) <
			       p->legend.n - p->spec.ntake)
		st = ub_fail(e, UB_EUSAGE,
		    "both sides have a column %.*s: give those of the right a "
		    "prefix (-p), or choose among them (-c)",
		    (int)b.len, b.s);
	else if (st != UB_OK)
		st = side(e, "right");
	ub_buf_free(&b);
	if (st != UB_OK)
		return st;
	p->take = ub_xgrow(p->take, p->spec.ntake, sizeof(*p->take));
	p->take[p->spec.ntake++] = col;
	return UB_OK;
}

static enum ub_status
make_columns(struct ub_join_plan *p, const struct ub_join_ask *ask,
    const struct ub_legend *right, struct ub_err *e)
{
	const char *list = ask->columns;
	enum ub_status st = UB_OK;
	struct item it;
	size_t i;

	while (st == UB_OK && next_item(&list, &it)) {
		st = find_column(right, it.right, &i, "right", e);
		if (st == UB_OK)
			st = take(p, right, i, ask->prefix, it.left, e);
	}
	for (i = 0; ask->columns == NULL && st == UB_OK && i < right->n; i++)
		if (!is_key(p, i))
			st = take(p, right, i, ask->prefix,
			    ub_slice_of(right->col[i].name), e);
	p->spec.take = p->take;
	return st;
}

static struct ub_slice
trim(const char *s, size_t len)
{
	struct ub_slice t = { s, len };

	while (t.len > 0 && t.s[0] == ' ') {
		t.s++;
		t.len--;
	}
	while (t.len > 0 && t.s[t.len - 1] == ' ')
		t.len--;
	return t;
}

static enum ub_status
date_column(const struct ub_legend *l, struct ub_slice name, size_t *col,
    const char *which, const char *option, struct ub_err *e)
{
	enum ub_status st = find_column(l, name, col, which, e);

	if (st == UB_OK && l->col[*col].type != UB_DATE)
		st = ub_fail(e, UB_EUSAGE, "%s: column %s is no date", option,
		    l->col[*col].name);
	return st;
}

static enum ub_status
make_asof(struct ub_join_plan *p, const char *text,
    const struct ub_legend *left, const struct ub_legend *right,
    struct ub_err *e)
{
	struct ub_join_spec *s = &p->spec;
	size_t n = strcspn(text, "<>");
	bool less = text[n] == '<',
	     equal = text[n] != '\0' && text[n + 1] == '=';
	const char *rest = text + n + 1 + equal;
	enum ub_status st;

	if (text[n] == '\0')
		return ub_fail(
		    e, UB_EUSAGE, "--asof: not left >= right, or with > <= <");
	s->when = less ? (equal ? UB_WHEN_LE : UB_WHEN_LT)
		       : (equal ? UB_WHEN_GE : UB_WHEN_GT);
	st = date_column(left, trim(text, n), &s->ldate, "left", "--asof", e);
	if (st == UB_OK)
		st = date_column(right, trim(rest, strlen(rest)), &s->rdate,
		    "right", "--asof", e);
	return st;
}

/* "start <= datum <= slut" */
static enum ub_status
make_within(struct ub_join_plan *p, const char *text,
    const struct ub_legend *left, const struct ub_legend *right,
    struct ub_err *e)
{
	const char *a = strstr(text, "<="), *b;
	struct ub_join_spec *s = &p->spec;
	enum ub_status st;

	b = a == NULL ? NULL : strstr(a + 2, "<=");
	if (b == NULL)
		return ub_fail(
		    e, UB_EUSAGE, "--within: not from <= right <= to");
	s->when = UB_WHEN_WITHIN;
	st = date_column(left, trim(text, (size_t)(a - text)), &s->ldate,
	    "left", "--within", e);
	if (st == UB_OK)
		st = date_column(right, trim(a + 2, (size_t)(b - a) - 2),
		    &s->rdate, "right", "--within", e);
	if (st == UB_OK)
		st = date_column(left, trim(b + 2, strlen(b + 2)), &s->lto,
		    "left", "--within", e);
	return st;
}

static enum ub_status
make_limit(struct ub_join_plan *p, const char *text, struct ub_err *e)
{
	size_t n = strlen(text);
	int64_t v;

	if (n < 2 || !ub_int_parse(text, n - 1, &v) || v < 0 || v > INT32_MAX ||
	    (text[n - 1] != 'd' && text[n - 1] != 'm'))
		return ub_fail(e, UB_EUSAGE,
		    "--limit: not days as in 90d, or months as in 18m");
	if (text[n - 1] == 'd')
		p->spec.limit_days = (int32_t)v;
	else
		p->spec.limit_months = (int32_t)v;
	return UB_OK;
}

static enum ub_status
make_expr(struct ub_join_plan *p, const char *src, struct ub_expr **xp,
    const char *option, struct ub_err *e)
{
	enum ub_status st;

	if (src == NULL)
		return UB_OK;
	st = ub_expr_compile(xp, &p->scope, src, 0, strlen(src), e);
	if (st == UB_OK && ub_expr_kind(*xp) != UB_K_BOOL)
		st = ub_fail(e, UB_EUSAGE, "%s: not true or false", option);
	return st;
}

static enum ub_status
check_options(const struct ub_join_ask *ask, struct ub_err *e)
{
	bool adds = ask->kind == UB_JOIN_LEFT || ask->kind == UB_JOIN_INNER;

	if (!adds && (ask->columns != NULL || ask->prefix != NULL))
		return ub_fail(e, UB_EUSAGE, "anti and semi add no columns");
	if (ask->asof != NULL && (ask->many || ask->within != NULL))
		return ub_fail(e, UB_EUSAGE, "%s and --asof exclude each other",
		    ask->many ? "--many" : "--within");
	if (ask->asof == NULL && (ask->limit != NULL || ask->barrier != NULL ||
				     ask->once || ask->pick_last))
		return ub_fail(e, UB_EUSAGE,
		    "--limit, --barrier, --once and --pick need --asof");
	if (ask->keys == NULL && ask->within == NULL)
		return ub_fail(e, UB_EUSAGE, "neither -k nor --within");
	if (ask->sorted && ask->keys == NULL)
		return ub_fail(e, UB_EUSAGE, "--sorted needs -k");
	return UB_OK;
}

/* Keys and times: which right records belong to a left one. */
static enum ub_status
make_match(struct ub_join_plan *p, const struct ub_join_ask *ask,
    const struct ub_legend *left, const struct ub_legend *right,
    struct ub_err *e)
{
	enum ub_status st = UB_OK;

	if (ask->keys != NULL)
		st = make_keys(p, ask->keys, left, right, e);
	if (st == UB_OK && ask->asof != NULL)
		st = make_asof(p, ask->asof, left, right, e);
	if (st == UB_OK && ask->within != NULL)
		st = make_within(p, ask->within, left, right, e);
	if (st == UB_OK && ask->limit != NULL)
		st = make_limit(p, ask->limit, e);
	return st;
}

enum ub_status
ub_join_plan_make(struct ub_join_plan *p, const struct ub_join_ask *ask,
    const struct ub_legend *left, const struct ub_legend *right,
    struct ub_err *e)
{
	enum ub_status st = check_options(ask, e);
	bool adds = ask->kind == UB_JOIN_LEFT || ask->kind == UB_JOIN_INNER;

	p->spec.kind = ask->kind;
	p->spec.limit_days = p->spec.limit_months = -1;
	/* whether there is one or several is all the same to these two */
	p->spec.many = ask->many || !adds;
	p->spec.pick_last = ask->pick_last;
	p->spec.once = ask->once;
	p->scope.legend = right;
	ub_legend_copy(&p->legend, left);
	if (st == UB_OK)
		st = make_match(p, ask, left, right, e);
	if (st == UB_OK && adds)
		st = make_columns(p, ask, right, e);
	if (st == UB_OK)
		st = make_expr(p, ask->where, &p->spec.where, "--where", e);
	if (st == UB_OK)
		st = make_expr(
		    p, ask->barrier, &p->spec.barrier, "--barrier", e);
	return st;
}

enum ub_status
ub_join_plan_labels(const struct ub_join_plan *p, struct ub_meta *left,
    const struct ub_meta *right, struct ub_err *e)
{
	const struct ub_col *out = p->legend.col + p->legend.n - p->spec.ntake;
	const struct ub_col *in = p->scope.legend->col;
	const struct ub_label *l;
	enum ub_status st = UB_OK;
	size_t i, k;

	for (k = 0; k < p->spec.ntake; k++) {
		for (i = 0; i < right->nlabel && st == UB_OK; i++) {
			l = &right->label[i];
			if (strcmp(l->col, in[p->take[k]].name) == 0)
				st = ub_meta_add_label(
				    left, out[k].name, l->value, l->text, e);
		}
	}
	return st;
}

static void
tell_expr(struct ub_buf *step, const char *key, const struct ub_expr *x)
{
	struct ub_buf text = { 0 };

	if (x == NULL)
		return;
	ub_expr_tell(x, &text);
	ub_step_text(step, key, text.s);
	ub_buf_free(&text);
}

static void
tell_text(struct ub_buf *step, const char *key, const char *value)
{
	if (value != NULL)
		ub_step_text(step, key, value);
}

void
ub_join_plan_tell(const struct ub_join_plan *p, const struct ub_join_ask *ask,
    struct ub_buf *step)
{
	static const char *const kind[] = { "left", "inner", "anti", "semi" };

	ub_step_text(step, "join", kind[ask->kind]);
	tell_text(step, "key", ask->keys);
	if (ask->many)
		ub_step_text(step, "many", "yes");
	tell_text(step, "asof", ask->asof);
	tell_text(step, "within", ask->within);
	tell_text(step, "limit", ask->limit);
	if (ask->asof != NULL)
		ub_step_text(step, "pick", ask->pick_last ? "last" : "first");
	if (ask->once)
		ub_step_text(step, "once", "yes");
	tell_expr(step, "where", p->spec.where);
	tell_expr(step, "barrier", p->spec.barrier);
}

void
ub_join_plan_free(struct ub_join_plan *p)
{
	ub_expr_free(p->spec.where);
	ub_expr_free(p->spec.barrier);
	ub_legend_free(&p->legend);
	free(p->lkey);
	free(p->rkey);
	free(p->take);
	memset(p, 0, sizeof(*p));
}
