/* verify.c - see verify.h. */
#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "../base/num.h"
#include "../base/package.h"
#include "../base/xml.h"
#include "verify.h"

static const char SHEETS[] = "xl/worksheets/sheet";

enum {
	CHUNK = 64 * 1024,
	TAG = 512 /* no cell of a sheet that is not streamed is as long */
};

/* What is counted in one part. */
struct counts {
	uint64_t rows, cells, strings, unique, print;
	uint64_t ended; /* rows and cells that have an end tag too */
	bool said;      /* the part says how many strings it has: unique */
	bool odd;       /* a cell that cannot be read */
	bool read;      /* take the prints of cells too */
	struct shared *shared;
};

/* The strings that cells refer to by number: what is known of each. */
struct shared {
	uint64_t *hash; /* owned */
	size_t n;
	struct ub_buf text; /* of the one that is being read */
	bool in;            /* its text is */
};

/* What was found in the whole package. */
struct found {
	size_t nsheet, ntable, nchart;
	struct shared shared;
};

/* --- prints ------------------------------------------------------------- */

/* Sums of them do not depend on the order of cells, but on their places. */
static uint64_t
print_of(uint64_t row, uint64_t col, uint64_t hash)
{
	uint64_t v[3] = { row, col, hash };

	return ub_hash64(v, sizeof(v), 0);
}

uint64_t
ub_print_text(uint64_t row, uint64_t col, const char *s, size_t len)
{
	return print_of(row, col, ub_hash64(s, len, 0));
}

uint64_t
ub_print_number(uint64_t row, uint64_t col, double v)
{
	return print_of(row, col, ub_hash64(&v, sizeof(v), 1));
}

/* --- parts that are parsed ---------------------------------------------- */

static void
on_start(void *priv, const char *name, const char **attr)
{
	struct counts *c = priv;
	const char *n;
	int64_t v;

	if (strcmp(name, "si") == 0) {
		c->strings++;
		ub_buf_clear(&c->shared->text);
	} else if (strcmp(name, "t") == 0) {
		c->shared->in = true;
	} else if (strcmp(name, "sst") == 0 &&
		   (n = ub_xml_attr(attr, "uniqueCount")) != NULL &&
		   ub_int_parse(n, strlen(n), &v)) {
		c->unique = (uint64_t)v;
		c->said = true;
	}
}

static void
on_text(void *priv, const char *s, size_t len)
{
	struct counts *c = priv;

	if (c->shared->in)
		ub_buf_add(&c->shared->text, s, len);
}

static void
on_end(void *priv, const char *name)
{
	struct shared *s = ((struct counts *)priv)->shared;

	if (strcmp(name, "t") == 0)
		s->in = false;
	if (strcmp(name, "si") != 0)
		return;
	s->hash = ub_xgrow(s->hash, s->n, sizeof(*s->hash));
	s->hash[s->n++] = ub_hash64(s->text.s, s->text.len, 0);
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
	static const struct ub_xml_walk calls = { on_start, on_end, on_text };
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

/* The digits or letters at *at, which moves behind them: "AB12", from 0. */
static bool
read_place(const char **at, uint64_t *row, uint64_t *col)
{
	const char *s = *at;

	for (*col = 0; *s >= 'A' && *s <= 'Z'; s++)
		*col = *col * 26 + (uint64_t)(*s - 'A') + 1;
	for (*row = 0; *s >= '0' && *s <= '9'; s++)
		*row = *row * 10 + (uint64_t)(*s - '0');
	*at = s;
	return (*row)-- > 0 && (*col)-- > 0;
}

/* <c r="B7" s="3" t="s"><v>12</v></c>, of len bytes: false if it is none that
 * the library writes. */
static bool
read_cell(struct counts *c, const char *s, size_t len)
{
	static const char place[] = "<c r=\"";
	const char *end = s + len, *v = memmem(s, len, "<v>", 3);
	const char *shared = memmem(s, len, " t=\"s\"", 6), *last;
	uint64_t row, col;
	double number;
	int64_t n;

	if (v == NULL || !starts(s, len, place))
		return false;
	s += sizeof(place) - 1;
	v += 3;
	last = memchr(v, '<', (size_t)(end - v));
	if (!read_place(&s, &row, &col) || last == NULL)
		return false;
	if (shared != NULL && shared < v) {
		if (!ub_int_parse(v, (size_t)(last - v), &n) || n < 0 ||
		    (uint64_t)n >= c->shared->n)
			return false;
		c->print += print_of(row, col, c->shared->hash[n]);
		return true;
	}
	if (!ub_real_read(v, (size_t)(last - v), &number))
		return false;
	c->print += ub_print_number(row, col, number);
	return true;
}

/* A cell at s, of which n bytes are there; false: more of it must come. */
static bool
take_cell(struct counts *c, const char *s, size_t n, bool last)
{
	const char *end;

	if (c->read) {
		end = memmem(s, n < TAG ? n : TAG, "</c>", 4);
		if (end == NULL && n < TAG && !last)
			return false;
		c->odd |= end == NULL || !read_cell(c, s, (size_t)(end - s));
	}
	c->cells++;
	return true;
}

/* Count the tags that begin in s; return where the first one begins that may
 * go on behind it, or n.  last: nothing comes behind it. */
static size_t
scan(struct counts *c, const char *s, size_t n, bool last)
{
	enum { SHORT = 16 }; /* tells which tag it is, and ends a sheet */
	const char *at = s, *end = s + n;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		size_t left = (size_t)(end - at);

		if (left < SHORT && !last)
			return n - left;
		if (at[1] == 'c' && starts(at, left, "<c ")) {
			if (!take_cell(c, at, left, last))
				return n - left;
		} else if (starts(at, left, "<row ")) {
			c->rows++;
		} else if (starts(at, left, "</c>") ||
			   starts(at, left, "</row>")) {
			c->ended++;
		}
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

/* What is expected of a sheet, by the number in its name; NULL: none. */
static const struct ub_expect_sheet *
expected(const struct ub_expect *want, const char *part)
{
	const char *digits = strpbrk(part, "0123456789");
	int64_t n;

	if (digits == NULL ||
	    !ub_int_parse(digits, strspn(digits, "0123456789"), &n) || n < 1 ||
	    (uint64_t)n > want->nsheet)
		return NULL;
	return &want->sheet[n - 1];
}

static enum ub_status
check_sheet(const struct ub_expect_sheet *want, uint32_t crc, const char *part,
    const struct counts *c, struct ub_err *e)
{
	if (c->rows != want->rows)
		return bad(e, part, "has not the rows that were written");
	if (c->cells != want->cells)
		return bad(e, part, "has not the cells that were written");
	if (want->streamed ? crc != want->crc
			   : c->odd || c->print != want->print)
		return bad(e, part, "holds something else than was written");
	return UB_OK;
}

static enum ub_status
check_part(struct ub_package *p, size_t i, const struct ub_expect *want,
    struct found *found, struct ub_err *e)
{
	const char *part = ub_package_name(p, i);
	const struct ub_expect_sheet *sheet = NULL;
	struct counts c = { .shared = &found->shared };
	struct ub_part *t;
	enum ub_status st;

	if (part == NULL)
		part = "a part";
	if (begins(part, SHEETS)) {
		found->nsheet++;
		if ((sheet = expected(want, part)) == NULL)
			return bad(e, part, "is one sheet too many");
		c.read = !sheet->streamed;
	}
	if (ub_part_open(&t, p, i, e) != UB_OK)
		return bad(e, part, "cannot be opened");
	st = sheet != NULL ? walk_sheet(t, part, &c, e) : walk(t, part, &c, e);
	ub_part_free(t);
	if (st != UB_OK)
		return st;
	found->ntable += begins(part, "xl/tables/table");
	found->nchart += begins(part, "xl/charts/chart");
	if (c.said && c.strings != c.unique)
		return bad(e, part, "has not the strings it says");
	if (sheet == NULL)
		return UB_OK;
	return check_sheet(sheet, ub_package_crc(p, i), part, &c, e);
}

/* The strings first, then what refers to them. */
static enum ub_status
check_parts(struct ub_package *p, const struct ub_expect *want,
    struct found *found, struct ub_err *e)
{
	size_t n = ub_package_size(p), strings, i;
	enum ub_status st = UB_OK;

	if (ub_package_find(p, "xl/sharedStrings.xml", &strings))
		st = check_part(p, strings, want, found, e);
	else
		strings = n;
	for (i = 0; st == UB_OK && i < n; i++)
		if (i != strings)
			st = check_part(p, i, want, found, e);
	return st;
}

enum ub_status
ub_verify(const char *path, const struct ub_expect *want, struct ub_err *e)
{
	struct found found = { 0 };
	struct ub_package *p = NULL;
	enum ub_status st;
	int fd;

	if ((st = ub_open_in(path, &fd, e)) != UB_OK)
		return st;
	if (ub_package_open(&p, fd, true, e) != UB_OK)
		st = bad(e, "it", "is no zip file");
	else
		st = check_parts(p, want, &found, e);
	if (st == UB_OK &&
	    (found.nsheet != want->nsheet || found.ntable != want->ntable ||
		found.nchart != want->nchart))
		st = bad(e, "it", "lacks a part");
	free(found.shared.hash);
	ub_buf_free(&found.shared.text);
	ub_package_free(p);
	ub_close_in(fd);
	return st;
}
