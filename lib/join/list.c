/* list.c - a code list as the right side of a join; plan.h. */
#include <sys/mman.h>
#include <unistd.h>

#include "../base/file.h"
#include "../source/codelist.h"
#include "plan.h"

static enum ub_status
put_legend(struct ub_buf *b, const struct ub_codelist *l, struct ub_err *e)
{
	struct ub_legend legend = { 0 };
	enum ub_status st = UB_OK;
	struct ub_slice h;
	size_t i;

	for (i = 0; i < ub_codelist_ncol(l) && st == UB_OK; i++) {
		h = ub_codelist_heading(l, i);
		st = ub_legend_add(
		    &legend, h.s, h.len, i == 0 ? UB_CODE : UB_TEXT, e);
	}
	if (st == UB_OK)
		ub_legend_print(b, &legend);
	ub_legend_free(&legend);
	return st;
}

static void
put_rows(struct ub_buf *b, const struct ub_codelist *l)
{
	size_t ncol = ub_codelist_ncol(l), i, k;
	struct ub_slice cell;

	for (i = 0; i < ub_codelist_size(l); i++) {
		for (k = 0; k < ncol; k++) {
			cell = ub_codelist_cell(l, i, k);
			ub_escape(b, cell.s, cell.len);
			ub_buf_putc(b, k + 1 < ncol ? '\t' : '\n');
		}
	}
	ub_buf_printf(b, "#end\t%zu\t0\n", ub_codelist_size(l));
}

/* The list goes by way of a file in memory: a reader reads descriptors. */
static enum ub_status
read_text(struct ub_reader **rp, const struct ub_buf *b, const char *name,
    const struct ub_limits *lim, struct ub_err *e)
{
	int fd = memfd_create("ubat-list", MFD_CLOEXEC);
	enum ub_status st;

	if (fd < 0)
		return ub_fail_sys(e, name, "cannot create");
	st = ub_write_full(fd, b->s, b->len, name, e);
	if (st == UB_OK && lseek(fd, 0, SEEK_SET) < 0)
		st = ub_fail_sys(e, name, "cannot read");
	if (st != UB_OK) {
		close(fd);
		return st;
	}
	return ub_reader_open_fd(rp, fd, name, UB_READ_RECORDS, lim, e);
}

enum ub_status
ub_join_open_right(struct ub_reader **rp, const char *operand,
    const struct ub_limits *lim, struct ub_err *e)
{
	struct ub_codelist *l;
	struct ub_buf b = { 0 };
	enum ub_status st;

	if (operand[0] != '@')
		return ub_reader_open(rp, &operand, 1, UB_READ_RECORDS, lim, e);
	*rp = NULL;
	if ((st = ub_codelist_open(&l, operand + 1, "", e)) != UB_OK)
		return st;
	st = put_legend(&b, l, e);
	if (st == UB_OK) {
		put_rows(&b, l);
		st = read_text(rp, &b, operand, lim, e);
	}
	ub_codelist_free(l);
	ub_buf_free(&b);
	return st;
}
