/* proposekind.c - see proposal.h: files that are no extract. */
#include <strings.h>

#include "../stream/legend.h"
#include "proposal.h"

enum {
	LOOKED = 64 * 1024, /* bytes */
	CONTROLS = 16,      /* control characters that a text may have */
	RARE = 50           /* or one of so many */
};

struct sign {
	const char *bytes;
	size_t len;
	const char *clause;
};

/* What the first bytes of other files are. */
static const char pdf[] = "a PDF: have the table as CSV or .xlsx";
static const char packed[] = "packed, but not by gzip: unpack it first";
static const char image[] = "an image: have the table as CSV or .xlsx";
static const char markup[] =
    "a web page or XML: save the table as CSV or .xlsx";
static const struct sign signs[] = { { "%PDF-", 5, pdf },
	{ "{\\rtf", 5, "a text of a word processor: save the table as CSV" },
	{ "\x89PNG", 4, image }, { "\xff\xd8\xff", 3, image },
	{ "GIF8", 4, image }, { "BZh", 3, packed },
	{ "\xfd\x37zXZ", 5, packed }, { "\x28\xb5\x2f\xfd", 4, packed },
	{ "7z\xbc\xaf", 4, packed }, { "Rar!", 4, packed },
	{ "SQLite format 3", 15, "a database: export the table as CSV" },
	{ "PAR1", 4, "a Parquet file: export the table as CSV" } };

static bool
begins(struct ub_slice s, const char *word)
{
	size_t n = strlen(word);

	return s.len >= n && strncasecmp(s.s, word, n) == 0;
}

static bool
is_markup(struct ub_slice s)
{
	while (s.len > 0 && memchr(" \t\r\n\xef\xbb\xbf", s.s[0], 7) != NULL) {
		s.s++;
		s.len--;
	}
	return begins(s, "<html") || begins(s, "<!doctype") ||
	       begins(s, "<?xml") || begins(s, "<table") || begins(s, "<meta");
}

/* Does it begin with a legend? */
static bool
is_stream(struct ub_slice s)
{
	const char *lf = s.len == 0 ? NULL : memchr(s.s, '\n', s.len);
	struct ub_legend l = { 0 };
	struct ub_err e;
	bool is;

	if (lf == NULL || s.s[0] != '#')
		return false;
	is = ub_legend_parse(&l, s.s, (size_t)(lf - s.s), &e) == UB_OK;
	ub_legend_free(&l);
	return is;
}

static const char *
binary(struct ub_slice s)
{
	size_t i, controls = 0, zeros = 0;

	if (s.len > LOOKED)
		s.len = LOOKED;
	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.s[i];

		zeros += c == 0;
		controls += c < 0x20 && (c < '\t' || c > '\r') && c != 0x1a;
	}
	if (s.len > 1 && zeros > s.len / 4)
		return "no text, or utf-16 without its mark (BOM)";
	if (controls > CONTROLS && controls > s.len / RARE)
		return "no text";
	return NULL;
}

enum ub_status
ub_proposal_refuse(const char *path, struct ub_slice head, struct ub_err *e)
{
	const char *clause = NULL;
	size_t i;

	if (head.len == 0)
		return ub_fail_at(
		    e, UB_EDATA, path, 0, "empty: no heading line");
	if (is_stream(head))
		return ub_fail_at(e, UB_EUSAGE, path, 1,
		    "a stream of ubat, which needs no description");
	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (head.len >= signs[i].len &&
		    memcmp(head.s, signs[i].bytes, signs[i].len) == 0)
			clause = signs[i].clause;
	if (clause == NULL)
		clause = is_markup(head) ? markup : binary(head);
	return clause == NULL ? UB_OK
			      : ub_fail_at(e, UB_EDATA, path, 0, "%s", clause);
}
