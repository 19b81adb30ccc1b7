# ubat-report(5), layout =: the forms that agencies and municipalities give
# their tables, in the workbook and on the page of the web.
load helper
load sheets

# sheet N: sheet N of r.xlsx
sheet() {
	sheet_rows r.xlsx "$1"
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
	! sheet 2 | grep -q '^Antal klienter' || false
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

# --- statistik ----------------------------------------------------------------

people() {
	tsv '#klient:id kon:code alder:int b:int' 'a man 20 3' 'b kvinna 33 8' 'c man 60 9' \
	    'd kvinna 22 1' 'e ~ 23 10' | whole >k.ubat
}

@test "statistik: Totalt, Män and Kvinnor in that order, totals first, ages in words" {
	people
	report statistik
	for how in '-g kon' '--across kon'; do
		ubat-agg -f k.ubat -g 'alder = band(alder, 18, 30, 50)' $how --total --unit klienter \
		    --label 'alder=Ålder' n 'pos = share(b > 5)' >t
		ubat-xlsx -l r.report -o r.xlsx t
		sheet 2 | sed -n '/^Ålder/,$p' >have
		diff <(cut -d'|' -f 1-7 have) - <<-'E'
			Ålder|Totalt, antal klienter|Totalt, andel pos, procent|Totalt, pos, antal med uppgift|Män, antal klienter|Män, andel pos, procent|Män, pos, antal med uppgift
			Totalt|5|60|5|2|50|2
			18–29 år|3|33.3|3|1|0|1
			30–49 år|1|100|1|0|..|0
			50 år och äldre|1|100|1|1|100|1
		E
		# what is missing is shown, last
		head -1 have | cut -d'|' -f 8,11 | grep -qx 'Kvinnor, antal klienter|Uppgift saknas, antal klienter'
		ubat-html -l r.report -o r.html t
		grep -q '<th scope="row">50 år och äldre</th>' r.html
	done
	# where rows were left out, what is not there is not known
	ubat-table --sort alder <(ubat-agg -f k.ubat -g 'alder = band(alder, 18, 50)' -g kon n) >t
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | grep -qx '50 år och äldre|1|\.\.|\.\.'
}

@test "statistik: men and women by other words, and a table without them stays as it is" {
	report statistik
	tsv '#kon:code n:count' '#table t keys=kon' '#label kon 1 Pojkar' '#label kon 2 Flickor' \
	    '1 4' '2 5' '.t 9' | whole >t
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | tail -2 | paste -sd' ' | grep -qx 'Totalt, antal poster|Män, antal poster|Kvinnor, antal poster 9|4|5'
	sed 's/Flickor/Ja/' t >u
	refused '4: no table fits the layout statistik, which needs a key with men and women (kon), or one across' u
	sed -i 's/^layout = statistik/layout = oppna-jamforelser/' r.report
	refused '4: no table fits the layout oppna-jamforelser, which needs a hierarchy up to riket, or a key of lan (ubat-agg --hierarchy)' u
	report tabell '[table t]' 'layout = statistik'
	refused '6: table t does not fit the layout statistik, which needs a key with men and women (kon), or one across' u
}

# --- öppna jämförelser --------------------------------------------------------

oj() {
	tsv '#ar:int lan:code kommun:code pos:share pos_k:count pos_n:count' \
	    '#table t keys=ar,lan,kommun hierarchy=kommun<lan<riket bortfall=20' \
	    '#label lan 01 Stockholms_län' '#label lan 06 Jönköpings_län' >t
	for ar in 2018 2019; do
		tsv "$ar 01 0114 0.5 10 20" "$ar 01 0115 0.25 5 20" "$ar 01 0117 1 20 20" \
		    "$ar 01 0120 0.75 15 20" "$ar 01 0123 1 3 3" "$ar 01 0125 .s .s .s" \
		    "$ar 01 .t 0.6 50 83" "$ar 06 0601 .b .b .b" "$ar 06 .t .b .b .b" "$ar .t .t 0.6 60 100"
	done >>t
	whole <t | sed 's/s_l/s l/' >t2
	mv t2 t
}

@test "oppna-jamforelser: riket, each län and its kommuner, years beside each other" {
	oj
	report oppna-jamforelser
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | sed -n '/^Område/,$p' >have
	diff have - <<-'E'
		Område|Nivå|pos, 2018, procent|pos, 2019, procent|pos, antal med uppgift, 2018|pos, antal med uppgift, 2019
		Riket|Riket|60|60|100|100
		01 Stockholms län|Län|60.2|60.2|83|83
		0114|Kommun|50|50|20|20
		0115|Kommun|25|25|20|20
		0117|Kommun|100|100|20|20
		0120|Kommun|75|75|20|20
		0123|Kommun|100|100|3|3
		0125|Kommun|X|X|X|X
		06 Jönköpings län|Län|..|..|..|..
		0601|Kommun|..|..|..|..
	E
	# who is left out is named, with the reason and the limit
	sheet 2 | paste -sd' ' | grep -q 'Jönköpings län (2018), .*Jönköpings län (2019).* redovisas inte på grund av bortfall högre än 20 procent\.'
	# the same where the years stand across
	tsv '#klient:id kommun:code ar:int b:int' 'a 0114 2018 1' 'b 0114 2019 0' 'c 0180 2018 1' | whole >k.ubat
	for how in '-g ar' '--across ar'; do
		ubat-agg -f k.ubat $how -g kommun --hierarchy 'kommun < lan < riket' --total 'pos = share(b = 1)' >t
		ubat-xlsx -l r.report -o r.xlsx t
		sheet 2 | sed -n '/^Område/,$p' | cut -d'|' -f 1-4 >"${how%% *}"
	done
	diff -- -g --across
	sed -n 2p <-g | grep -qx 'Riket|Riket|100|0'
}

@test "oppna-jamforelser: relative position as a word and a colour, by limits that are said" {
	oj
	report oppna-jamforelser '[table t]' 'position = pos' 'limits = 25,75' 'good = high' 'least = 5'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | sed -n '/^Område/,$p' | cut -d'|' -f 1,5 >have
	diff have - <<-'E'
		Område|Relativ position 2019
		Riket|.
		01 Stockholms län|För få att jämföra
		0114|I mitten
		0115|Bland de 25 procent lägsta
		0117|Bland de 25 procent högsta
		0120|I mitten
		0123|Visas inte
		0125|Visas inte
		06 Jönköpings län|Visas inte
		0601|Visas inte
	E
	sheet 2 | paste -sd' ' | grep -q 'inte ett omdöme; färgen säger detsamma som ordet: grönt är högst, rött lägst. Ingen position visas där basen är mindre än 5\.'
	# a colour for each word, and none elsewhere
	unzip -p r.xlsx xl/styles.xml | grep -o 'fgColor rgb="[0-9A-F]*"' | sort -u | paste -sd' ' >have
	[ "$(cat have)" = 'fgColor rgb="FFC6E5C3" fgColor rgb="FFD9D9D9" fgColor rgb="FFF6C3BB" fgColor rgb="FFFFF2B3"' ]
	ubat-html -l r.report -o r.html t
	grep -q '<td class="t1">Bland de 25 procent högsta</td>' r.html
	grep -q '<td class="t3">Bland de 25 procent lägsta</td>' r.html
	# who has too small a base has neither a rank's word nor a rank's colour, only grey
	[ "$(grep -c '>Visas inte<' r.html)" -gt 0 ]
	[ "$(grep '>Visas inte<' r.html | grep -vc 'class="t6">Visas inte<')" = 0 ]
	sed '/^least = /d' r.report >l.report
	run -2 --separate-stderr ubat-xlsx -l l.report -o l.xlsx t
	[ "${stderr_lines[0]}" = 'ubat-xlsx: l.report:6: least = is needed: below which base is there no position?' ]
	# where low is good the colours change, the words do not; without good = they are no verdict
	sed -i 's/good = high/good = low/' r.report
	ubat-html -l r.report -o r.html t
	grep -q '<td class="t3">Bland de 25 procent högsta</td>' r.html
	sed -i '/good = /d' r.report
	ubat-html -l r.report -o r.html t
	grep -q '<td class="t4">Bland de 25 procent högsta</td>' r.html
}

@test "oppna-jamforelser: where each unit is one answer it says Ja or Nej" {
	tsv '#lan:code kommun:code enhet:code ok:share ok_k:count ok_n:count n:count' \
	    '#table t keys=lan,kommun,enhet hierarchy=enhet<kommun<lan<riket' \
	    '01 0114 .t 1 1 1 1' '01 0115 .t 0 0 1 1' '01 0180 A 1 1 1 1' '01 0180 B .u 0 0 0' '01 0180 .t 1 1 1 1' \
	    '01 .t .t 0.6 2 3 3' '.t .t .t 0.6 2 3 3' | whole >t
	report oppna-jamforelser '[table t]' 'label.enhet = Stadsdel'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | sed -n '/^Område/,$p' | cut -d'|' -f 1-3 >have
	diff have - <<-'E'
		Område|Nivå|ok, procent
		Riket|Riket|66.7
		01|Län|66.7
		0114|Kommun|Ja
		0115|Kommun|Nej
		0180|Kommun|100
		A|Stadsdel|Ja
		B|Stadsdel|..
	E
	grep -q '>Ja</td>' <(ubat-html -l r.report -o r.html t; cat r.html)
	echo 'position = ok' >>r.report
	refused '7: limits = is needed: of which per cent are the lowest and the highest?' t
	echo 'limits = 25,75' >>r.report
	refused '7: ok is yes or no of each unit, which has no relative position' t
	while IFS='|' read -r lines want; do
		report oppna-jamforelser '[table t]'
		printf "$lines" >>r.report
		refused "$want" t
	done <<-'E'
		position = nix\nlimits = 25,75\n|6: table t shows no measure nix
		position = ok\nlimits = 75,25\n|7: not two per cents in order, as 25,75
		position = ok\nlimits = 25\n|7: not two per cents in order, as 25,75
		position = ok\nlimits = 1,99\ngood = bad\n|8: neither high nor low
		position = n\nlimits = 25,75\nleast = 5\n|8: n has no base
		position = ok\nlimits = 1,99\nleast = 0\n|8: not a whole number from 1 on
		limits = 25,75\n|6: position = is needed here
		layout = tabell\nposition = ok\n|7: position = needs layout = oppna-jamforelser
	E
}

# --- nyhetsbrev ---------------------------------------------------------------

@test "nyhetsbrev: questions in rows, groups beside each other, and a chart by question" {
	tsv '#regi:code a:share a_k:count a_n:count b:share b_k:count b_n:count' \
	    '#table t keys=regi title=Nöjda' '#label regi k Kommunal' '#label regi p Privat' \
	    'k 0.5 10 20 0.25 5 20' 'p 0.4 4 10 0.6 6 10' '.t 0.5 14 30 0.4 11 30' | whole >t
	report nyhetsbrev
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | sed -n '/^Mått/,$p' >have
	diff have - <<-'E'
		Mått|Kommunal|Privat|Totalt
		a, procent|50|40|46.7
		b, procent|25|60|36.7
		a, antal med uppgift|20|10|30
		b, antal med uppgift|20|10|30
	E
	unzip -p r.xlsx xl/charts/chart1.xml >c
	[ "$(grep -o '<c:ser>' c | wc -l)" -eq 2 ]
	grep -q '<c:max val="100"' c
	unzip -p r.xlsx xl/drawings/drawing1.xml | grep -q 'descr="Stapeldiagram: Nöjda. Kommunal: högst är a med 50,0 procent'
	ubat-html -l r.report -o r.html t
	[ "$(grep -c 'class="s[01]" x=' r.html)" -eq 6 ]
	# a chart of its own instead
	report nyhetsbrev '[table t]' 'chart = bars:totalt'
	ubat-xlsx -l r.report -o r.xlsx t
	[ "$(unzip -p r.xlsx xl/charts/chart1.xml | grep -o '<c:ser>' | wc -l)" -eq 1 ]
	report nyhetsbrev
	tsv '#a:code n:count' '#table t keys=a' 'x 1' 'y 2' | whole >u
	refused '4: no table fits the layout nyhetsbrev, which needs one key of at most 6 groups, and shares or means of them' u
}

# --- breaks in a series ---------------------------------------------------------

series() {
	tsv '#ar:int pos:share pos_k:count pos_n:count b:share b_k:count b_n:count' \
	    '#table t keys=ar title=Serie break:pos=2019:_CRAFT_tillkom' \
	    '2016 .u 0 0 0.1 1 10' '2017 0.3 3 10 0.2 2 10' '2018 0.4 4 10 0.3 3 10' \
	    '2019 0.6 6 10 0.4 4 10' '2020 0.7 7 10 0.5 5 10' | whole | sed 's/:_CRAFT_/: CRAFT /'
}

@test "a break is said, and a line stops there: in the workbook, on the page and in words" {
	series >t
	report tabell '[table t]' 'chart = lines:pos,b'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | grep -qx 'Tidsseriebrott 2019, pos: CRAFT tillkom.'
	unzip -p r.xlsx xl/charts/chart1.xml >c
	# two pieces, and the other series whole; each point in one of them
	[ "$(grep -o '<c:ser>' c | wc -l)" -eq 3 ]
	grep -q '<c:v>pos, till 2018</c:v>' c
	grep -q '<c:v>pos, från 2019</c:v>' c
	grep -q '<c:v>b</c:v>' c
	sed 's/<c:ser>/\n&/g' c | grep '^<c:ser>' | sed 's/.*<c:val>//; s/<\/c:val>.*//' | grep -o '<c:pt idx="[0-9]*"><c:v>[0-9]*' |
	    sed 's/.*idx="//; s/".*>/:/' | paste -sd' ' | grep -qx '1:30 2:40 3:60 4:70 0:10 1:20 2:30 3:40 4:50'
	alt='Linjediagram: Serie. pos: Från 2017 med 30,0 procent till 2018 med 40,0 procent. Från 2019 med 60,0 procent till 2020 med 70,0 procent. Tidsseriebrott 2019: CRAFT tillkom. Åren före och efter kan inte jämföras. b: högst är'
	unzip -p r.xlsx xl/drawings/drawing1.xml | grep -qF "descr=\"${alt//0,0/0,0}"
	ubat-html -l r.report -o r.html t
	grep -qF "aria-label=\"$alt" r.html
	[ "$(grep -c '<polyline class="l0"' r.html)" -eq 2 ]
	[ "$(grep -c '<polyline class="l1"' r.html)" -eq 1 ]
	grep -q 'class="mid">Tidsseriebrott</text>' r.html
	grep -q '<p>Tidsseriebrott 2019, pos: CRAFT tillkom.</p>' r.html
	# without a description too, and where the table says nothing of it no line stops
	ubat-xlsx -o r.xlsx --chart t=lines:b t
	[ "$(unzip -p r.xlsx xl/charts/chart1.xml | grep -o '<c:ser>' | wc -l)" -eq 1 ]
	sheet 2 | grep -q '^Tidsseriebrott 2019, pos'
}

@test "a break comes from the instrument by way of the accounts, to every measure of the score" {
	tsv '#id:id ar:int svar:int' 'a 2018 1' 'b 2018 0' 'c 2019 1' 'd 2019 1' | whole >r.ubat
	printf '%s\n' '[instrument]' 'name = prov' 'version = 1' 'title = Prov' 'source = own; Prov' 'licence = fri' \
	    '[item ar]' 'label = År' 'range = 2000..2100' '[item svar]' 'label = Svar' 'range = 0..1' \
	    '[score stod]' 'label = Stöd' 'at = ar' 'expr 2017..2018 = svar = 1' 'expr 2019.. = svar >= 0' \
	    'break 2019 = CRAFT tillkom' >x.instrument
	ubat-score -i ./x.instrument r.ubat >s.ubat 2>/dev/null
	ubat-agg -f s.ubat -g ar 'x = share(stod)' 'y = count(stod)' n >t
	grep -q '	break:x=2019: CRAFT tillkom	break:y=2019: CRAFT tillkom$' t
	! grep -q 'break:n' t || false
	ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 t | grep -q '	break:x=2019: CRAFT tillkom'
}

@test "a break in the description, its times and its errors; a board compares nothing across one" {
	series | sed 's/	break:pos=[^	]*$//' >t
	# across, and by days
	report tabell '[table t]' 'break.b = 2018-07-01: ny fråga; 2020: annan'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | paste -sd' ' | grep -q 'Tidsseriebrott 2018-07-01, b: ny fråga. Tidsseriebrott 2020, b: annan\.'
	# said already, or of no time in the table: not again
	report tabell '[table t]' 'note = Tidsseriebrott 2019: se noten.' 'break.b = 2019: ny fråga; 2030: annan'
	ubat-xlsx -l r.report -o r.xlsx t
	[ "$(sheet 2 | grep -c Tidsseriebrott)" -eq 1 ]
	report tabell '[table t]' 'break.nix = 2019: ny'
	refused '6: table t shows no measure nix' t
	report tabell '[table t]' 'break.b = CRAFT'
	refused '6: not a time and why, as 2019: the question is another' t
	report namnd '[figure B]' 'table = t' 'measure = b' 'row = 2019' 'before = 2018' 'limit = 1' \
	    '[table t]' 'break.b = 2019: ny fråga'
	ubat-xlsx -l r.report -o r.xlsx t
	sheet 2 | grep -q '|Ej jämförbart: tidsseriebrott 2019, ny fråga$'
}

# --- drafts -------------------------------------------------------------------

@test "a draft names the layout that fits each table, and the comparison that came with them" {
	own >a
	oj
	sed 's/^#table	t	/#table	oj	/' t >b
	people
	ubat-agg -n kon -f k.ubat -g kon --total n >c
	ubat-agg -n alder -f k.ubat -g 'alder = band(alder, 18, 30)' --total n >d
	ubat-xlsx --propose a b c d >r.report
	awk '/^\[table/ { t = $2 } /^layout/ { print t $3 }' r.report | paste -sd' ' |
	    grep -qx 'enhet\]verksamhet oj\]oppna-jamforelser kon\]statistik'
	ubat-xlsx -l r.report -o r.xlsx a b c d
	sheet 2 | grep -q '^Mått|A|Övriga|Skillnad'
	! grep -q '^changes' r.report || false
	sed 's/kvinna	2/kvinna	3/' c >c2
	ubat-audit --compare c c2 >rev.ubat || true
	ubat-xlsx --propose c2 rev.ubat >r.report
	grep -qx 'changes = rev.ubat' r.report
	ubat-xlsx -l r.report -o r.xlsx c2
}

@test "a table without rows has its sheet in any layout, and says that it holds nothing" {
	printf '#k:text\tn:count\n#table\tt\tkeys=k\n#end\t0\t0\n' >e
	for l in statistik oppna-jamforelser nyhetsbrev verksamhet; do
		for at in 'layout = %s\n' '[table t]\nlayout = %s\n'; do
			printf "[report]\ntitle = Bok\nsekretess = intern\n$at" $l >l.report
			run -0 ubat-xlsx -o r.xlsx -l l.report e
			unzip -p r.xlsx xl/sharedStrings.xml | grep -q 'Inga uppgifter'
		done
	done
}
