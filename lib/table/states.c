/* states.c - states added up; states.h.  What stands in a state is checked like
 * any input: it may have been cut, edited, or made by somebody else. */
#include <stdlib.h>

#include "statepart.h"

enum ub_status
ub_state_fail(const struct ub_state_line *at, const char *clause)
{
	return ub_fail_at(
	    at->e, UB_EDATA, at->b->input, at->b->line + at->rec, "%s", clause);
}

enum ub_status
ub_state_none(const struct ub_state_line *at)
{
	return ub_state_fail(at, "no state of ubat-agg --partial");
}

struct ub_states *
ub_states_new(uint64_t max_groups, uint64_t limit)
{
	struct ub_states *g = ub_xcalloc(1, sizeof(*g));

	g->max_groups = max_groups;
	g->limit = limit;
	return g;
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
	ub_state_decls_free(&g->first);
	ub_state_decls_free(&g->now);
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

/* Has every record of every cell its value, and its person where it has one? */
static enum ub_status
check_due(struct ub_states *g, const struct ub_state_line *at)
{
	const struct ub_agg *a = g->many->agg[g->table];
	uint64_t left = 0;

	for (size_t k = 0; k < g->ntext; k++) {
		const struct ub_state_numbers *x = &g->text[k];

		for (size_t c = 0; c < x->ndue; c++) {
			if (k == a->nmeasure)
				left += x->due[c];
			else if (x->due[c] > 0)
				return ub_state_fail(at,
				    "the state keeps fewer values than its "
				    "measures have records: make it again");
		}
	}
	if (a->spec.person != NULL && left != g->nobody)
		return ub_state_fail(at,
		    "the state keeps other persons than its cells have "
		    "records: make it again");
	return UB_OK;
}

/* All of a table is there: do its records add up? */
static enum ub_status
close_table(struct ub_states *g, const struct ub_state_line *at)
{
	struct ub_agg_sums *s = &g->sums, *to = &g->many->agg[g->table]->before;

	if (g->rec + s->totals + s->passed_over + s->missing +
		s->withheld_rec !=
	    s->in)
		return ub_state_fail(
		    at, "the records of the state do not add up");
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
close_state(struct ub_states *g, const struct ub_state_line *at)
{
	if (g->nstate == 0)
		return UB_OK;
	if (!g->head || g->table + 1 != g->tables.n)
		return ub_state_fail(
		    at, "the state before this one is not all there");
	return close_table(g, at);
}

static enum ub_status
open_state(struct ub_states *g, const struct ub_state_line *at)
{
	bool safe = ub_slice_is(at->f[4], "safe");
	enum ub_partial how = safe ? UB_PARTIAL_SAFE : UB_PARTIAL_FULL;
	enum ub_status st;

	if ((st = close_state(g, at)) != UB_OK)
		return st;
	if (!ub_slice_is(at->f[3], "1"))
		return ub_state_fail(at, "a state of a later ubat");
	if (!safe && !ub_slice_is(at->f[4], "full"))
		return ub_state_none(at);
	if (g->nstate > 0 && how != g->how)
		return ub_state_fail(
		    at, "safe states and others cannot be merged");
	g->how = how;
	g->nstate++;
	g->head = false;
	g->table = 0;
	ub_state_decls_free(&g->now);
	return UB_OK;
}

/* The first line that is no declaration. */
static enum ub_status
end_head(struct ub_states *g, const struct ub_state_line *at)
{
	enum ub_status st;

	if (g->nstate == 0)
		return ub_state_none(at);
	if (g->head)
		return UB_OK;
	st =
	    g->many == NULL ? ub_states_build(g, at) : ub_states_compare(g, at);
	g->head = st == UB_OK;
	forget(g);
	return st;
}

static enum ub_status
go_to_table(struct ub_states *g, const struct ub_state_line *at)
{
	enum ub_status st;
	size_t need;

	if (at->table != g->table) {
		if (at->table != g->table + 1 || at->table >= g->tables.n)
			return ub_state_none(at);
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

/* --- all -------------------------------------------------------------- */

static enum ub_status
take(struct ub_states *g, const struct ub_state_line *at)
{
	enum ub_status st;

	if (ub_slice_is(at->f[0], "part"))
		return open_state(g, at);
	if (ub_slice_is(at->f[0], "column"))
		return ub_states_declare(g, at, true);
	if (ub_slice_is(at->f[0], "set"))
		return ub_states_declare(g, at, false);
	if ((st = end_head(g, at)) != UB_OK ||
	    (st = go_to_table(g, at)) != UB_OK)
		return st;
	return ub_states_take(g, at);
}

enum ub_status
ub_states_batch(struct ub_states *g, const struct ub_batch *b, struct ub_err *e)
{
	struct ub_state_line at = { .b = b, .e = e };
	enum ub_status st;

	if (g->acc == NULL)
		g->acc = ub_xcalloc(8, sizeof(*g->acc));
	for (at.rec = 0; at.rec < b->n; at.rec++) {
		for (size_t c = 0; c < UB_STATE_FIELDS; c++)
			at.f[c] = ub_field(b, at.rec, c);
		if (!ub_state_whole(at.f[1], &at.table) ||
		    !ub_state_whole(at.f[2], &at.item))
			return ub_state_none(&at);
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
	struct ub_state_line at = { .b = &none, .e = e };
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
