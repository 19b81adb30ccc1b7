/* block.c - see block.h. */
#include "block.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/file.h"
#include "../base/helper.h"
#include "../base/mem.h"
#include "../base/simd.h"

enum { BLOCK = 256 * 1024 };

/* A block that another thread reads; only that one touches it meanwhile. */
struct ub_block_ahead {
	struct ub_helper *helper;
	bool running;
	int fd;
	const char *name;
	char *buf;
	uint32_t *pos_base;
	size_t cap;
	size_t tail; /* bytes that were there before, */
	size_t got;  /* and those that came */
	struct ub_index x;
	bool bad;
	enum ub_status st;
	struct ub_err err;
};

static void
grow(struct ub_block *b)
{
	b->cap = b->cap == 0 ? BLOCK : b->cap * 2;
	b->buf = ub_xrealloc(b->buf, b->cap + UB_SIMD_PAD);
	b->pos_base = ub_xreallocarray(
	    b->pos_base, b->cap + UB_SIMD_PAD + 1, sizeof(*b->pos_base));
	b->pos = b->pos_base + 1;
}

/* What must not be in this line, or NULL. */
static const char *
line_fault(const char *s, size_t len)
{
	if (memchr(s, '\0', len) != NULL)
		return "a NUL byte";
	if (memchr(s, '\r', len) != NULL)
		return "a carriage return (lines end in LF alone)";
	if (!ub_utf8_valid(s, len))
		return "not valid UTF-8";
	return NULL;
}

/*
 * The block holds a bad line.  The lines before it are a block of their own,
 * so that what comes out before the failure does not depend on the sizes of
 * the reads; then it is the first one, and the failure.
 */
static enum ub_status
before_bad(struct ub_block *b)
{
	size_t k = 0, at = 0, n = 0, npos = 0;

	b->fault = NULL;
	while (k < b->npos) {
		if (b->buf[b->pos[k++]] != '\n')
			continue;
		b->fault = line_fault(b->buf + at, b->pos[k - 1] - at);
		if (b->fault != NULL)
			break;
		at = (size_t)b->pos[k - 1] + 1;
		npos = k;
		n++;
	}
	if (at == 0)
		return UB_EDATA;
	b->npos = npos;
	b->nline = n;
	b->complete = at;
	b->more_lines = true;
	return UB_OK;
}

/* So many bytes came.  UB_END when nothing is left; complete stays 0 while no
 * line ends in them. */
static enum ub_status
take_bytes(struct ub_block *b, size_t got, size_t line_max)
{
	const char *lf;

	b->fault = got == 0 ? "the last line has no newline" : NULL;
	if (got == 0)
		return b->end == 0 ? UB_END : UB_EDATA;
	lf = memrchr(b->buf + b->end, '\n', got);
	b->end += got;
	if (lf != NULL)
		b->complete = (size_t)(lf - b->buf) + 1;
	return lf == NULL && b->end > line_max ? UB_EDATA : UB_OK;
}

/* Read until at least one whole line is there. */
static enum ub_status
read_lines(struct ub_block *b, int fd, const char *name, size_t line_max,
    struct ub_err *e)
{
	enum ub_status st;
	const char *lf;
	size_t got;

	if (b->more_lines) {
		b->more_lines = false;
		lf = memrchr(b->buf, '\n', b->end);
		b->complete = (size_t)(lf - b->buf) + 1;
		return UB_OK;
	}
	do {
		if (b->end == b->cap)
			grow(b);
		st = ub_read_some(
		    fd, b->buf + b->end, b->cap - b->end, &got, name, e);
		if (st == UB_OK)
			st = take_bytes(b, got, line_max);
	} while (st == UB_OK && b->complete == 0);
	return st;
}

static bool
index_lines(const char *buf, size_t len, uint32_t *pos, struct ub_index *x)
{
	ub_simd_index(buf, len, pos, x);
	pos[-1] = (uint32_t)-1;
	return !x->bad && (!x->high || ub_utf8_valid(buf, len));
}

/* --- ahead ---------------------------------------------------------------- */

static void
work_ahead(void *arg)
{
	struct ub_block_ahead *a = arg;
	const char *lf = NULL;

	a->st = ub_read_some(a->fd, a->buf + a->tail, a->cap - a->tail, &a->got,
	    a->name, &a->err);
	if (a->got > 0)
		lf = memrchr(a->buf + a->tail, '\n', a->got);
	if (lf != NULL)
		a->bad = !index_lines(
		    a->buf, (size_t)(lf - a->buf) + 1, a->pos_base + 1, &a->x);
}

static bool
is_file(int fd, off_t least)
{
	struct stat s;

	return fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && s.st_size >= least;
}

/* The block that was filled ends in the beginning of the next. */
static void
start_ahead(struct ub_block *b, int fd, const char *name)
{
	struct ub_block_ahead *a = b->ahead;

	if (a == NULL || !is_file(fd, 0))
		return;
	if (a->cap < b->cap) {
		a->cap = b->cap;
		a->buf = ub_xrealloc(a->buf, a->cap + UB_SIMD_PAD);
		a->pos_base = ub_xreallocarray(a->pos_base,
		    a->cap + UB_SIMD_PAD + 1, sizeof(*a->pos_base));
	}
	a->tail = b->end - b->complete;
	memcpy(a->buf, b->buf + b->complete, a->tail);
	a->fd = fd;
	a->name = name;
	a->running = true;
	ub_helper_start(a->helper, work_ahead, a);
}

/* It becomes the block, which is good and indexed if it has a whole line. */
static enum ub_status
take_ahead(struct ub_block *b, size_t line_max, struct ub_index *x,
    bool *indexed, bool *bad, struct ub_err *e)
{
	struct ub_block_ahead *a = b->ahead, was;
	enum ub_status st;

	ub_helper_wait(a->helper);
	was = *a;
	a->running = false;
	a->buf = b->buf;
	a->pos_base = b->pos_base;
	a->cap = b->cap;
	b->buf = was.buf;
	b->pos_base = was.pos_base;
	b->pos = b->pos_base + 1;
	b->cap = was.cap;
	b->end = was.tail;
	*x = was.x;
	*bad = was.bad;
	if (was.st != UB_OK)
		*e = was.err;
	st = was.st == UB_OK ? take_bytes(b, was.got, line_max) : was.st;
	*indexed = st == UB_OK && b->complete > 0;
	return st != UB_OK || *indexed
		   ? st
		   : read_lines(b, was.fd, was.name, line_max, e);
}

enum ub_status
ub_block_next(struct ub_block *b, int fd, const char *name, size_t line_max,
    struct ub_err *e)
{
	bool indexed = false, bad = false, ran;
	struct ub_index x;
	enum ub_status st;

	ran = b->ahead != NULL && b->ahead->running;
	if (!ran && b->end > b->complete)
		memmove(b->buf, b->buf + b->complete, b->end - b->complete);
	b->end -= b->complete;
	b->complete = b->npos = 0;
	st = ran ? take_ahead(b, line_max, &x, &indexed, &bad, e)
		 : read_lines(b, fd, name, line_max, e);
	if (st != UB_OK)
		return st;
	if (!indexed)
		bad = !index_lines(b->buf, b->complete, b->pos, &x);
	b->npos = x.n;
	b->nline = x.nline;
	if (bad)
		return before_bad(b);
	start_ahead(b, fd, name);
	return UB_OK;
}

void
ub_block_read_ahead(struct ub_block *b, int fd)
{
	enum { LARGE = 4 << 20 };
	struct ub_helper *h;

	if (b->ahead != NULL || !is_file(fd, LARGE))
		return;
	if ((h = ub_helper_new()) == NULL)
		return;
	b->ahead = ub_xcalloc(1, sizeof(*b->ahead));
	b->ahead->helper = h;
}

void
ub_block_free(struct ub_block *b)
{
	if (b->ahead != NULL) {
		ub_helper_free(b->ahead->helper);
		free(b->ahead->buf);
		free(b->ahead->pos_base);
		free(b->ahead);
	}
	free(b->buf);
	free(b->pos_base);
	memset(b, 0, sizeof(*b));
}
