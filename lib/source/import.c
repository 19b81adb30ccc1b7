/* import.c - see import.h. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "csv.h"
#include "fast.h"
#include "heading.h"
#include "import.h"
#include "translate.h"

enum { LINE_MAX_LEN = 16 * 1024 * 1024, FIELD_MAX_LEN = 1024 * 1024 };

struct ub_import {
	struct ub_import_options o;
	struct ub_writer *w;
	struct ub_source own; /* where no description was given */
	struct ub_source *s;
	struct ub_meta meta;
	struct ub_rejects rejects;
	struct ub_buf step; /* what each input adds: input=... */
	uint64_t in, rejected, blank, refused;
	uint64_t left_out; /* columns of the first extract */
	bool begun;        /* the legend is written */

	/* of this input */
	const char *input;
	struct ub_bytes *bytes;
	struct ub_csv *csv;
	size_t *at; /* place of each column, or UB_NOCOL */
	size_t nin; /* headings */
	struct ub_csv_fields fields;
	struct ub_fast *fast;

	/* of this record */
	struct ub_slice *field; /* of the stream */
	bool *plain;            /* as it stands between its delimiters */
	struct ub_buf scratch;  /* room for those that changed */
	struct ub_buf raw;      /* its bytes, when it is rejected */
};

enum ub_status
ub_import_new(struct ub_import **ip, const struct ub_import_options *o,
    struct ub_writer *w, struct ub_err *e)
{
	struct ub_import *im = ub_xcalloc(1, sizeof(*im));
	enum ub_status st;

	*ip = NULL;
	im->o = *o;
	im->w = w;
	im->own.delim = ',';
	im->s = o->source != NULL ? o->source : &im->own;
	if (o->delim != 0)
		im->s->delim = o->delim;
	if (im->o.limits.line == 0)
		im->o.limits.line = LINE_MAX_LEN;
	if (im->o.limits.field == 0)
		im->o.limits.field = FIELD_MAX_LEN;
	if (im->o.limits.columns == 0)
		im->o.limits.columns = UB_COLUMNS_MAX;
	if ((st = ub_rejects_open(&im->rejects, o->rejects, e)) != UB_OK) {
		ub_import_free(im);
		return st;
	}
	*ip = im;
	return UB_OK;
}

void
ub_import_free(struct ub_import *im)
{
	if (im == NULL)
		return;
	ub_csv_free(im->csv);
	ub_fast_free(im->fast);
	ub_bytes_free(im->bytes);
	ub_rejects_free(&im->rejects);
	ub_source_free(&im->own);
	ub_meta_free(&im->meta);
	ub_csv_fields_free(&im->fields);
	ub_buf_free(&im->scratch);
	ub_buf_free(&im->raw);
	ub_buf_free(&im->step);
	free(im->at);
	free(im->field);
	free(im->plain);
	free(im);
}

/* --- headings ------------------------------------------------------------ */

static enum ub_status
labels(struct ub_import *im, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i, k;

	for (i = 0; i < im->s->ncol; i++) {
		const struct ub_source_column *c = &im->s->col[i];

		if (c->label != NULL)
			st = ub_meta_add_label(
			    &im->meta, c->name, NULL, c->label, e);
		for (k = 0; k < c->nvlabel && st == UB_OK; k++)
			st = ub_meta_add_label(&im->meta, c->name,
			    c->vlabel[k].value, c->vlabel[k].text, e);
		if (st != UB_OK)
			return st;
	}
	return ub_writer_labels(im->w, &im->meta, e);
}

/* The columns are known: the legend, once. */
static enum ub_status
begin(struct ub_import *im, struct ub_err *e)
{
	struct ub_legend l = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	im->begun = true;
	for (i = 0; i < im->s->ncol && st == UB_OK; i++) {
		const struct ub_source_column *c = &im->s->col[i];
		st = ub_legend_add(&l, c->name, strlen(c->name), c->type, e);
	}
	if (st == UB_OK)
		st = ub_writer_legend(im->w, &l, e);
	ub_legend_free(&l);
	im->field = ub_xcalloc(im->s->ncol, sizeof(*im->field));
	im->plain = ub_xcalloc(im->s->ncol, sizeof(*im->plain));
	ub_rejects_columns(&im->rejects, im->s->ncol);
	return st == UB_OK ? labels(im, e) : st;
}

/* Headings no column asked for. */
static uint64_t
left_out(const struct ub_import *im)
{
	bool *used = ub_xcalloc(im->nin, sizeof(*used));
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < im->s->ncol; i++)
		if (im->at[i] != UB_NOCOL)
			used[im->at[i]] = true;
	for (i = 0; i < im->nin; i++)
		n += !used[i];
	free(used);
	return n;
}

/* The bytes of a record as they came. */
static void
source_bytes(const struct ub_import *im, struct ub_slice rec, struct ub_buf *b)
{
	ub_encode(im->s->encoding, b, rec.s, rec.len);
}

static enum ub_status
keep_heading(struct ub_import *im, struct ub_slice rec, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	if (ub_csv_bom(im->csv))
		ub_buf_puts(&b, "\xef\xbb\xbf");
	source_bytes(im, rec, &b);
	st = ub_rejects_heading(&im->rejects, b.s, b.len, e);
	ub_buf_free(&b);
	return st;
}

/* Of the heading line, the clause alone. */
static enum ub_status
check_heading(const struct ub_import *im, const struct ub_csv_block *b,
    size_t r, struct ub_err *e)
{
	static const enum ub_rule rule[] = { UB_RULE_NONE, UB_RULE_STRAY,
		UB_RULE_AFTER, UB_RULE_CR };
	struct ub_slice rec = ub_csv_record(b, r);
	char clause[160];

	if (b->odd != UB_CSV_FINE) {
		ub_rule_clause(clause, rule[b->odd], NULL);
		return ub_fail(e, UB_EDATA, "heading: %s", clause);
	}
	if (memchr(rec.s, '\0', rec.len) != NULL)
		return ub_fail(e, UB_EDATA, "heading: NUL byte");
	if (!ub_utf8_valid(rec.s, rec.len))
		return ub_fail(e, UB_EDATA, "heading: invalid %s",
		    ub_encoding_name(im->s->encoding));
	return UB_OK;
}

static enum ub_status
resolve(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    struct ub_err *e)
{
	enum ub_status st;

	if ((st = check_heading(im, b, r, e)) != UB_OK)
		return st;
	im->nin = ub_csv_fields(b, r, &im->fields);
	if (im->nin > im->o.limits.columns)
		return ub_fail(
		    e, UB_EDATA, "more than %zu columns", im->o.limits.columns);
	if (im->s == &im->own && !im->begun) {
		st = ub_heading_columns(&im->own, im->fields.field, im->nin, e);
		if (st != UB_OK)
			return st;
	}
	if (im->at == NULL)
		im->at = ub_xcalloc(im->s->ncol, sizeof(*im->at));
	st = ub_heading_resolve(im->s, im->fields.field, im->nin, im->at, e);
	if (st == UB_OK)
		st = keep_heading(im, ub_csv_record(b, r), e);
	if (st != UB_OK)
		return st;
	im->fast = ub_fast_new(im->s, im->at, im->nin);
	if (im->begun)
		return UB_OK;
	im->left_out = left_out(im);
	return begin(im, e);
}

/* --- records --------------------------------------------------------------- */

static void
reject(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	im->rejected++;
	if (!im->rejects.open)
		return;
	ub_buf_clear(&im->raw);
	source_bytes(im, ub_csv_record(b, r), &im->raw);
	ub_rejects_record(&im->rejects, im->raw.s, im->raw.len);
}

static void
count(struct ub_import *im, const struct ub_csv_block *b, size_t r, size_t col,
    enum ub_rule rule)
{
	ub_rejects_count(&im->rejects, col, rule, im->input, ub_csv_line(b, r));
}

/* The value of column i, unquoted: what is copied goes to *scratch. */
static struct ub_slice
value(const struct ub_import *im, const struct ub_csv_block *b, size_t r,
    size_t i, bool *quoted, char **scratch)
{
	const uint32_t *sep;
	struct ub_slice f = { "", 0 };
	size_t at = im->at[i], k;

	*quoted = false;
	if (at == UB_NOCOL)
		return f;
	if (b->parsed) {
		*quoted = true;
		return b->field[at];
	}
	k = (size_t)(uint32_t)(b->end[(ptrdiff_t)r - 1] + 1) + at;
	sep = b->sep + k;
	f.s = b->base + (uint32_t)(sep[-1] + 1);
	f.len = (size_t)(b->base + sep[0] - f.s);
	if (at + 1 == im->nin && f.len > 0 && f.s[f.len - 1] == '\r')
		f.len--;
	if (f.len >= 2 && f.s[0] == '"') {
		*quoted = true;
		f = ub_csv_unquote(f.s, f.len, *scratch);
		if (f.s == *scratch)
			*scratch += f.len;
	}
	return f;
}

static void
write_record(struct ub_import *im)
{
	const struct ub_slice *f = im->field;
	size_t i, k, n = im->s->ncol;

	for (i = 0; i < n; i = k) {
		/* neighbours in the extract that did not change are copied
		 * at once: the byte between them is their delimiter */
		for (k = i + 1; k < n && im->plain[k - 1] && im->plain[k] &&
				f[k].s == f[k - 1].s + f[k - 1].len + 1;
		     k++)
			;
		if (k == i + 1)
			ub_writer_add(im->w, f[i].s, f[i].len);
		else
			ub_translate(im->w, f[i].s,
			    (size_t)(f[k - 1].s + f[k - 1].len - f[i].s),
			    im->s->delim);
		ub_writer_add(im->w, k < n ? "\t" : "\n", 1);
	}
	im->w->nrec++;
}

/* All columns of one record with as many fields as headings. */
static void
columns(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	struct ub_slice rec = ub_csv_record(b, r), raw;
	bool bad = false, quoted;
	char *scratch;
	size_t i;

	ub_buf_clear(&im->scratch);
	ub_buf_reserve(
	    &im->scratch, 3 * rec.len + im->s->ncol * ub_field_room(0));
	scratch = im->scratch.s;
	for (i = 0; i < im->s->ncol; i++) {
		const struct ub_source_column *c = &im->s->col[i];
		enum ub_rule rule;

		raw = value(im, b, r, i, &quoted, &scratch);
		rule = ub_field_read(
		    c, raw, b->special[r] != 0, &scratch, &im->field[i]);
		im->plain[i] = !quoted && im->field[i].s == raw.s;
		if (rule == UB_RULE_NONE)
			continue;
		count(im, b, r, i, rule);
		if (c->invalid == 0) {
			bad = true;
			continue;
		}
		im->refused++;
		im->plain[i] = false;
		scratch[0] = '.';
		scratch[1] = c->invalid;
		im->field[i] = (struct ub_slice){ scratch, 2 };
		scratch += 2;
	}
	if (bad)
		reject(im, b, r);
	else
		write_record(im);
}

static bool
is_blank(const struct ub_csv_block *b, size_t r)
{
	struct ub_slice rec = ub_csv_record(b, r);

	return rec.len == 1 || (rec.len == 2 && rec.s[0] == '\r');
}

/* What the record as such breaks, before its columns are looked at. */
static enum ub_rule
record_rule(const struct ub_import *im, const struct ub_csv_block *b, size_t r,
    bool check_utf8)
{
	static const enum ub_rule rule[] = { UB_RULE_NONE, UB_RULE_STRAY,
		UB_RULE_AFTER, UB_RULE_CR };
	struct ub_slice rec;
	size_t n;

	if (b->odd != UB_CSV_FINE)
		return rule[b->odd];
	if (b->special[r] != 0 || check_utf8) {
		rec = ub_csv_record(b, r);
		if (memchr(rec.s, '\0', rec.len) != NULL)
			return UB_RULE_NUL;
		if (check_utf8 && !ub_utf8_valid(rec.s, rec.len))
			return UB_RULE_ENCODING;
	}
	n = b->parsed ? b->nfield
		      : (size_t)(b->end[r] - b->end[(ptrdiff_t)r - 1]);
	return n == im->nin ? UB_RULE_NONE : UB_RULE_COUNT;
}

/* No field may be longer than the limit. */
static enum ub_status
check_fields(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    struct ub_err *e)
{
	size_t i, n;

	if (b->odd != UB_CSV_FINE ||
	    ub_csv_record(b, r).len <= im->o.limits.field)
		return UB_OK;
	n = ub_csv_fields(b, r, &im->fields);
	for (i = 0; i < n; i++)
		if (im->fields.field[i].len > im->o.limits.field)
			return ub_fail_at(e, UB_EDATA, im->input,
			    ub_csv_line(b, r),
			    "field %zu longer than %zu bytes", i + 1,
			    im->o.limits.field);
	return UB_OK;
}

/* One record, whatever it is. */
static enum ub_status
record(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    bool check_utf8, struct ub_err *e)
{
	enum ub_status st;
	enum ub_rule rule;

	if (is_blank(b, r)) {
		im->blank++;
		return UB_OK;
	}
	if ((st = check_fields(im, b, r, e)) != UB_OK)
		return st;
	im->in++;
	rule = record_rule(im, b, r, check_utf8);
	if (rule == UB_RULE_NONE) {
		columns(im, b, r);
		return UB_OK;
	}
	count(im, b, r, UB_NOCOL, rule);
	reject(im, b, r);
	return UB_OK;
}

/* How many records from r on have as many fields as there are headings. */
static size_t
even(const struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	const uint32_t *end = b->end + r;
	size_t most = b->n - r, n;

	if (most > UB_FAST_GROUP)
		most = UB_FAST_GROUP;
	for (n = 0; n < most; n++)
		if (end[n] - end[(ptrdiff_t)n - 1] != im->nin)
			break;
	return n;
}

/* n records from first on, of which none is blank or too long. */
static enum ub_status
group(struct ub_import *im, const struct ub_csv_block *b, size_t first,
    size_t n, struct ub_err *e)
{
	uint8_t slow[UB_FAST_GROUP];
	enum ub_status st = UB_OK;
	size_t i;

	memcpy(slow, b->special + first, n);
	ub_fast_check(im->fast, b, first, n, slow);
	for (i = 0; i < n && st == UB_OK; i++) {
		if (slow[i]) {
			st = record(im, b, first + i, false, e);
			continue;
		}
		im->in++;
		ub_fast_write(im->fast, im->w, i);
	}
	return st;
}

/* Records first and on of a block. */
static enum ub_status
records(struct ub_import *im, const struct ub_csv_block *b, size_t first,
    struct ub_err *e)
{
	struct ub_slice all = ub_csv_record(b, 0);
	enum ub_status st = UB_OK;
	bool check_utf8 = false, fast;
	size_t r, n;

	all.len = (size_t)(b->base + b->sep[b->end[b->n - 1]] - all.s);
	if (b->high)
		check_utf8 = !ub_utf8_valid(all.s, all.len);
	/* a line of the one column may be blank */
	fast = !b->parsed && !check_utf8 && im->nin > 1 &&
	       all.len < im->o.limits.field;
	for (r = first; r < b->n && st == UB_OK; r += n) {
		n = fast ? even(im, b, r) : 0;
		if (n > 0) {
			st = group(im, b, r, n, e);
			continue;
		}
		n = 1;
		st = record(im, b, r, check_utf8, e);
	}
	/* a failure to write shows here, once per block */
	return st == UB_OK ? ub_writer_records(im->w, "", 0, 0, e) : st;
}

/* The first line that is not blank; *next is the record after it in b. */
static enum ub_status
heading(struct ub_import *im, struct ub_csv_block *b, size_t *next,
    struct ub_err *e)
{
	enum ub_status st;
	size_t r;

	while ((st = ub_csv_next(im->csv, b, e)) == UB_OK) {
		for (r = 0; r < b->n && is_blank(b, r); r++)
			im->blank++;
		if (r == b->n)
			continue;
		*next = r + 1;
		st = resolve(im, b, r, e);
		if (st != UB_OK && e->input[0] == '\0') {
			struct ub_err was = *e;
			st = ub_fail_at(e, st, im->input, ub_csv_line(b, r),
			    "%s", was.what);
		}
		return st;
	}
	if (st == UB_END)
		st = ub_fail_at(
		    e, UB_EDATA, im->input, 0, "empty: no heading line");
	return st;
}

static void
account(struct ub_import *im, const char *path)
{
	char hex[UB_FINGERPRINT_LEN + 1];
	struct ub_buf b = { 0 };

	ub_bytes_fingerprint(im->bytes, hex);
	ub_buf_printf(
	    &b, "xxh128:%s:%s", hex, ub_basename(ub_input_name(path)));
	ub_step_text(&im->step, "input", b.s);
	ub_buf_free(&b);
}

enum ub_status
ub_import_file(struct ub_import *im, const char *path, struct ub_err *e)
{
	struct ub_csv_options o = { .delim = im->s->delim,
		.encoding = im->s->encoding,
		.level = ub_simd_level(),
		.max_line = im->o.limits.line };
	struct ub_csv_block b;
	enum ub_status st;
	size_t next;

	im->input = ub_input_name(path);
	if ((st = ub_bytes_open(&im->bytes, path, e)) != UB_OK)
		return st;
	im->csv = ub_csv_new(im->bytes, &o);
	st = heading(im, &b, &next, e);
	if (st == UB_OK)
		st = records(im, &b, next, e);
	while (st == UB_OK && (st = ub_csv_next(im->csv, &b, e)) == UB_OK)
		st = records(im, &b, 0, e);
	if (st == UB_END) {
		account(im, path);
		st = UB_OK;
	}
	ub_fast_free(im->fast);
	ub_csv_free(im->csv);
	ub_bytes_free(im->bytes);
	im->fast = NULL;
	im->csv = NULL;
	im->bytes = NULL;
	return st;
}

/* --- the end ---------------------------------------------------------------- */

static bool
too_many(const struct ub_import *im)
{
	if (!im->o.per_cent)
		return im->rejected > im->o.max_rejects;
	/* at most 100 per cent of at most 2^57 records */
	return im->rejected * 100 > im->o.max_rejects * im->in;
}

static void
print_max(const struct ub_import *im, char *dst, size_t len)
{
	snprintf(dst, len, "%" PRIu64 "%s", im->o.max_rejects,
	    im->o.per_cent ? "%" : "");
}

static enum ub_status
finish(struct ub_import *im, struct ub_err *e)
{
	struct ub_buf b = { 0 }, line = { 0 };
	enum ub_status st;
	char max[32];

	print_max(im, max, sizeof(max));
	ub_step_begin(&b, "ubat-import", NULL);
	ub_step_uint(&b, "in", im->in);
	ub_step_uint(&b, "out", im->in - im->rejected);
	ub_step_uint(&b, "rejected", im->rejected);
	ub_step_text(&b, "max-rejects", max);
	ub_buf_add(&b, im->step.s, im->step.len);
	if (im->s->name != NULL)
		ub_step_text(&b, "source", im->s->name);
	ub_step_uint(&b, "left-out-columns", im->left_out);
	ub_step_uint(&b, "blank-lines", im->blank);
	ub_step_uint(&b, "refused-values", im->refused);
	ub_step_end(&b, &line);
	st = ub_writer_end(im->w, &im->meta, &line, true, e);
	ub_buf_free(&b);
	ub_buf_free(&line);
	return st;
}

enum ub_status
ub_import_end(struct ub_import *im, struct ub_err *e)
{
	enum ub_status st;
	char max[32];

	if ((st = ub_rejects_keep(&im->rejects, e)) != UB_OK)
		return st;
	if (!too_many(im))
		return finish(im, e);
	print_max(im, max, sizeof(max));
	return ub_fail(e, UB_EDATA,
	    "%" PRIu64 " of %" PRIu64 " records rejected, --max-rejects is %s",
	    im->rejected, im->in, max);
}

static void
describe(const struct ub_import *im, size_t col, enum ub_rule rule,
    const struct ub_finding *f, struct ub_err *e)
{
	const struct ub_source_column *c =
	    col == UB_NOCOL ? NULL : &im->s->col[col];
	const char *one = "record", *many = "records";
	char clause[160];

	ub_rule_clause(clause, rule, c);
	if (c != NULL && c->invalid != 0) {
		one = "value refused";
		many = "values refused";
	}
	(void)ub_fail_at(e, UB_EDATA, f->input, f->line,
	    "%s%s%s%s%s%s (%" PRIu64 " %s)", c == NULL ? "" : "column ",
	    c == NULL ? "" : c->name, c == NULL ? "" : ": ", clause,
	    rule == UB_RULE_ENCODING ? " " : "",
	    rule == UB_RULE_ENCODING ? ub_encoding_name(im->s->encoding) : "",
	    f->n, f->n == 1 ? one : many);
}

bool
ub_import_finding(const struct ub_import *im, size_t i, struct ub_err *e)
{
	size_t k, all;

	if (!im->begun)
		return false;
	all = (im->s->ncol + 1) * UB_NRULE;
	for (k = 0; k < all; k++) {
		const struct ub_finding *f = &im->rejects.finding[k];

		if (f->n == 0 || i-- > 0)
			continue;
		describe(
		    im, k / UB_NRULE - 1, (enum ub_rule)(k % UB_NRULE), f, e);
		return true;
	}
	return false;
}
