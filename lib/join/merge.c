/* merge.c - a join of two sides in the order of their key; join.h. */
#include <stdlib.h>

#include "../records/sortkey.h"
#include "match.h"

/* One side and the record it stands at. */
struct side {
	struct ub_reader *r;
	const struct ub_legend *legend;
	const size_t *col; /* nkey of them */
	struct ub_batch b;
	size_t at;
	bool ended;
	bool has_key;      /* no part of the key is missing */
	struct ub_buf key; /* of the record, if it has one; compares by bytes */
	struct ub_buf last; /* the greatest before it */
};

struct ub_merge {
	const struct ub_join_spec *spec;
	struct side left, right;
	/* the right records of one key: what a join in memory holds of all */
	struct ub_right *group;
	struct ub_buf group_key;
	bool has_group;
	uint64_t used; /* right records taken in groups that are gone */
};

static int
compare(const struct ub_buf *a, const struct ub_buf *b)
{
	size_t n = a->len < b->len ? a->len : b->len;
	int c = n == 0 ? 0 : memcmp(a->s, b->s, n);

	return c != 0 ? c : (a->len > b->len) - (a->len < b->len);
}

/* The key fields as ubat-sort(1) orders them, each ended by a NUL, which
 * stands in none. */
static enum ub_status
make_key(const struct ub_merge *m, struct side *s, struct ub_err *e)
{
	struct ub_sortkey k = { .desc = false };
	struct ub_slice f;
	size_t i;

	s->has_key = false;
	ub_buf_clear(&s->key);
	for (i = 0; i < m->spec->nkey; i++) {
		k.type = s->legend->col[s->col[i]].type;
		f = ub_field(&s->b, s->at, s->col[i]);
		if (ub_missing(f) != 0)
			return UB_OK;
		/* the order of what is no value means nothing */
		if (!ub_type_is_text(k.type) && !ub_field_valid(k.type, f))
			return ub_fail_at(e, UB_EDATA, s->b.input,
			    s->b.line + s->at, "column %s: not a valid %s",
			    s->legend->col[s->col[i]].name,
			    ub_type_name(k.type));
		ub_sortkey_put(&s->key, &k, f);
		ub_buf_putc(&s->key, '\0');
	}
	s->has_key = true;
	return UB_OK;
}

/* A key that is missing matches nothing, wherever it stands. */
static enum ub_status
check_order(struct side *s, struct ub_err *e)
{
	if (!s->has_key)
		return UB_OK;
	if (s->last.len > 0 && compare(&s->key, &s->last) < 0)
		return ub_fail_at(e, UB_EDATA, s->b.input, s->b.line + s->at,
		    "--sorted: the key comes before the one above it "
		    "(ubat-sort -k)");
	ub_buf_clear(&s->last);
	ub_buf_add(&s->last, s->key.s, s->key.len);
	return UB_OK;
}

/* The record the side stands at, after the first of a batch was read. */
static enum ub_status
arrive(const struct ub_merge *m, struct side *s, struct ub_err *e)
{
	enum ub_status st = make_key(m, s, e);

	return st != UB_OK ? st : check_order(s, e);
}

static enum ub_status
next(const struct ub_merge *m, struct side *s, struct ub_err *e)
{
	enum ub_status st;

	if (++s->at >= s->b.n) {
		s->at = 0;
		st = ub_reader_batch(s->r, &s->b, e);
		s->ended = st == UB_END;
		if (st != UB_OK)
			return s->ended ? UB_OK : st;
	}
	return arrive(m, s, e);
}

/* Take the right record the side stands at into the group, if it can match. */
static enum ub_status
take(struct ub_merge *m, struct ub_err *e)
{
	struct ub_right_rec r = { .order = (uint32_t)m->group->nrec };
	struct side *s = &m->right;
	enum ub_status st;
	bool wanted;

	st = ub_right_take(m->group, m->spec, &s->b, s->at, &r, &wanted, e);
	if (st == UB_OK && wanted && s->has_key)
		st = ub_right_put(m->group, m->spec, &s->b, s->at, &r, e);
	if (st == UB_OK && m->group->nrec == UINT32_MAX)
		st = ub_fail_at(e, UB_EDATA, s->b.input, s->b.line + s->at,
		    "more than %lu records of one key",
		    (unsigned long)UINT32_MAX - 1);
	return st != UB_OK ? st : next(m, s, e);
}

/* The next key of the right side and all its records. */
static enum ub_status
next_group(struct ub_merge *m, struct ub_err *e)
{
	struct ub_right *g = m->group;
	struct side *s = &m->right;
	enum ub_status st = UB_OK;

	m->used += ub_match_used(g);
	m->has_group = false;
	g->nrec = 0;
	g->key[0].n = 0;
	ub_buf_clear(&g->text);
	while (st == UB_OK && !s->ended && !s->has_key)
		st = take(m, e);
	if (st != UB_OK || s->ended)
		return st;
	m->has_group = true;
	ub_buf_clear(&m->group_key);
	ub_buf_add(&m->group_key, s->key.s, s->key.len);
	while (st == UB_OK && !s->ended &&
	       (!s->has_key || compare(&s->key, &m->group_key) == 0))
		st = take(m, e);
	ub_right_sort(g);
	return st;
}

/* Of a left record with this key: the right ones', or NULL. */
static enum ub_status
find(struct ub_merge *m, const struct ub_right_key **k, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	*k = NULL;
	if (!m->left.has_key)
		return UB_OK;
	while (st == UB_OK &&
	       (m->has_group ? compare(&m->group_key, &m->left.key) < 0
			     : !m->right.ended))
		st = next_group(m, e);
	if (st == UB_OK && m->has_group &&
	    compare(&m->group_key, &m->left.key) == 0)
		*k = &m->group->key[0];
	return st;
}

static enum ub_status
open_side(const struct ub_merge *m, struct side *s, struct ub_reader *r,
    const size_t *col, struct ub_err *e)
{
	s->r = r;
	s->legend = ub_reader_legend(r);
	s->col = col;
	return next(m, s, e);
}

enum ub_status
ub_merge_open(struct ub_merge **mp, struct ub_reader *right,
    const struct ub_join_spec *spec, struct ub_err *e)
{
	struct ub_merge *m = ub_xcalloc(1, sizeof(*m));

	m->spec = spec;
	m->group = ub_xcalloc(1, sizeof(*m->group));
	m->group->nkey = 1;
	m->group->key = ub_xcalloc(1, sizeof(*m->group->key));
	*mp = m;
	return open_side(m, &m->right, right, spec->rkey, e);
}

static enum ub_status
run(struct ub_merge *m, struct ub_match *j, struct ub_err *e)
{
	const struct ub_meta *meta = ub_reader_meta(m->left.r);
	const struct ub_right_key *k;
	struct side *s = &m->left;
	enum ub_status st = UB_OK;

	while (st == UB_OK && !s->ended) {
		if (s->at == 0) {
			if (j->n->in == 0)
				ub_writer_table(j->w, meta, e);
			st = ub_writer_labels(j->w, meta, e);
		}
		if (st == UB_OK)
			st = find(m, &k, e);
		if (st == UB_OK)
			st = ub_match_record(j, &s->b, s->at, s->has_key, k, e);
		j->n->in++;
		if (st == UB_OK)
			st = next(m, s, e);
	}
	/* what the right side has left is counted, and its order checked */
	while (st == UB_OK && (m->has_group || !m->right.ended))
		st = next_group(m, e);
	return st;
}

enum ub_status
ub_merge_run(struct ub_merge *m, struct ub_reader *left, struct ub_writer *w,
    struct ub_join_count *n, struct ub_err *e)
{
	enum ub_status st;
	struct ub_match j;

	ub_match_begin(&j, m->group, m->spec, ub_reader_meta(left), w, n);
	st = open_side(m, &m->left, left, m->spec->lkey, e);
	if (st == UB_OK)
		st = run(m, &j, e);
	ub_match_end(&j, m->group->nread, m->group->left_out, m->used);
	return st;
}

static void
side_clear(struct side *s)
{
	ub_buf_free(&s->key);
	ub_buf_free(&s->last);
}

void
ub_merge_free(struct ub_merge *m)
{
	if (m == NULL)
		return;
	side_clear(&m->left);
	side_clear(&m->right);
	ub_right_free(m->group);
	ub_buf_free(&m->group_key);
	free(m);
}
