/* err.c - a failure as a value: its place, its text, what cannot be in it. */
#include "lib/base/err.h"

#include <errno.h>

#include "check.h"

int
main(void)
{
	char longer[600];
	struct ub_err e;

	CHECK(ub_fail(&e, UB_EUSAGE, "no column %s", "x") == UB_EUSAGE);
	CHECK(e.code == UB_EUSAGE && e.line == 0 && e.sysno == 0);
	CHECK(e.input[0] == '\0' && e.below[0] == '\0');
	CHECK(strcmp(e.what, "no column x") == 0);

	CHECK(ub_fail_at(&e, UB_EDATA, "a.csv", 7, "bad") == UB_EDATA);
	CHECK(e.line == 7 && strcmp(e.input, "a.csv") == 0);
	CHECK(ub_fail_at(&e, UB_EDATA, NULL, 0, "bad") == UB_EDATA);
	CHECK(e.line == 0 && e.input[0] == '\0');

	errno = ENOENT;
	CHECK(ub_fail_sys(&e, "f", "cannot open") == UB_EIO);
	CHECK(e.sysno == ENOENT && strcmp(e.what, "cannot open") == 0);

	/* nothing that steers a terminal: ESC, LF, DEL, and CSI as C1 */
	(void)ub_fail_at(&e, UB_EDATA, "a\x1b[2Jb", 1, "no %s",
	    "\x1b]0;x\x07\n\x7f\xc2\x9b"
	    "1m");
	CHECK(strcmp(e.input, "a?[2Jb") == 0);
	CHECK(strcmp(e.what, "no ?]0;x?????1m") == 0);
	(void)ub_fail(&e, UB_EDATA, "%s", "Åtgärd – “år” 日本");
	CHECK(strcmp(e.what, "Åtgärd – “år” 日本") == 0);

	(void)ub_fail(&e, UB_EDATA, "%s", "a\xc2"); /* no UTF-8 */
	CHECK(strcmp(e.what, "a\xc2") == 0);

	/* cut between characters, whatever their lengths */
	for (size_t shift = 0; shift < 4; shift++) {
		static const char *const unit[] = { "å", "–", "😀" };

		for (size_t u = 0; u < 3; u++) {
			size_t n = strlen(unit[u]), len = shift;

			memset(longer, 'x', shift);
			for (; len + n < sizeof(longer); len += n)
				memcpy(longer + len, unit[u], n);
			longer[len] = '\0';
			(void)ub_fail(&e, UB_EDATA, "%s", longer);
			len = strlen(e.what);
			CHECK((len - shift) % n == 0);
			CHECK(
			    len < sizeof(e.what) && len + n >= sizeof(e.what));
			CHECK(memcmp(e.what, longer, len) == 0);
		}
	}
	CHECK_END;
}
