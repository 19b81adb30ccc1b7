/* proposetext.c - see proposal.h: a description, with its evidence. */
#include <inttypes.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "heading.h"
#include "proposal.h"

enum {
	FEW = 50,     /* different values that may be codes */
	COMMON = 20,  /* records with a value, before it is shown */
	PER_CENT = 95 /* of the values fit a type that is proposed */
};

/* What a column is proposed to be. */
struct choice {
	enum kind {
		EMPTY,
		PERSON,
		PRIVATE, /* personal numbers in a text */
		DATE,
		UNSURE, /* day or month first? */
		LIST,
		BOOL,
		CODE,
		INT,
		DEC,
		TEXT
	} kind;
	enum ub_guess guess;  /* DEC; UNSURE */
	bool form[UB_NGUESS]; /* DATE */
	size_t list;
	bool split;           /* a code and its label */
	const char *yes, *no; /* BOOL, where it is not 1 and 0 */
	uint64_t fit, misfit; /* of the values that are there */
};

struct print {
	struct ub_buf *b;
	const struct ub_proposal *p;
	struct ub_dict names; /* taken, as they are compared */
	bool *repeated;       /* the heading comes again */
};

static void
fold(struct ub_buf *b, const char *s)
{
	struct ub_buf part = { 0 };

	ub_buf_clear(b);
	ub_buf_puts(b, "");
	ub_casefold(&part, s, strlen(s));
	if (part.len > 0)
		ub_nfc(b, part.s, part.len);
	ub_buf_free(&part);
}

/* --- what a column is ----------------------------------------------------------- */

static bool
most(uint64_t fit, uint64_t all)
{
	return fit > 0 && fit * 100 >= all * PER_CENT;
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

static uint64_t
there(const struct ub_evidence *v)
{
	return v->values - v->words;
}

/* Lines; 0 is none. */
static uint64_t
earlier(uint64_t a, uint64_t b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

static bool
choose_date(struct choice *c, const struct ub_evidence *v)
{
	uint64_t both = 0;
	size_t i;

	c->fit = c->misfit = 0;
	for (i = UB_GUESS_DATE; i < UB_GUESS_DATES_END; i++) {
		if ((i == UB_GUESS_DMY && v->fit[UB_GUESS_MDY] > v->fit[i]) ||
		    (i == UB_GUESS_MDY && v->fit[UB_GUESS_DMY] >= v->fit[i]))
			continue;
		c->form[i] = v->fit[i] > 0;
		c->fit += v->fit[i];
	}
	if (!most(c->fit, there(v)))
		return false;
	c->misfit = earlier(v->no_day, c->form[UB_GUESS_DMY]   ? v->only_mdy
				       : c->form[UB_GUESS_MDY] ? v->only_dmy
							       : 0);
	if (v->fit[UB_GUESS_DMY] == v->fit[UB_GUESS_MDY])
		both = v->fit[UB_GUESS_DMY];
	c->kind = both > 0 ? UNSURE : DATE;
	return true;
}

static bool
choose_list(struct choice *c, const struct ub_evidence *v,
    const struct ub_proposal *p, const char *name)
{
	uint64_t fit, misfit;
	bool named, found = false, was_named = false, split;
	size_t i;

	/* nothing but numbers, or nothing that is one */
	split = v->fit[UB_GUESS_INT] == 0;

	for (i = 0; i < p->guesses.nlist; i++) {
		named = called_list(name, ub_codelist_name(p->guesses.list[i]));
		fit = ub_evidence_codes(v, &p->guesses, i, split, &misfit);
		if (!most(fit, there(v)) || (!named && !split && v->zeros == 0))
			continue;
		if (found &&
		    (fit < c->fit || (fit == c->fit && (was_named || !named))))
			continue;
		found = true;
		was_named = named;
		c->kind = LIST;
		c->list = i;
		c->split = split;
		c->fit = fit;
		c->misfit = misfit;
	}
	return found;
}

static bool
has(const struct ub_evidence *v, const char *s)
{
	return ub_dict_find(&v->dict, s, strlen(s)) != UB_DICT_NONE;
}

static bool
choose_bool(struct choice *c, const struct ub_evidence *v)
{
	static const char *const pair[][2] = { { "1", "0" }, { "Ja", "Nej" },
		{ "ja", "nej" }, { "JA", "NEJ" }, { "J", "N" },
		{ "Sant", "Falskt" }, { "true", "false" }, { "True", "False" },
		{ "TRUE", "FALSE" }, { "Yes", "No" }, { "yes", "no" },
		{ "Y", "N" } };
	uint64_t fit;
	size_t i;

	for (i = 0; !v->many && i < sizeof(pair) / sizeof(*pair); i++) {
		if (!has(v, pair[i][0]) || !has(v, pair[i][1]))
			continue;
		fit = v->distinct[ub_dict_find(
				      &v->dict, pair[i][0], strlen(pair[i][0]))]
			  .n +
		      v->distinct[ub_dict_find(
				      &v->dict, pair[i][1], strlen(pair[i][1]))]
			  .n;
		/* N is a word for missing, too */
		if (fit < there(v) || fit > v->values ||
		    (fit != v->values && pair[i][1][1] == '\0' && i > 0))
			continue;
		c->kind = BOOL;
		c->fit = fit;
		c->misfit = 0;
		c->yes = i == 0 ? NULL : pair[i][0];
		c->no = pair[i][1];
		return true;
	}
	return false;
}

static bool
choose_number(struct choice *c, const struct ub_evidence *v, const char *name)
{
	size_t i, best = UB_GUESS_COMMA;

	c->fit = v->fit[UB_GUESS_INT];
	c->misfit = v->misfit[UB_GUESS_INT];
	if (c->fit == there(v) ||
	    (most(c->fit, there(v)) && c->fit >= v->fit[UB_GUESS_COMMA_GROUP] &&
		c->fit >= v->fit[UB_GUESS_POINT_GROUP])) {
		c->kind = INT;
		if (v->zeros > 0 || called_code(name))
			c->kind = CODE;
		return c->fit > 0;
	}
	for (i = UB_GUESS_POINT; i <= UB_GUESS_POINT_GROUP; i++)
		if (v->fit[i] > v->fit[best])
			best = i;
	c->kind = DEC;
	c->guess = (enum ub_guess)best;
	c->fit = v->fit[best];
	c->misfit = v->misfit[best];
	return most(c->fit, there(v));
}

/* Do the values come again and again? */
static bool
few(const struct ub_evidence *v)
{
	return !v->many && v->dict.n <= FEW && v->values >= 5 * v->dict.n;
}

static void
choose(struct choice *c, const struct ub_evidence *v,
    const struct ub_proposal *p, const char *name)
{
	*c = (struct choice){ .kind = TEXT };
	if (v->values == 0) {
		c->kind = EMPTY;
	} else if (v->persons * 2 >= there(v) && v->persons > 0) {
		c->kind = PERSON;
		c->fit = v->persons;
		c->misfit = v->person_misfit;
	} else if ((v->persons + v->shaped) * 2 >= there(v) ||
		   strstr(name, "personnr") != NULL ||
		   strstr(name, "personnum") != NULL ||
		   strstr(name, "pnr") != NULL) {
		c->kind = PRIVATE;
	} else if (choose_date(c, v) || choose_list(c, v, p, name) ||
		   choose_bool(c, v) || choose_number(c, v, name)) {
		return;
	} else {
		c->kind = v->inside + v->persons > 0 ? PRIVATE
			  : few(v)                   ? CODE
						     : TEXT;
	}
}

/* --- names ---------------------------------------------------------------------- */

/* Swedish letters as people write them in names of variables. */
static void
plain(struct ub_buf *b, const struct ub_buf *s)
{
	static const char *const from[] = { "å", "ä", "ö", "é", "ü", "æ", "ø" };
	static const char *const to[] = { "a", "a", "o", "e", "u", "ae", "o" };
	size_t i, k, step;

	for (i = 0; i < s->len; i += step) {
		step = ub_ustep(s->s + i);
		for (k = 0; k < sizeof(from) / sizeof(*from); k++)
			if (strncmp(s->s + i, from[k], strlen(from[k])) == 0)
				break;
		if (k < sizeof(from) / sizeof(*from))
			ub_buf_puts(b, to[k]);
		else
			ub_buf_add(b, s->s + i, step);
	}
}

/* A name that no column before it has. */
static void
name_column(struct print *x, size_t k, struct ub_buf *name)
{
	struct ub_buf raw = { 0 }, low = { 0 }, key = { 0 };
	size_t len, again = 2;

	if (x->p->headless)
		ub_buf_printf(&raw, "kol%zu", k + 1);
	else
		ub_heading_name(&raw, ub_slice_of(x->p->title[k]), k);
	ub_lower(&low, raw.s, raw.len);
	ub_buf_clear(name);
	plain(name, &low);
	if (!ub_name_valid(name->s, name->len)) {
		ub_buf_clear(name);
		ub_buf_printf(name, "x%zu", k + 1);
	}
	len = name->len;
	for (;;) {
		fold(&key, name->s);
		if (ub_dict_add(&x->names, key.s, key.len, 0))
			break;
		name->len = len;
		ub_buf_printf(name, "_%zu", again++);
	}
	ub_buf_free(&raw);
	ub_buf_free(&low);
	ub_buf_free(&key);
}

static void
find_repeats(struct print *x)
{
	struct ub_dict seen = { 0 };
	struct ub_buf key = { 0 };
	uint32_t at;
	size_t k;

	x->repeated = ub_xcalloc(x->p->n, sizeof(*x->repeated));
	for (k = 0; k < x->p->n; k++) {
		fold(&key, x->p->title[k]);
		at = ub_dict_find(&seen, key.s, key.len);
		if (at == UB_DICT_NONE)
			(void)ub_dict_add(&seen, key.s, key.len, (uint32_t)k);
		else
			x->repeated[at] = x->repeated[k] = true;
	}
	ub_dict_free(&seen);
	ub_buf_free(&key);
}

/* Can heading = say it, of this column alone? */
static bool
by_heading(const struct print *x, size_t k)
{
	const char *s = x->p->title[k];

	if (x->p->headless || x->repeated[k])
		return false;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

/* --- the text --------------------------------------------------------------------- */

static const char *
plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

static void
print_encoding(const struct print *x)
{
	const struct ub_proposal *p = x->p;
	struct ub_buf *b = x->b;

	if (p->encoding >= UB_ENC_UTF16LE) {
		ub_buf_puts(b, "# by its mark\nencoding = utf-16\n");
		return;
	}
	if (p->bad == 0 && p->beyond == 0)
		ub_buf_puts(b, "# nothing but ASCII: any encoding would do\n");
	else if (p->beyond > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " line%s with letters beyond ASCII in utf-8\n",
		    p->beyond, plural(p->beyond));
	if (p->bad > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " line%s not in utf-8, the first is line "
		    "%" PRIu64 "\n",
		    p->bad, plural(p->bad), p->bad_line);
	if (p->bad > 0 && p->beyond > 0)
		ub_buf_puts(
		    b, "# two encodings in one file: have it made again\n");
	if (p->bad > 0 && p->undefined > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " byte%s that windows-1252 does not have\n",
		    p->undefined, plural(p->undefined));
	ub_buf_printf(b, "encoding = %s\n", ub_encoding_name(p->encoding));
}

static void
print_records(const struct print *x)
{
	const struct ub_proposal *p = x->p;
	char clause[160];
	int i;

	ub_buf_printf(x->b,
	    "# %" PRIu64 " record%s, %" PRIu64 " blank line%s; ", p->records,
	    plural(p->records), p->blank, plural(p->blank));
	if (p->headless)
		ub_buf_puts(x->b, "no line has headings\n");
	else
		ub_buf_printf(
		    x->b, "the headings are on line %" PRIu64 "\n", p->heading);
	for (i = 0; i < UB_NRULE; i++) {
		if (p->broken[i] == 0)
			continue;
		ub_rule_clause(clause, (enum ub_rule)i, NULL);
		ub_buf_printf(x->b,
		    "# rejected: %" PRIu64 " record%s: %s%s%s (the first on "
		    "line %" PRIu64 ")\n",
		    p->broken[i], plural(p->broken[i]), clause,
		    i == UB_RULE_ENCODING ? " " : "",
		    i == UB_RULE_ENCODING ? ub_encoding_name(p->encoding) : "",
		    p->broken_line[i]);
	}
}

static void
print_text(const struct print *x)
{
	const struct ub_proposal *p = x->p;
	struct ub_buf *b = x->b;

	if (p->rows) {
		if (p->sheet != NULL)
			ub_buf_printf(b, "sheet = %s\n", p->sheet);
		return;
	}
	print_encoding(x);
	ub_buf_printf(b,
	    "# %zu of the first %zu lines have the same number of fields\n",
	    p->even, p->sampled);
	ub_buf_printf(b,
	    p->delim == '\t' ? "delimiter = tab\n" : "delimiter = %c\n",
	    p->delim);
	if (p->cr)
		ub_buf_puts(b, "# no line ends in LF\nline-end = cr\n");
}

static void
print_source(const struct print *x)
{
	const struct ub_proposal *p = x->p;
	uint64_t persons = 0, ten = 0;
	struct ub_buf *b = x->b;
	size_t i;

	ub_buf_puts(b, "# A draft of ubat-import --propose, from ");
	ub_printable(b, p->name, strlen(p->name));
	ub_buf_puts(b, ".\n# Nothing here is certain: read it, correct it, and "
		       "give it to ubat-import with -s.\n");
	print_records(x);
	ub_buf_puts(b, "\n[source]\n");
	print_text(x);
	if (p->trailing)
		ub_buf_puts(
		    b, "# a delimiter ends lines, too\ntrailing = yes\n");
	if (p->preamble > 0)
		ub_buf_printf(b,
		    "# lines that have another number of fields\npreamble = "
		    "%" PRIu64 "\n",
		    p->preamble);
	if (p->headless)
		ub_buf_puts(b, "# the first line holds values, not headings\n"
			       "headings = 0\n");
	for (i = 0; i < p->n; i++) {
		struct choice c;

		choose(&c, &p->column[i], p, "");
		persons += c.kind == PERSON;
		ten += c.kind == PERSON ? p->column[i].ten : 0;
	}
	if (persons > 0)
		ub_buf_puts(b, "# what the pseudonyms are for, needed with -k\n"
			       "#context =\n");
	if (ten > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " personal number%s of ten digits: the day "
		    "the extract was made decides the century\n"
		    "#extracted = YYYY-MM-DD\n",
		    ten, plural(ten));
}

static void
print_codes(
    const struct print *x, const struct ub_evidence *v, const char *name)
{
	uint64_t others = 0;
	uint32_t i;
	bool any = false, blanks;

	/* without headings nobody knows what the values speak of */
	if (x->p->headless || !few(v) || ub_proposal_called_person(name))
		return;
	blanks = ub_proposal_blanks(v);
	for (i = 0; i < v->dict.n; i++) {
		const struct ub_dict_entry *e = &v->dict.entry[i];

		if (!ub_proposal_shown(v, i, blanks)) {
			others++;
			continue;
		}
		ub_buf_puts(x->b, any ? ", " : "# values: ");
		ub_printable(x->b, e->key, e->len);
		ub_buf_printf(x->b, " (%" PRIu64 ")", v->distinct[i].n);
		any = true;
	}
	if (any)
		ub_buf_putc(x->b, '\n');
	if (any && others > 0)
		ub_buf_printf(
		    x->b, "# values not shown: %" PRIu64 "\n", others);
}

static bool
typed(enum kind kind)
{
	return kind == PERSON || kind == DATE || kind == LIST || kind == BOOL ||
	       kind == INT || kind == DEC;
}

static void
print_missing(const struct print *x, const struct ub_evidence *v,
    const struct choice *c, const char *name)
{
	const struct ub_guesses *g = &x->p->guesses;
	size_t i;
	bool any = false;

	if (!typed(c->kind) || v->missing == NULL)
		return;
	for (i = 0; i < g->nword; i++) {
		if (v->missing[i] == 0 ||
		    (c->kind == BOOL && strcmp(g->word[i].text, c->no) == 0))
			continue;
		if (!any)
			ub_buf_printf(x->b, "[missing %s]\n", name);
		any = true;
		ub_buf_printf(x->b,
		    "# taken for missing: %" PRIu64 "\n%s =%s%s\n",
		    v->missing[i], g->word[i].text,
		    g->word[i].reason[0] == '\0' ? "" : " ", g->word[i].reason);
	}
}

/* 9, 99, 999: far above all others? */
static void
print_nines(const struct print *x, const struct ub_evidence *v)
{
	uint32_t i, nines = UB_DICT_NONE;
	int64_t n, top = 0, most_of = 0;

	if (!few(v))
		return;
	for (i = 0; i < v->dict.n; i++) {
		const struct ub_dict_entry *e = &v->dict.entry[i];

		if (!ub_int_parse(e->key, e->len, &n))
			continue;
		if (strspn(e->key, "9") == e->len && n > top) {
			nines = i;
			top = n;
		}
	}
	if (nines == UB_DICT_NONE || v->distinct[nines].n < COMMON)
		return;
	for (i = 0; i < v->dict.n; i++)
		if (i != nines &&
		    ub_int_parse(
			v->dict.entry[i].key, v->dict.entry[i].len, &n) &&
		    n > most_of)
			most_of = n;
	if (top > 2 * most_of)
		ub_buf_printf(x->b,
		    "# %" PRId64 " stands apart from the others: does it mean "
		    "that there is no value?\n",
		    top);
}

/* What the values are, for the kinds where it is a type. */
static void
print_fit(const struct print *x, const struct ub_evidence *v,
    const struct choice *c, const char *what)
{
	uint64_t all = v->values, words = 0;

	/* where N is no, it is no word for missing */
	if (typed(c->kind) && (c->kind != BOOL || strcmp(c->no, "N") != 0))
		words = v->words;
	all -= words;
	ub_buf_printf(
	    x->b, "# %s: %" PRIu64 " of %" PRIu64 "\n", what, c->fit, all);
	if (c->fit < all)
		ub_buf_printf(x->b,
		    "# rejected: %" PRIu64 " (the first on line %" PRIu64
		    "); invalid = .r keeps their records\n",
		    all - c->fit, c->misfit);
}

static void
print_dates(
    const struct print *x, const struct ub_evidence *v, const struct choice *c)
{
	const struct ub_guesses *g = &x->p->guesses;
	size_t i;

	for (i = UB_GUESS_DATE; i < UB_GUESS_DATES_END; i++) {
		if (!c->form[i])
			continue;
		ub_buf_printf(x->b, "# %" PRIu64 " so\n", v->fit[i]);
		if (i == UB_GUESS_DMY || i == UB_GUESS_MDY)
			ub_buf_printf(x->b,
			    "# %" PRIu64 " would fit the other way round\n",
			    v->fit[i == UB_GUESS_DMY ? UB_GUESS_MDY
						     : UB_GUESS_DMY]);
		ub_buf_printf(x->b, "date = %s\n", g->form[i].text);
	}
}

static void
print_kind(const struct print *x, const struct ub_evidence *v,
    const struct choice *c, const char *name)
{
	struct ub_buf *b = x->b;

	switch (c->kind) {
	case PERSON:
		print_fit(
		    x, v, c, "personal numbers with the right check digit");
		if (c->fit < there(v))
			ub_buf_puts(
			    b, "# numbers = any gives them a pseudonym too\n");
		ub_buf_puts(b, "type = person\n");
		break;
	case DATE:
		print_fit(x, v, c, "date");
		ub_buf_puts(b, "type = date\n");
		print_dates(x, v, c);
		break;
	case UNSURE:
		ub_buf_printf(b,
		    "# date: %" PRIu64 " of %" PRIu64 ", but nothing tells "
		    "whether the day comes first or the month:\n"
		    "# type = date, with date = DD/MM/YYYY or MM/DD/YYYY\n",
		    c->fit, there(v));
		break;
	case LIST:
		print_fit(x, v, c, "codes of the list");
		ub_buf_printf(b, "type = code\ncodes = %s\n",
		    ub_codelist_name(x->p->guesses.list[c->list]));
		if (c->split)
			ub_buf_puts(b, "split = yes\n");
		break;
	case BOOL:
		print_fit(x, v, c, "bool");
		ub_buf_puts(b, "type = bool\n");
		if (c->yes != NULL)
			ub_buf_printf(
			    b, "true = %s\nfalse = %s\n", c->yes, c->no);
		break;
	case INT:
		print_fit(x, v, c, "int");
		print_codes(x, v, name);
		print_nines(x, v);
		ub_buf_puts(b, "type = int\n");
		break;
	case DEC:
		print_fit(x, v, c, "dec");
		ub_buf_printf(b, "type = dec\ndecimal = %c\n",
		    x->p->guesses.column[c->guess].decimal);
		if (c->guess == UB_GUESS_COMMA_GROUP ||
		    c->guess == UB_GUESS_POINT_GROUP)
			ub_buf_puts(b, "group = space nbsp thin\n");
		break;
	case CODE:
		if (v->zeros > 0)
			ub_buf_printf(b,
			    "# digits with a zero before them: %" PRIu64 "\n",
			    v->zeros);
		print_codes(x, v, name);
		ub_buf_puts(b, "type = code\n");
		break;
	default:
		break;
	}
}

static void
print_column(const struct print *x, size_t k, const char *name, bool all_empty)
{
	const struct ub_evidence *v = &x->p->column[k];
	struct ub_buf *b = x->b;
	struct choice c;
	const char *off = "";

	choose(&c, v, x->p, name);
	ub_buf_printf(b,
	    "\n# field %zu: %" PRIu64 " value%s, %" PRIu64 " empty\n", k + 1,
	    v->values, plural(v->values), v->empty);
	if (c.kind == EMPTY && !all_empty)
		ub_buf_puts(b, "# always empty: left out\n");
	if (c.kind == PRIVATE)
		ub_buf_printf(b,
		    "# personal numbers in %" PRIu64 " of them, and %" PRIu64
		    " that look so: left out\n",
		    v->inside + v->persons, v->shaped);
	else if (c.kind != PERSON && v->inside + v->persons > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " of them could be personal numbers\n",
		    v->inside + v->persons);
	if ((c.kind == EMPTY && !all_empty) || c.kind == PRIVATE)
		off = "#";
	ub_buf_printf(b, "%s[column %s]\n", off, name);
	if (by_heading(x, k))
		ub_buf_printf(b, "%sheading =%s%s\n", off,
		    x->p->title[k][0] == '\0' ? "" : " ", x->p->title[k]);
	else
		ub_buf_printf(b, "%sposition = %zu\n", off, k + 1);
	if (v->blanks > 0 && c.kind != TEXT && c.kind != PRIVATE &&
	    c.kind != EMPTY)
		ub_buf_printf(b,
		    "# values with blanks around them: %" PRIu64
		    "\ntrim = yes\n",
		    v->blanks);
	if (v->marked > 0)
		ub_buf_printf(b,
		    "# rejected: %" PRIu64 " (the first on line %" PRIu64
		    "): merged cells, errors or numbers that are not exact\n",
		    v->marked, v->marked_line);
	print_kind(x, v, &c, name);
	print_missing(x, v, &c, name);
}

void
ub_proposal_print(struct ub_buf *b, const struct ub_proposal *p)
{
	struct print x = { .b = b, .p = p };
	struct ub_buf name = { 0 };
	bool all_empty = true;
	size_t k;

	for (k = 0; k < p->n; k++)
		all_empty = all_empty && p->column[k].values == 0;
	find_repeats(&x);
	print_source(&x);
	for (k = 0; k < p->n; k++) {
		name_column(&x, k, &name);
		print_column(&x, k, name.s, all_empty);
	}
	ub_dict_free(&x.names);
	free(x.repeated);
	ub_buf_free(&name);
}
