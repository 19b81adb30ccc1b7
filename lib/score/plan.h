/*
 * plan.h - scoring many records at once.  Private to lib/score.
 *
 * An instrument is planned once: which of its names are small numbers, and so
 * places in a table; which formulas hang on few of them, and are looked up; which
 * are sums of looked-up terms; and what must be computed record by record.
 * What is looked up is computed by the same functions as in run.c when it is
 * seen for the first time, and kept as the bytes that are written.  Whatever a
 * plan cannot do, or fails in, run.c does record by record: the results are the
 * same to the byte.
 *
 *	plan.c     what each formula of an instrument is
 *	lane.c     names over the records at hand: items, sums
 *	cell.c     places in tables
 *	strip.c    columns that are looked up; the terms of sums
 *	rows.c     the fields of all instruments, written as records
 */
#ifndef UB_PLAN_H
#define UB_PLAN_H

#include "part.h"

enum {
	UB_LANES = 64,          /* records at once */
	UB_REASONS = 8,         /* kinds of missing that have a code */
	UB_TEXTS = 8,           /* texts of an item that have a code */
	UB_CODES_MAX = 4096,    /* codes a name can have */
	UB_CELL_MAX = 1 << 17,  /* entries of a table */
	UB_ALL_MAX = 1 << 21,   /* the same, of all tables of an instrument */
	UB_STRIP_MAX = 1 << 9,  /* the same, where columns share one */
	UB_GROUP_MAX = 1 << 12, /* the same, where terms share one */
	UB_TERM_MAX = 64,
	UB_STRIP_COLUMNS = 16, /* side by side that share a table */
	UB_STRIP_PIECES = 8,   /* of them, that share it */
	UB_STRIP_COPY = 64,    /* bytes behind a pool that may be read */
	UB_RECENT = 16384,     /* whole numbers remembered */
	UB_RECENT_SHIFT = 50   /* of a hash of 64 bits to their index */
};

/* How a name stands over the records at hand. */
enum ub_lane_sort {
	UB_LANE_FIXED,  /* the same in all records: p->val */
	UB_LANE_CODE,   /* a small number: code */
	UB_LANE_VAL,    /* val */
	UB_LANE_NUM,    /* a decimal in 64 bits: num */
	UB_LANE_VIRTUAL /* computed from others where it is asked for */
};

/* In num what is missing is this less its reason. */
#define UB_NUM_MISS INT64_MIN
/* The greatest a term, or a result, may be: 64 of them cannot overflow. */
#define UB_NUM_MAX (INT64_MAX / 2 / UB_TERM_MAX)

struct ub_lane {
	enum ub_lane_sort sort;
	/* UB_LANE_CODE: below UB_REASONS a reason, else low + (code -
	 * UB_REASONS) * step, of a decimal in 10^-9; or a bool, or a text */
	uint16_t code[UB_LANES];
	size_t ncode;
	int64_t low, step;
	struct ub_val *val;
	int64_t *num;
	struct ub_slice text[UB_TEXTS]; /* s owned */
	size_t ntext;
};

/* A place in a table: what a few names are, all of them codes. */
struct ub_cell {
	size_t *leaf; /* names; owned */
	size_t nleaf;
	size_t
	    *need; /* made, in order, to be computed from the leaves; owned */
	size_t nneed;
	size_t n;  /* entries */
	bool wide; /* a leaf has no codes, or they are too many: no table */
};

/* Columns that hang on the same names and are looked up together, in pieces of
 * those that stand side by side. */
struct ub_strip {
	struct ub_cell cell;
	struct ub_strip_piece {
		size_t first, n; /* of the plan's columns */
	} piece[UB_STRIP_PIECES];
	size_t npiece;
	struct ub_strip_text {
		uint32_t off;
		uint16_t len;    /* 0: not yet */
		uint16_t nozone; /* a bit for each column without a zone */
	} * entry;               /* by key, and piece */
	struct ub_buf pool;      /* the fields, a TAB before each */
	uint32_t key[UB_LANES];
	bool zones; /* are some of the columns? */
};

/* Terms of a decimal sum that are looked up, or computed, together. */
struct ub_group {
	struct ub_cell cell;
	size_t *term; /* of the made; owned; none: names that must be there */
	size_t nterm;
	bool steady;  /* the same whenever the names are */
	int64_t *sum; /* by key; UB_NUM_NEW: not yet */
	/* or of one whole number: the last results */
	struct ub_recent {
		int64_t of, sum;
		bool is;
	} * recent;
};
#define UB_NUM_NEW INT64_MAX

enum ub_made_way {
	UB_WAY_FIXED,   /* the same for all */
	UB_WAY_VIRTUAL, /* looked up */
	UB_WAY_CODE,    /* looked up, for what hangs on it */
	UB_WAY_SUM,     /* whole numbers, added as codes */
	UB_WAY_MEAN,    /* the same, and a decimal made of the sum */
	UB_WAY_TERMS,
	UB_WAY_PLAIN
};

struct ub_planned {
	struct ub_score_made m;     /* a copy, with an expression of its own */
	struct ub_score_made *real; /* NULL: a sum that was cut out */
	enum ub_made_way way;
	struct ub_cell cell;
	struct ub_addend *term;
	size_t nterm;
	struct ub_group *group;
	size_t ngroup;
	int64_t *mean;  /* by sum */
	uint16_t *code; /* by key; 0: not yet, else the code and 1 */
};

struct ub_plan {
	struct ub_score_part *p;
	struct ub_lane *lane; /* of each name */
	size_t nlane;
	struct ub_planned *made;
	size_t nmade;
	struct ub_plan_col {
		size_t made;
		uint64_t nozone; /* at the records at hand */
	} * col;
	size_t ncol;
	struct ub_strip *strip;
	size_t nstrip;
	size_t entries;          /* of all tables */
	char reason[UB_REASONS]; /* of each code */
	size_t nreason;
	uint16_t (*parse)[256]; /* of each item: a field of one byte */
	struct ub_score_text *text;
	uint64_t *refused; /* of each item, before the records at hand */
	uint64_t zerodiv;  /* by this plan, and told to p */
};

enum { UB_CODE_EMPTY, UB_CODE_R = 3, UB_CODE_U = 4, UB_CODE_NONE = 0xffff };

/* What became of an attempt. */
enum ub_tried {
	UB_TRIED,     /* done */
	UB_TRY_AGAIN, /* something is wider than planned: plan anew */
	UB_TRY_ALONE  /* record by record */
};

/* The records at hand. */
struct ub_lot {
	const struct ub_batch *b;
	size_t from, n;
	struct ub_val *var; /* columns by -e at the first of them, ... */
	size_t stride;      /* ... and from there to those at the next */
};

/* plan.c.  The plan of an instrument; what proved wide is remembered in p. */
struct ub_plan *ub_plan_new(struct ub_score_part *p);
void ub_plan_free(struct ub_plan *l); /* NULL is fine */
bool ub_plan_is_one(const struct ub_plan *l, const struct ub_cell *c);
/* All of an instrument at the records at hand.  What was counted counts when the
 * caller says so, of all instruments alike; or is taken back. */
enum ub_tried ub_plan_run(struct ub_plan *l, const struct ub_lot *lot);
/* What a formula is at record r of them. */
enum ub_tried ub_plan_value(struct ub_plan *l, size_t made,
    const struct ub_lot *lot, size_t r, struct ub_val *v);
void ub_plan_commit(struct ub_plan *l);
void ub_plan_undo(struct ub_plan *l);

/* lane.c.  The items at the records at hand; what p->val is for record r. */
enum ub_tried ub_lane_items(struct ub_plan *l, const struct ub_lot *lot);
void ub_lane_load(struct ub_plan *l, size_t var, size_t r);
/* The code of a value, or UB_CODE_NONE. */
uint16_t ub_lane_code(struct ub_plan *l, size_t var, const struct ub_val *v);
/* A decimal in 64 bits, or UB_NUM_NEW where it is too large. */
int64_t ub_num_of(const struct ub_val *v);
enum ub_tried ub_lane_sum(
    struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot);

/* cell.c.  Add what var hangs on. */
void ub_cell_add(struct ub_plan *l, struct ub_cell *c, size_t var);
void ub_cell_join(
    struct ub_plan *l, struct ub_cell *c, const struct ub_cell *other);
/* How many entries a table of both would have; 0: no table. */
size_t ub_cell_both(
    const struct ub_plan *l, const struct ub_cell *a, const struct ub_cell *b);
void ub_cell_keys(
    const struct ub_plan *l, const struct ub_cell *c, uint32_t *restrict key);
/* p->val of all that c asks for, at record r. */
enum ub_tried ub_cell_load(struct ub_plan *l, const struct ub_cell *c,
    const struct ub_lot *lot, size_t r);
void ub_cell_free(struct ub_cell *c);

/* strip.c */
void ub_strips_make(struct ub_plan *l);
enum ub_tried ub_strip_fill(
    struct ub_plan *l, struct ub_strip *s, const struct ub_lot *lot);
void ub_groups_make(struct ub_plan *l, struct ub_planned *m);
enum ub_tried ub_groups_add(
    struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot);
void ub_strip_free(struct ub_strip *s);
void ub_group_free(struct ub_group *g);

#endif
