/* package.c - see package.h.  The only file that knows libzip. */
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "deadly.h"
#include "file.h"
#include "package.h"

enum { CHUNK = 16 * 1024 }; /* read of a part at once */

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

uint32_t
ub_package_crc(const struct ub_package *p, size_t i)
{
	zip_stat_t s;

	zip_stat_init(&s);
	if (zip_stat_index(p->zip, i, 0, &s) != 0 ||
	    (s.valid & ZIP_STAT_CRC) == 0)
		return 0;
	return s.crc;
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

/* --- one part ----------------------------------------------------------- */

static enum ub_status
read_part(
    struct ub_package *p, const char *part, struct ub_buf *b, struct ub_err *e)
{
	struct ub_part *t;
	enum ub_status st;
	size_t at, n;

	if (!ub_package_find(p, part, &at))
		return ub_fail(e, UB_EDATA, "has no %s", part);
	if ((st = ub_part_open(&t, p, at, e)) != UB_OK)
		return st;
	do {
		ub_buf_reserve(b, CHUNK);
		st = ub_part_read(t, b->s + b->len, CHUNK, &n, e);
		b->len += st == UB_OK ? n : 0;
	} while (st == UB_OK && n > 0);
	b->s[b->len] = '\0';
	ub_part_free(t);
	return st;
}

enum ub_status
ub_package_slurp(
    const char *path, const char *part, struct ub_buf *b, struct ub_err *e)
{
	struct ub_package *p = NULL;
	struct ub_err inner;
	enum ub_status st;
	int fd;

	if ((st = ub_open_in(path, &fd, e)) != UB_OK)
		return st;
	st = ub_package_open(&p, fd, true, &inner);
	if (st == UB_OK)
		st = read_part(p, part, b, &inner);
	ub_package_free(p);
	ub_close_in(fd);
	if (st == UB_OK)
		return UB_OK;
	return ub_fail(e, UB_EIO,
	    "cannot read the workbook back (is a disk or TMPDIR full?)");
}

/* --- one part anew ------------------------------------------------------ */

/* The first day that a zip file knows: 1980-01-01, from midnight on. */
enum { DOS_1980 = 0 << 9 | 1 << 5 | 1 };

/* It takes over src. */
static bool
replace(zip_t *z, const char *part, zip_source_t *src)
{
	zip_int64_t at = zip_name_locate(z, part, 0);

	if (src == NULL)
		return false;
	if (at < 0 || zip_file_replace(z, (zip_uint64_t)at, src, 0) != 0) {
		zip_source_free(src);
		return false;
	}
	return zip_file_set_dostime(z, (zip_uint64_t)at, 0, DOS_1980, 0) == 0;
}

/* libzip writes to a file that only it knows the name of: a signal waits until
 * that is gone. */
static bool
close_whole(zip_t *z)
{
	sigset_t old;
	bool well;

	ub_deadly_hold(&old);
	well = zip_close(z) == 0;
	ub_deadly_release(&old);
	return well;
}

static enum ub_status
finish(zip_t *z, bool well, const char *part, struct ub_err *e)
{
	if (well && close_whole(z))
		return UB_OK;
	if (z != NULL)
		zip_discard(z);
	return ub_fail(e, UB_EIO, "cannot write %s (is the disk full?)", part);
}

enum ub_status
ub_package_replace(const char *path, const struct ub_package_new *with,
    size_t n, struct ub_err *e)
{
	zip_t *z = zip_open(path, ZIP_CHECKCONS, NULL);
	bool well = z != NULL;

	for (size_t i = 0; well && i < n; i++)
		well = replace(z, with[i].part,
		    zip_source_buffer(z, with[i].s, with[i].len, 0));
	return finish(z, well, with[0].part, e);
}

static zip_int64_t
stat_packed(const struct ub_pack *p, void *dst)
{
	zip_stat_t *s = dst;

	zip_stat_init(s);
	s->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC |
		   ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	s->size = ub_pack_plain(p);
	s->comp_size = ub_pack_packed(p);
	s->crc = ub_pack_crc(p);
	s->comp_method = ZIP_CM_DEFLATE;
	s->encryption_method = ZIP_EM_NONE;
	return sizeof(*s);
}

/* What libzip asks of a source: it copies what is packed already. */
static zip_int64_t
give_packed(void *priv, void *dst, zip_uint64_t len, zip_source_cmd_t cmd)
{
	struct ub_pack *p = priv;
	static const int no_error[2] = { ZIP_ER_READ, 0 };

	switch (cmd) {
	case ZIP_SOURCE_OPEN:
		ub_pack_rewind(p);
		return 0;
	case ZIP_SOURCE_READ:
		return ub_pack_read(p, dst, len);
	case ZIP_SOURCE_STAT:
		return stat_packed(p, dst);
	case ZIP_SOURCE_ERROR:
		memcpy(dst, no_error, sizeof(no_error));
		return sizeof(no_error);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN,
		    ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
		    ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	default:
		return -1;
	}
}

enum ub_status
ub_package_put(const char *path, const char *part, struct ub_pack *packed,
    struct ub_err *e)
{
	zip_t *z = zip_open(path, ZIP_CHECKCONS, NULL);

	return finish(z,
	    z != NULL &&
		replace(z, part, zip_source_function(z, give_packed, packed)),
	    part, e);
}
