# What may stand between ubat-mask(1) and a public report; ubat-report(5).
load helper

# m: masked, c hidden and with it d; t: the same as it was
setup() {
	cd "$BATS_TEST_TMPDIR"
	awk 'BEGIN {
		print "#klient:id\tort:code\tx:int"
		for (i = 0; i < 90; i++)
			print "k" i "\t" (i < 2 ? "c" : i % 2 ? "a" : i % 3 ? "b" : "d") "\t" i % 7
	}' | whole | ubat-agg -n t -g ort --person klient --total n 'm = mean(x)' 'p = share(x > 3)' >t
	ubat-mask t >m
	grep -q '^d	\.s' m
	printf '%s\n' '[report]' 'title = R' 'sekretess = publik' 'definitions = no' 'changes = no' \
	    '[about]' 'population = P.' 'variabler = V.' 'redovisning = R.' 'metod = M.' \
	    'bortfall = B.' >r.report
}

# taken COMMAND: its table, made of m, can be in a public report
taken() {
	bash -c "set -o pipefail; $1" >s || { echo "no stream: $1"; false; }
	run -0 --separate-stderr ubat-xlsx -l r.report -o r.xlsx s
	[ -z "$stderr" ]
	rm r.xlsx
}

# refused WHY COMMAND: it cannot
refused() {
	bash -c "set -o pipefail; $2" >s || { echo "no stream: $2"; false; }
	run -1 --separate-stderr ubat-xlsx -l r.report -o r.xlsx s
	[ "$stderr" = "ubat-xlsx: table t$1" ] || { echo "$2: $stderr"; false; }
	[ ! -e r.xlsx ]
}

@test "rows and columns of a masked table can be picked, put in order and named, and computed with" {
	taken 'ubat-sort -k n:desc m'
	taken "awk '/^a/ { held = \$0; next } /^c/ { print; print held; next } 1' m"
	taken "ubat-filter 'n is not missing' m"
	taken "ubat-filter -c ort,n,p,p_k,p_n,p_miss true m"
	taken "ubat-table --keep-rows ort=a,d,.t --title 'Två orter' --drop m --rename n=antal --difference p m | ubat-sort -k ort"
	taken "ubat-score -e 'q = round(100 * p, 1)' -e 'r = max(q, n) - 1' m"
	taken "ubat-agg -n t --unit ort -g ort 'alla = sum(n)' 'h = count(n > 20)' -f m"
	taken 'ubat-join -k ort -c n2=n m m'
	ubat-filter --split ort parts true m
	taken 'cat parts/d.ubat'
}

@test "what could show a hidden value by words or a constant makes the table unmasked" {
	local step
	for step in \
	    "ubat-score -e 'p_antal = if(n is missing, 2, n)'" \
	    "ubat-score -e 'k = case when n > 3 then n else 2 end'" \
	    "ubat-score -e 'k = 2'" \
	    "ubat-score -e 'dold = n is .s'" \
	    "ubat-score -e 'liten = n > 5 or ort = \"c\"'" \
	    "ubat-score -e 'y = n' -e 'z = count(n, m)'"; do
		refused ' was masked before ubat-score, which can bring in what was not, and the report is public: mask it last' "$step m"
	done
	for step in "s = sum(if(n is missing, 2, n))" "s = count(n is missing)"; do
		refused ' was masked before ubat-agg, which can bring in what was not, and the report is public: mask it last' \
		    "ubat-agg -n t --unit ort -g ort '$step' -f m"
	done
	# in a key, too, unless it is of keys alone
	refused ' was masked before ubat-agg, which can bring in what was not, and the report is public: mask it last' \
	    "ubat-agg -n t --unit ort -g 'ort, k = if(n is missing, 2, n)' 's = sum(m_n)' -f m"
	taken "ubat-agg -n t --unit ort -g 'k = if(ort in (\"a\", \"b\"), 1, 2), h = n + 0' 's = sum(m_n)' -f m"
	# a table that was typed has no steps, and is a table all the same
	tsv '#ort:code k:count' 'a 3' 'd 2' | whole >typed
	tsv '#ort:code k:count' '#table t keys=ort' 'a 3' 'd 2' | whole >typed2
	for step in typed typed2; do
		refused ' was masked before ubat-join, which can bring in what was not, and the report is public: mask it last' "ubat-join -k ort $step m"
	done
	# also where another step follows, and where a step has a name of its own
	refused ' was masked before ubat-score, which can bring in what was not, and the report is public: mask it last' \
	    "ubat-score -e 'k = 2' m | ubat-sort -k n | ubat-filter -c ort,k,n true"
}

@test "a figure changed by hand behind the mask is seen, whatever it is" {
	local how
	# hidden cells put back, figures and companions changed, rows and columns exchanged
	for how in 's/^\(d	\)\.s/\140/' 's/^\(b	\)[0-9]*/\131/' \
	    '/^b/s/	0$/	1/' '/^b/s/30\(	0\)$/77\1/' '/^b/s/\.s\(	30	0\)$/9\1/' \
	    's/^a	/x	/; s/^b	/a	/; s/^x	/b	/' \
	    '1s/n:count/N:count/' '1s/:mean/:stat/'; do
		sed "$how" m >h
		run ! cmp -s h m
		refused ' is not as ubat-mask wrote it: it was changed by hand behind ubat-mask, and the report is public' 'cat h'
		refused ': ubat-sort did not read what ubat-mask wrote: it was changed by hand behind ubat-mask, and the report is public' 'ubat-sort -k ort h'
	done
}

@test "what is masked again says no sum of rows that were not masked, by which a guess could be tried" {
	local steps
	awk 'BEGIN {
		print "#klient:id\tort:code\tx:int"
		for (i = 0; i < 90; i++)
			print "k" i "\t" (i % 2 ? "a" : i % 3 ? "b" : "d") "\t" i % 7
	}' | whole >q
	# nothing of n is hidden, so it can be joined to x, of which the 2 are
	ubat-agg -f q -n t -g ort --person klient n | ubat-mask >n
	ubat-agg -f q -n t -g ort --person klient n 'x = count(x = 3 and ort = "d")' >x
	for steps in 'ubat-join -k ort -c x,n_pers x n | ubat-sort -k ort' 'ubat-join -k ort -c n2=n n x'; do
		bash -c "set -o pipefail; $steps" | ubat-mask >s
		grep -q '\.s' s
		run ! grep -e '	read=' -e '	right_read=' s
		[ "$(grep -c '^#step.*	rows=' s)" = 2 ]
		run ! grep -v -e '	ubat-mask	' <(grep '	rows=' s)
	done
	# a report takes what was put in order between two masks
	taken 'ubat-sort -k ort:desc n | ubat-mask --records-are-persons | ubat-sort -k ort'
}

@test "what rows sum up to does not depend on where blocks end, nor on their order" {
	awk 'BEGIN {
		print "#lopnr:code\tn:count\n#table\tt\tkeys=lopnr"
		for (i = 1; i <= 30000; i++) printf "%0*d\t%d\n", i % 29 + 7, i, i + 4
		print "#end\t30000\t0"
	}' | ubat-mask --records-are-persons | ubat-filter true | ubat-sort -k n:desc | ubat-filter 'n > 4' >s
	[ "$(wc -c <s)" -gt 700000 ]
	[ "$(grep '^#step' s | tr '\t' '\n' | grep -c '^\(rows\|read\)=[0-9a-f]\{16\}$')" = 7 ]
	[ "$(grep '^#step' s | tr '\t' '\n' | sed -n 's/^\(rows\|read\)=//p' | sort -u | wc -l)" = 1 ]
}
