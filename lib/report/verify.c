/* verify.c - see verify.h. */
#include <stdio.h>
#include <string.h>

#include "../base/file.h"
#include "../base/num.h"
#include "../base/package.h"
#include "../base/xml.h"
#include "verify.h"

enum {
	CHUNK = 64 * 1024,
	TAG = 16 /* bytes that tell which tag it is, and that end a sheet */
};

/* What is counted in one part. */
struct counts {
	uint64_t rows, cells, strings, unique;
	uint64_t ended; /* rows and cells that have an end tag too */
	bool said;      /* the part says how many strings it has: unique */
};

/* What was found in the whole package. */
struct found {
	size_t nsheet, ntable, nchart;
};

static void
on_start(void *priv, const char *name, const char **attr)
{
	struct counts *c = priv;
	const char *n;
	int64_t v;

	if (strcmp(name, "row") == 0) {
		c->rows++;
	} else if (strcmp(name, "c") == 0) {
		c->cells++;
	} else if (strcmp(name, "si") == 0) {
		c->strings++;
	} else if (strcmp(name, "sst") == 0 &&
		   (n = ub_xml_attr(attr, "uniqueCount")) != NULL &&
		   ub_int_parse(n, strlen(n), &v)) {
		c->unique = (uint64_t)v;
		c->said = true;
	}
}

static enum ub_status
bad(struct ub_err *e, const char *part, const char *what)
{
	return ub_fail(e, UB_EIO,
	    "read back, the workbook is not whole (is a disk or TMPDIR full?): "
	    "%s %s",
	    part, what);
}

/* Inflate and parse one part, whole; its end is where its checksum is known. */
static enum ub_status
walk(struct ub_part *t, const char *part, struct counts *c, struct ub_err *e)
{
	static const struct ub_xml_walk calls = { .start = on_start };
	struct ub_xml *x = ub_xml_new(&calls, c);
	const char *what = NULL;
	size_t n = 0;

	do {
		if (ub_part_read(t, ub_xml_room(x, CHUNK), CHUNK, &n, e) !=
		    UB_OK)
			what = "does not inflate to what was packed";
		else if (ub_xml_feed(x, n, n == 0, e) != UB_OK)
			what = "ends too early";
	} while (what == NULL && n > 0);
	ub_xml_free(x);
	return what == NULL ? UB_OK : bad(e, part, what);
}

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* --- sheets, which are large: looked through for tags, not parsed ------- */

static bool
starts(const char *s, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && memcmp(s, with, len) == 0;
}

/* Count the tags that begin in s; return where the first one begins that may
 * go on behind it, or n.  last: nothing comes behind it. */
static size_t
scan(struct counts *c, const char *s, size_t n, bool last)
{
	const char *at = s, *end = s + n;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		size_t left = (size_t)(end - at);

		if (left < TAG && !last)
			return n - left;
		if (starts(at, left, "<c "))
			c->cells++;
		else if (starts(at, left, "<row "))
			c->rows++;
		else if (starts(at, left, "</c>") || starts(at, left, "</row>"))
			c->ended++;
		at++;
	}
	return n;
}

static enum ub_status
walk_sheet(
    struct ub_part *t, const char *part, struct counts *c, struct ub_err *e)
{
	static const char close[] = "</worksheet>";
	char buf[CHUNK + TAG];
	size_t kept = 0, n, all, from;

	do {
		if (ub_part_read(t, buf + kept, CHUNK, &n, e) != UB_OK)
			return bad(
			    e, part, "does not inflate to what was packed");
		all = kept + n;
		if (n == 0)
			break;
		from = scan(c, buf, all, false);
		kept = all - from;
		memmove(buf, buf + from, kept);
	} while (true);
	(void)scan(c, buf, kept, true);
	while (kept > 0 && buf[kept - 1] == '\n')
		kept--;
	if (kept < sizeof(close) - 1 ||
	    memcmp(buf + kept - (sizeof(close) - 1), close,
		sizeof(close) - 1) != 0 ||
	    c->ended != c->rows + c->cells)
		return bad(e, part, "ends too early");
	return UB_OK;
}

static enum ub_status
check_sheet(const struct ub_expect *want, const char *part,
    const struct counts *c, struct ub_err *e)
{
	const char *digits = strpbrk(part, "0123456789");
	int64_t n;

	if (digits == NULL ||
	    !ub_int_parse(digits, strspn(digits, "0123456789"), &n) || n < 1 ||
	    (uint64_t)n > want->nsheet)
		return bad(e, part, "is one sheet too many");
	if (c->rows != want->sheet[n - 1].rows)
		return bad(e, part, "has not the rows that were written");
	if (c->cells != want->sheet[n - 1].cells)
		return bad(e, part, "has not the cells that were written");
	return UB_OK;
}

static enum ub_status
check_part(struct ub_package *p, size_t i, const struct ub_expect *want,
    struct found *found, struct ub_err *e)
{
	const char *part = ub_package_name(p, i);
	struct counts c = { 0 };
	struct ub_part *t;
	enum ub_status st;

	if (part == NULL)
		part = "a part";
	if (ub_part_open(&t, p, i, e) != UB_OK)
		return bad(e, part, "cannot be opened");
	st = begins(part, "xl/worksheets/sheet") ? walk_sheet(t, part, &c, e)
						 : walk(t, part, &c, e);
	ub_part_free(t);
	if (st != UB_OK)
		return st;
	found->ntable += begins(part, "xl/tables/table");
	found->nchart += begins(part, "xl/charts/chart");
	if (c.said && c.strings != c.unique)
		return bad(e, part, "has not the strings it says");
	if (!begins(part, "xl/worksheets/sheet"))
		return UB_OK;
	found->nsheet++;
	return check_sheet(want, part, &c, e);
}

enum ub_status
ub_verify(const char *path, const struct ub_expect *want, struct ub_err *e)
{
	struct found found = { 0 };
	struct ub_package *p = NULL;
	enum ub_status st;
	size_t i;
	int fd;

	if ((st = ub_open_in(path, &fd, e)) != UB_OK)
		return st;
	if (ub_package_open(&p, fd, true, e) != UB_OK)
		st = bad(e, "it", "is no zip file");
	for (i = 0; st == UB_OK && i < ub_package_size(p); i++)
		st = check_part(p, i, want, &found, e);
	if (st == UB_OK &&
	    (found.nsheet != want->nsheet || found.ntable != want->ntable ||
		found.nchart != want->nchart))
		st = bad(e, "it", "lacks a part");
	ub_package_free(p);
	ub_close_in(fd);
	return st;
}
