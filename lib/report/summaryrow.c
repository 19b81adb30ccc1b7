/* summaryrow.c - see summarypart.h. */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/num.h"
#include "summarypart.h"

/* A value with what orders it. */
struct ordered {
	struct ub_i128 key;
	const struct ub_value *v;
};

/* --- order ------------------------------------------------------------------ */

static bool
is_real(enum ub_type t)
{
	return t == UB_SHARE || t == UB_MEAN || t == UB_STAT;
}

static bool
has_order(enum ub_type t)
{
	return t == UB_INT || t == UB_DEC || t == UB_DATE || t >= UB_COUNT;
}

/* What orders a valid value of a type that has an order. */
static struct ub_i128
key_of(enum ub_type t, const char *s, size_t len)
{
	struct ub_i128 key = { 0, 0 };
	int64_t whole = 0;
	int32_t day = 0;
	double real = 0;

	if (t == UB_DEC) {
		(void)ub_dec_parse(s, len, &key);
		return key;
	}
	if (t == UB_DATE && ub_date_parse(s, len, &day))
		return ub_i128_of(day);
	if (!is_real(t) && ub_int_parse(s, len, &whole))
		return ub_i128_of(whole);
	/* the bits of a double are in its order, those below zero reversed */
	(void)ub_real_parse(s, len, &real);
	memcpy(&whole, &real, sizeof(whole));
	return ub_i128_of(whole < 0 ? INT64_MIN - whole : whole);
}

static int
by_key(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;

	return ub_i128_cmp(x->key, y->key);
}

static struct ordered *
ordered(const struct ub_summary_col *col)
{
	const struct ub_values *vs = &col->values;
	struct ordered *o = ub_xcalloc(vs->n + 1, sizeof(*o));

	for (size_t i = 0; i < vs->n; i++) {
		o[i].v = &vs->v[i];
		o[i].key =
		    key_of(col->type, vs->text.s + vs->v[i].at, vs->v[i].len);
	}
	qsort(o, vs->n, sizeof(*o), by_key);
	return o;
}

static void
field_end(struct ub_summing *s)
{
	ub_buf_putc(&s->row, '\t');
}

static void
missing(struct ub_summing *s, char reason)
{
	ub_missing_put(&s->row, reason);
	field_end(s);
	if (reason == 's')
		s->hidden = true;
}

/* A number as the stream has it, for people if they asked. */
static void
number(struct ub_summing *s, const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		ub_buf_putc(&s->row, s->ask->comma && p[i] == '.' ? ',' : p[i]);
	field_end(s);
}

static bool
enough(const struct ub_summing *s, const struct ub_summary_col *col,
    const struct ub_value *const *v, size_t n)
{
	return s->ask->all || ub_values_enough(&col->values, v, n, s->ask->min);
}

static void
extreme(struct ub_summing *s, const struct ub_summary_col *col,
    const struct ub_value *v)
{
	if (!enough(s, col, &v, 1))
		missing(s, 's');
	else
		number(s, col->values.text.s + v->at, v->len);
}

/* The value of rank k, from 0, of all that came. */
static size_t
at_rank(const struct ordered *o, uint64_t k)
{
	size_t i = 0;

	for (; k >= o[i].v->n; i++)
		k -= o[i].v->n;
	return i;
}

/* Half way between two whole numbers: may need more digits than any type. */
static size_t
half_way(char *dst, int64_t low, int64_t high)
{
	uint64_t apart = (uint64_t)high - (uint64_t)low;
	int64_t v = (int64_t)((uint64_t)low + apart / 2);
	size_t len = 0;

	if ((apart & 1) == 0)
		return ub_int_print(dst, v);
	if (v < 0) { /* -1 and a half more is -0.5 */
		dst[len++] = '-';
		v = -(v + 1);
	}
	len += ub_int_print(dst + len, v);
	memcpy(dst + len, ".5", 2);
	return len + 2;
}

static void
print_middle(struct ub_summing *s, const struct ub_summary_col *col,
    const struct ordered *o, size_t low, size_t high)
{
	const struct ub_values *vs = &col->values;
	struct ub_i128 sum;
	char tmp[UB_DEC_MAX];
	size_t len = 0;

	if (low != high && col->type == UB_DEC &&
	    ub_i128_add(o[low].key, o[high].key, &sum) &&
	    ub_dec_div(sum, ub_i128_mul64(2, UB_NANO), &sum))
		len = ub_dec_print(tmp, sum);
	else if (low != high && (col->type == UB_INT || col->type == UB_COUNT))
		len = half_way(
		    tmp, (int64_t)o[low].key.lo, (int64_t)o[high].key.lo);
	if (len > 0)
		number(s, tmp, len);
	else
		number(s, vs->text.s + o[low].v->at, o[low].v->len);
}

/* Shown with enough persons on each side; the two in the middle are on
 * theirs. */
static void
median(struct ub_summing *s, const struct ub_summary_col *col,
    const struct ordered *o)
{
	size_t low = at_rank(o, (col->n - 1) / 2),
	       high = at_rank(o, col->n / 2);
	size_t n = col->values.n;
	const struct ub_value **v = ub_xcalloc(n, sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = o[i].v;
	if (!enough(s, col, v, low + 1) || !enough(s, col, v + high, n - high))
		missing(s, 's');
	else
		print_middle(s, col, o, low, high);
	free(v);
}

static void
order_fields(struct ub_summing *s, const struct ub_summary_col *col)
{
	struct ordered *o;
	char reason = 0;

	if (!has_order(col->type))
		reason = 'e';
	else if (col->values.over)
		reason = 'u';
	else if (col->n == 0)
		reason = UB_MISS_EMPTY;
	if (reason != 0) {
		for (int i = 0; i < 3; i++)
			missing(s, reason);
		return;
	}
	o = ordered(col);
	extreme(s, col, o[0].v);
	median(s, col, o);
	extreme(s, col, o[col->values.n - 1].v);
	free(o);
}

/* --- the most common ------------------------------------------------------------ */

/* More often, or as often and less by bytes. */
static bool
before(const struct ub_values *vs, const struct ub_value *a,
    const struct ub_value *b)
{
	size_t len = a->len < b->len ? a->len : b->len;
	int c;

	if (a->n != b->n)
		return a->n > b->n;
	c = memcmp(vs->text.s + a->at, vs->text.s + b->at, len);
	return c < 0 || (c == 0 && a->len < b->len);
}

static size_t
most_common(const struct ub_summing *s, const struct ub_summary_col *col,
    const struct ub_value **top)
{
	const struct ub_values *vs = &col->values;
	size_t n = 0, at;

	for (size_t i = 0; i < vs->n; i++) {
		const struct ub_value *v = &vs->v[i];

		if (n == UB_SUMMARY_TOP && !before(vs, v, top[n - 1]))
			continue;
		if (!enough(s, col, &v, 1))
			continue;
		at = n < UB_SUMMARY_TOP ? n++ : n - 1;
		for (; at > 0 && before(vs, v, top[at - 1]); at--)
			top[at] = top[at - 1];
		top[at] = v;
	}
	return n;
}

/* A value as people see it: its label, Ja or Nej, or itself. */
static void
put_value(struct ub_summing *s, const char *name,
    const struct ub_summary_col *col, const struct ub_value *v)
{
	const struct ub_meta *m = ub_reader_meta(s->r);
	const char *label;
	size_t at = s->text.len;

	ub_buf_add(&s->text, col->values.text.s + v->at, v->len);
	label = ub_meta_label(m, name, s->text.s + at);
	if (label != NULL) {
		s->text.len = at;
		ub_buf_puts(&s->text, label);
	} else if (col->type == UB_BOOL) {
		s->text.len = at;
		ub_buf_puts(
		    &s->text, col->values.text.s[v->at] == '1' ? "Ja" : "Nej");
	} else if (ub_type_is_text(col->type)) {
		struct ub_buf plain = { 0 };

		ub_unescape(&plain, s->text.s + at, s->text.len - at);
		s->text.len = at;
		ub_buf_add(&s->text, plain.s, plain.len);
		ub_buf_free(&plain);
	} else if (s->ask->comma) {
		for (char *p = s->text.s + at; *p != '\0'; p++)
			*p = *p == '.' ? ',' : *p;
	}
	if (v->cut)
		ub_buf_puts(&s->text, "…");
}

static void
common_field(
    struct ub_summing *s, const char *name, const struct ub_summary_col *col)
{
	const struct ub_value *top[UB_SUMMARY_TOP];
	size_t n;

	if (col->values.over || col->n == 0) {
		missing(s, col->n == 0 ? UB_MISS_EMPTY : 'u');
		return;
	}
	n = col->type == UB_ID ? 0 : most_common(s, col, top);
	if (n == 0) {
		missing(s, 's');
		return;
	}
	ub_buf_clear(&s->text);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			ub_buf_puts(&s->text, "; ");
		put_value(s, name, col, top[i]);
		ub_buf_printf(
		    &s->text, " (%llu)", (unsigned long long)top[i]->n);
	}
	ub_escape(&s->row, s->text.s, s->text.len);
	field_end(s);
}

/* --- the row ---------------------------------------------------------------- */

static void
missing_fields(struct ub_summing *s, const struct ub_summary_col *col)
{
	uint64_t sum = 0;

	ub_buf_clear(&s->text);
	for (int i = 0; i < UB_SUMMARY_REASONS; i++) {
		if (col->missing[i] == 0)
			continue;
		if (sum > 0)
			ub_buf_puts(&s->text, ", ");
		if (i == 0)
			ub_buf_puts(&s->text, "tomt");
		else
			ub_buf_printf(&s->text, ".%c", 'a' + i - 1);
		ub_buf_printf(
		    &s->text, " %llu", (unsigned long long)col->missing[i]);
		sum += col->missing[i];
	}
	ub_buf_uint(&s->row, sum);
	field_end(s);
	if (sum == 0)
		missing(s, 'e');
	else {
		ub_buf_add(&s->row, s->text.s, s->text.len);
		field_end(s);
	}
}

void
ub_summary_row(struct ub_summing *s, size_t c)
{
	const char *name = ub_reader_legend(s->r)->col[c].name;
	const char *label = ub_meta_label(ub_reader_meta(s->r), name, NULL);
	const struct ub_summary_col *col = &s->col[c];

	ub_buf_puts(&s->row, name);
	field_end(s);
	ub_buf_puts(&s->row, ub_type_name(col->type));
	field_end(s);
	ub_buf_uint(&s->row, col->n);
	field_end(s);
	missing_fields(s, col);
	if (col->values.over) {
		missing(s, 'u');
		s->over = true;
	} else {
		ub_buf_uint(&s->row, col->values.n);
		field_end(s);
	}
	order_fields(s, col);
	common_field(s, name, col);
	if (label == NULL)
		label = name;
	ub_escape(&s->row, label, strlen(label));
	ub_buf_putc(&s->row, '\n');
}
