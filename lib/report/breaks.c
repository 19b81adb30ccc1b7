/* breaks.c - see breaks.h. */
#include "breaks.h"

#include <stdlib.h>
#include <string.h>

#include "remake.h"

static bool
is_time(const char *s, size_t len)
{
	return len >= 4 && len <= 10 && strspn(s, "0123456789-QT") >= len &&
	       strspn(s, "0123456789") >= 4;
}

/* Where the next one begins: behind "; 2021: ". */
static size_t
length_of(const char *said)
{
	const char *at = said, *colon;

	while ((at = strstr(at, "; ")) != NULL) {
		colon = strchr(at + 2, ':');
		if (colon != NULL && is_time(at + 2, (size_t)(colon - at - 2)))
			return (size_t)(at - said);
		at += 2;
	}
	return strlen(said);
}

bool
ub_breaks_add(struct ub_sheet *s, const char *column, const char *said)
{
	size_t n, len;

	for (; *said != '\0'; said += said[len] == '\0' ? len : len + 2) {
		struct ub_sheet_break *b;

		n = strcspn(said, ":");
		len = length_of(said);
		if (said[n] == '\0' || !is_time(said, n) || n + 2 >= len)
			return false;
		s->brk = ub_xgrow(s->brk, s->nbrk, sizeof(*s->brk));
		b = &s->brk[s->nbrk++];
		b->column = ub_xstrdup(column);
		b->when = ub_xstrndup(said, n);
		n += 1 + strspn(said + n + 1, " ");
		b->why = ub_xstrndup(said + n, len - n);
	}
	return true;
}

void
ub_breaks_take(struct ub_sheet *s, const struct ub_meta *m)
{
	for (size_t i = 0; i < m->nattr; i++)
		if (strncmp(m->attr[i].key, "break:", 6) == 0)
			(void)ub_breaks_add(
			    s, m->attr[i].key + 6, m->attr[i].value);
}

/* -1 before it, 1 from then on; 0: text is no time of its kind. */
static int
side(const struct ub_sheet_break *b, const char *text)
{
	size_t len = strlen(text);

	if (!is_time(text, len))
		return 0;
	return strncmp(text, b->when, len) < 0 ? -1 : 1;
}

const struct ub_sheet_break *
ub_breaks_between(const struct ub_sheet *s, size_t col, size_t key,
    size_t before, size_t after)
{
	const char *x = ub_sheet_text(s, ub_sheet_cell(s, before, key));
	const char *y = ub_sheet_text(s, ub_sheet_cell(s, after, key));

	for (size_t i = 0; i < s->nbrk; i++)
		if (strcmp(s->brk[i].column, s->col[col].name) == 0 &&
		    side(&s->brk[i], x) * side(&s->brk[i], y) < 0)
			return &s->brk[i];
	return NULL;
}

/* Has the table times on both sides of it? */
static bool
is_spanned(const struct ub_sheet *s, const struct ub_meta *m,
    const struct ub_sheet_break *b)
{
	bool before = false, after = false;

	for (size_t r = 0; r < s->nrow; r++) {
		for (size_t k = 0; k < s->nkey; k++) {
			int at =
			    side(b, ub_sheet_text(s, ub_sheet_cell(s, r, k)));

			before |= at < 0;
			after |= at > 0;
		}
	}
	for (size_t i = 0; i < m->nattr; i++) {
		int at = strncmp(m->attr[i].key, "across:", 7) == 0
			     ? side(b, m->attr[i].value)
			     : 0;

		before |= at < 0;
		after |= at > 0;
	}
	return before && after;
}

/* The heading of the measure, or of one of its columns across. */
static const char *
words_of(const struct ub_sheet *s, const char *column)
{
	size_t len = strlen(column);

	for (size_t c = s->nkey; c < s->ncol; c++)
		if (strcmp(s->col[c].name, column) == 0)
			return s->col[c].heading;
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (strncmp(s->col[c].name, column, len) == 0 &&
		    s->col[c].name[len] == '_')
			return s->col[c].heading;
	return column;
}

void
ub_breaks_say(struct ub_sheet *s, const struct ub_meta *m)
{
	for (size_t i = 0; i < s->nbrk; i++) {
		const struct ub_sheet_break *b = &s->brk[i];
		struct ub_buf text = { 0 }, plain = { 0 };

		ub_buf_printf(
		    &text, ub_say(s->words, "Tidsseriebrott %s"), b->when);
		if (is_spanned(s, m, b) && strstr(s->note, text.s) == NULL) {
			ub_sheet_plain(&plain, words_of(s, b->column));
			plain.len = strcspn(plain.s, ",");
			ub_buf_printf(&text, ", %.*s: %s.", (int)plain.len,
			    plain.s, b->why);
			ub_remake_note(s, text.s);
		}
		ub_buf_free(&text);
		ub_buf_free(&plain);
	}
}
