# ubat-tests(7): populations of each group.
#
# The figures are R 4.2.2's, of
#	i <- 0:59; N <- c(40, 80, 60, 33)
#	d <- data.frame(k = rep(1:3, c(13, 28, 19)),
#	    a = ifelse(i %% 11 == 7, NA, (i * 7) %% 10 < 4),
#	    x = ifelse(i %% 13 == 5, NA, (i * 37) %% 50 / 2))
load helper

prepare() {
	{
		printf '#k:int\tg:text\ta:bool\tx:dec\n'
		awk 'BEGIN { for (i = 0; i < 60; i++) printf "%d\t%s\t%s\t%s\n",
			i < 13 ? 1 : i < 41 ? 2 : 3, i % 2 ? "q" : "p",
			i % 11 == 7 ? "" : (i * 7) % 10 < 4, i % 13 == 5 ? "" : (i * 37) % 50 / 2 }'
	} | whole >x.ubat
	tsv '#k:int n:count' '1 40' '2 80' '3 60' '4 33' '.t 213' | whole >pop.ubat
}

records() {
	grep -v '^#' "$@" | tr '\t' ' '
}

pop() {
	ubat-agg -f x.ubat -g k --total --sample response --population pop.ubat "$@"
}

@test "each row has its own part of the population, totals that of all groups" {
	# y <- d$x[d$k == 1 & !is.na(d$x)]; n <- length(y); f <- 13 / 40
	# mean(y) + c(-1, 1) * qt(.975, n - 1) * sd(y) / sqrt(n) * sqrt(1 - f)
	# p <- mean(d$a[d$k == 1], na.rm = TRUE); z <- qnorm(.975)
	# n <- sum(!is.na(d$a[d$k == 1])) / (1 - f)
	# (p + z^2/2/n + c(-1, 1) * z * sqrt(p * (1 - p)/n + z^2/4/n^2)) / (1 + z^2/n)
	# and so on; of all f <- 60 / 213
	pop --interval 95 --digits 4 'share(a)' 'mean(x)' | records |
	    awk '{ print $1, $6, $7, $11, $12 }' >got
	diff got - <<'X'
1 0.22313 0.639818 8.2494 16.834
2 0.261174 0.556988 10.0147 14.6392
3 0.22854 0.577521 8.8585 15.4356
.t 0.297593 0.511961 10.6209 14.0154
X
	# one number for all is the same part in each row
	pop --interval 95 --digits 4 'share(a)' | records | tail -n 1 >got
	ubat-agg -f x.ubat -g k --total --sample response --population 213 \
	    --interval 95 --digits 4 'share(a)' | records | tail -n 1 | diff - got
	run -0 pop --interval 95 'share(a)'
	[ "${lines[1]}" = $'#table\ttabell\tkeys=k\tbase=known\tinterval=95 wilson\tsample=response\tpopulation=pop.ubat\tnote=Intervall och test behandlar bortfallet som slumpmässigt; populationen är känd för varje grupp.' ]
}

@test "rows tested against others have each its part" {
	# f1 <- 1 - 13 / 40; f2 <- 1 - 47 / 173; p <- mean(c(a, b))
	# z <- (mean(a) - mean(b)) / sqrt(p * (1 - p) * (f1 / length(a) + f2 / length(b)))
	# 2 * pnorm(-abs(z)); of means Welch's t with f1 var(x) / n1 + f2 var(y) / n2
	pop --against others 'share(a)' 'mean(x)' | records | awk '{ print $1, $6, $10 }' >got
	diff got - <<'X'
1 0.872212 0.896709
2 1 0.992206
3 0.888426 0.894828
.t .e .e
X
	# the row before
	pop --against previous 'share(a)' 'mean(x)' | records | awk '{ print $1, $6, $10 }' >got
	diff got - <<'X'
1 .e .e
2 0.905778 0.924978
3 0.928401 0.925748
.t .e .e
X
}

@test "--response says how many of each group are there" {
	run -0 pop --response --digits 1 n 'share(a)'
	[[ ${lines[0]} = *$'\tsvar:stat' && ${lines[1]} = *$'\tfunction:svar=response\t'* ]]
	[[ $output = *$'#label\tsvar\tSvarsfrekvens, procent\n'* ]]
	[ "$(records <<<"$output" | awk '{ print $1, $2, $NF }')" = '1 13 32.5
2 28 35
3 19 31.7
.t 60 28.2' ]
	# across, with what the file has of other columns added up; a combination
	# without records has none
	tsv '#k:int g:text kon:text n:count' '1 p m 10' '1 p k 30' '1 q m 50' '2 p m 70' \
	    '2 q m 80' '3 p m 60' '3 q m 100' | whole >pop.ubat
	run -0 ubat-agg -f x.ubat --where 'not (k = 1 and g = "q")' -g k --across g --total \
	    --sample sample --population pop.ubat --response --label svar=Svar n
	[[ $output = *$'#label\tsvar_p\tSvar, p\n#label\tn_q'* ]]
	[ "$(records <<<"$output")" = '1 7 17.5 0 .u 7 7.777777777777778
2 14 20 14 17.5 28 18.666666666666668
3 9 15 10 10 19 11.875
.t 30 17.647058823529413 24 10.434782608695652 54 13.5' ]
	# a mask hides it, but where it is told not to, and with a number hidden
	tsv '#k:int n:count' '1 40' '2 80' '3 60' '4 33' | whole >pop.ubat
	pop --response n | ubat-mask --records-are-persons | records >m
	awk '$3 != ".s" { exit 1 }' m
	pop --response --digits 1 n | ubat-mask --records-are-persons --allow svar -m 14 | records >m
	[ "$(sed -n 1p m)" = '1 .s .s' ]
	[ "$(sed -n 4p m)" = '.t 60 28.2' ]
}

@test "a population has all keys and all groups, and no fewer than there are" {
	run -2 --separate-stderr pop -g g 'share(a)'
	[ "$stderr" = 'ubat-agg: pop.ubat: no column g: a population has all keys of the table' ]
	printf '#k:int\tm:text\n1\tx\n#end\t1\t0\n' >t.ubat
	run -2 --separate-stderr ubat-agg -f x.ubat -g k --sample sample --population t.ubat n
	[ "$stderr" = 'ubat-agg: t.ubat: column m: not a whole number, how many there are' ]
	run -1 --separate-stderr ubat-agg -f x.ubat -g k --sample sample --population none n
	[ "$stderr" = 'ubat-agg: none: cannot open: No such file or directory' ]
	sed 's/^3.*/3	18/' pop.ubat >p && mv p pop.ubat
	run -1 --separate-stderr pop n
	[ "$stderr" = 'ubat-agg: more records than the population in 1 group (--population)' ]
	sed '/^[23]	/d; s/^#end.*/#end	3	0/' pop.ubat >p && mv p pop.ubat
	run -1 --separate-stderr pop n
	[ "$stderr" = 'ubat-agg: 2 groups of the table are not in the population (--population)' ]
	sed 's/40$/-1/; s/count/int/' pop.ubat >p && mv p pop.ubat
	run -1 --separate-stderr pop n
	[ "$stderr" = 'ubat-agg: pop.ubat:2: not a number of 0 or more' ]
	run -2 --separate-stderr ubat-agg -f x.ubat --population pop.ubat -g k n
	[ "$stderr" = 'ubat-agg: --population: say what was drawn of it, --sample sample or response' ]
	run -2 --separate-stderr ubat-agg -f x.ubat --sample sample --population 0 n
	[ "${stderr_lines[0]}" = 'ubat-agg: --population: not a whole number from 1 to 1000000000000' ]
}

@test "parts that are merged have the same, from the same file" {
	ubat-agg --partial -f x.ubat -g k --total --sample response --population pop.ubat \
	    --response --interval 95 'share(a)' >x.state
	ubat-agg --merge x.state | body - >got
	pop --response --interval 95 'share(a)' | body - | diff - got
}
