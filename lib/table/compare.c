/* compare.c - change from the period before, difference to one row; derive.h. */
#include <stdlib.h>
#include <string.h>

#include "derivepart.h"

/* A total is of all periods: it has none before it. */
static void
mark_total(const struct ub_along *a, struct ub_spot total,
    struct ub_grid_col *to, struct ub_grid_col *growth)
{
	if (total.part != to->part || a->any[ub_along_at(a->d->g, total)])
		return;
	to->cell[total.row] = ub_grid_miss('e');
	if (growth != NULL)
		growth->cell[total.row] = ub_grid_miss('e');
}

/* The words after a comma for what a change of c is in: per cent units, where
 * it is a share. */
static enum ub_status
compare_figure(void *arg, struct ub_grid_col *c, struct ub_err *e)
{
	struct ub_along *a = arg;
	struct ub_grid *g = a->d->g;
	bool share = c->type == UB_SHARE, grows = a->value == NULL && !share;
	struct ub_grid_col *to, *growth = NULL;
	struct ub_buf words = { 0 };
	enum ub_status st;
	enum ub_type type = c->type == UB_COUNT         ? UB_INT
			    : ub_derive_is_sum(c->type) ? c->type
							: UB_STAT;

	if (c->type != UB_COUNT && c->type < UB_SHARE &&
	    !ub_derive_is_sum(c->type))
		return ub_derive_unfit(g, c, "it has no difference", e);
	ub_buf_add(&words, a->words.s, a->words.len);
	ub_buf_puts(&words, share ? ", procentenheter" : "");
	st = ub_derive_add(g, c, a->value != NULL ? "_skillnad" : "_andr", type,
	    words.s, &to, e);
	ub_buf_free(&words);
	if (st == UB_OK && grows)
		st = ub_derive_add(g, c, "_andr_proc", UB_STAT,
		    ", förändring, procent", &growth, e);
	for (size_t r = 0; st == UB_OK && r < g->nrow; r++) {
		size_t at = r * g->npart + c->part;
		const struct ub_grid_col *other;
		struct ub_quantity x, y;

		if (!a->any[at] || (other = ub_grid_figure(
					g, c->stem, a->to[at].part)) == NULL)
			continue;
		x = ub_quantity_of(g, c, r);
		y = ub_quantity_of(g, other, a->to[at].row);
		a->rounded |= ub_quantity_rounded(g, c, r) ||
			      ub_quantity_rounded(g, other, a->to[at].row);
		to->cell[r] = ub_quantity_difference(g, x, y, share ? 100 : 1,
		    ub_derive_is_sum(type) ? 9 : ub_derive_digits(a->d));
		if (grows)
			growth->cell[r] =
			    ub_quantity_growth(g, x, y, ub_derive_digits(a->d));
	}
	for (size_t k = 0; st == UB_OK && k < a->lines.n; k++)
		if (a->lines.line[k].has_total)
			mark_total(a, a->lines.line[k].total, to, growth);
	return st;
}

/* A part that is compared with nothing in any row gets no column. */
static enum ub_status
compare_if_any(void *arg, struct ub_grid_col *c, struct ub_err *e)
{
	struct ub_along *a = arg;
	const struct ub_grid *g = a->d->g;

	for (size_t r = 0; r < g->nrow; r++)
		if (a->any[r * g->npart + c->part])
			return compare_figure(arg, c, e);
	return g->nrow == 0 ? compare_figure(arg, c, e) : UB_OK;
}

static void
remark_rounding(const struct ub_along *a)
{
	ub_grid_remark(
	    a->d->g, a->rounded ? "Skillnader är beräknade på avrundade tal."
				: "Skillnader är beräknade på oavrundade tal.");
}

enum ub_status
ub_derive_change(const struct ub_derive *d, struct ub_err *e)
{
	struct ub_along a;
	enum ub_status st = ub_along_start(&a, d, false, e);

	if (st == UB_OK) {
		ub_buf_puts(&a.words, ", förändring");
		for (size_t k = 0; k < a.lines.n; k++) {
			const struct ub_line *l = &a.lines.line[k];
			const struct ub_spot *s = a.lines.spot + l->first;

			for (size_t i = 1; i < l->nvalue; i++) {
				size_t at = ub_along_at(d->g, s[i]);

				a.to[at] = s[i - 1];
				a.any[at] = ub_lines_next(&a.lines, l, i);
			}
		}
		st = ub_derive_each(d, compare_if_any, &a, e);
	}
	if (st == UB_OK)
		remark_rounding(&a);
	ub_along_end(&a);
	return st;
}

/* The spot of a line where its key has the value; false when there is none. */
static bool
find_value(const struct ub_lines *ls, const struct ub_line *l,
    struct ub_slice value, struct ub_spot *s)
{
	if (ub_missing(value) == 't') {
		*s = l->total;
		return l->has_total;
	}
	for (size_t i = l->first; i < l->first + l->n; i++) {
		*s = ls->spot[i];
		if (ub_slice_eq(ub_lines_value(ls, *s), value))
			return true;
	}
	return false;
}

/* ", skillnad mot Riket": by the label of the value. */
static void
name_value(struct ub_along *a, struct ub_slice value)
{
	const struct ub_grid *g = a->d->g;
	size_t key = a->lines.key;
	char *field = ub_xstrndup(value.s, value.len);
	const char *name = key < g->nkey ? g->col[key]->from : g->across;
	const char *text =
	    name == NULL ? NULL : ub_meta_label(&g->meta, name, field);

	ub_buf_puts(&a->words, ", skillnad mot ");
	if (text != NULL)
		ub_buf_puts(&a->words, text);
	else if (ub_missing(value) == 't')
		ub_buf_puts(&a->words, a->lines.levels ? "riket" : "totalt");
	else
		ub_unescape(&a->words, value.s, value.len);
	free(field);
}

static enum ub_status
no_row(const struct ub_along *a, struct ub_slice v, struct ub_err *e)
{
	const struct ub_grid *g = a->d->g;
	size_t key = a->lines.key;
	const char *name = key < g->nkey ? g->col[key]->name : g->across;

	if (ub_missing(v) == 't')
		return ub_derive_no_total(g, name, e);
	return ub_fail(e, UB_EUSAGE,
	    "table %s: nothing of %s=%.*s to differ from, in one group at "
	    "least",
	    g->meta.table, name, (int)v.len, v.s);
}

enum ub_status
ub_derive_difference(
    const struct ub_derive *d, const char *value, struct ub_err *e)
{
	struct ub_slice v =
	    ub_slice_of(strcmp(value, "total") == 0 ? ".t" : value);
	struct ub_along a;
	enum ub_status st = ub_along_start_levels(&a, d, false, e);
	struct ub_spot s;

	a.value = value;
	if (st == UB_OK)
		name_value(&a, v);
	for (size_t k = 0; st == UB_OK && k < a.lines.n; k++) {
		const struct ub_line *l = &a.lines.line[k];

		if (!find_value(&a.lines, l, v, &s)) {
			st = no_row(&a, v, e);
			break;
		}
		for (size_t i = l->first; i < l->first + l->n; i++) {
			size_t at = ub_along_at(d->g, a.lines.spot[i]);

			a.to[at] = s;
			a.any[at] =
			    memcmp(&s, &a.lines.spot[i], sizeof(s)) != 0;
		}
	}
	if (st == UB_OK)
		st = ub_derive_each(d, compare_if_any, &a, e);
	if (st == UB_OK)
		remark_rounding(&a);
	ub_along_end(&a);
	return st;
}
