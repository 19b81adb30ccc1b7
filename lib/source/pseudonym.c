/* pseudonym.c - see pseudonym.h; libsodium's owner. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file.h"
#include "blake2b.h"
#include "pseudonym.h"

enum { KEY_MIN = 32, KEY_MAX = 4096, OUT = UB_PSEUDONYM_LEN / 2 };

/* Parts the purpose of the hash from any other use of the same key. */
static const char domain[] = "ubat person 1";

struct ub_pseudonym {
	unsigned char key[crypto_generichash_KEYBYTES];
	crypto_generichash_state begun; /* key, domain and context taken in */
	char id[9];

	/* the same for many at once: the key taken in, domain and context in
	 * the block that a short text ends */
	struct ub_blake2b keyed;
	unsigned char block[UB_BLAKE2B_BLOCK];
	size_t head; /* bytes of block in use; 0: each by itself */
	enum ub_simd level;
};

/* A key in memory must not end in a file, nor be read by a debugger. */
static void
no_core(void)
{
	struct rlimit none = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
}

static enum ub_status
check_file(const struct stat *st, const char *path, struct ub_err *e)
{
	const char *fault = NULL;

	if (!S_ISREG(st->st_mode))
		fault = "no regular file";
	else if (st->st_uid != geteuid() && st->st_uid != 0)
		fault = "belongs to another user";
	else if ((st->st_mode & 077) != 0)
		fault = "group or others have rights to it (chmod 600)";
	else if (st->st_size < KEY_MIN)
		fault = "shorter than 32 bytes";
	else if (st->st_size > KEY_MAX)
		fault = "longer than 4096 bytes";
	if (fault == NULL)
		return UB_OK;
	return ub_fail_at(e, UB_EUSAGE, path, 0, "key: %s", fault);
}

static enum ub_status
read_key(struct ub_pseudonym *p, int fd, const char *path, struct ub_err *e)
{
	unsigned char content[KEY_MAX + 1];
	enum ub_status st;
	size_t got;

	st = ub_read_full(fd, content, sizeof(content), &got, path, e);
	if (st == UB_OK && (got < KEY_MIN || got > KEY_MAX))
		st = ub_fail_at(
		    e, UB_EUSAGE, path, 0, "key: changed while it was read");
	if (st == UB_OK)
		crypto_generichash(
		    p->key, sizeof(p->key), content, got, NULL, 0);
	sodium_memzero(content, sizeof(content));
	return st;
}

static void
begin(struct ub_pseudonym *p, const char *context)
{
	/* each part with its end, so that no two pairs read alike */
	crypto_generichash_init(&p->begun, p->key, sizeof(p->key), OUT);
	crypto_generichash_update(
	    &p->begun, (const unsigned char *)domain, sizeof(domain));
	crypto_generichash_update(
	    &p->begun, (const unsigned char *)context, strlen(context) + 1);
}

/* The pseudonym of nobody: no number is empty. */
static void
make_id(struct ub_pseudonym *p)
{
	char text[UB_PSEUDONYM_LEN];

	ub_pseudonym_make(p, "", 0, text);
	memcpy(p->id, text, sizeof(p->id) - 1);
	p->id[sizeof(p->id) - 1] = '\0';
}

/* Eight bytes of a hash, the lowest first, as sixteen digits. */
static void
put_hex(char *dst, uint64_t w)
{
	unsigned i;

	for (i = 0; i < 2; i++, w >>= 32) {
		uint64_t x = w & 0xffffffff, digits;

		/* a digit in each byte, the high one of a byte first */
		x = (x | x << 16) & UINT64_C(0x0000ffff0000ffff);
		x = (x | x << 8) & UINT64_C(0x00ff00ff00ff00ff);
		x = (x >> 4 | x << 8) & UINT64_C(0x0f0f0f0f0f0f0f0f);
		/* above 9: a to f */
		digits = (x + UINT64_C(0x0606060606060606)) >> 4 &
			 UINT64_C(0x0101010101010101);
		x += UINT64_C(0x3030303030303030) + digits * ('a' - '0' - 10);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		x = __builtin_bswap64(x);
#endif
		memcpy(dst + 8 * i, &x, sizeof(x));
	}
}

/* Word j of a block. */
static uint64_t
word(const unsigned char *block, size_t j)
{
	uint64_t w;

	memcpy(&w, block + 8 * j, sizeof(w));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* At most UB_BLAKE2B_LANES texts, each of which fits the block; false where
 * that is not done at once. */
static bool
make_lanes(const struct ub_pseudonym *p, const struct ub_slice *text, size_t n,
    char *dst)
{
	unsigned char block[UB_BLAKE2B_BLOCK];
	struct ub_blake2b_last x;
	size_t i, j;
	bool good;

	memset(&x, 0, sizeof(x));
	memcpy(block, p->block, sizeof(block));
	for (i = 0; i < n; i++) {
		memset(block + p->head, 0, sizeof(block) - p->head);
		memcpy(block + p->head, text[i].s, text[i].len);
		x.len[i] = p->head + text[i].len;
		for (j = 0; j < UB_BLAKE2B_BLOCK / 8; j++)
			x.m[j][i] = word(block, j);
	}
	good = ub_blake2b_end(&p->keyed, &x, p->level);
	for (i = 0; i < n; i++) {
		put_hex(dst + i * UB_PSEUDONYM_LEN, x.out[0][i]);
		put_hex(dst + i * UB_PSEUDONYM_LEN + 16, x.out[1][i]);
	}
	sodium_memzero(&x, sizeof(x));
	sodium_memzero(block, sizeof(block));
	return good;
}

static void
begin_many(struct ub_pseudonym *p, const char *context)
{
	size_t len = sizeof(domain) + strlen(context) + 1;
	char one[UB_PSEUDONYM_LEN], many[UB_PSEUDONYM_LEN];
	struct ub_slice text = { "1", 1 };

	p->level = ub_simd_level();
	p->head = 0;
	if (len + text.len > sizeof(p->block))
		return;
	memset(p->block, 0, sizeof(p->block));
	memcpy(p->block, domain, sizeof(domain));
	memcpy(p->block + sizeof(domain), context, strlen(context));
	ub_blake2b_begin(&p->keyed, p->key, sizeof(p->key), OUT);
	p->head = len;
	/* no pseudonym may depend on the way it is made */
	ub_pseudonym_make(p, text.s, text.len, one);
	if (!make_lanes(p, &text, 1, many) ||
	    memcmp(one, many, sizeof(one)) != 0)
		p->head = 0;
}

enum ub_status
ub_pseudonym_open(struct ub_pseudonym **pp, const char *path,
    const char *context, struct ub_err *e)
{
	struct ub_pseudonym *p;
	struct stat sb;
	enum ub_status st;
	int fd;

	*pp = NULL;
	if (sodium_init() < 0)
		return ub_fail(e, UB_EIO, "libsodium cannot be used here");
	no_core();
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ELOOP)
		return ub_fail_at(
		    e, UB_EUSAGE, path, 0, "key: a symbolic link");
	if (fd < 0 || fstat(fd, &sb) != 0) {
		ub_fail_sys(e, path, "key: cannot open");
		if (fd >= 0)
			close(fd);
		return UB_EIO;
	}
	p = sodium_malloc(sizeof(*p));
	if (p == NULL)
		st = ub_fail(e, UB_EIO, "no memory that can hold a key");
	else if ((st = check_file(&sb, path, e)) == UB_OK)
		st = read_key(p, fd, path, e);
	close(fd);
	if (st != UB_OK) {
		sodium_free(p);
		return st;
	}
	begin(p, context);
	begin_many(p, context);
	make_id(p);
	*pp = p;
	return UB_OK;
}

void
ub_pseudonym_free(struct ub_pseudonym *p)
{
	sodium_free(p); /* wipes; NULL is fine */
}

void
ub_pseudonym_make(
    const struct ub_pseudonym *p, const char *text, size_t len, char *dst)
{
	crypto_generichash_state state = p->begun;
	unsigned char out[OUT];
	char hex[UB_PSEUDONYM_LEN + 1];

	crypto_generichash_update(&state, (const unsigned char *)text, len);
	crypto_generichash_final(&state, out, sizeof(out));
	sodium_bin2hex(hex, sizeof(hex), out, sizeof(out));
	memcpy(dst, hex, UB_PSEUDONYM_LEN);
	sodium_memzero(&state, sizeof(state));
}

void
ub_pseudonym_make_many(const struct ub_pseudonym *p,
    const struct ub_slice *text, size_t n, char *dst)
{
	size_t i, k;

	for (i = 0; i < n; i += k) {
		for (k = 0; k < UB_BLAKE2B_LANES && i + k < n && p->head != 0 &&
			    text[i + k].len <= sizeof(p->block) - p->head;
		     k++)
			;
		if (k > 0) {
			make_lanes(p, text + i, k, dst + i * UB_PSEUDONYM_LEN);
			continue;
		}
		ub_pseudonym_make(
		    p, text[i].s, text[i].len, dst + i * UB_PSEUDONYM_LEN);
		k = 1;
	}
}

const char *
ub_pseudonym_id(const struct ub_pseudonym *p)
{
	return p->id;
}

enum ub_status
ub_pseudonym_new_key(const char *path, struct ub_err *e)
{
	unsigned char random[32];
	char text[2 * sizeof(random) + 2];
	enum ub_status st;
	int fd;

	if (sodium_init() < 0)
		return ub_fail(e, UB_EIO, "libsodium cannot be used here");
	no_core();
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return ub_fail_sys(e, path, "key: cannot create");
	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(text, sizeof(text), random, sizeof(random));
	text[sizeof(text) - 2] = '\n';
	st = ub_write_full(fd, text, sizeof(text) - 1, path, e);
	if (st == UB_OK && fsync(fd) != 0)
		st = ub_fail_sys(e, path, "key: cannot write");
	if (close(fd) != 0 && st == UB_OK)
		st = ub_fail_sys(e, path, "key: cannot write");
	sodium_memzero(random, sizeof(random));
	sodium_memzero(text, sizeof(text));
	if (st != UB_OK)
		(void)unlink(path);
	return st;
}
