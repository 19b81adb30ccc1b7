/* pick.c - see pick.h. */
#include <stdlib.h>

#include "../base/simd.h"
#include "../base/unicode.h"
#include "expr.h"
#include "pick.h"

/* --- the list ---------------------------------------------------------- */

struct list {
	const char *src; /* the whole list */
	const struct ub_legend *in;
	struct ub_buf line; /* the legend that comes of it */
	size_t *off;        /* in src, of the item each column came from */
	struct ub_err *e;
};

static struct ub_span
trim(const char *s, size_t from, size_t to)
{
	struct ub_span t;

	while (from < to && s[from] == ' ')
		from++;
	while (to > from && s[to - 1] == ' ')
		to--;
	t.off = from;
	t.len = to - from;
	return t;
}

/* Append the name there, in NFC as legends have it, to b. */
static void
name_of(struct list *l, struct ub_span at, struct ub_buf *b)
{
	ub_buf_clear(b);
	ub_nfc(b, l->src + at.off, at.len);
	ub_buf_add(b, "", 0);
}

static enum ub_status
find(struct list *l, struct ub_span at, size_t *col)
{
	struct ub_buf name = { 0 };
	struct ub_err why;
	enum ub_status st = UB_OK;

	name_of(l, at, &name);
	if (at.len == 0)
		st = ub_expr_fail(
		    l->e, l->src, at.off, "a column's name expected");
	else if (ub_legend_need(l->in, name.s, name.len, col, &why) != UB_OK)
		st = ub_expr_fail(l->e, l->src, at.off, "%s", why.what);
	ub_buf_free(&name);
	return st;
}

static void
add(struct ub_pick *p, struct list *l, size_t col, const char *name, size_t off)
{
	size_t n = p->legend.n++;

	p->from = ub_xgrow(p->from, n, sizeof(*p->from));
	l->off = ub_xgrow(l->off, n, sizeof(*l->off));
	p->from[n] = col;
	l->off[n] = off;
	ub_buf_putc(&l->line, n == 0 ? '#' : '\t');
	ub_buf_puts(&l->line, name);
	ub_buf_putc(&l->line, ':');
	ub_buf_puts(&l->line, ub_type_name(l->in->col[col].type));
}

static enum ub_status
take_range(struct ub_pick *p, struct list *l, struct ub_span first,
    struct ub_span last)
{
	size_t from, to;
	enum ub_status st;

	if ((st = find(l, first, &from)) != UB_OK ||
	    (st = find(l, last, &to)) != UB_OK)
		return st;
	if (to < from)
		return ub_expr_fail(l->e, l->src, last.off,
		    "%s stands before %s in the legend", l->in->col[to].name,
		    l->in->col[from].name);
	for (; from <= to; from++)
		add(p, l, from, l->in->col[from].name, first.off);
	return UB_OK;
}

/* b*: those that begin so, as the legend has them. */
static enum ub_status
take_pattern(struct ub_pick *p, struct list *l, struct ub_span at)
{
	struct ub_buf name = { 0 };
	size_t i, n = p->legend.n;

	at.len--;
	name_of(l, at, &name);
	for (i = 0; i < l->in->n; i++)
		if (strncmp(l->in->col[i].name, name.s, name.len) == 0)
			add(p, l, i, l->in->col[i].name, at.off);
	ub_buf_free(&name);
	if (p->legend.n > n)
		return UB_OK;
	return ub_expr_fail(l->e, l->src, at.off, "no column's name begins so");
}

static enum ub_status
take_renamed(
    struct ub_pick *p, struct list *l, struct ub_span new, struct ub_span old)
{
	struct ub_buf name = { 0 };
	enum ub_status st;
	size_t col = 0;

	name_of(l, new, &name);
	if (!ub_name_valid(name.s, name.len))
		st = ub_expr_fail(l->e, l->src, new.off,
		    "a name is a letter, then letters, digits and _");
	else if ((st = find(l, old, &col)) == UB_OK)
		add(p, l, col, name.s, new.off);
	ub_buf_free(&name);
	return st;
}

static enum ub_status
take_item(struct ub_pick *p, struct list *l, size_t from, size_t to)
{
	const char *s = l->src + from;
	const char *eq = memchr(s, '=', to - from);
	const char *dots = memmem(s, to - from, "..", 2);
	struct ub_span all = trim(l->src, from, to);
	size_t at;

	if (eq != NULL) {
		at = (size_t)(eq - l->src);
		return take_renamed(
		    p, l, trim(l->src, from, at), trim(l->src, at + 1, to));
	}
	if (dots != NULL) {
		at = (size_t)(dots - l->src);
		return take_range(
		    p, l, trim(l->src, from, at), trim(l->src, at + 2, to));
	}
	if (all.len > 0 && l->src[all.off + all.len - 1] == '*')
		return take_pattern(p, l, all);
	return take_range(p, l, all, all);
}

/* Why the new legend was refused: only equal names are left as a reason. */
static enum ub_status
twice(const struct ub_pick *p, struct list *l, const struct ub_err *why)
{
	struct ub_buf a = { 0 }, b = { 0 };
	enum ub_status st = UB_OK;
	struct ub_slice rest = { l->line.s + 1, l->line.len - 1 };
	const char **name = ub_xcalloc(p->legend.n, sizeof(*name));
	size_t i, k;

	for (i = 0; i < p->legend.n; i++) {
		name[i] = rest.s;
		rest.s = strchr(rest.s, ':') + 1;
		if (i + 1 < p->legend.n)
			rest.s = strchr(rest.s, '\t') + 1;
	}
	for (i = 1; i < p->legend.n && st == UB_OK; i++) {
		ub_buf_clear(&a);
		ub_casefold(&a, name[i], strcspn(name[i], ":"));
		for (k = 0; k < i && st == UB_OK; k++) {
			ub_buf_clear(&b);
			ub_casefold(&b, name[k], strcspn(name[k], ":"));
			if (strcmp(a.s, b.s) == 0)
				st = ub_expr_fail(l->e, l->src, l->off[i],
				    "two columns are called %.*s",
				    (int)strcspn(name[i], ":"), name[i]);
		}
	}
	free(name);
	ub_buf_free(&a);
	ub_buf_free(&b);
	return st != UB_OK ? st : ub_fail(l->e, UB_EUSAGE, "%s", why->what);
}

static void
find_runs(struct ub_pick *p)
{
	size_t i;

	for (i = 0; i < p->legend.n; i++) {
		if (i > 0 && p->from[i] == p->from[i - 1] + 1) {
			p->run[p->nrun - 1].last++;
			continue;
		}
		p->run = ub_xgrow(p->run, p->nrun, sizeof(*p->run));
		p->run[p->nrun].first = p->run[p->nrun].last = p->from[i];
		p->nrun++;
	}
}

static enum ub_status
parse(struct ub_pick *p, struct list *l)
{
	size_t from = 0, to, len = strlen(l->src);
	struct ub_legend made;
	struct ub_err why;
	enum ub_status st;

	if (!ub_utf8_valid(l->src, len))
		return ub_fail(l->e, UB_EUSAGE, "-c: not valid UTF-8");
	for (; from <= len; from = to + 1) {
		to = from + strcspn(l->src + from, ",");
		if ((st = take_item(p, l, from, to)) != UB_OK)
			return st;
	}
	/* the parser of legends finds equal names among thousands at once */
	if (ub_legend_parse(&made, l->line.s, l->line.len, &why) != UB_OK)
		return twice(p, l, &why);
	p->legend = made;
	find_runs(p);
	return UB_OK;
}

enum ub_status
ub_pick_parse(struct ub_pick *p, const struct ub_legend *in, const char *list,
    struct ub_err *e)
{
	struct list l = { .src = list, .in = in, .e = e };
	enum ub_status st;

	memset(p, 0, sizeof(*p));
	st = parse(p, &l);
	ub_buf_free(&l.line);
	free(l.off);
	if (st != UB_OK) {
		free(p->from);
		memset(p, 0, sizeof(*p));
	}
	return st;
}

void
ub_pick_free(struct ub_pick *p)
{
	ub_legend_free(&p->legend);
	ub_meta_free(&p->meta);
	free(p->from);
	free(p->run);
	memset(p, 0, sizeof(*p));
}

/* --- tables ------------------------------------------------------------ */

/* How many columns of the input are keys. */
static size_t
count_keys(const struct ub_meta *m)
{
	const char *keys = ub_pair_get(m->attr, m->nattr, "keys");
	size_t n;

	if (keys == NULL || *keys == '\0')
		return 0;
	for (n = 1; (keys = strchr(keys, ',')) != NULL; n++)
		keys++;
	return n;
}

enum { TAILS = 16, LEAST = 6, REASONS = 27 };

/* Is column c, if there is one, x_miss_saknas or x_miss_a of column i? */
static bool
is_reason(const struct ub_legend *in, size_t i, size_t c)
{
	size_t len = strlen(in->col[i].name);

	return c < in->n && in->col[c].type == UB_COUNT &&
	       strncmp(in->col[c].name, in->col[i].name, len) == 0 &&
	       strncmp(in->col[c].name + len, "_miss_", 6) == 0;
}

/* Columns that belong to measure i of the input and follow it: counts, the ends
 * x_lo and x_hi of its type, and results of tests.  A count has persons. */
static size_t
companions(const struct ub_legend *in, size_t i)
{
	static const struct {
		const char *name;
		enum ub_type type; /* UB_TEXT: the measure's own */
	} tail[TAILS] = { { "_k", UB_COUNT }, { "_k_rec", UB_COUNT },
		{ "_n", UB_COUNT }, { "_miss", UB_COUNT },
		{ "_k_pers", UB_COUNT }, { "_r_pers", UB_COUNT },
		{ "_least", UB_COUNT }, { "_stat", UB_STAT },
		{ "_df", UB_STAT }, { "_diff", UB_STAT }, { "_lo", UB_TEXT },
		{ "_hi", UB_TEXT }, { "_effect", UB_STAT }, { "_p", UB_STAT },
		{ "_adj", UB_STAT }, { "_sig", UB_BOOL } };
	size_t len = strlen(in->col[i].name), n = 0, t;

	for (t = 0; t < TAILS && i + n + 1 < in->n; t++) {
		while (t == LEAST && is_reason(in, i, i + n + 1))
			n++;
		if (i + n + 1 >= in->n)
			break;
		const struct ub_col *c = &in->col[i + n + 1];
		enum ub_type own = in->col[i].type;
		bool persons = t == LEAST - 2 || t == LEAST - 1;

		if (own == UB_COUNT && !persons)
			continue;

		if (c->type == (tail[t].type == UB_TEXT ? own : tail[t].type) &&
		    strncmp(c->name, in->col[i].name, len) == 0 &&
		    strcmp(c->name + len, tail[t].name) == 0)
			n++;
	}
	return n;
}

/* Is column c of the input a companion of a measure before it? */
static bool
is_companion(const struct ub_legend *in, size_t nkey, size_t c)
{
	size_t k;

	for (k = 1; k <= TAILS + REASONS && nkey + k <= c; k++)
		if (companions(in, c - k) >= k)
			return true;
	return false;
}

static enum ub_status
check_measures(const struct ub_pick *p, const struct ub_legend *in, size_t nkey,
    struct ub_err *e)
{
	size_t i, n, k;

	for (i = nkey; i < p->legend.n; i += n + 1) {
		n = companions(in, p->from[i]);
		for (k = 1; k <= n; k++)
			if (i + k >= p->legend.n ||
			    p->from[i + k] != p->from[i] + k)
				return ub_fail(e, UB_EUSAGE,
				    "-c: column %s of a table keeps %s after "
				    "it",
				    in->col[p->from[i]].name,
				    in->col[p->from[i] + k].name);
		if (is_companion(in, nkey, p->from[i]))
			return ub_fail(e, UB_EUSAGE,
			    "-c: column %s of a table stands after its "
			    "measure",
			    in->col[p->from[i]].name);
	}
	return UB_OK;
}

enum ub_status
ub_pick_table(const struct ub_pick *p, const struct ub_legend *in,
    const struct ub_meta *m, struct ub_err *e)
{
	size_t nkey = count_keys(m), i;

	if (m->table == NULL)
		return UB_OK;
	for (i = 0; i < nkey && i < in->n; i++)
		if (i >= p->legend.n || p->from[i] != i)
			return ub_fail(e, UB_EUSAGE,
			    "-c: a table keeps its keys, first and in order: "
			    "column %s",
			    in->col[i].name);
	for (i = 0; i < p->legend.n; i++)
		if (strcmp(p->legend.col[i].name, in->col[p->from[i]].name) !=
		    0)
			return ub_fail(e, UB_EUSAGE,
			    "-c: a table keeps its names: column %s",
			    in->col[p->from[i]].name);
	if (ub_legend_find(in, "n_pers", 6) != UB_NOCOL &&
	    ub_legend_find(&p->legend, "n_pers", 6) == UB_NOCOL)
		return ub_fail(
		    e, UB_EUSAGE, "-c: a table keeps its column n_pers");
	return check_measures(p, in, nkey, e);
}

/* --- labels and records ------------------------------------------------ */

enum ub_status
ub_pick_labels(struct ub_pick *p, const struct ub_legend *in,
    const struct ub_meta *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < m->nextracted; i++)
		ub_meta_add_extracted(&p->meta, m->extracted[i]);
	for (; p->nlabel < m->nlabel && st == UB_OK; p->nlabel++) {
		const struct ub_label *l = &m->label[p->nlabel];
		size_t col = ub_legend_find(in, l->col, strlen(l->col));
		for (i = 0; i < p->legend.n && st == UB_OK; i++)
			if (p->from[i] == col)
				st = ub_meta_add_label(&p->meta,
				    p->legend.col[i].name, l->value, l->text,
				    e);
	}
	return st;
}

void
ub_pick_record(const struct ub_pick *p, const struct ub_batch *b, size_t rec,
    struct ub_writer *w)
{
	const uint32_t *sep = b->sep + rec * b->ncol;
	size_t i;

	for (i = 0; i < p->nrun; i++) {
		uint32_t from = sep[(ptrdiff_t)p->run[i].first - 1] + 1;
		uint32_t to = sep[p->run[i].last];
		ub_writer_add(w, b->base + from, to - from);
		ub_writer_add(w, i + 1 < p->nrun ? "\t" : "\n", 1);
	}
}
