/*
 * pseudonym.h - persons under another name: keyed BLAKE2b of a normalised
 * number, so that nobody without the key can go back or compare.
 *
 * Key file: a regular file of the caller or of root, no symbolic link, not
 * readable or writable by group or others, 32 to 4096 bytes.  Its content is
 * hashed to the key.  The context goes into the hash: what one purpose
 * pseudonymised cannot be joined to another's by accident.
 */
#ifndef UB_PSEUDONYM_H
#define UB_PSEUDONYM_H

#include <stddef.h>

#include "../base/err.h"
#include "../base/mem.h"

struct ub_pseudonym; /* opaque; holds the key */

enum { UB_PSEUDONYM_LEN = 32 }; /* hexadecimal digits: 128 bits */

/*
 * Read a key.  UB_EUSAGE for a file that breaks a rule above, and nothing is
 * read of it then; UB_EIO.  With a key in memory the process leaves no core
 * dump.
 */
enum ub_status ub_pseudonym_open(struct ub_pseudonym **pp, const char *path,
    const char *context, struct ub_err *e);
/* Wipes the key.  NULL is fine. */
void ub_pseudonym_free(struct ub_pseudonym *p);

/* The pseudonym of text: UB_PSEUDONYM_LEN lower-case digits, no NUL. */
void ub_pseudonym_make(
    const struct ub_pseudonym *p, const char *text, size_t len, char *dst);

/* The same of n texts at once, UB_PSEUDONYM_LEN digits each, one after another
 * at dst. */
void ub_pseudonym_make_many(const struct ub_pseudonym *p,
    const struct ub_slice *text, size_t n, char *dst);

/* Eight digits that name key and context, for accounts: whoever holds both can
 * tell that two extracts can be joined, nobody else anything. */
const char *ub_pseudonym_id(const struct ub_pseudonym *p);

/* Make a key file of 256 random bits; it must not be there yet. */
enum ub_status ub_pseudonym_new_key(const char *path, struct ub_err *e);

#endif
