/* auditshape.c - see auditshape.h: a printed table made one of a stream. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "auditshape.h"

enum { AREA_MAX = 1 << 24 }; /* cells, empty ones too */

/* --- the table made of it ---------------------------------------------------------------- */

static void
add_column(
    struct ub_shape *s, size_t col, const char *heading, enum ub_type type)
{
	struct ub_legend *l = &s->item->legend;
	struct ub_buf b = { 0 };
	size_t i;

	ub_buf_puts(&b, heading);
	for (i = 0; i < l->n; i++) {
		if (strcmp(l->col[i].name, b.s) != 0)
			continue;
		ub_buf_printf(&b, " (%zu)", l->n + 1);
		i = SIZE_MAX; /* from the first again */
	}
	s->col = ub_xgrow(s->col, l->n, sizeof(*s->col));
	s->col[l->n] = col;
	if (col != UB_NOCOL)
		s->column[col] = l->n;
	l->col = ub_xgrow(l->col, l->n, sizeof(*l->col));
	l->col[l->n++] = (struct ub_col){ b.s, type, 0 };
}

/* "Kommun n=72": a base in the name of a row. */
static bool
base_in_name(struct ub_slice t, int64_t *n)
{
	const char *p = memmem(t.s, t.len, "n=", 2), *end = t.s + t.len;
	size_t k = 0;

	if (t.len < 3 || p == NULL || (p > t.s && strchr(" (,", p[-1]) == NULL))
		return false;
	for (p += 2; p < end && *p == ' '; p++)
		;
	while (p + k < end && p[k] >= '0' && p[k] <= '9')
		k++;
	return ub_int_parse(p, k, n);
}

static bool
names_hold_bases(const struct ub_shape *s)
{
	size_t r, all = 0, with = 0;
	int64_t n;

	for (r = s->data; r < s->end; r++) {
		if (ub_shape_row(s, r).figures == 0)
			continue;
		all++;
		with += base_in_name(ub_shape_text(s, r, 0), &n);
	}
	return with > 0 && 2 * with >= all;
}

static void
add_columns(struct ub_shape *s)
{
	size_t c;

	s->column = ub_xreallocarray(NULL, s->g->ncol + 1, sizeof(*s->column));
	for (c = 0; c < s->g->ncol; c++) {
		s->column[c] = UB_NOCOL;
		if (s->role[c] == UB_SHAPE_NAME)
			add_column(s, c, s->heading[c], UB_TEXT);
	}
	s->item->t.nkey = s->item->legend.n;
	for (c = 0; c < s->g->ncol; c++)
		if (s->role[c] == UB_SHAPE_NUMBER ||
		    s->role[c] == UB_SHAPE_PERCENT)
			add_column(s, c, s->heading[c],
			    s->role[c] == UB_SHAPE_NUMBER ? UB_COUNT : UB_STAT);
	s->column_base = UB_NOCOL;
	if (names_hold_bases(s)) {
		s->column_base = s->item->legend.n;
		add_column(s, UB_NOCOL, "n", UB_COUNT);
	}
}

struct field {
	struct ub_shape *s;
	struct ub_buf *b;
	size_t *at; /* where each field of the table begins in b, and its end */
	size_t n;
	bool secret; /* .. is something else than a hidden figure */
};

static void
put(struct field *f, const char *p, size_t len)
{
	ub_buf_add(f->b, p, len);
	f->at = ub_xgrow(f->at, ++f->n, sizeof(*f->at));
	f->at[f->n] = f->b->len;
}

/* Keys: what is left out is as above, where something follows it; behind the
 * last that is there, all. */
static void
put_keys(struct field *f, size_t row)
{
	struct ub_shape *s = f->s;
	size_t k, nkey = s->item->t.nkey, last = 0, above, ncol;
	struct ub_slice t;

	ncol = s->item->legend.n;
	for (k = 0; k < nkey; k++)
		if (ub_shape_text(s, row, s->col[k]).len > 0)
			last = k + 1;
	for (k = 0; k < nkey; k++) {
		t = ub_shape_text(s, row, s->col[k]);
		above = f->n >= ncol ? f->n - ncol : SIZE_MAX;
		if (t.len == 0 && k < last && above != SIZE_MAX) {
			size_t from = f->at[above], to = f->at[above + 1];

			ub_buf_reserve(f->b, to - from);
			put(f, f->b->s + from, to - from);
		} else if (last > 0 &&
			   (k >= last || ub_shape_means_all(s, t))) {
			put(f, ".t", 2);
		} else {
			struct ub_buf b = { 0 }, key = { 0 };

			if (last == 0)
				ub_buf_printf(&b, "row %zu", row + 1);
			else
				ub_printable(&b, t.s, t.len);
			ub_escape(&key, b.s == NULL ? "" : b.s, b.len);
			put(f, key.s == NULL ? "" : key.s, key.len);
			ub_buf_free(&b);
			ub_buf_free(&key);
		}
	}
}

static void
put_figure(struct field *f, size_t row, size_t c)
{
	struct ub_shape *s = f->s;
	struct ub_printed v;
	char reason[2] = { '.', 0 };
	int64_t n;
	char dst[UB_INT_MAX];

	if (s->col[c] == UB_NOCOL) {
		if (base_in_name(ub_shape_text(s, row, 0), &n))
			put(f, dst, ub_int_print(dst, n));
		else
			put(f, "", 0);
		return;
	}
	v = ub_shape_cell(s, row, s->col[c]);
	switch (v.kind) {
	case UB_PRINTED_NUMBER:
		put(f, v.text, v.len);
		break;
	case UB_PRINTED_SIGN:
		reason[1] = v.reason != 'q' ? v.reason : f->secret ? 'b' : 's';
		put(f, reason, 2);
		break;
	default:
		if (s->codes && s->role[s->col[c]] == UB_SHAPE_NUMBER) {
			put(f, ".s", 2);
			break;
		}
		if (v.kind == UB_PRINTED_TEXT &&
		    ub_shape_word(ub_shape_text(s, row, s->col[c])) == 's') {
			put(f, s->ask->hidden == NULL ? ".s" : ".b", 2);
			break;
		}
		/* a blank among figures is one that nobody tells */
		put(f, ".b", s->role[s->col[c]] == UB_SHAPE_NUMBER ? 2 : 0);
	}
}

/* X among the figures; among the keys it is a name, as that of a county. */
static bool
uses_secret(const struct ub_shape *s)
{
	size_t r, c;

	for (r = s->data; r < s->end; r++)
		for (c = 0; c < s->g->ncol; c++)
			if (s->role[c] != UB_SHAPE_NAME &&
			    ub_shape_cell(s, r, c).reason == 's')
				return true;
	return false;
}

static void
add_rows(struct ub_shape *s)
{
	struct ub_published *t = &s->item->t;
	enum ub_shape_dots dots = ub_shape_dots(s);
	struct field f = { .s = s,
		.b = &t->text,
		.secret = dots == UB_DOTS_OTHER ||
			  (dots == UB_DOTS_UNTOLD && uses_secret(s)) };
	size_t r, c, section = 0, i;
	struct ub_shape_row p;

	f.at = ub_xgrow(NULL, 0, sizeof(*f.at));
	f.at[0] = 0;
	for (r = s->data; r < s->end; r++) {
		p = ub_shape_row(s, r);
		if (p.figures == 0 && !s->codes) {
			section += p.texts > 0;
			continue;
		}
		put_keys(&f, r);
		for (c = t->nkey; c < s->item->legend.n; c++)
			put_figure(&f, r, c);
		s->row = ub_xgrow(s->row, t->n, sizeof(*s->row));
		s->section = ub_xgrow(s->section, t->n, sizeof(*s->section));
		s->row[t->n] = r;
		s->section[t->n++] = section;
	}
	t->ncol = s->item->legend.n;
	ub_buf_add(&t->text, "", 1);
	t->cell = ub_xreallocarray(NULL, f.n + 1, sizeof(*t->cell));
	for (i = 0; i < f.n; i++)
		t->cell[i] = (struct ub_slice){ t->text.s + f.at[i],
			f.at[i + 1] - f.at[i] };
	free(f.at);
}

static void
settle_digits(struct ub_shape *s)
{
	struct ub_published *t = &s->item->t;
	int *digits = ub_xcalloc(t->ncol + 1, sizeof(*digits)), d;
	const char *point;
	struct ub_slice f;
	size_t r, c;

	for (c = 0; c < t->ncol; c++) {
		if (c < t->nkey || s->item->legend.col[c].type != UB_COUNT) {
			digits[c] = -1;
			continue;
		}
		for (r = 0; r < t->n; r++) {
			f = ub_published_cell(t, r, c);
			point = f.len == 0 ? NULL : memchr(f.s, '.', f.len);
			if (ub_missing(f) != 0 || point == NULL)
				continue;
			d = (int)(f.s + f.len - point) - 1;
			digits[c] = d > digits[c] ? d : digits[c];
		}
		if (digits[c] > 0)
			s->item->legend.col[c].type = UB_DEC;
	}
	s->item->digits = digits;
}

static enum ub_status
check_names(const struct ub_shape *s, const char *option, const char *list,
    struct ub_err *e)
{
	size_t n, c;

	for (; list != NULL && *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		for (c = 0; c < s->g->ncol; c++)
			if (ub_slice_eq(ub_slice_of(s->heading[c]),
				(struct ub_slice){ list, n }))
				break;
		if (c == s->g->ncol)
			return ub_fail(e, UB_EUSAGE,
			    "%s: no column is headed %.*s", option, (int)n,
			    list);
	}
	return UB_OK;
}

static void
shape_free(struct ub_shape *s)
{
	size_t c;

	for (c = 0; s->heading != NULL && c < s->g->ncol; c++)
		free(s->heading[c]);
	free(s->heading);
	free(s->role);
	free(s->section);
	free(s->column);
	/* the table keeps where its rows and columns are */
	if (s->item == NULL)
		return;
	s->item->row = s->row;
	s->item->col = s->col;
}

/* --- what was guessed ---------------------------------------------------------------------- */

static void
put_list(const struct ub_shape *s, struct ub_buf *b, const char *what,
    enum ub_type type, size_t from)
{
	const struct ub_legend *l = &s->item->legend;
	size_t c, n = 0;

	for (c = from; c < l->n; c++) {
		if (l->col[c].type != type ||
		    (type == UB_TEXT && c >= s->item->t.nkey))
			continue;
		if (++n <= 3)
			ub_buf_printf(
			    b, "%s%s", n == 1 ? what : ", ", l->col[c].name);
	}
	if (n > 3)
		ub_buf_printf(b, " and %zu more", n - 3);
}

static void
tell(const struct ub_shape *s, struct ub_audit *a)
{
	struct ub_buf b = { 0 };

	ub_buf_printf(&b, "%s: taken as: ", s->item->name);
	if (s->head < s->data)
		ub_buf_printf(&b, "headings in row %zu, ", s->head + 1);
	ub_buf_printf(&b, "%zu rows", s->item->t.n);
	put_list(s, &b, "; keys ", UB_TEXT, 0);
	put_list(s, &b, "; numbers ", UB_COUNT, s->item->t.nkey);
	put_list(s, &b, "; decimals ", UB_DEC, s->item->t.nkey);
	put_list(s, &b, "; means ", UB_MEAN, s->item->t.nkey);
	put_list(s, &b, "; per cents ", UB_STAT, s->item->t.nkey);
	if (s->item->ask.npercent > 0 && s->item->ask.of == NULL)
		ub_buf_printf(
		    &b, " of %s", s->item->legend.col[s->item->ask.base].name);
	else if (s->item->ask.npercent > 0)
		ub_buf_printf(&b, ", %zu of them of a base of their own",
		    s->item->ask.npercent);
	if (s->item->ask.parts)
		ub_buf_puts(&b, ", the parts of a whole");
	ub_buf_printf(&b, "; %zu sum%s, %zu share%s of counts",
	    s->item->audited.nsum, s->item->audited.nsum == 1 ? "" : "s",
	    s->item->audited.nratio, s->item->audited.nratio == 1 ? "" : "s");
	if (s->codes)
		ub_buf_puts(&b,
		    "; without labels, so what is blank is taken for hidden");
	if (s->overlap)
		ub_buf_puts(&b, "; the notes say that parts overlap");
	if (s->item->like_records != NULL)
		ub_buf_printf(&b, "; rather records than a table: %s",
		    s->item->like_records);
	ub_audit_remark(a, "%s", b.s);
	ub_buf_free(&b);
}

/* --- notes ---------------------------------------------------------------- */

/* The words before the heading, and under the table. */
static bool
said_beside(const struct ub_shape *s, const char *const *word)
{
	const struct ub_pgrid *g = s->g;
	struct ub_buf b = { 0 };
	bool any;
	size_t i, to = s->end + 20 < g->nrow ? s->end + 20 : g->nrow;

	ub_buf_add(&b, "", 0);
	for (i = g->row[s->title]; i < g->row[s->head]; i++)
		ub_buf_add(&b, g->text.s + g->cell[i].at, g->cell[i].len);
	for (i = g->row[s->end]; i < g->row[to]; i++)
		ub_buf_add(&b, g->text.s + g->cell[i].at, g->cell[i].len);
	any = ub_shape_says(b.s, word);
	ub_buf_free(&b);
	return any;
}

/* --- together -------------------------------------------------------------------------------- */

static enum ub_status
make_table(struct ub_shape *s, struct ub_audit_set *set, struct ub_audit *a,
    const char *name, const char *input, struct ub_err *e)
{
	static const char *const over[] = { "summerar inte", "summerar ej",
		"flera grupper", "fler \xc3\xa4n en", "mer \xc3\xa4n en",
		"flera av", "fler av", "flera g\xc3\xa5nger", "not add up",
		"not always add up", "several groups", "more than one",
		"several of", "several times", NULL };
	struct ub_audit_item *it;
	enum ub_status st;
	size_t c;

	s->role = ub_xcalloc(s->g->ncol + 1, sizeof(*s->role));
	s->heading = ub_xcalloc(s->g->ncol + 1, sizeof(*s->heading));
	for (c = 0; c < s->g->ncol; c++)
		ub_shape_heading(s, c);
	if ((st = check_names(s, "--keys", s->ask->keys, e)) != UB_OK ||
	    (st = check_names(s, "--apart", s->ask->apart, e)) != UB_OK ||
	    (st = check_names(s, "--percent", s->ask->percent, e)) != UB_OK ||
	    (st = check_names(s, "--base", s->ask->base, e)) != UB_OK)
		return st;
	ub_shape_columns(s);
	s->overlap = said_beside(s, over);
	it = s->item = ub_audit_set_add(set, name, input);
	add_columns(s);
	it->t.legend = &it->legend;
	it->t.meta = &it->meta;
	add_rows(s);
	ub_shape_means(s);
	settle_digits(s);
	it->audited = (struct ub_audited){ .t = &it->t,
		.name = it->name,
		.digits = it->digits,
		.off = s->ask->off,
		.printed = it->t.n };
	ub_shape_sums(s);
	ub_shape_ratios(s);
	it->like_records = ub_shape_records(s);
	ub_shape_negative(s, a, set->n - 1);
	tell(s, a);
	return UB_OK;
}

enum ub_status
ub_shape_grid(struct ub_audit_set *set, struct ub_audit *a,
    const struct ub_pgrid *g, const char *name, const char *input,
    const struct ub_shape_ask *ask, size_t *found, struct ub_err *e)
{
	struct ub_shape s = { .g = g,
		.ask = ask,
		.codes = ask->hidden == NULL && ub_shape_codes(g) };
	enum ub_status st = UB_OK;
	struct ub_buf b = { 0 };

	*found = 0;
	if (g->nrow > 0 && g->ncol > AREA_MAX / g->nrow) {
		ub_audit_remark(
		    a, "%s: not looked at: its cells lie too far apart", name);
		return UB_OK;
	}
	while (st == UB_OK && ub_shape_next(&s)) {
		ub_buf_clear(&b);
		ub_buf_puts(&b, name);
		if ((*found)++ > 0)
			ub_buf_printf(&b, " (%zu)", *found);
		st = make_table(&s, set, a, b.s, input, e);
		shape_free(&s);
		s = (struct ub_shape){ .g = g, .ask = ask, .title = s.end };
	}
	ub_buf_free(&b);
	return st;
}
