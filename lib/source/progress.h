/*
 * progress.h - how far an import has come, for people and for machines.
 */
#ifndef UB_PROGRESS_H
#define UB_PROGRESS_H

#include "../base/buf.h"

struct ub_progress {
	const char *input;
	uint64_t bytes;    /* of the text of this input */
	uint64_t total;    /* of how many; 0: not known */
	uint64_t records;  /* of all inputs so far */
	uint64_t rejected; /* the same */
	bool end;          /* of this input */
};

/* Told about every this many bytes, and at the end of each input. */
struct ub_progress_want {
	void (*tell)(void *arg, const struct ub_progress *p); /* NULL: nobody */
	void *arg;
	uint64_t every;
};

/* One line for a terminal, without its end; no control character is in it. */
void ub_progress_text(struct ub_buf *b, const struct ub_progress *p);
/* One JSON object and an LF. */
void ub_progress_json(struct ub_buf *b, const struct ub_progress *p);

#endif
