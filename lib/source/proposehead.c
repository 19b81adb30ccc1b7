/* proposehead.c - see proposal.h: is the first line one of headings, or of
 * values? */
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

static uint64_t
numbers(const struct ub_evidence *v)
{
	uint64_t n = 0;
	size_t i;

	for (i = UB_GUESS_INT; i <= UB_GUESS_POINT_GROUP; i++)
		if (v->fit[i] > n)
			n = v->fit[i];
	return n;
}

static uint64_t
days(const struct ub_evidence *v)
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
	    (days(cell) > 0 && numbers(cell) == 0 && (days(v) > half || alone)))
		x->sure = true;
	if (cell->words > 0 || cell->values == 0) {
		return;
	} else if (numbers(v) > half) {
		x->record += numbers(cell) > 0;
		x->heading += numbers(cell) == 0;
		if (numbers(cell) > 0)
			take_number(x, s);
	} else if (days(v) > half || v->persons + v->shaped > half) {
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
