/* layout.c - see layout.h. */
#include "layout.h"

#include "../base/unicode.h"

enum { HEADING_LINES = 3, WORD_MAX = 20 };

/* Bytes of s that fit in width. */
static size_t
fitting(const char *s, size_t len, size_t width)
{
	size_t at = 0, used = 0, n;

	while (at < len) {
		n = ub_ustep(s + at);
		used += ub_width(s + at, n);
		if (used > width)
			break;
		at += n;
	}
	return at;
}

size_t
ub_layout_clip(struct ub_buf *b, const char *s, size_t len, size_t width)
{
	size_t w = ub_width(s, len);

	if (w <= width) {
		ub_buf_add(b, s, len);
		return w;
	}
	len = width < 2 ? 0 : fitting(s, len, width - 1);
	ub_buf_add(b, s, len);
	ub_buf_puts(b, "…");
	return ub_width(s, len) + 1;
}

size_t
ub_layout_wrap(struct ub_buf *b, const char *s, size_t width)
{
	size_t lines = 1, used = 0, len, w;

	if (width == 0)
		width = 1;
	for (s += strspn(s, " "); *s != '\0'; s += strspn(s, " ")) {
		len = strcspn(s, " ");
		if (ub_width(s, len) > width) {
			len = fitting(s, len, width);
			if (len == 0)
				len = ub_ustep(s);
		}
		w = ub_width(s, len);
		if (used > 0 && used + 1 + w > width) {
			ub_buf_putc(b, '\n');
			lines++;
			used = 0;
		} else if (used > 0) {
			ub_buf_putc(b, ' ');
			used++;
		}
		ub_buf_add(b, s, len);
		used += w;
		s += len;
	}
	return lines;
}

size_t
ub_layout_heading(const char *s)
{
	size_t third =
	    (ub_width(s, strlen(s)) + HEADING_LINES - 1) / HEADING_LINES;
	size_t best = 0, len, w;

	while (*s != '\0') {
		len = strcspn(s, " ");
		w = ub_width(s, len);
		if (w > best)
			best = w;
		s += len + (s[len] != '\0');
	}
	if (best > WORD_MAX)
		best = WORD_MAX;
	return third > best ? third : best;
}

static size_t
total_of(const struct ub_layout_col *col, size_t n)
{
	size_t sum = (n - 1) * UB_LAYOUT_GAP;

	for (size_t c = 0; c < n; c++)
		sum += col[c].width + col[c].extra;
	return sum;
}

/* The widest column that may become narrower, or n. */
static size_t
widest(const struct ub_layout_col *col, size_t n)
{
	size_t best = n;

	for (size_t c = 0; c < n; c++)
		if (col[c].text && col[c].width > UB_LAYOUT_SMALL &&
		    (best == n || col[c].width > col[best].width))
			best = c;
	return best;
}

size_t
ub_layout_fit(struct ub_layout_col *col, size_t n, size_t total)
{
	size_t c, sum = total_of(col, n);

	if (total == 0)
		return n;
	while (sum > total && (c = widest(col, n)) < n) {
		col[c].width--;
		sum--;
	}
	while (n > 1 && total_of(col, n) > total)
		n--;
	return n;
}
