/* sav.c - see sav.h: variables and values of an SPSS file as columns and
 * fields. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/file.h"
#include "../base/simd.h"
#include "../stream/legend.h"
#include "field.h"
#include "sav.h"
#include "savread.h"
#include "sourceload.h"

enum { OUT_MAX = 64 * 1024, DAY = 86400, EPOCH = 141428 };

/* Reasons that mean nothing yet, neither in tables nor in extracts. */
static const char letters[] = "acfghijkmopqvwyz";
enum { NLETTER = sizeof(letters) - 1 };

/* The label of what has none, in a range of user-missing values. */
#define RANGE "user-missing"

/* What the numbers of a variable are. */
enum look { NUMBER, CODE, DATE, MOMENT, TIME };

/* A user-missing value of some variables: of the same text and label, the same
 * letter. */
struct reason {
	char *value; /* "" for those of a range without a label */
	char *label;
};

struct column {
	enum look look;
	int digits;                         /* CODE: with zeros in front */
	int decimals;                       /* NUMBER: as its format shows it */
	const struct ub_sav_labels *labels; /* NULL: none */
};

struct sav {
	struct ub_rows rows; /* first: a struct ub_rows is one of these */
	int fd;
	struct ub_sav file;
	struct column *column;
	struct reason reason[NLETTER];
	size_t nreason;
	bool begun; /* the headings are handed out */
	uint64_t row;
	size_t from; /* of the record at hand, in the rows' text */
	bool too_long;
	struct ub_buf field;
};

/* --- formats ------------------------------------------------------------------ */

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static int
number(const char **p)
{
	int n = 0;

	for (; **p >= '0' && **p <= '9' && n < 1000; (*p)++)
		n = n * 10 + (**p - '0');
	return n;
}

/* As "F8.2", "DATE11", "N4". */
static void
read_format(struct column *c, const char *format)
{
	static const struct {
		const char *name;
		enum look look;
	} known[] = { { "DATETIME", MOMENT }, { "YMDHMS", MOMENT },
		{ "DATE", DATE }, { "ADATE", DATE }, { "EDATE", DATE },
		{ "SDATE", DATE }, { "JDATE", DATE }, { "QYR", DATE },
		{ "MOYR", DATE }, { "WKYR", DATE }, { "DTIME", TIME },
		{ "MTIME", TIME }, { "TIME", TIME } };
	const char *p = format;
	size_t i;
	int width;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (begins(format, known[i].name)) {
			c->look = known[i].look;
			return;
		}
	}
	while (*p >= 'A' && *p <= 'Z')
		p++;
	width = number(&p);
	if (*p == '.') {
		p++;
		c->decimals = number(&p);
	}
	if (format[0] == 'N' && p[-1] != 'N' && c->decimals == 0) {
		c->look = CODE;
		c->digits = width;
	}
}

/* --- values ------------------------------------------------------------------- */

/* The day and its milliseconds of seconds since 14 October 1582. */
static bool
moment(double v, int64_t *day, int64_t *ms)
{
	double whole = floor(v / DAY);

	if (!(whole >= UB_DATE_MIN + EPOCH && whole <= UB_DATE_MAX + EPOCH))
		return false;
	*day = (int64_t)whole - EPOCH;
	*ms = (int64_t)floor((v - whole * DAY) * 1000 + 0.5);
	return *ms < (int64_t)DAY * 1000;
}

static void
zeros(struct ub_buf *b, size_t from, int digits)
{
	size_t len = b->len - from, i;

	for (i = from; i < b->len; i++)
		if (b->s[i] < '0' || b->s[i] > '9')
			return;
	for (; len < (size_t)digits; len++) {
		ub_buf_putc(b, '0');
		memmove(b->s + from + 1, b->s + from, b->len - 1 - from);
		b->s[from] = '0';
	}
}

static void
add_number(struct ub_buf *b, const struct column *c, double v,
    const struct ub_cell_form *f)
{
	size_t from = b->len;
	int64_t day, ms;

	if (!isfinite(v)) {
		ub_buf_putc(b, (char)UB_CELL_ERROR);
		ub_buf_puts(b, "#NUM!");
	} else if ((c->look == DATE || c->look == MOMENT) &&
		   moment(v, &day, &ms)) {
		ub_cell_day(b, (int32_t)day, ms, f);
	} else if (c->look == TIME && fabs(v) < 1e12) {
		ub_cell_time(b, (int64_t)floor(v * 1000 + 0.5));
	} else {
		ub_cell_real(b, v, f);
		if (c->look == CODE)
			zeros(b, from, c->digits);
	}
}

/* The text of a value of variable k, in b, which is cleared. */
static void
text_of(const struct sav *x, size_t k, const struct ub_sav_value *v,
    const struct ub_cell_form *f, struct ub_buf *b)
{
	ub_buf_clear(b);
	ub_buf_puts(b, "");
	if (v->s != NULL)
		ub_buf_puts(b, v->s);
	else
		add_number(b, &x->column[k], v->v, f);
}

/* --- user-missing values ------------------------------------------------------ */

static bool
within(const struct ub_sav_variable *v, const struct ub_sav_value *x)
{
	size_t i;

	for (i = 0; i < v->nrange; i++) {
		if (x->s == NULL ? x->v >= v->lo[i].v && x->v <= v->hi[i].v
				 : v->lo[i].s != NULL && v->hi[i].s != NULL &&
				       strcmp(x->s, v->lo[i].s) >= 0 &&
				       strcmp(x->s, v->hi[i].s) <= 0)
			return true;
	}
	return false;
}

static bool
same(const struct ub_sav_value *a, const struct ub_sav_value *b)
{
	if (a->s == NULL || b->s == NULL)
		return a->s == b->s && a->v == b->v;
	return strcmp(a->s, b->s) == 0;
}

static const char *
label_of(const struct column *c, const struct ub_sav_value *v)
{
	size_t i;

	for (i = 0; c->labels != NULL && i < c->labels->n; i++)
		if (same(&c->labels->label[i].value, v))
			return c->labels->label[i].text;
	return NULL;
}

/* The letter of a user-missing value; those there are too many for share the
 * last. */
static char
letter(struct sav *x, const char *value, const char *label)
{
	size_t i;

	if (label == NULL)
		label = value;
	for (i = 0; i < x->nreason; i++)
		if (strcmp(x->reason[i].value, value) == 0 &&
		    strcmp(x->reason[i].label, label) == 0)
			return letters[i];
	if (x->nreason == NLETTER)
		return letters[NLETTER - 1];
	x->reason[x->nreason].value = ub_xstrdup(value);
	x->reason[x->nreason].label = ub_xstrdup(label);
	return letters[x->nreason++];
}

/* Of a value of variable k that is user-missing. */
static char
letter_of(struct sav *x, size_t k, const struct ub_sav_value *v)
{
	static const struct ub_cell_form none = { 0 };
	const struct ub_sav_variable *var = &x->file.variable[k];
	const char *label = label_of(&x->column[k], v);
	struct ub_buf b = { 0 };
	bool single = label != NULL;
	size_t i;
	char c;

	for (i = 0; i < var->nrange && !single; i++)
		single = same(&var->lo[i], v) && same(&var->hi[i], v);
	text_of(x, k, v, &none, &b);
	c = single ? letter(x, b.s, label) : letter(x, "", RANGE);
	ub_buf_free(&b);
	return c;
}

/* --- what the file says of a column ------------------------------------------- */

static void
add_label(struct ub_source_column *c, const char *field, const char *text)
{
	if (!ub_source_has_label(c, field, c->nvlabel))
		ub_source_label(c, field, text);
}

/* ".a" in the text is .a in the stream, unless something else is. */
static enum ub_status
add_reason(struct ub_source_column *c, char r, struct ub_err *e)
{
	char field[3] = { '.', r, '\0' };
	size_t i;

	if (ub_dict_find(&c->raw, field, 2) != UB_DICT_NONE)
		return UB_OK;
	for (i = 0; i < c->nmapped; i++)
		if (ub_slice_is(c->mapped[i], field))
			return ub_fail(e, UB_EDATA,
			    "column %s: %s is a user-missing value of the "
			    "file, and something else in the description",
			    c->name, field);
	(void)ub_dict_add(&c->raw, field, 2, (uint32_t)c->nmapped);
	c->mapped = ub_xgrow(c->mapped, c->nmapped, sizeof(*c->mapped));
	c->mapped[c->nmapped++] = ub_slice_of(ub_xstrdup(field));
	return UB_OK;
}

/* A reason of user-missing values, and its label. */
static enum ub_status
missing_reason(
    struct ub_source_column *c, char r, const char *label, struct ub_err *e)
{
	char field[3] = { '.', r, '\0' };
	enum ub_status st;
	size_t i;

	if ((st = add_reason(c, r, e)) != UB_OK)
		return st;
	/* it may be the number of a person, or a name */
	if (c->derive != UB_DERIVE_NONE)
		return UB_OK;
	for (i = 0; i < c->nvlabel; i++)
		if (strcmp(c->vlabel[i].value, field) == 0 &&
		    strcmp(c->vlabel[i].text, label) != 0 &&
		    r != letters[NLETTER - 1])
			return ub_fail(e, UB_EDATA,
			    "column %s: %s is another user-missing value than "
			    "in the first file: say in [missing] what they are",
			    c->name, field);
	add_label(c, field, label);
	return UB_OK;
}

/* One user-missing value, text in the extract, for which the description has no
 * word of its own. */
static enum ub_status
missing_value(struct sav *x, struct ub_source_column *c, size_t k,
    const struct ub_sav_value *v, const char *text, struct ub_err *e)
{
	const char *label = label_of(&x->column[k], v);

	return missing_reason(
	    c, letter_of(x, k, v), label == NULL ? text : label, e);
}

/* The label of a value goes with the field it becomes. */
static void
value_label(struct ub_source_column *c, const char *text, const char *label)
{
	struct ub_buf room = { 0 };
	struct ub_slice out, raw = ub_slice_of(text);
	char *scratch, *field;

	/* of a person: a name */
	if (c->derive != UB_DERIVE_NONE)
		return;
	ub_buf_reserve(&room, ub_field_room(raw.len));
	scratch = room.s;
	if (ub_field_read(c, raw, true, &scratch, &out) == UB_RULE_NONE &&
	    out.len > 0) {
		field = ub_xstrndup(out.s, out.len);
		add_label(c, field, label);
		free(field);
	}
	ub_buf_free(&room);
}

static enum ub_status
describe_values(struct sav *x, struct ub_source_column *c, size_t k,
    const struct ub_cell_form *f, struct ub_err *e)
{
	const struct ub_sav_variable *v = &x->file.variable[k];
	const struct ub_sav_labels *l = x->column[k].labels;
	struct ub_buf b = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < v->nrange && st == UB_OK; i++) {
		text_of(x, k, &v->lo[i], f, &b);
		if (!same(&v->lo[i], &v->hi[i]))
			st = missing_reason(c, letter(x, "", RANGE), RANGE, e);
		else if (ub_dict_find(&c->raw, b.s, b.len) == UB_DICT_NONE)
			st = missing_value(x, c, k, &v->lo[i], b.s, e);
	}
	for (i = 0; l != NULL && i < l->n && st == UB_OK; i++) {
		const struct ub_sav_label *y = &l->label[i];

		text_of(x, k, &y->value, f, &b);
		if (!within(v, &y->value) ||
		    ub_dict_find(&c->raw, b.s, b.len) != UB_DICT_NONE)
			value_label(c, b.s, y->text);
		else
			st = missing_value(x, c, k, &y->value, b.s, e);
	}
	ub_buf_free(&b);
	return st;
}

static enum ub_type
type_of(const struct ub_sav_variable *v, const struct column *c)
{
	if (v->text)
		return UB_TEXT;
	switch (c->look) {
	case CODE:
		return UB_CODE;
	case DATE:
		return UB_DATE;
	case NUMBER:
		return c->decimals == 0 ? UB_INT : UB_DEC;
	default:
		return UB_TEXT;
	}
}

static void
set_type(struct ub_source_column *c, enum ub_type type)
{
	struct ub_err e;

	c->type = type;
	if (type != UB_DATE || c->ndate > 0)
		return;
	c->date = ub_xgrow(c->date, c->ndate, sizeof(*c->date));
	(void)ub_dateform_init(&c->date[c->ndate++], "YYYY-MM-DD", &e);
}

static enum ub_status
describe(struct ub_rows *r, struct ub_source *s, const size_t *at, bool own,
    struct ub_err *e)
{
	struct sav *x = (struct sav *)r;
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < s->ncol && st == UB_OK; i++) {
		struct ub_source_column *c = &s->col[i];
		const struct ub_sav_variable *v;
		struct ub_cell_form f = { .decimal = c->decimal };

		if (at[i] == UB_NOCOL || at[i] >= x->file.n)
			continue;
		v = &x->file.variable[at[i]];
		if (own)
			set_type(c, type_of(v, &x->column[at[i]]));
		if (v->label != NULL && (own || c->label == NULL)) {
			free(c->label);
			c->label = ub_xstrdup(v->label);
		}
		st = describe_values(x, c, at[i], &f, e);
	}
	return st;
}

/* --- rows --------------------------------------------------------------------- */

static void
take_value(void *priv, size_t k, const double *d, const char *s)
{
	struct sav *x = priv;
	const struct ub_cell_form *f = ub_rows_form(&x->rows, k);
	struct ub_sav_value v = { .v = d == NULL ? 0 : *d, .s = (char *)s };
	struct ub_buf *text = &x->rows.text;

	if (k > 0)
		ub_buf_putc(text, x->rows.delim);
	if (d == NULL && s == NULL)
		return;
	if (s != NULL && !ub_utf8_valid(s, strlen(s))) {
		ub_buf_putc(text, (char)UB_CELL_ERROR);
		ub_buf_puts(text, "#TEXT!");
		return;
	}
	text_of(x, k, &v, f, &x->field);
	if (within(&x->file.variable[k], &v) &&
	    (f->raw == NULL || ub_dict_find(f->raw, x->field.s, x->field.len) ==
				   UB_DICT_NONE)) {
		ub_buf_putc(text, '.');
		ub_buf_putc(text, letter_of(x, k, &v));
		return;
	}
	/* what looks like a reason and is none */
	if (s != NULL && x->file.variable[k].nrange > 0 && x->field.len == 2 &&
	    x->field.s[0] == '.')
		ub_buf_putc(text, (char)UB_CELL_ERROR);
	if (x->field.len > x->rows.max_line)
		x->too_long = true;
	ub_cell_quote(text, x->field.s, x->field.len, x->rows.delim);
}

static bool
take_record(void *priv)
{
	struct sav *x = priv;
	struct ub_buf *text = &x->rows.text;

	/* an empty line would be no record */
	if (text->len == x->from)
		ub_buf_puts(text, "\"\"");
	x->too_long |= text->len - x->from > x->rows.max_line;
	ub_buf_putc(text, '\n');
	x->row++;
	x->from = text->len;
	return !x->rows.known || text->len > OUT_MAX || x->too_long;
}

static enum ub_status
more(struct ub_rows *r, struct ub_err *e)
{
	static const struct ub_sav_take take = { take_value, take_record };
	struct sav *x = (struct sav *)r;
	struct ub_err was;
	enum ub_status st;
	size_t k;

	if (!x->begun) {
		x->begun = true;
		x->row = 1;
		for (k = 0; k < x->file.n; k++) {
			const char *name = x->file.variable[k].name;

			if (k > 0)
				ub_buf_putc(&r->text, r->delim);
			ub_cell_quote(&r->text, name, strlen(name), r->delim);
		}
		ub_buf_putc(&r->text, '\n');
		return UB_OK;
	}
	x->from = r->text.len;
	st = ub_sav_next(&x->file, &take, x, e);
	if (x->too_long)
		st = ub_fail(
		    e, UB_EDATA, "record longer than %zu bytes", r->max_line);
	if (st == UB_OK || st == UB_END)
		return st;
	was = *e;
	return ub_fail_at(e, st, r->name, x->row + 1, "%s", was.what);
}

static void
sav_free(struct ub_rows *r)
{
	struct sav *x = (struct sav *)r;
	size_t i;

	ub_sav_clear(&x->file);
	for (i = 0; i < x->nreason; i++) {
		free(x->reason[i].value);
		free(x->reason[i].label);
	}
	ub_buf_free(&x->field);
	free(x->column);
	ub_close_in(x->fd);
	free(x);
}

static const struct ub_rows_calls calls = {
	.more = more, .describe = describe, .free = sav_free
};

static void
columns(struct sav *x)
{
	const struct ub_sav *s = &x->file;
	size_t k, i;

	x->column = ub_xcalloc(s->n, sizeof(*x->column));
	for (k = 0; k < s->n; k++) {
		if (!s->variable[k].text)
			read_format(&x->column[k], s->variable[k].format);
		for (i = 0; s->variable[k].set != NULL && i < s->nset; i++)
			if (strcmp(s->set[i].name, s->variable[k].set) == 0)
				x->column[k].labels = &s->set[i];
	}
}

enum ub_status
ub_sav_open(struct ub_rows **rp, int fd, const char *name, struct ub_err *e)
{
	struct sav *x = ub_xcalloc(1, sizeof(*x));
	struct ub_err was;
	enum ub_status st;

	x->rows.calls = &calls;
	x->rows.name = name;
	x->fd = fd;
	*rp = &x->rows;
	st = ub_rows_fingerprint(&x->rows, fd, e);
	if (st == UB_OK && (st = ub_sav_load(&x->file, fd, e)) != UB_OK) {
		was = *e;
		(void)ub_fail_at(e, st, name, 0, "%s", was.what);
	}
	if (st == UB_OK) {
		columns(x);
		return UB_OK;
	}
	ub_rows_free(*rp);
	*rp = NULL;
	return st;
}
