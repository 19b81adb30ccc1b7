/* rtm.c - see rtm.h. */
#include "rtm.h"

#include <stdlib.h>

#include "part.h"

/* Those whose value before is lo .. hi. */
struct choice {
	struct ub_choice of;
	uint64_t n;
	struct ub_i128 before, after; /* sums, in 10^-9 */
};

struct pair {
	const struct ub_score_part *p;
	const struct ub_pair_def *def;
	size_t before, after, skip; /* variables of p */
	uint64_t missing;           /* records that are no pair */
	struct choice *choice;      /* the first: all */
	size_t n;
};

struct rtm {
	struct pair *pair;
	size_t n;
	double r;
	bool english;
};

/* "2..", "..1", "4..5" or "..<25" */
static bool
read_span(struct ub_slice w, struct ub_choice *c)
{
	const char *dots = memmem(w.s, w.len, "..", 2);
	size_t n;

	*c = (struct ub_choice){ .lo = INT64_MIN, .hi = INT64_MAX };
	if (dots == NULL || w.len == 2)
		return false;
	n = (size_t)(dots - w.s);
	dots += 2;
	w.len -= n + 2;
	if (w.len > 1 && *dots == '<') {
		c->below = true;
		dots++;
		w.len--;
	}
	return (n == 0 || ub_int_parse(w.s, n, &c->lo)) &&
	       (w.len == 0 || ub_int_parse(dots, w.len, &c->hi)) &&
	       c->lo <= c->hi;
}

bool
ub_pair_select(const char *text, size_t *i, struct ub_choice *c)
{
	struct ub_choice any;
	size_t n = 0, len;

	for (text = text == NULL ? "" : text; *text != '\0';
	     text += len + strspn(text + len, " "), n++) {
		len = strcspn(text, " ");
		if (!read_span((struct ub_slice){ text, len },
			i != NULL && n == *i ? c : &any))
			return false;
		if (i != NULL && n == *i)
			return true;
	}
	return i == NULL;
}

static void
add_choice(struct pair *q, const struct ub_choice *c)
{
	q->choice = ub_xgrow(q->choice, q->n, sizeof(*q->choice));
	q->choice[q->n++] = (struct choice){ .of = *c };
}

static size_t
slot(const struct ub_score_part *p, const char *name)
{
	return name == NULL
		   ? UB_NOID
		   : p->slot[ub_instrument_id(p->in, name, strlen(name))];
}

static void
find_pairs(struct rtm *m, const struct ub_score *s)
{
	static const struct ub_choice all = { INT64_MIN, INT64_MAX, false };
	struct ub_choice one;

	for (size_t i = 0; i < s->npart; i++) {
		const struct ub_score_part *p = s->part[i];

		for (size_t k = 0; p->in != NULL && k < p->in->npair; k++) {
			struct pair q = { .p = p, .def = &p->in->pair[k] };

			q.before = slot(p, q.def->before);
			q.after = slot(p, q.def->after);
			q.skip = slot(p, q.def->skip);
			if (q.before == UB_NOID || q.after == UB_NOID)
				continue;
			add_choice(&q, &all);
			for (size_t c = 0;
			     ub_pair_select(q.def->select, &c, &one); c++)
				add_choice(&q, &one);
			m->pair = ub_xgrow(m->pair, m->n, sizeof(*m->pair));
			m->pair[m->n++] = q;
		}
	}
}

/* --- the records ----------------------------------------------------------- */

static bool
nano(const struct ub_score_part *p, size_t var, struct ub_i128 *d)
{
	const struct ub_val *v = &p->val[var];

	if (v->miss != 0)
		return false;
	*d = v->u.d;
	return p->var[var].kind != UB_K_INT || ub_dec_of_int(v->u.i, d);
}

/* Is d at least lo, and at most hi, or below it? */
static bool
is_within(const struct ub_choice *c, struct ub_i128 d)
{
	struct ub_i128 lo, hi;

	return (c->lo == INT64_MIN || !ub_dec_of_int(c->lo, &lo) ||
		   ub_i128_cmp(d, lo) >= 0) &&
	       (c->hi == INT64_MAX || !ub_dec_of_int(c->hi, &hi) ||
		   ub_i128_cmp(d, hi) <= (c->below ? -1 : 0));
}

static bool
add_pair(struct pair *q)
{
	const struct ub_val *skip =
	    q->skip == UB_NOID ? NULL : &q->p->val[q->skip];
	struct ub_i128 before, after;
	bool good = true;

	if (!nano(q->p, q->before, &before) || !nano(q->p, q->after, &after) ||
	    (skip != NULL && skip->miss == 0 && skip->u.b)) {
		q->missing++;
		return true;
	}
	for (struct choice *c = q->choice; c < q->choice + q->n; c++) {
		if (!is_within(&c->of, before))
			continue;
		c->n++;
		good = good && ub_i128_add(c->before, before, &c->before) &&
		       ub_i128_add(c->after, after, &c->after);
	}
	return good;
}

static enum ub_status
read_records(
    struct rtm *m, struct ub_score *s, struct ub_reader *in, struct ub_err *e)
{
	struct ub_batch b;
	enum ub_status st;

	while ((st = ub_reader_batch(in, &b, e)) == UB_OK)
		for (size_t r = 0; r < b.n; r++) {
			for (size_t i = 0; i < s->npart && st == UB_OK; i++)
				st = ub_score_part_eval(
				    s->part[i], &b, r, s->val, e);
			for (size_t i = 0; i < m->n && st == UB_OK; i++)
				if (!add_pair(&m->pair[i]))
					st = ub_fail(
					    e, UB_EDATA, "a sum is too large");
			if (st != UB_OK)
				return st;
		}
	return st == UB_END ? UB_OK : st;
}

/* --- the table -------------------------------------------------------------- */

/* Columns after the keys omrade and urval: means, and what follows of them. */
static const struct {
	const char *name;
	enum ub_type type;
	const char *sv, *en;
} column[] = {
	{ "fore", UB_MEAN, "Medelvärde före", "Mean before" },
	{ "efter", UB_MEAN, "Medelvärde efter", "Mean after" },
	{ "vantat", UB_STAT, "Väntat medelvärde efter, utan effekt",
	    "Expected mean after, without effect" },
	{ "forandring", UB_STAT, "Förändring", "Change" },
	{ "utan_effekt", UB_STAT, "Väntad förändring utan effekt",
	    "Expected change without effect" },
	{ "utover", UB_STAT, "Förändring utöver den väntade",
	    "Change beyond the expected" },
};
enum { NCOLUMN = sizeof(column) / sizeof(column[0]) };

static enum ub_status
make_legend(struct ub_legend *l, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = ub_legend_add(l, "omrade", 6, UB_CODE, e);

	if (st == UB_OK)
		st = ub_legend_add(l, "urval", 5, UB_CODE, e);
	for (size_t i = 0; i < 3 * NCOLUMN && st == UB_OK; i++) {
		static const char *const tail[] = { "", "_n", "_miss" };

		ub_buf_clear(&b);
		ub_buf_printf(&b, "%s%s", column[i / 3].name, tail[i % 3]);
		st = ub_legend_add(l, b.s, b.len,
		    i % 3 == 0 ? column[i / 3].type : UB_COUNT, e);
	}
	ub_buf_free(&b);
	return st;
}

/* "alla", "2-", "-1", with a longer dash */
static void
put_choice(struct ub_buf *b, const struct ub_choice *c, bool english)
{
	if (c->lo == INT64_MIN && c->hi == INT64_MAX) {
		ub_buf_puts(b, english ? "all" : "alla");
		return;
	}
	if (c->lo != INT64_MIN)
		ub_buf_int(b, c->lo);
	if (c->lo == INT64_MIN && c->below)
		ub_buf_puts(b, english ? "below " : "under ");
	else
		ub_buf_puts(b, c->below ? "\xe2\x80\x93<" : "\xe2\x80\x93");
	if (c->hi != INT64_MAX)
		ub_buf_int(b, c->hi);
}

static enum ub_status
add_labels(const struct rtm *m, struct ub_meta *meta, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;
	size_t i;

	st = ub_meta_add_label(
	    meta, "omrade", NULL, m->english ? "Area" : "Område", e);
	if (st == UB_OK)
		st = ub_meta_add_label(meta, "urval", NULL,
		    m->english ? "Value before" : "Värde före", e);
	for (i = 0; i < m->n && st == UB_OK; i++) {
		const struct ub_pair_def *d = m->pair[i].def;
		const char *text =
		    m->english && d->label_en != NULL ? d->label_en : d->label;

		if (text != NULL)
			st =
			    ub_meta_add_label(meta, "omrade", d->name, text, e);
	}
	for (i = 0; i < NCOLUMN && st == UB_OK; i++) {
		const char *text = m->english ? column[i].en : column[i].sv;

		st = ub_meta_add_label(meta, column[i].name, NULL, text, e);
		ub_buf_clear(&b);
		ub_buf_printf(&b, "function:%s", column[i].name);
		ub_meta_add_attr(
		    meta, b.s, column[i].type == UB_MEAN ? "mean" : "stat");
	}
	ub_buf_free(&b);
	return st;
}

static enum ub_status
head(const struct rtm *m, const char *r, struct ub_writer *w, struct ub_err *e)
{
	struct ub_legend legend = { 0 };
	struct ub_meta meta = { 0 };
	struct ub_buf note = { 0 };
	enum ub_status st = make_legend(&legend, e);

	ub_buf_printf(&note,
	    m->english
		? "Choosing by a high first value gives improvement without "
		  "effect too. Expected after: M + r (g - M), r = %s; M is the "
		  "mean of all before, g of those chosen (Barnett, van der "
		  "Pols & Dobson 2005)"
		: "Urval på högt startvärde ger förbättring även utan effekt. "
		  "Väntat efter: M + r (g - M), r = %s; M är medelvärdet av "
		  "alla före, g av de utvalda (Barnett, van der Pols & Dobson "
		  "2005)",
	    r);
	ub_meta_set_table(&meta, "rtm");
	ub_meta_add_attr(&meta, "keys", "omrade,urval");
	ub_meta_add_attr(&meta, "overlap_by", "urval");
	ub_meta_add_attr(&meta, "note", note.s);
	if (st == UB_OK)
		st = add_labels(m, &meta, e);
	if (st == UB_OK)
		st = ub_writer_legend(w, &legend, e);
	if (st == UB_OK)
		st = ub_writer_table(w, &meta, e);
	if (st == UB_OK)
		st = ub_writer_labels(w, &meta, e);
	ub_buf_free(&note);
	ub_meta_free(&meta);
	ub_legend_free(&legend);
	return st;
}

static double
mean(struct ub_i128 sum, uint64_t n)
{
	return ub_real_ratio(sum, ub_i128_mul64((int64_t)n, UB_NANO));
}

static void
put_real(
    struct ub_buf *b, double v, const struct choice *c, const struct pair *q)
{
	char text[UB_REAL_MAX];

	ub_buf_putc(b, '\t');
	if (c->n == 0)
		ub_buf_puts(b, ".u");
	else
		ub_buf_add(b, text, ub_real_print(text, v == 0 ? 0.0 : v));
	ub_buf_printf(b, "\t%llu\t%llu", (unsigned long long)c->n,
	    (unsigned long long)q->missing);
}

static void
put_row(struct ub_buf *b, const struct rtm *m, const struct pair *q,
    const struct choice *c)
{
	double value[NCOLUMN] = { 0 }, all;

	if (c->n > 0) {
		all = mean(q->choice[0].before, q->choice[0].n);
		value[0] = mean(c->before, c->n);
		value[1] = mean(c->after, c->n);
		value[2] = all + m->r * (value[0] - all);
		value[3] = value[1] - value[0];
		value[4] = value[2] - value[0];
		value[5] = value[3] - value[4];
	}
	ub_buf_puts(b, q->def->name);
	ub_buf_putc(b, '\t');
	put_choice(b, &c->of, m->english);
	for (size_t i = 0; i < NCOLUMN; i++)
		put_real(b, value[i], c, q);
	ub_buf_putc(b, '\n');
}

static void
put_rows(const struct rtm *m, struct ub_writer *w)
{
	struct ub_buf b = { 0 };

	for (const struct pair *q = m->pair; q < m->pair + m->n; q++)
		for (size_t i = 0; i < q->n; i++) {
			ub_buf_clear(&b);
			put_row(&b, m, q, &q->choice[i]);
			ub_writer_add(w, b.s, b.len);
			w->nrec++;
		}
	ub_buf_free(&b);
}

static bool
read_r(const char *r, double *v)
{
	struct ub_i128 d;

	if (!ub_dec_parse(r, strlen(r), &d) || ub_i128_sign(d) < 0 ||
	    ub_i128_cmp(d, ub_i128_of(UB_NANO)) > 0)
		return false;
	*v = ub_real_ratio(d, ub_i128_of(UB_NANO));
	return true;
}

enum ub_status
ub_score_rtm(struct ub_score *s, struct ub_reader *in, const char *r,
    struct ub_writer *w, struct ub_err *e)
{
	struct rtm m = { .english = s->how.english };
	enum ub_status st;

	if (s->group != NULL)
		return ub_fail(e, UB_EUSAGE, "--rtm does not go with --by");
	if (strncmp(r, "r=", 2) != 0 || !read_r(r + 2, &m.r))
		return ub_fail(
		    e, UB_EUSAGE, "--rtm: write r=CORRELATION, from 0 to 1");
	find_pairs(&m, s);
	if (m.n == 0)
		return ub_fail(e, UB_EUSAGE,
		    "--rtm: no instrument has a pair whose items are columns");
	st = read_records(&m, s, in, e);
	if (st == UB_OK)
		st = head(&m, r + 2, w, e);
	if (st == UB_OK)
		put_rows(&m, w);
	for (size_t i = 0; i < m.n; i++)
		free(m.pair[i].choice);
	free(m.pair);
	return st;
}
