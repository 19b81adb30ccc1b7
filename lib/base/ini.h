/*
 * ini.h - the one syntax of files people write (ubat-ini(5)).
 *
 *	# a comment has a line of its own
 *	[section name]
 *	key = value
 *
 * "=" alone separates; only the first on a line counts, so expressions with
 * = < > ; : " # need no quoting.  Blanks round key and value are cut; keys are
 * any text without "=".  A line that begins with a blank continues the
 * value above it, with one blank between.  UTF-8, LF or CRLF, a BOM is
 * skipped; lines to 64 KiB.  Repeated keys and sections are kept in order:
 * the reader of the file decides whether that is an error.
 */
#ifndef UB_INI_H
#define UB_INI_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct ub_ini_entry {
	const char *section; /* "" before the first; owned by the ub_ini */
	const char *key;     /* NULL for the line that opens a section */
	const char *value;   /* "" when empty; NULL with key NULL */
	uint64_t line;       /* from 1 */
};

struct ub_ini {
	char *name; /* of the file, for messages; owned */
	struct ub_ini_entry *entry;
	size_t n;
	char *text; /* owned: what the entries point into */
};

/* Read a file, or bytes in memory that are known under name (for messages).
 * On failure *ini is zeroed: UB_EIO, or UB_EUSAGE with the line. */
enum ub_status ub_ini_load(
    struct ub_ini *ini, const char *path, struct ub_err *e);
enum ub_status ub_ini_parse(struct ub_ini *ini, const char *name,
    const char *text, size_t len, struct ub_err *e);
void ub_ini_free(struct ub_ini *ini);

#endif
