/*
 * outdir.h - a folder of files that appears whole or not at all.
 *
 * It is made under a temporary name beside its target (mode 0700, its files
 * 0600), and renamed when all is there.  Files are numbered until then, and
 * open only while something is written to them, so that their number has
 * nothing to do with the limit of open files.  A signal that ends the process
 * removes everything.
 */
#ifndef UB_OUTDIR_H
#define UB_OUTDIR_H

#include "buf.h"
#include "err.h"

struct ub_outdir {
	int fd;       /* of the folder; -1: none */
	char *path;   /* its temporary name; owned */
	char *target; /* owned, without a slash at its end */
	size_t n;     /* files made */
};

/* UB_EIO: target is there already, or cannot be made.  One at a time in a
 * process. */
enum ub_status ub_outdir_open(
    struct ub_outdir *o, const char *target, struct ub_err *e);
/* Make file number o->n++ and open it for writing; the caller closes *fd. */
enum ub_status ub_outdir_create(struct ub_outdir *o, int *fd, struct ub_err *e);
/* Open file number i to write at its end; the caller closes *fd. */
enum ub_status ub_outdir_append(
    struct ub_outdir *o, size_t i, int *fd, struct ub_err *e);
/* Give the files their names, o->n of them, all different and without a
 * slash, synchronise, and show the folder.  On failure it is gone. */
enum ub_status ub_outdir_commit(
    struct ub_outdir *o, char *const *name, struct ub_err *e);
/* Remove everything; after commit it does nothing. */
void ub_outdir_abort(struct ub_outdir *o);

#endif
