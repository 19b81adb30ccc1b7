/* language.c - see language.h. */
#include "language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/mem.h"
#include "../base/package.h"

enum { PART_MAX = 64 };

struct made {
	char part[PART_MAX];
	struct ub_buf text;
};

/* The part with the text put in before the first of mark. */
static enum ub_status
put_before(const char *path, struct made *m, const char *part, const char *mark,
    const char *text, struct ub_err *e)
{
	struct ub_buf old = { 0 };
	enum ub_status st;
	const char *at;

	snprintf(m->part, sizeof(m->part), "%s", part);
	st = ub_package_slurp(path, part, &old, e);
	at = st == UB_OK ? strstr(old.s, mark) : NULL;
	if (st == UB_OK && at == NULL)
		st = ub_fail(e, UB_EIO, "%s has no %s", part, mark);
	if (st == UB_OK) {
		ub_buf_add(&m->text, old.s, (size_t)(at - old.s));
		ub_buf_puts(&m->text, text);
		ub_buf_puts(&m->text, at);
	}
	ub_buf_free(&old);
	return st;
}

static enum ub_status
set_properties(
    const char *path, struct made *m, const char *language, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	ub_buf_printf(&b, "<dc:language>%s</dc:language>", language);
	st = put_before(
	    path, m, "docProps/core.xml", "</cp:coreProperties>", b.s, e);
	ub_buf_free(&b);
	return st;
}

/* The library says of all letters in charts that they are English; no text has
 * a raw "<". */
static const char *const says[] = { "<c:lang val=\"", "<a:rPr lang=\"",
	"<a:endParaRPr lang=\"" };
static const char english[] = "en-US\"";

/* Bytes from at to behind the next of them, where the language stands; 0: none
 * is left. */
static size_t
next_language(const char *at)
{
	const char *best = NULL;

	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
		const char *p = strstr(at, says[i]);

		if (p != NULL && (best == NULL || p + strlen(says[i]) < best))
			best = p + strlen(says[i]);
	}
	return best == NULL ? 0 : (size_t)(best - at);
}

/* The library writes a mark that the format does not have: Excel would say that
 * the workbook is broken. */
static void
set_marks(struct ub_buf *text)
{
	static const char wrong[] = "<c:symbol val=\"long_dash\"/>";
	struct ub_buf b = { 0 };
	const char *at = text->s, *next;

	for (; (next = strstr(at, wrong)) != NULL;
	     at = next + sizeof(wrong) - 1) {
		ub_buf_add(&b, at, (size_t)(next - at));
		ub_buf_puts(&b, "<c:symbol val=\"dash\"/>");
	}
	ub_buf_puts(&b, at);
	ub_buf_free(text);
	*text = b;
}

static enum ub_status
set_chart(const char *path, size_t number, struct made *m, const char *language,
    struct ub_err *e)
{
	struct ub_buf old = { 0 };
	const char *at;
	enum ub_status st;
	size_t len;

	snprintf(m->part, sizeof(m->part), "xl/charts/chart%zu.xml", number);
	st = ub_package_slurp(path, m->part, &old, e);
	at = st == UB_OK ? old.s : "";
	while ((len = next_language(at)) > 0) {
		ub_buf_add(&m->text, at, len);
		at += len;
		if (strncmp(at, english, sizeof(english) - 1) != 0)
			continue;
		ub_buf_puts(&m->text, language);
		at += sizeof(english) - 2;
	}
	ub_buf_puts(&m->text, at);
	ub_buf_free(&old);
	set_marks(&m->text);
	return st;
}

enum ub_status
ub_language_set(const char *path, const char *language, size_t nchart,
    const char *areas, struct ub_err *e)
{
	size_t n = nchart + 1 + (areas[0] != '\0'), i;
	struct made *m = ub_xcalloc(n, sizeof(*m));
	struct ub_package_new *with = ub_xcalloc(n, sizeof(*with));
	enum ub_status st = set_properties(path, &m[0], language, e);

	for (i = 1; st == UB_OK && i <= nchart; i++)
		st = set_chart(path, i, &m[i], language, e);
	if (st == UB_OK && areas[0] != '\0')
		/* the library sorts the names, and these are the first */
		st = put_before(path, &m[n - 1], "xl/workbook.xml",
		    "<definedName ", areas, e);
	for (i = 0; i < n; i++)
		with[i] = (struct ub_package_new){ m[i].part, m[i].text.s,
			m[i].text.len };
	if (st == UB_OK)
		st = ub_package_replace(path, with, n, e);
	for (i = 0; i < n; i++)
		ub_buf_free(&m[i].text);
	free(with);
	free(m);
	return st;
}
