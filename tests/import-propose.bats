# What ubat-import(1) says of drafts of whole extracts: footers, headings,
# quotes, near fits; and what is refused.
load helper

# draft: of x.csv, which must import with no reject by it
draft() {
	ubat-import --propose x.csv >x.source || return 1
	ubat-import --check -s x.source x.csv
}

# keys: what [source] declares, but for encoding and delimiter
keys() {
	sed -n '/^\[source\]/,/^$/p' x.source | grep -v -e '^#' -e '^\[' -e '^$' -e '^encoding' -e '^delimiter' |
	    paste -sd,
}

# section NAME: what the draft says of a column
section() {
	awk -v want="[column $1]" '/^#\{0,1\}\[column/ { on = 0 } /^# field/ { on = 0 }
		$0 == want { on = 1; next } on && NF' x.source | grep -v -e '^heading =' -e '^label ='
}

# table N: headings and N records
table() {
	echo 'kommun;start;antal;kostnad'
	seq "$1" | awk '{ printf "%s;2016-01-%02d;%d;%d,5\n", $1 % 2 ? "0180" : "1480", $1 % 28 + 1, $1, $1 }'
}

# sum: of antal, as it is imported
sum() {
	ubat-import -s x.source x.csv | ubat-agg 'sum(antal)' | grep -v '^#' | cut -f 1
}

@test "a column of which most are dates: how many fit, the line of the first other, and never its value" {
	{ echo 'klient;datum'; seq 60 | awk '{ printf "K%d;2016-01-%02d\n", $1, $1 % 28 + 1 }'; } |
	    sed -e '14s/;.*/;QQhemlig/' -e '20s/;.*/;QQ2/' -e '30s/;.*/;/' -e '40s/;.*/;QQ3/' -e '41s/;.*/;QQ4/' >x.csv
	draft
	[ "$(section datum)" = "# 32 different values
# date: 55 of 59 fit; the first other on line 14
#type = date
#date = YYYY-MM-DD" ]
	grep -qx '# field 2: 59 values, 1 empty' x.source
	if grep QQ x.source; then false; fi
	# as it says: taking away the # rejects the others
	sed -i -e 's/^#type/type/' -e 's/^#date/date/' x.source
	run -1 --separate-stderr ubat-import --check -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:14: column datum: not date (4 records)" ]
}

# near VALUE OTHER WANT...: 9 of the value, and the other on line 6
near() {
	local value=$1 other=$2
	shift 2
	{ echo 'v;w'; for i in 1 2 3 4 5 6 7 8 9; do
		[ "$i" != 5 ] || echo "$other;1"
		echo "${value//@/$i};1"
	done; } >x.csv
	draft
	diff <(section v | sed 1d) <(printf '%s\n' "$@") || { cat x.source; false; }
	# the comments are a description that rejects just the other
	sed -i 's/^#\([a-z]* = \)/\1/' x.source
	run -1 --separate-stderr ubat-import --check -s x.source x.csv
	[[ ${stderr_lines[0]} = "ubat-import: x.csv:6: column v: "*" (1 record)" ]]
}

@test "near fits of every type are comments above text, ready to be used" {
	near '1@' ett '# int: 9 of 10 fit; the first other on line 6' '#type = int'
	near '1@,5' ett '# dec: 9 of 10 fit; the first other on line 6' '#type = dec' '#decimal = ,'
	near '@.25' ett '# dec: 9 of 10 fit; the first other on line 6' '#type = dec' '#decimal = .'
	near '1@,5 %' ett '# dec: 9 of 10 fit; the first other on line 6' '#type = dec' '#decimal = ,' \
	    '# with a per cent sign: 9' '#percent = yes'
	near '@ 000 000' ett '# dec: 9 of 10 fit; the first other on line 6' '#type = dec' '#decimal = ,' \
	    '#group = space nbsp thin'
	near '1@ ' ett '# int: 9 of 10 fit; the first other on line 6' '#type = int' '#trim = yes'
	near '0@/13/2016' igår '# date: 9 of 10 fit; the first other on line 6' '#type = date' '#date = MM/DD/YYYY'
	near '2016010@' igår '# date: 9 of 10 fit; the first other on line 6' '#type = date' '#date = YYYYMMDD'
}

@test "near fits of code lists and of two words" {
	{ echo 'kommun;aktiv'; for i in 0180 1480 0114 0115 0117; do echo "$i;Ja"; echo "$i;Nej"; echo "$i;Ja"; done
		echo 'vilse;kanske'; echo 'vilse;Ja'; } >x.csv
	draft
	[ "$(section kommun | tail -n 3)" = "# codes of the list: 15 of 17 fit; the first other on line 17
#type = code
#codes = kommun" ]
	[ "$(section aktiv)" = "# 3 different values
# bool: 16 of 17 fit; the first other on line 17
#type = bool
#true = Ja
#false = Nej
type = code" ]
	{ echo 'n,d'; for i in 1 0 1 0 1 0 1 0 1 2; do echo "$i,$i"; done; echo 1,1.5; } >x.csv
	draft
	[ "$(section d)" = "# dec: 11 of 11
# int: 10 of 11 fit; the first other on line 12
type = dec
decimal = ." ]
	[ "$(section n | tail -n 3)" = "# bool: 10 of 11 fit; the first other on line 11
#type = bool
type = int" ]
}

@test "where a type is chosen the few that do not fit are rejected, and the draft says so" {
	{ echo 'd;w'; seq 99 | sed 's/.*/2016-01-02;&/'; echo '2016-13-02;100'; } >x.csv
	ubat-import --propose x.csv >x.source
	[ "$(section d | head -n 3)" = "# date: 99 of 100
# rejected: 1 (the first on line 101); invalid = .r keeps their records
type = date" ]
	run -1 --separate-stderr ubat-import --check -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:101: column d: not date (1 record)" ]
}

@test "a sum at the end is a footer by its word: it doubles no total" {
	for word in Summa summa SUMMA Summa: Totalt Total Riket Samtliga 'Antal poster'; do
		{ table 40; echo "$word;;820;840,0"; } >x.csv
		draft
		[ "$(keys)" = "footer = $word" ]
		grep -qx '# no record from line 42 on: a word for a sum or a note' x.source
		[ "$(sum)" = 820 ]
	done
	# the next month's sum stands on another line
	{ table 50; echo "Antal poster;;1275;1;"; } >x.csv
	[ "$(sum)" = 1275 ]
}

@test "notes and sums of other kinds at the end are a footer of so many lines" {
	foot() { { table 40; printf '%s\n' "$@"; } >x.csv; draft && [ "$(sum)" = 820 ] && keys; }
	[ "$(foot 'Antal poster: 60')" = "footer = 1" ]
	[ "$(foot 'Summa;;820;840,0' 'Källa: systemet')" = "footer = Summa" ]
	[ "$(foot 'Summa;;820;840,0' 'Medel;;20,5;21')" = "footer = 2" ]
	[ "$(foot '' 'Uttaget av systemet' '' 'Sida 1 av 1')" = "footer = 2" ]
	[ "$(foot 'Vi reserverar oss;;;')" = "footer = 1" ]
	grep -qx '# no record from line 42 on: one field, and not like those above' x.source
	[ "$(foot ';;820;840,0')" = "footer = 1" ]
	grep -qx '# no record from line 42 on: nothing in field 1, as no other, and no texts' x.source
	[ "$(foot ';;;' 'Summa;;820;840,0' ';;;')" = "empty = skip,footer = Summa" ]
	[ "$(foot ';;;' 'Källa: x' ';;;')" = "empty = skip,footer = 2" ]
	[ "$(foot '(40 rader)')" = "footer = 1" ]
}

@test "what may be a record is one, and doubted in a comment" {
	# cut off, of a text, of a key that is missing
	for last in '0180;2016' 0180 '1480;2016-01-02;7'; do
		{ table 40; echo "$last"; } >x.csv
		ubat-import --propose x.csv >x.source
		[ -z "$(keys)" ]
		grep -q '^# rejected: 1 record: field count (the first on line 42)' x.source
	done
	{ table 40; echo '0180'; } >x.csv
	ubat-import --propose x.csv >x.source
	grep -qx '# line 42, the last, may be no record but a sum, a note or cut off; footer = 1 would leave it out' x.source
	{ table 40; echo ';2016-01-01;7;8'; } >x.csv
	draft
	[ -z "$(keys)" ]
	grep -q '^# line 42, the last, may be no record' x.source
	# sums between the records are no footer
	{ table 20; echo 'Summa;;210;1'; table 20 | sed 1d; echo 'Summa;;210;1'; } >x.csv
	ubat-import --propose x.csv >x.source
	grep -qx '# 2 records, the first on line 22, begin with a word for a sum: they are counted as records' x.source
	! grep -q ^footer x.source || false
	# nor are records of an extract with hardly any
	printf 'a;n\nSumma;1\n' >x.csv
	draft
	[ -z "$(keys)" ]
}

@test "lines of delimiters alone are skipped, in the middle and at the end" {
	{ table 10; echo ';;;'; table 10 | sed 1d; echo ';;;'; echo ';;;'; } >x.csv
	draft
	[ "$(keys)" = "empty = skip" ]
	grep -qx '# lines of delimiters alone: 3, the first is line 12' x.source
	grep -qx '# 20 records, 0 blank lines; the headings are on line 1' x.source
	[ "$(sum)" = 110 ]
}

@test "two lines of headings" {
	printf 'Kommun;2019;;2020\n;Kostnad;Andel;Kostnad\n' >x.csv
	printf '0180;12,5;1;13\n1480;7,5;2;14\n0114;1,0;3;15\n0115;1,0;4;16\n' >>x.csv
	draft
	[ "$(keys)" = "headings = 2,heading-fill = yes" ]
	grep -qx '# line 2 has texts above numbers or days, and no value like those below' x.source
	grep -qx '# 4 records, 0 blank lines; the headings are on lines 1 and 2' x.source
	[ "$(ubat-import -s x.source x.csv | head -n 1)" = \
	    "$(tsv '#kommun:code x2019_kostnad:dec x2019_andel:int x2020_kostnad:int')" ]
	grep -qx 'label = 2019 Andel' x.source
	# units
	printf 'Kommun;Kostnad;Andel\n;kronor;procent\n0180;5;1\n1480;6;2\n0114;7;3\n' >x.csv
	draft
	[ "$(keys)" = "headings = 2" ]
	# years below groups
	printf 'Kommun;Kostnad;;\n;2019;2020;2021\n0180;5;1;3\n1480;6;2;3\n0114;7;3;3\n' >x.csv
	draft
	[ "$(keys)" = "headings = 2,heading-fill = yes" ]
	# a first record with values that are missing, or one that does not fit, has no headings
	for first in '0180;okänd;X' '0180;5;fel' '0180;2019;2020'; do
		{ printf 'Kommun;a;b\n'; echo "$first"; for i in 1 2 3 4 5; do echo "1480;$i;$i"; done; } >x.csv
		ubat-import --propose x.csv >x.source
		[ -z "$(keys)" ]
	done
}

@test "titles that a spreadsheet filled up with delimiters are a preamble" {
	{ printf 'Kostnad per kommun;;;\nUttag 2016;;;\n;;;\n'; table 10; } >x.csv
	draft
	[ "$(keys)" = "preamble = 3" ]
	grep -qx '# lines that have one field or another number of them' x.source
	[ "$(sum)" = 55 ]
}

@test "quotes and backslashes" {
	printf "'id';'text';'n'\n'1';'stöd; hem';5\n'2';'a''b';6\n" >x.csv
	draft
	[ "$(keys)" = "quote = '" ]
	grep -qx '# fields in such quotes, in the first 3 lines: 6, the first on line 1' x.source
	[ "$(ubat-import -s x.source x.csv | body | grep -v '^#')" = "$(printf '%s\t%s\t%s\n' 1 'stöd; hem' 5 2 "a'b" 6)" ]
	printf 'id,text,n\n1,"a \\"q\\", b",5\n2,"c",6\n' >x.csv
	draft
	[ "$(keys)" = 'escape = \' ]
	grep -qx '# records that are whole only if a backslash escapes: 1; the first backslash is on line 2' x.source
	printf 'id;text;n\n1;rör 5" lång;5\n2;"halv;6\n3;a;7\n4;b;8\n5;c;9\n' >x.csv
	draft
	[ "$(keys)" = 'quote = none' ]
	grep -qx '# records that are whole only if quotes are text: 2; no field stands in quotes' x.source
	# a name with an apostrophe, and a path, tell nothing
	printf "id;text\n1;d'Or\n2;'s Gravenhage\n3;C:\\\\dir\n" >x.csv
	draft
	[ -z "$(keys)" ]
	# a file that is cut in a quote is no file without quotes
	printf 'a,b\n1,2\n3,"4\n' >x.csv
	run -1 --separate-stderr ubat-import --propose x.csv
	[ "$stderr" = "ubat-import: x.csv:3: a quote is never closed" ]
}

@test "a delimiter that ends all lines is declared, and makes no column" {
	printf 'a;b;\n1;2;\n3;4;\n' >x.csv
	draft
	[ "$(keys)" = "trailing = yes" ]
	grep -qx '# a delimiter ends 3 of the first 3 lines, the headings too' x.source
	[ "$(grep -c '^#*\[column' x.source)" = 2 ]
	printf 'a;b;\n1;2;\n3;4;5\n' >x.csv
	draft
	[ -z "$(keys)" ]
}

@test "signs between groups of digits, per cent, and what a point between three digits may be" {
	printf 'a;b;c;d;e\n' >x.csv
	for i in 1 2 3; do printf '%s.234,5;%s,234.5;62,%s %%;%s.250;%s\n' $i $i $i $i $((i * 1111 + 40000)); done >>x.csv
	sed -i '1s/e$/startdatum/' x.csv
	draft
	[ "$(section a | tail -n 2)" = "decimal = ,
group = ." ]
	[ "$(section b | tail -n 2)" = "decimal = .
group = ," ]
	[ "$(section c | tail -n 3)" = "decimal = ,
# with a per cent sign: 3
percent = yes" ]
	[ "$(section d)" = "# numbers: 3 of 3, but nothing tells whether . stands before decimals or between thousands:
#type = dec
#decimal = .
# or
#type = dec
#decimal = ,
#group = ." ]
	[ "$(section startdatum)" = "# int: 3 of 3
# all could be days as a workbook counts them:
#type = date
#date = excel
type = int" ]
	[ "$(ubat-import -s x.source x.csv | body | grep '^1' | cut -f 1-3)" = "$(tsv '1234.5 1234.5 62.1')" ]
}

@test "moments are dates whose time is left out" {
	printf 'a;b\n2016-01-02 13:30:00;2016-01-02T08:00:00\n2016-01-03 00:00:00;2016-01-02T09:00:00\n' >x.csv
	draft
	[ "$(section a | tail -n 1)" = "date = YYYY-MM-DD hh:mm:ss" ]
	[ "$(section b | tail -n 1)" = "date = YYYY-MM-DDThh:mm:ss" ]
}

@test "long and strange headings are labels, and names the first words of them" {
	printf '%s\n' '"1. Hur nöjd är du med det stöd som du får av kommunens handläggare?";"Kön (1=man)";Kön (1=man);kön' \
	    '1;2;3;4' '5;6;7;8' >x.csv
	draft
	[ "$(grep -e '^\[column' -e '^label' -e '^position' x.source | paste -sd' ')" = \
	    "[column x1_hur_nojd_ar_du_med_det_stod_som_du] label = 1. Hur nöjd är du med det stöd som du får av kommunens handläggare? [column kon_1_man] position = 2 label = Kön (1=man) [column kon_1_man_2] position = 3 label = Kön (1=man) [column kon] label = kön" ]
	# the position must have the heading
	printf 'a,b,a\n1,2,3\n' >x.csv
	draft
	printf 'b,a,a\n1,2,3\n' >x.csv
	run -1 --separate-stderr ubat-import --check -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: column a: the heading at position 1 is another one" ]
}

@test "what is no extract is refused, with what to do" {
	refused() { run "-$1" --separate-stderr ubat-import --propose x; [ -z "$output" ] && [ "$stderr" = "ubat-import: x$2" ]; }
	printf '#a:int\tb:text\n1\tx\n' >x
	refused 2 ':1: a stream of ubat, which needs no description'
	gzip -c x >y && mv y x
	refused 2 ':1: a stream of ubat, which needs no description'
	: >x
	refused 1 ': empty: no heading line'
	printf '%%PDF-1.4\nx' >x
	refused 1 ': a PDF: have the table as CSV or .xlsx'
	printf '\n<HTML><body><table>' >x
	refused 1 ': a web page or XML: save the table as CSV or .xlsx'
	printf '\211PNG\r\n\032\n' >x
	refused 1 ': an image: have the table as CSV or .xlsx'
	printf '7z\274\257\047\034' >x
	refused 1 ': packed, but not by gzip: unpack it first'
	head -c 20000 /dev/zero | tr '\0' '\1' >x
	refused 1 ': no text'
	printf 'a;b\n1;2\n' | iconv -f utf-8 -t utf-16le >x
	refused 1 ': no text, or utf-16 without its mark (BOM)'
	rm x && mkdir x
	refused 1 ': cannot open: Is a directory'
	# a heading line may begin with the sign of a stream
	rmdir x
	printf '#nr,b\n1,2\n' >x
	ubat-import --propose x | grep -qx 'heading = #nr'
}

@test "no record is taken for headings where no line is like another" {
	printf 'a,b,c\n19570428-9999,QQ,3,4\n' >x.csv
	ubat-import --propose x.csv >x.source
	if grep -e QQ -e 9999 x.source; then false; fi
	grep -qx '# rejected: 1 record: field count (the first on line 2)' x.source
}

@test "all of the extract is counted, also behind the first records, and memory does not grow with it" {
	{ echo 'k;n;d'; seq 200000 | awk '{ printf "K%d;%d,5;2016-01-%02d\n", $1, $1, $1 % 28 + 1 }'
		echo 'K0;x;2016-13-01'; echo 'Summa;1;'; } >x.csv
	! sanitized || skip "memory is not measured under the sanitizers"
	run -0 bash -c 'ulimit -v 60000; ubat-import --propose x.csv >x.source'
	grep -qx '# no record from line 200003 on: a word for a sum or a note' x.source
	[ "$(section n | head -n 2)" = "# dec: 200000 of 200001
# rejected: 1 (the first on line 200002); invalid = .r keeps their records" ]
}
