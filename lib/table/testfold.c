/* testfold.c - records into the tally of a test; test.h. */
#include <stdlib.h>

#include "testdata.h"

/* The texts of each argument, and numbers for those that stood together, with
 * the number of their text in the measure's tally. */
struct ub_test_pairs {
	struct ub_intern val[UB_TEST_DIMS];
	struct ub_pairs two, three;
	uint32_t *id; /* of a pair, or of a triple */
	struct ub_buf text;
};

static struct ub_term *
ask(struct ub_pool *p, struct ub_pick *pick, struct ub_expr *x, char *src,
    struct ub_intern *val)
{
	struct ub_term want = { .kind = UB_TERM_TEXT,
		.src = src,
		.x = x,
		.col = ub_expr_column(x),
		.in = ub_expr_type(x),
		.of = ub_expr_kind(x) };

	want.column = want.col != UB_NOCOL;
	return ub_pool_term(p, pick, &want, val, false);
}

void
ub_test_keep(struct ub_measure *m)
{
	m->pairs = ub_xcalloc(1, sizeof(*m->pairs));
}

struct ub_intern *
ub_test_texts(struct ub_measure *m, int dim)
{
	return &m->pairs->val[dim];
}

void
ub_test_terms(struct ub_pool *p, struct ub_pick *pick, struct ub_measure *m)
{
	ub_test_keep(m);
	m->tx = ask(p, pick, m->x, m->xsrc, ub_test_texts(m, 0));
	m->ty = ask(p, pick, m->y, m->ysrc, ub_test_texts(m, 1));
	if (m->z != NULL)
		m->tz = ask(p, pick, m->z, m->zsrc, ub_test_texts(m, 2));
}

uint32_t
ub_test_pair(struct ub_measure *m, struct ub_slice x, struct ub_slice y)
{
	struct ub_buf *b = &m->pairs->text;

	ub_buf_clear(b);
	ub_buf_add(b, x.s, x.len);
	ub_buf_putc(b, '\t');
	ub_buf_add(b, y.s, y.len);
	return ub_intern_add(&m->tally.val, b->s, b->len);
}

void
ub_test_pairs_free(struct ub_test_pairs *p)
{
	if (p == NULL)
		return;
	for (int d = 0; d < UB_TEST_DIMS; d++)
		ub_intern_free(&p->val[d]);
	ub_pairs_free(&p->two);
	ub_pairs_free(&p->three);
	free(p->id);
	ub_buf_free(&p->text);
	free(p);
}

static void
add_text(struct ub_buf *b, const struct ub_term *t, size_t i)
{
	struct ub_slice f;

	if (t == NULL)
		return;
	f = ub_intern_text(t->val, t->id[i]);
	if (b->len > 0)
		ub_buf_putc(b, '\t');
	ub_buf_add(b, f.s, f.len);
}

/* The number of the values of picked record i in the tally. */
static uint32_t
text_id(struct ub_measure *m, size_t i)
{
	struct ub_test_pairs *t = m->pairs;
	struct ub_pairs *last = m->tz != NULL ? &t->three : &t->two;
	uint32_t known = last->n, at;

	at = ub_pairs_add(&t->two, m->tx->id[i], m->ty->id[i]);
	if (m->tz != NULL)
		at = ub_pairs_add(&t->three, at, m->tz->id[i]);
	if (at < known)
		return t->id[at];
	ub_buf_clear(&t->text);
	add_text(&t->text, m->tx, i);
	add_text(&t->text, m->ty, i);
	add_text(&t->text, m->tz, i);
	t->id = ub_xgrow(t->id, at, sizeof(*t->id));
	t->id[at] = ub_intern_add(&m->tally.val, t->text.s, t->text.len);
	return t->id[at];
}

/* Why record i has no value; a protected one goes before all else. */
static char
missing(const struct ub_measure *m, size_t i)
{
	const struct ub_term *t[UB_TEST_DIMS] = { m->tx, m->ty, m->tz };
	char why = 0;

	for (int d = 0; d < UB_TEST_DIMS; d++)
		if (t[d] != NULL && t[d]->why[i] != 0 && why != 's')
			why = t[d]->why[i];
	return why;
}

enum ub_status
ub_test_fold(const struct ub_cells *c, struct ub_measure *m,
    const uint32_t *cell, struct ub_err *e)
{
	for (size_t i = 0; i < m->tx->pick->n; i++) {
		union ub_acc *a = ub_cells_acc(c, m, cell[i]);
		char why = missing(m, i);

		if (why != 0) {
			a->v.miss++;
			a->v.hidden += why == 's';
		} else if (!ub_tally_add(
			       &m->tally, cell[i], text_id(m, i), 1)) {
			return ub_fail(e, UB_EDATA,
			    "measure %s: more than %d different values by "
			    "group",
			    m->name, UB_TALLY_MAX);
		}
	}
	return UB_OK;
}
