/* fuzz.h - the little that fuzz targets share. */
#ifndef UB_FUZZ_H
#define UB_FUZZ_H

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold whatever the input is. */
#define MUST(cond) ((cond) ? (void)0 : abort())

/* Make the bytes the standard input. */
static inline void
fuzz_stdin(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	MUST(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	MUST(lseek(fd, 0, SEEK_SET) == 0 && dup2(fd, STDIN_FILENO) == 0);
	MUST(close(fd) == 0);
}

/* A message is one clause: nothing that could break a line or steer a
 * terminal. */
static inline void
fuzz_message(const struct ub_err *e)
{
	MUST(e->what[0] != '\0');
	for (const char *p = e->what; *p != '\0'; p++)
		MUST((unsigned char)*p >= ' ' && *p != 0x7f);
}

#endif
