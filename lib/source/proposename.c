/* proposename.c - see proposal.h: names of columns, made of their headings. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "heading.h"
#include "proposal.h"

enum { NAME = 40 }; /* bytes of a name, before it is cut at a word */

static void
fold(struct ub_buf *b, const char *s)
{
	struct ub_buf part = { 0 };

	ub_buf_clear(b);
	ub_buf_puts(b, "");
	ub_casefold(&part, s, strlen(s));
	if (part.len > 0)
		ub_nfc(b, part.s, part.len);
	ub_buf_free(&part);
}

/* Swedish letters as people write them in names of variables. */
static void
plain(struct ub_buf *b, const struct ub_buf *s)
{
	static const char *const from[] = { "å", "ä", "ö", "é", "ü", "æ", "ø" };
	static const char *const to[] = { "a", "a", "o", "e", "u", "ae", "o" };
	size_t i, k, step;

	for (i = 0; i < s->len; i += step) {
		step = ub_ustep(s->s + i);
		for (k = 0; k < sizeof(from) / sizeof(*from); k++)
			if (strncmp(s->s + i, from[k], strlen(from[k])) == 0)
				break;
		if (k < sizeof(from) / sizeof(*from))
			ub_buf_puts(b, to[k]);
		else
			ub_buf_add(b, s->s + i, step);
	}
}

/* A long name ends at a word. */
static void
cut_name(struct ub_buf *name)
{
	size_t len = name->len;

	if (len <= NAME)
		return;
	for (len = NAME; len > NAME / 2 && name->s[len] != '_'; len--)
		;
	if (name->s[len] != '_')
		for (len = NAME; ((unsigned char)name->s[len] & 0xc0) == 0x80;)
			len--;
	name->len = len;
	name->s[len] = '\0';
}

void
ub_draft_name(
    struct ub_draft *x, size_t k, struct ub_buf *name, struct ub_buf *full)
{
	struct ub_buf raw = { 0 }, low = { 0 }, key = { 0 };
	size_t len, again = 2;

	if (x->p->headless)
		ub_buf_printf(&raw, "kol%zu", k + 1);
	else
		ub_heading_name(&raw, ub_slice_of(x->p->title[k]), k);
	ub_lower(&low, raw.s, raw.len);
	ub_buf_clear(name);
	plain(name, &low);
	ub_buf_clear(full);
	ub_buf_puts(full, name->s == NULL ? "" : name->s);
	cut_name(name);
	if (!ub_name_valid(name->s, name->len)) {
		ub_buf_clear(name);
		ub_buf_printf(name, "x%zu", k + 1);
	}
	len = name->len;
	for (;;) {
		fold(&key, name->s);
		if (ub_dict_add(&x->names, key.s, key.len, 0))
			break;
		name->len = len;
		ub_buf_printf(name, "_%zu", again++);
	}
	ub_buf_free(&raw);
	ub_buf_free(&low);
	ub_buf_free(&key);
}

void
ub_draft_repeats(struct ub_draft *x)
{
	struct ub_dict seen = { 0 };
	struct ub_buf key = { 0 };
	uint32_t at;
	size_t k;

	x->repeated = ub_xcalloc(x->p->n, sizeof(*x->repeated));
	for (k = 0; k < x->p->n; k++) {
		fold(&key, x->p->title[k]);
		at = ub_dict_find(&seen, key.s, key.len);
		if (at == UB_DICT_NONE)
			(void)ub_dict_add(&seen, key.s, key.len, (uint32_t)k);
		else
			x->repeated[at] = x->repeated[k] = true;
	}
	ub_dict_free(&seen);
	ub_buf_free(&key);
}

bool
ub_draft_sayable(const struct ub_draft *x, size_t k)
{
	const char *s = x->p->title[k];

	if (x->p->headless || strlen(s) > UB_DRAFT_SAYABLE)
		return false;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}
