/* pseudonym: which key files are taken, and what goes into the hash. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "lib/source/pseudonym.h"

static char dir[] = "/tmp/ubat-pseudonym-XXXXXX";

static void
put(const char *name, const char *text, size_t len, mode_t mode)
{
	FILE *f = fopen(name, "w");

	CHECK(f != NULL && fwrite(text, 1, len, f) == len);
	CHECK(fclose(f) == 0 && chmod(name, mode) == 0);
}

/* What opening the key says; "" when it is taken. */
static const char *
refusal(const char *name)
{
	static struct ub_err e;
	struct ub_pseudonym *p;

	e.what[0] = '\0';
	if (ub_pseudonym_open(&p, name, "c", &e) == UB_OK) {
		ub_pseudonym_free(p);
		return "";
	}
	CHECK(p == NULL);
	CHECK(e.code == UB_EUSAGE || e.sysno != 0);
	return e.what;
}

static void
make(const char *key, const char *context, const char *text, char *dst)
{
	struct ub_pseudonym *p;
	struct ub_err e;

	memset(dst, 0, UB_PSEUDONYM_LEN + 1);
	CHECK(ub_pseudonym_open(&p, key, context, &e) == UB_OK);
	if (p != NULL)
		ub_pseudonym_make(p, text, strlen(text), dst);
	ub_pseudonym_free(p);
}

static void
files(void)
{
	static const char key[] = "0123456789012345678901234567890123456789";
	char large[5000];

	memset(large, 'x', sizeof(large));
	put("good", key, 40, 0600);
	put("least", key, 32, 0400);
	put("short", key, 31, 0600);
	put("large", large, sizeof(large), 0600);
	put("group", key, 40, 0640);
	put("others", key, 40, 0604);
	put("write", key, 40, 0620);
	CHECK(symlink("good", "link") == 0);
	CHECK(mkfifo("fifo", 0600) == 0);
	CHECK(strcmp(refusal("good"), "") == 0);
	CHECK(strcmp(refusal("least"), "") == 0);
	CHECK(strcmp(refusal("short"), "key: shorter than 32 bytes") == 0);
	CHECK(strcmp(refusal("large"), "key: longer than 4096 bytes") == 0);
	CHECK(strcmp(refusal("group"),
		  "key: group or others have rights to it (chmod 600)") == 0);
	CHECK(strstr(refusal("others"), "chmod 600") != NULL);
	CHECK(strstr(refusal("write"), "chmod 600") != NULL);
	CHECK(strcmp(refusal("link"), "key: a symbolic link") == 0);
	CHECK(strcmp(refusal("fifo"), "key: no regular file") == 0);
	CHECK(strcmp(refusal("."), "key: no regular file") == 0);
	CHECK(strcmp(refusal("nothing"), "key: cannot open") == 0);
	if (geteuid() == 0 && chown("good", 12345, 12345) == 0) {
		CHECK(strcmp(refusal("good"), "key: belongs to another user") ==
		      0);
		CHECK(chown("good", 0, 0) == 0);
	}
}

static void
hashes(void)
{
	char a[UB_PSEUDONYM_LEN + 1], b[UB_PSEUDONYM_LEN + 1];

	put("other", "another key, as long as need be ", 32, 0600);
	make("good", "asi", "195704289999", a);
	CHECK(strspn(a, "0123456789abcdef") == UB_PSEUDONYM_LEN);
	make("good", "asi", "195704289999", b);
	CHECK(strcmp(a, b) == 0);
	make("good", "asi", "195704289998", b);
	CHECK(strcmp(a, b) != 0);
	make("good", "ubat", "195704289999", b);
	CHECK(strcmp(a, b) != 0);
	make("other", "asi", "195704289999", b);
	CHECK(strcmp(a, b) != 0);
	/* what stands on which side of the border matters */
	make("good", "ab", "c", a);
	make("good", "a", "bc", b);
	CHECK(strcmp(a, b) != 0);
}

static void
new_key(void)
{
	struct stat st;
	struct ub_err e;
	char a[UB_PSEUDONYM_LEN + 1], b[UB_PSEUDONYM_LEN + 1];

	CHECK(ub_pseudonym_new_key("new", &e) == UB_OK);
	CHECK(stat("new", &st) == 0 && (st.st_mode & 07777) == 0600);
	CHECK(st.st_size == 65);
	CHECK(ub_pseudonym_new_key("new", &e) == UB_EIO);
	CHECK(ub_pseudonym_new_key("new2", &e) == UB_OK);
	make("new", "c", "x", a);
	make("new2", "c", "x", b);
	CHECK(strcmp(a, b) != 0);
}

/* Many at once are as one by one, whatever the processor has: texts of every
 * length, contexts that leave a block room and such that do not. */
static void
many(void)
{
	enum { N = 200 };
	static const size_t contexts[] = { 1, 90, 112, 113, 120, 300 };
	static const char *const level[] = { "scalar", "avx2", "avx512" };
	static char dst[N * UB_PSEUDONYM_LEN];
	char context[301], content[N], one[UB_PSEUDONYM_LEN];
	struct ub_slice text[N];
	struct ub_pseudonym *p;
	struct ub_err e;
	size_t i, k, c;

	for (i = 0; i < N; i++) {
		content[i] = (char)(i * 7);
		text[i] = (struct ub_slice){ content, i % 150 };
	}
	for (c = 0; c < sizeof(contexts) / sizeof(*contexts); c++) {
		memset(context, 'c', contexts[c]);
		context[contexts[c]] = '\0';
		for (k = 0; k < 3; k++) {
			setenv("UBAT_SIMD", level[k], 1);
			CHECK(ub_pseudonym_open(&p, "good", context, &e) ==
			      UB_OK);
			ub_pseudonym_make_many(p, text, N, dst);
			for (i = 0; i < N; i++) {
				ub_pseudonym_make(
				    p, text[i].s, text[i].len, one);
				CHECK(memcmp(one, dst + i * sizeof(one),
					  sizeof(one)) == 0);
			}
			ub_pseudonym_free(p);
		}
	}
	unsetenv("UBAT_SIMD");
}

int
main(void)
{
	static const char *const made[] = { "good", "least", "short", "large",
		"group", "others", "write", "link", "fifo", "other", "new",
		"new2" };
	size_t i;

	CHECK(mkdtemp(dir) != NULL && chdir(dir) == 0);
	files();
	hashes();
	new_key();
	many();
	for (i = 0; i < sizeof(made) / sizeof(made[0]); i++)
		unlink(made[i]);
	rmdir(dir);
	CHECK_END;
}
