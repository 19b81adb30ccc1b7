/*
 * statepart.h - states being added up: one after another (states.c), what they
 * say that their tables are (statedecl.c), and what the lines of a table hold
 * (stateline.c).  Private to them.
 */
#ifndef UB_STATEPART_H
#define UB_STATEPART_H

#include "state.h"
#include "states.h"

enum { UB_STATE_FIELDS = 5 };

/* A line that says what the tables are. */
struct ub_state_decl {
	bool column; /* of the input; else a setting */
	uint64_t table;
	char *name, *value;
	uint64_t line;
};

struct ub_state_decls {
	struct ub_state_decl *d;
	size_t n;
};

/* Numbers of the state, as they are here. */
struct ub_state_numbers {
	uint32_t *to;
	uint32_t n;
	/* of each cell: records of which the values, or persons, are to come */
	uint64_t *due;
	size_t ndue;
};

struct ub_states {
	struct ub_state_decls first, now;
	char *input; /* of the first */
	struct ub_tables tables;
	struct ub_legend legend;
	struct ub_meta meta; /* nothing: for expressions */
	struct ub_many *many;
	uint64_t max_groups, limit;
	enum ub_partial how;
	uint64_t nstate;

	/* the state that is being read */
	bool head; /* its declarations are */
	size_t table;
	struct ub_state_numbers value[UB_KEYS_MAX];
	struct ub_state_numbers *text; /* of each measure, then the persons */
	size_t ntext;
	struct ub_state_numbers cell;
	uint64_t rec;    /* records in its cells of this table, */
	uint64_t nobody; /* and those without a person */
	struct ub_agg_sums sums;

	struct ub_buf buf;
	union ub_acc *acc;
};

/* What a line is read from. */
struct ub_state_line {
	const struct ub_batch *b;
	size_t rec;
	struct ub_slice f[UB_STATE_FIELDS];
	uint64_t table, item;
	struct ub_err *e;
};

/* UB_EDATA at this line: with a clause; that it is no state. */
enum ub_status ub_state_fail(
    const struct ub_state_line *at, const char *clause);
enum ub_status ub_state_none(const struct ub_state_line *at);

/* --- statedecl.c ---------------------------------------------------------- */

/* Take in a line that declares a column, or else a setting of a table. */
enum ub_status ub_states_declare(
    struct ub_states *g, const struct ub_state_line *at, bool column);
/* All lines of a state that declare are there, the first that does not is here:
 * make the tables as they say; are they those of the first state? */
enum ub_status ub_states_build(
    struct ub_states *g, const struct ub_state_line *at);
enum ub_status ub_states_compare(
    const struct ub_states *g, const struct ub_state_line *at);
void ub_state_decls_free(struct ub_state_decls *d);

/* --- stateline.c ---------------------------------------------------------- */

/* Take in a line of the table that g is at: a count, a value of a key, a text, a
 * cell or a pair. */
enum ub_status ub_states_take(
    struct ub_states *g, const struct ub_state_line *at);
/* A whole number. */
bool ub_state_whole(struct ub_slice s, uint64_t *v);
/* A field as text, until the next call. */
const char *ub_state_plain(struct ub_states *g, struct ub_slice f);

#endif
