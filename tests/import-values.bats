# The values of extracts in ubat-source(5): numbers, dates, truth, codes with
# their labels.  One test for each sentence.
load helper
load import

# each VALUE...: one column, a value each, read by x.source; what becomes of
# them, "!" for one that is rejected
each() {
	{ echo a; printf '"%s"\n' "$@"; } >x.csv
	grep -q '^invalid' x.source || echo 'invalid = .r' >>x.source
	ubat-import -s x.source x.csv 2>/dev/null | grep -v '^#' |
	    sed 's/^\.r$/!/; s/^$/~/' | tr '\n' ' '
}

# --- numbers -----------------------------------------------------------------

@test "group: signs between groups of three digits, of an int and of a dec" {
	source_is '[source]' 'decimal = ,' 'group = space' '[column a]' 'type = dec'
	[ "$(each '1 200,00' '1 200' '12 345 678,5' '-1 200' 1200 '999 999' '0,5' '12,5')" = "1200 1200 12345678.5 -1200 1200 999999 0.5 12.5 " ]
	source_is '[source]' 'group = space' '[column a]' 'type = int'
	[ "$(each '1 200' '12 345 678' '-1 200' '0' '100')" = "1200 12345678 -1200 0 100 " ]
}

@test "groups that are not well formed are no number" {
	source_is '[source]' 'decimal = ,' 'group = space .' '[column a]' 'type = dec'
	[ "$(each '12 00' '1 20' '1 2000' '1200 000' ' 1 200' '1 200 ' '1  200' '0 200' '1 ' '1 200 00' '1 ,5' '1 200,000 1' '- 1 200' '1 200.000' '1.200 000' '+1 200' 'x 200')" = \
	    "! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! " ]
	source_is '[source]' 'group = space' '[column a]' 'type = int'
	[ "$(each '12 00' '1 200,5' '1 200.5' '9 223 372 036 854 775 807' '9 223 372 036 854 775 808')" = "! ! ! 9223372036854775807 ! " ]
}

@test "each sign of groups, where it is declared and only there" {
	values=('1 200' "1$(printf '\302\240')200" "1$(printf '\342\200\211')200" "1$(printf '\342\200\257')200" "1.200" "1,200" "1'200")
	source_is '[column a]' 'type = int'
	[ "$(each "${values[@]}")" = "! ! ! ! ! ! ! " ]
	source_is '[column a]' 'type = int' 'group = nbsp'
	[ "$(each "${values[@]}")" = "! 1200 ! ! ! ! ! " ]
	source_is '[column a]' 'type = int' 'group = thin'
	[ "$(each "${values[@]}")" = "! ! 1200 1200 ! ! ! " ]
	source_is '[column a]' 'type = int' 'decimal = ,' 'group = .'
	[ "$(each "${values[@]}")" = "! ! ! ! 1200 ! ! " ]
	source_is '[column a]' 'type = int' "group = ' , space"
	[ "$(each "${values[@]}")" = "1200 ! ! ! ! 1200 1200 " ]
	source_is '[source]' 'group = space nbsp thin' 'decimal = ,' '[column a]' 'type = int'
	[ "$(each "${values[@]}")" = "1200 1200 1200 1200 ! ! ! " ]
}

@test "a sign of groups may be the delimiter, where the field stands in quotes" {
	source_is '[source]' 'group = ,' '[column a b]' 'type = int'
	printf 'a,b\n"1,200",2\n1,200,3\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$output" = "$(tsv '#a:int b:int' '1200 2')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: field count (1 record)" ]
}

@test "percent: a per cent sign may stand behind the number, which stays what it is" {
	source_is '[source]' 'decimal = ,' '[column a]' 'type = dec' 'percent = yes'
	[ "$(each '12,5 %' '12,5%' '12,5' "3$(printf '\302\240')%" '-1 %' '%' '1 % %' '% 1' '1,5  %')" = "12.5 12.5 12.5 3 -1 ! ! ! ! " ]
	source_is '[column a]' 'type = int'
	[ "$(each '12 %' 12%)" = "! ! " ]
	source_is '[column a]' 'type = int' 'percent = yes' 'group = space'
	[ "$(each '1 200 %' '12 00 %')" = "1200 ! " ]
}

@test "the minus of typographers, U+2212, is a minus" {
	source_is '[source]' 'decimal = ,' '[column a]' 'type = dec'
	m=$(printf '\342\210\222')
	[ "$(each "${m}1,5" "$m" "${m}-1" "-${m}1" "${m}0" "1$m")" = "-1.5 ! ! ! 0 ! " ]
	source_is '[column a]' 'type = int'
	[ "$(each "${m}12" "${m}0" -0)" = "-12 0 0 " ]
	source_is '[column a]'
	[ "$(each "${m}12")" = "${m}12 " ]
}

@test "a range is judged by the number that was read" {
	source_is '[column a]' 'type = int' 'group = space' 'range = 1000..2000'
	[ "$(each '1 200' '2 001' 999)" = "1200 ! ! " ]
}

@test "a sign between groups that is the decimal sign, or unknown, is an error" {
	refused '[source]' 'group = .' '[column a]' 'type = dec' ':2: column a: . is the decimal sign, and cannot stand between groups too'
	refused '[source]' 'decimal = ,' '[column a]' 'type = int' 'group = space ,' ':5: column a: , is the decimal sign, and cannot stand between groups too'
	refused '[source]' 'group = blank' '[column a]' ":2: a sign between groups of digits is one of space nbsp thin . , '"
	refused '[source]' 'group =' '[column a]' ':2: which sign between groups of digits?'
	source_is '[source]' 'group = .' '[column a]'
	[ "$(each 1.200)" = "1.200 " ]
}

@test "many numbers in groups give the same as one by one" {
	source_is '[source]' 'delimiter = ;' 'decimal = ,' 'group = space' '[column a b]' 'type = dec' '[column c]' 'type = int'
	{ echo 'a;b;c'; seq 1001 1400 | sed 's/^.\(.*\)/&;1 \1,50;-2 \1/'; } >x.csv
	import x.csv
	[ "${lines[1]}" = "$(tsv '1001 1001.5 -2001')" ]
	[ "${lines[400]}" = "$(tsv '1400 1400.5 -2400')" ]
}

@test "blanks between digits that nobody declared are told, with what declares them" {
	source_is '[column a]' 'type = int' '[column b]' 'type = dec' 'invalid = .r' '[column c]' 'type = int' 'group = space'
	{ printf 'a,b,c\n1 000,12 345.50,1 000\n'; printf '1 000 000,1,1\302\2401\n'; printf '10 00,x,1\302\240000\n1,1 ,\n'; } >x.csv
	run -0 --separate-stderr ubat-import --max-rejects 9 -s x.source x.csv
	[ "$stderr" = 'ubat-import: x.csv:2: column a: not int (3 records; 2 with blanks between digits, see group)
ubat-import: x.csv:2: column b: not dec (3 values refused; 1 with blanks between digits, see group)
ubat-import: x.csv:3: column c: not int (2 records; 1 with blanks between digits, see group)' ]
	run -0 ubat-import --max-rejects 9 -s x.source -r fel x.csv
	run ! grep -q blanks fel.why
}

# --- dates ---------------------------------------------------------------------

@test "dates in each declared form, and in no other" {
	source_is '[column a]' 'type = date' 'date = ÅÅÅÅ-MM-DD' 'date = ÅÅÅÅMMDD' 'date = DD/MM/ÅÅÅÅ'
	[ "$(each 2016-03-01 20160301 01/03/2016 03/31/2016 2016/03/01 16-03-01 42430)" = "2016-03-01 2016-03-01 2016-03-01 ! ! ! ! " ]
}

@test "excel: serial numbers, with the 29 February 1900 that never was" {
	source_is '[column a]' 'type = date' 'date = excel'
	[ "$(each 1 2 59 60 61 366 42430 2958465 2958466 0 -1 042430 42430.5 '')" = \
	    "1900-01-01 1900-01-02 1900-02-28 ! 1900-03-01 1900-12-31 2016-03-01 9999-12-31 ! ! ! ! ! ~ " ]
}

@test "excel-1904: the serial numbers of the other epoch" {
	source_is '[column a]' 'type = date' 'date = excel-1904' 'date = YYYY-MM-DD'
	[ "$(each 0 1 60 40968 2957003 2957004 2016-03-01)" = "1904-01-01 1904-01-02 1904-03-01 2016-03-01 9999-12-31 ! 2016-03-01 " ]
	refused '[source]' 'date = excel' 'date = excel-1904' '[column a]' ':3: cannot be told from the date form excel'
	source_is '[column a]' 'type = date' 'date = excel' 'date = YYYYMMDD'
	[ "$(each 42430 20160301)" = "2016-03-01 2016-03-01 " ]
}

@test "a time that the form declares is checked and left out" {
	source_is '[column a]' 'type = date' 'date = YYYY-MM-DD hh:mm:ss' 'date = YYYY-MM-DDThh:mm' 'date = YYYYMMDD hhmm'
	[ "$(each '2016-03-01 12:34:56' '2016-03-01 23:59:59' 2016-03-01T00:00 '20160301 0915' 2016-03-01 '2016-03-01 24:00:00' '2016-03-01 12:60:00' '2016-03-01 12:00:60' '2016-13-01 12:00:00')" = \
	    "2016-03-01 2016-03-01 2016-03-01 2016-03-01 ! ! ! ! ! " ]
}

@test "a single M or D is one digit or two; what could be read by two forms is refused as others are" {
	source_is '[column a]' 'type = date' 'date = D/M ÅÅÅÅ' 'date = ÅÅÅÅ-M-D' 'date = D.M.ÅÅÅÅ hh:mm'
	[ "$(each '3/4 2019' '03/04 2019' '13/12 2019' '3/12 2019' 2019-3-4 2019-03-04 2019-12-31 '3.4.2019 07:30')" = "2019-04-03 2019-04-03 2019-12-13 2019-12-03 2019-03-04 2019-03-04 2019-12-31 2019-04-03 " ]
	[ "$(each '30/2 2019' '0/4 2019' '3/13 2019' '/4 2019' '003/4 2019' '3/4  2019' '3/4 19' 3/4/2019 2019-3 2019-3- 2019-3-4x '3.4.2019 7:30')" = "! ! ! ! ! ! ! ! ! ! ! ! " ]
	refused '[source]' 'date = D/M/YYYY' 'date = M/D/YYYY' '[column a]' ':3: cannot be told from the date form D/M/YYYY'
	refused '[source]' 'date = D/M/YYYY' 'date = MM/DD/YYYY' '[column a]' ':3: cannot be told from the date form D/M/YYYY'
	refused '[source]' 'date = YYYY-M-DD' 'date = YYYY-MM-D' '[column a]' ':3: cannot be told from the date form YYYY-M-DD'
	refused '[source]' 'date = YYYY-M-DD' 'date = YYYY-1M-DD' '[column a]' ':3: beside M or D, which is one digit or two, no other digit can stand'
	for form in YYYYMD YYYYMMD DMMYYYY 'M1/D YYYY' DhhmmMYYYY; do
		refused '[source]' "date = $form" '[column a]' ':2: beside M or D, which is one digit or two, no other digit can stand'
	done
	source_is '[source]' 'date = YYYY-M-DD' 'date = YYYY-1M-D' '[column a]'
	run -2 ubat-import -s x.source x.csv
}

@test "days without leading zeros are read as fast ones are, and careful ones" {
	source_is '[column a]' 'type = date' 'date = D/M YYYY' '[column b]'
	awk 'BEGIN { print "a,b"; for (i = 0; i < 900; i++) printf "%d/%d %d,x\n", i % 28 + 1, i % 12 + 1, 1990 + i % 40 }' >x.csv
	ubat-import -s x.source x.csv | grep -v '^#' >a
	awk 'BEGIN { for (i = 0; i < 900; i++) printf "%d-%02d-%02d\tx\n", 1990 + i % 40, i % 12 + 1, i % 28 + 1 }' | cmp - a
	sed '1!s/x$/"a""b"/' x.csv >q.csv
	ubat-import -s x.source q.csv | grep -v '^#' | cut -f1 | cmp - <(cut -f1 a)
}

@test "from and to are the window of a date; extracted is the day of the extract" {
	source_is '[source]' 'extracted = 2020-06-30' '[column a]' 'type = date' 'from = 2019-01-01' 'to = extracted'
	printf 'a\n2019-01-01\n2020-06-30\n2018-12-31\n2020-07-01\n\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$(grep -c . <<<"$(printf '%s\n' "$output" | grep -v '^#')")" = 2 ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:4: column a: out of range 2019-01-01..2020-06-30 (2 records)" ]
	source_is '[column a]' 'type = date' 'from = 2019-01-01'
	[ "$(each 2018-12-31 2019-01-01 9999-12-31)" = "! 2019-01-01 9999-12-31 " ]
	source_is '[column a]' 'type = date' 'to = 2019-01-01' 'date = YYYYMMDD'
	[ "$(each 20190101 20190102 00010101)" = "2019-01-01 ! 0001-01-01 " ]
}

@test "a window that cannot be is an error" {
	refused '[column a]' 'type = date' 'to = extracted' ':3: column a: [source] does not say extracted ='
	refused '[column a]' 'type = date' 'from = 2019' ':3: column a: neither a day as 2016-03-01 nor extracted'
	refused '[column a]' 'type = int' 'from = 2019-01-01' ':3: column a: from = and to = are for dates'
	refused '[column a]' 'type = date' 'from = 2019-01-01' 'range = 2019-01-01..' ':3: column a: both range = and from = or to ='
	refused '[column a]' 'type = date' 'from = 2019-01-02' 'to = 2019-01-01' ':4: column a: from is after to'
}

# --- truth, zeros, what is missing ----------------------------------------------

@test "true and false are the words of a bool, several if need be; 1 and 0 stay" {
	source_is '[column a]' 'type = bool' 'true = Ja' 'true = J' 'false = Nej'
	[ "$(each Ja J Nej 1 0 ja '')" = "1 1 0 1 0 ! ~ " ]
}

@test "false = with nothing: an empty field is false" {
	source_is '[column a]' 'type = bool' 'true = X' 'false ='
	[ "$(each X '' 1 0 x)" = "1 0 1 0 ! " ]
	source_is '[column a]' 'type = bool' 'true = X' 'false =' 'required = yes' '[column b]' 'type = int'
	{ echo 'a;b'; seq 200 | sed 's/.*/X;&\n;&/'; } >x.csv
	import --delimiter ';' x.csv
	[ "$(printf '%s\n' "${lines[@]:1}" | cut -f1 | sort | uniq -c | tr -s ' \n' ' ')" = " 200 0 200 1 " ]
	refused '[column a]' 'type = int' 'true = X' ':3: column a: true = and false = are for bool'
	refused '[column a]' 'type = bool' 'true = X' 'false = X' ':4: column a: said before'
}

@test "- is zero, and X, 99 and words are missing, where the description says so" {
	source_is '[column a]' 'type = int' '[values a]' '- = 0' '[missing a]' 'X = .x' '99 = .x' 'N = .n' 'vet ej = .v' '[column a]'
	[ "$(each - X 99 N 'vet ej' 98 'Vet ej' x)" = "0 .x .x .n .v 98 ! ! " ]
	source_is '[column a]' 'type = int'
	[ "$(each - X)" = "! ! " ]
}

@test "trim cuts the spaces that do not break too, and no letter that ends like them" {
	source_is '[source]' 'trim = yes' '[column a]'
	[ "$(each "$(printf '\302\2401\302\240')" "$(printf '\342\200\257 x \342\200\211')" "$(printf '\303\240')" "$(printf '\303\202')")" = "1 x à Â " ]
	source_is '[source]' 'trim = yes' '[column a b]'
	{ echo 'a,b'; printf 'å\302\240,\302\240%d\n' $(seq 200); } >x.csv
	import x.csv
	[ "${lines[200]}" = "$(tsv 'å 200')" ]
}

@test "trim cuts blanks and tabs around each value, and no others" {
	source_is '[source]' 'trim = yes' '[column a]' 'type = int'
	[ "$(each ' 1 ' '2	' '1 2')" = "1 2 ! " ]
	source_is '[source]' 'trim = yes' '[column a]'
	[ "$(each '  två ord ' '   ')" = "två ord ~ " ]
}

@test "codes keep their leading zeros" {
	source_is '[column a]' 'type = code'
	[ "$(each 0180 007 0)" = "0180 007 0 " ]
}

# --- a code and its label in one field --------------------------------------------

@test "split: the code ends at the first blank, and what follows is its label" {
	source_is '[column k]' 'type = code' 'split = yes' 'label = Kommun' '[column n]' 'type = int'
	printf 'k,n\n0180 Stockholm,1\n1480  Göteborg ,2\n0184,3\n 0114 Upplands Väsby,4\n,5\n0180 Stockholm,6\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#k:code n:int' '0180 1' '1480 2' '0184 3' '0114 4' '~ 5' '0180 6')" ]
	[ "$(ubat-import -s x.source x.csv | grep '^#label')" = "$(printf '#label\tk\t%s\n' Kommun '0180	Stockholm' '1480	Göteborg' '0114	Upplands Väsby' | sed '1s/k	Kommun/k	Kommun/')" ]
	[ "$(ubat-import -s x.source x.csv | ubat-agg -g k n | grep '^#label	k	0180')" = "#label	k	0180	Stockholm" ]
}

@test "split: a no-break space is a blank too" {
	source_is '[column k]' 'type = code' 'split = yes'
	printf 'k\n0180\302\240Stockholm\n' >x.csv
	import x.csv
	[ "${lines[1]}" = 0180 ]
}

@test "split: the code alone is judged by the list, the whole value by [values] and [missing]" {
	source_is '[column k]' 'type = code' 'split = yes' '[codes k]' '0180 =' '1480 = Göteborg' \
	    '[missing k]' 'vet ej = .v' '[values k]' 'Hela landet = 0180'
	printf 'k\n0180 Stockholm\nvet ej\nHela landet\n0181 Södertälje\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$(printf '%s\n' "$output" | grep -v '^#' | tr '\n' ' ')" = "0180 .v 0180 " ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:5: column k: not in list of codes (1 record)" ]
}

@test "split: what is mapped is the whole value and never the code before a label" {
	for section in '[missing]' '[missing k]'; do
		source_is '[column k]' 'type = code' 'split = yes' 'trim = yes' "$section" '99 = .x' 'vet ej = .v' \
		    'går ej = .n' '[values k]' '7 = sju'
		printf 'k\n99 Bostad\n99\n 99 \n7 Hus\n7\n vet ej \nga\314\212r ej\n' >x.csv
		import x.csv
		[ "$(printf '%s\n' "${lines[@]:1}" | tr '\n' ' ')" = "99 .x .x 7 sju .v .n " ]
		[ "$(ubat-import -s x.source x.csv | grep '^#label')" = "$(printf '#label\tk\t99\tBostad\n#label\tk\t7\tHus')" ]
	done
}

@test "split: another label for the same code is counted, the first one stays and so does the record" {
	source_is '[column k]' 'type = code' 'split = yes' '[labels k]' '1480 = Göteborg'
	printf 'k\n0180 Stockholm\n0180 Sthlm\n0180\n1480 Gbg\n0180 STOCKHOLM\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:3: column k: another label for the same code (3 records kept)" ]
	[ "$(printf '%s\n' "$output" | grep '^#label')" = "$(printf '#label\tk\t1480\tGöteborg\n#label\tk\t0180\tStockholm')" ]
	[[ $output = *"	in=5	out=5	rejected=0"* ]]
	refused '[column a]' 'split = yes' ':2: column a: split = is for type = code'
	refused '[column a]' 'type = int' 'split = yes' ':3: column a: split = is for type = code'
}

@test "split: the label of a rejected record is not taken" {
	source_is '[column k]' 'type = code' 'split = yes' '[column n]' 'type = int'
	printf 'k,n\n0180 Fel,x\n0180 Stockholm,1\n' >x.csv
	run -0 --separate-stderr ubat-import --max-rejects 1 -s x.source x.csv
	[ "$(printf '%s\n' "$output" | grep '^#label')" = "#label	k	0180	Stockholm" ]
}

# --- whole extracts ----------------------------------------------------------------

@test "Latin-1, semicolons, decimal comma, CR LF, codes and names in one field, notes before and after" {
	cat >x.source <<'X'
[source]
encoding = iso-8859-1
delimiter = ;
decimal = ,
group = space nbsp
date = ÅÅÅÅ-MM-DD
preamble = 2
footer = Summa
trailing = yes
trim = yes
[missing]
- =
X = .x
[column kommun]
heading = Kommun
type = code
split = yes
codes = kommun
[column start]
heading = Startdatum
type = date
[column kostnad]
heading = Kostnad (kr)
type = dec
[column andel]
heading = Andel
type = dec
percent = yes
[column avslutad]
heading = Avslutad
type = bool
true = Ja
false = Nej
X
	printf '%s\r\n' 'Åtgärder enligt "Treserva' '' 'Kommun;Startdatum;Kostnad (kr);Andel;Avslutad;' \
	    '0180 Stockholm;2016-03-01;12 500,50;12,5 %;Ja;' '1480 Göteborg;2016-03-07;1 234 567;7 %;Nej;' \
	    '0114 Upplands Väsby;;-;X; Ja ;' 'Summa;;1 247 067,50;;;' 'Källa: enheten för IFO' |
	    sed 's/1 234 567/1~234~567/' | iconv -f utf-8 -t iso-8859-1 | tr '~' '\240' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#kommun:code start:date kostnad:dec andel:dec avslutad:bool' \
	    '0180 2016-03-01 12500.5 12.5 1' '1480 2016-03-07 1234567 7 0' '0114 ~ ~ .x 1')" ]
	[ -z "$stderr" ]
	run -0 bash -c 'ubat-import -s x.source x.csv | grep "^#step" | tr "\t" "\n" | sed -n "/^in=/p; /-lines=/p; /left-out/p"'
	[ "$output" = "$(printf '%s\n' in=3 left-out-columns=0 blank-lines=0 preamble-lines=2 footer-lines=2)" ]
}

@test "SCB's cars in Dalarna are read exactly; Malung has another name in the list" {
	f=$SHARED/data/scb/bilinnehav_dalarna.csv
	[ -f "$f" ] || skip "the shared data is not here"
	cat >x.source <<'X'
[source]
encoding = iso-8859-1
delimiter = ;
footer = Total
[column kommun]
heading =
type = code
codes = kommun
split = yes
[column ingen]
heading = Har ej personbil i trafik
type = int
[column tio]
heading = Har 10 eller fler personbilar i trafik
type = int
[values ingen tio]
- = 0
X
	run -0 --separate-stderr ubat-import -s x.source "$f"
	[ "$stderr" = "ubat-import: $f:3: column kommun: another label for the same code (1 record kept)" ]
	want=$(iconv -f iso-8859-1 -t utf-8 "$f" | awk -F';' -v OFS='\t' '
		NR > 1 && $1 != "Total" { split($1, k, " "); print k[1], $2, $7 == "-" ? 0 : $7 }')
	[ "$(printf '%s\n' "$output" | grep -v '^#')" = "$want" ]
	[ "$(printf '%s\n' "$want" | wc -l)" = 15 ]
	[[ $output = *"in=15	out=15	rejected=0"*"left-out-columns=4"*"footer-lines=1"* ]]
	# the sum that SCB printed
	printf '%s\n' "$want" | awk '{ i += $2; t += $3 } END { exit !(i == 160681 && t == 9) }'
}

@test "SCB's population of 290 kommuner is read exactly" {
	f=$SHARED/data/scb/population_municipality.txt
	[ -f "$f" ] || skip "the shared data is not here"
	cat >x.source <<'X'
[source]
encoding = iso-8859-1
delimiter = tab
key = kommun ar
[column kommun]
heading = region
type = code
codes = kommun
split = yes
required = yes
[column ar]
heading = year
type = int
range = 1968..2100
[column antal]
heading = population
type = int
required = yes
X
	run -0 --separate-stderr ubat-import -s x.source "$f"
	[ -z "$stderr" ]
	want=$(iconv -f iso-8859-1 -t utf-8 "$f" | tr -d '\r' | awk -F'\t' -v OFS='\t' '
		NR > 1 { split($1, k, " "); print k[1], $2, $3 }')
	[ "$(printf '%s\n' "$output" | grep -v '^#')" = "$want" ]
	[[ $output = *"in=290	out=290	rejected=0"* ]]
}
