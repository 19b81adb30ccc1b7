/*
 * web.h - figures that add up, whatever tables they stand in: what a reader
 * of the tables can reckon with, and what has to be kept from him.
 *
 * A variable is one number that is not negative: a count of a cell, or one
 * that is printed nowhere (how many were left out, the rest of a numerator).
 * An equation is a total and its parts.  A unit is what is hidden together:
 * the figures that one measure has in one cell.  A need is what the reader
 * must be left in doubt of: a variable that, as far as he can tell, can be as
 * much higher, and as much lower, than it is.
 */
#ifndef UB_WEB_H
#define UB_WEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UB_NONE UINT32_MAX

enum ub_unit_status {
	UB_SHOWN,
	UB_PUBLIC,   /* known to all: hiding it hides nothing */
	UB_PRIMARY,  /* hidden for its own sake */
	UB_SECONDARY /* hidden for another's */
};

struct ub_unit {
	uint8_t status;  /* enum ub_unit_status */
	uint32_t cell;   /* the cell it is a figure of */
	uint32_t under;  /* hidden with that unit; UB_NONE */
	uint32_t child;  /* first of those under it; UB_NONE */
	uint32_t sister; /* the next under the same; UB_NONE */
	double cost;     /* of hiding it, at least 1 */
};

struct ub_var {
	double value;
	double floor;  /* what everybody knows it has at least: 0, or 1 where
	                * a row would not be there without a record */
	uint32_t unit; /* UB_NONE: it is printed nowhere */
	bool one;      /* of one person, who knows it */
	bool known;    /* hidden, but the sums give it: no harm in showing it */
};

struct ub_need {
	uint32_t var;
	double up, down; /* both at least 0 */
	bool firm; /* someone alone behind a figure knows that it is not lower,
	            * whatever is hidden: so many others there are */
	bool wish; /* no more than that: where it cannot be met, it is not */
};

struct ub_web {
	struct ub_var *var;
	size_t n;
	struct ub_unit *unit;
	size_t nunit;
	struct ub_need *need;
	size_t nneed;
	/* equations: entries eq[i] .. eq[i + 1] - 1, the first is the total */
	size_t *eq;
	size_t neq;
	uint32_t *entry;
	size_t nentry;
	/* after ub_web_ready(): the equations of variable v are
	 * of[at[v]] .. of[at[v + 1] - 1]; owner[v] is the first variable of
	 * those behind whom the same persons stand as behind v, so far as the
	 * equations tell: the only part of a total, or the parts of what is of
	 * one person */
	size_t *at;
	uint32_t *of;
	uint32_t *owner;
};

/* Zeroed is empty; end with ub_web_free(). */
void ub_web_free(struct ub_web *w);

/* Each returns the number of what it adds. */
uint32_t ub_web_unit(
    struct ub_web *w, uint32_t cell, uint32_t under, double cost);
uint32_t ub_web_var(struct ub_web *w, double value, uint32_t unit);
/* total = the n parts. */
void ub_web_sum(
    struct ub_web *w, uint32_t total, const uint32_t *part, size_t n);
/* A variable has one need: of two the greater in each direction counts. */
void ub_web_need(struct ub_web *w, uint32_t var, double up, double down);
/* The same where it can be; of no weight where the variable has a need. */
void ub_web_wish(struct ub_web *w, uint32_t var, double up, double down);
/* All is added.  Floors of parts make those of totals, and what everybody
 * knows is nobody's need. */
void ub_web_ready(struct ub_web *w);

/* Hide a unit that is shown, and what is under it. */
void ub_web_hide(struct ub_web *w, uint32_t unit, enum ub_unit_status as);

/* Is the variable unknown to a reader? */
static inline bool
ub_web_hidden(const struct ub_web *w, uint32_t var)
{
	uint32_t u = w->var[var].unit;

	return u == UB_NONE || w->unit[u].status >= UB_PRIMARY;
}

/* Coefficient of an entry in its equation: total - parts = 0. */
static inline double
ub_web_sign(const struct ub_web *w, size_t eq, size_t entry)
{
	return entry == w->eq[eq] ? 1 : -1;
}

#endif
