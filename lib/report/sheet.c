/* sheet.c - see sheet.h. */
#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "../base/simd.h"
#include "../base/unicode.h"
#include "sheet.h"
#include "symbol.h"

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

void
ub_sheet_free(struct ub_sheet *s)
{
	size_t i;

	for (i = 0; i < s->ncol; i++) {
		free(s->col[i].name);
		free(s->col[i].heading);
	}
	free(s->col);
	free(s->cell);
	free(s->table);
	free(s->name);
	free(s->title);
	free(s->english);
	free(s->note);
	free(s->notes);
	free(s->source);
	free(s->unit);
	free(s->figure);
	for (i = 0; i < s->nbrk; i++) {
		free(s->brk[i].column);
		free(s->brk[i].when);
		free(s->brk[i].why);
	}
	free(s->brk);
	ub_buf_free(&s->text);
	memset(s, 0, sizeof(*s));
}

void
ub_sheet_keep(struct ub_sheet *s, const bool *keep)
{
	size_t r, c, to = 0, cols = 0;

	for (r = 0; r < s->nrow; r++)
		for (c = 0; c < s->ncol; c++)
			if (keep[c])
				s->cell[to++] = s->cell[r * s->ncol + c];
	for (c = 0; c < s->ncol; c++) {
		if (keep[c]) {
			s->col[cols++] = s->col[c];
			continue;
		}
		free(s->col[c].name);
		free(s->col[c].heading);
	}
	s->ncol = cols;
}

void
ub_sheet_none(struct ub_sheet *s)
{
	size_t c;

	s->cell = ub_xreallocarray(s->cell, s->ncol, sizeof(*s->cell));
	for (c = 0; c < s->ncol; c++) {
		s->cell[c] = (struct ub_cell){ .at = s->text.len,
			.kind = c == 0 ? UB_CELL_TEXT : UB_CELL_SIGN,
			.reason = c == 0 ? 0 : UB_MISS_EMPTY };
		ub_buf_puts(&s->text, c == 0
					  ? ub_say(s->words, "Inga uppgifter")
					  : ub_symbol_sign(UB_MISS_EMPTY));
		ub_buf_add(&s->text, "", 1);
	}
	s->nrow = 1;
	if (s->ncol > 1)
		s->reasons |= 1;
}

void
ub_sheet_clear(struct ub_sheet *s)
{
	s->nrow = 0;
	ub_buf_clear(&s->text);
}

bool
ub_sheet_total(const struct ub_sheet *s, size_t row)
{
	size_t c;

	for (c = 0; c < s->nkey; c++)
		if (ub_sheet_cell(s, row, c)->reason == 't')
			return true;
	return false;
}

bool
ub_sheet_has(const struct ub_sheet *s, enum ub_type t)
{
	size_t c;

	for (c = 0; c < s->ncol; c++)
		if (s->col[c].type == t && s->col[c].role != UB_ROLE_HIDDEN)
			return true;
	return false;
}

static char
reason_of(int bit)
{
	return bit == 0 ? UB_MISS_EMPTY : (char)('a' + bit - 1);
}

/* The meanings of the reasons from bit on that have the same sign. */
static void
sign_line(struct ub_buf *b, const struct ub_words *w, uint32_t reasons, int bit)
{
	const char *sign = ub_say_sign(w, reason_of(bit));
	const char *meaning, *last = "";

	ub_buf_puts(b, sign);
	for (; bit <= 26; bit++) {
		meaning = ub_say(w, ub_symbol_meaning(reason_of(bit)));
		if (!(reasons >> bit & 1) || strcmp(meaning, last) == 0 ||
		    strcmp(ub_say_sign(w, reason_of(bit)), sign) != 0)
			continue;
		ub_buf_puts(b, last[0] == '\0' ? " = " : "; ");
		ub_buf_puts(b, meaning);
		last = meaning;
	}
	ub_buf_putc(b, '\n');
}

void
ub_signs_text(struct ub_buf *b, const struct ub_words *w, uint32_t reasons)
{
	const char *sign;
	int bit, before;

	for (bit = 0; bit <= 26; bit++) {
		if (!(reasons >> bit & 1))
			continue;
		sign = ub_say_sign(w, reason_of(bit));
		for (before = 0; before < bit; before++)
			if ((reasons >> before & 1) &&
			    strcmp(sign, ub_say_sign(w, reason_of(before))) ==
				0)
				break;
		if (before == bit)
			sign_line(b, w, reasons, bit);
	}
}

void
ub_signs_other(struct ub_buf *b, const struct ub_words *w, uint32_t reasons)
{
	const char *text, *last = "";

	for (int bit = 0; bit <= 26; bit++) {
		text = ub_say_other(w, ub_symbol_meaning(reason_of(bit)));
		if (!(reasons >> bit & 1) || text[0] == '\0' ||
		    strcmp(text, last) == 0)
			continue;
		ub_buf_printf(b, "%s%s = %s",
		    last[0] == '\0' ? ub_say(w, "In English: ") : "; ",
		    ub_say_sign(w, reason_of(bit)), text);
		last = text;
	}
	if (last[0] != '\0')
		ub_buf_putc(b, '\n');
}

bool
ub_sheet_same_name(const char *a, const char *b)
{
	struct ub_buf x = { 0 }, y = { 0 };
	bool same;

	ub_casefold(&x, a, strlen(a));
	ub_casefold(&y, b, strlen(b));
	same = x.len == y.len && (x.len == 0 || memcmp(x.s, y.s, x.len) == 0);
	ub_buf_free(&x);
	ub_buf_free(&y);
	return same;
}

bool
ub_sheet_line(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			return false;
	return text[0] != '\0' && ub_utf8_valid(text, strlen(text)) &&
	       strstr(text, "\xef\xbf\xbe") == NULL &&
	       strstr(text, "\xef\xbf\xbf") == NULL;
}

void
ub_sheet_tidy(char *text)
{
	char *p;

	for (p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	for (p = text; (p = strstr(p, "\xef\xbf")) != NULL; p += 2)
		if ((unsigned char)p[2] >= 0xbe)
			p[2] = (char)0xbd;
}

const char *
ub_sheet_reference(const char *text, const char **number, size_t *len)
{
	for (; (text = strstr(text, "[not")) != NULL; text++) {
		*number = text + 4 + (text[4] == 'e');
		if (**number != ' ')
			continue;
		*number += 1;
		*len = strspn(*number, "0123456789");
		if (*len > 0 && (*number)[*len] == ']')
			return text;
	}
	return NULL;
}

void
ub_sheet_plain(struct ub_buf *b, const char *text)
{
	const char *from, *number;
	size_t len;

	while ((from = ub_sheet_reference(text, &number, &len)) != NULL) {
		while (from > text && from[-1] == ' ')
			from--;
		ub_buf_add(b, text, (size_t)(from - text));
		text = number + len + 1;
	}
	ub_buf_puts(b, text);
}

size_t
ub_utf16_len(const char *s, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80; /* not a rest */
	for (i = 0; i < len; i++)
		n += (unsigned char)s[i] >= 0xf0; /* a pair */
	return n;
}

/* --- names ------------------------------------------------------------- */

/* UTF-16 units of the code point at s. */
static size_t
units(const char *s)
{
	return (unsigned char)*s >= 0xf0 ? 2 : 1;
}

/* Append what of want a sheet may be called, at most max units. */
static void
clean_name(struct ub_buf *b, const char *want, size_t max)
{
	size_t step, used = 0;

	ub_buf_add(b, "", 0);
	for (; *want != '\0'; want += step) {
		step = ub_ustep(want);
		if (used + units(want) > max)
			break;
		if (strchr("[]:*?/\\#", *want) != NULL ||
		    strncmp(want, "\xef\xbf\xbe", 3) == 0 || /* not XML */
		    strncmp(want, "\xef\xbf\xbf", 3) == 0 ||
		    (unsigned char)*want < ' ' ||
		    (b->len == 0 && (*want == '\'' || *want == ' ')))
			continue;
		ub_buf_add(b, want, step);
		used += units(want);
	}
	while (
	    b->len > 0 && (b->s[b->len - 1] == '\'' || b->s[b->len - 1] == ' '))
		b->s[--b->len] = '\0';
}

/*
 * The library writes such a name without quotes where a formula refers to it,
 * and Excel then reads "2016" or "tab1" as something else.
 */
static bool
needs_word(const char *s)
{
	size_t alpha, digits, i;

	for (i = 0; s[i] != '\0'; i++)
		if (!isalnum((unsigned char)s[i]) && s[i] != '_' && s[i] != '.')
			return false; /* gets its quotes */
	if (!isalpha((unsigned char)s[0]) && s[0] != '_')
		return true;
	if (strcasecmp(s, "true") == 0 || strcasecmp(s, "false") == 0)
		return true;
	alpha = strspn(s, letters);
	digits = strspn(s + alpha, "0123456789");
	if (s[alpha + digits] == '\0')
		return (digits > 0 && alpha <= 3) ||
		       (alpha == 1 && strchr("RrCc", s[0]) != NULL);
	/* R1C1 */
	return strchr("RrCc", s[0]) != NULL &&
	       s[strspn(s, "RrCc0123456789")] == '\0';
}

static bool
is_taken(const char *name, const char *const *taken, size_t n)
{
	struct ub_buf a = { 0 }, b = { 0 };
	bool yes = false;
	size_t i;

	ub_casefold(&a, name, strlen(name));
	for (i = 0; i < n && !yes; i++) {
		ub_buf_clear(&b);
		ub_casefold(&b, taken[i], strlen(taken[i]));
		yes = a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
	}
	ub_buf_free(&a);
	ub_buf_free(&b);
	return yes;
}

void
ub_sheet_set_name(
    struct ub_sheet *s, const char *want, const char *const *taken, size_t n)
{
	struct ub_buf b = { 0 }, stem = { 0 }, tail = { 0 };
	unsigned i;

	clean_name(&b, want, UB_SHEET_NAME_MAX);
	/* Excel keeps History for itself */
	if (b.len == 0 || strcasecmp(b.s, "history") == 0 || needs_word(b.s))
		ub_buf_puts(
		    &stem, ub_say(s->words, b.len == 0 ? "Tabell" : "Tabell "));
	ub_buf_add(&stem, b.s, b.len);
	for (i = 1; i == 1 || is_taken(b.s, taken, n); i++) {
		ub_buf_clear(&tail);
		if (i > 1)
			ub_buf_printf(&tail, " (%u)", i);
		ub_buf_clear(&b);
		clean_name(&b, stem.s, UB_SHEET_NAME_MAX - tail.len);
		ub_buf_add(&b, tail.s == NULL ? "" : tail.s, tail.len);
	}
	free(s->name);
	s->name = ub_xstrdup(b.s);
	ub_buf_free(&b);
	ub_buf_free(&stem);
	ub_buf_free(&tail);
}
