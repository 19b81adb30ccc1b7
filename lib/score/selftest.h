/*
 * selftest.h - an instrument against the vectors in its own file: sections
 * [test ...] of ubat-instrument(5).
 */
#ifndef UB_SELFTEST_H
#define UB_SELFTEST_H

#include "instrument.h"

/*
 * Run all tests of in, which gets back the parameters it had.  UB_EDATA at the
 * line of the first expectation that is not met, with what came; UB_EUSAGE for
 * a test of what is not there.  *n: how many tests were run.
 */
enum ub_status ub_selftest(
    struct ub_instrument *in, size_t *n, struct ub_err *e);
/* The same for each instrument compiled in; a line "NAME: N tests" each. */
enum ub_status ub_selftest_all(struct ub_buf *report, struct ub_err *e);

#endif
