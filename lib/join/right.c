/* right.c - the right side of a join: read, indexed by key, sorted by date. */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/hash.h"
#include "right.h"

enum { AHEAD = 32 }; /* records whose places are asked for at once */

bool
ub_join_key(const struct ub_batch *b, size_t rec, const size_t *col, size_t n,
    struct ub_buf *scratch, struct ub_slice *key)
{
	size_t i, start = scratch->len;

	*key = (struct ub_slice){ "", 0 };
	if (n == 0)
		return true;
	if (n == 1) {
		*key = ub_field(b, rec, col[0]);
		return ub_missing(*key) == 0;
	}
	for (i = 0; i < n; i++) {
		*key = ub_field(b, rec, col[i]);
		if (ub_missing(*key) != 0)
			return false;
		if (i > 0)
			ub_buf_putc(scratch, '\t');
		ub_buf_add(scratch, key->s, key->len);
	}
	key->s = scratch->s + start;
	key->len = scratch->len - start;
	return true;
}

/* Where that key stands, or the free place where it would. */
static struct ub_right_slot *
find_slot(const struct ub_right *right, struct ub_slice key, uint64_t hash)
{
	size_t i = (size_t)hash & (right->nslot - 1);
	const struct ub_right_key *k;
	struct ub_right_slot *s;

	for (;; i = (i + 1) & (right->nslot - 1)) {
		s = &right->slot[i];
		if (s->key == 0)
			return s;
		if (s->tag != (uint32_t)(hash >> 32))
			continue;
		k = &right->key[s->key - 1];
		if (k->len == key.len &&
		    memcmp(right->keys.s + k->at, key.s, key.len) == 0)
			return s;
	}
}

struct ub_right_key *
ub_right_find(const struct ub_right *right, struct ub_slice key, uint64_t hash)
{
	uint32_t at = find_slot(right, key, hash)->key;

	return at == 0 ? NULL : &right->key[at - 1];
}

/* Twice as many places; the keys are different, so none is compared. */
static void
rehash(struct ub_right *right)
{
	struct ub_right_slot *s;
	size_t i, at;

	free(right->slot);
	right->nslot = right->nslot == 0 ? 1024 : right->nslot * 2;
	right->slot = ub_xcalloc(right->nslot, sizeof(*right->slot));
	for (i = 0; i < right->nkey; i++) {
		at = (size_t)right->key[i].hash & (right->nslot - 1);
		while (right->slot[at].key != 0)
			at = (at + 1) & (right->nslot - 1);
		s = &right->slot[at];
		s->key = (uint32_t)i + 1;
		s->tag = (uint32_t)(right->key[i].hash >> 32);
	}
}

/* The number of that key, new or not. */
static uint32_t
intern(struct ub_right *right, struct ub_slice key)
{
	uint64_t hash = ub_hash64(key.s, key.len, 0);
	struct ub_right_slot *s;
	struct ub_right_key *k;

	if (right->nkey * 2 >= right->nslot)
		rehash(right);
	s = find_slot(right, key, hash);
	if (s->key == 0) {
		right->key =
		    ub_xgrow(right->key, right->nkey, sizeof(*right->key));
		k = &right->key[right->nkey++];
		*k = (struct ub_right_key){ .hash = hash,
			.at = right->keys.len,
			.len = (uint32_t)key.len };
		ub_buf_add(&right->keys, key.s, key.len);
		s->key = (uint32_t)right->nkey;
		s->tag = (uint32_t)(hash >> 32);
	}
	return s->key - 1;
}

/* A bool expression; missing is not true. */
static enum ub_status
holds(struct ub_expr *x, const struct ub_batch *b, size_t rec, bool *yes,
    struct ub_err *e)
{
	struct ub_val v;
	enum ub_status st = ub_expr_eval(x, b, rec, NULL, &v, e);

	*yes = st == UB_OK && v.miss == 0 && v.u.b;
	return st;
}

static enum ub_status
flags(const struct ub_join_spec *spec, const struct ub_batch *b, size_t rec,
    struct ub_right_rec *r, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	r->match = true;
	r->barrier = r->used = false;
	if (spec->where != NULL)
		st = holds(spec->where, b, rec, &r->match, e);
	if (st == UB_OK && spec->barrier != NULL)
		st = holds(spec->barrier, b, rec, &r->barrier, e);
	return st;
}

/* The date of a record; *there is false when it is missing. */
static enum ub_status
date_of(const struct ub_join_spec *spec, const struct ub_batch *b, size_t rec,
    int32_t *day, bool *there, struct ub_err *e)
{
	struct ub_slice f;

	*there = true;
	*day = 0;
	if (spec->when == UB_WHEN_NONE)
		return UB_OK;
	f = ub_field(b, rec, spec->rdate);
	*there = ub_missing(f) == 0;
	if (*there && !ub_date_parse(f.s, f.len, day))
		return ub_fail_at(
		    e, UB_EDATA, b->input, b->line + rec, "not a date");
	return UB_OK;
}

static void
keep_text(struct ub_right *right, const struct ub_join_spec *spec,
    const struct ub_batch *b, size_t rec, struct ub_right_rec *r)
{
	struct ub_slice f;
	size_t i;

	r->at = right->text.len;
	for (i = 0; i < spec->ntake; i++) {
		f = ub_field(b, rec, spec->take[i]);
		ub_buf_putc(&right->text, '\t');
		ub_buf_add(&right->text, f.s, f.len);
	}
	r->len = (uint32_t)(right->text.len - r->at);
}

enum ub_status
ub_right_take(struct ub_right *right, const struct ub_join_spec *spec,
    const struct ub_batch *b, size_t rec, struct ub_right_rec *r, bool *wanted,
    struct ub_err *e)
{
	enum ub_status st;
	bool dated;

	right->nread++;
	if ((st = flags(spec, b, rec, r, e)) != UB_OK ||
	    (st = date_of(spec, b, rec, &r->day, &dated, e)) != UB_OK)
		return st;
	right->left_out += !r->match;
	*wanted = (r->match || r->barrier) && dated;
	return UB_OK;
}

enum ub_status
ub_right_put(struct ub_right *right, const struct ub_join_spec *spec,
    const struct ub_batch *b, size_t rec, struct ub_right_rec *r,
    struct ub_err *e)
{
	if (right->key[r->key].n++ > 0 && !spec->many &&
	    spec->when == UB_WHEN_NONE)
		return ub_fail_at(e, UB_EDATA, b->input, b->line + rec,
		    "a key that came before (--many, or --asof)");
	if (r->match)
		keep_text(right, spec, b, rec, r);
	right->rec = ub_xgrow(right->rec, right->nrec, sizeof(*r));
	right->rec[right->nrec++] = *r;
	return UB_OK;
}

static enum ub_status
add(struct ub_right *right, const struct ub_join_spec *spec,
    const struct ub_batch *b, size_t rec, struct ub_buf *scratch,
    struct ub_err *e)
{
	struct ub_right_rec r = { .order = (uint32_t)right->nread };
	enum ub_status st;
	struct ub_slice key;
	bool wanted;

	if (right->nread + 1 >= UINT32_MAX)
		return ub_fail_at(e, UB_EDATA, b->input, b->line + rec,
		    "more than %lu records on the right side",
		    (unsigned long)UINT32_MAX - 1);
	if ((st = ub_right_take(right, spec, b, rec, &r, &wanted, e)) != UB_OK)
		return st;
	ub_buf_clear(scratch);
	if (!wanted ||
	    !ub_join_key(b, rec, spec->rkey, spec->nkey, scratch, &key))
		return UB_OK;
	r.key = intern(right, key);
	return ub_right_put(right, spec, b, rec, &r, e);
}

static int
by_key_day(const void *a, const void *b)
{
	const struct ub_right_rec *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

void
ub_right_sort(struct ub_right *right)
{
	size_t i;

	if (right->nrec > right->nkey)
		qsort(right->rec, right->nrec, sizeof(*right->rec), by_key_day);
	for (i = right->nrec; i-- > 0;)
		right->key[right->rec[i].key].first = (uint32_t)i;
}

/* Ask for the places of the keys of n records from memory, so that the waits
 * overlap; see join.c. */
static void
prefetch(const struct ub_right *right, const struct ub_join_spec *spec,
    const struct ub_batch *b, size_t rec, size_t n)
{
	struct ub_slice key;

	if (spec->nkey != 1)
		return;
	for (n += rec; rec < n; rec++) {
		key = ub_field(b, rec, spec->rkey[0]);
		__builtin_prefetch(
		    ub_right_place(right, ub_hash64(key.s, key.len, 0)));
	}
}

static enum ub_status
add_batch(struct ub_right *right, const struct ub_join_spec *spec,
    const struct ub_batch *b, struct ub_buf *scratch, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < b->n && st == UB_OK; i++) {
		if (i % AHEAD == 0)
			prefetch(right, spec, b, i,
			    b->n - i < AHEAD ? b->n - i : AHEAD);
		st = add(right, spec, b, i, scratch, e);
	}
	return st;
}

enum ub_status
ub_right_load(struct ub_right **rp, struct ub_reader *r,
    const struct ub_join_spec *spec, struct ub_err *e)
{
	struct ub_right *right = ub_xcalloc(1, sizeof(*right));
	struct ub_buf scratch = { 0 };
	enum ub_status st, bad = UB_OK;
	struct ub_batch b;

	rehash(right);
	ub_buf_add(&right->keys, "", 0); /* an address, for the empty key */
	while (bad == UB_OK && (st = ub_reader_batch(r, &b, e)) == UB_OK)
		bad = add_batch(right, spec, &b, &scratch, e);
	ub_buf_free(&scratch);
	if (bad == UB_OK && st != UB_END)
		bad = st;
	if (bad != UB_OK) {
		ub_right_free(right);
		*rp = NULL;
		return bad;
	}
	ub_right_sort(right);
	*rp = right;
	return UB_OK;
}

void
ub_right_free(struct ub_right *right)
{
	if (right == NULL)
		return;
	free(right->rec);
	free(right->key);
	free(right->slot);
	ub_buf_free(&right->keys);
	ub_buf_free(&right->text);
	free(right);
}
