/* ubat-html - tables as a page of the web; ubat-html(1). */
#include "lib/report/html.h"
#include "report-option.h"

static const struct ub_option options[] = {
	UB_REPORT_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

static enum ub_status
make(const struct ub_report *o, struct ub_reader *r, const struct ub_out *out,
    bool *cut, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = ub_report_html(o, r, &b, cut, e);

	if (st == UB_OK)
		st = ub_write_full(out->fd, b.s, b.len, out->target, e);
	ub_buf_free(&b);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-html",
		.synopsis = "ubat-html [-o file] [-l report] [--author text] "
			    "[--chart spec] [--created date] [--cut-ok] "
			    "[--title text] [file ...]",
		.purpose = "write tables as a page of the web",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ub_report_request q;
	const char *arg;
	int ch, status;

	ub_report_request_init(&q);
	while ((ch = ub_cli_next(&c, &arg)) != -1)
		ub_report_option(&c, &q, ch, arg);
	ub_report_check(&c, &q, "page");
	status = ub_report_run(&c, &q, make, "page");
	ub_report_request_free(&q);
	return ub_cli_close(&c, status);
}
