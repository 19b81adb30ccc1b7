# ubat-score(1), ubat-instrument(5): one test for each sentence.
load helper

prepare() {
	tsv '#id:int b1:int h2:bool x:dec d:date t:text' \
	    '1 7 1 2.5 2016-02-29 a' '2 6 0 -1 .x b' '3 .x .n 0 2015-01-01 ~' |
	    whole >a.ubat
}

# records: of standard input, without control lines
records() {
	grep -v '^#'
}

# areas: a stream of all seven ratings at G
areas() {
	printf '#alkohol_g:int\tnarkotika_g:int\tpsykisk_g:int\tfysisk_g:int\tarbete_g:int\tkriminalitet_g:int\tfamilj_g:int\n'
	tr ' ' '\t'
}

# instrument LINE...: i.instrument, with a good head
instrument() {
	printf '%s\n' '[instrument]' 'name = i' 'version = 3' 'title = T' \
	    'source = own; here' "$@" >i.instrument
}

@test "columns are appended, the others stay byte for byte" {
	printf '#t:text\tn:dec\n\\#a\\tb\\\\\t1.5\n\\.x\t.x\n\t\n#end\t3\t0\n' >e.ubat
	run -0 --separate-stderr bash -c "ubat-score -e 'y = n * 2' e.ubat | grep -v '^#step'"
	[ "$output" = "$(printf '#t:text\tn:dec\ty:dec\n\\#a\\tb\\\\\t1.5\t3\n\\.x\t.x\t.x\n\t\t\n#end\t3\t1')" ]
	[ -z "$stderr" ]
}

@test "standard input is read when no file is named, and several files as one" {
	run -0 bash -c "ubat-score -e 'y = b1' <a.ubat | grep -c -v '^#'"
	[ "$output" = 3 ]
	run -0 bash -c "ubat-score -e 'y = b1' a.ubat a.ubat | grep -c -v '^#'"
	[ "$output" = 6 ]
}

@test "a definition has the type of its expression" {
	run -0 bash -c "ubat-score -e 'p = b1 > 6' -e 'q = b1 + 1' -e 'r = x + 1' -e 's = d' -e 'u = lower(t)' -e 'v = id' a.ubat | head -n 1"
	[ "$output" = "$(tsv '#id:int b1:int h2:bool x:dec d:date t:text p:bool q:int r:dec s:date u:text v:int')" ]
}

@test "a column alone keeps its type" {
	tsv '#k:code p:id' '0180 a' | whole >c.ubat
	run -0 bash -c "ubat-score -e 'kopia = k' -e 'person = p' c.ubat | grep -v '^#step'"
	[ "$output" = "$(tsv '#k:code p:id kopia:code person:id' '0180 a 0180 a' '#end 1 1')" ]
}

@test "a later definition uses an earlier one" {
	run -0 bash -c "ubat-score -e 'y = b1 * 2' -e 'z = y + 1' a.ubat | grep -v '^#' | cut -f 7,8"
	[ "$output" = "$(tsv '14 15' '12 13' '.x .x')" ]
	run -2 --separate-stderr ubat-score -e 'z = y + 1' -e 'y = b1 * 2' a.ubat
	[ -z "$output" ]
	[[ ${stderr_lines[0]} = "ubat-score: no column y"* ]]
}

@test "an instrument and a definition use one another in the order written" {
	run -0 bash -c "ubat-score -e 'n = b1 + 1' -i ubat-skattning -m b2=n -e 'bada = b1_pos and b2_pos' a.ubat | grep -v '^#' | cut -f 7-"
	[ "$output" = "$(tsv '8 1 1 1 1' '7 0 1 0 0' '.x .x .x .n .x')" ]
}

@test "a name that is taken is an error, also in other letters" {
	run -2 --separate-stderr ubat-score -e 'b1 = 2' a.ubat
	[ "$stderr" = "ubat-score: two columns are called b1" ]
	run -2 --separate-stderr ubat-score -e 'B1 = 2' a.ubat
	[ "$stderr" = "ubat-score: two columns are called B1" ]
	run -2 --separate-stderr ubat-score -e 'y = 2' -e 'y = 3' a.ubat
	[ "$stderr" = "ubat-score: two columns are called y" ]
	run -2 --separate-stderr ubat-score -e 'b1_pos = 2' -i ubat-skattning a.ubat
	[ "$stderr" = "ubat-score: two columns are called b1_pos" ]
	[ -z "$output" ]
}

@test "a definition without a name is a usage error" {
	run -2 --separate-stderr ubat-score -e 'b1 + 2' a.ubat
	[ -z "$output" ]
	[ "${stderr_lines[0]}" = "ubat-score: no name: write name = expression" ]
}

@test "a type error shows the expression and a caret, and nothing is written" {
	run -2 --separate-stderr ubat-score -e 'y = b1 + t' a.ubat
	[ -z "$output" ]
	[ "${stderr_lines[1]}" = "    y = b1 + t" ]
	[ "${stderr_lines[2]}" = "             ^" ]
}

@test "nothing to append is a usage error" {
	run -2 --separate-stderr ubat-score a.ubat
	[ "${stderr_lines[0]}" = "ubat-score: nothing to append: use -e or -i" ]
	[[ ${stderr_lines[1]} = "usage: ubat-score "* ]]
}

@test "the account names definitions, instruments, parameters and maps" {
	run -0 bash -c "ubat-score -e 'y = x / 0' -i ubat-skattning:grans=5 -m b2=id a.ubat | grep '^#step' | cut -f 3-"
	[ "$output" = "$(printf 'ubat-score\tin=3\tout=3\tdefine=y = x / 0\tinstrument=ubat-skattning\tversion=2\tparameters=grans=5\titems=b2=id\trefused=0\tzerodiv=3')" ]
}

@test "the account reads from the step before" {
	ubat-score -e 'y = 1' a.ubat >b.ubat
	id=$(grep '^#step' b.ubat | cut -f 2)
	run -0 bash -c "ubat-score -e 'z = 1' b.ubat | grep '^#step' | tail -n 1 | cut -f 3-6"
	[ "$output" = "$(printf 'ubat-score\tfrom=%s\tin=3\tout=3' "$id")" ]
	run -0 bash -c "ubat-score -e 'z = 1' b.ubat | tail -n 1"
	[ "$output" = "$(tsv '#end 3 2')" ]
}

@test "labels that were there stay, and those of scores are added" {
	{ echo $'#b1:int\n#label\tb1\tNöjd\n9\n#end\t1\t0'; } >l.ubat
	run -0 bash -c "ubat-score -i ubat-skattning l.ubat | grep '^#label'"
	[ "$(sort <<<"$output")" = "$(printf '#label\tb1\tNöjd\n#label\tb1_pos\tNöjd med hjälpen, positiv (över 6)')" ]
}

@test "--label gives a new column a heading, in place of the instrument's" {
	run -0 bash -c "ubat-score --label 'y=Två = två' --label b1_pos=Nöjd -e 'y = b1 * 2' -i ubat-skattning a.ubat | grep '^#label'"
	[ "$output" = "$(printf '#label\ty\tTvå = två\n#label\tb1_pos\tNöjd\n#label\th2_ja\tEn annan åtgärd hade passat bättre, ja')" ]
	run -2 --separate-stderr ubat-score --label b1=x -e 'y = 2' a.ubat
	[ "$stderr" = "ubat-score: --label: no column b1 is appended" ]
	run -2 --separate-stderr ubat-score --label y= -e 'y = 2' a.ubat
	[ "${stderr_lines[0]}" = "ubat-score: --label: write name=text" ]
	[ -z "$output" ]
}

@test "the same input gives the same bytes" {
	ubat-score -i ubat-skattning -e 'y = x / 3' a.ubat >one
	TZ=Asia/Tokyo LC_ALL=C.UTF-8 ubat-score -i ubat-skattning -e 'y = x / 3' a.ubat >two
	cmp one two
	cat a.ubat | ubat-score -i ubat-skattning -e 'y = x / 3' >three
	cmp one three
}

@test "a table keeps its declaration, before its records" {
	printf '#regi:code\tn:count\n#table\tt\tkeys=regi\nprivat\t4\n#end\t1\t0\n' >t.ubat
	run -0 bash -c "ubat-score -e 'stor = n >= 4' t.ubat | grep -v '^#step'"
	[ "$output" = "$(printf '#regi:code\tn:count\tstor:bool\n#table\tt\tkeys=regi\nprivat\t4\t1\n#end\t1\t1')" ]
}

@test "a table without records keeps its declaration too" {
	printf '#n:count\n#table\tt\n#end\t0\t0\n' >t.ubat
	run -0 bash -c "ubat-score -e 'y = n' t.ubat | grep -v '^#step'"
	[ "$output" = "$(printf '#n:count\ty:count\n#table\tt\n#end\t0\t1')" ]
}

# --- instruments -------------------------------------------------------------

@test "--list shows name, version and title of what is built in" {
	run -0 ubat-score --list
	[ "$(cut -f 1 <<<"$output")" = "$(cd "$ROOT/lib/instruments" && ls *.instrument | sed 's/\.instrument$//')" ]
	[ "$(grep '^ubat-profil' <<<"$output")" = "$(printf 'ubat-profil\t2\tMissbruksprofil enligt regel i ubat')" ]
	for i in $(cut -f 1 <<<"$output"); do
		f=$ROOT/lib/instruments/$i.instrument
		[ "$(grep "^$i	" <<<"$output" | cut -f 2-)" = "$(sed -n 's/^version = //p' $f)	$(sed -n 's/^title = //p' $f)" ]
	done
	[ "$(ubat-score -l)" = "$output" ]
}

@test "--print shows a definition as it stands, with its sources" {
	for i in $(ubat-score -l | cut -f 1); do
		ubat-score --print $i >$i
		cmp $i "$ROOT/lib/instruments/$i.instrument"
		grep -q '^source = [EDKU]; ' $i
	done
	run -2 --separate-stderr ubat-score -p nix
	[ "$stderr" = "ubat-score: no instrument nix; --list shows those there are" ]
}

@test "a definition that was printed gives the same scores by its path" {
	for i in asi-forandring ubat-profil; do
		ubat-score -p $i >$i.instrument
		printf '%s\n' '4 5 6 7 8 9 0' '9 5 .x 0 4 3 0' | areas | whole >g.ubat
		ubat-score -e 'alkohol_u = 2' -e 'narkotika_u = 3' -e 'psykisk_u = 6' -i $i g.ubat | records >one
		ubat-score -e 'alkohol_u = 2' -e 'narkotika_u = 3' -e 'psykisk_u = 6' -i $i.instrument g.ubat | records >two
		cmp one two
	done
}

@test "the account of a definition by path has its fingerprint, not its folder" {
	instrument '[item b1]' '[score s]' 'label = S' 'expr = b1'
	run -0 bash -c "ubat-score -i ./i.instrument a.ubat | grep '^#step' | cut -f 6-"
	[[ "$output" =~ ^instrument=i$'\t'version=3$'\t'definition=xxh128:[0-9a-f]{32}:i.instrument$'\t'refused=0$ ]]
}

@test "an unknown instrument, parameter and value are usage errors" {
	run -2 --separate-stderr ubat-score -i nix a.ubat
	[ "$stderr" = "ubat-score: no instrument nix; --list shows those there are" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning:x=1 a.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: no parameter x" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning:grans a.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: grans: write parameter=value" ]
	for v in 0 10 x 6.5 ''; do
		run -2 --separate-stderr ubat-score -i ubat-skattning:grans=$v a.ubat
		[ "$stderr" = "ubat-score: ubat-skattning: parameter grans: not a value it can have" ]
	done
	run -2 --separate-stderr ubat-score -i ubat-profil:lika=lika a.ubat
	[ "$stderr" = "ubat-score: ubat-profil: parameter lika: not a value it can have" ]
	[ -z "$output" ]
}

@test "an instrument file that is not there is an error" {
	run -1 --separate-stderr ubat-score -i ./nix.instrument a.ubat
	[ "$stderr" = "ubat-score: ./nix.instrument: cannot open: No such file or directory" ]
	[ -z "$output" ]
}

@test "-m names the column of an item, whatever instrument has it" {
	run -0 bash -c "ubat-score -i ubat-skattning -m b3=id a.ubat | grep -v '^#' | cut -f 7-"
	[ "$output" = "$(tsv '1 0 1' '0 0 0' '.x 0 .n')" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning -m q=id a.ubat
	[ "$stderr" = "ubat-score: -m: no instrument has an item q" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning -m b3=nix a.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: item b3: no column nix; -m b3=COLUMN names it" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning -m b3 a.ubat
	[ "$stderr" = "ubat-score: -m: b3 is no map of an instrument; write item=column" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning -m b3= a.ubat
	[ "${stderr_lines[0]}" = "ubat-score: -m: write item=column" ]
}

@test "what is given twice is a usage error, not the last of them" {
	run -2 --separate-stderr ubat-score -i ubat-skattning -m b2=id -m b2=b1 a.ubat
	[ "${stderr_lines[0]}" = "ubat-score: b2: given twice" ]
	run -2 --separate-stderr ubat-score -e 'y = 1' --label y=a --label y=b a.ubat
	[ "${stderr_lines[0]}" = "ubat-score: y: given twice" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning:grans=5,grans=6 a.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: parameter grans: given twice" ]
	[ -z "$output" ]
}

@test "a mapped column may have a name that is a word of the language" {
	tsv '#case:int' 8 | whole >w.ubat
	run -0 bash -c "ubat-score -i ubat-skattning -m b1=case w.ubat | grep -v '^#'"
	[ "$output" = "$(tsv '8 1')" ]
}

@test "an item that is no column is an error unless it is optional" {
	run -2 --separate-stderr ubat-score -i ubat-profil a.ubat
	[ "$stderr" = "ubat-score: ubat-profil: item alkohol_g: no column alkohol_g; -m alkohol_g=COLUMN names it" ]
	[ -z "$output" ]
	run -0 bash -c "ubat-score -i ubat-skattning a.ubat | head -n 1"
	[ "$output" = "$(tsv '#id:int b1:int h2:bool x:dec d:date t:text b1_pos:bool h2_ja:bool')" ]
}

@test "an instrument none of whose scores can be made is an error" {
	tsv '#q:int' 1 | whole >q.ubat
	run -2 --separate-stderr ubat-score -i ubat-skattning q.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: none of its items is a column; -m ITEM=COLUMN names them" ]
}

@test "an item whose column has another type is an error" {
	run -2 --separate-stderr ubat-score -i ubat-skattning -m b2=t a.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: item b2: column t is text, not int" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning -m b2=x a.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: item b2: column x is dec, not int" ]
}

@test "what a formula makes .r is no refused value, and --missing kind of ubat-agg counts it" {
	tsv '#ansokan:date beslut:date insats:date matdag:date' '2019-10-10 2019-10-01 2019-10-20 2019-11-01' \
	    '2019-10-10 2019-10-11 2019-10-20 2019-11-01' '2019-10-10 2019-10-09 2019-10-20 2019-11-01' '2019-10-10 ~ 2019-10-20 2019-11-01' | whole >v
	run -0 --separate-stderr bash -c "ubat-score -i vantetid v | tee out | ubat-agg --missing kind 'mean(dagar_beslut)'"
	[ -z "$stderr" ]
	grep '^#step' out | grep -q $'\trefused=0$'
	[ "${lines[0]}" = $'#dagar_beslut_mean:mean\tdagar_beslut_mean_n:count\tdagar_beslut_mean_miss:count\tdagar_beslut_mean_miss_r:count\tdagar_beslut_mean_miss_u:count' ]
	[ "$(grep -v '^#' <<<"$output")" = $'1\t1\t3\t2\t1' ]
}

@test "a value out of range is refused: .r in the scores, and said" {
	tsv '#b1:int b2:int' '11 10' '0 1' '-1 7' '10 .x' | whole >r.ubat
	run -0 --separate-stderr bash -c "ubat-score -i ubat-skattning r.ubat | tee out | grep -v '^#'"
	[ "$output" = "$(tsv '11 10 .r 1' '0 1 .r 0' '-1 7 .r 1' '10 .x 1 .x')" ]
	[ "$stderr" = "ubat-score: item b1: 3 out of range, taken as .r" ]
	grep '^#step' out | grep -q $'\trefused=3$'
}

@test "a decimal item takes whole numbers, and has a range of decimals" {
	instrument '[item a]' 'type = dec' 'range = 0.5..2.5' '[score s]' 'label = S' 'expr = a * 2'
	tsv '#a:dec' 0.4 0.5 2.5 2.500000001 .x | whole >d.ubat
	run -0 --separate-stderr bash -c "ubat-score -i i.instrument d.ubat | grep -v '^#'"
	[ "$output" = "$(tsv '0.4 .r' '0.5 1' '2.5 5' '2.500000001 .r' '.x .x')" ]
	tsv '#a:int' 0 2 3 | whole >d.ubat
	run -0 --separate-stderr bash -c "ubat-score -i i.instrument d.ubat | grep -v '^#'"
	[ "$output" = "$(tsv '0 .r' '2 4' '3 .r')" ]
}

@test "a parameter stands in headings, and is a number or a code in expressions" {
	instrument '[parameter p]' 'type = dec' 'range = 0..1' 'default = 0.5' \
	    '[parameter w]' 'type = code' 'values = ja nej' 'default = nej' \
	    '[item b1]' '[score s]' 'label = S {p} {w} {q}' 'expr = if(w = "ja", b1 * p, 0.0)'
	run -0 bash -c "ubat-score -i i.instrument:w=ja,p=0.25 a.ubat"
	[ "${lines[1]}" = "$(printf '#label\ts\tS 0.25 ja {q}')" ]
	[ "$(records <<<"$output" | cut -f 7 | tr '\n' ' ')" = "1.75 1.5 .x " ]
}

@test "a define makes no column; what names a missing item is left out with it" {
	instrument '[item b1]' '[item q]' 'optional = yes' \
	    '[define half]' 'expr = q / 2' '[define twice]' 'expr = b1 * 2' \
	    '[score a]' 'label = A' 'expr = half + 1' \
	    '[score b]' 'label = B' 'expr = if(twice > 13, "q", "no half")' 'type = code' \
	    'value q = Mycket'
	run -0 bash -c "ubat-score -i i.instrument a.ubat | grep -v -e '^#step' -e '^#end'"
	[ "${lines[0]}" = "$(tsv '#id:int b1:int h2:bool x:dec d:date t:text b:code')" ]
	[ "${lines[1]}" = "$(printf '#label\tb\tB')" ]
	[ "${lines[2]}" = "$(printf '#label\tb\tq\tMycket')" ]
	[ "$(records <<<"$output" | cut -f 7 | tr '\n' ,)" = "q,no half,.x," ]
}

@test "a missing item's name inside a text is not the item" {
	instrument '[item b1]' '[item q]' 'optional = yes' '[score s]' 'label = S' \
	    'expr = if(b1 = 7, "\" q \" q", "q")' '[score t]' 'label = T' 'expr = q'
	run -0 bash -c "ubat-score -i i.instrument a.ubat | grep -v '^#' | cut -f 7 | tr '\n' ,"
	[ "$output" = '" q " q,q,.x,' ]
}

@test "an instrument sees none of the stream's other columns" {
	instrument '[item b1]' '[score s]' 'label = S' 'expr = b1 + id'
	run -2 --separate-stderr ubat-score -i i.instrument a.ubat
	[[ ${stderr_lines[0]} = "ubat-score: i.instrument:9: no column id"* ]]
	[ "${stderr_lines[1]}" = "    b1 + id" ]
}

@test "a type that the expression does not have is an error with its line" {
	instrument '[item b1]' '[score s]' 'label = S' 'type = code' 'expr = b1 + 1'
	run -2 --separate-stderr ubat-score -i i.instrument a.ubat
	[ "$stderr" = "ubat-score: i.instrument:10: score s: expr is int, not code" ]
}

@test "what is wrong in a definition is told with file and line" {
	bad() {
		run -2 --separate-stderr ubat-score -i i.instrument a.ubat
		echo "$stderr"
		[ "$stderr" = "ubat-score: i.instrument:$1" ]
		[ -z "$output" ]
	}
	instrument '[items b1]'
	bad '6: no section of that name: items b1'
	instrument '[item]'
	bad '6: not a name that a column can have'
	instrument '[item b 1]'
	bad '6: not a name that a column can have: b 1'
	instrument '[item b1]' '[score b1]'
	bad '7: the name is used twice: b1'
	instrument '[item b1]' 'colour = red'
	bad '7: no such key here: colour'
	instrument 'version = 4'
	bad '6: stands twice: version'
	instrument '[item b1]' 'label ='
	bad '7: is empty: label'
	instrument 'source = X; somebody'
	bad '6: source: the mark is none of E D K U own: X'
	instrument 'source = somebody'
	bad '6: source: write a mark, ; and the source'
	instrument '[item b1]' 'type = number'
	bad '7: type: none an item can have: number'
	instrument '[item b1]' 'range = 9..0'
	bad '7: range: write two numbers of the type, LOW..HIGH'
	instrument '[item b1]' 'optional = maybe'
	bad '7: optional is yes, no or missing'
	instrument '[parameter p]' 'type = date'
	bad '7: a parameter is int, dec, code or expr'
	instrument '[score s]' 'type = share'
	bad '7: type: none a score can have: share'
	echo 'name = i' >i.instrument
	bad '1: stands before the first section: name'
	instrument '[item b1]' 'range 1..2'
	bad '7: no ='
}

@test "what is lacking in a definition is told" {
	lacks() {
		run -2 --separate-stderr ubat-score -i i.instrument a.ubat
		echo "$stderr"
		[ "$stderr" = "ubat-score: i.instrument: $1" ]
	}
	printf '[instrument]\nname = i\nversion = 1\n' >i.instrument
	lacks 'instrument lacks a name, a version or a title'
	printf '[instrument]\nname = i\nversion = 1\ntitle = T\n' >i.instrument
	lacks 'instrument has no source'
	instrument '[parameter p]'
	lacks 'p has no default'
	instrument '[parameter p]' 'range = 1..2' 'default = 3'
	lacks 'p has a default that it cannot have'
	instrument '[score s]' 'label = S'
	lacks 's has no expr'
	instrument '[item b1]' '[score s]' 'expr = b1'
	lacks 's has no label'
	: >i.instrument
	lacks 'instrument lacks a name, a version or a title'
}

@test "text, code and id are good for each other, and nothing else for them" {
	tsv '#c:code i:id t:text d:date n:int b:bool' '0180 p ord 2016-02-29 5 1' | whole >k.ubat
	for type in text code; do
		instrument '[item q]' "type = $type" '[score s]' 'label = S' 'expr = q = "0180"'
		for c in c i t; do
			run -0 bash -c "ubat-score -i i.instrument -m q=$c k.ubat | grep -v '^#' | cut -f 7"
			[ "$output" = "$([ $c = c ] && echo 1 || echo 0)" ]
		done
		for c in d n b; do
			run -2 --separate-stderr ubat-score -i i.instrument -m q=$c k.ubat
			[[ $stderr = "ubat-score: i: item q: column $c is "*", not text" ]]
		done
	done
	instrument '[item q]' 'type = date' '[score s]' 'label = S' 'expr = year(q)'
	run -0 bash -c "ubat-score -i i.instrument -m q=d k.ubat | grep -v '^#' | cut -f 7"
	[ "$output" = 2016 ]
	run -2 --separate-stderr ubat-score -i i.instrument -m q=n k.ubat
	[ "$stderr" = "ubat-score: i: item q: column n is int, not date" ]
}

@test "a missing item makes the score missing, unless the expression sees to it" {
	instrument '[item b1]' '[item id]' '[score s]' 'label = S' \
	    'expr = if(b1 is missing, id, b1 + id)' '[score r]' 'label = R' 'expr = b1 + id'
	run -0 bash -c "ubat-score -i i.instrument a.ubat | grep -v '^#' | cut -f 7,8"
	[ "$output" = "$(tsv '8 8' '8 8' '3 .x')" ]
}

@test "source and note may be repeated, comments and continued lines are read" {
	instrument 'source = E; another' 'note = one' 'note = two' '# a comment' \
	    '[item b1]' '[score s]' 'label = S' 'expr = b1' '  + 1'
	run -0 bash -c "ubat-score -i i.instrument a.ubat | grep -v '^#' | cut -f 7 | tr '\n' ' '"
	[ "$output" = "8 7 .x " ]
}

@test "a definition cut anywhere is read, or refused with its line, and never more" {
	ubat-score -p ubat-profil >whole.instrument
	echo '5 0 0 0 0 0 0' | areas | whole >g.ubat
	size=$(wc -c <whole.instrument)
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do
		head -c $((size * i / 25)) whole.instrument >cut.instrument
		status=0
		ubat-score -i cut.instrument g.ubat >out 2>err || status=$?
		echo "$i $status $(head -n 1 err)"
		case $status in
		0) [ ! -s err ] ;;
		2) grep -q '^ubat-score: ' err && [ ! -s out ] ;;
		*) false ;;
		esac
	done
}

@test "a definition of foreign bytes is refused" {
	head -c 4096 "$(command -v ubat-score)" >bin.instrument
	run -2 --separate-stderr ubat-score -i bin.instrument a.ubat
	[[ $stderr = "ubat-score: bin.instrument:"* ]]
	printf '[instrument]\nname = \377\n' >bin.instrument
	run -2 --separate-stderr ubat-score -i bin.instrument a.ubat
	[ "$stderr" = "ubat-score: bin.instrument:2: not UTF-8" ]
}

@test "a second table is refused" {
	printf '#n:count\n#table\tt\n1\n#end\t1\t0\n' >t.ubat
	run -1 --separate-stderr bash -c "cat t.ubat t.ubat | ubat-score -e 'y = n'"
	[ "$stderr" = "ubat-score: stdin:6: #table: a second table, where one is taken" ]
	[ "$(grep -c '^#end' <<<"$output")" -eq 0 ]
}

# --- the scores themselves ---------------------------------------------------

@test "ubat-skattning: positive is strictly above 6, for every rating and item" {
	{
		tsv '#b1:int b2:int b3:int b4:int h1:int h3:int h4:int h5:int h6:int'
		for v in 1 2 3 4 5 6 7 8 9 10 .x .n ''; do
			printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' $v $v $v $v $v $v $v $v $v
		done
	} | sed 's/^$/\t\t\t\t\t\t\t\t/' | whole >v.ubat
	run -0 bash -c "ubat-score -i ubat-skattning v.ubat | grep -v '^#' | cut -f 10-18"
	for i in 0 1 2 3 4 5; do
		[ "${lines[$i]}" = "$(tsv '0 0 0 0 0 0 0 0 0')" ]
	done
	for i in 6 7 8 9; do
		[ "${lines[$i]}" = "$(tsv '1 1 1 1 1 1 1 1 1')" ]
	done
	[ "${lines[10]}" = "$(tsv '.x .x .x .x .x .x .x .x .x')" ]
	[ "${lines[11]}" = "$(tsv '.n .n .n .n .n .n .n .n .n')" ]
	[ "${lines[12]}" = "$(tsv '~ ~ ~ ~ ~ ~ ~ ~ ~')" ]
}

@test "ubat-skattning: h2 is never positive but has its answers yes, and as a number it is an error" {
	tsv '#h1:int h2:bool h3:int' '7 1 6' | whole >h.ubat
	run -0 bash -c "ubat-score -i ubat-skattning h.ubat | head -n 1"
	[ "$output" = "$(tsv '#h1:int h2:bool h3:int h1_pos:bool h3_pos:bool h2_ja:bool')" ]
	tsv '#h1:int h2:int h3:int' '7 8 6' | whole >h.ubat
	run -2 --separate-stderr ubat-score -i ubat-skattning h.ubat
	[ "$stderr" = "ubat-score: ubat-skattning: item h2: column h2 is int, not bool" ]
	run -2 --separate-stderr ubat-score -i ubat-skattning -m h1=h2 h.ubat
	[[ $stderr = "ubat-score: ubat-skattning: item h2: "* ]]
}

@test "asi-forandring: all pairs of ratings, against awk, for three bases" {
	{
		tsv '#alkohol_g:int alkohol_u:int narkotika_g:int narkotika_u:int psykisk_g:int psykisk_u:int'
		for g in 0 1 2 3 4 5 6 7 8 9; do
			for u in 0 1 2 3 4 5 6 7 8 9; do
				printf '%s\t%s\t%s\t%s\t%s\t%s\n' $g $u $u $g $g $g
			done
		done
	} | whole >f.ubat
	for bas in 0 2 4; do
		run -0 bash -c "ubat-score -i asi-forandring:bas=$bas f.ubat | grep -v '^#' | awk -v bas=$bas '
			function f(g, u) {
				if (g < bas) return \".n\"
				d = u - g
				return d <= -2 ? \"minskat\" : d >= 2 ? \"okat\" : \"oforandrat\"
			}
			\$7 != f(\$1, \$2) || \$8 != f(\$3, \$4) || \$9 != f(\$5, \$6) { print }
			END { print NR }'"
		[ "$output" = 100 ]
	done
	run -0 bash -c "ubat-score -i asi-forandring f.ubat | grep -v '^#' | cut -f 7 | sort | uniq -c | tr -s ' '"
	[ "$output" = "$(printf ' 36 minskat\n 28 oforandrat\n 36 okat')" ]
}

@test "asi-forandring: a missing rating gives its reason, and the four other areas come where they are" {
	tsv '#alkohol_g:int alkohol_u:int narkotika_g:int narkotika_u:int psykisk_g:int psykisk_u:int familj_g:int familj_u:int fysisk_g:int' \
	    '5 .x .x 3 .x .n 7 5 9' '5 3 0 2 5 5 ~ 0 9' | whole >f.ubat
	run -0 bash -c "ubat-score -i asi-forandring f.ubat 2>/dev/null | grep -v -e '^#label' -e '^#step' -e '^#end' | cut -f 10-13"
	[ "$output" = "$(tsv 'alkohol_forandring:code narkotika_forandring:code psykisk_forandring:code familj_forandring:code' \
	    '.x .x .x minskat' 'minskat okat oforandrat ~')" ]
}

@test "ubat-profil: a grid of ratings, against awk, for thresholds and ties" {
	for a in 0 1 2 3 4 5 6 7 8 9; do
		for n in 0 1 2 3 4 5 6 7 8 9; do
			for o in 0 1 3 4 5 6 9; do
				echo "$a $n 0 0 $o 1 0"
			done
		done
	done | areas | whole >g.ubat
	for par in 4,narkotika 2,narkotika 6,narkotika 4,alkohol; do
		t=${par%,*} lika=${par#*,}
		run -0 bash -c "ubat-score -i ubat-profil:troskel=$t,lika=$lika g.ubat | grep -v '^#' | awk -v t=$t -v lika=$lika '{
			other = \$5 >= t || \$6 >= t
			if (\$1 < t && \$2 < t) { five = \"ingen\"; three = \".n\" }
			else {
				main = \$2 > \$1 ? \"narkotika\" : \$1 > \$2 ? \"alkohol\" : lika
				if (main == \"narkotika\") { five = other ? \"narkotika_mfl\" : \"avgr_narkotika\"; three = \"narkotika\" }
				else if (other) { five = \"alkohol_mfl\"; three = \"alk_psyk\" }
				else { five = \"avgr_alkohol\"; three = \"avgr_alk\" }
			}
			if (\$8 != five || \$9 != three) print
		} END { print NR }'"
		[ "$output" = 700 ]
	done
}

@test "ubat-profil: any of the five other areas counts" {
	for i in 3 4 5 6 7; do
		echo "5 0 0 0 0 0 0" | awk -v i=$i '{ $i = 4; print }'
	done | areas | whole >g.ubat
	run -0 bash -c "ubat-score -i ubat-profil g.ubat | grep -v '^#' | cut -f 9 | uniq -c | tr -s ' '"
	[ "$output" = " 5 alk_psyk" ]
}

@test "ubat-profil: no profile without a rating of alcohol or drugs" {
	printf '%s\n' '.x 9 0 0 0 0 0' '9 .x 0 0 0 0 0' '.x 1 0 0 0 0 0' | areas | whole >g.ubat
	run -0 bash -c "ubat-score -i ubat-profil g.ubat | grep -v '^#' | cut -f 8,9"
	[ "$output" = "$(tsv '.x .x' '.x .x' '.x .x')" ]
}

@test "ubat-profil: an unanswered area matters only where the profile hangs on it" {
	printf '%s\n' '9 0 4 .x 0 0 0' '9 0 0 .x 0 0 0' '0 9 0 .x 0 0 0' | areas | whole >g.ubat
	run -0 bash -c "ubat-score -i ubat-profil g.ubat | grep -v '^#' | cut -f 8,9"
	[ "$output" = "$(tsv 'alkohol_mfl alk_psyk' '.x .x' '.x narkotika')" ]
}

@test "ubat-profil: its headings say that the rule is this project's, with the threshold" {
	echo '5 0 0 0 0 0 0' | areas | whole >g.ubat
	for t in 2 4 6; do
		run -0 bash -c "ubat-score -i ubat-profil:troskel=$t g.ubat"
		grep -qxF "$(printf '#label\tprofil\tProfil enligt regel i ubat (tröskel %d)' $t)" <<<"$output"
		grep -q "parameters=troskel=$t,troskel_andra=0,lika=narkotika" <<<"$output"
	done
}

# --- the page's examples, and bad input ----------------------------------------

@test "the examples of the page run as they stand" {
	tsv '#fodd:date start:date' '1980-05-02 2016-03-01' | whole >a.ubat
	run -0 bash -c "ubat-score -e 'alder = age(fodd, start)' -e 'grupp = band(alder, 18, 30)' a.ubat | grep -v '^#'"
	[ "$output" = "$(tsv '1980-05-02 2016-03-01 35 30–')" ]
	tsv '#nojd:int' 7 | whole >skattning.ubat
	run -0 bash -c "ubat-score -i ubat-skattning -m b1=nojd skattning.ubat | grep -v '^#'"
	[ "$output" = "$(tsv '7 1')" ]
	echo '3 0 0 0 5 0 0' | areas | whole >asi.ubat
	run -0 bash -c "ubat-score -i ubat-profil:troskel=2 asi.ubat | grep -v '^#' | cut -f 9"
	[ "$output" = alk_psyk ]
	run -0 bash -c "ubat-score -i ubat-profil:troskel=6 asi.ubat | grep -v '^#' | cut -f 9"
	[ "$output" = .n ]
	tsv '#alkohol_g:int alkohol_u:int' '8 6' '2 2' | whole >par.ubat
	run -0 bash -c "ubat-score --rtm r=0.7 -i asi-forandring par.ubat | ubat-show"
	[[ $output = *'Alkohol  6–'* ]]
	tsv '#b1:int' 5 7 | whole >skattning.ubat
	run -0 ubat-score --explain --record 2 -i ubat-skattning skattning.ubat
	[[ $output = *'b1 > grans: 7 > 6: sant'* ]]
	tsv '#b1:int' 7 | whole >skattning.ubat
	ubat-score -p ubat-skattning >min.instrument
	run -0 bash -c "ubat-score -i ./min.instrument:grans=7 skattning.ubat | grep -v '^#'"
	[ "$output" = "$(tsv '7 0')" ]
}

@test "the example of ubat-instrument(5) runs as it stands" {
	sed -n '/^\[instrument\]/,$p' "$ROOT/man/ubat-instrument.5" | sed '/^\.Ed/,$d' >n.instrument
	tsv '#f1:int f2:int' '1 3' '1 2' '6 3' | whole >f.ubat
	run -0 --separate-stderr bash -c "ubat-score -i n.instrument f.ubat | grep -v '^#'"
	[ "$output" = "$(tsv '1 3 1' '1 2 0' '6 3 .r')" ]
}

@test "a bad number is told with its line and column, never its value" {
	tsv '#b1:int' 7 '8x' | whole >b.ubat
	run -1 --separate-stderr ubat-score -i ubat-skattning b.ubat
	[[ $stderr = "ubat-score: b.ubat:3: column b1: "* ]]
	[[ $stderr != *8x* ]]
	[[ $output != *'#end'* ]]
}

@test "empty input, no legend and a missing file are errors" {
	run -1 --separate-stderr ubat-score -e 'y = 1' </dev/null
	[ "$stderr" = "ubat-score: stdin: nothing came, not even a legend" ]
	run -1 --separate-stderr ubat-score -e 'y = 1' < <(echo 1)
	[[ $stderr = "ubat-score: stdin:1: "* ]]
	run -1 --separate-stderr ubat-score -e 'y = 1' a.ubat nix
	[[ $stderr = "ubat-score: nix: cannot open: "* ]]
	[[ $output != *'#end'* ]]
}

@test "a legend alone comes out with the new columns" {
	run -0 bash -c "printf '#b1:int\n#end\t0\t0\n' | ubat-score -i ubat-skattning | grep -v -e '^#step' -e '^#label'"
	[ "$output" = "$(printf '#b1:int\tb1_pos:bool\n#end\t0\t1')" ]
}

@test "a cut stream is passed on without an end, and said to be cut" {
	run -0 --separate-stderr bash -c "head -n 2 a.ubat | ubat-score -e 'y = b1'"
	[[ $stderr = "ubat-score: stdin: the stream is cut"* ]]
	[[ $output != *'#end'* ]]
	[ "${#lines[@]}" = 3 ]
}

@test "a full disk is an error, a closed pipe is quiet" {
	[ -w /dev/full ] || skip "needs /dev/full"
	for o in --list '--print ubat-profil'; do
		run -1 --separate-stderr bash -c "ubat-score $o >/dev/full"
		[[ $stderr = "ubat-score: stdout: cannot write"* ]]
	done
	run -1 --separate-stderr bash -c "ubat-score -e 'y = b1' a.ubat >/dev/full"
	[ "$stderr" = "ubat-score: stdout: cannot write: No space left on device" ]
	awk 'BEGIN { print "#a:int"; for (i = 0; i < 300000; i++) print i }' >big
	run -0 --separate-stderr bash -c "ubat-score -e 'y = a' big | head -n 1"
	[ "$output" = "$(tsv '#a:int y:int')" ]
	[ -z "$stderr" ]
}

@test "ranges take items, and columns appended before" {
	tsv '#q1:int q2:int q3:int x:int' '1 2 3 9' '1 .n 3 9' | whole >q.ubat
	printf '%s\n' '[instrument]' 'name = q' 'version = 1' 'title = Q' \
	    'source = own; test' '[item q1]' '[item q2]' '[item q3]' \
	    '[score summa]' 'label = Summa' 'expr = sum(q1..q3)' \
	    '[score antal]' 'label = Antal' 'expr = count(q*)' >q.instrument
	run -0 bash -c "ubat-score -i ./q.instrument q.ubat | grep -v '^#' | cut -f 5-"
	[ "$output" = "$(tsv '6 3' '.n 2')" ]
	run -0 bash -c "ubat-score -e 'y1 = q1' -e 'y2 = q1 + 1' -e 's = sum(y1..y2)' -e 't = sum(x..y2)' -e 'n = count(y*)' q.ubat | sed -n 2p | cut -f 7-"
	[ "$output" = "$(tsv '3 12 2')" ]
	run -2 --separate-stderr ubat-score -e 'y1 = q1' -e 'y3 = "a"' -e 's = sum(y1..y3)' q.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: from y1 to y3 the legend has 2 columns, not 3' ]
	run -2 --separate-stderr ubat-score -e 'y1 = q1' -e 'y2 = "a"' -e 's = sum(y1..y2)' q.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: sum() takes a number, and y2 is text' ]
	run -2 --separate-stderr ubat-score -e 'y1 = q1' -e 's = sum(y1..q2)' q.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: q2 stands before y1 in the legend' ]
}
