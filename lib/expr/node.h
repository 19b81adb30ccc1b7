/*
 * node.h - what the files of this folder share: tokens, the tree of an
 * expression, and how it is run.  Private to lib/expr.
 *
 *	lex.c    bytes to tokens
 *	parse.c  tokens to a tree
 *	check.c  types, with name.c (leaves), call.c (functions), columns.c
 *	eval.c   operators, with field.c (columns), match.c (like, ~), set.c (in)
 *	func.c   functions: funcdate.c, funcnum.c, functext.c, funcband.c (bands
 *	         and code lists), ageband.c (bands of age with an owner),
 *	         funcspell.c
 *	batch.c  a condition over many records at once, with loops.c
 *	split.c  an expression taken apart, with names settled
 *	pick.c   lists of columns; stands alone
 *	explain.c  how a value comes about, for people
 *	tell.c   what accounts and notes say of an expression
 *	expr.c   the functions of expr.h
 */
#ifndef UB_NODE_H
#define UB_NODE_H

#include "../base/regex.h"
#include "../source/codelist.h"
#include "expr.h"

enum {
	UB_EXPR_LEN_MAX = 65536,    /* bytes of an expression */
	UB_EXPR_NEST_MAX = 200,     /* brackets, calls, cases in one another */
	UB_EXPR_DEPTH_MAX = 1000,   /* nodes from the root to a leaf */
	UB_EXPR_TEXT_MAX = 16 << 20 /* bytes a text function may make */
};

/* --- tokens ------------------------------------------------------------- */

enum ub_tok {
	UB_T_END,
	UB_T_NUMBER,
	UB_T_DATE,
	UB_T_TEXT,   /* quotes included in the token */
	UB_T_NAME,   /* backquotes not included */
	UB_T_REASON, /* .n */
	UB_T_LPAR,
	UB_T_RPAR,
	UB_T_COMMA,
	UB_T_MATCH, /* ~ */
	UB_T_LIST,  /* @name; @ included in the token */
	UB_T_RANGE, /* .. */
	UB_T_ADD,
	UB_T_SUB,
	UB_T_MUL,
	UB_T_DIV,
	UB_T_MOD,
	UB_T_EQ,
	UB_T_NE,
	UB_T_LT,
	UB_T_LE,
	UB_T_GT,
	UB_T_GE,
	/* words */
	UB_T_AND,
	UB_T_OR,
	UB_T_NOT,
	UB_T_IN,
	UB_T_BETWEEN,
	UB_T_LIKE,
	UB_T_IS,
	UB_T_TRUE,
	UB_T_FALSE,
	UB_T_CASE,
	UB_T_WHEN,
	UB_T_THEN,
	UB_T_ELSE,
	UB_T_ENDCASE
};

struct ub_lex {
	const char *src; /* NUL-terminated, valid UTF-8 */
	size_t end;      /* src[next .. end) is still to be read */
	size_t next;
	/* the token read last */
	enum ub_tok tok;
	struct ub_span at; /* of its text */
	bool quoted;       /* a name in backquotes */
};

/* Begin at src[off .. off+len) and read the first token. */
enum ub_status ub_lex_begin(struct ub_lex *l, const char *src, size_t off,
    size_t len, struct ub_err *e);
/* Read the next token; UB_EUSAGE with a caret. */
enum ub_status ub_lex_next(struct ub_lex *l, struct ub_err *e);
/* Is this a word of the language, whatever its case? */
bool ub_lex_is_word(const char *s, size_t len);
/* The name of a list, without @ and quotes. */
struct ub_slice ub_lex_list(const char *s, size_t len);
/* The bytes between the quotes of a text literal, escapes resolved, into b.
 * wild: append to it 1 for each byte that is a wildcard of like, else 0. */
void ub_lex_text(
    struct ub_buf *b, struct ub_buf *wild, const char *s, size_t len);

/* --- the tree ----------------------------------------------------------- */

enum ub_op {
	UB_OP_CONST,
	UB_OP_TEXT,  /* a text literal, before the check */
	UB_OP_NAME,  /* before the check */
	UB_OP_RANGE, /* two names, or the word that names begin with (b*);
	              * before the check */
	UB_OP_COL,
	UB_OP_VAR,
	UB_OP_REASON, /* .n as the result of a branch */
	UB_OP_NEG,
	UB_OP_ADD,
	UB_OP_SUB,
	UB_OP_MUL,
	UB_OP_DIV,
	UB_OP_MOD,
	UB_OP_CMP,
	UB_OP_AND, /* two kids or more */
	UB_OP_OR,
	UB_OP_NOT,
	UB_OP_IN,      /* kid 0 is looked for among the others */
	UB_OP_BETWEEN, /* kid 0, low, high */
	UB_OP_LIKE,    /* kid 0, the pattern */
	UB_OP_MATCH,   /* the same, of ~ */
	UB_OP_LIST,    /* @list, as an argument or after in */
	UB_OP_IS,
	UB_OP_IF,   /* condition, then, else */
	UB_OP_CASE, /* condition, value, ... and a last value without one */
	UB_OP_CALL,
	UB_OP_TODEC /* int to dec */
};

/* Which signs of a comparison make it true. */
enum { UB_CMP_LT = 1, UB_CMP_EQ = 2, UB_CMP_GT = 4 };

struct ub_node;
struct ub_run;

/* truth of the nsel records in sel, as ub_expr_test() has it. */
typedef enum ub_status ub_test_fn(struct ub_run *r, struct ub_node *n,
    const uint32_t *sel, size_t nsel, uint8_t *truth);

/* One run over the records of a batch. */
struct ub_run {
	const struct ub_expr *x;
	const struct ub_batch *b;
	size_t rec;
	const struct ub_val *var;
	uint64_t zerodiv;
	struct ub_err *e;
};

struct ub_func {
	const char *name;
	/* One letter for each argument: d date, i whole number, n number,
	 * t text, x anything, g what is
	 * looked at in other records; those after | may be left out; + at the end: one
	 * or more of the letter before, ranges of columns too.  NULL: a
	 * function of a later version. */
	const char *args;
	enum ub_kind kind;
	/* What args and kind cannot say; NULL: nothing. */
	enum ub_status (*check)(
	    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
	enum ub_status (*eval)(
	    struct ub_run *r, struct ub_node *n, struct ub_val *out);
};

struct ub_node {
	enum ub_op op;
	size_t off; /* in the source: where a caret goes */
	struct ub_node **kid;
	size_t nkid;
	unsigned depth;      /* 1 for a leaf */
	struct ub_span word; /* name or literal in the source */
	bool compared; /* with a text, on the right: perhaps text unquoted */
	bool literal;  /* text or number as written: takes any text type */

	/* set by the check */
	enum ub_kind kind;
	enum ub_type type;
	enum ub_status (*eval)(
	    struct ub_run *r, struct ub_node *n, struct ub_val *out);
	struct ub_val val; /* of a constant; text points into buf[0] */
	size_t index;      /* of the column or the variable */
	int mask;          /* UB_CMP_ bits */
	char reason;       /* of UB_OP_IS (0: any) and UB_OP_REASON */
	const struct ub_func *func;
	struct ub_regex *regex;   /* of UB_OP_MATCH; owned */
	struct ub_codelist *list; /* owned */
	bool moves;    /* depends on more than its kids: never a constant */
	uint64_t turn; /* of the window that val was computed for */
	struct ub_buf buf[3]; /* text made here; kept between records */
	/* in: its constants, ascending; band(): its labels; or NULL */
	struct ub_val *set;
	size_t nset;
	uint32_t *slot; /* texts by hash: index + 1, 0 is free; or NULL */
	size_t nslot;

	/* over a batch, for conditions (batch.c) */
	ub_test_fn *test;
	struct ub_i128 lo, hi; /* a comparison as a closed range */
	bool outside;          /* and its complement */
	uint32_t *sel;         /* cap of each: scratch of and, or */
	uint8_t *truth;
	size_t cap;

	struct ub_node *next; /* all nodes of an expression */
};

struct ub_expr {
	const struct ub_scope *scope; /* the caller's */
	char *src;                    /* owned copy, for carets at run time */
	struct ub_node *root, *all;
	struct ub_run run;
	bool has_var;
	unsigned gathering; /* the check is inside first() and its like */
	uint32_t *every;    /* 0, 1, 2 ...: cap of them */
	size_t cap;
};

/* A node of x, zeroed but for op and off; freed with the expression. */
struct ub_node *ub_node_new(struct ub_expr *x, enum ub_op op, size_t off);
void ub_node_add(struct ub_node *n, struct ub_node *kid);

/* Parse the text from l's first token to its end into x->root. */
enum ub_status ub_parse(struct ub_expr *x, struct ub_lex *l, struct ub_err *e);

/* Resolve names and types of the tree, bind its evaluators, fold constants. */
enum ub_status ub_check(struct ub_expr *x, struct ub_err *e);
/* Columns for the ranges among the arguments of a call (columns.c). */
enum ub_status ub_columns_expand(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
/* The same for a call whose arguments are checked (call.c). */
enum ub_status ub_call_check(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);

/* name.c: n becomes the column or variable of its word; that one; the text
 * literal of its word; the constant v. */
enum ub_status ub_name_check(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
void ub_name_column(struct ub_expr *x, struct ub_node *n, size_t col);
void ub_name_var(struct ub_expr *x, struct ub_node *n, size_t var);
void ub_name_text(struct ub_expr *x, struct ub_node *n);
void ub_node_const(struct ub_node *n, const struct ub_val *v);
/* n becomes a constant if all its kids are.  What divides by zero stays, so
 * that it is counted at each record. */
enum ub_status ub_name_fold(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
/* Where the records of a window are folded to one, a value of each stands only
 * inside first(), last() or total() (funcspell.c). */
enum ub_status ub_expr_place(
    struct ub_expr *x, const struct ub_node *n, struct ub_err *e);
/* Set the kind, and the type that goes with it. */
void ub_node_give(struct ub_node *n, enum ub_kind kind);
/* Make *slot a dec if it is an int. */
void ub_check_todec(struct ub_expr *x, struct ub_node **slot);
/* "a date", "a whole number", "a code": what n is, for messages. */
const char *ub_check_noun(const struct ub_node *n);

static inline bool
ub_node_is_const(const struct ub_node *n)
{
	return n->op == UB_OP_CONST && n->val.miss == 0;
}

static inline bool
ub_node_is_number(const struct ub_node *n)
{
	return n->kind == UB_K_INT || n->kind == UB_K_DEC;
}

/* The function of that name, or NULL. */
const struct ub_func *ub_func_find(const char *s, size_t len);
/* The function name nearest to a wrong one, or NULL. */
const char *ub_func_nearest(const char *s, size_t len);
/* The tables of functions on dates, numbers and text, ended by name NULL. */
extern const struct ub_func ub_func_date[];
extern const struct ub_func ub_func_num[];
extern const struct ub_func ub_func_text[];
extern const struct ub_func ub_func_band[];
extern const struct ub_func ub_func_spell[];

/* Set n->eval from what the check has found. */
void ub_eval_bind(struct ub_node *n);
/* Choose how the conditions of x are tested over a batch. */
void ub_batch_plan(struct ub_expr *x);

/* --- running ------------------------------------------------------------ */

static inline enum ub_status
ub_eval(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return n->eval(r, n, out);
}

/* The reason of what two operands make together. */
static inline char
ub_miss2(char a, char b)
{
	if (a == 0 || a == b)
		return b;
	return b == 0 ? a : 'u';
}

/* <0, 0, >0; two values of one kind, neither missing. */
int ub_val_cmp(
    enum ub_kind kind, const struct ub_val *a, const struct ub_val *b);
/* The constants of in (...): the search for one, and what it needs. */
void ub_set_build(struct ub_node *n);
/* The same for in @file, kid 1 of n. */
enum ub_status ub_set_load(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
bool ub_set_has(const struct ub_node *n, const struct ub_val *v);

/* A field that is not of its column's type: UB_EDATA. */
enum ub_status ub_eval_badfield(struct ub_run *r, size_t col);
/* A record that node n cannot be computed for: UB_EDATA with a caret (UB_EUSAGE
 * where n is a constant).  And one whose result its type cannot hold. */
enum ub_status ub_eval_fail(
    struct ub_run *r, const struct ub_node *n, const char *what);
enum ub_status ub_eval_overflow(struct ub_run *r, const struct ub_node *n);
/* A share, mean or stat as a dec: rounded to 9 decimals; false when it is no
 * number of that type, or too large. */
bool ub_field_real(enum ub_type type, struct ub_slice f, struct ub_i128 *nano);

/* An int or count that is not missing.  One and two digits, most of what
 * there is, without a call. */
static inline bool
ub_field_int(enum ub_type type, struct ub_slice f, int64_t *v)
{
	unsigned a = (unsigned)(unsigned char)f.s[0] - '0', b;

	if (f.len == 1 && a <= 9) {
		*v = (int64_t)a;
		return true;
	}
	if (f.len == 2 && a - 1 <= 8 &&
	    (b = (unsigned)(unsigned char)f.s[1] - '0') <= 9) {
		*v = (int64_t)(a * 10 + b);
		return true;
	}
	return ub_int_parse(f.s, f.len, v) && (type != UB_COUNT || *v >= 0);
}

/* Loops for the shapes of loops.c. */
ub_test_fn ub_test_any;
ub_test_fn ub_test_text_eq;
ub_test_fn ub_test_text_in;
ub_test_fn ub_test_int;
ub_test_fn ub_test_dec;
ub_test_fn ub_test_date;
ub_test_fn ub_test_bool;
ub_test_fn ub_test_is;
ub_test_fn ub_test_logic;
ub_test_fn ub_test_not;

/* The plain text of a field: f itself where it holds no escape, else in b. */
struct ub_slice ub_plain(struct ub_buf *b, struct ub_slice f);
/* x like "pattern", x ~ "regex" (match.c): kid 1 is the text as written. */
enum ub_status ub_like_check(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
enum ub_status ub_match_check(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
enum ub_status ub_ev_like(
    struct ub_run *r, struct ub_node *n, struct ub_val *out);
enum ub_status ub_ev_match(
    struct ub_run *r, struct ub_node *n, struct ub_val *out);
/* band(age, @owner), band(birth, day, @band:owner) (ageband.c). */
enum ub_status ub_ageband_check(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);
enum ub_status ub_ageband_eval(
    struct ub_run *r, struct ub_node *n, struct ub_val *out);
/* A column, by its type (field.c). */
void ub_field_bind(struct ub_node *n);

#endif
