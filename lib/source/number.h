/*
 * number.h - numbers as people print them: groups of three digits, a minus sign
 * of typographers, a per cent sign; ubat-source(5).
 */
#ifndef UB_NUMBER_H
#define UB_NUMBER_H

#include "source.h"

/*
 * raw without what c allows between and behind its digits, for the readers
 * of plain numbers: raw itself where nothing changes, else at *scratch, which
 * moves on behind at most raw.len bytes.  U+2212 is a minus.  False when groups
 * are there and not well formed: one to three digits, the first no 0, then
 * three each, and the same sign between all of them.
 */
bool ub_number_plain(const struct ub_source_column *c, struct ub_slice raw,
    char **scratch, struct ub_slice *out);

#endif
