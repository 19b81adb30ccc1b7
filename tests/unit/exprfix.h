/* exprfix.h - a batch of records for the tests of expressions. */
#ifndef UB_EXPRFIX_H
#define UB_EXPRFIX_H

#include <stdlib.h>

#include "check.h"
#include "lib/base/simd.h"
#include "lib/expr/expr.h"

struct fixture {
	struct ub_legend legend;
	struct ub_buf text;
	uint32_t *pos;
	struct ub_batch b;
};

static inline void
open_batch(struct fixture *f, const char *legend, const char *records)
{
	struct ub_err e;
	struct ub_index x;

	memset(f, 0, sizeof(*f));
	CHECK(ub_legend_parse(&f->legend, legend, strlen(legend), &e) == UB_OK);
	ub_buf_puts(&f->text, records);
	ub_buf_reserve(&f->text, UB_SIMD_PAD);
	f->pos = ub_xcalloc(f->text.len + UB_SIMD_PAD + 1, sizeof(*f->pos));
	f->pos[0] = (uint32_t)-1;
	ub_simd_index(f->text.s, f->text.len, f->pos + 1, &x);
	f->b.base = f->text.s;
	f->b.sep = f->pos + 1;
	f->b.ncol = f->legend.n;
	f->b.n = x.n / f->legend.n;
	f->b.line = 2;
	f->b.input = "in";
}

static inline void
close_batch(struct fixture *f)
{
	ub_legend_free(&f->legend);
	ub_buf_free(&f->text);
	free(f->pos);
}

/* The value of src at a record as the stream would have it, "!what" on
 * failure. */
static inline void
value(struct fixture *f, const char *src, size_t rec, struct ub_buf *out)
{
	struct ub_scope scope = { .legend = &f->legend };
	struct ub_expr *x;
	struct ub_err e;
	struct ub_val v;

	ub_buf_clear(out);
	ub_buf_puts(out, "");
	if (ub_expr_compile(&x, &scope, src, 0, strlen(src), &e) != UB_OK) {
		ub_buf_printf(out, "!%s", e.what);
		return;
	}
	if (ub_expr_eval(x, &f->b, rec, NULL, &v, &e) != UB_OK)
		ub_buf_printf(out, "!%s:%d: %s", e.input, (int)e.line, e.what);
	else
		ub_val_print(out, ub_expr_kind(x), &v);
	ub_expr_free(x);
}

static const char legend[] =
    "#i:int\tj:int\td:dec\tdag:date\tslut:date\tkod:code\tt:text\tb:bool\t"
    "a1:int\ta2:int\ta3:dec\tn:count\tandel:share\tklient:id\tår:int\tend:int";
static const char records[] =
    "7\t-2\t3.5\t2016-02-29\t2017-03-01\t0180\tÅsa  \t1\t1\t2\t0.5\t12\t"
    "0.3333333333333333\tk1\t2015\t9\n"
    ".n\t\t.x\t.r\t\t.n\t.x\t.n\t1\t.n\t.x\t.s\t.s\t\t\t\n"
    "9223372036854775807\t0\t999999999999999999.999999999\t9999-12-31\t"
    "0001-01-01\t\\#1\ta\\tb\\\\\t0\t\t3\t4\t0\t-0\t\\.x\t1\t1\n"
    "x\t1.0\t01\t2015-02-29\t15\tk\tt\t2\t1\t1\t1\t1\t1\tk\t1\t1\n";

/* Characters before the ^ in the last line of below, its indent not counted;
 * -1 for none. */
static inline int
caret_column(const struct ub_err *e)
{
	const char *nl = strrchr(e->below, '\n');

	return nl == NULL ? -1 : (int)(strlen(nl + 1) - 1) - 4;
}

#endif
