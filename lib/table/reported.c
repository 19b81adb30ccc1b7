/* reported.c - who has sent records at all; reported.h. */
#include "reported.h"

#include <stdlib.h>
#include <string.h>

#include "../stream/reader.h"

struct ub_reported {
	struct ub_intern name; /* what the file has */
	const char *file;      /* borrowed */
	size_t key;            /* of cells */
	size_t top;            /* of the levels above it; key: none */
	/* of key top + i, by code: did one of it, or below it, report? */
	bool *did[UB_KEYS_MAX];
	uint32_t n; /* codes of the key */
	uint64_t all, count;
};

static enum ub_status
take_file(struct ub_reported *r, const char *column, struct ub_err *e)
{
	struct ub_reader *in = NULL;
	struct ub_batch b;
	size_t col = 0;
	enum ub_status st;

	st = ub_reader_open(&in, &r->file, 1, UB_READ_RECORDS, NULL, e);
	if (st == UB_OK) {
		col = ub_legend_find(
		    ub_reader_legend(in), column, strlen(column));
		if (col == UB_NOCOL)
			st = ub_fail_at(e, UB_EUSAGE, r->file, 0,
			    "no column %s: it tells which have reported",
			    column);
	}
	while (st == UB_OK && (st = ub_reader_batch(in, &b, e)) == UB_OK)
		for (size_t i = 0; i < b.n; i++) {
			struct ub_slice f = ub_field(&b, i, col);

			if (ub_missing(f) == 0)
				(void)ub_intern_add(&r->name, f.s, f.len);
		}
	ub_reader_free(in);
	return st == UB_END ? UB_OK : st;
}

enum ub_status
ub_reported_load(struct ub_reported **rp, const char *said,
    const struct ub_frame *f, struct ub_err *e)
{
	const char *eq = strchr(said, '=');
	struct ub_slice name = { said, eq == NULL ? 0 : (size_t)(eq - said) };
	struct ub_reported *r;
	enum ub_status st;
	size_t i = 0;

	*rp = NULL;
	if (eq == NULL || name.len == 0 || eq[1] == '\0')
		return ub_fail(e, UB_EUSAGE, "--reported: not key=file");
	while (i < f->nkey && !ub_slice_is(name, f->key[i].name))
		i++;
	if (i == f->nkey || !f->key[i].all)
		return ub_fail(e, UB_EUSAGE,
		    "--reported: say which values of %.*s there are, --all "
		    "%.*s",
		    (int)name.len, name.s, (int)name.len, name.s);
	r = ub_xcalloc(1, sizeof(*r));
	r->file = eq + 1;
	r->key = i;
	r->top = i == f->bottom && f->top < f->bottom ? f->top : i;
	if ((st = take_file(r, f->key[i].name, e)) != UB_OK)
		ub_reported_free(r);
	else
		*rp = r;
	return st;
}

void
ub_reported_free(struct ub_reported *r)
{
	if (r == NULL)
		return;
	ub_intern_free(&r->name);
	for (size_t i = 0; i < UB_KEYS_MAX; i++)
		free(r->did[i]);
	free(r);
}

/* Records of one that did not report. */
static enum ub_status
check_silent(const struct ub_reported *r, const struct ub_frame *f,
    const struct ub_cells *c, struct ub_err *e)
{
	bool *told = ub_xcalloc((size_t)r->n + 1, sizeof(*told));
	uint64_t values = 0, rec = 0;

	for (size_t i = 0; i < c->n; i++) {
		uint32_t code = c->code[i * c->nkey + r->key];

		if (r->did[r->key - r->top][code] || ub_cells_nrec(c, i) == 0)
			continue;
		values += !told[code];
		told[code] = true;
		rec += ub_cells_nrec(c, i);
	}
	free(told);
	if (values == 0)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "--reported: %llu value%s of %s %s not in %s, and yet there %s "
	    "%llu record%s of %s",
	    (unsigned long long)values, values == 1 ? "" : "s",
	    f->key[r->key].name, values == 1 ? "is" : "are", r->file,
	    rec == 1 ? "is" : "are", (unsigned long long)rec,
	    rec == 1 ? "" : "s", values == 1 ? "it" : "them");
}

/* What is in the file is a value of the table. */
static enum ub_status
check_known(const struct ub_reported *r, const struct ub_frame *f,
    const struct ub_cells *c, struct ub_err *e)
{
	uint64_t strangers = 0;

	for (uint32_t i = 0; i < r->name.n; i++)
		strangers += !ub_intern_has(
		    &c->key[r->key].val, ub_intern_text(&r->name, i));
	if (strangers == 0)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "--reported: %llu value%s in %s %s none of %s, by --all",
	    (unsigned long long)strangers, strangers == 1 ? "" : "s", r->file,
	    strangers == 1 ? "is" : "are", f->key[r->key].name);
}

enum ub_status
ub_reported_fill(struct ub_reported *r, const struct ub_frame *f,
    const struct ub_cells *c, struct ub_err *e)
{
	const struct ub_key *key = &c->key[r->key];
	bool *did;
	enum ub_status st;

	for (size_t j = r->top; j <= r->key; j++) {
		free(r->did[j - r->top]);
		r->did[j - r->top] =
		    ub_xcalloc((size_t)c->key[j].val.n + 1, sizeof(bool));
	}
	did = r->did[r->key - r->top];
	r->n = key->val.n;
	r->all = r->count = 0;
	for (uint32_t i = 0; i < r->n; i++) {
		struct ub_slice v = ub_key_field(key, i);

		/* whoever is not known is nobody's silence */
		did[i] = ub_missing(v) != 0 || ub_intern_has(&r->name, v);
		r->all += ub_missing(v) == 0;
		r->count += ub_missing(v) == 0 && did[i];
	}
	for (size_t i = 0; i < c->n; i++) {
		const uint32_t *code = c->code + i * c->nkey;

		for (size_t j = r->top; j < r->key; j++)
			r->did[j - r->top][code[j]] |= did[code[r->key]];
	}
	st = check_known(r, f, c, e);
	return st == UB_OK ? check_silent(r, f, c, e) : st;
}

bool
ub_reported_any(const struct ub_reported *r, const uint32_t *code)
{
	if (r == NULL)
		return true;
	for (size_t j = r->key + 1; j-- > r->top;)
		if (code[j] != UB_CODE_TOTAL)
			return r->did[j - r->top][code[j]];
	return r->count > 0;
}

size_t
ub_reported_key(const struct ub_reported *r)
{
	return r->key;
}

uint64_t
ub_reported_all(const struct ub_reported *r)
{
	return r->all;
}

uint64_t
ub_reported_count(const struct ub_reported *r)
{
	return r->count;
}

bool
ub_reported_lacks(const struct ub_reported *r, uint32_t code)
{
	return !r->did[r->key - r->top][code];
}
