/* escaped.c - see escaped.h. */
#include <stdlib.h>

#include "escaped.h"

enum state { BEGIN, PLAIN, QUOTED, CLOSED };

struct ub_escaped {
	char delim, quote;
	bool escape;
	bool
	    stray; /* a quote inside a field: libcsv's to say, after all else */
	struct ub_buf text;
	struct ub_slice *field; /* until ub_escaped_fields(), only lengths */
	size_t n;
};

struct ub_escaped *
ub_escaped_new(char delim, char quote, bool escape)
{
	struct ub_escaped *x = ub_xcalloc(1, sizeof(*x));

	x->delim = delim;
	x->quote = quote;
	x->escape = escape;
	return x;
}

void
ub_escaped_free(struct ub_escaped *x)
{
	if (x == NULL)
		return;
	ub_buf_free(&x->text);
	free(x->field);
	free(x);
}

/* The field ends: its text is what came since the one before. */
static void
end_field(struct ub_escaped *x, size_t *from)
{
	x->field = ub_xgrow(x->field, x->n, sizeof(*x->field));
	x->field[x->n++] = (struct ub_slice){ NULL, x->text.len - *from };
	*from = x->text.len;
}

/* What a backslash may stand before. */
static bool
needs_escape(const struct ub_escaped *x, char b)
{
	return b == '\\' || b == x->delim || b == '\n' || b == '\r' ||
	       (b == x->quote && x->quote != '\0');
}

/* \N and nothing else; s has three bytes. */
static bool
is_null(const struct ub_escaped *x, enum state state, const char *s)
{
	return state == BEGIN && s[1] == 'N' &&
	       (s[2] == x->delim || s[2] == '\n' || s[2] == '\r');
}

static void
say(enum ub_csv_odd *odd, enum ub_csv_odd what)
{
	if (*odd == UB_CSV_FINE)
		*odd = what;
}

/* The backslash at s[0]; how many bytes belong to it, 0: they are not there. */
static size_t
backslash(struct ub_escaped *x, enum state *state, const char *s, size_t len,
    enum ub_csv_odd *odd)
{
	if (len < 2 || (*state == BEGIN && s[1] == 'N' && len < 3))
		return 0;
	if (is_null(x, *state, s)) {
		ub_buf_add(&x->text, s, 2);
		*state = PLAIN;
		return 2;
	}
	if (*state == CLOSED)
		say(odd, UB_CSV_AFTER);
	if (!needs_escape(x, s[1]))
		say(odd, UB_CSV_ESCAPE);
	if (*state != QUOTED)
		*state = PLAIN;
	ub_buf_putc(&x->text, s[1]);
	return 2;
}

/* Any other byte, which is not the LF that ends the record. */
static void
byte(struct ub_escaped *x, enum state *state, const char *s, size_t *from,
    enum ub_csv_odd *odd)
{
	bool quote = s[0] == x->quote && x->quote != '\0';

	if (quote && *state == QUOTED) {
		*state = CLOSED;
	} else if (*state == QUOTED) {
		ub_buf_putc(&x->text, s[0]);
	} else if (s[0] == x->delim) {
		end_field(x, from);
		*state = BEGIN;
	} else if (quote && *state == BEGIN) {
		*state = QUOTED;
	} else if (quote && *state == CLOSED) {
		ub_buf_putc(&x->text, s[0]);
		*state = QUOTED;
	} else if (quote) {
		x->stray = true;
	} else if (s[0] == '\r' && s[1] == '\n') {
		*state = PLAIN; /* of the line end */
	} else {
		say(odd, s[0] == '\r'       ? UB_CSV_CR
			 : *state == CLOSED ? UB_CSV_AFTER
					    : UB_CSV_FINE);
		ub_buf_putc(&x->text, s[0]);
		*state = PLAIN;
	}
}

bool
ub_escaped_record(struct ub_escaped *x, const char *s, size_t len, size_t *end,
    enum ub_csv_odd *odd)
{
	enum state state = BEGIN;
	size_t i = 0, from = 0, n;

	x->n = 0;
	x->stray = false;
	ub_buf_clear(&x->text);
	*odd = UB_CSV_FINE;
	while (i < len) {
		if (x->escape && s[i] == '\\') {
			n = backslash(x, &state, s + i, len - i, odd);
			if (n == 0)
				return false;
			i += n;
			continue;
		}
		if (s[i] == '\n' && state != QUOTED) {
			end_field(x, &from);
			if (x->stray)
				say(odd, UB_CSV_STRAY);
			*end = i;
			return true;
		}
		if (s[i] == '\r' && i + 1 == len)
			return false;
		byte(x, &state, s + i, &from, odd);
		i++;
	}
	return false;
}

void
ub_escaped_fields(
    struct ub_escaped *x, const struct ub_slice **field, size_t *n)
{
	size_t i, at = 0;

	for (i = 0; i < x->n; i++) {
		x->field[i].s = x->text.s == NULL ? "" : x->text.s + at;
		at += x->field[i].len;
	}
	*field = x->field;
	*n = x->n;
}
