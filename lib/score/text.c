/* text.c - texts kept while records are looked at together; see part.h. */
#include <stdlib.h>

#include "part.h"

enum { TEXT_BLOCK = 64 * 1024 };

/* A block of memory that does not move; the first of a list is filled. */
struct ub_score_text {
	struct ub_score_text *next;
	size_t len, cap;
	char s[];
};

void
ub_texts_free(struct ub_score_text *t)
{
	struct ub_score_text *next;

	for (; t != NULL; t = next) {
		next = t->next;
		free(t);
	}
}

void
ub_texts_clear(struct ub_score_text *list)
{
	if (list == NULL)
		return;
	ub_texts_free(list->next);
	list->next = NULL;
	list->len = 0;
}

/* A text is the evaluator's until the next record: copy it. */
void
ub_texts_keep(struct ub_score_text **list, struct ub_slice *t)
{
	struct ub_score_text *b = *list;
	size_t cap = t->len > TEXT_BLOCK ? t->len : TEXT_BLOCK;

	if (t->len == 0)
		return;
	if (b == NULL || t->len > b->cap - b->len) {
		b = ub_xmalloc(sizeof(*b) + cap);
		*b = (struct ub_score_text){ .next = *list, .cap = cap };
		*list = b;
	}
	memcpy(b->s + b->len, t->s, t->len);
	t->s = b->s + b->len;
	b->len += t->len;
}
