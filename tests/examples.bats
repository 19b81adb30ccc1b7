# examples/*: the numbers of a newsletter and of real data, against the print
# and against counts made without these tools.
load helper
load cells

SYNT=$ROOT/examples/ubatsnytt7
REAL=$ROOT/examples/ctn0094

setup_file() {
	sh "$ROOT/examples/ubatsnytt7/run.sh" "$BATS_FILE_TMPDIR/ut"
	sh "$ROOT/examples/ctn0094/run.sh" "$BATS_FILE_TMPDIR/ctn"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	C=$BATS_FILE_TMPDIR/ctn
}

# counts N P...: all lists of counts that add up to N and are P... per cent of N
# when rounded half up, one list a line
counts() {
	awk -v n="$1" -v p="${*:2}" '
	function try(i, left, list,    k) {
		if (i > np) { if (left == 0) print list; return }
		for (k = 0; k <= left; k++)
			if (int((200 * k + n) / (2 * n)) == want[i])
				try(i + 1, left - k, list (i > 1 ? " " : "") k)
	}
	BEGIN { np = split(p, want, " "); try(1, n, "") }'
}

# --- Ubåtsnytt 7: the numbers of the print -------------------------------------

@test "229 åtgärder: 93 kommunala are 41 per cent, 128 privata 56, and 8 unknown" {
	[ "$(cell "$U/text.ubat" text_regi "" n)" = 229 ]
	[ "$(share "$U/text.ubat" text_regi "" kommunal)" = "93 of 229: 41" ]
	[ "$(share "$U/text.ubat" text_regi "" privat)" = "128 of 229: 56" ]
	[ "$(share "$U/text.ubat" text_regi "" saknas)" = "8 of 229: 3" ]
	[ $((93 + 128 + 8)) -eq 229 ]
}

@test "94 per cent of the kommunala are öppen form, 86 of the privata heldygn" {
	[ "$(share "$U/text.ubat" text_atgarder kommunal oppen)" = "87 of 93: 94" ]
	[ "$(share "$U/text.ubat" text_atgarder privat heldygn)" = "110 of 128: 86" ]
}

@test "22 per cent of the kommunala ended oplanerat, 23 of the privata" {
	[ "$(share "$U/text.ubat" text_atgarder kommunal oplanerat)" = "20 of 93: 22" ]
	[ "$(share "$U/text.ubat" text_atgarder privat oplanerat)" = "29 of 128: 23" ]
}

@test "mean age is 44 and 38, of all of them" {
	for r in kommunal:44:93 privat:38:128; do
		IFS=: read -r regi age n <<<"$r"
		[ "$(cell "$U/text.ubat" text_atgarder $regi alder_n)" = "$n" ]
		[ "$(cell "$U/text.ubat" text_atgarder $regi alder | awk '{ print int($1 + 0.5) }')" = "$age" ]
	done
}

@test "men and women are 62 and 38 per cent, and 67 and 33" {
	[ "$(share "$U/text.ubat" text_atgarder kommunal man)" = "58 of 93: 62" ]
	[ "$(share "$U/text.ubat" text_atgarder kommunal kvinnor)" = "35 of 93: 38" ]
	[ "$(share "$U/text.ubat" text_atgarder privat man)" = "86 of 128: 67" ]
	[ "$(share "$U/text.ubat" text_atgarder privat kvinnor)" = "42 of 128: 33" ]
}

@test "the results rest on 165 profiles, 60 and 81 ratings and 89 comparisons" {
	[ "$(cell "$U/text.ubat" text_asi "" profil)" = 165 ]
	[ "$(cell "$U/text.ubat" text_asi "" par)" = 89 ]
	[ "$(cell "$U/text.ubat" text_brukare "" n)" = 60 ]
	[ "$(cell "$U/text.ubat" text_handlaggare "" n)" = 81 ]
	a=$(cell "$U/tabell1.ubat" tabell1 kommunal nark_n)
	b=$(cell "$U/tabell1.ubat" tabell1 privat nark_n)
	[ $((a + b)) -eq 165 ]
	a=$(cell "$U/figur3.ubat" figur3 kommunal alkohol_n)
	b=$(cell "$U/figur3.ubat" figur3 privat alkohol_n)
	[ "$a $b $((a + b))" = "40 49 89" ]
}

@test "table 1: row Kommun is 28 19 53 of 72, row Privat 46 10 44 of 93" {
	t=$U/tabell1.ubat
	[ "$(share "$t" tabell1 kommunal nark)" = "20 of 72: 28" ]
	[ "$(share "$t" tabell1 kommunal avgr_alk)" = "14 of 72: 19" ]
	[ "$(share "$t" tabell1 kommunal alk_psyk)" = "38 of 72: 53" ]
	[ "$(share "$t" tabell1 privat nark)" = "43 of 93: 46" ]
	[ "$(share "$t" tabell1 privat avgr_alk)" = "9 of 93: 10" ]
	[ "$(share "$t" tabell1 privat alk_psyk)" = "41 of 93: 44" ]
	[ "$(cell "$t" tabell1 kommunal med_profil)" = 72 ]
	[ "$(cell "$t" tabell1 privat med_profil)" = 93 ]
	[ "$(rows "$t" tabell1)" -eq 2 ]
}

@test "table 2: n, and per cent of known regi, for kommun A to I" {
	t=$U/tabell2.ubat
	while read -r kommun n ka pa base kc pc; do
		echo "kommun $kommun"
		[ "$(cell "$t" tabell2 $kommun n)" = "$n" ]
		[ "$(share "$t" tabell2 $kommun kommunal)" = "$kc of $base: $ka" ]
		[ "$(share "$t" tabell2 $kommun privat)" = "$pc of $base: $pa" ]
	done <<-END
	A 5 50 50 4 2 2
	B 68 80 20 65 52 13
	C 7 0 100 7 0 7
	D 8 0 100 8 0 8
	E 5 20 80 5 1 4
	F 58 0 100 58 0 58
	G 11 73 27 11 8 3
	H 10 70 30 10 7 3
	I 19 47 53 19 9 10
	END
	[ "$(rows "$t" tabell2)" -eq 9 ]
	[ "$(awk -F '\t' '/^[^#]/ { s += $2 } END { print s }' "$t")" -eq 191 ]
}

@test "kommuner with fewer than five åtgärder are left out, and counted" {
	run -0 grep -o 'min-n=5.*small-groups=12.*small-records=38' "$U/tabell2.ubat"
	[ $((191 + 38)) -eq 229 ]
}

@test "figure 1: nearly all are satisfied, more have influence in kommunal regi" {
	f=$U/figur1.ubat
	run -0 share "$f" figur1 kommunal nojd
	[ "$output" = "24 of 25: 96" ]
	[ "$(share "$f" figur1 privat nojd)" = "33 of 35: 94" ]
	for regi in kommunal privat; do
		s=$(share "$f" figur1 $regi minskat)
		[ "${s##*: }" -gt 90 ]
	done
	for fraga in val genomf; do
		k=$(share "$f" figur1 kommunal $fraga)
		p=$(share "$f" figur1 privat $fraga)
		[ "${k##*: }" -gt "${p##*: }" ]
	done
	[ "$(share "$f" figur1 kommunal val)" = "21 of 24: 88" ]
	[ "$(share "$f" figur1 privat genomf)" = "24 of 35: 69" ]
}

@test "figure 2: over 90 in kommunal regi, over 50 in privat, H4 and H5 lowest" {
	f=$U/figur2.ubat
	for h in h1 h3 h4 h5 h6; do
		k=$(share "$f" figur2 kommunal $h)
		p=$(share "$f" figur2 privat $h)
		echo "$h $k $p"
		[ "${k##*: }" -gt 90 ]
		[ "${p##*: }" -gt 50 ]
		case $h in
		h4 | h5) [ "${p##*: }" -lt 60 ] ;;
		*) [ "${p##*: }" -gt 70 ] ;;
		esac
	done
	! grep -q h2 <(head -n 1 "$f")
}

@test "figure 3: 26 18 25 of 40 and 27 17 26 of 49 have reduced problems" {
	f=$U/figur3.ubat
	[ "$(share "$f" figur3 kommunal alkohol)" = "26 of 40: 65" ]
	[ "$(share "$f" figur3 kommunal narkotika)" = "18 of 40: 45" ]
	[ "$(share "$f" figur3 kommunal psykisk)" = "25 of 40: 63" ]
	[ "$(share "$f" figur3 privat alkohol)" = "27 of 49: 55" ]
	[ "$(share "$f" figur3 privat narkotika)" = "17 of 49: 35" ]
	[ "$(share "$f" figur3 privat psykisk)" = "26 of 49: 53" ]
}

@test "the differences are 9 to 12 procentenheter, from unrounded values" {
	[ "$(cell "$U/text.ubat" text_skillnad "" alkohol_procentenheter)" = 9.9 ]
	[ "$(cell "$U/text.ubat" text_skillnad "" narkotika_procentenheter)" = 10.3 ]
	[ "$(cell "$U/text.ubat" text_skillnad "" psykisk_procentenheter)" = 9.4 ]
	grep -qxF "$(printf '#label\talkohol_procentenheter\tAlkohol, procentenheter')" "$U/text.ubat"
}

@test "four kommuner have 80 per cent or more privat, three 70 or more kommunal, two neither" {
	t=$U/text.ubat
	[ "$(cell "$t" text_kommuner 'Minst 80 procent privat' n)" = 4 ]
	[ "$(cell "$t" text_kommuner 'Minst 70 procent kommunal' n)" = 3 ]
	[ "$(cell "$t" text_kommuner 'Jämn fördelning' n)" = 2 ]
	[ "$(rows "$t" text_kommuner)" -eq 3 ]
}

# --- Ubåtsnytt 7: where the print contradicts itself -----------------------------

@test "print, table 1: row Kommun has one solution, row Privat none" {
	run -0 counts 72 28 19 53
	[ "$output" = "20 14 38" ]
	run -0 counts 93 46 10 45
	[ -z "$output" ]
	# each cell alone has one count, and they add up to one too many
	run -0 awk 'BEGIN {
		n = 93; m = split("46 10 45", p, " ")
		for (i = 1; i <= m; i++)
			for (k = 0; k <= n; k++)
				if (int((200 * k + n) / (2 * n)) == p[i]) { printf "%d ", k; s += k }
		print "=", s
	}'
	[ "$output" = "43 9 42 = 94" ]
	[ "$(counts 94 46 10 45)" = "43 9 42" ]
	[ "$(counts 92 46 10 45)" = "42 9 41" ]
	[ $((72 + 93)) -eq 165 ] && [ $((72 + 94)) -ne 165 ]
}

@test "print, table 2: rows A, B and G are impossible as they stand, the others have one solution" {
	[ -z "$(counts 5 50 50)" ]
	[ -z "$(counts 68 80 20)" ]
	[ -z "$(counts 11 73 17)" ]
	[ "$(counts 7 0 100)" = "0 7" ]
	[ "$(counts 8 0 100)" = "0 8" ]
	[ "$(counts 5 20 80)" = "1 4" ]
	[ "$(counts 58 0 100)" = "0 58" ]
	[ "$(counts 10 70 30)" = "7 3" ]
	[ "$(counts 19 47 53)" = "9 10" ]
}

@test "print, table 2: A and B are possible when some have no known regi, G never" {
	for m in 4 3 2 1; do
		echo "$m: $(counts $m 50 50)"
	done >a
	[ "$(cat a)" = "$(printf '4: 2 2\n3: \n2: 1 1\n1: ')" ]
	for m in 67 66 65 64; do
		echo "$m: $(counts $m 80 20)"
	done >b
	[ "$(cat b)" = "$(printf '67: \n66: 53 13\n65: 52 13\n64: 51 13')" ]
	for m in 11 10 9 8 7 6 5 4 3 2 1; do
		[ -z "$(counts $m 73 17)" ]
		# nor when some of them are neither
		run -0 awk -v n=$m 'BEGIN {
			for (k = 0; k <= n; k++) for (j = 0; j <= n; j++)
				if (int((200 * k + n) / (2 * n)) == 73 && int((200 * j + n) / (2 * n)) == 17) print k, j
		}'
		[ -z "$output" ]
	done
	[ "$(counts 11 73 27)" = "8 3" ]
	[ $((73 + 17)) -eq 90 ]
}

@test "print: the text's 41 and 56 are of all 229, table 2 of known regi" {
	# of the 221 with known regi the text would say 42 and 58
	run -0 cell "$U/text.ubat" text_regi "" kommunal_miss
	known=$((229 - output))
	[ "$(percent 93 229) $(percent 128 229)" = "41 56" ]
	[ "$(percent 93 $known) $(percent 128 $known)" = "42 58" ]
	# of all 68, row B would say 76 and 19
	k=$(cell "$U/tabell2.ubat" tabell2 B kommunal_k)
	p=$(cell "$U/tabell2.ubat" tabell2 B privat_k)
	[ "$(percent "$k" 65) $(percent "$p" 65)" = "80 20" ]
	[ "$(percent "$k" 68) $(percent "$p" 68)" = "76 19" ]
}

@test "print: '9-12 procent fler' holds as procentenheter, not as per cent" {
	for x in alkohol:18 narkotika:30 psykisk:18; do
		IFS=: read -r omrade more <<<"$x"
		a=$(cell "$U/figur3.ubat" figur3 kommunal ${omrade}_k)
		b=$(cell "$U/figur3.ubat" figur3 privat ${omrade}_k)
		run -0 awk -v a="$a" -v b="$b" 'BEGIN {
			points = 100 * a / 40 - 100 * b / 49
			print (points >= 9 && points <= 12), int(100 * (a / 40) / (b / 49) - 100 + 0.5)
		}'
		[ "$output" = "1 $more" ]
	done
}

# --- Ubåtsnytt 7: the run itself -------------------------------------------------

@test "all tables are whole, with accounts that add up" {
	for f in tabell1 tabell2 figur1 figur2 figur3; do
		[ "$(grep -c '^#end' "$U/$f.ubat")" -eq 1 ]
		grep -q 'ubat-import.*in=.*out=' "$U/$f.ubat"
	done
	[ "$(grep -c '^#end' "$U/text.ubat")" -eq 7 ]
}

@test "no table holds a personal number or a date" {
	run -1 grep -E '[12][0-9]{7}-[0-9]{4}|20[0-9]{2}-[0-9]{2}-[0-9]{2}' "$U"/*.ubat
}

@test "the report has a sheet for each table, three charts and no personal number" {
	command -v unzip >/dev/null || skip "needs unzip"
	mkdir x
	(cd x && unzip -q "$U/rapport.xlsx")
	[ "$(ls x/xl/worksheets/*.xml | wc -l)" -eq 13 ]
	[ "$(ls x/xl/charts/chart*.xml | wc -l)" -eq 3 ]
	run -1 grep -rE '[12][0-9]{7}-[0-9]{4}' x
	for t in 'Figur 1. Positiva brukarskattningar' 'Profil enligt regel i ubat (tröskel 4)'; do
		grep -rqiF "$t" x/xl
	done
}

@test "the same run gives the same bytes" {
	TZ=Asia/Tokyo sh "$SYNT/run.sh" igen
	for f in tabell1.ubat tabell2.ubat figur1.ubat figur2.ubat figur3.ubat text.ubat rapport.xlsx; do
		cmp "$U/$f" "igen/$f"
	done
	[ "$(ls igen | tr '\n' ' ')" = "figur1.ubat figur2.ubat figur3.ubat rapport.xlsx tabell1.ubat tabell2.ubat text.ubat uttag " ]
}

@test "OUTDIR may hold blanks or begin with a dash, and is made" {
	sh "$SYNT/run.sh" '-o med blank/ut'
	cmp "$U/text.ubat" './-o med blank/ut/text.ubat'
}

@test "the commands are found in build/bin when they are in no PATH" {
	[ -x "$ROOT/build/bin/ubat-xlsx" ] || skip "nothing is built in build/bin"
	run -0 env PATH=/usr/bin:/bin sh "$SYNT/run.sh" ut
	cmp "$U/tabell1.ubat" ut/tabell1.ubat
}

@test "a stage that fails stops the run, and leaves no table" {
	mkdir bin
	printf '#!/bin/sh\necho broken >&2\nexit 1\n' >bin/ubat-score
	chmod +x bin/ubat-score
	run -1 --separate-stderr env "PATH=$PWD/bin:$PATH" sh "$SYNT/run.sh" fel
	[ "$stderr" = broken ]
	[ "$(ls fel)" = uttag ]
}

@test "an extract with a row that does not fit stops the run with its line" {
	mkdir bin
	real=$(command -v ubat-synth)
	cat >bin/ubat-synth <<-END
	#!/bin/sh
	"$real" "\$@" && sed '5s/2013-/13-/' "\$2/atgarder.csv" >t && mv t "\$2/atgarder.csv"
	END
	chmod +x bin/ubat-synth
	run -1 --separate-stderr env "PATH=$PWD/bin:$PATH" sh "$SYNT/run.sh" fel
	[[ $stderr = "ubat-import: "*"atgarder.csv:5: "* ]]
	[ "$(ls fel)" = uttag ]
}

@test "wrong usage of the examples is said" {
	for e in "$SYNT" "$REAL"; do
		run -2 --separate-stderr sh "$e/run.sh"
		[[ $stderr = "usage: run.sh OUTDIR"* ]]
	done
}

@test "the profiles at thresholds 2, 4 and 6 are one command each, and as awk counts" {
	ubat-import -s "$SYNT/asi-grund.source" "$U/uttag/asi-grund.csv" >asi.ubat
	for t in 2 4 6; do
		ubat-score -i ubat-profil:troskel=$t asi.ubat | ubat-agg -g profil n |
		    grep -v '^#' | cut -f 1,2 | tr '\t\n' ' ,' >"ours$t"
		tail -n +2 "$U/uttag/asi-grund.csv" | tr -d '\r' | awk -F ';' -v t=$t '
			function other(    i, x) {
				for (i = 3; i <= 9; i++) {
					if (i == 5 || i == 6) continue
					if ($i == "X") x = 1
					else if ($i + 0 >= t) return 1
				}
				return x ? -1 : 0
			}
			$5 == "X" || $6 == "X" { n[".x"]++; next }
			$5 < t && $6 < t { n[".n"]++; next }
			$6 + 0 >= $5 + 0 { n["narkotika"]++; next }
			{ o = other(); n[o > 0 ? "alk_psyk" : o == 0 ? "avgr_alk" : ".x"]++ }
			END {
				m = split("alk_psyk avgr_alk narkotika .n .x", k, " ")
				for (i = 1; i <= m; i++) if (n[k[i]]) printf "%s %d,", k[i], n[k[i]]
			}' >"theirs$t"
		cat "ours$t" && echo && diff "ours$t" "theirs$t"
	done
	! cmp -s ours2 ours4
	! cmp -s ours4 ours6
}

@test "the seven kinds of regi become the newsletter's two" {
	run -0 bash -c "iconv -f windows-1252 -t utf-8 '$U/uttag/atgarder.csv' | tr -d '\r' | awk -F ';' '
		\$4 == \"12-steg\" { n[\$5 ~ /^(Kommunal|Region|Statlig)/ ? \"kommunal\" : \$5 ~ /^(Privat|Id)/ ? \"privat\" : \"okand\"]++ }
		END { print n[\"kommunal\"], n[\"privat\"], n[\"okand\"] }'"
	[ "$output" = "93 128 8" ]
}

# --- real data -------------------------------------------------------------------

# byawk DATADIR: the figures of examples/ctn0094, without the tools: lines
# "studier STUDIE n sum-of-ages n-of-ages women n-of-sex", and so on
byawk() {
	awk -F , '
	function q(s) { gsub(/"/, "", s); return s }
	FNR == 1 { file++; next }
	file == 1 { trial[$1] = q($2); next }
	file == 2 { site[$1] = q($2); next }
	file == 3 {
		split(trial[$1] " .t", t, " ")
		for (i = 1; i <= 2; i++) {
			split(site[$1] " .t", s, " ")
			for (j = 1; j <= 2; j++) {
				g = t[i] "/" s[j]
				n[g]++
				if ($2 != "") { age[g] += $2; nage[g]++ }
				if ($9 != "") { nsex[g]++; women[g] += q($9) == "No" }
			}
		}
		next
	}
	q($3) == "TFB" && $4 >= -28 && $4 <= -1 {
		op = q($2) ~ /^(Codeine|Fentanyl|Heroin|Hydrocodone|Hydromorphone|Merperidine|Morphine|Opioid|Opium|Oxycodone|Oxymorphone|Propoxyphene|Tramadol)$/
		if (!($1 in told)) { told[$1] = 0; persons[trial[$1]]++; persons[".t"]++ }
		if (!(($1, $4) in day)) { day[$1, $4] = 0; days[trial[$1]]++; days[".t"]++ }
		if (op && !day[$1, $4]) {
			day[$1, $4] = 1
			told[$1]++
			odays[trial[$1]]++; odays[".t"]++
		}
	}
	END {
		for (g in n) print "plats", g, n[g], age[g] + 0, nage[g] + 0, women[g] + 0, nsex[g] + 0
		for (w in told) { all[trial[w]] += told[w] == 28; none[trial[w]] += told[w] == 0
			all[".t"] += told[w] == 28; none[".t"] += told[w] == 0 }
		for (p in days) print "dagar", p, days[p], odays[p], persons[p], all[p], none[p]
	}' "$1/everybody.csv" "$1/site_masked.csv" "$1/demographics.csv" "$1/all_drugs.csv"
}

# dump WORD FILE COLUMN...: of each record its keys and these columns; means
# to nine digits
dump() {
	awk -F '\t' -v word="$1" -v cols="${*:3}" '
		/^#table\t/ { for (i = 3; i <= NF; i++) if ($i ~ /^keys=/) nk = split($i, k, ","); next }
		/^#[^\t]*:/ { n = split(substr($0, 2), name, "\t")
			for (i = 1; i <= n; i++) { split(name[i], x, ":"); at[x[1]] = i; type[x[1]] = x[2] }
			nc = split(cols, c, " "); next }
		/^#/ { next }
		{
			s = $1
			for (i = 2; i <= nk; i++) s = s "/" $i
			s = word " " s
			for (i = 1; i <= nc; i++)
				s = s " " (type[c[i]] == "mean" ? sprintf("%.9f", $at[c[i]]) : $at[c[i]])
			print s
		}' "$2"
}

# compare OUT DATADIR: every figure of the tables against awk's
compare() {
	{
		dump plats "$1/platser.ubat" n alder alder_n kvinnor_k kvinnor_n
		dump studie "$1/studier.ubat" n alder alder_n kvinnor_k kvinnor_n
		dump dagar "$1/dagar.ubat" n opioid_k n_pers
		dump anv "$1/anvandning.ubat" n alla_k inga_k dagar
	} | sort >ours
	byawk "$2" | awk '
		$1 == "plats" {
			line = $3 " " sprintf("%.9f", $4 / $5) " " $5 " " $6 " " $7
			print "plats", $2, line
			if (sub(/\/\.t$/, "", $2)) print "studie", $2, line
		}
		$1 == "dagar" {
			print "dagar", $2, $3, $4, $5
			print "anv", $2, $5, $6, $7, sprintf("%.9f", $4 / $5)
		}' | sort >theirs
	diff theirs ours
}

@test "ctn0094: the committed data give what awk counts" {
	compare "$C" "$ROOT/tests/data/ctn0094"
	[ "$(grep -c '^plats' theirs)" -eq 70 ]
	[ "$(cell "$C/studier.ubat" studier .t n)" = 3560 ]
	[ "$(cell "$C/studier.ubat" studier .t kvinnor_k)" = 1205 ]
	[ "$(cell "$C/dagar.ubat" dagar .t n)" = 6295 ]
	[ "$(cell "$C/dagar.ubat" dagar .t n_pers)" = 253 ]
}

@test "ctn0094: the whole data give what awk counts" {
	[ -d "$SHARED/data/ctn0094" ] || skip "the whole data are not here"
	sh "$REAL/run.sh" hela "$SHARED/data/ctn0094"
	compare hela "$SHARED/data/ctn0094"
	[ "$(cell hela/dagar.ubat dagar .t n)" = 62542 ]
	[ "$(cell hela/dagar.ubat dagar .t n_pers)" = 2521 ]
}

@test "ctn0094: the committed rows are those of the whole data" {
	[ -d "$SHARED/data/ctn0094" ] || skip "the whole data are not here"
	for f in everybody site_masked demographics; do
		cmp "$ROOT/tests/data/ctn0094/$f.csv" "$SHARED/data/ctn0094/$f.csv"
	done
	awk -F , 'NR == 1 || $1 % 10 == 0' "$SHARED/data/ctn0094/all_drugs.csv" |
	    cmp - "$ROOT/tests/data/ctn0094/all_drugs.csv"
}

@test "ctn0094: no table holds a person" {
	for f in "$C"/*.ubat; do
		! grep -v '^#step' "$f" | head -n 1 | grep -q -e who -e ':id'
	done
}
