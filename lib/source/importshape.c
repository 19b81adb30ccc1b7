/* importshape.c - see importer.h: blank lines, footers, and how many fields a
 * record has. */
#include "blank.h"
#include "importer.h"

void
ub_import_shape(struct ub_import *im)
{
	const struct ub_source *s = im->s;
	size_t i;

	im->footing = false;
	im->codes = false;
	for (i = 0; i < s->ncol; i++)
		im->codes |= s->col[i].type == UB_CODE &&
			     s->col[i].list == NULL && im->at[i] != UB_NOCOL;
	im->careful = s->trailing || s->skip_empty || s->nfooter_text > 0;
}

/* The text of field at of a record in an index, its quotes included. */
static struct ub_slice
raw_field(const struct ub_csv_block *b, size_t r, size_t at)
{
	const uint32_t *sep =
	    b->sep + (size_t)(uint32_t)(b->end[(ptrdiff_t)r - 1] + 1) + at;
	struct ub_slice f = { b->base + (uint32_t)(sep[-1] + 1), 0 };

	f.len = (size_t)(b->base + sep[0] - f.s);
	if (sep == b->sep + b->end[r] && f.len > 0 && f.s[f.len - 1] == '\r')
		f.len--;
	return f;
}

/* A quick look: in doubt it is odd. */
bool
ub_import_odd_one(
    const struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	const struct ub_source *s = im->s;
	struct ub_slice f;
	size_t i;

	if (im->footing)
		return true;
	if (s->trailing && raw_field(b, r, im->nin - 1).len > 0)
		return true;
	/* two quotes for each field, and a CR */
	if (s->skip_empty && ub_csv_record(b, r).len <= 3 * im->nin + 1)
		return true;
	if (s->nfooter_text == 0)
		return false;
	f = raw_field(b, r, 0);
	if (f.len == 0)
		return false;
	for (i = 0; i < s->nfooter_text; i++)
		if (f.s[0] == s->footer_text[i][0])
			return true;
	return f.s[0] == '"' || ub_blank_front(f.s, f.len) > 0;
}

static bool
is_footer(const struct ub_source *s, struct ub_slice first)
{
	size_t i;

	first = ub_blank_cut(first);
	for (i = 0; i < s->nfooter_text; i++)
		if (ub_slice_is(first, s->footer_text[i]))
			return true;
	return false;
}

static bool
all_empty(const struct ub_csv_fields *f, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (f->field[i].len > 0)
			return false;
	return true;
}

enum ub_status
ub_import_aside(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    bool *aside, struct ub_err *e)
{
	const struct ub_source *s = im->s;
	size_t n;

	*aside = true;
	if (ub_import_blank(b, r)) {
		im->blank++;
		return UB_OK;
	}
	*aside = im->footing;
	if (!s->skip_empty && s->nfooter_text == 0)
		return UB_OK;
	im->footer += im->footing;
	if (b->odd != UB_CSV_FINE)
		return UB_OK;
	n = ub_csv_fields(b, r, &im->fields);
	if (s->nfooter_text > 0 && is_footer(s, im->fields.field[0])) {
		im->footer += !im->footing;
		im->footing = *aside = true;
	} else if (s->skip_empty && all_empty(&im->fields, n)) {
		im->footer -= im->footing;
		im->blank++;
		*aside = true;
	} else if (im->footing && (n == im->nhead || n == im->nin)) {
		return ub_fail_at(e, UB_EDATA, im->input, ub_csv_line(b, r),
		    "a record behind the footer");
	}
	return UB_OK;
}

/* Is the field behind the last delimiter, the last of n, empty? */
static bool
ends_empty(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	size_t n = ub_csv_fields(b, r, &im->fields);

	return im->fields.field[n - 1].len == 0;
}

enum ub_status
ub_import_ragged(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    enum ub_rule *rule, struct ub_err *e)
{
	size_t n = ub_import_count(b, r);

	*rule = UB_RULE_NONE;
	if (n == im->nhead)
		return UB_OK;
	if (n == im->nin) {
		if (!ends_empty(im, b, r))
			*rule = UB_RULE_TRAILING;
		return UB_OK;
	}
	if (im->s->ragged == UB_RAGGED_ERROR)
		return ub_fail_at(e, UB_EDATA, im->input, ub_csv_line(b, r),
		    "field count %zu, not %zu", n, im->nhead);
	if (im->s->ragged == UB_RAGGED_PAD && n < im->nhead)
		im->padded++;
	else
		*rule = UB_RULE_COUNT;
	return UB_OK;
}
