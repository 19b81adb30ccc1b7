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
