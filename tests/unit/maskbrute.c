/* maskbrute.c - what ubat-mask writes of small random tables, against every
 * table of whole numbers that a reader cannot exclude. */
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "lib/protect/mask.h"

enum { ATOMS = 9, FORMS = 48, CAP = 24 };

static uint64_t state = 88172645463325252U;

static int
roll(int n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (int)((state >> 33) % (unsigned)n);
}

/*
 * A table is made of atoms, and all it says is sums of them: a form.  What a
 * reader knows of a form is its value (from == to), or how small it can be.
 */
struct form {
	int by[ATOMS]; /* 0 or 1; -1 only where two sums are the same */
	int last;      /* the last atom it has */
	int value, from, to;
	int floor; /* what it has at least, whatever is shown */
	bool printed, hidden, small, all,
	    rest;      /* printed nowhere: that it is 0 may be known */
	int cell;      /* figures of one cell have the same; or 0 */
	int who;       /* the one person behind it, or 0 */
	int low, high; /* found, of what is hidden */
};

struct puzzle {
	int atom[ATOMS], natom, least;
	struct form form[FORMS];
	int nform;
	/* of the search */
	int try[ATOMS + 1];
	const struct form *knows; /* of the reader who is alone behind it */
	bool blind;               /* he sees nothing */
};

static struct form *
add_form(struct puzzle *p, unsigned atoms)
{
	struct form *f = &p->form[p->nform++];

	*f = (struct form){ .from = 0, .to = 1000 };
	for (int i = 0; i < p->natom; i++) {
		f->by[i] = atoms >> i & 1;
		f->value += f->by[i] * p->atom[i];
		f->last = f->by[i] ? i : f->last;
	}
	return f;
}

/* One that is printed, and of persons. */
static struct form *
add_count(struct puzzle *p, unsigned atoms)
{
	struct form *f = add_form(p, atoms);

	f->printed = true;
	f->small = f->value > 0 && f->value < p->least;
	for (int i = 0; i < p->natom && f->value == 1; i++)
		if (f->by[i] * p->atom[i] == 1)
			f->who = i + 1;
	return f;
}

/* The persons of both are the same. */
static void
add_same(struct puzzle *p, unsigned a, unsigned b)
{
	struct form *f = add_count(p, a), *g = add_count(p, b);
	int one = f->who, other = g->who;

	f->printed = f->small = false;
	f->who = 0;
	for (int i = 0; i < p->natom; i++) {
		f->by[i] -= g->by[i];
		f->last = f->by[i] != 0 ? i : f->last;
	}
	p->nform--;
	f->from = f->to = f->value = 0;
	for (int k = 0; k < p->nform && one != 0; k++)
		if (p->form[k].who == other)
			p->form[k].who = one;
}

/* --- the reader ----------------------------------------------------------- */

static bool
is_known(const struct puzzle *p, const struct form *f)
{
	return !p->blind && ((f->printed && !f->hidden) || f == p->knows);
}

static int
sum_of(const struct puzzle *p, const struct form *f, int upto)
{
	int sum = 0;

	for (int i = 0; i <= upto; i++)
		sum += f->by[i] * p->try[i];
	return sum;
}

/* Can the first atoms be so? */
static bool
may_be(const struct puzzle *p, int upto)
{
	for (int k = 0; k < p->nform; k++) {
		const struct form *f = &p->form[k];
		bool known = is_known(p, f), done = f->last <= upto;
		int sum = sum_of(p, f, upto);

		if (known && (done ? sum != f->value : sum > f->value))
			return false;
		if (done && (sum < f->from || sum > f->to))
			return false;
	}
	return true;
}

/* Is nothing of what is hidden known too well?  A small figure must be able to
 * be large enough to be shown, and smaller than it is if it is not the least
 * it can be for all. */
static bool
is_open(const struct puzzle *p, const struct form *f)
{
	/* of his own cell he may know more */
	if (!f->hidden || (p->knows != NULL &&
			      (f->who == p->knows->who ||
				  (f->cell != 0 && f->cell == p->knows->cell))))
		return true;
	if (f->small && f->high < p->least)
		return false;
	if (f->small && p->knows == NULL && f->value > f->floor &&
	    f->low >= f->value)
		return false;
	return f->low < f->high || f->rest || (p->knows != NULL && !f->small);
}

/* Is there a table at all, as the forms are bound now?  The first is taken. */
static bool
find_one(struct puzzle *p, int i)
{
	if (i < p->natom) {
		for (p->try[i] = 0; p->try[i] <= CAP; p->try[i]++)
			if (may_be(p, i) && find_one(p, i + 1))
				return true;
		return false;
	}
	for (int k = 0; k < p->nform; k++) {
		struct form *f = &p->form[k];
		int sum = sum_of(p, f, p->natom - 1);

		f->low = sum < f->low ? sum : f->low;
		f->high = sum > f->high ? sum : f->high;
	}
	return true;
}

/* Look for one where f is from..to. */
static void
look_for(struct puzzle *p, struct form *f, int from, int to)
{
	struct form was = *f;

	f->from = from > was.from ? from : was.from;
	f->to = to < was.to ? to : was.to;
	if (f->from <= f->to)
		(void)find_one(p, 0);
	f->from = was.from;
	f->to = was.to;
}

/* The least that f is in tables of 0 to 2; those suffice. */
static void
find_floor(struct puzzle *p, int i, struct form *f)
{
	int sum;

	for (p->try[i] = 0; i < p->natom && p->try[i] <= 2; p->try[i]++)
		if (may_be(p, i))
			find_floor(p, i + 1, f);
	if (i < p->natom)
		return;
	sum = sum_of(p, f, i - 1);
	f->floor = sum < f->floor ? sum : f->floor;
}

static void
tell(const struct puzzle *p, const char *text)
{
	fprintf(stderr, "least %d, to %s\n%s", p->least,
	    p->knows == NULL ? "all" : "one who is alone", text);
	for (int k = 0; k < p->nform; k++)
		if (!is_open(p, &p->form[k]))
			fprintf(stderr, "figure %d: %d is %d..%d\n", k,
			    p->form[k].value, p->form[k].low, p->form[k].high);
}

/* Is all open that should be, to everybody, or to who is behind a figure? */
static bool
is_safe(struct puzzle *p, const struct form *knows)
{
	p->knows = knows;
	for (int k = 0; k < p->nform; k++)
		p->form[k].low = p->form[k].high = p->form[k].value;
	for (int k = 0; k < p->nform; k++) {
		struct form *f = &p->form[k];

		if (!is_open(p, f))
			look_for(p, f, 0, f->value - 1);
		if (!is_open(p, f))
			look_for(
			    p, f, f->small ? p->least : f->value + 1, 1000);
		if (!is_open(p, f))
			return false;
	}
	return true;
}

/* --- ubat-mask ------------------------------------------------------------ */

/* Protect the tables of `text`; what is written stands in `out` then. */
static enum ub_status
protect(const char *text, int least, char *out, size_t size)
{
	const struct ub_limits limits = { 0, 0, 0 };
	const struct ub_figure_ask ask = { NULL, NULL };
	struct ub_mask m = { .rules = { .least = least,
				 .part = least,
				 .base = least,
				 .records_are_persons = true,
				 .percent = 10 },
		.digits = -1 };
	struct ub_reader *r = NULL;
	struct ub_writer w;
	struct ub_err e;
	enum ub_status st;
	int in[2], to[2];
	ssize_t n;

	if (pipe(in) != 0 || pipe(to) != 0)
		return UB_EUSAGE;
	m.weave.total_cost = 10;
	m.weave.least = least;
	n = write(in[1], text, strlen(text));
	close(in[1]);
	st = ub_reader_open_fd(&r, in[0], "t", UB_READ_TABLES, &limits, &e);
	if (st == UB_OK && n == (ssize_t)strlen(text))
		st = ub_weave_read(&m.weave, r, false, &ask, &e);
	ub_reader_free(r);
	if (st == UB_OK)
		st = ub_mask_run(&m, &e);
	ub_writer_init(&w, to[1], "out");
	for (size_t i = 0; i < m.weave.n && st == UB_OK; i++)
		st = ub_mask_write(&m, i, &w, &e);
	if (ub_writer_close(&w, &e) != UB_OK)
		st = UB_EUSAGE;
	ub_mask_free(&m);
	close(to[1]);
	n = read(to[0], out, size - 1);
	out[n > 0 ? n : 0] = '\0';
	close(to[0]);
	return st;
}

/* Field `col` of record `row` of the stream, over all its tables. */
static const char *
field(const char *s, int row, int col)
{
	for (; *s != '\0'; s = strchr(s, '\n') + 1)
		if (*s != '#' && row-- == 0)
			break;
	for (; col > 0; col--)
		s = strchr(s, '\t') + 1;
	return s;
}

/* Is it hidden there?  What is shown must be what it was. */
static void
look(struct form *f, const char *out, int row, int col)
{
	const char *s = field(out, row, col);

	f->hidden = strncmp(s, ".s", 2) == 0;
	CHECK(f->hidden || atoi(s) == f->value);
	CHECK(f->hidden || !f->small);
}

struct tallies {
	int tables, hidden, refused, lone;
};

static void
judge(struct puzzle *p, const char *out, struct tallies *n)
{
	CHECK(is_safe(p, NULL));
	if (!is_safe(p, NULL))
		tell(p, out);
	for (int k = 0; k < p->nform; k++) {
		const struct form *f = &p->form[k];

		n->hidden += f->hidden;
		if (!f->hidden || f->who == 0)
			continue;
		n->lone++;
		CHECK(is_safe(p, f));
		if (!is_safe(p, f))
			tell(p, out);
	}
}

/* --- tables ---------------------------------------------------------------- */

/* Of rows and columns, r by c, from the first atom on; the last of each is the
 * total. */
static unsigned
atoms_of(int first, int r, int c, int row, int col)
{
	unsigned atoms = 0;

	for (int i = 0; i < r; i++)
		for (int j = 0; j < c; j++)
			if ((row == r || row == i) && (col == c || col == j))
				atoms |= 1U << (first + i * c + j);
	return atoms;
}

/* Is each row known to have a record? */
static void
set_floors(struct puzzle *p, int from)
{
	for (int k = from; k < p->nform; k++)
		if (p->form[k].value == 0)
			return;
	for (int k = from; k < p->nform; k++)
		p->form[k].from = 1;
}

static void
put_key(struct ub_buf *t, bool total, int value)
{
	if (total)
		ub_buf_puts(t, ".t");
	else
		ub_buf_putc(t, (char)value);
}

static void
add_cross(struct puzzle *p, struct ub_buf *t, int first, int r, int c, char key)
{
	int from = p->nform;

	ub_buf_printf(t, "#k:code\t%c:code\tn:count\n", key);
	ub_buf_printf(t, "#table\t%c\tkeys=k,%c\n", key, key);
	for (int i = 0; i <= r; i++)
		for (int j = 0; j <= c; j++) {
			struct form *f =
			    add_count(p, atoms_of(first, r, c, i, j));

			f->all = i == r && j == c;
			put_key(t, i == r, 'a' + i);
			ub_buf_putc(t, '\t');
			put_key(t, j == c, 'p' + j);
			ub_buf_printf(t, "\t%d\n", f->value);
		}
	ub_buf_printf(t, "#end\t%d\t0\n", (r + 1) * (c + 1));
	set_floors(p, from);
}

static void
random_atoms(struct puzzle *p, int n)
{
	int top = 1 + roll(6);

	memset(p, 0, sizeof(*p));
	p->natom = n;
	p->least = 2 + roll(3);
	for (int i = 0; i < n; i++)
		p->atom[i] = roll(top + 1);
}

/* Would all but the total of all, hidden, leave all open? */
static bool
would_do(struct puzzle *p)
{
	for (int k = 0; k < p->nform; k++) {
		struct form *f = &p->form[k];

		f->hidden = f->printed && !f->all;
		if (f->all && f->small)
			return false;
	}
	for (int k = 0; k < p->nform; k++)
		if (!is_safe(p, p->form[k].who == 0 ? NULL : &p->form[k]))
			return false;
	return true;
}

static void
look_cross(struct puzzle *p, const char *out)
{
	for (int k = 0, row = 0; k < p->nform; k++)
		if (p->form[k].printed)
			look(&p->form[k], out, row++, 2);
}

static void
look_share(struct puzzle *p, const char *out)
{
	static const int col[] = { 1, 3, 4, 5 };

	for (int k = 0; k < p->nform; k++)
		if (k % 5 < 4)
			look(&p->form[k], out, k / 5, col[k % 5]);
		else /* a reader subtracts */
			p->form[k].hidden =
			    p->form[k - 3].hidden || p->form[k - 2].hidden;
}

/* Of the numbers of records alone. */
static void
set_share_floors(struct puzzle *p)
{
	for (int k = 0; k < p->nform; k += 5)
		if (p->form[k].value == 0)
			return;
	for (int k = 0; k < p->nform; k += 5)
		p->form[k].from = 1;
}

static void
run(struct puzzle *p, const struct ub_buf *t,
    void (*see)(struct puzzle *, const char *), struct tallies *n)
{
	char out[8192];

	n->tables++;
	p->blind = true;
	for (int k = 0; k < p->nform; k++) {
		p->form[k].floor = p->form[k].value;
		if (p->form[k].small)
			find_floor(p, 0, &p->form[k]);
	}
	p->blind = false;
	/* who sees that a row has one record may take it that it is told */
	for (int k = 0; see == look_share && k < p->nform; k += 5)
		p->form[k + 2].floor = p->form[k].floor;
	if (protect(t->s, p->least, out, sizeof(out)) != UB_OK) {
		CHECK(see == look_share || !would_do(p));
		n->refused++;
		return;
	}
	see(p, out);
	judge(p, out, n);
}

static void
test_cross(struct tallies *n)
{
	struct puzzle p;
	struct ub_buf t = { 0 };
	int r = 2 + roll(2), c = 2 + roll(2);

	random_atoms(&p, r * c);
	add_cross(&p, &t, 0, r, c, 'l');
	run(&p, &t, look_cross, n);
	ub_buf_free(&t);
}

/* Two tables, of which all have the totals of the rows, and of all. */
static void
test_linked(struct tallies *n)
{
	struct puzzle p;
	struct ub_buf t = { 0 };
	int more[2];

	random_atoms(&p, 8);
	for (int i = 0; i < 2; i++) { /* the same rows in both */
		more[i] = p.atom[2 * i] + p.atom[2 * i + 1];
		p.atom[4 + 2 * i] = roll(more[i] + 1);
		p.atom[5 + 2 * i] = more[i] - p.atom[4 + 2 * i];
	}
	add_cross(&p, &t, 0, 2, 2, 'l');
	add_cross(&p, &t, 4, 2, 2, 'm');
	for (int i = 0; i < 2; i++)
		add_same(&p, atoms_of(0, 2, 2, i, 2), atoms_of(4, 2, 2, i, 2));
	run(&p, &t, look_cross, n);
	ub_buf_free(&t);
}

/* Rows of a share: its numerator, its rest and what is missing are atoms. */
static void
add_row(struct puzzle *p, struct ub_buf *t, unsigned rows, unsigned last)
{
	/* columns n, x_k, x_n, x_miss, and the rest, which is not printed */
	static const unsigned part[] = { 7, 1, 3, 4, 2 };
	int v[5], c;

	for (c = 0; c < 5; c++) {
		struct form *f;
		unsigned atoms = 0, i;

		for (i = 0; i < last; i++)
			if (rows >> i & 1)
				atoms |= part[c] << 3 * i;
		f = add_count(p, atoms);
		f->all = c == 0 && rows + 1 == 1U << last;
		f->rest = c == 4;
		f->cell = (int)rows;
		if (c == 3) { /* nobody is protected there */
			f->small = false;
			f->who = 0;
		}
		v[c] = f->value;
	}
	ub_buf_printf(t, "\t%d", v[0]);
	if (v[2] == 0)
		ub_buf_puts(t, "\t.u");
	else
		ub_buf_printf(t, "\t%.16g", (double)v[1] / v[2]);
	ub_buf_printf(t, "\t%d\t%d\t%d\n", v[1], v[2], v[3]);
}

static void
test_share(struct tallies *n)
{
	struct puzzle p;
	struct ub_buf t = { 0 };
	int rows = getenv("UBAT_TORTURE") == NULL ? 2 : 2 + roll(2), i;

	random_atoms(&p, 3 * rows);
	ub_buf_puts(&t, "#k:code\tn:count\tx:share\tx_k:count\tx_n:count\t");
	ub_buf_puts(&t, "x_miss:count\n#table\tt\tkeys=k\n");
	for (i = 0; i <= rows; i++) {
		put_key(&t, i == rows, 'a' + i);
		add_row(&p, &t, i == rows ? (1U << rows) - 1 : 1U << i,
		    (unsigned)rows);
	}
	ub_buf_printf(&t, "#end\t%d\t0\n", rows + 1);
	set_share_floors(&p);
	run(&p, &t, look_share, n);
	ub_buf_free(&t);
}

/* The suite has not the time for all of them (make torture). */
int
main(void)
{
	int some = getenv("UBAT_TORTURE") != NULL     ? 10000
		   : getenv("UBAT_SANITIZED") != NULL ? 40
						      : 150,
	    i;
	struct tallies cross = { 0 }, linked = { 0 }, share = { 0 };

	for (i = 0; i < some; i++) {
		test_cross(&cross);
		test_linked(&linked);
		test_share(&share);
	}
	/* the test would say nothing of tables without any */
	CHECK(cross.hidden > 4 * some && linked.hidden > 5 * some);
	CHECK(share.hidden > 5 * some && share.lone > some / 2);
	CHECK(cross.refused < some / 3 && linked.refused < some / 2);
	CHECK(share.refused < some / 3);
	CHECK_END;
}
