/* reader.c - see reader.h; ubat(5). */
#include <stdlib.h>

#include "../base/file.h"
#include "block.h"
#include "reader.h"

enum { READ_BODY = 2 }; /* a mode of its own: ub_reader_open_body() */

static const struct ub_limits default_limits = { 16u << 20, 1u << 20,
	UB_COLUMNS_MAX };

struct ub_reader {
	/* inputs, read one after another */
	char **path;
	size_t npath, next;
	const char *name; /* of the current one, for messages */
	int fd;           /* -1: none open */
	bool has_legend;  /* the current one had a legend line */

	struct ub_block block;
	size_t cur;    /* first separator of the current line */
	size_t start;  /* where that begins */
	uint64_t line; /* its number in its input */

	int mode;    /* UB_READ_*, or READ_BODY */
	size_t ncol; /* fields of a record; 0 until the legend is read */
	struct ub_limits limit;
	struct ub_legend legend;
	struct ub_buf legend_line;
	uint64_t rows_seed;
	struct ub_meta meta;
	bool next_table; /* the current line is the legend of another table */
	bool seen_record;
};

/* Does an input begin as extracts do: a CSV file, a workbook, SPSS, gzip, a
 * byte order mark? */
static bool
looks_foreign(const char *s, size_t len)
{
	static const char *const magic[] = { "PK\003\004", "\320\317\021\340",
		"$FL", "\037\213", "\357\273\277", "\377\376", "\376\377" };
	const char *lf = memchr(s, '\n', len);
	size_t i;

	for (i = 0; i < sizeof(magic) / sizeof(magic[0]); i++)
		if (len >= strlen(magic[i]) &&
		    memcmp(s, magic[i], strlen(magic[i])) == 0)
			return true;
	if (lf != NULL)
		len = (size_t)(lf - s);
	if (len > 0 && s[0] != '#' && s[len - 1] == '\r')
		return true;
	return len > 0 && s[0] != '#' && memchr(s, '\t', len) == NULL &&
	       (memchr(s, ';', len) != NULL || memchr(s, ',', len) != NULL);
}

static enum ub_status
fail(struct ub_reader *r, struct ub_err *e, const char *clause)
{
	if (r->line == 1 && !r->has_legend &&
	    looks_foreign(r->block.buf, r->block.end))
		clause = "no stream: ubat-import makes one of CSV, Excel and "
			 "SPSS files";
	return ub_fail_at(e, UB_EDATA, r->name, r->line, "%s", clause);
}

/* Give an error from a parser, which knows no place, the current one. */
static enum ub_status
place(struct ub_reader *r, struct ub_err *e)
{
	struct ub_err was = *e;

	return ub_fail_at(e, UB_EDATA, r->name, r->line, "%s", was.what);
}

/* The input ended without a legend: an empty one is most often the command
 * before this one, which has said why. */
static enum ub_status
no_legend(struct ub_reader *r, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, r->name, 0, "%s",
	    r->line == 1 ? "nothing came, not even a legend" : "no legend");
}

/* --- inputs ------------------------------------------------------------ */

static enum ub_status
next_input(struct ub_reader *r, struct ub_err *e)
{
	const char *path;

	if (r->fd >= 0) {
		ub_close_in(r->fd);
		r->fd = -1;
		if (!r->has_legend)
			return no_legend(r, e);
	}
	if (r->next == r->npath)
		return UB_END;
	path = r->path[r->next++];
	r->name = ub_input_name(path);
	r->has_legend = false;
	r->line = 1;
	return ub_open_in(path, &r->fd, e);
}

static enum ub_status
too_long(struct ub_reader *r, uint64_t line, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, r->name, line,
	    "a line longer than %zu bytes (--max-line)", r->limit.line);
}

/* The next block, of this input or of one behind it. */
static enum ub_status
fill(struct ub_reader *r, struct ub_err *e)
{
	struct ub_block *b = &r->block;
	enum ub_status st;

	if (r->fd < 0)
		return UB_END;
	r->start = r->cur = 0;
	for (;;) {
		st = ub_block_next(b, r->fd, r->name, r->limit.line, e);
		if (st != UB_END)
			break;
		if ((st = next_input(r, e)) != UB_OK)
			return st;
	}
	if (st != UB_EDATA)
		return st;
	return b->fault == NULL ? too_long(r, r->line, e)
				: fail(r, e, b->fault);
}

/* --- lines ------------------------------------------------------------- */

/* Index in pos of the LF that ends the current line. */
static size_t
line_end(const struct ub_reader *r)
{
	const struct ub_block *b = &r->block;
	size_t k = r->cur;

	while (b->buf[b->pos[k]] != '\n')
		k++;
	return k;
}

static void
next_line(struct ub_reader *r, size_t lf)
{
	r->start = (size_t)r->block.pos[lf] + 1;
	r->cur = lf + 1;
	r->line++;
}

/* Does a control line at this place break the order of a table? */
static enum ub_status
check_table_order(struct ub_reader *r, struct ub_err *e)
{
	if (r->mode != UB_READ_TABLES || r->meta.table == NULL)
		return UB_OK;
	if (r->meta.nend > 0)
		return fail(r, e, "a line after the end of the table");
	return UB_OK;
}

static enum ub_status
take_control(struct ub_reader *r, const char *s, size_t len, struct ub_err *e)
{
	enum ub_status st = check_table_order(r, e);
	bool was_table = r->meta.table != NULL;

	if (st != UB_OK)
		return st;
	if (ub_meta_line(&r->meta, s, len, e) != UB_OK)
		return place(r, e);
	if (r->mode == UB_READ_TABLES && !was_table && r->meta.table != NULL &&
	    (r->seen_record || r->meta.nend > 0 || r->legend.n == 0))
		return fail(r, e,
		    "#table: not between the legend and the first record");
	return UB_OK;
}

/*
 * A line that begins with # and is no control line, and not the legend.  It
 * is named when it looks like a control line, and not like a record whose
 * text should have been escaped.
 */
static enum ub_status
other_hash(struct ub_reader *r, const char *s, size_t len, struct ub_err *e)
{
	const char *end = memchr(s, '\t', len);
	size_t n = end == NULL ? len : (size_t)(end - s), i;

	if (memchr(s, ':', n) != NULL)
		return UB_OK;
	for (i = 1; i < n && s[i] >= 'a' && s[i] <= 'z'; i++)
		;
	if (i < n || n == 1 || n > 16)
		return fail(r, e, "a record that begins with #");
	return ub_fail_at(e, UB_EDATA, r->name, r->line,
	    "unknown control line %.*s (a later ubat?)", (int)n, s);
}

static enum ub_status
first_legend(struct ub_reader *r, const char *s, size_t len, struct ub_err *e)
{
	enum ub_status st = other_hash(r, s, len, e);

	if (st != UB_OK)
		return st;
	if (ub_legend_parse(&r->legend, s, len, e) != UB_OK)
		return place(r, e);
	if (r->legend.n > r->limit.columns)
		return ub_fail_at(e, UB_EDATA, r->name, r->line,
		    "more than %zu columns (--max-columns)", r->limit.columns);
	ub_buf_clear(&r->legend_line);
	ub_buf_add(&r->legend_line, s, len);
	r->rows_seed = ub_rows_seed(s, len);
	r->meta.nlegend = 1;
	r->has_legend = true;
	r->ncol = r->legend.n;
	return UB_OK;
}

static enum ub_status
take_legend(struct ub_reader *r, const char *s, size_t len, struct ub_err *e)
{
	struct ub_slice line = { s, len };
	bool same;
	enum ub_status st;

	if (r->legend.n == 0)
		return first_legend(r, s, len, e);
	same = ub_slice_is(line, r->legend_line.s);
	if (r->mode == UB_READ_TABLES && r->meta.table != NULL) {
		r->next_table = true;
		return UB_END;
	}
	if (same) {
		r->meta.nlegend++;
		r->has_legend = true;
		return UB_OK;
	}
	st = other_hash(r, s, len, e);
	return st != UB_OK ? st : fail(r, e, "another legend than the first");
}

/* Take in the line at start, which begins with "#". */
static enum ub_status
hash_line(struct ub_reader *r, struct ub_err *e)
{
	size_t lf = line_end(r);
	const char *s = r->block.buf + r->start;
	size_t len = r->block.pos[lf] - r->start;
	enum ub_status st;

	if (r->mode == READ_BODY)
		return fail(r, e, "a record that begins with #");
	if (len + 1 > r->limit.line)
		return too_long(r, r->line, e);
	if (ub_meta_is_control(s, len))
		st = take_control(r, s, len, e);
	else
		st = take_legend(r, s, len, e);
	if (st == UB_OK)
		next_line(r, lf);
	return st;
}

/* --- records ----------------------------------------------------------- */

/* Why the record at separator k, on that line, is none. */
static enum ub_status
bad_record(struct ub_reader *r, size_t k, uint64_t line, struct ub_err *e)
{
	const struct ub_block *b = &r->block;
	size_t lf = k;

	if (!r->has_legend)
		return fail(r, e, "no legend");
	while (b->buf[b->pos[lf]] != '\n')
		lf++;
	if (b->pos[lf] == b->pos[(ptrdiff_t)k - 1] + 1)
		return ub_fail_at(e, UB_EDATA, r->name, line, "an empty line");
	return ub_fail_at(e, UB_EDATA, r->name, line,
	    "%zu field%s, there should be %zu", lf - k + 1, lf == k ? "" : "s",
	    r->ncol);
}

/* Are the separators of the record at k TABs, the last one a LF? */
static bool
good_record(const struct ub_reader *r, size_t k)
{
	const struct ub_block *b = &r->block;
	size_t n = r->ncol, i;

	if (k + n > b->npos || b->buf[b->pos[k + n - 1]] != '\n')
		return false;
	for (i = 0; i + 1 < n; i++)
		if (b->buf[b->pos[k + i]] != '\t')
			return false;
	return true;
}

/*
 * How many records stand from cur on before a "#", the end of the block, or
 * a line that is no record.  When the run is the whole block it is enough
 * that its LFs are as many as the records: then no LF hides inside one.
 */
static size_t
count_run(const struct ub_reader *r)
{
	const struct ub_block *b = &r->block;
	size_t n = r->ncol, k = r->cur, rec = 0, sure;

	while (k + n <= b->npos && b->buf[b->pos[k + n - 1]] == '\n' &&
	       b->buf[(uint32_t)(b->pos[(ptrdiff_t)k - 1] + 1)] != '#') {
		k += n;
		rec++;
	}
	if (r->cur == 0 && k == b->npos && rec == b->nline)
		return rec;
	for (sure = 0, k = r->cur; sure < rec && good_record(r, k); sure++)
		k += n;
	return sure;
}

static enum ub_status
check_field_limit(
    struct ub_reader *r, const struct ub_batch *b, size_t rec, struct ub_err *e)
{
	size_t i;

	for (i = 0; i < b->ncol; i++)
		if (ub_field(b, rec, i).len > r->limit.field)
			return ub_fail_at(e, UB_EDATA, r->name, b->line + rec,
			    "field %zu is longer than %zu bytes (--max-field)",
			    i + 1, r->limit.field);
	return UB_OK;
}

/* Only a record longer than the least limit can break one. */
static enum ub_status
check_limits(struct ub_reader *r, const struct ub_batch *b, struct ub_err *e)
{
	size_t least =
	    r->limit.field < r->limit.line ? r->limit.field : r->limit.line;
	const uint32_t *lf = b->sep - 1;
	enum ub_status st;
	size_t i, len;

	if (b->sep[b->n * b->ncol - 1] - b->sep[-1] <= least)
		return UB_OK;
	for (i = 0; i < b->n; i++, lf += b->ncol) {
		len = lf[b->ncol] - lf[0];
		if (len <= least)
			continue;
		if (len > r->limit.line)
			return too_long(r, b->line + i, e);
		if ((st = check_field_limit(r, b, i, e)) != UB_OK)
			return st;
	}
	return UB_OK;
}

static enum ub_status
take_records(struct ub_reader *r, struct ub_batch *b, struct ub_err *e)
{
	size_t n;

	if (!r->has_legend)
		return bad_record(r, r->cur, r->line, e);
	if (r->mode == UB_READ_TABLES && r->meta.table != NULL &&
	    r->meta.nend > 0)
		return fail(r, e, "a line after the end of the table");
	if ((n = count_run(r)) == 0)
		return bad_record(r, r->cur, r->line, e);
	b->base = r->block.buf;
	b->sep = r->block.pos + r->cur;
	b->n = n;
	b->ncol = r->ncol;
	b->line = r->line;
	b->input = r->name;
	r->cur += n * b->ncol;
	r->start = (size_t)r->block.pos[r->cur - 1] + 1;
	r->line += n;
	r->meta.nrec += n;
	r->seen_record = true;
	if (r->meta.table != NULL) {
		struct ub_slice s = ub_records(b, 0, n);

		r->meta.rows += ub_rows_sum(s.s, s.len, r->rows_seed);
	}
	return check_limits(r, b, e);
}

enum ub_status
ub_reader_batch(struct ub_reader *r, struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;

	for (;;) {
		if (r->next_table)
			return UB_END;
		if (r->cur == r->block.npos && (st = fill(r, e)) != UB_OK)
			return st;
		if (r->block.buf[r->start] != '#')
			return take_records(r, b, e);
		if ((st = hash_line(r, e)) != UB_OK)
			return st;
	}
}

/* Control lines up to and with the first legend. */
static enum ub_status
read_legend(struct ub_reader *r, struct ub_err *e)
{
	enum ub_status st;

	while (r->legend.n == 0) {
		if (r->cur == r->block.npos) {
			st = fill(r, e);
			if (st == UB_END)
				return no_legend(r, e);
			if (st != UB_OK)
				return st;
		}
		if (r->block.buf[r->start] != '#')
			return fail(r, e, "no legend");
		if ((st = hash_line(r, e)) != UB_OK)
			return st;
	}
	return UB_OK;
}

enum ub_status
ub_reader_next_table(struct ub_reader *r, struct ub_err *e)
{
	if (!r->next_table)
		return UB_END;
	r->next_table = r->seen_record = false;
	r->ncol = 0;
	ub_legend_free(&r->legend);
	ub_meta_free(&r->meta);
	return read_legend(r, e);
}

static void
set_limits(struct ub_limits *to, const struct ub_limits *lim)
{
	*to = default_limits;
	if (lim == NULL)
		return;
	if (lim->line != 0)
		to->line = lim->line;
	if (lim->field != 0)
		to->field = lim->field;
	if (lim->columns != 0)
		to->columns = lim->columns;
}

static struct ub_reader *
reader_new(int mode, const struct ub_limits *lim)
{
	struct ub_reader *r = ub_xcalloc(1, sizeof(*r));

	r->fd = -1;
	r->mode = mode;
	set_limits(&r->limit, lim);
	return r;
}

enum ub_status
ub_reader_open(struct ub_reader **rp, const char *const *path, size_t n,
    int mode, const struct ub_limits *lim, struct ub_err *e)
{
	static const char *const standard[] = { "-" };
	struct ub_reader *r = reader_new(mode, lim);
	enum ub_status st;
	size_t i;

	if (n == 0) {
		path = standard;
		n = 1;
	}
	r->npath = n;
	r->path = ub_xreallocarray(NULL, n, sizeof(*r->path));
	for (i = 0; i < n; i++)
		r->path[i] = ub_xstrdup(path[i]);
	st = next_input(r, e);
	if (st == UB_OK)
		st = read_legend(r, e);
	if (st != UB_OK) {
		ub_reader_free(r);
		r = NULL;
	}
	*rp = r;
	return st;
}

enum ub_status
ub_reader_open_fd(struct ub_reader **rp, int fd, const char *name, int mode,
    const struct ub_limits *lim, struct ub_err *e)
{
	struct ub_reader *r = reader_new(mode, lim);
	enum ub_status st;

	r->fd = fd;
	r->name = name;
	r->line = 1;
	if ((st = read_legend(r, e)) != UB_OK) {
		ub_reader_free(r);
		r = NULL;
	}
	*rp = r;
	return st;
}

void
ub_reader_open_body(struct ub_reader **rp, int fd, const char *name,
    size_t ncol, const struct ub_limits *lim)
{
	struct ub_reader *r = reader_new(READ_BODY, lim);

	r->fd = fd;
	r->name = name;
	r->line = 1;
	r->ncol = ncol;
	r->has_legend = true;
	*rp = r;
}

void
ub_reader_ahead(struct ub_reader *r)
{
	if (r->fd >= 0)
		ub_block_read_ahead(&r->block, r->fd);
}

void
ub_reader_free(struct ub_reader *r)
{
	size_t i;

	if (r == NULL)
		return;
	ub_block_free(&r->block);
	if (r->fd >= 0)
		ub_close_in(r->fd);
	for (i = 0; i < r->npath; i++)
		free(r->path[i]);
	free(r->path);
	ub_legend_free(&r->legend);
	ub_buf_free(&r->legend_line);
	ub_meta_free(&r->meta);
	free(r);
}

const struct ub_legend *
ub_reader_legend(const struct ub_reader *r)
{
	return &r->legend;
}

struct ub_meta *
ub_reader_meta(struct ub_reader *r)
{
	return &r->meta;
}

const char *
ub_reader_input(const struct ub_reader *r)
{
	return r->name;
}
