# examples/narstaende: the figures of Öppna jämförelser 2019, against the print
# and against counts that awk makes of the survey.
load helper
load cells

setup_file() {
	sh "$ROOT/examples/narstaende/run.sh" "$BATS_FILE_TMPDIR/ut"
	iconv -f windows-1252 -t utf-8 "$BATS_FILE_TMPDIR/ut/uttag/enkat.csv" |
	    tr -d '\r' | sed 1d >"$BATS_FILE_TMPDIR/enkat"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	P=$U/publik.ubat
	E=$BATS_FILE_TMPDIR/enkat
}

@test "response in 2019: 95 per cent of the general part, 92 of the part on missbruk" {
	[ "$(cell "$T" svar 2019 n)" = 312 ]
	[ "$(share "$T" svar 2019 generell)" = "296 of 312: 95" ]
	[ "$(share "$T" svar 2019 missbruk)" = "287 of 312: 92" ]
	[ "$(awk -F ';' '$1 == 2019 && $6 == "Ja"' "$E" | wc -l)" = 287 ]
}

@test "37 per cent in 2018 and 63 in 2019 have a programme; without CRAFT it would be 38" {
	[ "$(share "$T" stod 2018 stod)" = "105 of 285: 37" ]
	[ "$(share "$T" stod 2019 stod)" = "181 of 287: 63" ]
	[ "$(share "$T" stod 2018 jamforbar)" = "105 of 285: 37" ]
	[ "$(share "$T" stod 2019 jamforbar)" = "109 of 287: 38" ]
	# the question was not asked in 2017
	[ "$(cell "$T" stod 2017 stod)" = .u ]
	[ "$(cell "$T" stod 2017 stod_n)" = 0 ]
	[ "$(awk -F ';' '$1 == 2019 && ($7 $8 $9 $10) ~ /Ja/' "$E" | wc -l)" = 181 ]
	[ "$(awk -F ';' '$1 == 2019 && ($7 $8 $9) ~ /Ja/' "$E" | wc -l)" = 109 ]
}

@test "table 1: 9, 10 and 11 per cent have the routine, two points more than 2017" {
	[ "$(share "$T" tabell1 "" rutin_2017)" = "25 of 283: 9" ]
	[ "$(share "$T" tabell1 "" rutin_2018)" = "29 of 285: 10" ]
	[ "$(share "$T" tabell1 "" rutin_2019)" = "32 of 287: 11" ]
	# not written is no routine, though nobody asked whether it is in force
	[ "$(awk -F ';' '$1 == 2019 && $11 == "Nej" && $12 == ""' "$E" | wc -l)" -gt 100 ]
}

@test "table 2: 56, 53 and 47 per cent have the agreement; by the older definition 52" {
	[ "$(share "$T" tabell2 "" ok_2017)" = "158 of 282: 56" ]
	[ "$(share "$T" tabell2 "" ok_2018)" = "151 of 284: 53" ]
	[ "$(share "$T" tabell2 "" ok_2019)" = "134 of 286: 47" ]
	[ "$(share "$T" tabell2 "" ok_jamforbar_2018)" = "151 of 284: 53" ]
	[ "$(share "$T" tabell2 "" ok_jamforbar_2019)" = "148 of 286: 52" ]
	# all eight, and only the units that say so
	[ "$(awk -F ';' '$1 == 2019 { k = 0; for (i = 13; i <= 20; i++) k += $i == "Ja"; n += k == 8 } END { print n }' "$E")" = 134 ]
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
	# each unit by itself, their kommuner, län and riket
	[ "$(cell "$T" enheter .t/.t/.t n)" = 312 ]
	[ "$(cell "$T" enheter 01/0180/.t n)" = 14 ]
	[ "$(cell "$T" enheter 14/1480/1480-ANG n)" = 1 ]
	[ "$(rows "$T" enheter)" = $((312 + 2 + 21 + 1)) ]
}

@test "Jönköping is left out for bortfall above 20 per cent, nobody else is, 20 is not above" {
	[ "$(share "$T" figur1 06 svar)" = "9 of 13: 69" ]
	for f in "$T" "$P"; do
		[ "$(cell "$f" figur1 06 stod)" = .b ]
		[ "$(awk -F '\t' '/^#table/ { on = $2 == "figur1" } /^#/ || !on { next } /\t\.b/ { print $1 }' "$f")" = 06 ]
	done
	[ "$(cell "$T" figur1 06 stod_k)$(cell "$T" figur1 06 stod_n)" = .b.b ]
	[ "$(share "$T" figur1 21 svar)" = "8 of 10: 80" ]
	[ "$(cell "$T" figur1 .t stod_n)" = 287 ]
	# the limit is computed: 4 of 5 is shown, 3 of 4 not, and a total is
	tsv '#lan:code svar:share svar_k:count svar_n:count stod:share stod_k:count stod_n:count stodda:count' >t
	tsv '#table figur1 keys=lan' '01 0.8 4 5 0.5 2 4 1' '02 0.75 3 4 0.5 1 2 1' '.t 0.7 7 10 0.5 3 6 2' >>t
	run -0 awk -f "$ROOT/examples/narstaende/bortfall.awk" -v table=figur1 -v measure=stod t
	[ "$(tail -n 3 <<<"$output")" = "$(tsv '01 0.8 4 5 0.5 2 4 1' '02 0.75 3 4 .b .b .b 1' '.t 0.7 7 10 0.5 3 6 2')" ]
	run -0 awk -f "$ROOT/examples/narstaende/bortfall.awk" -v table=annan -v measure=stod t
	[ "$output" = "$(cat t)" ]
}

@test "Gotland is one kommun, and in no base of the agreement" {
	[ "$(cell "$T" figur1 09 n)" = 1 ]
	[ "$(cell "$T" enheter 09/0980/.t ok_n)" = 0 ]
	[ "$(cell "$T" enheter 09/0980/.t rutin_n)" = 1 ]
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
}

@test "the public workbook is masked, clean and says nothing of work in progress" {
	run -0 cat "$U/granskning.txt"
	[ "$output" = '8 tables, 1311 sums, 0 hidden cells: 0 findings' ]
	[ "$(grep -c '	ubat-mask	' "$P")" = 8 ]
	[ "$(sheets "$U/rapport-publik.xlsx" | tr '\n' ',')" = \
	    'Om statistiken,Definitioner,Ändringshistorik,Svarsfrekvens,Stödprogram,Tabell 1,Tabell 2,Figur 1,Alla enheter,Väntetid enkät,Väntetid i dagar,Noter och teckenförklaring,Framställning och kvalitet,' ]
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
	# the figures of the print stand in it, as whole per cents
	for p in 63 37 11 10 9 47 53 56 95 92; do
		unzip -p "$U/rapport-publik.xlsx" 'xl/worksheets/*' | grep -q "<v>$p</v>"
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
