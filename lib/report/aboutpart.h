/* aboutpart.h - the text of a workbook half made: the texts (about.c), the
 * accounts (aboutsteps.c), and the lines of both (aboutline.c).  Private to
 * them. */
#ifndef UB_ABOUTPART_H
#define UB_ABOUTPART_H

#include "about.h"

/* A step of the accounts, and the sheets whose records went through it. */
struct ub_about_step {
	char *id;
	char *what;          /* "inläsning (ubat-import)" */
	struct ub_buf facts; /* "Poster in: 229. ..." */
	struct ub_buf from;  /* ids, comma separated */
	struct ub_buf sheets;
	size_t nsheet;
};

/* Names of sheets that a sentence is about. */
struct ub_about_names {
	struct ub_buf text;
	size_t n;
};

/* A source, and the sheets it is of. */
struct ub_about_source {
	char *text;
	struct ub_about_names sheets;
};

enum {
	UB_ABOUT_FIRST,
	UB_ABOUT_DEFINITIONS,
	UB_ABOUT_CHANGES,
	UB_ABOUT_NOTES,
	UB_ABOUT_MAKING,
	UB_ABOUT_NPAGE
};

struct ub_about {
	const struct ub_words *words;
	struct ub_about_text text[UB_ABOUT_NPAGE];
	struct ub_about_text *to; /* the one that is being written */
	struct ub_about_text contents;
	size_t ntable;
	struct ub_about_step *step;
	size_t nstep;
	struct ub_about_source *source;
	size_t nsource;
	struct ub_about_names share_all, share_known, rounded, overlap;
	uint32_t reasons;
};

/* One more line of t; of the text that is being written. */
void ub_about_line(struct ub_about_text *t, enum ub_about_kind kind,
    const char *a, const char *b);
void ub_about_put(
    struct ub_about *a, enum ub_about_kind kind, const char *x, const char *y);
void ub_about_text_free(struct ub_about_text *t);
/* The step s among those taken in, now or before. */
struct ub_about_step *ub_about_take_step(
    struct ub_about *a, const struct ub_step *s);
/* All of them, in order. */
void ub_about_say_steps(struct ub_about *a);

#endif
