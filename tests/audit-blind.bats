# ubat-audit(1): what must not pass as a table without findings.
load helper

@test "a letter that stands for a hidden figure is a name among the keys: lan C and X hide nothing, two dots still do" {
	for l in C X c F; do
		printf 'Län;Antal\n%s;..\nD;30\nE;5\nTotalt;45\n' $l >l.csv
		run -1 --separate-stderr ubat-audit l.csv
		[ "${lines[0]}" = "l.csv: $l: Antal: derived: hidden, and yet the sums give it exactly ((total): Antal less what is shown)" ]
		[ "${lines[-1]}" = '1 table, 4 cells, 1 sum, 1 hidden cell: 1 finding' ]
	done
	# X among the figures: two dots are then what is not known
	printf 'Län;Antal\nC;..\nD;X\nE;5\nTotalt;45\n' >x.csv
	run -0 ubat-audit x.csv
	[ "${lines[-1]}" = '1 table, 4 cells, 1 sum, 1 hidden cell: 0 findings' ]
	# but not where a note says that they hide
	printf '\n.. = skyddat av sekretess\n' | cat x.csv - >y.csv
	run -0 ubat-audit y.csv
	[ "${lines[-1]}" = '1 table, 4 cells, 1 sum, 2 hidden cells: 0 findings' ]
	# and a heading of letters is one
	printf 'Regi;C;D;Totalt\nk;5;..;20\np;3;9;12\n' >h.csv
	run -1 ubat-audit h.csv
	[[ ${lines[0]} = 'h.csv: k: D: derived: '* ]]
	[[ $output = *'headings in row 1, 2 rows; keys Regi; numbers C, D, Totalt; '* ]]
}

@test "a column of personal identity numbers is refused as records, whatever else is in the file" {
	local form
	# each form of them, beside a sum and a count, below a heading that
	# does not say what they are
	for form in '198901162396' '890116-2396' '19890116-2396' '890176-2396'; do
		printf 'Namn;Nummer;Antal dagar\nAnna;%s;4\nBo;%s;6\nSumma;;10\n' "$form" "$form" >r.csv
		run -2 --separate-stderr ubat-audit r.csv
		[ "$stderr" = 'ubat-audit: r.csv: rather records than a table (personal identity numbers): ubat-import and ubat-agg make tables of them (--records to look at them all the same)' ]
		[ -z "$output" ]
		run -0 ubat-audit --records --min 0 r.csv
		[[ $output = *'; rather records than a table: personal identity numbers'* ]]
	done
	# numbers that were replaced are told by their heading
	printf 'Personnr;Antal dagar\na81bc03f55e1;4\nb81bc03f55e2;6\nSumma;10\n' >r.csv
	run -2 ubat-audit r.csv
	# counts of them, kronor and numbers of firms are none
	printf 'Kommun;Antal personnummer;Personnummer saknas;Kostnad\nAle;14;5;1234567890\nBorås;16;6;9876543210\nSumma;30;11;11111111100\n' >t.csv
	run -0 ubat-audit t.csv
	printf 'Orgnr;Antal\n556677-1234;14\n556677-1235;16\nSumma;30\n' >t.csv
	run -0 ubat-audit t.csv
}

@test "a sheet of records is looked at, said to be one, and its two dots hide nothing" {
	tsv '#klient:id kom:code p:int b:int' '#label p Poäng' 'a1 0180 5 1' 'a2 0180 7 ~' \
	    'a3 0114 9 2' 'a4 0114 ~ 3' 'a5 0115 9 ~' 'a6 0115 4 4' | whole >x.ubat
	ubat-xlsx --records -o rec.xlsx x.ubat
	run -0 --separate-stderr ubat-audit --min 0 rec.xlsx
	[[ ${lines[0]} = *'; rather records than a table: its own words say so' ]]
	[[ ${lines[-1]} = *', 0 hidden cells: 0 findings' ]]
}

@test "what ubat-export makes of a masked table is not blind: with labels, without, with codes" {
	local o want='hidden, and yet the sums give it exactly'
	tsv '#regi:code kon:code n:count' '#table t keys=regi,kon' '#label n Antal' \
	    'k m .s' 'k q .s' 'k .t 20' 'p m .s' 'p q 5' 'p .t 11' '.t .t 31' | whole >m.ubat
	run -1 ubat-audit m.ubat
	for o in '' --labels '--missing code' '--labels --missing code' --rfc; do
		ubat-export -f csv $o m.ubat >m.csv
		run -1 --separate-stderr ubat-audit m.csv
		[[ ${lines[0]} = "m.csv: p m: "*": derived: $want "* ]]
		[ "${lines[-1]}" = '1 table, 7 cells, 3 sums, 3 hidden cells: 1 finding' ]
		# nothing is found where two are hidden
		sed 's/^p	q	5/p	q	.s/' m.ubat | ubat-export -f csv $o >m.csv
		run -0 ubat-audit m.csv
		[ "${lines[-1]}" = '1 table, 7 cells, 3 sums, 4 hidden cells: 0 findings' ]
	done
	# it is told; with signs of their own, blanks are none
	ubat-export -f csv m.ubat >m.csv
	run -1 ubat-audit m.csv
	[[ ${lines[1]} = *'keys regi, kon; numbers n; '*'; without labels, so what is blank is taken for hidden' ]]
	run -0 ubat-audit --hidden Z m.csv
	[[ ${lines[-1]} = *', 0 hidden cells: '* ]]
}

@test "a count called as the smallest part of a test adds up, where the table says of no test" {
	for f in '' function:x=median function:x=mean; do
		tsv '#ort:code x:stat x_least:count' "#table t keys=ort $f" 'A 1 30' \
		    'B 2 30' 'C 3 .s' 'D 4 30' '.t 5 92' '#end 5 0' |
		    sed 's/\t$//' >t
		run -1 ubat-audit t
		[[ ${lines[0]} = *'C: x_least: derived: '* ]]
		[[ ${lines[-1]} = *', 1 sum, 1 hidden cell: 1 finding' ]]
	done
	sed 's/=mean/=welch/' t >w
	run -0 ubat-audit w
	[[ $output = *', 0 sums, 1 hidden cell: 0 findings' ]]
	# ubat-mask hides another beside one that is small
	tsv '#ort:code n:count x:stat x_n:count x_miss:count x_least:count' \
	    '#table t keys=ort function:x=median' 'A 40 1 40 0 30' 'B 40 2 40 0 2' \
	    'C 40 3 40 0 31' '.t 120 2 120 0 63' '#end 4 0' >m
	run -0 ubat-mask --records-are-persons m
	[ "$(grep -v '^#' <<<"$output" | cut -f6 | paste -sd,)" = '.s,.s,31,63' ]
	run -0 ubat-audit <<<"$output"
}
