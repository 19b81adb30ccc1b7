/* ahead.c - see ahead.h. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "ahead.h"
#include "utf16.h"

enum { SLOTS = 3, SLOT_LEN = 128 * 1024 };

/* What was read at once; the last one has status UB_END or what failed. */
struct slot {
	char *p;
	size_t len;
	enum ub_status st;
	struct ub_err err;
};

struct ub_ahead {
	struct ub_bytes *in;
	enum ub_encoding enc;
	char *raw; /* before decoding; NULL: none needed */
	struct ub_utf16 utf16;

	struct slot slot[SLOTS];
	size_t at; /* how much of the slot in turn is handed out */

	bool threaded;
	pthread_t thread;
	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t change;
	size_t filled, emptied; /* slots, since the start */
};

/* What is read may be half a character: then more of it. */
static void
decode(struct ub_ahead *a, struct slot *s, size_t *got)
{
	do {
		s->st = ub_bytes_read(a->in, a->raw, SLOT_LEN, got, &s->err);
		if (s->st != UB_OK)
			return;
		if (a->enc == UB_ENC_UTF16LE || a->enc == UB_ENC_UTF16BE)
			s->len = ub_utf16_decode(
			    &a->utf16, s->p, a->raw, *got, *got == 0);
		else
			s->len = ub_decode(a->enc, s->p, a->raw, *got);
	} while (s->len == 0 && *got > 0);
}

static void
fill(struct ub_ahead *a, struct slot *s)
{
	size_t got = 0;

	s->len = 0;
	if (a->raw == NULL) {
		s->st = ub_bytes_read(a->in, s->p, SLOT_LEN, &got, &s->err);
		s->len = got;
	} else {
		decode(a, s, &got);
	}
	if (s->st == UB_OK && s->len == 0)
		s->st = UB_END;
}

static void
unlock(void *lock)
{
	pthread_mutex_unlock(lock);
}

/* Wait until a slot is free; it may be told to end meanwhile. */
static void
wait_free(struct ub_ahead *a)
{
	pthread_mutex_lock(&a->lock);
	pthread_cleanup_push(unlock, &a->lock);
	while (a->filled - a->emptied == SLOTS)
		pthread_cond_wait(&a->change, &a->lock);
	pthread_cleanup_pop(1);
}

static void *
work(void *arg)
{
	struct ub_ahead *a = arg;
	enum ub_status st = UB_OK;

	while (st == UB_OK) {
		struct slot *s = &a->slot[a->filled % SLOTS];

		wait_free(a);
		fill(a, s);
		st = s->st;
		pthread_mutex_lock(&a->lock);
		a->filled++;
		pthread_cond_signal(&a->change);
		pthread_mutex_unlock(&a->lock);
	}
	return NULL;
}

/* Signals are for the first thread: it removes what is half written. */
static bool
start(struct ub_ahead *a)
{
	sigset_t all, was;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	rc = pthread_create(&a->thread, NULL, work, a);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	return rc == 0;
}

struct ub_ahead *
ub_ahead_new(struct ub_bytes *in, enum ub_encoding enc)
{
	struct ub_ahead *a = ub_xcalloc(1, sizeof(*a));
	size_t grow = 1;
	int i;

	a->in = in;
	a->enc = enc;
	a->utf16.big = enc == UB_ENC_UTF16BE;
	if (enc != UB_ENC_UTF8) {
		a->raw = ub_xmalloc(SLOT_LEN);
		grow = UB_DECODE_GROWTH;
	}
	for (i = 0; i < SLOTS; i++)
		a->slot[i].p = ub_xmalloc(grow * SLOT_LEN);
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->change, NULL);
	a->threaded = start(a);
	return a;
}

void
ub_ahead_free(struct ub_ahead *a)
{
	int i;

	if (a == NULL)
		return;
	if (a->threaded) {
		/* it may be in read(2) of a pipe that nobody writes to */
		pthread_cancel(a->thread);
		pthread_join(a->thread, NULL);
	}
	pthread_cond_destroy(&a->change);
	pthread_mutex_destroy(&a->lock);
	for (i = 0; i < SLOTS; i++)
		free(a->slot[i].p);
	free(a->raw);
	free(a);
}

/* The slot in turn, when it is filled. */
static struct slot *
turn(struct ub_ahead *a)
{
	struct slot *s = &a->slot[a->emptied % SLOTS];

	if (!a->threaded) {
		if (a->filled == a->emptied) {
			fill(a, s);
			a->filled++;
		}
		return s;
	}
	pthread_mutex_lock(&a->lock);
	while (a->filled == a->emptied)
		pthread_cond_wait(&a->change, &a->lock);
	pthread_mutex_unlock(&a->lock);
	return s;
}

static void
done(struct ub_ahead *a)
{
	a->at = 0;
	pthread_mutex_lock(&a->lock);
	a->emptied++;
	pthread_cond_signal(&a->change);
	pthread_mutex_unlock(&a->lock);
}

enum ub_status
ub_ahead_read(
    struct ub_ahead *a, void *p, size_t len, size_t *got, struct ub_err *e)
{
	struct slot *s = turn(a);
	size_t n = s->len - a->at;

	*got = 0;
	/* the last slot stays in turn */
	if (s->st == UB_END)
		return UB_OK;
	if (s->st != UB_OK) {
		*e = s->err;
		return s->st;
	}
	if (n > len)
		n = len;
	memcpy(p, s->p + a->at, n);
	a->at += n;
	*got = n;
	if (a->at == s->len)
		done(a);
	return UB_OK;
}
