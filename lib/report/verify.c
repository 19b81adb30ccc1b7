/* verify.c - see verify.h. */
#include <stdio.h>
#include <string.h>

#include <expat.h>
#include <zip.h>

#include "../base/num.h"
#include "verify.h"

enum { CHUNK = 64 * 1024 };

/* What is counted in one part. */
struct counts {
	uint64_t rows, cells, strings, unique;
	bool said; /* the part says how many strings it has: unique */
};

/* What was found in the whole package. */
struct found {
	size_t nsheet, ntable, nchart;
};

static void XMLCALL
on_start(void *priv, const XML_Char *name, const XML_Char **attr)
{
	struct counts *c = priv;
	int64_t v;

	if (strcmp(name, "row") == 0) {
		c->rows++;
	} else if (strcmp(name, "c") == 0) {
		c->cells++;
	} else if (strcmp(name, "si") == 0) {
		c->strings++;
	} else if (strcmp(name, "sst") == 0) {
		for (; *attr != NULL; attr += 2) {
			if (strcmp(attr[0], "uniqueCount") != 0 ||
			    !ub_int_parse(attr[1], strlen(attr[1]), &v))
				continue;
			c->unique = (uint64_t)v;
			c->said = true;
		}
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

/* Inflate and parse one part, whole; the end of the zip's part is where its
 * checksum is known. */
static enum ub_status
walk(zip_file_t *f, const char *part, struct counts *c, struct ub_err *e)
{
	XML_Parser p = XML_ParserCreate(NULL);
	const char *what = NULL;
	zip_int64_t n;
	void *buf;

	if (p == NULL)
		return bad(e, part, "no memory to read it");
	XML_SetUserData(p, c);
	XML_SetStartElementHandler(p, on_start);
	do {
		buf = XML_GetBuffer(p, CHUNK);
		n = buf == NULL ? -1 : zip_fread(f, buf, CHUNK);
		if (n < 0)
			what = "does not inflate to what was packed";
		else if (XML_ParseBuffer(p, (int)n, n == 0) != XML_STATUS_OK)
			what = "ends too early";
	} while (what == NULL && n > 0);
	XML_ParserFree(p);
	return what == NULL ? UB_OK : bad(e, part, what);
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

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static enum ub_status
check_part(zip_t *z, zip_uint64_t i, const struct ub_expect *want,
    struct found *found, struct ub_err *e)
{
	const char *part = zip_get_name(z, i, 0);
	zip_file_t *f = zip_fopen_index(z, i, 0);
	struct counts c = { 0 };
	enum ub_status st;

	if (part == NULL)
		part = "a part";
	if (f == NULL)
		return bad(e, part, "cannot be opened");
	st = walk(f, part, &c, e);
	if (zip_fclose(f) != 0 && st == UB_OK)
		st = bad(e, part, "does not inflate to what was packed");
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
	enum ub_status st = UB_OK;
	zip_int64_t i, n;
	int code = 0;
	zip_t *z = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);

	if (z == NULL)
		return bad(e, "it", "is no zip file");
	n = zip_get_num_entries(z, 0);
	for (i = 0; i < n && st == UB_OK; i++)
		st = check_part(z, (zip_uint64_t)i, want, &found, e);
	if (st == UB_OK &&
	    (found.nsheet != want->nsheet || found.ntable != want->ntable ||
		found.nchart != want->nchart))
		st = bad(e, "it", "lacks a part");
	zip_discard(z);
	return st;
}
