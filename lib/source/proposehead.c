/* proposehead.c - see proposal.h: is the first line one of headings, or of
 * values, and the second? */
#include <stdlib.h>

#include "proposal.h"

enum {
	RUN = 3,         /* numbers that count on, and are headings */
	YEAR = 1900,     /* of these two are enough */
	YEARS = 200,     /* how many of them */
	SHARE = 100,     /* 1 of so many records has a value that comes again */
	FEW = 50,        /* different values of a code */
	PERSON_TEN = 10, /* digits of a personal number, and with the century */
	PERSON_TWELVE = 12
};

/* What the first line says. */
struct votes {
	size_t record, heading; /* cells that fit what is below them, or not */
	size_t numbers;
	int64_t number; /* the last of them */
	bool run;       /* each is the one before it and 1 */
	bool years;
	bool sure;
};

/* Whatever its check digit, and whatever stands between the digits. */
static bool
personal(struct ub_slice s, const struct ub_evidence *cell)
{
	size_t i, digits = 0, others = 0;

	for (i = 0; i < s.len; i++)
		if ((unsigned char)(s.s[i] - '0') < 10)
			digits++;
		else
			others += memchr(" \t-+", s.s[i], 4) == NULL;
	return cell->persons + cell->shaped + cell->inside > 0 ||
	       ((digits == PERSON_TEN || digits == PERSON_TWELVE) &&
		   others == 0);
}

uint64_t
ub_proposal_numbers(const struct ub_evidence *v)
{
	uint64_t n = 0;
	size_t i;

	for (i = UB_GUESS_INT; i < UB_GUESS_BOOL; i++)
		if (v->fit[i] > n)
			n = v->fit[i];
	return n;
}

uint64_t
ub_proposal_days(const struct ub_evidence *v)
{
	uint64_t n = 0;
	size_t i;

	for (i = UB_GUESS_DATE; i < UB_GUESS_DATES_END; i++)
		if (v->fit[i] > n)
			n = v->fit[i];
	return n;
}

static void
take_number(struct votes *x, struct ub_slice s)
{
	int64_t n;

	if (!ub_int_parse(s.s, s.len, &n)) {
		x->run = false;
		return;
	}
	x->run = x->run && (x->numbers == 0 || n == x->number + 1);
	x->years = x->years && n >= YEAR && n < YEAR + YEARS;
	x->number = n;
	x->numbers++;
}

/* A text above texts that come again and again: one of them, or none? */
static void
take_text(struct votes *x, const struct ub_evidence *v, struct ub_slice s)
{
	uint32_t i;

	if (v->many || v->dict.n > FEW || v->values < 5 * v->dict.n)
		return;
	i = ub_dict_find(&v->dict, s.s, s.len);
	if (i == UB_DICT_NONE)
		x->heading++;
	else if (v->distinct[i].n > 1 && v->distinct[i].n * SHARE >= v->values)
		x->record++;
}

/* A cell of the first line, and the values below it. */
static void
take_cell(struct votes *x, const struct ub_evidence *v,
    const struct ub_evidence *cell, struct ub_slice s, bool alone)
{
	uint64_t half = (v->values - v->words) / 2;

	if (personal(s, cell) ||
	    (ub_proposal_days(cell) > 0 && ub_proposal_numbers(cell) == 0 &&
		(ub_proposal_days(v) > half || alone)))
		x->sure = true;
	if (cell->words > 0 || cell->values == 0) {
		return;
	} else if (ub_proposal_numbers(v) > half) {
		x->record += ub_proposal_numbers(cell) > 0;
		x->heading += ub_proposal_numbers(cell) == 0;
		if (ub_proposal_numbers(cell) > 0)
			take_number(x, s);
	} else if (ub_proposal_days(v) > half ||
		   v->persons + v->shaped > half) {
		x->heading++;
	} else {
		take_text(x, v, s);
	}
}

bool
ub_proposal_headless(struct ub_proposal *p)
{
	struct votes x = { .run = true, .years = true };
	struct ub_evidence cell;
	struct ub_slice s;
	size_t i;

	for (i = 0; i < p->n; i++) {
		s = ub_slice_of(p->title[i]);
		ub_evidence_init(&cell, 1);
		ub_evidence_add(&cell, &p->guesses, s, 1);
		ub_evidence_end(&cell, &p->guesses);
		if (cell.values > 0)
			take_cell(&x, &p->column[i], &cell,
			    cell.many
				? s
				: (struct ub_slice){ cell.dict.entry[0].key,
				      cell.dict.entry[0].len },
			    p->records == 0);
		ub_evidence_free(&cell);
	}
	if (x.run && x.numbers >= (x.years ? 2 : RUN))
		x.record -= x.numbers;
	return x.sure || x.record > x.heading;
}

/* --- a second line of headings -------------------------------------------------- */

enum { LEAST_RECORDS = 3 };

static bool
only_blanks(struct ub_slice s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (memchr(" \t\r\n", s.s[i], 4) == NULL)
			return false;
	return true;
}

/* What the second line says. */
struct second {
	size_t above;  /* texts above numbers or days */
	size_t unlike; /* of them, those that the one before is not */
	size_t against;
	size_t gaps; /* texts below nothing, or below what comes again */
	struct ub_slice last;
	struct votes run; /* numbers above numbers */
};

static void
second_cell(
    struct second *x, struct ub_proposal *p, size_t i, struct ub_slice s)
{
	const struct ub_evidence *v = &p->column[i];
	uint64_t half = ub_proposal_there(v) / 2;
	bool number = ub_proposal_numbers(v) > half;
	bool day = ub_proposal_days(v) > half;
	struct ub_evidence cell;

	ub_evidence_init(&cell, 1);
	ub_evidence_add(&cell, &p->guesses, s, 1);
	ub_evidence_end(&cell, &p->guesses);
	if (cell.words > 0) {
		/* it may be either */
	} else if (personal(s, &cell) || ub_proposal_days(&cell) > 0) {
		x->against++;
	} else if (number && ub_proposal_numbers(&cell) > 0) {
		take_number(&x->run, s);
		x->against += !x->run.run || !x->run.years;
	} else if (number || day || v->persons > half) {
		x->above++;
		x->unlike += s.len != x->last.len || x->last.len == 0 ||
			     memcmp(s.s, x->last.s, s.len) != 0;
		x->last = s;
	} else if (ub_dict_find(&v->dict, s.s, s.len) != UB_DICT_NONE) {
		x->against++;
	}
	ub_evidence_free(&cell);
}

/* The titles of both lines, as an import joins them. */
static void
join_titles(struct ub_proposal *p)
{
	const struct ub_record *r = &p->second.rec;
	char **joined = ub_xcalloc(p->n, sizeof(*joined));
	struct ub_slice left = { "", 0 }, own;
	struct ub_buf b = { 0 };
	size_t i;

	for (i = 0; i < p->n; i++) {
		own = ub_slice_of(p->title[i]);
		if (p->fill && only_blanks(own))
			own = left;
		left = own;
		ub_buf_clear(&b);
		ub_buf_puts(&b, "");
		if (!only_blanks(own))
			ub_buf_add(&b, own.s, own.len);
		if (b.len > 0 && r->field[i].len > 0)
			ub_buf_putc(&b, ' ');
		ub_buf_add(&b, r->field[i].s, r->field[i].len);
		/* the text to the left is still needed */
		joined[i] = ub_xstrndup(b.s, b.len);
	}
	for (i = 0; i < p->n; i++) {
		free(p->title[i]);
		p->title[i] = joined[i];
	}
	free(joined);
	ub_buf_free(&b);
}

bool
ub_proposal_second(struct ub_proposal *p)
{
	struct second x = { .run = { .run = true, .years = true } };
	const struct ub_record *r = &p->second.rec;
	bool before = false, below = false, filled;
	size_t i;

	if (r->line == 0 || r->n != p->n || r->rule != UB_RULE_NONE ||
	    p->records < LEAST_RECORDS)
		return false;
	for (i = 0; i < p->n; i++) {
		filled = !only_blanks(ub_slice_of(p->title[i]));
		if (!only_blanks(r->field[i])) {
			second_cell(&x, p, i, r->field[i]);
			x.gaps += !filled;
			p->fill |= !filled && before && below;
			below = true;
		} else if (filled) {
			below = false;
		}
		before |= filled;
	}
	/* years stand above a group of columns, which are named to the left */
	if (x.run.numbers > 0 &&
	    (x.run.numbers < 2 || x.gaps == 0 || r->field[0].len > 0))
		x.against++;
	p->two =
	    x.against == 0 && ((x.above > 1 && x.unlike > 1) ||
				  (x.gaps > 0 && x.above + x.run.numbers > 0));
	p->fill &= p->two;
	if (p->two)
		join_titles(p);
	return p->two;
}
