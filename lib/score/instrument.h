/*
 * instrument.h - a scoring instrument as a file people write, or as one of
 * those compiled in; ubat-instrument(5).
 *
 * All texts of an instrument point into it and live as long as it does.
 */
#ifndef UB_INSTRUMENT_H
#define UB_INSTRUMENT_H

#include "../base/ini.h"
#include "../expr/expr.h"

/* A closed range of numbers; has is false where there is no limit. */
struct ub_item_range {
	bool has;
	int64_t lo, hi;          /* UB_K_INT */
	struct ub_i128 dlo, dhi; /* UB_K_DEC, in 10^-9 */
};

/* Lines of the file that belong to one object, for the labels of values. */
struct ub_part {
	size_t first, end; /* entries; end is not among them */
};

/* What a record must hold for the instrument. */
struct ub_item {
	const char *name; /* in expressions; the column's name unless mapped */
	const char *label, *label_en;
	enum ub_kind kind;
	struct ub_item_range range; /* outside it a value counts as .r */
	bool optional;
	bool filled;   /* not recorded where it is no column */
	bool listed;   /* text: what is not among its values counts as .r */
	uint64_t only; /* int: a bit for each number it can be; 0: any */
	struct ub_part part;
	uint64_t line; /* of its section */
};

struct ub_param {
	const char *name;
	const char *label, *label_en;
	enum ub_kind kind; /* UB_K_INT, UB_K_DEC or UB_K_TEXT */
	enum ub_type type;
	struct ub_item_range range;
	const char *values; /* UB_K_TEXT: those allowed, blanks between */
	bool expr;          /* {NAME} in an expression becomes its text */
	bool needed;        /* it has no default */
	const char *text;   /* the value, the default until it is set; NULL:
	                     * an expr that has none */
	bool given;         /* it was set */
	struct ub_val val;
	uint64_t line; /* of its section */
};

/* What a missing item does to a score. */
enum ub_absence {
	UB_ABSENT_REASON,  /* it is missing for the same reason: as written in
	                    * the expression */
	UB_ABSENT_NONE,    /* none may be missing, else .u */
	UB_ABSENT_PRORATE, /* some may, and a sum is scaled up; else .u */
	UB_ABSENT_ZERO     /* missing for some reasons is 0; for others .u */
};

struct ub_absent {
	const char *text; /* as written; NULL: UB_ABSENT_REASON */
	uint64_t line;
};

enum ub_formula_sort {
	UB_FORMULA_EXPR,
	UB_FORMULA_SUM,
	UB_FORMULA_MEAN,
	UB_FORMULA_ZONES
};

/*
 * A score, or a step on the way to one.  An id is an item's number, or that of
 * a parameter after the items, or that of a formula after both.
 */
struct ub_formula {
	const char *name;
	const char *label, *label_en;
	enum ub_formula_sort sort;
	const char *expr; /* as written; of a sum: its terms */
	bool hidden;      /* a define: no column */
	bool has_type;
	enum ub_type type; /* of the column, where the file says so */
	enum ub_kind kind; /* the same, as expressions see it */
	struct ub_part part;
	uint64_t line; /* of the expression, or of the section */
	struct ub_absent absent;

	const char *of, *sex, *age, *date, *range; /* of zones (zones.h) */

	/* of versions (version.c) */
	const char *at;   /* what they are valid by */
	const char *note; /* of the column that says which: what changed */
	bool comparable;  /* by the oldest; a column when it is asked for */

	/* found when the file is loaded (validate.c); ids; owned */
	size_t *dep; /* what it is made of */
	size_t ndep;
	size_t *term; /* of a sum or mean, in order */
	size_t nterm;
};

/* A section [test NAME]: a record, and what must come of it. */
struct ub_test {
	const char *name;
	const char *record; /* a value for each item, in their order; or NULL */
	size_t first, end;  /* its entries: "give ITEM", "set PARAM", "expect
	                     * SCORE" */
	uint64_t line;
};

/* A section [pair NAME]: one scale before and after, for the change that is to
 * be expected without effect (rtm.h). */
struct ub_pair_def {
	const char *name, *label, *label_en;
	const char *before, *after;
	const char *skip;   /* a condition above which are no pairs; or NULL */
	const char *select; /* "2.. 4.. ..1": of the value before; or NULL */
	uint64_t line;
};

/* A section [map NAME]: columns of a form for the items. */
struct ub_item_map {
	const char *name;
	struct ub_part part;
};

/* Texts made while a file is read. */
struct ub_pool {
	char **text;
	size_t n;
};

struct ub_instrument {
	const char *name, *version, *title, *title_en;
	bool form; /* no scores: what is asked, and how it is coded */
	struct ub_item *item;
	size_t nitem;
	struct ub_param *param;
	size_t nparam;
	struct ub_formula *rule; /* in the order of the file */
	size_t nrule;
	struct ub_test *test;
	size_t ntest;
	struct ub_item_map *map;
	size_t nmap;
	struct ub_pair_def *pair;
	size_t npair;
	struct ub_ini ini;
	struct ub_pool pool;
	char *file;        /* name of the file; owned */
	char *fingerprint; /* of a file given by path; NULL when compiled in */
	char *set;         /* owned: the values given for parameters */
};

/*
 * Load what spec names, "NAME[:PARAM=VALUE,...]": with a / in it or ending in
 * .instrument it is a path, else one of those compiled in.  UB_EIO, or
 * UB_EUSAGE with file and line.  On failure there is nothing to free.
 */
enum ub_status ub_instrument_load(
    struct ub_instrument *in, const char *spec, struct ub_err *e);
void ub_instrument_free(struct ub_instrument *in);

/* The text of the definition called name (as spec above, no parameters),
 * appended to b as it stands. */
enum ub_status ub_instrument_print(
    struct ub_buf *b, const char *name, struct ub_err *e);
/* The name of number i of those compiled in, owned by the caller; NULL after
 * the last. */
char *ub_instrument_name(size_t i);
/* "NAME\tVERSION\tTITLE\n" of each instrument compiled in. */
enum ub_status ub_instrument_list(struct ub_buf *b, struct ub_err *e);

/* The object of that id (struct ub_formula), and the other way round: the id of
 * a name, or UB_NOID. */
#define UB_NOID ((size_t)-1)
const char *ub_instrument_object(const struct ub_instrument *in, size_t id);
size_t ub_instrument_id(
    const struct ub_instrument *in, const char *name, size_t len);

/* A text that lives as long as the instrument; b is left empty. */
const char *ub_pool_take(struct ub_pool *pool, struct ub_buf *b);

/* Append text with {PARAM} replaced by the parameter's value, where it has
 * one. */
void ub_instrument_label(
    struct ub_buf *b, const struct ub_instrument *in, const char *text);

#endif
