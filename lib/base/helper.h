/*
 * helper.h - a second thread for half of a work whose other half the first one
 * does meanwhile.  What both read nobody may change until ub_helper_wait().
 */
#ifndef UB_HELPER_H
#define UB_HELPER_H

struct ub_helper; /* opaque */

/* NULL where there is one processor only, or no thread can be had: then all is
 * done by the first. */
struct ub_helper *ub_helper_new(void);
/* When what it does is done.  NULL is fine. */
void ub_helper_free(struct ub_helper *h);

/* Begin job(arg); one at a time. */
void ub_helper_start(struct ub_helper *h, void (*job)(void *), void *arg);
/* Until it is done.  What it has written is there then. */
void ub_helper_wait(struct ub_helper *h);
/* Both jobs, side by side where h is not NULL, else in turn. */
void ub_helper_both(
    struct ub_helper *h, void (*job)(void *), void *one, void *other);

#endif
