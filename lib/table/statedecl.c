/* statedecl.c - what the tables of states are; statepart.h. */
#include <stdlib.h>

#include "statepart.h"

void
ub_state_decls_free(struct ub_state_decls *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->d[i].name);
		free(d->d[i].value);
	}
	free(d->d);
	memset(d, 0, sizeof(*d));
}

static enum ub_status
differs(const struct ub_states *g, const struct ub_state_line *at,
    const struct ub_state_decl *was, const struct ub_state_decl *is)
{
	const struct ub_state_decl *d = is != NULL ? is : was;
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

enum ub_status
ub_states_compare(const struct ub_states *g, const struct ub_state_line *at)
{
	const struct ub_state_decls *a = &g->first, *b = &g->now;

	for (size_t i = 0; i < a->n || i < b->n; i++) {
		const struct ub_state_decl *was = i < a->n ? &a->d[i] : NULL;
		const struct ub_state_decl *is = i < b->n ? &b->d[i] : NULL;

		if (was == NULL || is == NULL || was->column != is->column ||
		    was->table != is->table ||
		    strcmp(was->name, is->name) != 0 ||
		    strcmp(was->value, is->value) != 0)
			return differs(g, at, was, is);
	}
	return UB_OK;
}

static enum ub_status
add_column(struct ub_states *g, const struct ub_state_decl *d, struct ub_err *e)
{
	enum ub_type type;

	if (!ub_type_parse(d->value, strlen(d->value), &type))
		return ub_fail(e, UB_EDATA, "no type of a column");
	return ub_legend_add(&g->legend, d->name, strlen(d->name), type, e);
}

static enum ub_status
add_setting(
    struct ub_states *g, const struct ub_state_decl *d, struct ub_err *e)
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
enum ub_status
ub_states_build(struct ub_states *g, const struct ub_state_line *at)
{
	enum ub_status st = UB_OK;
	struct ub_err err;

	g->first = g->now;
	memset(&g->now, 0, sizeof(g->now));
	g->input = ub_xstrdup(at->b->input);
	for (size_t i = 0; st == UB_OK && i < g->first.n; i++) {
		const struct ub_state_decl *d = &g->first.d[i];

		st = d->column ? add_column(g, d, &err)
			       : add_setting(g, d, &err);
		if (st != UB_OK)
			return ub_fail_at(at->e, UB_EDATA, at->b->input,
			    d->line, "%s", err.what);
	}
	if (g->tables.n == 0)
		return ub_state_none(at);
	for (size_t i = 0; i < g->tables.n; i++)
		if (g->tables.table[i].spec.measure.n == 0)
			return ub_state_none(at);
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

enum ub_status
ub_states_declare(
    struct ub_states *g, const struct ub_state_line *at, bool column)
{
	struct ub_state_decl d = { .column = column,
		.table = at->table,
		.line = at->b->line + at->rec };

	if (g->head || g->nstate == 0)
		return ub_state_none(at);
	d.name = ub_xstrdup(ub_state_plain(g, at->f[3]));
	d.value = ub_xstrdup(ub_state_plain(g, at->f[4]));
	g->now.d = ub_xgrow(g->now.d, g->now.n, sizeof(*g->now.d));
	g->now.d[g->now.n++] = d;
	return UB_OK;
}
