/* ubat-agg - records into a table of groups; ubat-agg(1). */
#include <malloc.h>
#include <unistd.h>

#include "agg-option.h"
#include "lib/table/many.h"

static enum ub_status
aggregate(const struct ub_cli *c, const struct ub_tables *t,
    struct ub_reader *r, struct ub_writer *w, struct ub_err *e)
{
	struct ub_meta *meta = ub_reader_meta(r);
	const struct ub_legend *out;
	struct ub_many *m;
	struct ub_batch b;
	enum ub_status st;

	if ((st = ub_many_new(&m, t, ub_reader_legend(r), meta, e)) != UB_OK)
		return st;
	if ((out = ub_many_legend(m)) != NULL &&
	    (st = ub_writer_legend(w, out, e)) != UB_OK)
		goto done;
	while ((st = ub_reader_batch(r, &b, e)) == UB_OK)
		if ((st = ub_many_batch(m, meta, &b, e)) != UB_OK)
			goto done;
	if (st == UB_END)
		st = ub_many_write(m, meta, w, ub_cli_whole(c, r), e);
done:
	ub_many_free(m);
	return st;
}

static int
run(const struct ub_cli *c, const struct ub_agg_args *q)
{
	struct ub_tables t = { 0 };
	struct ub_reader *r = NULL;
	struct ub_writer w;
	struct ub_err e;
	int status = UB_EXIT_OK;

	if (ub_tables_load(&t, q->tables, &q->request, &e) != UB_OK)
		return ub_cli_report(c, &e);
	if (ub_reader_open(&r, q->file.s, q->file.n, UB_READ_RECORDS,
		&c->limits, &e) != UB_OK) {
		ub_tables_free(&t);
		return ub_cli_report(c, &e);
	}
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (aggregate(c, &t, r, &w, &e) != UB_OK)
		status = ub_cli_report(c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(c, &e);
	ub_reader_free(r);
	ub_tables_free(&t);
	return status;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-agg",
		.synopsis = ub_agg_synopsis,
		.purpose = "make tables of groups from records",
		.option = ub_agg_option,
		.argc = argc,
		.argv = argv,
	};
	struct ub_agg_args q;
	int status;

	/* what has millions of members grows by remapping, not by copying */
	(void)mallopt(M_MMAP_THRESHOLD, 1 << 20);
	ub_agg_args(&c, &q);
	status = run(&c, &q);
	ub_agg_args_free(&q);
	return ub_cli_close(&c, status);
}
