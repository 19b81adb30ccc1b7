/* num.c - a text that is accepted as a number or a date is the one text that
 * is printed for it. */
#include <string.h>

#include "fuzz.h"
#include "lib/base/date.h"
#include "lib/base/num.h"

static void
same(const char *s, size_t len, const char *t, size_t tlen)
{
	MUST(len == tlen && memcmp(s, t, len) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data;
	char text[UB_REAL_MAX];
	struct ub_i128 nano, r;
	double v, w;
	int64_t i;
	int32_t day;

	if (ub_int_parse(s, size, &i))
		same(s, size, text, ub_int_print(text, i));
	if (ub_dec_parse(s, size, &nano)) {
		MUST(ub_dec_fits(nano));
		same(s, size, text, ub_dec_print(text, nano));
		if (ub_dec_round(nano, 2, &r))
			MUST(ub_dec_fits(r));
		MUST(ub_i128_cmp(ub_dec_floor(nano), nano) <= 0);
		MUST(ub_i128_cmp(ub_dec_ceil(nano), nano) >= 0);
	}
	if (ub_real_parse(s, size, &v)) {
		size_t n = ub_real_print(text, v);

		MUST(n <= sizeof(text) && ub_real_parse(text, n, &w));
		MUST(v == w);
	}
	if (ub_date_parse(s, size, &day)) {
		MUST(day >= UB_DATE_MIN && day <= UB_DATE_MAX);
		ub_date_print(text, day);
		same(s, size, text, UB_DATE_LEN);
	}
	return 0;
}
