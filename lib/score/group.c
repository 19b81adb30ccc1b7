/*
 * group.c - scoring the records of a key together, and spells joined to
 * episodes; see score.h.
 */
#include <stdlib.h>

#include "../base/date.h"
#include "part.h"

/* --- what is asked ------------------------------------------------------- */

static const struct ub_var gap_var = { "gap", UB_K_INT, UB_INT };

/* The legend of episodes: keys, start, end, n_spells. */
static enum ub_status
leave_columns(struct ub_score *s, const struct ub_legend *in, struct ub_err *e)
{
	struct ub_score_group *g = s->group;
	struct ub_buf list = { 0 };
	enum ub_status st;
	size_t i;

	for (i = 0; i < g->spell.nby; i++)
		ub_buf_printf(&list, "%s,", in->col[g->spell.by[i]].name);
	ub_buf_printf(&list, "%s,%s", in->col[g->spell.order].name,
	    in->col[g->spell.end].name);
	st = ub_pick_parse(&g->pick, in, list.s, e);
	ub_buf_free(&list);
	if (st != UB_OK)
		return st;
	ub_legend_free(&s->legend);
	ub_legend_copy(&s->legend, &g->pick.legend);
	return ub_legend_add(&s->legend, "n_spells", 8, UB_INT, e);
}

static enum ub_status
set_episode(struct ub_score *s, const char *episode, struct ub_err *e)
{
	struct ub_score_group *g = s->group;
	enum ub_status st;
	size_t i;

	for (i = 0; i < s->legend.n; i++)
		if (s->legend.col[i].type >= UB_COUNT)
			return ub_fail(e, UB_EUSAGE,
			    "--episode takes records, not a table");
	if (!g->spell.window.has_gap)
		return ub_fail(e, UB_EUSAGE,
		    "--episode needs --order and --end, columns of dates");
	g->scope = s->scope;
	g->scope.window = &g->spell.window;
	g->scope.var = &gap_var;
	g->scope.nvar = 1;
	g->spell.window.wants_gap = true;
	st = ub_expr_compile(
	    &g->cond, &g->scope, episode, 0, strlen(episode), e);
	if (st != UB_OK)
		return st;
	if (ub_expr_kind(g->cond) != UB_K_BOOL)
		return ub_expr_fail(e, episode, 0,
		    "--episode takes a condition: compare with something");
	g->window = g->spell.window;
	g->window.folds = true;
	s->scope.window = &g->window;
	return leave_columns(s, s->scope.legend, e);
}

enum ub_status
ub_score_by(struct ub_score *s, const struct ub_spell_ask *ask,
    const char *episode, struct ub_err *e)
{
	struct ub_score_group *g = s->group = ub_xcalloc(1, sizeof(*g));
	enum ub_status st;

	st = ub_spell_init(&g->spell, s->scope.legend, s->scope.meta, ask, e);
	if (st != UB_OK)
		return st;
	s->scope.window = &g->spell.window;
	return episode == NULL ? UB_OK : set_episode(s, episode, e);
}

void
ub_score_group_free(struct ub_score_group *g)
{
	if (g == NULL)
		return;
	ub_spell_free(&g->spell);
	ub_expr_free(g->cond);
	ub_pick_free(&g->pick);
	ub_texts_free(g->text);
	free(g->val);
	free(g);
}

/* --- record by record ---------------------------------------------------- */

/* One part over all records, so that a later one can look at any of them. */
static enum ub_status
eval_part(struct ub_score *s, struct ub_score_part *p, struct ub_err *e)
{
	struct ub_score_group *g = s->group;
	struct ub_val *val = g->val;
	enum ub_status st;
	size_t r, i;

	for (r = 0; r < g->spell.group.n; r++, val += s->nvar) {
		st = ub_score_part_eval(p, &g->spell.group, r, val, e);
		if (st != UB_OK)
			return ub_spell_place(&g->spell, e);
		if (p->in == NULL && s->var[p->out].kind == UB_K_TEXT &&
		    val[p->out].miss == 0)
			ub_texts_keep(&g->text, &val[p->out].u.t);
		for (i = 0; i < p->nmade; i++)
			if (!p->made[i].rule->hidden &&
			    s->var[p->made[i].out].kind == UB_K_TEXT &&
			    val[p->made[i].out].miss == 0)
				ub_texts_keep(
				    &g->text, &val[p->made[i].out].u.t);
	}
	return UB_OK;
}

static void
write_records(struct ub_score *s, struct ub_writer *w)
{
	const struct ub_batch *b = &s->group->spell.group;
	struct ub_slice line;
	size_t r;

	for (r = 0; r < b->n; r++) {
		ub_score_print(s, s->group->val + r * s->nvar);
		line = ub_records(b, r, r + 1);
		ub_writer_add(w, line.s, line.len - 1); /* without its LF */
		ub_writer_add(w, s->more.s, s->more.len);
	}
	w->nrec += b->n;
}

static enum ub_status
score_group(struct ub_score *s, struct ub_writer *w, struct ub_err *e)
{
	struct ub_score_group *g = s->group;
	size_t n = g->spell.group.n, i;
	enum ub_status st;

	if (n > g->cap) {
		g->val = ub_xreallocarray(g->val, n, s->nvar * sizeof(*g->val));
		g->cap = n;
	}
	ub_texts_clear(g->text);
	g->spell.window.stride = s->nvar;
	for (i = 0; i < s->npart; i++)
		if ((st = eval_part(s, s->part[i], e)) != UB_OK)
			return st;
	write_records(s, w);
	return UB_OK;
}

/* --- episodes ------------------------------------------------------------ */

/* Does record rec go on with the episode of those before it? */
static enum ub_status
goes_on(struct ub_score_group *g, size_t rec, bool *yes, struct ub_err *e)
{
	struct ub_val v;
	enum ub_status st;

	*yes = false;
	if (rec == g->spell.group.n)
		return UB_OK;
	st = ub_expr_eval(
	    g->cond, &g->spell.group, rec, &g->spell.window.gap[rec], &v, e);
	if (st != UB_OK)
		return ub_spell_place(&g->spell, e);
	*yes = v.miss == 0 && v.u.b;
	return UB_OK;
}

/* Keys and start as they stand in the first of the episode's records. */
static void
put_keys(const struct ub_score_group *g, struct ub_writer *w)
{
	const struct ub_batch *b = &g->spell.group;
	struct ub_slice f;
	size_t i;

	for (i = 0; i <= g->spell.nby; i++) {
		f = ub_field(b, g->window.from,
		    i < g->spell.nby ? g->spell.by[i] : g->spell.order);
		ub_writer_add(w, f.s, f.len);
		ub_writer_add(w, "\t", 1);
	}
}

static enum ub_status
write_episode(struct ub_score *s, struct ub_writer *w, struct ub_err *e)
{
	struct ub_score_group *g = s->group;
	struct ub_buf b = { 0 };
	struct ub_val end;
	enum ub_status st;
	size_t i;

	st = ub_spell_end(&g->spell, g->window.from, g->window.to, &end, e);
	g->window.turn++;
	for (i = 0; i < s->npart && st == UB_OK; i++) {
		st = ub_score_part_eval(
		    s->part[i], &g->spell.group, g->window.from, s->val, e);
		if (st != UB_OK)
			st = ub_spell_place(&g->spell, e);
	}
	if (st != UB_OK)
		return st;
	put_keys(g, w);
	ub_val_print(&b, UB_K_DATE, &end);
	ub_buf_printf(&b, "\t%zu", g->window.to - g->window.from);
	ub_writer_add(w, b.s, b.len);
	ub_buf_free(&b);
	ub_score_print(s, s->val);
	ub_writer_add(w, s->more.s, s->more.len);
	w->nrec++;
	return UB_OK;
}

static enum ub_status
join_group(struct ub_score *s, struct ub_writer *w, struct ub_err *e)
{
	struct ub_score_group *g = s->group;
	enum ub_status st;
	size_t rec;
	bool yes;

	g->window.gap = g->spell.window.gap;
	g->window.from = 0;
	for (rec = 1; rec <= g->spell.group.n; rec++) {
		if ((st = goes_on(g, rec, &yes, e)) != UB_OK)
			return st;
		if (yes)
			continue;
		g->window.to = rec;
		if ((st = write_episode(s, w, e)) != UB_OK)
			return st;
		g->window.from = rec;
	}
	return UB_OK;
}

enum ub_status
ub_score_group_next(struct ub_score *s, struct ub_reader *r,
    struct ub_writer *w, struct ub_err *e)
{
	struct ub_score_group *g = s->group;
	enum ub_status st = ub_spell_next(&g->spell, r, e);

	if (st != UB_OK ||
	    (st = ub_score_begin(s, ub_reader_meta(r), w, e)) != UB_OK)
		return st;
	st = g->cond != NULL ? join_group(s, w, e) : score_group(s, w, e);
	if (st != UB_OK || !w->failed)
		return st;
	*e = w->err;
	return e->code;
}

/* --- labels and account -------------------------------------------------- */

enum ub_status
ub_score_group_labels(
    struct ub_score *s, const struct ub_meta *m, struct ub_err *e)
{
	return ub_pick_labels(&s->group->pick, s->scope.legend, m, e);
}

struct ub_meta
ub_score_view(const struct ub_score *s, const struct ub_meta *m)
{
	struct ub_meta view = *m;

	if (s->group == NULL || s->group->cond == NULL)
		return view;
	view.label = s->group->pick.meta.label;
	view.nlabel = s->group->pick.meta.nlabel;
	return view;
}

void
ub_score_group_account(const struct ub_score *s, struct ub_buf *step)
{
	const struct ub_spell *p = &s->group->spell;

	ub_step_text(step, "by", p->ask_by);
	if (p->ask_order != NULL)
		ub_step_text(step, "order", p->ask_order);
	if (s->group->cond != NULL)
		ub_score_tell(step, "episode", s->group->cond);
	ub_step_uint(step, "groups", p->ngroup);
	if (p->nokey > 0)
		ub_step_uint(step, "nokey", p->nokey);
}
