/* sample - every record is drawn as often as any other, and the seed decides. */
#include "lib/records/sample.h"
#include "check.h"

enum { N = 7, TAKE = 3, SEEDS = 14000 };

static size_t
draw(uint64_t take, uint64_t seed, int n, char *got)
{
	struct ub_sample *s = ub_sample_new(take, seed);
	size_t k, have;
	char c;
	int i;

	for (i = 0; i < n; i++) {
		c = (char)('a' + i);
		ub_sample_add(s, (struct ub_slice){ &c, 1 });
	}
	have = ub_sample_end(s);
	for (k = 0; k < have; k++)
		got[k] = ub_sample_record(s, k).s[0];
	ub_sample_free(s);
	return have;
}

int
main(void)
{
	int one[N] = { 0 }, pair[N][N] = { { 0 } };
	char a[26], b[26];
	uint64_t seed;
	size_t i, k;

	for (seed = 0; seed < SEEDS; seed++) {
		CHECK(draw(TAKE, seed, N, a) == TAKE);
		CHECK(a[0] < a[1] && a[1] < a[2]);
		for (i = 0; i < TAKE; i++) {
			one[a[i] - 'a']++;
			for (k = i + 1; k < TAKE; k++)
				pair[a[i] - 'a'][a[k] - 'a']++;
		}
	}
	/* expected 6000 and 2000; five standard deviations are 293 and 207 */
	for (i = 0; i < N; i++) {
		CHECK(one[i] > 5700 && one[i] < 6300);
		for (k = i + 1; k < N; k++)
			CHECK(pair[i][k] > 1790 && pair[i][k] < 2210);
	}
	CHECK(draw(5, 1, 26, a) == 5 && draw(5, 1, 26, b) == 5);
	CHECK(memcmp(a, b, 5) == 0);
	CHECK(draw(5, 2, 26, b) == 5 && memcmp(a, b, 5) != 0);
	CHECK(draw(9, 1, N, a) == N && memcmp(a, "abcdefg", N) == 0);
	CHECK(draw(0, 1, N, a) == 0);
	CHECK(draw(3, 1, 0, a) == 0);
	ub_sample_free(NULL);
	CHECK_END;
}
