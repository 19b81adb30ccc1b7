# ubat-xlsx(1), LARGE EXTRACTS: one test for each sentence.
load helper
load cells

# table ROWS: of the table t, with three columns; the last row has a sign
table() {
	awk -v n="$1" 'BEGIN {
		printf "#lopnr:code\tort:code\tantal:count\tp:share\tp_k:count\tp_n:count\tp_miss:count\n"
		printf "#table\tt\tkeys=lopnr\ttitle=Titel\tnote=Not.\n"
		for (i = 1; i < n; i++)
			printf "%06d\tort %d\t%d\t0.5\t1\t2\t0\n", i, i % 7, i * 3
		printf "%06d\ta&b<c> \t.s\t0.25\t1\t4\t1\n", n
		printf "#end\t%d\t0\n", n
	}'
}

part() {
	unzip -p "$1" "$2"
}

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	{
		echo '#a:int'
		yes "$(seq 0 9)" | head -n 1048573
	} | whole >big
}

prepare() {
	ln -s "$BATS_FILE_TMPDIR/big" big
}

@test "a table of more than 50000 rows is written as it comes, and is an Excel table too" {
	table 50001 >t
	run -0 --separate-stderr ubat-xlsx -o r.xlsx t
	[ -z "$output$stderr" ]
	[ "$(sheets r.xlsx)" = $'Om statistiken\nt' ]
	part r.xlsx xl/worksheets/sheet2.xml >x
	head -c 4000 x >first
	tail -c 2000 x >last
	grep -q '<dimension ref="A1:F50009"/>' first
	[ "$(tr '<' '\n' <x | grep -c '^row ')" = 50009 ]
	grep -q '<row r="9"><c r="A9" s="[0-9]*" t="inlineStr"><is><t>000001</t></is></c><c r="B9" s="[0-9]*" t="inlineStr"><is><t>ort 1</t></is></c><c r="C9" s="[0-9]*"><v>3</v></c><c r="D9" s="[0-9]*"><v>50.0</v></c><c r="E9" s="[0-9]*"><v>2</v></c><c r="F9" s="[0-9]*"><v>0</v></c></row><row r="10">' first
	grep -q '<t xml:space="preserve">a&amp;b&lt;c&gt; </t></is></c><c r="C50009" s="[0-9]*" t="inlineStr"><is><t>X</t></is></c><c r="D50009" s="[0-9]*"><v>25.0</v></c>' last
	xmllint --noout x
	[[ $(part r.xlsx xl/tables/table1.xml) = *' displayName="t_t" ref="A8:F50009" '* ]]
	# what its signs mean is known after its last row, and stands above the first
	words r.xlsx >all
	for w in 'Detta blad innehåller 1 tabell.' 'X = uppgiften har skyddats av sekretesskäl' \
	    '.. = uppgift saknas' '. = uppgift kan inte förekomma' 'uppgiften har skyddats av sekretesskäl'; do
		grep -qxF "$w" all
	done
	sed 's/<\/row>/&\n/g' first | sed -n 's/.*<c r="A\([3-7]\)"[^>]*><v>\([0-9]*\)<.*/\1 \2/p' |
	    while read -r row n; do echo "$row $(sed -n $((n + 1))p all)"; done | diff - <(printf '%s\n' \
	    '3 Not.' '4 .. = uppgift saknas' '5 . = uppgift kan inte förekomma' \
	    '6 X = uppgiften har skyddats av sekretesskäl' '7 Till Om statistiken')
	# one row less is kept, with all that goes with it
	table 50000 >t
	ubat-xlsx -o r.xlsx t
	words r.xlsx | grep -qx 'X = uppgiften har skyddats av sekretesskäl'
	[[ $(part r.xlsx xl/tables/table1.xml) = *' ref="A6:F50006" '* ]]
}

@test "the same bytes, however the rows come" {
	table 50100 >t
	ubat-xlsx -o 1.xlsx t
	awk '{ print } NR % 1000 == 0 { fflush() }' t | ubat-xlsx -o 2.xlsx
	cmp 1.xlsx 2.xlsx
	{ printf '#a:text\n'; seq 2000 | sed 's/^\(1[0-9][0-9][0-9]\)$/& and longer than the thousand first/'; } | whole >rec
	ubat-xlsx --records -o 1.xlsx rec
	awk '{ print; fflush() }' rec | ubat-xlsx --records -o 2.xlsx
	cmp 1.xlsx 2.xlsx
}

@test "a table of more than 50000 rows stands alone in its workbook" {
	table 50001 >t
	table 3 | sed 's/\tt\t/\tu\t/' >u
	echo old >r.xlsx
	for order in 't u' 'u t'; do
		run -1 --separate-stderr ubat-xlsx -o r.xlsx $order
		[ "$stderr" = "ubat-xlsx: table ${order#* }: one of more than 50000 rows stands alone in its workbook" ]
	done
	[ "$(cat r.xlsx)" = old ]
	[ -z "$(find . -name '.ubat-*')" ]
}

@test "its rows stand as they come, no chart shows them, no key figure is found there" {
	table 50001 >t
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart t=antal t
	[ "$stderr" = 'ubat-xlsx: --chart: table t has more than 50000 rows, which no chart shows' ]
	refused() {
		printf '%s\n' '[report]' 'title = R' 'sekretess = intern' "${@:2}" >r.report
		run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx t
		[ "$stderr" = "ubat-xlsx: r.report:$1" ]
		[ ! -e r.xlsx ]
	}
	refused '5: table t has more than 50000 rows: no chart shows them' '[table t]' 'chart = antal'
	refused '5: table t has more than 50000 rows: they stand as they come' '[table t]' 'sort = antal'
	refused '5: table t has more than 50000 rows: they stand as they come' '[table t]' 'totals = first'
	refused '5: table t has more than 50000 rows: they have no layout' '[table t]' 'layout = statistik'
	: >old.rev
	refused '4: table t has more than 50000 rows: changes are not looked up' 'changes = old.rev'
	run -0 ubat-xlsx -o r.xlsx --chart auto t
}

@test "what a description says of it is there" {
	table 50001 >t
	printf '%s\n' '[report]' 'title = R' 'sekretess = intern' '[table t]' 'sheet = Lång' \
	    'title = Ny [not 1]' 'label.antal = Hur många' 'hide = p_miss' 'width.ort = 40' 'freeze = yes' \
	    '[definition Ord]' 'text = Betydelse.' '[change 2016-01-01]' 'text = Först.' \
	    '[note 1]' 'text = En not.' >r.report
	run -0 --separate-stderr ubat-xlsx -l r.report -o r.xlsx t
	[ -z "$stderr" ]
	[ "$(sheets r.xlsx | paste -sd '|')" = 'Om statistiken|Definitioner|Ändringshistorik|Lång|Noter och teckenförklaring' ]
	for w in 'Ny [not 1]' '[not 1] En not.' 'Hur många' Först. X; do words r.xlsx | grep -qxF "$w"; done
	part r.xlsx xl/worksheets/sheet4.xml | head -c 2000 >x
	grep -q 'ref="A1:E50010"' x
	grep -q '<col min="2" max="2" width="40\.' x
	grep -q 'state="frozen"' x
}

@test "a public report takes it only when it was masked, though that is known at its end" {
	table 50001 >t
	printf '%s\n' '[report]' 'title = R' 'sekretess = publik' 'definitions = no' 'changes = no' '[about]' \
	    'population = P.' 'variabler = V.' 'redovisning = R.' 'metod = M.' 'bortfall = B.' >r.report
	run -1 --separate-stderr ubat-xlsx -l r.report -o r.xlsx t
	[ "$stderr" = 'ubat-xlsx: table t was not masked (ubat-mask), and the report is public' ]
	[ ! -e r.xlsx ]
	# and each row is looked at, the streamed ones too
	awk 'BEGIN {
		print "#lopnr:code\tn:count\n#table\tt\tkeys=lopnr"
		for (i = 1; i <= 50003; i++) printf "%06d\t5\n", i
		print "#end\t50003\t0"
	}' | ubat-mask --records-are-persons >m
	run -0 --separate-stderr ubat-xlsx -l r.report -o r.xlsx m
	echo old >r.xlsx
	run -1 --separate-stderr bash -c 'sed "s/^050002	5/050002	1/" m | ubat-xlsx -l r.report -o r.xlsx'
	[ "$stderr" = 'ubat-xlsx: table t: row 50002 shows fewer than the 4 that ubat-mask hides: it was changed after that, and the report is public' ]
	[ "$(cat r.xlsx)" = old ]
}

@test "more rows than a sheet has are an error with the line of the first; nothing is written" {
	echo old >r.xlsx
	run -1 --separate-stderr ubat-xlsx --records -o r.xlsx big
	[ "$stderr" = 'ubat-xlsx: big:1048574: more rows than a sheet holds (1048576): --split goes on on another sheet' ]
	[ "$(cat r.xlsx)" = old ]
	[ -z "$(find . -name '.ubat-*')" ]
}

@test "--split goes on on another sheet, with its headings and in the contents" {
	run -0 --separate-stderr ubat-xlsx --records --split --fast -o r.xlsx big
	[ -z "$stderr" ]
	[ "$(sheets r.xlsx)" = $'Om statistiken\nPoster\nPoster (2)' ]
	part r.xlsx xl/worksheets/sheet2.xml | head -c 1000 | grep -q '<dimension ref="A1:A1048576"/>'
	part r.xlsx xl/worksheets/sheet3.xml >x
	grep -q '<row r="5"><c r="A5" s="[0-9]*"><v>2</v></c></row></sheetData>' x
	for n in 1 2; do part r.xlsx xl/tables/table$n.xml; done | grep -o ' ref="[^"]*"' >refs
	[ "$(cat refs)" = $' ref="A4:A1048576"\n ref="A4:A5"' ]
	[ "$(part r.xlsx xl/worksheets/sheet1.xml | grep -o 'location="[^"]*"')" = $'location="\'Poster\'!A1"\nlocation="\'Poster (2)\'!A1"' ]
}

@test "the memory needed does not grow with the rows" {
	sanitized && skip "the sanitizers need their own memory"
	table 120000 >t
	# 50000 rows of a table are kept; of records a thousand
	(ulimit -v 60000; ubat-xlsx --fast -o r.xlsx t)
	(ulimit -v 40000; ubat-xlsx --fast --records -o r.xlsx t)
}

@test "--fast packs to more bytes, and the cells are the same" {
	table 60000 >t
	ubat-xlsx -o usual.xlsx t
	ubat-xlsx --fast -o fast.xlsx t
	[ "$(stat -c %s fast.xlsx)" -gt "$(stat -c %s usual.xlsx)" ]
	[ "$(part fast.xlsx xl/worksheets/sheet2.xml | cksum)" = "$(part usual.xlsx xl/worksheets/sheet2.xml | cksum)" ]
}
