/*
 * exportpx.c - px: PC-Axis, for PxWeb: a table is taken in; pxfile.c writes it.
 *
 * A px file is a cube: every combination of the values of its variables has a
 * cell.  The keys of the table are its stub, the measures one variable in its
 * heading.  A table is held in memory until its end.
 */
#include <stdlib.h>

#include "pxfile.h"
#include "symbol.h"

enum { DECIMALS_MAX = 6 }; /* of SHOWDECIMALS and PRECISION */

/* --- what a table is ---------------------------------------------------- */

static enum ub_status
find_keys(struct ub_export *x, struct ub_px *p, struct ub_err *e)
{
	const char *list = ub_px_attr(x, "keys", ""), *end;
	size_t len, c;

	p->key = ub_xcalloc(x->ncol, sizeof(*p->key));
	for (; *list != '\0'; list = *end == '\0' ? end : end + 1) {
		end = list + strcspn(list, ",");
		len = (size_t)(end - list);
		for (c = 0; c < x->ncol; c++)
			if (strlen(x->col[c].name) == len &&
			    memcmp(x->col[c].name, list, len) == 0)
				break;
		if (c == x->ncol || !p->measure[c])
			return ub_fail_at(e, UB_EDATA, x->input, 0,
			    "#table: keys: not columns of the table");
		p->measure[c] = false;
		p->key[p->nkey++] = c;
	}
	return UB_OK;
}

/* A mean and a deviation of one column have companions of the same label: a
 * measure whose label another has before it has its name behind its own. */
static void
tell_apart(struct ub_export *x, struct ub_px *p)
{
	struct ub_intern seen = { 0 };
	struct ub_buf b = { 0 };
	size_t c;
	uint32_t n;

	p->ncol = x->ncol;
	p->apart = ub_xcalloc(x->ncol, sizeof(*p->apart));
	for (c = 0; c < x->ncol; c++) {
		n = seen.n;
		if (!p->measure[c] || ub_intern_add(&seen, x->col[c].head,
					  strlen(x->col[c].head)) == n)
			continue;
		ub_buf_clear(&b);
		ub_buf_printf(&b, "%s (%s)", x->col[c].head, x->col[c].name);
		x->col[c].head = p->apart[c] = ub_xstrdup(b.s);
		(void)ub_intern_add(&seen, b.s, b.len);
	}
	ub_buf_free(&b);
	ub_intern_free(&seen);
}

/* Variables, and UB_PX_MEASURES, are told apart by their texts. */
static enum ub_status
check_heads(struct ub_export *x, struct ub_px *p, struct ub_err *e)
{
	enum ub_status st;
	size_t i, j;

	tell_apart(x, p);
	st = ub_export_heads(x, p->measure, e);

	for (i = 0; i < p->nkey && st == UB_OK; i++) {
		if (strcmp(x->col[p->key[i]].head, UB_PX_MEASURES) == 0)
			return ub_fail_at(e, UB_EUSAGE, x->input, 0,
			    "column %s: its label, %s, is that of the measures",
			    x->col[p->key[i]].name, UB_PX_MEASURES);
		for (j = 0; j < i; j++)
			if (strcmp(x->col[p->key[i]].head,
				x->col[p->key[j]].head) == 0)
				return ub_fail_at(e, UB_EUSAGE, x->input, 0,
				    "columns %s and %s have the same label",
				    x->col[p->key[j]].name,
				    x->col[p->key[i]].name);
	}
	return st;
}

static enum ub_status
px_begin(struct ub_export *x, struct ub_err *e)
{
	struct ub_px *p = ub_xcalloc(1, sizeof(*p));
	size_t c, nmeasure = 0;
	enum ub_status st;

	x->own = p;
	if (x->meta->table == NULL)
		return ub_fail_at(e, UB_EUSAGE, x->input, 0,
		    "records, not a table: px holds tables alone");
	p->measure = ub_xcalloc(x->ncol, sizeof(*p->measure));
	p->digits = ub_xcalloc(x->ncol, sizeof(*p->digits));
	memset(p->measure, true, x->ncol);
	if ((st = find_keys(x, p, e)) != UB_OK)
		return st;
	for (c = 0; c < x->ncol; c++) {
		if (!p->measure[c])
			continue;
		nmeasure++;
		if (!ub_export_is_number(x->col[c].type))
			return ub_fail_at(e, UB_EUSAGE, x->input, 0,
			    "column %s is of type %s: px holds numbers alone",
			    x->col[c].name, ub_type_name(x->col[c].type));
	}
	if (nmeasure == 0)
		return ub_fail_at(e, UB_EUSAGE, x->input, 0,
		    "the table has no measures: px holds numbers alone");
	ub_pxcube_init(&p->cube, p->nkey, nmeasure);
	return check_heads(x, p, e);
}

/* --- cells ------------------------------------------------------------- */

static int
dots_of(char reason)
{
	switch (reason) {
	case 'e':
	case 'n':
		return UB_PX_NEVER;
	case 's':
		return UB_PX_PROTECTED;
	case 'b':
	case 'd':
	case 'l':
		return UB_PX_WITHHELD;
	default:
		return UB_PX_UNKNOWN;
	}
}

static int
most_decimals(const struct ub_export *x)
{
	return x->ask.decimals >= 0 ? x->ask.decimals : DECIMALS_MAX;
}

/* Half up to n decimals; 0 when it has too many digits. */
static size_t
rounded(char *dst, struct ub_slice s, enum ub_type t, int n)
{
	struct ub_i128 nano;

	if (t != UB_DEC)
		return ub_round_text(dst, s, 1, n);
	if (!ub_dec_parse(s.s, s.len, &nano) || !ub_dec_round(nano, n, &nano) ||
	    !ub_dec_fits(nano))
		return 0;
	return ub_dec_print(dst, nano);
}

/* As many decimals as there are to be, at most; p->digits learns of it. */
static enum ub_status
round_cell(struct ub_export *x, size_t rec, size_t c, struct ub_slice *s,
    char *dst, struct ub_err *e)
{
	struct ub_px *p = x->own;
	const char *point = memchr(s->s, '.', s->len);
	int n = point == NULL ? 0 : (int)(s->len - (size_t)(point - s->s) - 1);
	enum ub_type t = x->col[c].type;

	if (t != UB_SHARE && n > most_decimals(x)) {
		n = most_decimals(x);
		s->len = rounded(dst, *s, t, n);
		if (s->len == 0)
			return ub_export_fail(
			    x, rec, c, "too many digits to round", e);
		s->s = dst;
	}
	x->wide += !ub_export_fits_double(*s, t);
	if (n > p->digits[c])
		p->digits[c] = n;
	return UB_OK;
}

static enum ub_status
px_cell(struct ub_export *x, size_t rec, size_t c, struct ub_err *e)
{
	/* the closing mark comes with the file */
	static const char dots[] = "\"......";
	struct ub_px *p = x->own;
	struct ub_export_cell cell;
	char dst[UB_DEC_MAX];
	enum ub_status st = ub_export_cell(x, rec, c, &cell, e);

	if (st != UB_OK)
		return st;
	if (cell.reason == 0) {
		st = round_cell(x, rec, c, &cell.s, dst, e);
	} else {
		p->reasons |= cell.reason == UB_MISS_EMPTY
				  ? 1U
				  : 2U << (cell.reason - 'a');
		cell.s.s = dots;
		cell.s.len = 1 + (size_t)dots_of(cell.reason);
	}
	if (st == UB_OK)
		ub_pxcube_cell(&p->cube, cell.s);
	return st;
}

static enum ub_status
px_record(struct ub_export *x, size_t rec, struct ub_err *e)
{
	struct ub_px *p = x->own;
	struct ub_export_cell cell;
	enum ub_status st;
	size_t i, c;

	if ((st = ub_pxcube_row(&p->cube, e)) != UB_OK)
		return ub_export_place(x, e);
	for (i = 0; i < p->nkey; i++) {
		c = p->key[i];
		if ((st = ub_export_cell(x, rec, c, &cell, e)) != UB_OK)
			return st;
		ub_pxcube_key(
		    &p->cube, i, ub_field(x->b, rec, c), x->col[c].type);
	}
	for (c = 0; c < x->ncol; c++)
		if (p->measure[c] && (st = px_cell(x, rec, c, e)) != UB_OK)
			return st;
	return UB_OK;
}

static enum ub_status
px_end(struct ub_export *x, struct ub_err *e)
{
	struct ub_px *p = x->own;
	enum ub_status st = ub_pxcube_finish(&p->cube, e);

	return st == UB_OK ? ub_px_write(x, e) : ub_export_place(x, e);
}

static void
px_free(struct ub_export *x)
{
	struct ub_px *p = x->own;

	if (p == NULL)
		return;
	ub_pxcube_free(&p->cube);
	free(p->measure);
	free(p->key);
	free(p->digits);
	for (size_t c = 0; c < p->ncol; c++)
		free(p->apart[c]);
	free(p->apart);
	ub_buf_free(&p->b);
	free(p);
}

const struct ub_export_format ub_export_px = { .name = "px",
	.named = true,
	.px = true,
	.wide = "numbers that no double holds; PC-Axis rounds them",
	.begin = px_begin,
	.record = px_record,
	.end = px_end,
	.free = px_free };
