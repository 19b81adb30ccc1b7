/* expr.c - see expr.h: compiling, running, and reading around expressions. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/simd.h"
#include "../base/unicode.h"
#include "node.h"

/* --- nodes ------------------------------------------------------------- */

struct ub_node *
ub_node_new(struct ub_expr *x, enum ub_op op, size_t off)
{
	struct ub_node *n = ub_xcalloc(1, sizeof(*n));

	n->op = op;
	n->off = off;
	n->depth = 1;
	n->next = x->all;
	x->all = n;
	return n;
}

void
ub_node_add(struct ub_node *n, struct ub_node *kid)
{
	n->kid = ub_xgrow(n->kid, n->nkid, sizeof(struct ub_node *));
	n->kid[n->nkid++] = kid;
	if (kid->depth >= n->depth)
		n->depth = kid->depth + 1;
}

static void
node_free(struct ub_node *n)
{
	size_t i;

	for (i = 0; i < sizeof(n->buf) / sizeof(n->buf[0]); i++)
		ub_buf_free(&n->buf[i]);
	ub_regex_free(n->regex);
	ub_codelist_free(n->list);
	free(n->kid);
	free(n->set);
	free(n->slot);
	free(n->sel);
	free(n->truth);
	free(n);
}

/* --- carets ------------------------------------------------------------ */

enum { SHOW_BEFORE = 100, SHOW_AFTER = 60 }; /* characters round a caret */

/* Step back one character; s[i] is not the first of its line. */
static size_t
back(const char *s, size_t i)
{
	do
		i--;
	while (((unsigned char)s[i] & 0xc0) == 0x80);
	return i;
}

/*
 * The line of src that holds off, and a caret under that character.  Of a
 * long line only the neighbourhood is shown.  Control characters become
 * blanks: a terminal must not act on them.
 */
static void
caret(struct ub_err *e, const char *src, size_t off)
{
	size_t from = off, to = off, n, i;
	struct ub_buf b = { 0 };

	for (n = 0; from > 0 && src[from - 1] != '\n' && n < SHOW_BEFORE; n++)
		from = back(src, from);
	for (i = 0; src[to] != '\0' && src[to] != '\n' && i < SHOW_AFTER; i++)
		to += ub_ustep(src + to);
	ub_buf_puts(&b, "    ");
	for (i = from; i < to; i++)
		ub_buf_putc(&b, (unsigned char)src[i] < ' ' || src[i] == 0x7f
				    ? ' '
				    : src[i]);
	ub_buf_puts(&b, "\n    ");
	for (; n > 0; n--)
		ub_buf_putc(&b, ' ');
	ub_buf_putc(&b, '^');
	snprintf(e->below, sizeof(e->below), "%s", b.s);
	ub_buf_free(&b);
}

enum ub_status
ub_expr_fail(
    struct ub_err *e, const char *src, size_t off, const char *fmt, ...)
{
	char what[sizeof(e->what)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	(void)ub_fail(e, UB_EUSAGE, "%s", what);
	if (ub_utf8_valid(src, strlen(src)))
		caret(e, src, off);
	return UB_EUSAGE;
}

/* --- compiling --------------------------------------------------------- */

static enum ub_status
begin(
    struct ub_lex *l, const char *src, size_t off, size_t len, struct ub_err *e)
{
	if (!ub_utf8_valid(src, strlen(src)))
		return ub_fail(
		    e, UB_EUSAGE, "the expression is not valid UTF-8");
	return ub_lex_begin(l, src, off, len, e);
}

enum ub_status
ub_expr_compile(struct ub_expr **xp, const struct ub_scope *scope,
    const char *src, size_t off, size_t len, struct ub_err *e)
{
	struct ub_expr *x = ub_xcalloc(1, sizeof(*x));
	struct ub_lex l;
	enum ub_status st;

	*xp = NULL;
	x->scope = scope;
	x->src = ub_xstrdup(src);
	x->run.x = x;
	if ((st = begin(&l, x->src, off, len, e)) != UB_OK ||
	    (st = ub_parse(x, &l, e)) != UB_OK ||
	    (st = ub_check(x, e)) != UB_OK) {
		ub_expr_free(x);
		return st;
	}
	ub_batch_plan(x);
	*xp = x;
	return UB_OK;
}

void
ub_expr_free(struct ub_expr *x)
{
	struct ub_node *n;

	if (x == NULL)
		return;
	while ((n = x->all) != NULL) {
		x->all = n->next;
		node_free(n);
	}
	free(x->every);
	free(x->src);
	free(x);
}

enum ub_kind
ub_expr_kind(const struct ub_expr *x)
{
	return x->root->kind;
}

enum ub_type
ub_expr_type(const struct ub_expr *x)
{
	return x->root->type;
}

void
ub_expr_columns(const struct ub_expr *x, bool *used)
{
	const struct ub_node *n;

	for (n = x->all; n != NULL; n = n->next)
		if (n->op == UB_OP_COL)
			used[n->index] = true;
}

size_t
ub_expr_column(const struct ub_expr *x)
{
	return x->root->op == UB_OP_COL ? x->root->index : UB_NOCOL;
}

/* --- running ----------------------------------------------------------- */

enum ub_status
ub_expr_eval(struct ub_expr *x, const struct ub_batch *b, size_t rec,
    const struct ub_val *var, struct ub_val *out, struct ub_err *e)
{
	x->run.b = b;
	x->run.rec = rec;
	x->run.var = var;
	x->run.e = e;
	return ub_eval(&x->run, x->root, out);
}

uint64_t
ub_expr_zerodiv(const struct ub_expr *x)
{
	return x->run.zerodiv;
}

void
ub_val_print(struct ub_buf *b, enum ub_kind kind, const struct ub_val *v)
{
	if (v->miss != 0) {
		ub_missing_put(b, v->miss);
		return;
	}
	ub_buf_reserve(b, UB_DEC_MAX);
	switch (kind) {
	case UB_K_BOOL:
		ub_buf_putc(b, v->u.b ? '1' : '0');
		return;
	case UB_K_INT:
		b->len += ub_int_print(b->s + b->len, v->u.i);
		break;
	case UB_K_DEC:
		b->len += ub_dec_print(b->s + b->len, v->u.d);
		break;
	case UB_K_DATE:
		ub_date_print(b->s + b->len, v->u.day);
		b->len += UB_DATE_LEN;
		break;
	case UB_K_TEXT:
		ub_buf_add(b, v->u.t.s, v->u.t.len);
		return;
	}
	b->s[b->len] = '\0';
}

/* --- round expressions ------------------------------------------------- */

enum ub_status
ub_expr_define(const char *src, struct ub_span *name, struct ub_span *rest,
    struct ub_err *e)
{
	struct ub_span all = { 0, strlen(src) };
	struct ub_lex l;
	enum ub_status st;

	name->off = name->len = 0;
	*rest = all;
	if ((st = begin(&l, src, 0, all.len, e)) != UB_OK)
		return st;
	if (l.tok != UB_T_NAME)
		return UB_OK;
	*name = l.at;
	if ((st = ub_lex_next(&l, e)) != UB_OK)
		return st;
	if (l.tok != UB_T_EQ || l.at.len != 1) {
		name->off = name->len = 0;
		return UB_OK;
	}
	rest->off = l.at.off + 1;
	rest->len = all.len - rest->off;
	return UB_OK;
}

/* One argument, up to the comma or bracket that ends it. */
static enum ub_status
argument(struct ub_lex *l, struct ub_span *arg, struct ub_err *e)
{
	size_t end = l->at.off;
	enum ub_status st;
	int depth = 0;

	arg->off = l->at.off - (l->quoted ? 1 : 0);
	while (depth > 0 || (l->tok != UB_T_COMMA && l->tok != UB_T_RPAR)) {
		if (l->tok == UB_T_END)
			return ub_expr_fail(e, l->src, l->at.off, ") expected");
		depth += l->tok == UB_T_LPAR;
		depth -= l->tok == UB_T_RPAR;
		end = l->next;
		if ((st = ub_lex_next(l, e)) != UB_OK)
			return st;
	}
	arg->len = end - arg->off;
	if (arg->len == 0)
		return ub_expr_fail(e, l->src, l->at.off, "a value expected");
	return UB_OK;
}

static enum ub_status
arguments(struct ub_lex *l, struct ub_span *arg, size_t max, size_t *nargs,
    struct ub_err *e)
{
	enum ub_status st;

	for (;;) {
		if (*nargs == max)
			return ub_expr_fail(e, l->src, l->at.off,
			    "at most %zu argument%s", max, max == 1 ? "" : "s");
		if ((st = argument(l, &arg[*nargs], e)) != UB_OK)
			return st;
		(*nargs)++;
		if (l->tok == UB_T_RPAR)
			return UB_OK;
		if ((st = ub_lex_next(l, e)) != UB_OK)
			return st;
	}
}

enum ub_status
ub_expr_call(const char *src, struct ub_span at, struct ub_span *func,
    struct ub_span *arg, size_t max, size_t *nargs, struct ub_err *e)
{
	struct ub_lex l;
	enum ub_status st;

	*nargs = 0;
	if ((st = begin(&l, src, at.off, at.len, e)) != UB_OK)
		return st;
	if (l.tok != UB_T_NAME || l.quoted)
		return ub_expr_fail(e, src, l.at.off, "a function expected");
	*func = l.at;
	if ((st = ub_lex_next(&l, e)) != UB_OK)
		return st;
	if (l.tok == UB_T_END)
		return UB_OK;
	if (l.tok != UB_T_LPAR)
		return ub_expr_fail(e, src, l.at.off, "( expected");
	if ((st = ub_lex_next(&l, e)) != UB_OK)
		return st;
	if (l.tok != UB_T_RPAR &&
	    (st = arguments(&l, arg, max, nargs, e)) != UB_OK)
		return st;
	if ((st = ub_lex_next(&l, e)) != UB_OK)
		return st;
	if (l.tok != UB_T_END)
		return ub_expr_fail(e, src, l.at.off,
		    "nothing more expected (name another measure or column "
		    "for it)");
	return UB_OK;
}
