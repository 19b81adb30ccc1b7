# ubat-ini(5): one test for each sentence, through descriptions of extracts.
load helper

prepare() {
	printf 'a;b\n1;2\n' >x.csv
}

# reads DESCRIPTION WANT: the records that come of x.csv
reads() {
	printf '%b' "$1" >x.source
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$(printf '%s\n' "$output" | grep -v '^#')" = "$2" ]
}

# refused DESCRIPTION CLAUSE: line 3 of the description is wrong
refused() {
	printf '%b' "$1" >x.source
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[ -z "$output" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.source:3: $2" ]
}

@test "the example of the page is read as it stands" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	# continuation keeps its blank: taken from the source of the page
	sed -n '/^\.Bd -literal/,/^\.Ed/p' "$ROOT/man/ubat-ini.5" | grep -v '^\.' >alder.source
	printf 'klient;Ålder vid åtgärdens start\na;44\n' >a.csv
	run -0 --separate-stderr ubat-import -s alder.source a.csv
	[ "${lines[0]}" = '#alder:int' ]
	[ "${lines[1]}" = 44 ]
	printf 'ålder\n45\n' >b.csv
	run -0 --separate-stderr ubat-import -s alder.source b.csv
	[ "${lines[1]}" = 45 ]
}

@test "blanks round names, keys and values are cut" {
	reads '[ source ]\n  \ndelimiter=;\n[  column b\t]\n  # c\ntype   =  int\t \n' 2
}

@test "only the first = counts, and nothing needs quotes" {
	printf 'a = <x> : # y;b\n1;2\n' >x.csv
	reads '[source]\ndelimiter = ;\n[column k]\nheading = a = <x> : # y\n' 1
}

@test "a line that begins with a blank continues the value above it" {
	printf 'a b c;d\n1;2\n' >x.csv
	reads '[source]\ndelimiter = ;\n[column k]\nheading = a\n  b\n\t c  \n' 1
}

@test "a comment has a line of its own, behind a value it is the value" {
	reads '# first\n[source]\n  # blank before\ndelimiter = ;\n[column a]\n' 1
	refused '[source]\ndelimiter = ;\ndecimal = , # comma\n' \
	    'the decimal sign is , or .'
}

@test "lines end in LF or CRLF, the last one in neither, after a mark or not" {
	reads '\xef\xbb\xbf[source]\r\ndelimiter = ;\r\n[column a]\r\n' 1
	reads '[source]\ndelimiter = ;\n[column a]' 1
}

@test "what is no line of the syntax is an error with its line" {
	refused '[source]\ndelimiter = ;\nword\n' 'no ='
	refused '[source]\ndelimiter = ;\n= x\n' 'no key before ='
	refused '[source]\n\n  x\n' 'begins with a blank, but continues no value'
	refused '[source]\ndelimiter = ;\n[column a\n' 'no ] at the end of a section'
	refused '[source]\ndelimiter = ;\n[ ]\n' 'section without a name'
	refused '[source]\ndelimiter = ;\n# \xe5\n' 'not UTF-8'
	refused '[source]\ndelimiter = ;\na = b\rc\n' 'NUL or CR in the line'
	refused '[source]\ndelimiter = ;\na = \0\n' 'NUL or CR in the line'
	refused "[source]\ndelimiter = ;\na = $(yes x | tr -d '\n' | head -c 65536)\n" \
	    'line longer than 64 KiB'
}
