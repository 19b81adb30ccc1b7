# ubat-agg(1), Partial states: one test for each sentence.
load helper

prepare() {
	cp "$BATS_FILE_TMPDIR"/* .
}

# 90 records of 30 persons, with missing values, ties and large numbers.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	{
		tsv '#klient:id kommun:code regi:text start:date alder:int b1:int u1:int kostnad:dec ja:bool'
		printf '#label\tregi\tRegi\n#label\tregi\tprivat\tPrivat regi\n'
		printf '#label\tkommun\t0180\tStockholm\n'
		awk 'BEGIN {
			srand(7)
			OFS = "\t"
			split("0180 1480 1280 .x", k, " ")
			split("privat|kommunal|\\tx|\\.x|", g, "|")
			for (i = 0; i < 90; i++)
				print "p" int(rand() * 30), k[1 + int(rand() * 4)], \
				    g[1 + int(rand() * 5)], \
				    2015 + int(rand() * 3) "-0" 1 + int(rand() * 9) "-01", \
				    rand() < .1 ? ".n" : int(rand() * 90), \
				    rand() < .2 ? "" : int(rand() * 10), \
				    rand() < .2 ? "" : int(rand() * 10), \
				    rand() < .1 ? "" : (rand() < .05 ? "999999999999999999.5" : int(rand() * 90) ".5"), \
				    rand() < .1 ? "" : int(rand() * 2)
		}'
	} | whole >all.ubat
	{
		echo 'person = klient'
		echo '[table alla]'
		echo 'interval = 95'
		echo 'level = 95'
		printf 'measure = %s\n' n 'count(ja)' 'p = share(b1 > 6)' \
		    'sum(alder)' 'mean(alder)' 'w = mean(b1, alder)' \
		    'sd(kostnad)' 'var(alder)' 'min(kostnad)' 'max(start)' \
		    'median(kostnad)' 'quantile(alder, 0.9, 7)' \
		    'mode(regi)' 'distinct(klient)' 'rate(b1, alder, 100)' \
		    'first(regi, start)' 'last(kostnad, start)' \
		    'r = round(mean(kostnad), 2)' 'z = sum(alder / b1)' \
		    't1 = chisq(ja, b1 > 5)' 't2 = welch(kostnad, ja)' \
		    't3 = wilcoxon(b1, u1)' 't4 = mcnemar(b1 > 5, u1 > 5)'
		echo '[table kors]'
		printf '%s\n' 'by = kommun, ar = year(start)' 'across = regi' \
		    'total = yes' 'min-n = 2' 'measure = n' \
		    'measure = distinct(alder)' 'measure = median(alder)'
		echo '[table nagra]'
		printf '%s\n' 'where = b1 >= 3' 'by = regi' 'base = all' \
		    'digits = 1' 'measure = p = share(ja)' \
		    'measure = mean(kostnad)' 'unit = insatser' \
		    'label = p=Andel med "ja" = 1' 'title = Några' 'note = N' \
		    'source = S' 'total = yes'
	} >t.tables
	wide
}

# 90 records with codes, weights, strata and shares, and tables of all that is
# made when the records are there: levels, frames, tests, intervals.
wide() {
	{
		tsv '#klient:id kommun:code enhet:code regi:code start:date alder:int b1:int kostnad:dec ja:bool vikt:dec stratum:code p:share p_k:count p_n:count' \
		    '#label regi kommunal Kommunal' '#label regi statlig SiS'
		awk 'BEGIN {
			srand(11)
			OFS = "\t"
			nk = split("0180 0114 0980 1480 1280 0117 .x", k, " ")
			split("0180-FAR 0114 0980 1480-ANG 1280 0117 .x", u, " ")
			split("privat|kommunal|.x|", g, "|")
			split("0 0.25 0.5 0.75 1", p, " ")
			for (i = 0; i < 90; i++) {
				j = 1 + int(rand() * nk)
				of = int(rand() * 5)
				print "p" int(rand() * 30), k[j], u[j], \
				    g[1 + int(rand() * 4)], \
				    2015 + int(rand() * 3) "-0" 1 + int(rand() * 9) "-01", \
				    rand() < .1 ? ".n" : int(rand() * 90), \
				    rand() < .2 ? "" : int(rand() * 10), \
				    rand() < .1 ? "" : int(rand() * 90) ".5", \
				    rand() < .1 ? "" : int(rand() * 2), \
				    rand() < .1 ? "" : int(rand() * 5) ".25", \
				    rand() < .1 ? ".x" : substr("abc", 1 + int(rand() * 3), 1), \
				    rand() < .1 ? ".u" : p[1 + of], of, 4
			}
		}'
	} | whole >wide.ubat
	tsv '#stratum:code n:count' 'a 100' 'b 200' 'c 300' | whole >std.ubat
	tr ';' '\n' >wide.tables <<'END'
[table lan];by = kommun, regi;hierarchy = kommun < lan < riket;all = kommun
at = 2016-12-31;total = yes;person = klient;response = yes;bortfall = 20%
measure = n;measure = mean(b1);measure = j = share(ja)
[table enhet];by = enhet;hierarchy = enhet < kommun < lan < riket
at = 2019-12-31;measure = n;measure = median(b1)
[table egen];by = kommun;own = kommun=0180;total = yes;measure = n
measure = mean(b1);measure = t = chisq(ja, regi)
[table ovriga];by = kommun;against = others;level = 95;total = yes
measure = mean(b1);measure = h = share(b1 > 6)
[table forra];by = ar = year(start), regi;against = previous:ar
measure = mean(b1);measure = h = share(b1 > 6)
[table alla];by = kommun;against = total;level = 90,single;total = yes
sample = response;population = 200;interval = 90;measure = mean(b1)
measure = h = share(b1 > 6)
[table tvars];by = kommun;across = regi;all = regi;bortfall = 10.5%
min-base = 2;total = yes;measure = n;measure = sum(b1);measure = top(b1, 2)
[table vikt];by = regi;base = all;total = yes;measure = v = share(ja, vikt)
measure = mean(b1, vikt);measure = top(kostnad, 3)
measure = z = top(alder / b1, 2);measure = e = share_units(p > 0.5)
measure = mean_unweighted(p);measure = ratio_of_sums(p)
measure = m = mean_unweighted(b1)
[table person];by = regi;cluster = klient;interval = 95;total = yes
measure = mean(b1);measure = j = share(ja);measure = q = mean(alder / b1)
[table ort];by = regi;cluster = kommun;base = all;interval = 95,exact
measure = mean(kostnad);measure = j = share(ja)
[table std];by = regi;standard = std.ubat;interval = 95;total = yes
where = stratum is not missing;measure = s = std(ja, stratum)
measure = y = std(b1, stratum);measure = d = std(kostnad, stratum)
END
}

# split N [FILE]: all.ubat into part-1 ... part-N, record by record in turn
split() {
	awk -v n="$1" '
		/^#end/ { next }
		/^#/ { for (i = 1; i <= n; i++) print >("part-" i); next }
		{ print >("part-" 1 + r++ % n); c[r % n]++ }
		END {
			for (i = 1; i <= n; i++)
				printf "#end\t%d\t0\n", c[i % n] >("part-" i)
		}' "${2-all.ubat}"
}

@test "merged states give the bytes of one run, for every split into 1 to 8 parts" {
	local n i
	ubat-agg -t t.tables -f all.ubat >one
	[ "$(grep -c '^#end' one)" = 3 ]
	for n in 1 2 3 4 5 6 7 8; do
		split $n
		for ((i = 1; i <= n; i++)); do
			ubat-agg --partial -t t.tables -f part-$i >state-$i
		done
		# the last first
		eval "ubat-agg --merge $(seq -s ' ' -f 'state-%g' $n -1 1)" >merged
		cmp one merged
	done
}

@test "so do levels, frames, tests, intervals, strata, clusters, units and what is left out" {
	local n i order
	ubat-agg -t wide.tables -f wide.ubat >one
	[ "$(grep -c '^#end' one)" = 11 ]
	# each did what it was asked for
	for i in 'zero-rows=[1-9]' 'grund av bortfall över 20 procent' 'response:kommun=' 'single:lan=' \
	    'against=others:kommun' 'against=previous:ar' 'population=200' \
	    'cluster=klient' 'standard=std.ubat' 'function:z=top 2' 'Övriga'; do
		grep -q -e "$i" one
	done
	for n in 1 2 3 4 5 6 7 8; do
		split $n wide.ubat
		order=
		for ((i = 1; i <= n; i++)); do
			ubat-agg --partial -t wide.tables -f part-$i >state-$i
			if ((i % 2)); then order="$order state-$i"; else order="state-$i $order"; fi
		done
		# shuffled
		eval "ubat-agg --merge $order" >merged
		cmp one merged
	done
}

@test "what all records together are refused for, their states are, in the same words" {
	local tried=0 want args
	printf '#kommun:code\n0180\n' | whole >a.ubat
	printf '#kommun:code\n9999\n0114\n' | whole >b.ubat
	while IFS='|' read -r args want; do
		run -1 --separate-stderr ubat-agg $args -f a.ubat -f b.ubat n
		[ "$stderr" = "ubat-agg: $want" ]
		ubat-agg --partial $args -f a.ubat n >a
		ubat-agg --partial $args -f b.ubat n >b
		run -1 --separate-stderr ubat-agg --merge b a
		[ "$stderr" = "ubat-agg: $want" ]
		[[ $output != *'#end'* ]]
		tried=$((tried + 1))
	done <<'END'
-g kommun --hierarchy kommun<lan<riket|--hierarchy: 1 value of kommun, in 1 record, in no lan that is known: ubat-filter finds them
-g kommun --own kommun=0183|--own: no record has kommun 0183
--sample sample --population 2|more records than the population, 2 (--population)
END
	[ $tried = 3 ]
}

@test "--missing kind does not go with it, and the file of --standard is needed again" {
	printf '[table x]\nmissing = kind\nmeasure = mean(b1)\n' >k.tables
	run -2 --separate-stderr ubat-agg --partial -t k.tables -f all.ubat
	[ "$stderr" = 'ubat-agg: --missing kind does not go with --partial' ]
	[ -z "$output" ]
	ubat-agg --partial 'mean(b1)' -f all.ubat |
	    sed 's/^\(set\t0\t0\t\)measure.*/&\n\1missing\tkind/' >s
	run -1 --separate-stderr ubat-agg --merge s
	[ "$stderr" = 'ubat-agg: s:16: no setting of a table' ]
	ubat-agg --partial --standard std.ubat 's = std(ja, stratum)' -f wide.ubat >s
	rm std.ubat
	run -1 --separate-stderr ubat-agg --merge s
	[ "$stderr" = 'ubat-agg: std.ubat: cannot open: No such file or directory' ]
	printf '3\n4\n' >tal.txt
	ubat-agg --partial 's = share(b1 in @tal.txt)' -f all.ubat >s
	rm tal.txt
	run -1 --separate-stderr ubat-agg --merge s
	[ "$stderr" = 'ubat-agg: tal.txt: cannot open: No such file or directory' ]
	[ -z "$output" ]
}

@test "states are added up as one stream, by -f, or as states again" {
	local i
	ubat-agg -t t.tables -f all.ubat >one
	split 4
	for i in 1 2 3 4; do
		ubat-agg --partial -t t.tables -f part-$i >state-$i
	done
	cat state-4 state-2 state-1 state-3 | ubat-agg --merge >merged
	cmp one merged
	ubat-agg --merge --partial state-3 state-1 >left
	ubat-agg --partial --merge -f state-4 -f state-2 >right
	ubat-agg --merge right left >merged
	cmp one merged
}

@test "the order of records changes no byte, of tables or of what states make" {
	local key
	ubat-agg -t t.tables -f all.ubat >one
	for key in 1,1 4,4r 5,5n 8,8nr; do
		{
			grep '^#[kl]' all.ubat
			grep -v '^#' all.ubat | sort -t "$(printf '\t')" -k $key
			grep '^#end' all.ubat
		} >sorted
		ubat-agg -t t.tables -f sorted >again
		cmp one again
		ubat-agg --partial -t t.tables -f sorted | ubat-agg --merge >again
		cmp one again
	done
}

@test "a state of no records changes nothing" {
	ubat-agg -t t.tables -f all.ubat >one
	{
		grep '^#[kl]' all.ubat
		printf '#end\t0\t0\n'
	} >none.ubat
	ubat-agg --partial -t t.tables -f none.ubat >none
	ubat-agg --partial -t t.tables -f all.ubat >state
	ubat-agg --merge none state none >merged
	cmp one merged
	ubat-agg -t t.tables -f none.ubat >one
	ubat-agg --merge none none >merged
	cmp one merged
}

@test "the steps of the parts stand in the table, in one order, and add up" {
	split 3
	for i in 1 2 3; do
		ubat-filter "b1 >= $i" part-$i >f-$i
		ubat-agg --partial -g regi n 'mean(alder)' -f f-$i >state-$i
	done
	ubat-agg -g regi n 'mean(alder)' -f f-2 -f f-3 -f f-1 >one
	ubat-agg --merge state-1 state-3 state-2 >merged
	cmp one merged
	[ "$(grep -c '^#step' merged)" = 4 ]
	run ! grep -q partial merged
	run -0 ubat-xlsx -o x.xlsx merged
	grep -v '^count.*	in	' state-1 >fewer
	run -1 --separate-stderr ubat-agg --merge fewer
	[[ $stderr = *': the records of the state do not add up' ]]
}

@test "a cut state gives a cut table" {
	ubat-agg --partial -g regi n -f all.ubat | sed '$d' >cut
	run -0 --separate-stderr ubat-agg --merge cut
	[ "$stderr" = 'ubat-agg: cut: the stream is cut: it has no end that fits it' ]
	[[ $output != *$'\n#end'* ]]
}

@test "states of other tables are refused, and the first difference is named" {
	local tried=0 want
	ubat-agg --partial -g regi -n x n 'mean(alder)' -f all.ubat >a
	while IFS='|' read -r want args; do
		eval "ubat-agg --partial $args -f all.ubat" >b
		run -1 --separate-stderr ubat-agg --merge a b
		echo "$stderr"
		[ "$stderr" = "ubat-agg: b:$want" ]
		tried=$((tried + 1))
	done <<'END'
15: not of the same tables as a: setting by is kommun, not regi|-g kommun -n x n 'mean(alder)'
16: not of the same tables as a: setting measure is count(ja), not n|-g regi -n x 'count(ja)' 'mean(alder)'
18: not of the same tables as a: setting measure = sum(b1) is not there|-g regi -n x n 'mean(alder)' 'sum(b1)'
15: not of the same tables as a: setting base = all is not there|--base all -g regi -n x n 'mean(alder)'
END
	[ $tried = 4 ]
	sed 's/b1:int/b1:dec/' all.ubat >other.ubat
	ubat-agg --partial -g regi -n x n 'mean(alder)' -f other.ubat >b
	run -1 --separate-stderr ubat-agg --merge a b
	[ "$stderr" = 'ubat-agg: b:11: not of the same tables as a: column b1 is dec, not int' ]
	ubat-agg --partial=safe -g regi n -f all.ubat >b
	run -1 --separate-stderr ubat-agg --merge a b
	[[ $stderr = 'ubat-agg: b:'*': safe states and others cannot be merged' ]]
	[ -z "$output" ]
	ubat-agg --partial --max-groups 7 -g regi -n x n 'mean(alder)' -f all.ubat >b
	run -0 ubat-agg --merge a b
}

@test "--merge takes no option that says what the tables are" {
	ubat-agg --partial n -f all.ubat >a
	for o in '-g regi' '--person klient' '--total' '-n x' '-t t.tables' '--digits 1'; do
		# shellcheck disable=SC2086 # an option and its argument
		run -2 --separate-stderr ubat-agg --merge $o a
		[ "${stderr_lines[0]}" = 'ubat-agg: --merge: the states say what the tables are, no option can' ]
	done
	run -1 --separate-stderr ubat-agg --merge --max-groups 1 <(ubat-agg --partial -g regi n -f all.ubat)
	[ "$stderr" = 'ubat-agg: more than 1 groups (option --max-groups)' ]
	run -2 --separate-stderr ubat-agg --partial=x n -f all.ubat
	[ "${stderr_lines[0]}" = 'ubat-agg: --partial: neither alone nor =safe or =full' ]
}

@test "what is no state is refused" {
	run -2 --separate-stderr ubat-agg --merge all.ubat
	[ "$stderr" = 'ubat-agg: no state of ubat-agg --partial' ]
	[ -z "$output" ]
	ubat-agg --partial n -f all.ubat | sed -n '1p; $d; /^#step/p' >empty
	run -1 --separate-stderr ubat-agg --merge empty
	[ "$stderr" = 'ubat-agg: no state in it' ]
	# what no program of this project wrote: the line is told
	ubat-agg --partial -g regi n 'median(alder)' -f all.ubat >a
	while IFS='|' read -r message change; do
		sed "$change" a >b
		run -1 --separate-stderr ubat-agg --merge b
		[ "$stderr" = "ubat-agg: b:$(diff a b | sed -n '1s/[^0-9].*//p'): $message" ]
	done <<-'END'
		no type of a column|/^column/s/[a-z]*$/ord/
		no setting of that name|/^set/s/by/byy/
		no state of ubat-agg --partial|0,/^text/s/^\(text.*\t\)[^\t]*\t$/\1abc\t/
	END
}

@test "a state that was changed is refused or gives a table, and never more" {
	local tried=0 last i
	ubat-agg --partial -g kommun,regi --person klient n 'p = share(b1 > 6)' \
	    'median(alder)' 'first(regi, start)' 't = chisq(ja, b1 > 5)' \
	    'mean(b1, alder)' -f all.ubat >a
	last=$(grep -c '' a)
	for e in 's/[0-9]/7/3' 's/\t0\t/\t1\t/' 's/\t/\t9999999999/4' \
	    's/,/,99/' 's/^[a-z]*/cell/' 's/^[a-z]*/pair/' 's/^[a-z]*/text/' \
	    's/^[a-z]*/set/' 's/\.[0-9a-f]*\./.ffffffffffffffff./' \
	    's/\\t/x/' 's/0\.0/x.0/' 's/[^\t]*$//' 'd'; do
		for ((i = 2 + tried % 5; i < last; i += 17)); do
			sed "$i$e" a >b
			status=0
			ubat-agg --merge b >out 2>err || status=$?
			[ "$status" -le 1 ]
			tried=$((tried + 1))
		done
	done
	[ $tried -gt 100 ]
}

# --- safe ------------------------------------------------------------------

@test "a safe state holds no ids, no texts and no count of fewer than four" {
	ubat-agg --partial=safe -g regi --person klient n 'count(ja)' \
	    'p = share(b1 > 6)' -f all.ubat >safe
	run ! grep -q 'p[0-9]' safe
	run ! grep -q -e '^text' -e '^pair' -e '^set.*person' safe
	grep '^cell' safe | cut -f 5 | tr ' ' '\n' |
	    awk -F. '{ for (i = 1; i <= NF; i++) if ($i ~ /^[123]$/) exit 1 }'
	[ "$(grep -c '^cell' safe)" -ge 1 ]
}

@test "--person decides what is too few, and --min-n may raise it" {
	{
		tsv '#klient:id regi:code'
		for i in 1 2 3 4 5 6 7 8 9; do tsv "p1 a" "p$i b" "p$i c" "p$i d" "q$i c"; done
	} | whole >r.ubat
	run -0 ubat-agg --partial=safe -g regi n -f r.ubat
	[ "$(grep -c '^cell' <<<"$output")" = 4 ]
	run -0 ubat-agg --partial=safe --person klient -g regi n -f r.ubat
	[ "$(grep -c '^cell' <<<"$output")" = 2 ]
	[[ $output = *$'\tb\t'* || $output = *$'\td\t'* ]]
	[[ $output != *$'value\t0\t0\ta\t'* ]]
	[[ $output = *$'count\t0\t0\twithheld-groups\t2'* ]]
	run -0 ubat-agg --partial=safe --min-n 10 -g regi n -f r.ubat
	[ "$(grep -c '^cell' <<<"$output")" = 1 ]
}

@test "what is held back is several groups and not few records, and the table says so" {
	{
		tsv '#regi:code'
		for i in 1 2; do tsv a; done
		for i in 1 2 3 4 5 6 7 8; do tsv b c; done
		for i in 1 2 3 4 5 6 7 8 9; do tsv d; done
	} | whole >r.ubat
	ubat-agg --partial=safe -g regi --total n -f r.ubat >s
	run -0 ubat-agg --merge s s
	[ "${lines[3]}" = $'c\t16' ]
	[ "${lines[4]}" = $'d\t18' ]
	[ "${lines[5]}" = $'.t\t34' ]
	[[ ${lines[1]} = *$'\tnote=20 poster i 4 grupper är inte med, inte heller i summor: de var för få i sin del.' ]]
	[[ ${lines[6]} = *$'\tin=54\tout=3\tgroups=2\twithheld-groups=4\twithheld-records=20' ]]
}

@test "of what the condition passes over no few are told" {
	{
		tsv '#regi:code x:int'
		for i in 1 2 3 4 5 6 7 8; do tsv 'a 1' 'b 1' 'c 1'; done
		tsv 'a 0'
	} | whole >r.ubat
	run -0 ubat-agg --partial=safe --where 'x = 1' -g regi n -f r.ubat
	[[ $output = *$'count\t0\t0\tfalse\t0'* ]]
	[[ $output = *$'withheld-groups\t2'$'\n'*$'withheld-records\t17'* ]]
}

@test "a safe state is of one table of counts" {
	local m
	for m in 'mean(alder)' 'distinct(klient)' 'median(alder)' 'sum(b1)' 'min(b1)'; do
		run -2 --separate-stderr ubat-agg --partial=safe n "x = $m" -f all.ubat
		[ "$stderr" = 'ubat-agg: measure x: a safe state holds counts alone: n, count and share' ]
		[ -z "$output" ]
	done
	run -2 --separate-stderr ubat-agg --partial=safe -g klient n -f all.ubat
	[ "$stderr" = 'ubat-agg: key klient: a safe state holds no ids' ]
	for m in 'x = count(klient = "p1")' 'x = share(klient is missing)'; do
		run -2 --separate-stderr ubat-agg --partial=safe n "$m" -f all.ubat
		[ "$stderr" = 'ubat-agg: measure x: a safe state holds no ids' ]
	done
	for m in 'substr(klient, 1)' 'if(klient = "p1", "ja", "nej")'; do
		run -2 --separate-stderr ubat-agg --partial=safe -g "k = $m" n -f all.ubat
		[ "$stderr" = 'ubat-agg: key k: a safe state holds no ids' ]
	done
	run -2 --separate-stderr ubat-agg --partial=safe -g klient --own klient=p1 n -f all.ubat
	[ "$stderr" = 'ubat-agg: key klient: a safe state holds no ids' ]
	run -2 --separate-stderr ubat-agg --partial=safe --where 'klient = "p1"' n -f all.ubat
	[ "$stderr" = 'ubat-agg: --where: a safe state holds no ids' ]
	for m in '--all regi' '--across regi'; do
		# shellcheck disable=SC2086 # an option and its argument
		run -2 --separate-stderr ubat-agg --partial=safe -g regi,kommun $m n -f wide.ubat
		[[ $stderr = "ubat-agg: ${m% *}: what a safe state holds back would be shown as 0" ]]
		[ -z "$output" ]
	done
	for m in 'top(alder, 2)' 'mean_unweighted(p)' 'ratio_of_sums(p)' 'share(ja, vikt)'; do
		run -2 --separate-stderr ubat-agg --partial=safe "x = $m" -f wide.ubat
		[ "$stderr" = 'ubat-agg: measure x: a safe state holds counts alone: n, count and share' ]
	done
	run -2 --separate-stderr ubat-agg --partial=safe -t t.tables -f all.ubat
	[ "$stderr" = 'ubat-agg: a safe state holds one table: what is held back in one could be computed from another' ]
}

@test "states that are merged into a safe one are safe together" {
	{
		tsv '#regi:code'
		for i in 1 2 3; do tsv a b c d; done
	} | whole >r.ubat
	ubat-agg --partial -g regi n -f r.ubat >s
	run -0 ubat-agg --merge --partial=safe s s
	[ "$(grep -c '^cell' <<<"$output")" = 4 ]
	run -0 ubat-agg --merge --partial=safe s
	[ "$(grep -c '^cell' <<<"$output")" = 0 ]
	ubat-agg --partial=safe -g regi n -f r.ubat >s
	run -0 ubat-agg --merge --partial s s
	[[ $output = *$'part\t0\t0\t1\tsafe'* ]]
}

@test "of fewer than four records there is no safe state, of none there is" {
	printf '#regi:code\na\nb\na\n' | whole >r.ubat
	run -1 --separate-stderr ubat-agg --partial=safe -g regi n -f r.ubat
	[ "$stderr" = 'ubat-agg: fewer than 4 records: too few for a safe state' ]
	[[ $output != *'#end'* && $output != *count* ]]
	tsv '#a:int' 1 2 3 4 5 6 7 8 | whole >r.ubat
	run -1 --separate-stderr ubat-agg --partial=safe --min-n 9 n -f r.ubat
	[ "$stderr" = 'ubat-agg: fewer than 9 records: too few for a safe state' ]
	printf '#regi:code\n' | whole >r.ubat
	run -0 ubat-agg --partial=safe -g regi n -f r.ubat
}

@test "few protected values among those that are missing are held back, too" {
	{
		tsv '#regi:code x:count'
		for i in 1 2 3 4 5 6; do tsv 'a 1' 'a 0' 'b 1' 'b 0' 'a .n' 'b .n' 'c 1' 'c 0'; done
		tsv 'a .s' 'a .s'
	} | whole >r.ubat
	run -0 ubat-agg --partial=safe -g regi n 'c = count(x > 0)' -f r.ubat
	[[ $output = *$'withheld-groups\t2\n'* ]]
	[[ $output != *$'value\t0\t0\ta\t'* ]]
}

# 120 records of 40 persons, their names as labels, and a kommun of few
named() {
	{
		tsv '#klient:id kommun:code regi:code b1:int namn:text' \
		    '#label klient p17 Anna' '#label namn x7 Hemlig' \
		    '#label kommun 0999 Nio' '#label klient Klient'
		awk 'BEGIN {
			OFS = "\t"
			split("0180 0114 1480 1280", k, " ")
			for (i = 0; i < 120; i++)
				print "p" i % 40, i % 45 ? k[1 + i % 4] : "0980", \
				    i % 3 ? "privat" : "kommunal", i * 7 % 10, "x" i
		}'
	} | whole >r.ubat
}

@test "whatever a safe state is made for, it has no ids, no names and no few" {
	local tried=0 args
	named
	while read -r args; do
		eval "ubat-agg --partial=safe $args -f r.ubat" >s
		run ! grep -q -e 'p[0-9]' -e 'x[0-9]' -e Anna -e Hemlig -e 0980 \
		    -e '^text' -e '^pair' s
		grep '^cell' s | cut -f 5 | tr ' .' '\n\n' >counts
		grep -q . counts
		run ! grep -qx '[123]' counts
		run ! grep -q "^count.*records$(printf '\t')[1-7]\$" s
		ubat-agg --merge s | grep -q '	note=.*inte med'
		tried=$((tried + 1))
	done <<'END'
-g kommun n
-g kommun --person klient n 'p = share(b1 > 6)'
-g kommun --hierarchy 'kommun < lan < riket' --at 2016-12-31 n
-g kommun --total --against others --level 95 'p = share(b1 > 6)'
-g kommun --sample sample --population 300 --interval 95 'p = share(b1 > 6)'
-g kommun --response --bortfall 20% 'p = share(b1 > 6)'
-g kommun --cluster klient n
-g kommun 'a = share_units(b1 > 6)'
-g kommun --own kommun=0180 -g regi n 'c = count(b1 = 0)'
END
	[ $tried = 9 ]
}

@test "in each cell of a state there are as many values and persons as records" {
	{ printf '#p:id\tg:code\tx:int\tw:int\n'
	for i in {1..12}; do printf 'p%d\t%s\t%d\t1\n' $((i % 7)) $([ $i -lt 7 ] && echo a || echo b) $i; done
	printf '\ta\t1\t1\n#end\t13\t0\n'; } >r
	ubat-agg -f r --partial --person p --interval 95 -g g n 'm = mean(x, w)' >s
	ubat-agg -f r --person p --interval 95 -g g n 'm = mean(x, w)' | grep -v '^#' >one
	ubat-agg --merge s | grep -v '^#' | cmp - one
	# a pair of b's counted in a: as many in all, but not in each
	refuses() { # MESSAGE SED
		sed "$2" s >bad
		! cmp -s s bad || false
		run -1 --separate-stderr ubat-agg --merge bad
		[[ $stderr = "ubat-agg: "*"the state keeps $1: make it again" ]] || { echo "$2: $stderr"; false; }
		[ -z "$output" ]
	}
	local few='fewer values than its measures have records' other='other persons than its cells have records'
	refuses "$few" 's/^\(pair	0	1	\)1,/\10,/'
	refuses "$other" 's/^\(pair	0	2	\)1,/\10,/'
	refuses "$other" 's/^\(pair	0	2	0,0	\)1$/\12/'
	refuses "$other" 's/no-person	1$/no-person	2/'
}

@test "what is no state says why" {
	printf '#k:code\na\nb\n' | whole >r
	ubat-agg -f r --partial -g k n >s
	{ sed -n '/^#state/p; /^\(part\|column\|set\)/p' s; grep -v '^#' s; } | whole >twice
	while IFS='|' read -r file sed clause; do
		sed "$sed" $file >bad
		run -1 --separate-stderr ubat-agg --merge bad
		[[ $stderr = "ubat-agg: bad:"+([0-9])": $clause" ]] || { echo "$clause: $stderr"; false; }
		[ -z "$output" ]
	done <<'END'
s|s/^\(column.*\)code/\1nix/|no type of a column
s|s/^\(part	0	0	\)1/\12/|a state of a later ubat
twice||the state before this one is not all there
END
}
