/* savread.c - see savread.h.  The only file that knows libreadstat. */
#include <pthread.h>
#include <readstat.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "../base/simd.h"
#include "savread.h"

struct ub_sav_run {
	struct ub_sav *s;
	const struct ub_sav_take *take;
	void *priv;
	pthread_t thread;
	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t change;
	bool turn; /* of the thread: else of who waits for it */
	bool ended, stop;
	readstat_error_t code;
};

/* --- the file, by its descriptor ---------------------------------------------- */

static int
io_open(const char *path, void *ctx)
{
	const int *fd = ctx;

	(void)path;
	return lseek(*fd, 0, SEEK_SET) < 0 ? -1 : 0;
}

static int
io_close(void *ctx)
{
	(void)ctx;
	return 0;
}

static readstat_off_t
io_seek(readstat_off_t offset, readstat_io_flags_t whence, void *ctx)
{
	const int *fd = ctx;

	return lseek(*fd, offset,
	    whence == READSTAT_SEEK_SET   ? SEEK_SET
	    : whence == READSTAT_SEEK_CUR ? SEEK_CUR
					  : SEEK_END);
}

static ssize_t
io_read(void *buf, size_t len, void *ctx)
{
	const int *fd = ctx;

	return read(*fd, buf, len);
}

static readstat_parser_t *
parser(struct ub_sav *s)
{
	readstat_parser_t *p = readstat_parser_init();

	if (p == NULL)
		(void)ub_xmalloc(SIZE_MAX / 2);
	(void)readstat_set_open_handler(p, io_open);
	(void)readstat_set_close_handler(p, io_close);
	(void)readstat_set_seek_handler(p, io_seek);
	(void)readstat_set_read_handler(p, io_read);
	(void)readstat_set_io_ctx(p, &s->fd);
	return p;
}

static enum ub_status
explain(readstat_error_t code, struct ub_err *e)
{
	switch (code) {
	case READSTAT_OK:
		return UB_OK;
	case READSTAT_ERROR_MALLOC:
		return ub_fail(e, UB_EDATA,
		    "an SPSS file that asks for more memory than there is: "
		    "damaged");
	case READSTAT_ERROR_UNSUPPORTED_CHARSET:
		return ub_fail(e, UB_EDATA,
		    "an SPSS file in an encoding that is not known here: save "
		    "it in Unicode");
	case READSTAT_ERROR_CONVERT:
	case READSTAT_ERROR_CONVERT_BAD_STRING:
	case READSTAT_ERROR_CONVERT_SHORT_STRING:
	case READSTAT_ERROR_CONVERT_LONG_STRING:
		return ub_fail(e, UB_EDATA,
		    "text that is not in the encoding the SPSS file says");
	case READSTAT_ERROR_ROW_COUNT_MISMATCH:
		return ub_fail(e, UB_EDATA,
		    "not as many records as the SPSS file says: cut off");
	default:
		return ub_fail(
		    e, UB_EDATA, "not an SPSS file, or damaged or cut off");
	}
}

/* --- what it says of its variables ---------------------------------------------- */

static char *
copy(const char *s)
{
	return s == NULL || *s == '\0' ? NULL : ub_xstrdup(s);
}

/* libreadstat does not look at what is said to be UTF-8 already. */
static bool
valid(const char *s)
{
	return s == NULL || ub_utf8_valid(s, strlen(s));
}

static struct ub_sav_value
value_of(readstat_value_t v)
{
	struct ub_sav_value x = { 0 };
	const char *s;

	if (readstat_value_type_class(v) == READSTAT_TYPE_CLASS_STRING) {
		s = readstat_string_value(v);
		x.s = ub_xstrdup(s == NULL ? "" : s);
	} else {
		x.v = readstat_double_value(v);
	}
	return x;
}

static int
on_variable(int index, readstat_variable_t *v, const char *set, void *ctx)
{
	struct ub_sav *s = ctx;
	struct ub_sav_variable *x;
	const char *format = readstat_variable_get_format(v);
	int i, n = readstat_variable_get_missing_ranges_count(v);

	s->invalid |= !valid(readstat_variable_get_name(v)) ||
		      !valid(readstat_variable_get_label(v));
	if ((size_t)index != s->n || s->invalid)
		return READSTAT_HANDLER_ABORT;
	s->variable = ub_xgrow(s->variable, s->n, sizeof(*s->variable));
	x = &s->variable[s->n++];
	*x = (struct ub_sav_variable){ 0 };
	x->name = ub_xstrdup(readstat_variable_get_name(v));
	x->label = copy(readstat_variable_get_label(v));
	x->format = ub_xstrdup(format == NULL ? "" : format);
	x->text =
	    readstat_variable_get_type_class(v) == READSTAT_TYPE_CLASS_STRING;
	x->set = copy(set);
	for (i = 0; i < n && i < UB_SAV_RANGES; i++) {
		x->lo[i] =
		    value_of(readstat_variable_get_missing_range_lo(v, i));
		x->hi[i] =
		    value_of(readstat_variable_get_missing_range_hi(v, i));
		x->nrange++;
	}
	return READSTAT_HANDLER_OK;
}

static struct ub_sav_labels *
set_of(struct ub_sav *s, const char *name)
{
	size_t i;

	for (i = s->nset; i-- > 0;)
		if (strcmp(s->set[i].name, name) == 0)
			return &s->set[i];
	s->set = ub_xgrow(s->set, s->nset, sizeof(*s->set));
	s->set[s->nset] = (struct ub_sav_labels){ .name = ub_xstrdup(name) };
	return &s->set[s->nset++];
}

static int
on_label(const char *name, readstat_value_t value, const char *text, void *ctx)
{
	struct ub_sav_labels *set = set_of(ctx, name);
	struct ub_sav_label *x;

	if (text == NULL || *text == '\0')
		return READSTAT_HANDLER_OK;
	((struct ub_sav *)ctx)->invalid |= !valid(text);
	set->label = ub_xgrow(set->label, set->n, sizeof(*set->label));
	x = &set->label[set->n++];
	x->value = value_of(value);
	x->text = ub_xstrdup(text);
	return READSTAT_HANDLER_OK;
}

enum ub_status
ub_sav_load(struct ub_sav *s, int fd, struct ub_err *e)
{
	readstat_parser_t *p;
	readstat_error_t code;

	*s = (struct ub_sav){ .fd = fd };
	p = parser(s);
	(void)readstat_set_variable_handler(p, on_variable);
	(void)readstat_set_value_label_handler(p, on_label);
	code = readstat_parse_sav(p, "", s);
	readstat_parser_free(p);
	if (code == READSTAT_OK && s->n == 0)
		code = READSTAT_ERROR_PARSE;
	if (s->invalid)
		code = READSTAT_ERROR_CONVERT_BAD_STRING;
	return explain(code, e);
}

/* --- records ------------------------------------------------------------------ */

/* Give the turn away, and wait until it comes back; false: to end. */
static bool
wait_turn(struct ub_sav_run *r, bool mine)
{
	bool go;

	pthread_mutex_lock(&r->lock);
	r->turn = !mine;
	pthread_cond_signal(&r->change);
	while (r->turn != mine && !r->ended)
		pthread_cond_wait(&r->change, &r->lock);
	go = !r->stop;
	pthread_mutex_unlock(&r->lock);
	return go;
}

static int
on_value(int row, readstat_variable_t *v, readstat_value_t value, void *ctx)
{
	struct ub_sav_run *r = ctx;
	size_t k = (size_t)readstat_variable_get_index(v);
	const char *s = NULL;
	double d = 0, *dp = NULL;

	(void)row;
	if (k >= r->s->n)
		return READSTAT_HANDLER_ABORT;
	if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
		s = readstat_string_value(value);
	} else if (!readstat_value_is_system_missing(value)) {
		d = readstat_double_value(value);
		dp = &d;
	}
	r->take->value(r->priv, k, dp, s);
	if (k + 1 < r->s->n || !r->take->record(r->priv))
		return READSTAT_HANDLER_OK;
	return wait_turn(r, true) ? READSTAT_HANDLER_OK
				  : READSTAT_HANDLER_ABORT;
}

/* Without one libreadstat has no variables to hand to on_value(). */
static int
on_variable_again(int index, readstat_variable_t *v, const char *set, void *ctx)
{
	(void)index;
	(void)v;
	(void)set;
	(void)ctx;
	return READSTAT_HANDLER_OK;
}

static void *
work(void *arg)
{
	struct ub_sav_run *r = arg;
	readstat_parser_t *p = parser(r->s);

	(void)readstat_set_variable_handler(p, on_variable_again);
	(void)readstat_set_value_handler(p, on_value);
	pthread_mutex_lock(&r->lock);
	while (!r->turn)
		pthread_cond_wait(&r->change, &r->lock);
	pthread_mutex_unlock(&r->lock);
	r->code = READSTAT_ERROR_USER_ABORT;
	if (!r->stop)
		r->code = readstat_parse_sav(p, "", r);
	readstat_parser_free(p);
	pthread_mutex_lock(&r->lock);
	r->ended = true;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

/* Signals are for the first thread: it removes what is half written. */
static bool
start(struct ub_sav_run *r)
{
	sigset_t all, was;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	rc = pthread_create(&r->thread, NULL, work, r);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	return rc == 0;
}

static enum ub_status
begin(struct ub_sav *s, const struct ub_sav_take *take, void *priv,
    struct ub_err *e)
{
	struct ub_sav_run *r = ub_xcalloc(1, sizeof(*r));

	r->s = s;
	r->take = take;
	r->priv = priv;
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->change, NULL);
	if (!start(r)) {
		free(r);
		return ub_fail(e, UB_EIO, "no thread can be had");
	}
	s->run = r;
	return UB_OK;
}

enum ub_status
ub_sav_next(struct ub_sav *s, const struct ub_sav_take *take, void *priv,
    struct ub_err *e)
{
	enum ub_status st;

	if (s->run == NULL && (st = begin(s, take, priv, e)) != UB_OK)
		return st;
	(void)wait_turn(s->run, false);
	if (!s->run->ended)
		return UB_OK;
	st = explain(s->run->code, e);
	return st == UB_OK ? UB_END : st;
}

static void
end_run(struct ub_sav_run *r)
{
	if (r == NULL)
		return;
	pthread_mutex_lock(&r->lock);
	r->stop = r->turn = true;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	pthread_cond_destroy(&r->change);
	pthread_mutex_destroy(&r->lock);
	free(r);
}

static void
variable_free(struct ub_sav_variable *v)
{
	size_t i;

	for (i = 0; i < v->nrange; i++) {
		free(v->lo[i].s);
		free(v->hi[i].s);
	}
	free(v->name);
	free(v->label);
	free(v->format);
	free(v->set);
}

void
ub_sav_clear(struct ub_sav *s)
{
	size_t i, k;

	end_run(s->run);
	for (i = 0; i < s->n; i++)
		variable_free(&s->variable[i]);
	for (i = 0; i < s->nset; i++) {
		for (k = 0; k < s->set[i].n; k++) {
			free(s->set[i].label[k].value.s);
			free(s->set[i].label[k].text);
		}
		free(s->set[i].label);
		free(s->set[i].name);
	}
	free(s->variable);
	free(s->set);
	*s = (struct ub_sav){ 0 };
}
