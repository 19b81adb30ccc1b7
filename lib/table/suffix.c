/* suffix.c - values as parts of names; suffix.h. */
#include "suffix.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"
#include "../stream/type.h"

/* What letters and digits of a value can stand in a name, the rest as _. */
static void
add_letters(struct ub_buf *b, const char *s, size_t len)
{
	char probe[8] = "a";
	size_t n;

	for (size_t i = 0; i < len; i += n) {
		n = ub_ustep(s + i);
		memcpy(probe + 1, s + i, n);
		if (ub_name_valid(probe, n + 1))
			ub_buf_add(b, s + i, n);
		else if (b->len > 0 && b->s[b->len - 1] != '_')
			ub_buf_putc(b, '_');
	}
	while (b->len > 0 && b->s[b->len - 1] == '_')
		b->len--;
}

/*
 * What would be taken for a companion gets a _ more: x_n of a part "n", and
 * x_a_n of a part "a n" beside the base of x_a.  What begins as n_pers would
 * be taken for persons.
 */
static void
guard(struct ub_buf *b)
{
	static const char *const companion[] = { "k", "n", "miss" };
	static const char *const counted[] = { "_k_rec", "_k_pers", "_r_pers" };
	struct ub_buf fold = { 0 };
	const char *word, *end;

	ub_casefold(&fold, b->s, b->len);
	word = strrchr(fold.s, '_');
	word = word == NULL ? fold.s : word + 1;
	end = fold.s + strcspn(fold.s, "_");
	for (size_t i = 0; i < sizeof(companion) / sizeof(*companion); i++) {
		if (strcmp(word, companion[i]) == 0) {
			ub_buf_putc(b, '_');
			break;
		}
	}
	for (size_t i = 0; i < sizeof(counted) / sizeof(*counted); i++) {
		size_t n = strlen(counted[i]) - 1;

		/* "k rec" and "x k rec" */
		if ((fold.len == n && strcmp(fold.s, counted[i] + 1) == 0) ||
		    (fold.len > n &&
			strcmp(fold.s + fold.len - n - 1, counted[i]) == 0))
			ub_buf_putc(b, '_');
	}
	if (end - fold.s == 4 && memcmp(fold.s, "pers", 4) == 0) {
		ub_buf_clear(&fold);
		ub_buf_add(&fold, b->s, b->len);
		ub_buf_clear(b);
		ub_buf_puts(b, "v_");
		ub_buf_add(b, fold.s, fold.len);
	}
	ub_buf_free(&fold);
}

/* "saknas" and "saknas_x" for missing values, else what a value says. */
static void
add_suffix(struct ub_buf *b, struct ub_slice field)
{
	struct ub_buf plain = { 0 }, nfc = { 0 };
	char why = ub_missing(field);

	if (why == UB_MISS_EMPTY) {
		ub_buf_puts(b, "saknas");
	} else if (why != 0) {
		ub_buf_printf(b, "saknas_%c", why);
	} else {
		ub_unescape(&plain, field.s, field.len);
		ub_nfc(&nfc, plain.s, plain.len);
		add_letters(b, nfc.s, nfc.len);
	}
	if (b->len == 0)
		ub_buf_puts(b, "annat");
	guard(b);
	ub_buf_free(&plain);
	ub_buf_free(&nfc);
}

/* The suffix of a part: different from all before without regard to case, with
 * _2, _3 ... where their letters are the same. */
char *
ub_suffix_new(struct ub_intern *seen, struct ub_slice field)
{
	struct ub_buf b = { 0 }, fold = { 0 };
	size_t stem;
	uint32_t known = seen->n;

	ub_buf_putc(&b, '_');
	add_suffix(&fold, field);
	ub_buf_add(&b, fold.s, fold.len);
	stem = b.len;
	for (unsigned k = 2;; k++) {
		ub_buf_clear(&fold);
		ub_casefold(&fold, b.s, b.len);
		if (ub_intern_add(seen, fold.s, fold.len) == known)
			break;
		b.len = stem;
		ub_buf_printf(&b, "_%u", k);
	}
	ub_buf_free(&fold);
	return b.s; /* freed with free() */
}

void
ub_suffix_missing(struct ub_buf *b, char why)
{
	static const struct {
		char why;
		const char *words;
	} known[] = { { 'b', "redovisas inte för bortfall" },
		{ 'd', "ej jämförbar" }, { 'e', "kan inte förekomma" },
		{ 'l', "redovisas inte för att de är få" },
		{ 'n', "ej relevant" }, { 'r', "otillåtet värde" },
		{ 's', "skyddad uppgift" }, { 'u', "kan inte beräknas" },
		{ 'x', "ej besvarad" } };

	if (why == UB_MISS_EMPTY) {
		ub_buf_puts(b, "uppgift saknas");
		return;
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].why == why) {
			ub_buf_puts(b, known[i].words);
			return;
		}
	ub_buf_printf(b, "uppgift saknas, skäl %c", why);
}
