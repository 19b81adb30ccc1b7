/*
 * proposal.h - the parts of propose.h: what was found (propose.c), whether it has
 * headings (proposehead.c), what of it may be shown (proposeshow.c), and the text of it (proposetext.c).  Private to them.
 */
#ifndef UB_PROPOSAL_H
#define UB_PROPOSAL_H

#include "evidence.h"
#include "propose.h"

struct ub_proposal {
	const char *name; /* of the extract, without folder */
	uint64_t lines;   /* physical */

	bool rows;         /* of a workbook or an SPSS file: it is no text */
	const char *sheet; /* as the caller named it */

	/* encoding */
	enum ub_encoding encoding;
	uint64_t beyond;    /* lines with a byte above 0x7f that are UTF-8 */
	uint64_t bad;       /* lines that are not */
	uint64_t bad_line;  /* the first of them */
	uint64_t undefined; /* bytes in them that windows-1252 lacks */

	/* shape */
	char delim;
	bool told;         /* by the caller */
	bool cr;           /* lines end in CR */
	bool trailing;     /* a delimiter ends a line, the heading or others */
	size_t sampled;    /* records at the beginning */
	size_t even;       /* of them, those with the same number of fields */
	uint64_t heading;  /* line of the heading line */
	uint64_t preamble; /* lines before it, unless they are blank */

	uint64_t records, blank;
	uint64_t broken[UB_NRULE], broken_line[UB_NRULE];

	struct ub_guesses guesses;
	bool headless; /* the first line holds values */
	char **title;  /* headings, without blanks around; headless: empty */
	struct ub_evidence *column;
	size_t n;
};

/*
 * Does the first line hold values, by what is below it?  It does when a cell of it is a personal number, or looks like one, or is a
 * day above days; or when more cells fit their columns (a number above numbers,
 * one of few values) than do not.  Numbers that count on from one to the next, as
 * years and items do, are headings.
 */
bool ub_proposal_headless(struct ub_proposal *p);
/* A name, in small plain letters, of a column whose values may say who somebody
 * is, whatever they look like. */
bool ub_proposal_called_person(const char *name);
/* Have most values of v, which are few, a blank in them? */
bool ub_proposal_blanks(const struct ub_evidence *v);
/*
 * May value i of v be shown?  It is common, short, no long number, and not like a
 * person's name: no two capitalised words, and no blank where most have one.
 */
bool ub_proposal_shown(const struct ub_evidence *v, uint32_t i, bool blanks);
/* The draft. */
void ub_proposal_print(struct ub_buf *b, const struct ub_proposal *p);

#endif
