/* sums.c - what the step of a table says; state.h. */
#include <stdlib.h>
#include <string.h>

#include "state.h"

static uint64_t
zero_divisions(const struct ub_agg *a)
{
	uint64_t n = a->pick->zero;

	for (size_t j = 0; j < a->cells.nkey; j++)
		n += a->code[j]->zero;
	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *m = &a->measure[i];

		n += m->tx != NULL ? m->tx->zero : 0;
		n += m->ty != NULL ? m->ty->zero : 0;
		n += m->tz != NULL ? m->tz->zero : 0;
	}
	return n;
}

struct ub_agg_sums
ub_agg_accounts(const struct ub_agg *a)
{
	struct ub_agg_sums s = a->before;

	s.in += ub_pool_records(a->pool);
	s.totals += ub_pool_totals(a->pool);
	s.passed_over += a->pick->passed_over;
	s.missing += a->pick->missing;
	s.zero += zero_divisions(a);
	return s;
}

void
ub_agg_take_shared(struct ub_agg *a)
{
	if (a->merged)
		return;
	for (size_t j = 0; j < a->cells.nkey; j++)
		if (a->code[j]->key != &a->key[j])
			ub_key_copy(
			    &a->key[j], a->code[j]->key, a->code[j]->nval);
	for (size_t i = 0; i < a->nmeasure; i++) {
		struct ub_measure *m = &a->measure[i];

		if (m->tx != NULL && m->tx->kind == UB_TERM_TEXT &&
		    m->pairs == NULL && m->tx->val != &m->tally.val)
			ub_intern_copy(&m->tally.val, m->tx->val, m->tx->nval);
	}
	if (a->who != NULL && a->cells.crowd == NULL &&
	    a->who->val != &a->person.val)
		ub_intern_copy(&a->person.val, a->who->val, a->who->nval);
}

/* --- the order of steps ------------------------------------------------ */

struct place {
	struct ub_step step;
	size_t depth;
};

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	return strcmp(x->step.id, y->step.id);
}

static bool
reads_from(const struct ub_step *s, const char *id)
{
	static const char *const key[] = { "from", "right_from" };
	size_t len = strlen(id);

	for (size_t k = 0; k < 2; k++) {
		const char *l = ub_step_get(s, key[k]);

		for (; l != NULL; l = strchr(l, ','), l += l != NULL)
			if (strncmp(l, id, len) == 0 &&
			    (l[len] == ',' || l[len] == '\0'))
				return true;
	}
	return false;
}

/* One more than the deepest it reads from; no more than there are, should they
 * read from each other. */
static void
find_depths(struct place *p, size_t n)
{
	bool deeper = true;

	for (size_t turn = 0; deeper && turn < n; turn++) {
		deeper = false;
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < n; k++)
				if (p[i].depth <= p[k].depth &&
				    reads_from(&p[i].step, p[k].step.id)) {
					p[i].depth = p[k].depth + 1;
					deeper = true;
				}
	}
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
order_leaves(const char *list, struct ub_buf *to)
{
	char **id = NULL, *copy = ub_xstrdup(list), *save = NULL;
	size_t n = 0;

	for (char *s = strtok_r(copy, ",", &save); s != NULL;
	     s = strtok_r(NULL, ",", &save)) {
		id = ub_xgrow(id, n, sizeof(*id));
		id[n++] = s;
	}
	if (n > 0)
		qsort(id, n, sizeof(*id), by_id);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			ub_buf_putc(to, ',');
		ub_buf_puts(to, id[i]);
	}
	free(id);
	free(copy);
}

void
ub_agg_order_steps(struct ub_meta *m, struct ub_meta *to, struct ub_buf *from)
{
	struct place *p = ub_xcalloc(m->nstep + 1, sizeof(*p));

	for (size_t i = 0; i < m->nstep; i++)
		p[i].step = m->step[i];
	find_depths(p, m->nstep);
	if (m->nstep > 0)
		qsort(p, m->nstep, sizeof(*p), by_place);
	to->step = ub_xcalloc(m->nstep + 1, sizeof(*to->step));
	to->nstep = m->nstep;
	for (size_t i = 0; i < m->nstep; i++)
		to->step[i] = p[i].step;
	free(p);
	order_leaves(ub_meta_leaves(m), from);
}
