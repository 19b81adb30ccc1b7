# What a table must not get wrong, whatever it is of: rules of the trade that
# concern several commands at once.
load helper

# records of 300 persons in 5 kommuner over six years, from a fixed sequence
prepare() {
	awk 'function r(n) { s = (s * 1103515245 + 12345) % 2147483648; return int(s / 65536) % n }
		BEGIN { s = 7; print "#klient:id\tkommun:code\tstart:date\tb1:int\tja:bool"
		print "#label\tkommun\tKommun"
		for (i = 0; i < 900; i++)
			printf "p%03d\t%s\t%d-%02d-%02d\t%s\t%s\n", r(300), substr("01800114148012810580", 4 * r(5) + 1, 4),
			    2014 + r(6), 1 + r(12), 1 + r(28), r(9) ? r(10) : ".x", r(7) ? r(2) : "" }' | whole >r
}

rows() {
	grep -v '^#' "$@" | tr '\t' ' '
}

@test "nothing is tested, and nothing judged, that was not asked for" {
	ubat-agg -f r -g kommun --total n 'ja = share(ja)' 'mean(b1)' >t
	[ "$(head -1 t | tr '\t' '\n' | sed 's/:.*//; s/#//' | paste -sd' ')" = \
	    'kommun n ja ja_k ja_n ja_miss b1_mean b1_mean_n b1_mean_miss' ]
	# asked for one by one, no column judges; judged, all tests count as one
	# family, and the note says how many and by which rule
	ubat-agg -f r -g kommun --total --against others 'ja = share(ja)' 'mean(b1)' | head -1 | grep -c -e _adj -e _sig | grep -qx 0
	ubat-agg -f r -g kommun --total --against others --level 95 'ja = share(ja)' 'mean(b1)' >t
	grep -q 'Säkerställd skillnad: p-värde under 0,05; tabellen har 10 test, och p-värdena är justerade för det enligt Holm\.' t
	# a kommun is tested against the rest, of which it is no part: two of them
	# are the other's rest, with one p-value
	ubat-agg -f r --where 'kommun in ("0180", "0114")' -g kommun --total --against total 'ja = share(ja)' >t
	[ "$(rows t | cut -d ' ' -f 6 | sort | uniq -c | awk '{ print $1 }' | paste -sd' ')" = '1 2' ]
}

@test "three years, or four, are no trend; five are, and rows can be tested one against the one before" {
	ubat-score -e 'ar = year(start)' r >y
	for n in 3 4; do
		ubat-agg -f y --where "ar < $((2014 + n))" 't = trend(ja, ar)' 's = slope(b1, ar)' >t
		[ "$(rows t | tr ' ' '\n' | grep -c '^\.l$')" -ge 8 ]
		[ "$(rows t | cut -d ' ' -f 1)" = .l ]
	done
	ubat-agg -f y --where 'ar < 2019' 't = trend(ja, ar)' 's = slope(b1, ar)' | rows | grep -vq '\.l'
	ubat-agg -f y --where 'ar < 2017' -g ar --against previous 'ja = share(ja)' >t
	[ "$(rows t | cut -d ' ' -f 6 | grep -c '^[01]')" = 2 ]
}

@test "persons over three years are counted once in them, not added up" {
	ubat-agg -f r -g 'ar = year(start)' --person klient n >t
	run -2 --separate-stderr ubat-table --rolling n_pers t
	[[ $stderr = *'n_pers does not add up over ar: one can stand in several: count them with ubat-agg' ]]
	# each record is in the windows that end in its year and the two after it
	printf '#dag:date\n2016-12-31\n2017-12-31\n2018-12-31\n2019-12-31\n' | whole >fonster
	ubat-score -e 'till = date(year(start) + 2, 12, 31)' r |
	    ubat-join -t inner --within 'start <= dag <= till' fonster |
	    ubat-agg -g 'till_och_med = year(dag)' --person klient n >t
	rows t >got
	awk -F'\t' '!/^#/ { y = substr($3, 1, 4)
		for (w = 2016; w <= 2019; w++) if (y <= w && y > w - 3) { n[w]++; if (!((w, $1) in seen)) { seen[w, $1]; p[w]++ } } }
		END { for (w = 2016; w <= 2019; w++) print w, n[w], p[w] }' r | diff - got
}

@test "own and others: the others are without the own, the whole is both, and each is called what it is" {
	ubat-agg -f r -g kommun --own kommun=0180 --total n 'ja = share(ja)' >t
	grep -q '^#label	kommun	ovriga	Övriga$' t
	awk -F'\t' '!/^#/ && !/^\.t/ { n += $2; k += $4; b += $5 } /^\.t/ { exit n != $2 || k != $4 || b != $5 }' t
	[ "$(rows t | wc -l)" = 3 ]
}

@test "what --top makes one of a protected table is hidden or of as many as the rule wants" {
	for where in 'b1 > 7' 'b1 = 9 and ja' 'month(start) = 3' 'month(start) = 3 and ja'; do
		ubat-agg -f r --where "$where" -g kommun --total n 'ja = share(ja)' | ubat-mask --records-are-persons >m
		for k in 1 3; do
			ubat-table --top $k:n m | rows | awk '
				$1 == "ovriga" { o = 1; bad = $2 != ".s" && $2 > 0 && $2 < 4 } END { exit bad || !o }'
		done
	done
	grep -q '\.s' m
}

@test "each kind of what is not there has its sign and its words, and X is protected, never unanswered" {
	{
		printf '#k:text\tm:mean\tm_n:count\tm_miss:count\n#table\tt\tkeys=k\n'
		for c in b l e d s u x n r; do printf '%s\t.%s\t9\t0\n' $c $c; done
		printf 'tom\t\t9\t0\nfem\t5\t9\t0\n'
	} | whole >t
	sign() { case $1 in s) echo X ;; e | n) echo . ;; *) echo .. ;; esac; }
	ubat-show t >s
	ubat-html -o t.html t
	ubat-xlsx -o t.xlsx t
	unzip -p t.xlsx xl/sharedStrings.xml >strings
	for c in b l e d s u x n r tom; do
		[ "$(awk -v k=$c '$1 == k { print $2 }' s)" = "$(sign $c)" ]
		grep -q "<th scope=\"row\">$c</th><td class=\"n\">$(sign $c | sed 's/\./\\./g')</td>" t.html
	done
	grep -c '^X = ' s | grep -qx 1
	for words in 'uppgift saknas' 'redovisas inte på grund av bortfall' 'redovisas inte, för få' 'uppgift kan inte förekomma' \
	    'uppgiften är inte jämförbar' 'uppgiften har skyddats av sekretesskäl' 'värdet kan inte beräknas' 'frågan är inte besvarad' \
	    'frågan är inte relevant' 'värdet godtogs inte vid inläsningen'; do
		for f in s t.html strings; do grep -q "$words" $f || { echo "$f: $words"; false; }; done
	done
	# the letter that a form has for an unanswered question is .x before a table
	# is made of it
	printf '[source]\ndelimiter = ;\n[column fraga]\ntype = int\n[missing]\nX = .x\n' >s.source
	printf 'fraga\n1\nX\nX\n' >s.csv
	ubat-import -s s.source s.csv | ubat-agg -g fraga n | ubat-show >s
	run ! grep -w X s
	grep -q '^Ej besvarad *2$' s
}

@test "every sink prints the per cent of every k of every n up to 200 that whole numbers give" {
	awk 'BEGIN { print "#i:int\tx:share\tx_k:count\tx_n:count\tx_miss:count\n#table\tt\tkeys=i\n#label\tx\tAndel x, procent"
		for (n = 1; n <= 200; n++)
			for (k = 0; k <= n; k++)
				printf "%d\t%.17g\t%d\t%d\t0\n", 1000 * n + k, k / n, k, n }' | whole >t
	awk 'BEGIN { for (n = 1; n <= 200; n++)
		for (k = 0; k <= n; k++) { p = int((2000 * k + n) / (2 * n)); printf "%d.%d\n", int(p / 10), p % 10 } }' >want
	[ "$(wc -l <want)" = 20300 ]
	ubat-show t | awk '/^[0-9]/ { print $2 }' | cmp want
	ubat-export -f csv --labels t | awk -F';' 'NR > 1 { sub(",", ".", $2); print $2 }' | cmp want
	ubat-html -o t.html t
	grep -o '<tr><th scope="row">[0-9]*</th><td class="n">[0-9,]*' t.html | sed 's/.*>//; s/,/./' | cmp want
	ubat-export -f px -o t.px t
	sed -n '/^DATA=/,$p' t.px | awk 'NF >= 4 { print $1 }' | cmp want
	ubat-xlsx -o t.xlsx t
	# the number as it is stored, and one decimal of its form
	unzip -p t.xlsx xl/worksheets/sheet2.xml | grep -o '<c r="B[0-9]*" s="[0-9]*"><v>[^<]*' | sed 's/.*>//' |
	    awk '{ printf "%.1f\n", $1 }' | cmp want
}
