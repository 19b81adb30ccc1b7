# What a table shows of figures without counts beside them: shares by weights, of
# units, between two shares.  No sink shows a decimal that was rounded away.
load helper

# records TABLE: its records, blanks for tabs
records() {
	grep -v '^#' "$@" | tr '\t' ' '
}

prepare() {
	awk 'BEGIN {
		print "#k:int\tg:text\tb:bool\tw:int"
		for (i = 0; i < 60; i++)
			for (j = 0; j < 7; j++)
				printf "%d\t%s\t%d\t%d\n", i, i % 2 ? "m" : "k",
				    i * j % 5 % 2, 1 + (i + j) % 4
	}' | whole >x.ubat
}

# last LINES: the last row as people read it, blanks made one
last() {
	grep '^Totalt' "$@" | tr -s ' ' | sed 's/ *$//'
}

@test "a share by weights is called that, and so is a mean" {
	run -0 ubat-agg -f x.ubat 'p = share(b)' 'v = share(b, w)' 'm = mean(k)' 'mv = mean(k, w)'
	[[ $output = *$'#label\tp\tAndel p, procent\n'*$'#label\tv\tVägd andel v, procent\n'* ]]
	[[ $output = *$'#label\tm\tMedelvärde, m\n'*$'#label\tmv\tVägt medelvärde, mv\n'* ]]
	[[ $output = *$'#label\tv_n\tv (vägd andel), antal med uppgift\n'* ]]
	# so a table of both has no heading twice, which a PX file cannot
	run -0 bash -c "ubat-agg -f x.ubat -g g n 'p = share(b)' 'v = share(b, w)' |
	    ubat-export -f px"
	ubat-agg -f x.ubat -g g n 'b = share(b)' 'v = share(b, w)' 'k_mean = mean(k)' 'k_v = mean(k, w)' >t
	[ "$(grep '^#label' t | cut -f 3- | sort | uniq -d)" = '' ]
}

@test "what a mask rounded is shown with no more decimals than it has" {
	ubat-agg -f x.ubat -g g --total --interval 95 n 'p = share(b)' 'v = share(b, w)' 'm = mean(k)' >t
	[ "$(ubat-show t | last)" = 'Totalt 420 28.6 24.5 33.1 28.6 24.1 33.5 29.5 27.8 31.2' ]
	run -0 ubat-mask --records-are-persons t
	[[ $output = *$'\tshare_digits=0\n'* && $output != *$'\tdigits='* ]]
	[ "$(ubat-show - <<<"$output" | last)" = 'Totalt 420 28.6 24 33 29 24 34 29.5 27.8 31.2' ]
	run -0 ubat-mask --records-are-persons --digits 0 t
	[[ $output = *$'\tdigits=0\tshare_digits=0\n'* ]]
	[ "$(ubat-show - <<<"$output" | last)" = 'Totalt 420 29 24 33 29 24 34 30 28 31' ]
	# what was said before gives way; more than one decimal no share has
	ubat-agg -f x.ubat -g g --total --digits 3 n 'v = share(b, w)' 'm = mean(k)' >t
	run -0 ubat-mask --records-are-persons --digits 2 t
	[[ $output = *$'\tdigits=2\tshare_digits=1\n'* && $output != *digits=3* ]]
	[ "$(ubat-show - <<<"$output" | last)" = 'Totalt 420 28.6 29.50' ]
	ubat-mask --records-are-persons --digits 2 t | ubat-xlsx -o m.xlsx -
	run -0 ubat-audit --compare m.xlsx m.xlsx
	# without such shares there is nothing to say
	run -0 bash -c "ubat-agg -f x.ubat -g g n 'p = share(b)' | ubat-mask --records-are-persons"
	[[ $output != *share_digits* ]]
}

@test "between shares there are shares: quantiles, the least and the largest" {
	ubat-agg -f x.ubat -g k n 'p = share(b)' >p
	run -0 ubat-agg -f p --unit enheter 'q = median(p)' 'i = quantile(p, 0.9, 7)' 'min(p)' 'max(p)' 'sd(p)' 'd = distinct(p)'
	[[ ${lines[0]} = $'#q:share\t'*$'\ti:share\t'*$'\tp_min:share\t'*$'\tp_max:share\t'*$'\tp_sd:stat\t'* ]]
	[[ $output = *$'#label\tq\tMedian, Andel p, procent\n#label\tq_n\tAndel p (median), antal med uppgift\n'* ]]
	[[ $output = *$'#label\tp_sd\tStandardavvikelse, Andel p\n'*$'#label\td\tAntal olika, Andel p\n'* ]]
	# a heading that says per cent has per cents
	run -0 bash -c "ubat-agg -f p 'q = median(p)' 'max(p)' | ubat-show | tail -n 1 | tr -s ' '"
	[ "$output" = ' 28.6 42.9' ]
	# and the one that stands most often is one: of two, the first
	[ "$(ubat-agg -f p 'm = mode(p)' | records)" = '0.2857142857142857 60 0' ]
}

@test "a mask rounds a share of units as it does other shares" {
	ubat-agg -f x.ubat -g k n 'p = share(b)' >p
	ubat-agg -f p --unit enheter n 'mean_unweighted(p)' 'q = median(p)' >t
	[ "$(records t)" = '60 0.285714286 60 0 0.285714286 60 0' ]
	[ "$(ubat-mask --records-are-persons t | records)" = '60 0.29 60 0 0.29 60 0' ]
	[ "$(ubat-mask --records-are-persons --digits 4 t | records)" = '60 0.286 60 0 0.286 60 0' ]
}
