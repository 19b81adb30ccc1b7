# ubat-audit(1), COMPARING: one test for each sentence.
load helper

# table A_N A_SHARE B_N ...: two kommuner and their total
table() {
	tsv '#kommun:code n:count s:share s_k:count s_n:count' '#table t keys=kommun' \
	    "Ale $1 $2" "Borås $3 0.5 10 20" '.t 120 0.25 30 120' | sed 's/$/&/' | whole
}

prepare() {
	table 12 '0.25 3 12' 108 >old
	table 12 '0.25 3 12' 108 >new
}

@test "nothing changed: status 0 and no record" {
	run -0 --separate-stderr ubat-audit --compare old new
	[ "$(grep -v '^#label' <<<"$output")" = "$(tsv '#table:text row:text column:text old:text new:text difference:dec kind:code' \
	    "#step $(grep -o '[0-9a-f]\{8\}	ubat-audit' <<<"$output" | cut -f 1) ubat-audit out=0" '#end 0 1')" ]
	[ -z "$stderr" ]
	run -0 ubat-audit --as text --compare old new
	[ "$output" = '12 cells compared: 0 differences' ]
	# the same bytes again
	ubat-audit --compare old new >a || true
	ubat-audit --compare old new >b || true
	cmp a b
}

@test "changed, hidden, unhidden, new and removed, cell by cell" {
	table 14 '.s .s 14' .s | sed 's/^\.t	120/.t	.s/' >new
	sed -i 's/^Borås	108/Borås	.s/' new old
	run -1 ubat-audit --as text --compare old new
	[ "$output" = "$(printf '%s\n' 't: Ale: n: changed: 12 -> 14 (+2)' 't: Ale: s: hidden: 0.25 -> hidden' \
	    't: Ale: s_k: hidden: 3 -> hidden' 't: Ale: s_n: changed: 12 -> 14 (+2)' \
	    't: (total): n: hidden: 120 -> hidden' '12 cells compared: 5 differences')" ]
	run -1 ubat-audit --compare new old
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv 't Ale n 14 12 -2 changed' 't Ale s .s 0.25 ~ unhidden' \
	    't Ale s_k .s 3 ~ unhidden' 't Ale s_n 14 12 -2 changed' 't (total) n .s 120 ~ unhidden')" ]
	ubat-export -f jsonl <<<"$output" >j
	[ "$(sed -n 2p j)" = '{"table":"t","row":"Ale","column":"s","old":null,"new":"0.25","difference":null,"kind":"unhidden"}' ]
}

@test "rows, columns and tables that came or went are one difference each" {
	{ tsv '#kommun:code n:count m:count' '#table t keys=kommun' 'Ale 12 1' 'Öckerö 3 2' '.t 120 4'; } | whole >new
	run -1 ubat-audit --as text --compare old new
	[ "$output" = "$(printf '%s\n' 't: m: new' 't: s: removed' 't: s_k: removed' 't: s_n: removed' 't: Öckerö: new' \
	    't: Borås: removed' '2 cells compared: 6 differences')" ]
	sed 's/^#table	t/#table	u/' old >u
	cat old u >two
	run -1 ubat-audit --compare old two
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv 'u ~ ~ ~ ~ ~ new')" ]
	run -1 ubat-audit --compare two u
	[ "$(grep -v '^#' <<<"$output")" = "$(tsv 't ~ ~ ~ ~ ~ removed')" ]
	# one table on each side is the same, whatever it is called
	run -0 ubat-audit --compare old u
	# the same keys again are told apart by their order
	tsv '#k:code n:count' '#table t keys=k' 'a 1' 'a 2' | whole >d
	tsv '#k:code n:count' '#table t keys=k' 'a 1' 'a 3' | whole >e
	run -1 ubat-audit --as text --compare d e
	[ "${lines[0]}" = 't: a: n: changed: 2 -> 3 (+1)' ]
	[ "${#lines[@]}" = 2 ]
}

@test "what tables, columns and values are called is compared where both have labels" {
	l() {
		tsv '#kommun:code n:count' "#table t keys=kommun title=$1" '0114 12' '0180 20' |
		    sed "s/^#table.*/&\n#label	n	$2\n#label	kommun	0114	$3/; s/_/ /g" | whole
	}
	l Insatser_2023 Antal_klienter Väsby >old
	l Insatser_2023,_reviderad Antal_ärenden 'Upplands_Väsby' >new
	run -1 ubat-audit --as text --compare old new
	[ "$output" = "$(printf '%s\n' 't: relabelled: title Insatser 2023 -> title Insatser 2023, reviderad' \
	    't: n: relabelled: Antal klienter -> Antal ärenden' \
	    't: kommun: relabelled: 0114 Väsby -> 0114 Upplands Väsby' '2 cells compared: 3 differences')" ]
	run -1 ubat-audit --compare old new
	[ "$(grep -c '	relabelled$' <<<"$output")" = 3 ]
	# a report counts them, and lists what cells changed
	ubat-audit --compare old new >rev || true
	printf '[report]\ntitle = A\nsekretess = intern\nchanges = rev\n' >r.report
	ubat-html -o r.html -l r.report new
	grep -q 'Ändringar av uppgifter som inte visas här: 3\.' r.html
	# what has no labels is called by its names
	ubat-export -f csv old >old.csv
	run -0 ubat-audit --as text --compare old.csv new
}

@test "--tolerance: differences up to it are none" {
	table 13 '0.27 3 12' 108 >new
	sed -i 's/s_k:count/s_all:count/' old new # no numerator: its digits count
	run -1 ubat-audit --as text --compare old new
	[ "${lines[1]}" = 't: Ale: s: changed: 0.25 -> 0.27 (+0.02)' ]
	run -1 ubat-audit --as text --tolerance 0.02 --compare old new
	[ "$output" = "$(printf '%s\n' 't: Ale: n: changed: 12 -> 13 (+1)' '12 cells compared: 1 difference')" ]
	run -0 ubat-audit --tolerance 1 --compare old new
	for t in -1 1,5 mycket; do
		run -2 --separate-stderr ubat-audit --tolerance "$t" --compare old new
		[ "${stderr%%$'\n'*}" = 'ubat-audit: --tolerance: a number from 0' ]
	done
}

@test "any two of a stream, a CSV file and a workbook are compared" {
	tsv '#kommun:code n:count' '#table t keys=kommun' 'Ale 12' 'Borås 1108' '.t 1120' |
	    sed 's/^#table.*/&\n#label	kommun	Kommun\n#label	n	Antal/' | whole >t
	ubat-xlsx -o t.xlsx t
	ubat-export -f csv --labels t >t.csv
	printf 'Kommun;Antal\nTotalt;1 121\nBorås;1 108\nAle;13\n' >ny.csv
	run -0 ubat-audit --compare t.csv t.xlsx
	run -0 ubat-audit --compare t.xlsx t.csv
	for f in t.csv t.xlsx; do
		run -1 ubat-audit --as text --compare $f ny.csv
		[ "$output" = "$(printf '%s\n' 'ny.csv: (total): Antal: changed: 1120 -> 1121 (+1)' \
		    'ny.csv: Ale: Antal: changed: 12 -> 13 (+1)' '3 cells compared: 2 differences')" ]
	done
	# names are those of the columns in a stream, headings in print
	sed 's/n:count/Antal:count/; s/kommun:code/Kommun:code/; /^#label/d; s/keys=kommun/keys=Kommun/' t >u
	run -0 ubat-audit --compare u t.csv
}

@test "on a terminal differences are lines" {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
		skip "needs script(1) and a terminal it can make"
	table 13 '0.25 3 12' 108 >new
	run -1 script -qec 'ubat-audit --compare old new' /dev/null </dev/null
	[ "${lines[0]%$'\r'}" = 't: Ale: n: changed: 12 -> 13 (+1)' ]
}

@test "what cannot be read is an error, not a difference" {
	run -1 --separate-stderr ubat-audit --compare borta new
	[ "$stderr" = 'ubat-audit: borta: cannot open: No such file or directory' ]
	[ -z "$output" ]
	printf 'x\n' >x
	run -1 --separate-stderr ubat-audit --compare old x
	[ "$stderr" = 'ubat-audit: x:1: no legend' ]
	# a cut one is compared, and is no success
	grep -v '^#end' new >cut
	run -1 --separate-stderr ubat-audit --as text --compare old cut
	[ "$stderr" = 'ubat-audit: cut: the stream is cut: it has no end that fits it' ]
	[ "$output" = '12 cells compared: 0 differences' ]
	run -0 ubat-audit --cut-ok --as text --compare old cut
}

@test "a share that ubat-mask rounded is its numerator by its base, here and in a report" {
	made() { # made SHARE K N
		tsv '#k:code n:count s:share s_k:count s_n:count s_miss:count' \
		    '#table t keys=k' "a $3 $1 $2 $3 0" 'b 70 0.4 28 70 0' | whole |
		    ubat-mask --records-are-persons
	}
	made 0.3857142857142857 27 70 >old
	made 0.3888888888888889 28 72 >new
	[ "$(grep -c '^a	7[02]	0\.39	' old new | paste -sd' ')" = 'old:1 new:1' ]
	run -1 ubat-audit --compare old new
	[ "$(grep -P '\ts\t' <<<"$output")" = "$(tsv 't a s 0.38571428571428573 0.3888888888888889 0.003174603 changed')" ] || {
		echo "$output"
		false
	}
	printf '%s\n' "$output" >rev
	printf '[report]\ntitle = A\nsekretess = intern\nchanges = rev\n' >r.report
	ubat-html -o r.html -l r.report new
	grep -q '38,6 → 38,9' r.html
	ubat-xlsx -o r.xlsx -l r.report new
	# in print it has its digits alone
	ubat-export -f csv old >old.csv
	run -0 ubat-audit --compare old old.csv
	# and where the numerator is hidden
	sed -i 's/\t2[78]\t/\t.s\t/' old new
	run -1 ubat-audit --as text --compare old new
	[[ $output != *': s: '* ]]
}
