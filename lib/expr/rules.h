/*
 * rules.h - the rules across columns of a source description, compiled: what
 * import.h asks for; ubat-source(5), [rule NAME].
 */
#ifndef UB_RULES_H
#define UB_RULES_H

#include "../source/import.h"

struct ub_rules; /* opaque */

/*
 * Compile the rules of s, which must outlive them, against its columns.
 * UB_EUSAGE with the line of the description, and a caret under the place.
 */
enum ub_status ub_rules_new(
    struct ub_rules **rp, const struct ub_source *s, struct ub_err *e);
void ub_rules_free(struct ub_rules *r); /* NULL is fine */

/* For struct ub_import_options, as long as r lives.  A rule that overflows is
 * not known. */
struct ub_judge ub_rules_judge(struct ub_rules *r);

#endif
