#include "ini.h"

#include <stdlib.h>

#include "file.h"
#include "simd.h"

enum { LINE_MAX_LEN = 64 * 1024, FILE_MAX_LEN = 16 * 1024 * 1024 };

/* The text is compacted in place: what is kept of a line is never longer than
 * the line, so the writing end w stays behind the line being read. */
struct parse {
	struct ub_ini *ini;
	char *w;
	const char *section;
	uint64_t line;
	struct ub_err *e;
};

static bool
blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct ub_slice
trim(const char *s, size_t len)
{
	struct ub_slice t = { s, len };

	while (t.len > 0 && blank(t.s[t.len - 1]))
		t.len--;
	while (t.len > 0 && blank(t.s[0])) {
		t.s++;
		t.len--;
	}
	return t;
}

static enum ub_status
fail(struct parse *p, const char *what)
{
	return ub_fail_at(p->e, UB_EUSAGE, p->ini->name, p->line, "%s", what);
}

/* Put s, NUL-terminated, at the writing end. */
static const char *
keep(struct parse *p, struct ub_slice s)
{
	char *at = p->w;

	memmove(at, s.s, s.len);
	at[s.len] = '\0';
	p->w += s.len + 1;
	return at;
}

static struct ub_ini_entry *
entry(struct parse *p)
{
	struct ub_ini *ini = p->ini;
	struct ub_ini_entry *x;

	ini->entry = ub_xgrow(ini->entry, ini->n, sizeof *ini->entry);
	x = &ini->entry[ini->n++];
	*x = (struct ub_ini_entry){ .section = p->section, .line = p->line };
	return x;
}

/* The value above ends at the writing end: go on over its NUL. */
static enum ub_status
more(struct parse *p, struct ub_slice t)
{
	struct ub_ini *ini = p->ini;

	if (ini->n == 0 || ini->entry[ini->n - 1].key == NULL)
		return fail(p, "begins with a blank, but continues no value");
	p->w--;
	if (ini->entry[ini->n - 1].value[0] != '\0')
		*p->w++ = ' ';
	(void)keep(p, t);
	return UB_OK;
}

static enum ub_status
section(struct parse *p, struct ub_slice t)
{
	if (t.s[t.len - 1] != ']')
		return fail(p, "no ] at the end of a section");
	t = trim(t.s + 1, t.len - 2);
	if (t.len == 0)
		return fail(p, "section without a name");
	p->section = keep(p, t);
	(void)entry(p);
	return UB_OK;
}

static enum ub_status
pair(struct parse *p, struct ub_slice t)
{
	const char *eq = memchr(t.s, '=', t.len);
	struct ub_slice key, value;
	struct ub_ini_entry *x;

	if (eq == NULL)
		return fail(p, "no =");
	key = trim(t.s, (size_t)(eq - t.s));
	if (key.len == 0)
		return fail(p, "no key before =");
	value = trim(eq + 1, t.len - (size_t)(eq + 1 - t.s));
	x = entry(p);
	x->key = keep(p, key);
	x->value = keep(p, value);
	return UB_OK;
}

/* One line without its LF or CRLF. */
static enum ub_status
line(struct parse *p, const char *s, size_t len)
{
	struct ub_slice t = trim(s, len);

	if (len > LINE_MAX_LEN)
		return fail(p, "line longer than 64 KiB");
	if (!ub_utf8_valid(s, len))
		return fail(p, "not UTF-8");
	if (memchr(s, '\0', len) != NULL || memchr(s, '\r', len) != NULL)
		return fail(p, "NUL or CR in the line");
	if (t.len == 0 || t.s[0] == '#')
		return UB_OK;
	if (blank(s[0]))
		return more(p, t);
	return t.s[0] == '[' ? section(p, t) : pair(p, t);
}

enum ub_status
ub_ini_parse(struct ub_ini *ini, const char *name, const char *text, size_t len,
    struct ub_err *e)
{
	struct parse p = { .ini = ini, .section = "", .e = e };
	enum ub_status st = UB_OK;
	const char *s, *end, *nl;

	*ini = (struct ub_ini){ .name = ub_xstrdup(name) };
	ini->text = ub_xmalloc(len + 1);
	if (len > 0)
		memcpy(ini->text, text, len);
	p.w = ini->text;
	s = ini->text;
	end = s + len;
	if (len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		s += 3;
	for (; s < end && st == UB_OK; s = nl + 1) {
		nl = memchr(s, '\n', (size_t)(end - s));
		if (nl == NULL)
			nl = end;
		p.line++;
		len = (size_t)(nl - s);
		if (len > 0 && s[len - 1] == '\r')
			len--;
		st = line(&p, s, len);
	}
	if (st != UB_OK)
		ub_ini_free(ini);
	return st;
}

enum ub_status
ub_ini_load(struct ub_ini *ini, const char *path, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	*ini = (struct ub_ini){ 0 };
	st = ub_slurp(path, &b, FILE_MAX_LEN, e);
	if (st == UB_EDATA)
		st = e->code = UB_EUSAGE;
	if (st == UB_OK)
		st = ub_ini_parse(ini, ub_input_name(path), b.s, b.len, e);
	ub_buf_free(&b);
	return st;
}

void
ub_ini_free(struct ub_ini *ini)
{
	free(ini->name);
	free(ini->entry);
	free(ini->text);
	*ini = (struct ub_ini){ 0 };
}
