/* ubat-sort - sort by column names and types, by sort(1); ubat-sort(1). */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/collate.h"
#include "lib/records/sortkey.h"
#include "lib/stream/through.h"

enum { COLLATE = UB_OPT_LONG };

static const struct ub_option options[] = {
	{ 'k', "key", "columns",
	    "sort by these: name or name:desc, by commas" },
	{ COLLATE, "collate", "order", "of words: sv, as in Swedish" },
	{ 0, NULL, NULL, NULL },
};

/* A record goes to sort(1) with one field before it for each key, which
 * compares by bytes. */
struct sorter {
	const char *keys, *order;   /* as written; NULL: not given */
	struct ub_collate *collate; /* NULL: by bytes */
	struct ub_sortkey *key;
	size_t n;
	char **argv; /* of sort, ended by NULL; each owned */
	size_t argc;
	struct ub_buf plain;
};

/* A word as people read it: unescaped. */
static void
put_word(struct sorter *s, const struct ub_sortkey *k, struct ub_slice f,
    struct ub_buf *out)
{
	ub_buf_putc(out, ub_sortkey_first(k));
	if (memchr(f.s, '\\', f.len) != NULL) {
		ub_buf_clear(&s->plain);
		ub_unescape(&s->plain, f.s, f.len);
		f = (struct ub_slice){ s->plain.s, s->plain.len };
	}
	ub_collate_key(s->collate, out, f.s, f.len);
}

static void
put_key(struct sorter *s, const struct ub_sortkey *k, struct ub_slice f,
    struct ub_buf *out)
{
	bool word = k->type == UB_TEXT || k->type == UB_CODE;

	if (s->collate != NULL && word && ub_missing(f) == 0)
		put_word(s, k, f, out);
	else
		ub_sortkey_put(out, k, f);
	ub_buf_putc(out, '\t');
}

static void
dress(void *arg, const struct ub_batch *b, struct ub_buf *out)
{
	struct sorter *s = arg;
	struct ub_slice f;
	size_t r, i;

	for (r = 0; r < b->n; r++) {
		for (i = 0; i < s->n; i++)
			put_key(
			    s, &s->key[i], ub_field(b, r, s->key[i].col), out);
		f = ub_records(b, r, r + 1);
		ub_buf_add(out, f.s, f.len);
	}
}

/* What is first of each key depends on it. */
static void
tell(void *arg, struct ub_buf *step)
{
	const struct sorter *s = arg;

	if (s->keys != NULL)
		ub_step_text(step, "order", s->keys);
	if (s->order != NULL)
		ub_step_text(step, "collate", s->order);
}

static void
add_arg(struct sorter *s, const char *text)
{
	s->argv = ub_xgrow(s->argv, s->argc, sizeof(*s->argv));
	s->argv[s->argc++] = text == NULL ? NULL : ub_xstrdup(text);
}

/* What sort(1) is asked: stable, by bytes.  From a pipe it would take few
 * KiB of memory and many files. */
static void
sort_arguments(struct sorter *s)
{
	struct ub_buf b = { 0 };
	size_t i;

	add_arg(s, "sort");
	add_arg(s, "-s");
	add_arg(s, "-S256M");
	add_arg(s, "-t\t");
	for (i = 0; i < s->n; i++) {
		ub_buf_clear(&b);
		ub_buf_printf(
		    &b, "-k%zu,%zu%s", i + 1, i + 1, s->key[i].desc ? "r" : "");
		add_arg(s, b.s);
	}
	add_arg(s, NULL);
	ub_buf_free(&b);
}

static void
sorter_free(struct sorter *s)
{
	size_t i;

	for (i = 0; i < s->argc; i++)
		free(s->argv[i]);
	free(s->argv);
	free(s->key);
	ub_buf_free(&s->plain);
	ub_collate_free(s->collate);
}

static enum ub_status
sort_stream(struct ub_reader *r, struct ub_writer *w, struct sorter *s,
    const struct ub_cli *c, struct ub_err *e)
{
	static const bool ok[256] = { [0] = true };
	struct ub_through t = { .prog = c->prog,
		.dress = dress,
		.tell = tell,
		.arg = s,
		.ok = ok,
		.same_count = true,
		.lim = &c->limits };
	enum ub_status st;

	st = ub_sortkey_parse(&s->key, &s->n, ub_reader_legend(r), s->keys, e);
	if (st != UB_OK)
		return st;
	sort_arguments(s);
	t.argv = s->argv;
	t.extra = s->n;
	if ((st = ub_through(r, w, &t, e)) == UB_OK)
		(void)ub_cli_whole(c, r);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-sort",
		.synopsis =
		    "ubat-sort [-k columns] [--collate order] [file ...]",
		.purpose = "sort a stream by column names and types",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	const char *arg;
	struct sorter s = { 0 };
	struct ub_reader *r = NULL;
	struct ub_writer w;
	struct ub_err e;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		*(ch == 'k' ? &s.keys : &s.order) = arg;
	/* sort(1) orders by bytes, whatever the caller's locale */
	setenv("LC_ALL", "C", 1);
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if ((s.order != NULL &&
		ub_collate_open(&s.collate, s.order, &e) != UB_OK) ||
	    ub_reader_open(&r, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), UB_READ_RECORDS, &c.limits,
		&e) != UB_OK ||
	    sort_stream(r, &w, &s, &c, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	sorter_free(&s);
	ub_reader_free(r);
	return ub_cli_close(&c, status);
}
