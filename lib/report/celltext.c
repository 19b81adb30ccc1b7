/* celltext.c - see celltext.h. */
#include "celltext.h"

#include <stdlib.h>

#include "symbol.h"
#include "tablein.h"

static bool
all_digits(struct ub_slice f)
{
	for (size_t i = 0; i < f.len; i++)
		if (f.s[i] < '0' || f.s[i] > '9')
			return false;
	return true;
}

/* The label of a value, which is looked up as it stands in the stream. */
static const char *
label_of(struct ub_buf *b, const struct ub_sheet_col *col,
    const struct ub_meta *m, struct ub_slice f)
{
	size_t at = b->len;
	const char *label;

	if (m->nlabel == 0)
		return NULL;
	ub_buf_add(b, f.s, f.len);
	ub_buf_putc(b, '\0');
	label = ub_meta_label(m, col->name, b->s + at);
	b->len = at;
	return label;
}

static void
text(struct ub_buf *b, const struct ub_sheet_col *col, const struct ub_meta *m,
    struct ub_slice f)
{
	const char *label = label_of(b, col, m, f);

	if (label == NULL) {
		ub_unescape(b, f.s, f.len);
		return;
	}
	if (all_digits(f)) {
		ub_buf_add(b, f.s, f.len);
		ub_buf_putc(b, ' ');
	}
	ub_buf_puts(b, label);
}

static struct ub_slice
counted(const struct ub_batch *batch, size_t rec, size_t col)
{
	struct ub_slice none = { "", 0 };

	return col == UB_NOCOL ? none : ub_field(batch, rec, col);
}

static int
turned_digits(const struct ub_meta *m, struct ub_slice measure, bool *p)
{
	char *name = ub_xstrndup(measure.s, measure.len);
	int digits = ub_turned_digits(m, name, p);

	free(name);
	return digits;
}

static void
number(struct ub_buf *b, const struct ub_sheet_col *col,
    const struct ub_meta *m, const struct ub_batch *batch, size_t rec,
    struct ub_slice f)
{
	int digits = col->digits;
	char tmp[UB_DEC_MAX];
	bool p = col->p;
	size_t len = 0;

	if (col->turned > 0)
		digits =
		    turned_digits(m, ub_field(batch, rec, col->turned - 1), &p);
	if (col->type == UB_SHARE)
		len = ub_percent_text(tmp, f, counted(batch, rec, col->k),
		    counted(batch, rec, col->n), col->digits);
	else if (col->type == UB_MEAN || col->type == UB_STAT)
		len = ub_round_text(tmp, f, 1, digits);
	/* no p-value is 0: "<0.001" */
	if (len > 0 && p && ub_is_nought(tmp, len)) {
		ub_buf_putc(b, '<');
		tmp[len - 1] = '1';
	}
	if (len > 0)
		ub_buf_add(b, tmp, len);
	else
		ub_buf_add(b, f.s, f.len);
}

char
ub_cell_text(struct ub_buf *b, const struct ub_words *w,
    const struct ub_sheet_col *col, const struct ub_meta *m,
    const struct ub_batch *batch, size_t rec)
{
	struct ub_slice f = ub_field(batch, rec, col->from);
	char reason = ub_missing(f);
	const char *label;

	if (reason != 0 && col->role == UB_ROLE_KEY) {
		label = label_of(b, col, m, f);
		ub_buf_puts(b,
		    label != NULL ? label : ub_say(w, ub_symbol_word(reason)));
	} else if (reason == 'u' && col->judged) {
		ub_buf_puts(b, ub_say(w, "Ej prövat"));
		return 0;
	} else if (reason != 0) {
		ub_buf_puts(b, ub_say_sign(w, reason));
	} else if (ub_type_is_text(col->type)) {
		text(b, col, m, f);
	} else if (col->type == UB_BOOL) {
		ub_buf_puts(b, ub_say(w, f.s[0] == '1' ? "Ja" : "Nej"));
	} else if (col->type == UB_DATE) {
		ub_buf_add(b, f.s, f.len);
	} else {
		number(b, col, m, batch, rec, f);
	}
	return reason;
}
