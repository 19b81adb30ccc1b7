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
	UB_DERIVE_SEX /* man or kvinna */
};

struct ub_source;

struct ub_source_column {
	char *name;
	enum ub_type type;
	uint64_t line;  /* where it is described; 0: not in a file */
	char **heading; /* synonyms; none: the name */
	size_t nheading;
	char *label; /* NULL: none */
	bool optional, required, trim;
	char decimal; /* ',' or '.' */
	char invalid; /* 0: such a record is rejected; else the reason */
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

	struct ub_source_label *vlabel;
	size_t nvlabel;

	enum ub_derive derive;
	bool any_number; /* other texts than numbers get a pseudonym too */
	const struct ub_source *of; /* with derive: the source it belongs to */
};

struct ub_source {
	char *name; /* of the file, without folder; NULL: none */
	enum ub_encoding encoding;
	char delim;
	struct ub_source_column *col; /* in the order of the stream */
	size_t ncol;
	char *context; /* of pseudonyms; NULL: not said */
	bool has_extracted;
	int32_t extracted; /* the day the extract was made, date.h */
	/* for columns of persons; the caller's, set after loading */
	const struct ub_pseudonym *key;
};

/* Read a description.  UB_EIO, UB_EUSAGE with the line; *s is then empty. */
enum ub_status ub_source_load(
    struct ub_source *s, const char *path, struct ub_err *e);
void ub_source_free(struct ub_source *s);

/* Take out the columns that would hold persons, for want of a key; how many. */
size_t ub_source_drop_persons(struct ub_source *s);
/* Columns that are pseudonyms. */
size_t ub_source_persons(const struct ub_source *s);

/* A column of type text with nothing demanded of it; its name is copied. */
struct ub_source_column *ub_source_add(
    struct ub_source *s, const char *name, size_t len);

/* "tab" or one ASCII character that can delimit; false otherwise. */
bool ub_source_delimiter(const char *text, char *delim);

#endif
