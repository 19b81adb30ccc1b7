/* define.h - the sections of an instrument file.  Private to lib/score.
 *
 *	define.c    the file, its head, parameters, items, tests, maps
 *	formula.c   defines, scores, zones
 *	version.c   scores whose definition changes with time
 *	expand.c    sections for each member of a list
 *	validate.c  names, types, zones, and what nothing uses
 */
#ifndef UB_DEFINE_H
#define UB_DEFINE_H

#include "instrument.h"

enum ub_section {
	UB_SECTION_INSTRUMENT,
	UB_SECTION_PARAMETER,
	UB_SECTION_ITEM,
	UB_SECTION_DEFINE,
	UB_SECTION_SCORE,
	UB_SECTION_ZONES,
	UB_SECTION_TEST,
	UB_SECTION_MAP,
	UB_SECTION_PAIR
};

/* A file being read. */
struct ub_define {
	struct ub_instrument *in;
	size_t at;            /* entry being read */
	enum ub_section sort; /* of the section it is in */
	const char *section;  /* its name, as written */
	struct ub_err *e;
};

/* "what: arg", or what alone; at the entry being read.  UB_EUSAGE. */
enum ub_status ub_define_fail(
    const struct ub_define *r, const char *what, const char *arg);
/* A key may stand once; dst is NULL until it does. */
enum ub_status ub_define_once(const struct ub_define *r, const char **dst);
/* A key that the section does not have. */
enum ub_status ub_define_unknown(const struct ub_define *r);
/* The values of one column type as expressions see them; false: no type. */
bool ub_define_type(const char *s, enum ub_type *type, enum ub_kind *kind);

/* Fill in from in->ini.  UB_EUSAGE with file and line. */
enum ub_status ub_define_read(struct ub_instrument *in, struct ub_err *e);

/* p->val from p->text; false when it is no value the parameter can have. */
bool ub_define_param(struct ub_param *p);

/* formula.c: the entry r->at of the formula read last. */
enum ub_status ub_formula_read(struct ub_define *r);
void ub_formula_add(struct ub_instrument *in, const char *name, size_t at,
    enum ub_section sort);
/* What every formula must have, or NULL. */
const char *ub_formula_lacks(const struct ub_formula *q);

/* A rule for what is missing, with the parameters as they are. */
struct ub_absent_rule {
	enum ub_absence how;
	int64_t most;  /* UB_ABSENT_PRORATE: so many may be missing */
	uint32_t zero; /* UB_ABSENT_ZERO: a bit for each letter, and one for
	                * the empty field */
};
/* UB_EUSAGE with file and line. */
enum ub_status ub_absent_read(struct ub_absent_rule *a,
    const struct ub_instrument *in, const struct ub_formula *q,
    struct ub_err *e);
bool ub_absent_is_zero(const struct ub_absent_rule *a, char miss);

/* version.c: make one expression of those of a formula's versions, and the
 * columns that go with it.  UB_EUSAGE with file and line. */
enum ub_status ub_version_make(struct ub_instrument *in, struct ub_err *e);

/* Does an expression stand in it that is still to be given? */
bool ub_formula_waits(
    const struct ub_instrument *in, const struct ub_formula *q);
/* The type of a column of that kind; of a text, a code. */
enum ub_type ub_type_of(enum ub_kind kind);

/* validate.c: resolve and check all names, types and tables.  UB_EUSAGE with
 * file and line. */
enum ub_status ub_validate(struct ub_instrument *in, struct ub_err *e);

#endif
