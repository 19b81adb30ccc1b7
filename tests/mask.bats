# ubat-mask(1): one test for each sentence of the page.
# EXAMPLES: ubat-mask.1
load helper
load masks

# records 'KEYS...' N 'KEYS...' N ...: N records of each combination, columns
# k1 k2 ...; each record a person of its own
records() {
	local i=0 n keys=${1//[^ ]/}
	printf '#p:id'
	for ((n = 1; n <= ${#keys} + 1; n++)); do printf '\tk%d:code' $n; done
	echo
	while [ $# -gt 0 ]; do
		for ((n = 0; n < $2; n++)); do
			printf 'p%d\t%s\n' $((i++)) "${1// /$'\t'}"
		done
		shift 2
	done
	printf '#end\t%d\t0\n' $i
}

# region by gender, as in the tests of sdcTable
region() {
	records 'A m' 18 'A f' 2 'B m' 14 'B f' 19 'C m' 12 'C f' 10 'D m' 11 'D f' 14
}

# cells FILE: records alone, one blank between fields
cells() {
	grep -v '^#' "$@" | tr '\t' ' '
}

@test "a small cell is hidden with the cells that would give it away" {
	region | ubat-agg -g k1,k2 --total --person p n >t
	run -0 --separate-stderr ubat-mask -m 3 t
	[ -z "$stderr" ]
	cells <<<"$output" >got
	diff got - <<-'EOF'
	A f .s
	A m .s
	A .t 20
	B f 19
	B m 14
	B .t 33
	C f .s
	C m .s
	C .t 22
	D f 14
	D m 11
	D .t 25
	.t f 45
	.t m 55
	.t .t 100
	EOF
	run -0 ubat-audit <<<"$output"
}

@test "a row that is there has a record, and everybody knows it" {
	# a and b make 4: neither can be 4, for the other is not empty
	records a 2 b 2 c 9 d 9 | ubat-agg -g k1 --total --person p n >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | grep -c '\.s')" = 3 ]
	# where empty rows are shown, b could be empty
	printf '#k:code\tn:count\n#table\tt\tkeys=k\na\t2\nb\t2\nc\t9\nd\t0\n.t\t13\n#end\t5\t0\n' >t
	run -0 ubat-mask --records-are-persons t
	[ "$(cells <<<"$output" | grep -c '\.s')" = 2 ]
}

@test "the same over columns" {
	region | ubat-agg -g k1 --across k2 --total --person p n >t
	run -0 ubat-mask -m 3 t
	cells <<<"$output" >got
	diff got - <<-'EOF'
	A .s .s 20
	B 19 14 33
	C .s .s 22
	D 14 11 25
	.t 45 55 100
	EOF
}

@test "who is alone in a cell learns nothing of another" {
	# a and c are one person each: a knows a, so the total gives c
	records a 1 b 2 c 1 | ubat-agg -g k1 --total --person p n >t
	run -0 ubat-mask -m 2 t
	[ "$(cells <<<"$output")" = 'a .s
b .s
c .s
.t 4' ]
	# nobody is small
	records a 2 b 2 c 2 | ubat-agg -g k1 --total --person p n >t
	run -0 ubat-mask -m 2 t
	[ "$(cells <<<"$output")" = 'a 2
b 2
c 2
.t 6' ]
}

@test "1 to 3 persons are hidden, 0 and 4 are shown" {
	records 'a x' 1 'a y' 9 'b x' 2 'b y' 9 'c x' 3 'c y' 9 'd x' 4 'd y' 9 'e y' 9 |
	    ubat-agg -g k1 --across k2 --person p n >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | cut -d' ' -f1,2)" = 'a .s
b .s
c .s
d 4
e 0' ]
	run -0 ubat-mask --hide-zero t
	[ "$(cells <<<"$output" | cut -d' ' -f1,2 | tail -1)" = 'e .s' ]
}

@test "five records of one person are one person, and n_pers never leaves" {
	{ printf '#p:id\tk:code\n'
	for i in 1 2 3 4 5; do printf 'a\tx\n'; done
	for i in 1 2 3 4 5; do printf 'b%d\ty\n' $i; done
	for i in 1 2 3 4 5; do printf 'c%d\tz\n' $i; done
	printf '#end\t15\t0\n'; } | ubat-agg -g k --person p n >t
	grep -q 'n_pers' t
	run -0 ubat-mask t
	[[ ${lines[0]} = $'#k:code\tn:count' ]]
	[[ $output != *overlap* ]]
	[ "$(cells <<<"$output" | head -1)" = 'x .s' ]
	# as records they are enough
	run -0 ubat-mask --records-are-persons t
	[ "$(cells <<<"$output")" = 'x 5
y 5
z 5' ]
	[[ $output = *persons=records* ]]
}

@test "without n_pers a table is refused, unless records are persons" {
	region | ubat-agg -g k1 n >t
	run -2 --separate-stderr ubat-mask t
	[ "$stderr" = 'ubat-mask: table tabell: no column n_pers: make it with ubat-agg --person, or say --records-are-persons' ]
	[ -z "$output" ]
	ubat-mask --records-are-persons t >m
	# what is protected has no n_pers any more
	run -2 --separate-stderr ubat-mask m
	[ "$stderr" = 'ubat-mask: table tabell: no column n_pers, for it is protected already: protect the table it was made from' ]
}

@test "without n it is not told how many records a person has" {
	region | ubat-agg -g k1 --person p 'f = count(k2 = "f")' >t
	run -2 --separate-stderr ubat-mask t
	[ "$stderr" = 'ubat-mask: table tabell: no column n: how many records persons have is not told' ]
}

@test "a share is judged by numerator, rest and base" {
	# 3 of 49, 46 of 49, 4 of 49, 45 of 49, 0 of 49, 49 of 49, 10 of 20, 10 of 21
	shares 49 3 49 46 49 4 49 45 49 0 49 49 20 10 21 10 |
	    ubat-agg -g k --person p 'x = share(x)' n >t
	run -0 ubat-mask --digits 1 t
	[ "$(cells <<<"$output")" = 'a .s .s .s .s 49
b .s .s .s .s 49
c 0.082 4 49 0 49
d 0.918 45 49 0 49
e 0 0 49 0 49
f 1 49 49 0 49
g .s .s .s .s 20
h 0.476 10 21 0 21' ]
	[[ $output = *by-numerator=1$'\t'by-rest=1$'\t'by-base=1$'\t'* ]]
	run -0 ubat-mask --min-base 0 --min-part 3 t
	[[ $output != *.s* ]]
}

@test "everybody and nobody are hidden under --group-disclosure" {
	shares 49 0 49 49 49 20 | ubat-agg -g k --person p 'x = share(x)' n >t
	run -0 ubat-mask --group-disclosure t
	[ "$(cells <<<"$output" | cut -d' ' -f1-3)" = 'a .s .s
b .s .s
c 0.41 20' ]
	[[ $output = *groups=hidden* ]]
}

@test "--group-disclosure hides the part that holds all of its total" {
	records 'A m' 10 'B m' 9 'B f' 8 'C m' 9 'C f' 8 |
	    ubat-agg -g k1 --across k2 --total --person p n >t
	run -0 ubat-mask t
	[[ $output != *.s* ]]
	run -0 ubat-mask --group-disclosure t
	[ "$(cells <<<"$output" | head -1)" = 'A .s .s 10' ]
	run -0 ubat-audit <<<"$output"
}

@test "persons behind a numerator are reckoned from what repeats" {
	# 30 records of 20 persons: 12 true records can be of 2 persons only
	{ printf '#p:id\tk:code\tx:bool\n'
	for i in 0 1 2 3 4 5 6 7 8 9; do printf 'q%d\ta\t1\n' $i; done
	for i in 0 1; do printf 'q%d\ta\t1\n' $i; done
	for i in 2 3 4 5 6 7 8 9; do printf 'q%d\ta\t0\n' $i; done
	for i in 0 1 2 3 4 5 6 7 8 9; do printf 'r%d\ta\t0\n' $i; done
	printf '#end\t30\t0\n'; } |
	    ubat-agg -g k --person p 'x = share(x)' n >t
	run -0 ubat-mask --min-base 0 t
	[ "$(cells <<<"$output")" = 'a .s .s .s .s 30' ]
	run -0 ubat-mask --min-base 0 --numerators-are-persons t
	[ "$(cells <<<"$output")" = 'a 0.4 12 30 0 30' ]
	[[ $output = *'numerators as they are'* ]]
}

@test "a numerator by count has the other records as its rest" {
	shares 9 1 9 8 9 5 | ubat-agg -g k --person p 'x = count(x)' n >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output")" = 'a .s 9
b .s 9
c 5 9' ]
}

@test "presets are listed, and options beside one override it, which the step says" {
	run -0 ubat-mask --list
	[ "$output" = 'socialstyrelsen	min=4 min-one-key=0 min-part=4 min-base=21 group-disclosure=no
kolada	min=4 min-one-key=0 min-part=4 min-base=21 group-disclosure=no
skr10	min=10 min-one-key=0 min-part=4 min-base=10 group-disclosure=no
ubat30-20	min=20 min-one-key=30 min-part=4 min-base=0 group-disclosure=no
socialtjanst5	min=5 min-one-key=0 min-part=5 min-base=0 group-disclosure=yes' ]
	shares 4 0 5 2 9 4 | ubat-agg -g k --person p n >t
	run -0 ubat-mask -p socialtjanst5 t
	[ "$(cells <<<"$output" | head -1)" = 'a .s' ]
	[[ $output = *preset=socialtjanst5* ]]
	run -0 ubat-mask -m 3 -p socialtjanst5 t
	[ "$(cells <<<"$output" | head -1)" = 'a 4' ]
	[[ $output = *$'\tpreset-changed=socialtjanst5\tmin=3\t'* && $output != *preset=* ]]
	# and so does a report
	ubat-mask -p kolada -m 3 t >m
	printf '%s\n' '[report]' 'title = T' 'sekretess = intern' >r.report
	run -0 ubat-html -l r.report -o r.html m
	grep -q 'Regler, med ändrade gränser' r.html
	ubat-mask -p kolada -m 4 t >m
	grep -q $'\tpreset=kolada\tmin=4\t' m
	run -2 --separate-stderr ubat-mask -p scb t
	[ "${stderr_lines[0]}" = 'ubat-mask: no preset scb (see --list)' ]
}

@test "ubat30-20: 30 by one key, 20 in a crossing" {
	records 'a x' 15 'a y' 14 'b x' 20 'b y' 25 'c x' 19 'c y' 25 |
	    ubat-agg -g k1,k2 --person p n >t1
	ubat-mask -p ubat30-20 t1 >got
	[ "$(cells got)" = 'a x .s
a y .s
b x 20
b y 25
c x .s
c y 25' ]
	records 'a x' 15 'a y' 14 'b x' 20 'b y' 25 'c x' 19 'c y' 25 |
	    ubat-agg -g k1 --person p n >t2
	run -0 ubat-mask -p ubat30-20 t2
	# a has 29; another is hidden, for the accounts tell the total
	[ "$(cells <<<"$output")" = 'a .s
b .s
c 44' ] || [ "$(cells <<<"$output")" = 'a .s
b 45
c .s' ]
}

@test "extremes are hidden everywhere, quantiles where few are at a side" {
	{ printf '#p:id\tk:code\talder:int\n'
	for ((i = 0; i < 60; i++)); do
		printf 'p%d\t%s\t%d\n' $i $([ $i -lt 7 ] && echo a || echo b) $((20 + i))
	done
	printf '#end\t60\t0\n'; } | ubat-agg -g k --person p n 'min(alder)' \
	    'max(alder)' 'median(alder)' 'quantile(alder, 0.9)' 'mean(alder)' 'sd(alder)' >t
	ubat-mask t >got
	[ "$(cells got | cut -d' ' -f1,3,6,9,12,15,18)" = 'a .s .s .s .s 23 2.2
b .s .s 53 74 53 15.4' ]
	ubat-mask --allow alder_min,alder_q90 t >got
	[ "$(cells got | cut -d' ' -f1,3,6,12)" = 'a 20 .s 26
b 27 .s 74' ]
	run -0 ubat-mask t
	[[ $output = *values=6$'\t'* ]]
	run -2 --separate-stderr ubat-mask --allow alder t
	[ "$stderr" = 'ubat-mask: --allow: no measure alder' ]
}

@test "shares and means are rounded in the stream" {
	shares 32 13 64 26 | ubat-agg -g k --person p 'x = share(x)' 'y = mean(if(x, 1, 0))' n >t
	grep -q '0\.40625' t
	run -0 ubat-mask --digits 0 t
	[ "$(cells <<<"$output" | cut -d' ' -f2,6)" = '0.41 0
0.41 0' ]
	# no more than one decimal of a per cent, whatever is asked for
	run -0 ubat-mask --digits 4 t
	[ "$(cells <<<"$output" | cut -d' ' -f2,6)" = '0.406 0.4063
0.406 0.4063' ]
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | cut -d' ' -f2,6)" = '0.41 0.4
0.41 0.4' ]
	shares 32 13 64 26 | ubat-agg -g k --digits 2 --person p 'x = share(x)' 'y = mean(if(x, 1, 0))' n |
	    ubat-mask >got
	[ "$(cells got | cut -d' ' -f2,6)" = '0.406 0.41
0.406 0.41' ]
}

@test "no rounded share tells of what number it is" {
	# for every share k/n of n to 60, printed by 0 and 1 decimals of per
	# cent: the bases up to 1000 that would print the same have no common
	# divisor but 1, or 2 for one half
	awk 'function gcd(a, b, t) { while (b) { t = a % b; a = b; b = t } return a }
	    BEGIN { for (d = 100; d <= 1000; d *= 10) for (p = 0; p <= d; p++) {
		g = found = 0
		for (n = 1; n <= 1000; n++) {
			k = int((2 * p - 1) * n / (2 * d)); if (k < 0) k = 0
			for (; k <= n; k++) {
				r = int((2 * k * d + n) / (2 * n))
				if (r > p) break
				if (r == p) { g = gcd(n, g); found++; break }
			}
		}
		if (found < 2 || g > 2) { print d, p, g, found; bad = 1 }
	    } exit bad }'
}

@test "a hidden cell takes all its measures with it" {
	shares 3 1 49 20 49 20 | ubat-agg -g k --person p n 'x = share(x)' 'y = mean(if(x, 1, 0))' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | head -1 | cut -d' ' -f1-5)" = 'a .s .s .s .s' ]
}

@test "a sum is left open by 10 per cent" {
	{ printf '#p:id\tk:code\tkr:int\n'
	i=0
	for g in a a b b b b b c c c c c d d d d d d; do
		case $g in a) kr=100000 ;; d) kr=90000 ;; *) kr=10 ;; esac
		printf 'p%d\t%s\t%d\n' $((i++)) $g $kr
	done
	printf '#end\t18\t0\n'; } | ubat-agg -g k --total --person p n 'sum(kr)' >t
	# b is smaller than d, but has no room for a's sum
	ubat-mask t >got
	[ "$(cells got | cut -d' ' -f1-3)" = 'a .s .s
b 5 50
c 5 50
d .s .s
.t 18 740100' ]
}

@test "numerator, rest, base and missing give nothing away" {
	# b: 3 of 20 known; its rest and the totals would tell
	{ printf '#p:id\tk:code\tx:bool\n'
	for ((i = 0; i < 90; i++)); do
		printf 'p%d\t%s\t%s\n' $i $((i % 3)) $((i % 3 == 1 ? i < 10 : i % 2))
	done
	printf '#end\t90\t0\n'; } | ubat-agg -g k --total --person p n 'x = share(x)' >t
	ubat-mask t >got
	run -0 ubat-audit --width 3 got
	[ "$(cells got | awk '$3 == ".s"' | wc -l)" = 2 ]
	# the base is given by n and what is missing, and so is shown
	[ "$(cells got | awk '$5 == ".s"' | wc -l)" = 0 ]
}

@test "a kommun that is alone in its lan is hidden with it" {
	records '09 0980' 2 '01 0114' 9 '01 0115' 8 '03 0305' 7 '03 0319' 6 |
	    ubat-agg -g k1,k2 --total --person p n >t
	ubat-mask t >got
	[ "$(cells got | awk '$1 == "09" || $2 == "0980" { print $3 }' | sort -u)" = .s ]
	run -0 ubat-audit got
}

@test "distinct persons do not add up, and are protected all the same" {
	# 4 persons in a, 5 in b, 6 in all: 3 are in both
	{ printf '#p:id\tk:code\n'
	for i in 1 2 3 4; do printf 'p%d\ta\n' $i; done
	for i in 2 3 4 5 6; do printf 'p%d\tb\n' $i; done
	for i in 7 8; do printf 'p%d\tc\n' $i; done
	printf '#end\t11\t0\n'; } >r
	ubat-agg -f r -g k --total --person p n 'personer = distinct(p)' >t
	ubat-mask t >got
	grep -q 'overlap=personer' got
	[ "$(cells got | awk '$1 == "c" { print $3 }')" = .s ]
	[ "$(cells got | awk '$1 == ".t" { print $2 }')" = 11 ]
}

@test "what --min-n left out is a figure like the others" {
	records a 2 b 9 c 9 d 9 | ubat-agg -g k1 --total --min-n 3 --person p n >t
	[ "$(cells t | wc -l)" = 4 ]
	# the total less the rows shown would give the 2
	ubat-mask t >got
	[ "$(cells got | grep -c ' \.s$')" = 1 ]
	run -0 ubat-audit got
}

@test "the accounts tell the number of all: a lone hidden row is found by it" {
	records a 2 b 9 c 9 | ubat-agg -g k1 --person p n >t
	ubat-mask t >got
	[ "$(cells got | grep -c '\.s')" = 2 ]
	records a 2 | ubat-agg --person p n >t
	run -1 --separate-stderr ubat-mask t
	[ "$stderr" = 'ubat-mask: table tabell: of too few persons in all, and its accounts tell of how many records: nothing can be published' ]
	[ -z "$output" ]
}

@test "--cost sum hides few records, cells few figures" {
	records 'a' 3 'b' 40 'c' 41 | ubat-agg -g k1 --total --person p n >t
	run -0 ubat-mask --cost sum t
	[ "$(cells <<<"$output")" = 'a .s
b .s
c 41
.t 84' ]
	run -0 ubat-mask --cost cells t
	[ "$(cells <<<"$output")" = 'a .s
b .s
c 41
.t 84' ]
	run -2 --separate-stderr ubat-mask --cost all t
	[ "${stderr_lines[0]}" = 'ubat-mask: --cost: cells or sum' ]
}

@test "a cell of several tables is one figure" {
	region >r
	ubat-agg -f r -n ett -g k1,k2 --total --person p n >t1
	ubat-agg -f r -n tva -g k2,k1 --total --person p n >t2
	cat t1 t2 | ubat-mask -m 3 >got
	run -0 ubat-audit got
	[ "$output" = '2 tables, 30 cells, 16 sums, 8 hidden cells: 0 findings' ]
	[ "$(cells got | awk '$2 == ".s" || $3 == ".s" { a = $1 < $2 ? $1 $2 : $2 $1; n[a]++ } END { for (a in n) print a, n[a] }' | sort | tr '\n' ' ')" = 'Af 2 Am 2 Cf 2 Cm 2 ' ]
	# files by name are the same
	ubat-mask -m 3 t1 t2 | cmp - got
}

@test "tables that share margins are protected together" {
	# alone the second shows A; together with the first that would tell A f
	region >r
	ubat-agg -f r -n ett -g k1,k2 --person p n >t1
	ubat-agg -f r -n tva -g k1 --total --person p n >t2
	ubat-mask -m 3 t1 t2 >got
	[ "$(cells got | head -2 | grep -c '\.s')" = 2 ]
	run -0 ubat-audit got
}

@test "two tables that disagree about a cell are refused" {
	region | ubat-agg -n ett -g k1 --person p n >t1
	records A 9 B 9 | ubat-agg -n tva -g k1 --person p n >t2
	run -1 --separate-stderr ubat-mask t1 t2
	[ "$stderr" = 'ubat-mask: table tva: A: n: it is not what it is in table ett: A: n: tables of different records are protected one by one' ]
	[ -z "$output" ]
}

@test "--published: what is hidden stays hidden, what is shown stays shown" {
	region | ubat-agg -g k1,k2 --total --person p n >t
	ubat-mask -m 3 t >old
	# by itself the rule of 1 would hide nothing
	run -0 ubat-mask -m 1 t
	[[ $output != *.s* ]]
	run -0 ubat-mask -m 1 --published old t
	[ "$(cells <<<"$output")" = "$(cells old)" ]
	[[ $output = *by-published=4* ]]
}

@test "--published: what differs by 1 to 3, each a person, is hidden" {
	records a 10 b 10 c 10 d 10 | ubat-agg -g k1 --total --person p n | ubat-mask >jan
	records a 12 b 30 c 10 d 20 | ubat-agg -g k1 --total --person p n >feb
	run -0 ubat-mask --published jan feb
	[ "$(cells <<<"$output" | grep -e '^a' -e '^c' -e '^.t')" = 'a .s
c 10
.t 72' ]
	[ "$(cells <<<"$output" | grep -c '\.s')" = 2 ]
	records a 12 b 10 c 10 d 10 | ubat-agg -g k1 --total --person p n >feb
	run -1 --separate-stderr ubat-mask --published jan feb
	[ "$stderr" = 'ubat-mask: table tabell: in all there are too few more or fewer than in what is published, and the accounts tell it: wait until there are more' ]
}

@test "a table that is protected is refused, and one whose rows were picked" {
	region | ubat-agg -g k1,k2 --total --person p n >t
	ubat-mask -m 3 t >got
	run -1 --separate-stderr ubat-mask --records-are-persons got
	[ "$stderr" = 'ubat-mask: table tabell: A f: n: is protected already: protect the table it was made from' ]
	grep -v "^B	f	" t | sed 's/^#end	15/#end	14/; /^#step/d; s/^\(#end	14	\)1/\10/' >picked
	run -1 --separate-stderr ubat-mask picked
	[ "$stderr" = 'ubat-mask: table tabell: (total) f: n: the parts do not add up to this total: protect a table before its rows are picked' ]
	grep -v "^\.t	f	" t | sed 's/^#end	15/#end	14/; /^#step/d; s/^\(#end	14	\)1/\10/' >picked
	run -1 --separate-stderr ubat-mask picked
	[ "$stderr" = 'ubat-mask: table tabell: A f: k1: its total over this key is missing: protect a table before its rows are picked' ]
}

@test "negative, missing and impossible counts are errors" {
	printf '#k:code\tn:count\n#table\tt\tkeys=k\na\t-1\n#end\t1\t0\n' >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: t:3: column n: no count' ]
	printf '#k:code\tn:count\n#table\tt\tkeys=k\na\t\n#end\t1\t0\n' >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table t: a: n: a count is missing: protect a table as ubat-agg made it' ]
	printf '#k:code\tn:count\tn_pers:count\n#table\tt\tkeys=k\na\t9\t10\n#end\t1\t0\n' >t
	run -1 --separate-stderr ubat-mask t
	[ "$stderr" = 'ubat-mask: table t: a: n_pers: more persons than records: protect a table as ubat-agg made it' ]
	printf '#k:code\tn:count\tx:count\n#table\tt\tkeys=k\na\t9\t10\n#end\t1\t0\n' >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table t: a: x: more than there are in all: protect a table as ubat-agg made it' ]
	printf '#k:code\tn:count\tx:mean\tx_n:count\tx_miss:count\n#table\tt\tkeys=k\na\t9\t1\t5\t5\n#end\t1\t0\n' >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table t: a: x: its base and its missing do not make the records: protect a table as ubat-agg made it' ]
}

@test "records, pseudonyms, picked columns and cut tables are refused" {
	region >r
	run -2 --separate-stderr ubat-mask --records-are-persons r
	[ "$stderr" = 'ubat-mask: r: no table: ubat-agg makes one' ]
	ubat-agg -f r -g p n >t
	run -2 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table tabell: column p is of type id: a table of persons cannot be protected' ]
	ubat-agg -f r -g k1 --across k2 n 'x = count(k1 = "A")' | ubat-filter -c k1,n_f,n_m,x_f,x_m >t
	run -2 --separate-stderr ubat-mask --records-are-persons t
	[[ $stderr = 'ubat-mask: table tabell: column '*' is not where ubat-agg writes it: protect a table before its columns are picked' ]]
	printf '#k1:code\tx:share\n#table\ttabell\tkeys=k1\na\t0.5\n#end\t1\t0\n' >t
	run -2 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table tabell: share x without its numerator and base beside it cannot be judged' ]
	ubat-agg -f r -g k1 n | grep -v '^#end' >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: t: the table is cut: what is missing cannot be protected' ]
	[ -z "$output" ]
}

@test "a figure that nothing bounds is safe" {
	# no totals, and no n: nobody can subtract
	printf '#k:code\tx:count\n#table\tt\tkeys=k\na\t1\nb\t9\n#end\t2\t0\n' >t
	run -0 ubat-mask --records-are-persons t
	[ "$(cells <<<"$output")" = 'a .s
b 9' ]
	run -0 ubat-audit <<<"$output"
}

@test "the account tells rules and numbers, and the steps of one source stay" {
	region | ubat-agg -g k1,k2 --total --person p n >t
	run -0 ubat-mask -m 3 t
	[[ ${lines[-3]} = *$'\t'ubat-agg$'\t'* ]]
	[[ ${lines[-2]} = $'#step\t'*$'\tubat-mask\tfrom='*$'\tin=15\tout=15\tmin=3\tmin-part=3\tmin-base=21\tzero=shown\tpersons=n_pers\tby-cell=1\tprimary=1\tsecondary=3\tcost=least\trows='* ]]
	run -0 ubat-show <<<"$output"
	[[ $output = *X* ]]
}

@test "of the steps before no count of few is told, and they still add up" {
	{ printf '#p:id\tk:code\tx:int\n'
	  for i in {1..9}; do printf 'p%d\ta\t%d\nq%d\tb\t%d\n' $i $i $i $i; done
	  printf 'p1\ta\t.m\nr1\tc\t2\nr2\tc\t.m\n'; } | whole >in
	ubat-filter 'k != "d"' in |
	    ubat-agg -g k --total --min-n 3 --person p --interval 95 n 'h = count(x > 3)' >t
	grep -q $'\tsmall-groups=1\tsmall-records=2\t.*\tmissing:h=' t
	grep -q $'\trepeated-persons=1' t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | grep -c '\.s')" -gt 0 ]
	step=$(grep $'\tubat-agg\t' <<<"$output")
	[ "$(cut -f 5- <<<"$step" | tr '\t' ' ')" = 'in=21 out=3 min-n=3 small-groups=hidden' ]
	grep -q "from=$(cut -f 2 <<<"$step")	in=3" <<<"$output"
	grep -q $'\tubat-filter\t' <<<"$output"
	run -0 --separate-stderr ubat-show <<<"$output"
}

@test "of several sources their steps are left out, for each can be a row" {
	local k
	for k in a:2 b:9 c:9; do
		records ${k%:*} ${k#*:} | ubat-filter 'k1 != "x"' >f.${k%:*}
		ubat-agg --partial -f f.${k%:*} -g k1 --total --person p n >s.${k%:*}
	done
	cat f.a f.b f.c | ubat-filter 'k1 != "y"' | ubat-agg -g k1 --total --person p n >t
	grep -q $'\tubat-filter\tin=2\t' t
	run -0 ubat-mask t
	[ "$(grep -c '^#step' <<<"$output")" = 3 ]
	grep -q $'^#step\t.*\tubat-filter\tsources=3\tin=20\tout=20\t' <<<"$output"
	run -0 --separate-stderr ubat-show <<<"$output"
	# so are states, of one place each
	ubat-agg --merge s.a s.b s.c >t
	grep -q $'\tin=2\t' t
	run -0 ubat-mask t
	[ "$(grep -c '^#step' <<<"$output")" = 2 ]
	grep -q $'^#step\t.*\tubat-agg\tsources=3\tin=20\tout=4$' <<<"$output"
	run -0 --separate-stderr ubat-xlsx -o a.xlsx <<<"$output"
}

@test "no hidden value is in the stream, nor its persons" {
	{ printf '#p:id\tk:code\n'
	for ((i = 0; i < 987; i++)); do printf 'p%d\tb\n' $i; done
	for ((i = 0; i < 731; i++)); do printf 'q\ta\n'; done
	printf '#end\t1718\t0\n'; } | ubat-agg -g k --total --person p n >t
	run -0 ubat-mask t
	[[ $output != *731* ]]
	[[ $output != *987* ]]
	[[ $output = *1718* ]]
}

@test "the order of records changes nothing" {
	region >r
	{ grep '^#p' r; grep -v '^#' r | tac; grep '^#end' r; } >s
	for f in r s; do
		ubat-agg -f $f -g k1,k2 --total --person p n 'x = share(k2 = "f")' | ubat-mask -m 3 >$f.got
	done
	cmp r.got s.got
}

# ptable: a small p-table; sums of p and bounds agree
ptable() {
	printf '%s\n' 'i;j;p;v;p_int_ub' '0;0;1;0;1' '1;0;0.5;-1;0.5' \
	    '1;2;0.5;1;1' '2;2;1;0;1' '3;2;0.25;-1;0.25' '3;3;0.5;0;0.75' '3;4;0.25;1;1'
}

@test "--round: to the nearest multiple, half up, totals by themselves" {
	region | ubat-agg -g k1 --across k2 --total --person p n >t
	run -0 ubat-mask --round 5 t
	[ "$(cells <<<"$output")" = 'A 0 20 20
B 20 15 35
C 10 10 20
D 15 10 25
.t 45 55 100' ]
	[[ $output = *$'method=rounding\tbase=5'* ]]
	[[ $output != *n_pers* ]]
	run -0 ubat-mask --round 4 t
	[ "$(cells <<<"$output" | head -1)" = 'A 4 20 20' ]
}

@test "--round --by sums: a table without rows stays one" {
	tsv '#k:code n:count n_pers:count' '#table t keys=k' | whole >t
	run -0 ubat-mask --round 3 --by sums t
	[ "${lines[0]}" = $'#k:code\tn:count' ]
}

@test "--round --by sums: the sums hold, by one of the two multiples" {
	region | ubat-agg -g k1,k2 --total --person p n 'x = share(k2 = "f")' >t
	for base in 3 5 10; do
		ubat-mask --round $base --by sums t >got
		run -0 ubat-audit got
		paste <(cells t | cut -d' ' -f3) <(cells got | cut -d' ' -f3) | awk -v b=$base '
		    $2 % b || $2 - $1 >= b || $1 - $2 >= b || ($1 % b == 0 && $1 != $2) { bad = 1 } END { exit bad }'
	done
	# of three keys the linear program ends between, and is led on from there
	awk 'BEGIN { s = 31689; print "#a:code\tb:code\tc:code"
	    for (i = 0; i < 60; i++) { s = s * 16807 % 2147483647
	    printf "%d\t%d\t%d\n", int(s / 65536) % 4, int(s / 1024) % 4, int(s / 16) % 4 }
	    print "#end\t60\t0" }' | ubat-agg -g a,b,c --total n >t
	ubat-mask --round 3 --by sums t >got
	run -0 ubat-audit got
	# of three keys there need be none: then a total is further away
	records '0 0 1' 1 '0 0 2' 1 '0 1 1' 1 '0 2 1' 1 '1 0 0' 1 '1 0 1' 1 '1 1 2' 1 '1 2 0' 1 '1 2 2' 1 '2 0 2' 1 '2 1 0' 2 '2 2 0' 1 | ubat-agg -g k1,k2,k3 --total --person p n >t
	ubat-mask --round 2 --by sums t >got
	run -0 ubat-audit got
	paste <(cells t) <(cells got) | awk '
	    $9 % 2 || (($9 - $4) ^ 2 >= 4 && !/\.t/) { bad = 1 } ($9 - $4) ^ 2 >= 4 { far++ } END { exit bad || far != 2 }'
	grep -q $'\tbase=2\tfurther=2\t' got
}

@test "--round --by sums: of four keys too" {
	awk 'BEGIN { s = 4; print "#a:code\tb:code\tc:code\td:code"
	    for (i = 0; i < 200; i++) { s = s * 16807 % 2147483647
	    printf "%d\t%d\t%d\t%d\n", int(s / 65536) % 3, int(s / 1024) % 3, int(s / 16) % 3, int(s / 4096) % 3 }
	    print "#end\t200\t0" }' | ubat-agg -g a,b,c,d --total n 'x = share(a = "1")' >t
	for base in 3 5; do
		ubat-mask --round $base --by sums t >got
		run -0 ubat-audit got
		# parts are at one of the two multiples, whatever totals are
		paste <(cells t | cut -d' ' -f1-5) <(cells got | cut -d' ' -f5) | awk -v b=$base '
		    $6 % b || (!/\.t/ && ($6 - $5) ^ 2 >= b * b) { bad = 1 } END { exit bad }'
	done
}

@test "rounded: a share is that of its rounded numbers, a mean needs its base" {
	shares 13 7 3 1 1 1 | ubat-agg -g k --person p n 'x = share(x)' 'y = mean(if(x, 1, 0))' 'max(if(x, 1, 0))' 2>/dev/null >t ||
	    shares 13 7 3 1 1 1 | ubat-agg -g k --person p n 'x = share(x)' 'y = mean(if(x, 1, 0))' 'z = max(if(x, 1, 0))' >t
	run -0 ubat-mask --round 5 --digits 0 t
	[ "$(cells <<<"$output" | cut -d' ' -f1-6,7-10)" = 'a 15 0.33 5 15 0 1 15 0 .s
b 5 0 0 5 0 .s 5 0 .s
c 0 .s 0 0 0 .s 0 0 .s' ]
}

@test "--by chance: up as often as the remainder says, by the key" {
	awk 'BEGIN { print "#k:code\tkey:dec"
		for (i = 0; i < 1000; i++) printf "%d\t%s\n%d\t0\n", i, i / 1000, i
		printf "#end\t2000\t0\n" }' >r
	ubat-agg -f r -g k n 'nyckel = sum(key)' | ubat-mask --round 5 --by chance --cell-keys n=nyckel >got
	# 2 of 5: four of ten go up, and nothing but 0 and 5 is there
	[ "$(cells got | cut -d' ' -f2 | sort | uniq -c | tr -s ' ' | tr '\n' ,)" = ' 600 0, 400 5,' ]
	! grep -q nyckel got
}

@test "--ptable: the first change whose bound is above the key, 0 stays 0" {
	ptable >p.csv
	{ printf '#k:code\tl:code\tkey:dec\n'
	printf 'a\tx\t0.4\n'
	printf 'b\tx\t0.5\n'
	printf 'c\tx\t0.7\nc\tx\t0.9\n'
	for i in 1 2 3 4 5; do printf 'd\tx\t0.04\n'; done
	for i in 1 2 3 4 5; do printf 'e\ty\t0.15\n'; done
	printf '#end\t14\t0\n'; } >r
	ubat-agg -f r -g k --across l n 'nyckel = sum(key)' >t
	run -0 ubat-mask --ptable p.csv --cell-keys n=nyckel t
	[ "$(cells <<<"$output")" = 'a 0 0
b 2 0
c 2 0
d 4 0
e 0 6' ] || [ "$(cells <<<"$output")" = 'a 0 0
b 2 0
c 2 0
d 4 0
e 0 5' ]
	[[ $output = *$'method=cell keys'* ]]
	[[ ${lines[0]} != *nyckel* ]]
	# other counts have no keys, and are hidden
	ubat-agg -f r -g k n 'x = count(l = "x")' 'nyckel = sum(key)' >t
	run -0 ubat-mask --ptable p.csv --cell-keys n=nyckel t
	[ "$(cells <<<"$output" | head -1)" = 'a 0 .s' ]
}

@test "--ptable: probabilities that do not make 1 are refused" {
	region | ubat-agg -g k1 n >t
	ptable | sed 's/^1;2;0.5;1;1/1;2;0.4;1;1/' >p.csv
	run -1 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=n t
	[ "$stderr" = 'ubat-mask: p.csv:4: the probabilities of this count do not make 1' ]
	ptable | sed 's/^3;4;0.25;1;1/3;4;0.25;1;0.9/' >p.csv
	run -1 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=n t
	[ "$stderr" = 'ubat-mask: p.csv:8: the probabilities of this count do not make 1' ]
	ptable | sed '5d' >p.csv
	run -1 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=n t
	[ "$stderr" = 'ubat-mask: p.csv:5: counts are not in order from 0' ]
	ptable | sed 's/;0.75$/;x/' >p.csv
	run -1 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=n t
	[ "$stderr" = 'ubat-mask: p.csv:7: no line of a p-table: i;j;p;v;p_int_ub' ]
	ptable | sed 's/^1;0;0.5;-1/1;0;0.5;-2/' >p.csv
	run -1 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=n t
	[ "$stderr" = 'ubat-mask: p.csv:3: a count would be negative' ]
	echo 'i,v' >p.csv
	run -1 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=n t
	[ "$stderr" = 'ubat-mask: p.csv:1: no heading of a p-table: i;j;p;v;p_int_ub' ]
}

@test "the methods do not go together, and keys are named" {
	region | ubat-agg -g k1 n >t
	ptable >p.csv
	run -2 --separate-stderr ubat-mask --round 5 --ptable p.csv --cell-keys n=n t
	[ "$stderr" = 'ubat-mask: --round and --ptable are two methods' ]
	run -2 --separate-stderr ubat-mask --by sums t
	[ "$stderr" = 'ubat-mask: --by needs --round' ]
	run -2 --separate-stderr ubat-mask --round 5 --by luck t
	[ "$stderr" = 'ubat-mask: --by: nearest, chance or sums' ]
	run -2 --separate-stderr ubat-mask --ptable p.csv t
	[ "$stderr" = 'ubat-mask: --cell-keys goes with --ptable or --by chance' ]
	run -2 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=x t
	[ "$stderr" = 'ubat-mask: --cell-keys: table tabell has no such measures: n=x' ]
}

@test "cell keys give the published answer of 4580 records" {
	d=$SHARED/data/disclosure
	[ -e "$d/ckm_micro.csv" ] || skip 'the instance is not here'
	awk -F, 'NR == 1 { print "#sex:code\tage:code\trkey:dec"; next }
	    { k = sprintf("%.5f", $4); sub(/0+$/, "", k); sub(/\.$/, "", k)
	    print $1 "\t" $2 "\t" k; n++ }
	    END { print "#end\t" n "\t0" }' "$d/ckm_micro.csv" >r
	ubat-agg -f r -g sex,age --total n 'nyckel = sum(rkey)' |
	    ubat-mask --ptable "$d/ckm_ptable.csv" --cell-keys n=nyckel >got
	cells got | sed 's/\.t/Total/g' | sort >have
	awk -F, 'NR > 1 { print $1, $2, $6 }' "$d/ckm_expected.csv" | sort | diff have -
	[ "$(wc -l <have)" = 21 ]
}

@test "the examples of the page run" {
	{ printf '#klient:id\tregi:code\tkommun:code\tb1:int\tnyckel:dec\n'
	for ((i = 0; i < 90; i++)); do
		printf 'p%d\t%s\t%s\t%d\t0.5\n' $i $([ $((i % 3)) = 0 ] && echo privat || echo kommunal) $((i % 7)) $((i % 10 + 1))
	done
	printf '#end\t90\t0\n'; } >atgard.ubat
	ubat-agg -f atgard.ubat -n kommun --person klient -g kommun --total n >kommun.ubat
	ubat-agg -f atgard.ubat -n regi --person klient -g regi --total n >regi.ubat
	cp kommun.ubat januari.ubat
	{ sed '/^#end/d' atgard.ubat
	for ((i = 90; i < 150; i++)); do printf 'p%d\tprivat\t%d\t1\t0.5\n' $i $((i % 7)); done
	printf '#end\t150\t0\n'; } |
	    ubat-agg -n kommun --person klient -g kommun --total n >februari.ubat
	ptable >ptable.csv
	examples ubat-mask.1 >lines
	[ "$(wc -l <lines)" = 5 ]
	while IFS= read -r line; do
		echo "$line"
		run -0 --separate-stderr bash -c "set -o pipefail; $line"
		[ -z "$stderr" ]
		[[ $line = *'> januari-ute.ubat' || $output = *ubat-mask* ]]
		[[ $output != *_pers:count* ]]
	done <lines
}
