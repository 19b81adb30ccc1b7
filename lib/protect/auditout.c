/* auditout.c - see auditout.h. */
#include "auditout.h"
#include "../base/file.h"
#include "../base/unicode.h"
#include "../stream/writer.h"

/* --- lines ------------------------------------------------------------------------ */

static void
put_place(struct ub_buf *b, const char *s)
{
	if (s[0] == '\0')
		return;
	ub_printable(b, s, strlen(s));
	ub_buf_puts(b, ": ");
}

static void
put_count(struct ub_buf *b, size_t n, const char *what, const char *then)
{
	ub_buf_printf(b, "%zu %s%s%s", n, what, n == 1 ? "" : "s", then);
}

static void
print_audit(struct ub_buf *b, const struct ub_audit *a)
{
	const struct ub_finding *f;
	size_t i;

	for (i = 0; i < a->n; i++) {
		f = &a->finding[i];
		put_place(b, f->place);
		put_place(b, f->row);
		put_place(b, f->column);
		ub_buf_printf(b, "%s: ", ub_finding_name(f->kind));
		ub_printable(b, f->text, strlen(f->text));
		ub_buf_putc(b, '\n');
	}
	for (i = 0; i < a->nremark; i++) {
		ub_printable(b, a->remark[i], strlen(a->remark[i]));
		ub_buf_putc(b, '\n');
	}
	put_count(b, a->tables, "table", ", ");
	put_count(b, a->cells, "cell", ", ");
	put_count(b, a->sums, "sum", ", ");
	put_count(b, a->hidden, "hidden cell", ": ");
	put_count(b, a->n, "finding", "");
	if (a->bare > 0) {
		ub_buf_puts(b, "; in ");
		put_count(b, a->bare, "table", " nothing is masked");
	}
	ub_buf_putc(b, '\n');
}

static const char *
shown(const char *field)
{
	if (field[0] == '\0')
		return "nothing";
	return strcmp(field, ".s") == 0 || strcmp(field, ".l") == 0 ? "hidden"
								    : field;
}

static void
print_compared(struct ub_buf *b, const struct ub_compared *c)
{
	const struct ub_difference *d;
	size_t i;

	for (i = 0; i < c->n; i++) {
		d = &c->d[i];
		put_place(b, d->table);
		put_place(b, d->row);
		put_place(b, d->column);
		ub_buf_puts(b, ub_change_name(d->kind));
		if (d->was[0] != '\0' || d->is[0] != '\0') {
			ub_buf_puts(b, ": ");
			ub_printable(b, shown(d->was), strlen(shown(d->was)));
			ub_buf_puts(b, " -> ");
			ub_printable(b, shown(d->is), strlen(shown(d->is)));
		}
		if (d->by[0] != '\0')
			ub_buf_printf(
			    b, " (%s%s)", d->by[0] == '-' ? "" : "+", d->by);
		ub_buf_putc(b, '\n');
	}
	put_count(b, c->cells, "cell", " compared: ");
	put_count(b, c->n, "difference", "\n");
}

/* --- records ------------------------------------------------------------------------ */

struct column {
	const char *name;
	enum ub_type type;
	const char *label;
};

static enum ub_status
begin(struct ub_writer *w, struct ub_meta *m, const struct column *col,
    size_t n, struct ub_err *e)
{
	struct ub_legend l = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < n && st == UB_OK; i++) {
		st = ub_legend_add(
		    &l, col[i].name, strlen(col[i].name), col[i].type, e);
		if (st == UB_OK)
			st = ub_meta_add_label(
			    m, col[i].name, NULL, col[i].label, e);
	}
	if (st == UB_OK)
		st = ub_writer_legend(w, &l, e);
	ub_legend_free(&l);
	return st;
}

static enum ub_status
end(struct ub_writer *w, struct ub_meta *m, struct ub_buf *records, size_t n,
    struct ub_err *e)
{
	struct ub_buf b = { 0 }, step = { 0 };
	enum ub_status st;

	st = ub_writer_labels(w, m, e);
	if (st == UB_OK && n > 0)
		st = ub_writer_records(w, records->s, records->len, n, e);
	ub_step_begin(&b, "ubat-audit", NULL);
	ub_step_uint(&b, "out", n);
	ub_step_end(&b, &step);
	if (st == UB_OK)
		st = ub_writer_end(w, m, &step, true, e);
	ub_buf_free(&b);
	ub_buf_free(&step);
	ub_buf_free(records);
	ub_meta_free(m);
	return st;
}

static void
put_text(struct ub_buf *b, const char *s, char then)
{
	ub_escape(b, s, strlen(s));
	ub_buf_putc(b, then);
}

static enum ub_status
write_audit(struct ub_writer *w, const struct ub_audit *a, struct ub_err *e)
{
	static const struct column col[] = {
		{ "table", UB_TEXT, "Tabell" },
		{ "row", UB_TEXT, "Rad" },
		{ "column", UB_TEXT, "Kolumn" },
		{ "kind", UB_CODE, "Slag" },
		{ "finding", UB_TEXT, "Fynd" },
	};
	struct ub_meta m = { 0 };
	struct ub_buf b = { 0 };
	const struct ub_finding *f;
	enum ub_status st;
	size_t i;

	st = begin(w, &m, col, sizeof(col) / sizeof(*col), e);
	for (i = 0; i < a->n; i++) {
		f = &a->finding[i];
		put_text(&b, f->place, '\t');
		put_text(&b, f->row, '\t');
		put_text(&b, f->column, '\t');
		put_text(&b, ub_finding_name(f->kind), '\t');
		put_text(&b, f->text, '\n');
	}
	for (i = 0; i < a->nremark; i++) {
		ub_buf_puts(&b, "\t\t\tremark\t");
		put_text(&b, a->remark[i], '\n');
	}
	if (st == UB_OK)
		return end(w, &m, &b, a->n + a->nremark, e);
	ub_buf_free(&b);
	ub_meta_free(&m);
	return st;
}

static enum ub_status
write_compared(
    struct ub_writer *w, const struct ub_compared *c, struct ub_err *e)
{
	static const struct column col[] = {
		{ "table", UB_TEXT, "Tabell" },
		{ "row", UB_TEXT, "Rad" },
		{ "column", UB_TEXT, "Kolumn" },
		{ "old", UB_TEXT, "Tidigare" },
		{ "new", UB_TEXT, "Nytt" },
		{ "difference", UB_DEC, "Skillnad" },
		{ "kind", UB_CODE, "\xc3\x84ndring" },
	};
	static const char *const kind[] = { "ny", "borttagen", "\xc3\xa4ndrad",
		"skyddad nu", "inte l\xc3\xa4ngre skyddad",
		"annan beteckning" };
	struct ub_meta m = { 0 };
	struct ub_buf b = { 0 };
	const struct ub_difference *d;
	enum ub_status st;
	size_t i;

	st = begin(w, &m, col, sizeof(col) / sizeof(*col), e);
	for (i = 0; i < sizeof(kind) / sizeof(*kind) && st == UB_OK; i++)
		st = ub_meta_add_label(&m, "kind",
		    ub_change_name((enum ub_change_kind)i), kind[i], e);
	for (i = 0; i < c->n; i++) {
		d = &c->d[i];
		put_text(&b, d->table, '\t');
		put_text(&b, d->row, '\t');
		put_text(&b, d->column, '\t');
		/* fields of tables: they are escaped, and .s stays .s */
		ub_buf_printf(&b, "%s\t%s\t%s\t", d->was, d->is, d->by);
		put_text(&b, ub_change_name(d->kind), '\n');
	}
	if (st == UB_OK)
		return end(w, &m, &b, c->n, e);
	ub_buf_free(&b);
	ub_meta_free(&m);
	return st;
}

/* --- either ----------------------------------------------------------------------------- */

/* One of a and c. */
static enum ub_status
tell(int fd, const struct ub_audit *a, const struct ub_compared *c, bool stream,
    struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st, last;
	struct ub_writer w;
	struct ub_err late;

	if (!stream) {
		if (a != NULL)
			print_audit(&b, a);
		else
			print_compared(&b, c);
		st = ub_write_full(fd, b.s, b.len, "stdout", e);
		ub_buf_free(&b);
		return st;
	}
	ub_writer_init(&w, fd, "stdout");
	st = a != NULL ? write_audit(&w, a, e) : write_compared(&w, c, e);
	last = ub_writer_close(&w, st == UB_OK ? e : &late);
	return st == UB_OK ? last : st;
}

enum ub_status
ub_audit_tell(int fd, const struct ub_audit *a, bool stream, struct ub_err *e)
{
	return tell(fd, a, NULL, stream, e);
}

enum ub_status
ub_compare_tell(
    int fd, const struct ub_compared *c, bool stream, struct ub_err *e)
{
	return tell(fd, NULL, c, stream, e);
}
