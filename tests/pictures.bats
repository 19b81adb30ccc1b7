# Workbooks as other programs see them: LibreOffice prints one, openpyxl reads
# one back.
load helper
load drawing

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
	needs soffice pdftotext
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
	needs soffice
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

# What LibreOffice prints, once for the tests below: a workbook with a chart of
# each kind, and that one spoiled in three ways.  Those of the examples are drawn
# by readback.bats.
draw() {
	draws
	drawn=$BATS_FILE_TMPDIR/drawn
	[ ! -d "$drawn" ] || return 0
	mkdir "$drawn" "$drawn/small"
	sh "$ROOT/tests/pictures/kinds.sh" "$drawn"
	# no bars; a column of three digits' room; no table of the years
	spoil empty xl/charts/chart1.xml 's,<c:ser>.*</c:ser>,,'
	spoil narrow xl/worksheets/sheet3.xml 's,<col [^>]*/>,<col min="1" max="9" width="2.7" customWidth="1"/>,'
	spoil bare xl/worksheets/sheet3.xml 's,<row r="\([89]\|1[0-3]\)".*</row>,,;s,<tableParts.*</tableParts>,,'
	sh "$ROOT/tests/pictures/office.sh" "$drawn" "$drawn"/*.xlsx
	look small "$drawn/small" "$drawn"/{kinds,empty,bare}.pdf
	for f in empty bare; do # as if they were it
		mkdir "$drawn/$f"
		for s in "$drawn/small/$f"*; do
			name=${s##*/}
			cp "$s" "$drawn/$f/kinds${name#"$f"}"
		done
	done
}

# spoil NAME PART SED: kinds.xlsx as NAME.xlsx, one part of it changed
spoil() {
	mkdir -p "$1/${2%/*}"
	cp "$drawn/kinds.xlsx" "$drawn/$1.xlsx"
	unzip -p "$drawn/kinds.xlsx" "$2" | tr -d '\n' | sed "$3" >"$1/$2"
	cmp -s "$1/$2" <(unzip -p "$drawn/kinds.xlsx" "$2") && return 1
	python3 - "$drawn/kinds.xlsx" "$drawn/$1.xlsx" "$2" "$1/$2" <<-'EOF'
	import sys, zipfile
	_, old, new, part, text = sys.argv
	with zipfile.ZipFile(old) as a, zipfile.ZipFile(new, "w") as b:
	    for n in a.namelist():
	        b.writestr(n, open(text, "rb").read() if n == part else a.read(n))
	EOF
}

@test "all that a workbook holds is in print, whole and apart, and its charts are drawn" {
	draw
	run -0 look check "$drawn/kinds.xlsx" "$drawn/kinds.pdf"
	[ -z "$output" ]
}

@test "print looks as when somebody looked at it" {
	draw
	run -0 look compare "$drawn/small" "$ROOT/tests/pictures" kinds
	[ -z "$output" ]
}

@test "an empty chart, a column too narrow and a table that is missing are seen" {
	draw
	run -1 look check "$drawn/empty.xlsx" "$drawn/empty.pdf"
	[[ $output = *'chart1.xml, page '*': a chart without anything in it'* ]]
	run -1 look check "$drawn/narrow.xlsx" "$drawn/narrow.pdf"
	[[ $output = *'###'* ]]
	for spoiled in empty bare; do
		run -1 look compare "$drawn/$spoiled" "$ROOT/tests/pictures" kinds
		[[ $output = *'empty where something was'* ]]
	done
}

@test "README shows pictures of the examples, small ones, in words too" {
	n=0
	for f in "$ROOT"/examples/gallery/*.png; do
		[ "$(wc -c <"$f")" -lt 60000 ]
		# width, from the header of the file
		w=$((16#$(od -An -tx1 -j16 -N4 "$f" | tr -d ' ')))
		[ "$w" -ge 300 ]
		[ "$w" -le 900 ]
		grep -q "^!\[..*\](examples/gallery/${f##*/})" "$ROOT/README.md"
		n=$((n + 1))
	done
	[ "$n" -ge 3 ]
	[ "$n" -le 5 ]
	[ "$(grep -c '](examples/gallery/' "$ROOT/README.md")" = "$n" ]
	[ "$(cat "$ROOT"/tests/pictures/*.png | wc -c)" -lt 400000 ]
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
