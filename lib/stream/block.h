/*
 * block.h - the bytes of an input in blocks of whole lines, with the positions
 * of all their separators.  What a line means is for reader.c.
 *
 * Where the blocks are cut depends on the sizes of the reads; that a bad line
 * is the first of its block does not.
 */
#ifndef UB_BLOCK_H
#define UB_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/err.h"

struct ub_block_ahead; /* what a second thread reads */

/*
 * buf[0 .. complete) are whole lines and indexed in pos; buf[complete .. end)
 * is the beginning of the next.  Zeroed is empty.
 */
struct ub_block {
	char *buf; /* owned */
	size_t complete, end;
	uint32_t *pos; /* separators; pos[-1] + 1 is 0 */
	size_t npos;
	size_t nline;      /* LFs among them */
	const char *fault; /* after UB_EDATA */

	/* block.c alone */
	size_t cap;
	uint32_t *pos_base; /* owned: one entry before pos */
	bool more_lines;    /* whole lines are left in [complete, end) */
	struct ub_block_ahead *ahead; /* NULL: nobody reads ahead */
};

/* fd stays open; but with a reader ahead it must be until here. */
void ub_block_free(struct ub_block *b);
/*
 * The next block of fd, of at least one line; name is for messages, line_max
 * the bytes that are read while no line ends.  UB_END after the last, then fd
 * may be another.  UB_EIO, with e.  UB_EDATA, without: the line that would be
 * the first of the block is none for the reason in fault, which is NULL where
 * it is too long.  After a failure the block can only be freed.
 */
enum ub_status ub_block_next(struct ub_block *b, int fd, const char *name,
    size_t line_max, struct ub_err *e);
/* From now on another thread reads and indexes the next block of a file
 * meanwhile, if fd is a large one and a processor is there for it. */
void ub_block_read_ahead(struct ub_block *b, int fd);

#endif
