/*
 * field.h - one value of an extract to a field of the stream, by the
 * description of its column; ubat-source(5).
 */
#ifndef UB_FIELD_H
#define UB_FIELD_H

#include "../stream/legend.h"
#include "source.h"

/* Why a record is rejected. */
enum ub_rule {
	UB_RULE_NONE,
	/* of the record */
	UB_RULE_COUNT,    /* not as many fields as headings */
	UB_RULE_TRAILING, /* something behind the last delimiter */
	UB_RULE_STRAY,    /* see enum ub_csv_odd */
	UB_RULE_AFTER,
	UB_RULE_CR,
	UB_RULE_ESCAPE, /* a backslash before what needs none */
	UB_RULE_NUL,
	UB_RULE_ENCODING, /* a byte the encoding does not have */
	/* of a column */
	UB_RULE_TYPE,
	UB_RULE_RANGE,
	UB_RULE_CODE,
	UB_RULE_REQUIRED,
	UB_RULE_PERSON,  /* no personal identity number */
	UB_RULE_CENTURY, /* ten digits of one, and no day to reckon from */
	/* of cells, see cell.h */
	UB_RULE_LONG,
	UB_RULE_MERGED,
	UB_RULE_ERROR,
	UB_RULE_PATTERN,
	UB_RULE_LIMIT, /* nobody knows whether it fits the pattern */
	UB_RULE_DATED, /* a code not in force that day */
	/* of several columns */
	UB_RULE_KEY,      /* another record has the same key */
	UB_RULE_TEST,     /* a [rule] that is not true */
	UB_RULE_UNJUDGED, /* a [rule] for which something is missing */
	/* the record is kept, and only counted: see ub_rule_keeps() */
	UB_RULE_LABEL,   /* another label than before for a code */
	UB_RULE_EARLY,   /* a day before the code list begins */
	UB_RULE_UNKNOWN, /* UB_RULE_UNJUDGED, where that passes */
	UB_RULE_RESERVE, /* a reserve number tells nothing of its person */
	UB_NRULE
};

/* Is a record that breaks this rule written all the same? */
static inline bool
ub_rule_keeps(enum ub_rule rule)
{
	return rule >= UB_RULE_LABEL;
}

/* Bytes ub_field_read() may write for a value of len bytes. */
static inline size_t
ub_field_room(size_t len)
{
	return 3 * len + UB_DEC_MAX;
}

/* May a letter stand apart from its accent, so that it is not in NFC?  The
 * accents of European languages begin with this byte. */
static inline bool
ub_field_combines(struct ub_slice s)
{
	return s.len > 0 && memchr(s.s, 0xcc, s.len) != NULL;
}

/*
 * The field for raw, which is unquoted UTF-8: *out is raw itself where nothing
 * changes, else it lies at *scratch, which moves on behind it, or belongs to
 * c.  escape: raw may hold bytes a field cannot (true is always safe).  *out
 * is of use too when the record is kept, see ub_rule_keeps().
 */
enum ub_rule ub_field_read(const struct ub_source_column *c,
    struct ub_slice raw, bool escape, char **scratch, struct ub_slice *out);
/* Must another column be read before it, c->on? */
static inline bool
ub_field_waits(const struct ub_source_column *c)
{
	return c->derive == UB_DERIVE_AGE && c->on != UB_NOCOL;
}
/* The same for one that waits: day is the field of that column, which *out may
 * be then; s NULL: it breaks a rule, and out is of no use. */
enum ub_rule ub_field_read_at(const struct ub_source_column *c,
    struct ub_slice raw, struct ub_slice day, bool escape, char **scratch,
    struct ub_slice *out);

/* The same for the code of a split field: [values] and [missing] are about the
 * whole of that. */
enum ub_rule ub_field_read_code(const struct ub_source_column *c,
    struct ub_slice raw, bool escape, char **scratch, struct ub_slice *out);

/* Would what is not int or dec be one if blanks between groups of digits were
 * declared? */
bool ub_field_grouped(const struct ub_source_column *c, struct ub_slice raw);

/* The clause of a message: "not in list kommun".  dst has room for 160. */
void ub_rule_clause(
    char *dst, enum ub_rule rule, const struct ub_source_column *c);

#endif
