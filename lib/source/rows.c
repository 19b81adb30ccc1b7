/* rows.c - see rows.h. */
#include <stdlib.h>
#include <unistd.h>

#include "../base/file.h"
#include "../stream/legend.h"
#include "rows.h"

enum { BLOCK = 128 * 1024 };

enum ub_status
ub_rows_read(void *rows, void *p, size_t len, size_t *got, struct ub_err *e)
{
	struct ub_rows *r = rows;
	enum ub_status st = UB_OK;

	*got = 0;
	if (r->at == r->text.len) {
		r->at = 0;
		ub_buf_clear(&r->text);
		if (!r->ended)
			st = r->calls->more(r, e);
		if (st != UB_OK && st != UB_END)
			return st;
		r->ended |= st == UB_END;
	}
	*got = r->text.len - r->at < len ? r->text.len - r->at : len;
	if (*got > 0)
		memcpy(p, r->text.s + r->at, *got);
	r->at += *got;
	return UB_OK;
}

/* Of the forms of a date the first that shows days; and with a time. */
static void
date_forms(struct ub_cell_form *f, const struct ub_source_column *c)
{
	size_t i;

	for (i = c->ndate; i-- > 0;) {
		const struct ub_dateform *d = &c->date[i];

		if (d->epoch != 0)
			continue;
		if (d->hour < UB_DATEFORM_MAX)
			f->moment = d;
		if (f->date == NULL || d->hour == UB_DATEFORM_MAX ||
		    f->date->hour < UB_DATEFORM_MAX)
			f->date = d;
	}
}

static void
column_form(struct ub_rows *r, const struct ub_source_column *c, size_t at)
{
	struct ub_cell_form *f = &r->form[at];

	f->decimal = c->decimal;
	f->dec |= c->type == UB_DEC;
	f->percent |= c->percent;
	f->date = f->moment = NULL;
	if (c->type == UB_DATE)
		date_forms(f, c);
	f->raw = &c->raw;
}

static void
forms(struct ub_rows *r, size_t n)
{
	free(r->form);
	r->nform = n;
	r->form = ub_xcalloc(n + 1, sizeof(*r->form));
}

void
ub_rows_expect(struct ub_rows *r, const struct ub_source *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->ncol; i++)
		if (s->col[i].position > n)
			n = s->col[i].position;
	forms(r, n);
	for (i = s->ncol; i-- > 0;)
		if (s->col[i].position > 0)
			column_form(r, &s->col[i], s->col[i].position - 1);
}

enum ub_status
ub_rows_columns(struct ub_rows *r, struct ub_source *s, const size_t *at,
    size_t n, bool own, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	if (r->calls->describe != NULL)
		st = r->calls->describe(r, s, at, own, e);
	if (st != UB_OK)
		return st;
	forms(r, n);
	r->known = true;
	for (i = s->ncol; i-- > 0;)
		if (at[i] != UB_NOCOL)
			column_form(r, &s->col[i], at[i]);
	return UB_OK;
}

bool
ub_rows_merged(const struct ub_rows *r, uint64_t row, char *range)
{
	return r->calls->merged != NULL && r->calls->merged(r, row, range);
}

void
ub_rows_free(struct ub_rows *r)
{
	if (r == NULL)
		return;
	free(r->form);
	ub_buf_free(&r->text);
	r->calls->free(r);
}

const struct ub_cell_form *
ub_rows_form(const struct ub_rows *r, size_t k)
{
	static const struct ub_cell_form none = { 0 };

	return k < r->nform ? &r->form[k] : &none;
}

enum ub_status
ub_rows_fingerprint(struct ub_rows *r, int fd, struct ub_err *e)
{
	struct ub_fingerprint *f = ub_fingerprint_new();
	enum ub_status st;
	char *buf = ub_xmalloc(BLOCK);
	size_t got;

	(void)lseek(fd, 0, SEEK_SET);
	do {
		st = ub_read_some(fd, buf, BLOCK, &got, r->name, e);
		if (st == UB_OK)
			ub_fingerprint_add(f, buf, got);
	} while (st == UB_OK && got > 0);
	ub_fingerprint_hex(f, r->fingerprint);
	ub_fingerprint_free(f);
	free(buf);
	return st;
}
