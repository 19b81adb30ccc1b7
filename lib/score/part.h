/*
 * part.h - a scoring in the making: what -e and -i were compiled to.  Private
 * to lib/score.
 */
#ifndef UB_PART_H
#define UB_PART_H

#include "score.h"

/* An item as this stream has it. */
struct ub_score_ref {
	const struct ub_item *item;
	struct ub_expr *x; /* the column, or a name made before */
	size_t var;        /* in the scope of the instrument */
	uint64_t refused;
};

/* A rule compiled. */
struct ub_score_made {
	const struct ub_formula *rule;
	struct ub_expr *x;
	size_t var; /* in the scope of the instrument */
	size_t out; /* in the scope of the stream; unused when hidden */
};

/* One -e or -i.  An instrument sees its items, parameters and rules only, so
 * that its names and the stream's cannot meet. */
struct ub_score_part {
	char *src; /* of a definition; NULL: an instrument */
	struct ub_expr *x;
	size_t out;

	const struct ub_instrument *in;
	struct ub_scope scope;
	struct ub_legend none;
	struct ub_var *var;
	struct ub_val *val;
	size_t nvar;
	struct ub_score_ref *ref;
	size_t nref;
	struct ub_score_made *made;
	size_t nmade;
	struct ub_buf map; /* "item=column,..." */
};

struct ub_score {
	struct ub_scope scope; /* the stream's columns, and what was made */
	struct ub_legend legend;
	struct ub_var *var; /* names owned */
	struct ub_val *val;
	const char **label; /* of each, where one was given; or NULL */
	size_t nvar;
	struct ub_score_part **part;
	size_t npart;
	struct ub_buf more; /* the new fields of a record */
};

#endif
