/* first.c - see first.h. */
#include <stdlib.h>

#include "first.h"

enum ub_status
ub_first_parse(struct ub_first *f, const struct ub_legend *l, const char *list,
    struct ub_err *e)
{
	const char *p, *comma;
	enum ub_status st;
	size_t col;

	for (p = list; p != NULL; p = comma == NULL ? NULL : comma + 1) {
		comma = strchr(p, ',');
		st = ub_legend_need(l, p,
		    comma == NULL ? strlen(p) : (size_t)(comma - p), &col, e);
		if (st != UB_OK)
			return st;
		f->col = ub_xgrow(f->col, f->ncol, sizeof(*f->col));
		f->col[f->ncol++] = col;
	}
	return UB_OK;
}

/* The key's fields with TABs between; false when one is missing. */
static bool
make_key(struct ub_first *f, const struct ub_batch *b, size_t rec,
    struct ub_slice *key)
{
	size_t i;

	*key = ub_field(b, rec, f->col[0]);
	if (f->ncol == 1)
		return ub_missing(*key) == 0;
	ub_buf_clear(&f->key);
	for (i = 0; i < f->ncol; i++) {
		*key = ub_field(b, rec, f->col[i]);
		if (ub_missing(*key) != 0)
			return false;
		ub_buf_add(&f->key, key->s, key->len);
		ub_buf_putc(&f->key, '\t');
	}
	*key = (struct ub_slice){ f->key.s, f->key.len };
	return true;
}

enum ub_status
ub_first_batch(struct ub_first *f, const struct ub_batch *b, uint8_t *truth,
    struct ub_err *e)
{
	struct ub_slice key;
	uint32_t n;
	size_t r;

	for (r = 0; r < b->n; r++) {
		if (truth[r] != 1)
			continue;
		n = f->seen.n;
		if (!make_key(f, b, r, &key)) {
			f->no_key++;
			truth[r] = 3;
		} else if (n == INT32_MAX) {
			return ub_fail_at(e, UB_EDATA, b->input, b->line + r,
			    "--first: more than %d keys", INT32_MAX);
		} else if (ub_intern_add(&f->seen, key.s, key.len) != n) {
			f->repeats++;
			truth[r] = 3;
		}
	}
	return UB_OK;
}

void
ub_first_free(struct ub_first *f)
{
	free(f->col);
	ub_intern_free(&f->seen);
	ub_buf_free(&f->key);
	memset(f, 0, sizeof(*f));
}
