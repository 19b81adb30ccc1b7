/* inwords.c - see inwords.h. */
#include "inwords.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../base/num.h"

static const struct {
	int of, whole;
	const char *words;
} part[] = { { 1, 10, "var tionde" }, { 1, 5, "var femte" },
	{ 1, 4, "var fjärde" }, { 1, 3, "en tredjedel" }, { 1, 2, "hälften" },
	{ 2, 3, "två av tre" }, { 3, 4, "tre av fyra" },
	{ 4, 5, "fyra av fem" }, { 9, 10, "nio av tio" } };

bool
ub_inwords_limits(const char *text, int64_t *about, int64_t *near)
{
	size_t n = strcspn(text, ",");

	return text[n] == ',' && ub_int_parse(text, n, about) &&
	       ub_int_parse(text + n + 1, strlen(text + n + 1), near) &&
	       *about >= 0 && *about < *near && *near <= UB_INWORDS_FAR;
}

static int64_t
size_of(int64_t v)
{
	return v < 0 ? -v : v;
}

/* "drygt 1 600" of what is a little more than that. */
static void
say_round(struct ub_buf *b, const struct ub_words *w, int64_t v, int64_t step)
{
	int64_t down = v / step * step, up = down + step;
	bool more = v - down <= up - v;
	char text[32];

	if (v != down)
		ub_buf_puts(b, ub_say(w, more ? "drygt " : "knappt "));
	snprintf(text, sizeof(text), "%" PRId64,
	    (v == down || more ? down : up) / UB_INWORDS_UNIT);
	ub_say_number(b, w, text, true);
}

void
ub_inwords_share(struct ub_buf *b, const struct ub_words *w, int64_t v,
    int64_t about, int64_t near)
{
	int64_t best = INT64_MAX, at;
	size_t found = 0;

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		at =
		    (int64_t)100 * UB_INWORDS_UNIT * part[i].of / part[i].whole;
		if (size_of(v - at) < size_of(best)) {
			best = v - at;
			found = i;
		}
	}
	if (size_of(best) > near * UB_INWORDS_UNIT) {
		say_round(b, w, v, UB_INWORDS_UNIT);
		ub_buf_puts(b, ub_say(w, " procent"));
		return;
	}
	if (size_of(best) > about * UB_INWORDS_UNIT)
		ub_buf_puts(b, ub_say(w, best > 0 ? "drygt " : "knappt "));
	else if (best != 0)
		ub_buf_puts(b, ub_say(w, "ungefär "));
	ub_buf_puts(b, ub_say(w, part[found].words));
}

void
ub_inwords_count(struct ub_buf *b, const struct ub_words *w, int64_t v)
{
	int64_t step = UB_INWORDS_UNIT;

	while (v / step >= 100)
		step *= 10;
	say_round(b, w, v, step);
}
