/*
 * exportsql.c - sql: a table and its rows, as sqlite3 (and most others) take
 * them, in one transaction that is not committed unless all was there.
 */
#include <stdlib.h>
#include <strings.h>

#include "exportpart.h"

/* The names of the tables made so far: a second of a name would be added to
 * the first, or fail halfway. */
struct names {
	char **name;
	size_t n;
};

static void
put_quoted(struct ub_export *x, struct ub_slice s, char quote)
{
	const char *q;

	ub_export_put(x, &quote, 1);
	while ((q = memchr(s.s, quote, s.len)) != NULL) {
		size_t n = (size_t)(q - s.s) + 1;

		ub_export_put(x, s.s, n);
		ub_export_put(x, &quote, 1);
		s.s += n;
		s.len -= n;
	}
	ub_export_put(x, s.s, s.len);
	ub_export_put(x, &quote, 1);
}

static const char *
sql_type(enum ub_type t)
{
	switch (t) {
	case UB_INT:
	case UB_COUNT:
	case UB_BOOL:
		return "INTEGER";
	case UB_DEC:
	case UB_SHARE:
	case UB_MEAN:
	case UB_STAT:
		return "REAL";
	default:
		return "TEXT";
	}
}

static enum ub_status
sql_begin(struct ub_export *x, struct ub_err *e)
{
	struct names *names = x->own;
	size_t i;

	if (names == NULL) {
		x->own = names = ub_xcalloc(1, sizeof(*names));
		ub_export_puts(x, "BEGIN TRANSACTION;\n");
	}
	for (i = 0; i < names->n; i++)
		if (strcasecmp(names->name[i], x->table) == 0)
			return ub_fail_at(e, UB_EDATA, x->input, 0,
			    "two tables are called %s", x->table);
	names->name = ub_xgrow(names->name, names->n, sizeof(*names->name));
	names->name[names->n++] = ub_xstrdup(x->table);
	ub_export_puts(x, "CREATE TABLE ");
	put_quoted(x, ub_slice_of(x->table), '"');
	for (i = 0; i < x->ncol; i++) {
		ub_export_puts(x, i == 0 ? " (\n\t" : ",\n\t");
		put_quoted(x, ub_slice_of(x->col[i].name), '"');
		ub_export_put(x, " ", 1);
		ub_export_puts(x, sql_type(x->col[i].type));
	}
	ub_export_puts(x, "\n);\n");
	return UB_OK;
}

static enum ub_status
put_cell(struct ub_export *x, size_t rec, size_t col,
    const struct ub_export_cell *cell, struct ub_err *e)
{
	enum ub_type t = x->col[col].type;
	bool key = x->col[col].key;

	if (cell->reason == UB_MISS_EMPTY || (cell->reason != 0 && !key)) {
		ub_export_puts(x, "NULL");
		return UB_OK;
	}
	if (cell->reason == 0 && key &&
	    ub_export_no_code(x, rec, col, cell->s, e) != UB_OK)
		return e->code;
	if (cell->reason != 0 || ub_type_is_text(t) || t == UB_DATE) {
		put_quoted(x, cell->s, '\'');
		return UB_OK;
	}
	ub_export_put(x, cell->s.s, cell->s.len);
	/* INTEGER has all 64 bits */
	x->wide += t == UB_DEC && !ub_export_fits_double(cell->s, t);
	return UB_OK;
}

static enum ub_status
sql_record(struct ub_export *x, size_t rec, struct ub_err *e)
{
	struct ub_export_cell cell;
	enum ub_status st;
	size_t c;

	ub_export_puts(x, "INSERT INTO ");
	put_quoted(x, ub_slice_of(x->table), '"');
	for (c = 0; c < x->ncol; c++) {
		ub_export_puts(x, c == 0 ? " VALUES (" : ", ");
		if ((st = ub_export_cell(x, rec, c, &cell, e)) != UB_OK ||
		    (st = put_cell(x, rec, c, &cell, e)) != UB_OK)
			return st;
	}
	ub_export_puts(x, ");\n");
	return UB_OK;
}

static enum ub_status
sql_end(struct ub_export *x, struct ub_err *e)
{
	(void)x;
	(void)e;
	return UB_OK;
}

static void
sql_close(struct ub_export *x, bool good)
{
	if (good)
		ub_export_puts(x, "COMMIT;\n");
}

static void
sql_free(struct ub_export *x)
{
	struct names *names = x->own;
	size_t i;

	if (names == NULL)
		return;
	for (i = 0; i < names->n; i++)
		free(names->name[i]);
	free(names->name);
	free(names);
}

const struct ub_export_format ub_export_sql = { .name = "sql",
	.named = true,
	.many = true,
	.wide = "decimals that no double holds; a REAL column rounds them",
	.begin = sql_begin,
	.record = sql_record,
	.end = sql_end,
	.close = sql_close,
	.free = sql_free };
