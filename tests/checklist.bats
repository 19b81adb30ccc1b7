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
	#label	ort	0115	Öby ‒ 2
	#label	p	Andel nöjda
	0114	7013	0.5	3000	6000	1013	7013
	0115	3	0.6666666666666666	2	3	0	3
	0117	4019	0.20295295295295296	811	3996	23	4019
	0180	90017	0.25	20000	80000	10017	90017
	.t	101052	0.2645918287980977	23813	89999	11053	101052
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
	# the headings and forms of each table, and its title
	cat >forms <<-'EOF'
	4 A Ort @
	4 B Antal åtgärder #,##0
	4 C Andel nöjda, procent 0.0
	4 D Andel nöjda, antal med uppgift #,##0
	4 E Andel nöjda, antal utan uppgift #,##0
	5 A Kön @
	5 B Antal personer #,##0
	5 C Kommunal regi, procent 0.0
	5 D Kommunal regi, antal med uppgift #,##0
	5 E Privat regi, procent 0.0
	5 F Privat regi, antal med uppgift #,##0
	6 A År 0
	6 B Antal åtgärder #,##0
	6 C Medelålder 0.0
	6 D Medelålder, antal med uppgift #,##0
	EOF
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
	tables >marked
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
	f == 3 && /^t[ >]/ {
		print col, row, "s", format[s] in code ? code[format[s]] : format[s], text(), s
	}
	f == 3 && /^v>/ {
		i = format[s]
		if (s >= nf || (t == "s" && !(text() in string)) ||
		    (t != "s" && t != ""))
			t = "?"
		print col, row, t == "" ? "n" : t, i in code ? code[i] : i,
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
		ref=$(grep -oE 'relationships/table" Target="../tables/table[0-9]*\.xml' "$rel") || continue
		for t in $ref; do
			grep -o '<table [^>]*' "x/xl/tables/${t##*/}" |
			    sed "s/.* ref=\"\([A-Z]*\)\([0-9]*\):\([A-Z]*\)\([0-9]*\)\".*/${n%%.*} \1 \2 \3 \4/"
		done
	done | sort -n
}

# lower: letters as those of names that differ by case alone
lower() {
	sed 'y/ABCDEFGHIJKLMNOPQRSTUVWXYZ/abcdefghijklmnopqrstuvwxyz/; s/Å/å/g; s/Ä/ä/g; s/Ö/ö/g; s/É/é/g'
}

# links N: of each link of sheet N a line: where it is, where it leads
links() {
	grep -o '<hyperlink [^>]*' "x/xl/worksheets/sheet$1.xml" |
	    sed "s/.* ref=\"\([^\"]*\)\".* location=\"'\([^'\"]*\)'\!\([^\"]*\)\".*/\1	\2	\3/"
}

# unpacked FILE: the cells of its second sheet, in a folder of their own
unpacked() {
	rm -rf more
	mkdir -p more/x
	unzip -qo "$1" -d more/x
	(cd more && cells 2 >cells)
}

@test "1: title, author, language and dates in the properties; the same bytes each time" {
	for want in '<dc:title>Behandlingar 2015</dc:title>' '<dc:creator>FoU</dc:creator>' \
	    '<dc:language>sv-SE</dc:language>' '>1980-01-01T00:00:00Z</dcterms:created>' \
	    '>1980-01-01T00:00:00Z</dcterms:modified>'; do
		grep -qF "$want" x/docProps/core.xml
	done
	TZ=Asia/Tokyo ubat-xlsx -l r.report -o again.xlsx ort.ubat kon.ubat ar.ubat
	cmp r.xlsx again.xlsx
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

@test "3: the contents name and link to every other sheet, in order, with its title; each links back" {
	links 1 >links
	tail -n +2 names | awk '{ print "A" NR + 3 "\t" $0 "\tA1" }' | diff - links
	awk -F '\t' '$1 == 1 && $3 == "A" && $4 > 3 { print "A" $4 "\t" $7 "\tA1" }' cells | head -n 7 | diff - links
	for n in 2 3 4 5 6 7 8; do
		awk -F '\t' -v n=$n '$1 == n && $3 == "A" && $7 == "Till Om statistiken" {
			print "A" $4 "\tOm statistiken\tA1" }' cells | grep . | diff - <(links $n)
	done
	run -1 grep -rq External x --include '*.rels'
	awk -F '\t' '$1 == 1 && $3 == "B" { print $7 }' cells | grep -F 201 >titles
	awk -F '\t' '$2 ~ /^Tabell/ && $3 == "A" && $4 == 1 { print $7 }' cells |
	    sed 's/ \[not 1\]//' >want
	diff titles want
}

@test "4: definitions, notes and signs, and changes have sheets, the newest change first" {
	for s in Definitioner Ändringshistorik 'Noter och teckenförklaring' 'Framställning och kvalitet'; do
		grep -qxF "$s" names
	done
	[ "$(column Ändringshistorik A | grep '^20')" = $'2016-09-30\n2016-01-01' ]
	grep -qF $'\tÄndringshistorik\tB\t3\ts\t0\t(reviderad) Sist.\t' cells
	grep -qF $'\tDefinitioner\tB\t3\ts\t0\tEn insats.\t' cells
	grep -qF $'\tNoter och teckenförklaring\tB\t4\ts\t0\tOrten där åtgärden ges.\t' cells
	# or they are switched off
	sed '/^\[def/,/^text/d; /^\[ch/,/^\(status\|text = F\)/d; s/^author.*/definitions = no\nchanges = no/' r.report >o.report
	ubat-xlsx -l o.report -o o.xlsx ort.ubat kon.ubat ar.ubat
	run -1 grep -E 'Definitioner|historik' <(unzip -p o.xlsx xl/workbook.xml)
}

@test "5: one table to a sheet, no sheet hidden or empty, names that differ" {
	[ "$(cut -d ' ' -f 1 marked)" = $'4\n5\n6' ]
	[ "$(awk -F '\t' '{ print $1 }' cells | uniq | paste -sd ' ')" = '1 2 3 4 5 6 7 8' ]
	[ -z "$(lower <names | sort | uniq -d)" ]
	[ "$(awk '{ gsub(/[\200-\277]/, "") } length > 31' names)" = '' ]
	run -1 grep -qE '[]:*?/\\[]|^(Sheet|Blad)[0-9]*$|^.\?$' names
	run -1 grep -rqE ' hidden=|state="(veryH|h)idden"|( ht| width|defaultRowHeight)="0' x
}

@test "6: the first sheet is open, at its first cell; nothing in it runs or leads out" {
	[ "$(grep -l 'tabSelected="1"' x/xl/worksheets/*.xml)" = x/xl/worksheets/sheet1.xml ]
	run -1 grep -qE '(activeTab|firstSheet)="[1-9]' x/xl/workbook.xml
	grep -ohE '(activeCell|sqref)="[^"]*"/?>(</sheetView|<sel)|<sheetView [^>]*topLeftCell[^>]*' x/xl/worksheets/*.xml >at || true
	run -1 grep -v 'activeCell="A1"' at
	run -1 grep -rqE '<f[ >]|t="e"|#REF!|#NAME|#DIV|externalLink|oleObject' x
	# these parts, and none besides
	find x -type f | sed 's/[0-9]*\.xml/N.xml/' | sort -u | diff - <(printf 'x/%s\n' '[Content_Types]N.xml' _rels/.rels \
	    docProps/appN.xml docProps/coreN.xml xl/_rels/workbookN.xml.rels xl/charts/chartN.xml \
	    xl/drawings/_rels/drawingN.xml.rels xl/drawings/drawingN.xml xl/sharedStringsN.xml xl/stylesN.xml \
	    xl/tables/tableN.xml xl/theme/themeN.xml xl/workbookN.xml xl/worksheets/_rels/sheetN.xml.rels xl/worksheets/sheetN.xml)
}

@test "7: the title in A1, in one cell, the English below it in as many; the rest above the table" {
	awk -F '\t' '$2 ~ /^Tabell/ && $3 == "A" && $4 < 4 { print $2 ": " $7 }' cells | diff - <(cat <<-'EOF'
	Tabell 1: Åtgärder efter ort [not 1], antal och andel, 2015
	Tabell 1: Measures by place, number and share, 2015, with a title so long that it does not go into one line of a hundred characters
	Tabell 1: Detta blad innehåller 1 tabell och 2 diagram.
	Tabell 2: Delar efter kön, andel personer, 2015
	Tabell 2: Parts by sex, share of persons, 2015
	Tabell 2: Detta blad innehåller 1 tabell och 1 diagram.
	Tabell 3: Åtgärder per år, antal och medelålder, 2013-2015
	Tabell 3: Measures per year, number and mean age, 2013-2015
	Tabell 3: Detta blad innehåller 1 tabell och 1 diagram.
	EOF
	)
	[ "$(sed -n 4p <(column 'Tabell 2' A))" = 'Juridiskt kön [not 2].' ]
	# notes, signs and source above the headings
	column 'Tabell 1' A | sed '/^Ort$/,$d' >above
	for w in 'Påbörjade 2015.' '[not 1] Orten där åtgärden ges.' 'X = uppgiften har skyddats av sekretesskäl' 'Källa: Ubåt & <SCB>'; do
		grep -qxF "$w" above
	done
	# and nothing beside column A, below the table nothing
	[ "$(wc -l <marked)" = 3 ]
	while read -r n a top b bottom; do
		awk -F '\t' -v n=$n -v top=$top -v bottom=$bottom '
		$1 == n && ((0 + $4 < top && $3 != "A") || 0 + $4 > bottom) {
			print; bad = 1 }
		END { exit bad }' cells
	done <marked
}

@test "8: tables begin in column A, have names that tell, and no buttons" {
	[ "$(cut -d ' ' -f 2 marked | paste -sd ' ')" = 'A A A' ]
	[ "$(grep -oh ' displayName="[^"]*"' x/xl/tables/*.xml | sort | paste -sd ' ')" = \
	    ' displayName="t_ar"  displayName="t_kon"  displayName="t_ort"' ]
	run -1 grep -rqE 'autoFilter|headerRowCount="0"' x/xl/tables x/xl/worksheets
}

@test "9, 14: one row of headings, none empty or twice; no cell of a table is empty" {
	while read -r n a top b bottom; do
		awk -F '\t' -v n=$n -v top=$top -v b=$b -v bottom=$bottom '
		$1 == n && $4 >= top {
			if ($7 ~ /^ *$/ || $5 == "-") { print; bad = 1 }
			count++
		}
		END {
			w = index("ABCDEFGHIJKLMNOP", b)
			exit bad || count != w * (bottom - top + 1)
		}' cells
	done <marked
	run -1 grep -rq '<mergeCell' x
	[ "$(wc -l <marked)" = 3 ]
	while read -r n a top b bottom; do
		awk -F '\t' -v n="$n" -v top="$top" '$1 == n && $4 == top { print $1, $7 }' cells
	done <marked | lower | sort | uniq -d >twice
	[ ! -s twice ]
}

@test "10: widths are 8 to 60, headings wrap, codes are text, and all fits its column and row" {
	for s in x/xl/worksheets/sheet*.xml; do
		n=$(tr -dc 0-9 <<<"${s##*/}")
		grep -oE '<(col|row) [^>]*' "$s" | awk -v OFS='\t' -v n="$n" '
		function attr(name) {
			return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
		/^<col/ { for (c = attr("min"); c <= attr("max"); c++) print "width", n, substr("ABCDEFGHIJ", c, 1), attr("width") }
		/^<row/ { print "height", n, attr("r"), attr("ht") }'
	done >sizes
	awk -F '\t' '
	function say(what) { print what ": " $0; bad = 1 }
	FILENAME == "marked" { split($0, m, " "); top[m[1]] = m[3]; next }
	$1 == "width" {
		width[$2 $3] = $4 - 0.7
		if ($4 < 8 || $4 > 61) say("width")
		nw++
		next
	}
	$1 == "height" { height[$2 " " $3] = $4; next }
	{
		w = width[$1 $3]
		if (!w) say("no width")
		text = $7
		gsub(/[\200-\277]/, "", text)
		len = length(text)
		h = height[$1 " " $4]
		lines = h ? int(h / 15) : 1
		intable = ($1 in top) && $4 >= top[$1]
		if ($5 == "n") {
			len = length(sprintf("%.0f", $7))
			len += int((len - 1) / 3) + ($6 == "0.0") * 2 + ($3 != "A")
			if (len > w) say("number")
		} else if (intable || $3 != "A" || ($1 $4) in beside) {
			if (len > w * lines) say("text")
		} else if (len > 130)
			say("line")
		cells++
	}
	END { exit bad || !nw || !cells }' marked sizes cells
	style=$(awk -F '\t' 'NR == FNR { split($0, m, " "); top[m[1]] = m[3]; next }
		$4 == top[$1] { print $8 }' marked cells | sort -u)
	sed 's/<\/cellXfs>.*//; s/.*<cellXfs//' x/xl/styles.xml | sed 's/<xf /\n&/g' | grep '^<xf' >xfs
	[ "$(wc -w <<<"$style")" -gt 1 ]
	for s in $style; do sed -n "$((s + 1))p" xfs | grep -q 'wrapText="1"'; done
	[ "$(column 'Tabell 1' A | tail -n 5)" = $'Totalt\n0114 Åby –"väst"\n0115 Öby ‒ 2\n0117\n0180' ]
	[ "$(awk -F '\t' '$2 == "Tabell 1" && $7 == "0117" { print $5 $6 }' cells)" = s@ ]
}

@test "11: numbers of one column have one form, that of what it is; per cent says procent" {
	awk -F '\t' 'FILENAME == "marked" { split($0, m, " "); top[m[1]] = m[3]; next }
		$4 == top[$1] { head[$1 " " $3] = $7 }
		$4 > top[$1] && ($5 == "n" || $6 == "@") && !(($1, $3, $6) in seen) {
			seen[$1, $3, $6] = 1
			print $1 " " $3 " " head[$1 " " $3] " " $6
		}' marked cells | sort | diff forms -
}

# codes: of kommuner and areas in force at the end of 2022, a line each
codes() {
	awk -F , 'FNR == 1 { next }
		FILENAME ~ /kommun/ && $6 == "" { print $1 }
		FILENAME !~ /kommun/ && $1 ~ /^1480/ && $7 == "" { print $1 }' \
	    "$ROOT/lib/codes/kommun.csv" "$ROOT/lib/codes/stadsomrade.csv" | sort
}

@test "12: riket, each län by code, its kommuner by code, their areas; totals, men, women and the rest" {
	codes | awk 'BEGIN {
			print "#klient:id\tenhet:code\tkon:code"
			print "#label\tkon\tman\tMän\n#label\tkon\tkvinna\tKvinnor"
		}
		$1 == 1480 { next }
		{
			split("man kvinna .x", kon, " ")
			for (i = 1; i <= 3; i++) print $1 i "\t" $1 "\t" kon[i]
		}' | whole >rec
	ubat-agg -f rec -n ort -g enhet,kon --hierarchy 'enhet < kommun < lan < riket' --total \
	    --person klient --at 2022-12-31 n |
	    ubat-table --order kon=.t,man,kvinna --totals first >ordered
	ubat-xlsx -o o.xlsx ordered
	unpacked o.xlsx
	awk -F '\t' '$1 ~ /^[A-D]$/ { v[$2] = v[$2] (v[$2] == "" ? "" : "|") $5 }
		END { for (r = 0; r < 9999; r++) if (r in v) print v[r] }' more/cells |
	    sed -n '/|.*|.*|/p' | sed 1d >have
	# what it must be, from the lists of codes
	codes | awk -F , -v lan="$ROOT/lib/codes/lan.csv" -v kommun="$ROOT/lib/codes/kommun.csv" \
	    -v area="$ROOT/lib/codes/stadsomrade.csv" '
		function rows(a, b, c) {
			print a "|" b "|" c "|Totalt\n" a "|" b "|" c "|Män\n" \
			    a "|" b "|" c "|Kvinnor\n" a "|" b "|" c "|Ej besvarad"
		}
		BEGIN {
			while ((getline l < lan) > 0) { split(l, f, ","); name[f[1]] = f[2] }
			while ((getline l < kommun) > 0) { split(l, f, ","); name[f[1]] = f[2] }
			while ((getline l < area) > 0) { split(l, f, ","); name[f[1]] = f[2] }
			rows("Totalt", "Totalt", "Totalt")
		}
		{
			l = substr($1, 1, 2)
			k = substr($1, 1, 4)
			if (l != last) rows(l " " name[l], "Totalt", "Totalt")
			last = l
			if (k == $1) rows(l " " name[l], k " " name[k], "Totalt")
			else rows(l " " name[l], k " " name[k], $1 " " name[$1])
		}' | sed 's/|\(1480-[0-9]*\) /|/' >want
	[ "$(wc -l <want)" -gt 1200 ]
	diff want have
}

@test "13: 290 kommuner and 21 län, each under its own; those without a record are there" {
	printf '#klient:id\tkommun:code\tja:bool\na\t0180\t1\nb\t0114\t0\n' | whole |
	    ubat-agg -n ort -g kommun --hierarchy 'kommun < lan < riket' --all kommun --person klient \
	    --at 2022-12-31 n 'ja = share(ja)' >t
	ubat-xlsx -o o.xlsx t
	unpacked o.xlsx
	awk -F '\t' '$1 == "A" { a[$2] = $5 } $1 == "B" { b[$2] = $5 } $1 == "C" { c[$2] = $5 } $1 == "D" { d[$2] = $5 }
		END {
			for (r in b) {
				if (b[r] ~ /^[0-9][0-9][0-9][0-9] /) {
					n++
					if (substr(a[r], 1, 2) != substr(b[r], 1, 2)) wrong++
					if (c[r] == 0 && d[r] == "..") empty++
				} else if (b[r] == "Totalt" && a[r] ~ /^[0-9][0-9] /)
					l++
			}
			print n, l, wrong + 0, empty
		}' more/cells >got
	[ "$(cat got)" = '290 21 0 288' ]
	grep -qF $'\t.. = värdet kan inte beräknas' more/cells
}

@test "14, 15: small figures are X, with their per cent; 0 is shown; X is explained twice" {
	# what is hidden in the stream is X on the sheet, and nothing else is
	grep -v '^#' ort.ubat | awk -F '\t' 'BEGIN { split("2 3 5 6", col, " ") }
		{ for (i = 1; i in col; i++) if ($col[i] == ".s") print $1, substr("BCDE", i, 1) }' | sort >hidden
	[ "$(wc -l <hidden)" = 8 ]
	awk -F '\t' '$2 == "Tabell 1" && $3 == "A" { k[$4] = substr($7, 1, 4) }
		$2 == "Tabell 1" && $7 == "X" { print k[$4], $3 }' cells | sort | diff hidden -
	# no count of persons is 1, 2 or 3
	run -1 grep -P '^[456]\t.*\tn\t#,##0\t[123]\t' cells
	# each sign is explained on its sheet, and on that of signs
	awk -F '\t' '$2 ~ /^Tabell/ && $7 ~ /^(X|\.|\.\.|–|IU)$/ { print $2 "\t" $7 }' cells | sort -u >signs
	[ "$(cat signs)" = $'Tabell 1\tX' ]
	for t in 4:'X = uppgiften har skyddats av sekretesskäl' 4:'In English: X = protected for confidentiality'; do
		awk -F '\t' -v s="${t%%:*}" '$1 == s && $3 == "A" { print $7 }' cells | grep -qxF "${t#*:}"
	done
	awk -F '\t' '$1 == 7 && $3 == "A" { a[$4] = $7 } $1 == 7 && $3 == "B" { print a[$4] " = " $7 }' cells |
	    grep -qxF 'X = uppgiften har skyddats av sekretesskäl'
	# what is no number in a table of numbers is X
	while read -r n a top b bottom; do
		awk -F '\t' -v n=$n -v top=$top '$1 == n && $4 > top && $3 != "A" &&
		    $5 != "n" && $7 != "X" { print; bad = 1 } END { exit bad }' cells
	done <marked
	# a count that is hidden has no per cent beside it
	awk -F '\t' '$2 == "Tabell 1" && $3 == "B" && $7 == "X" { x[$4] }
	    $2 == "Tabell 1" && $3 == "C" && ($4 in x) && $7 != "X" { bad = 1 }
	    END { exit bad }' cells
}

@test "16: no column of parts has one X alone; what is the same is hidden in every sheet" {
	awk -F '\t' '$2 ~ /^Tabell/ && $7 == "X" { x[$1 $3]++ }
	    END { for (k in x) if (x[k] == 1) bad = 1; exit bad || !(4 "B" in x) }' cells
	[ "$(awk -F '\t' '$2 == "Tabell 1" && $3 == "B" && $7 == "X"' cells | wc -l)" = 2 ]
	ubat-audit ort.ubat
	# Gotland is one kommun: hidden with it; the län stands in two tables
	awk 'BEGIN {
		print "#klient:id\tkommun:code\tkon:code"
		split("0114 9 0115 2 0117 8 0980 3 0330 12 0331 11", v, " ")
		for (k = 1; k in v; k += 2)
			for (i = 0; i < v[k + 1]; i++)
				print v[k] "x" i "\t" v[k] "\t" (i % 2 ? "man" : "kvinna")
	}' | whole >rec
	ubat-agg -f rec -n k -g kommun --hierarchy 'kommun < lan < riket' --person klient n >two
	ubat-agg -f rec -n l -g 'lan = lan(kommun)' --total --person klient n >>two
	ubat-mask two >m
	ubat-audit m
	ubat-xlsx -o o.xlsx m
	unpacked o.xlsx
	(cd more && cells 3 >second)
	awk -F '\t' 'FNR == 1 { f++ } f == 1 && $1 == "A" { a[$2] = $5 } f == 1 && $1 == "B" { b[$2] = $5 }
		f == 1 && $1 == "C" && b[$2] == "Totalt" && a[$2] ~ /^[0-9]/ { want[substr(a[$2], 1, 2)] = $5 }
		f == 1 && $1 == "C" && b[$2] ~ /^0980/ { kommun = $5 }
		f == 2 && $1 == "A" { l = substr($5, 1, 2) } f == 2 && $1 == "B" && l in want { print l, want[l], $5 }
		END { print "Gotland", kommun }' more/cells more/second >got
	cat got
	[ "$(grep -c ' X X$' got)" -ge 2 ]
	run -1 grep -E '^(09|Gotland) [0-9]|X [0-9]|[0-9] X$' got
}

@test "17: what is hidden is nowhere in the file: cells, charts, strings, comments" {
	# 4019 of whom 811 of 3996, 23 without; 2 of 3; their per cents, as anybody may write them
	nbsp=$'\xc2\xa0'
	sep="(,|\\.| |$nbsp|"$'\xe2\x80\xaf|\xe2\x80\x89'")?"
	hidden="(^|[^0-9A-Fa-f#])(4${sep}019|3${sep}996|811|20[.,](3|295)[0-9]*|66[.,][67][0-9]*)([^0-9A-Fa-f]|\$)"
	grep -qE "$hidden" ort.raw
	run -1 grep -qE "$hidden" ort.ubat
	run -1 grep -rE "$hidden" x
	# nor behind a form that shows something else
	grep -o 'formatCode="[^"]*"' x/xl/styles.xml | sort | diff - <(printf 'formatCode="%s"\n' '#,##0' 0 0.0 @)
	# only what is shown: each number of a chart is a number of a cell
	grep -oh '<c:v>[^<]*' x/xl/charts/*.xml | sed 's/<c:v>//' | sort -u >cached
	[ "$(wc -l <cached)" -gt 9 ]
	awk -F '\t' '{ print $7 }' cells | sort -u >shown
	sed 's/&quot;/"/g; s/&amp;/\&/g' cached | sort -u | comm -23 - shown >only
	diff only /dev/null
	# and each of its text, but for the spaces of thousands and the comma of per cents
	grep -oh 'descr="[^"]*"' x/xl/drawings/*.xml | grep -oE "[0-9]+($nbsp[0-9]{3})*(,[0-9]+)?" |
	    sed "s/$nbsp//g"';s/,0$//; s/,/./' | sort -u >told
	awk -F '\t' '{ gsub(/[^0-9.]+/, "\n", $7); print $7 }' cells | sort -u >shown
	[ "$(wc -l <told)" -gt 9 ]
	comm -23 told shown | diff - /dev/null
}

@test "15: 0 and 4 are shown, 1 to 3 are X, with another limit more; a share of a small base or numerator is X" {
	local n ok
	# numerators of twenty: 0 to 12; the rest of 41 and 30
	for n in 0 1 3 4 5 9 10; do echo "k$n $n 41"; done >groups
	echo 'few 10 20' >>groups
	{
		printf '#klient:id\tk:code\tja:bool\n'
		awk '{ for (i = 1; i <= $3; i++) print $1 i "\t" $1 "\t" (i <= $2) }' groups
	} | whole | ubat-agg -n t -g k --person klient n 'antal = count(ja)' 'p = share(ja)' >t
	shown() {
		ubat-mask "$@" t >m
		ubat-xlsx -o o.xlsx m
		unpacked o.xlsx
		awk -F '\t' '$1 == "A" { k[$2] = $5 } $1 == "C" { a[$2] = $5 } $1 == "D" { p[$2] = $5 }
			END { for (r = 1; r < 30; r++) if (k[r] ~ /^(k[0-9]|few)/) print k[r], a[r], p[r] }' more/cells
	}
	[ "$(shown --min 4)" = 'few 10 X
k0 0 0
k1 X X
k10 10 24.4
k3 X X
k4 4 9.800000000000001
k5 5 12.2
k9 9 22' ]
	ok=$(shown --min 5 --min-base 10)
	grep -qx 'few 10 50' <<<"$ok"
	grep -qx 'k4 X X' <<<"$ok"
	grep -qx 'k5 5 12.2' <<<"$ok"
	grep -qx 'k9 X X' <<<"$(shown --min 10)"
	grep -qx 'k10 10 24.4' <<<"$(shown --min 10)"
}

@test "18: more than 20 per cent bortfall is not shown, who and why is said, and how many answered" {
	{
		printf '#klient:id\tlan:code\tja:bool\n#label\tlan\t06\tJönköpings län\n#label\tlan\tLän\n'
		awk 'BEGIN {
			split("01 100 20 06 78 22 08 80 20", v, " ")
			for (k = 1; k < 9; k += 3) {
				for (i = 0; i < v[k + 1]; i++) print v[k] "a" i "\t" v[k] "\t" i % 2
				for (i = 0; i < v[k + 2]; i++) print v[k] "b" i "\t" v[k] "\t.x"
			}
		}'
	} | whole | ubat-agg -n ort -g lan --total --person klient --bortfall 20% --response n 'ja = share(ja)' >t
	ubat-mask t >m
	ubat-xlsx -o o.xlsx m
	unpacked o.xlsx
	awk -F '\t' '$1 == "A" { k[$2] = $5 } $1 == "C" { p[$2] = $5 }
	    END { for (r in p) print k[r], p[r] }' more/cells | sort >got
	grep -qx '01 50' got
	grep -qx '08 50' got
	grep -qx '06 Jönköpings län ..' got
	cut -f 5 more/cells | paste -sd ' ' >text
	grep -q 'Redovisas inte på grund av bortfall över 20 procent, men ingår i totaler: Andel ja: Jönköpings län\.' text
	grep -q 'Svarsfrekvens: Andel ja 81 procent\.' text
	grep -q '\.\. = redovisas inte på grund av bortfall' text
}

@test "19: how figures are rounded is said, and where parts do not add up, why" {
	column 'Om statistiken' A | grep -q 'en halv avrundas uppåt'
	column 'Om statistiken' A | grep -q 'Medelvärden och andra mått är avrundade'
	printf '%s\n' 'i;j;p;v;p_int_ub' '0;0;1;0;1' '1;0;0.5;-1;0.5' '1;2;0.5;1;1' >p.csv
	awk 'BEGIN {
		print "#klient:id\tk:code\tl:code\tkey:dec"
		for (i = 1; i <= 23; i++) print i "\ta\t" (i < 8 ? "x" : "y") "\t0.3"
		for (; i <= 31; i++) print i "\tb\ty\t0.3"
	}' | whole >rec
	ubat-agg -f rec -n ett -g k --across l --total --person klient n 'nyckel = sum(key)' >ett
	ubat-agg -f rec -n tva -g l --total --person klient n 'nyckel = sum(key)' >tva
	said() {
		ubat-mask "$@" >m
		ubat-xlsx -o o.xlsx m
		unpacked o.xlsx
		awk -F '\t' '$1 == "A"' more/cells | cut -f 5 | paste -sd ' ' >text
	}
	ubat-agg -f rec -n ett -g k --across l --total --person klient n >plain
	said --round 5 plain
	grep -q ' Antalen är avrundade till närmaste multipel av 5, delar och totaler var för sig: delarna summerar inte alltid till totalen\. ' text
	said --round 5 --by sums plain
	grep -q ' Antalen är avrundade till multiplar av 5, så att delarna summerar till totalen\. ' text
	said --ptable p.csv --cell-keys n=nyckel ett tva
	grep -q ' Antalen är ändrade något för att skydda enskilda, .*: delarna summerar inte alltid till totalen\. 0 är alltid 0\. ' text
	# the cell of no record is 0, and the same cell is the same in both tables
	awk -F '\t' '$1 == "A" { k[$2] = $5 } { v[$2 $1] = $5 } END {
		for (r in k) if (k[r] == "b") zero = v[r "B"]; else if (k[r] == "Totalt") x = v[r "B"] " " v[r "C"]
		print zero, x }' more/cells >first
	(cd more && cells 3) | awk -F '\t' '$1 == "A" { k[$2] = $5 } { v[$2 $1] = $5 } END {
		for (r in k) if (k[r] == "x") x = v[r "B"]; else if (k[r] == "y") y = v[r "B"]
		print 0, x, y }' | diff first -
}

@test "20: beside every share and mean stands its base, in every row" {
	awk -F '\t' 'FILENAME == "marked" { split($0, m, " "); top[m[1]] = m[3]; next }
		!($1 in top) || $4 < top[$1] { next }
		$4 == top[$1] { head[$1, $3] = $7; next }
		{
			h = head[$1, $3]
			if (h ~ /, procent$/ || h == "Medelålder") {
				sub(/, procent$/, "", h)
				value = $5 == "n" ? "n" : $7
				want = $1 " " $4 " " h ", antal med uppgift"
			} else if (want != "") {
				# a share of a hundred cases stands beside a number above 0
				if ($1 " " $4 " " h != want || (value == "n" && ($5 != "n" || $7 <= 0)) ||
				    (value != "n" && $7 != value)) { print want ": " $0; bad = 1 }
				want = ""
				n++
			}
		}
		END { exit bad || n != 5 + 2 * 3 + 3 }' marked cells
}

@test "21: charts have title and alternative text, and draw what the sheet has" {
	[ "$(find x/xl/charts -name 'chart*.xml' | wc -l)" = 4 ]
	[ "$(grep -oh 'descr="[^"]*\."' x/xl/drawings/*.xml | wc -l)" = 4 ]
	[ "$(grep -lE '<c:chart><c:title>.*<(a:t|c:v)>[^<]{20,}<.*</c:title>.*<c:plotArea>' x/xl/charts/*.xml | wc -l)" = 4 ]
	# each reference, what is kept of it, and what stands there; a sign is no point
	awk -v RS='<' '
	function text(    s) {
		s = $0
		sub(/^[^>]*>/, "", s)
		gsub(/&quot;/, "\"", s)
		gsub(/&amp;/, "\\&", s)
		return s
	}
	function done(    i) {
		if (sheet == "")
			return
		for (i = from; i <= to; i++) {
			want = there[sheet, col, i]
			if (want == "X" ? (i - from in kept) : kept[i - from] != want || want == "") {
				print file ": " sheet " " col i ": " kept[i - from] ", not " want
				bad = 1
			}
			points += want != "X"
		}
		split("", kept)
		nref++
		sheet = ""
	}
	FILENAME == "cells" {
		n = split($0, line, "\n")
		for (i = 1; i <= n; i++)
			if (split(line[i], f, "\t") > 6 && f[5] != "-")
				there[f[2], f[3], f[4]] = f[7]
		next
	}
	FNR == 1 { done(); file = FILENAME }
	/^c:ser>/ { nser[FILENAME]++ }
	/^c:f>/ {
		done()
		ref = text()
		gsub(/\047/, "", ref)
		sheet = ref
		sub(/!.*/, "", sheet)
		split(substr(ref, length(sheet) + 2), part, /[$:]+/)
		col = part[2]
		from = part[3] + 0
		to = (part[5] == "" ? part[3] : part[5]) + 0
	}
	/^c:pt / { idx = $0; gsub(/[^"]*idx="|".*/, "", idx); idx += 0 }
	/^c:v>/ { kept[idx] = text() }
	END {
		done()
		for (c in nser)
			charts++
		exit bad || charts != 4 || nref < 14 || points < 35
	}' cells x/xl/charts/chart*.xml
	# and of each chart its own sheet alone
	for n in 4 5 6; do
		rel=x/xl/drawings/_rels/drawing$((n - 3)).xml.rels
		for c in $(grep -o 'chart[0-9]*\.xml' "$rel"); do
			[ "$(grep -oh "<c:f>[^!]*" "x/xl/charts/$c" | sort -u)" = "<c:f>'Tabell $((n - 3))'" ]
		done
	done
}

@test "22: letters stand out from what is behind them, 4.5 to 1" {
	# nothing is filled, so what is behind is white
	run -1 grep -q '<patternFill patternType="solid"' x/xl/styles.xml
	grep -oh '<font>.*</fonts>' x/xl/styles.xml >fonts
	# the theme's first colour is black
	run -1 grep -oE '<color (theme="[^1]"|indexed|auto)' fonts
	grep -q '<a:dk1><a:sysClr val="windowText" lastClr="000000"/>' x/xl/theme/theme1.xml
	grep -o '<color rgb="FF[0-9A-F]*' fonts | sed 's/.*"FF//' | awk '
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

@test "22: relative position is a word with a colour, which agree; grey is who has none, and why" {
	cat >oj.report <<-'EOF'
	[report]
	title = O
	sekretess = intern
	layout = oppna-jamforelser
	[table t]
	position = ja
	limits = 25,75
	good = high
	least = 4
	EOF
	awk 'BEGIN {
		print "#klient:id\tkommun:code\tja:bool"
		split("0114 8 1 0115 8 3 0117 8 5 0120 8 7 0123 2 1", v, " ")
		for (k = 1; k in v; k += 3)
			for (i = 0; i < v[k + 1]; i++)
				print v[k] "x" i "\t" v[k] "\t" (i < v[k + 2])
	}' | whole | ubat-agg -n t -g kommun --hierarchy 'kommun < lan < riket' --total --person klient 'ja = share(ja)' >t
	ubat-xlsx -l oj.report -o o.xlsx t
	unpacked o.xlsx
	# what fills each form of cell, behind letters that are the theme's black
	awk -v RS='<' '/^fgColor rgb=/ { gsub(/.*rgb="FF|".*/, ""); fill[nfill] = $0 }
		/^fill>/ { nfill++ } /^cellXfs/ { on = 1 } /^\/cellXfs/ { on = 0 }
		on && /^xf / { f = $0; sub(/.*fillId="/, "", f); print n++ "\t" fill[f + 1] "\t" ($0 ~ /fontId="0"/) }' \
	    more/x/xl/styles.xml | awk -F '\t' '$2 != ""' >fills
	awk -F '\t' 'NR == FNR { fill[$1] = $2; black[$1] = $3; next }
		$6 in fill { print fill[$6] "\t" $5; if (!black[$6]) print "not black" }' fills more/cells | sort -u >told
	diff told - <<-'EOF'
	C6E5C3	Bland de 25 procent högsta
	D9D9D9	För få att jämföra
	D9D9D9	Visas inte
	F6C3BB	Bland de 25 procent lägsta
	FFF2B3	I mitten
	EOF
	cut -f 1 told | awk '
	function part(h) {
		h = (index("0123456789ABCDEF", substr(h, 1, 1)) - 1) * 16 + \
		    index("0123456789ABCDEF", substr(h, 2, 1)) - 1
		h /= 255
		return h <= 0.03928 ? h / 12.92 : ((h + 0.055) / 1.055) ^ 2.4
	}
	{
		l = 0.2126 * part(substr($0, 1, 2)) + \
		    0.7152 * part(substr($0, 3, 2)) + 0.0722 * part(substr($0, 5, 2))
		if ((l + 0.05) / 0.05 < 4.5) { print; bad = 1 }
	} END { exit bad || NR < 5 }'
	# it is a rank, no verdict, and of whom, and why one has none
	cut -f 5 more/cells | paste -sd ' ' >text
	grep -q 'inte ett omdöme; färgen säger detsamma som ordet' text
	grep -q 'Ingen position visas där basen är mindre än 4\.' text
}

@test "23: notes are called [not 1], on one sheet, each referred to, without asterisks or small letters above" {
	[ "$(column 'Noter och teckenförklaring' A | grep not)" = $'[not 1]\n[not 2]' ]
	[ "$(awk -F '\t' '$2 ~ /^Tabell/ && $7 !~ /^\[not/ { print $2 $7 }' cells | grep -oE 'Tabell .|\[not .*\]' | grep -B1 not | paste -sd ' ')" = \
	    'Tabell 1 [not 1] -- Tabell 2 [not 2]' ]
	run -1 grep -rq 'vertAlign\|baseline="[^0]' x/xl/styles.xml x/xl/sharedStrings.xml x/xl/charts
	run -1 grep -q '<r>' x/xl/sharedStrings.xml
	run -1 grep -P '\*|†|‡|¹|²|³' cells
	# a chart's title and texts and the contents are read apart from the notes
	run -1 grep -rq '\[not' x/xl/charts x/xl/drawings
	run -1 grep -qP '^1\t.*\[not' cells
}

@test "24: the strings that came are those that are there; every part is whole and known" {
	grep -qF 'Källa: Ubåt &amp; &lt;SCB&gt;' x/xl/sharedStrings.xml
	column 'Tabell 1' A | grep -qxF '0114 Åby –"väst"'
	column 'Tabell 1' A | grep -qxF '0115 Öby ‒ 2'
	# whatever a text begins with it is a text
	printf '%s\n' '#a:text' =1+1 +1 -1 @a "=cmd|'/C calc'!A0" '{=1}' "'=1" >odd
	whole <odd | ubat-xlsx --records -o o.xlsx
	unpacked o.xlsx
	awk -F '\t' '$3 == "s" && $4 == "@" { print $5 }' more/cells | diff - <(tail -n +2 odd)
	run -1 grep -rq '<f>' more/x
	# no cell refers to a string or a form that is not there
	run -1 grep -P '^[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*\t\?' cells
	find x -type f | sort >parts
	tr '\n' '\0' <parts | xargs -0 xmllint --noout
	# each part has a type, each relation leads to a part, and each part is led to
	sed 's/^x//' parts | grep -v 'rels$\|Content_Types' | while IFS= read -r p; do
		grep -qF "PartName=\"$p\"" 'x/[Content_Types].xml'
	done
	while IFS= read -r rel; do
		dir=${rel%/_rels/*}
		grep -o 'Target="[^"]*"' "$rel" | sed 's/.*="//; s/"$//' | while IFS= read -r to; do
			realpath --relative-to=. "$dir/$to"
		done
	done < <(grep 'rels$' parts) | sort >led
	grep -v 'rels$\|Content_Types' parts | diff - led
	# the parts of a sheet stand in the order of the standard
	for s in x/xl/worksheets/*.xml; do
		sed 's/<sheetData>.*<\/sheetData>/<sheetData>/' "$s" | grep -oE '<[a-zA-Z]+' | tr -d '<' | awk '
		BEGIN {
			n = split("sheetPr dimension sheetViews sheetFormatPr cols sheetData hyperlinks " \
			    "pageMargins pageSetup headerFooter rowBreaks ignoredErrors drawing tableParts", o, " ")
			for (i = 1; i <= n; i++) at[o[i]] = i
		}
		$0 in at { if (at[$0] <= last) { print; bad = 1 } last = at[$0] }
		END { exit bad || last < at["ignoredErrors"] && last != at["headerFooter"] }'
	done
}

# --- EN 301 549, clause 10: documents --------------------------------------------

@test "EN 301 549 10.1.1.1: whatever is no text has a text that says the same; no pictures" {
	n=$(find x/xl/charts -name 'chart*.xml' | wc -l)
	[ "$(grep -oh '<xdr:graphicFrame ' x/xl/drawings/*.xml | wc -l)" = "$n" ]
	grep -oh '<xdr:cNvPr [^>]*' x/xl/drawings/*.xml >frames
	[ "$(wc -l <frames)" = "$n" ]
	# a sentence of one's own each, with a figure in it
	[ "$(grep -o 'descr="[^"]*[0-9][^"]*\."' frames | sort -u | wc -l)" = "$n" ]
	[ -z "$(find x -path '*media*' -o -name '*.emf' -o -name '*.vml')" ]
}

@test "EN 301 549 10.1.2.1, 10.1.4.2, 10.2.2.2, 10.2.3.1: nothing sounds, moves, flashes or runs" {
	[ -z "$(find x -path '*media*' -o -path '*activeX*' -o -path '*embeddings*' -o -path '*ctrlProps*')" ]
	run -1 grep -rqE 'audio|video|<timing|macro="[^"]|dynamicFilter|refreshOnLoad="1"' x/xl
}

@test "EN 301 549 10.1.3.1: what is a table is marked up as one, its heading row too; headings are cells" {
	[ "$(wc -l <marked)" = "$(find x/xl/tables -name '*.xml' | wc -l)" ]
	for t in x/xl/tables/*.xml; do
		n=$(grep -o '<tableColumns count="[0-9]*"' "$t" | tr -dc 0-9)
		[ "$(grep -o '<tableColumn ' "$t" | wc -l)" = "$n" ]
		run -1 grep -q 'headerRowCount="0"' "$t"
	done
	# the names of the columns are the texts of the cells
	while read -r n a top b bottom; do
		awk -F '\t' -v n="$n" -v top="$top" '$1 == n && $4 == top { print $7 }' cells
	done <marked | sort >heads
	grep -oh '<tableColumn [^>]*' x/xl/tables/*.xml | sed 's/.* name="//; s/".*//; s/&amp;/\&/g' | sort | diff heads -
}

@test "EN 301 549 10.1.3.2, 10.2.4.3: read row by row, cell by cell, the order is the one meant" {
	# cells stand in the file in the order of the sheet, and sheets in that of the contents
	awk -F '\t' '{ at = $1 * 10000 + $4 * 26 + index("ABCDEFGHIJKLMNOPQRSTUVWXYZ", $3) }
		at <= last { print; bad = 1 } { last = at } END { exit bad || !last }' cells
	for s in x/xl/worksheets/sheet*.xml; do
		grep -o '<row r="[0-9]*"' "$s" | tr -dc '0-9\n' >rows
		sort -n -u rows | diff rows -
	done
	run -1 grep -rq 'rightToLeft="1"' x/xl/worksheets
	tail -n +2 names | diff <(grep -o '<hyperlink [^>]*' x/xl/worksheets/sheet1.xml |
	    sed "s/.*location=\"'*\([^'!]*\).*/\1/") -
}

@test "EN 301 549 10.1.4.1: nothing is told by colour alone" {
	# cells have no colours at all but links, which are underlined too
	run -1 grep -rqE 'conditionalFormatting|<colorScale|<iconSet|<dataBar' x/xl/worksheets
	[ "$(grep -o '<fill>' x/xl/styles.xml | wc -l)" = 2 ]
	grep -o '<font>.*</fonts>' x/xl/styles.xml | sed 's/<font>/\n&/g' |
	    awk '/<color rgb=/ && !/<u\/>/ { print; bad = 1 } END { exit bad }'
	# parts of charts that stand beside each other differ in pattern or lightness
	for c in x/xl/charts/chart*.xml; do
		n=$(grep -o '<c:ser>' "$c" | wc -l)
		[ "$n" -gt 1 ] || continue
		sed 's/<c:ser>/\n&/g' "$c" | grep '^<c:ser>' |
		    grep -oE '<c:spPr>.*</c:spPr>' | sed 's/<\/c:spPr>.*//' | sort -u >looks
		[ "$(wc -l <looks)" -ge 2 ]
	done
}

@test "EN 301 549 10.1.4.3, 10.1.4.11: letters in charts and their lines stand out too" {
	grep -ohE '<a:(solidFill|ln)[^/]*<a:srgbClr val="[0-9A-F]{6}"' x/xl/charts/*.xml | sort -u >colours
	# lines around what is drawn are dark: 3 to 1 against white
	grep -ohE '<a:ln[^>]*><a:solidFill><a:srgbClr val="[0-9A-F]{6}"' x/xl/charts/*.xml |
	    sed 's/.*val="//; s/"//' | sort -u | grep -v D9D9D9 >lines
	[ -s lines ]
	awk '
	function part(h) {
		h = (index("0123456789ABCDEF", substr(h, 1, 1)) - 1) * 16 + \
		    index("0123456789ABCDEF", substr(h, 2, 1)) - 1
		h /= 255
		return h <= 0.03928 ? h / 12.92 : ((h + 0.055) / 1.055) ^ 2.4
	}
	{
		l = 0.2126 * part(substr($0, 1, 2)) + 0.7152 * part(substr($0, 3, 2)) + \
		    0.0722 * part(substr($0, 5, 2))
		if (1.05 / (l + 0.05) < 3) { print; bad = 1 }
	} END { exit bad }' lines
	# white letters stand on the darkest part alone
	for c in x/xl/charts/*.xml; do
		sed 's/<c:ser>/\n&/g' "$c" | grep '^<c:ser>' | grep 'val="FFFFFF"/></a:solidFill><a:latin\|<a:defRPr><a:solidFill><a:srgbClr val="FFFFFF"' |
		    awk '!/1F3864/ { bad = 1 } END { exit bad }'
	done
}

@test "EN 301 549 10.2.4.2, 10.2.4.4, 10.3.1.1: a title, links that say where they lead, a language" {
	grep -qE '<dc:title>[^<]+</dc:title>' x/docProps/core.xml
	grep -qE '<dc:language>sv-SE</dc:language>' x/docProps/core.xml
	# so have the letters of charts
	[ "$(grep -ohE '(lang|c:lang val)="[^"]*' x/xl/charts/*.xml | sed 's/.*"//' | sort -u)" = sv-SE ]
	[ "$(grep -l '<c:lang val="sv-SE"/>' x/xl/charts/*.xml | wc -l)" = 4 ]
	# the text of a link is the name of the sheet it leads to, or has it in it
	for s in x/xl/worksheets/sheet*.xml; do
		n=${s##*sheet}
		grep -o '<hyperlink [^>]*' "$s" | while IFS= read -r h; do
			ref=$(sed 's/.* ref="\([A-Z]*\)\([0-9]*\)".*/\1\t\2/' <<<"$h")
			to=$(sed "s/.*location=\"'*\([^'!]*\).*/\1/" <<<"$h")
			awk -F '\t' -v n="${n%.xml}" -v ref="$ref" '$1 == n && $3 "\t" $4 == ref { print $7 }' cells |
			    grep -qF "$to"
		done
	done
}

@test "25: more columns, letters and names than Excel takes are errors, not cut" {
	local n name
	# as much as it takes is there whole, one more is an error and no file
	for n in 16384 16385; do
		awk -v n=$n 'BEGIN { for (i = 1; i <= n; i++) printf "%sa%d:int", (i > 1 ? "\t" : "#"), i
			print ""
			for (i = 1; i <= n; i++) printf "%s%d", (i > 1 ? "\t" : ""), i
			print "" }' | whole >wide.$n
	done
	ubat-xlsx --records --max-columns 20000 -o w.xlsx wide.16384
	unzip -p w.xlsx xl/worksheets/sheet2.xml | grep -o '<c r="XFD5".*' | grep -q '^[^/]*<v>16384<'
	rm -f o.xlsx
	run -1 --separate-stderr ubat-xlsx --records --max-columns 20000 -o o.xlsx wide.16385
	[ "$stderr" = 'ubat-xlsx: more rows or columns than a sheet holds (1048576 and 16384)' ]
	[ ! -e o.xlsx ]
	for n in 32767 32768; do
		printf '#a:text\n%s\n' "$(head -c $n /dev/zero | tr '\0' a)" | whole >long.$n
	done
	ubat-xlsx --records -o w.xlsx long.32767
	[ "$(unzip -p w.xlsx xl/worksheets/sheet2.xml xl/sharedStrings.xml | grep -o 'aaa*' | awk '{ print length() }')" = 32767 ]
	run -1 --separate-stderr ubat-xlsx --records -o o.xlsx long.32768
	[ "$stderr" = "ubat-xlsx: long.32768:2: column a: a text longer than a cell's 32767 characters" ]
	[ ! -e o.xlsx ]
	name='En tabell med ett namn som är å'
	sed "s/^sheet = Tabell 1/sheet = $name/" r.report >l.report
	ubat-xlsx -l l.report -o w.xlsx ort.ubat kon.ubat ar.ubat
	unzip -p w.xlsx xl/workbook.xml | grep -qF "<sheet name=\"$name\""
	sed -i "s/^sheet = En .*/&r/" l.report
	run -2 --separate-stderr ubat-xlsx -l l.report -o o.xlsx ort.ubat kon.ubat ar.ubat
	[[ $stderr = *": a sheet's name is at most 31 characters" ]]
	[ ! -e o.xlsx ]
	# of rows: large.bats
}

@test "26: the 307523 rows of real data, in little memory" {
	sanitized && skip "the sanitizers need their own memory"
	[ -e "$SHARED/data/ctn0094/all_drugs.csv" ] || skip 'the whole of the data is not here'
	ubat-import -s "$ROOT/examples/ctn0094/all_drugs.source" "$SHARED/data/ctn0094/all_drugs.csv" >drugs
	grep -qx $'#end\t307523\t1' drugs
	(ulimit -v 40000; ubat-xlsx --records --fast -o o.xlsx drugs)
	unzip -p o.xlsx xl/worksheets/sheet2.xml | sed 's/<row /\n&/g' >rows
	grep -q '<dimension ref="A1:[A-Z]*307527"' rows
	# row by row, and the last record is the last row
	grep -o '^<row r="[0-9]*"' rows | tr -dc '0-9\n' | tail -n 307523 | cmp - <(seq 5 307527)
	[ "$(tail -n 1 rows | grep -o '<t>[^<]*\|<v>[^<]*' | sed 's/.*>//; s/Urinprov/UDS/' | paste -sd '\t')" = \
	    "$(grep -v '^#' drugs | tail -n 1)" ]
	# the same bytes: 1, and large.bats
}
