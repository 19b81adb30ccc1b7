/* languages.h - the languages that a document can be in. */
#ifndef UB_LANGUAGES_H
#define UB_LANGUAGES_H

#include <stdbool.h>

/* "sv-SE", "sv", "smj": a language of ISO 639, and perhaps a place of ISO
 * 3166, as BCP 47 writes them? */
bool ub_language_known(const char *s);

#endif
