# Workbooks as other programs see them: LibreOffice prints one, openpyxl reads
# one back.
load helper

prepare() {
	cat >ar.ubat <<-'EOF'
	#ar:int	n:count	pos:share	pos_k:count	pos_n:count
	#table	ar	keys=ar	title=Åtgärder per år & "andel"	unit=åtgärder
	#label	pos	Nöjda med hjälpen
	2014	1100	0.7	70	100
	2015	1128	0.75	75	100
	2016	7	.s	.s	.s
	#end	3	0
	EOF
	printf '#k:code' >wide.ubat
	for i in $(seq 16); do printf '\tmatt_nummer_%d:count' "$i"; done >>wide.ubat
	printf '\n#table\twide\tkeys=k\n' >>wide.ubat
	for k in Norr Syd; do
		printf %s $k
		for i in $(seq 16); do printf '\t%d' $((i * 1001)); done
		echo
	done >>wide.ubat
	printf '#end\t2\t0\n' >>wide.ubat
	ubat-xlsx -o r.xlsx --chart ar=bars:pos --chart ar=n ar.ubat wide.ubat
}

@test "in print no text is cut, charts have their words, wide tables go on with their key" {
	sanitized && skip "the programs that draw are not ours"
	command -v soffice pdftotext >/dev/null && command -v soffice >/dev/null ||
	    skip "needs soffice and pdftotext"
	HOME=$PWD soffice --headless "-env:UserInstallation=file://$PWD/office" \
	    --convert-to pdf r.xlsx >out 2>&1
	pdftotext -layout r.pdf r.txt
	for text in 'Åtgärder per år & "andel"' Innehållsförteckning '1,128\|1 128' 70 \
	    'X = uppgiften har skyddats' 'Antal åtgärder' matt_nummer_1 matt_nummer_16; do
		grep -q "$text" r.txt
	done
	# the title of the table and of its two charts
	[ "$(grep -c 'Åtgärder per år & "andel"' r.txt)" -ge 4 ]
	# the wide table takes two pages, its key on each
	[ "$(grep -c Norr r.txt)" -ge 2 ]
	run ! grep -q '###\|#REF\|#NAME\|Err:' r.txt
}

@test "LibreOffice gives the numbers of each sheet as they came" {
	sanitized && skip "the programs that draw are not ours"
	command -v soffice >/dev/null || skip "needs soffice"
	# all sheets, as UTF-8, what the cells hold and not how it is shown
	HOME=$PWD soffice --headless "-env:UserInstallation=file://$PWD/office" --convert-to \
	    'csv:Text - txt - csv (StarCalc):124,34,76,1,,0,false,false,false,false,false,-1' \
	    r.xlsx >out 2>&1
	# the quotes say what is text; here the numbers count
	tr -d '"' <r-ar.csv | grep -A9 '^ar|' >have
	diff have - <<-'EOF'
	ar|Antal åtgärder|Nöjda med hjälpen, procent|Nöjda med hjälpen, antal med uppgift
	2014|1100|70|100
	2015|1128|75|100
	2016|7|X|X
	EOF
	[ "$(tail -n 1 r-wide.csv | tr -d '"')" = "Syd|$(seq 1001 1001 16016 | paste -sd '|')" ]
}

@test "openpyxl finds the numbers of the stream" {
	/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || skip "needs python3-openpyxl"
	/usr/bin/python3 - >have <<-'EOF'
	import openpyxl
	book = openpyxl.load_workbook("r.xlsx")
	print("|".join(book.sheetnames))
	for sheet in book.worksheets[1:]:
	    for table in sheet.tables.values():
	        for row in sheet[table.ref]:
	            print("|".join(str(cell.value) for cell in row[:5]))
	print(book.properties.language, book.properties.title)
	EOF
	diff have - <<-'EOF'
	Om statistiken|ar|wide
	ar|Antal åtgärder|Nöjda med hjälpen, procent|Nöjda med hjälpen, antal med uppgift
	2014|1100|70|100
	2015|1128|75|100
	2016|7|X|X
	k|matt_nummer_1|matt_nummer_2|matt_nummer_3|matt_nummer_4
	Norr|1001|2002|3003|4004
	Syd|1001|2002|3003|4004
	sv-SE Åtgärder per år & "andel"
	EOF
}
