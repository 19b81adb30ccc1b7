/*
 * language.h - the language of a workbook: what libxlsxwriter has no property
 * for, and a screen reader needs to read it out.  And its areas of print, as
 * the library knows one for a sheet.
 */
#ifndef UB_LANGUAGE_H
#define UB_LANGUAGE_H

#include <stddef.h>

#include "../base/err.h"

/*
 * Put <dc:language> into the properties of the closed workbook at path, the
 * language into its nchart charts, and areas, if it is not "", before its
 * names, of which there is one then.  The other parts stay as they are, byte by
 * byte; UB_EIO leaves what was there.
 */
enum ub_status ub_language_set(const char *path, const char *language,
    size_t nchart, const char *areas, struct ub_err *e);

#endif
