/* arbiter.c - see arbiter.h.  The only file that knows libcsv. */
#include <csv.h>
#include <stdlib.h>

#include "arbiter.h"

struct ub_arbiter {
	struct csv_parser p;
	struct ub_buf text;
	struct ub_slice *field; /* while parsing: s NULL, only lengths */
	size_t n;
	size_t rows;
};

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
on_field(void *s, size_t len, void *arg)
{
	struct ub_arbiter *a = arg;

	ub_buf_add(&a->text, s, len);
	a->field = ub_xgrow(a->field, a->n, sizeof(*a->field));
	a->field[a->n++] = (struct ub_slice){ NULL, len };
}

static void
on_row(int end, void *arg)
{
	struct ub_arbiter *a = arg;

	(void)end;
	a->rows++;
}

static void
start(struct ub_arbiter *a, unsigned char delim, unsigned char quote)
{
	/* csv_init() fails for a NULL pointer only */
	(void)csv_init(&a->p, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&a->p, delim);
	csv_set_quote(&a->p, quote);
	csv_set_space_func(&a->p, no_space);
}

struct ub_arbiter *
ub_arbiter_new(char delim, char quote)
{
	struct ub_arbiter *a = ub_xcalloc(1, sizeof(*a));

	start(a, (unsigned char)delim, (unsigned char)quote);
	return a;
}

void
ub_arbiter_free(struct ub_arbiter *a)
{
	if (a == NULL)
		return;
	csv_free(&a->p);
	ub_buf_free(&a->text);
	free(a->field);
	free(a);
}

bool
ub_arbiter_parse(struct ub_arbiter *a, const char *s, size_t len,
    const struct ub_slice **field, size_t *n)
{
	size_t i, at = 0;
	unsigned char delim = csv_get_delim(&a->p);
	unsigned char quote = csv_get_quote(&a->p);

	a->n = a->rows = 0;
	ub_buf_clear(&a->text);
	if (csv_parse(&a->p, s, len, on_field, on_row, a) != len ||
	    csv_fini(&a->p, on_field, on_row, a) != 0 || a->rows > 1) {
		/* a refusal leaves the parser in the middle of a field */
		csv_free(&a->p);
		start(a, delim, quote);
		return false;
	}
	if (a->rows == 0)
		on_field(NULL, 0, a); /* a blank line, which libcsv skips */
	for (i = 0; i < a->n; i++) {
		a->field[i].s = a->text.s == NULL ? "" : a->text.s + at;
		at += a->field[i].len;
	}
	*field = a->field;
	*n = a->n;
	return true;
}
