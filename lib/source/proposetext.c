/* proposetext.c - see proposal.h: a description, with its evidence. */
#include <inttypes.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "proposal.h"

static void
print_encoding(const struct ub_draft *x)
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
		    p->beyond, ub_plural(p->beyond));
	if (p->bad > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " line%s not in utf-8, the first is line "
		    "%" PRIu64 "\n",
		    p->bad, ub_plural(p->bad), p->bad_line);
	if (p->bad > 0 && p->beyond > 0)
		ub_buf_puts(
		    b, "# two encodings in one file: have it made again\n");
	if (p->bad > 0 && p->undefined > 0)
		ub_buf_printf(b,
		    "# %" PRIu64 " byte%s that windows-1252 does not have\n",
		    p->undefined, ub_plural(p->undefined));
	ub_buf_printf(b, "encoding = %s\n", ub_encoding_name(p->encoding));
}

/* Lines at the end that are no records, and one that may be none. */
static void
print_footer(const struct ub_draft *x)
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
		    p->sums, ub_plural(p->sums), p->sum_line,
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
print_records(const struct ub_draft *x)
{
	const struct ub_proposal *p = x->p;
	char clause[160];
	int i;

	ub_buf_printf(x->b,
	    "# %" PRIu64 " record%s, %" PRIu64 " blank line%s; ", p->records,
	    ub_plural(p->records), p->blank, ub_plural(p->blank));
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
		    p->broken[i], ub_plural(p->broken[i]), clause,
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
print_quotes(const struct ub_draft *x)
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
print_text(const struct ub_draft *x)
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
print_headings(const struct ub_draft *x)
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
print_source(const struct ub_draft *x)
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
		    ten, ub_plural(ten));
}

void
ub_proposal_print(struct ub_buf *b, const struct ub_proposal *p)
{
	struct ub_draft x = { .b = b, .p = p };
	struct ub_buf name = { 0 }, full = { 0 };
	bool all_empty = true;
	size_t k;

	for (k = 0; k < p->n; k++)
		all_empty = all_empty && p->column[k].values == 0;
	ub_draft_repeats(&x);
	print_source(&x);
	for (k = 0; k < p->n; k++) {
		ub_draft_name(&x, k, &name, &full);
		ub_draft_column(&x, k, name.s, full.s, all_empty);
	}
	ub_dict_free(&x.names);
	free(x.repeated);
	ub_buf_free(&name);
	ub_buf_free(&full);
}
