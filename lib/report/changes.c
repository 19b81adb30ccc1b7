/* changes.c - see changes.h. */
#include "changes.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/unicode.h"
#include "../stream/reader.h"
#include "symbol.h"

enum field { F_TABLE, F_ROW, F_COLUMN, F_OLD, F_NEW, F_DIFFERENCE, F_KIND, NF };
static const char *const field_name[NF] = { "table", "row", "column", "old",
	"new", "difference", "kind" };

struct teller {
	const struct ub_words *words;
	struct ub_about *a;
	const struct ub_sheet *const *sheet;
	size_t nsheet;
	size_t listed, more, elsewhere;
	struct ub_buf text[NF]; /* of one record; old and new are fields */
	struct ub_buf left, right;
};

static struct ub_slice
field_of(const struct teller *t, enum field f)
{
	return (struct ub_slice){ t->text[f].s, t->text[f].len };
}

static bool
is(const struct teller *t, enum field f, const char *what)
{
	return ub_slice_is(field_of(t, f), what);
}

/* --- where it is ---------------------------------------------------------- */

static const struct ub_sheet *
find_sheet(const struct teller *t)
{
	for (size_t i = 0; i < t->nsheet; i++)
		if (is(t, F_TABLE, t->sheet[i]->table))
			return t->sheet[i];
	return NULL;
}

static size_t
find_column(const struct teller *t, const struct ub_sheet *s)
{
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (is(t, F_COLUMN, s->col[c].name))
			return c;
	return UB_NOCOL;
}

static bool is_row(
    const struct ub_sheet *s, size_t row, size_t key, const char *name);

/* Does name begin with this text, and go on with the other keys? */
static bool
goes_on(const struct ub_sheet *s, size_t row, size_t key, const char *name,
    const char *text)
{
	size_t len = strlen(text);

	if (strncmp(name, text, len) != 0)
		return false;
	name += len;
	if (key + 1 == s->nkey)
		return *name == '\0';
	return *name == ' ' && is_row(s, row, key + 1, name + 1);
}

/* A comparison calls rows by their labels alone, where a sheet has the code
 * of digits too, and has words of its own for totals and missing values. */
static bool
is_row(const struct ub_sheet *s, size_t row, size_t key, const char *name)
{
	const struct ub_cell *c = ub_sheet_cell(s, row, key);
	const char *text = ub_sheet_text(s, c);
	size_t digits = strspn(text, "0123456789");

	if (c->reason != 0)
		return goes_on(s, row, key, name, text) ||
		       goes_on(s, row, key, name,
			   c->reason == 't' ? "(total)" : "(missing)");
	if (s->col[key].type == UB_BOOL)
		return goes_on(s, row, key, name,
		    strcmp(text, ub_say(s->words, "Ja")) == 0 ? "1" : "0");
	return goes_on(s, row, key, name, text) ||
	       (digits > 0 && text[digits] == ' ' &&
		   goes_on(s, row, key, name, text + digits + 1));
}

/* The one row of that name: which of two it is cannot be told. */
static size_t
find_row(const struct teller *t, const struct ub_sheet *s)
{
	size_t found = UB_NOCOL;

	for (size_t r = 0; r < s->nrow && s->nkey > 0; r++) {
		if (!is_row(s, r, 0, t->text[F_ROW].s))
			continue;
		if (found != UB_NOCOL)
			return UB_NOCOL;
		found = r;
	}
	if (s->nkey == 0 && s->nrow == 1)
		return 0;
	return found;
}

/* --- one record ----------------------------------------------------------- */

static void
list(struct teller *t)
{
	if (t->listed == UB_CHANGES_MAX) {
		t->more++;
		return;
	}
	if (t->listed++ == 0)
		ub_about_changed(t->a, UB_ABOUT_HEADING,
		    ub_say(t->words, "Ändrat cell för cell"), NULL);
	ub_about_changed(t->a, UB_ABOUT_PAIR, t->left.s, t->right.s);
}

enum { OWN = 3 }; /* decimals where each row has its own */

/* A field as the column shows it; its plain text without grouping. */
static void
plain_field(struct ub_buf *b, const struct ub_words *w,
    const struct ub_sheet_col *col, struct ub_slice f)
{
	int digits = col->digits == UB_SHEET_OWN_DIGITS ? OWN : col->digits;
	char tmp[UB_DEC_MAX];
	size_t len = 0;

	if (ub_missing(f) != 0) {
		ub_buf_puts(b, ub_say_sign(w, ub_missing(f)));
		return;
	}
	if (col->type == UB_SHARE)
		len = ub_round_text(tmp, f, 100, digits);
	else if (col->type == UB_MEAN || col->type == UB_STAT)
		len = ub_round_text(tmp, f, 1, digits);
	if (len > 0 && col->p && ub_is_nought(tmp, len)) {
		tmp[len - 1] = '1'; /* as celltext.c has it */
		if (len > 1)
			tmp[1] = ub_words_english(w) ? '.' : ',';
		ub_buf_putc(b, '<');
	}
	if (len > 0)
		ub_buf_add(b, tmp, len);
	else
		ub_unescape(b, f.s, f.len);
}

static bool
is_figure(enum ub_type t)
{
	return t == UB_INT || t == UB_DEC || t >= UB_COUNT;
}

/* A share is rounded from its counts there, from its own digits here: a step
 * of the last decimal may lie between. */
static bool
near_enough(const struct ub_sheet_col *col, const char *a, const char *b)
{
	double x, y, step = 1.0001;

	if (strcmp(a, b) == 0)
		return true;
	if (col->type != UB_SHARE || !ub_real_parse(a, strlen(a), &x) ||
	    !ub_real_parse(b, strlen(b), &y))
		return false;
	for (int i = 0; i < col->digits; i++)
		step /= 10;
	return x - y < step && y - x < step;
}

/* Is the new field what the sheet shows? */
static bool
is_shown(const struct teller *t, const struct ub_sheet_col *col,
    const struct ub_cell *c, const char *text)
{
	struct ub_slice now = field_of(t, F_NEW);
	struct ub_buf b = { 0 };
	bool same;

	if (c->reason != 0 || ub_missing(now) != 0)
		return c->reason == ub_missing(now);
	if (!is_figure(col->type))
		return true;
	plain_field(&b, t->words, col, now);
	same = near_enough(col, b.s, text);
	ub_buf_free(&b);
	return same;
}

static void
put_figure(struct ub_buf *b, const struct ub_words *w,
    const struct ub_sheet_col *col, const char *text)
{
	double v;

	if (is_figure(col->type) && ub_real_parse(text, strlen(text), &v))
		ub_say_number(b, w, text, col->group);
	else
		ub_buf_puts(b, text);
}

/* "Antal: 12 → 14"; false where the sheet shows another figure. */
static bool
tell_cell(struct teller *t, const struct ub_sheet *s, size_t row, size_t col)
{
	const struct ub_sheet_col *k = &s->col[col];
	const struct ub_cell *c = ub_sheet_cell(s, row, col);
	const char *text = ub_sheet_text(s, c);
	struct ub_buf was = { 0 };

	if (!is_shown(t, k, c, text))
		return false;
	ub_sheet_plain(&t->right, k->heading);
	if (is(t, F_KIND, "hidden")) {
		ub_buf_puts(
		    &t->right, ub_say(t->words, ": redovisas inte längre"));
	} else if (is(t, F_KIND, "unhidden")) {
		ub_buf_puts(&t->right,
		    ub_say(t->words, ": redovisades inte förut, nu "));
		put_figure(&t->right, t->words, k, text);
	} else {
		plain_field(&was, t->words, k, field_of(t, F_OLD));
		if (ub_slice_is((struct ub_slice){ was.s, was.len }, text)) {
			t->elsewhere++; /* below the last decimal */
			ub_buf_free(&was);
			return true;
		}
		ub_buf_puts(&t->right, ": ");
		put_figure(&t->right, t->words, k, was.s);
		ub_buf_puts(&t->right, " → ");
		put_figure(&t->right, t->words, k, text);
	}
	ub_buf_free(&was);
	list(t);
	return true;
}

/* What no report shows: companions of what it did. */
static bool
is_companion(const char *name)
{
	static const char *const tail[] = { "_k", "_n", "_miss", "_least",
		"_k_rec", "_k_pers", "_r_pers" };
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof(tail) / sizeof(*tail); i++)
		if (len > strlen(tail[i]) &&
		    strcmp(name + len - strlen(tail[i]), tail[i]) == 0)
			return true;
	return strncmp(name, "n_pers", 6) == 0;
}

/* A table, a column or a row that came or went. */
static void
tell_whole(struct teller *t, const struct ub_sheet *s, size_t col)
{
	bool new = is(t, F_KIND, "new"), row = t->text[F_ROW].len > 0;

	if (!row && t->text[F_COLUMN].len > 0) {
		if (new ? col == UB_NOCOL : is_companion(t->text[F_COLUMN].s)) {
			t->elsewhere++;
			return;
		}
		ub_buf_puts(
		    &t->right, ub_say(t->words,
				   new ? "ny kolumn: " : "borttagen kolumn: "));
		if (new)
			ub_sheet_plain(&t->right, s->col[col].heading);
		else
			ub_buf_puts(&t->right, t->text[F_COLUMN].s);
	} else {
		ub_buf_puts(
		    &t->right, ub_say(t->words, new &&row ? "ny rad"
						: new     ? "ny tabell"
						: row     ? "borttagen rad"
						      : "borttagen tabell"));
	}
	list(t);
}

static void
put_row_name(struct teller *t, const struct ub_sheet *s, size_t row)
{
	if (t->text[F_ROW].len == 0)
		return;
	ub_buf_puts(&t->left, ": ");
	if (row == UB_NOCOL)
		ub_buf_puts(&t->left, t->text[F_ROW].s);
	for (size_t k = 0; row != UB_NOCOL && k < s->nkey; k++)
		ub_buf_printf(&t->left, "%s%s", k > 0 ? ", " : "",
		    ub_sheet_text(s, ub_sheet_cell(s, row, k)));
}

/* false where the sheet shows another figure */
static bool
tell(struct teller *t)
{
	const struct ub_sheet *s = find_sheet(t);
	bool whole = is(t, F_KIND, "new") || is(t, F_KIND, "removed");
	bool table = t->text[F_ROW].len + t->text[F_COLUMN].len == 0;
	size_t row, col;

	if (s == NULL && !(whole && table && is(t, F_KIND, "removed"))) {
		t->elsewhere++;
		return true;
	}
	ub_buf_clear(&t->left);
	ub_buf_clear(&t->right);
	ub_buf_puts(&t->left, s == NULL ? t->text[F_TABLE].s : s->name);
	row = s == NULL ? UB_NOCOL : find_row(t, s);
	col = s == NULL ? UB_NOCOL : find_column(t, s);
	put_row_name(t, s, row);
	if (whole)
		tell_whole(t, s, col);
	else if (row == UB_NOCOL || col == UB_NOCOL)
		t->elsewhere++;
	else
		return tell_cell(t, s, row, col);
	return true;
}

/* --- the stream ----------------------------------------------------------- */

static bool
is_comparison(const struct ub_legend *l)
{
	for (size_t c = 0; c < NF; c++)
		if (l->n != NF || strcmp(l->col[c].name, field_name[c]) != 0)
			return false;
	return true;
}

static void
take_record(struct teller *t, const struct ub_batch *b, size_t rec)
{
	for (size_t c = 0; c < NF; c++) {
		struct ub_slice f = ub_field(b, rec, c);

		ub_buf_clear(&t->text[c]);
		ub_buf_puts(&t->text[c], "");
		if (c == F_OLD || c == F_NEW)
			ub_buf_add(&t->text[c], f.s, f.len);
		else
			ub_unescape(&t->text[c], f.s, f.len);
	}
}

static enum ub_status
read_changes(struct teller *t, const char *path, struct ub_err *e)
{
	struct ub_reader *r = NULL;
	struct ub_batch b;
	enum ub_status st;

	st = ub_reader_open(&r, &path, 1, UB_READ_RECORDS, NULL, e);
	if (st == UB_OK && !is_comparison(ub_reader_legend(r)))
		st = ub_fail_at(e, UB_EDATA, path, 0,
		    "not what ubat-audit --compare writes");
	while (st == UB_OK && (st = ub_reader_batch(r, &b, e)) == UB_OK)
		for (size_t i = 0; st == UB_OK && i < b.n; i++) {
			take_record(t, &b, i);
			if (!tell(t))
				st = ub_fail_at(e, UB_EDATA, path, b.line + i,
				    "not what the table shows: a comparison "
				    "of other tables");
		}
	if (st == UB_END && !ub_meta_whole(ub_reader_meta(r)))
		st = ub_fail_at(e, UB_EDATA, path, 0,
		    "the stream is cut: it has no end that fits it");
	ub_reader_free(r);
	return st == UB_END ? UB_OK : st;
}

/* What was not listed, and that nothing was. */
static void
tell_rest(struct teller *t)
{
	char text[160];

	if (t->more > 0) {
		snprintf(text, sizeof(text),
		    ub_say(t->words,
			"Ytterligare %zu ändringar är inte uppräknade."),
		    t->more);
		ub_about_changed(t->a, UB_ABOUT_TEXT, text, NULL);
	}
	if (t->elsewhere > 0) {
		snprintf(text, sizeof(text),
		    ub_say(t->words,
			"Ändringar av uppgifter som inte visas här: %zu."),
		    t->elsewhere);
		ub_about_changed(t->a, UB_ABOUT_TEXT, text, NULL);
	}
	if (t->listed + t->elsewhere == 0)
		ub_about_changed(t->a, UB_ABOUT_TEXT,
		    ub_say(
			t->words, "Inga uppgifter i tabellerna har ändrats."),
		    NULL);
}

enum ub_status
ub_changes_add(struct ub_about *a, const struct ub_words *w,
    const struct ub_reportfile *f, const struct ub_sheet *const *sheet,
    size_t nsheet, struct ub_err *e)
{
	struct teller t = {
		.words = w, .a = a, .sheet = sheet, .nsheet = nsheet
	};
	const char *slash = strrchr(f->ini.name, '/');
	struct ub_buf path = { 0 };
	struct ub_err inner;
	enum ub_status st;

	if (slash != NULL && f->changes.s[0] != '/')
		ub_buf_add(
		    &path, f->ini.name, (size_t)(slash + 1 - f->ini.name));
	ub_buf_puts(&path, f->changes.s);
	st = read_changes(&t, path.s, &inner);
	if (st == UB_OK)
		tell_rest(&t);
	else if (inner.line > 0)
		st = ub_reportfile_fail(f, f->changes, e, "%s:%llu: %s",
		    inner.input, (unsigned long long)inner.line, inner.what);
	else
		st = ub_reportfile_fail(
		    f, f->changes, e, "%s: %s", inner.input, inner.what);
	if (st != UB_OK)
		e->sysno = inner.sysno;
	for (size_t c = 0; c < NF; c++)
		ub_buf_free(&t.text[c]);
	ub_buf_free(&t.left);
	ub_buf_free(&t.right);
	ub_buf_free(&path);
	return st;
}

bool
ub_changes_is(const char *path)
{
	struct ub_reader *r;
	struct ub_err e;
	bool is;

	if (ub_reader_open(&r, &path, 1, UB_READ_RECORDS, NULL, &e) != UB_OK)
		return false;
	is = is_comparison(ub_reader_legend(r));
	ub_reader_free(r);
	return is;
}
