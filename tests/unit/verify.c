/* A workbook is believed only when all of what was written is in it. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../lib/base/file.h"
#include "../../lib/base/package.h"
#include "../../lib/report/language.h"
#include "../../lib/report/verify.h"
#include "../../lib/report/xl.h"

#include "check.h"

static char path[] = "/tmp/ubat-verify-XXXXXX";

/* Two sheets, of 1 x 1 and 3 x 2 cells; the counts go to want. */
static void
write_book(struct ub_expect *want, struct ub_expect_sheet sheet[2])
{
	const struct ub_xl_properties doc = {
		.title = "Titel", .author = "ubat", .created = 3652
	};
	struct ub_xl *x = ub_xl_new(path, &doc);
	struct ub_xl_style text = { .look = UB_XL_TEXT };
	struct ub_xl_style number = { .look = UB_XL_NUMBER };
	struct ub_xl_page p;
	struct ub_err e;

	ub_xl_page(x, &p, "Ett");
	ub_xl_text(x, &p, 0, "text", text);
	ub_xl_page(x, &p, "Två");
	for (; p.row < 3; p.row++) {
		ub_xl_text(x, &p, 0, p.row == 1 ? "" : "åäö", text);
		ub_xl_number(x, &p, 1,
		    p.row == 0   ? "71.4"
		    : p.row == 1 ? "-0.001"
				 : "999999999999999000",
		    number);
	}
	CHECK(ub_xl_close(x, &e) == UB_OK);
	*want = *ub_xl_expect(x);
	CHECK(want->nsheet == 2);
	memcpy(sheet, want->sheet, 2 * sizeof(*sheet));
	want->sheet = sheet;
	ub_xl_free(x);
	CHECK(sheet[0].rows == 1 && sheet[0].cells == 1);
	CHECK(sheet[1].rows == 3 && sheet[1].cells == 6);
}

static bool
fails(const struct ub_expect *want, const char *with)
{
	struct ub_err e;

	if (ub_verify(path, want, &e) != UB_EIO)
		return false;
	if (strstr(e.what, with) != NULL)
		return true;
	fprintf(stderr, "%s\n", e.what);
	return false;
}

static void
test_counts(void)
{
	struct ub_expect want;
	struct ub_expect_sheet sheet[2];
	struct ub_err e;

	write_book(&want, sheet);
	CHECK(ub_verify(path, &want, &e) == UB_OK);
	sheet[1].rows++;
	CHECK(fails(&want, "sheet2.xml has not the rows that were written"));
	sheet[1].rows--;
	sheet[1].cells++;
	CHECK(fails(&want, "sheet2.xml has not the cells that were written"));
	sheet[1].cells--;
	want.ntable++;
	CHECK(fails(&want, "it lacks a part"));
	want.ntable--;
	want.nchart++;
	CHECK(fails(&want, "it lacks a part"));
	want.nchart--;
	want.nsheet = 1;
	CHECK(fails(&want, "sheet2.xml is one sheet too many"));
	want.nsheet = 2;
	CHECK(ub_verify(path, &want, &e) == UB_OK);
}

/* Put `to` in the place of `from` in a part of the workbook. */
static void
change(const char *part, const char *from, const char *to)
{
	struct ub_package_new with = { part, NULL, 0 };
	struct ub_buf old = { 0 }, b = { 0 };
	struct ub_err e;
	char *at;

	CHECK(ub_package_slurp(path, part, &old, &e) == UB_OK);
	at = strstr(old.s, from);
	CHECK(at != NULL);
	if (at == NULL) {
		fprintf(stderr, "%s: %s\n", part, old.s);
		ub_buf_free(&old);
		return;
	}
	ub_buf_add(&b, old.s, (size_t)(at - old.s));
	ub_buf_puts(&b, to);
	ub_buf_puts(&b, at + strlen(from));
	with.s = b.s;
	with.len = b.len;
	CHECK(ub_package_replace(path, &with, 1, &e) == UB_OK);
	ub_buf_free(&old);
	ub_buf_free(&b);
}

/* Parts that are whole and hold something else, as no failing disk writes them
 * but a fault of ours or of the library could. */
static void
test_content(void)
{
	static const struct {
		const char *part, *from, *to, *with;
	} t[] = {
		{ "xl/worksheets/sheet2.xml", "<v>71.4", "<v>71.5",
		    "sheet2.xml holds something else than was written" },
		{ "xl/worksheets/sheet2.xml", "r=\"B1\"", "r=\"B2\"",
		    "sheet2.xml holds something else than was written" },
		{ "xl/worksheets/sheet1.xml", "<v>0<", "<v>7<",
		    "sheet1.xml holds something else than was written" },
		{ "xl/sharedStrings.xml", "åäö", "aao",
		    "sheet2.xml holds something else than was written" },
		{ "xl/sharedStrings.xml", "<si><t>text</t></si>", "",
		    "xl/sharedStrings.xml has not the strings it says" },
		{ "xl/worksheets/sheet2.xml", "</worksheet>", "</worksheets>",
		    "sheet2.xml ends too early" },
	};
	struct ub_expect want;
	struct ub_expect_sheet sheet[2];

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		write_book(&want, sheet);
		change(t[i].part, t[i].from, t[i].to);
		CHECK(fails(&want, t[i].with));
	}
}

/* The properties get a language where they end, and end as the library has
 * always made them. */
static void
test_language(void)
{
	struct ub_expect want;
	struct ub_expect_sheet sheet[2];
	struct ub_buf b = { 0 };
	struct ub_err e;

	write_book(&want, sheet);
	CHECK(ub_language_set(path, "fi-FI", 0, "", &e) == UB_OK);
	CHECK(ub_package_slurp(path, "docProps/core.xml", &b, &e) == UB_OK);
	CHECK(strstr(b.s, "<dc:language>fi-FI</dc:language>"
			  "</cp:coreProperties>") != NULL);
	ub_buf_free(&b);
	change("docProps/core.xml", "</cp:coreProperties>", "");
	CHECK(ub_language_set(path, "fi-FI", 0, "", &e) == UB_EIO);
	CHECK(strcmp(e.what, "docProps/core.xml has no </cp:coreProperties>") ==
	      0);
	write_book(&want, sheet);
	CHECK(ub_language_set(path, "fi-FI", 1, "", &e) == UB_EIO);
	CHECK(ub_verify(path, &want, &e) == UB_OK);
}

static void
rewrite(const char *p, size_t len)
{
	FILE *f = fopen(path, "wb");

	CHECK(f != NULL && fwrite(p, 1, len, f) == len && fclose(f) == 0);
}

/* Whatever byte is changed or end is lost, it does not pass as whole; but
 * bytes that carry nothing (dates, versions) may change. */
static void
test_damage(void)
{
	struct ub_expect want;
	struct ub_expect_sheet sheet[2];
	struct ub_buf b = { 0 };
	size_t i, passed = 0, tried = 0;
	struct ub_err e;

	write_book(&want, sheet);
	CHECK(ub_slurp(path, &b, 1 << 20, &e) == UB_OK);
	for (i = 1; i < 20; i++) {
		rewrite(b.s, b.len * i / 20);
		CHECK(ub_verify(path, &want, &e) == UB_EIO);
	}
	for (i = 40; i < b.len; i += 97) {
		b.s[i] ^= 0x55;
		rewrite(b.s, b.len);
		passed += ub_verify(path, &want, &e) == UB_OK;
		tried++;
		b.s[i] ^= 0x55;
	}
	CHECK(tried > 50 && passed * 5 < tried);
	rewrite(b.s, b.len);
	CHECK(ub_verify(path, &want, &e) == UB_OK);
	ub_buf_free(&b);
}

int
main(void)
{
	int fd = mkstemp(path);

	CHECK(fd >= 0);
	close(fd);
	test_counts();
	test_content();
	test_language();
	test_damage();
	unlink(path);
	CHECK(ub_verify(path, &(struct ub_expect){ 0 },
		  &(struct ub_err){ 0 }) == UB_EIO);
	CHECK_END;
}
