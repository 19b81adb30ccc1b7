# What the awk side of expr.tsv needs: is a field there, and days of dates.
function ok(x) {
	return x != "" && x !~ /^\.[a-z]$/
}
function days(s,   y, m) {
	y = substr(s, 1, 4) + 0
	m = substr(s, 6, 2) + 0
	if (m <= 2) {
		y--
		m += 12
	}
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + \
	    int((153 * (m - 3) + 2) / 5) + substr(s, 9, 2)
}
BEGIN { FS = "\t" }
/^#/ { next }
