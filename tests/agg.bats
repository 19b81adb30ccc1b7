# ubat-agg(1): one test for each sentence of the DESCRIPTION.
# EXAMPLES: ubat-agg.1
load helper

prepare() {
	{
		tsv '#klient:id kommun:code regi:code start:date alder:int b1:int kostnad:dec b1_pos:bool'
		printf '#label\tregi\tRegi\n#label\tregi\tkommunal\tKommunal regi\n'
		printf '#label\talder\tÅlder vid start\n'
		tsv 'a1 0180 privat 2016-03-01 41 8 12500.5 1' \
		    'a1 0180 kommunal 2016-04-01 41 5 ~ 0' \
		    'b2 1480 kommunal 2017-03-01 20 .x 3 ~' \
		    'c3 1480 ~ 2018-01-01 ~ 9 0.5 1' \
		    'd4 0180 kommunal 2016-01-01 33 7 1.25 1'
	} | whole >atgard.ubat
}

# agg ARG...: the legend and the records that come of atgard.ubat
agg() {
	ubat-agg -f atgard.ubat "$@" | grep -v -e '^#[a-z]*	' -e '^#end'
	return "${PIPESTATUS[0]}"
}

# column NAME ARG...: that column of the same, by commas; an empty field is ~
column() {
	local name=$1
	shift
	ubat-agg "$@" | awk -F'\t' -v name="$name" '
		NR == 1 {
			sub(/^#/, "")
			for (i = 1; i <= NF; i++) {
				sub(/:.*/, "", $i)
				if ($i == name) c = i
			}
		}
		NR > 1 && !/^#/ { s = s "," ($c == "" ? "~" : $c) }
		END { print substr(s, 2) }'
	return "${PIPESTATUS[0]}"
}

# stream NAME:TYPE VALUE...: a stream of one column, _ for an empty field
stream() {
	local name=$1 v
	shift
	echo "#$name"
	for v; do
		[ "$v" = _ ] || printf %s "$v"
		echo
	done
	printf '#end\t%d\t0\n' $#
}

step() { # step KEY: its value in the last step of standard input
	grep '^#step' | tail -n 1 | tr '\t' '\n' | sed -n "s/^$1=//p"
}

# --- groups ---------------------------------------------------------------

@test "one row for each combination of the keys that occurs" {
	run -0 agg -g kommun,regi n
	[ "$output" = "$(printf '#kommun:code\tregi:code\tn:count\n0180\tkommunal\t2\n0180\tprivat\t1\n1480\tkommunal\t1\n1480\t\t1')" ]
}

@test "keys come first and keep their type" {
	run -0 agg -g start,alder n
	[ "${lines[0]}" = "$(tsv '#start:date alder:int n:count')" ]
}

@test "without keys there is one row, of all records" {
	run -0 agg n
	[ "$output" = "$(tsv '#n:count' 5)" ]
}

@test "where no record came there is no row, and the table is whole" {
	run -0 --separate-stderr ubat-agg -g a n < <(stream a:int)
	[ "${lines[0]}" = "$(tsv '#a:int n:count')" ]
	[ "$(grep -vc '^#' <<<"$output")" = 0 ]
	[ "${lines[-1]}" = "$(tsv '#end 0 1')" ]
	run -0 --separate-stderr ubat-agg --total n < <(stream a:int)
	[ "${lines[-1]}" = "$(tsv '#end 0 1')" ]
	[ -z "$stderr" ]
}

@test "a definition is a key" {
	run -0 agg -g 'ar = year(start), kommun' n
	[ "$output" = "$(tsv '#ar:int kommun:code n:count' '2016 0180 3' '2017 1480 1' '2018 1480 1')" ]
}

@test "commas inside calls, lists and quotes separate no keys" {
	run -0 agg -g 'a = if(alder > 30, "x,y", "z"), b = regi in ("privat", "kommunal")' n
	[ "${lines[0]}" = "$(tsv '#a:text b:bool n:count')" ]
	[ "${lines[1]}" = "$(tsv 'x,y 1 3')" ]
}

@test "-g repeated joins the lists" {
	run -0 agg -g kommun -g regi n
	[ "${lines[0]}" = "$(tsv '#kommun:code regi:code n:count')" ]
}

@test "at most 16 keys" {
	run -2 --separate-stderr ubat-agg -f atgard.ubat \
	    -g 'a=alder,b=alder,c=alder,d=alder,e=alder,f=alder,g=alder,h=alder,i=alder,j=alder,k=alder,l=alder,m=alder,o=alder,p=alder,q=alder,r=alder' n
	[ "$stderr" = "ubat-agg: more than 16 keys" ]
	[ -z "$output" ]
}

@test "rows are in order: numbers by value" {
	[ "$(stream a:int 10 9 -1 100 -20 0 | column a -g a n)" = -20,-1,0,9,10,100 ]
	[ "$(stream a:dec 10 9.5 -1.25 9.25 0 | column a -g a n)" = -1.25,0,9.25,9.5,10 ]
}

@test "rows are in order: dates by value, text by bytes, no before yes" {
	[ "$(stream a:date 2016-01-01 2015-12-31 0999-01-01 | column a -g a n)" = 0999-01-01,2015-12-31,2016-01-01 ]
	[ "$(stream a:text ö å B a aa | column a -g a n)" = B,a,aa,å,ö ]
	[ "$(stream a:code 10 9 010 | column a -g a n)" = 010,10,9 ]
	[ "$(stream a:bool 1 0 1 | column a -g a n)" = 0,1 ]
}

@test "a missing key is a group of its own for each reason, after the others" {
	[ "$(stream a:int .x _ 5 .n _ | column a -g a n)" = 5,~,.n,.x ]
	[ "$(stream a:int .x _ 5 .n _ | column n -g a n)" = 1,2,1,1 ]
}

@test "texts of all lengths are told apart" {
	run -0 column n -g a n < <(stream a:text a ab abc abcd abcde abcdef \
	    abcdefg abcdefgh abcdefghi abcdefghij abcdefghi abcdxefg abcdyefg)
	[ "$output" = 1,1,1,1,1,1,1,1,2,1,1,1 ]
}

@test "escapes pass through as they are" {
	run -0 column t -g t n < <(stream t:text 'a\tb' '\#c' 'a\tb')
	[ "$output" = '\#c,a\tb' ]
}

@test "hundreds of thousands of groups" {
	seq 200000 | awk 'BEGIN { print "#a:int" } { print $1 * 7 % 100003 }
		END { print "#end\t200000\t0" }' |
	    ubat-agg -g a n >out
	[ "$(tail -n 1 out)" = "$(tsv '#end 100003 1')" ]
	[ "$(awk '!/^#/ { s += $2 } END { print s }' out)" = 200000 ]
	[ "$(awk '!/^#/ { print $1 }' out | sort -nc && echo sorted)" = sorted ]
}

@test "the number of groups has a limit, totals among them" {
	run -1 --separate-stderr ubat-agg --max-groups 3 -g a n < <(stream a:int 1 2 3 4)
	[ "$stderr" = "ubat-agg: more than 3 groups (option --max-groups)" ]
	[[ $output != *'#end'* ]]
	run -0 ubat-agg --max-groups 4 -g a n < <(stream a:int 1 2 3 4)
	run -1 --separate-stderr ubat-agg --max-groups 4 --total -g a n < <(stream a:int 1 2 3 4)
	[ "$stderr" = "ubat-agg: more than 4 groups (option --max-groups)" ]
}

# --- measures -------------------------------------------------------------

@test "n is the number of records" {
	run -0 agg -g regi n 'antal = n'
	[ "$output" = "$(tsv '#regi:code n:count antal:count' 'kommunal 3 3' 'privat 1 1' '~ 1 1')" ]
}

@test "count is how many records a condition is true for" {
	run -0 agg -g regi 'k = count(b1 > 6)' 'count(b1_pos)'
	[ "$output" = "$(tsv '#regi:code k:count b1_pos_count:count' 'kommunal 1 1' 'privat 1 1' '~ 1 1')" ]
}

@test "what count and distinct pass over is counted in the step" {
	ubat-agg -f atgard.ubat -g kommun --total 'k = count(b1 > 6)' 'd = distinct(b1)' 'e = distinct(kommun)' >out
	[ "$(step missing:k <out)" = 1 ]
	[ "$(step missing:d <out)" = 1 ]
	[ -z "$(step missing:e <out)" ]
}

@test "a share has its numerator, base and missing beside it" {
	run -0 agg -g regi 'pos = share(b1 > 6)'
	[ "$output" = "$(tsv '#regi:code pos:share pos_k:count pos_n:count pos_miss:count' \
	    'kommunal 0.5 1 2 1' 'privat 1 1 1 0' '~ 1 1 1 0')" ]
}

@test "sum, mean and sd, with base and missing" {
	run -0 agg 'sum(alder)' 'mean(alder)' 'sd(alder)'
	[ "${lines[0]}" = "$(tsv '#alder_sum:int alder_sum_n:count alder_sum_miss:count alder_mean:mean alder_mean_n:count alder_mean_miss:count alder_sd:stat alder_sd_n:count alder_sd_miss:count')" ]
	# by hand: 41 41 20 33; squares of the deviations 294.75, over 3
	[ "${lines[1]}" = "$(tsv '135 4 1 33.75 4 1 9.912113800799505 4 1')" ]
}

@test "decimals are exact: a tenth ten times is one" {
	run -0 column x_sum 'sum(x)' < <(stream x:dec 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1)
	[ "$output" = 1 ]
	run -0 column x_sum 'sum(x)' < <(stream x:dec 999999999999999998.999999999 0.000000001 -0.5)
	[ "$output" = 999999999999999998.5 ]
}

@test "a mean is the number nearest to the exact quotient" {
	run -0 column x_mean 'mean(x)' < <(stream x:int 1 1 0)
	[ "$output" = 0.6666666666666666 ]
	run -0 column x_mean 'mean(x)' < <(stream x:int 9223372036854775807 9223372036854775807)
	[ "$output" = 9223372036854776000 ] # the double next to it, shortest
	run -0 column x_mean 'mean(x)' < <(stream x:dec 0.1 0.2)
	[ "$output" = 0.15 ]
}

@test "negative numbers" {
	run -0 ubat-agg 'sum(x)' 'mean(x)' 'sd(x)' 'min(x)' 'max(x)' 'median(x)' \
	    < <(stream x:dec -1.5 -2.5 3)
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv '-1 3 0 -0.3333333333333333 3 0 2.9297326385411577 3 0 -2.5 3 0 3 3 0 -1.5 3 0')" ]
}

@test "sums beyond 64 bits are carried" {
	nines() { # TYPE VALUE: twenty of them
		echo "#x:$1"
		yes -- "$2" | head -n 20
		printf '#end\t20\t0\n'
	}
	[ "$(nines int 999999999999999999 | column x_mean 'mean(x)')" = 1000000000000000000 ]
	[ "$(nines int -999999999999999999 | column x_mean 'mean(x)')" = -1000000000000000000 ]
	[ "$(nines dec 999999999 | column x_sum 'sum(x)')" = 19999999980 ]
	[ "$(nines dec -999999999.5 | column x_sum 'sum(x)')" = -19999999990 ]
}

@test "large values with a small spread have their sd" {
	run -0 column x_sd 'sd(x)' < <(stream x:int 1000000000000000001 1000000000000000002 1000000000000000003)
	[ "$output" = 1 ]
}

@test "sd of fewer than two values is .u, of equal ones 0" {
	[ "$(stream x:int 5 _ | column x_sd 'sd(x)')" = .u ]
	[ "$(stream x:int 5 5 5 | column x_sd 'sd(x)')" = 0 ]
}

@test "a sum that does not fit its type is an error that names the measure" {
	run -1 --separate-stderr ubat-agg 'sum(x)' < <(stream x:int 9223372036854775807 1)
	[ "$stderr" = "ubat-agg: measure x_sum: a sum does not fit 64 bits" ]
	[[ $output != *'#end'* ]]
	run -1 --separate-stderr ubat-agg 's = sum(x)' < <(stream x:dec 999999999999999999 1)
	[ "$stderr" = "ubat-agg: measure s: a sum does not fit dec" ]
}

@test "sum, min and max keep the type of what they are made of" {
	run -0 agg 'min(start)' 'max(start)' 'min(alder)' 'max(kostnad)' 'sum(kostnad)'
	[ "${lines[0]}" = "$(tsv '#start_min:date start_min_n:count start_min_miss:count start_max:date start_max_n:count start_max_miss:count alder_min:int alder_min_n:count alder_min_miss:count kostnad_max:dec kostnad_max_n:count kostnad_max_miss:count kostnad_sum:dec kostnad_sum_n:count kostnad_sum_miss:count')" ]
	[ "${lines[1]}" = "$(tsv '2016-01-01 5 0 2018-01-01 5 0 20 4 1 12500.5 4 1 12505.25 4 1')" ]
}

@test "the median of an even number of values is the mean of the two in the middle" {
	[ "$(stream x:int 4 1 3 2 | column x_median 'median(x)')" = 2.5 ]
	[ "$(stream x:int 3 1 2 | column x_median 'median(x)')" = 2 ]
	[ "$(stream x:dec 0.1 0.2 | column x_median 'median(x)')" = 0.15 ]
	[ "$(stream x:int -1 0 | column x_median 'median(x)')" = -0.5 ]
}

@test "quantiles are of type 2" {
	# R: quantile(1:10, c(0, .1, .25, .5, .75, .9, 1), type = 2)
	# 1 1.5 3 5.5 8 9.5 10
	run -0 ubat-agg 'a = quantile(x, 0.0)' 'b = quantile(x, 0.1)' \
	    'c = quantile(x, 0.25)' 'd = quantile(x, 0.5)' \
	    'e = quantile(x, 0.75)' 'f = quantile(x, 0.9)' 'g = quantile(x, 1.00)' \
	    < <(stream x:int 7 3 10 1 5 9 2 8 4 6)
	[ "$(grep -v '^#' <<<"$output" | cut -f1,4,7,10,13,16,19)" = "$(tsv '1 1.5 3 5.5 8 9.5 10')" ]
}

@test "a quantile is the value in order that p asks for, whatever the order of records" {
	stream x:int 2 1 5 5 5 _ .x 3 >x.ubat
	[ "$(column m 'm = quantile(x, 0.9)' <x.ubat)" = 5 ]
	[ "$(column m_n 'm = quantile(x, 0.9)' <x.ubat)" = 6 ]
	[ "$(column m_miss 'm = quantile(x, 0.9)' <x.ubat)" = 2 ]
	[ "$(column m 'm = quantile(x * 2, 0.25)' <x.ubat)" = 4 ]
	# a third of six: 6 * 0.333333333 is below 2
	[ "$(column m 'm = quantile(x, 0.333333333)' <x.ubat)" = 2 ]
	[ "$(column m 'm = quantile(x, 0.333333334)' <x.ubat)" = 3 ]
}

@test "of two dates in the middle the earlier is the median" {
	run -0 column d_median 'median(d)' < <(stream d:date 2016-05-01 2015-01-31 2017-01-01 2016-01-01)
	[ "$output" = 2016-01-01 ]
}

@test "distinct counts different values, missing ones not" {
	run -0 agg -g regi 'distinct(klient)' 'd = distinct(year(start))' 'distinct(b1)'
	[ "$output" = "$(tsv '#regi:code klient_distinct:count d:count b1_distinct:count' 'kommunal 3 2 2' 'privat 1 1 1' '~ 1 1 1')" ]
}

@test "the measure of a bare column is called after both" {
	run -0 agg 'mean(alder)' 'quantile(alder, 0.90)' 'quantile(alder, 0.25)' \
	    'quantile(alder, 0.05)' 'quantile(alder, 0.975)' 'quantile(alder, 1)' 'share(b1_pos)'
	[ "$(tr '\t' '\n' <<<"${lines[0]}" | sed -n 's/^#*\([a-z0-9_]*\):.*/\1/p' | grep -v -e _n$ -e _miss$ -e _k$ | paste -sd,)" = \
	    alder_mean,alder_q90,alder_q25,alder_q05,alder_q975,alder_q100,b1_pos_share ]
}

@test "another expression must have a name" {
	run -2 --separate-stderr ubat-agg -f atgard.ubat 'share(b1 > 6)'
	[ "$stderr" = "ubat-agg: this measure needs a name: name = share(...)
    share(b1 > 6)
    ^" ]
	[ -z "$output" ]
}

@test "a measure whose base is 0 is .u" {
	run -0 ubat-agg 'p = share(x > 1)' 'sum(x)' 'mean(x)' 'min(x)' 'max(x)' 'median(x)' < <(stream x:int _ .x)
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv '.u 0 0 2 .u 0 2 .u 0 2 .u 0 2 .u 0 2 .u 0 2')" ]
}

@test "an expression is computed for each record" {
	run -0 agg 'm = mean(year(start) - alder)' 's = sum(kostnad * 2)' 'h = max(round(kostnad))'
	[ "${lines[1]}" = "$(tsv '1982.5 4 1 25010.5 4 1 12501 4 1')" ]
}

@test "missing values enter no measure, by whatever reason" {
	[ "$(stream x:int 2 .x _ .n 4 | column x_mean 'mean(x)')" = 3 ]
	[ "$(stream x:int 2 .x _ .n 4 | column x_mean_miss 'mean(x)')" = 3 ]
}

# --- base -----------------------------------------------------------------

@test "--base known leaves missing conditions out of the base" {
	run -0 agg --base known 'p = share(regi = "privat")'
	[ "${lines[1]}" = "$(tsv '0.25 1 4 1')" ]
}

@test "--base all counts them as not true, and still says how many" {
	run -0 agg --base all 'p = share(regi = "privat")'
	[ "${lines[1]}" = "$(tsv '0.2 1 5 1')" ]
	[[ $(ubat-agg -f atgard.ubat --base all 'p = share(regi = "privat")') = *"	base=all"* ]]
}

@test "--base all leaves means to the known" {
	run -0 agg --base all 'mean(alder)'
	[ "${lines[1]}" = "$(tsv '33.75 4 1')" ]
}

@test "a condition that is never missing has all as its base" {
	run -0 agg 'p = share(regi is not missing and regi = "privat")'
	[ "${lines[1]}" = "$(tsv '0.2 1 5 0')" ]
}

# --- across, totals -------------------------------------------------------

@test "--across spreads the values of a key over columns, missing last" {
	run -0 agg -g kommun --across regi n
	[ "$output" = "$(tsv '#kommun:code n_kommunal:count n_privat:count n_saknas:count' '0180 2 1 0' '1480 1 0 1')" ]
}

@test "each part of the columns has all measures" {
	run -0 agg --across regi n 'p = share(b1 > 6)' --person klient
	[ "$output" = "$(tsv '#n_kommunal:count p_kommunal:share p_kommunal_k:count p_kommunal_n:count p_kommunal_miss:count n_pers_kommunal:count n_privat:count p_privat:share p_privat_k:count p_privat_n:count p_privat_miss:count n_pers_privat:count n_saknas:count p_saknas:share p_saknas_k:count p_saknas_n:count p_saknas_miss:count n_pers_saknas:count' '3 0.5 1 2 1 3 1 1 1 1 0 1 1 1 1 1 0 1')" ]
}

@test "a combination that does not occur has counts of 0 and no share" {
	run -0 column p_privat -f atgard.ubat -g kommun --across regi 'p = share(b1 > 6)'
	[ "$output" = 1,.u ]
	run -0 column p_privat_n -f atgard.ubat -g kommun --across regi 'p = share(b1 > 6)'
	[ "$output" = 1,0 ]
}

@test "what cannot stand in a name is _, equal names are numbered, and the table says which is which" {
	stream t:text '12-steg' '12 steg' 'KBT (ny)' Övrigt '!' n .x '\.x' >t.ubat
	run -0 ubat-agg -f t.ubat --across t n
	[ "${lines[0]}" = "$(tsv '#n_annat:count n_12_steg:count n_12_steg_2:count n_KBT_ny:count n_x:count n_n_:count n_Övrigt:count n_saknas_x:count')" ]
	[ "${lines[1]}" = "$(printf '#table\ttabell\tacross=t\tacross:annat=!\tacross:12_steg=12 steg\tacross:12_steg_2=12-steg\tacross:KBT_ny=KBT (ny)\tacross:x=\\\\.x\tacross:n_=n\tacross:Övrigt=Övrigt\tacross:saknas_x=\\.x\tbase=known')" ]
}

@test "who is in no part across is told of in words, not by a code" {
	stream t:text a .n .x .q >t.ubat
	[ "$(ubat-agg -f t.ubat --across t n | labels | cut -f2 | paste -sd';')" = \
	    'Antal poster, a;Antal poster, ej relevant;Antal poster, uppgift saknas, skäl q;Antal poster, ej besvarad' ]
}

@test "a value across is never taken for a companion" {
	stream t:text n 'a n' a K 'a miss' pers 'pers on' .n .k >t.ubat
	run -0 --separate-stderr ubat-agg -f t.ubat --across t --total --person t n 's = share(t = "a")'
	[ -z "$stderr" ]
	[ "$(tr '\t' '\n' <<<"${lines[0]}" | sed -n 's/^#*\(n_.*\):.*/\1/p' | grep -v '^n_pers_' | paste -sd' ')" = \
	    'n_K_ n_a n_a_miss_ n_a_n_ n_n_ n_v_pers n_v_pers_on n_saknas_k_ n_saknas_n_ n_pers' ]
}

@test "numbers across are in order of their value" {
	run -0 ubat-agg --across b n < <(stream b:int 10 9 1 10)
	[ "${lines[0]}" = "$(tsv '#n_1:count n_9:count n_10:count')" ]
}

@test "across without records, the columns are those of the total" {
	run -0 ubat-agg --across a n < <(stream a:int)
	[ "${lines[0]}" = "$(tsv '#n:count')" ]
	[ "${lines[-1]}" = "$(tsv '#end 0 1')" ]
}

@test "more values across than columns can be is an error" {
	{ echo '#a:int'; seq 20000; printf '#end\t20000\t0\n'; } >many.ubat
	run -1 --separate-stderr ubat-agg -f many.ubat --across a n
	[ "$stderr" = "ubat-agg: more than 16384 columns" ]
	[ -z "$output" ]
}

@test "a value across that makes the name of another measure is an error" {
	run -1 --separate-stderr ubat-agg -f atgard.ubat --across regi n 'n_privat = count(alder > 30)' --total
	[ "$stderr" = "ubat-agg: two columns are called n_privat" ]
	[ -z "$output" ]
}

@test "--total adds a row for every choice of keys, last in its group" {
	run -0 agg -g kommun,regi --total n
	[ "$output" = "$(tsv '#kommun:code regi:code n:count' '0180 kommunal 2' '0180 privat 1' '0180 .t 3' '1480 kommunal 1' '1480 ~ 1' '1480 .t 2' '.t kommunal 3' '.t privat 1' '.t ~ 1' '.t .t 5')" ]
}

@test "--total with --across adds columns called after the measure alone" {
	run -0 agg -g kommun --across regi --total n
	[ "$output" = "$(tsv '#kommun:code n_kommunal:count n_privat:count n_saknas:count n:count' '0180 2 1 0 3' '1480 1 0 1 2' '.t 3 1 1 5')" ]
}

@test "--total with one key, and with none" {
	run -0 agg -g regi --total n
	[ "$output" = "$(tsv '#regi:code n:count' 'kommunal 3' 'privat 1' '~ 1' '.t 5')" ]
	run -0 agg --total n
	[ "$output" = "$(tsv '#n:count' 5)" ]
}

@test "totals of three keys" {
	run -0 agg -g 'kommun, regi, ung = alder < 30' --total n
	[ "$(tail -n 1 <<<"$output")" = "$(tsv '.t .t .t 5')" ]
	[ "$(grep -c . <<<"$output")" = 25 ]
	[ "$(awk -F'\t' '$1 == ".t" && $2 == "kommunal"' <<<"$output")" = "$(tsv '.t kommunal 0 2' '.t kommunal 1 1' '.t kommunal .t 3')" ]
}

@test "a total is computed from the records: its median, share and persons are its own" {
	run -0 agg -g regi --total 'median(alder)' 'p = share(b1 > 6)' 'sd(alder)' 'min(start)' 'max(start)' 'distinct(alder)' --person klient
	[ "${lines[-1]}" = "$(tsv '.t 37 4 1 0.75 3 4 1 9.912113800799505 4 1 2016-01-01 5 0 2018-01-01 5 0 3 4')" ]
}

@test "--min-n leaves out rows of fewer records, and the step says how many" {
	ubat-agg -f atgard.ubat -g regi --min-n 2 --total n >out
	[ "$(grep -v '^#' out)" = "$(tsv 'kommunal 3' '.t 5')" ]
	[ "$(step groups <out)" = 3 ]
	[ "$(step min-n <out)" = 2 ]
	[ "$(step small-groups <out)" = 2 ]
	[ "$(step small-records <out)" = 2 ]
	[ "$(step in <out)" = 5 ]
	[ "$(step out <out)" = 2 ]
}

@test "with --across --min-n looks at the whole row" {
	run -0 agg -g kommun --across regi --min-n 3 n
	[ "$output" = "$(tsv '#kommun:code n_kommunal:count n_privat:count n_saknas:count' '0180 2 1 0')" ]
}

@test "and with --total does not count it twice" {
	run -0 agg -g kommun --across regi --total --min-n 3 n
	[ "$output" = "$(tsv '#kommun:code n_kommunal:count n_privat:count n_saknas:count n:count' '0180 2 1 0 3' '.t 3 1 1 5')" ]
}

@test "the row of all records is never left out" {
	run -0 agg -g regi --min-n 100 --total n
	[ "$output" = "$(tsv '#regi:code n:count' '.t 5')" ]
}

@test "--min-base puts .l for a value whose base is less, in each cell" {
	run -0 agg -g kommun --across regi --min-base 2 'p = share(b1 > 6)' n
	[ "${lines[1]}" = "$(tsv '0180 0.5 1 2 0 2 .l .l 1 0 1 .l .l 0 0 0')" ]
	run -0 agg -g regi --min-base 2 'mean(alder)' 'median(alder)'
	[ "${lines[1]}" = "$(tsv 'kommunal 31.333333333333332 3 0 33 3 0')" ]
	[ "${lines[2]}" = "$(tsv 'privat .l 1 0 .l 1 0')" ]
	[ "$(ubat-agg -f atgard.ubat --min-base 2 n | step min-base)" = 2 ]
}

# --- persons --------------------------------------------------------------

@test "--person adds the different persons behind each row" {
	run -0 agg -g kommun --total --person klient n
	[ "$output" = "$(tsv '#kommun:code n:count n_pers:count' '0180 3 2' '1480 2 2' '.t 5 4')" ]
}

@test "records without a person add none and are counted in the step" {
	tsv '#p:id a:int' 'x 1' '~ 1' '.r 1' 'x 1' | whole |
	    ubat-agg -g a --person p n >out
	[ "$(grep -v '^#' out)" = "$(tsv '1 4 1')" ]
	[ "$(step no-person <out)" = 2 ]
}

@test "columns that do not add up are declared, with the keys over which they do not" {
	ubat-agg -f atgard.ubat -g kommun --across regi --person klient n >out
	grep -q '^#table	.*	overlap=n_pers	overlap_by=regi	' out
	ubat-agg -f atgard.ubat -g kommun 'd = distinct(klient)' >out
	grep -q '^#table	tabell	keys=kommun	overlap=d	base=known' out
	ubat-agg -f atgard.ubat -g kommun n >out
	[ "$(grep -c overlap out)" = 0 ]
}

# --- numbers --------------------------------------------------------------

@test "the order of records changes nothing" {
	{ seq 4000 | awk '{ print $1 % 7 "\t" $1 % 11 "\t" $1 * 37 % 1009 / 8 "\t" $1 % 97 }'; } >rec
	for o in cat tac 'sort -k3' 'sort -rk4'; do
		{ tsv '#a:code b:code x:dec p:id'; $o rec; printf '#end\t4000\t0\n'; } |
		    ubat-agg -g a --across b --total --person p n 'sum(x)' \
		    'mean(x)' 'sd(x)' 'median(x)' 'q = quantile(x, 0.1)' \
		    'd = distinct(x)' 's = share(x > 50)' 'min(x)' 'max(x)'
	done >out
	[ "$(wc -l <out)" -gt 100 ]
	split -n l/4 out part
	n=$(($(wc -l <out) / 4))
	for i in 1 2 3; do
		cmp <(head -n "$n" out) <(tail -n +$((i * n + 1)) out | head -n "$n")
	done
}

@test "how the input comes in pieces changes nothing" {
	ubat-agg -f atgard.ubat -g regi n 'mean(alder)' >whole.ubat
	while IFS= read -r line; do printf '%s\n' "$line"; done <atgard.ubat |
	    dd bs=7 2>/dev/null | ubat-agg -g regi n 'mean(alder)' | cmp - whole.ubat
	seq 300000 | awk 'BEGIN { print "#a:int\tb:dec" }
		{ print $1 * 7 % 103 "\t" $1 / 8 } END { print "#end\t300000\t0" }' >big.ubat
	set -- -g a n 'sum(b)' 'sd(b)' 'k = share(b < 1000)' 'median(b)'
	ubat-agg -f big.ubat "$@" >one
	dd if=big.ubat bs=4099 2>/dev/null | ubat-agg "$@" | cmp - one
	[ "$(awk '!/^#/ { s += $3 } END { printf "%.3f", s }' one)" = 5625018750.000 ]
}

@test "--digits rounds means and statistics half away from zero" {
	[ "$(stream x:int 0 1 | column x_mean --digits 0 'mean(x)')" = 1 ]
	[ "$(stream x:int 0 -1 | column x_mean --digits 0 'mean(x)')" = -1 ]
	[ "$(stream x:int 1 0 0 | column x_mean --digits 2 'mean(x)')" = 0.33 ]
	[ "$(stream x:int 2 2 2 | column x_mean --digits 2 'mean(x)')" = 2 ]
	[ "$(stream x:dec 1.005 | column x_mean --digits 2 'mean(x)')" = 1.01 ]
	[ "$(stream x:int 1 2 3 4 | column x_sd --digits 3 'sd(x)')" = 1.291 ]
	[ "$(stream x:dec 2.25 2.35 | column x_median --digits 1 'median(x)')" = 2.3 ]
	[ "$(stream x:dec -0.04 | column x_mean --digits 1 'mean(x)')" = 0 ]
}

@test "round rounds one measure, before --digits" {
	run -0 ubat-agg --digits 2 'round(mean(x), 1)' 'median(x)' 'p = round(share(x > 1), 3)' 'round(sum(x), 0)' < <(stream x:int 1 2 5)
	[ "${lines[0]}" = "$(tsv '#x_mean:mean x_mean_n:count x_mean_miss:count x_median:stat x_median_n:count x_median_miss:count p:share p_k:count p_n:count p_miss:count x_sum:int x_sum_n:count x_sum_miss:count')" ]
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv '2.7 3 0 2 3 0 0.667 2 3 0 8 3 0')" ]
	[ "$(stream x:dec 2.45 -0.1 | column x_sum --digits 0 'round(sum(x), 1)')" = 2.4 ]
	[ "$(stream x:dec 2.45 | column x_max --digits 0 'round(max(x), 1)')" = 2.5 ]
	[ "$(stream x:dec 2.45 | column x_max --digits 0 'max(x)')" = 2.45 ]
	for bad in 'round(mean(x))' 'round(mean(x), 7)' 'round(mean(x), x)' 'round(n)'; do
		run -2 --separate-stderr ubat-agg "$bad" < <(stream x:int 1)
		[ "${stderr_lines[0]}" = "ubat-agg: round takes a measure and a number of decimals, 0 to 6" ]
	done
	run -2 --separate-stderr ubat-agg 'a = round(x, 1)' < <(stream x:int 1)
	[ "${stderr_lines[0]}" = "ubat-agg: no measure (mean(x)?)" ]
}

@test "--digits rounds shares to decimals of their per cent" {
	# 57 of 200 is 28.5 per cent, which through doubles is 28
	{ echo '#x:int'; seq 200; printf '#end\t200\t0\n'; } >x.ubat
	[ "$(column p --digits 0 'p = share(x <= 57)' <x.ubat)" = 0.29 ]
	[ "$(column p --digits 1 'p = share(x <= 57)' <x.ubat)" = 0.285 ]
	[ "$(column p 'p = share(x <= 57)' <x.ubat)" = 0.285 ]
}

# --- words ----------------------------------------------------------------

@test "the table is called tabell, or as -n says" {
	[ "$(ubat-agg -f atgard.ubat -g regi n | sed -n 2p)" = "$(tsv '#table tabell keys=regi base=known')" ]
	[ "$(ubat-agg -f atgard.ubat -n figur1 n | sed -n 2p)" = "$(tsv '#table figur1 base=known')" ]
	run -2 --separate-stderr ubat-agg -n 'två ord' n
	[ "${stderr_lines[0]}" = "ubat-agg: -n: no name of a table" ]
}

@test "title, note, source and unit stand on the table's line" {
	run -0 ubat-agg -f atgard.ubat --unit åtgärder --title 'En titel' --note 'En	not' --source Ubåt --digits 1 n
	[ "${lines[1]}" = "$(printf '#table\ttabell\tbase=known\tdigits=1\tunit=åtgärder\ttitle=En titel\tnote=En\\tnot\tsource=Ubåt')" ]
}

labels() { # of measures and keys, without the companions
	grep '^#label' | cut -f2- | grep -v -e '_n	' -e '_miss	' -e '_k	'
}

@test "headings are made from the measure and the label of its column" {
	ubat-agg -f atgard.ubat -g regi n 'k = count(b1 > 6)' 'pos = share(b1 > 6)' \
	    'mean(alder)' 'sd(alder)' 'sum(kostnad)' 'min(start)' 'max(start)' \
	    'median(alder)' 'quantile(alder, 0.9)' 'distinct(klient)' --person klient >out
	[ "$(labels <out)" = "$(printf '%s\t%s\n' regi Regi \
	    'regi	kommunal' 'Kommunal regi' n 'Antal poster' k 'Antal poster, k' \
	    pos 'Andel pos, procent' alder_mean 'Medelvärde, Ålder vid start' \
	    alder_sd 'Standardavvikelse, Ålder vid start' kostnad_sum 'Summa, kostnad' \
	    start_min 'Minsta värde, start' start_max 'Största värde, start' \
	    alder_median 'Median, Ålder vid start' alder_q90 'Kvantil 0,9, Ålder vid start' \
	    klient_distinct 'Antal olika, klient' n_pers 'Antal personer')" ]
	[ "$(grep '^#label	pos_' out | cut -f2-)" = "$(printf '%s\t%s\n' \
	    pos_k 'pos, antal' pos_n 'pos, antal med uppgift' pos_miss 'pos, antal utan uppgift')" ]
}

@test "with --unit the heading says what is counted" {
	[ "$(ubat-agg -f atgard.ubat --unit åtgärder n | labels)" = "n	Antal åtgärder" ]
}

@test "--label gives a heading of one's own, to companions and parts too" {
	ubat-agg -f atgard.ubat --across regi --label 'pos=Nöjda, procent' 'pos = share(b1 > 6)' >out
	[ "$(grep '^#label' out | cut -f2- | sed -n '1,4p;5p;9p')" = "$(printf '%s\t%s\n' \
	    pos_kommunal 'Nöjda, Kommunal regi, procent' \
	    pos_kommunal_k 'Nöjda, Kommunal regi, antal' \
	    pos_kommunal_n 'Nöjda, Kommunal regi, antal med uppgift' \
	    pos_kommunal_miss 'Nöjda, Kommunal regi, antal utan uppgift' \
	    pos_privat 'Nöjda, privat, procent' \
	    pos_saknas 'Nöjda, uppgift saknas, procent')" ]
	[ "$(ubat-agg -f atgard.ubat -g regi --label regi=Utförare n | grep -c '^#label	regi	Utförare$')" = 1 ]
	[ "$(ubat-agg -f atgard.ubat --person klient --label n_pers=Klienter n | grep -c '^#label	n_pers	Klienter$')" = 1 ]
}

@test "a total's heading says so, and base=all that its base is all" {
	ubat-agg -f atgard.ubat --base all --across regi --total 'pos = share(b1 > 6)' >out
	grep -q '^#label	pos	Andel pos, totalt, procent$' out
	grep -q '^#label	pos_n	pos, totalt, antal i basen$' out
}

@test "labels of an expression's key are not those of a column with its name" {
	run -0 ubat-agg -f atgard.ubat -g 'regi = upper(regi)' n
	[ "$(labels <<<"$output")" = "n	Antal poster" ]
	run -0 ubat-agg -f atgard.ubat -g 'utforare = regi' n
	[ "$(labels <<<"$output" | head -n 2)" = "$(printf 'utforare\tRegi\nutforare\tkommunal\tKommunal regi')" ]
}

@test "a label for what is no column, or that is none, is wrong usage" {
	run -2 --separate-stderr ubat-agg -f atgard.ubat --label po=Nöjda 'pos = share(b1 > 6)'
	[ "$stderr" = "ubat-agg: --label: no key or measure po" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat --label pos 'pos = share(b1 > 6)'
	[ "${stderr_lines[0]}" = "ubat-agg: --label: not name=text" ]
}

# --- usage ----------------------------------------------------------------

@test "a file among the measures is wrong usage, and told" {
	: >a.ubat
	run -2 --separate-stderr ubat-agg n a.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-agg: a.ubat is a file, not a measure: -f a.ubat' ]
	[ -z "$output" ]
}

@test "no measure is wrong usage" {
	run -2 --separate-stderr ubat-agg -g regi <atgard.ubat
	[ "${stderr_lines[0]}" = "ubat-agg: no measure" ]
	[ -z "$output" ]
}

@test "a measure of no such name, with the nearest" {
	run -2 --separate-stderr ubat-agg -f atgard.ubat 'a = meen(alder)'
	[ "$stderr" = "ubat-agg: no measure of that name (mean?)
    a = meen(alder)
        ^" ]
	[ -z "$output" ]
}

@test "what is no measure is told what it may be: of a column, an expression, another's word, and a key that is empty" {
	while IFS='|' read -r where message operand; do
		if [ "${operand:0:3}" = '-g ' ]; then
			run -2 --separate-stderr ubat-agg -f atgard.ubat -g "${operand:3}" n
		else
			run -2 --separate-stderr ubat-agg -f atgard.ubat "$operand"
		fi
		[ "$stderr" = "$(printf 'ubat-agg: %s\n    %s%s\n    %*s^' "$message" "${operand#-g }" '' "$where" '')" ] ||
		    { echo "$operand: $stderr"; false; }
		[ -z "$output" ]
	done <<-'END'
		7|no measure (mean(kostnad)?)|mean = kostnad
		8|no measure (share(b1_pos)?)|andel = b1_pos
		0|no measure (mean(alder)?)|alder
		0|no measure (share(b1_pos)?)|b1_pos
		0|no measure (distinct(regi)?)|regi
		8|no measure (share(b1 > 6)?)|p     = b1 > 6
		4|no measure (mean(alder + 1)?)|a = alder + 1
		6|no measure (sum(kostnad)?)|SUM = kostnad
		0|no measure of that name (mean?)|Mean(alder)
		0|no measure of that name (mean?)|genomsnitt(alder)
		0|no measure of that name (count?)|antal(b1_pos)
		0|no measure of that name (n?)|antal
		0|no measure of that name|kostnda
		6|) expected|mean(b
		16|nothing more expected (name another measure or column for it)|a = mean(alder) / 2
		7|a key is empty: keys stand between commas|-g kommun,,regi
		7|a key is empty: keys stand between commas|-g kommun,
		0|a key is empty: keys stand between commas|-g ,kommun
	END
	for o in by across where person hierarchy own all at against cluster sample standard reported; do
		run -2 --separate-stderr ubat-agg -f atgard.ubat "--$o" '' n
		[[ ${stderr_lines[0]} = 'ubat-agg: '*': nothing is said' ]]
	done
	# a note that a script leaves empty is none
	run ! grep note= <(ubat-agg -f atgard.ubat --note '' --title '' --source '' --unit '' n)
}

@test "arguments of the wrong number or kind" {
	wrong() {
		run -2 --separate-stderr ubat-agg -f atgard.ubat "$1"
		[ "${stderr_lines[0]}" = "ubat-agg: $2" ] ||
		    { echo "$1: ${stderr_lines[0]}"; false; }
		[ -z "$output" ]
	}
	wrong 'n(alder)' 'n takes no argument'
	wrong 'mean' 'mean takes one argument, or a weight as a second'
	wrong 'a = mean(alder, b1, b1)' 'mean takes one argument, or a weight as a second'
	wrong 'a = quantile(alder)' 'quantile takes two arguments, or a definition or a weight as a third'
	wrong 'a = quantile(alder, 1.5)' 'quantile takes a number from 0 to 1'
	wrong 'a = quantile(alder, -0.5)' 'quantile takes a number from 0 to 1'
	wrong 'a = quantile(alder, b1)' 'quantile takes a number from 0 to 1'
	wrong 'mean(regi)' 'mean takes a number'
	wrong 'sum(start)' 'sum takes a number'
	wrong 'sd(b1_pos)' 'sd takes a number'
	wrong 'share(alder)' 'share takes a condition'
	wrong 'count(regi)' 'count takes a condition'
	wrong 'min(regi)' 'min takes a number or a date'
	wrong 'median(klient)' 'median takes a number or a date'
}

@test "an unknown column, key, person or across is wrong usage, with the nearest name" {
	for o in '-g komun n' '--across komun n' '--person komun n'; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr ubat-agg -f atgard.ubat $o
		[ -z "$output" ]
		[ "${stderr_lines[0]}" = "ubat-agg: no column komun; did you mean kommun?" ]
	done
	run -2 --separate-stderr ubat-agg -f atgard.ubat 'mean(aldr)'
	[ "${stderr_lines[0]}" = "ubat-agg: no column aldr; did you mean alder?" ]
}

@test "two columns of one name are wrong usage" {
	run -2 --separate-stderr ubat-agg -f atgard.ubat -g regi 'regi = n'
	[ "$stderr" = "ubat-agg: two columns are called regi" ]
	[ -z "$output" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat n 'N = n'
	[ -z "$output" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat --person klient 'n_pers = n'
	[ -z "$output" ]
}

@test "a key that is no column needs a name, and the name is one" {
	run -2 --separate-stderr ubat-agg -f atgard.ubat -g 'year(start)' n
	[ "${stderr_lines[0]}" = "ubat-agg: a key that is no column needs a name: name = expr" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat -g '`a b` = alder' n
	[ "${stderr_lines[0]}" = "ubat-agg: no name of a column" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat '`a b` = n'
	[ "${stderr_lines[0]}" = "ubat-agg: no name of a column" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat -g '' n
	[ -z "$output" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat -g 'regi,' n
	[ -z "$output" ]
}

@test "options with bad arguments" {
	run -2 --separate-stderr ubat-agg --base some n
	[ "${stderr_lines[0]}" = "ubat-agg: --base: neither all, known nor both" ]
	for o in --min-n --min-base --digits --max-groups; do
		run -2 --separate-stderr ubat-agg $o x n
		[[ ${stderr_lines[0]} = "ubat-agg: $o: not a whole number"* ]]
	done
	run -2 --separate-stderr ubat-agg --digits 7 n
}

# --- input ----------------------------------------------------------------

@test "-f names files, several are one stream" {
	run -0 column n -f atgard.ubat -f atgard.ubat n
	[ "$output" = 10 ]
	run -1 --separate-stderr ubat-agg -f none.ubat n
	[ "$stderr" = "ubat-agg: none.ubat: cannot open: No such file or directory" ]
}

@test "the step says what was read and from where, and the steps before it stay" {
	ubat-body cat <atgard.ubat | ubat-agg -g regi n >out
	id=$(sed -n 's/^#step	\([0-9a-f]*\)	ubat-body.*/\1/p' out)
	[ "$(step from <out)" = "$id" ]
	[ "$(step in <out)" = 5 ]
	[ "$(step out <out)" = 3 ]
	[ "$(tail -n 1 out)" = "$(tsv '#end 3 2')" ]
}

@test "divisions by zero are counted in the step" {
	ubat-agg 'm = mean(1 / x)' < <(stream x:int 0 1 0) >out
	[ "$(grep -v '^#' out)" = "$(tsv '1 1 2')" ]
	[ "$(step zero-divisions <out)" = 2 ]
}

@test "the legend is there before the data" {
	mkfifo in
	ubat-agg -g regi n <in >out &
	pid=$!
	exec 7>in
	head -n 1 atgard.ubat >&7
	for _ in $(seq 100); do
		[ -s out ] && break
		read -rt 0.05 _ <> <(:) || true
	done
	first=$(cat out)
	exec 7>&-
	wait "$pid"
	[ "$first" = "$(tsv '#regi:code n:count')" ]
}

@test "a cut input gives a cut table, said once" {
	run -0 --separate-stderr bash -c 'head -n 6 atgard.ubat | ubat-agg -g regi n'
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv 'kommunal 1' 'privat 1')" ]
	[[ $output != *'#end'* ]]
	[ "$stderr" = "ubat-agg: stdin: the stream is cut: it has no end that fits it" ]
}

@test "a field that is not of its type is an error with its line, not its value" {
	for m in 'mean(x)' 'median(x)' 'distinct(x)' 'min(x)' 'sd(x)' 'm = sum(x + 1)' 's = share(x > 1)'; do
		run -1 --separate-stderr ubat-agg "$m" < <(stream x:int 1 2 1970x 3)
		[ "$stderr" = "ubat-agg: stdin:4: column x: not a valid int" ] ||
		    { echo "$m: $stderr"; false; }
		[[ $output != *'#end'* ]]
	done
	run -1 --separate-stderr ubat-agg -g x n < <(stream x:int 1 007)
	[ "$stderr" = "ubat-agg: stdin:3: column x: not a valid int" ]
	run -1 --separate-stderr ubat-agg -g 'y = x' n < <(stream x:int 1 007)
	[ "$stderr" = "ubat-agg: stdin:3: column x: not a valid int" ]
	run -1 --separate-stderr ubat-agg 'max(x)' < <(stream x:dec 1 1.50)
	[ "$stderr" = "ubat-agg: stdin:3: column x: not a valid dec" ]
	run -1 --separate-stderr ubat-agg 'max(x)' < <(stream x:date 2015-02-29)
	[ "$stderr" = "ubat-agg: stdin:2: column x: not a valid date" ]
	run -1 --separate-stderr ubat-agg --person x n < <(stream x:int a)
	[ "$stderr" = "ubat-agg: stdin:2: column x: not a valid int" ]
}

@test "of two errors the first in the input is told" {
	tsv '#a:int b:int' '1 2' '1 x' 'x 2' | whole >two.ubat
	for o in "sum(a) sum(b)" "sum(b) sum(a)" "-g a sum(b)" "-g b sum(a)" "-g a,b n" "-g b,a n" "--person a -g b n" "--person b sum(a)"; do
		# shellcheck disable=SC2086
		run -1 --separate-stderr ubat-agg -f two.ubat $o
		[ "$stderr" = "ubat-agg: two.ubat:3: column b: not a valid int" ]
	done
}

@test "all forms of numbers are read" {
	[ "$(stream x:int 0 7 -7 999999999999999999 -9223372036854775808 | column x_min 'min(x)')" = -9223372036854775808 ]
	[ "$(stream x:dec 0 0.5 -0.5 123456789.123456789 1234567890.5 | column x_sum 'sum(x)')" = 1358024679.623456789 ]
	[ "$(stream x:dec 999999999 0.000000001 | column x_sum 'sum(x)')" = 999999999.000000001 ]
	[ "$(stream x:dec 9999999999 999999999999999999 | column x_max 'max(x)')" = 999999999999999999 ]
	[ "$(stream x:dec 9999999999 | column x_sum 'sum(x)')" = 9999999999 ]
	run -1 --separate-stderr ubat-agg 'sum(x)' < <(stream x:int 9223372036854775808)
	[ "$stderr" = "ubat-agg: stdin:2: column x: not a valid int" ]
	for bad in 1234567890123456789 123456789012345678901234567890 1.1234567891 00 01 -0 1. .5 1.0 +1 1e3 ' 1' 1,5; do
		run -1 --separate-stderr ubat-agg 'sum(x)' < <(stream x:dec "$bad")
		[ "$stderr" = "ubat-agg: stdin:2: column x: not a valid dec" ] ||
		    { echo "$bad: $stderr"; false; }
	done
}

@test ".t in the key of a record stream would be taken for a total" {
	run -1 --separate-stderr ubat-agg -g a n < <(stream a:code x .t)
	[ "$stderr" = "ubat-agg: stdin:3: key a: .t stands for all in a table" ]
	run -1 --separate-stderr ubat-agg -g 'b = a' n < <(stream a:code x .t)
	run -1 --separate-stderr ubat-agg -g 'b = upper(a)' n < <(stream a:code x .t)
	[ "$stderr" = "ubat-agg: stdin:3: key b: .t stands for all in a table" ]
}

@test "no legend, and a full disk" {
	run -1 --separate-stderr ubat-agg n </dev/null
	[ "$stderr" = "ubat-agg: stdin: nothing came, not even a legend" ]
	[ -z "$output" ]
	[ -w /dev/full ] || skip "needs /dev/full"
	run -1 --separate-stderr bash -c 'ubat-agg -f atgard.ubat n >/dev/full'
	[ "$stderr" = "ubat-agg: stdout: cannot write: No space left on device" ]
}

@test "a reader that goes away ends the pipe quietly" {
	run -0 --separate-stderr bash -c 'ubat-agg -f atgard.ubat -g start n | head -n 1'
	[ -z "$stderr" ]
}

# --- a table as input -----------------------------------------------------

@test "a table can be read: its rows of totals are left out and counted" {
	ubat-agg -f atgard.ubat -g kommun,regi --total n | ubat-agg -g kommun 'n = sum(n)' >out
	[ "$(head -n 1 out)" = "$(tsv '#kommun:code n:count n_n:count n_miss:count')" ]
	[ "$(grep -v '^#' out)" = "$(tsv '0180 3 2 0' '1480 2 2 0')" ]
	[ "$(step totals <out)" = 6 ]
	[ "$(step in <out)" = 10 ]
	[ "$(tail -n 1 out)" = "$(tsv '#end 2 2')" ]
}

@test "shares of a table can be counted, and have a median" {
	ubat-agg -f atgard.ubat -g kommun 'p = share(regi = "privat")' >t.ubat
	run -0 column antal 'antal = count(p > 0.3)' <t.ubat
	[ "$output" = 1 ]
	run -0 ubat-agg 'max(p)' <t.ubat
	[ "${lines[0]}" = "$(tsv '#p_max:share p_max_n:count p_max_miss:count')" ]
	[ "$(stream p:share 0.25 0.5 | column p_median 'median(p)')" = 0.375 ]
}

@test "a mean or a sum of shares or means is refused" {
	ubat-agg -f atgard.ubat -g kommun 'p = share(regi = "privat")' 'm = mean(alder)' >t.ubat
	run -2 --separate-stderr ubat-agg -f t.ubat 'x = mean(p)'
	[ "$stderr" = "ubat-agg: a mean of shares or means says nothing: column p is share
    x = mean(p)
             ^" ]
	[ -z "$output" ]
	run -2 --separate-stderr ubat-agg -f t.ubat 'x = sum(1 + m)'
	[ "${stderr_lines[0]}" = "ubat-agg: a sum of shares or means says nothing: column m is mean" ]
	run -2 --separate-stderr ubat-agg -f t.ubat 'x = mean(`p` * p_n)'
	run -0 ubat-agg -f t.ubat 'x = sum(p_k)'
}

@test "a measure that a protected value enters is protected" {
	{
		tsv '#a:code n:count p:share'
		tsv '#table t keys=a'
		tsv 'x 5 0.5' 'y .s .s' 'z 7 0.25' | sed p
		tsv '#end 6 0'
	} >t.ubat
	run -0 ubat-agg -f t.ubat -g a 's = sum(n)' 'h = share(n > 5)' 'm = median(n)' 'c = count(n > 1)' 'd = distinct(n)'
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv 'x 10 2 0 0 0 2 0 5 2 0 2 1' \
	    'y .s 0 2 .s .s 0 2 .s 0 2 .s .s' 'z 14 2 0 1 2 2 0 7 2 0 2 1')" ]
}

@test "so is a total of it" {
	{
		tsv '#a:code n:count' '#table t keys=a' 'x 5' 'y .s' '#end 2 0'
	} >t.ubat
	run -0 ubat-agg -f t.ubat -g a --total 's = sum(n)'
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv 'x 5 1 0' 'y .s 0 1' '.t .s 1 1')" ]
}

@test "means and shares as keys are in order of their value" {
	[ "$(stream m:mean 10.5 9.5 -1 | column m -g m n)" = -1,9.5,10.5 ]
}

@test "the sum of a column whose parts overlap is refused" {
	ubat-agg -f atgard.ubat -g kommun --person klient n >t.ubat
	run -2 --separate-stderr ubat-agg -f t.ubat 'p = sum(n_pers)'
	[ "$stderr" = "ubat-agg: measure p: the parts of column n_pers overlap, so that their sum counts twice" ]
	[ -z "$output" ]
}

@test "a second table is refused" {
	ubat-agg -f atgard.ubat -g kommun n >t.ubat
	cat t.ubat t.ubat >two.ubat
	run -1 --separate-stderr ubat-agg -f two.ubat 's = sum(n)'
	[ "$stderr" = "ubat-agg: two.ubat:$(($(wc -l <t.ubat) + 2)): #table: a second table, where one is taken" ]
	[[ $output != *'#end'* ]]
}

# --- the page -------------------------------------------------------------

@test "the EXAMPLES of the page run" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	examples ubat-agg.1 >lines
	[ "$(wc -l <lines)" = 11 ]
	cp atgard.ubat januari.ubat
	cp atgard.ubat februari.ubat
	while IFS= read -r line; do
		run -0 --separate-stderr bash -o pipefail -c "$line"
		[ -z "$stderr" ]
		[[ $line = *' >'*.state || ${lines[-1]} = "#end	"* ]]
		printf '%s\n' "$output" >out
	done <lines
	[ "$(grep -v '^#' out)" = 0 ]
}

@test "texts that begin alike are put in order by what follows, missing last" {
	printf '%s\n' '#k:text' 'en gemensam början b' 'en gemensam början a' \
	    z 'en gemensam början' 'en gemensam' .x 'en gemensam började' '' å \
	    'en gemensam början aa' 'en gemensam b' $'#end\t11\t0' >s
	ubat-agg -g k n -f s | grep -v '^#' | cut -f 1 >got
	{ grep -v -e '^#' -e '^$' -e '^\.x$' s | LC_ALL=C sort; echo; echo .x; } |
	    cmp - got
}
