/* person: forms, dates, check digits, centuries.  The numbers are the public
 * conformance vectors of personnummer/meta (MIT), which belong to nobody. */
#include "lib/source/person.h"
#include "check.h"
#include "lib/base/date.h"

static int32_t
day(int y, int m, int d)
{
	int32_t v = 0;

	CHECK(ub_date_of(y, m, d, &v));
	return v;
}

static enum ub_person_fault
parse(const char *s, const int32_t *ref, struct ub_person *p)
{
	return ub_person_parse(s, strlen(s), ref, p);
}

static void
vectors(void)
{
	static const char *const good[] = { "190905271474", "0905271474",
		"090527+1474", "19090527+1474", "200002292399", "0002292399",
		"000229-2399", "20000229-2399", "195704289999", "5704289999",
		"570428-9999", "19570428-9999", "194608239986", "460823-9986",
		"190901219931", "090121+9931", "200004059937", "000405-9937",
		"197302889931", "7302889931", "730288-9931", "19730288-9931",
		"202107919967", "210791-9967" };
	static const char *const bad[] = { "", "0", "201509160006",
		"1509160006", "150916-0006", "20150916-0006", "197004289895",
		"700428-9895", "196004309886", "600430-9886", "19090527 1474",
		"090527 1474", "194205669899", "4205669899", "197210869924",
		"721086-9924", "19090527-147", "19090527-14744",
		"-190905271474", "1909O5271474", "19090527--474", "090527*1474",
		"9090527-1474" };
	const int32_t ref = day(2024, 6, 1);
	struct ub_person p;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		if (parse(good[i], &ref, &p) != UB_PERSON_OK)
			fprintf(stderr, "good vector %zu\n", i);
		CHECK(parse(good[i], &ref, &p) == UB_PERSON_OK);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(parse(bad[i], &ref, &p) != UB_PERSON_OK);
}

static void
faults(void)
{
	const int32_t ref = day(2024, 6, 1), early = day(1950, 1, 1);
	struct ub_person p;

	CHECK(parse("19090527-147", &ref, &p) == UB_PERSON_FORM);
	CHECK(parse("19570428-9998", &ref, &p) == UB_PERSON_CHECK);
	CHECK(parse("20150916-0006", &ref, &p) == UB_PERSON_SERIAL);
	CHECK(parse("570428-9999", NULL, &p) == UB_PERSON_CENTURY);
	CHECK(parse("19570428-9999", NULL, &p) == UB_PERSON_OK);
	CHECK(parse("19570428-9999", &early, &p) == UB_PERSON_LATER);
	CHECK(parse("17570428-9999", &ref, &p) == UB_PERSON_DATE);
	CHECK(parse("21570428-9999", NULL, &p) == UB_PERSON_DATE);
}

/* The same person in every form is the same text. */
static void
same(void)
{
	static const char *const form[] = { "195704289999", "19570428-9999",
		"5704289999", "570428-9999" };
	const int32_t ref = day(2024, 6, 1);
	struct ub_person p;
	size_t i;

	for (i = 0; i < 4; i++) {
		CHECK(parse(form[i], &ref, &p) == UB_PERSON_OK);
		CHECK(memcmp(p.text, "195704289999", UB_PERSON_LEN) == 0);
		CHECK(p.kind == UB_PERSONNUMMER && !p.woman);
		CHECK(p.birth == day(1957, 4, 28));
	}
	CHECK(parse("730288-9931", &ref, &p) == UB_PERSON_OK);
	CHECK(p.kind == UB_SAMORDNING && p.birth == day(1973, 2, 28));
	CHECK(memcmp(p.text, "197302889931", UB_PERSON_LEN) == 0);
	CHECK(parse("000101-T220", &ref, &p) == UB_PERSON_OK);
	CHECK(p.kind == UB_INTERIM && p.woman);
	CHECK(parse("000101-E221", &ref, &p) == UB_PERSON_FORM);
	CHECK(parse("000229-2399", &ref, &p) == UB_PERSON_OK && !p.woman);
	CHECK(parse("460823-9986", &ref, &p) == UB_PERSON_OK && p.woman);
}

/* Ten digits: the sign and the day of the extract decide the century. */
static void
centuries(void)
{
	static const struct {
		const char *s;
		int y, m, d; /* reference */
		int born;
	} t[] = { { "090527-1474", 2024, 6, 1, 2009 },
		{ "0905271474", 2024, 6, 1, 2009 },
		{ "090527+1474", 2024, 6, 1, 1909 },
		{ "090527-1474", 2008, 12, 31, 1909 },
		{ "090527-1474", 2009, 5, 26, 1909 },
		{ "090527-1474", 2009, 5, 27, 2009 },
		{ "090527+1474", 2009, 5, 26, 1909 },
		{ "090527+1474", 2009, 5, 27, 1909 },
		{ "090527+1474", 2109, 5, 26, 2009 } };
	struct ub_person p;
	int year, month, mday;
	int32_t ref;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		ref = day(t[i].y, t[i].m, t[i].d);
		CHECK(parse(t[i].s, &ref, &p) == UB_PERSON_OK);
		ub_date_civil(p.birth, &year, &month, &mday);
		CHECK(year == t[i].born && month == 5 && mday == 27);
	}
	/* 29 February is no day in 1900, and none in 2000 before it came */
	ref = day(2000, 2, 28);
	CHECK(parse("000229-2399", &ref, &p) == UB_PERSON_DATE);
}

int
main(void)
{
	vectors();
	faults();
	same();
	centuries();
	CHECK_END;
}
