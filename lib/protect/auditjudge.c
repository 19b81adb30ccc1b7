/*
 * auditjudge.c - what the figures of a printed table are not: counts that add
 * up, but means; a table, but records; auditshape.h.
 */
#include <stdlib.h>

#include "../source/person.h"
#include "auditshape.h"

/* --- means ------------------------------------------------------------------ */

static bool
is_total(const struct ub_published *t, size_t row)
{
	size_t k;

	for (k = 0; k < t->nkey; k++)
		if (ub_missing(ub_published_cell(t, row, k)) != UB_TOTAL)
			return false;
	return t->nkey > 0;
}

/* The total of a mean lies among its parts, that of a sum beyond them. */
static bool
lies_among(const struct ub_published *t, size_t col)
{
	double v, most = 0, total = 0;
	bool any = false, all = false;
	struct ub_slice f;
	size_t r;

	for (r = 0; r < t->n; r++) {
		f = ub_published_cell(t, r, col);
		if (ub_missing(f) != 0 || !ub_real_parse(f.s, f.len, &v))
			continue;
		if (is_total(t, r)) {
			total = v;
			all = true;
		} else if (!any || v > most) {
			most = v;
			any = true;
		}
	}
	return any && all && most > 0 && total <= most;
}

void
ub_shape_means(struct ub_shape *s)
{
	struct ub_legend *l = &s->item->legend;
	size_t c;

	for (c = s->item->t.nkey; c < l->n; c++)
		if (l->col[c].type == UB_COUNT &&
		    ub_shape_beside(l, c, ub_shape_base) != UB_NOCOL &&
		    lies_among(&s->item->t, c))
			l->col[c].type = UB_MEAN;
}

/* --- counts below 0 ---------------------------------------------------------- */

/* A change may be, a number of persons cannot. */
static bool
is_count(const char *heading)
{
	static const char *const counts[] = { "antal", "personer", "klienter",
		"number", "persons", "clients", NULL };
	static const char *const changes[] = { "ndring", "skillnad", "differen",
		"change", "minus", "netto", "saldo", "balance", NULL };

	return (strcmp(heading, "n") == 0 || strcmp(heading, "n_pers") == 0 ||
		   ub_shape_says(heading, counts)) &&
	       !ub_shape_says(heading, changes);
}

void
ub_shape_negative(const struct ub_shape *s, struct ub_audit *a, size_t table)
{
	const struct ub_published *t = &s->item->t;
	struct ub_buf name = { 0 };
	struct ub_slice f;
	size_t r, c;

	for (r = 0; r < t->n; r++) {
		for (c = t->nkey; c < t->ncol; c++) {
			f = ub_published_cell(t, r, c);
			if (f.len == 0 || f.s[0] != '-' ||
			    !is_count(s->item->legend.col[c].name))
				continue;
			ub_buf_clear(&name);
			ub_buf_add(&name, "", 0);
			ub_published_row_name(t, r, &name);
			ub_audit_find(a, UB_FIND_NONE_FIT, table, s->item->name,
			    name.s, s->item->legend.col[c].name,
			    ub_xstrdup("a count below 0"));
		}
	}
	ub_buf_free(&name);
}

/* --- two dots --------------------------------------------------------------- */

enum { NOTE_ROWS = 20 }; /* behind a table */

/* "..  = uppgift saknas" */
static bool
tells_of_dots(struct ub_slice f)
{
	return f.len > 3 && memcmp(f.s, "..", 2) == 0 &&
	       strchr(" =:-\xe2", f.s[2]) != NULL;
}

/* ubat-xlsx says above records that they are: there two dots are what nobody
 * told. */
static bool
says_records(const struct ub_shape *s)
{
	static const char *const word[] = { "inneh\xc3\xa5ller poster",
		"sheet holds records", NULL };

	return ub_shape_title_says(s, word);
}

enum ub_shape_dots
ub_shape_dots(const struct ub_shape *s)
{
	static const char *const secret[] = { "skydd", "sekretess",
		"r\xc3\xb6j", "f\xc3\xa5", "f\xc3\xa4rre", "prick", "hidden",
		"confiden", "few", "protect", "suppress", "disclos", NULL };
	const struct ub_pgrid *g = s->g;
	size_t i,
	    to = s->end + NOTE_ROWS < g->nrow ? s->end + NOTE_ROWS : g->nrow;
	struct ub_slice f;
	struct ub_buf b = { 0 };
	bool told = false, hides = false;

	if (says_records(s))
		return UB_DOTS_OTHER;
	for (i = g->row[s->title]; i < g->row[to]; i++) {
		f = ub_pgrid_text(g, &g->cell[i]);
		if ((i >= g->row[s->head] && i < g->row[s->end]) ||
		    !tells_of_dots(f))
			continue;
		told = true;
		ub_buf_clear(&b);
		ub_buf_add(&b, f.s, f.len);
		hides = hides || ub_shape_says(b.s, secret);
	}
	ub_buf_free(&b);
	return hides ? UB_DOTS_HIDE : told ? UB_DOTS_OTHER : UB_DOTS_UNTOLD;
}

/* --- records ---------------------------------------------------------------- */

enum { RECORDS = 5 }; /* fewer rows are not judged */

/* 2024-01-31, perhaps with more behind it. */
static bool
is_date(struct ub_slice f)
{
	static const char form[] = "0000-00-00";
	size_t i;

	if (f.len < sizeof(form) - 1)
		return false;
	for (i = 0; form[i] != '\0'; i++)
		if (form[i] == '0' ? f.s[i] < '0' || f.s[i] > '9'
				   : f.s[i] != form[i])
			return false;
	return true;
}

/* What most fields of a column are. */
struct content {
	size_t texts, dates;
};

static struct content
look_at(const struct ub_shape *s, size_t col)
{
	struct content t = { 0, 0 };
	const struct ub_pgrid_cell *c;
	size_t r;

	for (r = s->data; r < s->end; r++) {
		c = ub_pgrid_cell(s->g, r, col);
		if (is_date(ub_pgrid_text(s->g, c)))
			t.dates++;
		else if (ub_printed_read(s->g, c, s->ask->hidden).kind ==
			 UB_PRINTED_TEXT)
			t.texts++;
	}
	return t;
}

/* Rows with the same keys as another. */
static int
by_keys(const void *a, const void *b, void *arg)
{
	const struct ub_published *t = arg;
	const size_t *x = a, *y = b;
	struct ub_slice p, q;
	size_t k;
	int d;

	for (k = 0; k < t->nkey; k++) {
		p = ub_published_cell(t, *x, k);
		q = ub_published_cell(t, *y, k);
		d = memcmp(p.s, q.s, p.len < q.len ? p.len : q.len);
		if (d != 0 || p.len != q.len)
			return d != 0 ? d : p.len < q.len ? -1 : 1;
	}
	return 0;
}

static size_t
count_repeated(const struct ub_published *t)
{
	size_t *row, i, n = 0;

	if (t->nkey == 0 || t->n == 0)
		return 0;
	row = ub_xreallocarray(NULL, t->n, sizeof(*row));
	for (i = 0; i < t->n; i++)
		row[i] = i;
	qsort_r(row, t->n, sizeof(*row), by_keys, (void *)(uintptr_t)t);
	for (i = 1; i < t->n; i++)
		n += by_keys(&row[i - 1], &row[i], (void *)(uintptr_t)t) == 0;
	free(row);
	return n;
}

/* 850101-1234, 19850101-1234, 198501011234: with a day of birth in it, or, in
 * ten digits, with the right check digit. */
static bool
is_personnr(struct ub_slice f)
{
	struct ub_person p;
	const char *birth;
	int month, day;

	switch (ub_person_parse(f.s, f.len, NULL, &p)) {
	case UB_PERSON_OK:
	case UB_PERSON_CENTURY:
		return true;
	case UB_PERSON_CHECK:
		break;
	default:
		return false;
	}
	if (f.len < 11)
		return false;
	birth = f.s + (f.len > 11 ? 2 : 0);
	month = (birth[2] - '0') * 10 + birth[3] - '0';
	day = (birth[4] - '0') * 10 + birth[5] - '0';
	day -= day > 60 ? 60 : 0;
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Does a column hold numbers of persons?  By its heading, where what stands
 * below is no count, or by what stands in most of its cells. */
static bool
holds_personnr(const struct ub_shape *s, size_t col)
{
	static const char *const word[] = { "personnr", "personnummer",
		"person_nr", "personal identity", NULL };
	bool named = ub_shape_says(s->heading[col], word) &&
		     !ub_shape_counts(s->heading[col]);
	size_t r, all = 0, numbers = 0, longer = 0;
	struct ub_slice f;

	for (r = s->data; r < s->end; r++) {
		f = ub_shape_text(s, r, col);
		all += f.len > 0;
		numbers += f.len > 0 && is_personnr(f);
		longer += f.len >= 10;
	}
	return 2 * numbers > all || (named && 2 * longer > all);
}

/* What only a table has: totals, sums, per cents, hidden figures, counts. */
static bool
is_table(const struct ub_shape *s)
{
	static const char *const counts[] = { "antal", "n=", "number", "count",
		"andel", "procent", "%", "totalt", "total", "share", "percent",
		"per cent", NULL };
	const struct ub_audit_item *it = s->item;
	size_t i, c;

	if (it->audited.nsum > 0 || it->audited.nratio > 0 ||
	    it->ask.npercent > 0)
		return true;
	for (c = it->t.nkey; c < it->legend.n; c++)
		if (it->legend.col[c].type == UB_STAT ||
		    strcmp(it->legend.col[c].name, "n") == 0 ||
		    ub_shape_says(it->legend.col[c].name, counts))
			return true;
	for (i = 0; i < it->t.n * it->t.ncol; i++)
		if (ub_missing(it->t.cell[i]) == UB_TOTAL ||
		    ub_missing(it->t.cell[i]) == UB_HIDDEN)
			return true;
	return false;
}

const char *
ub_shape_records(const struct ub_shape *s)
{
	static const char *const person[] = { "klientid", "personnummer",
		"personnr", "person_id", "personid", "klient_id",
		"l\xc3\xb6pnr", "l\xc3\xb6pnummer", "lopnr", "client id",
		"client_id", "clientid", "person id", "identity number",
		"serial number", NULL };
	size_t c, n = s->item->t.n, last = 0;
	struct content t;

	for (c = 0; c < s->g->ncol; c++)
		if (holds_personnr(s, c))
			return "personal identity numbers";
	if (says_records(s))
		return "its own words say so";
	if (n < RECORDS || is_table(s))
		return NULL;
	for (c = 0; c < s->g->ncol; c++)
		if (ub_shape_says(s->heading[c], person))
			return "a number for each person, and no totals";
	if (10 * count_repeated(&s->item->t) > n)
		return "the same keys in many rows, and no totals";
	/* keys are on the left, and first of all the day of a table by days */
	for (c = 0; c < s->g->ncol; c++)
		last = s->role[c] == UB_SHAPE_NAME ? c : last;
	for (c = 0; c < s->g->ncol; c++) {
		t = look_at(s, c);
		if (2 * t.texts > n && c > last && s->role[c] == UB_SHAPE_NONE)
			return "words behind the numbers, and no totals";
		if (2 * t.dates > n && c > 0)
			return "a day in each row, and no totals";
	}
	return NULL;
}
