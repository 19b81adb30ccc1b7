# examples/handlingsplan: the figures of SKL's action plan, against the print and
# against counts that awk makes of the extracts.
load helper
load cells

setup_file() {
	sh "$ROOT/examples/handlingsplan/run.sh" "$BATS_FILE_TMPDIR/ut"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	P=$U/publik.ubat
}

@test "372 were in LVM on 1 November 2017 and 384 in 2016, 3.1 per cent fewer" {
	[ "$(cell "$T" lvm 2017/.t n) $(cell "$T" lvm 2016/.t n)" = '372 384' ]
	[ "$(cell "$T" lvm 2017/.t n_andr) $(cell "$T" lvm 2017/.t n_andr_proc)" = '-12 -3.1' ]
	for y in 2016 2017; do
		awk -F ';' -v d="$y-11-01" 'NR > 1 && $4 <= d && $5 >= d' "$U/uttag/lvm.csv" | wc -l
	done >got
	[ "$(paste -sd ' ' got)" = '384 372' ]
	# six years lie between 2010 and 2016: no change from the year before
	[ "$(cell "$T" lvm 2016/.t n_andr)" = .u ]
}

@test "33 per cent more in 2016 than in 2006" {
	n=$(cell "$T" lvm 2006/.t n)
	[ "$n" = 289 ]
	[ "$(percent $((384 - n)) "$n")" = 33 ]
}

@test "median age 43 in 2008 and 34 in 2017: 32 for women, 35 for men, who are two thirds" {
	[ "$(cell "$T" lvm 2008/.t alder) $(cell "$T" lvm 2017/.t alder)" = '43 34' ]
	[ "$(cell "$T" lvm 2017/kvinna alder) $(cell "$T" lvm 2017/man alder)" = '32 35' ]
	[ "$(share "$T" preparat 2017 kvinnor)" = '128 of 372: 34' ]
	[ $((3 * 128)) -gt 372 ]
}

@test "from 2010 to 2016 alkohol 47 to 24, narkotika 33 to 40, blandmissbruk 21 to 36 per cent" {
	[ "$(share "$T" preparat 2010 alkohol)" = '154 of 330: 47' ]
	[ "$(share "$T" preparat 2016 alkohol)" = '92 of 384: 24' ]
	[ "$(share "$T" preparat 2010 narkotika)" = '108 of 330: 33' ]
	[ "$(share "$T" preparat 2016 narkotika)" = '154 of 384: 40' ]
	[ "$(share "$T" preparat 2010 bland)" = '68 of 330: 21' ]
	[ "$(share "$T" preparat 2016 bland)" = '138 of 384: 36' ]
	# as printed: 101 and 100, from parts that make the whole
	[ "$((47 + 33 + 21)) $((24 + 40 + 36)) $((154 + 108 + 68)) $((92 + 154 + 138))" = '101 100 330 384' ]
}

@test "nearly 40 per cent of the women and more than 25 of the men had been in LPT" {
	[ "$(share "$T" lvm 2016/kvinna lpt)" = '51 of 131: 39' ]
	[ "$(share "$T" lvm 2016/man lpt)" = '66 of 253: 26' ]
}

@test "the years are no parts of a total" {
	[ -z "$(cell "$T" lvm .t/.t n)" ]
	[ "$(rows "$T" lvm)" = 15 ]
}

@test "the funnel: half of the anmälningar, half of these, 25 per cent; 7 are ansökningar" {
	[ "$(share "$T" tratt anmalan utredning)" = '186 of 372: 50' ]
	[ "$(share "$T" tratt anmalan insats)" = '93 of 372: 25' ]
	[ "$(percent 93 186)" = 50 ]
	[ "$(share "$T" inkom "" ansokan)" = '28 of 400: 7' ]
	# nobody gets an insats by an anmälan that was not looked into
	run ! grep -q ';Orosanmälan;.*;Nej;Ja' "$U/uttag/anmalningar.csv"
}

@test "målgrupper, problem, behov and insatser by sex and by age make the same 700" {
	for t in malgrupp problem behov insatser; do
		[ "$(cell "$T" $t .t n)" = 700 ]
		[ $(($(cell "$T" $t .t n_kvinna) + $(cell "$T" $t .t n_man))) = 700 ]
		[ "$(cell "$T" ${t}_alder .t n)" = 700 ]
	done
	iconv -f windows-1252 -t utf-8 "$U/uttag/klienter.csv" | grep -c ';Närstående;' >want
	[ "$(cell "$T" malgrupp Närstående n)" = "$(cat want)" ]
	# the span stands in the heading of each age
	grep -q '^#label	n_.*unga vuxna 21–29 år' "$T"
}

@test "result on four levels: verksamhet, kommun, län and riket, of those known" {
	[ "$(cell "$T" niva .t/.t/.t n)" = 700 ]
	a=$(cell "$T" niva 05/0580/.t forbattrat_n) b=$(cell "$T" niva 05/0581/.t forbattrat_n)
	[ $((a + b)) = "$(cell "$T" niva 05/.t/.t forbattrat_n)" ]
	iconv -f windows-1252 -t utf-8 "$U/uttag/klienter.csv" | tr -d '\r' | awk -F ';' '$4 == "Mini-Maria" && $11 != "" { n++; k += $11 == "Förbättrat" } END { print k, n }' >want
	[ "$(cell "$T" niva 05/0581/Mini-Maria forbattrat_k) $(cell "$T" niva 05/0581/Mini-Maria forbattrat_n)" = "$(cat want)" ]
}

@test "the public tables are masked, clean, and carry no persons" {
	run -0 tail -n 1 "$U/granskning.txt"
	[[ $output = '15 tables, '*' 0 findings' ]]
	[ "$(grep -c '	ubat-mask	' "$P")" -ge 15 ]
	run ! grep -qE 'n_pers:|P[0-9]{5}' "$P"
	[ "$(cell "$P" lvm 2017/.t n) $(cell "$P" lvm 2017/.t n_andr_proc)" = '372 -3.1' ]
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
}
