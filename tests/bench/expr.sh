#!/bin/sh
# make bench-expr - the conditions of expr.tsv, each with ubat-filter and with
# mawk over the same stream, turn by turn; the counts must agree.  CPU seconds:
# the ratio should be 0.2 or less.
#	ROWS=600000 ROUNDS=3 TMPDIR=/tmp
set -eu
cd "$(dirname "$0")/../.."
rows=${ROWS:-600000} rounds=${ROUNDS:-3} bin=${UBAT_BIN:-build/bin}
export LC_ALL=C
dir=$(mktemp -d "${TMPDIR:-/tmp}/ubat-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

for f in gen meter; do
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o "$dir/$f" "tests/bench/$f.c"
done
"$dir/gen" "$rows" >"$dir/extract.csv"
"$bin/ubat-import" -s tests/bench/atgard.source "$dir/extract.csv" >"$dir/s"

# The middle CPU time of a file of the meter.
middle() {
	awk '{ print $2 }' "$1" | sort -n |
	    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

status=0
printf '%8s %8s %8s  %s\n' ubat mawk ratio condition
while IFS='	' read -r condition awk; do
	{ cat tests/bench/expr.awk; echo "$awk { n++ } END { print n + 0 }"; } \
	    >"$dir/p.awk"
	rm -f "$dir/u" "$dir/m"
	i=0
	while [ $i -lt "$rounds" ]; do
		"$dir/meter" "$dir/u" "$bin/ubat-filter" "$condition" "$dir/s" \
		    >"$dir/out"
		"$dir/meter" "$dir/m" mawk -f "$dir/p.awk" "$dir/s" >"$dir/n"
		i=$((i + 1))
	done
	if [ "$(grep -vc '^#' "$dir/out")" != "$(cat "$dir/n")" ]; then
		echo "another count: $condition"
		status=1
	fi
	echo "$(middle "$dir/u") $(middle "$dir/m")" | awk -v c="$condition" '{
		printf "%8.3f %8.3f %8.3f  %s\n", $1, $2,
		    ($2 > 0 ? $1 / $2 : 0), c }'
done <tests/bench/expr.tsv
exit $status
