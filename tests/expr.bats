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
		END { print "#" name; print value; print "#end\t1\t0" }' >in.ubat
	[ "$(wc -l <in.ubat)" -eq 3 ]
	displays conditions >conditions
	[ "$(wc -l <conditions)" -ge 93 ]
	while IFS= read -r x; do
		holds "$x"
	done <conditions
}

@test "every function that there is stands on the page, with an example" {
	command -v mandoc >/dev/null || skip 'mandoc is not installed'
	sed -n 's/^	{ "\([a-z]*\)", "[^"]*".*/\1/p' "$ROOT"/lib/expr/func*.c >functions
	[ "$(wc -l <functions)" -ge 30 ]
	displays conditions >conditions
	while IFS= read -r f; do
		echo "$f"
		grep -q "^\.It.* Fn $f " "$ROOT/man/ubat-expr.7"
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
}

@test "there is no empty text" {
	refused 't = ""' 'no field is an empty text: write is missing' '    ^'
}

@test "what other languages write is explained" {
	refused "t = 'x'" 'text stands in double quotes' '    ^'
	refused 'b && b' 'write and' '  ^'
	refused 'b AND b' \
	    'an operator expected (words of the language are written in lower case)' '  ^'
	refused 't = “x”' \
	    'no name (a name is letters, digits and _; text stands in plain double quotes)' '    ^'
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
}

@test "the caret counts characters, not bytes" {
	refused 't = "åäö€𝄞" and x = 1' 'no column x' '                ^'
}

@test "what later versions will have is refused by name" {
	refused 'label(c) = "x"' 'label() is not in this version' '^'
	refused 't ~ "x"' '~ is not in this version, like is' '  ^'
	refused 'c in @koder' 'in @file is not in this version' '     ^'
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
