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
