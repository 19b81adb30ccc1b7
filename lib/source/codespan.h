/*
 * codespan.h - when codes were in force: the spans of a dated code list.
 *
 * Zeroed is empty; end with ub_codespans_free().
 */
#ifndef UB_CODESPAN_H
#define UB_CODESPAN_H

#include "../base/date.h"
#include "dict.h"

struct ub_codespan {
	struct ub_slice code, label; /* borrowed */
	int32_t from, to;            /* both within */
	uint32_t next;               /* of the same code, or UB_DICT_NONE */
};

struct ub_codespans {
	struct ub_codespan *span;
	size_t n;
	struct ub_dict first; /* of each code */
	int32_t begin;        /* the earliest from */
};

/* "" or a day to an end of a span; open is the day that "" stands for. */
bool ub_codespan_day(struct ub_slice text, int32_t open, int32_t *day);
/* False when once is demanded, and a span of the same code has a day of it
 * too. */
bool ub_codespans_add(
    struct ub_codespans *x, const struct ub_codespan *span, bool once);
/* Its span that holds the day, or NULL: it was not in force. */
const struct ub_codespan *ub_codespans_at(
    const struct ub_codespans *x, const char *code, size_t len, int32_t day);
void ub_codespans_free(struct ub_codespans *x);

#endif
