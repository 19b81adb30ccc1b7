# ubat-agg(1), Measures: quantiles by definition, spread, weights, rates, modes
# and values at dates.  The figures are R 4.2.2's; the R code stands beside
# them.
load helper

prepare() {
	# x <- c(3, 1.5, 8, 2.25, 2.25, 9, 4, 0.1, 7.75, 6)
	# w <- c(1, 2.5, 0.3, 1, 4, 0, 2, 1.75, 3, 1)
	{
		tsv '#x:dec w:dec i:int d:date regi:code'
		printf '#label\tregi\tprivat\tPrivat regi\n'
		tsv '3 1 3 2019-03-01 privat' '1.5 2.5 1 2019-02-01 kommunal' \
		    '8 0.3 8 2019-02-01 annan' '2.25 1 2 2019-05-01 privat' \
		    '2.25 4 2 2019-12-31 ~' '9 0 9 2019-12-31 kommunal' \
		    '4 2 4 ~ privat' '0.1 1.75 0 2019-06-01 kommunal' \
		    '7.75 3 7 2019-06-02 annan' '6 1 6 2019-06-03 .x'
	} | whole >in.ubat
}

# only MEASURE: the record of one measure without its companions
only() {
	ubat-agg -f in.ubat "$1" | awk -F'\t' '!/^#/ { print $1 }'
	return "${PIPESTATUS[0]}"
}

# of COLUMNS [RECORD...] -- ARG...: the records of a table of these
of() {
	local rec=()
	while [ "$1" != -- ]; do
		rec+=("$1")
		shift
	done
	shift
	tsv "${rec[@]}" | whole | ubat-agg "$@" | grep -v '^#'
}

# quantiles DEFINITION [DIGITS]: at 0, 0.05, 0.1, 0.25, 0.5, 0.9, 0.95 and 1
quantiles() {
	local p s=
	for p in 0 0.05 0.1 0.25 0.5 0.9 0.95 1; do
		s="$s $(only "q = round(quantile(x, $p, $1), ${2:-6})")"
	done
	echo "${s# }"
}

@test "the nine definitions of a quantile are those of R" {
	# for (t in 1:9) quantile(x, c(0, .05, .1, .25, .5, .9, .95, 1), type = t)
	[ "$(quantiles 1)" = '0.1 0.1 0.1 2.25 3 8 9 9' ]
	[ "$(quantiles 2)" = '0.1 0.1 0.8 2.25 3.5 8.5 9 9' ]
	[ "$(quantiles 3)" = '0.1 0.1 0.1 1.5 3 8 9 9' ]
	[ "$(quantiles 4)" = '0.1 0.1 0.1 1.875 3 8 8.5 9' ]
	[ "$(quantiles 5)" = '0.1 0.1 0.8 2.25 3.5 8.5 9 9' ]
	[ "$(quantiles 6)" = '0.1 0.1 0.24 2.0625 3.5 8.9 9 9' ]
	[ "$(quantiles 7)" = '0.1 0.73 1.36 2.25 3.5 8.1 8.55 9' ]
	[ "$(quantiles 8)" = '0.1 0.1 0.613333 2.1875 3.5 8.633333 9 9' ]
	[ "$(quantiles 9)" = '0.1 0.1 0.66 2.203125 3.5 8.6 9 9' ]
}

@test "a quantile without a definition is type 2, and so is the median" {
	[ "$(only 'quantile(x, 0.1)')" = 0.8 ]
	[ "$(only 'median(x)')" = 3.5 ]
}

@test "the definitions have the names other programs give them" {
	[ "$(quantiles sas1)" = "$(quantiles 4)" ]
	[ "$(quantiles sas2)" = "$(quantiles 3)" ]
	[ "$(quantiles sas3)" = "$(quantiles 1)" ]
	[ "$(quantiles sas4)" = "$(quantiles 6)" ]
	[ "$(quantiles sas5)" = "$(quantiles 2)" ]
	[ "$(quantiles spss)" = "$(quantiles 6)" ]
	[ "$(quantiles excel-inc)" = "$(quantiles 7)" ]
}

@test "excel-exc is type 6 with no value where Excel gives an error" {
	# n is 10: a value from 1/11 to 10/11
	[ "$(quantiles excel-exc)" = '.u .u 0.24 2.0625 3.5 8.9 .u .u' ]
	[ "$(only 'q = quantile(x, 0.090909091, excel-exc)')" != .u ]
	[ "$(only 'q = quantile(x, 0.09090909, excel-exc)')" = .u ]
	[ "$(only 'q = quantile(x, 0.909090909, excel-exc)')" != .u ]
	[ "$(only 'q = quantile(x, 0.90909091, excel-exc)')" = .u ]
}

@test "an interpolated quantile is the number nearest to the exact one" {
	# type 8: 0.1 + (1.5 - 0.1) * 11/30
	[ "$(only 'q = quantile(x, 0.1, 8)')" = 0.6133333333333333 ]
	[ "$(only 'q = quantile(i, 0.5, 8)')" = 3.5 ]
}

@test "no definition of that name is wrong usage" {
	run -2 --separate-stderr ubat-agg -f in.ubat 'q = quantile(x, 0.5, 10)'
	[ "${stderr_lines[0]}" = 'ubat-agg: no definition of a quantile: 1 to 9, sas1 to sas5, spss, excel-inc or excel-exc' ]
	[ "${stderr_lines[2]}" = '                         ^' ]
	[ -z "$output" ]
}

@test "of dates the first three definitions only" {
	[ "$(only 'q = quantile(d, 0.5, 1)')" = 2019-06-01 ]
	[ "$(only 'q = quantile(d, 0.5, 3)')" = 2019-05-01 ]
	run -2 --separate-stderr ubat-agg -f in.ubat 'q = quantile(d, 0.5, 7)'
	[ "${stderr_lines[0]}" = 'ubat-agg: quantile takes numbers by that definition, dates by 1 to 3' ]
}

@test "the table says by which definition each quantile was made" {
	run -0 ubat-agg -f in.ubat 'median(x)' 'a = quantile(x, 0.1, spss)' 'b = quantile(x, 0.1, excel-exc)' n
	[[ $output = *$'\tquantile:x_median=2\tquantile:a=6\tquantile:b=6-exc'* ]]
	[[ $output = *$'#label\ta\tKvantil 0,1 (typ 6), a'* ]]
	[[ $output = *$'#label\tb\tKvantil 0,1 (typ 6), b'* ]]
	[[ $output = *$'#label\tx_median\tMedian, x'* ]]
}

@test "the variance is the square of the deviation, .u with a base below 2" {
	# format(var(x), digits = 17)
	[ "$(only 'var(x)')" = 9.573916666666667 ]
	[ "$(only 'v = round(var(x), 3)')" = 9.574 ]
	run -0 bash -c "ubat-filter 'x = 9' in.ubat | ubat-agg 'var(x)' | grep -v '^#'"
	[ "$output" = $'.u\t1\t0' ]
}

@test "a mean with a second argument is weighted by it" {
	# format(weighted.mean(x, w), digits = 17): 57.825 / 16.55
	[ "$(only 'm = mean(x, w)')" = 3.4939577039274923 ]
	[ "$(only 'm = round(mean(x, w), 2)')" = 3.49 ]
	[ "$(only 'm = mean(i, w)')" = "$(only 'm = rate(i * w, w)')" ]
	[ "$(only 'm = mean(x, i)')" = "$(only 'm = rate(x * i, i)')" ]
}

@test "without weights to divide by there is no mean" {
	run -0 bash -c "ubat-filter 'w = 0' in.ubat | ubat-agg 'm = mean(x, w)' | grep -v '^#'"
	[ "$output" = $'.u\t1\t0' ]
}

@test "a rate is sum over sum, times a factor" {
	[ "$(only 'r = rate(x, i)')" = "$(only 'r = rate(x, i, 1)')" ]
	# sum(x) = 43.85, sum(i) = 42
	[ "$(only 'r = rate(x, i, 1000)')" = 1044.047619047619 ]
	[ "$(only 'r = round(rate(x, i, 1000), 1)')" = 1044 ]
	[ "$(only 'r = rate(i, x)')" = 0.9578107183580388 ]
	[ "$(only 'r = rate(i, 2.5)')" = 1.68 ]
}

@test "a rate says of which population it is, in the heading on the table and on the sheet" {
	tsv '#kommun:code k:int bef:int' '0180 300 500000' '0184 40 43000' | whole |
	    sed '1a #label\tk\tKlienter\n#label\tbef\tinvånare 21–64 år, 31 december 2015' >b.ubat
	heading() {
		ubat-agg -f b.ubat -g kommun "$@" | sed -n 's/^#label\tr\t//p'
	}
	[ "$(heading 'r = rate(k, bef, 10000)')" = 'Klienter per 10 000 invånare 21–64 år, 31 december 2015' ]
	[ "$(heading 'r = rate(k, bef, 1000000)')" = 'Klienter per 1 000 000 invånare 21–64 år, 31 december 2015' ]
	[ "$(heading 'r = rate(k, bef, 100)')" = 'Klienter per 100 invånare 21–64 år, 31 december 2015' ]
	[ "$(heading 'r = rate(k, bef)')" = 'Klienter per invånare 21–64 år, 31 december 2015' ]
	[ "$(heading 'r = rate(k, bef + 1, 1000)')" = 'Klienter per 1 000 bef + 1' ]
	# words of one's own are all there is
	[ "$(heading --label r=Andel 'r = rate(k, bef, 1000)')" = Andel ]
	# what stands beside it is of the records
	run -0 ubat-agg -f b.ubat -n t -g kommun 'r = rate(k, bef, 10000)'
	[[ $output = *$'#label\tr_n\tKlienter, antal med uppgift\n'* ]]
	ubat-xlsx -o r.xlsx <<<"$output"
	unzip -p r.xlsx xl/sharedStrings.xml | grep -q 'Klienter per 10 000 invånare 21–64 år, 31 december 2015<'
	printf '%s\n' '[report]' 'title = A' 'sekretess = intern' 'language = en-GB' '[table t]' 'title = B' >r.report
	ubat-html -l r.report -o r.html <<<"$output"
	grep -q 'Klienter per 10,000 invånare 21–64 år, 31 december 2015<' r.html
}

@test "a rate over nothing is .u" {
	[ "$(only 'r = rate(x, i - i)')" = .u ]
}

@test "the factor of a rate is a whole number up to a million" {
	local bad
	for bad in 0 -1 1.5 1000001 x; do
		run -2 --separate-stderr ubat-agg -f in.ubat "r = rate(x, i, $bad)"
		[ "${stderr_lines[0]}" = 'ubat-agg: the factor of a rate is a whole number, 1 to 1000000' ]
	done
}

@test "a record that has only one of two arguments is missing" {
	run -0 of '#a:int b:int' '1 2' '~ 3' '4 ~' '5 6' -- 'r = rate(a, b)'
	[ "$output" = $'0.75\t2\t2' ]
}

@test "a protected value among two makes a protected rate" {
	run -0 of '#a:count b:count' '1 2' '1 .s' -- 'r = rate(a, b)'
	[ "$output" = $'.s\t1\t1' ]
	run -0 of '#a:count b:count' '1 2' '.s .x' -- 'r = rate(a, b)'
	[ "$output" = $'.s\t1\t1' ]
}

@test "the mode is the value that stands most often, of several the first" {
	[ "$(only 'mode(x)')" = 2.25 ]
	[ "$(only 'mode(regi)')" = kommunal ]
	[ "$(only 'mode(d)')" = 2019-02-01 ]
	# 2 stands twice, 10 too
	run -0 of '#a:int' 10 2 10 2 3 -- 'mode(a)'
	[ "$output" = $'2\t5\t0' ]
}

@test "the mode has its type, its base and what was missing" {
	run -0 bash -c "ubat-agg -f in.ubat 'mode(regi)' | grep -v -e '^#t' -e '^#s' -e '^#l' -e '^#e'"
	[ "${lines[0]}" = $'#regi_mode:code\tregi_mode_n:count\tregi_mode_miss:count' ]
	[ "${lines[1]}" = $'kommunal\t8\t2' ]
}

@test "values that are measures keep their labels" {
	run -0 ubat-agg -f in.ubat 'mode(regi)' 'f = first(regi, d)'
	[[ $output = *$'#label\tregi_mode\tprivat\tPrivat regi'* ]]
	[[ $output = *$'#label\tf\tprivat\tPrivat regi'* ]]
}

@test "first and last are the values at the earliest and the latest date" {
	[ "$(only 'f = first(x, d)')" = 1.5 ]
	[ "$(only 'l = last(x, d)')" = 2.25 ]
}

@test "of two at one date that which is first by bytes, whatever the order" {
	local i
	for i in first last; do
		run -0 of '#a:code d:date' 'c 2019-01-01' 'a 2019-01-01' \
		    'b 2019-01-01' -- "v = $i(a, d)"
		[ "$output" = $'a\t3\t0' ]
	done
}

@test "a record without a date is missing to first and last" {
	run -0 bash -c "ubat-agg -f in.ubat 'f = first(regi, d)' | grep -v '^#'"
	[ "$output" = $'annan\t7\t3' ]
}

@test "first and last take a date" {
	run -2 --separate-stderr ubat-agg -f in.ubat 'f = first(x, w)'
	[ "${stderr_lines[0]}" = 'ubat-agg: first takes a date as its second argument' ]
	run -2 --separate-stderr ubat-agg -f in.ubat 'f = mean(x, d)'
	[ "${stderr_lines[0]}" = 'ubat-agg: mean takes a number as its second argument' ]
}

@test "a total has its own of each, not that of its parts" {
	run -0 bash -c "ubat-agg -f in.ubat -g regi --total 'm = mean(x, w)' 'r = rate(x, i)' 'mode(x)' 'f = first(x, d)' 'l = last(x, d)' 'v = var(x)' | grep '^\\.t'"
	[ "$(cut -f2,5,8,11,14,17 <<<"$output")" = $'3.4939577039274923\t1.0440476190476191\t2.25\t1.5\t2.25\t9.573916666666667' ]
}

@test "the order of records changes no measure" {
	local all=(-g regi --total 'm = mean(x, w)' 'r = rate(x, i, 100)' 'mode(x)' 'mode(regi)' 'f = first(x, d)' 'l = last(x, d)' 'var(x)' 'q = quantile(x, 0.3, 8)')
	ubat-agg -f in.ubat "${all[@]}" >1
	{ head -n 2 in.ubat; grep -v '^#' in.ubat | tac; grep '^#end' in.ubat; } >tac.ubat
	ubat-agg -f tac.ubat "${all[@]}" >2
	diff <(grep -v '^#step' 1) <(grep -v '^#step' 2)
}

@test "a rate or a weighted mean of shares is refused" {
	{ tsv '#p:share p_k:count p_n:count' '0.5 1 2'; } | whole >t.ubat
	run -2 --separate-stderr ubat-agg -f t.ubat 'r = rate(p, p_n)'
	[ "${stderr_lines[0]}" = 'ubat-agg: a rate of shares or means says nothing: column p is share' ]
	run -2 --separate-stderr ubat-agg -f t.ubat 'm = mean(p_n, p)'
	[ "${stderr_lines[0]}" = 'ubat-agg: a mean of shares or means says nothing: column p is share' ]
}

@test "sums of products are exact where doubles are not" {
	# 2^53 + 1 with weight 1, -2^53 with weight 1: the mean is one half
	run -0 of '#a:int w:int' '9007199254740993 1' '-9007199254740992 1' -- 'm = mean(a, w)'
	[ "$output" = $'0.5\t2\t0' ]
}

@test "the #table line says what each measure is, but counts and shares" {
	tsv '#x:int' 1 2 | whole | ubat-agg n 'a = sum(x)' 'b = quantile(x, 0.25)' 'c = max(x)' \
	    'd = share(x > 1)' 'e = mean(x)' 'f = distinct(x)' >t
	[ "$(sed -n 2p t | tr '\t' '\n' | grep function: | tr '\n' ' ')" = 'function:a=sum function:b=quantile 0.25 function:c=max function:e=mean ' ]
}

@test "top is the greatest number, the next to it and so on" {
	run -0 bash -c "printf '#x:int\tk:code\n5\ta\n9\ta\n9\ta\n\ta\n2\tb\n#end\t5\t0\n' | ubat-agg -g k --total 'top(x, 1)' 'top(x, 2)' 'c = top(x, 3)' 'd = top(x + 0.5, 4)' | grep -v '^#' | tr '\t' ' '"
	[ "$output" = 'a 9 3 1 9 3 1 5 3 1 .u 3 1
b 2 1 0 .u 1 0 .u 1 0 .u 1 0
.t 9 4 1 9 4 1 5 4 1 2.5 4 1' ]
	for k in 0 x 1001; do
		run -2 --separate-stderr bash -c "printf '#x:int\n#end\t0\t0\n' | ubat-agg 'top(x, $k)'"
		[ "${stderr_lines[0]}" = 'ubat-agg: top takes a whole number, 1 to 1000' ]
	done
}
