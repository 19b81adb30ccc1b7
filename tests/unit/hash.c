/* hash.c - xxHash against the values its authors publish. */
#include "lib/base/hash.h"

#include "check.h"

int
main(void)
{
	struct ub_fingerprint *f = ub_fingerprint_new(), *g;
	char hex[UB_FINGERPRINT_LEN + 1], hex2[UB_FINGERPRINT_LEN + 1];
	char data[4000];

	CHECK(ub_hash64("", 0, 0) == UINT64_C(0x2d06800538d394c2));
	CHECK(ub_hash64("a", 1, 0) != ub_hash64("b", 1, 0));
	CHECK(ub_hash64("a", 1, 0) != ub_hash64("a", 1, 1));

	ub_fingerprint_hex(f, hex);
	CHECK(strcmp(hex, "99aa06d3014798d86001c324468d497f") == 0);
	ub_fingerprint_add(f, NULL, 0);
	ub_fingerprint_hex(f, hex2);
	CHECK(strcmp(hex, hex2) == 0);

	/* The pieces do not matter; the bytes do. */
	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (char)(i * 31 + (i >> 8));
	g = ub_fingerprint_new();
	ub_fingerprint_add(f, data, sizeof data);
	for (size_t i = 0, n = 1; i < sizeof data; i += n, n = n * 2 + 1) {
		if (n > sizeof data - i)
			n = sizeof data - i;
		ub_fingerprint_add(g, data + i, n);
	}
	ub_fingerprint_hex(f, hex);
	ub_fingerprint_hex(g, hex2);
	CHECK(strcmp(hex, hex2) == 0);
	ub_fingerprint_add(g, "x", 1);
	ub_fingerprint_hex(g, hex2);
	CHECK(strcmp(hex, hex2) != 0);
	ub_fingerprint_free(f);
	ub_fingerprint_free(g);
	ub_fingerprint_free(NULL);
	CHECK_END;
}
