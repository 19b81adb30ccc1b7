# examples/narstaende: the figures of Öppna jämförelser 2019, against the print
# and against counts that awk makes of the survey.
load helper
load cells
load numbers

setup_file() {
	example narstaende "$BATS_FILE_TMPDIR/ut"
	iconv -f windows-1252 -t utf-8 "$BATS_FILE_TMPDIR/ut/uttag/enkat.csv" |
	    tr -d '\r' | sed 1d >"$BATS_FILE_TMPDIR/enkat"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	P=$U/publik.ubat
	E=$BATS_FILE_TMPDIR/enkat
}

@test "every number of the document comes out, or it is said why not" {
	numbers narstaende "$U"
}

@test "no number of the document is left out" {
	complete narstaende 002
}

@test "the shares are of the answers, and without CRAFT or gambling 2019 would be 38 and 52 per cent" {
	for x in 'svar 2019 generell' 'svar 2019 missbruk' 'stod 2018 stod' 'stod 2019 stod' \
	    'stod 2018 jamforbar' 'stod 2019 jamforbar'; do
		# shellcheck disable=SC2086
		share "$T" $x
	done >got
	for y in 2017 2018 2019; do share "$T" tabell1 $y rutin; done >>got
	for y in 2017 2018 2019; do share "$T" tabell2 $y ok; done >>got
	for y in 2018 2019; do share "$T" tabell2 $y ok_jamforbar; done >>got
	diff - got <<-'END'
	296 of 312: 95
	287 of 312: 92
	105 of 285: 37
	181 of 287: 63
	105 of 285: 37
	109 of 287: 38
	25 of 283: 9
	29 of 285: 10
	32 of 287: 11
	158 of 282: 56
	151 of 284: 53
	134 of 286: 47
	151 of 284: 53
	148 of 286: 52
	END
	# the question was not asked in 2017
	[ "$(cell "$T" stod 2017 stod)$(cell "$T" stod 2017 stod_n)" = .u0 ]
	# of the survey: answers, a programme, one but CRAFT, no routine written and
	# none asked for, an agreement with all eight
	awk -F ';' '$1 == 2019 { a += $6 == "Ja"; p += ($7 $8 $9 $10) ~ /Ja/; q += ($7 $8 $9) ~ /Ja/
		r += $11 == "Nej" && $12 == ""; k = 0; for (i = 13; i <= 20; i++) k += $i == "Ja"; n += k == 8 }
		END { print a, p, q, (r > 100), n }' "$E" >got
	[ "$(cat got)" = '287 181 109 1 134' ]
}

@test "both breaks in the series are told" {
	[ "$(wc -l <"$U/varningar.txt")" = 2 ]
	grep -q '^ubat-score: stod_narstaende_version: the series breaks at 2019: CRAFT ingår från 2019;' "$U/varningar.txt"
	grep -q '^ubat-score: overenskommelse_version: the series breaks at 2019: rutinerna ska omfatta spel om pengar;' "$U/varningar.txt"
	words "$U/rapport-publik.xlsx" | grep -q 'Tidsseriebrott 2019: CRAFT'
}

@test "312 units in 2019: 288 kommuner and 24 stadsdelar, 39 in Stockholms län and 58 in Västra Götaland" {
	[ "$(cell "$T" figur1 .t n)" = 312 ]
	[ "$(cell "$T" figur1 .t kommuner)" = 288 ]
	[ "$(cell "$T" figur1 .t stadsdelar)" = 24 ]
	[ "$(cell "$T" figur1 01 n)/$(cell "$T" figur1 01 stadsdelar)" = 39/14 ]
	[ "$(cell "$T" figur1 14 n)/$(cell "$T" figur1 14 stadsdelar)" = 58/10 ]
	[ "$(rows "$T" figur1)" = 22 ]
	# each unit by itself, and the kommuner of areas
	[ "$(cell "$T" enheter 0180/.t n)" = 14 ]
	[ "$(cell "$T" enheter 1480/1480-ANG n)" = 1 ]
	[ "$(rows "$T" enheter)" = $((312 + 2)) ]
}

@test "Jönköping is left out for bortfall above 20 per cent, nobody else is, 20 is not above" {
	[ "$(share "$T" figur1 06 svar)" = "9 of 13: 69" ]
	for f in "$T" "$P"; do
		[ "$(cell "$f" figur1 06 stod)" = .b ]
		[ "$(awk -F '\t' '/^#table/ { on = $2 == "figur1" } /^#/ || !on { next } /\t\.b/ { print $1 }' "$f")" = 06 ]
	done
	[ "$(share "$T" figur1 21 svar)" = "8 of 10: 80" ]
	[ "$(cell "$T" figur1 .t stod_n)" = 287 ]
	grep -q '^#table	figur1	.*bortfall=20	.*ingår i totaler: Minst ett stödprogram: Jönköpings län' "$T"
	# nor by another indicator, nor in a sum of its kommuner
	[ "$(cell "$P" lan_rutin 06 rutin)$(cell "$P" lan_ok 06 ok)" = .b.b ]
	run ! grep -q '^06	\.t	' "$P"
	words "$U/rapport-publik.xlsx" | grep -q 'Redovisas inte på grund av bortfall över 20 procent'
}

@test "Gotland is one kommun, and in no base of the agreement" {
	[ "$(cell "$T" figur1 09 n)" = 1 ]
	[ "$(cell "$T" enheter 0980/.t ok_n)$(cell "$T" enheter 0980/.t rutin_n)" = 01 ]
	[ "$(cell "$T" lan_ok 09 ok)" = "" ]
	[ "$(share "$T" lan_ok .t ok)" = "134 of 286: 47" ]
}

@test "those who wait are counted: 25 of 160, and as too long where they have waited longer" {
	[ "$(cell "$T" vantetid "" n)" = 160 ]
	# from the extract: on 1 November
	awk -F ';' 'function day(s,    a, m, y) { split(s, a, "-"); y = a[1]; m = a[2]; if (m < 3) { y--; m += 12 }
		return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m + 8) / 5) + a[3] }
	NR > 1 { sub(/\r$/, ""); if ($4 == "") { w++; if (day("2019-11-01") - day($2) > 14) n++ }
		else { n++; k += day($4) - day($2) <= 14 } } END { print w, k, n }' "$U/uttag/vantande.csv" >want
	[ "$(cell "$T" vantetid "" vantar) $(cell "$T" vantetid "" inom_k) $(cell "$T" vantetid "" inom_n)" = "$(cat want)" ]
	[ "$(cut -d ' ' -f 1 want)" = 25 ]
	# 13 of the 25 are among those that the 14 days are counted of
	[ "$(cell "$T" vantetid "" for_lange)" = 13 ]
	[ "$(cell "$T" vantetid "" inom_miss)" = $((25 - 13)) ]
}

@test "the waiting time of the survey is told by its four classes, in order" {
	awk -F ';' '$1 == 2019 && $21 != "" { n++; k[$21]++ } END { print k["Inom en vecka"], k["Inom två veckor"], k["Inom en månad"], k["Längre än en månad"], k["Inom en vecka"] + k["Inom två veckor"], n }' "$E" >want
	for m in vecka tva manad langre besok; do cell "$T" vantetid_enkat 2019 ${m}_k; done | paste -sd ' ' >got
	[ "$(cat got) $(cell "$T" vantetid_enkat 2019 besok_n)" = "$(cat want)" ]
	[ "$(cell "$T" vantetid_enkat 2019 medianklass)" = 2 ]
}

@test "background measures are sums by sums, beside the mean of units" {
	iconv -f windows-1252 -t utf-8 "$U/uttag/bakgrund.csv" | tr -d '\r' | awk -F ';' 'NR > 1 { p += $3; s += $4; m += 10000 * $4 / $3; o += $5; n++ }
		END { printf "%d %d %.1f %.1f %.1f\n", p, s, 10000 * s / p, m / n, 100 * o / s }' >want
	for m in invanare personer per_10000 ovagt oppna; do cell "$P" bakgrund .t $m; done | paste -sd ' ' | diff want -
}

@test "the public workbook is masked, clean and says nothing of work in progress" {
	run -0 cat "$U/granskning.txt"
	[ "$output" = '11 tables, 5066 cells, 1177 sums, 0 hidden cells: 0 findings' ]
	[ "$(grep -c '	ubat-mask	' "$P")" = 11 ]
	[ "$(sheets "$U/rapport-publik.xlsx" | sed -n 4,14p | paste -sd ,)" = \
	    'Svarsfrekvens,Stödprogram,Tabell 1,Tabell 2,Figur 1,Rutin per län,Överenskommelse per län,Alla enheter,Bakgrundsmått,Väntetid enkät,Väntetid i dagar' ]
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
	ubat-audit "$U/rapport-publik.xlsx" >/dev/null
	# the figures of the print stand in it, as whole per cents
	unzip -p "$U/rapport-publik.xlsx" 'xl/worksheets/*' >sheets
	for p in 63 37 11 10 9 47 53 56 95 92; do
		grep -q "<v>$p</v>" sheets
	done
}

@test "the survey has the units of those years, three times" {
	[ "$(wc -l <"$E")" = 936 ]
	[ "$(cut -d ';' -f 2 "$E" | sort -u | wc -l)" = 312 ]
	[ "$(cut -d ';' -f 1 "$E" | sort | uniq -c | awk '{ print $1 $2 }' | tr '\n' ' ')" = '3122017 3122018 3122019 ' ]
}

@test "the public report is a page of the web too, with the printed figures" {
	xmllint --noout --nonet "$U/rapport-publik.html"
	run ! grep -q 'Arbetsmaterial' "$U/rapport-publik.html"
	for p in 63 37 11 47; do
		grep -q "<td class=\"n\">$p</td>" "$U/rapport-publik.html"
	done
}
