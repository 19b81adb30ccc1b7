# The CSV files that others made to try readers with: what ubat-import makes of
# each.  The verdicts stand in tests/corpora/verdicts; the files do not belong to
# this project, and without them there is nothing to do.
load helper

prepare() {
	[ -d "$SHARED/corpora" ] || skip "needs ../shared/corpora"
	C=$SHARED/corpora
}

# cells FILE: all lines of a CSV file, the headings too, as an array of arrays
cells() {
	local n
	n=$(head -n 1 "$1" | tr -cd , | wc -c)
	{ seq -f 'c%.0f' $((n + 1)) | paste -sd,; cat "$1"; } >cells.csv
	shift
	ubat-import "$@" cells.csv | jq -cRn '[inputs | select(startswith("#") | not) | split("\t") |
	    (if length == 0 then [""] else . end) |
	    map(gsub("\\\\(?<c>.)"; {"t": "\t", "n": "\n", "r": "\r"}[.c] // .c))]'
}

# twin FILE: its JSON in the same form
twin() {
	jq -c 'if type == "array" then . else [.] end |
	    if length > 0 and (.[0] | type) == "object" then [.[0] | keys_unsorted] + map([.[]]) else . end' "$1"
}

need_jq() {
	command -v jq >/dev/null || skip "jq is not installed"
}

@test "csv-spectrum: every twin in JSON is equal" {
	need_jq
	n=0
	for f in "$C"/csv-spectrum/csvs/*.csv; do
		name=$(basename "$f" .csv)
		[ "$name" != location_coordinates ] || continue
		want=$(twin "$C/csv-spectrum/json/$name.json")
		# the copy of the file lost its CRs on the way
		grep -q "$(printf '\r')" "$f" || want=${want//\\r/}
		echo "$name"
		[ "$(cells "$f")" = "$want" ]
		n=$((n + 1))
	done
	[ "$n" = 11 ]
}

@test "csv-spectrum: quotes that quote nothing are rejected, and read where that is said" {
	need_jq
	f=$C/csv-spectrum/csvs/location_coordinates.csv
	run -1 --separate-stderr ubat-import "$f"
	[[ ${stderr_lines[0]} = "ubat-import: "*"/location_coordinates.csv:2: quote inside a field (1 record)" ]]
	printf '%s\n' '[source]' 'quote = none' '[column c1 c2 c3 c4]' >s
	# the twin has another telephone number
	[ "$(cells "$f" -s s | jq -c '.[1][1:]')" = \
	    "$(twin "$C/csv-spectrum/json/location_coordinates.json" | jq -c '.[1][1:]')" ]
}

@test "csv-test-data: every twin in JSON is equal" {
	need_jq
	n=0
	for j in "$C"/csv-test-data/json/*.json; do
		name=$(basename "$j" .json)
		want=$(twin "$j")
		case $name in
		# an empty line is no record, and an extract has headings
		all-empty) want='[]' ;;
		empty-one-column) want='[["foo"]]' ;;
		header-no-rows) want='[["foo","bar","baz"]]' ;;
		esac
		echo "$name"
		[ "$(cells "$C/csv-test-data/csv/$name.csv")" = "$want" ]
		n=$((n + 1))
	done
	[ "$n" = 18 ]
}

@test "csv-test-data: what is bad is refused or rejected, with its line" {
	bad() { # bad NAME STATUS MESSAGE
		run -"$2" --separate-stderr ubat-import -s s "$C/csv-test-data/csv/bad-$1.csv"
		echo "$1: $stderr"
		[ "${stderr_lines[0]}" = "ubat-import: $C/csv-test-data/csv/bad-$1.csv:$3" ]
	}
	echo '[column foo bar baz]' >s
	bad header-less-fields 1 '2: field count (1 record)'
	bad header-more-fields 1 '2: field count (1 record)'
	bad header-wrong-header 1 '1: column foo: no heading foo'
	bad header-no-header 1 ' empty: no heading line'
	bad missing-quote 1 '2: a quote is never closed'
	bad quotes-with-unescaped-quote 1 '2: text after a closing quote (1 record)'
	bad unescaped-quote 1 '2: quote inside a field (1 record)'
	n=$(find "$C/csv-test-data/csv" -name 'bad-*' | wc -l)
	[ "$n" = 7 ]
}

# verdict FILE ARGUMENTS...: status, records in, out and rejected, and messages
verdict() {
	local f=$1 status=0
	shift
	ubat-import --max-rejects 100% "$@" "$C/$f" >out 2>err || status=$?
	# shellcheck disable=SC2046 # four words, or one
	echo "$status" $(sed -n 's/^#step.*	in=\([0-9]*\)	out=\([0-9]*\)	rejected=\([0-9]*\)	.*/\1 \2 \3/p' out)
	sed "s,^ubat-import: $C/[^:]*,    ," err
}

# In tests/corpora/verdicts a line "= FILE: sentence" tells what is made of
# a file and why; below it stand lines "- line of its description", if it needs
# one, and what verdict() gives.
@test "duckdb: each file has its verdict, and is treated by it" {
	awk -v RS= '{ print > sprintf("v%03d", NR) }' "$ROOT/tests/corpora/verdicts"
	n=0
	for v in v???; do
		f=$(sed -n 's/^= \([^:]*\): ..*/\1/p' "$v")
		[ -n "$f" ]
		echo "$f" >>seen
		sed -n 's/^- //p' "$v" >s
		args=()
		[ ! -s s ] || args=(-s s)
		verdict "$f" "${args[@]}" >have
		sed '/^[=-] /d' "$v" | diff - have || { echo "$f"; false; }
		n=$((n + 1))
	done
	(cd "$C" && find duckdb-csv/rejects duckdb-csv/encodings duckdb-csv/decimal_separators \
	    duckdb-csv/unescaped_quotes -name '*.csv') | sort >all
	sort -u seen | diff all -
}
