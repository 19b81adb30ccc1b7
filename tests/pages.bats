# The manual pages and the programs tell the same story.  For all commands
# and all pages that there are, without a list to keep.
load helper

commands() {
	local c
	for c in "$ROOT"/cmd/ubat-*.c; do
		basename "$c" .c
	done
}

# rendered PAGE: as on a terminal that never breaks a line
rendered() {
	mandoc -Tascii -O width=1000 "$ROOT/man/$1" | sed 's/.\x08//g'
}

# section PAGE NAME: the text of one section, blanks folded
section() {
	rendered "$1" | awk -v want="$2" '
		/^[A-Z]/ { on = $0 == want; next }
		on' | tr -s ' \n' '  ' | sed 's/^ //; s/ $//'
}

need_mandoc() {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
}

# plain: what is left of a text when blanks, quotes and backslashes are gone:
# the same command line, whether on a page or in a test
plain() {
	tr -d " \t\n'\"\\\\"
}

@test "the SYNOPSIS of each page is the usage of its command" {
	need_mandoc
	for c in $(commands); do
		usage=$("$c" --help | sed -n '1,/^$/p' | tr -s ' \n' '  ')
		usage=${usage#usage: }
		echo "$c: page: $(section "$c.1" SYNOPSIS)"
		echo "$c: help: $usage"
		[ "$(section "$c.1" SYNOPSIS)" = "${usage% }" ]
	done
}

@test "the sentence under NAME is the one in --help" {
	need_mandoc
	for c in $(commands); do
		echo "$c"
		[ "$(section "$c.1" NAME)" = \
		    "$c - $("$c" --help | sed -n "s/^$c: //p")" ]
	done
}

@test "every page has its sections, in order" {
	need_mandoc
	for c in $(commands); do
		echo "$c"
		have=$(rendered "$c.1" | grep -xE 'NAME|SYNOPSIS|DESCRIPTION|EXIT STATUS|EXAMPLES|DIAGNOSTICS|SEE ALSO' | tr '\n' ,)
		[ "$have" = "NAME,SYNOPSIS,DESCRIPTION,EXIT STATUS,EXAMPLES,DIAGNOSTICS,SEE ALSO," ]
	done
}

@test "every option of --help is in the page, the common ones in ubat(7)" {
	need_mandoc
	common=' --help --version --completion --max-line --max-field --max-columns '
	rendered ubat.7 >ubat.7
	for o in $common; do
		grep -q -e "$o" ubat.7
	done
	for c in $(commands); do
		rendered "$c.1" >page
		"$c" --help | sed -n 's/^  \(-[-a-zA-Z0-9]*\)\(, \(--[-a-z0-9]*\)\)\{0,1\}.*/\1 \3/p;
		    s/^ *\(--[-a-z0-9]*\).*/\1/p' >options
		for o in $(sort -u options); do
			case $common in *" $o "*) continue ;; esac
			echo "$c: $o"
			grep -q -e "$o" page
		done
	done
}

@test "every option that a page lists is in --help" {
	need_mandoc
	for c in $(commands); do
		"$c" --help >help
		for o in $(sed -n 's/^\.It Fl \(-\{0,1\}[-a-zA-Z0-9]*\).*/-\1/p' "$ROOT/man/$c.1"); do
			echo "$c: $o"
			grep -q -e " $o[] ,[]" -e " $o\$" help
		done
	done
}

@test "the EXAMPLES of every page are run by a test" {
	need_mandoc
	mkdir tests
	cp "$ROOT"/tests/*.bats tests
	rm tests/pages.bats
	cat tests/*.bats "$ROOT"/examples/*/run.sh | plain >all
	failed=0
	for page in "$ROOT"/man/*.[157]; do
		p=$(basename "$page")
		# taken from the page by a test, or written there again
		! grep -qF "$p" tests/*.bats || continue
		examples "$p" | sed -e ':a' -e '/[\\|]$/{N;ba' -e '}' >lines
		while IFS= read -r line; do
			line=$(printf '%s' "$line" | plain)
			grep -qF -e "$line" all && continue
			echo "$p: not run: $line"
			failed=1
		done <lines
	done
	[ "$failed" = 0 ]
}

@test "the examples of ubat(7) run" {
	need_mandoc
	tsv '#klient:id regi:code start:date b1:int' \
	    'a1 privat 2016-03-01 8' 'a2 kommunal 2016-03-07 .n' \
	    'a3 kommunal 2016-01-01 4' | whole >atgard.ubat
	examples ubat.7 >lines
	[ "$(wc -l <lines)" = 2 ]
	while IFS= read -r line; do
		run -0 --separate-stderr bash -c "set -o pipefail; $line"
		[[ $output = *privat*1* ]]
	done <lines
}

@test "--help is for standard output and status 0" {
	for c in $(commands); do
		run -0 --separate-stderr "$c" --help
		[ -z "$stderr" ]
		[[ ${lines[0]} = "usage: $c"* ]]
	done
}

@test "--version names the command and the version of the tree" {
	for c in $(commands); do
		run -0 --separate-stderr "$c" --version
		[ "$output" = "$c $(cat "$ROOT/VERSION")" ]
		[ -z "$stderr" ]
	done
}

@test "an option that is not there is wrong usage, on standard error" {
	for c in $(commands); do
		for o in --no-such-option -@; do
			run -2 --separate-stderr "$c" "$o" </dev/null
			[ -z "$output" ]
			[ "${stderr_lines[0]}" = "$c: unknown option $o" ]
			[[ ${stderr_lines[1]} = "usage: $c"* ]]
		done
	done
}

@test "a command of many options names its operands alone below a message" {
	run -2 --separate-stderr ubat-agg -@
	[ "${stderr_lines[1]}" = 'usage: ubat-agg [option ...] [measure ...]; options: ubat-agg --help' ]
	run -2 --separate-stderr ubat-audit -@
	[ "${stderr_lines[1]}" = 'usage: ubat-audit [option ...] [file ...]; options: ubat-audit --help' ]
	run -2 --separate-stderr ubat-sort -@
	[ "${stderr_lines[1]}" = 'usage: ubat-sort [-k columns] [--collate order] [file ...]' ]
}

@test "an option without its argument is wrong usage" {
	for c in $(commands); do
		run -2 --separate-stderr "$c" --max-line </dev/null
		[ -z "$output" ]
		[ "${stderr_lines[0]}" = "$c: no argument for --max-line" ]
	done
}

@test "a limit that is no number is wrong usage" {
	for c in $(commands); do
		for n in 0 -1 1k '' 99999999999999999999; do
			run -2 --separate-stderr "$c" --max-line "$n" </dev/null
			[ -z "$output" ]
			[[ ${stderr_lines[0]} = "$c: --max-line: not a whole number from 1 to "* ]]
		done
	done
}

@test "--help onto a full disk is an error" {
	[ -w /dev/full ] || skip "needs /dev/full"
	for c in $(commands); do
		run -1 --separate-stderr bash -c "$c --help >/dev/full"
		[ "$stderr" = "$c: stdout: cannot write: No space left on device" ]
	done
}
