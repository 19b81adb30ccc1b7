/* label.c - the words over the columns; label.h. */
#include "label.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suffix.h"

/* "Kvantil 0,25, ": with the decimal sign of the reports. */
static void
add_quantile(struct ub_buf *b, const struct ub_measure *m)
{
	char dst[UB_DEC_MAX];
	size_t len = ub_dec_print(dst, ub_i128_of(m->p_nano));

	ub_buf_puts(b, m->y != NULL ? "Vägd kvantil " : "Kvantil ");
	for (size_t i = 0; i < len; i++)
		ub_buf_putc(b, dst[i] == '.' ? ',' : dst[i]);
	if (m->def.type != UB_QUANTILE_DEFAULT.type)
		ub_buf_printf(b, " (typ %d)", m->def.type);
	ub_buf_puts(b, ", ");
}

/* The text given for a column by name, or NULL. */
static const char *
own_text(const struct ub_label_set *set, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < set->nown; i++)
		if (strncmp(set->own[i], name, len) == 0 &&
		    set->own[i][len] == '=')
			return set->own[i] + len + 1;
	return NULL;
}

/* --- keys ------------------------------------------------------------- */

static bool
has_labels(const struct ub_meta *m, const char *col)
{
	for (size_t i = 0; i < m->nlabel; i++)
		if (m->label[i].value != NULL &&
		    strcmp(m->label[i].col, col) == 0)
			return true;
	return false;
}

/* The labels of the values that occur, in their order. */
static enum ub_status
label_values(struct ub_meta *out, const struct ub_label_set *set,
    const struct ub_key *k, const char *col, struct ub_err *e)
{
	struct ub_buf field = { 0 };
	enum ub_status st = UB_OK;
	const char *text;

	if (!has_labels(set->in, col))
		return UB_OK;
	for (uint32_t i = 0; st == UB_OK && i < k->val.n; i++) {
		struct ub_slice f = ub_key_field(k, k->order[i]);

		ub_buf_clear(&field);
		ub_buf_add(&field, f.s, f.len);
		text = ub_meta_label(set->in, col, field.s);
		if (text != NULL)
			st = ub_meta_add_label(out, k->name, field.s, text, e);
	}
	ub_buf_free(&field);
	return st;
}

enum ub_status
ub_label_key(struct ub_meta *out, const struct ub_label_set *set,
    const struct ub_key *k, const struct ub_legend *l, struct ub_err *e)
{
	const char *text = own_text(set, k->name), *col = NULL;
	enum ub_status st = UB_OK;

	/* an expression under a column's own name is not that column */
	if (k->col != UB_NOCOL)
		col = l->col[k->col].name;
	if (text == NULL && col != NULL)
		text = ub_meta_label(set->in, col, NULL);
	if (text != NULL)
		st = ub_meta_add_label(out, k->name, NULL, text, e);
	if (st == UB_OK && col != NULL)
		st = label_values(out, set, k, col, e);
	return st;
}

/* --- measures --------------------------------------------------------- */

/* ", kommunal regi", ", totalt"; nothing without a key across. */
static void
add_part(struct ub_buf *b, const struct ub_label_set *set,
    const struct ub_shape *s, const struct ub_part *part,
    const struct ub_legend *l)
{
	const struct ub_key *k;
	struct ub_slice f;
	struct ub_buf field = { 0 }, listed = { 0 };
	const char *text = NULL;
	char why;

	if (!s->across)
		return;
	ub_buf_puts(b, ", ");
	k = &s->c->key[s->nby];
	f = ub_key_field(k, part->code);
	ub_buf_add(&field, f.s, f.len);
	why = ub_missing(f);
	if (k->col != UB_NOCOL && part->code != UB_CODE_TOTAL)
		text = ub_meta_label(set->in, l->col[k->col].name, field.s);
	if (text == NULL && part->code != UB_CODE_TOTAL &&
	    ub_frame_text(set->frame, set->in, s->nby, f, &listed))
		text = listed.s;
	if (text != NULL)
		ub_buf_puts(b, text);
	else if (part->code == UB_CODE_TOTAL)
		ub_buf_puts(b, "totalt");
	else if (why != 0)
		ub_suffix_missing(b, why);
	else if (k->type == UB_BOOL)
		ub_buf_puts(b, f.s[0] == '1' ? "ja" : "nej");
	else
		ub_unescape(b, f.s, f.len);
	ub_buf_free(&field);
	ub_buf_free(&listed);
}

/* What is measured: the input's word for a bare column, else the name. */
static const char *
what_of(const struct ub_label_set *set, const struct ub_measure *m)
{
	const char *text = NULL;

	if (m->column != NULL)
		text = ub_meta_label(set->in, m->column, NULL);
	return text != NULL ? text : m->what;
}

static const char percent[] = ", procent";

/* A label without ", procent" at its end. */
static void
add_stem(struct ub_buf *b, const char *text)
{
	size_t len = strlen(text), n = sizeof(percent) - 1;

	if (len > n && strcmp(text + len - n, percent) == 0)
		len -= n;
	ub_buf_add(b, text, len);
}

/* Is a test called by its columns?  A name of its own says all there is. */
static bool
by_columns(const struct ub_label_set *set, const struct ub_measure *m)
{
	const char *words = what_of(set, m);

	return ub_function_is_test(m->func) && m->column != NULL &&
	       (words != m->what || strcmp(words, m->column) == 0);
}

/* The same, and of a test what it is tested against. */
static void
add_what(struct ub_buf *b, const struct ub_label_set *set,
    const struct ub_measure *m, const struct ub_legend *l)
{
	const char *words = what_of(set, m), *text;
	size_t col;

	/* a share says per cent behind all else, if it is one */
	if (m->units != UB_UNITS_NONE || m->in == UB_SHARE)
		add_stem(b, words);
	else
		ub_buf_puts(b, words);
	if (!by_columns(set, m))
		return;
	if ((col = ub_expr_column(m->y)) == UB_NOCOL)
		return;
	text = ub_meta_label(set->in, l->col[col].name, NULL);
	ub_buf_printf(b, " och %s", text != NULL ? text : l->col[col].name);
}

/* "Ovägt medel, kommuner, ": of which units a figure is. */
static void
add_units(struct ub_buf *b, const struct ub_label_set *set,
    const struct ub_measure *m)
{
	const char *unit = set->unit != NULL ? set->unit : "enheter";

	if (m->units == UB_UNITS_SHARE)
		ub_buf_printf(b, "Andel %s, ", unit);
	else if (m->units == UB_UNITS_MEAN)
		ub_buf_printf(b, "Ovägt medel, %s, ", unit);
	else
		ub_buf_puts(b, "Kvot av summor, ");
}

/* A share's own words are those of both its bases. */
static const char *
own_of(const struct ub_label_set *set, const struct ub_measure *m)
{
	const char *own = own_text(set, m->name);

	return own == NULL && m->same != NULL ? own_text(set, m->same) : own;
}

/* Which of two bases, unless it was said. */
static const char *
base_words(const struct ub_label_set *set, const struct ub_measure *m)
{
	if (set->style->base != UB_BASE_BOTH || !ub_measure_counted(m) ||
	    (m->same != NULL && own_text(set, m->name) != NULL))
		return "";
	return m->same != NULL ? ", av alla" : ", av dem med uppgift";
}

/* What stands before what is measured: "Medelvärde, ". */
static void
add_function(struct ub_buf *b, const struct ub_label_set *set,
    const struct ub_measure *m)
{
	bool weighted = ub_measure_by_weight(m);

	if (m->func == UB_F_QUANTILE)
		add_quantile(b, m);
	if (m->func == UB_F_TOP)
		ub_buf_printf(b, "Störst nr %lld, ", (long long)m->per);
	if (m->func == UB_F_STD)
		ub_buf_puts(b, m->kind == UB_K_BOOL
				   ? "Standardiserad andel "
				   : "Standardiserat medelvärde, ");
	if (m->units != UB_UNITS_NONE)
		add_units(b, set, m);
	else if (ub_measure_weighted(m))
		ub_buf_puts(b, m->func == UB_F_SHARE ? "Vägd andel "
						     : "Vägt medelvärde, ");
	else if (weighted && m->func != UB_F_QUANTILE)
		ub_buf_puts(b, m->func == UB_F_MEDIAN ? "Vägd median, "
			       : m->func == UB_F_SD ? "Vägd standardavvikelse, "
						    : "Vägd varians, ");
	else
		ub_buf_puts(b, ub_function_info(m->func)->words);
}

/* " per 10 000 Folkmängd 31 december, 21-64 år": the words of the column tell
 * of which population a rate is, at which date and of which ages. */
static void
add_per(struct ub_buf *b, const struct ub_label_set *set,
    const struct ub_measure *m, const struct ub_legend *l)
{
	size_t col = ub_expr_column(m->y), i;
	const char *text = NULL;
	char digits[32];

	ub_buf_puts(b, " per ");
	if (m->per != 1) {
		(void)snprintf(
		    digits, sizeof(digits), "%lld", (long long)m->per);
		for (i = 0; digits[i] != '\0'; i++) {
			if (i > 0 && (strlen(digits) - i) % 3 == 0)
				ub_buf_putc(b, ' ');
			ub_buf_putc(b, digits[i]);
		}
		ub_buf_putc(b, ' ');
	}
	if (col == UB_NOCOL) {
		ub_buf_puts(b, m->ysrc);
		return;
	}
	text = ub_meta_label(set->in, l->col[col].name, NULL);
	ub_buf_puts(b, text != NULL ? text : l->col[col].name);
}

static void
add_main(struct ub_buf *b, const struct ub_label_set *set,
    const struct ub_measure *m, const struct ub_legend *l)
{
	const char *own = own_of(set, m);

	if (own != NULL) {
		add_stem(b, own);
	} else if (m->func == UB_F_N || m->func == UB_F_COUNT) {
		ub_buf_puts(b, "Antal ");
		ub_buf_puts(b, set->unit != NULL ? set->unit : "poster");
		if (m->func == UB_F_COUNT) {
			ub_buf_puts(b, ", ");
			ub_buf_puts(b, what_of(set, m));
		}
	} else {
		add_function(b, set, m);
		add_what(b, set, m, l);
		/* that of sums is per its own base, and in per cent */
		if (m->func == UB_F_RATE && m->units != UB_UNITS_RATIO)
			add_per(b, set, m, l);
		if (ub_function_is_test(m->func))
			ub_buf_printf(
			    b, ", p-värde (%s)", ub_test_info(m->func)->words);
	}
}

/* Do two measures say the same of what they measure? */
static bool
alike(const struct ub_label_set *set, const struct ub_measure *m,
    const struct ub_measure *o, const struct ub_legend *l)
{
	struct ub_buf a = { 0 }, b = { 0 };
	bool same;

	if (!ub_measure_has_base(o) || own_of(set, o) != NULL ||
	    o->same != m->same)
		return false;
	add_what(&a, set, m, l);
	add_what(&b, set, o, l);
	same = strcmp(a.s, b.s) == 0;
	ub_buf_free(&a);
	ub_buf_free(&b);
	return same;
}

/* " (medelvärde)" behind what stands beside a measure, where another of the
 * table would have the same heading; a test says always which it is in some. */
static void
find_which(struct ub_buf *which, const struct ub_label_set *set,
    const struct ub_measure *m, const struct ub_legend *l)
{
	const struct ub_test_info *t = ub_test_info(m->func);
	bool any = ub_measure_weighted(m);

	ub_buf_puts(which, "");
	for (size_t i = 0; i < set->nmeasure && !any; i++)
		any =
		    &set->measure[i] != m && alike(set, m, &set->measure[i], l);
	if (!any || own_of(set, m) != NULL)
		return;
	ub_buf_puts(which, " (");
	if (t != NULL)
		ub_buf_puts(which, t->words);
	else
		add_function(which, set, m);
	while (which->len > 2 && (which->s[which->len - 1] == ' ' ||
				     which->s[which->len - 1] == ','))
		which->len--;
	if (which->len == 2) /* a rate, which has no word of its own */
		ub_buf_puts(which, ub_function_info(m->func)->name);
	if (t == NULL && which->s[2] >= 'A' && which->s[2] <= 'Z')
		which->s[2] += 'a' - 'A';
	ub_buf_putc(which, ')');
}

/* Of the results of a test; NULL for what is none. */
static const char *
result_words(const char *companion, const struct ub_label_set *set,
    const struct ub_measure *m)
{
	const struct ub_test_info *t = ub_test_info(m->func);

	if (strcmp(companion, "_p") == 0)
		return set->against;
	if (strcmp(companion, "_adj") == 0)
		return "p-värde justerat enligt Holm";
	if (strcmp(companion, "_sig") == 0)
		return "säkerställd skillnad";
	if (t == NULL)
		return NULL;
	if (strcmp(companion, "_stat") == 0)
		return t->stat;
	if (strcmp(companion, "_df") == 0)
		return "frihetsgrader";
	if (strcmp(companion, "_diff") == 0)
		return t->diff;
	if (strcmp(companion, "_effect") == 0)
		return t->effect;
	return strcmp(companion, "_least") == 0 ? "minsta antal i en del"
						: NULL;
}

/* What stands behind the name of what is measured: the words that a workbook
 * has for a companion without a label. */
static const char *
companion_words(const char *companion, const struct ub_measure *m)
{
	if (strcmp(companion, "_k") == 0 || strcmp(companion, "_k_rec") == 0)
		return ", antal";
	if (strcmp(companion, "_k_pers") == 0)
		return ", antal personer";
	if (strcmp(companion, "_r_pers") == 0)
		return ", antal personer bland övriga";
	if (strncmp(companion, "_miss", 5) == 0)
		return ", antal utan uppgift";
	return m->all ? ", antal i basen" : ", antal med uppgift";
}

/* Percent is said again where a label of one's own says it. */
static bool
says_percent(const struct ub_label_set *set, const struct ub_measure *m)
{
	const char *own = own_of(set, m);
	size_t n = sizeof(percent) - 1;

	if (own == NULL)
		return m->type == UB_SHARE ||
		       (m->func == UB_F_STD && m->kind == UB_K_BOOL);
	return strlen(own) > n && strcmp(own + strlen(own) - n, percent) == 0;
}

void
ub_level_print(struct ub_buf *b, int level, char point)
{
	ub_buf_uint(b, (uint64_t)level / 10);
	if (level % 10 != 0)
		ub_buf_printf(b, "%c%d", point, level % 10);
}

/* ", undre gräns (95 procents konfidens), procent" */
static void
add_end(struct ub_buf *b, const struct ub_label_set *set,
    const struct ub_measure *m, bool high)
{
	ub_buf_puts(b, high ? ", övre gräns (" : ", undre gräns (");
	ub_level_print(b, set->style->level, ',');
	ub_buf_puts(b, " procents konfidens)");
	if (says_percent(set, m))
		ub_buf_puts(b, percent);
}

static enum ub_status
put_label(struct ub_meta *out, const char *stem, const char *suffix,
    const char *companion, const char *text, struct ub_err *e)
{
	struct ub_buf name = { 0 };
	enum ub_status st;

	ub_buf_puts(&name, stem);
	ub_buf_puts(&name, suffix);
	ub_buf_puts(&name, companion);
	st = ub_meta_add_label(out, name.s, NULL, text, e);
	ub_buf_free(&name);
	return st;
}

static enum ub_status
label_companion(struct ub_meta *out, const struct ub_label_set *set,
    const struct ub_part *part, const struct ub_measure *m,
    const char *companion, const char *part_words, const char *which,
    const struct ub_legend *l, struct ub_err *e)
{
	const char *own = own_of(set, m), *words;
	struct ub_buf b = { 0 };
	enum ub_status st;

	if (own != NULL)
		add_stem(&b, own);
	else
		add_what(&b, set, m, l);
	if (ub_test_info(m->func) == NULL)
		ub_buf_puts(&b, which);
	if (m->same != NULL)
		ub_buf_puts(&b, base_words(set, m));
	ub_buf_puts(&b, part_words);
	if (strcmp(companion, "_lo") == 0 || strcmp(companion, "_hi") == 0)
		add_end(&b, set, m, companion[1] == 'h');
	else if ((words = result_words(companion, set, m)) != NULL)
		ub_buf_printf(&b, ", %s", words);
	else
		ub_buf_puts(&b, companion_words(companion, m));
	if (own == NULL && by_columns(set, m) &&
	    (which[0] != 0 || strcmp(companion, "_adj") == 0 ||
		strcmp(companion, "_sig") == 0 ||
		strcmp(companion, "_df") == 0))
		ub_buf_printf(&b, " (%s)", ub_test_info(m->func)->words);
	if (strcmp(companion, "_miss_saknas") == 0)
		ub_buf_puts(&b, " (ej registrerat)");
	else if (strncmp(companion, "_miss_", 6) == 0)
		ub_buf_printf(&b, " (.%s)", companion + 6);
	st = put_label(out, m->name, part->suffix, companion, b.s, e);
	ub_buf_free(&b);
	return st;
}

/* Where the values of a measure are those of a column, they have its labels:
 * those that were seen. */
static enum ub_status
label_seen(struct ub_meta *out, const struct ub_label_set *set,
    const struct ub_part *part, const struct ub_measure *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_buf name = { 0 };

	if (m->column == NULL ||
	    ub_function_info(m->func)->takes != UB_TAKES_ANY ||
	    m->func == UB_F_DISTINCT)
		return UB_OK;
	ub_buf_puts(&name, m->name);
	ub_buf_puts(&name, part->suffix);
	for (size_t i = 0; st == UB_OK && i < set->in->nlabel; i++) {
		const struct ub_label *l = &set->in->label[i];

		if (l->value != NULL && strcmp(l->col, m->column) == 0 &&
		    ub_intern_has(&m->tally.val, ub_slice_of(l->value)))
			st = ub_meta_add_label(
			    out, name.s, l->value, l->text, e);
	}
	ub_buf_free(&name);
	return st;
}

enum ub_status
ub_label_measure(struct ub_meta *out, const struct ub_label_set *set,
    const struct ub_shape *s, const struct ub_part *part,
    const struct ub_measure *m, const struct ub_legend *l, struct ub_err *e)
{
	struct ub_buf b = { 0 }, words = { 0 }, which = { 0 };
	struct ub_companion comp[UB_COMPANIONS], *x = comp;
	enum ub_status st;

	(void)ub_style_companions(m, set->style, comp);
	ub_buf_puts(&words, "");
	add_part(&words, set, s, part, l);
	add_main(&b, set, m, l);
	ub_buf_puts(&b, base_words(set, m));
	ub_buf_puts(&b, words.s);
	if (says_percent(set, m))
		ub_buf_puts(&b, percent);
	st = put_label(out, m->name, part->suffix, "", b.s, e);
	if (st == UB_OK)
		st = label_seen(out, set, part, m, e);
	find_which(&which, set, m, l);
	for (; st == UB_OK && x->name != NULL; x++)
		st = label_companion(
		    out, set, part, m, x->name, words.s, which.s, l, e);
	ub_buf_free(&which);
	ub_buf_free(&b);
	ub_buf_free(&words);
	return st;
}

enum ub_status
ub_label_column(struct ub_meta *out, const struct ub_label_set *set,
    const struct ub_shape *s, const struct ub_part *part, const char *name,
    const char *words, const struct ub_legend *l, struct ub_err *e)
{
	const char *own = own_text(set, name);
	struct ub_buf b = { 0 };
	enum ub_status st;

	ub_buf_puts(&b, own != NULL ? own : words);
	add_part(&b, set, s, part, l);
	st = put_label(out, name, part->suffix, "", b.s, e);
	ub_buf_free(&b);
	return st;
}
