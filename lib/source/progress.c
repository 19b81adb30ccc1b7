/* progress.c - see progress.h. */
#include "progress.h"
#include "../base/file.h"
#include "../base/simd.h"
#include "../base/unicode.h"

enum { NAME_MAX_LEN = 30, MB = 1000000 };

/* The first characters of the name of the file. */
static void
put_name(struct ub_buf *b, const char *input)
{
	const char *name = ub_basename(input);
	struct ub_buf all = { 0 };
	size_t n = strlen(name), at = 0, i;

	if (!ub_utf8_valid(name, n)) {
		ub_buf_puts(b, "?");
		return;
	}
	ub_printable(&all, name, n);
	for (i = 0; i < NAME_MAX_LEN && at < all.len; i++)
		at += ub_ustep(all.s + at);
	ub_buf_add(b, all.s, at);
	ub_buf_free(&all);
}

void
ub_progress_text(struct ub_buf *b, const struct ub_progress *p)
{
	put_name(b, p->input);
	ub_buf_puts(b, ": ");
	ub_buf_uint(b, p->bytes / MB);
	if (p->total != 0) {
		ub_buf_puts(b, " of ");
		ub_buf_uint(b, p->total / MB);
	}
	ub_buf_puts(b, " MB, ");
	ub_buf_uint(b, p->records);
	ub_buf_puts(b, p->records == 1 ? " record, " : " records, ");
	ub_buf_uint(b, p->rejected);
	ub_buf_puts(b, " rejected");
}

static void
put_string(struct ub_buf *b, const char *s)
{
	bool valid = ub_utf8_valid(s, strlen(s));

	ub_buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			ub_buf_printf(b, "\\%c", c);
		else if (c < 0x20 || (c >= 0x80 && !valid))
			ub_buf_printf(b, "\\u%04x", c < 0x20 ? c : 0xfffd);
		else
			ub_buf_putc(b, *s);
	}
	ub_buf_putc(b, '"');
}

static void
put_count(struct ub_buf *b, const char *key, uint64_t v)
{
	ub_buf_printf(b, ",\"%s\":", key);
	ub_buf_uint(b, v);
}

void
ub_progress_json(struct ub_buf *b, const struct ub_progress *p)
{
	ub_buf_puts(b, "{\"input\":");
	put_string(b, ub_basename(p->input));
	put_count(b, "bytes", p->bytes);
	if (p->total != 0)
		put_count(b, "total", p->total);
	else
		ub_buf_puts(b, ",\"total\":null");
	put_count(b, "records", p->records);
	put_count(b, "rejected", p->rejected);
	ub_buf_printf(b, ",\"end\":%s}\n", p->end ? "true" : "false");
}
