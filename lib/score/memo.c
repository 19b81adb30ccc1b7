/* memo.c - see memo.h. */
#include "memo.h"

#include <stdlib.h>

enum {
	REASONS = 27, /* .a to .z, and the empty field */
	ITEMS_MAX = 3,
	ENTRIES_MAX = 8192
};

bool
ub_memo_add(struct ub_memo *m, size_t var, int64_t lo, int64_t hi)
{
	size_t all = 1, i;

	for (i = 0; i < m->n; i++) {
		if (m->var[i] == var)
			return true;
		all *= m->size[i];
	}
	if (lo < -256 || hi > 256 || hi < lo || m->n == ITEMS_MAX ||
	    all * (size_t)(hi - lo + 1 + REASONS) > ENTRIES_MAX)
		return false;
	m->var = ub_xgrow(m->var, m->n, sizeof(*m->var));
	m->low = ub_xgrow(m->low, m->n, sizeof(*m->low));
	m->size = ub_xgrow(m->size, m->n, sizeof(*m->size));
	m->var[m->n] = var;
	m->low[m->n] = lo;
	m->size[m->n++] = (size_t)(hi - lo + 1 + REASONS);
	return true;
}

void
ub_memo_begin(struct ub_memo *m)
{
	size_t all = 1, i;

	if (m->n == 0)
		return;
	for (i = 0; i < m->n; i++)
		all *= m->size[i];
	m->val = ub_xcalloc(all, sizeof(*m->val));
	m->known = ub_xcalloc(all, sizeof(*m->known));
}

void
ub_memo_free(struct ub_memo *m)
{
	for (size_t i = 0; i < m->text.n; i++)
		free(m->text.text[i]);
	free(m->text.text);
	free(m->var);
	free(m->low);
	free(m->size);
	free(m->val);
	free(m->known);
	memset(m, 0, sizeof(*m));
}

size_t
ub_memo_key(const struct ub_memo *m, const struct ub_val *val)
{
	size_t key = 0, i;

	for (i = 0; i < m->n; i++) {
		const struct ub_val *v = &val[m->var[i]];

		key *= m->size[i];
		if (v->miss == 0)
			key += REASONS + (size_t)(v->u.i - m->low[i]);
		else if (v->miss != UB_MISS_EMPTY)
			key += (size_t)(v->miss - 'a' + 1);
	}
	return key;
}

void
ub_memo_put(struct ub_memo *m, size_t key, enum ub_kind kind,
    const struct ub_val *v, uint8_t how)
{
	struct ub_buf b = { 0 };

	m->val[key] = *v;
	m->known[key] = how;
	if (kind != UB_K_TEXT || v->miss != 0)
		return;
	ub_buf_add(&b, v->u.t.s, v->u.t.len);
	m->val[key].u.t.s = ub_pool_take(&m->text, &b);
	ub_buf_free(&b);
}
