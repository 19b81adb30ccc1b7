/* through.c - see through.h. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/file.h"
#include "through.h"

extern char **environ;

/* The thread that feeds the program while we read what comes back. */
struct feeder {
	const struct ub_through *t;
	struct ub_reader *in;
	struct ub_batch first; /* read before the thread started */
	bool has_first;
	int fd;
	bool closed; /* the program reads no more (head): go on counting */
	uint64_t sent;
	enum ub_status st;
	struct ub_err err;
};

static void
feed(struct feeder *f, const struct ub_batch *b, struct ub_buf *dressed)
{
	struct ub_slice s = ub_records(b, 0, b->n);
	struct ub_err e;

	f->sent += b->n;
	if (f->closed)
		return;
	if (f->t->dress != NULL) {
		ub_buf_clear(dressed);
		f->t->dress(f->t->arg, b, dressed);
		s.s = dressed->s;
		s.len = dressed->len;
	}
	/* the program may stop reading when it likes */
	if (ub_write_full(f->fd, s.s, s.len, f->t->argv[0], &e) == UB_OK)
		return;
	f->closed = true;
	if (e.sysno != EPIPE) {
		f->st = UB_EIO;
		f->err = e;
	}
}

static void *
feeder_run(void *arg)
{
	struct feeder *f = arg;
	struct ub_buf dressed = { 0 };
	enum ub_status st = UB_OK;
	struct ub_batch b;
	struct ub_err e;
	sigset_t pipe;

	/* EPIPE is an answer here; for our own output SIGPIPE still ends us */
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe, NULL);
	if (f->has_first)
		feed(f, &f->first, &dressed);
	while (f->has_first && (st = ub_reader_batch(f->in, &b, &e)) == UB_OK)
		feed(f, &b, &dressed);
	if (f->has_first && st != UB_END) {
		f->st = st;
		f->err = e;
	}
	close(f->fd);
	ub_buf_free(&dressed);
	return NULL;
}

static enum ub_status
start(const struct ub_through *t, pid_t *pid, int *to, int *from,
    struct ub_err *e)
{
	posix_spawn_file_actions_t act;
	int in[2], out[2], sysno;

	if (pipe2(in, O_CLOEXEC) != 0)
		return ub_fail_sys(e, NULL, "pipe");
	if (pipe2(out, O_CLOEXEC) != 0) {
		ub_fail_sys(e, NULL, "pipe");
		close(in[0]);
		close(in[1]);
		return UB_EIO;
	}
	posix_spawn_file_actions_init(&act);
	posix_spawn_file_actions_adddup2(&act, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&act, out[1], STDOUT_FILENO);
	sysno = posix_spawnp(pid, t->argv[0], &act, NULL, t->argv, environ);
	posix_spawn_file_actions_destroy(&act);
	close(in[0]);
	close(out[1]);
	*to = in[1];
	*from = out[0];
	if (sysno == 0) {
		ub_pipe_grow(*to);
		ub_pipe_grow(*from);
		return UB_OK;
	}
	close(*to);
	close(*from);
	ub_fail(e, UB_EUSAGE, "%s", t->argv[0]);
	e->sysno = sysno;
	return UB_EUSAGE;
}

/* Records that came back, the extra fields taken off. */
static enum ub_status
take_back(struct ub_writer *w, const struct ub_through *t,
    const struct ub_batch *b, struct ub_err *e)
{
	struct ub_slice s;
	const char *from;
	size_t r;

	if (t->extra == 0) {
		s = ub_records(b, 0, b->n);
		return ub_writer_records(w, s.s, s.len, b->n, e);
	}
	for (r = 0; r < b->n; r++) {
		s = ub_records(b, r, r + 1);
		from = ub_field(b, r, t->extra).s;
		ub_writer_add(w, from, (size_t)(s.s + s.len - from));
	}
	return ub_writer_records(w, "", 0, b->n, e);
}

/* Read to the program's end; what is wrong with its lines is in *e. */
static enum ub_status
drain(struct ub_writer *w, const struct ub_through *t, int fd, size_t ncol,
    uint64_t *got, struct ub_err *e)
{
	struct ub_limits lim = *t->lim;
	struct ub_reader *back;
	enum ub_status st;
	struct ub_batch b;

	/* what dress put before a record may make it longer than a line */
	if (t->extra > 0)
		lim.line = lim.field = UINT32_MAX / 4;
	ub_reader_open_body(&back, fd, t->argv[0], ncol + t->extra, &lim);
	*got = 0;
	while ((st = ub_reader_batch(back, &b, e)) == UB_OK) {
		*got += b.n;
		if ((st = take_back(w, t, &b, e)) != UB_OK)
			break;
	}
	ub_reader_free(back);
	return st == UB_END ? UB_OK : st;
}

static enum ub_status
judge(const struct ub_through *t, pid_t pid, struct ub_err *e)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return ub_fail_sys(e, NULL, "wait");
	if (WIFSIGNALED(status))
		return ub_fail(e, UB_EDATA, "%s was ended by signal %d",
		    t->argv[0], WTERMSIG(status));
	if (!t->ok[WEXITSTATUS(status)])
		return ub_fail(e, UB_EDATA, "%s ended with status %d",
		    t->argv[0], WEXITSTATUS(status));
	return UB_OK;
}

/* Legend and what stands before the first record. */
static enum ub_status
begin(struct feeder *f, struct ub_writer *w, struct ub_err *e)
{
	enum ub_status st;

	st = ub_writer_legend(w, ub_reader_legend(f->in), e);
	if (st != UB_OK)
		return st;
	st = ub_reader_batch(f->in, &f->first, e);
	f->has_first = st == UB_OK;
	if (st != UB_OK && st != UB_END)
		return st;
	st = ub_writer_table(w, ub_reader_meta(f->in), e);
	if (st == UB_OK)
		st = ub_writer_labels(w, ub_reader_meta(f->in), e);
	return st;
}

static enum ub_status
check_counts(
    const struct ub_through *t, uint64_t sent, uint64_t got, struct ub_err *e)
{
	if (got <= sent && (got == sent || !t->same_count))
		return UB_OK;
	return ub_fail(e, UB_EDATA, "%s wrote %llu records of %llu", t->argv[0],
	    (unsigned long long)got, (unsigned long long)sent);
}

static enum ub_status
run(struct ub_reader *in, struct ub_writer *w, const struct ub_through *t,
    uint64_t *sent, uint64_t *got, struct ub_err *e)
{
	struct feeder f = { .t = t, .in = in, .st = UB_OK };
	enum ub_status st, ended;
	struct ub_err end_err;
	pthread_t thread;
	pid_t pid;
	int from = -1;

	if ((st = start(t, &pid, &f.fd, &from, e)) != UB_OK)
		return st;
	st = begin(&f, w, e);
	if (st != UB_OK)
		f.has_first = false;
	if (pthread_create(&thread, NULL, feeder_run, &f) != 0) {
		close(f.fd);
		close(from);
		return ub_fail_sys(e, NULL, "thread");
	}
	if (st == UB_OK)
		st = drain(w, t, from, ub_reader_legend(in)->n, got, e);
	else
		close(from);
	pthread_join(thread, NULL);
	*sent = f.sent;
	ended = judge(t, pid, &end_err);
	/* the input's failure explains the others */
	if (f.st != UB_OK) {
		*e = f.err;
		return f.st;
	}
	if (st == UB_OK && ended != UB_OK) {
		*e = end_err;
		return ended;
	}
	return st != UB_OK ? st : check_counts(t, *sent, *got, e);
}

static enum ub_status
end(struct ub_reader *in, struct ub_writer *w, const struct ub_through *t,
    uint64_t sent, uint64_t got, struct ub_err *e)
{
	struct ub_buf step = { 0 }, line = { 0 };
	struct ub_meta *m = ub_reader_meta(in);
	enum ub_status st;

	ub_step_begin(&step, t->prog, ub_meta_leaves(m));
	ub_step_uint(&step, "in", sent);
	ub_step_uint(&step, "out", got);
	if (!t->same_count) {
		ub_step_uint(&step, "removed", sent - got);
		ub_step_text(&step, "command", ub_basename(t->argv[0]));
	}
	if (t->tell != NULL)
		t->tell(t->arg, &step);
	ub_writer_account(w, m, &step);
	ub_step_end(&step, &line);
	st = ub_writer_end(w, m, &line, ub_meta_whole(m), e);
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

enum ub_status
ub_through(struct ub_reader *in, struct ub_writer *w,
    const struct ub_through *t, struct ub_err *e)
{
	uint64_t sent = 0, got = 0;
	enum ub_status st = run(in, w, t, &sent, &got, e);

	return st != UB_OK ? st : end(in, w, t, sent, got, e);
}
