/* export.c - see export.h: the formats, and what they have in common. */
#include <stdlib.h>

#include "../table/intern.h"
#include "exportpart.h"
#include "symbol.h"

static const struct ub_export_format *const formats[] = { &ub_export_csv,
	&ub_export_tsv, &ub_export_jsonl, &ub_export_sql, &ub_export_px };
enum { NFORMAT = sizeof(formats) / sizeof(formats[0]) };

enum { DOUBLE_DIGITS = 15 }; /* any number of so many comes back */

/* --- options ------------------------------------------------------------ */

/* The option that does not go with the format, or NULL. */
static const char *
misfit(const struct ub_export_ask *a, const struct ub_export_format *f)
{
	if (a->rfc && !f->delimited)
		return "--rfc";
	if (a->labels && !f->delimited)
		return "--labels";
	if (a->guard != UB_GUARD_DEFAULT && !f->delimited)
		return "--formula-guard";
	if (a->missing_code && !f->reasons)
		return "--missing";
	if (a->name != NULL && !f->named)
		return "--name";
	if (a->created != NULL && !f->px)
		return "--created";
	if (a->subject != NULL && !f->px)
		return "--subject";
	if (a->decimals >= 0 && !f->px)
		return "--decimals";
	return NULL;
}

enum ub_status
ub_export_new(
    struct ub_export **xp, const struct ub_export_ask *ask, struct ub_err *e)
{
	const struct ub_export_format *f = NULL;
	const char *bad;
	struct ub_export *x;
	size_t i;

	*xp = NULL;
	for (i = 0; i < NFORMAT; i++)
		if (strcmp(formats[i]->name, ask->format) == 0)
			f = formats[i];
	if (f == NULL)
		return ub_fail(
		    e, UB_EUSAGE, "-f: not csv, tsv, jsonl, sql or px");
	if ((bad = misfit(ask, f)) != NULL)
		return ub_fail(
		    e, UB_EUSAGE, "%s does not go with -f %s", bad, f->name);
	x = ub_xcalloc(1, sizeof(*x));
	x->ask = *ask;
	x->format = f;
	if (x->ask.guard == UB_GUARD_DEFAULT)
		x->ask.guard = ask->rfc ? UB_GUARD_OFF : UB_GUARD_QUOTE;
	if (x->ask.percent < 0 && (ask->labels || f->px))
		x->ask.percent = 1;
	*xp = x;
	return UB_OK;
}

void
ub_export_free(struct ub_export *x)
{
	struct ub_err e;

	if (x == NULL)
		return;
	if (x->format->free != NULL)
		x->format->free(x);
	if (x->open)
		(void)ub_writer_close(&x->w, &e); /* a failure was told */
	ub_buf_free(&x->text);
	free(x->col);
	free(x);
}

int
ub_export_mode(const struct ub_export *x)
{
	return x->format->many ? UB_READ_TABLES : UB_READ_RECORDS;
}

void
ub_export_open(struct ub_export *x, int fd, const char *name)
{
	ub_writer_init(&x->w, fd, name);
	x->open = true;
}

/* --- columns ------------------------------------------------------------ */

static size_t
companion(const struct ub_legend *l, const char *name, const char *suffix)
{
	struct ub_buf b = { 0 };
	size_t col;

	ub_buf_puts(&b, name);
	ub_buf_puts(&b, suffix);
	col = ub_legend_find(l, b.s, b.len);
	ub_buf_free(&b);
	return col;
}

/* Is name one of the keys in the #table line? */
static bool
is_key(const struct ub_export *x, const char *name)
{
	const char *p = ub_pair_get(x->meta->attr, x->meta->nattr, "keys");
	size_t len = strlen(name), n;

	for (; p != NULL && *p != '\0'; p += n + (p[n] == ',')) {
		n = strcspn(p, ",");
		if (n == len && memcmp(p, name, len) == 0)
			return true;
	}
	return false;
}

static void
set_columns(struct ub_export *x, const struct ub_legend *l)
{
	struct ub_export_col *c;
	size_t i;

	free(x->col);
	x->col = ub_xcalloc(l->n, sizeof(*x->col));
	x->ncol = l->n;
	for (i = 0; i < l->n; i++) {
		c = &x->col[i];
		c->name = l->col[i].name;
		c->type = l->col[i].type;
		c->head = ub_meta_label(x->meta, c->name, NULL);
		if (c->head == NULL || (x->format->delimited && !x->ask.labels))
			c->head = c->name;
		c->key = is_key(x, c->name);
		c->k = c->n = UB_NOCOL;
		if (c->type == UB_SHARE && x->ask.percent >= 0) {
			c->k = companion(l, c->name, "_k");
			c->n = companion(l, c->name, "_n");
		}
	}
}

enum ub_status
ub_export_begin(struct ub_export *x, struct ub_reader *r, struct ub_err *e)
{
	const struct ub_legend *l = ub_reader_legend(r);
	size_t i;

	x->meta = ub_reader_meta(r);
	x->input = ub_reader_input(r);
	x->nrec = 0;
	x->table = x->ask.name;
	if (x->table == NULL)
		x->table = x->meta->table;
	if (x->table == NULL)
		x->table = "poster";
	for (i = 0; i < l->n; i++)
		if (l->col[i].type == UB_ID && !x->ask.records)
			return ub_fail_at(e, UB_EUSAGE, x->input, 0,
			    "column %s is of type id (--records to write "
			    "it anyway)",
			    l->col[i].name);
	set_columns(x, l);
	return x->format->begin(x, e);
}

static bool
taken(const bool *take, size_t i)
{
	return take == NULL || take[i];
}

enum ub_status
ub_export_heads(const struct ub_export *x, const bool *take, struct ub_err *e)
{
	struct ub_intern seen = { 0 };
	size_t i, j;

	for (i = 0; i < x->ncol; i++) {
		const char *head = x->col[i].head;
		uint32_t n = seen.n;

		if (!taken(take, i) ||
		    ub_intern_add(&seen, head, strlen(head)) == n)
			continue;
		j = 0;
		while (!taken(take, j) || strcmp(head, x->col[j].head) != 0)
			j++;
		ub_intern_free(&seen);
		return ub_fail_at(e, UB_EUSAGE, x->input, 0,
		    "columns %s and %s have the same label", x->col[j].name,
		    x->col[i].name);
	}
	ub_intern_free(&seen);
	return UB_OK;
}

/* --- cells -------------------------------------------------------------- */

enum ub_status
ub_export_fail(struct ub_export *x, size_t rec, size_t col, const char *clause,
    struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, x->b->input, x->b->line + rec,
	    "column %s: %s", x->col[col].name, clause);
}

enum ub_status
ub_export_no_code(struct ub_export *x, size_t rec, size_t col,
    struct ub_slice s, struct ub_err *e)
{
	if (ub_missing(s) <= UB_MISS_EMPTY)
		return UB_OK;
	return ub_export_fail(
	    x, rec, col, "a text that is like the code of a missing value", e);
}

bool
ub_export_is_number(enum ub_type t)
{
	return !ub_type_is_text(t) && t != UB_DATE && t != UB_BOOL;
}

size_t
ub_export_digits(struct ub_slice number)
{
	size_t i, n = 0;

	for (i = 0; i < number.len; i++)
		if (number.s[i] >= '0' && number.s[i] <= '9')
			n += n > 0 || number.s[i] != '0';
	return n;
}

bool
ub_export_fits_double(struct ub_slice number, enum ub_type t)
{
	char back[UB_REAL_MAX];
	struct ub_slice again = { back, 0 };
	int64_t v;
	double d;

	if (ub_export_digits(number) <= DOUBLE_DIGITS)
		return true;
	if (t == UB_INT || t == UB_COUNT)
		return ub_int_parse(number.s, number.len, &v) &&
		       v <= INT64_C(1) << 53 && v >= -(INT64_C(1) << 53);
	if (!ub_real_parse(number.s, number.len, &d))
		return false;
	again.len = ub_real_print(back, d);
	return ub_slice_eq(number, again);
}

static struct ub_slice
unescaped(struct ub_export *x, struct ub_slice f)
{
	struct ub_slice s = f;

	if (memchr(f.s, '\\', f.len) == NULL)
		return f;
	ub_buf_clear(&x->text);
	ub_unescape(&x->text, f.s, f.len);
	s.s = x->text.s;
	s.len = x->text.len;
	return s;
}

static enum ub_status
per_cent(struct ub_export *x, size_t rec, size_t col, struct ub_slice *s,
    struct ub_err *e)
{
	const struct ub_export_col *c = &x->col[col];
	struct ub_slice none = { NULL, 0 };
	struct ub_slice k = c->k == UB_NOCOL ? none : ub_field(x->b, rec, c->k);
	struct ub_slice n = c->n == UB_NOCOL ? none : ub_field(x->b, rec, c->n);

	s->len = ub_percent_text(x->number, *s, k, n, x->ask.percent);
	s->s = x->number;
	if (s->len == 0)
		return ub_export_fail(
		    x, rec, col, "a share that fits no per cent", e);
	return UB_OK;
}

enum ub_status
ub_export_cell(struct ub_export *x, size_t rec, size_t col,
    struct ub_export_cell *cell, struct ub_err *e)
{
	enum ub_type t = x->col[col].type;

	cell->s = ub_field(x->b, rec, col);
	cell->reason = ub_missing(cell->s);
	if (cell->reason != 0)
		return UB_OK;
	if (ub_type_is_text(t)) {
		cell->s = unescaped(x, cell->s);
		return UB_OK;
	}
	/* a formula must not pass for a number */
	if (!ub_field_valid(t, cell->s))
		return ub_fail_at(e, UB_EDATA, x->b->input, x->b->line + rec,
		    "column %s: not a valid %s", x->col[col].name,
		    ub_type_name(t));
	if (t == UB_SHARE && x->ask.percent >= 0)
		return per_cent(x, rec, col, &cell->s, e);
	return UB_OK;
}

/* --- the loop ----------------------------------------------------------- */

static enum ub_status
written(const struct ub_export *x, struct ub_err *e)
{
	if (!x->w.failed)
		return UB_OK;
	*e = x->w.err;
	return e->code;
}

enum ub_status
ub_export_batch(struct ub_export *x, const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	x->b = b;
	for (i = 0; i < b->n; i++) {
		if ((st = x->format->record(x, i, e)) != UB_OK)
			return st;
		x->nrec++;
	}
	return written(x, e);
}

enum ub_status
ub_export_place(const struct ub_export *x, struct ub_err *e)
{
	struct ub_err was = *e;

	if (was.input[0] != '\0')
		return was.code;
	return ub_fail_at(e, was.code, x->input, 0, "%s", was.what);
}

enum ub_status
ub_export_end(struct ub_export *x, struct ub_err *e)
{
	enum ub_status st;

	/* that it is cut was said */
	if (ub_meta_whole(x->meta) && ub_meta_check(x->meta, e) != UB_OK)
		return ub_export_place(x, e);
	st = x->format->end(x, e);

	return st == UB_OK ? written(x, e) : st;
}

enum ub_status
ub_export_close(struct ub_export *x, bool good, struct ub_err *e)
{
	if (x->format->close != NULL)
		x->format->close(x, good);
	x->open = false;
	return ub_writer_close(&x->w, e);
}

uint64_t
ub_export_guarded(const struct ub_export *x)
{
	return x->guarded;
}

uint64_t
ub_export_tabbed(const struct ub_export *x)
{
	return x->tabbed;
}

uint64_t
ub_export_wide(const struct ub_export *x, const char **clause)
{
	*clause = x->format->wide;
	return x->wide;
}
