/* split.c - see split.h. */
#include <stdlib.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/outdir.h"
#include "../base/unicode.h"
#include "../table/intern.h"
#include "split.h"

/*
 * Records are collected per value and written out at PENDING bytes, or all of
 * them when there are more than PENDING_ALL together.
 */
enum {
	PENDING = 64 * 1024,
	PENDING_ALL = 64 * 1024 * 1024,
	NAME_LEN = 250 /* bytes: what all file systems hold */
};

struct part {
	char *name; /* of its file; owned */
	struct ub_buf pending;
	uint64_t n, rows;          /* records, and what they sum up to */
	size_t nlabel, nextracted; /* written so far; see writer.h */
};

struct ub_split {
	const struct ub_split_part *about;
	struct ub_outdir dir;
	struct ub_intern value;  /* number of a value: its part */
	struct ub_intern folded; /* names without regard to case and form */
	struct part *part;
	size_t npart;
	size_t pending; /* bytes in all parts */
	uint64_t rows_seed;
};

enum ub_status
ub_split_open(struct ub_split **sp, const char *dir,
    const struct ub_split_part *about, struct ub_err *e)
{
	struct ub_split *s = ub_xcalloc(1, sizeof(*s));
	struct ub_buf legend = { 0 };
	enum ub_status st;

	s->about = about;
	ub_legend_print(&legend, about->legend);
	s->rows_seed = ub_rows_seed(legend.s, legend.len - 1);
	ub_buf_free(&legend);
	st = ub_outdir_open(&s->dir, dir, e);
	*sp = s;
	return st;
}

/* --- names ------------------------------------------------------------- */

/* A letter or a digit of any script; n bytes. */
static bool
is_word(const char *s, size_t n)
{
	char name[8] = "a";

	if (n == 1 && s[0] == '_')
		return false;
	memcpy(name + 1, s, n);
	return ub_name_valid(name, n + 1);
}

static void
put_name(struct ub_buf *b, const char *s, size_t len)
{
	size_t i, k, n;
	bool plain;

	for (i = 0; i < len; i += n) {
		n = ub_ustep(s + i);
		plain = is_word(s + i, n) ||
			(n == 1 && s[i] != '\0' &&
			    strchr(i == 0 ? "_+=" : "_+= -,.", s[i]) != NULL);
		if (i == 0 && len >= 7 && memcmp(s, "missing", 7) == 0)
			plain = false;
		for (k = i; k < i + n; k++) {
			if (plain)
				ub_buf_putc(b, s[k]);
			else
				ub_buf_printf(b, "%%%02X", (unsigned char)s[k]);
		}
	}
}

/* The name of the file of a value. */
static void
make_name(struct ub_buf *b, struct ub_slice value)
{
	char reason = ub_missing(value);
	struct ub_buf plain = { 0 };

	if (reason != 0) {
		ub_buf_puts(b, "missing");
		ub_missing_put(b, reason);
	} else {
		ub_unescape(&plain, value.s, value.len);
		put_name(b, plain.s, plain.len);
		ub_buf_free(&plain);
	}
	ub_buf_puts(b, ".ubat");
}

/* On a share from another system two names that differ in case, or in the
 * form of an accent, are one. */
static enum ub_status
check_name(struct ub_split *s, const struct ub_buf *name, struct ub_err *e)
{
	struct ub_buf nfc = { 0 }, fold = { 0 };
	uint32_t n = s->folded.n;
	bool fresh;

	if (name->len > NAME_LEN)
		return ub_fail(e, UB_EDATA,
		    "column %s: a value too long for the name of a file",
		    s->about->column);
	ub_nfc(&nfc, name->s, name->len);
	ub_casefold(&fold, nfc.s, nfc.len);
	fresh = ub_intern_add(&s->folded, fold.s, fold.len) == n;
	ub_buf_free(&nfc);
	ub_buf_free(&fold);
	if (fresh)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "column %s: a value that came before with other small and capital "
	    "letters: their files would have one name",
	    s->about->column);
}

/* --- files ------------------------------------------------------------- */

static enum ub_status
flush(struct ub_split *s, size_t i, struct ub_err *e)
{
	struct part *p = &s->part[i];
	enum ub_status st;
	int fd;

	if ((st = ub_outdir_append(&s->dir, i, &fd, e)) != UB_OK)
		return st;
	st = ub_write_full(fd, p->pending.s, p->pending.len, s->dir.target, e);
	if (close(fd) != 0 && st == UB_OK)
		st = ub_fail_sys(e, s->dir.target, "cannot write");
	s->pending -= p->pending.len;
	ub_buf_free(&p->pending);
	return st;
}

static enum ub_status
flush_all(struct ub_split *s, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < s->npart && st == UB_OK; i++)
		if (s->part[i].pending.len > 0)
			st = flush(s, i, e);
	return st;
}

/* A writer at the end of the file of p. */
static void
writer(struct ub_split *s, const struct part *p, int fd, struct ub_writer *w)
{
	ub_writer_init(w, fd, s->dir.target);
	w->nrec = p->n;
	w->nlabel = p->nlabel;
	w->nextracted = p->nextracted;
}

static enum ub_status
close_writer(
    struct ub_writer *w, const char *name, enum ub_status st, struct ub_err *e)
{
	struct ub_err late;

	if (ub_writer_close(w, &late) != UB_OK && st == UB_OK) {
		*e = late;
		st = late.code;
	}
	if (close(w->fd) != 0 && st == UB_OK)
		st = ub_fail_sys(e, name, "cannot write");
	return st;
}

/* The stream of a new value, as far as it is known. */
static enum ub_status
begin(struct ub_split *s, struct ub_slice value, const struct ub_meta *m,
    struct ub_err *e)
{
	struct ub_buf name = { 0 };
	struct part p = { 0 };
	struct ub_writer w;
	enum ub_status st;
	int fd;

	if (s->npart == UB_SPLIT_MAX)
		return ub_fail(e, UB_EDATA,
		    "column %s: more than %d values, and each would be a file",
		    s->about->column, (int)UB_SPLIT_MAX);
	make_name(&name, value);
	if ((st = check_name(s, &name, e)) != UB_OK ||
	    (st = ub_outdir_create(&s->dir, &fd, e)) != UB_OK) {
		ub_buf_free(&name);
		return st;
	}
	writer(s, &p, fd, &w);
	st = ub_writer_legend(&w, s->about->legend, e);
	if (st == UB_OK)
		st = ub_writer_table(&w, m, e);
	if (st == UB_OK)
		st = ub_writer_labels(&w, m, e);
	p.nlabel = w.nlabel;
	p.nextracted = w.nextracted;
	p.name = name.s;
	s->part = ub_xgrow(s->part, s->npart, sizeof(p));
	s->part[s->npart++] = p;
	return close_writer(&w, s->dir.target, st, e);
}

enum ub_status
ub_split_add(struct ub_split *s, struct ub_slice value, struct ub_slice rec,
    const struct ub_meta *m, struct ub_err *e)
{
	uint32_t i = ub_intern_add(&s->value, value.s, value.len);
	enum ub_status st;
	struct part *p;

	if (i == s->npart && (st = begin(s, value, m, e)) != UB_OK)
		return st;
	p = &s->part[i];
	ub_buf_add(&p->pending, rec.s, rec.len);
	p->n++;
	if (m->table != NULL)
		p->rows += ub_rows_sum(rec.s, rec.len, s->rows_seed);
	s->pending += rec.len;
	if (p->pending.len >= PENDING)
		return flush(s, i, e);
	return s->pending > PENDING_ALL ? flush_all(s, e) : UB_OK;
}

static enum ub_status
end(struct ub_split *s, size_t i, const struct ub_meta *m, struct ub_err *e)
{
	struct part *p = &s->part[i];
	struct ub_buf line = { 0 };
	struct ub_writer w;
	enum ub_status st;
	int fd;

	if ((st = ub_outdir_append(&s->dir, i, &fd, e)) != UB_OK)
		return st;
	writer(s, p, fd, &w);
	ub_writer_records(&w, p->pending.s, p->pending.len, 0, e);
	s->about->step(s->about->arg, p->n, p->rows, &line);
	st = ub_writer_end(&w, m, &line, true, e);
	ub_buf_free(&line);
	ub_buf_free(&p->pending);
	return close_writer(&w, s->dir.target, st, e);
}

enum ub_status
ub_split_end(struct ub_split *s, const struct ub_meta *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	char **name;
	size_t i;

	for (i = 0; i < s->npart && st == UB_OK; i++)
		st = end(s, i, m, e);
	if (st != UB_OK)
		return st;
	name = ub_xreallocarray(NULL, s->npart + 1, sizeof(*name));
	for (i = 0; i < s->npart; i++)
		name[i] = s->part[i].name;
	st = ub_outdir_commit(&s->dir, name, e);
	free(name);
	return st;
}

void
ub_split_free(struct ub_split *s)
{
	size_t i;

	if (s == NULL)
		return;
	ub_outdir_abort(&s->dir);
	for (i = 0; i < s->npart; i++) {
		free(s->part[i].name);
		ub_buf_free(&s->part[i].pending);
	}
	free(s->part);
	ub_intern_free(&s->value);
	ub_intern_free(&s->folded);
	free(s);
}
