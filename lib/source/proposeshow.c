/* proposeshow.c - see proposal.h: which values a draft may show. */
#include "../base/unicode.h"
#include "proposal.h"

enum {
	COMMON = 20, /* records with a value, before it is shown */
	DIGITS = 6,  /* in a value that is never shown */
	SHOWN_LEN = 40
};

/* A whole word of name, between the _. */
static bool
has_word(const char *name, const char *word)
{
	size_t n = strlen(word);
	const char *at;

	for (at = name; (at = strstr(at, word)) != NULL; at++)
		if ((at == name || at[-1] == '_') &&
		    (at[n] == '\0' || at[n] == '_'))
			return true;
	return false;
}

bool
ub_proposal_called_person(const char *name)
{
	static const char *const part[] = { "namn", "name", "person",
		"handlagg", "sekreterare", "adress", "telefon", "mobil", "mejl",
		"mail", "post", "anhor", "kontakt", "signatur", "klient",
		"fritext", "anteckning", "brukare", "patient", "elev",
		"deltagare", "sokande", "anmal", "foralder", "vardnadshavare",
		"maka", "sambo", "partner", "syskon", "mamma", "pappa",
		"narstaende", "god_man", "gode_man", "godman", "forvaltare",
		"formyndare", "foretradare", "ombud", "ansvarig", "registrera",
		"beslutsfattare", "utredare", "granskare", "behandlare",
		"anvandare", "chef", "lakare", "larare", "tolk" };
	static const char *const word[] = { "make", "mor", "moder", "far",
		"fader", "barn", "son", "dotter", "av", "user" };
	size_t i;

	for (i = 0; i < sizeof(part) / sizeof(*part); i++)
		if (strstr(name, part[i]) != NULL)
			return true;
	for (i = 0; i < sizeof(word) / sizeof(*word); i++)
		if (has_word(name, word[i]))
			return true;
	return false;
}

static bool
letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* Bytes of the blank at s, or 0; U+00A0 is one. */
static size_t
blank(const char *s, size_t len)
{
	if (*s == ' ' || *s == '\t')
		return 1;
	return len > 1 && memcmp(s, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static bool
capital(const char *s)
{
	size_t step = ub_ustep(s);
	struct ub_buf low = { 0 };
	bool differs;

	ub_lower(&low, s, step);
	differs = low.len != step || memcmp(low.s, s, step) != 0;
	ub_buf_free(&low);
	return differs;
}

/* Letters, with signs such as those of Anna-Lena and O'Brien within. */
static size_t
word_length(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && blank(s + n, len - n) == 0 &&
	       (letter(s[n]) || s[n] == '-' || s[n] == '\''))
		n++;
	return n;
}

/* Two capitalised words or more, one of them more than an initial. */
static bool
like_name(const char *s, size_t len)
{
	size_t i, n, words = 0, longest = 0;

	for (i = 0; i<len; i += n> 0 ? n : 1) {
		n = blank(s + i, len - i);
		if (n > 0 || !letter(s[i]))
			continue;
		n = word_length(s + i, len - i);
		if (!capital(s + i))
			continue;
		words++;
		longest = n > longest ? n : longest;
	}
	return words > 1 && longest > 1;
}

static bool
has_blank(const struct ub_dict_entry *x)
{
	size_t i;

	for (i = 0; i < x->len; i++)
		if (blank(x->key + i, x->len - i) > 0)
			return true;
	return false;
}

bool
ub_proposal_blanks(const struct ub_evidence *v)
{
	uint64_t records = 0;
	uint32_t i, n = 0;

	for (i = 0; i < v->dict.n; i++) {
		if (!has_blank(&v->dict.entry[i]))
			continue;
		n++;
		records += v->distinct[i].n;
	}
	return n > v->dict.n / 2 || records > v->values / 2;
}

bool
ub_proposal_shown(const struct ub_evidence *v, uint32_t i, bool blanks)
{
	const struct ub_dict_entry *x = &v->dict.entry[i];
	size_t k, digits = 0;

	for (k = 0; k < x->len; k++)
		digits += (unsigned char)(x->key[k] - '0') < 10;
	return v->distinct[i].n >= COMMON && x->len <= SHOWN_LEN &&
	       digits < DIGITS && !(blanks && has_blank(x)) &&
	       !like_name(x->key, x->len);
}
