/*
 * sheet.h - a table as people will see it: headings, typed cells, notes.
 * Made from a stream by tablein.h; known to no file format.
 *
 * Cells stand row by row, nrow rows of ncol; their texts are NUL-terminated
 * in one buffer and are what is shown: a number as its decimal text ("40.6",
 * point, no grouping), a date as ISO 8601, a missing value as its sign.
 */
#ifndef UB_SHEET_H
#define UB_SHEET_H

#include "../base/err.h"
#include "../stream/type.h"
#include "words.h"

enum ub_cell_kind {
	UB_CELL_TEXT,
	UB_CELL_NUMBER, /* at most UB_SHEET_DIGITS significant digits */
	UB_CELL_DATE,
	UB_CELL_SIGN, /* no value: see symbol.h */
	UB_CELL_WORD  /* a word where numbers stand: Ja */
};

/* What a double carries whole; longer numbers become text. */
enum { UB_SHEET_DIGITS = 15 };
/* Of a column: each of its numbers has the decimals of its text. */
enum { UB_SHEET_OWN_DIGITS = -2 };
/* UTF-16 units of a sheet's name. */
enum { UB_SHEET_NAME_MAX = 31 };
/* The same of a column's heading. */
enum { UB_SHEET_HEAD_MAX = 255 };

struct ub_cell {
	size_t at; /* of its text in ub_sheet.text */
	uint8_t kind;
	char reason;  /* why there is no value; 0: there is */
	uint8_t tone; /* enum ub_tone */
};

/* A colour behind a cell that says the same in words. */
enum ub_tone {
	UB_TONE_NONE,
	UB_TONE_GOOD,
	UB_TONE_MIDDLE,
	UB_TONE_BAD,
	UB_TONE_HIGH, /* where high is neither good nor bad */
	UB_TONE_LOW,
	UB_TONE_MISSING,
	UB_NTONE
};

enum ub_role {
	UB_ROLE_KEY,
	UB_ROLE_MEASURE,
	UB_ROLE_BASE,    /* x_n */
	UB_ROLE_MISSING, /* x_miss: left out where it is 0 in every row */
	UB_ROLE_HIDDEN   /* x_k and n_pers: never shown */
};

struct ub_sheet_col {
	char *name;    /* the column's name in the stream; owned */
	char *heading; /* unique in the sheet, not empty, one line; owned */
	size_t other;  /* where the other language begins in it; 0: nowhere */
	enum ub_type type;
	enum ub_role role;
	size_t from;   /* index in the stream's legend */
	size_t k, n;   /* of a share: its numerator and base, or UB_NOCOL */
	int digits;    /* decimals shown */
	bool p;        /* a p-value: one that is rounded to 0 is "<0,001" */
	size_t turned; /* the key that says of each row which measure it is of,
	                * + 1, where each has its own decimals; 0: none */
	bool judged;   /* what a test found: without a result "Ej prövat" */
	bool group;    /* thousands apart: a count, not a year */
	size_t width;  /* characters its cells and heading want, 8..60 */
};

/* From when on a measure is another: breaks.h. */
struct ub_sheet_break {
	char *column, *when, *why; /* owned */
};

struct ub_sheet {
	const struct ub_words *words; /* of its document; borrowed */
	char *table;   /* name after #table, "" for records; owned */
	char *name;    /* of the sheet: unique in its workbook; owned */
	char *title;   /* never empty; these owned, "" for none */
	char *english; /* the title in English */
	char *note;
	char *notes; /* "[not 1] ...", a line each */
	char *source;
	char *unit;
	struct ub_sheet_col *col;
	size_t ncol, nkey;
	struct ub_cell *cell;
	size_t nrow;
	struct ub_buf text;
	uint32_t reasons; /* shown as signs: bit 0 the empty field, 1.. a.. */
	bool overlap;     /* a person can be in several groups */
	bool all_base;    /* shares are of all, those without value too */
	bool one_page;    /* printed on one, whatever it holds */
	bool freeze;      /* keep the headings in sight */
	struct ub_sheet_break *brk; /* owned */
	size_t nbrk;
	char *figure; /* the chart that goes with its layout; owned, or NULL */
	int64_t fewest;          /* that a row shows, of those in secrecy.h; 0:
	                          * none was seen */
	size_t fewest_row;       /* which it is, from 1 */
	size_t judged;           /* rows that were looked at for it */
	size_t plot_first, plot; /* rows that a chart takes; plot 0: all */
};

void ub_sheet_free(struct ub_sheet *s);

static inline const struct ub_cell *
ub_sheet_cell(const struct ub_sheet *s, size_t row, size_t col)
{
	return &s->cell[row * s->ncol + col];
}

static inline const char *
ub_sheet_text(const struct ub_sheet *s, const struct ub_cell *c)
{
	return s->text.s + c->at;
}

/* Is the row a total: .t in a key column? */
bool ub_sheet_total(const struct ub_sheet *s, size_t row);
/* Is there a column of this type (and not hidden)? */
bool ub_sheet_has(const struct ub_sheet *s, enum ub_type t);

/* The bit of a reason in ub_sheet.reasons. */
static inline uint32_t
ub_sheet_reason(char reason)
{
	return reason == UB_MISS_EMPTY ? 1U : 1U << (reason - 'a' + 1);
}

/* Keep the columns for which keep[] is true, in cells and columns. */
void ub_sheet_keep(struct ub_sheet *s, const bool *keep);
/* Give a sheet without rows the one that says so. */
void ub_sheet_none(struct ub_sheet *s);
/* Forget the rows, keep the columns: for records, a batch at a time. */
void ub_sheet_clear(struct ub_sheet *s);

/*
 * Append to b a line of the legend for each sign in reasons, in the form
 * "X = uppgiften har skyddats av sekretesskäl\n"; of reasons that share a sign
 * the meanings are joined by "; ".
 */
void ub_signs_text(
    struct ub_buf *b, const struct ub_words *w, uint32_t reasons);
/* The same in the other language, on one line: "In English: X = ...; .. = ...\n". */
void ub_signs_other(
    struct ub_buf *b, const struct ub_words *w, uint32_t reasons);

/* Are they one, whatever their case, as names of sheets and headings? */
bool ub_sheet_same_name(const char *a, const char *b);
/* Is it a line of UTF-8, not empty, that XML can hold? */
bool ub_sheet_line(const char *text);
/* Make a text one line that XML can hold: a control character becomes a blank,
 * U+FFFE and U+FFFF become U+FFFD. */
void ub_sheet_tidy(char *text);

/* The first reference to a note in text, "[not 1]" or "[note 1]", or NULL; its
 * number has len digits. */
const char *ub_sheet_reference(
    const char *text, const char **number, size_t *len);
/* Append a text without its references to notes: "Ort [not 1], antal" is
 * "Ort, antal", where no note can be looked up. */
void ub_sheet_plain(struct ub_buf *b, const char *text);

/* UTF-16 units of valid UTF-8: the measure of Excel's limits. */
size_t ub_utf16_len(const char *s, size_t len);

/*
 * Give s->name: want without what Excel forbids ([]:*?/\ and control
 * characters, an apostrophe at the ends) and without #, where the library
 * cuts a link off; at most 31 UTF-16 units, different from the n names in
 * taken without regard to case ("regi (2)").  Names that a formula would take
 * for a cell or a number get "Tabell " before them.
 */
void ub_sheet_set_name(
    struct ub_sheet *s, const char *want, const char *const *taken, size_t n);

#endif
