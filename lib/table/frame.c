/* frame.c - the keys of a table with a hierarchy, code lists and an own unit;
 * frame.h. */
#include "frame.h"

#include <stdlib.h>
#include <string.h>

#include "agg.h"

void
ub_frame_free(struct ub_frame *f)
{
	for (size_t i = 0; i < f->nkey; i++) {
		struct ub_frame_key *k = &f->key[i];

		free(k->src);
		free(k->name);
		free(k->plain);
		ub_codelist_free(k->list[0]);
		ub_codelist_free(k->list[1]);
	}
	for (size_t i = 0; i < UB_KEYS_MAX; i++)
		free(f->below[i]);
	free(f->own);
	memset(f, 0, sizeof(*f));
}

/* --- keys ---------------------------------------------------------------- */

/* The name of a key: before its "=", or all of it. */
static struct ub_slice
name_of(const char *src)
{
	size_t n = strcspn(src, "=");
	struct ub_slice name = { src, n };

	while (name.len > 0 && name.s[name.len - 1] == ' ')
		name.len--;
	return name;
}

/* What a key is computed from: its definition, or the column of its name. */
static const char *
source_of(const struct ub_frame_key *k)
{
	const char *eq = strchr(k->src, '=');

	return eq == NULL ? k->src : eq + 1;
}

static enum ub_status
add_key(struct ub_frame *f, char *src, struct ub_err *e)
{
	struct ub_frame_key *k = &f->key[f->nkey];
	struct ub_slice name = name_of(src);

	if (f->nkey == UB_KEYS_MAX) {
		free(src);
		return ub_fail(e, UB_EUSAGE, "more than %d keys", UB_KEYS_MAX);
	}
	memset(k, 0, sizeof(*k));
	k->src = src;
	k->name = ub_xstrndup(name.s, name.len);
	f->nkey++;
	return UB_OK;
}

static size_t
find_key(const struct ub_frame *f, struct ub_slice name)
{
	size_t i = 0;

	while (i < f->nkey && !ub_slice_is(name, f->key[i].name))
		i++;
	return i;
}

/* --- hierarchy ----------------------------------------------------------- */

/* The next level of "a < b < c"; NULL after the last. */
static char *
next_level(const char *s, size_t *at)
{
	size_t from = *at, to;

	if (from > 0 && s[from - 1] == '\0')
		return NULL;
	to = from + strcspn(s + from, "<");
	*at = to + 1;
	while (from < to && s[from] == ' ')
		from++;
	while (to > from && s[to - 1] == ' ')
		to--;
	return ub_xstrndup(s + from, to - from);
}

/* ", 2019-12-31": the day as one more argument. */
static void
add_day(struct ub_buf *b, const struct ub_agg_spec *spec)
{
	if (spec->at != NULL)
		ub_buf_printf(b, ", %s", spec->at);
}

/* The kommun that an area answers for, or a kommun that answers for itself. */
static void
kommun_of(struct ub_buf *b, const char *enhet, const struct ub_agg_spec *spec)
{
	ub_buf_printf(b,
	    "if((%s) is missing, substr((%s), 1, 4), if(label((%s)"
	    ", @kommun",
	    enhet, enhet, enhet);
	add_day(b, spec);
	ub_buf_printf(b, ") is not missing or label((%s), @stadsomrade", enhet);
	add_day(b, spec);
	ub_buf_printf(
	    b, ") is not missing, substr((%s), 1, 4), lan(\"-\")))", enhet);
}

/*
 * The definition of a level above another: the stream's own column, or what
 * the codes below tell.  NULL when nothing does.
 */
static char *
level_above(const char *level, const struct ub_frame_key *below,
    const struct ub_agg_spec *spec, const struct ub_legend *l, size_t *prefix)
{
	const char *source = source_of(below);
	bool kommun = strcmp(below->name, "kommun") == 0;
	bool enhet = strcmp(below->name, "enhet") == 0;
	struct ub_buf b = { 0 };

	*prefix = 0;
	if (ub_legend_find(l, level, strlen(level)) != UB_NOCOL)
		return ub_xstrdup(level);
	if (strcmp(level, "kommun") == 0 && enhet) {
		*prefix = 4;
		ub_buf_puts(&b, "kommun = code(");
		kommun_of(&b, source, spec);
		ub_buf_puts(&b, ")");
	} else if (strcmp(level, "lan") == 0 && (kommun || enhet)) {
		*prefix = 2;
		ub_buf_puts(&b, "lan = code(lan(");
		if (enhet)
			kommun_of(&b, source, spec);
		else
			ub_buf_printf(&b, "(%s)", source);
		add_day(&b, spec);
		ub_buf_puts(&b, "))");
	}
	return b.s; /* freed with free() */
}

static enum ub_status
open_list(struct ub_frame_key *k, size_t i, const char *name, struct ub_err *e)
{
	ub_codelist_free(k->list[i]);
	return ub_codelist_open(&k->list[i], name, "", e);
}

/* Labels of the levels that are known by name, where they are codes. */
static enum ub_status
name_level(struct ub_frame_key *k, struct ub_err *e)
{
	enum ub_status st;

	if (strcmp(k->name, "lan") == 0)
		return open_list(k, 0, "lan", e);
	if (strcmp(k->name, "kommun") == 0)
		return open_list(k, 0, "kommun", e);
	if (strcmp(k->name, "enhet") != 0)
		return UB_OK;
	st = open_list(k, 0, "kommun", e);
	return st == UB_OK ? open_list(k, 1, "stadsomrade", e) : st;
}

/* The levels, from the lowest, as keys; lowest: its definition. */
static enum ub_status
make_levels(struct ub_frame *f, const struct ub_agg_spec *spec, char *lowest,
    const struct ub_legend *l, struct ub_err *e)
{
	struct ub_frame all = { .nkey = 0 };
	size_t at = 0, n;
	enum ub_status st;
	char *level;

	free(next_level(spec->hierarchy, &at));
	st = add_key(&all, lowest, e);
	while (
	    st == UB_OK && (level = next_level(spec->hierarchy, &at)) != NULL) {
		const struct ub_frame_key *k = &all.key[all.nkey - 1];
		size_t prefix;
		char *src;

		f->all_total = strcmp(level, "riket") == 0;
		if (f->all_total) {
			free(level);
			continue;
		}
		src = level_above(level, k, spec, l, &prefix);
		if (src == NULL)
			st = ub_fail(e, UB_EUSAGE,
			    "--hierarchy: no column %s, and no code list tells "
			    "it from %s",
			    level, k->name);
		else if ((st = add_key(&all, src, e)) == UB_OK)
			all.key[all.nkey - 1].prefix = prefix;
		free(level);
	}
	n = all.nkey;
	f->top = f->nkey;
	for (; st == UB_OK && all.nkey > 0; all.nkey--) {
		struct ub_frame_key *k = &all.key[all.nkey - 1];

		if (f->nkey == UB_KEYS_MAX) {
			st = ub_fail(
			    e, UB_EUSAGE, "more than %d keys", UB_KEYS_MAX);
			break;
		}
		f->key[f->nkey++] = *k;
		st = name_level(&f->key[f->nkey - 1], e);
	}
	f->bottom = f->top + n - 1;
	ub_frame_free(&all);
	return st;
}

static enum ub_status
check_hierarchy(const struct ub_agg_spec *spec, char **lowest, struct ub_err *e)
{
	size_t at = 0, n = 0;
	bool bad = false, riket = false;
	char *level;

	*lowest = NULL;
	while ((level = next_level(spec->hierarchy, &at)) != NULL) {
		bad |= level[0] == '\0' || riket;
		riket |= strcmp(level, "riket") == 0;
		if (n++ == 0)
			*lowest = level;
		else
			free(level);
	}
	if (!bad && n >= 2)
		return UB_OK;
	free(*lowest);
	return ub_fail(e, UB_EUSAGE,
	    "--hierarchy: levels as kommun < lan < riket, riket at the end");
}

/* --- one unit and the others --------------------------------------------- */

/* enhet=A: the key enhet gets two values. */
static enum ub_status
set_own(struct ub_frame *f, const char *own, struct ub_err *e)
{
	struct ub_slice name = name_of(own);
	const char *value = own + strcspn(own, "=");
	size_t i = find_key(f, name);
	struct ub_frame_key *k = &f->key[i];
	struct ub_buf b = { 0 }, text = { 0 };

	if (*value == '\0' || value[1] == '\0')
		return ub_fail(e, UB_EUSAGE, "--own: not key=value");
	if (i == f->nkey)
		return ub_fail(e, UB_EUSAGE, "--own: no key %.*s among -g",
		    (int)name.len, name.s);
	value++;
	ub_escape(&text, value, strlen(value));
	f->own = text.s; /* freed with free() */
	f->own_key = i;
	ub_buf_printf(&b, "%s = if((%s) = \"", k->name, source_of(k));
	for (const char *s = value; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			ub_buf_putc(&b, '\\');
		ub_buf_putc(&b, *s);
	}
	ub_buf_printf(&b, "\", (%s), \"ovriga\")", source_of(k));
	k->plain = ub_xstrdup(source_of(k));
	free(k->src);
	k->src = b.s; /* freed with free() */
	return UB_OK;
}

/* --- all values ---------------------------------------------------------- */

static enum ub_status
set_all(
    struct ub_frame *f, const char *all, const char *across, struct ub_err *e)
{
	struct ub_slice name = name_of(all);
	const char *list = strchr(all, '=');
	size_t i = find_key(f, name);
	struct ub_frame_key *k = &f->key[i];

	if (i == f->nkey) {
		if (across == NULL || !ub_slice_eq(name, name_of(across)))
			return ub_fail(e, UB_EUSAGE, "--all: no key %.*s",
			    (int)name.len, name.s);
		/* the one across stands behind those of rows */
		memset(k, 0, sizeof(*k));
		k->src = ub_xstrdup(across);
		k->name = ub_xstrndup(name.s, name.len);
		f->nkey++;
	}
	if (f->own != NULL && f->own_key == i)
		return ub_fail(e, UB_EUSAGE,
		    "--all: %s has two values, by --own", k->name);
	k->all = true;
	if (list != NULL) {
		ub_codelist_free(k->list[1]);
		k->list[1] = NULL;
		return open_list(k, 0, list + 1, e);
	}
	k->units = k->list[1] != NULL;
	if (k->list[0] == NULL) {
		k->labels = true;
		k->plain = ub_xstrdup(source_of(k));
	}
	return UB_OK;
}

/* A level above a kommun without records must be told by its code. */
static enum ub_status
check_levels(const struct ub_frame *f, struct ub_err *e)
{
	for (size_t i = f->top; i <= f->bottom && i < f->nkey; i++)
		for (size_t j = f->top; f->key[i].all && j < i; j++)
			if (f->key[j].prefix == 0)
				return ub_fail(e, UB_EUSAGE,
				    "--all: %s is not known of %s without "
				    "records",
				    f->key[j].name, f->key[i].name);
	for (size_t i = f->top; i < f->bottom; i++)
		if (f->key[i].all)
			return ub_fail(e, UB_EUSAGE,
			    "--all: %s is no lowest level", f->key[i].name);
	return UB_OK;
}

/* --- all of it ----------------------------------------------------------- */

static enum ub_status
take_keys(struct ub_frame *f, const struct ub_agg_spec *spec,
    const struct ub_legend *l, char *lowest, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	bool placed = lowest == NULL;
	char *piece;

	for (size_t i = 0; i < spec->by.n; i++) {
		size_t at = 0;

		size_t had = f->nkey;

		if (spec->blame != NULL)
			*spec->blame = spec->by.s[i];
		while (st == UB_OK &&
		       (piece = ub_list_next(spec->by.s[i], &at)) != NULL) {
			if (piece[0] == '\0') {
				free(piece);
				st = ub_expr_fail(e, spec->by.s[i],
				    at > 0 ? at - 1 : 0,
				    "a key is empty: keys stand between "
				    "commas");
			} else if (lowest != NULL &&
				   ub_slice_is(name_of(piece), lowest)) {
				placed = true;
				st = make_levels(f, spec, piece, l, e);
			} else {
				st = add_key(f, piece, e);
			}
		}
		for (; had < f->nkey; had++)
			f->key[had].text = spec->by.s[i];
	}
	if (st == UB_OK && !placed)
		st = ub_fail(e, UB_EUSAGE,
		    "--hierarchy: its lowest level %s is no key (-g %s)",
		    lowest, lowest);
	return st;
}

enum ub_status
ub_frame_init(struct ub_frame *f, const struct ub_agg_spec *spec,
    const struct ub_legend *l, struct ub_err *e)
{
	char *lowest = NULL;
	enum ub_status st;

	memset(f, 0, sizeof(*f));
	f->top = 1;
	f->dated = spec->at != NULL;
	if (f->dated && !ub_date_parse(spec->at, strlen(spec->at), &f->day))
		return ub_fail(e, UB_EUSAGE, "--at: not a day as 2019-12-31");
	if (spec->hierarchy != NULL && spec->own != NULL)
		return ub_fail(
		    e, UB_EUSAGE, "--own: not together with --hierarchy");
	if (spec->hierarchy != NULL &&
	    (st = check_hierarchy(spec, &lowest, e)) != UB_OK)
		return st;
	st = take_keys(f, spec, l, lowest, e);
	free(lowest);
	f->nby = f->nkey;
	if (st == UB_OK && spec->own != NULL)
		st = set_own(f, spec->own, e);
	for (size_t i = 0; st == UB_OK && i < spec->all.n; i++)
		st = set_all(f, spec->all.s[i], spec->across, e);
	if (st == UB_OK && spec->hierarchy != NULL)
		st = check_levels(f, e);
	return st;
}
