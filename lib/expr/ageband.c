/*
 * ageband.c - bands of age that have an owner: band(age, @skl2018),
 * band(birth, day, @unga-vuxna:skl2018).  One word means different ages to
 * different authors, so that the name says whose, and the label which.
 */
#include "../base/date.h"
#include "node.h"

struct span {
	int64_t from, to;
};

struct find {
	const struct ub_codelist *list;
	struct ub_slice want; /* OWNER, or BAND:OWNER */
	size_t owner, whole, from, to;
};

/* Is band i meant?  An owner means those that follow each other. */
static bool
is_meant(const struct find *f, size_t i)
{
	if (ub_slice_eq(ub_codelist_code(f->list, i), f->want))
		return true;
	return ub_slice_eq(ub_codelist_cell(f->list, i, f->owner), f->want) &&
	       ub_slice_is(ub_codelist_cell(f->list, i, f->whole), "1");
}

/* "unga vuxna 21-29 år", with a longer dash; and its ages to buf[2]. */
static void
add_band(struct ub_node *n, const struct find *f, size_t i)
{
	struct ub_slice name = ub_codelist_label(f->list, i),
			from = ub_codelist_cell(f->list, i, f->from),
			to = ub_codelist_cell(f->list, i, f->to);
	struct ub_buf *b = &n->buf[1];
	struct span s = { 0 };
	size_t at = b->len;

	(void)ub_int_parse(from.s, from.len, &s.from);
	(void)ub_int_parse(to.s, to.len, &s.to);
	ub_buf_add(&n->buf[2], &s, sizeof(s));
	ub_escape(b, name.s, name.len);
	ub_buf_printf(b, " %.*s\xe2\x80\x93%.*s \xc3\xa5r", (int)from.len,
	    from.s, (int)to.len, to.s);
	n->set = ub_xgrow(n->set, n->nset, sizeof(*n->set));
	n->set[n->nset++].u.t.len = b->len - at;
}

static void
set_labels(struct ub_node *n)
{
	const char *s = n->buf[1].s;

	for (size_t i = 0; i < n->nset; i++) {
		n->set[i].miss = 0;
		n->set[i].u.t.s = s;
		s += n->set[i].u.t.len;
	}
}

static enum ub_status
read_age(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val day;
	enum ub_status st = ub_eval(r, n->kid[0], out);

	if (st != UB_OK || n->nkid == 1)
		return st;
	if ((st = ub_eval(r, n->kid[1], &day)) != UB_OK)
		return st;
	out->miss = ub_miss2(out->miss, day.miss);
	if (out->miss == 0 && day.u.day < out->u.day)
		out->miss = 'u';
	if (out->miss == 0)
		out->u.i = ub_date_age(out->u.day, day.u.day);
	return UB_OK;
}

enum ub_status
ub_ageband_eval(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val age;
	struct span s;

	if ((st = read_age(r, n, &age)) != UB_OK || (out->miss = age.miss) != 0)
		return st;
	for (size_t i = 0; i < n->nset; i++) {
		memcpy(&s, n->buf[2].s + i * sizeof(s), sizeof(s));
		if (age.u.i >= s.from && age.u.i <= s.to) {
			*out = n->set[i];
			return UB_OK;
		}
	}
	out->miss = 'n';
	return UB_OK;
}

/* A whole number, or a date of birth and a date. */
static bool
takes_age(const struct ub_node *n)
{
	if (n->nkid == 2)
		return n->kid[0]->kind == UB_K_INT;
	return n->nkid == 3 && n->kid[0]->kind == UB_K_DATE &&
	       n->kid[1]->kind == UB_K_DATE;
}

enum ub_status
ub_ageband_check(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const struct ub_node *kid = n->kid[n->nkid - 1];
	struct find f;
	enum ub_status st;

	if (!takes_age(n))
		return ub_expr_fail(e, x->src, n->off,
		    "band() with a list takes an age, or a date of birth and "
		    "the day that ages are of");
	st = ub_codelist_open(&n->list, "aldersband", "", e);
	if (st != UB_OK)
		return st;
	f.list = n->list;
	f.want = ub_lex_list(x->src + kid->word.off, kid->word.len);
	f.owner = ub_codelist_column(n->list, "owner");
	f.whole = ub_codelist_column(n->list, "whole");
	f.from = ub_codelist_column(n->list, "from_age");
	f.to = ub_codelist_column(n->list, "to_age");
	for (size_t i = 0; i < ub_codelist_size(n->list); i++)
		if (is_meant(&f, i))
			add_band(n, &f, i);
	if (n->nset == 0)
		return ub_expr_fail(e, x->src, kid->off,
		    "no bands of age by that name; ubat-expr(7) lists them");
	set_labels(n);
	n->nkid--; /* the list is read */
	return UB_OK;
}
