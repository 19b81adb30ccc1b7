# ubat-tests(7): tests within a group.
# EXAMPLES: ubat-tests.7
#
# The figures are R 4.2.2's; the R code stands beside them, with
#	V <- function(t) sqrt(chisq.test(t, correct = FALSE)$statistic /
#	    (sum(t) * (min(dim(t)) - 1)))
# for Cramér's V.
load helper

# times LEGEND 'VALUES COUNT'...: a stream with each record so many times.
times() {
	{
		printf '%s\n' "$1" | tr ' ' '\t'
		shift
		printf '%s\n' "$@" | awk -v OFS='\t' '{
			n = $NF
			NF--
			$1 = $1
			for (i = 0; i < n; i++)
				print
		}'
	} | sed 's/~//g' | whole
}

# is MEASURE FIELDS [OPTION...]: the one row of the table of x.ubat has these.
is() {
	local measure=$1 fields=$2 got
	shift 2
	got=$(ubat-agg -f x.ubat "$@" "t = $measure" | grep -v '^#' | tr '\t' ' ')
	if [ "$got" != "$fields" ]; then
		echo "$measure: $got instead of $fields"
		return 1
	fi
}

# t, its base, what is missing, the least part; then statistic, df, effect
@test "chisq is Pearson's, with Yates's correction where there are two by two" {
	# m <- rbind(c(12, 5), c(7, 29)); chisq.test(m); V(m)
	times '#a:code b:code' 'x p 12' 'x q 5' 'y p 7' 'y q 29' >x.ubat
	is 'chisq(a, b)' '0.000909 53 0 5 11.003762 1 0.497797'
	is 'chisq(a, b, corrected)' '0.000909 53 0 5 11.003762 1 0.497797'
	# chisq.test(m, correct = FALSE)
	is 'chisq(a, b, plain)' '0.00029 53 0 5 13.133504 1 0.497797'
	# m <- rbind(c(2, 2), c(2, 3)): the correction is not more than what it
	# corrects
	times '#a:code b:code' 'x p 2' 'x q 2' 'y p 2' 'y q 3' >x.ubat
	is 'chisq(a, b)' '1 9 0 2 0 1 0.1'
	# m <- rbind(c(762, 327, 468), c(484, 239, 477)); V(m)
	times '#a:code b:code' 'x p 762' 'x q 327' 'x r 468' 'y p 484' \
	    'y q 239' 'y r 477' >x.ubat
	is 'chisq(a, b)' '0 2757 0 239 30.070149 2 0.104436'
}

@test "fisher counts all tables with the same sums" {
	# fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value
	times '#a:code b:code' 'x p 3' 'x q 1' 'y p 1' 'y q 3' >x.ubat
	is 'fisher(a, b)' '0.485714 8 0 1 9'
	# fisher.test(matrix(c(2, 10, 15, 3), 2))$p.value; 2 * 3 / (10 * 15)
	times '#a:code b:code' 'x p 2' 'x q 15' 'y p 10' 'y q 3' >x.ubat
	is 'fisher(a, b)' '0.000537 30 0 2 0.04'
	# fisher.test(rbind(c(3, 0, 4), c(1, 5, 2)))$p.value
	times '#a:code b:code' 'x p 3' 'x r 4' 'y p 1' 'y q 5' 'y r 2' >x.ubat
	is 'fisher(a, b)' '0.049728 15 0 1 .u'
	# fisher.test(matrix(c(1,2,1,0, 3,3,6,1, 10,10,14,9, 6,7,12,11), 4))
	times '#a:int b:int' '1 1 1' '2 1 2' '3 1 1' '1 2 3' '2 2 3' '3 2 6' \
	    '4 2 1' '1 3 10' '2 3 10' '3 3 14' '4 3 9' '1 4 6' '2 4 7' \
	    '3 4 12' '4 4 11' >x.ubat
	is 'fisher(a, b)' '0.782685 96 0 1 .u'
	# more are in tests/unit/fisher.c
	seq 0 20 | awk '{ print $1, $1 % 2, 1 }' >v
	mapfile -t v <v
	times '#a:int b:int' "${v[@]}" >x.ubat
	run -1 --separate-stderr ubat-agg -f x.ubat 't = fisher(a, b)'
	[ "$stderr" = "ubat-agg: measure t: too large for Fisher's exact test: chisq() is for it" ]
}

@test "shares is the difference of two shares, with Newcombe's interval" {
	# k <- c(56, 48); n <- c(70, 80); prop.test(k, n, correct = FALSE)
	# l <- function(k, n) prop.test(k, n, correct = FALSE)$conf.int
	# a <- l(56, 70); b <- l(48, 80); p <- k / n
	# 100 * (p[1]-p[2] - sqrt((p[1]-a[1])^2 + (b[2]-p[2])^2))
	# 100 * (p[1]-p[2] + sqrt((a[2]-p[1])^2 + (p[2]-b[1])^2))
	times '#a:bool g:code' '1 x 56' '0 x 14' '1 y 48' '0 y 32' >x.ubat
	is 'shares(a, g)' '0.008045 150 0 14 7.023411 1 20 5.243147 33.387265' --interval 95
	# prop.test(k, n)
	is 'shares(a, g, corrected)' '0.013409 150 0 14 6.11427 1 20'
	# k <- c(10, 0); n <- c(10, 20)
	times '#a:bool g:code' '1 x 10' '0 y 20' >x.ubat
	is 'shares(a, g)' '0 30 0 10 30 1 100 67.908604 100' --interval 95
	# k <- c(0, 0): the interval is there, a test is not
	times '#a:bool g:code' '0 x 10' '0 y 20' >x.ubat
	is 'shares(a, g)' '.u 30 0 10 .u .u 0 -16.112516 27.75328' --interval 95
}

@test "welch is Welch's t" {
	# t.test(extra ~ group, sleep); g <- split(sleep$extra, sleep$group)
	# (mean(g[[1]]) - mean(g[[2]])) / sqrt((var(g[[1]]) + var(g[[2]])) / 2)
	times '#x:dec g:int' '0.7 1 1' '-1.6 1 1' '-0.2 1 1' '-1.2 1 1' \
	    '-0.1 1 1' '3.4 1 1' '3.7 1 1' '0.8 1 1' '0 1 1' '2 1 1' \
	    '1.9 2 1' '0.8 2 1' '1.1 2 1' '0.1 2 1' '-0.1 2 1' '4.4 2 1' \
	    '5.5 2 1' '1.6 2 1' '4.6 2 1' '3.4 2 1' >x.ubat
	is 'welch(x, g)' '0.079394 20 0 10 -1.860813 17.776474 -1.58 -3.365483 0.205483 -0.832181' --interval 95
	# a <- c(1, 2, 3, 4); b <- c(10, 20, 40); t.test(a, b)
	# (mean(a) - mean(b)) / sqrt((3 * var(a) + 2 * var(b)) / 5)
	times '#x:int g:code' '1 a 1' '2 a 1' '3 a 1' '4 a 1' '10 b 1' \
	    '20 b 1' '40 b 1' >x.ubat
	is 'welch(x, g)' '0.141274 7 0 3 -2.355976 2.021447 -20.833333 -2.144994'
}

@test "mannwhitney is exact where there are few and no ties" {
	# a <- c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)
	# b <- c(1.15, 0.88, 0.90, 0.74, 1.21); wilcox.test(a, b); 2 * 35 / 50 - 1
	times '#x:dec g:code' '0.8 a 1' '0.83 a 1' '1.89 a 1' '1.04 a 1' \
	    '1.45 a 1' '1.38 a 1' '1.91 a 1' '1.64 a 1' '0.73 a 1' \
	    '1.46 a 1' '1.15 b 1' '0.88 b 1' '0.9 b 1' '0.74 b 1' \
	    '1.21 b 1' >x.ubat
	is 'mannwhitney(x, g)' '0.254412 15 0 5 35 0.4'
	# wilcox.test(a, b, exact = FALSE), and with correct = FALSE
	is 'mannwhitney(x, g, corrected)' '0.244624 15 0 5 35 0.4'
	is 'mannwhitney(x, g, plain)' '0.220671 15 0 5 35 0.4'
	# wilcox.test(1:49, seq(10.5, by = 1.3, length = 49)), and 1:50
	many() {
		{
			printf '#x:dec\tg:code\n'
			seq "$1" | sed 's/$/\ta/'
			awk 'BEGIN {
				for (i = 0; i < 49; i++) {
					s = sprintf("%.1f", 10.5 + i * 1.3)
					sub(/\.0$/, "", s)
					print s "\tb"
				}
			}'
		} | whole >x.ubat
	}
	many 49
	is 'mannwhitney(x, g)' '0.000023 98 0 49 604.5 -0.49646'
}

# mpg of mtcars by am
cars() {
	times '#x:dec g:int' '21 1 2' '22.8 1 1' '21.4 0 1' '18.7 0 1' \
	    '18.1 0 1' '14.3 0 1' '24.4 0 1' '22.8 0 1' '19.2 0 1' \
	    '17.8 0 1' '16.4 0 1' '17.3 0 1' '15.2 0 1' '10.4 0 2' \
	    '14.7 0 1' '32.4 1 1' '30.4 1 1' '33.9 1 1' '21.5 0 1' \
	    '15.5 0 1' '15.2 0 1' '13.3 0 1' '19.2 0 1' '27.3 1 1' \
	    '26 1 1' '30.4 1 1' '15.8 1 1' '19.7 1 1' '15 1 1' '21.4 1 1' \
	    >x.ubat
}

@test "with ties mannwhitney is the normal approximation" {
	cars
	# wilcox.test(mpg ~ am, mtcars), and with correct = FALSE
	is 'mannwhitney(x, g)' '0.001871 32 0 13 42 -0.659919'
	is 'mannwhitney(x, g, plain)' '0.001753 32 0 13 42 -0.659919'
}

@test "mcnemar has a correction, none, or is exact" {
	# P <- matrix(c(794, 86, 150, 570), 2); mcnemar.test(P); 150 / 86
	times '#g:bool u:bool' '1 1 794' '0 1 86' '1 0 150' '0 0 570' >x.ubat
	is 'mcnemar(g, u)' '0.000041 1600 0 86 16.817797 1 1.744186'
	# mcnemar.test(P, correct = FALSE)
	is 'mcnemar(g, u, plain)' '0.000031 1600 0 86 17.355932 1 1.744186'
	# binom.test(86, 236)
	is 'mcnemar(g, u, exact)' '0.000037 1600 0 86 .u .u 1.744186'
	# mcnemar.test(matrix(c(5, 0, 3, 5), 2)); binom.test(3, 3)
	times '#g:bool u:bool' '1 1 5' '1 0 3' '0 0 5' >x.ubat
	is 'mcnemar(g, u)' '0.248213 13 0 3 1.333333 1 .u'
	is 'mcnemar(g, u, exact)' '0.25 13 0 3 .u .u .u'
	# binom.test(4, 8)
	times '#g:bool u:bool' '1 0 4' '0 1 4' >x.ubat
	is 'mcnemar(g, u, exact)' '1 8 0 4 .u .u 1'
	is 'mcnemar(g, u)' '1 8 0 4 0 1 1'
}

@test "wilcoxon is of signed ranks, exact where it can be" {
	# x <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
	# y <- c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
	# wilcox.test(x, y, paired = TRUE); (2 * 40 - 45) / 45
	times '#x:dec y:dec' '1.83 0.878 1' '0.5 0.647 1' '1.62 0.598 1' \
	    '2.48 2.05 1' '1.68 1.06 1' '1.88 1.29 1' '1.55 1.06 1' \
	    '3.06 3.14 1' '1.3 1.29 1' >x.ubat
	is 'wilcoxon(x, y)' '0.039063 9 0 9 40 0.777778'
	# exact = FALSE, and correct = FALSE
	is 'wilcoxon(x, y, corrected)' '0.044011 9 0 9 40 0.777778'
	is 'wilcoxon(x, y, plain)' '0.038152 9 0 9 40 0.777778'
}

pairs() {
	times '#u:int v:int' '6 4 1' '7 6 1' '4 4 1' '8 2 1' '6 6 1' '9 4 1' \
	    '6 1 1' '5 5 1' '7 3 1' '6 6 1' '2 5 1' '5 2 1' >x.ubat
}

@test "with ties or pairs that are equal wilcoxon is the normal approximation" {
	pairs
	# u <- c(6,7,4,8,6,9,6,5,7,6,2,5); v <- c(4,6,4,2,6,4,1,5,3,6,5,2)
	# wilcox.test(u, v, paired = TRUE); (2 * 32.5 - 36) / 36
	is 'wilcoxon(u, v)' '0.049389 12 0 12 32.5 0.805556'
}

@test "pairedt is the t of the differences, its effect by the first's deviation" {
	pairs
	# t.test(u, v, paired = TRUE); mean(u - v) / sd(u)
	is 'pairedt(u, v)' '0.032359 12 0 12 2.448018 11 1.916667 0.193413 3.63992 1.046241' --interval 95
	# decimals beside whole numbers are the same numbers
	sed 's/v:int/v:dec/' x.ubat >y.ubat
	mv y.ubat x.ubat
	is 'pairedt(u, v)' '0.032359 12 0 12 2.448018 11 1.916667 1.046241'
}

@test "bowker and maxwell compare the values at two times" {
	# b <- matrix(c(20, 10, 5, 3, 30, 15, 0, 5, 40), 3, byrow = TRUE)
	# x <- mcnemar.test(b); sqrt(x$statistic / sum(b))
	times '#g:int u:int' '1 1 20' '1 2 10' '1 3 5' '2 1 3' '2 2 30' \
	    '2 3 15' '3 2 5' '3 3 40' >x.ubat
	is 'bowker(g, u)' '0.003237 128 0 3 13.769231 3 0.327982'
	# k <- 1:2; r <- rowSums(b); c <- colSums(b); d <- (r - c)[k]
	# S <- -(b + t(b))[k, k]; diag(S) <- (r + c - 2 * diag(b))[k]
	# s <- t(d) %*% solve(S) %*% d; pchisq(s, 2, lower = FALSE)
	is 'maxwell(g, u)' '0.001026 128 0 3 13.764706 2 0.327928'
	# nobody moved between 1, 2 and 3, 4 or to or from 5: by V's generalised
	# inverse, m being the table: r <- rowSums(m); c <- colSums(m); d <- r - c
	# S <- -(m + t(m)); diag(S) <- r + c - 2 * diag(m); e <- eigen(S)
	# k <- e$values > 1e-9; s <- sum((t(e$vectors[, k]) %*% d)^2 / e$values[k])
	# c(pchisq(s, sum(k), lower = FALSE), s, sum(k), sqrt(s / sum(m)))
	times '#g:int u:int' '1 1 7' '1 2 9' '2 1 3' '3 4 2' '4 3 1' '4 4 6' \
	    '5 5 8' >x.ubat
	is 'maxwell(g, u)' '0.188876 36 0 1 3.333333 2 0.30429'
	times '#g:int u:int' '1 1 7' '2 2 9' >x.ubat
	is 'maxwell(g, u)' '.u 16 0 7 .u .u .u'
}

@test "trend is Cochran and Armitage's, slope a line" {
	# sm <- c(83, 90, 129, 70, 61); pt <- c(86, 93, 136, 82, 75)
	# prop.trend.test(sm, pt)
	# 100 * coef(lm(sm / pt ~ I(1:5), weights = pt))[2]
	times '#a:bool y:int' '1 2015 83' '0 2015 3' '1 2016 90' '0 2016 3' \
	    '1 2017 129' '0 2017 7' '1 2018 70' '0 2018 12' '1 2019 61' \
	    '0 2019 14' >x.ubat
	is 'trend(a, y)' '0.000018 472 0 3 18.374703 1 -4.129667'
	# m <- lm(dist ~ speed, cars[1:20, ]); summary(m); confint(m)
	times '#y:int x:int' '2 4 1' '10 4 1' '4 7 1' '22 7 1' '16 8 1' '10 9 1' \
	    '18 10 1' '26 10 1' '34 10 1' '17 11 1' '28 11 1' '14 12 1' \
	    '20 12 1' '24 12 1' '28 12 1' '26 13 1' '34 13 2' '46 13 1' \
	    '26 14 1' >x.ubat
	is 'slope(y, x)' '0.000369 20 0 20 4.3698 18 1.392772 3.972114 2.682443' --interval 95
}

@test "mh is Mantel and Haenszel's odds ratio over strata" {
	# mantelhaen.test(UCBAdmissions)
	times '#a:bool g:int d:code' '1 1 A 512' '0 1 A 313' '1 2 A 89' \
	    '0 2 A 19' '1 1 B 353' '0 1 B 207' '1 2 B 17' '0 2 B 8' \
	    '1 1 C 120' '0 1 C 205' '1 2 C 202' '0 2 C 391' '1 1 D 138' \
	    '0 1 D 279' '1 2 D 131' '0 2 D 244' '1 1 E 53' '0 1 E 138' \
	    '1 2 E 94' '0 2 E 299' '1 1 F 22' '0 1 F 351' '1 2 F 24' \
	    '0 2 F 317' >x.ubat
	is 'mh(a, g, d)' '0.232263 4526 0 8 1.426946 1 0.771907 1.06033 0.904697' --interval 95
}

@test "mhrr and mhrd are the ratio of shares and their difference over strata" {
	# a, b: true of the first group and the second, c and d false, by stratum
	# u <- UCBAdmissions; a <- u[1,1,]; b <- u[1,2,]; c <- u[2,1,]; d <- u[2,2,]
	# n1 <- a + c; n2 <- b + d; N <- n1 + n2; z <- c(-1, 1) * qnorm(.975)
	# R <- a * n2 / N; S <- b * n1 / N; rr <- sum(R) / sum(S)
	# v <- sum((n1 * n2 * (a + b) - a * b * N) / N^2) / (sum(R) * sum(S))
	# c(rr, rr * exp(z * sqrt(v)))
	times '#a:bool g:int d:code' '1 1 A 512' '0 1 A 313' '1 2 A 89' \
	    '0 2 A 19' '1 1 B 353' '0 1 B 207' '1 2 B 17' '0 2 B 8' \
	    '1 1 C 120' '0 1 C 205' '1 2 C 202' '0 2 C 391' '1 1 D 138' \
	    '0 1 D 279' '1 2 D 131' '0 2 D 244' '1 1 E 53' '0 1 E 138' \
	    '1 2 E 94' '0 2 E 299' '1 1 F 22' '0 1 F 351' '1 2 F 24' \
	    '0 2 F 317' >x.ubat
	is 'mhrr(a, g, d)' '0.232263 4526 0 8 1.426946 1 0.866452 1.030461 0.944905' --interval 95
	# w <- n1 * n2 / N; rd <- sum(w * (a / n1 - b / n2)) / sum(w)
	# v <- sum(w^2 * (a * c / n1^3 + b * d / n2^3)) / sum(w)^2
	# 100 * c(rd, rd + z * sqrt(v))
	is 'mhrd(a, g, d)' '0.232263 4526 0 8 1.426946 1 -1.84252 -4.707883 1.022844' --interval 95
	# of one stratum they are those of its two shares; one group in it says
	# nothing: a <- 6; b <- 3; c <- 4; d <- 9;
	# mantelhaen.test(array(c(6, 4, 3, 9, 5, 2, 0, 0), c(2, 2, 2)))
	times '#a:bool g:int d:code' '1 1 A 6' '0 1 A 4' '1 2 A 3' '0 2 A 9' \
	    '1 1 B 5' '0 1 B 2' >x.ubat
	is 'mhrr(a, g, d)' '0.230562 29 0 2 1.437393 1 0.796551 7.231179 2.4' --interval 95
	is 'mhrd(a, g, d)' '0.230562 29 0 2 1.437393 1 35 -4.0151 74.0151' --interval 95
	# none of the second: E <- 6 * 10 / 19; v <- 10 * 9 * 6 * 13 / (361 * 18)
	# (abs(6 - E) - .5)^2 / v
	times '#a:bool g:int d:code' '1 1 A 6' '0 1 A 4' '0 2 A 9' >x.ubat
	is 'mhrr(a, g, d)' '0.024237 19 0 4 5.077564 1 .u .u .u' --interval 95
	run -0 ubat-agg -f x.ubat --interval 95 't = mhrr(a, g, d)'
	[[ $output = *$'#label\tt_effect\tt, sammanvägd kvot mellan andelar\n'* ]]
	run -0 ubat-agg -f x.ubat --interval 95 't = mhrd(a, g, d)'
	[[ $output = *$'#label\tt_diff\tt, sammanvägd skillnad i procentenheter\n'* ]]
}

# --- judgement ------------------------------------------------------------------

# Four rows whose p-values are known.
four() {
	{
		printf '#k:int\ta:bool\tg:code\n'
		awk -v OFS='\t' 'BEGIN {
			split("12 17 19 14", t)
			split("9 9 6 2", u)
			for (k = 1; k <= 4; k++)
				for (i = 0; i < 20; i++) {
					print k, i < t[k] ? 1 : 0, "x"
					print k, i < u[k] ? 1 : 0, "y"
				}
		}'
	} | whole >x.ubat
}

@test "--level adjusts p-values by Holm's rule and judges them" {
	four
	# p <- sapply(list(c(12, 9), c(17, 9), c(19, 6), c(14, 2)), function(k)
	#     prop.test(k, c(20, 20), correct = FALSE)$p.value)
	# p.adjust(p, "holm")
	run -0 bash -c "ubat-agg -f x.ubat -g k --level 95 't = shares(a, g)' | grep -v '^#' | cut -f 2,9,10"
	[ "$output" = $'0.342178\t0.342178\t0\n0.008002\t0.016005\t1\n0.000022\t0.000087\t1\n0.000108\t0.000323\t1' ]
	run -0 ubat-agg -f x.ubat -g k --level 95 't = shares(a, g)'
	[ "${lines[0]}" = $'#k:int\tt:stat\tt_n:count\tt_miss:count\tt_least:count\tt_stat:stat\tt_df:stat\tt_diff:stat\tt_adj:stat\tt_sig:bool' ]
	[ "${lines[1]}" = $'#table\ttabell\tkeys=k\tbase=known\tfunction:t=shares\tlevel=95 holm\tmade=4\tnote=Säkerställd skillnad: p-värde under 0,05; tabellen har 4 test, och p-värdena är justerade för det enligt Holm.' ]
	[[ $output = *$'#label\tt\tt, p-värde (test av två andelar)\n'* ]]
	[[ $output = *$'#label\tt_adj\tt, p-värde justerat enligt Holm\n'* ]]
	[[ $output = *$'#label\tt_sig\tt, säkerställd skillnad\n'* ]]
	[[ $output = *$'#label\tt_diff\tt, skillnad i procentenheter\n'* ]]
}

@test "--level N,single judges each test by itself" {
	four
	run -0 bash -c "ubat-agg -f x.ubat -g k --level 99.9,single 't = shares(a, g)' | grep -v '^#' | cut -f 2,9,10"
	[ "$output" = $'0.342178\t0\n0.008002\t0\n0.000022\t1\n0.000108\t1' ]
	run -0 ubat-agg -f x.ubat -g k --note 'Egen not' --level 99.9,single 't = shares(a, g)'
	[[ ${lines[1]} = *$'\tlevel=99.9 single\tmade=4\tnote=Egen not. Säkerställd skillnad: p-värde under 0,001; tabellen har 4 test, vart och ett prövat för sig.' ]]
}

@test "totals count among the tests, what --min-n leaves out does not" {
	four
	run -0 ubat-agg -f x.ubat -g k --total --level 95 't = shares(a, g)'
	[[ ${lines[1]} = *$'\tmade=5\t'* ]]
	{ cat x.ubat; printf '#k:int\ta:bool\tg:code\n9\t1\tx\n9\t0\ty\n#end\t2\t0\n'; } >y.ubat
	run -0 ubat-agg -f y.ubat -g k --min-n 3 --level 95 't = shares(a, g)'
	[[ ${lines[1]} = *$'\tmade=4\t'* ]]
}

@test "a level from 50 to 99.9, and how a test is done, are checked" {
	local bad
	times '#a:code b:code x:int d:date' 'x p 1 2020-01-01 1' >x.ubat
	for bad in 49.9 100 95,holm 95, ''; do
		run -2 --separate-stderr ubat-agg -f x.ubat --level "$bad" 't = chisq(a, b)'
		[ "${stderr_lines[0]}" = 'ubat-agg: --level: not a level from 50 to 99.9, perhaps with ,single' ]
	done
	while IFS=: read -r measure clause; do
		run -2 --separate-stderr ubat-agg -f x.ubat "t = $measure"
		[ "${stderr_lines[0]}" = "ubat-agg: $clause" ]
	done <<-'END'
		chisq(a, b, exact):chisq is plain or corrected
		mcnemar(x > 1, x > 2, holm):mcnemar is plain, corrected or exact
		chisq(a):chisq takes two arguments, or how as a third
		welch(x, a, plain):welch takes two arguments
		mh(x > 1, a):mh takes three arguments
		welch(a, b):welch takes a number
		shares(a, b):shares takes a condition
		mcnemar(x > 1, a):mcnemar takes a condition as its second argument
		pairedt(x, a):pairedt takes a number as its second argument
		mannwhitney(a, b):mannwhitney takes a number or a date
		bowker(x, a):bowker takes two columns of one kind
	END
}

@test "more than two groups are refused" {
	local m
	times '#x:int g:code' '1 a 2' '2 b 2' '3 c 2' >x.ubat
	for m in 'welch(x, g)' 'mannwhitney(x, g)' 'shares(x > 1, g)' 'mh(x > 1, g, x)'; do
		run -1 --separate-stderr ubat-agg -f x.ubat "t = $m"
		[ "$stderr" = 'ubat-agg: measure t: the group has more than two values: make it a condition' ]
		[[ $output != *'#end'* ]]
	done
	is 'welch(x, g = "a")' '0.013847 6 0 2 5.196152 3 1.5 3'
}

@test "small expected counts are told in the note and in the account" {
	times '#k:code a:code b:code' 'k x p 12' 'k x q 5' 'k y p 7' 'k y q 29' \
	    'l x p 3' 'l x q 1' 'l y p 1' 'l y q 3' >x.ubat
	run -0 ubat-agg -f x.ubat -g k 't = chisq(a, b)'
	[[ ${lines[1]} = *$'\tnote=I 1 test är ett förväntat antal under 5: de p-värdena är osäkra.' ]]
	[[ $output = *$'\tsmall-expected:t=1\n'* ]]
	run -0 ubat-agg -f x.ubat -g k 't = fisher(a, b)'
	[[ $output != *small-expected* ]]
	[[ $output != *note=* ]]
}

# --- between rows ---------------------------------------------------------------

# p, p_k, p_n, p_miss, p_p of each row
rows() {
	ubat-agg -f x.ubat "$@" | grep -v '^#' | tr '\t' ' '
}

three() {
	times '#k:code y:int a:bool x:int' 'A 2017 1 2 12' 'A 2017 0 3 8' \
	    'B 2017 1 5 15' 'B 2017 0 2 5' 'C 2018 1 4 9' 'C 2018 0 3 21' >x.ubat
}

@test "--against others tests each row against the rest of the total" {
	three
	# k <- c(12, 15, 9); n <- c(20, 20, 30)
	# sapply(1:3, function(i) prop.test(c(k[i], sum(k[-i])),
	#     c(n[i], sum(n[-i])), correct = FALSE)$p.value)
	run -0 rows -g k --total --against others 'p = share(a)'
	[ "${lines[0]}" = 'A 0.6 12 20 0 0.36415' ]
	[ "${lines[1]}" = 'B 0.75 15 20 0 0.012575' ]
	[ "${lines[2]}" = 'C 0.3 9 30 0 0.001893' ]
	[ "${lines[3]}" = '.t 0.5142857142857142 36 70 0 .e' ]
	# against the total it is the same
	rows -g k --total --against others 'p = share(a)' 'x = mean(x)' >one
	rows -g k --total --against total 'p = share(a)' 'x = mean(x)' >two
	cmp one two
	# x <- list(rep(2:3, c(12, 8)), rep(c(5, 2), c(15, 5)), rep(4:3, c(9, 21)))
	# sapply(1:3, function(i) t.test(x[[i]], unlist(x[-i]))$p.value)
	run -0 rows -g k --total --against others 'x = mean(x)'
	[ "${lines[0]}" = 'A 2.4 20 0 0' ]
	[ "${lines[1]}" = 'B 4.25 20 0 0.00035' ]
	[ "${lines[2]}" = 'C 3.3 30 0 0.914669' ]
}

@test "--against previous tests each row against the one before" {
	times '#k:code y:int a:bool' 'A 2017 1 12' 'A 2017 0 8' 'A 2018 1 5' \
	    'A 2018 0 15' 'A ~ 1 3' 'A ~ 0 3' 'B 2018 1 4' 'B 2018 0 16' >x.ubat
	# prop.test(c(5, 12), c(20, 20), correct = FALSE)
	run -0 rows -g k,y --against previous 'p = share(a)'
	[ "${lines[0]}" = 'A 2017 0.6 12 20 0 .e' ]
	[ "${lines[1]}" = 'A 2018 0.25 5 20 0 0.025161' ]
	[ "${lines[2]}" = 'A  0.5 3 6 0 .e' ]
	[ "${lines[3]}" = 'B 2018 0.2 4 20 0 .e' ]
	# by another key: prop.test(c(4, 5), c(20, 20), correct = FALSE)
	run -0 rows -g k,y --against previous:k 'p = share(a)'
	[ "${lines[1]}" = 'A 2018 0.25 5 20 0 .e' ]
	[ "${lines[3]}" = 'B 2018 0.2 4 20 0 0.704954' ]
}

@test "the table says what rows are against, and headings do" {
	three
	run -0 ubat-agg -f x.ubat -g k --total --against others --level 95 'p = share(a)'
	[ "${lines[0]}" = $'#k:code\tp:share\tp_k:count\tp_n:count\tp_miss:count\tp_p:stat\tp_adj:stat\tp_sig:bool' ]
	[ "${lines[1]}" = $'#table\ttabell\tkeys=k\tbase=known\tagainst=others:k\tlevel=95 holm\tmade=3\tnote=Varje rad är prövad mot de övriga, som den själv inte ingår i. Säkerställd skillnad: p-värde under 0,05; tabellen har 3 test, och p-värdena är justerade för det enligt Holm.' ]
	[[ $output = *$'#label\tp_p\tp, p-värde mot övriga\n'* ]]
	[[ $output = *$'#label\tp_sig\tp, säkerställd skillnad\n'* ]]
	ubat-agg -f x.ubat -g k --total --against others 'p = share(a)' 'x = mean(x)' n >t
	run -0 ubat-filter -c k,p,p_k,p_n,p_miss,p_p true t
	run -0 bash -c "ubat-show t | grep '^C'"
	[[ $output = *' 0.002 '* ]]
}

@test "what cannot be against is refused" {
	three
	while IFS=: read -r options clause; do
		# shellcheck disable=SC2086 # the options are words
		run -2 --separate-stderr ubat-agg -f x.ubat $options 'p = share(a)'
		[ "${stderr_lines[0]}" = "ubat-agg: --against: $clause" ]
	done <<-'END'
		-g k --against all:neither total, others nor previous
		--against previous:there are no rows by a key (-g)
		-g k --against others:others is what --total makes, without it here
	END
	run -2 --separate-stderr ubat-agg -f x.ubat -g k --against previous:y 'p = share(a)'
	[ "${stderr_lines[0]}" = 'ubat-agg: --against: no key of the rows y' ]
}

@test "persons in several records are told of where there are tests" {
	times '#p:id a:bool g:code' 'p1 1 x 2' 'p2 0 x 1' 'p3 1 y 1' 'p1 0 y 1' >x.ubat
	run -0 ubat-agg -f x.ubat --person p 't = shares(a, g)'
	[[ ${lines[1]} = *'Personer finns i flera poster: test och intervall räknar varje post för sig och är för snäva.'* ]]
	[[ $output = *$'\trepeated-persons=1'* ]]
	run -0 ubat-agg -f x.ubat --person p --interval 95 'p = share(a)'
	[[ $output = *$'\trepeated-persons=1'* ]]
	run -0 ubat-agg -f x.ubat --person p 'p = share(a)'
	[[ $output != *repeated* ]]
	run -0 bash -c "grep -v p1 x.ubat | sed 's/^#end.*/#end\t2\t0/' | ubat-agg --person p 't = shares(a, g)'"
	[[ $output != *repeated* ]]
}

@test "ubat-mask hides what p-values would tell of a hidden row" {
	times '#y:int a:bool' '2016 1 30' '2016 0 30' '2017 1 3' '2017 0 40' \
	    '2018 1 30' '2018 0 20' >x.ubat
	ubat-agg -f x.ubat -g y --against previous n 'p = share(a)' >t
	run -0 bash -c "ubat-mask --records-are-persons t | grep -v '^#' | cut -f 7 | uniq"
	[ "$output" = .s ]
	ubat-agg -f x.ubat -g y --total --against others n 'p = share(a)' >t
	run -0 bash -c "ubat-mask --records-are-persons t | grep -v '^#' | cut -f 1,7"
	[[ $output = *$'2017\t.s\n'* ]]
	[[ $output = *$'2016\t0.075\n'* ]]
}

# --- samples --------------------------------------------------------------------

visits() {
	times '#k:id x:int a:bool' 'p1 3 1 2' 'p1 5 1 1' 'p2 8 0 3' 'p3 1 1 1' \
	    'p4 9 0 2' 'p4 7 1 1' 'p5 2 0 1' >x.ubat
}

@test "--cluster makes intervals of records that belong together" {
	visits
	# x <- c(3, 3, 5, 8, 8, 8, 1, 9, 9, 7, 2); k <- c(1,1,1,2,2,2,3,4,4,4,5)
	# se <- function(x) { m <- length(unique(k)); n <- length(x)
	#     sqrt(m / (m - 1) * sum(tapply(x - mean(x), k, sum)^2)) / n }
	# mean(x) + c(-1, 1) * qt(.975, 4) * se(x)
	is 'mean(x)' '5.727273 11 0 1.919544 9.535001' --interval 95 --cluster k --digits 6
	# a <- c(1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0); p <- mean(a)
	# n <- p * (1 - p) / se(a)^2; z <- qt(.975, 4); zz <- z^2 / n
	# (p + zz / 2 + c(-1, 1) * z * sqrt(p * (1 - p) / n + zz / (4 * n))) / (1 + zz)
	is 'share(a)' '0.45454545 5 11 0 0.08847269 0.87737295' --interval 95 --cluster k --digits 6
	# qbeta(.025, p * n, (1 - p) * n + 1); qbeta(.975, p * n + 1, (1 - p) * n)
	is 'share(a)' '0.45454545 5 11 0 0.06615417 0.89388226' --interval 95,exact --cluster k --digits 6
	# every record a cluster of its own: t.test(x)$conf.int
	sed 's/^p[0-9]//' x.ubat >y.ubat
	mv y.ubat x.ubat
	is 'mean(x)' '5.727273 11 0 3.709811 7.744735' --interval 95 --cluster k --digits 6
	[ "$(ubat-agg -f x.ubat --interval 95 --digits 6 't = mean(x)' | grep -v '^#' | tr '\t' ' ')" = '5.727273 11 0 3.709811 7.744735' ]
}

@test "--cluster tests rows against others by clusters, which can be in both" {
	# d: k, the cluster p (each of those without one by itself), a and x
	# test <- function(y, r, o) {
	#     ok <- !is.na(y); i <- (d$k %in% r)[ok]; j <- (d$k %in% o)[ok]
	#     y <- y[ok]; p <- d$p[ok]; x1 <- mean(y[i]); x2 <- mean(y[j])
	#     z <- tapply(i * (y - x1) / sum(i) - j * (y - x2) / sum(j), p, sum)
	#     z <- z[unique(p[i | j])]; m <- length(z)
	#     2 * pt(-abs(x1 - x2) / sqrt(m / (m - 1) * sum(z^2)), m - 1) }
	times '#k:int p:id a:bool x:dec' '3 p3 1 15.4 1' '2 p3 1 5.5 1' \
	    '2 p16 1 1.4 1' '3 ~ 1 30.9 1' '3 p6 1 12.2 1' '2 p3 0 ~ 1' \
	    '2 ~ 1 27.5 1' '2 p3 0 34.5 1' '2 ~ 0 32.1 1' '2 p16 1 12.4 1' \
	    '3 ~ 0 30.3 1' '3 p9 0 22.4 1' '1 p3 0 15.7 1' '2 p3 1 30.2 1' \
	    '3 p6 0 29.6 1' '3 p7 0 17.6 1' '2 p10 ~ 11.1 1' '2 p14 0 20.7 1' \
	    '1 p17 1 20.7 1' '1 p14 1 2.8 1' '1 ~ 0 32.9 1' '1 p5 1 13.5 1' \
	    '3 p15 1 26.2 1' '3 p13 ~ ~ 1' >x.ubat
	against() {
		ubat-agg -f x.ubat -g k --cluster p --against "$@" 'share(a)' 'mean(x)' |
		    grep -v '^#' | awk '{ printf "%s %s %s\n", $1, $6, $10 }'
	}
	# test(d$a, 1, 2:3), test(d$a, 2, c(1, 3)), and so on
	[ "$(against others --total)" = '1 0.799191 0.433615
2 0.933728 0.787611
3 0.750303 0.24439
.t .e .e' ]
	[ "$(against total --total)" = "$(against others --total)" ]
	# test(d$a, 2, 1), test(d$a, 3, 2)
	[ "$(against previous)" = '1 .e .e
2 0.881549 0.711517
3 0.81181 0.450825' ]
	# parts that are merged give the same
	for i in 0 1 2; do
		{ sed -n 1p x.ubat; grep -v '^#' x.ubat | awk -v i="$i" 'NR % 3 == i'; } |
		    whole >"$i.ubat"
		ubat-agg --partial -f "$i.ubat" -g k --total --cluster p --against others \
		    'share(a)' 'mean(x)' >"$i.state"
	done
	ubat-agg --merge ?.state | grep -v '^#' | awk '{ print $1, $6, $10 }' >got
	against others --total | diff - got
	# one cluster, and none that differs
	times '#k:int p:id a:bool' '1 p 1 3' '1 p 0 2' '2 p 1 2' '2 p 0 3' >x.ubat
	[ "$(ubat-agg -f x.ubat -g k --cluster p --against previous 'share(a)' | grep -v '^#' | cut -f 6 | tr '\n' ' ')" = '.e .u ' ]
	times '#k:int p:id a:bool' '1 p 1 1' '1 q 1 1' '2 p 1 1' '2 r 1 1' >x.ubat
	[ "$(ubat-agg -f x.ubat -g k --cluster p --against previous 'share(a)' | grep -v '^#' | cut -f 6 | tr '\n' ' ')" = '.e .u ' ]
}

@test "a share of 0 has as many records as clusters, one cluster no interval" {
	times '#k:id a:bool' 'p1 0 5' 'p2 0 7' 'p3 0 2' >x.ubat
	# z <- qt(.975, 2); z^2 / (3 + z^2)
	is 'share(a)' '0 0 14 0 0 0.86054827' --interval 95 --cluster k --digits 6
	times '#k:id a:bool' 'p1 0 5' 'p1 1 7' >x.ubat
	is 'share(a)' '0.5833 7 12 0 .u .u' --interval 95 --cluster k --digits 2
	# with all records as the base a missing condition is not true
	times '#k:id a:bool' 'p1 0 2' 'p1 ~ 3' 'p2 1 4' 'p3 1 1' >x.ubat
	run -0 ubat-agg -f x.ubat --base all --interval 95 --cluster k 't = share(a)'
	sed 's/	$/	0/' x.ubat >y.ubat
	[ "$(grep -v '^#' <<<"$output" | cut -f 1-3,5-)" = "$(ubat-agg -f y.ubat --interval 95 --cluster k 't = share(a)' | grep -v '^#' | cut -f 1-3,5-)" ]
}

@test "--population makes intervals and tests between rows narrower" {
	times '#k:code x:int a:bool' 'A 3 1 4' 'A 5 0 6' 'B 8 1 7' 'B 9 0 3' >x.ubat
	# x <- rep(c(3, 5, 8, 9), c(4, 6, 7, 3))
	# mean(x) + c(-1, 1) * qt(.975, 19) * sd(x) / sqrt(20) * sqrt(1 - 20 / 32)
	is 'mean(x)' '6.25 20 0 5.60662 6.89338' --interval 95 --sample sample --population 32 --digits 6
	# p <- .55; n <- 20 / (1 - 20 / 32); z <- qnorm(.975); zz <- z^2 / n
	# (p + zz / 2 + c(-1, 1) * z * sqrt(p * (1 - p) / n + zz / (4 * n))) / (1 + zz)
	is 'share(a)' '0.55 11 20 0 0.41764327 0.67563793' --interval 95 --sample response --population 32 --digits 6
	is 'share(a)' '0.55 11 20 0 0.55 0.55' --interval 95 --sample response --population 20
	# s <- prop.test(c(4, 7), c(10, 10), correct = FALSE)$statistic
	# pchisq(s / (1 - 20 / 32), 1, lower = FALSE)
	run -0 rows -g k --total --against others --sample sample --population 32 'p = share(a)'
	[ "${lines[0]}" = 'A 0.4 4 10 0 0.02767' ]
	run -1 --separate-stderr ubat-agg -f x.ubat --sample sample --population 19 'p = share(a)'
	[ "$stderr" = 'ubat-agg: more records than the population, 19 (--population)' ]
}

@test "what was drawn is declared, and of all there is no interval" {
	visits
	run -0 ubat-agg -f x.ubat --sample total 'p = share(a)'
	[ "${lines[1]}" = $'#table\ttabell\tbase=known\tsample=total\tnote=Totalundersökning.' ]
	run -0 ubat-agg -f x.ubat --sample response --population 312 --interval 95 --note Not 'p = share(a)'
	[ "${lines[1]}" = $'#table\ttabell\tbase=known\tinterval=95 wilson\tsample=response\tpopulation=312\tnote=Not. Intervall och test behandlar bortfallet som slumpmässigt; populationen är 312.' ]
	run -0 ubat-agg -f x.ubat --sample sample --interval 95 --cluster k 'p = share(a)'
	[ "${lines[1]}" = $'#table\ttabell\tbase=known\tinterval=95 wilson\tsample=sample\tcluster=k\tnote=Urvalsundersökning.' ]
	while IFS=: read -r options clause; do
		# shellcheck disable=SC2086 # the options are words
		run -2 --separate-stderr ubat-agg -f x.ubat $options
		[ "${stderr_lines[0]}" = "ubat-agg: $clause" ]
	done <<-'END'
		--sample all n:--sample: neither total, sample nor response
		--sample total --interval 95 n:--sample total: where all are asked there is no interval and no test
		--sample total t=chisq(x,a):--sample total: where all are asked there is no interval and no test
		--sample total --population 9 n:--sample total: where all are asked there is no interval and no test
		--population 9 n:--population: say what was drawn of it, --sample sample or response
		--cluster k t=chisq(x,a):--cluster: a test within a row takes records for independent; there are intervals, and --against
		--cluster k --sample sample --population 90 n:--cluster does not go with --population
	END
	# who stands in several records is no fault then
	run -0 ubat-agg -f x.ubat --person k --interval 95 --cluster k 'p = share(a)'
	[[ $output != *repeated* ]]
}

# --- other populations -------------------------------------------------------------

strata() {
	times '#a:bool x:int s:code w:dec' '1 3 u 1 1' '1 5 u 2 1' '0 4 u 1.5 1' \
	    '0 8 u 1 1' '1 2 m 1 1' '0 7 m 3 1' '0 7 m 1 1' '0 1 m 1 1' \
	    '0 9 m 1 1' '1 6 g 2 1' '1 6 g 2 1' '1 2 g 1 1' '0 5 g 1 1' >x.ubat
	printf '#s:code\tn:int\n%s#end\t3\t0\n' $'g\t50\nm\t120\nu\t30\n' >std.ubat
}

@test "std standardises a share or a mean to another population" {
	strata
	# w <- c(g = 50, m = 120, u = 30)
	# p <- tapply(a, s, mean); n <- tapply(a, s, length)
	# P <- sum(w * p) / sum(w); V <- sum(w^2 * p * (1 - p) / n) / sum(w)^2
	# 100 * P; 100 * (P + c(-1, 1) * qnorm(.975) * sqrt(V))
	is 'std(a, s)' '38.25 13 0 13.570063 62.929937' --interval 95 --standard std.ubat
	# m <- tapply(x, s, mean); v <- tapply(x, s, var)
	# M <- sum(w * m) / sum(w); V <- sum(w^2 * v / n) / sum(w)^2
	is 'std(x, s)' '5.0575 13 0 3.136496 6.978504' --interval 95 --standard std.ubat
	is 'std(x, s)' '5.06 13 0' --digits 2 --standard std.ubat
	run -0 ubat-agg -f x.ubat --standard "$PWD/std.ubat" 't = std(a, s)' 'std(x, s)'
	[ "${lines[0]}" = $'#t:stat\tt_n:count\tt_miss:count\tx_std:stat\tx_std_n:count\tx_std_miss:count' ]
	[ "${lines[1]}" = $'#table\ttabell\tbase=known\tfunction:t=std\tfunction:x_std=std\tstandard=std.ubat' ]
	[[ $output = *$'#label\tt\tStandardiserad andel t, procent\n'* ]]
	[[ $output = *$'#label\tx_std\tStandardiserat medelvärde, x\n'* ]]
}

@test "a stratum without records is .u, one that is not in the standard refused" {
	strata
	grep -v '	u	' x.ubat | sed 's/^#end.*/#end\t9\t0/' >y.ubat
	run -0 bash -c "ubat-agg -f y.ubat --interval 95 --standard std.ubat 't = std(x, s)' | grep -v '^#'"
	[ "$output" = $'.u\t9\t0\t.u\t.u' ]
	sed 's/^g/k/' std.ubat >y.ubat
	run -1 --separate-stderr ubat-agg -f x.ubat --standard y.ubat 't = std(x, s)'
	[ "$stderr" = 'ubat-agg: measure t: a value is not in the standard population' ]
	run -2 --separate-stderr ubat-agg -f x.ubat 't = std(x, s)'
	[ "$stderr" = 'ubat-agg: std() needs a standard population (--standard file)' ]
	run -2 --separate-stderr ubat-agg -f x.ubat --standard std.ubat n
	[ "$stderr" = 'ubat-agg: --standard: no measure is std()' ]
	run -2 --separate-stderr ubat-agg -f x.ubat --standard std.ubat 't = std(s, s)'
	[ "${stderr_lines[0]}" = 'ubat-agg: std takes a number or a condition' ]
	run -1 --separate-stderr ubat-agg -f x.ubat --standard x.ubat 't = std(x, s)'
	[ "$stderr" = 'ubat-agg: x.ubat: not two columns, a value and its number' ]
	sed 's/^m	120/g	120/' std.ubat >y.ubat
	run -1 --separate-stderr ubat-agg -f x.ubat --standard y.ubat 't = std(x, s)'
	[ "$stderr" = 'ubat-agg: y.ubat:3: the value stands there before' ]
	sed 's/120/-1/' std.ubat >y.ubat
	run -1 --separate-stderr ubat-agg -f x.ubat --standard y.ubat 't = std(x, s)'
	[ "$stderr" = 'ubat-agg: y.ubat:3: not a value and a number of 0 or more' ]
	sed 's/	[0-9]*$/	0/; s/^#end.*/#end	3	0/' std.ubat >y.ubat
	run -1 --separate-stderr ubat-agg -f x.ubat --standard y.ubat 't = std(x, s)'
	[ "$stderr" = 'ubat-agg: y.ubat: the numbers add up to 0' ]
	run -1 --separate-stderr ubat-agg -f x.ubat --standard none 't = std(x, s)'
}

@test "a share by weights is of the weights whose condition is known" {
	strata
	# sum(a * w) / sum(w)
	is 'share(a, w)' '0.48648649 6 13 0' --digits 6
	{ grep -v '^#end' x.ubat; printf '\t1\tu\t5\n1\t1\tu\t\n#end\t15\t0\n'; } >y.ubat
	mv y.ubat x.ubat
	is 'share(a, w)' '0.48648649 6 13 2' --digits 6 --base all
	run -0 ubat-agg -f x.ubat 't = share(a, w)'
	[ "${lines[0]}" = $'#t:share\tt_k_rec:count\tt_n:count\tt_miss:count' ]
	[[ $output = *$'#label\tt\tVägd andel t, procent\n'* ]]
	ubat-agg -f x.ubat -g s n 't = share(a, w)' >t
	run -0 bash -c "ubat-show t | grep '^g'"
	[[ $output = *' 83.3'* ]]
	times '#a:bool w:int' '1 3 1' '0 -1 1' >x.ubat
	is 'share(a, w)' '.u 1 2 0'
	times '#a:bool w:int' '1 0 1' '0 0 1' >x.ubat
	is 'share(a, w)' '.u 1 2 0'
}

# --- at the edge ----------------------------------------------------------------

@test "no group, one record, values all alike: what cannot be computed is .u" {
	local m
	times '#x:int y:int g:code h:code' '~ ~ a ~ 3' >x.ubat
	for m in 'chisq(g, h)' 'fisher(g, h)' 'bowker(g, h)' 'maxwell(g, h)'; do
		run -0 bash -c "ubat-agg -f x.ubat 't = $m' | grep -v '^#' | cut -f 1-3"
		[ "$output" = $'.u\t0\t3' ]
	done
	is 'welch(x, g)' '.u 0 3 .u .u .u .u .u'
	is 'wilcoxon(x, y)' '.u 0 3 .u .u .u'
	times '#x:int y:int g:code h:code' '5 5 a h 1' >x.ubat
	is 'chisq(g, h)' '.u 1 0 .u .u .u .u'
	is 'fisher(g, h)' '.u 1 0 .u .u'
	is 'shares(x > 3, g)' '.u 1 0 .u .u .u .u'
	is 'welch(x, g)' '.u 1 0 .u .u .u .u .u'
	is 'mannwhitney(x, g)' '.u 1 0 .u .u .u'
	is 'mcnemar(x > 3, y > 3)' '.u 1 0 1 .u .u .u'
	is 'bowker(x, y)' '.u 1 0 1 .u .u .u'
	is 'maxwell(x, y)' '.u 1 0 1 .u .u .u'
	is 'wilcoxon(x, y)' '.u 1 0 1 .u .u'
	is 'pairedt(x, y)' '.u 1 0 1 .u .u 0 .u'
	is 'trend(x > 3, y)' '.l 1 0 .l .l .l .l'
	is 'slope(x, y)' '.l 1 0 .l .l .l .l'
	is 'mh(x > 3, g, h)' '.u 1 0 .u .u .u .u'
	times '#x:int y:int g:code h:code' '5 5 a h 4' '5 5 b h 4' >x.ubat
	is 'welch(x, g)' '.u 8 0 4 .u .u 0 .u'
	is 'mannwhitney(x, g)' '.u 8 0 4 8 0'
	is 'wilcoxon(x, y)' '.u 8 0 8 .u .u'
	is 'pairedt(x, y)' '.u 8 0 8 .u .u 0 .u'
	# an empty stream has no row
	times '#x:int g:code' >x.ubat
	run -0 bash -c "ubat-agg -f x.ubat -g g 't = welch(x, g)' | grep -vc '^#'; true"
	[ "$output" = 0 ]
}

@test "numbers that no double can hold are told apart" {
	# 2^53 and 2^53 + 1 are one to R
	times '#x:int y:int g:code' '9007199254740992 9007199254740993 a 3' \
	    '9007199254740993 9007199254740993 b 3' >x.ubat
	# wilcox.test(c(0, 0, 0), c(1, 1, 1)); t.test(c(-1, -1, -1, 0, 0, 0))
	is 'mannwhitney(x, g)' '0.046854 6 0 3 0 -1'
	is 'wilcoxon(x, y)' '0.148915 6 0 6 0 -1'
	is 'pairedt(x, y)' '0.075587 6 0 6 -2.236068 5 -0.5 -0.912871'
	times '#x:dec g:code' '123456789012345678.000000001 a 1' \
	    '123456789012345678.000000002 a 1' \
	    '123456789012345678.000000003 b 1' \
	    '123456789012345678.000000005 b 1' >x.ubat
	# t.test(c(1, 2), c(3, 5)); -2.5 / sqrt((0.5 + 2) / 2)
	is 'welch(x, g)' '0.198727 4 0 2 -2.236068 1.470588 0 -2.236068'
	# t.test(c(1, 2) * 1e17, c(3, 5) * 1e17)
	times '#x:int g:code' '100000000000000000 a 1' '200000000000000000 a 1' \
	    '300000000000000000 b 1' '500000000000000000 b 1' >x.ubat
	is 'welch(x, g)' '0.198727 4 0 2 -2.236068 1.470588 -250000000000000000 -2.236068'
}

@test "a huge count is no other than a small one" {
	# m <- rbind(c(30000, 30600), c(30000, 30000)); chisq.test(m, correct = FALSE)
	times '#a:code b:code' 'x p 30000' 'x q 30600' 'y p 30000' 'y q 30000' >x.ubat
	is 'chisq(a, b, plain)' '0.085581 120600 0 30000 2.955593 1 0.00495'
}

@test "the order of records changes no byte, and so do parts of a total" {
	local m='welch(x, g)'
	cars
	times '#x:dec g:int k:code' '21 1 a 2' '22.8 1 b 1' '21.4 0 a 1' '18.7 0 b 1' \
	    '18.1 0 a 3' '14.3 0 b 1' '24.4 0 a 1' '22.8 1 b 1' '19.2 0 b 1' >x.ubat
	{ head -n 1 x.ubat; grep -v '^#' x.ubat | sort -r; grep '^#end' x.ubat; } >y.ubat
	! cmp x.ubat y.ubat || false
	for f in x y; do
		ubat-agg -f $f.ubat -g k --total --level 95 --interval 95 "t = $m" \
		    'u = mannwhitney(x, g)' 'v = chisq(x, g)' 's = slope(x, g)' >t.$f
	done
	cmp t.x t.y
	# the total is the test of all
	[ "$(grep '^\.t' t.x | cut -f 2-5)" = "$(ubat-agg -f x.ubat "t = $m" | grep -v '^#' | cut -f 1-4)" ]
}

@test "a small base is .l, a protected value makes a protected test" {
	times '#x:count g:code k:code' '1 a k 1' '2 a k 1' '3 b k 1' '.s b k 1' \
	    '1 a l 1' '2 a l 1' '3 b l 1' '5 b l 1' >x.ubat
	run -0 bash -c "ubat-agg -f x.ubat -g k --level 95 --min-base 4 't = welch(x, g)' | grep -v '^#'"
	[ "${lines[0]}" = $'k\t.s\t3\t1\t.s\t.s\t.s\t.s\t.s\t.s\t.s' ]
	[[ ${lines[1]} = $'l\t0.198727\t'* ]]
	run -0 bash -c "ubat-agg -f x.ubat -g k --min-base 5 't = welch(x, g)' | grep '^l'"
	[ "$output" = $'l\t.l\t4\t0\t.l\t.l\t.l\t.l\t.l' ]
}

@test "parts that are merged give the bytes of one run, but counts alone have no tests" {
	local i o
	strata
	for i in 0 1; do
		{
			head -n 1 x.ubat
			grep -v '^#' x.ubat | awk -v i=$i 'NR % 2 == i { print; n++ }
				END { printf "#end\t%d\t0\n", n }'
		} | sed 's/	g	/		/' >part$i
	done
	cat part0 part1 >both
	merged() { # ARG...
		for i in 0 1; do
			ubat-agg "$@" --partial -f part$i >state$i
		done
		ubat-agg --merge state1 state0 | grep -v -e '^#step' -e '^#end' >got
		ubat-agg "$@" -f both | grep -v -e '^#step' -e '^#end' >want
		cmp got want
	}
	merged --interval 95 --cluster s 'mean(x)' 'v = share(a, w)' 'p = share(a)'
	merged -g a --total --level 95 --against others --sample sample \
	    --population 99 't = mannwhitney(x, w > 1)' 'c = chisq(s, x)' \
	    'h = mh(x > 3, w > 1, s)' 'm = mean(x)'
	merged --standard std.ubat 't = std(x, s)'
	for o in 'share(a, w)' 'welch(x, a)'; do
		run -2 --separate-stderr ubat-agg --partial=safe -f both "t = $o"
		[ "$stderr" = 'ubat-agg: measure t: a safe state holds counts alone: n, count and share' ]
	done
	run -2 --separate-stderr ubat-agg --partial=safe --interval 95 --cluster s -f both 't = share(a)'
	[ "$stderr" = 'ubat-agg: measure t: a safe state holds counts alone: n, count and share' ]
}

# --- what others do with it -----------------------------------------------------

@test "a test keeps its columns when columns are chosen" {
	four
	ubat-agg -f x.ubat -g k --interval 95 --level 95 't = shares(a, g)' n >t
	run -2 --separate-stderr ubat-filter -c k,t,t_n true t
	run -0 ubat-filter -c k,t,t_n,t_miss,t_least,t_stat,t_df,t_diff,t_lo,t_hi,t_adj,t_sig true t
}

@test "ubat-mask hides the results of a small part, and of a hidden base" {
	times '#k:code x:int g:code' 'k 1 a 30' 'k 2 b 30' 'k 3 a 3' 'l 1 a 40' \
	    'l 2 b 3' 'l 2 a 5' >x.ubat
	ubat-agg -f x.ubat -g k --interval 95 --level 95 n 't = welch(x, g)' >t
	run -0 bash -c "ubat-mask --records-are-persons t | grep -v '^#'"
	[ "${lines[0]}" = $'k\t63\t0\t63\t0\t.s\t-8.05\t32\t-0.818\t-1.025\t-0.611\t-1.935\t0\t1' ]
	[ "${lines[1]}" = $'l\t48\t.s\t48\t0\t.s\t.s\t.s\t.s\t.s\t.s\t.s\t.s\t.s' ]
	run -0 bash -c "ubat-mask --records-are-persons --round 3 t | grep -v '^#'"
	[ "${lines[0]}" = $'k\t63\t.s\t63\t0\t.s\t.s\t.s\t.s\t.s\t.s\t.s\t.s\t.s' ]
}

@test "ubat-show and a workbook show p-values with three decimals, and Ja" {
	four
	ubat-agg -f x.ubat -g k -n t --level 95 't = shares(a, g)' >t
	run -0 bash -c "ubat-show t | grep '^4'"
	[[ $output = *' <0.001 '*'Ja'* ]]
	run -0 bash -c "ubat-show --decimal comma t | grep '^4'"
	[[ $output = *' <0,001 '*'Ja'* ]]
	run -0 bash -c "ubat-show t | grep '^1'"
	[[ $output = *'0.342'*'Nej'* ]]
	run -0 ubat-show t
	[[ $output != *'minsta'* ]]
	ubat-xlsx -o r.xlsx t
	run -0 unzip -p r.xlsx xl/tables/table1.xml
	[[ $output = *'name="t, säkerställd skillnad"'* ]]
	run -0 unzip -p r.xlsx xl/sharedStrings.xml
	[[ $output = *'>&lt;0,001<'* ]]
	printf '[report]\ntitle = A\nsekretess = intern\n[table t]\nsort = t\n' >r.report
	ubat-html -o r.html -l r.report t
	run -0 xmllint --nonet --xpath 'string(//tbody/tr[1]/td[@class="n"][1])' r.html
	[ "$output" = '<0,001' ]
	! grep -qF '>0,000<' r.html || false
	ubat-xlsx -o r.xlsx t
	run -0 unzip -p r.xlsx xl/tables/table1.xml
	[[ $output != *minsta* ]]
}

@test "headings name both columns" {
	{ tsv '#alder:int regi:code' '1 a' '2 a' '3 b' '5 b'; printf '#label\talder\tÅlder\n'; } | whole >x.ubat
	run -0 ubat-agg -f x.ubat 'welch(alder, regi)' 'v = welch(alder, regi)' --label 'v=Ålder i regi'
	[[ $output = *$'#label\talder_welch\tÅlder och regi, p-värde (Welchs t-test)\n'* ]]
	[[ $output = *$'#label\talder_welch_df\tÅlder och regi, frihetsgrader (Welchs t-test)\n'* ]]
	[[ $output = *$'#label\tv\tÅlder i regi\n'* ]]
	# and of two tests of the same columns which it is
	run -0 ubat-agg -f x.ubat --level 95 'welch(alder, regi)' 'mannwhitney(alder, regi)'
	for t in 'welch_adj:p-värde justerat enligt Holm (Welchs t-test)' 'welch_sig:säkerställd skillnad (Welchs t-test)' \
	    'mannwhitney_adj:p-värde justerat enligt Holm (Mann-Whitneys test)' 'mannwhitney_sig:säkerställd skillnad (Mann-Whitneys test)'; do
		[[ $output = *$'#label\talder_'"${t%%:*}"$'\tÅlder och regi, '"${t#*:}"$'\n'* ]]
	done
	run -0 ubat-agg -f x.ubat 'welch(alder, regi)' 'v = welch(alder, regi)' --label 'v=Ålder i regi'
	[[ $output = *$'#label\tv_stat\tÅlder i regi, t\n'* ]]
}

@test "no two columns of a table have the same heading" {
	local m=() c
	strata
	for c in 'chisq(a, s)' 'fisher(a, s)' 'shares(a, w > 1)' 'mcnemar(a, w > 1)' 'bowker(a, w > 1)' \
	    'maxwell(a, w > 1)' 'trend(a, x)' 'mh(a, w > 1, s)' 'mhrr(a, w > 1, s)' \
	    'mhrd(a, w > 1, s)' 'welch(x, w > 1)' 'mannwhitney(x, w > 1)' 'pairedt(x, w)' \
	    'wilcoxon(x, w)' 'slope(x, w)' 'std(x, s)' 'mean(x)' 'mean(w)' 'sd(x)' 'median(x)' \
	    'quantile(x, 0.9)' 'quantile(x, 0.9, 7)' 'share(a)' 'v = mean(x, w)' 'rate(x, w)' \
	    'top(x, 2)' 'mode(s)'; do
		case $c in
		'quantile(x, 0.9, 7)') c="q = $c" ;;
		esac
		m+=("$c")
	done
	ubat-agg -f x.ubat --interval 95 --standard std.ubat "${m[@]}" >t
	run -0 bash -c "grep '^#label' t | cut -f 3 | sort | uniq -d"
	[ -z "$output" ]
	run -0 ubat-agg -f x.ubat -n t 'mean(x)' 'median(x)' 'mean(w)' 'mhrr(a, s = "u", w)'
	[[ $output = *$'#label\tx_mean_n\tx (medelvärde), antal med uppgift\n'* ]]
	[[ $output = *$'#label\tx_median_n\tx (median), antal med uppgift\n'* ]]
	[[ $output = *$'#label\tw_mean_n\tw, antal med uppgift\n'* ]]
	[[ $output = *$'#label\ta_mhrr\ta, p-värde (Mantel-Haenszels test av andelskvot)\n'* ]]
	# so each can be a value of the variable of a file for PxWeb
	ubat-agg -f x.ubat -g s 'mh(a, w > 1, s)' 'mhrr(a, w > 1, s)' 'mhrd(a, w > 1, s)' 'mean(x)' 'median(x)' |
	    ubat-export -f px >t.px
	grep -qF '"x (median), antal med uppgift"' t.px
}

@test "the examples of the page run" {
	cat >atgard.ubat <<-'END'
		#kommun:code	klient:id	regi:code	alder:int	b1:int
		0180	k1	privat	41	8
		0180	k2	privat	30	7
		0180	k1	kommunal	52	6
		0180	k3	kommunal	35	9
		1480	k4	privat	23	3
		1480	k4	kommunal	61	9
		#end	6	0
	END
	examples ubat-tests.7 >run
	[ "$(wc -l <run)" = 4 ]
	run -0 bash -e run
	[[ $output = *'#end'* ]]
}
