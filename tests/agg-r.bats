# ubat-agg(1), ubat-tests(7): every statistic that R has, of records at random:
# ties, missing values by kind, weights of 0, small groups and numbers of a
# billionth.  tests/data/agg-r/answers.R made answers.tsv with R 4.2.2.
load helper

@test "what R says of records at random is what ubat-agg says" {
	local dir=$BATS_TEST_DIRNAME/data/agg-r opts measure column
	cut -f 1,2 "$dir/answers.tsv" | sort -u >measures
	[ "$(wc -l <measures)" -ge 75 ]
	: >got
	cp "$dir/std.ubat" .
	while IFS='|' read -r opts measure; do
		# shellcheck disable=SC2086 # the options are words
		ubat-agg -f "$dir/records.ubat" -g g $opts "v = $measure" | grep -v '^#[tlse]' >table
		awk -F '\t' -v OFS='\t' -v o="$opts" -v m="$measure" '
			NR == 1 { for (i = 1; i <= NF; i++) { name[i] = $i; sub(/:.*/, "", name[i]) } next }
			{ for (i = 2; i <= NF; i++) if (name[i] ~ /^v/) print o, m, substr(name[i], 2), $1, $i }
		' table >>got
	done < <(tr '\t' '|' <measures)
	# a number of a test has six decimals, all others what a double has
	run -0 awk -F '\t' '
		function abs(x) { return x < 0 ? -x : x }
		NR == FNR { got[$1, $2, $3, $4] = $5; next }
		{
			g = got[$1, $2, $3, $4]
			n++
			if ((g == ".u" || g == ".l") && $5 == ".u")
				next
			if (g == "" || (g ~ /^\./) != ($5 ~ /^\./) ||
			    abs(g - $5) > 5.1e-7 + 1e-9 * abs($5))
				print "of", g, "R", $0
		}
		END { print n, "answers" }' got "$dir/answers.tsv"
	diff - <(echo "$(wc -l <"$dir/answers.tsv") answers") <<<"$output"
}
