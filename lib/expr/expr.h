/*
 * expr.h - the one expression language: compiled once against a legend,
 * types checked, then run per record without allocating.  ubat-expr(7).
 */
#ifndef UB_EXPR_H
#define UB_EXPR_H

#include "../base/err.h"
#include "../base/num.h"
#include "../stream/legend.h"
#include "../stream/meta.h"
#include "../stream/reader.h"

/* What an expression yields.  Text is a field's canonical bytes, escapes
 * included, so that equality compares bytes. */
enum ub_kind { UB_K_BOOL, UB_K_INT, UB_K_DEC, UB_K_DATE, UB_K_TEXT };

struct ub_val {
	char miss; /* 0, or the reason (type.h) when there is no value */
	union {
		bool b;
		int64_t i;         /* UB_K_INT */
		struct ub_i128 d;  /* UB_K_DEC, in 10^-9 */
		int32_t day;       /* UB_K_DATE */
		struct ub_slice t; /* UB_K_TEXT; borrowed until the next eval */
	} u;
};

/* A name besides the columns: the caller gives its value at each record. */
struct ub_var {
	const char *name;
	enum ub_kind kind;
	enum ub_type type; /* of the column it will become */
};

/*
 * What prev(), first() and their like look at: records from .. to-1 of the
 * batch, which belong together and are in order.  The caller sets it before
 * each evaluation.
 */
struct ub_window {
	size_t from, to;
	size_t stride;  /* from the values of names at one record to the next */
	uint64_t turn;  /* another number for each window */
	bool has_gap;   /* gap() is known; else it is refused */
	bool wants_gap; /* set by the compiler: gap() is called */
	struct ub_val *gap; /* of each record of the batch */
	bool folds;         /* one value for all of them: a column stands inside
	             * first(), last() or total() */
};

struct ub_scope {
	const struct ub_legend *legend;
	const struct ub_var *var; /* shadow no column: names must differ */
	size_t nvar;
	const struct ub_meta *meta; /* says the day of extraction, which may
	                             * come to be known while records are read;
	                             * NULL: nothing does */
	struct ub_window *window;   /* NULL: prev() and its like are refused */
};

struct ub_expr; /* opaque */

/*
 * Compile src[off .. off+len); src ends with a NUL, and is copied.  The scope
 * must outlive the expression.  UB_EUSAGE: e->below shows src and a caret
 * under the place.  UB_EIO, UB_EDATA: a file of in @file cannot be read.
 */
enum ub_status ub_expr_compile(struct ub_expr **xp,
    const struct ub_scope *scope, const char *src, size_t off, size_t len,
    struct ub_err *e);
void ub_expr_free(struct ub_expr *x);

enum ub_kind ub_expr_kind(const struct ub_expr *x);
/* The column type its result is written as: a bare column keeps its own. */
enum ub_type ub_expr_type(const struct ub_expr *x);
/* Index of the column when the expression is nothing but one, else UB_NOCOL. */
size_t ub_expr_column(const struct ub_expr *x);
/* Set used of each column of the legend that it may look at. */
void ub_expr_columns(const struct ub_expr *x, bool *used);

/*
 * Evaluate for record rec of b.  var holds the scope's nvar values.  UB_EDATA
 * for a field that is not of its column's type (input, line and the column,
 * never the value) or an overflow (with a caret); *out is then undefined.
 */
enum ub_status ub_expr_eval(struct ub_expr *x, const struct ub_batch *b,
    size_t rec, const struct ub_val *var, struct ub_val *out, struct ub_err *e);
/*
 * A bool expression over a whole batch: truth[r] is 0 false, 1 true, 2
 * missing.  The way to filter: conditions are run column by column.  The
 * failure reported is that of the first record that has one.  UB_EUSAGE for
 * what is no bool, or names a variable.
 */
enum ub_status ub_expr_test(struct ub_expr *x, const struct ub_batch *b,
    uint8_t *truth, struct ub_err *e);
/* Divisions by zero seen so far: each gave .u. */
uint64_t ub_expr_zerodiv(const struct ub_expr *x);

/* Is its value the same whenever its names have the same values, and is there
 * nothing to count? */
bool ub_expr_is_steady(const struct ub_expr *x);
/* Does it name variable number var of its scope? */
bool ub_expr_names(const struct ub_expr *x, size_t var);

/* --- for callers that compute many records at once (lib/score/plan.h) ---- */

/* Take val[i] for the scope's names i that are known: what then hangs on no
 * record is computed, and branches that are never taken are left out. */
void ub_expr_settle(
    struct ub_expr *x, const bool *known, const struct ub_val *val);
/*
 * Cut out a sum of three or more whole numbers that are names, all of them in
 * may: in its place stands name number var, an int.  Its terms to term, of which
 * there is room for max; the result is how many, 0 where there is no such sum.
 */
size_t ub_expr_cut(
    struct ub_expr *x, const bool *may, size_t var, size_t *term, size_t max);

/* A term of a decimal sum or difference; any other expression is one term. */
struct ub_addend {
	struct ub_node *node; /* the expression's */
	bool minus;
};
/* The terms of x, of which there is room for max; 0: they are more. */
size_t ub_expr_addends(
    const struct ub_expr *x, struct ub_addend *term, size_t max);
bool ub_addend_names(const struct ub_addend *t, size_t var);
bool ub_addend_is_steady(const struct ub_addend *t);
/* As ub_expr_eval(), of one term, whose sign is not looked at. */
enum ub_status ub_addend_eval(struct ub_expr *x, const struct ub_addend *t,
    const struct ub_batch *b, size_t rec, const struct ub_val *var,
    struct ub_val *out, struct ub_err *e);

/*
 * Append the expression as an account may hold it: as it was written, but
 * without its texts ("...") where it names a column of type id, for they could
 * say who somebody is; with files named without folders; at most 1000 bytes.
 */
void ub_expr_tell(const struct ub_expr *x, struct ub_buf *b);
/*
 * Is the expression made of columns by arithmetic, comparisons and functions of
 * numbers alone, so that a missing value in one of them leaves none, whatever
 * the others are?
 */
bool ub_expr_keeps_hidden(const struct ub_expr *x);
/*
 * Is a column that has labels for its values compared (= <> in) with a text
 * that is not among them?  Then *e says so, with a caret: probably a slip of
 * the pen.
 */
bool ub_expr_unlabelled(
    const struct ub_expr *x, const struct ub_meta *m, struct ub_err *e);

/* Append v as the field of a stream. */
void ub_val_print(struct ub_buf *b, enum ub_kind kind, const struct ub_val *v);

/*
 * Append how the value at a record comes about, for people: a line for each
 * operation, the innermost first, names and then numbers, and of a choice only
 * the way taken.  english: or in Swedish, with a decimal comma.  Fails as
 * ub_expr_eval() does.
 */
enum ub_status ub_expr_explain(struct ub_expr *x, const struct ub_batch *b,
    size_t rec, const struct ub_val *var, bool english, struct ub_buf *to,
    struct ub_err *e);
/* Append a value for people. */
void ub_val_tell(
    struct ub_buf *b, bool english, enum ub_kind kind, const struct ub_val *v);

/* --- for callers that read around expressions (ubat-agg, -e) ------------ */

/* A piece of a source text: src[off .. off+len). */
struct ub_span {
	size_t off, len;
};

/*
 * Split "name = expr": the name's span and the rest's.  Without "name =" the
 * name's len is 0 and the rest is all.  A == b is no definition.
 */
enum ub_status ub_expr_define(const char *src, struct ub_span *name,
    struct ub_span *rest, struct ub_err *e);
/*
 * Split a call "func(a, b, ...)" or a bare word "func" that is all of
 * src[at]: *nargs <= max arguments (a bare word has none).  UB_EUSAGE with a
 * caret when it is no such thing.
 */
enum ub_status ub_expr_call(const char *src, struct ub_span at,
    struct ub_span *func, struct ub_span *arg, size_t max, size_t *nargs,
    struct ub_err *e);
/* Fill e with a usage error and a caret at src[off]. */
enum ub_status ub_expr_fail(struct ub_err *e, const char *src, size_t off,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#endif
