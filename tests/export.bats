# ubat-export(1): one test for each sentence of the page.
# EXAMPLES: ubat-export.1
load helper
load streams

bom=$(printf '\xef\xbb\xbf')
cr=$(printf '\r')

# cells ARG...: what ubat-export writes of standard input, without the heading
cells() {
	ubat-export "$@" | tail -n +2 | tr -d '\r'
	return "${PIPESTATUS[0]}"
}

# --- all formats ------------------------------------------------------------

@test "columns keep their order and names, companions stay" {
	for f in csv tsv; do
		run -0 --separate-stderr ubat-export --rfc -f $f t.ubat
		[ "$(echo "${lines[0]}" | tr ',\t' '  ')" = "regi kon n pos pos_k pos_n c c_n$cr" ]
		[ -z "$stderr" ]
	done
	run -0 ubat-export -f jsonl t.ubat
	[ "${lines[0]}" = '{"regi":"p","kon":"k","n":200,"pos":0.285,"pos_k":57,"pos_n":200,"c":1.2345678,"c_n":3}' ]
}

@test "the files are read as one, or standard input" {
	ubat-export -f jsonl s.ubat s.ubat >want
	[ "$(wc -l <want)" = 6 ]
	cat s.ubat s.ubat | ubat-export -f jsonl | cmp - want
	ubat-export -f jsonl - s.ubat <s.ubat | cmp - want
}

@test "the escapes are undone" {
	printf '#x:text\n\\#a\n\\.x\nb\\\\n\\tc\n' | whole >x
	[ "$(cells -f csv --rfc <x)" = "$(printf '#a\n.x\nb\\n\tc')" ]
}

@test "a field that is not of its type is an error" {
	for t in int:1.5 dec:1,5 date:2016-02-30 bool:2 count:-1 share:2 mean:x; do
		one_column "${t%%:*}" "${t#*:}" >x
		for f in csv tsv jsonl sql; do
			run -1 --separate-stderr ubat-export -f $f x
			[ "$stderr" = "ubat-export: x:2: column x: not a valid ${t%%:*}" ]
		done
	done
	one_column int '=cmd()' >x
	run -1 --separate-stderr ubat-export -f csv x
	[ "$stderr" = 'ubat-export: x:2: column x: not a valid int' ]
}

@test "a format that is none, or none at all, is usage" {
	run -2 --separate-stderr ubat-export s.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-export: -f is needed: csv, tsv, jsonl, sql or px' ]
	run -2 --separate-stderr ubat-export -f xml s.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-export: -f: not csv, tsv, jsonl, sql or px' ]
}

@test "an option that does not go with the format is usage" {
	for o in 'jsonl --rfc' 'sql --labels' 'px --missing' 'sql --missing' \
	    'csv --created' 'sql --subject' 'csv --name' 'csv --decimals' \
	    'jsonl --formula-guard'; do
		set -- ${o#* }
		case $1 in
		--missing) set -- "$1" code ;;
		--created) set -- "$1" 2026-01-01 ;;
		--subject) set -- "$1" A:b ;;
		--name) set -- "$1" x ;;
		--decimals) set -- "$1" 1 ;;
		--formula-guard) set -- "$1" off ;;
		esac
		run -2 --separate-stderr ubat-export -f "${o% *}" "$@" s.ubat
		[ "${stderr%%$'\n'*}" = "ubat-export: ${o#* } does not go with -f ${o% *}" ]
		[ -z "$output" ]
	done
}

@test "wrong arguments of options are usage" {
	run -2 --separate-stderr ubat-export -f csv --missing x s.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-export: --missing: not empty or code' ]
	run -2 --separate-stderr ubat-export -f csv --formula-guard x s.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-export: --formula-guard: not quote, reject or off' ]
	run -2 --separate-stderr ubat-export -f csv --percent 7 s.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-export: --percent: not a whole number from 0 to 6' ]
	run -2 --separate-stderr ubat-export -f px --decimals 7 t.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-export: --decimals: not a whole number from 0 to 6' ]
	run -2 --separate-stderr ubat-export -f px --created 2026-02-29 t.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-export: --created: not a date, YYYY-MM-DD' ]
	for s in SO :x SO:; do
		run -2 --separate-stderr ubat-export -f px --subject $s t.ubat
		[ "${stderr%%$'\n'*}" = 'ubat-export: --subject: not code:area' ]
	done
}

@test "-o writes the file, whole, for its owner alone" {
	for f in csv tsv jsonl sql px; do
		ubat-export -f $f t.ubat >want
		run -0 --separate-stderr ubat-export -f $f -o out t.ubat
		[ -z "$output$stderr" ]
		cmp out want
		[ "$(stat -c %a out)" = 600 ]
	done
	[ -z "$(ls -A | grep '^\.ubat-' || :)" ]
}

@test "-o cannot be a file that is read, by whatever name" {
	cp s.ubat want
	ln -s s.ubat link
	for args in '-o s.ubat s.ubat' '-o ./s.ubat s.ubat' '-o link s.ubat' \
	    '-o s.ubat link' '-o s.ubat' '-o s.ubat -'; do
		run -2 --separate-stderr ubat-export -f csv $args <s.ubat
		read -r _ name _ <<<"$args"
		[ "$stderr" = "ubat-export: $name: is read too, and would be replaced: choose another name" ]
		cmp s.ubat want
		[ -L link ]
	done
	run -0 ubat-export -f csv -o want s.ubat
}

@test "-o leaves what was there when anything fails" {
	echo old >out
	printf '#x:int\n1\nb\n#end\t2\t0\n' >bad
	run -1 ubat-export -f csv -o out bad
	run -2 ubat-export -f px -o out s.ubat
	head -n 3 s.ubat >cut
	run -1 ubat-export -f csv -o out cut
	[ "$(cat out)" = old ]
	run -1 --separate-stderr ubat-export -f csv -o none/out s.ubat
	[ "$stderr" = 'ubat-export: none/out: cannot create: No such file or directory' ]
	[ -z "$(ls -A | grep '^\.ubat-' || :)" ]
}

@test "--missing empty: an empty field, or null" {
	[ "$(one_column int 1 _ .x | cells -f csv)" = "$(printf '1\n""\n""')" ]
	[ "$(one_column int 1 _ .x | ubat-export -f jsonl)" = "$(printf '{"x":1}\n{"x":null}\n{"x":null}')" ]
	[ "$(cells -f csv --missing empty <s.ubat | sed -n 2p)" = '1480;2016-03-07;;-3,25;0;' ]
}

@test "--labels: what is hidden in a table has its sign, unless --missing empty" {
	tsv '#a:code n:count m:count' '#table t keys=a' 'p .s .l' 'q .b 1' | whole >x
	[ "$(cells -f csv --labels x)" = "$(printf 'p;X;..\nq;;1')" ]
	[ "$(cells -f tsv --labels x | tr '\t' ';')" = "$(printf 'p;X;..\nq;;1')" ]
	[ "$(cells -f csv --labels --missing empty x)" = "$(printf 'p;;\nq;;1')" ]
	[ "$(cells -f csv --labels --missing code x)" = "$(printf 'p;.s;.l\nq;.b;1')" ]
	[ "$(cells -f csv x)" = "$(printf 'p;;\nq;;1')" ]
	# records have no hidden figures
	printf '#n:int\tb:int\n.s\t1\n#end\t1\t0\n' >x
	[ "$(cells -f csv --labels x)" = ';1' ]
}

@test "--missing code: the reason; what is not recorded stays empty" {
	[ "$(one_column int 1 _ .x | cells -f csv --missing code)" = "$(printf '1\n""\n.x')" ]
	[ "$(one_column text a _ .x | cells -f tsv --missing code)" = "$(printf 'a\n""\n.x')" ]
	[ "$(one_column int 1 _ .x | ubat-export -f jsonl --missing code)" = \
	    "$(printf '{"x":1}\n{"x":null}\n{"x":{"missing":"x"}}')" ]
}

@test "a text that is like a code is an error where codes are written" {
	one_column text '\.x' >x
	for f in csv tsv; do
		[ "$(cells -f $f <x)" = .x ]
		run -1 --separate-stderr ubat-export -f $f --missing code x
		[ "$stderr" = 'ubat-export: x:2: column x: a text that is like the code of a missing value' ]
	done
	[ "$(ubat-export -f jsonl --missing code x)" = '{"x":".x"}' ]
	printf '#x:text\tn:count\n#table\tt\tkeys=x\n\\.t\t1\n#end\t1\t0\n' >x
	for f in csv tsv jsonl sql; do
		run -1 --separate-stderr ubat-export -f $f x
		[ "$stderr" = 'ubat-export: x:3: column x: a text that is like the code of a missing value' ]
	done
	[ "$(ubat-export -f jsonl --missing code x)" = '{"x":".t","n":1}' ]
}

@test "in key columns of a table a reason is kept: a total is no group" {
	[ "$(cells -f csv <t.ubat | cut -d';' -f1-3)" = "$(printf 'p;k;200\np;.t;3\n.t;.t;4')" ]
	[ "$(ubat-export -f jsonl t.ubat | tail -n 1)" = \
	    '{"regi":".t","kon":".t","n":4,"pos":null,"pos_k":0,"pos_n":0,"c":2,"c_n":null}' ]
	[ "$(ubat-export -f jsonl --missing code t.ubat | tail -n 1)" = \
	    '{"regi":{"missing":"t"},"kon":{"missing":"t"},"n":4,"pos":{"missing":"u"},"pos_k":0,"pos_n":0,"c":2,"c_n":null}' ]
	[ "$(ubat-export -f sql t.ubat | tail -n 2 | head -n 1)" = \
	    "INSERT INTO \"tabell\" VALUES ('.t', '.t', 4, NULL, 0, 0, 2, NULL);" ]
	# outside a table there are no keys
	printf '#regi:code\n.t\n#end\t1\t0\n' >x
	[ "$(ubat-export -f jsonl x)" = '{"regi":null}' ]
}

@test "--percent: from numerator and base, half up" {
	# through doubles 57/200 is 28
	[ "$(cells -f csv --percent 0 <t.ubat | cut -d';' -f4 | paste -sd' ')" = '29 50 ' ]
	[ "$(cells -f csv --percent 1 <t.ubat | cut -d';' -f4 | paste -sd' ')" = '28,5 50,0 ' ]
	[ "$(cells -f csv --rfc --percent 2 <t.ubat | cut -d, -f4 | paste -sd' ')" = '28.50 50.00 ' ]
	[[ $(ubat-export -f jsonl --percent 1 t.ubat) = *'"pos":28.5,'* ]]
	[[ $(ubat-export -f sql --percent 1 t.ubat) = *"'k', 200, 28.5, 57"* ]]
}

@test "--percent: a share alone is rounded on its own text" {
	[ "$(one_column share 0.285 1 0 0.1 | cells -f csv --percent 0 | paste -sd' ')" = '29 100 0 10' ]
}

@test "without --percent a share is as in the stream, but with --labels and in px" {
	[ "$(cells -f csv <t.ubat | cut -d';' -f4 | paste -sd' ')" = '0,285 0,5 ' ]
	[ "$(cells -f csv --labels <t.ubat | cut -d';' -f4 | paste -sd' ')" = '28,5 50,0 ' ]
	[ "$(cells -f csv --labels --percent 0 <t.ubat | cut -d';' -f4 | paste -sd' ')" = '29 50 ' ]
	ubat-export -f px t.ubat | grep -q '^200 28.5 '
}

@test "columns of type id are refused unless --records" {
	tsv '#klient:id n:int' 'a 1' | whole >x
	for f in csv tsv jsonl sql; do
		run -2 --separate-stderr ubat-export -f $f x
		[ "$stderr" = 'ubat-export: x: column klient is of type id (--records to write it anyway)' ]
		[ -z "$output" ]
		run -0 ubat-export -f $f --records x
		[[ $output = *a*1* ]]
	done
}

@test "a cut stream goes to standard output with status 1, to no file" {
	head -n 4 s.ubat >cut
	for f in csv tsv jsonl sql; do
		run -1 --separate-stderr ubat-export -f $f cut
		[ "$stderr" = 'ubat-export: cut: the stream is cut: it has no end that fits it' ]
		[[ $output = *0180* ]]
		run -1 --separate-stderr ubat-export -f $f -o out cut
		[ "$stderr" = 'ubat-export: cut: the stream is cut: it has no end that fits it' ]
		[ ! -e out ]
		run -0 --separate-stderr ubat-export -f $f --cut-ok cut
		[ "$stderr" = 'ubat-export: cut: the stream is cut: it has no end that fits it' ]
		run -0 ubat-export -f $f --cut-ok -o out cut
		[ -s out ]
		rm out
	done
}

@test "accounts that do not add up are an error, and no file" {
	ubat-filter 'alder is not missing' s.ubat >good
	# one record less, and an end that says so
	grep -v '^0180' good | sed 's/^#end	2/#end	1/' >bad
	run -1 --separate-stderr ubat-export -f csv -o out bad
	[[ $stderr = 'ubat-export: bad: '* ]]
	[ ! -e out ]
	run -1 ubat-export -f csv bad
	run -0 ubat-export -f csv good
}

@test "a full disk is exit 1 in every format, at the end and far before" {
	[ -w /dev/full ] || skip "needs /dev/full"
	{
		printf '#a:int\tn:count\n#table\tt\tkeys=a\n'
		seq 50000 | sed 's/$/	1/'
		printf '#end\t50000\t0\n'
	} >big
	for f in csv tsv jsonl sql px; do
		for s in t.ubat big; do
			run -1 --separate-stderr bash -c "ubat-export -f $f $s >/dev/full"
			[ "$stderr" = 'ubat-export: stdout: cannot write: No space left on device' ]
		done
	done
}

@test "a second table is an error, but in sql" {
	sed 's/tabell/andra/' t.ubat >u.ubat
	for f in csv tsv jsonl px; do
		run -1 --separate-stderr ubat-export -f $f -o out t.ubat u.ubat
		[ "$stderr" = 'ubat-export: u.ubat:2: #table: a second table, where one is taken' ]
		[ ! -e out ]
	done
	run -0 ubat-export -f sql t.ubat u.ubat
	[ "$(grep -c 'CREATE TABLE' <<<"$output")" = 2 ]
	[ "$(grep -c 'BEGIN TRANS' <<<"$output")" = 1 ]
	[ "${lines[-1]}" = 'COMMIT;' ]
}

# --- csv and tsv ------------------------------------------------------------

@test "csv is as Excel with Swedish settings opens it: semicolon, comma, BOM, CR LF" {
	ubat-export -f csv s.ubat >out
	printf '%s\r\n' "${bom}kommun;start;alder;kostnad;nojd;t" \
	    '0180;2016-03-01;41;12500,5;1;en text' '1480;2016-03-07;;-3,25;0;' \
	    ';;7;;;"a;b,c ""q"" d'"$(printf '\te\nf \\')"'"' >want
	cmp out want
}

@test "tsv is the same with TABs" {
	ubat-export -f tsv s.ubat >out
	{
		printf '%s%s\r\n' "$bom" "$(tsv 'kommun start alder kostnad nojd t')"
		printf '%s\r\n' "$(printf '0180\t2016-03-01\t41\t12500,5\t1\ten text')" \
		    "$(printf '1480\t2016-03-07\t\t-3,25\t0\t')"
		printf '\t\t7\t\t\t"a;b,c ""q"" d\te\nf \\"\r\n'
	} >want
	cmp out want
}

@test "--rfc: commas, a decimal point, no byte order mark" {
	ubat-export -f csv --rfc s.ubat >out
	printf '%s\r\n' 'kommun,start,alder,kostnad,nojd,t' \
	    '0180,2016-03-01,41,12500.5,1,en text' '1480,2016-03-07,,-3.25,0,' \
	    ',,7,,,"a;b,c ""q"" d'"$(printf '\te\nf \\')"'"' >want
	cmp out want
	run -0 ubat-export -f tsv --rfc s.ubat
	[ "${lines[1]}" = "$(printf '0180\t2016-03-01\t41\t12500.5\t1\ten text\r')" ]
}

@test "quotation marks stand where they must, and nowhere else" {
	[ "$(one_column text 'a;b' 'a,b' 'a b' ' a' 'a ' '"' 'a""b' 'a\nb' 'a\rb' | ubat-export -f csv)" = \
	    "$(printf '%sx\r\n"a;b"\r\na,b\r\na b\r\n" a"\r\n"a "\r\n""""\r\n"a""""b"\r\n"a\nb"\r\n"a\rb"\r\n' "$bom")" ]
	[ "$(one_column text 'a;b' 'a,b' | ubat-export -f csv --rfc)" = "$(printf 'x\r\na;b\r\n"a,b"\r\n')" ]
	[ "$(one_column text 'a;b' 'a\tb' | ubat-export -f tsv --rfc)" = "$(printf 'x\r\na;b\r\n"a\tb"\r\n')" ]
}

@test "a record of one empty field is two quotation marks" {
	[ "$(one_column text a _ | ubat-export -f csv --rfc)" = "$(printf 'x\r\na\r\n""\r\n')" ]
}

@test "numbers longer than Excel keeps are counted" {
	one_column int 9007199254740993 123456789012345 -1234567890123456 7 >x
	run -0 --separate-stderr ubat-export -f csv x
	[ "$stderr" = 'ubat-export: numbers with more digits than Excel keeps (15): 2' ]
	[[ $output = *9007199254740993* ]]
	run -0 --separate-stderr ubat-export -f csv --rfc x
	[ -z "$stderr" ]
	one_column dec 0.000000001 1234567.123456789 >x
	run -0 --separate-stderr ubat-export -f csv x
	[ "$stderr" = 'ubat-export: numbers with more digits than Excel keeps (15): 1' ]
}

@test "--labels: headings are labels; reasons in keys are words" {
	run -0 ubat-export -f csv --labels s.ubat
	[ "${lines[0]}" = "${bom}kommun;start;Ålder;kostnad;nojd;\"Text; fri\"$cr" ]
	run -0 ubat-export -f csv --labels t.ubat
	[ "${lines[0]}" = "${bom}Regi;kon;n;Andel, procent;pos_k;pos_n;c;c_n$cr" ]
	[ "${lines[3]}" = "Totalt;Totalt;4;;0;0;2;$cr" ]
}

@test "--labels: two equal ones are an error" {
	printf '#a:int\tb:int\n#label\ta\tSamma\n#label\tb\tSamma\n1\t2\n#end\t1\t0\n' >x
	run -2 --separate-stderr ubat-export -f csv --labels x
	[ "$stderr" = 'ubat-export: x: columns a and b have the same label' ]
	[ -z "$output" ]
	run -0 ubat-export -f csv x
	# a label that is another column's name
	printf '#a:int\tb:int\n#label\ta\tb\n1\t2\n#end\t1\t0\n' >x
	run -2 ubat-export -f csv --labels x
}

@test "--formula-guard quote: an apostrophe, counted; the default for Excel" {
	one_column text '=1+1' '+46 8' '-x' '@a' '\tx' '\rx' '\nx' 'a=b' "=cmd|'/C calc'!A0" >x
	run -0 --separate-stderr ubat-export -f csv x
	[ "$stderr" = 'ubat-export: texts that begin as a formula does, written with an apostrophe: 8' ]
	printf "%sx\r\n'=1+1\r\n'+46 8\r\n'-x\r\n'@a\r\n'\tx\r\n\"'\rx\"\r\n\"'\nx\"\r\na=b\r\n'=cmd|'/C calc'!A0\r\n" "$bom" >want
	ubat-export -f csv x 2>/dev/null | cmp - want
	run -0 --separate-stderr ubat-export -f tsv x
	[ "${stderr_lines[0]}" = 'ubat-export: texts that begin as a formula does, written with an apostrophe: 8' ]
	[ "${stderr_lines[1]}" = 'ubat-export: texts with a TAB or a line break, in quotation marks: 3' ]
	run -0 ubat-export -f csv --rfc --formula-guard quote x
	[ "${lines[1]}" = "'=1+1$cr" ]
	for t in code; do
		one_column $t '-5' >x
		[ "$(cells -f csv <x)" = "'-5" ]
	done
}

@test "--formula-guard: numbers are never touched" {
	tsv '#a:int b:dec c:mean' '-5 -0.5 -1.25' | whole >x
	run -0 --separate-stderr ubat-export -f csv x
	[ -z "$stderr" ]
	[ "${lines[1]}" = "-5;-0,5;-1,25$cr" ]
	run -0 ubat-export -f csv --formula-guard reject x
}

@test "--formula-guard reject: an error; off: as it is, the default of --rfc" {
	one_column text a '=1+1' >x
	run -1 --separate-stderr ubat-export -f csv --formula-guard reject x
	[ "$stderr" = 'ubat-export: x:3: column x: begins as a formula does (--formula-guard)' ]
	run -0 --separate-stderr ubat-export -f csv --formula-guard off x
	[ "${lines[2]}" = "=1+1$cr" ]
	[ -z "$stderr" ]
	run -0 --separate-stderr ubat-export -f csv --rfc x
	[ "${lines[2]}" = "=1+1$cr" ]
	[ -z "$stderr" ]
}

@test "--formula-guard holds for labels too" {
	printf '#a:int\n#label\ta\t=A\n1\n#end\t1\t0\n' >x
	run -0 --separate-stderr ubat-export -f csv --labels x
	[ "${lines[0]}" = "$bom'=A$cr" ]
	[ "$stderr" = 'ubat-export: texts that begin as a formula does, written with an apostrophe: 1' ]
	run -2 --separate-stderr ubat-export -f csv --labels --formula-guard reject x
	[ "$stderr" = 'ubat-export: x: column a: its label begins as a formula does (--formula-guard)' ]
}

# describe DELIMITER DECIMAL: a description of what s.ubat becomes
describe() {
	printf '[source]\nencoding = utf-8\ndelimiter = %s\ndecimal = %s\n' "$1" "$2"
	printf '[column kommun]\ntype = code\n[column start]\ntype = date\n'
	printf '[column alder]\ntype = int\n[column kostnad]\ntype = dec\n'
	printf '[column nojd]\ntype = bool\n[column t]\ntype = text\n'
	printf '[missing]\n.x = .x\n.n = .n\n'
}

# back FILE: that extract as a stream again, without labels and accounts
back() {
	ubat-import -s s.source "$1" | body | grep -v '^#label'
}

@test "csv and tsv, imported again, are the same stream, reasons and all" {
	body s.ubat | grep -v '^#label' >want
	describe , . >s.source
	ubat-export -f csv --rfc --missing code s.ubat >s.csv
	back s.csv | diff want -
	describe tab . >s.source
	ubat-export -f tsv --rfc --missing code s.ubat >s.tsv
	back s.tsv | diff want -
	describe ';' , >s.source
	ubat-export -f csv --missing code s.ubat >s.csv
	back s.csv | diff want -
}

@test "a text longer than any buffer comes out whole" {
	big=$(printf '%0300000d' 0 | sed 's/0000000000/012345678"/g')
	one_column text "$big" >x
	want=$(printf '%s' "$big" | sed 's/"/""/g')
	[ "$(cells -f csv <x)" = "\"$want\"" ]
	[ "$(ubat-export -f jsonl x | wc -c)" = $((330000 + 9)) ]
	little=$(one_column text a | ubat-export -f sql | wc -c)
	[ "$(ubat-export -f sql x | wc -c)" = $((300000 - 1 + little)) ]
	# and a record of nothing after it is one
	one_column text "$big" _ >x
	[ "$(cells -f csv <x | tail -n 1)" = '""' ]
}

# --- jsonl ------------------------------------------------------------------

@test "jsonl: an object per record; numbers, true and false, all else strings" {
	run -0 --separate-stderr ubat-export -f jsonl s.ubat
	[ "${lines[0]}" = '{"kommun":"0180","start":"2016-03-01","alder":41,"kostnad":12500.5,"nojd":true,"t":"en text"}' ]
	[ "${lines[1]}" = '{"kommun":"1480","start":"2016-03-07","alder":null,"kostnad":-3.25,"nojd":false,"t":null}' ]
	[ "${lines[2]}" = '{"kommun":null,"start":null,"alder":7,"kostnad":null,"nojd":null,"t":"a;b,c \"q\" d\te\nf \\"}' ]
	[ -z "$stderr" ]
}

@test "jsonl: control characters are escaped" {
	one_column text "$(printf 'a\001b\033c\177d')é水" >x
	[ "$(ubat-export -f jsonl x)" = '{"x":"a\u0001b\u001bc\u007fdé水"}' ]
}

@test "jsonl: what no double holds is a string, and counted" {
	one_column int 9007199254740992 9007199254740993 -9007199254740993 9223372036854775807 9007199254740994 >x
	run -0 --separate-stderr ubat-export -f jsonl x
	[ "$stderr" = 'ubat-export: numbers that no double holds, written as strings: 4' ]
	[ "$(echo "$output" | paste -sd' ')" = '{"x":9007199254740992} {"x":"9007199254740993"} {"x":"-9007199254740993"} {"x":"9223372036854775807"} {"x":"9007199254740994"}' ]
	one_column dec 0.1 123456789.123456789 123456789012345678.5 1234567.123456789 >x
	run -0 --separate-stderr ubat-export -f jsonl x
	[ "$(echo "$output" | paste -sd' ')" = '{"x":0.1} {"x":"123456789.123456789"} {"x":"123456789012345678.5"} {"x":1234567.123456789}' ]
}

# from_json: the records of jsonl as a stream again; flat objects only
from_json() {
	awk '
	function value(   v, c) {
		if (sub(/^\{"missing":"/, "")) {
			v = "." substr($0, 1, 1)
			$0 = substr($0, 4)
			return v
		}
		if (substr($0, 1, 1) != "\"") {
			match($0, /^[^,}]*/)
			v = substr($0, 1, RLENGTH)
			$0 = substr($0, RLENGTH + 1)
			return v == "null" ? "" : v == "true" ? 1 : v == "false" ? 0 : v
		}
		for ($0 = substr($0, 2); (c = substr($0, 1, 1)) != "\""; $0 = substr($0, 2)) {
			if (c == "\\") {
				$0 = substr($0, 2)
				c = substr($0, 1, 1) == "\"" ? "\"" : "\\" substr($0, 1, 1)
			}
			v = v c
		}
		$0 = substr($0, 2)
		return v
	}
	{
		line = ""
		while (sub(/^[{,]"[a-z]*":/, ""))
			line = line (line == "" ? "" : "\t") value()
		print line
		if ($0 != "}")
			exit 1
	}'
}

@test "jsonl: the same records come back" {
	grep -v '^#' s.ubat >want
	ubat-export -f jsonl --missing code s.ubat | from_json | diff want -
}

@test "jsonl: jq reads the same values back" {
	command -v jq >/dev/null || skip "jq is not installed"
	ubat-export -f jsonl s.ubat | jq -r '.t // "-"' >back
	printf 'en text\n-\na;b,c "q" d\te\nf \\\n' >want
	diff want back
}

# --- sql --------------------------------------------------------------------

@test "sql: a table and an insert per record, in one transaction" {
	run -0 --separate-stderr ubat-export -f sql s.ubat
	[ -z "$stderr" ]
	[ "${lines[0]}" = 'BEGIN TRANSACTION;' ]
	[ "${lines[1]}" = 'CREATE TABLE "poster" (' ]
	[ "${lines[3]}" = $'\t"start" TEXT,' ]
	[ "${lines[4]}" = $'\t"alder" INTEGER,' ]
	[ "${lines[5]}" = $'\t"kostnad" REAL,' ]
	[ "${lines[6]}" = $'\t"nojd" INTEGER,' ]
	[ "${lines[9]}" = "INSERT INTO \"poster\" VALUES ('0180', '2016-03-01', 41, 12500.5, 1, 'en text');" ]
	[ "${lines[10]}" = "INSERT INTO \"poster\" VALUES ('1480', '2016-03-07', NULL, -3.25, 0, NULL);" ]
	[ "${lines[-1]}" = 'COMMIT;' ]
}

@test "sql: -n names the table, by default its own name" {
	run -0 ubat-export -f sql -n 'a"b' s.ubat
	[ "${lines[1]}" = 'CREATE TABLE "a""b" (' ]
	run -0 ubat-export -f sql t.ubat
	[ "${lines[1]}" = 'CREATE TABLE "tabell" (' ]
}

@test "sql: two tables of one name are an error" {
	run -1 --separate-stderr ubat-export -f sql t.ubat t.ubat
	[ "$stderr" = 'ubat-export: t.ubat: two tables are called tabell' ]
	[[ $output != *COMMIT* ]]
}

@test "sql: no commit when something failed or the stream is cut" {
	head -n 5 s.ubat >cut
	run -1 ubat-export -f sql cut
	[[ $output != *COMMIT* ]]
	run -0 ubat-export -f sql --cut-ok cut
	[[ $output = *COMMIT* ]]
	one_column int 1 b >x
	run -1 ubat-export -f sql x
	[[ $output != *COMMIT* ]]
}

@test "sql: decimals that a REAL does not hold are counted" {
	one_column dec 123456789.123456789 0.1 >x
	run -0 --separate-stderr ubat-export -f sql x
	[ "$stderr" = 'ubat-export: decimals that no double holds; a REAL column rounds them: 1' ]
	one_column int 9223372036854775807 >x
	run -0 --separate-stderr ubat-export -f sql x
	[ -z "$stderr" ]
}

@test "sql: sqlite3 reads it, hostile texts too" {
	command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
	ubat-export -f sql s.ubat | sqlite3 db
	[ "$(sqlite3 db "select sum(alder), sum(kostnad), count(t), count(*) from poster")" = '48|12497.25|2|3' ]
	[ "$(sqlite3 db "select typeof(kommun), typeof(alder), typeof(kostnad), kommun from poster limit 1")" = 'text|integer|real|0180' ]
	printf '#t:text\n%s\n#end\t4\t0\n' "'); drop table poster; --
a\\n.quit\\n/\\ngo\\n;
\"'
''" >x
	ubat-export -f sql -n x x | sqlite3 db
	[ "$(sqlite3 db 'select count(*) from poster')" = 3 ]
	[ "$(sqlite3 db 'select t from x')" = "$(printf "'); drop table poster; --\na\n.quit\n/\ngo\n;\n\"'\n''")" ]
	one_column int 9223372036854775807 -9223372036854775808 >x
	ubat-export -f sql -n i x | sqlite3 db
	[ "$(sqlite3 db 'select x, typeof(x) from i' | paste -sd' ')" = '9223372036854775807|integer -9223372036854775808|integer' ]
	# a cut stream leaves no table
	head -n 5 s.ubat | ubat-export -f sql -n cut 2>/dev/null | sqlite3 db
	[ "$(sqlite3 db "select count(*) from sqlite_master where name = 'cut'")" = 0 ]
}

# --- px ---------------------------------------------------------------------

# px ARG...: the cells of t.ubat, as the parser of tests/px.awk sees them
px() {
	ubat-export -f px "$@" >px.out
	awk -f "$ROOT/tests/px.awk" px.out
}

@test "px: every cell is at its place; dots for what is missing" {
	run -0 --separate-stderr px t.ubat
	[ -z "$stderr" ]
	[ "$output" = "$(tsv 'p k n 200' 'p k pos 28.5' 'p k pos_k 57' 'p k pos_n 200' 'p k c 1.234568' 'p k c_n 3' \
	    'p .t n 3' 'p .t pos 50.0' 'p .t pos_k 1' 'p .t pos_n 2' 'p .t c "..."' 'p .t c_n "..."' \
	    '.t k n "....."' '.t k pos "....."' '.t k pos_k "....."' '.t k pos_n "....."' '.t k c "....."' '.t k c_n "....."' \
	    '.t .t n 4' '.t .t pos ".."' '.t .t pos_k 0' '.t .t pos_n 0' '.t .t c 2' '.t .t c_n ".."')" ]
}

@test "px: keywords, labels, title, unit, source and note" {
	run -0 px t.ubat
	for l in 'CHARSET="ANSI";' 'AXIS-VERSION="2013";' 'CODEPAGE="utf-8";' 'LANGUAGE="sv";' \
	    'CREATION-DATE="19800101 00:00";' 'DECIMALS=6;' 'MATRIX="tabell";' 'SUBJECT-CODE="SO";' \
	    'SUBJECT-AREA="Socialtjänst";' 'DESCRIPTION="Nöjda";' 'TITLE="Nöjda efter Regi, kon och uppgift";' \
	    'CONTENTS="Nöjda";' 'UNITS="klienter";' 'STUB="Regi","kon";' 'HEADING="Uppgift";' \
	    "VALUES(\"Regi\")=\"Privat 'hem'\",\"Totalt\";" 'CODES("Regi")="p",".t";' \
	    'CODES("Uppgift")="n","pos","pos_k","pos_n","c","c_n";' 'UNITS("Andel, procent")="procent";' \
	    'PRECISION("Uppgift","Andel, procent")=1;' 'SOURCE="Uppgift saknas";' 'DATASYMBOL3="X";' \
	    'NOTE="..: uppgift saknas#X: uppgiften har skyddats av sekretesskäl#..: värdet kan inte beräknas";'; do
		echo "$l"
		grep -qxF -e "$l" px.out
	done
	sed 's/unit=klienter/source=SoS\tnote=Obs/' t.ubat >u.ubat
	run -0 px u.ubat
	grep -qxF 'SOURCE="SoS";' px.out
	grep -q '^NOTE="Obs#\.\.: ' px.out
}

@test "px: --created, --subject, --decimals and -n" {
	run -0 px --created 2026-11-21 --subject 'HS:Hälsa' --decimals 2 -n NOJD --percent 0 t.ubat
	[ "${lines[4]}" = "$(tsv 'p k c 1.23')" ]
	[ "${lines[1]}" = "$(tsv 'p k pos 29')" ]
	for l in 'CREATION-DATE="20261121 00:00";' 'SUBJECT-CODE="HS";' 'SUBJECT-AREA="Hälsa";' 'DECIMALS=2;' 'MATRIX="NOJD";'; do
		grep -qxF -e "$l" px.out
	done
}

@test "px: values are in order, missing ones after, the total last" {
	printf '#a:int\tn:count\n#table\tt\tkeys=a\n.t\t1\n10\t2\n.x\t3\n\t4\n9\t5\n-1\t6\n#end\t6\t0\n' >x
	[ "$(px x | cut -f1,3 | tr '\t\n' ': ')" = '-1:6 9:5 10:2 .:4 .x:3 .t:1 ' ]
	grep -qxF 'VALUES("a")="-1","9","10","Uppgift saknas","Ej besvarad","Totalt";' px.out
	printf '#a:bool\tn:count\n#table\tt\tkeys=a\n1\t1\n0\t2\n#end\t2\t0\n' >x
	[ "$(px x | cut -f1,3 | tr '\t\n' ': ')" = '0:2 1:1 ' ]
	grep -qxF 'VALUES("a")="Nej","Ja";' px.out
}

@test "px: each reason has its dots" {
	printf '#a:int\tb:int\tc:int\td:int\te:int\n#table\tt\n.e\t.n\t.s\t.b\t.x\n#end\t1\t0\n' >x
	[ "$(px x | cut -f2 | paste -sd' ')" = '"." "." "..." "...." ".."' ]
	[[ $(cat px.out) != *STUB* ]]
}

@test "px: marks of its own in texts change nothing" {
	printf '#a:text\tn:count\n#table\tt\tkeys=a\ttitle=A "b";\\nc="d\n;="x\\n\\ty";\t1\n#end\t1\t0\n' >x
	[ "$(px x)" = "$(printf ";='x  y';\tn\t1")" ]
	grep -qxF "TITLE=\"A 'b'; c='d efter a och uppgift\";" px.out
}

@test "px: decimals are rounded half up, and counted where no double holds them" {
	printf '#a:int\tb:dec\tc:mean\n#table\tt\tkeys=a\n1\t-0.000000001\t1.00000049\n2\t-0.0000005\t-12.0000005\n3\t999999999999999998.99999949\t7\n#end\t3\t0\n' >x
	run -0 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: numbers that no double holds; PC-Axis rounds them: 1' ]
	[ "$(tail -n 4 <<<"$output" | head -n 3)" = "$(printf '0 1.000000 \n-0.000001 -12.000001 \n999999999999999998.999999 7 ')" ]
	run -0 --separate-stderr ubat-export -f px --decimals 0 x
	[ "$(tail -n 4 <<<"$output" | head -n 3)" = "$(printf '0 1 \n0 -12 \n999999999999999999 7 ')" ]
	grep -qxF 'DECIMALS=0;' <<<"$output"
	! grep -q PRECISION <<<"$output"
}

@test "numbers that cannot be rounded are errors" {
	printf '#a:int\tb:mean\n#table\tt\tkeys=a\n1\t1234567890123456.1234567\n#end\t1\t0\n' >x
	run -1 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x:3: column b: too many digits to round' ]
	tsv '#p:share p_k:count p_n:count' '1 9000000000000000000 1' | whole >x
	run -1 --separate-stderr ubat-export -f csv --percent 1 x
	[ "$stderr" = 'ubat-export: x:2: column p: a share that fits no per cent' ]
}

@test "px: long lists and long texts are broken into lines" {
	{
		printf '#a:code\tn:count\n#table\tt\tkeys=a\ttitle=%s\n' "$(yes 'nio å ' | head -n 60 | tr -d '\n')"
		seq 1000 1999 | sed 's/$/	1/'
		printf '#end\t1000\t0\n'
	} >x
	[ "$(px x | wc -l)" = 1000 ]
	[ "$(wc -L <px.out)" -le 256 ]
	iconv -f utf-8 -t utf-8 px.out | cmp - px.out
}

@test "px: what it cannot hold is refused" {
	run -2 --separate-stderr ubat-export -f px s.ubat
	[ "$stderr" = 'ubat-export: s.ubat: records, not a table: px holds tables alone' ]
	printf '#a:int\td:date\n#table\tt\tkeys=a\n1\t\n#end\t1\t0\n' >x
	run -2 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: column d is of type date: px holds numbers alone' ]
	printf '#a:int\n#table\tt\tkeys=a\n1\n#end\t1\t0\n' >x
	run -2 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: the table has no measures: px holds numbers alone' ]
	printf '#a:int\tn:count\n#table\tt\tkeys=a,b\n1\t1\n#end\t1\t0\n' >x
	run -1 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: #table: keys: not columns of the table' ]
	printf '#a:int\tn:count\n#table\tt\tkeys=a\n1\t1\n1\t2\n#end\t2\t0\n' >x
	run -1 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: two rows with the same keys' ]
	[ -z "$output" ]
	printf '#a:int\tn:count\n#table\tt\tkeys=a\n#end\t0\t0\n' >x
	run -1 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: a table without rows: px cannot hold it' ]
}

@test "px: a cube of too many cells is refused" {
	{
		printf '#a:int\tb:int\tn:count\n#table\tt\tkeys=a,b\n'
		seq 5000 | sed 's/.*/&	&	1/'
		printf '#end\t5000\t0\n'
	} >x
	run -1 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: more than 16777216 cells, too many for px' ]
}

@test "px: measures of one label are told apart by their names" {
	h='#a:code\tb:code\tn:count\tm:count\n#table\tt\tkeys=a,b\n'
	printf "$h"'#label\tn\tX\n#label\tm\tX\np\tq\t1\t2\n#end\t1\t0\n' >x
	run -0 ubat-export -f px x
	[[ $output = *'VALUES("Uppgift")="X","X (m)";'*'CODES("Uppgift")="n","m";'* ]]
	h='#a:code\tn:count\tm:count\to:count\n#table\tt\tkeys=a\n#label\to\tX (m)\n'
	printf "$h"'#label\tn\tX\n#label\tm\tX\np\t1\t2\t3\n#end\t1\t0\n' >x
	run -0 ubat-export -f px x
	[[ $output = *'VALUES("Uppgift")="X","X (m)","X (m) (o)";'* ]]
	# a mean and its deviation, tests by Mantel and Haenszel have labels of their own
	{ printf '#x:int\tj:bool\tg:code\ts:code\n#label\tx\tPoäng\n#label\tj\tJa\n'
	for i in 1 2 3 4 5 6 7 8; do printf '%d\t%d\t%d\t%d\n' $i $((i % 3 == 1)) $((i % 2)) $((i > 4)); done; } |
	    whole | ubat-agg 'mean(x)' 'sd(x)' 'a = mhrr(j, g, s)' 'b = mhrd(j, g, s)' >t
	run -0 ubat-export -f px t
	[[ $output = *'"Poäng (medelvärde), antal med uppgift"'*'"Poäng (standardavvikelse), antal med uppgift"'* ]]
}

@test "px: two equal labels of keys or of values are an error" {
	h='#a:code\tb:code\tn:count\tm:count\n#table\tt\tkeys=a,b\n'
	printf "$h"'#label\ta\tX\n#label\tb\tX\np\tq\t1\t2\n#end\t1\t0\n' >x
	run -2 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: columns a and b have the same label' ]
	printf "$h"'#label\ta\tUppgift\np\tq\t1\t2\n#end\t1\t0\n' >x
	run -2 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: column a: its label, Uppgift, is that of the measures' ]
	printf "$h"'#label\ta\tp\tX\n#label\ta\tr\tX\np\tq\t1\t2\nr\tq\t1\t2\n#end\t2\t0\n' >x
	run -1 --separate-stderr ubat-export -f px x
	[ "$stderr" = 'ubat-export: x: column a: two values have the same label' ]
}

@test "px: a table of ubat-agg with totals comes back cell by cell" {
	ubat-agg -f s.ubat -g 'kommun,nojd' --total n 'k = sum(kostnad)' >t.ubat
	px t.ubat | sort >have
	grep -v '^#' t.ubat | awk -F'\t' -v OFS='\t' '{
		for (i = 1; i <= 2; i++) if ($i == "") $i = "."
		for (i = 3; i <= 5; i++) if ($i == "" || $i ~ /^\./) $i = "\"..\""
		print $1, $2, "n", $3; print $1, $2, "k", $4 }' | sort >want
	[ -s want ]
	[ -z "$(comm -13 have want)" ]
}

# --- the page ---------------------------------------------------------------

@test "EXAMPLES" {
	command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	cp t.ubat tabell.ubat
	tsv '#klient:id n:int' 'a 1' | whole >atgard.ubat
	examples ubat-export.1 >a.sh
	[ "$(wc -l <a.sh)" = 3 ]
	run -0 bash -e -o pipefail a.sh
	[ "$(sqlite3 atgard.db 'select klient, n from atgard')" = 'a|1' ]
	head -c 3 tabell.csv | cmp - <(printf '%s' "$bom")
	awk -f "$ROOT/tests/px.awk" tabell.px
}
