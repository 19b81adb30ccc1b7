/* package.c - see package.h.  The only file that knows libzip. */
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "mem.h"
#include "package.h"

struct ub_package {
	zip_t *zip;
	size_t n;
};

struct ub_part {
	zip_file_t *file;
	uint64_t made, limit; /* bytes inflated; UINT64_MAX: not known */
};

enum ub_status
ub_package_open(struct ub_package **pp, int fd, bool strict, struct ub_err *e)
{
	int own = dup(fd), code = 0;
	zip_t *z;

	*pp = NULL;
	if (own < 0)
		return ub_fail_sys(e, NULL, "dup");
	if (lseek(own, 0, SEEK_SET) < 0) {
		close(own);
		return ub_fail_sys(e, NULL, "seek");
	}
	z = zip_fdopen(own, strict ? ZIP_CHECKCONS : 0, &code);
	if (z == NULL) {
		close(own);
		return ub_fail(e, UB_EDATA, "is no zip file, or not whole");
	}
	*pp = ub_xcalloc(1, sizeof(**pp));
	(*pp)->zip = z;
	(*pp)->n = (size_t)zip_get_num_entries(z, 0);
	return UB_OK;
}

void
ub_package_free(struct ub_package *p)
{
	if (p == NULL)
		return;
	zip_discard(p->zip);
	free(p);
}

size_t
ub_package_size(const struct ub_package *p)
{
	return p->n;
}

const char *
ub_package_name(const struct ub_package *p, size_t i)
{
	return zip_get_name(p->zip, i, 0);
}

bool
ub_package_find(const struct ub_package *p, const char *name, size_t *i)
{
	zip_int64_t at = zip_name_locate(p->zip, name, ZIP_FL_NOCASE);

	if (at < 0)
		return false;
	*i = (size_t)at;
	return true;
}

/* What the package says of a part; it is not believed, only held to. */
static uint64_t
limit(zip_t *z, size_t i)
{
	zip_stat_t s;

	zip_stat_init(&s);
	if (zip_stat_index(z, i, 0, &s) != 0 ||
	    (s.valid & ZIP_STAT_COMP_SIZE) == 0 ||
	    s.comp_size > UINT64_MAX / UB_PART_RATIO)
		return UB_PART_FREE;
	if (s.comp_size * UB_PART_RATIO < UB_PART_FREE)
		return UB_PART_FREE;
	return s.comp_size * UB_PART_RATIO;
}

enum ub_status
ub_part_open(
    struct ub_part **tp, struct ub_package *p, size_t i, struct ub_err *e)
{
	zip_file_t *f = zip_fopen_index(p->zip, i, 0);

	*tp = NULL;
	if (f == NULL)
		return ub_fail(e, UB_EDATA, "cannot be opened: %s",
		    zip_error_code_zip(zip_get_error(p->zip)) == ZIP_ER_NOPASSWD
			? "it is encrypted"
			: "it is damaged, or packed in an unknown way");
	*tp = ub_xcalloc(1, sizeof(**tp));
	(*tp)->file = f;
	(*tp)->limit = limit(p->zip, i);
	return UB_OK;
}

void
ub_part_free(struct ub_part *t)
{
	if (t == NULL)
		return;
	/* what was read to its end was compared there */
	(void)zip_fclose(t->file);
	free(t);
}

enum ub_status
ub_part_read(
    struct ub_part *t, void *dst, size_t len, size_t *got, struct ub_err *e)
{
	zip_int64_t n = zip_fread(t->file, dst, len);

	*got = 0;
	if (n < 0)
		return ub_fail(
		    e, UB_EDATA, "does not inflate to what was packed");
	*got = (size_t)n;
	t->made += *got;
	if (t->made > t->limit)
		return ub_fail(e, UB_EDATA,
		    "inflates to more than %d times its size: refused",
		    UB_PART_RATIO);
	return UB_OK;
}

/* --- one part anew ------------------------------------------------------ */

/* The first day that a zip file knows: 1980-01-01, from midnight on. */
enum { DOS_1980 = 0 << 9 | 1 << 5 | 1 };

static bool
replace(zip_t *z, const char *part, const char *s, size_t len)
{
	zip_int64_t at = zip_name_locate(z, part, 0);
	zip_source_t *src;

	if (at < 0)
		return false;
	src = zip_source_buffer(z, s, len, 0);
	if (src == NULL)
		return false;
	if (zip_file_replace(z, (zip_uint64_t)at, src, 0) != 0) {
		zip_source_free(src);
		return false;
	}
	return zip_file_set_dostime(z, (zip_uint64_t)at, 0, DOS_1980, 0) == 0;
}

enum ub_status
ub_package_replace(const char *path, const char *part, const char *s,
    size_t len, struct ub_err *e)
{
	zip_t *z = zip_open(path, ZIP_CHECKCONS, NULL);

	if (z != NULL && replace(z, part, s, len) && zip_close(z) == 0)
		return UB_OK;
	if (z != NULL)
		zip_discard(z);
	return ub_fail(e, UB_EIO, "cannot write %s (is the disk full?)", part);
}
