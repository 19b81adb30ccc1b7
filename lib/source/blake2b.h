/*
 * blake2b.h - the last block of BLAKE2b (RFC 7693), of many short messages at
 * once: each lane of a vector is a message of its own.
 *
 * libsodium hashes one message at a time, and the block of the key anew for
 * each.  It stays the arbiter: pseudonym.c asks it whether this agrees before
 * it relies on it.
 */
#ifndef UB_BLAKE2B_H
#define UB_BLAKE2B_H

#include <stddef.h>
#include <stdint.h>

#include "../base/simd.h"

enum { UB_BLAKE2B_BLOCK = 128, UB_BLAKE2B_LANES = 8 };

/* What was hashed so far, whole blocks. */
struct ub_blake2b {
	uint64_t h[8];
	uint64_t len; /* bytes */
};

/* Begin with a key of keylen bytes, for a hash of outlen bytes; each at most 64
 * and at least 1. */
void ub_blake2b_begin(struct ub_blake2b *b, const unsigned char *key,
    size_t keylen, size_t outlen);

/* The last blocks, which differ, of messages that begin alike: word j of
 * message i at m[j][i], bytes past its length 0. */
struct ub_blake2b_last {
	uint64_t m[16][UB_BLAKE2B_LANES];
	uint64_t len[UB_BLAKE2B_LANES];    /* bytes of the block, 1 to 128 */
	uint64_t out[2][UB_BLAKE2B_LANES]; /* the first 16 bytes of each hash */
};

/* Fill out; words are numbers, little-endian in a message and a hash.  False
 * where this processor does nothing at once: libsodium is the faster then. */
bool ub_blake2b_end(
    const struct ub_blake2b *b, struct ub_blake2b_last *x, enum ub_simd level);

#if defined(__x86_64__) && defined(__GNUC__)
#define UB_BLAKE2B_X86 1
void ub_blake2b_end_avx2(const struct ub_blake2b *b, struct ub_blake2b_last *x);
void ub_blake2b_end_avx512(
    const struct ub_blake2b *b, struct ub_blake2b_last *x);
#endif

#endif
