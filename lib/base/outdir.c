/* outdir.c - see outdir.h. */
#include "outdir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deadly.h"
#include "file.h"

/* What a signal handler must know cannot come as an argument.  Changed with
 * the signals blocked. */
static struct {
	int fd;
	size_t n;
	char *path; /* NULL: there is no folder */
} volatile pending;

enum { NUMBER_MAX = 24 };

/* snprintf(3) may not be called in a handler. */
static const char *
number(char *end, size_t i)
{
	*--end = '\0';
	do
		*--end = (char)('0' + i % 10);
	while ((i /= 10) > 0);
	return end;
}

static void
clean(void)
{
	char name[NUMBER_MAX];

	if (pending.path == NULL)
		return;
	for (size_t i = 0; i < pending.n; i++)
		(void)unlinkat(pending.fd, number(name + NUMBER_MAX, i), 0);
	(void)rmdir(pending.path);
}

static void
drop(struct ub_outdir *o)
{
	sigset_t old;

	ub_deadly_hold(&old);
	pending.path = NULL;
	ub_deadly_release(&old);
	if (o->fd >= 0)
		(void)close(o->fd);
	free(o->path);
	free(o->target);
	*o = (struct ub_outdir){ .fd = -1 };
}

enum ub_status
ub_outdir_open(struct ub_outdir *o, const char *target, struct ub_err *e)
{
	size_t len = strlen(target);
	struct stat st;
	sigset_t old;

	*o = (struct ub_outdir){ .fd = -1 };
	while (len > 1 && target[len - 1] == '/')
		len--;
	o->target = ub_xstrndup(target, len);
	if (lstat(o->target, &st) == 0) {
		(void)ub_fail_at(e, UB_EIO, o->target, 0, "exists already");
		drop(o);
		return e->code;
	}
	o->path = ub_temporary(o->target);
	ub_deadly_watch(clean);
	ub_deadly_hold(&old);
	if (mkdtemp(o->path) != NULL) {
		pending.n = 0;
		pending.path = o->path;
		o->fd = pending.fd =
		    open(o->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	}
	ub_deadly_release(&old);
	if (o->fd >= 0)
		return UB_OK;
	(void)ub_fail_sys(e, o->target, "cannot create");
	ub_outdir_abort(o);
	return e->code;
}

static enum ub_status
open_file(struct ub_outdir *o, size_t i, int flags, int *fd, struct ub_err *e)
{
	char name[NUMBER_MAX];

	*fd = openat(o->fd, number(name + NUMBER_MAX, i),
	    flags | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
	return *fd < 0 ? ub_fail_sys(e, o->target, "cannot write") : UB_OK;
}

enum ub_status
ub_outdir_create(struct ub_outdir *o, int *fd, struct ub_err *e)
{
	enum ub_status st;
	sigset_t old;

	ub_deadly_hold(&old);
	st = open_file(o, o->n, O_CREAT | O_EXCL, fd, e);
	if (st == UB_OK)
		pending.n = ++o->n;
	ub_deadly_release(&old);
	return st;
}

enum ub_status
ub_outdir_append(struct ub_outdir *o, size_t i, int *fd, struct ub_err *e)
{
	return open_file(o, i, O_APPEND, fd, e);
}

/* A folder with half of the names is still removed by abort. */
static bool
rename_all(const struct ub_outdir *o, char *const *name)
{
	char from[NUMBER_MAX];

	for (size_t i = 0; i < o->n; i++)
		if (renameat(o->fd, number(from + NUMBER_MAX, i), o->fd,
			name[i]) != 0) {
			int saved = errno;

			while (i-- > 0)
				(void)unlinkat(o->fd, name[i], 0);
			errno = saved;
			return false;
		}
	return true;
}

enum ub_status
ub_outdir_commit(struct ub_outdir *o, char *const *name, struct ub_err *e)
{
	bool done = false;
	sigset_t old;
	size_t i;

	/* one call for all files: as many fsync(2) could take minutes */
	ub_deadly_hold(&old);
	if (syncfs(o->fd) == 0 && rename_all(o, name)) {
		(void)fsync(o->fd);
		done = rename(o->path, o->target) == 0;
		if (done)
			pending.path = NULL;
		for (i = 0; !done && i < o->n; i++) {
			int saved = errno;

			(void)unlinkat(o->fd, name[i], 0);
			errno = saved;
		}
	}
	ub_deadly_release(&old);
	if (!done) {
		(void)ub_fail_sys(e, o->target, "cannot write");
		ub_outdir_abort(o);
		return e->code;
	}
	ub_sync_folder(o->target);
	drop(o);
	return UB_OK;
}

void
ub_outdir_abort(struct ub_outdir *o)
{
	char name[NUMBER_MAX];

	if (o->path == NULL)
		return;
	for (size_t i = 0; i < o->n; i++)
		(void)unlinkat(o->fd, number(name + NUMBER_MAX, i), 0);
	(void)rmdir(o->path);
	drop(o);
}
