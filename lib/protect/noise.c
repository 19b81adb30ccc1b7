/* noise.c - see noise.h. */
#include <math.h>
#include <stdlib.h>

#include "../base/file.h"
#include "noise.h"

enum { PTABLE_MAX = 1 << 20 };

void
ub_noise_free(struct ub_noise *n)
{
	free(n->change);
	free(n->rounded);
	n->change = NULL;
	n->rounded = NULL;
}

/* --- p-tables ------------------------------------------------------------ */

/* The fields of a line between semicolons; false unless there are five. */
static bool
split(struct ub_slice line, struct ub_slice *f)
{
	const char *end = line.s + line.len, *p = line.s, *q;
	size_t n;

	for (n = 0; n < 5; n++) {
		q = memchr(p, ';', (size_t)(end - p));
		if ((q == NULL) != (n == 4))
			return false;
		f[n].s = p;
		f[n].len = (size_t)((q == NULL ? end : q) - p);
		p = q == NULL ? end : q + 1;
	}
	return true;
}

/* A probability, in 10^-9. */
static bool
take_nano(struct ub_slice f, int64_t *nano)
{
	struct ub_i128 v;

	if (!ub_dec_parse(f.s, f.len, &v) || v.hi != 0 ||
	    v.lo > (uint64_t)UB_NANO)
		return false;
	*nano = (int64_t)v.lo;
	return true;
}

static enum ub_status
bad(const char *path, uint64_t line, const char *what, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, ub_basename(path), line, "%s", what);
}

/* Of one count the last bound is 1, to the digits that are printed. */
static bool
is_full(const struct ub_noise *n, int64_t p)
{
	const int64_t hair = 1000;

	return n->nchange == 0 ||
	       (n->change[n->nchange - 1].below >= UB_NANO - hair &&
		   llabs(p - UB_NANO) <= hair);
}

static enum ub_status
take_line(struct ub_noise *n, struct ub_slice line, const char *path,
    uint64_t number, int64_t *sum, struct ub_err *e)
{
	struct ub_slice f[5];
	struct ub_change c;
	int64_t p, had = n->nchange == 0 ? -1 : n->greatest;

	if (!split(line, f) || !ub_int_parse(f[0].s, f[0].len, &c.count) ||
	    !take_nano(f[2], &p) || !ub_int_parse(f[3].s, f[3].len, &c.by) ||
	    !take_nano(f[4], &c.below))
		return bad(
		    path, number, "no line of a p-table: i;j;p;v;p_int_ub", e);
	if (c.count != had && c.count != had + 1)
		return bad(path, number, "counts are not in order from 0", e);
	if (c.count != had && !is_full(n, *sum))
		return bad(path, number - 1,
		    "the probabilities of this count do not make 1", e);
	if (c.count != had)
		*sum = 0;
	if (c.count + c.by < 0)
		return bad(path, number, "a count would be negative", e);
	*sum += p;
	n->greatest = c.count;
	n->change = ub_xgrow(n->change, n->nchange, sizeof(c));
	n->change[n->nchange++] = c;
	return UB_OK;
}

static enum ub_status
read_ptable(struct ub_noise *n, const char *path, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	struct ub_slice line;
	enum ub_status st = ub_slurp(path, &b, PTABLE_MAX, e);
	const char *p, *end, *lf;
	uint64_t number = 1;
	int64_t sum = 0;

	for (p = b.s, end = b.s + b.len; st == UB_OK && p < end; number++) {
		lf = memchr(p, '\n', (size_t)(end - p));
		line = (struct ub_slice){ p,
			(size_t)((lf == NULL ? end : lf) - p) };
		p = lf == NULL ? end : lf + 1;
		if (line.len > 0 && line.s[line.len - 1] == '\r')
			line.len--;
		if (number > 1)
			st = take_line(n, line, path, number, &sum, e);
		else if (!ub_slice_is(line, "i;j;p;v;p_int_ub"))
			st = bad(path, 1,
			    "no heading of a p-table: i;j;p;v;p_int_ub", e);
	}
	if (st == UB_OK && (n->nchange == 0 || !is_full(n, sum)))
		st = bad(path, number - 1,
		    "the probabilities of this count do not make 1", e);
	ub_buf_free(&b);
	return st;
}

enum ub_status
ub_noise_choose(
    struct ub_noise *n, const char *by, const char *ptable, struct ub_err *e)
{
	static const char *const ways[] = { "nearest", "chance", "sums" };
	size_t way = 0;

	while (by != NULL && way < 3 && strcmp(by, ways[way]) != 0)
		way++;
	if (way == 3)
		return ub_fail(e, UB_EUSAGE, "--by: nearest, chance or sums");
	if (n->base > 0 && ptable != NULL)
		return ub_fail(
		    e, UB_EUSAGE, "--round and --ptable are two methods");
	if (n->base == 0 && by != NULL)
		return ub_fail(e, UB_EUSAGE, "--by needs --round");
	if ((ptable != NULL || way == 1) != (n->keys != NULL))
		return ub_fail(e, UB_EUSAGE,
		    "--cell-keys goes with --ptable or --by chance");
	if (n->base > 0)
		n->kind = (enum ub_noise_kind)(UB_NOISE_ROUND + (int)way);
	if (ptable == NULL)
		return UB_OK;
	n->kind = UB_NOISE_CELL_KEYS;
	return read_ptable(n, ptable, e);
}

/* --- keys ---------------------------------------------------------------- */

/* The measure whose column holds the keys of measure `of`, in "a=b,c=d". */
static struct ub_slice
key_of(const char *keys, struct ub_slice of)
{
	struct ub_slice none = { NULL, 0 };
	size_t n, name;

	for (; keys != NULL && *keys != '\0'; keys += n + (keys[n] == ',')) {
		n = strcspn(keys, ",");
		name = strcspn(keys, "=,");
		if (name < n && name == of.len && memcmp(keys, of.s, name) == 0)
			return (
			    struct ub_slice){ keys + name + 1, n - name - 1 };
	}
	return none;
}

const struct ub_figure *
ub_noise_key(const struct ub_noise *n, const struct ub_woven *t, size_t part,
    const struct ub_figure *f)
{
	struct ub_slice key = key_of(n->keys, f->stem);
	const struct ub_figure *g = &t->f.figure[t->f.part[part].first];
	size_t i;

	for (i = 0; key.s != NULL && i < t->f.nfigure; i++)
		if (ub_slice_eq(g[i].stem, key))
			return &g[i];
	return NULL;
}

bool
ub_noise_is_key(const struct ub_noise *n, const struct ub_figure *f)
{
	const char *keys = n->keys;
	size_t len, name;

	for (; keys != NULL && *keys != '\0';
	     keys += len + (keys[len] == ',')) {
		len = strcspn(keys, ",");
		name = strcspn(keys, "=,");
		if (name < len && len - name - 1 == f->stem.len &&
		    memcmp(keys + name + 1, f->stem.s, f->stem.len) == 0)
			return true;
	}
	return false;
}

static bool
has_measure(const struct ub_woven *t, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < t->f.nfigure; i++)
		if (ub_slice_eq(
			t->f.figure[i].stem, (struct ub_slice){ s, len }))
			return true;
	return false;
}

enum ub_status
ub_noise_check(
    const struct ub_noise *n, const struct ub_weave *v, struct ub_err *e)
{
	const char *keys = n->keys;
	size_t i, len, name;

	for (; keys != NULL && *keys != '\0';
	     keys += len + (keys[len] == ',')) {
		len = strcspn(keys, ",");
		name = strcspn(keys, "=,");
		for (i = 0; i < v->n; i++)
			if (name == len ||
			    !has_measure(&v->table[i], keys, name) ||
			    !has_measure(
				&v->table[i], keys + name + 1, len - name - 1))
				return ub_fail(e, UB_EUSAGE,
				    "--cell-keys: table %s has no such "
				    "measures: %.*s",
				    v->table[i].meta.table, (int)len, keys);
	}
	return UB_OK;
}

/* --- counts -------------------------------------------------------------- */

static int64_t
by_ptable(const struct ub_noise *n, int64_t count, int64_t key)
{
	int64_t row = count < n->greatest ? count : n->greatest;
	size_t i;

	for (i = 0; i < n->nchange; i++)
		if (n->change[i].count == row && key < n->change[i].below)
			return count + n->change[i].by;
	return count + n->change[n->nchange - 1].by; /* a hair below 1 */
}

int64_t
ub_noise_count(
    const struct ub_noise *n, int64_t count, int64_t key, uint32_t var)
{
	int64_t over;

	if (n->kind == UB_NOISE_CELL_KEYS)
		return count == 0 ? 0 : by_ptable(n, count, key);
	over = count % n->base;
	switch (n->kind) {
	case UB_NOISE_ROUND:
		return count - over + (2 * over >= n->base ? n->base : 0);
	case UB_NOISE_RANDOM:
		return count - over +
		       (key * n->base < over * UB_NANO ? n->base : 0);
	case UB_NOISE_CONTROLLED:
		return (int64_t)n->rounded[var];
	default:
		return count;
	}
}
