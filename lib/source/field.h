/*
 * field.h - one value of an extract to a field of the stream, by the
 * description of its column; ubat-source(5).
 */
#ifndef UB_FIELD_H
#define UB_FIELD_H

#include "source.h"

/* Why a record is rejected. */
enum ub_rule {
	UB_RULE_NONE,
	/* of the record */
	UB_RULE_COUNT, /* not as many fields as headings */
	UB_RULE_STRAY, /* see enum ub_csv_odd */
	UB_RULE_AFTER,
	UB_RULE_CR,
	UB_RULE_NUL,
	UB_RULE_ENCODING, /* a byte the encoding does not have */
	/* of a column */
	UB_RULE_TYPE,
	UB_RULE_RANGE,
	UB_RULE_CODE,
	UB_RULE_REQUIRED,
	UB_RULE_PERSON,  /* no personal identity number */
	UB_RULE_CENTURY, /* ten digits of one, and no day to reckon from */
	UB_NRULE
};

/* Bytes ub_field_read() may write for a value of len bytes. */
static inline size_t
ub_field_room(size_t len)
{
	return 2 * len + UB_DEC_MAX;
}

/*
 * The field for raw, which is unquoted UTF-8: *out is raw itself where nothing
 * changes, else it lies at *scratch, which moves on behind it, or belongs to
 * c.  escape: raw may hold bytes a field cannot (true is always safe).
 */
enum ub_rule ub_field_read(const struct ub_source_column *c,
    struct ub_slice raw, bool escape, char **scratch, struct ub_slice *out);

/* The clause of a message: "not in list kommun".  dst has room for 160. */
void ub_rule_clause(
    char *dst, enum ub_rule rule, const struct ub_source_column *c);

#endif
