# ubat-agg(1), Hierarchies, and rows of no records: one test for each sentence.
load helper

prepare() {
	tsv '#klient:id kommun:code enhet:code regi:code b1:int' \
	    '#label regi kommunal Kommunal' '#label regi privat Privat' '#label regi statlig SiS' \
	    'k1 0180 0180-FAR privat 8' 'k1 0180 0180-HLI privat 3' 'k2 0114 0114 kommunal 9' \
	    'k3 0980 0980 kommunal 2' 'k4 1480 1480-ANG privat .x' 'k5 1480 1480-ANG privat 7' \
	    'k6 ~ ~ privat 1' 'k7 .x .x kommunal 10' | whole >r
}

# rows: the records of a table, a blank for each TAB
rows() {
	grep -v '^#' | tr '\t' ' '
}

agg() {
	ubat-agg -f r "$@"
}

@test "a hierarchy has a row for each kommun, its lan and riket" {
	agg -g kommun --hierarchy 'kommun < lan < riket' n >t
	[ "$(rows <t)" = "$(printf '%s\n' '01 0114 1' '01 0180 2' '01 .t 3' '09 0980 1' '09 .t 1' \
	    '14 1480 2' '14 .t 2' ' .t 1' '.x .t 1' '.t .t 8')" ]
	grep -qx '#label	lan	Län' t
	grep -qx '#label	lan	09	Gotlands län' t
	grep -qx '#label	kommun	0180	Stockholm' t
	grep -q '^#table.*	hierarchy=kommun<lan<riket	single:lan=09,14	note=Län med en enda kommun i tabellen: Gotlands län, Västra Götalands län\.$' t
	# without riket there is no row of all
	agg -g kommun --hierarchy 'kommun<lan' n | rows | tail -1 | grep -qx '.x .t 1'
}

@test "other keys have totals with --total only, and persons and medians of totals are their own" {
	agg -g kommun,regi --hierarchy 'kommun < lan < riket' --person klient n | rows >t
	grep -qx '01 .t privat 2 1' t
	run ! grep -q '[.]t [0-9]*$' <(cut -d' ' -f1-3 t)
	agg -g kommun,regi --hierarchy 'kommun < lan < riket' --total --person klient 'median(b1)' | rows >t
	grep -qx '01 .t .t 8 3 0 2' t
	# a kommun is not shown once more as one of all lan
	run ! grep -q '^.t [0-9]' t
}

@test "units that report: areas in their kommun, and a kommun that is its own unit once" {
	agg -g enhet --hierarchy 'enhet < kommun < lan < riket' --at 2019-12-31 n >t
	[ "$(rows <t)" = "$(printf '%s\n' '01 0114 .t 1' '01 0180 0180-FAR 1' '01 0180 0180-HLI 1' '01 0180 .t 2' \
	    '01 .t .t 3' '09 0980 .t 1' '09 .t .t 1' '14 1480 1480-ANG 2' '14 1480 .t 2' '14 .t .t 2' \
	    ' .t .t 1' '.x .t .t 1' '.t .t .t 8')" ]
	grep -qx '#label	enhet	1480-ANG	Angered' t
}

@test "in 2019 there are 312 units that report, 290 kommuner and 21 lan" {
	ubat-filter -c enhet true r >s
	ubat-agg -f s -g enhet --hierarchy 'enhet < kommun < lan < riket' --at 2019-12-31 --all enhet \
	    'enheter = distinct(enhet)' n >t
	rows <t | awk '$3 != ".t" && $1 ~ /^[0-9]/ { a++ }
		$3 == ".t" && $2 != ".t" && $1 ~ /^[0-9]/ { k++; if ($2 != "0180" && $2 != "1480") u++ }
		$2 == ".t" && $1 ~ /^[0-9]/ { l++ }
		END { print a, k, u + a, l }' >got
	[ "$(cat got)" = '24 290 312 21' ]
	grep -q 'zero-rows=307' t
}

@test "a level is the column of that name, where there is one" {
	tsv '#insats:code grupp:code lan:code kommun:code' 'a x 99 0180' 'b x 99 0180' 'c y 98 0114' | whole >r
	[ "$(agg -g insats --hierarchy 'insats < grupp < riket' n | rows | paste -sd,)" = \
	    'x a 1,x b 1,x .t 2,y c 1,y .t 1,.t .t 3' ]
	[ "$(agg -g kommun --hierarchy 'kommun < lan' n | rows | paste -sd,)" = '98 0114 1,98 .t 1,99 0180 2,99 .t 2' ]
	# and the lowest can be defined
	agg -g 'ar = 2015, kommun = substr(insats, 1)' --hierarchy 'kommun < grupp' n | rows | head -1 | grep -qx '2015 x a 1'
}

@test "a code that is in no list is an error, and a value in two places" {
	printf '#kommun:code\n0180\n9999\n9999\n1917\n' | whole >r
	run -1 --separate-stderr ubat-agg -f r -g kommun --hierarchy 'kommun < lan < riket' n
	[ "$stderr" = 'ubat-agg: --hierarchy: 2 values of kommun, in 3 records, in no lan that is known: ubat-filter finds them' ]
	[[ $output != *'#end'* ]]
	printf '#kommun:code\n0180\n1917\n' | whole >r
	# Heby was in Västmanland until 2006, and codes are those of a day
	agg -g kommun --hierarchy 'kommun < lan' --at 2006-12-31 n | rows | tail -1 | grep -qx '19 .t 1'
	run -1 agg -g kommun --hierarchy 'kommun < lan' --at 2007-01-01 n
	printf '#enhet:code\n0180-FAR\n0180-NNN\n' | whole >r
	run -1 --separate-stderr ubat-agg -f r -g enhet --hierarchy 'enhet < kommun < lan' n
	[ "$stderr" = 'ubat-agg: --hierarchy: 1 value of enhet, in 1 record, in no kommun that is known: ubat-filter finds them' ]
	tsv '#insats:code grupp:code' 'a x' 'a y' | whole >r
	run -1 --separate-stderr ubat-agg -f r -g insats --hierarchy 'insats < grupp' n
	[ "$stderr" = 'ubat-agg: --hierarchy: a value of insats stands in several grupp' ]
}

@test "an unknown kommun in --hierarchy is refused: exit status 1, how many, no row and no end" {
	local o said='--hierarchy: 1 value of kommun, in 2 records, in no lan that is known: ubat-filter finds them'
	tsv '#kommun:code regi:code' '0180 privat' '0999 privat' '0999 .x' '~ privat' '.x privat' | whole >r
	for o in '' '--total' '--all kommun' '--across regi' '--person regi' '--where kommun=kommun'; do
		# shellcheck disable=SC2086 # an option and its argument
		run -1 --separate-stderr ubat-agg -f r -g kommun --hierarchy 'kommun < lan < riket' $o n
		[ "$stderr" = "ubat-agg: $said" ]
		run ! grep '^[^#]' <<<"$output"
		run ! grep -e '^#end' -e 0999 <<<"$output"
	done
	printf '[table a]\nmeasure = n\n[table b]\nby = kommun\nhierarchy = kommun < lan\nmeasure = n\n' >t.tables
	run -1 --separate-stderr ubat-agg -f r -t t.tables
	[ "$stderr" = "ubat-agg: table b: $said" ]
	# as ubat-filter finds them
	[ "$(ubat-filter 'lan(kommun) is .u' r | grep -c '^0999')" = 2 ]
	# what is missing is no unknown kommun, and what --where leaves out is none
	run -0 ubat-agg -f r -g kommun --hierarchy 'kommun < lan < riket' --where 'kommun <> "0999"' n
	[ "$(rows <<<"$output" | paste -sd,)" = '01 0180 1,01 .t 1,.t .t 1' ]
}

@test "a lan with one kommun is hidden together with it" {
	awk 'BEGIN { print "#kommun:code"
		for (i = 0; i < 30; i++) print "0180\n0114\n1480\n1280"
		for (i = 0; i < 6; i++) print "0117\n0980"
		print "1490\n1490\n1490\n1490\n1490\n1490\n1490\n1283\n1283\n1283\n1283\n1283\n1283\n1283" }' | whole >r
	agg -g kommun --hierarchy 'kommun < lan < riket' n >t
	ubat-mask -m 7 --records-are-persons t >m
	rows <m >got
	grep -qx '09 0980 .s' got
	grep -qx '09 .t .s' got
	ubat-audit m
	# and so when other keys have their totals
	awk 'BEGIN { print "#kommun:code\tkon:code"; for (i = 0; i < 40; i++) print (i % 5 ? "0180" : "0980") "\t" i % 2 }' | whole >r
	agg -g kommun,kon --hierarchy 'kommun < lan < riket' --total n | ubat-mask --records-are-persons | rows >got
	grep -qx '09 .t .t 8' got
}

@test "all: rows for the values of a code list, valid at the day, and none is lost" {
	agg -g kommun --all kommun=kommun --total n 'pos = share(b1 > 6)' >t
	[ "$(rows <t | wc -l)" = 293 ] # 290, two kinds of missing, all
	grep -qx '0115	0	.u	0	0	0' t
	grep -qx '#label	kommun	0115	Vallentuna' t
	grep -q '	zero-rows=286$' t
	agg -g kommun --all kommun=kommun --at 2006-06-01 n | rows | grep -qx '1917 0'
	agg -g kommun --all kommun=kommun --at 2006-06-01 n | rows >t
	run ! grep -q '^0331 ' t
	# a value that is on no list stays
	tsv '#kommun:code' 9999 0180 | whole >r
	agg -g kommun --all kommun=kommun n | rows | grep -qx '9999 1'
}

@test "all: of a column with labels its labels, in rows, for each choice of the others, and across" {
	[ "$(agg -g regi --all regi n | rows | paste -sd,)" = 'kommunal 3,privat 5,statlig 0' ]
	agg -g kommun,regi --all regi n | rows >t
	[ "$(wc -l <t)" = 18 ]
	grep -qx '0980 statlig 0' t
	agg -g kommun --across regi --all regi --total n >t
	[ "$(head -1 t)" = '#kommun:code	n_kommunal:count	n_privat:count	n_statlig:count	n:count' ]
	grep -qx '0180	0	2	0	2' t
	agg -g kommun --across regi --all kommun=kommun --total n >t
	grep -qx '0115	0	0	0' t
	[ "$(rows <t | wc -l)" = 293 ]
}

@test "all: in a hierarchy each lan has its kommuner, and a file can be the list" {
	agg -g kommun --hierarchy 'kommun < lan < riket' --all kommun n >t
	[ "$(rows <t | grep -c '^01 ')" = 27 ]
	rows <t | grep -qx '23 .t 0'
	grep -qx '#label	lan	23	Jämtlands län' t
	printf 'kod;namn\nx;Xet\nkommunal;K\n' >egen.csv
	agg -g regi --all regi=egen.csv n >t
	[ "$(rows <t | paste -sd,)" = 'kommunal 3,privat 5,x 0' ]
	grep -qx '#label	regi	x	Xet' t
}

@test "all: a table of no records has all rows" {
	printf '#kommun:code\tregi:code\n' | whole >r
	[ "$(agg -g kommun --all kommun=kommun n | rows | wc -l)" = 290 ]
	[ "$(agg -g kommun --hierarchy 'kommun < lan < riket' --all kommun n | rows | wc -l)" = 312 ]
	# what the others would be is not known
	[ "$(agg -g kommun,regi --all kommun=kommun n | rows | wc -l)" = 0 ]
	[ "$(agg -g kommun --across regi --all kommun=kommun n | rows | wc -l)" = 290 ]
}

@test "all and --max-groups: the limit holds for rows of no records" {
	run -1 --separate-stderr ubat-agg -f r -g kommun --all kommun=kommun --max-groups 100 n
	[ "$stderr" = 'ubat-agg: more than 100 groups (option --max-groups)' ]
}

@test "own: one unit against the others, in which it is not" {
	agg -g kommun --own kommun=0180 --total n >t
	[ "$(rows <t | paste -sd,)" = '0180 2,ovriga 4, 1,.x 1,.t 8' ]
	grep -qx '#label	kommun	ovriga	Övriga' t
	run -1 --separate-stderr ubat-agg -f r -g kommun --own kommun=0181 n
	[ "$stderr" = 'ubat-agg: --own: no record has kommun 0181' ]
	# the word for a code, which the labels know
	{ printf '#k:code\n#label\tk\t01\tStockholm\n01\n02\n'; } | whole >q
	run -1 --separate-stderr ubat-agg -f q -g k --own k=Stockholm n
	[ "$stderr" = 'ubat-agg: --own: no record has k Stockholm (01 is called so)' ]
	tsv '#u:text' 'a"b\\' 'c' | whole >r
	[ "$(agg -g u --own 'u=a"b\' n | rows | paste -sd,)" = 'a"b\\ 1,ovriga 1' ]
}

@test "what does not fit is said before the data is read" {
	for o in '-g kommun --hierarchy kommun|--hierarchy: levels as kommun < lan < riket, riket at the end' \
	    '-g kommun --hierarchy kommun<riket<lan|--hierarchy: levels as kommun < lan < riket, riket at the end' \
	    '-g kommun --hierarchy kommun<grupp|--hierarchy: no column grupp, and no code list tells it from kommun' \
	    '-g regi --hierarchy kommun<lan|--hierarchy: its lowest level kommun is no key (-g kommun)' \
	    '-g kommun --hierarchy kommun<lan --own kommun=0180|--own: not together with --hierarchy' \
	    '-g kommun --hierarchy kommun<lan --all lan|--all: lan is no lowest level' \
	    '-g enhet --hierarchy enhet<kommun --all enhet|--all: kommun is not known of enhet without records' \
	    '-g kommun --all regi|--all: no key regi' \
	    '-g kommun --all kommun=ingen|no built-in code list ingen' \
	    '-g kommun --own regi=x|--own: no key regi among -g' \
	    '-g kommun --own kommun|--own: not key=value' \
	    '-g kommun --own kommun=x --all kommun|--all: kommun has two values, by --own' \
	    '-g kommun --at igar|--at: not a day as 2019-12-31'; do
		run -2 --separate-stderr ubat-agg -f r ${o%%|*} n
		[ "$stderr" = "ubat-agg: ${o#*|}" ] || { echo "$o: $stderr"; false; }
		[ -z "$output" ]
	done
	printf '#b:int\n1\n' | whole >r
	run -2 --separate-stderr ubat-agg -f r -g b --all b=kommun n
	[ "$stderr" = 'ubat-agg: --all: a code for b is no int' ]
}
