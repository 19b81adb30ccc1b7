/* field.c - the columns of an expression: fields to values. */
#include "../base/date.h"
#include "node.h"

enum ub_status
ub_eval_badfield(struct ub_run *r, size_t col)
{
	const struct ub_col *c = &r->x->scope->legend->col[col];

	return ub_fail_at(r->e, UB_EDATA, r->b->input, r->b->line + r->rec,
	    "column %s: not a valid %s", c->name, ub_type_name(c->type));
}

static enum ub_status
ev_col_text(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	out->u.t = ub_field(r->b, r->rec, n->index);
	out->miss = ub_missing(out->u.t);
	return UB_OK;
}

static enum ub_status
ev_col_int(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_slice f = ub_field(r->b, r->rec, n->index);

	if ((out->miss = ub_missing(f)) != 0 ||
	    ub_field_int(n->type, f, &out->u.i))
		return UB_OK;
	return ub_eval_badfield(r, n->index);
}

static enum ub_status
ev_col_dec(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_slice f = ub_field(r->b, r->rec, n->index);

	if ((out->miss = ub_missing(f)) != 0 ||
	    ub_dec_parse(f.s, f.len, &out->u.d))
		return UB_OK;
	return ub_eval_badfield(r, n->index);
}

static enum ub_status
ev_col_date(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_slice f = ub_field(r->b, r->rec, n->index);

	if ((out->miss = ub_missing(f)) != 0 ||
	    ub_date_parse(f.s, f.len, &out->u.day))
		return UB_OK;
	return ub_eval_badfield(r, n->index);
}

static enum ub_status
ev_col_bool(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_slice f = ub_field(r->b, r->rec, n->index);

	if ((out->miss = ub_missing(f)) != 0)
		return UB_OK;
	if (f.len != 1 || (f.s[0] != '0' && f.s[0] != '1'))
		return ub_eval_badfield(r, n->index);
	out->u.b = f.s[0] == '1';
	return UB_OK;
}

/*
 * A share, mean or stat is the shortest text of a double and can have more
 * decimals than a dec: the text is cut after nine and rounded by the tenth,
 * which needs no floating point.
 */
static bool
parse_real(struct ub_slice f, struct ub_i128 *nano)
{
	const char *point;
	struct ub_i128 one = ub_i128_of(1);
	size_t keep;
	double v;
	bool up;

	if (ub_dec_parse(f.s, f.len, nano))
		return true;
	point = memchr(f.s, '.', f.len);
	if (point == NULL || !ub_real_parse(f.s, f.len, &v))
		return false;
	keep = (size_t)(point - f.s) + 10;
	if (keep >= f.len)
		return false;
	up = f.s[keep] >= '5';
	while (f.s[keep - 1] == '0')
		keep--;
	if (f.s[keep - 1] == '.')
		keep--;
	*nano = ub_i128_of(0);
	if (!(keep == 2 && f.s[0] == '-' && f.s[1] == '0') &&
	    !ub_dec_parse(f.s, keep, nano))
		return false;
	if (up && f.s[0] == '-')
		(void)ub_i128_sub(*nano, one, nano);
	else if (up)
		(void)ub_i128_add(*nano, one, nano);
	return ub_dec_fits(*nano);
}

bool
ub_field_real(enum ub_type type, struct ub_slice f, struct ub_i128 *nano)
{
	if (!parse_real(f, nano))
		return false;
	return type != UB_SHARE ||
	       (ub_i128_sign(*nano) >= 0 &&
		   ub_i128_cmp(*nano, ub_i128_of(UB_NANO)) <= 0);
}

static enum ub_status
ev_col_real(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_slice f = ub_field(r->b, r->rec, n->index);

	if ((out->miss = ub_missing(f)) != 0 ||
	    ub_field_real(n->type, f, &out->u.d))
		return UB_OK;
	return ub_eval_badfield(r, n->index);
}

void
ub_field_bind(struct ub_node *n)
{
	switch (n->kind) {
	case UB_K_BOOL:
		n->eval = ev_col_bool;
		return;
	case UB_K_INT:
		n->eval = ev_col_int;
		return;
	case UB_K_DEC:
		n->eval = n->type == UB_DEC ? ev_col_dec : ev_col_real;
		return;
	case UB_K_DATE:
		n->eval = ev_col_date;
		return;
	case UB_K_TEXT:
		n->eval = ev_col_text;
		return;
	}
}
