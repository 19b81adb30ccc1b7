# What ubat-import(1) says of --propose: one test for each sentence.
load helper

# says DRAFT: what it says is rejected: [COLUMN|] NUMBER LINE
says() {
	awk '/^\[column / { c = substr($2, 1, length($2) - 1) }
		/^# rejected: / { n = $3; sub(/.*line /, ""); sub(/\).*/, "")
			print (c == "" ? "-" : c), n, $0 }' "$1" | sort
}

# does SAID: the same from the findings of an import
does() {
	sed -n "/ records\{0,1\})\$/{
		s/.*:\([0-9]*\): column \([^:]*\): .*(\([0-9]*\) .*/\2 \3 \1/
		s/.*:\([0-9]*\): .*(\([0-9]*\) records\{0,1\})\$/- \2 \1/
		p
	}" "$1" | sort
}

# proves EXTRACT [DRAFT]: its draft is read, and rejects what it says it does.
# Each program starts once: this is done two hundred times.
proves() {
	local draft=${2-draft.source} rc=0
	[ -n "${2-}" ] || ubat-import --propose "$1" >draft.source || return 1
	ubat-import --check -s "$draft" "$1" >said 2>&1 || rc=$?
	[ "$rc" -lt 2 ]
	diff <(says "$draft") <(does said)
}

# section NAME: what the draft says of a column
section() {
	ubat-import --propose x.csv |
	    awk -v want="[column $1]" '/^#\{0,1\}\[column/ { on = 0 } /^# field/ { on = 0 }
		$0 == want { on = 1; next } on && NF' | grep -v '^heading ='
}

# column VALUE...: an extract of one column named v, each value on a line
column() {
	{ echo 'v;w'; printf '%s;1\n' "$@"; } >x.csv
}

# values NAME: the same without how many different ones there are
values() {
	section "$1" | grep -v ' different value'
}

# times N VALUE: N lines of it
times() {
	yes "$2" | head -n "$1"
}

@test "the draft is a description that reads the extract, with the evidence as comments" {
	printf '%s\n' 'Klient;Kommun;Start;b1;Kostnad' 'K1;0180;2016-03-01;8;12,5' \
	    'K2;1480;2016-03-07;X;900' 'K3;0180;20160309;10;' 'K4;0180;2016-13-09;9;1,25' \
	    'K5;0180' >x.csv
	run -0 --separate-stderr ubat-import --propose x.csv
	[ -z "$stderr" ]
	diff - <(printf '%s\n' "$output" | grep .) <<-'END'
	# A draft of ubat-import --propose, from x.csv.
	# Nothing here is certain: read it, correct it, and give it to ubat-import with -s.
	# 5 records, 0 blank lines; the headings are on line 1
	# rejected: 1 record: field count (the first on line 6)
	# 1 of them has fewer fields: ragged = pad would keep it
	[source]
	# nothing but ASCII: any encoding would do
	encoding = utf-8
	# 5 of the first 6 lines have the same number of fields
	delimiter = ;
	# field 1: 4 values, 0 empty
	[column klient]
	heading = Klient
	label = Klient
	# 4 different values
	# field 2: 4 values, 0 empty
	[column kommun]
	heading = Kommun
	label = Kommun
	# codes of the list: 4 of 4
	type = code
	codes = kommun
	# field 3: 4 values, 0 empty
	[column start]
	heading = Start
	label = Start
	# 4 different values
	# field 4: 4 values, 0 empty
	[column b1]
	heading = b1
	# int: 3 of 3
	type = int
	[missing b1]
	# taken for missing: 1
	X = .x
	# field 5: 3 values, 1 empty
	[column kostnad]
	heading = Kostnad
	label = Kostnad
	# dec: 3 of 3
	type = dec
	decimal = ,
	END
	printf '%s\n' "$output" >draft.source
	proves x.csv
}

@test "a type is proposed when 95 of 100 values fit it, and the others are counted and located" {
	column $(seq 95) a b c d e
	section v >got
	[ "$(cat got)" = "# int: 95 of 100
# rejected: 5 (the first on line 97); invalid = .r keeps their records
type = int" ]
	proves x.csv
	column $(seq 94) a b c d e f
	[ "$(section v)" = "# 100 different values
# int: 94 of 100 fit; the first other on line 96
#type = int" ]
	column $(seq 1 2 400 | sed 's/$/,5/') 12.5
	[ "$(section v)" = "# dec: 200 of 201
# rejected: 1 (the first on line 202); invalid = .r keeps their records
type = dec
decimal = ," ]
	proves x.csv
}

@test "codes: a zero before the digits, or a heading that says so" {
	column 007 8 9
	[ "$(section v)" = "# digits with a zero before them: 1
# 3 different values
type = code" ]
	printf 'Ärendenr,antal\n17,1\n18,2\n' >x.csv
	[ "$(section arendenr)" = "label = Ärendenr
# 2 different values
type = code" ]
	[ "$(section antal)" = "# int: 2 of 2
type = int" ]
}

@test "dates: the forms there are, and what cannot be told is not guessed at" {
	column 01/02/2016 03/04/2016
	[ "$(section v)" = "# date: 2 of 2, but nothing tells whether the day comes first or the month:
# type = date, with date = DD/MM/YYYY or MM/DD/YYYY" ]
	proves x.csv
	column 01/02/2016 03/04/2016 13/04/2016
	[ "$(section v)" = "# date: 3 of 3
type = date
# 3 so
# 2 would fit the other way round
date = DD/MM/YYYY" ]
	column 01/02/2016 03/14/2016 13/04/2016
	[ "$(section v)" = "# 3 different values" ]
	column $(seq -f '2016-01-%02.0f' 20) $(seq -f '201602%02.0f' 20) 31.12.2016
	[ "$(section v | grep '^date' | tr '\n' ,)" = "date = YYYY-MM-DD,date = YYYYMMDD,date = DD.MM.YYYY," ]
	proves x.csv
	column '2016-01-01 00:00:00'
	[ "$(section v | grep '^date')" = "date = YYYY-MM-DD 00:00:00" ]
	proves x.csv
}

@test "the decimal sign is said of each column, and blanks between digits" {
	printf 'a;b;c\n1,5;1.5;1 234,5\n2;2;2 345 678\n' >x.csv
	[ "$(section a | tail -n 1)" = "decimal = ," ]
	[ "$(section b | tail -n 1)" = "decimal = ." ]
	[ "$(section c | tail -n 2)" = "decimal = ,
group = space nbsp thin" ]
	proves x.csv
}

@test "code lists that are built in are recognised: by the zeros or the heading, not by chance" {
	column 0114 1480 2584 9999 $(times 30 0180)
	[ "$(section v)" = "# codes of the list: 33 of 34
# rejected: 1 (the first on line 5); invalid = .r keeps their records
type = code
codes = kommun" ]
	proves x.csv
	# years are codes of kommuner too
	printf 'artal\n1980\n1981\n1982\n' >x.csv
	[ "$(section artal | tail -n 1)" = "type = int" ]
	printf 'Län\n10\n12\n' >x.csv
	[ "$(section lan | tail -n 1)" = "codes = lan" ]
	proves x.csv
}

@test "bool: 1 and 0, Ja and Nej" {
	column 1 0 1
	[ "$(section v)" = "# bool: 3 of 3
type = bool" ]
	column Ja Nej Ja 'vet ej'
	[ "$(section v)" = "# bool: 3 of 3
type = bool
true = Ja
false = Nej
[missing v]
# taken for missing: 1
vet ej = .x" ]
	proves x.csv
	column J N J
	[ "$(section v | tail -n 2)" = "true = J
false = N" ]
	proves x.csv
	column 1 1 1
	[ "$(section v | tail -n 1)" = "type = int" ]
}

@test "words that stand for a missing value are proposed to be that, where there is a type" {
	column 1 2 3 X N - NULL 'Ej svar' 'VET EJ' okänd
	[ "$(section v | grep ' =')" = "type = int
X = .x
N = .n
- =
NULL =
okänd = .x
VET EJ = .x
Ej svar = .x" ]
	proves x.csv
	column a b X
	! section v | grep -q missing
}

@test "personal numbers are recognised by their check digit" {
	column 19570428-9999 570428-9999 195704289999 460823-9986 X ''
	run -0 ubat-import --propose x.csv
	[[ $output = *"
#context =
# 2 personal numbers of ten digits: the day the extract was made decides the century
#extracted = YYYY-MM-DD"* ]]
	[ "$(section v)" = "# personal numbers with the right check digit: 4 of 4
type = person
[missing v]
# taken for missing: 1
X = .x" ]
	sed 's/^#context =/context = prov/; s/^#extracted =.*/extracted = 2024-06-01/' <<<"$output" >d.source
	ubat-import --new-key k
	[ "$(ubat-import -k k -s d.source x.csv | body | cut -f1 | grep -cx '[0-9a-f]\{32\}')" = 4 ]
	[[ $output != *19570428* ]]
	[[ $output != *9999* ]]
}

@test "identities that are no personal numbers, in a column of such" {
	column 19570428-9999 195704289999 R-1234
	[ "$(section v)" = "# personal numbers with the right check digit: 2 of 3
# rejected: 1 (the first on line 4); invalid = .r keeps their records
# numbers = any gives them a pseudonym too
type = person" ]
	ubat-import --propose x.csv | sed 's/^#context =/context = prov/' >d.source
	ubat-import --new-key k
	run -1 --separate-stderr ubat-import --check -k k -s d.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:4: column v: not a personnummer (1 record)" ]
}

@test "headings of more than 64 KiB tell the delimiter as short ones do" {
	{ seq -f 'kolumn med ett långt namn %.0f' 5000 | paste -sd';'; seq 5000 | paste -sd';'; } >x.csv
	run -0 bash -c 'ubat-import --propose x.csv | grep -e ^delimiter -e "^# field 5000:"'
	[ "${lines[0]}" = "delimiter = ;" ]
	[ "${#lines[@]}" = 2 ]
}

@test "texts with personal numbers in them, and what only looks like such numbers, are left out" {
	column 'ringde 19570428-9999 i dag' 'a' 'b'
	run -0 ubat-import --propose x.csv
	[[ $output = *"# personal numbers in 1 of them, and 0 that look so: left out
#[column v]
#heading = v
"* ]]
	column 19712315-5574 19702318-1597
	run -0 ubat-import --propose x.csv
	[[ $output = *"# personal numbers in 0 of them, and 2 that look so: left out
#[column v]"* ]]
	printf 'Personnummer,w\n123,1\n' >x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"#[column personnummer]"* ]]
	proves x.csv
}

@test "a column that is always empty is left out" {
	printf 'a,b,c\n1,,2\n3, ,4\n' >x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"# field 2: 0 values, 2 empty
# always empty: left out
#[column b]
#heading = b
"* ]]
	proves x.csv
	printf 'a,b\n' >x.csv
	proves x.csv
}

@test "values are shown that are common, short and few, and nothing else" {
	{ echo 'regi,handlaggare,id,fri'; for i in $(seq 25); do
		echo "privat,QQAnna,1234$i,QQ$i"; echo "kommunal,QQBo,1334$i,QQ"
	done; echo "QQRar,QQAnna,133426,QQ"; } >x.csv
	[ "$(values regi)" = "# values: privat (25), kommunal (25)
# values not shown: 1
type = code" ]
	[ "$(values handlaggare)" = "type = code" ]
	run -0 ubat-import --propose x.csv
	[[ $output != *QQ* ]]
	[[ $output != *1234* ]]
	{ echo v; times 25 570428; times 25 a; } >x.csv
	[ "$(values v)" = "# values: a (25)
# values not shown: 1
type = code" ]
}

@test "no value is shown in a column whose heading speaks of persons, nor one that could be a name" {
	for h in Brukare Förälder Vårdnadshavare Maka/make 'God man' Ansvarig 'Registrerad av' \
	    Beslutsfattare Tolk Make Sambo Mor 'Barn 2' 'Ändrad av' Handläggare; do
		{ echo "$h"; times 30 Qanna; times 25 qbo; } >x.csv
		if ubat-import --propose x.csv | grep -i -e Qanna -e qbo -e values:; then echo "$h"; false; fi
	done
	for name in 'Anna Ek' 'Ek, Anna' 'ANNA EK' 'Åsa Öberg' 'Anna von Ek' 'A. Ek' 'Anna-Lena Ek' \
	    "Pat O'Ek" 'Anna Ek 2' Anna.Ek $'Anna\302\240Ek'; do
		echo "$name"
		{ echo "v;w"; times 30 "$name;1"; for x in a b c; do times 40 "$x;1"; done; } >x.csv
		[ "$(values v | head -n 2)" = "# values: a (40), b (40), c (40)
# values not shown: 1" ]
	done
	# small letters: by what the others are
	{ echo v; times 30 'anna ek'; times 30 'bo alm'; times 30 a; } >x.csv
	[ "$(values v | head -n 2)" = "# values: a (30)
# values not shown: 2" ]
	{ echo v; times 100 'anna ek'; times 30 a; times 30 b; } >x.csv
	[ "$(values v | head -n 2)" = "# values: a (30), b (30)
# values not shown: 1" ]
	# and those that are not
	{ echo v; times 30 'Eget boende'; for x in Öppenvård HVB A/B F.A SoL-LSS; do times 30 $x; done; } >x.csv
	[ "$(values v)" = "# values: Eget boende (30), Öppenvård (30), HVB (30), A/B (30), F.A (30), SoL-LSS (30)
type = code" ]
}

@test "nines far above the others are asked about" {
	{ echo b; for i in 1 2 3 4 5 99; do times 25 $i; done; } >x.csv
	[ "$(section b | grep apart)" = "# 99 stands apart from the others: does it mean that there is no value?" ]
	{ echo b; for i in 50 51 52 99; do times 25 $i; done; } >x.csv
	! section b | grep apart
}

@test "encodings: what the bytes are, and where two are mixed" {
	printf 'Län;å\nÖrebro;1\n' | iconv -f utf-8 -t windows-1252 >x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"# 2 lines not in utf-8, the first is line 1
encoding = windows-1252"* ]]
	[[ $output = *"heading = Län"* ]]
	proves x.csv
	printf 'Län;å\nÖrebro;1\nÅre;2\n' >x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"# 3 lines with letters beyond ASCII in utf-8
encoding = utf-8"* ]]
	printf '\305re;3\n' >>x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"# 1 line not in utf-8, the first is line 4
# two encodings in one file: have it made again
encoding = utf-8"* ]]
	proves x.csv
	printf 'a\n\201\n' >x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"# 1 byte that windows-1252 does not have
encoding = iso-8859-1"* ]]
	{ printf '\357\273\277'; printf 'å,b\n1,2\n'; } >x.csv
	proves x.csv
	gzip x.csv
	proves x.csv.gz
}

@test "the delimiter is the one that most records agree on, or the one that is told" {
	for d in ';' , '	' '|'; do
		printf 'a%sb\n"x,y;z|w	v"%s1\n' "$d" "$d" >x.csv
		ubat-import --propose x.csv >draft.source
		import=$(ubat-import -s draft.source x.csv | head -n 1)
		[ "$import" = "$(tsv '#a:text b:int')" ]
	done
	printf 'a;b\n1,5;2,5\n' >x.csv
	[ "$(section a | tail -n 1)" = "decimal = ," ]
	printf 'a!b\n1!2\n' >x.csv
	run -0 ubat-import --delimiter '!' --propose x.csv
	[[ $output = *'delimiter = !'* ]]
	[[ $output = *'[column b]'* ]]
}

@test "lines before the headings are a preamble, whatever is in them" {
	printf 'Uttag "2016\n\na;b\n1;2\n3;x\n4;5\n' >x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"; the headings are on line 3
"*"
# lines that have another number of fields
preamble = 2
"* ]]
	proves x.csv
}

@test "delimiters at the ends of lines, and lines that end in CR" {
	for x in 'a;b\n1;2;\n3;4;\n' 'a;b;\n1;2\n3;4\n' 'a;b\r1;2\r3;4\r'; do
		# shellcheck disable=SC2059
		printf "$x" >x.csv
		proves x.csv
		[ "$(ubat-import -s draft.source x.csv | body)" = "$(tsv '#a:int b:int' '1 2' '3 4')" ]
	done
}

@test "a heading that comes again is told by its place" {
	printf 'a,b,A,,\n1,2,3,4,5\n' >x.csv
	run -0 bash -c 'ubat-import --propose x.csv | grep -e "^\[column" -e ^heading -e ^position | tr "\n" " "'
	[ "$output" = "[column a] position = 1 heading = a [column b] heading = b [column a_2] position = 3 heading = A [column x4] position = 4 heading = [column x5] position = 5 heading = " ]
	proves x.csv
	printf 'a,"b\nc",\n1,2,3\n' >x.csv
	run -0 bash -c 'ubat-import --propose x.csv | grep -e "^\[column" -e ^heading -e ^position | tr "\n" " "'
	[ "$output" = "[column a] heading = a [column b_c] position = 2 [column x3] heading = " ]
	proves x.csv
}

@test "without a line of headings the first record is one, and nothing of it is shown" {
	for i in $(seq 0 119); do
		printf '19900101-%04d;Anna Ek;%s;2020-01-%02d;Storgatan %d\n' $((i + 17)) \
		    A $((i % 28 + 1)) "$i"
	done >x.csv
	run -0 --separate-stderr ubat-import --propose x.csv
	[[ $output = *"# 120 records, 0 blank lines; no line has headings
"*"
# the first line holds values, not headings
headings = 0
"* ]]
	[ "$(grep -e '^#\{0,1\}\[column' -e '^#\{0,1\}position' <<<"$output" | tr '\n' ' ')" = \
	    "#[column kol1] #position = 1 [column kol2] position = 2 [column kol3] position = 3 [column kol4] position = 4 [column kol5] position = 5 " ]
	[[ ${output,,} != *anna* && $output != *1990* && $output != *Storgatan* ]]
	if grep -e '^#\{0,1\}heading =' -e '# values:' <<<"$output"; then false; fi
	proves x.csv
	ubat-import -s draft.source x.csv >out
	[ "$(grep -vc '^#' out)" = 120 ]
	[ "$(grep -v '^#' out | head -n 1)" = "$(printf 'Anna Ek\tA\t2020-01-01\tStorgatan 0')" ]
	grep -q '^#step.*in=120	out=120	rejected=0' out
}

@test "a personal number, a day above days, or numbers above most numbers tell that no line has headings" {
	headless() { ubat-import --propose x.csv | grep -qx 'headings = 0' && proves x.csv; }
	for first in 19570428-9999 195704289999 '570428 9999' 570428-9998 'om 19570428-9999'; do
		printf '%s,Kommun\n%s,b\n' "$first" 1 >x.csv
		headless
		if ubat-import --propose x.csv | grep -e 9999 -e 9998 -e Kommun; then false; fi
	done
	printf 'Bo Alm,2016-01-02\nAnna Ek,2016-01-03\n' >x.csv
	headless
	printf 'Bo Alm,5,1.5\nAnna Ek,3,x\nAnna Ek,4,2\n' >x.csv
	headless
	# one of the few values of a column of codes
	{ times 20 'A;Bo Alm'; times 20 'B;Anna Ek'; } >x.csv
	headless
	# the first record as it stands: a blank line before it, values that are missing or wrong
	printf '\n5,X, 7,\n3,2,8,1\n4,1,9,2\n' >x.csv
	headless
	grep -qx '# 3 records, 0 blank lines; no line has headings' draft.source
	{ printf '19570428-9999;x\n'; times 60 '195704289999;1'; times 2 '195704289999;x'; } >x.csv
	headless
	grep -q '(the first on line 1)' draft.source
	printf 'Uttag\n1;2;\n3;4;\n' >x.csv
	headless
	printf '19570428-9999,x\n' >x.csv
	headless
	# these are headings
	for first in Kommun,2016-01-02,2016-02-01 a,2015,2016 a,1,2,3 a,b,9 'a,X,-' ,, 2015,2016; do
		{ echo "$first"; for i in 1 2 3; do printf '%s\n' "${first//[!,]/}" | sed "s/,/,$i/g; s/^/$i/"; done; } >x.csv
		if ubat-import --propose x.csv | grep 'headings = 0'; then false; fi
		proves x.csv
	done
}

@test "codes with their labels in one field" {
	printf 'region;n\n0114 Upplands Väsby;1\n0180 Stockholm;2\n' >x.csv
	[ "$(section region)" = "# codes of the list: 2 of 2
type = code
codes = kommun
split = yes" ]
	proves x.csv
	[ "$(ubat-import -s draft.source x.csv | body | grep -v '^#label' | sed 1d)" = "$(tsv '0114 1' '0180 2')" ]
}

@test "utf-16 is told by its mark" {
	printf '\357\273\277län;n\n01;1\n03;x\n' | iconv -f utf-8 -t utf-16le >x.csv
	run -0 ubat-import --propose x.csv
	[[ $output = *"# by its mark
encoding = utf-16
"* ]]
	proves x.csv
	grep -q '^codes = lan' draft.source
}

@test "a workbook has neither encoding nor delimiter; cells without a value are counted" {
	[ -d "$SHARED/data/agency-workbook" ] || skip "needs ../shared/data"
	cp "$SHARED"/data/agency-workbook/*.xlsx x.xlsx
	run -1 --separate-stderr ubat-import --propose x.xlsx
	[[ $stderr = *"has several worksheets: say which"* ]]
	ubat-import --propose x.xlsx --sheet Definitioner >draft.source
	sed -n '/^\[source\]/,/^$/p' draft.source | tr '\n' ' ' >source
	[[ $(cat source) = "[source] sheet = Definitioner "*"preamble = 21  " ]]
	proves x.xlsx draft.source
	[ "$(says draft.source | wc -l)" = 5 ]
	run -1 --separate-stderr ubat-import --propose x.xlsx --sheet 4
	[[ $stderr = *": heading: the cells B7:C7 are merged; give each column a heading of its own" ]]
}

@test "an SPSS file: what it calls missing is empty" {
	SAV=$(dirname "$(command -v ubat-import)")/../unit/sav
	[ -x "$SAV" ] || skip "the unit tests are not built"
	sed 's/ *| */\t/g' <<-'END' | "$SAV" x.sav
	var|kon|F1.0|Kön
	missing|9|9
	var|belopp|F8.2
	row|1|12500.5
	row|9|-
	row|2|0.1
	END
	ubat-import --propose x.sav >draft.source
	[ "$(grep -v -e '^$' -e '^# [AN]' draft.source | tr '\n' ,)" = "# 3 records, 0 blank lines; the headings are on line 1,[source],\
# field 1: 2 values, 1 empty,[column kon],heading = kon,# int: 2 of 2,type = int,\
# field 2: 2 values, 1 empty,[column belopp],heading = belopp,# dec: 2 of 2,type = dec,decimal = .," ]
	ubat-import -s draft.source x.sav | body >a
	ubat-import x.sav | body | diff - a
}

@test "names are made of the headings, in plain letters, each once" {
	printf 'Åtgärds-id,Kön (man),2015,kon_man,AÅ,aa\n1,2,3,4,5,6\n' >x.csv
	run -0 bash -c 'ubat-import --propose x.csv | grep "^\[column" | tr "\n" " "'
	[ "$output" = "[column atgards_id] [column kon_man] [column x2015] [column kon_man_2] [column aa] [column aa_2] " ]
	proves x.csv
}

@test "blanks around values are cut where the type needs it" {
	printf 'a;b\n 1 ;x \n2;y\n' >x.csv
	[ "$(section a)" = "# values with blanks around them: 1
trim = yes
# int: 2 of 2
type = int" ]
	[ "$(section b)" = "# 2 different values" ]
	proves x.csv
}

@test "what ends the reading of an extract ends the draft, with nothing on standard output" {
	: >x.csv
	run -1 --separate-stderr ubat-import --propose x.csv
	[ -z "$output" ]
	[[ $stderr = "ubat-import: x.csv:"*"empty: no heading line" ]]
	printf 'a,b\n1,"2\n' >x.csv
	run -1 --separate-stderr ubat-import --propose x.csv
	[ "$stderr" = "ubat-import: x.csv:2: a quote is never closed" ]
	[ -z "$output" ]
	run -1 --separate-stderr ubat-import --propose nothing.csv
	[ "$stderr" = "ubat-import: nothing.csv: cannot open: No such file or directory" ]
	run -2 --separate-stderr bash -c 'printf "a\n1\n" | ubat-import --propose -'
	[ "$stderr" = "ubat-import: --propose: a file, no pipe or terminal: it is read twice" ]
	run -2 --separate-stderr bash -c 'ubat-import --propose <(printf "a\n1\n")'
	[ "$stderr" = "ubat-import: --propose: a file, no pipe or terminal: it is read twice" ]
	run -1 --separate-stderr ubat-import --propose .
	[ "$stderr" = "ubat-import: .: cannot open: Is a directory" ]
}

@test "many columns and many values take no more memory than is said" {
	{ seq -f 'c%.0f' 4000 | paste -sd,; for i in 1 2 3 4 5; do seq -f "$i%.0f" 4000 | paste -sd,; done; } >x.csv
	proves x.csv
	{ echo a,b; seq 300000 | sed 's/.*/&x,&/'; } >x.csv
	! sanitized || skip "memory is not measured under the sanitizers"
	run -0 bash -c 'ulimit -v 60000; ubat-import --propose x.csv | tail -n 2'
	[ "${lines[1]}" = "type = int" ]
}

@test "the extracts of the examples: each draft rejects what it says" {
	ubat-synth ubatsnytt7
	for f in *.csv "$ROOT"/tests/data/ctn0094/*.csv; do
		echo "$f"
		[ -f "$f" ]
		proves "$f"
	done
}

@test "every file of the corpora: each draft rejects what it says" {
	[ -d "$SHARED/corpora" ] || skip "needs ../shared/corpora"
	find "$SHARED"/corpora "$SHARED"/data/scb "$SHARED"/data/ctn0094 "$SHARED"/data/disclosure \
	    -name '*.csv' -o -name '*.txt' | sort >files
	n=0
	while IFS= read -r f; do
		ubat-import --propose "$f" >draft.source 2>err || continue
		grep -q '^\[column' draft.source || continue
		echo "$f"
		proves "$f" draft.source
		n=$((n + 1))
	done <files
	[ "$n" -gt 60 ]
}

@test "a draft onto a full disk is an error" {
	[ -w /dev/full ] || skip "needs /dev/full"
	column 1 2
	run -1 --separate-stderr bash -c 'ubat-import --propose x.csv >/dev/full'
	[ "$stderr" = "ubat-import: stdout: cannot write: No space left on device" ]
}
