# ubat-table(1), --turn: one test for each sentence of the page.
load helper

# A table by kommun and regi, with two shares, a mean and persons.
prepare() {
	tsv '#klient:id kommun:code regi:code b1:int alder:int' \
	    '#label kommun 0180 Stockholm' '#label regi privat Privat' \
	    'k1 0180 privat 8 40' 'k1 0180 privat 9 41' 'k2 0180 kommunal 3 20' \
	    'k3 0180 kommunal 2 30' 'k4 1480 privat 7 33' 'k5 1480 kommunal .x 28' |
	    whole >a.ubat
	ubat-agg -f a.ubat -g kommun --total --label 'pos=Nöjda' n \
	    'pos = share(b1 > 6)' 'ung = share(alder < 30)' 'medel = mean(alder)' >t
}

rows() {
	grep -v '^#' | tr '\t' ' '
}

@test "turn: measures become rows, with all that stands beside them" {
	ubat-table --turn pos,ung t >d
	[ "$(head -1 d)" = '#matt:code	kommun:code	andel:share	andel_k:count	andel_n:count	andel_miss:count' ]
	diff - <(rows <d) <<-'E'
		pos 0180 0.5 2 4 0
		pos 1480 1 1 1 1
		pos .t 0.6 3 5 1
		ung 0180 0.25 1 4 0
		ung 1480 0.5 1 2 0
		ung .t 0.3333333333333333 2 6 0
	E
	# in the order of the list
	[ "$(ubat-table --turn ung,pos,ung t | rows | cut -d' ' -f1 | uniq | paste -sd' ')" = 'ung pos' ]
	# words: a measure is called what its column was, without the unit
	grep -qx '#label	matt	Mått' d
	grep -qx '#label	matt	pos	Nöjda' d
	grep -qx '#label	matt	ung	Andel ung' d
	grep -qx '#label	andel	Andel, procent' d
	grep -qx '#label	andel_n	Andel, antal med uppgift' d
	grep -q '	keys=matt,kommun	.*	turned=matt$' d
	# a share is still computed from its numerator and base
	ubat-show --width 80 d | grep -q 'Totalt  *60.0$'
}

@test "turn: a type stands for all measures of it, and each type has its name" {
	diff <(ubat-table --turn share t | rows) <(ubat-table --turn pos,ung t | rows)
	ubat-table --turn mean t >d
	[ "$(head -1 d)" = '#matt:code	kommun:code	medel:mean	medel_n:count	medel_miss:count' ]
	grep -q '	function:medel=mean' d
	ubat-agg -f a.ubat -g kommun --person klient n \
	    'b = count(b1 > 6)' 'm = max(alder)' 'md = median(alder)' >p
	# the persons that protect are no measure
	[ "$(ubat-table --turn count p | rows | paste -sd,)" = 'n 0180 4,n 1480 2,b 0180 2,b 1480 1' ]
	ubat-table --turn count p | grep -qx '#label	antal	Antal poster'
	ubat-table --turn stat p | head -1 | grep -qx '#matt:code	kommun:code	varde:stat	varde_n:count	varde_miss:count'
	ubat-table --turn m p | head -1 | grep -q '	varde:int	'
}

@test "turn: what a test gives keeps its own decimals, in its row" {
	awk 'BEGIN { print "#g:code\ta:int\tb:int"
		for (i = 0; i < 60; i++) print i % 2 "\t" i % 2 * 5 + i % 3 "\t" i % 7 }' | whole >r
	ubat-agg -f r n 'mw = mannwhitney(a, g)' 'w = welch(b, g)' 'md = median(a)' |
	    ubat-table --turn mw,w,md,w_stat,w_df >d
	# no p-value is 0
	ubat-show --width 80 d | sed -n '/^──/,$p' | awk 'NR > 1 && NF { print $NF }' | paste -sd' ' >got
	[ "$(cat got)" = '<0.001 0.899 3.5 -0.13 58.0' ]
	ubat-xlsx -o x.xlsx d
	unzip -p x.xlsx xl/sharedStrings.xml | grep -q '&lt;0,001'
	unzip -p x.xlsx xl/worksheets/sheet2.xml | grep -q '<v>0.899</v>'
	# those of rows against others too, and a median that is only called so not
	ubat-agg -f r -g g --total --against total 'm = mean(a)' 'x_p = median(a)' |
	    ubat-table --turn m_p,x_p | ubat-show --width 80 | grep -c -e '<0.001$' -e ' 3.5$' | grep -qx 3
}

@test "turn: a table with a key across keeps it, and its totals stay totals" {
	ubat-agg -f a.ubat -g kommun --across regi --total --interval 95 'pos = share(b1 > 6)' \
	    'ung = share(alder < 30)' >c
	ubat-table --turn share c >d
	head -1 d | grep -q '^#matt:code	kommun:code	andel_kommunal:share	andel_kommunal_k:count	andel_kommunal_n:count	andel_kommunal_miss:count	andel_kommunal_lo:share	andel_kommunal_hi:share	andel_privat:share'
	grep -q '	across:privat=privat	across:=\\.t' d
	grep -qx '#label	matt	pos	Andel pos' d
	grep -qx '#label	andel_kommunal_hi	Andel, kommunal, övre gräns, procent' d
	grep -qx '#label	andel	Andel, totalt, procent' d
	# units stand across with --across behind it
	[ "$(ubat-table --turn share --across kommun t | head -1 | tr '\t' '\n' | grep share | paste -sd' ')" = \
	    'andel_0180:share andel_1480:share andel:share' ]
	# what some of the measures lack cannot occur
	sed 's/pos_lo/pos_low/' <(ubat-agg -f a.ubat --interval 95 'pos = share(b1 > 6)' 'ung = share(alder < 30)') |
	    ubat-table --turn pos,ung | rows | cut -d' ' -f6 | head -1 | grep -qx '.e'
}

@test "turn: what is hidden stays hidden, and what is given away is found as before" {
	tsv '#kommun:code n:count pos:share pos_k:count pos_n:count pos_miss:count' \
	    '#table t keys=kommun' '0114 9 .s .s 9 0' '0180 40 0.5 20 40 0' '1480 50 .s .s 50 0' \
	    '.t 99 0.4 40 99 0' | whole >safe
	ubat-table --turn share safe >d
	[ "$(rows <d | grep -c '\.s \.s')" -eq 2 ]
	run -0 ubat-audit d
	# one hidden figure only: the total gives it away, turned or not
	sed 's/^1480	50	\.s	\.s/1480	50	0.24	12/' safe >leak
	run -1 ubat-audit leak
	ubat-table --turn share leak >d
	run -1 ubat-audit d
	[[ $output = *'andel_k'* ]]
	# and a share that is not what it is made of
	sed 's/0.5	20/0.6	20/' safe >wrong
	run -1 ubat-audit <(ubat-table --turn share wrong)
}

@test "turn: it comes after protection, and nothing goes along the measures" {
	run -2 --separate-stderr ubat-mask <(ubat-table --turn share t)
	[ "$stderr" = 'ubat-mask: table tabell: protect it before ubat-table turns it' ]
	run -2 --separate-stderr ubat-table --turn pos --along matt --rank andel t
	[ "$stderr" = 'ubat-table: table tabell: nothing goes along matt, which says what is measured' ]
	run -2 --separate-stderr ubat-table --turn share --across kommun --rank andel t
	[ "$stderr" = 'ubat-table: table tabell: nothing goes along matt, which says what is measured' ]
	ubat-table --turn share --along kommun --difference andel t | head -1 | grep -q 'andel_skillnad'
	# what was computed is computed still, and what overlaps does
	ubat-table --rank pos --turn pos_rang t | grep -q '	derived=varde	'
	ubat-agg -f a.ubat -g regi --total --person klient n 'd = distinct(klient)' >p
	ubat-table --turn d p | grep -q '	overlap=antal	'
}

@test "turn: what cannot be turned is usage, and nothing is written" {
	while IFS='|' read -r list want; do
		run -2 --separate-stderr ubat-table --turn "$list" t
		[ "$stderr" = "ubat-table: table tabell: $want" ]
		[ -z "$output" ]
	done <<-'E'
		pos,medel|pos is share, and medel is mean: turn measures of one type
		pes|no measure pes; did you mean pos?
		date|no measure is date
		kommun|no measure kommun
	E
	ubat-agg -f a.ubat -g kommun --person klient n >p
	run -2 --separate-stderr ubat-table --turn n_pers p
	[ "$stderr" = 'ubat-table: table tabell: n_pers protects, and is no measure to turn' ]
	run -2 --separate-stderr ubat-table --turn pos --turn andel t
	[ "$stderr" = 'ubat-table: table tabell: there is a column matt already' ]
	run -2 --separate-stderr ubat-table --turn pos <(ubat-table --rename kommun=andel t)
	[ "$stderr" = 'ubat-table: table tabell: there is a column andel already' ]
	# a measure may be called like a type
	ubat-table --rename pos=share --turn share t | rows | grep -c . | grep -qx 3
	# of no rows there are none
	ubat-table --turn pos <(ubat-filter 'b1 > 99' a.ubat | ubat-agg -g kommun 'pos = share(b1 > 6)') | grep -q '^#end	0	'
}

@test "who is in no part across is told of by the reason, each in words of its own" {
	{
		tsv '#k:code a:code x:bool'
		for a in u .x .n .q '~'; do tsv "p $a 1" "q $a 0"; done
	} | whole >r
	headings() {
		sed -n 's/^#label\t[^\t]*\t//p' | grep -v 'antal' | paste -sd '|'
	}
	parts=', ej relevant, procent|NAME, uppgift saknas, skäl q, procent|NAME, ej besvarad, procent'
	ubat-agg -f r -g k --across a 'ja = share(x)' >t
	ubat-table --turn share t >turned
	[ "$(headings <turned)" = "Mått|ja	Andel ja|Andel, u, procent|Andel, uppgift saknas, procent|Andel${parts//NAME/Andel}" ]
	ubat-agg -f r -g k,a 'ja = share(x)' | ubat-table --across a >spread
	[ "$(headings <spread)" = "Andel ja, u, procent|Andel ja, uppgift saknas, procent|Andel ja${parts//NAME/Andel ja}" ]
}
