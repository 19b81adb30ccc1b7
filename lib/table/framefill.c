/* framefill.c - the rows that a frame adds, and what it says; frame.h. */
#include <stdlib.h>
#include <string.h>

#include "frame.h"

static struct ub_slice
key_text(const struct ub_cells *c, size_t j, uint32_t code)
{
	return ub_key_field(&c->key[j], code);
}

/* --- the levels fit ------------------------------------------------------ */

static enum ub_status
outside(const struct ub_frame *f, size_t low, uint64_t values, uint64_t rec,
    struct ub_err *e)
{
	const struct ub_frame_key *k = &f->key[low], *up = &f->key[low - 1];

	return ub_fail(e, UB_EDATA,
	    "--hierarchy: %llu value%s of %s, in %llu record%s, in no %s that "
	    "is known: ubat-filter finds them",
	    (unsigned long long)values, values == 1 ? "" : "s", k->name,
	    (unsigned long long)rec, rec == 1 ? "" : "s", up->name);
}

/* Each value of a level has one of the level above, unless it is missing. */
static enum ub_status
check_level(const struct ub_frame *f, const struct ub_cells *c, size_t low,
    struct ub_err *e)
{
	uint32_t *up1 = ub_xcalloc((size_t)c->key[low].val.n + 1, sizeof(*up1));
	uint64_t values = 0, rec = 0;
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < c->n; i++) {
		uint32_t code = c->code[i * c->nkey + low];
		uint32_t up = c->code[i * c->nkey + low - 1];

		if (ub_missing(key_text(c, low, code)) != 0)
			continue;
		if (ub_missing(key_text(c, low - 1, up)) != 0) {
			values += up1[code] == 0;
			rec += ub_cells_nrec(c, i);
		} else if (up1[code] != 0 && up1[code] != up + 1) {
			st = ub_fail(e, UB_EDATA,
			    "--hierarchy: a value of %s stands in several %s",
			    f->key[low].name, f->key[low - 1].name);
		}
		up1[code] = up + 1;
	}
	free(up1);
	if (st == UB_OK && values > 0)
		st = outside(f, low, values, rec, e);
	return st;
}

/* --- rows of no records -------------------------------------------------- */

/* A row to be added, key by key. */
struct adding {
	struct ub_frame *f;
	struct ub_cells *c;
	const struct ub_meta *in;
	struct ub_err *e;
	size_t nby;
	struct ub_pairs seen[UB_KEYS_MAX]; /* rows, key by key */
	uint32_t *other; /* nby codes of each choice of other keys */
	size_t nother;
	uint32_t *value[UB_KEYS_MAX]; /* of a key: the codes of all */
	size_t nvalue[UB_KEYS_MAX];
};

/* Is key j of rows a level that a lower one tells? */
static bool
is_told(const struct ub_frame *f, size_t j)
{
	return j >= f->top && j < f->bottom && f->key[f->bottom].all;
}

static void
add_value(struct adding *a, size_t j, struct ub_slice s)
{
	uint32_t code = ub_intern_add(&a->c->key[j].val, s.s, s.len);

	a->value[j] = ub_xgrow(a->value[j], a->nvalue[j], sizeof(*a->value[j]));
	a->value[j][a->nvalue[j]++] = code;
}

/* Does a kommun have areas that report for it? */
static bool
has_areas(const struct ub_frame *f, const struct ub_codelist *areas,
    struct ub_slice kommun)
{
	for (int ended = 0; ended < 2; ended++) {
		size_t n =
		    ended ? ub_codelist_ended(areas) : ub_codelist_size(areas);

		for (size_t i = 0; i < n; i++) {
			struct ub_slice s =
			    ended ? ub_codelist_ended_code(areas, i)
				  : ub_codelist_code(areas, i);

			if (s.len > kommun.len &&
			    memcmp(s.s, kommun.s, kommun.len) == 0 &&
			    (f->dated ? ub_codelist_valid(
					    areas, s.s, s.len, f->day)
				      : !ended))
				return true;
		}
	}
	return false;
}

/* The codes of a list that are in force. */
static void
add_list(struct adding *a, size_t j, const struct ub_codelist *l,
    const struct ub_codelist *areas)
{
	const struct ub_frame *f = a->f;
	bool dated = f->dated && ub_codelist_dated(l);

	for (size_t i = 0; i < ub_codelist_size(l); i++) {
		struct ub_slice s = ub_codelist_code(l, i);

		if (dated && !ub_codelist_valid(l, s.s, s.len, f->day))
			continue;
		if (areas == NULL || !has_areas(f, areas, s))
			add_value(a, j, s);
	}
	for (size_t i = 0; dated && i < ub_codelist_ended(l); i++) {
		struct ub_slice s = ub_codelist_ended_code(l, i);

		if (ub_codelist_valid(l, s.s, s.len, f->day))
			add_value(a, j, s);
	}
}

static void
add_labelled(struct adding *a, size_t j)
{
	const char *col = a->f->key[j].plain;

	for (size_t i = 0; i < a->in->nlabel; i++)
		if (a->in->label[i].value != NULL &&
		    strcmp(a->in->label[i].col, col) == 0 &&
		    ub_missing(ub_slice_of(a->in->label[i].value)) == 0)
			add_value(a, j, ub_slice_of(a->in->label[i].value));
}

/* How many there are, and how many of them came: those below `had`. */
static void
count_came(struct adding *a, size_t j, uint32_t had)
{
	struct ub_frame_key *k = &a->f->key[j];
	bool *seen = ub_xcalloc((size_t)a->c->key[j].val.n + 1, sizeof(bool));

	k->nlisted = k->ncame = 0;
	for (size_t i = 0; i < a->nvalue[j]; i++) {
		uint32_t code = a->value[j][i];

		k->nlisted += !seen[code];
		k->ncame += !seen[code] && code < had;
		seen[code] = true;
	}
	free(seen);
}

/* All values of a key that are to be shown. */
static enum ub_status
find_values(struct adding *a, size_t j)
{
	const struct ub_frame_key *k = &a->f->key[j];
	const struct ub_key *key = &a->c->key[j];
	uint32_t had = key->val.n;

	if (k->labels)
		add_labelled(a, j);
	if (k->labels && a->nvalue[j] == 0)
		return ub_fail(a->e, UB_EDATA,
		    "--all: no value of %s has a label in the input: say of "
		    "which code list, as --all %s=kommun",
		    k->name, k->name);
	if (!k->labels)
		add_list(a, j, k->list[0], k->units ? k->list[1] : NULL);
	if (k->units)
		add_list(a, j, k->list[1], NULL);
	count_came(a, j, had);
	for (uint32_t i = had; i < key->val.n; i++)
		if (!ub_field_valid(key->type, ub_key_field(key, i)))
			return ub_fail(a->e, UB_EUSAGE,
			    "--all: a code for %s is no %s", k->name,
			    ub_type_name(key->type));
	return UB_OK;
}

/* True when the row of these codes is new, as far as the keys go that are
 * asked for. */
static bool
is_new(const struct adding *a, struct ub_pairs *seen, const uint32_t *code,
    bool all)
{
	uint32_t row = 0;
	bool fresh = false;

	for (size_t j = 0; j < a->nby; j++) {
		uint32_t had = seen[j].n;

		if (!all && (a->f->key[j].all || is_told(a->f, j)))
			continue;
		row = ub_pairs_add(&seen[j], row, code[j]);
		fresh = seen[j].n > had;
	}
	return fresh;
}

/* The choices of the keys of which not all values are shown, as they came. */
static void
find_others(struct adding *a)
{
	struct ub_pairs seen[UB_KEYS_MAX] = { { 0 } };

	a->other = ub_xcalloc((a->c->n + 1) * (a->nby + 1), sizeof(*a->other));
	for (size_t i = 0; i < a->c->n; i++) {
		const uint32_t *code = a->c->code + i * a->c->nkey;

		if (!is_new(a, seen, code, false))
			continue;
		memcpy(a->other + a->nother * a->nby, code,
		    a->nby * sizeof(*code));
		a->nother++;
	}
	for (size_t j = 0; j < a->nby; j++)
		ub_pairs_free(&seen[j]);
}

/* The levels above a code, by its first bytes. */
static void
tell_levels(const struct adding *a, uint32_t *code)
{
	const struct ub_frame *f = a->f;

	for (size_t j = f->bottom; j-- > f->top;) {
		struct ub_slice s = key_text(a->c, f->bottom, code[f->bottom]);

		if (s.len > f->key[j].prefix)
			s.len = f->key[j].prefix;
		code[j] = ub_intern_add(&a->c->key[j].val, s.s, s.len);
	}
}

/* All rows from key j on, for one choice of the others. */
static enum ub_status
add_rows(struct adding *a, uint32_t *code, size_t j)
{
	enum ub_status st = UB_OK;
	struct ub_cells *c = a->c;

	while (j < a->nby && !a->f->key[j].all)
		j++;
	if (j == a->nby) {
		if (is_told(a->f, a->f->top))
			tell_levels(a, code);
		if (!is_new(a, a->seen, code, true))
			return UB_OK;
		if (c->nkey > a->nby)
			code[a->nby] =
			    c->key[a->nby].val.n > 0 ? 0 : UB_CODE_TOTAL;
		a->f->nzero++;
		return ub_cells_add(c, code, a->e);
	}
	for (size_t i = 0; st == UB_OK && i < a->nvalue[j]; i++) {
		code[j] = a->value[j][i];
		st = add_rows(a, code, j + 1);
	}
	return st;
}

static enum ub_status
add_all(struct adding *a)
{
	uint32_t code[UB_KEYS_MAX] = { 0 };
	enum ub_status st = UB_OK;
	bool others = false, any = false;

	for (size_t j = 0; st == UB_OK && j < a->f->nkey; j++)
		if (a->f->key[j].all)
			st = find_values(a, j);
	for (size_t j = 0; j < a->nby; j++) {
		any |= a->f->key[j].all;
		others |= !a->f->key[j].all && !is_told(a->f, j);
	}
	if (st != UB_OK || !any)
		return st;
	for (size_t i = 0; i < a->c->n; i++)
		(void)is_new(a, a->seen, a->c->code + i * a->c->nkey, true);
	find_others(a);
	if (!others)
		a->nother = 1; /* which may be of no record at all */
	for (size_t i = 0; st == UB_OK && i < a->nother; i++) {
		memcpy(code, a->other + i * a->nby, a->nby * sizeof(*code));
		st = add_rows(a, code, 0);
	}
	return st;
}

/* --- all of it ----------------------------------------------------------- */

/* How many there are of each level below each code of the level above. */
static void
count_below(struct ub_frame *f, const struct ub_cells *c)
{
	for (size_t low = f->top + 1; low <= f->bottom; low++) {
		struct ub_pairs seen = { 0 };

		free(f->below[low]);
		f->below[low] = ub_xcalloc(
		    (size_t)c->key[low - 1].val.n + 1, sizeof(*f->below[low]));
		for (size_t i = 0; i < c->n; i++) {
			const uint32_t *code = c->code + i * c->nkey;
			uint32_t had = seen.n;

			(void)ub_pairs_add(&seen, code[low - 1], code[low]);
			f->below[low][code[low - 1]] += seen.n > had;
		}
		ub_pairs_free(&seen);
	}
}

/* The code that is called as the own unit, or NULL. */
static const char *
code_called(const struct ub_frame *f, const struct ub_meta *in)
{
	const char *col = f->key[f->own_key].plain;

	for (size_t i = 0; i < in->nlabel; i++)
		if (in->label[i].value != NULL &&
		    strcmp(in->label[i].col, col) == 0 &&
		    strcmp(in->label[i].text, f->own) == 0)
			return in->label[i].value;
	return NULL;
}

static enum ub_status
check_own(const struct ub_frame *f, const struct ub_cells *c,
    const struct ub_meta *in, struct ub_err *e)
{
	const struct ub_frame_key *k = &f->key[f->own_key];
	const char *code;

	if (ub_intern_has(&c->key[f->own_key].val, ub_slice_of(f->own)))
		return UB_OK;
	code = code_called(f, in);
	return ub_fail(e, UB_EDATA, "--own: no record has %s %s%s%s%s", k->name,
	    f->own, code == NULL ? "" : " (", code == NULL ? "" : code,
	    code == NULL ? "" : " is called so)");
}

enum ub_status
ub_frame_fill(struct ub_frame *f, struct ub_cells *c, const struct ub_meta *in,
    struct ub_err *e)
{
	struct adding a = { .f = f, .c = c, .in = in, .e = e, .nby = f->nby };
	enum ub_status st = UB_OK;

	for (size_t low = f->top + 1; st == UB_OK && low <= f->bottom; low++)
		st = check_level(f, c, low, e);
	if (st == UB_OK && f->own != NULL)
		st = check_own(f, c, in, e);
	if (st == UB_OK)
		st = add_all(&a);
	if (st == UB_OK)
		count_below(f, c);
	for (size_t j = 0; j < UB_KEYS_MAX; j++)
		free(a.value[j]);
	free(a.other);
	for (size_t j = 0; j < UB_KEYS_MAX; j++)
		ub_pairs_free(&a.seen[j]);
	return st;
}

void
ub_frame_margins(const struct ub_frame *f, struct ub_cells *c, bool total)
{
	c->may = total ? (1U << c->nkey) - 1 : 0;
	for (size_t j = f->top; j <= f->bottom; j++) {
		c->may |= 1U << j;
		c->above[j] = (unsigned char)(j > f->top ? j : 0);
	}
	if (f->top <= f->bottom && !f->all_total)
		c->may &= ~(1U << f->top);
}

bool
ub_frame_skips(
    const struct ub_frame *f, const struct ub_cells *c, uint32_t cell)
{
	const uint32_t *code = c->code + cell * c->nkey;
	size_t low = f->bottom;

	if (f->top >= f->bottom)
		return false;
	while (low > f->top && code[low] == UB_CODE_TOTAL)
		low--;
	return low > f->top && f->below[low][code[low - 1]] == 1 &&
	       ub_slice_eq(key_text(c, low, code[low]),
		   key_text(c, low - 1, code[low - 1]));
}

/* --- what it says -------------------------------------------------------- */

static bool
list_label(const struct ub_frame *f, const struct ub_codelist *l,
    struct ub_slice code, struct ub_slice *label)
{
	size_t i;

	if (l == NULL)
		return false;
	if (f->dated && ub_codelist_dated(l))
		return ub_codelist_label_at(l, code.s, code.len, f->day, label);
	i = ub_codelist_find(l, code.s, code.len);
	if (i != UB_NOCODE)
		*label = ub_codelist_label(l, i);
	return i != UB_NOCODE;
}

bool
ub_frame_text(const struct ub_frame *f, const struct ub_meta *in, size_t j,
    struct ub_slice code, struct ub_buf *b)
{
	const struct ub_frame_key *k = &f->key[j];
	struct ub_slice label;
	const char *text = NULL;
	char *field;

	if (j >= f->nkey)
		return false;
	field = ub_xstrndup(code.s, code.len);
	if (k->plain != NULL)
		text = ub_meta_label(in, k->plain, field);
	free(field);
	ub_buf_clear(b);
	if (text != NULL)
		ub_buf_puts(b, text);
	else if (f->own != NULL && j == f->own_key &&
		 ub_slice_is(code, "ovriga"))
		ub_buf_puts(b, "Övriga");
	else if (list_label(f, k->list[0], code, &label) ||
		 list_label(f, k->list[1], code, &label))
		ub_buf_add(b, label.s, label.len);
	return b->len > 0;
}

enum ub_status
ub_frame_label(const struct ub_frame *f, struct ub_meta *out,
    const struct ub_meta *in, const struct ub_key *k, size_t j,
    struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = UB_OK;

	if (j >= f->nkey ||
	    (f->key[j].plain == NULL && f->key[j].list[0] == NULL))
		return UB_OK;
	if (j >= f->top && j < f->bottom && strcmp(k->name, "lan") == 0 &&
	    ub_meta_label(out, k->name, NULL) == NULL)
		st = ub_meta_add_label(out, k->name, NULL, "Län", e);
	for (uint32_t i = 0; st == UB_OK && i < k->val.n; i++) {
		struct ub_slice v = ub_key_field(k, k->order[i]);
		char *field = ub_xstrndup(v.s, v.len);

		if (ub_meta_label(out, k->name, field) == NULL &&
		    ub_frame_text(f, in, j, v, &b))
			st = ub_meta_add_label(out, k->name, field, b.s, e);
		free(field);
	}
	ub_buf_free(&b);
	return st;
}

/* single:lan=09, and "Län med en enda kommun: Gotlands län." */
static void
declare_single(const struct ub_frame *f, const struct ub_cells *c, size_t low,
    struct ub_meta *out, struct ub_buf *note)
{
	const struct ub_key *up = &c->key[low - 1];
	const uint32_t *code = up->order;
	struct ub_buf key = { 0 }, list = { 0 }, words = { 0 };

	for (uint32_t r = 0; r < up->val.n; r++) {
		struct ub_slice v = ub_key_field(up, code[r]);
		char *field;
		const char *text;

		if (f->below[low][code[r]] != 1 || ub_missing(v) != 0)
			continue;
		field = ub_xstrndup(v.s, v.len);
		text = ub_meta_label(out, up->name, field);
		ub_buf_printf(&list, "%s%s", list.len > 0 ? "," : "", field);
		ub_buf_printf(&words, "%s%s", words.len > 0 ? ", " : "",
		    text != NULL ? text : field);
		free(field);
	}
	if (list.len > 0) {
		ub_buf_printf(&key, "single:%s", up->name);
		ub_meta_add_attr(out, key.s, list.s);
		if (strcmp(up->name, "lan") == 0)
			ub_buf_printf(note,
			    "%sLän med en enda kommun i "
			    "tabellen: %s.",
			    note->len > 0 ? " " : "", words.s);
	}
	ub_buf_free(&key);
	ub_buf_free(&list);
	ub_buf_free(&words);
}

void
ub_frame_declare(const struct ub_frame *f, const struct ub_cells *c,
    struct ub_meta *out, struct ub_buf *note)
{
	struct ub_buf b = { 0 };

	if (f->own != NULL) {
		ub_buf_printf(&b, "own:%s", f->key[f->own_key].name);
		ub_meta_add_attr(out, b.s, f->own);
		ub_buf_clear(&b);
	}
	if (f->top > f->bottom) {
		ub_buf_free(&b);
		return;
	}
	for (size_t j = f->bottom + 1; j-- > f->top;)
		ub_buf_printf(&b, "%s%s", b.len > 0 ? "<" : "", f->key[j].name);
	if (f->all_total)
		ub_buf_puts(&b, "<riket");
	ub_meta_add_attr(out, "hierarchy", b.s);
	/* an area is a kommun of its own where it has none: that is said by
	 * the row */
	for (size_t low = f->top + 1; low <= f->bottom; low++)
		if (strcmp(f->key[low].name, "enhet") != 0)
			declare_single(f, c, low, out, note);
	ub_buf_free(&b);
}
