# examples/matdag: its figures against counts that awk makes of the extract.
load helper

setup_file() {
	sh "$ROOT/examples/matdag/run.sh" "$BATS_FILE_TMPDIR/ut"
	# the extract as klient, kon, insats, start, slut and 2025-11-15 where
	# there is no end
	tr -d '\r' <"$BATS_FILE_TMPDIR/ut/insatser.csv" | sed 1d |
	    sed 's/;Man;/;man;/; s/;Kvinna;/;kvinna;/' |
	    awk -F ';' -v OFS='\t' '{ print $1, $2, $3, $4, $5 == "" ? "9999-12-31" : $5 }' \
	    >"$BATS_FILE_TMPDIR/i"
}

prepare() {
	M=$BATS_FILE_TMPDIR/ut
	I=$BATS_FILE_TMPDIR/i
}

# records TABLE: those of its records that are no totals
records() {
	grep -v -e '^#' "$M/$1.ubat" | grep -v -e '^\.t' -e '	\.t	'
}

@test "the extract is the same bytes with every awk" {
	[ "$(wc -l <"$I")" = 486 ]
	[ "$(cksum <"$M/insatser.csv")" = '193697162 20722' ]
	for a in mawk gawk original-awk 'busybox awk'; do
		command -v "${a%% *}" >/dev/null || continue
		$a -f "$ROOT/examples/matdag/uttag.awk" | cmp - "$M/insatser.csv"
	done
}

@test "1 November: insatser by insats and sex, and persons once" {
	on='$4 <= "2025-11-01" && $5 >= "2025-11-01"'
	awk -F '\t' -v OFS='\t' "$on"' { n[$3 OFS $2]++
	    if (!seen[$3, $2, $1]++) p[$3 OFS $2]++ }
	    END { for (k in n) print k, n[k], p[k] }' "$I" | LC_ALL=C sort >want
	records matdag | LC_ALL=C sort | diff - want
	[ "$(grep '^\.t	\.t' "$M/matdag.ubat" | cut -f 3)" = \
	    "$(awk -F '\t' "$on" "$I" | wc -l)" ]
	[ "$(grep '^\.t	\.t' "$M/matdag.ubat" | cut -f 4)" = \
	    "$(awk -F '\t' "$on" "$I" | cut -f 1 | sort -u | wc -l)" ]
	# how many persons have one, two ... of them
	awk -F '\t' -v OFS='\t' "$on"' { n[$1]++ } END { for (k in n) c[n[k] > 2 ? "3–" : n[k]]++
	    for (k in c) print k, c[k] }' "$I" | sort | diff - <(records samtidiga | sort)
}

@test "stock + new - ended = stock, by insats and sex and in total" {
	grep -v '^#' "$M/balans.ubat" | awk -F '\t' '
		{ n++ } $3 + $4 - $5 != $6 { exit 1 } END { exit n < 20 }'
	awk -F '\t' -v OFS='\t' -v a=2024-11-01 -v b=2025-11-01 '
		{ k = $3 OFS $2; all[k] }
		$4 <= a && $5 >= a { ib[k]++ }
		$4 > a && $4 <= b { ny[k]++ }
		$5 >= a && $5 < b { av[k]++ }
		$4 <= b && $5 >= b { ub[k]++ }
		END { for (k in all) print k, ib[k] + 0, ny[k] + 0, av[k] + 0, ub[k] + 0 }' "$I" |
	    LC_ALL=C sort >want
	records balans | LC_ALL=C sort | diff - want
	[ "$(grep '^\.t	\.t' "$M/balans.ubat")" = "$(tsv '.t .t 73 158 151 80')" ]
	# the end of the balance is the stock of that day
	[ "$(grep '^\.t	\.t' "$M/balans.ubat" | cut -f 6)" = \
	    "$(grep '^\.t	\.t' "$M/matdag.ubat" | cut -f 3)" ]
}

@test "days of care: each day of each insats, counted one by one" {
	# every day is looked at: awk's strings of dates, made here
	awk -F '\t' -v OFS='\t' '
		function leap(y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) }
		BEGIN {
			split("31 28 31 30 31 30 31 31 30 31 30 31", len, " ")
			for (y = 2023; y <= 2025; y++)
				for (m = 1; m <= 12; m++)
					for (d = 1; d <= len[m] + (m == 2 && leap(y)); d++)
						day[++n] = sprintf("%04d-%02d-%02d", y, m, d)
		}
		{ for (i = 1; i <= n; i++)
			if ($4 <= day[i] && day[i] <= $5 && day[i] <= "2025-11-15")
				c[$3, substr(day[i], 1, 4)]++
		  all[$3] }
		END { for (k in all) print k, c[k, 2023], c[k, 2024], c[k, 2025] }' "$I" |
	    LC_ALL=C sort >want
	records dygn | cut -f 1,2,5,8 | LC_ALL=C sort | diff - want
}

@test "length: median and mean of those that ended in the year" {
	grep '^\.t' "$M/langd.ubat" | cut -f 2,3,4 >got
	ended='$5 >= "2024-11-01" && $5 <= "2025-10-31"'
	[ "$(cut -f 2 got)" = "$(awk -F '\t' "$ended" "$I" | wc -l)" ]
	[ "$(cut -f 2,3 got)" = "$(tsv "$(awk -F '\t' "$ended" "$I" | wc -l) $(awk -F '\t' "!($ended)" "$I" | wc -l)")" ]
	# the days by date(1), where it is GNU's
	date -d 2024-01-01 >/dev/null 2>&1 || return 0
	awk -F '\t' "$ended"' { print $4; print $5 }' "$I" | TZ=UTC date -f - +%s |
	    paste - - | awk '{ print ($2 - $1) / 86400 + 1 }' | sort -n |
	    awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }' >median
	[ "$(cut -f 1 got)" = "$(cat median)" ]
}

# chained: klient, start, end, latest end before (or ""), insats before,
# in the order of the stream
chained() {
	LC_ALL=C sort -s -t '	' -k 1,1 -k 4,4 "$I" |
	    awk -F '\t' -v OFS='\t' '
		$1 != was { last = ""; before = "" }
		{ print $1, $2, $4, $5, last, before, $3; was = $1; before = $3
		  e = $5 > "2025-11-15" ? "2025-11-15" : $5; if (e > last) last = e }'
}

@test "chains: which insats after which" {
	chained | awk -F '\t' -v OFS='\t' '$6 != "" { n[$6 OFS $7]++ }
	    END { for (k in n) print k, n[k] }' | LC_ALL=C sort >want
	records kedja | cut -f 1-3 | LC_ALL=C sort | diff - want
}

@test "new persons: none in the 365 days before" {
	date -d 2024-01-01 >/dev/null 2>&1 || skip 'needs the date of GNU'
	chained | awk -F '\t' -v OFS='\t' '$3 >= "2023" && $3 < "2026" {
	    print $3; print $5 == "" ? "1900-01-01" : $5 }' | TZ=UTC date -f - +%s |
	    paste - - >seconds
	chained | awk -F '\t' '$3 >= "2023" && $3 < "2026"' | paste - seconds |
	    awk -F '\t' -v OFS='\t' '($8 - $9) / 86400 > 365 { n[substr($3, 1, 4) OFS $2]++ }
	    END { for (k in n) print k, n[k] }' | sort >want
	records nya | cut -f 1-3 | sort | diff - want
}

@test "those who come back: only periods that were followed the whole window" {
	date -d 2024-01-01 >/dev/null 2>&1 || skip 'needs the date of GNU'
	# periods: klient, first day, last day, in days since 1970
	chained | awk -F '\t' '{ print $3; print $4 == "9999-12-31" ? "2100-01-01" : $4 }' |
	    TZ=UTC date -f - +%s | paste - - >seconds
	chained | paste - seconds | awk -F '\t' -v OFS='\t' '
		{ s = $8 / 86400; e = $9 / 86400 }
		$1 == was && (last > 20407 ? 20407 : last) + 30 >= s { if (e > last) last = e; next }
		was != "" { print was, first, last }
		{ was = $1; first = s; last = e }
		END { print was, first, last }' >periods
	for w in 182 365; do
		awk -F '\t' -v w=$w '
			NR > 1 && $1 == was { start = $2 } NR > 1 && $1 != was { start = "" }
			NR > 1 { judge(end, start) }
			{ was = $1; end = $3 }
			END { judge(end, ""); print k + 0, n + 0, m + 0 }
			function judge(end, next_start) {
				if (end > 20407 || end + w > 20407) { m++; return }
				n++
				if (next_start != "" && next_start <= end + w) k++
			}' OFS='\t' periods
	done >want
	grep '^\.t' "$M/ater.ubat" | awk -F '\t' -v OFS='\t' '{ print $4, $5, $6; print $8, $9, $10 }' | diff - want
	[ "$(wc -l <periods)" = "$(grep '^\.t' "$M/ater.ubat" | cut -f 2)" ]
}

@test "all tables are whole, and the report holds them" {
	for f in matdag samtidiga balans dygn langd nya ater kedja; do
		echo "$f"
		run -0 --separate-stderr ubat-show "$M/$f.ubat"
		[ -z "$stderr" ]
		grep -q '^#end' "$M/$f.ubat"
	done
	unzip -l "$M/rapport.xlsx" | grep -c 'worksheets/sheet' >n
	[ "$(cat n)" -ge 8 ]
}

@test "the same run gives the same bytes" {
	sh "$ROOT/examples/matdag/run.sh" ut
	for f in "$M"/*; do
		cmp "$f" "ut/${f##*/}"
	done
}

@test "a balance that does not hold stops the run" {
	mkdir -p x bin
	cp -r "$ROOT/examples/matdag" "$ROOT/examples/begin.sh" x/
	sed -i "s/'nya = count(start between 2024-11-02/'nya = count(start between 2024-11-01/" x/matdag/run.sh
	run -1 --separate-stderr sh x/matdag/run.sh ut
	[ "$stderr" = 'run.sh: the balance does not hold' ]
	[ ! -e ut/matdag.ubat ]
	run -2 --separate-stderr sh "$ROOT/examples/matdag/run.sh"
	[ "$stderr" = 'usage: run.sh OUTDIR' ]
}
