/*
 * words.h - what a report says of itself, in the language of the document.
 *
 * The programs write Swedish.  ub_say() gives a fixed text of a workbook or a
 * page of the web in the language of the report; all of them stand in one
 * list (wordlist.c), each beside its English.  What comes with a table, made by
 * ubat-agg(1) and its like, is told apart piece by piece (wordpiece.c).
 */
#ifndef UB_WORDS_H
#define UB_WORDS_H

#include "../base/buf.h"
#include "../base/mem.h"
#include "../stream/meta.h"

/* A Swedish text and the same in English. */
struct ub_word {
	const char *sv, *en;
};

/* What a document is written with; NULL is Swedish, as the programs are. */
struct ub_words;

/* tag: of the document's language, "sv-SE", "en-GB"; one that is neither
 * Swedish nor English has Swedish words.  Freed with ub_words_free(). */
struct ub_words *ub_words_new(const char *tag);
void ub_words_free(struct ub_words *w); /* NULL is fine */

/* Take the labels in two languages of instruments and code lists, for tables;
 * where the document is in Swedish, nothing. */
void ub_words_load(struct ub_words *w);

bool ub_words_english(const struct ub_words *w);
/* The other language of a document in two: "en" of a Swedish one, "sv". */
const char *ub_words_other(const struct ub_words *w);

/*
 * A fixed text in the language of w: sv itself, or what the list has for it;
 * both have the same conversions, in the same order.  Lives as long as the
 * program.
 */
const char *ub_say(const struct ub_words *w, const char *sv)
    __attribute__((format_arg(2)));
/* The same in the other language. */
const char *ub_say_other(const struct ub_words *w, const char *sv);
/* What a cell shows that holds no value for a reason, as ub_symbol_sign() of
 * symbol.h; ub_words_hidden(): a protected one shows sign, which outlives w. */
const char *ub_say_sign(const struct ub_words *w, char reason);
void ub_words_hidden(struct ub_words *w, const char *sign);
/* Append a decimal text as it stands in a sentence of that language: in
 * Swedish as ub_swedish_number(), in English with a point and commas. */
void ub_say_number(
    struct ub_buf *b, const struct ub_words *w, const char *number, bool group);

/*
 * Give a table the words of the document before it is shown: labels, title,
 * note and unit, where ubat-agg(1), ubat-table(1) or ubat-score(1) made them.
 * What people wrote stays as it is.
 */
void ub_words_meta(const struct ub_words *w, struct ub_meta *m);

/*
 * Words that are said otherwise: from, a whole word in small letters, is to;
 * with a capital, so is the other.  Both outlive w.  ub_words_set() takes a
 * set that is compiled in, by name; false: there is none.
 */
void ub_words_swap(struct ub_words *w, const char *from, const char *to);
bool ub_words_set(struct ub_words *w, const char *name);
/* Do so in an owned text. */
void ub_words_swap_in(const struct ub_words *w, char **text);

/* The whole list, in the order of bytes of the Swedish. */
extern const struct ub_word ub_word_list[];
extern const size_t ub_word_list_n;

#endif
