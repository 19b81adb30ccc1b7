# ubat-xlsx(1): one test for each sentence of the page.
load helper

# table NAME KEYS [KEY=VALUE...]: legend and records on standard input (the
# first line is the legend), labels as "#label..." lines; out comes a table.
table() {
	local name=$1 keys=$2 a
	shift 2
	IFS= read -r legend
	printf '%s\n#table\t%s\tkeys=%s' "$legend" "$name" "$keys"
	for a in "$@"; do printf '\t%s' "$a"; done
	printf '\n'
	awk '{ print } !/^#/ { n++ } END { printf "#end\t%d\t0\n", n }'
}

prepare() {
	table regi regi 'title=Åtgärder efter regi' 'note=Påbörjade 2015.' \
	    'source=Ubåt' unit=åtgärder >regi.ubat <<-'EOF'
	#regi:code	n:count	pos:share	pos_k:count	pos_n:count	pos_miss:count	alder:mean	alder_n:count	alder_miss:count	n_pers:count
	#label	regi	Regi
	#label	regi	kommunal	Kommunal regi
	#label	pos	Nöjd med hjälpen
	#label	alder	Medelålder
	kommunal	93	0.95	38	40	53	44.25	93	0	71
	privat	1128	0.40625	13	32	96	38	128	0	100
	.t	1221	0.7	51	72	149	41.149999	221	0	171
	EOF
	table kommun kommun >kommun.ubat <<-'EOF'
	#kommun:code	n:count
	#label	kommun	0180	Stockholm
	0180	7
	1480	9
	EOF
	tsv '#klient:id regi:code start:date b1:int' \
	    'a1 privat 2016-03-01 8' 'a2 kommunal ~ .n' | whole >januari.ubat
}

# part FILE PART: one part of a workbook
part() {
	unzip -p "$1" "$2"
}

# peek FILE N: the cells of sheet N: address, s(tring) or n(umber), format,
# value, apart by "|"
peek() {
	part "$1" xl/sharedStrings.xml >sst 2>/dev/null || :
	part "$1" xl/styles.xml >styles
	part "$1" "xl/worksheets/sheet$2.xml" >sheet
	awk -v RS='<' '
	function attr(name,    s) {
		if (!match($0, " " name "=\"[^\"]*\""))
			return ""
		s = substr($0, RSTART, RLENGTH)
		sub(/^[^"]*"/, "", s)
		sub(/"$/, "", s)
		return plain(s)
	}
	function text(    s) {
		s = $0
		sub(/^[^>]*>/, "", s)
		return plain(s)
	}
	function plain(s) {
		gsub(/&lt;/, "<", s)
		gsub(/&gt;/, ">", s)
		gsub(/&quot;/, "\"", s)
		gsub(/&amp;/, "\\&", s)
		return s
	}
	BEGIN {
		code[0] = "General"; code[1] = "0"; code[2] = "0.00"
		code[3] = "#,##0"; code[4] = "#,##0.00"; code[49] = "@"
	}
	FILENAME == "sst" && /^si>/ { si++ }
	FILENAME == "sst" && /^t[ >]/ { string[si - 1] = text() }
	FILENAME == "styles" && /^numFmt / { code[attr("numFmtId")] = attr("formatCode") }
	FILENAME == "styles" && /^cellXfs/ { on = 1 }
	FILENAME == "styles" && /^\/cellXfs/ { on = 0 }
	FILENAME == "styles" && on && /^xf / { format[nf++] = code[attr("numFmtId")] }
	FILENAME == "sheet" && /^c / { ref = attr("r"); s = attr("s"); t = attr("t") }
	FILENAME == "sheet" && /^v>/ {
		print ref "|" (t == "s" ? "s" : "n") "|" format[s + 0] "|" \
		    (t == "s" ? string[text()] : text())
	}
	FILENAME == "sheet" && /^t[ >]/ { print ref "|s|" format[s + 0] "|" text() }
	' sst styles sheet
}

# values FILE N COLUMN: the values of a column of sheet N, as peek shows them
values() {
	peek "$1" "$2" | awk -F'|' -v c="^$3[0-9]+\$" '$1 ~ c' |
	    sed 's/^[^|]*|[^|]*|[^|]*|//'
}

# has FILE N LINE: is this line among the cells of sheet N?
has() {
	peek "$1" "$2" >peeked
	grep -qxF -e "$3" peeked || {
		echo "no $3 in:"
		cat peeked
		return 1
	}
}

nothing_left() {
	[ ! -e r.xlsx ]
	[ -z "$(find . -name '.ubat-*')" ]
}

@test "-o cannot be an input or the report, by whatever name" {
	cp regi.ubat want
	printf '[report]\ntitle = R\nsekretess = intern\n' >r.report
	cp r.report want.report
	ln -s regi.ubat link
	for args in '-o regi.ubat regi.ubat' '-o regi.ubat kommun.ubat link' '-o link regi.ubat' \
	    '-o regi.ubat' '-o r.report -l r.report regi.ubat'; do
		run -2 --separate-stderr ubat-xlsx $args <regi.ubat
		read -r _ name _ <<<"$args"
		[ "$stderr" = "ubat-xlsx: $name: is read too, and would be replaced: choose another name" ]
		cmp regi.ubat want
		cmp r.report want.report
		[ -L link ]
	done
	run -0 ubat-xlsx -o want.xlsx -l r.report regi.ubat
}

@test "a name that does not end in .xlsx is told of" {
	for name in r.xls r xlsx r.XLSX; do
		run -0 --separate-stderr ubat-xlsx -o $name kommun.ubat
		case $name in
		r.XLSX) [ -z "$stderr" ] ;;
		*) [ "$stderr" = "ubat-xlsx: $name: does not end in .xlsx: Excel may not open it" ] ;;
		esac
	done
}

@test "-o is needed, and standard output will not do" {
	run -2 --separate-stderr ubat-xlsx regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-xlsx: -o is needed' ]
	run -2 --separate-stderr ubat-xlsx -o - regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-xlsx: -o: a workbook needs a file' ]
}

@test "all tables of all inputs go into one workbook, in their order" {
	cat kommun.ubat regi.ubat >two
	run -0 --separate-stderr ubat-xlsx -o r.xlsx two kommun.ubat
	[ -z "$stderr$output" ]
	run -0 part r.xlsx xl/workbook.xml
	names=$(grep -o '<sheet name="[^"]*"' <<<"$output" | cut -d'"' -f2 | tr '\n' ,)
	[ "$names" = 'Om statistiken,kommun,regi,kommun (2),' ]
	run -0 ubat-xlsx -o r2.xlsx <two
	has r2.xlsx 2 'A5|s|@|0180 Stockholm'
}

@test "the target can be read by its owner only" {
	run -0 ubat-xlsx -o r.xlsx regi.ubat
	[ "$(stat -c %a r.xlsx)" = 600 ]
	chmod 644 r.xlsx
	run -0 ubat-xlsx -o r.xlsx regi.ubat
	[ "$(stat -c %a r.xlsx)" = 600 ]
	[ -z "$(find . -name '.ubat-*')" ]
}

@test "a target that exists stays as it was when something fails" {
	echo old >r.xlsx
	head -n -1 regi.ubat >cut
	run -1 ubat-xlsx -o r.xlsx cut
	[ "$(cat r.xlsx)" = old ]
	run -2 ubat-xlsx -o r.xlsx januari.ubat
	[ "$(cat r.xlsx)" = old ]
	[ -z "$(find . -name '.ubat-*')" ]
}

@test "a target that is no regular file is refused" {
	[ -w /dev/full ] || skip "needs /dev/full"
	run -1 --separate-stderr ubat-xlsx -o /dev/full regi.ubat
	[ "$stderr" = 'ubat-xlsx: /dev/full: exists and is no regular file' ]
	[ -c /dev/full ]
	mkdir d
	run -1 ubat-xlsx -o d regi.ubat
	run -1 --separate-stderr ubat-xlsx -o no/r.xlsx regi.ubat
	[ "$stderr" = 'ubat-xlsx: no/r.xlsx: cannot create: No such file or directory' ]
}

@test "title and author stand in the properties, the title on the first sheet" {
	run -0 ubat-xlsx -o r.xlsx regi.ubat
	run -0 part r.xlsx docProps/core.xml
	[[ $output = *'<dc:title>Åtgärder efter regi</dc:title>'* ]]
	[[ $output = *'<dc:creator>ubat</dc:creator>'* ]]
	run -0 ubat-xlsx -o r.xlsx --title 'Å & Ö' --author FoU regi.ubat
	run -0 part r.xlsx docProps/core.xml
	[[ $output = *'<dc:title>Å &amp; Ö</dc:title>'* ]]
	[[ $output = *'<dc:creator>FoU</dc:creator>'* ]]
	has r.xlsx 1 'A1|s|General|Å & Ö'
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --title '' regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-xlsx: --title: not a line of UTF-8 text' ]
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --author $'\xe5' regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-xlsx: --author: not a line of UTF-8 text' ]
}

@test "the date is 1980-01-01 or --created, never today" {
	run -0 ubat-xlsx -o r.xlsx regi.ubat
	run -0 part r.xlsx docProps/core.xml
	[ "$(grep -o '1980-01-01T00:00:00Z' <<<"$output" | wc -l)" = 2 ]
	run -0 ubat-xlsx -o r.xlsx --created 2016-09-30 regi.ubat
	run -0 part r.xlsx docProps/core.xml
	[ "$(grep -o '2016-09-30T00:00:00Z' <<<"$output" | wc -l)" = 2 ]
	for bad in 1979-12-31 2016-02-30 igår ''; do
		run -2 --separate-stderr ubat-xlsx -o r.xlsx --created "$bad" regi.ubat
		[ "${stderr_lines[0]}" = 'ubat-xlsx: --created: not a date from 1980-01-01 on' ]
	done
}

@test "the same tables give the same bytes, whatever zone, folder and day" {
	run -0 ubat-xlsx -o r.xlsx --chart auto regi.ubat kommun.ubat
	mkdir sub
	cat regi.ubat kommun.ubat |
	    (cd sub && TZ=Asia/Tokyo ubat-xlsx -o other.xlsx --chart auto)
	cmp r.xlsx sub/other.xlsx
	run -0 ubat-xlsx -o records.xlsx --records januari.ubat
	run -0 env TZ=America/Lima ubat-xlsx -o again.xlsx --records januari.ubat
	cmp records.xlsx again.xlsx
	run -0 unzip -l r.xlsx
	[ "$(grep -c '1980-01-01 00:00' <<<"$output")" = "$(unzip -Z1 r.xlsx | wc -l)" ]
}

@test "contents link to every sheet, and every sheet links back" {
	table "it's [1]#" k >odd <<<$'#k:text\nx'
	run -0 ubat-xlsx -o r.xlsx regi.ubat odd kommun.ubat
	run -0 values r.xlsx 1 A
	[ "${lines[1]}" = Innehållsförteckning ]
	[ "${lines[2]}" = regi ]
	[ "${lines[3]}" = "it's 1" ]
	[ "${lines[4]}" = kommun ]
	has r.xlsx 1 'B3|s|General|Åtgärder efter regi'
	part r.xlsx xl/worksheets/sheet1.xml >sheet
	grep -q "ref=\"A3\" location=\"'regi'!A1\"" sheet ||
	    grep -q 'ref="A3" location="regi!A1"' sheet
	grep -q "ref=\"A4\" location=\"'it''s 1'!A1\"" sheet
	for n in 2 3 4; do
		part r.xlsx xl/worksheets/sheet$n.xml >sheet
		grep -q "location=\"'Om statistiken'!A1\"" sheet
	done
	has r.xlsx 2 'A5|s|General|Till Om statistiken'
}

@test "the first sheet tells how figures are computed, the signs and the source" {
	sed 's/^privat	1128/privat	.s/' regi.ubat >masked
	run -0 ubat-xlsx -o r.xlsx masked
	run -0 values r.xlsx 1 A
	text=$output
	[[ $text = *'Statistiska mått'* ]]
	[[ $text = *'Procent är beräknad i heltal ur täljare och bas; en halv avrundas uppåt.'* ]]
	[[ $text = *'Basen är de poster som har uppgift. Gäller: regi.'* ]]
	[[ $text = *$'Teckenförklaring\nX\nKälla\nUbåt'* ]]
	run -0 values r.xlsx 1 B
	[ "$output" = $'Åtgärder efter regi\nuppgiften har skyddats av sekretesskäl' ]
	run -0 ubat-xlsx -o r.xlsx masked kommun.ubat
	run -0 values r.xlsx 1 A
	[[ $output = *$'Källa\nUbåt. Gäller: regi.'* ]]
}

@test "a heading with nothing true under it is left out" {
	run -0 ubat-xlsx -o r.xlsx kommun.ubat
	run -0 values r.xlsx 1 A
	[ "$output" = $'kommun\nInnehållsförteckning\nkommun' ]
}

@test "the accounts are told step by step" {
	ubat-body grep 0180 <kommun.ubat | ubat-body cat >steps
	run -0 ubat-xlsx -o r.xlsx steps
	run -0 values r.xlsx 1 A
	[ "${lines[3]}" = Framställning ]
	[ "${lines[4]}" = 'Steg 1: bearbetning med ett annat program (ubat-body)' ]
	[ "${lines[5]}" = 'Steg 2: bearbetning med ett annat program (ubat-body)' ]
	run -0 values r.xlsx 1 B
	[ "${lines[1]}" = 'Poster in: 2. Poster ut: 1. Borttagna poster: 1. Program: grep.' ]
	[ "${lines[2]}" = 'Poster in: 1. Poster ut: 1. Program: cat. Läser från steg 1.' ]
}

@test "the accounts of several sheets say which they are about" {
	ubat-body grep . <kommun.ubat >steps
	run -0 ubat-xlsx -o r.xlsx steps regi.ubat
	run -0 values r.xlsx 1 B
	[[ ${lines[-1]} = *'Program: grep. Gäller: kommun.' ]]
}

@test "the accounts name the files read and their fingerprints" {
	printf 'regi\nprivat\n' >a.csv
	ubat-import a.csv | ubat-xlsx --records -o r.xlsx
	run -0 peek r.xlsx 1
	[[ $output = *'|Steg 1: inläsning (ubat-import)'* ]]
	[[ $output = *'Poster in: 1. Poster ut: 1. Avvisade poster: 0.'* ]]
	[[ $output =~ 'Källfil: a.csv, kontrollsumma xxh128:'[0-9a-f]{32}'.' ]]
}

@test "above the table stand title, contents, note, signs and source" {
	sed 's/^privat	1128/privat	.s/' regi.ubat >masked
	run -0 ubat-xlsx -o r.xlsx masked
	run -0 values r.xlsx 2 A
	[ "${lines[0]}" = 'Åtgärder efter regi' ]
	[ "${lines[1]}" = 'Detta blad innehåller 1 tabell.' ]
	[ "${lines[2]}" = 'Påbörjade 2015.' ]
	[ "${lines[3]}" = 'X = uppgiften har skyddats av sekretesskäl' ]
	[ "${lines[4]}" = 'Källa: Ubåt' ]
	[ "${lines[5]}" = 'Till Om statistiken' ]
	[ "${lines[6]}" = Regi ]
	run -0 ubat-xlsx -o r.xlsx kommun.ubat
	has r.xlsx 2 'A1|s|General|kommun'
}

@test "a long note is broken into lines" {
	long=$(printf 'ordet %.0s' $(seq 39))ordet
	table t k "note=$long" >t <<<$'#k:text\nx'
	run -0 ubat-xlsx -o r.xlsx t
	run -0 values r.xlsx 2 A
	[ "${#lines[2]}" -le 100 ]
	[ "${lines[2]} ${lines[3]} ${lines[4]}" = "$long" ]
}

@test "a line with an address of the web is a link to it" {
	table t k 'source=SCB (https://www.scb.se/x?a=1&b=2).' 'note=http:// är inget, ftp://x.se inte heller.' >t <<<$'#k:text\nx'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'A4|s|General|Källa: SCB (https://www.scb.se/x?a=1&b=2).'
	[ "$(part r.xlsx xl/worksheets/_rels/sheet2.xml.rels | grep -o '<Relationship [^>]*External[^>]*>')" = \
	    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://www.scb.se/x?a=1&amp;b=2" TargetMode="External"/>' ]
	part r.xlsx xl/worksheets/sheet2.xml | grep -q '<hyperlink ref="A4" r:id="rId1"'
}

@test "overlap_by makes a line" {
	table t k overlap=n_pers overlap_by=k >t <<<$'#k:text\nx'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'A3|s|General|En person kan ingå i flera grupper.'
	has r.xlsx 1 'A5|s|General|En person kan ingå i flera grupper. Gäller: t.'
	table t k overlap=n_pers >t <<<$'#k:text\nx'
	run -0 ubat-xlsx -o r.xlsx t
	run ! has r.xlsx 2 'A3|s|General|En person kan ingå i flera grupper.'
}

@test "headings are labels, shares say procent, the base stands beside" {
	run -0 ubat-xlsx -o r.xlsx regi.ubat
	run -0 bash -c "$(declare -f peek part); peek r.xlsx 2 | sed -n 's/^[A-Z]*6|s|General|//p'"
	[ "$output" = 'Regi
Antal åtgärder
Nöjd med hjälpen, procent
Nöjd med hjälpen, antal med uppgift
Nöjd med hjälpen, antal utan uppgift
Medelålder
Medelålder, antal med uppgift' ]
}

@test "base=all says so in the heading and on the first sheet" {
	table t k base=all >t <<<$'#k:text\tp:share\tp_k:count\tp_n:count\tp_miss:count\nx\t0.5\t1\t2\t0'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'C4|s|General|p, antal i basen'
	has r.xlsx 1 'A6|s|General|Basen är alla poster, även de som saknar uppgift. Gäller: t.'
}

@test "numerators and n_pers are never shown" {
	run -0 ubat-xlsx -o r.xlsx regi.ubat
	run -0 values r.xlsx 2 D
	[ "$output" = $'Nöjd med hjälpen, antal med uppgift\n40\n32\n72' ]
	unzip -q r.xlsx -d x
	run ! grep -rqE '>(51|71|100|171)</v>' x/xl/worksheets
	run ! grep -rq 'n_pers' x
}

@test "equal headings get the name behind them" {
	table t k >t <<<$'#k:text\ta:count\tb:count\n#label\ta\tAntal\n#label\tb\tANTAL\nx\t1\t2'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'B4|s|General|Antal'
	has r.xlsx 2 'C4|s|General|ANTAL (b)'
}

@test "the table is an Excel table without filter buttons, nothing is merged" {
	run -0 ubat-xlsx -o r.xlsx regi.ubat kommun.ubat
	run -0 part r.xlsx xl/tables/table1.xml
	[[ $output = *' name="t_regi" displayName="t_regi" ref="A6:G9" totalsRowShown="0">'* ]]
	[[ $output != *autoFilter* ]]
	[[ $output != *headerRowCount* ]]
	[[ $output = *'<tableColumn id="3" name="Nöjd med hjälpen, procent"/>'* ]]
	unzip -q r.xlsx -d x
	run ! grep -rqE 'mergeCell|autoFilter|hidden|<f>' x
	grep -q 'name="t_kommun"' x/xl/tables/table2.xml
}

@test "shares, means and counts are numbers, rounded half up, in one form" {
	run -0 ubat-xlsx -o r.xlsx regi.ubat
	has r.xlsx 2 'C7|n|0.0|95'
	has r.xlsx 2 'C8|n|0.0|40.6'
	has r.xlsx 2 'C9|n|0.0|70.8'
	has r.xlsx 2 'F7|n|0.0|44.3'
	has r.xlsx 2 'F9|n|0.0|41.1'
	has r.xlsx 2 'B8|n|#,##0|1128'
	table t k digits=0 >t <<<$'#k:text\tp:share\tp_k:count\tp_n:count\tm:mean\nx\t0.285\t57\t200\t2.5'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'B5|n|0|29'
	has r.xlsx 2 'D5|n|0|3'
}

@test "codes, texts and what looks like a formula stay text" {
	table t k >t <<<$'#k:code\tv:text\n0180\t=1+1\n-1\t@SUM(A1)\n007\t_x0041_ & <b>\n1E5\t2016-01-01'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'A5|s|@|0180'
	has r.xlsx 2 'B5|s|@|=1+1'
	has r.xlsx 2 'A6|s|@|-1'
	has r.xlsx 2 'B6|s|@|@SUM(A1)'
	has r.xlsx 2 'B7|s|@|_x005F_x0041_ & <b>'
	has r.xlsx 2 'A8|s|@|1E5'
	has r.xlsx 2 'B8|s|@|2016-01-01'
	run -0 part r.xlsx xl/worksheets/sheet2.xml
	[[ $output = *'numberStoredAsText="1"'* ]]
	[[ $output != *'<f>'* ]]
}

@test "labels that look like formulas are none either" {
	table t k 'title==1+1' >t <<<$'#k:text\tn:count\n#label\tn\t=2+2\nx\t1\ny\t2'
	run -0 ubat-xlsx -o r.xlsx --chart auto t
	unzip -q r.xlsx -d x
	run ! grep -rqE '<(c:)?f>[^<]*[12]\+' x
	has r.xlsx 2 'A1|s|General|=1+1'
	has r.xlsx 2 'B4|s|General|=2+2'
}

@test "a value with a label is shown as it, a code of digits keeps the code" {
	run -0 ubat-xlsx -o r.xlsx kommun.ubat regi.ubat
	run -0 values r.xlsx 2 A
	[ "${lines[4]}" = '0180 Stockholm' ]
	[ "${lines[5]}" = 1480 ]
	run -0 values r.xlsx 3 A
	[ "${lines[6]}" = 'Kommunal regi' ]
	[ "${lines[7]}" = privat ]
}

@test "bool is Ja or Nej, dates are dates, before 1900-03-01 text" {
	table t k >t <<<$'#k:bool\td:date\n1\t2016-03-01\n0\t1900-03-01\n.t\t1900-02-28'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'A5|s|@|Ja'
	has r.xlsx 2 'A6|s|@|Nej'
	has r.xlsx 2 'B5|n|yyyy-mm-dd|42430'
	has r.xlsx 2 'B6|n|yyyy-mm-dd|61'
	has r.xlsx 2 'B7|s|@|1900-02-28'
}

@test "a number of more than 15 digits is text" {
	table t k >t <<<$'#k:text\ti:int\td:dec\nx\t999999999999999\t123456.123456789\ny\t-9007199254740993\t1234567.123456789'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'B5|n|#,##0|999999999999999'
	has r.xlsx 2 'B6|s|@|-9007199254740993'
	has r.xlsx 2 'C5|n|#,##0.000000000|123456.123456789'
	has r.xlsx 2 'C6|s|@|1234567.123456789'
}

@test "a key that is a number has no thousands apart" {
	table t ar >t <<<$'#ar:int\tn:count\n2016\t5'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'A5|n|0|2016'
}

@test "missing values are signs, explained; in keys they are words" {
	table t k >t <<<$'#k:text\ta:count\tb:share\tc:count\n~\t.s\t.u\t.e\n.x\t.b\t.l\t0\n.t\t.n\t.d\t.r'
	sed -i 's/^~//' t
	run -0 ubat-xlsx -o r.xlsx t
	run -0 values r.xlsx 2 A
	text=$(tr '\n' ' ' <<<"$output")
	[[ $text = *' .. = redovisas inte på grund av bortfall; uppgiften är inte jämförbar; redovisas inte, för få; värdet godtogs inte vid inläsningen; värdet kan inte beräknas '* ]]
	[[ $text = *' . = uppgift kan inte förekomma; frågan är inte relevant '* ]]
	[[ $text = *' X = uppgiften har skyddats av sekretesskäl '* ]]
	[[ $output = *$'\nUppgift saknas\nEj besvarad\nTotalt' ]]
	has r.xlsx 2 'B9|s|General|X'
	run -0 values r.xlsx 2 D
	[ "$output" = $'c\n.\n0\n..' ]
}

@test "a report may show what is protected as .., explained with what else has that sign" {
	table t k >t <<<$'#k:text\ta:count\tb:count\na\t.s\t.e\nb\t7\t.b'
	printf '%s\n' '[report]' 'title = T' 'sekretess = intern' 'hidden = ..' >r.report
	run -0 ubat-xlsx -l r.report -o r.xlsx t
	run -0 values r.xlsx 2 A
	text=$(tr '\n' ' ' <<<"$output")
	[[ $text = *' .. = redovisas inte på grund av bortfall; uppgiften har skyddats av sekretesskäl '* ]]
	[[ $text != *X* ]]
	run -0 values r.xlsx 2 B
	[ "$output" = $'a\n..\n7' ]
	run -0 ubat-html -l r.report -o r.html t
	[ "$(xmllint --nonet --xpath 'string(//tbody/tr[1]/td[1])' r.html)" = .. ]
	sed -i 's/^hidden.*/hidden = X/' r.report
	run -0 ubat-xlsx -l r.report -o r.xlsx t
	run -0 values r.xlsx 2 B
	[ "$output" = $'a\nX\n7' ]
}

@test "a table without records says so" {
	table t k >t <<<$'#k:text\tn:count'
	run -0 ubat-xlsx -o r.xlsx --chart auto --chart t=n t
	run -0 values r.xlsx 2 A
	[ "$output" = $'t\nDetta blad innehåller 1 tabell.\n.. = uppgift saknas\nTill Om statistiken\nk\nInga uppgifter' ]
	has r.xlsx 2 'B6|s|General|..'
	[[ $(part r.xlsx xl/tables/table1.xml) = *' ref="A5:B6" '* ]]
	run -0 unzip -Z1 r.xlsx
	[[ $output != *charts* ]]
}

@test "a sheet's name is what Excel allows, and different from the others" {
	table '[a]:/*?\\b' k >t1 <<<$'#k:text\nx'
	table 'AB' k >t2 <<<$'#k:text\nx'
	table 'tab1' k >t3 <<<$'#k:text\nx'
	table 'abcdefghijklmnopqrstuvwxyzåäö0123' k >t4 <<<$'#k:text\nx'
	run -0 ubat-xlsx -o r.xlsx t1 t2 t3 t4
	run -0 part r.xlsx xl/workbook.xml
	names=$(grep -o '<sheet name="[^"]*"' <<<"$output" | cut -d'"' -f2 | tr '\n' ,)
	[ "$names" = 'Om statistiken,ab,AB (2),Tabell tab1,abcdefghijklmnopqrstuvwxyzåäö01,' ]
}

@test "the headings repeat on every page of A4, which have numbers; no chart goes across two" {
	for i in $(seq 60); do printf 'k%d\t%d\n' "$i" "$i"; done >rows
	(printf '#k:text\tn:count\n'; cat rows) | table t k >t
	run -0 ubat-xlsx -o r.xlsx t
	run -0 part r.xlsx xl/workbook.xml
	# the keys, where columns go on too: what fits the width has none
	[[ $output = *'_xlnm.Print_Titles'*'>t!$4:$4</definedName>'* ]]
	# neither does a table that ends on its page repeat any
	for chart in '' '--chart auto'; do
		run -0 ubat-xlsx -o r.xlsx $chart regi.ubat
		run -0 part r.xlsx xl/workbook.xml
		[[ $output != *'definedName'* ]]
		run -0 part r.xlsx xl/worksheets/sheet2.xml
		[[ $output = *'<pageSetUpPr fitToPage="1"/>'*'paperSize="9"'*'orientation="portrait"'* ]]
		[[ $output != *fitToHeight* ]]
	done
	[[ $output = *'<oddFooter>&amp;C&amp;P (&amp;N)</oddFooter>'* ]]
	for i in $(seq 40); do printf 'k%d\t%d\n' "$i" "$i"; done >rows
	(printf '#k:text\tn:count\n'; cat rows) | table t k >t
	run -0 ubat-xlsx -o r.xlsx --chart auto t
	run -0 part r.xlsx xl/worksheets/sheet2.xml
	[[ $output = *'<rowBreaks count="1" manualBreakCount="1"><brk id="45" '* ]]
	[[ $output != *fitToHeight* ]]
	# a title that is longer than the page makes it smaller, and lie
	table t k "title=$(printf 'lång %.0s' $(seq 30))" >t2 <<<$'#k:text\nx'
	run -0 ubat-xlsx -o r.xlsx t2
	run -0 part r.xlsx xl/worksheets/sheet2.xml
	[[ $output = *'fitToPage="1"'*'orientation="landscape"'* ]]
}

# wide NAME NMEASURE ATTR...: two rows
wide() {
	{
		printf '#k:code'
		for i in $(seq "$2"); do printf '\tmatt_nummer_%d:count' "$i"; done
		for k in Norr Syd; do
			printf '\n%s' $k
			for i in $(seq "$2"); do printf '\t%d' $((i * 1001)); done
		done
		echo
	} | table "$1" k "${@:3}"
}

@test "a wide table is printed in pieces, each with its keys, with or without charts; the title above the first alone" {
	wide w 21 'note=En anmärkning.' >w
	wide "it's & <b>" 44 >w2
	for chart in '' '--chart w=matt_nummer_1,matt_nummer_21' '--chart auto'; do
		run -0 ubat-xlsx -o r.xlsx $chart w w2
		run -0 part r.xlsx xl/workbook.xml
		xmllint --noout - <<<"$output"
		[[ $output = *'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">'* ]]
		# rows and columns
		[[ $output = *'<definedName name="_xlnm.Print_Titles" localSheetId="1">w!$A:$A,w!$5:$5</definedName>'* ]]
		grep -o 'Print_Area" localSheetId="1">[^<]*' <<<"$output" | cut -d '>' -f 2 | tr , '\n' >areas
		# the first from the top, the others from the headings to the last row
		if [[ $chart = *w=* || $chart = *auto ]]; then
			[[ $(head -n 1 areas) =~ ^"'w'!\$A\$1:\$H\$"[2-9][0-9]$ ]]
		else
			[ "$(head -n 1 areas)" = "'w'!\$A\$1:\$H\$7" ]
		fi
		printf "'w'!%s\n" '$I$5:$O$7' '$P$5:$V$7' | diff <(tail -n +2 areas) -
		# a name that is written otherwise in a formula and in XML
		[[ $output = *",'it''s &amp; &lt;b&gt;'!"*'$AS$'* ]]
		run -0 part r.xlsx xl/worksheets/sheet2.xml
		[[ $output =~ 'scale="'([0-9]+)'" orientation="landscape"' ]]
		[ "${BASH_REMATCH[1]}" -ge 65 ]
	done
	# men and women beside each other
	{
		printf '#ar:int\tkon:code'
		for i in $(seq 7); do printf '\tmatt_nummer_%d:count' "$i"; done
		for a in 2018 2019 2020; do
			for k in man kvinna .t; do
				printf '\n%s\t%s' $a $k
				for i in $(seq 7); do printf '\t%d' $((i * 1001)); done
			done
		done
		echo
	} | table s ar,kon >s
	printf '[report]\ntitle = S\nsekretess = intern\n[table s]\nlayout = statistik\nchart = auto\n' >s.report
	run -0 ubat-xlsx -l s.report -o r.xlsx s
	run -0 part r.xlsx xl/workbook.xml
	[[ $output = *'Print_Area" localSheetId="1">'"'s'!\$A\$1:"*",'s'!"*'<'* ]]
	[[ $output = *'Print_Titles" localSheetId="1">s!$A:$A,s!$4:$4<'* ]]
}

@test "a text of the first sheet that would go on on the next page begins there" {
	table t k >t <<<$'#k:text\nx'
	long=$(printf 'ord %.0s' $(seq 500))
	{
		printf '[report]\ntitle = Bok\nsekretess = intern\n[about]\n'
		for k in population variabler metod bortfall; do echo "$k = $long"; done
	} >l.report
	run -0 ubat-xlsx -o r.xlsx -l l.report t
	part r.xlsx xl/worksheets/sheet1.xml >sheet
	grep -q '<rowBreaks count="1" manualBreakCount="1"><brk id="46" ' sheet
	grep -q '<pageSetup paperSize="9" scale="90" ' sheet
	has r.xlsx 1 'A47|s|General|Metod och källa'
	# a short one is on one page, as wide as that
	run -0 ubat-xlsx -o r.xlsx t
	part r.xlsx xl/worksheets/sheet1.xml >sheet
	run ! grep -q 'rowBreaks\|fitToHeight' sheet
	grep -q '<pageSetUpPr fitToPage="1"/>' sheet
}

@test "a rate is shown in groups of three digits, as what it is made of" {
	(printf '#k:text\tper:stat\tper_n:count\n'; printf 'a\t12345.6\t3\n') |
	    table t k function:per=rate >t
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 'B5|n|#,##0.0|12345.6'
}

@test "columns are 8 to 60 wide" {
	wide=$(printf 'x%.0s' $(seq 200))
	table t k >t <<<"#k:text	n:count
$wide	1"
	run -0 ubat-xlsx -o r.xlsx t
	part r.xlsx xl/worksheets/sheet2.xml >sheet
	grep -q '<col min="1" max="1" width="60.7109375"' sheet
	! grep -oE 'width="[0-9.]+"' sheet | grep -qE '"[0-7]\.' || false
	grep -q '<row r="5" spans="1:2" ht="66" customHeight="1">' sheet
}

@test "the default chart draws the shares, its words come from the data" {
	run -0 ubat-xlsx -o r.xlsx --chart auto regi.ubat
	has r.xlsx 2 'A2|s|General|Detta blad innehåller 1 tabell och 1 diagram.'
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'descr="Stapeldiagram: Åtgärder efter regi. Nöjd med hjälpen: högst är Kommunal regi med 95,0 procent, lägst är privat med 40,6 procent."'* ]]
	run -0 part r.xlsx xl/charts/chart1.xml
	chart=$output
	[[ $chart = *'<c:barDir val="col"/>'* ]]
	[[ $chart = *'<c:cat><c:strRef><c:f>regi!$A$7:$A$8</c:f>'* ]]
	[[ $chart = *'<c:val><c:numRef><c:f>regi!$C$7:$C$8</c:f>'* ]]
	[[ $chart = *'<c:max val="100"/><c:min val="0"/>'* ]]
	[[ $chart = *'<c:v>Åtgärder efter regi</c:v>'* ]]
	[[ $chart = *'<a:t>Regi (antal med uppgift: Kommunal regi 40, privat 32)</a:t>'* ]]
	[[ $chart = *'<c:v>95</c:v>'*'<c:v>40.6</c:v>'* ]]
}

@test "without shares the default chart draws the counts" {
	run -0 ubat-xlsx -o r.xlsx --chart kommun kommun.ubat regi.ubat
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'descr="Stapeldiagram: kommun. Antal poster: högst är 1480 med 9, lägst är 0180 Stockholm med 7."'* ]]
	run -0 unzip -Z1 r.xlsx
	[ "$(grep -c charts/chart <<<"$output")" = 1 ]
}

@test "--chart draws the measures named, more than one side by side" {
	run -0 ubat-xlsx -o r.xlsx --chart regi=pos,alder --chart regi=n regi.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[ "$(grep -o '<c:ser>' <<<"$output" | wc -l)" = 2 ]
	[[ $output = *'<c:legendPos val="b"/>'* ]]
	[[ $output = *'regi!$F$7:$F$8'* ]]
	run -0 part r.xlsx xl/charts/chart2.xml
	[[ $output = *'regi!$B$7:$B$8'* ]]
	[[ $output != *legendPos* ]]
}

@test "a key across gives a bar for each of its values" {
	printf 'kommun,regi,nojd\nA,kommunal,ja\nA,privat,nej\nB,kommunal,ja\nB,kommunal,nej\nB,privat,ja\n' >a.csv
	ubat-import a.csv | ubat-agg -g kommun --across regi -n k \
	    'nojd = share(nojd = "ja")' >k.ubat
	run -0 ubat-xlsx -o r.xlsx --chart auto k.ubat
	has r.xlsx 2 'B4|s|General|Andel nojd, kommunal, procent'
	has r.xlsx 2 'C4|s|General|nojd, kommunal, antal med uppgift'
	has r.xlsx 2 'D4|s|General|Andel nojd, privat, procent'
	has r.xlsx 2 'B6|n|0.0|50'
	run -0 part r.xlsx xl/charts/chart1.xml
	[ "$(grep -o '<c:ser>' <<<"$output" | wc -l)" = 2 ]
	[[ $output = *'<c:f>k!$B$5:$B$6</c:f>'*'<c:f>k!$D$5:$D$6</c:f>'* ]]
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'Andel nojd, kommunal: högst är A med 100,0 procent, lägst är B med 50,0 procent. Andel nojd, privat: högst är B med 100,0 procent, lägst är A med 0,0 procent.'* ]]
}

@test "there is no bar where the table has a sign, and a line says so" {
	sed 's/^privat	1128	0.40625/privat	1128	.s/' regi.ubat >masked
	run -0 ubat-xlsx -o r.xlsx --chart auto masked
	has r.xlsx 2 'A5|s|General|I diagrammet saknas en stapel där tabellen har ett tecken: privat.'
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'Kommunal regi med 95,0 procent. En stapel saknas där tabellen har ett tecken i stället för ett tal."'* ]]
}

# three: a table of three years and two measures, the last of them total
three() {
	table ar ar 'title=Två mått' <<-'EOF'
	#ar:code	a:share	a_k:count	a_n:count	b:share	b_k:count	b_n:count
	2017	0.2	20	100	0.56	56	100
	2018	0.25	25	100	0.53	53	100
	.t	0.225	45	200	0.545	109	200
	EOF
}

@test "lying bars stand in the order of the rows, the total marked" {
	three >ar.ubat
	run -0 ubat-xlsx -o r.xlsx --chart ar=bars:a ar.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:barDir val="bar"/>'* ]]
	[[ $output = *'<c:val><c:numRef><c:f>ar!$B$5:$B$7</c:f>'* ]]
	[[ $output = *'<c:catAx>'*'<c:orientation val="maxMin"/>'*'<c:valAx>'* ]]
	[ "$(grep -o '<c:dPt>.*' <<<"$output" | grep -o '<a:pattFill' | wc -l)" = 1 ]
	[[ $output = *'<c:dPt><c:idx val="2"/>'*'<a:pattFill'* ]]
	[[ $output = *'<c:valAx>'*'<c:max val="100"/><c:min val="0"/>'* ]]
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'descr="Liggande stapeldiagram: Två mått. a: högst är 2018 med 25,0 procent, lägst är 2017 med 20,0 procent."'* ]]
}

@test "many lying bars make the chart higher" {
	{ echo '#k:code	n:count'; for i in $(seq 60); do printf 'k%d\t%d\n' "$i" "$i"; done; } | table k k >k.ubat
	run -0 ubat-xlsx -o r.xlsx --chart k=bars:n --chart k=bars:n k.ubat
	run -0 part r.xlsx xl/drawings/drawing1.xml
	# 60 bars take 60/14 times 346 pixels, and a row has 22; there is air below
	[ "$(grep -o '<xdr:from>.\{0,80\}' <<<"$output" | grep -o '<xdr:row>[0-9]*' | cut -c 10- | paste -sd ' ')" = '65 134' ]
}

@test "parts of hundred stand upon each other" {
	three >ar.ubat
	run -0 ubat-xlsx -o r.xlsx --chart ar=stacked:a,b ar.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:grouping val="percentStacked"/>'* ]]
	[[ $output = *'<c:numFmt formatCode="0%"'* ]]
	[[ $output != *'<c:max val="100"/>'* ]]
	# each says its per cent, as the scale does, but one without room
	[ "$(grep -o '<a:t>[0-9]*<' <<<"$output" | tr -dc '0-9\n' | paste -sd ' ')" = '26 32 74 68' ]
	ubat-html -o r.html --chart ar=stacked:a,b ar.ubat
	[ "$(grep -o 'class="mid[ on0]*">[0-9]*</text>' r.html | sed 's/.*>\([0-9]*\)<.*/\1/' | grep -v ^20 | paste -sd ' ')" = '26 74 32 68' ]
	sed 's/^2018.*/2018	0.25	25	100	0.01	1	100/' ar.ubat | ubat-xlsx -o s.xlsx --chart ar=stacked:a,b -
	run -0 part s.xlsx xl/charts/chart1.xml
	[ "$(grep -o '<c:delete val="1"/>' <<<"$output" | wc -l)" = 1 ]
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'descr="Staplat diagram, delar av hundra: Två mått. a: högst är 2018 med 32,1 procent, lägst är 2017 med 26,3 procent. b: högst är 2017 med 73,7 procent, lägst är 2018 med 67,9 procent."'* ]]
}

@test "of counts that stand upon each other the text says the per cents that are drawn" {
	table ar ar <<-'EOF' >ar.ubat
	#ar:code	a:count	b:count	c:count
	2017	1	1	0
	2018	2	1	13
	2019	.b	5	5
	EOF
	run -0 ubat-xlsx -o r.xlsx --chart ar=stacked:a,b,c ar.ubat
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *' a: högst är 2017 med 50,0 procent, lägst är 2018 med 12,5 procent. b: högst är 2017 och 2019 med 50,0 procent, lägst är 2018 med 6,3 procent. c: högst är 2018 med 81,3 procent, lägst är 2017 med 0,0 procent. En stapel saknas'* ]]
}

@test "a chart of points and one of bars each say what they lack" {
	table regi regi <<-'EOF' >regi.ubat
	#regi:code	m:mean	m_n:count	m_lo:mean	m_hi:mean
	a	40.5	30	38.1	42.9
	b	.s	.s	.s	.s
	EOF
	run -0 ubat-xlsx -o r.xlsx --chart regi=interval:m --chart regi=columns:m --chart regi=bars:m regi.ubat
	run -0 part r.xlsx xl/sharedStrings.xml
	[ "$(grep -o 'I diagrammet saknas en [a-z]* där tabellen har ett tecken: b\.' <<<"$output" | cut -d' ' -f5 | paste -sd ' ')" = 'punkt stapel' ]
	run -0 ubat-html -o r.html --chart regi=interval:m --chart regi=columns:m regi.ubat
	[ "$(grep -o 'I diagrammet saknas en [a-z]*' r.html | cut -d' ' -f5 | paste -sd ' ')" = 'punkt stapel' ]
	printf '[report]\ntitle = T\nsekretess = intern\nlanguage = en\n[table regi]\ntitle = R\nchart = interval:m\n' >r.report
	run -0 ubat-xlsx -o r.xlsx -l r.report regi.ubat
	run -0 part r.xlsx xl/sharedStrings.xml
	[[ $output = *'The chart lacks a point where the table has a symbol: b.'* ]]
}

@test "lines differ in dashes and marks, and say where they begin and end" {
	three >ar.ubat
	run -0 ubat-xlsx -o r.xlsx --chart ar=lines:a,b ar.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:lineChart>'* ]]
	[[ $output = *'<c:symbol val="circle"/>'*'<a:prstDash val="dash"/>'*'<c:symbol val="square"/>'* ]]
	[[ $output = *'<c:f>ar!$B$5:$B$6</c:f>'* ]]
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'descr="Linjediagram: Två mått. a: högst är 2018 med 25,0 procent, lägst är 2017 med 20,0 procent. Från 2017 med 20,0 procent till 2018 med 25,0 procent. b: '* ]]
}

@test "lines with a gap, or of one point, are drawn as columns" {
	three | sed 's/^2018	0.25/2018	.s/' >ar.ubat
	run -0 ubat-xlsx -o r.xlsx --chart ar=lines:a ar.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:barDir val="col"/>'* ]]
	three | sed '/^2018/d; s/^#end	3/#end	2/' >ar.ubat
	run -0 ubat-xlsx -o r.xlsx --chart ar=lines:a ar.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:barDir val="col"/>'* ]]
}

@test "columns can be named as a kind; no other word can" {
	run -0 ubat-xlsx -o r.xlsx --chart regi=columns:pos regi.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:barDir val="col"/>'* ]]
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart regi=pie:pos regi.ubat
	[ "$stderr" = 'ubat-xlsx: --chart: no kind of chart pie: columns, bars, stacked, lines, questions, profile or interval' ]
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart regi=bars: regi.ubat
	[ "$stderr" = 'ubat-xlsx: --chart: no measure after bars:' ]
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart regi=: regi.ubat
	[ "$stderr" = 'ubat-xlsx: --chart: no kind of chart : columns, bars, stacked, lines, questions, profile or interval' ]
}

# asked: two rows and three questions, with their bases
asked() {
	table regi regi 'title=Nöjda' <<-'EOF'
	#regi:code	a:share	a_k:count	a_n:count	b:share	b_k:count	b_n:count	c:share	c_k:count	c_n:count
	#label	a	Hjälpen
	kommunal	0.95	38	40	0.5	19	38	0.6	24	40
	privat	0.25	8	32	0.75	24	32	0.5	16	32
	.t	0.6	43	72	0.6	43	70	0.5	40	72
	EOF
}

@test "questions are groups and rows the bars, profiles lines over them" {
	asked >regi.ubat
	run -0 ubat-xlsx -o r.xlsx --chart regi=questions:a,b,c --chart regi=profile:a,b,c regi.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	chart=$output
	[ "$(grep -o '<c:ser>' <<<"$chart" | wc -l)" = 2 ]
	[[ $chart = *'<c:barDir val="col"/>'* ]]
	[[ $chart = *"<c:cat><c:strRef><c:f>('regi'!\$B\$4,'regi'!\$D\$4,'regi'!\$F\$4)</c:f><c:strCache><c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>Hjälpen, procent</c:v>"* ]]
	[[ $chart = *"<c:f>('regi'!\$B\$5,'regi'!\$D\$5,'regi'!\$F\$5)</c:f>"*'<c:v>95</c:v>'*'<c:v>50</c:v>'*'<c:v>60</c:v>'* ]]
	[[ $chart = *'<a:t>Antal med uppgift: kommunal 38–40, privat 32</a:t>'* ]]
	run -0 part r.xlsx xl/charts/chart2.xml
	[[ $output = *'<c:lineChart>'*"<c:f>('regi'!\$B\$5,"* ]]
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'descr="Stapeldiagram: Nöjda. kommunal: högst är Hjälpen med 95,0 procent, lägst är b med 50,0 procent. privat: högst är b med 75,0 procent, lägst är Hjälpen med 25,0 procent."'* ]]
	[[ $output = *'descr="Profil, linjediagram: Nöjda. kommunal: '* ]]
	for i in 1 2 3 4 5 6 7; do printf 'k%s	1\n' $i; done | sed '1i #k:code	n:count' | table t k >t
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart t=questions:n t
	[ "$stderr" = 'ubat-xlsx: --chart: table t has more than 6 rows for one chart' ]
	asked | sed 's/^privat	0.25/privat	.s/' >regi.ubat
	run -0 ubat-xlsx -o r.xlsx --chart regi=profile:a,b regi.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:barDir val="col"/>'* ]]
}

@test "dots have intervals; a group whose dot is a sign is left out" {
	table regi regi 'title=Ålder' >regi.ubat <<-'EOF'
	#regi:code	m:mean	m_n:count	m_lo:mean	m_hi:mean
	a	40.5	30	38.1	42.9
	b	.s	.s	.s	.s
	c	44	50	43	45
	EOF
	run -0 ubat-xlsx -o r.xlsx --chart regi=interval:m regi.ubat
	run -0 part r.xlsx xl/charts/chart1.xml
	[[ $output = *'<c:hiLowLines>'* ]]
	# dot, low, high; then a line for each that has a dot: LibreOffice draws it
	[ "$(grep -o '<c:ser>' <<<"$output" | wc -l)" = 5 ]
	[ "$(grep -o '<c:val val="[^"]*"/>' <<<"$output" | cut -d'"' -f2 | cut -c 1-5 | paste -sd ' ')" = '4.799 2' ]
	[ "$(grep -o '<c:errBarType val="plus"/>' <<<"$output" | wc -l)" = 2 ]
	[ "$(grep -o '<c:legendEntry><c:idx val="[0-9]*"/><c:delete val="1"/>' <<<"$output" | grep -o '[0-9]*"/><c:d' | cut -d'"' -f1 | paste -sd ' ')" = '3 4' ]
	[ "$(grep -o '<c:symbol val="[^"]*"/>' <<<"$output" | cut -d'"' -f2 | paste -sd ' ')" = 'circle dash dash none none' ]
	[[ $output = *"<c:f>('regi'!\$A\$7,'regi'!\$A\$9)</c:f>"*"<c:f>('regi'!\$B\$7,'regi'!\$B\$9)</c:f>"* ]]
	[[ $output = *"('regi'!\$D\$7,'regi'!\$D\$9)"*'<c:v>38.1</c:v>'*'<c:v>43</c:v>'* ]]
	run -0 part r.xlsx xl/drawings/drawing1.xml
	[[ $output = *'descr="Punkter med intervall: Ålder. m: högst är c med 44,0, lägst är a med 40,5. Intervall: a 38,1 till 42,9, c 43,0 till 45,0. En punkt saknas'* ]]
	has r.xlsx 2 'A4|s|General|I diagrammet saknas en punkt där tabellen har ett tecken: b.'
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart regi=interval:m_n regi.ubat
	[ "$stderr" = 'ubat-xlsx: --chart: m_n of table regi has no interval (ubat-agg --interval)' ]
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart regi=interval:m,m_lo regi.ubat
	[ "$stderr" = 'ubat-xlsx: --chart: more than 1 measure in one chart' ]
	run -0 ubat-html -o r.html --chart regi=interval:m regi.ubat
	[ "$(grep -c 'class="dot"' r.html)" = 2 ]
	asked >regi.ubat
	run -0 ubat-html -o r.html --chart regi=questions:a,b --chart regi=profile:a,b regi.ubat
	[ "$(grep -c '<rect class="s[01]" x' r.html)" -ge 4 ]
	[ "$(grep -c '<polyline' r.html)" = 2 ]
}

@test "a chart of what is not there is wrong usage" {
	chart() {
		run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart "$1" regi.ubat
		[ "${stderr_lines[0]}" = "ubat-xlsx: --chart: $2" ]
		nothing_left
	}
	chart lan 'no table lan'
	chart regi=nix 'table regi shows no measure nix'
	chart regi=n_pers 'table regi shows no measure n_pers'
	chart regi=pos,pos 'a chart has pos twice'
	chart '' 'not TABLE=MEASURE,... or TABLE'
	chart regi= 'not TABLE=MEASURE,... or TABLE'
	table t a,b >t <<<$'#a:text\tb:text\tn:count\td:date\nx\ty\t1\t2016-01-01'
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart t=n t
	[ "$stderr" = 'ubat-xlsx: --chart: table t has 2 keys, a chart needs one' ]
	table t a >t <<<$'#a:text\td:date\nx\t2016-01-01'
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart t=d t
	[ "$stderr" = 'ubat-xlsx: --chart: d of table t is not a number' ]
	run -0 ubat-xlsx -o r.xlsx --chart auto t
}

@test "records are refused without --records" {
	run -2 --separate-stderr ubat-xlsx -o r.xlsx januari.ubat
	[ "$stderr" = 'ubat-xlsx: januari.ubat: records, not a table (ubat-agg makes one; ubat-xlsx --records takes them as they are)' ]
	nothing_left
	table t k >t <<<$'#k:id\nx'
	run -2 --separate-stderr ubat-xlsx -o r.xlsx <t
	[ "$stderr" = 'ubat-xlsx: stdin: column k is of type id, which no table shows (ubat-xlsx --records does)' ]
	nothing_left
}

@test "--records writes all columns on one sheet, as an Excel table" {
	run -0 --separate-stderr ubat-xlsx -o r.xlsx --records januari.ubat
	[ -z "$stderr" ]
	run -0 peek r.xlsx 2
	[ "${lines[0]}" = 'A1|s|General|Poster' ]
	[[ $output = *$'\nA4|s|General|klient\nB4|s|General|regi\nC4|s|General|start\nD4|s|General|b1\n'* ]]
	[[ $output = *$'\nA5|s|@|a1\nB5|s|@|privat\nC5|n|yyyy-mm-dd|42430\nD5|n|0|8\nA6|s|@|a2\nB6|s|@|kommunal\nC6|s|General|..\nD6|s|General|.' ]]
	run -0 peek r.xlsx 1
	[[ $output = *'|Teckenförklaring'* ]]
	[[ $output = *'|frågan är inte relevant'* ]]
	[[ $(part r.xlsx xl/tables/table1.xml) = *' ref="A4:D6" '* ]]
	run -2 --separate-stderr ubat-xlsx -o r.xlsx --records --chart auto januari.ubat
	[ "${stderr_lines[0]}" = 'ubat-xlsx: --chart does not go with --records' ]
}

@test "in records labels count where they stand before the first record" {
	printf '#a:code\tb:int\n#label\ta\tKommun\n#label\ta\t0180\tStockholm\n0180\t1\n#label\tb\tSent\n#end\t1\t0\n' >labels
	run -0 ubat-xlsx --records -o r.xlsx labels
	has r.xlsx 2 'A4|s|General|Kommun'
	has r.xlsx 2 'B4|s|General|b'
	has r.xlsx 2 'A5|s|@|0180 Stockholm'
}

@test "--records takes a table too, and one without records" {
	run -0 ubat-xlsx -o r.xlsx --records regi.ubat
	run -0 peek r.xlsx 2
	[[ $output = *'|n_pers'* ]]
	printf '#a:int\n#end\t0\t0\n' >none
	run -0 ubat-xlsx -o r.xlsx --records none
	run -0 values r.xlsx 2 A
	[ "${lines[-1]}" = 'Inga uppgifter' ]
}

@test "a cut stream is refused: no file" {
	for lines in 1 2; do
		head -n -$lines regi.ubat >cut
		run -1 --separate-stderr ubat-xlsx -o r.xlsx cut
		[ "$stderr" = 'ubat-xlsx: cut: the stream is cut: it has no end that fits it' ]
		nothing_left
	done
	head -n -1 januari.ubat >cut
	run -1 --separate-stderr ubat-xlsx --records -o r.xlsx cut
	[ "$stderr" = 'ubat-xlsx: cut: the stream is cut: it has no end that fits it' ]
	nothing_left
	cat kommun.ubat >two
	head -n -1 regi.ubat >>two
	run -1 ubat-xlsx -o r.xlsx two
	nothing_left
}

@test "--cut-ok writes it, and the first sheet says so" {
	head -n -2 regi.ubat >cut
	run -0 --separate-stderr ubat-xlsx -o r.xlsx --cut-ok cut
	[ "$stderr" = 'ubat-xlsx: cut: the stream is cut; the workbook says so' ]
	has r.xlsx 1 'A2|s|General|Varning: underlaget är avbrutet. Det saknar sitt slut, så poster kan fattas och siffror kan vara'
	has r.xlsx 1 'A3|s|General|fel.'
	head -n -2 januari.ubat >cut
	run -0 ubat-xlsx -o r.xlsx --records --cut-ok cut
	run -0 peek r.xlsx 1
	[[ $output = *'|Varning: underlaget är avbrutet.'* ]]
	run -0 ubat-xlsx -o r.xlsx --cut-ok regi.ubat
	run -0 peek r.xlsx 1
	[[ $output != *Varning* ]]
}

@test "accounts that do not add up are refused, by step: no file" {
	ubat-body cat <kommun.ubat | sed -e '/^1480/d' -e 's/^#end	2/#end	1/' >lost
	run -1 --separate-stderr ubat-xlsx -o r.xlsx lost
	[ "$stderr" = "ubat-xlsx: lost: accounts: step $(grep '^#step' lost | tail -n 1 | cut -f2) ubat-body wrote 2 records, here are 1" ]
	nothing_left
	ubat-body cat <kommun.ubat | sed 's/removed=0/removed=1/' >changed
	run -1 --separate-stderr ubat-xlsx -o r.xlsx changed
	[[ $stderr = 'ubat-xlsx: changed: accounts: step '????????' ubat-body was changed after it was written' ]]
	nothing_left
}

@test "a control character is an error with its line" {
	table t k >t <<<$'#k:text\tv:text\nx\ta\ny\tb\x01c'
	run -1 --separate-stderr ubat-xlsx -o r.xlsx t
	[ "$stderr" = 'ubat-xlsx: t:4: column v: a control character, which a sheet cannot hold' ]
	nothing_left
	table t k >t <<<$'#k:text\tv:text\nx\ta\\rb'
	run -1 ubat-xlsx -o r.xlsx t
	table t k >t <<<$'#k:text\tv:text\nx\t\xef\xbf\xbf'
	run -1 ubat-xlsx -o r.xlsx t
	table t k >t <<<$'#k:text\tv:text\nx\ta\\r\\nb\\tc'
	run -0 ubat-xlsx -o r.xlsx t
	part r.xlsx xl/sharedStrings.xml >sst
	grep -qx 'b	c</t>.*' sst
}

@test "what no cell can hold is an error with its line and column, and nothing is written" {
	# type|field as printf has it|message
	while IFS='|' read -r type field want; do
		printf "#k:text\tv:$type\nx\t\ny\t$field\n" | table t k >t
		run -1 --separate-stderr ubat-xlsx -o r.xlsx t
		[ "$stderr" = "ubat-xlsx: t:4: $want" ] || { echo "$type $field: $stderr"; false; }
		nothing_left
	done <<-'EOF'
		text|\x01|column v: a control character, which a sheet cannot hold
		text|a\x08b|column v: a control character, which a sheet cannot hold
		text|\x0b|column v: a control character, which a sheet cannot hold
		code|\x0c|column v: a control character, which a sheet cannot hold
		text|\x1b[31m|column v: a control character, which a sheet cannot hold
		code|a\x1f|column v: a control character, which a sheet cannot hold
		text|\xef\xbf\xbe|column v: a control character, which a sheet cannot hold
		text|\xed\xa0\x80|not valid UTF-8
		text|\xed\xbf\xbf|not valid UTF-8
		code|\xed\xa0\xbd\xed\xb8\x80|not valid UTF-8
		text|f\xe5r|not valid UTF-8
		text|\xc0\xaf|not valid UTF-8
		text|\xf4\x90\x80\x80|not valid UTF-8
		text|\xe2\x82|not valid UTF-8
		stat|nan|column v: not a value of its type
		stat|NaN|column v: not a value of its type
		mean|inf|column v: not a value of its type
		stat|-inf|column v: not a value of its type
		stat|1e999|column v: not a value of its type
		dec|Infinity|column v: not a value of its type
		dec|nan|column v: not a value of its type
		share|nan|column v: not a value of its type
		count|inf|column v: not a value of its type
		int|nan|column v: not a value of its type
		int|9223372036854775808|column v: not a value of its type
	EOF
	# of letters outside the first plane, each takes two units
	{ printf '#k:text\tv:text\nx\t\ny\ta'; printf '😀%.0s' {1..16384}; echo; } | table t k >t
	run -1 --separate-stderr ubat-xlsx -o r.xlsx t
	[ "$stderr" = "ubat-xlsx: t:4: column v: a text longer than a cell's 32767 characters" ]
	nothing_left
}

@test "a control character in a title, a note or a label becomes a blank" {
	table $'na\x01m\xef\xbf\xbfe' k $'title=T\x02\xef\xbf\xbe' 'note=a\nb' >t <<<$'#k:text\tn:count\n#label\tn\ta\\nb\xef\xbf\xbf\nx\t1'
	run -0 ubat-xlsx -o r.xlsx t
	has r.xlsx 2 $'A1|s|General|T \xef\xbf\xbd'
	has r.xlsx 2 'A3|s|General|a b'
	has r.xlsx 2 $'B5|s|General|a b\xef\xbf\xbd'
	has r.xlsx 1 'A3|s|General|name'
}

@test "a text longer than a cell is an error, one as long is not" {
	long() {
		printf '#k:text\tv:text\nx\t'
		head -c "$1" /dev/zero | tr '\0' a
		printf '\n'
	}
	long 32767 | table t k >t
	run -0 ubat-xlsx -o r.xlsx t
	rm r.xlsx
	long 32768 | table t k >t
	run -1 --separate-stderr ubat-xlsx -o r.xlsx t
	[ "$stderr" = "ubat-xlsx: t:3: column v: a text longer than a cell's 32767 characters" ]
	nothing_left
}

@test "a heading longer than 255 characters is an error" {
	label=$(printf 'å%.0s' $(seq 256))
	table t k >t <<<"#k:text
#label	k	$label
x"
	run -1 --separate-stderr ubat-xlsx -o r.xlsx t
	[ "$stderr" = 'ubat-xlsx: column k: its heading is longer than 255 characters' ]
	nothing_left
	sed -i 's/ååå	/å	/; s/ååå$/åå/' t
	run -0 ubat-xlsx -o r.xlsx t
}

@test "more columns than a sheet has are an error" {
	awk 'BEGIN {
		for (i = 0; i < 16385; i++)
			printf "%sa%d:int", i ? "\t" : "#", i
		print ""
		for (i = 0; i < 16385; i++)
			printf "%s%d", i ? "\t" : "", i
		print "" }' | whole >wide
	run -1 --separate-stderr ubat-xlsx --records --max-columns 20000 -o r.xlsx wide
	[ "$stderr" = 'ubat-xlsx: more rows or columns than a sheet holds (1048576 and 16384)' ]
	nothing_left
}

@test "keys that are not the first columns are an error" {
	table t n >t <<<$'#k:text\tn:count\nx\t1'
	run -1 --separate-stderr ubat-xlsx -o r.xlsx t
	[ "$stderr" = 'ubat-xlsx: table t: its keys are not its first columns' ]
	nothing_left
}

# small SIZE CMD...: CMD with a file system of SIZE at ./tiny
small() {
	local size=$1 status
	shift
	mkdir -p tiny
	mount -t tmpfs -o "size=$size,mode=777" tmpfs tiny 2>/dev/null ||
	    skip "cannot mount a small file system"
	"$@"
	status=$?
	find tiny -type f >left
	umount tiny
	return $status
}

lines20000() {
	awk 'BEGIN { print "#k:text\tn:count"
		for (i = 0; i < 20000; i++) printf "rad %d %d\t%d\n", i, i * 7919 % 10007, i }' |
	    table t k
}

@test "a full disk at the target is an error, and no file" {
	[ "$(id -u)" = 0 ] || skip "needs root to mount a small file system"
	lines20000 >t
	small 64k run -1 --separate-stderr ubat-xlsx -o tiny/r.xlsx t
	[ "$stderr" = 'ubat-xlsx: tiny/r.xlsx: cannot write the workbook (is a disk or TMPDIR full?)' ]
	[ ! -s left ]
}

@test "a full TMPDIR is an error, and no file" {
	[ "$(id -u)" = 0 ] || skip "needs root to mount a small file system"
	lines20000 >t
	TMPDIR=$PWD/tiny small 64k run -1 --separate-stderr ubat-xlsx -o r.xlsx t
	[[ $stderr = 'ubat-xlsx: r.xlsx: read back, the workbook is not whole (is a disk or TMPDIR full?): '*' ends too early' ]]
	nothing_left
	[ ! -s left ]
	TMPDIR=$PWD/tiny small 64k run -1 --separate-stderr ubat-xlsx --records -o r.xlsx t
	[[ $stderr = 'ubat-xlsx: r.xlsx: read back, the workbook is not whole '* ]]
	nothing_left
}

@test "every part is well-formed XML" {
	command -v xmllint >/dev/null || skip "xmllint is not installed"
	sed 's/^privat	1128	0.40625/a\&b<c>	1128	.s/' regi.ubat >odd
	run -0 ubat-xlsx -o r.xlsx --chart auto --title '<&">' odd kommun.ubat
	unzip -q r.xlsx -d x
	find x -type f >parts
	while IFS= read -r p; do
		run -0 xmllint --noout "$p"
	done <parts
}

@test "the temporary files of a run that went well are gone" {
	mkdir tmp
	TMPDIR=$PWD/tmp run -0 ubat-xlsx -o r.xlsx --chart auto regi.ubat
	[ -z "$(ls -A tmp)" ]
	[ -z "$(find . -name '.ubat-*')" ]
}

@test "no part of the workbook knows who wrote it where" {
	run -0 ubat-xlsx -o r.xlsx --chart auto regi.ubat
	unzip -q r.xlsx -d x
	run ! grep -rqiE "$(id -un)|$(hostname 2>/dev/null || uname -n)|$PWD|xlsxwriter|$(cat "$ROOT/VERSION")\$" x
}

@test "EXAMPLES" {
	ubat-xlsx -o rapport.xlsx regi.ubat kommun.ubat
	ubat-xlsx -o rapport.xlsx --title 'Ubåtsnytt 7' --chart auto regi.ubat
	ubat-xlsx -o rapport.xlsx --chart regi=pos <regi.ubat
	ubat-xlsx --propose regi.ubat kommun.ubat >rapport.report
	ubat-xlsx -l rapport.report -o rapport.xlsx regi.ubat kommun.ubat
	ubat-xlsx --records --split -o poster.xlsx januari.ubat
	has poster.xlsx 2 'A5|s|@|a1'
}

@test "what breaks the stream's rules is told with its line" {
	: >empty
	run -1 --separate-stderr ubat-xlsx -o r.xlsx empty
	[ "$stderr" = 'ubat-xlsx: empty: nothing came, not even a legend' ]
	nothing_left
	sed 's/^privat	1128/privat	x/' regi.ubat >bad
	run -1 --separate-stderr ubat-xlsx -o r.xlsx bad
	[ "$stderr" = 'ubat-xlsx: bad:8: column n: not a value of its type' ]
	nothing_left
	run -1 --separate-stderr ubat-xlsx -o r.xlsx kommun.ubat missing regi.ubat
	[ "$stderr" = 'ubat-xlsx: missing: cannot open: No such file or directory' ]
	nothing_left
}
