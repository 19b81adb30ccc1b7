/* auditleak.c - which cells of a workbook hide a figure, and whether a text tells
 * of one; auditleak.h. */
#include <stdlib.h>

#include "auditleak.h"

enum {
	LABELS_MAX = 20000,
	LABEL_LETTERS = 3,
	LENGTHS_MAX = 256, /* bytes of a label */
	NEAR_LABELS = 8,   /* of rows beside one another many are the same */
	BESIDE = 20
};

void
ub_leak_find(struct ub_leaks *k, const char *place, const char *cell,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	ub_audit_find(k->a, UB_FIND_LEFT, SIZE_MAX, place, cell, "",
	    ub_audit_text(fmt, ap));
	va_end(ap);
}

/* --- which cells hide a figure --------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct ub_leak_cell *x = a, *y = b;

	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

bool
ub_leak_is_hidden(
    const struct ub_leaks *k, size_t sheet, size_t row, size_t col)
{
	struct ub_leak_cell want = { sheet, row, col };

	return k->ncell > 0 && bsearch(&want, k->cell, k->ncell, sizeof(want),
				   by_place) != NULL;
}

bool
ub_leak_row_hides(const struct ub_leaks *k, size_t sheet, size_t row)
{
	struct ub_leak_cell want = { sheet, row, 0 };
	size_t low = 0, high = k->ncell, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (by_place(&k->cell[mid], &want) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < k->ncell && k->cell[low].sheet == sheet &&
	       k->cell[low].row == row;
}

static size_t
letters(struct ub_slice s)
{
	size_t i, n = 0;

	for (i = 0; i < s.len; i++)
		n += (s.s[i] >= 'a' && s.s[i] <= 'z') ||
		     (s.s[i] >= 'A' && s.s[i] <= 'Z') ||
		     (unsigned char)s.s[i] >= 0xc3;
	return n;
}

static void
add_label(struct ub_leaks *k, struct ub_slice s)
{
	size_t i;

	if (k->nlabel == LABELS_MAX || ub_missing(s) != 0 ||
	    s.len >= LENGTHS_MAX || letters(s) < LABEL_LETTERS)
		return;
	for (i = k->nlabel; i > 0 && i + NEAR_LABELS > k->nlabel; i--)
		if (ub_slice_eq(ub_slice_of(k->label[i - 1]), s))
			return;
	k->label = ub_xgrow(k->label, k->nlabel, sizeof(*k->label));
	k->label[k->nlabel++] = ub_xstrndup(s.s, s.len);
}

static void
take_hidden(struct ub_leaks *k, const struct ub_audit_item *it)
{
	size_t i, row, col, key;
	int64_t v;

	for (i = 0; i < it->t.n * it->t.ncol; i++) {
		row = i / it->t.ncol;
		col = i % it->t.ncol;
		if (col < it->t.nkey || it->col[col] == UB_NOCOL)
			continue;
		/* a hidden per cent is no count, and yet hidden */
		if (ub_audited_value(&it->audited, i, &v) != UB_SECRET &&
		    ub_missing(it->t.cell[i]) != UB_HIDDEN)
			continue;
		k->cell = ub_xgrow(k->cell, k->ncell, sizeof(*k->cell));
		k->cell[k->ncell++] = (struct ub_leak_cell){ it->sheet,
			it->row[row], it->col[col] };
		for (key = 0; key < it->t.nkey; key++)
			add_label(k, ub_published_cell(&it->t, row, key));
	}
}

static int
by_text(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* In order, each once; and how long they are. */
static void
settle_labels(struct ub_leaks *k)
{
	size_t i, n = 0;

	if (k->nlabel == 0)
		return;
	k->length = ub_xcalloc(LENGTHS_MAX, sizeof(*k->length));
	qsort(k->label, k->nlabel, sizeof(*k->label), by_text);
	for (i = 0; i < k->nlabel; i++) {
		if (n > 0 && strcmp(k->label[n - 1], k->label[i]) == 0) {
			free(k->label[i]);
			continue;
		}
		k->length[strlen(k->label[i])] = true;
		k->label[n++] = k->label[i];
	}
	k->nlabel = n;
}

static int
compare_slices(struct ub_slice a, struct ub_slice b)
{
	int d = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);

	return d != 0 ? d : (a.len > b.len) - (a.len < b.len);
}

static int
by_name(const void *a, const void *b)
{
	const struct ub_leak_row *x = a, *y = b;

	return compare_slices(x->name, y->name);
}

/* All rows, by each of their keys. */
static void
find_rows(struct ub_leaks *k)
{
	const struct ub_published *t;
	size_t i, r, c;

	for (i = k->from; i < k->set->n && k->nlabel > 0; i++) {
		t = &k->set->item[i]->t;
		for (r = 0; r < t->n; r++) {
			for (c = 0; c < t->nkey; c++) {
				k->row =
				    ub_xgrow(k->row, k->nrow, sizeof(*k->row));
				k->row[k->nrow++] = (struct ub_leak_row){
					ub_published_cell(t, r, c), t, r
				};
			}
		}
	}
	if (k->nrow > 0)
		qsort(k->row, k->nrow, sizeof(*k->row), by_name);
}

void
ub_leaks_begin(struct ub_leaks *k)
{
	size_t i;

	for (i = k->from; i < k->set->n; i++)
		take_hidden(k, k->set->item[i]);
	if (k->ncell > 0)
		qsort(k->cell, k->ncell, sizeof(*k->cell), by_place);
	settle_labels(k);
	find_rows(k);
}

void
ub_leaks_end(struct ub_leaks *k)
{
	size_t i;

	free(k->cell);
	for (i = 0; i < k->nlabel; i++)
		free(k->label[i]);
	free(k->label);
	free(k->length);
	free(k->row);
}

/* --- a number beside a name --------------------------------------------------- */

bool
ub_leak_has_digit(const char *s, size_t len)
{
	for (; len > 0; s++, len--)
		if (*s >= '0' && *s <= '9')
			return true;
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 1 000, also with a blank that does not break. */
static bool
begins_group(const char *q, const char *end)
{
	size_t n = 0;

	if (q < end && *q == ' ')
		q++;
	else if (end - q > 2 && memcmp(q, "\xc2\xa0", 2) == 0)
		q += 2;
	else
		return false;
	while (q < end && is_digit(*q)) {
		q++;
		n++;
	}
	return n == 3;
}

/* The number of one to three digits that is no part of another or of a word, no
 * per cent, no number of a note; none: no length. */
static struct ub_slice
count_at(const char *from, const char *end, const char *p)
{
	struct ub_slice none = { p, 0 },
			before = { p > from ? p - 1 : p, p > from };
	const char *q = p;

	while (q < end && is_digit(*q))
		q++;
	if (q - p > 3 || letters(before) > 0 ||
	    (p > from && strchr(",.-/:", p[-1]) != NULL && p - 1 > from &&
		is_digit(p[-2])))
		return none;
	if (q < end &&
	    (*q == '%' || *q == ']' || *q == '-' ||
		(q + 1 < end && strchr(",./:", *q) != NULL && is_digit(q[1]))))
		return none;
	if (begins_group(q, end) || (q + 1 < end && q[0] == ' ' && q[1] == '%'))
		return none;
	return (struct ub_slice){ p, (size_t)(q - p) };
}

/* In [p, end), before a full stop and within reach. */
static struct ub_slice
number_after(const char *from, const char *p, const char *end)
{
	const char *q;

	for (q = p; q < end && q - p < BESIDE && *q != '.' && *q != '\n'; q++)
		if (is_digit(*q))
			return count_at(from, end, q);
	return (struct ub_slice){ p, 0 };
}

static struct ub_slice
number_before(const char *from, const char *p, const char *end)
{
	const char *q;

	for (q = p;
	     q > from && p - q < BESIDE / 2 && strchr(".,;(\n", q[-1]) == NULL;
	     q--) {
		if (!is_digit(q[-1]))
			continue;
		while (q > from && is_digit(q[-1]))
			q--;
		return count_at(from, end, q);
	}
	return (struct ub_slice){ p, 0 };
}

static bool
is_word(const char *from, const char *end, const char *p, size_t len)
{
	struct ub_slice before = { p > from ? p - 1 : p, p > from };
	struct ub_slice after = { p + len, p + len < end };

	return letters(before) == 0 && letters(after) == 0;
}

/* The first row of that name, or the end. */
static size_t
first_row(const struct ub_leaks *k, struct ub_slice name)
{
	size_t low = 0, high = k->nrow, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (compare_slices(k->row[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Is there a number, and does no row of that name show it? */
static bool
tells(const struct ub_leaks *k, struct ub_slice name, struct ub_slice number)
{
	const struct ub_leak_row *r;
	size_t i, c;

	if (number.len == 0)
		return false;
	for (i = first_row(k, name); i < k->nrow; i++) {
		r = &k->row[i];
		if (!ub_slice_eq(r->name, name))
			break;
		for (c = r->t->nkey; c < r->t->ncol; c++)
			if (ub_slice_eq(
				ub_published_cell(r->t, r->row, c), number))
				return false;
	}
	return true;
}

/* The longest label that the text begins with at p, and a number beside it. */
static const char *
label_at(
    const struct ub_leaks *k, const char *from, const char *p, const char *end)
{
	char word[LENGTHS_MAX];
	const char *w = word, **found;
	size_t n = (size_t)(end - p) < LENGTHS_MAX ? (size_t)(end - p)
						   : LENGTHS_MAX - 1;
	struct ub_slice name;

	for (; n > 0; n--) {
		if (!k->length[n] || !is_word(from, end, p, n) ||
		    memchr(p, '\0', n) != NULL)
			continue;
		memcpy(word, p, n);
		word[n] = '\0';
		found = bsearch(
		    &w, k->label, k->nlabel, sizeof(*k->label), by_text);
		if (found == NULL)
			continue;
		name = (struct ub_slice){ p, n };
		if (tells(k, name, number_after(from, p + n, end)) ||
		    tells(k, name, number_before(from, p, end)))
			return *found;
	}
	return NULL;
}

void
ub_leak_text(struct ub_leaks *k, const char *place, const char *cell,
    const char *s, size_t len)
{
	const char *p, *end = s + len, *label = NULL;

	if (len == 0 || k->nlabel == 0 || !ub_leak_has_digit(s, len))
		return;
	for (p = s; p < end && label == NULL; p++)
		if (p == s || letters((struct ub_slice){ p - 1, 1 }) == 0)
			label = label_at(k, s, p, end);
	if (label != NULL)
		ub_leak_find(k, place, cell,
		    "names %s and a number beside it, while a figure of that "
		    "row is hidden",
		    label);
}
