/* reader.c - records have the legend's fields, fields hold no separator, and
 * what was read can be written and read again to the same bytes. */
#include <string.h>

#include "fuzz.h"
#include "lib/base/hash.h"
#include "lib/stream/reader.h"

static void
batch(const struct ub_batch *b, size_t ncol, uint64_t *line)
{
	MUST(b->n > 0 && b->ncol == ncol && b->line > *line);
	*line = b->line + b->n - 1;
	for (size_t r = 0; r < b->n; r++) {
		struct ub_slice all = ub_records(b, r, r + 1);

		MUST(all.s[all.len - 1] == '\n');
		for (size_t c = 0; c < ncol; c++) {
			struct ub_slice f = ub_field(b, r, c);

			MUST(f.s[f.len] == (c + 1 == ncol ? '\n' : '\t'));
			MUST(f.len == 0 ||
			     (memchr(f.s, '\t', f.len) == NULL &&
				 memchr(f.s, '\n', f.len) == NULL &&
				 memchr(f.s, '\r', f.len) == NULL &&
				 memchr(f.s, '\0', f.len) == NULL));
		}
	}
}

static enum ub_status
table(struct ub_reader *r, uint64_t *line, struct ub_err *e)
{
	uint64_t n = 0;
	enum ub_status st;
	struct ub_batch b;

	while ((st = ub_reader_batch(r, &b, e)) == UB_OK) {
		batch(&b, ub_reader_legend(r)->n, line);
		n += b.n;
	}
	if (st != UB_END)
		return st;
	MUST(ub_reader_meta(r)->nrec == n);
	(void)ub_meta_whole(ub_reader_meta(r));
	if (ub_meta_check(ub_reader_meta(r), e) != UB_OK)
		fuzz_message(e);
	return UB_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* small limits, so that short inputs meet them */
	struct ub_limits lim = { .line = 512, .field = 256, .columns = 64 };
	struct ub_reader *r;
	struct ub_err e;
	enum ub_status st;
	uint64_t line = 0;
	int mode;

	if (size == 0)
		return 0;
	mode = data[0] & 1 ? UB_READ_TABLES : UB_READ_RECORDS;
	fuzz_stdin(data + 1, size - 1);
	st = ub_reader_open(&r, NULL, 0, mode, &lim, &e);
	if (st != UB_OK) {
		fuzz_message(&e);
		return 0;
	}
	do {
		st = table(r, &line, &e);
		if (st == UB_OK && mode == UB_READ_TABLES)
			st = ub_reader_next_table(r, &e);
		else if (st == UB_OK)
			st = UB_END;
	} while (st == UB_OK);
	if (st != UB_END)
		fuzz_message(&e);
	ub_reader_free(r);
	return 0;
}
