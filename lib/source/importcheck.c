/* importcheck.c - see importer.h: rules across columns, codes at a day, and
 * labels that stand beside their code. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "blank.h"
#include "field.h"
#include "importer.h"

enum { LABELS_MOST = 1000000 };

/* The rule that the code of column i breaks at its day, or none. */
static enum ub_rule
in_force(const struct ub_import *im, size_t i)
{
	const struct ub_source_column *c = &im->s->col[i];
	struct ub_slice code = im->field[i], at = im->field[c->day];
	int32_t day;

	if (ub_missing(code) != 0 || !ub_date_parse(at.s, at.len, &day))
		return UB_RULE_NONE;
	if (day < ub_codelist_begin(c->dated))
		return UB_RULE_EARLY;
	return ub_codelist_valid(c->dated, code.s, code.len, day)
		   ? UB_RULE_NONE
		   : UB_RULE_DATED;
}

/* The value of column i is made missing. */
static void
refuse(struct ub_import *im, size_t i)
{
	static const char reason[] = ".a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t"
				     ".u.v.w.x.y.z";

	im->refused++;
	im->edited = true;
	im->plain[i] = false;
	im->field[i] =
	    (struct ub_slice){ reason + 2 * (im->s->col[i].invalid - 'a'), 2 };
}

void
ub_import_needs(struct ub_import *im)
{
	const struct ub_source *s = im->s;
	bool *need = ub_xcalloc(s->ncol + 1, sizeof(*need));
	bool all = s->nkeycol > 0 && s->duplicates == UB_DUPLICATES_LAST;
	size_t i;

	for (i = 0; i < s->nkeycol; i++)
		need[s->keycol[i]] = true;
	for (i = 0; i < s->ncol; i++) {
		if (s->col[i].dated == NULL)
			continue;
		need[i] = need[s->col[i].day] = true;
		all |= s->col[i].invalid != 0;
	}
	im->need = ub_xcalloc(s->ncol + 1, sizeof(*im->need));
	for (i = 0; i < s->ncol; i++)
		if (all || need[i])
			im->need[im->nneed++] = i;
	free(need);
	im->used =
	    ub_xcalloc(UB_JUDGE_MOST * im->o.judge.nuse + 1, sizeof(*im->used));
	im->truth = ub_xcalloc(UB_JUDGE_MOST * s->nrule + 1, 1);
	im->alone = ub_xcalloc(s->nrule + 1, 1);
}

/* What the rules say of the record at hand. */
static void
ask(struct ub_import *im)
{
	const struct ub_judge *j = &im->o.judge;
	size_t i;

	for (i = 0; i < j->nuse; i++)
		im->used[i] = im->field[j->use[i]];
	if (im->s->nrule > 0)
		j->ask(j->arg, im->used, 1, im->alone);
}

/* Is a code not in force on its day?  Where that makes it missing, it is. */
static bool
out_of_force(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	const struct ub_source *s = im->s;
	enum ub_rule rule;
	bool bad = false;
	size_t i;

	for (i = 0; i < s->ncol; i++) {
		if (s->col[i].dated == NULL)
			continue;
		rule = in_force(im, i);
		if (rule == UB_RULE_NONE)
			continue;
		if (rule == UB_RULE_EARLY) {
			ub_import_keep(im, b, r, i, rule);
			continue;
		}
		ub_import_broken(im, b, r, i, rule);
		if (s->col[i].invalid != 0)
			refuse(im, i);
		else
			bad = true;
	}
	return bad;
}

bool
ub_import_judge(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    const uint8_t *truth, size_t n)
{
	const struct ub_source *s = im->s;
	enum ub_rule rule;
	bool bad = false;
	size_t i;

	im->edited = false;
	if (out_of_force(im, b, r))
		return true;
	if (truth == NULL || im->edited) {
		ask(im);
		truth = im->alone;
		n = 1;
	}
	for (i = 0; i < s->nrule; i++, truth += n) {
		if (*truth == UB_TRUE)
			continue;
		if (*truth == UB_NOT_KNOWN && !s->rule[i].strict) {
			ub_import_keep(im, b, r, s->ncol + i, UB_RULE_UNKNOWN);
			continue;
		}
		rule = *truth == UB_FALSE ? UB_RULE_TEST : UB_RULE_UNJUDGED;
		bad = true;
		ub_import_broken(im, b, r, s->ncol + i, rule);
	}
	return bad;
}

/* What is mapped is mapped whole: "vet ej". */
static bool
mapped(const struct ub_source_column *c, struct ub_slice raw)
{
	struct ub_buf b = { 0 };
	bool yes;

	if (c->trim)
		raw = ub_blank_cut(raw);
	if (ub_field_combines(raw)) {
		ub_nfc(&b, raw.s, raw.len);
		raw = (struct ub_slice){ b.s, b.len };
	}
	yes = ub_dict_find(&c->raw, raw.s, raw.len) != UB_DICT_NONE;
	ub_buf_free(&b);
	return yes;
}

struct ub_slice
ub_import_split(struct ub_import *im, size_t i, struct ub_slice raw)
{
	const struct ub_source_column *c = &im->s->col[i];
	size_t n;

	im->label[i] = (struct ub_slice){ "", 0 };
	if (mapped(c, raw))
		return raw;
	raw = ub_blank_cut(raw);
	for (n = 0; n < raw.len && ub_blank_front(raw.s + n, raw.len - n) == 0;
	     n++)
		;
	im->label[i] =
	    ub_blank_cut((struct ub_slice){ raw.s + n, raw.len - n });
	raw.len = n;
	return raw;
}

enum ub_status
ub_import_labels(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_err other;
	size_t i;

	for (i = 0; i < im->s->ncol && st == UB_OK; i++) {
		const struct ub_source_column *c = &im->s->col[i];
		struct ub_slice code = im->field[i], label = im->label[i];
		char *value, *text;

		if (!c->split || label.len == 0 || ub_missing(code) != 0)
			continue;
		if (im->meta.nlabel > LABELS_MOST)
			return ub_fail_at(e, UB_EDATA, im->input,
			    ub_csv_line(b, r), "column %s: more than %d labels",
			    c->name, LABELS_MOST);
		value = ub_xstrndup(code.s, code.len);
		text = ub_xstrndup(label.s, label.len);
		if (ub_meta_add_label(
			&im->meta, c->name, value, text, &other) != UB_OK)
			ub_import_keep(im, b, r, i, UB_RULE_LABEL);
		free(value);
		free(text);
	}
	return st;
}
