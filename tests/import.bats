# ubat-import(1) and ubat-source(5): one test for each sentence.
# EXAMPLES: ubat-source.5
load helper
load import

# records: legend and records of standard input, accounts and labels left out
records() {
	grep -v -e '^#step	' -e '^#end	' -e '^#label	'
}

# import ARG...: what comes out, without accounts and labels; status 0
import() {
	run -0 --separate-stderr bash -c \
	    'set -o pipefail; ubat-import "$@" | grep -v -e "^#step	" -e "^#end	" -e "^#label	"' \
	    - "$@"
}

@test "the example of ubat-source(5) comes out as the page says" {
	block ubat-source.5 2 >atgard.source
	block ubat-source.5 3 | iconv -f utf-8 -t windows-1252 >atgard.csv
	block ubat-source.5 4 >want
	ubat-import -s atgard.source atgard.csv | records >have
	diff want have
}

@test "the examples of ubat-import(1) run" {
	block ubat-source.5 2 >atgard.source
	block ubat-source.5 3 | iconv -f utf-8 -t windows-1252 >atgard.csv
	ubat-import -s atgard.source atgard.csv >a
	gzip -n atgard.csv
	ubat-import -s atgard.source --max-rejects 1% -r fel.csv atgard.csv.gz >b
	diff <(records <a) <(records <b)
	[ "$(iconv -f windows-1252 -t utf-8 fel.csv)" = \
	    "Klientnr;KOMMUNKOD;Regi;Startdatum;B1;B2;Handläggare;Kostnad" ]
	printf 'a\tb\n1\t2\n' >export.txt
	ubat-import --delimiter tab < export.txt | records >c
	[ "$(cat c)" = "$(tsv '#a:text b:text' '1 2')" ]
}

@test "labels of columns, values and code lists go with the stream" {
	source_is '[column k]' 'type = code' 'codes = lan' 'label = Län' \
	    '[column b]' 'type = int' '[labels b]' '1 = Inte alls' '.x = Ej svar'
	printf 'k,b\n01,1\n' >x.csv
	run -0 bash -c 'ubat-import -s x.source x.csv | grep "^#label"'
	[ "${lines[0]}" = "#label	k	Län" ]
	[ "${lines[1]}" = "#label	k	01	Stockholms län" ]
	[ "${#lines[@]}" = 24 ]
	[ "${lines[22]}" = "#label	b	1	Inte alls" ]
	[ "${lines[23]}" = "#label	b	.x	Ej svar" ]
}

@test "a label in the description goes before that of a code list" {
	source_is '[column k]' 'type = code' 'codes = lan' '[labels k]' '01 = Huvudstaden'
	printf 'k\n01\n' >x.csv
	run -0 bash -c 'ubat-import -s x.source x.csv | grep "^#label"'
	[ "${lines[0]}" = "#label	k	01	Huvudstaden" ]
	[ "${lines[1]}" = "#label	k	03	Uppsala län" ]
	[ "${#lines[@]}" = 21 ]
}

@test "a wide extract and a long code list take no time to speak of" {
	{ seq -f 'c%.0f' 16000 | paste -sd,; seq 16000 | paste -sd,; } >x.csv
	seq -f 'c%.0f' 16000 | xargs -n 1000 |
	    sed 's/.*/[column &]\ntype = int\nrange = 0..16000/' >x.source
	run -0 timeout 20 bash -c 'ubat-import x.csv | tail -n 1'
	[ "$output" = "$(tsv '#end 1 1')" ]
	run -0 timeout 20 bash -c 'ubat-import -s x.source x.csv | tail -n 1'
	[ "$output" = "$(tsv '#end 1 1')" ]
	{ echo k,n; seq -f 'K%.0f,Label' 20000; } >l.csv
	source_is '[column k]' 'type = code' 'codes = ./l.csv'
	{ echo k; seq -f 'K%.0f' 20000; } >x.csv
	run -0 timeout 20 bash -c 'ubat-import -s x.source x.csv | tail -n 1'
	[ "$output" = "$(tsv '#end 20000 1')" ]
}

@test "the legend stands before any record, with the columns in the order of the description" {
	source_is '[column b a]' 'type = int' '[column c]' 'type = dec' '[column b]' 'label = B'
	printf 'a,c,b\n1,2.50,3\n' >x.csv
	import -s x.source x.csv
	[ "$output" = "$(tsv '#b:int a:int c:dec' '3 1 2.5')" ]
}

@test "the account: in is out and rejected together, the fingerprint is of the bytes as they lie there" {
	source_is '[source]' 'delimiter = ;' '[column a]' 'type = int'
	printf 'a;b;c\n1;x;y\n\nz;x;y\n2;;\n' >x.csv
	sum=$(python3 -c 'import xxhash,sys; print(xxhash.xxh3_128_hexdigest(open("x.csv","rb").read()))' 2>/dev/null) ||
	    sum=$(xxh128sum x.csv 2>/dev/null | cut -d' ' -f1) || sum=
	run -0 --separate-stderr ubat-import --max-rejects 1 -s x.source x.csv
	step=$(printf '%s\n' "$output" | grep '^#step' | cut -f3- | tr '\t' ' ')
	have=$(printf '%s' "$step" | sed 's/.*xxh128:\([0-9a-f]*\):.*/\1/')
	[ "${#have}" = 32 ]
	[ -z "$sum" ] || [ "$sum" = "$have" ]
	[ "$step" = "ubat-import in=3 out=2 rejected=1 max-rejects=1 input=xxh128:$have:x.csv source=x.source left-out-columns=2 blank-lines=1 refused-values=0" ]
	[ "${lines[-1]}" = "$(tsv '#end 2 1')" ]
	[ "$stderr" = "ubat-import: x.csv:4: column a: not int (1 record)" ]
}

@test "several files are one extract, each with its headings in its own order" {
	source_is '[column a b]' 'type = int'
	printf 'a,b\n1,2\n' >x.csv
	printf 'B,A\n3,4\n' >y.csv
	import -s x.source x.csv y.csv
	[ "$output" = "$(tsv '#a:int b:int' '1 2' '4 3')" ]
	run -0 bash -c 'ubat-import -s x.source x.csv - <y.csv | grep "^#step" | tr "\t" "\n" | grep -c "^input=xxh128:[0-9a-f]\{32\}:\(x.csv\|stdin\)$"'
	[ "$output" = 2 ]
}

@test "without a description all is text, and headings become names and labels" {
	printf 'Kommun (kod),2015,,b_1,#\n0180,.x,#1,a\\b,\n' >x.csv
	run -0 --separate-stderr ubat-import x.csv
	[ "${lines[0]}" = "$(tsv '#Kommun_kod:text x2015:text x3:text b_1:text x5:text')" ]
	[ "${lines[1]}" = "$(printf '#label\tKommun_kod\tKommun (kod)')" ]
	[ "${lines[2]}" = "$(tsv '#label x2015 2015')" ]
	[ "${lines[3]}" = "$(tsv '#label x5 \#')" ]
	[ "${lines[4]}" = "$(tsv '0180 \.x \#1 a\\b ~')" ]
}

@test "without a description two headings that give one name are an error" {
	printf 'a b,A-B\n1,2\n' >x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ -z "$output" ]
	[ "$stderr" = "ubat-import: x.csv:1: heading 2 gives a column name that is taken; describe the extract (-s)" ]
}

@test "--delimiter goes before the description" {
	source_is '[source]' 'delimiter = ;' '[column a b]'
	printf 'a|b\n1|2\n' >x.csv
	import --delimiter '|' -s x.source x.csv
	[ "$output" = "$(tsv '#a:text b:text' '1 2')" ]
	for d in '' '"' ab å; do
		run -2 --separate-stderr ubat-import --delimiter "$d" x.csv
		[ "${stderr_lines[0]}" = "ubat-import: --delimiter: tab or one ASCII character, not a quote" ]
	done
}

# --- rejects -----------------------------------------------------------------

@test "-r: heading and records in the extract's own bytes, for its owner alone, fit to import again" {
	source_is '[source]' 'encoding = windows-1252' 'delimiter = ;' 'decimal = ,' \
	    '[column namn]' '[column n]' 'type = int'
	printf 'namn;n\r\nÅsa €;1\r\n"Örjan ""Ö""\r\nx";fel\r\nEva;3' |
	    iconv -f utf-8 -t windows-1252 >x.csv
	run -1 --separate-stderr ubat-import -s x.source -r fel.csv x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: column n: not int (1 record)" ]
	[ "${stderr_lines[1]}" = "ubat-import: 1 of 3 records rejected, --max-rejects is 0" ]
	[ "${#lines[@]}" = 3 ]
	printf 'namn;n\r\n"Örjan ""Ö""\r\nx";fel\r\n' | iconv -f utf-8 -t windows-1252 | cmp - fel.csv
	[ "$(stat -c %a fel.csv)" = 600 ]
	sed -i 's/fel/2/' fel.csv
	import -s x.source x.csv fel.csv --max-rejects 1
	[ "$output" = "$(printf '#namn:text\tn:int\nÅsa €\t1\nEva\t3\nÖrjan "Ö"\\r\\nx\t2')" ]
}

@test "-r keeps the byte order mark, gives the last record an end, and is there when nothing was rejected" {
	source_is '[column n]' 'type = int'
	printf '\357\273\277n\nx' >x.csv
	run -1 ubat-import -s x.source -r fel.csv x.csv
	printf '\357\273\277n\nx\n' | cmp - fel.csv
	printf 'n\n1\n' >x.csv
	run -0 ubat-import -s x.source -r fel.csv x.csv
	printf 'n\n' | cmp - fel.csv
}

@test "-r: every encoding comes back byte for byte" {
	for enc in windows-1252 iso-8859-1; do
		source_is '[source]' "encoding = $enc" '[column n]' 'type = int' '[column t]'
		{
			printf 'n,t\n'
			for i in $(seq 128 255); do
				printf 'x,a'
				# shellcheck disable=SC2059
				printf "\\$(printf %o "$i")b\n"
			done
		} >x.csv
		run -1 ubat-import -s x.source -r fel.csv x.csv
		cmp x.csv fel.csv
	done
}

@test "-r with files of other headings is an error" {
	source_is '[column n]' 'type = int'
	printf 'n\n1\n' >x.csv
	printf 'n,m\n1,2\n' >y.csv
	run -1 --separate-stderr ubat-import -s x.source -r fel.csv x.csv y.csv
	[ "$stderr" = "ubat-import: y.csv:1: heading line differs from that of the first file: with -r, import it on its own" ]
	[ ! -e fel.csv ]
}

@test "-r that cannot be written is an error" {
	printf 'n\n1\n' >x.csv
	run -1 --separate-stderr ubat-import -r no/fel.csv x.csv
	[ -z "$output" ]
	[[ $stderr = "ubat-import: no/fel.csv: "*": No such file or directory" ]]
}

@test "--max-rejects: so many, or so many of a hundred" {
	source_is '[column n]' 'type = int'
	{ echo n; seq 98; echo x; echo y; } >x.csv
	run -1 ubat-import -s x.source --max-rejects 1 x.csv
	run -0 --separate-stderr ubat-import -s x.source --max-rejects 2 x.csv
	[ "${lines[-1]}" = "$(tsv '#end 98 1')" ]
	run -1 --separate-stderr ubat-import -s x.source --max-rejects 1% x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:100: column n: not int (2 records)" ]
	[ "${stderr_lines[1]}" = "ubat-import: 2 of 100 records rejected, --max-rejects is 1%" ]
	run -0 ubat-import -s x.source --max-rejects 2% x.csv
	for n in '' -1 x 101% 1.5%; do
		run -2 --separate-stderr ubat-import --max-rejects "$n" x.csv
		[ "${stderr_lines[0]}" = "ubat-import: --max-rejects: not a number of records, or 0% to 100%" ]
	done
}

@test "too many rejects: no end, everything else is read and reported" {
	source_is '[column a b]' 'type = int'
	printf 'a,b\n1,x\ny,z\n3,4\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$output" = "$(tsv '#a:int b:int' '3 4')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: column a: not int (1 record)" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:2: column b: not int (2 records)" ]
	[ "${stderr_lines[2]}" = "ubat-import: 2 of 3 records rejected, --max-rejects is 0" ]
	[ "${#stderr_lines[@]}" = 3 ]
}

@test "no message shows a value" {
	source_is '[column a]' 'type = int' '[column b]' 'type = date' '[column c]' 'codes = kommun' \
	    'type = code' '[column d]' 'type = dec' 'range = 0..1'
	printf 'a,b,c,d\n"QQ1QQ",QQ2QQ,QQ3QQ,5\nQQ5QQ"x,1\nQQ6QQ,1\n\xffQQ7QQ,1,1,1\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[[ $stderr != *QQ* ]]
	[[ $stderr = *"not int (1 record)"* ]]
	printf 'QQ1QQ,QQ2QQ\n1,2\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[[ $stderr != *QQ* ]]
}

# --- records -----------------------------------------------------------------

# rule CLAUSE BYTES: the second record breaks this rule, the others are read
rule() {
	source_is '[column a b]'
	# shellcheck disable=SC2059
	printf "a,b\n1,2\n$2\n3,4\n" >x.csv
	run -0 --separate-stderr ubat-import -s x.source --max-rejects 1 x.csv
	echo "$stderr"
	[ "$stderr" = "ubat-import: x.csv:3: $1 (1 record)" ]
	[ "$(printf '%s\n' "$output" | records)" = "$(tsv '#a:text b:text' '1 2' '3 4')" ]
}

@test "records are rejected for: field count" {
	rule 'field count' '1'
	rule 'field count' '1,2,3'
	rule 'field count' '""'
}

@test "records are rejected for: quote inside a field" {
	rule 'quote inside a field' 'x"y,2'
	rule 'quote inside a field' ' "x",2'
	rule 'quote inside a field' '1,2"'
}

@test "records are rejected for: text after a closing quote" {
	rule 'text after a closing quote' '"x"y,2'
	rule 'text after a closing quote' '1,"x" '
}

@test "records are rejected for: carriage return" {
	rule 'carriage return' 'x\ry,2'
	rule 'carriage return' '1,"x"\r,'
	rule 'carriage return' '1,2\r\r'
}

@test "records are rejected for: NUL byte" {
	rule 'NUL byte' 'x\0y,2'
	rule 'NUL byte' '1,"\0"'
}

@test "records are rejected for: invalid utf-8" {
	rule 'invalid utf-8' 'x\377y,2'
	rule 'invalid utf-8' '\355\240\200,2'
	rule 'invalid utf-8' '1,\303'
}

@test "records are rejected for: invalid windows-1252" {
	source_is '[source]' 'encoding = windows-1252' '[column a]'
	printf 'a\nb\n\201\n\200\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source --max-rejects 1 x.csv
	[ "$stderr" = "ubat-import: x.csv:3: invalid windows-1252 (1 record)" ]
	[ "$(printf '%s\n' "$output" | records)" = "$(tsv '#a:text' b €)" ]
	sed -i s/windows-1252/iso-8859-1/ x.source
	import -s x.source x.csv
	[ "$(printf '%s' "$output" | od -An -tx1 | tr -d ' \n')" = 23613a746578740a620ac2810ac280 ]
}

@test "quotes: delimiters and line ends are text, a doubled quote is one" {
	printf 'a;b\n"x;y";"""q"""\n"1\r\n2\n3";""\n"";"\t\\"\n' >x.csv
	import --delimiter ';' x.csv
	[ "$output" = "$(printf '#a:text\tb:text\nx;y\t"q"\n1\\r\\n2\\n3\t\n\t\\t\\\\')" ]
}

@test "CR LF and LF end lines, the last may lack its end, empty lines are skipped and counted" {
	printf '\r\na,b\r\n1,2\n\n\r\n3,4' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#a:text b:text' '1 2' '3 4')" ]
	run -0 bash -c 'ubat-import x.csv | tr "\t" "\n" | grep blank'
	[ "$output" = blank-lines=3 ]
	printf 'a\n""\n1\r' >x.csv
	import x.csv
	[ "$output" = "#a:text

1" ]
}

@test "a newline in quotes makes no second record; messages give the physical line" {
	source_is '[column a]' '[column n]' 'type = int'
	printf 'a,n\n"1\n2\n3",1\n"4\n5",x\n6,y\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:5: column n: not int (2 records)" ]
	[ "${stderr_lines[1]}" = "ubat-import: 2 of 3 records rejected, --max-rejects is 0" ]
}

@test "a quote that is never closed ends the reading, with its line" {
	printf 'a,b\n1,2\n3,"x\n4,5\n' >x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ "$output" = "$(tsv '#a:text b:text' '1 2')" ]
	[ "$stderr" = "ubat-import: x.csv:3: a quote is never closed" ]
}

@test "limits name themselves" {
	printf 'a,b\n1,2\n%0100d,1\n' 0 >x.csv
	run -1 --separate-stderr ubat-import --max-line 50 x.csv
	[ "$stderr" = "ubat-import: x.csv:3: record longer than 50 bytes" ]
	run -1 --separate-stderr ubat-import --max-field 50 x.csv
	[ "$stderr" = "ubat-import: x.csv:3: field 1 longer than 50 bytes" ]
	run -1 --separate-stderr ubat-import --max-columns 1 x.csv
	[ "$stderr" = "ubat-import: x.csv:1: more than 1 columns" ]
	run -0 ubat-import --max-line 103 --max-field 100 --max-columns 2 x.csv
	head -c 17000000 /dev/zero | tr '\0' a >>x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ "$stderr" = "ubat-import: x.csv:4: record longer than 16777216 bytes" ]
}

@test "an empty extract is an error, one of headings only is not" {
	: >x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ "$stderr" = "ubat-import: x.csv: empty: no heading line" ]
	[ -z "$output" ]
	run -1 --separate-stderr ubat-import </dev/null
	[ "$stderr" = "ubat-import: stdin: empty: no heading line" ]
	printf 'a' >x.csv
	run -0 ubat-import x.csv
	[ "${lines[0]}" = "#a:text" ]
	[ "${lines[-1]}" = "$(tsv '#end 0 1')" ]
}

@test "a heading line that breaks a rule is an error" {
	local -A bad=([quote inside a field]='x"' [text after a closing quote]='"x"y'
		[carriage return]='a\rb' [NUL byte]='a\0' [invalid utf-8; another encoding =, or --propose to find it]='a\xff')
	for clause in "${!bad[@]}"; do
		# shellcheck disable=SC2059
		printf "${bad[$clause]}\n1\n" >x.csv
		run -1 --separate-stderr ubat-import x.csv
		[ -z "$output" ]
		echo "$stderr"
		[ "$stderr" = "ubat-import: x.csv:1: heading: $clause" ]
	done
}

@test "utf-16 and a mark that does not fit the encoding are named" {
	printf 'a;b\n1;2\n' | iconv -f utf-8 -t utf-16le | sed '1s/^/\xff\xfe/' >x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ "$stderr" = "ubat-import: x.csv:1: utf-16, not utf-8" ]
	source_is '[source]' 'encoding = windows-1252' '[column a]'
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: utf-16, not windows-1252" ]
	printf '\357\273\277a\n1\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: begins with the mark of utf-8, not windows-1252" ]
	import x.csv
	[ "$output" = "$(tsv '#a:text' 1)" ]
}

# --- gzip --------------------------------------------------------------------

@test "gzip is known by its content, on standard input too, in several members" {
	printf 'a,b\n1,2\n' >x.csv
	printf '3,4\n' >y.csv
	{ gzip -nc x.csv; gzip -nc y.csv; } >z.txt
	import z.txt
	[ "$output" = "$(tsv '#a:text b:text' '1 2' '3 4')" ]
	run -0 bash -c 'ubat-import <z.txt | grep -v "^#"'
	[ "$output" = "$(tsv '1 2' '3 4')" ]
}

@test "gzip data cut off anywhere is an error, and what follows it too" {
	{ echo a; seq 300; } >x.csv
	gzip -nc x.csv >x.gz
	size=$(stat -c %s x.gz)
	for n in 2 10 11 100 $((size - 9)) $((size - 8)) $((size - 1)); do
		head -c "$n" x.gz >y.gz
		run -1 --separate-stderr ubat-import y.gz
		[ "$stderr" = "ubat-import: y.gz: gzip data cut off" ]
		[[ $output != *"#end"* ]]
	done
	{ cat x.gz; echo x; } >y.gz
	run -1 --separate-stderr ubat-import y.gz
	[ "$stderr" = "ubat-import: y.gz: something follows the end of the gzip data" ]
	[[ $output != *"#end"* ]]
	{ head -c $((size - 5)) x.gz; printf 12345; } >y.gz
	run -1 --separate-stderr ubat-import y.gz
	[ "$stderr" = "ubat-import: y.gz: gzip data damaged" ]
	run -0 ubat-import x.gz
}

# --- values ------------------------------------------------------------------

# one TYPE 'KEY = VALUE' RAW WANT...: what raw values become ("!": not TYPE)
values() {
	local type=$1 key=$2
	shift 2
	source_is '[source]' 'delimiter = ;' '[column v]' "type = $type" "$key"
	while [ $# -gt 0 ]; do
		printf 'v;w\n%s;\n' "$1" >x.csv
		run --separate-stderr ubat-import -s x.source x.csv
		have=$(printf '%s\n' "$output" | sed -n 2p)
		[ "$status" = 0 ] || have="!"
		echo "$1: want $2, have $have: $stderr"
		[ "$have" = "$2" ]
		[ "$2" != "!" ] || [[ ${stderr_lines[0]} = "ubat-import: x.csv:2: column v: not $type (1 record"* ]]
		shift 2
	done
}

@test "int: digits, perhaps after a minus, that fit 64 bits" {
	values int 'optional = no' 0 0 -0 0 007 7 -007 -7 9223372036854775807 9223372036854775807 \
	    -9223372036854775808 -9223372036854775808 9223372036854775808 ! +5 ! 5.0 ! 1e3 ! - ! \
	    ' 5' ! 0x1 ! 00000000000000000000000000001 1
}

@test "dec: a comma where it is declared, zeros that say nothing are cut" {
	values dec 'decimal = ,' 12500,50 12500.5 1,0 1 -0,00 0 007,10 7.1 ,5 0.5 -,5 -0.5 5, ! 1.5 ! \
	    1,2,3 ! , ! - ! -, ! 1e5 ! '1 000' ! 0 0 -0 0 100 100 0,000000001 0.000000001 \
	    0,0000000001 ! 1,0000000000000 1 123456789012345678 123456789012345678 \
	    1234567890123456789 ! 0001234567890123456789 ! -12,340 -12.34
	values dec 'optional = no' 1.50 1.5 1,5 ! .5 0.5
}

@test "date: the declared forms only, and days that exist" {
	values date 'optional = no' 2016-02-29 2016-02-29 2015-02-29 ! 20160229 ! 2016-2-29 ! 2016-13-01 ! 0000-01-01 !
	values date 'date = ÅÅÅÅMMDD' 20160229 2016-02-29 2016-02-29 ! 20150229 ! 2016022 !
	values date 'date = DD/MM/YYYY' 01/04/2016 2016-04-01 31/04/2016 ! 2016-04-01 !
	values date 'date = YYYY-MM-DD 00:00:00' '2016-04-01 00:00:00' 2016-04-01 '2016-04-01 00:00:01' !
}

@test "bool: 0 or 1" {
	values bool 'optional = no' 0 0 1 1 Ja ! 01 !
}

@test "code and text keep their bytes" {
	values code 'optional = no' 0180 0180 ' 1 ' ' 1 ' 'a b' 'a b'
	values text 'optional = no' .x '\.x' .xy .xy '#1' '\#1' 'a#' 'a#' 'C:\n' 'C:\\n'
}

@test "trim cuts blanks and tabs, where it is said" {
	values int 'trim = yes' ' 5 ' 5 '  ' '' '	5' 5
	values text 'trim = yes' ' a b ' 'a b'
}

@test "an empty field is not recorded, quoted or not" {
	values int 'optional = no' '' '' '""' ''
	values date 'optional = no' '' ''
}

# Records with a quote in them are read one by one, those without column by
# column, those of a file where all have quotes in a third way: the same values
# must come out, whatever they are.
@test "quotes elsewhere in the record, or everywhere, change nothing" {
	printf '%s\n' 0 1 7 9 10 11 99 100 -1 -0 00 01 +1 1.0 1,0 1,50 ,5 5, -,5 -1,25 \
	    12345678 123456789 99999999 100000000 9223372036854775807 9223372036854775808 \
	    123456789012345678 1234567890123456789 1,123456789 1,1234567891 1,1000000000 0,0 00,5 \
	    2016-02-28 2016-02-29 2015-02-29 2016-12-31 2016-13-01 2016-00-10 2016-01-00 2016-04-31 \
	    1999-12-31 2000-01-01 0001-01-01 0000-01-01 2016-1-1 2016/01/01 20160229 20160230 x2016-01-01 \
	    Ja Nej X N '' a ab abc abcdefgh abcdefghi å 0180 0181 180 ' 1' '1 ' ' ' '1	' \
	    '#x' .x .y .xy . '\\' 'a\b' '%' 'a	b' 1e3 0x1 '১' 1a a1 12a - -- >pool
	awk -v OFS=';' '{ v[NR] = $0 } END {
		print "s", "i", "d", "t", "u", "b", "k", "m", "x", "q"
		for (r = 0; r < 3 * NR; r++) {
			line = ""
			for (c = 0; c < 9; c++)
				line = line v[(r + c * 7 * (1 + int(r / NR))) % NR + 1] ";"
			print line (r % 5 == 0 ? "" : "z")
		} }' pool >a.csv
	sed '2,$s/;[^;]*$/;"q"/' a.csv >b.csv
	sed '2,$s/;/";"/g; 2,$s/^/"/; 2,$s/$/"/' a.csv >c.csv
	columns=('[source]' 'delimiter = ;' 'decimal = ,'
	    '[column s]' 'type = int' 'range = 1..10'
	    '[column i]' 'type = int' 'range = ..99999999'
	    '[column d]' 'type = dec' '[column t]' 'type = date' 'range = 2000-01-01..'
	    '[column u]' 'type = date' 'date = YYYY-MM-DD' 'date = YYYYMMDD'
	    '[column b]' 'type = bool' '[column k]' 'type = code' 'codes = kommun'
	    '[column m]' 'type = int' 'range = -5..9' 'required = yes'
	    '[values m]' 'Ja = 1' 'abcdefghi = 2' '[missing m]' 'X = .x' '99 = .n' '[column x]')
	invalid=()
	for c in s i d t u b k m x; do invalid+=("[column $c]" 'invalid = .r'); done
	source_is "${columns[@]}" "${invalid[@]}"
	for f in a b c; do
		ubat-import -s x.source $f.csv 2>$f.err | records >$f.out
	done
	[ "$(wc -l <a.out)" = "$(wc -l <a.csv)" ]
	cmp a.out b.out
	cmp a.out c.out
	diff <(sed s/a.csv/b.csv/ a.err) b.err
	diff <(sed s/a.csv/c.csv/ a.err) c.err
	for c in s i d t u b k m; do
		source_is "${columns[@]}"
		for o in s i d t u b k m; do
			[ $o = $c ] || printf '%s\n' "[column $o]" 'invalid = .r' >>x.source
		done
		for f in a b c; do
			ubat-import -s x.source -r $f.bad $f.csv 2>$f.err | records >$f.out || true
		done
		cmp a.out b.out
		[ "$(wc -l <a.bad)" -gt 20 ]
		cmp a.out c.out
		cmp <(sed 's/;[^;]*$//' a.bad) <(sed 's/;[^;]*$//' b.bad)
		cmp a.bad <(tr -d '"' <c.bad)
		diff <(sed s/a.csv/b.csv/ a.err) b.err
		diff <(sed s/a.csv/c.csv/ a.err) c.err
	done
}

@test "where all is quoted, what is doubled and what is escaped stays what it is" {
	source_is '[source]' 'delimiter = ;' '[column a]' '[column n]' 'type = int' \
	    '[values n]' 'x""y = 1' 'x"y = 2' '[column k]' 'type = code' '[codes k]' 'p""q =' 'p"q ='
	{
		echo 'a;n;k'
		for i in 1 2 3; do
			printf '%s\n' '"x;y";"1";"p""q"' '"#";"";""' '".x";"7";""' '"a\b";"x""y";""' \
			    '"""";"8";""' '"long enough for more than one vector; of 16";"9";"p""q"' \
			    '"long enough for more ""than"" one vector";"9";""' '"1
2";"5";""' '"";"6";"p""q"'
		done
	} >x.csv
	sed 's/"1"/1/; s/""$//' x.csv >y.csv
	import -s x.source x.csv
	want=$output
	[ "${lines[0]}" = "$(tsv '#a:text n:int k:code')" ]
	[ "${lines[1]}" = "$(tsv 'x;y 1 p"q')" ]
	[ "${lines[2]}" = "$(tsv '\# ~ ~')" ]
	[ "${lines[3]}" = "$(tsv '\.x 7 ~')" ]
	[ "${lines[4]}" = "$(tsv 'a\\b 2 ~')" ]
	[ "${lines[5]}" = "$(tsv '" 8 ~')" ]
	[ "${lines[8]}" = "$(tsv '1\n2 5 ~')" ]
	import -s x.source y.csv
	[ "$output" = "$want" ]
}

@test "ranges include both ends and may lack one" {
	source_is '[column i]' 'type = int' 'range = -1..10' '[column d]' 'type = dec' 'range = 0.5..' \
	    '[column t]' 'type = date' 'range = ..2016-12-31'
	printf 'i,d,t\n-1,0.50,2016-12-31\n10,9,0001-01-01\n,,\n11,0.4999,2017-01-01\n-2,-1,2017-01-01\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$output" = "$(tsv '#i:int d:dec t:date' '-1 0.5 2016-12-31' '10 9 0001-01-01' '~ ~ ~')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:5: column i: out of range -1..10 (2 records)" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:5: column d: out of range 0.5.. (2 records)" ]
	[ "${stderr_lines[2]}" = "ubat-import: x.csv:5: column t: out of range ..2016-12-31 (2 records)" ]
}

@test "code lists: built in, in the description, in a file beside it" {
	mkdir d
	printf 'kod;namn\nA;"Ett ""a"""\nB;Två\n' >d/regi.csv
	printf '%s\n' '[column k]' 'type = code' 'codes = kommun' '[column g]' 'type = code' \
	    'codes = kommungrupp:group_code:group_name' '[column r]' 'type = code' 'codes = regi.csv' \
	    '[column s]' 'type = int' '[codes s]' '1 = Ett' '2 =' >d/x.source
	printf 'k,g,r,s\n0180,A1,A,1\n2584,C9,B,2\n,,,\n180,A0,a,3\n' >x.csv
	run -1 --separate-stderr ubat-import -s d/x.source x.csv
	[ "$(printf '%s\n' "$output" | records)" = "$(tsv '#k:code g:code r:code s:int' '0180 A1 A 1' '2584 C9 B 2' '~ ~ ~ ~')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:5: column k: not in list kommun (1 record)" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:5: column g: not in list kommungrupp (1 record)" ]
	[ "${stderr_lines[2]}" = "ubat-import: x.csv:5: column r: not in list regi.csv (1 record)" ]
	[ "${stderr_lines[3]}" = "ubat-import: x.csv:5: column s: not in list of codes (1 record)" ]
	[ "$(printf '%s\n' "$output" | grep -c "^#label	k	")" = 290 ]
	[ "$(printf '%s\n' "$output" | grep -c "^#label	g	")" = 9 ]
	printf '%s\n' "$output" | grep -qx '#label	r	A	Ett "a"'
	[ "$(printf '%s\n' "$output" | grep "^#label	s	")" = "#label	s	1	Ett" ]
}

@test "values are mapped, missing codes too, the column's own before the general" {
	source_is '[missing]' 'X = .x' '99 = .n' '- =' '[column a b c]' 'type = int' \
	    '[missing b]' '99 = .x' '[values c]' '- = 0' 'tio = 10'
	printf 'a,b,c\nX,X,X\n99,99,99\n-,-,-\n1,2,tio\n' >x.csv
	import -s x.source x.csv
	[ "$output" = "$(tsv '#a:int b:int c:int' '.x .x .x' '.n .x .n' '~ ~ 0' '1 2 10')" ]
}

@test "required: a record without a value is rejected, with a reason too" {
	source_is '[missing]' 'X = .x' '[column a]' 'required = yes' '[column b]'
	printf 'a,b\n1,\n,2\nX,3\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$output" = "$(tsv '#a:text b:text' '1 ~')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: column a: required (2 records)" ]
}

@test "invalid: the value becomes missing, is counted, and the record stays" {
	source_is '[column a]' 'type = int' 'invalid = .r' 'range = 1..10' '[column b]'
	printf 'a,b\n1,p\nx,q\n11,r\n12,s\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$(printf '%s\n' "$output" | records)" = "$(tsv '#a:int b:text' '1 p' '.r q' '.r r' '.r s')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: column a: not int (1 value refused)" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:4: column a: out of range 1..10 (2 values refused)" ]
	[[ $output = *"rejected=0"*"refused-values=3"* ]]
}

# --- headings ----------------------------------------------------------------

@test "headings: synonyms, NFC, without regard to case and blanks around" {
	source_is '[column kon]' 'heading = Sex' 'heading = Kön' '[column a]' 'heading =' '[column ÅR]'
	printf ' KO\314\210N ,,a\314\212r\n1,2,3\n' >x.csv
	import -s x.source x.csv
	[ "$output" = "$(tsv '#kon:text a:text ÅR:text' '1 2 3')" ]
}

@test "a column that is not there is an error, unless it is optional" {
	source_is '[column kommun]' 'heading = Kommun' 'heading = Kommunkod' '[column b]'
	printf 'b,c\n1,2\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ -z "$output" ]
	[ "$stderr" = "ubat-import: x.csv:1: column kommun: no heading Kommun, Kommunkod" ]
	source_is '[column kommun]' 'optional = yes' '[column b]'
	import -s x.source x.csv
	[ "$output" = "$(tsv '#kommun:text b:text' '~ 1')" ]
	printf '[column d]\n' >>x.source
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: column d: no heading d" ]
}

@test "a column that is there twice is an error, one that nobody wants is not" {
	source_is '[column a]'
	printf 'a,b,A\n1,2,3\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: column a: headings 1 and 3 are both its own; position = says which" ]
	printf 'a,b,b,,\n1,2,3,4,5\n' >x.csv
	import -s x.source x.csv
	[ "$output" = "$(tsv '#a:text' 1)" ]
}

# --- descriptions that are refused -----------------------------------------------

@test "what a description does not know is an error with line and nearest word" {
	refused '[source]' 'delimeter = ;' '[column a]' ':2: unknown key delimeter; did you mean delimiter?'
	refused '[column a]' 'typ = int' ':2: unknown key typ; did you mean type?'
	refused '[colum a]' ':1: unknown section colum; did you mean column?'
	refused '[zzzzzzzz]' ':1: unknown section zzzzzzzz'
	refused '[column a]' 'type = integr' ':2: unknown type integr; did you mean int?'
	refused '[column a]' 'type = dat' ':2: unknown type dat; did you mean date?'
	refused '[column a]' 'type = share' ':2: unknown type share'
}

@test "what a description says twice, or without a place, is an error" {
	refused '[column a]' 'type = int' '[column a]' 'type = dec' ':4: said before, on line 2'
	refused '[source]' 'decimal = ,' 'decimal = .' '[column a]' ':3: said before, on line 2'
	refused '[column a]' '[values a]' 'x = 1' 'x = 2' ':4: column a: said before'
	refused '[column a]' '[codes a]' 'x =' 'x = 2' ':4: column a: said before'
	refused '[column a]' '[labels a]' 'x = 1' 'x = 2' ':4: column a: said before'
	refused '[column a]' '[labels a]' 'x = 1' '[codes a]' 'x = 2' ':5: column a: said before'
	refused 'a = b' ':1: no section above'
	refused '[column]' ':1: [column] of which column?'
	refused '[source x]' ':1: [source] takes no name'
	refused '[values a]' ':1: no [column a] above'
	refused '# nothing' ': no [column]'
	refused '[column 1a]' ':1: not a column name: a letter, then letters, digits and _'
}

@test "what cannot be true in a description is an error" {
	refused '[source]' 'encoding = latin1' '[column a]' ':2: the encoding is utf-8, utf-16, windows-1252, iso-8859-1 or auto'
	refused '[source]' 'delimiter = ;;' '[column a]' ':2: the delimiter is tab or one ASCII character, not a quote'
	refused '[source]' 'decimal = x' '[column a]' ':2: the decimal sign is , or .'
	refused '[column a]' 'required = ja' ':2: neither yes nor no'
	refused '[column a]' 'invalid = .s' ':2: a reason is a dot and a letter other than b d e l s t'
	refused '[missing]' 'X = x' '[column a]' ':2: a missing code is given a reason, a dot and a letter other than b d e l s t, or nothing'
	refused '[column a]' '[values a]' 'X = .x' ':3: what is missing belongs in [missing]'
	refused '[column a]' 'type = int' 'range = 1-10' ':3: column a: a range is MIN..MAX, one of them may be left out, of a column int, dec or date'
	refused '[column a]' 'range = 1..10' ':2: column a: a range is MIN..MAX, one of them may be left out, of a column int, dec or date'
	refused '[column a]' 'type = int' 'range = 10..1' ':3: column a: a range is MIN..MAX, one of them may be left out, of a column int, dec or date'
	refused '[column a]' 'type = int' '[values a]' 'Ja = ett' ':1: column a: ett is no int'
	refused '[column a]' 'type = int' 'range = 1..3' '[values a]' 'Ja = 4' ':1: column a: 4 is out of range 1..3'
	refused '[column a]' '[values a]' 'Ja = 4' '[codes a]' '1 =' ':1: column a: 4 is not in list of codes'
	refused '[column a]' 'codes = lan' '[codes a]' '1 =' ':2: column a: both codes = and [codes]'
	refused '[column a]' 'codes = komun' ':2: no built-in code list komun'
	refused '[column a]' 'codes = lan:code' ':2: a code list is NAME or NAME:CODE:LABEL'
}

@test "date forms: what is needed, and what cannot be told apart" {
	bad='a date form is excel, excel-1904, or has YYYY, MM or M, and DD or D once each, perhaps hh, mm and ss, and no other letters'
	refused '[source]' 'date = YY-MM-DD' '[column a]' ":2: $bad"
	refused '[source]' 'date = YYYY-MM' '[column a]' ":2: $bad"
	refused '[source]' 'date = YYYY-MM-DD hh:mm Z' '[column a]' ":2: $bad"
	refused '[source]' 'date = DD/MM/YYYY' 'date = MM/DD/YYYY' '[column a]' \
	    ':3: cannot be told from the date form DD/MM/YYYY'
	refused '[column a]' 'type = date' 'date = YYYYMMDD' 'date = DDMMYYYY' \
	    ':4: cannot be told from the date form YYYYMMDD'
}

@test "a description or a code list that cannot be read is an error" {
	printf 'a\n1\n' >x.csv
	run -1 --separate-stderr ubat-import -s no.source x.csv
	[ "$stderr" = "ubat-import: no.source: cannot open: No such file or directory" ]
	source_is '[column a]' 'codes = ./no.csv'
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: ./no.csv: cannot open: No such file or directory" ]
	source_is '[column a]' 'codes = ./l.csv'
	printf 'k,n\n1,a\n1,b\n' >l.csv
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: ./l.csv:3: a code comes again with another label" ]
	printf 'k,n\n1,a\n2\n' >l.csv
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: ./l.csv:3: not as many fields as headings" ]
	source_is '[column a]' 'codes = lan:code:namn'
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: lan:1: no such column in the code list" ]
	source_is '[column a]' 'codes = ./l.csv'
	printf 'k,n\n' >l.csv
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: ./l.csv: a code list without codes" ]
}

# --- the ends of the pipe -----------------------------------------------------

@test "a file that cannot be read ends the import" {
	printf 'a\n1\n' >x.csv
	run -1 --separate-stderr ubat-import x.csv no.csv x.csv
	[ "$stderr" = "ubat-import: no.csv: cannot open: No such file or directory" ]
	[ "$output" = "$(tsv '#a:text' 1)" ]
	run -1 --separate-stderr ubat-import .
	[ "$stderr" = "ubat-import: .: cannot open: Is a directory" ]
}

@test "a full disk is an error" {
	[ -w /dev/full ] || skip "needs /dev/full"
	{ echo a; seq 100000; } >x.csv
	for n in 0 10 100001; do
		head -n $((n + 1)) x.csv >y.csv
		run -1 --separate-stderr bash -c 'ubat-import y.csv >/dev/full'
		[ "$stderr" = "ubat-import: stdout: cannot write: No space left on device" ]
	done
}

@test "a reader that has seen enough ends the import quietly" {
	{ echo a; seq 1000000; } >x.csv
	run -0 --separate-stderr bash -c 'ubat-import x.csv | head -n 1'
	[ "$output" = "#a:text" ]
	[ -z "$stderr" ]
	# what was rejected so far is nobody's business
	run -0 --separate-stderr bash -c 'ubat-import -r fel.csv x.csv | head -n 1'
	[ -z "$stderr" ]
	[ "$(find . -name 'fel*' -o -name '.ubat*')" = "" ]
}

@test "the same bytes whatever the variant, and from a pipe as from a file" {
	ubat-synth ubatsnytt7
	source_is '[source]' 'encoding = windows-1252' 'delimiter = ;' 'decimal = ,' \
	    '[column id]' 'heading = Åtgärds-id' 'type = id' '[column utforare]' 'heading = Utförare' \
	    '[column kostnad]' 'heading = Kostnad per dygn' 'type = dec' \
	    '[column start]' 'heading = Startdatum' 'type = date' '[column regi]' 'type = code'
	ubat-import -s x.source atgarder.csv >a
	[ "$(grep -vc '^#' a)" = 400 ]
	for v in scalar avx2 avx512; do
		UBAT_SIMD=$v ubat-import -s x.source atgarder.csv >b
		cmp a b
	done
	cat atgarder.csv | ubat-import -s x.source | records >c
	records <a | cmp - c
}
