/* heading.c - see heading.h. */
#include "heading.h"
#include <stdlib.h>

#include "../base/unicode.h"
#include "../stream/legend.h"

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct ub_slice
trim(struct ub_slice s)
{
	while (s.len > 0 && blank(s.s[s.len - 1]))
		s.len--;
	while (s.len > 0 && blank(s.s[0])) {
		s.s++;
		s.len--;
	}
	return s;
}

/* What is compared: without blanks around, NFC, without regard to case. */
static void
fold(struct ub_buf *b, struct ub_slice s)
{
	struct ub_buf part = { 0 };

	s = trim(s);
	ub_buf_clear(b);
	ub_buf_puts(b, "");
	ub_casefold(&part, s.s, s.len);
	if (part.len > 0)
		ub_nfc(b, part.s, part.len);
	ub_buf_free(&part);
}

/* The headings of an extract, found by what is compared. */
struct index {
	struct ub_dict dict; /* to the first place */
	size_t *again;       /* of each place: the next alike, or UB_NOCOL */
};

static void
index_headings(struct index *x, const struct ub_slice *heading, size_t n)
{
	struct ub_buf b = { 0 };
	size_t k, at;

	x->again = ub_xcalloc(n, sizeof(*x->again));
	for (k = 0; k < n; k++) {
		x->again[k] = UB_NOCOL;
		fold(&b, heading[k]);
		if (ub_dict_add(&x->dict, b.s, b.len, (uint32_t)k))
			continue;
		for (at = ub_dict_find(&x->dict, b.s, b.len);
		     x->again[at] != UB_NOCOL; at = x->again[at])
			;
		x->again[at] = k;
	}
	ub_buf_free(&b);
}

/* Where c stands; UB_EDATA when that is two places. */
static enum ub_status
place(const struct index *x, const struct ub_source_column *c, size_t *at,
    struct ub_err *e)
{
	struct ub_buf b = { 0 };
	size_t i, n = c->nheading > 0 ? c->nheading : 1;
	size_t first = UB_NOCOL, second = UB_NOCOL;

	for (i = 0; i < n && second == UB_NOCOL; i++) {
		uint32_t k;

		fold(
		    &b, ub_slice_of(c->nheading > 0 ? c->heading[i] : c->name));
		k = ub_dict_find(&x->dict, b.s, b.len);
		/* synonyms may be the same but for case */
		if (k == UB_DICT_NONE || k == first)
			continue;
		second = first == UB_NOCOL ? x->again[k] : k;
		if (first == UB_NOCOL)
			first = k;
	}
	ub_buf_free(&b);
	*at = first;
	if (second == UB_NOCOL)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "column %s: headings %zu and %zu are both its own; "
	    "position = says which",
	    c->name, (first < second ? first : second) + 1,
	    (first < second ? second : first) + 1);
}

/* Does the description give c this heading? */
static bool
has_heading(const struct ub_source_column *c, struct ub_slice heading)
{
	struct ub_buf want = { 0 }, have = { 0 };
	bool same = c->nheading == 0;
	size_t i;

	fold(&have, heading);
	for (i = 0; i < c->nheading && !same; i++) {
		fold(&want, ub_slice_of(c->heading[i]));
		same = want.len == have.len &&
		       (want.len == 0 || memcmp(want.s, have.s, want.len) == 0);
	}
	ub_buf_free(&want);
	ub_buf_free(&have);
	return same;
}

/* A column by its position; headings it has too must agree with that. */
static enum ub_status
placed(const struct ub_source *s, const struct ub_source_column *c,
    const struct ub_slice *heading, size_t n, size_t *at, struct ub_err *e)
{
	*at = c->position - 1;
	if (*at >= n) {
		*at = UB_NOCOL;
		return c->optional ? UB_OK
				   : ub_fail(e, UB_EDATA,
					 "column %s: position %zu, but there "
					 "are %zu fields",
					 c->name, c->position, n);
	}
	if (s->headings == 0 || has_heading(c, heading[*at]))
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "column %s: the heading at position %zu is another one", c->name,
	    c->position);
}

static enum ub_status
not_there(const struct ub_source_column *c, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	size_t i;

	for (i = 0; i < c->nheading; i++) {
		ub_buf_puts(&b, i == 0 ? "" : ", ");
		ub_buf_puts(&b, c->heading[i]);
	}
	if (c->nheading == 0)
		ub_buf_puts(&b, c->name);
	ub_fail(e, UB_EDATA, "column %s: no heading %s", c->name, b.s);
	ub_buf_free(&b);
	return UB_EDATA;
}

enum ub_status
ub_heading_resolve(const struct ub_source *s, const struct ub_slice *heading,
    size_t n, size_t *at, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct index x = { 0 };
	size_t i;

	index_headings(&x, heading, s->headings > 0 ? n : 0);
	for (i = 0; i < s->ncol && st == UB_OK; i++) {
		const struct ub_source_column *c = &s->col[i];

		if (c->position > 0) {
			st = placed(s, c, heading, n, &at[i], e);
			continue;
		}
		st = place(&x, c, &at[i], e);
		if (st == UB_OK && at[i] == UB_NOCOL && !s->col[i].optional)
			st = not_there(&s->col[i], e);
	}
	ub_dict_free(&x.dict);
	free(x.again);
	return st;
}

void
ub_heading_name(struct ub_buf *b, struct ub_slice heading, size_t k)
{
	struct ub_buf nfc = { 0 }, probe = { 0 };
	size_t i, step;

	ub_nfc(&nfc, heading.s, heading.len);
	for (i = 0; i < nfc.len; i += step) {
		step = ub_ustep(nfc.s + i);
		/* a letter, or what may stand behind one */
		ub_buf_clear(&probe);
		ub_buf_putc(&probe, 'a');
		ub_buf_add(&probe, nfc.s + i, step);
		if (!ub_name_valid(probe.s, probe.len)) {
			if (b->len > 0 && b->s[b->len - 1] != '_')
				ub_buf_putc(b, '_');
			continue;
		}
		if (b->len == 0 && !ub_name_valid(nfc.s + i, step)) {
			if (nfc.s[i] == '_')
				continue;
			ub_buf_putc(b, 'x');
		}
		ub_buf_add(b, nfc.s + i, step);
	}
	while (b->len > 0 && b->s[b->len - 1] == '_')
		b->s[--b->len] = '\0';
	if (b->len == 0)
		ub_buf_printf(b, "x%zu", k + 1);
	ub_buf_free(&nfc);
	ub_buf_free(&probe);
}

enum ub_status
ub_heading_columns(struct ub_source *s, const struct ub_slice *heading,
    size_t n, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_legend l = { 0 };
	struct ub_buf b = { 0 };
	size_t k;

	for (k = 0; k < n && st == UB_OK; k++) {
		struct ub_slice h = trim(heading[k]);
		struct ub_source_column *c;

		ub_buf_clear(&b);
		ub_heading_name(&b, h, k);
		st = ub_legend_add(&l, b.s, b.len, UB_TEXT, e);
		if (st != UB_OK)
			break;
		c = ub_source_add(s, b.s, b.len);
		c->heading = ub_xgrow(NULL, 0, sizeof(*c->heading));
		c->heading[c->nheading++] = ub_xstrndup(h.s, h.len);
		if (!ub_slice_is(h, c->name) && h.len > 0)
			c->label = ub_xstrndup(h.s, h.len);
	}
	ub_legend_free(&l);
	ub_buf_free(&b);
	if (st != UB_OK)
		st = ub_fail(e, UB_EDATA,
		    "heading %zu gives a column name that is taken; "
		    "describe the extract (-s)",
		    k + 1);
	return st;
}
