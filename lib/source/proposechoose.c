/* proposechoose.c - see proposal.h: what a column is, by what its values fit. */
#include "proposal.h"

enum {
	FEW = 50,       /* different values that may be codes */
	PER_CENT = 95,  /* of the values fit a type that is proposed */
	NEAR = 80,      /* of the values fit one that is mentioned */
	GROUP_SIGNS = 1 /* values with a sign that could be either */
};

static bool
most(uint64_t fit, uint64_t all, unsigned per_cent)
{
	return fit > 0 && fit * 100 >= all * per_cent;
}

static bool
ends(const char *s, const char *tail)
{
	size_t n = strlen(s), t = strlen(tail);

	return n >= t && strcmp(s + n - t, tail) == 0;
}

/* A number nobody calculates with, by its name. */
static bool
called_code(const char *name)
{
	static const char *const tail[] = { "id", "nr", "nummer", "kod", "kode",
		"code", "number" };
	size_t i;

	for (i = 0; i < sizeof(tail) / sizeof(*tail); i++)
		if (ends(name, tail[i]))
			return true;
	return false;
}

static bool
called_list(const char *name, const char *list)
{
	size_t n = strlen(list);
	const char *tail = strlen(name) > n ? name + strlen(name) - n : name;

	return strncmp(name, list, n) == 0 ||
	       (strcmp(tail, list) == 0 && tail > name && tail[-1] == '_');
}

uint64_t
ub_proposal_there(const struct ub_evidence *v)
{
	return v->values - v->words;
}

bool
ub_proposal_few(const struct ub_evidence *v)
{
	return !v->many && v->dict.n <= FEW && v->values >= 5 * v->dict.n;
}

/* Lines; 0 is none. */
static uint64_t
earlier(uint64_t a, uint64_t b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

/* The forms that are declared together: of two that one text could fit both,
 * the one that more do. */
static bool
choose_date(struct ub_choice *c, const struct ub_evidence *v, unsigned per_cent)
{
	bool times = v->fit[UB_GUESS_TIME] > v->fit[UB_GUESS_MIDNIGHT];
	uint64_t both = 0;
	size_t i;

	c->fit = c->misfit = 0;
	for (i = UB_GUESS_DATE; i < UB_GUESS_DATES_END; i++) {
		c->form[i] = false;
		if ((i == UB_GUESS_DMY && v->fit[UB_GUESS_MDY] > v->fit[i]) ||
		    (i == UB_GUESS_MDY && v->fit[UB_GUESS_DMY] >= v->fit[i]) ||
		    (i == UB_GUESS_MIDNIGHT && times) ||
		    (i == UB_GUESS_TIME && !times))
			continue;
		c->form[i] = v->fit[i] > 0;
		c->fit += v->fit[i];
	}
	if (!most(c->fit, ub_proposal_there(v), per_cent))
		return false;
	c->misfit = earlier(v->no_day, c->form[UB_GUESS_DMY]   ? v->only_mdy
				       : c->form[UB_GUESS_MDY] ? v->only_dmy
							       : 0);
	if (v->fit[UB_GUESS_DMY] == v->fit[UB_GUESS_MDY])
		both = v->fit[UB_GUESS_DMY];
	c->kind = both > 0 ? UB_KIND_UNSURE : UB_KIND_DATE;
	return true;
}

static bool
choose_list(struct ub_choice *c, const struct ub_evidence *v,
    const struct ub_proposal *p, const char *name, unsigned per_cent)
{
	uint64_t fit, misfit;
	bool named, found = false, was_named = false, split;
	size_t i;

	/* nothing but numbers, or nothing that is one */
	split = v->fit[UB_GUESS_INT] == 0;

	for (i = 0; i < p->guesses.nlist; i++) {
		named = called_list(name, ub_codelist_name(p->guesses.list[i]));
		fit = ub_evidence_codes(v, &p->guesses, i, split, &misfit);
		if (!most(fit, ub_proposal_there(v), per_cent) ||
		    (!named && !split && v->zeros == 0))
			continue;
		if (found &&
		    (fit < c->fit || (fit == c->fit && (was_named || !named))))
			continue;
		found = true;
		was_named = named;
		c->kind = UB_KIND_LIST;
		c->list = i;
		c->split = split;
		c->fit = fit;
		c->misfit = misfit;
	}
	return found;
}

/* How often s comes; never where there are many values. */
static uint64_t
times(const struct ub_evidence *v, const char *s)
{
	uint32_t i = ub_dict_find(&v->dict, s, strlen(s));

	return v->many || i == UB_DICT_NONE ? 0 : v->distinct[i].n;
}

/* The line of the first value that is neither, nor a word for missing. */
static uint64_t
first_other(const struct ub_evidence *v, const struct ub_proposal *p,
    const char *yes, const char *no)
{
	uint64_t line = 0;
	uint32_t i;

	for (i = 0; i < v->dict.n; i++) {
		const struct ub_dict_entry *x = &v->dict.entry[i];
		struct ub_slice s = { x->key, x->len };

		if (!ub_slice_is(s, yes) && !ub_slice_is(s, no) &&
		    ub_dict_find(&p->guesses.words, x->key, x->len) ==
			UB_DICT_NONE)
			line = earlier(line, v->distinct[i].line);
	}
	return line;
}

/* A third word may be an answer: all must be one of two. */
static bool
choose_bool(struct ub_choice *c, const struct ub_evidence *v,
    const struct ub_proposal *p, unsigned per_cent)
{
	static const char *const pair[][2] = { { "1", "0" }, { "Ja", "Nej" },
		{ "ja", "nej" }, { "JA", "NEJ" }, { "J", "N" },
		{ "Sant", "Falskt" }, { "true", "false" }, { "True", "False" },
		{ "TRUE", "FALSE" }, { "Yes", "No" }, { "yes", "no" },
		{ "Y", "N" } };
	uint64_t yes, no, fit, all;
	bool word;
	size_t i;

	for (i = 0; i < sizeof(pair) / sizeof(*pair); i++) {
		yes = times(v, pair[i][0]);
		no = times(v, pair[i][1]);
		fit = yes + no;
		/* N is a word for missing, too */
		word = i > 0 && pair[i][1][1] == '\0';
		all = word ? v->values : ub_proposal_there(v);
		if (yes == 0 || no == 0 || !most(fit, all, per_cent) ||
		    (word && fit != all))
			continue;
		c->kind = UB_KIND_BOOL;
		c->fit = fit;
		c->misfit =
		    fit < all ? first_other(v, p, pair[i][0], pair[i][1]) : 0;
		c->yes = i == 0 ? NULL : pair[i][0];
		c->no = pair[i][1];
		return true;
	}
	return false;
}

/* 1.234 in all of them: a decimal sign, or one between groups of digits? */
static bool
ambiguous(const struct ub_evidence *v, size_t sign, size_t group)
{
	return v->fit[sign] == v->fit[group] &&
	       v->fit[sign] >= v->fit[UB_GUESS_INT] + GROUP_SIGNS;
}

static bool
choose_number(struct ub_choice *c, const struct ub_evidence *v,
    const char *name, unsigned per_cent)
{
	uint64_t all = ub_proposal_there(v);
	size_t i, best = UB_GUESS_COMMA;

	c->fit = v->fit[UB_GUESS_INT];
	c->misfit = v->misfit[UB_GUESS_INT];
	for (i = UB_GUESS_POINT; i < UB_GUESS_BOOL; i++)
		if (v->fit[i] > v->fit[best])
			best = i;
	if (c->fit == all ||
	    (most(c->fit, all, per_cent) && c->fit >= v->fit[best])) {
		c->kind = UB_KIND_INT;
		if (v->zeros > 0 || called_code(name))
			c->kind = UB_KIND_CODE;
		return c->fit > 0;
	}
	c->kind = UB_KIND_DEC;
	if ((best == UB_GUESS_COMMA &&
		ambiguous(v, best, UB_GUESS_POINT_COMMA)) ||
	    (best == UB_GUESS_POINT &&
		ambiguous(v, best, UB_GUESS_COMMA_POINT)))
		c->kind = UB_KIND_SIGN;
	c->guess = (enum ub_guess)best;
	c->fit = v->fit[best];
	c->misfit = v->misfit[best];
	return most(c->fit, all, per_cent);
}

static bool
choose_type(struct ub_choice *c, const struct ub_evidence *v,
    const struct ub_proposal *p, const char *name, unsigned per_cent)
{
	return choose_date(c, v, per_cent) ||
	       choose_list(c, v, p, name, per_cent) ||
	       choose_bool(c, v, p, per_cent < PER_CENT ? per_cent : 100) ||
	       choose_number(c, v, name, per_cent);
}

void
ub_proposal_choose(struct ub_choice *c, const struct ub_evidence *v,
    const struct ub_proposal *p, const char *name)
{
	uint64_t there = ub_proposal_there(v);

	*c = (struct ub_choice){ .kind = UB_KIND_TEXT };
	if (v->values == 0) {
		c->kind = UB_KIND_EMPTY;
	} else if (v->persons * 2 >= there && v->persons > 0) {
		c->kind = UB_KIND_PERSON;
		c->fit = v->persons;
		c->misfit = v->person_misfit;
	} else if ((v->persons + v->shaped) * 2 >= there ||
		   strstr(name, "personnr") != NULL ||
		   strstr(name, "personnum") != NULL ||
		   strstr(name, "pnr") != NULL) {
		c->kind = UB_KIND_PRIVATE;
	} else if (!choose_type(c, v, p, name, PER_CENT)) {
		c->kind = v->inside + v->persons > 0 ? UB_KIND_PRIVATE
			  : ub_proposal_few(v)       ? UB_KIND_CODE
						     : UB_KIND_TEXT;
	}
}

bool
ub_proposal_near(struct ub_choice *near, const struct ub_choice *c,
    const struct ub_evidence *v, const struct ub_proposal *p, const char *name)
{
	*near = (struct ub_choice){ .kind = UB_KIND_TEXT };
	if (c->kind == UB_KIND_DEC) {
		near->kind = UB_KIND_INT;
		near->fit = v->fit[UB_GUESS_INT];
		near->misfit = v->misfit[UB_GUESS_INT];
		return most(near->fit, ub_proposal_there(v), NEAR);
	}
	if (c->kind == UB_KIND_INT)
		return choose_bool(near, v, p, NEAR);
	if (c->kind != UB_KIND_TEXT && c->kind != UB_KIND_CODE)
		return false;
	return choose_type(near, v, p, name, NEAR) &&
	       near->kind != UB_KIND_CODE && near->fit < ub_proposal_there(v);
}
