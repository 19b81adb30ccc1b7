/* csv.c - see csv.h. */
#include <stdlib.h>

#include "ahead.h"
#include "arbiter.h"
#include "csv.h"
#include "csvindex.h"
#include "escaped.h"

enum { BLOCK = 128 * 1024, MARK_LEN = 3 };

struct ub_csv {
	struct ub_bytes *in;
	struct ub_csv_options o;

	char *buf; /* UTF-8, cap bytes and UB_SIMD_PAD more */
	size_t cap;
	size_t start; /* of the first record not handed out */
	size_t next;  /* the same after the block that is out */
	size_t len;
	size_t shown;           /* what is behind it may be the footer */
	struct ub_ahead *ahead; /* NULL: read at once, there is nothing to do */
	uint64_t line;          /* of buf[start] */
	uint64_t nextline;      /* of buf[next] */
	bool begun, ended, bom;

	uint32_t *sep, *end; /* each one more entry before the first */
	uint8_t *special;
	size_t indexcap;
	struct ub_arbiter *arbiter; /* NULL until the first odd record */
	struct ub_escaped *escaped; /* NULL where libcsv is the arbiter */
	bool single;                /* records one by one: see the options */
};

struct ub_csv *
ub_csv_new(struct ub_bytes *in, const struct ub_csv_options *o)
{
	struct ub_csv *c = ub_xcalloc(1, sizeof(*c));

	c->in = in;
	c->o = *o;
	if (c->o.block == 0)
		c->o.block = BLOCK;
	c->line = c->nextline = 1;
	if (c->o.quote == '\0')
		c->o.quote = '"';
	if (c->o.noquote || c->o.escape)
		c->escaped = ub_escaped_new(
		    c->o.delim, c->o.noquote ? '\0' : c->o.quote, c->o.escape);
	c->single = c->o.arbiter || c->escaped != NULL || c->o.quote != '"';
	return c;
}

void
ub_csv_free(struct ub_csv *c)
{
	if (c == NULL)
		return;
	ub_arbiter_free(c->arbiter);
	ub_escaped_free(c->escaped);
	ub_ahead_free(c->ahead);
	free(c->buf);
	free(c->sep);
	free(c->end);
	free(c->special);
	free(c);
}

bool
ub_csv_bom(const struct ub_csv *c)
{
	return c->bom;
}

static uint64_t
count_lf(const char *p, const char *end)
{
	uint64_t n = 0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		n++;
		p++;
	}
	return n;
}

uint64_t
ub_csv_line(const struct ub_csv_block *b, size_t r)
{
	if (!b->multiline)
		return b->line + r;
	return b->line + count_lf(ub_csv_record(b, 0).s, ub_csv_record(b, r).s);
}

size_t
ub_csv_fields(const struct ub_csv_block *b, size_t r, struct ub_csv_fields *f)
{
	const uint32_t *end = b->end + r;
	size_t first = (size_t)(uint32_t)(end[-1] + 1), n, i, from, to;
	char *dst;

	n = b->parsed ? b->nfield : end[0] - first + 1;
	if (n > f->cap) {
		f->field = ub_xreallocarray(f->field, n, sizeof(*f->field));
		f->cap = n;
	}
	if (b->parsed) {
		memcpy(f->field, b->field, n * sizeof(*f->field));
		return n;
	}
	ub_buf_clear(&f->text);
	ub_buf_reserve(&f->text, ub_csv_record(b, r).len);
	dst = f->text.s;
	for (i = 0; i < n; i++) {
		from = (uint32_t)(b->sep[(ptrdiff_t)(first + i) - 1] + 1);
		to = b->sep[first + i];
		if (i + 1 == n && to > from && b->base[to - 1] == '\r')
			to--;
		f->field[i] = ub_csv_unquote(b->base + from, to - from, dst);
		dst += to - from;
	}
	return n;
}

void
ub_csv_fields_free(struct ub_csv_fields *f)
{
	free(f->field);
	ub_buf_free(&f->text);
}

static void
reserve(struct ub_csv *c, size_t want)
{
	/* one byte for the LF that ends a file without one */
	size_t need = c->len + want + 1;

	if (need > c->cap) {
		c->cap = need;
		c->buf = ub_xrealloc(c->buf, c->cap + UB_SIMD_PAD);
	}
	if (need + UB_SIMD_PAD > c->indexcap) {
		c->indexcap = need + UB_SIMD_PAD;
		free(c->sep);
		free(c->end);
		free(c->special);
		c->special = ub_xmalloc(c->indexcap + 2);
		c->sep = ub_xmalloc((c->indexcap + 1) * sizeof(*c->sep));
		c->end = ub_xmalloc((c->indexcap + 1) * sizeof(*c->end));
	}
}

void
ub_csv_exchange(char *p, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (p[i] == '\r' || p[i] == '\n')
			p[i] ^= '\r' ^ '\n';
}

static bool
blank_line(const char *s, size_t len)
{
	return len == 1 || (len == 2 && s[0] == '\r');
}

/* Where the row begins that ends before buf[end]: a line end within quotes is
 * none. */
static size_t
row_start(const struct ub_csv *c, size_t end)
{
	bool quoted = false;
	size_t i;

	for (i = end - 1; i > c->start; i--) {
		if (c->buf[i - 1] == '\n' && !quoted)
			return i;
		quoted ^= c->buf[i - 1] == '"';
	}
	return c->start;
}

/* Where the line begins that ends before buf[end]. */
static size_t
line_start(const struct ub_csv *c, size_t end)
{
	const char *lf = NULL;

	if (c->o.rows && end > c->start)
		return row_start(c, end);
	if (end > c->start + 1)
		lf = memrchr(c->buf + c->start, '\n', end - 1 - c->start);
	return lf == NULL ? c->start : (size_t)(lf - c->buf) + 1;
}

/* The end of the first line of s, or NULL when it is not there. */
static const char *
line_end(const struct ub_csv *c, const char *s, size_t len)
{
	bool quoted = false;
	size_t i;

	if (!c->o.rows)
		return memchr(s, '\n', len);
	for (i = 0; i < len; i++) {
		if (s[i] == '\n' && !quoted)
			return s + i;
		quoted ^= s[i] == '"';
	}
	return NULL;
}

/* What may be handed out: all but as many lines as the footer has. */
static void
hold(struct ub_csv *c)
{
	size_t left = c->o.footer, from;

	c->shown = c->len;
	if (left == 0)
		return;
	if (c->len > c->start && c->buf[c->len - 1] != '\n')
		c->shown = line_start(c, c->len);
	for (; left > 0 && c->shown > c->start; c->shown = from) {
		from = line_start(c, c->shown);
		left -= !blank_line(c->buf + from, c->shown - from);
	}
	if (left > 0)
		c->shown = c->start;
}

static enum ub_status
fill(struct ub_csv *c, struct ub_err *e)
{
	size_t want = c->o.block, left = c->len - c->start, got;
	enum ub_status st;

	if (c->start > 0 && left > 0)
		memmove(c->buf, c->buf + c->start, left);
	c->start = c->next = 0;
	c->len = left;
	/* a record that does not fit is indexed anew: let it double */
	if (left > want)
		want = left;
	reserve(c, want);
	if (c->ahead != NULL)
		st = ub_ahead_read(c->ahead, c->buf + c->len, want, &got, e);
	else
		st = ub_bytes_read(c->in, c->buf + c->len, want, &got, e);
	if (c->o.cr)
		ub_csv_exchange(c->buf + c->len, got);
	c->len += got;
	if (st != UB_OK)
		return st;
	if (got == 0) {
		c->ended = true;
		if (c->len > 0 && c->buf[c->len - 1] != '\n')
			c->buf[c->len++] = '\n';
	}
	hold(c);
	return UB_OK;
}

/* The first bytes: a mark is skipped, or tells that the encoding is wrong. */
static enum ub_status
begin(struct ub_csv *c, struct ub_err *e)
{
	enum ub_status st;
	char mark[MARK_LEN * UB_DECODE_GROWTH];
	size_t n = MARK_LEN;
	bool packed;

	c->begun = true;
	if (c->o.rows)
		return UB_OK;
	if ((st = ub_bytes_packed(c->in, &packed, e)) != UB_OK)
		return st;
	if (packed || c->o.encoding != UB_ENC_UTF8)
		c->ahead = ub_ahead_new(c->in, c->o.encoding);
	while (!c->ended && c->len < sizeof(mark))
		if ((st = fill(c, e)) != UB_OK)
			return st;
	if (c->len >= 4 && (memcmp(c->buf, "\xff\xfe", 2) == 0 ||
			       memcmp(c->buf, "\xfe\xff", 2) == 0 ||
			       memcmp(c->buf, "\xc3\xbf\xc3\xbe", 4) == 0 ||
			       memcmp(c->buf, "\xc3\xbe\xc3\xbf", 4) == 0))
		return ub_fail_at(e, UB_EDATA, ub_bytes_name(c->in), 1,
		    "utf-16, not %s", ub_encoding_name(c->o.encoding));
	memcpy(mark, "\xef\xbb\xbf", MARK_LEN);
	if (!ub_encoding_marked(c->o.encoding))
		n = ub_decode(UB_ENC_ISO_8859_1, mark, "\xef\xbb\xbf", n);
	if (c->len < n || memcmp(c->buf, mark, n) != 0)
		return UB_OK;
	if (!ub_encoding_marked(c->o.encoding))
		return ub_fail_at(e, UB_EDATA, ub_bytes_name(c->in), 1,
		    "begins with the mark of utf-8, not %s",
		    ub_encoding_name(c->o.encoding));
	c->bom = true;
	c->start = n;
	hold(c);
	return UB_OK;
}

/*
 * The record at start, byte by byte, as libcsv goes through it.  True when
 * its end is there: at *end, which is its LF.  *odd is what libcsv is not
 * to decide: it takes a CR for the end of a record, and in some places keeps
 * what follows a closing quote.
 */
static bool
scan(const struct ub_csv *c, size_t *end, enum ub_csv_odd *odd)
{
	const char quote = c->o.quote;
	enum { BEGIN, PLAIN, QUOTED, CLOSED } state = BEGIN;
	size_t i;

	*odd = UB_CSV_FINE;
	for (i = c->start; i < c->shown; i++) {
		char b = c->buf[i];

		if (state == QUOTED) {
			if (b == quote)
				state = CLOSED;
		} else if (b == '\n') {
			*end = i;
			return true;
		} else if (b == c->o.delim) {
			state = BEGIN;
		} else if (b == quote && state != PLAIN) {
			state = QUOTED;
		} else if (b == '\r') {
			if (i + 1 == c->shown)
				return false;
			if (c->buf[i + 1] != '\n' && *odd == UB_CSV_FINE)
				*odd = UB_CSV_CR;
			state = PLAIN;
		} else {
			if (state == CLOSED && *odd == UB_CSV_FINE)
				*odd = UB_CSV_AFTER;
			state = PLAIN;
		}
	}
	return false;
}

/* Hand out the one record at start that ends with the LF at end. */
static void
one(struct ub_csv *c, size_t end, enum ub_csv_odd odd, struct ub_csv_block *b)
{
	const char *s = c->buf + c->start;

	if (c->escaped != NULL) {
		ub_escaped_fields(c->escaped, &b->field, &b->nfield);
	} else {
		if (c->arbiter == NULL)
			c->arbiter = ub_arbiter_new(c->o.delim, c->o.quote);
		if (odd == UB_CSV_FINE &&
		    !ub_arbiter_parse(c->arbiter, s, end + 1 - c->start,
			&b->field, &b->nfield))
			odd = UB_CSV_STRAY;
	}
	c->sep[1] = (uint32_t)end;
	c->end[1] = 0;
	b->n = 1;
	b->multiline = !c->o.rows;
	b->unsure = true;
	c->special[0] = UB_CSV_QUOTE | UB_CSV_OTHER;
	b->parsed = true;
	b->odd = odd;
	c->next = end + 1;
}

static void
hand_out(struct ub_csv *c, struct ub_csv_block *b)
{
	b->base = c->buf;
	b->line = c->line;
	c->sep[0] = (uint32_t)c->start - 1;
	c->end[0] = UINT32_MAX;
	b->sep = c->sep + 1;
	b->end = c->end + 1;
	b->special = c->special;
	c->nextline = c->line + b->n;
	if (b->multiline)
		c->nextline =
		    c->line + count_lf(c->buf + c->start, c->buf + c->next);
}

static bool
find_end(const struct ub_csv *c, size_t *end, enum ub_csv_odd *odd)
{
	if (c->escaped == NULL)
		return scan(c, end, odd);
	if (!ub_escaped_record(
		c->escaped, c->buf + c->start, c->shown - c->start, end, odd))
		return false;
	*end += c->start;
	return true;
}

/* The records that lie whole in the buffer; b->n is 0 when there are none. */
static void
cut(struct ub_csv *c, struct ub_csv_block *b)
{
	struct ub_csv_index x = {
		.sep = c->sep + 1, .end = c->end + 1, .special = c->special
	};
	enum ub_csv_odd odd;
	size_t end;

	x.stopped = c->single;
	if (!c->single)
		ub_csv_index(
		    c->buf, c->start, c->shown, c->o.delim, c->o.level, &x);
	if (x.nend > 0) {
		b->n = x.nend;
		b->multiline = x.nlf != x.nend && !c->o.rows;
		b->unsure = x.unsure;
		c->next = x.sep[x.end[x.nend - 1]] + 1;
	} else if (x.stopped && find_end(c, &end, &odd)) {
		one(c, end, odd, b);
	}
	if (b->n > 0)
		hand_out(c, b);
}

/* No record of b may be longer than the limit. */
static enum ub_status
check_length(
    const struct ub_csv *c, const struct ub_csv_block *b, struct ub_err *e)
{
	size_t r;

	if (c->next - c->start <= c->o.max_line)
		return UB_OK;
	for (r = 0; r < b->n; r++)
		if (ub_csv_record(b, r).len > c->o.max_line)
			return ub_fail_at(e, UB_EDATA, ub_bytes_name(c->in),
			    ub_csv_line(b, r), "record longer than %zu bytes",
			    c->o.max_line);
	return UB_OK;
}

/* Without an end in the buffer: more of it, or why there will be none. */
static enum ub_status
more(struct ub_csv *c, struct ub_err *e)
{
	if (c->len - c->start > c->o.max_line * (c->o.footer + 1))
		return ub_fail_at(e, UB_EDATA, ub_bytes_name(c->in), c->line,
		    "record longer than %zu bytes", c->o.max_line);
	if (c->ended && c->start == c->shown)
		return UB_END;
	if (c->ended)
		return ub_fail_at(e, UB_EDATA, ub_bytes_name(c->in), c->line,
		    c->o.escape ? "a quote is never closed, or a backslash "
				  "ends the file"
				: "a quote is never closed");
	return fill(c, e);
}

enum ub_status
ub_csv_next(struct ub_csv *c, struct ub_csv_block *b, struct ub_err *e)
{
	enum ub_status st;

	if (!c->begun && (st = begin(c, e)) != UB_OK)
		return st;
	if (c->next > c->start) {
		c->start = c->next;
		c->line = c->nextline;
	}
	for (;;) {
		*b = (struct ub_csv_block){ 0 };
		if (c->start < c->shown)
			cut(c, b);
		if (b->n > 0)
			return check_length(c, b, e);
		if ((st = more(c, e)) != UB_OK)
			return st;
	}
}

enum ub_status
ub_csv_peek(struct ub_csv *c, struct ub_slice *line, struct ub_err *e)
{
	enum ub_status st;
	const char *lf;

	if (!c->begun && (st = begin(c, e)) != UB_OK)
		return st;
	for (;;) {
		lf = NULL;
		line->s = c->buf + c->start;
		if (c->start < c->shown)
			lf = line_end(c, line->s, c->shown - c->start);
		if (lf != NULL) {
			line->len = (size_t)(lf - line->s) + 1;
			return UB_OK;
		}
		if ((st = more(c, e)) != UB_OK)
			return st;
	}
}

void
ub_csv_drop(struct ub_csv *c, struct ub_slice line)
{
	c->start += line.len;
	c->next = c->start;
	c->nextline = ++c->line;
}

struct ub_slice
ub_csv_footer(const struct ub_csv *c, uint64_t *lines, uint64_t *blank)
{
	size_t at = c->len, from;

	for (*lines = *blank = 0; at > c->shown; at = from) {
		from = line_start(c, at);
		if (blank_line(c->buf + from, at - from))
			++*blank;
		else
			++*lines;
	}
	return (struct ub_slice){ c->buf + c->shown, c->len - c->shown };
}
