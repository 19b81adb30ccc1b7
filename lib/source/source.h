/*
 * source.h - source descriptions: what an extract looks like and what of it
 * is wanted; ubat-source(5).
 */
#ifndef UB_SOURCE_H
#define UB_SOURCE_H

#include "../base/err.h"
#include "../base/num.h"
#include "../stream/type.h"
#include "codelist.h"
#include "dateform.h"
#include "decode.h"
#include "dict.h"
#include "pseudonym.h"

struct ub_regex;

/* What may stand between groups of three digits, as bits. */
enum ub_group {
	UB_GROUP_SPACE = 1,
	UB_GROUP_NBSP = 2, /* U+00A0 */
	UB_GROUP_THIN = 4, /* U+2009 and U+202F */
	UB_GROUP_POINT = 8,
	UB_GROUP_COMMA = 16,
	UB_GROUP_APOSTROPHE = 32
};

/* A record with fewer fields than headings. */
enum ub_ragged {
	UB_RAGGED_REJECT,
	UB_RAGGED_PAD,  /* the last fields are empty */
	UB_RAGGED_ERROR /* the reading ends */
};

/* Records with the same key. */
enum ub_duplicates {
	UB_DUPLICATES_ERROR, /* all but the first are rejected */
	UB_DUPLICATES_FIRST, /* all but the first are left out */
	UB_DUPLICATES_LAST   /* all but the last are left out */
};

struct ub_source_label {
	char *value; /* as it stands in the stream */
	char *text;
};

/* What a column makes of a personal identity number. */
enum ub_derive {
	UB_DERIVE_NONE, /* it is no such number */
	UB_DERIVE_PSEUDONYM,
	UB_DERIVE_BIRTHDATE,
	UB_DERIVE_BIRTHYEAR,
	UB_DERIVE_SEX, /* man or kvinna */
	UB_DERIVE_AGE  /* whole years on a day */
};

struct ub_source;

struct ub_source_column {
	char *name;
	enum ub_type type;
	uint64_t line;  /* where it is described; 0: not in a file */
	char **heading; /* synonyms; none: the name */
	size_t nheading;
	size_t position; /* field from 1; 0: by its heading */
	char *label;     /* NULL: none */
	bool optional, required, trim;
	bool hidden;    /* checked, and not written */
	bool dropped;   /* hidden for want of a key */
	bool slow;      /* has something that only field.h knows */
	bool split;     /* a code, a blank, its label */
	char decimal;   /* ',' or '.' */
	unsigned group; /* enum ub_group */
	bool percent;   /* a per cent sign may stand behind a number */
	char invalid;   /* 0: such a record is rejected; else the reason */
	struct ub_dateform *date;
	size_t ndate;

	char *range; /* as written, for messages; NULL: none */
	bool has_min, has_max;
	struct ub_i128 min, max; /* int and date: the number; dec: nano */

	/* raw text of the extract to a field of the stream, [values] and
	 * [missing]; a field of length 0 is not recorded */
	struct ub_dict raw;
	struct ub_slice *mapped; /* each s owned */
	size_t nmapped;

	/* the values there may be, [codes] and codes =; NULL list: any */
	struct ub_dict code;
	char *list; /* for messages */

	struct ub_codelist *dated; /* codes are judged at a day; NULL: not */
	size_t day;                /* the column that holds it */
	bool undated;              /* the list is dated, the codes are not */

	struct ub_source_label *vlabel;
	size_t nvlabel;

	char *pattern; /* as written, for messages; NULL: none */
	struct ub_regex *regex;

	enum ub_derive derive;
	size_t on; /* UB_DERIVE_AGE: the column with the day, or UB_NOCOL for
		    * that of the extract */
	bool any_number; /* other texts than numbers get a pseudonym too */
	struct ub_regex **reserve; /* texts that fit one of these do */
	size_t nreserve;
	/* what is made of a number: the column of persons that stands in the
	 * same field of the extract, whose reserve numbers it knows; or NULL */
	const struct ub_source_column *kin;
	const struct ub_source *of; /* with derive: the source it belongs to */
};

/* A rule across columns: an expression, which stands above this layer; the
 * caller compiles and judges it (import.h). */
struct ub_source_rule {
	char *name;
	char *test;    /* the expression */
	uint64_t line; /* of test, in the description */
	bool strict;   /* what cannot be judged is rejected */
};

struct ub_source {
	char *path; /* for messages; NULL: none */
	char *name; /* of the file, without folder; NULL: none */
	enum ub_encoding encoding;
	char *sheet; /* of a workbook, name or number; NULL: its only one */
	char delim;
	char quote;  /* 0: quotes are text */
	char escape; /* 0: none, or a backslash */
	bool cr;     /* lines end in CR */

	size_t preamble;        /* lines before the headings */
	struct ub_regex *until; /* or all before the line that this is in */
	size_t headings;        /* lines of headings */
	char *heading_join;     /* between them; NULL: a blank */
	bool heading_fill;      /* empty cells have the text to their left */
	bool trailing;          /* a delimiter may end a line */
	bool skip_empty;        /* records without a value are blank lines */
	enum ub_ragged ragged;
	size_t footer;       /* lines at the end that are no records */
	char **footer_text;  /* first fields of a footer */
	size_t nfooter_text; /* 0: none */

	struct ub_source_column *col; /* in the order of the stream */
	size_t ncol;
	size_t *keycol; /* columns that tell records apart */
	size_t nkeycol; /* 0: nothing does */
	enum ub_duplicates duplicates;
	bool slow; /* records are read one by one */
	struct ub_source_rule *rule;
	size_t nrule;
	char *context; /* of pseudonyms; NULL: not said */
	bool leaves;   /* states made of it are safe, unless it is said */
	bool has_extracted;
	int32_t extracted; /* the day the extract was made, date.h */
	/* for columns of persons; the caller's, set after loading */
	const struct ub_pseudonym *key;
};

/* A description that says nothing: commas, quotes, one line of headings. */
void ub_source_init(struct ub_source *s);
/* Read a description.  UB_EIO, UB_EUSAGE with the line; *s is then empty. */
enum ub_status ub_source_load(
    struct ub_source *s, const char *path, struct ub_err *e);
void ub_source_free(struct ub_source *s);

/* Want of a key: the columns that would be written with persons are checked,
 * and not written; how many that is. */
size_t ub_source_drop_persons(struct ub_source *s);
/* Columns that are written. */
size_t ub_source_written(const struct ub_source *s);
/* Columns that are pseudonyms. */
size_t ub_source_persons(const struct ub_source *s);

/* A column of type text with nothing demanded of it; its name is copied. */
struct ub_source_column *ub_source_add(
    struct ub_source *s, const char *name, size_t len);

/* "tab" or one ASCII character that can delimit; false otherwise. */
bool ub_source_delimiter(const char *text, char *delim);

#endif
