# uttag.awk - a made-up extract of insatser, the same bytes on every machine:
#	awk -f uttag.awk >insatser.csv
# Nobody in it exists.  Some 240 persons have one to six insatser from 2022 on;
# some go on when the extract is made (2025-11-15), some overlap.

# Park and Miller's generator: whole numbers below 2^53, so that every awk
# agrees.
function draw(n) {
	seed = seed * 16807 % 2147483647
	return seed % n
}

# Days since 1970-01-01 to YYYY-MM-DD (Hinnant's algorithm).
function iso(z,    era, doe, yoe, doy, mp, d, m) {
	z += 719468
	era = int(z / 146097)
	doe = z - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - \
	    int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	d = doy - int((153 * mp + 2) / 5) + 1
	m = mp < 10 ? mp + 3 : mp - 9
	return sprintf("%04d-%02d-%02d", yoe + era * 400 + (m <= 2), m, d)
}

BEGIN {
	seed = 20251101
	first = 18993 # 2022-01-01
	extract = 20407 # 2025-11-15
	split("Boendestöd;Öppenvård;Öppenvård;Stödboende;HVB;Kontaktperson", \
	    insats, ";")
	split("200;120;120;300;140;250", days, ";")
	ORS = "\r\n"
	print "Klient;Kön;Insats;Från och med;Till och med"
	for (k = 1001; k <= 1240; k++) {
		sex = draw(3) == 0 ? "Kvinna" : "Man"
		if (k % 50 == 0)
			sex = ""
		at = first + draw(1400)
		for (n = 1 + draw(3) * (1 + draw(2)); n > 0; n--) {
			if (at > extract)
				break
			i = 1 + draw(6)
			end = at + draw(days[i] * 2)
			print k ";" sex ";" insats[i] ";" iso(at) ";" \
			    (end > extract ? "" : iso(end))
			# most come back after a while, some while it lasts
			at = draw(5) == 0 ? at + draw(60) : end + draw(200) + 1
		}
	}
	# the edges of the year between two 1 November
	print "2001;Man;HVB;2024-11-01;2024-11-01"
	print "2002;Man;HVB;2024-10-31;2024-11-01"
	print "2003;Kvinna;HVB;2024-11-02;2025-10-31"
	print "2004;Kvinna;HVB;2024-11-01;2025-11-01"
	print "2005;Kvinna;HVB;2025-11-01;"
	print "2006;Man;HVB;2025-11-02;"
	print "2007;Man;HVB;2024-02-29;2024-10-31"
}
