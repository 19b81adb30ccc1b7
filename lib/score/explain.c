/* explain.c - see explain.h. */
#include "explain.h"

#include "part.h"

struct tell {
	struct ub_score *s;
	struct ub_score_part *p;
	const struct ub_batch *batch;
	size_t rec;
	bool english;
	struct ub_buf *b;
	struct ub_err *e;
};

/* A macro, so that the compiler sees formats. */
#define SAY(s, sv, en) ((s)->english ? (en) : (sv))

static const char *
label_of(const struct tell *t, const char *sv, const char *en)
{
	return t->english && en != NULL ? en : sv;
}

static void
put_value(struct tell *t, size_t var)
{
	ub_val_tell(t->b, t->english, t->p->var[var].kind, &t->p->val[var]);
}

/* The text of "value CODE" for a value of a part of the file, or NULL. */
static const char *
meaning(const struct tell *t, struct ub_part part, enum ub_kind kind,
    const struct ub_val *v)
{
	const struct ub_ini_entry *x, *end = t->p->in->ini.entry + part.end;
	struct ub_buf b = { 0 };
	const char *text = NULL;

	if (v->miss != 0)
		return NULL;
	ub_val_print(&b, kind, v);
	for (x = t->p->in->ini.entry + part.first; x < end; x++) {
		if (strncmp(x->key, "value ", 6) == 0 &&
		    strcmp(x->key + 6, b.s) == 0 && text == NULL)
			text = x->value;
		if (t->english && strncmp(x->key, "value_en ", 9) == 0 &&
		    strcmp(x->key + 9, b.s) == 0)
			text = x->value;
	}
	ub_buf_free(&b);
	return text;
}

/* What a missing answer means, where the file says so. */
static const char *
reason(const struct tell *t, struct ub_part part, char miss)
{
	const struct ub_ini_entry *x, *end = t->p->in->ini.entry + part.end;
	const char *text = NULL, *why;

	for (x = t->p->in->ini.entry + part.first; x < end; x++) {
		if (strncmp(x->key, "missing ", 8) != 0 &&
		    (!t->english || strncmp(x->key, "missing_en ", 11) != 0))
			continue;
		why = strchr(x->key, ' ') + 1;
		if ((miss == UB_MISS_EMPTY ? strcmp(why, "empty") == 0
					   : why[0] == '.' && why[1] == miss) &&
		    (text == NULL || x->key[7] == '_'))
			text = x->value;
	}
	return text;
}

/* --- what went in ---------------------------------------------------------- */

static void
put_range(struct tell *t, const struct ub_item *q)
{
	struct ub_val lo = { 0 }, hi = { 0 };

	if (!q->range.has)
		return;
	if (q->kind == UB_K_INT) {
		lo.u.i = q->range.lo;
		hi.u.i = q->range.hi;
	} else {
		lo.u.d = q->range.dlo;
		hi.u.d = q->range.dhi;
	}
	ub_buf_puts(t->b, " [");
	ub_val_tell(t->b, t->english, q->kind, &lo);
	ub_buf_puts(t->b, "\xe2\x80\x93");
	ub_val_tell(t->b, t->english, q->kind, &hi);
	ub_buf_putc(t->b, ']');
}

static void
put_item(struct tell *t, const struct ub_score_ref *f)
{
	const struct ub_item *q = f->item;
	const struct ub_val *v = &t->p->val[f->var];
	const char *label = label_of(t, q->label, q->label_en), *text;

	ub_buf_printf(t->b, "  %s = ", q->name);
	put_value(t, f->var);
	if (f->refused > 0)
		ub_buf_puts(t->b, SAY(t, ": utanför det som går att svara",
				      ": outside what can be answered"));
	text = v->miss == 0 ? meaning(t, q->part, q->kind, v)
			    : reason(t, q->part, v->miss);
	if (text != NULL)
		ub_buf_printf(t->b, ": %s", text);
	if (label != NULL)
		ub_buf_printf(t->b, "   (%s)", label);
	put_range(t, q);
	ub_buf_putc(t->b, '\n');
}

static void
put_items(struct tell *t)
{
	size_t i;

	ub_buf_puts(t->b, SAY(t, "\nSvar\n", "\nAnswers\n"));
	for (i = 0; i < t->p->nref; i++)
		put_item(t, &t->p->ref[i]);
	if (t->p->in->nparam == 0)
		return;
	ub_buf_puts(t->b, SAY(t, "\nVal och gränser som kan ändras\n",
			      "\nChoices and limits that can be changed\n"));
	for (i = 0; i < t->p->in->nparam; i++) {
		const struct ub_param *q = &t->p->in->param[i];

		ub_buf_printf(t->b, "  %s = %s", q->name, q->text);
		if (q->label != NULL)
			ub_buf_printf(t->b, "   (%s)",
			    label_of(t, q->label, q->label_en));
		ub_buf_putc(t->b, '\n');
	}
}

/* --- what came of it ------------------------------------------------------- */

/* "    a + b + c = 1 + 2 + 3 = 6"; what is missing stands as such. */
static void
put_terms(struct tell *t, const struct ub_score_made *m)
{
	bool mean = m->rule->sort == UB_FORMULA_MEAN;

	ub_buf_puts(t->b, mean ? SAY(t, "    medel av ", "    mean of ")
			       : SAY(t, "    summan av ", "    sum of "));
	for (size_t i = 0; i < m->nterm; i++) {
		ub_buf_printf(t->b, "%s%s ",
		    i == 0 ? ""
		    : mean ? ", "
			   : " + ",
		    t->p->var[m->term[i]].name);
		put_value(t, m->term[i]);
	}
	ub_buf_putc(t->b, '\n');
}

static size_t
count_missing(const struct tell *t, const struct ub_score_made *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->nterm; i++)
		n += t->p->val[m->term[i]].miss != 0;
	return n;
}

/* What adding up what is there gives: shown where a sum is scaled up. */
static void
put_scaled(struct tell *t, struct ub_score_made *m, size_t gone)
{
	struct ub_score_made part = *m;
	struct ub_val had = t->p->val[m->var];

	part.absent.how = UB_ABSENT_ZERO;
	part.absent.zero = UINT32_MAX;
	if (m->rule->sort != UB_FORMULA_SUM ||
	    ub_score_made_eval(&part, t->p, t->batch, t->rec, t->e) != UB_OK)
		return;
	ub_buf_puts(t->b, "    ");
	put_value(t, m->var);
	ub_buf_printf(t->b, " * %zu / %zu = ", m->nterm, m->nterm - gone);
	t->p->val[m->var] = had;
	put_value(t, m->var);
	ub_buf_puts(t->b, had.miss == 0 && m->kind == UB_K_INT
			      ? SAY(t, " (avrundat)\n", " (rounded)\n")
			      : "\n");
}

/* Which rule there is for what is missing, and whether it held. */
static void
put_rule(struct tell *t, struct ub_score_made *m)
{
	size_t gone = count_missing(t, m);

	switch (m->absent.how) {
	case UB_ABSENT_REASON:
		if (m->nterm > 0 && gone > 0)
			ub_buf_printf(t->b,
			    SAY(t,
				"    %zu av %zu saknas: då saknas summan "
				"också\n",
				"    %zu of %zu are missing: so is the "
				"sum\n"),
			    gone, m->nterm);
		break;
	case UB_ABSENT_NONE:
		ub_buf_printf(t->b,
		    SAY(t, "    regel: inget får saknas; %zu av %zu saknas\n",
			"    rule: none may be missing; %zu of %zu are\n"),
		    gone, m->nterm);
		break;
	case UB_ABSENT_PRORATE:
		ub_buf_printf(t->b,
		    SAY(t,
			"    regel: högst %lld av %zu får saknas; %zu saknas\n",
			"    rule: at most %lld of %zu may be missing; %zu "
			"are\n"),
		    (long long)m->absent.most, m->nterm, gone);
		if (gone > 0 && (int64_t)gone <= m->absent.most &&
		    gone < m->nterm)
			put_scaled(t, m, gone);
		break;
	case UB_ABSENT_ZERO:
		ub_buf_printf(t->b,
		    SAY(t, "    regel: %s räknas som 0; %zu saknas\n",
			"    rule: %s counts as 0; %zu are missing\n"),
		    m->absent.zero == UINT32_MAX
			? SAY(t, "allt som saknas", "all that is missing")
			: m->rule->absent.text + strlen("zero "),
		    gone);
		break;
	}
}

static void
put_zone_row(struct tell *t, const struct ub_score_made *m,
    const struct ub_zone_row *row)
{
	const struct ub_zone *z = m->zones.zone + row->first;
	struct ub_val lo = { 0 }, hi = { 0 };

	ub_buf_printf(t->b,
	    SAY(t, "    gränser för %.*s", "    limits for %.*s"),
	    row->sex.len == 0 ? 4 : (int)row->sex.len,
	    row->sex.len == 0 ? SAY(t, "alla", "all ") : row->sex.s);
	if (m->zones.by_age && row->age_hi < INT64_MAX - 1)
		ub_buf_printf(t->b, ", %lld\xe2\x80\x93%lld",
		    (long long)row->age_lo, (long long)row->age_hi);
	else if (m->zones.by_age)
		ub_buf_printf(
		    t->b, ", %lld\xe2\x80\x93", (long long)row->age_lo);
	for (; z < m->zones.zone + row->first + row->n; z++) {
		if (m->zones.kind == UB_K_INT) {
			lo.u.i = z->lo;
			hi.u.i = z->hi;
		} else {
			lo.u.d = ub_i128_of(z->lo);
			hi.u.d = ub_i128_of(z->hi);
		}
		ub_buf_printf(
		    t->b, "%s %.*s ", ";", (int)z->code.len, z->code.s);
		ub_val_tell(t->b, t->english, m->zones.kind, &lo);
		ub_buf_puts(t->b, "\xe2\x80\x93");
		ub_val_tell(t->b, t->english, m->zones.kind, &hi);
	}
	ub_buf_putc(t->b, '\n');
}

static void
put_zones(struct tell *t, const struct ub_score_made *m)
{
	const struct ub_zone_row *row;
	size_t asked[] = { m->of, m->sex, m->age, m->day }, i;
	struct ub_zone_who who = {
		m->sex == UB_NOID ? NULL : &t->p->val[m->sex],
		m->age == UB_NOID ? NULL : &t->p->val[m->age],
		m->day == UB_NOID ? NULL : &t->p->val[m->day],
	};

	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		if (asked[i] == UB_NOID)
			continue;
		ub_buf_printf(t->b, "%s%s = ", i == 0 ? "    " : ", ",
		    t->p->var[asked[i]].name);
		put_value(t, asked[i]);
	}
	ub_buf_putc(t->b, '\n');
	if (t->p->val[m->of].miss != 0)
		return;
	row = ub_zones_row(&m->zones, &who);
	if (row != NULL)
		put_zone_row(t, m, row);
	else
		ub_buf_puts(
		    t->b, SAY(t,
			      "    kön eller ålder är okänt eller har inga "
			      "gränser: ingen zon\n",
			      "    sex or age is unknown or has no limits: no "
			      "zone\n"));
}

static enum ub_status
put_expr(struct tell *t, struct ub_score_made *m)
{
	enum ub_status st = UB_OK;

	if (ub_score_made_open(m, t->p))
		st = ub_expr_explain(
		    m->x, t->batch, t->rec, t->p->val, t->english, t->b, t->e);
	ub_score_made_close(m, t->p);
	return st;
}

static enum ub_status
put_made(struct tell *t, struct ub_score_made *m)
{
	const struct ub_formula *q = m->rule;
	enum ub_status st = UB_OK;
	const char *text;

	ub_buf_printf(t->b, "\n%s", q->name);
	if (q->label != NULL) {
		ub_buf_puts(t->b, ": ");
		ub_instrument_label(
		    t->b, t->p->in, label_of(t, q->label, q->label_en));
	}
	ub_buf_putc(t->b, '\n');
	if (q->sort == UB_FORMULA_SUM || q->sort == UB_FORMULA_MEAN)
		put_terms(t, m);
	else if (q->sort == UB_FORMULA_ZONES)
		put_zones(t, m);
	else
		st = put_expr(t, m);
	put_rule(t, m);
	ub_buf_printf(t->b, "  %s = ", q->name);
	put_value(t, m->var);
	text = meaning(t, q->part, m->kind, &t->p->val[m->var]);
	if (text != NULL)
		ub_buf_printf(t->b, ": %s", text);
	ub_buf_putc(t->b, '\n');
	return st;
}

static enum ub_status
put_instrument(struct tell *t)
{
	const struct ub_instrument *in = t->p->in;
	enum ub_status st = UB_OK;

	ub_buf_printf(t->b, "\n%s, version %s: %s\n", in->name, in->version,
	    label_of(t, in->title, in->title_en));
	put_items(t);
	for (size_t i = 0; i < t->p->nmade && st == UB_OK; i++)
		st = put_made(t, &t->p->made[i]);
	return st;
}

static enum ub_status
put_define(struct tell *t)
{
	const struct ub_var *v = &t->s->var[t->p->out];
	enum ub_status st;

	ub_buf_printf(t->b, "\n%s\n", t->p->src);
	st = ub_expr_explain(
	    t->p->x, t->batch, t->rec, t->s->val, t->english, t->b, t->e);
	ub_buf_printf(t->b, "  %s = ", v->name);
	ub_val_tell(t->b, t->english, v->kind, &t->s->val[t->p->out]);
	ub_buf_putc(t->b, '\n');
	return st;
}

static enum ub_status
tell_record(struct tell *t, uint64_t number)
{
	enum ub_status st = UB_OK;

	ub_buf_printf(t->b, "%s %llu (%s:%llu)\n", SAY(t, "Post", "Record"),
	    (unsigned long long)number, t->batch->input,
	    (unsigned long long)(t->batch->line + t->rec));
	for (size_t i = 0; i < t->s->npart && st == UB_OK; i++) {
		t->p = t->s->part[i];
		st =
		    ub_score_part_eval(t->p, t->batch, t->rec, t->s->val, t->e);
		if (st == UB_OK)
			st = t->p->in == NULL ? put_define(t)
					      : put_instrument(t);
	}
	return st;
}

enum ub_status
ub_score_explain(struct ub_score *s, struct ub_reader *r, uint64_t number,
    struct ub_buf *b, struct ub_err *e)
{
	struct tell t = { .s = s, .english = s->how.english, .b = b, .e = e };
	struct ub_batch batch;
	enum ub_status st;
	uint64_t before = 0;

	if (s->group != NULL)
		return ub_fail(e, UB_EUSAGE,
		    "--explain tells of one record: it does not go with --by");
	while ((st = ub_reader_batch(r, &batch, e)) == UB_OK) {
		if (number - before <= batch.n) {
			t.batch = &batch;
			t.rec = (size_t)(number - before - 1);
			return tell_record(&t, number);
		}
		before += batch.n;
	}
	if (st != UB_END)
		return st;
	return ub_fail_at(e, UB_EDATA, ub_reader_input(r), 0,
	    "no record %llu: there are %llu", (unsigned long long)number,
	    (unsigned long long)before);
}
