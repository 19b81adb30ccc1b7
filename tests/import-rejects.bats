# What ubat-import(1) says of rejected records, and of --check: one test for
# each sentence.
load helper

prepare() {
	printf '%s\n' '[source]' 'encoding = windows-1252' 'delimiter = ;' \
	    '[column namn]' '[column n]' 'type = int' 'range = 1..9' \
	    '[column t]' 'type = date' >x.source
	printf 'namn;n;t\r\nÅsa;1;\r\n"Ö\r\nx";fel;2016-13-01\r\n\r\nEva;3\r\nBo;10;\r\nUno;2;\r\n' |
	    iconv -f utf-8 -t windows-1252 >x.csv
}

# step FILE KEY: the value of a key of the account
step() {
	grep '^#step	' "$1" | tr '\t' '\n' | sed -n "s/^$2=//p"
}

@test "beside the rejected records lies why, a whole stream: record, line, byte, column, rule" {
	run -1 --separate-stderr ubat-import -s x.source -r fel.csv x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:6: field count (1 record)" ]
	[ "$(body fel.csv.why)" = "$(printf '%s\n' '#input:text	record:int	line:int	byte:int	column:code	rule:code' \
	    'x.csv	2	3	18	n	not int' 'x.csv	2	3	18	t	not date' \
	    'x.csv	3	6	43		field count' 'x.csv	4	7	50	n	out of range 1..9')" ]
	[ "$(tail -n 1 fel.csv.why)" = "$(tsv '#end 4 1')" ]
	[ "$(ubat-filter 'rule = "not int"' fel.csv.why | body | sed 1d)" = "x.csv	2	3	18	n	not int" ]
}

@test "the byte is where the record begins in the source's own bytes, in each encoding, behind a mark, inflated" {
	at() { # at FILE: do the bytes there begin with the record?
		run -1 ubat-import -s y.source -r fel.csv "$1"
		body fel.csv.why | sed 1d | cut -f4 | while read -r b; do
			tail -c +$((b + 1)) plain | head -c 2
		done
	}
	awk 'BEGIN { print "a,n"; for (i = 1; i <= 40000; i++)
		if (i % 9000 == 0) print "X" i / 9000 ",å"; else print "åäö€" i "," i }' >utf8
	printf '%s\n' '[column a]' '[column n]' 'type = int' >y.source
	cp utf8 plain
	[ "$(at plain)" = X1X2X3X4 ]
	{ printf '\357\273\277'; cat utf8; } >plain
	[ "$(at plain)" = X1X2X3X4 ]
	gzip -nc plain >x.gz
	[ "$(at x.gz)" = X1X2X3X4 ]
	sed -i '1i [source]\nencoding = windows-1252' y.source
	iconv -f utf-8 -t windows-1252 utf8 >plain
	[ "$(at plain)" = X1X2X3X4 ]
}

@test "why names the input, and counts the records of each" {
	printf 'namn;n;t\r\nA;1;\r\nB;x;\r\n' >y.csv
	run -1 ubat-import -s x.source -r fel.csv y.csv x.csv y.csv
	[ "$(body fel.csv.why | sed 1d | cut -f1-3 | tr '\t\n' ' ,')" = \
	    "y.csv 2 3,x.csv 2 3,x.csv 2 3,x.csv 3 6,x.csv 4 7,y.csv 2 3," ]
}

@test "both files are for their owner alone, and replace what was there when all is written" {
	umask 000
	echo old >fel.csv
	echo old >fel.csv.why
	run -1 ubat-import -s x.source -r fel.csv x.csv nothing.csv
	[ "$(cat fel.csv fel.csv.why)" = "$(printf 'old\nold')" ]
	run -1 ubat-import -s x.source -r fel.csv x.csv
	[ "$(stat -c %a fel.csv fel.csv.why | tr '\n' ' ')" = "600 600 " ]
	[ "$(find . -name '.ubat*')" = "" ]
	mkdir d
	mkdir d/fel.csv.why
	run -1 --separate-stderr ubat-import -s x.source -r d/fel.csv x.csv
	[ "$stderr" = "ubat-import: d/fel.csv.why: exists and is no regular file" ]
	[ ! -e d/fel.csv ]
}

@test "no file of rejects, nor its list of why, may be one that is read: nothing is read or replaced" {
	refused() { # refused FILE OPTION...: and nothing in the folder changes
		cp -r . ../before
		run -2 --separate-stderr ubat-import "${@:2}"
		[ "$stderr" = "ubat-import: $1: is read too, and would be replaced: choose another name" ]
		[ -z "$output" ]
		diff -r -x 'separate-stderr*' . ../before
		rm -r ../before
	}
	ubat-import -s x.source --max-rejects 9 -r fel.csv x.csv >/dev/null 2>&1
	mkdir d
	ln -s ../x.csv d/link
	ln x.csv hard.csv
	head -c 32 /dev/zero >nyckel
	chmod 600 nyckel
	cp x.csv y
	cp x.csv y.why
	refused x.csv -s x.source --max-rejects 9 -r x.csv x.csv
	refused ./x.csv -s x.source --max-rejects 9 -r ./x.csv y d/link
	refused hard.csv -s x.source --max-rejects 9 -r hard.csv x.csv
	refused d/link -s x.source --max-rejects 9 -r d/link x.csv
	refused y.why -s x.source --max-rejects 9 -r y y.why
	refused x.csv -s x.source --check --max-rejects 9 -r x.csv x.csv
	refused x.csv --rejects-redacted x.csv x.csv
	refused x.source -s x.source -r x.source x.csv
	refused x.source -s x.source --rejects-redacted x.source x.csv
	refused nyckel -s x.source -k nyckel -r nyckel x.csv
	refused fel.csv.why -s x.source --corrects fel.csv.why -r fel.csv fel.csv
	refused fel.csv.why -s x.source --corrects fel.csv.why -r fel.csv y
	refused fel.csv.why -s x.source --corrects fel.csv.why --rejects-redacted fel.csv.why fel.csv
	# standard input, named or not; a description that is wrong is not read
	refused x.csv -s x.source --max-rejects 9 -r x.csv <x.csv
	refused x.csv -s x.source --max-rejects 9 -r x.csv y - <x.csv
	refused x.csv -s nothing.source -r x.csv x.csv
	# a copy is another file
	run -0 ubat-import -s x.source --max-rejects 9 -r y x.csv
	cmp y fel.csv
}

@test "a corrected file is imported again, and the account says what it corrects" {
	ubat-import -s x.source --max-rejects 3 -r fel.csv x.csv >a 2>/dev/null
	# another field for Eva; the others get numbers and days there are
	sed 's/;fel;2016-13-01/;4;2016-12-01/; s/^Eva;3/Eva;3;/; s/^Bo;10/Bo;9/' fel.csv >ratt.csv
	ubat-import -s x.source --corrects fel.csv.why ratt.csv >b
	[ "$(step a in) $(step a out) $(step a rejected)" = "5 2 3" ]
	[ "$(step b in) $(step b out) $(step b corrects)" = "3 3 3" ]
	[ "$(step a why)" = "$(step b corrects-why)" ]
	[ "$(grep '^#step' fel.csv.why | cut -f2)" = "$(step a why)" ]
	# together: the records of the extract are in, less corrects
	cat a b >c
	ubat-filter 'true' c >d
	[ "$(tail -n 1 d)" = "$(tsv '#end 5 3')" ]
	[ "$(step c in | paste -sd+ | sed "s/\$/-$(step c corrects)/" | sed 's/.*/echo $((&))/' | sh)" = 5 ]
	[ "$(body d | sed 1d | cut -f2 | sort | tr -d '\n')" = 12349 ]
}

@test "a key tells records apart in each of the two imports, not across them" {
	sed 's/^\[source\]/&\nkey = n/' x.source >k.source
	grep -q '^key = n' k.source
	ubat-import -s k.source --max-rejects 3 -r fel.csv x.csv >a 2>/dev/null
	n=$(body a | sed 1d | cut -f2 | head -n 1)
	printf 'namn;n;t\nEva;%s;\n' "$n" >ratt.csv
	ubat-import -s k.source --corrects fel.csv.why ratt.csv >b 2>/dev/null
	[ "$(cat a b | grep -v '^#' | cut -f2 | grep -cx "$n")" = 2 ]
}

@test "corrected records that do not come back are told and counted; none of them missing is 0" {
	ubat-import -s x.source --max-rejects 3 -r fel.csv x.csv >a 2>/dev/null
	printf 'namn;n;t\r\nEva;3;\r\n' >ratt.csv
	run -0 --separate-stderr ubat-import -s x.source --corrects fel.csv.why ratt.csv
	[ "$stderr" = "ubat-import: fel.csv.why: 2 of 3 rejected records did not come back" ]
	echo "$output" >b
	[ "$(step b in) $(step b corrects) $(step b corrects-missing)" = "1 3 2" ]
	# in less corrects, and those missing again: the records of the extract
	[ $(($(step a in) + $(step b in) - $(step b corrects) + $(step b corrects-missing))) = 5 ]
	# a footer or an empty line is none that came back, a record rejected again is
	printf 'namn;n;t\r\nEva;3;\r\n\r\nBo;x;\r\n' >ratt.csv
	run -0 --separate-stderr ubat-import -s x.source --max-rejects 1 --corrects fel.csv.why ratt.csv
	[ "${stderr_lines[0]}" = "ubat-import: fel.csv.why: 1 of 3 rejected records did not come back" ]
	[ "$(step <(echo "$output") corrects-missing)" = 1 ]
	# of several files, together; in a check, too
	printf 'namn;n;t\nUno;4;\n' >mer.csv
	run -0 --separate-stderr ubat-import -s x.source --corrects fel.csv.why mer.csv mer.csv mer.csv
	[ -z "$stderr" ]
	[ "$(step <(echo "$output") corrects-missing)" = 0 ]
	run -0 --separate-stderr ubat-import --check -s x.source --corrects fel.csv.why mer.csv
	[ "$stderr" = "ubat-import: fel.csv.why: 2 of 3 rejected records did not come back" ]
}

@test "more records than were rejected correct nothing: the stream has no end" {
	ubat-import -s x.source --max-rejects 3 -r fel.csv x.csv >a 2>/dev/null
	printf 'namn;n;t\nA;1;\nB;2;\nC;3;\nD;4;\n' >ratt.csv
	run -1 --separate-stderr ubat-import -s x.source --corrects fel.csv.why -r igen.csv ratt.csv
	[ "$stderr" = "ubat-import: fel.csv.why: 3 records were rejected, but 4 come in as corrected" ]
	[[ $output != *"#end"* ]]
	[[ $output != *"#step"* ]]
	[ "$(tail -n 1 igen.csv.why)" = "$(tsv '#end 0 1')" ]
	run -1 --separate-stderr ubat-import --check -s x.source --corrects fel.csv.why ratt.csv
	[ -z "$output" ]
	# the extract once more, in place of the corrected file
	run -1 --separate-stderr ubat-import -s x.source --max-rejects 100% --corrects fel.csv.why x.csv
	[ "${stderr_lines[-1]}" = "ubat-import: fel.csv.why: 3 records were rejected, but 5 come in as corrected" ]
}

@test "rejects that are imported again uncorrected are rejected as they were" {
	run -1 ubat-import -s x.source -r fel.csv x.csv
	run -1 ubat-import -s x.source -r igen.csv fel.csv
	cmp fel.csv igen.csv
	body fel.csv.why | sed 1d | cut -f5,6 >a
	body igen.csv.why | sed 1d | cut -f5,6 | cmp - a
}

@test "the file of rejects is an extract of the same shape: preamble, headings, footer and line ends" {
	again() { # again LINE-OF-SOURCE...: what is rejected is rejected again, all of it
		printf '%s\n' '[source]' "$@" '[column a n]' '[column n]' 'type = int' >y.source
		run -1 ubat-import -s y.source -r fel.csv y.csv
		run -1 ubat-import -s y.source -r igen.csv fel.csv
		cmp fel.csv igen.csv
		[ "$(body fel.csv.why | cut -f5,6)" = "$(body igen.csv.why | cut -f5,6)" ]
		# each byte is that of the record, too
		body fel.csv.why | sed 1d | cut -f4 | while read -r b; do
			tail -c +$((b + 1)) y.csv | head -c 1
		done >first
		[ "$(cat first)" = qr ]
	}
	printf 'Uttag "2016\n\na,n\np,1\nq,x\nr,y\n\nSumma,2\nSlut\n' >y.csv
	again 'preamble = 2' 'footer = 2'
	[ "$(tail -n 2 fel.csv | tr '\n' ,)" = "Summa,2,Slut," ]
	printf 'Uttag\na,n\np,1\nq,x\nr,y\nSumma,2\n' >y.csv
	again 'preamble = until ^a,n$' 'footer = Summa'
	printf 'a,n\rp,1\rq,"x\r"\rr,y\rSumma' >y.csv
	again 'line-end = cr' 'footer = 1'
	printf 'a,n,\np,1,\nq,x,\nr,y,\n' >y.csv
	again 'trailing = yes'
	printf '\357\273\277a,n\np,1\nq,x\nr,y\n' >y.csv
	again 'headings = 1'
}

@test "--corrects: a file that is none, or cut, is an error" {
	run -1 ubat-import -s x.source -r fel.csv x.csv
	for f in x.csv nothing; do
		run -1 --separate-stderr ubat-import -s x.source --corrects $f fel.csv
		[ -z "$output" ]
	done
	printf '#a:int\n1\n#end\t1\t0\n' >w
	run -1 --separate-stderr ubat-import -s x.source --corrects w fel.csv
	[ "$stderr" = "ubat-import: w: not what -r writes beside its file, or cut" ]
	sed '$d' fel.csv.why >w
	run -1 --separate-stderr ubat-import -s x.source --corrects w fel.csv
	[ "$stderr" = "ubat-import: w: not what -r writes beside its file, or cut" ]
}

@test "--rejects-redacted: why alone, to that file, and no record anywhere" {
	run -1 ubat-import -s x.source -r fel.csv x.csv
	mkdir d
	cp x.* d
	cd d
	run -1 ubat-import -s x.source --rejects-redacted skal x.csv
	cmp skal ../fel.csv.why
	[ "$(stat -c %a skal)" = 600 ]
	[ "$(ls)" = "$(printf 'skal\nx.csv\nx.source')" ]
	! grep -q -e fel -e 2016-13 -e Eva skal || false
	run -2 --separate-stderr ubat-import -s x.source -r a --rejects-redacted b x.csv
	[ "${stderr_lines[0]}" = "ubat-import: -r writes what --rejects-redacted does, to FILE.why: one of them" ]
	[ "$(ls | wc -l)" = 3 ]
}

@test "what invalid made missing is no rejected record, and not told of" {
	sed -i 's/^type = int/&\ninvalid = .r/' x.source
	run -1 --separate-stderr ubat-import -s x.source -r fel.csv x.csv
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:3: column n: not int (1 value refused)" ]
	[ "$(body fel.csv.why | sed 1d | cut -f5,6 | tr '\t\n' ' ,')" = "t not date, field count," ]
}

@test "the files are there when nothing was rejected, and when too much was" {
	printf 'namn;n;t\r\nA;1;\r\n' >y.csv
	run -0 ubat-import -s x.source -r fel.csv y.csv
	[ "$(tail -n 1 fel.csv.why)" = "$(tsv '#end 0 1')" ]
	[ "$(wc -l <fel.csv)" = 1 ]
	run -1 ubat-import -s x.source -r fel.csv x.csv
	[ "$(tail -n 1 fel.csv.why)" = "$(tsv '#end 4 1')" ]
	[[ $output != *"#end"* ]]
}

@test "no record and no value is in the list of why" {
	printf 'namn;n;t\r\nQQ1;QQ2;QQ3\r\n"QQ4"QQ;1;\r\nQQ5;1;;QQ6\r\n\201QQ;1;\r\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source -r fel.csv x.csv
	[ "$(body fel.csv.why | sed 1d | cut -f6 | tr '\n' ,)" = \
	    "not int,not date,text after a closing quote,field count,invalid windows-1252," ]
	! grep -q QQ fel.csv.why || false
	[[ $stderr != *QQ* ]]
}

@test "--max-rejects: the default is none, n is still allowed, n% is of the records read" {
	printf 'namn;n;t\nA;1;\nB;x;\n\n' >y.csv
	run -1 ubat-import -s x.source y.csv
	[[ $output != *"#end"* ]]
	run -1 ubat-import -s x.source --max-rejects 0 y.csv
	run -1 ubat-import -s x.source --max-rejects 0% y.csv
	run -0 ubat-import -s x.source --max-rejects 1 y.csv
	run -0 ubat-import -s x.source --max-rejects 50% y.csv
	run -1 --separate-stderr ubat-import -s x.source --max-rejects 49% y.csv
	[ "${stderr_lines[1]}" = "ubat-import: 1 of 2 records rejected, --max-rejects is 49%" ]
	printf 'namn;n;t\nA;x;\n' >y.csv
	run -0 --separate-stderr ubat-import -s x.source --max-rejects 100% y.csv
	[ "${lines[-1]}" = "$(tsv '#end 0 1')" ]
	# of nothing, nothing is too much
	printf 'namn;n;t\n' >y.csv
	run -0 ubat-import -s x.source --max-rejects 0% y.csv
	run -0 ubat-import -s x.source --max-rejects 9223372036854775807 y.csv
	run -2 ubat-import -s x.source --max-rejects 9223372036854775808 y.csv
}

@test "in is out and rejected together, with several files and blank lines" {
	printf 'namn;n;t\r\n\r\nA;1;\r\nB;x;\r\n\r\n' >y.csv
	ubat-import -s x.source --max-rejects 9 x.csv y.csv >a 2>/dev/null
	[ "$(step a in)" = 7 ]
	[ $(($(step a out) + $(step a rejected))) = 7 ]
	[ "$(step a blank-lines)" = 3 ]
	[ "$(grep -vc '^#' a)" = "$(step a out)" ]
}

@test "the account says how many columns were left behind" {
	printf 'a;namn;b;n;t;;c\nx;x;x;1;;x;x\n' >y.csv
	ubat-import -s x.source y.csv >a
	[ "$(step a left-out-columns)" = 4 ]
}

@test "--check reports what is wrong and writes no stream; the exit status is that of an import" {
	ubat-import -s x.source x.csv 2>want >/dev/null || true
	run -1 --separate-stderr ubat-import --check -s x.source x.csv
	[ -z "$output" ]
	[ "$stderr" = "$(cat want)" ]
	run -0 --separate-stderr ubat-import --check -s x.source --max-rejects 3 x.csv
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" = 4 ]
	run -1 ubat-import --check -s x.source -r fel.csv x.csv
	[ "$(tail -n 1 fel.csv.why)" = "$(tsv '#end 4 1')" ]
	printf 'namn;n;t\nA;1;\n' >y.csv
	run -0 --separate-stderr ubat-import --check -s x.source y.csv
	[ -z "$output$stderr" ]
	printf 'namn;n\nA;1\n' >y.csv
	run -1 --separate-stderr ubat-import --check -s x.source y.csv
	[ "$stderr" = "ubat-import: y.csv:1: column t: no heading t" ]
	run -1 ubat-import --check -s nothing.source y.csv
	echo '[colum a]' >y.source
	run -2 ubat-import --check -s y.source y.csv
}

@test "the examples of the page run, one after another" {
	# EXAMPLES: ubat-import.1
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	literal() {
		awk -v want="$1" '/^\.Bd / { n++; on = n == want; next } /^\.Ed/ { on = 0 }
			on { sub(/^\\&/, ""); print }' "$ROOT/man/ubat-source.5"
	}
	literal 2 >atgard.source
	{
		literal 3
		for i in $(seq 100); do printf 'K%d;0180;Privat utförare;20160307;99;N;Ek;900\n' "$i"; done
		echo 'K0;0180;Privat utförare;20160307;åtta;N;Ek;900'
	} | iconv -f utf-8 -t windows-1252 >atgard.csv
	gzip -nk atgard.csv
	printf 'a\tb\n1\t2\n' >export.txt
	printf '%s\n' 'Personnummer;x' '19570428-9999;1' >klient.csv
	printf '%s\n' '[source]' 'delimiter = ;' 'context = prov' '[column klient]' \
	    'heading = Personnummer' 'type = person' >klient.source
	mkdir bin
	printf '#!/bin/sh\nsed -i s/.tta/8/ "$1"\n' >bin/vi
	chmod +x bin/vi
	PATH=$PWD/bin:$PATH
	examples ubat-import.1 >lines
	[ "$(wc -l <lines)" -ge 11 ]
	while IFS= read -r line; do
		echo "$line"
		case $line in
		*--check* | "ubat-import -s atgard.source atgard.csv") status=1 ;;
		*) status=0 ;;
		esac
		run -$status --separate-stderr bash -c "set -o pipefail; $line"
		echo "$stderr"
		echo "$output" >last
	done <lines
	[ "$(tail -n 1 atgard.ubat)" = "$(tsv '#end 1 1')" ]
	ubat-filter true atgard.ubat >all.ubat
	[ "$(tail -n 1 all.ubat)" = "$(tsv '#end 104 3')" ]
	! grep -q K0 fel.ubat
}

@test "a file of rejects or of why that cannot be written whole is an error, and none is left" {
	{ echo 'namn;n;t'; yes 'A;x;' | head -n 3000; } >y.csv
	for o in '-r fel.csv' '--rejects-redacted skal'; do
		run -1 --separate-stderr bash -c "trap '' XFSZ; ulimit -f 8
		    ubat-import -s x.source --max-rejects 100% $o y.csv | cat; exit \${PIPESTATUS[0]}"
		[[ $stderr = *": cannot write: File too large" ]]
		[[ $output != *"#end"* ]]
		[ "$(find . -name '.ubat*' -o -name 'fel*' -o -name skal)" = "" ]
	done
	# the records fit, why does not
	{ echo 'namn;n;t'; yes 'A;x;' | head -n 1000; } >y.csv
	run -1 --separate-stderr bash -c "trap '' XFSZ; ulimit -f 8
	    ubat-import -s x.source --max-rejects 100% -r fel.csv y.csv | cat; exit \${PIPESTATUS[0]}"
	[[ $stderr = *"fel.csv.why: cannot write: File too large" ]]
	[ "$(find . -name '.ubat*' -o -name 'fel*')" = "" ]
}
