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
