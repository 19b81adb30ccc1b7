/* codespan.c - see codespan.h. */
#include <stdlib.h>

#include "codespan.h"

bool
ub_codespan_day(struct ub_slice text, int32_t open, int32_t *day)
{
	*day = open;
	return text.len == 0 || ub_date_parse(text.s, text.len, day);
}

bool
ub_codespans_add(
    struct ub_codespans *x, const struct ub_codespan *span, bool once)
{
	uint32_t first = ub_dict_find(&x->first, span->code.s, span->code.len);
	uint32_t i;

	for (i = once ? first : UB_DICT_NONE; i != UB_DICT_NONE;
	     i = x->span[i].next)
		if (span->from <= x->span[i].to && x->span[i].from <= span->to)
			return false;
	x->span = ub_xgrow(x->span, x->n, sizeof(*x->span));
	x->span[x->n] = *span;
	x->span[x->n].next = UB_DICT_NONE;
	if (x->n == 0 || span->from < x->begin)
		x->begin = span->from;
	if (first == UB_DICT_NONE) {
		(void)ub_dict_add(
		    &x->first, span->code.s, span->code.len, (uint32_t)x->n);
	} else {
		x->span[x->n].next = x->span[first].next;
		x->span[first].next = (uint32_t)x->n;
	}
	x->n++;
	return true;
}

const struct ub_codespan *
ub_codespans_at(
    const struct ub_codespans *x, const char *code, size_t len, int32_t day)
{
	uint32_t i;

	for (i = ub_dict_find(&x->first, code, len); i != UB_DICT_NONE;
	     i = x->span[i].next)
		if (day >= x->span[i].from && day <= x->span[i].to)
			return &x->span[i];
	return NULL;
}

void
ub_codespans_free(struct ub_codespans *x)
{
	ub_dict_free(&x->first);
	free(x->span);
	*x = (struct ub_codespans){ 0 };
}
