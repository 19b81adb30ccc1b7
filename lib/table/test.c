/* test.c - the tests by name, and all of a table; test.h. */
#include "test.h"

#include <math.h>
#include <stdlib.h>

#include "testdata.h"
#include "value.h"

enum {
	PLAIN = 1 << UB_METHOD_PLAIN,
	CORRECTED = 1 << UB_METHOD_CORRECTED,
	EXACT = 1 << UB_METHOD_EXACT
};

static const struct known {
	struct ub_test_info info;
	ub_test_fn *run;
} known[UB_NFUNC] = {
	[UB_F_CHISQ] = { { "chi-två-test", "chi-två", true, NULL, false,
			     "Cramérs V", PLAIN | CORRECTED },
	    ub_test_chisq },
	[UB_F_FISHER] = { { "Fishers exakta test", NULL, false, NULL, false,
			      "oddskvot", 0 },
	    ub_test_fisher },
	[UB_F_SHARES] = { { "test av två andelar", "chi-två", true,
			      "skillnad i procentenheter", true, NULL,
			      PLAIN | CORRECTED },
	    ub_test_shares },
	[UB_F_WELCH] = { { "Welchs t-test", "t", true, "skillnad i medelvärde",
			     true, "Cohens d", 0 },
	    ub_test_welch },
	[UB_F_MANNWHITNEY] = { { "Mann-Whitneys test", "U", false, NULL, false,
				   "rangbiserial korrelation",
				   PLAIN | CORRECTED },
	    ub_test_mannwhitney },
	[UB_F_MCNEMAR] = { { "McNemars test", "chi-två", true, NULL, false,
			       "oddskvot", PLAIN | CORRECTED | EXACT },
	    ub_test_mcnemar },
	[UB_F_WILCOXON] = { { "Wilcoxons teckenrangtest", "V", false, NULL,
				false, "rangbiserial korrelation",
				PLAIN | CORRECTED },
	    ub_test_wilcoxon },
	[UB_F_BOWKER] = { { "Bowkers test", "chi-två", true, NULL, false,
			      "Cohens w", 0 },
	    ub_test_bowker },
	[UB_F_MAXWELL] = { { "Stuart-Maxwells test", "chi-två", true, NULL,
			       false, "Cohens w", 0 },
	    ub_test_maxwell },
	[UB_F_PAIREDT] = { { "parat t-test", "t", true, "medelskillnad", true,
			       "medelskillnad genom standardavvikelse före",
			       0 },
	    ub_test_pairedt },
	[UB_F_TREND] = { { "Cochran-Armitages trendtest", "chi-två", true, NULL,
			     false, "förändring i procentenheter per steg", 0 },
	    ub_test_trend },
	[UB_F_SLOPE] = { { "linjär trend", "t", true, NULL, true,
			     "förändring per steg", 0 },
	    ub_test_slope },
	[UB_F_MH] = { { "Mantel-Haenszels test", "chi-två", true, NULL, true,
			  "sammanvägd oddskvot", 0 },
	    ub_test_mh },
	[UB_F_MHRR] = { { "Mantel-Haenszels test av andelskvot", "chi-två",
			    true, NULL, true, "sammanvägd kvot mellan andelar",
			    0 },
	    ub_test_mhrr },
	[UB_F_MHRD] = { { "Mantel-Haenszels test av andelsskillnad", "chi-två",
			    true, "sammanvägd skillnad i procentenheter", true,
			    NULL, 0 },
	    ub_test_mhrd },
};

const struct ub_test_info *
ub_test_info(enum ub_func f)
{
	return known[f].run != NULL ? &known[f].info : NULL;
}

bool
ub_test_method_parse(
    enum ub_func f, struct ub_slice s, enum ub_test_method *method)
{
	static const char *const name[] = { [UB_METHOD_PLAIN] = "plain",
		[UB_METHOD_CORRECTED] = "corrected",
		[UB_METHOD_EXACT] = "exact" };

	for (unsigned i = UB_METHOD_PLAIN; i <= UB_METHOD_EXACT; i++) {
		if (ub_slice_is(s, name[i])) {
			*method = (enum ub_test_method)i;
			return known[f].info.methods & 1U << i;
		}
	}
	return false;
}

/* v to UB_TEST_DIGITS decimals. */
static double
rounded(double v)
{
	/* where a double has no such decimals it stays */
	return fabs(v) < 1e9 ? round(v * 1e6) / 1e6 : v;
}

struct ub_test_result
ub_test_none(char why)
{
	struct ub_test_result r = { .why = why };

	r.p = r.stat = r.df = r.diff = r.low = r.high = r.effect = r.adjusted =
	    (double)NAN;
	return r;
}

enum ub_status
ub_test_all(const struct ub_cells *c, struct ub_measure *m,
    const struct ub_style *style, struct ub_err *e)
{
	struct ub_test_data t = { .method = m->method,
		.level = style->level / 1000.0 };
	const char *bad = NULL;

	m->result = ub_xcalloc(c->n + 1, sizeof(*m->result));
	for (uint32_t i = 0; i < c->n && bad == NULL; i++) {
		const union ub_acc *acc = ub_cells_acc(c, m, i);
		char why = ub_value_why(style, m, acc, ub_cells_nrec(c, i),
		    ub_cells_nrec(c, i) - acc->v.miss);

		m->result[i] = ub_test_none(why);
		if (why != 0)
			continue;
		ub_test_data_load(&t, m, i);
		bad = known[m->func].run(&t, &m->result[i]);
		ub_test_data_free(&t);
	}
	if (bad != NULL)
		return ub_fail(e, UB_EDATA, "measure %s: %s", m->name, bad);
	return UB_OK;
}

/* --- several tests ------------------------------------------------------- */

static int
by_p(const void *a, const void *b)
{
	const struct ub_test_result *const *x = a, *const *y = b;

	return ((*x)->p > (*y)->p) - ((*x)->p < (*y)->p);
}

void
ub_test_holm(struct ub_test_result **r, size_t n, int level, bool single)
{
	double alpha = (1000 - level) / 1000.0, most = 0;
	size_t made = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(r[i]->p))
			r[made++] = r[i];
	if (made > 0)
		qsort(r, made, sizeof(*r), by_p);
	for (size_t i = 0; i < made; i++) {
		double p = r[i]->p * (single ? 1 : (double)(made - i));

		most = single ? p : fmin(1, fmax(most, p));
		r[i]->adjusted = most;
		r[i]->significant = rounded(most) < alpha;
	}
}

/* --- fields ---------------------------------------------------------------- */

void
ub_test_put_field(struct ub_buf *b, double v, char why, int digits)
{
	if (why != 0 || !isfinite(v))
		ub_missing_put(b, why != 0 ? why : 'u');
	else
		ub_value_put_real(b, v == 0 ? 0 : v, digits);
	ub_buf_putc(b, '\t');
}

static void
put_field(struct ub_buf *b, double v, char why)
{
	ub_test_put_field(b, v, why, UB_TEST_DIGITS);
}

static void
put_judgement(struct ub_buf *b, const struct ub_style *style,
    const struct ub_test_result *r)
{
	if (style->judged == 0)
		return;
	if (!style->single)
		put_field(b, r->adjusted, r->why);
	if (r->why != 0 || isnan(r->p))
		ub_missing_put(b, r->why != 0 ? r->why : 'u');
	else
		ub_buf_putc(b, r->significant ? '1' : '0');
	ub_buf_putc(b, '\t');
}

void
ub_test_put(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, uint32_t cell, uint64_t n, uint64_t lost)
{
	const struct ub_test_info *t = ub_test_info(m->func);
	const struct ub_test_result *r = &m->result[cell];

	put_field(b, r->p, r->why);
	ub_value_put_base(b, m, cell, n, lost);
	put_field(b, (double)r->least, r->why);
	if (t->stat != NULL)
		put_field(b, r->stat, r->why);
	if (t->df)
		put_field(b, r->df, r->why);
	if (t->diff != NULL)
		put_field(b, r->diff, r->why);
	if (t->ends && style->level > 0) {
		put_field(b, r->low, r->why);
		put_field(b, r->high, r->why);
	}
	if (t->effect != NULL)
		put_field(b, r->effect, r->why);
	put_judgement(b, style, r);
}

void
ub_test_put_p(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, uint32_t cell, char why)
{
	struct ub_test_result r = m->result[cell];

	if (why != 0)
		r.why = why;
	put_field(b, r.p, r.why);
	put_judgement(b, style, &r);
}
