/*
 * importer.h - the parts of import.h: headings (importhead.c), records
 * (importrec.c), and what they work on.  Private to them.
 */
#ifndef UB_IMPORTER_H
#define UB_IMPORTER_H

#include "csv.h"
#include "fast.h"
#include "import.h"
#include "keyset.h"
#include "kind.h"

/* What is said of a record if it is kept. */
struct ub_import_kept {
	size_t col; /* as for ub_import_broken() */
	enum ub_rule rule;
	const char *input;
	uint64_t line;
	size_t record; /* of those that are held; see importkey.c */
};

struct ub_import {
	struct ub_import_options o;
	struct ub_writer *w;
	struct ub_source own; /* where no description was given */
	struct ub_source *s;
	struct ub_meta meta;
	struct ub_rejects rejects;
	struct ub_buf step; /* what each input adds: input=... */
	uint64_t in, rejected, blank, refused;
	uint64_t duplicates;       /* left out: another record has the key */
	uint64_t reserve;          /* values a reserve number does not tell */
	uint64_t padded;           /* records with fewer fields, kept */
	uint64_t preamble, footer; /* lines */
	uint64_t cut;              /* what csv.h cut: records and footers */
	uint64_t headings;         /* of them, lines of headings */
	uint64_t corrects;         /* records rejected before, see options */
	char corrects_id[UB_WHY_ID + 1];
	uint64_t left_out;      /* columns of the first extract */
	bool begun;             /* the legend is written */
	enum ub_encoding first; /* encoding of the first input */
	char **note;            /* for people, in turn input and clause */
	size_t nnote;

	uint64_t *blanks; /* of each column: values that are no numbers only
	                   * for the blanks in them */
	size_t *out;      /* columns that are written */
	size_t nout;
	struct ub_keyset keys;
	struct ub_held *held; /* duplicates = last: all records; or NULL */

	/* of this input */
	const char *input;
	uint64_t before; /* records of the inputs before it */
	uint64_t byte;   /* of the text, where record passed begins */
	size_t passed;   /* in the block that is out */
	uint64_t told;   /* of progress, in steps of every */
	struct ub_extract extract;
	/* what s says of text, while the extract is rows */
	struct {
		char quote, escape;
		bool cr, trailing;
	} text;
	enum ub_encoding encoding; /* of its text */
	struct ub_bytes *bytes;    /* the text */
	struct ub_csv *csv;
	size_t *at;   /* place of each column, or UB_NOCOL */
	size_t nhead; /* headings */
	size_t nin; /* fields of a record: one more where a delimiter ends it */
	bool codes; /* some are written as they stand, but in NFC */
	bool careful; /* of records with nin fields, some are not for fast.h */
	bool footing; /* the footer has begun */
	bool judged;  /* something is said of several columns, or of labels */
	size_t *need; /* the columns that this, or the key, is about */
	size_t nneed;
	struct ub_slice *used; /* fields that rules look at, of many records */
	uint8_t *truth;        /* of each rule and those records */
	uint8_t *alone;        /* of each rule, the record at hand */
	struct ub_csv_fields fields;
	struct ub_fast *fast;

	/* of this record */
	struct ub_slice *field; /* of the stream */
	bool edited; /* what fast.h read of it is not all that is written */
	bool *plain; /* as it stands between its delimiters */
	struct ub_slice *label; /* of split columns: what stood behind */
	struct ub_buf scratch;  /* room for those that changed */
	struct ub_buf raw;      /* its bytes, when it is rejected */
	struct ub_import_kept *kept;
	size_t nkept;
};

/*
 * Read to the heading line and resolve it; after that of the first input the
 * legend is written.  *next is the record that follows it in b.
 */
enum ub_status ub_import_heading(struct ub_import *im, struct ub_csv_block *b,
    size_t *next, struct ub_err *e);
/* Records first and on of a block. */
enum ub_status ub_import_records(struct ub_import *im,
    const struct ub_csv_block *b, size_t first, struct ub_err *e);

/* Record r breaks a rule, in column col or as such (UB_NOCOL): it is counted,
 * and told where it is rejected for it.  Records come in order. */
void ub_import_broken(struct ub_import *im, const struct ub_csv_block *b,
    size_t r, size_t col, enum ub_rule rule);
/* The same for a rule by which it would be kept, which nobody knows yet: it is
 * counted by ub_import_kept(), when it is. */
void ub_import_keep(struct ub_import *im, const struct ub_csv_block *b,
    size_t r, size_t col, enum ub_rule rule);
void ub_import_kept(struct ub_import *im, const struct ub_import_kept *k);
/* The block is done with. */
void ub_import_past(struct ub_import *im, const struct ub_csv_block *b);
/* The input is. */
void ub_import_through(struct ub_import *im);

/* What a rule is called; dst has room for UB_CLAUSE_LEN. */
enum { UB_CLAUSE_LEN = 240 };
void ub_import_clause(
    const struct ub_import *im, size_t col, enum ub_rule rule, char *dst);

/* The rule of the record that goes with what the CSV reader found. */
enum ub_rule ub_import_odd(enum ub_csv_odd odd);

/* --- importkind.c: what the kind of an extract asks for ----------------------- */

/* Open path, and close it. */
enum ub_status ub_import_open(
    struct ub_import *im, const char *path, struct ub_err *e);
void ub_import_close(struct ub_import *im);
/* Tell people of an input, which is copied, as the clause is. */
void ub_import_remark(
    struct ub_import *im, const char *input, const char *clause);
/* Number i (from 0) of what was told so; false after the last. */
bool ub_import_note(const struct ub_import *im, size_t i, struct ub_err *e);
/* It is read: what the account says of it. */
void ub_import_account(struct ub_import *im, const char *path);
/* Can headings be on record r of b?  The clause alone. */
enum ub_status ub_import_heading_row(const struct ub_import *im,
    const struct ub_csv_block *b, size_t r, struct ub_err *e);
/* The rule of a field that is marked; see cell.h. */
enum ub_rule ub_import_marked(struct ub_slice raw);
/* Append a record made of rows without the marks of its cells. */
void ub_import_unmarked(struct ub_slice rec, struct ub_buf *b);

/* --- for all of them ---------------------------------------------------------- */

/* Append the bytes of a record as they came. */
static inline void
ub_import_bytes(
    const struct ub_import *im, struct ub_slice rec, struct ub_buf *b)
{
	size_t at = b->len;

	if (im->extract.rows != NULL) {
		ub_import_unmarked(rec, b);
		return;
	}
	ub_encode(im->encoding, b, rec.s, rec.len);
	if (im->s->cr)
		ub_csv_exchange(b->s + at, b->len - at);
}

/* --- importshape.c: what a record is, before its columns are looked at ------ */

/* As the description says where a shape has it: once the headings are known. */
void ub_import_shape(struct ub_import *im);
/* Fields of record r, which is not odd. */
static inline size_t
ub_import_count(const struct ub_csv_block *b, size_t r)
{
	return b->parsed ? b->nfield
			 : (size_t)(b->end[r] - b->end[(ptrdiff_t)r - 1]);
}
/* With careful: is record r, of nin fields, one of those that are not for
 * fast.h? */
bool ub_import_odd_one(
    const struct ub_import *im, const struct ub_csv_block *b, size_t r);
/* Is record r no record: blank, or of the footer?  It is then counted.
 * UB_EDATA for a record behind a footer. */
enum ub_status ub_import_aside(struct ub_import *im,
    const struct ub_csv_block *b, size_t r, bool *aside, struct ub_err *e);
/* The number of its fields: a rule it breaks, or none.  UB_EDATA where the
 * description wants the reading to end. */
enum ub_status ub_import_ragged(struct ub_import *im,
    const struct ub_csv_block *b, size_t r, enum ub_rule *rule,
    struct ub_err *e);

/* --- importcheck.c: what its fields say together -------------------------- */

/* The columns that ub_import_judge(), ub_import_key() and what they have done
 * look at: once, when the description is known. */
void ub_import_needs(struct ub_import *im);
/*
 * The record whose fields are im->field, each of which is fine: true when
 * it breaks a rule of several columns, which is then counted.  truth[k * n] is
 * what rule k says of it; NULL: nobody has asked.
 */
bool ub_import_judge(struct ub_import *im, const struct ub_csv_block *b,
    size_t r, const uint8_t *truth, size_t n);
/* Split raw, of column i, into its code, which is returned, and label. */
struct ub_slice ub_import_split(
    struct ub_import *im, size_t i, struct ub_slice raw);
/* Take the labels of the record that is written. */
enum ub_status ub_import_labels(struct ub_import *im,
    const struct ub_csv_block *b, size_t r, struct ub_err *e);

/* --- importkey.c: records with the same key ------------------------------- */

enum ub_fate { UB_WRITE, UB_REJECT, UB_LEAVE_OUT, UB_HOLD };

/* What becomes of the record whose fields are im->field.  Counts duplicates,
 * not rejects. */
enum ub_fate ub_import_key(
    struct ub_import *im, const struct ub_csv_block *b, size_t r);
/* UB_HOLD: its text, which is appended to the buffer this returns, ends; what
 * im->kept says of it is counted when it is written. */
struct ub_buf *ub_import_held(struct ub_import *im);
void ub_import_hold(struct ub_import *im);
/* Write what was held. */
void ub_import_release(struct ub_import *im);
void ub_held_free(struct ub_held *h); /* NULL is fine */

static inline bool
ub_import_blank(const struct ub_csv_block *b, size_t r)
{
	struct ub_slice rec = ub_csv_record(b, r);

	return rec.len == 1 || (rec.len == 2 && rec.s[0] == '\r');
}

#endif
