/* formula.c - the sections [define], [score] and [zones]; see define.h. */
#include "define.h"

void
ub_formula_add(
    struct ub_instrument *in, const char *name, size_t at, enum ub_section sort)
{
	in->rule = ub_xgrow(in->rule, in->nrule, sizeof(*in->rule));
	in->rule[in->nrule++] = (struct ub_formula){ .name = name,
		.sort = sort == UB_SECTION_ZONES ? UB_FORMULA_ZONES
						 : UB_FORMULA_EXPR,
		.hidden = sort == UB_SECTION_DEFINE,
		.has_type = sort == UB_SECTION_ZONES,
		.type = UB_CODE,
		.kind = UB_K_TEXT,
		.part = { at + 1, at + 1 },
		.line = in->ini.entry[at].line };
}

static bool
begins(const char *s, const char *word)
{
	return strncmp(s, word, strlen(word)) == 0;
}

/* expr, sum or mean: one of them. */
static enum ub_status
read_expr(
    const struct ub_define *r, struct ub_formula *q, enum ub_formula_sort sort)
{
	if (q->expr != NULL && q->sort != sort)
		return ub_define_fail(
		    r, "write one of expr, sum and mean", q->name);
	q->sort = sort;
	q->line = r->in->ini.entry[r->at].line;
	return ub_define_once(r, &q->expr);
}

/* What a define has too. */
static enum ub_status
read_common(const struct ub_define *r, struct ub_formula *q, const char *key)
{
	if (strcmp(key, "expr") == 0)
		return read_expr(r, q, UB_FORMULA_EXPR);
	if (strcmp(key, "sum") == 0)
		return read_expr(r, q, UB_FORMULA_SUM);
	if (strcmp(key, "mean") == 0)
		return read_expr(r, q, UB_FORMULA_MEAN);
	if (strcmp(key, "missing") != 0)
		return ub_define_unknown(r);
	q->absent.line = r->in->ini.entry[r->at].line;
	return ub_define_once(r, &q->absent.text);
}

/* Any other key of zones is a line of the table, which zones.c reads. */
static enum ub_status
read_zones(const struct ub_define *r, struct ub_formula *q, const char *key)
{
	if (strcmp(key, "of") == 0)
		return ub_define_once(r, &q->of);
	if (strcmp(key, "sex") == 0)
		return ub_define_once(r, &q->sex);
	if (strcmp(key, "age") == 0)
		return ub_define_once(r, &q->age);
	if (strcmp(key, "date") == 0)
		return ub_define_once(r, &q->date);
	if (strcmp(key, "range") == 0)
		return ub_define_once(r, &q->range);
	return UB_OK;
}

enum ub_status
ub_formula_read(struct ub_define *r)
{
	struct ub_formula *q = &r->in->rule[r->in->nrule - 1];
	const struct ub_ini_entry *x = &r->in->ini.entry[r->at];

	q->part.end = r->at + 1;
	if (r->sort == UB_SECTION_DEFINE)
		return read_common(r, q, x->key);
	if (strcmp(x->key, "label") == 0)
		return ub_define_once(r, &q->label);
	if (strcmp(x->key, "label_en") == 0)
		return ub_define_once(r, &q->label_en);
	if (begins(x->key, "value ") || begins(x->key, "value_en "))
		return UB_OK;
	if (r->sort == UB_SECTION_ZONES)
		return read_zones(r, q, x->key);
	if (strcmp(x->key, "at") == 0)
		return ub_define_once(r, &q->at);
	if (begins(x->key, "expr ") || begins(x->key, "break "))
		return UB_OK; /* version.c reads them */
	if (strcmp(x->key, "type") != 0)
		return read_common(r, q, x->key);
	q->has_type = true;
	return ub_define_type(x->value, &q->type, &q->kind)
		   ? UB_OK
		   : ub_define_fail(r, "type: none a score can have", x->value);
}

const char *
ub_formula_lacks(const struct ub_formula *q)
{
	if (q->sort == UB_FORMULA_ZONES)
		return q->of == NULL      ? "has no of: the sum it is for"
		       : q->label == NULL ? "has no label"
					  : NULL;
	if (q->expr == NULL && q->at == NULL)
		return "has no expr";
	if (q->expr != NULL && q->at != NULL)
		return "has versions, and an expr without one";
	return q->label == NULL && !q->hidden ? "has no label" : NULL;
}

/* --- what is missing ----------------------------------------------------- */

enum { EMPTY_BIT = 26 };

static bool
read_zero(const char *s, struct ub_absent_rule *a)
{
	size_t n;

	for (a->zero = 0; *s != '\0'; s += n + strspn(s + n, " ")) {
		n = strcspn(s, " ");
		if (n == 5 && memcmp(s, "empty", 5) == 0)
			a->zero |= UINT32_C(1) << EMPTY_BIT;
		else if (n == 2 && s[0] == '.' && s[1] >= 'a' && s[1] <= 'z')
			a->zero |= UINT32_C(1) << (s[1] - 'a');
		else
			return false;
	}
	return a->zero != 0;
}

bool
ub_absent_is_zero(const struct ub_absent_rule *a, char miss)
{
	int bit = miss == UB_MISS_EMPTY ? EMPTY_BIT : miss - 'a';

	return (a->zero >> bit & 1) != 0;
}

/* A number, or a parameter that is one. */
static bool
read_most(const struct ub_instrument *in, const char *s, int64_t *most)
{
	size_t i;

	for (i = 0; i < in->nparam; i++)
		if (strcmp(in->param[i].name, s) == 0 &&
		    in->param[i].kind == UB_K_INT) {
			*most = in->param[i].val.u.i;
			return *most >= 0;
		}
	return ub_int_parse(s, strlen(s), most) && *most >= 0;
}

enum ub_status
ub_absent_read(struct ub_absent_rule *a, const struct ub_instrument *in,
    const struct ub_formula *q, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = UB_OK;
	bool good = true;

	*a = (struct ub_absent_rule){ .how = UB_ABSENT_REASON };
	if (q->absent.text == NULL)
		return UB_OK;
	ub_instrument_label(&b, in, q->absent.text);
	if (strcmp(b.s, "none") == 0) {
		a->how = UB_ABSENT_NONE;
	} else if (begins(b.s, "prorate ")) {
		a->how = UB_ABSENT_PRORATE;
		good = read_most(in, b.s + 8, &a->most) &&
		       q->sort != UB_FORMULA_EXPR;
	} else if (strcmp(b.s, "zero") == 0) {
		a->how = UB_ABSENT_ZERO;
		a->zero = UINT32_MAX;
	} else if (begins(b.s, "zero ")) {
		a->how = UB_ABSENT_ZERO;
		good = read_zero(b.s + 5, a);
	} else if (strcmp(b.s, "reason") != 0) {
		good = false;
	}
	if (!good)
		st = ub_fail_at(e, UB_EUSAGE, in->file, q->absent.line,
		    "missing: write none, reason, zero .n, or for a sum or "
		    "mean prorate NUMBER");
	ub_buf_free(&b);
	return st;
}
