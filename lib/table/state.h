/* state.h - what agg.c gathers and page.c writes; inside lib/table only. */
#ifndef UB_STATE_H
#define UB_STATE_H

#include "agg.h"
#include "fold.h"
#include "frame.h"
#include "many.h"
#include "shape.h"

/* What the rows are tested against: those with the same keys but one. */
struct ub_against {
	enum {
		UB_AGAINST_NONE,
		UB_AGAINST_TOTAL,
		UB_AGAINST_OTHERS,
		UB_AGAINST_PREVIOUS
	} kind;
	size_t key;
};

/* What a state says besides its cells. */
struct ub_agg_sums {
	uint64_t in, totals, passed_over, missing, zero;
	uint64_t withheld, withheld_rec; /* groups, and their records */
};

/* Measure i of another table, which gathers it for this one too. */
struct ub_same {
	struct ub_agg *a; /* NULL: there is none */
	size_t i;
};

struct ub_agg {
	struct ub_agg_spec spec;
	struct ub_page page;
	struct ub_frame frame;
	const struct ub_legend *in; /* the input's */
	struct ub_pool *pool;
	struct ub_pick *pick;
	struct ub_term *code[UB_KEYS_MAX]; /* of the keys */
	struct ub_term *who;               /* of the person */
	struct ub_key key[UB_KEYS_MAX];
	struct ub_measure *measure;
	size_t nmeasure;
	size_t person_col; /* UB_NOCOL: none */
	struct ub_tally person;
	struct ub_crowd own_crowd; /* before they are too many for it */
	struct ub_crowd *crowd;    /* its own, or the lead's; NULL: the tally */
	struct ub_cells cells;
	struct ub_shape shape;
	struct ub_legend legend; /* the table's */

	/* for a batch: of each record its cell, and the pair of its person */
	uint32_t *cell, *pair;
	size_t room;
	uint64_t left; /* bytes it may take at once */
	bool due;      /* a batch is computed, and is to be gathered */
	bool found;    /* the cells of this batch */

	struct ub_agg *lead;  /* lead.h; NULL: none */
	struct ub_same *same; /* by measure, where there is a lead; owned */

	bool merged;  /* of states: all it has is its own */
	bool started; /* the input's #table line was looked at */
	struct ub_buf overlap, overlap_by; /* declarations of this table */

	/* accounts */
	struct ub_agg_sums before; /* of states that were added */
	uint64_t person_none;
	uint64_t groups, small, small_rec;
	uint64_t *lost;     /* by measure: records without a value */
	uint64_t *asked;    /* by measure: records, */
	uint64_t *answered; /* and those with a value */
	struct ub_against against;
	struct ub_reported *reported;     /* NULL: all did */
	struct ub_standard *standard;     /* NULL: none */
	struct ub_population *drawn_from; /* the same; and of each cell: */
	uint64_t *population;
	uint64_t tests;     /* made, with a p-value */
	uint64_t repeated;  /* persons that stand in several records */
	struct ub_buf note; /* the one that was given, and what is to be said
	                     * of tests */
};

struct ub_many {
	const struct ub_tables *tables;
	struct ub_pool *pool;
	struct ub_agg **agg;
	size_t n;
	bool started;   /* a batch has come */
	bool final;     /* tables will be written, and no states */
	bool due;       /* a batch is to be gathered */
	uint64_t limit; /* of memory; 0: none */
};

/* All that a was given, itself and in states. */
struct ub_agg_sums ub_agg_accounts(const struct ub_agg *a);
/* What was gathered for several tables becomes a's own. */
void ub_agg_take_shared(struct ub_agg *a);

/*
 * The steps of m in an order that does not depend on which input came first:
 * each behind those it read from, and those side by side by their ids.  to
 * borrows them, in an array to be freed; from gets the ids of the last, as
 * ub_meta_leaves() has them.
 */
void ub_agg_order_steps(
    struct ub_meta *m, struct ub_meta *to, struct ub_buf *from);

/* bortfall.c: count who answered, before the margins are there; and say which
 * groups a measure is left out for, and the rates of response. */
void ub_page_count_answers(struct ub_agg *a);
void ub_page_declare_bortfall(
    struct ub_agg *a, const struct ub_meta *in, struct ub_meta *m);
/* break:NAME=2019: why, of measures of scores whose series breaks. */
void ub_page_declare_breaks(
    const struct ub_agg *a, const struct ub_meta *in, struct ub_meta *m);
void ub_page_step_bortfall(const struct ub_agg *a, struct ub_buf *line);

/* The columns of the table, from a->shape. */
enum ub_status ub_page_legend(struct ub_agg *a, struct ub_err *e);

/* pagerows.c: write all rows, in order, and count them in a. */
enum ub_status ub_page_rows(
    struct ub_agg *a, struct ub_writer *w, struct ub_err *e);

/* pagetest.c: make the tests of all cells, and say what they were. */
enum ub_status ub_page_tests(struct ub_agg *a, struct ub_err *e);
void ub_page_declare_tests(const struct ub_agg *a, struct ub_meta *m);
void ub_page_step_tests(const struct ub_agg *a, struct ub_buf *line);

/* sampling.c: what is said of how the records were drawn, checked before the
 * data and after; UB_EUSAGE, UB_EDATA. */
enum ub_status ub_sampling_set_up(struct ub_agg *a, struct ub_err *e);
enum ub_status ub_sampling_finish(struct ub_agg *a, struct ub_err *e);
/* When they are there: what each of the first n cells is drawn from. */
enum ub_status ub_sampling_cells(struct ub_agg *a, size_t n, struct ub_err *e);
/* Does each row say how many of its population it has? */
bool ub_sampling_responds(const struct ub_agg *a);
void ub_sampling_declare(const struct ub_agg *a, struct ub_meta *m);
void ub_sampling_note(const struct ub_agg *a, struct ub_buf *b);

/* against.c: what a->spec.against says, checked; UB_EUSAGE. */
enum ub_status ub_against_parse(struct ub_agg *a, struct ub_err *e);
/* "p-värde mot övriga"; NULL when there is no such thing. */
const char *ub_against_words(const struct ub_agg *a);
/* Declare it: against=total:kommun. */
void ub_against_declare(const struct ub_agg *a, struct ub_meta *m);
/* The results of measure m, by cell. */
void ub_against_all(struct ub_agg *a, struct ub_measure *m);

#endif
