#!/bin/sh
# A thousand million records of few groups through ubat-agg, of which no file is
# made: a block of a million, a thousand times.  The table must be the one that
# a thousand states of the block give, to the byte, and its counts and sums a
# thousand times those that awk finds in the block; the memory must stay below
# 16 MiB.
#	MILLIONS=1000 TMPDIR=/tmp
set -eu
cd "$(dirname "$0")/../.."
bin=${UBAT_BIN:-build/bin} millions=${MILLIONS:-1000} most=16384
dir=$(mktemp -d "${TMPDIR:-/tmp}/ubat-torture.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

fail() {
	echo "billion: $*"
	exit 1
}

# stream N: N blocks
stream() {
	printf '#regi:code\tb1:int\tkostnad:dec\n'
	i=0
	while [ $i -lt "$1" ]; do
		cat "$dir/block"
		i=$((i + 1))
	done
	printf '#end\t%d000000\t0\n' "$1"
}

# agg OPTION...
agg() {
	"$dir/meter" "$dir/meter.out" "$bin/ubat-agg" "$@" -g regi n \
	    'good = share(b1 > 6)' 'sum(kostnad)' 'mean(b1)' 'sd(b1)' \
	    'min(kostnad)' 'median(b1)' 'distinct(kostnad)'
}

${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o "$dir/meter" tests/bench/meter.c
awk 'BEGIN {
	for (i = 0; i < 1000000; i++)
		print (i % 3 ? "privat" : "kommunal") "\t" i % 11 "\t" \
		    (i % 7 ? i % 1000 ".5" : "")
}' >"$dir/block"
stream 1 | agg --partial >"$dir/state"
set --
while [ $# -lt "$millions" ]; do
	set -- "$@" "$dir/state"
done
"$bin/ubat-agg" --merge "$@" >"$dir/merged"

rm "$dir/meter.out"
stream "$millions" | agg >"$dir/table"
cmp "$dir/table" "$dir/merged" || fail "not the table of $millions states"

awk -F '\t' -v times="$millions" '
	{ n[$1] += times; good[$1] += ($2 > 6) * times; sum[$1] += $3 * times }
	END {
		for (r in n)
			printf "%s\t%.0f\t%.0f\t%.0f\n", r, n[r], good[r], sum[r]
	}' "$dir/block" |
    sort >"$dir/want"
grep -v '^#' "$dir/table" | cut -f 1,2,4,7 >"$dir/got"
cmp "$dir/got" "$dir/want" || fail 'other counts than awk finds'

read -r seconds cpu kib <"$dir/meter.out"
echo "$millions million records: $seconds s, $cpu s of processor, $kib KiB"
[ "$kib" -lt $most ] || fail "more than $most KiB"
