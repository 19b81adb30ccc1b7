/* crowd.c - see crowd.h. */
#include "crowd.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum {
	SEEN = 1,        /* bits before those of the cells: in a record, */
	AGAIN = 2,       /* and in another */
	HEAD = 2,        /* how many these are */
	WORD = 64,       /* bits */
	WORDS_MAX = 64,  /* of a person */
	PAIR_BYTES = 96, /* of a tally */
	SPARE = 8 << 20, /* bytes that are not looked at */
	AHEAD = 16       /* records whose person is asked for */
};

void
ub_crowd_free(struct ub_crowd *c)
{
	ub_large_free(c->bit, (size_t)c->room * c->words, sizeof(*c->bit));
	free(c->count);
	memset(c, 0, sizeof(*c));
}

uint64_t
ub_crowd_bytes(const struct ub_crowd *c)
{
	return (uint64_t)c->n * c->words * sizeof(*c->bit);
}

static uint64_t *
row_of(const struct ub_crowd *c, uint32_t person)
{
	return c->bit + (size_t)person * c->words;
}

/* The rows of those there are, wider. */
static void
widen(struct ub_crowd *c, uint32_t words)
{
	uint32_t room = c->room == 0 ? 1024 : c->room;
	uint64_t *bit =
	    ub_large_resize(NULL, 0, (size_t)room * words, sizeof(*bit));

	for (uint32_t i = 0; i < c->n; i++) {
		uint64_t *row = bit + (size_t)i * words;

		memcpy(row, row_of(c, i), c->words * sizeof(*row));
		memset(row + c->words, 0, (words - c->words) * sizeof(*row));
	}
	ub_large_free(c->bit, (size_t)c->room * c->words, sizeof(*c->bit));
	c->bit = bit;
	c->room = room;
	c->words = words;
}

bool
ub_crowd_fits(struct ub_crowd *c, const struct ub_term *t, size_t ncell)
{
	size_t need = (ncell + HEAD + WORD - 1) / WORD;
	uint32_t words = c->words, n = t->val->n;
	uint64_t bytes;

	if (need > words)
		words = need > WORDS_MAX ? WORDS_MAX + 1 : (uint32_t)need;
	bytes = (uint64_t)n * words * sizeof(*c->bit);
	c->full |= words > WORDS_MAX ||
		   (words > 1 && bytes > SPARE + PAIR_BYTES * c->pairs);
	if (c->full)
		return false;
	if (words > c->words)
		widen(c, words);
	while (c->room < n) {
		c->bit = ub_large_resize(c->bit, (size_t)c->room * words,
		    (size_t)c->room * 2 * words, sizeof(*c->bit));
		c->room *= 2;
	}
	if (n > c->n)
		memset(row_of(c, c->n), 0,
		    (size_t)(n - c->n) * words * sizeof(*c->bit));
	c->n = n > c->n ? n : c->n;
	return true;
}

void
ub_crowd_fold(struct ub_crowd *c, const struct ub_term *t, const uint32_t *cell)
{
	size_t n = t->pick->n;

	for (size_t i = 0; i < n; i++) {
		uint64_t *row, *word, mask;
		size_t at;

		if (i + AHEAD < n && t->why[i + AHEAD] == 0)
			__builtin_prefetch(row_of(c, t->id[i + AHEAD]) +
					       cell[i + AHEAD] / WORD,
			    1);
		if (t->why[i] != 0) {
			c->none++;
			continue;
		}
		row = row_of(c, t->id[i]);
		c->repeated += (*row & (SEEN | AGAIN)) == SEEN;
		*row |= SEEN | (*row & SEEN) * AGAIN;
		at = (size_t)cell[i] + HEAD;
		word = row + at / WORD;
		mask = UINT64_C(1) << at % WORD;
		c->pairs += (*word & mask) == 0;
		*word |= mask;
	}
}

/* The cell behind *at, or in its place, of a person: *at is then behind it.
 * False when there is no more. */
static inline bool
next_cell(
    const struct ub_crowd *c, const uint64_t *row, size_t *at, uint32_t *cell)
{
	while (*at < (size_t)c->words * WORD) {
		uint64_t rest = row[*at / WORD] >> *at % WORD;

		if (rest != 0) {
			*at += (size_t)__builtin_ctzll(rest);
			*cell = (uint32_t)(*at - HEAD);
			(*at)++;
			return true;
		}
		*at += WORD - *at % WORD;
	}
	return false;
}

bool
ub_crowd_tally(const struct ub_crowd *c, struct ub_tally *t)
{
	for (uint32_t i = 0; i < c->n; i++) {
		const uint64_t *row = row_of(c, i);
		uint64_t times = *row & AGAIN ? 2 : 1;
		uint32_t cell;

		for (size_t at = HEAD; next_cell(c, row, &at, &cell);)
			if (!ub_tally_add(t, cell, i, times))
				return false;
	}
	return true;
}

/* Each cell by itself, for all tables that have them: counted once. */
static void
count_cells(struct ub_crowd *c)
{
	c->count = ub_xcalloc((size_t)c->words * WORD, sizeof(*c->count));
	for (uint32_t i = 0; i < c->n; i++) {
		const uint64_t *row = row_of(c, i);

		for (uint32_t w = 0; w < c->words; w++)
			for (uint64_t rest = row[w]; rest != 0;
			     rest &= rest - 1)
				c->count[w * WORD +
					 (uint32_t)__builtin_ctzll(rest)]++;
	}
}

void
ub_crowd_count(struct ub_crowd *c, size_t n, uint64_t *persons)
{
	if (c->words > 0 && c->count == NULL)
		count_cells(c);
	for (size_t k = 0; k < n && k + HEAD < (size_t)c->words * WORD; k++)
		persons[k] = c->count[k + HEAD];
}

void
ub_crowd_margin(const struct ub_crowd *c, const uint32_t *margin, size_t n,
    size_t nmargin, uint64_t *persons)
{
	/* who was counted in a margin last, + 1 */
	uint32_t *last = ub_xcalloc(nmargin + 1, sizeof(*last));

	for (uint32_t i = 0; i < c->n; i++) {
		const uint64_t *row = row_of(c, i);
		uint32_t k;

		for (size_t at = HEAD; next_cell(c, row, &at, &k) && k < n;) {
			if (last[margin[k]] == i + 1)
				continue;
			last[margin[k]] = i + 1;
			persons[margin[k]]++;
		}
	}
	free(last);
}

bool
ub_crowd_overlaps(const struct ub_crowd *c, const uint32_t *code, size_t step)
{
	for (uint32_t i = 0; i < c->n; i++) {
		const uint64_t *row = row_of(c, i);
		uint32_t first, cell;
		size_t at = HEAD;

		if (!next_cell(c, row, &at, &first))
			continue;
		while (next_cell(c, row, &at, &cell))
			if (code[cell * step] != code[first * step])
				return true;
	}
	return false;
}
