/*
 * request.h - what a table is asked to be, one setting at a time: by the
 * options of ubat-agg(1), or the keys of a tables file, ubat-tables(5).  Both
 * have the same names.
 */
#ifndef UB_REQUEST_H
#define UB_REQUEST_H

#include "agg.h"

enum { UB_SETTINGS_MAX = 40 };

/* Its texts are borrowed; what its lists are kept in is its own. */
struct ub_request {
	struct ub_agg_spec spec;
	struct ub_page page;
	/* what was said, by place in the table of settings; no lists */
	const char *said[UB_SETTINGS_MAX];
};

/* Start with what holds when nothing is said; end with ub_request_free(). */
void ub_request_init(struct ub_request *q);
void ub_request_free(struct ub_request *q);
/* A second one with lists of its own. */
void ub_request_copy(struct ub_request *q, const struct ub_request *from);

/* Add a text to a list. */
void ub_list_add(struct ub_list *l, const char *s);
/* Is there a setting of that name? */
bool ub_request_has(const char *name);
/* The list that it adds to, or NULL. */
struct ub_list *ub_request_list(struct ub_request *q, const char *name);
/*
 * Call tell for everything that was set and is not as without it, in an order
 * that is always the same: what ub_request_set() makes it of again.  Not for
 * max-groups, which makes no other table.
 */
void ub_request_tell(const struct ub_request *q,
    void (*tell)(void *arg, const char *name, const char *value), void *arg);
/*
 * Set what the long option of that name sets; of those that may be repeated
 * add one more.  value NULL: the option stands there without an argument.
 * UB_EUSAGE with a clause that does not name the setting.
 */
enum ub_status ub_request_set(struct ub_request *q, const char *name,
    const char *value, struct ub_err *e);

#endif
