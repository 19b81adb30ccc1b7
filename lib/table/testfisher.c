/*
 * testfisher.c - Fisher's exact test; testdata.h.
 *
 * The columns are taken away one after another.  What is left is told by the
 * sums of the rows, in any order: such a rest is a node, and of a node it is
 * known how likely all tables behind it are together, and the likeliest and
 * the least likely.  So most ways to a node are counted, or passed over, as a
 * whole: C. R. Mehta and N. R. Patel, A network algorithm for performing
 * Fisher's exact test in r x c contingency tables, J. Amer. Statist. Assoc. 78
 * (1983), 427-434.  In the middle the ways to a node meet all those from it,
 * in the order of their likelihood.
 */
#include <math.h>
#include <stdlib.h>

#include "testdata.h"

enum {
	SIDE_MAX = 20,          /* rows and columns, each */
	TOTAL_MAX = 1000000,    /* records */
	KEPT_MAX = 4000000,     /* likelihoods in memory */
	STEPS_MAX = 1000000000, /* of ways to a node, or from it */
	ARC_STEPS = 8,          /* to find a node is so much */
	NODE_KEPT = 4,          /* as many likelihoods as a node takes */
	DIGITS = 3              /* of 7 bits, that a sum has */
};
/* Tables as likely as the one that is there, but for what rounding did: as in
 * R. */
#define NEAR (1 + 1e-7)
/* Likelihoods that differ by less are one: their logarithms in this unit. */
#define UNIT 0x1p-38

/* How often each likelihood stands, by its logarithm.  Zeroed is empty. */
struct bag {
	int64_t *like; /* in UNIT */
	double *times; /* 0: free */
	size_t n;
	unsigned bits;
};

/* The same in ascending order, with the sum so far, by the largest. */
struct list {
	double *like, *sum;
	size_t n;
};

/* What may be left when the columns before this were taken away. */
struct stage {
	struct ub_intern node; /* sums of the rows, the largest first */
	struct bag *to;        /* of each node: of the ways to it, */
	struct list *from;     /* and from it */
	double *most, *least;  /* likeliest, least likely of those from it */
};

struct fisher {
	size_t nr, nc, middle;
	double *lfact;                         /* logarithms of factorials */
	uint64_t row[SIDE_MAX], col[SIDE_MAX]; /* sums, the largest first */
	struct stage stage[SIDE_MAX];
	double limit; /* the logarithm of the largest likelihood counted */
	double sum;   /* of the likelihoods counted */
	uint64_t steps, kept;
};

static bool
is_full(const struct fisher *f)
{
	return f->steps > STEPS_MAX || f->kept > KEPT_MAX;
}

/* --- likelihoods -------------------------------------------------------- */

static size_t
place_of(const struct bag *b, int64_t like)
{
	size_t mask = ((size_t)1 << b->bits) - 1;
	uint64_t h = (uint64_t)like * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(h >> 20) & mask;

	while (b->times[i] != 0 && b->like[i] != like)
		i = (i + 1) & mask;
	return i;
}

static void
grow(struct fisher *f, struct bag *b)
{
	struct bag was = *b;
	size_t size = was.bits == 0 ? 0 : (size_t)1 << was.bits;

	b->bits = was.bits == 0 ? 3 : was.bits + 1;
	f->kept += ((size_t)1 << b->bits) - size;
	b->like = ub_xcalloc((size_t)1 << b->bits, sizeof(*b->like));
	b->times = ub_xcalloc((size_t)1 << b->bits, sizeof(*b->times));
	for (size_t i = 0; i < size; i++) {
		size_t to = place_of(b, was.like[i]);

		if (was.times[i] == 0)
			continue;
		b->like[to] = was.like[i];
		b->times[to] = was.times[i];
	}
	free(was.like);
	free(was.times);
}

static void
put(struct fisher *f, struct bag *b, double like, double times)
{
	int64_t key = (int64_t)llrint(like / UNIT);
	size_t i;

	if (b->bits == 0 || b->n >= ((size_t)1 << b->bits) / 2)
		grow(f, b);
	i = place_of(b, key);
	b->n += b->times[i] == 0;
	b->like[i] = key;
	b->times[i] += times;
}

static void
bag_free(struct bag *b)
{
	free(b->like);
	free(b->times);
	*b = (struct bag){ 0 };
}

struct pair {
	int64_t like;
	double times;
};

static int
by_like(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return (x->like > y->like) - (x->like < y->like);
}

/* What is in a bag, in order. */
static struct list
sorted(const struct bag *b)
{
	struct pair *p = ub_xcalloc(b->n + 1, sizeof(*p));
	struct list l = { .like = ub_xcalloc(b->n + 1, sizeof(*l.like)),
		.sum = ub_xcalloc(b->n + 1, sizeof(*l.sum)) };
	double sum = 0;

	for (size_t i = 0; b->bits > 0 && i < (size_t)1 << b->bits; i++)
		if (b->times[i] != 0)
			p[l.n++] = (struct pair){ b->like[i], b->times[i] };
	if (l.n > 0)
		qsort(p, l.n, sizeof(*p), by_like);
	for (size_t i = 0; i < l.n; i++) {
		l.like[i] = (double)p[i].like * UNIT;
		sum += p[i].times *
		       exp((double)(p[i].like - p[l.n - 1].like) * UNIT);
		l.sum[i] = sum;
	}
	free(p);
	return l;
}

/* --- nodes -------------------------------------------------------------- */

/* The sums of rows as a text, which holds no NUL. */
static uint32_t
add_node(struct fisher *f, size_t stage, const uint32_t *row)
{
	char text[SIDE_MAX * DIGITS];
	size_t n = 0;

	for (size_t i = 0; i < f->nr; i++)
		for (unsigned k = 0; k < DIGITS; k++)
			text[n++] = (char)(row[i] >> 7 * k | 0x80);
	return ub_intern_add(&f->stage[stage].node, text, n);
}

static void
read_node(const struct fisher *f, size_t stage, uint32_t node, uint32_t *row)
{
	const char *s = ub_intern_text(&f->stage[stage].node, node).s;

	for (size_t i = 0; i < f->nr; i++) {
		row[i] = 0;
		for (unsigned k = 0; k < DIGITS; k++)
			row[i] |= (uint32_t)(*s++ & 0x7f) << 7 * k;
	}
}

/* --- the ways from a node ------------------------------------------------ */

/* A column that is being taken away, row by row. */
struct way {
	struct fisher *f;
	size_t stage; /* of the node */
	uint32_t node, row[SIDE_MAX], left[SIDE_MAX];
	uint32_t seen; /* nodes that it led to */
	void (*arrive)(struct way *w, uint32_t to, double like, double times);
};

/* The node of what is left. */
static uint32_t
node_of(struct way *w)
{
	uint32_t row[SIDE_MAX];

	for (size_t i = 0; i < w->f->nr; i++) {
		size_t k = i;

		for (; k > 0 && row[k - 1] < w->left[i]; k--)
			row[k] = row[k - 1];
		row[k] = w->left[i];
	}
	return add_node(w->f, w->stage + 1, row);
}

/*
 * Take n of row i and those under it, which have `below` in all.  Of rows that
 * are alike the first gives most, and the other orders are counted: place is
 * that among the alike, run how many of them gave as much.
 */
static void
take(struct way *w, size_t i, uint64_t n, uint64_t below, unsigned place,
    unsigned run, double like, double times)
{
	const struct fisher *f = w->f;
	bool alike = i > 0 && i < f->nr && w->row[i] == w->row[i - 1];
	uint64_t before = alike ? w->row[i - 1] - w->left[i - 1] : 0, most,
		 rest;
	size_t same = 1;

	if (is_full(f))
		return;
	if (i == f->nr) {
		w->f->steps += ARC_STEPS;
		w->arrive(w, node_of(w), like, times);
		return;
	}
	while (i + same < f->nr && w->row[i + same] == w->row[i])
		same++;
	place = alike ? place + 1 : 1;
	rest = below - same * w->row[i];
	most = n < w->row[i] ? n : w->row[i];
	most = alike && before < most ? before : most;
	for (uint64_t k = most + 1; k-- > 0 && n <= k * same + rest;) {
		unsigned equal = alike && k == before ? run + 1 : 1;

		w->left[i] = w->row[i] - (uint32_t)k;
		take(w, i + 1, n - k, below - w->row[i], place, equal,
		    like - f->lfact[k], times * place / equal);
	}
}

/* All ways from the nodes of a stage. */
static void
each_way(struct fisher *f, size_t stage,
    void (*arrive)(struct way *w, uint32_t to, double like, double times))
{
	struct way w = { .f = f, .stage = stage, .arrive = arrive };
	const struct ub_intern *node = &f->stage[stage].node;

	for (w.node = 0; w.node < node->n && !is_full(f); w.node++) {
		uint64_t below = 0;

		read_node(f, stage, w.node, w.row);
		for (size_t i = 0; i < f->nr; i++)
			below += w.row[i];
		take(&w, 0, f->col[stage], below, 0, 0, 0, 1);
	}
}

/* --- the network --------------------------------------------------------- */

static void
found(struct way *w, uint32_t to, double like, double times)
{
	(void)like;
	(void)times;
	if (to < w->seen)
		return;
	w->seen = to + 1;
	w->f->kept += NODE_KEPT;
}

/* Nodes of all stages. */
static void
find_nodes(struct fisher *f)
{
	uint32_t row[SIDE_MAX];

	for (size_t i = 0; i < f->nr; i++)
		row[i] = (uint32_t)f->row[i];
	(void)add_node(f, 0, row);
	for (size_t j = 0; j + 1 < f->nc; j++)
		each_way(f, j, found);
	for (size_t j = 0; j < f->nc; j++) {
		struct stage *s = &f->stage[j];
		size_t n = s->node.n + 1;

		s->most = ub_xcalloc(n, sizeof(*s->most));
		s->least = ub_xcalloc(n, sizeof(*s->least));
		if (j + 1 < f->nc)
			s->to = ub_xcalloc(n, sizeof(*s->to));
		if (j == f->middle && j + 1 < f->nc)
			s->from = ub_xcalloc(n, sizeof(*s->from));
	}
}

/* What the ways from a node are, out of those from the next. */
static void
go_back(struct way *w, uint32_t to, double like, double times)
{
	const struct stage *s = &w->f->stage[w->stage + 1];
	struct bag *b = &w->f->stage[w->stage].to[w->node];
	const struct bag *next;

	if (s->to == NULL) {
		put(w->f, b, s->most[to] + like, times);
		return;
	}
	next = &s->to[to];
	for (size_t i = 0; next->bits > 0 && i < (size_t)1 << next->bits; i++) {
		if (next->times[i] == 0)
			continue;
		w->f->steps++;
		put(w->f, b, (double)next->like[i] * UNIT + like,
		    next->times[i] * times);
	}
}

/* The last column is what is left of the rows: one way. */
static void
find_end(struct fisher *f)
{
	struct stage *s = &f->stage[f->nc - 1];
	uint32_t row[SIDE_MAX];

	for (uint32_t v = 0; v < s->node.n; v++) {
		double like = 0;

		read_node(f, f->nc - 1, v, row);
		for (size_t i = 0; i < f->nr; i++)
			like -= f->lfact[row[i]];
		s->most[v] = s->least[v] = like;
	}
}

/* All ways from the nodes in the middle, through bags of those behind. */
static void
find_lists(struct fisher *f)
{
	struct stage *s = &f->stage[f->middle];

	for (size_t j = f->nc - 1; j-- > f->middle;)
		each_way(f, j, go_back);
	for (uint32_t v = 0; s->from != NULL && v < s->node.n && !is_full(f);
	     v++) {
		struct list *l = &s->from[v];

		*l = sorted(&s->to[v]);
		s->least[v] = l->like[0];
		s->most[v] = l->like[l->n - 1];
		bag_free(&s->to[v]);
	}
}

static void
widen(struct way *w, uint32_t to, double like, double times)
{
	struct stage *s = &w->f->stage[w->stage], *next = s + 1;

	(void)times;
	s->most[w->node] = fmax(s->most[w->node], like + next->most[to]);
	s->least[w->node] = fmin(s->least[w->node], like + next->least[to]);
}

/* Before the middle the ends of what may come are enough. */
static void
find_ends(struct fisher *f)
{
	for (size_t j = f->middle; j-- > 0;) {
		struct stage *s = &f->stage[j];

		for (uint32_t v = 0; v < s->node.n; v++) {
			s->most[v] = -INFINITY;
			s->least[v] = INFINITY;
		}
		each_way(f, j, widen);
	}
}

/* The logarithm of what all ways from a node make together: a multinomial. */
static double
all_from(const struct fisher *f, size_t stage, uint32_t node)
{
	uint32_t row[SIDE_MAX];
	double like = 0;
	uint64_t n = 0;

	read_node(f, stage, node, row);
	for (size_t i = 0; i < f->nr; i++)
		like -= f->lfact[row[i]];
	for (size_t j = stage; j < f->nc; j++) {
		like -= f->lfact[f->col[j]];
		n += f->col[j];
	}
	return like + f->lfact[n];
}

/* Ways to a node: all tables behind it are counted, or none, or it is seen
 * later. */
static void
go_on(struct way *w, uint32_t to, double like, double times)
{
	struct fisher *f = w->f;
	const struct stage *next = &f->stage[w->stage + 1];
	const struct bag *b = &f->stage[w->stage].to[w->node];
	double all = all_from(f, w->stage + 1, to), past;

	for (size_t i = 0; b->bits > 0 && i < (size_t)1 << b->bits; i++) {
		if (b->times[i] == 0)
			continue;
		f->steps++;
		past = (double)b->like[i] * UNIT + like;
		if (past + next->most[to] <= f->limit)
			f->sum += times * b->times[i] * exp(past + all);
		else if (past + next->least[to] <= f->limit)
			put(f, &next->to[to], past, times * b->times[i]);
	}
}

/* In the middle: of each way to a node, those from it that are unlikely
 * enough. */
static void
meet(struct fisher *f)
{
	const struct stage *s = &f->stage[f->middle];

	for (uint32_t v = 0; s->from != NULL && v < s->node.n; v++) {
		const struct bag *b = &s->to[v];
		const struct list *l = &s->from[v];

		for (size_t i = 0; b->bits > 0 && i < (size_t)1 << b->bits;
		     i++) {
			double past = (double)b->like[i] * UNIT;
			size_t low = 0, high = l->n;

			while (b->times[i] != 0 && low < high) {
				size_t at = (low + high) / 2;

				if (past + l->like[at] <= f->limit)
					low = at + 1;
				else
					high = at;
			}
			if (low > 0)
				f->sum += b->times[i] * l->sum[low - 1] *
					  exp(past + l->like[l->n - 1]);
		}
	}
}

/* --- the test ------------------------------------------------------------ */

static int
descending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y) - (x > y);
}

/* The sums of the shorter side make the nodes.  Returns the likelihood of all
 * tables without their cells. */
static double
set_up(struct fisher *f, const struct ub_test_data *t, const double *n)
{
	double like = -f->lfact[t->n];
	bool turn = t->nval[0] > t->nval[1];
	uint64_t *side[2] = { turn ? f->col : f->row, turn ? f->row : f->col };

	f->nr = t->nval[turn];
	f->nc = t->nval[!turn];
	f->middle = f->nc / 2;
	for (size_t i = 0; i < f->nr * f->nc; i++) {
		side[0][i / t->nval[1]] += (uint64_t)n[i];
		side[1][i % t->nval[1]] += (uint64_t)n[i];
	}
	qsort(f->row, f->nr, sizeof(*f->row), descending);
	qsort(f->col, f->nc, sizeof(*f->col), descending);
	for (size_t i = 0; i < f->nr; i++)
		like += f->lfact[f->row[i]];
	for (size_t j = 0; j < f->nc; j++)
		like += f->lfact[f->col[j]];
	f->limit = like + log(NEAR);
	for (size_t i = 0; i < f->nr * f->nc; i++)
		f->limit -= f->lfact[(size_t)n[i]];
	return like;
}

static void
clear(struct fisher *f)
{
	for (size_t j = 0; j < f->nc; j++) {
		struct stage *s = &f->stage[j];

		for (uint32_t v = 0; s->to != NULL && v < s->node.n; v++)
			bag_free(&s->to[v]);
		for (uint32_t v = 0; s->from != NULL && v < s->node.n; v++) {
			free(s->from[v].like);
			free(s->from[v].sum);
		}
		free(s->to);
		free(s->from);
		free(s->most);
		free(s->least);
		ub_intern_free(&s->node);
	}
	free(f->lfact);
}

/* Sums of logarithms, with what each addition loses. */
static double *
factorials(size_t n)
{
	double *l = ub_xcalloc(n + 1, sizeof(*l)), sum = 0, lost = 0;

	for (size_t i = 1; i <= n; i++) {
		double v = log((double)i) - lost, next = sum + v;

		lost = (next - sum) - v;
		l[i] = sum = next;
	}
	return l;
}

static const char *
count_out(
    const struct ub_test_data *t, const double *n, struct ub_test_result *r)
{
	struct fisher *f = ub_xcalloc(1, sizeof(*f));
	const char *bad = NULL;
	double like;

	f->lfact = factorials(t->n);
	like = set_up(f, t, n);
	find_nodes(f);
	find_end(f);
	find_lists(f);
	find_ends(f);
	if (!is_full(f))
		put(f, &f->stage[0].to[0], like, 1);
	for (size_t j = 0; j < f->middle; j++)
		each_way(f, j, go_on);
	if (is_full(f))
		bad = "too large for Fisher's exact test: chisq() is for it";
	else
		meet(f);
	r->p = fmin(1, f->sum);
	clear(f);
	free(f);
	return bad;
}

const char *
ub_test_fisher(const struct ub_test_data *t, struct ub_test_result *r)
{
	const uint32_t nr = t->nval[0], nc = t->nval[1];
	const char *bad;
	double *n;

	for (size_t i = 0; i < t->nobs; i++)
		if (r->least == 0 || t->obs[i].n < r->least)
			r->least = t->obs[i].n;
	if (nr < 2 || nc < 2) {
		r->why = 'u';
		return NULL;
	}
	if (nr > SIDE_MAX || nc > SIDE_MAX || t->n > TOTAL_MAX)
		return "too large for Fisher's exact test: chisq() is for it";
	n = ub_test_counts(t, 0);
	if (nr == 2 && nc == 2 && n[1] > 0 && n[2] > 0)
		r->effect = n[0] * n[3] / (n[1] * n[2]);
	bad = count_out(t, n, r);
	free(n);
	return bad;
}
