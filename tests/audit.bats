# ubat-audit(1): one test for each sentence of the page.
# EXAMPLES: ubat-audit.1
load helper

# The two printed tables of Ubåtsnytt nr 7.
prepare() {
	tsv '#verksamhet:code n:int nark:int avgr:int alk:int' \
	    'Kommun 72 28 19 53' 'Privat 93 46 10 45' | whole >print1
	tsv '#kommun:code n:int kommunal:int privat:int' 'A 5 50 50' \
	    'B 68 80 20' 'C 7 0 100' 'D 8 0 100' 'E 5 20 80' 'F 58 0 100' \
	    'G 11 73 17' 'H 10 70 30' 'I 19 47 53' | whole >print2
}

# cross MA MB KA KB: two by two with all totals of 18 14 2 19
cross() {
	tsv '#kon:code ort:code n:count' '#table t keys=kon,ort' "m A $1" \
	    "m B $2" "k A $3" "k B $4" '.t A 20' '.t B 33' 'm .t 32' \
	    'k .t 21' '.t .t 53' | whole
}

@test "the four impossible rows of a printed newsletter are found" {
	run -1 --separate-stderr ubat-audit --percent nark,avgr,alk --base n --parts print1
	[ "${lines[0]}" = 'table: Privat: percent: no whole numbers that make 93 give these per cents; of the smaller bases it can be 92, 83; of the larger ones 94' ]
	[ "${lines[1]}" = '1 table, 8 cells, 0 sums, 0 hidden cells: 1 finding' ]
	[ "${#lines[@]}" = 2 ]
	[ -z "$stderr" ]
	run -1 ubat-audit --percent kommunal,privat --base n --parts print2
	[ "${lines[0]}" = 'table: A: percent: no whole number of 5 gives 2 of the 2 per cents; of the smaller bases it can be 4, 2; of the larger ones 6' ]
	[ "${lines[1]}" = 'table: B: percent: no whole number of 68 gives 2 of the 2 per cents; of the smaller bases it can be 66, 65, 64; of the larger ones 69' ]
	[ "${lines[2]}" = 'table: G: percent: no whole number of 11 gives 1 of the 2 per cents; no smaller base gives it either' ]
	[ "${#lines[@]}" = 4 ]
}

@test "every per cent of k out of n is found possible, by half up" {
	awk 'BEGIN { print "#k:code\tn:int\tp:int\tq:dec"
	    for (n = 1; n <= 60; n++) for (k = 0; k <= n; k++) {
		t = int((2000 * k + n) / (2 * n))
		print k "/" n "\t" n "\t" int((200 * k + n) / (2 * n)) "\t" \
		    (t % 10 ? int(t / 10) "." t % 10 : int(t / 10)) } }' | whole >f
	run -0 ubat-audit --percent p --base n f
	run -0 ubat-audit --percent p,q --base n f
	[ "$output" = '1 table, 5670 cells, 0 sums, 0 hidden cells: 0 findings' ]
	# and a neighbour of one that is possible is not: 28.5 and up is 29
	tsv '#k:code n:int p:int' 'a 200 28' 'b 7 28' | whole >f
	run -1 ubat-audit --percent p --base n f
	[[ ${lines[0]} = 'table: b: percent: no whole number of 7 gives 1 of the 1 per cents; '* ]]
	[ "${#lines[@]}" = 2 ]
}

@test "a column has as many decimals as its longest cell" {
	tsv '#k:code n:int p:dec' 'a 7 42.9' 'b 5 40' | whole >f
	run -0 ubat-audit --percent p --base n f
	tsv '#k:code n:int p:dec' 'a 7 42.9' 'b 7 43' | whole >f
	run -1 ubat-audit --percent p --base n f
	[[ ${lines[0]} = 'table: b: percent: '* ]]
}

@test "parts must make the base, others need not" {
	tsv '#k:code n:int p:int q:int' 'a 10 20 30' | whole >f
	run -0 ubat-audit --percent p,q --base n f
	run -1 ubat-audit --percent p,q --base n --parts f
}

@test "rows without a per cent or a base are passed over" {
	tsv '#k:code n:int p:int' 'a 10 .s' 'b ~ 33' 'c 0 33' | whole >f
	run -0 ubat-audit --percent p --base n f
}

@test "parts that do not add up to their total are told with the arithmetic" {
	cross 18 14 2 19 >t
	run -0 ubat-audit --min 2 t
	[ "$output" = '1 table, 9 cells, 6 sums, 0 hidden cells: 0 findings' ]
	cross 18 14 3 19 >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: (total) A: n: sum: the total is 20, its 2 parts make 21' ]
	[ "${lines[1]}" = 't: k (total): n: sum: the total is 21, its 2 parts make 22' ]
}

@test "the tables that ubat-agg makes add up, persons are not added" {
	awk 'BEGIN { print "#k:id\ta:code\tb:code\tx:bool"
	    for (i = 0; i < 300; i++) print i % 70 "\t" i % 4 "\t" \
		(i % 11 ? i % 3 : ".x") "\t" (i % 7 ? i % 2 : "") }' | whole >f
	for base in known all; do
		ubat-agg -f f -g a --across b --total --person k --base $base n 's=share(x)' 'd=distinct(k)' >t
		run -0 ubat-audit t
		ubat-agg -f f -g a,b --total --person k --base $base n 's=share(x)' >>t
		run -0 ubat-audit t
		[[ ${lines[-1]} = '2 tables, '* ]]
	done
	# where small groups were left out, parts may make less, never more
	ubat-agg -f f -g a,b --total --min-n 10 n >t
	run -0 ubat-audit t
}

@test "across: columns that do not add up are found" {
	tsv '#a:code n_x:count n_y:count n:count' \
	    '#table t keys=a across=b across:x=x across:y=y across:=\.t' \
	    '1 2 3 5' '2 2 3 6' | whole >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: 2: n: sum: the total is 6, its 2 parts make 5' ]
	[ "${lines[-1]}" = '1 table, 6 cells, 2 sums, 0 hidden cells: 1 finding; in 1 table nothing is masked' ]
}

@test "n is what was known and what was missing" {
	tsv '#a:code n:count s:share s_k:count s_n:count s_miss:count' \
	    '#table t keys=a base=known' '1 10 0.5 4 8 2' '2 10 0.5 4 8 3' | whole >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: 2: n: sum: the total is 10, its 2 parts make 11' ]
	sed 's/base=known/base=all/' t >u
	run -0 ubat-audit u
}

@test "a share that is not its numerator by its base is found" {
	tsv '#a:code s:share s_k:count s_n:count' '#table t keys=a' \
	    '1 0.3333333333333333 1 3' '2 0.333 1 3' '3 0.29 57 200' \
	    '4 0.285 57 200' | whole >t
	run -0 ubat-audit t
	tsv '#a:code s:share s_k:count s_n:count' '#table t keys=a' \
	    '1 0.3334 1 3' '2 0.28 57 200' '3 1 5 4' | whole >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: 1: s: share: the share is not 1 of 3' ]
	[ "${lines[1]}" = 't: 2: s: share: the share is not 57 of 200' ]
	[ "${lines[2]}" = 't: 3: s: share: the share is not 5 of 4' ]
}

@test "a share that is shown while its numerator is hidden is found" {
	tsv '#a:code s:share s_k:count s_n:count' '#table t keys=a' \
	    '1 0.5 .s 4' '2 .s .s 4' | whole >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: 1: s: open: shown, while its numerator or its base is hidden' ]
	[ "${#lines[@]}" = 2 ]
}

@test "a lone hidden cell is found, and its value is not told" {
	cross 18 14 .s 19 >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: k A: n: derived: hidden, and yet the sums give it exactly ((total) A: n less what is shown)' ]
	[ "${lines[1]}" = '1 table, 9 cells, 6 sums, 1 hidden cell: 1 finding' ]
}

@test "a rectangle of hidden cells is safe from sums" {
	cross .s .s .s .s >t
	run -0 ubat-audit t
	[ "$output" = '1 table, 9 cells, 6 sums, 4 hidden cells: 0 findings' ]
}

@test "--width: how many values must be left open" {
	# (k, A) lies between 0 and 20: 21 values
	cross .s .s .s .s >t
	run -0 ubat-audit --width 21 t
	run -1 ubat-audit --width 22 t
	[ "${lines[0]}" = 't: m A: n: derived: hidden, and the sums leave 21 values open' ]
	[ "${#lines[@]}" = 5 ]
}

@test "three hidden cells of which the sums give one are found out" {
	# a bound, not a subtraction: the total of the hidden ones is 0
	tsv '#a:code n:count' '#table t keys=a' '1 .s' '2 .s' '3 7' '.t 7' | whole >t
	run -1 ubat-audit t
	[ "${#lines[@]}" = 3 ]
	[ "${lines[0]}" = 't: 1: n: derived: hidden, and yet the sums give it exactly (one of them alone)' ]
	# the published table of four regions by sex, where hiding {A, C} is safe
	# and hiding A alone is not
	p() {
		tsv '#r:code k:code n:count' '#table t keys=r,k' '.t .t 100' '.t m 55' \
		    '.t f 45' 'A .t 20' "A m $1" "A f $2" 'B .t 33' 'B m 14' 'B f 19' \
		    'C .t 22' "C m $3" "C f $4" 'D .t 25' 'D m 11' 'D f 14' | whole
	}
	p .s .s .s .s >t
	# the published interval of (A, f) is 0 to 12
	run -0 ubat-audit --width 13 t
	run -1 ubat-audit --width 14 t
	p .s .s 12 10 >t
	run -1 ubat-audit t
	[ "${lines[-1]}" = '1 table, 15 cells, 8 sums, 2 hidden cells: 2 findings' ]
}

@test "hidden cells that no numbers satisfy are a contradiction" {
	tsv '#a:code n:count' '#table t keys=a' '1 .s' '2 9' '.t 7' | whole >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: contradiction: no numbers for the hidden cells satisfy all sums' ]
}

@test "a count that is none is an error of the input" {
	tsv '#a:code n:count' '#table t keys=a' '1 -3' | whole >t
	run -1 --separate-stderr ubat-audit t
	[ "$stderr" = 'ubat-audit: t:3: column n: no count' ]
	[ -z "$output" ]
}

@test "a cut table is looked at, with status 1 unless --cut-ok" {
	cross 18 14 2 19 | grep -v '^#end' >t
	run -1 --separate-stderr ubat-audit t
	[ "$stderr" = 'ubat-audit: t: the stream is cut: it has no end that fits it' ]
	[ "${lines[-1]}" = '1 table, 9 cells, 6 sums, 0 hidden cells: 0 findings; in 1 table nothing is masked' ]
	run -0 ubat-audit --cut-ok t
	cross 18 14 .s 19 | grep -v '^#end' >t
	run -1 ubat-audit --cut-ok t
}

@test "broken accounts are refused" {
	{ cross 18 14 2 19 | grep -v '^#end'; printf '#step\t12345678\tx\tout=9\n#end\t9\t1\n'; } >t
	run -1 --separate-stderr ubat-audit t
	[ "$stderr" = 'ubat-audit: accounts: step 12345678 x was changed after it was written' ]
}

@test "labels name the rows, several tables are counted" {
	{ cross 18 14 .s 19; cross .s 14 2 19; } |
	    sed 's/^#table	t	.*/&\n#label	kon	k	Kvinnor/' >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: Kvinnor A: n: shown: hidden here, shown in t' ]
	[ "${lines[1]}" = 't: m A: n: shown: hidden here, shown in t' ]
	[ "${lines[2]}" = '2 tables, 18 cells, 12 sums, 2 hidden cells: 2 findings' ]
}

@test "options that do not fit are usage errors" {
	run -2 --separate-stderr ubat-audit --percent p print1
	[ "${stderr%%$'\n'*}" = 'ubat-audit: --percent and --base go together' ]
	run -2 --separate-stderr ubat-audit --parts print1
	[ "${stderr%%$'\n'*}" = 'ubat-audit: --parts needs --percent or --of' ]
	run -2 --separate-stderr ubat-audit --percent nrk --base n print1
	[ "$stderr" = 'ubat-audit: no column nrk; did you mean nark?' ]
	run -2 --separate-stderr ubat-audit --percent nark --base m print1
	[ "${stderr%%$'\n'*}" = 'ubat-audit: no column m' ]
	run -2 ubat-audit --width 1 print1
}

@test "a hundred hidden cells in a large table are judged one by one" {
	table() {
		awk -v lone="$1" 'BEGIN { print "#k:code\ts:code\tn:count"
		    print "#table\tt\tkeys=k,s"
		    for (i = 0; i < 290; i++) { m = i % 9 + 1; f = i % 5 + 2
			h = i % 6 == 0; tm += m; tf += f
			print i "\tm\t" (h ? ".s" : m)
			print i "\tf\t" (h && i != lone ? ".s" : f)
			print i "\t.t\t" m + f }
		    print ".t\tm\t" tm; print ".t\tf\t" tf
		    print ".t\t.t\t" tm + tf }' | whole
	}
	table -1 >t
	run -0 ubat-audit t
	[ "$output" = '1 table, 873 cells, 294 sums, 98 hidden cells: 0 findings' ]
	table 60 >t
	run -1 ubat-audit t
	[ "${lines[0]}" = 't: 60 m: n: derived: hidden, and yet the sums give it exactly (60 (total): n less what is shown)' ]
	[ "${lines[1]}" = '1 table, 873 cells, 294 sums, 97 hidden cells: 1 finding' ]
}

@test "several tables are looked at together" {
	# a total of one is the lone hidden cell of the other
	tsv '#ort:code n:count' '#table b keys=ort' 'A .s' 'B .s' '.t 53' | whole >b
	cross .s .s .s .s | sed 's/^\.t	A	20/.t	A	.s/; s/^\.t	B	33/.t	B	.s/' >a
	run -0 ubat-audit a b
	[ "${lines[-1]}" = '2 tables, 12 cells, 7 sums, 8 hidden cells: 0 findings' ]
	tsv '#ort:code n:count' '#table b keys=ort' 'A 20' 'B .s' '.t .s' | whole >b
	run -1 ubat-audit a b
	[ "${lines[0]}" = 't: (total) A: n: shown: hidden here, shown in b' ]
	[ "${lines[1]}" = 't: (total) B: n: derived: hidden, and yet the sums give it exactly ((total) (total): n less what is shown)' ]
	[ "${lines[2]}" = 'b: (total): n: shown: hidden here, shown in t' ]
	[ "${lines[3]}" = '2 tables, 12 cells, 7 sums, 8 hidden cells: 3 findings' ]
	# a total that one could have is the total of the other
	tsv '#kon:code ort:code n:count' '#table c keys=kon,ort' 'm A 8' 'k A .s' 'm B 4' 'k B 9' | whole >c
	tsv '#ort:code n:count' '#table d keys=ort' 'A 20' 'B 13' | whole >d
	run -0 ubat-audit c
	run -0 ubat-audit d
	run -1 ubat-audit c d
	[ "${lines[0]}" = 'c: k A: n: derived: hidden, and yet the sums give it exactly' ]
	[ "${#lines[@]}" = 2 ]
}

@test "two tables that say otherwise of a figure are found, two of other things are not" {
	tsv '#ort:code n:count' '#table a keys=ort' 'A 20' 'B 33' 'C 8' | whole >a
	tsv '#ort:code n:count' '#table b keys=ort' 'A 20' 'B 34' 'C 8' | whole >b
	tsv '#ort:code n:count' '#table c keys=ort' 'A 21' 'B 34' 'C .s' | whole >c
	tsv '#ort:code n:count' '#table d keys=ort unit=personer' 'A 11' 'B 22' 'C .s' | whole >d
	run -1 ubat-audit a b
	[ "${lines[0]}" = 'b: B: n: differs: another figure than in a' ]
	[ "${#lines[@]}" = 2 ]
	run -0 ubat-audit a c
	[ "${lines[0]}" = 'c: of 2 figures that tables before it show, too, 2 differ, the first from a (A: n): taken for something else, and looked at by itself' ]
	# one cell that another table has in its totals, too: both differ, and one agrees
	tsv '#ort:code kon:code n:count' '#table e keys=ort,kon' 'A m 9' 'A k 11' 'B m 13' 'B k 21' 'C m 4' 'C k 4' \
	    'A .t 20' 'B .t 34' 'C .t 8' '.t .t 62' | whole >e
	{ cat a | sed 's/#end.*/.t	61/' ; echo '#end	4	0'; } >f
	run -1 ubat-audit f e
	[ "${lines[0]}" = 'e: B (total): n: differs: another figure than in a' ]
	[ "${lines[1]}" = 'e: (total) (total): n: differs: another figure than in a' ]
	[ "${#lines[@]}" = 3 ]
	# small figures agree by chance
	tsv '#ort:code n:count' '#table a keys=ort' 'A 0' 'B 3' 'C 80' | whole >g
	tsv '#ort:code n:count' '#table b keys=ort' 'A 0' 'B 3' 'C 40' | whole >h
	run -0 ubat-audit --min 0 g h
	[[ ${lines[0]} = 'b: of 3 figures that tables before it show, too, 1 differ, the first from a (C: n): '* ]]
	run -0 ubat-audit a d
	[ "$output" = '2 tables, 6 cells, 0 sums, 1 hidden cell: 0 findings' ]
}

@test "what is left over of groups is the same only where the groups are" {
	# u BAND N: nine tell, N are in no band
	u() {
		tsv "#ort:code n_$1:count n_saknas_n_:count n:count" "#table $1 keys=ort across=alder across:$1=$1 across:saknas_n_=\\.n across:=\\.t" \
		    "A $2 $3 20" "B $2 $3 20" | whole
	}
	u ung 9 11 >a
	u aldre 5 15 >b
	run -0 ubat-audit a b
	[ "$output" = '2 tables, 12 cells, 4 sums, 0 hidden cells: 0 findings' ]
	# of the same groups it is
	u ung 9 10 | sed 's/\t20$/\t19/' >b
	run -1 ubat-audit a b
	[ "${lines[0]}" = 'ung: A: n_saknas_n_: differs: another figure than in ung' ]
	[ "$(grep -c ': differs: ' <<<"$output")" = 4 ]
	# rows, and headings in print
	printf 'Form;Antal\nGrupp;20\nÖvriga;9\nTotalt;29\n' >a.csv
	printf 'Form;Antal\nGrupp;20\nSamtal;5\nÖvriga;4\nTotalt;29\n' >b.csv
	run -0 ubat-audit a.csv b.csv
	[ "${lines[-1]}" = '2 tables, 7 cells, 2 sums, 0 hidden cells: 0 findings' ]
	printf 'Ort;Antal;Unga, antal;Antal, uppgift saknas\nA;40;30;10\nB;60;35;25\n' >a.csv
	printf 'Ort;Antal;Äldre, antal;Antal, uppgift saknas\nA;40;20;20\nB;60;20;40\n' >b.csv
	run -0 ubat-audit a.csv b.csv
	[[ ${lines[-1]} = *': 0 findings' ]]
}

@test "a table where nothing is masked is called that" {
	tsv '#ort:code n:count x:count' '#table t keys=ort' 'A 3 1' 'B 33 0' | whole >t
	run -0 ubat-audit t
	[ "${lines[0]}" = 't: nothing is masked: 2 counts from 1 to 3 stand unprotected' ]
	[ "${lines[1]}" = '1 table, 4 cells, 0 sums, 0 hidden cells: 0 findings; in 1 table nothing is masked' ]
	run -0 ubat-audit --min 3 t
	[ "${lines[0]}" = 't: nothing is masked: 1 count from 1 to 2 stands unprotected' ]
	run -0 ubat-audit --min 1 t
	[ "$output" = '1 table, 4 cells, 0 sums, 0 hidden cells: 0 findings' ]
	# one that is protected has no small counts that it knows of
	tsv '#ort:code n:count x:count' '#table t keys=ort' 'A 3 .s' 'B 33 0' | whole >t
	run -0 ubat-audit t
	[ "$output" = '1 table, 4 cells, 0 sums, 1 hidden cell: 0 findings' ]
	tsv '#ort:code n:count n_pers:count' '#table t keys=ort' 'A 30 20' 'B 33 20' '.t 63 40' | whole |
	    ubat-mask --round 5 >t
	run -0 ubat-audit t
	[ "$output" = '1 table, 3 cells, 1 sum, 0 hidden cells: 0 findings' ]
}

@test "records are no table, unless --records" {
	tsv '#a:int b:int' '1 2' | whole >r
	run -2 --separate-stderr ubat-audit r
	[ "$stderr" = 'ubat-audit: r: records, not a table: ubat-agg makes tables of them (--records to look at them all the same)' ]
	run -0 ubat-audit --records r
	[ "$output" = '1 table, 2 cells, 0 sums, 0 hidden cells: 0 findings' ]
}

@test "--of: can these per cents be of so many" {
	run -1 ubat-audit --of 93 --parts 46 10 45
	[ "${lines[0]}" = 'n=93: percent: no whole numbers that make 93 give these per cents; of the smaller bases it can be 92, 83; of the larger ones 94' ]
	run -0 ubat-audit --of 72 --parts 28 19 53
	run -1 ubat-audit --of 5 50,0 '50 %'
	[ "${lines[0]}" = 'n=5: percent: no whole number of 5 gives 2 of the 2 per cents; of the smaller bases it can be 4, 2; of the larger ones 6' ]
	run -0 ubat-audit --of 4 50,0 '50 %'
	run -2 --separate-stderr ubat-audit --of 5 mycket
	[ "$stderr" = 'ubat-audit: mycket: no per cent with at most 6 decimals' ]
	run -2 --separate-stderr ubat-audit --of 5
	[ "${stderr%%$'\n'*}" = 'ubat-audit: --of: which per cents?' ]
}

@test "--as stream: findings and remarks as records" {
	cross 18 14 .s 19 >t
	run -1 --separate-stderr ubat-audit --as stream t
	[ "${lines[0]}" = "$(tsv '#table:text row:text column:text kind:code finding:text')" ]
	[ "$(grep -v '^#' <<<"$output" | cut -f 1-4)" = "$(tsv 't k_A n derived' | tr _ ' ')" ]
	ubat-export -f jsonl <<<"$output" >j
	[[ $(cat j) = '{"table":"t","row":"k A","column":"n","kind":"derived","finding":"hidden, and yet'* ]]
	cross 18 14 2 19 >t
	run -0 ubat-audit --as stream t
	[[ $output = *$'\n\t\t\tremark\tt: nothing is masked: 1 count '* ]]
	ubat-filter true <<<"$output" >/dev/null
	run -2 --separate-stderr ubat-audit --as json t
	[ "${stderr%%$'\n'*}" = 'ubat-audit: --as: text or stream' ]
}

@test "a rounded table adds up within its rounding, and no further" {
	tsv '#ort:code n:count n_pers:count' '#table t keys=ort' 'A 6 6' 'B 6 6' 'C 6 6' '.t 18 18' | whole |
	    ubat-mask --round 5 >t
	[ "$(grep -c '^A	5$' t)" = 1 ]
	run -0 ubat-audit t
	[ "$output" = '1 table, 4 cells, 1 sum, 0 hidden cells: 0 findings' ]
	tsv '#ort:code n:count' '#table t keys=ort' 'A 5' 'B 5' 'C 5' '.t 20' | whole >u
	run -1 ubat-audit u
	{ tsv '#ort:code n:count' '#table t keys=ort' 'A 5' 'B 5' 'C 5' '.t 30'; grep -e '^#step' -e '^#end' t; } >u
	run -1 ubat-audit u
	[ "${lines[0]}" = 't: (total): n: sum: the total is 30, its 3 parts make 15, which is beyond rounding' ]
}

@test "the examples of the page run" {
	cross .s .s .s .s >tabell.ubat
	cp tabell.ubat forra.ubat
	ubat-xlsx -o rapport.xlsx tabell.ubat
	printf 'kommun;n;kommunal;privat\nB;65;80;20\n' >tryckt.csv
	printf '[source]\ndelimiter = ;\n[column kommun]\ntype = code\n[column n kommunal privat]\ntype = int\n' >tryckt.source
	examples ubat-audit.1 >a.sh
	[ "$(wc -l <a.sh)" = 8 ]
	printf '[report]\ntitle = A\nsekretess = intern\nchanges = andringar.ubat\n' >rapport.report
	run -0 --separate-stderr sh -e a.sh
	[ "${lines[0]}" = '1 table, 9 cells, 6 sums, 4 hidden cells: 0 findings' ]
	[[ ${lines[2]} = '1 table, 9 cells, 6 sums, 4 hidden cells: 0 findings' ]]
	[[ $output = *$'\n{"table":null,"row":null,"column":null,"kind":"remark","finding":"tryckt.csv: taken as: '* ]]
	[ "${lines[-1]}" = '9 cells compared: 0 differences' ]
	[ -s ny.xlsx ]
}

@test "parts that are more than all numbers do not make their total" {
	tsv '#k:code n:count' '#table t keys=k' 'a 9223372036854775807' 'b 9223372036854775807' '.t 9223372036854775807' | whole >t
	run -1 --separate-stderr ubat-audit t
	[[ $output = *'n: sum: the total is 9223372036854775807, its 2 parts make what is beyond all numbers'* ]]
}
