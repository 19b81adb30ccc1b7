/*
 * form.h - layouts: the form that one line of a description gives its tables,
 * as the reports of agencies and municipalities have them; ubat-report(5).
 */
#ifndef UB_FORM_H
#define UB_FORM_H

#include "../stream/meta.h"
#include "reportfile.h"
#include "sheet.h"

enum ub_form {
	UB_FORM_PLAIN,   /* none: as the table is */
	UB_FORM_BOARD,   /* namnd: board.h; tables as they are */
	UB_FORM_COMPARE, /* oppna-jamforelser */
	UB_FORM_STATS,   /* statistik */
	UB_FORM_UNIT,    /* verksamhet */
	UB_FORM_NEWS,    /* nyhetsbrev */
	UB_NFORM
};

/* The name a description says, and back; false: there is none of that name. */
const char *ub_form_name(enum ub_form form);
bool ub_form_parse(const char *name, enum ub_form *form);
/* What a table needs for it: "a key with the value ovriga ...". */
const char *ub_form_needs(enum ub_form form);

/* The form of a table, its own before that of the report; t can be NULL. */
enum ub_form ub_form_of(
    const struct ub_reportfile *f, const struct ub_report_table *t);

/*
 * Give s the form of its table.  UB_END: it does not fit, and is as it was;
 * where the table itself asks for the form, that is UB_EUSAGE at its line.
 */
enum ub_status ub_form_apply(const struct ub_reportfile *f,
    const struct ub_report_table *t, const struct ub_meta *m,
    struct ub_sheet *s, struct ub_err *e);

/* Are the sections of a verksamhet known ones, in order?  UB_EUSAGE. */
enum ub_status ub_form_check_sections(
    const struct ub_reportfile *f, struct ub_err *e);
/* Append what the sheet of a section is called; nothing where t is none. */
void ub_form_sheet_name(const struct ub_report_table *t,
    const struct ub_words *w, struct ub_buf *b);

/* Is what a table says of relative positions all there?  UB_EUSAGE. */
enum ub_status ub_form_check_position(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_err *e);

/* Has a sheet in the form of UB_FORM_UNIT a unit, and not groups? */
bool ub_form_has_unit(const struct ub_sheet *s);

#endif
