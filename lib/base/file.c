#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIPE_LEN = 1024 * 1024 };

const char *
ub_input_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "stdin" : path;
}

const char *
ub_basename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

void
ub_pipe_grow(int fd)
{
#ifdef F_SETPIPE_SZ
	/* No pipe, or above the user's limit: then it stays as it is. */
	(void)fcntl(fd, F_SETPIPE_SZ, PIPE_LEN);
#else
	(void)fd;
#endif
}

void
ub_close_in(int fd)
{
	if (fd > STDIN_FILENO)
		(void)close(fd);
}

enum ub_status
ub_open_in(const char *path, int *fd, struct ub_err *e)
{
	const char *name = ub_input_name(path);
	struct stat st;

	*fd = STDIN_FILENO;
	if (strcmp(path, "-") != 0)
		*fd = open(path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0 || fstat(*fd, &st) != 0)
		goto bad;
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		goto bad;
	}
	if (S_ISFIFO(st.st_mode))
		ub_pipe_grow(*fd);
	return UB_OK;
bad:
	(void)ub_fail_sys(e, name, "cannot open");
	ub_close_in(*fd);
	*fd = -1;
	return e->code;
}

enum ub_status
ub_read_some(int fd, void *p, size_t len, size_t *got, const char *name,
    struct ub_err *e)
{
	ssize_t n;

	do
		n = read(fd, p, len);
	while (n < 0 && errno == EINTR);
	*got = n < 0 ? 0 : (size_t)n;
	return n < 0 ? ub_fail_sys(e, name, "cannot read") : UB_OK;
}

enum ub_status
ub_read_full(int fd, void *p, size_t len, size_t *got, const char *name,
    struct ub_err *e)
{
	enum ub_status st;
	size_t n;

	for (*got = 0; *got < len; *got += n) {
		st =
		    ub_read_some(fd, (char *)p + *got, len - *got, &n, name, e);
		if (st != UB_OK)
			return st;
		if (n == 0)
			break;
	}
	return UB_OK;
}

enum ub_status
ub_write_full(
    int fd, const void *p, size_t len, const char *name, struct ub_err *e)
{
	const char *s = p;

	while (len > 0) {
		ssize_t n = write(fd, s, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ub_fail_sys(e, name, "cannot write");
		s += n;
		len -= (size_t)n;
	}
	return UB_OK;
}

enum ub_status
ub_slurp(const char *path, struct ub_buf *b, size_t max, struct ub_err *e)
{
	const char *name = ub_input_name(path);
	size_t start = b->len, want, n = 0;
	enum ub_status st;
	int fd;

	if ((st = ub_open_in(path, &fd, e)) != UB_OK)
		return st;
	do {
		/* One byte more than allowed shows that there is more. */
		want = max - (b->len - start) + 1;
		if (want > PIPE_LEN)
			want = PIPE_LEN;
		ub_buf_reserve(b, want);
		st = ub_read_full(fd, b->s + b->len, want, &n, name, e);
		b->len += n;
		if (st == UB_OK && b->len - start > max)
			st = ub_fail_at(
			    e, UB_EDATA, name, 0, "longer than %zu bytes", max);
	} while (st == UB_OK && n == want);
	ub_close_in(fd);
	return st;
}

char *
ub_temporary(const char *path)
{
	struct ub_buf b = { 0 };

	ub_buf_add(&b, path, (size_t)(ub_basename(path) - path));
	ub_buf_puts(&b, ".ubat-XXXXXX");
	return b.s;
}

void
ub_sync_folder(const char *path)
{
	size_t len = (size_t)(ub_basename(path) - path);
	char *dir = len == 0 ? ub_xstrdup(".") : ub_xstrndup(path, len);
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	free(dir);
}
