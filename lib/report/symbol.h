/*
 * symbol.h - what people see where a table holds no value, and numbers as
 * people see them: one set for the workbook, the terminal and what else shows
 * a table, so that the same cell is never two things.
 *
 * The signs are those of Swedish official statistics: ".." not available or
 * not shown, "." cannot occur, "X" protected.  Several reasons share a sign;
 * a legend says which of them are meant.
 */
#ifndef UB_SYMBOL_H
#define UB_SYMBOL_H

#include "../base/buf.h"
#include "../base/mem.h"
#include "../base/num.h"

/*
 * reason is what ub_missing() gives: UB_MISS_EMPTY or a letter, not 0.
 * sign: in a cell of a measure ("..", ".", "X"; "Totalt" for .t);
 * word: in a key column, where a sign would be no row heading ("Totalt",
 * "Uppgift saknas"); meaning: the legend's clause, lower case ("" for .t).
 * A letter of a source description's own is like the empty field.
 * All of them are Swedish: ub_say() of words.h has them in English.
 */
const char *ub_symbol_sign(char reason);
const char *ub_symbol_word(char reason);
const char *ub_symbol_meaning(char reason);

/*
 * A number of the stream (int, dec, count, share, mean, stat), multiplied
 * by scale (1 or 100) and rounded half away from zero to digits (0..6) decimals:
 * exact on the decimal text, no double between.  Returns the length, or 0 when
 * it is no number or has more than 18 digits.
 */
size_t ub_round_text(char *dst /* UB_DEC_MAX */, struct ub_slice number,
    unsigned scale, int digits);

/*
 * A share as per cent.  From the counts k and n in integers where both are
 * there and n is not 0; else from the share's own text.  0 as above.
 */
size_t ub_percent_text(char *dst /* UB_DEC_MAX */, struct ub_slice share,
    struct ub_slice k, struct ub_slice n, int digits);

/* Has this decimal text of len bytes no digit but 0, and one at least? */
bool ub_is_nought(const char *number, size_t len);

/* Append a decimal text as it stands in a Swedish sentence: with a comma, a
 * true minus, and where group is set its thousands apart by blanks that never
 * break a line. */
void ub_swedish_number(struct ub_buf *b, const char *number, bool group);

#endif
