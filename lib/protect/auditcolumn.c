/* auditcolumn.c - what the columns of a printed table are, by their headings and
 * figures: keys, numbers, per cents; auditshape.h. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "auditshape.h"
#include "figure.h"

struct tally {
	size_t numbers, signs, texts, percents, zeros;
};

static struct tally
count_column(const struct ub_shape *s, size_t col)
{
	struct tally t = { 0 };
	struct ub_printed v;
	struct ub_slice raw;
	size_t r;

	for (r = s->data; r < s->end; r++) {
		v = ub_shape_cell(s, r, col);
		raw = ub_shape_text(s, r, col);
		switch (v.kind) {
		case UB_PRINTED_NUMBER:
			t.numbers++;
			t.percents += v.percent;
			break;
		case UB_PRINTED_SIGN:
			t.signs++;
			break;
		case UB_PRINTED_TEXT:
			if (col > 0 && ub_shape_word(raw) != 0) {
				t.signs++;
				break;
			}
			t.texts++;
			t.zeros += raw.len > 1 && raw.s[0] == '0';
			break;
		default:
			break;
		}
	}
	return t;
}

/* Columns of numbers that are names all the same. */
static bool
names_rows(const char *heading)
{
	static const char *const word[] = { "kod", "kommun", "l\xc3\xa4n",
		"lan", "\xc3\xa5r", "year", "region", "vecka", "m\xc3\xa5nad",
		"kvartal", "ar", "\xc3\xa5lder", "k\xc3\xb6n", "kon", "grupp",
		"kommunkod", "l\xc3\xa4nskod", "lanskod", "regi", "code",
		"municipality", "county", "week", "month", "quarter", "age",
		"sex", "group", "provider", NULL };
	struct ub_buf b = { 0 };
	bool is = false;
	size_t i;

	ub_lower(&b, heading, strlen(heading));
	for (i = 0; word[i] != NULL && b.s != NULL; i++)
		is = is || strcmp(b.s, word[i]) == 0;
	ub_buf_free(&b);
	return is;
}

static bool
title_says_percent(const struct ub_shape *s)
{
	static const char *const word[] = { "%", "procent", "per cent",
		"percent", NULL };

	return ub_shape_title_says(s, word);
}

static bool
says_percent(const char *heading)
{
	static const char *const word[] = { "%", "procent", "andel", "share",
		"percent", "per cent", NULL };

	return ub_shape_says(heading, word);
}

/* x beside its numerator and its base: a share. */
static bool
is_share(const struct ub_shape *s, size_t col)
{
	bool k = false, n = false;
	size_t c;

	for (c = 0; c < s->g->ncol; c++) {
		k = k || ub_shape_follows(s->heading[c], s->heading[col],
			     ub_shape_numerator);
		n = n || ub_shape_follows(
			     s->heading[c], s->heading[col], ub_shape_base);
	}
	return k && n;
}

/* How many columns are keys for sure: as far as .t stands in them. */
static size_t
keys_by_totals(const struct ub_shape *s)
{
	size_t r, c, n = 0;

	for (r = s->data; r < s->end; r++)
		for (c = n; c < s->g->ncol; c++)
			if (ub_slice_is(ub_shape_text(s, r, c), ".t"))
				n = c + 1;
	return n;
}

void
ub_shape_columns(struct ub_shape *s)
{
	static const char *const points[] = { "enheter", "points", NULL };
	bool title = title_says_percent(s), keys = true, any = false;
	struct tally t;
	size_t c, sure = keys_by_totals(s);

	for (c = 0; c < s->g->ncol; c++)
		any = any || says_percent(s->heading[c]);
	for (c = 0; c < s->g->ncol; c++) {
		t = count_column(s, c);
		if (t.numbers + t.signs + t.texts == 0 && !s->codes)
			continue;
		if (s->ask->keys != NULL
			? ub_listed(s->ask->keys, ub_slice_of(s->heading[c]))
			: c < sure ||
			      (keys &&
				  ((c == 0 && !ub_shape_counts(s->heading[c]) &&
				       !says_percent(s->heading[c])) ||
				      t.texts > t.numbers + t.signs ||
				      names_rows(s->heading[c])))) {
			s->role[c] = UB_SHAPE_NAME;
			continue;
		}
		if (t.texts > t.numbers + t.signs)
			continue;
		keys = false;
		s->role[c] = UB_SHAPE_NUMBER;
		if (s->ask->percent != NULL)
			s->role[c] = ub_listed(s->ask->percent,
					 ub_slice_of(s->heading[c]))
					 ? UB_SHAPE_PERCENT
					 : UB_SHAPE_NUMBER;
		else if (2 * t.percents > t.numbers || is_share(s, c) ||
			 (says_percent(s->heading[c]) &&
			     !ub_shape_says(s->heading[c], points)) ||
			 (title && !any && !ub_shape_counts(s->heading[c])))
			s->role[c] = UB_SHAPE_PERCENT;
	}
}
