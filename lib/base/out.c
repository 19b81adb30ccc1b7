/* out.c - the outputs of file.h that appear whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deadly.h"
#include "file.h"

/* What a signal handler must know cannot come as an argument: the names of
 * the temporary files there are.  Changed with the signals blocked. */
enum { OPEN_MAX_OUT = 16 };
static char *volatile pending[OPEN_MAX_OUT];

static void
clean(void)
{
	for (int i = 0; i < OPEN_MAX_OUT; i++)
		if (pending[i] != NULL)
			(void)unlink(pending[i]);
}

static int
slot(const char *path)
{
	for (int i = 0; i < OPEN_MAX_OUT; i++)
		if (pending[i] == path)
			return i;
	return -1;
}

static void
drop(struct ub_out *o)
{
	sigset_t old;
	int i;

	if (o->path != NULL) {
		ub_deadly_hold(&old);
		if ((i = slot(o->path)) >= 0)
			pending[i] = NULL;
		ub_deadly_release(&old);
	}
	if (o->fd >= 0)
		(void)close(o->fd);
	free(o->path);
	free(o->target);
	*o = (struct ub_out){ .fd = -1 };
}

enum ub_status
ub_out_open(struct ub_out *o, const char *target, struct ub_err *e)
{
	struct stat st;
	sigset_t old;
	int i;

	*o = (struct ub_out){ .fd = -1 };
	/* rename(2) would put a plain file where a device or a pipe was. */
	if (lstat(target, &st) == 0 && !S_ISREG(st.st_mode) &&
	    !S_ISLNK(st.st_mode))
		return ub_fail_at(
		    e, UB_EIO, target, 0, "exists and is no regular file");
	o->target = ub_xstrdup(target);
	o->path = ub_temporary(target);
	ub_deadly_watch(clean);
	ub_deadly_hold(&old);
	i = slot(NULL);
	errno = EMFILE;
	if (i >= 0 && (o->fd = mkostemp(o->path, O_CLOEXEC)) >= 0)
		pending[i] = o->path;
	ub_deadly_release(&old);
	if (o->fd < 0) {
		(void)ub_fail_sys(e, target, "cannot create");
		drop(o);
		return e->code;
	}
	return UB_OK;
}

/* Synchronise what has the name now: who wrote to path may have put another
 * file there than the one that was opened. */
static bool
synchronise(const struct ub_out *o)
{
	struct stat a, b;
	int fd, rc;

	if (fstat(o->fd, &a) != 0 || lstat(o->path, &b) != 0)
		return false;
	if (a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		return fsync(o->fd) == 0;
	fd = open(o->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	rc = fsync(fd);
	return close(fd) == 0 && rc == 0;
}

enum ub_status
ub_out_commit(struct ub_out *o, struct ub_err *e)
{
	int fd = o->fd;

	if (!synchronise(o))
		goto bad;
	o->fd = -1;
	if (close(fd) != 0 || rename(o->path, o->target) != 0)
		goto bad;
	ub_sync_folder(o->target);
	drop(o);
	return UB_OK;
bad:
	(void)ub_fail_sys(e, o->target, "cannot write");
	ub_out_abort(o);
	return e->code;
}

void
ub_out_abort(struct ub_out *o)
{
	if (o->path == NULL)
		return;
	(void)unlink(o->path);
	drop(o);
}

static bool
same_file(const struct stat *target, const char *input)
{
	struct stat st;

	if (input == NULL)
		return false;
	if (strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &st) != 0
				    : stat(input, &st) != 0)
		return false;
	return st.st_dev == target->st_dev && st.st_ino == target->st_ino;
}

enum ub_status
ub_out_apart(
    const char *target, const char *const *input, size_t n, struct ub_err *e)
{
	static const char *const none[] = { "-" };
	struct stat st;
	size_t i;

	if (target == NULL || stat(target, &st) != 0 || !S_ISREG(st.st_mode))
		return UB_OK;
	if (n == 0) {
		input = none;
		n = 1;
	}
	for (i = 0; i < n; i++)
		if (same_file(&st, input[i]))
			return ub_fail_at(e, UB_EUSAGE, target, 0,
			    "is read too, and would be replaced: choose "
			    "another name");
	return UB_OK;
}
