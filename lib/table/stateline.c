/* stateline.c - what a state has of a table; statepart.h. */
#include "statepart.h"

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

bool
ub_state_whole(struct ub_slice s, uint64_t *v)
{
	return number(&s, 10, '\0', v) && s.len == 0;
}

static void
know(struct ub_state_numbers *n, uint32_t to)
{
	n->to = ub_xgrow(n->to, n->n, sizeof(*n->to));
	n->to[n->n++] = to;
}

const char *
ub_state_plain(struct ub_states *g, struct ub_slice f)
{
	ub_buf_clear(&g->buf);
	ub_unescape(&g->buf, f.s, f.len);
	return g->buf.len > 0 ? g->buf.s : "";
}

static enum ub_status
take_count(struct ub_states *g, const struct ub_state_line *at)
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

	if (!ub_state_whole(at->f[4], &n) || n > UINT64_MAX / 2)
		return ub_state_none(at);
	for (size_t i = 0; i < sizeof(count) / sizeof(*count); i++)
		if (ub_slice_is(at->f[3], count[i].name)) {
			*count[i].to += n;
			return UB_OK;
		}
	return ub_state_none(at);
}

static enum ub_status
take_value(struct ub_states *g, const struct ub_state_line *at)
{
	struct ub_agg *a = g->many->agg[g->table];
	const char *text = ub_state_plain(g, at->f[3]);
	struct ub_slice f = { text, g->buf.len };
	struct ub_key *k;

	if (at->item >= a->cells.nkey || f.len != strlen(text))
		return ub_state_none(at);
	k = &a->key[at->item];
	if (!ub_field_valid(k->type, f) || ub_missing(f) == 't')
		return ub_state_none(at);
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
take_text(struct ub_states *g, const struct ub_state_line *at)
{
	struct ub_tally *t = tally_of(g->many->agg[g->table], at->item);
	const char *text = ub_state_plain(g, at->f[3]);

	if (t == NULL || !is_kept(g->many->agg[g->table], at->item,
			     (struct ub_slice){ text, g->buf.len }))
		return ub_state_none(at);
	know(&g->text[at->item], ub_intern_add(&t->val, text, g->buf.len));
	return UB_OK;
}

/* In the cell that came last, so many records have a value that is to come. */
static void
expect(struct ub_states *g, struct ub_state_numbers *x, uint64_t n)
{
	while (x->ndue < g->cell.n) {
		x->due = ub_xgrow(x->due, x->ndue, sizeof(*x->due));
		x->due[x->ndue++] = 0;
	}
	x->due[g->cell.n - 1] += n;
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
take_measures(struct ub_states *g, struct ub_agg *a,
    const struct ub_state_line *at, struct ub_slice s, uint64_t nrec,
    uint32_t cell)
{
	for (size_t k = 0; k < a->nmeasure; k++) {
		const struct ub_measure *m = &a->measure[k];
		size_t n = ub_measure_nacc(m);

		for (size_t i = 0; i < n; i++)
			if (!take_acc(g, m, k, i == 0, &s, &g->acc[i]))
				return ub_state_none(at);
		if (n == 0)
			continue;
		if (g->acc->v.miss > nrec ||
		    ub_measure_excused(m, g->acc) > g->acc->v.miss ||
		    ((m->func == UB_F_COUNT || m->func == UB_F_SHARE) &&
			g->acc->v.k > nrec - g->acc->v.miss))
			return ub_state_none(at);
		if (m->cc != NULL) /* intervals are made of the pairs */
			expect(g, &g->text[k], nrec - g->acc->v.miss);
		if (!ub_measure_merge(
			m, ub_cells_acc(&a->cells, m, cell), g->acc))
			return ub_state_fail(at, "a sum does not fit 128 bits");
	}
	return s.len == 0 ? UB_OK : ub_state_none(at);
}

static enum ub_status
take_cell(struct ub_states *g, const struct ub_state_line *at)
{
	struct ub_agg *a = g->many->agg[g->table];
	struct ub_slice key = at->f[3], words = at->f[4];
	uint32_t code[UB_KEYS_MAX], cell;
	const uint32_t *codes[UB_KEYS_MAX];
	uint64_t n, nrec;
	enum ub_status st;

	for (size_t j = 0; j < a->cells.nkey; j++) {
		if (!number(&key, 10, ',', &n) || n >= g->value[j].n)
			return ub_state_none(at);
		code[j] = g->value[j].to[n];
		codes[j] = &code[j];
	}
	if (key.len > 0 || !number(&words, 16, ' ', &nrec) || nrec == 0 ||
	    nrec > UINT64_MAX / 2)
		return ub_state_none(at);
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
take_pair(struct ub_states *g, const struct ub_state_line *at)
{
	const struct ub_agg *a = g->many->agg[g->table];
	struct ub_tally *t = tally_of(g->many->agg[g->table], at->item);
	struct ub_slice key = at->f[3], value = at->f[4];
	uint64_t cell, text, times;
	struct ub_state_numbers *x;
	uint32_t pair;

	if (t == NULL || !number(&key, 10, ',', &cell) || cell >= g->cell.n ||
	    !number(&key, 10, ',', &text) || text >= g->text[at->item].n ||
	    key.len > 0 || !number(&value, 10, ',', &times) || times == 0 ||
	    times > UINT64_MAX / 2)
		return ub_state_none(at);
	if (!ub_tally_add_pair(
		t, g->cell.to[cell], g->text[at->item].to[text], times, &pair))
		return ub_state_fail(
		    at, "more than 100000000 different values by group");
	x = &g->text[at->item];
	if (cell < x->ndue) {
		if (at->item == a->nmeasure && times > x->due[cell])
			return ub_state_fail(at,
			    "the state keeps other persons than its cells have "
			    "records: make it again");
		x->due[cell] -= times < x->due[cell] ? times : x->due[cell];
	}
	return take_marks(t, value, pair) ? UB_OK : ub_state_none(at);
}

enum ub_status
ub_states_take(struct ub_states *g, const struct ub_state_line *at)
{
	static const struct {
		const char *name;
		enum ub_status (*take)(
		    struct ub_states *, const struct ub_state_line *);
	} kind[] = { { "count", take_count }, { "value", take_value },
		{ "text", take_text }, { "cell", take_cell },
		{ "pair", take_pair } };

	for (size_t i = 0; i < sizeof(kind) / sizeof(*kind); i++)
		if (ub_slice_is(at->f[0], kind[i].name))
			return kind[i].take(g, at);
	return ub_state_none(at);
}
