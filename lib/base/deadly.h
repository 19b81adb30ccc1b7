/*
 * deadly.h - what must be tidied when a signal (INT, TERM, HUP, PIPE) ends the
 * process; private to lib/base.
 */
#ifndef UB_DEADLY_H
#define UB_DEADLY_H

#include <signal.h>

/* None of them arrives between the two. */
void ub_deadly_hold(sigset_t *old);
void ub_deadly_release(const sigset_t *old);

/* Call fn, which must be safe in a signal handler, before one of them ends
 * the process.  A signal that is ignored (nohup) or handled elsewhere is left
 * so.  A file as large as a limit allows (XFSZ) ends nothing any more: the write
 * fails.  At most UB_DEADLY_MAX different functions. */
enum { UB_DEADLY_MAX = 2 };
void ub_deadly_watch(void (*fn)(void));

#endif
