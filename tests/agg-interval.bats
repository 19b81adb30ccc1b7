# ubat-agg(1), --interval.  The figures are R 4.2.2's; the R code stands beside
# them.
load helper

# share K N: a stream of N records, of which K are true
share() {
	{
		echo '#a:int'
		awk -v k="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) print (i < k) }'
	} | whole
}

# of LEVEL MEASURE: all fields of the table of standard input
of() {
	ubat-agg --digits 6 --interval "$1" "x = $2" | grep -v '^#'
}

@test "the interval of a share is Wilson's" {
	# prop.test(13, 32, correct = FALSE)$conf.int
	run -0 bash -c "$(declare -f share of whole); share 13 32 | of 95 'share(a = 1)'"
	[ "$output" = $'0.40625\t13\t32\t0\t0.25519635\t0.57739975' ]
	# prop.test(0, 7, ...) and prop.test(7, 7, ...)
	run -0 bash -c "$(declare -f share of whole); share 0 7 | of 95 'share(a = 1)'; share 7 7 | of 95 'share(a = 1)'"
	[ "${lines[0]}" = $'0\t0\t7\t0\t0\t0.35433044' ]
	[ "${lines[1]}" = $'1\t7\t7\t0\t0.64566956\t1' ]
	# prop.test(1, 1, correct = FALSE, conf.level = .99)
	run -0 bash -c "$(declare -f share of whole); share 1 1 | of 99 'share(a = 1)'"
	[ "$output" = $'1\t1\t1\t0\t0.13097754\t1' ]
	# prop.test(123456, 999999, correct = FALSE, conf.level = .9)
	run -0 bash -c "$(declare -f share of whole); share 123456 999999 | of 90 'share(a = 1)'"
	[ "$output" = $'0.12345612\t123456\t999999\t0\t0.12291605\t0.12399823' ]
}

@test "the exact interval of a share is that of Clopper and Pearson" {
	# binom.test(13, 32)$conf.int
	run -0 bash -c "$(declare -f share of whole); share 13 32 | of 95,exact 'share(a = 1)'"
	[ "$output" = $'0.40625\t13\t32\t0\t0.2369841\t0.59355075' ]
	# binom.test(0, 7), binom.test(7, 7)
	run -0 bash -c "$(declare -f share of whole); share 0 7 | of 95,exact 'share(a = 1)'; share 7 7 | of 95,exact 'share(a = 1)'"
	[ "${lines[0]}" = $'0\t0\t7\t0\t0\t0.4096164' ]
	[ "${lines[1]}" = $'1\t7\t7\t0\t0.5903836\t1' ]
	# binom.test(1, 1, conf.level = .99)
	run -0 bash -c "$(declare -f share of whole); share 1 1 | of 99,exact 'share(a = 1)'"
	[ "$output" = $'1\t1\t1\t0\t0.005\t1' ]
	# binom.test(123456, 999999, conf.level = .9)
	run -0 bash -c "$(declare -f share of whole); share 123456 999999 | of 90,exact 'share(a = 1)'"
	[ "$output" = $'0.12345612\t123456\t999999\t0\t0.12291534\t0.12399852' ]
}

numbers() {
	tsv '#x:dec g:code' '3 a' '1.5 a' '8 a' '2.25 a' '2.25 b' '9 b' '4 b' \
	    '0.1 b' '7.75 b' '6 c' '~ c' | whole >x.ubat
}

@test "the interval of a mean is Student's" {
	numbers
	# x <- c(3, 1.5, 8, 2.25, 2.25, 9, 4, 0.1, 7.75, 6); t.test(x)$conf.int
	run -0 of 95 'mean(x)' <x.ubat
	[ "$output" = $'4.385\t10\t1\t2.171561\t6.598439' ]
	# t.test(x, conf.level = .999)$conf.int
	run -0 of 99.9 'mean(x)' <x.ubat
	[ "$output" = $'4.385\t10\t1\t-0.292951\t9.062951' ]
	# t.test(c(1, 2))$conf.int
	{ tsv '#x:int' 1 2; } | whole >two
	run -0 of 95 'mean(x)' <two
	[ "$output" = $'1.5\t2\t0\t-4.853102\t7.853102' ]
}

@test "of values that are all one the interval is a point" {
	{ tsv '#x:int' 7 7 7; } | whole >same
	run -0 of 95 'mean(x)' <same
	[ "$output" = $'7\t3\t0\t7\t7' ]
}

@test "a mean of one value, a share of none, have no interval" {
	numbers
	run -0 bash -c "ubat-agg -g g --interval 95 'x = mean(x)' <x.ubat | grep '^c'"
	[ "$output" = $'c\t6\t1\t1\t.u\t.u' ]
	{ tsv '#a:int' '~'; } | whole >none
	run -0 of 95 'share(a = 1)' <none
	[ "$output" = $'.u\t0\t0\t1\t.u\t.u' ]
}

@test "a total has an interval of its own" {
	numbers
	run -0 bash -c "ubat-agg -g g --total --interval 95 --digits 6 'x = mean(x)' <x.ubat | grep '^[.]t'"
	[ "$output" = $'.t\t4.385\t10\t1\t2.171561\t6.598439' ]
}

@test "a protected value has no interval, nor one whose base is too small" {
	{ tsv '#a:count g:code' '1 a' '.s a' '1 b' '2 b'; } | whole >s
	run -0 bash -c "ubat-agg -g g --interval 95 --min-base 3 'x = mean(a)' 'y = share(a = 1)' <s | grep -v '^#'"
	[ "${lines[0]}" = $'a\t.s\t1\t1\t.s\t.s\t.s\t.s\t1\t1\t.s\t.s' ]
	[ "${lines[1]}" = $'b\t.l\t2\t0\t.l\t.l\t.l\t.l\t2\t0\t.l\t.l' ]
}

@test "a mean with weights by clusters, a sum and a count have none" {
	numbers
	run -0 ubat-agg --interval 95 --cluster g 'w = mean(x, x)' 's = sum(x)' n <x.ubat
	[ "${lines[0]}" = $'#w:mean\tw_n:count\tw_miss:count\ts:dec\ts_n:count\ts_miss:count\tn:count' ]
}

@test "the ends have the measure's type, words and rounding" {
	numbers
	run -0 ubat-agg --interval 99.9 'x = round(mean(x), 1)' 'p = share(x > 2)' <x.ubat
	[ "${lines[0]}" = $'#x:mean\tx_n:count\tx_miss:count\tx_lo:mean\tx_hi:mean\tp:share\tp_k:count\tp_n:count\tp_miss:count\tp_lo:share\tp_hi:share' ]
	[[ $output = *$'#label\tx_lo\tx, undre gräns (99,9 procents konfidens)\n'* ]]
	[[ $output = *$'#label\tp_hi\tp, övre gräns (99,9 procents konfidens), procent\n'* ]]
	[[ $output = *$'\n4.4\t10\t1\t-0.3\t9.1\t'* ]]
}

@test "the table says the level and the kind" {
	numbers
	run -0 ubat-agg --interval 95 n <x.ubat
	[[ ${lines[1]} = *$'\tinterval=95 wilson'* ]]
	run -0 ubat-agg --interval 99.9,exact n <x.ubat
	[[ ${lines[1]} = *$'\tinterval=99.9 exact'* ]]
	run -0 ubat-agg n <x.ubat
	[[ ${lines[1]} != *interval* ]]
}

@test "across, each value has its intervals" {
	numbers
	run -0 ubat-agg --across g --interval 95 'x = mean(x)' <x.ubat
	[[ ${lines[0]} = *$'x_a:mean\tx_a_n:count\tx_a_miss:count\tx_a_lo:mean\tx_a_hi:mean\tx_b:mean'* ]]
}

@test "a level from 50 to 99.9" {
	local bad
	numbers
	for bad in 49.9 100 99.95 0.95 95% ,exact 95, 95,wilson 95,exact, ''; do
		run -2 --separate-stderr ubat-agg --interval "$bad" n <x.ubat
		[ "${stderr_lines[0]}" = 'ubat-agg: --interval: not a level from 50 to 99.9, perhaps with ,exact' ]
	done
	run -0 ubat-agg --interval 50 n <x.ubat
	run -0 ubat-agg --interval 99.9 n <x.ubat
}

@test "a measure keeps its interval when columns are chosen" {
	numbers
	ubat-agg -g g --interval 95 'x = mean(x)' 'p = share(x > 2)' <x.ubat >t.ubat
	run -2 --separate-stderr ubat-filter -c g,x,x_n true t.ubat
	run -0 bash -c "ubat-filter -c g,x,x_n,x_miss,x_lo,x_hi true t.ubat | head -n 1"
	[ "$output" = $'#g:code\tx:mean\tx_n:count\tx_miss:count\tx_lo:mean\tx_hi:mean' ]
}

@test "the workbook shows the interval beside its measure" {
	numbers
	ubat-agg -g g -n t --digits 1 --interval 95 'p = share(x > 2)' <x.ubat >t.ubat
	ubat-xlsx -o r.xlsx t.ubat
	run -0 unzip -p r.xlsx xl/tables/table1.xml
	[[ $output = *'name="p, undre gräns (95 procents konfidens), procent"'* ]]
}
