/*
 * secondary.h - hide further cells until no reader can work out the first.
 *
 * Every need of a web gets proofs: movements of hidden figures only, under
 * which all sums still hold and nothing becomes negative, that carry the
 * variable up by what it needs, and down.  A reader cannot tell the figures
 * from the moved ones, so he cannot exclude them.  Whoever is alone behind a
 * hidden figure knows it; so for every such figure there is a movement that
 * leaves it where it is.
 *
 * A movement of least cost is a linear program (the heuristic of D. Robertson,
 * and of M. Fischetti and J. J. Salazar for their exact method, Management
 * Science 47, 2001): cost of a unit times how far its figures move, next to
 * nothing for what is hidden already.  What it moves is hidden.  It is looked
 * for near the cell first, then further away.  In the end, in tables that are
 * not large, each unit is shown again for which all needs find other
 * movements.
 */
#ifndef UB_SECONDARY_H
#define UB_SECONDARY_H

#include "../base/err.h"
#include "web.h"

enum {
	UB_SMALL = 600,     /* with no more variables all are looked at */
	UB_NEAR = 200,      /* else so many at first */
	UB_TIDY_MAX = 3000, /* variables up to which units are shown again, */
	UB_TIDY_PROGRAMS = 1000 /* and the programs that may take */
};

/* A movement: what each variable is changed by. */
struct ub_move {
	uint32_t need; /* its number in the web */
	bool up;
	uint32_t *var; /* in order; owned */
	double *by;
	size_t n;
	uint32_t next; /* of the same need in the proof; UB_NONE */
};

struct ub_proof {
	struct ub_move *move;
	size_t n;
	uint32_t *first; /* of each need; UB_NONE */
	uint32_t stuck;  /* the variable that cannot be hidden, or UB_NONE */
};

/*
 * Hide units of w until every need is met; then show again those without which
 * every need still is, the dearest first, until that has taken so many programs
 * (UB_TIDY_PROGRAMS).  UB_EDATA: one cannot be met, whatever
 * is hidden (its figure is public by other ways: proof->stuck), or the solver
 * gave up.
 */
enum ub_status ub_secondary(struct ub_web *w, size_t programs,
    struct ub_proof *proof, struct ub_err *e);

/* The same through hidden units only: w hides enough already, or UB_EDATA. */
enum ub_status ub_secondary_prove(
    struct ub_web *w, struct ub_proof *proof, struct ub_err *e);

/*
 * Do the movements prove what they say?  By plain arithmetic, without the
 * solver: every need has one for each direction, no lone person's figure is
 * carried by all of them, only hidden variables move, sums hold, and nothing
 * becomes negative.
 */
bool ub_proof_holds(const struct ub_web *w, const struct ub_proof *proof);
void ub_proof_free(struct ub_proof *proof);

#endif
