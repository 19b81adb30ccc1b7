/* why.c - see why.h. */
#include "why.h"
#include "../base/num.h"
#include "../stream/reader.h"

static enum ub_status
legend(struct ub_why *y, struct ub_err *e)
{
	static const struct {
		const char *name;
		enum ub_type type;
	} column[] = {
		{ "input", UB_TEXT },
		{ "record", UB_INT },
		{ "line", UB_INT },
		{ "byte", UB_INT },
		{ "column", UB_CODE },
		{ "rule", UB_CODE },
	};
	struct ub_legend l = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < sizeof(column) / sizeof(*column) && st == UB_OK; i++)
		st = ub_legend_add(&l, column[i].name, strlen(column[i].name),
		    column[i].type, e);
	if (st == UB_OK)
		st = ub_writer_legend(&y->w, &l, e);
	ub_legend_free(&l);
	return st;
}

enum ub_status
ub_why_open(struct ub_why *y, const char *path, struct ub_err *e)
{
	enum ub_status st;

	*y = (struct ub_why){ 0 };
	if (path == NULL)
		return UB_OK;
	if ((st = ub_out_open(&y->out, path, e)) != UB_OK)
		return st;
	y->open = true;
	ub_writer_init(&y->w, y->out.fd, y->out.target);
	if ((st = legend(y, e)) != UB_OK)
		ub_why_free(y);
	return st;
}

void
ub_why_free(struct ub_why *y)
{
	struct ub_err e;

	if (y->open) {
		(void)ub_writer_close(&y->w, &e);
		ub_out_abort(&y->out);
	}
	ub_buf_free(&y->text);
	*y = (struct ub_why){ 0 };
}

void
ub_why_add(struct ub_why *y, const struct ub_why_row *row)
{
	struct ub_buf *b = &y->text;

	if (!y->open)
		return;
	ub_buf_clear(b);
	ub_escape(b, row->input, strlen(row->input));
	ub_buf_putc(b, '\t');
	ub_buf_uint(b, row->record);
	ub_buf_putc(b, '\t');
	ub_buf_uint(b, row->line);
	ub_buf_putc(b, '\t');
	ub_buf_uint(b, row->byte);
	ub_buf_putc(b, '\t');
	if (row->column != NULL)
		ub_buf_puts(b, row->column);
	ub_buf_putc(b, '\t');
	ub_escape(b, row->rule, strlen(row->rule));
	ub_buf_putc(b, '\n');
	ub_writer_add(&y->w, b->s, b->len);
	y->w.nrec++;
}

enum ub_status
ub_why_end(struct ub_why *y, uint64_t in, uint64_t rejected,
    const struct ub_buf *more, struct ub_err *e)
{
	struct ub_meta none = { 0 };
	struct ub_buf b = { 0 }, line = { 0 };
	enum ub_status st;

	if (!y->open)
		return UB_OK;
	ub_step_begin(&b, "ubat-import", NULL);
	ub_step_uint(&b, "in", in);
	ub_step_uint(&b, "out", y->w.nrec);
	ub_step_uint(&b, "rejected", rejected);
	ub_buf_add(&b, more->s, more->len);
	ub_step_end(&b, &line);
	memcpy(y->id, line.s + strlen("#step\t"), UB_WHY_ID);
	st = ub_writer_end(&y->w, &none, &line, true, e);
	ub_buf_free(&b);
	ub_buf_free(&line);
	return st;
}

enum ub_status
ub_why_keep(struct ub_why *y, struct ub_err *e)
{
	enum ub_status st;

	if (!y->open)
		return UB_OK;
	st = ub_writer_close(&y->w, e);
	if (st == UB_OK)
		st = ub_out_commit(&y->out, e);
	else
		ub_out_abort(&y->out);
	y->open = false;
	return st;
}

/* The one step of the file, if it is of the kind. */
static bool
read_step(const struct ub_meta *m, uint64_t *rejected, char *id)
{
	const struct ub_step *s = m->step;
	const char *n;
	int64_t v;

	if (m->nstep != 1 || strcmp(s->tool, "ubat-import") != 0)
		return false;
	n = ub_step_get(s, "rejected");
	if (n == NULL || !ub_int_parse(n, strlen(n), &v) || v < 0)
		return false;
	*rejected = (uint64_t)v;
	memcpy(id, s->id, UB_WHY_ID);
	id[UB_WHY_ID] = '\0';
	return true;
}

enum ub_status
ub_why_read(const char *path, uint64_t *rejected, char *id, struct ub_err *e)
{
	struct ub_reader *r;
	struct ub_batch b;
	enum ub_status st;

	st = ub_reader_open(&r, &path, 1, UB_READ_RECORDS, NULL, e);
	if (st != UB_OK)
		return st;
	while ((st = ub_reader_batch(r, &b, e)) == UB_OK)
		;
	if (st == UB_END && (!ub_meta_whole(ub_reader_meta(r)) ||
				!read_step(ub_reader_meta(r), rejected, id)))
		st = ub_fail_at(e, UB_EDATA, path, 0,
		    "not what -r writes beside its file, or cut");
	ub_reader_free(r);
	return st == UB_END ? UB_OK : st;
}
