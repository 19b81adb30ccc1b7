# Persons in ubat-import(1) and ubat-source(5): one test for each sentence.
# The numbers are public test numbers of nobody.
load helper

prepare() {
	printf '%s\n' 'Personnummer;x' '19570428-9999;1' '570428-9999;2' \
	    '"195704289999";3' '460823-9986;4' '730288-9931;5' >klient.csv
	source_of 'type = person' >klient.source
	printf '0123456789abcdef0123456789abcdef\n' >nyckel
	chmod 600 nyckel
}

# source_of LINE...: a description whose column klient has these keys
source_of() {
	printf '%s\n' '[source]' 'delimiter = ;' 'context = prov' \
	    'extracted = 2024-06-01' '[column klient]' \
	    'heading = Personnummer' "$@" '[column x]' 'type = int'
}

# klient ARG...: the first column of what import gives
klient() {
	ubat-import "$@" klient.csv | grep -v '^#' | cut -f1
}

@test "with a key a person becomes an id of 32 hexadecimal digits" {
	run -0 --separate-stderr ubat-import -k nyckel -s klient.source klient.csv
	[ "${lines[0]}" = "$(tsv '#klient:id x:int')" ]
	[ "$(printf '%s\n' "${lines[@]}" | grep -cE '^[0-9a-f]{32}	[1-5]$')" = 5 ]
	[ -z "$stderr" ]
}

@test "the same person has the same pseudonym in every form of the number" {
	klient -k nyckel -s klient.source >got
	[ "$(sort -u got | wc -l)" = 3 ]
	[ "$(head -n 3 got | sort -u | wc -l)" = 1 ]
}

@test "key and context decide the pseudonym" {
	klient -k nyckel -s klient.source >a
	klient -k nyckel -s klient.source | cmp - a
	sed 's/prov/annat/' klient.source >b.source
	klient -k nyckel -s b.source >b
	printf 'fedcba9876543210fedcba9876543210\n' >annan
	chmod 600 annan
	klient -k annan -s klient.source >c
	[ "$(cat a b c | sort -u | wc -l)" = 9 ]
}

@test "the account names key and context, the same for the same" {
	id() { ubat-import -k "$1" -s "$2" klient.csv | tr '\t' '\n' | sed -n 's/^key=//p'; }
	sed 's/prov/annat/' klient.source >b.source
	a=$(id nyckel klient.source)
	[[ $a =~ ^[0-9a-f]{8}$ ]]
	[ "$(id nyckel klient.source)" = "$a" ]
	[ "$(id nyckel b.source)" != "$a" ]
}

@test "without a key the column is left out, told and counted" {
	run -0 --separate-stderr ubat-import -s klient.source klient.csv
	[ "${lines[0]}" = '#x:int' ]
	[[ ${lines[7]} = '#step	'*'	persons-dropped=1' ]]
	[ "$stderr" = 'ubat-import: klient.source: column klient: persons, left out without a key (-k)' ]
	source_of 'type = person' 'write = no' >hidden.source
	run -0 --separate-stderr ubat-import -s hidden.source klient.csv
	[ -z "$stderr" ]
	[[ ${lines[7]} = '#step	'* ]]
	[[ ${lines[7]} != *persons-dropped* ]]
	printf '%s\n' '[column klient]' 'heading = Personnummer' 'type = person' >only.source
	run -2 --separate-stderr ubat-import -s only.source klient.csv
	[ "$stderr" = 'ubat-import: no column is left without a key (-k)' ]
}

@test "no number, whole or in parts, is anywhere in what comes out" {
	run -0 bash -c 'ubat-import -k nyckel -s klient.source klient.csv 2>&1;
	    ubat-import -s klient.source klient.csv 2>&1'
	for canary in 570428 428-99 4289999 460823 9986 730288 9931; do
		[[ $output != *"$canary"* ]]
	done
}

@test "a number that is none is rejected, without its value" {
	printf '%s\n' '19570428-9998;6' '19570230-1234;7' 'okänd;8' ';9' >>klient.csv
	run -1 --separate-stderr ubat-import -k nyckel -s klient.source klient.csv
	[ "${stderr_lines[0]}" = 'ubat-import: klient.csv:7: column klient: not a personnummer (3 records)' ]
	[ "${#stderr_lines[@]}" = 2 ]
	[[ $output != *'#end'* ]]
	source_of 'type = person' 'invalid = .r' >s
	run -0 --separate-stderr ubat-import -k nyckel -s s klient.csv
	[ "$(printf '%s\n' "${lines[@]}" | grep -c '^\.r	')" = 3 ]
	[ "${lines[10]}" = "$(tsv '~ 9')" ]
}

@test "numbers = any: other identities get a pseudonym as they stand" {
	printf '%s\n' 'R-1234;6' 'R-1234;7' 'r-1234;8' >>klient.csv
	source_of 'type = person' 'numbers = any' >s
	klient -k nyckel -s s >got
	[ "$(sed -n 6p got)" = "$(sed -n 7p got)" ]
	[ "$(sort -u got | wc -l)" = 5 ]
}

@test "ten digits need the day the extract was made" {
	sed -i '/^extracted/d' klient.source
	run -1 --separate-stderr ubat-import -k nyckel -s klient.source klient.csv
	[ "${stderr_lines[0]}" = 'ubat-import: klient.csv:3: column klient: ten digits, and no extracted = in the description (3 records)' ]
	source_of 'type = person' 'numbers = any' | sed '/^extracted/d' >s
	run -1 ubat-import -k nyckel -s s klient.csv
}

@test "ten digits are of the latest century in which the birth is not after extracted, with + of one a hundred years before" {
	source_of 'derive = birthyear' >s
	printf '%s\n' 'Personnummer;x' '090527-1474;1' '0905271474;2' '090527+1474;3' >klient.csv
	for day in '2009-05-26 1909 1909 1909' '2009-05-27 2009 2009 1909' '2109-05-26 2009 2009 2009'; do
		sed -i "s/^extracted.*/extracted = ${day%% *}/" s
		[ "$(klient -s s | xargs)" = "${day#* }" ]
	done
}

@test "the day the extract was made stands in the stream" {
	run -0 ubat-import -s klient.source klient.csv
	[ "${lines[1]}" = "$(tsv '#extracted 2024-06-01')" ]
}

@test "a birth after the day of the extract is no number of it" {
	sed 's/2024-06-01/1957-04-27/' klient.source >s
	printf '%s\n' 'Personnummer;x' '19570428-9999;1' >klient.csv
	run -1 --separate-stderr ubat-import -k nyckel -s s klient.csv
	sed 's/2024-06-01/1957-04-28/' klient.source >s
	run -0 ubat-import -k nyckel -s s klient.csv
}

@test "birth and sex are derived from the same heading" {
	{
		source_of 'type = person'
		for d in birthdate birthyear sex; do
			printf '%s\n' "[column $d]" 'heading = Personnummer' "derive = $d"
		done
	} >s
	run -0 ubat-import -s s klient.csv
	[ "${lines[0]}" = "$(tsv '#x:int birthdate:date birthyear:int sex:code')" ]
	[ "${lines[2]}" = "$(tsv '1 1957-04-28 1957 man')" ]
	[ "${lines[5]}" = "$(tsv '4 1946-08-23 1946 kvinna')" ]
	# a samordningsnummer has 60 added to its day
	[ "${lines[6]}" = "$(tsv '5 1973-02-28 1973 man')" ]
}

# age_of LINE...: a description of the age on the day of a column behind it,
# the column alder with these keys
age_of() {
	printf '%s\n' '[source]' 'delimiter = ;' 'extracted = 2024-06-01' \
	    '[column alder]' 'heading = Personnummer' 'derive = age' \
	    'at = start' "$@" '[column start]' 'type = date' \
	    '[missing start]' 'X = .x'
}

@test "an age is in whole years on the day of a column, which may come after" {
	age_of >s
	printf '%s\n' 'Personnummer;start' '19570428-9999;2020-04-27' \
	    '570428-9999;2020-04-28' '19570428-9999;1957-04-28' \
	    '460823-9986;2046-08-23' '730288-9931;2016-02-29' >klient.csv
	run -0 --separate-stderr ubat-import -s s klient.csv
	[ "${lines[0]}" = "$(tsv '#alder:int start:date')" ]
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#')" = "$(tsv '62 2020-04-27' \
	    '63 2020-04-28' '0 1957-04-28' '100 2046-08-23' '43 2016-02-29')" ]
}

@test "who is born on 29 February is a year older on 1 March in a common year, as age() has it" {
	{
		age_of
		printf '%s\n' '[column fodd]' 'heading = Personnummer' 'derive = birthdate'
	} >s
	printf '%s\n' 'Personnummer;start' '20000229-2399;2018-02-28' \
	    '20000229-2399;2018-03-01' '20000229-2399;2020-02-28' \
	    '20000229-2399;2020-02-29' '19570428-9999;2011-11-11' >klient.csv
	ubat-import -s s klient.csv >got
	[ "$(grep -v '^#' got | cut -f1 | tr '\n' ' ')" = '17 18 19 20 54 ' ]
	[ "$(ubat-filter 'age(fodd, start) = alder' got | grep -vc '^#')" = 5 ]
}

@test "what the date lacks the age lacks, and before the birth it is .u" {
	age_of >s
	printf '%s\n' '[column start]' 'invalid = .r' >>s
	printf '%s\n' 'Personnummer;start' '19570428-9999;' '19570428-9999;X' \
	    '19570428-9999;1957-04-27' '19570428-9999;2011-02-30' \
	    ';2020-01-01' ';X' >klient.csv
	run -0 --separate-stderr ubat-import -s s klient.csv
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f1 | tr '\n' ' ')" = ' .x .u .r   ' ]
	age_of 'required = yes' >s
	run -1 --separate-stderr ubat-import -s s klient.csv
	[ "$stderr" = 'ubat-import: klient.csv:2: column alder: required (5 records)
ubat-import: klient.csv:5: column start: not date (1 record)
ubat-import: 6 of 6 records rejected, --max-rejects is 0' ]
}

@test "an age has ranges, [values] and [missing] as other columns, and rejects its number" {
	age_of 'range = 18..64' '[values alder]' 'okand = 40' '[missing alder]' 'skyddad = .n' >s
	printf '%s\n' 'Personnummer;start' 'okand;2020-01-01' 'skyddad;2020-01-01' \
	    '19570428-9999;2020-01-01' '19570428-9999;1970-01-01' \
	    '19570428-9998;2020-01-01' '19570428-9999;1950-01-01' >klient.csv
	run -1 --separate-stderr ubat-import -s s klient.csv
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f1 | tr '\n' ' ')" = '40 .n 62 .u ' ]
	[ "${stderr_lines[0]}" = 'ubat-import: klient.csv:5: column alder: out of range 18..64 (1 record)' ]
	[ "${stderr_lines[1]}" = 'ubat-import: klient.csv:6: column alder: not a personnummer (1 record)' ]
}

@test "the age and the sex of the page's example" {
	sed -n '/^Age and sex of a person/,/^\.Ed/p' "$ROOT/man/ubat-source.5" | grep -v '^[.A]' >s
	printf '%s\n' 'Personnummer,start' '19570428-9999,2020-04-27' \
	    '19460823-9986,2020-04-27' >klient.csv
	run -0 --separate-stderr ubat-import -s s klient.csv
	[ "${lines[0]}" = "$(tsv '#alder:int kon:code start:date')" ]
	[ "${lines[1]}" = "$(printf '#label\talder\tÅlder vid start')" ]
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#')" = "$(tsv '62 man 2020-04-27' '73 kvinna 2020-04-27')" ]
}

@test "at = extracted is the day of the extract, not a column of that name" {
	source_of 'derive = age' 'at = extracted' '[column extracted]' 'position = 2' 'type = int' >s
	run -0 ubat-import -s s klient.csv
	source_of 'derive = age' 'at = extracted' >s
	run -0 ubat-import -s s klient.csv
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f1 | tr '\n' ' ')" = '67 67 67 77 51 ' ]
}

@test "the age of another's birth: a date that is derived, and not written" {
	{
		age_of | sed 's/^at = .*/at = barn/'
		printf '%s\n' '[column barn]' 'derive = birthdate' 'write = no'
	} >s
	printf '%s\n' 'Personnummer;start;barn' '19730228-9931;;20000229-2399' >klient.csv
	sed -i 's/^19730228/19730288/' klient.csv
	run -0 --separate-stderr ubat-import -s s klient.csv
	[ "${lines[0]}" = "$(tsv '#alder:int start:date')" ]
	[ "${lines[2]}" = "$(tsv '27 ')" ]
}

@test "the fast path and the careful one give the same ages" {
	for at in start extracted; do
		age_of | sed "s/^at = .*/at = $at/" >s
		awk 'BEGIN { print "Personnummer;start;x"
		    for (i = 0; i < 3000; i++)
			printf "19570428-9999;%s;1\n", i % 3 ? 1950 + i % 70 "-04-" 27 + i % 2 : "" }' >klient.csv
		ubat-import -s s klient.csv | grep -v '^#' >a
		[ "$(wc -l <a)" = 3000 ]
		sed '1!s/1$/"a""b"/' klient.csv >q.csv
		ubat-import -s s q.csv | grep -v '^#' | cmp - a
		UBAT_SIMD=scalar ubat-import -s s klient.csv | grep -v '^#' | cmp - a
	done
}

@test "what is derived has ranges, codes and labels as other columns" {
	source_of 'derive = birthyear' 'range = 1950..' >s
	run -1 --separate-stderr ubat-import -s s klient.csv
	[ "${stderr_lines[0]}" = 'ubat-import: klient.csv:5: column klient: out of range 1950.. (1 record)' ]
	{ source_of 'derive = sex'; printf '%s\n' '[codes klient]' 'man = Män' 'kvinna = Kvinnor'; } >s
	run -0 ubat-import -s s klient.csv
	[ "${lines[2]}" = "$(tsv '#label klient man Män')" ]
}

@test "the fast path and the careful one give the same pseudonyms" {
	awk 'BEGIN { for (i = 0; i < 3000; i++) print "19570428-9999;" i % 7 }' >>klient.csv
	klient -k nyckel -s klient.source >a
	# a quote in a column that is not read sends every record the long way
	sed '1s/$/;y/; 2,$s/$/;"a""b"/' klient.csv >q.csv
	mv q.csv klient.csv
	klient -k nyckel -s klient.source | cmp - a
	for level in scalar avx2; do
		UBAT_SIMD=$level klient -k nyckel -s klient.source | cmp - a
	done
}

@test "a key that others can read is refused, and nothing is read" {
	refused() {
		run -2 --separate-stderr ubat-import -k "$1" -s klient.source klient.csv
		[ "$stderr" = "ubat-import: $1: key: $2" ]
		[ -z "$output" ]
	}
	cp nyckel k && chmod 640 k
	refused k 'group or others have rights to it (chmod 600)'
	chmod 604 k
	refused k 'group or others have rights to it (chmod 600)'
	ln -s nyckel link
	refused link 'a symbolic link'
	printf 'short' >short && chmod 600 short
	refused short 'shorter than 32 bytes'
	mkdir d
	refused d 'no regular file'
	run -1 --separate-stderr ubat-import -k nothing -s klient.source klient.csv
	[ "$stderr" = 'ubat-import: nothing: key: cannot open: No such file or directory' ]
}

@test "a key of another user, a pipe, a device and a key without end are refused" {
	refused() {
		run -2 --separate-stderr timeout 10 ubat-import -k "$1" -s klient.source klient.csv
		[ "$stderr" = "ubat-import: $1: key: $2" ]
		[ -z "$output" ]
	}
	head -c 4097 /dev/zero >k && chmod 600 k
	refused k 'longer than 4096 bytes'
	head -c 4096 /dev/zero >k
	run -0 ubat-import -k k -s klient.source klient.csv
	mkfifo -m 600 p
	refused p 'no regular file'
	refused /dev/null 'no regular file'
	[ "$(id -u)" = 0 ] || skip "needs root, to give a file away"
	cp nyckel k
	chmod 600 k
	chown 1 k
	refused k 'belongs to another user'
}

@test "when a key is refused nothing is read, and no file is made" {
	chmod 644 nyckel
	mkdir d
	run -2 ubat-import -k nyckel -s klient.source -r d/fel.csv klient.csv
	[ "$(ls d)" = "" ]
	{ ubat-import -k nyckel -s klient.source 2>/dev/null || cat; } <klient.csv | cmp - klient.csv
}

@test "a key needs a description, persons and a context" {
	run -2 --separate-stderr ubat-import -k nyckel klient.csv
	[ "${stderr%%$'\n'*}" = 'ubat-import: -k needs -s' ]
	source_of 'type = id' >s
	run -2 --separate-stderr ubat-import -k nyckel -s s klient.csv
	[ "$stderr" = 'ubat-import: -k: no column of the description is type = person' ]
	sed '/^context/d' klient.source >s
	run -2 --separate-stderr ubat-import -k nyckel -s s klient.csv
	[[ $stderr = 'ubat-import: -k: the description does not say context = '* ]]
}

@test "--new-key makes a key that is taken, once" {
	run -0 --separate-stderr ubat-import --new-key ny
	[ -z "$output$stderr" ]
	[ "$(stat -c %a:%s ny)" = 600:65 ]
	run -0 ubat-import -k ny -s klient.source klient.csv
	cp ny same
	run -1 --separate-stderr ubat-import --new-key ny
	[ "$stderr" = 'ubat-import: ny: key: cannot create: File exists' ]
	cmp ny same
}

@test "descriptions that contradict themselves about persons are refused" {
	bad() {
		run -2 --separate-stderr ubat-import -s s klient.csv
		[ "$stderr" = "ubat-import: s:$1" ]
	}
	source_of 'derive = sex' 'type = code' >s
	bad '5: column klient: derive = says the type, type = cannot too'
	source_of 'derive = shoes' >s
	bad '7: unknown key shoes'
	source_of 'derive = age' >s
	bad '7: column klient: derive = age needs at ='
	source_of 'derive = age' 'at = start' >s
	bad '8: no [column start]'
	source_of 'derive = age' 'at = x' >s
	bad '8: column klient: column x is no date'
	source_of 'derive = age' 'at = klient' >s
	bad '8: column klient: column klient is no date'
	source_of 'derive = birthyear' 'at = extracted' >s
	bad '8: column klient: at = is for derive = age'
	source_of 'type = person' 'at = x' >s
	bad '8: column klient: at = is for derive = age'
	source_of 'derive = age' 'at = extracted' 'at = x' >s
	bad '9: said before, on line 8'
	source_of 'derive = age' 'at = extracted' | sed '/^extracted/d' >s
	bad '7: column klient: [source] does not say extracted ='
	source_of 'derive = age' 'at = extracted' 'type = int' >s
	bad '5: column klient: derive = says the type, type = cannot too'
	source_of 'type = id' 'numbers = any' >s
	bad '5: column klient: numbers = is for type = person and derive ='
	source_of 'type = person' 'numbers = all' >s
	bad '8: neither personnummer nor any'
	source_of 'type = person' 'codes = kommun' >s
	bad '5: column klient: a person is in no code list'
	source_of 'type = person' | sed 's/2024-06-01/1 juni/' >s
	bad '4: not a day as 2016-03-01'
}

@test "the example of the page runs" {
	rm nyckel
	ubat-import --new-key nyckel
	ubat-import -k nyckel -s klient.source klient.csv >out.ubat
	grep -q '^#end' out.ubat
}

@test "without a key the numbers are checked all the same: the same records are rejected" {
	printf '%s\n' '460823-9987;6' ';7' 'x;8' >>klient.csv
	run -1 --separate-stderr ubat-import -k nyckel -s klient.source klient.csv
	with=$(printf '%s\n' "$output" | grep -v '^#' | cut -f2)
	messages=$stderr
	run -1 --separate-stderr ubat-import -s klient.source klient.csv
	[ "${stderr#*$'\n'}" = "$messages" ]
	[ "${stderr_lines[1]}" = "ubat-import: klient.csv:7: column klient: not a personnummer (2 records)" ]
	[ "$(printf '%s\n' "$output" | grep -v '^#')" = "$with" ]
	[ "${lines[0]}" = '#x:int' ]
}

@test "without a key what is required, and what is twice, is found by the same rules" {
	sed 's/^context/key = klient\nduplicates = first\n&/' klient.source >d.source
	ubat-import -k nyckel -s d.source klient.csv | grep -v '^#' | cut -f2 >with
	ubat-import -s d.source klient.csv | grep -v '^#' | cmp - with
	[ "$(tr '\n' ' ' <with)" = "1 4 5 " ]
	source_of 'type = person' 'required = yes' >r.source
	echo ';9' >>klient.csv
	run -1 --separate-stderr ubat-import -s r.source klient.csv
	[ "${stderr_lines[1]}" = "ubat-import: klient.csv:7: column klient: required (1 record)" ]
}

@test "without a key no number is anywhere in what comes out, in any rejects list neither" {
	sed 's/^context/key = klient\nduplicates = last\n&/' klient.source >d.source
	printf '%s\n' '[rule r]' 'test = klient is not missing and x < 3' >>d.source
	ubat-import --max-rejects 100% --rejects-redacted fel -s d.source klient.csv >out 2>err || true
	cat out err fel | grep -c . | grep -q '[1-9]'
	! cat out err fel | grep -e 570428 -e 460823 -e 730288 -e 9999
}

@test "reserve: numbers of a declared pattern get a pseudonym too, several patterns if need be" {
	source_of 'type = person' 'reserve = [0-9]{8}[A-Z]{2}[0-9]{2}' 'reserve = (?i)lma[0-9]+' >r.source
	printf '%s\n' '19570428TF12;6' 'LMA12345;7' 'lma1;8' '19570428TF1;9' 'xLMA1;10' >>klient.csv
	run -1 --separate-stderr ubat-import -k nyckel -s r.source klient.csv
	[ "${stderr_lines[0]}" = "ubat-import: klient.csv:10: column klient: not a personnummer (2 records)" ]
	[ "$(printf '%s\n' "$output" | grep -cE '^[0-9a-f]{32}	[1-8]$')" = 8 ]
	[ "$(printf '%s\n' "$output" | grep -v '^#' | cut -f1 | sort -u | wc -l)" = 6 ]
	# the same text, the same pseudonym; another is another
	printf '%s\n' 'Personnummer;x' 'LMA12345;1' 'lma12345;2' 'LMA12345;3' >klient.csv
	klient -k nyckel -s r.source >got
	[ "$(sed -n 1p got)" = "$(sed -n 3p got)" ]
	[ "$(sed -n 1p got)" != "$(sed -n 2p got)" ]
}

@test "reserve: without a key they are checked too" {
	source_of 'type = person' 'reserve = LMA[0-9]+' >r.source
	printf '%s\n' "LMA$(printf '1%.0s' $(seq 100));6" 'LM1;7' >>klient.csv
	run -1 --separate-stderr ubat-import -s r.source klient.csv
	[ "${stderr_lines[1]}" = "ubat-import: klient.csv:8: column klient: not a personnummer (1 record)" ]
	[ "$(printf '%s\n' "$output" | grep -v '^#' | tr '\n' ' ')" = "1 2 3 4 5 6 " ]
}

@test "an identity that is absent stays absent: such records are counted each, never as one person" {
	printf '%s\n' ';6' ';7' >>klient.csv
	run -0 --separate-stderr ubat-import -k nyckel -s klient.source klient.csv
	[ "$(printf '%s\n' "$output" | grep -c '^	[67]$')" = 2 ]
}

@test "a reserve number tells nothing of its person: what is derived of it is .u, told and counted, and the record kept" {
	printf '%s\n' 'Personnummer;x;start' '19900101-0017;1;2020-01-01' 'LMA12345;2;2020-01-01' \
	    'LMA1;3;2020-01-01' '19900101-0018;4;2020-01-01' ';5;2020-01-01' >klient.csv
	derived() { printf '%s\n' '[column kon]' 'heading = Personnummer' 'derive = sex' "$@" \
	    '[column alder]' 'heading = Personnummer' 'derive = age' 'at = start' '[column start]' 'type = date'; }
	{ source_of 'type = person' 'reserve = LMA[0-9]+'; derived; } >r.source
	for key in '-k nyckel' ''; do
		run -0 --separate-stderr ubat-import $key --max-rejects 1 -s r.source klient.csv
		[ "$(grep -v '^#' <<<"$output" | tr '\t' ' ' | sed 's/^[0-9a-f]\{32\} //;s/^ //')" = '1 man 30 2020-01-01
2 .u .u 2020-01-01
3 .u .u 2020-01-01
5   2020-01-01' ]
		[[ $stderr = *'ubat-import: klient.csv:5: column klient: not a personnummer (1 record)
ubat-import: klient.csv:5: column kon: not a personnummer (1 record)
ubat-import: klient.csv:3: column kon: not told by a reserve number (2 records kept)
ubat-import: klient.csv:5: column alder: not a personnummer (1 record)
ubat-import: klient.csv:3: column alder: not told by a reserve number (2 records kept)' ]]
		[[ $output = *'	in=5	out=4	rejected=1	'*'	reserve-values=4'* ]]
	done
	# numbers = any too; invalid is not about it; what is required is not there
	{ source_of 'type = person' 'numbers = any'; derived 'invalid = .r'; } >r.source
	run -0 --separate-stderr ubat-import -k nyckel -s r.source klient.csv
	[ "$(grep -v '^#' <<<"$output" | cut -f 3 | tr '\n' ' ')" = 'man .u .u .u  ' ]
	{ source_of 'type = person' 'numbers = any'; derived 'required = yes'; } >r.source
	run -1 --separate-stderr ubat-import -k nyckel -s r.source klient.csv
	[[ $stderr = *'klient.csv:3: column kon: required (4 records)'* ]]
}

@test "where no column of persons has the heading, the derived one says what its reserve numbers are" {
	printf '%s\n' 'Personnummer;x' '19900101-0017;1' 'LMA12345;2' 'X1;3' >klient.csv
	source_of 'derive = sex' 'reserve = LMA[0-9]+' 'reserve = X1' >r.source
	run -0 --separate-stderr ubat-import -s r.source klient.csv
	[ "$(grep -v '^#' <<<"$output" | cut -f 1 | tr '\n' ' ')" = 'man .u .u ' ]
	[ "$stderr" = 'ubat-import: klient.csv:3: column klient: not told by a reserve number (2 records kept)' ]
	source_of 'derive = sex' 'numbers = any' >r.source
	run -0 --separate-stderr ubat-import -s r.source klient.csv
	[ "$(grep -v '^#' <<<"$output" | cut -f 1 | tr '\n' ' ')" = 'man .u .u ' ]
	# a column of persons of another heading is no kin
	{ source_of 'type = person' 'reserve = LMA[0-9]+'; printf '%s\n' '[column kon]' 'heading = Partner' 'derive = sex'; } >r.source
	printf '%s\n' 'Personnummer;x;Partner' 'LMA1;1;LMA1' >klient.csv
	run -1 --separate-stderr ubat-import -k nyckel -s r.source klient.csv
	[ "${stderr_lines[0]}" = 'ubat-import: klient.csv:2: column kon: not a personnummer (1 record)' ]
}

@test "reserve in the wrong place is an error" {
	bad() {
		run -2 --separate-stderr ubat-import -s b.source klient.csv
		[ "$stderr" = "ubat-import: b.source:$1" ]
	}
	source_of 'reserve = x' >b.source
	bad '5: column klient: reserve = is for type = person and derive ='
	source_of 'type = person' 'numbers = any' 'reserve = x' >b.source
	bad '5: column klient: numbers = any leaves nothing to reserve ='
}

@test "what a description maps or labels of a person by its number is refused, with its line and without the number" {
	bad() {
		run -2 --separate-stderr ubat-import -k nyckel -s s klient.csv
		echo "$stderr"
		[ "$stderr" = "ubat-import: s:$1" ]
		[ -z "$output" ]
	}
	for kind in 'type = person' 'derive = sex' 'derive = birthyear' 'derive = birthdate'; do
		{ source_of "$kind"; printf '%s\n' '[values klient]' '570428-9999 = 19570428-9999'; } >s
		bad '11: column klient: in its [values] is something that a number does not give; what means that there is none belongs in [missing]'
		{ source_of "$kind"; printf '%s\n' '[labels klient]' '.x = Okänd' '195704289999 = Anna Ek'; } >s
		bad '12: column klient: [labels] would name one person; a reason such as .x can have a label'
	done
	# the section may come before the type is said
	printf '%s\n' '[column klient]' 'heading = Personnummer' '[values klient]' 'a = b' \
	    '[column klient]' 'type = person' '[column x]' >s
	bad '4: column klient: in its [values] is something that a number does not give; what means that there is none belongs in [missing]'
	{ source_of 'derive = sex'; printf '%s\n' '[codes klient]' 'man =' '195704289999 = Anna Ek'; } >s
	bad '5: column klient: in its codes is something that a number does not give'
	{ source_of 'derive = birthyear'; printf '%s\n' '[codes klient]' '195704289999 = Anna Ek'; } >s
	bad '5: column klient: in its codes is something that a number does not give'
	printf 'kod,namn\nman,Man\n195704289999,Anna Ek\n' >l.csv
	source_of 'derive = sex' 'codes = ./l.csv' >s
	bad '5: column klient: in its codes is something that a number does not give'
}

@test "what means that there is no person is a reason, and nothing else; the reason can have a label" {
	{ source_of 'type = person'; printf '%s\n' '[missing klient]' '000000-0000 = .x' 'saknas =' '[labels klient]' '.x = Okänd'; } >s
	printf '%s\n' '000000-0000;6' 'saknas;7' >>klient.csv
	run -0 --separate-stderr ubat-import -k nyckel -s s klient.csv
	[ "$(printf '%s\n' "${lines[@]}" | grep '	[67]$')" = "$(tsv '.x 6' '~ 7')" ]
	[ "$(printf '%s\n' "${lines[@]}" | grep -c '^#label	klient	.x	Okänd$')" = 1 ]
	for to in 19570428-9999 .x1 x .b; do
		{ source_of 'type = person'; printf '%s\n' '[missing klient]' "000000-0000 = $to"; } >s
		run -2 --separate-stderr ubat-import -k nyckel -s s klient.csv
		[ "$stderr" = "ubat-import: s:11: a missing code is given a reason, a dot and a letter other than b d e l s t, or nothing" ]
		{ source_of 'type = person'; printf '%s\n' '[missing]' "000000-0000 = $to"; } >s
		run -2 --separate-stderr ubat-import -k nyckel -s s klient.csv
		[ "$stderr" = "ubat-import: s:11: a missing code is given a reason, a dot and a letter other than b d e l s t, or nothing" ]
	done
}
