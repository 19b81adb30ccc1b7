/* values.c - see values.h. */
#include "values.h"

#include <stdlib.h>

#include "../base/hash.h"
#include "../base/unicode.h"

enum { FIRST = 16 };

static void
forget(struct ub_values *s)
{
	ub_values_free(s);
	s->over = true;
}

/* Take from the budget what the table needs to be twice as large. */
static bool
grow(struct ub_values *s, size_t *budget)
{
	size_t cap = s->cap == 0 ? FIRST : s->cap * 2, nslot = cap * 2;
	size_t each = sizeof(*s->v) + 2 * sizeof(*s->slot) +
		      s->enough * sizeof(*s->person);
	size_t mask = nslot - 1;

	if ((cap - s->cap) * each > *budget)
		return false;
	*budget -= (cap - s->cap) * each;
	s->v = ub_xreallocarray(s->v, cap, sizeof(*s->v));
	if (s->enough > 0)
		s->person = ub_xreallocarray(
		    s->person, cap, s->enough * sizeof(*s->person));
	free(s->slot);
	s->slot = ub_xcalloc(nslot, sizeof(*s->slot));
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->v[i].hash & mask;

		while (s->slot[at] != 0)
			at = (at + 1) & mask;
		s->slot[at] = (uint32_t)(i + 1);
	}
	s->cap = cap;
	s->nslot = nslot;
	return true;
}

/* Whole characters alone are kept. */
static size_t
kept(struct ub_slice f)
{
	size_t len = 0;

	if (f.len <= UB_VALUES_TEXT_MAX)
		return f.len;
	while (len + ub_ustep(f.s + len) <= UB_VALUES_TEXT_MAX)
		len += ub_ustep(f.s + len);
	return len;
}

static struct ub_value *
find(struct ub_values *s, struct ub_slice f, uint64_t hash, size_t *budget)
{
	size_t mask, at, len = s->keep ? kept(f) : 0;
	struct ub_value *v;

	if (s->n == s->cap && !grow(s, budget))
		return NULL;
	mask = s->nslot - 1;
	for (at = hash & mask; s->slot[at] != 0; at = (at + 1) & mask)
		if (s->v[s->slot[at] - 1].hash == hash)
			return &s->v[s->slot[at] - 1];
	if (len > *budget || s->n == UINT32_MAX - 1)
		return NULL;
	*budget -= len;
	s->slot[at] = (uint32_t)(s->n + 1);
	v = &s->v[s->n++];
	memset(v, 0, sizeof(*v));
	v->hash = hash;
	v->at = s->text.len;
	v->len = (uint16_t)len;
	v->cut = len < f.len;
	ub_buf_add(&s->text, f.s, len);
	return v;
}

/* Take in a person; n is how many of seen are there. */
static uint8_t
meet(uint64_t *seen, uint8_t n, uint8_t enough, uint64_t person)
{
	for (uint8_t i = 0; i < n; i++)
		if (seen[i] == person)
			return n;
	if (n < enough)
		seen[n++] = person;
	return n;
}

void
ub_values_add(
    struct ub_values *s, struct ub_slice value, uint64_t person, size_t *budget)
{
	struct ub_value *v;

	if (s->over)
		return;
	v = find(s, value, ub_hash64(value.s, value.len, 0), budget);
	if (v == NULL) {
		forget(s);
		return;
	}
	v->n++;
	if (s->enough > 0 && person != 0)
		v->nperson = meet(s->person + (size_t)(v - s->v) * s->enough,
		    v->nperson, s->enough, person);
}

bool
ub_values_enough(const struct ub_values *s, const struct ub_value *const *v,
    size_t n, uint64_t min)
{
	uint64_t seen[UINT8_MAX], records = 0;
	uint8_t have = 0;

	if (min > 0 && s->enough > 0) {
		for (size_t i = 0; i < n && have < s->enough; i++) {
			size_t at = (size_t)(v[i] - s->v) * s->enough;

			for (uint8_t k = 0; k < v[i]->nperson; k++)
				have = meet(
				    seen, have, s->enough, s->person[at + k]);
		}
		return have >= min;
	}
	for (size_t i = 0; i < n && records < min; i++)
		records += v[i]->n;
	return records >= min;
}

void
ub_values_free(struct ub_values *s)
{
	free(s->v);
	free(s->slot);
	free(s->person);
	ub_buf_free(&s->text);
	s->v = NULL;
	s->slot = NULL;
	s->person = NULL;
	s->n = s->cap = s->nslot = 0;
}
