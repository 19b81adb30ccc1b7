# ubat-audit(1), WORKBOOKS: one test for each sentence; each hostile workbook
# has a twin where nothing is to be found.
load helper

X='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN='xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPE=http://schemas.openxmlformats.org/officeDocument/2006/relationships
PKG='xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

# rels TYPE TARGET...: relationships r1, r2 and so on
rels() {
	local n=0
	printf '%s<Relationships %s>' "$X" "$PKG"
	while [ $# -gt 0 ]; do
		n=$((n + 1))
		printf '<Relationship Id="r%d" Type="%s/%s" Target="%s"/>' $n "$TYPE" "$1" "$2"
		shift 2
	done
	printf '</Relationships>'
}

# The workbook in the folder b: "Kommun" with a table where Ale and Borås hide
# their men and women, and an empty "Mer".
prepare() {
	PACK=$(dirname "$(command -v ubat-import)")/../unit/package
	[ -x "$PACK" ] || skip "the unit tests are not built"
	PACK=$(cd "$(dirname "$PACK")" && pwd)/package
	mkdir -p b/_rels b/xl/_rels b/xl/worksheets/_rels
	cd b
	rels officeDocument xl/workbook.xml >_rels/.rels
	rels worksheet worksheets/sheet1.xml worksheet worksheets/sheet2.xml \
	    styles styles.xml sharedStrings sharedStrings.xml >xl/_rels/workbook.xml.rels
	printf '%s<workbook %s xmlns:r="%s"><sheets><sheet name="Kommun" sheetId="1" r:id="r1"/><sheet name="Mer" sheetId="2" r:id="r2"/></sheets></workbook>' \
	    "$X" "$MAIN" "$TYPE" >xl/workbook.xml
	printf '%s<styleSheet %s><numFmts><numFmt numFmtId="170" formatCode="[&lt;4]&quot;X&quot;;0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>' \
	    "$X" "$MAIN" >xl/styles.xml
	printf '%s<sst %s>' "$X" "$MAIN" >xl/sharedStrings.xml
	local t
	for t in Kommun Totalt Män Kvinnor Ale Borås Tjörn X; do
		printf '<si><t>%s</t></si>' $t
	done >>xl/sharedStrings.xml
	printf '</sst>' >>xl/sharedStrings.xml
	sheet 1 "$(row 1 's0 s1 s2 s3')$(row 2 's4 9 s7 s7')$(row 3 's5 40 s7 s7')$(row 4 's6 51 30 21')$(row 5 's1 100 60 40')"
	sheet 2 ''
	cd ..
}

# sheet N ROWS [BEFORE [BEHIND]]
sheet() {
	printf '%s<worksheet %s>%s<sheetData>%s</sheetData>%s</worksheet>' "$X" "$MAIN" \
	    "${3-}" "$2" "${4-}" >"xl/worksheets/sheet$1.xml"
}

# row N 'CELL...' [ATTRIBUTES]: sN a shared text, tTEXT a text, N:STYLE, N
row() {
	local c v n=0 letter=ABCDEFGH
	printf '<row r="%d" %s>' "$1" "${3-}"
	for c in $2; do
		printf '<c r="%s%d"' "${letter:n++:1}" "$1"
		case $c in
		-) printf '/>' ;;
		s*) printf ' t="s"><v>%s</v></c>' "${c#s}" ;;
		t*) v=${c#t}; printf ' t="inlineStr"><is><t>%s</t></is></c>' "${v//_/ }" ;;
		*:*) printf ' s="%s"><v>%s</v></c>' "${c#*:}" "${c%:*}" ;;
		*) printf '><v>%s</v></c>' "$c" ;;
		esac
	done
	printf '</row>'
}

# pack: the workbook ../x.xlsx of all that is in b
pack() {
	rm -f "$BATS_TEST_TMPDIR/x.xlsx"
	# shellcheck disable=SC2046
	"$PACK" "$BATS_TEST_TMPDIR/x.xlsx" $(find . -type f | sed 's|^\./||' | LC_ALL=C sort)
}

found() {
	pack
	run -1 --separate-stderr ubat-audit ../x.xlsx
	[ -z "$stderr" ]
	grep -v -e 'taken as: ' -e '^[0-9]* table' <<<"$output" >../found
	printf '%s\n' "$@" | diff - ../found
	# the hidden figures are 4, 5, 26 and 14: none is told
	! grep -q -w -e 26 -e 14 ../found
}

nothing() {
	pack
	run -0 --separate-stderr ubat-audit ../x.xlsx
	[ -z "$stderr" ]
	[ "${lines[-1]}" = '1 table, 12 cells, 7 sums, 4 hidden cells: 0 findings' ]
}

# the rows of Kommun with others at some place
kommun() {
	sheet 1 "$(row 1 's0 s1 s2 s3')$(row 2 "${1-s4 9 s7 s7}" "${2-}")$(row 3 's5 40 s7 s7')$(row 4 's6 51 30 21')$(row 5 's1 100 60 40')${5-}" \
	    "${3-}" "${4-}"
}

@test "a workbook where nothing is left" {
	cd b
	nothing
	[[ ${lines[0]} = 'Kommun: taken as: headings in row 1, 4 rows; keys Kommun; numbers Totalt, Män, Kvinnor; 7 sums, 0 shares of counts' ]]
	run -0 ubat-audit --sheet Kommun ../x.xlsx
	run -0 ubat-audit <../x.xlsx
	run -1 --separate-stderr ubat-audit --sheet Mer ../x.xlsx
	[ "$stderr" = 'ubat-audit: ../x.xlsx: no table in it: rows of figures below a heading' ]
	run -2 --separate-stderr ubat-audit --sheet Borta ../x.xlsx
	[ "$stderr" = 'ubat-audit: ../x.xlsx: no sheet Borta' ]
}

@test "hidden sheets, rows and columns with figures" {
	cd b
	sheet 2 "$(row 1 's0 s2')$(row 2 's4 4')"
	sed -i 's/name="Mer"/& state="hidden"/' xl/workbook.xml
	found 'Mer: left: the sheet is hidden, and holds 1 figure'
	sed -i 's/"hidden"/"veryHidden"/' xl/workbook.xml
	found 'Mer: left: the sheet is hidden, and holds 1 figure'
	sheet 2 "$(row 1 's0 s2')$(row 2 's4 s7')"
	nothing
	kommun 's4 9 s7 s7' '' '' '' "$(row 6 's4 9 4 5' 'hidden="1"')"
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: left: hidden rows hold 3 figures, the first in row 6'* ]]
	kommun 's4 9 s7 s7' '' '' '' "$(row 6 's4' 'hidden="1"')"
	nothing
	kommun 's4 9 s7 s7 - 4' '' '<cols><col min="6" max="7" hidden="true"/></cols>'
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: left: hidden columns hold 1 figure, the first in column F'* ]]
	kommun 's4 9 s7 s7' '' '<cols><col min="6" max="7" hidden="true"/></cols>'
	nothing
	# nothing high or wide is hidden, too
	kommun 's4 9 s7 s7' '' '' '' "$(row 6 's4 9 4 5' 'ht="0" customHeight="1"')"
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: left: hidden rows hold 3 figures, the first in row 6'* ]]
	kommun 's4 9 s7 s7 - 4' '' '<cols><col min="6" max="7" width="0"/></cols>'
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: left: hidden columns hold 1 figure, the first in column F'* ]]
}

@test "figures below a merged cell, or under a format that shows nothing of them" {
	cd b
	kommun 's4 9 s7 5' '' '' '<mergeCells><mergeCell ref="C2:D2"/></mergeCells>'
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: D2: left: a figure below a merged cell'* ]]
	kommun 's4 9 s7 s7' '' '' '<mergeCells><mergeCell ref="F2:G2"/></mergeCells>'
	nothing
	sheet 2 "$(row 1 's0 s2')$(row 2 's4 3:1')$(row 3 's5 4:1')"
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Mer: B2: left: a figure that its format shows nothing of'* ]]
	! grep -q 'Mer: B3: left' <<<"$output" || false
	sheet 2 "$(row 1 's0 s2')$(row 2 's4 30:1')$(row 3 's5 4:1')"
	pack
	run ubat-audit ../x.xlsx
	! grep -q ': left: ' <<<"$output"
}

@test "a figure aside from a row that hides one, and names by any key" {
	cd b
	kommun 's4 9 s7 s7 - 4'
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: F2: left: a figure without a heading, aside from a row that hides one'* ]]
	[ "$(grep -c ': left: ' <<<"$output")" = 1 ]
	# no column of the table, nor one that has a heading; nor beside a row that hides none
	kommun 's4 9 s7 s7 4'
	pack
	run ubat-audit ../x.xlsx
	! grep -q ': left: ' <<<"$output" || false
	sheet 1 "$(row 1 's0 s1 s2 s3 - tÅr')$(row 2 's4 9 s7 s7 - 4')$(row 3 's5 40 s7 s7 - 4')$(row 4 's6 51 30 21 - 5')"
	pack
	run ubat-audit ../x.xlsx
	! grep -q ': left: ' <<<"$output" || false
	sheet 1 "$(row 1 's0 s1 s2 s3')$(row 2 's4 9 s7 s7')$(row 3 's5 40 s7 s7')$(row 4 's6 51 30 21 - 4')$(row 5 's1 100 60 40')"
	pack
	run ubat-audit ../x.xlsx
	! grep -q ': left: ' <<<"$output" || false
	# Ale is the first of two keys
	sheet 1 "$(row 1 's0 tKön s1')$(row 2 's4 s2 s7')$(row 3 's4 s3 s7')$(row 4 's6 s2 12')$(row 5 's6 s3 14')$(row 6 's1 s1 35')"
	comment A6 'I Ale var det 4.'
	found 'Kommun: A6: left: names Ale and a number beside it, while a figure of that row is hidden'
	comment A6 'I Ale få. I Tjörn 12.'
	pack
	run -0 ubat-audit ../x.xlsx
}

@test "a hidden figure that a formula makes" {
	cd b
	sed -i 's|<c r="C2" t="s"><v>7</v>|<c r="C2" t="str"><f>IF(Z2\&lt;9,"X",Z2)</f><v>X</v>|' xl/worksheets/sheet1.xml
	found 'Kommun: C2: left: hidden by a formula: what it reads is in the workbook'
	# of a shown one it is none of our business
	kommun
	sed -i 's|<c r="B2"><v>9</v>|<c r="B2"><f>SUM(C2:D2)</f><v>9</v>|' xl/worksheets/sheet1.xml
	nothing
}

# comment CELL TEXT
comment() {
	printf '%s<comments %s><authors/><commentList><comment ref="%s" authorId="0"><text><r><t>%s</t></r></text></comment></commentList></comments>' \
	    "$X" "$MAIN" "$1" "$2" >xl/comments7.xml
	rels comments ../comments7.xml >xl/worksheets/_rels/sheet1.xml.rels
}

@test "comments on hidden figures, and texts that name a hidden row and a number" {
	cd b
	comment C2 'egentligen 4 st'
	found 'Kommun: C2: left: the comment on this hidden figure holds a number'
	comment C2 'hidden on purpose'
	nothing
	comment C4 'egentligen 4 st'
	nothing
	comment A5 'I Ale var det 4 män.'
	found 'Kommun: A5: left: names Ale and a number beside it, while a figure of that row is hidden'
	comment A5 'I Ale var det få. 12 kommuner svarade; Alendal 4; Tjörn 30.'
	nothing
	rm xl/comments7.xml xl/worksheets/_rels/sheet1.xml.rels
	kommun 's4 9 s7 s7' '' '' '<headerFooter><oddFooter>&amp;LBorås: 26 män</oddFooter></headerFooter>'
	found 'Kommun: head or foot of the page: left: names Borås and a number beside it, while a figure of that row is hidden'
	kommun 's4 9 s7 s7' '' '' '<headerFooter><oddFooter>&amp;LSidan 2 av 4, Borås 2024, 45 %</oddFooter></headerFooter>'
	nothing
	kommun 's4 9 s7 s7' '' '' '' "$(row 7 'tNot:_4_män_i_Ale')"
	found 'Kommun: A7: left: names Ale and a number beside it, while a figure of that row is hidden'
	# no number of a row: a note, a code, a part of a larger one; nor one that the row shows
	local t
	for t in 'tAle_[not_4]' 'tAle,_H4' 'tAle:_4_100_kr' 'tAle_9,_Borås_40'; do
		kommun 's4 9 s7 s7' '' '' '' "$(row 7 "$t")"
		nothing
	done
}

@test "a sheet of records is looked at, and called that" {
	cd b
	sheet 2 "$(row 1 'tLöpnr tPoäng')$(for n in 2 3 4 5 6 7; do row $n "$n 1$n"; done)"
	pack
	run -0 ubat-audit ../x.xlsx
	[[ $output = *'Mer: taken as: '*'; rather records than a table: a number for each person, and no totals'* ]]
}

@test "what may be entered, links and scenarios" {
	cd b
	kommun 's4 9 s7 s7' '' '' '<dataValidations><dataValidation type="list" sqref="H9 C2:D2"><formula1>"4,5"</formula1></dataValidation></dataValidations>'
	found 'Kommun: C2: left: what may be entered on this hidden figure holds a number'
	kommun 's4 9 s7 s7' '' '' '<extLst><x14:dataValidation xmlns:x14="x" xmlns:xm="m" type="list"><x14:formula1><xm:f>"4,5"</xm:f></x14:formula1><xm:sqref>D3</xm:sqref></x14:dataValidation></extLst>'
	found 'Kommun: D3: left: what may be entered on this hidden figure holds a number'
	kommun 's4 9 s7 s7' '' '' '<dataValidations><dataValidation type="whole" sqref="C2:D2"><formula1>0</formula1><formula2>99</formula2></dataValidation><dataValidation type="list" sqref="C2"><formula1>$H$1:$H$5</formula1></dataValidation><dataValidation type="list" sqref="C4"><formula1>"4,5"</formula1></dataValidation></dataValidations>'
	nothing
	kommun 's4 9 s7 s7' '' '' '<dataValidations><dataValidation sqref="H1" prompt="Borås: 26"/></dataValidations>'
	found 'Kommun: what may be entered: left: names Borås and a number beside it, while a figure of that row is hidden'
	kommun 's4 9 s7 s7' '' '' '<hyperlinks><hyperlink ref="C3" location="Mer!A1" tooltip="26 män"/></hyperlinks>'
	found 'Kommun: C3: left: a link on this hidden figure holds a number'
	kommun 's4 9 s7 s7' '' '' '<hyperlinks><hyperlink ref="C3" location="Mer!A1" tooltip="se not"/></hyperlinks>'
	nothing
	kommun 's4 9 s7 s7' '' '' '<scenarios><scenario name="a"><inputCells r="D2" val="5"/></scenario></scenarios>'
	found 'Kommun: D2: left: a scenario on this hidden figure holds a number'
	kommun 's4 9 s7 s7' '' '' '<scenarios><scenario name="a"><inputCells r="D4" val="21"/></scenario></scenarios>'
	nothing
}

@test "what would take too long to look at is said, or refused" {
	cd b
	# links on more cells than are compared
	kommun 's4 9 s7 s7' '' '' "<hyperlinks>$(yes '<hyperlink ref="H1" tooltip="se not"/>' | head -20001 | tr -d '\n')</hyperlinks>"
	pack
	run -0 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: more than 20000 links and rules of what may be entered: the rest is not looked at'* ]]
	# ranges that are merged, each over all rows
	sheet 2 "$(awk 'BEGIN { for (r = 1; r <= 2000; r++) printf "<row r=\"%d\"><c r=\"A%d\"><v>1</v></c></row>", r, r }')" '' \
	    "<mergeCells>$(yes '<mergeCell ref="D1:E2000"/>' | head -30000 | tr -d '\n')</mergeCells>"
	pack
	run -1 --separate-stderr ubat-audit ../x.xlsx
	[ "$stderr" = 'ubat-audit: ../x.xlsx: xl/worksheets/sheet2.xml has too many merged ranges' ]
}

@test "properties, pictures and names" {
	cd b
	mkdir -p docProps xl/drawings
	printf '%s<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Insatser</dc:title><dc:description>Ale 4</dc:description></cp:coreProperties>' "$X" >docProps/core.xml
	found 'docProps/core.xml: left: names Ale and a number beside it, while a figure of that row is hidden'
	printf '%s<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Insatser i Ale</dc:title><dc:description>4 tabeller</dc:description></cp:coreProperties>' "$X" >docProps/core.xml
	nothing
	printf '%s<Properties xmlns:vt="v"><property name="Ale"><vt:i4>4</vt:i4></property></Properties>' "$X" >docProps/custom.xml
	found 'docProps/custom.xml: left: names Ale and a number beside it, while a figure of that row is hidden'
	rm docProps/custom.xml
	printf '%s<wsDr xmlns:a="a"><cNvPr descr="Stapel: Ale 4, Tjörn 30"/></wsDr>' "$X" >xl/drawings/drawing1.xml
	found 'xl/drawings/drawing1.xml: left: names Ale and a number beside it, while a figure of that row is hidden'
	printf '%s<wsDr xmlns:a="a"><cNvPr descr="Stapel: Tjörn 30"/><a:p><a:r><a:t>Ale</a:t></a:r></a:p></wsDr>' "$X" >xl/drawings/drawing1.xml
	nothing
	sed -i 's|</sheets>|&<definedNames><definedName name="ale_m">4</definedName></definedNames>|' xl/workbook.xml
	found 'xl/workbook.xml: ale_m: left: this name stands for a number, not for a cell'
	sed -i 's|>4</definedName>|>Kommun!$C$2:$D$3</definedName>|' xl/workbook.xml
	nothing
	sed -i 's|>Kommun!$C$2:$D$3</definedName>|>2+2</definedName>|' xl/workbook.xml
	found 'xl/workbook.xml: ale_m: left: this name stands for a number, not for a cell'
	sed -i 's|>2+2</definedName>|>Tabell1[Ale]*2</definedName>|' xl/workbook.xml
	nothing
	printf '%s<xml><shape alt="Ale: 4"><textbox><div>se not</div></textbox></shape></xml>' "$X" >xl/drawings/vmlDrawing1.vml
	found 'xl/drawings/vmlDrawing1.vml: left: names Ale and a number beside it, while a figure of that row is hidden'
	printf '<xml><br></xml>' >xl/drawings/vmlDrawing1.vml
	pack
	run -0 ubat-audit ../x.xlsx
	[[ $output = *'xl/drawings/vmlDrawing1.vml '*', so it is not looked at'* ]]
	rm xl/drawings/vmlDrawing1.vml
	mkdir customXml
	printf '%s<x>4 i Ale</x>' "$X" >customXml/item1.xml
	found 'customXml/item1.xml: left: names Ale and a number beside it, while a figure of that row is hidden'
	rm customXml/item1.xml
	: >docProps/thumbnail.jpeg
	found 'docProps/thumbnail.jpeg: left: a picture of the first sheet, as it once was'
	rm docProps/thumbnail.jpeg
	mkdir xl/media
	: >xl/media/image1.png
	: >xl/vbaProject.bin
	pack
	run -0 ubat-audit ../x.xlsx
	[[ $output = *'xl/media/image1.png: a picture: what it shows is not looked at'* ]]
	[[ $output = *'xl/vbaProject.bin: a program: what it holds is not looked at'* ]]
	rm xl/media/image1.png xl/vbaProject.bin
	sed -i 's|</sst>|<si><t>Ale 4</t></si></sst>|' xl/sharedStrings.xml
	found 'xl/sharedStrings.xml: left: 1 text with a number that no cell shows'
	sed -i 's|Ale 4|Ale fyra|' xl/sharedStrings.xml
	nothing
}

# chart REFERENCE VALUE...: a chart with these figures
chart() {
	local n=0 v ref=$1
	shift
	mkdir -p xl/charts
	{
		printf '%s<c:chart xmlns:c="c"><c:val><c:numRef><c:f>%s</c:f><c:numCache>' "$X" "$ref"
		for v; do
			printf '<c:pt idx="%d"><c:v>%s</c:v></c:pt>' $n "$v"
			n=$((n + 1))
		done
		printf '</c:numCache></c:numRef></c:val></c:chart>'
	} >xl/charts/chart1.xml
}

@test "what a chart keeps of its cells" {
	cd b
	chart 'Kommun!$C$2:$C$4' 4 26 30
	found 'xl/charts/chart1.xml: left: the chart keeps 2 figures of cells that are hidden, the first is Kommun!C2'
	chart 'Kommun!$C$2:$C$4' 0 0 30
	nothing
	chart '(Kommun!$B$2:$B$3,'\''Kommun'\''!$C$3:$C$4)' 9 40 26 30
	found 'xl/charts/chart1.xml: left: the chart keeps 1 figure of cells that are hidden, the first is Kommun!C3'
	chart '(Kommun!$B$2:$B$3,'\''Kommun'\''!$C$4)' 9 40 30
	nothing
	chart 'Kommun!$C$4:$D$4' 30 22
	found 'xl/charts/chart1.xml: left: the chart keeps 1 figure that no cell shows'
	chart 'Borta!$C$4:$D$4' 30 21
	found 'xl/charts/chart1.xml: left: the chart keeps 2 figures that no cell shows'
	# labels that are made of cells, texts, and the charts of 2016
	printf '%s<c:chart xmlns:c="c" xmlns:a="a"><c:title><a:p><a:r><a:t>Ale: 4</a:t></a:r></a:p></c:title></c:chart>' "$X" >xl/charts/chart1.xml
	found 'xl/charts/chart1.xml: left: names Ale and a number beside it, while a figure of that row is hidden'
	printf '%s<c:chart xmlns:c="c"><c:f>Kommun!$C$2:$C$4</c:f><c:dlblRangeCache><c:pt idx="0"><c:v>4</c:v></c:pt><c:pt idx="2"><c:v>30</c:v></c:pt></c:dlblRangeCache></c:chart>' "$X" >xl/charts/chart1.xml
	found 'xl/charts/chart1.xml: left: the chart keeps 1 figure of cells that are hidden, the first is Kommun!C2'
	rm xl/charts/chart1.xml
	printf '%s<cx:chartSpace xmlns:cx="c"><cx:strDim><cx:f>Kommun!$A$2:$A$4</cx:f><cx:lvl><cx:pt idx="0">Ale</cx:pt></cx:lvl></cx:strDim><cx:numDim><cx:f>Kommun!$C$2:$C$4</cx:f><cx:lvl><cx:pt idx="1">26</cx:pt><cx:pt idx="2">30</cx:pt></cx:lvl></cx:numDim></cx:chartSpace>' "$X" >xl/charts/chartEx1.xml
	found 'xl/charts/chartEx1.xml: left: the chart keeps 1 figure of cells that are hidden, the first is Kommun!C3'
	sed -i 's|<cx:pt idx="1">26</cx:pt>||' xl/charts/chartEx1.xml
	nothing
}

@test "pivot tables, data models, other files and other workbooks" {
	cd b
	mkdir -p xl/pivotCache xl/model xl/embeddings xl/revisions xl/externalLinks
	printf '%s<pivotCacheRecords %s><r><n v="4"/></r><r><n v="5"/></r></pivotCacheRecords>' "$X" "$MAIN" >xl/pivotCache/pivotCacheRecords1.xml
	found 'xl/pivotCache/pivotCacheRecords1.xml: left: 2 records behind a pivot table'
	printf '%s<pivotCacheRecords %s/>' "$X" "$MAIN" >xl/pivotCache/pivotCacheRecords1.xml
	nothing
	printf '%s<pivotCacheDefinition %s><sharedItems><n v="4"/></sharedItems></pivotCacheDefinition>' "$X" "$MAIN" >xl/pivotCache/pivotCacheDefinition1.xml
	found 'xl/pivotCache/pivotCacheDefinition1.xml: left: 1 figure behind a pivot table'
	rm xl/pivotCache/*
	: >xl/model/item.data
	found 'xl/model/item.data: left: a data model: records, not tables'
	rm xl/model/item.data
	: >xl/embeddings/book1.xlsx
	found 'xl/embeddings/book1.xlsx: left: another file within the workbook'
	rm xl/embeddings/book1.xlsx
	: >xl/underlag.csv
	found 'xl/underlag.csv: left: another file within the workbook'
	rm xl/underlag.csv
	printf '%s<revisions/>' "$X" >xl/revisions/revisionLog1.xml
	found 'xl/revisions/revisionLog1.xml: left: what cells held before they were changed'
	rm xl/revisions/revisionLog1.xml
	printf '%s<externalLink %s><sheetData><row r="1"><cell r="A1"><v>4</v></cell></row></sheetData></externalLink>' "$X" "$MAIN" >xl/externalLinks/externalLink1.xml
	found 'xl/externalLinks/externalLink1.xml: left: 1 figure of another workbook'
	printf '%s<externalLink %s><sheetData/></externalLink>' "$X" "$MAIN" >xl/externalLinks/externalLink1.xml
	nothing
}

@test "sheets are looked at together" {
	cd b
	sheet 2 "$(row 1 's0 s1 s2')$(row 2 's4 9 4')$(row 4 's6 51 30')"
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Kommun: Ale: Män: shown: hidden here, shown in Mer'* ]]
	# alone it is not found
	run -0 ubat-audit --sheet Kommun ../x.xlsx
	sheet 2 "$(row 1 's0 s1 s2')$(row 2 's4 9 s7')$(row 4 's6 51 31')"
	pack
	run -1 ubat-audit ../x.xlsx
	[[ $output = *'Mer: Tjörn: Män: differs: another figure than in Kommun'* ]]
}

@test "damaged workbooks are refused, whatever is broken" {
	cd b
	pack
	cd ..
	local size n
	size=$(wc -c <x.xlsx)
	for n in 4 30 100 $((size / 3)) $((size / 2)) $((size - 30)); do
		head -c "$n" x.xlsx >cut.xlsx
		run -1 --separate-stderr ubat-audit cut.xlsx
		[ -z "$output" ]
		[[ $stderr = 'ubat-audit: cut.xlsx: '* ]]
	done
	cd b
	printf '<sheet' >xl/worksheets/sheet2.xml
	pack
	run -1 --separate-stderr ubat-audit ../x.xlsx
	[[ $stderr = 'ubat-audit: ../x.xlsx: xl/worksheets/sheet2.xml '* ]]
	sheet 2 '<row r="2"/><row r="1"/>'
	pack
	run -1 --separate-stderr ubat-audit ../x.xlsx
	[ "$stderr" = 'ubat-audit: ../x.xlsx: xl/worksheets/sheet2.xml has rows that are not in order' ]
	sheet 2 '<row r="2"><c r="A2" t="s"><v>99</v></c></row>'
	pack
	run -1 --separate-stderr ubat-audit ../x.xlsx
	[ "$stderr" = 'ubat-audit: ../x.xlsx: xl/worksheets/sheet2.xml has a cell whose text is not there' ]
}

@test "rubbish in a workbook is read or refused, and nothing worse" {
	cd b
	comment C2 'egentligen 4 st'
	chart 'Kommun!$C$2:$C$4' 4 26 30
	cp -R . ../good
	local part size n=0 c
	for part in xl/worksheets/sheet1.xml xl/workbook.xml xl/styles.xml xl/sharedStrings.xml \
	    xl/charts/chart1.xml xl/comments7.xml xl/_rels/workbook.xml.rels; do
		for c in '<' '"' '9999999999' '\377' '-' 'A' ' hidden=' '/>'; do
			cp "../good/$part" "$part"
			size=$(wc -c <"$part")
			# shellcheck disable=SC2059
			printf -- "$c" | dd of="$part" bs=1 seek=$(((n * 61 + 57) % size)) conv=notrunc 2>../dd.err
			pack
			status=0
			ubat-audit ../x.xlsx >../out 2>&1 || status=$?
			[ "$status" -le 1 ]
			n=$((n + 1))
		done
		cp "../good/$part" "$part"
	done
	[ "$n" = 56 ]
}

@test "the agency's workbook: 565 figures are hidden, and none is given away" {
	local f=$SHARED/data/agency-workbook/statistik-covid19-inskrivna_latest.xlsx
	[ -f "$f" ] || skip "the shared folder is not there"
	run -0 --separate-stderr ubat-audit "$f"
	[ "${lines[-1]}" = '4 tables, 7002 cells, 104 sums, 565 hidden cells: 0 findings' ]
}

@test "workbooks of our own hold no finding" {
	tsv '#kommun:code kon:code n:count n_pers:count' '#table t keys=kommun,kon' \
	    'Ale m 12 12' 'Ale k 3 3' 'Ale .t 15 15' 'Borås m 22 22' 'Borås k 23 23' 'Borås .t 45 45' \
	    '.t m 34 34' '.t k 26 26' '.t .t 60 60' | sed 's/^#table.*/&\n#label	kommun	Kommun\n#label	kon	Kön\n#label	n	Antal/' | whole >t
	ubat-mask t >m
	ubat-xlsx -o m.xlsx m
	run -0 --separate-stderr ubat-audit m.xlsx
	[ "${lines[-1]}" = '1 table, 9 cells, 6 sums, 4 hidden cells: 0 findings' ]
	# and one that was meant to be protected, and was not
	ubat-xlsx -o t.xlsx t
	run -0 ubat-audit t.xlsx
	[ "${lines[-1]}" = '1 table, 9 cells, 6 sums, 0 hidden cells: 0 findings; in 1 table nothing is masked' ]
}
