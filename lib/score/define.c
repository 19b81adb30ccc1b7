/* define.c - the sections of an instrument file; see define.h. */
#include "define.h"

#include "../base/unicode.h"

/* "what: arg", or what alone; at the entry being read. */
enum ub_status
ub_define_fail(const struct ub_define *r, const char *what, const char *arg)
{
	return ub_fail_at(r->e, UB_EUSAGE, r->in->file,
	    r->in->ini.entry[r->at].line, "%s%s%s", what,
	    arg == NULL || *arg == '\0' ? "" : ": ", arg == NULL ? "" : arg);
}

/* The values of one column type as expressions see them. */
bool
ub_define_type(const char *s, enum ub_type *type, enum ub_kind *kind)
{
	static const struct {
		enum ub_type type;
		enum ub_kind kind;
	} known[] = {
		{ UB_TEXT, UB_K_TEXT },
		{ UB_CODE, UB_K_TEXT },
		{ UB_INT, UB_K_INT },
		{ UB_DEC, UB_K_DEC },
		{ UB_DATE, UB_K_DATE },
		{ UB_BOOL, UB_K_BOOL },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(s, ub_type_name(known[i].type)) != 0)
			continue;
		*type = known[i].type;
		*kind = known[i].kind;
		return true;
	}
	return false;
}

/* "LO..HI", both of one kind, both included. */
static bool
parse_range(const char *s, enum ub_kind kind, struct ub_item_range *r)
{
	const char *dots = strstr(s, "..");
	const char *hi = dots == NULL ? "" : dots + 2;
	size_t nlo = dots == NULL ? 0 : (size_t)(dots - s), nhi = strlen(hi);

	r->has = true;
	if (kind == UB_K_INT)
		return ub_int_parse(s, nlo, &r->lo) &&
		       ub_int_parse(hi, nhi, &r->hi) && r->lo <= r->hi;
	return kind == UB_K_DEC && ub_dec_parse(s, nlo, &r->dlo) &&
	       ub_dec_parse(hi, nhi, &r->dhi) &&
	       ub_i128_cmp(r->dlo, r->dhi) <= 0;
}

/* Is word one of those in list, with blanks between? */
static bool
among(const char *word, const char *list)
{
	size_t n = strlen(word), k;

	for (; n > 0 && *list != '\0'; list += k) {
		list += strspn(list, " ");
		k = strcspn(list, " ");
		if (k == n && memcmp(list, word, n) == 0)
			return true;
	}
	return false;
}

bool
ub_define_param(struct ub_param *p)
{
	const char *s = p->text;

	p->val = (struct ub_val){ .miss = 0 };
	if (p->expr)
		return *s != '\0';
	switch (p->kind) {
	case UB_K_INT:
		return ub_int_parse(s, strlen(s), &p->val.u.i) &&
		       (!p->range.has || (p->val.u.i >= p->range.lo &&
					     p->val.u.i <= p->range.hi));
	case UB_K_DEC:
		return ub_dec_parse(s, strlen(s), &p->val.u.d) &&
		       (!p->range.has ||
			   (ub_i128_cmp(p->val.u.d, p->range.dlo) >= 0 &&
			       ub_i128_cmp(p->val.u.d, p->range.dhi) <= 0));
	default:
		p->val.u.t = ub_slice_of(s);
		return p->values != NULL && among(s, p->values);
	}
}

/* --- sections ------------------------------------------------------------ */

static bool
is_taken(const struct ub_instrument *in, const char *name)
{
	size_t i;

	for (i = 0; i < in->nitem; i++)
		if (strcmp(in->item[i].name, name) == 0)
			return true;
	for (i = 0; i < in->nparam; i++)
		if (strcmp(in->param[i].name, name) == 0)
			return true;
	for (i = 0; i < in->nrule; i++)
		if (strcmp(in->rule[i].name, name) == 0)
			return true;
	return false;
}

static void
add_object(struct ub_define *r, const char *name)
{
	struct ub_instrument *in = r->in;
	uint64_t line = in->ini.entry[r->at].line;

	switch (r->sort) {
	case UB_SECTION_PARAMETER:
		in->param = ub_xgrow(in->param, in->nparam, sizeof(*in->param));
		in->param[in->nparam++] = (struct ub_param){ .name = name,
			.kind = UB_K_INT,
			.type = UB_INT,
			.line = line };
		break;
	case UB_SECTION_ITEM:
		in->item = ub_xgrow(in->item, in->nitem, sizeof(*in->item));
		in->item[in->nitem++] = (struct ub_item){ .name = name,
			.optional = in->form,
			.kind = UB_K_INT,
			.part = { r->at + 1, r->at + 1 },
			.line = line };
		break;
	default:
		ub_formula_add(in, name, r->at, r->sort);
	}
}

/* "[test just under the limit]": its name is for people. */
static enum ub_status
open_test(struct ub_define *r, const char *name)
{
	struct ub_instrument *in = r->in;

	if (*name == '\0')
		return ub_define_fail(r, "a test needs a name", NULL);
	for (size_t i = 0; i < in->ntest; i++)
		if (strcmp(in->test[i].name, name) == 0)
			return ub_define_fail(
			    r, "the name is used twice", name);
	in->test = ub_xgrow(in->test, in->ntest, sizeof(*in->test));
	in->test[in->ntest++] = (struct ub_test){ .name = name,
		.first = r->at + 1,
		.end = r->at + 1,
		.line = in->ini.entry[r->at].line };
	return UB_OK;
}

/* "[map svensk]" */
static enum ub_status
open_map(struct ub_define *r, const char *name)
{
	struct ub_instrument *in = r->in;

	if (!ub_name_valid(name, strlen(name)))
		return ub_define_fail(r, "a map needs a name", NULL);
	for (size_t i = 0; i < in->nmap; i++)
		if (strcmp(in->map[i].name, name) == 0)
			return ub_define_fail(
			    r, "the name is used twice", name);
	in->map = ub_xgrow(in->map, in->nmap, sizeof(*in->map));
	in->map[in->nmap++] = (struct ub_item_map){ .name = name,
		.part = { r->at + 1, r->at + 1 } };
	return UB_OK;
}

static enum ub_status
open_pair(struct ub_define *r, const char *name)
{
	struct ub_instrument *in = r->in;

	if (!ub_name_valid(name, strlen(name)))
		return ub_define_fail(r, "a pair needs a name", NULL);
	in->pair = ub_xgrow(in->pair, in->npair, sizeof(*in->pair));
	in->pair[in->npair++] = (struct ub_pair_def){ .name = name,
		.line = in->ini.entry[r->at].line };
	return UB_OK;
}

static enum ub_status
read_pair(struct ub_define *r, const char *key)
{
	struct ub_pair_def *q = &r->in->pair[r->in->npair - 1];

	if (strcmp(key, "label") == 0)
		return ub_define_once(r, &q->label);
	if (strcmp(key, "label_en") == 0)
		return ub_define_once(r, &q->label_en);
	if (strcmp(key, "before") == 0)
		return ub_define_once(r, &q->before);
	if (strcmp(key, "after") == 0)
		return ub_define_once(r, &q->after);
	if (strcmp(key, "skip") == 0)
		return ub_define_once(r, &q->skip);
	return strcmp(key, "select") == 0 ? ub_define_once(r, &q->select)
					  : ub_define_unknown(r);
}

/* "[item b1]" */
static enum ub_status
open_section(struct ub_define *r, const char *s)
{
	static const char *const word[] = { "instrument", "parameter", "item",
		"define", "score", "zones", "test", "map", "pair" };
	size_t n = strcspn(s, " "), i;
	const char *name = s + n + strspn(s + n, " ");
	struct ub_slice first = { s, n };

	for (i = 0; i <= UB_SECTION_PAIR && !ub_slice_is(first, word[i]); i++)
		;
	if (i > UB_SECTION_PAIR)
		return ub_define_fail(r, "no section of that name", s);
	r->sort = (enum ub_section)i;
	r->section = s;
	if (r->sort == UB_SECTION_INSTRUMENT)
		return *name == '\0'
			   ? UB_OK
			   : ub_define_fail(
				 r, "the section instrument has no name", s);
	if (r->sort == UB_SECTION_TEST)
		return open_test(r, name);
	if (r->sort == UB_SECTION_MAP)
		return open_map(r, name);
	if (r->sort == UB_SECTION_PAIR)
		return open_pair(r, name);
	if (!ub_name_valid(name, strlen(name)))
		return ub_define_fail(
		    r, "not a name that a column can have", name);
	if (is_taken(r->in, name))
		return ub_define_fail(r, "the name is used twice", name);
	add_object(r, name);
	return UB_OK;
}

/* A key may stand once; dst is NULL until it does. */
enum ub_status
ub_define_once(const struct ub_define *r, const char **dst)
{
	const struct ub_ini_entry *x = &r->in->ini.entry[r->at];

	if (*dst != NULL)
		return ub_define_fail(r, "stands twice", x->key);
	if (x->value[0] == '\0')
		return ub_define_fail(r, "is empty", x->key);
	*dst = x->value;
	return UB_OK;
}

enum ub_status
ub_define_unknown(const struct ub_define *r)
{
	return ub_define_fail(
	    r, "no such key here", r->in->ini.entry[r->at].key);
}

/* "MARK; text": how sure the source is, then what it says. */
static enum ub_status
check_source(const struct ub_define *r, const char *s)
{
	const char *semi = strchr(s, ';');
	char mark[8];

	if (semi == NULL || (size_t)(semi - s) >= sizeof(mark))
		return ub_define_fail(
		    r, "source: write a mark, ; and the source", NULL);
	memcpy(mark, s, (size_t)(semi - s));
	mark[semi - s] = '\0';
	if (!among(mark, "E D K U own"))
		return ub_define_fail(
		    r, "source: the mark is none of E D K U own", mark);
	return UB_OK;
}

static enum ub_status
read_head(struct ub_define *r, const char *key, const char *value)
{
	struct ub_instrument *in = r->in;

	if (strcmp(key, "name") == 0)
		return ub_define_once(r, &in->name);
	if (strcmp(key, "version") == 0)
		return ub_define_once(r, &in->version);
	if (strcmp(key, "title") == 0)
		return ub_define_once(r, &in->title);
	if (strcmp(key, "title_en") == 0)
		return ub_define_once(r, &in->title_en);
	if (strcmp(key, "source") == 0)
		return check_source(r, value);
	if (strcmp(key, "kind") == 0) {
		in->form = strcmp(value, "form") == 0;
		return in->form || strcmp(value, "score") == 0
			   ? UB_OK
			   : ub_define_fail(r, "kind is form or score", NULL);
	}
	return strcmp(key, "note") == 0 || strcmp(key, "licence") == 0
		   ? UB_OK
		   : ub_define_unknown(r);
}

static enum ub_status
read_param(struct ub_define *r, const char *key, const char *value)
{
	struct ub_param *p = &r->in->param[r->in->nparam - 1];

	if (strcmp(key, "label") == 0)
		return ub_define_once(r, &p->label);
	if (strcmp(key, "label_en") == 0)
		return ub_define_once(r, &p->label_en);
	if (strcmp(key, "values") == 0)
		return ub_define_once(r, &p->values);
	if (strcmp(key, "default") == 0)
		return ub_define_once(r, &p->text);
	if (strcmp(key, "type") == 0) {
		p->expr = strcmp(value, "expr") == 0;
		if (p->expr)
			return UB_OK;
		if (!ub_define_type(value, &p->type, &p->kind) ||
		    p->type == UB_TEXT || p->kind == UB_K_DATE ||
		    p->kind == UB_K_BOOL)
			return ub_define_fail(
			    r, "a parameter is int, dec, code or expr", NULL);
		return UB_OK;
	}
	if (strcmp(key, "range") != 0)
		return ub_define_unknown(r);
	return parse_range(value, p->kind, &p->range)
		   ? UB_OK
		   : ub_define_fail(r,
			 "range: write two numbers of the type, LOW..HIGH",
			 NULL);
}

/* ".x", or "empty" */
static bool
is_reason(const char *s)
{
	return strcmp(s, "empty") == 0 ||
	       (s[0] == '.' && s[1] >= 'a' && s[1] <= 'z' && s[2] == '\0');
}

/* "0 2 4" */
static bool
read_only(const char *s, uint64_t *only)
{
	int64_t v;
	size_t n;

	for (*only = 0; *s != '\0'; s += n + strspn(s + n, " ")) {
		n = strcspn(s, " ");
		if (!ub_int_parse(s, n, &v) || v < 0 || v > 63)
			return false;
		*only |= UINT64_C(1) << v;
	}
	return true;
}

static enum ub_status
read_item(struct ub_define *r, const char *key, const char *value)
{
	struct ub_item *q = &r->in->item[r->in->nitem - 1];
	enum ub_type type;

	q->part.end = r->at + 1;
	if (strcmp(key, "label") == 0)
		return ub_define_once(r, &q->label);
	if (strcmp(key, "label_en") == 0)
		return ub_define_once(r, &q->label_en);
	if (strncmp(key, "value ", 6) == 0) {
		q->listed = true;
		return UB_OK;
	}
	if (strncmp(key, "value_en ", 9) == 0)
		return UB_OK;
	if (strcmp(key, "only") == 0)
		return read_only(value, &q->only)
			   ? UB_OK
			   : ub_define_fail(r,
				 "only: write whole numbers from 0 to 63",
				 NULL);
	if (strncmp(key, "missing ", 8) == 0 ||
	    strncmp(key, "missing_en ", 11) == 0)
		return is_reason(strchr(key, ' ') + 1)
			   ? UB_OK
			   : ub_define_fail(r,
				 "missing: write a dot and a letter, or empty",
				 strchr(key, ' ') + 1);
	if (strcmp(key, "type") == 0)
		return ub_define_type(value, &type, &q->kind)
			   ? UB_OK
			   : ub_define_fail(
				 r, "type: none an item can have", value);
	if (strcmp(key, "optional") == 0) {
		q->filled = strcmp(value, "missing") == 0;
		q->optional = q->filled || strcmp(value, "yes") == 0;
		return q->optional || strcmp(value, "no") == 0
			   ? UB_OK
			   : ub_define_fail(
				 r, "optional is yes, no or missing", NULL);
	}
	if (strcmp(key, "range") != 0)
		return ub_define_unknown(r);
	return parse_range(value, q->kind, &q->range)
		   ? UB_OK
		   : ub_define_fail(r,
			 "range: write two numbers of the type, LOW..HIGH",
			 NULL);
}

static enum ub_status
read_test(struct ub_define *r, const char *key)
{
	struct ub_test *t = &r->in->test[r->in->ntest - 1];

	t->end = r->at + 1;
	if (strcmp(key, "record") == 0)
		return ub_define_once(r, &t->record);
	if (strncmp(key, "set ", 4) == 0 || strncmp(key, "give ", 5) == 0 ||
	    strncmp(key, "expect ", 7) == 0)
		return UB_OK;
	return ub_define_unknown(r);
}

/* --- the whole ----------------------------------------------------------- */

static enum ub_status
read_entry(struct ub_define *r)
{
	const struct ub_ini_entry *x = &r->in->ini.entry[r->at];

	if (x->key == NULL)
		return open_section(r, x->section);
	if (r->section == NULL)
		return ub_define_fail(
		    r, "stands before the first section", x->key);
	switch (r->sort) {
	case UB_SECTION_INSTRUMENT:
		return read_head(r, x->key, x->value);
	case UB_SECTION_PARAMETER:
		return read_param(r, x->key, x->value);
	case UB_SECTION_ITEM:
		return read_item(r, x->key, x->value);
	case UB_SECTION_TEST:
		return read_test(r, x->key);
	case UB_SECTION_MAP:
		r->in->map[r->in->nmap - 1].part.end = r->at + 1;
		return UB_OK;
	case UB_SECTION_PAIR:
		return read_pair(r, x->key);
	default:
		return ub_formula_read(r);
	}
}

/* Are the items of a test named one by one? */
static bool
gives(const struct ub_instrument *in, const struct ub_test *t)
{
	for (size_t i = t->first; i < t->end; i++)
		if (strncmp(in->ini.entry[i].key, "give ", 5) == 0)
			return true;
	return false;
}

/* "default = none", where that is no value of its own */
static bool
is_needed(const struct ub_param *p)
{
	return p->text != NULL && strcmp(p->text, "none") == 0 &&
	       (p->values == NULL || !among("none", p->values));
}

/* What every object must have. */
static enum ub_status
check_whole(struct ub_instrument *in, bool sourced, struct ub_err *e)
{
	const char *what = NULL, *name = "instrument";
	size_t i;

	if (in->name == NULL || in->version == NULL || in->title == NULL)
		what = "lacks a name, a version or a title";
	else if (!sourced)
		what = "has no source";
	for (i = 0; what == NULL && i < in->nparam; i++) {
		name = in->param[i].name;
		if (in->param[i].expr && in->param[i].text == NULL)
			continue;
		in->param[i].needed = is_needed(&in->param[i]);
		if (in->param[i].needed) {
			in->param[i].text = "";
			in->param[i].val.miss = 'u';
			continue;
		}
		if (in->param[i].text == NULL)
			what = "has no default";
		else if (!ub_define_param(&in->param[i]))
			what = "has a default that it cannot have";
	}
	for (i = 0; what == NULL && i < in->nrule; i++) {
		name = in->rule[i].name;
		what = ub_formula_lacks(&in->rule[i]);
	}
	for (i = 0; what == NULL && i < in->ntest; i++) {
		name = in->test[i].name;
		if (in->test[i].record == NULL && !gives(in, &in->test[i]))
			what = "has no record";
	}
	for (i = 0; what == NULL && i < in->npair; i++) {
		name = in->pair[i].name;
		if (in->pair[i].before == NULL || in->pair[i].after == NULL)
			what = "has no before, or no after";
	}
	if (what == NULL && in->form && in->nrule > 0) {
		name = in->rule[0].name;
		what = "is a score, and a form has none";
	}
	if (what == NULL)
		return UB_OK;
	return ub_fail_at(e, UB_EUSAGE, in->file, 0, "%s %s", name, what);
}

enum ub_status
ub_define_read(struct ub_instrument *in, struct ub_err *e)
{
	struct ub_define r = { .in = in, .e = e };
	enum ub_status st;
	bool sourced = false;

	for (r.at = 0; r.at < in->ini.n; r.at++) {
		const char *key = in->ini.entry[r.at].key;

		st = read_entry(&r);
		if (st != UB_OK)
			return st;
		if (key != NULL && r.sort == UB_SECTION_INSTRUMENT)
			sourced |= strcmp(key, "source") == 0;
	}
	return check_whole(in, sourced, e);
}
