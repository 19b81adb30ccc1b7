# The job for any awk: fields in quotes are taken apart only on lines that have
# a quote.
function plain(line,   out, field) {
	out = ""
	while (match(line, /"([^"]|"")*"/)) {
		field = substr(line, RSTART + 1, RLENGTH - 2)
		gsub(/""/, "\"", field)
		gsub(/;/, "\001", field)
		out = out substr(line, 1, RSTART - 1) field
		line = substr(line, RSTART + RLENGTH)
	}
	return out line
}
function ratio(k, n) {
	return n > 0 ? sprintf("%.6f", k / n) : ""
}
BEGIN { FS = ";" }
NR == 1 { next }
index($0, "\"") { $0 = plain($0) }
$5 == "12-stegsbehandling" && $8 >= "2015" {
	g = $2 "\t" $7
	n[g]++
	age[g] += substr($8, 1, 4) - $4
	if ($11 != "") {
		rated[g]++
		if ($11 > 6)
			good[g]++
	}
	if ($10 != "") {
		ended[g]++
		if ($10 == "oplanerat")
			early[g]++
	}
}
END {
	for (g in n)
		printf "%s\t%d\t%s\t%s\t%s\n", g, n[g],
		    ratio(good[g], rated[g]), ratio(age[g], n[g]),
		    ratio(early[g], ended[g])
}
