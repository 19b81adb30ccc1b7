/* columns.c - see tablein.h: the columns and their headings. */
#include <stdlib.h>

#include "../base/hash.h"
#include "../base/unicode.h"
#include "../table/function.h"
#include "breaks.h"
#include "tablein.h"

enum {
	DIGITS_DEFAULT = 1, /* of shares, means and the other statistics */
	DIGITS_MAX = 6
};

/* A copy that can stand above a table. */
static char *
one_line(const char *s)
{
	char *copy = ub_xstrdup(s == NULL ? "" : s);

	ub_sheet_tidy(copy);
	return copy;
}

static char *
attr_line(const struct ub_meta *m, const char *key)
{
	return one_line(ub_pair_get(m->attr, m->nattr, key));
}

static enum ub_status
count_keys(struct ub_sheet *s, const struct ub_legend *l,
    const struct ub_meta *m, struct ub_err *e)
{
	const char *keys = ub_pair_get(m->attr, m->nattr, "keys");
	size_t len;

	while (keys != NULL && *keys != '\0') {
		len = strcspn(keys, ",");
		if (s->nkey >= l->n || ub_legend_find(l, keys, len) != s->nkey)
			return ub_fail(e, UB_EDATA,
			    "table %s: its keys are not its first columns",
			    m->table);
		s->nkey++;
		keys += len + (keys[len] == ',');
	}
	return UB_OK;
}

/* The column that c goes with, if its name is "x" and then suffix. */
static size_t
companion_of(
    const struct ub_legend *l, size_t nkey, size_t c, const char *suffix)
{
	const char *name = l->col[c].name;
	size_t len = strlen(name), tail = strlen(suffix), x;

	if (l->col[c].type != UB_COUNT || len <= tail ||
	    strcmp(name + len - tail, suffix) != 0)
		return UB_NOCOL;
	x = ub_legend_find(l, name, len - tail);
	if (x == UB_NOCOL || x < nkey || l->col[x].type == UB_COUNT)
		return UB_NOCOL;
	return x;
}

/* Counts that are for ubat-mask(1), and give back what stands beside them.
 * Those of persons go with counts, too. */
static bool
is_hidden(const struct ub_legend *l, size_t nkey, size_t c)
{
	static const char *const tail[] = { "_k", "_least", "_k_rec", "_k_pers",
		"_r_pers" };
	const char *name = l->col[c].name;
	size_t len = strlen(name), x;

	for (size_t i = 0; i < sizeof(tail) / sizeof(*tail); i++) {
		size_t n = strlen(tail[i]);

		if (companion_of(l, nkey, c, tail[i]) != UB_NOCOL)
			return true;
		if (i < 3 || l->col[c].type != UB_COUNT || len <= n ||
		    strcmp(name + len - n, tail[i]) != 0)
			continue;
		x = ub_legend_find(l, name, len - n);
		if (x != UB_NOCOL && x >= nkey)
			return true;
	}
	return false;
}

static enum ub_role
role_of(const struct ub_legend *l, size_t c, size_t nkey)
{
	const char *name = l->col[c].name;

	if (c < nkey)
		return UB_ROLE_KEY;
	if (l->col[c].type == UB_COUNT &&
	    (strcmp(name, "n_pers") == 0 || strncmp(name, "n_pers_", 7) == 0))
		return UB_ROLE_HIDDEN;
	if (is_hidden(l, nkey, c))
		return UB_ROLE_HIDDEN;
	if (companion_of(l, nkey, c, "_n") != UB_NOCOL)
		return UB_ROLE_BASE;
	if (companion_of(l, nkey, c, "_miss") != UB_NOCOL)
		return UB_ROLE_MISSING;
	return UB_ROLE_MEASURE;
}

/* The plain name of column c: its label, or its name. */
static const char *
plain_name(const struct ub_words *w, const struct ub_legend *l,
    const struct ub_meta *m, size_t c)
{
	const char *name = l->col[c].name;
	const char *label = ub_meta_label(m, name, NULL);

	if (label != NULL && label[0] != '\0')
		return label;
	return strcmp(name, "lan") == 0 ? ub_say(w, "Län") : name;
}

static void
heading_companion(struct ub_buf *b, const struct ub_sheet *s,
    const struct ub_legend *l, const struct ub_meta *m, size_t c)
{
	bool base = s->col[c].role == UB_ROLE_BASE;
	size_t x = companion_of(l, s->nkey, c, base ? "_n" : "_miss");

	ub_buf_puts(b, plain_name(s->words, l, m, x));
	if (!base)
		ub_buf_puts(b, ub_say(s->words, ", antal utan uppgift"));
	else if (s->all_base && l->col[x].type == UB_SHARE)
		ub_buf_puts(b, ub_say(s->words, ", antal i basen"));
	else
		ub_buf_puts(b, ub_say(s->words, ", antal med uppgift"));
}

static void
heading(struct ub_buf *b, const struct ub_sheet *s, const struct ub_legend *l,
    const struct ub_meta *m, size_t c)
{
	const char *label = ub_meta_label(m, l->col[c].name, NULL);
	const char *plain = plain_name(s->words, l, m, c);
	enum ub_role role = s->col[c].role;

	if (label == NULL &&
	    (role == UB_ROLE_BASE || role == UB_ROLE_MISSING)) {
		heading_companion(b, s, l, m, c);
		return;
	}
	if (label == NULL && strcmp(plain, "n") == 0) {
		ub_buf_puts(b, ub_say(s->words, "Antal "));
		plain =
		    s->unit[0] != '\0' ? s->unit : ub_say(s->words, "poster");
	}
	ub_buf_puts(b, plain);
	if (l->col[c].type == UB_SHARE &&
	    strstr(plain, ub_say(s->words, "procent")) == NULL)
		ub_buf_puts(b, ub_say(s->words, ", procent"));
}

/* What is equal for headings that differ in case only. */
static uint64_t
folded_hash(const char *heading, size_t len)
{
	struct ub_buf b = { 0 };
	uint64_t h;

	ub_casefold(&b, heading, len);
	h = ub_hash64(b.s, b.len, 0);
	ub_buf_free(&b);
	return h;
}

static bool
is_taken(const uint64_t *taken, size_t n, uint64_t h)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (taken[i] == h)
			return true;
	return false;
}

static enum ub_status
set_heading(struct ub_sheet *s, const struct ub_legend *l,
    const struct ub_meta *m, size_t c, uint64_t *taken, struct ub_err *e)
{
	struct ub_buf b = { 0 };

	heading(&b, s, l, m, c);
	ub_sheet_tidy(b.s);
	/* a hash met by chance costs no more than the name behind */
	if (s->col[c].role != UB_ROLE_HIDDEN) {
		if (is_taken(taken, c, folded_hash(b.s, b.len)))
			ub_buf_printf(&b, " (%s)", l->col[c].name);
		taken[c] = folded_hash(b.s, b.len);
	}
	s->col[c].heading = b.s;
	if (ub_utf16_len(b.s, b.len) > UB_SHEET_HEAD_MAX)
		return ub_fail(e, UB_EDATA,
		    "column %s: its heading is longer than %d characters",
		    l->col[c].name, (int)UB_SHEET_HEAD_MAX);
	return UB_OK;
}

static int
declared_digits(const struct ub_meta *m, const char *key, int other)
{
	const char *d = ub_pair_get(m->attr, m->nattr, key);

	if (d != NULL && d[0] >= '0' && d[0] <= '0' + DIGITS_MAX &&
	    d[1] == '\0')
		return d[0] - '0';
	return other;
}

int
ub_table_digits(const struct ub_meta *m)
{
	return declared_digits(m, "digits", DIGITS_DEFAULT);
}

static size_t
find_suffixed(const struct ub_legend *l, const char *name, const char *suffix)
{
	struct ub_buf b = { 0 };
	size_t c;

	ub_buf_puts(&b, name);
	ub_buf_puts(&b, suffix);
	c = ub_legend_find(l, b.s, b.len);
	ub_buf_free(&b);
	return c != UB_NOCOL && l->col[c].type == UB_COUNT ? c : UB_NOCOL;
}

static bool
is_sampled(const struct ub_legend *l, const char *name)
{
	size_t c = ub_legend_find(l, name, strlen(name));

	return c != UB_NOCOL &&
	       (l->col[c].type == UB_SHARE || l->col[c].type == UB_MEAN);
}

/* What a test gives, and the decimals of it, of which those of the table are
 * not said. */
static const struct {
	const char *tail;
	int digits;
} given[] = { { "", 3 }, { "_p", 3 }, { "_adj", 3 }, { "_stat", 2 },
	{ "_df", 1 }, { "_diff", 2 }, { "_lo", 2 }, { "_hi", 2 },
	{ "_effect", 2 } };
enum { NGIVEN = sizeof(given) / sizeof(*given), P_BESIDE = 1, P_END = 3 };

/* Does name end so?  Then *b is what stands before it. */
static bool
is_given(const char *name, size_t i, struct ub_buf *b)
{
	size_t len = strlen(name), tail = strlen(given[i].tail);

	if (len <= tail || strcmp(name + len - tail, given[i].tail) != 0)
		return false;
	ub_buf_clear(b);
	ub_buf_add(b, name, len - tail);
	return true;
}

/* Decimals of a column of a test, or -1.  *p: it is a p-value.  A test has a
 * column x_least beside it. */
static int
result_digits(const struct ub_legend *l, size_t c, bool *p)
{
	struct ub_buf b = { 0 };
	bool found = false;
	size_t i;

	for (i = 0; i < NGIVEN; i++) {
		if (!is_given(l->col[c].name, i, &b))
			continue;
		found = find_suffixed(l, b.s, "_least") != UB_NOCOL ||
			(i >= P_BESIDE && i < P_END && is_sampled(l, b.s));
		if (found)
			break;
	}
	ub_buf_free(&b);
	*p = found && i < P_END;
	return found ? given[i].digits : -1;
}

int
ub_turned_digits(const struct ub_meta *m, const char *measure, bool *p)
{
	struct ub_buf b = { 0 }, key = { 0 };
	bool found = false;
	size_t i;

	for (i = 0; i < NGIVEN && !found; i++) {
		const char *function;

		if (!is_given(measure, i, &b))
			continue;
		ub_buf_clear(&key);
		ub_buf_printf(&key, "function:%s", b.s);
		function = ub_pair_get(m->attr, m->nattr, key.s);
		if (i == 0 && function != NULL &&
		    !ub_function_names_test(function))
			break; /* a measure that is only called so */
		found =
		    (function != NULL && ub_function_names_test(function)) ||
		    (i >= P_BESIDE && i < P_END);
	}
	ub_buf_free(&b);
	ub_buf_free(&key);
	*p = found && i <= P_END;
	return found ? given[i - 1].digits : ub_table_digits(m);
}

/* Where measures stand in rows and a test is among them, each row has its own
 * decimals. */
static void
set_turned(struct ub_sheet_col *col, const struct ub_legend *l,
    const struct ub_meta *m)
{
	const char *key = ub_pair_get(m->attr, m->nattr, "turned");
	size_t c = key != NULL ? ub_legend_find(l, key, strlen(key)) : UB_NOCOL;
	bool p;

	if (c == UB_NOCOL)
		return;
	for (size_t i = 0; i < m->nlabel; i++) {
		const struct ub_label *label = &m->label[i];

		if (label->value == NULL || strcmp(label->col, key) != 0)
			continue;
		(void)ub_turned_digits(m, label->value, &p);
		if (!p)
			continue;
		col->turned = c + 1;
		col->digits = UB_SHEET_OWN_DIGITS;
		col->p = true;
	}
}

/* "x_sig" beside what a test gives else. */
static bool
is_judged(const struct ub_legend *l, size_t c)
{
	static const char *const part[] = { "_adj", "_p", "_least" };
	const char *name = l->col[c].name;
	size_t len = strlen(name);
	bool found = false;

	if (l->col[c].type != UB_BOOL || len <= 4 ||
	    strcmp(name + len - 4, "_sig") != 0)
		return false;
	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		struct ub_buf b = { 0 };

		ub_buf_add(&b, name, len - 4);
		found |= find_suffixed(l, b.s, part[i]) != UB_NOCOL;
		ub_buf_free(&b);
	}
	return found;
}

/* A rate can be of any size, as what is summed. */
static bool
is_rate(const struct ub_meta *m, const char *name)
{
	struct ub_buf key = { 0 };
	const char *function;

	ub_buf_printf(&key, "function:%s", name);
	function = ub_pair_get(m->attr, m->nattr, key.s);
	ub_buf_free(&key);
	return function != NULL && strcmp(function, "rate") == 0;
}

static void
set_column(struct ub_sheet *s, const struct ub_legend *l,
    const struct ub_meta *m, size_t c, bool records)
{
	struct ub_sheet_col *col = &s->col[c];
	enum ub_type t = l->col[c].type;
	int digits;

	col->name = ub_xstrdup(l->col[c].name);
	col->type = t;
	col->from = c;
	col->role = records ? UB_ROLE_MEASURE : role_of(l, c, s->nkey);
	col->k = col->n = UB_NOCOL;
	if (t == UB_SHARE) {
		col->k = find_suffixed(l, col->name, "_k");
		col->n = find_suffixed(l, col->name, "_n");
	}
	if (t >= UB_SHARE)
		col->digits = ub_table_digits(m);
	if (t == UB_SHARE && (col->k == UB_NOCOL || col->n == UB_NOCOL))
		col->digits = declared_digits(m, "share_digits", col->digits);
	if (t == UB_STAT && !records &&
	    (digits = result_digits(l, c, &col->p)) >= 0)
		col->digits = digits;
	else if (t == UB_STAT && !records)
		set_turned(col, l, m);
	col->judged = !records && is_judged(l, c);
	if (t == UB_DEC && records)
		col->digits = -1;
	col->group = t == UB_COUNT || (t == UB_STAT && is_rate(m, col->name)) ||
		     ((t == UB_INT || t == UB_DEC) && !records &&
			 col->role != UB_ROLE_KEY);
}

enum ub_status
ub_tablein_columns(struct ub_sheet *s, const struct ub_words *w,
    const struct ub_legend *l, const struct ub_meta *m, bool records,
    struct ub_err *e)
{
	const char *base = ub_pair_get(m->attr, m->nattr, "base");
	const char *overlap = ub_pair_get(m->attr, m->nattr, "overlap_by");
	enum ub_status st = UB_OK;
	uint64_t *taken;
	size_t c;

	memset(s, 0, sizeof(*s));
	s->words = w;
	s->table = ub_xstrdup(m->table == NULL ? "" : m->table);
	s->title = attr_line(m, "title");
	s->english = one_line("");
	s->note = attr_line(m, "note");
	s->notes = one_line("");
	s->source = attr_line(m, "source");
	s->unit = attr_line(m, "unit");
	s->all_base = base != NULL && strcmp(base, "all") == 0;
	s->overlap = overlap != NULL && overlap[0] != '\0';
	ub_breaks_take(s, m);
	if (s->title[0] == '\0') {
		free(s->title);
		s->title =
		    one_line(m->table == NULL ? ub_say(w, "Poster") : m->table);
	}
	if (!records && (st = count_keys(s, l, m, e)) != UB_OK)
		return st;
	s->col = ub_xcalloc(l->n, sizeof(*s->col));
	s->ncol = l->n;
	for (c = 0; c < l->n; c++)
		set_column(s, l, m, c, records);
	taken = ub_xcalloc(l->n, sizeof(*taken));
	for (c = 0; c < l->n && st == UB_OK; c++)
		st = set_heading(s, l, m, c, taken, e);
	free(taken);
	return st;
}
