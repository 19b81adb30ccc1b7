/* bytes.c - see bytes.h. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file.h"
#include "bytes.h"
#include "gz.h"

enum { PACKED_LEN = 128 * 1024, MAGIC_LEN = 2 };

struct ub_bytes {
	int fd; /* -1: memory */
	const char *name;
	struct ub_fingerprint *print;
	struct ub_gz *gz; /* NULL: plain */
	bool begun;       /* the kind is known */
	bool ended;       /* nothing more behind fd */

	/* what was read and not yet handed out: of gzip, or the first bytes */
	char *held;
	size_t at, len;

	const char *mem;
	size_t memlen, step;

	enum ub_status (*made)(
	    void *priv, void *p, size_t len, size_t *got, struct ub_err *e);
	void *priv;

	char first[UB_BYTES_PEEK]; /* what was only looked at */
	size_t firstat, firstlen;
};

enum ub_status
ub_bytes_open(struct ub_bytes **bp, const char *path, struct ub_err *e)
{
	enum ub_status st;
	int fd;

	*bp = NULL;
	if ((st = ub_open_in(path, &fd, e)) != UB_OK)
		return st;
	*bp = ub_xcalloc(1, sizeof(**bp));
	(*bp)->fd = fd;
	(*bp)->name = ub_input_name(path);
	(*bp)->print = ub_fingerprint_new();
	(*bp)->held = ub_xmalloc(PACKED_LEN);
	return UB_OK;
}

struct ub_bytes *
ub_bytes_memory(const void *p, size_t len, size_t step)
{
	struct ub_bytes *b = ub_xcalloc(1, sizeof(*b));

	b->fd = -1;
	b->name = "memory";
	b->print = ub_fingerprint_new();
	b->held = ub_xmalloc(PACKED_LEN);
	b->mem = p;
	b->memlen = len;
	b->step = step;
	return b;
}

struct ub_bytes *
ub_bytes_made(const char *name,
    enum ub_status (*read)(
	void *priv, void *p, size_t len, size_t *got, struct ub_err *e),
    void *priv)
{
	struct ub_bytes *b = ub_bytes_memory(NULL, 0, 0);

	b->name = name;
	b->begun = true;
	b->made = read;
	b->priv = priv;
	return b;
}

void
ub_bytes_free(struct ub_bytes *b)
{
	if (b == NULL)
		return;
	if (b->fd >= 0)
		ub_close_in(b->fd);
	ub_gz_free(b->gz);
	ub_fingerprint_free(b->print);
	free(b->held);
	free(b);
}

uint64_t
ub_bytes_size(const struct ub_bytes *b)
{
	struct stat st;

	if (b->fd < 0 || b->gz != NULL || fstat(b->fd, &st) != 0 ||
	    !S_ISREG(st.st_mode) || st.st_size < 0)
		return 0;
	return (uint64_t)st.st_size;
}

const char *
ub_bytes_name(const struct ub_bytes *b)
{
	return b->name;
}

void
ub_bytes_fingerprint(const struct ub_bytes *b, char *dst)
{
	ub_fingerprint_hex(b->print, dst);
}

/* From the source itself, fingerprinted. */
static enum ub_status
take(struct ub_bytes *b, void *p, size_t len, size_t *got, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	*got = 0;
	if (b->ended)
		return UB_OK;
	if (b->fd >= 0) {
		st = ub_read_some(b->fd, p, len, got, b->name, e);
	} else {
		if (b->step != 0 && b->step < len)
			len = b->step;
		*got = len < b->memlen ? len : b->memlen;
		if (*got > 0)
			memcpy(p, b->mem, *got);
		b->mem += *got;
		b->memlen -= *got;
	}
	if (st != UB_OK)
		return st;
	b->ended = *got == 0;
	ub_fingerprint_add(b->print, p, *got);
	return UB_OK;
}

static enum ub_status
begin(struct ub_bytes *b, struct ub_err *e)
{
	enum ub_status st;
	size_t got;

	b->begun = true;
	/* a pipe may give one byte at a time */
	while (b->len < MAGIC_LEN && !b->ended) {
		st = take(b, b->held + b->len, PACKED_LEN - b->len, &got, e);
		if (st != UB_OK)
			return st;
		b->len += got;
	}
	if (ub_gz_magic(b->held, b->len))
		b->gz = ub_gz_new();
	return UB_OK;
}

enum ub_status
ub_bytes_packed(struct ub_bytes *b, bool *packed, struct ub_err *e)
{
	enum ub_status st = b->begun ? UB_OK : begin(b, e);

	*packed = b->gz != NULL;
	return st;
}

static enum ub_status
inflated(struct ub_bytes *b, void *p, size_t len, size_t *got, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t used;
	bool end;

	for (*got = 0; *got == 0 && st == UB_OK;) {
		if (b->at == b->len && !b->ended) {
			b->at = 0;
			st = take(b, b->held, PACKED_LEN, &b->len, e);
			if (st != UB_OK)
				return st;
		}
		end = b->at == b->len;
		if (end && ub_gz_whole(b->gz))
			return UB_OK;
		st = ub_gz_inflate(b->gz, b->held + b->at, b->len - b->at,
		    &used, p, len, got, e);
		b->at += used;
		if (st == UB_OK && end && *got == 0 && !ub_gz_whole(b->gz))
			return ub_fail_at(
			    e, UB_EDATA, b->name, 0, "gzip data cut off");
	}
	if (st != UB_OK) {
		struct ub_err why = *e;
		return ub_fail_at(e, st, b->name, 0, "%s", why.what);
	}
	return UB_OK;
}

static enum ub_status
read_on(struct ub_bytes *b, void *p, size_t len, size_t *got, struct ub_err *e)
{
	enum ub_status st;

	if (!b->begun && (st = begin(b, e)) != UB_OK)
		return st;
	if (b->made != NULL)
		return b->made(b->priv, p, len, got, e);
	if (b->gz != NULL)
		return inflated(b, p, len, got, e);
	if (b->at < b->len) {
		*got = len < b->len - b->at ? len : b->len - b->at;
		memcpy(p, b->held + b->at, *got);
		b->at += *got;
		return UB_OK;
	}
	return take(b, p, len, got, e);
}

enum ub_status
ub_bytes_peek(struct ub_bytes *b, void *p, size_t *got, struct ub_err *e)
{
	enum ub_status st;
	size_t n;

	for (n = 1; n > 0 && b->firstlen < UB_BYTES_PEEK; b->firstlen += n) {
		st = read_on(b, b->first + b->firstlen,
		    UB_BYTES_PEEK - b->firstlen, &n, e);
		if (st != UB_OK)
			return st;
	}
	*got = b->firstlen;
	memcpy(p, b->first, b->firstlen);
	return UB_OK;
}

enum ub_status
ub_bytes_read(
    struct ub_bytes *b, void *p, size_t len, size_t *got, struct ub_err *e)
{
	size_t left = b->firstlen - b->firstat;

	if (left == 0)
		return read_on(b, p, len, got, e);
	*got = len < left ? len : left;
	memcpy(p, b->first + b->firstat, *got);
	b->firstat += *got;
	return UB_OK;
}
