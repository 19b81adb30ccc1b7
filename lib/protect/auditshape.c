/* auditshape.c - see auditshape.h: where the tables are, and their columns. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "auditshape.h"
#include "figure.h"

enum {
	HEAD_ROWS = 5,
	NAME_MAX_LEN = 200,
	AREA_MAX = 1 << 24 /* cells, empty ones too */
};

/* --- words -------------------------------------------------------------------------- */

static bool
begins_with(struct ub_slice s, const char *word)
{
	size_t n = strlen(word);

	if (s.len < n || memcmp(s.s, word, n) != 0)
		return false;
	return s.len == n || strchr(" ,:*(", s.s[n]) != NULL;
}

bool
ub_shape_means_all(const struct ub_shape *s, struct ub_slice text)
{
	static const char *const word[] = { "totalt", "total", "samtliga",
		"summa", "alla", "riket", "hela riket", "hela landet",
		"b\xc3\xa5"
		"da k\xc3\xb6nen",
		"b\xc3\xa5"
		"da",
		".t", "(total)", "all", "both", "sum", NULL };
	struct ub_buf b = { 0 };
	struct ub_slice low;
	bool all = false;
	size_t i;

	if (text.len == 0 || text.len > NAME_MAX_LEN)
		return false;
	if (s->ask->total != NULL)
		return ub_is_listed(s->ask->total, text);
	ub_lower(&b, text.s, text.len);
	low = (struct ub_slice){ b.s, b.len };
	for (i = 0; word[i] != NULL && !all; i++)
		all = begins_with(low, word[i]);
	ub_buf_free(&b);
	return all;
}

bool
ub_shape_says(const char *text, const char *const *word)
{
	struct ub_buf b = { 0 };
	bool any = false;

	ub_lower(&b, text, strlen(text));
	for (; *word != NULL && b.s != NULL && !any; word++)
		any = strstr(b.s, *word) != NULL;
	ub_buf_free(&b);
	return any;
}

/* --- cells --------------------------------------------------------------------------- */

static struct ub_printed
cell(const struct ub_shape *s, size_t row, size_t col)
{
	const struct ub_pgrid_cell *c = ub_pgrid_cell(s->g, row, col);

	if (c != NULL && (c->flags & UB_PGRID_COVERED))
		c = NULL;
	return ub_printed_read(s->g, c, s->ask->hidden);
}

static struct ub_slice
text(const struct ub_shape *s, size_t row, size_t col)
{
	const struct ub_pgrid_cell *c = ub_pgrid_cell(s->g, row, col);

	return ub_pgrid_text(s->g, c);
}

/* What a row has: figures right of the first column, texts, in all. */
struct profile {
	size_t figures, texts, first;
	bool years; /* all its figures could be years */
};

static bool
is_year(const struct ub_printed *v)
{
	return v->kind == UB_PRINTED_NUMBER && v->len == 4 &&
	       (memcmp(v->text, "19", 2) == 0 || memcmp(v->text, "20", 2) == 0);
}

static struct profile
look_at(const struct ub_shape *s, size_t row)
{
	const struct ub_pgrid *g = s->g;
	struct profile p = { 0, 0, SIZE_MAX, true };
	struct ub_printed v;
	size_t i, col;

	for (i = g->row[row]; i < g->row[row + 1]; i++) {
		col = g->cell[i].col;
		v = cell(s, row, col);
		if (v.kind == UB_PRINTED_BLANK)
			continue;
		if (p.first == SIZE_MAX)
			p.first = col;
		if (v.kind == UB_PRINTED_TEXT || col == 0) {
			p.texts++;
			continue;
		}
		p.figures++;
		p.years = p.years && is_year(&v);
	}
	p.years = p.years && p.figures > 0;
	return p;
}

/* --- where a table is ------------------------------------------------------------------ */

static bool
is_heading(const struct profile *p)
{
	return (p->figures == 0 || p->years) &&
	       (p->texts + p->figures >= 2 || (p->texts == 1 && p->first > 0));
}

/* The heading above row `data`: as far as rows are like one, and one blank row
 * between. */
static size_t
heading_above(const struct ub_shape *s, size_t data)
{
	size_t head = data, r = data, blank = 0;
	struct profile p;

	while (r > s->title && data - r < HEAD_ROWS) {
		p = look_at(s, --r);
		if (p.texts + p.figures == 0 && blank++ == 0 && r > 0)
			continue;
		if (!is_heading(&p))
			break;
		head = r;
	}
	return head;
}

/* The next table from s->title on; false: there is none. */
static bool
next_table(struct ub_shape *s)
{
	struct profile p, next;
	size_t r, last;

	for (s->data = s->title; s->data < s->g->nrow; s->data++) {
		p = look_at(s, s->data);
		if (p.figures == 0)
			continue;
		/* years over columns of figures are headings */
		next = s->data + 1 < s->g->nrow ? look_at(s, s->data + 1)
						: (struct profile){ 0 };
		if (!p.years || next.figures == 0)
			break;
	}
	if (s->data >= s->g->nrow)
		return false;
	s->head = heading_above(s, s->data);
	last = s->data;
	for (r = s->data + 1; r < s->g->nrow; r++) {
		p = look_at(s, r);
		if (p.figures > 0 && !(p.years && p.texts < 2 && r > last + 1))
			last = r;
		/* a heading again, and figures below it: another table */
		else if (is_heading(&p) && p.texts >= 2 && r + 1 < s->g->nrow &&
			 look_at(s, r + 1).figures > 0)
			break;
	}
	s->end = last + 1;
	return true;
}

/* --- columns ---------------------------------------------------------------------------- */

/* The heading of a column: what stands over it, from group to column. */
static void
make_heading(struct ub_shape *s, size_t col)
{
	struct ub_buf b = { 0 };
	struct ub_slice t, before = { "", 0 };
	size_t r, c;

	for (r = s->head; r < s->data; r++) {
		t = text(s, r, col);
		/* the group stands over its first column; the last row of a
		 * heading has one for each */
		for (c = col; t.len == 0 && c-- > 1 && r + 1 < s->data;)
			t = text(s, r, c);
		if (t.len == 0 || ub_slice_eq(t, before) ||
		    ub_printed_read(s->g, ub_pgrid_cell(s->g, r, col), NULL)
			    .kind == UB_PRINTED_SIGN)
			continue;
		if (b.len > 0)
			ub_buf_puts(&b, ", ");
		ub_printable(&b, t.s, t.len < NAME_MAX_LEN ? t.len : 0);
		before = t;
	}
	if (b.len == 0) {
		char name[UB_PGRID_NAME];

		ub_pgrid_name(name, 0, col);
		name[strcspn(name, "0123456789")] = '\0';
		ub_buf_printf(&b, "column %s", name);
	}
	s->heading[col] = b.s;
}

struct tally {
	size_t numbers, signs, texts, percents, zeros;
};

static struct tally
count_column(const struct ub_shape *s, size_t col)
{
	struct tally t = { 0 };
	struct ub_printed v;
	struct ub_slice raw;
	size_t r;

	for (r = s->data; r < s->end; r++) {
		v = cell(s, r, col);
		raw = text(s, r, col);
		switch (v.kind) {
		case UB_PRINTED_NUMBER:
			t.numbers++;
			t.percents += v.percent;
			break;
		case UB_PRINTED_SIGN:
			t.signs++;
			break;
		case UB_PRINTED_TEXT:
			t.texts++;
			t.zeros += raw.len > 1 && raw.s[0] == '0';
			break;
		default:
			break;
		}
	}
	return t;
}

/* Columns of numbers that are names all the same. */
static bool
names_rows(const char *heading)
{
	static const char *const word[] = { "kod", "kommun", "l\xc3\xa4n",
		"lan", "\xc3\xa5r", "year", "region", "vecka", "m\xc3\xa5nad",
		"kvartal", "\xc3\xa5lder", "k\xc3\xb6n", "kon", "grupp",
		"kommunkod", "l\xc3\xa4nskod", "lanskod", "regi", NULL };
	struct ub_buf b = { 0 };
	bool is = false;
	size_t i;

	ub_lower(&b, heading, strlen(heading));
	for (i = 0; word[i] != NULL && b.s != NULL; i++)
		is = is || strcmp(b.s, word[i]) == 0;
	ub_buf_free(&b);
	return is;
}

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

static bool
title_says_percent(const struct ub_shape *s)
{
	static const char *const word[] = { "%", "procent", "per cent",
		"percent", NULL };
	const struct ub_pgrid *g = s->g;
	struct ub_buf b = { 0 };
	size_t i;
	bool any;

	ub_buf_add(&b, "", 0);
	for (i = g->row[s->title]; i < g->row[s->head]; i++)
		ub_buf_add(&b, g->text.s + g->cell[i].at, g->cell[i].len);
	any = ub_shape_says(b.s, word);
	ub_buf_free(&b);
	return any;
}

static bool
says_percent(const char *heading)
{
	static const char *const word[] = { "%", "procent", "andel", "share",
		"percent", NULL };

	return ub_shape_says(heading, word);
}

static bool
says_count(const char *heading)
{
	static const char *const word[] = { "antal", "n=", "number", "count",
		"bas", NULL };

	return strcmp(heading, "n") == 0 || strcmp(heading, "N") == 0 ||
	       strcmp(heading, "n_pers") == 0 || ub_shape_says(heading, word);
}

/* x beside x_k and x_n: as ubat-agg names a share. */
static bool
has_companions(const struct ub_shape *s, size_t col)
{
	static const char *const tail[] = { "_k", "_n" };
	size_t i, c, n = strlen(s->heading[col]), found = 0;

	for (i = 0; i < 2; i++)
		for (c = 0; c < s->g->ncol; c++)
			found +=
			    strncmp(s->heading[c], s->heading[col], n) == 0 &&
			    strcmp(s->heading[c] + n, tail[i]) == 0;
	return found == 2;
}

static void
judge_columns(struct ub_shape *s)
{
	bool title = title_says_percent(s), keys = true, any = false;
	struct tally t;
	size_t c;

	for (c = 0; c < s->g->ncol; c++)
		any = any || says_percent(s->heading[c]);
	for (c = 0; c < s->g->ncol; c++) {
		t = count_column(s, c);
		if (t.numbers + t.signs + t.texts == 0)
			continue;
		if (s->ask->keys != NULL
			? ub_is_listed(s->ask->keys, ub_slice_of(s->heading[c]))
			: keys && ((c == 0 && !says_count(s->heading[c]) &&
				       !says_percent(s->heading[c])) ||
				      t.texts > t.numbers + t.signs ||
				      names_rows(s->heading[c]))) {
			s->role[c] = UB_SHAPE_NAME;
			continue;
		}
		if (t.texts > t.numbers + t.signs)
			continue;
		keys = false;
		s->role[c] = UB_SHAPE_NUMBER;
		if (s->ask->percent != NULL)
			s->role[c] = ub_is_listed(s->ask->percent,
					 ub_slice_of(s->heading[c]))
					 ? UB_SHAPE_PERCENT
					 : UB_SHAPE_NUMBER;
		else if (2 * t.percents > t.numbers || has_companions(s, c) ||
			 (says_percent(s->heading[c]) &&
			     strstr(s->heading[c], "enheter") == NULL) ||
			 (title && !any && !says_count(s->heading[c])))
			s->role[c] = UB_SHAPE_PERCENT;
	}
}

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
		if (look_at(s, r).figures == 0)
			continue;
		all++;
		with += base_in_name(text(s, r, 0), &n);
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
	bool secret; /* X is used: then .. is something else */
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
		if (text(s, row, s->col[k]).len > 0)
			last = k + 1;
	for (k = 0; k < nkey; k++) {
		t = text(s, row, s->col[k]);
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
		if (base_in_name(text(s, row, 0), &n))
			put(f, dst, ub_int_print(dst, n));
		else
			put(f, "", 0);
		return;
	}
	v = cell(s, row, s->col[c]);
	switch (v.kind) {
	case UB_PRINTED_NUMBER:
		put(f, v.text, v.len);
		break;
	case UB_PRINTED_SIGN:
		reason[1] = v.reason != 'q' ? v.reason : f->secret ? 'b' : 's';
		put(f, reason, 2);
		break;
	default:
		/* a blank among figures is one that nobody tells */
		put(f, ".b", s->role[s->col[c]] == UB_SHAPE_NUMBER ? 2 : 0);
	}
}

static bool
uses_secret(const struct ub_shape *s)
{
	size_t r, c;

	for (r = s->data; r < s->end; r++)
		for (c = 0; c < s->g->ncol; c++)
			if (cell(s, r, c).reason == 's')
				return true;
	return false;
}

static void
add_rows(struct ub_shape *s)
{
	struct ub_published *t = &s->item->t;
	struct field f = { .s = s,
		.b = &t->text,
		.secret = uses_secret(s) || ub_shape_dots_told(s) };
	size_t r, c, section = 0, i;
	struct profile p;

	f.at = ub_xgrow(NULL, 0, sizeof(*f.at));
	f.at[0] = 0;
	for (r = s->data; r < s->end; r++) {
		p = look_at(s, r);
		if (p.figures == 0) {
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
	if (s->overlap)
		ub_buf_puts(&b, "; the notes say that parts overlap");
	if (s->item->like_records != NULL)
		ub_buf_printf(&b,
		    "; rather records than a table: %s, and no totals",
		    s->item->like_records);
	ub_audit_remark(a, "%s", b.s);
	ub_buf_free(&b);
}

/* --- together -------------------------------------------------------------------------------- */

static enum ub_status
make_table(struct ub_shape *s, struct ub_audit_set *set, struct ub_audit *a,
    const char *name, const char *input, struct ub_err *e)
{
	static const char *const over[] = { "summerar inte", "summerar ej",
		"flera grupper", "fler \xc3\xa4n en", "mer \xc3\xa4n en",
		"flera av", "fler av", "flera g\xc3\xa5nger", NULL };
	struct ub_audit_item *it;
	enum ub_status st;
	size_t c;

	s->role = ub_xcalloc(s->g->ncol + 1, sizeof(*s->role));
	s->heading = ub_xcalloc(s->g->ncol + 1, sizeof(*s->heading));
	for (c = 0; c < s->g->ncol; c++)
		make_heading(s, c);
	if ((st = check_names(s, "--keys", s->ask->keys, e)) != UB_OK ||
	    (st = check_names(s, "--percent", s->ask->percent, e)) != UB_OK ||
	    (st = check_names(s, "--base", s->ask->base, e)) != UB_OK)
		return st;
	judge_columns(s);
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
	struct ub_shape s = { .g = g, .ask = ask };
	enum ub_status st = UB_OK;
	struct ub_buf b = { 0 };

	*found = 0;
	if (g->nrow > 0 && g->ncol > AREA_MAX / g->nrow) {
		ub_audit_remark(
		    a, "%s: not looked at: its cells lie too far apart", name);
		return UB_OK;
	}
	while (st == UB_OK && next_table(&s)) {
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
