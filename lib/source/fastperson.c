/* fastperson.c - see fastcheck.h: the pseudonyms of a group, made together. */
#include "fastcheck.h"
#include "person.h"

_Static_assert((int)UB_FAST_TEXT >= (int)UB_PSEUDONYM_LEN, "room");

/* What is hashed of a field: a person's number in its one form, or the text
 * as it stands; false when it is for field.c to say what it is. */
static bool
hashed(const struct ub_source_column *c, struct ub_slice f, char *number,
    struct ub_slice *text)
{
	const int32_t *day = c->of->has_extracted ? &c->of->extracted : NULL;
	struct ub_person p;
	enum ub_person_fault fault = ub_person_parse(f.s, f.len, day, &p);

	if (fault == UB_PERSON_OK) {
		memcpy(number, p.text, UB_PERSON_LEN);
		*text = (struct ub_slice){ number, UB_PERSON_LEN };
		return true;
	}
	*text = f;
	return c->any_number && fault != UB_PERSON_CENTURY;
}

void
ub_fast_check_person(const struct ub_fast_column *c, struct ub_fast_lane *l)
{
	char number[UB_FAST_GROUP][UB_PERSON_LEN];
	struct ub_slice text[UB_FAST_GROUP];
	const uint32_t *sep = l->sep + c->at;
	struct ub_slice *edit = ub_fast_edits(c, l);
	char *dst = ub_fast_texts(c, l);
	size_t r, n = 0;

	for (r = 0; r < l->n; r++, sep += l->nin) {
		struct ub_slice f = ub_fast_field(l->base, sep, c->last);

		edit[r] = f;
		if (f.len == 0)
			l->slow[r] |= c->c->required;
		if (f.len == 0 || l->slow[r])
			continue;
		if (!hashed(c->c, f, number[n], &text[n])) {
			l->slow[r] = 1;
			continue;
		}
		edit[r] = (struct ub_slice){ dst + n * UB_PSEUDONYM_LEN,
			UB_PSEUDONYM_LEN };
		n++;
	}
	ub_pseudonym_make_many(c->c->of->key, text, n, dst);
}
