/* propose.c - whatever an extract holds, a draft of a description that has a
 * column is one, and the extract can be read by it as far as it could be
 * drafted. */
#include <stdio.h>

#include "fuzz.h"
#include "lib/source/import.h"
#include "lib/source/propose.h"

static void
import(struct ub_source *s, const char *path)
{
	struct ub_import_options o = {
		.source = s, .max_rejects = 100, .per_cent = true
	};
	struct ub_pseudonym *key;
	struct ub_import *im;
	struct ub_writer w;
	struct ub_err e;

	/* nothing but persons, and no key */
	if (ub_import_persons(&o, NULL, &key, &e) != UB_OK)
		return;
	ub_writer_init(&w, -1, "nowhere");
	MUST(ub_import_new(&im, &o, &w, &e) == UB_OK);
	MUST(ub_import_file(im, path, &e) == UB_OK);
	MUST(ub_import_end(im, &e) == UB_OK);
	ub_import_free(im);
	MUST(ub_writer_close(&w, &e) == UB_OK);
}

static int
file_of(const void *p, size_t len, char *path, size_t room)
{
	int fd = memfd_create("file", MFD_CLOEXEC);

	MUST(fd >= 0 && write(fd, p, len) == (ssize_t)len);
	snprintf(path, room, "/proc/self/fd/%d", fd);
	return fd;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ub_propose_options o = { 0 };
	char extract[32], draft[32];
	struct ub_buf text = { 0 };
	struct ub_source s;
	struct ub_err e;
	int fd = file_of(data, size, extract, sizeof(extract)), dfd;

	if (ub_propose(&text, extract, &o, &e) != UB_OK) {
		fuzz_message(&e);
	} else if (strstr(text.s, "\n[column ") != NULL) {
		dfd = file_of(text.s, text.len, draft, sizeof(draft));
		MUST(ub_source_load(&s, draft, &e) == UB_OK);
		import(&s, extract);
		ub_source_free(&s);
		MUST(close(dfd) == 0);
	}
	ub_buf_free(&text);
	MUST(close(fd) == 0);
	return 0;
}
