/*
 * grid.h - a finished table in memory, to be worked on: what ubat-table(1)
 * reads, changes and writes.
 *
 * Columns are held one by one, each with the fields of all rows, so that a
 * column can be put in or left out; rows are moved by one order for all.  The
 * texts of fields live as long as the grid.
 */
#ifndef UB_GRID_H
#define UB_GRID_H

#include "../stream/reader.h"
#include "../stream/writer.h"
#include "intern.h"

enum ub_grid_role {
	UB_GRID_KEY,
	UB_GRID_FIGURE,  /* a measure in one part of the columns */
	UB_GRID_K,       /* beside a figure x: x_k, */
	UB_GRID_N,       /* x_n, */
	UB_GRID_MISS,    /* x_miss */
	UB_GRID_RECORDS, /* x_k_rec, of a share by weights */
	UB_GRID_PERSONS, /* x_k_pers and x_r_pers, of a count too */
	UB_GRID_INTERVAL /* x_lo, x_hi */
};

struct ub_grid_col {
	char *name;  /* owned */
	char *label; /* owned; NULL: none */
	char *from;  /* the column whose labels of values it has; owned, NULL */
	enum ub_type type;
	enum ub_grid_role role;
	bool ordered; /* a key whose values have the order of the rows */
	struct ub_slice *cell;          /* of each row; owned */
	struct ub_grid_col *figure;     /* what it goes with; itself if that */
	const struct ub_grid_col *root; /* of a figure: what it was computed
	                                 * from in the end, or itself */
	/* of a figure */
	char *stem;  /* its measure: the name without what a part adds; owned */
	size_t part; /* in ub_grid.part; 0 without a key across */
	bool gone;   /* asked to be left out */
};

/* A part of the columns: a value of the key across. */
struct ub_grid_part {
	char *suffix;          /* "_kommunal", "" of the total; owned */
	struct ub_slice value; /* ".t" of the total */
};

struct ub_grid {
	struct ub_meta meta; /* a copy: name, declarations, labels, steps */
	char *input;         /* for messages; owned */
	struct ub_grid_col **col;
	size_t ncol, nkey;
	size_t nrow, nread; /* now, and as it came */
	char *across;       /* the key across, or NULL; owned */
	struct ub_grid_part *part;
	size_t npart; /* 1 without a key across */
	bool whole;
	bool masked;           /* by ubat-mask: compute from what is shown */
	bool inexact;          /* and its counts were rounded or changed */
	int digits;            /* declared; -1 when not */
	struct ub_buf note;    /* what was done, to be added to the note */
	struct ub_buf derived; /* measures that were computed, by commas */
	struct ub_buf done;    /* pairs of the step */
	char **block;          /* of texts; owned */
	size_t nblock, used;
};

/*
 * Take in the reader's present table, which must be whole or cut as the
 * reader tells.  UB_EUSAGE for records that are no table; UB_EDATA with the line
 * for a field that is not of its type (a negative count), a declaration that
 * does not fit the legend, and two rows of the same keys.  *gp is then NULL.
 */
enum ub_status ub_grid_read(
    struct ub_grid **gp, struct ub_reader *r, struct ub_err *e);
void ub_grid_free(struct ub_grid *g); /* NULL is fine */
void ub_grid_col_free(struct ub_grid_col *c);

/* Write it with one step more, of which tool is the name. */
enum ub_status ub_grid_write(
    struct ub_grid *g, const char *tool, struct ub_writer *w, struct ub_err *e);

/* Index of a column by name, or UB_NOCOL. */
size_t ub_grid_find(const struct ub_grid *g, struct ub_slice name);
/* The key of that name: its column, or g->nkey for the one across.  UB_EUSAGE
 * names the keys there are. */
enum ub_status ub_grid_key(
    const struct ub_grid *g, const char *name, size_t *key, struct ub_err *e);
/* The figure of a measure in a part, or NULL. */
struct ub_grid_col *ub_grid_figure(
    const struct ub_grid *g, const char *stem, size_t part);
/* What goes with a figure, or NULL. */
struct ub_grid_col *ub_grid_beside(const struct ub_grid *g,
    const struct ub_grid_col *figure, enum ub_grid_role role);
/* The part of all values across, or g->npart. */
size_t ub_grid_total_part(const struct ub_grid *g);

/* Keep a text. */
struct ub_slice ub_grid_text(struct ub_grid *g, const char *s, size_t len);
static inline struct ub_slice
ub_grid_miss(char reason)
{
	static const char all[] = ".a.b.c.d.e.f.g.h.i.j.k.l.m"
				  ".n.o.p.q.r.s.t.u.v.w.x.y.z";
	struct ub_slice none = { "", 0 };
	struct ub_slice f = { all + 2 * (reason - 'a'), 2 };

	return reason < 'a' || reason > 'z' ? none : f;
}

/*
 * A new figure of measure stem in the part of `after`, behind it and all that
 * was computed from it, with the label words; *cp has its fields, .u, to be
 * filled.  With beside, columns _k and _n come behind it.  UB_EUSAGE when the
 * name is taken.
 */
enum ub_status ub_grid_add(struct ub_grid *g, const struct ub_grid_col *after,
    const char *stem, enum ub_type type, const char *words, bool beside,
    struct ub_grid_col **cp, struct ub_err *e);

/* Put the rows in an order: row i becomes that which was order[i], n of them. */
void ub_grid_order(struct ub_grid *g, const size_t *order, size_t n);
/* Add a sentence to the note, once. */
void ub_grid_remark(struct ub_grid *g, const char *text);
/* Say its title, note or source anew. */
void ub_grid_say(struct ub_grid *g, const char *key, const char *text);
/* Say in the step that something was done. */
void ub_grid_done(struct ub_grid *g, const char *key, const char *value);

/* Declaration of the table, or NULL. */
const char *ub_grid_attr(const struct ub_grid *g, const char *key);
/* The rows have another order now: that of no key. */
void ub_grid_unordered(struct ub_grid *g);
/* What the table says that a figure is, "sum" or "max"; NULL: it does not. */
const char *ub_grid_function(
    const struct ub_grid *g, const struct ub_grid_col *figure);

#endif
