/* function.c - the table of measures; function.h. */
#include "function.h"

#include "../stream/legend.h"

#define ONE "one argument"
#define TWO "two arguments"
#define TWO_OR_HOW "two arguments, or how as a third"
#define TEST(name, first, second, max, args)                                   \
	{                                                                      \
		name, first, 2, max, 1, true, true, args, "", second           \
	}

static const struct ub_function_info info[UB_NFUNC] = {
	[UB_F_N] = { "n", UB_TAKES_NOTHING, 0, 0, 0, false, false,
	    "no argument", "", UB_TAKES_NOTHING },
	[UB_F_COUNT] = { "count", UB_TAKES_CONDITION, 1, 1, 1, false, false,
	    ONE, "", UB_TAKES_NOTHING },
	[UB_F_SHARE] = { "share", UB_TAKES_CONDITION, 1, 2, 1, true, false,
	    "one argument, or a weight as a second", "Andel ",
	    UB_TAKES_NUMBER },
	[UB_F_SUM] = { "sum", UB_TAKES_NUMBER, 1, 1, 1, true, false, ONE,
	    "Summa, ", UB_TAKES_NOTHING },
	[UB_F_MEAN] = { "mean", UB_TAKES_NUMBER, 1, 2, 1, true, false,
	    "one argument, or a weight as a second", "Medelvärde, ",
	    UB_TAKES_NUMBER },
	[UB_F_SD] = { "sd", UB_TAKES_NUMBER, 1, 2, 2, true, false,
	    "one argument, or a weight as a second", "Standardavvikelse, ",
	    UB_TAKES_NUMBER },
	[UB_F_VAR] = { "var", UB_TAKES_NUMBER, 1, 2, 2, true, false,
	    "one argument, or a weight as a second", "Varians, ",
	    UB_TAKES_NUMBER },
	[UB_F_MIN] = { "min", UB_TAKES_ORDERED, 1, 1, 1, true, false, ONE,
	    "Minsta värde, ", UB_TAKES_NOTHING },
	[UB_F_MAX] = { "max", UB_TAKES_ORDERED, 1, 1, 1, true, false, ONE,
	    "Största värde, ", UB_TAKES_NOTHING },
	[UB_F_MEDIAN] = { "median", UB_TAKES_ORDERED, 1, 2, 1, true, true,
	    "one argument, or a weight as a second", "Median, ",
	    UB_TAKES_NUMBER },
	[UB_F_QUANTILE] = { "quantile", UB_TAKES_ORDERED, 2, 3, 1, true, true,
	    "two arguments, or a definition or a weight as a third", "",
	    UB_TAKES_NUMBER },
	[UB_F_TOP] = { "top", UB_TAKES_NUMBER, 2, 2, 1, true, true,
	    "two arguments", "", UB_TAKES_NOTHING },
	[UB_F_MODE] = { "mode", UB_TAKES_ANY, 1, 1, 1, true, true, ONE,
	    "Vanligast, ", UB_TAKES_NOTHING },
	[UB_F_DISTINCT] = { "distinct", UB_TAKES_ANY, 1, 1, 1, false, true, ONE,
	    "Antal olika, ", UB_TAKES_NOTHING },
	[UB_F_RATE] = { "rate", UB_TAKES_NUMBER, 2, 3, 2, true, false,
	    "two arguments, or a factor as a third", "", UB_TAKES_NUMBER },
	[UB_F_FIRST] = { "first", UB_TAKES_ANY, 2, 2, 1, true, false, TWO,
	    "Första, ", UB_TAKES_DATE },
	[UB_F_LAST] = { "last", UB_TAKES_ANY, 2, 2, 1, true, false, TWO,
	    "Senaste, ", UB_TAKES_DATE },
	[UB_F_CHISQ] = TEST("chisq", UB_TAKES_ANY, UB_TAKES_ANY, 3, TWO_OR_HOW),
	[UB_F_FISHER] = TEST("fisher", UB_TAKES_ANY, UB_TAKES_ANY, 2, TWO),
	[UB_F_SHARES] =
	    TEST("shares", UB_TAKES_CONDITION, UB_TAKES_ANY, 3, TWO_OR_HOW),
	[UB_F_WELCH] = TEST("welch", UB_TAKES_NUMBER, UB_TAKES_ANY, 2, TWO),
	[UB_F_MANNWHITNEY] =
	    TEST("mannwhitney", UB_TAKES_ORDERED, UB_TAKES_ANY, 3, TWO_OR_HOW),
	[UB_F_MCNEMAR] = TEST(
	    "mcnemar", UB_TAKES_CONDITION, UB_TAKES_CONDITION, 3, TWO_OR_HOW),
	[UB_F_WILCOXON] =
	    TEST("wilcoxon", UB_TAKES_NUMBER, UB_TAKES_NUMBER, 3, TWO_OR_HOW),
	[UB_F_BOWKER] = TEST("bowker", UB_TAKES_ANY, UB_TAKES_ANY, 2, TWO),
	[UB_F_MAXWELL] = TEST("maxwell", UB_TAKES_ANY, UB_TAKES_ANY, 2, TWO),
	[UB_F_PAIREDT] =
	    TEST("pairedt", UB_TAKES_NUMBER, UB_TAKES_NUMBER, 2, TWO),
	[UB_F_TREND] =
	    TEST("trend", UB_TAKES_CONDITION, UB_TAKES_NUMBER, 2, TWO),
	[UB_F_SLOPE] = TEST("slope", UB_TAKES_NUMBER, UB_TAKES_NUMBER, 2, TWO),
	[UB_F_STD] = { "std", UB_TAKES_AMOUNT, 2, 2, 1, true, true, TWO, "",
	    UB_TAKES_ANY },
	[UB_F_MH] = { "mh", UB_TAKES_CONDITION, 3, 3, 1, true, true,
	    "three arguments", "", UB_TAKES_ANY },
	[UB_F_MHRR] = { "mhrr", UB_TAKES_CONDITION, 3, 3, 1, true, true,
	    "three arguments", "", UB_TAKES_ANY },
	[UB_F_MHRD] = { "mhrd", UB_TAKES_CONDITION, 3, 3, 1, true, true,
	    "three arguments", "", UB_TAKES_ANY },
};

const struct ub_function_info *
ub_function_info(enum ub_func f)
{
	return &info[f];
}

bool
ub_function_find(struct ub_slice name, enum ub_func *f, const char **near)
{
	const char *all[UB_NFUNC];

	for (int i = 0; i < UB_NFUNC; i++) {
		all[i] = info[i].name;
		if (ub_slice_is(name, info[i].name)) {
			*f = (enum ub_func)i;
			return true;
		}
	}
	*near = ub_nearest(name.s, name.len, all, UB_NFUNC);
	return false;
}

bool
ub_function_names_test(const char *name)
{
	for (int i = 0; i < UB_NFUNC; i++)
		if (ub_function_is_test((enum ub_func)i) &&
		    strcmp(info[i].name, name) == 0)
			return true;
	return false;
}
