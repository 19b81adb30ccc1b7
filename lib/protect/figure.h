/*
 * figure.h - what the columns of a table are: which measure, of which value
 * across, with which companions; ubat(5), TABLES.
 */
#ifndef UB_FIGURE_H
#define UB_FIGURE_H

#include "../base/err.h"
#include "published.h"

enum ub_figure_kind {
	UB_FIG_N,        /* the number of records */
	UB_FIG_COUNT,    /* records for which a condition is true */
	UB_FIG_DISTINCT, /* different values, persons perhaps */
	UB_FIG_SHARE,
	UB_FIG_MEAN,     /* and deviations: of all values of the base */
	UB_FIG_QUANTILE, /* of few */
	UB_FIG_SUM,
	UB_FIG_TEST,   /* p-value of a test, of all values of the base */
	UB_FIG_EXTREME /* of one value: smallest, largest, first, last, mode;
	                * what is not known to be anything else */
};

/* One measure in one part of the columns. */
struct ub_figure {
	enum ub_figure_kind kind;
	size_t col;
	size_t k, n, miss;  /* companion columns, or UB_NOCOL */
	size_t least;       /* the fewest records that are a part of a test */
	size_t pers[2];     /* persons behind the numerator, and its rest */
	size_t rest, nrest; /* columns behind these: the missing by reason,
	                     * ends of intervals and results of tests, least
	                     * among them; hidden with the figure */
	struct ub_slice
	    stem;     /* its name without what is across; in the legend */
	double p;     /* of a quantile */
	bool allowed; /* to be shown, although of few values */
	/* a share of all records beside one of the known (#table same:x=y):
	 * y, whose numerator is its own; else stem */
	struct ub_slice same;
	bool whole;    /* a share whose base is all records */
	bool weighted; /* a share by weights: k and n are records */
};

/* What its number of that letter (n: the base) is named after: two shares of one
 * numerator share all but the base. */
static inline struct ub_slice
ub_figure_name(const struct ub_figure *f, char letter)
{
	return letter == 'n' ? f->stem : f->same;
}

/* The columns of one value across; without across there is one part. */
struct ub_figures_part {
	struct ub_slice value; /* of the key across; .t without one too */
	size_t pers;           /* column n_pers, or UB_NOCOL */
	size_t n;              /* figure of UB_FIG_N, or UB_NOCOL */
	size_t first; /* its figures are first .. first + nfigure - 1 */
};

struct ub_figures {
	struct ub_figure *figure; /* part by part, alike in each */
	size_t nfigure;           /* in a part */
	struct ub_figures_part *part;
	size_t npart;
	const char *across; /* name of the key across, or NULL */
};

/* What the user said of columns: names of measures, by commas, or NULL. */
struct ub_figure_ask {
	const char *sums;
	const char *allow;
};

/*
 * Find them.  UB_EUSAGE: the columns are not as ubat-agg(1) writes them, or a
 * name of ask is no measure.
 */
enum ub_status ub_figures_find(struct ub_figures *f,
    const struct ub_published *t, const struct ub_figure_ask *ask,
    struct ub_err *e);
void ub_figures_free(struct ub_figures *f);

#endif
