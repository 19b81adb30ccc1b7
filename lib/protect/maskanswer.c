/* maskanswer.c - what a table says in words of those who did not answer, and
 * whether it gives away what the rows hide; maskpart.h. */
#include "maskpart.h"

static const char response[] = "response:";
/* how the sentences of ubat-agg(1) begin, the last ones of a note */
static const char left_out[] = "Redovisas inte på grund av bortfall över ";
static const char rates[] = "Svarsfrekvens: ";

static bool
hides_base(const struct ub_mask *m, const struct ub_woven *t, size_t row,
    size_t part, struct ub_slice stem)
{
	const struct ub_web *w = &m->weave.web;
	size_t unit = (row * t->f.npart + part) * t->f.nfigure;

	for (size_t i = 0; i < t->f.nfigure; i++) {
		const struct ub_figure *f =
		    &t->f.figure[t->f.part[part].first + i];

		if (f->n != UB_NOCOL &&
		    (stem.s == NULL || ub_slice_eq(f->stem, stem)) &&
		    w->unit[t->unit[unit + i]].status >= UB_PRIMARY)
			return true;
	}
	return false;
}

/* Is any base hidden? */
static bool
hides_any(const struct ub_mask *m, const struct ub_woven *t)
{
	const struct ub_slice all = { NULL, 0 };

	for (size_t r = 0; r < t->printed; r++)
		for (size_t p = 0; p < t->f.npart; p++)
			if (hides_base(m, t, r, p, all))
				return true;
	return false;
}

static bool
is_all(const struct ub_woven *t, size_t row, size_t part)
{
	for (size_t k = 0; k < ub_woven_nkey(t); k++)
		if (ub_missing(ub_woven_key(t, row, part, k)) != UB_TOTAL)
			return false;
	return true;
}

/* Does the table show of how many of all records the figure is? */
static bool
shows_all(
    const struct ub_mask *m, const struct ub_woven *t, struct ub_slice stem)
{
	for (size_t r = 0; r < t->printed; r++)
		for (size_t p = 0; p < t->f.npart; p++)
			if (is_all(t, r, p))
				return !hides_base(m, t, r, p, stem);
	return false;
}

static bool
is_key(const struct ub_woven *t, struct ub_slice name)
{
	for (size_t k = 0; k < ub_woven_nkey(t); k++)
		if (ub_slice_is(name, ub_woven_key_name(t, k)))
			return true;
	return false;
}

static bool
is_rate(const struct ub_pair *a)
{
	return strncmp(a->key, response, sizeof(response) - 1) == 0;
}

/* Do the rates say no more than what is shown? */
static bool
keeps_rates(const struct ub_mask *m, const struct ub_woven *t)
{
	if (m->noise.kind != UB_NOISE_NONE || m->rules.zero)
		return false;
	if (!hides_any(m, t))
		return true;
	for (size_t i = 0; i < t->meta.nattr; i++) {
		const struct ub_pair *a = &t->meta.attr[i];
		struct ub_slice of;

		if (!is_rate(a))
			continue;
		of = ub_slice_of(a->key + sizeof(response) - 1);
		if (!is_key(t, of) && !shows_all(m, t, of))
			return false;
	}
	return true;
}

bool
ub_mask_keeps(
    const struct ub_mask *m, const struct ub_woven *t, const struct ub_pair *a)
{
	return !is_rate(a) || keeps_rates(m, t);
}

static bool
has_rates(const struct ub_woven *t)
{
	for (size_t i = 0; i < t->meta.nattr; i++)
		if (is_rate(&t->meta.attr[i]))
			return true;
	return false;
}

static const char *
last_of(const char *s, const char *what)
{
	const char *at = NULL;

	for (s = strstr(s, what); s != NULL; s = strstr(s + 1, what))
		at = s;
	return at;
}

void
ub_mask_note(const struct ub_mask *m, const struct ub_woven *t,
    const char *note, struct ub_buf *b)
{
	bool bortfall =
		 ub_pair_get(t->meta.attr, t->meta.nattr, "bortfall") != NULL,
	     rated = has_rates(t), keeps = keeps_rates(m, t);
	const char *from = NULL, *to = NULL;

	if (bortfall && (m->noise.kind != UB_NOISE_NONE || hides_any(m, t)))
		from = strstr(note, left_out);
	if (rated && !keeps && from == NULL)
		from = strstr(note, rates);
	if (rated && keeps && from != NULL)
		to = last_of(from, rates);
	ub_buf_add(
	    b, note, from == NULL ? strlen(note) : (size_t)(from - note));
	if (to != NULL)
		ub_buf_puts(b, to);
	while (b->len > 0 && b->s[b->len - 1] == ' ')
		b->s[--b->len] = '\0';
}
