/* date.c - dates against a calendar that is counted day by day. */
#include "lib/base/date.h"

#include "check.h"

static const int plain_len[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	31 };

static int
last(int y, int m)
{
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

	return plain_len[m - 1] + (m == 2 && leap);
}

/* Every day there is: text, civil and back. */
static void
every_day(void)
{
	int32_t day = UB_DATE_MIN, got;
	char text[32], out[UB_DATE_LEN];
	int y2, m2, d2;

	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= last(y, m); d++, day++) {
				snprintf(text, sizeof text, "%04d-%02d-%02d", y,
				    m, d);
				if (!ub_date_parse(text, 10, &got) ||
				    got != day || !ub_date_of(y, m, d, &got) ||
				    got != day) {
					CHECK(!"parse");
					return;
				}
				ub_date_civil(day, &y2, &m2, &d2);
				ub_date_print(out, day);
				if (y2 != y || m2 != m || d2 != d ||
				    memcmp(out, text, 10) != 0) {
					CHECK(!"civil");
					return;
				}
			}
	CHECK(day - 1 == UB_DATE_MAX);
}

/* Weeks counted from the Monday 0001-01-01: week 1 has the first Thursday. */
static void
every_week(void)
{
	int week = 1, year = 1, y, m, d, got;

	for (int32_t day = UB_DATE_MIN; day <= UB_DATE_MAX; day++) {
		if ((day - UB_DATE_MIN) % 7 == 0 && day != UB_DATE_MIN) {
			ub_date_civil(day + 3, &y, &m, &d);
			week = y == year ? week + 1 : 1;
			year = y;
		}
		if (ub_date_isoweek(day, &got) != week || got != year) {
			CHECK(!"isoweek");
			return;
		}
	}
}

static void
no_dates(void)
{
	static const char *const bad[] = { "", "2015-01-0", "2015-01-011",
		"2015-02-29", "1900-02-29", "2100-02-29", "2015-04-31",
		"2015-13-01", "2015-00-10", "2015-10-00", "2015-10-32",
		"0000-01-01", "2015/01/01", "20150101", "2015-1-001",
		" 015-01-01", "-015-01-01", "+015-01-01", "2015-01-1 ",
		"2O15-01-01", "2015-01-\xb9\xb9", "2015:01-01", "2015-01/01" };
	int32_t day;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (ub_date_parse(bad[i], strlen(bad[i]), &day)) {
			fprintf(stderr, "accepted: %s\n", bad[i]);
			CHECK(!"bad date");
		}
	CHECK(ub_date_parse("2000-02-29", 10, &day) && day == 11016);
	CHECK(ub_date_parse("1970-01-01", 10, &day) && day == 0);
	CHECK(!ub_date_of(0, 1, 1, &day));
	CHECK(!ub_date_of(10000, 1, 1, &day));
	CHECK(!ub_date_of(-1, 1, 1, &day));
	CHECK(!ub_date_of(2015, 0, 1, &day));
	CHECK(!ub_date_of(2015, -1, 1, &day));
	CHECK(!ub_date_of(2015, 2, 29, &day));
	CHECK(!ub_date_of(2015, 2, 0, &day));
	CHECK(!ub_date_of(2015, 2, -5, &day));
}

/* Any byte in any place of a date that could be another one. */
static void
every_byte(void)
{
	static const char form[] = "2211-11-11";
	char s[UB_DATE_LEN];
	int32_t day;

	for (size_t at = 0; at < UB_DATE_LEN; at++)
		for (int c = 0; c < 256; c++) {
			bool digit = c >= '0' && c <= '9', want = digit;

			memcpy(s, form, UB_DATE_LEN);
			s[at] = (char)c;
			if (form[at] == '-')
				want = c == '-';
			else if (at == 5) /* tens of the month */
				want = c == '0' || c == '1';
			else if (at == 6)
				want = digit && c <= '2';
			else if (at == 8) /* tens of the day: no 31st */
				want = digit && c <= '2';
			CHECK(ub_date_parse(s, UB_DATE_LEN, &day) == want);
		}
}

static int32_t
on(const char *s)
{
	int32_t day = 0;

	CHECK(ub_date_parse(s, strlen(s), &day));
	return day;
}

static void
intervals(void)
{
	static const struct {
		const char *a, *b;
		int months, age;
	} t[] = {
		{ "2000-01-15", "2000-02-14", 0, 0 },
		{ "2000-01-15", "2000-02-15", 1, 0 },
		{ "2000-01-31", "2000-02-28", 0, 0 },
		{ "2000-01-31", "2000-02-29", 1, 0 },
		{ "2001-01-31", "2001-02-28", 1, 0 },
		{ "2001-01-31", "2001-04-30", 3, 0 },
		{ "2001-01-31", "2001-04-29", 2, 0 },
		{ "2000-02-29", "2001-02-28", 12, 0 },
		{ "2000-02-29", "2001-03-01", 12, 1 },
		{ "2000-02-29", "2004-02-28", 47, 3 },
		{ "2000-02-29", "2004-02-29", 48, 4 },
		{ "1960-06-15", "2016-06-14", 671, 55 },
		{ "1960-06-15", "2016-06-15", 672, 56 },
		{ "1999-12-31", "2000-01-01", 0, 0 },
		{ "2000-01-01", "2000-01-01", 0, 0 },
		{ "2000-02-15", "2000-01-16", 0, -1 },
		{ "2000-02-15", "2000-01-15", -1, -1 },
		{ "2000-03-31", "2000-02-29", -1, -1 },
		{ "2000-03-31", "2000-03-01", 0, -1 },
		{ "2000-06-01", "1999-06-01", -12, -1 },
		{ "2000-06-01", "1999-05-31", -12, -2 },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		int32_t a = on(t[i].a), b = on(t[i].b);

		if (ub_date_months(a, b) != t[i].months ||
		    ub_date_age(a, b) != t[i].age) {
			fprintf(stderr, "%s %s: %d months, age %d\n", t[i].a,
			    t[i].b, ub_date_months(a, b), ub_date_age(a, b));
			CHECK(!"interval");
		}
	}
}

int
main(void)
{
	every_day();
	every_week();
	no_dates();
	every_byte();
	intervals();
	CHECK_END;
}
