/* ubat-sort - sort by column names and types, by sort(1); ubat-sort(1). */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/stream/through.h"

static const struct ub_option options[] = {
	{ 'k', "key", "columns",
	    "sort by these: name or name:desc, by commas" },
	{ 0, NULL, NULL, NULL },
};

struct key {
	size_t col;
	bool desc;
};

/* A record goes to sort(1) with two fields before it for each key: "0" or,
 * when missing, "1", so that missing comes last both ways; and the field. */
struct sorter {
	struct key *key;
	size_t n;
	char **argv; /* of sort, ended by NULL; each owned */
	size_t argc;
};

static void
dress(void *arg, const struct ub_batch *b, struct ub_buf *out)
{
	const struct sorter *s = arg;
	struct ub_slice f;
	size_t r, i;

	for (r = 0; r < b->n; r++) {
		for (i = 0; i < s->n; i++) {
			f = ub_field(b, r, s->key[i].col);
			ub_buf_add(out, ub_missing(f) == 0 ? "0\t" : "1\t", 2);
			ub_buf_add(out, f.s, f.len + 1); /* and its end */
			out->s[out->len - 1] = '\t';
		}
		f = ub_records(b, r, r + 1);
		ub_buf_add(out, f.s, f.len);
	}
}

static bool
good(void *arg, int status)
{
	(void)arg;
	return status == 0;
}

static void
add_arg(struct sorter *s, const char *text)
{
	s->argv = ub_xgrow(s->argv, s->argc, sizeof(*s->argv));
	s->argv[s->argc++] = text == NULL ? NULL : ub_xstrdup(text);
}

static bool
is_number(enum ub_type t)
{
	return t == UB_INT || t == UB_DEC || t >= UB_COUNT;
}

/* What sort(1) is asked: stable, by bytes, numbers as numbers. */
static void
sort_arguments(struct sorter *s, const struct ub_legend *l)
{
	struct ub_buf b = { 0 };
	size_t i, f;

	add_arg(s, "sort");
	add_arg(s, "-s");
	add_arg(s, "-t\t");
	for (i = 0; i < s->n; i++) {
		f = 2 * i + 1;
		ub_buf_clear(&b);
		ub_buf_printf(&b, "-k%zu,%zu", f, f);
		add_arg(s, b.s);
		ub_buf_clear(&b);
		ub_buf_printf(&b, "-k%zu,%zu%s%s", f + 1, f + 1,
		    is_number(l->col[s->key[i].col].type) ? "n" : "",
		    s->key[i].desc ? "r" : "");
		add_arg(s, b.s);
	}
	add_arg(s, NULL);
	ub_buf_free(&b);
}

static enum ub_status
parse_key(struct sorter *s, const struct ub_legend *l, const char *p,
    size_t len, struct ub_err *e)
{
	const char *colon = memchr(p, ':', len);
	size_t n = colon == NULL ? len : (size_t)(colon - p);
	struct ub_slice order = { p + n, len - n };
	struct key k = { 0, ub_slice_is(order, ":desc") };
	enum ub_status st;

	if (!k.desc && order.len != 0 && !ub_slice_is(order, ":asc"))
		return ub_fail(
		    e, UB_EUSAGE, "a key is name, name:asc or name:desc");
	if ((st = ub_legend_need(l, p, n, &k.col, e)) != UB_OK)
		return st;
	s->key = ub_xgrow(s->key, s->n, sizeof(*s->key));
	s->key[s->n++] = k;
	return UB_OK;
}

/* Without -k: every column in its place. */
static enum ub_status
parse_keys(struct sorter *s, const struct ub_legend *l, const char *list,
    struct ub_err *e)
{
	const char *p, *comma;
	enum ub_status st;
	size_t i;

	for (i = 0; list == NULL && i < l->n; i++) {
		s->key = ub_xgrow(s->key, s->n, sizeof(*s->key));
		s->key[s->n++] = (struct key){ i, false };
	}
	for (p = list; p != NULL; p = comma == NULL ? NULL : comma + 1) {
		comma = strchr(p, ',');
		st = parse_key(s, l, p,
		    comma == NULL ? strlen(p) : (size_t)(comma - p), e);
		if (st != UB_OK)
			return st;
	}
	sort_arguments(s, l);
	return UB_OK;
}

static void
sorter_free(struct sorter *s)
{
	size_t i;

	for (i = 0; i < s->argc; i++)
		free(s->argv[i]);
	free(s->argv);
	free(s->key);
}

static enum ub_status
sort_stream(struct ub_reader *r, struct ub_writer *w, const char *keys,
    const struct ub_cli *c, struct ub_err *e)
{
	struct ub_buf step = { 0 }, line = { 0 };
	struct ub_meta *m = ub_reader_meta(r);
	struct sorter s = { 0 };
	struct ub_through t = { .dress = dress,
		.arg = &s,
		.good = good,
		.same_count = true,
		.lim = &c->limits };
	uint64_t in = 0, out = 0;
	enum ub_status st;

	st = parse_keys(&s, ub_reader_legend(r), keys, e);
	if (st == UB_OK) {
		t.argv = s.argv;
		t.extra = 2 * s.n;
		st = ub_through(r, w, &t, &in, &out, e);
	}
	if (st == UB_OK) {
		ub_step_begin(&step, "ubat-sort", ub_meta_leaves(m));
		ub_step_uint(&step, "in", in);
		ub_step_uint(&step, "out", out);
		ub_step_end(&step, &line);
		st = ub_writer_end(w, m, &line, ub_cli_whole(c, r), e);
	}
	sorter_free(&s);
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-sort",
		.synopsis = "ubat-sort [-k columns] [file ...]",
		.purpose = "sort a stream by column names and types",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	const char *arg, *keys = NULL;
	struct ub_reader *r;
	struct ub_writer w;
	struct ub_err e;
	int status = UB_EXIT_OK;

	while (ub_cli_next(&c, &arg) != -1)
		keys = arg;
	/* sort(1) orders by bytes, whatever the caller's locale */
	setenv("LC_ALL", "C", 1);
	if (ub_reader_open(&r, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), UB_READ_RECORDS, &c.limits,
		&e) != UB_OK)
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (sort_stream(r, &w, keys, &c, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	return ub_cli_close(&c, status);
}
