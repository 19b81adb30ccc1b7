/* account.c - see meta.h: steps made, and steps checked. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/hash.h"
#include "../base/num.h"
#include "meta.h"

enum { ID_LEN = 8 };

/* The id of a step: a hash of what stands after it, "tool\tkey=value...". */
static void
make_id(char *id, const char *s, size_t len)
{
	uint64_t h = ub_hash64(s, len, 0);

	snprintf(id, ID_LEN + 1, "%08x", (unsigned)(h >> 32));
}

void
ub_meta_take_steps(struct ub_meta *m, const struct ub_meta *from)
{
	struct ub_err e;
	uint64_t k;
	size_t i;

	/* lines that were taken once are taken again without failure */
	for (i = 0; i < from->nstep; i++)
		for (k = 0; k < from->step[i].times; k++)
			(void)ub_meta_line(m, from->step[i].line,
			    strlen(from->step[i].line), &e);
}

void
ub_step_begin(struct ub_buf *b, const char *tool, const char *from)
{
	ub_buf_clear(b);
	ub_buf_puts(b, tool);
	if (from != NULL && from[0] != '\0')
		ub_step_text(b, "from", from);
}

void
ub_step_uint(struct ub_buf *b, const char *key, uint64_t v)
{
	ub_buf_putc(b, '\t');
	ub_buf_puts(b, key);
	ub_buf_putc(b, '=');
	ub_buf_uint(b, v);
}

void
ub_step_text(struct ub_buf *b, const char *key, const char *value)
{
	ub_buf_putc(b, '\t');
	ub_buf_puts(b, key);
	ub_buf_putc(b, '=');
	ub_escape(b, value, strlen(value));
}

bool
ub_meta_masked(const struct ub_meta *m)
{
	for (size_t i = 0; i < m->nstep; i++)
		if (strcmp(m->step[i].tool, "ubat-mask") == 0)
			return true;
	return false;
}

uint64_t
ub_rows_seed(const char *legend, size_t len)
{
	return ub_hash64(legend, len, 0);
}

uint64_t
ub_rows_sum(const char *s, size_t len, uint64_t seed)
{
	const char *end = s + len, *lf;
	uint64_t sum = 0;

	for (; s < end; s = lf + 1) {
		lf = memchr(s, '\n', (size_t)(end - s));
		if (lf == NULL)
			break;
		if (*s != '#')
			sum += ub_hash64(s, (size_t)(lf - s), seed);
	}
	return sum;
}

void
ub_step_rows(struct ub_buf *b, const char *key, uint64_t rows)
{
	ub_buf_printf(b, "\t%s=%016llx", key, (unsigned long long)rows);
}

void
ub_step_end(struct ub_buf *b, struct ub_buf *line)
{
	char id[ID_LEN + 1];

	make_id(id, b->s, b->len);
	ub_buf_puts(line, "#step\t");
	ub_buf_puts(line, id);
	ub_buf_putc(line, '\t');
	ub_buf_add(line, b->s, b->len);
	ub_buf_putc(line, '\n');
}

/* --- checked ----------------------------------------------------------- */

/* The next id of a comma-separated list; false at its end. */
static bool
next_id(const char **list, struct ub_slice *id)
{
	const char *comma;

	if (**list == '\0')
		return false;
	comma = strchr(*list, ',');
	id->s = *list;
	id->len = comma == NULL ? strlen(*list) : (size_t)(comma - *list);
	*list += id->len + (comma != NULL);
	return true;
}

const char *
ub_step_get(const struct ub_step *s, const char *key)
{
	return ub_pair_get(s->pair, s->npair, key);
}

/* How often other steps say that they read from this one. */
static uint64_t
times_read(const struct ub_meta *m, const char *id)
{
	static const char *const key[] = { "from", "right_from" };
	struct ub_slice one;
	const char *list;
	uint64_t n = 0;
	size_t i, k;

	for (i = 0; i < m->nstep; i++) {
		for (k = 0; k < 2; k++) {
			list = ub_step_get(&m->step[i], key[k]);
			while (list != NULL && next_id(&list, &one))
				if (ub_slice_is(one, id))
					n += m->step[i].times;
		}
	}
	return n;
}

bool
ub_step_is_read(const struct ub_meta *m, const struct ub_step *s)
{
	return times_read(m, s->id) > 0;
}

static uint64_t
leaf_times(const struct ub_meta *m, const struct ub_step *s)
{
	uint64_t n = times_read(m, s->id);

	return n < s->times ? s->times - n : 0;
}

const char *
ub_meta_leaves(struct ub_meta *m)
{
	uint64_t n;
	size_t i;

	ub_buf_clear(&m->leaves);
	ub_buf_add(&m->leaves, "", 0);
	for (i = 0; i < m->nstep; i++) {
		for (n = leaf_times(m, &m->step[i]); n > 0; n--) {
			if (m->leaves.len > 0)
				ub_buf_putc(&m->leaves, ',');
			ub_buf_puts(&m->leaves, m->step[i].id);
		}
	}
	return m->leaves.s;
}

static bool
count_of(const struct ub_step *s, const char *key, uint64_t *n)
{
	const char *text = ub_step_get(s, key);
	int64_t v;

	if (text == NULL || !ub_int_parse(text, strlen(text), &v) || v < 0)
		return false;
	*n = (uint64_t)v;
	return true;
}

static const struct ub_step *
find_step(const struct ub_meta *m, struct ub_slice id)
{
	size_t i;

	for (i = 0; i < m->nstep; i++)
		if (ub_slice_is(id, m->step[i].id))
			return &m->step[i];
	return NULL;
}

/* What s says it read under in_key against what its sources wrote. */
static enum ub_status
check_flow(const struct ub_meta *m, const struct ub_step *s,
    const char *from_key, const char *in_key, struct ub_err *e)
{
	const char *list = ub_step_get(s, from_key);
	const struct ub_step *src;
	uint64_t in, out, sum = 0;
	struct ub_slice id;

	if (list == NULL)
		return UB_OK;
	if (!count_of(s, in_key, &in))
		return ub_fail(e, UB_EDATA, "accounts: step %s %s has no %s",
		    s->id, s->tool, in_key);
	while (next_id(&list, &id)) {
		src = find_step(m, id);
		if (src == NULL || !count_of(src, "out", &out))
			return ub_fail(e, UB_EDATA,
			    "accounts: step %s %s reads from a step that is "
			    "not here",
			    s->id, s->tool);
		sum += out;
	}
	if (sum != in)
		return ub_fail(e, UB_EDATA,
		    "accounts: step %s %s read %llu records where %llu were "
		    "written",
		    s->id, s->tool, (unsigned long long)in,
		    (unsigned long long)sum);
	return UB_OK;
}

static enum ub_status
check_step(const struct ub_meta *m, const struct ub_step *s, struct ub_err *e)
{
	const char *content = s->line + strlen("#step\t") + strlen(s->id) + 1;
	char id[ID_LEN + 1];
	enum ub_status st;

	make_id(id, content, strlen(content));
	if (strcmp(id, s->id) != 0)
		return ub_fail(e, UB_EDATA,
		    "accounts: step %s %s was changed after it was written",
		    s->id, s->tool);
	st = check_flow(m, s, "from", "in", e);
	if (st == UB_OK)
		st = check_flow(m, s, "right_from", "right_in", e);
	return st;
}

/* The records that are here against what the last steps wrote. */
static enum ub_status
check_end(const struct ub_meta *m, struct ub_err *e)
{
	const struct ub_step *leaf = NULL;
	uint64_t out, times, n = 0, sum = 0;
	size_t i;

	for (i = 0; i < m->nstep; i++) {
		if (!count_of(&m->step[i], "out", &out))
			return ub_fail(e, UB_EDATA,
			    "accounts: step %s %s has no out", m->step[i].id,
			    m->step[i].tool);
		times = leaf_times(m, &m->step[i]);
		if (times > 0)
			leaf = &m->step[i];
		n += times;
		sum += out * times;
	}
	if (sum == m->nrec)
		return UB_OK;
	if (n == 1)
		return ub_fail(e, UB_EDATA,
		    "accounts: step %s %s wrote %llu records, here are %llu",
		    leaf->id, leaf->tool, (unsigned long long)sum,
		    (unsigned long long)m->nrec);
	return ub_fail(e, UB_EDATA,
	    "accounts: the last steps wrote %llu records, here are %llu",
	    (unsigned long long)sum, (unsigned long long)m->nrec);
}

enum ub_status
ub_meta_check(struct ub_meta *m, struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	if (m->nstep == 0)
		return UB_OK;
	for (i = 0; i < m->nstep; i++)
		if ((st = check_step(m, &m->step[i], e)) != UB_OK)
			return st;
	return check_end(m, e);
}
