/*
 * savread.h - what libreadstat reads of an SPSS file: what it says of its
 * variables, and its values one record after another.
 *
 * libreadstat calls back; a thread of its own, which runs only while
 * ub_sav_next() waits for it, makes a loop of that.
 */
#ifndef UB_SAVREAD_H
#define UB_SAVREAD_H

#include "../base/buf.h"
#include "../base/err.h"

enum { UB_SAV_RANGES = 3 };

/* A number, or where s is not NULL a text. */
struct ub_sav_value {
	double v;
	char *s;
};

struct ub_sav_label {
	struct ub_sav_value value;
	char *text;
};

struct ub_sav_labels {
	char *name;
	struct ub_sav_label *label;
	size_t n;
};

struct ub_sav_variable {
	char *name;
	char *label;  /* NULL: none */
	char *format; /* as F8.2; "" where there is none */
	bool text;
	struct ub_sav_value lo[UB_SAV_RANGES], hi[UB_SAV_RANGES];
	size_t nrange; /* user-missing values, both ends included */
	char *set;     /* name of its labels; NULL: none */
};

struct ub_sav {
	struct ub_sav_variable *variable;
	size_t n;
	struct ub_sav_labels *set;
	size_t nset;
	bool invalid;           /* some text in it is no UTF-8 */
	struct ub_sav_run *run; /* NULL: the records are not begun */
	int fd;
};

/* Read what fd, which stays the caller's, says of its variables.  UB_EDATA, the
 * clause alone; end with ub_sav_clear() either way. */
enum ub_status ub_sav_load(struct ub_sav *s, int fd, struct ub_err *e);
void ub_sav_clear(struct ub_sav *s);

/* What takes values, in the order of the variables: field k of a record is a
 * number, a text, or neither (system-missing). */
struct ub_sav_take {
	void (*value)(void *priv, size_t k, const double *v, const char *s);
	/* After the last field; true: that is enough for now. */
	bool (*record)(void *priv);
};

/*
 * Go on to give records to take until it has enough: UB_OK; UB_END after the
 * last; UB_EDATA, the clause alone: damaged or cut off.  take and priv are
 * those of the first call.
 */
enum ub_status ub_sav_next(struct ub_sav *s, const struct ub_sav_take *take,
    void *priv, struct ub_err *e);

#endif
