/* made.c - is a file of before a stream?  weave.h. */
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file.h"
#include "weave.h"

enum ub_status
ub_woven_made(const char *path, enum ub_woven_as as, struct ub_err *e)
{
	enum ub_status st;
	struct stat was;
	char first = '#';
	int fd;

	if ((st = ub_open_in(path, &fd, e)) != UB_OK)
		return st;
	/* of a pipe nothing may be taken; what is empty says so itself */
	if (fstat(fd, &was) == 0 && S_ISREG(was.st_mode) &&
	    pread(fd, &first, 1, 0) == 1 && first != '#')
		st = ub_fail_at(e, UB_EDATA, ub_input_name(path), 0,
		    "no stream: give what %s wrote, from which it was made",
		    as == UB_WOVEN_BEHIND ? "ubat-agg" : "ubat-mask");
	ub_close_in(fd);
	return st;
}
