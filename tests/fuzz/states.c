/* states.c - what ubat-agg --merge reads: a state or none, and what is taken
 * for one makes tables that can be written, or says why not. */
#include <fcntl.h>

#include "fuzz.h"
#include "lib/stream/reader.h"
#include "lib/stream/writer.h"
#include "lib/table/states.h"

static enum ub_status
merge(struct ub_reader *r, struct ub_states *g, struct ub_meta *meta,
    struct ub_writer *w, bool partial, struct ub_err *e)
{
	enum ub_partial how = UB_PARTIAL_FULL;
	struct ub_legend legend = { 0 };
	struct ub_many *m;
	struct ub_batch b;
	enum ub_status st;

	if ((st = ub_states_legend(ub_reader_legend(r), e)) != UB_OK)
		return st;
	while ((st = ub_reader_batch(r, &b, e)) == UB_OK)
		if ((st = ub_states_batch(g, &b, e)) != UB_OK)
			return st;
	if (st != UB_END || (st = ub_states_end(g, ub_reader_meta(r), &m, &how,
				 meta, e)) != UB_OK)
		return st;
	if (!partial) {
		const struct ub_legend *l = ub_many_legend(m);

		if (l != NULL && (st = ub_writer_legend(w, l, e)) != UB_OK)
			return st;
		return ub_many_write(m, meta, w, true, e);
	}
	if ((st = ub_partial_check(m, how, e)) != UB_OK)
		return st;
	ub_partial_legend(&legend);
	st = ub_writer_legend(w, &legend, e);
	ub_legend_free(&legend);
	if (st != UB_OK)
		return st;
	return ub_partial_write(m, meta, w, how, true, e);
}

/* A file that a state asks for is not to be found: no slash, no list. */
static bool
asks_for_files(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (data[i] == '/' || data[i] == '@')
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ub_limits lim = { .line = 4096, .field = 1024, .columns = 64 };
	struct ub_meta meta = { 0 };
	struct ub_states *g;
	struct ub_reader *r;
	struct ub_writer w;
	struct ub_err e, late;
	int fd;

	if (size == 0 || asks_for_files(data, size))
		return 0;
	fuzz_stdin(data + 1, size - 1);
	if (ub_reader_open(&r, NULL, 0, UB_READ_RECORDS, &lim, &e) != UB_OK) {
		fuzz_message(&e);
		return 0;
	}
	fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	MUST(fd >= 0);
	ub_writer_init(&w, fd, "null");
	g = ub_states_new(1000, 1 << 24);
	if (merge(r, g, &meta, &w, data[0] & 1, &e) != UB_OK)
		fuzz_message(&e);
	(void)ub_writer_close(&w, &late);
	(void)close(fd);
	ub_meta_free(&meta);
	ub_states_free(g);
	ub_reader_free(r);
	return 0;
}
