#!/bin/sh
# make bench - how fast: one job over a large extract, through the pipeline and
# through what else can do it here; then each stage, other kinds of extract, and
# more to ask of filter, agg and join.  Last, a table of all that has a target:
# the figure, the target, met or missed.
#	ROWS=5000000 ROUNDS=5 TMPDIR=/tmp UBAT_BENCH_NODE=./node_modules
# Everything runs once in each round, turn by turn, and a figure is the median
# over the rounds of the ratio of two runs of one round: seconds drift with the
# machine, ratios less.  UBAT_BENCH_NODE is where npm put @duckdb/node-api and
# nodejs-polars; what is not here is left out.  Of ROWS = 5000000 the files are
# 4.5 GB.  A missed target is no failure; another answer than ubat's is: exit 1.
set -eu
cd "$(dirname "$0")/../.."
rows=${ROWS:-5000000} rounds=${ROUNDS:-5}
export NODE_PATH="${UBAT_BENCH_NODE:-$PWD/node_modules}" LC_ALL=C.UTF-8
bin=${UBAT_BIN:-build/bin}
here=tests/bench
dir=$(mktemp -d "${TMPDIR:-/tmp}/ubat-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

have() {
	case $1 in
	mawk*) command -v mawk ;;
	miller) command -v mlr ;;
	duckdb*) node -e 'require("@duckdb/node-api")' ;;
	polars) node -e 'require("nodejs-polars")' ;;
	esac >/dev/null 2>&1
}

# --- the files -----------------------------------------------------------------

make_files() {
	for f in gen meter; do
		${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o "$dir/$f" "$here/$f.c"
	done
	persons=$((rows * 2 / 5 + 1))
	"$dir/gen" "$rows" >"$dir/extract.csv"
	gzip -c "$dir/extract.csv" >"$dir/extract.csv.gz"
	"$dir/gen" "$rows" "$persons" >"$dir/persons.csv"
	"$dir/gen" -p "$persons" >"$dir/people.csv"
	iconv -f utf-8 -t iso-8859-1 "$dir/extract.csv" >"$dir/latin1.csv"
	# records that had quotes are left out, all others have them everywhere
	awk '!/"/ { gsub(/;/, "\";\""); sub(/\r/, "\"\r"); print "\"" $0 }' \
	    "$dir/extract.csv" >"$dir/quoted.csv"

	sed 's/^encoding = .*/encoding = iso-8859-1/' \
	    $here/atgard.source >"$dir/latin1.source"
	sed 's/^type = id/type = person\nnumbers = any/
		s/^\[source\]/&\ncontext = bench/' \
	    $here/atgard.source >"$dir/pseudonyms.source"
	printf '%s\n' '[source]' 'delimiter = ;' \
	    '[column personnummer]' 'type = id' \
	    '[column sex]' 'heading = kön' 'type = code' \
	    '[column born]' 'heading = födelseår' 'type = int' \
	    >"$dir/right.source"
	i=0
	tables regi kommun kon form atgard avslut kommun,regi kommun,kon \
	    atgard,regi form,kon >"$dir/tables-30.tables"
	i=0
	tables kommun,regi | sed '/t2/,$d' >"$dir/tables-1.tables"
	"$bin/ubat-import" --new-key "$dir/key"
	run import >"$dir/extract.ubat"
	run import-persons >"$dir/persons.ubat"
	"$bin/ubat-import" -s "$dir/right.source" "$dir/people.csv" \
	    >"$dir/right.ubat"
}

# tables FILE KEYS...: for each of the lists of keys three tables
tables() {
	for keys; do
		for m in 'share(b1 > 6)' 'mean(kostnad)' 'sum(b2)'; do
			i=$((i + 1))
			printf '[table t%d]\nby = %s\nmeasure = n\nmeasure = x = %s\nmeasure = mean(b1)\n' \
			    "$i" "$keys" "$m"
		done
	done
}

run() {
	sh $here/job.sh "$1" "$dir"
}

# --- the rounds ----------------------------------------------------------------

# A pipeline is metered by stages too, and its answer is kept.
measure() {
	out=/dev/null
	case " $jobs " in *" $1 "*) out=$dir/$1.out ;; esac
	"$dir/meter" "$dir/$1.meter" sh $here/job.sh "$1" "$dir" >"$out" || {
		echo "$1: failed"
		exit 1
	}
}

jobs=ubat cases=
for t in mawk miller duckdb polars; do
	if have $t; then
		jobs="$jobs $t"
	else
		echo "$t: not here, left out"
	fi
done
tools=$jobs
jobs="$jobs ubat-quoted ubat-gz"
cases="lines import import-latin1 import-persons import-pseudonyms
    stream-lines filter agg persons-lines agg-few agg-some agg-many
    tables-1 tables-30 tables-1-persons tables-30-persons join"
n=0
while [ $n -lt "$(wc -l <$here/filters.tsv)" ]; do
	n=$((n + 1))
	cases="$cases filter-$n"
	! have mawk || cases="$cases mawk-$n"
done
if have duckdb; then
	jobs="$jobs duckdb-quoted duckdb-gz"
	cases="$cases duckdb-few duckdb-some duckdb-many duckdb-join"
fi

make_files
echo "$rows rows, $(($(wc -c <"$dir/extract.csv") / 1000000)) MB, median of $rounds rounds"
i=0
while [ $i -lt "$rounds" ]; do
	for t in $jobs $cases; do
		measure "$t"
	done
	i=$((i + 1))
done

# --- the answers, the tables ---------------------------------------------------

# shellcheck source=tests/bench/answers.sh
. $here/answers.sh
# shellcheck source=tests/bench/figures.sh
. $here/figures.sh

status=0
for t in $jobs; do
	answer "$t" >"$dir/$t.answer"
done
for t in $tools ubat-gz; do
	agree "$t" ubat
done
have duckdb && agree duckdb-quoted ubat-quoted && agree duckdb-gz ubat
awk_agrees
print_tools
print_stages
print_figures
exit $status
