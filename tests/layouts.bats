# ubat-report(5), layout =: the forms that agencies and municipalities give
# their tables, in the workbook and on the page of the web.
load helper

# sheet N: sheet N of r.xlsx, row by row, cells by "|"; a colour stands behind
# its cell as {n}, its number among the fills
sheet() {
	unzip -p r.xlsx xl/sharedStrings.xml | sed 's/<si>/\n&/g' | grep '^<si>' |
	    sed 's/<\/si>.*//; s/<[^>]*>//g' >sst
	unzip -p r.xlsx "xl/worksheets/sheet$1.xml" | sed 's/<row /\n&/g' | grep '^<row' |
	    sed 's/<\/sheetData>.*//' | awk '
		BEGIN { while ((getline s < "sst") > 0) text[n++] = s }
		{
			out = ""
			while (match($0, /<c r="[A-Z]+[0-9]+"[^>]*>(<v>[^<]*<\/v>)?/)) {
				c = substr($0, RSTART, RLENGTH)
				$0 = substr($0, RSTART + RLENGTH)
				v = c
				sub(/.*<v>/, "", v)
				sub(/<.*/, "", v)
				out = out "|" (c ~ /t="s"/ ? text[v] : v)
			}
			print substr(out, 2)
		}'
}

# report LAYOUT [LINE...]: a description with this layout, to r.report
report() {
	printf '%s\n' '[report]' 'title = Rapport' 'sekretess = intern' "layout = $1" >r.report
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@" >>r.report
}

# refused WANT TABLE: not with r.report, and nothing is written
refused() {
	rm -f r.xlsx r.html
	run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx "$2"
	[ "${stderr_lines[0]}" = "ubat-xlsx: r.report:$1" ]
	[ ! -e r.xlsx ]
	run -2 --separate-stderr ubat-html -l r.report -o r.html "$2"
	[ "${stderr_lines[0]}" = "ubat-html: r.report:$1" ]
	[ ! -e r.html ]
}

own() {
	tsv '#kommun:code n:count pos:share pos_k:count pos_n:count pos_miss:count alder:mean alder_n:count alder_miss:count' \
	    '#table enhet keys=kommun title=Nöjda,_medel unit=klienter' '#label kommun ovriga Övriga' \
	    '#label n Antal_klienter' '#label pos Nöjda' '#label alder Ålder' \
	    'A 40 0.4 16 40 0 40.25 39 1' 'ovriga 200 0.5 99 198 2 41 200 0' '.t 240 0.48 115 238 2 40.9 239 1' |
	    tr _ ' ' | sed 's/pos k:/pos_k:/; s/pos n:/pos_n:/; s/pos miss:/pos_miss:/; s/alder n:/alder_n:/; s/alder miss:/alder_miss:/' |
	    whole
}

# --- verksamhet ---------------------------------------------------------------

@test "verksamhet: measures in rows, the unit, the others and the difference beside each other" {
	own >t
	report verksamhet
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | sed -n '/^Mått/,$p' >have
	diff have - <<-'E'
		Mått|A|Övriga|Skillnad|A, antal med uppgift|Övriga, antal med uppgift
		Antal klienter|40|200|.|.|.
		Nöjda, procent|40|50|-10|40|198
		Ålder|40.3|41|-0.7|39|200
	E
	sheet 2 | grep -q '^Skillnad är A minus Övriga, av de tal som visas; för andelar i procentenheter.$'
	# decimals are those of each row
	unzip -p r.xlsx xl/worksheets/sheet2.xml | grep -q '<v>40.3</v>'
	# and the same on the page of the web
	ubat-html -l r.report -o r.html t
	grep -q '<th scope="row">Nöjda, procent</th><td class="n">40,0</td><td class="n">50,0</td><td class="n">−10,0</td>' r.html
}

@test "verksamhet: what is hidden stays so in the difference, and other keys stay in rows" {
	tsv '#kommun:code kon:code pos:share pos_k:count pos_n:count' \
	    '#table enhet keys=kommun,kon' 'A k .s .s .s' 'A m 0.5 10 20' 'A .t 0.4 20 50' \
	    'ovriga k 0.5 50 100' 'ovriga m .s .s .s' 'ovriga .t 0.4 80 200' '.t .t 0.4 100 250' | whole >t
	report verksamhet
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | sed -n '/^Mått/,$p' >have
	diff have - <<-'E'
		Mått|kon|A|ovriga|Skillnad|A, antal med uppgift|ovriga, antal med uppgift
		pos, procent|k|X|50|X|X|100
		pos, procent|m|50|X|X|20|X
		pos, procent|Totalt|40|40|0|50|200
	E
	! unzip -p r.xlsx xl/worksheets/sheet2.xml | grep -q '0\.[0-9]</v>'
}

@test "verksamhet: groups beside each other where there is no unit, bases below" {
	tsv '#regi:code a:mean a_n:count b:mean b_n:count c:share c_k:count c_n:count d:mean d_n:count' \
	    '#table enhet keys=regi title=Medel' 'k 1.5 10 2 11 0.5 5 10 1 9' 'p 3 7 4 8 0.25 2 8 2 9' \
	    '.t 2 17 3 19 0.4 7 18 2 18' | whole >t
	report verksamhet '[table enhet]' 'chart = columns:g1,g2'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | sed -n '/^Mått/,$p' >have
	diff <(head -9 have) - <<-'E'
		Mått|k|p|Totalt
		a|1.5|3|2
		b|2|4|3
		c, procent|50|25|38.9
		d|1|2|2
		a, antal med uppgift|10|7|17
		b, antal med uppgift|11|8|19
		c, antal med uppgift|10|8|18
		d, antal med uppgift|9|9|18
	E
	# a chart takes the longest run of measures of one kind
	unzip -p r.xlsx xl/charts/chart1.xml | grep -q "<c:f>enhet!\$B\$[0-9]*:\$B\$[0-9]*</c:f>"
	unzip -p r.xlsx xl/charts/chart1.xml | grep -o '<c:ptCount val="[0-9]*"' | sort -u | grep -qx '<c:ptCount val="2"'
}

@test "verksamhet: sections are numbered and named, in order" {
	own >t
	sed -i 's/title=[^	]*	//' t
	report verksamhet '[table enhet]' 'section = 2.1' 'hide = n'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | head -1 | grep -qx '2.1 Bakgrundsuppgifter för klienter i A jämfört med övriga klienter'
	unzip -p r.xlsx xl/workbook.xml | grep -q '<sheet name="2.1 Bakgrundsuppgifter"'
	# a measure that is left out has no row
	! sheet 2 | grep -q '^Antal klienter'
	# a title of its own gets the number, once
	for title in 'Egen' '2.1 Egen'; do
		report verksamhet '[table enhet]' 'section = 2.1' "title = $title"
		ubat-xlsx -l r.report -o r.xlsx t
		sheet 2 | head -1 | grep -qx '2.1 Egen'
	done
	report verksamhet '[table enhet]' 'section = 9'
	refused '6: no section 9: there are 2.1 to 2.8, 3, and 3.1 to 3.8' t
	report tabell '[table enhet]' 'section = 2.1'
	refused '6: section = needs layout = verksamhet' t
	report verksamhet '[table enhet]' 'section = 2.2' '[table b]' 'section = 2.1'
	refused '8: section 2.1 stands behind 2.2' t
}

# --- the line that chooses ----------------------------------------------------

@test "a layout is of the report or of a table, and must fit one" {
	own >t
	report verksamhet '[table enhet]' 'layout = tabell'
	refused '4: no table fits the layout verksamhet, which needs a key with one unit and the others (ubat-agg --own), or more measures than groups' t
	report tabell '[table enhet]' 'layout = verksamhet'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | grep -q '^Nöjda, procent|40|50|-10'
	report tabell '[table enhet]' 'layout = namnd'
	refused '6: layout = namnd is of a report, not of a table' t
	report tabell '[table enhet]' 'layout = verksamheten'
	refused '6: no layout verksamheten; did you mean verksamhet?' t
	report q
	refused '4: no layout q: there are namnd, oppna-jamforelser, statistik, verksamhet, nyhetsbrev and tabell' t
	report verksamhet '[table enhet]' 'hide = nix'
	refused '6: table enhet shows no column nix' t
	report verksamhet '[table enhet]' 'chart = pos'
	refused '6: table enhet shows no measure pos' t
}
