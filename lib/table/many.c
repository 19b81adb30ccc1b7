/* many.c - several tables over one stream; many.h. */
#include "many.h"

#include <stdlib.h>

#include "lead.h"
#include "memory.h"

/* Of several tables a failure that has no place names its own. */
static enum ub_status
name_table(
    const struct ub_many *m, size_t i, enum ub_status st, struct ub_err *e)
{
	struct ub_err was;

	if (st == UB_OK || m->tables->n == 1 || e->line != 0 ||
	    e->code == UB_EIO)
		return st;
	was = *e;
	(void)ub_fail(
	    e, st, "table %s: %s", m->tables->table[i].page.table, was.what);
	memcpy(e->below, was.below, sizeof(e->below));
	return st;
}

static enum ub_status
add(struct ub_many *m, const struct ub_legend *l, const struct ub_meta *meta,
    struct ub_err *e)
{
	const struct ub_request *q = &m->tables->table[m->n];
	struct ub_agg_spec spec = q->spec;
	const char *blame = NULL;
	enum ub_status st;

	spec.meta = meta;
	spec.pool = m->pool;
	spec.blame = &blame;
	st = ub_agg_new(&m->agg[m->n], &spec, &q->page, l, e);
	if (st == UB_OK)
		m->n++;
	else
		ub_tables_place(m->tables, m->n, blame, e);
	return st;
}

enum ub_status
ub_many_new(struct ub_many **mp, const struct ub_tables *t,
    const struct ub_legend *l, const struct ub_meta *meta, struct ub_err *e)
{
	struct ub_many *m = *mp = ub_xcalloc(1, sizeof(*m));
	enum ub_status st = UB_OK;

	m->tables = t;
	m->pool = ub_pool_new(l, meta);
	m->agg = ub_xcalloc(t->n, sizeof(*m->agg));
	while (st == UB_OK && m->n < t->n)
		st = add(m, l, meta, e);
	if (st != UB_OK) {
		ub_many_free(m);
		*mp = NULL;
	}
	return st;
}

void
ub_many_free(struct ub_many *m)
{
	if (m == NULL)
		return;
	ub_pool_stop(m->pool); /* its keys are those of the tables */
	for (size_t i = 0; i < m->n; i++)
		ub_agg_free(m->agg[i]);
	ub_pool_free(m->pool);
	free(m->agg);
	free(m);
}

const struct ub_legend *
ub_many_legend(const struct ub_many *m)
{
	return ub_agg_legend(m->agg[0]);
}

/* All tables look at a batch before a failure is told: it is the first of the
 * stream, whichever table met it. */
static void
keep_first(const struct ub_many *m, size_t i, enum ub_status now,
    struct ub_err *err, enum ub_status *st, struct ub_err *e)
{
	if (now == UB_OK || (*st != UB_OK && e->line <= err->line))
		return;
	*st = name_table(m, i, now, err);
	*e = *err;
}

static enum ub_status
compute(struct ub_many *m, const struct ub_meta *meta, struct ub_err *e)
{
	enum ub_status st = UB_OK, now;
	struct ub_err err;

	for (size_t i = 0; i < m->n; i++) {
		now = ub_agg_batch(m->agg[i], meta, &err);
		keep_first(m, i, now, &err, &st, e);
	}
	m->due = true;
	return st;
}

/* st and e: how the batch was computed, to which this comes. */
static enum ub_status
gather(struct ub_many *m, enum ub_status st, struct ub_err *e)
{
	struct ub_err err;
	enum ub_status now;

	for (size_t i = 0; m->due && i < m->n; i++) {
		now = ub_agg_gather(m->agg[i], &err);
		keep_first(m, i, now, &err, &st, e);
	}
	m->due = false;
	return st;
}

/* Where another thread is at the keys of a batch, the one before it is gathered
 * meanwhile, and a batch is left for the next turn. */
enum ub_status
ub_many_batch(struct ub_many *m, const struct ub_meta *meta,
    const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;
	bool ahead;

	if (!m->started)
		ub_lead_find(m);
	m->started = true;
	ahead = ub_pool_batch(m->pool, meta, b);
	if ((st = gather(m, UB_OK, e)) != UB_OK)
		return st;
	st = compute(m, meta, e);
	if (st != UB_OK || !ahead)
		st = gather(m, st, e);
	return st == UB_OK ? ub_many_fits(m, e) : st;
}

enum ub_status
ub_many_end(struct ub_many *m, struct ub_err *e)
{
	enum ub_status st = gather(m, UB_OK, e);

	return st == UB_OK ? ub_many_fits(m, e) : st;
}

void
ub_many_final(struct ub_many *m)
{
	m->final = true;
}

void
ub_many_limit(struct ub_many *m, uint64_t bytes)
{
	m->limit = bytes;
}

enum ub_status
ub_many_fits(struct ub_many *m, struct ub_err *e)
{
	uint64_t bytes = 0, left;
	bool held = false;

	if (m->limit == 0)
		return UB_OK;
	for (size_t i = 0; i < m->n; i++)
		bytes += ub_agg_bytes(m->agg[i]);
	left = bytes < m->limit ? m->limit - bytes : 0;
	for (size_t i = 0; i < m->n; i++)
		held |= ub_agg_hold(m->agg[i], &left);
	if (bytes <= m->limit && !held)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "more than %llu MiB of memory for groups and their values "
	    "(option --mem)",
	    (unsigned long long)(m->limit >> 20));
}

enum ub_status
ub_many_write(struct ub_many *m, struct ub_meta *meta, struct ub_writer *w,
    bool whole, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	ub_lead_end(m);
	for (size_t i = 0; st == UB_OK && i < m->n; i++) {
		const struct ub_legend *l = ub_agg_legend(m->agg[i]);

		if (i > 0 && l != NULL)
			st = ub_writer_legend(w, l, e);
		if (st == UB_OK)
			st = name_table(m, i,
			    ub_agg_write(m->agg[i], meta, w, whole, e), e);
	}
	return st;
}
