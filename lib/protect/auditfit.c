/* auditfit.c - see auditfit.h. */
#include <math.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "auditfit.h"
#include "figure.h"

/* --- what adds up ------------------------------------------------------------ */

static bool
is_letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

/* "Medelålder" and not "Läkemedel", "Ålder, min" and not "Kriminalitet". */
static bool
has_word(const char *low, const char *word, bool whole)
{
	size_t n = strlen(word);
	const char *p;

	for (p = strstr(low, word); p != NULL; p = strstr(p + 1, word))
		if ((p == low || !is_letter(p[-1])) &&
		    (!whole || !is_letter(p[n])))
			return true;
	return false;
}

static bool
is_mean_or_end(const char *heading)
{
	struct ub_buf b = { 0 };
	bool is;

	ub_lower(&b, heading, strlen(heading));
	is = b.s != NULL &&
	     (has_word(b.s, "medel", false) || has_word(b.s, "min", true) ||
		 has_word(b.s, "max", true) || has_word(b.s, "ratio", true));
	ub_buf_free(&b);
	return is;
}

/* Means and the like add up to nothing, nor do bases that are told twice. */
static bool
is_no_sum(const char *heading)
{
	static const char *const word[] = { "median", "genomsnitt", "snitt",
		"kvartil", "percentil", "kvantil", "mean", "average", "per ",
		"kvot", "index", "standardavvik", "varians", "minsta",
		"största", "lägsta", "högsta", "minim", "maxim", "quartile",
		"quantile", "standard deviation", "variance", "smallest",
		"largest", "lowest", "highest", NULL };

	static const char *const all_the_same[] = { "antal", "number", NULL };

	return (ub_shape_says(heading, word) || is_mean_or_end(heading)) &&
	       !ub_shape_says(heading, all_the_same);
}

bool
ub_fit_adds_up(const struct ub_shape *s, size_t col)
{
	if (s->ask->apart != NULL &&
	    ub_listed(
		s->ask->apart, ub_slice_of(s->item->legend.col[col].name)))
		return false;
	return col >= s->item->t.nkey && s->item->audited.digits[col] >= 0 &&
	       col != s->column_base &&
	       !is_no_sum(s->item->legend.col[col].name);
}

/* --- how ------------------------------------------------------------------------ */

double
ub_fit_slack(const struct ub_shape *s, size_t col, size_t n)
{
	double each = s->item->audited.off;

	/* decimals are rounded */
	if (s->item->audited.digits[col] > 0)
		each += 0.5;
	return each * (double)(n + 1) + 1e-9;
}

void
ub_fit_take(struct ub_made *made, const struct ub_audited *a, size_t cell)
{
	int64_t v;

	if (ub_audited_value(a, cell, &v) != UB_KNOWN) {
		made->hidden++;
		return;
	}
	if (__builtin_add_overflow(made->sum, v, &made->sum)) {
		made->sum = 0;
		made->hidden++; /* beyond all numbers: nobody can tell */
		return;
	}
	made->real += v != 0;
	if (made->shown == 0 || v < made->low)
		made->low = v;
	if (made->shown == 0 || v > made->high)
		made->high = v;
	made->shown++;
}

void
ub_fit_judge(
    struct ub_fit *f, int64_t all, const struct ub_made *made, double off)
{
	double over = (double)made->sum - (double)all;
	int64_t exact;

	/* so far as it can be, not through doubles */
	if (!__builtin_sub_overflow(made->sum, all, &exact))
		over = (double)exact;

	if (made->hidden == 0 && fabs(over) <= off) {
		f->yes++;
		f->real += made->real >= 2;
	} else if (made->real >= 2 && made->low <= all && all <= made->high) {
		f->among++;
	} else if (made->hidden == 0) {
		f->no++;
		f->more += over > 0;
		f->far += 4 * over > (double)all;
	} else if (over <= off) {
		f->open++;
	} else {
		f->never++;
		f->beyond += 4 * over > (double)all;
	}
}
