/* match.c - see match.h. */
#include "match.h"
#include "../base/date.h"

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
next_day(const struct ub_match *j, const struct ub_right_key *k, uint32_t *at,
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

/* Of the records of one day that may be used, the first or the last; how many
 * there are. */
static uint32_t
pick(const struct ub_match *j, uint32_t from, uint32_t to, uint32_t *at)
{
	const struct ub_right_rec *rec = j->right->rec;
	uint32_t i, n = 0;

	for (i = from; i < to; i++) {
		if (!rec[i].match || (j->spec->once && rec[i].used))
			continue;
		if (n++ == 0 || j->spec->pick_last)
			*at = i;
	}
	return n;
}

/*
 * Walk from the left's day outwards, a day at a time.  A barrier on the day of
 * the match does not lie between the two; one on the left's own day neither.
 */
static bool
nearest(struct ub_match *j, const struct ub_right_key *k, int32_t left,
    uint32_t *found)
{
	const struct ub_right_rec *rec = j->right->rec;
	uint32_t at = begin_walk(j->right, k, j->spec, left), from, to, i, n;
	bool used = false, barrier = false;

	while (next_day(j, k, &at, &from, &to)) {
		if (!near_enough(j->spec, left, rec[from].day))
			break;
		if ((n = pick(j, from, to, found)) > 0) {
			j->n->ties += n > 1;
			return true;
		}
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

/* A date of the left side; *miss is why there is none, or 0. */
static enum ub_status
left_date(const struct ub_batch *b, size_t rec, size_t col, int32_t *day,
    char *miss, struct ub_err *e)
{
	struct ub_slice f = ub_field(b, rec, col);

	*miss = ub_missing(f);
	if (*miss == 0 && !ub_date_parse(f.s, f.len, day))
		return ub_fail_at(
		    e, UB_EDATA, b->input, b->line + rec, "not a date");
	return UB_OK;
}

/* All records of k from one day to another: they stand together. */
static void
between(const struct ub_match *j, const struct ub_right_key *k, int32_t from,
    int32_t to, struct ub_found *f)
{
	const struct ub_right_rec *rec = j->right->rec;
	uint32_t end = k->first + k->n;

	f->first = begin_walk(j->right, k, j->spec, from);
	for (f->n = 0; f->first + f->n < end; f->n++)
		if (rec[f->first + f->n].day > to)
			break;
}

/* What has no end is known up to the day of extraction, as in funcspell.c. */
static enum ub_status
open_end(const struct ub_match *j, const struct ub_batch *b, size_t rec,
    int32_t *to, struct ub_err *e)
{
	if (j->meta->nextracted != 1)
		return ub_fail_at(e, UB_EDATA, b->input, b->line + rec,
		    "--within: a spell without an end, and %s of extraction "
		    "in the stream",
		    j->meta->nextracted == 0 ? "no day" : "two days");
	*to = j->meta->extracted[0];
	return UB_OK;
}

static enum ub_status
find_in_spell(struct ub_match *j, const struct ub_right_key *k,
    const struct ub_batch *b, size_t rec, int32_t from, struct ub_found *f,
    struct ub_err *e)
{
	enum ub_status st;
	int32_t to;
	char miss;

	st = left_date(b, rec, j->spec->lto, &to, &miss, e);
	if (st == UB_OK && miss == UB_MISS_EMPTY)
		st = open_end(j, b, rec, &to, e);
	else if (st == UB_OK && miss != 0) {
		j->n->end_missing++;
		return UB_OK;
	}
	if (st == UB_OK && k != NULL)
		between(j, k, from, to, f);
	return st;
}

static enum ub_status
find_in_time(struct ub_match *j, const struct ub_right_key *k,
    const struct ub_batch *b, size_t rec, struct ub_found *f, struct ub_err *e)
{
	enum ub_status st;
	int32_t left;
	char miss;

	st = left_date(b, rec, j->spec->ldate, &left, &miss, e);
	if (st != UB_OK)
		return st;
	if (miss != 0)
		j->n->no_key++;
	else if (j->spec->when == UB_WHEN_WITHIN)
		return find_in_spell(j, k, b, rec, left, f, e);
	else if (k != NULL && nearest(j, k, left, &f->first))
		f->n = 1;
	return UB_OK;
}

static void
put_joined(
    struct ub_match *j, struct ub_slice rec, const char *right, size_t len)
{
	ub_writer_add(j->w, rec.s, rec.len - 1);
	ub_writer_add(j->w, right, len);
	ub_writer_add(j->w, "\n", 1);
	j->w->nrec++;
}

static void
put(struct ub_match *j, struct ub_slice rec, const struct ub_found *f)
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

void
ub_match_begin(struct ub_match *j, struct ub_right *right,
    const struct ub_join_spec *spec, const struct ub_meta *meta,
    struct ub_writer *w, struct ub_join_count *n)
{
	size_t i;

	memset(n, 0, sizeof(*n));
	*j = (struct ub_match){
		.right = right, .spec = spec, .meta = meta, .w = w, .n = n
	};
	for (i = 0; i < spec->ntake; i++)
		ub_buf_putc(&j->blank, '\t');
}

enum ub_status
ub_match_record(struct ub_match *j, const struct ub_batch *b, size_t rec,
    bool has_key, const struct ub_right_key *k, struct ub_err *e)
{
	struct ub_found f = { 0, 0 };
	enum ub_status st = UB_OK;
	uint32_t i;

	if (!has_key) {
		j->n->no_key++;
	} else if (j->spec->when != UB_WHEN_NONE) {
		st = find_in_time(j, k, b, rec, &f, e);
	} else if (k != NULL) {
		f.first = k->first;
		f.n = k->n;
	}
	if (st != UB_OK)
		return st;
	for (i = 0; i < f.n; i++)
		j->right->rec[f.first + i].used = true;
	j->n->matched += f.n > 0;
	put(j, ub_records(b, rec, rec + 1), &f);
	return UB_OK;
}

uint64_t
ub_match_used(const struct ub_right *right)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < right->nrec; i++)
		n += right->rec[i].used;
	return n;
}

void
ub_match_end(
    struct ub_match *j, uint64_t right_in, uint64_t left_out, uint64_t used)
{
	j->n->unmatched = j->n->in - j->n->matched;
	j->n->out = j->w->nrec;
	j->n->right_in = right_in;
	j->n->right_left_out = left_out;
	j->n->right_unmatched = right_in - left_out - used;
	ub_buf_free(&j->blank);
}
