/* deadly.c - see deadly.h. */
#include "deadly.h"

#include <errno.h>
#include <stddef.h>

static void (*volatile tidy[UB_DEADLY_MAX])(void);

static const int deadly[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };
enum { NDEADLY = sizeof deadly / sizeof deadly[0] };

/* SA_RESETHAND: raised again, the signal does what it does by default. */
static void
handle(int sig)
{
	int saved = errno;

	for (int i = 0; i < UB_DEADLY_MAX; i++)
		if (tidy[i] != NULL)
			tidy[i]();
	errno = saved;
	(void)raise(sig);
}

void
ub_deadly_hold(sigset_t *old)
{
	sigset_t set;

	(void)sigemptyset(&set);
	for (int i = 0; i < NDEADLY; i++)
		(void)sigaddset(&set, deadly[i]);
	(void)sigprocmask(SIG_BLOCK, &set, old);
}

void
ub_deadly_release(const sigset_t *old)
{
	(void)sigprocmask(SIG_SETMASK, old, NULL);
}

void
ub_deadly_watch(void (*fn)(void))
{
	struct sigaction sa = { .sa_handler = handle,
		.sa_flags = (int)SA_RESETHAND };
	struct sigaction old;
	int i = 0;

	while (i < UB_DEADLY_MAX - 1 && tidy[i] != NULL && tidy[i] != fn)
		i++;
	tidy[i] = fn;
	(void)sigemptyset(&sa.sa_mask);
	for (i = 0; i < NDEADLY; i++)
		if (sigaction(deadly[i], NULL, &old) == 0 &&
		    !(old.sa_flags & SA_SIGINFO) && old.sa_handler == SIG_DFL)
			(void)sigaction(deadly[i], &sa, NULL);
	/* a file as large as it may be: the write fails, as on a full disk */
	sa.sa_handler = SIG_IGN;
	if (sigaction(SIGXFSZ, NULL, &old) == 0 &&
	    !(old.sa_flags & SA_SIGINFO) && old.sa_handler == SIG_DFL)
		(void)sigaction(SIGXFSZ, &sa, NULL);
}
