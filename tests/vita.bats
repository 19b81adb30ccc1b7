# examples/vita: the figures of the follow-up, against the print and against
# counts that awk makes of the extract.
load helper
load cells
load numbers

setup_file() {
	example vita "$BATS_FILE_TMPDIR/ut"
	iconv -f windows-1252 -t utf-8 "$BATS_FILE_TMPDIR/ut/uttag/deltagande.csv" |
	    tr -d '\r' | sed 1d >"$BATS_FILE_TMPDIR/d"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	P=$U/publik.ubat
	D=$BATS_FILE_TMPDIR/d
}

@test "every number of the document comes out, or it is said why not" {
	numbers vita "$U"
}

@test "no number of the document is left out" {
	complete vita 003
}

@test "deltaganden and persons of each year and sex are as awk counts, all on service" {
	awk -F ';' '$5 == "Grupp" { y = substr($6, 1, 4); k = y " " $2; n[k]++; if (!s[k, $1]++) p[k]++; if (!t[$2, $1]++) all[$2]++ }
	    END { for (k in n) print k, n[k], p[k]; for (k in all) print "alla", k, all[k] }' "$D" | sort >want
	for y in 2015 2016 2017; do
		for k in kvinna:Kvinna man:Man; do
			echo "$y ${k#*:} $(cell "$T" ar_kon $y/${k%:*} n) $(cell "$T" ar_kon $y/${k%:*} personer)"
		done
	done >got
	for k in kvinna:Kvinna man:Man; do echo "alla ${k#*:} $(cell "$T" ar_kon .t/${k%:*} personer)"; done >>got
	diff want got
	[ "$(cell "$T" ar .t n) $(cell "$T" ar .t service)" = '79 79' ]
}

@test "46 unique persons are 24 men and 22 women, not the sum of the years" {
	[ "$(cell "$T" ar .t personer)" = 46 ]
	[ "$(percent 24 46)/$(percent 22 46)" = 52/48 ]
	s=0
	for y in 2015 2016 2017; do s=$((s + $(cell "$T" ar $y personer))); done
	[ "$s" -gt 46 ]
	grep -q '^#table	ar	.*overlap_by=ar' "$T"
	# 79 of 46 are 1.72 each
	[ "$(cell "$T" unika .t grupper | cut -c 1-4)" = 1.71 ]
}

@test "who is in more than one group, and more than two, is as awk counts" {
	awk -F ';' '$5 == "Grupp" { n[$1]++ } END { for (p in n) { a += n[p] > 1; b += n[p] > 2 } print a, b }' "$D" >want
	[ "$(cell "$T" unika .t flera) $(cell "$T" unika .t fler_an_tva)" = "$(cat want)" ]
	[ "$(cat want)" = '21 9' ]
}

@test "10 are enrolled on 16 June 2017, and the youngest and oldest of all are among them" {
	[ "$(awk -F ';' '$6 <= "2017-06-16" && ($7 == "" || $7 >= "2017-06-16")' "$D" | wc -l)" = 10 ]
	[ "$(cell "$T" unika .t yngst)-$(cell "$T" unika .t aldst)" = 24-60 ]
}

@test "places: 225, 194 and 150 per cent of the bought, half a year has half of them" {
	while read -r ar kopta erbjudna av_k av_e; do
		[ "$(cell "$T" platser "$ar" kopta)" = "$kopta" ]
		[ "$(cell "$T" platser "$ar" erbjudna)" = "$erbjudna" ]
		[ "$(cell "$T" platser "$ar" av_kopta)" = "$av_k" ]
		[ "$(cell "$T" platser "$ar" av_erbjudna)" = "$av_e" ]
	done <<-END
	2015 16 24 225 150
	2016 16 24 194 129
	2017 8 8 150 150
	END
}

@test "cost: 13 000 kronor a place, 5 778 and 6 710 a deltagande, and said to be an illustration" {
	[ "$(cell "$T" kostnad 2015 per_plats) $(cell "$T" kostnad 2017 per_plats)" = '13000 13000' ]
	[ "$(cell "$T" kostnad 2015 per_deltagande) $(cell "$T" kostnad 2016 per_deltagande)" = '5778 6710' ]
	grep -q '^#table	kostnad	.*räkneexempel.*2017 års prisnivå\|^#table	kostnad	.*2017 års prisnivå (räkneexempel)' "$T"
}

@test "the demands: 4 met, 2 brist that are mended, 1 not judged, 2 that are none" {
	[ "$(cell "$T" bedomning uppfyllt n) $(cell "$T" bedomning brist n) $(cell "$T" bedomning ej n) $(cell "$T" bedomning inget n)" = '4 2 1 2' ]
	[ "$(cell "$T" bedomning brist atgardade)" = 2 ]
	[ "$(cell "$T" bedomning inget i_avtalet)" = 0 ]
	grep -q '^1	Behandlingen följer 12-stegsmetoden	1	Våren 2017 .*	brist	2017-06-16	Möte 2017-10-05.*	2017-10-13	1$' "$T"
	[ "$(rows "$T" krav)" = 9 ]
}

@test "the public tables hide the two women and the ages, are clean, and still say 36, 31 and 12" {
	run -0 cat "$U/granskning.txt"
	[[ $output = '10 tables, '*' hidden cells: 0 findings' ]]
	for c in kvinnor yngst aldst; do
		[ "$(cell "$P" inskrivna .t $c)" = .s ]
	done
	[ "$(cell "$P" inskrivna .t n)" = 10 ]
	for r in 2015:36:225 2016:31:194 2017:12:150; do
		IFS=: read -r y n p <<<"$r"
		[ "$(cell "$P" ar "$y" n) $(cell "$P" platser "$y" av_kopta)" = "$n $p" ]
	done
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
	ubat-audit "$U/rapport-publik.xlsx" >/dev/null
	[ "$(sheets "$U/rapport-publik.xlsx" | sed -n 4,13p | paste -sd ,)" = \
	    'Deltaganden per år,Per år och kön,Unika personer,Ålder,Grupper,Inskrivna,Platser,Kostnad,Krav,Bedömning' ]
	[ "$(cell "$P" unika .t yngst)$(cell "$P" unika .t aldst)" = .s.s ]
}
