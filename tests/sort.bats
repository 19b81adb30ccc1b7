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

@test "numbers of every size and sign come in order, both ways" {
	tsv '#a:dec' 0 -0.000000001 0.000000001 -1 1 -1.5 -1.25 1.25 1.5 10 9 \
	    -10 -9 99.9 100 -100 -99.9 123456789012345678.5 \
	    -123456789012345678.5 | whole >f
	ubat-sort f | grep -v '^#' >got
	grep -v '^#' f | sort -g | cmp - got
	ubat-sort -k a:desc f | grep -v '^#' | tac | cmp - got
	tsv '#m:mean n:count' '0.25 3' '12345678901234567890123456789 2' '2.5 10' '-1 9' | whole >f
	[ "$(ubat-sort -k m f | grep -v '^#' | cut -f2 | paste -sd ' ')" = '9 3 10 2' ]
	[ "$(ubat-sort -k n f | grep -v '^#' | cut -f2 | paste -sd ' ')" = '2 3 9 10' ]
}

@test "after all values what is not recorded, then by reason, in both orders" {
	for t in int text date bool; do
		tsv "#a:$t b:int" '.x 1' '~ 2' '.a 3' '.x 4' '~ 5' | whole >f
		[ "$(ubat-sort -k a f | grep -v '^#' | cut -f2 | paste -sd ' ')" = '2 5 3 1 4' ]
		[ "$(ubat-sort -k a:desc f | grep -v '^#' | cut -f2 | paste -sd ' ')" = '2 5 3 1 4' ]
	done
}

@test "false comes before true" {
	tsv '#a:bool' 1 0 .x 1 | whole >f
	[ "$(ubat-sort f | grep -v '^#' | paste -sd ' ')" = '0 1 1 .x' ]
}

@test "a key that begins another comes first, or last in reverse" {
	printf '#a:text\nab\na\n\\.x\na b\n#end\t4\t0\n' >f
	[ "$(ubat-sort f | grep -v '^#' | paste -sd ,)" = '\.x,a,a b,ab' ]
	[ "$(ubat-sort -k a:desc f | grep -v '^#' | paste -sd ,)" = 'ab,a b,a,\.x' ]
}

words() {
	printf '#ord:text\n'
	printf '%s\n' Örebro zoo Åmål ärla Wien Viken vik öl apa Apa é e ea 10 9 \
	    ålder Ågesta y ü x | whole
}

@test "--collate sv: digits, then letters, å ä ö last, v and w apart" {
	words >f
	run -0 ubat-sort --collate sv -k ord f
	[ "$(printf '%s\n' "$output" | grep -v '^#' | paste -sd ' ')" = \
	    '10 9 apa Apa e é ea vik Viken Wien x y ü zoo Ågesta ålder Åmål ärla öl Örebro' ]
	[ "$(ubat-sort --collate sv -k ord:desc f | grep -v '^#' | tac | paste -sd ' ')" = \
	    "$(printf '%s\n' "$output" | grep -v '^#' | paste -sd ' ')" ]
}

@test "--collate orders text and codes, other types as always" {
	tsv '#k:code i:id n:int' 'ö å 10' 'ä ä 9' 'å z 2' | whole >f
	[ "$(ubat-sort --collate sv -k k f | grep -v '^#' | cut -f3 | paste -sd ' ')" = '2 9 10' ]
	[ "$(ubat-sort --collate sv -k i f | grep -v '^#' | cut -f3 | paste -sd ' ')" = '2 9 10' ]
	tsv '#k:code i:id n:int' 'ö å 10' 'ä ä 9' | whole >f
	# by bytes ä comes before å
	[ "$(ubat-sort --collate sv -k i f | grep -v '^#' | cut -f3 | paste -sd ' ')" = '9 10' ]
	[ "$(ubat-sort --collate sv -k n f | grep -v '^#' | cut -f3 | paste -sd ' ')" = '9 10' ]
}

@test "--collate: words it does not tell apart keep their order, missing is last" {
	printf '#a:text\tn:int\no\xcc\x88\t1\n\xc3\xb6\t2\no\xcc\x88\t3\n.x\t4\n#end\t4\t0\n' >f
	for d in asc desc; do
		[ "$(ubat-sort --collate sv -k "a:$d" f | grep -v '^#' | cut -f2 | paste -sd ' ')" = '1 2 3 4' ]
	done
}

@test "--collate reads what is escaped as it is meant" {
	printf '#a:text\na\\\\c\na\\tb\n\\#a\n\\.x\n#end\t4\t0\n' >f
	run -0 ubat-sort --collate sv f
	[ "$(printf '%s\n' "$output" | grep -v '^#' | sort)" = "$(grep -v '^#' f | sort)" ]
	[ "${lines[3]}" = 'a\tb' ]
	[ "${lines[4]}" = 'a\\c' ]
}

@test "--collate does not ask the system's locale" {
	words >f
	ubat-sort --collate sv f >want
	for l in C sv_SE.UTF-8 tr_TR.UTF-8 no_such; do
		LC_ALL=$l LANG=$l LC_COLLATE=$l ubat-sort --collate sv f | cmp - want
	done
}

@test "--collate knows Swedish only" {
	words >f
	run -2 --separate-stderr ubat-sort --collate no -k ord f
	[ "$stderr" = 'ubat-sort: --collate: sv is the only order there is' ]
	[ -z "$output" ]
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

@test "the step says in which order" {
	told() {
		ubat-sort "$@" januari.ubat | sed -n 's/^#step.*	in=4	out=4//p' | tr '\t' ';'
	}
	[ "$(told)" = '' ]
	[ "$(told -k start:desc,klient)" = ';order=start:desc,klient' ]
	[ "$(told -k ort --collate sv)" = ';order=ort;collate=sv' ]
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

@test "more than sort holds in memory is sorted on disk, in TMPDIR" {
	mkdir bin parts
	# the same sort(1), but with 1 MiB of memory, as for 256 times as much
	real=$(command -v sort)
	printf '#!/bin/sh\nfor a; do shift; case $a in -S*) set -- "$@" -S1M ;; *) set -- "$@" "$a" ;; esac; done\nls "$TMPDIR" >before\nexec %s "$@"\n' "$real" >bin/sort
	chmod +x bin/sort
	awk 'BEGIN { print "#a:int\tb:text"; for (i = 0; i < 100000; i++)
	    print (i * 7919) % 100003 "\tx" i }' | whole >f
	TMPDIR=$PWD/parts PATH=$PWD/bin:$PATH ubat-sort -k a f | grep -v '^#' >got
	grep -v '^#' f | "$real" -s -n -k1,1 | cmp - got
	[ -z "$(ls parts)" ]
	if [ "$(id -u)" != 0 ] || command -v setpriv >/dev/null; then
		run -1 --separate-stderr env TMPDIR=/nonexistent PATH="$PWD/bin:$PATH" ubat-sort -k a f
		[[ $stderr = *'ubat-sort: sort ended with status 2' ]]
		[[ $output != *'#end'* ]]
	fi
}

@test "a cut stream stays cut, and is sorted all the same" {
	tsv '#a:int' 2 1 >f
	run -0 --separate-stderr ubat-sort f
	[ "${lines[1]} ${lines[2]}" = '1 2' ]
	[ "$stderr" = 'ubat-sort: f: the stream is cut: it has no end that fits it' ]
	[[ $output != *'#end'* ]]
}

@test "a table is sorted with its totals last" {
	tsv '#a:code n:count' '#table t keys=a' '.t 3' 'y 1' 'x 2' | whole >f
	run -0 ubat-sort -k a f
	[ "${lines[1]}" = "$(tsv '#table t keys=a')" ]
	[ "${lines[2]} ${lines[4]}" = "$(tsv 'x 2') $(tsv '.t 3')" ]
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
	[ "$(wc -l <a.sh)" = 2 ]
	while IFS= read -r line; do
		run -0 --separate-stderr sh -c "$line"
		[[ ${lines[-1]} = '#end'* ]]
		[ -z "$stderr" ]
	done <a.sh
}
