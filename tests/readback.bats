# Every workbook of every example, as other programs than the one that wrote it
# see it: openpyxl reads them back (readback.py), LibreOffice draws them, and a
# program looks at that (pictures/look.py).
load helper
load drawing

# The examples, run once: their folders, and their books by names of their own.
setup_file() {
	if sanitized; then return; fi
	sh "$ROOT/tests/pictures/books.sh" "$BATS_FILE_TMPDIR"
}

prepare() {
	sanitized && skip "the programs that read are not ours"
	cd "$BATS_FILE_TMPDIR" || return
}

reads() {
	/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || skip "needs python3-openpyxl"
}

@test "openpyxl finds the numbers of the streams in each example's workbooks" {
	reads
	args=() n=0
	for book in */rapport*.xlsx; do
		name=${book%/*}
		case $book in
		*-intern.xlsx) args+=("$book" "$name/tabeller.ubat" --) ;;
		*-publik.xlsx) args+=("$book" "$name/publik.ubat" --) ;;
		*) args+=("$book" "$name"/*.ubat --) ;;
		esac
		n=$((n + 1))
	done
	unset 'args[-1]'
	/usr/bin/python3 "$ROOT/tests/readback.py" "${args[@]}" >told || {
		cat told
		false
	}
	# tables, numbers, columns of counts that are there whole
	[ "$(wc -l <told)" = "$n" ]
	[ "$n" -ge 14 ]
	awk '$2 < 4 || $3 < 100 || $4 < 6 { print; bad = 1 } END { exit bad }' told
}

@test "in print each example's workbooks lack nothing, as when somebody looked at them" {
	draws
	mkdir pdf small
	sh "$ROOT/tests/pictures/office.sh" pdf book/*.xlsx
	args=() names=()
	for book in book/*.xlsx; do
		name=$(basename "$book" .xlsx)
		args+=("$book" "pdf/$name.pdf")
		names+=("$name")
	done
	run -0 look check "${args[@]}"
	[ -z "$output" ]
	look small -s small pdf/*.pdf
	run -0 look compare small "$ROOT/tests/pictures" "${names[@]}"
	[ -z "$output" ]
}

@test "a number that no field gives is told" {
	reads
	mkdir m
	cp matdag/* m
	awk -F '\t' -v OFS='\t' '/^#/ { print; next } { for (i = 2; i <= NF; i++) if ($i ~ /^[0-9]+$/) $i += 1000000; print }' \
	    m/matdag.ubat >other
	mv other m/matdag.ubat
	run -1 /usr/bin/python3 "$ROOT/tests/readback.py" m/rapport.xlsx m/*.ubat
	[[ $output = *'m/rapport.xlsx t_matdag shows '* ]]
}
