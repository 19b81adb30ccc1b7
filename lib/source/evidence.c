/* evidence.c - see evidence.h. */
#include <stdlib.h>

#include "../base/embed.h"
#include "../base/unicode.h"
#include "blank.h"
#include "evidence.h"
#include "person.h"

enum {
	SHORT = 64,   /* a value that is remembered */
	SURE = 18,    /* digits that are a number, whatever they are */
	DECIMALS = 9, /* of a dec */
	PERSON_MIN = 10,
	PERSON_MAX = 13
};

/* In the order of enum ub_guess.  The two that a text can fit both stand
 * together. */
static const char *const forms[] = { "YYYY-MM-DD", "YYYYMMDD", "DD/MM/YYYY",
	"MM/DD/YYYY", "DD.MM.YYYY", "DD-MM-YYYY", "YYYY/MM/DD", "YYYY.MM.DD",
	"YYYY-MM-DD 00:00:00", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DD hh:mm",
	"YYYY-MM-DDThh:mm:ss" };

static const struct ub_missing_word words[] = {
	{ "X", ".x" },
	{ "N", ".n" },
	{ "-", "" },
	{ ".", "" },
	{ "?", "" },
	{ "*", "" },
	{ "null", "" },
	{ "(null)", "" },
	{ "\\N", "" },
	{ "na", "" },
	{ "n/a", "" },
	{ "#N/A", "" },
	{ "#NULL!", "" },
	{ "NaN", "" },
	{ "none", "" },
	{ "saknas", "" },
	{ "uppgift saknas", "" },
	{ "okänd", ".x" },
	{ "okänt", ".x" },
	{ "vet ej", ".x" },
	{ "vet inte", ".x" },
	{ "vill ej svara", ".x" },
	{ "ej svar", ".x" },
	{ "ej besvarad", ".x" },
	{ "ej relevant", ".n" },
	{ "ej aktuellt", ".n" },
	{ "ej tillämpligt", ".n" },
};

/* A word as it is, with a capital, and in capitals. */
static void
add_word(struct ub_guesses *g, const struct ub_missing_word *w)
{
	size_t len = strlen(w->text), first = ub_ustep(w->text), i;
	struct ub_buf form[3] = { { 0 }, { 0 }, { 0 } };

	ub_buf_puts(&form[0], w->text);
	ub_upper(&form[1], w->text, first);
	ub_buf_puts(&form[1], w->text + first);
	ub_upper(&form[2], w->text, len);
	for (i = 0; i < 3; i++) {
		if (ub_dict_add(&g->words, form[i].s, form[i].len,
			(uint32_t)g->nword)) {
			g->word = ub_xgrow(g->word, g->nword, sizeof(*g->word));
			g->word[g->nword++] =
			    (struct ub_missing_word){ ub_xstrdup(form[i].s),
				    w->reason };
		}
		ub_buf_free(&form[i]);
	}
}

/* All lists that are built in. */
static void
open_lists(struct ub_guesses *g)
{
	const struct ub_embedded *x;
	struct ub_codelist *l;
	struct ub_err e;
	size_t len;

	for (x = ub_embedded; x->path != NULL; x++) {
		char *name;

		if (strncmp(x->path, "codes/", 6) != 0)
			continue;
		len = strcspn(x->path + 6, ".");
		name = ub_xstrndup(x->path + 6, len);
		if (ub_codelist_open(&l, name, "", &e) == UB_OK) {
			g->list = ub_xgrow(g->list, g->nlist, sizeof(*g->list));
			g->list[g->nlist++] = l;
		}
		free(name);
	}
}

void
ub_guesses_init(struct ub_guesses *g)
{
	struct ub_err e;
	size_t i;

	*g = (struct ub_guesses){ 0 };
	for (i = 0; i < UB_NGUESS; i++) {
		g->column[i].trim = true;
		g->column[i].type = i == UB_GUESS_INT    ? UB_INT
				    : i == UB_GUESS_BOOL ? UB_BOOL
				    : i < UB_GUESS_DATE  ? UB_DEC
							 : UB_DATE;
		g->column[i].percent = g->column[i].type == UB_DEC;
		g->column[i].decimal = i == UB_GUESS_COMMA ||
					       i == UB_GUESS_COMMA_GROUP ||
					       i == UB_GUESS_COMMA_POINT
					   ? ','
					   : '.';
		if (i == UB_GUESS_COMMA_POINT)
			g->column[i].group = UB_GROUP_POINT;
		if (i == UB_GUESS_POINT_COMMA)
			g->column[i].group = UB_GROUP_COMMA;
		if (i == UB_GUESS_COMMA_GROUP || i == UB_GUESS_POINT_GROUP)
			g->column[i].group =
			    UB_GROUP_SPACE | UB_GROUP_NBSP | UB_GROUP_THIN;
		if (i < UB_GUESS_DATE)
			continue;
		(void)ub_dateform_init(
		    &g->form[i], forms[i - UB_GUESS_DATE], &e);
		g->column[i].date = &g->form[i];
		g->column[i].ndate = 1;
	}
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		add_word(g, &words[i]);
	open_lists(g);
}

void
ub_guesses_free(struct ub_guesses *g)
{
	size_t i;

	for (i = 0; i < g->nword; i++)
		free((char *)g->word[i].text);
	for (i = 0; i < g->nlist; i++)
		ub_codelist_free(g->list[i]);
	free(g->word);
	free(g->list);
	ub_dict_free(&g->words);
	ub_buf_free(&g->scratch);
}

void
ub_evidence_init(struct ub_evidence *v, size_t most)
{
	*v = (struct ub_evidence){ .most = most };
}

void
ub_evidence_free(struct ub_evidence *v)
{
	ub_dict_free(&v->dict);
	free(v->distinct);
	free(v->missing);
}

static bool
digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* --- personal numbers --------------------------------------------------------- */

static bool
person(struct ub_slice s, bool *century)
{
	struct ub_person p;
	enum ub_person_fault fault = ub_person_parse(s.s, s.len, NULL, &p);

	*century = fault == UB_PERSON_OK;
	return *century || fault == UB_PERSON_CENTURY;
}

/* YYMMDD-NNNN, YYYYMMDD-NNNN: the sign makes it likely. */
static bool
shaped(struct ub_slice s)
{
	size_t i;

	if ((s.len != 11 && s.len != 13) ||
	    (s.s[s.len - 5] != '-' && s.s[s.len - 5] != '+'))
		return false;
	for (i = 0; i < s.len; i++)
		if (i != s.len - 5 && !digit(s.s[i]))
			return false;
	return true;
}

/* Somewhere in a text, whatever stands around it. */
static bool
person_inside(struct ub_slice s)
{
	size_t from, to, run;
	bool century;

	if (s.len < PERSON_MIN)
		return false;
	for (from = 0; from + PERSON_MIN <= s.len; from = to + (to == from)) {
		to = from;
		while (
		    to < s.len &&
		    (digit(s.s[to]) || (to > from && to + 1 < s.len &&
					   (s.s[to] == '-' || s.s[to] == '+'))))
			to++;
		for (run = to - from; run >= PERSON_MIN && run <= to - from;
		     run--) {
			struct ub_slice part = { s.s + to - run, run };

			if (run <= PERSON_MAX && person(part, &century))
				return true;
		}
	}
	return false;
}

/* --- one value ------------------------------------------------------------------ */

/* Could it be a number or a date at all?  Spares the trials of texts.  digits:
 * it is nothing but these. */
static bool
numeric(struct ub_slice s, bool *digits)
{
	size_t i;

	*digits = true;
	for (i = 0; i < s.len; i++) {
		if (digit(s.s[i]))
			continue;
		*digits = false;
		if (memchr(",.-/: T%", s.s[i], 8) == NULL &&
		    ((unsigned char)s.s[i] < 0x80 || i == 0))
			return false;
	}
	return true;
}

static bool
fits(struct ub_guesses *g, size_t i, struct ub_slice s)
{
	struct ub_slice out;
	char *scratch;

	if (i >= UB_GUESS_DATE && s.len != g->form[i].len)
		return false;
	if (i == UB_GUESS_BOOL && s.len != 1)
		return false;
	ub_buf_clear(&g->scratch);
	ub_buf_reserve(&g->scratch, ub_field_room(s.len));
	scratch = g->scratch.s;
	return ub_field_read(&g->column[i], s, true, &scratch, &out) ==
	       UB_RULE_NONE;
}

static void
miss(uint64_t *at, uint64_t line)
{
	if (*at == 0 || line < *at)
		*at = line;
}

static void
count_word(
    struct ub_evidence *v, const struct ub_guesses *g, uint32_t i, uint64_t n)
{
	if (v->missing == NULL)
		v->missing = ub_xcalloc(g->nword, sizeof(*v->missing));
	v->missing[i] += n;
	v->words += n;
}

/* Digits with one comma or point within, few enough of them to be a dec for
 * sure: that sign; else 0. */
static char
one_sign(struct ub_slice s)
{
	size_t i, at = 0;

	if (s.len > SURE)
		return '\0';
	for (i = 0; i < s.len; i++) {
		if (digit(s.s[i]))
			continue;
		if (i == 0 || at > 0 || (s.s[i] != ',' && s.s[i] != '.'))
			return '\0';
		at = i;
	}
	return at > 0 && at + 1 < s.len && s.len - at - 1 <= DECIMALS ? s.s[at]
								      : '\0';
}

/* Does such a text fit i? */
static bool
fits_signed(struct ub_guesses *g, size_t i, struct ub_slice s, char sign)
{
	if (i == UB_GUESS_INT || i >= UB_GUESS_BOOL)
		return false;
	/* between groups of digits the other sign stands */
	if (g->column[i].decimal != sign)
		return (i == UB_GUESS_COMMA_POINT ||
			   i == UB_GUESS_POINT_COMMA) &&
		       fits(g, i, s);
	return true;
}

/* Which types does s fit?  Digits alone, where they are not too many, are all
 * numbers there are, and one form of a date perhaps. */
static void
try(struct ub_evidence *v, struct ub_guesses *g, struct ub_slice s, uint64_t n,
    uint64_t line)
{
	bool digits, number = numeric(s, &digits), sure, day, fit;
	bool any = false, dmy = false, mdy = false, dec = false;
	char sign = number && !digits ? one_sign(s) : '\0';
	size_t i;

	/* nothing else looks like the most common form of a day */
	day =
	    number && s.len == 10 && s.s[4] == '-' && fits(g, UB_GUESS_DATE, s);
	for (i = 0; i < UB_NGUESS; i++) {
		sure = digits && s.len <= SURE && i < UB_GUESS_BOOL;
		if (day)
			fit = i == UB_GUESS_DATE;
		else if (sign != '\0')
			fit = fits_signed(g, i, s, sign);
		else
			fit = sure || (number && fits(g, i, s));
		if (fit)
			v->fit[i] += n;
		else
			miss(&v->misfit[i], line);
		dec |= fit && i < UB_GUESS_BOOL;
		any |= fit && i >= UB_GUESS_DATE;
		dmy |= fit && i == UB_GUESS_DMY;
		mdy |= fit && i == UB_GUESS_MDY;
	}
	if (digits && s.len > 1 && s.s[0] == '0')
		v->zeros += n;
	/* 1927 to 2064 */
	if (digits && s.len == 5 && s.s[0] >= '1' && s.s[0] <= '5')
		v->serial += n;
	if (dec && s.s[s.len - 1] == '%')
		v->percent += n;
	if (!any)
		miss(&v->no_day, line);
	if (dmy && !mdy)
		miss(&v->only_dmy, line);
	if (mdy && !dmy)
		miss(&v->only_mdy, line);
}

/* n times the same value, first on that line. */
static void
judge(struct ub_evidence *v, struct ub_guesses *g, struct ub_slice s,
    uint64_t n, uint64_t line)
{
	uint32_t word = ub_dict_find(&g->words, s.s, s.len);
	bool century;

	if (word != UB_DICT_NONE) {
		count_word(v, g, word, n);
		return;
	}
	try(v, g, s, n, line);
	if (s.len >= PERSON_MIN && s.len <= PERSON_MAX && person(s, &century)) {
		v->persons += n;
		v->ten += century ? 0 : n;
		return;
	}
	miss(&v->person_misfit, line);
	v->shaped += shaped(s) ? n : 0;
	if (person_inside(s))
		v->inside += n;
}

/* All that judge() counted. */
static void
forget(struct ub_evidence *v)
{
	free(v->missing);
	*v = (struct ub_evidence){ .values = v->values,
		.empty = v->empty,
		.marked = v->marked,
		.marked_line = v->marked_line,
		.blanks = v->blanks,
		.dict = v->dict,
		.distinct = v->distinct,
		.most = v->most };
}

static void
judge_all(struct ub_evidence *v, struct ub_guesses *g)
{
	uint32_t i;

	forget(v);
	for (i = 0; i < v->dict.n; i++) {
		struct ub_slice s = { v->dict.entry[i].key,
			v->dict.entry[i].len };

		judge(v, g, s, v->distinct[i].n, v->distinct[i].line);
	}
}

/* A new value: remembered, or one too many. */
static void
remember(struct ub_evidence *v, struct ub_guesses *g, struct ub_slice s,
    uint64_t line)
{
	uint32_t i = v->dict.n;

	if (i < v->most && s.len <= SHORT) {
		(void)ub_dict_add(&v->dict, s.s, s.len, i);
		v->distinct = ub_xgrow(v->distinct, i, sizeof(*v->distinct));
		v->distinct[i] = (struct ub_distinct){ 1, line };
		return;
	}
	judge_all(v, g);
	v->many = true;
	ub_dict_free(&v->dict);
	v->dict = (struct ub_dict){ 0 };
	judge(v, g, s, 1, line);
}

void
ub_evidence_add(struct ub_evidence *v, struct ub_guesses *g,
    struct ub_slice value, uint64_t line)
{
	struct ub_slice s = value;
	uint32_t i;

	s = ub_blank_cut(s);
	v->blanks += s.len != value.len;
	if (s.len == 0) {
		v->empty++;
		return;
	}
	v->values++;
	if (v->many) {
		judge(v, g, s, 1, line);
		return;
	}
	i = ub_dict_find(&v->dict, s.s, s.len);
	if (i == UB_DICT_NONE) {
		remember(v, g, s, line);
		return;
	}
	v->distinct[i].n++;
	miss(&v->distinct[i].line, line);
}

void
ub_evidence_end(struct ub_evidence *v, struct ub_guesses *g)
{
	if (!v->many)
		judge_all(v, g);
}

uint64_t
ub_evidence_codes(const struct ub_evidence *v, const struct ub_guesses *g,
    size_t i, bool split, uint64_t *misfit)
{
	uint64_t n = 0;
	uint32_t k;
	size_t len;

	*misfit = 0;
	if (v->many)
		return 0;
	for (k = 0; k < v->dict.n; k++) {
		const struct ub_dict_entry *x = &v->dict.entry[k];

		if (ub_dict_find(&g->words, x->key, x->len) != UB_DICT_NONE)
			continue;
		for (len = 0; len < x->len; len++)
			if (split && x->key[len] == ' ')
				break;
		if (ub_codelist_find(g->list[i], x->key, len) != UB_NOCODE)
			n += v->distinct[k].n;
		else
			miss(misfit, v->distinct[k].line);
	}
	return n;
}
