/*
 * sav.h - an SPSS file (.sav, .zsav) as rows; ubat-import(1), SPSS FILES.
 */
#ifndef UB_SAV_H
#define UB_SAV_H

#include "rows.h"

/*
 * The file behind fd, a regular file that the rows own from now on, also after
 * a failure.  name is for messages and must live on.  UB_EIO; UB_EDATA: not an
 * SPSS file, or a damaged one.
 */
enum ub_status ub_sav_open(
    struct ub_rows **rp, int fd, const char *name, struct ub_err *e);

#endif
