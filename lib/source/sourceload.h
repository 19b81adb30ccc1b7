/*
 * sourceload.h - a description half read: lines (source.c), and what can be
 * told when all are there (sourceend.c).  Private to them.
 */
#ifndef UB_SOURCELOAD_H
#define UB_SOURCELOAD_H

#include "../base/ini.h"
#include "source.h"

enum section { NONE, SOURCE, COLUMN, VALUES, MISSING, CODES, LABELS, NSECTION };
enum {
	SK_ENCODING,
	SK_DELIMITER,
	SK_DECIMAL,
	SK_DATE,
	SK_TRIM,
	SK_CONTEXT,
	SK_EXTRACTED,
	NSOURCE_KEY
};
enum {
	CK_HEADING,
	CK_TYPE,
	CK_LABEL,
	CK_OPTIONAL,
	CK_REQUIRED,
	CK_INVALID,
	CK_DECIMAL,
	CK_DATE,
	CK_TRIM,
	CK_RANGE,
	CK_CODES,
	CK_DERIVE,
	CK_NUMBERS,
	NCOLUMN_KEY
};

/* What was said of a column so far, beside the column itself. */
struct ub_source_draft {
	uint64_t seen[NCOLUMN_KEY]; /* line of the key, 0: not yet */
	char *codes;                /* value of codes = */
	uint64_t codes_section;     /* line of the first of [codes], or 0 */
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
	char decimal;
	bool trim;
	struct ub_dateform *date;
	size_t ndate;
	/* [missing] without a column */
	const struct ub_ini_entry **missing;
	size_t nmissing;

	enum section section;
	size_t *target; /* columns of the section */
	size_t ntarget;
};

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

#endif
