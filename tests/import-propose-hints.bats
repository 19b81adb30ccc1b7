# What a first import says when nothing was declared yet, and what --propose
# does not take: ubat-import(1), DIAGNOSTICS.
load helper

@test "one heading with other delimiters in it: the message says so, with a description and without" {
	printf 'a;b;c\n1;2;3\n' >x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ "$stderr" = "ubat-import: x.csv:1: heading: the only heading has 2 semicolons in it; delimiter =, or --propose to find it" ]
	[ -z "$output" ]
	printf '[column b]\n' >b.source
	run -1 --separate-stderr ubat-import -s b.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: column b: no heading b: the only heading has 2 semicolons in it; delimiter =, or --propose to find it" ]
	printf 'a\tb\n1\t2\n' >x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ "$stderr" = "ubat-import: x.csv:1: heading: the only heading has 1 tab in it; delimiter =, or --propose to find it" ]
	printf 'a|b,c;d,e\n' >x.csv
	run -1 --separate-stderr ubat-import --delimiter tab -s b.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: column b: no heading b: the only heading has 2 commas in it; delimiter =, or --propose to find it" ]
}

@test "a delimiter that was said, and a heading that a description names, are not doubted" {
	printf 'a;b\n1;2\n' >x.csv
	[ "$(ubat-import --delimiter , x.csv | body | head -n 1)" = '#a_b:text' ]
	printf '[column a]\nheading = a;b\n' >a.source
	[ "$(ubat-import -s a.source x.csv | body | head -n 1)" = '#a:text' ]
	printf '[column b]\n' >b.source
	printf 'a\n1\n' >x.csv
	run -1 --separate-stderr ubat-import -s b.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: column b: no heading b" ]
}

@test "headings in another encoding: the message says what to try" {
	printf 'L\344n,n\n1,2\n' >x.csv
	run -1 --separate-stderr ubat-import x.csv
	[ "$stderr" = "ubat-import: x.csv:1: heading: invalid utf-8; another encoding =, or --propose to find it" ]
}

@test "--propose takes one file and no description" {
	printf 'a,b\n1,2\n' >x.csv
	for args in 'x.csv x.csv' 'x.csv -' 'x.csv -s x.source' 'x.csv --check x.csv'; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr ubat-import --propose $args
		[ "${stderr_lines[0]}" = "ubat-import: --propose takes one file, and no -s" ]
		[ -z "$output" ]
	done
}
