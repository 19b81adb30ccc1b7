/*
 * changes.h - what a revision changed, cell by cell, for the sheet
 * Ändringshistorik: the stream that ubat-audit --compare writes.
 */
#ifndef UB_CHANGES_H
#define UB_CHANGES_H

#include "about.h"

/* The lines that are listed; then it is said how many more there are. */
enum { UB_CHANGES_MAX = 200 };

/*
 * Read the file that f->changes names, from the folder of the description where
 * it is no absolute path, and add what it tells of these sheets to the text
 * of changes.  A figure is told only where a sheet shows that cell, and what is
 * hidden now or was before is told without its value.  UB_EUSAGE at the line
 * of the description: the file cannot be read, is no such stream, or tells of
 * another figure than the sheet shows.
 */
enum ub_status ub_changes_add(struct ub_about *a, const struct ub_words *w,
    const struct ub_reportfile *f, const struct ub_sheet *const *sheet,
    size_t nsheet, struct ub_err *e);

/* Is the file, not standard input, what ubat-audit --compare writes? */
bool ub_changes_is(const char *path);

#endif
