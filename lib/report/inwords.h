/*
 * inwords.h - a figure as a sentence says it: "drygt hälften", "knappt 1 700".
 */
#ifndef UB_INWORDS_H
#define UB_INWORDS_H

#include "words.h"

enum { UB_INWORDS_UNIT = 1000000, UB_INWORDS_FAR = 10 };

/* Read "1,3", the two limits below; false: they are not whole numbers from 0
 * to UB_INWORDS_FAR, the first below the second. */
bool ub_inwords_limits(const char *text, int64_t *about, int64_t *near);

/*
 * Append a share in per cent, times UB_INWORDS_UNIT, as the nearest of a tenth,
 * a fifth, a fourth, a third, half and what is left of those: "ungefär hälften"
 * where it is at most about percentage points from it, "drygt" and "knappt"
 * where it is at most near; else as whole per cent in the same way.
 */
void ub_inwords_share(struct ub_buf *b, const struct ub_words *w, int64_t v,
    int64_t about, int64_t near);
/* Append a number of things, times UB_INWORDS_UNIT, by its first two digits. */
void ub_inwords_count(struct ub_buf *b, const struct ub_words *w, int64_t v);

#endif
