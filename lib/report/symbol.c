/* symbol.c - see symbol.h. */
#include "symbol.h"

struct symbol {
	char reason;
	const char *sign, *word, *meaning;
};

static const struct symbol symbols[] = {
	{ '.', "..", "Uppgift saknas", "uppgift saknas" },
	{ 'b', "..", "Redovisas inte, bortfall",
	    "redovisas inte på grund av bortfall" },
	{ 'd', "..", "Ej jämförbar", "uppgiften är inte jämförbar" },
	{ 'e', ".", "Kan inte förekomma", "uppgift kan inte förekomma" },
	{ 'l', "..", "Redovisas inte, för få", "redovisas inte, för få" },
	{ 'n', ".", "Ej relevant", "frågan är inte relevant" },
	{ 'r', "..", "Otillåtet värde", "värdet godtogs inte vid inläsningen" },
	{ 's', "X", "Skyddad uppgift",
	    "uppgiften har skyddats av sekretesskäl" },
	{ 't', "Totalt", "Totalt", "" },
	{ 'u', "..", "Kan inte beräknas", "värdet kan inte beräknas" },
	{ 'x', "..", "Ej besvarad", "frågan är inte besvarad" },
};

static const struct symbol *
find(char reason)
{
	size_t i;

	for (i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (symbols[i].reason == reason)
			return &symbols[i];
	return &symbols[0];
}

const char *
ub_symbol_sign(char reason)
{
	return find(reason)->sign;
}

const char *
ub_symbol_word(char reason)
{
	return find(reason)->word;
}

const char *
ub_symbol_meaning(char reason)
{
	return find(reason)->meaning;
}

size_t
ub_round_text(char *dst, struct ub_slice number, unsigned scale, int digits)
{
	int keep = digits + (scale == 100 ? 3 : 1); /* decimals that decide */
	int64_t v = 0, unit = 1;
	size_t i = 0, significant = 0;
	bool negative = number.len > 0 && number.s[0] == '-', point = false;

	i = negative;
	if (i == number.len || number.s[i] == '.')
		return 0;
	for (; i < number.len && keep > 0; i++) {
		char c = number.s[i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || (significant += v > 0) == 18)
			return 0;
		v = v * 10 + (c - '0');
		if (point) {
			unit *= 10;
			keep--;
		}
	}
	for (; i < number.len; i++)
		if (number.s[i] < '0' || number.s[i] > '9')
			return 0;
	return ub_ratio_print(dst, ub_i128_of(negative ? -v : v),
	    ub_i128_of(unit), scale, digits);
}

size_t
ub_percent_text(char *dst, struct ub_slice share, struct ub_slice k,
    struct ub_slice n, int digits)
{
	int64_t kv, nv;

	if (ub_int_parse(k.s, k.len, &kv) && ub_int_parse(n.s, n.len, &nv) &&
	    nv > 0)
		return ub_ratio_print(
		    dst, ub_i128_of(kv), ub_i128_of(nv), 100, digits);
	return ub_round_text(dst, share, 100, digits);
}

bool
ub_is_nought(const char *number, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (number[i] != '0' && number[i] != '.')
			return false;
	return len > 0;
}

void
ub_swedish_number(struct ub_buf *b, const char *number, bool group)
{
	size_t whole, i;

	if (*number == '-') {
		ub_buf_puts(b, "\xe2\x88\x92"); /* a minus, not a hyphen */
		number++;
	}
	whole = strcspn(number, ".");
	for (i = 0; i < whole; i++) {
		if (group && i > 0 && (whole - i) % 3 == 0)
			ub_buf_puts(b, "\xc2\xa0");
		ub_buf_putc(b, number[i]);
	}
	if (number[whole] == '.') {
		ub_buf_putc(b, ',');
		ub_buf_puts(b, number + whole + 1);
	}
}
