# ubat-sort(1): one test for each sentence of the page.
load helper

prepare() {
	tsv '#klient:id start:date b1:int kostnad:dec ort:text' \
	    'k2 2016-03-01 10 2.5 Örebro' 'k1 2015-12-31 9 -10 Arboga' \
	    'k3 ~ .n 10 .x' 'k1 2016-03-01 -3 9.75 Ystad' | whole >januari.ubat
}

# order COLUMN...: the values of the first column after ubat-sort -k
order() {
	ubat-sort -k "$1" januari.ubat | grep -v '^#' | cut -f"${2:-1}" | paste -sd ' '
}

@test "numbers are compared as numbers" {
	[ "$(order b1 3)" = '-3 9 10 .n' ]
	[ "$(order kostnad 4)" = '-10 2.5 9.75 10' ]
}

@test "dates, codes and texts are compared by bytes" {
	[ "$(order start,klient)" = 'k1 k1 k2 k3' ]
	[ "$(order ort 5)" = 'Arboga Ystad Örebro .x' ]
}

@test "the first key comes first, the next decides ties" {
	[ "$(order klient,b1 3)" = '-3 9 10 .n' ]
	[ "$(order klient,b1:desc 3)" = '9 -3 10 .n' ]
}

@test "missing comes last in both orders" {
	[ "$(order b1:desc 3)" = '10 9 -3 .n' ]
	[ "$(order start:desc 2)" = '2016-03-01 2016-03-01 2015-12-31 ' ]
	[ "$(order b1:asc 3)" = '-3 9 10 .n' ]
}

@test "equal keys keep their order" {
	[ "$(order start:desc)" = 'k2 k1 k1 k3' ]
	awk 'BEGIN { print "#a:int\tb:int"; for (i = 0; i < 20000; i++) print i % 3 "\t" i }' |
	    whole | ubat-sort -k a | grep -v '^#' >got
	sort -c -n -k1,1 -k2,2 got
	[ "$(wc -l <got)" = 20000 ]
}

@test "without -k all columns in their place" {
	run -0 ubat-sort < <(tsv '#a:code b:int' '2 1' '1 10' '1 9' '1 .x' | whole)
	[ "$(printf '%s\n' "$output" | grep -v '^#')" = "$(tsv '1 9' '1 10' '1 .x' '2 1')" ]
}

@test "legend, labels and accounts stay where they belong" {
	{ tsv '#a:int' '#label a Alfa' 2 1 | whole; } | ubat-body cat >f
	run -0 --separate-stderr ubat-sort f
	[ "${lines[0]}" = '#a:int' ]
	[ "${lines[1]}" = "$(tsv '#label a Alfa')" ]
	[ "${lines[2]} ${lines[3]}" = '1 2' ]
	[[ ${lines[5]} = '#step	'*'ubat-sort	from='*'	in=2	out=2' ]]
	[ "${lines[6]}" = "$(printf '#end\t2\t2')" ]
	[ -z "$stderr" ]
}

@test "the records are a permutation, byte for byte" {
	printf '#a:text\tb:code\n\\#x\\ty\\\\\t\\.x\n.x\t\n  \t01\nå\t.a\n#end\t4\t0\n' >f
	ubat-sort -k b:desc,a f | grep -v '^#' | sort >got
	grep -v '^#' f | sort | cmp - got
}

@test "the caller's locale changes nothing" {
	LC_ALL=sv_SE.UTF-8 ubat-sort -k ort januari.ubat >a
	LC_ALL=C ubat-sort -k ort januari.ubat | cmp - a
}

@test "a record near the limit of a line can still be sorted" {
	tsv '#a:text b:int' '123456789012 1' | whole >f
	run -0 ubat-sort --max-line 15 -k a f
}

@test "a column that is not there is a usage error with the nearest name" {
	run -2 --separate-stderr ubat-sort -k strat januari.ubat
	[ "$stderr" = 'ubat-sort: no column strat; did you mean start?' ]
	[ -z "$output" ]
	run -2 --separate-stderr ubat-sort -k xyzzy januari.ubat
	[ "$stderr" = 'ubat-sort: no column xyzzy' ]
	run -2 --separate-stderr ubat-sort -k start:down januari.ubat
	[ "$stderr" = 'ubat-sort: a key is name, name:asc or name:desc' ]
	run -2 --separate-stderr ubat-sort -k start, januari.ubat
	[ "$stderr" = 'ubat-sort: a column without a name' ]
}

@test "a sort that fails is an error without an end" {
	mkdir bin
	printf '#!/bin/sh\ncat >/dev/null\nexit 2\n' >bin/sort
	chmod +x bin/sort
	PATH=$PWD/bin:$PATH run -1 --separate-stderr ubat-sort januari.ubat
	[ "$stderr" = 'ubat-sort: sort ended with status 2' ]
	[[ $output != *'#end'* ]]
	printf '#!/bin/sh\n/usr/bin/tail -n 1\n' >bin/sort
	PATH=$PWD/bin:$PATH run -1 --separate-stderr ubat-sort januari.ubat
	[ "$stderr" = 'ubat-sort: sort wrote 1 records of 4' ]
}

@test "an input that cannot be read is an error" {
	run -1 --separate-stderr ubat-sort nothing.ubat
	[[ $stderr = 'ubat-sort: nothing.ubat: '*'No such file or directory' ]]
	run -1 --separate-stderr ubat-sort januari.ubat nothing.ubat
	[[ $output != *'#end'* ]]
}

@test "the examples of the page run" {
	examples ubat-sort.1 >a.sh
	run -0 --separate-stderr sh a.sh
	[ "${lines[1]%%	*}" = k1 ]
	[ -z "$stderr" ]
}
