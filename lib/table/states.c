/* states.c - states added up; states.h.  What stands in a state is checked like
 * any input: it may have been cut, edited, or made by somebody else. */
#include "states.h"

#include <stdlib.h>

#include "state.h"

enum { FIELDS = 5 };

/* A line that says what the tables are. */
struct decl {
	bool column; /* of the input; else a setting */
	uint64_t table;
	char *name, *value;
	uint64_t line;
};

struct decls {
	struct decl *d;
	size_t n;
};

/* Numbers of the state, as they are here. */
struct numbers {
	uint32_t *to;
	uint32_t n;
	/* of each cell: records of which the values, or persons, are to come */
	uint64_t *due;
	size_t ndue;
};

struct ub_states {
	struct decls first, now;
	char *input; /* of the first */
	struct ub_tables tables;
	struct ub_legend legend;
	struct ub_meta meta; /* nothing: for expressions */
	struct ub_many *many;
	uint64_t max_groups, limit;
	enum ub_partial how;
	uint64_t nstate;

	/* the state that is being read */
	bool head; /* its declarations are */
	size_t table;
	struct numbers value[UB_KEYS_MAX];
	struct numbers *text; /* of each measure, then the persons */
	size_t ntext;
	struct numbers cell;
	uint64_t rec;    /* records in its cells of this table, */
	uint64_t nobody; /* and those without a person */
	struct ub_agg_sums sums;

	struct ub_buf buf;
	union ub_acc *acc;
	size_t room;
};

/* What a line is read from. */
struct at {
	const struct ub_batch *b;
	size_t rec;
	struct ub_slice f[FIELDS];
	uint64_t table, item;
	struct ub_err *e;
};

static enum ub_status
fail(const struct at *at, const char *clause)
{
	return ub_fail_at(
	    at->e, UB_EDATA, at->b->input, at->b->line + at->rec, "%s", clause);
}

static enum ub_status
no_state(const struct at *at)
{
	return fail(at, "no state of ubat-agg --partial");
}

struct ub_states *
ub_states_new(uint64_t max_groups, uint64_t limit)
{
	struct ub_states *g = ub_xcalloc(1, sizeof(*g));

	g->max_groups = max_groups;
	g->limit = limit;
	return g;
}

static void
decls_free(struct decls *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->d[i].name);
		free(d->d[i].value);
	}
	free(d->d);
	memset(d, 0, sizeof(*d));
}

void
ub_states_free(struct ub_states *g)
{
	if (g == NULL)
		return;
	ub_many_free(g->many);
	ub_tables_free(&g->tables);
	ub_legend_free(&g->legend);
	ub_meta_free(&g->meta);
	decls_free(&g->first);
	decls_free(&g->now);
	for (size_t j = 0; j < UB_KEYS_MAX; j++)
		free(g->value[j].to);
	for (size_t k = 0; k < g->ntext; k++) {
		free(g->text[k].to);
		free(g->text[k].due);
	}
	free(g->text);
	free(g->cell.to);
	free(g->acc);
	free(g->input);
	ub_buf_free(&g->buf);
	free(g);
}

enum ub_status
ub_states_legend(const struct ub_legend *l, struct ub_err *e)
{
	struct ub_legend want = { 0 };
	bool same;

	ub_partial_legend(&want);
	same = ub_legend_equal(l, &want);
	ub_legend_free(&want);
	if (!same)
		return ub_fail(e, UB_EUSAGE, "no state of ubat-agg --partial");
	return UB_OK;
}

/* --- numbers ---------------------------------------------------------- */

/* Digits, up to sep or the end; *s goes behind them and sep. */
static bool
number(struct ub_slice *s, unsigned base, char sep, uint64_t *v)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < s->len && s->s[i] != sep; i++) {
		unsigned c = (unsigned char)s->s[i], d = c - '0';

		if (base == 16 && c >= 'a' && c <= 'f')
			d = c - 'a' + 10;
		if (d >= base || n > (UINT64_MAX - d) / base)
			return false;
		n = n * base + d;
	}
	if (i == 0)
		return false;
	*v = n;
	i += i < s->len;
	s->s += i;
	s->len -= i;
	return true;
}

static bool
whole(struct ub_slice s, uint64_t *v)
{
	return number(&s, 10, '\0', v) && s.len == 0;
}

static void
know(struct numbers *n, uint32_t to)
{
	n->to = ub_xgrow(n->to, n->n, sizeof(*n->to));
	n->to[n->n++] = to;
}

static const char *
plain(struct ub_states *g, struct ub_slice f)
{
	ub_buf_clear(&g->buf);
	ub_unescape(&g->buf, f.s, f.len);
	return g->buf.len > 0 ? g->buf.s : "";
}

/* --- what the tables are ----------------------------------------------- */

static enum ub_status
differs(const struct ub_states *g, const struct at *at, const struct decl *was,
    const struct decl *is)
{
	const struct decl *d = is != NULL ? is : was;
	const char *what = d->column ? "column" : "setting";

	if (was != NULL && is != NULL && was->column == is->column &&
	    was->table == is->table && strcmp(was->name, is->name) == 0)
		return ub_fail_at(at->e, UB_EDATA, at->b->input, is->line,
		    "not of the same tables as %s: %s %s is %.80s, not %.80s",
		    g->input, what, d->name, is->value, was->value);
	return ub_fail_at(at->e, UB_EDATA, at->b->input,
	    is != NULL ? is->line : at->b->line + at->rec,
	    "not of the same tables as %s: %s %s = %.80s %s", g->input, what,
	    d->name, d->value, is != NULL ? "is not there" : "is there");
}

static enum ub_status
compare(const struct ub_states *g, const struct at *at)
{
	const struct decls *a = &g->first, *b = &g->now;

	for (size_t i = 0; i < a->n || i < b->n; i++) {
		const struct decl *was = i < a->n ? &a->d[i] : NULL;
		const struct decl *is = i < b->n ? &b->d[i] : NULL;

		if (was == NULL || is == NULL || was->column != is->column ||
		    was->table != is->table ||
		    strcmp(was->name, is->name) != 0 ||
		    strcmp(was->value, is->value) != 0)
			return differs(g, at, was, is);
	}
	return UB_OK;
}

static enum ub_status
add_column(struct ub_states *g, const struct decl *d, struct ub_err *e)
{
	enum ub_type type;

	if (!ub_type_parse(d->value, strlen(d->value), &type))
		return ub_fail(e, UB_EDATA, "no type of a column");
	return ub_legend_add(&g->legend, d->name, strlen(d->name), type, e);
}

static enum ub_status
add_setting(struct ub_states *g, const struct decl *d, struct ub_err *e)
{
	struct ub_request plain_one;

	ub_request_init(&plain_one);
	plain_one.spec.max_groups = g->max_groups;
	if (d->table == g->tables.n)
		(void)ub_tables_add(&g->tables, &plain_one, 0);
	if (d->table + 1 != g->tables.n || strcmp(d->name, "max-groups") == 0 ||
	    strcmp(d->name, "missing") == 0)
		return ub_fail(e, UB_EDATA, "no setting of a table");
	return ub_request_set(&g->tables.table[d->table], d->name, d->value, e);
}

/* The tables as the first state declares them. */
static enum ub_status
build(struct ub_states *g, const struct at *at)
{
	enum ub_status st = UB_OK;
	struct ub_err err;

	g->first = g->now;
	memset(&g->now, 0, sizeof(g->now));
	g->input = ub_xstrdup(at->b->input);
	for (size_t i = 0; st == UB_OK && i < g->first.n; i++) {
		const struct decl *d = &g->first.d[i];

		st = d->column ? add_column(g, d, &err)
			       : add_setting(g, d, &err);
		if (st != UB_OK)
			return ub_fail_at(at->e, UB_EDATA, at->b->input,
			    d->line, "%s", err.what);
	}
	if (g->tables.n == 0)
		return no_state(at);
	for (size_t i = 0; i < g->tables.n; i++)
		if (g->tables.table[i].spec.measure.n == 0)
			return no_state(at);
	st = ub_many_new(&g->many, &g->tables, &g->legend, &g->meta, &err);
	if (st != UB_OK && err.input[0] != '\0') { /* a file it needs */
		*at->e = err;
		return st;
	}
	if (st != UB_OK)
		return ub_fail_at(at->e, UB_EDATA, at->b->input,
		    at->b->line + at->rec, "%s", err.what);
	for (size_t i = 0; i < g->many->n; i++)
		g->many->agg[i]->merged = true;
	ub_many_limit(g->many, g->limit);
	return UB_OK;
}

static enum ub_status
declare(struct ub_states *g, const struct at *at, bool column)
{
	struct decl d = { .column = column,
		.table = at->table,
		.line = at->b->line + at->rec };

	if (g->head || g->nstate == 0)
		return no_state(at);
	d.name = ub_xstrdup(plain(g, at->f[3]));
	d.value = ub_xstrdup(plain(g, at->f[4]));
	g->now.d = ub_xgrow(g->now.d, g->now.n, sizeof(*g->now.d));
	g->now.d[g->now.n++] = d;
	return UB_OK;
}

/* --- tables ----------------------------------------------------------- */

/* Another table, or another state: the numbers begin again. */
static void
forget(struct ub_states *g)
{
	for (size_t j = 0; j < UB_KEYS_MAX; j++)
		g->value[j].n = 0;
	for (size_t k = 0; k < g->ntext; k++) {
		g->text[k].n = 0;
		g->text[k].ndue = 0;
	}
	g->cell.n = 0;
	g->rec = g->nobody = 0;
	memset(&g->sums, 0, sizeof(g->sums));
}

/* In the cell that came last, so many records have a value that is to come. */
static void
expect(struct ub_states *g, struct numbers *x, uint64_t n)
{
	while (x->ndue < g->cell.n) {
		x->due = ub_xgrow(x->due, x->ndue, sizeof(*x->due));
		x->due[x->ndue++] = 0;
	}
	x->due[g->cell.n - 1] += n;
}

/* Has every record of every cell its value, and its person where it has one? */
static enum ub_status
check_due(struct ub_states *g, const struct at *at)
{
	const struct ub_agg *a = g->many->agg[g->table];
	uint64_t left = 0;

	for (size_t k = 0; k < g->ntext; k++) {
		const struct numbers *x = &g->text[k];

		for (size_t c = 0; c < x->ndue; c++) {
			if (k == a->nmeasure)
				left += x->due[c];
			else if (x->due[c] > 0)
				return fail(at,
				    "the state keeps fewer values than its "
				    "measures have records: make it again");
		}
	}
	if (a->spec.person != NULL && left != g->nobody)
		return fail(at,
		    "the state keeps other persons than its cells have "
		    "records: make it again");
	return UB_OK;
}

/* All of a table is there: do its records add up? */
static enum ub_status
close_table(struct ub_states *g, const struct at *at)
{
	struct ub_agg_sums *s = &g->sums, *to = &g->many->agg[g->table]->before;

	if (g->rec + s->totals + s->passed_over + s->missing +
		s->withheld_rec !=
	    s->in)
		return fail(at, "the records of the state do not add up");
	if (check_due(g, at) != UB_OK)
		return at->e->code;
	g->many->agg[g->table]->person_none += g->nobody;
	to->in += s->in;
	to->totals += s->totals;
	to->passed_over += s->passed_over;
	to->missing += s->missing;
	to->zero += s->zero;
	to->withheld += s->withheld;
	to->withheld_rec += s->withheld_rec;
	forget(g);
	return UB_OK;
}

static enum ub_status
close_state(struct ub_states *g, const struct at *at)
{
	if (g->nstate == 0)
		return UB_OK;
	if (!g->head || g->table + 1 != g->tables.n)
		return fail(at, "the state before this one is not all there");
	return close_table(g, at);
}

static enum ub_status
open_state(struct ub_states *g, const struct at *at)
{
	bool safe = ub_slice_is(at->f[4], "safe");
	enum ub_partial how = safe ? UB_PARTIAL_SAFE : UB_PARTIAL_FULL;
	enum ub_status st;

	if ((st = close_state(g, at)) != UB_OK)
		return st;
	if (!ub_slice_is(at->f[3], "1"))
		return fail(at, "a state of a later ubat");
	if (!safe && !ub_slice_is(at->f[4], "full"))
		return no_state(at);
	if (g->nstate > 0 && how != g->how)
		return fail(at, "safe states and others cannot be merged");
	g->how = how;
	g->nstate++;
	g->head = false;
	g->table = 0;
	decls_free(&g->now);
	return UB_OK;
}

/* The first line that is no declaration. */
static enum ub_status
end_head(struct ub_states *g, const struct at *at)
{
	enum ub_status st;

	if (g->nstate == 0)
		return no_state(at);
	if (g->head)
		return UB_OK;
	st = g->many == NULL ? build(g, at) : compare(g, at);
	g->head = st == UB_OK;
	forget(g);
	return st;
}

static enum ub_status
go_to_table(struct ub_states *g, const struct at *at)
{
	enum ub_status st;
	size_t need;

	if (at->table != g->table) {
		if (at->table != g->table + 1 || at->table >= g->tables.n)
			return no_state(at);
		if ((st = close_table(g, at)) != UB_OK)
			return st;
		g->table++;
	}
	need = g->many->agg[g->table]->nmeasure + 1;
	while (g->ntext < need) {
		g->text = ub_xgrow(g->text, g->ntext, sizeof(*g->text));
		memset(&g->text[g->ntext++], 0, sizeof(*g->text));
	}
	return UB_OK;
}

static enum ub_status
take_count(struct ub_states *g, const struct at *at)
{
	const struct {
		const char *name;
		uint64_t *to;
	} count[] = { { "in", &g->sums.in }, { "totals", &g->sums.totals },
		{ "false", &g->sums.passed_over },
		{ "missing", &g->sums.missing },
		{ "zero-divisions", &g->sums.zero },
		{ "withheld-groups", &g->sums.withheld },
		{ "withheld-records", &g->sums.withheld_rec },
		{ "no-person", &g->nobody } };
	uint64_t n;

	if (!whole(at->f[4], &n) || n > UINT64_MAX / 2)
		return no_state(at);
	for (size_t i = 0; i < sizeof(count) / sizeof(*count); i++)
		if (ub_slice_is(at->f[3], count[i].name)) {
			*count[i].to += n;
			return UB_OK;
		}
	return no_state(at);
}

static enum ub_status
take_value(struct ub_states *g, const struct at *at)
{
	struct ub_agg *a = g->many->agg[g->table];
	const char *text = plain(g, at->f[3]);
	struct ub_slice f = { text, g->buf.len };
	struct ub_key *k;

	if (at->item >= a->cells.nkey || f.len != strlen(text))
		return no_state(at);
	k = &a->key[at->item];
	if (!ub_field_valid(k->type, f) || ub_missing(f) == 't')
		return no_state(at);
	know(&g->value[at->item], ub_intern_add(&k->val, f.s, f.len));
	return UB_OK;
}

static struct ub_tally *
tally_of(struct ub_agg *a, uint64_t item)
{
	if (item > a->nmeasure ||
	    (item == a->nmeasure && a->spec.person == NULL))
		return NULL;
	return item == a->nmeasure ? &a->person : &a->measure[item].tally;
}

/* Can it be what is counted there?  Tests keep two or three fields in one,
 * with tabs between; shares and means by clusters a value and its cluster,
 * which may be missing. */
static bool
is_kept(const struct ub_agg *a, uint64_t item, struct ub_slice text)
{
	const struct ub_measure *m = &a->measure[item];
	enum ub_type type = UB_TEXT;
	size_t n = 1, want = 1;

	if (item == a->nmeasure)
		type = a->in->col[a->person_col].type;
	else if (ub_measure_pairs(m))
		want = m->z != NULL ? 3 : 2;
	else if (m->cc != NULL)
		want = 2;
	else
		type = m->in;
	for (const char *s = text.s; n <= want; n++) {
		size_t left = text.len - (size_t)(s - text.s);
		const char *tab = memchr(s, '\t', left);
		struct ub_slice f = { s, tab ? (size_t)(tab - s) : left };

		if (ub_missing(f) != 0 && n == 2 && item < a->nmeasure &&
		    m->cc != NULL)
			break;
		if (ub_missing(f) != 0 || !ub_field_valid(type, f))
			return false;
		if (tab == NULL)
			break;
		s = tab + 1;
	}
	return n == want;
}

static enum ub_status
take_text(struct ub_states *g, const struct at *at)
{
	struct ub_tally *t = tally_of(g->many->agg[g->table], at->item);
	const char *text = plain(g, at->f[3]);

	if (t == NULL || !is_kept(g->many->agg[g->table], at->item,
			     (struct ub_slice){ text, g->buf.len }))
		return no_state(at);
	know(&g->text[at->item], ub_intern_add(&t->val, text, g->buf.len));
	return UB_OK;
}

/* The words of one ub_acc; of first and last the number of a text. */
static bool
take_acc(struct ub_states *g, const struct ub_measure *m, size_t k, bool head,
    struct ub_slice *s, union ub_acc *acc)
{
	bool at = m->func == UB_F_FIRST || m->func == UB_F_LAST;
	uint64_t w[4];

	for (size_t i = 0; i < 4; i++)
		if (!number(s, 16, i < 3 ? '.' : ' ', &w[i]))
			return false;
	if (head && (w[0] > UINT32_MAX * UINT64_C(65536) || w[1] > w[0]))
		return false;
	memcpy(acc, w, sizeof(w));
	if (!at || !head)
		return true;
	if (w[3] > g->text[k].n || w[2] > UINT32_MAX)
		return false;
	acc->v.sum = (struct ub_i128){ 0, 0 };
	acc->v.at.day = (int32_t)(uint32_t)w[2];
	acc->v.at.id1 = w[3] == 0 ? 0 : g->text[k].to[w[3] - 1] + 1;
	return true;
}

static enum ub_status
take_measures(struct ub_states *g, struct ub_agg *a, const struct at *at,
    struct ub_slice s, uint64_t nrec, uint32_t cell)
{
	for (size_t k = 0; k < a->nmeasure; k++) {
		const struct ub_measure *m = &a->measure[k];
		size_t n = ub_measure_nacc(m);

		for (size_t i = 0; i < n; i++)
			if (!take_acc(g, m, k, i == 0, &s, &g->acc[i]))
				return no_state(at);
		if (n == 0)
			continue;
		if (g->acc->v.miss > nrec ||
		    ub_measure_excused(m, g->acc) > g->acc->v.miss ||
		    ((m->func == UB_F_COUNT || m->func == UB_F_SHARE) &&
			g->acc->v.k > nrec - g->acc->v.miss))
			return no_state(at);
		if (m->cc != NULL) /* intervals are made of the pairs */
			expect(g, &g->text[k], nrec - g->acc->v.miss);
		if (!ub_measure_merge(
			m, ub_cells_acc(&a->cells, m, cell), g->acc))
			return fail(at, "a sum does not fit 128 bits");
	}
	return s.len == 0 ? UB_OK : no_state(at);
}

static enum ub_status
take_cell(struct ub_states *g, const struct at *at)
{
	struct ub_agg *a = g->many->agg[g->table];
	struct ub_slice key = at->f[3], words = at->f[4];
	uint32_t code[UB_KEYS_MAX], cell;
	const uint32_t *codes[UB_KEYS_MAX];
	uint64_t n, nrec;
	enum ub_status st;

	for (size_t j = 0; j < a->cells.nkey; j++) {
		if (!number(&key, 10, ',', &n) || n >= g->value[j].n)
			return no_state(at);
		code[j] = g->value[j].to[n];
		codes[j] = &code[j];
	}
	if (key.len > 0 || !number(&words, 16, ' ', &nrec) || nrec == 0 ||
	    nrec > UINT64_MAX / 2)
		return no_state(at);
	ub_cells_widen(&a->cells);
	if ((st = ub_cells_find(&a->cells, codes, 1, &cell, at->e)) != UB_OK)
		return st;
	a->cells.nrec[cell] += nrec - 1; /* one was counted */
	g->rec += nrec;
	know(&g->cell, cell);
	if (a->spec.person != NULL)
		expect(g, &g->text[a->nmeasure], nrec);
	return take_measures(g, a, at, words, nrec, cell);
}

/* The marks of a pair, as many as there are: ",1.3.0". */
static bool
take_marks(struct ub_tally *t, struct ub_slice s, uint32_t pair)
{
	uint64_t bits;

	for (size_t k = 0; k < t->nmark; k++) {
		if (!number(&s, 10, '.', &bits) || bits > UB_MARK_ALL)
			return false;
		t->mark[pair * t->nmark + k] |= (uint8_t)bits;
	}
	return s.len == 0;
}

static enum ub_status
take_pair(struct ub_states *g, const struct at *at)
{
	const struct ub_agg *a = g->many->agg[g->table];
	struct ub_tally *t = tally_of(g->many->agg[g->table], at->item);
	struct ub_slice key = at->f[3], value = at->f[4];
	uint64_t cell, text, times;
	struct numbers *x;
	uint32_t pair;

	if (t == NULL || !number(&key, 10, ',', &cell) || cell >= g->cell.n ||
	    !number(&key, 10, ',', &text) || text >= g->text[at->item].n ||
	    key.len > 0 || !number(&value, 10, ',', &times) || times == 0 ||
	    times > UINT64_MAX / 2)
		return no_state(at);
	if (!ub_tally_add_pair(
		t, g->cell.to[cell], g->text[at->item].to[text], times, &pair))
		return fail(
		    at, "more than 100000000 different values by group");
	x = &g->text[at->item];
	if (cell < x->ndue) {
		if (at->item == a->nmeasure && times > x->due[cell])
			return fail(at,
			    "the state keeps other persons than its cells have "
			    "records: make it again");
		x->due[cell] -= times < x->due[cell] ? times : x->due[cell];
	}
	return take_marks(t, value, pair) ? UB_OK : no_state(at);
}

/* --- all -------------------------------------------------------------- */

static enum ub_status
take(struct ub_states *g, const struct at *at)
{
	static const struct {
		const char *name;
		enum ub_status (*take)(struct ub_states *, const struct at *);
	} kind[] = { { "count", take_count }, { "value", take_value },
		{ "text", take_text }, { "cell", take_cell },
		{ "pair", take_pair } };
	enum ub_status st;

	if (ub_slice_is(at->f[0], "part"))
		return open_state(g, at);
	if (ub_slice_is(at->f[0], "column"))
		return declare(g, at, true);
	if (ub_slice_is(at->f[0], "set"))
		return declare(g, at, false);
	if ((st = end_head(g, at)) != UB_OK ||
	    (st = go_to_table(g, at)) != UB_OK)
		return st;
	for (size_t i = 0; i < sizeof(kind) / sizeof(*kind); i++)
		if (ub_slice_is(at->f[0], kind[i].name))
			return kind[i].take(g, at);
	return no_state(at);
}

enum ub_status
ub_states_batch(struct ub_states *g, const struct ub_batch *b, struct ub_err *e)
{
	struct at at = { .b = b, .e = e };
	enum ub_status st;

	if (g->acc == NULL)
		g->acc = ub_xcalloc(8, sizeof(*g->acc));
	for (at.rec = 0; at.rec < b->n; at.rec++) {
		for (size_t c = 0; c < FIELDS; c++)
			at.f[c] = ub_field(b, at.rec, c);
		if (!whole(at.f[1], &at.table) || !whole(at.f[2], &at.item))
			return no_state(&at);
		if ((st = take(g, &at)) != UB_OK)
			return st;
	}
	return g->many == NULL ? UB_OK : ub_many_fits(g->many, e);
}

/* The steps of the inputs, without those of the states. */
static void
take_steps(const struct ub_meta *in, struct ub_meta *meta)
{
	struct ub_err e;

	for (size_t i = 0; i < in->nstep; i++) {
		const struct ub_step *s = &in->step[i];

		if (strcmp(s->tool, "ubat-agg") == 0 &&
		    ub_step_get(s, "partial") != NULL)
			continue;
		for (uint64_t k = 0; k < s->times; k++)
			(void)ub_meta_line(meta, s->line, strlen(s->line), &e);
	}
}

enum ub_status
ub_states_end(struct ub_states *g, const struct ub_meta *in, struct ub_many **m,
    enum ub_partial *how, struct ub_meta *meta, struct ub_err *e)
{
	struct ub_batch none = { .input = "" };
	struct at at = { .b = &none, .e = e };
	enum ub_status st;

	if (g->nstate == 0)
		return ub_fail(e, UB_EDATA, "no state in it");
	if ((st = end_head(g, &at)) != UB_OK ||
	    (st = close_state(g, &at)) != UB_OK)
		return st;
	for (size_t i = 0; i < in->nlabel; i++)
		if ((st = ub_meta_add_label(meta, in->label[i].col,
			 in->label[i].value, in->label[i].text, e)) != UB_OK)
			return st;
	for (size_t i = 0; i < in->nextracted; i++)
		ub_meta_add_extracted(meta, in->extracted[i]);
	take_steps(in, meta);
	*m = g->many;
	*how = g->how;
	return UB_OK;
}
