# ubat-audit(1), PRINTED TABLES: one test for each sentence.
load helper

# What was guessed is the one line that says "taken as".
guess() { grep 'taken as: ' <<<"$output"; }

# findings: all lines but that, and the count at the end
findings() { grep -v -e 'taken as: ' -e '^[0-9]* table' <<<"$output" || true; }

# the municipal table; arguments: figures of Ale, and the total
kommuner() {
	printf 'Tabell 1. Personer med insats 2024\r\n\r\n'
	printf 'Kommun;Totalt, antal;Män, antal;Kvinnor, antal\r\n'
	printf 'Riket;%s\r\n' "${4:-1 049;602;447}"
	printf 'Ale;%s;%s;%s\r\n' "${1:-12}" "${2:-7}" "${3:-5}"
	printf 'Borås;1 000;574;426\r\nTjörn;37;21;16\r\n'
	printf '\r\nKälla: egen statistik 2024\r\nX - uppgiften har skyddats\r\n'
}

@test "the four impossible rows of a newsletter are found in its tables as they are printed" {
	cat >tabell1.csv <<-'END'
		Tabell 1. 12-stegsbehandling i kommunal och privat verksamhet. Missbruksprofiler. %.

		Verksamhet;Nark profil;Avgr Alk;Alk& Psyk
		Kommun n=72;28;19;53
		Privat n=93;46;10;45
	END
	cat >tabell2.csv <<-'END'
		Tabell 2. Antal 12-steg fördelade på kommunal och privat verksamhet i olika kommuner. (Kommun = A till I).
		Kommun;Antal 12-steg;Kommunal %;Privat %
		A;5;50;50
		B;68;80;20
		C;7;0;100
		D;8;0;100
		E;5;20;80
		F;58;0;100
		G;11;73;17
		H;10;70;30
		I;19;47;53
	END
	run -1 --separate-stderr ubat-audit tabell1.csv tabell2.csv
	[ "$(findings)" = "$(printf '%s\n' \
	    'tabell1.csv: Privat n=93: percent: no whole numbers that make 93 give these per cents; of the smaller bases it can be 92, 83; of the larger ones 94' \
	    'tabell2.csv: A: percent: no whole number of 5 gives 2 of the 2 per cents; of the smaller bases it can be 4, 2; of the larger ones 6' \
	    'tabell2.csv: B: percent: no whole number of 68 gives 2 of the 2 per cents; of the smaller bases it can be 66, 65, 64; of the larger ones 69' \
	    'tabell2.csv: G: percent: no whole number of 11 gives 1 of the 2 per cents; no smaller base gives it either')" ]
	[ "$(guess)" = "$(printf '%s\n' \
	    'tabell1.csv: taken as: headings in row 3, 2 rows; keys Verksamhet; numbers n; per cents Nark profil, Avgr Alk, Alk& Psyk of n, the parts of a whole; 0 sums, 0 shares of counts' \
	    'tabell2.csv: taken as: headings in row 2, 9 rows; keys Kommun; numbers Antal 12-steg; per cents Kommunal %, Privat % of Antal 12-steg, the parts of a whole; 0 sums, 0 shares of counts')" ]
	[ -z "$stderr" ]
	# corrected, they are possible
	sed -i 's/^Privat n=93/Privat n=92/' tabell1.csv
	sed -i 's/^A;5/A;6/; s/^B;68/B;69/; s/73;17/73;27/' tabell2.csv
	run -0 ubat-audit tabell1.csv tabell2.csv
	[ "${lines[-1]}" = '2 tables, 35 cells, 0 sums, 0 hidden cells: 0 findings' ]
}

@test "blanks between thousands, decimal commas, notes around: a table in any encoding" {
	kommuner >t.csv
	run -0 ubat-audit t.csv
	[ "$(guess)" = 't.csv: taken as: headings in row 3, 4 rows; keys Kommun; numbers Totalt, antal, Män, antal, Kvinnor, antal; 7 sums, 0 shares of counts' ]
	[ "${lines[-1]}" = '1 table, 12 cells, 7 sums, 0 hidden cells: 0 findings' ]
	kommuner | iconv -f UTF-8 -t ISO-8859-1 >l.csv
	run -0 ubat-audit l.csv
	[[ $output = *', Män, antal, '*' 7 sums, '* ]]
	kommuner | iconv -f UTF-8 -t UTF-16 >w.csv
	run -0 ubat-audit w.csv
	[[ $output = *', Män, antal, '*' 7 sums, '* ]]
	kommuner | tr -d '\r' | sed 's/, antal/ antal/g' | tr ';' '\t' | gzip >t.tsv
	run -0 ubat-audit t.tsv
	[[ $output = *', Män antal, '*' 7 sums, '* ]]
	# and no figure hides behind its form
	kommuner '' '' '' "1$(printf '\302\240')050;602;447" >n.csv
	run -1 ubat-audit n.csv
	[ "$(findings)" = "$(printf '%s\n' 'n.csv: (total): Totalt, antal: sum: the total is 1050, its 3 parts make 1049' \
	    'n.csv: (total): Totalt, antal: sum: the total is 1050, its 2 parts make 1049')" ]
}

@test "a lone hidden figure, X or two dots, is worked out, and never told" {
	kommuner X X 5 >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings)" = "$(printf '%s\n' \
	    't.csv: Ale: Totalt, antal: derived: hidden, and yet the sums give it exactly ((total): Totalt, antal less what is shown)' \
	    't.csv: Ale: Män, antal: derived: hidden, and yet the sums give it exactly ((total): Män, antal less what is shown)')" ]
	kommuner .. .. 5 >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings | wc -l)" = 2 ]
	# where X is hidden, two dots are something else
	kommuner X .. 5 >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings | wc -l)" = 1 ]
	[[ ${lines[-1]} = *', 1 hidden cell: 1 finding' ]]
	# --hidden says what is
	kommuner S .. 5 >t.csv
	run -1 ubat-audit --hidden S,H t.csv
	[ "$(findings)" = 't.csv: Ale: Totalt, antal: derived: hidden, and yet the sums give it exactly ((total): Totalt, antal less what is shown)' ]
	# two of them in a row and in a column are safe
	kommuner X X X | sed 's/^Tjörn;.*/Tjörn;X;X;X\r/' >t.csv
	run -0 ubat-audit t.csv
	[ "${lines[-1]}" = '1 table, 12 cells, 7 sums, 6 hidden cells: 0 findings' ]
	# to a width: Ale and Tjörn have 49 men and women together
	run -1 ubat-audit --width 60 t.csv
	[[ "$(findings)" = *'Ale: Totalt, antal: derived: hidden, and the sums leave 50 values open'* ]]
}

@test "means, least and greatest values are no sums, but läkemedel and kriminalitet are" {
	local head
	for head in Medelålder Median 'Ålder, min' 'Lägsta ålder' 'Högsta ålder' \
	    'Största värde, ålder' 'Minsta värde, ålder'; do
		printf 'Form;%s\nGrupp;24\nSamtal;32\nTotalt;60\n' "$head" >t.csv
		run -0 ubat-audit t.csv
		[[ "$(guess)" = *'; 0 sums, '* ]]
	done
	for head in Läkemedel Kriminalitet Minderåriga; do
		printf 'Form;%s\nGrupp;24\nSamtal;32\nTotalt;57\n' "$head" >t.csv
		run -1 ubat-audit t.csv
		[ "$(findings)" = "t.csv: (total): $head: sum: the total is 57, its 2 parts make 56" ]
	done
}

@test "totals that do not add up are found where the others do" {
	kommuner 12 7 6 >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings)" = "$(printf '%s\n' \
	    't.csv: (total): Kvinnor, antal: sum: the total is 447, its 3 parts make 448' \
	    't.csv: Ale: Totalt, antal: sum: the total is 12, its 2 parts make 13')" ]
	# one column, and a total next to what it should be
	printf 'Kommun;Antal\nAle;12\nBorås;100\nTotalt;113\n' >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings)" = 't.csv: (total): Antal: sum: the total is 113, its 2 parts make 112' ]
	# far from it it is no total of these, and of persons it need not be
	printf 'Kommun;Antal\nAle;12\nBorås;100\nTotalt;4000\n' >t.csv
	run -0 ubat-audit t.csv
	[[ "$(guess)" = *'; 0 sums, '* ]]
	printf 'Insats;Antal insatser;Antal personer\nA;12;10\nB;100;80\nTotalt;112;85\n' >t.csv
	run -0 ubat-audit t.csv
	[[ "$(guess)" = *'; 1 sum, '* ]]
	# decimals are rounded, whole numbers are not, but with --rounded
	printf 'Kommun;Kostnad\nAle;12,4\nBorås;100,4\nTotalt;112,9\n' >t.csv
	run -0 ubat-audit t.csv
	printf 'Kommun;Antal\nAle;15\nBorås;100\nTotalt;110\n' >t.csv
	run -1 ubat-audit t.csv
	run -0 ubat-audit --rounded 5 t.csv
	# what --total names means all, and nothing else does
	printf 'Kommun;Antal\nAle;12\nBorås;100\nVästkusten;113\n' >t.csv
	run -0 ubat-audit t.csv
	run -1 ubat-audit --total Västkusten t.csv
	[ "$(findings)" = 't.csv: (total): Antal: sum: the total is 113, its 2 parts make 112' ]
}

@test "totals of lan, of sections, and of columns" {
	cat >lan.csv <<-'END'
		Län;Kommun;Antal
		Riket;;100
		01 Stockholm;Totalt länet;60
		;Botkyrka;25
		;Solna;35
		09 Gotland;Totalt länet;40
		;Gotland;40
	END
	run -0 ubat-audit lan.csv
	[ "${lines[-1]}" = '1 table, 6 cells, 3 sums, 0 hidden cells: 0 findings' ]
	sed -i 's/Solna;35/Solna;36/' lan.csv
	run -1 ubat-audit lan.csv
	[ "$(findings)" = 'lan.csv: 01 Stockholm (total): Antal: sum: the total is 60, its 2 parts make 61' ]
	# the only kommun of its lan
	sed -i 's/Solna;36/Solna;35/; s/;Gotland;40/;Gotland;X/' lan.csv
	run -1 ubat-audit lan.csv
	[ "$(findings)" = 'lan.csv: 09 Gotland Gotland: Antal: derived: hidden, and yet the sums give it exactly (09 Gotland (total): Antal less what is shown)' ]
	# a heading that only begins like one is no total
	printf 'Studie;Alla dagar;Inga dagar;Antal\n27;72;.s;.s\n30;X;1;30\n51;31;1;30\nTotalt;90;X;X\n' >alla.csv
	run -0 ubat-audit alla.csv
	cat >del.csv <<-'END'
		;Antal;Män;Kvinnor
		Totalt;100;60;40
		Ålder;;;
		18-29 år;45;25;20
		30- år;55;35;20
		Boende;;;
		Eget;30;20;10
		Annat;70;X;X
	END
	run -1 ubat-audit del.csv
	[ "$(findings | wc -l)" = 2 ]
	[ "${lines[-1]}" = '1 table, 15 cells, 11 sums, 2 hidden cells: 2 findings' ]
}

@test "per cents are compared with the counts beside them, and give hidden ones away" {
	cat >t.csv <<-'END'
		Region;Antal;Andel, %;Döda;Andel av antal, %
		Totalt;400;100;40;10,0
		A;300;75,0;30;10,0
		B;60;15,0;6;10,0
		C;40;10,0;4;10,0
	END
	run -0 ubat-audit t.csv
	[[ "$(guess)" = *'; 2 sums, 7 shares of counts' ]]
	sed 's/^B;60;15,0/B;60;16,0/' t.csv >u.csv
	run -1 ubat-audit u.csv
	[ "$(findings)" = 'u.csv: B: Andel, %: share: 16 is not 60 of 400: that is 15.0' ]
	# two are hidden, and the per cents are not
	sed 's/^B;60;15,0;6/B;60;15,0;X/; s/^C;40;10,0;4/C;40;10,0;X/' t.csv >u.csv
	run -1 ubat-audit u.csv
	[ "$(findings)" = "$(printf '%s\n' \
	    'u.csv: B: Döda: derived: hidden, and yet the sums give it exactly (one of them alone)' \
	    'u.csv: C: Döda: derived: hidden, and yet the sums give it exactly (one of them alone)')" ] || {
		[ "$(findings | grep -c 'Döda: derived: hidden, and yet the sums give it exactly')" = 2 ]; }
	sed -i 's/X;10,0/X;X/' u.csv
	run -0 ubat-audit u.csv
	[ "${lines[-1]}" = '1 table, 16 cells, 2 sums, 2 hidden cells: 0 findings' ]
}

@test "--keys, --percent, --base and --parts name columns of a printed table" {
	cat >t.csv <<-'END'
		Nr;Enhet;Svar;Ja;Nej;Alla
		1;A;7;43;57;7
		2;B;7;42;58;7
	END
	run -0 ubat-audit t.csv
	run -1 ubat-audit --keys Nr,Enhet --percent Ja,Nej --base Svar t.csv
	[ "$(findings)" = 't.csv: 2 B: percent: no whole number of 7 gives 2 of the 2 per cents; no smaller base gives it either; of the larger ones 12' ]
	sed -i '$d' t.csv
	run -0 ubat-audit --keys Nr,Enhet --percent Ja,Nej --base Svar t.csv
	sed -i 's/43;57/43;43/' t.csv
	run -0 ubat-audit --keys Nr,Enhet --percent Ja,Nej --base Svar t.csv
	run -1 ubat-audit --keys Nr,Enhet --percent Ja,Nej --base Svar --parts t.csv
	run -2 --separate-stderr ubat-audit --keys Enheter t.csv
	[ "$stderr" = 'ubat-audit: t.csv: --keys: no column is headed Enheter' ]
	run -2 --separate-stderr ubat-audit --percent Jo --base Svar t.csv
	[ "$stderr" = 'ubat-audit: t.csv: --percent: no column is headed Jo' ]
}

@test "what ubat-export writes is read, with and without labels" {
	tsv '#kommun:code kon:code n:count s:share s_k:count s_n:count s_miss:count' '#table t keys=kommun,kon' \
	    '0180 m 60 0.5 30 60 0' '0180 k 40 0.25 10 40 0' '0180 .t 100 0.4 40 100 0' \
	    '0114 m 25 0.4 10 25 0' '0114 k 15 .s .s .s .s' '0114 .t 40 .s .s .s .s' |
	    sed 's/^#table.*/&\n#label	n	Antal/' | whole >t
	run -0 ubat-audit --min 0 t
	for o in '' --labels '--labels --percent 0'; do
		ubat-export -f csv $o t >t.csv
		run -0 ubat-audit t.csv
		[[ ${lines[-1]} = '1 table, '*': 0 findings' ]]
		ubat-export -f csv $o t | sed 's/;25;/;26;/' >t.csv
		run -1 ubat-audit t.csv
		[[ $output = *'sum: the total is 40, its 2 parts make 41'* ]]
	done
	sed 's/^0114	k	15	.s	.s	.s	.s/0114	k	15	.s	4	15	0/' t | ubat-export -f csv --labels --missing code >t.csv
	run -1 ubat-audit t.csv
}

@test "cells that lie too far apart are no table" {
	awk 'BEGIN { print "a;b"; for (i = 0; i < 5000; i++) print i ";1"
	    for (i = 0; i < 4000; i++) printf ";"; print "1" }' >t.csv
	run -1 --separate-stderr ubat-audit t.csv
	[ "$stderr" = 'ubat-audit: t.csv: no table in it: rows of figures below a heading' ]
	sed -i '$d' t.csv
	run -0 ubat-audit t.csv
	[[ $output = *'5000 rows; keys a; numbers b; '* ]]
}

@test "half a letter of two is no text" {
	printf '\xff\xfea\0;\0b\0\n\0\x00\xd8;\0001\0\n\0' >half.csv
	run -1 --separate-stderr ubat-audit half.csv
	[ "$stderr" = 'ubat-audit: half.csv: has bytes that are no text' ]
}

@test "what is no table is said" {
	printf 'bara\ntext\n' >t.csv
	run -1 --separate-stderr ubat-audit t.csv
	[ "$stderr" = 'ubat-audit: t.csv: no table in it: rows of figures below a heading' ]
	: >t.csv
	run -1 --separate-stderr ubat-audit t.csv
	[ "$stderr" = 'ubat-audit: t.csv: is empty' ]
	# a stream that has lost its legend is no printed table
	printf 'a\t1\nb\t2\n' >t
	run -1 --separate-stderr ubat-audit t
	[ "$stderr" = 'ubat-audit: t:1: no legend' ]
	printf 'a;b\n"1;2\n' >t.csv
	run -1 --separate-stderr ubat-audit t.csv
	[ "$stderr" = 'ubat-audit: t.csv:2: a quote is never closed' ]
	printf 'a;b\n"1"x;2\n' >t.csv
	run -1 --separate-stderr ubat-audit t.csv
	[ "$stderr" = 'ubat-audit: t.csv:2: a quotation mark where none can be' ]
	printf '\320\317\021\340\241\261\032\341x' >t.xls
	run -1 --separate-stderr ubat-audit t.xls
	[ "$stderr" = 'ubat-audit: t.xls: an old workbook (.xls), or one with a password: save it as .xlsx' ]
	printf '<!DOCTYPE html>\n<html/>\n' >t.html
	run -1 --separate-stderr ubat-audit t.html
	[ "$stderr" = 'ubat-audit: t.html: a page of the web: look at the tables it was made of, or at the workbook made of them' ]
	run -1 --separate-stderr ubat-audit borta.csv
	[ "$stderr" = 'ubat-audit: borta.csv: cannot open: No such file or directory' ]
}

@test "rubbish in a table is read or refused, and nothing worse" {
	kommuner X X 5 >t.csv
	local size n c at
	size=$(wc -c <t.csv)
	n=0
	for c in '\000' '\377' '"' ';' '\n' 'X' '9' '%' '\302\240' 'n=' ',' '-'; do
		for at in 3 41 97 110 131 150; do
			cp t.csv r.csv
			# shellcheck disable=SC2059
			printf "$c" | dd of=r.csv bs=1 seek=$(((at * (n + 7)) % size)) conv=notrunc 2>dd.err
			run ubat-audit r.csv
			[ "$status" -le 1 ]
			n=$((n + 1))
		done
	done
	[ "$n" = 72 ]
	for n in 1 2 40 90 120 $((size - 1)); do
		head -c "$n" t.csv >r.csv
		run ubat-audit r.csv
		[ "$status" -le 1 ]
	done
}

@test "however long its headings are, what is said of a table is whole letters" {
	local wide
	wide=$(printf 'å%.0s' {1..80})
	printf 'Kommun;a%s;b%s;c%s;d%s\nAle;11;12;13;14\nTjörn;21;22;23;24\n' "$wide" "$wide" "$wide" "$wide" >t.csv
	bash -c 'set -o pipefail; ubat-audit --as stream t.csv | ubat-filter true' >out
	grep -q "a$wide, b$wide, c$wide and 1 more" out
}

# rows N HEADING FIELDS...: a file of N rows, in which N is the row's number
rows() {
	local n=$1 i
	printf '%s\n' "$2"
	for ((i = 1; i <= n; i++)); do printf '%s\n' "${3//N/$i}"; done
}

@test "a file of records is refused, with what it was judged by, unless --records" {
	local why
	while IFS='|' read -r why heading row; do
		rows 6 "$heading" "$row" >t.csv
		run -2 --separate-stderr ubat-audit t.csv
		[ "$stderr" = "ubat-audit: t.csv: rather records than a table ($why, and no totals): ubat-import and ubat-agg make tables of them (--records to look at them all the same)" ]
		[ -z "$output" ]
		run -0 ubat-audit --records t.csv
		[[ $output = *"; rather records than a table: $why, and no totals"* ]]
	done <<-'END'
		a number for each person|Löpnr;Poäng|N;1N
		the same keys in many rows|Kommun;Kön;Belopp|Ale;K;1N
		words behind the numbers|Kommun;Poäng;Insats|Ort N;1N;Boende
		a day in each row|Klient;Inskriven;Poäng|88N;2024-01-0N;1N
	END
	# tables are none of this, nor are few rows
	while IFS='|' read -r n heading row; do
		rows "$n" "$heading" "$row" >t.csv
		run -0 ubat-audit t.csv
		[[ $output != *rather* ]]
	done <<-'END'
		6|Datum;Vecka;Inskrivna|2024-01-0N;1;1N
		6|Kommun;Antal;Anmärkning|Ort N;1N;se not
		6|Kommun;Poäng;Plats|Ort N;1N;
		4|Löpnr;Poäng|N;1N
	END
	# keys that are named make a table of it
	rows 6 'Löpnr;Poäng' 'N;1N' >t.csv
	run -0 ubat-audit --keys Löpnr t.csv
}

@test "a mean beside how many told is no sum, and how many told is no count to be protected" {
	printf 'Kommun;Antal klienter;Oro;Oro, antal med uppgift;Oro, antal utan uppgift\nA;180;2;176;4\nÖvriga;1120;2;1119;1\nTotalt;1300;2;1295;5\n' >t.csv
	run -0 ubat-audit t.csv
	[[ $(guess) = *'; means Oro; '* ]]
	[ "${lines[-1]}" = '1 table, 12 cells, 6 sums, 0 hidden cells: 0 findings' ]
	# a sum has its total beyond its parts
	sed 's/;2;176/;20;176/; s/;2;1119/;30;1119/; s/;2;1295/;50;1295/' t.csv >u.csv
	run -0 ubat-audit u.csv
	[[ $(guess) = *'; numbers Antal klienter, Oro, Oro, antal med uppgift'* ]]
}

@test "a per cent of its own base is not taken for one of the total" {
	printf 'Enhet;Antal enheter;Rutin, procent;Rutin, antal med uppgift\nA;1;0;1\nB;1;0;1\nC;1;100;1\nD;2;0;2\nTotalt;5;20;5\n' >t.csv
	run -0 ubat-audit t.csv
	[ "$(findings | grep -cv unprotected)" = 0 ]
	[[ $(guess) = *'per cents Rutin, procent, 1 of them of a base of their own'* ]]
}

@test "two dots that the notes explain as something else hide nothing" {
	printf 'Kommun;Antal\nAle;..\nTjörn;30\nTotalt;45\n' >t.csv
	run -1 ubat-audit t.csv
	[[ $output = *'Ale: Antal: derived: '* ]]
	for note in '.. = redovisas inte på grund av bortfall' '.. uppgift saknas'; do
		printf '\n%s\n' "$note" | cat t.csv - >u.csv
		run -0 ubat-audit u.csv
		[[ ${lines[-1]} = *' 0 hidden cells: 0 findings' ]]
	done
	printf '\n.. = uppgift saknas\n.. = redovisas inte, för få\n' | cat t.csv - >u.csv
	run -1 ubat-audit u.csv
}

@test "--means: of how many whole numbers a mean can be" {
	run -1 ubat-audit --means --of 19 3,45
	[ "${lines[0]}" = 'n=19: percent: no 19 whole numbers have 1 of the 1 means; of the smaller bases it can be 11; of the larger ones 20' ]
	run -0 ubat-audit --means --of 20 3.45 2.90 120
	printf 'Kommun;Antal svar;Medelpoäng\nAle;11;3,45\nTjörn;19;3,45\nVara;25;2,96\n' >t.csv
	run -1 --separate-stderr ubat-audit --means --percent Medelpoäng --base 'Antal svar' t.csv
	[ "$(findings)" = 't.csv: Tjörn: percent: no 19 whole numbers have 1 of the 1 means; of the smaller bases it can be 11; of the larger ones 20' ]
	# in a stream, too
	printf '#k:code\tm:dec\tn:count\n#table\tt\tkeys=k\na\t3.45\t19\nb\t3.45\t20\n#end\t2\t0\n' >t
	run -1 ubat-audit --means --percent m --base n t
	[[ ${lines[0]} = 't: a: percent: no 19 whole numbers '* ]]
	# against all sums of up to 30 numbers
	awk 'BEGIN { for (n = 1; n <= 30; n++) for (s = 0; s <= 4 * n; s++) {
		m = int((200 * s + n) / (2 * n)); printf "%d %d.%02d\n", n, m / 100, m % 100 } }' |
	    sort -u >can
	awk '{ m[$1] = m[$1] " " $2 } END { for (n in m) print "ubat-audit --means --of " n m[n] }' can >all
	run -0 sh -e all
	run -2 --separate-stderr ubat-audit --means t
	[[ $stderr = *'--means needs --percent or --of, and no --parts'* ]]
	run -2 --separate-stderr ubat-audit --means --parts --of 5 1
	run -2 --separate-stderr ubat-audit --means --of 5 -- -1
	[ "$stderr" = 'ubat-audit: -1: no mean, not below 0, with at most 6 decimals' ]
}

@test "counts below 0, totals that are missing, tables that disagree, and figures without an end" {
	# a count below 0 cannot be, a change can
	printf 'Kommun;Antal;Förändring av antal\nAle;-3;-4\nTjörn;30;2\nTotalt;27;-2\n' >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings | grep -v unprotected)" = 't.csv: Ale: Antal: contradiction: a count below 0' ]
	printf 'Kommun;Antal\nAle;X\nTjörn;X\nTotalt;-5\n' >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings)" = 't.csv: (total): Antal: contradiction: a count below 0' ]
	# without a total nothing is told of a hidden figure, whatever --width; what is said is that there is no sum
	printf 'Kommun;Antal\nAle;X\nTjörn;30\nVara;12\n' >t.csv
	run -0 ubat-audit --width 1000 t.csv
	[[ $(guess) = *'; 0 sums, 0 shares of counts' ]]
	# a part of parts has an end, or none
	printf '#k:code\tn:count\n#table\tt\tkeys=k\na\t.s\nb\t.s\n#end\t2\t0\n' >t
	run -0 ubat-audit --width 1000 t
	[ "$output" = '1 table, 2 cells, 0 sums, 2 hidden cells: 0 findings' ]
	printf '#k:code\tn:count\n#table\tt\tkeys=k\na\t.s\nb\t.s\n.t\t9\n#end\t3\t0\n' >t
	run -1 ubat-audit --width 1000 t
	[ "${lines[0]}" = 't: a: n: derived: hidden, and the sums leave 10 values open' ]
	# another figure, in a file or a sheet of its own
	printf 'Kommun;Antal\nAle;11\nTjörn;30\nVara;12\nTotalt;53\n' >a.csv
	sed 's/Vara;12/Vara;13/; s/53/54/' a.csv >b.csv
	run -1 ubat-audit a.csv b.csv
	[[ $output = *'b.csv: Vara: Antal: differs: another figure than in a.csv'* ]]
	[[ $output = *'b.csv: (total): Antal: differs: another figure than in a.csv'* ]]
}
