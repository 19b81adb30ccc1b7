/* paper.c: how tables lie on paper. */
#include <stdlib.h>

#include "check.h"
#include "lib/report/paper.h"

/* A sheet of ncol columns of that width, of which nkey are keys, and nrow rows
 * whose first key is the same in each group of so many. */
static struct ub_sheet
sheet_of(size_t ncol, size_t width, size_t nkey, size_t nrow, size_t group)
{
	struct ub_sheet s = { .ncol = ncol, .nkey = nkey, .nrow = nrow };

	s.col = ub_xcalloc(ncol, sizeof(*s.col));
	s.cell = ub_xcalloc(ncol * nrow + 1, sizeof(*s.cell));
	for (size_t c = 0; c < ncol; c++) {
		s.col[c].width = width;
		s.col[c].role = c < nkey ? UB_ROLE_KEY : UB_ROLE_MEASURE;
	}
	for (size_t r = 0; r < nrow; r++) {
		for (size_t c = 0; c < ncol; c++) {
			struct ub_cell *cell = &s.cell[r * ncol + c];

			cell->at = s.text.len;
			if (c == 0)
				ub_buf_printf(&s.text, "g%zu", r / group);
			else
				ub_buf_printf(&s.text, "%zu", r);
			ub_buf_add(&s.text, "", 1);
		}
	}
	return s;
}

static void
drop(struct ub_sheet *s)
{
	free(s->col);
	free(s->cell);
	ub_buf_free(&s->text);
}

static void
plan(struct ub_paper *p, const struct ub_sheet *s, size_t text,
    const double *chart, size_t nchart)
{
	uint8_t *lines = ub_xcalloc(s->nrow + 1, sizeof(*lines));
	struct ub_paper_in in = { .s = s,
		.lines = lines,
		.top = 80,
		.head = 45,
		.text = text,
		.chart = chart,
		.nchart = nchart };

	memset(lines, 1, s->nrow);
	ub_paper_plan(p, &in);
	free(lines);
}

/* Nothing is ever smaller than the least, no piece but of one column wider than
 * its page, and each column is in one piece. */
static void
check_all(const struct ub_paper *p, const struct ub_sheet *s)
{
	CHECK(p->percent >= UB_PAPER_LEAST && p->percent <= 100);
	CHECK(p->npiece >= 1 && p->first[0] == 0);
	for (size_t i = 0; i < p->npiece; i++) {
		size_t end = i + 1 < p->npiece ? p->first[i + 1] : s->ncol;
		size_t pixels = 0;

		CHECK(end > p->first[i]);
		for (size_t c = i > 0 ? 0 : p->nrepeat; c < p->nrepeat; c++)
			pixels += s->col[c].width * 7 + 5;
		for (size_t c = p->first[i]; c < end; c++)
			pixels += s->col[c].width * 7 + 5;
		/* 988 pixels are between the margins of A4 that lies */
		CHECK(p->npiece == 1 || end <= s->nkey ||
		      pixels * p->percent / 100 < 940);
	}
	for (size_t i = 0; i < p->nbrk; i++)
		CHECK(i == 0 || p->brk[i] > p->brk[i - 1]);
}

static void
test_sizes(void)
{
	static const struct {
		size_t ncol, width, nkey, nrow;
		bool lying, one, down;
		size_t npiece;
	} t[] = {
		{ 2, 12, 1, 5, false, true, false, 1 },
		{ 5, 12, 1, 45, false, true, false, 1 }, /* a little less */
		{ 5, 12, 1, 400, false, false, true, 1 },
		{ 8, 12, 1, 10, false, true, false, 1 },
		{ 12, 12, 1, 10, true, true, false, 1 },
		{ 12, 12, 1, 400, true, false, true, 1 },
		{ 16, 12, 1, 10, true, false, false, 2 },
		{ 30, 12, 1, 10, true, false, false, 3 },
		{ 30, 12, 1, 100, true, false, true, 3 },
		{ 200, 8, 2, 3, true, false, false, 11 },
		{ 4, 60, 3, 3, true, false, false, 2 },
		{ 30, 60, 0, 3, true, false, false, 10 },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct ub_sheet s =
		    sheet_of(t[i].ncol, t[i].width, t[i].nkey, t[i].nrow, 1);
		struct ub_paper p;

		plan(&p, &s, 500, NULL, 0);
		check_all(&p, &s);
		if (p.lying != t[i].lying || p.one != t[i].one ||
		    p.down != t[i].down || p.npiece != t[i].npiece) {
			fprintf(stderr, "case %zu: %d %d %d %zu at %u\n", i,
			    p.lying, p.one, p.down, p.npiece, p.percent);
			check_failed++;
		}
		ub_paper_free(&p);
		drop(&s);
	}
}

/* A page begins with a group, and pieces are about as wide as each other. */
static void
test_breaks(void)
{
	struct ub_sheet s = sheet_of(6, 12, 2, 300, 7);
	struct ub_paper p;

	plan(&p, &s, 500, NULL, 0);
	check_all(&p, &s);
	CHECK(p.nbrk > 3 && !p.fit && p.down);
	for (size_t i = 0; i < p.nbrk; i++)
		CHECK(p.brk[i] % 7 == 0);
	ub_paper_free(&p);
	drop(&s);

	/* three rows at least are on the last page */
	s = sheet_of(2, 12, 1, 66, 1);
	for (s.nrow = 52; s.nrow < 66; s.nrow++) {
		plan(&p, &s, 500, NULL, 0);
		check_all(&p, &s);
		CHECK(p.nbrk == 1 && s.nrow - p.brk[0] >= 3);
		ub_paper_free(&p);
	}
	drop(&s);

	s = sheet_of(21, 14, 1, 10, 1);
	plan(&p, &s, 900, NULL, 0);
	check_all(&p, &s);
	CHECK(p.npiece == 2 && p.first[1] >= 9 && p.first[1] <= 12);
	ub_paper_free(&p);
	drop(&s);
}

/* A measure stays with the numbers it is computed from. */
static void
test_units(void)
{
	struct ub_sheet s = sheet_of(40, 12, 1, 10, 1);
	struct ub_paper p;

	for (size_t c = 1; c < s.ncol; c++)
		if (c % 3 != 1)
			s.col[c].role = UB_ROLE_BASE;
	plan(&p, &s, 500, NULL, 0);
	check_all(&p, &s);
	CHECK(p.npiece > 2);
	for (size_t i = 1; i < p.npiece; i++)
		CHECK(p.first[i] % 3 == 1);
	ub_paper_free(&p);
	drop(&s);
}

/* What is above the first piece, and a chart below it, are within it. */
static void
test_first_piece(void)
{
	static const double chart[] = { 297, 297 };
	struct ub_sheet s = sheet_of(3, 60, 1, 10, 1);
	struct ub_paper p;

	plan(&p, &s, 1200, NULL, 0);
	CHECK(p.npiece == 1);
	ub_paper_free(&p);
	drop(&s);

	s = sheet_of(30, 60, 1, 10, 1);
	plan(&p, &s, 1200, chart, 2);
	check_all(&p, &s);
	CHECK((p.first[1] * 425 + p.widen * 7) >= 1200);
	CHECK((p.first[1] * 425 + p.widen * 7) * p.percent / 100 >=
	      UB_PAPER_CHART_LYING);
	CHECK(p.nbrk == 2 && p.brk[0] == s.nrow && p.brk[1] == s.nrow + 1);
	CHECK(!p.down); /* its headings are not above the charts */
	ub_paper_free(&p);

	/* rows that are not known */
	ub_paper_plan_width(&p, &s, 1200);
	check_all(&p, &s);
	CHECK(p.npiece > 5 && p.nrepeat == 1 && p.nbrk == 0 && p.down);
	ub_paper_free(&p);
	drop(&s);
}

/* A chart is under its table where there is room, and on a page else. */
static void
test_charts(void)
{
	static const double chart[] = { 297, 297, 297 };
	struct ub_sheet s = sheet_of(4, 12, 1, 8, 1);
	struct ub_paper p;

	plan(&p, &s, 500, chart, 1);
	CHECK(p.one && !p.lying && p.percent == 100 && p.nbrk == 0);
	ub_paper_free(&p);
	plan(&p, &s, 500, chart, 3);
	CHECK(!p.one && !p.fit && !p.down && p.nbrk == 1 &&
	      p.brk[0] == s.nrow + 1);
	ub_paper_free(&p);
	drop(&s);

	/* one whose names have no room on paper that stands lies */
	s = sheet_of(4, 12, 1, 8, 1);
	{
		static const uint8_t lines[8] = { 1, 1, 1, 1, 1, 1, 1, 1 };
		const struct ub_paper_in in = { .s = &s,
			.lines = lines,
			.top = 80,
			.head = 45,
			.chart = chart,
			.nchart = 1,
			.wide_chart = true };

		ub_paper_plan(&p, &in);
		CHECK(p.lying);
		ub_paper_free(&p);
	}
	drop(&s);

	/* one page whatever it holds */
	s = sheet_of(9, 12, 1, 100, 1);
	s.one_page = true;
	plan(&p, &s, 500, chart, 1);
	CHECK(p.one && p.fit);
	ub_paper_free(&p);
	drop(&s);
}

int
main(void)
{
	test_sizes();
	test_breaks();
	test_units();
	test_first_piece();
	test_charts();
	CHECK_END;
}
