/*
 * secrecy.h - may everybody see this table?
 */
#ifndef UB_SECRECY_H
#define UB_SECRECY_H

#include "../stream/meta.h"
#include "sheet.h"

/*
 * By its accounts, whose end was read: UB_EDATA where something in s came from
 * a table that was not masked, or went through another program behind the
 * mask, or was computed there so that a hidden value could become a shown one;
 * where a row that s has shows fewer persons than ubat-mask says that it hides;
 * and where the records are not those that the last step wrote, or a step
 * behind the mask read others than the one before it wrote.  Records that were
 * joined to a masked table are the user's to judge.
 */
enum ub_status ub_secrecy_check(
    struct ub_sheet *s, struct ub_meta *m, struct ub_err *e);
/* Note the fewest that a row of s shows, of a table declared by m, before the
 * rows are forgotten: ub_secrecy_check() asks for it. */
void ub_secrecy_rows(struct ub_sheet *s, const struct ub_meta *m);

#endif
