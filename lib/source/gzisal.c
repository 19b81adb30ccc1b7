/*
 * gzisal.c - see gz.h: by ISA-L, which inflates three times as fast as zlib,
 * where it is (amd64 and arm64).  The only file that knows it.
 */
#ifdef UBAT_ISAL
#include <isa-l.h>
#include <stdlib.h>

#include "gz.h"

enum { ASK_MAX = 1 << 30, HEAD = 4 };

struct ub_gz {
	struct inflate_state s;
	struct isal_gzip_header header;
	size_t
	    head;   /* bytes of the member seen, as far as head_good() counts */
	bool begun; /* the header is read */
	bool whole;
};

static void
member(struct ub_gz *g)
{
	isal_inflate_reset(&g->s);
	isal_gzip_header_init(&g->header);
	/* the header is read apart: one that comes in pieces is only then read
	 * right */
	g->s.crc_flag = ISAL_GZIP_NO_HDR_VER;
	g->head = 0;
	g->begun = false;
}

struct ub_gz *
ub_gz_new(void)
{
	struct ub_gz *g = ub_xcalloc(1, sizeof(*g));

	isal_inflate_init(&g->s);
	member(g);
	return g;
}

void
ub_gz_free(struct ub_gz *g)
{
	free(g);
}

bool
ub_gz_whole(const struct ub_gz *g)
{
	return g->whole;
}

static uint32_t
ask(size_t len)
{
	return (uint32_t)(len < ASK_MAX ? len : ASK_MAX);
}

/* The first bytes of a member, as soon as they are there; ISA-L does not look
 * at the flags that RFC 1952 reserves. */
static bool
head_good(struct ub_gz *g, const unsigned char *in, size_t len)
{
	static const unsigned char must[HEAD] = { 0x1f, 0x8b, 8, 0 };
	static const unsigned char mask[HEAD] = { 0xff, 0xff, 0xff, 0xe0 };

	for (; g->head < HEAD && len > 0; g->head++, in++, len--)
		if ((*in & mask[g->head]) != must[g->head])
			return false;
	return true;
}

static int
inflate_some(struct ub_gz *g)
{
	int rc;

	if (!head_good(g, g->s.next_in, g->s.avail_in))
		return ISAL_INVALID_WRAPPER;
	if (!g->begun) {
		rc = isal_read_gzip_header(&g->s, &g->header);
		if (rc != ISAL_DECOMP_OK)
			return rc;
		g->begun = true;
	}
	return isal_inflate(&g->s);
}

enum ub_status
ub_gz_inflate(struct ub_gz *g, const void *in, size_t inlen, size_t *used,
    void *out, size_t outlen, size_t *made, struct ub_err *e)
{
	struct inflate_state *s = &g->s;
	uint32_t have = ask(inlen), room = ask(outlen);
	int rc;

	*used = *made = 0;
	if (have == 0 && g->whole)
		return UB_OK;
	if (g->whole && *(const unsigned char *)in != 0x1f)
		return ub_fail(
		    e, UB_EDATA, "something follows the end of the gzip data");
	if (g->whole)
		member(g);
	g->whole = false;
	s->next_in = (uint8_t *)(uintptr_t)in;
	s->avail_in = have;
	s->next_out = out;
	s->avail_out = room;
	rc = inflate_some(g);
	*used = have - s->avail_in;
	*made = room - s->avail_out;
	if (rc != ISAL_DECOMP_OK && rc != ISAL_END_INPUT)
		return ub_fail(e, UB_EDATA, "gzip data damaged");
	g->whole = s->block_state == ISAL_BLOCK_FINISH;
	return UB_OK;
}
#else
typedef int ub_gzisal_is_not_here; /* a file must hold something */
#endif
