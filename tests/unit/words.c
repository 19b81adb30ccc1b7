/* The list of fixed texts: in order, with the same conversions in both
 * languages; numbers; words that are said otherwise. */
#include "lib/report/words.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

/* "%zu%s" of "%zu rows of %s". */
static void
conversions(struct ub_buf *b, const char *s)
{
	ub_buf_clear(b);
	ub_buf_puts(b, "");
	while ((s = strchr(s, '%')) != NULL) {
		size_t n = 1 + strspn(s + 1, ".*0123456789zl");

		ub_buf_add(b, s, n + 1);
		s += n + 1;
	}
}

static void
test_list(void)
{
	struct ub_buf a = { 0 }, b = { 0 };

	CHECK(ub_word_list_n > 300);
	for (size_t i = 0; i < ub_word_list_n; i++) {
		const struct ub_word *w = &ub_word_list[i];

		CHECK(i == 0 || strcmp(w[-1].sv, w->sv) < 0);
		CHECK(w->en[0] != '\0');
		conversions(&a, w->sv);
		conversions(&b, w->en);
		CHECK(strcmp(a.s, b.s) == 0);
		/* what a sentence is joined by stays */
		CHECK((w->sv[0] == ' ') == (w->en[0] == ' '));
	}
	ub_buf_free(&a);
	ub_buf_free(&b);
}

static void
test_language(void)
{
	static const struct {
		const char *tag;
		bool english;
	} tag[] = { { "en", true }, { "en-GB", true }, { "sv-SE", false },
		{ "fi", false }, { "enm", false } };

	for (size_t i = 0; i < sizeof(tag) / sizeof(tag[0]); i++) {
		struct ub_words *w = ub_words_new(tag[i].tag);

		CHECK(ub_words_english(w) == tag[i].english);
		CHECK(strcmp(ub_say(w, "Totalt"),
			  tag[i].english ? "Total" : "Totalt") == 0);
		CHECK(strcmp(ub_say_other(w, "Totalt"),
			  tag[i].english ? "Totalt" : "Total") == 0);
		CHECK(strcmp(ub_say(w, "nix"), "nix") == 0);
		ub_words_free(w);
	}
	CHECK(strcmp(ub_say(NULL, "Totalt"), "Totalt") == 0);
}

static void
test_number(void)
{
	static const struct {
		const char *in, *sv, *en;
	} t[] = { { "1234567.5",
		      "1\xc2\xa0"
		      "234\xc2\xa0"
		      "567,5",
		      "1,234,567.5" },
		{ "-12",
		    "\xe2\x88\x92"
		    "12",
		    "\xe2\x88\x92"
		    "12" },
		{ "999", "999", "999" } };
	struct ub_words *w = ub_words_new("en");
	struct ub_buf b = { 0 };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		ub_buf_clear(&b);
		ub_say_number(&b, NULL, t[i].in, true);
		CHECK(strcmp(b.s, t[i].sv) == 0);
		ub_buf_clear(&b);
		ub_say_number(&b, w, t[i].in, true);
		CHECK(strcmp(b.s, t[i].en) == 0);
	}
	ub_buf_free(&b);
	ub_words_free(w);
}

/* What ubat-agg writes over a column, in English. */
static void
test_pieces(void)
{
	static const struct {
		const char *sv, *en;
	} t[] = { { "Andel X, Kvinna, procent", "Share of X, Woman, per cent" },
		{ "Kvantil 0,25 (typ 7), X", "Quantile 0.25 (type 7), X" },
		{ "X och Y, p-värde (chi-två-test)",
		    "X and Y, p-value (chi-squared test)" },
		{ "Kön och Regi, antal med uppgift",
		    "Sex and Provider, number with a value" },
		{ "X och Y", "X och Y" },
		{ "X, undre gräns (99,9 procents konfidens)",
		    "X, lower limit (99.9 per cent confidence)" },
		{ "X (standardavvikelse), antal med uppgift",
		    "X (standard deviation), number with a value" },
		{ "Antal olika, X", "Number of different, X" },
		{ "Antal åtgärder", "Number of interventions" }, { "", "" },
		{ ", ", ", " } };
	struct ub_words *w = ub_words_new("en");
	struct ub_meta m = { 0 };
	struct ub_err e;
	char name[8];

	ub_words_load(w);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		name[0] = (char)('a' + i);
		name[1] = '\0';
		CHECK(ub_meta_add_label(&m, name, NULL, t[i].sv, &e) == UB_OK);
	}
	ub_words_meta(w, &m);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		CHECK(strcmp(m.label[i].text, t[i].en) == 0);
	ub_meta_free(&m);
	ub_words_free(w);
}

/* The note under it, sentence by sentence. */
static void
test_notes(void)
{
	static const struct {
		const char *sv, *en;
	} t[] = { { "Eget. Säkerställd skillnad: p-värde under 0,05; tabellen "
		    "har 12 test, vart och ett prövat för sig. Mer.",
		      "Eget. Significant difference: p-value below 0.05; the "
		      "table has 12 tests, each tried by itself. Mer." },
		{ "Redovisas inte på grund av bortfall över 20,5 procent, men "
		  "ingår i totaler: Nöjda: Gotland, Skåne och 3 till.",
		    "Not shown because of non-response above 20.5 per cent, "
		    "but part of totals: Nöjda: Gotland, Skåne and 3 more." },
		{ "Svarsfrekvens: X 92 procent; Y 80 procent.",
		    "Response rate: X 92 per cent; Y 80 per cent." },
		{ "Eget", "Eget" } };
	struct ub_words *w = ub_words_new("en");
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct ub_meta m = { 0 };

		ub_meta_set_table(&m, "t");
		ub_meta_add_attr(&m, "note", t[i].sv);
		ub_words_meta(w, &m);
		CHECK(
		    strcmp(ub_pair_get(m.attr, m.nattr, "note"), t[i].en) == 0);
		ub_meta_free(&m);
	}
	ub_words_free(w);
}

static void
test_swap(void)
{
	static const struct {
		const char *in, *out;
	} t[] = { { "Missbruk, missbruk", "Skadligt bruk, skadligt bruk" },
		{ "Missbruksprofil", "Missbruksprofil" },
		{ "Blandmissbruk och storrmissbruk",
		    "Skadligt bruk av flera medel och storrmissbruk" },
		{ "missbrukåt", "missbrukåt" }, { "Åtgärd", "Insats" },
		{ "ätgärd", "ätgärd" }, { "", "" } };
	struct ub_words *w = ub_words_new("sv");

	CHECK(!ub_words_set(w, "annat"));
	CHECK(ub_words_set(w, "skadligt-bruk"));
	ub_words_swap(w, "åtgärd", "insats");
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		char *text = ub_xstrdup(t[i].in);

		ub_words_swap_in(w, &text);
		CHECK(strcmp(text, t[i].out) == 0);
		free(text);
	}
	ub_words_free(w);
}

int
main(void)
{
	test_list();
	test_language();
	test_number();
	test_pieces();
	test_notes();
	test_swap();
	CHECK_END;
}
