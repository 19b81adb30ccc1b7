/* importkey.c - see importer.h. */
#include <stdlib.h>

#include "importer.h"

/* Records that are held until all have been seen. */
struct record {
	size_t at, len; /* in text */
	bool replaced;
};

struct ub_held {
	struct ub_buf text;
	struct record *rec;
	size_t n;
	struct ub_import_kept *kept; /* in the order of their records */
	size_t nkept;
};

/* The key of the record, or false: something of it is missing, and the record
 * is like no other. */
static bool
key_of(struct ub_import *im)
{
	const struct ub_source *s = im->s;
	size_t i;

	ub_buf_clear(&im->raw);
	for (i = 0; i < s->nkeycol; i++) {
		struct ub_slice f = im->field[s->keycol[i]];

		if (ub_missing(f) != 0)
			return false;
		ub_buf_add(&im->raw, f.s, f.len);
		ub_buf_putc(&im->raw, '\t');
	}
	return true;
}

enum ub_fate
ub_import_key(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	bool last = im->s->duplicates == UB_DUPLICATES_LAST, is_new;
	struct ub_keyset_slot *slot;

	if (last && im->held == NULL)
		im->held = ub_xcalloc(1, sizeof(*im->held));
	if (!key_of(im))
		return last ? UB_HOLD : UB_WRITE;
	slot = ub_keyset_put(&im->keys, im->raw.s, im->raw.len, &is_new);
	if (last) {
		if (!is_new) {
			im->held->rec[slot->value].replaced = true;
			im->duplicates++;
		}
		slot->value = im->held->n;
		return UB_HOLD;
	}
	if (is_new)
		return UB_WRITE;
	if (im->s->duplicates == UB_DUPLICATES_FIRST) {
		im->duplicates++;
		return UB_LEAVE_OUT;
	}
	ub_import_broken(im, b, r, UB_NOCOL, UB_RULE_KEY);
	return UB_REJECT;
}

struct ub_buf *
ub_import_held(struct ub_import *im)
{
	return &im->held->text;
}

void
ub_import_hold(struct ub_import *im)
{
	struct ub_held *h = im->held;
	struct record *before = h->n > 0 ? &h->rec[h->n - 1] : NULL;
	size_t at = before == NULL ? 0 : before->at + before->len, i;

	h->rec = ub_xgrow(h->rec, h->n, sizeof(*h->rec));
	for (i = 0; i < im->nkept; i++) {
		h->kept = ub_xgrow(h->kept, h->nkept, sizeof(*h->kept));
		h->kept[h->nkept] = im->kept[i];
		h->kept[h->nkept++].record = h->n;
	}
	h->rec[h->n++] = (struct record){ at, h->text.len - at, false };
}

void
ub_import_release(struct ub_import *im)
{
	const struct ub_held *h = im->held;
	size_t i;

	for (i = 0; h != NULL && i < h->n; i++) {
		if (h->rec[i].replaced)
			continue;
		ub_writer_add(im->w, h->text.s + h->rec[i].at, h->rec[i].len);
		im->w->nrec++;
	}
	for (i = 0; h != NULL && i < h->nkept; i++)
		if (!h->rec[h->kept[i].record].replaced)
			ub_import_kept(im, &h->kept[i]);
}

void
ub_held_free(struct ub_held *h)
{
	if (h == NULL)
		return;
	ub_buf_free(&h->text);
	free(h->rec);
	free(h->kept);
	free(h);
}
