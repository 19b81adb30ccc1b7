/* rejects.c - see rejects.h. */
#include <stdlib.h>

#include "../stream/legend.h"
#include "rejects.h"

enum { BLOCK = 64 * 1024 };

enum ub_status
ub_rejects_open(struct ub_rejects *r, const char *path, const char *redacted,
    struct ub_err *e)
{
	struct ub_buf why = { 0 };
	enum ub_status st;

	*r = (struct ub_rejects){ 0 };
	if (path == NULL)
		return ub_why_open(&r->why, redacted, e);
	ub_buf_printf(&why, "%s.why", path);
	if ((st = ub_out_open(&r->out, path, e)) == UB_OK) {
		r->open = true;
		st = ub_why_open(&r->why, why.s, e);
	}
	ub_buf_free(&why);
	return st;
}

enum ub_status
ub_rejects_apart(const char *path, const char *redacted,
    const char *const *input, size_t n, struct ub_err *e)
{
	struct ub_buf why = { 0 };
	enum ub_status st;

	if (path == NULL)
		return ub_out_apart(redacted, input, n, e);
	ub_buf_printf(&why, "%s.why", path);
	st = ub_out_apart(path, input, n, e);
	if (st == UB_OK)
		st = ub_out_apart(why.s, input, n, e);
	ub_buf_free(&why);
	return st;
}

void
ub_rejects_free(struct ub_rejects *r)
{
	if (r->open)
		ub_out_abort(&r->out);
	ub_why_free(&r->why);
	free(r->finding);
	ub_buf_free(&r->heading);
	ub_buf_free(&r->text);
	ub_buf_free(&r->footer);
	*r = (struct ub_rejects){ 0 };
}

void
ub_rejects_columns(struct ub_rejects *r, size_t ncol)
{
	r->ncol = ncol;
	r->finding = ub_xcalloc((ncol + 1) * UB_NRULE, sizeof(*r->finding));
}

void
ub_rejects_count(struct ub_rejects *r, size_t col, enum ub_rule rule,
    const char *input, uint64_t line)
{
	size_t row = col == UB_NOCOL ? 0 : col + 1;
	struct ub_finding *f = &r->finding[row * UB_NRULE + rule];

	if (f->n++ == 0) {
		f->input = input;
		f->line = line;
	}
}

static void
flush(struct ub_rejects *r)
{
	if (r->err.code == UB_OK)
		(void)ub_write_full(
		    r->out.fd, r->text.s, r->text.len, r->out.target, &r->err);
	ub_buf_clear(&r->text);
}

enum ub_status
ub_rejects_heading(struct ub_rejects *r, struct ub_slice before,
    struct ub_slice heading, struct ub_err *e)
{
	struct ub_slice first = { r->heading.s, r->heading.len };

	if (!r->open)
		return UB_OK;
	if (r->begun && !ub_slice_eq(first, heading))
		return ub_fail(e, UB_EDATA,
		    "heading line differs from that of the first file: with "
		    "-r, import it on its own");
	if (!r->begun) {
		ub_buf_add(&r->heading, heading.s, heading.len);
		ub_buf_add(&r->text, before.s, before.len);
		ub_buf_add(&r->text, heading.s, heading.len);
		r->begun = true;
	}
	return UB_OK;
}

void
ub_rejects_record(struct ub_rejects *r, const char *s, size_t len)
{
	if (!r->open)
		return;
	ub_buf_add(&r->text, s, len);
	if (r->text.len >= BLOCK)
		flush(r);
}

void
ub_rejects_footer(struct ub_rejects *r, const char *s, size_t len)
{
	ub_buf_clear(&r->footer);
	if (len > 0)
		ub_buf_add(&r->footer, s, len);
}

enum ub_status
ub_rejects_keep(struct ub_rejects *r, uint64_t in, uint64_t rejected,
    const struct ub_buf *more, struct ub_err *e)
{
	enum ub_status st;

	/* all is written before anything gets its name */
	st = ub_why_end(&r->why, in, rejected, more, e);
	if (st != UB_OK || !r->open)
		return st == UB_OK ? ub_why_keep(&r->why, e) : st;
	if (r->footer.len > 0)
		ub_buf_add(&r->text, r->footer.s, r->footer.len);
	if (r->text.len > 0)
		flush(r);
	if (r->err.code != UB_OK) {
		*e = r->err;
		return e->code;
	}
	if ((st = ub_out_commit(&r->out, e)) != UB_OK)
		return st;
	r->open = false;
	return ub_why_keep(&r->why, e);
}
