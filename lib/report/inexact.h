/*
 * inexact.h - that the counts of a table were changed to protect persons, as
 * its reader must know.
 */
#ifndef UB_INEXACT_H
#define UB_INEXACT_H

#include "../stream/meta.h"
#include "sheet.h"

/* Say at the end of the note of s how ubat-mask rounded or changed its counts,
 * by the accounts in m, and whether parts add up; nothing where it did not. */
void ub_inexact_note(struct ub_sheet *s, const struct ub_meta *m);

#endif
