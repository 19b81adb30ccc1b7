/*
 * pick.h - which columns of a stream are written, in which order and under
 * which names: the lists "a,b,new=old,c..f,g*" of ubat-filter -c.
 */
#ifndef UB_PICK_H
#define UB_PICK_H

#include "../stream/reader.h"
#include "../stream/writer.h"

/* Neighbours in the input that are neighbours in the output. */
struct ub_pick_run {
	size_t first, last;
};

struct ub_pick {
	struct ub_legend legend; /* of what is written */
	size_t *from;            /* legend.n columns of the input */
	struct ub_pick_run *run;
	size_t nrun;
	size_t nlabel;       /* labels of the input taken over so far */
	struct ub_meta meta; /* the labels of what is written */
};

/*
 * Resolve list against the input's legend.  UB_EUSAGE with a caret: a name
 * that is not there, a range that runs backwards, two results of one name.
 * On failure *p is empty.
 */
enum ub_status ub_pick_parse(struct ub_pick *p, const struct ub_legend *in,
    const char *list, struct ub_err *e);
void ub_pick_free(struct ub_pick *p);

/*
 * May these columns of the table m be picked?  A table keeps its keys, first
 * and in order, its names, n_pers, and with each measure its companions (x_k,
 * x_n, x_miss) right after it; else UB_EUSAGE.  A record stream is UB_OK.
 */
enum ub_status ub_pick_table(const struct ub_pick *p,
    const struct ub_legend *in, const struct ub_meta *m, struct ub_err *e);

/* Take over the labels that have come to m since the last call: to p->meta,
 * under the new names, without those of columns that are not written.  And
 * the days of extraction. */
enum ub_status ub_pick_labels(struct ub_pick *p, const struct ub_legend *in,
    const struct ub_meta *m, struct ub_err *e);

/* Write one record; the caller counts it. */
void ub_pick_record(const struct ub_pick *p, const struct ub_batch *b,
    size_t rec, struct ub_writer *w);

#endif
