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
	values 50 | ubat-agg -g k n | ubat-agg --unit grupper n 'sum(n)' >t
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
	[ "$(cells <<<"$output" | head -1)" = 'a 35 .s .s 35 0' ]
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

# most: sums of which one has most (a), two have (b), none has (c, d)
most() {
	local i=0 g n
	printf '#p:id\tk:code\tkr:int\n'
	for g in a b c d; do
		for ((n = 0; n < 20; n++)); do
			case $g$n in a0) kr=9000 ;; b0 | b1) kr=3000 ;; *) kr=$((90 + n)) ;; esac
			printf 'p%d\t%s\t%d\n' $((i++)) $g $kr
		done
	done
	printf '#end\t%d\t0\n' $i
}

@test "--dominance and --p-percent hide sums of which few have most" {
	most | ubat-agg -g k --person p n 'sum(kr)' 'max(kr)' 'top(kr, 2)' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output" | cut -d' ' -f1-3,6,9 | tr '\n' ,)" = 'a 20 10900 .s .s,b 20 7809 .s .s,c 20 1990 .s .s,d 20 1990 .s .s,' ]
	run -0 ubat-mask --dominance 1,75 t
	[ "$(cells <<<"$output" | cut -d' ' -f1-3 | tr '\n' ,)" = 'a 20 .s,b 20 7809,c 20 1990,d 20 1990,' ]
	[[ $output = *by-dominance=1$'\t'* ]]
	run -0 ubat-mask --dominance 2,75 t
	[ "$(cells <<<"$output" | cut -d' ' -f1-3 | tr '\n' ,)" = 'a 20 .s,b 20 .s,c 20 1990,d 20 1990,' ]
	# 10900 - 9000 - 109 = 1791 is under 20 per cent of 9000, over 19; of b
	# 1809 is under 61 per cent of 3000
	run -0 ubat-mask --p-percent 19 t
	[[ $output != *by-dominance* ]]
	run -0 ubat-mask --p-percent 20 t
	[[ $output = *by-dominance=1$'\t'* ]]
	run -0 ubat-mask --p-percent 61 t
	[[ $output = *by-dominance=2$'\t'* ]]
	# no total gives them
	most | ubat-agg -g k --person p --total n 'sum(kr)' 'top(kr, 1)' >t
	run -0 ubat-mask --dominance 1,80 t
	[ "$(cells <<<"$output" | cut -d' ' -f3 | grep -c '\.s')" = 2 ]
}

@test "--dominance and --p-percent want the largest contributions" {
	most | ubat-agg -g k --person p n 'kostnad = sum(kr)' 'kostnad_top1 = top(kr, 1)' >t
	run -2 --separate-stderr ubat-mask --dominance 2,75 t
	[ "$stderr" = 'ubat-mask: table tabell: no column kostnad_top2: who has most of sum kostnad is told by top(x, 1) to top(x, 2) of ubat-agg' ]
	run -2 --separate-stderr ubat-mask --p-percent 10 t
	[[ $stderr = *'no column kostnad_top2: '* ]]
	run -0 ubat-mask --dominance 1,75 t
	for bad in 2 0,75 10,75 2,0 2,101 2,x; do
		run -2 --separate-stderr ubat-mask --dominance $bad t
		[ "${stderr_lines[0]}" = 'ubat-mask: --dominance: n,k as 2,75' ]
	done
}

@test "who is alone behind a hidden sum learns nothing of another" {
	# a and b are of one person each: a knows a, and the total would give b
	{ printf '#p:id\tk:code\tkr:dec\n'
	for ((i = 0; i < 32; i++)); do
		printf 'p%d\t%s\t%d\n' $i $([ $i -lt 2 ] && echo $i || echo c$((i % 3))) 500
	done
	printf '#end\t32\t0\n'; } | ubat-agg -g k --total --person p n 'kr = sum(kr)' >t
	run -0 ubat-mask -m 2 t
	[ "$(cells <<<"$output" | cut -d' ' -f3 | grep -c '\.s')" = 3 ]
}

@test "the published answers for the table of 100 records" {
	d=$SHARED/data/disclosure
	[ -e "$d/microdata1.csv" ] || skip 'the instance is not here'
	awk -F, 'NR == 1 { print "#p:id\tregion:code\tgender:code\tval:int"; next }
	    { print "p" NR "\t" $1 "\t" $2 "\t" $3; n++ } END { print "#end\t" n "\t0" }' "$d/microdata1.csv" |
	    ubat-agg -g region,gender --total --person p n 'sum(val)' 'top(val, 1)' 'top(val, 2)' >t
	first() {
		ubat-mask -m 1 --min-part 0 "$@" t >got
		grep -o 'by-dominance=[0-9]*' got
	}
	# of sdcTable: (A, female) and (D, male); by 80 per cent the latter is safe
	[ "$(first --dominance 2,75)" = by-dominance=2 ]
	[ "$(first --p-percent 70)" = by-dominance=2 ]
	[ "$(first --p-percent 75)" = by-dominance=2 ]
	[ "$(first --dominance 2,80)" = by-dominance=1 ]
	[ "$(cells got | awk '$4 == ".s" { printf "%s%s ", $1, $2 }')" = 'Afemale Amale Cfemale Cmale ' ]
	# frequencies: of 2 and fewer (A, female), with it A and C
	run -0 ubat-mask -m 3 t
	[ "$(cells <<<"$output" | awk '$3 == ".s" { printf "%s%s ", $1, $2 }')" = 'Afemale Amale Cfemale Cmale ' ]
}

@test "the published answers for a row of one, two, one and none" {
	# sdcTable hides b when a lone person must not know another, and when
	# what is hidden must be 3 in all; for 5, which the total 4 cannot give,
	# it hides the 0 too: we refuse
	printf '#k:code\tn:count\n#table\tt\tkeys=k\na\t1\nb\t2\nc\t1\nd\t0\n.t\t4\n#end\t5\t0\n' >t
	for m in 2 3; do
		run -0 ubat-mask --records-are-persons -m $m t
		[ "$(cells <<<"$output" | tr '\n' ',')" = 'a .s,b .s,c .s,d 0,.t 4,' ]
	done
	run -1 --separate-stderr ubat-mask --records-are-persons -m 5 t
	[[ $stderr = *'of too few persons in all'* ]]
	[ -z "$output" ]
}

@test "cell keys give the published answer of 4580 records with weights" {
	d=$SHARED/data/disclosure
	[ -e "$d/ckm_micro.csv" ] || skip 'the instance is not here'
	awk -F, 'NR == 1 { print "#sex:code\tage:code\tw:dec\trkey:dec"; next }
	    { k = sprintf("%.5f", $4); sub(/0+$/, "", k); sub(/\.$/, "", k)
	    print $1 "\t" $2 "\t" $3 "\t" k; n++ }
	    END { print "#end\t" n "\t0" }' "$d/ckm_micro.csv" >r
	ubat-agg -f r -g sex,age --total n 'vikt = sum(w)' 'nyckel = sum(rkey)' |
	    ubat-mask --ptable "$d/ckm_ptable.csv" --cell-keys n=nyckel,vikt=nyckel >got
	cells got | sed 's/\.t/Total/g' | awk '{ printf "%s %s %s %.4f\n", $1, $2, $3, $4 }' | sort >have
	awk -F, 'NR > 1 { printf "%s %s %s %.4f\n", $1, $2, $6, $8 }' "$d/ckm_expected.csv" | sort | diff have -
	# the mean that the package itself is tested by
	awk '{ s += $4 } END { exit sprintf("%.2f", s / NR) != "52096.24" }' have
}

@test "a sum of weights is changed as its records are" {
	printf '%s\n' 'i;j;p;v;p_int_ub' '0;0;1;0;1' '1;0;0.5;-1;0.5' '1;2;0.5;1;1' >p.csv
	printf '#k:code\tw:int\tkey:dec\na\t7\t0.25\nb\t6\t0.75\nc\t5\t0.5\nc\t\t0.25\n#end\t4\t0\n' >r
	ubat-agg -f r -g k n 'sum(w)' 'nyckel = sum(key)' >t
	# of c one of two records has a weight, and the key is that of both
	run -0 ubat-mask --ptable p.csv --cell-keys n=nyckel,w_sum=nyckel t
	[ "$(cells <<<"$output")" = 'a 0 0 0 .s
b 2 12 2 .s
c 3 10 2 .s' ]
	run -0 ubat-mask --ptable p.csv --cell-keys n=nyckel t
	[ "$(cells <<<"$output" | head -1)" = 'a 0 .s .s .s' ]
}

# hidden with its group, in a table that no total makes a sum of
@test "a sum that adds up to nothing is hidden like others" {
	flags 2 15 15 | ubat-filter 'k <> "a" or x = 1' | ubat-agg -g k --person p n 'antal = sum(x)' >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output")" = 'a .s .s .s .s
b .s .s .s .s
c 30 15 30 0' ]
	run -0 ubat-audit <<<"$output"
}

@test "sums and counts across, printed, are no totals of each other to the audit" {
	local i s x
	for s in 1 3; do
		{ printf '#p:id\tregi:code\tar:code\tkr:int\n'
		for ((i = 0; i < 70; i++)); do
			x=$(((i * i * 7919 + i * 104729 * s) % 10007))
			printf 'p%d\tr%d\tar%d\t%d\n' $i $((x % 5 * (x % 3) / 2)) $((x / 7 % 3 * (x % 2))) $((x % 20))
		done
		printf '#end\t70\t0\n'; } |
		    ubat-agg -g regi --total --across ar --person p n 'v = count(kr > 9)' 'kr = sum(kr)' | ubat-mask -p skr10 >m
		ubat-export -f csv --labels m >m.csv
		grep -q '^.*;X;.*;X;' m.csv
		run -0 --separate-stderr ubat-audit m.csv
		[[ $output = *' 0 findings' ]]
	done
}
