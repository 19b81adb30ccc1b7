/*
 * regex.h - patterns as people know them from Perl, by PCRE2, with an end to
 * how long one match may take.
 *
 * Texts and patterns are UTF-8; \w \d \s and the classes know all of Unicode,
 * (?i) ignores case, $ is the very end.  A pattern is found anywhere in a text
 * unless it is compiled as whole.
 */
#ifndef UB_REGEX_H
#define UB_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct ub_regex; /* opaque; one thread at a time */

enum ub_regex_found {
	UB_REGEX_NO,
	UB_REGEX_YES,
	UB_REGEX_LIMIT /* too many steps or too deep: nobody knows */
};

/*
 * Compile pattern, valid UTF-8.  whole: all of a text must fit, not a part of
 * it.  UB_EUSAGE: *at is the byte of pattern where it goes wrong (len: at its
 * end), and *e says why; *rp is then NULL.
 */
enum ub_status ub_regex_new(struct ub_regex **rp, const char *pattern,
    size_t len, bool whole, size_t *at, struct ub_err *e);
void ub_regex_free(struct ub_regex *r); /* NULL is fine */

/* Is the pattern in s, valid UTF-8? */
enum ub_regex_found ub_regex_match(
    struct ub_regex *r, const char *s, size_t len);

#endif
