/*
 * about.h - the text of the first sheet, "Om statistiken": contents, how
 * figures are computed, signs, sources, and the accounts in plain Swedish.
 * With a description of the report (reportfile.h) it has what that says too,
 * and there are other sheets of text.  Nothing is invented: a heading with
 * nothing true under it is left out.
 */
#ifndef UB_ABOUT_H
#define UB_ABOUT_H

#include "../stream/meta.h"
#include "reportfile.h"
#include "sheet.h"

#define UB_ABOUT_NAME "Om statistiken"
#define UB_ABOUT_INTERNAL                                                      \
	"Arbetsmaterial - innehåller uppgifter som kan röja enskilda"

enum ub_about_kind {
	UB_ABOUT_WARNING,
	UB_ABOUT_HEADING,
	UB_ABOUT_TEXT,
	UB_ABOUT_PAIR, /* a: a word, a sign or a step; b: what it means */
	UB_ABOUT_LINK  /* a: the name of a sheet, to be linked to; b: title */
};

struct ub_about_line {
	enum ub_about_kind kind;
	char *a, *b;  /* owned; b is NULL but for PAIR and LINK */
	size_t other; /* where the other language begins in b, in a of a TEXT,
	               * + 1; 0: nowhere */
};

/* A sheet of text, and whether it holds anything. */
struct ub_about_text {
	struct ub_about_line *line;
	size_t n;
};

struct ub_about; /* opaque */

/* words: of the document; they outlive it. */
struct ub_about *ub_about_new(const struct ub_words *words);
void ub_about_free(struct ub_about *a);

/* Take in a sheet that has its name, and the accounts of its stream.  Neither
 * is kept. */
void ub_about_add(
    struct ub_about *a, const struct ub_sheet *s, const struct ub_meta *m);
/* A line of the contents: a sheet and its title, in the order of the book. */
void ub_about_contents(struct ub_about *a, const char *name, const char *title);
/* Signs used that the sheet did not know when it was added (records). */
void ub_about_reasons(struct ub_about *a, uint32_t reasons);

/*
 * The text of the first sheet, to be asked for once, after all is taken in;
 * it lives as long as a.  cut: its first line says so.  f: what a description
 * says goes with it, and the signs and the accounts have sheets of their own;
 * NULL: they stand on this one.
 */
const struct ub_about_text *ub_about_first(
    struct ub_about *a, const struct ub_reportfile *f, bool cut);
/* The sheets of signs and notes, and of the accounts; with a description. */
const struct ub_about_text *ub_about_notes(
    struct ub_about *a, const struct ub_reportfile *f);
const struct ub_about_text *ub_about_making(struct ub_about *a);
/* The sheets of definitions and of changes. */
const struct ub_about_text *ub_about_definitions(
    struct ub_about *a, const struct ub_reportfile *f);
const struct ub_about_text *ub_about_changes(
    struct ub_about *a, const struct ub_reportfile *f);
/* One more line behind those changes. */
void ub_about_changed(
    struct ub_about *a, enum ub_about_kind kind, const char *x, const char *y);

#endif
