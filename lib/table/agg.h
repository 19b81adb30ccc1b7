/*
 * agg.h - a stream of records into a table: ubat-agg(1).
 *
 * Memory grows with the groups and, for quantiles, distinct counts and
 * persons, with the different values in each; never with the records.  The
 * result depends neither on the order of records nor on how they come in
 * batches.
 */
#ifndef UB_AGG_H
#define UB_AGG_H

#include "../stream/writer.h"
#include "pool.h"
#include "value.h"

enum { UB_GROUPS_MAX = 1000000 }; /* default of ub_agg_spec.max_groups */

struct ub_list {
	const char **s; /* borrowed; the array grown by ub_xgrow() */
	size_t n;
};

/* What is computed.  Texts are borrowed for the life of the ub_agg. */
struct ub_agg_spec {
	struct ub_list by;      /* lists of keys */
	const char *across;     /* a key, or NULL */
	const char *person;     /* a column, or NULL */
	bool person_parts;      /* persons behind numerators, too */
	struct ub_list measure; /* one each */
	const char *where;      /* a condition, or NULL */
	const char *against;    /* "total", "others" or "previous", perhaps with
	                      * a colon and a key; or NULL */
	const char *sample;     /* "total", "sample" or "response"; or NULL */
	uint64_t population;    /* that it is drawn from; 0: not known */
	const char *population_of; /* a file with that of each group; or NULL */
	const char *standard; /* a file with a standard population, or NULL */
	const char *cluster;  /* a column of what records belong to, or NULL */
	bool total;
	bool response;         /* say the shares of those that answered */
	const char *hierarchy; /* "kommun < lan < riket", or NULL */
	struct ub_list all;    /* "kommun=kommun", "regi" */
	const char *reported;  /* "kommun=svar.ubat", or NULL */
	const char *own;       /* "enhet=A", or NULL */
	const char *at;        /* the day of code lists, or NULL */
	uint64_t min_n;        /* rows with fewer records are left out */
	uint64_t max_groups;
	struct ub_style style;
	const struct ub_meta *meta; /* of the input: the day of extraction */
	struct ub_pool *pool;       /* of all tables over one stream */
	const char **blame; /* NULL, or where ub_agg_new() leaves which of the
	                     * texts above does not fit; NULL there: none */
};

/* How it is presented; a NULL is not written. */
struct ub_page {
	const char *table; /* its name; NULL: tabell */
	const char *title, *note, *source;
	const char *unit; /* what a record is, in the plural: "åtgärder" */
	struct ub_list label; /* "name=text", each */
};

struct ub_agg; /* opaque */

/*
 * Compile spec against the legend, which must outlive *ap.  UB_EUSAGE for what
 * does not fit.  On failure *ap is NULL.
 */
enum ub_status ub_agg_new(struct ub_agg **ap, const struct ub_agg_spec *spec,
    const struct ub_page *page, const struct ub_legend *l, struct ub_err *e);
void ub_agg_free(struct ub_agg *a); /* NULL is fine */

/*
 * The legend of the table when it is known before the data, so that it can be
 * written at once; NULL with a key across, or when the input may be a table
 * whose declaration can still refuse a measure.
 */
const struct ub_legend *ub_agg_legend(const struct ub_agg *a);

/*
 * Compute what a takes from a batch that its pool was given.  m is the input's;
 * where it is a table, its rows of totals are left out and counted, and a sum
 * over parts that overlap is UB_EUSAGE.  UB_EDATA for a field that is not of its
 * type.
 */
enum ub_status ub_agg_batch(
    struct ub_agg *a, const struct ub_meta *m, struct ub_err *e);
/* Then, before it is computed of another, gather it; nothing where that failed
 * or was done.  UB_EDATA for limits. */
enum ub_status ub_agg_gather(struct ub_agg *a, struct ub_err *e);

/*
 * After the last batch: write the table (the legend too, unless
 * ub_agg_legend() gave it before), the input's steps, one of its own, and the
 * end when whole is true.
 */
enum ub_status ub_agg_write(struct ub_agg *a, struct ub_meta *m,
    struct ub_writer *w, bool whole, struct ub_err *e);

#endif
