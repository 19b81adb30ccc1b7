# examples/*: the numbers of a newsletter and of real data, against the print
# and against counts made without these tools.
load helper
load cells
load numbers

SYNT=$ROOT/examples/ubatsnytt7
REAL=$ROOT/examples/ctn0094

setup_file() {
	example ubatsnytt7 "$BATS_FILE_TMPDIR/ut"
	sh "$ROOT/examples/ctn0094/run.sh" "$BATS_FILE_TMPDIR/ctn"
}

prepare() {
	U=$BATS_FILE_TMPDIR/ut
	T=$U/tabeller.ubat
	P=$U/publik.ubat
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

@test "every number of the newsletter comes out, or it is said why not" {
	numbers ubatsnytt7 "$U"
}

@test "no number of the newsletter is left out" {
	complete ubatsnytt7 000
}

# counts of all shares of a table, "k/n", a row a line
kn() {
	awk -F '\t' -v table="$1" '
		/^#table/ { on = $2 == table; next }
		/^#[^\t]*:/ { n = split($0, name); on = 0; next }
		/^#/ || !on { next }
		{ s = name[1] ~ /code/ ? $1 : ""
		  for (i = 1; i < n; i++) if (name[i] ~ /_k:/) s = s " " $i "/" $(i + 1)
		  print s }' "$T"
}

@test "the counts behind the shares are those that README tells" {
	for t in tabell1 tabell2 figur1 figur2 figur3; do kn $t; done >got
	diff - got <<-'END'
	kommunal 20/72 14/72 38/72
	privat 43/93 9/93 41/93
	A 2/4 2/4
	B 52/65 13/65
	C 0/7 7/7
	D 0/8 8/8
	E 1/5 4/5
	F 0/58 58/58
	G 8/11 3/11
	H 7/10 3/10
	I 9/19 10/19
	kommunal 24/25 23/25 21/24 22/25
	privat 33/35 32/35 21/34 24/35
	kommunal 32/34 33/34 31/34 32/34 32/33
	privat 36/47 35/47 27/47 26/46 37/47
	kommunal 26/40 18/40 25/40
	privat 27/49 17/49 26/49
	END
	[ "$(awk -F '\t' '/^[A-I]\t/ { s += $2 } END { print s }' "$T")" -eq 191 ]
	[ "$(share "$T" text_regi "" saknas)" = "8 of 229: 3" ]
	[ "$(cell "$T" text_atgarder privat alder_n)" = 128 ]
}

@test "kommuner with fewer than five åtgärder are left out, and counted" {
	run -0 grep -o 'min-n=5.*small-groups=12.*small-records=38' "$T"
	[ $((191 + 38)) -eq 229 ]
}

@test "the differences are procentenheter, and say so" {
	[ "$(cell "$T" text_skillnad "" alkohol_procentenheter)" = 9.9 ]
	[ "$(cell "$P" text_skillnad "" alkohol_procentenheter)" = 10 ]
	grep -qxF "$(printf '#label\talkohol_procentenheter\tAlkohol, procentenheter')" "$T"
}

@test "four kommuner have 80 per cent or more privat, three 70 or more kommunal, two neither" {
	t=$T
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
	[ $((72 + 93)) -eq 165 ]
	[ $((72 + 94)) -ne 165 ]
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
	run -0 cell "$T" text_regi "" kommunal_miss
	known=$((229 - output))
	[ "$(percent 93 229) $(percent 128 229)" = "41 56" ]
	[ "$(percent 93 $known) $(percent 128 $known)" = "42 58" ]
	# of all 68, row B would say 76 and 19
	k=$(cell "$T" tabell2 B kommunal_k)
	p=$(cell "$T" tabell2 B privat_k)
	[ "$(percent "$k" 65) $(percent "$p" 65)" = "80 20" ]
	[ "$(percent "$k" 68) $(percent "$p" 68)" = "76 19" ]
}

@test "print: '9-12 procent fler' holds as procentenheter, not as per cent" {
	for x in alkohol:18 narkotika:30 psykisk:18; do
		IFS=: read -r omrade more <<<"$x"
		a=$(cell "$T" figur3 kommunal ${omrade}_k)
		b=$(cell "$T" figur3 privat ${omrade}_k)
		run -0 awk -v a="$a" -v b="$b" 'BEGIN {
			points = 100 * a / 40 - 100 * b / 49
			print (points >= 9 && points <= 12), int(100 * (a / 40) / (b / 49) - 100 + 0.5)
		}'
		[ "$output" = "1 $more" ]
	done
}

# --- Ubåtsnytt 7: the run itself -------------------------------------------------

@test "all tables are whole, with accounts that add up" {
	[ "$(grep -c '^#end' "$T")/$(grep -c '^#end' "$P")" = 12/11 ]
	[ "$(grep -c 'ubat-import.*in=.*out=' "$T")" -ge 12 ]
}

@test "the public tables are masked and clean, and say what they can" {
	[ "$(cat "$U/granskning.txt")" = '11 tables, 296 cells, 30 sums, 98 hidden cells: 0 findings' ]
	[ "$(grep -c '	ubat-mask	' "$P")" = 11 ]
	run ! grep -q 'n_pers:' "$P"
	[ "$(share "$P" text_regi "" kommunal)" = "93 of 229: 41" ]
	[ "$(share "$P" tabell1 privat nark)" = "43 of 93: 46" ]
	# all of the kommunala öppna but six; table 2 but one kommun
	[ "$(cell "$P" text_atgarder kommunal oppen) $(cell "$P" tabell2 B kommunal)" = '.s .s' ]
	# the classes of kommuner would tell of them
	[ "$(rows "$T" text_kommuner)/$(rows "$P" text_kommuner)" = 3/0 ]
	words "$U/rapport-intern.xlsx" | grep -q '^Arbetsmaterial'
	run ! grep -q '^Arbetsmaterial' <(words "$U/rapport-publik.xlsx")
	run -0 ubat-audit "$U/rapport-publik.xlsx"
	[[ ${lines[-1]} = *' 44 hidden cells: 0 findings' ]]
	xmllint --noout --nonet "$U/rapport-publik.html"
}

@test "no table holds a personal number or a date" {
	run -1 grep -E '[12][0-9]{7}-[0-9]{4}|20[0-9]{2}-[0-9]{2}-[0-9]{2}' "$T" "$P"
}

@test "the reports have a sheet for each table, three charts and no personal number" {
	[ "$(sheets "$U/rapport-intern.xlsx" | sed -n 4,15p | paste -sd ';')" = \
	    'Tabell 1;Tabell 2;Figur 1;Figur 2;Figur 3;Regi;Form, avslut, ålder, kön;Underlag ASI;Underlag brukare;Underlag handläggare;Skillnad;Kommuner' ]
	for w in intern publik; do
		mkdir $w
		(cd $w && unzip -q "$U/rapport-$w.xlsx")
		[ "$(ls $w/xl/charts/chart*.xml | wc -l)" -eq 3 ]
		run -1 grep -rE '[12][0-9]{7}-[0-9]{4}' $w
		for t in 'Figur 1. Positiva brukarskattningar' 'Profil enligt regel i ubat (tröskel 4)'; do
			grep -rqiF "$t" $w/xl
		done
	done
}

# Another folder, with a blank and a dash, another place and no PATH.
@test "the same run gives the same bytes, wherever it is, and ends with what it wrote" {
	[ -x "$ROOT/build/bin/ubat-xlsx" ] || skip "nothing is built in build/bin"
	TZ=Asia/Tokyo PATH=/usr/bin:/bin sh "$SYNT/run.sh" '-o med blank/ut' >wrote
	sed 's/.*\///' wrote | sort | diff - <(ls './-o med blank/ut' | grep -v uttag)
	while read -r f; do
		cmp "$U/${f##*/}" "$f"
	done <wrote
	[ "$(wc -l <wrote)" = 6 ]
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
	! cmp -s ours2 ours4 || false
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
		! grep -v '^#step' "$f" | head -n 1 | grep -q -e who -e ':id' || false
	done
}
