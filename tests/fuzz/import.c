/* import.c - whatever an extract holds, what ubat-import makes of it without
 * failing is a whole stream of values that fit their types, the same whether
 * records are read many at once or one by one. */
#include <string.h>

#include "fuzz.h"
#include "lib/expr/rules.h"
#include "lib/source/import.h"

/* The bytes of a file that is read from its beginning. */
static void
slurp(int fd, struct ub_buf *b)
{
	char part[4096];
	ssize_t n;

	MUST(lseek(fd, 0, SEEK_SET) == 0);
	while ((n = read(fd, part, sizeof(part))) > 0)
		ub_buf_add(b, part, (size_t)n);
	MUST(n == 0);
}

static enum ub_status
import(const struct ub_import_options *o, int fd, struct ub_err *e)
{
	struct ub_import *im;
	struct ub_writer w;
	enum ub_status st;

	ub_writer_init(&w, fd, "fuzz");
	MUST(ub_import_new(&im, o, &w, e) == UB_OK);
	st = ub_import_file(im, "-", e);
	if (st == UB_OK)
		st = ub_import_end(im, e);
	if (st != UB_OK)
		fuzz_message(e);
	for (size_t i = 0; ub_import_finding(im, i, e); i++)
		fuzz_message(e);
	ub_import_free(im);
	MUST(ub_writer_close(&w, e) == UB_OK);
	return st;
}

/* Read back what was written. */
static void
check(void)
{
	const struct ub_legend *l;
	struct ub_reader *r;
	struct ub_batch b;
	struct ub_err e;
	enum ub_status st;

	MUST(ub_reader_open(&r, NULL, 0, UB_READ_RECORDS, NULL, &e) == UB_OK);
	l = ub_reader_legend(r);
	while ((st = ub_reader_batch(r, &b, &e)) == UB_OK)
		for (size_t i = 0; i < b.n; i++)
			for (size_t c = 0; c < l->n; c++)
				MUST(ub_field_valid(
				    l->col[c].type, ub_field(&b, i, c)));
	MUST(st == UB_END && ub_meta_whole(ub_reader_meta(r)));
	MUST(ub_meta_check(ub_reader_meta(r), &e) == UB_OK);
	ub_reader_free(r);
}

/* Each record on its own gives the same; a limit on the length of fields below
 * that of a block is what has them read so. */
static void
again(struct ub_import_options *o, const uint8_t *data, size_t size, int fd)
{
	struct ub_buf want = { 0 }, have = { 0 };
	struct ub_err e;
	int other = memfd_create("other", MFD_CLOEXEC);

	MUST(other >= 0);
	o->limits.field = size / 2 + 1;
	fuzz_stdin(data, size);
	if (import(o, other, &e) == UB_OK) {
		slurp(fd, &want);
		slurp(other, &have);
		MUST(want.len == have.len &&
		     memcmp(want.s, have.s, want.len) == 0);
	}
	ub_buf_free(&want);
	ub_buf_free(&have);
	MUST(close(other) == 0);
}

/* A description's file and what the expressions make of its rules. */
static void
load(struct ub_source *s, const char *path, struct ub_rules **rules,
    struct ub_import_options *o)
{
	struct ub_pseudonym *key;
	struct ub_err e;

	MUST(ub_source_load(s, path, &e) == UB_OK);
	o->source = s;
	MUST(ub_import_persons(o, NULL, &key, &e) == UB_OK);
	MUST(ub_rules_new(rules, s, &e) == UB_OK);
	o->judge = ub_rules_judge(*rules);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delims[] = ";,\t|";
	static const char *const sources[] = { "tests/fuzz/import.source",
		"tests/fuzz/shape.source", "tests/fuzz/plain.source",
		"tests/fuzz/persons.source" };
	struct ub_import_options o = { .max_rejects = 1000 };
	struct ub_rules *rules = NULL;
	struct ub_source source;
	struct ub_err e;
	int fd = memfd_create("out", MFD_CLOEXEC);

	if (size == 0 || fd < 0)
		return 0;
	if (data[0] & 1)
		load(&source, sources[data[0] >> 1 & 3], &rules, &o);
	else
		o.delim = delims[data[0] >> 1 & 3];
	if (data[0] & 8)
		o.rejects = "build/fuzz/import.rejects";
	fuzz_stdin(data + 1, size - 1);
	if (import(&o, fd, &e) == UB_OK) {
		again(&o, data + 1, size - 1, fd);
		MUST(lseek(fd, 0, SEEK_SET) == 0);
		MUST(dup2(fd, STDIN_FILENO) == 0);
		check();
	}
	MUST(close(fd) == 0);
	if (rules != NULL)
		ub_rules_free(rules);
	if (o.source != NULL)
		ub_source_free(&source);
	return 0;
}
