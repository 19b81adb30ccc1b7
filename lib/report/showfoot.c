/* showfoot.c - see showpart.h. */
#include "../base/unicode.h"
#include "showpart.h"
#include "symbol.h"

void
ub_show_put(struct ub_showing *s, const char *z)
{
	ub_writer_add(s->w, z, strlen(z));
}

void
ub_show_end_line(struct ub_showing *s)
{
	while (s->line.len > 0 && s->line.s[s->line.len - 1] == ' ')
		s->line.len--;
	ub_buf_putc(&s->line, '\n');
	ub_writer_add(s->w, s->line.s, s->line.len);
	ub_buf_clear(&s->line);
}

void
ub_show_text(struct ub_showing *s, const char *before, const char *text)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, before);
	ub_printable(&b, text, strlen(text));
	ub_buf_clear(&s->line);
	ub_layout_wrap(
	    &s->line, b.s, s->o->width == 0 ? SIZE_MAX : s->o->width);
	ub_show_end_line(s);
	ub_buf_free(&b);
}

static void
print_left_out(struct ub_showing *s)
{
	struct ub_buf b = { 0 };

	for (size_t i = s->fit; i < s->ncol; i++) {
		if (i > s->fit)
			ub_buf_puts(&b, ", ");
		ub_buf_puts(&b, s->sheet.col[s->col[i].at].name);
	}
	ub_show_text(s, "Får inte plats på bredden (--width 0 visar): ", b.s);
	ub_buf_free(&b);
}

/* A line for each reason by its code; the empty field has a sign alone. */
static void
codes_text(struct ub_buf *b, uint32_t reasons)
{
	for (int i = 1; i <= 26; i++)
		if (reasons >> i & 1)
			ub_buf_printf(b, ".%c = %s\n", 'a' + i - 1,
			    ub_symbol_meaning((char)('a' + i - 1)));
}

static void
print_signs(struct ub_showing *s)
{
	struct ub_buf b = { 0 };
	char *line, *end;

	ub_signs_text(&b, NULL, s->codes ? s->reasons & 1 : s->reasons);
	if (s->codes)
		codes_text(&b, s->reasons);
	for (line = b.s; line != NULL && *line != '\0'; line = end) {
		end = strchrnul(line, '\n');
		if (*end != '\0')
			*end++ = '\0';
		ub_show_text(s, "", line);
	}
	ub_buf_free(&b);
}

void
ub_show_foot(struct ub_showing *s)
{
	const struct ub_sheet *sh = &s->sheet;
	bool source = strncmp(sh->source, "Källa", strlen("Källa")) == 0;

	if (s->nrow == 0)
		ub_show_put(s, "(inga rader)\n");
	if (s->more > 0) {
		ub_buf_clear(&s->line);
		ub_buf_printf(&s->line, "… och %llu %s till",
		    (unsigned long long)s->more,
		    s->more == 1 ? "rad" : "rader");
		ub_show_end_line(s);
	}
	if (s->fit < s->ncol || s->reasons != 0 || sh->overlap ||
	    sh->note[0] != '\0' || sh->source[0] != '\0')
		ub_show_put(s, "\n");
	if (s->fit < s->ncol)
		print_left_out(s);
	print_signs(s);
	if (sh->overlap)
		ub_show_text(s, "", "En person kan ingå i flera grupper.");
	if (sh->note[0] != '\0')
		ub_show_text(s, "Not: ", sh->note);
	if (sh->source[0] != '\0')
		ub_show_text(s, source ? "" : "Källa: ", sh->source);
}
