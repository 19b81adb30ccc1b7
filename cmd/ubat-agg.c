/* ubat-agg - records into a table of groups; ubat-agg(1). */
#include <unistd.h>

#include "agg-option.h"

static enum ub_status
aggregate(const struct ub_cli *c, const struct ub_request *q,
    struct ub_reader *r, struct ub_writer *w, struct ub_err *e)
{
	struct ub_meta *m = ub_reader_meta(r);
	const struct ub_legend *out;
	struct ub_agg_spec spec = q->spec;
	struct ub_agg *a = NULL;
	struct ub_batch b;
	enum ub_status st;

	spec.meta = m;
	if ((st = ub_agg_new(&a, &spec, &q->page, ub_reader_legend(r), e)) !=
	    UB_OK)
		return st;
	if ((out = ub_agg_legend(a)) != NULL &&
	    (st = ub_writer_legend(w, out, e)) != UB_OK)
		goto done;
	while ((st = ub_reader_batch(r, &b, e)) == UB_OK)
		if ((st = ub_agg_batch(a, m, &b, e)) != UB_OK)
			goto done;
	if (st == UB_END)
		st = ub_agg_write(a, m, w, ub_cli_whole(c, r), e);
done:
	ub_agg_free(a);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-agg",
		.synopsis = ub_agg_synopsis,
		.purpose = "make a table of groups from records",
		.option = ub_agg_option,
		.argc = argc,
		.argv = argv,
	};
	struct ub_agg_args q;
	struct ub_reader *r;
	struct ub_writer w;
	struct ub_err e;
	int status = UB_EXIT_OK;

	ub_agg_args(&c, &q);
	if (ub_reader_open(&r, q.file.s, q.file.n, UB_READ_RECORDS, &c.limits,
		&e) != UB_OK) {
		ub_agg_args_free(&q);
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	}
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (aggregate(&c, &q.request, r, &w, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	ub_agg_args_free(&q);
	return ub_cli_close(&c, status);
}
