/* kind.c - see kind.h. */
#include <stdlib.h>
#include <sys/stat.h>

#include "../base/file.h"
#include "../base/package.h"
#include "detect.h"
#include "kind.h"
#include "sav.h"
#include "utf16.h"
#include "xlsx.h"

enum kind { TEXT, ZIP, SAV, OLE2 };

static enum kind
kind_of(const char *p, size_t len)
{
	if (len >= 4 && memcmp(p, "PK\3\4", 4) == 0)
		return ZIP;
	if (len >= 4 &&
	    (memcmp(p, "$FL2", 4) == 0 || memcmp(p, "$FL3", 4) == 0))
		return SAV;
	/* [MS-CFB] 2.2 */
	if (len >= 8 && memcmp(p, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
		return OLE2;
	return TEXT;
}

/* --- what is no text ---------------------------------------------------------- */

static enum ub_status
refuse(const char *path, const char *clause, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, ub_input_name(path), 0, "%s", clause);
}

/* A word in the directory of an OLE2 file, whose letters are two bytes each,
 * says whether what is in it is encrypted; it may stand anywhere. */
static enum ub_status
old_workbook(const char *path, int fd, struct ub_err *e)
{
	static const char word[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g"
				   "\0e";
	enum { LEN = sizeof(word) - 1, CHUNK = 64 * 1024 };
	char *buf = ub_xmalloc(LEN + CHUNK);
	enum ub_status st;
	bool found = false;
	size_t n = 1, held = 0;

	for (st = UB_OK; st == UB_OK && n > 0 && !found;) {
		st = ub_read_some(fd, buf + held, CHUNK, &n, path, e);
		found = memmem(buf, held + n, word, LEN) != NULL;
		held += n;
		if (held > LEN) {
			memmove(buf, buf + held - LEN, LEN);
			held = LEN;
		}
	}
	free(buf);
	if (st != UB_OK)
		return st;
	return refuse(path,
	    found ? "an encrypted workbook: save it without a password"
		  : "an old workbook (.xls) or another OLE file: save it as "
		    ".xlsx",
	    e);
}

/* Zip files that look like workbooks to those who have them. */
static enum ub_status
check_zip(const char *path, int fd, struct ub_err *e)
{
	struct ub_package *p;
	enum ub_status st;
	size_t i;

	if ((st = ub_package_open(&p, fd, false, e)) != UB_OK) {
		struct ub_err was = *e;
		return refuse(path, was.what, e);
	}
	if (ub_package_find(p, "content.xml", &i) &&
	    ub_package_find(p, "mimetype", &i))
		st = refuse(path,
		    "an OpenDocument file (.ods): save the sheet as .xlsx", e);
	else if (ub_package_find(p, "xl/workbook.bin", &i))
		st = refuse(
		    path, "a binary workbook (.xlsb): save it as .xlsx", e);
	else if (!ub_package_find(p, "_rels/.rels", &i))
		st = refuse(path,
		    "a zip file, but no workbook (.xlsx): unpack it first", e);
	ub_package_free(p);
	return st;
}

/* To be opened again, which a pipe cannot be. */
static bool
is_file(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0 && S_ISREG(s.st_mode);
}

static enum ub_status
reopen(const char *path, int *fd, struct ub_err *e)
{
	if (strcmp(path, "-") == 0)
		return refuse(path,
		    "a workbook or SPSS file cannot be read from standard "
		    "input: name the file",
		    e);
	if (!is_file(path))
		return refuse(path,
		    "a workbook or SPSS file cannot be read from a pipe: save "
		    "it to a file",
		    e);
	return ub_open_in(path, fd, e);
}

static enum ub_status
open_rows(struct ub_extract *x, const char *path, enum kind kind,
    const struct ub_extract_options *o, struct ub_err *e)
{
	enum ub_status st;
	int fd;

	if ((st = reopen(path, &fd, e)) != UB_OK)
		return st;
	if (kind == OLE2)
		st = old_workbook(path, fd, e);
	else if (kind == ZIP)
		st = check_zip(path, fd, e);
	if (st != UB_OK) {
		ub_close_in(fd);
		return st;
	}
	if (kind == ZIP)
		st = ub_xlsx_open(&x->rows, fd, path, o->sheet, e);
	else
		st = ub_sav_open(&x->rows, fd, path, e);
	if (st != UB_OK)
		return st;
	x->rows->delim = o->delim;
	x->rows->max_line = o->max_line;
	x->bytes = ub_bytes_made(path, ub_rows_read, x->rows);
	x->encoding = UB_ENC_UTF8;
	return UB_OK;
}

/* --- text --------------------------------------------------------------------- */

static enum ub_status
decide(struct ub_extract *x, const char *path, struct ub_err *e)
{
	struct ub_bytes *b;
	enum ub_status st;

	if (strcmp(path, "-") == 0)
		return ub_fail_at(e, UB_EUSAGE, ub_input_name(path), 0,
		    "encoding = auto reads a file twice, and standard input "
		    "cannot be");
	if (!is_file(path))
		return ub_fail_at(e, UB_EUSAGE, path, 0,
		    "encoding = auto reads a file twice, and a pipe cannot "
		    "be");
	if ((st = ub_bytes_open(&b, path, e)) != UB_OK)
		return st;
	st = ub_detect(b, &x->encoding, e);
	ub_bytes_free(b);
	x->decided = st == UB_OK;
	return st;
}

static enum ub_status
open_text(struct ub_extract *x, const char *path, const char *head, size_t n,
    const struct ub_extract_options *o, struct ub_err *e)
{
	bool big;

	if (o->must_sheet)
		return refuse(path, "no workbook: there is no --sheet", e);
	x->encoding = o->encoding;
	if (o->encoding == UB_ENC_AUTO)
		return decide(x, path, e);
	if (o->encoding != UB_ENC_UTF16)
		return UB_OK;
	if (!ub_utf16_mark(head, n, &big))
		return ub_fail_at(e, UB_EDATA, ub_input_name(path), 1,
		    "not utf-16: its mark (BOM) is not there");
	x->encoding = big ? UB_ENC_UTF16BE : UB_ENC_UTF16LE;
	return UB_OK;
}

enum ub_status
ub_extract_open(struct ub_extract *x, const char *path,
    const struct ub_extract_options *o, struct ub_err *e)
{
	char head[UB_BYTES_PEEK];
	enum ub_status st;
	enum kind kind;
	bool packed;
	size_t n;

	*x = (struct ub_extract){ 0 };
	if ((st = ub_bytes_open(&x->bytes, path, e)) != UB_OK ||
	    (st = ub_bytes_peek(x->bytes, head, &n, e)) != UB_OK ||
	    (st = ub_bytes_packed(x->bytes, &packed, e)) != UB_OK)
		return st;
	if ((kind = kind_of(head, n)) == TEXT)
		return open_text(x, path, head, n, o, e);
	if (packed)
		return refuse(path,
		    "a workbook or SPSS file within gzip: unpack it first", e);
	ub_bytes_free(x->bytes);
	x->bytes = NULL;
	return open_rows(x, path, kind, o, e);
}

void
ub_extract_close(struct ub_extract *x)
{
	ub_bytes_free(x->bytes);
	ub_rows_free(x->rows);
	*x = (struct ub_extract){ 0 };
}

void
ub_extract_fingerprint(const struct ub_extract *x, char *dst)
{
	if (x->rows == NULL)
		ub_bytes_fingerprint(x->bytes, dst);
	else
		memcpy(dst, x->rows->fingerprint, UB_FINGERPRINT_LEN + 1);
}
