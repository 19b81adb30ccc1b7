/* tell.c - what can be said about an expression: in an account, and to its
 * author; expr.h. */
#include <stdlib.h>

#include "node.h"

enum { TELL_MAX = 1000 }; /* bytes; a sheet of a workbook must hold it */

static bool
reads_id(const struct ub_expr *x)
{
	const struct ub_node *n;

	for (n = x->all; n != NULL; n = n->next)
		if (n->op == UB_OP_COL &&
		    x->scope->legend->col[n->index].type == UB_ID)
			return true;
	return false;
}

/* "@/home/anna/lista.txt" as "@lista.txt": no account names a folder. */
static void
put_list(struct ub_buf *b, const char *s, size_t len)
{
	const char *slash = memrchr(s, '/', len);

	if (slash != NULL) {
		ub_buf_putc(b, '@');
		if (len > 1 && s[1] == '"')
			ub_buf_putc(b, '"');
		len -= (size_t)(slash + 1 - s);
		s = slash + 1;
	}
	ub_buf_add(b, s, len);
}

void
ub_expr_tell(const struct ub_expr *x, struct ub_buf *b)
{
	bool hide = reads_id(x);
	size_t from = 0, start = b->len;
	struct ub_lex l;
	struct ub_err e;

	(void)ub_lex_begin(&l, x->src, 0, strlen(x->src), &e);
	while (l.tok != UB_T_END) {
		ub_buf_add(b, x->src + from, l.at.off - from);
		if (hide && l.tok == UB_T_TEXT)
			ub_buf_puts(b, "\"...\"");
		else if (x->src[l.at.off] == '@')
			put_list(b, x->src + l.at.off, l.at.len);
		else
			ub_buf_add(b, x->src + l.at.off, l.at.len);
		from = l.at.off + l.at.len;
		if (ub_lex_next(&l, &e) != UB_OK)
			break; /* it was compiled: this cannot be */
	}
	ub_buf_puts(b, x->src + from);
	if (b->len - start > TELL_MAX) {
		b->len = start + TELL_MAX;
		while (((unsigned char)b->s[b->len] & 0xc0) == 0x80)
			b->len--;
		ub_buf_puts(b, "...");
	}
}

/* Functions that give nothing where an argument is missing. */
static bool
is_strict(const struct ub_func *f)
{
	static const char *const all[] = { "abs", "ceil", "floor", "ln", "max",
		"mean", "min", "round", "sqrt", "sum" };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(f->name, all[i]) == 0)
			return true;
	return false;
}

static bool
keeps_hidden(const struct ub_node *n, bool *column)
{
	bool keeps;

	switch (n->op) {
	case UB_OP_COL:
	case UB_OP_VAR:
		*column = true;
		return true;
	case UB_OP_CONST:
	case UB_OP_NEG:
	case UB_OP_ADD:
	case UB_OP_SUB:
	case UB_OP_MUL:
	case UB_OP_DIV:
	case UB_OP_MOD:
	case UB_OP_CMP:
	case UB_OP_NOT:
	case UB_OP_TODEC:
		keeps = true;
		break;
	case UB_OP_CALL:
		keeps = is_strict(n->func);
		break;
	default: /* what can take one value for a missing one, or no column */
		return false;
	}
	for (size_t i = 0; keeps && i < n->nkid; i++)
		keeps = keeps_hidden(n->kid[i], column);
	return keeps;
}

bool
ub_expr_keeps_hidden(const struct ub_expr *x)
{
	bool column = false;

	return keeps_hidden(x->root, &column) && column;
}

static bool
is_labelled(const struct ub_meta *m, const char *col)
{
	size_t i;

	for (i = 0; i < m->nlabel; i++)
		if (m->label[i].value != NULL &&
		    strcmp(m->label[i].col, col) == 0)
			return true;
	return false;
}

/* Is kid a text, compared with column col of this legend, that is none of the
 * values that have labels? */
static bool
is_stranger(const struct ub_expr *x, const struct ub_meta *m,
    const struct ub_node *col, const struct ub_node *kid)
{
	const char *name;
	bool stranger;
	char *value;

	if (col->op != UB_OP_COL || !ub_node_is_const(kid) ||
	    kid->kind != UB_K_TEXT)
		return false;
	name = x->scope->legend->col[col->index].name;
	value = ub_xstrndup(kid->val.u.t.s, kid->val.u.t.len);
	stranger =
	    is_labelled(m, name) && ub_meta_label(m, name, value) == NULL;
	free(value);
	return stranger;
}

/* The first stranger under n, or NULL. */
static const struct ub_node *
find_stranger(const struct ub_expr *x, const struct ub_meta *m,
    const struct ub_node *n, const struct ub_node **col)
{
	size_t i;

	if (n->op == UB_OP_CMP &&
	    (n->mask == UB_CMP_EQ || n->mask == (UB_CMP_LT | UB_CMP_GT))) {
		for (i = 0; i < 2; i++) {
			*col = n->kid[i];
			if (is_stranger(x, m, n->kid[i], n->kid[1 - i]))
				return n->kid[1 - i];
		}
	}
	for (i = 1; n->op == UB_OP_IN && i < n->nkid; i++) {
		*col = n->kid[0];
		if (is_stranger(x, m, n->kid[0], n->kid[i]))
			return n->kid[i];
	}
	return NULL;
}

/* The value that a text was meant for: one that is called so, or the nearest
 * word, for a number is near to many others; NULL: nobody knows. */
static const char *
meant(const struct ub_meta *m, const char *col, struct ub_slice text)
{
	const char **value = ub_xcalloc(m->nlabel + 1, sizeof(*value));
	const char *called = NULL, *near;
	size_t n = 0;

	for (size_t i = 0; i < m->nlabel; i++) {
		const struct ub_label *l = &m->label[i];

		if (l->value == NULL || strcmp(l->col, col) != 0)
			continue;
		if (strpbrk(l->value, "0123456789") == NULL)
			value[n++] = l->value;
		if (called == NULL && ub_slice_is(text, l->text))
			called = l->value;
	}
	near = ub_nearest(text.s, text.len, value, n);
	free(value);
	return called != NULL ? called : near;
}

bool
ub_expr_unlabelled(
    const struct ub_expr *x, const struct ub_meta *m, struct ub_err *e)
{
	const struct ub_node *n, *col, *hit, *first = NULL, *which = NULL;
	const char *name, *near;

	for (n = x->all; n != NULL; n = n->next) {
		hit = find_stranger(x, m, n, &col);
		if (hit != NULL && (first == NULL || hit->off < first->off)) {
			first = hit;
			which = col;
		}
	}
	if (first == NULL)
		return false;
	name = x->scope->legend->col[which->index].name;
	near = meant(m, name, first->val.u.t);
	ub_expr_fail(e, x->src, first->off,
	    "no such value among the labels of column %s%s%.60s%s", name,
	    near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
	return true;
}
