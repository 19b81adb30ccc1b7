/* maskstep.c - the accounts of a protected table; maskpart.h. */
#include <stdlib.h>

#include "maskpart.h"

/*
 * What a step of ubat-agg says of all records, or as it was asked.  Other
 * counts are of groups, of records left out, of persons: of few they can be
 * what a row hides.
 */
static const char *const told[] = { "in", "out", "false", "missing", "where",
	"totals", "min-n", "min-base", "bortfall", "partial" };

struct accounts {
	const struct ub_meta *from;
	struct ub_meta *to;
	bool *need;
	const char **id; /* as they are now */
};

static size_t
find(const struct accounts *a, size_t end, const char *id)
{
	size_t i;

	for (i = 0; i < end; i++)
		if (strcmp(a->from->step[i].id, id) == 0)
			return i;
	return SIZE_MAX;
}

static uint64_t
length(const char *list)
{
	uint64_t n = 1;

	for (; *list != '\0'; list++)
		n += *list == ',';
	return n;
}

/* Sources stand before what reads them. */
static void
mark(struct accounts *a)
{
	static const char *const key[] = { "from", "right_from" };
	const char *list;
	size_t i, k, at;

	for (i = a->from->nstep; i-- > 0;) {
		const struct ub_step *s = &a->from->step[i];

		a->need[i] = a->need[i] || !ub_step_is_read(a->from, s);
		for (k = 0; k < 2 && a->need[i]; k++) {
			list = ub_step_get(s, key[k]);
			at = list == NULL ? SIZE_MAX : find(a, i, list);
			if (at != SIZE_MAX)
				a->need[at] = true;
		}
	}
}

/* Of one source its id now; of several only how many they were. */
static void
put_from(const struct accounts *a, size_t i, const struct ub_pair *p,
    struct ub_buf *b)
{
	size_t at = find(a, i, p->value);

	if (at != SIZE_MAX)
		ub_step_text(b, p->key, a->id[at]);
	else if (strcmp(p->key, "from") == 0)
		ub_step_uint(b, "sources", length(p->value));
}

/*
 * What rows that are not masked sum up to would say of a guess at what is hidden
 * whether it is right.  What a mask wrote may be known.
 */
static bool
tells_rows(const struct ub_step *s, const char *key)
{
	return strcmp(key, "read") == 0 || strcmp(key, "right_read") == 0 ||
	       (strcmp(key, "rows") == 0 && strcmp(s->tool, "ubat-mask") != 0);
}

static void
put_pair(const struct ub_step *s, const struct ub_pair *p, struct ub_buf *b)
{
	size_t k;

	if (strcmp(s->tool, "ubat-agg") != 0) {
		if (!tells_rows(s, p->key))
			ub_step_text(b, p->key, p->value);
		return;
	}
	for (k = 0; k < sizeof(told) / sizeof(told[0]); k++)
		if (strcmp(p->key, told[k]) == 0)
			ub_step_text(b, p->key, p->value);
	/* that the rows are not all must be known, not how many are not */
	if (strcmp(p->key, "small-groups") == 0 && strcmp(p->value, "0") != 0)
		ub_step_text(b, p->key, "hidden");
}

static void
put_step(struct accounts *a, size_t i)
{
	const struct ub_step *s = &a->from->step[i];
	struct ub_buf b = { 0 }, line = { 0 };
	struct ub_err e;
	uint64_t k;
	size_t j;

	ub_step_begin(&b, s->tool, NULL);
	for (j = 0; j < s->npair; j++) {
		const struct ub_pair *p = &s->pair[j];

		if (strcmp(p->key, "from") == 0 ||
		    strcmp(p->key, "right_from") == 0)
			put_from(a, i, p, &b);
		else
			put_pair(s, p, &b);
	}
	ub_step_end(&b, &line);
	/* our own lines are taken without failure */
	for (k = 0; k < s->times; k++)
		(void)ub_meta_line(a->to, line.s, line.len - 1, &e);
	for (j = 0; j < a->to->nstep; j++)
		if (strncmp(line.s + strlen("#step\t"), a->to->step[j].id,
			strlen(a->to->step[j].id)) == 0)
			a->id[i] = a->to->step[j].id;
	ub_buf_free(&b);
	ub_buf_free(&line);
}

void
ub_mask_steps(const struct ub_meta *from, struct ub_meta *to)
{
	struct accounts a = { .from = from, .to = to };
	size_t i;

	a.need = ub_xcalloc(from->nstep + 1, sizeof(*a.need));
	a.id = ub_xcalloc(from->nstep + 1, sizeof(*a.id));
	mark(&a);
	for (i = 0; i < from->nstep; i++)
		if (a.need[i])
			put_step(&a, i);
	free(a.need);
	free((void *)a.id);
}
