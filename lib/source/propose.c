/* propose.c - see propose.h: what an extract looks like, and what its columns
 * hold. */
#include <stdlib.h>
#include <sys/stat.h>

#include "../base/file.h"
#include "csv.h"
#include "kind.h"
#include "proposal.h"
#include "utf16.h"

enum {
	HEAD_LEN = 1024 * 1024,
	CHUNK = 256 * 1024,
	REMEMBERED = 256 * 1024, /* different values, in all columns */
	LEAST = 16,              /* of each column */
	MOST = 512,
	LINE_MAX_LEN = 16 * 1024 * 1024
};

/* --- the encoding ----------------------------------------------------------- */

struct scan {
	struct ub_proposal *p;
	struct ub_buf head; /* the first bytes */
	struct ub_buf text; /* lines that are not whole yet */
	uint64_t lf, cr;
	size_t seen; /* bytes of text that were looked at for CRs */
};

static bool
high(const char *s, size_t len)
{
	unsigned char all = 0;
	size_t i;

	for (i = 0; i < len; i++)
		all |= (unsigned char)s[i];
	return all >= 0x80;
}

static void
look_at_line(struct ub_proposal *p, const char *s, size_t len)
{
	static const char gap[] = "\x81\x8d\x8f\x90\x9d";
	size_t i;

	p->lines++;
	if (!high(s, len))
		return;
	if (ub_utf8_valid(s, len)) {
		p->beyond++;
		return;
	}
	if (p->bad++ == 0)
		p->bad_line = p->lines;
	for (i = 0; i < len; i++)
		p->undefined += memchr(gap, s[i], sizeof(gap) - 1) != NULL;
}

/* The lines that are whole; at the end, all. */
static void
look(struct scan *s, bool end)
{
	const char *from = s->text.s, *stop = from + s->text.len, *lf, *cr;

	for (cr = from + s->seen;
	     (cr = memchr(cr, '\r', (size_t)(stop - cr))) != NULL; cr++)
		s->cr++;
	while (from < stop) {
		lf = memchr(from, '\n', (size_t)(stop - from));
		if (lf == NULL && !end && stop - from < LINE_MAX_LEN)
			break;
		if (lf == NULL)
			lf = stop;
		look_at_line(s->p, from, (size_t)(lf - from));
		s->lf += lf < stop;
		from = lf == stop ? stop : lf + 1;
	}
	s->text.len = (size_t)(stop - from);
	memmove(s->text.s, from, s->text.len);
	s->seen = s->text.len;
}

static void
decide_encoding(struct ub_proposal *p)
{
	p->encoding = UB_ENC_UTF8;
	if (p->bad > p->beyond)
		p->encoding =
		    p->undefined > 0 ? UB_ENC_ISO_8859_1 : UB_ENC_WINDOWS_1252;
}

static enum ub_status
scan(struct scan *s, struct ub_bytes *in, struct ub_err *e)
{
	enum ub_status st;
	size_t got;
	bool big, wide;

	do {
		ub_buf_reserve(&s->text, CHUNK);
		st = ub_bytes_read(in, s->text.s + s->text.len, CHUNK, &got, e);
		if (st != UB_OK)
			return st;
		if (s->head.len < HEAD_LEN)
			ub_buf_add(&s->head, s->text.s + s->text.len,
			    got < HEAD_LEN - s->head.len
				? got
				: HEAD_LEN - s->head.len);
		s->text.len += got;
		wide = s->head.len >= 2 &&
		       ub_utf16_mark(s->head.s, s->head.len, &big);
		if (wide || s->p->rows)
			s->text.len = 0;
		look(s, got == 0);
	} while (got > 0 && !(wide && s->head.len == HEAD_LEN));
	decide_encoding(s->p);
	if (wide)
		s->p->encoding = big ? UB_ENC_UTF16BE : UB_ENC_UTF16LE;
	s->p->cr = s->lf == 0 && s->cr > 0;
	return UB_OK;
}

/* As an import would, but for what is to be found out. */
static enum ub_status
open_extract(struct ub_extract *x, const char *path, struct ub_proposal *p,
    const struct ub_propose_options *o, struct ub_err *e)
{
	struct ub_extract_options eo = { .delim = ',',
		.encoding = UB_ENC_UTF8,
		.sheet = o->sheet,
		.must_sheet = o->sheet != NULL,
		.max_line = LINE_MAX_LEN };
	enum ub_status st = ub_extract_open(x, path, &eo, e);

	if (st == UB_OK && x->rows != NULL) {
		p->rows = p->told = true;
		p->delim = ',';
	}
	return st;
}

/* --- the columns -------------------------------------------------------------- */

static enum ub_rule
broken(const struct ub_proposal *p, const struct ub_csv_block *b, size_t r,
    size_t nfield)
{
	static const enum ub_rule odd[] = { UB_RULE_NONE, UB_RULE_STRAY,
		UB_RULE_AFTER, UB_RULE_CR, UB_RULE_ESCAPE };
	struct ub_slice rec = ub_csv_record(b, r);

	if (b->odd != UB_CSV_FINE)
		return odd[b->odd];
	if (b->special[r] != 0 && memchr(rec.s, '\0', rec.len) != NULL)
		return UB_RULE_NUL;
	/* cells of a workbook are marked so */
	if (b->unsure && !p->rows && !ub_utf8_valid(rec.s, rec.len))
		return UB_RULE_ENCODING;
	return nfield == p->n ? UB_RULE_NONE : UB_RULE_COUNT;
}

static void
take_cell(struct ub_proposal *p, size_t i, struct ub_slice v, uint64_t line)
{
	/* what the file itself calls missing, with its reason */
	if (p->rows && ub_missing(v) != 0)
		v.len = 0;
	if (!p->rows || !ub_cell_marked(v.s, v.len)) {
		ub_evidence_add(&p->column[i], &p->guesses, v, line);
		return;
	}
	if (p->column[i].marked++ == 0 || line < p->column[i].marked_line)
		p->column[i].marked_line = line;
}

void
ub_proposal_judge(struct ub_proposal *p, const struct ub_record *r)
{
	size_t i;

	if (!p->rows && ub_record_hollow(r)) {
		if (p->hollow++ == 0 || r->line < p->hollow_line)
			p->hollow_line = r->line;
		return;
	}
	p->records++;
	if (r->rule != UB_RULE_NONE) {
		if (p->broken[r->rule]++ == 0 ||
		    r->line < p->broken_line[r->rule])
			p->broken_line[r->rule] = r->line;
		p->shorter += r->rule == UB_RULE_COUNT && r->n < p->n;
		return;
	}
	if (ub_dict_find(&p->sum_words, r->field[0].s, r->field[0].len) !=
		UB_DICT_NONE &&
	    p->sums++ == 0)
		p->sum_line = r->line;
	for (i = 0; i < r->n; i++)
		take_cell(p, i, r->field[i], r->line);
}

/* Physical lines of a record, without blank ones. */
static size_t
lines_of(const struct ub_csv_block *b, size_t r)
{
	struct ub_slice rec = ub_csv_record(b, r);
	const char *s = rec.s, *end = rec.s + rec.len, *lf;
	size_t n = 0;

	if (!b->multiline)
		return 1;
	for (; s < end; s = lf + 1) {
		lf = memchr(s, '\n', (size_t)(end - s));
		if (lf == NULL)
			lf = end;
		n += lf - s > 1 || (lf - s == 1 && *s != '\r');
	}
	return n;
}

/* Those at the end of a block wait: they may be the end of the extract. */
static void
take_record(struct ub_proposal *p, const struct ub_csv_block *b, size_t r,
    uint64_t line, struct ub_csv_fields *f)
{
	struct ub_slice all = ub_csv_record(b, r);
	struct ub_record rec = { .line = line, .n = 1, .field = &all };

	if (b->odd == UB_CSV_FINE) {
		rec.n = ub_csv_fields(b, r, f);
		rec.field = f->field;
	}
	rec.rule = broken(p, b, r, rec.n);
	if (b->odd == UB_CSV_FINE && p->trailing && rec.n == p->n + 1) {
		if (f->field[p->n].len == 0)
			rec.n--;
		else if (rec.rule == UB_RULE_COUNT)
			rec.rule = UB_RULE_TRAILING;
		if (rec.n == p->n && rec.rule == UB_RULE_COUNT)
			rec.rule = UB_RULE_NONE;
	}
	if (p->second.rec.line == 0 && p->records + p->hollow == 0 &&
	    p->tail.n == 0 && rec.rule == UB_RULE_NONE &&
	    !ub_record_hollow(&rec)) {
		ub_waiting_set(&p->second, &rec);
	} else if (r + UB_TAIL < b->n) {
		ub_tail_flush(p);
		ub_proposal_judge(p, &rec);
	} else {
		rec.lines = p->rows ? 1 : lines_of(b, r);
		ub_tail_add(p, &rec);
	}
}

static bool
space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static enum ub_status
take_heading(struct ub_proposal *p, const struct ub_csv_block *b, size_t r,
    struct ub_csv_fields *f, size_t max, struct ub_err *e)
{
	struct ub_slice rec = ub_csv_record(b, r);
	size_t i, most;

	if (b->odd != UB_CSV_FINE || memchr(rec.s, '\0', rec.len) != NULL ||
	    !ub_utf8_valid(rec.s, rec.len))
		return ub_fail(e, UB_EDATA, "the heading line cannot be read");
	p->n = ub_csv_fields(b, r, f);
	if (p->trailing && p->n > 1 && f->field[p->n - 1].len == 0)
		p->n--;
	if (p->n > max)
		return ub_fail(e, UB_EDATA, "more than %zu columns", max);
	p->title = ub_xcalloc(p->n, sizeof(*p->title));
	p->column = ub_xcalloc(p->n, sizeof(*p->column));
	most = REMEMBERED / p->n;
	most = most < LEAST ? LEAST : most > MOST ? MOST : most;
	for (i = 0; i < p->n; i++) {
		p->title[i] = ub_xstrndup(f->field[i].s, f->field[i].len);
		ub_evidence_init(&p->column[i], most);
	}
	return UB_OK;
}

static void
trim(char *s)
{
	size_t from = 0, len = strlen(s);

	while (len > 0 && space(s[len - 1]))
		len--;
	while (from < len && space(s[from]))
		from++;
	memmove(s, s + from, len - from);
	s[len - from] = '\0';
}

/* The first line is one of headings, or a record like those below it. */
static void
settle_heading(struct ub_proposal *p)
{
	size_t i;

	ub_tail_end(p);
	if (p->second.rec.line > 0 &&
	    (ub_proposal_headless(p) || !ub_proposal_second(p)))
		ub_proposal_judge(p, &p->second.rec);
	for (i = 0; i < p->n; i++)
		ub_evidence_end(&p->column[i], &p->guesses);
	p->headless = !p->two && ub_proposal_headless(p);
	p->records += p->headless;
	for (i = 0; i < p->n; i++) {
		if (p->headless) {
			take_cell(p, i, ub_slice_of(p->title[i]), p->heading);
			ub_evidence_end(&p->column[i], &p->guesses);
			p->title[i][0] = '\0';
		}
		trim(p->title[i]);
	}
}

static enum ub_status
take_block(struct ub_proposal *p, const struct ub_csv_block *b,
    struct ub_csv_fields *f, size_t max, struct ub_err *e)
{
	enum ub_status st;
	uint64_t line;
	size_t r;

	for (r = 0; r < b->n; r++) {
		line = b->multiline ? ub_csv_line(b, r) : b->line + r;
		if (line < p->heading)
			continue;
		if (ub_proposal_blank(b, r)) {
			p->blank++;
		} else if (p->title != NULL) {
			take_record(p, b, r, line, f);
		} else {
			p->heading = line;
			if ((st = take_heading(p, b, r, f, max, e)) != UB_OK)
				return st;
		}
	}
	return UB_OK;
}

/* As the import does it: by lines, whatever is in them. */
static enum ub_status
skip_preamble(const struct ub_proposal *p, struct ub_csv *c, struct ub_err *e)
{
	struct ub_slice line;
	enum ub_status st;
	uint64_t n;

	for (n = 0; n < p->preamble; n++) {
		if ((st = ub_csv_peek(c, &line, e)) != UB_OK)
			return st;
		ub_csv_drop(c, line);
	}
	return UB_OK;
}

static enum ub_status
take(struct ub_proposal *p, const char *path,
    const struct ub_propose_options *o, struct ub_err *e)
{
	struct ub_csv_options co = ub_proposal_options(p);
	size_t max =
	    o->limits.columns == 0 ? UB_COLUMNS_MAX : o->limits.columns;
	struct ub_csv_fields f = { 0 };
	char range[UB_ROWS_RANGE];
	struct ub_extract x;
	struct ub_csv_block b;
	struct ub_csv *c;
	enum ub_status st;

	if (o->limits.line != 0)
		co.max_line = o->limits.line;
	if ((st = open_extract(&x, path, p, o, e)) != UB_OK) {
		ub_extract_close(&x);
		return st;
	}
	c = ub_csv_new(x.bytes, &co);
	st = skip_preamble(p, c, e);
	while (st == UB_OK && (st = ub_csv_next(c, &b, e)) == UB_OK)
		if ((st = take_block(p, &b, &f, max, e)) != UB_OK)
			break;
	if (p->rows && ub_rows_merged(x.rows, p->heading, range))
		st = ub_fail(e, UB_EDATA,
		    "heading: the cells %s are merged; give each column a "
		    "heading of its own",
		    range);
	if (st == UB_END)
		st = p->title != NULL
			 ? UB_OK
			 : ub_fail(e, UB_EDATA, "empty: no heading line");
	if (st != UB_OK && e->input[0] == '\0') {
		struct ub_err was = *e;
		st = ub_fail_at(e, st, path, p->heading, "%s", was.what);
	}
	ub_csv_fields_free(&f);
	ub_csv_free(c);
	ub_extract_close(&x);
	return st;
}

static void
free_proposal(struct ub_proposal *p)
{
	size_t i;

	for (i = 0; i < p->n && p->title != NULL; i++) {
		free(p->title[i]);
		ub_evidence_free(&p->column[i]);
	}
	free(p->title);
	free(p->column);
	ub_waiting_free(&p->second);
	ub_tail_free(p);
	free(p->footer_text);
	ub_guesses_free(&p->guesses);
}

enum ub_status
ub_propose(struct ub_buf *out, const char *path,
    const struct ub_propose_options *o, struct ub_err *e)
{
	struct ub_proposal p = { .name = ub_basename(path),
		.delim = o->delim,
		.told = o->delim != 0,
		.sheet = o->sheet };
	struct scan s = { .p = &p };
	struct ub_extract x = { 0 };
	enum ub_status st;
	struct stat file;

	if (strcmp(path, "-") == 0 ||
	    (stat(path, &file) == 0 && !S_ISREG(file.st_mode) &&
		!S_ISDIR(file.st_mode)))
		return ub_fail(e, UB_EUSAGE,
		    "--propose: a file, no pipe or terminal: it is read twice");
	ub_guesses_init(&p.guesses);
	ub_tail_init(&p);
	st = open_extract(&x, path, &p, o, e);
	if (st == UB_OK)
		st = scan(&s, x.bytes, e);
	ub_extract_close(&x);
	if (st == UB_OK && !p.rows && p.encoding < UB_ENC_UTF16LE)
		st = ub_proposal_refuse(
		    path, (struct ub_slice){ s.head.s, s.head.len }, e);
	if (st == UB_OK) {
		ub_proposal_shape(&p, (struct ub_slice){ s.head.s, s.head.len },
		    s.head.len < HEAD_LEN);
		st = take(&p, path, o, e);
	}
	if (st == UB_OK) {
		settle_heading(&p);
		ub_proposal_print(out, &p);
	}
	ub_buf_free(&s.head);
	ub_buf_free(&s.text);
	free_proposal(&p);
	return st;
}
