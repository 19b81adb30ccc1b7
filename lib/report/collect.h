/*
 * collect.h - the tables of a report, read and arranged as its description
 * says: what a workbook and a page of the web are made of.
 */
#ifndef UB_COLLECT_H
#define UB_COLLECT_H

#include "about.h"
#include "chart.h"
#include "report.h"

/* A table and the charts that go with it. */
struct ub_collect_page {
	struct ub_sheet sheet;
	struct ub_sheet twin;   /* as it was before its layout; ncol 0: it has
	                       * none */
	struct ub_chart *chart; /* owned */
	size_t nchart;
	size_t place; /* of its section in the description */
};

/* What the document says of itself. */
struct ub_collect_doc {
	const char *title, *author; /* not empty */
	const char *organisation;   /* these may be NULL */
	const char *status;         /* what it may be used for */
	const char *language;       /* "sv-SE" */
	int32_t created;            /* day since 1970-01-01, above 0 */
};

enum { UB_COLLECT_ROWS = 50000 }; /* of a table that is kept whole */

/*
 * Writes a table that has more rows: s is arranged as described and has the
 * first of them, the last with b; it is to be read to its end.
 */
typedef enum ub_status ub_collect_long(
    void *arg, struct ub_sheet *s, const struct ub_batch *b, struct ub_err *e);

struct ub_collect {
	struct ub_words *words;   /* of the document; owned */
	ub_collect_long *on_long; /* NULL: all tables are kept */
	void *arg;
	bool was_long; /* it was called */
	const struct ub_report *o;
	const struct ub_reportfile *f; /* o->file */
	struct ub_reader *r;
	struct ub_about *about;
	const struct ub_about_text *changes; /* NULL: not made yet */
	struct ub_collect_page *page;        /* in the order of the report */
	size_t npage;
	char **name; /* of the sheets; owned */
	size_t nname;
	bool *drawn; /* of the chart specs: a table was found */
	bool *found; /* of the described tables */
	bool *noted; /* of the notes: they are referred to */
	bool formed; /* a table took the layout that the description asks for */
	bool cut;    /* the stream was, and cut_ok says that it may */
};

/* A text of the report beside the first: what it is called, what it holds. */
struct ub_collect_text {
	const char *name, *what;
	const struct ub_about_text *text;
};

enum {
	UB_COLLECT_BEFORE = 2, /* texts before the tables */
	UB_COLLECT_TEXTS = 4   /* and all of them */
};

/* o and r stay the caller's; end with ub_collect_free(). */
void ub_collect_init(
    struct ub_collect *c, const struct ub_report *o, struct ub_reader *r);
void ub_collect_free(struct ub_collect *c);
/*
 * Read all tables.  Fails as ub_report_xlsx() says.
 */
enum ub_status ub_collect_tables(struct ub_collect *c, struct ub_err *e);
/* title: the document's where nothing else says one. */
void ub_collect_document(
    const struct ub_collect *c, const char *title, struct ub_collect_doc *d);
/* Give a sheet a name that no other has. */
void ub_collect_name(
    struct ub_collect *c, struct ub_sheet *s, const char *want);
/* The texts that go with a description, in order, empty ones among them;
 * without one all are empty.  To be asked for once. */
void ub_collect_texts(
    struct ub_collect *c, struct ub_collect_text text[UB_COLLECT_TEXTS]);
/* Those before the tables alone, which need not be read for that. */
void ub_collect_before(
    struct ub_collect *c, struct ub_collect_text text[UB_COLLECT_BEFORE]);
/* The others. */
void ub_collect_after(struct ub_collect *c,
    struct ub_collect_text text[UB_COLLECT_TEXTS - UB_COLLECT_BEFORE]);

#endif
