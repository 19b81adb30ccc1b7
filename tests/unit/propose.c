/*
 * propose.c - a thousand extracts made up by a fixed generator: each draft of
 * a description is one, and importing the extract by it rejects what the draft
 * says it does, column by column, with the line of the first.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../lib/base/file.h"
#include "../../lib/source/import.h"
#include "../../lib/source/propose.h"
#include "check.h"

enum { EXTRACTS = 1000, MOST_COLUMNS = 8 };

static uint64_t state = 88172645463325252u;

static unsigned
draw(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 33) % n);
}

#define LEN(a) (unsigned)(sizeof(a) / sizeof((a)[0]))

static const char *const titles[] = { "a", "A", "Kommun", "Län", "Start", "b1",
	"Kostnad", "Ärendenr", "kund id", "", "x y", "2015", "namn", "Regi",
	"a;b", "\"q\"" };
static const char *const odd[] = { "x", "1,2,3", "2016-13-01", "-", "NULL",
	"vet ej", "X", "okänd", " ", "å", "9999", "1e3", "+1", "0", "ja",
	"99/99/2016", "1 2", "\"q\"", "#", ".x", "19570428-9999",
	"ring 19570428-9999" };
static const char *const kommuner[] = { "0114", "0180", "1480", "2584" };
static const char *const regi[] = { "privat", "kommunal", "öppen" };

/* A value of one of these kinds. */
static void
value(unsigned kind, char *s, size_t room)
{
	unsigned v = draw(4000), m = draw(12) + 1, d = draw(28) + 1;

	switch (kind) {
	case 0:
		snprintf(s, room, "%d", (int)v - 1000);
		break;
	case 1:
		snprintf(s, room, "%u,%u", v, m);
		break;
	case 2:
		snprintf(s, room, "%u.%02u", v, m);
		break;
	case 3:
		snprintf(s, room, "2016-%02u-%02u", m, d);
		break;
	case 4:
		snprintf(s, room, "2016%02u%02u", m, d);
		break;
	case 5:
		snprintf(s, room, "%02u/%02u/2016", d, m);
		break;
	case 6:
		snprintf(s, room, "%02u/%02u/2016", m, m);
		break;
	case 7:
		snprintf(s, room, "%s", kommuner[v % LEN(kommuner)]);
		break;
	case 8:
		snprintf(s, room, "%s Namn", kommuner[v % LEN(kommuner)]);
		break;
	case 9:
		snprintf(s, room, "%s", v % 2 ? "Ja" : "Nej");
		break;
	case 10:
		snprintf(s, room, "%u", v % 2);
		break;
	case 11:
		snprintf(s, room, "%s", regi[v % LEN(regi)]);
		break;
	case 12:
		snprintf(s, room, "%u %03u,%u", m, v % 1000, d);
		break;
	case 13:
		snprintf(s, room, " %u", v);
		break;
	case 14:
		snprintf(s, room, "%05u", v);
		break;
	default:
		snprintf(s, room, "fri text %u", v);
	}
}
enum { NKIND = 16, EMPTY_KIND = NKIND };

/* How an extract is laid out. */
struct layout {
	char delim, quote;
	bool escape;     /* by a backslash, where others double the quote */
	bool trailing;   /* a delimiter ends every line */
	bool hollow;     /* lines of delimiters alone among the records */
	bool two;        /* lines of headings */
	unsigned title;  /* lines above them */
	unsigned footer; /* which kind; 0: none */
	size_t n;
	unsigned kind[MOST_COLUMNS], faults;
};

static void
put(struct ub_buf *b, const char *s, const struct layout *y)
{
	char must[] = { y->quote, '\n', y->delim, y->escape ? '\\' : '\n',
		'\0' };

	/* whoever writes single quotes writes them round all texts */
	if (s[strcspn(s, must)] == '\0' &&
	    (y->quote == '"' ? draw(9) != 0 : s[0] == '\0')) {
		ub_buf_puts(b, s);
		return;
	}
	ub_buf_putc(b, y->quote);
	for (; *s != '\0'; s++) {
		if (*s == y->quote || (y->escape && *s == '\\'))
			ub_buf_putc(b, y->escape ? '\\' : y->quote);
		ub_buf_putc(b, *s);
	}
	ub_buf_putc(b, y->quote);
}

/* å ä ö in one byte each. */
static void
to_latin(struct ub_buf *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->len; i++) {
		unsigned char c = (unsigned char)b->s[i];

		if (c >= 0xc2 && c < 0xe0) {
			c = (unsigned char)((c & 3) << 6 |
					    (b->s[i + 1] & 0x3f));
			i++;
		}
		b->s[n++] = (char)c;
	}
	b->len = n;
}

static void
end_line(struct ub_buf *b, const struct layout *y)
{
	if (y->trailing)
		ub_buf_putc(b, y->delim);
	ub_buf_puts(b, draw(3) == 0 ? "\r\n" : "\n");
}

static void
record(struct ub_buf *b, const struct layout *y)
{
	char s[64];
	size_t i;

	for (i = 0; i < y->n; i++) {
		if (i > 0)
			ub_buf_putc(b, y->delim);
		s[0] = '\0';
		if (y->kind[i] == EMPTY_KIND || draw(12) == 0)
			;
		else if (draw(100) < y->faults)
			snprintf(s, sizeof(s), "%s", odd[draw(LEN(odd))]);
		else
			value(y->kind[i], s, sizeof(s));
		put(b, s, y);
	}
	if (draw(60) == 0)
		ub_buf_printf(b, "%cmore", y->delim);
	if (draw(200) == 0)
		ub_buf_puts(b, "\"x");
	end_line(b, y);
}

/* first, and then the same in all other fields. */
static void
line_of(struct ub_buf *b, const struct layout *y, const char *first,
    const char *other)
{
	size_t i;

	put(b, first, y);
	for (i = 1; i < y->n; i++) {
		ub_buf_putc(b, y->delim);
		if (other[0] != '\0')
			put(b, other, y);
	}
	end_line(b, y);
}

static void
footer(struct ub_buf *b, const struct layout *y)
{
	static const char *const first[] = { "Summa", "Totalt", "",
		"SUMMA:", "Antal poster: 60" };
	unsigned kind = y->footer - 1;

	if (kind < LEN(first))
		line_of(b, y, first[kind], draw(2) == 0 ? "123" : "");
	if (kind >= LEN(first) || draw(3) == 0)
		ub_buf_puts(b, "Källa: systemet\n");
	if (draw(4) == 0)
		line_of(b, y, "", "");
}

static void
headings(struct ub_buf *b, const struct layout *y)
{
	size_t i;

	for (i = 0; i < y->title; i++)
		if (draw(2) == 0)
			line_of(b, y, "Uttag", "");
		else
			ub_buf_puts(b, draw(2) == 0 ? "Rapport 2016\n" : "\n");
	if (y->two)
		line_of(b, y, "Grupp", draw(2) == 0 ? "" : "2016");
	for (i = 0; i < y->n; i++) {
		if (i > 0)
			ub_buf_putc(b, y->delim);
		put(b, titles[y->n == 1 ? 0 : draw(LEN(titles))], y);
	}
	end_line(b, y);
}

/* Must a draft see the footer, whatever else is there? */
static bool
make(struct ub_buf *b)
{
	struct layout y = { .delim = ";,\t|"[draw(4)],
		.quote = draw(8) == 0 ? '\'' : '"',
		.n = draw(MOST_COLUMNS) + 1,
		.faults = draw(3) * 3 };
	size_t rows = draw(200), i;

	y.escape = draw(8) == 0;
	y.trailing = draw(6) == 0;
	y.hollow = draw(4) == 0;
	y.two = draw(8) == 0;
	y.title = draw(4) == 0 ? draw(4) : 0;
	y.footer = draw(3) == 0 ? draw(7) : 0;
	for (i = 0; i < y.n; i++)
		y.kind[i] = draw(NKIND + 1);
	ub_buf_clear(b);
	headings(b, &y);
	for (i = 0; i < rows; i++) {
		if (y.hollow && draw(20) == 0)
			line_of(b, &y, "", "");
		record(b, &y);
	}
	if (y.footer > 0)
		footer(b, &y);
	if (draw(2) == 0)
		to_latin(b);
	return (y.footer == 1 || y.footer == 2) && rows > 30 && y.n > 2;
}

static void
write_file(const char *name, const struct ub_buf *b)
{
	struct ub_err e;
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK(fd >= 0 && ub_write_full(fd, b->s, b->len, name, &e) == UB_OK);
	(void)close(fd);
}

/* "NAME COUNT LINE" of all that a draft says is rejected. */
static void
claims(struct ub_buf *out, const char *draft)
{
	char name[256] = "-";
	const char *p, *end, *line;

	ub_buf_clear(out);
	ub_buf_puts(out, "");
	for (p = draft; (end = strchr(p, '\n')) != NULL; p = end + 1) {
		if (strncmp(p, "[column ", 8) == 0)
			snprintf(name, sizeof(name), "%.*s", (int)(end - p) - 9,
			    p + 8);
		if (strncmp(p, "# rejected: ", 12) != 0)
			continue;
		for (line = p; strncmp(line, "on line ", 8) != 0; line++)
			;
		ub_buf_printf(out, "%s %.*s %.*s\n", name,
		    (int)strspn(p + 12, "0123456789"), p + 12,
		    (int)strspn(line + 8, "0123456789"), line + 8);
	}
}

/* The same of an import's findings. */
static void
finding(struct ub_buf *out, const struct ub_err *e)
{
	const char *name = "-", *n = strrchr(e->what, '(');
	int len = 1;

	/* a label that is not the list's: nothing is rejected */
	if (strstr(e->what, " kept)") != NULL)
		return;
	if (strncmp(e->what, "column ", 7) == 0) {
		name = e->what + 7;
		len = (int)strcspn(name, ":");
	}
	ub_buf_printf(out, "%.*s %.*s %llu\n", len, name,
	    (int)strspn(n + 1, "0123456789"), n + 1,
	    (unsigned long long)e->line);
}

static enum ub_status
import(struct ub_source *s, struct ub_buf *out, struct ub_err *e)
{
	struct ub_import_options o = {
		.source = s, .max_rejects = 100, .per_cent = true
	};
	struct ub_pseudonym *key;
	struct ub_import *im;
	struct ub_writer w;
	struct ub_err f;
	enum ub_status st;
	size_t i;

	ub_buf_clear(out);
	ub_buf_puts(out, "");
	/* without a key nothing is left of some */
	if (ub_import_persons(&o, NULL, &key, e) != UB_OK)
		return UB_OK;
	ub_writer_init(&w, -1, "nowhere");
	CHECK(ub_import_new(&im, &o, &w, e) == UB_OK);
	if ((st = ub_import_file(im, "x.csv", e)) == UB_OK)
		st = ub_import_end(im, e);
	for (i = 0; ub_import_finding(im, i, &f); i++)
		finding(out, &f);
	ub_import_free(im);
	CHECK(ub_writer_close(&w, &f) == UB_OK);
	return st;
}

/* What a draft says of columns that have persons is not tried without a key. */
static void
drop_persons(struct ub_buf *b, const struct ub_source *s)
{
	size_t i, len;
	char *at, *end;

	for (i = 0; i < s->ncol; i++) {
		if (s->col[i].derive == UB_DERIVE_NONE)
			continue;
		len = strlen(s->col[i].name);
		for (at = b->s; *at != '\0'; at = end) {
			end = strchr(at, '\n') + 1;
			if (strncmp(at, s->col[i].name, len) == 0 &&
			    at[len] == ' ') {
				memmove(at, end, strlen(end) + 1);
				end = at;
			}
		}
	}
}

static bool
check(unsigned i, const struct ub_buf *text, bool footed)
{
	struct ub_propose_options o = { 0 };
	struct ub_buf draft = { 0 }, want = { 0 }, have = { 0 };
	struct ub_source s;
	struct ub_err e = { 0 };
	bool good = true, tried = false;

	write_file("x.csv", text);
	if (ub_propose(&draft, "x.csv", &o, &e) != UB_OK) {
		/* a quote that is never closed, or a heading line lost */
		CHECK(e.code == UB_EDATA);
		goto done;
	}
	write_file("x.source", &draft);
	if (strstr(draft.s, "\n[column ") == NULL)
		goto done;
	tried = true;
	if (footed && strstr(draft.s, "\nfooter = ") == NULL) {
		fprintf(stderr, "extract %u\n%s", i, draft.s);
		CHECK(!"the footer is not seen");
	}
	good = ub_source_load(&s, "x.source", &e) == UB_OK;
	if (good) {
		claims(&want, draft.s);
		drop_persons(&want, &s);
		good = import(&s, &have, &e) == UB_OK &&
		       (s.ncol == 0 || strcmp(want.s, have.s) == 0);
		ub_source_free(&s);
	}
	if (!good) {
		fprintf(stderr,
		    "extract %u: %s\n%s\n--- want\n%s--- have\n%s---\n%s", i,
		    e.what, draft.s, want.s == NULL ? "" : want.s,
		    have.s == NULL ? "" : have.s, text->s);
		CHECK(!"the draft is not kept");
	}
done:
	ub_buf_free(&draft);
	ub_buf_free(&want);
	ub_buf_free(&have);
	return tried;
}

int
main(void)
{
	struct ub_buf text = { 0 };
	char dir[] = "/tmp/ubat-propose-XXXXXX";
	unsigned i, tried = 0;
	bool footed;

	if (mkdtemp(dir) == NULL || chdir(dir) != 0) {
		fprintf(stderr, "propose: no folder to write to\n");
		return 1;
	}
	for (i = 0; i < EXTRACTS && check_failed < 3; i++) {
		footed = make(&text);
		ub_buf_puts(&text, "");
		tried += check(i, &text, footed);
	}
	CHECK(tried > EXTRACTS / 2);
	(void)unlink("x.csv");
	(void)unlink("x.source");
	CHECK(chdir("/") == 0 && rmdir(dir) == 0);
	ub_buf_free(&text);
	CHECK_END;
}
