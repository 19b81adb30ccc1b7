/*
 * sourceload.h - a description half read: lines (source.c), keys
 * (sourcekeys.c, columnkeys.c), and what can be told when all are there
 * (sourceend.c).  Private to them.
 */
#ifndef UB_SOURCELOAD_H
#define UB_SOURCELOAD_H

#include "../base/ini.h"
#include "source.h"

enum section {
	NONE,
	SOURCE,
	COLUMN,
	VALUES,
	MISSING,
	CODES,
	LABELS,
	RULE,
	NSECTION
};
enum {
	SK_ENCODING,
	SK_SHEET,
	SK_DELIMITER,
	SK_QUOTE,
	SK_ESCAPE,
	SK_LINE_END,
	SK_PREAMBLE,
	SK_HEADINGS,
	SK_HEADING_JOIN,
	SK_HEADING_FILL,
	SK_TRAILING,
	SK_EMPTY,
	SK_RAGGED,
	SK_FOOTER,
	SK_DECIMAL,
	SK_GROUP,
	SK_PERCENT,
	SK_DATE,
	SK_TRIM,
	SK_KEY,
	SK_DUPLICATES,
	SK_CONTEXT,
	SK_EXTRACTED,
	SK_LEAVES,
	NSOURCE_KEY
};
enum {
	CK_HEADING,
	CK_POSITION,
	CK_TYPE,
	CK_LABEL,
	CK_OPTIONAL,
	CK_REQUIRED,
	CK_WRITE,
	CK_INVALID,
	CK_DECIMAL,
	CK_GROUP,
	CK_PERCENT,
	CK_DATE,
	CK_TRIM,
	CK_TRUE,
	CK_FALSE,
	CK_SPLIT,
	CK_RANGE,
	CK_FROM,
	CK_TO,
	CK_CODES,
	CK_CODES_AT,
	CK_PATTERN,
	CK_DERIVE,
	CK_AT,
	CK_NUMBERS,
	CK_RESERVE,
	NCOLUMN_KEY
};
enum { RK_TEST, RK_MISSING, NRULE_KEY };

struct ub_source_reader;

/* A key of a section: at is the column, or the rule. */
struct ub_source_key {
	const char *name;
	enum ub_status (*set)(
	    struct ub_source_reader *d, size_t at, const char *value);
	bool again; /* it may come several times */
};

extern const struct ub_source_key ub_source_keys[NSOURCE_KEY];
extern const struct ub_source_key ub_column_keys[NCOLUMN_KEY];
extern const struct ub_source_key ub_rule_keys[NRULE_KEY];

/* What was said of a column so far, beside the column itself. */
struct ub_source_draft {
	uint64_t seen[NCOLUMN_KEY];  /* line of the key, 0: not yet */
	char *codes, *codes_at, *at; /* values of these keys */
	uint64_t codes_section;      /* line of the first of [codes], or 0 */
	uint64_t values_section;     /* the same of [values] */
	uint64_t labels_section;     /* of [labels], reasons left out */
	char *from, *to;             /* their values */
};

struct ub_source_reader {
	struct ub_source *s;
	struct ub_source_draft *draft; /* one per column */
	const char *path;
	char *dir; /* of path, with its slash, or "" */
	uint64_t line;
	struct ub_err *e;

	/* [source] */
	uint64_t seen[NSOURCE_KEY];
	struct ub_source_column all; /* what it says of every column */
	char *key;                   /* value of key = */
	/* [rule] */
	uint64_t (*rule_seen)[NRULE_KEY]; /* one per rule */
	/* [missing] without a column */
	const struct ub_ini_entry **missing;
	size_t nmissing;

	enum section section;
	size_t *target; /* columns of the section */
	size_t ntarget;
};

/* A value of yes or no, one of n words, a number, a text, a regular expression
 * (whole: that all of a text must fit). */
enum ub_status ub_source_yes_no(
    struct ub_source_reader *d, const char *value, bool *yes);
enum ub_status ub_source_word(struct ub_source_reader *d, const char *value,
    const char *const *known, size_t n, size_t *which);
enum ub_status ub_source_number(struct ub_source_reader *d, const char *value,
    int64_t min, int64_t max, size_t *n);
enum ub_status ub_source_text(
    struct ub_source_reader *d, const char *value, char **to);
enum ub_status ub_source_regex(struct ub_source_reader *d, const char *value,
    bool whole, struct ub_regex **r);
/* Keys of a column; at UB_NOCOL: of all. */
enum ub_status ub_source_set_decimal(
    struct ub_source_reader *d, size_t at, const char *value);
enum ub_status ub_source_set_group(
    struct ub_source_reader *d, size_t at, const char *value);
enum ub_status ub_source_set_percent(
    struct ub_source_reader *d, size_t at, const char *value);
enum ub_status ub_source_set_trim(
    struct ub_source_reader *d, size_t at, const char *value);
enum ub_status ub_source_set_date(
    struct ub_source_reader *d, size_t at, const char *value);
/* A dot and a letter that means nothing in tables? */
bool ub_source_reason(const char *s);
/* "unknown KIND WORD; did you mean ...?" */
enum ub_status ub_source_unknown(struct ub_source_reader *d, const char *kind,
    const char *word, const char *const *known, size_t n);
/* Fill d->e with this clause and the line d is at. */
enum ub_status ub_source_fail(struct ub_source_reader *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The clause is in d->e already: say where. */
enum ub_status ub_source_locate(struct ub_source_reader *d);
/* A value the extract has becomes to, which must fit when all is known. */
enum ub_status ub_source_map(struct ub_source_reader *d,
    struct ub_source_column *c, const char *raw, const char *to);
/* Is value among the first n that have a label? */
bool ub_source_has_label(
    const struct ub_source_column *c, const char *value, size_t n);
void ub_source_label(
    struct ub_source_column *c, const char *value, const char *text);
/* Complete column number at, and check what is said of it. */
enum ub_status ub_source_finish(struct ub_source_reader *d, size_t at);
/* The same for what concerns several columns. */
enum ub_status ub_source_finish_all(struct ub_source_reader *d);

#endif
