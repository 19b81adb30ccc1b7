/*
 * csvshape.c - what libcsv cannot read is read as libcsv reads the rest: with
 * a backslash, another quote or none, lines that end in CR, a footer.  However
 * the bytes arrive, and on the files of ../shared/corpora where they are.
 */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "../../lib/base/file.h"
#include "../../lib/source/csv.h"
#include "../../lib/source/keyset.h"
#include "check.h"

enum { SMALL = 150, FILE_MAX_LEN = 64 * 1024 };

static const char *const cases[] = {
	"a,b\n1,2\n3,4",
	"a,b\r\n1,2\r\n\"x,y\",\"\"\r\n",
	"\"a\"\"b\",\"\"\"\",\"\"\n",
	"\"line\nend\",\"line\r\nend\",\"\r\"\n",
	"\"never closed,1\n2,3\n",
	"1,x\"y,2\n3,4,5\n",
	"1,\"x\"y,2\n3,4,5\n",
	"1,x\"y,\"z\"q\n\r1,2\n",
	"1,2\r\r\n5,6\n",
	"\n\n\r\n1\n\n",
	"a'b,'c''d','e,f'\n'g\nh','i'j\n",
	"a\\,b,\"c\\\"d\",\\\\\n\"e\\\nf\\\\\",\\N\n",
	"\\N,\\Nx,x\\N,\\a,\"\\N\"\n\\N\r\n",
	"a\\",
	"a\\\n",
	"\"a\\\"\n",
	"a\\\r\n\"b\"\\,c\n",
	"\\n\n\\\"\n",
};

/* All that a reader says of these bytes; of a failure only where. */
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
	size_t r, i, n;

	ub_buf_clear(out);
	while ((st = ub_csv_next(c, &b, &e)) == UB_OK)
		for (r = 0; r < b.n; r++) {
			struct ub_slice rec = ub_csv_record(&b, r);

			ub_buf_printf(out,
			    "%llu:%d:", (unsigned long long)ub_csv_line(&b, r),
			    b.odd);
			ub_buf_add(out, rec.s, rec.len);
			n = b.odd == UB_CSV_FINE ? ub_csv_fields(&b, r, &f) : 0;
			for (i = 0; i < n; i++) {
				ub_buf_printf(out, "<%zu:", f.field[i].len);
				ub_buf_add(out, f.field[i].s, f.field[i].len);
			}
		}
	ub_buf_printf(out, "=%d %llu", st,
	    (unsigned long long)(st == UB_END ? 0 : e.line));
	ub_csv_fields_free(&f);
	ub_csv_free(c);
	ub_bytes_free(in);
}

static int told;

static void
same(const struct ub_buf *a, const struct ub_buf *b, const char *name,
    const char *what, size_t step)
{
	if (a->len == b->len && memcmp(a->s, b->s, a->len) == 0)
		return;
	if (told++ < 5)
		fprintf(stderr,
		    "%s: %s, step %zu\n--- want\n%s\n--- have\n%s\n", name,
		    what, step, a->s, b->s);
	CHECK(!"not the same");
}

/* With these options, in pieces of every size. */
static void
pieces(const char *name, const char *what, const char *p, size_t len,
    struct ub_csv_options o, struct ub_buf *want)
{
	static const size_t blocks[] = { 1, 3, 64, 100 };
	struct ub_buf have = { 0 };
	size_t i, steps = len < SMALL ? len : 2;

	o.block = 4096;
	o.max_line = 1 << 20;
	dump(want, p, len, 0, &o);
	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		if (len >= SMALL && blocks[i] < 64)
			continue;
		o.block = blocks[i];
		dump(&have, p, len, 0, &o);
		same(want, &have, name, what, 0);
	}
	o.block = 64;
	for (i = 1; i <= steps; i++) {
		dump(&have, p, len, len < SMALL ? i : i * 997, &o);
		same(want, &have, name, what, i);
	}
	ub_buf_free(&have);
}

static void
swap(struct ub_buf *b, char x, char y)
{
	size_t i;

	for (i = 0; i < b->len; i++)
		b->s[i] = b->s[i] == x ? y : b->s[i] == y ? x : b->s[i];
}

/* A file without a backslash is the same with one declared. */
static void
escape(const char *name, const char *p, size_t len)
{
	struct ub_csv_options o = { .delim = ',', .arbiter = true };
	struct ub_buf want = { 0 }, have = { 0 };

	pieces(name, "libcsv", p, len, o, &want);
	o.arbiter = false;
	o.escape = true;
	pieces(name, "escape", p, len, o, &have);
	if (memchr(p, '\\', len) == NULL)
		same(&want, &have, name, "escape as libcsv", 0);
	ub_buf_free(&want);
	ub_buf_free(&have);
}

/* With quotes and apostrophes exchanged, and the apostrophe for the quote. */
static void
quote(const char *name, const char *p, size_t len)
{
	struct ub_csv_options o = { .delim = ',' };
	struct ub_buf want = { 0 }, have = { 0 }, text = { 0 };

	ub_buf_add(&text, p, len);
	pieces(name, "plain", p, len, o, &want);
	swap(&text, '"', '\'');
	o.quote = '\'';
	pieces(name, "quote", text.s, len, o, &have);
	swap(&have, '"', '\'');
	same(&want, &have, name, "quote as the other", 0);
	ub_buf_free(&want);
	ub_buf_free(&have);
	ub_buf_free(&text);
}

/* With quotes for letters, and without any. */
static void
noquote(const char *name, const char *p, size_t len)
{
	struct ub_csv_options o = { .delim = ',' };
	struct ub_buf want = { 0 }, have = { 0 }, text = { 0 };

	ub_buf_add(&text, p, len);
	swap(&text, '"', '\x01');
	if (memchr(text.s, '"', len) == NULL) {
		pieces(name, "letters", text.s, len, o, &want);
		o.noquote = true;
		pieces(name, "no quotes", p, len, o, &have);
		swap(&have, '"', '\x01');
		same(&want, &have, name, "no quotes as letters", 0);
	}
	ub_buf_free(&want);
	ub_buf_free(&have);
	ub_buf_free(&text);
}

/* With CR and LF exchanged, and the lines that end in CR: what is handed out
 * has them exchanged again. */
static void
cr(const char *name, const char *p, size_t len)
{
	struct ub_csv_options o = { .delim = ',' };
	struct ub_buf want = { 0 }, have = { 0 }, text = { 0 };

	ub_buf_add(&text, p, len);
	pieces(name, "lf", p, len, o, &want);
	ub_csv_exchange(text.s, len);
	o.cr = true;
	pieces(name, "cr", text.s, len, o, &have);
	same(&want, &have, name, "cr as lf", 0);
	ub_buf_free(&want);
	ub_buf_free(&have);
	ub_buf_free(&text);
}

/* Where the last n lines that are not blank begin. */
static size_t
before(const char *p, size_t len, size_t n)
{
	size_t end = len, from;

	for (; n > 0 && end > 0; end = from) {
		for (from = end - 1; from > 0 && p[from - 1] != '\n'; from--)
			;
		n -= !(end - from == 1 && p[from] == '\n') &&
		     !(end - from == 2 && p[from] == '\r' &&
			 p[from + 1] == '\n');
	}
	return end;
}

static void
footer(const char *name, const char *p, size_t len)
{
	struct ub_csv_options o = { .delim = ',' };
	struct ub_buf want = { 0 }, have = { 0 };
	size_t n;

	if (len >= 3 && (unsigned char)p[0] >= 0xef)
		return; /* a mark, which is no line */
	for (n = 1; n <= 3; n++) {
		o.footer = 0;
		pieces(name, "cut", p, before(p, len, n), o, &want);
		o.footer = n;
		pieces(name, "footer", p, len, o, &have);
		same(&want, &have, name, "footer as cut off", n);
	}
	ub_buf_free(&want);
	ub_buf_free(&have);
}

static void
all(const char *name, const char *p, size_t len)
{
	escape(name, p, len);
	quote(name, p, len);
	noquote(name, p, len);
	cr(name, p, len);
	footer(name, p, len);
}

static void
made_up(void)
{
	static const char alphabet[] = "a,\"\"\"\n\r;\t\\\\N' \xff\xc3\xa5";
	uint64_t x = 88172645463325252u;
	char p[100];
	size_t i, k, len;

	for (i = 0; i < 200; i++) {
		len = 10 + i % 90;
		for (k = 0; k < len; k++) {
			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			p[k] =
			    x >> 20 & 3
				? "ab,\n"[x >> 40 & 3]
				: alphabet[(x >> 50) % (sizeof(alphabet) - 1)];
		}
		all("made up", p, len);
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
		if (x->d_name[0] == '.' || stat(name.s, &st) != 0) {
			ub_buf_free(&name);
			continue;
		}
		if (S_ISDIR(st.st_mode)) {
			n += corpus(name.s);
		} else if (st.st_size > 0 && st.st_size <= FILE_MAX_LEN &&
			   ub_slurp(name.s, &text, FILE_MAX_LEN, &e) == UB_OK) {
			all(name.s, text.s, text.len);
			n++;
		}
		ub_buf_free(&name);
		ub_buf_free(&text);
	}
	closedir(d);
	return n;
}

/* Lines before the records, in pieces. */
static void
peek(void)
{
	static const char text[] = "one \"\ntwo\r\n\nthree\n";
	static const char *const want[] = { "one \"\n", "two\r\n", "\n" };
	size_t step, i;

	for (step = 1; step < sizeof(text); step++) {
		struct ub_csv_options o = { .delim = ',', .max_line = 100 };
		struct ub_bytes *in =
		    ub_bytes_memory(text, sizeof(text) - 1, step);
		struct ub_csv *c = ub_csv_new(in, &o);
		struct ub_csv_block b;
		struct ub_slice line;
		struct ub_err e;

		for (i = 0; i < 3; i++) {
			CHECK(ub_csv_peek(c, &line, &e) == UB_OK);
			CHECK(ub_slice_is(line, want[i]));
			ub_csv_drop(c, line);
		}
		CHECK(ub_csv_next(c, &b, &e) == UB_OK && b.line == 4);
		CHECK(ub_csv_next(c, &b, &e) == UB_END);
		CHECK(ub_csv_peek(c, &line, &e) == UB_END);
		ub_csv_free(c);
		ub_bytes_free(in);
	}
}

static void
keyset(void)
{
	struct ub_keyset k = { 0 };
	bool is_new;
	uint64_t i;

	for (i = 0; i < 20000; i++) {
		ub_keyset_put(&k, &i, sizeof(i), &is_new)->value = i;
		CHECK(is_new);
	}
	for (i = 0; i < 20000; i++) {
		CHECK(ub_keyset_put(&k, &i, sizeof(i), &is_new)->value == i);
		CHECK(!is_new);
	}
	CHECK(k.n == 20000);
	(void)ub_keyset_put(&k, "", 0, &is_new);
	CHECK(is_new);
	ub_keyset_free(&k);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		all(cases[i], cases[i], strlen(cases[i]));
	made_up();
	peek();
	keyset();
	if (corpus("../shared/corpora") == 0)
		fprintf(stderr, "csvshape: skipped: no ../shared/corpora\n");
	CHECK_END;
}
