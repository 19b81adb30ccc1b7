/*
 * split.h - a stream for each value of a column, in a folder that appears
 * whole or not at all; ubat-filter --split.
 *
 * The file of a value is called as the value with ".ubat" behind it.  Letters
 * and digits of any script and "_ + =" stand for themselves, and so do a blank
 * and "- , ." where they do not come first; every other byte is "%" and two
 * hexadecimal digits.  A missing value is "missing", with ".x" for
 * its reason; a value that begins so has "%6D" for its m.
 */
#ifndef UB_SPLIT_H
#define UB_SPLIT_H

#include "../stream/writer.h"

enum { UB_SPLIT_MAX = 10000 }; /* values */

struct ub_split; /* opaque */

/* What the streams have in common.  All of it is borrowed until the end. */
struct ub_split_part {
	const struct ub_legend *legend; /* of what is written */
	const char *column;             /* for messages */
	/* append the #step line of a stream of out records, which sum up to
	 * rows (ub_rows_sum()) */
	void (*step)(
	    void *arg, uint64_t out, uint64_t rows, struct ub_buf *line);
	void *arg;
};

/* UB_EIO: dir is there already or cannot be made. */
enum ub_status ub_split_open(struct ub_split **sp, const char *dir,
    const struct ub_split_part *part, struct ub_err *e);
/*
 * A record, LF included, to the stream of this value (a field); m is what is
 * known about the stream by now.  UB_EDATA, without a place: too many values,
 * one that is too long for a name, or two whose names differ in case alone.
 */
enum ub_status ub_split_add(struct ub_split *s, struct ub_slice value,
    struct ub_slice rec, const struct ub_meta *m, struct ub_err *e);
/* End all streams and show the folder. */
enum ub_status ub_split_end(
    struct ub_split *s, const struct ub_meta *m, struct ub_err *e);
/* Without ub_split_end(), or after its failure, there is no folder. */
void ub_split_free(struct ub_split *s); /* NULL is fine */

#endif
