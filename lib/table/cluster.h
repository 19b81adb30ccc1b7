/*
 * cluster.h - the error of a share or a mean of records that belong together,
 * several of one person perhaps.
 *
 * The mean is a ratio of two totals over clusters, and its variance that of
 * the linearised values, with the clusters drawn independently, with
 * replacement (W. G. Cochran, Sampling techniques, 3rd ed. 1977, 6.4 and 9A;
 * svymean() of R's package survey):
 *
 *	m / (m - 1) * sum over clusters of (s - n x)^2 / N^2
 *
 * s and n being the sum and the number of a cluster's m, x the mean and N the
 * number of all.  A record that belongs to none is a cluster of its own.
 */
#ifndef UB_CLUSTER_H
#define UB_CLUSTER_H

#include "measure.h"

/* Ask the pool for what m is made of, and for the clusters in a column; of a mean
 * or a share with weights for these instead, for weighted.h. */
void ub_cluster_terms(struct ub_pool *p, struct ub_pick *pick,
    struct ub_measure *m, const struct ub_legend *l, size_t col);
/* The picked records into the tally of m, beside what it gathers itself.
 * UB_EDATA as ub_fold_measure(). */
enum ub_status ub_cluster_fold(
    struct ub_measure *m, const uint32_t *cell, struct ub_err *e);
/* A value of a cluster, or of a stratum, so often. */
struct ub_part_of {
	struct ub_slice cluster;
	struct ub_i128 v;
	uint64_t n;
};

/* After the sort of the tally: those of a cell, by cluster and value, *n of
 * them; to be freed. */
struct ub_part_of *ub_cluster_parts(
    const struct ub_measure *m, uint32_t cell, size_t *n);
/* After the sort of the tally: clusters of a cell, and the standard error of
 * its mean; it has two or more. */
uint64_t ub_cluster_count(const struct ub_measure *m, uint32_t cell);
double ub_cluster_error(const struct ub_measure *m, uint32_t cell);
/*
 * The same of a difference: the mean of a cell less that of another, or of
 * what the other has besides (less: the cell is a part of it).  A cluster can
 * have records in both, and its linearised value is what it adds to the one
 * less what it adds to the other (svyby() and svycontrast()):
 *
 *	(s1 - n1 x1) / N1 - (s2 - n2 x2) / N2
 *
 * Both have a record.  *clusters: those with records in either.
 */
double ub_cluster_difference(const struct ub_measure *m, uint32_t cell,
    uint32_t other, bool less, double *error, uint64_t *clusters);

#endif
