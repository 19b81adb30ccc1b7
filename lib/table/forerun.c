/* forerun.c - keys by a second thread; forerun.h. */
#include "forerun.h"

#include <stdlib.h>

#include "../base/helper.h"

enum { MANY = 1 << 16 }; /* values that are worth a thread */

struct ub_forerun {
	struct ub_helper *helper; /* NULL: there is none to be had */
	struct ub_term *const *term;
	size_t n;
	const struct ub_batch *b;
	bool running;
};

static bool
is_apt(const struct ub_term *t)
{
	return t->key != NULL && t->key->col != UB_NOCOL && t->pick->x == NULL;
}

static void
work(void *arg)
{
	struct ub_forerun *a = arg;

	for (size_t i = 0; i < a->n; i++) {
		struct ub_term *t = a->term[i];

		if (t->begun)
			t->st = ub_key_codes(
			    t->key, a->b, NULL, a->b->n, t->next, &t->err);
	}
}

static void
make_room(struct ub_term *t, size_t n)
{
	if (n <= t->next_room)
		return;
	t->next_room = n;
	t->next = ub_xreallocarray(t->next, n, sizeof(*t->next));
}

static void
finish(struct ub_forerun *a)
{
	if (a->running)
		ub_helper_wait(a->helper);
	a->running = false;
}

bool
ub_forerun_begin(struct ub_forerun **ap, struct ub_term *const *term, size_t n,
    const struct ub_batch *b)
{
	struct ub_forerun *a = *ap;
	uint32_t most = 0;

	if (a != NULL)
		finish(a);
	for (size_t i = 0; i < n; i++)
		if (is_apt(term[i]) && term[i]->key->val.n > most)
			most = term[i]->key->val.n;
	if (most < MANY)
		return false;
	if (a == NULL) {
		a = *ap = ub_xcalloc(1, sizeof(*a));
		a->helper = ub_helper_new();
	}
	if (a->helper == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!(term[i]->begun = is_apt(term[i])))
			continue;
		make_room(term[i], b->n);
	}
	a->term = term;
	a->n = n;
	a->b = b;
	a->running = true;
	ub_helper_start(a->helper, work, a);
	return true;
}

bool
ub_forerun_take(struct ub_forerun *a, struct ub_term *t)
{
	uint32_t *id = t->id;
	size_t room = t->room;

	if (!t->begun)
		return false;
	finish(a);
	t->id = t->next;
	t->room = t->next_room;
	t->next = id;
	t->next_room = room;
	t->begun = false;
	return true;
}

void
ub_forerun_free(struct ub_forerun *a)
{
	if (a == NULL)
		return;
	finish(a);
	ub_helper_free(a->helper);
	free(a);
}
