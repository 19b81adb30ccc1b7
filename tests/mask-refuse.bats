# ubat-mask(1): what cannot be protected, and what the user can do.
load helper

# groups N N ...: N records in each of the groups a, b ...; each record a
# person of its own, x true in the first K of every group
groups() {
	local i=0 g=a n k=$1
	shift
	printf '#p:id\tk:code\tx:bool\n#label\tk\ta\tAle\n'
	while [ $# -gt 0 ]; do
		for ((n = 0; n < $1; n++)); do
			printf 'p%d\t%s\t%d\n' $((i++)) $g $((n < k))
		done
		g=$(tr a-y b-z <<<$g)
		shift
	done
	printf '#end\t%d\t0\n' $i
}

@test "a figure that cannot be hidden is named, with what to do" {
	# of 4 in all, and in each row there is somebody
	groups 0 2 2 | ubat-agg -n regi -g k --person p n >t
	run -1 --separate-stderr ubat-mask t
	[ "$stderr" = 'ubat-mask: table regi: Ale: n: cannot be hidden, whatever else is: make larger groups, leave out totals or this measure, or say --numerators-are-persons where nobody is twice in a numerator' ]
	[ -z "$output" ]
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table regi: Ale: n: cannot be hidden, whatever else is: make larger groups, leave out totals or this measure' ]
}

# 60 records of 30 persons, 20 of them not true: without the parts they may be
# of one person
@test "where nothing tells who is behind a numerator, --person-parts is named, and helps" {
	{ printf '#p:id\tk:code\tx:bool\n'
	for ((i = 0; i < 60; i++)); do printf 'p%d\ta\t%d\n' $((i % 30)) $((i >= 20)); done
	printf '#end\t60\t0\n'; } >r
	ubat-agg -f r -n gammal -g k n 'x = count(x)' >old
	ubat-agg -f r -n ny -g k --person p n 'x = count(x)' >t
	run -1 --separate-stderr ubat-mask --published old t
	[ "$stderr" = 'ubat-mask: table ny: a: x, the rest of it: cannot be hidden, whatever else is, after what is published: make larger groups, leave out totals or this measure, count who is behind numerators with ubat-agg --person-parts, or say --numerators-are-persons where nobody is twice in a numerator' ]
	ubat-agg -f r -n ny -g k --person p --person-parts n 'x = count(x)' >t
	run -0 --separate-stderr ubat-mask --published old t
	[ "$(grep '^a' <<<"$output")" = $'a\t60\t40' ]
}

@test "so is one that is printed nowhere, and what is published is told" {
	groups 27 30 | ubat-agg -n gammal -g k n 'x = count(x)' >old
	groups 27 30 | ubat-agg -n ny -g k --person p n 'x = count(x)' >t
	run -0 ubat-mask t
	[[ $output = *by-rest=1* ]]
	run -1 --separate-stderr ubat-mask --records-are-persons --published old t
	[ "$stderr" = 'ubat-mask: table ny: Ale: x, the rest of it: cannot be hidden, whatever else is, after what is published: make larger groups, leave out totals or this measure' ]
}

@test "the step says whether what is hidden costs the least" {
	groups 0 2 9 9 9 | ubat-agg -g k --total --person p n >t
	run -0 ubat-mask t
	[[ $output = *$'\tsecondary=1\tcost=least\t'* ]]
	# too large to know
	{ printf '#p:id\tk:code\tl:code\n'
	for ((i = 0; i < 1500; i++)); do printf 'p%d\tk%d\tl%d\n' $i $((i % 37)) $((i * i % 23)); done
	printf '#end\t1500\t0\n'; } | ubat-agg -g k,l --total --person p n >t
	run -0 ubat-mask t
	[[ $output = *$'\tcost=low\t'* ]]
}

@test "what old tables give away with the new ones is refused" {
	# C f is 10: an old table says that it was 5 and 5 by age
	region='A\tm\t18 A\tf\t2 B\tm\t14 B\tf\t19 C\tm\t12 D\tm\t11 D\tf\t10 D\tf\t4\tb'
	{ printf '#p:id\tk:code\tl:code\tz:code\n'
	i=0
	for r in $region 'C\tf\t5\tb' 'C\tf\t5'; do
		IFS=$'\t' read -r k l n z <<<"$(printf "$r")"
		for ((; n > 0; n--)); do printf 'p%d\t%s\t%s\t%s\n' $((i++)) $k $l "${z:-a}"; done
	done
	printf '#end\t%d\t0\n' $i; } >r
	ubat-agg -f r -g k,l --total --person p n >t
	ubat-agg -f r -n old -g k,l,z --person p n | ubat-mask -m 3 >old
	[ "$(grep -c '^C	f	[ab]	5' old)" = 2 ]
	run -0 ubat-mask -m 3 t
	run -1 --separate-stderr ubat-mask -m 3 --published old t
	[ -z "$output" ]
	[ "$stderr" = 'ubat-mask: table tabell: A f: n: the result does not pass ubat-audit (derived) beside what is published: make larger groups, or leave out totals or this measure: nothing is written' ]
}

@test "a table that leaves shares of few out is made without that" {
	groups 9 30 40 | ubat-agg -g k --person p --min-base 35 n 'x = share(x)' >t
	run -1 --separate-stderr ubat-mask t
	[ "$stderr" = 'ubat-mask: table tabell: Ale: x_k: is left out: make the table without --min-base, for ubat-mask --min-base hides what has too few' ]
}

# what an order by n says of e, who has 2: that b, hidden beside it, has 20
@test "rows ordered or chosen by a measure are refused, and by keys they are not" {
	local tells='which tells what is hidden: choose them after ubat-mask'
	groups 0 20 20 20 20 2 >r
	ubat-agg -f r -n t -g k --total --person p n >t
	refuses() { # MESSAGE CMD...
		run -0 "${@:2}"
		run -2 --separate-stderr ubat-mask <<<"$output"
		[ "$stderr" = "ubat-mask: table t: its $1" ] || { echo "$stderr"; false; }
		[ -z "$output" ]
	}
	order() {
		refuses "order by $1 ($2) tells what is hidden: order it after ubat-mask" "${@:3}"
	}
	order n ubat-sort ubat-sort -k n t
	order n_pers ubat-sort ubat-sort -k k,n_pers:desc t
	order n 'ubat-table --sort' ubat-table --sort n:desc t
	order n 'ubat-table --sort' ubat-table --sort k:words,n t
	# whatever was done to it since, and whatever the measure was called
	order n 'ubat-table --sort' bash -c 'ubat-table --sort n t | ubat-table --keep n,n_pers --sort k | ubat-sort -k k'
	order n 'ubat-table --sort' ubat-table --sort n --rename k=x --rename n=k --rename k=y --rename x=n t
	refuses "rows were chosen by what they have (ubat-table --top 4:n), $tells" ubat-table --top 4:n --sort k t
	run -0 ubat-body sort -t $'\t' -k 2,2n <t
	run -2 --separate-stderr ubat-mask <<<"$output"
	[ "$stderr" = 'ubat-mask: table t: ubat-body may have ordered its rows by what is hidden, or chosen them: run it after ubat-mask' ]
	refuses "rows were chosen (ubat-filter), $tells, or by keys with ubat-table --keep-rows" ubat-filter 'n > 1' t

	# by keys, under any name, and what was ordered before it was a table
	ubat-table --sort k:desc --rename k=grupp --totals first t | ubat-sort -k grupp >o
	ubat-filter -c k,n,n_pers true t >c
	ubat-sort -k k:desc t >d
	ubat-filter 'x = false' r | ubat-sort -k x,p | ubat-body cat | ubat-agg -n t -g k --total --person p n >s
	ubat-table --keep-rows k=a,b,c t | ubat-table --drop-rows k=c >p
	for t in o c d s p; do
		ubat-mask $t >m || { echo $t; false; }
	done
	# hidden ones have no place by what they hide
	ubat-mask d >m
	hidden=$(grep -P '\t\.s' m | cut -f1 | paste -sd,)
	[ ${#hidden} = 3 ]
	for by in n n:desc; do
		[ "$(ubat-sort -k $by m | grep -P '\t\.s' | cut -f1 | paste -sd,)" = "$hidden" ]
		[ "$(ubat-table --sort $by m | grep -P '\t\.s' | cut -f1 | paste -sd,)" = "$hidden" ]
	done
}

# says STATUS MESSAGE CMD...
says() {
	run -$1 --separate-stderr "${@:3}"
	[ "${stderr_lines[0]}" = "ubat-mask: $2" ] || { echo "$2: $stderr"; false; }
	[ -z "$output" ]
}

@test "what no other test asks for: overlaps, totals of columns, groups left out, digits" {
	local mask='ubat-mask --records-are-persons'
	tsv '#k:code n:count d:count' '#table t keys=k overlap=d overlap_by=k' 'a 9 5' 'b 9 5' '.t 18 12' | whole >t
	says 1 'table t: (total): d: the parts make less than the total, although they overlap: protect a table before its rows are picked' $mask t
	tsv '#k:code n_a:count n_b:count' '#table bred keys=k across=l across:a=a across:b=b' 'x 5 6' | whole >t
	tsv '#k:code n:count' '#table lang keys=k' 'x 12' | whole >u
	says 1 'table bred: x: n_a: its total is otherwise in another table: tables of different records are protected one by one' $mask t u
	# two were left out, and the others are known
	groups 0 40 30 2 | ubat-agg -n t -g k --total --min-n 3 --person p n >t
	tsv '#k:code n:count' '#table out keys=k' 'a 40' 'b 30' | whole >out
	says 1 'table t: (total): n, what was left out of it: cannot be hidden, whatever else is, after what is published: make larger groups, leave out totals or this measure' $mask --published out t
	# 21 more, of one person perhaps
	groups 0 20 20 >r
	{ sed '/^#end/d' r; for i in {1..21}; do printf 'p%d\tb\t0\n' $((i % 19 + 20)); done; printf '#end\t61\t0\n'; } |
	    ubat-agg -n t -g k --person p n >t
	tsv '#k:code n:count' '#table out keys=k' 'a 20' 'b 20' | whole >out
	says 1 'table t: b: n: cannot be hidden, whatever else is, after what is published: make larger groups, leave out totals or this measure, give what that was made from to --made-from, or say --numerators-are-persons where nobody is twice in a numerator' ubat-mask --published out t
	says 2 '--digits: 0 to 6' ubat-mask --digits 7 t
	says 2 '--made-from: of which --published file?' ubat-mask --made-from t t
}

@test "four tables of three keys each: that no rounding was found is said" {
	{ printf '#a:code\tb:code\tc:code\td:code\n'
	for ((i = 0; i < 60; i++)); do
		x=$(((i * 7919 + i * i * 104729) % 10007))
		printf '%d\t%d\t%d\t%d\n' $((x % 3)) $((x / 3 % 3)) $((x / 9 % 3)) $((x / 27 % 3))
	done
	printf '#end\t60\t0\n'; } >r
	for k in a,b,c b,c,d a,c,d a,b,d; do
		ubat-agg -f r -n t_${k//,/_} -g $k --total n
	done >t
	says 1 'no rounding to 2 was found that keeps all sums: take another base, fewer tables, or --by nearest' ubat-mask --round 2 --by sums t
	run -0 ubat-mask --round 2 t
}

@test "the step says by which method, and whom numerators were taken for" {
	groups 3 30 40 | ubat-agg -n t -g k --total --person p n 'x = share(x)' 'nyckel = sum(0.25)' >t
	while IFS='|' read -r word options; do
		run -0 ubat-mask $options t
		[[ $output = *"$word"* ]] || { echo "$word"; false; }
	done <<'END'
	method=rounding by chance	base=5|--round 5 --by chance --cell-keys n=nyckel
	method=controlled rounding	base=5|--round 5 --by sums
	method=rounding	base=5|--round 5
	persons=n_pers, numerators as they are	|--numerators-are-persons
	persons=records	|--records-are-persons
	persons=n_pers	|--min 4
END
}
