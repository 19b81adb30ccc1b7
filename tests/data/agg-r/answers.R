# answers.R - what R says of records.ubat: a line for each value, with the options
# and the measure for ubat-agg, the column beside it, the group and the value.
#	Rscript answers.R >answers.tsv
options(warn = -1)
d <- read.table("records.ubat", sep = "\t", header = FALSE, skip = 1, comment.char = "#", colClasses = "character", fill = TRUE)
names(d) <- c("g", "x", "y", "a", "b", "h", "c", "d", "s", "yr", "w", "k", "i")
none <- function(v) v == "" | grepl("^\\.[a-z]$", v)
NUM <- function(v) { v[none(v)] <- NA; as.numeric(v) }
CH <- function(v) { v[none(v)] <- NA; v }
D <- data.frame(g = as.integer(d$g), x = NUM(d$x), y = NUM(d$y), a = NUM(d$a), b = NUM(d$b), h = CH(d$h), c = CH(d$c), d = CH(d$d), s = CH(d$s), yr = NUM(d$yr), w = NUM(d$w), k = CH(d$k), i = NUM(d$i), stringsAsFactors = FALSE)
S <- split(D, D$g); per <- function(f) sapply(S, function(q) tryCatch({ v <- f(q); if (length(v) == 1) as.numeric(v) else NA_real_ }, error = function(e) NA_real_))
cc <- function(q, v) q[stats::complete.cases(q[, v, drop = FALSE]), ]


put <- function(opts, measure, column, f) {
	v <- sapply(S, function(q) tryCatch(as.numeric(f(q))[1], error = function(e) NA))
	v[!is.finite(v)] <- NA
	cat(paste(paste(opts, collapse = " "), measure, column, names(S), ifelse(is.na(v), ".u", format(v, digits = 13, trim = TRUE, scientific = FALSE, drop0trailing = TRUE)), sep = "\t"), sep = "\n")
}
for (m in c("sum", "mean", "sd", "var", "min", "max", "median"))
	put("", sprintf("%s(x)", m), "", function(q) get(m)(na.omit(q$x)))
put("", "rate(x, w, 1000)", "", function(q) { q <- cc(q, c("x", "w")); 1000 * sum(q$x) / sum(q$w) })
put("", "mean(x, w)", "", function(q) { q <- cc(q, c("x", "w")); weighted.mean(q$x, q$w) })
put("", "share(a, w)", "", function(q) { q <- cc(q, c("a", "w")); weighted.mean(q$a, q$w) })
for (type in 1:9) for (p in c(0, .1, .3, .9, 1))
	put("", sprintf("quantile(x, %s, %d)", p, type), "", function(q) quantile(na.omit(q$x), p, type = type))
for (end in 1:2) {
	put("--interval 95", "share(a)", c("_lo", "_hi")[end], function(q) { z <- na.omit(q$a); prop.test(sum(z), length(z), correct = FALSE)$conf.int[end] })
	put("--interval 99,exact", "share(a)", c("_lo", "_hi")[end], function(q) { z <- na.omit(q$a); binom.test(sum(z), length(z), conf.level = .99)$conf.int[end] })
	put("--interval 95", "mean(x)", c("_lo", "_hi")[end], function(q) t.test(na.omit(q$x))$conf.int[end])
}
tst <- function(name, measure, f, columns, opts = NULL)
	for (column in columns) put(if (is.null(opts)) "" else opts, measure, if (column == "p") "" else paste0("_", column), function(q) { v <- f(q)[[column]]; if (is.null(v)) NA else v })
tab <- function(q, u, v) { q <- cc(q, c(u, v)); base::table(q[[u]], q[[v]]) }
ok <- function(m) if (nrow(m) < 2 || ncol(m) < 2) stop() else m
V <- function(t) sqrt(suppressWarnings(chisq.test(t, correct = FALSE)$statistic) / (sum(t) * (min(dim(t)) - 1)))
tst("chisq", "chisq(c, d)", function(q) { m <- ok(tab(q, "c", "d")); z <- chisq.test(m); list(p = z$p.value, stat = z$statistic, df = z$parameter, effect = V(m)) }, c("p", "stat", "df", "effect"))
tst("chisq plain", "chisq(a, h, plain)", function(q) { m <- ok(tab(q, "a", "h")); z <- chisq.test(m, correct = FALSE); list(p = z$p.value, stat = z$statistic) }, c("p", "stat"))
tst("chisq 2x2 Yates", "chisq(a, h)", function(q) { m <- ok(tab(q, "a", "h")); z <- chisq.test(m); list(p = z$p.value, stat = z$statistic) }, c("p", "stat"))
tst("fisher r x c", "fisher(c, d)", function(q) { m <- ok(tab(q, "c", "d")); list(p = fisher.test(m, workspace = 2e8)$p.value) }, "p")
tst("fisher 2 x 2", "fisher(a, h)", function(q) { m <- ok(tab(q, "a", "h")); list(p = fisher.test(m)$p.value, effect = (m[1,1] * m[2,2]) / (m[1,2] * m[2,1])) }, c("p", "effect"))
sh <- function(q, correct) { q <- cc(q, c("a", "h")); k <- tapply(q$a, q$h, sum); n <- tapply(q$a, q$h, length); if (length(n) < 2) stop()
	z <- prop.test(as.vector(k), as.vector(n), correct = correct); l <- function(k, n) prop.test(k, n, correct = FALSE)$conf.int; A <- l(k[1], n[1]); B <- l(k[2], n[2]); p <- k / n
	list(p = z$p.value, stat = z$statistic, diff = 100 * (p[1] - p[2]), lo = 100 * (p[1]-p[2] - sqrt((p[1]-A[1])^2 + (B[2]-p[2])^2)), hi = 100 * (p[1]-p[2] + sqrt((A[2]-p[1])^2 + (p[2]-B[1])^2))) }
tst("shares plain", "shares(a, h)", function(q) sh(q, FALSE), c("p", "stat", "diff", "lo", "hi"), c("--interval", "95"))
tst("shares corrected", "shares(a, h, corrected)", function(q) sh(q, TRUE), c("p", "stat"))
tst("welch", "welch(x, h)", function(q) { q <- cc(q, c("x", "h")); z <- split(q$x, q$h); if (length(z) < 2) stop(); u <- z[[1]]; v <- z[[2]]
	e <- tryCatch({ r <- t.test(u, v); list(p = r$p.value, stat = r$statistic, df = r$parameter, lo = r$conf.int[1], hi = r$conf.int[2]) }, error = function(e) list())
	e$diff <- mean(u) - mean(v); e$effect <- e$diff / sqrt(((length(u) - 1) * var(u) + (length(v) - 1) * var(v)) / (length(u) + length(v) - 2)); e }, c("p", "stat", "df", "diff", "lo", "hi", "effect"), c("--interval", "95"))
mw <- function(q, ...) { q <- cc(q, c("x", "h")); z <- split(q$x, q$h); if (length(z) < 2) stop(); r <- wilcox.test(z[[1]], z[[2]], ...); list(p = r$p.value, stat = r$statistic, effect = 2 * r$statistic / length(z[[1]]) / length(z[[2]]) - 1) }
tst("mannwhitney auto", "mannwhitney(x, h)", function(q) mw(q), c("p", "stat", "effect"))
tst("mannwhitney corrected", "mannwhitney(x, h, corrected)", function(q) mw(q, exact = FALSE), "p")
tst("mannwhitney plain", "mannwhitney(x, h, plain)", function(q) mw(q, exact = FALSE, correct = FALSE), "p")
sq <- function(q, u, v) { q <- cc(q, c(u, v)); L <- sort(unique(c(q[[u]], q[[v]]))); base::table(factor(q[[u]], L), factor(q[[v]], L)) }
tst("mcnemar corrected", "mcnemar(a, b)", function(q) { m <- sq(q, "a", "b"); m <- ok(m); z <- mcnemar.test(m); list(p = z$p.value, stat = z$statistic) }, c("p", "stat"))
tst("mcnemar plain", "mcnemar(a, b, plain)", function(q) { m <- ok(sq(q, "a", "b")); z <- mcnemar.test(m, correct = FALSE); list(p = z$p.value, stat = z$statistic) }, c("p", "stat"))
tst("mcnemar exact", "mcnemar(a, b, exact)", function(q) { m <- ok(sq(q, "a", "b")); list(p = binom.test(m[1,2], m[1,2] + m[2,1])$p.value, effect = m[2,1] / m[1,2]) }, c("p", "effect"))
tst("bowker", "bowker(c, d)", function(q) { m <- ok(sq(q, "c", "d")); z <- mcnemar.test(m, correct = FALSE); st <- z$statistic; df <- z$parameter
	if (is.nan(st)) { st <- 0; df <- 0; for (i in 2:nrow(m)) for (j in 1:(i-1)) if (m[i,j] + m[j,i] > 0) { st <- st + (m[i,j] - m[j,i])^2 / (m[i,j] + m[j,i]); df <- df + 1 } }
	if (df == 0) stop(); list(p = pchisq(st, df, lower = FALSE), stat = st, df = df, effect = sqrt(st / sum(m))) }, c("p", "stat", "df", "effect"))
tst("maxwell", "maxwell(c, d)", function(q) { m <- ok(sq(q, "c", "d")); r <- rowSums(m); cl <- colSums(m); dd <- r - cl; SS <- -(m + t(m)); diag(SS) <- r + cl - 2 * diag(m)
	e <- eigen(SS); k <- e$values > 1e-9; df <- sum(k); if (!df) stop(); st <- sum((t(e$vectors[, k, drop = FALSE]) %*% dd)^2 / e$values[k]); list(p = pchisq(st, df, lower = FALSE), stat = st, df = df, effect = sqrt(st / sum(m))) }, c("p", "stat", "df", "effect"))
wx <- function(q, ...) { q <- cc(q, c("x", "y")); r <- wilcox.test(q$x, q$y, paired = TRUE, ...); list(p = r$p.value, stat = r$statistic) }
rd <- function(q) { if (any(abs(q$x) > 1e9, na.rm = TRUE)) return(q); s <- if (any(abs(q$x) < 1e-6 & q$x != 0, na.rm = TRUE)) 1e9 else 4096000; q$x <- round(q$x * s); q$y <- round(q$y * s); q }
tst("wilcoxon auto", "wilcoxon(x, y)", function(q) wx(rd(q)), c("p", "stat"))
tst("wilcoxon corrected", "wilcoxon(x, y, corrected)", function(q) wx(rd(q), exact = FALSE), c("p"))
tst("wilcoxon plain", "wilcoxon(x, y, plain)", function(q) wx(rd(q), exact = FALSE, correct = FALSE), c("p"))
tst("pairedt", "pairedt(x, y)", function(q) { q <- cc(q, c("x", "y")); e <- tryCatch({ r <- t.test(q$x, q$y, paired = TRUE); list(p = r$p.value, stat = r$statistic, df = r$parameter, lo = r$conf.int[1], hi = r$conf.int[2]) }, error = function(e) list())
	if (!nrow(q)) stop(); e$diff <- mean(q$x - q$y); e$effect <- e$diff / sd(q$x); e }, c("p", "stat", "df", "diff", "lo", "hi", "effect"), c("--interval", "95"))
tst("trend", "trend(a, yr)", function(q) { q <- cc(q, c("a", "yr")); if (length(unique(q$yr)) < 5) stop(); k <- tapply(q$a, q$yr, sum); n <- tapply(q$a, q$yr, length); yy <- as.numeric(names(n)); z <- tryCatch(prop.trend.test(k, n, yy), error = function(e) list())
	list(p = z$p.value, stat = z$statistic, effect = 100 * coef(lm(k / n ~ yy, weights = n))[2]) }, c("p", "stat", "effect"))
tst("slope", "slope(x, yr)", function(q) { q <- cc(q, c("x", "yr")); if (length(unique(q$yr)) < 5) stop(); m <- lm(x ~ yr, q); z <- summary(m)$coefficients; ci <- confint(m); list(p = z[2, 4], stat = z[2, 3], effect = z[2, 1], lo = ci[2, 1], hi = ci[2, 2]) }, c("p", "stat", "effect", "lo", "hi"), c("--interval", "95"))
mhd <- function(q) { q <- cc(q, c("a", "h", "s")); L <- sort(unique(q$h)); if (length(L) != 2) stop(); z <- base::table(factor(q$a, c(1, 0)), factor(q$h, L), q$s); z[, , apply(z, 3, sum) > 1, drop = FALSE] }
tst("mh", "mh(a, h, s)", function(q) { z <- mhd(q); K <- dim(z)[3]; if (K == 0) stop(); if (K > 1) { r <- mantelhaen.test(z); return(list(p = r$p.value, stat = r$statistic, effect = r$estimate, lo = r$conf.int[1], hi = r$conf.int[2])) }
	N <- sum(z); A <- z[1,1,1]; B <- z[1,2,1]; C <- z[2,1,1]; DD <- z[2,2,1]; E <- (A+B)*(A+C)/N; v <- (A+B)*(C+DD)*(A+C)*(B+DD)/(N^2*(N-1)); dl <- abs(A-E); s2 <- (dl - (dl >= .5) * .5)^2 / v; or <- A*DD/(B*C); P <- (A+DD)/N; Q <- (B+C)/N; R <- A*DD/N; SS <- B*C/N
	sg <- sqrt(P*R/(2*R^2) + (P*SS+Q*R)/(2*R*SS) + Q*SS/(2*SS^2)); list(p = pchisq(s2, 1, lower = FALSE), stat = s2, effect = or, lo = or*exp(-qnorm(.975)*sg), hi = or*exp(qnorm(.975)*sg)) }, c("p", "stat", "effect", "lo", "hi"), c("--interval", "95"))
ab <- function(z) list(a = z[1,1,], b = z[1,2,], c = z[2,1,], d = z[2,2,])
tst("mhrr", "mhrr(a, h, s)", function(q) { u <- ab(mhd(q)); with(u, { n1 <- a + c; n2 <- b + d; N <- n1 + n2; R <- a * n2 / N; SS <- b * n1 / N; rr <- sum(R) / sum(SS); v <- sum((n1 * n2 * (a + b) - a * b * N) / N^2) / (sum(R) * sum(SS)); list(effect = rr, lo = rr * exp(-qnorm(.975) * sqrt(v)), hi = rr * exp(qnorm(.975) * sqrt(v))) }) }, c("effect", "lo", "hi"), c("--interval", "95"))
tst("mhrd", "mhrd(a, h, s)", function(q) { u <- ab(mhd(q)); with(u, { k <- a + c > 0 & b + d > 0; a <- a[k]; b <- b[k]; c <- c[k]; d <- d[k]; n1 <- a + c; n2 <- b + d; N <- n1 + n2; w <- n1 * n2 / N; x <- sum(w * (a / n1 - b / n2)) / sum(w); v <- sum(w^2 * (a * c / n1^3 + b * d / n2^3)) / sum(w)^2
	list(diff = 100 * x, lo = 100 * (x - qnorm(.975) * sqrt(v)), hi = 100 * (x + qnorm(.975) * sqrt(v))) }) }, c("diff", "lo", "hi"), c("--interval", "95"))
W <- c(A = 120, B = 70, C = 45, D = 15)
st <- function(q, v, bool) { q <- cc(q, c(v, "s")); m <- tapply(q[[v]], factor(q$s, names(W)), mean); n <- tapply(q[[v]], factor(q$s, names(W)), length); if (any(is.na(m))) stop(); vv <- if (bool) m * (1 - m) / n else tapply(q[[v]], factor(q$s, names(W)), var) / n
	f <- if (bool) 100 else 1; est <- sum(W * m) / sum(W); h <- qnorm(.975) * sqrt(sum(W^2 * vv)) / sum(W); list(p = f * est, lo = f * (est - h), hi = f * (est + h)) }
tst("std share", "std(a, s)", function(q) st(q, "a", TRUE), c("p", "lo", "hi"), c("--interval", "95", "--standard", "std.ubat"))
tst("std mean", "std(x, s)", function(q) st(q, "x", FALSE), c("p", "lo", "hi"), c("--interval", "95", "--standard", "std.ubat"))
## Holm over a whole table
p <- sapply(S, function(q) tryCatch(sh(q, FALSE)$p, error = function(e) NA))
cat(paste("--level 95", "shares(a, h)", "_adj", names(S), ifelse(is.na(p), ".u", format(p.adjust(p, "holm"), digits = 13)), sep = "\t"), sep = "\n")
