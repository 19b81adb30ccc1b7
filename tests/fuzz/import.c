/* import.c - whatever an extract holds, what ubat-import makes of it without
 * failing is a whole stream of values that fit their types. */
#include <string.h>

#include "fuzz.h"
#include "lib/source/import.h"

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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delims[] = ";,\t|";
	static const char *const sources[] = { "tests/fuzz/import.source",
		"tests/fuzz/shape.source", "tests/fuzz/plain.source",
		"tests/fuzz/import.source" };
	struct ub_import_options o = { .max_rejects = 1000 };
	struct ub_source source;
	struct ub_err e;
	int fd = memfd_create("out", MFD_CLOEXEC);

	if (size == 0 || fd < 0)
		return 0;
	if (data[0] & 1) {
		MUST(ub_source_load(&source, sources[data[0] >> 1 & 3], &e) ==
		     UB_OK);
		o.source = &source;
	} else {
		o.delim = delims[data[0] >> 1 & 3];
	}
	fuzz_stdin(data + 1, size - 1);
	if (import(&o, fd, &e) == UB_OK) {
		MUST(lseek(fd, 0, SEEK_SET) == 0);
		MUST(dup2(fd, STDIN_FILENO) == 0);
		check();
	}
	MUST(close(fd) == 0);
	if (o.source != NULL)
		ub_source_free(&source);
	return 0;
}
