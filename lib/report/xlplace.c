/* xlplace.c - see xlplace.h. */
#include "xlplace.h"

/* Column 0 is A, 26 AA. */
static void
add_letters(struct ub_buf *b, size_t col)
{
	if (col >= 26)
		add_letters(b, col / 26 - 1);
	ub_buf_putc(b, (char)('A' + col % 26));
}

static void
add_sheet(struct ub_buf *b, const char *name)
{
	ub_buf_putc(b, '\'');
	for (; *name != '\0'; name++) {
		ub_buf_putc(b, *name);
		if (*name == '\'')
			ub_buf_putc(b, '\'');
	}
	ub_buf_puts(b, "'!");
}

static void
add_cell(struct ub_buf *b, size_t row, size_t col)
{
	ub_buf_putc(b, '$');
	add_letters(b, col);
	ub_buf_printf(b, "$%zu", row + 1);
}

void
ub_xl_place(
    struct ub_buf *b, const struct ub_xl_drawn *d, size_t row, size_t col)
{
	ub_buf_puts(b, b->len == 0 ? "=(" : ",");
	add_sheet(b, d->s->name);
	add_cell(b, row, col);
}

void
ub_xl_place_area(
    struct ub_buf *b, const char *sheet, const struct ub_xl_area *area)
{
	add_sheet(b, sheet);
	add_cell(b, area->row, area->col);
	ub_buf_putc(b, ':');
	add_cell(b, area->last_row, area->last_col);
}

const struct ub_cell *
ub_xl_figure(
    const struct ub_xl_drawn *d, size_t g, size_t i, size_t *row, size_t *col)
{
	const struct ub_chart *c = d->c;

	*row = ub_chart_row(c, g, i);
	if (c->kind != UB_CHART_INTERVAL)
		*col = ub_chart_col(c, g, i);
	else
		*col = i == 0 ? c->col[0] : i == 1 ? c->lo : c->hi;
	return ub_sheet_cell(d->s, *row, *col);
}

bool
ub_xl_noted(const char *text)
{
	const char *number;
	size_t len;

	return ub_sheet_reference(text, &number, &len) != NULL &&
	       text[0] != '=';
}

/* Over numbers a heading stands to the right, as they do. */
struct ub_xl_style
ub_xl_head_style(const struct ub_sheet_col *col)
{
	struct ub_xl_style s = { .look = UB_XL_HEAD };

	if (col->role != UB_ROLE_KEY &&
	    (col->type >= UB_COUNT || col->type == UB_INT ||
		col->type == UB_DEC))
		s.look = UB_XL_HEAD_RIGHT;
	return s;
}
