/* maskproof.c - a result that somebody spoiled is found by the audit of
 * ubat-mask itself, and a proof by arithmetic. */
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "lib/protect/mask.h"
#include "lib/protect/secondary.h"

/* region by gender, as in the tests of sdcTable: (A, f) is 2 */
static const char region[] =
    "#k:code\tl:code\tn:count\n#table\tt\tkeys=k,l\n"
    "A\tf\t2\nA\tm\t18\nA\t.t\t20\nB\tf\t19\nB\tm\t14\nB\t.t\t33\n"
    "C\tf\t10\nC\tm\t12\nC\t.t\t22\nD\tf\t14\nD\tm\t11\nD\t.t\t25\n"
    ".t\tf\t45\n.t\tm\t55\n.t\t.t\t100\n#end\t15\t0\n";

/* the regions once more, and nothing else */
static const char twice[] =
    "#k:code\tl:code\tn:count\n#table\tu\tkeys=k,l\n"
    "A\tf\t2\nA\tm\t18\nB\tf\t19\nB\tm\t14\n"
    "C\tf\t10\nC\tm\t12\nD\tf\t14\nD\tm\t11\n#end\t8\t0\n";

/* what is out: without (A, f) and what would give it, and then that */
static const char out[] =
    "#k:code\tl:code\tn:count\n#table\tut\tkeys=k,l\n"
    "A\tf\t.s\nA\tm\t18\nA\t.t\t.s\nB\tf\t.s\nB\tm\t14\nB\t.t\t.s\n"
    "#end\t6\t0\n";
static const char some[] = "#k:code\tn:count\n#table\tt\tkeys=k\n"
			   "A\t20\nB\t33\n#end\t2\t0\n";

static bool
take(struct ub_mask *m, const char *text, bool old, struct ub_err *e)
{
	const struct ub_limits limits = { 0, 0, 0 };
	const struct ub_figure_ask ask = { NULL, NULL };
	struct ub_reader *r = NULL;
	enum ub_status st;
	int p[2];

	if (pipe(p) != 0 ||
	    write(p[1], text, strlen(text)) != (ssize_t)strlen(text))
		return false;
	close(p[1]);
	st = ub_reader_open_fd(&r, p[0], "region", UB_READ_TABLES, &limits, e);
	if (st == UB_OK)
		st = ub_weave_read(&m->weave, r, old, &ask, e);
	ub_reader_free(r);
	return st == UB_OK;
}

static void
set_rules(struct ub_mask *m)
{
	memset(m, 0, sizeof(*m));
	m->rules = (struct ub_rules){ .least = 3,
		.part = 3,
		.base = 21,
		.records_are_persons = true,
		.percent = 10 };
	m->digits = -1;
	m->weave.total_cost = 10;
	m->weave.least = 3;
}

static bool
protect(struct ub_mask *m, const char *more, struct ub_err *e)
{
	set_rules(m);
	return take(m, region, false, e) &&
	       (more[0] == '\0' || take(m, more, false, e)) &&
	       ub_mask_run(m, e) == UB_OK;
}

/* Each figure that was hidden for another's sake gives that away. */
static void
test_shown_again(void)
{
	struct ub_mask m;
	struct ub_err e;
	size_t i, n = 0;

	CHECK(protect(&m, "", &e));
	CHECK(ub_mask_check(&m, &e) == UB_OK);
	for (i = 0; i < m.weave.web.nunit; i++) {
		struct ub_unit *u = &m.weave.web.unit[i];

		if (u->status != UB_SECONDARY)
			continue;
		n++;
		u->status = UB_SHOWN;
		CHECK(ub_mask_check(&m, &e) == UB_EDATA);
		CHECK(strstr(e.what, "does not pass ubat-audit (derived)") !=
		      NULL);
		u->status = UB_SECONDARY;
	}
	CHECK(n == 3);
	CHECK(ub_mask_check(&m, &e) == UB_OK);
	ub_mask_free(&m);
}

/* A total that was made another, and a number that was shown after all. */
static void
test_other_numbers(void)
{
	struct ub_mask m;
	struct ub_err e;

	CHECK(protect(&m, "", &e));
	m.weave.table[0].t.cell[14 * 3 + 2] = (struct ub_slice){ "101", 3 };
	CHECK(ub_mask_check(&m, &e) == UB_EDATA);
	CHECK(strstr(e.what, "table t: (total) (total): n: ") != NULL);
	ub_mask_free(&m);
}

/* What one table hides another of the run shows, safe by itself. */
static void
test_other_table(void)
{
	struct ub_mask m;
	struct ub_err e;
	uint32_t *unit;

	CHECK(protect(&m, twice, &e));
	CHECK(m.weave.n == 2 && ub_mask_check(&m, &e) == UB_OK);
	unit = &m.weave.table[1].unit[4];
	CHECK(m.weave.web.unit[*unit].status == UB_SECONDARY);
	*unit = m.weave.table[1].unit[6];
	CHECK(m.weave.web.unit[*unit].status == UB_SHOWN);
	CHECK(ub_mask_check(&m, &e) == UB_EDATA);
	CHECK(strstr(e.what, "does not pass ubat-audit (shown)") != NULL);
	ub_mask_free(&m);
}

/* What is out already hides a figure that a new table, safe by itself, would
 * give away. */
static void
test_published(void)
{
	struct ub_mask m;
	struct ub_err e;
	uint32_t unit;

	set_rules(&m);
	CHECK(take(&m, some, false, &e) && take(&m, out, true, &e));
	CHECK(ub_mask_run(&m, &e) == UB_OK);
	CHECK(ub_mask_check(&m, &e) == UB_OK);
	unit = m.weave.table[0].unit[0];
	CHECK(m.weave.web.unit[unit].status == UB_PRIMARY);
	m.weave.web.unit[unit].status = UB_SHOWN;
	CHECK(ub_mask_check(&m, &e) == UB_EDATA);
	CHECK(strcmp(e.what,
		  "table ut, published: A f: n: the new tables would give it "
		  "away: make larger groups, or leave out totals or this "
		  "measure: nothing is written") == 0);
	ub_mask_free(&m);
}

/* Of a proof no movement may go through what is shown, or break a sum. */
static void
test_proof(void)
{
	struct ub_web w = { 0 };
	struct ub_proof p;
	struct ub_err e;
	uint32_t v[4], i;
	double value[4] = { 2, 9, 8, 19 };

	for (i = 0; i < 4; i++)
		v[i] = ub_web_var(
		    &w, value[i], ub_web_unit(&w, i, UB_NONE, 1000 + i));
	ub_web_sum(&w, v[3], v, 3);
	w.unit[3].status = UB_PUBLIC;
	ub_web_hide(&w, 0, UB_PRIMARY);
	ub_web_need(&w, 0, 2, 1);
	ub_web_ready(&w);
	CHECK(ub_secondary(&w, UB_TIDY_PROGRAMS, &p, &e) == UB_OK);
	CHECK(ub_proof_holds(&w, &p));
	CHECK(w.unit[1].status == UB_SECONDARY && p.n >= 2);
	w.unit[1].status = UB_SHOWN;
	CHECK(!ub_proof_holds(&w, &p));
	w.unit[1].status = UB_SECONDARY;
	p.move[0].by[0] *= 0.5;
	CHECK(!ub_proof_holds(&w, &p));
	p.move[0].by[0] *= 2;
	CHECK(ub_proof_holds(&w, &p));
	ub_proof_free(&p);
	ub_web_free(&w);
}

int
main(void)
{
	test_shown_again();
	test_other_numbers();
	test_other_table();
	test_published();
	test_proof();
	CHECK_END;
}
