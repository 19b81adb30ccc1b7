/*
 * type.h - the types of columns, missing values and escapes of ubat(5).
 */
#ifndef UB_TYPE_H
#define UB_TYPE_H

#include "../base/buf.h"

enum ub_type {
	UB_TEXT,
	UB_CODE,
	UB_ID,
	UB_INT,
	UB_DEC,
	UB_DATE,
	UB_BOOL,
	/* in tables */
	UB_COUNT,
	UB_SHARE,
	UB_MEAN,
	UB_STAT
};
enum { UB_NTYPE = UB_STAT + 1 };

const char *ub_type_name(enum ub_type t);
bool ub_type_parse(const char *s, size_t len, enum ub_type *t);
/* text, code and id: fields that carry escapes. */
bool ub_type_is_text(enum ub_type t);

/*
 * Why a field holds no value: 0 when it holds one, UB_MISS_EMPTY when it is
 * not recorded (the empty field), else the reason's letter, a to z.
 */
enum { UB_MISS_EMPTY = '.' };

static inline char
ub_missing(struct ub_slice f)
{
	if (f.len == 0)
		return UB_MISS_EMPTY;
	if (f.len == 2 && f.s[0] == '.' && f.s[1] >= 'a' && f.s[1] <= 'z')
		return f.s[1];
	return 0;
}
/* Append the field that means this reason (not 0). */
void ub_missing_put(struct ub_buf *b, char reason);

/*
 * Escapes, canonical: \t \n \r \\ ; a leading # is \# ; a text that is exactly a
 * dot and a lower-case letter gets a backslash before it.  ub_unescape turns
 * a backslash before any other byte into that byte.
 */
void ub_escape(struct ub_buf *b, const char *s, size_t len);
void ub_unescape(struct ub_buf *b, const char *s, size_t len);

/* Is f the canonical form of a value of this type, or missing? */
bool ub_field_valid(enum ub_type t, struct ub_slice f);

#endif
