#!/bin/sh
# make bench-score - all instruments that score a person at once, on interviews
# with all their items: ubat-score beside a condition of ubat-filter that reads
# every one of these columns, and beside a loop by hand that reads them and
# appends as many columns (interviews.c).  Turn by turn, in CPU seconds; a figure
# is the median over the rounds of the ratio of two runs of one round.
#	ROWS=200000 ROUNDS=5 TMPDIR=/tmp
# ROWS=1000000 is 640 MB.  A missed target is no failure; another answer than that
# of records scored one by one is: exit 1.
set -eu
cd "$(dirname "$0")/../.."
rows=${ROWS:-200000} rounds=${ROUNDS:-5} bin=${UBAT_BIN:-build/bin}
export LC_ALL=C
dir=$(mktemp -d "${TMPDIR:-/tmp}/ubat-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

for f in interviews meter; do
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o "$dir/$f" "tests/bench/$f.c"
done
"$dir/interviews" "$rows" >"$dir/in"

# A condition that has to look at every column, whatever the others say.
condition() {
	head -n 1 "$1" | tr -d '#' | tr '\t' '\n' | awk -F : '
		$2 == "int" || $2 == "dec" {
			list[$2] = list[$2] (list[$2] == "" ? "" : ", ") $1
		}
		$2 == "bool" { all = all " and (" $1 " = true or " $1 " = false)" }
		$2 == "date" { all = all " and " $1 " >= 1900-01-01" }
		$2 == "code" { all = all " and " $1 " <> \"-\"" }
		END {
			printf "sum(%s) >= 0 and sum(%s) >= 0%s\n",
			    list["int"], list["dec"], all
		}'
}

# meter CASE: where its seconds go
measure() {
	case $1 in
	score) score "$dir/in" ;;
	filter) "$dir/meter" "$dir/filter" "$bin/ubat-filter" "$all" "$dir/in" ;;
	bare) "$dir/meter" "$dir/bare" "$dir/interviews" bare "$columns" <"$dir/in" ;;
	esac >/dev/null 2>&1
}

score() {
	"$dir/meter" "$dir/score" "$bin/ubat-score" -i adad -i asi-cs \
	    -i asi-dagar \
	    -i 'asi-dubbel:regel=alkohol_g >= 6 and psykisk_g >= 6' \
	    -i asi-forandring -i asi-skattning -i assist -i audit -i dudit \
	    -i ors -i srs -i ubat-atgard -i ubat-profil -i ubat-skattning \
	    -i vantetid "$@"
}

fields() {
	awk -F '\t' '{ print NF; exit }' "$1"
}

# An instrument whose item is a score has the records done one by one.
printf '%s\n' '[instrument]' 'name = z' 'version = 1' 'title = Z' \
    'source = own; A' '[item x]' '[score z]' 'label = Z' 'expr = x' \
    >"$dir/z.instrument"
"$dir/interviews" 1000 7 odd >"$dir/few"
score "$dir/few" 2>/dev/null | grep -v '^#' >"$dir/a"
score -m x=audit -i "$dir/z.instrument" "$dir/few" 2>/dev/null | grep -v '^#' >"$dir/b"
status=0
sed 's/	[^	]*$//' "$dir/b" | cmp -s "$dir/a" - || {
	echo 'another answer than one by one'
	status=1
}
columns=$(($(fields "$dir/a") - $(fields "$dir/in")))
all=$(condition "$dir/in")
rm "$dir/score"

i=0
while [ $i -lt "$rounds" ]; do
	for t in score filter bare; do
		measure $t
	done
	i=$((i + 1))
done

# shellcheck source=tests/bench/figures.sh
. tests/bench/figures.sh
echo "$rows records of $(fields "$dir/in") columns, $columns more by 15 instruments"
for t in score filter bare; do
	printf '%-7s %8.3f CPU seconds\n' $t "$(awk '{ print $2 }' "$dir/$t" | middle)"
done
for t in filter bare; do
	line "score / $t" "$(paste -d ' ' "$dir/score" "$dir/$t" |
	    awk '{ print $2 / $5 }' | middle)" 3
done
exit $status
