/* regex.c - see regex.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "mem.h"
#include "regex.h"

/* Far more than an honest pattern needs on a long field, and some 20 ms. */
enum {
	STEPS_MAX = 1000000,
	DEPTH_MAX = 100000,
	HEAP_MAX_KIB = 64 * 1024,
	STACK_MIN = 64 * 1024,
	STACK_MAX = 1024 * 1024
};

struct ub_regex {
	pcre2_code *code;
	pcre2_match_data *found;
	pcre2_match_context *limit;
	pcre2_jit_stack *stack; /* NULL: run by the interpreter */
};

static void *
need(void *p)
{
	return p != NULL ? p : ub_xmalloc(SIZE_MAX); /* says so and ends */
}

void
ub_regex_free(struct ub_regex *r)
{
	if (r == NULL)
		return;
	pcre2_match_data_free(r->found);
	pcre2_match_context_free(r->limit);
	pcre2_jit_stack_free(r->stack);
	pcre2_code_free(r->code);
	free(r);
}

/* Machine code where the system lets us make it; the answers are the same. */
static void
translate(struct ub_regex *r)
{
	if (pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) != 0)
		return;
	r->stack = pcre2_jit_stack_create(STACK_MIN, STACK_MAX, NULL);
	if (r->stack != NULL)
		pcre2_jit_stack_assign(r->limit, NULL, r->stack);
}

enum ub_status
ub_regex_new(struct ub_regex **rp, const char *pattern, size_t len, bool whole,
    size_t *at, struct ub_err *e)
{
	uint32_t how = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY |
		       PCRE2_NEVER_BACKSLASH_C;
	struct ub_regex *r = ub_xcalloc(1, sizeof(*r));
	pcre2_compile_context *c = need(pcre2_compile_context_create(NULL));
	char why[160];
	int code;

	*rp = NULL;
	(void)pcre2_set_newline(c, PCRE2_NEWLINE_LF);
	if (whole)
		how |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
	r->code = pcre2_compile((PCRE2_SPTR)pattern, len, how, &code, at, c);
	pcre2_compile_context_free(c);
	if (r->code == NULL) {
		ub_regex_free(r);
		if (*at > len)
			*at = len;
		(void)pcre2_get_error_message(
		    code, (PCRE2_UCHAR *)why, sizeof(why));
		return ub_fail(e, UB_EUSAGE, "the pattern: %s", why);
	}
	r->found = need(pcre2_match_data_create(1, NULL));
	r->limit = need(pcre2_match_context_create(NULL));
	(void)pcre2_set_match_limit(r->limit, STEPS_MAX);
	(void)pcre2_set_depth_limit(r->limit, DEPTH_MAX);
	(void)pcre2_set_heap_limit(r->limit, HEAP_MAX_KIB);
	translate(r);
	*rp = r;
	return UB_OK;
}

enum ub_regex_found
ub_regex_match(struct ub_regex *r, const char *s, size_t len)
{
	int rc = pcre2_match(r->code, (PCRE2_SPTR)s, len, 0, PCRE2_NO_UTF_CHECK,
	    r->found, r->limit);

	if (rc >= 0)
		return UB_REGEX_YES;
	return rc == PCRE2_ERROR_NOMATCH ? UB_REGEX_NO : UB_REGEX_LIMIT;
}
