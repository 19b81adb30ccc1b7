# ubat-agg(1): measures at the edge, beside R's: no record, one, all alike, all
# missing, ties, the largest numbers and the smallest, and beyond doubles.
load helper

records() {
	grep -v '^#' "$@" | tr '\t' ' '
}

# groups: NAME VALUE... lines as records, one a value ("~": missing); a name
# alone has a label and no record
groups() {
	awk 'BEGIN { print "#g:text\tx:dec" }
		NF == 1 { print "#label\tg\t" $1 "\tingen" }
		NF > 1 { print "#label\tg\t" $1 "\t" $1 }
		{ for (i = 2; i <= NF; i++) printf "%s\t%s\n", $1, $i == "~" ? "" : $i }
	' | whole
}

measures=('sum(x)' 'mean(x)' 'sd(x)' 'var(x)' 'min(x)' 'max(x)' 'median(x)')
for t in 1 2 3 4 5 6 7 8 9; do measures+=("q$t = quantile(x, 0.25, $t)"); done
measures+=('distinct(x)' 'p = share(x > 2)')

# table OPTION...: of x.ubat, a line a group: its name, the measures, the ends of
# the mean and the share with both its intervals, as the R code below
table() {
	ubat-agg -f x.ubat -g g --all g --interval 95 "$@" "${measures[@]}" >wilson
	ubat-agg -f x.ubat -g g --all g --interval 95,exact "$@" 'p = share(x > 2)' >exact
	paste <(records wilson) <(records exact) | awk '{
		printf "%s", $1
		for (i = 2; i <= 5; i += 3) printf " %s", $i
		for (i = 10; i <= 22; i += 3) printf " %s", $i
		for (i = 25; i <= 49; i += 3) printf " %s", $i
		print "", $52, $8, $9, $53, $57, $58, $64, $65 }'
}

@test "measures of groups at the edge are those of R, or .u" {
	groups >x.ubat <<'X'
one 7.5
lika 3 3 3 3
ties 1 2 2 2 3 3 9
huge 399999999999999999 399999999999999998 1 100000000000000000
tiny 0.000000001 0.000000002 0.000000004 0.000000004
neg -5 0 5 -5
saknas ~ ~ .x
tom
X
	# g <- list(one = 7.5, lika = rep(3, 4), ties = c(1, 2, 2, 2, 3, 3, 9), ...)
	# for each x: k <- sum(x > 2); m <- length(x); c(sum(x), mean(x), sd(x),
	#     var(x), min(x), max(x), median(x), sapply(1:9, function(t)
	#     quantile(x, .25, type = t)), length(unique(x)), t.test(x)$conf.int,
	#     k / m, prop.test(k, m, correct = FALSE)$conf.int,
	#     binom.test(k, m)$conf.int)
	# but for huge, where R, whose numbers are doubles, finds three values
	cat >want <<'X'
one 7.5 7.5 .u .u 7.5 7.5 7.5 7.5 7.5 7.5 7.5 7.5 7.5 7.5 7.5 7.5 1 .u .u 1 0.206549314377238 1 0.025 1
lika 12 3 0 0 3 3 3 3 3 3 3 3 3 3 3 3 1 3 3 1 0.510109163545403 1 0.397635364383525 1
ties 22 3.14285714285714 2.67261241912424 7.14285714285714 1 9 2 2 2 2 1.75 2 2 2 2 2 4 0.671102910128092 5.61461137558619 0.428571428571429 0.15821985525147 0.749541635472343 0.0989882784425079 0.815948432359917
huge 9e+17 2.25e+17 2.06155281280883e+17 4.25e+34 1 4e+17 2.5e+17 1 5e+16 1 1 5e+16 2.5e+16 7.5e+16 4.16666666666667e+16 4.375e+16 3 -1.03039056613535e+17 5.53039056613535e+17 0.75 0.300641842582402 0.954412739190299 0.194120449683243 0.99369053679029
tiny 1.1e-08 2.75e-09 1.5e-09 2.25e-18 1e-09 4e-09 3e-09 1e-09 1.5e-09 1e-09 1e-09 1.5e-09 1.25e-09 1.75e-09 1.41666666666667e-09 1.4375e-09 3 3.63165271037219e-10 5.13683472896278e-09 0 0 0.489890836454597 0 0.602364635616475
neg -5 -1.25 4.78713553878169 22.9166666666667 -5 5 -2.5 -5 -5 -5 -5 -5 -5 -5 -5 -5 3 -8.86740090414406 6.36740090414406 0.25 0.0455872608097006 0.699358157417598 0.00630946320970987 0.805879550316757
X
	table >got
	# one in 10^12, as much as the distributions give
	awk 'NR == FNR { for (i = 2; i <= NF; i++) want[$1, i] = $i; n[$1] = NF; next }
		{ name = $1; seen[name] }
		n[name] > 0 { for (i = 2; i <= n[name]; i++) {
			w = want[name, i]
			if (name == "huge" && i == 18) w = 4
			d = $i - w; d = d < 0 ? -d : d; s = w < 0 ? -w : w
			if (($i == ".u") != (w == ".u") || d > 1e-12 * s + (w == 0 ? 1e-15 : 0)) {
				print name, i, $i, "not", w; bad = 1 } } }
		END { for (g in n) if (!(g in seen)) bad = 1; exit bad }' want got
	# nothing there, or nothing at all
	u='.u .u .u .u .u .u .u .u .u .u .u .u .u .u .u .u'
	[ "$(grep -e ^saknas -e ^tom got)" = "saknas $u 0 .u .u .u .u .u .u .u
tom $u 0 .u .u .u .u .u .u .u" ]
	[ "$(ubat-agg -f x.ubat -g g --all g n 'mode(x)' 'p = share(x > 2)' | records |
	    grep -e ^saknas -e ^tom)" = 'saknas 3 .u 0 3 .u 0 0 3
tom 0 .u 0 0 .u 0 0 0' ]
}

@test "numbers that no double holds are exact" {
	# 2^53 + 1, 2^53 - 1 and 2^53: R makes two of them 2^53
	{
		printf '#x:int\n'
		printf '%s\n' 9007199254740993 9007199254740991 9007199254740992
	} | whole >x.ubat
	run -0 ubat-agg -f x.ubat 'sum(x)' 'mean(x)' 'sd(x)' 'var(x)' 'min(x)' 'max(x)' 'median(x)' \
	    'mode(x)' 'distinct(x)' 'p = share(x = 9007199254740993)' 't = top(x, 1)'
	[ "$(records <<<"$output")" = '27021597764222976 3 0 9007199254740992 3 0 1 3 0 1 3 0 9007199254740991 3 0 9007199254740993 3 0 9007199254740992 3 0 9007199254740991 3 0 3 0.3333333333333333 1 3 0 9007199254740993 3 0' ]
	# as keys, weights and rows they are apart, too
	run -0 ubat-agg -f x.ubat -g x n
	[ "$(records <<<"$output")" = '9007199254740991 1
9007199254740992 1
9007199254740993 1' ]
	run -0 ubat-agg -f x.ubat 'r = rate(x, x + 1, 1)' 'm = mean(x - 9007199254740990, x)'
	[[ $(records <<<"$output") = '0.9999999999999999 3 0 2 3 0' ]]
}
