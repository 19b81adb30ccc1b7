/* chosen.c - rows that were ordered or chosen by what is to be protected;
 * weave.h. */
#include <stdlib.h>

#include "weave.h"

/* The steps of one table from the last back to the one that made it. */
struct chosen {
	const struct ub_woven *t;
	struct ub_slice *key; /* as the keys were called before those seen */
	size_t nkey;
	bool *on; /* of each step: was it done to the table? */
};

/* Does this step put its rows in order by their keys, whatever they were made
 * from?  Regression to the mean has the rows of its areas. */
static bool
makes_table(const struct ub_step *s)
{
	return strcmp(s->tool, "ubat-agg") == 0 ||
	       (strcmp(s->tool, "ubat-score") == 0 &&
		   ub_step_get(s, "rtm") != NULL);
}

/* What is read is later than what it was read from. */
static void
follow(struct chosen *c)
{
	const struct ub_meta *m = &c->t->meta;
	size_t i, j;

	for (i = m->nstep; i-- > 0;) {
		const struct ub_step *s = &m->step[i];
		bool on = !ub_step_is_read(m, s);

		for (j = i + 1; j < m->nstep && !on; j++)
			on = c->on[j] &&
			     ub_listed(ub_step_get(&m->step[j], "from"),
				 ub_slice_of(s->id));
		c->on[i] = on && !makes_table(s);
	}
}

static bool
is_key(const struct chosen *c, struct ub_slice name)
{
	size_t i;

	for (i = 0; i < c->nkey; i++)
		if (ub_slice_eq(c->key[i], name))
			return true;
	return false;
}

/* The first of these columns, "name" or "name:how", that is no key, or one of
 * no length. */
static struct ub_slice
measure_in(const struct chosen *c, const char *list)
{
	struct ub_slice name;

	for (; *list != '\0'; list += strcspn(list, ",")) {
		list += *list == ',';
		name = (struct ub_slice){ list, strcspn(list, ",:") };
		if (name.len > 0 && !is_key(c, name))
			return name;
	}
	return (struct ub_slice){ NULL, 0 };
}

static enum ub_status
fail_order(const struct chosen *c, struct ub_slice by, const char *tool,
    struct ub_err *e)
{
	return ub_fail(e, UB_EUSAGE,
	    "table %s: its order by %.*s (%s) tells what is hidden: order it "
	    "after ubat-mask",
	    c->t->meta.table, (int)by.len, by.s, tool);
}

/* "old=new": before it the key had its old name. */
static void
rename_back(struct chosen *c, const char *arg)
{
	size_t i, len = strcspn(arg, "=");

	for (i = 0; i < c->nkey && arg[len] == '='; i++)
		if (ub_slice_is(c->key[i], arg + len + 1))
			c->key[i] = (struct ub_slice){ arg, len };
}

static enum ub_status
look_at_edit(struct chosen *c, const struct ub_pair *p, struct ub_err *e)
{
	struct ub_slice by;

	if (strcmp(p->key, "rename") == 0)
		rename_back(c, p->value);
	if (strcmp(p->key, "top") == 0)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: its rows were chosen by what they have "
		    "(ubat-table --top %s), which tells what is hidden: choose "
		    "them after ubat-mask",
		    c->t->meta.table, p->value);
	if (strcmp(p->key, "sort") != 0)
		return UB_OK;
	by = measure_in(c, p->value);
	return by.len == 0 ? UB_OK : fail_order(c, by, "ubat-table --sort", e);
}

/* Rows that another command passed over; ubat-table does so by keys. */
static bool
chooses(const struct ub_step *s)
{
	const char *in = ub_step_get(s, "in"), *out = ub_step_get(s, "out");
	const char *expr = ub_step_get(s, "expr");

	return (expr != NULL && strcmp(expr, "true") != 0) ||
	       (in != NULL && out != NULL && strcmp(in, out) != 0);
}

static enum ub_status
look_at_step(struct chosen *c, const struct ub_step *s, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_slice by = { NULL, 0 };
	size_t i;

	if (strcmp(s->tool, "ubat-table") == 0) {
		for (i = s->npair; i-- > 0 && st == UB_OK;)
			st = look_at_edit(c, &s->pair[i], e);
		return st;
	}
	if (strcmp(s->tool, "ubat-body") == 0)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: ubat-body may have ordered its rows by what is "
		    "hidden, or chosen them: run it after ubat-mask",
		    c->t->meta.table);
	if (strcmp(s->tool, "ubat-sort") == 0 &&
	    ub_step_get(s, "order") != NULL)
		by = measure_in(c, ub_step_get(s, "order"));
	if (by.len > 0)
		return fail_order(c, by, s->tool, e);
	if (!chooses(s))
		return UB_OK;
	return ub_fail(e, UB_EUSAGE,
	    "table %s: its rows were chosen (%s), which tells what is hidden: "
	    "choose them after ubat-mask, or by keys with ubat-table "
	    "--keep-rows",
	    c->t->meta.table, s->tool);
}

enum ub_status
ub_woven_chosen(const struct ub_woven *t, struct ub_err *e)
{
	const struct ub_meta *m = &t->meta;
	struct chosen c = { .t = t, .nkey = t->t.nkey };
	enum ub_status st = UB_OK;
	size_t i;

	c.key = ub_xcalloc(c.nkey + 1, sizeof(*c.key));
	for (i = 0; i < c.nkey; i++)
		c.key[i] = ub_slice_of(t->legend.col[i].name);
	c.on = ub_xcalloc(m->nstep + 1, sizeof(*c.on));
	follow(&c);
	for (i = m->nstep; i-- > 0 && st == UB_OK;)
		if (c.on[i])
			st = look_at_step(&c, &m->step[i], e);
	free(c.key);
	free(c.on);
	return st;
}
