/*
 * file.h - descriptors read and written whole, and outputs that appear whole
 * or not at all.
 */
#ifndef UB_FILE_H
#define UB_FILE_H

#include <sys/types.h>

#include "buf.h"
#include "err.h"

/* Open for reading; "-" is standard input (not to be closed: see
 * ub_close_in).  A directory is UB_EIO.  Pipes are enlarged to 1 MiB. */
enum ub_status ub_open_in(const char *path, int *fd, struct ub_err *e);
void ub_close_in(int fd); /* leaves standard input open */
/* The name a message gives to path: "stdin" for "-". */
const char *ub_input_name(const char *path);
/* Enlarge a pipe to 1 MiB; a refusal, or what is no pipe, is ignored. */
void ub_pipe_grow(int fd);

/* read(2) until len bytes or the end of file; the count in *got.  EINTR is
 * retried.  ub_read_some returns after the first bytes that come (0: end). */
enum ub_status ub_read_full(int fd, void *p, size_t len, size_t *got,
    const char *name, struct ub_err *e);
enum ub_status ub_read_some(int fd, void *p, size_t len, size_t *got,
    const char *name, struct ub_err *e);
enum ub_status ub_write_full(
    int fd, const void *p, size_t len, const char *name, struct ub_err *e);
/* Append a whole file, at most max bytes (UB_EDATA above), to b. */
enum ub_status ub_slurp(
    const char *path, struct ub_buf *b, size_t max, struct ub_err *e);
/* The last component of path. */
const char *ub_basename(const char *path);
/* "DIR/.ubat-XXXXXX" in the folder of path, for mkstemp(3) or mkdtemp(3): a
 * length of its own, whatever path's.  The caller frees it. */
char *ub_temporary(const char *path);
/* A new name is durable once its folder is; not every file system can. */
void ub_sync_folder(const char *path);

/*
 * An output file: written under a temporary name in the target's own folder
 * (mode 0600, O_EXCL, no symbolic link followed), synchronised and renamed
 * over the target by ub_out_commit().  Until then the target is as it was.
 * ub_out_abort() removes the temporary file; after commit it does nothing.
 * A signal that ends the process (INT, TERM, HUP, PIPE) removes it too.
 */
struct ub_out {
	int fd;     /* the caller writes here, or to path by name */
	char *path; /* the temporary name; owned */
	char *target;
};

enum ub_status ub_out_open(
    struct ub_out *o, const char *target, struct ub_err *e);
enum ub_status ub_out_commit(struct ub_out *o, struct ub_err *e);
void ub_out_abort(struct ub_out *o);
/* Is target none of the files that are read?  To be asked before they are.
 * UB_EUSAGE when it is, by whatever name ("-" is standard input, as where n is
 * 0), so that the commit would replace it.  A target or an input that is
 * NULL, or does not exist, is no file. */
enum ub_status ub_out_apart(
    const char *target, const char *const *input, size_t n, struct ub_err *e);

#endif
