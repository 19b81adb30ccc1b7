/* writer.c - see writer.h. */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/file.h"
#include "writer.h"

void
ub_writer_init(struct ub_writer *w, int fd, const char *name)
{
	memset(w, 0, sizeof(*w));
	w->fd = fd;
	w->name = name;
	w->buf = ub_xmalloc(UB_WRITER_BUF);
	ub_pipe_grow(fd);
}

/* Of a table: sum up its lines, which can begin in the block before. */
static void
sum_rows(struct ub_writer *w, const char *p, size_t n)
{
	const char *lf = n == 0 ? NULL : memrchr(p, '\n', n);
	size_t whole = lf == NULL ? 0 : (size_t)(lf + 1 - p), head = 0;

	if (w->line.len > 0 && whole > 0) {
		head = (size_t)((char *)memchr(p, '\n', n) + 1 - p);
		ub_buf_add(&w->line, p, head);
		w->rows += ub_rows_sum(w->line.s, w->line.len, w->rows_seed);
		ub_buf_clear(&w->line);
	}
	w->rows += ub_rows_sum(p + head, whole - head, w->rows_seed);
	ub_buf_add(&w->line, p + whole, n - whole);
}

static void
put(struct ub_writer *w, const char *p, size_t n)
{
	if (w->is_table)
		sum_rows(w, p, n);
	if (!w->failed && w->fd >= 0 &&
	    ub_write_full(w->fd, p, n, w->name, &w->err) != UB_OK)
		w->failed = true;
}

void
ub_writer_spill(struct ub_writer *w, const char *p, size_t n)
{
	put(w, w->buf, w->len);
	w->len = 0;
	if (n >= UB_WRITER_BUF) {
		put(w, p, n);
		return;
	}
	memcpy(w->buf, p, n);
	w->len = n;
}

static void
flush(struct ub_writer *w)
{
	ub_writer_spill(w, "", 0);
}

static enum ub_status
status(const struct ub_writer *w, struct ub_err *e)
{
	if (!w->failed)
		return UB_OK;
	*e = w->err;
	return w->err.code;
}

enum ub_status
ub_writer_legend(
    struct ub_writer *w, const struct ub_legend *l, struct ub_err *e)
{
	struct ub_buf b = { 0 };

	ub_legend_print(&b, l);
	w->rows_seed = ub_rows_seed(b.s, b.len - 1);
	ub_writer_add(w, b.s, b.len);
	flush(w);
	ub_buf_free(&b);
	return status(w, e);
}

enum ub_status
ub_writer_table(struct ub_writer *w, const struct ub_meta *m, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	size_t i;

	if (m->table == NULL)
		return status(w, e);
	flush(w);
	w->is_table = true;
	w->rows = 0;
	ub_buf_puts(&b, "#table\t");
	ub_escape(&b, m->table, strlen(m->table));
	for (i = 0; i < m->nattr; i++) {
		ub_buf_printf(&b, "\t%s=", m->attr[i].key);
		ub_escape(&b, m->attr[i].value, strlen(m->attr[i].value));
	}
	ub_buf_putc(&b, '\n');
	ub_writer_add(w, b.s, b.len);
	ub_buf_free(&b);
	return status(w, e);
}

static void
put_label(struct ub_buf *b, const struct ub_label *l)
{
	ub_buf_puts(b, "#label\t");
	ub_buf_puts(b, l->col);
	if (l->value != NULL) {
		ub_buf_putc(b, '\t');
		ub_buf_puts(b, l->value);
	}
	ub_buf_putc(b, '\t');
	ub_escape(b, l->text, strlen(l->text));
	ub_buf_putc(b, '\n');
}

static void
put_extracted(struct ub_buf *b, int32_t day)
{
	char text[UB_DATE_LEN + 1] = { 0 };

	ub_date_print(text, day);
	ub_buf_printf(b, "#extracted\t%s\n", text);
}

enum ub_status
ub_writer_labels(struct ub_writer *w, const struct ub_meta *m, struct ub_err *e)
{
	struct ub_buf b = { 0 };

	if (w->nlabel == m->nlabel && w->nextracted == m->nextracted)
		return status(w, e);
	for (; w->nextracted < m->nextracted; w->nextracted++)
		put_extracted(&b, m->extracted[w->nextracted]);
	for (; w->nlabel < m->nlabel; w->nlabel++)
		put_label(&b, &m->label[w->nlabel]);
	ub_writer_add(w, b.s, b.len);
	ub_buf_free(&b);
	return status(w, e);
}

enum ub_status
ub_writer_records(struct ub_writer *w, const char *p, size_t len, uint64_t nrec,
    struct ub_err *e)
{
	ub_writer_add(w, p, len);
	w->nrec += nrec;
	return status(w, e);
}

uint64_t
ub_writer_rows(struct ub_writer *w)
{
	flush(w);
	return w->rows;
}

void
ub_writer_account(
    struct ub_writer *w, const struct ub_meta *in, struct ub_buf *step)
{
	if (!ub_meta_masked(in))
		return;
	ub_step_rows(step, "read", in->rows);
	ub_step_rows(step, "rows", ub_writer_rows(w));
}

enum ub_status
ub_writer_end(struct ub_writer *w, const struct ub_meta *m,
    const struct ub_buf *step, bool whole, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	uint64_t nstep = 0, k;
	size_t i;

	ub_writer_labels(w, m, e);
	for (i = 0; i < m->nstep; i++) {
		for (k = 0; k < m->step[i].times; k++, nstep++) {
			ub_buf_puts(&b, m->step[i].line);
			ub_buf_putc(&b, '\n');
		}
	}
	if (step != NULL) {
		ub_buf_add(&b, step->s, step->len);
		nstep++;
	}
	if (whole)
		ub_buf_printf(&b, "#end\t%llu\t%llu\n",
		    (unsigned long long)w->nrec, (unsigned long long)nstep);
	ub_writer_add(w, b.s, b.len);
	ub_buf_free(&b);
	flush(w);
	w->is_table = false;
	w->nrec = 0;
	w->nlabel = 0;
	w->nextracted = 0;
	return status(w, e);
}

enum ub_status
ub_writer_close(struct ub_writer *w, struct ub_err *e)
{
	enum ub_status st;

	flush(w);
	st = status(w, e);
	free(w->buf);
	w->buf = NULL;
	ub_buf_free(&w->line);
	return st;
}
