/* spell.c - see spell.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../records/sortkey.h"
#include "spell.h"

/* --- what is asked ------------------------------------------------------- */

/* The columns of by and order, as sort keys. */
static enum ub_status
resolve_order(
    struct ub_spell *s, const struct ub_spell_ask *ask, struct ub_err *e)
{
	struct ub_buf list = { 0 };
	enum ub_status st;
	size_t i, n;

	ub_buf_puts(&list, ask->by);
	if (ask->order != NULL)
		ub_buf_printf(&list, ",%s", ask->order);
	st = ub_sortkey_parse(&s->key, &s->nkey, s->legend, list.s, e);
	ub_buf_free(&list);
	if (st != UB_OK)
		return st;
	for (n = 1, i = 0; ask->by[i] != '\0'; i++)
		n += ask->by[i] == ',';
	if (ask->order != NULL && s->nkey != n + 1)
		return ub_fail(e, UB_EUSAGE, "--order is one column");
	s->nby = n;
	s->by = ub_xcalloc(n, sizeof(*s->by));
	for (i = 0; i < n; i++)
		s->by[i] = s->key[i].col;
	s->order = ask->order == NULL ? UB_NOCOL : s->key[n].col;
	return UB_OK;
}

static bool
is_date(const struct ub_spell *s, size_t col)
{
	return col != UB_NOCOL && s->legend->col[col].type == UB_DATE;
}

enum ub_status
ub_spell_init(struct ub_spell *s, const struct ub_legend *legend,
    const struct ub_meta *meta, const struct ub_spell_ask *ask,
    struct ub_err *e)
{
	enum ub_status st;

	memset(s, 0, sizeof(*s));
	s->legend = legend;
	s->meta = meta;
	s->ask_by = ask->by;
	s->ask_order = ask->order;
	s->order = s->end = UB_NOCOL;
	if ((st = resolve_order(s, ask, e)) != UB_OK)
		return st;
	if (ask->end == NULL)
		s->end = ub_legend_find(legend, "slut", 4);
	else if ((st = ub_legend_need(
		      legend, ask->end, strlen(ask->end), &s->end, e)) != UB_OK)
		return st;
	if (ask->end != NULL && !is_date(s, s->end))
		return ub_fail(e, UB_EUSAGE, "--end: column %s is no date",
		    legend->col[s->end].name);
	s->window.has_gap =
	    is_date(s, s->order) && is_date(s, s->end) && !s->key[s->nby].desc;
	return UB_OK;
}

void
ub_spell_free(struct ub_spell *s)
{
	free(s->by);
	free(s->key);
	free(s->sep);
	free(s->input);
	free(s->line);
	free(s->window.gap);
	ub_buf_free(&s->was);
	ub_buf_free(&s->is);
	ub_buf_free(&s->text);
	memset(s, 0, sizeof(*s));
}

/* --- gathering ----------------------------------------------------------- */

static bool
has_key(const struct ub_spell *s, const struct ub_batch *b, size_t rec)
{
	size_t i;

	for (i = 0; i < s->nby; i++)
		if (ub_missing(ub_field(b, rec, s->by[i])) != 0)
			return false;
	return true;
}

/* The key of the next record in s->is; *by is what of it is that of --by. */
static void
make_key(struct ub_spell *s, size_t *by)
{
	size_t i;

	ub_buf_clear(&s->is);
	*by = 0;
	for (i = 0; i < s->nkey; i++) {
		ub_sortkey_put(
		    &s->is, &s->key[i], ub_field(&s->in, s->at, s->key[i].col));
		ub_buf_putc(&s->is, '\t');
		if (i + 1 == s->nby)
			*by = s->is.len;
	}
}

/* <0, 0, >0: was against is, key by key. */
static int
compare(const struct ub_spell *s)
{
	const char *a = s->was.s, *b = s->is.s;
	size_t i, na, nb;
	int c;

	for (i = 0; i < s->nkey; i++, a += na + 1, b += nb + 1) {
		na = strcspn(a, "\t");
		nb = strcspn(b, "\t");
		c = memcmp(a, b, na < nb ? na : nb);
		if (c == 0)
			c = (na > nb) - (na < nb);
		if (c != 0)
			return s->key[i].desc ? -c : c;
	}
	return 0;
}

static void
make_room(struct ub_spell *s)
{
	size_t ncol = s->legend->n, cap = s->cap == 0 ? 64 : s->cap * 2;

	if (s->group.n < s->cap)
		return;
	s->sep = ub_xreallocarray(s->sep, cap * ncol + 1, sizeof(*s->sep));
	s->input = ub_xreallocarray(s->input, cap, sizeof(*s->input));
	s->line = ub_xreallocarray(s->line, cap, sizeof(*s->line));
	s->window.gap =
	    ub_xreallocarray(s->window.gap, cap, sizeof(*s->window.gap));
	s->cap = cap;
}

/* Copy the next record into the group. */
static enum ub_status
take(struct ub_spell *s, struct ub_err *e)
{
	struct ub_slice line = ub_records(&s->in, s->at, s->at + 1), f;
	size_t ncol = s->in.ncol, rec = s->group.n, c;
	uint32_t *sep;

	if (line.len > UB_SPELL_BYTES_MAX - s->text.len)
		return ub_fail_at(e, UB_EDATA, s->in.input, s->in.line + s->at,
		    "more than %d MiB of records with one key (--by)",
		    UB_SPELL_BYTES_MAX >> 20);
	make_room(s);
	sep = s->sep + 1 + rec * ncol;
	for (c = 0; c < ncol; c++) {
		f = ub_field(&s->in, s->at, c);
		sep[c] =
		    (uint32_t)(s->text.len + (size_t)(f.s + f.len - line.s));
	}
	ub_buf_add(&s->text, line.s, line.len);
	s->input[rec] = s->in.input;
	s->line[rec] = s->in.line + s->at;
	s->group.n++;
	s->at++;
	return UB_OK;
}

static void
clear_group(struct ub_spell *s)
{
	ub_buf_clear(&s->text);
	s->group = (struct ub_batch){ .ncol = s->legend->n, .line = 1 };
	make_room(s);
	s->sep[0] = (uint32_t)-1;
	s->window.turn++;
}

static enum ub_status
out_of_order(const struct ub_spell *s, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, s->in.input, s->in.line + s->at,
	    "out of order: sort first, with ubat-sort -k %s%s%s", s->ask_by,
	    s->ask_order == NULL ? "" : ",",
	    s->ask_order == NULL ? "" : s->ask_order);
}

/* Make s->at a record that is there; UB_END when there is none. */
static enum ub_status
fill(struct ub_spell *s, struct ub_reader *r, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	if (!s->started || s->at == s->in.n) {
		st = ub_reader_batch(r, &s->in, e);
		s->at = 0;
		s->started = st == UB_OK;
	}
	return st;
}

/* Is the next record one more of the group?  It must not come before the
 * last one. */
static enum ub_status
belongs(struct ub_spell *s, bool *yes, struct ub_err *e)
{
	struct ub_buf t;
	size_t by;

	make_key(s, &by);
	if (s->was.len > 0 && compare(s) > 0)
		return out_of_order(s, e);
	*yes = s->group.n == 0 ||
	       (by == s->was_by && memcmp(s->was.s, s->is.s, by) == 0 &&
		   has_key(s, &s->in, s->at));
	t = s->was;
	s->was = s->is;
	s->is = t;
	s->was_by = by;
	return UB_OK;
}

/* --- ends and gaps ------------------------------------------------------- */

static enum ub_status
read_date(const struct ub_spell *s, size_t rec, size_t col, struct ub_val *v,
    struct ub_err *e)
{
	struct ub_slice f = ub_field(&s->group, rec, col);

	v->miss = ub_missing(f);
	if (v->miss != 0 || ub_date_parse(f.s, f.len, &v->u.day))
		return UB_OK;
	return ub_fail_at(e, UB_EDATA, s->input[rec], s->line[rec],
	    "column %s: not a valid date", s->legend->col[col].name);
}

/* An open end as the day of extraction. */
static enum ub_status
close_end(
    const struct ub_spell *s, size_t rec, struct ub_val *v, struct ub_err *e)
{
	static const char *const many[] = { "no day", "", "two days" };

	if (v->miss != UB_MISS_EMPTY)
		return UB_OK;
	if (s->meta->nextracted != 1)
		return ub_fail_at(e, UB_EDATA, s->input[rec], s->line[rec],
		    "column %s: a spell without an end, and %s of extraction "
		    "in the stream",
		    s->legend->col[s->end].name, many[s->meta->nextracted]);
	v->miss = 0;
	v->u.day = s->meta->extracted[0];
	return UB_OK;
}

/* *last becomes the later of the two; what is missing stays missing. */
static void
later(struct ub_val *last, const struct ub_val *v)
{
	if (last->miss == 0 && v->miss == 0)
		last->u.day = v->u.day > last->u.day ? v->u.day : last->u.day;
	else if (last->miss != 0 && v->miss != 0)
		last->miss = last->miss == v->miss ? v->miss : 'u';
	else
		last->miss = last->miss != 0 ? last->miss : v->miss;
}

static enum ub_status
find_gaps(struct ub_spell *s, struct ub_err *e)
{
	struct ub_val start, end, last = { .u.day = UB_DATE_MIN }, *gap;
	enum ub_status st;
	size_t i;

	s->window.gap[0] = (struct ub_val){ .miss = 'n' };
	for (i = 1; i < s->group.n; i++) {
		if ((st = read_date(s, i - 1, s->end, &end, e)) != UB_OK ||
		    (st = close_end(s, i - 1, &end, e)) != UB_OK ||
		    (st = read_date(s, i, s->order, &start, e)) != UB_OK)
			return st;
		later(&last, &end);
		gap = &s->window.gap[i];
		gap->miss = last.miss == 0 || last.miss == start.miss
				? start.miss
			    : start.miss == 0 ? last.miss
					      : 'u';
		gap->u.i = 0;
		if (gap->miss == 0)
			gap->u.i = (int64_t)start.u.day - last.u.day;
	}
	return UB_OK;
}

enum ub_status
ub_spell_end(const struct ub_spell *s, size_t from, size_t to,
    struct ub_val *end, struct ub_err *e)
{
	enum ub_status st;
	struct ub_val v;
	bool open = false;

	*end = (struct ub_val){ .u.day = UB_DATE_MIN };
	for (; from < to; from++) {
		if ((st = read_date(s, from, s->end, &v, e)) != UB_OK)
			return st;
		if (v.miss == UB_MISS_EMPTY)
			open = true;
		else
			later(end, &v);
	}
	if (open && end->miss == 0)
		end->miss = UB_MISS_EMPTY;
	return UB_OK;
}

/* --- the next one -------------------------------------------------------- */

enum ub_status
ub_spell_next(struct ub_spell *s, struct ub_reader *r, struct ub_err *e)
{
	enum ub_status st;
	bool yes = true;

	clear_group(s);
	for (;;) {
		if ((st = fill(s, r, e)) == UB_END && s->group.n > 0)
			break;
		if (st != UB_OK || (st = belongs(s, &yes, e)) != UB_OK)
			return st;
		if (!yes)
			break;
		if ((st = take(s, e)) != UB_OK)
			return st;
	}
	s->group.base = s->text.s;
	s->group.sep = s->sep + 1;
	s->window.from = 0;
	s->window.to = s->group.n;
	if (has_key(s, &s->group, 0))
		s->ngroup++;
	else
		s->nokey += s->group.n;
	return s->window.wants_gap ? find_gaps(s, e) : UB_OK;
}

enum ub_status
ub_spell_place(const struct ub_spell *s, struct ub_err *e)
{
	size_t rec = (size_t)e->line - 1;

	if (e->line == 0 || rec >= s->group.n || e->input[0] != '\0')
		return e->code;
	e->line = s->line[rec];
	snprintf(e->input, sizeof(e->input), "%s", s->input[rec]);
	return e->code;
}
