# ubat-report(5), changes = FILE: one test for each sentence.
load helper

# table NAME ALE BORAS TOTAL: their numbers and shares, as fields by "/"
table() {
	printf '#k:code\tn:count\ts:share\ts_k:count\ts_n:count\n'
	printf '#table\t%s\tkeys=k\n#label\tk\tKommun\n#label\tn\tAntal\n#label\ts\tNöjd\n' "$1"
	printf '#label\tk\t1440\tAle\n#label\tk\t1490\tBorås\n'
	printf '%s\n' "1440/$2" "1490/$3" ".t/$4" | tr / '\t'
	printf '#end\t3\t0\n'
}

prepare() {
	table t 1234/0.25/3/12 108/.s/.s/.s 120/0.5/60/120 >old
	table t 1236/.s/.s/.s 108/0.4/4/10 120/0.5/60/120 >new
	ubat-audit --compare old new >rev || true
	printf '[report]\ntitle = A\nsekretess = intern\nchanges = rev\n' >r.report
}

# text: of the sheet, by lines of the page
text() {
	ubat-html -o r.html -l r.report "${@:-new}" && xmllint --nonet --xpath \
	    'string(//section[h2="Ändringshistorik"])' r.html | sed '/^$/d' | tail -n +2
}

@test "cells are told as the table shows them, behind what is said, and never what is hidden" {
	printf '[change 2024-01-01]\ntext = Rättat.\n' >>r.report
	run -0 text
	[ "$output" = "$(printf '%s\n' 2024-01-01 Rättat. 'Ändrat cell för cell' \
	    't: 1440 Ale' 'Antal: 1 234 → 1 236' 't: 1440 Ale' 'Nöjd, procent: redovisas inte längre' \
	    't: 1440 Ale' 'Nöjd, antal med uppgift: redovisas inte längre' \
	    't: 1490 Borås' 'Nöjd, procent: redovisades inte förut, nu 40,0' \
	    't: 1490 Borås' 'Nöjd, antal med uppgift: redovisades inte förut, nu 10' \
	    'Ändringar av uppgifter som inte visas här: 2.' | sed 's/\([0-9]\) \([0-9]\{3\}\)/\1\xc2\xa0\2/g')" ] || {
		echo "$output"
		false
	}
	! grep -qE '25,0|0\.25' r.html || false
	# the workbook has the same lines
	ubat-xlsx -o r.xlsx -l r.report new
	unzip -p r.xlsx xl/sharedStrings.xml | grep -qF 'Nöjd, procent: redovisas inte längre'
	! unzip -p r.xlsx | grep -qaE '25,0|0\.25' || false
	ubat-html -o a.html -l r.report new
	cmp a.html r.html
}

@test "a column that is left out is not told of" {
	printf '[table t]\nhide = s\n' >>r.report
	run -0 text
	[[ $output != *procent* ]]
	[[ $output = *'som inte visas här: 4.'* ]]
}

@test "rows, columns and tables that came or went have a line each; other tables are counted" {
	sed '/^1490/d; s/s:share	s_k:count	s_n:count/m:count/; s/^\([^#	]*	[0-9]*\)	.*/\1	7/; s/^#end	3/#end	2/; /	s	/d' new >small
	{
		cat small
		table u 1/.u/0/0 1/.u/0/0 1/.u/0/0
	} >two
	{
		cat old
		table bort 1/.u/0/0 1/.u/0/0 1/.u/0/0
		table u 2/.u/0/0 1/.u/0/0 1/.u/0/0
	} >before
	ubat-audit --compare before two >rev || true
	run -0 text small
	[ "$output" = "$(printf '%s\n' 'Ändrat cell för cell' t 'ny kolumn: m' t 'borttagen kolumn: s' \
	    't: 1440 Ale' 'Antal: 1 234 → 1 236' 't: Borås' 'borttagen rad' bort 'borttagen tabell' \
	    'Ändringar av uppgifter som inte visas här: 3.' | sed 's/\([0-9]\) \([0-9]\{3\}\)/\1\xc2\xa0\2/g')" ] || {
		echo "$output"
		false
	}
}

@test "nothing changed is said, and is a history that the public is owed" {
	ubat-audit --compare new new >rev
	[ "$(text)" = 'Inga uppgifter i tabellerna har ändrats.' ]
	sed -i 's/intern/publik\ndefinitions = no/' r.report
	for k in population variabler redovisning metod bortfall; do echo "$k = x"; done |
	    sed '1i[about]' >>r.report
	run -1 --separate-stderr ubat-html -o r.html -l r.report new
	[[ $stderr = *'table t was not masked'* ]]
}

@test "200 are listed, and how many more there are" {
	many() {
		printf '#k:int\tn:count\n#table\tt\tkeys=k\n'
		seq 1 203 | sed "s/\$/	$1/"
		printf '#end\t203\t0\n'
	}
	many 1 >old
	many 2 >new
	ubat-audit --compare old new >rev || true
	run -0 text
	[ "$(grep -c 'Antal poster: 1 → 2' <<<"$output")" = 200 ]
	[ "${lines[-1]}" = 'Ytterligare 3 ändringar är inte uppräknade.' ]
}

@test "the file stands in the folder of the description" {
	mkdir sub
	mv rev r.report sub
	run -0 ubat-html -o r.html -l sub/r.report new
	sed -i "s|= rev|= $PWD/sub/rev|" sub/r.report
	run -0 ubat-html -o r.html -l sub/r.report new
}

@test "a file that is missing, cut, another stream or of other tables is refused at its line" {
	refused() { # refused TEXT [TABLES]
		rm -f x
		for c in ubat-xlsx ubat-html; do
			run -2 --separate-stderr $c -o x -l r.report "${2:-new}"
			[ "${stderr_lines[0]}" = "$c: r.report:4: $1" ] || {
				echo "$stderr"
				return 1
			}
			[ ! -e x ]
		done
	}
	cp rev good
	rm rev
	refused 'rev: cannot open: No such file or directory'
	cp new rev
	refused 'rev: not what ubat-audit --compare writes'
	grep -v '^#end' good >rev
	refused 'rev: the stream is cut: it has no end that fits it'
	# figures that the table does not show, and hidden ones that it does
	cp good rev
	line=$(grep -n '1236' rev | cut -d : -f 1)
	sed 's/1236/1240/' new >other
	refused "rev:$line: not what the table shows: a comparison of other tables" other
	sed 's/^1440.*/1440	1236	0.25	3	12/' new >other
	refused "rev:$((line + 1)): not what the table shows: a comparison of other tables" \
	    other
	# more fields than the legend has
	sed 's/	changed$/&	x/' good >rev
	run -2 --separate-stderr ubat-html -o x -l r.report new
	[[ $stderr = 'ubat-html: r.report:4: rev:'* ]]
}

@test "what changed below the last decimal that is shown is counted, not listed" {
	table t 1234/0.25/300/1200 108/.s/.s/.s 120/0.5/60/120 >old
	table t 1234/0.2501/2501/10000 108/.s/.s/.s 120/0.5/60/120 >new
	ubat-audit --compare old new >rev || true
	run -0 text
	[[ $output != *'25,0 → 25,0'* ]]
	[[ $output = *'som inte visas här: 2.'* ]] || { echo "$output"; false; }
}
