/*
 * auditout.h - what an audit, or a comparison, says: as lines for people, or as
 * a stream of records.
 */
#ifndef UB_AUDITOUT_H
#define UB_AUDITOUT_H

#include "compare.h"

/*
 * Write it to fd.  The records have labels and an end.  UB_EIO.
 */
enum ub_status ub_audit_tell(
    int fd, const struct ub_audit *a, bool stream, struct ub_err *e);
enum ub_status ub_compare_tell(
    int fd, const struct ub_compared *c, bool stream, struct ub_err *e);

#endif
