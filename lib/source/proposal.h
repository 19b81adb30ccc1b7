/*
 * proposal.h - the parts of propose.h: what was found (propose.c), how the text
 * is cut (proposeshape.c), what ends it (proposetail.c), whether it has headings
 * (proposehead.c), what a column is (proposechoose.c), what of it may be shown
 * (proposeshow.c), and the text of it (proposename.c, proposecolumn.c,
 * proposetext.c).  Private to them.
 */
#ifndef UB_PROPOSAL_H
#define UB_PROPOSAL_H

#include "csv.h"
#include "evidence.h"
#include "propose.h"

enum { UB_TAIL = 16 }; /* records at the end that may be none */

/* A record, or what could be one. */
struct ub_record {
	uint64_t line;
	size_t lines;      /* physical, without blank ones */
	enum ub_rule rule; /* that it breaks as a whole */
	size_t n;          /* fields; one, all of it, where it is odd */
	const struct ub_slice *field;
};
/* One that is kept: what it points at is its own. */
struct ub_waiting {
	struct ub_record rec;
	struct ub_buf text;
	struct ub_slice *field;
	size_t cap;
};
/* The last records, which are looked at when the others are known. */
struct ub_tail {
	struct ub_waiting held[UB_TAIL];
	size_t first, n;
};

/* Why the end of an extract is taken for a footer. */
enum ub_footer {
	UB_FOOTER_NONE,
	UB_FOOTER_WORD, /* a word for a sum or a note */
	UB_FOOTER_LONE, /* one field, and not like its column */
	UB_FOOTER_KEY   /* nothing in the first field, and only numbers */
};

struct ub_proposal {
	const char *name; /* of the extract, without folder */
	uint64_t lines;   /* physical */

	bool rows;         /* of a workbook or an SPSS file: it is no text */
	const char *sheet; /* as the caller named it */

	/* encoding */
	enum ub_encoding encoding;
	uint64_t beyond;    /* lines with a byte above 0x7f that are UTF-8 */
	uint64_t bad;       /* lines that are not */
	uint64_t bad_line;  /* the first of them */
	uint64_t undefined; /* bytes in them that windows-1252 lacks */

	/* shape */
	char delim;
	char quote;          /* 0: quotes are text */
	bool escape;         /* by a backslash */
	uint64_t odd_before; /* sampled records that the quoting mends */
	uint64_t quoted;     /* sampled fields in such quotes */
	uint64_t quote_line; /* the first that tells it */
	bool told;           /* the delimiter, by the caller */
	bool cr;             /* lines end in CR */
	bool trailing;     /* a delimiter ends a line, the heading or others */
	uint64_t tails;    /* sampled records that end so */
	bool head_tail;    /* the heading line does */
	size_t sampled;    /* records at the beginning */
	size_t even;       /* of them, those with the same number of fields */
	uint64_t heading;  /* line of the heading line */
	uint64_t preamble; /* lines before it, unless they are blank */
	bool titled;       /* some of them have as many fields as others */

	uint64_t records, blank;
	uint64_t hollow, hollow_line; /* records without any value */
	uint64_t broken[UB_NRULE], broken_line[UB_NRULE];
	uint64_t shorter;        /* of them, those with fewer fields */
	uint64_t sums, sum_line; /* records that begin with a word for a sum */

	struct ub_tail tail;
	struct ub_waiting
	    second; /* the record below the headings; line 0: none */
	bool two;   /* it has headings too */
	bool fill;  /* those above go on to the right */

	size_t footer; /* lines; 0: none */
	uint64_t footer_line;
	enum ub_footer why;
	char *footer_text;   /* what its first field is; NULL: anything */
	uint64_t doubt_line; /* of a last record that may be none; 0: it is */

	struct ub_guesses guesses;
	struct ub_dict sum_words;
	bool headless; /* the first line holds values */
	char **title;  /* headings, without blanks around; headless: empty */
	struct ub_evidence *column;
	size_t n;
};

/* UB_EUSAGE, UB_EDATA: what begins like this is no extract, and what to do. */
enum ub_status ub_proposal_refuse(
    const char *path, struct ub_slice head, struct ub_err *e);

/* The delimiter, the quotes and the heading line, by the first bytes; whole:
 * they are all there are. */
void ub_proposal_shape(struct ub_proposal *p, struct ub_slice head, bool whole);
/* A line of nothing, which is no record? */
static inline bool
ub_proposal_blank(const struct ub_csv_block *b, size_t r)
{
	struct ub_slice rec = ub_csv_record(b, r);

	return rec.len == 1 || (rec.len == 2 && rec.s[0] == '\r');
}

/* How to read p's text. */
struct ub_csv_options ub_proposal_options(const struct ub_proposal *p);

/* Count a record, and what its values are evidence of. */
void ub_proposal_judge(struct ub_proposal *p, const struct ub_record *r);
/* Is every field of it empty? */
bool ub_record_hollow(const struct ub_record *r);
void ub_waiting_set(struct ub_waiting *h, const struct ub_record *r);
void ub_waiting_free(struct ub_waiting *h);

/* The words; before the first record. */
void ub_tail_init(struct ub_proposal *p);
/* Judge r, later; and all that wait for it, now. */
void ub_tail_add(struct ub_proposal *p, const struct ub_record *r);
void ub_tail_flush(struct ub_proposal *p);
/* There are no more: which of the last are a footer?  The others are judged. */
void ub_tail_end(struct ub_proposal *p);
void ub_tail_free(struct ub_proposal *p);

/*
 * Does the first line hold values, by what is below it?  It does when a cell of it is a personal number, or looks like one, or is a
 * day above days; or when more cells fit their columns (a number above numbers,
 * one of few values) than do not.  Numbers that count on from one to the next, as
 * years and items do, are headings.
 */
bool ub_proposal_headless(struct ub_proposal *p);
/*
 * Is p->second another line of headings?  It is when texts of it stand above
 * numbers or days and no value of it fits its column; then the titles are made
 * of both, and p->fill is set.
 */
bool ub_proposal_second(struct ub_proposal *p);
/* Most of the values, words for missing left out, that are numbers or days. */
uint64_t ub_proposal_numbers(const struct ub_evidence *v);
uint64_t ub_proposal_days(const struct ub_evidence *v);

/* What a column is proposed to be. */
enum ub_kind {
	UB_KIND_EMPTY,
	UB_KIND_PERSON,
	UB_KIND_PRIVATE, /* personal numbers in a text */
	UB_KIND_DATE,
	UB_KIND_UNSURE, /* day or month first? */
	UB_KIND_LIST,
	UB_KIND_BOOL,
	UB_KIND_CODE,
	UB_KIND_INT,
	UB_KIND_DEC,
	UB_KIND_SIGN, /* a decimal sign, or one between groups? */
	UB_KIND_TEXT
};
struct ub_choice {
	enum ub_kind kind;
	enum ub_guess guess;  /* DEC; SIGN */
	bool form[UB_NGUESS]; /* DATE; UNSURE */
	size_t list;
	bool split;           /* a code and its label */
	const char *yes, *no; /* BOOL, where it is not 1 and 0 */
	uint64_t fit, misfit; /* of the values that are there; line of the
	                       * first other */
};

/* What v is best read as; name is the heading's, in small plain letters. */
void ub_proposal_choose(struct ub_choice *c, const struct ub_evidence *v,
    const struct ub_proposal *p, const char *name);
/*
 * What v, which c is made of, would be but for some of its values: the type
 * that most fit, if it is another and not c's own.
 */
bool ub_proposal_near(struct ub_choice *near, const struct ub_choice *c,
    const struct ub_evidence *v, const struct ub_proposal *p, const char *name);
/* Values that are no words for missing. */
uint64_t ub_proposal_there(const struct ub_evidence *v);
/* Do the values come again and again? */
bool ub_proposal_few(const struct ub_evidence *v);

/* A name, in small plain letters, of a column whose values may say who somebody
 * is, whatever they look like. */
bool ub_proposal_called_person(const char *name);
/* Have most values of v, which are few, a blank in them? */
bool ub_proposal_blanks(const struct ub_evidence *v);
/*
 * May value i of v be shown?  It is common, short, no long number, and not like a
 * person's name: no two capitalised words, and no blank where most have one.
 */
bool ub_proposal_shown(const struct ub_evidence *v, uint32_t i, bool blanks);

/* The draft as it is written. */
struct ub_draft {
	struct ub_buf *b;
	const struct ub_proposal *p;
	struct ub_dict names; /* taken, as they are compared */
	bool *repeated;       /* the heading comes again */
};
enum { UB_DRAFT_SAYABLE = 32768 }; /* bytes of a heading that fits a line */

/* A name that no column before number k has; full is what it would be without
 * a limit. */
void ub_draft_name(
    struct ub_draft *x, size_t k, struct ub_buf *name, struct ub_buf *full);
void ub_draft_repeats(struct ub_draft *x);
/* Can heading = say it? */
bool ub_draft_sayable(const struct ub_draft *x, size_t k);
/* The section of column number k; all_empty: there is no value in any. */
void ub_draft_column(const struct ub_draft *x, size_t k, const char *name,
    const char *full, bool all_empty);

static inline const char *
ub_plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/* All of it. */
void ub_proposal_print(struct ub_buf *b, const struct ub_proposal *p);

#endif
