/* expr.c - whatever is typed compiles or is refused with a place; what
 * compiles runs over records of all kinds, the same alone as in a batch. */
#include <string.h>

#include "fuzz.h"
#include "lib/base/simd.h"
#include "lib/expr/expr.h"

static const char stream[] =
    "#a:int\tb:dec\tc:text\td:date\te:bool\tf:code\tg:share\n"
    "1\t2.5\tabc\t2015-01-01\t1\t0180\t0.5\n"
    "\t.x\t.n\t.u\t\t\t.s\n"
    "-9223372036854775808\t-999999999999999999.999999999\t\\t\\\\\t"
    "0001-01-01\t0\t\\#\t0\n"
    "9223372036854775807\t999999999999999999.999999999\tÅäö\t"
    "9999-12-31\t1\tx\t1\n";

static void
run(struct ub_expr *x, const struct ub_batch *b)
{
	uint8_t truth[8];
	struct ub_buf out = { 0 };
	struct ub_val v;
	struct ub_err e;
	bool fine = true;

	for (size_t r = 0; r < b->n; r++) {
		if (ub_expr_eval(x, b, r, NULL, &v, &e) != UB_OK) {
			fuzz_message(&e);
			fine = false;
			continue;
		}
		ub_val_print(&out, ub_expr_kind(x), &v);
	}
	if (fine && ub_expr_kind(x) == UB_K_BOOL) {
		MUST(ub_expr_test(x, b, truth, &e) == UB_OK);
		for (size_t r = 0; r < b->n; r++) {
			MUST(ub_expr_eval(x, b, r, NULL, &v, &e) == UB_OK);
			MUST(truth[r] == (v.miss != 0 ? 2 : v.u.b));
		}
	}
	ub_buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ub_val gap[4] = { { .miss = 'n' }, { .u.i = 60 },
		{ .miss = 'x' }, { .u.i = -1 } };
	struct ub_window window = {
		.to = 4, .turn = 1, .has_gap = true, .gap = gap
	};
	struct ub_meta meta = { .extracted = { 16000 }, .nextracted = 1 };
	struct ub_scope scope = { .meta = &meta, .window = &window };
	struct ub_reader *r;
	struct ub_expr *x;
	struct ub_batch b;
	struct ub_err e;
	char *src;

	if (size > 4096 || !ub_utf8_valid((const char *)data, size) ||
	    memchr(data, '\0', size) != NULL)
		return 0;
	fuzz_stdin((const uint8_t *)stream, sizeof(stream) - 1);
	MUST(ub_reader_open(&r, NULL, 0, UB_READ_RECORDS, NULL, &e) == UB_OK);
	MUST(ub_reader_batch(r, &b, &e) == UB_OK && b.n == 4);
	scope.legend = ub_reader_legend(r);
	src = ub_xstrndup((const char *)data, size);
	if (ub_expr_compile(&x, &scope, src, 0, size, &e) == UB_OK) {
		run(x, &b);
		ub_expr_free(x);
	} else {
		MUST(e.code != UB_OK && e.code != UB_END);
		fuzz_message(&e);
	}
	free(src);
	ub_reader_free(r);
	return 0;
}
