/*
 * why.h - why records were rejected, as a stream of ubat(5): a record for
 * each rule that each of them breaks, without a value of it.
 */
#ifndef UB_WHY_H
#define UB_WHY_H

#include "../base/file.h"
#include "../stream/writer.h"

enum { UB_WHY_ID = 8 }; /* digits of a step's id */

struct ub_why {
	char id[UB_WHY_ID + 1]; /* of its step; "" until it is kept */
	struct ub_out out;
	struct ub_writer w;
	struct ub_buf text;
	bool open; /* there is a file to write */
};

struct ub_why_row {
	const char *input;
	uint64_t record;    /* of its input, from 1; headings and blank lines do
	                  * not count */
	uint64_t line;      /* physical, where the record begins */
	uint64_t byte;      /* offset of its first byte in the text */
	const char *column; /* NULL: the record as such */
	const char *rule;   /* the clause of a message */
};

/* path NULL: nothing is written.  The legend is written at once. */
enum ub_status ub_why_open(
    struct ub_why *y, const char *path, struct ub_err *e);
void ub_why_free(struct ub_why *y); /* what was not kept is removed */

/* Cheap when there is no file; a failure to write shows in ub_why_end(). */
void ub_why_add(struct ub_why *y, const struct ub_why_row *row);
/* The account and the end are written; the file has no name yet.  in records were read,
 * of which rejected are told about; more is what else the account holds, as
 * ub_step_text() makes it. */
enum ub_status ub_why_end(struct ub_why *y, uint64_t in, uint64_t rejected,
    const struct ub_buf *more, struct ub_err *e);
/* The file gets its name. */
enum ub_status ub_why_keep(struct ub_why *y, struct ub_err *e);

/*
 * What such a file, which must be whole, tells of itself: the records that
 * were rejected, and the id of its step (UB_WHY_ID digits and a NUL).
 */
enum ub_status ub_why_read(
    const char *path, uint64_t *rejected, char *id, struct ub_err *e);

#endif
