/* board.c - see board.h. */
#include "board.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/num.h"
#include "../stream/legend.h"
#include "breaks.h"
#include "inwords.h"
#include "symbol.h"

enum {
	NAME_WIDTH = 30,
	NUMBER_WIDTH = 12,
	CHANGE_WIDTH = 36,
	WORDS_WIDTH = 20,
	MICRO = UB_INWORDS_UNIT /* differences are exact to six decimals */
};

enum column {
	C_NAME,
	C_NOW,
	C_BASE,
	C_WORDS,
	C_BEFORE,
	C_ROLLING,
	C_TARGET,
	C_COUNTRY,
	C_CHANGE,
	NCOLUMN
};

static const struct {
	const char *name, *heading;
	enum ub_type type;
} column[NCOLUMN] = {
	[C_NAME] = { "nyckeltal", "Nyckeltal", UB_TEXT },
	[C_NOW] = { "period", "Denna period", UB_STAT },
	[C_BASE] = { "bas", "Antal med uppgift", UB_COUNT },
	[C_WORDS] = { "ord", "I ord", UB_TEXT },
	[C_BEFORE] = { "forra", "Samma period förra året", UB_STAT },
	[C_ROLLING] = { "rullande", "Rullande 12 månader", UB_STAT },
	[C_TARGET] = { "mal", "Mål", UB_STAT },
	[C_COUNTRY] = { "riket", "Riket", UB_STAT },
	[C_CHANGE] = { "forandring", "Förändring", UB_TEXT },
};

/* A page half made. */
struct maker {
	struct ub_sheet *s;
	const struct ub_reportfile *f;
	const struct ub_sheet *const *from;
	size_t nfrom;
	struct ub_err *e;
};

/* Where a figure stands in its table. */
struct place {
	const struct ub_sheet *t;
	size_t col, row, before, rolling; /* or UB_NOCOL */
};

/* --- finding ------------------------------------------------------------ */

static enum ub_status
find_column(const struct maker *mk, const struct ub_sheet *t,
    struct ub_said name, size_t *col)
{
	for (size_t c = t->nkey; c < t->ncol; c++) {
		if (strcmp(t->col[c].name, name.s) != 0)
			continue;
		*col = c;
		if (t->col[c].type != UB_INT && t->col[c].type != UB_DEC &&
		    t->col[c].type < UB_COUNT)
			return ub_reportfile_fail(mk->f, name, mk->e,
			    "%.60s is not a number", name.s);
		return UB_OK;
	}
	return ub_reportfile_fail(mk->f, name, mk->e,
	    "table %.60s shows no measure %.60s", t->table, name.s);
}

/* "2015/kommunal": the row whose keys are shown so. */
static enum ub_status
find_row(const struct maker *mk, const struct ub_sheet *t, struct ub_said name,
    size_t *row)
{
	struct ub_buf b = { 0 };
	size_t r, k;

	for (r = 0; r < t->nrow; r++) {
		ub_buf_clear(&b);
		ub_buf_puts(&b, "");
		for (k = 0; k < t->nkey; k++) {
			if (k > 0)
				ub_buf_putc(&b, '/');
			ub_buf_puts(
			    &b, ub_sheet_text(t, ub_sheet_cell(t, r, k)));
		}
		if (strcmp(b.s, name.s) == 0)
			break;
	}
	ub_buf_free(&b);
	*row = r;
	if (r < t->nrow)
		return UB_OK;
	return ub_reportfile_fail(mk->f, name, mk->e,
	    "table %.60s shows no row %.60s", t->table, name.s);
}

static enum ub_status
find_figure(
    const struct maker *mk, const struct ub_report_figure *g, struct place *p)
{
	enum ub_status st;
	size_t i;

	p->before = p->rolling = UB_NOCOL;
	for (i = 0; i < mk->nfrom; i++)
		if (strcmp(mk->from[i]->table, g->table.s) == 0)
			break;
	if (i == mk->nfrom)
		return ub_reportfile_fail(
		    mk->f, g->table, mk->e, "no table %.60s came", g->table.s);
	p->t = mk->from[i];
	if ((st = find_column(mk, p->t, g->measure, &p->col)) != UB_OK ||
	    (st = find_row(mk, p->t, g->row, &p->row)) != UB_OK)
		return st;
	if (g->before.s != NULL &&
	    (st = find_row(mk, p->t, g->before, &p->before)) != UB_OK)
		return st;
	return g->rolling.s == NULL
		   ? UB_OK
		   : find_column(mk, p->t, g->rolling, &p->rolling);
}

/* --- cells -------------------------------------------------------------- */

static void
put(struct ub_sheet *s, enum ub_cell_kind kind, char reason, const char *text)
{
	struct ub_cell *cell = &s->cell[s->nrow * s->ncol + s->nkey];

	cell->at = s->text.len;
	cell->kind = (uint8_t)kind;
	cell->reason = reason;
	ub_buf_add(&s->text, text, strlen(text) + 1);
	s->nkey++; /* cells of this row so far; settled at its end */
}

static void
put_missing(struct ub_sheet *s)
{
	s->reasons |= 1;
	put(s, UB_CELL_SIGN, UB_MISS_EMPTY, ub_symbol_sign(UB_MISS_EMPTY));
}

static void
put_copy(struct ub_sheet *s, const struct ub_sheet *t, size_t row, size_t col)
{
	const struct ub_cell *cell;

	if (row == UB_NOCOL || col == UB_NOCOL) {
		put_missing(s);
		return;
	}
	cell = ub_sheet_cell(t, row, col);
	put(s, cell->kind, cell->reason, ub_sheet_text(t, cell));
	if (cell->kind == UB_CELL_SIGN && cell->reason != 't')
		s->reasons |= cell->reason == UB_MISS_EMPTY
				  ? 1U
				  : 1U << (cell->reason - 'a' + 1);
}

static void
put_said(struct ub_sheet *s, struct ub_said number)
{
	if (number.s == NULL)
		put_missing(s);
	else
		put(s, UB_CELL_NUMBER, 0, number.s);
}

static void
put_name(
    struct ub_sheet *s, const struct ub_report_figure *g, const struct place *p)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, g->name.s);
	if (p->t->col[p->col].type == UB_SHARE &&
	    strstr(g->name.s, ub_say(s->words, "procent")) == NULL)
		ub_buf_puts(&b, ub_say(s->words, ", procent"));
	put(s, UB_CELL_TEXT, 0, b.s);
	ub_buf_free(&b);
}

static size_t
base_of(const struct place *p)
{
	const struct ub_sheet *t = p->t;
	size_t len = strlen(t->col[p->col].name), c;

	for (c = t->nkey; c < t->ncol; c++)
		if (strncmp(t->col[c].name, t->col[p->col].name, len) == 0 &&
		    strcmp(t->col[c].name + len, "_n") == 0)
			return c;
	return UB_NOCOL;
}

/* --- the change in words ------------------------------------------------ */

static bool
micro(const char *text, int64_t *v)
{
	double d;

	if (!ub_real_parse(text, strlen(text), &d) || fabs(d) > 1e12)
		return false;
	*v = llround(d * MICRO);
	return true;
}

static bool
shown(const struct ub_sheet *t, size_t row, size_t col, int64_t *v)
{
	const struct ub_cell *cell = ub_sheet_cell(t, row, col);

	return cell->kind == UB_CELL_NUMBER && micro(ub_sheet_text(t, cell), v);
}

static void
say_amount(struct ub_buf *b, const struct ub_words *w, int64_t v,
    const struct ub_sheet_col *col)
{
	char text[UB_REAL_MAX];

	snprintf(text, sizeof(text), "%.*f", col->digits < 0 ? 0 : col->digits,
	    (double)(v < 0 ? -v : v) / MICRO);
	ub_say_number(b, w, text, true);
	if (col->type == UB_SHARE)
		ub_buf_puts(b, ub_say(w, " procentenheter"));
}

/* Is the difference beyond the figure's own limit? */
static void
say_change(
    struct ub_buf *b, const struct ub_report_figure *g, const struct place *p)
{
	const struct ub_words *w = p->t->words;
	int64_t now, then, limit = 0;

	if (g->brk.s != NULL) {
		ub_buf_printf(b, ub_say(w, "Ej jämförbart: %s"), g->brk.s);
		return;
	}
	for (size_t k = 0; k < p->t->nkey; k++) {
		const struct ub_sheet_break *at =
		    ub_breaks_between(p->t, p->col, k, p->before, p->row);

		if (at != NULL) {
			ub_buf_printf(b,
			    ub_say(w, "Ej jämförbart: tidsseriebrott %s, %s"),
			    at->when, at->why);
			return;
		}
	}
	if (!shown(p->t, p->row, p->col, &now) ||
	    !shown(p->t, p->before, p->col, &then)) {
		ub_buf_puts(b, ub_say(w, "Kan inte jämföras"));
		return;
	}
	(void)micro(g->limit.s, &limit);
	if (now - then > limit || then - now > limit) {
		ub_buf_puts(
		    b, ub_say(w, now > then ? "Ökat med " : "Minskat med "));
		say_amount(b, w, now - then, &p->t->col[p->col]);
	} else {
		ub_buf_puts(b, ub_say(w, "Oförändrat"));
	}
	ub_buf_puts(b, ub_say(w, " (gräns "));
	ub_say_number(b, w, g->limit.s, true);
	ub_buf_putc(b, ')');
}

static void
say_target(
    struct ub_buf *b, const struct ub_report_figure *g, const struct place *p)
{
	int64_t now, target;
	bool low;

	if (g->target.s == NULL || g->good.s == NULL ||
	    !shown(p->t, p->row, p->col, &now) || !micro(g->target.s, &target))
		return;
	low = strcmp(g->good.s, "low") == 0;
	if (b->len > 0)
		ub_buf_puts(b, ". ");
	ub_buf_puts(b, ub_say(p->t->words, (low ? now <= target : now >= target)
					       ? "Målet är nått"
					       : "Målet är inte nått"));
}

static void
put_change(
    struct ub_sheet *s, const struct ub_report_figure *g, const struct place *p)
{
	struct ub_buf b = { 0 };

	if (g->before.s != NULL)
		say_change(&b, g, p);
	say_target(&b, g, p);
	if (b.len == 0)
		put_missing(s);
	else
		put(s, UB_CELL_TEXT, 0, b.s);
	ub_buf_free(&b);
}

/* The figure as a sentence says it, where that is asked for. */
static void
put_words(
    struct ub_sheet *s, const struct ub_report_figure *g, const struct place *p)
{
	enum ub_type type = p->t->col[p->col].type;
	struct ub_buf b = { 0 };
	int64_t v, about, near;

	if (g->near.s == NULL || !ub_inwords_limits(g->near.s, &about, &near)) {
		put_missing(s);
	} else if (!shown(p->t, p->row, p->col, &v) || v < 0) {
		put_copy(s, p->t, p->row, p->col);
	} else {
		if (type == UB_SHARE)
			ub_inwords_share(&b, s->words, v, about, near);
		else
			ub_inwords_count(&b, s->words, v);
		put(s, UB_CELL_TEXT, 0, b.s);
	}
	ub_buf_free(&b);
}

static enum ub_status
put_figure(struct maker *mk, const struct ub_report_figure *g)
{
	struct ub_sheet *s = mk->s;
	struct place p;
	enum ub_status st = find_figure(mk, g, &p);

	if (st != UB_OK)
		return st;
	if (g->near.s != NULL && p.t->col[p.col].type != UB_SHARE &&
	    p.t->col[p.col].type != UB_COUNT)
		return ub_reportfile_fail(mk->f, g->near, mk->e,
		    "%.60s is neither a share nor a count", g->measure.s);
	s->nkey = 0;
	put_name(s, g, &p);
	put_copy(s, p.t, p.row, p.col);
	put_copy(s, p.t, p.row, base_of(&p));
	put_words(s, g, &p);
	put_copy(s, p.t, p.before, p.col);
	put_copy(s, p.t, p.row, p.rolling);
	put_said(s, g->target);
	put_said(s, g->country);
	put_change(s, g, &p);
	s->nkey = 1;
	s->nrow++;
	return UB_OK;
}

/* --- the page ----------------------------------------------------------- */

static void
make_columns(struct ub_sheet *s)
{
	s->ncol = NCOLUMN;
	s->nkey = 1;
	s->col = ub_xcalloc(NCOLUMN, sizeof(*s->col));
	for (size_t c = 0; c < NCOLUMN; c++) {
		struct ub_sheet_col *col = &s->col[c];

		col->name = ub_xstrdup(column[c].name);
		col->heading = ub_xstrdup(ub_say(s->words, column[c].heading));
		col->type = column[c].type;
		col->role = c == 0 ? UB_ROLE_KEY : UB_ROLE_MEASURE;
		col->from = c;
		col->k = col->n = UB_NOCOL;
		col->digits = col->type == UB_COUNT ? 0 : UB_SHEET_OWN_DIGITS;
		col->group = true;
		col->width = c == C_NAME     ? NAME_WIDTH
			     : c == C_WORDS  ? WORDS_WIDTH
			     : c == C_CHANGE ? CHANGE_WIDTH
					     : NUMBER_WIDTH;
	}
}

static void
make_texts(struct ub_sheet *s, const struct ub_reportfile *f)
{
	struct ub_buf title = { 0 }, note = { 0 };

	ub_buf_puts(&title, ub_say(s->words, "Nyckeltal"));
	if (f->board.s != NULL)
		ub_buf_printf(&title, ub_say(s->words, " för %s"), f->board.s);
	ub_buf_puts(&note, "");
	if (f->number.s != NULL)
		ub_buf_printf(
		    &note, ub_say(s->words, "Diarienummer %s. "), f->number.s);
	if (f->meeting.s != NULL)
		ub_buf_printf(
		    &note, ub_say(s->words, "Sammanträde %s. "), f->meeting.s);
	ub_buf_puts(&note, ub_say(s->words, "En förändring nämns när den är "
					    "större än nyckeltalets gräns."));
	ub_sheet_tidy(title.s);
	ub_sheet_tidy(note.s);
	s->table = ub_xstrdup("nyckeltal");
	s->title = title.s;
	s->note = note.s;
	s->english = ub_xstrdup(
	    f->english.s != NULL ? ub_say_other(s->words, "Nyckeltal") : "");
	s->notes = ub_xstrdup("");
	s->source = ub_xstrdup("");
	s->unit = ub_xstrdup("");
	s->one_page = true;
}

/* A column in which no figure has anything is left out. */
static void
leave_out(struct ub_sheet *s)
{
	bool keep[NCOLUMN];

	for (size_t c = 0; c < NCOLUMN; c++) {
		keep[c] = c == C_NAME || c == C_NOW;
		for (size_t r = 0; r < s->nrow; r++)
			keep[c] |=
			    ub_sheet_cell(s, r, c)->reason != UB_MISS_EMPTY;
	}
	ub_sheet_keep(s, keep);
	s->reasons &= ~1U;
	for (size_t r = 0; r < s->nrow; r++)
		for (size_t c = 0; c < s->ncol; c++)
			if (ub_sheet_cell(s, r, c)->reason == UB_MISS_EMPTY)
				s->reasons |= 1;
}

enum ub_status
ub_board_make(struct ub_sheet *s, const struct ub_words *w,
    const struct ub_reportfile *f, const struct ub_sheet *const *sheet,
    size_t n, struct ub_err *e)
{
	struct maker mk = { s, f, sheet, n, e };
	enum ub_status st = UB_OK;

	memset(s, 0, sizeof(*s));
	s->words = w;
	make_columns(s);
	make_texts(s, f);
	s->cell = ub_xcalloc(f->nfigure * NCOLUMN, sizeof(*s->cell));
	for (size_t i = 0; st == UB_OK && i < f->nfigure; i++)
		st = put_figure(&mk, &f->figure[i]);
	if (st == UB_OK)
		leave_out(s);
	return st;
}
