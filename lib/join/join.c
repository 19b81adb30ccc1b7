/* join.c - the left side of a join, record by record; join.h. */
#include "../base/date.h"
#include "../base/hash.h"
#include "right.h"

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

/* What one left record found: records first .. first + n - 1. */
struct found {
	uint32_t first, n;
};

struct run {
	struct ub_right *right;
	const struct ub_join_spec *spec;
	struct ub_writer *w;
	struct ub_join_count *n;
	struct ub_buf scratch; /* for keys of several columns */
	struct ub_buf blank;   /* what an unmatched record gets */
};

static bool
forward(const struct ub_join_spec *spec)
{
	return spec->when == UB_WHEN_LE || spec->when == UB_WHEN_LT;
}

static bool
near_enough(const struct ub_join_spec *spec, int32_t left, int32_t day)
{
	int32_t from = left < day ? left : day, to = left < day ? day : left;

	if (spec->limit_days >= 0 && to - from > spec->limit_days)
		return false;
	/* within n months: the day of the month has not come round n times, or
	 * does so that very day */
	if (spec->limit_months >= 0 && from != to &&
	    ub_date_months(from, to - 1) >= spec->limit_months)
		return false;
	return true;
}

/*
 * Where the walk begins: records of k before the returned one lie before the
 * left's day (on it, too, where that side is asked for or left out).
 */
static uint32_t
begin_walk(const struct ub_right *right, const struct ub_right_key *k,
    const struct ub_join_spec *spec, int32_t left)
{
	uint32_t lo = k->first, hi = k->first + k->n, mid;
	bool own = spec->when == UB_WHEN_GE || spec->when == UB_WHEN_LT;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (right->rec[mid].day < left ||
		    (own && right->rec[mid].day == left))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The records of one day, the next outwards from at; false when none. */
static bool
next_day(const struct run *j, const struct ub_right_key *k, uint32_t *at,
    uint32_t *from, uint32_t *to)
{
	const struct ub_right_rec *rec = j->right->rec;
	uint32_t end = k->first + k->n;

	if (forward(j->spec)) {
		if (*at == end)
			return false;
		*from = *at;
		for (*to = *from + 1; *to < end; (*to)++)
			if (rec[*to].day != rec[*from].day)
				break;
		*at = *to;
	} else {
		if (*at == k->first)
			return false;
		*to = *at;
		for (*from = *to - 1; *from > k->first; (*from)--)
			if (rec[*from - 1].day != rec[*to - 1].day)
				break;
		*at = *from;
	}
	return true;
}

/* Of the records of one day that may be used, the first or the last. */
static bool
pick(const struct run *j, uint32_t from, uint32_t to, uint32_t *at)
{
	const struct ub_right_rec *rec = j->right->rec;
	bool any = false;
	uint32_t i;

	for (i = from; i < to; i++) {
		if (!rec[i].match || (j->spec->once && rec[i].used))
			continue;
		*at = i;
		any = true;
		if (!j->spec->pick_last)
			break;
	}
	return any;
}

/*
 * Walk from the left's day outwards, a day at a time.  A barrier on the day of
 * the match does not lie between the two; one on the left's own day neither.
 */
static bool
nearest(
    struct run *j, const struct ub_right_key *k, int32_t left, uint32_t *found)
{
	const struct ub_right_rec *rec = j->right->rec;
	uint32_t at = begin_walk(j->right, k, j->spec, left), from, to, i;
	bool used = false, barrier = false;

	while (next_day(j, k, &at, &from, &to)) {
		if (!near_enough(j->spec, left, rec[from].day))
			break;
		if (pick(j, from, to, found))
			return true;
		for (i = from; i < to; i++) {
			used = used || rec[i].match;
			barrier =
			    barrier || (rec[i].barrier && rec[i].day != left);
		}
		if (barrier) {
			j->n->barred++;
			return false;
		}
	}
	j->n->used_up += used;
	return false;
}

/* A date of the left side; *there is false when it is missing. */
static enum ub_status
left_date(const struct ub_batch *b, size_t rec, size_t col, int32_t *day,
    bool *there, struct ub_err *e)
{
	struct ub_slice f = ub_field(b, rec, col);

	*there = ub_missing(f) == 0;
	if (*there && !ub_date_parse(f.s, f.len, day))
		return ub_fail_at(
		    e, UB_EDATA, b->input, b->line + rec, "not a date");
	return UB_OK;
}

/* All records of k from one day to another: they stand together. */
static void
between(const struct run *j, const struct ub_right_key *k, int32_t from,
    int32_t to, struct found *f)
{
	const struct ub_right_rec *rec = j->right->rec;
	uint32_t end = k->first + k->n;

	f->first = begin_walk(j->right, k, j->spec, from);
	for (f->n = 0; f->first + f->n < end; f->n++)
		if (rec[f->first + f->n].day > to)
			break;
}

static enum ub_status
find_in_time(struct run *j, const struct ub_right_key *k,
    const struct ub_batch *b, size_t rec, struct found *f, struct ub_err *e)
{
	int32_t left, to = UB_DATE_MAX;
	enum ub_status st;
	bool there, ends;

	st = left_date(b, rec, j->spec->ldate, &left, &there, e);
	if (st == UB_OK && j->spec->when == UB_WHEN_WITHIN)
		st = left_date(b, rec, j->spec->lto, &to, &ends, e);
	if (st != UB_OK)
		return st;
	if (!there)
		j->n->no_key++;
	else if (k != NULL && j->spec->when == UB_WHEN_WITHIN)
		between(j, k, left, to, f);
	else if (k != NULL && nearest(j, k, left, &f->first))
		f->n = 1;
	return UB_OK;
}

static void
probe_group(struct run *j, const struct ub_batch *b, size_t rec, size_t n,
    struct probe *p)
{
	const struct ub_right *right = j->right;
	const struct ub_right_slot *s;
	size_t i;

	ub_buf_clear(&j->scratch);
	if (j->spec->nkey > 1)
		ub_buf_reserve(&j->scratch, ub_records(b, rec, rec + n).len);
	for (i = 0; i < n; i++) {
		p[i].k = NULL;
		p[i].has_key = ub_join_key(b, rec + i, j->spec->lkey,
		    j->spec->nkey, &j->scratch, &p[i].key);
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
find(struct run *j, const struct ub_batch *b, size_t rec, const struct probe *p,
    struct found *f, struct ub_err *e)
{
	f->first = f->n = 0;
	if (!p->has_key) {
		j->n->no_key++;
		return UB_OK;
	}
	if (j->spec->when != UB_WHEN_NONE)
		return find_in_time(j, p->k, b, rec, f, e);
	if (p->k != NULL) {
		f->first = p->k->first;
		f->n = p->k->n;
	}
	return UB_OK;
}

static void
put_joined(struct run *j, struct ub_slice rec, const char *right, size_t len)
{
	ub_writer_add(j->w, rec.s, rec.len - 1);
	ub_writer_add(j->w, right, len);
	ub_writer_add(j->w, "\n", 1);
	j->w->nrec++;
}

static void
put(struct run *j, struct ub_slice rec, const struct found *f)
{
	const struct ub_right_rec *r = j->right->rec + f->first;
	enum ub_join_kind kind = j->spec->kind;
	uint32_t i;

	if (kind == UB_JOIN_ANTI || kind == UB_JOIN_SEMI) {
		if ((f->n > 0) == (kind == UB_JOIN_SEMI))
			ub_writer_records(j->w, rec.s, rec.len, 1,
			    &(struct ub_err){ .code = UB_OK });
		return;
	}
	if (f->n == 0 && kind == UB_JOIN_LEFT)
		put_joined(j, rec, j->blank.s, j->blank.len);
	for (i = 0; i < f->n; i++)
		put_joined(j, rec, j->right->text.s + r[i].at, r[i].len);
}

static enum ub_status
run_group(struct run *j, const struct ub_batch *b, size_t rec, size_t n,
    struct ub_err *e)
{
	struct probe p[GROUP];
	enum ub_status st;
	struct found f;
	uint32_t k;
	size_t i;

	probe_group(j, b, rec, n, p);
	for (i = 0; i < n; i++) {
		if ((st = find(j, b, rec + i, &p[i], &f, e)) != UB_OK)
			return st;
		for (k = 0; k < f.n; k++)
			j->right->rec[f.first + k].used = true;
		j->n->matched += f.n > 0;
		put(j, ub_records(b, rec + i, rec + i + 1), &f);
	}
	return UB_OK;
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
	j->n->in += b->n;
	return ub_writer_records(j->w, "", 0, 0, e);
}

static void
count_right(struct run *j)
{
	size_t i;

	j->n->right_in = j->right->nread;
	j->n->right_left_out = j->right->left_out;
	j->n->right_unmatched = j->right->nread - j->right->left_out;
	for (i = 0; i < j->right->nrec; i++)
		j->n->right_unmatched -= j->right->rec[i].used;
}

enum ub_status
ub_join_run(struct ub_right *right, struct ub_reader *left, struct ub_writer *w,
    const struct ub_join_spec *spec, struct ub_join_count *n, struct ub_err *e)
{
	struct run j = { .right = right, .spec = spec, .w = w, .n = n };
	enum ub_status st;
	struct ub_batch b;
	size_t i;

	memset(n, 0, sizeof(*n));
	for (i = 0; i < spec->ntake; i++)
		ub_buf_putc(&j.blank, '\t');
	while ((st = ub_reader_batch(left, &b, e)) == UB_OK) {
		if (n->in == 0)
			ub_writer_table(w, ub_reader_meta(left), e);
		ub_writer_labels(w, ub_reader_meta(left), e);
		if ((st = run_batch(&j, &b, e)) != UB_OK)
			break;
	}
	n->unmatched = n->in - n->matched;
	n->out = w->nrec;
	count_right(&j);
	ub_buf_free(&j.scratch);
	ub_buf_free(&j.blank);
	return st == UB_END ? UB_OK : st;
}
