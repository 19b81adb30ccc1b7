/*
 * rows.h - an extract that is no text, as the CSV text that its description
 * expects: everything behind the reader of CSV is then the same for all kinds.
 *
 * A row of the sheet is a line of the text, so that lines are counted as rows
 * are; only then a field with a line end in it does not count.  Until the
 * headings are known rows come one by one, because what follows is written
 * as the columns they name want it.
 */
#ifndef UB_ROWS_H
#define UB_ROWS_H

#include "../base/hash.h"
#include "cell.h"
#include "source.h"

struct ub_rows;

/* What a kind of extract does. */
struct ub_rows_calls {
	/* Append rows to text, one until r->known, then as many as are at
	 * hand; UB_END when there are no more. */
	enum ub_status (*more)(struct ub_rows *r, struct ub_err *e);
	/* What the file says of the columns that s does not, own: types
	 * too; NULL: nothing. */
	enum ub_status (*describe)(struct ub_rows *r, struct ub_source *s,
	    const size_t *at, bool own, struct ub_err *e);
	/* The first merged range (as A1:B2) that lies over this row; NULL: no
	 * such thing. */
	bool (*merged)(const struct ub_rows *r, uint64_t row, char *range);
	void (*free)(struct ub_rows *r);
};

enum { UB_ROWS_RANGE = 32 }; /* bytes of a range as text, NUL included */

struct ub_rows {
	const struct ub_rows_calls *calls;
	const char *name;  /* for messages; the caller's */
	const char *sheet; /* which, for the account; NULL: there are none */
	char delim;
	size_t max_line;
	char fingerprint[UB_FINGERPRINT_LEN + 1]; /* of the file's bytes */
	struct ub_buf text;
	size_t at; /* how much of it is handed out */
	bool ended;
	bool known; /* the headings are */
	/* per field of the extract, as far as anything is known of it */
	struct ub_cell_form *form;
	size_t nform;
};

/* Up to len bytes of the text; *got is 0 only at the end.  r is a struct
 * ub_rows, for ub_bytes_made(). */
enum ub_status ub_rows_read(
    void *r, void *p, size_t len, size_t *got, struct ub_err *e);
/* There are no headings: columns are known by their positions. */
void ub_rows_expect(struct ub_rows *r, const struct ub_source *s);
/*
 * The headings are read: n fields, of which at[i] feeds column i of s.  What s
 * does not say of its columns and the file does, labels and the like, is
 * added to s, and where own is set, types too.
 */
enum ub_status ub_rows_columns(struct ub_rows *r, struct ub_source *s,
    const size_t *at, size_t n, bool own, struct ub_err *e);
bool ub_rows_merged(const struct ub_rows *r, uint64_t row, char *range);
void ub_rows_free(struct ub_rows *r); /* NULL is fine */

/* The form of field k; of none in particular before the headings. */
const struct ub_cell_form *ub_rows_form(const struct ub_rows *r, size_t k);
/* The fingerprint of the file behind fd, read whole. */
enum ub_status ub_rows_fingerprint(struct ub_rows *r, int fd, struct ub_err *e);

#endif
