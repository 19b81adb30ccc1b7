# Every workbook of every example, read back by another program than the one
# that wrote it: openpyxl.  See readback.py.
load helper

prepare() {
	sanitized && skip "the program that reads is not ours"
	/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || skip "needs python3-openpyxl"
}

@test "openpyxl finds the numbers of the streams in each example's workbooks" {
	books=()
	for run in "$ROOT"/examples/*/run.sh; do
		name=$(basename "$(dirname "$run")")
		[ "$name" != cookbook ] || continue
		sh "$run" "$PWD/$name" >/dev/null
		for book in "$name"/*.xlsx; do
			case $book in
			*-intern.xlsx) books+=("$book" "$name/tabeller.ubat" --) ;;
			*-publik.xlsx) books+=("$book" "$name/publik.ubat" --) ;;
			*) books+=("$book" "$name"/*.ubat --) ;;
			esac
		done
	done
	unset 'books[-1]'
	/usr/bin/python3 "$ROOT/tests/readback.py" "${books[@]}" >told || {
		cat told
		false
	}
	# tables, numbers, columns of counts that are there whole
	[ "$(wc -l <told)" -ge 14 ]
	awk '$2 < 4 || $3 < 100 || $4 < 6 { print; bad = 1 } END { exit bad }' told
}

@test "a number that no field gives is told" {
	sh "$ROOT/examples/matdag/run.sh" m >/dev/null
	awk -F '\t' -v OFS='\t' '/^#/ { print; next } { for (i = 2; i <= NF; i++) if ($i ~ /^[0-9]+$/) $i += 1000000; print }' \
	    m/matdag.ubat >other
	mv other m/matdag.ubat
	run -1 /usr/bin/python3 "$ROOT/tests/readback.py" m/rapport.xlsx m/*.ubat
	[[ $output = *'m/rapport.xlsx t_matdag shows '* ]]
}
