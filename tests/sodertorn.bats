# examples/sodertorn: what the mapping says in words, as figures.
load helper
load cells
load numbers

setup_file() {
	example sodertorn "$BATS_FILE_TMPDIR/ut"
	iconv -f windows-1252 -t utf-8 "$BATS_FILE_TMPDIR/ut/uttag/inventering.csv" |
	    tr -d '\r' | sed 1d >"$BATS_FILE_TMPDIR/i"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	I=$BATS_FILE_TMPDIR/i
}

@test "every number and every conclusion of the summary comes out, or it is said why not" {
	numbers sodertorn "$U"
}

@test "no number of the summary is left out" {
	complete sodertorn 001
}

@test "återfallsprevention, tolvsteg and motiverande samtal are the most usual, annan öppenvård comes next" {
	cut -d ';' -f 3 "$I" | sort | uniq -c | sort -k 1,1nr -k 2 | awk '{ n = $1; $1 = ""; print n $0 }' | head -n 4 >got
	printf '%s\n' '10 Återfallsprevention' '9 Motiverande samtal' '9 Tolvstegsprogram' '8 Annan öppenvård' | diff - got
	while read -r n insats; do
		[ "$(cell "$T" matris "$insats" n)" = "$n" ]
	done <got
	[ "$(cell "$T" form .t oklart)" = 8 ]
	[ "$(cell "$T" evidens oklart n)/$(cell "$T" evidens .t n)" = 8/81 ]
}

@test "the matrix has a cell for every kommun and insats, 1 or 0, and adds up" {
	[ "$(rows "$T" matris)" = 13 ]
	[ "$(cell "$T" matris .t n)" = "$(wc -l <"$I")" ]
	[ "$(cell "$T" matris 'Supported employment' n_0192) $(cell "$T" matris 'Supported employment' n_0128)" = '1 0' ]
	for k in 0120 0126 0127 0128 0136 0138 0181 0182 0192 0980; do
		[ "$(cell "$T" matris .t n_$k)" = "$(grep -c "^$k;" "$I")" ]
	done
}

@test "the large kommuner offer most, by the unweighted mean" {
	[ "$(cell "$T" storlek 10000–39999 insatser | cut -c 1-4) $(cell "$T" storlek 40000–79999 insatser) $(cell "$T" storlek 80000– insatser)" = '4.66 7 11.5' ]
	grep -q '^#label	insatser	Insatser, ovägt medel av kommuner' "$T"
}

@test "service and regi differ: Gotland gives most as service; Nacka alone has LOV" {
	[ "$(share "$T" form 0980 service)" = '4 of 5: 80' ]
	for k in 0120 0126 0127 0128 0136 0138 0181 0182 0192; do
		[ "$(percent "$(cell "$T" form $k service_k)" "$(cell "$T" form $k service_n)")" -lt 50 ]
		[ "$k" = 0182 ] || [ "$(cell "$T" form $k lov)" = 0 ]
	done
	[ "$(cell "$T" form 0182 lov)" = 10 ]
	[ "$(cell "$T" form .t kops) $(cell "$T" form .t saljs)" = "$(awk -F ';' '{ k += $7 == "Köps"; s += $7 == "Säljs" } END { print k, s }' "$I")" ]
}

@test "the class of evidence has its year, and the class for the rest has none" {
	[ "$(cell "$T" insatser 'behandling/CRA/rekommenderad/2007' n)" = 5 ]
	[ "$(cell "$T" insatser 'ovrigt/Annan öppenvård/oklart/' n)" = 8 ]
	# kinds of insatser, as service and as bistånd
	[ "$(cell "$T" typ .t n_service) $(cell "$T" typ .t n_bistand) $(cell "$T" typ .t n)" = '30 51 81' ]
}

@test "officers for unga vuxna in Huddinge have half as many cases; all cases by all officers is the total" {
	[ "$(cell "$T" arbetslast 0126 arenden) $(cell "$T" arbetslast 0126 unga)" = '30 15' ]
	[ "$(cell "$T" unga_skl2018 .t n)" = "$(awk -F ';' 'NR > 1 { a += $9 } END { print a }' "$U/uttag/kommuner.csv")" ]
	awk -F ';' 'NR > 1 { sub(/\r$/, ""); h += $8; a += $9 } END { printf "%.6f\n", a / h }' "$U/uttag/kommuner.csv" >want
	[ "$(cell "$T" arbetslast .t arenden | awk '{ printf "%.6f", $1 }')" = "$(cat want)" ]
}

@test "systematic follow-up is missing in eight, and unga vuxna are other ages elsewhere" {
	[ "$(cell "$T" uppfoljning Nej n) $(cell "$T" uppfoljning 'Ja, UBÅT' n) $(cell "$T" uppfoljning 'Påbörjas, ORS och SRS' n)" = '8 1 1' ]
	grep -q '^0126	Beställare-utförare	20-29	Uppsökare	1' "$T"
	grep -q '^0127	Beställare-utförare	18-25	Barn- och ungdomssektionen	1' "$T"
}

@test "unga vuxna are as many as awk counts by whose ages, and the ages stand in the heading" {
	awk -F ';' 'NR > 1 { sub(/\r$/, ""); b = substr($3, 1, 4) substr($3, 6, 2) substr($3, 9); o = substr($4, 1, 4) substr($4, 6, 2) substr($4, 9)
		y = int((o - b) / 10000); h += y >= 20 && y <= 29; k += y >= 18 && y <= 25; s += y >= 21 && y <= 29 } END { print h, k, s }' "$U/uttag/arenden.csv" >want
	[ "$(cell "$T" unga_huddinge .t n_unga_vuxna_20_29_år) $(cell "$T" unga_botkyrka .t n_unga_vuxna_18_25_år) $(cell "$T" unga_skl2018 .t n_unga_vuxna_21_29_år)" = "$(cat want)" ]
	words "$U/rapport-intern.xlsx" | grep -q 'unga vuxna 18–25 år'
	# one of the three is published: two would tell how many are 20
	[ "$(rows "$U/publik.ubat" unga_skl2018)/$(rows "$U/publik.ubat" unga_huddinge)/$(rows "$U/publik.ubat" unga_botkyrka)" = 11/0/0 ]
}

@test "the public tables are masked, clean and as full, but for the ages" {
	[ "$(cat "$U/granskning.txt")" = '10 tables, 583 cells, 140 sums, 0 hidden cells: 0 findings' ]
	run ! grep -q '	\.s	' "$U/publik.ubat"
	[ "$(sheets "$U/rapport-publik.xlsx" | sed -n 4,13p | paste -sd ,)" = \
	    'Kommun och insats,Insatser,Storlek,Typ av insats,Service, regi, LOV,Evidens,Organisation,Arbetslast,Uppföljning,Unga vuxna, SKL' ]
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
	ubat-audit "$U/rapport-publik.xlsx" >/dev/null
}
