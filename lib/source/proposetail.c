/* proposetail.c - see proposal.h: lines behind the records, which are sums or
 * notes. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "blank.h"
#include "proposal.h"

enum {
	LEAST_LETTERS = 3, /* of a note */
	LEAST_KEYS = 5, /* that are all there, before one that is not tells */
	TYPED = 80      /* of a hundred values make a type */
};

/* All of a first field. */
static const char *const sums[] = { "summa", "totalt", "total", "totalsumma",
	"delsumma", "slutsumma", "summa totalt", "totalt antal", "sum",
	"grand total", "riket", "hela riket", "samtliga", "antal",
	"antal poster", "antal rader", "medel", "medelvärde", "genomsnitt" };

/* The first word of a line of notes, or of a sum. */
static const char *const notes[] = { "summa", "totalt", "total", "totalsumma",
	"delsumma", "slutsumma", "sum", "riket", "samtliga", "antal", "medel",
	"medelvärde", "genomsnitt", "källa", "källor", "not", "noter", "anm",
	"anmärkning", "anmärkningar", "obs", "uttag", "uttaget", "utskriven",
	"utskrivet", "utskrift", "rapport", "rapporten", "skapad", "skapat",
	"genererad", "genererat", "hämtad", "hämtat", "kommentar", "sida",
	"slut", "filter", "urval", "poster", "rader", "copyright", "source",
	"note", "rows", "records", "end" };

/* --- records that are kept ----------------------------------------------------- */

void
ub_waiting_set(struct ub_waiting *h, const struct ub_record *r)
{
	size_t i, at = 0;

	if (r->n > h->cap) {
		h->field = ub_xreallocarray(h->field, r->n, sizeof(*h->field));
		h->cap = r->n;
	}
	ub_buf_clear(&h->text);
	ub_buf_puts(&h->text, "");
	for (i = 0; i < r->n; i++)
		if (r->field[i].len > 0)
			ub_buf_add(&h->text, r->field[i].s, r->field[i].len);
	for (i = 0; i < r->n; i++) {
		h->field[i] =
		    (struct ub_slice){ h->text.s + at, r->field[i].len };
		at += r->field[i].len;
	}
	h->rec = *r;
	h->rec.field = h->field;
}

void
ub_waiting_free(struct ub_waiting *h)
{
	ub_buf_free(&h->text);
	free(h->field);
}

bool
ub_record_hollow(const struct ub_record *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->field[i].len > 0)
			return false;
	return true;
}

static struct ub_waiting *
held(struct ub_proposal *p, size_t i)
{
	return &p->tail.held[(p->tail.first + i) % UB_TAIL];
}

/* A word as it is, with a capital, and in capitals; with a colon or without. */
static void
add_word(struct ub_dict *d, const char *word)
{
	size_t first = ub_ustep(word), i;
	struct ub_buf form[3] = { { 0 }, { 0 }, { 0 } };

	ub_buf_puts(&form[0], word);
	ub_upper(&form[1], word, first);
	ub_buf_puts(&form[1], word + first);
	ub_upper(&form[2], word, strlen(word));
	for (i = 0; i < 3; i++) {
		(void)ub_dict_add(d, form[i].s, form[i].len, 0);
		ub_buf_putc(&form[i], ':');
		(void)ub_dict_add(d, form[i].s, form[i].len, 0);
		ub_buf_free(&form[i]);
	}
}

void
ub_tail_init(struct ub_proposal *p)
{
	size_t i;

	for (i = 0; i < sizeof(sums) / sizeof(*sums); i++)
		add_word(&p->sum_words, sums[i]);
}

void
ub_tail_free(struct ub_proposal *p)
{
	size_t i;

	for (i = 0; i < UB_TAIL; i++)
		ub_waiting_free(&p->tail.held[i]);
	ub_dict_free(&p->sum_words);
}

/* The first n that wait. */
static void
judge_first(struct ub_proposal *p, size_t n)
{
	for (; n > 0; n--) {
		ub_proposal_judge(p, &held(p, 0)->rec);
		p->tail.first = (p->tail.first + 1) % UB_TAIL;
		p->tail.n--;
	}
}

void
ub_tail_flush(struct ub_proposal *p)
{
	judge_first(p, p->tail.n);
}

void
ub_tail_add(struct ub_proposal *p, const struct ub_record *r)
{
	if (p->tail.n == UB_TAIL)
		judge_first(p, 1);
	ub_waiting_set(held(p, p->tail.n++), r);
}

/* --- what they look like ------------------------------------------------------- */

/* The first field with something in it, blanks cut, and how many have. */
struct look {
	size_t at, filled;
	struct ub_slice cell;
	bool sum, note;
	bool whole; /* as many fields as there are columns */
	bool odd;   /* nobody knows where its fields are */
};

static bool
letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* Is the first word, whatever stands before it, one of notes[]? */
static bool
is_note(struct ub_slice s)
{
	struct ub_buf low = { 0 };
	size_t from = 0, to, i;
	bool found = false;

	while (from < s.len && !letter(s.s[from]))
		from++;
	for (to = from; to < s.len && letter(s.s[to]); to++)
		;
	if (to > from)
		ub_lower(&low, s.s + from, to - from);
	for (i = 0; low.len > 0 && i < sizeof(notes) / sizeof(*notes); i++)
		found |= strcmp(low.s, notes[i]) == 0;
	ub_buf_free(&low);
	return found;
}

static void
look_at(struct look *x, const struct ub_proposal *p, const struct ub_record *r)
{
	size_t i;

	*x = (struct look){ .cell = { "", 0 } };
	for (i = 0; i < r->n; i++) {
		struct ub_slice s = ub_blank_cut(r->field[i]);

		if (s.len > 0 && x->filled++ == 0) {
			x->at = i;
			x->cell = s;
		}
	}
	x->odd = r->rule != UB_RULE_NONE && r->rule != UB_RULE_COUNT;
	x->whole = r->rule == UB_RULE_NONE;
	x->sum =
	    ub_dict_find(&p->sum_words, x->cell.s, x->cell.len) != UB_DICT_NONE;
	x->note = x->sum || is_note(x->cell);
}

/* Could it be a line of a footer at all? */
static bool
could_be(const struct look *x, const struct ub_record *r)
{
	if (x->odd)
		return x->note;
	return x->note || x->filled == 1 ||
	       (r->field[0].len == 0 && x->filled < r->n);
}

static bool
typed(const struct ub_evidence *v)
{
	uint64_t all = ub_proposal_there(v);
	uint64_t n = ub_proposal_numbers(v), days = ub_proposal_days(v);

	n = days > n ? days : n;
	n = v->persons > n ? v->persons : n;
	return n > 0 && n * 100 >= all * TYPED;
}

/* Is s of another kind than the values of v, which are numbers, days or
 * personal numbers? */
static bool
misfit(struct ub_proposal *p, const struct ub_evidence *v, struct ub_slice s)
{
	struct ub_evidence cell;
	size_t i, letters = 0;
	bool fits;

	for (i = 0; i < s.len; i++)
		letters += letter(s.s[i]);
	if (!typed(v) || letters < LEAST_LETTERS)
		return false;
	ub_evidence_init(&cell, 1);
	ub_evidence_add(&cell, &p->guesses, s, 1);
	ub_evidence_end(&cell, &p->guesses);
	fits = ub_proposal_numbers(&cell) + ub_proposal_days(&cell) +
		   cell.persons + cell.words >
	       0;
	ub_evidence_free(&cell);
	return !fits;
}

/* Something of r is in a column without numbers, or nothing is in one of those
 * that all others have. */
static void
other_columns(const struct ub_proposal *p, const struct ub_record *r,
    size_t but, bool *texts, bool *gaps)
{
	const struct ub_evidence *v;
	size_t i;

	*texts = *gaps = false;
	for (i = 0; i < r->n && i < p->n; i++) {
		v = &p->column[i];
		if (i == but || v->values == 0)
			continue;
		if (ub_proposal_numbers(v) * 2 > ub_proposal_there(v))
			continue;
		*texts |= r->field[i].len > 0;
		*gaps |= r->field[i].len == 0 && v->empty == 0;
	}
}

static bool
known(const struct ub_evidence *v, struct ub_slice s)
{
	return ub_dict_find(&v->dict, s.s, s.len) != UB_DICT_NONE;
}

/* What says that r is no record, now that the others are known? */
static enum ub_footer
footer_like(struct ub_proposal *p, const struct ub_record *r)
{
	const struct ub_evidence *v;
	bool texts, gaps;
	struct look x;

	look_at(&x, p, r);
	if (x.odd)
		return x.note ? UB_FOOTER_WORD : UB_FOOTER_NONE;
	if (p->n < 2 || x.filled == 0 || x.at >= p->n)
		return UB_FOOTER_NONE;
	v = &p->column[x.at];
	other_columns(p, r, x.at, &texts, &gaps);
	if (x.sum && !(x.at == 0 && p->sums > 0) && !known(v, x.cell))
		return UB_FOOTER_WORD;
	if (x.note && !x.sum && !known(v, x.cell) &&
	    (x.filled == 1 || misfit(p, v, x.cell) || (gaps && !texts)))
		return UB_FOOTER_WORD;
	if (x.filled == 1 && misfit(p, v, x.cell))
		return UB_FOOTER_LONE;
	v = &p->column[0];
	if (x.whole && x.at > 0 && v->empty == 0 && v->values >= LEAST_KEYS &&
	    gaps && !texts)
		return UB_FOOTER_KEY;
	return UB_FOOTER_NONE;
}

/* --- which of them ------------------------------------------------------------- */

/* From where on all could be lines of a footer; and whether all are, as far as
 * can be told: sure. */
static size_t
suffix(struct ub_proposal *p, bool sure, enum ub_footer *why)
{
	size_t from = p->tail.n, i;
	enum ub_footer like;
	struct look x;

	for (i = p->tail.n; i > 0; i--) {
		const struct ub_record *r = &held(p, i - 1)->rec;

		if (ub_record_hollow(r))
			continue;
		if (sure) {
			if ((like = footer_like(p, r)) == UB_FOOTER_NONE)
				break;
			*why = like;
		} else {
			look_at(&x, p, r);
			if (!could_be(&x, r))
				break;
		}
		from = i - 1;
	}
	return from;
}

static void
end_evidence(struct ub_proposal *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		ub_evidence_end(&p->column[i], &p->guesses);
}

/* Can the text of its first field tell where the footer begins?  Only if it
 * does so once, and nothing behind it could be a record. */
static bool
by_text(struct ub_proposal *p)
{
	struct look x;
	size_t i;

	look_at(&x, p, &held(p, 0)->rec);
	if (!x.sum || x.at > 0 || p->sums > 0)
		return false;
	for (i = 1; i < p->tail.n; i++) {
		const struct ub_record *r = &held(p, i)->rec;

		if (r->rule != UB_RULE_COUNT && !ub_record_hollow(r))
			return false;
	}
	return true;
}

static void
take_footer(struct ub_proposal *p)
{
	const struct ub_record *r = &held(p, 0)->rec;
	struct ub_slice text;
	size_t i;

	p->footer_line = r->line;
	if (by_text(p)) {
		text = ub_blank_cut(r->field[0]);
		p->footer_text = ub_xstrndup(text.s, text.len);
	}
	for (i = 0; i < p->tail.n; i++) {
		r = &held(p, i)->rec;
		if (p->footer_text != NULL && ub_record_hollow(r))
			ub_proposal_judge(p, r);
		else
			p->footer += r->lines;
	}
	p->tail.n = 0;
}

/* The last record is one, for all that is known, but it is odd for one. */
static void
doubt(struct ub_proposal *p)
{
	const struct ub_evidence *key = &p->column[0];
	const struct ub_record *r;
	struct look x;

	if (p->tail.n == 0 || p->n < 2)
		return;
	r = &held(p, p->tail.n - 1)->rec;
	look_at(&x, p, r);
	if ((x.filled == 1 && !x.whole) || x.note ||
	    (x.at > 0 && key->empty == 0 && key->values >= LEAST_KEYS))
		p->doubt_line = r->line;
}

void
ub_tail_end(struct ub_proposal *p)
{
	enum ub_footer why = UB_FOOTER_NONE;
	size_t from;

	judge_first(p, suffix(p, false, NULL));
	end_evidence(p);
	from = p->records + (p->second.rec.line > 0) < 2
		   ? p->tail.n
		   : suffix(p, true, &why);
	if (from == p->tail.n)
		doubt(p);
	judge_first(p, from);
	p->why = why;
	if (p->tail.n > 0)
		take_footer(p);
	end_evidence(p);
}
