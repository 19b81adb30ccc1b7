/*
 * loops.c - conditions over many records, a column at a time.
 *
 * The common shapes (a column against constants, and, or, not) have loops of
 * their own; everything else is evaluated record by record by the same
 * functions as ub_expr_eval() uses.  sel lists the records to look at.
 */
#include <stdlib.h>

#include "../base/date.h"
#include "node.h"

enum { FALSE = 0, TRUE = 1, MISSING = 2 };

/* --- any condition ----------------------------------------------------- */

enum ub_status
ub_test_any(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	enum ub_status st;
	struct ub_val v;
	size_t i;

	for (i = 0; i < nsel; i++) {
		r->rec = sel[i];
		if ((st = ub_eval(r, n, &v)) != UB_OK)
			return st;
		truth[sel[i]] = v.miss != 0 ? MISSING : v.u.b;
	}
	return UB_OK;
}

/* --- text -------------------------------------------------------------- */

static inline uint64_t
load64(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline uint32_t
load32(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* Are len bytes the same?  Short ones without a call: two loads that overlap
 * cover any length from 4 to 16. */
static inline bool
same(const char *a, const char *b, size_t len)
{
	if (len > 16)
		return load64(a) == load64(b) && memcmp(a, b, len) == 0;
	if (len >= 8)
		return load64(a) == load64(b) &&
		       load64(a + len - 8) == load64(b + len - 8);
	if (len >= 4)
		return load32(a) == load32(b) &&
		       load32(a + len - 4) == load32(b + len - 4);
	return a[0] == b[0] && a[len / 2] == b[len / 2] &&
	       a[len - 1] == b[len - 1];
}

enum ub_status
ub_test_text_eq(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	size_t col = n->kid[0]->index, i;
	struct ub_slice want = n->kid[1]->val.u.t, f;
	uint8_t yes = n->mask == UB_CMP_EQ ? TRUE : FALSE;

	for (i = 0; i < nsel; i++) {
		f = ub_field(r->b, sel[i], col);
		if (f.len == want.len && same(f.s, want.s, want.len))
			truth[sel[i]] = yes;
		else
			truth[sel[i]] = ub_missing(f) != 0 ? MISSING : !yes;
	}
	return UB_OK;
}

enum ub_status
ub_test_text_in(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	struct ub_val v = { 0 };
	size_t col = n->kid[0]->index, i, k;

	for (i = 0; i < nsel; i++) {
		struct ub_slice f = ub_field(r->b, sel[i], col);
		uint8_t t = FALSE;
		if (ub_missing(f) != 0) {
			t = MISSING;
		} else if (n->nset > 8) {
			v.u.t = f;
			t = ub_set_has(n, &v);
		} else {
			for (k = 0; k < n->nset && t == FALSE; k++)
				t = f.len == n->set[k].u.t.len &&
				    same(f.s, n->set[k].u.t.s, f.len);
		}
		truth[sel[i]] = t;
	}
	return UB_OK;
}

/* --- a column against a range ------------------------------------------ */

/*
 * A comparison with a constant is a closed range lo .. hi, or what is outside
 * it; a year's is one of dates.  Dates are looked at as the number YYYYMMDD,
 * which orders like the day and costs no calendar.
 */
static inline uint8_t
within(bool inside, bool outside)
{
	return inside != outside ? TRUE : FALSE;
}

enum ub_status
ub_test_int(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	int64_t lo = (int64_t)n->lo.lo, hi = (int64_t)n->hi.lo, v;
	size_t col = n->kid[0]->index, i;
	enum ub_type type = n->kid[0]->type;
	bool outside = n->outside;

	for (i = 0; i < nsel; i++) {
		struct ub_slice f = ub_field(r->b, sel[i], col);
		if (ub_missing(f) != 0) {
			truth[sel[i]] = MISSING;
			continue;
		}
		if (!ub_field_int(type, f, &v)) {
			r->rec = sel[i];
			return ub_eval_badfield(r, col);
		}
		truth[sel[i]] = within(v >= lo && v <= hi, outside);
	}
	return UB_OK;
}

static const int64_t pow10[] = { 1, 10, 100, 1000, 10000, 100000, 1000000,
	10000000, 100000000, 1000000000 };

/* At most nine digits before the point: a dec in 64 bits.  False for what is
 * larger, missing, or no dec: the parser of num.h decides. */
static inline bool
small_dec(struct ub_slice f, int64_t *nano)
{
	bool neg = f.len > 0 && f.s[0] == '-';
	size_t from = neg, i, left;
	int64_t v = 0;
	unsigned d;

	for (i = from; i < f.len; i++) {
		if ((d = (unsigned)(unsigned char)f.s[i] - '0') > 9)
			break;
		v = v * 10 + d;
		if (i - from == 9)
			return false;
	}
	if (i == from || (f.s[from] == '0' && i - from > 1))
		return false;
	left = f.len - i;
	if (left > 0) {
		if (f.s[i] != '.' || left - 2 > 8 || f.s[f.len - 1] == '0')
			return false;
		while (++i < f.len) {
			if ((d = (unsigned)(unsigned char)f.s[i] - '0') > 9)
				return false;
			v = v * 10 + d;
		}
		left--;
	}
	v *= pow10[9 - left];
	*nano = neg ? -v : v;
	return !neg || v != 0;
}

/* The nearest 64-bit number. */
static int64_t
clamp(struct ub_i128 v)
{
	if (ub_i128_cmp(v, ub_i128_of(INT64_MAX)) > 0)
		return INT64_MAX;
	if (ub_i128_cmp(v, ub_i128_of(INT64_MIN)) < 0)
		return INT64_MIN;
	return (int64_t)v.lo;
}

enum ub_status
ub_test_dec(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	const struct ub_node *c = n->kid[0];
	int64_t lo = clamp(n->lo), hi = clamp(n->hi), small;
	struct ub_i128 v;
	size_t i;

	for (i = 0; i < nsel; i++) {
		struct ub_slice f = ub_field(r->b, sel[i], c->index);
		if (c->type == UB_DEC && small_dec(f, &small)) {
			truth[sel[i]] =
			    within(small >= lo && small <= hi, n->outside);
			continue;
		}
		if (ub_missing(f) != 0) {
			truth[sel[i]] = MISSING;
			continue;
		}
		if (c->type == UB_DEC ? !ub_dec_parse(f.s, f.len, &v)
				      : !ub_field_real(c->type, f, &v)) {
			r->rec = sel[i];
			return ub_eval_badfield(r, c->index);
		}
		truth[sel[i]] = within(
		    ub_i128_cmp(v, n->lo) >= 0 && ub_i128_cmp(v, n->hi) <= 0,
		    n->outside);
	}
	return UB_OK;
}

/* YYYY-MM-DD to YYYYMMDD; false when it is no day. */
static inline bool
date_key(struct ub_slice f, int32_t *key)
{
	static const unsigned char at[8] = { 0, 1, 2, 3, 5, 6, 8, 9 };
	unsigned bad = 0, v = 0, d, month, mday;
	int32_t day;
	int i;

	if (f.len != UB_DATE_LEN)
		return false;
	for (i = 0; i < 8; i++) {
		d = (unsigned)(unsigned char)f.s[at[i]] - '0';
		bad |= d > 9;
		v = v * 10 + d;
	}
	bad |= f.s[4] != '-' || f.s[7] != '-' || v < 10000;
	*key = (int32_t)v;
	month = v / 100 % 100;
	mday = v % 100;
	if (!bad && month - 1 < 12 && mday - 1 < 28)
		return true;
	return ub_date_parse(f.s, f.len, &day);
}

enum ub_status
ub_test_date(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	const struct ub_node *c = n->kid[0];
	int64_t lo = (int64_t)n->lo.lo, hi = (int64_t)n->hi.lo;
	bool outside = n->outside;
	size_t col, i;
	int32_t v;

	col = c->op == UB_OP_CALL ? c->kid[0]->index : c->index;
	for (i = 0; i < nsel; i++) {
		struct ub_slice f = ub_field(r->b, sel[i], col);
		if (date_key(f, &v)) {
			truth[sel[i]] = within(v >= lo && v <= hi, outside);
		} else if (ub_missing(f) != 0) {
			truth[sel[i]] = MISSING;
		} else {
			r->rec = sel[i];
			return ub_eval_badfield(r, col);
		}
	}
	return UB_OK;
}

/* --- a column alone ---------------------------------------------------- */

enum ub_status
ub_test_bool(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	size_t i;

	for (i = 0; i < nsel; i++) {
		struct ub_slice f = ub_field(r->b, sel[i], n->index);
		if (f.len == 1 && (f.s[0] == '0' || f.s[0] == '1')) {
			truth[sel[i]] = f.s[0] == '1' ? TRUE : FALSE;
		} else if (ub_missing(f) != 0) {
			truth[sel[i]] = MISSING;
		} else {
			r->rec = sel[i];
			return ub_eval_badfield(r, n->index);
		}
	}
	return UB_OK;
}

/* column is missing, column is .n: the column is read for its errors only */
enum ub_status
ub_test_is(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	struct ub_node *c = n->kid[0];
	enum ub_status st;
	struct ub_val v;
	size_t i;
	char miss;

	for (i = 0; i < nsel; i++) {
		miss = ub_missing(ub_field(r->b, sel[i], c->index));
		r->rec = sel[i];
		if (miss == 0 && c->kind != UB_K_TEXT &&
		    (st = ub_eval(r, c, &v)) != UB_OK)
			return st;
		truth[sel[i]] = n->reason == 0 ? miss != 0 : miss == n->reason;
	}
	return UB_OK;
}

/* --- and, or, not ------------------------------------------------------ */

static void
scratch(struct ub_node *n, size_t need)
{
	if (need <= n->cap)
		return;
	n->sel = ub_xreallocarray(n->sel, need, sizeof(*n->sel));
	n->truth = ub_xrealloc(n->truth, need);
	n->cap = need;
}

/* The records that what has been seen so far does not decide. */
static size_t
undecided(const uint32_t *sel, size_t nsel, const uint8_t *truth,
    uint8_t decides, uint32_t *open)
{
	size_t i, k = 0;

	for (i = 0; i < nsel; i++) {
		open[k] = sel[i];
		k += truth[sel[i]] != decides;
	}
	return k;
}

/* Each condition is asked only of the records the ones before left open. */
enum ub_status
ub_test_logic(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	uint8_t decides = n->op == UB_OP_OR ? TRUE : FALSE;
	enum ub_status st = n->kid[0]->test(r, n->kid[0], sel, nsel, truth);
	size_t i, k;

	scratch(n, r->b->n);
	for (i = 1; i < n->nkid && st == UB_OK; i++) {
		nsel = undecided(sel, nsel, truth, decides, n->sel);
		sel = n->sel;
		if (nsel == 0)
			break;
		st = n->kid[i]->test(r, n->kid[i], sel, nsel, n->truth);
		for (k = 0; k < nsel && st == UB_OK; k++) {
			uint8_t t = n->truth[sel[k]];
			if (t == decides || truth[sel[k]] != MISSING)
				truth[sel[k]] = t;
		}
	}
	return st;
}

enum ub_status
ub_test_not(struct ub_run *r, struct ub_node *n, const uint32_t *sel,
    size_t nsel, uint8_t *truth)
{
	static const uint8_t flip[] = { TRUE, FALSE, MISSING };
	enum ub_status st = n->kid[0]->test(r, n->kid[0], sel, nsel, truth);
	size_t i;

	for (i = 0; i < nsel && st == UB_OK; i++)
		truth[sel[i]] = flip[truth[sel[i]]];
	return st;
}
