/*
 * ask.h - what is asked of a scoring, in the order of the command line.
 */
#ifndef UB_ASK_H
#define UB_ASK_H

#include "score.h"

/* Zeroed is nothing; end with ub_score_ask_free(). */
struct ub_score_ask {
	const char **src;         /* of a definition; NULL at an instrument */
	struct ub_instrument *in; /* beside them; outlive the scoring */
	size_t n;
	struct ub_map *map, *label; /* .item is owned */
	size_t nmap, nlabel;
	struct ub_map *form; /* maps of instruments, by name; .column NULL */
	size_t nform;
	struct ub_spell_ask by; /* by.by NULL: records one by one */
	const char *episode;    /* or NULL */
	struct ub_score_how how;
	const char *rtm;  /* "r=0.7": a table (rtm.h); or NULL */
	uint64_t explain; /* this record, from 1; 0: score them all */
};

/* One more: a definition, borrowed, or an instrument (instrument.h). */
void ub_score_ask_define(struct ub_score_ask *a, const char *src);
enum ub_status ub_score_ask_instrument(
    struct ub_score_ask *a, const char *spec, struct ub_err *e);
/* "item=column", or the name of a map, and "name=text"; borrowed;
 * UB_EUSAGE. */
enum ub_status ub_score_ask_map(
    struct ub_score_ask *a, const char *arg, struct ub_err *e);
enum ub_status ub_score_ask_label(
    struct ub_score_ask *a, const char *arg, struct ub_err *e);
void ub_score_ask_free(struct ub_score_ask *a);

/* Make s what is asked; UB_EUSAGE.  a outlives s. */
enum ub_status ub_score_build(
    struct ub_score *s, struct ub_score_ask *a, struct ub_err *e);

#endif
