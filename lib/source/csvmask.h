/*
 * csvmask.h - from the bit masks of 64 bytes to the index of separators:
 * included by each variant of the index (csvindex.c, csvindex_x86.c), private
 * to them.
 */
#ifndef UB_CSVMASK_H
#define UB_CSVMASK_H

#include "csvindex.h"

/* One instruction where the target has it. */
#define UB_POPCOUNT(x) __builtin_popcountll(x)

/* A call would put every mask in memory. */
#define UB_CSV_INLINE static inline __attribute__((always_inline))

/* One bit per byte of the block, the first byte lowest. */
struct ub_csv_mask {
	uint64_t delim, lf, cr, quote;
	uint64_t other; /* NUL, backslash, TAB that is not the delimiter */
	uint64_t tab;   /* TAB that is: in quotes it is text */
	uint64_t mark;  /* # and the point */
	uint64_t high;  /* above 0x7f */
	uint64_t lead;  /* of two bytes of UTF-8: 0xc2 to 0xdf */
	uint64_t cont;  /* of UTF-8: 0x80 to 0xbf */
	uint64_t keep;  /* the bytes there are */
	/* set by ub_csv_block() */
	uint64_t twice; /* second of two quotes that mean one */
	uint64_t
	    odd; /* in quotes: a line end or TAB, or a mark that comes first */
};

/* What one block tells the next, each 0 or 1 in the lowest bit. */
struct ub_csv_state {
	uint64_t inside; /* all ones when the block before ended in quotes */
	uint64_t start;  /* the byte before lets a field, or a quote, begin */
	uint64_t closed; /* the byte before was a closing quote */
	uint64_t opened; /* the byte before was an opening quote */
	uint64_t cr;     /* the byte before was a CR outside quotes */
	uint64_t field;  /* the byte before was a separator */
	uint64_t lead;   /* the byte before was a lead */
};

/* Forget what lies past the first left bytes of the block. */
UB_CSV_INLINE void
ub_csv_cut(struct ub_csv_mask *m, size_t left)
{
	uint64_t keep = left < 64 ? (UINT64_C(1) << left) - 1 : ~UINT64_C(0);

	m->delim &= keep;
	m->lf &= keep;
	m->cr &= keep;
	m->quote &= keep;
	m->other &= keep;
	m->tab &= keep;
	m->mark &= keep;
	m->high &= keep;
	m->lead &= keep;
	m->cont &= keep;
	m->keep = keep;
}

/* Each bit the xor of itself and all below it. */
UB_CSV_INLINE uint64_t
ub_csv_prefix_xor(uint64_t x)
{
	x ^= x << 1;
	x ^= x << 2;
	x ^= x << 4;
	x ^= x << 8;
	x ^= x << 16;
	x ^= x << 32;
	return x;
}

/*
 * The separators outside quotes; *bad is not 0 where the block is not
 * well-formed, and s is then not to be used again.
 */
UB_CSV_INLINE uint64_t
ub_csv_block(struct ub_csv_mask *m, struct ub_csv_state *s, uint64_t *bad)
{
	uint64_t sep = m->delim | m->lf;
	uint64_t in, open, close, cr, may;

	m->twice = m->odd = 0;
	if ((m->quote | s->inside | s->closed) == 0) {
		*bad = (m->cr << 1 | s->cr) & ~m->lf & m->keep;
		s->cr = m->cr >> 63;
		s->start = sep >> 63;
		return sep;
	}
	in = ub_csv_prefix_xor(m->quote) ^ s->inside;
	open = m->quote & in;
	close = m->quote & ~in;
	cr = m->cr & ~in;
	sep &= ~in;
	may = sep | close;
	*bad = (open & ~(may << 1 | s->start)) |
	       ((close << 1 | s->closed) &
		   ~(m->delim | m->lf | m->quote | m->cr)) |
	       ((cr << 1 | s->cr) & ~m->lf);
	*bad &= m->keep;
	m->twice = open & (close << 1 | s->closed);
	open &= ~m->twice;
	m->odd = (in & (m->lf | m->cr | m->tab)) |
		 (m->mark & (open << 1 | s->opened));
	s->opened = open >> 63;
	s->inside = 0 - (in >> 63);
	s->start = may >> 63;
	s->closed = close >> 63;
	s->cr = cr >> 63;
	return sep;
}

/* Where it is not plain that this is UTF-8: what is above 0x7f, but for the
 * sequences of two bytes.  Once per block. */
UB_CSV_INLINE uint64_t
ub_csv_unsure(const struct ub_csv_mask *m, struct ub_csv_state *s)
{
	uint64_t want = (m->lead << 1 | s->lead) & m->keep;

	s->lead = m->lead >> 63;
	return (want ^ m->cont) | (m->high & ~(m->lead | m->cont));
}

/* Mark the records, from first on, in which these bytes stand. */
UB_CSV_INLINE void
ub_csv_mark(uint8_t *first, uint64_t bytes, uint64_t lf, uint8_t what)
{
	uint64_t bit, next;

	while (bytes != 0) {
		bit = bytes & (0 - bytes);
		first[UB_POPCOUNT(lf & (bit - 1))] |= what;
		/* on with what is behind the end of this record */
		next = lf & (0 - bit);
		if (next == 0)
			break;
		bytes &= ~(((next & (0 - next)) << 1) - 1);
	}
}

/*
 * Take the lines and the special records of a block into the index: sep are
 * its separators.  Before x->nsep counts them.
 */
UB_CSV_INLINE void
ub_csv_lines(struct ub_csv_index *x, const struct ub_csv_mask *m,
    struct ub_csv_state *s, uint64_t sep)
{
	uint64_t lf = m->lf & sep, left;
	uint8_t *first = x->special + x->nend;

	for (left = lf; left != 0; left &= left - 1) {
		uint64_t below = (left & (0 - left)) - 1;

		x->end[x->nend++] =
		    (uint32_t)(x->nsep + (size_t)UB_POPCOUNT(sep & below));
		x->special[x->nend] = 0;
	}
	ub_csv_mark(first, m->quote, lf, UB_CSV_QUOTE);
	ub_csv_mark(first, m->twice, lf, UB_CSV_TWICE);
	ub_csv_mark(first,
	    m->other | m->odd | (m->mark & (sep << 1 | s->field)), lf,
	    UB_CSV_OTHER);
	s->field = sep >> 63;
}

#endif
