/* join.c - the left side of a join, record by record; join.h. */
#include "../base/hash.h"
#include "match.h"

/*
 * Left records are looked up in groups: each step of the way into the right
 * side (place, key, bytes, record, fields) is asked for from memory for the
 * whole group before it is used, so that the waits overlap.
 */
enum { GROUP = 64 };

/* A left record on its way. */
struct probe {
	struct ub_slice key;
	uint64_t hash;
	bool has_key;
	const struct ub_right_key *k; /* NULL: none has that key */
};

struct run {
	struct ub_match match;
	struct ub_buf scratch; /* for keys of several columns */
};

static void
probe_group(struct run *j, const struct ub_batch *b, size_t rec, size_t n,
    struct probe *p)
{
	const struct ub_right *right = j->match.right;
	const struct ub_right_slot *s;
	size_t i;

	ub_buf_clear(&j->scratch);
	if (j->match.spec->nkey > 1)
		ub_buf_reserve(&j->scratch, ub_records(b, rec, rec + n).len);
	for (i = 0; i < n; i++) {
		p[i].k = NULL;
		p[i].has_key = ub_join_key(b, rec + i, j->match.spec->lkey,
		    j->match.spec->nkey, &j->scratch, &p[i].key);
		if (!p[i].has_key)
			continue;
		p[i].hash = ub_hash64(p[i].key.s, p[i].key.len, 0);
		__builtin_prefetch(ub_right_place(right, p[i].hash));
	}
	for (i = 0; i < n; i++) {
		s = p[i].has_key ? ub_right_place(right, p[i].hash) : NULL;
		if (s != NULL && s->key != 0)
			__builtin_prefetch(&right->key[s->key - 1]);
	}
	for (i = 0; i < n; i++) {
		s = p[i].has_key ? ub_right_place(right, p[i].hash) : NULL;
		if (s != NULL && s->key != 0)
			__builtin_prefetch(
			    right->keys.s + right->key[s->key - 1].at);
	}
	for (i = 0; i < n; i++) {
		if (p[i].has_key)
			p[i].k = ub_right_find(right, p[i].key, p[i].hash);
		if (p[i].k != NULL)
			__builtin_prefetch(&right->rec[p[i].k->first]);
	}
	for (i = 0; i < n; i++)
		if (p[i].k != NULL)
			__builtin_prefetch(
			    right->text.s + right->rec[p[i].k->first].at);
}

static enum ub_status
run_group(struct run *j, const struct ub_batch *b, size_t rec, size_t n,
    struct ub_err *e)
{
	struct probe p[GROUP];
	enum ub_status st = UB_OK;
	size_t i;

	probe_group(j, b, rec, n, p);
	for (i = 0; i < n && st == UB_OK; i++)
		st = ub_match_record(
		    &j->match, b, rec + i, p[i].has_key, p[i].k, e);
	return st;
}

static enum ub_status
run_batch(struct run *j, const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;
	size_t r, n;

	for (r = 0; r < b->n; r += n) {
		n = b->n - r < GROUP ? b->n - r : GROUP;
		if ((st = run_group(j, b, r, n, e)) != UB_OK)
			return st;
	}
	j->match.n->in += b->n;
	return ub_writer_records(j->match.w, "", 0, 0, e);
}

enum ub_status
ub_join_run(struct ub_right *right, struct ub_reader *left, struct ub_writer *w,
    const struct ub_join_spec *spec, struct ub_join_count *n, struct ub_err *e)
{
	struct run j = { .scratch = { 0 } };
	enum ub_status st;
	struct ub_batch b;

	ub_match_begin(&j.match, right, spec, ub_reader_meta(left), w, n);
	while ((st = ub_reader_batch(left, &b, e)) == UB_OK) {
		if (n->in == 0)
			ub_writer_table(w, ub_reader_meta(left), e);
		ub_writer_labels(w, ub_reader_meta(left), e);
		if ((st = run_batch(&j, &b, e)) != UB_OK)
			break;
	}
	ub_match_end(
	    &j.match, right->nread, right->left_out, ub_match_used(right));
	ub_buf_free(&j.scratch);
	return st == UB_END ? UB_OK : st;
}
