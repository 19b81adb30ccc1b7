# examples/handlingsplan: the figures of SKL's action plan, against the print and
# against counts that awk makes of the extracts.
load helper
load cells
load numbers

setup_file() {
	example handlingsplan "$BATS_FILE_TMPDIR/ut"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	P=$U/publik.ubat
}

@test "every number of the action plan comes out, or it is said why not" {
	numbers handlingsplan "$U"
}

@test "no number of the action plan is left out" {
	complete handlingsplan 004
}

@test "in LVM on 1 November are those whom awk finds there, the years no parts of a total" {
	for y in 2016 2017; do
		awk -F ';' -v d="$y-11-01" 'NR > 1 && $4 <= d && $5 >= d' "$U/uttag/lvm.csv" | wc -l
	done >got
	[ "$(paste -sd ' ' got)" = '384 372' ]
	# six years lie between 2010 and 2016: no change from the year before
	[ "$(cell "$T" lvm 2016/.t n_andr)" = .u ]
	[ "$(cell "$T" lvm 2017/.t n_andr)" = -12 ]
	[ -z "$(cell "$T" lvm .t/.t n)" ]
	[ "$(rows "$T" lvm)" = 15 ]
	# as printed the shares are 101 and 100, of parts that make the whole
	for y in 2010 2016; do
		for m in alkohol narkotika bland; do share "$T" preparat $y $m; done
	done | paste -sd ';' >got
	[ "$(cat got)" = '154 of 330: 47;108 of 330: 33;68 of 330: 21;92 of 384: 24;154 of 384: 40;138 of 384: 36' ]
}

@test "the funnel: 372, 186 and 93, and nobody gets an insats who was not looked into" {
	[ "$(share "$T" tratt anmalan utredning)/$(share "$T" tratt anmalan insats)" = '186 of 372: 50/93 of 372: 25' ]
	[ "$(share "$T" inkom "" ansokan)" = '28 of 400: 7' ]
	run ! grep -q ';Orosanmälan;.*;Nej;Ja' "$U/uttag/anmalningar.csv"
}

# awk over the clients: those of a kommun (or all) with a value in a column
clients() {
	iconv -f windows-1252 -t utf-8 "$U/uttag/klienter.csv" | tr -d '\r' |
	    awk -F ';' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && (k == "" || $5 == k) && $c == v' | wc -l
}

@test "målgrupper, problem, behov, insatser on all levels are as many as awk counts" {
	c=7
	for x in malgrupp:Närstående problem:Cannabis behov:Boende insats:HAP; do
		t=${x%:*}
		m=n_${x#*:}
		[ "$(cell "$T" niva_${t}_kon .t/.t/.t "$m")" = "$(clients '' $c "${x#*:}")" ]
		[ "$(cell "$T" niva_${t}_alder 05/0580/.t "$m")" = "$(clients 0580 $c "${x#*:}")" ]
		[ "$(cell "$T" lokal_${t}_kon 0581/.t/.t "$m")" = "$(clients 0581 $c "${x#*:}")" ]
		[ "$(cell "$T" lokal_${t}_alder 0581/.t/.t n) $(cell "$T" niva_${t}_kon .t/.t/.t n)" = '798 2800' ]
		c=$((c + 1))
	done
	# the span stands with each age
	[ "$(cell "$T" lokal_malgrupp_alder '0581/.t/unga vuxna 21–29 år' n)" -gt 0 ]
}

@test "result on verksamhetsnivå, lokal, regional and nationell nivå, of those known" {
	a=$(cell "$T" niva_resultat_kon 05/0580/.t forbattrat_n) b=$(cell "$T" niva_resultat_kon 05/0581/.t forbattrat_n)
	[ $((a + b)) = "$(cell "$T" niva_resultat_kon 05/.t/.t forbattrat_n)" ]
	[ "$b" = "$(cell "$T" lokal_resultat 0581/.t/.t/.t forbattrat_n)" ]
	iconv -f windows-1252 -t utf-8 "$U/uttag/klienter.csv" | tr -d '\r' | awk -F ';' '$4 == "Mini-Maria" && $11 != "" { n++; k += $11 == "Förbättrat" } END { print k, n }' >want
	[ "$(cell "$T" lokal_resultat 0581/Mini-Maria/.t/.t forbattrat_k) $(cell "$T" lokal_resultat 0581/Mini-Maria/.t/.t forbattrat_n)" = "$(cat want)" ]
}

@test "individnivå is of one verksamhet, by a number of its own, and is in no public table" {
	[ "$(rows "$T" individ)" = "$(iconv -f windows-1252 -t utf-8 "$U/uttag/klienter.csv" | grep -c ';Mini-Maria;.*;2017-1')" ]
	[ "$(rows "$T" individ)" -gt 20 ]
	[ "$(rows "$P" individ)" = 0 ]
	sheets "$U/rapport-intern.xlsx" | grep -qx Individ
	run ! grep -qx Individ <(sheets "$U/rapport-publik.xlsx")
	run ! grep -q 'Nummer i verksamheten' "$U/rapport-publik.html"
}

@test "what leaves a kommun are states of counts: no ids, no values, and nothing of few" {
	[ "$(ls "$U/delar" | wc -l)" = $((4 * 10)) ]
	run ! grep -rqE 'P[0-9]{5}|[0-9]{4}-[0-9]{2}-[0-9]{2}' "$U/delar"
	grep -q 'partial=safe\|--partial' "$U"/delar/niva_malgrupp_kon.0580
	# regional and nationell nivå are made of nothing else
	for f in "$U"/delar/niva_problem_alder.*; do ubat-agg --merge "$f"; done | grep -v '^#' |
	    awk -F '\t' '$2 != ".t" { for (i = 5; i <= NF; i++) if ($i > 0 && $i < 4) exit 1 }'
	ubat-agg --merge "$U"/delar/niva_problem_alder.* | ubat-table --across problem >m
	[ "$(cell m niva_problem_alder '.t/.t/unga 18–20 år' n)" = "$(cell "$T" niva_problem_alder '.t/.t/unga 18–20 år' n)" ]
}

@test "avvikelser add up over the huvudmän, with those seen to and the days until then" {
	iconv -f windows-1252 -t utf-8 "$U/uttag/avvikelser.csv" | sed 1d >a
	for h in Kommunen:kommun Regionen:region 'Privat utförare:privat'; do
		grep ";${h%:*};" a >h
		[ "$(cell "$P" avvikelser "${h#*:}" n)" = "$(wc -l <h)" ]
		[ "$(cell "$P" avvikelser "${h#*:}" atgardade_k)" = "$(grep -c ';20[^;]*;20[^;]*;' h)" ]
		[ "$(cell "$P" avvikelser "${h#*:}" uppfoljda_k)" = "$(grep -c ';Ja.*$' h)" ]
		[ "$(cell "$P" avvikelser_ror Bemötande "n_${h#*:}")" = "$(grep -c ';Bemötande;' h)" ]
	done
	awk -F ';' '$6 != "" { print $5 >"from"; print $6 >"to" }' a
	paste -d ' ' <(date -u -f from +%s) <(date -u -f to +%s) |
	    awk '{ print ($2 - $1) / 86400 }' | sort -n >days
	[ "$(cell "$P" avvikelser .t dagar)" = "$(awk '{ d[NR] = $1 }
	    END { print NR % 2 ? d[(NR + 1) / 2] : (d[NR / 2] + d[NR / 2 + 1]) / 2 }' days)" ]
}

@test "the public tables are masked, clean, and carry no persons" {
	[ "$(tail -n 1 "$U/granskning.txt")" = '35 tables, 3321 cells, 1474 sums, 4 hidden cells: 0 findings' ]
	[ "$(grep -c '	ubat-mask	' "$P")" -ge 35 ]
	run ! grep -qE 'n_pers:|P[0-9]{5}' "$P"
	[ "$(cell "$P" lvm 2017/.t n) $(cell "$P" lvm 2017/.t n_andr_proc)" = '372 -3.1' ]
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
	ubat-audit "$U/rapport-publik.xlsx" >/dev/null
}

@test "the sheet of LVM prints on A4 without being made small" {
	for w in intern publik; do
		unzip -p "$U/rapport-$w.xlsx" xl/worksheets/sheet4.xml >s
		# 27 cm of a sheet that lies, at 7/96 inch a character, 18 of one that
		# stands, where a table may be made smaller: letters of 11 points are
		# 7.5 at least
		most=145
		grep -q 'orientation="landscape"' s || most=125
		grep -o '<col [^>]*>' s | sed 's/.*min="\([0-9]*\)" max="\([0-9]*\)" width="\([0-9.]*\)".*/\1 \2 \3/' |
		    awk -v most=$most '{ w += ($2 - $1 + 1) * $3 } END { exit w <= 20 || w > most }'
	done
}
