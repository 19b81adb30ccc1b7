/*
 * gz.c - gzip inflated: whatever the pieces it comes and goes in, cut off
 * anywhere, and with every bit of it wrong.  By what the library is built
 * with; gzlib.c is the same by zlib.
 */
#include <stdlib.h>
#include <zlib.h>

#include "../../lib/base/buf.h"
#include "../../lib/source/gz.h"
#include "check.h"

enum { LARGE = 300000, OUT_MAX = 128 * 1024 };

/* What became of an input. */
enum verdict { WHOLE, CUT, DAMAGED, FOLLOWED };

/* One member; full: with all that a header can hold. */
static void
pack(struct ub_buf *b, const char *s, size_t len, int level, bool full)
{
	enum { GZIP = 15 + 16 };
	gz_header head = { .extra = (Bytef *)"extra",
		.extra_len = 5,
		.name = (Bytef *)"name",
		.comment = (Bytef *)"comment",
		.hcrc = 1,
		.os = 3 };
	z_stream z = { 0 };

	CHECK(deflateInit2(
		  &z, level, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) == Z_OK);
	if (full)
		CHECK(deflateSetHeader(&z, &head) == Z_OK);
	ub_buf_reserve(b, len + len / 10 + 1000);
	z.next_in = (z_const Bytef *)s;
	z.avail_in = (uInt)len;
	z.next_out = (Bytef *)b->s + b->len;
	z.avail_out = (uInt)(len + len / 10 + 1000);
	CHECK(deflate(&z, Z_FINISH) == Z_STREAM_END);
	b->len += z.total_out;
	deflateEnd(&z);
}

/* Inflate in pieces of these lengths, as bytes.c does. */
static enum verdict
unpack(struct ub_buf *out, const char *p, size_t len, size_t in_step,
    size_t out_step)
{
	static char room[OUT_MAX];
	struct ub_gz *g = ub_gz_new();
	size_t at = 0, have = 0, used, made;
	struct ub_err e;
	enum verdict v;

	ub_buf_clear(out);
	for (;;) {
		if (have == 0)
			have = len - at < in_step ? len - at : in_step;
		if (have == 0 && ub_gz_whole(g)) {
			v = WHOLE;
			break;
		}
		if (ub_gz_inflate(g, p + at, have, &used, room, out_step, &made,
			&e) != UB_OK) {
			v = strcmp(e.what, "gzip data damaged") == 0 ? DAMAGED
								     : FOLLOWED;
			break;
		}
		CHECK(used <= have && made <= out_step);
		ub_buf_add(out, room, made);
		at += used;
		if (have == 0 && made == 0 && !ub_gz_whole(g)) {
			v = CUT;
			break;
		}
		have -= used;
	}
	ub_gz_free(g);
	return v;
}

static void
good(const struct ub_buf *packed, const char *want, size_t len)
{
	static const size_t step[] = { 1, 2, 3, 7, 8, 9, 1000, OUT_MAX };
	enum { STEPS = sizeof(step) / sizeof(*step) };
	struct ub_buf out = { 0 };
	size_t i, k;

	for (i = 0; i < STEPS; i++) {
		for (k = 0; k < STEPS; k++) {
			if (len > 1000 && (i < STEPS - 2) && k < STEPS - 2)
				continue;
			CHECK(unpack(&out, packed->s, packed->len, step[i],
				  step[k]) == WHOLE);
			CHECK(out.len == len);
			CHECK(len == 0 || memcmp(out.s, want, len) == 0);
		}
	}
	ub_buf_free(&out);
}

/* Text that packs like an extract does, and some that does not at all. */
static char *
sample(void)
{
	char *s = ub_xmalloc(LARGE);
	uint64_t x = 88172645463325252u;
	size_t i;

	for (i = 0; i < LARGE; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		s[i] = i % 1000 < 300 ? (char)x : "0123;,\n-"[x >> 40 & 7];
	}
	return s;
}

static void
cut_and_wrong(const char *s, size_t len, int level, bool full)
{
	struct ub_buf packed = { 0 }, out = { 0 };
	size_t i;
	int bit;

	pack(&packed, s, len, level, full);
	for (i = 0; i < packed.len; i++) {
		/* nothing at all is no member that was cut */
		CHECK(unpack(&out, packed.s, i, OUT_MAX, OUT_MAX) == CUT);
		CHECK(unpack(&out, packed.s, i, 1, 5) == CUT);
		for (bit = 0; bit < 8; bit++) {
			packed.s[i] = (char)(packed.s[i] ^ 1 << bit);
			if (unpack(&out, packed.s, packed.len, OUT_MAX,
				OUT_MAX) == WHOLE)
				/* a time or a name, then */
				CHECK(out.len == len &&
				      (len == 0 || memcmp(out.s, s, len) == 0));
			packed.s[i] = (char)(packed.s[i] ^ 1 << bit);
		}
	}
	ub_buf_add(&packed, "\0", 1);
	CHECK(unpack(&out, packed.s, packed.len, 1, 5) == FOLLOWED);
	packed.s[packed.len - 1] = 'x';
	CHECK(unpack(&out, packed.s, packed.len, OUT_MAX, OUT_MAX) == FOLLOWED);
	/* the first byte of a member and not the second */
	packed.s[packed.len - 1] = 0x1f;
	CHECK(unpack(&out, packed.s, packed.len, 1, 5) == CUT);
	ub_buf_add(&packed, "x", 1);
	CHECK(unpack(&out, packed.s, packed.len, OUT_MAX, OUT_MAX) == DAMAGED);
	ub_buf_free(&packed);
	ub_buf_free(&out);
}

/* The four high bits of the flags: three are reserved. */
static void
flags(void)
{
	struct ub_buf packed = { 0 }, out = { 0 };
	int bit;

	pack(&packed, "abc", 3, 6, false);
	for (bit = 5; bit < 8; bit++) {
		packed.s[3] = (char)(1 << bit);
		CHECK(unpack(&out, packed.s, packed.len, OUT_MAX, OUT_MAX) ==
		      DAMAGED);
		CHECK(unpack(&out, packed.s, packed.len, 1, 1) == DAMAGED);
	}
	ub_buf_free(&packed);
	ub_buf_free(&out);
}

int
main(void)
{
	static const size_t lens[] = { 0, 1, 3, 258, 70000, LARGE };
	static const int levels[] = { 0, 1, 9 };
	char *s = sample();
	struct ub_buf one = { 0 }, three = { 0 }, want = { 0 };
	size_t i, k;

	for (i = 0; i < sizeof(lens) / sizeof(*lens); i++) {
		for (k = 0; k < 3; k++) {
			ub_buf_clear(&one);
			pack(&one, s, lens[i], levels[k], k == 1);
			good(&one, s, lens[i]);
		}
		ub_buf_add(&three, one.s, one.len);
		ub_buf_add(&want, s, lens[i]);
		pack(&three, "", 0, 6, true);
		good(&three, want.s, want.len);
	}
	cut_and_wrong("abcabcabcabc", 12, 6, false);
	cut_and_wrong("abcabcabcabc", 12, 6, true);
	cut_and_wrong("abc", 3, 0, false);
	cut_and_wrong("", 0, 6, false);
	cut_and_wrong(s + 200, 200, 9, false);
	flags();
	ub_buf_free(&one);
	ub_buf_free(&three);
	ub_buf_free(&want);
	free(s);
	CHECK_END;
}
