/* sampling.c - how the records of a table were drawn; state.h. */
#include <stdlib.h>
#include <string.h>

#include "cluster.h"
#include "population.h"
#include "standard.h"
#include "state.h"

/* Is anything asked for that speaks of chance? */
static bool
is_inference(const struct ub_agg *a)
{
	bool any = a->spec.style.level > 0 || a->spec.against != NULL;

	for (size_t i = 0; i < a->nmeasure; i++)
		any |= ub_function_is_test(a->measure[i].func);
	return any;
}

/* Of the records of a row, each by itself. */
static bool
is_test(const struct ub_agg *a)
{
	bool any = false;

	for (size_t i = 0; i < a->nmeasure; i++)
		any |= ub_function_is_test(a->measure[i].func);
	return any;
}

static bool
has_population(const struct ub_agg *a)
{
	return a->spec.population > 0 || a->spec.population_of != NULL;
}

static enum ub_status
check_sample(const struct ub_agg *a, struct ub_err *e)
{
	const char *s = a->spec.sample;

	if (s == NULL && has_population(a))
		return ub_fail(e, UB_EUSAGE,
		    "--population: say what was drawn of it, --sample sample "
		    "or response");
	if (s == NULL)
		return UB_OK;
	if (strcmp(s, "total") != 0 && strcmp(s, "sample") != 0 &&
	    strcmp(s, "response") != 0)
		return ub_fail(e, UB_EUSAGE,
		    "--sample: neither total, sample nor response");
	if (strcmp(s, "total") == 0 && (is_inference(a) || has_population(a)))
		return ub_fail(e, UB_EUSAGE,
		    "--sample total: where all are asked there is no interval "
		    "and no test");
	return UB_OK;
}

static enum ub_status
add_cluster(struct ub_agg *a, struct ub_err *e)
{
	const char *s = a->spec.cluster;
	enum ub_status st;
	size_t col;

	if (s == NULL)
		return UB_OK;
	if ((st = ub_legend_need(a->in, s, strlen(s), &col, e)) != UB_OK)
		return st;
	if (is_test(a))
		return ub_fail(e, UB_EUSAGE,
		    "--cluster: a test within a row takes records for "
		    "independent; there are intervals, and --against");
	if (has_population(a))
		return ub_fail(
		    e, UB_EUSAGE, "--cluster does not go with --population");
	if (a->spec.style.level == 0 && a->spec.against == NULL)
		return UB_OK;
	for (size_t i = 0; i < a->nmeasure; i++) {
		struct ub_measure *m = &a->measure[i];

		if (!ub_style_sampled(m))
			continue;
		ub_cluster_terms(a->pool, a->pick, m, a->in, col);
	}
	return UB_OK;
}

static enum ub_status
add_standard(struct ub_agg *a, struct ub_err *e)
{
	bool any = false;

	for (size_t i = 0; i < a->nmeasure; i++)
		any |= a->measure[i].func == UB_F_STD;
	if (any && a->spec.standard == NULL)
		return ub_fail(e, UB_EUSAGE,
		    "std() needs a standard population (--standard file)");
	if (!any && a->spec.standard != NULL)
		return ub_fail(e, UB_EUSAGE, "--standard: no measure is std()");
	return any ? ub_standard_load(&a->standard, a->spec.standard, e)
		   : UB_OK;
}

enum ub_status
ub_sampling_set_up(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st = check_sample(a, e);

	if (st == UB_OK)
		st = add_cluster(a, e);
	if (st == UB_OK && a->spec.population_of != NULL)
		st = ub_population_load(&a->drawn_from, a->spec.population_of,
		    a->key, a->cells.nkey, e);
	return st == UB_OK ? add_standard(a, e) : st;
}

/* Before the margins are there. */
enum ub_status
ub_sampling_finish(struct ub_agg *a, struct ub_err *e)
{
	uint64_t n = 0;

	if (a->spec.population == 0)
		return UB_OK;
	for (size_t i = 0; i < a->cells.n; i++)
		n += ub_cells_nrec(&a->cells, i);
	if (n > a->spec.population)
		return ub_fail(e, UB_EDATA,
		    "more records than the population, %llu (--population)",
		    (unsigned long long)a->spec.population);
	a->spec.style.sampled = (double)n / (double)a->spec.population;
	return UB_OK;
}

enum ub_status
ub_sampling_cells(struct ub_agg *a, size_t n, struct ub_err *e)
{
	if (a->drawn_from == NULL)
		return UB_OK;
	a->cells.population = NULL;
	if (ub_population_of(a->drawn_from, &a->cells, n, a->cells.n,
		&a->population, e) != UB_OK)
		return UB_EDATA;
	a->cells.population = a->population;
	return UB_OK;
}

bool
ub_sampling_responds(const struct ub_agg *a)
{
	return a->spec.response && a->spec.population_of != NULL;
}

/* A file without its folders. */
static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* sample=response  population=312  cluster=klient */
void
ub_sampling_declare(const struct ub_agg *a, struct ub_meta *m)
{
	struct ub_buf b = { 0 };

	if (a->spec.sample != NULL)
		ub_meta_add_attr(m, "sample", a->spec.sample);
	if (a->spec.population > 0) {
		ub_buf_uint(&b, a->spec.population);
		ub_meta_add_attr(m, "population", b.s);
	}
	if (a->spec.population_of != NULL)
		ub_meta_add_attr(
		    m, "population", file_name(a->spec.population_of));
	if (a->spec.cluster != NULL)
		ub_meta_add_attr(m, "cluster", a->spec.cluster);
	if (a->spec.standard != NULL)
		ub_meta_add_attr(m, "standard", file_name(a->spec.standard));
	ub_buf_free(&b);
}

void
ub_sampling_note(const struct ub_agg *a, struct ub_buf *b)
{
	const char *s = a->spec.sample;

	if (s == NULL)
		return;
	if (strcmp(s, "total") == 0)
		ub_buf_puts(b, "Totalundersökning.");
	else if (strcmp(s, "sample") == 0)
		ub_buf_puts(b, "Urvalsundersökning");
	else
		ub_buf_puts(b,
		    "Intervall och test behandlar bortfallet som slumpmässigt");
	if (strcmp(s, "total") == 0)
		return;
	if (a->spec.population > 0)
		ub_buf_printf(b, "; populationen är %llu.",
		    (unsigned long long)a->spec.population);
	else if (a->drawn_from != NULL)
		ub_buf_puts(b, "; populationen är känd för varje grupp.");
	else
		ub_buf_putc(b, '.');
}
