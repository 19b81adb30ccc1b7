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
	return add_pair(arg, "-m: write item=column", &a->map, &a->nmap, e);
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
	free(a->label);
}

enum ub_status
ub_score_build(struct ub_score *s, struct ub_score_ask *a, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	ub_score_set(s, &a->how);
	if (a->by.by != NULL)
		st = ub_score_by(s, &a->by, a->episode, e);
	for (i = 0; i < a->n && st == UB_OK; i++)
		st = a->src[i] != NULL
			 ? ub_score_define(s, a->src[i], e)
			 : ub_score_apply(s, &a->in[i], a->map, a->nmap, e);
	for (i = 0; i < a->nmap && st == UB_OK; i++)
		if (!a->map[i].used)
			st = ub_fail(e, UB_EUSAGE,
			    "-m: no instrument has an item %s", a->map[i].item);
	for (i = 0; i < a->nlabel && st == UB_OK; i++)
		st = ub_score_label(s, a->label[i].item, a->label[i].column, e);
	return st;
}
