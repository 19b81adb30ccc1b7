/*
 * person.h - Swedish personal identity numbers: personnummer,
 * samordningsnummer and the interim numbers of the same form.
 *
 * Forms: YYYYMMDDNNNK, YYMMDDNNNK, and both with - or + before the last four.
 * Rules (Folkbokföringslagen 18 §, Skatteverket SKV 704): the date exists (a
 * samordningsnummer has 60 added to its day), NNN is not 000, K is Luhn's
 * check digit over the ten, the last digit of NNN is odd for men.  In ten digits
 * + says that the person turns a hundred or more this year, so a number without
 * century can be read only with the day the extract was made.
 */
#ifndef UB_PERSON_H
#define UB_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ub_person_kind { UB_PERSONNUMMER, UB_SAMORDNING, UB_INTERIM };

enum { UB_PERSON_LEN = 12 };

struct ub_person {
	char text[UB_PERSON_LEN]; /* YYYYMMDDNNNK, the day as written */
	enum ub_person_kind kind;
	int32_t birth; /* day of birth, date.h */
	bool woman;
};

enum ub_person_fault {
	UB_PERSON_OK,
	UB_PERSON_FORM,    /* not one of the forms */
	UB_PERSON_DATE,    /* no such day, or a year before 1800 */
	UB_PERSON_SERIAL,  /* 000 */
	UB_PERSON_CHECK,   /* the check digit */
	UB_PERSON_CENTURY, /* ten digits, and no day to reckon from */
	UB_PERSON_LATER    /* born after the day the extract was made */
};

/*
 * Read s.  reference is the day the extract was made; NULL when that is not
 * known.  p is filled only with UB_PERSON_OK.
 */
enum ub_person_fault ub_person_parse(
    const char *s, size_t len, const int32_t *reference, struct ub_person *p);

#endif
