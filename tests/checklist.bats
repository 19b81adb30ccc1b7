# What is asked of an agency's workbook, looked for in the parts of the file:
# one public report of masked tables, made once, and looked at from all sides.
load helper

# the hidden figures are numbers that are nowhere else
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	PATH=$PATH:$(cd "$BATS_TEST_DIRNAME/.." && pwd)/build/bin
	cat >ort.raw <<-'EOF'
	#ort:code	n:count	p:share	p_k:count	p_n:count	p_miss:count	n_pers:count
	#table	ort	keys=ort	title=Åtgärder efter ort, antal och andel, 2015	note=Påbörjade 2015.	source=Ubåt & <SCB>	unit=åtgärder
	#label	ort	Ort
	#label	ort	0114	Åby –"väst"
	#label	ort	0115	Öby
	#label	p	Andel nöjda
	0114	7013	0.5	3000	6000	1013	7013
	0115	3	0.6666666666666666	2	3	0	3
	0117	4019	0.2	800	4000	19	4019
	0180	90017	0.25	20000	80000	10017	90017
	.t	101052	0.26446900000000003	23802	90003	11049	101052
	#end	5	0
	EOF
	cat >kon.raw <<-'EOF'
	#kon:code	n:count	a:share	a_k:count	a_n:count	b:share	b_k:count	b_n:count	n_pers:count
	#table	kon	keys=kon	title=Delar efter kön, andel personer, 2015	source=Ubåt	unit=personer
	#label	kon	Kön
	#label	kon	man	Män
	#label	kon	kvinna	Kvinnor
	#label	a	Kommunal regi
	#label	b	Privat regi
	man	1000	0.3	300	1000	0.7	700	1000	1000
	kvinna	800	0.5	400	800	0.5	400	800	800
	.t	1800	0.38888888888888888	700	1800	0.61111111111111116	1100	1800	1800
	#end	3	0
	EOF
	cat >ar.raw <<-'EOF'
	#ar:int	n:count	m:mean	m_n:count	n_pers:count
	#table	ar	keys=ar	title=Åtgärder per år, antal och medelålder, 2013-2015	unit=åtgärder
	#label	ar	År
	#label	m	Medelålder
	2013	1500	41.25	1500	1500
	2014	1600	42.5	1600	1600
	2015	1400	40	1400	1400
	#end	3	0
	EOF
	for t in ort kon ar; do ubat-mask "$t.raw" >$t.ubat; done
	cat >r.report <<-'EOF'
	[report]
	title = Behandlingar 2015
	english = Treatments 2015
	sekretess = publik
	author = FoU
	[about]
	population = Alla åtgärder.
	variabler = Ort, kön och år.
	matt = Antal och andelar.
	redovisning = Efter ort.
	metod = Uttag ur Ubåt.
	bortfall = Inget känt.
	[table ort]
	sheet = Tabell 1
	title = Åtgärder efter ort [not 1], antal och andel, 2015
	english = Measures by place, number and share, 2015, with a title so long that it does not go into one line of a hundred characters
	totals = first
	chart = p
	chart = bars:n
	[table kon]
	sheet = Tabell 2
	english = Parts by sex, share of persons, 2015
	note = Juridiskt kön [not 2].
	chart = stacked:a,b
	[table ar]
	sheet = Tabell 3
	english = Measures per year, number and mean age, 2013-2015
	chart = lines:n
	[definition Åtgärd]
	text = En insats.
	[change 2016-01-01]
	text = Först.
	[change 2016-09-30]
	text = Sist.
	status = reviderad
	[note 1]
	text = Orten där åtgärden ges.
	[note 2]
	text = Enligt personnumret.
	EOF
	ubat-xlsx -l r.report -o r.xlsx ort.ubat kon.ubat ar.ubat
	unzip -q r.xlsx -d x
	grep -o '<sheet name="[^"]*"' x/xl/workbook.xml |
	    sed 's/.*="//; s/"$//' >names
	n=0
	while IFS= read -r name; do
		n=$((n + 1))
		cells $n | awk -v n=$n -v name="$name" '{ print n "\t" name "\t" $0 }'
	done <names >cells
}

# cells N: of sheet N a line each: column, row, s or n, format, what stands
# there, the number of its style
cells() {
	awk -v RS='<' -v OFS='\t' '
	function attr(name,    s) {
		if (!match($0, " " name "=\"[^\"]*\""))
			return ""
		s = substr($0, RSTART, RLENGTH)
		sub(/^[^"]*"/, "", s)
		sub(/"$/, "", s)
		return s
	}
	function text(    s) {
		s = $0
		sub(/^[^>]*>/, "", s)
		gsub(/&quot;/, "\"", s)
		gsub(/&lt;/, "<", s)
		gsub(/&gt;/, ">", s)
		gsub(/&amp;/, "\\&", s)
		return s
	}
	FNR == 1 { f++ }
	f == 1 && /^si>/ { si++ }
	f == 1 && /^t[ >]/ { string[si - 1] = text() }
	f == 2 && /^numFmt / { code[attr("numFmtId")] = attr("formatCode") }
	f == 2 && /^cellXfs/ { on = 1 }
	f == 2 && /^\/cellXfs/ { on = 0 }
	f == 2 && on && /^xf / { format[nf++] = attr("numFmtId") }
	f == 3 && /^c / {
		col = row = attr("r")
		gsub(/[0-9]/, "", col)
		gsub(/[A-Z]/, "", row)
		s = attr("s") + 0
		t = attr("t")
		if (/\/>/)
			print col, row, "-", "", "", s
	}
	f == 3 && /^v>/ {
		i = format[s]
		print col, row, t == "s" ? "s" : "n", i in code ? code[i] : i,
		    t == "s" ? string[text()] : text(), s
	}' x/xl/sharedStrings.xml x/xl/styles.xml "x/xl/worksheets/sheet$1.xml"
}

prepare() {
	cd "$BATS_FILE_TMPDIR" || return 1
}

# column SHEET COLUMN: its cells, from above
column() {
	awk -F '\t' -v s="$1" -v c="$2" '$2 == s && $3 == c { print $7 }' cells
}

# tables: of each marked-up table: sheet number, first and last column and row
tables() {
	local n rel ref
	for rel in x/xl/worksheets/_rels/*; do
		n=${rel##*/sheet}
		ref=$(grep -o '\.\./tables/table[0-9]*\.xml' "$rel") || continue
		for t in $ref; do
			grep -o '<table [^>]*' "x/xl/tables/${t##*/}" |
			    sed "s/.* ref=\"\([A-Z]*\)\([0-9]*\):\([A-Z]*\)\([0-9]*\)\".*/${n%%.*} \1 \2 \3 \4/"
		done
	done | sort -n
}

@test "2: the first sheet has six headings, in order, and a text below each" {
	[ "$(head -n 1 names)" = 'Om statistiken' ]
	column 'Om statistiken' A >a
	at=0
	for h in Population Variabler 'Statistiska mått' Redovisning 'Metod och källa' Bortfall; do
		line=$(grep -nxF "$h" a | cut -d : -f 1)
		[ "$line" -gt "$at" ]
		at=$line
		[[ $(sed -n $((line + 1))p a) = *. ]]
	done
}

@test "3: the contents name and link to every other sheet, in order, with its title" {
	grep -o '<hyperlink [^>]*' x/xl/worksheets/sheet1.xml |
	    sed "s/.*location=\"'*\([^'!]*\).*/\1/" >links
	tail -n +2 names | diff - links
	for rel in x/xl/worksheets/_rels/*; do run ! grep -q External "$rel"; done
	awk -F '\t' '$1 == 1 && $3 == "B" { print $7 }' cells | grep -F 2015 >titles
	awk -F '\t' '$2 ~ /^Tabell/ && $3 == "A" && $4 == 1 { print $7 }' cells |
	    sed 's/ \[not 1\]//' >want
	diff titles want
}

@test "4: definitions, notes and signs, and changes have sheets, the newest change first" {
	for s in Definitioner Ändringshistorik 'Noter och teckenförklaring' 'Framställning och kvalitet'; do
		grep -qxF "$s" names
	done
	[ "$(column Ändringshistorik A | grep '^20')" = $'2016-09-30\n2016-01-01' ]
	grep -qF $'\tÄndringshistorik\tB\t2\ts\t0\t(reviderad) Sist.\t' cells
}

@test "5: one table to a sheet, no sheet hidden or empty, names that differ" {
	[ "$(tables | cut -d ' ' -f 1)" = $'4\n5\n6' ]
	[ "$(awk -F '\t' '{ print $1 }' cells | uniq | paste -sd ' ')" = '1 2 3 4 5 6 7 8' ]
	[ -z "$(tr 'A-Z' 'a-z' <names | sort | uniq -d)" ]
	run ! grep -qE '^.{32}|[][:*?/\\]|^Sheet|^Blad[0-9]' names
	run ! grep -rqE ' hidden=|state="(veryH|h)idden"' x
}

@test "6: the first sheet is open, at its first cell; nothing in it runs or leads out" {
	[ "$(grep -l 'tabSelected="1"' x/xl/worksheets/*.xml)" = x/xl/worksheets/sheet1.xml ]
	run ! grep -q 'activeTab="[1-9]' x/xl/workbook.xml
	run ! grep -rqE '<selection [^>]*activeCell="(A[2-9]|[B-Z])' x/xl/worksheets
	run ! grep -rqE '<f[ >]|#REF!|#NAME|#DIV|externalLink|oleObject' x
	[ -z "$(find x -name '*.bin' -o -name '*vba*' -o -name 'externalLinks')" ]
}

@test "7: the title in A1, in one cell, the English below it in as many; the rest above the table" {
	for t in 1 2 3; do
		column "Tabell $t" A >a
		[[ $(sed -n 1p a) = Åtgärder* || $(sed -n 1p a) = Delar* ]]
		[[ $(sed -n 2p a) = Measures* || $(sed -n 2p a) = Parts* ]]
		[[ $(sed -n 3p a) = 'Detta blad innehåller 1 tabell och '[12]' diagram.' ]]
	done
	[ "$(sed -n 4p <(column 'Tabell 2' A))" = 'Juridiskt kön [not 2].' ]
	# above the headings is nothing beside column A, below the table nothing
	tables | while read -r n a top b bottom; do
		awk -F '\t' -v n=$n -v top=$top -v bottom=$bottom '
		$1 == n && ((0 + $4 < top && $3 != "A") || 0 + $4 > bottom) {
			print; bad = 1 }
		END { exit bad }' cells
	done
}

@test "8: tables begin in column A, have names that tell, and no buttons" {
	[ "$(tables | cut -d ' ' -f 2 | sort -u)" = A ]
	[ "$(grep -oh ' displayName="[^"]*"' x/xl/tables/*.xml | sort | paste -sd ' ')" = \
	    ' displayName="t_ar"  displayName="t_kon"  displayName="t_ort"' ]
	run ! grep -rqE 'autoFilter|headerRowCount="0"' x/xl/tables x/xl/worksheets
}

@test "9, 14: one row of headings, none empty or twice; no cell of a table is empty" {
	tables | while read -r n a top b bottom; do
		awk -F '\t' -v n=$n -v top=$top -v b=$b -v bottom=$bottom '
		$1 == n && $4 >= top {
			if ($7 ~ /^ *$/ || $5 == "-") { print; bad = 1 }
			if ($4 == top && seen[tolower($7)]++) { print; bad = 1 }
			count++
		}
		END {
			w = index("ABCDEFGHIJKLMNOP", b)
			exit bad || count != w * (bottom - top + 1)
		}' cells
	done
	run ! grep -rq '<mergeCell' x
	[ "$(tables | wc -l)" = 3 ]
}

@test "10: widths are 8 to 60, headings wrap, codes are text" {
	grep -oh '<col [^>]*' x/xl/worksheets/*.xml | sed 's/.* width="\([0-9.]*\)".*/\1/' |
	    awk '$1 < 8 || $1 > 61 { bad = 1 } END { exit bad || !NR }'
	style=$(awk -F '\t' '$2 == "Tabell 1" && $7 == "Ort" { print $8 }' cells)
	sed 's/<\/cellXfs>.*//; s/.*<cellXfs//' x/xl/styles.xml | grep -o '<xf .*' |
	    sed 's/<xf /\n<xf /g' | sed -n "$((style + 2))p" | grep -q 'wrapText="1"'
	grep -qF $'\tTabell 1\tA\t' cells
	[ "$(column 'Tabell 1' A | tail -n 5)" = $'Totalt\n0114 Åby –"väst"\n0115 Öby\n0117\n0180' ]
	awk -F '\t' '$2 == "Tabell 1" && $7 == "0117" && $5 $6 != "s@" { bad = 1 } END { exit bad }' cells
}

@test "11: numbers of one column have one form, per cent says procent" {
	awk -F '\t' '$5 == "n" && $2 ~ /^Tabell/ {
		k = $1 $3
		if (k in form && form[k] != $6) { print; bad = 1 }
		form[k] = $6; n++
	} END { exit bad || n < 20 }' cells
	awk -F '\t' '$2 == "Tabell 1" && $7 == "Andel nöjda, procent" { ok = 1 } END { exit !ok }' cells
	[ "$(awk -F '\t' '$5 == "n" && $2 ~ /^Tabell [12]/ { print $6 }' cells | sort -u | paste -sd ' ')" = '#,##0 0.0' ]
}

@test "12, 13: riket, then each län and its kommuner, and women and men in the order said" {
	printf '#k:id lk:code kon:code\n' | tr ' ' '\t' >rec
	for k in 1480 0180 0114 1401; do printf 'a%s\t%s\tman\nb%s\t%s\tkvinna\n' $k $k $k $k; done >>rec
	whole <rec | ubat-agg -g lk,kon --total --person k -n ort n |
	    ubat-table --order kon=.t,man,kvinna --totals first >ordered
	ubat-xlsx -o o.xlsx ordered
	mkdir -p o && unzip -qo o.xlsx -d o
	grep -o '<t[^>]*>[^<]*' o/xl/sharedStrings.xml | sed 's/.*>//' >o.sst
	tr '\n' ' ' <o.sst >o.line
	[[ $(cat o.line) = *'Totalt man kvinna 0114 0180 1401 1480 '* ]]
}

@test "14, 15: small figures are X, with their per cent; 0 is shown; X is explained twice" {
	[ "$(awk -F '\t' '$2 == "Tabell 1" && $4 > 9 && $7 == "X" { print $3 $4 }' cells | paste -sd ' ')" != '' ]
	grep -qF $'\tTabell 1\tA\t7\ts\t0\tX = uppgiften har skyddats av sekretesskäl' cells ||
	    column 'Tabell 1' A | grep -qxF 'X = uppgiften har skyddats av sekretesskäl'
	column 'Noter och teckenförklaring' A | grep -qx X
	# what is no number in a table of numbers is X
	tables | while read -r n a top b bottom; do
		awk -F '\t' -v n=$n -v top=$top '$1 == n && $4 > top && $3 != "A" &&
		    $5 != "n" && $7 != "X" { print; bad = 1 } END { exit bad }' cells
	done
	# a count that is hidden has no per cent beside it
	awk -F '\t' '$2 == "Tabell 1" && $3 == "B" && $7 == "X" { x[$4] }
	    $2 == "Tabell 1" && $3 == "C" && ($4 in x) && $7 != "X" { bad = 1 }
	    END { exit bad }' cells
}

@test "16: no column of parts has one X alone" {
	awk -F '\t' '$2 ~ /^Tabell/ && $7 == "X" && $4 > 5 { x[$1 $3]++ }
	    END { for (k in x) if (x[k] == 1) bad = 1; exit bad }' cells
	[ "$(awk -F '\t' '$2 == "Tabell 1" && $3 == "B" && $7 == "X"' cells | wc -l)" = 2 ]
	ubat-audit ort.ubat
}

@test "17: what is hidden is nowhere in the file: cells, charts, strings, comments" {
	grep -q 4019 ort.raw
	run ! grep -q 4019 ort.ubat
	run ! grep -rqE '4019' x/xl/worksheets x/xl/charts x/xl/drawings x/xl/sharedStrings.xml
	[ -z "$(find x -name '*comment*')" ]
	# only what is shown: each number of a chart is a number of a cell
	grep -oh '<c:v>[^<]*' x/xl/charts/*.xml | sed 's/<c:v>//' | sort -u >cached
	awk -F '\t' '{ print $7 }' cells | sort -u >shown
	sed 's/&quot;/"/g; s/&amp;/\&/g' cached | sort -u | comm -23 - shown >only
	diff only /dev/null
}

@test "19: how figures are rounded is said" {
	column 'Om statistiken' A | grep -q 'en halv avrundas uppåt'
	column 'Om statistiken' A | grep -q 'Medelvärden och andra mått är avrundade'
}

@test "20: beside every share stands its base" {
	for t in 'Andel nöjda' 'Kommunal regi' 'Privat regi'; do
		awk -F '\t' -v t="$t" '$7 == t ", procent" { a = 1 }
		    $7 == t ", antal med uppgift" { b = 1 } END { exit !(a && b) }' cells
	done
}

@test "21: charts have title and alternative text, and draw what the sheet has" {
	[ "$(find x/xl/charts -name 'chart*.xml' | wc -l)" = 4 ]
	[ "$(grep -oh 'descr="[^"]*\."' x/xl/drawings/*.xml | wc -l)" = 4 ]
	for c in x/xl/charts/chart*.xml; do
		grep -q '<c:title>' "$c"
		# each reference and what is kept of it
		sed 's/<c:f>/\n&/g' "$c" | grep '^<c:f>' | while IFS= read -r r; do
			ref=${r#<c:f>}
			ref=${ref%%</c:f>*}
			ref=${ref//\'/}
			sheet=${ref%%!*}
			from=${ref#*!\$}
			col=${from%%\$*}
			from=${from#*\$}
			from=${from%%:*}
			to=${ref##*\$}
			sed 's/<c:pt /\n&/g' <<<"$r" | grep '^<c:pt ' |
			    sed 's/.*<c:pt idx="\([0-9]*\)">.*<c:v>\([^<]*\).*/\1\t\2/; s/&quot;/"/g' >kept
			awk -F '\t' -v s="$sheet" -v c="$col" -v a="$from" -v b="$to" '
			    $2 == s && $3 == c && $4 >= a && $4 <= b && $5 != "-" {
				print $4 - a "\t" $7 }' cells >there
			# a sign is no point of a chart
			grep -v '	X$' there | diff - kept
		done
	done
}

@test "22: letters stand out from what is behind them, 4.5 to 1" {
	# nothing is filled, so what is behind is white
	run ! grep -q '<patternFill patternType="solid"' x/xl/styles.xml
	grep -oh '<font>.*</fonts>' x/xl/styles.xml | grep -o '<color rgb="FF[0-9A-F]*' |
	    sed 's/.*FF//' | awk '
	function part(h) {
		h = (index("0123456789ABCDEF", substr(h, 1, 1)) - 1) * 16 + \
		    index("0123456789ABCDEF", substr(h, 2, 1)) - 1
		h /= 255
		return h <= 0.03928 ? h / 12.92 : ((h + 0.055) / 1.055) ^ 2.4
	}
	{
		l = 0.2126 * part(substr($0, 1, 2)) + \
		    0.7152 * part(substr($0, 3, 2)) + 0.0722 * part(substr($0, 5, 2))
		if (1.05 / (l + 0.05) < 4.5) { print; bad = 1 }
		n++
	} END { exit bad || !n }'
}

@test "23: notes are called [not 1], on one sheet, without asterisks or small letters above" {
	[ "$(column 'Noter och teckenförklaring' A | grep not)" = $'[not 1]\n[not 2]' ]
	run ! grep -q 'vertAlign' x/xl/styles.xml
	run ! grep -q 'vertAlign' x/xl/sharedStrings.xml
	awk -F '\t' '$2 ~ /^Tabell/ && $7 ~ /\*|†|‡|¹|²|³/ { bad = 1 } END { exit bad }' cells
	# a chart's title and texts and the contents are read apart from the notes
	run ! grep -rq '\[not' x/xl/charts x/xl/drawings
	run ! grep -qP '^1\t.*\[not' cells
}

@test "24: the strings that came are those that are there" {
	grep -qF 'Källa: Ubåt &amp; &lt;SCB&gt;' x/xl/sharedStrings.xml
	column 'Tabell 1' A | grep -qxF '0114 Åby –"väst"'
	for p in $(find x -name '*.xml'); do xmllint --noout "$p"; done
}
