/* audithide.c - what is hidden, and what the tables tell of it; auditpart.h. */
#include <math.h>
#include <stdlib.h>

#include "auditpart.h"
#include "lp.h"
#include "puzzle.h"

/* Where an unknown, and a class, stands first. */
struct stand {
	size_t table, cell;
};

struct hiding {
	struct ub_auditing *u;
	struct ub_puzzle p;
	size_t **unknown;    /* of each cell of each table: number + 1 */
	struct stand *of;    /* of each unknown */
	size_t *of_class;    /* unknown of each class, + 1 */
	struct stand *shown; /* of each class; table SIZE_MAX: nowhere */
	uint32_t *places;    /* of each class: tables it is in */
	uint32_t *last;      /* the table it was seen in last, + 1 */
	uint32_t nclass;
	struct stand *rowof; /* of each row of the puzzle: total of its sum */
};

static uint32_t
class_of(const struct hiding *h, size_t table, size_t cell)
{
	const struct ub_audited *t = &h->u->in[table];

	return t->same == NULL ? UB_NOCLASS : t->same[cell];
}

/* --- classes -------------------------------------------------------------------- */

static void
differs(struct hiding *h, size_t table, size_t cell, size_t from)
{
	struct ub_auditing *u = h->u;
	struct ub_buf text = { 0 };
	size_t ncol = u->in[table].t->ncol;

	u->at = table;
	u->t = &u->in[table];
	ub_buf_printf(&text, "another figure than in %s", u->in[from].name);
	ub_auditing_find(u, UB_FIND_DIFFERS, cell / ncol, cell % ncol, &text);
}

static void
look_at_classes(struct hiding *h)
{
	struct ub_auditing *u = h->u;
	struct stand *s;
	int64_t v, was;
	uint32_t class;
	size_t i, c;

	for (i = 0; i < u->n; i++) {
		for (c = 0; c < u->in[i].t->n * u->in[i].t->ncol; c++) {
			class = class_of(h, i, c);
			if (class == UB_NOCLASS)
				continue;
			h->places[class] += h->last[class] != i + 1;
			h->last[class] = (uint32_t)i + 1;
			if (ub_audited_value(&u->in[i], c, &v) != UB_KNOWN)
				continue;
			s = &h->shown[class];
			if (s->table == SIZE_MAX)
				*s = (struct stand){ i, c };
			else if (s->table != i &&
				 ub_audited_value(&u->in[s->table], s->cell,
				     &was) == UB_KNOWN &&
				 was != v)
				differs(h, i, c, s->table);
		}
	}
}

/* --- unknowns ------------------------------------------------------------------- */

static void
hidden_and_shown(struct hiding *h, size_t table, size_t cell, size_t from)
{
	struct ub_auditing *u = h->u;
	struct ub_buf text = { 0 };
	size_t ncol = u->in[table].t->ncol;

	u->at = table;
	u->t = &u->in[table];
	ub_buf_printf(&text, "hidden here, shown in %s", u->in[from].name);
	ub_auditing_find(u, UB_FIND_SHOWN, cell / ncol, cell % ncol, &text);
}

static void
add_unknown(struct hiding *h, size_t table, size_t cell, enum ub_known k)
{
	uint32_t class = class_of(h, table, cell);
	size_t no;

	if (class != UB_NOCLASS && h->shown[class].table != SIZE_MAX) {
		/* within one table it is the same cell twice */
		if (k == UB_SECRET)
			hidden_and_shown(h, table, cell, h->shown[class].table);
		return;
	}
	if (class == UB_NOCLASS || h->of_class[class] == 0) {
		no = ub_puzzle_unknown(&h->p, 0, UB_LP_INF, k == UB_SECRET);
		h->of = ub_xgrow(h->of, no, sizeof(*h->of));
		h->of[no] = (struct stand){ table, cell };
		if (class != UB_NOCLASS)
			h->of_class[class] = no + 1;
	} else {
		no = h->of_class[class] - 1;
		if (k == UB_SECRET && !h->p.unknown[no].asked) {
			h->p.unknown[no].asked = true;
			h->of[no] = (struct stand){ table, cell };
		}
	}
	h->unknown[table][cell] = no + 1;
}

static void
find_unknowns(struct hiding *h)
{
	struct ub_auditing *u = h->u;
	enum ub_known k;
	size_t i, c, n;
	int64_t v;

	for (i = 0; i < u->n; i++) {
		n = u->in[i].t->n * u->in[i].t->ncol;
		h->unknown[i] = ub_xcalloc(n + 1, sizeof(**h->unknown));
		for (c = 0; c < n; c++) {
			k = ub_audited_value(&u->in[i], c, &v);
			u->a->hidden += k == UB_SECRET;
			if (k == UB_SECRET || k == UB_UNKNOWN)
				add_unknown(h, i, c, k);
		}
	}
}

/* The figure of a cell to reckon with: shown here or elsewhere. */
static enum ub_known
figure(const struct hiding *h, size_t table, size_t cell, int64_t *v)
{
	enum ub_known k = ub_audited_value(&h->u->in[table], cell, v);
	uint32_t class;

	if (k != UB_SECRET && k != UB_UNKNOWN)
		return k;
	if (h->unknown[table][cell] != 0)
		return k;
	class = class_of(h, table, cell);
	return ub_audited_value(
	    &h->u->in[h->shown[class].table], h->shown[class].cell, v);
}

/* --- rows of the puzzle --------------------------------------------------------- */

/* Takes the entry in, or what is known off *right; false: neither can be. */
static bool
take(struct hiding *h, size_t table, size_t cell, double weight, double *right)
{
	int64_t v;

	switch (figure(h, table, cell, &v)) {
	case UB_KNOWN:
		*right -= weight * (double)v;
		return true;
	case UB_NOFIGURE:
		return false;
	default:
		ub_puzzle_entry(&h->p, h->unknown[table][cell] - 1, weight);
		return true;
	}
}

static void
close_row(struct hiding *h, size_t table, size_t cell, bool fits, double low,
    double high)
{
	struct ub_puzzle *p = &h->p;
	size_t was = p->nrow;

	if (!fits) {
		p->nentry = p->start == NULL ? 0 : p->start[p->nrow];
		return;
	}
	ub_puzzle_row(p, low, high);
	if (p->nrow == was)
		return;
	h->rowof = ub_xgrow(h->rowof, was, sizeof(*h->rowof));
	h->rowof[was] = (struct stand){ table, cell };
}

/* A total that is printed nowhere and nobody else has says nothing. */
static bool
says_nothing(const struct hiding *h, size_t table, const struct ub_audit_sum *s)
{
	const struct ub_audited *t = &h->u->in[table];
	uint32_t class;

	if (s->total / t->t->ncol < t->printed)
		return false;
	class = class_of(h, table, s->total);
	return class == UB_NOCLASS || h->places[class] < 2;
}

static void
add_sum(struct hiding *h, size_t table, const struct ub_audit_sum *s)
{
	const struct ub_audited *t = &h->u->in[table];
	double right = 0;
	bool fits;
	size_t i;

	if (says_nothing(h, table, s))
		return;
	fits = take(h, table, s->total, -1, &right);
	for (i = 0; i < s->n && fits; i++)
		fits = take(h, table, t->part[s->first + i], 1, &right);
	close_row(h, table, s->total, fits,
	    s->at_least ? -UB_LP_INF : right - s->slack, right + s->slack);
}

/* x is k by n, rounded: k lies between two multiples of n, and not above it. */
static void
add_ratio(struct hiding *h, size_t table, const struct ub_audit_ratio *r)
{
	const struct ub_audited *t = &h->u->in[table];
	struct ub_slice f = t->t->cell[r->x];
	double x, off, right;
	bool fits;

	if (!r->checked || h->unknown[table][r->k] != 0 ||
	    h->unknown[table][r->n] != 0) {
		right = 0;
		fits = take(h, table, r->k, 1, &right) &&
		       take(h, table, r->n, -1, &right);
		close_row(h, table, r->n, fits, -UB_LP_INF, right);
	}
	if (ub_missing(f) != 0 || !ub_real_parse(f.s, f.len, &x) || t->off != 0)
		return;
	off = 0.5 * pow(10, -r->digits) / r->units + 1e-9;
	x /= r->units;
	right = 0;
	fits = take(h, table, r->k, 1, &right) &&
	       take(h, table, r->n, -(x + off), &right);
	close_row(h, table, r->k, fits, -UB_LP_INF, right);
	right = 0;
	fits = take(h, table, r->k, 1, &right) &&
	       take(h, table, r->n, -(x - off), &right);
	close_row(h, table, r->k, fits, right, UB_LP_INF);
}

static void
add_rows(struct hiding *h)
{
	const struct ub_audited *t;
	size_t i, k;

	for (i = 0; i < h->u->n; i++) {
		t = &h->u->in[i];
		for (k = 0; k < t->nsum; k++)
			add_sum(h, i, &t->sum[k]);
		for (k = 0; k < t->nratio; k++)
			add_ratio(h, i, &t->ratio[k]);
	}
}

/* --- what was found ------------------------------------------------------------- */

static void
put_way(struct hiding *h, const struct ub_answer *a, size_t unknown,
    struct ub_buf *b)
{
	const struct ub_auditing *u = h->u;
	struct stand s;
	size_t ncol;

	if (a->row == SIZE_MAX) {
		ub_buf_printf(b,
		    a->rows == 1 ? " (one of them alone)"
				 : " (%zu of them together)",
		    a->rows);
		return;
	}
	s = h->rowof[a->row];
	ncol = u->in[s.table].t->ncol;
	if (s.table == h->of[unknown].table && s.cell == h->of[unknown].cell)
		ub_buf_puts(b, " (its parts make it)");
	else if (s.cell / ncol < u->in[s.table].printed) {
		ub_buf_puts(b, " (");
		ub_published_row_name(u->in[s.table].t, s.cell / ncol, b);
		if (u->in[s.table].t->nkey > 0)
			ub_buf_puts(b, ": ");
		ub_buf_printf(b, "%s less what is shown)",
		    u->in[s.table].t->legend->col[s.cell % ncol].name);
	}
}

static void
judge(struct hiding *h, size_t unknown, const struct ub_answer *a)
{
	struct ub_auditing *u = h->u;
	struct stand s = h->of[unknown];
	size_t ncol = u->in[s.table].t->ncol;
	struct ub_buf text = { 0 };
	int64_t width = u->ask[s.table].width;

	if (a->high < 0 || a->high - a->low + 1 >= width ||
	    u->told[u->base[s.table] + s.cell])
		return;
	u->at = s.table;
	u->t = &u->in[s.table];
	if (a->high == a->low) {
		ub_buf_puts(&text, "hidden, and yet the sums give it exactly");
		put_way(h, a, unknown, &text);
	} else {
		ub_buf_printf(&text,
		    "hidden, and the sums leave %lld values open",
		    (long long)(a->high - a->low + 1));
	}
	ub_auditing_find(
	    u, UB_FIND_DERIVED, s.cell / ncol, s.cell % ncol, &text);
}

/* A contradiction says nothing of the single cells of its table. */
static void
contradictions(struct hiding *h, const struct ub_answer *a, bool *bad)
{
	struct ub_auditing *u = h->u;
	struct ub_buf text;
	size_t i;

	for (i = 0; i < h->p.n; i++)
		if (a[i].impossible && h->p.unknown[i].asked)
			bad[h->of[i].table] = true;
	for (i = 0; i < u->n; i++) {
		if (!bad[i])
			continue;
		u->at = i;
		u->t = &u->in[i];
		text = (struct ub_buf){ 0 };
		ub_buf_puts(
		    &text, "no numbers for the hidden cells satisfy all sums");
		ub_auditing_find(
		    u, UB_FIND_NONE_FIT, UB_NOCOL, UB_NOCOL, &text);
	}
}

static enum ub_status
solve(struct hiding *h, struct ub_err *e)
{
	struct ub_auditing *u = h->u;
	struct ub_answer *a = NULL;
	bool *bad = ub_xcalloc(u->n, sizeof(*bad));
	enum ub_status st;
	int64_t width = 0;
	size_t i;

	for (i = 0; i < u->n; i++)
		if (u->ask[i].width > width)
			width = u->ask[i].width;
	st = width < 2 ? UB_END : ub_puzzle_solve(&h->p, width, &a, e);
	if (st == UB_OK)
		contradictions(h, a, bad);
	for (i = 0; i < h->p.n && st == UB_OK; i++)
		if (h->p.unknown[i].asked && !bad[h->of[i].table])
			judge(h, i, &a[i]);
	free(a);
	free(bad);
	return st == UB_END ? UB_OK : st;
}

static void
hiding_free(struct hiding *h)
{
	size_t i;

	for (i = 0; i < h->u->n; i++)
		free(h->unknown[i]);
	free(h->unknown);
	free(h->of);
	free(h->of_class);
	free(h->shown);
	free(h->places);
	free(h->last);
	free(h->rowof);
	ub_puzzle_free(&h->p);
}

static void
tell_apart(struct ub_auditing *u, const struct ub_apart *p)
{
	const struct ub_published *t = u->in[p->table].t;
	struct ub_buf row = { 0 };

	ub_buf_add(&row, "", 0);
	ub_published_row_name(t, p->cell / t->ncol, &row);
	ub_audit_remark(u->a,
	    "%s: of %zu figures that tables before it show, too, %zu differ, "
	    "the first from %s (%s%s%s): taken for something else, and looked "
	    "at by itself",
	    u->in[p->table].name, p->shown, p->differ, u->in[p->other].name,
	    row.s, row.len > 0 ? ": " : "",
	    t->legend->col[p->cell % t->ncol].name);
	ub_buf_free(&row);
}

enum ub_status
ub_auditing_hidden(struct ub_auditing *u, struct ub_err *e)
{
	struct hiding h = { .u = u };
	struct ub_apart *apart = ub_xcalloc(u->n + 1, sizeof(*apart));
	size_t napart = 0, i;
	enum ub_status st;

	if (u->n > 1)
		h.nclass = ub_audited_link(u->in, u->n, apart, &napart);
	for (i = 0; i < napart; i++)
		tell_apart(u, &apart[i]);
	free(apart);
	h.unknown = ub_xcalloc(u->n, sizeof(*h.unknown));
	h.of_class = ub_xcalloc((size_t)h.nclass + 1, sizeof(*h.of_class));
	h.shown = ub_xcalloc((size_t)h.nclass + 1, sizeof(*h.shown));
	h.places = ub_xcalloc((size_t)h.nclass + 1, sizeof(*h.places));
	h.last = ub_xcalloc((size_t)h.nclass + 1, sizeof(*h.last));
	for (i = 0; i < h.nclass; i++)
		h.shown[i].table = SIZE_MAX;
	look_at_classes(&h);
	find_unknowns(&h);
	add_rows(&h);
	st = solve(&h, e);
	hiding_free(&h);
	return st;
}
