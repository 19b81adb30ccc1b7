/*
 * pxfile.h - between the two halves of the px export: exportpx.c takes a table
 * in, pxfile.c writes it; for these alone.
 */
#ifndef UB_PXFILE_H
#define UB_PXFILE_H

#include "exportpart.h"
#include "pxcube.h"

/* The variable of the measures. */
#define UB_PX_MEASURES "Uppgift"

/*
 * Dots for what is missing.  PC-Axis knows no reasons, but six kinds of dots,
 * and a sign to show for each: so protected is told from not recorded.
 */
enum {
	UB_PX_NEVER = 1,
	UB_PX_UNKNOWN,
	UB_PX_PROTECTED,
	UB_PX_WITHHELD,
	UB_PX_NO_ROW
};

struct ub_px {
	struct ub_pxcube cube;
	bool *measure; /* by column */
	size_t *key;   /* columns of the keys, nkey of them */
	size_t nkey;
	int *digits;  /* decimals there are, by column */
	char **apart; /* heads that were made, by column; owned or NULL */
	size_t ncol;
	uint32_t reasons; /* of missing values seen: bit 0 for none, then a-z */
	struct ub_buf b;
};

/* The value of an attribute of the #table line. */
const char *ub_px_attr(
    const struct ub_export *x, const char *key, const char *fallback);
/* Write the file; the cube is finished.  UB_EDATA when two values of a key
 * have the same label. */
enum ub_status ub_px_write(struct ub_export *x, struct ub_err *e);

#endif
