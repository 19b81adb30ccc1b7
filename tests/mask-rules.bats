# ubat-mask(1): what the rules are, one by one, and what the account tells.
load helper
load masks

@test "the smallest part of a test adds up to nothing, and is never shown" {
	# the total has 3 and 9, its parts 2 and 4, 1 and 5: one is the count
	# that a table of them would hide
	tsv '#s:code n:count p:stat p_n:count p_miss:count p_least:count p_stat:stat' \
	    '#table t keys=s function:p=mannwhitney' 'a 30 0.5 30 0 15 20' 'b 30 0.7 30 0 14 19.5' \
	    '.t 60 0.6 60 0 30 80.25' | whole >t
	run -0 ubat-audit t
	run -0 ubat-mask --records-are-persons t
	[ "$(cells <<<"$output")" = 'a 30 0.5 30 0 .s 20,b 30 0.7 30 0 .s 19.5,.t 60 0.6 60 0 .s 80.25' ]
	run -0 ubat-audit <<<"$output"
}

@test "an unknown kommun is refused, and one that is in another lan" {
	tsv '#lan:code kommun:code n:count' '#table t keys=lan,kommun hierarchy=kommun<lan' \
	    '01 0180 9' '01 9999 8' '01 .t 17' '14 1480 9' '14 .t 9' | whole >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table t: 01 9999: kommun: no kommun that is known: mend the records it was made from' ]
	[ -z "$output" ]
	sed 's/9999/1481/' t >u
	run -1 --separate-stderr ubat-mask --records-are-persons u
	[ "$stderr" = 'ubat-mask: table t: 01 1481: kommun: is of another lan: mend the records it was made from' ]
	# one that was, and letters that stand for kommuner
	for known in 0114 1917 A; do
		sed "s/9999/$known/" t >u
		run -0 ubat-mask --records-are-persons u
	done
	# without lan, too, of rows and across; but what a label says it is
	local unknown='no kommun that is known: mend the records it was made from, or label the code'
	tsv '#kommun:code n:count' '#table t keys=kommun' '9999 8' '0180 9' | whole >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = "ubat-mask: table t: 9999: kommun: $unknown" ]
	sed '/^#table/a#label	kommun	9999	Utlandet' t >u
	run -0 ubat-mask --records-are-persons u
	tsv '#k:code n_0180:count n_9999:count' '#table t keys=k across=kommun across:0180=0180 across:9999=9999' 'a 8 8' | whole >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = "ubat-mask: table t: kommun 9999: $unknown" ]
}

@test "0 is shown by default, and hidden by --hide-zero: a cell, a count and a numerator" {
	tsv '#k:code n:count c:count x:share x_k:count x_n:count x_miss:count' '#table t keys=k' \
	    'a 0 0 .u 0 0 0' 'b 30 0 0 0 30 0' 'c 30 9 0.3 9 30 0' | whole >t
	run -0 ubat-mask --records-are-persons t
	[ "$(cells <<<"$output")" = 'a 0 0 .u 0 0 0,b 30 0 0 0 30 0,c 30 9 0.3 9 30 0' ]
	[[ $output = *$'\tzero=shown\t'*$'\tprimary=0\t'* ]]
	run -0 ubat-mask --records-are-persons --hide-zero t
	# a with its numerators, those of b, and that it has 30, which gave a
	[ "$(cells <<<"$output")" = 'a .s .s .s .s .s .s,b .s .s .s .s .s .s,c 30 9 0.3 9 30 0' ]
	[[ $output = *$'\tzero=hidden\tpersons=records\tby-zero=4\tprimary=4\t'* ]]
}

@test "each preset: what it hides of a cell, a numerator, a rest, a base and of all" {
	# the limits of disclosure.md and of the page: cells 3 4 5 9 10 19 20;
	# numerators and rests 3 4 5 of 40; bases 9 10 20 21; none and all of 40
	shares 3 0 4 0 5 0 9 5 10 5 19 5 20 5 21 5 40 3 40 4 40 5 40 37 40 36 40 0 40 40 |
	    ubat-agg -g k --person p n 'x = share(x)' >t
	# the first hides another cell too, for it would be alone.
	# seen: the cells whose n is shown, and those whose share is
	seen() {
		ubat-mask -p "$1" t >got || return
		grep -v '^#' got | awk -F'\t' '{ n = n ($2 == ".s" ? "-" : $1); x = x ($3 == ".s" ? "-" : $1) } END { print n, x }'
	}
	[ "$(seen socialstyrelsen)" = '--cdefghijklmno -------h-jk-mno' ]
	[ "$(seen kolada)" = "$(seen socialstyrelsen)" ]
	# of 10 answers, and numerators of 4
	[ "$(seen skr10)" = '----efghijklmno ----efgh-jk-mno' ]
	[ "$(seen ubat30-20)" = '--------ijklmno ---------jk-mno' ]
	# of 5, and nothing that says the same of everybody
	[ "$(seen socialtjanst5)" = '--cdefghijklmno ----efgh--k----' ]
	# the step names the preset, its limits and how many each rule hid
	run -0 ubat-mask -p skr10 t
	[[ $output = *$'\tpreset=skr10\tmin=10\tmin-part=4\tmin-base=10\tzero=shown\tpersons=n_pers\tby-cell=4\tby-numerator=1\tby-rest=1\tby-base=4\tprimary=10\tsecondary=0\t'* ]]
}

@test "the account of shares tells numbers by rule, and never a value" {
	shares 977 2 863 861 751 400 3 0 | ubat-agg -g k --total --person p n 'x = share(x)' >t
	run -0 ubat-mask t
	step=$(grep $'\tubat-mask\t' <<<"$output" | cut -f 5-)
	[[ $step = $'in=5\tout=5\tmin=4\tmin-part=4\tmin-base=21\tzero=shown\tpersons=n_pers\tby-cell=1\tby-numerator=1\tby-rest=1\tby-base=1\tprimary=4\tsecondary=1\tcost=least\trows='* ]]
	for value in $(grep -v '^#' t | cut -f 2,4- | tr '\t' '\n' | grep -x '[0-9]\{3\}'); do
		[[ $step != *"=$value"* ]]
	done
}

@test "hidden cells are .s, and each sink shows its sign with what it means" {
	shares 30 9 30 2 30 9 | ubat-agg -g k --total --person p n 'x = share(x)' | ubat-mask >got
	grep -q $'^b\t30\t\\.s\t\\.s' got
	run -0 ubat-show got
	[[ $output = *'b'*'30'*' X'* ]]
	[[ ${lines[-1]} = 'X = uppgiften har skyddats av sekretesskäl' ]]
	run -0 ubat-show --missing code got
	[[ $output = *'b'*' .s'* ]]
	run -0 ubat-export -f csv --missing code got
	[[ $output = *'b;30;.s;'* ]]
	run -0 ubat-export -f px got
	[[ $output = *'DATASYMBOL3="X";'*'"..."'* ]]
	ubat-html -o got.html got
	run -0 cat got.html
	[[ $output = *'>X<'* ]]
}
