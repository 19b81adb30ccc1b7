/* proposecolumn.c - see proposal.h: what a draft says of a column. */
#include <inttypes.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "proposal.h"

enum { COMMON = 20 }; /* records with a value, before it is shown */

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
    const struct ub_draft *x, const struct ub_evidence *v, const char *name)
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
print_missing(const struct ub_draft *x, const struct ub_evidence *v,
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
		ub_buf_printf(x->b, "# taken for missing: %" PRIu64 "%s\n",
		    v->missing[i],
		    strcmp(g->word[i].text, "-") == 0 &&
			    (c->kind == UB_KIND_INT || c->kind == UB_KIND_DEC)
			? " (or is it zero? [values] would say so)"
			: "");
		ub_buf_printf(x->b, "%s =%s%s\n", g->word[i].text,
		    g->word[i].reason[0] == '\0' ? "" : " ", g->word[i].reason);
	}
}

/* 9, 99, 999: far above all others? */
static void
print_nines(const struct ub_draft *x, const struct ub_evidence *v)
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
print_fit(const struct ub_draft *x, const struct ub_evidence *v,
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
print_dates(const struct ub_draft *x, const struct ub_evidence *v,
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
print_different(const struct ub_draft *x, const struct ub_evidence *v)
{
	if (v->many)
		ub_buf_printf(
		    x->b, "# more than %zu different values\n", v->most);
	else
		ub_buf_printf(x->b, "# %" PRIu32 " different value%s\n",
		    v->dict.n, ub_plural(v->dict.n));
}

/* Days as a workbook counts them, when the heading speaks of days. */
static void
print_serial(const struct ub_draft *x, const struct ub_evidence *v,
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
print_signs(const struct ub_draft *x, const struct ub_evidence *v,
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
print_near(const struct ub_draft *x, const struct ub_evidence *v,
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
	if (v->words > 0 && !typed(c->kind))
		ub_buf_printf(b,
		    "# words that may stand for a missing value: %" PRIu64 "\n",
		    v->words);
	ub_buf_printf(b, "#type = %s\n",
	    n.kind == UB_KIND_LIST   ? "code"
	    : n.kind == UB_KIND_SIGN ? "dec"
				     : what[n.kind]);
	for (i = UB_GUESS_DATE; i < UB_GUESS_DATES_END; i++)
		if ((n.kind == UB_KIND_DATE || n.kind == UB_KIND_UNSURE) &&
		    n.form[i])
			ub_buf_printf(b, "#date = %s\n", g->form[i].text);
	if (n.kind == UB_KIND_UNSURE)
		ub_buf_puts(b, "# or MM/DD/YYYY: nothing tells\n");
	if (v->blanks > 0 && c->kind == UB_KIND_TEXT)
		ub_buf_puts(b, "#trim = yes\n");
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
print_dec(const struct ub_draft *x, const struct ub_evidence *v,
    const struct ub_choice *c, const char *name)
{
	print_fit(x, v, c, "dec");
	print_near(x, v, c, name);
	ub_buf_puts(x->b, "type = dec\n");
	print_signs(x, v, c->guess, "");
}

static void
print_code(const struct ub_draft *x, const struct ub_evidence *v,
    const struct ub_choice *c, const char *name)
{
	if (v->zeros > 0)
		ub_buf_printf(x->b,
		    "# digits with a zero before them: %" PRIu64 "\n",
		    v->zeros);
	print_different(x, v);
	print_codes(x, v, name);
	print_near(x, v, c, name);
	ub_buf_puts(x->b, "type = code\n");
}

/* A comma or a point that may be either. */
static void
print_sign(const struct ub_draft *x, const struct ub_evidence *v,
    const struct ub_choice *c)
{
	ub_buf_printf(x->b,
	    "# numbers: %" PRIu64 " of %" PRIu64 ", but nothing tells "
	    "whether %c stands before decimals or between thousands:\n"
	    "#type = dec\n#decimal = %c\n"
	    "# or\n#type = dec\n#decimal = %c\n#group = %c\n",
	    c->fit, ub_proposal_there(v),
	    c->guess == UB_GUESS_COMMA ? ',' : '.',
	    c->guess == UB_GUESS_COMMA ? ',' : '.',
	    c->guess == UB_GUESS_COMMA ? '.' : ',',
	    c->guess == UB_GUESS_COMMA ? ',' : '.');
}

static void
print_kind(const struct ub_draft *x, const struct ub_evidence *v,
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
		print_dec(x, v, c, name);
		break;
	case UB_KIND_SIGN:
		print_sign(x, v, c);
		break;
	case UB_KIND_CODE:
		print_code(x, v, c, name);
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
print_place(
    const struct ub_draft *x, size_t k, const char *name, const char *off)
{
	const char *title = x->p->title[k];
	struct ub_buf label = { 0 };

	if (!ub_draft_sayable(x, k) || x->repeated[k])
		ub_buf_printf(x->b, "%sposition = %zu\n", off, k + 1);
	if (ub_draft_sayable(x, k))
		ub_buf_printf(x->b, "%sheading =%s%s\n", off,
		    title[0] == '\0' ? "" : " ", title);
	ub_printable(&label, title, strlen(title));
	if (label.len > 0 && label.len <= UB_DRAFT_SAYABLE &&
	    strcmp(label.s, name) != 0)
		ub_buf_printf(x->b, "%slabel = %s\n", off, label.s);
	ub_buf_free(&label);
}

void
ub_draft_column(const struct ub_draft *x, size_t k, const char *name,
    const char *full, bool all_empty)
{
	const struct ub_evidence *v = &x->p->column[k];
	struct ub_buf *b = x->b;
	struct ub_choice c;
	const char *off = "";

	ub_proposal_choose(&c, v, x->p, full);
	ub_buf_printf(b,
	    "\n# field %zu: %" PRIu64 " value%s, %" PRIu64 " empty\n", k + 1,
	    v->values, ub_plural(v->values), v->empty);
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
