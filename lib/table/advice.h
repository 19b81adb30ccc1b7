/* advice.h - what was meant by an operand that is no measure. */
#ifndef UB_ADVICE_H
#define UB_ADVICE_H

#include "../expr/expr.h"

/*
 * Fail for a call or a bare word at src[at] whose function is not known, in
 * words that tell what it may be: the nearest name, or a measure of the column
 * or expression that it is.  name is what it is to be called, or empty.
 * UB_EUSAGE.
 */
enum ub_status ub_advise_function(const struct ub_scope *scope, const char *src,
    struct ub_span name, struct ub_span at, struct ub_span func,
    struct ub_err *e);
/*
 * The same for what is no call at all: *e is kept, where it is no expression
 * either.
 */
enum ub_status ub_advise_call(const struct ub_scope *scope, const char *src,
    struct ub_span name, struct ub_span at, struct ub_err *e);

#endif
