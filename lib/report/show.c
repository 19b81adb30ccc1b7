/* show.c - see show.h. */
#include "show.h"

#include <stdlib.h>

#include "../base/unicode.h"
#include "celltext.h"
#include "layout.h"
#include "order.h"
#include "symbol.h"
#include "tablein.h"

enum {
	HELD_MAX = 8 * 1024 * 1024, /* bytes of cells that are measured */
	BAR = 20,                   /* columns of a bar that means 100 */
	EIGHTHS = 8                 /* parts of a column a block can fill */
};

/* A column that is shown.  Rows are held as NUL-terminated cells. */
struct column {
	size_t at;   /* in sheet.col */
	size_t want; /* its widest cell so far */
	bool right;
	bool bar;
	struct ub_buf heading; /* lines */
	size_t nline;
};

struct show {
	const struct ub_show *o;
	struct ub_reader *r;
	struct ub_writer *w;
	struct ub_sheet sheet;
	struct column *col;
	struct ub_layout_col *lay;
	size_t ncol, fit; /* shown, and those of them that fit */
	bool codes;       /* reasons are shown as the stream has them */
	bool laid;        /* widths are settled, the heading is out */
	struct ub_buf held, row, scratch, line;
	uint64_t nheld, nrow, more;
	uint32_t reasons;
	struct ub_order *order; /* or NULL */
};

static void
put(struct show *s, const char *z)
{
	ub_writer_add(s->w, z, strlen(z));
}

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
chosen(const struct show *s, enum ub_role role)
{
	return s->o->all || role == UB_ROLE_KEY || role == UB_ROLE_MEASURE;
}

static void
choose_columns(struct show *s)
{
	const struct ub_sheet *sh = &s->sheet;

	s->col = ub_xcalloc(sh->ncol, sizeof(*s->col));
	s->lay = ub_xcalloc(sh->ncol, sizeof(*s->lay));
	for (size_t i = 0; i < sh->ncol; i++) {
		const struct ub_sheet_col *from = &sh->col[i];
		struct column *c = &s->col[s->ncol];

		if (!chosen(s, from->role))
			continue;
		c->at = i;
		c->right = is_number(from->type) && from->role != UB_ROLE_KEY;
		c->bar = s->o->bars && from->type == UB_SHARE;
		s->ncol++;
	}
}

static enum ub_status
columns(struct show *s, struct ub_err *e)
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
	st = ub_tablein_columns(&s->sheet, l, m, m->table == NULL, e);
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
for_terminals(struct show *s, const struct ub_sheet_col *col, char reason)
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
add_row(
    struct show *s, const struct ub_batch *batch, size_t rec, struct ub_buf *b)
{
	const struct ub_meta *m = ub_reader_meta(s->r);

	for (size_t i = 0; i < s->ncol; i++) {
		struct column *c = &s->col[i];
		const struct ub_sheet_col *col = &s->sheet.col[c->at];
		char reason;
		size_t w;

		ub_buf_clear(&s->scratch);
		ub_buf_clear(&s->line);
		reason = ub_cell_text(&s->scratch, col, m, batch, rec);
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

/* text in column i, to its side; end_line() cuts what blanks come last. */
static void
add_cell(struct show *s, size_t i, const char *text, bool bar)
{
	const struct column *c = &s->col[i];
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

static void
end_line(struct show *s)
{
	while (s->line.len > 0 && s->line.s[s->line.len - 1] == ' ')
		s->line.len--;
	ub_buf_putc(&s->line, '\n');
	ub_writer_add(s->w, s->line.s, s->line.len);
	ub_buf_clear(&s->line);
}

/* The cells at p; returns what follows them. */
static const char *
print_row(struct show *s, const char *p)
{
	ub_buf_clear(&s->line);
	for (size_t i = 0; i < s->ncol; i++) {
		if (i < s->fit)
			add_cell(s, i, p, true);
		p += strlen(p) + 1;
	}
	end_line(s);
	return p;
}

/* --- the heading ----------------------------------------------------------- */

static void
settle_widths(struct show *s)
{
	for (size_t i = 0; i < s->ncol; i++) {
		struct column *c = &s->col[i];
		size_t w = ub_layout_heading(s->sheet.col[c->at].heading);

		s->lay[i].width = w > c->want ? w : c->want;
		s->lay[i].text = !c->right;
		s->lay[i].extra = c->bar ? UB_LAYOUT_GAP + BAR : 0;
	}
	s->fit = ub_layout_fit(s->lay, s->ncol, s->o->width);
}

static void
wrap_headings(struct show *s, size_t *nline)
{
	*nline = 1;
	for (size_t i = 0; i < s->fit; i++) {
		struct column *c = &s->col[i];
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
print_heading_line(struct show *s, size_t k, size_t n)
{
	ub_buf_clear(&s->line);
	for (size_t i = 0; i < s->fit; i++) {
		struct column *c = &s->col[i];
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
	end_line(s);
}

/* A text of the table's own, on lines that fit. */
static void
print_text(struct show *s, const char *before, const char *text)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, before);
	ub_printable(&b, text, strlen(text));
	ub_buf_clear(&s->line);
	ub_layout_wrap(
	    &s->line, b.s, s->o->width == 0 ? SIZE_MAX : s->o->width);
	end_line(s);
	ub_buf_free(&b);
}

static void
print_heading(struct show *s)
{
	size_t n;

	if (s->sheet.table[0] != '\0') {
		print_text(s, "", s->sheet.title);
		put(s, "\n");
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
	end_line(s);
}

/* The rows that were held, in their order, as many as are wanted. */
static void
print_in_order(struct show *s)
{
	ub_order_sort(s->order);
	for (uint64_t i = 0; i < s->nheld && i < s->o->head; i++)
		(void)print_row(s, s->held.s + ub_order_at(s->order, i));
	if (s->nheld > s->o->head)
		s->more = s->nheld - s->o->head;
}

/* Settle the widths, and print what was held to measure them. */
static void
lay_out(struct show *s)
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

/* --- what stands below ------------------------------------------------------ */

static void
print_left_out(struct show *s)
{
	struct ub_buf b = { 0 };

	for (size_t i = s->fit; i < s->ncol; i++) {
		if (i > s->fit)
			ub_buf_puts(&b, ", ");
		ub_buf_puts(&b, s->sheet.col[s->col[i].at].name);
	}
	print_text(s, "Får inte plats på bredden (--width 0 visar): ", b.s);
	ub_buf_free(&b);
}

/* A line for each reason by its code; the empty field has a sign alone. */
static void
codes_text(struct ub_buf *b, uint32_t reasons)
{
	for (int i = 1; i <= 26; i++)
		if (reasons >> i & 1)
			ub_buf_printf(b, ".%c = %s\n", 'a' + i - 1,
			    ub_symbol_meaning((char)('a' + i - 1)));
}

static void
print_signs(struct show *s)
{
	struct ub_buf b = { 0 };
	char *line, *end;

	ub_signs_text(&b, s->codes ? s->reasons & 1 : s->reasons);
	if (s->codes)
		codes_text(&b, s->reasons);
	for (line = b.s; line != NULL && *line != '\0'; line = end) {
		end = strchrnul(line, '\n');
		if (*end != '\0')
			*end++ = '\0';
		print_text(s, "", line);
	}
	ub_buf_free(&b);
}

static void
print_foot(struct show *s)
{
	const struct ub_sheet *sh = &s->sheet;
	bool source = strncmp(sh->source, "Källa", strlen("Källa")) == 0;

	if (s->nrow == 0)
		put(s, "(inga rader)\n");
	if (s->more > 0) {
		ub_buf_clear(&s->line);
		ub_buf_printf(&s->line, "… och %llu %s till",
		    (unsigned long long)s->more,
		    s->more == 1 ? "rad" : "rader");
		end_line(s);
	}
	if (s->fit < s->ncol || s->reasons != 0 || sh->overlap ||
	    sh->note[0] != '\0' || sh->source[0] != '\0')
		put(s, "\n");
	if (s->fit < s->ncol)
		print_left_out(s);
	print_signs(s);
	if (sh->overlap)
		print_text(s, "", "En person kan ingå i flera grupper.");
	if (sh->note[0] != '\0')
		print_text(s, "Not: ", sh->note);
	if (sh->source[0] != '\0')
		print_text(s, source ? "" : "Källa: ", sh->source);
}

/* --- the whole --------------------------------------------------------------- */

static void
take(struct show *s, const struct ub_batch *b)
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
show_free(struct show *s)
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
	struct show s = { .o = o, .r = r, .w = w };
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
		print_foot(&s);
	else if (st == UB_OK && last != UB_OK)
		st = last;
	if (st == UB_OK && w->failed) {
		*e = w->err;
		st = w->err.code;
	}
	show_free(&s);
	return st;
}
