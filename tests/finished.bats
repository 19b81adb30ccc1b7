# What a finished table is to the commands that take records.
load helper

# two keys with totals, few and many
setup() {
	cd "$BATS_TEST_TMPDIR"
	{
		tsv '#klient:id regi:code kon:code'
		awk 'BEGIN {
			OFS = "\t"
			for (i = 0; i < 60; i++)
				print "p" i, i % 3 ? "privat" : "kommunal", \
				    i % 7 == 0 ? "annat" : i % 2 ? "kvinna" : "man"
		}'
	} | whole >r.ubat
	ubat-agg -f r.ubat -g regi,kon --total --person klient n >t.ubat
}

@test "the rows of a table are not counted as records, unless it is said what they are" {
	run -2 --separate-stderr ubat-agg -g regi n -f t.ubat
	[ "$stderr" = 'ubat-agg: measure n: the input is table tabell, whose rows are no records: read the records that it was made of, or say with --unit what a row is' ]
	[ -z "$output" ]
	printf '[table a]\nmeasure = distinct(regi)\n[table b]\nmeasure = x = n\n' >t.tables
	run -2 --separate-stderr ubat-agg -t t.tables -f t.ubat
	[[ $stderr = 'ubat-agg: table b: measure x: the input is table tabell, '* ]]
	run -0 ubat-agg --unit rader -g regi n -f t.ubat
	[ "${lines[3]}" = $'kommunal\t3' ]
	[[ $output = *$'\ttotals=6'* ]]
	# what is not called a number of records is what it is
	run -0 ubat-agg 'sum(n)' -f t.ubat
	[[ $output = *$'\n60\t6\t0\n'* ]]
}

@test "a table without some of its rows does not pass for a whole one" {
	ubat-filter 'kon <> "man" or kon is missing' t.ubat >f.ubat
	run -2 --separate-stderr ubat-mask f.ubat
	[[ $stderr = *': its rows were chosen (ubat-filter), which tells what is hidden: choose them after ubat-mask, or by keys with ubat-table --keep-rows' ]]
	ubat-table --drop-rows kon=man t.ubat >f.ubat
	run -1 --separate-stderr ubat-mask f.ubat
	[[ $stderr = *': the parts do not add up to this total: protect a table before its rows are picked' ]]
	[[ $output != *'#end'* ]]
	ubat-mask t.ubat >m.ubat
	run -0 ubat-audit m.ubat
	ubat-filter 'kon <> "man" or kon is missing' m.ubat >f.ubat
	run -1 ubat-audit f.ubat
	[[ $output = *': sum: the total is '* ]]
	# in another order it is the same table
	ubat-sort -k n,regi m.ubat >s.ubat
	run -0 ubat-audit s.ubat
}

@test "a column that was added to a table is hidden where it is protected" {
	ubat-score -e 'x = n + 1' t.ubat >x.ubat
	run -0 ubat-mask x.ubat
	[[ ${lines[0]} = *$'\tx:int' ]]
	[ "$(grep -v '^#' <<<"$output" | cut -f 4 | sort -u)" = .s ]
}
