/* expand.c - see expand.h. */
#include "expand.h"

#include <stdlib.h>

/* [list NAME], whose lines are entries first .. end-1. */
struct list {
	const char *name;
	size_t first, end;
	bool used;
};

struct expand {
	struct ub_ini *ini;
	struct ub_pool *pool;
	struct list *list;
	size_t nlist;
	struct ub_ini_entry *out;
	size_t nout;
	struct ub_err *e;
};

static enum ub_status
fail(const struct expand *x, size_t at, const char *what, const char *arg)
{
	return ub_fail_at(x->e, UB_EUSAGE, x->ini->name, x->ini->entry[at].line,
	    "%s: %s", what, arg);
}

const char *
ub_pool_take(struct ub_pool *pool, struct ub_buf *b)
{
	pool->text = ub_xgrow(pool->text, pool->n, sizeof(*pool->text));
	ub_buf_add(b, "", 0);
	pool->text[pool->n] = ub_xstrndup(b->s, b->len);
	ub_buf_clear(b);
	return pool->text[pool->n++];
}

static size_t
section_end(const struct ub_ini *ini, size_t at)
{
	for (at++; at < ini->n && ini->entry[at].key != NULL; at++)
		;
	return at;
}

/* A line "MEMBER = text"; others are "MEMBER ATTRIBUTE = text". */
static bool
is_member(const struct ub_ini_entry *x)
{
	return strchr(x->key, ' ') == NULL;
}

static enum ub_status
find_lists(struct expand *x)
{
	const struct ub_ini *ini = x->ini;
	size_t at, i, k, n;

	for (at = 0; at < ini->n; at++) {
		const char *s = ini->entry[at].section;

		if (ini->entry[at].key != NULL || strncmp(s, "list ", 5) != 0)
			continue;
		x->list = ub_xgrow(x->list, x->nlist, sizeof(*x->list));
		x->list[x->nlist] = (struct list){ .name = s + 5,
			.first = at + 1,
			.end = section_end(ini, at) };
		for (i = 0; i < x->nlist; i++)
			if (strcmp(x->list[i].name, s + 5) == 0)
				return fail(x, at, "the list is there", s + 5);
		n = 0;
		for (i = at + 1; i < x->list[x->nlist].end; i++) {
			n += is_member(&ini->entry[i]);
			for (k = at + 1; k < i; k++)
				if (strcmp(ini->entry[i].key,
					ini->entry[k].key) == 0)
					return fail(x, i, "stands twice",
					    ini->entry[i].key);
		}
		if (n == 0)
			return fail(x, at, "the list has no members", s + 5);
		x->nlist++;
	}
	return UB_OK;
}

/* The text of {LIST}, {LIST:text} or {LIST:ATTRIBUTE} at member, or NULL. */
static const char *
value_of(const struct expand *x, const struct list *l, const char *member,
    struct ub_slice attr)
{
	const struct ub_ini_entry *y;
	size_t n = strlen(member);

	if (attr.s == NULL)
		return member;
	for (y = x->ini->entry + l->first; y < x->ini->entry + l->end; y++) {
		if (strncmp(y->key, member, n) != 0)
			continue;
		if (y->key[n] == '\0' && ub_slice_is(attr, "text"))
			return y->value;
		if (y->key[n] == ' ' && ub_slice_is(attr, y->key + n + 1))
			return y->value;
	}
	return NULL;
}

/* Is s the beginning of "{LIST}" or "{LIST:...}"?  Then what is after it. */
static const char *
placeholder(const char *s, const struct list *l, struct ub_slice *attr)
{
	size_t n = strlen(l->name);
	const char *end;

	attr->s = NULL;
	if (*s != '{' || strncmp(s + 1, l->name, n) != 0)
		return NULL;
	s += 1 + n;
	if (*s == '}')
		return s + 1;
	end = *s == ':' ? strchr(s, '}') : NULL;
	if (end == NULL)
		return NULL;
	attr->s = s + 1;
	attr->len = (size_t)(end - s - 1);
	return end + 1;
}

/* text with the placeholders of l replaced, in the pool; text itself where
 * there are none.  NULL: a member lacks an attribute. */
static const char *
fill(struct expand *x, const struct list *l, const char *member,
    const char *text)
{
	struct ub_buf b = { 0 };
	const char *s, *after, *to;
	struct ub_slice attr;
	bool any = false;

	for (s = text; *s != '\0';) {
		after = placeholder(s, l, &attr);
		if (after == NULL) {
			ub_buf_putc(&b, *s++);
			continue;
		}
		any = true;
		to = value_of(x, l, member, attr);
		if (to == NULL) {
			ub_buf_free(&b);
			return NULL;
		}
		ub_buf_puts(&b, to);
		s = after;
	}
	if (any)
		text = ub_pool_take(x->pool, &b);
	ub_buf_free(&b);
	return text;
}

static void
put(struct expand *x, const struct ub_ini_entry *y)
{
	x->out = ub_xgrow(x->out, x->nout, sizeof(*x->out));
	x->out[x->nout++] = *y;
}

/* The section at .. end-1 for one member. */
static enum ub_status
put_member(struct expand *x, const struct list *l, const char *member,
    size_t at, size_t end)
{
	const char *section = fill(x, l, member, x->ini->entry[at].section);

	for (size_t i = at; i < end; i++) {
		struct ub_ini_entry y = x->ini->entry[i];

		y.section = section;
		if (y.key != NULL) {
			y.key = fill(x, l, member, y.key);
			y.value = fill(x, l, member, y.value);
		}
		if (y.section == NULL ||
		    (i > at && (y.key == NULL || y.value == NULL)))
			return fail(x, i,
			    "a {...} that this member of the list lacks",
			    member);
		put(x, &y);
	}
	return UB_OK;
}

static enum ub_status
put_section(struct expand *x, size_t at, size_t end)
{
	const char *s = x->ini->entry[at].section;
	struct ub_slice attr;
	enum ub_status st = UB_OK;
	struct list *l;

	if (strncmp(s, "list ", 5) == 0)
		return UB_OK;
	for (; *s != '\0'; s++)
		for (l = x->list; l < x->list + x->nlist; l++)
			if (placeholder(s, l, &attr) != NULL)
				goto found;
	for (; at < end; at++)
		put(x, &x->ini->entry[at]);
	return UB_OK;
found:
	l->used = true;
	for (size_t i = l->first; i < l->end && st == UB_OK; i++)
		if (is_member(&x->ini->entry[i]))
			st = put_member(x, l, x->ini->entry[i].key, at, end);
	return st;
}

enum ub_status
ub_expand(struct ub_ini *ini, struct ub_pool *pool, struct ub_err *e)
{
	struct expand x = { .ini = ini, .pool = pool, .e = e };
	enum ub_status st = find_lists(&x);
	size_t at = 0, end, i;

	if (st != UB_OK || x.nlist == 0)
		goto done;
	for (; at < ini->n && ini->entry[at].key != NULL; at++)
		put(&x, &ini->entry[at]); /* before the first section */
	for (; at < ini->n && st == UB_OK; at = end) {
		end = section_end(ini, at);
		st = put_section(&x, at, end);
	}
	for (i = 0; i < x.nlist && st == UB_OK; i++)
		if (!x.list[i].used)
			st = fail(&x, x.list[i].first - 1,
			    "no section is for its members", x.list[i].name);
	if (st == UB_OK) {
		free(ini->entry);
		ini->entry = x.out;
		ini->n = x.nout;
		x.out = NULL;
	}
done:
	free(x.out);
	free(x.list);
	return st;
}
