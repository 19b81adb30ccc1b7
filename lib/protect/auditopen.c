/* auditopen.c - see auditopen.h. */
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file.h"
#include "auditbook.h"
#include "auditopen.h"

enum kind { STREAM, CSV, WORKBOOK, OTHER, PAGE };

/* Text that is no stream is told by its name: a stream whose legend is lost must
 * not pass for a table. */
static bool
is_text_name(const char *path)
{
	static const char *const end[] = { ".csv", ".tsv", ".txt", ".skv",
		".csv.gz", ".tsv.gz", ".txt.gz", ".skv.gz", NULL };
	size_t n = strlen(path), k, i;

	for (i = 0; end[i] != NULL; i++) {
		k = strlen(end[i]);
		if (n > k && strcasecmp(path + n - k, end[i]) == 0)
			return true;
	}
	return false;
}

/* The first bytes, without reading them: of a regular file. */
static enum ub_status
kind_of(const char *path, enum kind *kind, struct ub_err *e)
{
	unsigned char b[4] = { 0 };
	struct stat st;
	enum ub_status s;
	ssize_t n = 0;
	int fd;

	*kind = STREAM;
	if ((s = ub_open_in(path, &fd, e)) != UB_OK)
		return s;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		n = pread(fd, b, sizeof(b), lseek(fd, 0, SEEK_CUR));
		if (n >= 4 && memcmp(b, "PK\3\4", 4) == 0)
			*kind = WORKBOOK;
		else if (n >= 4 && memcmp(b, "\xd0\xcf\x11\xe0", 4) == 0)
			*kind = OTHER;
		else if (n >= 2 && b[0] == '<' && !is_text_name(path))
			*kind = PAGE;
		else if (b[0] != '#' && is_text_name(path))
			*kind = CSV;
	}
	ub_close_in(fd);
	return UB_OK;
}

static enum ub_status
no_table(const char *path, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, ub_input_name(path), 0,
	    "no table in it: rows of figures below a heading");
}

static enum ub_status
named(const char *path, enum ub_status st, struct ub_err *e)
{
	struct ub_err inner = *e;

	if (st != UB_OK && e->input[0] == '\0')
		ub_fail_at(e, st, ub_input_name(path), 0, "%s", inner.what);
	return st;
}

static enum ub_status
open_csv(struct ub_audit_set *set, struct ub_audit *a, const char *path,
    const struct ub_audit_open *o, struct ub_err *e)
{
	struct ub_pgrid g = { 0 };
	enum ub_status st = ub_pgrid_csv(&g, path, e);
	size_t n = 0;

	if (st == UB_OK)
		st = named(path,
		    ub_shape_grid(set, a, &g, ub_basename(ub_input_name(path)),
			ub_input_name(path), &o->shape, &n, e),
		    e);
	if (st == UB_OK && n == 0)
		st = no_table(path, e);
	ub_pgrid_free(&g);
	return st;
}

/* --- workbooks --------------------------------------------------------------------- */

static bool
wanted(const struct ub_audit_book *b, size_t i, const char *sheet)
{
	if (b->book.sheet[i].part == NULL)
		return false;
	return sheet == NULL ? !b->book.sheet[i].hidden
			     : strcmp(b->book.sheet[i].name, sheet) == 0;
}

static enum ub_status
open_sheets(struct ub_audit_set *set, struct ub_audit *a, const char *path,
    struct ub_audit_book *b, const struct ub_audit_open *o, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i, n, all = 0, any = 0, from;

	for (i = 0; i < b->book.nsheet && st == UB_OK; i++) {
		if (!wanted(b, i, o->sheet))
			continue;
		any++;
		from = set->n;
		st = ub_shape_grid(set, a, &b->grid[i], b->book.sheet[i].name,
		    ub_input_name(path), &o->shape, &n, e);
		all += n;
		for (; from < set->n; from++) {
			set->item[from]->in_book = true;
			set->item[from]->sheet = i;
		}
	}
	if (st == UB_OK && any == 0 && o->sheet != NULL)
		st = ub_fail(e, UB_EUSAGE, "no sheet %s", o->sheet);
	st = named(path, st, e);
	return st == UB_OK && all == 0 ? no_table(path, e) : st;
}

static enum ub_status
open_book(struct ub_audit_set *set, struct ub_audit *a, const char *path,
    const struct ub_audit_open *o, struct ub_err *e)
{
	struct ub_audit_book b;
	size_t from = set->n;
	enum ub_status st = ub_audit_book_open(&b, path, e);

	if (st == UB_OK)
		st = open_sheets(set, a, path, &b, o, e);
	if (st == UB_OK && o->leaks)
		st = named(path, ub_audit_leaks(a, &b, set, from, e), e);
	ub_audit_book_free(&b);
	return st;
}

/* --- all -------------------------------------------------------------------------------- */

static enum ub_status
open_streams(struct ub_audit_set *set, const char *const *path, size_t n,
    const struct ub_audit_open *o, struct ub_err *e)
{
	struct ub_reader *r;
	enum ub_status st =
	    ub_reader_open(&r, path, n, UB_READ_TABLES, o->limits, e);

	if (st == UB_OK)
		st = ub_audit_set_stream(set, r, e);
	ub_reader_free(r);
	return st;
}

enum ub_status
ub_audit_open(struct ub_audit_set *set, struct ub_audit *a,
    const char *const *path, size_t n, const struct ub_audit_open *o,
    struct ub_err *e)
{
	static const char *const standard[] = { "-" };
	enum kind kind = STREAM, next = STREAM;
	enum ub_status st = UB_OK;
	size_t i, k;

	if (n == 0) {
		path = standard;
		n = 1;
	}
	/* streams beside one another are one, as cat would make them */
	for (i = 0; i < n && st == UB_OK; i = k) {
		st = kind_of(path[i], &kind, e);
		for (k = i + 1; st == UB_OK && kind == STREAM && k < n; k++) {
			st = kind_of(path[k], &next, e);
			if (next != STREAM)
				break;
		}
		if (st != UB_OK)
			break;
		if (kind == STREAM)
			st = open_streams(set, path + i, k - i, o, e);
		else if (kind == CSV)
			st = open_csv(set, a, path[i], o, e);
		else if (kind == WORKBOOK)
			st = open_book(set, a, path[i], o, e);
		else if (kind == PAGE)
			st = ub_fail_at(e, UB_EDATA, ub_input_name(path[i]), 0,
			    "a page of the web: look at the tables it was made "
			    "of, or at the workbook made of them");
		else
			st = ub_fail_at(e, UB_EDATA, ub_input_name(path[i]), 0,
			    "an old workbook (.xls), or one with a password: "
			    "save it as .xlsx");
	}
	return st;
}

enum ub_status
ub_audit_ask_item(struct ub_audit_item *it, const struct ub_shape_ask *shape,
    const struct ub_audit_ask *of, struct ub_err *e)
{
	const char *p = shape->percent, *base = shape->base, *comma;
	struct ub_audit_ask *to = &it->ask;
	enum ub_status st = UB_OK;
	size_t i;

	to->width = of->width;
	to->small = of->small;
	to->means = of->means;
	if (it->audited.t != NULL)
		return UB_OK; /* printed: it has its own */
	if ((p == NULL) != (base == NULL))
		return ub_fail(
		    e, UB_EUSAGE, "--percent and --base go together");
	to->parts = of->parts;
	for (; p != NULL && st == UB_OK; p = comma == NULL ? NULL : comma + 1) {
		comma = strchr(p, ',');
		st = ub_legend_need(&it->legend, p,
		    comma == NULL ? strlen(p) : (size_t)(comma - p), &i, e);
		it->percent =
		    ub_xgrow(it->percent, to->npercent, sizeof(*it->percent));
		it->percent[to->npercent++] = i;
	}
	to->percent = it->percent;
	if (st == UB_OK && base != NULL)
		st = ub_legend_need(
		    &it->legend, base, strlen(base), &to->base, e);
	return st;
}
