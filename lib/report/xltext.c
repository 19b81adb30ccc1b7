/* xltext.c - see xltext.h. */
#include <ctype.h>
#include <strings.h>

#include "../base/unicode.h"
#include "xltext.h"

enum {
	TABLE_NAME_MAX = 200, /* bytes; Excel takes 255 characters */
	URL_MAX = 1000        /* and 2079, when they are escaped */
};

size_t
ub_xl_line(const char *text, size_t width, size_t *shown)
{
	size_t i = 0, best = 0, used = 0;

	while (text[i] != '\0') {
		if (text[i] == '\n') {
			*shown = i;
			return i + 1;
		}
		if (text[i] == ' ')
			best = i;
		used += ub_width(text + i, ub_ustep(text + i));
		if (used > width && best > 0) {
			*shown = best;
			return best + 1;
		}
		i += ub_ustep(text + i);
	}
	*shown = i;
	return i;
}

size_t
ub_xl_lines(const char *text, size_t width)
{
	size_t n = 0, shown, step;

	/* no text has more columns than bytes */
	if (strlen(text) <= width && strchr(text, '\n') == NULL)
		return 1;
	while ((step = ub_xl_line(text, width, &shown)) > 0) {
		/* a word longer than the line is broken anywhere */
		n += (ub_width(text, shown) + width - 1) / width;
		n += shown == 0;
		text += step;
	}
	return n == 0 ? 1 : n;
}

void
ub_xl_escape(struct ub_buf *b, const char *s)
{
	size_t n;

	for (; *(s += (n = strcspn(s, "&<>"), ub_buf_add(b, s, n), n)) != '\0';
	     s++)
		ub_buf_puts(b, *s == '&'   ? "&amp;"
			       : *s == '<' ? "&lt;"
					   : "&gt;");
}

static bool
is_escape(const char *s)
{
	int i;

	for (i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)s[i]))
			return false;
	return s[6] == '_';
}

const char *
ub_xl_literal(struct ub_buf *scratch, const char *text)
{
	const char *at = strstr(text, "_x"), *from = text;

	if (at == NULL)
		return text;
	ub_buf_clear(scratch);
	for (; at != NULL; at = strstr(at + 1, "_x")) {
		if (!is_escape(at))
			continue;
		ub_buf_add(scratch, from, (size_t)(at - from));
		ub_buf_puts(scratch, "_x005F");
		from = at;
	}
	ub_buf_puts(scratch, from);
	return scratch->s;
}

void
ub_xl_target(struct ub_buf *b, const char *sheet)
{
	ub_buf_puts(b, "internal:'");
	for (; *sheet != '\0'; sheet++) {
		ub_buf_putc(b, *sheet);
		if (*sheet == '\'')
			ub_buf_putc(b, *sheet);
	}
	ub_buf_puts(b, "'!A1");
}

bool
ub_xl_web(struct ub_buf *b, const char *text)
{
	const char *from = strstr(text, "https://");
	size_t len;

	if (from == NULL)
		from = strstr(text, "http://");
	if (from == NULL)
		return false;
	len = strcspn(from, " \t\n<>\"");
	while (len > 0 && strchr(".,;:)]", from[len - 1]) != NULL)
		len--; /* of the sentence around it */
	if (len <= sizeof("https://") || len > URL_MAX)
		return false;
	ub_buf_add(b, from, len);
	return true;
}

static bool
is_taken(const char *name, char *const *taken, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcasecmp(taken[i], name) == 0)
			return true;
	return false;
}

char *
ub_xl_table_name(const char *want, char *const *taken, size_t n)
{
	struct ub_buf b = { 0 }, folded = { 0 };
	size_t stem, step, copy = 1;
	const char *p;

	/* folded, so that ASCII's case is the only one left to compare */
	ub_casefold(&folded, want, strlen(want));
	ub_buf_puts(&b, "t_");
	for (p = folded.s; p != NULL && *p != '\0'; p += step) {
		step = ub_ustep(p);
		if (b.len + step > TABLE_NAME_MAX)
			break;
		if (isalnum((unsigned char)*p) || ub_name_valid(p, step))
			ub_buf_add(&b, p, step);
		else
			ub_buf_putc(&b, '_');
	}
	ub_buf_free(&folded);
	for (stem = b.len; is_taken(b.s, taken, n);) {
		b.len = stem;
		ub_buf_printf(&b, "_%zu", ++copy);
	}
	return b.s;
}
