/* importrec.c - see importer.h: records, one by one or many at once. */
#include "importer.h"
#include "translate.h"

enum ub_rule
ub_import_odd(enum ub_csv_odd odd)
{
	static const enum ub_rule rule[] = { UB_RULE_NONE, UB_RULE_STRAY,
		UB_RULE_AFTER, UB_RULE_CR, UB_RULE_ESCAPE };

	return rule[odd];
}

static void
reject(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	im->rejected++;
	if (!im->rejects.open)
		return;
	ub_buf_clear(&im->raw);
	ub_import_bytes(im, ub_csv_record(b, r), &im->raw);
	ub_rejects_record(&im->rejects, im->raw.s, im->raw.len);
}

/* In files that end their lines with CR, text has them exchanged too. */
static struct ub_slice
exchanged(struct ub_slice f, char **scratch)
{
	if (memchr(f.s, '\r', f.len) == NULL &&
	    memchr(f.s, '\n', f.len) == NULL)
		return f;
	memcpy(*scratch, f.s, f.len);
	ub_csv_exchange(*scratch, f.len);
	f.s = *scratch;
	*scratch += f.len;
	return f;
}

/* The value of column i, unquoted: what is copied goes to *scratch. */
static struct ub_slice
value(const struct ub_import *im, const struct ub_csv_block *b, size_t r,
    size_t i, bool *quoted, char **scratch)
{
	const uint32_t *sep;
	struct ub_slice f = { "", 0 };
	size_t at = im->at[i];

	*quoted = false;
	/* not in the extract, or of a record that is padded */
	if (at == UB_NOCOL || at >= ub_import_count(b, r))
		return f;
	if (b->parsed) {
		*quoted = true;
		return im->s->cr ? exchanged(b->field[at], scratch)
				 : b->field[at];
	}
	sep = b->sep + (size_t)(uint32_t)(b->end[(ptrdiff_t)r - 1] + 1) + at;
	f.s = b->base + (uint32_t)(sep[-1] + 1);
	f.len = (size_t)(b->base + sep[0] - f.s);
	if (sep == b->sep + b->end[r] && f.len > 0 && f.s[f.len - 1] == '\r')
		f.len--;
	if (f.len >= 2 && f.s[0] == '"') {
		*quoted = true;
		f = ub_csv_unquote(f.s, f.len, *scratch);
		if (f.s == *scratch)
			*scratch += f.len;
		if (im->s->cr)
			f = exchanged(f, scratch);
	}
	return f;
}

static void
write_record(struct ub_import *im)
{
	const struct ub_slice *f = im->field;
	const size_t *out = im->out, n = im->nout;
	size_t i, k;

	for (i = 0; i < n; i = k) {
		/* neighbours in the extract that did not change are copied
		 * at once: the byte between them is their delimiter */
		for (k = i + 1;
		     k < n && im->plain[out[k - 1]] && im->plain[out[k]] &&
		     f[out[k]].s == f[out[k - 1]].s + f[out[k - 1]].len + 1;
		     k++)
			;
		if (k == i + 1)
			ub_writer_add(im->w, f[out[i]].s, f[out[i]].len);
		else
			ub_translate(im->w, f[out[i]].s,
			    (size_t)(f[out[k - 1]].s + f[out[k - 1]].len -
				     f[out[i]].s),
			    im->s->delim);
		ub_writer_add(im->w, k < n ? "\t" : "\n", 1);
	}
	im->w->nrec++;
}

static void
hold_record(struct ub_import *im)
{
	struct ub_buf *b = ub_import_held(im);
	size_t i;

	for (i = 0; i < im->nout; i++) {
		struct ub_slice f = im->field[im->out[i]];

		ub_buf_add(b, f.s, f.len);
		ub_buf_putc(b, i + 1 < im->nout ? '\t' : '\n');
	}
	ub_import_hold(im);
}

/* A value that breaks a rule, of a column that has invalid =. */
static void
refuse(struct ub_import *im, size_t i, char **scratch)
{
	im->refused++;
	im->plain[i] = false;
	(*scratch)[0] = '.';
	(*scratch)[1] = im->s->col[i].invalid;
	im->field[i] = (struct ub_slice){ *scratch, 2 };
	*scratch += 2;
}

/* The field of column i; false when it breaks a rule, and has none. */
static bool
column(struct ub_import *im, const struct ub_csv_block *b, size_t r, size_t i,
    char **scratch)
{
	const struct ub_source_column *c = &im->s->col[i];
	struct ub_slice raw, day = { "", 0 };
	enum ub_rule rule;
	bool quoted;

	raw = value(im, b, r, i, &quoted, scratch);
	if (c->split)
		raw = ub_import_split(im, i, raw);
	if (ub_field_waits(c))
		day = im->field[c->on];
	rule = im->extract.rows != NULL && ub_cell_marked(raw.s, raw.len)
		   ? ub_import_marked(raw)
	       : c->split && im->label[i].len > 0
		   ? ub_field_read_code(
			 c, raw, b->special[r] != 0, scratch, &im->field[i])
		   : ub_field_read_at(c, raw, day, b->special[r] != 0, scratch,
			 &im->field[i]);
	im->plain[i] = !quoted && !c->split && im->field[i].s == raw.s;
	if (rule == UB_RULE_NONE)
		return true;
	if (ub_rule_keeps(rule)) {
		ub_import_keep(im, b, r, i, rule);
		return true;
	}
	if (rule == UB_RULE_TYPE)
		im->blanks[i] += ub_field_grouped(c, raw);
	ub_import_broken(im, b, r, i, rule);
	if (c->invalid != 0) {
		refuse(im, i, scratch);
		return true;
	}
	im->field[i] = (struct ub_slice){ NULL, 0 };
	return false;
}

/* The fields of one record; false when one of them breaks a rule. */
static bool
columns(struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	struct ub_slice rec = ub_csv_record(b, r);
	bool good = true, waits = false;
	char *scratch;
	size_t i;

	ub_buf_clear(&im->scratch);
	ub_buf_reserve(
	    &im->scratch, 5 * rec.len + im->s->ncol * ub_field_room(0));
	scratch = im->scratch.s;
	for (i = 0; i < im->s->ncol; i++) {
		if (ub_field_waits(&im->s->col[i]))
			waits = true;
		else
			good &= column(im, b, r, i, &scratch);
	}
	for (i = 0; waits && i < im->s->ncol; i++)
		if (ub_field_waits(&im->s->col[i]))
			good &= column(im, b, r, i, &scratch);
	return good;
}

/* Count what is said of a record that is written. */
static void
tell_kept(struct ub_import *im)
{
	size_t i;

	for (i = 0; i < im->nkept; i++)
		ub_import_kept(im, &im->kept[i]);
}

/* One record with as many fields as headings. */
static enum ub_status
judge(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    struct ub_err *e)
{
	enum ub_fate fate = UB_WRITE;
	enum ub_status st = UB_OK;

	im->nkept = 0;
	if (!columns(im, b, r) ||
	    (im->judged && ub_import_judge(im, b, r, NULL, 0)))
		fate = UB_REJECT;
	else if (im->s->nkeycol > 0)
		fate = ub_import_key(im, b, r);
	if (fate == UB_REJECT)
		reject(im, b, r);
	if (fate == UB_REJECT || fate == UB_LEAVE_OUT)
		return UB_OK;
	if (im->judged)
		st = ub_import_labels(im, b, r, e);
	if (fate == UB_HOLD) {
		hold_record(im);
		return st;
	}
	write_record(im);
	tell_kept(im);
	return st;
}

/* What the record as such breaks, before its columns are looked at. */
static enum ub_rule
record_rule(const struct ub_import *im, const struct ub_csv_block *b, size_t r,
    bool check_utf8)
{
	struct ub_slice rec;

	if (b->odd != UB_CSV_FINE)
		return ub_import_odd(b->odd);
	if (b->special[r] != 0 || check_utf8) {
		rec = ub_csv_record(b, r);
		if (memchr(rec.s, '\0', rec.len) != NULL)
			return UB_RULE_NUL;
		/* of rows only cells are marked so */
		if (check_utf8 && im->extract.rows == NULL &&
		    !ub_utf8_valid(rec.s, rec.len))
			return UB_RULE_ENCODING;
	}
	return UB_RULE_NONE;
}

/* No field may be longer than the limit. */
static enum ub_status
check_fields(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    struct ub_err *e)
{
	size_t i, n;

	if (b->odd != UB_CSV_FINE ||
	    ub_csv_record(b, r).len <= im->o.limits.field)
		return UB_OK;
	n = ub_csv_fields(b, r, &im->fields);
	for (i = 0; i < n; i++)
		if (im->fields.field[i].len > im->o.limits.field)
			return ub_fail_at(e, UB_EDATA, im->input,
			    ub_csv_line(b, r),
			    "field %zu longer than %zu bytes", i + 1,
			    im->o.limits.field);
	return UB_OK;
}

/* One record, whatever it is. */
static enum ub_status
record(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    bool check_utf8, struct ub_err *e)
{
	enum ub_status st;
	enum ub_rule rule;
	bool aside;

	if ((st = ub_import_aside(im, b, r, &aside, e)) != UB_OK || aside)
		return st;
	if ((st = check_fields(im, b, r, e)) != UB_OK)
		return st;
	im->in++;
	rule = record_rule(im, b, r, check_utf8);
	if (rule == UB_RULE_NONE)
		st = ub_import_ragged(im, b, r, &rule, e);
	if (st != UB_OK)
		return st;
	if (rule == UB_RULE_NONE)
		return judge(im, b, r, e);
	ub_import_broken(im, b, r, UB_NOCOL, rule);
	reject(im, b, r);
	return UB_OK;
}

/* How many records from r on have as many fields as there are headings. */
static size_t
even(const struct ub_import *im, const struct ub_csv_block *b, size_t r)
{
	const uint32_t *end = b->end + r;
	size_t most = b->n - r, n;

	if (most > UB_FAST_GROUP)
		most = UB_FAST_GROUP;
	for (n = 0; n < most; n++) {
		if (end[n] - end[(ptrdiff_t)n - 1] != im->nin)
			break;
		if (im->careful && ub_import_odd_one(im, b, r + n))
			break;
	}
	return n;
}

/* Ask the rules about the records of a group that are not slow, together: how
 * many those are. */
static size_t
ask(struct ub_import *im, const uint8_t *slow, size_t n)
{
	const struct ub_judge *j = &im->o.judge;
	struct ub_slice *f = im->used;
	size_t i, k, m = 0;

	if (im->s->nrule == 0)
		return 0;
	for (i = 0; i < n; i++) {
		if (slow[i])
			continue;
		for (k = 0; k < j->nuse; k++)
			*f++ = ub_fast_value(im->fast, i, j->use[k]);
		m++;
	}
	j->ask(j->arg, im->used, m, im->truth);
	return m;
}

/*
 * Record r, number i of its group, whose columns are fine; truth[k * n] is
 * what rule k says.
 */
static void
judge_fast(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    size_t i, const uint8_t *truth, size_t n)
{
	enum ub_fate fate = UB_WRITE;
	size_t k;

	im->in++;
	im->nkept = 0;
	im->edited = false;
	for (k = 0; k < im->nneed; k++)
		im->field[im->need[k]] =
		    ub_fast_value(im->fast, i, im->need[k]);
	if (im->judged && ub_import_judge(im, b, r, truth, n))
		fate = UB_REJECT;
	else if (im->s->nkeycol > 0)
		fate = ub_import_key(im, b, r);
	if (fate == UB_REJECT)
		reject(im, b, r);
	if (fate == UB_HOLD)
		hold_record(im);
	if (fate != UB_WRITE)
		return;
	if (im->edited) {
		memset(im->plain, 0, im->s->ncol * sizeof(*im->plain));
		write_record(im);
	} else {
		ub_fast_write(im->fast, im->w, i);
	}
	tell_kept(im);
}

/* The same of a group about whose records more is to be said. */
static enum ub_status
judge_group(struct ub_import *im, const struct ub_csv_block *b, size_t first,
    size_t n, const uint8_t *slow, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i, m, k = 0;

	_Static_assert((int)UB_FAST_GROUP <= (int)UB_JUDGE_MOST, "room");
	m = ask(im, slow, n);
	for (i = 0; i < n && st == UB_OK; i++) {
		if (slow[i])
			st = record(im, b, first + i, false, e);
		else
			judge_fast(im, b, first + i, i, im->truth + k++, m);
	}
	return st;
}

/* n records from first on, of which none is blank or too long. */
static enum ub_status
group(struct ub_import *im, const struct ub_csv_block *b, size_t first,
    size_t n, struct ub_err *e)
{
	uint8_t slow[UB_FAST_GROUP];
	enum ub_status st = UB_OK;
	size_t i;

	memcpy(slow, b->special + first, n);
	ub_fast_check(im->fast, b, first, n, slow);
	if (im->judged || im->s->nkeycol > 0)
		return judge_group(im, b, first, n, slow, e);
	for (i = 0; i < n && st == UB_OK; i++) {
		if (slow[i]) {
			st = record(im, b, first + i, false, e);
			continue;
		}
		im->in++;
		ub_fast_write(im->fast, im->w, i);
	}
	return st;
}

enum ub_status
ub_import_records(struct ub_import *im, const struct ub_csv_block *b,
    size_t first, struct ub_err *e)
{
	struct ub_slice all = ub_csv_record(b, 0);
	enum ub_status st = UB_OK;
	bool check_utf8 = false, fast;
	size_t r, n;

	all.len = (size_t)(b->base + b->sep[b->end[b->n - 1]] - all.s);
	if (b->unsure)
		check_utf8 = !ub_utf8_valid(all.s, all.len);
	/* a line of the one column may be blank */
	fast = !b->parsed && !check_utf8 && im->nin > 1 &&
	       all.len < im->o.limits.field;
	if (im->codes && ub_field_combines(all))
		fast = false;
	for (r = first; r < b->n && st == UB_OK; r += n) {
		n = fast ? even(im, b, r) : 0;
		if (n > 0) {
			st = group(im, b, r, n, e);
			continue;
		}
		n = 1;
		st = record(im, b, r, check_utf8, e);
	}
	/* a failure to write shows here, once per block */
	return st == UB_OK ? ub_writer_records(im->w, "", 0, 0, e) : st;
}
