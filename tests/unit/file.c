/* file.c - whole reads and writes, and outputs that appear whole or not. */
#include "lib/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* Files in the working folder. */
static int
entries(void)
{
	DIR *d = opendir(".");
	int n = 0;

	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

static bool
holds(const char *path, const char *want)
{
	struct ub_buf b = { 0 };
	struct ub_err e;
	bool same = ub_slurp(path, &b, 1 << 20, &e) == UB_OK &&
		    b.len == strlen(want) && memcmp(b.s, want, b.len) == 0;

	ub_buf_free(&b);
	return same;
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	CHECK(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
}

static void
reading(void)
{
	struct ub_buf b = { 0 };
	struct ub_err e;
	char p[16];
	size_t got;
	int fd;

	put("in", "0123456789");
	CHECK(ub_slurp("in", &b, 9, &e) == UB_EDATA);
	CHECK(strcmp(e.what, "longer than 9 bytes") == 0);
	ub_buf_clear(&b);
	ub_buf_puts(&b, "<");
	CHECK(ub_slurp("in", &b, 10, &e) == UB_OK);
	CHECK(b.len == 11 && memcmp(b.s, "<0123456789", 11) == 0);
	ub_buf_clear(&b);
	CHECK(ub_slurp("/dev/null", &b, 0, &e) == UB_OK && b.len == 0);
	ub_buf_free(&b);

	CHECK(ub_open_in("in", &fd, &e) == UB_OK);
	CHECK(ub_read_some(fd, p, 4, &got, "in", &e) == UB_OK && got == 4);
	CHECK(ub_read_full(fd, p, 16, &got, "in", &e) == UB_OK && got == 6);
	CHECK(ub_read_full(fd, p, 16, &got, "in", &e) == UB_OK && got == 0);
	CHECK(ub_write_full(fd, "x", 1, "in", &e) == UB_EIO);
	CHECK(e.sysno == EBADF && strcmp(e.input, "in") == 0);
	ub_close_in(fd);
	CHECK(ub_read_some(fd, p, 4, &got, "in", &e) == UB_EIO && got == 0);
	CHECK(ub_open_in(".", &fd, &e) == UB_EIO && e.sysno == EISDIR);
	CHECK(ub_open_in("none", &fd, &e) == UB_EIO && e.sysno == ENOENT);
	CHECK(strcmp(e.what, "cannot open") == 0);
	CHECK(unlink("in") == 0);

	CHECK(strcmp(ub_input_name("-"), "stdin") == 0);
	CHECK(strcmp(ub_input_name("a/b"), "a/b") == 0);
	CHECK(strcmp(ub_basename("a/b"), "b") == 0);
	CHECK(strcmp(ub_basename("b"), "b") == 0);
	CHECK(strcmp(ub_basename("a/"), "") == 0);
}

/* Longer than one read: through a pipe, from a child. */
static void
pipes(void)
{
	size_t len = 3 * 1024 * 1024 + 7, got;
	char *p = ub_xmalloc(len), *q = ub_xmalloc(len + 1);
	struct ub_err e;
	int fd[2], status = 0;
	pid_t pid;

	for (size_t i = 0; i < len; i++)
		p[i] = (char)(i * 7 + (i >> 9));
	CHECK(pipe(fd) == 0);
	ub_pipe_grow(fd[1]);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		_exit(
		    ub_write_full(fd[1], p, len, "pipe", &e) == UB_OK ? 0 : 9);
	}
	close(fd[1]);
	CHECK(ub_read_full(fd[0], q, len + 1, &got, "pipe", &e) == UB_OK);
	CHECK(got == len && memcmp(p, q, len) == 0);
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
	close(fd[0]);
	free(p);
	free(q);
}

static void
outputs(void)
{
	struct ub_out o, many[17];
	struct ub_err e;
	struct stat st;

	put("t", "old");
	CHECK(ub_out_open(&o, "t", &e) == UB_OK);
	CHECK(strncmp(o.path, ".ubat-", 6) == 0);
	CHECK(fstat(o.fd, &st) == 0 && (st.st_mode & 0777) == 0600);
	CHECK(ub_write_full(o.fd, "new", 3, "t", &e) == UB_OK);
	CHECK(holds("t", "old"));
	CHECK(ub_out_commit(&o, &e) == UB_OK);
	CHECK(holds("t", "new") && entries() == 1);
	ub_out_abort(&o); /* nothing any more */
	CHECK(holds("t", "new"));

	CHECK(ub_out_open(&o, "./t", &e) == UB_OK);
	CHECK(ub_write_full(o.fd, "x", 1, "t", &e) == UB_OK);
	ub_out_abort(&o);
	ub_out_abort(&o);
	CHECK(holds("t", "new") && entries() == 1);

	/* A link is replaced, what it points at is left alone. */
	CHECK(symlink("t", "link") == 0);
	CHECK(ub_out_open(&o, "link", &e) == UB_OK);
	CHECK(ub_out_commit(&o, &e) == UB_OK);
	CHECK(holds("link", "") && holds("t", "new"));
	CHECK(unlink("link") == 0);

	CHECK(ub_out_open(&o, "/dev/null", &e) == UB_EIO);
	CHECK(strcmp(e.what, "exists and is no regular file") == 0);
	ub_out_abort(&o);
	CHECK(ub_out_open(&o, "none/t", &e) == UB_EIO && e.sysno == ENOENT);
	ub_out_abort(&o);

	/* A rename that fails leaves nothing behind. */
	CHECK(ub_out_open(&o, "dir", &e) == UB_OK);
	CHECK(mkdir("dir", 0700) == 0);
	CHECK(ub_out_commit(&o, &e) == UB_EIO);
	CHECK(rmdir("dir") == 0 && entries() == 1);

	for (int i = 0; i < 16; i++)
		CHECK(ub_out_open(&many[i], "t", &e) == UB_OK);
	CHECK(ub_out_open(&many[16], "t", &e) == UB_EIO);
	for (int i = 0; i < 17; i++)
		ub_out_abort(&many[i]);
	CHECK(holds("t", "new") && entries() == 1);
}

/* A process that ends by sig while it writes leaves the target as it was, no
 * file beside it, and says by what it ended. */
static void
ended_by(int sig, bool ignored)
{
	struct ub_out o;
	struct ub_err e;
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		/* Our caller may ignore it, as nohup and "&" do. */
		(void)signal(sig, ignored ? SIG_IGN : SIG_DFL);
		if (ub_out_open(&o, "t", &e) != UB_OK)
			_exit(9);
		raise(sig);
		ub_out_abort(&o);
		_exit(3);
	}
	CHECK(waitpid(pid, &status, 0) == pid);
	if (ignored)
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	else
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == sig);
	CHECK(holds("t", "new") && entries() == 1);
}

int
main(void)
{
	char dir[] = "/tmp/ubat-unit-XXXXXX";

	CHECK(mkdtemp(dir) != NULL && chdir(dir) == 0);
	reading();
	pipes();
	outputs();
	ended_by(SIGINT, false);
	ended_by(SIGTERM, false);
	ended_by(SIGHUP, false);
	ended_by(SIGHUP, true);
	CHECK(unlink("t") == 0 && chdir("/") == 0 && rmdir(dir) == 0);
	CHECK_END;
}
