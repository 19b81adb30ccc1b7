/* tablein.c - see tablein.h: the rows, and the whole. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "celltext.h"
#include "tablein.h"

enum {
	CELL_MAX = 32767, /* UTF-16 units: Excel's, for a cell */
	WIDTH_MIN = 8,
	WIDTH_MAX = 60
};

/* What the rows of one batch are made with. */
struct maker {
	struct ub_sheet *sheet;
	const struct ub_meta *meta;
	const struct ub_batch *batch;
};

/* Drop CR before LF; false if a character is left that no sheet can hold. */
static bool
clean_text(struct ub_buf *b, size_t from)
{
	size_t i, to = from;

	for (i = from; i < b->len; i++) {
		unsigned char c = (unsigned char)b->s[i];

		if (c == '\r' && i + 1 < b->len && b->s[i + 1] == '\n')
			continue;
		if (c < ' ' && c != '\n' && c != '\t')
			return false;
		if (c == 0xef && (unsigned char)b->s[i + 1] == 0xbf &&
		    (unsigned char)b->s[i + 2] >= 0xbe)
			return false; /* U+FFFE, U+FFFF */
		b->s[to++] = b->s[i];
	}
	b->len = to;
	return true;
}

/* --- rows --------------------------------------------------------------- */

static size_t
significant(const char *s, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		if (s[i] >= '0' && s[i] <= '9' && (n > 0 || s[i] != '0'))
			n++;
	return n;
}

static enum ub_cell_kind
kind_of(
    const struct ub_sheet_col *col, char reason, const char *text, size_t len)
{
	if (reason != 0)
		return col->role == UB_ROLE_KEY ? UB_CELL_TEXT : UB_CELL_SIGN;
	if (ub_type_is_text(col->type) || col->type == UB_BOOL)
		return UB_CELL_TEXT;
	if (col->type == UB_DATE)
		return UB_CELL_DATE;
	if (col->p && text[0] == '<')
		return UB_CELL_TEXT;
	return significant(text, len) <= UB_SHEET_DIGITS ? UB_CELL_NUMBER
							 : UB_CELL_TEXT;
}

static enum ub_status
bad_cell(const struct maker *mk, size_t rec, const struct ub_sheet_col *col,
    struct ub_err *e, const char *why)
{
	return ub_fail_at(e, UB_EDATA, mk->batch->input, mk->batch->line + rec,
	    "column %s: %s", col->name, why);
}

static enum ub_status
make_cell(struct maker *mk, size_t rec, size_t c, struct ub_cell *cell,
    struct ub_err *e)
{
	const struct ub_sheet_col *col = &mk->sheet->col[c];
	struct ub_slice f = ub_field(mk->batch, rec, col->from);
	struct ub_buf *b = &mk->sheet->text;
	char *point;

	memset(cell, 0, sizeof(*cell));
	cell->at = b->len;
	if (!ub_field_valid(col->type, f))
		return bad_cell(mk, rec, col, e, "not a value of its type");
	cell->reason =
	    ub_cell_text(b, mk->sheet->words, col, mk->meta, mk->batch, rec);
	if (col->p && cell->reason == 0 && b->s[cell->at] == '<' &&
	    (point = memchr(b->s + cell->at, '.', b->len - cell->at)) != NULL)
		*point = ub_words_english(mk->sheet->words)
			     ? '.'
			     : ','; /* a word now */
	cell->kind = (uint8_t)kind_of(
	    col, cell->reason, b->s + cell->at, b->len - cell->at);
	if (cell->kind == UB_CELL_SIGN && col->role != UB_ROLE_HIDDEN &&
	    cell->reason != 't')
		mk->sheet->reasons |= ub_sheet_reason(cell->reason);
	if (!clean_text(b, cell->at))
		return bad_cell(mk, rec, col, e,
		    "a control character, which a sheet cannot hold");
	if (ub_utf16_len(b->s + cell->at, b->len - cell->at) > CELL_MAX)
		return bad_cell(mk, rec, col, e,
		    "a text longer than a cell's 32767 characters");
	ub_buf_add(b, "", 1); /* its NUL */
	return UB_OK;
}

enum ub_status
ub_tablein_rows(struct ub_sheet *s, const struct ub_meta *m,
    const struct ub_batch *b, struct ub_err *e)
{
	struct maker mk = { s, m, b };
	enum ub_status st = UB_OK;
	size_t r, c, at = s->nrow * s->ncol;

	s->cell =
	    ub_xreallocarray(s->cell, at + b->n * s->ncol, sizeof(*s->cell));
	for (r = 0; r < b->n && st == UB_OK; r++)
		for (c = 0; c < s->ncol && st == UB_OK; c++)
			st = make_cell(&mk, r, c, &s->cell[at++], e);
	s->nrow += b->n;
	return st;
}

/* --- the whole ---------------------------------------------------------- */

static bool
only_zeros(const struct ub_sheet *s, size_t c)
{
	size_t r;

	for (r = 0; r < s->nrow; r++)
		if (strcmp(ub_sheet_text(s, ub_sheet_cell(s, r, c)), "0") != 0)
			return false;
	return true;
}

static size_t
longest_word(const char *s)
{
	size_t len, best = 0;

	while (*s != '\0') {
		len = strcspn(s, " ");
		if (ub_width(s, len) > best)
			best = ub_width(s, len);
		s += len + (s[len] != '\0');
	}
	return best;
}

/* A heading may take three lines, a cell as many as it needs. */
static void
settle_width(struct ub_sheet *s, size_t c, size_t sample)
{
	struct ub_sheet_col *col = &s->col[c];
	size_t r, w, len, third;
	const char *text;

	w = longest_word(col->heading) + 3; /* bold */
	third = ub_width(col->heading, strlen(col->heading)) / 3 + 3;
	if (third > w)
		w = third;
	for (r = 0; r < s->nrow && r < sample && w < WIDTH_MAX; r++) {
		text = ub_sheet_text(s, ub_sheet_cell(s, r, c));
		len = ub_width(text, strcspn(text, "\n")) + 2;
		if (col->group)
			len += len / 3;
		if (len > w)
			w = len;
	}
	col->width = w < WIDTH_MIN ? WIDTH_MIN : w > WIDTH_MAX ? WIDTH_MAX : w;
}

/* As many decimals as the most that a cell has. */
static void
settle_digits(struct ub_sheet *s, size_t c)
{
	const char *point;
	size_t r, n;

	for (r = 0; r < s->nrow; r++) {
		if (ub_sheet_cell(s, r, c)->kind != UB_CELL_NUMBER)
			continue;
		point = strchr(ub_sheet_text(s, ub_sheet_cell(s, r, c)), '.');
		n = point == NULL ? 0 : strlen(point + 1);
		if ((int)n > s->col[c].digits)
			s->col[c].digits = (int)n;
	}
}

/* A mean of thousands has its digits in groups, as counts have. */
static void
settle_group(struct ub_sheet *s, size_t c)
{
	for (size_t r = 0; r < s->nrow && !s->col[c].group; r++) {
		const struct ub_cell *cell = ub_sheet_cell(s, r, c);
		const char *text = ub_sheet_text(s, cell);

		text += *text == '-';
		s->col[c].group = cell->kind == UB_CELL_NUMBER &&
				  strspn(text, "0123456789") > 3;
	}
}

void
ub_tablein_widths(struct ub_sheet *s, size_t sample)
{
	for (size_t c = 0; c < s->ncol; c++)
		settle_width(s, c, sample);
}

void
ub_tablein_finish(struct ub_sheet *s, size_t sample)
{
	bool *keep = ub_xcalloc(s->ncol, sizeof(*keep));
	size_t c;

	for (c = 0; c < s->ncol; c++)
		keep[c] =
		    s->col[c].role != UB_ROLE_HIDDEN &&
		    (s->col[c].role != UB_ROLE_MISSING || !only_zeros(s, c));
	ub_sheet_keep(s, keep);
	free(keep);
	for (c = 0; c < s->ncol; c++) {
		if (s->col[c].type == UB_DEC && s->col[c].digits >= 0)
			settle_digits(s, c);
		if (s->col[c].type == UB_MEAN || s->col[c].type == UB_STAT)
			settle_group(s, c);
	}
	ub_tablein_widths(s, sample);
}

static enum ub_status
check_kind(struct ub_reader *r, struct ub_err *e)
{
	const struct ub_legend *l = ub_reader_legend(r);
	const struct ub_meta *m = ub_reader_meta(r);
	size_t c;

	if (m->table == NULL)
		return ub_fail_at(e, UB_EUSAGE, ub_reader_input(r), 0,
		    "records, not a table (ubat-agg makes one; ubat-xlsx "
		    "--records takes them as they are)");
	for (c = 0; c < l->n; c++)
		if (l->col[c].type == UB_ID)
			return ub_fail_at(e, UB_EUSAGE, ub_reader_input(r), 0,
			    "column %s is of type id, which no table shows "
			    "(ubat-xlsx --records does)",
			    l->col[c].name);
	return UB_OK;
}

enum ub_status
ub_tablein_check(struct ub_reader *r, bool cut_ok, bool *cut, struct ub_err *e)
{
	enum ub_status st;

	*cut = !ub_meta_whole(ub_reader_meta(r));
	if (*cut && cut_ok)
		return UB_OK;
	if (*cut)
		return ub_fail_at(e, UB_EDATA, ub_reader_input(r), 0,
		    "the stream is cut: it has no end that fits it");
	st = ub_meta_check(ub_reader_meta(r), e);
	if (st != UB_OK && e->input[0] == '\0') {
		struct ub_err inner = *e;
		ub_fail_at(e, st, ub_reader_input(r), 0, "%s", inner.what);
	}
	return st;
}

/* The rows, to the last or as many as are kept. */
static enum ub_status
read_rows(struct ub_sheet *s, struct ub_reader *r, struct ub_batch *b,
    enum ub_status last, const struct ub_tablein_calls *calls, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	while (st == UB_OK && last == UB_OK) {
		st = ub_tablein_rows(s, ub_reader_meta(r), b, e);
		if (st == UB_OK && calls->rest != NULL && s->nrow > calls->max)
			return calls->rest(calls->arg, s, b, e);
		if (st == UB_OK)
			last = ub_reader_batch(r, b, e);
	}
	if (st == UB_OK && last != UB_END)
		st = last;
	if (st == UB_OK)
		ub_tablein_finish(s, s->nrow);
	return st;
}

enum ub_status
ub_tablein_read(struct ub_sheet *s, struct ub_reader *r, bool cut_ok, bool *cut,
    const struct ub_tablein_calls *calls, struct ub_err *e)
{
	enum ub_status st, last;
	struct ub_batch b;

	memset(s, 0, sizeof(*s));
	last = ub_reader_batch(r, &b, e);
	if (last != UB_OK && last != UB_END)
		return last;
	/* a table's declaration and labels stand before its first record */
	if ((st = check_kind(r, e)) != UB_OK)
		return st;
	ub_words_meta(calls->words, ub_reader_meta(r));
	if (calls->begin != NULL)
		calls->begin(calls->arg, ub_reader_meta(r));
	st = ub_tablein_columns(
	    s, calls->words, ub_reader_legend(r), ub_reader_meta(r), false, e);
	if (st == UB_OK && calls->settle != NULL)
		st = calls->settle(calls->arg, s, e);
	if (st == UB_OK)
		st = read_rows(s, r, &b, last, calls, e);
	return st == UB_OK ? ub_tablein_check(r, cut_ok, cut, e) : st;
}
