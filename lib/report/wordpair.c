/* wordpair.c - see wordpart.h: labels in two languages, from the instruments
 * and code lists that are compiled in, and sets of words. */
#include <stdlib.h>
#include <string.h>

#include "../base/embed.h"
#include "../base/ini.h"
#include "../source/codelist.h"
#include "wordpart.h"

enum { WILD_LEAST = 8 }; /* bytes of a label with something to fill in */

static void
drop(const struct ub_word *p)
{
	free((void *)(uintptr_t)p->sv);
	free((void *)(uintptr_t)p->en);
}

/* "{limit}" in a label stands for what an instrument puts there. */
static char *
copy(struct ub_slice s)
{
	struct ub_buf b = { 0 };
	bool inside = false;

	ub_buf_puts(&b, "");
	for (size_t i = 0; i < s.len; i++) {
		if (s.s[i] == '{')
			ub_buf_putc(&b, '%');
		inside = s.s[i] == '{' || (inside && s.s[i] != '}');
		if (!inside && s.s[i] != '}')
			ub_buf_putc(&b, s.s[i]);
	}
	return b.s; /* freed with free() */
}

static void
add(struct ub_words *w, struct ub_slice sv, struct ub_slice en)
{
	bool wild = memchr(sv.s, '{', sv.len) != NULL;
	struct ub_word p = { copy(sv), copy(en) };

	if (wild && strlen(p.sv) < WILD_LEAST) { /* it would be anything */
		drop(&p);
	} else if (wild) {
		w->wild = ub_xgrow(w->wild, w->nwild, sizeof(*w->wild));
		w->wild[w->nwild++] = p;
	} else {
		w->pair = ub_xgrow(w->pair, w->npair, sizeof(*w->pair));
		w->pair[w->npair++] = p;
	}
}

/* --- instruments ---------------------------------------------------------- */

/* "value_en 1" is the English of "value 1"; is other its key? */
static bool
is_swedish_of(const char *other, const char *key)
{
	size_t word = strcspn(key, " ") - 3;

	return strncmp(other, key, word) == 0 &&
	       strcmp(other + word, key + word + 3) == 0;
}

static bool
is_english(const char *key)
{
	size_t word = strcspn(key, " ");

	return word > 3 && strncmp(key + word - 3, "_en", 3) == 0;
}

static void
add_instrument(struct ub_words *w, const struct ub_embedded *file)
{
	struct ub_ini ini;
	struct ub_err e;
	size_t from = 0;

	if (ub_ini_parse(&ini, file->path, file->data, file->len, &e) != UB_OK)
		return;
	for (size_t i = 0; i < ini.n; i++) {
		const struct ub_ini_entry *x = &ini.entry[i];

		if (x->key == NULL)
			from = i + 1;
		if (x->key == NULL || !is_english(x->key))
			continue;
		for (size_t k = from; k < ini.n && ini.entry[k].key != NULL;
		     k++)
			if (is_swedish_of(ini.entry[k].key, x->key))
				add(w, ub_slice_of(ini.entry[k].value),
				    ub_slice_of(x->value));
	}
	ub_ini_free(&ini);
}

/* --- code lists ----------------------------------------------------------- */

static void
add_list(struct ub_words *w, const char *ref, const char *english)
{
	struct ub_codelist *l;
	struct ub_err e;
	size_t col;

	if (ub_codelist_open(&l, ref, "", &e) != UB_OK)
		return;
	col = ub_codelist_column(l, english);
	for (size_t i = 0; col != UB_NOCODE && i < ub_codelist_size(l); i++) {
		struct ub_slice sv = ub_codelist_label(l, i);
		struct ub_slice en = ub_codelist_cell(l, i, col);

		if (en.len > 0)
			add(w, sv, en);
	}
	ub_codelist_free(l);
}

/* --- all of them ---------------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
	const struct ub_word *x = a, *y = b;
	int c = strcmp(x->sv, y->sv);

	return c != 0 ? c : strcmp(x->en, y->en);
}

void
ub_words_load(struct ub_words *w)
{
	size_t n = 0;

	if (!w->english)
		return;
	for (const struct ub_embedded *f = ub_embedded; f->path != NULL; f++)
		if (strncmp(f->path, "instruments/", 12) == 0)
			add_instrument(w, f);
	add_list(w, "lan", "name_en");
	add_list(w, "aldersband:code:label", "label_en");
	add_list(w, "insatsform:code:label", "label_en");
	if (w->npair > 0)
		qsort(w->pair, w->npair, sizeof(*w->pair), compare);
	/* a label with two translations has the first */
	for (size_t i = 0; i < w->npair; i++) {
		if (n > 0 && strcmp(w->pair[n - 1].sv, w->pair[i].sv) == 0)
			drop(&w->pair[i]);
		else
			w->pair[n++] = w->pair[i];
	}
	w->npair = n;
	w->wild = ub_xgrow(w->wild, w->nwild, sizeof(*w->wild));
	w->wild[w->nwild] = (struct ub_word){ NULL, NULL };
}

void
ub_words_unload(struct ub_words *w)
{
	for (size_t i = 0; i < w->npair; i++)
		drop(&w->pair[i]);
	for (size_t i = 0; i < w->nwild; i++)
		drop(&w->wild[i]);
	free(w->wild);
	free(w->pair);
}

static int
by_key(const void *key, const void *word)
{
	return strcmp(key, ((const struct ub_word *)word)->sv);
}

const char *
ub_words_pair(const struct ub_words *w, const char *s)
{
	const struct ub_word *found =
	    w->npair == 0
		? NULL
		: bsearch(s, w->pair, w->npair, sizeof(*w->pair), by_key);

	return found != NULL ? found->en : NULL;
}

/* --- sets of words -------------------------------------------------------- */

/* What proposal 1 of the action plan of 2018 asks for; names of registers and
 * profiles are other words, and stay. */
static const struct ub_word harmful_sv[] = { { "missbruk", "skadligt bruk" },
	{ "missbruket", "det skadliga bruket" },
	{ "alkoholmissbruk", "skadligt bruk av alkohol" },
	{ "narkotikamissbruk", "skadligt bruk av narkotika" },
	{ "läkemedelsmissbruk", "skadligt bruk av läkemedel" },
	{ "blandmissbruk", "skadligt bruk av flera medel" },
	{ "missbruksproblem", "problem av skadligt bruk" },
	{ "missbruksvård", "vård vid skadligt bruk" },
	{ "missbruksbehandling", "behandling vid skadligt bruk" } };
static const struct ub_word harmful_en[] = { { "abuse", "harmful use" },
	{ "misuse", "harmful use" }, { "substance abuse", "harmful use" } };

void
ub_words_swap(struct ub_words *w, const char *from, const char *to)
{
	w->swap = ub_xgrow(w->swap, w->nswap, sizeof(*w->swap));
	w->swap[w->nswap].sv = from;
	w->swap[w->nswap++].en = to;
}

bool
ub_words_set(struct ub_words *w, const char *name)
{
	const struct ub_word *set = w->english ? harmful_en : harmful_sv;
	size_t n = w->english ? sizeof(harmful_en) / sizeof(*harmful_en)
			      : sizeof(harmful_sv) / sizeof(*harmful_sv);

	if (strcmp(name, "skadligt-bruk") != 0)
		return false;
	for (size_t i = 0; i < n; i++)
		ub_words_swap(w, set[i].sv, set[i].en);
	return true;
}
