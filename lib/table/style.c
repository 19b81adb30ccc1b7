/* style.c - see style.h. */
#include "style.h"

#include <string.h>

#include "../base/num.h"
#include "missed.h"

/* A level in per cent, 50 to 99.9, before a comma or the end. */
static bool
parse_level(const char *text, size_t len, int *level)
{
	const uint64_t nano = (uint64_t)UB_NANO, tenth = nano / 10;
	struct ub_i128 v;

	if (!ub_dec_parse(text, len, &v) || v.hi != 0 || v.lo % tenth != 0 ||
	    v.lo < 50 * nano || v.lo > 999 * tenth)
		return false;
	*level = (int)(v.lo / tenth);
	return true;
}

bool
ub_style_interval(struct ub_style *style, const char *text)
{
	size_t len = strcspn(text, ",");

	style->exact = strcmp(text + len, ",exact") == 0;
	return (text[len] == '\0' || style->exact) &&
	       parse_level(text, len, &style->level);
}

bool
ub_style_level(struct ub_style *style, const char *text)
{
	size_t len = strcspn(text, ",");

	style->single = strcmp(text + len, ",single") == 0;
	return (text[len] == '\0' || style->single) &&
	       parse_level(text, len, &style->judged);
}

bool
ub_style_bortfall(struct ub_style *style, const char *text)
{
	const uint64_t tenth = (uint64_t)UB_NANO / 10;
	size_t len = strcspn(text, "%");
	struct ub_i128 v;

	if ((text[len] != '\0' && text[len + 1] != '\0') ||
	    !ub_dec_parse(text, len, &v) || v.hi != 0 || v.lo % tenth != 0 ||
	    v.lo > 1000 * tenth)
		return false;
	/* 0.2 without its sign is rather a share, 20 per cent, than 0.2 */
	if (text[len] == '\0' && v.lo > 0 && v.lo < (uint64_t)UB_NANO)
		return false;
	style->bortfall = (int)(v.lo / tenth);
	return true;
}

bool
ub_style_sampled(const struct ub_measure *m)
{
	return (m->func == UB_F_SHARE ||
		   (m->func == UB_F_MEAN && m->units == UB_UNITS_NONE)) &&
	       !ub_measure_weighted(m);
}

bool
ub_style_has_interval(const struct ub_style *style, const struct ub_measure *m)
{
	return style->level > 0 &&
	       (ub_style_sampled(m) ||
		   (ub_measure_weighted(m) && m->cc != NULL));
}

bool
ub_style_has_p(const struct ub_style *style, const struct ub_measure *m)
{
	return style->against && ub_style_sampled(m);
}

static void
add(struct ub_companion *x, size_t *n, const char *name, enum ub_type type)
{
	x[(*n)++] = (struct ub_companion){ name, type };
}

/* What a test has besides; in the order of ub_test_put(). */
static void
add_results(const struct ub_measure *m, const struct ub_style *style,
    struct ub_companion *x, size_t *n)
{
	const struct ub_test_info *t = ub_test_info(m->func);

	add(x, n, "_least", UB_COUNT);
	if (t->stat != NULL)
		add(x, n, "_stat", UB_STAT);
	if (t->df)
		add(x, n, "_df", UB_STAT);
	if (t->diff != NULL)
		add(x, n, "_diff", UB_STAT);
	if (t->ends && style->level > 0) {
		add(x, n, "_lo", UB_STAT);
		add(x, n, "_hi", UB_STAT);
	}
	if (t->effect != NULL)
		add(x, n, "_effect", UB_STAT);
}

static void
add_judgement(const struct ub_style *style, struct ub_companion *x, size_t *n)
{
	if (style->judged > 0 && !style->single)
		add(x, n, "_adj", UB_STAT);
	if (style->judged > 0)
		add(x, n, "_sig", UB_BOOL);
}

size_t
ub_style_companions(const struct ub_measure *m, const struct ub_style *style,
    struct ub_companion x[UB_COMPANIONS])
{
	size_t n = 0;

	if (ub_measure_has_base(m)) {
		if (ub_measure_counted(m) || m->units == UB_UNITS_RATIO)
			add(x, &n, "_k", UB_COUNT);
		else if (m->func == UB_F_SHARE)
			add(x, &n, "_k_rec", UB_COUNT);
		add(x, &n, "_n", UB_COUNT);
		if (m->units != UB_UNITS_RATIO && m->same == NULL)
			add(x, &n, "_miss", UB_COUNT);
	}
	if (m->mark > 0) {
		add(x, &n, "_k_pers", UB_COUNT);
		add(x, &n, "_r_pers", UB_COUNT);
	}
	if (ub_measure_has_base(m)) {
		for (int k = 0; k < UB_MISSED_KINDS; k++)
			if (ub_missed_occurs(m, k))
				add(x, &n, ub_missed_name(k), UB_COUNT);
	}
	if (ub_style_has_interval(style, m) ||
	    (m->func == UB_F_STD && style->level > 0)) {
		add(x, &n, "_lo", m->type);
		add(x, &n, "_hi", m->type);
	}
	if (ub_function_is_test(m->func))
		add_results(m, style, x, &n);
	if (ub_style_has_p(style, m))
		add(x, &n, "_p", UB_STAT);
	if (ub_function_is_test(m->func) || ub_style_has_p(style, m))
		add_judgement(style, x, &n);
	x[n].name = NULL;
	return n;
}
