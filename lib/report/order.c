/* order.c - see order.h. */
#include "order.h"

#include <stdlib.h>

#include "../base/collate.h"
#include "../base/num.h"
#include "celltext.h"

struct row {
	size_t at, seen;
	char *key; /* NUL-terminated; compares by bytes */
};

struct ub_order {
	struct ub_collate *collate;
	struct row *row;
	size_t n;
	struct ub_buf key, text;
};

enum ub_status
ub_order_new(struct ub_order **op, const char *collate, struct ub_err *e)
{
	struct ub_order *o = ub_xcalloc(1, sizeof(*o));
	enum ub_status st = ub_collate_open(&o->collate, collate, e);

	if (st != UB_OK) {
		free(o);
		o = NULL;
	}
	*op = o;
	return st;
}

/* A number as digits that compare as it does. */
static void
number_key(struct ub_buf *b, struct ub_slice f)
{
	struct ub_i128 v = { 0, 0 };

	/* what is no number of at most 18 digits is shown at the end of them */
	if (!ub_dec_parse(f.s, f.len, &v))
		v.hi = INT64_MAX;
	ub_buf_printf(b, "%016llx%016llx",
	    (unsigned long long)((uint64_t)v.hi ^ (UINT64_C(1) << 63)),
	    (unsigned long long)v.lo);
}

static void
column_key(struct ub_order *o, const struct ub_sheet_col *col,
    const struct ub_meta *m, const struct ub_batch *b, size_t rec)
{
	struct ub_slice f = ub_field(b, rec, col->from);
	char reason = ub_missing(f);

	ub_buf_clear(&o->text);
	if (reason != 0) {
		ub_buf_puts(&o->key, reason == 't' ? "2" : "1");
		ub_buf_putc(&o->key, reason);
	} else if (col->type == UB_INT || col->type == UB_DEC) {
		ub_buf_puts(&o->key, "0");
		number_key(&o->key, f);
	} else {
		ub_buf_puts(&o->key, "0");
		(void)ub_cell_text(&o->text, NULL, col, m, b, rec);
		ub_collate_key(o->collate, &o->key, o->text.s, o->text.len);
	}
	ub_buf_putc(&o->key, ' ');
}

void
ub_order_add(struct ub_order *o, size_t at, const struct ub_sheet *s,
    const struct ub_meta *m, const struct ub_batch *b, size_t rec)
{
	struct row *r;

	ub_buf_clear(&o->key);
	ub_buf_puts(&o->key, "");
	for (size_t c = 0; c < s->ncol; c++)
		if (s->col[c].role == UB_ROLE_KEY)
			column_key(o, &s->col[c], m, b, rec);
	o->row = ub_xgrow(o->row, o->n, sizeof(*o->row));
	r = &o->row[o->n];
	r->at = at;
	r->seen = o->n++;
	r->key = ub_xstrndup(o->key.s, o->key.len);
}

static int
by_key(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	if (c != 0)
		return c;
	return x->seen < y->seen ? -1 : 1;
}

void
ub_order_sort(struct ub_order *o)
{
	if (o->n > 0)
		qsort(o->row, o->n, sizeof(*o->row), by_key);
}

size_t
ub_order_at(const struct ub_order *o, size_t i)
{
	return o->row[i].at;
}

void
ub_order_free(struct ub_order *o)
{
	if (o == NULL)
		return;
	for (size_t i = 0; i < o->n; i++)
		free(o->row[i].key);
	free(o->row);
	ub_buf_free(&o->key);
	ub_buf_free(&o->text);
	ub_collate_free(o->collate);
	free(o);
}
