/* legend.c - a legend that is accepted is printed as it was; control lines
 * break nothing. */
#include <string.h>

#include "fuzz.h"
#include "lib/base/simd.h"
#include "lib/stream/meta.h"

static void
legend(const char *s, size_t len)
{
	struct ub_legend l = { 0 };
	struct ub_buf b = { 0 };
	struct ub_err e;
	size_t at;

	if (ub_legend_parse(&l, s, len, &e) != UB_OK) {
		MUST(l.n == 0);
		fuzz_message(&e);
		return;
	}
	ub_legend_print(&b, &l);
	MUST(b.len == len + 1 && memcmp(b.s, s, len) == 0);
	for (size_t c = 0; c < l.n; c++) {
		const char *name = l.col[c].name;

		MUST(ub_legend_find(&l, name, strlen(name)) == c);
	}
	if (ub_legend_need(&l, "kommun", 6, &at, &e) != UB_OK)
		fuzz_message(&e);
	ub_legend_free(&l);
	ub_buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data, *end = s + size, *lf;
	struct ub_meta m = { 0 };
	struct ub_err e;

	/* what the reader sees to before a line comes here */
	if (!ub_utf8_valid(s, size) || memchr(s, '\0', size) != NULL ||
	    memchr(s, '\r', size) != NULL)
		return 0;
	for (; s < end; s = lf + 1) {
		lf = memchr(s, '\n', (size_t)(end - s));
		if (lf == NULL)
			lf = end;
		if (!ub_meta_is_control(s, (size_t)(lf - s)))
			legend(s, (size_t)(lf - s));
		else if (ub_meta_line(&m, s, (size_t)(lf - s), &e) != UB_OK)
			fuzz_message(&e);
	}
	(void)ub_meta_leaves(&m);
	(void)ub_meta_whole(&m);
	if (ub_meta_check(&m, &e) != UB_OK)
		fuzz_message(&e);
	ub_meta_free(&m);
	return 0;
}
