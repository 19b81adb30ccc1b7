/* dominance.c - who has most of a sum; rules.h. */
#include "rules.h"

bool
ub_rules_take_dominance(struct ub_rules *rules, const char *arg)
{
	size_t len = strlen(arg);
	int64_t k;

	if (len < 3 || arg[0] < '1' || arg[0] > '9' || arg[1] != ',' ||
	    !ub_int_parse(arg + 2, len - 2, &k) || k < 1 || k > 100)
		return false;
	rules->dominant = arg[0] - '0';
	rules->share = (double)k;
	return true;
}

/* What a sum is called without _sum at its end. */
static struct ub_slice
stem_of(const struct ub_figure *sum)
{
	struct ub_slice s = sum->stem;

	if (s.len > 4 && memcmp(s.s + s.len - 4, "_sum", 4) == 0)
		s.len -= 4;
	return s;
}

/* The column of the contribution number k: STEM_topK in the same part, and
 * the first also STEM_max. */
static size_t
find_top(
    const struct ub_woven *t, size_t part, const struct ub_figure *sum, int k)
{
	const struct ub_figure *f = &t->f.figure[t->f.part[part].first];
	struct ub_slice stem = stem_of(sum);
	struct ub_buf top = { 0 }, max = { 0 };
	size_t col = UB_NOCOL, i;

	ub_buf_add(&top, stem.s, stem.len);
	ub_buf_printf(&top, "_top%d", k);
	ub_buf_add(&max, stem.s, stem.len);
	ub_buf_puts(&max, "_max");
	for (i = 0; i < t->f.nfigure && col == UB_NOCOL; i++)
		if (ub_slice_is(f[i].stem, top.s) ||
		    (k == 1 && ub_slice_is(f[i].stem, max.s)))
			col = f[i].col;
	ub_buf_free(&top);
	ub_buf_free(&max);
	return col;
}

static double
value_at(const struct ub_woven *t, size_t row, size_t col)
{
	struct ub_slice f = ub_published_cell(&t->t, row, col);
	double v;

	/* .u: there are not so many */
	return ub_missing(f) == 0 && ub_real_parse(f.s, f.len, &v) ? v : 0;
}

static double
top(const struct ub_woven *t, size_t row, size_t part,
    const struct ub_figure *sum, int k)
{
	return value_at(t, row, find_top(t, part, sum, k));
}

double
ub_dominance(const struct ub_rules *rules, const struct ub_woven *t, size_t row,
    size_t part, const struct ub_figure *sum)
{
	double all = value_at(t, row, sum->col), most = 0, up = 0, by;
	int k;

	for (k = 1; k <= rules->dominant; k++)
		most += top(t, row, part, sum, k);
	if (rules->dominant > 0)
		up = 100 / rules->share * most - all;
	if (rules->guess > 0) {
		most = top(t, row, part, sum, 1);
		by = rules->guess / 100 * most -
		     (all - most - top(t, row, part, sum, 2));
		up = by > up ? by : up;
	}
	return up > 0 ? up : 0;
}

static enum ub_status
check_sum(const struct ub_woven *t, const struct ub_figure *sum, int n,
    struct ub_err *e)
{
	struct ub_slice stem = stem_of(sum);
	int k;

	for (k = 1; k <= n; k++)
		if (find_top(t, 0, sum, k) == UB_NOCOL)
			return ub_fail(e, UB_EUSAGE,
			    "table %s: no column %.*s_top%d: who has most of "
			    "sum %.*s is told by top(x, 1) to top(x, %d) of "
			    "ubat-agg",
			    t->meta.table, (int)stem.len, stem.s, k,
			    (int)sum->stem.len, sum->stem.s, n);
	return UB_OK;
}

enum ub_status
ub_rules_check(
    const struct ub_weave *v, const struct ub_rules *rules, struct ub_err *e)
{
	int n = rules->guess > 0 && rules->dominant < 2 ? 2 : rules->dominant;
	enum ub_status st = UB_OK;
	size_t i, k;

	for (i = 0; i < v->n && n > 0; i++) {
		const struct ub_woven *t = &v->table[i];

		for (k = 0; !t->old && k < t->f.nfigure && st == UB_OK; k++)
			if (t->f.figure[k].kind == UB_FIG_SUM)
				st = check_sum(t, &t->f.figure[k], n, e);
	}
	return st;
}
