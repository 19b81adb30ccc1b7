# ubat-expr(7): the examples of the page, and the sentences they do not show.
# EXAMPLES: ubat-expr.7
load helper

prepare() {
	printf '#t:text\tc:code\ti:int\td:dec\tdag:date\tb:bool\tm:int\n' >in.ubat
	printf 'Åsa\t0180\t7\t3.5\t2016-02-29\t1\t.n\n' >>in.ubat
	printf '#end\t1\t0\n' >>in.ubat
}

# holds EXPR: true for the record of in.ubat
holds() {
	ubat-filter -- "$1" in.ubat | grep -q '	in=1	out=1	' || {
		echo "not true: $1"
		return 1
	}
}

# missing EXPR: missing for that record
missing() {
	ubat-filter -- "$1" in.ubat | grep -q '	missing=1' || {
		echo "not missing: $1"
		return 1
	}
}

# refused EXPR CLAUSE CARET: wrong usage, shown so
refused() {
	run -2 --separate-stderr ubat-filter -- "$1" in.ubat
	[ -z "$output" ]
	echo "$stderr"
	[ "$stderr" = "$(printf 'ubat-filter: %s\n    %s\n    %s' "$2" "$1" "$3")" ]
}

# displays: the lines of the indented displays of the page, by section
displays() {
	mandoc -Tutf8 -O width=1000 "$ROOT/man/ubat-expr.7" |
	    sed 's/.\x08//g' | awk -v want="$1" '
		/^[A-Z]/ { record = $0 == "EXAMPLE RECORD" }
		/^           [^ ]/ && (want == "record") == record {
			sub(/^ */, ""); print }'
}

@test "each example of the page is true for its record" {
	command -v mandoc >/dev/null || skip 'mandoc is not installed'
	displays record | awk '
		{ name = name (NR > 1 ? "\t" : "") $1
		  value = value (NR > 1 ? "\t" : "") $2 }
		END { print "#" name; print "#extracted\t2017-06-30"
		  print value; print "#end\t1\t0" }' >in.ubat
	[ "$(wc -l <in.ubat)" -eq 4 ]
	printf '0180\n1480\n' >kommuner.txt
	displays conditions >conditions
	[ "$(wc -l <conditions)" -ge 119 ]
	while IFS= read -r x; do
		holds "$x"
	done <conditions
}

@test "every function that there is stands on the page, with an example" {
	command -v mandoc >/dev/null || skip 'mandoc is not installed'
	sed -n 's/^	{ "\([a-z]*\)", "[^"]*".*/\1/p' "$ROOT"/lib/expr/func*.c >functions
	[ "$(wc -l <functions)" -ge 44 ]
	displays conditions >conditions
	examples ubat-score.1 >>conditions
	while IFS= read -r f; do
		echo "$f"
		grep -q -e "^\.It.* Fn $f\( \|$\)" -e "^\.Fn $f\( \|$\)" "$ROOT/man/ubat-expr.7"
		grep -q "$f(" conditions
	done <functions
}

@test "every word of the language is named on the page" {
	sed -n 's/^	{ "\([a-z]*\)", UB_T_.*/\1/p' "$ROOT/lib/expr/lex.c" >words
	[ "$(wc -l <words)" -eq 14 ]
	grep -q "^.Po Cm $(tr '\n' ' ' <words)Pc\$" "$ROOT/man/ubat-expr.7"
	while IFS= read -r w; do
		run -2 ubat-filter "$w = 1" in.ubat
	done <words
}

@test "== and != may be written" {
	holds 'i == 7'
	holds 'i != 8'
}

@test "comparisons do not chain" {
	refused '1 < i < 9' 'comparisons do not chain: join two with and' '      ^'
}

@test "a share is rounded to 9 decimals when it is read" {
	printf '#x:share\ty:mean\n0.6666666666666666\t-0.00000000049\n#end\t1\t0\n' >in.ubat
	holds 'x = 0.666666667'
	holds 'y = 0'
}

@test "results are rounded halves away from zero" {
	holds '1 / 3 * 3 = 0.999999999'
	holds '0.000000001 * 0.5 = 0.000000001'
	holds '-0.000000001 * 0.5 = -0.000000001'
}

@test "a date is a date wherever it stands" {
	refused 'dag > 2015-1-1' \
	    'a date is written YYYY-MM-DD (to subtract, put blanks round the minus)' '      ^'
	refused 'dag > 2015-02-29' 'no such day' '      ^'
	refused 'i = 2015-01-01' 'a whole number compared with a date' '  ^'
}

@test "a decimal comma is noticed" {
	refused 'd > 3,5' 'an operator expected (decimals are written with a point)' '     ^'
	refused '(d > 3,5) or b' 'an operator or ) expected (decimals are written with a point)' '      ^'
	refused 'if(d > 3,5, b, b)' \
	    'if() takes a condition and two values (decimals are written with a point)' '^'
}

@test "there is no empty text" {
	refused 't = ""' 'no field is an empty text: write is missing' '    ^'
}

@test "what other languages write is explained" {
	refused "t = 'x'" 'text stands in double quotes' '    ^'
	refused 'b && b' 'write and' '  ^'
	refused 'b AND b' \
	    'an operator expected (words of the language are written in lower case)' '  ^'
	refused 't = “x”' 'text stands in plain double quotes, not in these' '    ^'
	refused 'i => 3' 'write >=' '  ^'
	refused 'i =< 3' 'write <=' '  ^'
	refused 'b & b' 'write and' '  ^'
	refused 'b || b' 'write or' '  ^'
	refused 'i = NULL' \
	    'no column NULL (a missing value is asked for with is missing)' '    ^'
	refused 'i is null' 'write is missing' '     ^'
	refused 'length(t) = 3' 'no function length(): did you mean len()?' '^'
	refused 'yaer(dag) = 3' 'no function yaer(); did you mean year()?' '^'
	refused 'b = True' \
	    'no column True (words of the language are written in lower case)' '    ^'
	holds 'i <> 8'
}

@test "codes are not numbers" {
	refused 'c = 180' 'a code compared with a whole number (write it in double quotes)' '  ^'
	refused 'c = 0180' 'a number does not begin with 0 (a code is written in double quotes)' '    ^'
	refused 'c + 1 = 2' '+ takes numbers, not a code' '^'
}

@test "text without quotes is noticed" {
	refused 't = Nacka' 'no column Nacka (text stands in double quotes)' '    ^'
	refused 't in (Nacka)' 'no column Nacka (text stands in double quotes)' '      ^'
	refused 'Nacka = t' 'no column Nacka' '^'
	refused 't = da' 'no column da; did you mean d? (text stands in double quotes)' '    ^'
}

@test "the caret counts characters, not bytes" {
	refused 't = "åäö€𝄞" and x = 1' 'no column x' '                ^'
}

@test "a pattern is found anywhere in a text, with the signs of Perl" {
	holds 't ~ "s"'
	holds 't ~ "^Å.a$"'
	holds 't not ~ "^s"'
	holds 't ~ "(?i)^ÅSA$"'
	holds 'c ~ "^[0-9]{4}$"'
	holds 't ~ "^\w+$"'
	missing 'substr(c, 5) ~ "x"'
	refused 't ~ "a(b"' 'the pattern: missing closing parenthesis' '        ^'
	refused 'i ~ "1"' '~ takes text, not a whole number' '  ^'
	refused 't ~ x' 'a pattern in double quotes expected' '    ^'
	refused 't !~ "x"' 'write x not ~ "pattern"' '  ^'
}

@test "a pattern that takes too many steps is an error that names the line" {
	printf '#t:text\nb\n%s!\n#end\t2\t0\n' "$(printf '%05000d' 0)" >in.ubat
	run -1 --separate-stderr ubat-filter 't ~ "(0+)+$"' in.ubat
	[ "$stderr" = "$(printf '%s\n' \
	    'ubat-filter: in.ubat:3: the pattern takes too many steps on this text: make it simpler' \
	    '    t ~ "(0+)+$"' '      ^')" ]
	[[ $output != *'#end'* ]]
}

@test "in @file: a value a line, as typed as the left side" {
	printf '\xef\xbb\xbf0181\r\n\r\n0180' >k.txt
	holds 'c in @k.txt'
	holds 'c in @./k.txt and b'
	holds 't not in @k.txt'
	printf '%s\n' 8 7 -3 >"a list.txt"
	holds 'i in @"a list.txt"'
	printf '%s\n' 3.5 -1 >d.txt
	holds 'd in @d.txt'
	holds 'if(b, d, i) in @d.txt'
	printf '%s\n' 2015-01-01 2016-02-29 >dag.txt
	holds 'dag in @dag.txt'
	missing 'm in @"a list.txt"'
	seq 100000 -1 1 >many.txt
	holds 'i in @many.txt'
	holds 'text(i) in @many.txt'
	holds 'text(-1 * i) not in @many.txt'
	printf '%s\n' '#1' '.x' 'a	b' >odd.txt
	printf '#t:text\n\\#1\n\\.x\na\\tb\n.x\n#end\t4\t0\n' >in.ubat
	run -0 ubat-filter 't in @odd.txt' in.ubat
	[[ $output = *'	out=3	false=0	missing=1'* ]]
}

@test "a list file that does not fit is named with its line" {
	printf '%s\n' 1 x >l.txt
	run -2 --separate-stderr ubat-filter 'i in @l.txt' in.ubat
	[ "$stderr" = 'ubat-filter: l.txt:2: not a valid int' ]
	run -2 --separate-stderr ubat-filter 'dag in @l.txt' in.ubat
	[ "$stderr" = 'ubat-filter: l.txt:1: not a valid date' ]
	printf '%s\n' 1.5 1.50 >l.txt
	run -2 --separate-stderr ubat-filter 'd in @l.txt' in.ubat
	[ "$stderr" = 'ubat-filter: l.txt:2: not a valid dec' ]
	printf '%s\n' '0180 ' >l.txt
	run -2 --separate-stderr ubat-filter 'c in @l.txt' in.ubat
	[ "$stderr" = 'ubat-filter: l.txt:1: a blank before or after the value' ]
	: >l.txt
	run -2 --separate-stderr ubat-filter 'c in @l.txt' in.ubat
	[ "$stderr" = 'ubat-filter: l.txt: a list without values' ]
	printf '\xff\n' >l.txt
	run -2 --separate-stderr ubat-filter 'c in @l.txt' in.ubat
	[ "$stderr" = 'ubat-filter: l.txt: not utf-8 text' ]
	run -1 --separate-stderr ubat-filter 'c in @gone.txt' in.ubat
	[ "$stderr" = 'ubat-filter: gone.txt: cannot open: No such file or directory' ]
	[ -z "$output" ]
	refused 'c in @k' \
	    'no built-in code list k (a file has a dot or a slash in its name)' '     ^'
	refused 'c in @' 'the name of a list or file stands right after @' '     ^'
}

@test "in @list: the codes of a built-in list" {
	holds 'c in @kommun'
	holds 'substr(c, 1, 2) in @lan'
	holds 'c not in @lan'
	refused 'i in @kommun' 'a whole number looked for in a list of codes' '     ^'
}

@test "label, lan and kommungrupp look up codes" {
	printf '#kommun:code\tx:code\n0180\t1480\n0999\t.n\n#end\t2\t0\n' >k.ubat
	run -0 ubat-score -e 'a = label(kommun)' -e 'b = lan(kommun)' \
	    -e 'd = label(b, @lan)' -e 'e = kommungrupp(kommun)' \
	    -e 'f = label(e, @kommungrupp:group_code:group_name)' \
	    -e 'g = label(x, @kommun)' k.ubat
	[ "${lines[0]}" = "$(printf '#kommun:code\tx:code\ta:text\tb:code\td:text\te:code\tf:text\tg:text')" ]
	[ "${lines[1]}" = "$(printf '0180\t1480\tStockholm\t01\tStockholms län\tA1\tStorstäder\tGöteborg')" ]
	[ "${lines[2]}" = "$(printf '0999\t.n\t.u\t.u\t.u\t.u\t.u\t.n')" ]
	printf 'kod;namn\n0180;Sthlm\n' >l.csv
	run -0 ubat-filter 'label(c, @l.csv) = "Sthlm"' in.ubat
	[[ $output = *'	out=1	'* ]]
	run -1 --separate-stderr ubat-filter 'label(c, @gone.csv) = "x"' in.ubat
	[ "$stderr" = 'ubat-filter: gone.csv: cannot open: No such file or directory' ]
	refused 'label(c) = "x"' 'no built-in code list c' '^'
	refused 'label(c, @lan, dag) = "x"' \
	    'the list lan does not say from when to when' '               ^'
	printf 'kod,namn,valid_from,valid_to\n0180,Förr,,2016-02-28\n0180,Nu,2016-02-29,\n' >d.csv
	holds 'label(c, @d.csv, dag) = "Nu" and label(c, @d.csv, dag - 1) = "Förr"'
	holds 'label(c, @d.csv) = "Nu"'
	refused 'label(lower(c)) = "x"' 'which list? write label(x, @list)' '^'
}

@test "an open end is taken for the day of extraction" {
	printf '#start:date\tslut:date\n#extracted\t2025-11-15\n2025-10-01\t\n#end\t1\t0\n' >in.ubat
	holds 'pagar(start, slut, 2025-11-01)'
	holds 'pagar(start, slut, 2025-11-15)'
	missing 'pagar(start, slut, 2025-11-16)'
	holds 'overlap(start, slut, 2025-11-01, 2025-12-31) = 15'
	# a day of extraction named goes first
	missing 'pagar(start, slut, 2025-11-02, 2025-11-01)'
	run -0 ubat-agg -f in.ubat 'n = count(pagar(start, slut, 2025-11-01))' \
	    'd = mean(overlap(start, slut, 2025-11-01, 2025-12-31))'
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#')" = "$(printf '1\t15\t1\t0')" ]
}

@test "an open end without a day of extraction is an error that names the line" {
	printf '#start:date\tslut:date\n2025-10-01\t2025-10-02\n2025-10-01\t\n#end\t2\t0\n' >in.ubat
	run -1 --separate-stderr ubat-filter 'pagar(start, slut, 2025-11-01)' in.ubat
	[ "$stderr" = "$(printf '%s\n' \
	    'ubat-filter: in.ubat:3: a spell without an end, and no day of extraction in the stream: name one as the last argument' \
	    '    pagar(start, slut, 2025-11-01)' '    ^')" ]
	{ printf '#start:date\tslut:date\n#extracted\t2025-11-15\n#extracted\t2025-12-15\n'; sed 1d in.ubat; } >two.ubat
	run -1 --separate-stderr ubat-filter 'pagar(start, slut, 2025-11-01)' two.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: two.ubat:5: a spell without an end, and two days of extraction in the stream: name one as the last argument' ]
	run -0 ubat-filter 'pagar(start, slut, 2025-11-01, 2025-11-15)' two.ubat
}

@test "functions of other records are refused where there are none" {
	refused 'prev(i) = 1' 'prev() looks at other records: ubat-score --by has it' '^'
	refused 'seq() = 1' 'seq() looks at other records: ubat-score --by has it' '^'
}

@test "a missing operand makes missing; the right side may decide" {
	missing 'm > 1'
	missing 'm > 1 and b'
	missing 'm > 1 or not b'
	missing 'not (m > 1)'
	missing 'm in (1, 2)'
	missing 'm between 1 and 2'
	missing 'if(m > 1, b, b)'
	holds 'm > 1 or b'
	holds 'not (m > 1 and not b)'
	holds 'case when m > 1 then false else true end'
	holds 'i between 7 and 8 or m = 1'
}

@test "the right side is not looked at where the left decides" {
	printf '#a:int\tb:int\n1\tx\n#end\t1\t0\n' >in.ubat
	holds 'a = 1 or b = 1'
	holds 'not (a = 2 and b = 1)'
	run -1 ubat-filter 'b = 1 or a = 1' in.ubat
}

@test "limits are errors that name themselves" {
	deep=$(printf '%0201d' 0 | tr 0 '(')
	run -2 --separate-stderr ubat-filter "$deep" in.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: nested deeper than 200' ]
	chain=$(printf '%01001d' 0 | sed 's/0/1+/g')
	run -2 --separate-stderr ubat-filter "${chain}1 = 1" in.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: more than 1000 operators in a row' ]
	long=$(printf '%065537d' 0 | tr 0 ' ')
	run -2 --separate-stderr ubat-filter "$long" in.ubat
	[ "$stderr" = 'ubat-filter: the expression is longer than 65536 bytes' ]
	flat=$(printf '%05000d' 0 | sed 's/0/i = 8 or /g')
	holds "${flat}b"
}

@test "bytes that are no UTF-8 are refused" {
	run -2 --separate-stderr ubat-filter $'t = "\xff"' in.ubat
	[ "$stderr" = 'ubat-filter: the expression is not valid UTF-8' ]
}

@test "a numbered range has every number, and nothing else" {
	r() {
		printf '#%s\n#end\t0\t0\n' "$(echo "$1" | sed 's/\([^ ]*\)/\1:int/g' | tr ' ' '\t')" >r.ubat
		run --separate-stderr ubat-filter "count($2) = 0" r.ubat
		[ "${stderr_lines[0]}" = "${3:+ubat-filter: $3}" ]
	}
	r 'a1 a2 a3' a1..a3 ''
	r 'a1 a2 a10 a3' a1..a3 'a10 stands between a1 and a3 in the legend: name the columns one by one'
	r 'a1 a3' a1..a3 'from a1 to a3 the legend has 2 columns, not 3'
	r 'a1 a10 a2' a1..a10 'from a1 to a10 the legend has 2 columns, not 10'
	r 'a1 x a2' a1..a2 'x stands between a1 and a2 in the legend: name the columns one by one'
	r 'a1 a1_pos a2' a1..a2 'a1_pos stands between a1 and a2 in the legend: name the columns one by one'
	r 'a1_pos a2_pos' a1_pos..a2_pos ''
	r 'a01 a02 a03' a01..a03 ''
	r 'b3 b2 b1' b3..b1 'b2 stands between b3 and b1 in the legend: name the columns one by one'
	r 'a1 x b2' a1..b2 ''
	r 'a x b' a..b ''
	r 'a7' a7..a7 ''
	r 'x1y1 x1y2' x1y1..x1y2 ''
	r 'a1234567890 q a1234567899' a1234567890..a1234567899 ''
}

@test "a column out of a range that does not fit is named" {
	printf '#a1:int\ta2:text\tab:date\n#end\t0\t0\n' >r.ubat
	run -2 --separate-stderr ubat-filter 'sum(a1..a2) = 1' r.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: sum() takes a number, and a2 is text' ]
	run -2 --separate-stderr ubat-filter 'sum(a*) = 1' r.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: sum() takes a number, and a2 is text' ]
	run -0 ubat-filter 'count(a*) = 3' r.ubat
}

@test "a long pattern is a pattern; a deep or a huge one is refused" {
	run -0 ubat-filter "not t ~ \"$(printf '%020000d' 0)\"" in.ubat
	run -2 --separate-stderr ubat-filter "t ~ \"$(printf '%0400d' 0 | tr 0 '(')\"" in.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: the pattern: parentheses are too deeply nested' ]
	run -2 --separate-stderr ubat-filter 't ~ "((x{999}){999}){999}"' in.ubat
	[ "${stderr_lines[0]}" = 'ubat-filter: the pattern: regular expression is too large' ]
}
