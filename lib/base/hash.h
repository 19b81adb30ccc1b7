/*
 * hash.h - xxHash, for tables in memory and for fingerprints in accounts.
 * Not for secrecy.
 */
#ifndef UB_HASH_H
#define UB_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t ub_hash64(const void *p, size_t len, uint64_t seed);

enum { UB_FINGERPRINT_LEN = 32 }; /* hexadecimal digits */

struct ub_fingerprint; /* opaque: XXH3, 128 bits, over all that was added */
struct ub_fingerprint *ub_fingerprint_new(void);
void ub_fingerprint_add(struct ub_fingerprint *f, const void *p, size_t len);
/* UB_FINGERPRINT_LEN digits, most significant first, and a NUL. */
void ub_fingerprint_hex(const struct ub_fingerprint *f, char *dst);
void ub_fingerprint_free(struct ub_fingerprint *f);

#endif
