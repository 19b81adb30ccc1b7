/* explain.c - how a value comes about, for people; expr.h. */
#include <stdio.h>

#include "node.h"

struct explain {
	struct ub_run *run;
	bool english;
	struct ub_buf *b;
	size_t start; /* of this explanation in b */
};

/* A macro, so that the compiler sees formats. */
#define SAY(s, sv, en) ((s)->english ? (en) : (sv))

void
ub_val_tell(
    struct ub_buf *b, bool english, enum ub_kind kind, const struct ub_val *v)
{
	size_t at = b->len;
	char *point;

	if (v->miss == UB_MISS_EMPTY) {
		ub_buf_puts(b, english ? "not recorded" : "ej ifyllt");
	} else if (v->miss != 0) {
		ub_buf_printf(
		    b, "%s (.%c)", english ? "missing" : "saknas", v->miss);
	} else if (kind == UB_K_BOOL) {
		ub_buf_puts(b, english ? (v->u.b ? "true" : "false")
				       : (v->u.b ? "sant" : "falskt"));
	} else {
		ub_val_print(b, kind, v);
		point = english || kind != UB_K_DEC
			    ? NULL
			    : memchr(b->s + at, '.', b->len - at);
		if (point != NULL)
			*point = ',';
	}
}

/* --- an operation in text -------------------------------------------------- */

static const struct ub_node *
bare(const struct ub_node *n)
{
	return n->op == UB_OP_TODEC ? n->kid[0] : n;
}

static bool
is_leaf(const struct ub_node *n)
{
	n = bare(n);
	return n->op == UB_OP_CONST || n->op == UB_OP_COL ||
	       n->op == UB_OP_VAR || n->op == UB_OP_REASON ||
	       n->op == UB_OP_LIST || n->op == UB_OP_TEXT;
}

/* How tightly it binds. */
static int
level(const struct ub_node *n)
{
	switch (bare(n)->op) {
	case UB_OP_OR:
		return 1;
	case UB_OP_AND:
		return 2;
	case UB_OP_NOT:
		return 3;
	case UB_OP_CMP:
	case UB_OP_IN:
	case UB_OP_BETWEEN:
	case UB_OP_LIKE:
	case UB_OP_MATCH:
	case UB_OP_IS:
		return 4;
	case UB_OP_ADD:
	case UB_OP_SUB:
		return 5;
	case UB_OP_MUL:
	case UB_OP_DIV:
	case UB_OP_MOD:
		return 6;
	case UB_OP_NEG:
		return 7;
	default:
		return 8;
	}
}

/* Is kid i of n the beginning of a longer sum?  a + b + c is one step. */
static bool
is_chain(const struct ub_node *n, size_t i)
{
	const struct ub_node *kid = bare(n->kid[i]);

	return i == 0 && (n->op == UB_OP_ADD || n->op == UB_OP_SUB) &&
	       (kid->op == UB_OP_ADD || kid->op == UB_OP_SUB) &&
	       n->kind != UB_K_DATE && kid->kind != UB_K_DATE;
}

static const char *
sign(const struct explain *s, const struct ub_node *n)
{
	static const char *const cmp[] = { "", "<", "=", "<=", ">", "<>",
		">=", "" };

	switch (n->op) {
	case UB_OP_ADD:
		return "+";
	case UB_OP_SUB:
		return "-";
	case UB_OP_MUL:
		return "*";
	case UB_OP_DIV:
		return "/";
	case UB_OP_MOD:
		return "%";
	case UB_OP_AND:
		return SAY(s, "och", "and");
	case UB_OP_OR:
		return SAY(s, "eller", "or");
	case UB_OP_LIKE:
		return SAY(s, "liknar", "like");
	case UB_OP_MATCH:
		return "~";
	default:
		return cmp[n->mask & 7];
	}
}

static enum ub_status put(struct explain *s, struct ub_node *n, bool values);

/* A part of an operation: as it is called, or what it is. */
static enum ub_status
put_kid(struct explain *s, struct ub_node *up, size_t i, bool values)
{
	struct ub_node *n = up->kid[i];
	bool round;
	struct ub_val v;
	enum ub_status st;

	/* a - (b - c); what joins many needs no brackets for its own kind */
	round = up->op != UB_OP_CALL &&
		(level(n) < level(up) || (level(n) == level(up) && i > 0));
	if (values && is_chain(up, i))
		return put(s, n, true);
	if (values && n->op != UB_OP_REASON && n->op != UB_OP_LIST &&
	    n->op != UB_OP_TEXT) {
		st = ub_eval(s->run, n, &v);
		if (st != UB_OK)
			return st;
		round = n->kind == UB_K_INT && v.miss == 0 && v.u.i < 0 &&
			i > 0 && up->op != UB_OP_CALL;
		if (round)
			ub_buf_putc(s->b, '(');
		ub_val_tell(s->b, s->english, n->kind, &v);
		if (round)
			ub_buf_putc(s->b, ')');
		return UB_OK;
	}
	if (round)
		ub_buf_putc(s->b, '(');
	st = put(s, n, false);
	if (round)
		ub_buf_putc(s->b, ')');
	return st;
}

static enum ub_status
put_join(struct explain *s, struct ub_node *n, const char *sep, bool values)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; i < n->nkid && st == UB_OK; i++) {
		if (i > 0)
			ub_buf_puts(s->b, sep);
		st = put_kid(s, n, i, values);
	}
	return st;
}

static void
put_word(struct explain *s, const struct ub_node *n)
{
	ub_buf_add(s->b, s->run->x->src + n->word.off, n->word.len);
}

static void
put_leaf(struct explain *s, const struct ub_node *n)
{
	const struct ub_scope *scope = s->run->x->scope;

	switch (n->op) {
	case UB_OP_COL:
		ub_buf_puts(s->b, scope->legend->col[n->index].name);
		break;
	case UB_OP_VAR:
		ub_buf_puts(s->b, scope->var[n->index].name);
		break;
	case UB_OP_CONST:
		ub_val_tell(s->b, s->english, n->kind, &n->val);
		break;
	case UB_OP_REASON:
		ub_buf_printf(
		    s->b, "%s (.%c)", SAY(s, "saknas", "missing"), n->reason);
		break;
	default:
		put_word(s, n);
	}
}

static enum ub_status
put_is(struct explain *s, struct ub_node *n, bool values)
{
	enum ub_status st = put_kid(s, n, 0, values);

	if (n->reason == 0)
		ub_buf_puts(s->b, SAY(s, " saknas", " is missing"));
	else if (n->reason == UB_MISS_EMPTY)
		ub_buf_puts(s->b, SAY(s, " är ej ifyllt", " is not recorded"));
	else
		ub_buf_printf(s->b, SAY(s, " är .%c", " is .%c"), n->reason);
	return st;
}

static enum ub_status
put_in(struct explain *s, struct ub_node *n, bool values)
{
	enum ub_status st = put_kid(s, n, 0, values);

	ub_buf_puts(s->b, SAY(s, " är en av ", " is one of "));
	for (size_t i = 1; i < n->nkid && st == UB_OK; i++) {
		if (i > 1)
			ub_buf_puts(s->b, ", ");
		st = put_kid(s, n, i, values);
	}
	return st;
}

static enum ub_status
put_between(struct explain *s, struct ub_node *n, bool values)
{
	static const char *const sv[] = { "", " från ", " till " };
	static const char *const en[] = { "", " from ", " to " };
	enum ub_status st = UB_OK;

	for (size_t i = 0; i < 3 && st == UB_OK; i++) {
		ub_buf_puts(s->b, s->english ? en[i] : sv[i]);
		st = put_kid(s, n, i, values);
	}
	return st;
}

/* One operation: its parts by their names, or with their values in place. */
static enum ub_status
put(struct explain *s, struct ub_node *n, bool values)
{
	char sep[32];
	enum ub_status st;

	n = (struct ub_node *)(uintptr_t)bare(n);
	if (is_leaf(n)) {
		put_leaf(s, n);
		return UB_OK;
	}
	switch (n->op) {
	case UB_OP_NEG:
		ub_buf_putc(s->b, '-');
		return put_kid(s, n, 0, values);
	case UB_OP_NOT:
		ub_buf_puts(s->b, SAY(s, "inte ", "not "));
		return put_kid(s, n, 0, values);
	case UB_OP_IS:
		return put_is(s, n, values);
	case UB_OP_IN:
		return put_in(s, n, values);
	case UB_OP_BETWEEN:
		return put_between(s, n, values);
	case UB_OP_IF:
	case UB_OP_CASE:
		ub_buf_puts(s->b, SAY(s, "valet", "the choice"));
		return UB_OK;
	case UB_OP_CALL:
		put_word(s, n);
		ub_buf_putc(s->b, '(');
		st = put_join(s, n, "; ", values);
		ub_buf_putc(s->b, ')');
		return st;
	default:
		snprintf(sep, sizeof(sep), " %s ", sign(s, n));
		return put_join(s, n, sep, values);
	}
}

/* --- the steps ------------------------------------------------------------ */

/* Take the line that begins at off away if it stands already, or says the same
 * twice. */
static void
drop_repeated(struct explain *s, size_t off)
{
	size_t len = s->b->len - off;

	for (size_t i = s->start; i + len <= off; i++)
		if ((i == s->start || s->b->s[i - 1] == '\n') &&
		    memcmp(s->b->s + i, s->b->s + off, len) == 0) {
			s->b->len = off;
			s->b->s[off] = '\0';
			return;
		}
}

static enum ub_status
line(struct explain *s, struct ub_node *n)
{
	size_t off = s->b->len, mid, end;
	struct ub_val v;
	enum ub_status st;

	ub_buf_puts(s->b, "    ");
	if ((st = put(s, n, false)) != UB_OK)
		return st;
	mid = s->b->len;
	if (!is_leaf(n)) {
		ub_buf_puts(s->b, n->kind == UB_K_BOOL ? ": " : " = ");
		end = s->b->len;
		if ((st = put(s, n, true)) != UB_OK)
			return st;
		if (end - off == 4 + s->b->len - end + (end - mid) &&
		    memcmp(s->b->s + off + 4, s->b->s + end, mid - off - 4) ==
			0) {
			s->b->len = mid; /* there was nothing to put in */
			s->b->s[mid] = '\0';
		}
	}
	if ((st = ub_eval(s->run, n, &v)) != UB_OK)
		return st;
	ub_buf_puts(s->b, n->kind == UB_K_BOOL ? ": " : " = ");
	ub_val_tell(s->b, s->english, n->kind, &v);
	ub_buf_putc(s->b, '\n');
	drop_repeated(s, off);
	return UB_OK;
}

static enum ub_status steps(struct explain *s, struct ub_node *n);

static enum ub_status
step_kids(struct explain *s, struct ub_node *n)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; i < n->nkid && st == UB_OK; i++)
		st = is_chain(n, i)
			 ? step_kids(
			       s, (struct ub_node *)(uintptr_t)bare(n->kid[i]))
			 : steps(s, n->kid[i]);
	return st;
}

static enum ub_status
step_if(struct explain *s, struct ub_node *n)
{
	struct ub_val c;
	enum ub_status st = steps(s, n->kid[0]);

	if (st == UB_OK && is_leaf(n->kid[0]))
		st = line(s, n->kid[0]);
	if (st == UB_OK)
		st = ub_eval(s->run, n->kid[0], &c);
	if (st != UB_OK || c.miss != 0)
		return st;
	return steps(s, n->kid[c.u.b ? 1 : 2]);
}

static enum ub_status
step_case(struct explain *s, struct ub_node *n)
{
	struct ub_val c;
	enum ub_status st;
	size_t i;

	for (i = 0; i + 1 < n->nkid; i += 2) {
		if ((st = steps(s, n->kid[i])) != UB_OK ||
		    (is_leaf(n->kid[i]) &&
			(st = line(s, n->kid[i])) != UB_OK) ||
		    (st = ub_eval(s->run, n->kid[i], &c)) != UB_OK)
			return st;
		if (c.miss == 0 && c.u.b)
			return steps(s, n->kid[i + 1]);
	}
	return i < n->nkid ? steps(s, n->kid[i]) : UB_OK;
}

/* and, or: as far as they look. */
static enum ub_status
step_logic(struct explain *s, struct ub_node *n)
{
	struct ub_val v;
	enum ub_status st;

	for (size_t i = 0; i < n->nkid; i++) {
		if ((st = steps(s, n->kid[i])) != UB_OK ||
		    (st = ub_eval(s->run, n->kid[i], &v)) != UB_OK)
			return st;
		if (v.miss == 0 && v.u.b == (n->op == UB_OP_OR))
			break;
	}
	return line(s, n);
}

static enum ub_status
steps(struct explain *s, struct ub_node *n)
{
	enum ub_status st = UB_OK;

	n = (struct ub_node *)(uintptr_t)bare(n);
	if (is_leaf(n))
		return UB_OK;
	switch (n->op) {
	case UB_OP_IF:
		return step_if(s, n);
	case UB_OP_CASE:
		return step_case(s, n);
	case UB_OP_AND:
	case UB_OP_OR:
		return step_logic(s, n);
	default:
		break;
	}
	st = step_kids(s, n);
	return st == UB_OK ? line(s, n) : st;
}

enum ub_status
ub_expr_explain(struct ub_expr *x, const struct ub_batch *b, size_t rec,
    const struct ub_val *var, bool english, struct ub_buf *to, struct ub_err *e)
{
	struct explain s = {
		.run = &x->run, .english = english, .b = to, .start = to->len
	};
	uint64_t zerodiv = x->run.zerodiv;
	enum ub_status st;

	x->run.b = b;
	x->run.rec = rec;
	x->run.var = var;
	x->run.e = e;
	st = is_leaf(x->root) ? line(&s, x->root) : steps(&s, x->root);
	x->run.zerodiv = zerodiv;
	return st;
}
