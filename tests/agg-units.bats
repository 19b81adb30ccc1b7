# ubat-agg(1): figures of units, and that they are not the same.
load helper

prepare() {
	# a: 1 of 2, b: 9 of 10, c: 0 of 4, d: none answered
	awk 'BEGIN { print "#kommun:code\tja:bool"
		s("a", 1, 1); s("b", 9, 1); s("c", 0, 4)
		print "d\t.x" }
	function s(k, n, m, i) {
		for (i = 0; i < n; i++) print k "\t1"
		for (i = 0; i < m; i++) print k "\t0" }' | whole |
	    ubat-agg -g kommun --total n 'ja = share(ja)' 'm = mean(if(ja, 8, 2))' >k
}

@test "three figures of the same table that are not the same, nor called the same" {
	ubat-agg -f k --unit kommuner 'a = share_units(ja > 0.4)' 'mean_unweighted(ja)' 'ratio_of_sums(ja)' >t
	[ "$(head -1 t | tr '\t' ' ')" = '#a:share a_k:count a_n:count a_miss:count ja_ovagt:share ja_ovagt_n:count ja_ovagt_miss:count ja_kvot:share ja_kvot_k:count ja_kvot_n:count' ]
	# 2 of 3 units; (0.5 + 0.9 + 0) / 3; 10 of 16
	[ "$(grep -v '^#' t | tr '\t' ' ')" = '0.6666666666666666 2 3 1 0.4666666666666667 3 1 0.625 10 16' ]
	grep -qx '#label	a	Andel kommuner, a, procent' t
	grep -qx '#label	ja_ovagt	Ovägt medel, kommuner, Andel ja, procent' t
	grep -qx '#label	ja_kvot	Kvot av summor, Andel ja, procent' t
	ubat-show t | grep -q '66.7  *46.7  *62.5'
}

@test "a mean of means is one only when it is called unweighted" {
	ubat-agg -f k 'u = mean_unweighted(m)' | grep -v '^#' | tr '\t' ' ' >got
	[ "$(cat got)" = '4.8 3 1' ]
	run -2 --separate-stderr ubat-agg -f k 'u = mean(m)'
	[[ $stderr = *'a mean of shares or means says nothing: column m is mean'* ]]
}

@test "digits are those of the per cent, and a protected value protects" {
	ubat-agg -f k --digits 1 'mean_unweighted(ja)' 'ratio_of_sums(ja)' | grep -v '^#' | cut -f 1,4 >got
	[ "$(cat got)" = '0.467	0.625' ]
	sed 's/^b	.*/b	.s	.s	.s	.s	.s	.s	.s	.s/' k | ubat-agg 'mean_unweighted(ja)' 'ratio_of_sums(ja)' |
	    grep -v '^#' | tr '\t' ' ' >got
	[ "$(cat got)" = '.s 2 2 .s .s .s' ]
}

@test "what they do not take is said with a caret" {
	for o in 'ratio_of_sums(m)|ratio_of_sums takes a share that has its numerator and base beside it' \
	    'ratio_of_sums(n)|ratio_of_sums takes a share that has its numerator and base beside it' \
	    'mean_unweighted(ja, n)|mean_unweighted takes one argument' \
	    'a = share_units(n)|share takes a condition' 'a = share_units(n > 1, 2)|share_units takes one argument'; do
		run -2 --separate-stderr ubat-agg -f k "${o%%|*}"
		[ "${stderr_lines[0]}" = "ubat-agg: ${o#*|}" ] || { echo "$stderr"; false; }
		[ -z "$output" ]
	done
	ubat-table --drop n k | sed 's/ja_n/jan/' >q
	run -2 --separate-stderr ubat-agg -f q 'ratio_of_sums(ja)'
	[ -z "$output" ]
}

@test "units by lan, with totals of their own" {
	tsv '#kommun:code ja:bool' '0180 1' '0180 0' '0114 1' '1480 0' '1480 1' '1480 1' | whole |
	    ubat-agg -g kommun --hierarchy 'kommun < lan' 'ja = share(ja)' |
	    ubat-agg -g lan --total 'mean_unweighted(ja)' 'ratio_of_sums(ja)' | grep -v '^#' | cut -f 1,2,6,7 | tr '\t' ' ' >got
	[ "$(cat got)" = "$(printf '%s\n' '01 0.75 2 3' '14 0.666666667 2 3' '.t 0.7222222223333333 4 6')" ]
}
