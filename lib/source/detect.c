/* detect.c - see detect.h. */
#include <stdlib.h>

#include "../base/simd.h"
#include "bytes.h"
#include "detect.h"
#include "utf16.h"

enum { BLOCK = 128 * 1024, LINE = 16 * 1024 * 1024 };

struct detect {
	const char *name;
	uint64_t line;        /* of what comes next */
	uint64_t utf8, other; /* first line of each kind, or 0 */
};

static bool
ascii(const char *p, size_t len)
{
	const uint64_t tops = UINT64_C(0x8080808080808080);
	uint64_t w;
	size_t i;

	for (i = 0; len - i >= sizeof(w); i += sizeof(w)) {
		memcpy(&w, p + i, sizeof(w));
		if ((w & tops) != 0)
			return false;
	}
	for (; i < len; i++)
		if ((p[i] & 0x80) != 0)
			return false;
	return true;
}

static enum ub_status
mixed(const struct detect *d, struct ub_err *e)
{
	if (d->utf8 == d->line)
		return ub_fail_at(e, UB_EDATA, d->name, d->line,
		    "utf-8, but line %llu is not: the file mixes encodings",
		    (unsigned long long)d->other);
	return ub_fail_at(e, UB_EDATA, d->name, d->line,
	    "not utf-8, but line %llu is: the file mixes encodings",
	    (unsigned long long)d->utf8);
}

static enum ub_status
one_line(struct detect *d, const char *p, size_t len, struct ub_err *e)
{
	uint64_t *kind;

	if (ascii(p, len))
		return UB_OK;
	kind = ub_utf8_valid(p, len) ? &d->utf8 : &d->other;
	if (*kind == 0)
		*kind = d->line;
	return d->utf8 != 0 && d->other != 0 ? mixed(d, e) : UB_OK;
}

/* Whole lines.  Those of a block that tells nothing new are only counted. */
static enum ub_status
lines(struct detect *d, const char *p, const char *end, struct ub_err *e)
{
	size_t len = (size_t)(end - p);
	bool skip = ascii(p, len);
	enum ub_status st = UB_OK;
	const char *lf;

	if (!skip && d->utf8 != 0)
		skip = ub_utf8_valid(p, len);
	for (; p < end && st == UB_OK; p = lf) {
		lf = memchr(p, '\n', (size_t)(end - p));
		lf = lf == NULL ? end : lf + 1;
		if (!skip)
			st = one_line(d, p, (size_t)(lf - p), e);
		d->line++;
	}
	return st;
}

/* Every other byte of the first is 0 where most letters are ASCII. */
static bool
unmarked_utf16(const char *p, size_t len)
{
	size_t i, zero = 0;

	for (i = 0; i < len; i++)
		zero += p[i] == '\0';
	return len >= 2 && zero > len / 4;
}

/* By the first bytes alone; false: they do not tell. */
static bool
by_mark(const char *p, size_t len, enum ub_encoding *enc)
{
	bool big;

	if (len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		*enc = UB_ENC_UTF8;
		return true;
	}
	if (!ub_utf16_mark(p, len, &big))
		return false;
	*enc = big ? UB_ENC_UTF16BE : UB_ENC_UTF16LE;
	return true;
}

static enum ub_status
look(struct ub_bytes *in, struct detect *d, struct ub_buf *b,
    enum ub_encoding *enc, struct ub_err *e)
{
	enum ub_status st;
	const char *lf;
	size_t n, whole;
	bool first = true;

	for (;;) {
		ub_buf_reserve(b, BLOCK);
		st = ub_bytes_read(in, b->s + b->len, BLOCK, &n, e);
		if (st != UB_OK)
			return st;
		b->len += n;
		/* a pipe within the reader may give little at first */
		if (first && n > 0 && b->len < UB_BYTES_PEEK + 1)
			continue;
		if (first && by_mark(b->s, b->len, enc))
			return UB_END;
		if (first && unmarked_utf16(b->s, b->len))
			return ub_fail_at(e, UB_EDATA, d->name, 1,
			    "utf-16 without its mark (BOM): it cannot be read");
		first = false;
		lf = b->len == 0 ? NULL : memrchr(b->s, '\n', b->len);
		whole = n == 0       ? b->len
			: lf == NULL ? 0
				     : (size_t)(lf - b->s) + 1;
		st = lines(d, b->s, b->s + whole, e);
		if (st != UB_OK || n == 0)
			return st;
		b->len -= whole;
		memmove(b->s, b->s + whole, b->len);
		if (b->len > LINE)
			return ub_fail_at(e, UB_EDATA, d->name, d->line,
			    "line longer than %d bytes", LINE);
	}
}

enum ub_status
ub_detect(struct ub_bytes *in, enum ub_encoding *enc, struct ub_err *e)
{
	struct detect d = { .name = ub_bytes_name(in), .line = 1 };
	struct ub_buf b = { 0 };
	enum ub_status st = look(in, &d, &b, enc, e);

	ub_buf_free(&b);
	if (st == UB_OK)
		*enc = d.other != 0 ? UB_ENC_WINDOWS_1252 : UB_ENC_UTF8;
	return st == UB_END ? UB_OK : st;
}
