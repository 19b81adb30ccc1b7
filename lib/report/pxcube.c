/* pxcube.c - see pxcube.h. */
#include <stdlib.h>

#include "../base/num.h"
#include "pxcube.h"

void
ub_pxcube_init(struct ub_pxcube *c, size_t nkey, size_t nmeasure)
{
	c->nkey = nkey;
	c->nmeasure = nmeasure;
	c->val = ub_xcalloc(nkey + 1, sizeof(*c->val));
	c->type = ub_xcalloc(nkey + 1, sizeof(*c->type));
	c->order = ub_xcalloc(nkey + 1, sizeof(*c->order));
}

void
ub_pxcube_free(struct ub_pxcube *c)
{
	size_t i;

	for (i = 0; i < c->nkey; i++) {
		ub_intern_free(&c->val[i]);
		free(c->order[i]);
	}
	free(c->val);
	free(c->type);
	free(c->order);
	free(c->key);
	ub_buf_free(&c->text);
	free(c->end);
	free(c->at);
}

static enum ub_status
too_many(struct ub_err *e)
{
	return ub_fail(e, UB_EDATA, "more than %d cells, too many for px",
	    (int)UB_PXCUBE_MAX);
}

enum ub_status
ub_pxcube_row(struct ub_pxcube *c, struct ub_err *e)
{
	if (++c->nrow > UB_PXCUBE_MAX / c->nmeasure)
		return too_many(e);
	return UB_OK;
}

void
ub_pxcube_key(
    struct ub_pxcube *c, size_t key, struct ub_slice field, enum ub_type t)
{
	c->type[key] = t;
	c->key = ub_xgrow(c->key, c->nkeys, sizeof(*c->key));
	c->key[c->nkeys++] = ub_intern_add(&c->val[key], field.s, field.len);
}

void
ub_pxcube_cell(struct ub_pxcube *c, struct ub_slice text)
{
	ub_buf_add(&c->text, text.s, text.len);
	c->end = ub_xgrow(c->end, c->ncell, sizeof(*c->end));
	c->end[c->ncell++] = c->text.len;
}

/* --- order -------------------------------------------------------------- */

struct value {
	struct ub_slice s;
	enum ub_type type;
	uint32_t id;
};

static int
by_bytes(struct ub_slice a, struct ub_slice b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int d = n == 0 ? 0 : memcmp(a.s, b.s, n);

	return d != 0 ? d : (a.len > b.len) - (a.len < b.len);
}

static int
rank_of(struct ub_slice s)
{
	char reason = ub_missing(s);

	return reason == 0 ? 0 : reason == 't' ? 2 : 1;
}

static int
compare(const void *va, const void *vb)
{
	const struct value *a = va, *b = vb;
	int ra = rank_of(a->s), rb = rank_of(b->s);
	struct ub_i128 x, y;
	int64_t i, j;

	if (ra != rb || ra != 0)
		return ra != rb ? ra - rb : by_bytes(a->s, b->s);
	if ((a->type == UB_INT || a->type == UB_COUNT) &&
	    ub_int_parse(a->s.s, a->s.len, &i) &&
	    ub_int_parse(b->s.s, b->s.len, &j))
		return (i > j) - (i < j);
	if (a->type == UB_DEC && ub_dec_parse(a->s.s, a->s.len, &x) &&
	    ub_dec_parse(b->s.s, b->s.len, &y))
		return ub_i128_cmp(x, y);
	return by_bytes(a->s, b->s);
}

/* Sort the values of a key; rank: the place of each by its number. */
static uint32_t *
sort_values(struct ub_pxcube *c, size_t key)
{
	uint32_t n = c->val[key].n, i;
	struct value *v = ub_xcalloc((size_t)n + 1, sizeof(*v));
	uint32_t *rank = ub_xcalloc((size_t)n + 1, sizeof(*rank));

	c->order[key] = ub_xcalloc((size_t)n + 1, sizeof(**c->order));
	for (i = 0; i < n; i++) {
		v[i].s = ub_intern_text(&c->val[key], i);
		v[i].type = c->type[key];
		v[i].id = i;
	}
	qsort(v, n, sizeof(*v), compare);
	for (i = 0; i < n; i++) {
		c->order[key][i] = v[i].id;
		rank[v[i].id] = i;
	}
	free(v);
	return rank;
}

/* --- places ------------------------------------------------------------- */

static enum ub_status
count_places(struct ub_pxcube *c, struct ub_err *e)
{
	size_t i;

	c->nplace = 1;
	for (i = 0; i < c->nkey; i++) {
		/* there is a row, so nothing here is 0 */
		if (c->val[i].n > UB_PXCUBE_MAX / c->nmeasure / c->nplace)
			return too_many(e);
		c->nplace *= c->val[i].n;
	}
	return UB_OK;
}

static enum ub_status
place_rows(struct ub_pxcube *c, uint32_t *const *rank, struct ub_err *e)
{
	size_t row, i, place;

	c->at = ub_xcalloc(c->nplace, sizeof(*c->at));
	for (row = 0; row < c->nrow; row++) {
		place = 0;
		for (i = 0; i < c->nkey; i++)
			place = place * c->val[i].n +
				rank[i][c->key[row * c->nkey + i]];
		if (c->at[place] != 0)
			return ub_fail(
			    e, UB_EDATA, "two rows with the same keys");
		c->at[place] = (uint32_t)row + 1;
	}
	return UB_OK;
}

enum ub_status
ub_pxcube_finish(struct ub_pxcube *c, struct ub_err *e)
{
	uint32_t **rank;
	enum ub_status st;
	size_t i;

	if (c->nrow == 0 && c->nkey > 0)
		return ub_fail(
		    e, UB_EDATA, "a table without rows: px cannot hold it");
	if ((st = count_places(c, e)) != UB_OK)
		return st;
	rank = ub_xcalloc(c->nkey + 1, sizeof(*rank));
	for (i = 0; i < c->nkey; i++)
		rank[i] = sort_values(c, i);
	st = place_rows(c, rank, e);
	for (i = 0; i < c->nkey; i++)
		free(rank[i]);
	free(rank);
	return st;
}

size_t
ub_pxcube_values(const struct ub_pxcube *c, size_t key)
{
	return c->val[key].n;
}

struct ub_slice
ub_pxcube_value(const struct ub_pxcube *c, size_t key, size_t i)
{
	return ub_intern_text(&c->val[key], c->order[key][i]);
}

struct ub_slice
ub_pxcube_get(const struct ub_pxcube *c, size_t place, size_t measure)
{
	struct ub_slice s = { NULL, 0 };
	size_t k, from;

	if (c->at[place] == 0)
		return s;
	k = (c->at[place] - 1) * c->nmeasure + measure;
	from = k == 0 ? 0 : c->end[k - 1];
	s.s = c->text.s + from;
	s.len = c->end[k] - from;
	return s;
}
