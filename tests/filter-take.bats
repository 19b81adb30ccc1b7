# ubat-filter(1): --first, --head and --sample, and what the account says.
load helper

prepare() {
	tsv '#klient:id kommun:code start:date b1:int' \
	    'k1 0180 2015-03-01 8' 'k2 0180 2014-12-31 3' \
	    'k1 1480 2016-02-29 .n' '.x 0180 2016-01-01 9' \
	    'k2 1480 2016-05-01 1' '~ 1480 2016-06-01 2' \
	    'k1 0180 2017-01-01 7' | whole >in.ubat
}

# last N ARG...: field N of the records that ubat-filter writes, on one line
last() {
	local n=$1
	shift
	ubat-filter "$@" | grep -v '^#' | cut -f "$n" | paste -sd ' '
}

# step: the last step of $output, from in= on
step() {
	printf '%s\n' "${lines[@]}" | sed -n 's/^#step	.*	\(in=.*\)/\1/p' |
	    tail -n 1 | tr '\t' ' '
}

numbers() {
	awk -v n="$1" 'BEGIN { print "#a:int"; for (i = 1; i <= n; i++) print i }' | whole
}

@test "--first keeps the first record of each key, in their order" {
	run -0 --separate-stderr ubat-filter --first klient <in.ubat
	[ "$(body <<<"$output")" = "$(sed -n 1,3p in.ubat)" ]
	[ "$(step)" = 'in=7 out=2 false=0 missing=0 first=klient repeats=3 no-key=2' ]
	[ -z "$stderr" ]
}

@test "--first: a key of several columns" {
	[ "$(last 3 --first klient,kommun <in.ubat)" = '2015-03-01 2014-12-31 2016-02-29 2016-05-01' ]
	# the bytes of two fields run together are no key
	tsv '#a:text b:text' 'xy z' 'x yz' 'xy z' | whole >f
	[ "$(last 1 --first a,b <f)" = 'xy x' ]
}

@test "--first: a record that lacks a part of its key is left out and counted" {
	run -0 ubat-filter --first kommun,klient 'b1 > 1 or b1 is missing' in.ubat
	[ "$(step)" = 'in=7 out=3 false=1 missing=0 expr=b1 > 1 or b1 is missing first=kommun,klient repeats=1 no-key=2' ]
}

@test "--first is asked after the expression" {
	[ "$(last 3 --first klient 'start >= 2016-01-01' in.ubat)" = '2016-02-29 2016-05-01' ]
}

@test "--first remembers keys beyond any batch" {
	awk 'BEGIN { print "#k:code\tn:int"; for (i = 0; i < 300000; i++)
	    print "k" (i * 7919) % 100003 "\t" i }' | whole >f
	ubat-filter --first k <f | grep -v '^#' >got
	grep -v '^#' f | awk -F '\t' '!seen[$1]++' | cmp - got
	[ "$(wc -l <got)" = 100003 ]
}

@test "--head keeps the first n that are left, and reads all" {
	run -0 --separate-stderr ubat-filter --head 2 'b1 >= 3' in.ubat
	[ "$(body <<<"$output")" = "$(sed -n 1,3p in.ubat)" ]
	[ "$(step)" = 'in=7 out=2 false=2 missing=1 expr=b1 >= 3 after-head=2' ]
	[ -z "$stderr" ]
	[ "${lines[-1]}" = "$(printf '#end\t2\t1')" ]
	run -0 ubat-filter --head 0 <in.ubat
	[ "$(step)" = 'in=7 out=0 false=0 missing=0 after-head=7' ]
	run -0 ubat-filter --head 99 <in.ubat
	[ "$(step)" = 'in=7 out=7 false=0 missing=0 after-head=0' ]
}

@test "--head counts over batches, and what is cut stays cut" {
	numbers 200000 >f
	run -0 ubat-filter --head 150000 'a % 2 = 0 or a < 100001' f
	[ "$(step)" = 'in=200000 out=150000 false=50000 missing=0 expr=a % 2 = 0 or a < 100001 after-head=0' ]
	[ "$(ubat-filter --head 120000 <f | grep -v '^#' | tail -n 1)" = 120000 ]
	run -0 --separate-stderr ubat-filter --head 3 < <(head -n 1000 f)
	[[ $output != *'#end'* ]]
	[ "$stderr" = 'ubat-filter: stdin: the stream is cut: it has no end that fits it' ]
}

@test "--head after --first: the first n keys" {
	[ "$(last 1 --first kommun --head 1 <in.ubat)" = 'k1' ]
	run -0 ubat-filter --first klient --head 1 <in.ubat
	[ "$(step)" = 'in=7 out=1 false=0 missing=0 first=klient repeats=3 no-key=2 after-head=1' ]
}

@test "--sample draws exactly n, in their order, the same for the same seed" {
	numbers 50000 >f
	ubat-filter --sample 1000 --seed 7 <f >a
	ubat-filter --sample 1000 --seed 7 true f >b
	[ "$(grep -v '^#' a)" = "$(grep -v '^#' b)" ]
	[ "$(grep -vc '^#' a)" = 1000 ]
	grep -v '^#' a | sort -c -n -u
	ubat-filter --sample 1000 --seed 8 <f | grep -v '^#' >c
	! grep -v '^#' a | cmp -s - c || false
	# in mean near the middle: 25000, standard error 452
	mean=$(grep -v '^#' a | awk '{ s += $1 } END { printf "%d", s / NR }')
	[ "$mean" -gt 23000 ]
	[ "$mean" -lt 27000 ]
}

@test "--sample: these are the records of seed 1, on every machine" {
	numbers 100 >f
	[ "$(last 1 --sample 5 <f)" = "$(last 1 --sample 5 --seed 1 <f)" ]
	[ "$(last 1 --sample 5 <f)" = '5 16 69 85 98' ]
}

@test "--sample of fewer records is all of them" {
	run -0 ubat-filter --sample 99 --seed 3 'b1 > 2' in.ubat
	[ "$(step)" = 'in=7 out=4 false=2 missing=1 expr=b1 > 2 seed=3 not-drawn=0' ]
	run -0 ubat-filter --sample 0 <in.ubat
	[ "$(step)" = 'in=7 out=0 false=0 missing=0 seed=1 not-drawn=7' ]
}

@test "--sample after --first draws persons, not records" {
	for seed in 1 2 3; do
		run -0 ubat-filter -c klient --first klient --sample 2 --seed $seed <in.ubat
		[ "${lines[1]} ${lines[2]}" = 'k1 k2' ]
	done
	run -0 ubat-filter --first klient --sample 1 <in.ubat
	[ "$(step)" = 'in=7 out=1 false=0 missing=0 first=klient repeats=3 no-key=2 seed=1 not-drawn=1' ]
}

@test "the account adds up: in is out and all that was left out" {
	for o in '--first klient' '--head 2' '--sample 2' '--first klient --head 1'; do
		run -0 ubat-filter $o 'b1 > 1' in.ubat
		step | tr ' ' '\n' | awk -F= '
			$1 == "in" { in_ = $2 }
			$1 ~ /^(out|false|missing|repeats|no-key|after-head|not-drawn)$/ { n += $2 }
			END { exit in_ != n }'
		ubat-filter $o 'b1 > 1' in.ubat >one
		ubat-export --records -f csv one >/dev/null
	done
}

@test "-c picks after the keys were looked at" {
	[ "$(last 1 -c start --first klient <in.ubat)" = '2015-03-01 2014-12-31' ]
	[ "$(last 1 -c b1,kommun --sample 7 <in.ubat)" = '8 3 .n 9 1 2 7' ]
}

@test "a table keeps its name under --sample and --head" {
	{ tsv '#a:code n:count'; printf '#table\tt\tkeys=a\n#label\tn\tAntal\n'; tsv 'x 1' 'y 2' '.t 3'; printf '#end\t3\t0\n'; } >t
	for o in '--head 3' '--sample 3'; do
		run -0 ubat-filter $o <t
		[ "${lines[1]}" = "$(printf '#table\tt\tkeys=a')" ]
		[ "${lines[2]}" = "$(printf '#label\tn\tAntal')" ]
		[ "${lines[5]}" = "$(printf '.t\t3')" ]
	done
}

@test "wrong options are wrong usage" {
	wrong() {
		local message=$1
		shift
		run -2 --separate-stderr ubat-filter "$@" <in.ubat
		[ -z "$output" ]
		echo "$stderr"
		[ "${stderr_lines[0]}" = "ubat-filter: $message" ]
	}
	wrong '--seed without --sample' --seed 1 true
	wrong '--sample and --head exclude each other' --sample 1 --head 1
	wrong '--sample and --split exclude each other' --sample 1 --split kommun d
	wrong '--head: not a whole number from 0 to 9223372036854775807' --head -1
	wrong '--sample: not a whole number from 0 to 9223372036854775807' --sample 1.5
	wrong '--seed: not a whole number from 0 to 9223372036854775807' --sample 1 --seed x
	wrong '--first is given twice' --first klient --first kommun
	wrong '--split: a column and a folder' --split kommun
	wrong 'no column kleint; did you mean klient?' --first kleint
	wrong 'a column without a name' --first klient,
	wrong 'no column komun; did you mean kommun?' --split komun d
	[ ! -e d ]
}
