/* reader: the same records come whatever the sizes of the reads. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "lib/stream/reader.h"

static const char good[] = "#label\ta\tAlfa\n#a:int\tb:text\n1\tett\n"
			   "#step\t1\tx\tin=1\n2\t\n\n"
			   "";
static const char *const streams[] = {
	"#a:int\tb:text\n1\tett\n2\t\xc3\xa5\xc3\xa4\xc3\xb6\n#end\t2\t0\n",
	"#end\t3\t1\n#label\ta\tAlfa\n#a:int\tb:text\n1\tx\n#step\t1\tt\n"
	"2\ty\n3\t\n",
	"#a:int\n\n\n1\n#a:int\n#end\t3\t0\n#end\t0\t0\n",
	"#a:int\tb:int\n1\t2\n3\n", /* too few */
	"#a:int\tb:int\n1\t2\n3\t4\t5\n",
	"#a:text\nx\ny\r\n",
	"#a:text\nx\n\xff\n",
	"#a:text\nx\nlast",
	"#a:text\nx\n#b:text\ny\n",
	"",
	"x\n",
};

/* A child writes s in chunks to a pipe, which becomes standard input. */
static pid_t
feed(const char *s, size_t len, size_t chunk)
{
	int p[2];
	pid_t pid;
	size_t i, n;

	if (pipe(p) != 0 || (pid = fork()) < 0)
		exit(1);
	if (pid == 0) {
		for (i = 0; i < len; i += n) {
			n = chunk < len - i ? chunk : len - i;
			if (write(p[1], s + i, n) != (ssize_t)n)
				_exit(1);
			if (chunk < 8)
				usleep(20); /* let the reader see the chunk */
		}
		_exit(0);
	}
	dup2(p[0], STDIN_FILENO);
	close(p[0]);
	close(p[1]);
	return pid;
}

/* Everything a reader says about standard input, as one text. */
static void
describe(struct ub_buf *out, bool ahead)
{
	struct ub_reader *r;
	enum ub_status st;
	struct ub_batch b;
	struct ub_slice s;
	struct ub_err e;
	uint64_t line = 0;

	st = ub_reader_open(&r, NULL, 0, UB_READ_RECORDS, NULL, &e);
	if (st == UB_OK)
		ub_legend_print(out, ub_reader_legend(r));
	if (st == UB_OK && ahead)
		ub_reader_ahead(r);
	while (st == UB_OK && (st = ub_reader_batch(r, &b, &e)) == UB_OK) {
		s = ub_records(&b, 0, b.n);
		ub_buf_add(out, s.s, s.len);
		CHECK(b.line > line);
		line = b.line + b.n - 1;
	}
	if (st != UB_END)
		ub_buf_printf(out, "%s:%d: %s", e.input, (int)e.line, e.what);
	else
		ub_buf_printf(out, "%d %d", (int)ub_reader_meta(r)->nrec,
		    ub_meta_whole(ub_reader_meta(r)));
	ub_reader_free(r);
}

static void
every_chunk(const char *s)
{
	struct ub_buf want = { 0 }, got = { 0 };
	size_t len = strlen(s), chunk;
	int status;
	pid_t pid;

	pid = feed(s, len, len == 0 ? 1 : len);
	describe(&want, false);
	waitpid(pid, &status, 0);
	for (chunk = 1; chunk < len; chunk++) {
		ub_buf_clear(&got);
		pid = feed(s, len, chunk);
		describe(&got, false);
		waitpid(pid, &status, 0);
		CHECK(
		    got.len == want.len && memcmp(got.s, want.s, got.len) == 0);
	}
	ub_buf_free(&want);
	ub_buf_free(&got);
}

/* Records that straddle the end of a block, and a line larger than one. */
static void
large(void)
{
	char name[] = "/tmp/ubat-reader-XXXXXX";
	const char *path = name;
	struct ub_buf text = { 0 }, got = { 0 };
	struct ub_reader *r;
	struct ub_batch b;
	struct ub_slice s;
	struct ub_err e;
	int fd = mkstemp(name), i;
	size_t start;

	ub_buf_puts(&text, "#a:int\tb:text\n");
	start = text.len;
	for (i = 0; i < 60000; i++)
		ub_buf_printf(&text, "%d\t%.*s\n", i, i % 23,
		    "abcdefghijklmnopqrstuvwxyz");
	ub_buf_puts(&text, "1\t");
	for (i = 0; i < 700000; i++)
		ub_buf_putc(&text, 'x');
	ub_buf_puts(&text, "\n2\ty\n");
	CHECK(write(fd, text.s, text.len) == (ssize_t)text.len);
	close(fd);
	CHECK(ub_reader_open(&r, &path, 1, UB_READ_RECORDS, NULL, &e) == UB_OK);
	while (ub_reader_batch(r, &b, &e) == UB_OK) {
		s = ub_records(&b, 0, b.n);
		ub_buf_add(&got, s.s, s.len);
		CHECK(ub_field(&b, b.n - 1, 1).s[-1] == '\t');
	}
	CHECK(got.len == text.len - start &&
	      memcmp(got.s, text.s + start, got.len) == 0);
	CHECK(ub_reader_meta(r)->nrec == 60002);
	ub_reader_free(r);
	unlink(name);
	ub_buf_free(&text);
	ub_buf_free(&got);
}

/* Tables one after another, each with its own meta. */
static void
tables(void)
{
	static const char s[] = "#a:code\tn:count\n#table\tt1\tkeys=a\nx\t1\n"
				"#end\t1\t0\n#a:code\tn:count\n#table\tt2\n"
				"#end\t0\t0\n#b:code\n#table\tt3\ny\nz\n";
	struct ub_reader *r;
	struct ub_batch b;
	struct ub_err e;
	int status, n = 0;
	pid_t pid = feed(s, sizeof(s) - 1, 7);
	const char *want[] = { "t1", "t2", "t3" };

	CHECK(ub_reader_open(&r, NULL, 0, UB_READ_TABLES, NULL, &e) == UB_OK);
	do {
		while (ub_reader_batch(r, &b, &e) == UB_OK)
			continue;
		CHECK(strcmp(ub_reader_meta(r)->table, want[n]) == 0);
		CHECK(ub_meta_whole(ub_reader_meta(r)) == (n < 2));
		n++;
	} while (ub_reader_next_table(r, &e) == UB_OK);
	CHECK(n == 3);
	ub_reader_free(r);
	waitpid(pid, &status, 0);
}

/* After the end of a table comes another legend, or nothing. */
static void
after_the_end(void)
{
	static const char s[] = "#a:code\tn:count\n#table\tt1\nx\t1\n"
				"#end\t1\t0\ny\t2\n";
	struct ub_reader *r;
	enum ub_status st;
	struct ub_batch b;
	struct ub_err e;
	int status;
	pid_t pid = feed(s, sizeof(s) - 1, sizeof(s));

	CHECK(ub_reader_open(&r, NULL, 0, UB_READ_TABLES, NULL, &e) == UB_OK);
	while ((st = ub_reader_batch(r, &b, &e)) == UB_OK)
		continue;
	CHECK(st == UB_EDATA && e.line == 5);
	CHECK(strcmp(e.what, "a line after the end of the table") == 0);
	ub_reader_free(r);
	waitpid(pid, &status, 0);
}

/* Standard input is that file from its beginning. */
static void
rewind_to(FILE *f)
{
	CHECK(fflush(f) == 0 && dup2(fileno(f), STDIN_FILENO) >= 0);
	CHECK(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
}

/* Of a large file the same comes whether another thread reads ahead or not:
 * control lines and a line of several blocks amid records, and each end. */
static void
ahead(void)
{
	static const char *const end[] = { "#end\t150001\t1\n", "",
		"x\xff\ty\nz\tz\n", "one field\nx\ty\n", "no newline\t",
		"#other\tcontrol\n" };

	for (size_t i = 0; i < sizeof(end) / sizeof(end[0]); i++) {
		struct ub_buf plain = { 0 }, other = { 0 };
		FILE *f = tmpfile();

		CHECK(f != NULL);
		fputs("#a:text\tb:text\n", f);
		for (int n = 0; n < 150000; n++) {
			fprintf(
			    f, "record %d\t\xc3\xa5tta och mer %d\n", n, n * 7);
			if (n == 90000)
				fputs("#step\t1\tx\n#a:text\tb:text\n", f);
			if (n == 110000)
				fprintf(f, "%0*d\t\n", 900000, n);
		}
		fputs(end[i], f);
		rewind_to(f);
		describe(&plain, false);
		rewind_to(f);
		describe(&other, true);
		CHECK(plain.len > 4 << 20 && plain.len == other.len &&
		      memcmp(plain.s, other.s, plain.len) == 0);
		ub_buf_free(&plain);
		ub_buf_free(&other);
		fclose(f);
	}
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(streams) / sizeof(streams[0]); i++)
		every_chunk(streams[i]);
	every_chunk(good);
	large();
	tables();
	after_the_end();
	ahead();
	CHECK_END;
}
