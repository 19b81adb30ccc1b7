/* show.c - see show.h. */
#include "show.h"

#include <stdlib.h>

#include "../base/unicode.h"
#include "celltext.h"
#include "layout.h"
#include "showpart.h"

enum {
	HELD_MAX = 8 * 1024 * 1024, /* bytes of cells that are measured */
	BAR = 20,                   /* columns of a bar that means 100 */
	EIGHTHS = 8                 /* parts of a column a block can fill */
};

static void
pad(struct ub_buf *b, size_t n)
{
	while (n-- > 0)
		ub_buf_putc(b, ' ');
}

/* --- columns -------------------------------------------------------------- */

static bool
is_number(enum ub_type t)
{
	return t == UB_INT || t == UB_DEC || t >= UB_COUNT;
}

static bool
chosen(const struct ub_showing *s, enum ub_role role)
{
	return s->o->all || role == UB_ROLE_KEY || role == UB_ROLE_MEASURE;
}

static void
choose_columns(struct ub_showing *s)
{
	const struct ub_sheet *sh = &s->sheet;

	s->col = ub_xcalloc(sh->ncol, sizeof(*s->col));
	s->lay = ub_xcalloc(sh->ncol, sizeof(*s->lay));
	for (size_t i = 0; i < sh->ncol; i++) {
		const struct ub_sheet_col *from = &sh->col[i];
		struct ub_show_col *c = &s->col[s->ncol];

		if (!chosen(s, from->role))
			continue;
		c->at = i;
		c->right = is_number(from->type) && from->role != UB_ROLE_KEY;
		c->bar = s->o->bars && from->type == UB_SHARE;
		s->ncol++;
	}
}

static enum ub_status
columns(struct ub_showing *s, struct ub_err *e)
{
	const struct ub_legend *l = ub_reader_legend(s->r);
	struct ub_meta *m = ub_reader_meta(s->r);
	enum ub_status st;

	for (size_t c = 0; c < l->n && !s->o->records; c++)
		if (l->col[c].type == UB_ID)
			return ub_fail_at(e, UB_EUSAGE, ub_reader_input(s->r),
			    0,
			    "column %s is of type id (--records to show it "
			    "anyway)",
			    l->col[c].name);
	st = ub_tablein_columns(&s->sheet, NULL, l, m, m->table == NULL, e);
	if (st != UB_OK)
		return st;
	s->codes = s->o->missing == UB_SHOW_CODES ||
		   (s->o->missing == UB_SHOW_BY_KIND && m->table == NULL);
	choose_columns(s);
	if (s->o->collate != NULL && m->table != NULL &&
	    (st = ub_order_new(&s->order, s->o->collate, e)) != UB_OK)
		return st;
	if (s->ncol == 0)
		return ub_fail_at(e, UB_EUSAGE, ub_reader_input(s->r), 0,
		    "table %s has companion columns only (--all to show them)",
		    m->table);
	return UB_OK;
}

/* --- rows ----------------------------------------------------------------- */

static uint32_t
reason_bit(char reason)
{
	return reason == UB_MISS_EMPTY ? 1U : 1U << (reason - 'a' + 1);
}

/* What is shown of a cell in place of the text that workbooks have. */
static void
for_terminals(struct ub_showing *s, const struct ub_sheet_col *col, char reason)
{
	if (reason == 0 && s->o->comma && is_number(col->type)) {
		char *point = memchr(s->scratch.s, '.', s->scratch.len);

		if (point != NULL)
			*point = ',';
	}
	if (reason != 0 && reason != UB_MISS_EMPTY && s->codes &&
	    col->role != UB_ROLE_KEY) {
		ub_buf_clear(&s->scratch);
		ub_missing_put(&s->scratch, reason);
	}
}

/* Append the cells of a record to b, and let their columns grow. */
static void
add_row(struct ub_showing *s, const struct ub_batch *batch, size_t rec,
    struct ub_buf *b)
{
	const struct ub_meta *m = ub_reader_meta(s->r);

	for (size_t i = 0; i < s->ncol; i++) {
		struct ub_show_col *c = &s->col[i];
		const struct ub_sheet_col *col = &s->sheet.col[c->at];
		char reason;
		size_t w;

		ub_buf_clear(&s->scratch);
		ub_buf_clear(&s->line);
		reason = ub_cell_text(&s->scratch, NULL, col, m, batch, rec);
		for_terminals(s, col, reason);
		if (reason != 0 && reason != 't' && col->role != UB_ROLE_KEY)
			s->reasons |= reason_bit(reason);
		ub_printable(&s->line, s->scratch.s, s->scratch.len);
		w = ub_layout_clip(b, s->line.s, s->line.len,
		    c->right ? SIZE_MAX : UB_SHOW_TEXT_MAX);
		ub_buf_add(b, "", 1);
		if (w > c->want)
			c->want = w;
	}
}

/* Eighths of a column for a per cent as it is printed: "40.6". */
static size_t
bar_eighths(const char *percent)
{
	uint64_t v = 0, unit = 1;
	bool point = false;

	for (; *percent != '\0'; percent++) {
		if (*percent == '.' || *percent == ',') {
			point = true;
			continue;
		}
		if (*percent < '0' || *percent > '9' || v > UINT32_MAX)
			return 0;
		v = v * 10 + (uint64_t)(*percent - '0');
		unit *= point ? 10 : 1;
	}
	if (v > 100 * unit)
		v = 100 * unit;
	return (size_t)((v * BAR * EIGHTHS * 2 + 100 * unit) / (200 * unit));
}

static void
add_bar(struct ub_buf *b, const char *percent)
{
	static const char *const part[] = { "", "▏", "▎", "▍", "▌", "▋", "▊",
		"▉" };
	size_t n = bar_eighths(percent);

	pad(b, UB_LAYOUT_GAP);
	for (size_t i = 0; i < n / EIGHTHS; i++)
		ub_buf_puts(b, "█");
	ub_buf_puts(b, part[n % EIGHTHS]);
	pad(b, BAR - n / EIGHTHS - (n % EIGHTHS != 0));
}

/* text in column i, to its side; ub_show_end_line() cuts what blanks come last. */
static void
add_cell(struct ub_showing *s, size_t i, const char *text, bool bar)
{
	const struct ub_show_col *c = &s->col[i];
	size_t width = s->lay[i].width, w = ub_width(text, strlen(text));

	if (c->right)
		pad(&s->line, w < width ? width - w : 0);
	w = ub_layout_clip(
	    &s->line, text, strlen(text), c->right ? SIZE_MAX : width);
	if (!c->right)
		pad(&s->line, w < width ? width - w : 0);
	if (c->bar && bar)
		add_bar(&s->line, text);
	else if (c->bar)
		pad(&s->line, s->lay[i].extra);
	if (i + 1 < s->fit)
		pad(&s->line, UB_LAYOUT_GAP);
}

/* The cells at p; returns what follows them. */
static const char *
print_row(struct ub_showing *s, const char *p)
{
	ub_buf_clear(&s->line);
	for (size_t i = 0; i < s->ncol; i++) {
		if (i < s->fit)
			add_cell(s, i, p, true);
		p += strlen(p) + 1;
	}
	ub_show_end_line(s);
	return p;
}

/* --- the heading ----------------------------------------------------------- */

static void
settle_widths(struct ub_showing *s)
{
	for (size_t i = 0; i < s->ncol; i++) {
		struct ub_show_col *c = &s->col[i];
		size_t w = ub_layout_heading(s->sheet.col[c->at].heading);

		s->lay[i].width = w > c->want ? w : c->want;
		s->lay[i].text = !c->right;
		s->lay[i].extra = c->bar ? UB_LAYOUT_GAP + BAR : 0;
	}
	s->fit = ub_layout_fit(s->lay, s->ncol, s->o->width);
}

static void
wrap_headings(struct ub_showing *s, size_t *nline)
{
	*nline = 1;
	for (size_t i = 0; i < s->fit; i++) {
		struct ub_show_col *c = &s->col[i];
		const char *h = s->sheet.col[c->at].heading;

		ub_buf_clear(&s->scratch);
		ub_printable(&s->scratch, h, strlen(h));
		c->nline =
		    ub_layout_wrap(&c->heading, s->scratch.s, s->lay[i].width);
		if (c->nline > *nline)
			*nline = c->nline;
	}
}

/* Line k of n of the headings, which end on the last line. */
static void
print_heading_line(struct ub_showing *s, size_t k, size_t n)
{
	ub_buf_clear(&s->line);
	for (size_t i = 0; i < s->fit; i++) {
		struct ub_show_col *c = &s->col[i];
		const char *p = c->heading.s, *end;

		ub_buf_clear(&s->scratch);
		ub_buf_puts(&s->scratch, "");
		if (k >= n - c->nline) {
			for (size_t skip = k - (n - c->nline); skip > 0; skip--)
				p = strchr(p, '\n') + 1;
			end = strchrnul(p, '\n');
			ub_buf_add(&s->scratch, p, (size_t)(end - p));
		}
		add_cell(s, i, s->scratch.s, false);
	}
	ub_show_end_line(s);
}

static void
print_heading(struct ub_showing *s)
{
	size_t n;

	if (s->sheet.table[0] != '\0') {
		ub_show_text(s, "", s->sheet.title);
		ub_show_put(s, "\n");
	}
	wrap_headings(s, &n);
	for (size_t k = 0; k < n; k++)
		print_heading_line(s, k, n);
	ub_buf_clear(&s->line);
	for (size_t i = 0; i < s->fit; i++) {
		for (size_t w = s->lay[i].width + s->lay[i].extra; w > 0; w--)
			ub_buf_puts(&s->line, "─");
		if (i + 1 < s->fit)
			pad(&s->line, UB_LAYOUT_GAP);
	}
	ub_show_end_line(s);
}

/* The rows that were held, in their order, as many as are wanted. */
static void
print_in_order(struct ub_showing *s)
{
	ub_order_sort(s->order);
	for (uint64_t i = 0; i < s->nheld && i < s->o->head; i++)
		(void)print_row(s, s->held.s + ub_order_at(s->order, i));
	if (s->nheld > s->o->head)
		s->more = s->nheld - s->o->head;
}

/* Settle the widths, and print what was held to measure them. */
static void
lay_out(struct ub_showing *s)
{
	const char *p = s->held.s;

	settle_widths(s);
	print_heading(s);
	if (s->order != NULL)
		print_in_order(s);
	for (uint64_t i = 0; i < s->nheld && s->order == NULL; i++)
		p = print_row(s, p);
	ub_buf_free(&s->held);
	s->laid = true;
}

/* --- the whole --------------------------------------------------------------- */

static void
take(struct ub_showing *s, const struct ub_batch *b)
{
	for (size_t r = 0; r < b->n; r++) {
		if (s->nrow == s->o->head && s->order == NULL) {
			s->more += b->n - r;
			return;
		}
		s->nrow++;
		if (s->laid) {
			ub_buf_clear(&s->row);
			add_row(s, b, r, &s->row);
			(void)print_row(s, s->row.s);
			continue;
		}
		if (s->order != NULL)
			ub_order_add(s->order, s->held.len, &s->sheet,
			    ub_reader_meta(s->r), b, r);
		add_row(s, b, r, &s->held);
		s->nheld++;
		if (s->order != NULL)
			continue;
		if (s->nheld == UB_SHOW_MEASURE || s->held.len >= HELD_MAX)
			lay_out(s);
	}
}

static void
show_free(struct ub_showing *s)
{
	for (size_t i = 0; i < s->ncol; i++)
		ub_buf_free(&s->col[i].heading);
	ub_order_free(s->order);
	ub_sheet_free(&s->sheet);
	free(s->col);
	free(s->lay);
	ub_buf_free(&s->held);
	ub_buf_free(&s->row);
	ub_buf_free(&s->scratch);
	ub_buf_free(&s->line);
}

enum ub_status
ub_show_table(struct ub_reader *r, const struct ub_show *o, struct ub_writer *w,
    struct ub_err *e)
{
	struct ub_showing s = { .o = o, .r = r, .w = w };
	struct ub_batch b;
	enum ub_status st, last = ub_reader_batch(r, &b, e);

	if (last != UB_OK && last != UB_END)
		return last;
	/* a table's declaration and labels stand before its first record */
	st = columns(&s, e);
	while (st == UB_OK && last == UB_OK && !w->failed) {
		take(&s, &b);
		last = ub_reader_batch(r, &b, e);
	}
	if (st == UB_OK && !s.laid)
		lay_out(&s);
	if (st == UB_OK && last == UB_END)
		ub_show_foot(&s);
	else if (st == UB_OK && last != UB_OK)
		st = last;
	if (st == UB_OK && w->failed) {
		*e = w->err;
		st = w->err.code;
	}
	show_free(&s);
	return st;
}
