# answers.sh - part of run.sh: do all say the same?
# What run.sh sets is used here, and the other way round.
# shellcheck shell=sh disable=SC2154,SC2034

# The answer in one form: kommun, regi, n, share, mean, share.
answer() {
	case $1 in
	ubat*)
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
		}' "$dir/$1.out"
		;;
	*)
		grep . "$dir/$1.out"
		;;
	esac | LC_ALL=C sort
}

other_answer() {
	echo "$1: another answer"
	status=1
}

# Two answers are one when every number is, to six decimals.
agree() {
	paste "$dir/$1.answer" "$dir/$2.answer" | awk -F '\t' '
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
	END { exit bad > 0 || NR == 0 }' || other_answer "$1"
}

# The records that awk keeps are those of ubat-filter, and some.
awk_agrees() {
	have mawk || return 0
	n=0
	while [ $n -lt "$(wc -l <"$here/filters.tsv")" ]; do
		n=$((n + 1))
		run filter-$n | grep -v '^#' >"$dir/filter.out" || :
		if ! run mawk-$n | cmp -s - "$dir/filter.out" ||
		    [ ! -s "$dir/filter.out" ]; then
			other_answer "mawk-$n"
		fi
	done
}
