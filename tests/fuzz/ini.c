/* ini.c - entries are in order, trimmed, on one line, and can be found. */
#include <string.h>

#include "fuzz.h"
#include "lib/base/ini.h"
#include "lib/base/simd.h"

static void
trimmed(const char *s)
{
	size_t len = strlen(s);

	MUST(strpbrk(s, "\r\n") == NULL && ub_utf8_valid(s, len));
	if (len > 0)
		MUST(strchr(" \t", s[0]) == NULL &&
		     strchr(" \t", s[len - 1]) == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ub_ini ini;
	struct ub_err e;
	uint64_t line = 0;

	if (ub_ini_parse(&ini, "fuzz", (const char *)data, size, &e) != UB_OK) {
		MUST(e.code == UB_EUSAGE && e.line > 0);
		fuzz_message(&e);
		return 0;
	}
	for (size_t i = 0; i < ini.n; i++) {
		const struct ub_ini_entry *x = &ini.entry[i];

		MUST(x->line > line);
		line = x->line;
		trimmed(x->section);
		if (x->key == NULL)
			continue;
		trimmed(x->key);
		trimmed(x->value);
		MUST(x->key[0] != '\0' && strchr(x->key, '=') == NULL);
	}
	ub_ini_free(&ini);
	return 0;
}
