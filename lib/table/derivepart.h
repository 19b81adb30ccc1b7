/* derivepart.h - what the files of derive.h share. */
#ifndef UB_DERIVEPART_H
#define UB_DERIVEPART_H

#include "derive.h"
#include "line.h"
#include "quantity.h"

/* Decimals of what is no share. */
int ub_derive_digits(const struct ub_derive *d);
/* Of a type that adds up and is no count? */
bool ub_derive_is_sum(enum ub_type t);
/* The same of a figure, and the table does not say that it is another thing: a
 * greatest value, say. */
bool ub_derive_adds(const struct ub_grid *g, const struct ub_grid_col *figure);
/* A new figure of what `figure` measures: its stem and words with more behind
 * them. */
enum ub_status ub_derive_add(struct ub_grid *g,
    const struct ub_grid_col *figure, const char *tail, enum ub_type type,
    const char *words, struct ub_grid_col **cp, struct ub_err *e);
/* Label what stands beside a new share: its words with more behind them. */
void ub_derive_label(struct ub_grid *g, struct ub_grid_col *share,
    enum ub_grid_role role, const char *words);
/* Fill a new share and what is beside it. */
void ub_derive_share(struct ub_grid *g, struct ub_grid_col *share, size_t row,
    struct ub_quantity k, struct ub_quantity n);
enum ub_status ub_derive_unfit(const struct ub_grid *g,
    const struct ub_grid_col *c, const char *what, struct ub_err *e);
enum ub_status ub_derive_no_total(
    const struct ub_grid *g, const char *key, struct ub_err *e);

/* Is it a share of a total, as --column-percent and its like make? */
bool ub_derive_of_total(
    const struct ub_grid *g, const struct ub_grid_col *share);
/*
 * Is its base at a spot that of the total of the line?  Then shares along the
 * line have one base, which must not be added up.
 */
bool ub_derive_one_base(const struct ub_grid *g, const char *stem,
    const struct ub_line *l, struct ub_spot s);
/* UB_EUSAGE: such a share is added up along a line without its total, so that
 * nobody knows. */
enum ub_status ub_derive_check_total(const struct ub_grid *g,
    const struct ub_grid_col *c, const struct ub_line *l, struct ub_err *e);

/* Call each() for every measure named, in each of its parts. */
typedef enum ub_status ub_derive_figure(
    void *arg, struct ub_grid_col *figure, struct ub_err *e);
enum ub_status ub_derive_each(const struct ub_derive *d, ub_derive_figure *each,
    void *arg, struct ub_err *e);

/* What is computed along a key. */
struct ub_along {
	const struct ub_derive *d;
	struct ub_lines lines;
	/* of each spot, by ub_along_at(): what it is compared with, if it is
	 * with anything */
	struct ub_spot *to;
	bool *any;
	const char *value; /* that differences are to; NULL: change */
	struct ub_buf words;
	size_t periods; /* 0: all so far */
	bool ascending;
	bool rounded; /* a rounded value was compared */
};

enum ub_status ub_along_start(
    struct ub_along *a, const struct ub_derive *d, bool rows, struct ub_err *e);
/* The same where riket is a level that the key along can be. */
enum ub_status ub_along_start_levels(
    struct ub_along *a, const struct ub_derive *d, bool rows, struct ub_err *e);
void ub_along_end(struct ub_along *a);
static inline size_t
ub_along_at(const struct ub_grid *g, struct ub_spot s)
{
	return s.row * g->npart + s.part;
}

#endif
