/* proposetext.c - see proposal.h: a description, with its evidence. */
#include <inttypes.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "heading.h"
#include "proposal.h"

enum {
	COMMON = 20,     /* records with a value, before it is shown */
	SAYABLE = 32768, /* bytes of a heading that fits a line of a draft */
	NAME = 40        /* bytes of a name, before it is cut at a word */
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

/* A long name ends at a word. */
static void
cut_name(struct ub_buf *name)
{
	size_t len = name->len;

	if (len <= NAME)
		return;
	for (len = NAME; len > NAME / 2 && name->s[len] != '_'; len--)
		;
	if (name->s[len] != '_')
		for (len = NAME; ((unsigned char)name->s[len] & 0xc0) == 0x80;)
			len--;
	name->len = len;
	name->s[len] = '\0';
}

/* A name that no column before it has; full is what it would be without limits. */
static void
name_column(struct print *x, size_t k, struct ub_buf *name, struct ub_buf *full)
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
	ub_buf_clear(full);
	ub_buf_puts(full, name->s == NULL ? "" : name->s);
	cut_name(name);
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

/* Can heading = say it? */
static bool
sayable(const struct print *x, size_t k)
{
	const char *s = x->p->title[k];

	if (x->p->headless || strlen(s) > SAYABLE)
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

/* Lines at the end that are no records, and one that may be none. */
static void
print_footer(const struct print *x)
{
	static const char *const why[] = { "", "a word for a sum or a note",
		"one field, and not like those above",
		"nothing in field 1, as no other, and no texts" };
	const struct ub_proposal *p = x->p;
	struct ub_buf *b = x->b;

	if (p->sums > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " record%s, the first on line %" PRIu64
		    ", begin%s with a word for a sum: %s counted as %s\n",
		    p->sums, plural(p->sums), p->sum_line,
		    p->sums == 1 ? "s" : "",
		    p->sums == 1 ? "it is" : "they are",
		    p->sums == 1 ? "a record" : "records");
	if (p->doubt_line > 0)
		ub_buf_printf(b,
		    "# line %" PRIu64
		    ", the last, may be no record but a sum, a "
		    "note or cut off; footer = 1 would leave it out\n",
		    p->doubt_line);
	if (p->why == UB_FOOTER_NONE)
		return;
	ub_buf_printf(b, "# no record from line %" PRIu64 " on: %s\n",
	    p->footer_line, why[p->why]);
	if (p->footer_text != NULL)
		ub_buf_printf(b, "footer = %s\n", p->footer_text);
	else
		ub_buf_printf(b, "footer = %zu\n", p->footer);
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
	else if (p->two)
		ub_buf_printf(x->b,
		    "the headings are on lines %" PRIu64 " and %" PRIu64 "\n",
		    p->heading, p->second.rec.line);
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
		if (i == UB_RULE_COUNT && p->shorter > 0)
			ub_buf_printf(x->b,
			    "# %" PRIu64 " of them ha%s fewer fields: ragged = "
			    "pad would keep %s\n",
			    p->shorter, p->shorter == 1 ? "s" : "ve",
			    p->shorter == 1 ? "it" : "them");
	}
}

static void
print_quotes(const struct print *x)
{
	const struct ub_proposal *p = x->p;
	struct ub_buf *b = x->b;

	if (p->escape)
		ub_buf_printf(b,
		    "# records that are whole only if a backslash escapes: "
		    "%" PRIu64 "; the first backslash is on line %" PRIu64
		    "\nescape = \\\n",
		    p->odd_before, p->quote_line);
	if (p->quote == '\0')
		ub_buf_printf(b,
		    "# records that are whole only if quotes are text: %" PRIu64
		    "; no field stands in quotes\nquote = none\n",
		    p->odd_before);
	else if (p->quote != '"')
		ub_buf_printf(b,
		    "# fields in such quotes, in the first %zu lines: %" PRIu64
		    ", the first on line %" PRIu64 "\nquote = %c\n",
		    p->sampled, p->quoted, p->quote_line, p->quote);
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
	print_quotes(x);
	if (p->cr)
		ub_buf_puts(b, "# no line ends in LF\nline-end = cr\n");
}

static void
print_headings(const struct print *x)
{
	const struct ub_proposal *p = x->p;
	struct ub_buf *b = x->b;

	if (p->trailing)
		ub_buf_printf(b,
		    "# a delimiter ends %" PRIu64 " of the first %zu lines%s\n"
		    "trailing = yes\n",
		    p->tails + p->head_tail, p->sampled,
		    !p->head_tail   ? ", but not the headings"
		    : p->tails == 0 ? ", the headings"
				    : ", the headings too");
	if (p->preamble > 0)
		ub_buf_printf(b,
		    "# lines that have %s\npreamble = %" PRIu64 "\n",
		    p->titled ? "one field or another number of them"
			      : "another number of fields",
		    p->preamble);
	if (p->headless)
		ub_buf_puts(b, "# the first line holds values, not headings\n"
			       "headings = 0\n");
	if (p->two)
		ub_buf_printf(b,
		    "# line %" PRIu64 " has texts above numbers or days, and "
		    "no value like those below\nheadings = 2\n",
		    p->second.rec.line);
	if (p->fill)
		ub_buf_printf(b,
		    "# line %" PRIu64 " names groups of columns\n"
		    "heading-fill = yes\n",
		    p->heading);
	if (p->hollow > 0)
		ub_buf_printf(b,
		    "# lines of delimiters alone: %" PRIu64
		    ", the first is line %" PRIu64 "\nempty = skip\n",
		    p->hollow, p->hollow_line);
	print_footer(x);
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
	print_headings(x);
	for (i = 0; i < p->n; i++) {
		struct ub_choice c;

		ub_proposal_choose(&c, &p->column[i], p, "");
		persons += c.kind == UB_KIND_PERSON;
		ten += c.kind == UB_KIND_PERSON ? p->column[i].ten : 0;
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

/* The value that came next behind that line; v->dict.n: there is none. */
static uint32_t
first_after(const struct ub_evidence *v, uint64_t line)
{
	uint32_t i, next = v->dict.n;

	for (i = 0; i < v->dict.n; i++)
		if (v->distinct[i].line > line &&
		    (next == v->dict.n ||
			v->distinct[i].line < v->distinct[next].line))
			next = i;
	return next;
}

static void
print_codes(
    const struct print *x, const struct ub_evidence *v, const char *name)
{
	uint64_t others = 0;
	uint32_t i;
	bool any = false, blanks;

	/* without headings nobody knows what the values speak of */
	if (x->p->headless || !ub_proposal_few(v) ||
	    ub_proposal_called_person(name))
		return;
	blanks = ub_proposal_blanks(v);
	for (i = first_after(v, 0); i < v->dict.n;
	     i = first_after(v, v->distinct[i].line)) {
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
typed(enum ub_kind kind)
{
	return kind == UB_KIND_PERSON || kind == UB_KIND_DATE ||
	       kind == UB_KIND_LIST || kind == UB_KIND_BOOL ||
	       kind == UB_KIND_INT || kind == UB_KIND_DEC;
}

static void
print_missing(const struct print *x, const struct ub_evidence *v,
    const struct ub_choice *c, const char *name)
{
	const struct ub_guesses *g = &x->p->guesses;
	size_t i;
	bool any = false;

	if (!typed(c->kind) || v->missing == NULL)
		return;
	for (i = 0; i < g->nword; i++) {
		if (v->missing[i] == 0 ||
		    (c->kind == UB_KIND_BOOL &&
			strcmp(g->word[i].text, c->no) == 0))
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

	if (!ub_proposal_few(v))
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
    const struct ub_choice *c, const char *what)
{
	uint64_t all = v->values, words = 0;

	/* where N is no, it is no word for missing */
	if (typed(c->kind) &&
	    (c->kind != UB_KIND_BOOL || strcmp(c->no, "N") != 0))
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
print_dates(const struct print *x, const struct ub_evidence *v,
    const struct ub_choice *c)
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

/* What is no number, no day and no code: how often does a value come again? */
static void
print_different(const struct print *x, const struct ub_evidence *v)
{
	if (v->many)
		ub_buf_printf(
		    x->b, "# more than %zu different values\n", v->most);
	else
		ub_buf_printf(x->b, "# %" PRIu32 " different value%s\n",
		    v->dict.n, plural(v->dict.n));
}

/* Days as a workbook counts them, when the heading speaks of days. */
static void
print_serial(const struct print *x, const struct ub_evidence *v,
    const struct ub_choice *c, const char *name)
{
	if (v->serial == c->fit &&
	    (strstr(name, "datum") != NULL || strstr(name, "date") != NULL))
		ub_buf_puts(x->b,
		    "# all could be days as a workbook counts them:\n"
		    "#type = date\n#date = excel\n");
}

static const char *
group_of(enum ub_guess guess)
{
	switch (guess) {
	case UB_GUESS_COMMA_GROUP:
	case UB_GUESS_POINT_GROUP:
		return "space nbsp thin";
	case UB_GUESS_COMMA_POINT:
		return ".";
	case UB_GUESS_POINT_COMMA:
		return ",";
	default:
		return NULL;
	}
}

/* How a dec is written. */
static void
print_signs(const struct print *x, const struct ub_evidence *v,
    enum ub_guess guess, const char *off)
{
	const char *group = group_of(guess);

	ub_buf_printf(
	    x->b, "%sdecimal = %c\n", off, x->p->guesses.column[guess].decimal);
	if (group != NULL)
		ub_buf_printf(x->b, "%sgroup = %s\n", off, group);
	if (v->percent > 0)
		ub_buf_printf(x->b,
		    "# with a per cent sign: %" PRIu64 "\n%spercent = yes\n",
		    v->percent, off);
}

/* The type that most values would fit, for those who want it all the same. */
static void
print_near(const struct print *x, const struct ub_evidence *v,
    const struct ub_choice *c, const char *name)
{
	static const char *const what[] = { [UB_KIND_DATE] = "date",
		[UB_KIND_UNSURE] = "date",
		[UB_KIND_LIST] = "codes of the list",
		[UB_KIND_BOOL] = "bool",
		[UB_KIND_INT] = "int",
		[UB_KIND_DEC] = "dec",
		[UB_KIND_SIGN] = "dec" };
	const struct ub_guesses *g = &x->p->guesses;
	struct ub_buf *b = x->b;
	struct ub_choice n;
	size_t i;

	if (!ub_proposal_near(&n, c, v, x->p, name))
		return;
	ub_buf_printf(b,
	    "# %s: %" PRIu64 " of %" PRIu64 " fit; the first other on line "
	    "%" PRIu64 "\n",
	    what[n.kind], n.fit, ub_proposal_there(v), n.misfit);
	if (c->kind == UB_KIND_DEC)
		return;
	ub_buf_printf(b, "#type = %s\n",
	    n.kind == UB_KIND_LIST   ? "code"
	    : n.kind == UB_KIND_SIGN ? "dec"
				     : what[n.kind]);
	for (i = UB_GUESS_DATE; i < UB_GUESS_DATES_END; i++)
		if ((n.kind == UB_KIND_DATE || n.kind == UB_KIND_UNSURE) &&
		    n.form[i])
			ub_buf_printf(b, "#date = %s\n", g->form[i].text);
	if (n.kind == UB_KIND_LIST)
		ub_buf_printf(b, "#codes = %s\n%s",
		    ub_codelist_name(g->list[n.list]),
		    n.split ? "#split = yes\n" : "");
	if (n.kind == UB_KIND_BOOL && n.yes != NULL)
		ub_buf_printf(b, "#true = %s\n#false = %s\n", n.yes, n.no);
	if (n.kind == UB_KIND_DEC || n.kind == UB_KIND_SIGN)
		print_signs(x, v, n.guess, "#");
}

static void
print_kind(const struct print *x, const struct ub_evidence *v,
    const struct ub_choice *c, const char *name)
{
	struct ub_buf *b = x->b;

	switch (c->kind) {
	case UB_KIND_PERSON:
		print_fit(
		    x, v, c, "personal numbers with the right check digit");
		if (c->fit < ub_proposal_there(v))
			ub_buf_puts(
			    b, "# numbers = any gives them a pseudonym too\n");
		ub_buf_puts(b, "type = person\n");
		break;
	case UB_KIND_DATE:
		print_fit(x, v, c, "date");
		ub_buf_puts(b, "type = date\n");
		print_dates(x, v, c);
		break;
	case UB_KIND_UNSURE:
		ub_buf_printf(b,
		    "# date: %" PRIu64 " of %" PRIu64 ", but nothing tells "
		    "whether the day comes first or the month:\n"
		    "# type = date, with date = DD/MM/YYYY or MM/DD/YYYY\n",
		    c->fit, ub_proposal_there(v));
		break;
	case UB_KIND_LIST:
		print_fit(x, v, c, "codes of the list");
		ub_buf_printf(b, "type = code\ncodes = %s\n",
		    ub_codelist_name(x->p->guesses.list[c->list]));
		if (c->split)
			ub_buf_puts(b, "split = yes\n");
		break;
	case UB_KIND_BOOL:
		print_fit(x, v, c, "bool");
		ub_buf_puts(b, "type = bool\n");
		if (c->yes != NULL)
			ub_buf_printf(
			    b, "true = %s\nfalse = %s\n", c->yes, c->no);
		break;
	case UB_KIND_INT:
		print_fit(x, v, c, "int");
		print_codes(x, v, name);
		print_nines(x, v);
		print_near(x, v, c, name);
		print_serial(x, v, c, name);
		ub_buf_puts(b, "type = int\n");
		break;
	case UB_KIND_DEC:
		print_fit(x, v, c, "dec");
		print_near(x, v, c, name);
		ub_buf_puts(b, "type = dec\n");
		print_signs(x, v, c->guess, "");
		break;
	case UB_KIND_SIGN:
		ub_buf_printf(b,
		    "# numbers: %" PRIu64 " of %" PRIu64 ", but nothing tells "
		    "whether %c stands before decimals or between thousands:\n"
		    "#type = dec\n#decimal = %c\n"
		    "# or\n#type = dec\n#decimal = %c\n#group = %c\n",
		    c->fit, ub_proposal_there(v),
		    c->guess == UB_GUESS_COMMA ? ',' : '.',
		    c->guess == UB_GUESS_COMMA ? ',' : '.',
		    c->guess == UB_GUESS_COMMA ? '.' : ',',
		    c->guess == UB_GUESS_COMMA ? ',' : '.');
		break;
	case UB_KIND_CODE:
		if (v->zeros > 0)
			ub_buf_printf(b,
			    "# digits with a zero before them: %" PRIu64 "\n",
			    v->zeros);
		print_different(x, v);
		print_codes(x, v, name);
		print_near(x, v, c, name);
		ub_buf_puts(b, "type = code\n");
		break;
	case UB_KIND_TEXT:
		print_different(x, v);
		print_near(x, v, c, name);
		break;
	default:
		break;
	}
}

/* Which field it is, by its heading where that is enough. */
static void
print_place(const struct print *x, size_t k, const char *name, const char *off)
{
	const char *title = x->p->title[k];
	struct ub_buf label = { 0 };

	if (!sayable(x, k) || x->repeated[k])
		ub_buf_printf(x->b, "%sposition = %zu\n", off, k + 1);
	if (sayable(x, k))
		ub_buf_printf(x->b, "%sheading =%s%s\n", off,
		    title[0] == '\0' ? "" : " ", title);
	ub_printable(&label, title, strlen(title));
	if (label.len > 0 && label.len <= SAYABLE && strcmp(label.s, name) != 0)
		ub_buf_printf(x->b, "%slabel = %s\n", off, label.s);
	ub_buf_free(&label);
}

/* full: the name as it was before it was cut. */
static void
print_column(const struct print *x, size_t k, const char *name,
    const char *full, bool all_empty)
{
	const struct ub_evidence *v = &x->p->column[k];
	struct ub_buf *b = x->b;
	struct ub_choice c;
	const char *off = "";

	ub_proposal_choose(&c, v, x->p, full);
	ub_buf_printf(b,
	    "\n# field %zu: %" PRIu64 " value%s, %" PRIu64 " empty\n", k + 1,
	    v->values, plural(v->values), v->empty);
	if (c.kind == UB_KIND_EMPTY && !all_empty)
		ub_buf_puts(b, "# always empty: left out\n");
	if (c.kind == UB_KIND_PRIVATE)
		ub_buf_printf(b,
		    "# personal numbers in %" PRIu64 " of them, and %" PRIu64
		    " that look so: left out\n",
		    v->inside + v->persons, v->shaped);
	else if (c.kind != UB_KIND_PERSON && v->inside + v->persons > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " of them could be personal numbers\n",
		    v->inside + v->persons);
	if ((c.kind == UB_KIND_EMPTY && !all_empty) ||
	    c.kind == UB_KIND_PRIVATE)
		off = "#";
	ub_buf_printf(b, "%s[column %s]\n", off, name);
	print_place(x, k, name, off);
	if (v->blanks > 0 && c.kind != UB_KIND_TEXT &&
	    c.kind != UB_KIND_PRIVATE && c.kind != UB_KIND_EMPTY)
		ub_buf_printf(b,
		    "# values with blanks around them: %" PRIu64
		    "\ntrim = yes\n",
		    v->blanks);
	if (v->marked > 0)
		ub_buf_printf(b,
		    "# rejected: %" PRIu64 " (the first on line %" PRIu64
		    "): merged cells, errors or numbers that are not exact\n",
		    v->marked, v->marked_line);
	print_kind(x, v, &c, full);
	print_missing(x, v, &c, name);
}

void
ub_proposal_print(struct ub_buf *b, const struct ub_proposal *p)
{
	struct print x = { .b = b, .p = p };
	struct ub_buf name = { 0 }, full = { 0 };
	bool all_empty = true;
	size_t k;

	for (k = 0; k < p->n; k++)
		all_empty = all_empty && p->column[k].values == 0;
	find_repeats(&x);
	print_source(&x);
	for (k = 0; k < p->n; k++) {
		name_column(&x, k, &name, &full);
		print_column(&x, k, name.s, full.s, all_empty);
	}
	ub_dict_free(&x.names);
	free(x.repeated);
	ub_buf_free(&name);
	ub_buf_free(&full);
}
