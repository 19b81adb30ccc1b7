# ubat-filter(1): one test for each sentence of the page.
# EXAMPLES: ubat-filter.1
load helper

prepare() {
	tsv '#klient:id kommun:code regi:code start:date alder:int b1:int b2:int b3:int' \
	    'k1 0180 privat 2015-03-01 41 8 7 .n' \
	    'k2 0180 kommunal 2014-12-31 ~ 3 ~ 4' \
	    'k3 1480 privat 2016-02-29 17 .n .x 5' \
	    'k4 0180 kommunal 2016-01-01 .x 9 9 9' | whole >in.ubat
}

# kept ARG...: the first field of each record that ubat-filter writes
kept() {
	ubat-filter "$@" | grep -v '^#' | cut -f 1 | tr '\n' ' '
}

# table: two keys, a share with companions, a mean, persons
table() {
	tsv '#regi:code kon:code n:count pos:share pos_k:count pos_n:count pos_miss:count alder:mean alder_n:count alder_miss:count n_pers:count'
	printf '#table\tregi\tkeys=regi,kon\ttitle=Per regi\n'
	printf '#label\tpos\tAndel nöjda\n#label\tn\tAntal\n'
	tsv 'kommunal 1 93 0.3333333333333333 31 93 0 41.5 80 13 71' \
	    'privat 1 128 0.95 38 40 88 40 128 0 100' \
	    '.t 1 221 .s .s .s .s 40.577 208 13 171'
	printf '#end\t3\t0\n'
}

@test "records for which the expression is true are kept, byte for byte" {
	run -0 --separate-stderr ubat-filter 'regi = "privat"' in.ubat
	[ "$output" = "$(
		sed -n '1p;2p;4p' in.ubat
		printf '#step\t6db6d6b4\tubat-filter\tin=4\tout=2\tfalse=2\tmissing=0\texpr=regi = "privat"\n#end\t2\t1'
	)" ]
	[ -z "$stderr" ]
}

@test "false and missing are left out, and counted apart" {
	run -0 ubat-filter 'alder >= 18' in.ubat
	[ "$(body <<<"$output")" = "$(sed -n '1,2p' in.ubat)" ]
	[[ ${lines[2]} = '#step	'????????'	ubat-filter	in=4	out=1	false=1	missing=2	expr=alder >= 18' ]]
	[ "${lines[3]}" = "$(printf '#end\t1\t1')" ]
}

@test "division by zero is missing and counted" {
	run -0 ubat-filter 'b1 / (b1 - 8) > 1' in.ubat
	[[ ${lines[2]} = '#step	'????????'	ubat-filter	in=4	out=1	false=1	missing=2	zerodiv=1	expr=b1 / (b1 - 8) > 1' ]]
	run -0 ubat-filter '1 / 0 is .u' in.ubat
	[[ ${lines[5]} = *'	in=4	out=4	false=0	missing=0	zerodiv=4	expr=1 / 0 is .u' ]]
}

@test "no match is no error: legend and end come out" {
	run -0 --separate-stderr ubat-filter false in.ubat
	[ "${lines[0]}" = "$(head -n 1 in.ubat)" ]
	[ "${lines[2]}" = "$(printf '#end\t0\t1')" ]
	[ -z "$stderr" ]
}

@test "a stream without records is filtered" {
	head -n 1 in.ubat | whole >none.ubat
	run -0 --separate-stderr ubat-filter 'alder > 1' none.ubat
	[[ ${lines[1]} = *'	in=0	out=0	false=0	missing=0	expr=alder > 1' ]]
	[ -z "$stderr" ]
}

@test "several files are one stream; - is standard input" {
	[ "$(kept true in.ubat in.ubat)" = 'k1 k2 k3 k4 k1 k2 k3 k4 ' ]
	[ "$(kept true in.ubat - <in.ubat | wc -w)" -eq 8 ]
	[ "$(kept 'regi = "privat"' <in.ubat)" = 'k1 k3 ' ]
	run -0 ubat-filter true in.ubat in.ubat
	[ "${lines[-1]}" = "$(printf '#end\t8\t1')" ]
}

@test "the step names the steps it read from" {
	ubat-filter true in.ubat >once.ubat
	id=$(sed -n 's/^#step	\(........\).*/\1/p' once.ubat)
	run -0 ubat-filter 'b1 > 4' once.ubat
	[[ ${lines[4]} = '#step	'????????"	ubat-filter	from=$id	in=4	out=2	false=1	missing=1	expr=b1 > 4" ]]
	[ "${lines[-1]}" = "$(printf '#end\t2\t2')" ]
}

@test "labels and old steps are passed on" {
	printf '#label\tb1\tNöjd\n#label\tregi\tprivat\tPrivat regi\n' |
	    cat - in.ubat >labelled.ubat
	run -0 ubat-filter true labelled.ubat
	[ "${lines[1]}" = "$(printf '#label\tb1\tNöjd')" ]
	[ "${lines[2]}" = "$(printf '#label\tregi\tprivat\tPrivat regi')" ]
}

@test "the same bytes come out however the input is cut into reads" {
	ubat-filter 'b1 > 4' in.ubat >want
	run -0 bash -c 'while IFS= read -r -n 1 -d "" c; do printf %s "$c"; done <in.ubat | ubat-filter "b1 > 4"'
	[ "$output" = "$(cat want)" ]
}

@test "the legend is written before the first record is there" {
	mkfifo pipe
	ubat-filter true <pipe >out &
	exec 9>pipe
	head -n 1 in.ubat >&9
	for _ in $(seq 1000); do
		! [ -s out ] || break
		read -r -t 0.01 _ <> <(:) || :
	done
	[ "$(cat out)" = "$(head -n 1 in.ubat)" ]
	exec 9>&-
	wait
}

@test "-c picks, orders and renames columns" {
	run -0 ubat-filter -c 'alder,person=klient,b1..b3' 'regi = "privat"' in.ubat
	[ "$(body <<<"$output")" = "$(tsv '#alder:int person:id b1:int b2:int b3:int' \
	    '41 k1 8 7 .n' '17 k3 .n .x 5')" ]
	[ "${lines[-1]}" = "$(printf '#end\t2\t1')" ]
}

@test "-c takes blanks, a single column, and a column twice" {
	run -0 bash -c "ubat-filter -c 'alder,b*' 'klient = \"k1\"' in.ubat | sed -n 1p"
	[ "$output" = "$(printf '#alder:int\tb1:int\tb2:int\tb3:int')" ]
	run -0 ubat-filter -c ' b1 , x = b1 , b2 .. b3 ' 'klient = "k1"' in.ubat
	[ "$(body <<<"$output")" = "$(tsv '#b1:int x:int b2:int b3:int' '8 8 7 .n')" ]
	run -0 ubat-filter -c alder true in.ubat
	[ "${lines[2]}" = '' ] || [ "$(sed -n 3p <<<"$output")" = '' ]
	[ "$(body <<<"$output" | wc -l)" -eq 5 ]
	ubat-filter -c alder true in.ubat | ubat-filter 'alder is missing' >one.ubat
	[ "$(body one.ubat | wc -l)" -eq 3 ]
}

@test "--columns is -c" {
	run -0 ubat-filter --columns klient true in.ubat
	[ "${lines[0]}" = '#klient:id' ]
}

@test "names of -c are found in whatever form they are typed" {
	printf '#år:int\n1\n' | whole >ar.ubat
	run -0 ubat-filter -c "$(printf 'o\xcc\x88=a\xcc\x8ar')" true ar.ubat
	[ "${lines[0]}" = '#ö:int' ]
}

@test "labels follow a new name, and go with a column that is not written" {
	printf '#label\tb1\tNöjd\n#label\tb2\tTrygg\n#label\tregi\tprivat\tPrivat\n' |
	    cat - in.ubat >labelled.ubat
	run -0 ubat-filter -c 'nojd=b1,driver=regi,b1' true labelled.ubat
	[ "$(grep '^#label' <<<"$output")" = "$(printf '#label\tnojd\tNöjd\n#label\tb1\tNöjd\n#label\tdriver\tprivat\tPrivat')" ]
}

@test "labels that come late are not lost" {
	{ sed '$d' in.ubat; printf '#label\tb1\tNöjd\n#end\t4\t0\n'; } >late.ubat
	run -0 ubat-filter -c nojd=b1 true late.ubat
	[[ $output = *$'\n#label\tnojd\tNöjd\n#step'* ]]
	run -0 ubat-filter true late.ubat
	[[ $output = *$'\n#label\tb1\tNöjd\n#step'* ]]
}

@test "the expression may name columns that are not written" {
	[ "$(ubat-filter -c start 'klient = "k3"' in.ubat | sed -n 2p)" = 2016-02-29 ]
	run -2 ubat-filter -c 'ny=b1' 'ny = 1' in.ubat
}

@test "with -c and no operand every record is kept" {
	run -0 ubat-filter -c klient <in.ubat
	[ "$(body <<<"$output")" = "$(printf '#klient:id\nk1\nk2\nk3\nk4')" ]
	[[ ${lines[5]} = *'	in=4	out=4	false=0	missing=0' ]]
}

@test "what is wrong in -c is shown with its place" {
	wrong() {
		run -2 --separate-stderr ubat-filter -c "$1" true in.ubat
		[ -z "$output" ]
		echo "$stderr"
		[ "$stderr" = "$(printf 'ubat-filter: %s\n    %s\n    %s' "$2" "$1" "$3")" ]
	}
	wrong 'b1,aldr' 'no column aldr; did you mean alder?' '   ^'
	wrong 'b1,,b2' "a column's name expected" '   ^'
	wrong '' "a column's name expected" '^'
	wrong 'b1,B1=b2' 'two columns are called B1' '   ^'
	wrong 'b1..b3,b2' 'two columns are called b2' '       ^'
	wrong 'b1,q*' "no column's name begins so" '   ^'
	wrong 'b1,b*' 'two columns are called b1' '   ^'
	wrong 'b3..b1' 'b1 stands before b3 in the legend' '    ^'
	wrong 'å b=b1' 'a name is a letter, then letters, digits and _' '^'
	wrong 'klient,9x=b1' 'a name is a letter, then letters, digits and _' '       ^'
	wrong 'x=' "a column's name expected" '  ^'
	run -2 --separate-stderr ubat-filter -c $'\xff' true in.ubat
	[ "$stderr" = 'ubat-filter: -c: not valid UTF-8' ]
	run -2 --separate-stderr ubat-filter -c b1 -c b2 true in.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: -c is given twice' ]
}

@test "without expression and -c the usage is printed" {
	run -2 --separate-stderr ubat-filter
	[ -z "$output" ]
	[ "$stderr" = "$(printf 'ubat-filter: no expression\nusage: ubat-filter [-c columns] [--first columns] [--head n] [--sample n [--seed n]] [--split column dir] [expr [file ...]]')" ]
}

@test "an expression that begins with a minus stands after --" {
	[ "$(kept -- '-b1 < -8' in.ubat)" = 'k4 ' ]
	run -2 ubat-filter '-b1 < -8' in.ubat
}

@test "what is wrong in the expression is shown with its place, nothing is written" {
	run -2 --separate-stderr ubat-filter 'aldr >= 18' in.ubat
	[ -z "$output" ]
	[ "$stderr" = "$(printf 'ubat-filter: no column aldr; did you mean alder?\n    aldr >= 18\n    ^')" ]
	run -2 --separate-stderr ubat-filter 'klient = "å" or start >= 2015' in.ubat
	[ -z "$output" ]
	[ "$stderr" = "$(printf 'ubat-filter: a date compared with a whole number (year() makes one of it)\n    klient = "å" or start >= 2015\n                          ^')" ]
	run -2 --separate-stderr ubat-filter 'b2 = .n' in.ubat
	[ "$stderr" = "$(printf 'ubat-filter: nothing equals a missing value: write is .n\n    b2 = .n\n         ^')" ]
	run -2 --separate-stderr ubat-filter 'alder + 1' in.ubat
	[ "$stderr" = "$(printf 'ubat-filter: the expression is no condition: compare it with something\n    alder + 1\n    ^')" ]
}

@test "a file in place of the expression is noticed" {
	for a in '-c b1 in.ubat' in.ubat 'in.ubat alder' './in.ubat b1>4'; do
		run -2 --separate-stderr ubat-filter $a <in.ubat
		[ -z "$output" ]
		[ "${stderr_lines[0]}" = 'ubat-filter: the first operand is the expression, not a file (true keeps every record)' ]
	done
}

@test "an expression without quotes is noticed" {
	quotes="ubat-filter: the whole expression is one argument: put it between quotes, as 'kommun = \"0180\"'"
	run -1 --separate-stderr ubat-filter kommun = 0180 in.ubat
	[ "$stderr" = "$(printf 'ubat-filter: =: cannot open: No such file or directory\n%s' "$quotes")" ]
	[ -z "$output" ]
	# the shell took "> 18" for a file to write to
	run -2 --separate-stderr ubat-filter alder in.ubat
	[ "$stderr" = "$(printf 'ubat-filter: the expression is no condition: compare it with something\n    alder\n    ^\n%s' "$quotes")" ]
	# the shell took the double quotes away
	for x in kommun="0180" regi="privat"; do
		run -2 --separate-stderr ubat-filter "$x" in.ubat
		[[ ${stderr_lines[0]} = *double\ quotes* ]]
		[ "${stderr_lines[-1]}" = "ubat-filter: the shell takes double quotes away: put the whole expression between ' and '" ]
	done
	run -2 --separate-stderr ubat-filter "regi = 'privat'" in.ubat
	[ "${#stderr_lines[@]}" = 3 ]
	# these have nothing to do with quotes
	run -1 --separate-stderr ubat-filter true nofile
	[ "${#stderr_lines[@]}" = 1 ]
	run -1 --separate-stderr ubat-filter 'b1 > 4' nofile
	[ "${#stderr_lines[@]}" = 1 ]
}

@test "signs that people mean by others are explained, == is =" {
	run -2 --separate-stderr ubat-filter 'alder => 18' in.ubat
	[ "$stderr" = "$(printf 'ubat-filter: write >=\n    alder => 18\n          ^')" ]
	run -2 --separate-stderr ubat-filter 'alder =< 18' in.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: write <=' ]
	run -2 --separate-stderr ubat-filter "kommun = '0180'" in.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: text stands in double quotes' ]
	[ "$(kept 'alder == 41' in.ubat)" = 'k1 ' ]
}

@test "a file that is no stream is named as what it is" {
	printf 'klient;kommun\r\nk1;0180\r\n' >a.csv
	printf 'klient,kommun\nk1,0180\n' >b.csv
	printf '\357\273\277klient\nk1\n' >bom.csv
	printf '\377\376k\000\n\000' >utf16.csv
	printf 'PK\003\004\024\000\000\n' >x.xlsx
	printf '$FL2@(#) SPSS\n' >x.sav
	printf '\037\213\010\000\n' >x.csv.gz
	printf 'k\345;b\n' >latin1.csv
	for f in a.csv b.csv bom.csv utf16.csv x.xlsx x.sav x.csv.gz latin1.csv; do
		run -1 --separate-stderr ubat-filter true $f
		[ "$stderr" = "ubat-filter: $f:1: no stream: ubat-import makes one of CSV, Excel and SPSS files" ]
	done
	# a stream that lost its legend is another thing
	run -1 --separate-stderr ubat-filter true < <(printf 'a, b\tc;d\n')
	[ "$stderr" = 'ubat-filter: stdin:1: no legend' ]
}

@test "a value that is not among the labels of its column is noted, once" {
	printf '#label\tkommun\t0180\tStockholm\n#label\tkommun\t1480\tGöteborg\n#label\tregi\tRegi\n' |
	    cat - in.ubat >l.ubat
	run -0 --separate-stderr ubat-filter 'b1 > 0 and kommun = "0181x" or kommun = "x"' l.ubat
	[ "$stderr" = "$(printf 'ubat-filter: no such value among the labels of column kommun\n    b1 > 0 and kommun = "0181x" or kommun = "x"\n                        ^')" ]
	[ "${lines[-1]}" = "$(printf '#end\t0\t1')" ]
	for x in 'kommun <> "1"' '"1" = kommun' 'kommun in ("0180", "1")' 'not (kommun in ("1", "2"))'; do
		run -0 --separate-stderr ubat-filter "$x" l.ubat
		[ "${stderr_lines[0]}" = 'ubat-filter: no such value among the labels of column kommun' ]
	done
	# what is called so, or the nearest word
	run -0 --separate-stderr ubat-filter 'kommun = "Göteborg"' l.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: no such value among the labels of column kommun; did you mean 1480?' ]
	printf '#label\tregi\tprivat\tPrivat regi\n' | cat - l.ubat >w.ubat
	run -0 --separate-stderr ubat-filter 'regi = "Privat"' w.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: no such value among the labels of column regi; did you mean privat?' ]
	for x in 'kommun = "0180"' 'kommun in ("0180", "1480")' 'kommun <> "1480"' \
	    'kommun > "01"' 'kommun like "01%"' 'regi = "x"' 'klient = "x"' 'lower(kommun) = "x"'; do
		run -0 --separate-stderr ubat-filter "$x" l.ubat
		[ -z "$stderr" ]
	done
}

# told EXPR: what the step says of it
told() {
	ubat-filter "$1" in.ubat | sed -n 's/.*	expr=//p'
}

@test "the step holds the condition as it was written" {
	[ "$(told ' regi="privat"  and alder>=18 ')" = ' regi="privat"  and alder>=18 ' ]
	[ "$(told "$(printf 'b1 >\n4')")" = 'b1 >\n4' ]
	[ "$(told 'regi = "a\\b"')" = 'regi = "a\\\\b"' ]
	run -0 ubat-filter -c b1 <in.ubat
	[[ $output != *expr=* ]]
}

@test "the step holds no text of a condition that names an id" {
	[ "$(told 'klient = "k1" and regi = "privat" and b1 > 4')" = 'klient = "..." and regi = "..." and b1 > 4' ]
	[ "$(told '"19121212-1212"=klient')" = '"..."=klient' ]
	[ "$(told 'klient in ("k1","k2")')" = 'klient in ("...","...")' ]
	[ "$(told 'klient like "k%"')" = 'klient like "..."' ]
}

@test "the step names the file of a list without its folder" {
	echo privat >lista.txt
	cp lista.txt 'min lista.txt'
	[ "$(told "regi in @$PWD/lista.txt and b1 > 1")" = 'regi in @lista.txt and b1 > 1' ]
	[ "$(told "regi in @\"$PWD/min lista.txt\"")" = 'regi in @"min lista.txt"' ]
	[ "$(told 'regi in @lista.txt')" = 'regi in @lista.txt' ]
	[ "$(told 'regi in @./lista.txt')" = 'regi in @lista.txt' ]
}

@test "the step holds at most 1000 bytes of a condition" {
	x='b1 > 0'
	for i in $(seq 200); do x="$x or b1 > $i"; done
	[ "$(told "$x")" = "$(printf '%s' "$x" | head -c 1000)..." ]
	x="regi = \"$(printf 'å%.0s' $(seq 600))\""
	told "$x" >got
	[ "$(wc -c <got)" = 1003 ] || [ "$(wc -c <got)" = 1004 ]
	iconv -f utf-8 -t utf-8 got >/dev/null
}

@test "a field that is not of its type is an error where it is needed" {
	{ sed '$d' in.ubat; tsv 'k5 0180 privat 2015-02-30 1 2 x 4'; } | whole >bad.ubat
	run -1 --separate-stderr ubat-filter 'b2 > 1' bad.ubat
	[ "$stderr" = 'ubat-filter: bad.ubat:6: column b2: not a valid int' ]
	[[ $output != *'#end'* ]]
	run -1 --separate-stderr ubat-filter 'year(start) = 2015' <bad.ubat
	[ "$stderr" = 'ubat-filter: stdin:6: column start: not a valid date' ]
	run -0 ubat-filter 'b1 > 1' bad.ubat
	run -0 ubat-filter 'regi = "kommunal" and b2 > 1' bad.ubat
}

@test "a result too large for its type is an error with the place" {
	printf '#a:int\n1\n9223372036854775807\n' | whole >large.ubat
	run -1 --separate-stderr ubat-filter 'a > 0 and a + 1 > 0' large.ubat
	[ "$stderr" = "$(printf 'ubat-filter: large.ubat:3: the result is too large for its type\n    a > 0 and a + 1 > 0\n                ^')" ]
	[[ $output != *'#end'* ]]
}

@test "no message holds the value of a field" {
	printf '#a:int\tb:dec\tc:date\td:bool\n19121212-1212\t19121212-1212\t19121212-1212\t19121212-1212\n' | whole >secret.ubat
	for x in 'a = 1' 'b = 1' 'c = 2015-01-01' 'd' 'a + 1 = 2' 'year(c) = 1'; do
		run -1 ubat-filter "$x" secret.ubat
		[[ $output != *1212-1212*not* ]]
		[[ $output = *'column '?': not a valid '* ]]
	done
}

@test "a cut stream is passed on as cut, and that is said once" {
	head -n 3 in.ubat >cut.ubat
	run -0 --separate-stderr ubat-filter 'b1 > 4' cut.ubat
	[ "$stderr" = 'ubat-filter: cut.ubat: the stream is cut: it has no end that fits it' ]
	[[ $output != *'#end'* ]]
	[[ ${lines[2]} = *'	in=2	out=1	false=1	missing=0	expr=b1 > 4' ]]
	run -0 --separate-stderr bash -c 'head -n 3 in.ubat | ubat-filter true | ubat-filter true'
	[ "${#stderr_lines[@]}" = 2 ]
}

@test "input that breaks the rules of a stream is an error" {
	run -1 --separate-stderr ubat-filter true </dev/null
	[ "$stderr" = 'ubat-filter: stdin: nothing came, not even a legend' ]
	[ -z "$output" ]
	run -1 --separate-stderr ubat-filter true nofile
	[[ $stderr = 'ubat-filter: nofile: '*': No such file or directory' ]]
	{ head -n 2 in.ubat; printf 'k9\tx\n'; } >short.ubat
	run -1 --separate-stderr ubat-filter true short.ubat
	[ "$stderr" = 'ubat-filter: short.ubat:3: 2 fields, there should be 8' ]
	[[ $output != *'#end'* ]]
	head -n 2 in.ubat | sed 's/$/\r/' >crlf.ubat
	run -1 ubat-filter true crlf.ubat
	printf '#a:text\nb\0c\n' | whole >nul.ubat
	run -1 --separate-stderr ubat-filter true nul.ubat
	[ "$stderr" = 'ubat-filter: nul.ubat:2: a NUL byte' ]
	printf '#a:int\n1' >tail.ubat
	run -1 --separate-stderr ubat-filter true tail.ubat
	[ "$stderr" = 'ubat-filter: tail.ubat:2: the last line has no newline' ]
}

@test "an unreadable file among three is an error" {
	cp in.ubat locked.ubat
	chmod 0 locked.ubat
	run -1 --separate-stderr mortal ubat-filter true in.ubat locked.ubat in.ubat
	[[ $stderr = 'ubat-filter: locked.ubat: '*': Permission denied' ]]
	[[ $output != *'#end'* ]]
}

@test "a full disk is an error" {
	[ -w /dev/full ] || skip 'needs /dev/full'
	run -1 --separate-stderr bash -c 'ubat-filter true in.ubat >/dev/full'
	[[ $stderr = 'ubat-filter: stdout: '*'No space left on device' ]]
	run -1 bash -c 'ubat-filter -c b1 true in.ubat >/dev/full'
}

@test "a reader that goes away ends it quietly" {
	for _ in $(seq 200); do sed -n '2,5p' in.ubat; done |
	    awk '{ for (i = 0; i < 100; i++) print }' |
	    cat <(head -n 1 in.ubat) - >long.ubat
	run -0 --separate-stderr bash -c 'ubat-filter true long.ubat | head -n 1'
	[ "$output" = "$(head -n 1 in.ubat)" ]
	[ -z "$stderr" ]
}

@test "kept records of a long stream are those awk keeps" {
	awk 'BEGIN { print "#a:int\tb:code\tc:dec"
		for (i = 0; i < 60000; i++)
			printf "%d\t%s\t%d.5\n", i % 97, i % 7 ? "x" i % 3 : ".n", i % 11
		print "#end\t60000\t0" }' >long.ubat
	awk -F '\t' '/^#/ || ($1 > 50 && $2 == "x1" && $3 < 7)' long.ubat |
	    sed '$d' >want
	ubat-filter 'a > 50 and b = "x1" and c < 7' long.ubat | body >have
	cmp want have
	awk -F '\t' -v OFS='\t' 'NR == 1 { print "#c:dec\ta:int"; next }
	    !/^#/ && ($1 > 50 || $2 == "x1") { print $3, $1 }' long.ubat >want
	ubat-filter -c c,a 'a > 50 or b = "x1"' long.ubat | body >have
	cmp want have
}

@test "a table keeps its name and what is declared about it" {
	table >t.ubat
	run -0 --separate-stderr ubat-filter 'n > 100' t.ubat
	[ "${lines[1]}" = "$(printf '#table\tregi\tkeys=regi,kon\ttitle=Per regi')" ]
	[ "$(body <<<"$output" | grep -v '^#' | cut -f 1)" = "$(printf 'privat\n.t')" ]
	[ -z "$stderr" ]
}

@test "a share of a table can be compared; protected is missing" {
	table >t.ubat
	[ "$(kept 'pos > 0.333333332 and pos < 0.333333334' t.ubat)" = 'kommunal ' ]
	[ "$(kept 'pos * 100 >= 95' t.ubat)" = 'privat ' ]
	[ "$(kept 'pos is .s' t.ubat)" = '.t ' ]
	[ "$(kept 'regi is .t' t.ubat)" = '.t ' ]
}

@test "two tables are refused" {
	table >t.ubat
	run -1 ubat-filter true t.ubat t.ubat
}

@test "-c drops and orders measures of a table" {
	table >t.ubat
	run -0 ubat-filter -c 'regi,kon,alder,alder_n,alder_miss,n_pers,n' true t.ubat
	[ "${lines[0]}" = "$(tsv '#regi:code kon:code alder:mean alder_n:count alder_miss:count n_pers:count n:count')" ]
	[ "${lines[1]}" = "$(printf '#table\tregi\tkeys=regi,kon\ttitle=Per regi')" ]
	[ "${lines[2]}" = "$(printf '#label\tn\tAntal')" ]
	[ "${lines[3]}" = "$(tsv 'kommunal 1 41.5 80 13 71 93')" ]
}

@test "-c leaves a table what protection needs" {
	table >t.ubat
	wrong() {
		run -2 --separate-stderr ubat-filter -c "$1" true t.ubat
		[ -z "$output" ]
		echo "$stderr"
		[ "$stderr" = "ubat-filter: -c: $2" ]
	}
	wrong 'kon,n,n_pers' 'a table keeps its keys, first and in order: column regi'
	wrong 'regi,n,n_pers' 'a table keeps its keys, first and in order: column kon'
	wrong 'regi,n,kon,n_pers' 'a table keeps its keys, first and in order: column kon'
	wrong 'regi,kon,antal=n,n_pers' 'a table keeps its names: column n'
	wrong 'regi,kon,n' 'a table keeps its column n_pers'
	wrong 'regi,kon,pos,n_pers' 'column pos of a table keeps pos_k after it'
	wrong 'regi,kon,pos,pos_k,pos_n,n_pers' 'column pos of a table keeps pos_miss after it'
	wrong 'regi,kon,pos_n,n_pers' 'column pos_n of a table stands after its measure'
}

@test "every measure with counts beside it keeps them, keys have none" {
	tsv '#kon:code kon_n:count lagst:int lagst_n:count lagst_miss:count sista:date sista_n:count' >t.ubat
	printf '#table\tt\tkeys=kon\n' >>t.ubat
	tsv '1 2 3 2 0 2015-01-01 2' >>t.ubat
	printf '#end\t1\t0\n' >>t.ubat
	run -2 --separate-stderr ubat-filter -c kon,lagst true t.ubat
	[ "$stderr" = 'ubat-filter: -c: column lagst of a table keeps lagst_n after it' ]
	run -2 --separate-stderr ubat-filter -c kon,sista true t.ubat
	[ "$stderr" = 'ubat-filter: -c: column sista of a table keeps sista_n after it' ]
	run -0 ubat-filter -c kon,sista..sista_n,kon_n true t.ubat
	[ "${lines[2]}" = "$(tsv '1 2015-01-01 2 2')" ]
	run -0 ubat-filter -c kon true t.ubat
}

@test "records with columns of a table's types are no table" {
	printf '#a:count\tb:share\n1\t0.5\n' | whole >r.ubat
	run -0 ubat-filter -c b,c=a true r.ubat
	[ "${lines[0]}" = "$(tsv '#b:share c:count')" ]
}

@test "the examples of the page run as they stand" {
	command -v mandoc >/dev/null || skip 'mandoc is not installed'
	tsv '#klient:id kommun:code atgard:text regi:code start:date alder:int b1:int b2:int b3:int' \
	    'k1 0180 12-stegsbehandling privat 2015-03-01 41 8 7 .n' \
	    'k2 0180 KBT kommunal 2014-12-31 ~ 3 ~ 4' | whole >insatser.ubat
	examples ubat-filter.1 >lines
	[ "$(wc -l <lines)" -eq 8 ]
	while IFS= read -r line; do
		echo "$line"
		run -0 --separate-stderr bash -c "$line"
		[ -z "$stderr" ]
		[ "$(body <<<"$output" | wc -l)" -ge 2 ]
	done <lines
}
