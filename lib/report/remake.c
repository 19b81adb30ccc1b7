/* remake.c - see remake.h. */
#include "remake.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/num.h"
#include "../base/unicode.h"
#include "../stream/legend.h"
#include "symbol.h"
#include "tablein.h"

enum { MICRO = 1000000 /* differences are exact to six decimals */ };

void
ub_remake_begin(struct ub_remake *m, struct ub_sheet *s)
{
	memset(m, 0, sizeof(*m));
	m->s = s;
}

size_t
ub_remake_col(struct ub_remake *m, const struct ub_sheet_col *like,
    const char *name, const char *heading)
{
	struct ub_sheet_col *c;

	m->col = ub_xgrow(m->col, m->ncol, sizeof(*m->col));
	c = &m->col[m->ncol];
	*c = *like;
	c->name = ub_xstrdup(name != NULL ? name : like->name);
	c->heading = ub_xstrdup(heading != NULL ? heading : like->heading);
	ub_sheet_tidy(c->heading);
	m->nkey += c->role == UB_ROLE_KEY;
	return m->ncol++;
}

size_t
ub_remake_new(struct ub_remake *m, enum ub_type type, enum ub_role role,
    const char *name, const char *heading)
{
	struct ub_sheet_col like = { .type = type,
		.role = role,
		.k = UB_NOCOL,
		.n = UB_NOCOL,
		.digits = type == UB_COUNT ? 0 : UB_SHEET_OWN_DIGITS,
		.group = role != UB_ROLE_KEY };

	return ub_remake_col(m, &like, name, heading);
}

void
ub_remake_row(struct ub_remake *m)
{
	m->cell = ub_xreallocarray(
	    m->cell, (m->nrow + 1) * m->ncol, sizeof(*m->cell));
	m->nrow++;
	for (size_t c = 0; c < m->ncol; c++)
		ub_remake_sign(m, c, UB_MISS_EMPTY);
}

static struct ub_cell *
last(struct ub_remake *m, size_t col)
{
	return &m->cell[(m->nrow - 1) * m->ncol + col];
}

void
ub_remake_copy(struct ub_remake *m, size_t col, size_t row, size_t from)
{
	*last(m, col) = *ub_sheet_cell(m->s, row, from);
}

void
ub_remake_put(struct ub_remake *m, size_t col, enum ub_cell_kind kind,
    char reason, const char *text)
{
	struct ub_cell *cell = last(m, col);

	memset(cell, 0, sizeof(*cell));
	cell->at = m->s->text.len;
	cell->kind = (uint8_t)kind;
	cell->reason = reason;
	ub_buf_add(&m->s->text, text, strlen(text) + 1);
}

void
ub_remake_sign(struct ub_remake *m, size_t col, char reason)
{
	ub_remake_put(
	    m, col, UB_CELL_SIGN, reason, ub_say_sign(m->s->words, reason));
}

static bool
micro(const struct ub_sheet *s, const struct ub_cell *cell, int64_t *v)
{
	const char *text = ub_sheet_text(s, cell);
	double d;

	if (cell->kind != UB_CELL_NUMBER ||
	    !ub_real_parse(text, strlen(text), &d) || fabs(d) > 1e12)
		return false;
	*v = llround(d * MICRO);
	return true;
}

static int
decimals(const char *number)
{
	const char *point = strchr(number, '.');

	return point == NULL ? 0 : (int)strlen(point + 1);
}

void
ub_remake_difference(struct ub_remake *m, size_t col, const struct ub_cell *a,
    const struct ub_cell *b)
{
	char text[UB_REAL_MAX];
	int64_t x, y;
	int p, q;

	if (!micro(m->s, a, &x) || !micro(m->s, b, &y)) {
		char reason = a->reason != 0 ? a->reason : b->reason;

		/* what a hidden value enters is hidden */
		if (b->reason == 's')
			reason = 's';
		ub_remake_sign(m, col, reason != 0 ? reason : 'u');
		return;
	}
	p = decimals(ub_sheet_text(m->s, a));
	q = decimals(ub_sheet_text(m->s, b));
	snprintf(text, sizeof(text), "%.*f", p > q ? p : q,
	    x == y ? 0 : (double)(x - y) / MICRO);
	ub_remake_put(m, col, UB_CELL_NUMBER, 0, text);
}

/* --- the end -------------------------------------------------------------- */

static void
tell_apart(struct ub_sheet *s)
{
	for (size_t c = 1; c < s->ncol; c++) {
		for (size_t i = 0; i < c; i++) {
			struct ub_buf b = { 0 };

			if (!ub_sheet_same_name(
				s->col[i].heading, s->col[c].heading))
				continue;
			ub_buf_printf(
			    &b, "%s (%s)", s->col[c].heading, s->col[c].name);
			free(s->col[c].heading);
			s->col[c].heading = b.s; /* freed with free() */
			break;
		}
	}
}

void
ub_remake_end(struct ub_remake *m)
{
	struct ub_sheet *s = m->s;

	for (size_t c = 0; c < s->ncol; c++) {
		free(s->col[c].name);
		free(s->col[c].heading);
	}
	free(s->col);
	free(s->cell);
	s->col = m->col;
	s->cell = m->cell;
	s->ncol = m->ncol;
	s->nkey = m->nkey;
	s->nrow = m->nrow;
	s->reasons = 0;
	for (size_t i = 0; i < s->nrow * s->ncol; i++) {
		const struct ub_cell *cell = &s->cell[i];

		if (cell->kind == UB_CELL_SIGN && cell->reason != 't' &&
		    cell->reason != 0)
			s->reasons |= ub_sheet_reason(cell->reason);
	}
	tell_apart(s);
	ub_tablein_widths(s, s->nrow);
	memset(m, 0, sizeof(*m));
}

void
ub_remake_note(struct ub_sheet *s, const char *text)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, s->note);
	ub_buf_puts(&b, b.len > 0 ? " " : "");
	ub_buf_puts(&b, text);
	ub_sheet_tidy(b.s);
	free(s->note);
	s->note = b.s; /* freed with free() */
}

size_t
ub_remake_beside(const struct ub_sheet *s, size_t col, const char *tail)
{
	const char *name = s->col[col].name;
	size_t len = strlen(name);

	for (size_t i = s->nkey; i < s->ncol; i++)
		if (strncmp(s->col[i].name, name, len) == 0 &&
		    strcmp(s->col[i].name + len, tail) == 0)
			return i;
	return UB_NOCOL;
}

void
ub_remake_twin(struct ub_sheet *to, const struct ub_sheet *s)
{
	memset(to, 0, sizeof(*to));
	to->words = s->words;
	to->table = ub_xstrdup(s->table);
	to->title = ub_xstrdup(s->title);
	to->english = ub_xstrdup("");
	to->note = ub_xstrdup("");
	to->notes = ub_xstrdup("");
	to->source = ub_xstrdup("");
	to->unit = ub_xstrdup(s->unit);
	to->col = ub_xcalloc(s->ncol + 1, sizeof(*to->col));
	for (size_t c = 0; c < s->ncol; c++) {
		to->col[c] = s->col[c];
		to->col[c].name = ub_xstrdup(s->col[c].name);
		to->col[c].heading = ub_xstrdup(s->col[c].heading);
	}
	to->ncol = s->ncol;
	to->nkey = s->nkey;
	to->nrow = s->nrow;
	to->cell = ub_xcalloc(s->nrow * s->ncol + 1, sizeof(*to->cell));
	if (s->nrow * s->ncol > 0)
		memcpy(
		    to->cell, s->cell, s->nrow * s->ncol * sizeof(*to->cell));
	ub_buf_add(&to->text, s->text.s != NULL ? s->text.s : "", s->text.len);
	for (size_t i = 0; i < s->nbrk; i++) {
		to->brk = ub_xgrow(to->brk, to->nbrk, sizeof(*to->brk));
		to->brk[to->nbrk].column = ub_xstrdup(s->brk[i].column);
		to->brk[to->nbrk].when = ub_xstrdup(s->brk[i].when);
		to->brk[to->nbrk++].why = ub_xstrdup(s->brk[i].why);
	}
	to->all_base = s->all_base;
}
