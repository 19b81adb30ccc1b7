# ubat-import(1), Workbooks: one test for each sentence.
load helper
load import

# The tool that packs the parts of a workbook stands beside the commands.
prepare() {
	PACK=$(dirname "$(command -v ubat-import)")/../unit/package
	[ -x "$PACK" ] || skip "the unit tests are not built"
}

# text FILE: what is in it, if it is there.
text() {
	[ ! -f "$1" ] || cat "$1"
}

# book FILE NAME...: a workbook of these sheets, from NAME.rows each, what
# stands between <sheetData> and its end; NAME.after, if there, behind that.
# attributes of a sheet: NAME.attr; of the workbook: book.attr; number formats
# (from 164 on, one a line; the second style is 14, a date): book.formats.
book() {
	local file=$1 n=0 names=() sheets='' rels='' styles='' f
	shift
	mkdir -p _rels xl/_rels xl/worksheets
	local x='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
	local main='xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
	local r='xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
	local pkg='xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
	local type=http://schemas.openxmlformats.org/officeDocument/2006/relationships
	printf '%s<Relationships %s><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' \
	    "$x" "$pkg" "$type" >_rels/.rels
	for f; do
		n=$((n + 1))
		names+=("xl/worksheets/sheet$n.xml")
		sheets+="<sheet name=\"$f\" sheetId=\"$n\" r:id=\"r$n\" $(text "$f.attr")/>"
		rels+="<Relationship Id=\"r$n\" Type=\"$type/worksheet\" Target=\"worksheets/sheet$n.xml\"/>"
		printf '%s<worksheet %s><sheetData>%s</sheetData>%s</worksheet>' "$x" "$main" \
		    "$(cat "$f.rows")" "$(text "$f.after")" >"xl/worksheets/sheet$n.xml"
	done
	n=163
	local xf='<xf numFmtId="0"/><xf numFmtId="14"/>'
	if [ -f book.formats ]; then
		while read -r f; do
			n=$((n + 1))
			styles+="<numFmt numFmtId=\"$n\" formatCode=\"$f\"/>"
			xf+="<xf numFmtId=\"$n\"/>"
		done <book.formats
	fi
	printf '%s<styleSheet %s><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>' \
	    "$x" "$main" "$styles" "$xf" >xl/styles.xml
	printf '%s<sst %s><si><t>delad</t></si><si><r><t>r</t></r><r><rPr><b/></rPr><t xml:space="preserve"> ik</t></r></si></sst>' \
	    "$x" "$main" >xl/sharedStrings.xml
	printf '%s<workbook %s %s><workbookPr %s/><sheets>%s</sheets></workbook>' "$x" "$main" "$r" \
	    "$(text book.attr)" "$sheets" >xl/workbook.xml
	printf '%s<Relationships %s>%s<Relationship Id="s" Type="%s/styles" Target="/xl/styles.xml"/><Relationship Id="t" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' \
	    "$x" "$pkg" "$rels" "$type" "$type" >xl/_rels/workbook.xml.rels
	"$PACK" "$file" _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/styles.xml \
	    xl/sharedStrings.xml "${names[@]}"
}

# row VALUE...: a row of cells: "text, =style:number, !error, ?bool, number
row() {
	local v
	printf '<row>'
	for v; do
		case $v in
		'') printf '<c/>' ;;
		'"'*) printf '<c t="inlineStr"><is><t>%s</t></is></c>' "${v#?}" ;;
		'='*) v=${v#?}; printf '<c s="%s"><v>%s</v></c>' "${v%%:*}" "${v#*:}" ;;
		'!'*) printf '<c t="e"><v>%s</v></c>' "${v#?}" ;;
		'?'*) printf '<c t="b"><v>%s</v></c>' "${v#?}" ;;
		*) printf '<c><v>%s</v></c>' "$v" ;;
		esac
	done
	printf '</row>'
}

@test "the only worksheet is read, and what it is called does not matter" {
	{ row '"a' '"b'; row 1 '"x'; } >Blad1.rows
	book x.csv Blad1
	run -0 --separate-stderr ubat-import x.csv
	[ "$(body <<<"$output")" = "$(tsv '#a:text b:text' '1 x')" ]
	[ -z "$stderr" ]
	[[ $output == *"	input=xxh128:"*":x.csv	sheet=Blad1	"* ]]
}

@test "a sheet is named by the description or by --sheet, or numbered" {
	for s in Ett Två 1; do { row '"a'; row "\"$s"; } >"$s.rows"; done
	book x.xlsx Ett Två 1
	run -0 ubat-import --sheet Två x.xlsx
	[[ $output == *$'\nTvå\n'* ]]
	source_is '[source]' 'sheet = Två' '[column a]'
	run -0 ubat-import -s x.source x.xlsx
	[[ $output == *$'\nTvå\n'* ]]
	# the option goes first; a name before a number
	run -0 ubat-import -s x.source --sheet 2 x.xlsx
	[[ $output == *$'\nTvå\n'* ]]
	run -0 ubat-import -s x.source --sheet 1 x.xlsx
	[[ $output == *$'\n1\n'* ]]
	run -0 ubat-import -s x.source --sheet 3 x.xlsx
	[[ $output == *$'\n1\n'* ]]
}

@test "several worksheets without a choice are listed" {
	row '"a' >A.rows
	row '"a' >B.rows
	echo 'state="hidden"' >B.attr
	row '"a' >C.rows
	book x.xlsx A B C
	run -1 --separate-stderr ubat-import x.xlsx
	[ -z "$output" ]
	[ "$stderr" = "ubat-import: x.xlsx: has several worksheets: say which (--sheet, or sheet = in the description)
  1 A
  2 B (hidden)
  3 C" ]
	run -1 --separate-stderr ubat-import --sheet D x.xlsx
	[ "${stderr_lines[0]}" = "ubat-import: x.xlsx: has no sheet of this name or number" ]
	[ "${#stderr_lines[@]}" = 4 ]
	run -1 ubat-import --sheet 4 x.xlsx
	run -1 ubat-import --sheet 0 x.xlsx
	rm B.attr
	echo 'state="veryHidden"' | tee A.attr >C.attr
	book x.xlsx A B C
	run -0 ubat-import x.xlsx
	echo 'state="hidden"' >B.attr
	book x.xlsx A B C
	run -1 --separate-stderr ubat-import x.xlsx
	[[ $stderr == "ubat-import: x.xlsx: has no worksheet that is not hidden: say which"* ]]
	run -0 ubat-import --sheet B x.xlsx
}

@test "an extract that is no workbook has no --sheet, and does not mind sheet =" {
	printf 'a\n1\n' >x.csv
	run -1 --separate-stderr ubat-import --sheet A x.csv
	[ "$stderr" = "ubat-import: x.csv: no workbook: there is no --sheet" ]
	source_is '[source]' 'sheet = A' '[column a]'
	run -0 ubat-import -s x.source x.csv
	run -0 bash -c 'ubat-import -s x.source <x.csv'
	source_is '[source]' 'sheet =' '[column a]'
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.source:2: which sheet?" ]
}

@test "the CSV file and the workbook of the same table give the same records" {
	printf '%s\n' 'yyyy\-mm\-dd' '0000' 'd/m/yyyy\ h:mm' >book.formats
	{
		row '"Klient' '"Kommun' '"Start' '"Slut' '"B1' '"Kostnad' '"Planerat' '"Not'
		row '"K1' =3:180 =2:42430 =1:42795 8 12500.5 '?1' '"en; två'
		row '"K2' =3:1480 =1:42436 '' '"X' 0.1 '?0' '"&quot;'
		row '"K3' '"0180' =2:42438 '' 10 -3 '' '"rad&#10;rad'
		row '"K4' '"0180' =2:42438 '' 11 1 '' ''
		row '"K5' =3:9999 =2:42438 '' 10 1 '' ''
	} >Blad1.rows
	book x.xlsx Blad1
	cat >x.csv <<-'END'
	Klient;Kommun;Start;Slut;B1;Kostnad;Planerat;Not
	K1;0180;01/03/2016;01/03/2017;8;12500,5;1;"en; två"
	K2;1480;07/03/2016;;X;0,1;0;""""
	K3;0180;09/03/2016;;10;-3;;"rad
	rad"
	K4;0180;09/03/2016;;11;1;;
	K5;9999;09/03/2016;;10;1;;
	END
	source_is '[source]' 'delimiter = ;' 'decimal = ,' 'date = DD/MM/YYYY' 'encoding = windows-1252' \
	    '[column klient]' 'type = id' '[column kommun]' 'codes = kommun' 'type = code' \
	    '[column start slut]' 'type = date' '[column b1]' 'type = int' 'range = 1..10' \
	    '[missing b1]' 'X = .x' '[column kostnad]' 'type = dec' '[column planerat]' 'type = bool' \
	    '[column not]'
	iconv -f utf-8 -t windows-1252 x.csv >y.csv
	ubat-import -s x.source --max-rejects 2 -r csv.rej y.csv >csv.ubat 2>csv.err
	ubat-import -s x.source --max-rejects 2 -r xlsx.rej x.xlsx >xlsx.ubat 2>xlsx.err
	diff <(body csv.ubat) <(body xlsx.ubat)
	grep -q '^K3	0180	2016-03-09		10	-3		rad\\nrad$' xlsx.ubat
	# rejected records are CSV that the description reads again, but for the
	# encoding; the line is the number of the row
	diff <(iconv -f windows-1252 -t utf-8 csv.rej) xlsx.rej
	[ "$(cat xlsx.err)" = "ubat-import: x.xlsx:6: column kommun: not in list kommun (1 record)
ubat-import: x.xlsx:5: column b1: out of range 1..10 (1 record)" ]
	sed -i 's/^encoding = .*/encoding = auto/; s/^range.*/range = 1..11/' x.source
	sed -i 's/9999/0180/' xlsx.rej
	run -0 ubat-import -s x.source xlsx.rej
	[[ $output == *"K5	0180	2016-03-09		10	1		"* ]]
}

@test "shared strings, rich text, formulas and empty cells" {
	cat >Blad1.rows <<-'END'
	<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c></row>
	<row r="4"><c r="B4" t="str"><f>B2</f><v>x</v></c><c r="C4" s="1"/></row>
	<row r="5"><c r="D5"><f>1+1</f><v>2</v></c></row>
	END
	book x.xlsx Blad1
	source_is '[column delad]' '[column rik]' 'heading = r ik' 'type = int'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#delad:text rik:int' 'x ~' '~ 2')" ]
	[[ $output == *"	left-out-columns=2	blank-lines=2	"* ]]
}

@test "numbers are the shortest that read back, in the column's decimal sign" {
	{
		row '"t' '"d' '"i'
		row 0.10000000000000001 0.10000000000000001 198001011234
		row 0.30000000000000004 0.30000000000000004 1.98001011234E11
		row 12345678.123456789 0.3333333333333333 -0
		row 2E-10 -1.9999999999 1000000
		row 1 0.0000000005 2
	} >Blad1.rows
	book x.xlsx Blad1
	source_is '[source]' 'decimal = ,' 'delimiter = ,' '[column t]' '[column d]' 'type = dec' \
	    '[column i]' 'type = int'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#t:text d:dec i:int' '0,1 0.1 198001011234' \
	    '0,30000000000000004 0.3 198001011234' '12345678,12345679 0.333333333 0' \
	    '0,0000000002 -2 1000000' '1 0.000000001 2')" ]
}

@test "from 2^53 on a number is not exact, and is rejected" {
	{ row '"a'; row 9007199254740991; row 9007199254740992; row 9007199254740993; row 1E+18; } >Blad1.rows
	book x.xlsx Blad1
	source_is '[column a]' 'type = int'
	run -1 --separate-stderr ubat-import -s x.source -r x.rej x.xlsx
	[ "$output" = "$(tsv '#a:int' 9007199254740991)" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.xlsx:3: column a: number beyond 2^53, not exact (3 records)" ]
	[ "$(cat x.rej)" = "$(printf 'a\n9007199254740992\n9007199254740992\n1000000000000000000')" ]
}

@test "a date is told by its format, and comes in the column's first form" {
	printf '%s\n' 'yyyy\-mm\-dd;@' '[$-41D]d\ mmmm\ yyyy' 'yyyy\-mm\-dd\ hh:mm' 'h:mm' '[h]:mm' '#,##0\ &quot;d&quot;' >book.formats
	{
		row '"t' '"d' '"m'
		row =1:42430 =2:42430 =4:42430.5
		row =4:42430.5 =3:42430 =4:42430
		row =5:0.75 =1:1 =1:42430.25
		row =6:1.5 =1:59 =1:61
		row =7:42430 '"01.03.2016' '"2016-03-01 12:30:00'
	} >Blad1.rows
	book x.xlsx Blad1
	source_is '[column t]' '[column d]' 'type = date' 'date = DD.MM.YYYY' \
	    '[column m]' 'type = date' 'date = YYYY-MM-DD' 'date = YYYY-MM-DD hh:mm:ss'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output" | sed 's/ /_/g')" = "$(tsv '#t:text d:date m:date' \
	    '2016-03-01 2016-03-01 2016-03-01' '2016-03-01_12:00:00 2016-03-01 2016-03-01' \
	    '18:00:00 1900-01-01 2016-03-01' '36:00:00 1900-02-28 1900-03-01' \
	    '42430 2016-03-01 2016-03-01')" ]
}

@test "a time in a column of days, and the day that never was, are no dates" {
	{ row '"d'; row =1:42430; row =1:42430.5; row =1:60; row =1:0; row 42430; } >Blad1.rows
	book x.xlsx Blad1
	source_is '[column d]' 'type = date'
	run -1 --separate-stderr ubat-import -s x.source -r x.rej x.xlsx
	[ "${stderr_lines[0]}" = "ubat-import: x.xlsx:3: column d: not date (4 records)" ]
	[ "$(cat x.rej)" = "$(printf 'd\n2016-03-01 12:00:00\n1900-02-29\n1900-01-00\n42430')" ]
}

@test "the date system from 1904" {
	{ row '"d'; row =1:0; row =1:40968; } >Blad1.rows
	echo 'date1904="1"' >book.attr
	book x.xlsx Blad1
	source_is '[column d]' 'type = date'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#d:date' 1904-01-01 2016-03-01)" ]
}

@test "a format of zeros gives back the zeros of a code" {
	printf '%s\n' 0000 '000000\-0000' >book.formats
	{ row '"kommun' '"nr'; row =2:180 =3:101011234; row =2:1480 =3:8001011234; } >Blad1.rows
	book x.xlsx Blad1
	run -0 ubat-import x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#kommun:text nr:text' '0180 010101-1234' '1480 800101-1234' |
	    sed 's/010101-1234/010101-1234/')" ]
}

@test "a per cent is what the workbook shows, where the column reads the sign" {
	printf '%s\n' '0.0\ %' >book.formats
	{ row '"a' '"b'; row =2:0.285 =2:0.285; row =2:-1E-3 0.5; row '"12,5 %' 1; } >Blad1.rows
	book x.xlsx Blad1
	source_is '[source]' 'decimal = ,' '[column a]' 'type = dec' 'percent = yes' '[column b]' 'type = dec'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#a:dec b:dec' '28.5 0.285' '-0.1 0.5' '12.5 1')" ]
}

@test "booleans are 1 and 0" {
	{ row '"a' '"b'; row '?1' '?0'; } >Blad1.rows
	book x.xlsx Blad1
	source_is '[column a b]' 'type = bool'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#a:bool b:bool' '1 0')" ]
}

@test "an error value is none: its record is rejected where the column is wanted" {
	{ row '"a' '"b'; row 1 '!#N/A'; row '!#DIV/0!' 2; row 3 4; row '!#REF!' '!#REF!'; } >Blad1.rows
	book x.xlsx Blad1
	run -1 --separate-stderr ubat-import -r x.rej x.xlsx
	[ "${stderr_lines[0]}" = "ubat-import: x.xlsx:3: column a: error value (2 records)" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.xlsx:2: column b: error value (2 records)" ]
	[ "$(cat x.rej)" = "$(printf 'a,b\n1,#N/A\n#DIV/0!,2\n#REF!,#REF!')" ]
	[ "$(grep -v '^#' x.rej.why | cut -f3,5,6)" = "$(printf '2\tb\terror value\n3\ta\terror value\n5\ta\terror value\n5\tb\terror value')" ]
	source_is '[column a]' 'type = int' 'invalid = .r'
	run -0 --separate-stderr ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#a:int' 1 .r 3 .r)" ]
	[ "$stderr" = "ubat-import: x.xlsx:3: column a: error value (2 values refused)" ]
}

@test "an error value as a heading ends the reading" {
	{ row '"a' '!#N/A'; row 1 2; } >Blad1.rows
	book x.xlsx Blad1
	run -1 --separate-stderr ubat-import x.xlsx
	[ "$stderr" = "ubat-import: x.xlsx:1: heading: an error value" ]
}

@test "merged headings end the reading, with their range" {
	{ row '"a' '"b' ''; row 1 2 3; } >Blad1.rows
	echo '<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>' >Blad1.after
	book x.xlsx Blad1
	run -1 --separate-stderr ubat-import x.xlsx
	[ -z "$output" ]
	[ "$stderr" = "ubat-import: x.xlsx:1: heading: the cells B1:C1 are merged; give each column a heading of its own" ]
}

@test "merged cells in data: the first has the value, the others reject their records" {
	{ row '"kommun' '"n'; row '"A' 1; row '' 2; row '"' 3; row '"B' 4; } >Blad1.rows
	echo '<mergeCells><mergeCell ref="A2:A4"/></mergeCells>' >Blad1.after
	book x.xlsx Blad1
	run -1 --separate-stderr ubat-import -r x.rej x.xlsx
	[ "$output" = "$(tsv '#kommun:text n:text' 'A 1' 'B 4')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.xlsx:3: column kommun: merged cell (2 records)" ]
	[ "$(cat x.rej)" = "$(printf 'kommun,n\n#MERGED!,2\n#MERGED!,3')" ]
	source_is '[column n]'
	run -0 ubat-import -s x.source x.xlsx
	# a title over all of it is no heading, and rows of it are blank
	{ row '"En titel'; row; row '"kommun' '"n'; row '"A' 1; } >Blad1.rows
	echo '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' >Blad1.after
	book x.xlsx Blad1
	source_is '[source]' 'preamble = 2' '[column kommun n]'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#kommun:text n:text' 'A 1')" ]
}

@test "preamble, several heading rows and a footer, with line ends in cells" {
	{
		row '"Titel&#10;och mer'
		row '"a' '"b'
		row '"1' '"2'
		row 1 '"x&#10;y'
		row 2 3
		row '"Källa:&#10;vi'
	} >Blad1.rows
	book x.xlsx Blad1
	source_is '[source]' 'preamble = 1' 'headings = 2' 'footer = 1' '[column a]' 'heading = a 1' \
	    '[column b]' 'heading = b 2'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#a:text b:text' '1 x\ny' '2 3')" ]
}

@test "columns by position, without headings" {
	{ row 0.5 '' =1:42430; row 1.5 '"x' =1:42431; row 2 3; } >Blad1.rows
	book x.xlsx Blad1
	source_is '[source]' 'headings = 0' 'decimal = ,' 'date = DD/MM/YYYY' '[column a]' 'position = 1' \
	    'type = dec' '[column d]' 'position = 3' 'type = date'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(tsv '#a:dec d:date' '0.5 2016-03-01' '1.5 2016-03-02' '2 ~')" ]
}

@test "what text is like in the description says nothing of a workbook" {
	{ row '"a' '"b'; row "\"it's" '"x\y'; } >Blad1.rows
	book x.xlsx Blad1
	source_is '[source]' "quote = '" 'escape = \' 'line-end = cr' 'trailing = yes' '[column a b]'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(printf "#a:text\tb:text\nit's\tx\\\\\\\\y")" ]
}

@test "a value beyond the last heading rejects the record, an empty cell does not" {
	{ row '"a' '"b'; row 1 2 '' =1:; row 1 2 3; row 1; } >Blad1.rows
	book x.xlsx Blad1
	run -1 --separate-stderr ubat-import x.xlsx
	[ "$output" = "$(tsv '#a:text b:text' '1 2' '1 ~')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.xlsx:3: field count (1 record)" ]
}

@test "several workbooks are one extract, and CSV may be among them" {
	{ row '"a' '"b'; row 1 =1:42430; } >Blad1.rows
	book x.xlsx Blad1
	{ row '"b' '"a'; row =1:42431 2; } >Blad1.rows
	book y.xlsx Blad1
	printf 'a,b\n3,2016-03-03\n' >z.csv
	source_is '[column a]' '[column b]' 'type = date'
	run -0 ubat-import -s x.source x.xlsx y.xlsx z.csv
	[ "$(body <<<"$output")" = "$(tsv '#a:text b:date' '1 2016-03-01' '2 2016-03-02' '3 2016-03-03')" ]
}

@test "a workbook cannot be on standard input, or packed" {
	{ row '"a'; row 1; } >Blad1.rows
	book x.xlsx Blad1
	run -1 --separate-stderr bash -c 'ubat-import <x.xlsx'
	[ "$stderr" = "ubat-import: stdin: a workbook or SPSS file cannot be read from standard input: name the file" ]
	run -1 --separate-stderr bash -c 'cat x.xlsx | ubat-import -'
	[ "$stderr" = "ubat-import: stdin: a workbook or SPSS file cannot be read from standard input: name the file" ]
	mkfifo p
	cat x.xlsx >p &
	run -1 --separate-stderr timeout 10 ubat-import p
	wait
	[[ $stderr == "ubat-import: p: "* ]]
	gzip -k x.xlsx
	run -1 --separate-stderr ubat-import x.xlsx.gz
	[ "$stderr" = "ubat-import: x.xlsx.gz: a workbook or SPSS file within gzip: unpack it first" ]
}

@test "what looks like a workbook is named, with what to do" {
	says() {
		run -1 --separate-stderr ubat-import "$1"
		[ "$stderr" = "ubat-import: $1: $2" ]
	}
	printf '\320\317\021\340\241\261\032\341' >ole
	head -c 4000 /dev/zero >>ole
	cp ole x.xls
	says x.xls 'an old workbook (.xls) or another OLE file: save it as .xlsx'
	{ cat ole; printf 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'; cat ole; } >x.xlsx
	says x.xlsx 'an encrypted workbook: save it without a password'
	echo x | tee mimetype >content.xml
	"$PACK" x.ods mimetype content.xml
	says x.ods 'an OpenDocument file (.ods): save the sheet as .xlsx'
	mkdir xl
	echo x >xl/workbook.bin
	"$PACK" x.xlsb xl/workbook.bin
	says x.xlsb 'a binary workbook (.xlsb): save it as .xlsx'
	"$PACK" x.zip mimetype
	says x.zip 'a zip file, but no workbook (.xlsx): unpack it first'
	printf 'PK\3\4 and nothing' >x.xlsx
	says x.xlsx 'is no zip file, or not whole'
}

@test "a damaged or hostile workbook is refused, and nothing is made of its rows in silence" {
	{ row '"a'; row 1; } >Blad1.rows
	book x.xlsx Blad1
	says() {
		run -1 --separate-stderr ubat-import x.xlsx
		[ "$stderr" = "ubat-import: x.xlsx:$1" ]
		[[ $output != *'#end'* ]]
	}
	for n in 100 500 1000; do
		head -c -$n x.xlsx >y.xlsx
		run -1 ubat-import y.xlsx
	done
	echo '<row r="9"/><row r="8"/>' >>Blad1.rows
	book x.xlsx Blad1
	says '9: has rows that are not in order'
	{ row '"a'; row 1; } >Blad1.rows
	echo '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>' >xl/sharedStrings.xml
	"$PACK" x.xlsx _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/styles.xml \
	    xl/sharedStrings.xml xl/worksheets/sheet1.xml
	says ' xl/sharedStrings.xml has a document type, and may have entities: refused'
	"$PACK" x.xlsx _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/styles.xml \
	    xl/worksheets/sheet1.xml
	says ' xl/sharedStrings.xml is not there'
	echo '<worksheet><sheetData><row><c><v>1</v></c></row><row>' >xl/worksheets/sheet1.xml
	echo '<sst/>' >xl/sharedStrings.xml
	"$PACK" x.xlsx _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/styles.xml \
	    xl/sharedStrings.xml xl/worksheets/sheet1.xml
	says '2: is no well-formed XML'
	echo '<worksheet><sheetData/></worksheet>' >xl/worksheets/sheet1.xml
	echo '<Relationships/>' >_rels/.rels
	"$PACK" x.xlsx _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels
	says ' has no workbook in it'
}

@test "an empty sheet has no heading line" {
	: >Blad1.rows
	book x.xlsx Blad1
	run -1 --separate-stderr ubat-import x.xlsx
	[ "$stderr" = "ubat-import: x.xlsx: empty: no heading line" ]
}

@test "a workbook of ubat-xlsx is read back" {
	printf '#a:int\tb:dec\td:date\tt:text\n1\t0.1\t2016-03-01\tå <&> "ö"\n2\t-12.5\t1900-03-01\t=1+1\n' | whole >x.ubat
	ubat-xlsx --records -o x.xlsx x.ubat
	source_is '[source]' 'sheet = Poster' 'preamble = 3' '[column a]' 'type = int' '[column b]' 'type = dec' \
	    '[column d]' 'type = date' '[column t]'
	run -0 ubat-import -s x.source x.xlsx
	[ "$(body <<<"$output")" = "$(body x.ubat)" ]
}

@test "a sheet whose XML is utf-16, merged cells and all" {
	{ row '"å' '"b'; row 1 2; row '' 3; } >Blad1.rows
	echo '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>' >Blad1.after
	book x.xlsx Blad1
	sed 's/UTF-8/UTF-16/' xl/worksheets/sheet1.xml | iconv -f utf-8 -t utf-16 >y.xml
	mv y.xml xl/worksheets/sheet1.xml
	"$PACK" x.xlsx _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/styles.xml \
	    xl/sharedStrings.xml xl/worksheets/sheet1.xml
	run -1 --separate-stderr ubat-import x.xlsx
	[ "$output" = "$(tsv '#å:text b:text' '1 2')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.xlsx:3: column å: merged cell (1 record)" ]
}

@test "the agency's own workbook is read" {
	f=$SHARED/data/agency-workbook/statistik-covid19-inskrivna_latest.xlsx
	[ -f "$f" ] || skip "no ../shared/data/agency-workbook"
	run -1 --separate-stderr ubat-import "$f"
	[ "${stderr_lines[7]}" = "  7 Utskrivna från slutenvård" ]
	# its headings are merged
	run -1 --separate-stderr ubat-import --sheet 1 "$f"
	[[ $stderr == *":3: heading: the cells B3:F3 are merged; give each column a heading of its own" ]]
	source_is '[source]' 'sheet = Slutenvårdade per region' 'headings = 0' 'preamble = 7' 'footer = 3' \
	    '[column region]' 'position = 1' '[column n]' 'position = 2' 'type = int' \
	    '[column andel]' 'position = 3' 'type = dec' '[missing andel]' '- = .n'
	run -0 --separate-stderr ubat-import -s x.source "$f"
	[ "${lines[1]}" = "Totalt inrapporterat	69673	100" ]
	[ "${lines[3]}" = "Stockholm	21702	31.148364503" ]
	[ "$(body <<<"$output" | awk -F '\t' 'NR > 2 { n += $2 } END { print NR, n }')" = '24 69673' ]
}

@test "memory does not grow with the rows" {
	sanitized && skip "the programs that check themselves need more"
	{
		row '"a' '"b' '"c'
		awk 'BEGIN { for (i = 1; i <= 60000; i++)
			printf "<row><c><v>%d</v></c><c t=\"s\"><v>0</v></c><c t=\"str\"><v>text %d</v></c></row>", i, i }'
	} >Blad1.rows
	book x.xlsx Blad1
	[ "$(stat -c %s xl/worksheets/sheet1.xml)" -gt 4000000 ]
	run -0 bash -c 'ulimit -v 60000; ubat-import x.xlsx | tail -1'
	[ "$output" = '#end	60000	1' ]
}
