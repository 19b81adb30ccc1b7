/* exportjson.c - jsonl: one object (RFC 8259) per record and line. */
#include "exportpart.h"

/* Everything a string cannot hold as it is; 0: it can. */
static char
escape_of(unsigned char c)
{
	switch (c) {
	case '"':
	case '\\':
		return (char)c;
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return c < ' ' || c == 0x7f ? 'u' : 0;
	}
}

static void
put_string(struct ub_export *x, struct ub_slice s)
{
	static const char hex[] = "0123456789abcdef";
	size_t i, from = 0;
	char c;

	ub_export_put(x, "\"", 1);
	for (i = 0; i < s.len; i++) {
		unsigned char u = (unsigned char)s.s[i];
		char esc[6] = { '\\', 0, '0', '0', hex[u >> 4], hex[u & 15] };

		if ((c = escape_of(u)) == 0)
			continue;
		esc[1] = c;
		ub_export_put(x, s.s + from, i - from);
		ub_export_put(x, esc, c == 'u' ? 6 : 2);
		from = i + 1;
	}
	ub_export_put(x, s.s + from, s.len - from);
	ub_export_put(x, "\"", 1);
}

static void
put_missing(struct ub_export *x, bool key, const struct ub_export_cell *cell)
{
	bool none = cell->reason == UB_MISS_EMPTY;

	if (x->ask.missing_code && !none) {
		ub_export_puts(x, "{\"missing\":\"");
		ub_export_put(x, &cell->reason, 1);
		ub_export_puts(x, "\"}");
	} else if (key && !none) {
		put_string(x, cell->s);
	} else {
		ub_export_puts(x, "null");
	}
}

static void
put_value(struct ub_export *x, struct ub_slice s, enum ub_type t)
{
	if (t == UB_BOOL) {
		ub_export_puts(x, s.s[0] == '1' ? "true" : "false");
	} else if (!ub_export_is_number(t)) {
		put_string(x, s);
	} else if (ub_export_fits_double(s, t)) {
		ub_export_put(x, s.s, s.len);
	} else {
		x->wide++;
		put_string(x, s);
	}
}

static enum ub_status
jsonl_record(struct ub_export *x, size_t rec, struct ub_err *e)
{
	struct ub_export_cell cell;
	enum ub_status st;
	size_t c;

	for (c = 0; c < x->ncol; c++) {
		if ((st = ub_export_cell(x, rec, c, &cell, e)) != UB_OK)
			return st;
		/* a name has no character that would want an escape */
		ub_export_puts(x, c == 0 ? "{\"" : ",\"");
		ub_export_puts(x, x->col[c].name);
		ub_export_put(x, "\":", 2);
		if (cell.reason != 0)
			put_missing(x, x->col[c].key, &cell);
		else if (x->col[c].key && !x->ask.missing_code &&
			 ub_export_no_code(x, rec, c, cell.s, e) != UB_OK)
			return e->code;
		else
			put_value(x, cell.s, x->col[c].type);
	}
	ub_export_put(x, "}\n", 2);
	return UB_OK;
}

static enum ub_status
nothing(struct ub_export *x, struct ub_err *e)
{
	(void)x;
	(void)e;
	return UB_OK;
}

const struct ub_export_format ub_export_jsonl = { .name = "jsonl",
	.reasons = true,
	.wide = "numbers that no double holds, written as strings",
	.begin = nothing,
	.record = jsonl_record,
	.end = nothing };
