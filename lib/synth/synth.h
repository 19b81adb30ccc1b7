/*
 * synth.h - made-up extracts of a municipality's case system, for training,
 * examples and tests; ubat-synth(1).
 *
 * A set is a function of nothing: the same files, to the byte, on every
 * machine.  Nobody in them exists: the personal numbers hold a month from 21
 * to 32 and a wrong check digit, so that they are neither a personnummer nor
 * a samordningsnummer (which moves the day, not the month).
 */
#ifndef UB_SYNTH_H
#define UB_SYNTH_H

#include "../base/buf.h"

enum { UB_SYNTH_FILES = 8 }; /* the most that a set has */

struct ub_synth_file {
	const char *name;   /* "atgarder.csv" */
	struct ub_buf text; /* the bytes of the file; owned by the caller */
};

struct ub_synth_set {
	const char *name;
	const char *title; /* one line, in Swedish */
	/* Fill file[0 .. UB_SYNTH_FILES), zeroed by the caller; a name NULL
	 * means no file. */
	void (*make)(struct ub_synth_file *file);
};

/* The set of that name, or NULL; all of them, the last has name NULL. */
const struct ub_synth_set *ub_synth_find(const char *name);
extern const struct ub_synth_set ub_synth_sets[];

#endif
