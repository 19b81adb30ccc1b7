/*
 * meter.c - run a command and append what it took to a file:
 *	meter FILE COMMAND [ARGUMENT ...]
 * "seconds cpu-seconds peak-KiB", a line each.  The exit status is the
 * command's.  The peak is of the command and what it waited for, each process
 * by itself: for a pipeline, meter every stage and add.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double
cpu(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	       (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) * 1e-6;
}

int
main(int argc, char *argv[])
{
	struct rusage u;
	double start = seconds();
	int status = 0;
	pid_t pid;
	FILE *f;

	if (argc < 3) {
		fputs("usage: meter file command [argument ...]\n", stderr);
		return 2;
	}
	pid = fork();
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	/* the pipe is the command's alone: its end must be seen when it ends */
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	if (pid < 0 || wait4(pid, &status, 0, &u) != pid) {
		perror("meter");
		return 1;
	}
	f = fopen(argv[1], "a");
	if (f == NULL ||
	    fprintf(f, "%.6f %.6f %ld\n", seconds() - start, cpu(&u),
		u.ru_maxrss) < 0 ||
	    fclose(f) != 0) {
		perror(argv[1]);
		return 1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
