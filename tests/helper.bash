# Shared by every tests/*.bats: load helper
bats_require_minimum_version 1.5.0
export LC_ALL=C
unset TZ LANG LANGUAGE

ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
SHARED=$ROOT/../shared

# Every test runs in a folder of its own.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	if declare -F prepare >/dev/null; then prepare; fi
}

# tsv 'a b' 'c d': one line per argument, each blank a tab, "~" an empty
# field, "_" (alone between tabs) not special.
tsv() {
	printf '%s\n' "$@" | tr ' ' '\t' | sed 's/~//g'
}

# body FILE...: the stream without its accounts, for comparing records.
body() {
	grep -v -e '^#step	' -e '^#end	' "$@"
}

# whole: a stream from a legend and records on standard input, with its end
# (no step): printf '#a:int\n1\n' | whole
whole() {
	awk '{ print } !/^#/ { n++ } END { printf "#end\t%d\t0\n", n }'
}

# one_column TYPE VALUE...: a stream of one column x, _ for an empty field
one_column() {
	local t=$1 v
	shift
	printf '#x:%s\n' "$t"
	for v; do
		[ "$v" = _ ] || printf '%s' "$v"
		echo
	done
	printf '#end\t%d\t0\n' $#
}

# left_over: what git would show here, were this the top of the tree; what it
# would not is removed
left_over() {
	local p
	while read -r p; do
		rm -rf -- ./${p#/} # a pattern
	done < <(grep '^/' "$ROOT/.gitignore")
	ls -I 'separate-stderr-*' # of bats
}

# examples PAGE: the lines of the literal displays under EXAMPLES, as on the
# page: examples ubat-filter.1 >a.sh
examples() {
	mandoc -Tutf8 -O width=1000 "$ROOT/man/$1" | sed 's/.\x08//g' |
	    awk '/^[A-Z]/ { on = $0 == "EXAMPLES"; next } on && /^           /' |
	    sed 's/^           *//'
}

# mortal CMD...: run without the right to read every file, which root has
mortal() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --bounding-set=-dac_override,-dac_read_search "$@"
	else
		"$@"
	fi
}

# sanitized: are these the programs that check themselves (tests/run.sh)?
sanitized() {
	[ -n "${UBAT_SANITIZED-}" ]
}
