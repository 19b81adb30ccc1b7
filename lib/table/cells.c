/* cells.c - the cells of a table; cells.h. */
#include "cells.h"

#include <stdlib.h>
#include <string.h>

#include "missed.h"

enum {
	AHEAD = 16,    /* records whose cells are asked for */
	LARGE_N = 4096 /* of so many, which no longer lie near at hand */
};

/* No array is of nothing. */
static size_t
some(size_t n)
{
	return n > 0 ? n : 1;
}

/* Seven words are eight, which lie in one cache line. */
static void
try_narrow(struct ub_cells *c)
{
	c->nword = 1;
	c->narrow = true;
	for (size_t i = 0; i < c->nmeasure; i++) {
		size_t n = ub_narrow_words(&c->measure[i]);

		c->measure[i].word = c->nword;
		c->nword += n;
		c->narrow &= n <= UB_NARROW_MAX;
	}
	c->nword += c->nword % 4 == 3;
}

void
ub_cells_init(struct ub_cells *c)
{
	c->nacc = 0;
	for (size_t i = 0; i < c->nmeasure; i++) {
		c->measure[i].acc = c->nacc;
		c->nacc += ub_measure_nacc(&c->measure[i]);
	}
	try_narrow(c);
	c->fresh = ub_xcalloc(c->nacc + 1, sizeof(*c->fresh));
	for (size_t i = 0; i < c->nmeasure; i++)
		ub_measure_init(&c->measure[i], c->fresh + c->measure[i].acc);
}

void
ub_cells_free(struct ub_cells *c)
{
	free(c->fresh);
	ub_large_free(c->code, c->room, some(c->nkey) * sizeof(*c->code));
	if (c->narrow) {
		ub_large_free(c->word, c->room, c->nword * sizeof(*c->word));
	} else {
		ub_large_free(c->nrec, c->room, sizeof(*c->nrec));
		ub_large_free(c->acc, c->room, some(c->nacc) * sizeof(*c->acc));
	}
	for (size_t i = 0; i < UB_KEYS_MAX; i++)
		ub_pairs_free(&c->chain[i]);
	free(c->npers);
}

static void
make_room(struct ub_cells *c)
{
	size_t old = c->room;

	c->room = old == 0 ? 64 : old * 2;
	c->code = ub_large_resize(
	    c->code, old, c->room, some(c->nkey) * sizeof(*c->code));
	if (c->narrow) {
		c->word = ub_large_resize(
		    c->word, old, c->room, c->nword * sizeof(*c->word));
		return;
	}
	c->nrec = ub_large_resize(c->nrec, old, c->room, sizeof(*c->nrec));
	c->acc = ub_large_resize(
	    c->acc, old, c->room, some(c->nacc) * sizeof(*c->acc));
}

void
ub_cells_widen(struct ub_cells *c)
{
	uint32_t *word = c->word;

	if (!c->narrow)
		return;
	c->narrow = false;
	if (c->room == 0)
		return;
	c->nrec = ub_large_resize(NULL, 0, c->room, sizeof(*c->nrec));
	c->acc =
	    ub_large_resize(NULL, 0, c->room, some(c->nacc) * sizeof(*c->acc));
	for (uint32_t i = 0; i < c->n; i++) {
		const uint32_t *w = word + i * c->nword;

		c->nrec[i] = w[0];
		for (size_t k = 0; k < c->nmeasure; k++)
			if (c->measure[k].func != UB_F_N)
				ub_narrow_read(&c->measure[k],
				    w + c->measure[k].word,
				    ub_cells_acc(c, &c->measure[k], i));
	}
	ub_large_free(word, c->room, c->nword * sizeof(*word));
	c->word = NULL;
}

/* A new cell, with the codes of its keys. */
static uint32_t
add_cell(struct ub_cells *c, const uint32_t *code)
{
	uint32_t cell = (uint32_t)c->n++;

	if (c->n > c->room)
		make_room(c);
	for (size_t j = 0; j < c->nkey; j++)
		c->code[cell * c->nkey + j] = code[j];
	if (c->narrow) {
		memset(
		    c->word + cell * c->nword, 0, c->nword * sizeof(*c->word));
		return cell;
	}
	c->nrec[cell] = 0;
	memcpy(c->acc + cell * c->nacc, c->fresh, c->nacc * sizeof(*c->acc));
	return cell;
}

static inline void
count_record(struct ub_cells *c, uint32_t cell)
{
	if (c->narrow)
		c->word[cell * c->nword]++;
	else
		c->nrec[cell]++;
}

static enum ub_status
fail_full(const struct ub_cells *c, struct ub_err *e)
{
	return ub_fail(
	    e, UB_EDATA, "more than %zu groups (option --max-groups)", c->max);
}

/*
 * One key's codes are cells as they are.  More are folded pair by pair, and
 * the last pair's number is the cell: both count from 0 in order of
 * appearance.
 */
enum ub_status
ub_cells_find(struct ub_cells *c, const uint32_t *const *code, size_t nrec,
    uint32_t *cell, struct ub_err *e)
{
	uint32_t own[UB_KEYS_MAX];

	if (c->nkey == 0)
		memset(cell, 0, nrec * sizeof(*cell));
	else
		memcpy(cell, code[0], nrec * sizeof(*cell));
	for (size_t j = 1; j < c->nkey; j++)
		ub_pairs_add_many(&c->chain[j], cell, code[j], nrec);
	for (size_t r = 0; r < nrec; r++) {
		if (c->n >= LARGE_N && r + AHEAD < nrec)
			ub_cells_ask(c, cell[r + AHEAD]);
		if (cell[r] < c->n) {
			count_record(c, cell[r]);
			continue;
		}
		if (c->n >= c->max)
			return fail_full(c, e);
		for (size_t j = 0; j < c->nkey; j++)
			own[j] = code[j][r];
		(void)add_cell(c, own);
		count_record(c, cell[r]);
	}
	return UB_OK;
}

enum ub_status
ub_cells_add(struct ub_cells *c, const uint32_t *code, struct ub_err *e)
{
	const uint32_t *at[UB_KEYS_MAX];
	enum ub_status st;
	uint32_t cell;

	for (size_t j = 0; j < c->nkey; j++)
		at[j] = &code[j];
	if ((st = ub_cells_find(c, at, 1, &cell, e)) != UB_OK)
		return st;
	if (c->narrow)
		c->word[cell * c->nword]--;
	else
		c->nrec[cell]--;
	return UB_OK;
}

enum ub_status
ub_cells_append(struct ub_cells *c, const uint32_t *code, struct ub_err *e)
{
	if (c->n >= c->max)
		return fail_full(c, e);
	(void)add_cell(c, code);
	return UB_OK;
}

/* In order of appearance the pairs get the numbers they would have got. */
void
ub_cells_chain(struct ub_cells *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const uint32_t *code = c->code + i * c->nkey;
		uint32_t at = c->nkey > 0 ? code[0] : 0;

		for (size_t j = 1; j < c->nkey; j++)
			at = ub_pairs_add(&c->chain[j], at, code[j]);
	}
}

uint32_t
ub_cells_empty(struct ub_cells *c)
{
	uint32_t none[UB_KEYS_MAX] = { 0 };

	return add_cell(c, none);
}

/* --- margins ---------------------------------------------------------- */

/* The margin of one of the n cells that are no margins. */
static uint32_t
margin_of(struct ub_cells *c, size_t n, uint32_t cell, unsigned mask)
{
	uint32_t code[UB_KEYS_MAX] = { 0 }, at;

	for (size_t j = 0; j < c->nkey; j++)
		code[j] = mask & 1U << j ? UB_CODE_TOTAL
					 : c->code[cell * c->nkey + j];
	if (c->nkey == 1) /* the only margin comes last */
		return c->n == n ? add_cell(c, code) : (uint32_t)n;
	at = code[0];
	for (size_t j = 1; j < c->nkey; j++)
		at = ub_pairs_add(&c->chain[j], at, code[j]);
	return at < c->n ? at : add_cell(c, code);
}

/* What pair i is marked with, its value's pair in another cell is too. */
static void
merge_marks(struct ub_tally *t, uint32_t i, uint32_t cell)
{
	uint32_t to;

	if (t->nmark == 0)
		return;
	to = ub_pairs_add(&t->pairs, cell, (uint32_t)t->pairs.pair[i]);
	for (size_t k = 0; k < t->nmark; k++)
		t->mark[to * t->nmark + k] |= t->mark[i * t->nmark + k];
}

/* The pairs of cells below n, which stand before all others, once more in
 * the margin of each. */
static enum ub_status
tally_margin(struct ub_tally *t, const char *measure, const uint32_t *margin,
    size_t n, struct ub_err *e)
{
	uint32_t npair = t->pairs.n;

	for (uint32_t i = 0; i < npair; i++) {
		uint64_t pair = t->pairs.pair[i];

		if (pair >> 32 >= n)
			break;
		if (!ub_tally_add(
			t, margin[pair >> 32], (uint32_t)pair, t->count[i]))
			return ub_fail(e, UB_EDATA,
			    "measure %s: more than %d different values by "
			    "group",
			    measure, UB_TALLY_MAX);
		merge_marks(t, i, margin[pair >> 32]);
	}
	return UB_OK;
}

/* Room for the persons of all cells, those of new ones 0. */
static void
widen_persons(struct ub_cells *c)
{
	c->npers = ub_xreallocarray(c->npers, c->n + 1, sizeof(*c->npers));
	memset(
	    c->npers + c->nperson, 0, (c->n - c->nperson) * sizeof(*c->npers));
	c->nperson = c->n;
}

void
ub_cells_count_persons(struct ub_cells *c)
{
	widen_persons(c);
	ub_crowd_count(c->crowd, c->n, c->npers);
}

static enum ub_status
all_tallies(
    struct ub_cells *c, const uint32_t *margin, size_t n, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	if (c->crowd != NULL) {
		widen_persons(c);
		ub_crowd_margin(c->crowd, margin, n, c->n, c->npers);
	} else if (c->person != NULL) {
		st = tally_margin(c->person, "n_pers", margin, n, e);
	}
	for (size_t i = 0; st == UB_OK && i < c->nmeasure; i++)
		if (ub_measure_tallies(&c->measure[i]))
			st = tally_margin(&c->measure[i].tally,
			    c->measure[i].name, margin, n, e);
	for (size_t i = 0; st == UB_OK && i < c->nmeasure; i++)
		if (ub_missed_tally(&c->measure[i]) != NULL)
			st = tally_margin(ub_missed_tally(&c->measure[i]),
			    c->measure[i].name, margin, n, e);
	return st;
}

static enum ub_status
merge_cell(struct ub_cells *c, uint32_t from, uint32_t to, struct ub_err *e)
{
	c->nrec[to] += c->nrec[from];
	for (size_t i = 0; i < c->nmeasure; i++) {
		const struct ub_measure *m = &c->measure[i];

		if (ub_measure_nacc(m) > 0 &&
		    !ub_measure_merge(
			m, ub_cells_acc(c, m, to), ub_cells_acc(c, m, from)))
			return ub_fail(e, UB_EDATA,
			    "measure %s: a sum does not fit 128 bits", m->name);
	}
	return UB_OK;
}

/* One choice of keys: the margin of each of the first n cells. */
static enum ub_status
add_margin(struct ub_cells *c, uint32_t *margin, size_t n, unsigned mask,
    struct ub_err *e)
{
	enum ub_status st;

	for (uint32_t i = 0; i < n; i++) {
		margin[i] = margin_of(c, n, i, mask);
		if ((st = merge_cell(c, i, margin[i], e)) != UB_OK)
			return st;
		if (c->n > c->max)
			return fail_full(c, e);
	}
	return all_tallies(c, margin, n, e);
}

/* All of lan is all of its kommuner too. */
bool
ub_cells_has_margin(const struct ub_cells *c, unsigned mask)
{
	for (size_t j = 0; j < c->nkey; j++)
		if (c->above[j] > 0 && (mask & 1U << (c->above[j] - 1)) &&
		    !(mask & 1U << j))
			return false;
	return (mask & ~c->may) == 0;
}

enum ub_status
ub_cells_margins(struct ub_cells *c, struct ub_err *e)
{
	size_t n = c->n;
	enum ub_status st = UB_OK;
	uint32_t *margin;

	if (n == 0)
		return UB_OK;
	ub_cells_widen(c);
	margin = ub_xcalloc(n, sizeof(*margin));
	for (unsigned mask = 1; st == UB_OK && mask < 1U << c->nkey; mask++)
		if (ub_cells_has_margin(c, mask))
			st = add_margin(c, margin, n, mask, e);
	free(margin);
	return st;
}
