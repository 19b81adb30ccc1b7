/*
 * partial.h - what tables have gathered, as a stream of its own: states that
 * can be added up, in any number and order, and give the tables that all the
 * records at once would have given; ubat-agg(1), PARTIAL STATES.
 *
 *	part	0	0	VERSION	full|safe	begins each state
 *	column	0	0	NAME	TYPE		of the input's legend
 *	set	T	0	SETTING	VALUE		of table T
 *	count	T	0	NAME	NUMBER		accounts
 *	value	T	J	TEXT			the next value of key J
 *	text	T	M	TEXT			the next value measure M keeps
 *	cell	T	0	CODES	WORDS		the next cell
 *	pair	T	M	CELL,VALUE	TIMES	of measure M
 *
 * CODES are numbers of values, one for each key; WORDS the records of the cell
 * and what the measures gathered, in hexadecimal; measure number "as many as
 * there are" stands for the persons.
 */
#ifndef UB_PARTIAL_H
#define UB_PARTIAL_H

#include "many.h"

enum ub_partial { UB_PARTIAL_FULL, UB_PARTIAL_SAFE };

/* Fewer records, or persons, than that in any count of a cell do not stand in
 * a safe state. */
enum { UB_PARTIAL_LEAST = 4 };

/* The legend of a state. */
void ub_partial_legend(struct ub_legend *l);

/*
 * Can they be written so?  UB_EUSAGE: a safe state holds counts alone, and no
 * key that is an id.
 */
enum ub_status ub_partial_check(
    const struct ub_many *m, enum ub_partial how, struct ub_err *e);
/*
 * Instead of ub_many_write(), after the last batch; the legend was written.
 */
enum ub_status ub_partial_write(struct ub_many *m, struct ub_meta *meta,
    struct ub_writer *w, enum ub_partial how, bool whole, struct ub_err *e);

#endif
