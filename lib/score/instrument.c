/* instrument.c - which instrument, and its parameters; see instrument.h. */
#include "instrument.h"

#include <stdlib.h>

#include "../base/embed.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "define.h"
#include "expand.h"

enum { FILE_MAX_LEN = 1024 * 1024 };

static const char folder[] = "instruments/";
static const char suffix[] = ".instrument";

static bool
is_path(const char *s)
{
	size_t n = strlen(s), k = sizeof(suffix) - 1;

	return strchr(s, '/') != NULL ||
	       (n > k && strcmp(s + n - k, suffix) == 0);
}

static const struct ub_embedded *
built_in(const char *name)
{
	struct ub_buf path = { 0 };
	const struct ub_embedded *f;

	ub_buf_printf(&path, "%s%s%s", folder, name, suffix);
	f = ub_embedded_find(path.s);
	ub_buf_free(&path);
	return f;
}

static enum ub_status
read_text(struct ub_buf *b, const char *name, struct ub_err *e)
{
	const struct ub_embedded *f;

	if (is_path(name))
		return ub_slurp(name, b, FILE_MAX_LEN, e);
	f = built_in(name);
	if (f == NULL)
		return ub_fail(e, UB_EUSAGE,
		    "no instrument %s; --list shows those there are", name);
	ub_buf_add(b, f->data, f->len);
	return UB_OK;
}

static void
set_fingerprint(struct ub_instrument *in, const struct ub_buf *text)
{
	struct ub_fingerprint *f = ub_fingerprint_new();

	in->fingerprint = ub_xmalloc(UB_FINGERPRINT_LEN + 1);
	ub_fingerprint_add(f, text->s, text->len);
	ub_fingerprint_hex(f, in->fingerprint);
	ub_fingerprint_free(f);
}

/* The file of that name, its parameters at their defaults. */
static enum ub_status
load(struct ub_instrument *in, const char *name, struct ub_err *e)
{
	struct ub_buf text = { 0 };
	enum ub_status st;

	memset(in, 0, sizeof(*in));
	st = read_text(&text, name, e);
	if (st != UB_OK)
		goto done;
	if (is_path(name)) {
		in->file = ub_xstrdup(ub_basename(name));
		set_fingerprint(in, &text);
	} else {
		struct ub_buf file = { 0 };

		ub_buf_printf(&file, "%s%s", name, suffix);
		in->file = file.s;
	}
	st = ub_ini_parse(
	    &in->ini, in->file, text.len == 0 ? "" : text.s, text.len, e);
	if (st == UB_OK)
		st = ub_expand(&in->ini, &in->pool, e);
	if (st == UB_OK)
		st = ub_define_read(in, e);
	if (st == UB_OK)
		st = ub_version_make(in, e);
	if (st != UB_OK)
		ub_instrument_free(in);
done:
	ub_buf_free(&text);
	return st;
}

static struct ub_param *
find_param(const struct ub_instrument *in, const char *name, size_t len)
{
	struct ub_slice want = { name, len };
	size_t i;

	for (i = 0; i < in->nparam; i++)
		if (ub_slice_is(want, in->param[i].name))
			return &in->param[i];
	return NULL;
}

/* "a=1,b=2"; s is cut up and must live as long as the instrument.  An
 * expression is all of the rest. */
static enum ub_status
set_params(struct ub_instrument *in, char *s, struct ub_err *e)
{
	struct ub_param *p;
	char *eq, *comma;

	for (; s != NULL; s = comma) {
		eq = strchr(s, '=');
		p = eq == NULL ? NULL : find_param(in, s, (size_t)(eq - s));
		comma = p != NULL && p->expr ? NULL : strchr(s, ',');
		if (comma != NULL)
			*comma++ = '\0';
		if (eq == NULL || (comma != NULL && eq > comma))
			return ub_fail(e, UB_EUSAGE,
			    "%s: %s: write parameter=value", in->name, s);
		if (p == NULL)
			return ub_fail(e, UB_EUSAGE, "%s: no parameter %.*s",
			    in->name, (int)(eq - s), s);
		if (p->given)
			return ub_fail(e, UB_EUSAGE,
			    "%s: parameter %s: given twice", in->name, p->name);
		p->given = true;
		p->text = eq + 1;
		if (!ub_define_param(p))
			return ub_fail(e, UB_EUSAGE,
			    "%s: parameter %s: not a value it can have",
			    in->name, p->name);
	}
	return UB_OK;
}

/* The colon before parameters: "NAME=" follows.  A path may hold colons of its
 * own. */
static char *
find_colon(char *s)
{
	char *p = strchr(s, ':');
	size_t n;

	for (; p != NULL; p = strchr(p + 1, ':')) {
		n = strcspn(p + 1, ":/=,");
		if (p[1 + n] == '=' || p[1 + n] == '\0' || p[1 + n] == ',')
			return p;
	}
	return NULL;
}

enum ub_status
ub_instrument_load(struct ub_instrument *in, const char *spec, struct ub_err *e)
{
	char *copy = ub_xstrdup(spec), *colon = find_colon(copy);
	enum ub_status st;

	if (colon != NULL)
		*colon++ = '\0';
	st = load(in, copy, e);
	if (st != UB_OK) {
		free(copy);
		return st;
	}
	in->set = copy;
	if (colon != NULL)
		st = set_params(in, colon, e);
	if (st == UB_OK)
		st = ub_validate(in, e);
	if (st != UB_OK)
		ub_instrument_free(in);
	return st;
}

const char *
ub_instrument_object(const struct ub_instrument *in, size_t id)
{
	if (id < in->nitem)
		return in->item[id].name;
	id -= in->nitem;
	return id < in->nparam ? in->param[id].name
			       : in->rule[id - in->nparam].name;
}

size_t
ub_instrument_id(const struct ub_instrument *in, const char *name, size_t len)
{
	struct ub_slice want = { name, len };
	size_t n = in->nitem + in->nparam + in->nrule, i;

	for (i = 0; i < n; i++)
		if (ub_slice_is(want, ub_instrument_object(in, i)))
			return i;
	return UB_NOID;
}

void
ub_instrument_free(struct ub_instrument *in)
{
	size_t i;

	for (i = 0; i < in->nrule; i++) {
		free(in->rule[i].dep);
		free(in->rule[i].term);
	}
	for (i = 0; i < in->pool.n; i++)
		free(in->pool.text[i]);
	free(in->pool.text);
	free(in->item);
	free(in->param);
	free(in->rule);
	free(in->test);
	free(in->map);
	free(in->pair);
	ub_ini_free(&in->ini);
	free(in->file);
	free(in->fingerprint);
	free(in->set);
	memset(in, 0, sizeof(*in));
}

enum ub_status
ub_instrument_print(struct ub_buf *b, const char *name, struct ub_err *e)
{
	return read_text(b, name, e);
}

char *
ub_instrument_name(size_t i)
{
	const struct ub_embedded *f;
	size_t n = sizeof(folder) - 1;

	for (f = ub_embedded; f->path != NULL; f++)
		if (strncmp(f->path, folder, n) == 0 && i-- == 0)
			return ub_xstrndup(f->path + n,
			    strlen(f->path) - n - (sizeof(suffix) - 1));
	return NULL;
}

enum ub_status
ub_instrument_list(struct ub_buf *b, struct ub_err *e)
{
	struct ub_instrument in;
	enum ub_status st;
	char *name;

	for (size_t i = 0; (name = ub_instrument_name(i)) != NULL; i++) {
		st = load(&in, name, e);
		free(name);
		if (st != UB_OK)
			return st;
		ub_buf_printf(b, "%s\t%s\t%s\n", in.name, in.version, in.title);
		ub_instrument_free(&in);
	}
	return UB_OK;
}

void
ub_instrument_label(
    struct ub_buf *b, const struct ub_instrument *in, const char *text)
{
	const struct ub_param *p;
	const char *end;

	for (; *text != '\0'; text++) {
		end = *text == '{' ? strchr(text, '}') : NULL;
		p = end == NULL
			? NULL
			: find_param(in, text + 1, (size_t)(end - text - 1));
		if (p == NULL || p->text == NULL) {
			ub_buf_putc(b, *text);
			continue;
		}
		ub_buf_puts(b, p->text);
		text = end;
	}
}
