# ubat-table(1): one test for each sentence of the page.
# EXAMPLES: page
load helper

prepare() {
	tsv '#klient:id kommun:code regi:code start:date b1:int alder:int' \
	    '#label kommun 0180 Stockholm' '#label kommun 1480 Göteborg' \
	    '#label kommun 1280 Malmö' '#label kommun 0114 Ängby' \
	    'k1 0180 privat 2015-03-01 8 40' 'k1 0180 privat 2016-03-01 9 41' \
	    'k2 0180 kommunal 2016-03-07 3 20' 'k3 0180 kommunal 2017-01-01 2 30' \
	    'k4 1480 privat 2015-05-05 7 33' 'k5 1480 kommunal 2016-06-06 .x 28' \
	    'k6 1480 kommunal 2017-06-06 10 29' 'k7 1280 privat 2017-07-07 1 60' \
	    'k8 0114 kommunal 2017-08-08 8 50' | whole >atgard.ubat
}

# cells: the records of a table, a blank for each TAB
cells() {
	grep -v '^#' | tr '\t' ' '
}

# columns NAME...: these columns of the records of a table on standard input
columns() {
	awk -F'\t' -v want="$*" '
		NR == 1 {
			sub(/^#/, "")
			for (i = 1; i <= NF; i++) { split($i, a, ":"); at[a[1]] = i }
			n = split(want, w, " ")
			next
		}
		/^#/ { next }
		{
			s = ""
			for (i = 1; i <= n; i++)
				s = s (i > 1 ? " " : "") (w[i] in at ? $(at[w[i]]) : "?")
			print s
		}'
}

agg() {
	ubat-agg -f atgard.ubat "$@"
}

# t KEY COLUMN...: a table by kommun of these counts, in order
counts() {
	printf '%s\n' '#kommun:code	n:count' '#table	t	keys=kommun' "$@" |
	    sed 's/ /\t/g' | whole
}

@test "per cent of the row is of the totals across" {
	agg -g kommun --across regi --total n | ubat-table --row-percent n >t
	[ "$(columns kommun n_rad_kommunal_k n_rad_kommunal_n n_rad_privat <t)" = \
	    "$(printf '%s\n' '0114 1 1 0' '0180 2 4 0.5' '1280 0 1 1' \
		'1480 2 3 0.3333333333333333' '.t 5 9 0.4444444444444444')" ]
	# the total of each row is 100 per cent of it
	run ! grep -q 'n_rad:share' t
	grep -q '	derived=n_rad	note=Procenttalen är avrundade vart för sig' t
	grep -q '^#label	n_rad_privat	Antal poster, privat, andel av raden, procent$' t
}

@test "per cent of the column is of the row of totals, over the key along or over all" {
	agg -g regi,kommun --total n >t
	[ "$(ubat-table --column-percent n t | columns regi kommun n_kol_k n_kol_n | head -3)" = \
	    "$(printf '%s\n' 'kommunal 0114 1 9' 'kommunal 0180 2 9' 'kommunal 1480 2 9')" ]
	[ "$(ubat-table --along kommun --column-percent n t | columns regi kommun n_kol_k n_kol_n n_kol | head -2)" = \
	    "$(printf '%s\n' 'kommunal 0114 1 5 0.2' 'kommunal 0180 2 5 0.4')" ]
}

@test "per cent of everything is of all rows and columns" {
	agg -g kommun --across regi --total n | ubat-table --total-percent n |
	    columns kommun n_alla_privat_k n_alla_privat_n n_alla_n >got
	[ "$(sed -n '2p;$p' got)" = "$(printf '%s\n' '0180 2 9 9' '.t 4 9 9')" ]
}

@test "per cents are rounded half up, each by itself, and not made to add up to 100" {
	counts '0114 1' '0115 1' '0117 1' '0120 5' '.t 8' |
	    sed 's/keys=kommun/&\tdigits=0/' | ubat-table --column-percent n >t
	[ "$(columns n_kol <t | paste -sd' ')" = '0.13 0.13 0.13 0.63 1' ]
}

@test "a sum has per cents that are no shares; nothing else has" {
	agg -g regi --total 'alder_sum = sum(alder)' 'mean(alder)' >t
	[ "$(ubat-table --column-percent alder_sum t | columns regi alder_sum alder_sum_kol)" = \
	    "$(printf '%s\n' 'kommunal 157 47.4' 'privat 174 52.6' '.t 331 100')" ]
	run -2 --separate-stderr ubat-table --column-percent alder_mean t
	[ "$stderr" = 'ubat-table: table tabell: column alder_mean is mean: per cent is of counts and sums' ]
	[ -z "$output" ]
}

@test "a per cent without its total is refused" {
	agg -g kommun --across regi n >t
	for o in 'row-percent regi' 'column-percent all keys' 'total-percent regi'; do
		run -2 --separate-stderr ubat-table --"${o%% *}" n t
		[ "$stderr" = "ubat-table: table tabell: the total over ${o#* } is missing: make it with ubat-agg --total" ]
		[ -z "$output" ]
	done
	agg -g kommun --total n >t
	run -2 --separate-stderr ubat-table --row-percent n t
	[ "$stderr" = 'ubat-table: table tabell: no key across: per cent of the row needs ubat-agg --across' ]
}

@test "change is from the period before: in units, per cent and procentenheter" {
	agg -g 'ar = year(start)' --total n 'pos = share(b1 > 6)' |
	    ubat-table --change n,pos >t
	[ "$(columns ar n n_andr n_andr_proc pos_andr <t)" = \
	    "$(printf '%s\n' '2015 2 .u .u .u' '2016 3 1 50 -50' '2017 4 1 33.3 0' '.t 9 .e .e .e')" ]
	grep -q '^#label	n_andr	Antal poster, förändring$' t
	grep -q '^#label	n_andr_proc	Antal poster, förändring, procent$' t
	grep -q '^#label	pos_andr	Andel pos, förändring, procentenheter$' t
	grep -q 'note=Skillnader är beräknade på oavrundade tal\.' t
}

@test "change is computed from unrounded numbers, and from rounded ones where a protected table shows no others" {
	# 29/200 and 31/200: 14.5 and 15.5 per cent
	tsv '#ar:int n:count pos:share pos_k:count pos_n:count pos_miss:count' \
	    '#table t keys=ar digits=0' '2015 200 0.145 29 200 0' \
	    '2016 200 0.155 31 200 0' | whole >t
	[ "$(ubat-table --digits 2 --change pos t | columns pos_andr | tail -1)" = 1 ]
	ubat-mask --records-are-persons t >m
	[ "$(columns pos <m | paste -sd' ')" = '0.15 0.16' ]
	ubat-table --change pos m >d
	[ "$(columns pos_andr <d | tail -1)" = 1 ]
	grep -q 'note=Skillnader är beräknade på oavrundade tal\.' d
	# 14.4 and 15.6: 1.2 by what stands beside them, 14 and 16 without it
	tsv '#ar:int n:count pos:share pos_k:count pos_n:count pos_miss:count' \
	    '#table t keys=ar digits=0' '2015 250 0.144 36 250 0' \
	    '2016 250 0.156 39 250 0' | whole >t
	[ "$(ubat-table --change pos t | columns pos_andr | tail -1)" = 1 ]
	ubat-mask --records-are-persons t >m
	[ "$(ubat-table --change pos m | columns pos_andr | tail -1)" = 1 ]
	sed 's/\t36\t250\t/\t.s\t.s\t/' m | ubat-table --change pos >d
	[ "$(columns pos_andr <d | tail -1)" = 2 ] || { cat d; false; }
	grep -q 'note=Skillnader är beräknade på avrundade tal\.' d
	# means, and counts that were rounded, are no others
	tsv '#ar:int n:count x:mean x_n:count x_miss:count' '#table t keys=ar' \
	    '2015 200 2.25 200 0' '2016 200 3.5 200 0' | whole >t
	ubat-mask --records-are-persons t >m
	for m in x n; do ubat-table --change $m m; done | grep -o 'på [a-z]* tal' | paste -sd' ' >got
	[ "$(cat got)" = 'på avrundade tal på oavrundade tal' ]
	ubat-mask --records-are-persons --round 5 t | ubat-table --change n >d
	grep -q 'note=Skillnader är beräknade på avrundade tal\.' d
}

@test "a protected share is its numerator by its base where both are shown, for ranks, orders and differences too" {
	tsv '#k:code n:count pos:share pos_k:count pos_n:count pos_miss:count' \
	    '#table t keys=k' 'a 123 0.4471544715447154 55 123 0' \
	    'b 158 0.34177215189873417 54 158 0' \
	    'c 128 0.3984375 51 128 0' 'd 124 0.4032258064516129 50 124 0' \
	    '.t 533 0.39399624765478425 210 533 0' | whole >t
	ubat-mask --records-are-persons t >m
	[ "$(columns pos <m | paste -sd' ')" = '0.45 0.34 0.4 0.4 0.39' ]
	ubat-table --rank pos --difference pos --sort pos:desc m >d
	[ "$(columns k pos_rang pos_skillnad <d)" = \
	    "$(printf '%s\n' 'a 1 5.3' 'd 2 0.9' 'c 3 0.4' 'b 4 -5.2' '.t .e .e')" ] || { cat d; false; }
	[ "$(ubat-table --top 2:pos m | columns k pos_k | paste -sd' ')" = 'a 55 d 50 ovriga 105 .t 210' ]
	# what is hidden beside it leaves the rounded one: c and d are alike
	sed 's/\t5[01]\t/\t.s\t/' m | ubat-table --rank pos >d
	[ "$(columns k pos_rang <d | paste -sd' ')" = 'a 1 b 4 c 2 d 2 .t .e' ]
}

@test "where years are missing there is no change; biennial years are periods of two" {
	tsv '#ar:int n:count' '#table t keys=ar' '2015 1' '2016 2' '2018 4' | whole |
	    ubat-table --change n | columns n_andr | paste -sd' ' >got
	[ "$(cat got)" = '.u 1 .u' ]
	tsv '#ar:int n:count' '#table t keys=ar' '2015 1' '2017 2' '2019 4' | whole |
	    ubat-table --change n | columns n_andr | paste -sd' ' >got
	[ "$(cat got)" = '.u 1 2' ]
	# months follow each other as they stand
	tsv '#man:code n:count' '#table t keys=man' '201512 1' '201601 3' | whole |
	    ubat-table --change n | columns n_andr | paste -sd' ' >got
	[ "$(cat got)" = '.u 2' ]
}

@test "terms are in the order that --order says, for changes, sums and what comes before" {
	counts 'ht15 7' 'ht16 9' 'vt15 10' 'vt16 5' '.t 31' >t
	ubat-table --order kommun=vt15,ht15,vt16,ht16 --change n --cumulative n t >d
	[ "$(columns kommun n_andr n_ack <d | paste -sd,)" = 'vt15 .u 10,ht15 -3 17,vt16 -2 22,ht16 4 31,.t .e .e' ]
	# by bytes else, and where the rows were sorted by something else since
	ubat-table --change n t | columns kommun n_andr | paste -sd, | grep -qx 'ht15 .u,ht16 2,vt15 1,vt16 -5,.t .e'
	ubat-table --order kommun=vt15,ht15,vt16,ht16 --sort n --change n t | columns kommun n_andr | LC_ALL=C sort | paste -sd, |
	    grep -qx '.t .e,ht15 .u,ht16 2,vt15 1,vt16 -5'
}

@test "the key along can be the one across, and then the first part has no change" {
	agg -g kommun --across 'ar = year(start)' n | ubat-table --along ar --change n >t
	run ! grep -q n_andr_2015 t
	[ "$(columns kommun n_2015 n_2016 n_andr_2016 n_andr_2017 <t | sed -n 2p)" = '0180 1 2 1 -1' ]
}

@test "differences are to the total, or to the value said" {
	agg -g regi --total n 'pos = share(b1 > 6)' >t
	ubat-table --difference pos t >d
	[ "$(columns regi pos_skillnad <d)" = "$(printf '%s\n' 'kommunal -12.5' 'privat 12.5' '.t .e')" ]
	grep -q '^#label	pos_skillnad	Andel pos, skillnad mot totalt, procentenheter$' d
	ubat-table --against privat --difference n,pos --digits 0 t >d
	[ "$(columns regi n_skillnad pos_skillnad <d | head -2)" = "$(printf '%s\n' 'kommunal 1 -25' 'privat .u .u')" ]
	run -2 --separate-stderr ubat-table --against statlig --difference n t
	[ "$stderr" = 'ubat-table: table tabell: nothing of regi=statlig to differ from, in one group at least' ]
	run -2 --separate-stderr ubat-table --difference n <(agg -g regi n)
	[ "$stderr" = 'ubat-table: table tabell: the total over regi is missing: make it with ubat-agg --total' ]
}

@test "sums so far, of the last periods and their mean" {
	agg -g 'ar = year(start)' --total n 'pos = share(b1 > 6)' 'mean(alder)' >t
	ubat-table --cumulative n,pos --periods 2 --rolling n,pos --moving n t >d
	[ "$(columns ar n_ack pos_ack_k pos_ack_n n_rull2 pos_rull2_k pos_rull2_n n_glid2 <d)" = \
	    "$(printf '%s\n' '2015 2 2 2 .u .u .u .u' '2016 5 3 4 5 3 4 2.5' \
		'2017 9 5 8 7 3 6 3.5' '.t .e .e .e .e .e .e .e')" ]
	grep -q '^#label	n_rull2	Antal poster, rullande summa av 2 perioder$' d
	for m in alder_mean; do
		run -2 --separate-stderr ubat-table --cumulative $m t
		[ "$stderr" = "ubat-table: table tabell: column $m is mean: only counts, sums and shares add up" ]
	done
	run -2 --separate-stderr ubat-table --moving pos t
	[ "$stderr" = 'ubat-table: table tabell: column pos is share: a mean of shares says nothing: --rolling adds up their numerators and bases' ]
}

@test "the greatest values of a table add up to nothing, whatever they are called" {
	agg -g kommun --total n 'mx = max(b1)' 'kostnad_sum = min(alder)' 's = sum(alder)' 'v = share(b1 > 6, alder)' >t
	for o in '--cumulative:mx:max:only counts, sums and shares add up' '--rolling:kostnad_sum:min:only counts, sums and shares add up' \
	    '--column-percent:mx:max:per cent is of counts and sums' '--cumulative:v:share:it has no numerator and base beside it to add up'; do
		IFS=: read -r option name is what <<<"$o"
		run -2 --separate-stderr ubat-table $option $name t
		[ "$stderr" = "ubat-table: table tabell: column $name is $is: $what" ]
	done
	ubat-table --top 1:n t >d
	[ "$(columns kommun mx kostnad_sum <d | grep ovriga)" = 'ovriga .u .u' ]
	# and a sum is one, whatever it is called
	columns kommun s <d | awk '$1 == ".t" { t = $2; next } { n += $2 } END { exit n != t }'
}

@test "shares of a total have one base, which is not added up: so far, of the last, and of the others" {
	counts '2015 40' '2016 10' '2017 30' '2018 20' '.t 100' | sed 's/kommun:code/kommun:code/' >t
	ubat-table --periods 2 --column-percent n --cumulative n_kol --rolling n_kol t >d
	[ "$(columns n_kol_ack n_kol_ack_k n_kol_ack_n <d | paste -sd,)" = '0.4 40 100,0.5 50 100,0.8 80 100,1 100 100,.e .e .e' ]
	[ "$(columns n_kol_rull2_k n_kol_rull2_n <d | sed -n 3p)" = '40 100' ]
	ubat-table --column-percent n --total-percent n --top 1:n t >d
	[ "$(columns n n_kol n_kol_k n_kol_n n_alla n_alla_n <d | sed -n 2p)" = '60 0.6 60 100 0.6 100' ]
	ubat-table --top 1:n --column-percent n t | columns n_kol | diff - <(columns n_kol <d)
	# in a crossing: along the rows and along what stands across; a per cent of
	# the row is of other totals in each row, and those are added up
	agg -g kommun --across regi --total n >t
	ubat-table --along kommun --row-percent n --column-percent n --top 1:n t >d
	columns kommun n n_kommunal n_rad_kommunal_n n_kol_kommunal_k n_kol_kommunal_n <d | awk '
		$1 == "ovriga" { n = $2; k = $3; r = $4; c = $5; b = $6 }
		$1 == ".t" { exit !(r == n && c == k && b == $3) }'
	ubat-table --along regi --row-percent n --cumulative n_rad t >d
	awk -F'\t' 'NR == 1 { sub(/^#/, ""); for (i = 1; i <= NF; i++) { sub(/:.*/, "", $i); c[$i] = i } next } /^#/ { next }
		$c["n_rad_ack_privat_n"] != $c["n"] || $c["n_rad_ack_privat_k"] != $c["n_kommunal"] + $c["n_privat"] { exit 1 }' d
	# of a total that is no longer there nobody knows
	counts '2015 40' '2016 10' '.t 50' >t
	for o in '--cumulative n_kol' '--top 1:n'; do
		run -2 --separate-stderr ubat-table --column-percent n --drop-rows kommun=.t $o t
		[ "$stderr" = 'ubat-table: table t: n_kol is of a total that is no longer there: compute with it before the total is left out' ]
	done
}

@test "persons that stand in several periods do not add up" {
	agg -g 'ar = year(start)' --person klient n >t
	run -2 --separate-stderr ubat-table --cumulative n,n_pers t
	[ "$stderr" = 'ubat-table: table tabell: n_pers does not add up over ar: one can stand in several: count them with ubat-agg' ]
	# over what they stand in once, they do
	agg -g regi,'ar = year(start)' --person klient n | ubat-filter true >/dev/null
	agg -g kommun --person klient n >t
	ubat-table --cumulative n_pers t | columns n_pers_ack | paste -sd' ' >got
	[ "$(cat got)" = '1 4 5 8' ]
}

@test "ranks: 1 for the highest or the lowest, ties 1 1 3, protected values and totals none" {
	counts '0114 5' '0115 7' '0117 7' '0120 .s' '0123 2' '.t 30' >t
	[ "$(ubat-table --rank n t | columns n_rang | paste -sd' ')" = '3 1 1 .s 4 .e' ]
	[ "$(ubat-table --rank-low n t | columns n_rang | paste -sd' ')" = '2 3 3 .s 1 .e' ]
	ubat-table --rank n t | grep -q 'note=Lika värden har samma rang'
	agg -g kommun --across regi --total n 'pos = share(b1 > 6)' | ubat-table --rank pos |
	    columns pos_rang_kommunal pos_rang | paste -sd, >got
	[ "$(cat got)" = '1 1,3 3,.u 4,1 1,.e .e' ]
}

@test "along riket: ranks among all units, and differences of every row to riket" {
	ubat-agg -f atgard.ubat -g kommun --hierarchy 'kommun < lan < riket' n 'pos = share(b1 > 6)' >t
	ubat-table --along riket --rank n --difference n,pos t >d
	[ "$(columns lan kommun n_rang n_skillnad pos_skillnad <d)" = "$(printf '%s\n' '01 0114 3 -8 37.5' '01 0180 1 -5 -12.5' \
	    '01 .t .e -4 -2.5' '12 1280 3 -8 -62.5' '12 .t .e -8 -62.5' '14 1480 2 -6 37.5' '14 .t .e -6 37.5' '.t .t .e .e .e')" ]
	grep -q '^#label	n_skillnad	Antal poster, skillnad mot riket$' d
	# a kommun that is its own unit is one of them
	tsv '#enhet:code' 0180-FAR 0180-FAR 0114 0114 0114 0180-BRO | whole |
	    ubat-agg -g enhet --hierarchy 'enhet < kommun < lan < riket' n | ubat-table --along riket --rank n |
	    columns kommun enhet n_rang | paste -sd, >got
	[ "$(cat got)" = '0114 .t 1,0180 0180-BRO 3,0180 0180-FAR 2,0180 .t .e,.t .t .e,.t .t .e' ]
	run -2 --separate-stderr ubat-table --along riket --change n t
	[ "$stderr" = 'ubat-table: table tabell: no key riket (there are: lan, kommun)' ]
}

@test "what a protected value enters is protected, and no derived figure gives one away" {
	counts '2015 10' '2016 .s' '2017 12' '2018 9' '.t 40' >t
	ubat-table --change n --cumulative n --periods 2 --rolling n --moving n \
	    --difference n --column-percent n --rank n t >d
	[ "$(columns n_andr n_andr_proc n_ack n_rull2 n_glid2 n_skillnad n_kol n_kol_k n_rang <d | head -4)" = \
	    "$(printf '%s\n' '.u .u 10 .u .u -30 0.25 10 2' '.s .s .s .s .s .s .s .s .s' \
		'.s .s .s .s .s -28 0.3 12 1' '-3 -25 .s 21 10.5 -31 0.225 9 3')" ]
	counts '0114 10' '0115 .s' '.t .s' | ubat-table --column-percent n --difference n |
	    columns n_kol n_kol_k n_kol_n n_skillnad >got
	[ "$(cat got)" = "$(printf '%s\n' '.s 10 .s .s' '.s .s .s .s' '.s .s .s .e')" ]
	# the .s of a real mask stay where they were, and audit finds nothing
	awk 'BEGIN { OFS = "\t"; print "#kommun:code", "regi:code", "b:bool"
		for (i = 0; i < 900; i++) {
			k = i * 7919 % 900
			print 101 + int(sqrt(k)) % 9 + (k < 8 ? 9 : 0), k % 5 ? "privat" : "kommunal", k % 3 == 0
		} }' | whole |
	    ubat-agg -g kommun --across regi --total n 'pos = share(b)' >p
	ubat-mask --records-are-persons p >q
	[ "$(grep -c '	\.s	' q)" -gt 2 ]
	cat q | ubat-table --row-percent n --column-percent n --rank pos >m
	ubat-audit m
}

@test "ubat-mask refuses a table with figures of this command, and takes one that is rearranged" {
	agg -g kommun --total n >t
	run -2 --separate-stderr ubat-mask --records-are-persons <(ubat-table --column-percent n t)
	[ "$stderr" = 'ubat-mask: table tabell: protect it before ubat-table computes with it: n_kol' ]
	ubat-table --sort kommun:desc --totals first t | ubat-mask --records-are-persons >m
	[ "$(cells <m | cut -d' ' -f1 | paste -sd,)" = .t,1480,1280,0180,0114 ]
}

@test "across spreads keys over columns, one for each choice of their values" {
	agg -g kommun,regi,'ar = year(start)' --total n 'pos = share(b1 > 6)' >t
	ubat-table --keep n --across regi,ar t >d
	[ "$(head -1 d | tr '\t' ' ')" = '#kommun:code n_kommunal_2016:count n_kommunal_2017:count n_kommunal:count n_privat_2015:count n_privat_2016:count n_privat_2017:count n_privat:count n_2015:count n_2016:count n_2017:count n:count' ]
	[ "$(columns kommun n_kommunal_2016 n_privat n_2017 n <d | paste -sd,)" = '0114 0 0 1 1,0180 1 2 1 4,1280 0 1 1 1,1480 1 1 1 3,.t 2 4 4 9' ]
	grep -q '^#table	tabell	keys=kommun	base=known	derived=n_kommunal_2016,' d
	grep -qx '#label	n_kommunal_2016	Antal poster, kommunal, 2016' d
	grep -qx '#label	n	Antal poster, totalt' d
	# shares keep what stands beside them
	ubat-table --across ar,regi t >d
	[ "$(columns kommun pos_2017_kommunal pos_2017_kommunal_k pos_2017_kommunal_n <d | sed -n 2p)" = '0180 0 0 1' ]
	grep -qx '#label	pos_2017_kommunal	Andel pos, 2017, kommunal, procent' d
	ubat-audit d
	ubat-xlsx -o d.xlsx d
	# where rows were left out what is not there is not known to be none
	ubat-table --drop-rows kommun=1480 --keep n --across regi,ar t | columns kommun n_privat | head -1 | grep -qx '0114 .u'
	# every key can go
	ubat-table --keep n --across kommun,regi,ar t | columns n_0180_privat_2015 n | grep -qx '1 9'
	run -2 --separate-stderr ubat-table --across regi <(agg -g kommun --across regi n)
	[ "$stderr" = 'ubat-table: table tabell: regi stands across already' ]
	run -2 --separate-stderr ubat-mask --records-are-persons d
	[[ $stderr = 'ubat-mask: table tabell: protect it before ubat-table computes with it: '* ]] || { echo "$stderr"; false; }
}

@test "top keeps the highest and those like the last, the others are one row" {
	counts '0114 5' '0115 7' '0117 1' '0120 5' '0123 2' '~ 4' '.t 24' | sed 's/~//' >t
	ubat-table --top 2:n t >d
	[ "$(cells <d)" = "$(printf '%s\n' '0115 7' '0114 5' '0120 5' 'ovriga 3' ' 4' '.t 24')" ]
	grep -q '^#label	kommun	ovriga	Övriga$' d
	# nobody is left: there is no such row
	[ "$(ubat-table --top 9:n t | cells | paste -sd,)" = '0115 7,0114 5,0120 5,0123 2,0117 1, 4,.t 24' ]
	counts '0114 5' '0115 .s' '0117 1' '.t .s' | ubat-table --top 1:n | cells | paste -sd, >got
	[ "$(cat got)" = '0114 5,ovriga .s,.t .s' ]
}

@test "of the others shares are computed, and statistics are .u" {
	agg -g kommun --total n 'pos = share(b1 > 6)' 'mean(alder)' 'sum(alder)' | ubat-table --top 1:n >t
	[ "$(columns kommun n pos pos_k pos_n pos_miss alder_mean alder_sum <t | sed -n 2p)" = \
	    'ovriga 5 0.75 3 4 1 .u 200' ]
}

@test "top in each group along a key, and by one column across" {
	agg -g regi,kommun --total n | ubat-table --along kommun --top 1:n | columns regi kommun n | head -4 | paste -sd, >got
	[ "$(cat got)" = 'kommunal 0180 2,kommunal 1480 2,kommunal ovriga 1,kommunal .t 5' ]
	agg -g kommun --across regi --total n | ubat-table --top 1:n_kommunal | columns kommun n_kommunal n | paste -sd, >got
	[ "$(cat got)" = '0180 2 4,1480 2 3,ovriga 1 2,.t 5 9' ]
	run -2 --separate-stderr ubat-table --top 1:n <(agg -g kommun --across regi n)
	[ "$stderr" = 'ubat-table: table tabell: n is several columns: say which one' ]
}

@test "top is refused where the others cannot be made one" {
	run -2 --separate-stderr ubat-table --top 1:n <(agg -g regi --person kommun n)
	[ "$stderr" = 'ubat-table: table tabell: n_pers does not add up over regi, so that the others cannot be made one: --drop it, or make them one with ubat-agg' ]
	agg -g regi --person kommun n | ubat-table --drop n_pers --top 1:n | cells | paste -sd, >got
	[ "$(cat got)" = 'kommunal 5,ovriga 4' ]
	run -2 --separate-stderr ubat-table --top 1:n <(agg -g 'ar = year(start)' n)
	[ "$stderr" = 'ubat-table: table tabell: key ar is int: the others get a name only among texts and codes' ]
	run -2 --separate-stderr ubat-table --top 1:n <(counts '0114 5' 'ovriga 1')
	[ "$stderr" = 'ubat-table: table t: there is a row of others (ovriga) already' ]
}

@test "sort: by value, by bytes, by Swedish words; missing after values, totals last" {
	agg -g kommun --total n 'pos = share(b1 > 6)' >t
	o() { ubat-table --sort "$@" t | columns kommun | paste -sd' '; }
	[ "$(o kommun:desc)" = '1480 1280 0180 0114 .t' ]
	[ "$(o kommun:words)" = '1480 1280 0180 0114 .t' ]
	[ "$(o kommun:words:desc)" = '0114 0180 1280 1480 .t' ]
	[ "$(o n:desc)" = '0180 1480 0114 1280 .t' ]
	[ "$(o n:desc,kommun:desc)" = '0180 1480 1280 0114 .t' ]
	[ "$(o pos)" = '1280 0180 0114 1480 .t' ]
	counts '0114 5' '0115 .s' '0117 1' '.t .s' >t
	[ "$(o n)" = '0117 0114 0115 .t' ]
	[ "$(o n:desc)" = '0114 0117 0115 .t' ]
	# words of which the key takes all there is room for, and no word
	tsv '#k:code g:text n:count' '#table t keys=k,g' 'a ÅÄÖ 1' 'b Åke 1' 'c ~ 2' 'd Östen 3' '.t .t 7' | whole >u
	[ "$(ubat-table --sort k:words:desc,g:words u | columns k | paste -sd' ')" = 'd c b a .t' ]
	run -2 --separate-stderr ubat-table --sort n:words t
	[ "$stderr" = 'ubat-table: table t: column n is count: only texts and codes are words' ]
}

@test "keys that stand first in the list make groups, and totals go first when asked" {
	agg -g regi,kommun --total n | ubat-table --drop-rows regi=privat --sort regi,n:desc --totals first |
	    columns regi kommun n | paste -sd, >got
	[ "$(cat got)" = '.t .t 9,.t 0180 4,.t 1480 3,.t 0114 1,.t 1280 1,kommunal .t 5,kommunal 0180 2,kommunal 1480 2,kommunal 0114 1' ]
	agg -g kommun --total n | ubat-table --totals first | ubat-table --totals last | columns kommun | paste -sd' ' >got
	[ "$(cat got)" = '0114 0180 1280 1480 .t' ]
}

@test "order puts values first, or those of a code list; the columns of the key across too" {
	agg -g kommun --across regi --total n >t
	[ "$(ubat-table --order kommun=1480,.t,0180 t | columns kommun | paste -sd' ')" = '1480 .t 0180 0114 1280' ]
	[ "$(ubat-table --sort kommun:desc --order kommun=@kommun t | columns kommun | paste -sd' ')" = '0114 0180 1280 1480 .t' ]
	ubat-table --order regi=.t,privat t >d
	[ "$(head -1 d)" = '#kommun:code	n:count	n_privat:count	n_kommunal:count' ]
	ubat-table --row-percent n d | columns n_rad_privat | sed -n 2p | grep -qx 0.5
	run -2 --separate-stderr ubat-table --order kommun=@kommunx t
	[ "$stderr" = 'ubat-table: no built-in code list kommunx' ]
}

@test "keep and drop: measures go with what stands beside them, keys stay" {
	agg -g kommun --across regi n 'pos = share(b1 > 6)' 'mean(alder)' >t
	[ "$(ubat-table --keep alder_mean,n t | head -1 | tr '\t' ' ')" = \
	    '#kommun:code alder_mean_kommunal:mean alder_mean_kommunal_n:count alder_mean_kommunal_miss:count n_kommunal:count alder_mean_privat:mean alder_mean_privat_n:count alder_mean_privat_miss:count n_privat:count' ]
	[ "$(ubat-table --drop pos,alder_mean t | head -1 | tr '\t' ' ')" = '#kommun:code n_kommunal:count n_privat:count' ]
	ubat-table --keep pos_privat t | head -1 | grep -q 'code	pos_privat:share	pos_privat_k:count	pos_privat_n:count	pos_privat_miss:count$'
	ubat-table --drop pos_privat_miss t | head -1 | grep -qv pos_privat_miss
	run -2 --separate-stderr ubat-table --drop kommun t
	[ "$stderr" = 'ubat-table: table tabell: kommun is a key: a key stays' ]
	run -2 --separate-stderr ubat-table --drop pos_privat_n t
	[ "$stderr" = 'ubat-table: table tabell: pos_privat_n goes with pos_privat' ]
	run -2 --separate-stderr ubat-table --keep poss t
	[ "$stderr" = 'ubat-table: table tabell: no measure poss; did you mean pos?' ]
}

@test "rows of some values, or columns across, are kept or left out" {
	agg -g kommun --across regi --total n >t
	[ "$(ubat-table --keep-rows kommun=0180,.t t | columns kommun n | paste -sd,)" = '0180 4,.t 9' ]
	[ "$(ubat-table --drop-rows kommun=0180,.t t | columns kommun | paste -sd,)" = '0114,1280,1480' ]
	[ "$(ubat-table --drop-rows regi=privat t | head -1)" = '#kommun:code	n_kommunal:count	n:count' ]
}

@test "rename, label, name, title, note and source" {
	agg -g kommun --total --person klient n 'pos = share(b1 > 6)' >t
	ubat-table --rename kommun=ort --rename pos=nojd --label nojd=Nöjda --label ort=Ort \
	    --label ort:0180=Sthlm --label ort:9999=Ingen -n nytt --title T --note N --source S t >d
	[ "$(head -1 d | tr '\t' ' ')" = '#ort:code n:count nojd:share nojd_k:count nojd_n:count nojd_miss:count n_pers:count' ]
	[ "$(sed -n 2p d)" = '#table	nytt	keys=ort	overlap=n_pers	base=known	title=T	note=N	source=S' ]
	grep -qx '#label	ort	0180	Sthlm' d
	grep -qx '#label	ort	1480	Göteborg' d
	grep -qx '#label	nojd	Nöjda' d
	ubat-mask -m 2 --min-base 1 d | ubat-show >/dev/null
	for o in 'rename pos=n:ubat-table: table tabell: there is a column n already' \
	    'rename pos=3:ubat-table: --rename: 3: no name of a column' \
	    'rename p=q:ubat-table: table tabell: no key or measure p' \
	    'label p=q:ubat-table: table tabell: no column p'; do
		run -2 --separate-stderr ubat-table --${o%%:*} t
		[ "$stderr" = "${o#*:}" ]
	done
}

@test "options are done in order, to every table, or to one of a name" {
	agg -n a -g kommun --total n >a
	agg -n b -g regi --total n >b
	[ "$(ubat-table --rename n=m --column-percent m a b | grep -c 'm_kol:share')" = 2 ]
	run -2 --separate-stderr ubat-table --column-percent m --rename n=m a b
	[ "$stderr" = 'ubat-table: table a: no measure m' ]
	cat a b | ubat-table --only b --column-percent n >d
	[ "$(grep -c '^#table' d)" = 2 ]
	[ "$(grep -c n_kol:share d)" = 1 ]
	run -2 --separate-stderr ubat-table --only c --column-percent n a b
	[ "$stderr" = 'ubat-table: no table c came' ]
	[ -z "$output" ]
}

@test "nothing is written when the second table does not fit" {
	agg -n a -g kommun --total n >a
	agg -n b -g kommun n >b
	run -2 --separate-stderr ubat-table --column-percent n a b
	[ -z "$output" ]
	[ "$stderr" = 'ubat-table: table b: the total over all keys is missing: make it with ubat-agg --total' ]
}

@test "the step says what was done, and the accounts add up" {
	agg -g kommun --total n | ubat-table --digits 0 --column-percent n --top 1:n --title x >t
	grep -q '^#step	[0-9a-f]*	ubat-table	from=[0-9a-f]*	in=5	out=3	digits=0	column-percent=n	top=1:n$' t
	ubat-show t >/dev/null
	ubat-table t | sed '/^#step/d;/^#end/d' >u
	sed '/^#step/d;/^#end/d' t | cmp - u
}

@test "a hostile table is refused with its line" {
	for o in '0114 -5:ubat-table: t:3: column n: not a valid count' \
	    '0114 x:ubat-table: t:3: column n: not a valid count'; do
		counts "${o%%:*}" >t
		run -1 --separate-stderr ubat-table --rank n t
		[ "$stderr" = "${o#*:}" ]
		[ -z "$output" ]
	done
	counts '0114 1' '0114 2' >t
	run -1 --separate-stderr ubat-table --rank n t
	[ "$stderr" = 'ubat-table: t:4: a second row of the same keys' ]
	run -2 --separate-stderr ubat-table --rank b1 atgard.ubat
	[ "$stderr" = 'ubat-table: atgard.ubat: records, not a table: make one with ubat-agg' ]
	tsv '#n:count kommun:code' '#table t keys=kommun' '1 0114' | whole >t
	run -1 --separate-stderr ubat-table --rank n t
	[ "$stderr" = 'ubat-table: t: table t: its keys are not its first columns' ]
	tsv '#kommun:code n:count' '#table t keys=kommun across=regi across:a=a' '0114 1' | whole >t
	run -1 --separate-stderr ubat-table --rank n t
	[ "$stderr" = 'ubat-table: t: table t: column n is of no value of regi' ]
}

@test "wrong options are usage" {
	agg -g kommun --across regi --total n >t
	for o in 'periods 1:--periods: not a whole number from 2 to 1000' \
	    'digits 7:--digits: not a whole number from 0 to 6' \
	    'top n:--top: not n\:measure' 'top 0\:n:--top: not n\:measure' \
	    'totals middle:--totals: neither first nor last' \
	    'order kommun:--order: not key=values' \
	    'keep-rows kommun:--keep-rows: not key=values' \
	    'rename kommun:--rename: not old=new' 'label kommun:--label: not column=text' \
	    'name 3:--name: no name of a table'; do
		a=${o%%:-*}
		run -2 --separate-stderr ubat-table --"${a%% *}" "$(echo "${a#* }" | tr -d '\\')" t
		[ "${stderr_lines[0]}" = "ubat-table: $(echo "-${o#*:-}" | tr -d '\\')" ]
	done
	run -2 --separate-stderr ubat-table --along kommun --rank n --label n_rang:1=x t
	[ "$stderr" = 'ubat-table: table tabell: column n_rang has no values with labels' ]
	run -2 --separate-stderr ubat-table --sort "$(yes n | head -33 | paste -sd,)" t
	[ "$stderr" = 'ubat-table: --sort: more than 32 columns' ]
	run -2 --separate-stderr ubat-table --rank n <(ubat-agg -f "$BATS_TEST_TMPDIR/atgard.ubat" n)
	[ "$stderr" = 'ubat-table: table tabell: it has no key to compute along' ]
	for o in kommun=9999 kommun=9998,9999 regi=kommunl; do
		case $o in regi*) what=column ;; *) what=row ;; esac
		run -2 --separate-stderr ubat-table --keep-rows $o t
		[ "$stderr" = "ubat-table: table tabell: no $what has $o" ]
		[ -z "$output" ]
	done
	ubat-table --drop-rows kommun=9999 --keep-rows kommun=0180,9999 t | grep -q '^0180'
	run -2 --separate-stderr ubat-table --change n t
	[ "$stderr" = 'ubat-table: table tabell: it has more than one key: say which one with --along' ]
	run -2 --separate-stderr ubat-table --along ar --change n t
	[ "$stderr" = 'ubat-table: table tabell: no key ar (there are: kommun, regi)' ]
}

@test "a cut table stays cut" {
	agg -g kommun --total n | sed '$d' >t
	run -0 --separate-stderr ubat-table --column-percent n t
	[[ $stderr = *'is cut'* ]]
	[[ $output != *'#end'* ]]
}

@test "numbers beyond what fits are .u, and the largest counts keep exact" {
	counts '0114 9223372036854775807' '0115 9223372036854775806' '.t 9223372036854775807' >t
	[ "$(ubat-table --rank n --difference n t | columns n_rang n_skillnad | paste -sd,)" = '1 0,2 -1,.e .e' ]
	[ "$(ubat-table --cumulative n t | columns n_ack | paste -sd,)" = '9223372036854775807,.u,.e' ]
}

@test "the examples of the page run" {
	examples ubat-table.1 >a.sh
	[ "$(wc -l <a.sh)" -eq 6 ]
	while read -r line; do
		bash -c "set -eo pipefail; $line" >out
		grep -q '^#end' out
	done <a.sh
}
