/* words.c - see words.h. */
#include "wordpart.h"

#include <stdlib.h>
#include <string.h>

#include "symbol.h"

struct ub_words *
ub_words_new(const char *tag)
{
	struct ub_words *w = ub_xcalloc(1, sizeof(*w));

	w->english =
	    strncmp(tag, "en", 2) == 0 && (tag[2] == '\0' || tag[2] == '-');
	return w;
}

void
ub_words_free(struct ub_words *w)
{
	if (w == NULL)
		return;
	ub_words_unload(w);
	free(w->swap);
	free(w);
}

bool
ub_words_english(const struct ub_words *w)
{
	return w != NULL && w->english;
}

const char *
ub_words_other(const struct ub_words *w)
{
	return ub_words_english(w) ? "sv" : "en";
}

static int
compare(const void *key, const void *word)
{
	return strcmp(key, ((const struct ub_word *)word)->sv);
}

static const char *
english(const char *sv)
{
	const struct ub_word *found = bsearch(
	    sv, ub_word_list, ub_word_list_n, sizeof(*ub_word_list), compare);

	return found != NULL ? found->en : sv;
}

const char *
ub_say(const struct ub_words *w, const char *sv)
{
	return ub_words_english(w) ? english(sv) : sv;
}

const char *
ub_say_other(const struct ub_words *w, const char *sv)
{
	return ub_words_english(w) ? sv : english(sv);
}

const char *
ub_say_sign(const struct ub_words *w, char reason)
{
	if (reason == 's' && w != NULL && w->hidden != NULL)
		return w->hidden;
	return ub_say(w, ub_symbol_sign(reason));
}

void
ub_words_hidden(struct ub_words *w, const char *sign)
{
	w->hidden = sign;
}

void
ub_say_number(
    struct ub_buf *b, const struct ub_words *w, const char *number, bool group)
{
	size_t whole;

	if (!ub_words_english(w)) {
		ub_swedish_number(b, number, group);
		return;
	}
	if (*number == '-') {
		ub_buf_puts(b, "\xe2\x88\x92"); /* a minus, not a hyphen */
		number++;
	}
	whole = strcspn(number, ".");
	for (size_t i = 0; i < whole; i++) {
		if (group && i > 0 && (whole - i) % 3 == 0)
			ub_buf_putc(b, ',');
		ub_buf_putc(b, number[i]);
	}
	ub_buf_puts(b, number + whole);
}
