/* varname.c - see varname.h. */
#include "varname.h"
#include "../base/unicode.h"

/* Words of POSIX awk, gawk and mawk, and variables zsh(1) keeps for itself. */
static const char *const words[] = { "and", "argv", "asort", "asorti", "atan2",
	"bindtextdomain", "break", "case", "cdpath", "close", "compl",
	"continue", "cos", "dcgettext", "dcngettext", "default", "delete", "do",
	"else", "eval", "exit", "exp", "fflush", "for", "fpath", "func",
	"function", "gensub", "getline", "gsub", "histchars", "if", "in",
	"include", "index", "int", "isarray", "length", "load", "log", "lshift",
	"mailpath", "manpath", "match", "mkbool", "mktime", "namespace", "next",
	"nextfile", "or", "path", "patsplit", "pipestatus", "print", "printf",
	"prompt", "psvar", "rand", "return", "rshift", "sin", "split",
	"sprintf", "sqrt", "srand", "status", "strftime", "strtonum", "sub",
	"substr", "switch", "system", "systime", "tolower", "toupper", "typeof",
	"watch", "while", "xor" };

static bool
is_word(struct ub_slice s)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ub_slice_is(s, words[i]))
			return true;
	return false;
}

static bool
has_lower(struct ub_slice s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.s[i] >= 'a' && s.s[i] <= 'z')
			return true;
	return false;
}

/* Is s one of the names from start on, each ended by "=...\n"? */
static bool
taken(const struct ub_buf *b, size_t start, struct ub_slice s)
{
	const char *p = b->s + start, *end = b->s + b->len;

	while (p < end) {
		if ((size_t)(end - p) > s.len && p[s.len] == '=' &&
		    memcmp(p, s.s, s.len) == 0)
			return true;
		p = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
	}
	return false;
}

static void
put_name(struct ub_buf *b, const char *name)
{
	struct ub_buf plain = { 0 };
	size_t i;

	ub_plain_letters(&plain, name, strlen(name));
	for (i = 0; i < plain.len; i += ub_ustep(plain.s + i))
		ub_buf_putc(
		    b, (unsigned char)plain.s[i] < 0x80 ? plain.s[i] : '_');
	ub_buf_free(&plain);
}

void
ub_varnames(struct ub_buf *b, const struct ub_legend *l)
{
	struct ub_buf name = { 0 };
	size_t i, start = b->len;
	struct ub_slice s;

	for (i = 0; i < l->n; i++) {
		ub_buf_clear(&name);
		put_name(&name, l->col[i].name);
		s = (struct ub_slice){ name.s, name.len };
		if (is_word(s) || !has_lower(s))
			ub_buf_putc(&name, '_');
		for (;;) {
			s = (struct ub_slice){ name.s, name.len };
			if (!taken(b, start, s))
				break;
			ub_buf_putc(&name, '_');
		}
		ub_buf_add(b, name.s, name.len);
		ub_buf_printf(b, "=%zu\n", i + 1);
	}
	ub_buf_free(&name);
}
