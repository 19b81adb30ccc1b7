# ubat-agg(1): what holds for every measure - merging, order, memory, and
# records that nobody would send.
load helper

prepare() {
	[ "$BATS_TEST_NUMBER" -gt 2 ] || cp "$BATS_FILE_TMPDIR"/* .
}

# 160 records of 40 persons with ties, missing values and large numbers, and a
# table with a measure of every function.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	{
		tsv '#klient:id regi:code start:date b1:int u1:int kostnad:dec ja:bool vikt:dec stratum:code stor:int'
		awk 'BEGIN {
			srand(5)
			OFS = "\t"
			split("privat|kommunal|.x||statlig", g, "|")
			split("9007199254740993 9007199254740992 -9223372036854775807 0 17", s, " ")
			for (i = 0; i < 160; i++)
				print "p" int(rand() * 40), g[1 + int(rand() * 5)], \
				    2012 + int(rand() * 5) "-0" 1 + int(rand() * 9) "-1" int(rand() * 9), \
				    rand() < .2 ? "" : int(rand() * 6), \
				    rand() < .2 ? ".n" : int(rand() * 6), \
				    rand() < .1 ? "" : (rand() < .05 ? "99999999999999999.5" : int(rand() * 20) ".5"), \
				    rand() < .1 ? "" : int(rand() * 2), \
				    rand() < .1 ? ".x" : int(rand() * 4) ".25", \
				    rand() < .1 ? "" : substr("abc", 1 + int(rand() * 3), 1), \
				    rand() < .1 ? "" : s[1 + int(rand() * 5)]
		}'
	} | whole >all.ubat
	tsv '#stratum:code n:count' 'a 100' 'b 200' 'c 300' | whole >std.ubat
	{
		printf '%s\n' 'person = klient' '[table alla]' 'by = regi' \
		    'total = yes' 'interval = 95' 'level = 95' \
		    'standard = std.ubat' 'where = stratum is not missing'
		printf 'measure = m%s\n' '0 = n' '1 = count(ja)' \
		    '2 = share(b1 > 3)' '3 = share(ja, vikt)' '4 = sum(kostnad)' \
		    '5 = mean(stor)' '6 = mean(b1, vikt)' '7 = sd(kostnad)' \
		    '8 = var(stor)' '9 = min(start)' '10 = max(kostnad)' \
		    '11 = median(stor)' '12 = quantile(b1, 0.9, 6)' \
		    '13 = top(kostnad, 3)' '14 = mode(b1)' \
		    '15 = distinct(klient)' '16 = rate(b1, u1, 1000)' \
		    '17 = first(kostnad, start)' '18 = last(klient, start)' \
		    '19 = chisq(ja, b1 > 2)' '20 = fisher(ja, b1)' \
		    '21 = shares(ja, b1 > 2)' '22 = welch(kostnad, ja)' \
		    '23 = mannwhitney(b1, ja)' '24 = mcnemar(b1 > 2, u1 > 2)' \
		    '25 = wilcoxon(b1, u1)' '26 = bowker(b1, u1)' \
		    '27 = maxwell(b1, u1)' '28 = pairedt(b1, u1)' \
		    '29 = trend(ja, b1)' '30 = slope(kostnad, b1)' \
		    '31 = std(ja, stratum)' '32 = mh(ja, b1 > 2, stratum)' \
		    '33 = min(stor)' '34 = mode(regi)' '35 = sum(b1 * u1)' \
		    '36 = round(mean(kostnad), 2)' '37 = first(start, start)' \
		    '38 = mhrr(ja, b1 > 2, stratum)' '39 = mhrd(ja, b1 > 2, stratum)'
	} >t.tables
	ubat-agg -t t.tables -f all.ubat >one
}

functions() { # the names of all there are
	tr '\n' ' ' <"$ROOT/lib/table/function.c" |
	    grep -o '\[UB_F_[A-Z0-9]*\] = *[^"]*"[a-z]*"' |
	    sed 's/.*"\(.*\)"/\1/'
}

@test "of every measure the states of 1 to 8 parts, in any order, give one run's bytes" {
	local n i f order
	[ "$(functions | wc -l)" -ge 30 ]
	for f in $(functions); do
		grep -q -e "= $f(" -e "= $f\$" -e "($f(" t.tables
	done
	[ "$(grep -vc '^#' one)" = 6 ]
	for n in 1 2 3 4 5 6 7 8; do
		awk -v n=$n '/^#end/ { next }
			/^#/ { for (i = 1; i <= n; i++) print >("part-" i); next }
			{ k = 1 + (r++ * 7 + int(r / 11)) % n; print >("part-" k); c[k]++ }
			END { for (i = 1; i <= n; i++) printf "#end\t%d\t0\n", c[i] >("part-" i) }' all.ubat
		order=
		for ((i = 1; i <= n; i++)); do
			ubat-agg --partial -t t.tables -f part-$i >state-$i
			if ((i % 3)); then order="$order state-$i"; else order="state-$i $order"; fi
		done
		eval "ubat-agg --merge $order" >merged
		cmp one merged
	done
	# a sum of sums
	ubat-agg --merge --partial state-2 state-7 state-5 >left
	ubat-agg --merge --partial state-8 state-1 state-3 >right
	ubat-agg --merge right state-6 left state-4 >merged
	cmp one merged
}

@test "of every measure the order of records changes no byte" {
	local key
	for key in 1,1 3,3r 4,4n 6,6nr 8,8 10,10nr; do
		{
			grep '^#k' all.ubat
			grep -v '^#' all.ubat | sort -t "$(printf '\t')" -s -k $key
			grep '^#end' all.ubat
		} >sorted
		run ! cmp -s sorted all.ubat
		ubat-agg -t t.tables -f sorted >again
		cmp one again
	done
}

# --- memory ------------------------------------------------------------------

peak() { # peak OPTION...: KiB that ubat-agg took
	rm -f peak.out
	./meter peak.out ubat-agg -f s.ubat "$@" >/dev/null
	cut -d ' ' -f 3 peak.out
}

@test "a group takes no more memory than the page says of its measures" {
	sanitized && skip "the programs that check themselves need more"
	local groups=140000 page=$ROOT/man/ubat-agg.1 none base took most what args
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o meter "$ROOT/tests/bench/meter.c"
	awk -v n=$groups 'BEGIN {
		print "#k:int\tv:int\td:dec\tb:bool"
		for (i = 0; i < n; i++)
			print i "\t" i % 100 "\t" i % 977 ".5\t" i % 2
		print "#end\t" n "\t0"
	}' >s.ubat
	none=$(peak n)
	base=$(peak -g k n)
	most=$(sed -n 's/.*a group takes at most \([0-9]*\)$/\1/p' "$page")
	echo "n $(((base - none) * 1024 / groups)) $most"
	[ $(((base - none) * 1024 / groups)) -le "$most" ]
	while IFS='|' read -r what args; do
		most=$(grep -F -A 1 -e ".It $what" "$page" |
		    sed -n 's/^\([0-9]*\) bytes.*/\1/p')
		eval "took=\$(peak -g k n $args)"
		took=$(((took - base) * 1024 / groups))
		echo "$args $took $most"
		[ $took -le "$most" ]
		[ $took -ge $((most / 8)) ]
	done <<-'EOF'
	count, share, sum, mean|'mean(d)'
	sd, var, rate|'sd(d)'
	mean and share with weights|'mean(d, v)'
	distinct, mode, median|'median(d)'
	distinct, mode, median|--person k
	tests|'t = welch(d, b)'
	EOF
}

@test "what --mem counts is what the tables take, to within 1 MiB" {
	sanitized && skip "the programs that check themselves need more"
	local none took at
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o meter "$ROOT/tests/bench/meter.c"
	awk 'BEGIN {
		print "#k:int\td:dec"
		for (i = 0; i < 640000; i++)
			print i "\t" i % 977 ".5"
		print "#end\t640000\t0"
	}' >s.ubat
	none=$(peak --mem 1G n)
	[ "$none" -lt 8192 ]
	took=$((($(peak --mem 1G -g k n 'mean(d)') - none + 1023) / 1024))
	[ $took -ge 34 ]
	at=$((($(peak --mem $((took + 1))M -g k n 'mean(d)') - none) / 1024))
	[ $at -lt $((took + 1)) ]
	for at in $((took - 2)) 32; do
		rm peak.out
		run -1 --separate-stderr ./meter peak.out ubat-agg -f s.ubat \
		    --mem ${at}M -g k n 'mean(d)'
		[ "$stderr" = "ubat-agg: more than $at MiB of memory for groups and their values (option --mem)" ]
		[ $((($(cut -d ' ' -f 3 peak.out) - none) / 1024)) -le $at ]
	done
}

# --- what nobody would send ----------------------------------------------------

@test "keys of the largest fields are keys, and what is larger is refused" {
	{ printf '#k:text\n'; for c in x y x; do head -c 1048576 /dev/zero | tr '\0' $c; echo; done; } | whole >s
	ubat-agg -g k n -f s >out
	[ "$(grep -v '^#' out | cut -c 1,1048577-)" = $'x\t2\ny\t1' ]
	{ printf '#k:text\n'; head -c 1048577 /dev/zero | tr '\0' x; echo; } | whole >s
	run -1 --separate-stderr ubat-agg -g k n -f s
	[ "$stderr" = 'ubat-agg: s:2: field 1 is longer than 1048576 bytes (--max-field)' ]
	printf '#k:text\na\0b\n#end\t1\t0\n' >s
	run -1 --separate-stderr ubat-agg -g k n -f s
	[ "$stderr" = 'ubat-agg: s:2: a NUL byte' ]
}

@test "a hundred thousand columns are refused, in and out" {
	seq -s "$(printf '\t')" 100000 | sed 's/[0-9]*/c&:int/g; s/^/#/' >s
	seq -s "$(printf '\t')" 100000 >>s
	printf '#end\t1\t0\n' >>s
	run -1 --separate-stderr ubat-agg n -f s
	[ "$stderr" = 'ubat-agg: s:1: more than 16384 columns (--max-columns)' ]
	run -0 ubat-agg --max-columns 100000 'sum(c99999)' -f s
	[[ $output = *$'\n99999\t1\t0\n'* ]]
	{ echo '#k:int'; seq 100000; printf '#end\t100000\t0\n'; } >s
	run -1 --separate-stderr ubat-agg --across k n -f s
	[ "$stderr" = 'ubat-agg: more than 16384 columns' ]
}

@test "a sum that does not fit is refused, and never a wrong number" {
	local i
	{
		tsv '#k:int d:dec'
		for i in 1 2 3; do tsv '9223372036854775807 999999999999999999.999999999'; done
	} | whole >s
	run -1 --separate-stderr ubat-agg 'sum(k)' -f s
	[ "$stderr" = 'ubat-agg: measure k_sum: a sum does not fit 64 bits' ]
	run -1 --separate-stderr ubat-agg 'sum(d)' -f s
	[ "$stderr" = 'ubat-agg: measure d_sum: a sum does not fit dec' ]
	run -1 --separate-stderr ubat-agg 'x = sum(d * d)' -f s
	[ "${stderr_lines[0]}" = 'ubat-agg: s:2: the result is too large for its type' ]
	run -0 ubat-agg 'mean(k)' 'sd(d)' 'mean(d, d)' 'rate(d, k)' -f s
	[[ $output = *$'\n9223372036854776000\t3\t0\t0\t3\t0\t1000000000000000000\t3\t0\t'* ]]
	# in a state there may be what no records can give
	ubat-agg --partial 'sum(d)' -f s |
	    sed '/^cell/s/0\.0\..*/0.0.ffffffffffffffff.7fffffffffffffff/' >big
	run -1 --separate-stderr ubat-agg --merge big big
	[[ $stderr = 'ubat-agg: big:'*': a sum does not fit 128 bits' ]]
	[[ $output != *'#end'* ]]
}

# Above 65,536 groups a second thread finds those of a batch, puts keys in order
# and writes rows, and of a file of more than 4 MiB one reads; in few words fits
# what is neither protected nor larger than 64 bits.
many() { # many: 200,003 records of 70,001 groups
	awk 'BEGIN {
		for (i = 0; i < 200000; i++) {
			k = i * 7919 % 70001
			printf "%s%05d\t%d.5\t%d\twhat nobody asks for\n", \
			    k % 3 ? "" : "x", k, i % 9, i % 2
		}
		for (i = 0; i < 3; i++)
			print "00001\t123456789012345678.123456789\t1\t"
		print "00002\t.s\t1\t"
	}'
}

alone() { # alone COMMAND...: on one processor
	taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[^0-9].*//')" "$@"
}

@test "of many groups the bytes depend neither on processors nor on what came first" {
	many >rec
	{ tsv '#k:code x:dec b:bool t:text'; cat rec; } | whole >late
	{ tsv '#k:code x:dec b:bool t:text'; tac rec; } | whole >early
	[ "$(wc -c <late)" -gt $((4 << 20)) ]
	for f in late early; do
		ubat-agg -g k n 'sum(x)' 'm = mean(x)' 'share(b)' -f $f >$f.out
	done
	alone ubat-agg -g k n 'sum(x)' 'm = mean(x)' 'share(b)' -f late >one.out
	cmp late.out one.out
	cmp late.out early.out
	awk 'BEGIN { OFS = "\t" } { n[$1]++ } END { for (k in n) print k, n[k] }' rec |
	    LC_ALL=C sort >want
	grep -v '^#' late.out | cut -f 1,2 | cmp - want
	grep -q "^00001	6	.*370370367037037" late.out
	grep -q '^00002	4	.s	3	1	.s	3	1	' late.out
	# states of two parts
	for f in 1 2; do
		{ tsv '#k:code x:dec b:bool t:text'; sed -n "$f~2p" rec; } | whole >part
		ubat-agg --partial -g k n 'sum(x)' 'm = mean(x)' 'share(b)' -f part >state-$f
	done
	ubat-agg --merge state-2 state-1 >merged
	cmp merged late.out
}

@test "of many groups several tables and failures are the same on one processor" {
	{ tsv '#k:code x:dec b:bool t:text'; many; } | whole >s
	printf '%s\n' '[table a]' 'by = k, b' 'measure = n' 'measure = max(x)' \
	    '[table b]' 'by = k' 'measure = distinct(b)' 'person = k' \
	    '[table c]' 'by = k' 'measure = mean(x)' 'where = b' \
	    '[table d]' 'by = k' 'measure = m = mean(x)' 'total = yes' >t.tables
	ubat-agg --mem 200M -t t.tables -f s >both
	alone ubat-agg -t t.tables -f s >one
	cmp both one
	[ "$(grep -c '^#table' one)" = 4 ]
	# the first failure of the input, and the groups before what comes after them
	sed '190000s/\.5/,5/; 150000s/^[^\t]*/.t/' s >bad
	sed '70500s/\t[^\t]*$//' s >short
	for f in bad short; do
		run -1 --separate-stderr ubat-agg -g k n 'sum(x)' -f $f
		[ "$stderr" = "$(alone ubat-agg -g k n 'sum(x)' -f $f 2>&1 >one)" ]
		# also while the second thread is at the groups of the batch after that
		for max in 69500 70000; do
			run -1 --separate-stderr ubat-agg --max-groups $max -g k n 'sum(x)' -f $f
			[ "$stderr" = "ubat-agg: more than $max groups (option --max-groups)" ]
		done
	done
	# while the other thread is at the next batch
	for f in 66000 67000 68000 69000; do
		run -1 --separate-stderr ubat-agg --max-groups $f -g k n -f s
		[ "$stderr" = "ubat-agg: more than $f groups (option --max-groups)" ]
	done
	run -1 --separate-stderr ubat-agg -g k n 'sum(x)' -f bad
	[ "$stderr" = 'ubat-agg: bad:150000: key k: .t stands for all in a table' ]
	run -1 --separate-stderr ubat-agg -g k n 'sum(x)' -f short
	[ "$stderr" = 'ubat-agg: short:70500: 3 fields, there should be 4' ]
}
