/* collate.c - see collate.h: owner of ICU. */
#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "collate.h"

struct ub_collate {
	UCollator *icu;
	UChar *wide; /* nwide of them: the text as UTF-16 */
	size_t nwide;
	uint8_t *key; /* nkey bytes */
	size_t nkey;
};

enum ub_status
ub_collate_open(struct ub_collate **cp, const char *name, struct ub_err *e)
{
	UErrorCode code = U_ZERO_ERROR;
	UCollator *icu;

	*cp = NULL;
	if (strcmp(name, "sv") != 0)
		return ub_fail(
		    e, UB_EUSAGE, "--collate: sv is the only order there is");
	icu = ucol_open(name, &code);
	/* a default in its place would be some other country's order */
	if (code != U_ZERO_ERROR) {
		if (icu != NULL)
			ucol_close(icu);
		return ub_fail(e, UB_EIO,
		    "--collate: ICU has no Swedish order (%s)",
		    u_errorName(code));
	}
	*cp = ub_xcalloc(1, sizeof(**cp));
	(*cp)->icu = icu;
	return UB_OK;
}

static void
hex(struct ub_buf *b, const uint8_t *key, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	size_t i;
	char *p;

	ub_buf_reserve(b, 2 * n);
	p = b->s + b->len;
	for (i = 0; i < n; i++) {
		*p++ = digit[key[i] >> 4];
		*p++ = digit[key[i] & 15];
	}
	b->len += 2 * n;
}

void
ub_collate_key(
    struct ub_collate *c, struct ub_buf *b, const char *s, size_t len)
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t n, nkey;

	if (len > c->nwide) { /* UTF-16 has no more units than UTF-8 bytes */
		c->nwide = 2 * len;
		c->wide = ub_xreallocarray(c->wide, c->nwide, sizeof(*c->wide));
	}
	u_strFromUTF8(c->wide, (int32_t)c->nwide, &n, s, (int32_t)len, &code);
	for (;;) {
		nkey = ucol_getSortKey(
		    c->icu, c->wide, n, c->key, (int32_t)c->nkey);
		if ((size_t)nkey <= c->nkey)
			break;
		c->nkey = 2 * (size_t)nkey;
		c->key = ub_xrealloc(c->key, c->nkey);
	}
	if (nkey > 0) /* its last byte is a NUL */
		hex(b, c->key, (size_t)nkey - 1);
}

void
ub_collate_free(struct ub_collate *c)
{
	if (c == NULL)
		return;
	ucol_close(c->icu);
	free(c->wide);
	free(c->key);
	free(c);
}
