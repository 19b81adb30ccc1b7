/* pack.c - see pack.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <zlib.h>

#include "buf.h"
#include "file.h"
#include "pack.h"

enum {
	OUT = 64 * 1024, /* what is written at once */
	RAW = -15,       /* window bits of deflate without a header */
	MEMORY = 8       /* zlib's default */
};

/*
 * Three pieces of one deflate stream: none refers to what stands in another,
 * and the first two end on a byte, so that each can be made by itself.
 */
struct ub_pack {
	z_stream z;
	int level, fd, sysno; /* sysno: of the first failure */
	struct ub_buf before, after;
	uint64_t plain, in_file; /* bytes added; packed bytes in the file */
	uint32_t crc;
	uint64_t at; /* of reading, in all three */
	unsigned char out[OUT];
};

static void *
get(void *unused, unsigned n, unsigned size)
{
	(void)unused;
	return ub_xcalloc(n, size);
}

static void
drop(void *unused, void *p)
{
	(void)unused;
	free(p);
}

static void
begin(z_stream *z, int level)
{
	*z = (z_stream){ .zalloc = get, .zfree = drop };
	(void)deflateInit2(
	    z, level, Z_DEFLATED, RAW, MEMORY, Z_DEFAULT_STRATEGY);
}

/* Gone from its folder at once: no death can leave it there. */
static int
nameless(void)
{
	const char *dir = getenv("TMPDIR");
	struct ub_buf b = { 0 };
	int fd;

	ub_buf_puts(&b, dir != NULL && dir[0] != '\0' ? dir : "/tmp");
	ub_buf_puts(&b, "/ubat-XXXXXX");
	fd = mkostemp(b.s, O_CLOEXEC);
	if (fd >= 0)
		(void)unlink(b.s);
	ub_buf_free(&b);
	return fd;
}

enum ub_status
ub_pack_open(struct ub_pack **pp, int level, struct ub_err *e)
{
	int fd = nameless();

	*pp = NULL;
	if (fd < 0)
		return ub_fail_sys(e, NULL, "TMPDIR: cannot create");
	*pp = ub_xcalloc(1, sizeof(**pp));
	(*pp)->fd = fd;
	(*pp)->level = level;
	begin(&(*pp)->z, level);
	return UB_OK;
}

void
ub_pack_free(struct ub_pack *p)
{
	if (p == NULL)
		return;
	(void)deflateEnd(&p->z);
	(void)close(p->fd);
	ub_buf_free(&p->before);
	ub_buf_free(&p->after);
	free(p);
}

static void
put(struct ub_pack *p, size_t n)
{
	struct ub_err e = { 0 };

	if (p->sysno == 0 &&
	    ub_write_full(p->fd, p->out, n, "TMPDIR", &e) != UB_OK)
		p->sysno = e.sysno != 0 ? e.sysno : EIO;
	p->in_file += n;
}

/* zlib takes at most UINT_MAX bytes at once; callers give less than that. */
static void
squeeze(struct ub_pack *p, const void *s, size_t len, int flush)
{
	z_stream *z = &p->z;

	z->next_in = (z_const Bytef *)s;
	z->avail_in = (uInt)len;
	do {
		z->next_out = p->out;
		z->avail_out = OUT;
		(void)deflate(z, flush);
		if (z->avail_out < OUT)
			put(p, OUT - z->avail_out);
	} while (z->avail_out == 0);
}

void
ub_pack_add(struct ub_pack *p, const void *s, size_t len)
{
	size_t n;

	for (; len > 0; len -= n, s = (const char *)s + n) {
		n = len < 1U << 30 ? len : 1U << 30;
		p->crc = (uint32_t)crc32_z(p->crc, s, n);
		p->plain += n;
		squeeze(p, s, n, Z_NO_FLUSH);
	}
}

/* A piece in memory, small; last: of the whole. */
static void
piece(struct ub_buf *b, const char *s, size_t len, int level, bool last)
{
	z_stream z;

	begin(&z, level);
	z.next_in = (z_const Bytef *)s;
	z.avail_in = (uInt)len;
	do {
		ub_buf_reserve(b, OUT);
		z.next_out = (Bytef *)b->s + b->len;
		z.avail_out = OUT;
		(void)deflate(&z, last ? Z_FINISH : Z_FULL_FLUSH);
		b->len += OUT - z.avail_out;
	} while (z.avail_out == 0);
	(void)deflateEnd(&z);
}

static uint32_t
joined(uint32_t a, const char *s, size_t len)
{
	uLong b = crc32_z(0, (const Bytef *)s, len);

	return (uint32_t)crc32_combine(a, b, (z_off_t)len);
}

enum ub_status
ub_pack_end(struct ub_pack *p, const char *before, size_t nbefore,
    const char *after, size_t nafter, struct ub_err *e)
{
	uLong crc = crc32_z(0, (const Bytef *)before, nbefore);

	squeeze(p, "", 0, Z_FULL_FLUSH);
	piece(&p->before, before, nbefore, p->level, false);
	piece(&p->after, after, nafter, p->level, true);
	crc = crc32_combine(crc, p->crc, (z_off_t)p->plain);
	p->crc = joined((uint32_t)crc, after, nafter);
	p->plain += nbefore + nafter;
	if (p->sysno == 0)
		return UB_OK;
	errno = p->sysno;
	return ub_fail_sys(e, NULL, "TMPDIR: cannot write");
}

uint64_t
ub_pack_plain(const struct ub_pack *p)
{
	return p->plain;
}

uint64_t
ub_pack_packed(const struct ub_pack *p)
{
	return p->before.len + p->in_file + p->after.len;
}

uint32_t
ub_pack_crc(const struct ub_pack *p)
{
	return p->crc;
}

void
ub_pack_rewind(struct ub_pack *p)
{
	p->at = 0;
}

static size_t
from_memory(const struct ub_buf *b, uint64_t at, void *dst, size_t len)
{
	size_t n = b->len - (size_t)at;

	n = n < len ? n : len;
	memcpy(dst, b->s + at, n);
	return n;
}

ptrdiff_t
ub_pack_read(struct ub_pack *p, void *dst, size_t len)
{
	uint64_t at = p->at;
	ssize_t n;

	if (at < p->before.len) {
		n = (ssize_t)from_memory(&p->before, at, dst, len);
	} else if ((at -= p->before.len) < p->in_file) {
		if (len > p->in_file - at)
			len = (size_t)(p->in_file - at);
		do
			n = pread(p->fd, dst, len, (off_t)at);
		while (n < 0 && errno == EINTR);
		if (n <= 0)
			return -1;
	} else if ((at -= p->in_file) < p->after.len) {
		n = (ssize_t)from_memory(&p->after, at, dst, len);
	} else {
		return 0;
	}
	p->at += (uint64_t)n;
	return n;
}
