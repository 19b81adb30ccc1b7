/* standard.c - see standard.h. */
#include "standard.h"

#include <math.h>
#include <stdlib.h>

#include "../stream/reader.h"
#include "cluster.h"
#include "dist.h"
#include "value.h"

struct ub_standard {
	struct ub_intern val;
	double *weight; /* of each value */
	double all;
};

/* --- the file ------------------------------------------------------------- */

static enum ub_status
check_columns(const struct ub_legend *l, const char *path, struct ub_err *e)
{
	if (l->n == 2 &&
	    (l->col[1].type == UB_INT || l->col[1].type == UB_COUNT ||
		l->col[1].type == UB_DEC))
		return UB_OK;
	return ub_fail_at(
	    e, UB_EDATA, path, 0, "not two columns, a value and its number");
}

static enum ub_status
take_batch(struct ub_standard *s, enum ub_type type, const struct ub_batch *b,
    struct ub_err *e)
{
	for (size_t r = 0; r < b->n; r++) {
		struct ub_slice f = ub_field(b, r, 0);
		struct ub_slice number = ub_field(b, r, 1);
		struct ub_i128 v;
		uint32_t known = s->val.n;

		if (ub_missing(f) != 0 || !ub_number_of(type, number, &v) ||
		    ub_i128_sign(v) < 0)
			return ub_fail_at(e, UB_EDATA, b->input, b->line + r,
			    "not a value and a number of 0 or more");
		if (ub_intern_add(&s->val, f.s, f.len) != known)
			return ub_fail_at(e, UB_EDATA, b->input, b->line + r,
			    "the value stands there before");
		s->weight = ub_xgrow(s->weight, known, sizeof(*s->weight));
		s->weight[known] =
		    ub_real_ratio(v, ub_i128_of(type == UB_DEC ? UB_NANO : 1));
	}
	return UB_OK;
}

enum ub_status
ub_standard_load(struct ub_standard **sp, const char *path, struct ub_err *e)
{
	struct ub_standard *s = ub_xcalloc(1, sizeof(*s));
	struct ub_reader *r = NULL;
	enum ub_status st;
	struct ub_batch b;

	*sp = NULL;
	st = ub_reader_open(&r, &path, 1, UB_READ_RECORDS, NULL, e);
	if (st == UB_OK)
		st = check_columns(ub_reader_legend(r), path, e);
	while (st == UB_OK && (st = ub_reader_batch(r, &b, e)) == UB_OK)
		st = take_batch(s, ub_reader_legend(r)->col[1].type, &b, e);
	ub_reader_free(r);
	for (size_t i = 0; i < s->val.n; i++)
		s->all += s->weight[i];
	if (st == UB_END && !(s->all > 0))
		st =
		    ub_fail_at(e, UB_EDATA, path, 0, "the numbers add up to 0");
	if (st != UB_END) {
		ub_standard_free(s);
		return st;
	}
	*sp = s;
	return UB_OK;
}

void
ub_standard_free(struct ub_standard *s)
{
	if (s == NULL)
		return;
	ub_intern_free(&s->val);
	free(s->weight);
	free(s);
}

/* --- figures ---------------------------------------------------------------- */

/* The records of a stratum. */
struct stratum {
	uint64_t n;
	double mean, var; /* of the mean */
};

/* Parts i .. of one stratum; returns where the next begins. */
static size_t
take_stratum(const struct ub_measure *m, const struct ub_part_of *p, size_t i,
    size_t len, struct stratum *t)
{
	double unit = m->kind == UB_K_DEC ? 1e9 : 1, sum = 0, squares = 0, n;
	double first = ub_real_ratio(p[i].v, ub_i128_of(1));
	size_t from = i;

	t->n = 0;
	for (; i < len && ub_slice_eq(p[i].cluster, p[from].cluster); i++) {
		struct ub_i128 step;
		double d;

		(void)ub_i128_sub(p[i].v, p[from].v, &step);
		d = ub_real_ratio(step, ub_i128_of(1));
		t->n += p[i].n;
		sum += (double)p[i].n * d;
		squares += (double)p[i].n * d * d;
	}
	n = (double)t->n;
	t->mean = (first + sum / n) / unit;
	t->var = (squares - sum * sum / n) / (unit * unit) / (n - 1) / n;
	if (m->kind == UB_K_BOOL)
		t->var = t->mean * (1 - t->mean) / n;
	return i;
}

/* False when a value is not in the standard. */
static bool
standardise(const struct ub_measure *m, uint32_t cell,
    const struct ub_standard *s, double level, struct ub_test_result *r)
{
	size_t len, i = 0;
	struct ub_part_of *p = ub_cluster_parts(m, cell, &len);
	double sum = 0, var = 0, seen = 0, half;
	double scale = m->kind == UB_K_BOOL ? 100 : 1;
	bool all = true;

	while (i < len && all) {
		struct stratum t;
		struct ub_slice name = p[i].cluster;

		if (!(all = ub_intern_has(&s->val, name)))
			break;
		for (uint32_t k = 0; k < s->val.n; k++) {
			if (!ub_slice_eq(ub_intern_text(&s->val, k), name))
				continue;
			i = take_stratum(m, p, i, len, &t);
			sum += s->weight[k] * t.mean;
			if (s->weight[k] > 0)
				var += s->weight[k] * s->weight[k] * t.var;
			seen += s->weight[k];
			break;
		}
	}
	free(p);
	if (seen <
	    s->all) /* they are added in the order of the file, or less */
		r->why = fabs(seen - s->all) > 1e-9 * s->all ? 'u' : '\0';
	r->diff = scale * sum / s->all;
	half = ub_dist_normal_value(1 - (1 - level) / 2) * sqrt(var) / s->all;
	r->low = r->diff - scale * half;
	r->high = r->diff + scale * half;
	return all;
}

enum ub_status
ub_std_all(const struct ub_cells *c, struct ub_measure *m,
    const struct ub_standard *s, const struct ub_style *style, struct ub_err *e)
{
	bool ok = true;

	m->result = ub_xcalloc(c->n + 1, sizeof(*m->result));
	for (uint32_t i = 0; i < c->n && ok; i++) {
		const union ub_acc *acc = ub_cells_acc(c, m, i);
		char why = ub_value_why(style, m, acc, ub_cells_nrec(c, i),
		    ub_cells_nrec(c, i) - acc->v.miss);

		m->result[i] = ub_test_none(why);
		if (why == 0)
			ok = standardise(
			    m, i, s, style->level / 1000.0, &m->result[i]);
	}
	if (!ok)
		return ub_fail(e, UB_EDATA,
		    "measure %s: a value is not in the standard population",
		    m->name);
	return UB_OK;
}

void
ub_std_put(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, uint32_t cell, uint64_t n, uint64_t lost)
{
	const struct ub_test_result *r = &m->result[cell];
	int digits = m->digits >= 0       ? m->digits
		     : style->digits >= 0 ? style->digits
					  : UB_TEST_DIGITS;

	ub_test_put_field(b, r->diff, r->why, digits);
	ub_value_put_base(b, m, cell, n, lost);
	if (style->level > 0) {
		ub_test_put_field(b, r->low, r->why, digits);
		ub_test_put_field(b, r->high, r->why, digits);
	}
}
