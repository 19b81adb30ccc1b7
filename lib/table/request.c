/* request.c - settings of a table by name; request.h. */
#include "request.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "../base/simd.h"
#include "../base/unicode.h"

enum kind {
	TEXT,
	NAME,
	LIST,
	LABEL, /* a list of name=text */
	YES,
	NUMBER,
	DIGITS,
	BASE,
	INTERVAL,
	BORTFALL,
	LEVEL,
	MISSING,
	POPULATION
};

struct setting {
	const char *name;
	enum kind kind;
	size_t at; /* in struct ub_request */
	uint64_t min, max;
};

#define AT(member) offsetof(struct ub_request, member)

static const struct setting settings[] = {
	{ "across", TEXT, AT(spec.across), 0, 0 },
	{ "against", TEXT, AT(spec.against), 0, 0 },
	{ "all", LIST, AT(spec.all), 0, 0 },
	{ "at", TEXT, AT(spec.at), 0, 0 },
	{ "base", BASE, AT(spec.style), 0, 0 },
	{ "bortfall", BORTFALL, AT(spec.style), 0, 0 },
	{ "by", LIST, AT(spec.by), 0, 0 },
	{ "cluster", TEXT, AT(spec.cluster), 0, 0 },
	{ "digits", DIGITS, AT(spec.style.digits), 0, 6 },
	{ "hierarchy", TEXT, AT(spec.hierarchy), 0, 0 },
	{ "interval", INTERVAL, AT(spec.style), 0, 0 },
	{ "label", LABEL, AT(page.label), 0, 0 },
	{ "level", LEVEL, AT(spec.style), 0, 0 },
	{ "max-groups", NUMBER, AT(spec.max_groups), 1, 100000000 },
	{ "measure", LIST, AT(spec.measure), 0, 0 },
	{ "min-base", NUMBER, AT(spec.style.min_base), 0, 1 << 30 },
	{ "min-n", NUMBER, AT(spec.min_n), 0, 1 << 30 },
	{ "missing", MISSING, AT(spec.style.kinds), 0, 0 },
	{ "name", NAME, AT(page.table), 0, 0 },
	{ "note", TEXT, AT(page.note), 0, 0 },
	{ "own", TEXT, AT(spec.own), 0, 0 },
	{ "person", TEXT, AT(spec.person), 0, 0 },
	{ "person-parts", YES, AT(spec.person_parts), 0, 0 },
	{ "population", POPULATION, AT(spec), 1, 1000000000000 },
	{ "reported", TEXT, AT(spec.reported), 0, 0 },
	{ "sample", TEXT, AT(spec.sample), 0, 0 },
	{ "response", YES, AT(spec.response), 0, 0 },
	{ "source", TEXT, AT(page.source), 0, 0 },
	{ "standard", TEXT, AT(spec.standard), 0, 0 },
	{ "title", TEXT, AT(page.title), 0, 0 },
	{ "total", YES, AT(spec.total), 0, 0 },
	{ "unit", TEXT, AT(page.unit), 0, 0 },
	{ "where", TEXT, AT(spec.where), 0, 0 },
};

enum { COUNT = sizeof(settings) / sizeof(*settings) };

void
ub_request_init(struct ub_request *q)
{
	memset(q, 0, sizeof(*q));
	q->spec.max_groups = UB_GROUPS_MAX;
	q->spec.style.digits = -1;
	q->spec.style.bortfall = -1;
}

void
ub_request_free(struct ub_request *q)
{
	free(q->spec.by.s);
	free(q->spec.measure.s);
	free(q->spec.all.s);
	free(q->page.label.s);
}

static void
copy_list(struct ub_list *l, const struct ub_list *from)
{
	l->s = NULL;
	l->n = 0;
	for (size_t i = 0; i < from->n; i++)
		ub_list_add(l, from->s[i]);
}

void
ub_request_copy(struct ub_request *q, const struct ub_request *from)
{
	*q = *from;
	copy_list(&q->spec.by, &from->spec.by);
	copy_list(&q->spec.measure, &from->spec.measure);
	copy_list(&q->spec.all, &from->spec.all);
	copy_list(&q->page.label, &from->page.label);
}

void
ub_list_add(struct ub_list *l, const char *s)
{
	l->s = ub_xgrow(l->s, l->n, sizeof(*l->s));
	l->s[l->n++] = s;
}

static const struct setting *
find(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strcmp(settings[i].name, name) == 0)
			return &settings[i];
	return NULL;
}

bool
ub_request_has(const char *name)
{
	return find(name) != NULL;
}

struct ub_list *
ub_request_list(struct ub_request *q, const char *name)
{
	const struct setting *s = find(name);

	if (s == NULL || (s->kind != LIST && s->kind != LABEL))
		return NULL;
	return (struct ub_list *)(void *)((char *)q + s->at);
}

static enum ub_status
set_number(
    const struct setting *s, const char *value, uint64_t *to, struct ub_err *e)
{
	int64_t v;

	if (!ub_int_parse(value, strlen(value), &v) || v < 0 ||
	    (uint64_t)v < s->min || (uint64_t)v > s->max)
		return ub_fail(e, UB_EUSAGE,
		    "not a whole number from %llu to %llu",
		    (unsigned long long)s->min, (unsigned long long)s->max);
	*to = (uint64_t)v;
	return UB_OK;
}

static enum ub_status
set_base(struct ub_style *style, const char *value, struct ub_err *e)
{
	static const char *const name[] = { [UB_BASE_KNOWN] = "known",
		[UB_BASE_ALL] = "all",
		[UB_BASE_BOTH] = "both" };

	for (unsigned i = 0; i < sizeof(name) / sizeof(*name); i++)
		if (strcmp(value, name[i]) == 0) {
			style->base = i;
			return UB_OK;
		}
	return ub_fail(e, UB_EUSAGE, "neither all, known nor both");
}

static enum ub_status
set_yes(bool *to, const char *value, struct ub_err *e)
{
	*to = value == NULL || strcmp(value, "yes") == 0;
	if (!*to && strcmp(value, "no") != 0)
		return ub_fail(e, UB_EUSAGE, "neither yes nor no");
	return UB_OK;
}

/* A number of all, or a file with those of each group. */
static enum ub_status
set_population(const struct setting *s, const char *value,
    struct ub_agg_spec *spec, struct ub_err *e)
{
	size_t digits = strspn(value, "-0123456789");

	spec->population = 0;
	spec->population_of = NULL;
	if (value[digits] == '\0')
		return set_number(s, value, &spec->population, e);
	spec->population_of = value;
	return UB_OK;
}

enum ub_status
ub_request_set(
    struct ub_request *q, const char *name, const char *value, struct ub_err *e)
{
	const struct setting *s = find(name);
	void *at = s == NULL ? NULL : (char *)q + s->at;
	enum ub_status st = UB_OK;
	uint64_t n;

	if (s == NULL)
		return ub_fail(e, UB_EUSAGE, "no setting of that name");
	if (value != NULL && !ub_utf8_valid(value, strlen(value)))
		return ub_fail(e, UB_EUSAGE, "not valid UTF-8");
	if (value != NULL && value[0] == '\0' &&
	    (s->kind == TEXT || s->kind == LIST) && s->at < AT(page))
		return ub_fail(e, UB_EUSAGE, "nothing is said");
	q->said[s - settings] = value == NULL ? "yes" : value;
	switch (s->kind) {
	case NAME:
		if (!ub_name_valid(value, strlen(value)))
			return ub_fail(e, UB_EUSAGE, "no name of a table");
		*(const char **)at = value;
		break;
	case LABEL:
		if (strchr(value, '=') == NULL)
			return ub_fail(e, UB_EUSAGE, "not name=text");
		ub_list_add(at, value);
		break;
	case LIST:
		ub_list_add(at, value);
		break;
	case YES:
		return set_yes(at, value, e);
	case NUMBER:
		return set_number(s, value, at, e);
	case DIGITS:
		if ((st = set_number(s, value, &n, e)) == UB_OK)
			*(int *)at = (int)n;
		break;
	case BASE:
		return set_base(at, value, e);
	case BORTFALL:
		if (!ub_style_bortfall(at, value))
			return ub_fail(
			    e, UB_EUSAGE, "no per cent from 0 to 100, as 20%%");
		break;
	case INTERVAL:
		if (!ub_style_interval(at, value))
			return ub_fail(e, UB_EUSAGE,
			    "not a level from 50 to 99.9, perhaps with ,exact");
		break;
	case LEVEL:
		if (!ub_style_level(at, value))
			return ub_fail(e, UB_EUSAGE,
			    "not a level from 50 to 99.9, perhaps with "
			    ",single");
		break;
	case POPULATION:
		return set_population(s, value, at, e);
	case MISSING:
		if (strcmp(value, "kind") != 0)
			return ub_fail(e, UB_EUSAGE, "not kind");
		*(bool *)at = true;
		break;
	default:
		*(const char **)at = value;
		break;
	}
	return st;
}

void
ub_request_tell(const struct ub_request *q,
    void (*tell)(void *arg, const char *name, const char *value), void *arg)
{
	_Static_assert((int)COUNT <= (int)UB_SETTINGS_MAX, "settings");

	for (size_t i = 0; i < COUNT; i++) {
		const struct setting *s = &settings[i];
		const char *at = (const char *)q + s->at;
		const struct ub_list *l =
		    (const struct ub_list *)(const void *)at;

		if (s->kind == LIST || s->kind == LABEL) {
			for (size_t k = 0; k < l->n; k++)
				tell(arg, s->name, l->s[k]);
		} else if (s->kind == NAME || s->kind == TEXT) {
			const char *text;

			memcpy(&text, at, sizeof(text));

			if (text != NULL)
				tell(arg, s->name, text);
		} else if (q->said[i] != NULL &&
			   strcmp(q->said[i], "no") != 0 &&
			   strcmp(s->name, "max-groups") != 0) {
			tell(arg, s->name, q->said[i]);
		}
	}
}
