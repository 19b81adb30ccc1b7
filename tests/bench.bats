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
	[ "$n" -gt 80 ]
	[ "$n" -lt 170 ]
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

@test "persons of an extract are those of their list, each with one number" {
	./gen -p 500 >people.csv
	[ "$(sed 1d people.csv | cut -d ';' -f 1 | sort -u | wc -l)" = 500 ]
	./gen 3000 500 | sed 1d | cut -d ';' -f 1 | sort -u >a
	sed 1d people.csv | cut -d ';' -f 1 | sort >b
	# 6 records a person: one or two have none
	[ "$(comm -12 a b | wc -l)" -gt 480 ]
	[ "$(comm -23 a b | wc -l)" = 0 ]
	run -2 ./gen 3000 0
	run -2 ./gen -p 0
}

@test "the pipeline's answer is awk's, and every figure stands beside its target" {
	UBAT_BIN=$(dirname "$(command -v ubat-agg)") TMPDIR=$BATS_TEST_TMPDIR \
	    ROWS=3000 ROUNDS=1 run -0 sh "$ROOT/tests/bench/run.sh"
	[[ $output != *'another answer'* ]]
	[[ $output = *$'\nubat '* ]]
	# nothing is left behind
	[ "$(find "$BATS_TEST_TMPDIR" -name 'ubat-bench.*')" = "" ]
	n=0
	while IFS=$(printf '\t') read -r figure target; do
		[[ $output =~ $figure" "+[0-9.]+" "+$target"  "(met|missed) ]]
		n=$((n + 1))
	done <<-'EOF'
	import / wc -l of the extract	8.000
	import, iso-8859-1 / utf-8	1.400
	import with pseudonyms / without	2.000
	import, MiB	8.000
	import, .gz, MiB	8.000
	filter, two conditions / wc -l of the stream	4.000
	agg, few groups / wc -l of the stream	7.000
	agg, some groups / wc -l of the stream	7.000
	agg, many groups / wc -l of the stream	7.000
	EOF
	[ $n = 9 ]
	command -v mawk >/dev/null || skip "needs mawk"
	[[ $output = *$'\nmawk '* ]]
	[ "$(grep -c '^filter, .* / mawk .*0\.200' <<<"$output")" = 10 ]
}

@test "a missed target is no failure, another answer is" {
	. "$ROOT/tests/bench/figures.sh"
	[[ $(line x 2 1) = x*'2.000   1.000  missed' ]]
	[[ $(line x 1 1) = x*'1.000   1.000  met' ]]
	dir=. status=0
	echo '1.0 1 2048' >a.meter
	echo '4.0 1 1024' >b.meter
	[[ $(ratio x a b 0.2) = x*' 0.250   0.200  missed' ]]
	[ "$(ratio x a c 0.2)" = "" ]
	[[ $(memory x a.meter 8) = x*' 2.000   8.000  met' ]]
	. "$ROOT/tests/bench/answers.sh"
	printf '0180\tprivat\t2\t0.5\t\t1\n' >a.answer
	printf '0180\tprivat\t2\t0.5000001\t\t1\n' >b.answer
	agree b a
	[ $status = 0 ]
	printf '0180\tprivat\t2\t0.51\t\t1\n' >b.answer
	agree b a >out
	[ $status = 1 ]
	[ "$(cat out)" = "b: another answer" ]
}

@test "the ten conditions keep as many records as awk's" {
	command -v mawk >/dev/null || skip "needs mawk"
	[ "$(wc -l <"$ROOT/tests/bench/expr.tsv")" = 10 ]
	UBAT_BIN=$(dirname "$(command -v ubat-filter)") TMPDIR=$BATS_TEST_TMPDIR \
	    ROWS=3000 ROUNDS=1 run -0 sh "$ROOT/tests/bench/expr.sh"
	[ "${#lines[@]}" = 11 ]
}
