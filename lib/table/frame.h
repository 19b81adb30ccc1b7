/*
 * frame.h - which groups a table has whatever came: the levels of a hierarchy
 * (kommun < lan < riket), all values of a code list, one unit and the others;
 * ubat-agg(1), Frame.
 */
#ifndef UB_FRAME_H
#define UB_FRAME_H

#include "../source/codelist.h"
#include "../stream/meta.h"
#include "cells.h"
#include "shape.h"

struct ub_agg_spec;

/* A key of the table as the frame sees it. */
struct ub_frame_key {
	const char *text; /* of the request that it stands in; borrowed */
	char *src;        /* as ub_key_parse() takes it; owned */
	char *name;       /* owned */
	char *plain;      /* a column whose labels of values are meant; owned or
	              * NULL */
	struct ub_codelist *list[2]; /* labels, and all values; owned or NULL */
	bool all;                    /* show all values, */
	bool units;  /* which are those that report: kommuner, but areas where
	              * a kommun has them, */
	bool labels; /* or those with a label */
	uint64_t nlisted, ncame; /* values to be shown; those with records */
	size_t prefix; /* of the values of the key below: of as many bytes;
	                * 0: not told by it */
};

struct ub_frame {
	struct ub_frame_key key[UB_KEYS_MAX + 1];
	size_t nkey, nby;   /* nby of rows; the one across, if it is named */
	size_t top, bottom; /* keys of the hierarchy; top > bottom: none */
	bool all_total;     /* its highest level is riket */
	bool dated;
	int32_t day;
	char *own; /* value of the own unit; owned */
	size_t own_key;
	uint64_t nzero; /* rows of no records that were added */
	/* of each level below the highest: how many of it there are for each
	 * code of the level above; owned */
	uint32_t *below[UB_KEYS_MAX];
};

/*
 * The keys of the rows of a table: those it is asked for, with the levels above
 * the lowest of a hierarchy before it.  Zeroes *f first; end with ub_frame_free(),
 * after a failure too.  UB_EUSAGE for what does not fit the legend, for an
 * unknown level or code list.
 */
enum ub_status ub_frame_init(struct ub_frame *f, const struct ub_agg_spec *spec,
    const struct ub_legend *l, struct ub_err *e);
void ub_frame_free(struct ub_frame *f);

/*
 * After the last record, before the margins: the rows of no records.  UB_EDATA
 * for values of the lowest level that have no place in the hierarchy, or two,
 * and for an own unit that has no record.
 */
enum ub_status ub_frame_fill(struct ub_frame *f, struct ub_cells *c,
    const struct ub_meta *in, struct ub_err *e);
/* Which margins a table with a hierarchy has. */
void ub_frame_margins(const struct ub_frame *f, struct ub_cells *c, bool total);
/* Is the row one that stands for the same as the row of the level above: a
 * kommun that is its own only unit? */
bool ub_frame_skips(
    const struct ub_frame *f, const struct ub_cells *c, uint32_t cell);
/* What people read for a value of key j: the input's label, or a code list's.
 * False: it has none. */
bool ub_frame_text(const struct ub_frame *f, const struct ub_meta *in, size_t j,
    struct ub_slice code, struct ub_buf *b);
/* Labels of key j that the input does not have. */
enum ub_status ub_frame_label(const struct ub_frame *f, struct ub_meta *out,
    const struct ub_meta *in, const struct ub_key *k, size_t j,
    struct ub_err *e);
/* The declarations, and what belongs into the note. */
void ub_frame_declare(const struct ub_frame *f, const struct ub_cells *c,
    struct ub_meta *out, struct ub_buf *note);

#endif
