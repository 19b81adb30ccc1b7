/* meta.c - see meta.h: control lines in, labels, whole or cut. */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/hash.h"
#include "../base/num.h"
#include "meta.h"

static void
pairs_free(struct ub_pair *pair, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		free(pair[i].key);
		free(pair[i].value);
	}
	free(pair);
}

void
ub_meta_free(struct ub_meta *m)
{
	size_t i;

	free(m->table);
	pairs_free(m->attr, m->nattr);
	for (i = 0; i < m->nlabel; i++) {
		free(m->label[i].col);
		free(m->label[i].value);
		free(m->label[i].text);
	}
	free(m->label);
	for (i = 0; i < m->nstep; i++) {
		free(m->step[i].line);
		free(m->step[i].id);
		free(m->step[i].tool);
		pairs_free(m->step[i].pair, m->step[i].npair);
	}
	free(m->step);
	free(m->slot);
	ub_buf_free(&m->leaves);
	memset(m, 0, sizeof(*m));
}

const char *
ub_pair_get(const struct ub_pair *pair, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(pair[i].key, key) == 0)
			return pair[i].value;
	return NULL;
}

static void
add_pair(
    struct ub_pair **pair, size_t *n, struct ub_slice key, const char *value)
{
	*pair = ub_xgrow(*pair, *n, sizeof(**pair));
	(*pair)[*n].key = ub_xstrndup(key.s, key.len);
	(*pair)[*n].value = ub_xstrdup(value);
	(*n)++;
}

void
ub_meta_set_table(struct ub_meta *m, const char *name)
{
	free(m->table);
	m->table = ub_xstrdup(name);
}

void
ub_meta_add_attr(struct ub_meta *m, const char *key, const char *value)
{
	add_pair(&m->attr, &m->nattr, ub_slice_of(key), value);
}

/* --- labels ------------------------------------------------------------ */

static uint64_t
label_hash(const char *col, const char *value)
{
	uint64_t h = ub_hash64(col, strlen(col), 0);

	return value == NULL ? h : ub_hash64(value, strlen(value), h);
}

static bool
label_is(const struct ub_label *l, const char *col, const char *value)
{
	if (strcmp(l->col, col) != 0 || (l->value == NULL) != (value == NULL))
		return false;
	return value == NULL || strcmp(l->value, value) == 0;
}

/* The slot of that label, or the free one where it would go. */
static size_t
label_slot(const struct ub_meta *m, const char *col, const char *value)
{
	size_t i = (size_t)label_hash(col, value) & (m->nslot - 1);

	while (
	    m->slot[i] != 0 && !label_is(&m->label[m->slot[i] - 1], col, value))
		i = (i + 1) & (m->nslot - 1);
	return i;
}

static void
label_rehash(struct ub_meta *m)
{
	size_t i;

	free(m->slot);
	m->nslot = m->nslot == 0 ? 64 : m->nslot * 2;
	m->slot = ub_xcalloc(m->nslot, sizeof(*m->slot));
	for (i = 0; i < m->nlabel; i++)
		m->slot[label_slot(m, m->label[i].col, m->label[i].value)] =
		    i + 1;
}

const char *
ub_meta_label(const struct ub_meta *m, const char *col, const char *value)
{
	size_t at;

	if (m->nslot == 0)
		return NULL;
	at = m->slot[label_slot(m, col, value)];
	return at == 0 ? NULL : m->label[at - 1].text;
}

enum ub_status
ub_meta_add_label(struct ub_meta *m, const char *col, const char *value,
    const char *text, struct ub_err *e)
{
	const char *have = ub_meta_label(m, col, value);
	struct ub_label *l;

	if (have != NULL && strcmp(have, text) == 0)
		return UB_OK;
	if (have != NULL)
		return ub_fail(
		    e, UB_EDATA, "column %s: two different labels", col);
	if (m->nlabel * 2 >= m->nslot)
		label_rehash(m);
	m->label = ub_xgrow(m->label, m->nlabel, sizeof(*m->label));
	l = &m->label[m->nlabel];
	l->col = ub_xstrdup(col);
	l->value = value == NULL ? NULL : ub_xstrdup(value);
	l->text = ub_xstrdup(text);
	m->slot[label_slot(m, col, value)] = ++m->nlabel;
	return UB_OK;
}

void
ub_meta_add_extracted(struct ub_meta *m, int32_t day)
{
	if (m->nextracted == 2 ||
	    (m->nextracted == 1 && m->extracted[0] == day))
		return;
	m->extracted[m->nextracted++] = day;
}

/* --- control lines in -------------------------------------------------- */

/* The next TAB-separated field of *rest, which is cut; false at the end. */
static bool
next_field(struct ub_slice *rest, struct ub_slice *f)
{
	const char *tab;

	if (rest->s == NULL)
		return false;
	tab = memchr(rest->s, '\t', rest->len);
	f->s = rest->s;
	if (tab == NULL) {
		f->len = rest->len;
		rest->s = NULL;
		return true;
	}
	f->len = (size_t)(tab - rest->s);
	rest->len -= f->len + 1;
	rest->s = tab + 1;
	return true;
}

static char *
plain(struct ub_slice f)
{
	struct ub_buf b = { 0 };

	ub_unescape(&b, f.s, f.len);
	ub_buf_add(&b, "", 0); /* a NUL even when empty */
	return b.s;
}

/* key=value fields to the end of the line. */
static enum ub_status
take_pairs(struct ub_slice *rest, struct ub_pair **pair, size_t *n,
    const char *what, struct ub_err *e)
{
	struct ub_slice f, key;
	const char *eq;
	char *value;

	while (next_field(rest, &f)) {
		eq = memchr(f.s, '=', f.len);
		if (eq == NULL || eq == f.s)
			return ub_fail(
			    e, UB_EDATA, "%s: a field is not key=value", what);
		key.s = f.s;
		key.len = (size_t)(eq - f.s);
		value = plain((struct ub_slice){ eq + 1, f.len - key.len - 1 });
		add_pair(pair, n, key, value);
		free(value);
	}
	return UB_OK;
}

static enum ub_status
take_end(struct ub_meta *m, struct ub_slice rest, struct ub_err *e)
{
	struct ub_slice a, b, more;
	int64_t nrec, nstep;

	if (!next_field(&rest, &a) || !next_field(&rest, &b) ||
	    next_field(&rest, &more) || !ub_int_parse(a.s, a.len, &nrec) ||
	    !ub_int_parse(b.s, b.len, &nstep) || nrec < 0 || nstep < 0)
		return ub_fail(e, UB_EDATA, "#end: not two counts");
	m->nend++;
	m->end_rec += (uint64_t)nrec;
	m->end_step += (uint64_t)nstep;
	return UB_OK;
}

static enum ub_status
take_label(struct ub_meta *m, struct ub_slice rest, struct ub_err *e)
{
	struct ub_slice f[4];
	size_t n = 0;
	char *col, *value, *text;
	enum ub_status st;

	while (n < 4 && next_field(&rest, &f[n]))
		n++;
	if (n < 2 || n > 3 || f[0].len == 0)
		return ub_fail(
		    e, UB_EDATA, "#label: not a column, a value and a text");
	col = ub_xstrndup(f[0].s, f[0].len);
	value = n == 3 ? ub_xstrndup(f[1].s, f[1].len) : NULL;
	text = plain(f[n - 1]);
	st = ub_meta_add_label(m, col, value, text, e);
	free(col);
	free(value);
	free(text);
	return st;
}

static enum ub_status
take_extracted(struct ub_meta *m, struct ub_slice rest, struct ub_err *e)
{
	struct ub_slice f, more;
	int32_t day;

	if (!next_field(&rest, &f) || next_field(&rest, &more) ||
	    !ub_date_parse(f.s, f.len, &day))
		return ub_fail(e, UB_EDATA, "#extracted: not a date");
	ub_meta_add_extracted(m, day);
	return UB_OK;
}

static enum ub_status
take_table(struct ub_meta *m, struct ub_slice rest, struct ub_err *e)
{
	struct ub_slice name;

	if (m->table != NULL)
		return ub_fail(
		    e, UB_EDATA, "#table: a second table, where one is taken");
	if (!next_field(&rest, &name) || name.len == 0)
		return ub_fail(e, UB_EDATA, "#table: no name");
	m->table = plain(name);
	return take_pairs(&rest, &m->attr, &m->nattr, "#table", e);
}

static enum ub_status
take_step(struct ub_meta *m, struct ub_slice line, struct ub_slice rest,
    struct ub_err *e)
{
	struct ub_slice id, tool;
	struct ub_step *s;
	size_t i;

	m->nstep_line++;
	for (i = 0; i < m->nstep; i++) {
		if (ub_slice_is(line, m->step[i].line)) {
			m->step[i].times++;
			return UB_OK;
		}
	}
	if (!next_field(&rest, &id) || id.len == 0 ||
	    !next_field(&rest, &tool) || tool.len == 0)
		return ub_fail(e, UB_EDATA, "#step: not an id and a tool");
	m->step = ub_xgrow(m->step, m->nstep, sizeof(*m->step));
	s = &m->step[m->nstep++];
	memset(s, 0, sizeof(*s));
	s->line = ub_xstrndup(line.s, line.len);
	s->id = ub_xstrndup(id.s, id.len);
	s->tool = plain(tool);
	s->times = 1;
	return take_pairs(&rest, &s->pair, &s->npair, "#step", e);
}

enum word { NONE, STEP, LABEL, EXTRACTED, TABLE, END };

static enum word
word_of(struct ub_slice *rest)
{
	struct ub_slice f = { NULL, 0 };

	if (!next_field(rest, &f))
		return NONE;
	if (ub_slice_is(f, "#step"))
		return STEP;
	if (ub_slice_is(f, "#label"))
		return LABEL;
	if (ub_slice_is(f, "#extracted"))
		return EXTRACTED;
	if (ub_slice_is(f, "#table"))
		return TABLE;
	if (ub_slice_is(f, "#end"))
		return END;
	return NONE;
}

bool
ub_meta_is_control(const char *s, size_t len)
{
	struct ub_slice rest = { s, len };

	return word_of(&rest) != NONE;
}

enum ub_status
ub_meta_line(struct ub_meta *m, const char *s, size_t len, struct ub_err *e)
{
	struct ub_slice line = { s, len }, rest = line;

	switch (word_of(&rest)) {
	case STEP:
		return take_step(m, line, rest, e);
	case LABEL:
		return take_label(m, rest, e);
	case EXTRACTED:
		return take_extracted(m, rest, e);
	case TABLE:
		return take_table(m, rest, e);
	case END:
		return take_end(m, rest, e);
	case NONE:
		break;
	}
	return ub_fail(e, UB_EDATA, "no control line");
}

bool
ub_meta_whole(const struct ub_meta *m)
{
	return m->nend > 0 && m->nend == m->nlegend && m->end_rec == m->nrec &&
	       m->end_step == m->nstep_line;
}
