/* unicode.c - names, normal forms, case and width. */
#include "lib/base/unicode.h"

#include "check.h"

static void
names(void)
{
	static const char *const good[] = { "a", "Z", "klient", "b1", "b_1",
		"ålder", "Åtgärd", "a_", "åäö_9", "日本", "ж1", "a\xd9\xa3" };
	static const char *const bad[] = { "", "1a", "_a", "a b", "a-b", "a.b",
		"a:b", "a\tb", "#a", "a\n", "a\xcc\x8alder", "\xcc\x8a",
		"a\xe5", "\xe2\x84\xab" /* Å, not NFC */, "\xff", "a\xc2\xa0",
		"a²", "½", "a\xe2\x80\x8b", "a=" };

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		if (!ub_name_valid(good[i], strlen(good[i]))) {
			fprintf(stderr, "refused: %s\n", good[i]);
			CHECK(!"name");
		}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (ub_name_valid(bad[i], strlen(bad[i]))) {
			fprintf(stderr, "accepted: %s\n", bad[i]);
			CHECK(!"no name");
		}
	CHECK(!ub_name_valid("a\0b", 3));
}

static bool
gives(void (*fn)(struct ub_buf *, const char *, size_t), const char *s,
    const char *want)
{
	struct ub_buf b = { 0 };
	bool same;

	ub_buf_puts(&b, "<");
	fn(&b, s, strlen(s));
	same = b.s[0] == '<' && strcmp(b.s + 1, want) == 0 &&
	       b.len == strlen(want) + 1;
	if (!same)
		fprintf(stderr, "%s, not %s\n", b.s + 1, want);
	ub_buf_free(&b);
	return same;
}

static void
forms(void)
{
	CHECK(gives(ub_nfc, "", ""));
	CHECK(gives(ub_nfc, "plain", "plain"));
	CHECK(gives(ub_nfc, "a\xcc\x8a", "å"));
	CHECK(gives(ub_nfc, "O\xcc\x88stra Go\xcc\x88inge", "Östra Göinge"));
	CHECK(gives(ub_nfc, "\xe2\x84\xab", "Å")); /* angstrom sign */
	CHECK(gives(ub_casefold, "KOMMUN", "kommun"));
	CHECK(gives(ub_casefold, "ÅtGÄRD", "åtgärd"));
	CHECK(gives(ub_casefold, "Straße", "strasse"));
	CHECK(gives(ub_casefold, "A\xcc\x8a", "å"));
	CHECK(gives(ub_lower, "ÅÄÖ-Abc 12", "åäö-abc 12"));
	CHECK(gives(ub_upper, "åäö-Abc 12", "ÅÄÖ-ABC 12"));
	CHECK(gives(ub_upper, "é", "É"));
	CHECK(gives(ub_lower, "", ""));
	CHECK(gives(ub_printable, "Åsa 日本 e\xcc\x81", "Åsa 日本 e\xcc\x81"));
	CHECK(gives(ub_printable, "a\tb\r\nc", "a b  c"));
	CHECK(gives(ub_printable, "\x1b[31mx\x7f\x01", "�[31mx��"));
	CHECK(gives(ub_printable,
	    "\xc2\x9b"
	    "1m",
	    "�1m")); /* CSI */
	CHECK(gives(ub_printable,
	    "a\xe2\x80\xae"
	    "b",
	    "a�b")); /* RLO */
	CHECK(gives(ub_printable,
	    "a\xe2\x80\xa8"
	    "b",
	    "a�b"));
	CHECK(gives(ub_printable, "a\xff", "a�"));
	/* What is no UTF-8 comes back as it is. */
	CHECK(gives(ub_lower,
	    "A\xff"
	    "B",
	    "a\xff"
	    "b"));
	CHECK(gives(ub_nfc, "A\xff", "A\xff"));
}

static void
sizes(void)
{
	static const struct {
		const char *s;
		size_t width, ulen;
	} t[] = { { "", 0, 0 }, { "abc", 3, 3 }, { "åäö", 3, 3 },
		{ "a\xcc\x8a", 1, 2 }, { "日本", 4, 2 }, { "–", 1, 1 },
		{ "\x1b[1m", 3, 4 }, { "😀", 2, 1 } };

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK(ub_width(t[i].s, strlen(t[i].s)) == t[i].width);
		CHECK(ub_ulen(t[i].s, strlen(t[i].s)) == t[i].ulen);
	}
	CHECK(ub_ustep("a") == 1 && ub_ustep("å") == 2);
	CHECK(ub_ustep("–") == 3 && ub_ustep("😀") == 4);
}

int
main(void)
{
	names();
	forms();
	sizes();
	CHECK_END;
}
