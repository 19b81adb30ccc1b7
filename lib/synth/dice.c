/* dice.c - chance that is always the same; see dice.h. */
#include "dice.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/mem.h"

int
ub_dice_pick(struct ub_dice *d, int from, int to)
{
	uint64_t z =
	    (d->state += UINT64_C(0x9e3779b97f4a7c15)); /* splitmix64 */

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return from + (int)(z % (uint64_t)(to - from + 1));
}

void
ub_dice_shuffle(struct ub_dice *d, size_t *idx, size_t n)
{
	size_t i, j;

	for (i = 0; i < n; i++) {
		j = (size_t)ub_dice_pick(d, 0, (int)i);
		idx[i] = idx[j];
		idx[j] = i;
	}
}

void
ub_dice_deal(struct ub_dice *d, bool *flag, size_t n, size_t k)
{
	size_t *idx = ub_xcalloc(n + 1, sizeof(*idx)), i;

	assert(k <= n);
	ub_dice_shuffle(d, idx, n);
	for (i = 0; i < n; i++)
		flag[idx[i]] = i < k;
	free(idx);
}

int
ub_dice_birth(struct ub_dice *d, int day, int years)
{
	int y, m, md;
	int32_t birth = 0;

	ub_date_civil(day, &y, &m, &md);
	if (!ub_date_of(y - years, m, md > 28 ? 28 : md, &birth))
		return day;
	return birth - ub_dice_pick(d, 1, 360);
}

void
ub_dice_pnr(int birth, size_t person, bool man, char dst[UB_PNR_LEN + 1])
{
	int y, m, d, i, digit, sum = 0;
	unsigned serial = 100 + 2 * (unsigned)person + (man ? 1 : 0);
	char t[32];

	ub_date_civil(birth, &y, &m, &d);
	snprintf(t, sizeof(t), "%04d%02d%02d-%03u", y, m + 20, d, serial);
	for (i = 2; i < 12; i++) {
		if (t[i] == '-')
			continue;
		/* 2, 1, 2, ... over the nine digits without the century */
		digit = (t[i] - '0') * ((i < 8) == (i % 2 == 0) ? 2 : 1);
		sum += digit / 10 + digit % 10;
	}
	t[12] = (char)('0' + (10 - sum % 10 + 5) % 10); /* right would be + 0 */
	memcpy(dst, t, UB_PNR_LEN);
	dst[UB_PNR_LEN] = '\0';
}
