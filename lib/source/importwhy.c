/* importwhy.c - see importer.h: what is said of records that break a rule. */
#include <inttypes.h>
#include <stdio.h>

#include "importer.h"

enum { MARK_LEN = 3 };

/* Columns come first, then the rules of the description; UB_NOCOL is the
 * record as such. */
static const struct ub_source_column *
column_of(const struct ub_import *im, size_t col)
{
	return col < im->s->ncol ? &im->s->col[col] : NULL;
}

void
ub_import_clause(
    const struct ub_import *im, size_t col, enum ub_rule rule, char *dst)
{
	size_t n = 0;

	if (rule == UB_RULE_CR && im->s->cr) {
		memcpy(dst, "line feed", sizeof("line feed"));
		return;
	}

	if (col != UB_NOCOL && col >= im->s->ncol)
		n = (size_t)snprintf(dst, UB_CLAUSE_LEN / 2,
		    "rule %.60s: ", im->s->rule[col - im->s->ncol].name);
	ub_rule_clause(dst + n, rule, column_of(im, col));
	if (rule != UB_RULE_ENCODING)
		return;
	n = strlen(dst);
	snprintf(
	    dst + n, UB_CLAUSE_LEN - n, " %s", ub_encoding_name(im->encoding));
}

static uint64_t
mark_len(const struct ub_import *im)
{
	return ub_csv_bom(im->csv)
		   ? ub_encoded_len(im->encoding, "\xef\xbb\xbf", MARK_LEN)
		   : 0;
}

/* Go on to record r of the block, from the one passed last. */
static void
go_on(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	const char *from = ub_csv_record(b, im->passed).s;
	size_t len = (size_t)(ub_csv_record(b, r).s - from);

	im->byte += ub_encoded_len(im->encoding, from, len);
	im->passed = r;
}

static void
progress(struct ub_import *im, bool end)
{
	const struct ub_progress_want *want = &im->o.progress;
	struct ub_progress p = { .input = im->input,
		.bytes = im->byte + mark_len(im),
		.total = ub_bytes_size(im->bytes),
		.records = im->in,
		.rejected = im->rejected,
		.end = end };

	/* the LF that the last line lacked */
	if (end && p.total != 0)
		p.bytes = p.total;
	im->told = p.bytes / want->every;
	want->tell(want->arg, &p);
}

void
ub_import_past(struct ub_import *im, const struct ub_csv_block *b)
{
	const struct ub_progress_want *want = &im->o.progress;
	struct ub_slice last = ub_csv_record(b, b->n - 1);

	if (im->rejects.why.open || want->tell != NULL) {
		go_on(im, b, b->n - 1);
		im->byte += ub_encoded_len(im->encoding, last.s, last.len);
	}
	im->passed = 0;
	if (want->tell != NULL && im->byte / want->every > im->told)
		progress(im, false);
}

void
ub_import_through(struct ub_import *im)
{
	if (im->o.progress.tell != NULL)
		progress(im, true);
}

static void
tell(struct ub_import *im, const struct ub_csv_block *b, size_t r, size_t col,
    enum ub_rule rule, uint64_t line)
{
	const struct ub_source_column *c = column_of(im, col);
	struct ub_why_row row = {
		.input = im->input, .record = im->in - im->before, .line = line
	};
	char clause[UB_CLAUSE_LEN];

	go_on(im, b, r);
	row.byte = im->byte + mark_len(im);
	row.column = c == NULL ? NULL : c->name;
	ub_import_clause(im, col, rule, clause);
	row.rule = clause;
	ub_why_add(&im->rejects.why, &row);
}

void
ub_import_broken(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    size_t col, enum ub_rule rule)
{
	const struct ub_source_column *c = column_of(im, col);
	uint64_t line = ub_csv_line(b, r);

	ub_rejects_count(&im->rejects, col, rule, im->input, line);
	if (im->rejects.why.open && (c == NULL || c->invalid == 0))
		tell(im, b, r, col, rule, line);
}

void
ub_import_keep(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    size_t col, enum ub_rule rule)
{
	im->kept = ub_xgrow(im->kept, im->nkept, sizeof(*im->kept));
	im->kept[im->nkept++] = (struct ub_import_kept){
		.col = col,
		.rule = rule,
		.input = im->input,
		.line = ub_csv_line(b, r),
	};
}

void
ub_import_kept(struct ub_import *im, const struct ub_import_kept *k)
{
	im->reserve += k->rule == UB_RULE_RESERVE;
	ub_rejects_count(&im->rejects, k->col, k->rule, k->input, k->line);
}

static void
describe(const struct ub_import *im, size_t col, enum ub_rule rule,
    const struct ub_finding *f, struct ub_err *e)
{
	const struct ub_source_column *c = column_of(im, col);
	const char *one = "record", *many = "records";
	char clause[UB_CLAUSE_LEN], hint[64] = "";

	ub_import_clause(im, col, rule, clause);
	if (rule == UB_RULE_TYPE && im->blanks[col] > 0)
		snprintf(hint, sizeof(hint),
		    "; %" PRIu64 " with blanks between digits, see group",
		    im->blanks[col]);
	if (ub_rule_keeps(rule)) {
		one = "record kept";
		many = "records kept";
	} else if (c != NULL && c->invalid != 0) {
		one = "value refused";
		many = "values refused";
	}
	(void)ub_fail_at(e, UB_EDATA, f->input, f->line,
	    "%s%s%s%s (%" PRIu64 " %s%s)", c == NULL ? "" : "column ",
	    c == NULL ? "" : c->name, c == NULL ? "" : ": ", clause, f->n,
	    f->n == 1 ? one : many, hint);
}

bool
ub_import_finding(const struct ub_import *im, size_t i, struct ub_err *e)
{
	size_t k, all;

	if (ub_import_note(im, i, e))
		return true;
	if (!im->begun)
		return false;
	i -= im->nnote / 2;
	all = (im->s->ncol + im->s->nrule + 1) * UB_NRULE;
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
