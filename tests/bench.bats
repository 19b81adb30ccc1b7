load helper

# What make bench measures with must itself be right.
prepare() {
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -o gen "$ROOT/tests/bench/gen.c"
	./gen 3000 >extract.csv
}

@test "the extract has 23 columns, CR LF, and the same bytes each time" {
	./gen 3000 | cmp - extract.csv
	[ "$(wc -l <extract.csv)" = 3001 ]
	[ "$(grep -c $'\r$' extract.csv)" = 3001 ]
	[ "$(head -1 extract.csv | tr ';' '\n' | wc -l)" = 23 ]
	# 4 % in quotes
	n=$(grep -c '"' extract.csv)
	[ "$n" -gt 80 ] && [ "$n" -lt 170 ]
	run -2 ./gen
	run -2 ./gen x
}

@test "no personal number of the extract can be a person's" {
	# Luhn over YYMMDDNNNC: never a multiple of 10
	sed 1d extract.csv | cut -c 3-8,10-13 | awk '{
		sum = 0
		for (i = 1; i <= 10; i++) {
			d = substr($0, i, 1) * (i % 2 ? 2 : 1)
			sum += int(d / 10) + d % 10
		}
		if (sum % 10 == 0)
			bad++
	}
	END { exit bad > 0 || NR != 3000 }'
}

@test "the extract is read without a reject" {
	run -0 --separate-stderr ubat-import -s "$ROOT/tests/bench/atgard.source" extract.csv
	[ -z "$stderr" ]
	[[ $output = *rejected=0* ]]
}

@test "the pipeline's answer is awk's" {
	UBAT_BIN=$(dirname "$(command -v ubat-agg)") TMPDIR=$BATS_TEST_TMPDIR \
	    ROWS=3000 ROUNDS=1 run -0 sh "$ROOT/tests/bench/run.sh"
	[[ $output != *'another answer'* ]]
	[[ $output = *$'\nubat '* ]]
	command -v mawk >/dev/null || skip "needs mawk"
	[[ $output = *$'\nmawk '* ]]
}

@test "the ten conditions keep as many records as awk's" {
	command -v mawk >/dev/null || skip "needs mawk"
	[ "$(wc -l <"$ROOT/tests/bench/expr.tsv")" = 10 ]
	UBAT_BIN=$(dirname "$(command -v ubat-filter)") TMPDIR=$BATS_TEST_TMPDIR \
	    ROWS=3000 ROUNDS=1 run -0 sh "$ROOT/tests/bench/expr.sh"
	[ "${#lines[@]}" = 11 ]
}
