# band(age, @owner) of ubat-expr(7): bands of age that say whose they are.
load helper

@test "every age is in the band that its owner draws, at the stated day" {
	{ tsv '#alder:int fodd:date'; for i in $(seq 0 40); do printf '%s\t%s-11-01\n' $i $((2018 - i)); done; } | whole >a.ubat
	run -0 bash -c "ubat-score -e 's = band(alder, @skl2018)' -e 't = band(fodd, 2018-11-01, @skl2018)' -e 'u = band(fodd, 2018-10-31, @skl2018-13)' a.ubat | grep -v '^#'"
	awk -F '\t' '
		function b(a, low) {
			return a < low ? ".n" : a < 18 ? "barn " low "–17 år" : a < 21 ? "unga 18–20 år" : a < 30 ? "unga vuxna 21–29 år" : ".n"
		}
		# the birthday is the day after
		function old(a) { return a == 0 ? ".u" : b(a - 1, 13) }
		$3 != b($1, 0) || $4 != $3 || $5 != old($1) { print; bad = 1 }
		END { exit bad || NR != 41 }' <<<"$output"
}

@test "one band by its name, the same word with the ages of three owners" {
	tsv '#a:int' 18 20 21 25 26 29 30 .x | whole >a.ubat
	for o in skl2018 huddinge botkyrka; do
		ubat-filter "band(a, @unga-vuxna:$o) is not missing" a.ubat 2>/dev/null | grep -v '^#' | paste -sd ' '
	done >got
	[ "$(paste -sd , got)" = '21 25 26 29,20 21 25 26 29,18 20 21 25' ]
	run -0 bash -c "ubat-agg -f a.ubat -g 'b = band(a, @unga-vuxna:skl2018)' n | grep -v '^#' | tr '\t' ' ' | paste -sd ,"
	[ "$output" = 'unga vuxna 21–29 år 4,.n 3,.x 1' ]
}

@test "what is no age, no owner, or in another place is wrong usage" {
	tsv '#a:int t:text d:date' '1 a 2018-01-01' | whole >a.ubat
	no() {
		run -2 --separate-stderr ubat-score -e "s = $1" a.ubat
		[ "${stderr_lines[0]}" = "ubat-score: $2" ]
	}
	takes='band() with a list takes an age, or a date of birth and the day that ages are of'
	no 'band(t, @skl2018)' "$takes"
	no 'band(d, @skl2018)' "$takes"
	no 'band(a, a, @skl2018)' "$takes"
	no 'band(a, @skl)' 'no bands of age by that name; ubat-expr(7) lists them'
	no 'band(@skl2018, a)' 'a list stands after in, or in label() and band()'
	no 'band(t, 3)' 'band() takes a whole number, not text'
	no 'lan(a, @skl2018)' 'a list stands after in, or in label() and band()'
}

@test "the list names every owner's source, its ages in order, and the page names the owners" {
	f=$ROOT/lib/codes/aldersband.csv
	awk -F , 'NR > 1 { n = split($0, q, "\""); if ($0 !~ /"/) exit 1 }' $f
	run -0 bash -c "sed 1d $f | awk -F, '{ print \$(NF) }' | grep -c ."
	tsv '#a:int' 1 | whole >a.ubat
	for o in $(sed 1d $f | cut -d , -f 1); do
		run -0 ubat-score -e "s = band(a, @$o)" -e "t = label(\"$o\", @aldersband:code:source)" a.ubat
		mandoc -Tascii "$ROOT/man/ubat-expr.7" | sed 's/.\x08//g' | grep -q "${o#*:}"
	done
}
