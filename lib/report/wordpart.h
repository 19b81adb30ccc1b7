/* wordpart.h - the words of a document: those it has of itself (words.c), and
 * those that come with its tables (wordpiece.c).  Private to these. */
#ifndef UB_WORDPART_H
#define UB_WORDPART_H

#include "words.h"

struct ub_words {
	bool english;
	const char *hidden;   /* sign of protected cells; NULL: the usual one */
	struct ub_word *pair; /* labels that have English ones, by the Swedish;
	                       * owned, and its texts */
	size_t npair;
	struct ub_word *wild; /* the same, where "%" stands for anything; ends
	                       * with NULL; owned */
	size_t nwild;
	struct ub_word *swap; /* words that are said otherwise; borrowed */
	size_t nswap;
};

/* "%" in them stands for anything; they end with NULL. */
extern const struct ub_word ub_word_piece[], ub_word_result[];
extern const struct ub_word ub_word_sentence[], ub_word_listed[];

void ub_words_unload(struct ub_words *w);
/* What the labels in two languages have for s, or NULL. */
const char *ub_words_pair(const struct ub_words *w, const char *s);

#endif
