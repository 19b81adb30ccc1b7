/* gz.c - see gz.h: by zlib, where ISA-L is not (gzisal.c).  The only file that
 * knows it. */
#ifndef UBAT_ISAL
#include <stdlib.h>
#include <zlib.h>

#include "gz.h"

enum { WINDOW_GZIP_ONLY = 15 + 16, ASK_MAX = 1 << 30 };

struct ub_gz {
	z_stream z;
	bool whole;
};

struct ub_gz *
ub_gz_new(void)
{
	struct ub_gz *g = ub_xcalloc(1, sizeof(*g));

	if (inflateInit2(&g->z, WINDOW_GZIP_ONLY) != Z_OK) {
		/* the one reason left is memory: end as ub_xmalloc() does */
		free(g);
		(void)ub_xmalloc(SIZE_MAX / 2);
		return NULL;
	}
	return g;
}

void
ub_gz_free(struct ub_gz *g)
{
	if (g != NULL)
		(void)inflateEnd(&g->z);
	free(g);
}

bool
ub_gz_whole(const struct ub_gz *g)
{
	return g->whole;
}

static uInt
ask(size_t len)
{
	return (uInt)(len < ASK_MAX ? len : ASK_MAX);
}

enum ub_status
ub_gz_inflate(struct ub_gz *g, const void *in, size_t inlen, size_t *used,
    void *out, size_t outlen, size_t *made, struct ub_err *e)
{
	z_stream *z = &g->z;
	uInt have = ask(inlen), room = ask(outlen);
	int rc;

	*used = *made = 0;
	if (have == 0 && g->whole)
		return UB_OK;
	if (g->whole && *(const unsigned char *)in != 0x1f)
		return ub_fail(
		    e, UB_EDATA, "something follows the end of the gzip data");
	g->whole = false;
	z->next_in = (z_const Bytef *)in;
	z->avail_in = have;
	z->next_out = out;
	z->avail_out = room;
	rc = inflate(z, Z_NO_FLUSH);
	*used = have - z->avail_in;
	*made = room - z->avail_out;
	if (rc == Z_STREAM_END) {
		g->whole = true;
		rc = inflateReset(z);
	}
	if (rc != Z_OK && rc != Z_BUF_ERROR)
		return ub_fail(e, UB_EDATA, "gzip data damaged");
	return UB_OK;
}
#else
typedef int ub_gz_is_elsewhere; /* a file must hold something */
#endif
