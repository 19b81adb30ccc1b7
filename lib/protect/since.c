/* since.c - of how many persons a difference to what is out is; persons.h. */
#include <math.h>
#include <stdlib.h>

#include "persons.h"

/* A figure with its value, of a cell in hand. */
struct part_of {
	const struct ub_persons *at;
	const struct ub_figure *f;
	char letter;
	double value;
	struct ub_range range;
};

static void
put_name(const struct ub_figure *f, uint32_t cell, char letter, double value,
    bool with_value, struct ub_buf *b)
{
	/* the rest of a share is of its own base */
	struct ub_slice name =
	    letter == 'r' ? f->stem : ub_figure_name(f, letter);

	ub_buf_clear(b);
	ub_buf_printf(b, "%lu\t", (unsigned long)cell);
	ub_buf_add(b, name.s, name.len);
	ub_buf_printf(b, "\t%c", letter);
	if (with_value)
		ub_buf_printf(b, "\t%.0f", value);
}

/* That there is such a figure, whatever its value. */
static void
add_has(struct ub_since *s, const struct part_of *p)
{
	const struct ub_woven *t = p->at->t;
	struct ub_buf b = { 0 };
	bool fresh;

	put_name(p->f, t->cell[p->at->row * t->f.npart + p->at->part],
	    p->letter, 0, false, &b);
	(void)ub_names_add(&s->has, (struct ub_slice){ b.s, b.len }, 0, &fresh);
	ub_buf_free(&b);
}

/* Two tables that have the same figure tell the same persons, of which each
 * may know more; those of two times that had the same number need not be. */
static void
add(struct ub_since *s, const struct part_of *p)
{
	const struct ub_woven *t = p->at->t;
	struct ub_names *names = t->old ? &s->was : &s->now;
	struct ub_range **of = t->old ? &s->of_was : &s->of_now, *r;
	uint32_t no = names->name.n, id;
	struct ub_buf b = { 0 };
	bool fresh;

	put_name(p->f, t->cell[p->at->row * t->f.npart + p->at->part],
	    p->letter, p->value, t->old, &b);
	id = ub_names_add(names, (struct ub_slice){ b.s, b.len }, no, &fresh);
	ub_buf_free(&b);
	if (t->old)
		add_has(s, p);
	if (fresh) {
		*of = ub_xgrow(*of, no, sizeof(**of));
		(*of)[no] = p->range;
		return;
	}
	r = &(*of)[id];
	r->low = (t->old ? fmin : fmax)(r->low, p->range.low);
	r->high = (t->old ? fmax : fmin)(r->high, p->range.high);
}

static struct ub_range
range_of(const struct ub_persons *at, double q, double told)
{
	struct ub_range r = { ub_persons_least(at, q),
		q < at->persons ? q : at->persons };

	if (told >= 0 && q > 0)
		r.low = r.high = told;
	if (at->rules->numerators_are_persons)
		r.low = r.high;
	return r;
}

/* Numerator and rest of a whole of n records, and what that is of. */
static void
add_parts(struct ub_since *s, struct part_of *p, double k, double n, bool base)
{
	const struct ub_persons *at = p->at;
	struct ub_range both = range_of(at, n, -1), part;

	p->letter = 'k';
	p->value = k;
	p->range = part = range_of(at, k, ub_persons_told(at, p->f, false));
	add(s, p);
	p->letter = 'r';
	p->value = n - k;
	p->range = range_of(at, n - k, ub_persons_told(at, p->f, true));
	add(s, p);
	if (!base)
		return;
	both.low = fmax(both.low, fmax(part.low, p->range.low));
	both.high = fmin(both.high, part.high + p->range.high);
	p->letter = 'n';
	p->value = n;
	p->range = both;
	add(s, p);
}

static void
take_figure(
    struct ub_since *s, const struct ub_persons *at, const struct ub_figure *f)
{
	const struct ub_published *t = &at->t->t;
	struct part_of p = { .at = at, .f = f };
	int64_t k, n;

	if (f->kind == UB_FIG_DISTINCT)
		return;
	if (f->kind == UB_FIG_N) {
		p.letter = 'k';
		p.value = at->records;
		p.range = (struct ub_range){ at->persons, at->persons };
		add(s, &p);
	} else if (f->kind == UB_FIG_COUNT) {
		if (ub_published_count(t, at->row, f->col, &k))
			add_parts(s, &p, (double)k, at->records, false);
	} else if (f->n != UB_NOCOL &&
		   ub_published_count(t, at->row, f->n, &n)) {
		if (f->k != UB_NOCOL &&
		    ub_published_count(t, at->row, f->k, &k)) {
			add_parts(s, &p, (double)k, (double)n, true);
			return;
		}
		p.letter = 'n';
		p.value = (double)n;
		p.range = range_of(at, (double)n, -1);
		add(s, &p);
	}
}

static void
take_cell(struct ub_since *s, const struct ub_woven *t, size_t row, size_t part)
{
	const struct ub_figures_part *p = &t->f.part[part];
	const struct ub_figure *f = &t->f.figure[p->first];
	struct ub_persons at = { t, s->rules, row, part, 0, 0 };
	int64_t records, persons;
	size_t i;

	if (p->n == UB_NOCOL || p->pers == UB_NOCOL ||
	    !ub_published_count(&t->t, row, f[p->n].col, &records) ||
	    !ub_published_count(&t->t, row, p->pers, &persons))
		return;
	at.records = (double)records;
	at.persons = (double)(persons < 1 && records > 0 ? 1 : persons);
	for (i = 0; i < t->f.nfigure; i++)
		take_figure(s, &at, &f[i]);
}

void
ub_since_begin(
    struct ub_since *s, const struct ub_weave *v, const struct ub_rules *rules)
{
	size_t i, r, p;

	s->rules = rules;
	for (i = 0; i < v->n; i++) {
		const struct ub_woven *t = &v->table[i];

		for (r = 0; (!t->old || t->behind) && r < t->printed; r++)
			for (p = 0; p < t->f.npart; p++)
				take_cell(s, t, r, p);
	}
}

void
ub_since_end(struct ub_since *s)
{
	ub_names_free(&s->now);
	ub_names_free(&s->was);
	ub_names_free(&s->has);
	free(s->of_now);
	free(s->of_was);
	*s = (struct ub_since){ 0 };
}

/* What is not told: of some records there is one person at least, and no more
 * persons than records. */
static struct ub_range
look_up(struct ub_names *names, const struct ub_range *of, struct ub_slice name,
    double value)
{
	struct ub_range r = { value > 0, value };
	uint32_t no;
	bool fresh;

	no = ub_names_add(names, name, UB_NONE, &fresh);
	return no == UB_NONE ? r : of[no];
}

double
ub_since_persons(struct ub_since *s, const struct ub_change_of *c)
{
	double by = fabs(c->now - c->was), persons;
	struct ub_range now, was;
	struct ub_buf b = { 0 };

	if (s->rules->records_are_persons || c->f->kind == UB_FIG_DISTINCT ||
	    (s->rules->numerators_are_persons && c->f->kind != UB_FIG_N))
		return by;
	put_name(c->f, c->cell, c->letter, c->was, true, &b);
	was = look_up(
	    &s->was, s->of_was, (struct ub_slice){ b.s, b.len }, c->was);
	put_name(c->f, c->cell, c->letter, c->now, false, &b);
	now = look_up(
	    &s->now, s->of_now, (struct ub_slice){ b.s, b.len }, c->now);
	ub_buf_free(&b);
	persons = c->now > c->was
		      ? fmax(by - (c->now - now.low), now.low - was.high)
		      : fmax(by - (c->was - was.low), was.low - now.high);
	return fmin(fmax(persons, 1), by);
}

bool
ub_since_agrees(struct ub_since *s, const struct ub_change_of *c)
{
	struct ub_buf b = { 0 };
	bool agrees, fresh;

	put_name(c->f, c->cell, c->letter, 0, false, &b);
	agrees = ub_names_add(&s->has, (struct ub_slice){ b.s, b.len }, UB_NONE,
		     &fresh) == UB_NONE;
	put_name(c->f, c->cell, c->letter, c->was, true, &b);
	agrees =
	    agrees || ub_names_add(&s->was, (struct ub_slice){ b.s, b.len },
			  UB_NONE, &fresh) != UB_NONE;
	ub_buf_free(&b);
	return agrees;
}
