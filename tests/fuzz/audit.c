/* audit.c - whatever a stream of tables, a printed table or a workbook holds,
 * an audit of it ends, what it says are clauses, and a comparison with itself
 * finds nothing. */
#include <string.h>

#include "fuzz.h"
#include "lib/protect/auditopen.h"
#include "lib/protect/auditout.h"

/* --- a workbook of parts, packed without being deflated --------------------- */

#define MAIN                                                                   \
	" xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define TYPE                                                                   \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS                                                                   \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"    \
	"2006/relationships\">"
#define REL(id, type, target)                                                  \
	"<Relationship Id=\"" id "\" Type=\"" TYPE "/" type                    \
	"\" Target=\"" target "\"/>"

/* What each is where the input does not say otherwise; NULL: not there. */
static const struct {
	const char *name, *text;
} parts[] = {
	{ "_rels/.rels", RELS REL("r1", "officeDocument",
			     "xl/workbook.xml") "</"
						"Relationships>" },
	{ "xl/_rels/workbook.xml.rels",
	    RELS REL("r1", "worksheet", "worksheets/sheet1.xml")
		REL("r2", "worksheet", "worksheets/sheet2.xml")
		    REL("r3", "styles", "styles.xml")
			REL("r4", "sharedStrings", "sharedStrings.xml") "</"
									"Relati"
									"onship"
									"s>" },
	{ "xl/workbook.xml",
	    "<workbook" MAIN " xmlns:r=\"" TYPE "\"><sheets><sheet name=\"A\" "
	    "sheetId=\"1\" r:id=\"r1\"/><sheet name=\"B\" sheetId=\"2\" "
	    "r:id=\"r2\"/></sheets></workbook>" },
	{ "xl/styles.xml", NULL },
	{ "xl/sharedStrings.xml",
	    "<sst" MAIN "><si><t>Ale</t></si><si><t>Totalt</t></si><si><t>X"
	    "</t></si><si><t>Kommun</t></si></sst>" },
	{ "xl/worksheets/sheet1.xml",
	    "<worksheet" MAIN "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\">"
	    "<v>3</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\">"
	    "<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>2</v></c>"
	    "</row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\">"
	    "<v>7</v></c></row></sheetData></worksheet>" },
	{ "xl/worksheets/sheet2.xml", NULL },
	{ "xl/comments1.xml", NULL },
	{ "xl/worksheets/_rels/sheet1.xml.rels", NULL },
	{ "xl/charts/chart1.xml", NULL },
	{ "xl/charts/chartEx1.xml", NULL },
	{ "xl/drawings/drawing1.xml", NULL },
	{ "xl/drawings/vmlDrawing1.vml", NULL },
	{ "xl/pivotCache/pivotCacheDefinition1.xml", NULL },
	{ "xl/pivotCache/pivotCacheRecords1.xml", NULL },
	{ "xl/externalLinks/externalLink1.xml", NULL },
	{ "docProps/core.xml", NULL },
	{ "docProps/custom.xml", NULL },
	{ "xl/tables/table1.xml", NULL },
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]), PART = 0x1e };

static uint32_t
crc(const uint8_t *s, size_t n)
{
	uint32_t c = ~0u;
	int k;

	for (; n > 0; s++, n--)
		for (c ^= *s, k = 0; k < 8; k++)
			c = c & 1 ? c >> 1 ^ 0xedb88320u : c >> 1;
	return ~c;
}

static void
put(struct ub_buf *b, uint64_t v, int bytes)
{
	for (; bytes > 0; bytes--, v >>= 8)
		ub_buf_putc(b, (char)(v & 0xff));
}

/* The 26 bytes that a part's two headers share. */
static void
put_head(struct ub_buf *b, const char *name, const uint8_t *s, size_t n)
{
	put(b, 20, 2);
	put(b, 0, 4);
	put(b, 0x00210000, 4); /* 1980-01-01 */
	put(b, crc(s, n), 4);
	put(b, n, 4);
	put(b, n, 4);
	put(b, strlen(name), 2);
	put(b, 0, 2);
}

/* Each part of the input begins with PART and its number. */
static void
pack(struct ub_buf *zip, const uint8_t *data, size_t size)
{
	const uint8_t *text[PARTS], *end = data + size, *next;
	size_t len[PARTS], i, n = 0, at;
	struct ub_buf list = { 0 };

	for (i = 0; i < PARTS; i++) {
		text[i] = (const uint8_t *)parts[i].text;
		len[i] = text[i] == NULL ? 0 : strlen(parts[i].text);
	}
	while (end - data >= 2 && data[0] == PART) {
		next = memchr(data + 2, PART, (size_t)(end - data) - 2);
		next = next == NULL ? end : next;
		text[data[1] % PARTS] = data + 2;
		len[data[1] % PARTS] = (size_t)(next - data) - 2;
		data = next;
	}
	for (i = 0; i < PARTS; i++) {
		if (text[i] == NULL)
			continue;
		at = zip->len;
		put(zip, 0x04034b50, 4);
		put_head(zip, parts[i].name, text[i], len[i]);
		ub_buf_puts(zip, parts[i].name);
		ub_buf_add(zip, (const char *)text[i], len[i]);
		put(&list, 0x02014b50, 4);
		put(&list, 20, 2);
		put_head(&list, parts[i].name, text[i], len[i]);
		put(&list, 0, 10);
		put(&list, at, 4);
		ub_buf_puts(&list, parts[i].name);
		n++;
	}
	at = zip->len;
	ub_buf_add(zip, list.s, list.len);
	put(zip, 0x06054b50, 4);
	put(zip, 0, 4);
	put(zip, n, 2);
	put(zip, n, 2);
	put(zip, list.len, 4);
	put(zip, at, 4);
	put(zip, 0, 2);
	ub_buf_free(&list);
}

/* --- the audit -------------------------------------------------------------- */

/* The beginning of the standard input again. */
static enum ub_status
load(struct ub_audit_set *set, struct ub_audit *a, bool csv, struct ub_err *e)
{
	struct ub_audit_open o = { .leaks = true };
	struct ub_pgrid g = { 0 };
	enum ub_status st;
	size_t n;

	MUST(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
	if (!csv)
		return ub_audit_open(set, a, NULL, 0, &o, e);
	st = ub_pgrid_csv(&g, "-", e);
	if (st == UB_OK)
		st = ub_shape_grid(set, a, &g, "t", "t", &o.shape, &n, e);
	ub_pgrid_free(&g);
	return st;
}

/* As lines: nothing steers a terminal, and there are as many as there are
 * findings and remarks, and one.  As records: a whole stream. */
static void
check(const struct ub_audit *a)
{
	struct ub_reader *r;
	struct ub_batch batch;
	size_t lines = 0, i, n = 0;
	struct ub_err e;
	char part[4096];
	ssize_t got;
	int fd = memfd_create("out", MFD_CLOEXEC);

	MUST(fd >= 0 && ub_audit_tell(fd, a, false, &e) == UB_OK);
	MUST(lseek(fd, 0, SEEK_SET) == 0);
	while ((got = read(fd, part, sizeof(part))) > 0) {
		for (i = 0; i < (size_t)got; i++) {
			lines += part[i] == '\n';
			MUST(
			    part[i] == '\n' ||
			    ((unsigned char)part[i] >= ' ' && part[i] != 0x7f));
		}
	}
	MUST(lines == a->n + a->nremark + 1);
	MUST(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
	MUST(ub_audit_tell(fd, a, true, &e) == UB_OK);
	MUST(lseek(fd, 0, SEEK_SET) == 0);
	MUST(ub_reader_open_fd(&r, fd, "out", UB_READ_RECORDS, NULL, &e) ==
	     UB_OK);
	while (ub_reader_batch(r, &batch, &e) == UB_OK)
		n += batch.n;
	MUST(n == a->n + a->nremark && ub_meta_whole(ub_reader_meta(r)));
	ub_reader_free(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ub_audit_set set = { 0 }, again = { 0 };
	struct ub_compared d = { 0 };
	struct ub_audit a = { 0 }, other = { 0 };
	struct ub_buf zip = { 0 };
	enum ub_status st;
	struct ub_err e;
	bool csv;
	size_t i;

	if (size == 0)
		return 0;
	csv = data[0] % 3 == 1;
	if (data[0] % 3 == 2) {
		pack(&zip, data + 1, size - 1);
		fuzz_stdin((const uint8_t *)zip.s, zip.len);
		ub_buf_free(&zip);
	} else {
		fuzz_stdin(data + 1, size - 1);
	}
	st = load(&set, &a, csv, &e);
	if (st == UB_OK) {
		MUST(load(&again, &other, csv, &e) == UB_OK);
		ub_compare(&d, &set, &again, ub_i128_of(0));
		MUST(d.n == 0);
	}
	for (i = 0; i < set.n; i++) {
		set.item[i]->ask.width = 2 + data[0] / 3 % 4;
		set.item[i]->ask.small = 4;
	}
	if (st == UB_OK)
		st = ub_audit_set_run(&set, &a, &e);
	if (st != UB_OK)
		fuzz_message(&e);
	if (st == UB_OK)
		check(&a);
	ub_compare_free(&d);
	ub_audit_free(&a);
	ub_audit_free(&other);
	ub_audit_set_free(&set);
	ub_audit_set_free(&again);
	return 0;
}
