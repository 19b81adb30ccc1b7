#!/bin/sh
# make bench - one job over a large extract, through the pipeline and through
# what else can do it here, turn by turn; the answers must agree.
#	ROWS=5000000 ROUNDS=5 TMPDIR=/tmp UBAT_BENCH_NODE=./node_modules
# Seconds drift with the machine: what counts are the ratios.
set -eu
cd "$(dirname "$0")/../.."
rows=${ROWS:-5000000} rounds=${ROUNDS:-5}
export NODE_PATH="${UBAT_BENCH_NODE:-$PWD/node_modules}" LC_ALL=C.UTF-8
dir=$(mktemp -d "${TMPDIR:-/tmp}/ubat-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

for f in gen meter; do
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o "$dir/$f" "tests/bench/$f.c"
done

have() {
	case $1 in
	mawk) command -v mawk ;;
	miller) command -v mlr ;;
	duckdb) node -e 'require("@duckdb/node-api")' ;;
	polars) node -e 'require("nodejs-polars")' ;;
	esac >/dev/null 2>&1
}

tools=ubat
for t in mawk miller duckdb polars; do
	if have $t; then
		tools="$tools $t"
	else
		echo "$t: not here, left out"
	fi
done

# The answer in one form: kommun, regi, n, share, mean, share.
answer() {
	if [ "$1" = ubat ]; then
		awk -F '\t' -v OFS='\t' 'NR == 1 {
			sub(/^#/, "")
			for (i = 1; i <= NF; i++) {
				sub(/:.*/, "", $i)
				at[$i] = i
			}
		}
		!/^#/ && NR > 1 {
			for (i = 1; i <= NF; i++)
				sub(/^\.[a-z]$/, "", $i)
			print $at["kommun"] FS $at["regi"] FS $at["n"] FS \
			    $at["good"] FS $at["age"] FS $at["early"]
		}' "$dir/ubat.out"
	else
		grep . "$dir/$1.out"
	fi | LC_ALL=C sort
}

# Two answers are one when every number is, to six decimals.
agree() {
	paste "$dir/ubat.answer" "$dir/$1.answer" | awk -F '\t' '
	function same(a, b) {
		return a == "" || b == "" ? a == b : (a - b) ^ 2 < 1e-12
	}
	{
		ok = NF == 12 && $1 == $7 && $2 == $8 && $3 == $9
		for (i = 4; i <= 6; i++)
			ok = ok && same($i, $(i + 6))
		if (!ok)
			bad++
	}
	END { exit bad > 0 || NR == 0 }'
}

# The middle one of column $2 of file $1 (of two in the middle, their mean).
median() {
	awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 }
	END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'
}

# Seconds, CPU seconds and MiB of a tool; a pipeline's are summed over its
# stages, but for the time, which is that of the whole.
figures() {
	wall=$(median "$dir/$1.meter" 1)
	cpu=$(median "$dir/$1.meter" 2)
	kib=$(median "$dir/$1.meter" 3)
	if [ "$1" = ubat ]; then
		kib=0
		for s in import filter agg; do
			kib=$(echo "$kib $(median "$dir/ubat.$s" 3)" |
			    awk '{ print $1 + $2 }')
		done
	fi
	echo "$wall $cpu $kib"
}

"$dir/gen" "$rows" >"$dir/extract.csv"
echo "$rows rows, $(($(wc -c <"$dir/extract.csv") / 1000000)) MB, median of $rounds rounds"

stages='lines import stream-lines filter agg'
sh tests/bench/job.sh import "$dir/extract.csv" "$dir" >"$dir/extract.ubat"

i=0
while [ $i -lt "$rounds" ]; do
	for t in $tools; do
		"$dir/meter" "$dir/$t.meter" sh tests/bench/job.sh "$t" \
		    "$dir/extract.csv" "$dir" >"$dir/$t.out" || {
			echo "$t: failed"
			exit 1
		}
	done
	for t in $stages; do
		"$dir/meter" "$dir/$t.meter" sh tests/bench/job.sh "$t" \
		    "$dir/extract.csv" "$dir" >/dev/null
	done
	i=$((i + 1))
done

status=0
printf '%-8s %9s %9s %9s %12s %12s\n' tool seconds cpu MiB 'ubat/tool' 'MiB ratio'
ubat=$(figures ubat)
for t in $tools; do
	answer "$t" >"$dir/$t.answer"
	agree "$t" || {
		echo "$t: another answer"
		status=1
	}
	echo "$t $(figures "$t") $ubat" | awk '{
		printf "%-8s %9.3f %9.3f %9.1f", $1, $2, $3, $4 / 1024
		if ($1 != "ubat")
			printf " %12.3f %12s", $5 / $2, sprintf("1/%.1f", $4 / $7)
		print ""
	}'
done
echo "groups: $(wc -l <"$dir/ubat.answer")"

# A stage by itself, over all records, and wc -l of what it reads.
printf '\n%-8s %9s %9s %9s %12s\n' stage seconds cpu MiB 'ubat/wc -l'
for s in import:lines filter:stream-lines agg:stream-lines; do
	echo "${s%:*} $(figures "${s%:*}") $(figures "${s#*:}")" | awk '{
		printf "%-8s %9.3f %9.3f %9.1f %12.2f\n",
		    $1, $2, $3, $4 / 1024, $2 / $5
	}'
done
exit $status
