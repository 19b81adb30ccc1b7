/* dict.c - see dict.h. */
#include <stdlib.h>

#include "dict.h"

static void
place(struct ub_dict *d, uint32_t index)
{
	uint32_t i = ub_dict_slot(d, d->entry[index].word);

	while (d->slot[i] != 0)
		i = (i + 1) & d->mask;
	d->slot[i] = index + 1;
}

/* At most half of the slots are taken. */
static void
rebuild(struct ub_dict *d)
{
	uint32_t slots = d->mask == 0 ? 16 : (d->mask + 1) * 2, i;

	free(d->slot);
	d->slot = ub_xcalloc(slots, sizeof(*d->slot));
	d->mask = slots - 1;
	for (i = 0; i < d->n; i++)
		place(d, i);
}

bool
ub_dict_add(struct ub_dict *d, const char *key, size_t len, uint32_t value)
{
	struct ub_dict_entry *x;

	if (ub_dict_find(d, key, len) != UB_DICT_NONE)
		return false;
	d->entry = ub_xgrow(d->entry, d->n, sizeof(*d->entry));
	x = &d->entry[d->n++];
	x->key = ub_xstrndup(key, len);
	x->len = len;
	x->word = ub_dict_word(key, len);
	x->value = value;
	d->lens |= UINT64_C(1) << (len < 63 ? len : 63);
	if (d->n * 2 > d->mask)
		rebuild(d);
	else
		place(d, d->n - 1);
	return true;
}

void
ub_dict_free(struct ub_dict *d)
{
	uint32_t i;

	for (i = 0; i < d->n; i++)
		free(d->entry[i].key);
	free(d->entry);
	free(d->slot);
	*d = (struct ub_dict){ 0 };
}
