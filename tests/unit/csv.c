/*
 * csv.c - the fast path, the scalar path and libcsv give the same records, for
 * every variant, however the bytes arrive: on cases here, on made-up ones, and
 * on the files of ../shared/corpora where they are.
 */
#include <csv.h>
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "../../lib/base/file.h"
#include "../../lib/source/csv.h"
#include "check.h"

enum { SMALL = 150, FILE_MAX_LEN = 64 * 1024 };

/* NUL is not in these: made-up cases have it. */
static const char *const cases[] = {
	"",
	"\n",
	"a",
	"a\n",
	"a\r",
	"a\r\n",
	"\r\n\r\na,b\r\n\r\n",
	"a,b\n1,2\n3,4",
	"a,b\r\n1,2\r\n\"x,y\",\"\"\r\n",
	"\"a\"\"b\",\"\"\"\",\"\"\n",
	"\"line\nend\",\"line\r\nend\",\"\r\"\n",
	"\"\n\n\n\",1\n\"\"\n",
	"\"never closed,1\n2,3\n",
	"a,\"never closed",
	"a,\"closed\"",
	"a,\"closed\"\r",
	"a,\"x\"\"",
	"1,x\"y,2\n3,4,5\n",
	"1,\"x\"y,2\n3,4,5\n",
	"1,\"x\" ,2\n3, \"4\",5\n",
	"1,\"x\"\"y\"z\"\"\n3,4\n",
	"1,2\r3,4\n5,6\n",
	"1,2\r\r\n5,6\n",
	"\"1\"\r,2\n5,6\n",
	"\r1,2\n",
	",,,\n,\"\",\n,,",
	";;a,b;\n\t\\,#.x\n",
	"1,\xff\xc3\n\xed\xa0\x80,2\n",
	"1,\xc3\xa5\n",
	"1,\xc3\xa5\xa5\n",
	"1,\xc3\n2,\xa5\n",
	"1,\xc3",
	"\xa5\n",
	"1,\xc1\xa5\n",
	"1,\xe2\x82\xac\n",
	"012345678901234567890123456789012345678901234567890123456789,2,"
	"\xc3\xa5"
	"\n",
	"012345678901234567890123456789012345678901234567890123456789,2,\xc3"
	"\n\n",
	"0123456789012345678901234567890123456789012345678901234567890123\n",
	"012345678901234567890123456789012345678901234567890123456789012\n1",
	"01234567890123456789012345678901234567890123456789012345678901\r\n",
	"0123456789012345678901234567890123456789012345678901234567890,\"\"\n"
	"x\n",
	"012345678901234567890123456789012345678901234567890123456789,\"\"\"\""
	"\n\"\"\n",
	"01234567890123456789012345678901234567890123456789012345678901,\"x\ny"
	"\"\r\nz\n",
	"0123456789012345678901234567890123456789012345678901234567890123,"
	"\"x\"y\n1,2\n",
};

static void
dump_record(struct ub_buf *out, const struct ub_csv_block *b, size_t r,
    struct ub_csv_fields *f)
{
	struct ub_slice rec = ub_csv_record(b, r);
	size_t i, n;

	if (b->odd != UB_CSV_FINE) {
		ub_buf_printf(out, "%llu odd %d ",
		    (unsigned long long)ub_csv_line(b, r), b->odd);
		ub_buf_add(out, rec.s, rec.len);
		return;
	}
	n = ub_csv_fields(b, r, f);
	ub_buf_printf(out, "%llu:", (unsigned long long)ub_csv_line(b, r));
	for (i = 0; i < n; i++) {
		ub_buf_printf(out, "<%zu:", f->field[i].len);
		ub_buf_add(out, f->field[i].s, f->field[i].len);
	}
	ub_buf_putc(out, '\n');
}

static bool
is_utf8(const struct ub_csv_block *b)
{
	size_t r;

	for (r = 0; r < b->n; r++) {
		struct ub_slice s = ub_csv_record(b, r);

		if (!ub_utf8_valid(s.s, s.len))
			return false;
	}
	return true;
}

/* All that a reader says of these bytes. */
static void
dump(struct ub_buf *out, const char *p, size_t len, size_t step,
    const struct ub_csv_options *o)
{
	struct ub_bytes *in = ub_bytes_memory(p, len, step);
	struct ub_csv *c = ub_csv_new(in, o);
	struct ub_csv_fields f = { 0 };
	struct ub_csv_block b;
	struct ub_err e = { 0 };
	enum ub_status st;
	size_t r;

	ub_buf_clear(out);
	while ((st = ub_csv_next(c, &b, &e)) == UB_OK) {
		CHECK(b.unsure || is_utf8(&b));
		for (r = 0; r < b.n; r++)
			dump_record(out, &b, r, &f);
	}
	ub_buf_printf(out, "%d", st);
	if (st != UB_END)
		ub_buf_printf(
		    out, " %llu %s", (unsigned long long)e.line, e.what);
	ub_csv_fields_free(&f);
	ub_csv_free(c);
	ub_bytes_free(in);
}

static int failed;

static void
same(const struct ub_buf *a, const struct ub_buf *b, const char *name,
    size_t step, size_t block, int level, char delim)
{
	if (a->len == b->len && memcmp(a->s, b->s, a->len) == 0)
		return;
	if (failed++ < 5)
		fprintf(stderr,
		    "%s: step %zu block %zu level %d delimiter %d\n"
		    "--- want\n%s\n--- have\n%s\n",
		    name, step, block, level, delim, a->s, b->s);
	CHECK(!"not the same records");
}

/* --- libcsv over the whole file -------------------------------------------- */

struct whole {
	struct ub_buf rows;
	struct ub_buf row;
};

static void
on_field(void *s, size_t len, void *arg)
{
	struct whole *w = arg;

	ub_buf_printf(&w->row, "<%zu:", len);
	if (len > 0)
		ub_buf_add(&w->row, s, len);
}

static void
on_row(int end, void *arg)
{
	struct whole *w = arg;

	(void)end;
	ub_buf_add(&w->rows, w->row.s, w->row.len);
	ub_buf_putc(&w->rows, '\n');
	ub_buf_clear(&w->row);
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static bool
libcsv(struct whole *w, const char *p, size_t len, char delim)
{
	struct csv_parser c;
	bool good;

	csv_init(&c, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&c, (unsigned char)delim);
	csv_set_space_func(&c, no_space);
	good = csv_parse(&c, p, len, on_field, on_row, w) == len &&
	       csv_fini(&c, on_field, on_row, w) == 0;
	csv_free(&c);
	return good;
}

/* The records up to the first that is odd, without lines; true when there is
 * no odd one. */
static bool
ours(struct ub_buf *rows, const char *p, size_t len, char delim)
{
	struct ub_csv_options o = { .delim = delim,
		.max_line = 1 << 20,
		.level = ub_simd_level(),
		.block = 4096 };
	struct ub_bytes *in = ub_bytes_memory(p, len, 0);
	struct ub_csv *c = ub_csv_new(in, &o);
	struct ub_csv_fields f = { 0 };
	struct ub_csv_block b;
	struct ub_err e;
	enum ub_status st;
	bool fine = true;
	size_t r, i, n;

	while ((st = ub_csv_next(c, &b, &e)) == UB_OK && fine) {
		fine = b.odd == UB_CSV_FINE;
		for (r = 0; fine && r < b.n; r++) {
			/* libcsv skips blank lines */
			struct ub_slice rec = ub_csv_record(&b, r);

			if (ub_slice_is(rec, "\n") || ub_slice_is(rec, "\r\n"))
				continue;
			n = ub_csv_fields(&b, r, &f);
			for (i = 0; i < n; i++) {
				ub_buf_printf(rows, "<%zu:", f.field[i].len);
				ub_buf_add(rows, f.field[i].s, f.field[i].len);
			}
			ub_buf_putc(rows, '\n');
		}
	}
	ub_csv_fields_free(&f);
	ub_csv_free(c);
	ub_bytes_free(in);
	return fine && st == UB_END;
}

static void
against_libcsv(const char *name, const char *p, size_t len, char delim)
{
	struct whole w = { 0 };
	struct ub_buf rows = { 0 };
	bool want, have;

	/* a mark is no field to us */
	if (len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		return;
	if (len >= 2 &&
	    (memcmp(p, "\xff\xfe", 2) == 0 || memcmp(p, "\xfe\xff", 2) == 0))
		return;
	want = libcsv(&w, p, len, delim);
	have = ours(&rows, p, len, delim);
	/* a lone CR is two records to libcsv, odd to us */
	CHECK(!have || want);
	CHECK(rows.len <= w.rows.len);
	if (rows.len > 0 && (rows.len > w.rows.len ||
				memcmp(rows.s, w.rows.s, rows.len) != 0)) {
		fprintf(stderr, "%s: libcsv has other records\n", name);
		CHECK(!"not as libcsv");
	}
	CHECK(!have || rows.len == w.rows.len);
	ub_buf_free(&w.rows);
	ub_buf_free(&w.row);
	ub_buf_free(&rows);
}

/* --- one input in all ways ---------------------------------------------------- */

static void
all_ways(const char *name, const char *p, size_t len, char delim)
{
	struct ub_csv_options o = { .delim = delim, .max_line = 1 << 20 };
	struct ub_buf want = { 0 }, have = { 0 };
	size_t step, steps = len < SMALL ? len : 3;
	size_t blocks[] = { 4096, 1, 64, 100 }, i;
	int level;

	o.arbiter = true;
	o.block = 4096;
	dump(&want, p, len, 0, &o);
	o.arbiter = false;
	for (level = UB_SIMD_SCALAR; level <= (int)ub_simd_level(); level++) {
		o.level = (enum ub_simd)level;
		for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
			o.block = blocks[i];
			if (len >= SMALL && o.block == 1)
				continue;
			dump(&have, p, len, 0, &o);
			same(&want, &have, name, 0, o.block, level, delim);
		}
		o.block = 1024;
		for (step = 1; step <= steps; step++) {
			size_t k = len < SMALL ? step : step * 997;

			dump(&have, p, len, k, &o);
			same(&want, &have, name, k, o.block, level, delim);
		}
	}
	against_libcsv(name, p, len, delim);
	ub_buf_free(&want);
	ub_buf_free(&have);
}

/* Bytes that matter, drawn by a fixed generator. */
static void
made_up(void)
{
	static const char alphabet[] = "a,\"\"\"\n\r;\t\\ \0\xff\xc3\xa5";
	uint64_t x = 88172645463325252u;
	char p[160];
	size_t i, k, len;

	for (i = 0; i < 250; i++) {
		len = 20 + i % 140;
		for (k = 0; k < len; k++) {
			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			/* mostly harmless, so that blocks are crossed */
			p[k] = x >> 20 & 7
				   ? "ab,\n"[x >> 40 & 3]
				   : alphabet[(x >> 50) % sizeof(alphabet)];
		}
		all_ways("made up", p, len, ',');
	}
}

static size_t
corpus(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *x;
	struct stat st;
	size_t n = 0;

	if (d == NULL)
		return 0;
	while ((x = readdir(d)) != NULL) {
		struct ub_buf name = { 0 }, text = { 0 };
		struct ub_err e;

		ub_buf_printf(&name, "%s/%s", path, x->d_name);
		if (x->d_name[0] != '.' && stat(name.s, &st) == 0) {
			if (S_ISDIR(st.st_mode)) {
				n += corpus(name.s);
			} else if (st.st_size <= FILE_MAX_LEN &&
				   ub_slurp(name.s, &text, FILE_MAX_LEN, &e) ==
				       UB_OK) {
				all_ways(name.s, text.s, text.len, ',');
				all_ways(name.s, text.s, text.len, ';');
				n++;
			}
		}
		ub_buf_free(&name);
		ub_buf_free(&text);
	}
	closedir(d);
	return n;
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		all_ways(cases[i], cases[i], strlen(cases[i]), ',');
		all_ways(cases[i], cases[i], strlen(cases[i]), ';');
	}
	made_up();
	if (corpus("../shared/corpora") == 0)
		fprintf(stderr, "csv: skipped: no ../shared/corpora\n");
	CHECK_END;
}
