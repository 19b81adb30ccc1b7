# ubat-tutorial(7): what is typed there prints what stands below it.
load helper

# sessions: the literal displays of the page, without their indent; a line
# "@" between two of them
sessions() {
	mandoc -Tutf8 -O width=1000 "$ROOT/man/ubat-tutorial.7" | sed 's/.\x08//g' |
	    awk '/^           / { print substr($0, 12); on = 1; next }
		on && /^$/ { print; next }
		on { print "@"; on = 0 }'
}

@test "the tutorial goes from an extract nobody described to a workbook" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	sessions >page
	[ "$(grep -c '^@$' page)" -ge 11 ]
	# typed lines, in one shell; what each display prints, apart
	awk '/^@$/ { print "echo @"; next } /^[$>] / { print substr($0, 3) }' page >a.sh
	run -0 --separate-stderr bash -eu a.sh
	[ -z "$stderr" ]
	diff <(grep -v -e '^[$>] ' -e '^$' page | expand) \
	    <(printf '%s\n' "$output" | grep -v '^$' | sed 's/ *$//' | expand)
	[ -s rapport.xlsx ]
	unzip -p rapport.xlsx xl/workbook.xml 2>/dev/null | grep -q tabell ||
	    ! command -v unzip >/dev/null
	[ "$(left_over | paste -sd ' ')" = 'a.sh page' ]
}

@test "ten commands: its sections are numbered to ten" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	[ "$(mandoc -Tascii "$ROOT/man/ubat-tutorial.7" | sed 's/.\x08//g' |
	    sed -n 's/^   \([0-9]*\)\. .*/\1/p' | paste -sd ' ')" = '1 2 3 4 5 6 7 8 9 10' ]
}
