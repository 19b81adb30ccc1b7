/*
 * reportfile.h - descriptions of reports, *.report: ubat-report(5).  What a
 * workbook says besides its tables, and how each table is to be shown.
 */
#ifndef UB_REPORTFILE_H
#define UB_REPORTFILE_H

#include <stdbool.h>

#include "../base/ini.h"

/* A text at a line of the file; s is NULL where it was not said. */
struct ub_said {
	const char *s;
	uint64_t line;
};

/* What goes with a column: "label.regi = Regi". */
struct ub_said_of {
	const char *column;
	struct ub_said text;
};

/* A section [table NAME]. */
struct ub_report_table {
	struct ub_said name, sheet, title, english, note, source, sort;
	struct ub_said totals;  /* first or last; default as they come */
	struct ub_said freeze;  /* yes or no */
	struct ub_said layout;  /* form.h; before that of the report */
	struct ub_said section; /* of a verksamhet: 2.1 */
	/* of oppna-jamforelser: a measure, "25,75", high or low, a base */
	struct ub_said position, limits, good, least;
	struct ub_said_of *label, *digits, *width, *brk; /* owned */
	struct ub_said_of *heading; /* "english.COLUMN"; owned */
	struct ub_said_of *value;   /* "value.COLUMN.VALUE"; owned */
	size_t nvalue, nlabel, ndigits, nwidth, nbrk, nheading;
	struct ub_said *hide, *chart; /* columns; measures, by commas */
	size_t nhide, nchart;
};

/* [definition TERM], [change DATE], [note N]: what the section is called, and
 * its text. */
struct ub_report_entry {
	struct ub_said name, text, english;
	struct ub_said status; /* of a change: preliminär or reviderad */
};

/* A section [figure NAME]: a key figure on the page of a board. */
struct ub_report_figure {
	struct ub_said name, table, measure, row;
	struct ub_said before;  /* the row of the same period last year */
	struct ub_said rolling; /* the column of the last 12 months */
	struct ub_said target, country; /* numbers; country is "riket" */
	struct ub_said limit; /* a change beyond it is one; goes with before */
	struct ub_said good;  /* high or low */
	struct ub_said near;  /* "1,3": inwords.h */
	struct ub_said brk;   /* "break": why it cannot be compared */
};

/* The headings of [about], in the order of the first sheet. */
enum ub_about_part {
	UB_PART_POPULATION,
	UB_PART_VARIABLES,
	UB_PART_MEASURES,
	UB_PART_LAYOUT,
	UB_PART_METHOD,
	UB_PART_NONRESPONSE,
	UB_PART_QUALITY,
	UB_PART_RELEVANCE, /* from here on words below that heading */
	UB_PART_ACCURACY,
	UB_PART_TIMELINESS,
	UB_PART_COMPARABILITY,
	UB_PART_ACCESS, /* to here */
	UB_PART_CONTACT,
	UB_NPART
};

struct ub_reportfile {
	struct ub_ini ini; /* what all texts point into */
	/* english: of the other language of a document in two */
	struct ub_said title, english, author, organisation, language, date;
	struct ub_said secrecy;        /* intern or publik; always there */
	struct ub_said number;         /* diarienummer */
	struct ub_said board, meeting; /* namnd, sammantrade */
	struct ub_said layout;         /* form.h, or not said */
	struct ub_said words;          /* a set of words.h, or not said */
	struct ub_said pvalues;        /* yes or no, or not said */
	struct ub_said hidden;         /* "X" or "..", or not said */
	struct ub_said_of *swap;       /* [words]; owned */
	size_t nswap;
	struct ub_said definitions;     /* no: there is no such sheet */
	struct ub_said changes;         /* the same, or a file: changes.h */
	bool open;                      /* it is publik */
	bool in_english;                /* and not in Swedish */
	int32_t day;                    /* of date; 0: not said */
	struct ub_said *part[UB_NPART]; /* owned; paragraphs, in order */
	size_t npart[UB_NPART];
	struct ub_report_table *table; /* in the order of the sheets */
	size_t ntable;
	struct ub_report_entry *definition, *change, *note;
	struct ub_report_figure *figure;
	size_t nfigure;
	size_t ndefinition, nchange, nnote; /* changes: newest first */
};

/*
 * Read one.  UB_EIO, UB_EUSAGE with file and line: a section, key or value that
 * is none, one that comes twice, a name no sheet can have or two have, and
 * what a public report lacks.  *f is then zeroed.
 */
enum ub_status ub_reportfile_load(
    struct ub_reportfile *f, const char *path, struct ub_err *e);
void ub_reportfile_free(struct ub_reportfile *f);

/* The description of a table, or NULL. */
const struct ub_report_table *ub_reportfile_table(
    const struct ub_reportfile *f, const char *name);
/* Do changes come from a file? */
bool ub_reportfile_revised(const struct ub_reportfile *f);
/* The word that stands over a part: "Population". */
const char *ub_about_part_word(enum ub_about_part p);
/* Fill e with a failure at that place of the file: UB_EUSAGE. */
enum ub_status ub_reportfile_fail(const struct ub_reportfile *f,
    struct ub_said at, struct ub_err *e, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
