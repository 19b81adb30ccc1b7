/* ask.c - see ask.h. */
#include <stdlib.h>

#include "ask.h"

static void
add(struct ub_score_ask *a, const char *src, const struct ub_instrument *in)
{
	a->src = ub_xgrow(a->src, a->n, sizeof(*a->src));
	a->in = ub_xgrow(a->in, a->n, sizeof(*a->in));
	a->src[a->n] = src;
	a->in[a->n++] = *in;
}

void
ub_score_ask_define(struct ub_score_ask *a, const char *src)
{
	add(a, src, &(struct ub_instrument){ 0 });
}

enum ub_status
ub_score_ask_instrument(
    struct ub_score_ask *a, const char *spec, struct ub_err *e)
{
	struct ub_instrument in;
	enum ub_status st = ub_instrument_load(&in, spec, e);

	if (st == UB_OK)
		add(a, NULL, &in);
	return st;
}

/* "left=right" to a list of such. */
static enum ub_status
add_pair(const char *arg, const char *usage, struct ub_map **list, size_t *n,
    struct ub_err *e)
{
	const char *eq = strchr(arg, '=');
	size_t i;

	if (eq == NULL || eq == arg || eq[1] == '\0')
		return ub_fail(e, UB_EUSAGE, "%s", usage);
	for (i = 0; i < *n; i++)
		if (strncmp((*list)[i].item, arg, (size_t)(eq - arg)) == 0 &&
		    (*list)[i].item[eq - arg] == '\0')
			return ub_fail(
			    e, UB_EUSAGE, "%s: given twice", (*list)[i].item);
	*list = ub_xgrow(*list, *n, sizeof(**list));
	(*list)[(*n)++] =
	    (struct ub_map){ .item = ub_xstrndup(arg, (size_t)(eq - arg)),
		    .column = eq + 1 };
	return UB_OK;
}

enum ub_status
ub_score_ask_map(struct ub_score_ask *a, const char *arg, struct ub_err *e)
{
	size_t i;

	if (*arg == '\0' || strchr(arg, '=') != NULL)
		return add_pair(
		    arg, "-m: write item=column", &a->map, &a->nmap, e);
	for (i = 0; i < a->nform; i++)
		if (strcmp(a->form[i].item, arg) == 0)
			return ub_fail(e, UB_EUSAGE, "%s: given twice", arg);
	a->form = ub_xgrow(a->form, a->nform, sizeof(*a->form));
	a->form[a->nform++] = (struct ub_map){ .item = arg };
	return UB_OK;
}

enum ub_status
ub_score_ask_label(struct ub_score_ask *a, const char *arg, struct ub_err *e)
{
	return add_pair(
	    arg, "--label: write name=text", &a->label, &a->nlabel, e);
}

void
ub_score_ask_free(struct ub_score_ask *a)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		ub_instrument_free(&a->in[i]);
	for (i = 0; i < a->nmap; i++)
		free((char *)(uintptr_t)a->map[i].item);
	for (i = 0; i < a->nlabel; i++)
		free((char *)(uintptr_t)a->label[i].item);
	free(a->src);
	free(a->in);
	free(a->map);
	free(a->form);
	free(a->label);
}

static bool
has_map(const struct ub_score_ask *a, const char *name)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < a->in[i].nmap; k++)
			if (strcmp(a->in[i].map[k].name, name) == 0)
				return true;
	return false;
}

static void
add_soft(struct ub_map **map, size_t *n, const struct ub_ini_entry *x)
{
	*map = ub_xgrow(*map, *n, sizeof(**map));
	(*map)[(*n)++] =
	    (struct ub_map){ .item = x->key, .column = x->value, .soft = true };
}

/* The columns that the maps asked for give, then those that were named one by
 * one: the last of an item holds. */
static enum ub_status
apply(struct ub_score *s, struct ub_score_ask *a,
    const struct ub_instrument *in, struct ub_err *e)
{
	struct ub_map *map = NULL;
	size_t n = 0, i, k, m;
	enum ub_status st;

	for (i = 0; i < a->nform; i++)
		for (k = 0; k < in->nmap; k++) {
			if (strcmp(in->map[k].name, a->form[i].item) != 0)
				continue;
			for (m = in->map[k].part.first; m < in->map[k].part.end;
			     m++)
				add_soft(&map, &n, &in->ini.entry[m]);
		}
	for (i = 0; i < a->nmap; i++) {
		map = ub_xgrow(map, n, sizeof(*map));
		map[n++] = a->map[i];
	}
	st = ub_score_apply(s, in, map, n, e);
	for (i = 0; i < a->nmap; i++)
		a->map[i].used |= map[n - a->nmap + i].used;
	free(map);
	return st;
}

enum ub_status
ub_score_build(struct ub_score *s, struct ub_score_ask *a, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	ub_score_set(s, &a->how);
	for (i = 0; i < a->nform; i++)
		if (!has_map(a, a->form[i].item))
			return ub_fail(e, UB_EUSAGE,
			    "-m: %s is no map of an instrument; write "
			    "item=column",
			    a->form[i].item);
	if (a->by.by != NULL)
		st = ub_score_by(s, &a->by, a->episode, e);
	for (i = 0; i < a->n && st == UB_OK; i++)
		st = a->src[i] != NULL ? ub_score_define(s, a->src[i], e)
				       : apply(s, a, &a->in[i], e);
	for (i = 0; i < a->nmap && st == UB_OK; i++)
		if (!a->map[i].used)
			st = ub_fail(e, UB_EUSAGE,
			    "-m: no instrument has an item %s", a->map[i].item);
	for (i = 0; i < a->nlabel && st == UB_OK; i++)
		st = ub_score_label(s, a->label[i].item, a->label[i].column, e);
	return st;
}
