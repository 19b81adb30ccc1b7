/* wordpiece.c - see words.h: what comes with a table, told apart piece by
 * piece, and words that are said otherwise. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "wordpart.h"

enum { WILD_MAX = 4, DEPTH_MAX = 6 };

static void tell(
    struct ub_buf *b, const struct ub_words *w, struct ub_slice s, int depth);

/* --- patterns ------------------------------------------------------------- */

/* Does s begin as the pattern says?  How much of it; 0: no.  whole: all of
 * it. */
static size_t
match(const char *pattern, struct ub_slice s, bool whole,
    struct ub_slice wild[WILD_MAX])
{
	size_t at = 0, n = 0, len;

	while (*pattern != '\0') {
		bool any = *pattern == '%';
		const char *found;

		pattern += any;
		len = strcspn(pattern, "%");
		if (!any) {
			if (s.len - at < len || memcmp(s.s + at, pattern, len))
				return 0;
			at += len;
			pattern += len;
			continue;
		}
		if (n == WILD_MAX)
			return 0;
		if (pattern[len] == '\0' && whole) { /* its end is the end */
			if (s.len < at + len ||
			    memcmp(s.s + s.len - len, pattern, len) != 0)
				return 0;
			found = s.s + s.len - len;
		} else if (len == 0) {
			return 0;
		} else if ((found = memmem(
				s.s + at, s.len - at, pattern, len)) == NULL) {
			return 0;
		}
		wild[n].s = s.s + at;
		wild[n].len = (size_t)(found - s.s) - at;
		if (wild[n].len == 0 ||
		    (whole && memmem(wild[n].s, wild[n].len, ", ", 2) != NULL))
			return 0;
		n++;
		at = (size_t)(found - s.s) + len;
		pattern += len;
	}
	return whole && at != s.len ? 0 : at;
}

/* The English of a pattern, with what stands for "%" told itself. */
static void
fill(struct ub_buf *b, const struct ub_words *w, const char *pattern,
    const struct ub_slice *wild, int depth)
{
	size_t n = 0;

	for (; *pattern != '\0'; pattern++)
		if (*pattern == '%')
			tell(b, w, wild[n++], depth + 1);
		else
			ub_buf_putc(b, *pattern);
}

static size_t
match_any(struct ub_buf *b, const struct ub_words *w,
    const struct ub_word *list, struct ub_slice s, bool whole, int depth)
{
	struct ub_slice wild[WILD_MAX];
	size_t len;

	for (; list != NULL && list->sv != NULL; list++) {
		if ((len = match(list->sv, s, whole, wild)) == 0)
			continue;
		fill(b, w, list->en, wild, depth);
		return len;
	}
	return 0;
}

/* --- pieces --------------------------------------------------------------- */

static bool
tell_pair(struct ub_buf *b, const struct ub_words *w, struct ub_slice s)
{
	char *text = ub_xstrndup(s.s, s.len);
	const char *en = ub_words_pair(w, text);

	if (en != NULL)
		ub_buf_puts(b, en);
	free(text);
	return en != NULL;
}

/* The last comma or semicolon with a blank before len, or 0. */
static size_t
boundary(struct ub_slice s, size_t len)
{
	while (len-- > 1)
		if ((s.s[len] == ',' || s.s[len] == ';') && len + 1 < s.len &&
		    s.s[len + 1] == ' ')
			return len;
	return 0;
}

static size_t
first_boundary(struct ub_slice s)
{
	for (size_t i = 1; i + 1 < s.len; i++)
		if ((s.s[i] == ',' || s.s[i] == ';') && s.s[i + 1] == ' ')
			return i;
	return s.len;
}

/* A decimal comma is a point. */
static void
copy(struct ub_buf *b, struct ub_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		ub_buf_putc(b, s.s[i] == ',' && i > 0 && i + 1 < s.len &&
				       isdigit((unsigned char)s.s[i - 1]) &&
				       isdigit((unsigned char)s.s[i + 1])
				   ? '.'
				   : s.s[i]);
}

/* Is it a whole piece, or a word that is said otherwise? */
static bool
is_known(const struct ub_words *w, struct ub_slice s)
{
	struct ub_buf none = { 0 };
	bool known = tell_pair(&none, w, s) ||
		     match_any(&none, w, ub_word_piece, s, true, 0) > 0;

	for (size_t i = 0; !known && i < w->nswap; i++)
		known = ub_slice_is(s, w->swap[i].sv);
	ub_buf_free(&none);
	return known;
}

/* "Regi och kön" are two columns that a test is of. */
static void
copy_tested(struct ub_buf *b, const struct ub_words *w, struct ub_slice s,
    bool tested, int depth)
{
	static const char and[] = " och ";
	const char *at = memmem(s.s, s.len, and, sizeof(and) - 1);
	struct ub_slice rest, first = s;

	if (at != NULL) {
		rest.s = at + sizeof(and) - 1;
		rest.len = s.len - (size_t)(rest.s - s.s);
		first.len = (size_t)(at - s.s);
		tested |= is_known(w, first) && is_known(w, rest);
	}
	if (at == NULL || !tested) {
		copy(b, s);
		return;
	}
	s = first;
	tell(b, w, s, depth + 1);
	ub_buf_puts(b, " and ");
	tell(b, w, rest, depth + 1);
}

/* Is a piece of s what a test gives? */
static bool
is_tested(struct ub_slice s)
{
	struct ub_slice wild[WILD_MAX];

	for (size_t n; s.len > 0; s.s += n, s.len -= n) {
		struct ub_slice one = s;

		one.len = first_boundary(s);
		for (size_t i = 0; ub_word_result[i].sv != NULL; i++)
			if (match(ub_word_result[i].sv, one, true, wild) > 0)
				return true;
		n = one.len + 2 < s.len ? one.len + 2 : s.len;
	}
	return false;
}

/* The longest pieces that are known; what is not stays as it is. */
static void
tell(struct ub_buf *b, const struct ub_words *w, struct ub_slice s, int depth)
{
	bool tested = depth == 0 && is_tested(s);

	if (depth == DEPTH_MAX) {
		copy(b, s);
		return;
	}
	while (s.len > 0) {
		struct ub_slice one = s;

		for (; one.len > 0; one.len = boundary(s, one.len))
			if (tell_pair(b, w, one) ||
			    match_any(b, w, w->wild, one, true, depth) > 0 ||
			    match_any(b, w, ub_word_result, one, true, depth) >
				0 ||
			    match_any(b, w, ub_word_piece, one, true, depth) >
				0 ||
			    (depth > 0 && match_any(b, w, ub_word_listed, one,
					      true, depth) > 0))
				break;
		if (one.len == 0) {
			one.len = first_boundary(s);
			copy_tested(b, w, one, tested, depth);
		}
		s.s += one.len;
		s.len -= one.len;
		if (s.len == 0)
			break;
		ub_buf_add(b, s.s, 2); /* ", " */
		s.s += 2;
		s.len -= 2;
	}
}

/* Does a piece of it stand in the list as a whole? */
static void
tell_note(struct ub_buf *b, const struct ub_words *w, struct ub_slice s)
{
	const char *end;
	size_t len;

	while (s.len > 0) {
		len = match_any(b, w, ub_word_sentence, s, false, 0);
		if (len == 0) { /* to the end of the sentence */
			end = memmem(s.s, s.len, ". ", 2);
			len = end == NULL ? s.len : (size_t)(end - s.s) + 2;
			ub_buf_add(b, s.s, len);
		}
		s.s += len;
		s.len -= len;
	}
}

/* --- words that are said otherwise ---------------------------------------- */

static bool
is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The same letter, one of them perhaps a capital: of ASCII, or å ä ö. */
static bool
is_capital(const char *text, const char *word)
{
	if ((unsigned char)*word == 0xc3)
		return (unsigned char)text[0] == 0xc3 &&
		       (unsigned char)text[1] + 0x20 == (unsigned char)word[1];
	return *word >= 'a' && *word <= 'z' && *text == *word - 0x20;
}

static void
put_capital(struct ub_buf *b, const char *word)
{
	size_t n = (unsigned char)*word == 0xc3 ? 2 : 1;

	if (n == 2) {
		ub_buf_putc(b, word[0]);
		ub_buf_putc(b, (char)(word[1] - 0x20));
	} else {
		ub_buf_putc(b, *word >= 'a' && *word <= 'z'
				   ? (char)(*word - 0x20)
				   : *word);
	}
	ub_buf_puts(b, word + n);
}

/* Is there a whole word at text?  Its length. */
static size_t
swapped(struct ub_buf *b, const struct ub_words *w, const char *text)
{
	for (size_t i = 0; i < w->nswap; i++) {
		const char *from = w->swap[i].sv;
		size_t n = (unsigned char)*from == 0xc3 ? 2 : 1;
		size_t len = strlen(from);
		bool capital = is_capital(text, from);

		if ((!capital && strncmp(text, from, n) != 0) ||
		    strncmp(text + n, from + n, len - n) != 0 ||
		    is_letter(text[len]))
			continue;
		if (capital)
			put_capital(b, w->swap[i].en);
		else
			ub_buf_puts(b, w->swap[i].en);
		return len;
	}
	return 0;
}

void
ub_words_swap_in(const struct ub_words *w, char **text)
{
	struct ub_buf b = { 0 };
	const char *s = *text;
	bool inside = false;

	if (w == NULL || w->nswap == 0)
		return;
	ub_buf_puts(&b, "");
	while (*s != '\0') {
		size_t len = inside ? 0 : swapped(&b, w, s);

		if (len == 0) {
			ub_buf_putc(&b, *s);
			len = 1;
		}
		s += len;
		inside = is_letter(s[-1]);
	}
	free(*text);
	*text = b.s; /* freed with free() */
}

/* --- a table -------------------------------------------------------------- */

static void
tell_in(const struct ub_words *w, char **text, bool note)
{
	struct ub_buf b = { 0 };

	if (ub_words_english(w)) {
		ub_buf_puts(&b, "");
		if (note)
			tell_note(&b, w, ub_slice_of(*text));
		else
			tell(&b, w, ub_slice_of(*text), 0);
		free(*text);
		*text = b.s; /* freed with free() */
	}
	ub_words_swap_in(w, text);
}

void
ub_words_meta(const struct ub_words *w, struct ub_meta *m)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < m->nlabel; i++)
		tell_in(w, &m->label[i].text, false);
	for (size_t i = 0; i < m->nattr; i++) {
		struct ub_pair *p = &m->attr[i];

		if (strcmp(p->key, "note") == 0)
			tell_in(w, &p->value, true);
		else if (strcmp(p->key, "title") == 0 ||
			 strcmp(p->key, "unit") == 0)
			tell_in(w, &p->value, false);
	}
}
