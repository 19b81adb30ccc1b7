/* check.h - the little that unit tests share: count failures, go on. */
#ifndef UB_CHECK_H
#define UB_CHECK_H

#include <stdio.h>
#include <string.h>

static int check_failed;

#define CHECK(cond)                                                            \
	do {                                                                   \
		if (!(cond)) {                                                 \
			fprintf(                                               \
			    stderr, "%s:%d: %s\n", __FILE__, __LINE__, #cond); \
			check_failed++;                                        \
		}                                                              \
	} while (0)

/* The end of every main(). */
#define CHECK_END return check_failed == 0 ? 0 : 1

#endif
