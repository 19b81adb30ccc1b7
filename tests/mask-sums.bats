# ubat-mask(1) on sums, means and what else is made of values.
load helper

# values N: N records in each of the groups a to d, of values 1, 2, ...; each
# record a person of its own
values() {
	local i=0 g n
	printf '#p:id\tk:code\tkr:int\n'
	for g in a b c d; do
		for ((n = 1; n <= $1; n++)); do
			printf 'p%d\t%s\t%d\n' $((i++)) $g $n
		done
	done
	printf '#end\t%d\t0\n' $i
}

# cells FILE: records alone, one blank between fields
cells() {
	grep -v '^#' "$@" | tr '\t' ' '
}

@test "what a measure is stands in the table, whatever it is called" {
	values 50 | ubat-agg -g k --person p n 'kostnad = sum(kr)' 'b = sd(kr)' 'c = var(kr)' \
	    'd = quantile(kr, 0.5)' 'e = quantile(kr, 0.95)' 'f = mean(kr)' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | head -1 | cut -d' ' -f1,3,6,9,12,15,18)" = 'a 1275 14.6 212.5 25.5 .s 25.5' ]
	# a name does not make a sum of what is of one value
	values 50 | ubat-agg -g k --person p n 'kr_sum = max(kr)' 'x_sd = first(kr, 2020-01-01)' \
	    'kr_median = mode(kr)' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | head -1 | cut -d' ' -f1,3,6,9)" = 'a .s .s .s' ]
}

@test "where the table does not say it, names and --sums do" {
	values 50 | ubat-agg -g k --person p n 'sum(kr)' 'antal = sum(kr)' | sed 's/	function:[^	]*//g' >t
	run ! grep -q function t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | head -1 | cut -d' ' -f1,3,6)" = 'a 1275 .s' ]
	run -0 ubat-mask --sums antal t
	[ "$(cells <<<"$output" | head -1 | cut -d' ' -f1,3,6)" = 'a 1275 1275' ]
}

@test "counts that were counted in another table are refused" {
	values 50 | ubat-agg -g k n | ubat-agg n 'sum(n)' >t
	run -2 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table tabell: column n_sum was counted in another table: protect that one' ]
}
