/* ubat-synth - make up extracts of a case system; ubat-synth(1). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "lib/base/file.h"
#include "lib/synth/synth.h"

static const struct ub_option options[] = {
	{ 'l', "list", NULL, "list the sets and exit" },
	{ 'o', "output", "directory", "write the files there, default ." },
	{ 0, NULL, NULL, NULL },
};

static void
print_sets(void)
{
	const struct ub_synth_set *s;

	for (s = ub_synth_sets; s->name != NULL; s++)
		printf("%s\t%s\n", s->name, s->title);
}

static enum ub_status
put_file(const char *dir, const struct ub_synth_file *f, struct ub_out *o,
    struct ub_err *e)
{
	struct ub_buf path = { 0 };
	enum ub_status st;

	ub_buf_printf(&path, "%s/%s", dir, f->name);
	st = ub_out_open(o, path.s, e);
	ub_buf_free(&path);
	if (st != UB_OK)
		return st;
	return ub_write_full(o->fd, f->text.s, f->text.len, f->name, e);
}

/* All files, or none: the first is renamed when the last is written. */
static enum ub_status
put_set(const char *dir, const struct ub_synth_file *f, struct ub_err *e)
{
	struct ub_out out[UB_SYNTH_FILES];
	enum ub_status st = UB_OK;
	size_t n, i;

	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		return ub_fail_sys(e, dir, "cannot make the directory");
	for (n = 0; n < UB_SYNTH_FILES && f[n].name != NULL; n++) {
		out[n] = (struct ub_out){ .fd = -1 };
		st = put_file(dir, &f[n], &out[n], e);
		if (st != UB_OK)
			break;
	}
	if (st != UB_OK)
		ub_out_abort(&out[n]);
	for (i = 0; i < n; i++) {
		if (st == UB_OK)
			st = ub_out_commit(&out[i], e);
		ub_out_abort(&out[i]);
	}
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-synth",
		.synopsis = "ubat-synth [-l] [-o directory] [set]",
		.purpose = "make up extracts of a case system",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ub_synth_file file[UB_SYNTH_FILES] = { 0 };
	const struct ub_synth_set *set;
	const char *arg, *dir = ".";
	struct ub_err e;
	int ch, i, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1) {
		if (ch == 'o') {
			dir = arg;
			continue;
		}
		print_sets();
		return ub_cli_close(&c, UB_EXIT_OK);
	}
	if (c.optind + 1 != argc)
		ub_cli_usage(&c, "name one set; -l lists them");
	set = ub_synth_find(argv[c.optind]);
	if (set == NULL)
		ub_cli_usage(&c, "no set %s; -l lists them", argv[c.optind]);
	set->make(file);
	if (put_set(dir, file, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	for (i = 0; i < UB_SYNTH_FILES; i++)
		ub_buf_free(&file[i].text);
	return ub_cli_close(&c, status);
}
