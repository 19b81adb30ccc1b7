/* sheet.c - a delimited extract; see sheet.h. */
#include "sheet.h"

#include "../base/date.h"

static void
put(struct ub_sheet *s, const char *p, size_t len)
{
	size_t i;

	if (s->charset == UB_UTF8_BOM) {
		ub_buf_add(s->out, p, len);
		return;
	}
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == 0xe2) { /* U+2013, the en dash */
			ub_buf_putc(s->out, (char)0x96);
			i += 2;
		} else if (c >= 0xc2) { /* U+0080 .. U+00FF */
			i++;
			ub_buf_putc(
			    s->out, (char)((c & 3) << 6 | (p[i] & 0x3f)));
		} else {
			ub_buf_putc(s->out, p[i]);
		}
	}
}

static void
begin(struct ub_sheet *s)
{
	if (s->begun)
		ub_buf_putc(s->out, ';');
	s->begun = true;
}

void
ub_sheet_init(struct ub_sheet *s, struct ub_buf *out, enum ub_charset charset)
{
	s->out = out;
	s->charset = charset;
	s->begun = false;
	if (charset == UB_UTF8_BOM)
		ub_buf_puts(out, "\xef\xbb\xbf");
}

void
ub_sheet_text(struct ub_sheet *s, const char *utf8)
{
	const char *p;

	begin(s);
	if (strpbrk(utf8, ";\"") == NULL) {
		put(s, utf8, strlen(utf8));
		return;
	}
	ub_buf_putc(s->out, '"');
	for (p = utf8; *p != '\0'; p++) {
		if (*p == '"')
			ub_buf_putc(s->out, '"');
		if ((unsigned char)*p < 0x80) {
			ub_buf_putc(s->out, *p);
			continue;
		}
		put(s, p, (unsigned char)*p == 0xe2 ? 3 : 2);
		p += (unsigned char)*p == 0xe2 ? 2 : 1;
	}
	ub_buf_putc(s->out, '"');
}

void
ub_sheet_int(struct ub_sheet *s, int v)
{
	begin(s);
	ub_buf_int(s->out, v);
}

void
ub_sheet_date(struct ub_sheet *s, int day, bool dashes)
{
	char d[UB_DATE_LEN];

	begin(s);
	ub_date_print(d, day);
	if (dashes) {
		ub_buf_add(s->out, d, sizeof(d));
		return;
	}
	ub_buf_add(s->out, d, 4);
	ub_buf_add(s->out, d + 5, 2);
	ub_buf_add(s->out, d + 8, 2);
}

void
ub_sheet_ore(struct ub_sheet *s, int ore)
{
	begin(s);
	ub_buf_printf(s->out, "%d,%02d", ore / 100, ore % 100);
}

void
ub_sheet_row(struct ub_sheet *s)
{
	ub_buf_puts(s->out, "\r\n");
	s->begun = false;
}

void
ub_sheet_head(struct ub_sheet *s, const char *const *name, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		ub_sheet_text(s, name[i]);
	ub_sheet_row(s);
}
