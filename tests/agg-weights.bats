# ubat-agg(1): medians, quantiles, deviations and intervals by weights.  The
# figures are R 4.2.2's; the R code stands beside them, with
#	x <- c(3, 1.5, 8, 2.25, 2.25, 9, 4, 0.1, 7.75, 6)
#	w <- c(1, 2.5, 0.3, 1, 4, 0, 2, 1.75, 3, 1)
#	k <- w > 0; X <- x[k]; W <- w[k]; n <- sum(k); m <- weighted.mean(X, W)
#	se <- function(x) sqrt(n / (n - 1) *
#	    sum((W * (x - weighted.mean(x, W)))^2)) / sum(W)
#	wil <- function(p, n, z) { zz <- z^2 / n; (p + zz / 2 + c(-1, 1) * z *
#	    sqrt(p * (1 - p) / n + zz / (4 * n))) / (1 + zz) }
load helper

prepare() {
	tsv '#x:dec w:dec d:date i:int g:code' '3 1 2019-03-01 1 a' '1.5 2.5 2019-02-01 1 a' \
	    '8 0.3 2019-02-01 1 a' '2.25 1 2019-05-01 1 a' '2.25 4 ~ 1 b' \
	    '9 0 2019-12-31 1 b' '4 2 ~ 1 b' '0.1 1.75 2019-06-01 1 b' '7.75 3 ~ 1 b' \
	    '6 1 ~ 1 a' '7 ~ ~ 1 a' '.x 2 ~ 1 b' | whole >x.ubat
}

# of MEASURE [OPTION...]: the fields of the table's one row
of() {
	ubat-agg -f x.ubat "$@" | grep -v '^#' | tr '\t' ' '
}

@test "a quantile by weights is where the weights reach it" {
	local p
	# cw <- cumsum(W[order(X)]); h <- p * sum(W); i <- which(cw >= h)[1]
	# if (cw[i] == h) the mean of X[order(X)][c(i, i + 1)]
	for p in 0:0.1 0.1:0.1 0.25:1.5 0.5:2.25 0.75:6 0.9:7.75 1:8; do
		[ "$(of "q = quantile(x, ${p%:*}, w)")" = "${p#*:} 10 2" ]
	done
	[ "$(of 'median(x, w)')" = '2.25 10 2' ]
	# a half of the weights up to 2: half way to 5
	tsv '#x:int w:int' '2 3' '5 1' '9 2' | whole >y.ubat
	[ "$(ubat-agg -f y.ubat 'median(x, w)' | grep -v '^#')" = $'3.5\t3\t0' ]
	# of weights that are all alike it is type 2
	for p in 0 0.1 0.2 0.25 0.5 0.7 1; do
		[ "$(of "q = quantile(x, $p, i)")" = "$(of "q = quantile(x, $p)")" ]
		[ "$(of "q = quantile(x, $p, i * 0.3)")" = "$(of "q = quantile(x, $p, 2)")" ]
	done
	# 2^53 + 1 is not 2^53
	tsv '#x:int w:int' '9007199254740993 2' '9007199254740992 1' | whole >y.ubat
	[ "$(ubat-agg -f y.ubat 'top(x, 1)' | grep -v '^#')" = $'9007199254740993\t2\t0' ]
	run -0 bash -c "ubat-agg -f y.ubat 'm = round(quantile(x, 0.2, w), 0)' | grep -v '^#'"
	[ "$output" = $'9007199254740992\t2\t0' ]
}

@test "a deviation by weights is that of a sample of them" {
	# v <- n / (n - 1) * sum(W * (X - m)^2) / sum(W); c(v, sqrt(v))
	[ "$(of 'var(x, w)' 'sd(x, w)')" = '7.158154 10 2 2.675473 10 2' ]
	[ "$(of --digits 2 'sd(x, w)')" = '2.68 10 2' ]
	# of weights that are all alike it is the deviation: sd(x)
	[ "$(of 's = sd(x, i * 4)')" = "$(of --digits 6 's = sd(x)')" ]
}

@test "the interval of a mean or a share by weights is by linearisation" {
	# m + c(-1, 1) * qt(.975, n - 1) * se(X)
	[ "$(of --digits 6 --interval 95 'm = mean(x, w)')" = '3.493958 10 2 1.116305 5.87161' ]
	# A <- as.numeric(X > 3.5); p <- weighted.mean(A, W)
	# e <- p * (1 - p) / se(A)^2; wil(p, e, qt(.975, n - 1))
	[ "$(of --digits 6 --interval 95 'p = share(x > 3.5, w)')" = '0.38066465 5 10 2 0.10056739 0.77161976' ]
	# qbeta(.025, p * e, (1 - p) * e + 1); qbeta(.975, p * e + 1, (1 - p) * e)
	[ "$(of --digits 6 --interval 95,exact 'p = share(x > 3.5, w)')" = '0.38066465 5 10 2 0.06320625 0.80609335' ]
	# wil(1, sum(W)^2 / sum(W^2), qt(.975, n - 1))
	[ "$(of --digits 6 --interval 95 'p = share(x > 0, w)')" = '1 10 10 2 0.55438363 1' ]
	# m + c(-1, 1) * qt(.975, n - 1) * se(X) * sqrt(1 - 12 / 48)
	[ "$(of --digits 6 --interval 95 --sample sample --population 48 'm = mean(x, w)')" = '3.493958 10 2 1.43485 5.553065' ]
	# weights that are all alike: t.test(x)$conf.int
	[ "$(of --digits 6 --interval 95 'm = mean(x, i)')" = "$(of --digits 6 --interval 95 'm = mean(x)')" ]
	# one record
	tsv '#x:int w:int' '2 3' | whole >y.ubat
	[ "$(ubat-agg -f y.ubat --interval 95 'm = mean(x, w)' 'sd(x, w)' 'p = share(x > 1, w)' | grep -v '^#' | tr '\t' ' ')" = \
	    '2 1 0 .u .u .u 1 0 1 1 1 0 .u .u' ]
}

@test "a share of 0 or 1 by weights knows what part was drawn" {
	local n
	# e <- sum(W)^2 / sum(W^2) / (1 - 12 / 48); wil(1, e, qt(.975, n - 1))
	for n in '48 0.623887 1' '12 1 1'; do
		[ "$(of --digits 4 --sample sample --population ${n%% *} --interval 95 'p = share(x >= 0, w)')" = \
		    "1 10 10 2 ${n#* }" ]
	done
	# wil(0, e, qt(.975, n - 1))
	[ "$(of --digits 4 --sample sample --population 48 --interval 95 'p = share(x < 0, w)')" = '0 0 10 2 0 0.376113' ]
	# all are drawn: so it is within
	[ "$(of --digits 4 --sample sample --population 12 --interval 95 'p = share(x > 3.5, w)' | cut -d ' ' -f 1,5,6)" = '0.380665 0.380665 0.380665' ]
	[ "$(of --sample sample --population 12 --interval 95,exact 'p = share(x >= 0, w)')" = '1 10 10 2 1 1' ]
}

@test "a state without the pairs that an interval is made of is refused" {
	local m
	for m in 'm = mean(x, w)' 'p = share(x > 2, w)'; do
		ubat-agg --partial --interval 95 -g g "$m" -f x.ubat >s
		ubat-agg --interval 95 -g g "$m" -f x.ubat | grep -v '^#' >one
		ubat-agg --merge s | grep -v '^#' | cmp - one
		awk '/^(pair|text)/ { next } /^#end/ { print "#end", n, 0; next } !/^#/ { n++ } { print }' OFS='\t' s >old
		run -1 --separate-stderr ubat-agg --merge old s
		[[ $stderr = 'ubat-agg: '*': the state keeps fewer values than its measures have records: make it again' ]]
		[ -z "$output" ]
	done
}

@test "weights below 0, or all 0, make none" {
	local w
	for w in -1 0; do
		tsv '#x:int w:int' "2 $w" '3 0' | whole >y.ubat
		run -0 bash -c "ubat-agg -f y.ubat --interval 95 'median(x, w)' 'sd(x, w)' 'm = mean(x, w)' | grep -v '^#' | cut -f 1,4,10,11"
		[ "$output" = $'.u\t.u\t.u\t.u' ]
	done
}

@test "what they are stands in the table, and they keep what others keep" {
	local all=(-g g --total --interval 95 'a = median(x, w)' 'b = quantile(x, 0.9, w)' 'c = sd(x, w)' 'd = mean(x, w)' 'e = share(x > 3, w)')
	run -0 ubat-agg -f x.ubat "${all[@]}"
	[[ ${lines[1]} = *$'\tfunction:a=weighted median\tfunction:b=weighted quantile 0.9\tfunction:c=weighted sd\tfunction:d=mean\t'* ]]
	[[ ${lines[1]} = *$'\tquantile:a=weighted\tquantile:b=weighted\t'* ]]
	[[ $output = *$'#label\ta\tVägd median, a\n'* ]]
	[[ $output = *$'#label\tb\tVägd kvantil 0,9, b\n'* ]]
	[[ $output = *$'#label\tc\tVägd standardavvikelse, c\n'* ]]
	grep -v '^#step' <<<"$output" >one
	# the order of records changes no byte, and states of parts give the same
	{ head -n 1 x.ubat; grep -v '^#' x.ubat | tac; grep '^#end' x.ubat; } >y.ubat
	ubat-agg -f y.ubat "${all[@]}" | grep -v '^#step' | cmp - one
	for i in 0 1 2; do
		{ head -n 1 x.ubat; grep -v '^#' x.ubat | awk -v i=$i 'NR % 3 == i'; } | whole >part$i
		ubat-agg --partial -f part$i "${all[@]}" >state$i
	done
	ubat-agg --merge state2 state0 state1 | grep -v '^#step' | cmp - one
	# a mask does not know what is on either side of a quantile by weights
	run -0 bash -c "ubat-agg -f x.ubat 'a = median(x, w)' 'c = sd(x, w)' | ubat-mask --records-are-persons --min 2 | grep -v '^#' | cut -f 1"
	[ "$output" = .s ]
	run -2 --separate-stderr ubat-agg -f x.ubat 'm = median(d, w)'
	[ "${stderr_lines[0]}" = 'ubat-agg: median of dates has no weights' ]
	run -2 --separate-stderr ubat-agg -f x.ubat 'm = median(x, g)'
	[ "${stderr_lines[0]}" = 'ubat-agg: median takes a number as its second argument' ]
}
