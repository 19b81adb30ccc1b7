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

/* What a record must hold for the instrument. */
struct ub_item {
	const char *name; /* in expressions; the column's name unless mapped */
	const char *label;
	enum ub_kind kind;
	struct ub_item_range range; /* outside it a value counts as .r */
	bool optional;
};

struct ub_param {
	const char *name;
	const char *label;
	enum ub_kind kind; /* UB_K_INT, UB_K_DEC or UB_K_TEXT */
	enum ub_type type;
	struct ub_item_range range;
	const char *values; /* UB_K_TEXT: those allowed, blanks between */
	const char *text;   /* the value, the default until it is set */
	bool given;         /* it was set */
	struct ub_val val;
};

/* A score, or a step on the way to one. */
struct ub_formula {
	const char *name;
	const char *label;
	const char *expr;
	bool hidden; /* a define: no column */
	bool has_type;
	enum ub_type type; /* of the column, where the file says so */
	enum ub_kind kind; /* the same, as expressions see it */
	size_t first, end; /* its entries in the file, for value labels */
	uint64_t line;     /* of the expression */
};

/* A section [test NAME]: a record, and what must come of it. */
struct ub_test {
	const char *name;
	const char *record; /* a value for each item, in their order */
	size_t first, end;  /* its entries: "set PARAM", "expect SCORE" */
	uint64_t line;
};

struct ub_instrument {
	const char *name, *version, *title;
	struct ub_item *item;
	size_t nitem;
	struct ub_param *param;
	size_t nparam;
	struct ub_formula *rule; /* in the order of the file */
	size_t nrule;
	struct ub_test *test;
	size_t ntest;
	struct ub_ini ini;
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

/* Append text with {PARAM} replaced by the parameter's value. */
void ub_instrument_label(
    struct ub_buf *b, const struct ub_instrument *in, const char *text);

#endif
