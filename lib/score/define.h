/* define.h - the sections of an instrument file.  Private to lib/score. */
#ifndef UB_DEFINE_H
#define UB_DEFINE_H

#include "instrument.h"

/* Fill in from in->ini.  UB_EUSAGE with file and line. */
enum ub_status ub_define_read(struct ub_instrument *in, struct ub_err *e);

/* p->val from p->text; false when it is no value the parameter can have. */
bool ub_define_param(struct ub_param *p);

#endif
