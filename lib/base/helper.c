/* helper.c - a second thread; helper.h. */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "helper.h"
#include "mem.h"

struct ub_helper {
	pthread_t thread;
	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t change;
	void (*job)(void *); /* NULL: none */
	void *arg;
	bool end;
};

static bool
has_processors(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) == 0 &&
	       CPU_COUNT(&set) > 1;
}

static void *
work(void *arg)
{
	struct ub_helper *h = arg;

	pthread_mutex_lock(&h->lock);
	for (;;) {
		while (h->job == NULL && !h->end)
			pthread_cond_wait(&h->change, &h->lock);
		if (h->job == NULL)
			break;
		pthread_mutex_unlock(&h->lock);
		h->job(h->arg);
		pthread_mutex_lock(&h->lock);
		h->job = NULL;
		pthread_cond_broadcast(&h->change);
	}
	pthread_mutex_unlock(&h->lock);
	return NULL;
}

/* Signals are for the first thread: it removes what is half written. */
static bool
begin(struct ub_helper *h)
{
	sigset_t all, was;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	rc = pthread_create(&h->thread, NULL, work, h);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	return rc == 0;
}

struct ub_helper *
ub_helper_new(void)
{
	struct ub_helper *h;

	if (!has_processors())
		return NULL;
	h = ub_xcalloc(1, sizeof(*h));
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->change, NULL);
	if (begin(h))
		return h;
	pthread_cond_destroy(&h->change);
	pthread_mutex_destroy(&h->lock);
	free(h);
	return NULL;
}

void
ub_helper_free(struct ub_helper *h)
{
	if (h == NULL)
		return;
	pthread_mutex_lock(&h->lock);
	h->end = true;
	pthread_cond_broadcast(&h->change);
	pthread_mutex_unlock(&h->lock);
	pthread_join(h->thread, NULL);
	pthread_cond_destroy(&h->change);
	pthread_mutex_destroy(&h->lock);
	free(h);
}

void
ub_helper_start(struct ub_helper *h, void (*job)(void *), void *arg)
{
	pthread_mutex_lock(&h->lock);
	h->job = job;
	h->arg = arg;
	pthread_cond_broadcast(&h->change);
	pthread_mutex_unlock(&h->lock);
}

void
ub_helper_wait(struct ub_helper *h)
{
	pthread_mutex_lock(&h->lock);
	while (h->job != NULL)
		pthread_cond_wait(&h->change, &h->lock);
	pthread_mutex_unlock(&h->lock);
}

void
ub_helper_both(struct ub_helper *h, void (*job)(void *), void *one, void *other)
{
	if (h != NULL)
		ub_helper_start(h, job, other);
	job(one);
	if (h != NULL)
		ub_helper_wait(h);
	else
		job(other);
}
