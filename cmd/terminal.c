/* terminal.c - see cli.h: what is asked of a terminal and its user. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"

size_t
ub_cli_width(void)
{
	struct winsize ws;

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0)
		return ws.ws_col;
	return 0;
}

bool
ub_cli_comma(void)
{
	const char *l = getenv("LC_ALL");

	if (l == NULL || *l == '\0')
		l = getenv("LC_NUMERIC");
	return l != NULL && strncmp(l, "sv", 2) == 0 &&
	       strchr("_.@", l[2]) != NULL;
}

/* In the child: read what comes, as less(1) or what is asked for. */
noreturn static void
run(const int pipe_fd[2], const char *pager)
{
	dup2(pipe_fd[0], STDIN_FILENO);
	close(pipe_fd[0]);
	close(pipe_fd[1]);
	execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
	_exit(127);
}

/* The pager to use; "" for none: less asks for a key where it does not know
 * the terminal. */
static const char *
which_pager(void)
{
	const char *pager = getenv("PAGER"), *term = getenv("TERM");

	if (pager != NULL)
		return pager;
	if (term == NULL || *term == '\0' || strcmp(term, "dumb") == 0)
		return "";
	return "if command -v less >/dev/null; then exec less -FRSX; "
	       "else exec cat; fi";
}

pid_t
ub_cli_pager(void)
{
	const char *pager = which_pager();
	int fd[2];
	pid_t pid;

	if (!isatty(STDOUT_FILENO) || *pager == '\0' || pipe(fd) != 0)
		return 0;
	pid = fork();
	if (pid == 0)
		run(fd, pager);
	if (pid > 0) {
		dup2(fd[1], STDOUT_FILENO);
		if (isatty(STDERR_FILENO))
			dup2(fd[1], STDERR_FILENO);
		/* Ctrl-C is the pager's: it must not be left alone with the
		 * terminal */
		signal(SIGINT, SIG_IGN);
	}
	close(fd[0]);
	close(fd[1]);
	return pid > 0 ? pid : 0;
}

void
ub_cli_pager_wait(pid_t pager)
{
	if (pager == 0)
		return;
	close(STDERR_FILENO);
	while (waitpid(pager, NULL, 0) == -1 && errno == EINTR)
		;
}
