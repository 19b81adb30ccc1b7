/* proposeshape.c - see proposal.h: the delimiter, the quotes, and where the
 * headings are. */
#include <stdlib.h>

#include "proposal.h"

enum {
	SAMPLE = 500, /* records that say what the delimiter is */
	BEHIND = 3,   /* records behind a quote, which then is none */
	TITLE = 3, /* fields of a table that a line with one may stand above */
	LINE_MAX_LEN = 16 * 1024 * 1024
};

/* How quotes are written. */
struct style {
	char quote; /* 0: they are text */
	bool escape;
};

struct shape {
	size_t n, field[SAMPLE];
	bool tail[SAMPLE];     /* the last field is empty */
	size_t filled[SAMPLE]; /* fields with something in them */
	bool lead[SAMPLE];     /* these are the first fields */
	uint64_t line[SAMPLE];
	size_t odd;       /* records */
	bool unclosed;    /* a quote is never closed */
	size_t quoted[2]; /* fields in quotes of either kind */
	size_t begun;     /* those that only begin with a double quote */
	uint64_t quote_line[2];
	size_t common,
	    even; /* fields of most records, and how many those are */
};

static const char quotes[2] = { '"', '\'' };

static void
most_common(struct shape *x)
{
	size_t i, k, n;

	x->common = x->even = 0;
	for (i = 0; i < x->n; i++) {
		for (k = n = 0; k < x->n; k++)
			n += x->field[k] == x->field[i];
		if (n > x->even || (n == x->even && x->field[i] > x->common)) {
			x->even = n;
			x->common = x->field[i];
		}
	}
}

static struct ub_csv_options
options(const struct ub_proposal *p, char delim, const struct style *y)
{
	return (struct ub_csv_options){ .delim = delim,
		.encoding = p->encoding,
		.level = ub_simd_level(),
		.max_line = LINE_MAX_LEN,
		.rows = p->rows,
		.quote = y->quote,
		.noquote = y->quote == '\0',
		.escape = y->escape,
		.cr = p->cr };
}

struct ub_csv_options
ub_proposal_options(const struct ub_proposal *p)
{
	struct style y = { p->quote, p->escape };

	return options(p, p->delim, &y);
}

/* Quotes around a field, as it stands. */
static void
count_quotes(struct shape *x, struct ub_slice f)
{
	size_t q;

	x->begun += f.s[0] == quotes[0] && f.s[f.len - 1] != quotes[0];
	for (q = 0; q < 2; q++) {
		if (f.len < 2 || f.s[0] != quotes[q] ||
		    f.s[f.len - 1] != quotes[q])
			continue;
		if (x->quoted[q]++ == 0)
			x->quote_line[q] = x->line[x->n];
	}
}

static void
sample(struct shape *x, const struct ub_csv_block *b, size_t r,
    struct ub_csv_fields *f)
{
	size_t n = b->odd == UB_CSV_FINE ? ub_csv_fields(b, r, f) : 0, i;

	x->odd += b->odd != UB_CSV_FINE;
	x->line[x->n] = ub_csv_line(b, r);
	x->tail[x->n] = n > 1 && f->field[n - 1].len == 0;
	x->filled[x->n] = 0;
	x->lead[x->n] = true;
	for (i = 0; i < n; i++) {
		if (f->field[i].len == 0)
			continue;
		x->lead[x->n] &= x->filled[x->n]++ == i;
		count_quotes(x, f->field[i]);
	}
	x->field[x->n++] = n;
}

/* The first records of text, cut at delim. */
static void
shape_of(struct shape *x, const struct ub_proposal *p, struct ub_slice text,
    char delim, const struct style *y)
{
	struct ub_csv_options o = options(p, delim, y);
	struct ub_bytes *in = ub_bytes_memory(text.s, text.len, 0);
	struct ub_csv *c = ub_csv_new(in, &o);
	struct ub_csv_fields f = { 0 };
	struct ub_csv_block b;
	enum ub_status st = UB_OK;
	struct ub_err e;
	size_t r;

	*x = (struct shape){ 0 };
	while (x->n < SAMPLE && (st = ub_csv_next(c, &b, &e)) == UB_OK)
		for (r = 0; r < b.n && x->n < SAMPLE; r++)
			if (!ub_proposal_blank(&b, r))
				sample(x, &b, r, &f);
	x->unclosed = st == UB_EDATA;
	ub_csv_fields_free(&f);
	ub_csv_free(c);
	ub_bytes_free(in);
	most_common(x);
}

/* Is a better than b?  Most records alike, then most fields. */
static bool
better(const struct shape *a, const struct shape *b)
{
	size_t even_a = a->common > 1 ? a->even * b->n : 0;
	size_t even_b = b->common > 1 ? b->even * a->n : 0;

	return even_a > even_b ||
	       (even_a == even_b && even_a > 0 && a->common > b->common);
}

/* --- quotes ------------------------------------------------------------------- */

/* Read with y in place of x, if that is better, or where the fields say so as
 * good. */
static bool
restyle(struct ub_proposal *p, struct shape *x, struct ub_slice text,
    struct style y, size_t quoted, uint64_t line)
{
	struct shape *try = ub_xmalloc(sizeof(*try));
	bool good;

	shape_of(try, p, text, p->delim, &y);
	/* behind a quote that is never closed nothing was read */
	good = x->unclosed  ? try->n >= x->n + BEHIND && try->even * 2 > try->n
	       : quoted > 0 ? !better(x, try)
			    : better(try, x);
	good = good && !try->unclosed && try->odd == 0 && try->common > 1 &&
	       try->even > 1;
	if (good) {
		p->odd_before = x->odd + x->unclosed;
		p->quote = y.quote;
		p->escape = y.escape;
		p->quoted = quoted;
		p->quote_line = line;
		*x = *try;
	}
	free(try);
	return good;
}

/* The line of the first backslash; 0: there is none. */
static uint64_t
backslash(struct ub_slice text)
{
	const char *at = text.len == 0 ? NULL : memchr(text.s, '\\', text.len);
	uint64_t n = 1;
	const char *s;

	if (at == NULL)
		return 0;
	for (s = text.s; s < at; s++)
		n += *s == '\n';
	return n;
}

/*
 * Double quotes, doubled within, unless that leaves records that cannot be
 * read, or all that stands in quotes stands in others.
 */
static void
decide_quotes(struct ub_proposal *p, struct shape *x, struct ub_slice text)
{
	struct shape *raw = ub_xmalloc(sizeof(*raw));
	struct style none = { '\0', false };
	uint64_t line = backslash(text);
	bool done = false;

	shape_of(raw, p, text, p->delim, &none);
	if (line > 0 && (x->odd > 0 || x->unclosed || x->even < x->n))
		done =
		    restyle(p, x, text, (struct style){ '"', true }, 0, line);
	if (!done && raw->quoted[0] == 0 && raw->quoted[1] > 1 &&
	    raw->quoted[1] * 2 >= x->n)
		done = restyle(p, x, text, (struct style){ '\'', false },
		    raw->quoted[1], raw->quote_line[1]);
	if (!done && raw->quoted[0] == 0 &&
	    (x->unclosed || (x->odd > 0 && raw->begun == 0)))
		(void)restyle(p, x, text, none, 0, 0);
	free(raw);
}

/* --- the heading line ---------------------------------------------------------- */

/* Fields with something in them, in half of the records or more. */
static size_t
typical(const struct shape *x)
{
	size_t i, k, n, all, best = 0;

	for (i = 0; i < x->n; i++) {
		if (x->field[i] != x->common || x->filled[i] <= best)
			continue;
		for (k = n = all = 0; k < x->n; k++) {
			all += x->field[k] == x->common;
			n += x->field[k] == x->common &&
			     x->filled[k] >= x->filled[i];
		}
		if (n * 2 >= all)
			best = x->filled[i];
	}
	return best;
}

static size_t
next_even(const struct shape *x, size_t i)
{
	for (i++; i < x->n && x->field[i] != x->common; i++)
		;
	return i;
}

/* A title above the table, which a spreadsheet gave as many fields as others. */
static bool
title_like(const struct shape *x, size_t i, size_t usual, bool titled)
{
	size_t next = next_even(x, i);

	if (next == x->n || usual < TITLE)
		return false;
	/* headings may be empty all of them */
	if (x->filled[i] == 0)
		return titled || (x->filled[next] == 1 && x->lead[next]);
	return (x->filled[i] == 1 && x->lead[i]) ||
	       (x->filled[i] == 2 && x->lead[i] && x->common > 2 * TITLE - 2 &&
		   (x->filled[next] == x->common || x->filled[next] == 0));
}

/* Does a delimiter end all lines, or the heading line and not the others, or
 * the others and not that? */
static void
find_trailing(struct ub_proposal *p, const struct shape *x, size_t head)
{
	size_t i, all = 0;

	for (i = head + 1; i < x->n; i++) {
		all += x->field[i] == x->common;
		p->tails += x->tail[i] && x->field[i] == x->common;
	}
	p->head_tail = head < x->n && x->tail[head];
	p->trailing |= x->n > head + 1 && x->common > 1 && p->head_tail &&
		       x->field[head] == x->common && all > 0 &&
		       p->tails == all;
}

/* Which of the first records has the headings?  The first that has as many fields
 * as most; but where a delimiter ends either all records or the heading line, and
 * not the other, that is the first. */
static size_t
find_heading(struct ub_proposal *p, const struct shape *x)
{
	size_t i, tails = 0, usual = typical(x);

	for (i = 1; i < x->n; i++)
		tails += x->tail[i] && x->field[i] == x->common;
	if (x->n > 1 && x->common > 1 &&
	    ((x->field[0] + 1 == x->common && tails == x->even) ||
		(x->field[0] == x->common + 1 && x->tail[0]))) {
		p->trailing = true;
		find_trailing(p, x, 0);
		return 0;
	}
	/* of lines of which none is like another the first is the headings: a
	 * draft that took a record for these would show it */
	for (i = 0; x->even > 1 && i < x->n && x->field[i] != x->common; i++)
		;
	while (i < x->n && title_like(x, i, usual, p->titled)) {
		p->titled = true;
		i = next_even(x, i);
	}
	find_trailing(p, x, i);
	return i;
}

void
ub_proposal_shape(struct ub_proposal *p, struct ub_slice head, bool whole)
{
	static const char delims[] = ",;\t|";
	const struct style usual = { '"', false };
	struct shape *x = ub_xcalloc(2, sizeof(*x));
	size_t i;

	/* a record that is cut off says nothing */
	if (!whole)
		while (head.len > 0 &&
		       head.s[head.len - 1] != (p->cr ? '\r' : '\n'))
			head.len--;
	if (!p->told)
		p->delim = delims[0];
	p->quote = '"';
	shape_of(&x[0], p, head, p->delim, &usual);
	for (i = 1; !p->told && delims[i] != '\0'; i++) {
		shape_of(&x[1], p, head, delims[i], &usual);
		if (better(&x[1], &x[0])) {
			x[0] = x[1];
			p->delim = delims[i];
		}
	}
	if (!whole)
		x[0].unclosed = false;
	if (!p->rows)
		decide_quotes(p, x, head);
	p->sampled = x->n;
	p->even = x->even;
	i = find_heading(p, x);
	p->heading = i < x->n ? x->line[i] : 1;
	p->preamble = i > 0 ? p->heading - 1 : 0;
	free(x);
}
