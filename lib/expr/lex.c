/* lex.c - bytes to tokens; ubat-expr(7), LITERALS. */
#include "../base/date.h"
#include "../base/unicode.h"
#include "node.h"

struct word {
	const char *s;
	enum ub_tok tok;
};

static const struct word words[] = {
	{ "and", UB_T_AND },
	{ "between", UB_T_BETWEEN },
	{ "case", UB_T_CASE },
	{ "else", UB_T_ELSE },
	{ "end", UB_T_ENDCASE },
	{ "false", UB_T_FALSE },
	{ "in", UB_T_IN },
	{ "is", UB_T_IS },
	{ "like", UB_T_LIKE },
	{ "not", UB_T_NOT },
	{ "or", UB_T_OR },
	{ "then", UB_T_THEN },
	{ "true", UB_T_TRUE },
	{ "when", UB_T_WHEN },
};

enum { NWORD = sizeof(words) / sizeof(words[0]) };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A byte that goes on in a name; above ASCII ub_name_valid() has the say. */
static bool
is_name(char c)
{
	return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

static char
peek(const struct ub_lex *l, size_t i)
{
	return i < l->end ? l->src[i] : '\0';
}

static enum ub_status
take(struct ub_lex *l, enum ub_tok tok, size_t len)
{
	l->tok = tok;
	l->at.off = l->next;
	l->at.len = len;
	l->next += len;
	return UB_OK;
}

static size_t
digits(const struct ub_lex *l, size_t i)
{
	size_t n = 0;

	while (is_digit(peek(l, i + n)))
		n++;
	return n;
}

/* What people write in other languages, what word processors make of it, and
 * what it is called here.  The longer comes before its beginning. */
static const struct stranger {
	const char *s, *hint;
} strangers[] = {
	{ "'", "text stands in double quotes" },
	{ "&", "write and" },
	{ "|", "write or" },
	{ "!~", "write x not ~ \"pattern\"" },
	{ "!", "write not" },
	{ "=>", "write >=" },
	{ "=<", "write <=" },
	{ "=~", "write ~" },
	{ ";", "one expression at a time (columns are joined with and)" },
	{ "^", "there is no power: multiply" },
	{ "$", "a column is called by its name alone" },
	{ "\xe2\x80\x9c", "text stands in plain double quotes, not in these" },
	{ "\xe2\x80\x9d", "text stands in plain double quotes, not in these" },
	{ "\xe2\x80\x9e", "text stands in plain double quotes, not in these" },
	{ "\xe2\x80\x98", "text stands in plain double quotes, not in these" },
	{ "\xe2\x80\x99", "text stands in plain double quotes, not in these" },
	{ "\xc2\xab", "text stands in plain double quotes, not in these" },
	{ "\xc2\xbb", "text stands in plain double quotes, not in these" },
	{ "\xe2\x89\xa4", "write <=" },
	{ "\xe2\x89\xa5", "write >=" },
	{ "\xe2\x89\xa0", "write <>" },
	{ "\xe2\x88\x92", "a plain minus, not this one" },
	{ "\xe2\x80\x93", "a plain minus, not this one" },
	{ "\xc3\x97", "write *" },
	{ "\xc3\xb7", "write /" },
	{ "\xc2\xa0", "a plain blank, not a no-break space" },
	{ "", "not expected here" },
};

/* The stranger at src[i], the last one where there is none. */
static const struct stranger *
stranger(const struct ub_lex *l, size_t i)
{
	const struct stranger *t;

	for (t = strangers; t->s[0] != '\0'; t++)
		if (i < l->end && strlen(t->s) <= l->end - i &&
		    memcmp(t->s, l->src + i, strlen(t->s)) == 0)
			break;
	return t;
}

/* Does a name go on at src[i]? */
static bool
in_name(const struct ub_lex *l, size_t i)
{
	return is_name(peek(l, i)) && stranger(l, i)->s[0] == '\0';
}

/* 2015-01-01 is a date wherever it stands, and 2015-1-1 is taken for a date
 * that was meant, not for a subtraction. */
static enum ub_status
lex_number(struct ub_lex *l, struct ub_err *e)
{
	size_t at = l->next, n = digits(l, at), m, d;
	int32_t day;

	if (n == 4 && peek(l, at + 4) == '-' && (m = digits(l, at + 5)) >= 1 &&
	    m <= 2 && peek(l, at + 5 + m) == '-' &&
	    (d = digits(l, at + 6 + m)) >= 1 && d <= 2) {
		n = 6 + m + d;
		if (is_name(peek(l, at + n)) || n != UB_DATE_LEN)
			return ub_expr_fail(e, l->src, at,
			    "a date is written YYYY-MM-DD (to subtract, put "
			    "blanks round the minus)");
		if (!ub_date_parse(l->src + at, n, &day))
			return ub_expr_fail(e, l->src, at, "no such day");
		return take(l, UB_T_DATE, n);
	}
	if (n > 1 && peek(l, at) == '0')
		return ub_expr_fail(e, l->src, at,
		    "a number does not begin "
		    "with 0 (a code is written in double quotes)");
	if (peek(l, at + n) == '.' && is_digit(peek(l, at + n + 1)))
		n += 1 + digits(l, at + n + 1);
	if (in_name(l, at + n))
		return ub_expr_fail(e, l->src, at + n,
		    "a letter in a number (is a blank missing?)");
	return take(l, UB_T_NUMBER, n);
}

/* After ~ a backslash may stand before anything: it is the pattern's. */
static enum ub_status
lex_text(struct ub_lex *l, struct ub_err *e)
{
	bool pattern = l->tok == UB_T_MATCH;
	size_t i;

	for (i = l->next + 1; i < l->end && l->src[i] != '"'; i++) {
		if (l->src[i] != '\\')
			continue;
		if (++i == l->end)
			break;
		if (!pattern && strchr("\"\\tn%_", l->src[i]) == NULL)
			return ub_expr_fail(e, l->src, i - 1,
			    "in a text \\ stands before \" \\ t n %% or _");
	}
	if (i >= l->end)
		return ub_expr_fail(
		    e, l->src, l->next, "the text does not end");
	return take(l, UB_T_TEXT, i + 1 - l->next);
}

static enum ub_status
lex_quoted_name(struct ub_lex *l, struct ub_err *e)
{
	size_t i = l->next + 1;

	while (i < l->end && l->src[i] != '`')
		i++;
	if (i >= l->end)
		return ub_expr_fail(
		    e, l->src, l->next, "the name in ` does not end");
	l->next++;
	take(l, UB_T_NAME, i - l->next);
	l->next++;
	l->quoted = true;
	return UB_OK;
}

static enum ub_status
lex_name(struct ub_lex *l, struct ub_err *e)
{
	size_t n = 0, i;
	struct ub_slice s;
	struct ub_buf b = { 0 };
	bool ok;

	while (in_name(l, l->next + n))
		n++;
	s.s = l->src + l->next;
	s.len = n;
	for (i = 0; i < NWORD; i++)
		if (ub_slice_is(s, words[i].s))
			return take(l, words[i].tok, n);
	ub_nfc(&b, s.s, s.len);
	ok = ub_name_valid(b.s, b.len);
	ub_buf_free(&b);
	if (!ok)
		return ub_expr_fail(e, l->src, l->next,
		    "no name (a name is letters, digits and _; text stands "
		    "in plain double quotes)");
	return take(l, UB_T_NAME, n);
}

static enum ub_status
lex_dot(struct ub_lex *l, struct ub_err *e)
{
	char c = peek(l, l->next + 1);

	if (c == '.')
		return take(l, UB_T_RANGE, 2);
	if (is_lower(c) && !is_name(peek(l, l->next + 2)))
		return take(l, UB_T_REASON, 2);
	if (is_digit(c))
		return ub_expr_fail(
		    e, l->src, l->next, "a digit must stand before the point");
	return ub_expr_fail(e, l->src, l->next, "not expected here");
}

/* A byte of the name of a list without quotes. */
static bool
is_list(char c)
{
	return c != '\0' && strchr(" \t\n\r(),\"", c) == NULL;
}

/* @name or @"name of a file" */
static enum ub_status
lex_list(struct ub_lex *l, struct ub_err *e)
{
	size_t n = 1;

	if (peek(l, l->next + 1) == '"') {
		for (n = 2; peek(l, l->next + n) != '"'; n++)
			if (l->next + n >= l->end)
				return ub_expr_fail(e, l->src, l->next,
				    "the name of the list does not end");
		n++;
	} else {
		while (is_list(peek(l, l->next + n)))
			n++;
	}
	if (n == 1 || (n == 3 && peek(l, l->next + 1) == '"'))
		return ub_expr_fail(e, l->src, l->next,
		    "the name of a list or file stands right after @");
	return take(l, UB_T_LIST, n);
}

struct ub_slice
ub_lex_list(const char *s, size_t len)
{
	size_t quote = s[1] == '"';
	struct ub_slice name = { s + 1 + quote, len - 1 - 2 * quote };

	return name;
}

static enum ub_status
lex_stranger(struct ub_lex *l, struct ub_err *e)
{
	return ub_expr_fail(
	    e, l->src, l->next, "%s", stranger(l, l->next)->hint);
}

static enum ub_status
lex_sign(struct ub_lex *l, struct ub_err *e)
{
	char c = peek(l, l->next), d = peek(l, l->next + 1);

	switch (c) {
	case '(':
		return take(l, UB_T_LPAR, 1);
	case ')':
		return take(l, UB_T_RPAR, 1);
	case ',':
		return take(l, UB_T_COMMA, 1);
	case '+':
		return take(l, UB_T_ADD, 1);
	case '-':
		return take(l, UB_T_SUB, 1);
	case '*':
		return take(l, UB_T_MUL, 1);
	case '/':
		return take(l, UB_T_DIV, 1);
	case '%':
		return take(l, UB_T_MOD, 1);
	case '~':
		return take(l, UB_T_MATCH, 1);
	case '@':
		return lex_list(l, e);
	case '=':
		if (d == '>' || d == '<' || d == '~')
			break;
		return take(l, UB_T_EQ, d == '=' ? 2 : 1);
	case '<':
		if (d == '>')
			return take(l, UB_T_NE, 2);
		return d == '=' ? take(l, UB_T_LE, 2) : take(l, UB_T_LT, 1);
	case '>':
		return d == '=' ? take(l, UB_T_GE, 2) : take(l, UB_T_GT, 1);
	case '!':
		if (d == '=')
			return take(l, UB_T_NE, 2);
		break;
	default:
		break;
	}
	return lex_stranger(l, e);
}

enum ub_status
ub_lex_next(struct ub_lex *l, struct ub_err *e)
{
	char c;

	while (l->next < l->end && strchr(" \t\n\r", l->src[l->next]) != NULL)
		l->next++;
	l->quoted = false;
	if (l->next >= l->end)
		return take(l, UB_T_END, 0);
	c = l->src[l->next];
	if (is_digit(c))
		return lex_number(l, e);
	if (c == '"')
		return lex_text(l, e);
	if (c == '`')
		return lex_quoted_name(l, e);
	if (c == '.')
		return lex_dot(l, e);
	if (c != '_' && in_name(l, l->next))
		return lex_name(l, e);
	return lex_sign(l, e);
}

enum ub_status
ub_lex_begin(
    struct ub_lex *l, const char *src, size_t off, size_t len, struct ub_err *e)
{
	memset(l, 0, sizeof(*l));
	l->src = src;
	l->next = off;
	l->end = off + len;
	if (len > UB_EXPR_LEN_MAX)
		return ub_fail(e, UB_EUSAGE,
		    "the expression is longer than %d bytes",
		    (int)UB_EXPR_LEN_MAX);
	return ub_lex_next(l, e);
}

bool
ub_lex_is_word(const char *s, size_t len)
{
	size_t i, k;

	for (i = 0; i < NWORD; i++) {
		if (strlen(words[i].s) != len)
			continue;
		for (k = 0; k < len && (s[k] | 0x20) == words[i].s[k]; k++)
			;
		if (k == len)
			return true;
	}
	return false;
}

void
ub_lex_text(struct ub_buf *b, struct ub_buf *wild, const char *s, size_t len)
{
	size_t i;
	char c;

	for (i = 1; i + 1 < len; i++) {
		bool escaped = s[i] == '\\';

		c = s[i];
		if (escaped) {
			c = s[++i];
			if (c == 't')
				c = '\t';
			else if (c == 'n')
				c = '\n';
		}
		ub_buf_putc(b, c);
		if (wild != NULL)
			ub_buf_putc(
			    wild, !escaped && (c == '%' || c == '_') ? 1 : 0);
	}
}
