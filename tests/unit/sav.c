/*
 * SPSS files as rows, whole and cut off anywhere.
 *
 * With an argument it is a tool: sav FILE [rows | zsav] <TEXT makes an SPSS
 * file, packed so or not, as the tests of whole commands need them.  Of TEXT
 * each line is words between tabs:
 *	label SET VALUE TEXT        a label, of a number or "text
 *	var NAME FORMAT LABEL SET   a variable; - is nothing; A9 is text
 *	missing LO HI               of the variable above, or "TEXT
 *	row VALUE ...               - is system-missing
 */
#include <fcntl.h>
#include <readstat.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../lib/base/file.h"
#include "../../lib/base/num.h"
#include "../../lib/source/savread.h"

#include "check.h"

enum { WORDS = 64, SETS = 16 };

struct maker {
	readstat_writer_t *w;
	int fd;
	char *set_name[SETS];
	readstat_label_set_t *set[SETS];
	int nset;
	readstat_variable_t *var[WORDS];
	int nvar;
	readstat_compress_t packed;
	bool begun;
};

static ssize_t
put(const void *data, size_t len, void *ctx)
{
	const int *fd = ctx;

	return write(*fd, data, len);
}

static double
real(const char *s)
{
	double v = 0;

	CHECK(ub_real_read(s, strlen(s), &v));
	return v;
}

static readstat_label_set_t *
set_of(struct maker *m, const char *name, bool text)
{
	int i;

	for (i = 0; i < m->nset; i++)
		if (strcmp(m->set_name[i], name) == 0)
			return m->set[i];
	m->set_name[m->nset] = ub_xstrdup(name);
	m->set[m->nset] = readstat_add_label_set(
	    m->w, text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE, name);
	return m->set[m->nset++];
}

static void
add_label(struct maker *m, char **word)
{
	bool text = word[2][0] == '"';
	readstat_label_set_t *set = set_of(m, word[1], text);

	if (text)
		readstat_label_string_value(set, word[2] + 1, word[3]);
	else
		readstat_label_double_value(set, real(word[2]), word[3]);
}

static void
add_var(struct maker *m, char **word, int n)
{
	bool text = word[2][0] == 'A' && word[2][1] <= '9';
	readstat_variable_t *v = readstat_add_variable(m->w, word[1],
	    text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
	    text ? (size_t)real(word[2] + 1) : 0);

	if (!text && strcmp(word[2], "-") != 0)
		readstat_variable_set_format(v, word[2]);
	if (n > 3 && strcmp(word[3], "-") != 0)
		readstat_variable_set_label(v, word[3]);
	if (n > 4)
		readstat_variable_set_label_set(v, set_of(m, word[4], text));
	m->var[m->nvar++] = v;
}

static void
add_missing(struct maker *m, char **word)
{
	readstat_variable_t *v = m->var[m->nvar - 1];

	if (word[1][0] == '"')
		CHECK(readstat_variable_add_missing_string_value(
			  v, word[1] + 1) == READSTAT_OK);
	else if (strcmp(word[1], word[2]) == 0)
		CHECK(readstat_variable_add_missing_double_value(
			  v, real(word[1])) == READSTAT_OK);
	else
		CHECK(readstat_variable_add_missing_double_range(
			  v, real(word[1]), real(word[2])) == READSTAT_OK);
}

static void
begin(struct maker *m, long rows)
{
	if (m->begun)
		return;
	m->begun = true;
	CHECK(readstat_writer_set_compression(m->w, m->packed) == READSTAT_OK);
	CHECK(readstat_writer_set_file_timestamp(m->w, 0) == READSTAT_OK);
	CHECK(readstat_begin_writing_sav(m->w, &m->fd, rows) == READSTAT_OK);
}

static void
add_row(struct maker *m, char **word)
{
	int i;

	CHECK(readstat_begin_row(m->w) == READSTAT_OK);
	for (i = 0; i < m->nvar; i++) {
		const char *s = word[i + 1];
		readstat_error_t rc;

		if (strcmp(s, "-") == 0)
			rc = readstat_insert_missing_value(m->w, m->var[i]);
		else if (readstat_variable_get_type(m->var[i]) ==
			 READSTAT_TYPE_STRING)
			rc = readstat_insert_string_value(m->w, m->var[i], s);
		else
			rc = readstat_insert_double_value(
			    m->w, m->var[i], real(s));
		CHECK(rc == READSTAT_OK);
	}
	CHECK(readstat_end_row(m->w) == READSTAT_OK);
}

static void
add_line(struct maker *m, char *line, long rows)
{
	char *word[WORDS] = { line };
	int n = 1;

	for (; *line != '\0'; line++) {
		if (*line == '\t' && n < WORDS) {
			*line = '\0';
			word[n++] = line + 1;
		}
	}
	if (strcmp(word[0], "label") == 0 && n == 4)
		add_label(m, word);
	else if (strcmp(word[0], "var") == 0 && n >= 3)
		add_var(m, word, n);
	else if (strcmp(word[0], "missing") == 0 && n == 3)
		add_missing(m, word);
	else if (strcmp(word[0], "row") == 0 && n == m->nvar + 1) {
		begin(m, rows);
		add_row(m, word);
	} else
		CHECK(!"a line that is understood");
}

static void
make(const char *path, const char *text, readstat_compress_t packed)
{
	struct maker m = { .packed = packed };
	char *copy = ub_xstrdup(text), *line, *end;
	const char *p;
	long rows = 0;
	int i;

	for (p = text; (p = strstr(p, "row\t")) != NULL; p++)
		rows++;
	m.fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(m.fd >= 0);
	m.w = readstat_writer_init();
	(void)readstat_set_data_writer(m.w, put);
	for (line = copy; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		*end = '\0';
		add_line(&m, line, rows);
	}
	begin(&m, rows);
	CHECK(readstat_end_writing(m.w) == READSTAT_OK);
	readstat_writer_free(m.w);
	close(m.fd);
	for (i = 0; i < m.nset; i++)
		free(m.set_name[i]);
	free(copy);
}

static int
tool(char *argv[])
{
	struct ub_buf text = { 0 };
	struct ub_err e;

	CHECK(ub_slurp("/dev/stdin", &text, 1 << 24, &e) == UB_OK);
	ub_buf_putc(&text, '\0');
	make(argv[1], text.s,
	    argv[2] == NULL                ? READSTAT_COMPRESS_NONE
	    : strcmp(argv[2], "zsav") == 0 ? READSTAT_COMPRESS_BINARY
					   : READSTAT_COMPRESS_ROWS);
	ub_buf_free(&text);
	CHECK_END;
}

/* --- tests -------------------------------------------------------------------- */

static const char small[] = "label\tl1\t9\tVet ej\n"
			    "var\tkön\tF1.0\tKön\tl1\n"
			    "missing\t8\t9\n"
			    "var\tnamn\tA300\t-\n"
			    "missing\t\"inget\t-\n"
			    "row\t1\tÅke\n"
			    "row\t9\t\n"
			    "row\t-\tx\n";

struct seen {
	struct ub_buf text;
	int most; /* records at a time */
	int left;
};

static void
take_value(void *priv, size_t k, const double *v, const char *s)
{
	struct seen *x = priv;

	ub_buf_printf(&x->text, "%s", k > 0 ? "," : "");
	if (s != NULL)
		ub_buf_puts(&x->text, s);
	else if (v != NULL)
		ub_buf_printf(&x->text, "%g", *v);
}

static bool
take_record(void *priv)
{
	struct seen *x = priv;

	ub_buf_putc(&x->text, '\n');
	return --x->left == 0;
}

/* All records, most at a time; calls of ub_sav_next() go to *calls. */
static enum ub_status
read_all(int fd, int most, struct ub_buf *text, int *calls, struct ub_err *e)
{
	static const struct ub_sav_take take = { take_value, take_record };
	struct seen x = { .most = most };
	struct ub_sav s;
	enum ub_status st = ub_sav_load(&s, fd, e);

	for (*calls = 0; st == UB_OK; ++*calls) {
		x.left = most;
		st = ub_sav_next(&s, &take, &x, e);
	}
	ub_sav_clear(&s);
	ub_buf_clear(text);
	ub_buf_add(text, x.text.s, x.text.len);
	ub_buf_free(&x.text);
	return st;
}

static void
test_load(const char *path)
{
	struct ub_sav s;
	struct ub_err e;
	int fd;

	CHECK(ub_open_in(path, &fd, &e) == UB_OK);
	CHECK(ub_sav_load(&s, fd, &e) == UB_OK);
	CHECK(s.n == 2 && s.nset == 1);
	CHECK(strcmp(s.variable[0].name, "kön") == 0);
	CHECK(strcmp(s.variable[0].label, "Kön") == 0);
	CHECK(strcmp(s.variable[0].format, "F1") == 0 ||
	      strcmp(s.variable[0].format, "F1.0") == 0);
	CHECK(!s.variable[0].text && s.variable[1].text);
	CHECK(s.variable[0].nrange == 1 && s.variable[0].lo[0].v == 8 &&
	      s.variable[0].hi[0].v == 9);
	CHECK(s.variable[1].label == NULL);
	CHECK(s.variable[1].nrange == 1 &&
	      strcmp(s.variable[1].lo[0].s, "inget") == 0);
	CHECK(s.set[0].n == 1 && s.set[0].label[0].value.v == 9);
	CHECK(strcmp(s.set[0].label[0].text, "Vet ej") == 0);
	ub_sav_clear(&s);
	/* begun and left */
	ub_close_in(fd);
}

static void
test_records(const char *path, readstat_compress_t packed)
{
	struct ub_buf text = { 0 };
	struct ub_err e;
	int fd, most, calls;

	make(path, small, packed);
	CHECK(ub_open_in(path, &fd, &e) == UB_OK);
	for (most = 1; most < 5; most++) {
		CHECK(read_all(fd, most, &text, &calls, &e) == UB_END);
		ub_buf_putc(&text, '\0');
		CHECK(strcmp(text.s, "1,Åke\n9,\n,x\n") == 0);
		CHECK(calls == 3 / most + 1);
	}
	ub_close_in(fd);
	ub_buf_free(&text);
}

/* Left in the middle, the thread ends. */
static void
test_left(const char *path)
{
	static const struct ub_sav_take take = { take_value, take_record };
	struct seen x = { .left = 1 };
	struct ub_sav s;
	struct ub_err e;
	int fd;

	CHECK(ub_open_in(path, &fd, &e) == UB_OK);
	CHECK(ub_sav_load(&s, fd, &e) == UB_OK);
	CHECK(ub_sav_next(&s, &take, &x, &e) == UB_OK);
	ub_sav_clear(&s);
	ub_buf_free(&x.text);
	ub_close_in(fd);
}

/* However much is cut off, it is never a whole file. */
static void
test_cut(const char *path, readstat_compress_t packed)
{
	struct ub_buf whole = { 0 }, text = { 0 };
	struct ub_err e;
	size_t len, step;
	int fd, calls;

	make(path, small, packed);
	CHECK(ub_slurp(path, &whole, 1 << 20, &e) == UB_OK);
	step = whole.len / 100 + 1;
	for (len = whole.len - 1; len < whole.len; len -= step) {
		CHECK(truncate(path, (off_t)len) == 0);
		CHECK(ub_open_in(path, &fd, &e) == UB_OK);
		if (read_all(fd, 1000, &text, &calls, &e) != UB_EDATA) {
			fprintf(stderr, "%zu of %zu\n", len, whole.len);
			CHECK(!"a cut file is seen");
		}
		ub_close_in(fd);
	}
	ub_buf_free(&whole);
	ub_buf_free(&text);
}

int
main(int argc, char *argv[])
{
	char path[] = "/tmp/ubat-sav-XXXXXX";
	int fd;

	if (argc > 1)
		return tool(argv);
	fd = mkstemp(path);
	CHECK(fd >= 0);
	close(fd);
	test_records(path, READSTAT_COMPRESS_BINARY);
	test_records(path, READSTAT_COMPRESS_ROWS);
	test_records(path, READSTAT_COMPRESS_NONE);
	test_load(path);
	test_left(path);
	test_cut(path, READSTAT_COMPRESS_NONE);
	test_cut(path, READSTAT_COMPRESS_ROWS);
	test_cut(path, READSTAT_COMPRESS_BINARY);
	unlink(path);
	CHECK_END;
}
