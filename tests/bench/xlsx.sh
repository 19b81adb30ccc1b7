#!/bin/sh
# make bench-xlsx - a large extract into a workbook: ubat-xlsx, which reads it
# back too, beside a bare loop over libxlsxwriter, which does not.
#	ROWS=1000000 ROUNDS=3 TMPDIR=/tmp
# Both run in turn in each round; a ratio is the median over the rounds.
set -eu
cd "$(dirname "$0")/../.."
rows=${ROWS:-1000000} rounds=${ROUNDS:-3}
export LC_ALL=C
bin=${UBAT_BIN:-build/bin}
here=tests/bench
dir=$(mktemp -d "${TMPDIR:-/tmp}/ubat-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o "$dir/meter" $here/meter.c
${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o "$dir/bare" $here/xlsx.c -lxlsxwriter

# ten columns: a pseudonym, codes, a text, dates, numbers, missing ones too
awk -v n="$rows" 'BEGIN {
	srand(1)
	print "#klient:text\tkommun:code\tregi:code\tatgard:text\tstart:date\tslut:date\talder:int\tb1:int\tb2:int\tkostnad:dec"
	split("kommunal privat ideburen", regi, " ")
	split("12-stegsbehandling,motiverande samtal,familjehem,boendestöd,öppenvård", what, ",")
	for (i = 0; i < n; i++)
		printf "%08x\t%04d\t%s\t%s\t2015-%02d-%02d\t2016-%02d-%02d\t%d\t%d\t%s\t%d.%d5\n",
		    rand() * 2147483648, 100 + int(rand() * 290),
		    regi[1 + int(rand() * 3)], what[1 + int(rand() * 5)],
		    1 + int(rand() * 12), 1 + int(rand() * 28),
		    1 + int(rand() * 12), 1 + int(rand() * 28),
		    18 + int(rand() * 60), int(rand() * 10),
		    rand() < 0.1 ? ".x" : int(rand() * 10),
		    int(rand() * 90000), int(rand() * 10)
	printf "#end\t%d\t0\n", n
}' >"$dir/in"

i=0
while [ $i -lt "$rounds" ]; do
	i=$((i + 1))
	"$dir/meter" "$dir/bare.m" "$dir/bare" "$dir/bare.xlsx" <"$dir/in"
	"$dir/meter" "$dir/usual.m" \
	    "$bin/ubat-xlsx" --records -o "$dir/usual.xlsx" "$dir/in"
	"$dir/meter" "$dir/fast.m" \
	    "$bin/ubat-xlsx" --records --fast -o "$dir/fast.xlsx" "$dir/in"
done

# median FILE FIELD [OTHER]: over its lines, of a field or of its ratio
median() {
	paste "$dir/$1.m" "$dir/${3:-$1}.m" |
	    awk -v f="$2" -v ratio="${3:+1}" '
		{ print ratio ? $f / $(f + 3) : $f }' | sort -g |
	    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

printf '%d rows of 10 columns, %d rounds\n' "$rows" "$rounds"
printf '%-18s %9s %9s %9s %9s %12s\n' '' seconds cpu ratio 'peak KiB' bytes
for what in bare usual fast; do
	case $what in
	bare) name='bare loop' ;;
	usual) name='ubat-xlsx' ;;
	fast) name='ubat-xlsx --fast' ;;
	esac
	printf '%-18s %9.2f %9.2f %9.2f %9d %12d\n' "$name" \
	    "$(median $what 1)" "$(median $what 2)" \
	    "$(median $what 2 bare)" "$(median $what 3)" \
	    "$(stat -c %s "$dir/$what.xlsx")"
done
