/*
 * rejects.c - ten thousand extracts made up by a fixed generator, with faults
 * planted in them: each faulty record is in the file of rejects with its own
 * bytes, and in the list of why with its number, physical line, offset, column
 * and rule; every other record is in the stream; and the account adds up.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../lib/base/file.h"
#include "../../lib/source/import.h"
#include "check.h"

enum { EXTRACTS = 10000, NCOL = 6, NSOURCE = 8 };
enum { NAMN, N, D, T, K, R };

static const char *const names[NCOL] = { "namn", "n", "d", "t", "k", "r" };

static uint64_t state = 88172645463325252u;

static unsigned
draw(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 33) % n);
}

struct kind {
	char delim;
	bool latin; /* windows-1252 */
	struct ub_source source;
};

struct made {
	const struct kind *kind;
	struct ub_buf text;    /* the extract, in UTF-8 until it is written */
	struct ub_buf stream;  /* what must come out */
	struct ub_buf rejects; /* and be rejected */
	struct ub_buf why;     /* and why */
	size_t order[NCOL + 2], nfield; /* NCOL and above: nobody's */
	uint64_t line, records, bad, blank;
	bool crlf;
	/* of this record */
	struct ub_buf rec, out, reasons[NCOL], whole;
};

/* --- bytes ------------------------------------------------------------------------ */

/* Names with letters beyond ASCII, and what CSV and ubat(5) must escape. */
static const char *const good_text[] = { "Åsa", "a", "x y", "Örjan \\ Ö",
	"tab\there", "#1", ".x", "€", "line\nend", "cr\r\nlf", "\"q\"", "a,b",
	"a;b", "a|b", "0180", "'", "" };

static void
escape(struct ub_buf *b, const char *s)
{
	if (*s == '#' || strcmp(s, ".x") == 0)
		ub_buf_putc(b, '\\');
	for (; *s != '\0'; s++) {
		if (*s == '\t')
			ub_buf_puts(b, "\\t");
		else if (*s == '\n')
			ub_buf_puts(b, "\\n");
		else if (*s == '\r')
			ub_buf_puts(b, "\\r");
		else if (*s == '\\')
			ub_buf_puts(b, "\\\\");
		else
			ub_buf_putc(b, *s);
	}
}

/* A field as CSV has it, quoted where it must be, and now and then besides. */
static void
put_field(struct made *m, const char *s)
{
	char must[] = { '"', '\n', '\r', m->kind->delim, '\0' };

	if (s[strcspn(s, must)] == '\0' && draw(4) != 0) {
		ub_buf_puts(&m->rec, s);
		return;
	}
	ub_buf_putc(&m->rec, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			ub_buf_putc(&m->rec, '"');
		ub_buf_putc(&m->rec, *s);
	}
	ub_buf_putc(&m->rec, '"');
}

static void
line_end(struct made *m, struct ub_buf *b)
{
	ub_buf_puts(b, m->crlf || draw(9) == 0 ? "\r\n" : "\n");
}

static uint64_t
count_lf(const struct ub_buf *b)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < b->len; i++)
		n += b->s[i] == '\n';
	return n;
}

/* From UTF-8 to the bytes of the kind: written out here, not asked of the
 * library. */
static void
encode(const struct kind *k, struct ub_buf *dst, const struct ub_buf *src)
{
	size_t i;

	for (i = 0; i < src->len; i++) {
		unsigned char c = (unsigned char)src->s[i];

		if (!k->latin || c < 0x80 || c >= 0xf8) {
			ub_buf_putc(
			    dst, (char)(k->latin && c >= 0xf8 ? 0x81 : c));
		} else if (c == 0xe2) { /* the euro sign */
			ub_buf_putc(dst, (char)0x80);
			i += 2;
		} else {
			ub_buf_putc(
			    dst, (char)((c & 3) << 6 | (src->s[i + 1] & 0x3f)));
			i++;
		}
	}
}

/* --- values ------------------------------------------------------------------------ */

/* A good value of a column: as it stands, and as it comes out. */
static void
good_value(size_t col, char *raw, char *out, size_t room)
{
	unsigned v = draw(10) + 1, w = draw(1000);
	const char *s = good_text[draw(
	    sizeof(good_text) / sizeof(*good_text) - (col == R))];

	raw[0] = out[0] = '\0';
	if (col != R && draw(8) == 0)
		return;
	switch (col) {
	case N:
		snprintf(raw, room, "%s%u", draw(3) == 0 ? "00" : "", v);
		snprintf(out, room, "%u", v);
		break;
	case D:
		snprintf(raw, room, "%u,%03u0", v, w | 1);
		snprintf(out, room, "%u.%03u", v, w | 1);
		if ((w | 1) % 10 == 0)
			out[strlen(out) - 1] = '\0';
		break;
	case T:
		snprintf(raw, room, "2016-%02u-%02u", v, w % 28 + 1);
		snprintf(out, room, "%s", raw);
		break;
	case K:
		snprintf(raw, room, "%c", "AB"[v % 2]);
		snprintf(out, room, "%s", raw);
		break;
	default:
		snprintf(raw, room, "%s", s);
		snprintf(out, room, "%s", raw);
	}
}

/* A value that breaks a rule of its column, and the rule. */
static const char *
bad_value(size_t col, char *raw, size_t room)
{
	static const char *const no_int[] = { "x", "1.5", "+1", "1 ", "--1" };
	static const char *const no_dec[] = { "1.5", ",", "5,", "1,2,3", "e" };
	static const char *const no_day[] = { "2015-02-29", "20160101",
		"2016-1-1", "i dag" };

	switch (col) {
	case N:
		if (draw(2) == 0) {
			snprintf(raw, room, "%u", 11 + draw(99));
			return "out of range 1..10";
		}
		snprintf(raw, room, "%s", no_int[draw(5)]);
		return "not int";
	case D:
		snprintf(raw, room, "%s", no_dec[draw(5)]);
		return "not dec";
	case T:
		snprintf(raw, room, "%s", no_day[draw(4)]);
		return "not date";
	case K:
		snprintf(raw, room, "%s", draw(2) == 0 ? "C" : "Aa");
		return "not in list of codes";
	case R:
		raw[0] = '\0';
		return "required";
	default:
		return NULL;
	}
}

/* --- records ------------------------------------------------------------------------ */

enum fault { NONE, VALUE, MORE, FEWER, STRAY, AFTER, CR, NUL, BYTE, NFAULT };

static const char *const fault_rule[NFAULT] = { NULL, NULL, "field count",
	"field count", "quote inside a field", "text after a closing quote",
	"carriage return", "NUL byte", NULL };

/* What stands instead of the field where the record as such is broken. */
static void
put_fault(struct made *m, enum fault fault)
{
	switch (fault) {
	case STRAY:
		ub_buf_puts(&m->rec, "x\"y");
		break;
	case AFTER:
		ub_buf_puts(&m->rec, "\"x\"y");
		break;
	case CR:
		ub_buf_puts(&m->rec, "x\ry");
		break;
	case NUL:
		ub_buf_add(&m->rec, "x\0y", 3);
		break;
	default:
		ub_buf_puts(&m->rec, "x\xf8y"); /* see encode() */
	}
}

static void
put_value(struct made *m, size_t col, char outs[NCOL][64], bool bad)
{
	const char *rule = NULL;
	char raw[64];

	if (col >= NCOL) {
		put_field(m, good_text[draw(9)]);
		return;
	}
	if (bad)
		rule = bad_value(col, raw, sizeof(raw));
	if (rule == NULL) {
		good_value(col, raw, outs[col], sizeof(raw));
	} else {
		ub_buf_clear(&m->reasons[col]);
		ub_buf_puts(&m->reasons[col], rule);
	}
	put_field(m, raw);
}

/* One record in m->rec; what it breaks in m->reasons and m->whole. */
static void
make_record(struct made *m, enum fault fault, char outs[NCOL][64])
{
	size_t i, n = m->nfield, at = draw((unsigned)m->nfield);
	const char *rule = fault_rule[fault];

	ub_buf_clear(&m->rec);
	ub_buf_clear(&m->whole);
	for (i = 0; i < NCOL; i++)
		ub_buf_clear(&m->reasons[i]);
	if (fault == MORE)
		n += 1 + draw(3);
	if (fault == FEWER)
		n -= 1 + draw((unsigned)n - 1);
	for (i = 0; i < n; i++) {
		if (i > 0)
			ub_buf_putc(&m->rec, m->kind->delim);
		if (i == at && fault >= STRAY)
			put_fault(m, fault);
		else
			put_value(m, i < m->nfield ? m->order[i] : NCOL, outs,
			    fault == VALUE && draw(3) == 0);
	}
	/* alone and empty it would be a blank line */
	if (m->rec.len == 0)
		ub_buf_putc(&m->rec, 'x');
	if (fault == BYTE)
		rule =
		    m->kind->latin ? "invalid windows-1252" : "invalid utf-8";
	if (rule != NULL)
		ub_buf_puts(&m->whole, rule);
	line_end(m, &m->rec);
}

static void
put_why(struct made *m, uint64_t byte, const char *column, const char *rule)
{
	ub_buf_printf(&m->why, "x.csv\t%llu\t%llu\t%llu\t%s\t%s\n",
	    (unsigned long long)m->records, (unsigned long long)m->line,
	    (unsigned long long)byte, column, rule);
}

static void
add_record(struct made *m)
{
	char outs[NCOL][64];
	struct ub_buf bytes = { 0 };
	uint64_t byte = m->text.len;
	bool bad;
	size_t i;

	make_record(m, draw(3) == 0 ? (enum fault)draw(NFAULT) : NONE, outs);
	encode(m->kind, &bytes, &m->rec);
	m->records++;
	bad = m->whole.len > 0;
	if (bad)
		put_why(m, byte, "", m->whole.s);
	for (i = 0; i < NCOL && m->whole.len == 0; i++) {
		if (m->reasons[i].len == 0)
			continue;
		bad = true;
		put_why(m, byte, names[i], m->reasons[i].s);
	}
	if (bad) {
		m->bad++;
		ub_buf_add(&m->rejects, bytes.s, bytes.len);
	}
	for (i = 0; i < NCOL && !bad; i++) {
		escape(&m->stream, outs[i]);
		ub_buf_putc(&m->stream, i + 1 < NCOL ? '\t' : '\n');
	}
	ub_buf_add(&m->text, bytes.s, bytes.len);
	m->line += count_lf(&m->rec);
	ub_buf_free(&bytes);
}

static void
add_heading(struct made *m)
{
	size_t i, k;

	m->nfield = NCOL + draw(3);
	for (i = 0; i < m->nfield; i++) {
		k = draw((unsigned)i + 1);
		m->order[i] = m->order[k];
		m->order[k] = i;
	}
	for (i = 0; i < m->nfield; i++) {
		if (i > 0)
			ub_buf_putc(&m->text, m->kind->delim);
		ub_buf_puts(&m->text,
		    m->order[i] < NCOL ? names[m->order[i]] : "other");
	}
	line_end(m, &m->text);
	ub_buf_add(&m->rejects, m->text.s, m->text.len);
	m->line = 2;
}

static void
make(struct made *m, const struct kind *kind)
{
	size_t n = draw(30), i;

	ub_buf_clear(&m->text);
	ub_buf_clear(&m->stream);
	ub_buf_clear(&m->rejects);
	ub_buf_clear(&m->why);
	m->kind = kind;
	m->crlf = draw(2) == 0;
	m->records = m->bad = m->blank = 0;
	add_heading(m);
	for (i = 0; i < n; i++) {
		if (draw(12) == 0) {
			line_end(m, &m->text);
			m->line++;
			m->blank++;
		}
		add_record(m);
	}
}

/* --- what becomes of it -------------------------------------------------------------- */

static void
write_file(const char *name, const char *p, size_t len)
{
	struct ub_err e;
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK(fd >= 0 && ub_write_full(fd, p, len, name, &e) == UB_OK);
	(void)close(fd);
}

static void
read_file(const char *name, struct ub_buf *b)
{
	struct ub_err e;

	ub_buf_clear(b);
	CHECK(ub_slurp(name, b, 1 << 20, &e) == UB_OK);
	ub_buf_puts(b, "");
}

/* The records of a stream, and its account and end behind them. */
static const char *
body_of(struct ub_buf *b, size_t *len)
{
	char *legend = memchr(b->s, '\n', b->len), *step;

	if (legend == NULL)
		return NULL;
	legend++;
	step = legend;
	while (strncmp(step, "#step\t", 6) != 0 && strchr(step, '\n') != NULL)
		step = strchr(step, '\n') + 1;
	*len = (size_t)(step - legend);
	return legend;
}

static bool
same(const char *what, unsigned i, const struct ub_buf *want, const char *s,
    size_t len)
{
	static int told;

	if (s != NULL && len == want->len &&
	    (len == 0 || memcmp(s, want->s, len) == 0))
		return true;
	check_failed++;
	if (told++ < 3)
		fprintf(stderr, "extract %u: %s\n--- want\n%.*s--- have\n%.*s",
		    i, what, (int)want->len, want->len > 0 ? want->s : "",
		    (int)len, s);
	return false;
}

static void
check(const struct made *m, unsigned i, struct kind *kind)
{
	struct ub_import_options o = { .source = &kind->source,
		.rejects = "rejects",
		.max_rejects = 100,
		.per_cent = true };
	struct ub_buf have = { 0 }, account = { 0 };
	struct ub_import *im;
	struct ub_writer w;
	struct ub_err e = { 0 };
	const char *body;
	size_t len = 0;
	int fd = open("out", O_RDWR | O_CREAT | O_TRUNC, 0600);

	write_file("x.csv", m->text.s, m->text.len);
	ub_writer_init(&w, fd, "out");
	CHECK(ub_import_new(&im, &o, &w, &e) == UB_OK);
	CHECK(ub_import_file(im, "x.csv", &e) == UB_OK);
	CHECK(ub_import_end(im, &e) == UB_OK);
	ub_import_free(im);
	CHECK(ub_writer_close(&w, &e) == UB_OK);
	(void)close(fd);

	read_file("out", &have);
	body = body_of(&have, &len);
	(void)same("stream", i, &m->stream, body, len);
	ub_buf_printf(&account, "\tin=%llu\tout=%llu\trejected=%llu\t",
	    (unsigned long long)m->records,
	    (unsigned long long)(m->records - m->bad),
	    (unsigned long long)m->bad);
	CHECK(strstr(have.s, account.s) != NULL);
	ub_buf_clear(&account);
	ub_buf_printf(
	    &account, "\tblank-lines=%llu\t", (unsigned long long)m->blank);
	CHECK(strstr(have.s, account.s) != NULL);
	read_file("rejects", &have);
	(void)same("rejects", i, &m->rejects, have.s, have.len);
	read_file("rejects.why", &have);
	body = body_of(&have, &len);
	(void)same("why", i, &m->why, body, len);
	ub_buf_free(&have);
	ub_buf_free(&account);
}

static void
describe(struct kind *k, unsigned i)
{
	struct ub_buf b = { 0 };
	struct ub_err e;

	k->delim = ",;\t|"[i % 4];
	k->latin = i >= 4;
	ub_buf_printf(&b, "[source]\nencoding = %s\n",
	    k->latin ? "windows-1252" : "utf-8");
	if (k->delim == '\t')
		ub_buf_puts(&b, "delimiter = tab\n");
	else
		ub_buf_printf(&b, "delimiter = %c\n", k->delim);
	ub_buf_puts(&b,
	    "decimal = ,\n[column namn]\n[column n]\ntype = int\n"
	    "range = 1..10\n[column d]\ntype = dec\n[column t]\n"
	    "type = date\n[column k]\ntype = code\n[codes k]\nA =\nB =\n"
	    "[column r]\nrequired = yes\n");
	write_file("x.source", b.s, b.len);
	CHECK(ub_source_load(&k->source, "x.source", &e) == UB_OK);
	ub_buf_free(&b);
}

/* Memory where there is some: 20,000 files are made whole. */
static bool
go_somewhere(char *dir)
{
	strcpy(dir, "/dev/shm/ubat-XXXXXX");
	if (mkdtemp(dir) == NULL) {
		strcpy(dir, "/tmp/ubat-XXXXXX");
		if (mkdtemp(dir) == NULL)
			return false;
	}
	return chdir(dir) == 0;
}

int
main(void)
{
	static const char *const files[] = { "x.csv", "x.source", "out",
		"rejects", "rejects.why" };
	static struct kind kind[NSOURCE];
	struct made m = { 0 };
	uint64_t records = 0, bad = 0;
	char dir[32];
	unsigned i;

	if (!go_somewhere(dir)) {
		fprintf(stderr, "rejects: no folder to write to\n");
		return 1;
	}
	for (i = 0; i < NSOURCE; i++)
		describe(&kind[i], i);
	for (i = 0; i < EXTRACTS; i++) {
		struct kind *k = &kind[draw(NSOURCE)];

		make(&m, k);
		check(&m, i, k);
		records += m.records;
		bad += m.bad;
	}
	/* the generator did what it should */
	CHECK(records > 100000 && bad > 30000);
	for (i = 0; i < sizeof(files) / sizeof(*files); i++)
		CHECK(unlink(files[i]) == 0);
	CHECK(chdir("/") == 0 && rmdir(dir) == 0);
	for (i = 0; i < NSOURCE; i++)
		ub_source_free(&kind[i].source);
	for (i = 0; i < NCOL; i++)
		ub_buf_free(&m.reasons[i]);
	ub_buf_free(&m.text);
	ub_buf_free(&m.stream);
	ub_buf_free(&m.rejects);
	ub_buf_free(&m.why);
	ub_buf_free(&m.rec);
	ub_buf_free(&m.whole);
	CHECK_END;
}
