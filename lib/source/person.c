/* person.c - see person.h. */
#include <string.h>

#include "../base/date.h"
#include "person.h"

/* What the first of the serial's places may hold in an interim number. */
static const char interim_letters[] = "TRSUWXJKLMN";

/* The ten last places, the century apart. */
struct parts {
	int century; /* 18, 19, 20; -1: not said */
	char sign;   /* '-', '+', 0 */
	char ten[10];
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits but for the first place of the serial, which may be a letter. */
static bool
right_places(const char *ten)
{
	int i;

	for (i = 0; i < 10; i++)
		if (!is_digit(ten[i]) &&
		    (i != 6 || ten[i] == '\0' ||
			strchr(interim_letters, ten[i]) == NULL))
			return false;
	return true;
}

static bool
split(const char *s, size_t len, struct parts *p)
{
	size_t date;

	p->sign = 0;
	if (len == 11 || len == 13)
		p->sign = s[len - 5];
	if (p->sign != 0 && p->sign != '-' && p->sign != '+')
		return false;
	date = len - 4 - (p->sign != 0);
	if (date != 6 && date != 8)
		return false;
	p->century = -1;
	if (date == 8) {
		if (!is_digit(s[0]) || !is_digit(s[1]))
			return false;
		p->century = (s[0] - '0') * 10 + (s[1] - '0');
		s += 2;
	}
	memcpy(p->ten, s, 6);
	memcpy(p->ten + 6, s + 6 + (p->sign != 0), 4);
	return right_places(p->ten);
}

static int
two(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

/* Luhn's sum over all ten; an interim letter counts as 1. */
static bool
check_digit(const char *ten)
{
	/* the digits of twice the digit, added */
	static const unsigned char twice[10] = { 0, 2, 4, 6, 8, 1, 3, 5, 7, 9 };
	unsigned i, sum = 0;

	for (i = 0; i < 10; i += 2) {
		sum += twice[is_digit(ten[i]) ? ten[i] - '0' : 1];
		sum += (unsigned)(ten[i + 1] - '0');
	}
	return sum % 10 == 0;
}

/* The day of birth in that century; day of month with 60 taken off. */
static bool
birth_in(const struct parts *p, int century, int mday, int32_t *birth)
{
	return ub_date_of(
	    century * 100 + two(p->ten), two(p->ten + 2), mday, birth);
}

/*
 * The century of ten digits: the latest in which the birth is not after the
 * reference; with + the one before it, unless that person is a hundred anyway.
 */
static enum ub_person_fault
reckon(struct parts *p, int mday, int32_t reference, int32_t *birth)
{
	int year, month, day, century;
	bool past;

	ub_date_civil(reference, &year, &month, &day);
	century = year / 100;
	past = century * 100 + two(p->ten) < year ||
	       (birth_in(p, century, mday, birth) && *birth <= reference);
	if (!past)
		century--;
	if (p->sign == '+' && year - (century * 100 + two(p->ten)) < 100)
		century--;
	p->century = century;
	return birth_in(p, century, mday, birth) ? UB_PERSON_OK
						 : UB_PERSON_DATE;
}

static enum ub_person_fault
find_birth(struct parts *p, const int32_t *reference, struct ub_person *out)
{
	int mday = two(p->ten + 4);

	out->kind = UB_PERSONNUMMER;
	if (mday > 60) {
		out->kind = UB_SAMORDNING;
		mday -= 60;
	}
	if (!is_digit(p->ten[6]))
		out->kind = UB_INTERIM;
	if (p->century < 0)
		return reference == NULL
			   ? UB_PERSON_CENTURY
			   : reckon(p, mday, *reference, &out->birth);
	if (p->century < 18 || p->century > 20 ||
	    !birth_in(p, p->century, mday, &out->birth))
		return UB_PERSON_DATE;
	if (reference != NULL && out->birth > *reference)
		return UB_PERSON_LATER;
	return UB_PERSON_OK;
}

enum ub_person_fault
ub_person_parse(
    const char *s, size_t len, const int32_t *reference, struct ub_person *p)
{
	struct ub_person out;
	struct parts part;
	enum ub_person_fault fault;

	if (len < 10 || len > 13 || !split(s, len, &part))
		return UB_PERSON_FORM;
	if (!check_digit(part.ten))
		return UB_PERSON_CHECK;
	if (memcmp(part.ten + 6, "000", 3) == 0)
		return UB_PERSON_SERIAL;
	if ((fault = find_birth(&part, reference, &out)) != UB_PERSON_OK)
		return fault;
	out.text[0] = (char)('0' + part.century / 10);
	out.text[1] = (char)('0' + part.century % 10);
	memcpy(out.text + 2, part.ten, 10);
	out.woman = (part.ten[8] - '0') % 2 == 0;
	*p = out;
	return UB_PERSON_OK;
}
