/*
 * auditacross.c - which columns of a printed table are the totals of a run of
 * columns beside them, as far as most rows bear it out: auditfit.h.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "auditfit.h"

static void
add_columns(struct ub_shape *s, size_t col, const size_t *run, size_t n)
{
	size_t r, i;

	for (r = 0; r < s->item->audited.t->n; r++) {
		for (i = 0; i < n; i++)
			ub_audited_part(
			    &s->item->audited, r * s->item->t.ncol + run[i]);
		ub_audited_sum(&s->item->audited, r * s->item->t.ncol + col,
		    ub_fit_slack(s, col, n), false);
	}
}

/* "Summa, kr, Ale" with "kr, Ale, antal med uppgift" beside it: what it is a
 * sum of; then where the rest begins, else 0. */
static size_t
sum_of(const struct ub_legend *l, size_t col)
{
	const char *name = l->col[col].name;
	size_t n = strcspn(name, ","), c;

	if ((n != 5 || strncasecmp(name, "summa", n) != 0) &&
	    (n != 3 || strncasecmp(name, "sum", n) != 0))
		return 0;
	n += strspn(name + n, ", ");
	for (c = 0; c < l->n; c++)
		if (ub_shape_follows(l->col[c].name, name + n, ub_shape_base))
			return n;
	return 0;
}

/* A part of a heading that means all: "Totalt, antal", and not "Alla dagar". */
static bool
heading_means_all(struct ub_shape *s, size_t col)
{
	const struct ub_legend *l = &s->item->legend;
	const char *p = l->col[col].name + sum_of(l, col);
	size_t n;
	bool all = false;

	for (; *p != '\0' && !all; p += n + strspn(p + n, ", ")) {
		n = strcspn(p, ",");
		all = ub_shape_means_all(s, (struct ub_slice){ p, n }) &&
		      (memchr(p, ' ', n) == NULL ||
			  strncasecmp(p, "total", 5) == 0);
		if (n == 0)
			break;
	}
	return all;
}

/* Chance makes a sum of few small figures. */
static bool
is_borne_out(const struct ub_fit *f, bool means_all)
{
	size_t no = f->no + f->among;

	if (f->never > f->yes + f->open || f->yes < (means_all ? 2 : 5) * no)
		return false;
	if (means_all)
		return f->yes > 0 ? f->real > 0 : f->open > 0 && f->never == 0;
	return f->real >= 3;
}

static struct ub_fit
fit_columns(struct ub_shape *s, size_t col, const struct ub_made *run, size_t n)
{
	double off = ub_fit_slack(s, col, n);
	struct ub_fit f = { 0 };
	int64_t all;
	size_t r;

	for (r = 0; r < s->item->audited.t->n; r++)
		if (ub_audited_value(&s->item->audited,
			r * s->item->t.ncol + col, &all) == UB_KNOWN)
			ub_fit_judge(&f, all, &run[r], off);
	return f;
}

static void
take_column(struct ub_shape *s, size_t col, struct ub_made *run)
{
	size_t r;

	for (r = 0; r < s->item->audited.t->n; r++)
		ub_fit_take(
		    &run[r], &s->item->audited, r * s->item->t.ncol + col);
}

/* The columns beside list[at], to one side: how many of them it is the total
 * of, so far as most rows bear it out. */
static size_t
longest_run(struct ub_shape *s, const size_t *list, size_t n, size_t at,
    int way, size_t *rows)
{
	struct ub_made *run =
	    ub_xcalloc(s->item->audited.t->n + 1, sizeof(*run));
	bool means_all = heading_means_all(s, list[at]);
	size_t k = at, len = 0, got = 0;
	struct ub_fit f;

	*rows = 0;
	while (way > 0 ? k + 1 < n : k > 0) {
		k = way > 0 ? k + 1 : k - 1;
		if (s->item->audited.digits[list[k]] !=
		    s->item->audited.digits[list[at]])
			break;
		take_column(s, list[k], run);
		if (++len < 2)
			continue;
		f = fit_columns(s, list[at], run, len);
		if (!is_borne_out(&f, means_all) || f.yes + f.open < *rows)
			continue;
		*rows = f.yes + f.open;
		got = len;
	}
	free(run);
	return got;
}

/* "Antal poster, v, Ale" beside "Antal poster, Ale", or without a value beside
 * "Antal poster": some of them, and not all. */
static bool
is_of_some(const struct ub_legend *l, size_t col)
{
	const char *name = l->col[col].name, *last = strrchr(name, ',');
	size_t first = strcspn(name, ","), c;

	if (last == NULL)
		return false;
	for (c = 0; c < l->n; c++) {
		const char *other = l->col[c].name;

		if (c != col && strncmp(other, name, first) == 0 &&
		    (other[first] == '\0' || strcmp(other + first, last) == 0))
			return true;
	}
	return false;
}

/* "X, antal med uppgift" and "X, antal utan uppgift" beside it: they make up the
 * number of all, and are the total of nothing. */
static void
sum_base(struct ub_shape *s, size_t col, const size_t *list, size_t n)
{
	static const char *const without[] = { "utan uppgift", "_miss",
		"without a value", NULL };
	const struct ub_legend *l = &s->item->legend;
	struct ub_made *run;
	size_t stem = 0, i;
	struct ub_fit f;

	if (col + 1 >= s->item->t.ncol || !ub_fit_adds_up(s, col + 1) ||
	    !ub_shape_says(l->col[col + 1].name, without))
		return;
	while (l->col[col].name[stem] != '\0' &&
	       l->col[col].name[stem] == l->col[col + 1].name[stem])
		stem++;
	if (memchr(l->col[col].name, ',', stem) == NULL &&
	    strcmp(l->col[col].name + stem, "n") != 0)
		return;
	run = ub_xcalloc(s->item->audited.t->n + 1, sizeof(*run));
	take_column(s, col, run);
	take_column(s, col + 1, run);
	for (i = 0; i < n; i++) {
		f = fit_columns(s, list[i], run, 2);
		if (is_of_some(l, list[i]) || f.yes < 3 ||
		    f.yes < 2 * (f.no + f.among) || f.never > 0)
			continue;
		add_columns(s, list[i], (size_t[]){ col, col + 1 }, 2);
		break;
	}
	free(run);
}

/* Is it "STEM, VALUE", with the stem so long? */
static bool
has_stem(const char *name, const char *stem, size_t len)
{
	return strncmp(name, stem, len) == 0 &&
	       strncmp(name + len, ", ", 2) == 0 && name[len + 2] != '\0' &&
	       strchr(name + len + 2, ',') == NULL;
}

/*
 * "Summa, kr, totalt" is the total of "Summa, kr, Ale" and its like, wherever
 * they stand, and of no column of another measure: false where no heading is
 * so, or rows speak against it.
 */
static bool
sum_of_stem(struct ub_shape *s, const size_t *list, size_t n, size_t at)
{
	const struct ub_legend *l = &s->item->legend;
	const char *name = l->col[list[at]].name, *last = strrchr(name, ',');
	size_t *part, k, len = 0, stem;
	struct ub_made *run;
	struct ub_fit f;

	if (last == NULL || last[1] != ' ' ||
	    !ub_shape_means_all(s, ub_slice_of(last + 2)))
		return false;
	stem = (size_t)(last - name);
	part = ub_xreallocarray(NULL, n, sizeof(*part));
	run = ub_xcalloc(s->item->audited.t->n + 1, sizeof(*run));
	for (k = 0; k < n; k++) {
		if (k == at || !has_stem(l->col[list[k]].name, name, stem))
			continue;
		part[len++] = list[k];
		take_column(s, list[k], run);
	}
	f = fit_columns(s, list[at], run, len);
	if (len >= 2 && f.never == 0 && f.no + f.among == 0)
		add_columns(s, list[at], part, len);
	else
		len = 0;
	free(part);
	free(run);
	return len > 0;
}

/* "Summa, kr, Ale" where there is "Summa, kr, totalt": a part of that, and the
 * total of nothing, whatever its neighbours make. */
static bool
is_of_stem(const struct ub_shape *s, const size_t *list, size_t n, size_t at)
{
	const struct ub_legend *l = &s->item->legend;
	const char *name = l->col[list[at]].name, *last = strrchr(name, ',');
	size_t k, stem;

	if (last == NULL || last[1] != ' ')
		return false;
	stem = (size_t)(last - name);
	for (k = 0; k < n; k++)
		if (k != at && has_stem(l->col[list[k]].name, name, stem) &&
		    ub_shape_means_all(
			s, ub_slice_of(l->col[list[k]].name + stem + 2)))
			return true;
	return false;
}

enum { COLUMNS_TRIED = 400 };

/* What has a base of its own is no part of others. */
void
ub_shape_across(struct ub_shape *s)
{
	size_t *list =
	    ub_xreallocarray(NULL, s->item->t.ncol + 1, sizeof(*list));
	const struct ub_legend *l = &s->item->legend;
	size_t n = 0, i, c, right, left, by_right, by_left;

	for (c = 0; c < s->item->t.ncol; c++)
		if (ub_fit_adds_up(s, c) && !ub_shape_is_base(l, c) &&
		    ub_shape_beside(l, c, ub_shape_base) == UB_NOCOL)
			list[n++] = c;
	for (c = 0; c < s->item->t.ncol; c++)
		if (ub_fit_adds_up(s, c) && ub_shape_is_base(l, c))
			sum_base(s, c, list, n);
	for (i = 0; i < n && n <= COLUMNS_TRIED; i++) {
		if (sum_of_stem(s, list, n, i) || is_of_stem(s, list, n, i))
			continue;
		right = longest_run(s, list, n, i, 1, &by_right);
		left = longest_run(s, list, n, i, -1, &by_left);
		if (right > 0 && by_right >= by_left)
			add_columns(s, list[i], list + i + 1, right);
		else if (left > 0)
			add_columns(s, list[i], list + i - left, left);
	}
	free(list);
}
