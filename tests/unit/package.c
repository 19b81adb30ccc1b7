/*
 * Parts of zip files, and the XML in them, hostile ones too.
 *
 * With arguments it is a tool: package FILE PART... packs the files PART, by
 * their names, as the tests of whole commands need them.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/file.h"
#include "../../lib/base/package.h"
#include "../../lib/base/xml.h"

#include "check.h"

static char path[] = "/tmp/ubat-package-XXXXXX";

static zip_t *
create(const char *name)
{
	int code;
	zip_t *z = zip_open(name, ZIP_CREATE | ZIP_TRUNCATE, &code);

	CHECK(z != NULL);
	return z;
}

static void
add(zip_t *z, const char *name, const char *p, size_t len)
{
	zip_source_t *s = zip_source_buffer(z, p, len, 0);
	zip_int64_t i = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);

	CHECK(i >= 0);
	/* the clock is no part of it */
	CHECK(zip_file_set_dostime(z, (zip_uint64_t)i, 0, 33, 0) == 0);
}

static int
pack(char *argv[])
{
	zip_t *z = create(argv[1]);
	int i;

	for (i = 2; argv[i] != NULL; i++) {
		zip_source_t *s = zip_source_file(z, argv[i], 0, -1);
		CHECK(zip_file_add(z, argv[i], s, ZIP_FL_ENC_UTF_8) >= 0);
	}
	CHECK(zip_close(z) == 0);
	CHECK_END;
}

/* Read a part to its end; the clause of what stops it goes to e. */
static enum ub_status
read_part(
    struct ub_package *p, const char *name, struct ub_buf *b, struct ub_err *e)
{
	struct ub_part *t;
	enum ub_status st;
	char buf[1000];
	size_t i, n = 1;

	CHECK(ub_package_find(p, name, &i));
	st = ub_part_open(&t, p, i, e);
	while (st == UB_OK && n > 0) {
		st = ub_part_read(t, buf, sizeof(buf), &n, e);
		if (b != NULL)
			ub_buf_add(b, buf, n);
	}
	ub_part_free(t);
	return st;
}

static void
test_parts(void)
{
	zip_t *z = create(path);
	struct ub_package *p;
	struct ub_buf b = { 0 };
	struct ub_err e;
	size_t i;
	int fd;

	add(z, "a/B.xml", "<x/>", 4);
	add(z, "empty", "", 0);
	CHECK(zip_close(z) == 0);
	CHECK(ub_open_in(path, &fd, &e) == UB_OK);
	CHECK(ub_package_open(&p, fd, true, &e) == UB_OK);
	CHECK(ub_package_size(p) == 2);
	CHECK(strcmp(ub_package_name(p, 0), "a/B.xml") == 0);
	CHECK(ub_package_find(p, "A/b.xml", &i) && i == 0);
	CHECK(!ub_package_find(p, "b.xml", &i));
	CHECK(read_part(p, "a/B.xml", &b, &e) == UB_OK);
	CHECK(b.len == 4 && memcmp(b.s, "<x/>", 4) == 0);
	CHECK(read_part(p, "empty", NULL, &e) == UB_OK);
	ub_package_free(p);
	ub_close_in(fd);
	ub_buf_free(&b);
}

/* Whatever is cut off, it is no package; whatever is changed in the packed
 * bytes, it is seen. */
static void
test_damage(void)
{
	struct ub_package *p;
	struct ub_buf whole = { 0 };
	struct ub_err e;
	size_t i;
	int fd;

	CHECK(ub_slurp(path, &whole, 1 << 20, &e) == UB_OK);
	for (i = 0; i < whole.len; i += 7) {
		CHECK(truncate(path, (off_t)(whole.len - i - 1)) == 0);
		CHECK(ub_open_in(path, &fd, &e) == UB_OK);
		CHECK(ub_package_open(&p, fd, false, &e) == UB_EDATA);
		CHECK(strcmp(e.what, "is no zip file, or not whole") == 0);
		ub_close_in(fd);
	}
	/* the first byte of the data of the first part: its header has 30
	 * bytes and the name */
	whole.s[30 + 7] ^= 1;
	fd = open(path, O_WRONLY | O_TRUNC);
	CHECK(write(fd, whole.s, whole.len) == (ssize_t)whole.len);
	close(fd);
	CHECK(ub_open_in(path, &fd, &e) == UB_OK);
	CHECK(ub_package_open(&p, fd, false, &e) == UB_OK);
	CHECK(read_part(p, "a/B.xml", NULL, &e) == UB_EDATA);
	CHECK(strcmp(e.what, "does not inflate to what was packed") == 0);
	ub_package_free(p);
	ub_close_in(fd);
	ub_buf_free(&whole);
}

/* 300 MB of nothing are refused after 256 MiB. */
static void
test_bomb(void)
{
	const size_t len = 300 * 1000 * 1000;
	char *nothing = calloc(1, len);
	zip_t *z = create(path);
	struct ub_package *p;
	struct ub_err e;
	int fd;

	add(z, "bomb", nothing, len);
	CHECK(zip_close(z) == 0);
	free(nothing);
	CHECK(ub_open_in(path, &fd, &e) == UB_OK);
	CHECK(ub_package_open(&p, fd, false, &e) == UB_OK);
	CHECK(read_part(p, "bomb", NULL, &e) == UB_EDATA);
	CHECK(strcmp(e.what, "inflates to more than 500 times its size: "
			     "refused") == 0);
	ub_package_free(p);
	ub_close_in(fd);
}

/* --- XML --------------------------------------------------------------------- */

struct seen {
	struct ub_xml *xml;
	struct ub_buf text;
};

static void
on_start(void *priv, const char *name, const char **attr)
{
	struct seen *s = priv;
	const char *v = ub_xml_attr(attr, "id");

	ub_buf_printf(&s->text, "<%s%s%s>", name, v == NULL ? "" : " ",
	    v == NULL ? "" : v);
	if (strcmp(name, "stop") == 0)
		ub_xml_stop(s->xml, "was stopped");
}

static void
on_end(void *priv, const char *name)
{
	struct seen *s = priv;

	ub_buf_printf(&s->text, "</%s>", name);
	if (strcmp(name, "pause") == 0)
		ub_xml_pause(s->xml);
}

static void
on_text(void *priv, const char *text, size_t len)
{
	struct seen *s = priv;

	ub_buf_add(&s->text, text, len);
}

/* Walk through text, step bytes at a time; pauses are counted as |. */
static enum ub_status
walk(
    struct seen *s, const char *text, size_t len, size_t step, struct ub_err *e)
{
	static const struct ub_xml_walk calls = { on_start, on_end, on_text };
	enum ub_status st = UB_OK;
	size_t at, n;

	ub_buf_clear(&s->text);
	s->xml = ub_xml_new(&calls, s);
	for (at = 0; st == UB_OK; at += n) {
		n = len - at < step ? len - at : step;
		memcpy(ub_xml_room(s->xml, step), text + at, n);
		st = ub_xml_feed(s->xml, n, n == 0, e);
		for (; st == UB_END; st = ub_xml_resume(s->xml, e))
			ub_buf_putc(&s->text, '|');
		if (n == 0)
			break;
	}
	ub_xml_free(s->xml);
	return st;
}

static void
test_xml(void)
{
	static const struct {
		const char *text, *seen, *clause; /* clause NULL: it is good */
	} t[] = {
		{ "<a r:id='1'><x:b>t&amp;u</x:b></a>", "<a 1><b>t&u</b></a>",
		    NULL },
		{ "<a><pause/>b</a>", "<a><pause></pause>|b</a>", NULL },
		{ "<a><stop/><b/></a>", "<a><stop>", "was stopped" },
		{ "<a><b></a>", "<a><b>", "is no well-formed XML" },
		{ "<a>", "<a>", "is no well-formed XML" },
		{ "<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>", "",
		    "has a document type, and may have entities: refused" },
	};
	struct seen s = { 0 };
	struct ub_err e;
	enum ub_status st;
	size_t i, step;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		for (step = 1; step < 40; step += 6) {
			st = walk(&s, t[i].text, strlen(t[i].text), step, &e);
			CHECK(st == (t[i].clause == NULL ? UB_OK : UB_EDATA));
			if (t[i].clause != NULL)
				CHECK(strcmp(e.what, t[i].clause) == 0);
			ub_buf_putc(&s.text, '\0');
			CHECK(strcmp(s.text.s, t[i].seen) == 0);
		}
	}
	ub_buf_free(&s.text);
}

static void
test_xml_limits(void)
{
	struct seen s = { 0 };
	struct ub_buf b = { 0 };
	struct ub_err e;
	int i;

	for (i = 0; i < UB_XML_DEPTH; i++)
		ub_buf_puts(&b, "<a>");
	for (i = 0; i < UB_XML_DEPTH; i++)
		ub_buf_puts(&b, "</a>");
	CHECK(walk(&s, b.s, b.len, 4096, &e) == UB_OK);
	ub_buf_clear(&b);
	for (i = 0; i <= UB_XML_DEPTH; i++)
		ub_buf_puts(&b, "<a>");
	CHECK(walk(&s, b.s, b.len, 4096, &e) == UB_EDATA);
	CHECK(strcmp(e.what, "has elements in one another too deep") == 0);
	/* a tag that does not end, the first or another */
	for (i = 0; i < 2; i++) {
		ub_buf_clear(&b);
		ub_buf_puts(&b, i == 0 ? "<a x='" : "<b><a x='");
		ub_buf_reserve(&b, 2 * UB_XML_TAG);
		memset(b.s + b.len, 'x', 2 * UB_XML_TAG);
		b.len += 2 * UB_XML_TAG;
		CHECK(walk(&s, b.s, b.len, 65536, &e) == UB_EDATA);
		CHECK(strcmp(e.what, "has a tag that is too long") == 0);
	}
	ub_buf_free(&b);
	ub_buf_free(&s.text);
}

int
main(int argc, char *argv[])
{
	int fd;

	if (argc > 1)
		return pack(argv);
	fd = mkstemp(path);
	CHECK(fd >= 0);
	close(fd);
	test_parts();
	test_damage();
	test_bomb();
	test_xml();
	test_xml_limits();
	unlink(path);
	CHECK_END;
}
