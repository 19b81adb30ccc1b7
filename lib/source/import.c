/* import.c - see import.h: inputs, the account, the findings. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "importer.h"

enum { LINE_MAX_LEN = 16 * 1024 * 1024, FIELD_MAX_LEN = 1024 * 1024 };

bool
ub_import_max_rejects(struct ub_import_options *o, const char *text)
{
	size_t len = strlen(text);
	int64_t v;

	o->per_cent = len > 0 && text[len - 1] == '%';
	if (!ub_int_parse(text, len - o->per_cent, &v) || v < 0 ||
	    (o->per_cent && v > 100))
		return false;
	o->max_rejects = (uint64_t)v;
	return true;
}

enum ub_status
ub_import_persons(struct ub_import_options *o, const char *path,
    struct ub_pseudonym **key, struct ub_err *e)
{
	struct ub_source *s = o->source;
	enum ub_status st;

	if (path == NULL) {
		o->dropped_persons = ub_source_drop_persons(s);
		return ub_source_written(s) > 0
			   ? UB_OK
			   : ub_fail(e, UB_EUSAGE,
				 "no column is left without a key (-k)");
	}
	if (ub_source_persons(s) == 0)
		return ub_fail(e, UB_EUSAGE,
		    "-k: no column of the description is type = person");
	if (s->context == NULL)
		return ub_fail(e, UB_EUSAGE,
		    "-k: the description does not say context = , the "
		    "purpose that goes into the pseudonyms");
	if ((st = ub_pseudonym_open(key, path, s->context, e)) == UB_OK)
		s->key = *key;
	return st;
}

enum ub_status
ub_import_apart(const struct ub_import_options *o, const char *source,
    const char *key, const char *const *extract, size_t n, struct ub_err *e)
{
	const char *const beside[] = { source, key, o->corrects };
	enum ub_status st;

	st = ub_rejects_apart(o->rejects, o->redacted, beside,
	    sizeof(beside) / sizeof(*beside), e);
	if (st != UB_OK)
		return st;
	return ub_rejects_apart(o->rejects, o->redacted, extract, n, e);
}

/* What the description asks for is not there: nobody shall find out late. */
static void
remark_dropped(struct ub_import *im)
{
	const struct ub_source *s = im->s;
	char clause[UB_CLAUSE_LEN];
	size_t i;

	for (i = 0; i < s->ncol; i++) {
		if (!s->col[i].dropped)
			continue;
		snprintf(clause, sizeof(clause),
		    "column %.64s: persons, left out without a key (-k)",
		    s->col[i].name);
		ub_import_remark(im, s->path, clause);
	}
}

enum ub_status
ub_import_new(struct ub_import **ip, const struct ub_import_options *o,
    struct ub_writer *w, struct ub_err *e)
{
	struct ub_import *im = ub_xcalloc(1, sizeof(*im));
	enum ub_status st;

	*ip = NULL;
	im->o = *o;
	im->w = w;
	ub_source_init(&im->own);
	im->s = o->source != NULL ? o->source : &im->own;
	if (o->delim != 0)
		im->s->delim = o->delim;
	if (im->s->delim == im->s->quote) {
		ub_import_free(im);
		return ub_fail(
		    e, UB_EUSAGE, "--delimiter is the quote of the source");
	}
	if (im->o.limits.line == 0)
		im->o.limits.line = LINE_MAX_LEN;
	if (im->o.limits.field == 0)
		im->o.limits.field = FIELD_MAX_LEN;
	if (im->o.limits.columns == 0)
		im->o.limits.columns = UB_COLUMNS_MAX;
	remark_dropped(im);
	st = ub_rejects_open(&im->rejects, o->rejects, o->redacted, e);
	if (st == UB_OK && o->corrects != NULL)
		st =
		    ub_why_read(o->corrects, &im->corrects, im->corrects_id, e);
	if (st != UB_OK) {
		ub_import_free(im);
		return st;
	}
	*ip = im;
	return UB_OK;
}

void
ub_import_free(struct ub_import *im)
{
	size_t i;

	if (im == NULL)
		return;
	ub_csv_free(im->csv);
	ub_fast_free(im->fast);
	ub_import_close(im);
	for (i = 0; i < im->nnote; i++)
		free(im->note[i]);
	free(im->note);
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
	free(im->label);
	free(im->kept);
	free(im->blanks);
	free(im->need);
	free(im->used);
	free(im->truth);
	free(im->alone);
	free(im->out);
	ub_keyset_free(&im->keys);
	ub_held_free(im->held);
	free(im);
}

/* The last lines will be left out of the file of rejects too. */
static void
keep_footer(struct ub_import *im, struct ub_slice text)
{
	struct ub_buf b = { 0 };

	ub_import_bytes(im, text, &b);
	ub_rejects_footer(&im->rejects, b.s, b.len);
	ub_buf_free(&b);
}

enum ub_status
ub_import_file(struct ub_import *im, const char *path, struct ub_err *e)
{
	struct ub_csv_options o;
	struct ub_csv_block b;
	uint64_t footer, blank;
	struct ub_slice text;
	enum ub_status st;
	size_t next;

	im->input = ub_input_name(path);
	im->before = im->in;
	im->byte = 0;
	im->passed = 0;
	im->told = 0;
	if ((st = ub_import_open(im, path, e)) != UB_OK)
		return st;
	o = (struct ub_csv_options){ .delim = im->s->delim,
		.encoding = im->encoding,
		.rows = im->extract.rows != NULL,
		.level = ub_simd_level(),
		.max_line = im->o.limits.line,
		.quote = im->s->quote,
		.noquote = im->s->quote == '\0',
		.escape = im->s->escape != '\0',
		.cr = im->s->cr,
		.footer = im->s->footer };
	im->csv = ub_csv_new(im->bytes, &o);
	st = ub_import_heading(im, &b, &next, e);
	if (st == UB_OK)
		st = ub_import_records(im, &b, next, e);
	while (st == UB_OK) {
		ub_import_past(im, &b);
		if ((st = ub_csv_next(im->csv, &b, e)) == UB_OK) {
			im->cut += b.n;
			st = ub_import_records(im, &b, 0, e);
		}
	}
	if (st == UB_END) {
		ub_import_through(im);
		text = ub_csv_footer(im->csv, &footer, &blank);
		if (im->s->footer > 0)
			keep_footer(im, text);
		im->cut += footer + blank;
		im->footer += footer;
		im->blank += blank;
		ub_import_account(im, path);
		st = UB_OK;
	}
	ub_fast_free(im->fast);
	ub_csv_free(im->csv);
	im->fast = NULL;
	im->csv = NULL;
	ub_import_close(im);
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

/* Each line that was cut is a record or none, and each record is somewhere. */
static enum ub_status
check_sum(const struct ub_import *im, struct ub_err *e)
{
	uint64_t aside = im->headings + im->blank + im->footer;

	if (im->cut != im->in + aside)
		return ub_fail(e, UB_EDATA,
		    "a fault of ubat-import: %" PRIu64
		    " lines cut, but %" PRIu64 " records and %" PRIu64
		    " other lines read",
		    im->cut, im->in, aside);
	if (im->in == im->w->nrec + im->rejected + im->duplicates)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "a fault of ubat-import: %" PRIu64 " records read, but %" PRIu64
	    " written, %" PRIu64 " rejected and %" PRIu64 " duplicates",
	    im->in, im->w->nrec, im->rejected, im->duplicates);
}

/* What is there only where the description speaks of it. */
static void
account_shape(const struct ub_import *im, struct ub_buf *b)
{
	const struct ub_source *s = im->s;
	bool reserve = false;
	size_t i;

	for (i = 0; i < s->ncol; i++) {
		const struct ub_source_column *c = &s->col[i];

		if (c->undated)
			ub_step_text(b, "codes-undated", c->name);
		reserve |= c->derive > UB_DERIVE_PSEUDONYM &&
			   (c->any_number || c->nreserve > 0 || c->kin != NULL);
	}
	if (reserve)
		ub_step_uint(b, "reserve-values", im->reserve);
	if (s->nkeycol > 0)
		ub_step_uint(b, "duplicates", im->duplicates);
	if (s->preamble > 0 || s->until != NULL)
		ub_step_uint(b, "preamble-lines", im->preamble);
	if (s->footer > 0 || s->nfooter_text > 0)
		ub_step_uint(b, "footer-lines", im->footer);
	if (s->ragged == UB_RAGGED_PAD)
		ub_step_uint(b, "padded", im->padded);
	if (s->leaves)
		ub_step_text(b, "lamnas-ut", "ja");
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
	ub_step_uint(&b, "out", im->w->nrec);
	ub_step_uint(&b, "rejected", im->rejected);
	ub_step_text(&b, "max-rejects", max);
	if (im->rejects.why.id[0] != '\0')
		ub_step_text(&b, "why", im->rejects.why.id);
	if (im->o.corrects != NULL) {
		ub_step_uint(&b, "corrects", im->corrects);
		ub_step_uint(&b, "corrects-missing", im->corrects - im->in);
		ub_step_text(&b, "corrects-why", im->corrects_id);
	}
	ub_buf_add(&b, im->step.s, im->step.len);
	if (im->s->name != NULL)
		ub_step_text(&b, "source", im->s->name);
	ub_step_uint(&b, "left-out-columns", im->left_out);
	ub_step_uint(&b, "blank-lines", im->blank);
	ub_step_uint(&b, "refused-values", im->refused);
	account_shape(im, &b);
	if (im->o.dropped_persons > 0)
		ub_step_uint(&b, "persons-dropped", im->o.dropped_persons);
	if (im->s->key != NULL && ub_source_persons(im->s) > 0)
		ub_step_text(&b, "key", ub_pseudonym_id(im->s->key));
	ub_step_end(&b, &line);
	st = ub_writer_end(im->w, &im->meta, &line, true, e);
	ub_buf_free(&b);
	ub_buf_free(&line);
	return st;
}

/* No record comes back twice, or from elsewhere: what the accounts give
 * together would then be too few. */
static enum ub_status
check_corrects(struct ub_import *im, struct ub_err *e)
{
	char clause[UB_CLAUSE_LEN];

	if (im->o.corrects == NULL || im->in == im->corrects)
		return UB_OK;
	if (im->in > im->corrects)
		return ub_fail_at(e, UB_EDATA, im->o.corrects, 0,
		    "%" PRIu64 " %s rejected, but %" PRIu64
		    " come in as corrected",
		    im->corrects,
		    im->corrects == 1 ? "record was" : "records were", im->in);
	snprintf(clause, sizeof(clause),
	    "%" PRIu64 " of %" PRIu64 " rejected records did not come back",
	    im->corrects - im->in, im->corrects);
	ub_import_remark(im, im->o.corrects, clause);
	return UB_OK;
}

enum ub_status
ub_import_end(struct ub_import *im, struct ub_err *e)
{
	enum ub_status st;
	char max[32];

	ub_import_release(im);
	st = ub_rejects_keep(&im->rejects, im->in, im->rejected, &im->step, e);
	if (st == UB_OK)
		st = check_sum(im, e);
	if (st == UB_OK)
		st = check_corrects(im, e);
	if (st != UB_OK)
		return st;
	if (!too_many(im))
		return finish(im, e);
	print_max(im, max, sizeof(max));
	return ub_fail(e, UB_EDATA,
	    "%" PRIu64 " of %" PRIu64 " records rejected, --max-rejects is %s",
	    im->rejected, im->in, max);
}
