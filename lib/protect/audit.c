/* audit.c - see audit.h. */
#include <stdlib.h>

#include "auditpart.h"

/* --- nothing is masked ---------------------------------------------------------- */

/* How many told of something: no count of its own. */
static bool
is_base(const struct ub_published *t, size_t col)
{
	static const char *const word[] = { "med uppgift", "utan uppgift",
		"i basen", "with a value", "without a value", "in the base" };
	static const char *const tail[] = { "_n", "_miss" };
	const char *name = t->legend->col[col].name;
	size_t len = strlen(name), i, c, n;

	for (i = 0; i < sizeof(word) / sizeof(*word); i++)
		if (strstr(name, word[i]) != NULL)
			return true;
	for (i = 0; i < sizeof(tail) / sizeof(*tail); i++) {
		n = strlen(tail[i]);
		if (len <= n || strcmp(name + len - n, tail[i]) != 0)
			continue;
		for (c = t->nkey; c < t->ncol; c++)
			if (strlen(t->legend->col[c].name) == len - n &&
			    memcmp(t->legend->col[c].name, name, len - n) == 0)
				return true;
	}
	return false;
}

/* Counts that want protection, in a table that hides none. */
static size_t
count_exposed(const struct ub_audited *t, int64_t small)
{
	const struct ub_published *p = t->t;
	size_t i, n = 0;
	int64_t v;

	if (t->protected)
		return 0;
	for (i = 0; i < t->printed * p->ncol; i++) {
		if (i % p->ncol >= p->nkey &&
		    ub_missing(p->cell[i]) == UB_HIDDEN)
			return 0;
		switch (ub_audited_value(t, i, &v)) {
		case UB_SECRET:
			return 0;
		case UB_KNOWN:
			n += p->legend->col[i % p->ncol].type == UB_COUNT &&
			     v > 0 && v < small && !is_base(p, i % p->ncol);
			break;
		default:
			break;
		}
	}
	return n;
}

static void
tell_exposed(struct ub_auditing *u)
{
	size_t n = count_exposed(u->t, u->ask->small);

	if (n == 0)
		return;
	u->a->exposed += n;
	u->a->bare++;
	ub_audit_remark(u->a,
	    "%s: nothing is masked: %zu count%s from 1 to %lld stand%s "
	    "unprotected",
	    u->t->name, n, n == 1 ? "" : "s", (long long)u->ask->small - 1,
	    n == 1 ? "s" : "");
}

/* By tables, and within one in the order they were found. */
static void
put_in_order(struct ub_audit *a, size_t n)
{
	struct ub_finding *f = ub_xcalloc(a->n + 1, sizeof(*f));
	size_t i, k, to = 0;

	for (k = 0; k < n; k++)
		for (i = 0; i < a->n; i++)
			if (a->finding[i].table == k)
				f[to++] = a->finding[i];
	for (i = 0; i < a->n; i++)
		if (a->finding[i].table >= n)
			f[to++] = a->finding[i];
	if (a->n > 0)
		memcpy(a->finding, f, a->n * sizeof(*f));
	free(f);
}

/* Columns that are neither keys nor words. */
static size_t
count_figures(const struct ub_published *t)
{
	size_t c, n = 0;

	for (c = t->nkey; c < t->ncol; c++)
		n += t->legend->col[c].type != UB_TEXT &&
		     t->legend->col[c].type != UB_CODE &&
		     t->legend->col[c].type != UB_ID;
	return n;
}

/* --- together --------------------------------------------------------------------- */

enum ub_status
ub_audit_tables(struct ub_audit *a, struct ub_audited *in, size_t n,
    const struct ub_audit_ask *ask, struct ub_err *e)
{
	struct ub_auditing u = { .a = a, .in = in, .n = n };
	size_t all = 0, i;
	enum ub_status st;

	u.base = ub_xcalloc(n + 1, sizeof(*u.base));
	for (i = 0; i < n; i++) {
		u.base[i] = all;
		if (in[i].own != NULL)
			in[i].t = &in[i].wide; /* they may have been moved */
		all += in[i].t->n * in[i].t->ncol;
	}
	u.told = ub_xcalloc(all + 1, sizeof(*u.told));
	for (u.at = 0; u.at < n; u.at++) {
		u.t = &in[u.at];
		u.ask = &ask[u.at];
		a->tables++;
		a->cells += u.t->printed * count_figures(u.t->t);
		ub_auditing_sums(&u);
		ub_auditing_shares(&u);
		ub_auditing_percents(&u);
		tell_exposed(&u);
	}
	u.ask = ask;
	st = n == 0 ? UB_OK : ub_auditing_hidden(&u, e);
	put_in_order(a, n);
	free(u.told);
	free(u.base);
	return st;
}
