/* ini.c - the syntax of ubat-ini(5), and what breaks it. */
#include "lib/base/ini.h"

#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "lib/base/mem.h"

/* "section|key=value@line" per entry, "section|@line" for a section's own. */
static void
dump(const struct ub_ini *ini, char *dst, size_t size)
{
	size_t len = 0;

	*dst = '\0';
	for (size_t i = 0; i < ini->n; i++) {
		const struct ub_ini_entry *x = &ini->entry[i];

		if (x->key == NULL)
			len += (size_t)snprintf(dst + len, size - len,
			    "%s|@%d ", x->section, (int)x->line);
		else
			len += (size_t)snprintf(dst + len, size - len,
			    "%s|%s=%s@%d ", x->section, x->key, x->value,
			    (int)x->line);
	}
}

static void
good(void)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "", "" },
		{ "\n\n# x\n", "" },
		{ "a = b\n", "|a=b@1 " },
		{ "a=b", "|a=b@1 " },
		{ "  \na = b c  \t\n", "|a=b c@2 " },
		{ "\xef\xbb\xbf"
		  "a = b\r\n[s]\r\nc = d",
		    "|a=b@1 s|@2 s|c=d@3 " },
		{ "[ min sektion ]\nk =\n",
		    "min sektion|@1 min sektion|k=@2 " },
		{ "delimiter = ;\nx = a ; b # c\n",
		    "|delimiter=;@1 |x=a ; b # c@2 " },
		{ "e = a = \"b\" and c <> [d]\n",
		    "|e=a = \"b\" and c <> [d]@1 " },
		{ "k:x = y\n", "|k:x=y@1 " },
		{ "a = b\n  c\n\t d  \ne = f\n", "|a=b c d@1 |e=f@4 " },
		{ "a =\n  c = d\n", "|a=c = d@1 " },
		{ "a = b\n\n# x\n  # y\n  c\n", "|a=b c@1 " },
		{ "a = 1\na = 2\n[s]\n[s]\n", "|a=1@1 |a=2@2 s|@3 s|@4 " },
		{ "åäö = ÅÄÖ\n", "|åäö=ÅÄÖ@1 " },
		{ "a = ]\n[]]\n", "|a=]@1 ]|@2 " },
	};
	char got[1024];
	struct ub_ini ini;
	struct ub_err e;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		/* Exactly as long as it is: a read past it is seen. */
		size_t len = strlen(t[i].text);
		char *text = ub_xstrndup(t[i].text, len);

		CHECK(ub_ini_parse(&ini, "x", text, len, &e) == UB_OK);
		dump(&ini, got, sizeof got);
		if (strcmp(got, t[i].want) != 0)
			fprintf(stderr, "%s\nnot %s\n", got, t[i].want);
		CHECK(strcmp(got, t[i].want) == 0);
		ub_ini_free(&ini);
		free(text);
	}
}

static void
bad(void)
{
	static const struct {
		const char *text;
		size_t len;
		uint64_t line;
		const char *what;
	} t[] = {
		{ "a\n", 2, 1, "no =" },
		{ "a = b\nc\n", 8, 2, "no =" },
		{ " = b\n", 5, 1,
		    "begins with a blank, but continues no value" },
		{ "= b\n", 4, 1, "no key before =" },
		{ "[s]\n x\n", 7, 2,
		    "begins with a blank, but continues no value" },
		{ "[s\n", 3, 1, "no ] at the end of a section" },
		{ "[\n", 2, 1, "no ] at the end of a section" },
		{ "[]\n", 3, 1, "section without a name" },
		{ "[ ]\n", 4, 1, "section without a name" },
		{ "\n\na = \xe5\n", 8, 3, "not UTF-8" },
		{ "a = \0\n", 6, 1, "NUL or CR in the line" },
		{ "a = b\rc\n", 8, 1, "NUL or CR in the line" },
		{ "a = b\xef\xbb\xbf\n\xef\xbb\xbf[", 13, 2, "no =" },
	};
	struct ub_ini ini;
	struct ub_err e;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK(ub_ini_parse(&ini, "f.source", t[i].text, t[i].len, &e) ==
		      UB_EUSAGE);
		if (e.line != t[i].line || strcmp(e.what, t[i].what) != 0)
			fprintf(stderr, "%d: %s\n", (int)e.line, e.what);
		CHECK(e.code == UB_EUSAGE && e.line == t[i].line);
		CHECK(strcmp(e.what, t[i].what) == 0);
		CHECK(strcmp(e.input, "f.source") == 0);
		CHECK(ini.n == 0 && ini.entry == NULL && ini.text == NULL);
	}
}

static void
long_lines(void)
{
	size_t len = 64 * 1024;
	char *text = ub_xmalloc(len + 1);
	struct ub_ini ini;
	struct ub_err e;

	memset(text, 'x', len + 1);
	text[1] = '=';
	CHECK(ub_ini_parse(&ini, "x", text, len, &e) == UB_OK);
	CHECK(ini.n == 1 && strlen(ini.entry[0].value) == len - 2);
	ub_ini_free(&ini);
	CHECK(ub_ini_parse(&ini, "x", text, len + 1, &e) == UB_EUSAGE);
	CHECK(strcmp(e.what, "line longer than 64 KiB") == 0);
	free(text);
}

static void
files(void)
{
	static const char text[] = "[kolumn a]\nnamn = x\nnamn = y\n";
	char name[] = "/tmp/ubat-unit-XXXXXX";
	int fd = mkstemp(name);
	struct ub_ini ini;
	struct ub_err e;

	CHECK(fd >= 0);
	CHECK(write(fd, text, sizeof text - 1) == (ssize_t)sizeof text - 1);
	CHECK(ub_ini_load(&ini, name, &e) == UB_OK);
	CHECK(strcmp(ini.name, name) == 0 && ini.n == 3);
	CHECK(strcmp(ini.entry[2].value, "y") == 0);
	ub_ini_free(&ini);
	CHECK(ftruncate(fd, 16 * 1024 * 1024 + 1) == 0);
	CHECK(ub_ini_load(&ini, name, &e) == UB_EUSAGE);
	CHECK(e.code == UB_EUSAGE && ini.n == 0);
	close(fd);
	unlink(name);
	CHECK(ub_ini_load(&ini, name, &e) == UB_EIO);
	CHECK(ini.n == 0 && ini.text == NULL);
	ub_ini_free(&ini);
}

int
main(void)
{
	good();
	bad();
	long_lines();
	files();
	CHECK_END;
}
