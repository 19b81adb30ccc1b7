/* summary.c - see summary.h. */
#include "summary.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../base/hash.h"
#include "summarypart.h"

/* --- reading ---------------------------------------------------------------- */

static enum ub_status
columns(struct ub_summing *s, struct ub_err *e)
{
	const struct ub_legend *l = ub_reader_legend(s->r);
	const char *person = s->ask->person;
	enum ub_status st = UB_OK;

	s->person = UB_NOCOL;
	if (person != NULL)
		st = ub_legend_need(l, person, strlen(person), &s->person, e);
	for (size_t c = 0; c < l->n && person == NULL; c++)
		if (l->col[c].type == UB_ID && s->person == UB_NOCOL)
			s->person = c;
	s->ncol = l->n;
	s->col = ub_xcalloc(l->n, sizeof(*s->col));
	for (size_t c = 0; c < l->n; c++) {
		struct ub_summary_col *col = &s->col[c];

		col->type = l->col[c].type;
		col->values.keep = col->type != UB_ID;
		if (col->values.keep && s->person != UB_NOCOL && !s->ask->all)
			col->values.enough = (uint8_t)s->ask->min;
	}
	return st;
}

/* Batches hold rows; a column at a time keeps one table of values warm. */
static enum ub_status
take(struct ub_summing *s, const struct ub_batch *b, const uint64_t *person,
    size_t c, struct ub_err *e)
{
	struct ub_summary_col *col = &s->col[c];

	for (size_t i = 0; i < b->n; i++) {
		struct ub_slice f = ub_field(b, i, c);
		char reason = ub_missing(f);

		if (reason != 0) {
			col->missing[reason == UB_MISS_EMPTY
					 ? 0
					 : reason - 'a' + 1]++;
			continue;
		}
		if (!ub_type_is_text(col->type) &&
		    !ub_field_valid(col->type, f))
			return ub_fail_at(e, UB_EDATA, b->input, b->line + i,
			    "column %s: not a valid %s",
			    ub_reader_legend(s->r)->col[c].name,
			    ub_type_name(col->type));
		col->n++;
		ub_values_add(&col->values, f, person == NULL ? 0 : person[i],
		    &s->budget);
	}
	return UB_OK;
}

/* A hash for the person of each record; 0 where none is named. */
static void
persons(const struct ub_summing *s, const struct ub_batch *b, uint64_t *person)
{
	for (size_t i = 0; i < b->n; i++) {
		struct ub_slice f = ub_field(b, i, s->person);

		person[i] =
		    ub_missing(f) != 0 ? 0 : ub_hash64(f.s, f.len, 0) | 1;
	}
}

static enum ub_status
read_all(struct ub_summing *s, struct ub_err *e)
{
	uint64_t *person = NULL;
	struct ub_batch b;
	enum ub_status st;

	while ((st = ub_reader_batch(s->r, &b, e)) == UB_OK) {
		if (s->person != UB_NOCOL) {
			person = ub_xreallocarray(person, b.n, sizeof(*person));
			persons(s, &b, person);
		}
		for (size_t c = 0; c < s->ncol && st == UB_OK; c++)
			st = take(s, &b, person, c, e);
		if (st != UB_OK)
			break;
	}
	free(person);
	return st == UB_END ? UB_OK : st;
}

/* --- the table ---------------------------------------------------------------- */

static void
notes(struct ub_summing *s, struct ub_meta *m, uint64_t nrec)
{
	const struct ub_meta *of = ub_reader_meta(s->r);
	struct ub_buf b = { 0 };

	ub_buf_printf(&b, "Sammanfattning%s%s: %llu %s, %zu %s",
	    of->table == NULL ? "" : " av tabellen ",
	    of->table == NULL ? "" : of->table, (unsigned long long)nrec,
	    nrec == 1 ? "post" : "poster", s->ncol,
	    s->ncol == 1 ? "kolumn" : "kolumner");
	ub_meta_set_table(m, "sammanfattning");
	ub_meta_add_attr(m, "keys", "kolumn");
	ub_meta_add_attr(m, "title", b.s);
	ub_buf_clear(&b);
	if (s->hidden && !s->ask->all)
		ub_buf_printf(&b,
		    "Värden som delas av färre än %llu %s visas inte, och "
		    "värden av typen id aldrig. ",
		    (unsigned long long)s->ask->min,
		    s->person == UB_NOCOL ? "poster" : "personer");
	if (s->over)
		ub_buf_puts(&b,
		    "Olika värden kan inte räknas i kolumner där de inte fick "
		    "plats i minnet. ");
	if (b.len > 0) {
		b.s[--b.len] = '\0';
		ub_meta_add_attr(m, "note", b.s);
	}
	ub_buf_free(&b);
}

static void
legend(struct ub_legend *l, struct ub_meta *m)
{
	static const struct {
		const char *name;
		enum ub_type type;
		const char *label;
	} column[] = {
		{ "kolumn", UB_CODE, "Kolumn" },
		{ "typ", UB_CODE, "Typ" },
		{ "n", UB_COUNT, "Antal" },
		{ "saknas", UB_COUNT, "Saknas" },
		{ "varav", UB_TEXT, "Varav" },
		{ "olika", UB_COUNT, "Olika" },
		{ "minst", UB_TEXT, "Minst" },
		{ "median", UB_TEXT, "Median" },
		{ "storst", UB_TEXT, "Störst" },
		{ "vanligast", UB_TEXT, "Vanligast (antal)" },
		{ "etikett", UB_TEXT, "Etikett" },
	};
	struct ub_err e;

	for (size_t i = 0; i < sizeof(column) / sizeof(column[0]); i++) {
		(void)ub_legend_add(l, column[i].name, strlen(column[i].name),
		    column[i].type, &e);
		(void)ub_meta_add_label(
		    m, column[i].name, NULL, column[i].label, &e);
	}
}

static enum ub_status
write_table(struct ub_summing *s, struct ub_writer *w, struct ub_err *e)
{
	struct ub_meta *of = ub_reader_meta(s->r), m = { 0 };
	struct ub_buf step = { 0 }, line = { 0 };
	struct ub_legend l = { 0 };
	enum ub_status st;

	for (size_t c = 0; c < s->ncol; c++)
		ub_summary_row(s, c);
	legend(&l, &m);
	notes(s, &m, of->nrec);
	ub_step_begin(&step, "ubat-show", ub_meta_leaves(of));
	ub_step_uint(&step, "in", of->nrec);
	ub_step_uint(&step, "out", s->ncol);
	m.step = of->step; /* lent */
	m.nstep = of->nstep;
	if ((st = ub_writer_legend(w, &l, e)) == UB_OK &&
	    (st = ub_writer_table(w, &m, e)) == UB_OK &&
	    (st = ub_writer_labels(w, &m, e)) == UB_OK &&
	    (st = ub_writer_records(w, s->row.s, s->row.len, s->ncol, e)) ==
		UB_OK) {
		ub_writer_account(w, of, &step);
		ub_step_end(&step, &line);
		st = ub_writer_end(w, &m, &line, ub_meta_whole(of), e);
	}
	m.step = NULL;
	m.nstep = 0;
	ub_buf_free(&step);
	ub_buf_free(&line);
	ub_legend_free(&l);
	ub_meta_free(&m);
	return st;
}

enum ub_status
ub_summary_table(struct ub_reader *r, const struct ub_summary *ask,
    struct ub_writer *w, struct ub_err *e)
{
	struct ub_summing s = { .ask = ask,
		.r = r,
		.budget = (size_t)UB_SUMMARY_MIB * 1024 * 1024 };
	enum ub_status st;

	if ((st = columns(&s, e)) == UB_OK && (st = read_all(&s, e)) == UB_OK)
		st = write_table(&s, w, e);
	for (size_t c = 0; c < s.ncol; c++)
		ub_values_free(&s.col[c].values);
	free(s.col);
	ub_buf_free(&s.row);
	ub_buf_free(&s.text);
	return st;
}

enum ub_status
ub_summary_show(struct ub_reader *r, const struct ub_summary *ask,
    const struct ub_show *show, struct ub_writer *w, struct ub_err *e)
{
	int fd = memfd_create("ubat", MFD_CLOEXEC);
	struct ub_reader *back;
	struct ub_writer tmp;
	struct ub_err close_err;
	enum ub_status st;

	if (fd == -1)
		return ub_fail(e, UB_EIO, "memory for a summary");
	ub_writer_init(&tmp, fd, "summary");
	st = ub_summary_table(r, ask, &tmp, e);
	if (ub_writer_close(&tmp, &close_err) != UB_OK && st == UB_OK) {
		*e = close_err;
		st = e->code;
	}
	if (st != UB_OK || lseek(fd, 0, SEEK_SET) != 0) {
		close(fd);
		return st;
	}
	st = ub_reader_open_fd(&back, fd, "summary", UB_READ_TABLES, NULL, e);
	if (st == UB_OK)
		st = ub_show_table(back, show, w, e);
	ub_reader_free(back);
	return st;
}
