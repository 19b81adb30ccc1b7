/*
 * exportcsv.c - csv and tsv: RFC 4180, or as Excel with Swedish settings
 * opens a file without asking.
 */
#include "exportpart.h"
#include "symbol.h"

enum { EXCEL_DIGITS = 15 };

static char
delimiter(const struct ub_export *x)
{
	if (x->format == &ub_export_tsv)
		return '\t';
	return x->ask.rfc ? ',' : ';';
}

static bool
must_quote(struct ub_slice s, char delim)
{
	size_t i;

	if (s.len == 0)
		return false;
	if (s.s[0] == ' ' || s.s[s.len - 1] == ' ')
		return true; /* some readers cut blanks */
	for (i = 0; i < s.len; i++)
		if (s.s[i] == delim || s.s[i] == '"' || s.s[i] == '\n' ||
		    s.s[i] == '\r')
			return true;
	return false;
}

static void
put_text(struct ub_export *x, struct ub_slice s, bool apostrophe)
{
	const char *quote;

	if (!must_quote(s, delimiter(x))) {
		if (apostrophe)
			ub_export_put(x, "'", 1);
		ub_export_put(x, s.s, s.len);
		return;
	}
	ub_export_puts(x, apostrophe ? "\"'" : "\"");
	while ((quote = memchr(s.s, '"', s.len)) != NULL) {
		size_t n = (size_t)(quote - s.s) + 1;

		ub_export_put(x, s.s, n);
		ub_export_put(x, "\"", 1);
		s.s += n;
		s.len -= n;
	}
	ub_export_put(x, s.s, s.len);
	ub_export_put(x, "\"", 1);
}

/* What a spreadsheet takes for the beginning of a formula, or cuts off to
 * find one: the list of OWASP, "CSV Injection". */
static bool
like_formula(struct ub_slice s)
{
	return s.len > 0 && memchr("=+-@\t\r\n", s.s[0], 7) != NULL;
}

static bool
breaks_tsv(struct ub_slice s)
{
	return s.len > 0 && (memchr(s.s, '\t', s.len) != NULL ||
				memchr(s.s, '\n', s.len) != NULL ||
				memchr(s.s, '\r', s.len) != NULL);
}

static void
put_number(struct ub_export *x, struct ub_slice s, enum ub_type t)
{
	const char *point;

	if (x->ask.rfc || (point = memchr(s.s, '.', s.len)) == NULL) {
		ub_export_put(x, s.s, s.len);
	} else {
		size_t n = (size_t)(point - s.s);

		ub_export_put(x, s.s, n);
		ub_export_put(x, ",", 1);
		ub_export_put(x, point + 1, s.len - n - 1);
	}
	if (!x->ask.rfc && (t == UB_INT || t == UB_DEC || t == UB_COUNT) &&
	    s.len > EXCEL_DIGITS && ub_export_digits(s) > EXCEL_DIGITS)
		x->wide++;
}

/* What stands for a missing value. */
static struct ub_slice
missing_text(
    const struct ub_export *x, size_t col, const struct ub_export_cell *cell)
{
	struct ub_slice none = { "", 0 };
	bool hidden = cell->reason == 's' || cell->reason == 'l';

	if (x->col[col].key && x->ask.labels)
		return ub_slice_of(ub_symbol_word(cell->reason));
	if (x->col[col].key || x->ask.missing_code)
		return cell->s;
	/* people must see that a figure is hidden, not lost */
	if (hidden && x->meta->table != NULL && x->ask.labels &&
	    !x->ask.missing_empty)
		return ub_slice_of(ub_symbol_sign(cell->reason));
	return none;
}

static enum ub_status
put_cell(struct ub_export *x, size_t rec, size_t col,
    const struct ub_export_cell *cell, struct ub_err *e)
{
	enum ub_type t = x->col[col].type;
	bool formula = false;

	if (cell->reason != 0) {
		put_text(x, missing_text(x, col, cell), false);
		return UB_OK;
	}
	if (ub_export_is_number(t)) {
		put_number(x, cell->s, t);
		return UB_OK;
	}
	if ((x->ask.missing_code || x->col[col].key) &&
	    ub_export_no_code(x, rec, col, cell->s, e) != UB_OK)
		return e->code;
	if (x->ask.guard != UB_GUARD_OFF)
		formula = like_formula(cell->s);
	if (formula && x->ask.guard == UB_GUARD_REJECT)
		return ub_export_fail(x, rec, col,
		    "begins as a formula does (--formula-guard)", e);
	x->guarded += formula;
	x->tabbed += x->format == &ub_export_tsv && breaks_tsv(cell->s);
	put_text(x, cell->s, formula);
	return UB_OK;
}

static enum ub_status
csv_record(struct ub_export *x, size_t rec, struct ub_err *e)
{
	struct ub_export_cell cell;
	char delim = delimiter(x);
	enum ub_status st;
	size_t c;

	for (c = 0; c < x->ncol; c++) {
		if (c > 0)
			ub_export_put(x, &delim, 1);
		if ((st = ub_export_cell(x, rec, c, &cell, e)) != UB_OK ||
		    (st = put_cell(x, rec, c, &cell, e)) != UB_OK)
			return st;
	}
	/* an empty line would be no record */
	if (x->ncol == 1 && cell.reason != 0 &&
	    missing_text(x, 0, &cell).len == 0)
		ub_export_put(x, "\"\"", 2);
	ub_export_put(x, "\r\n", 2);
	return UB_OK;
}

static enum ub_status
csv_begin(struct ub_export *x, struct ub_err *e)
{
	enum ub_status st = ub_export_heads(x, NULL, e);
	char delim = delimiter(x);
	struct ub_slice head;
	bool formula;
	size_t c;

	if (st != UB_OK)
		return st;
	if (!x->ask.rfc)
		ub_export_puts(x, "\xef\xbb\xbf"); /* else Excel takes cp1252 */
	for (c = 0; c < x->ncol; c++) {
		head = ub_slice_of(x->col[c].head);
		formula = x->ask.guard != UB_GUARD_OFF && like_formula(head);
		if (formula && x->ask.guard == UB_GUARD_REJECT)
			return ub_fail_at(e, UB_EUSAGE, x->input, 0,
			    "column %s: its label begins as a formula does "
			    "(--formula-guard)",
			    x->col[c].name);
		x->guarded += formula;
		if (c > 0)
			ub_export_put(x, &delim, 1);
		put_text(x, head, formula);
	}
	ub_export_put(x, "\r\n", 2);
	return UB_OK;
}

static enum ub_status
csv_end(struct ub_export *x, struct ub_err *e)
{
	(void)x;
	(void)e;
	return UB_OK;
}

static const char wide[] = "numbers with more digits than Excel keeps (15)";

const struct ub_export_format ub_export_csv = { .name = "csv",
	.delimited = true,
	.reasons = true,
	.wide = wide,
	.begin = csv_begin,
	.record = csv_record,
	.end = csv_end };

const struct ub_export_format ub_export_tsv = { .name = "tsv",
	.delimited = true,
	.reasons = true,
	.wide = wide,
	.begin = csv_begin,
	.record = csv_record,
	.end = csv_end };
