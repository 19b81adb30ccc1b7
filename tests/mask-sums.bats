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

# flags K K K: three groups of 30 records, of which K have x 1, else 0
flags() {
	local g=a i=0 k n
	printf '#p:id\tk:code\tx:int\n'
	for k; do
		for ((n = 0; n < 30; n++)); do
			printf 'p%d\t%s\t%d\n' $((i++)) $g $((n < k))
		done
		g=$(tr a-y b-z <<<$g)
	done
	printf '#end\t%d\t0\n' $i
}

@test "a sum of whole numbers that can be a count of too few is hidden" {
	flags 2 28 15 0 30 | ubat-agg -g k --person p n 'antal = sum(x)' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | cut -d' ' -f1,3)" = 'a .s
b .s
c 15
d 0
e 30' ]
	[[ $output = *by-numerator=1$'\t'by-rest=1$'\t'* ]]
	# and no total gives it
	flags 2 28 15 0 30 | ubat-agg -g k --total --person p n 'antal = sum(x)' >t
	run -0 ubat-mask t
	[[ "$(cells <<<"$output" | cut -d' ' -f1,3)" = 'a .s'*'b .s'*'.t 75' ]]
	flags 2 15 15 | ubat-agg -g k --total --person p n 'antal = sum(x)' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | cut -d' ' -f1,3 | grep -c '\.s')" = 2 ]
}

@test "--published: a sum that is out is known, one that is hidden stays so" {
	flags 2 15 15 | ubat-agg -g k --total --person p n 'antal = sum(x)' >t
	ubat-mask t >old
	run -0 ubat-mask --min-part 0 t
	[[ $output != *.s* ]]
	run -0 ubat-mask --min-part 0 --published old t
	[ "$(cells <<<"$output")" = "$(cells old)" ]
	sed 's/\tn_pers:count//; s/\t90$//; s/\t30$//' t >out
	# what everybody has read is not hidden
	run -0 ubat-mask --published out t
	[ "$(cells <<<"$output" | head -1)" = 'a 30 2 30 0' ]
}

@test "--published: the rest of what a share has more is not of too few" {
	# 10 of 30, then 14 of 35: of five more, one is not
	flags 10 15 15 | ubat-agg -g k --person p n 'x = share(x = 1)' | ubat-mask >old
	{ flags 14 15 15 | grep -v '^#end'; for i in 1 2 3 4 5; do printf 'q%d\ta\t0\n' $i; done; printf '#end\t95\t0\n'; } |
	    ubat-agg -g k --person p n 'x = share(x = 1)' >t
	run -0 ubat-mask t
	[[ $output != *.s* ]]
	run -0 ubat-mask --published old t
	[ "$(cells <<<"$output" | head -1)" = 'a 35 .s .s .s .s' ]
}

@test "sums that go below 0 are protected too" {
	{ printf '#p:id\tk:code\tkr:dec\n'
	for ((i = 0; i < 32; i++)); do
		printf 'p%d\t%s\t%s\n' $i $([ $i -lt 2 ] && echo a || echo b$((i % 3))) $((i < 12 ? -500 : 400))
	done
	printf '#end\t32\t0\n'; } | ubat-agg -g k --total --person p n 'kr = sum(kr)' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | cut -d' ' -f1,3 | grep -c '\.s')" = 2 ]
	run -0 ubat-audit <<<"$output"
}
