# examples/verksamhetsrapport: all sections, and their figures against counts that
# awk makes of the interviews.
load helper
load cells
load numbers

setup_file() {
	example verksamhetsrapport "$BATS_FILE_TMPDIR/ut"
	for f in asi-grund asi-uppfoljning; do
		tail -c +4 "$BATS_FILE_TMPDIR/ut/uttag/$f.csv" | tr -d '\r' | sed 1d >"$BATS_FILE_TMPDIR/$f"
	done
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	P=$U/publik.ubat
	G=$BATS_FILE_TMPDIR/asi-grund
	F=$BATS_FILE_TMPDIR/asi-uppfoljning
}

@test "every section of the report is a sheet, in order, in both workbooks" {
	cat >want <<-'END'
	2.1 Bakgrund
	2.2 Hälsa
	2.3 Oro
	2.3 Hjälpbehov
	2.3 Intervjuare
	2.4 Profiler
	2.4 Profilkurvor
	2.4 Skattning per profil
	2.5 Kön
	2.6 Ålder
	2.7 Dubbel problematik
	2.7 Dubbel, skattning
	2.8 Behandling
	3. Bortfall
	3. Bortfall, test
	3. Uppföljda
	3.1 Skattningar
	3.1 Test
	3.1 Test, A
	3.2 Minskat
	3.2 Minskat, test
	3.2 Utan effekt
	3.2 Oförändrat
	3.2 Ökat
	3.2 Nya problem
	3.3 Problemfria
	3.4 Dagar
	3.5 Profiler
	3.5 Profiler, A
	3.6 Kön
	3.7 Ålder
	3.7 Ålder, A
	3.8 Dubbel problematik
	3.8 Dubbel problematik, A
	END
	sheets "$U/rapport-intern.xlsx" | grep '^[23]\.' | diff want -
	# those of A alone by profile, age and double problem are of too few
	sheets "$U/rapport-publik.xlsx" | grep '^[23]\.' | diff <(grep -v ', A$' want) -
}

@test "it prints on A4: measures in rows, A and the others beside each other" {
	unzip -q "$U/rapport-publik.xlsx" -d x
	# 27 cm of a sheet that lies, at 7/96 inch a character, 18 of one that stands,
	# where a table may be made smaller: letters of 11 points are 7.5 at least
	for f in x/xl/worksheets/sheet*.xml; do
		most=145
		grep -q 'orientation="landscape"' "$f" || most=125
		grep -q 'paperSize="9"' "$f"
		grep -o '<col [^>]*>' "$f" | awk -F '"' -v most=$most '
			{ for (i = 1; i < NF; i += 2) { k = $i; gsub(/[^a-zA-Z]/, "", k); sub(/^col/, "", k); v[k] = $(i + 1) }
			  w += (v["max"] - v["min"] + 1) * v["width"] }
			END { exit w <= 20 || w > most }' || { echo "$f: too wide"; return 1; }
	done
	words "$U/rapport-publik.xlsx" >w
	for t in Mått A Övriga Skillnad 'Avgränsad narkotika'; do grep -qx "$t" w; done
	[ "$(grep -c '^3\.[1-8] ' w)" -ge 12 ]
}

@test "1 300 clients are 180 of the own kommun and 1 120 others" {
	[ "$(cell "$T" bakgrund A n) $(cell "$T" bakgrund ovriga n) $(cell "$T" bakgrund .t n)" = '180 1120 1300' ]
	for r in A ovriga; do
		awk -F ';' -v r="$r" '(($3 == "A") == (r == "A")) { n++; k += $4 == "Kvinna"; h += $6 == "Egen bostad"; f += $7 == "Försörjningsstöd" }
		    END { print k, h, f, n }' "$G" >want
		[ "$(cell "$T" bakgrund "$r" kvinnor_k) $(cell "$T" bakgrund "$r" egen_k) $(cell "$T" bakgrund "$r" bistand_k) $(cell "$T" bakgrund "$r" n)" = "$(cat want)" ]
	done
}

@test "mean ratings are those that awk computes, X left out" {
	awk -F ';' '$3 == "A" && $23 != "X" { s += $23; n++ } END { printf "%d %.6f\n", n, s / n }' "$G" >want
	[ "$(cell "$T" intervjuare A alkohol_n) $(cell "$T" intervjuare A alkohol | awk '{ printf "%.6f", $1 }')" = "$(cat want)" ]
	# by sex, over all
	awk -F ';' '$4 == "Man" && $24 != "X" { s += $24; n++ } END { printf "%d %.6f\n", n, s / n }' "$G" >want
	[ "$(cell "$T" kon .t/man narkotika_n) $(cell "$T" kon .t/man narkotika | awk '{ printf "%.6f", $1 }')" = "$(cat want)" ]
}

@test "five profiles add up to the clients that have one, and say whose rule it is" {
	s=0
	for p in narkotika_mfl avgr_narkotika alkohol_mfl avgr_alkohol ingen; do
		s=$((s + $(cell "$T" profil .t ${p}_k)))
	done
	[ "$s" = "$(cell "$T" profil .t ingen_n)" ]
	[ $((s + $(cell "$T" profil .t ingen_miss))) = 1300 ]
	grep -q '^#table	profil	.*enligt regel i ubat (tröskel 4)' "$T"
}

@test "the double group is the one of the rule" {
	awk -F ';' '{ k += ($23 + 0 >= 6 || $24 + 0 >= 6) && $26 + 0 >= 6 } END { print k }' "$G" >want
	[ "$(cell "$T" dubbel .t dubbel_k)" = "$(cat want)" ]
	grep -q '^#table	dubbel	.*enligt egen regel' "$T"
}

@test "the change part opens with who was followed up: 502 of 1 300, the planned more often" {
	cut -d ';' -f 1 "$F" | sort -u >ids
	[ "$(wc -l <ids)" = 502 ]
	[ "$(cell "$T" bortfall ja n) $(cell "$T" bortfall nej n)" = '502 798' ]
	awk -F ';' 'NR == FNR { in_[$1]; next } { i = $1 in in_; n[i]++; k[i] += $12 == "Planerat"; c[i] += $11 <= "2016-12-31" } END { print k[1], k[0], c[1] + c[0] }' ids "$G" >want
	[ "$(cell "$T" bortfall ja planerat_k) $(cell "$T" bortfall nej planerat_k) $(cell "$T" bortfall .t kunde)" = "$(cat want)" ]
	# 85 against 68 per cent is no chance; sex may be
	[ "$(percent "$(cell "$T" bortfall ja planerat_k)" 502)/$(percent "$(cell "$T" bortfall nej planerat_k)" 798)" = 85/68 ]
	awk -v a="$(cell "$T" bortfallstest "" p_planerat)" -v b="$(cell "$T" bortfallstest "" p_kvinnor)" 'BEGIN { exit !(a < 0.001 && b > 0.05) }'
}

@test "the last follow-up is the one compared, and each direction has its base" {
	sort -t ';' -k 1,1 -k 2,2 "$F" | awk -F ';' '{ u[$1] = $5 } END { for (k in u) print k ";" u[k] }' >last
	awk -F ';' 'NR == FNR { u[$1] = $2; next } ($1 in u) && u[$1] != "X" && $23 != "X" {
		d = u[$1] - $23
		if ($23 >= 2) { a++; ak += d <= -2 }
		if ($23 <= 7) { b++; bk += d >= 2 }
		if ($23 <= 1) { c++; ck += u[$1] >= 6 }
		n++; g += $23; f += u[$1] <= 1
	} END { printf "%d of %d, %d of %d, %d of %d, %d of %d, %.6f\n", ak, a, bk, b, ck, c, f, n, g / n }' last "$G" >want
	[ "$(cell "$T" reliabel .t alkohol_k) of $(cell "$T" reliabel .t alkohol_n), $(cell "$T" okat .t okat_alkohol_k) of $(cell "$T" okat .t okat_alkohol_n), $(cell "$T" nya .t nya_alkohol_k) of $(cell "$T" nya .t nya_alkohol_n), $(cell "$T" problemfria .t fri_alkohol_2_k) of $(cell "$T" problemfria .t fri_alkohol_2_n), $(cell "$T" medel .t medel_alkohol_1 | awk '{ printf "%.6f", $1 }')" = "$(cat want)" ]
	for t in reliabel f_profil f_kon f_alder f_dubbel; do
		grep -q "^#table	$t	.*note=Urval på högt startvärde ger förbättring även utan effekt" "$T"
	done
}

@test "days with problems: pairs only, and none of crime" {
	[ "$(cell "$T" dagar .t dag_alkohol_1_n)" = "$(cell "$T" dagar .t dag_alkohol_2_n)" ]
	[ -z "$(cell "$T" dagar .t dag_kriminalitet_1)" ]
}

@test "change by profile has means, less, more and free of problems, each of its own base" {
	[ "$(cell "$T" f_profil narkotika_mfl narkotika_1_n)" = "$(cell "$T" f_profil narkotika_mfl narkotika_2_n)" ]
	for m in alkohol alkohol_okat alkohol_fri; do
		case $m in
		alkohol) t=reliabel c=alkohol ;;
		alkohol_okat) t=okat c=okat_alkohol ;;
		*) t=problemfria c=fri_alkohol_2 ;;
		esac
		for f in f_profil f_alder f_dubbel; do
			[ "$(share "$T" $f .t $m)" = "$(share "$T" $t .t $c)" ]
		done
		[ "$(share "$T" f_kon A/.t $m)" = "$(share "$T" $t A $c)" ]
		[ "$(share "$T" e_profil A/.t $m)" = "$(share "$T" $t A $c)" ]
	done
}

@test "tests are adjusted to their number by Holm's rule, as awk does it" {
	for x in bortfallstest:p_:12 medeltest:t_:7 skillnadstest:s_:7; do
		IFS=: read -r t p n <<<"$x"
		grep -q "^#table	$t	.*tabellen har $n test.*Holm" "$T"
		awk -F '\t' -v t="$t" -v p="$p" -v n="$n" '
			/^#table/ { on = $2 == t } /^#[^\t]*:/ { on = 0; nc = split(substr($0, 2), name, "\t"); next }
			/^#/ || !on { next }
			{ for (i = 1; i <= nc; i++) { split(name[i], x, ":"); at[x[1]] = i }
			  for (c in at) if (c ~ "^" p "[a-z]*$") { q[++k] = $at[c]; a[k] = $at[c "_adj"]; s[k] = $at[c "_sig"] }
			  for (i = 1; i <= k; i++) { best = 0
			    for (j = 1; j <= k; j++) { if (q[j] > q[i]) continue
			      r = 1; for (m = 1; m <= k; m++) r += q[m] < q[j]
			      v = (n - r + 1) * q[j]; if (v > 1) v = 1; if (v > best) best = v }
			    if (best - a[i] > 1e-9 || a[i] - best > 1e-9 || s[i] != (best < 0.05)) { print q[i], a[i], best; bad = 1 } }
			  exit bad || k != n }' "$T"
	done
}

@test "the change to be expected without effect is that of the formula" {
	awk -F ';' 'NR == FNR { u[$1] = $2; next } ($1 in u) && u[$1] != "X" && $23 != "X" { n++; m += $23
		if ($23 >= 6) { k++; g += $23; a += u[$1] } }
		END { m /= n; g /= k; a /= k; w = m + 0.7 * (g - m); printf "%d %.6f %.6f %.6f %.6f\n", k, g, a, w - g, a - w }' \
	    <(sort -t ';' -k 1,1 -k 2,2 "$F" | awk -F ';' '{ u[$1] = $5 } END { for (k in u) print k ";" u[k] }') "$G" >want
	for c in fore_n fore efter utan_effekt utover; do cell "$T" rtm alkohol/6– $c; done |
	    awk '{ printf NR == 1 ? "%d" : " %.6f", $1 } END { print "" }' | diff want -
	grep -q '^#table	rtm	.*r = 0,7, ett antagande' "$T"
}

@test "what is published is masked and clean, and hides groups of few" {
	run -0 tail -n 1 "$U/granskning.txt"
	[[ $output = '30 tables, '*' hidden cells: 0 findings' ]]
	# its workbook, too: no heading stands for two measures
	run -0 ubat-audit "$U/rapport-publik.xlsx"
	[[ ${lines[-1]} = *' hidden cells: 0 findings' ]]
	grep -q '	\.s	' "$P"
	run ! grep -q '	n_pers:' "$P"
	# every count of clients shown is 4 or more, or 0
	awk -F '\t' '/^#[^\t]*:/ { for (i = 1; i <= NF; i++) if ($i ~ /^#?n:count$/) c = i; next }
		/^#/ { next } $c ~ /^[1-3]$/ { bad = 1 } END { exit bad }' "$P"
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
}
