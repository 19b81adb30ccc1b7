/* pagebreak.c - breaks in the series of a score, from the accounts to the
 * measures of it. */
#include <ctype.h>
#include <string.h>

#include "state.h"

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/* Does an expression name this column? */
static bool
names(const char *expr, const char *name, size_t len)
{
	const char *at = expr;

	for (; at != NULL && *at != '\0'; at++) {
		while (*at != '\0' && !is_word(*at))
			at++;
		if (strncmp(at, name, len) == 0 && !is_word(at[len]))
			return true;
		while (is_word(*at))
			at++;
		if (*at == '\0')
			break;
	}
	return false;
}

/* "NAME_version, 2019: why" */
static void
declare(const struct ub_agg *a, const char *said, struct ub_meta *m)
{
	static const char tail[] = "_version, ";
	const char *end = strstr(said, tail);
	struct ub_buf key = { 0 };
	size_t len;

	if (end == NULL)
		return;
	len = (size_t)(end - said);
	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *f = &a->measure[i];

		if (!names(f->xsrc, said, len) && !names(f->ysrc, said, len))
			continue;
		ub_buf_clear(&key);
		ub_buf_printf(&key, "break:%s", f->name);
		if (ub_pair_get(m->attr, m->nattr, key.s) == NULL)
			ub_meta_add_attr(m, key.s, end + sizeof(tail) - 1);
	}
	ub_buf_free(&key);
}

void
ub_page_declare_breaks(
    const struct ub_agg *a, const struct ub_meta *in, struct ub_meta *m)
{
	for (size_t i = 0; i < in->nstep; i++)
		for (size_t k = 0; k < in->step[i].npair; k++)
			if (strcmp(in->step[i].pair[k].key, "break") == 0)
				declare(a, in->step[i].pair[k].value, m);
}
