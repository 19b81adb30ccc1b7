/* tables.c - a file of tables; tables.h. */
#include "tables.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"

static enum ub_status
fail(const struct ub_tables *t, uint64_t line, struct ub_err *e,
    const char *key, const char *clause)
{
	return ub_fail_at(e, UB_EUSAGE, t->ini.name, line, "%s%s%s", key,
	    key[0] != '\0' ? ": " : "", clause);
}

struct ub_request *
ub_tables_add(struct ub_tables *t, const struct ub_request *like, uint64_t line)
{
	t->table = ub_xgrow(t->table, t->n, sizeof(*t->table));
	t->line = ub_xgrow(t->line, t->n, sizeof(*t->line));
	t->line[t->n] = line;
	ub_request_copy(&t->table[t->n], like);
	return &t->table[t->n++];
}

/* The entry of this section that set the key of entry i before; or i. */
static size_t
said_before(const struct ub_ini *ini, size_t i)
{
	size_t k = i;

	while (k > 0 && ini->entry[k - 1].key != NULL)
		if (strcmp(ini->entry[--k].key, ini->entry[i].key) == 0)
			return k;
	return i;
}

/*
 * A list starts anew with the first line of a section, so that what it says
 * stands instead of what holds for all.
 */
static enum ub_status
set(struct ub_tables *t, struct ub_request *q, size_t i, struct ub_err *e)
{
	const struct ub_ini_entry *x = &t->ini.entry[i];
	struct ub_list *list = ub_request_list(q, x->key);
	size_t before = said_before(&t->ini, i);
	struct ub_err err;

	if (!ub_request_has(x->key) || strcmp(x->key, "name") == 0)
		return fail(t, x->line, e, x->key, "no key of that name");
	if (x->value[0] == '\0')
		return fail(t, x->line, e, x->key, "has no value");
	if (list == NULL && before != i)
		return ub_fail_at(e, UB_EUSAGE, t->ini.name, x->line,
		    "%s: stands before, on line %llu", x->key,
		    (unsigned long long)t->ini.entry[before].line);
	if (list != NULL && before == i)
		list->n = 0;
	if (ub_request_set(q, x->key, x->value, &err) != UB_OK)
		return fail(t, x->line, e, x->key, err.what);
	return UB_OK;
}

/* [table NAME] */
static enum ub_status
open_table(struct ub_tables *t, const struct ub_request *all,
    const struct ub_ini_entry *x, struct ub_err *e)
{
	const char *name = x->section + strcspn(x->section, " \t");
	struct ub_request *q;

	if (strncmp(x->section, "table", 5) != 0 || name != x->section + 5)
		return fail(t, x->line, e, "", "no [table name]");
	name += strspn(name, " \t");
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->table[i].page.table, name) == 0)
			return ub_fail_at(e, UB_EUSAGE, t->ini.name, x->line,
			    "[table %.60s] stands before, on line %llu", name,
			    (unsigned long long)t->line[i]);
	if (!ub_name_valid(name, strlen(name)))
		return fail(t, x->line, e, "", "no name of a table");
	q = ub_tables_add(t, all, x->line);
	q->page.table = name;
	return UB_OK;
}

static enum ub_status
take(struct ub_tables *t, struct ub_request *all, struct ub_err *e)
{
	enum ub_status st;

	for (size_t i = 0; i < t->ini.n; i++) {
		const struct ub_ini_entry *x = &t->ini.entry[i];

		if (x->key == NULL)
			st = open_table(t, all, x, e);
		else
			st = set(t, t->n > 0 ? &t->table[t->n - 1] : all, i, e);
		if (st != UB_OK)
			return st;
	}
	if (t->n == 0)
		return fail(t, 0, e, "", "no [table name] in it");
	for (size_t i = 0; i < t->n; i++)
		if (t->table[i].spec.measure.n == 0)
			return fail(t, t->line[i], e, "", "no measure");
	return UB_OK;
}

enum ub_status
ub_tables_load(struct ub_tables *t, const char *path,
    const struct ub_request *base, struct ub_err *e)
{
	struct ub_request all;
	enum ub_status st;

	memset(t, 0, sizeof(*t));
	if (path == NULL) {
		(void)ub_tables_add(t, base, 0);
		return UB_OK;
	}
	if ((st = ub_ini_load(&t->ini, path, e)) != UB_OK)
		return st;
	ub_request_copy(&all, base);
	st = take(t, &all, e);
	ub_request_free(&all);
	if (st != UB_OK)
		ub_tables_free(t);
	return st;
}

void
ub_tables_free(struct ub_tables *t)
{
	for (size_t i = 0; i < t->n; i++)
		ub_request_free(&t->table[i]);
	free(t->table);
	free(t->line);
	ub_ini_free(&t->ini);
	memset(t, 0, sizeof(*t));
}

void
ub_tables_place(
    const struct ub_tables *t, size_t i, const char *text, struct ub_err *e)
{
	struct ub_err was = *e;
	uint64_t line = t->line[i];

	if (t->ini.name == NULL || e->line != 0)
		return;
	for (size_t k = 0; text != NULL && k < t->ini.n; k++)
		if (t->ini.entry[k].value == text)
			line = t->ini.entry[k].line;
	(void)ub_fail_at(e, was.code, t->ini.name, line, "%s", was.what);
	e->sysno = was.sysno;
	memcpy(e->below, was.below, sizeof(e->below));
}
