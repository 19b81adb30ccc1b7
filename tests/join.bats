# ubat-join(1): one test for each sentence of the page.
# EXAMPLES: ubat-join.1
load helper

prepare() {
	tsv '#klient:id start:date slut:date' 'A 2016-01-10 2016-03-01' \
	    'A 2016-05-01 2016-06-01' 'B 2016-01-01 ~' \
	    'C 2016-02-01 2016-03-01' '.x 2016-02-01 ~' | whole >atgarder.ubat
	tsv '#klient:id typ:code datum:date alk:int' '#label alk Alkohol' \
	    '#label alk 9 Mycket' 'A G 2016-01-01 8' 'A U 2016-03-05 4' \
	    'A G 2016-04-20 6' 'A U 2016-07-01 2' 'B G 2016-01-01 5' \
	    'C U 2016-06-01 1' 'C G 2016-04-01 3' | whole >asi.ubat
	tsv '#klient:id kon:code' 'A k' 'B m' 'D m' 'Å m' | whole >person.ubat
	tsv '#dag:date' 2016-01-01 2016-02-01 2016-03-01 2016-04-01 \
	    2016-05-01 2016-06-01 | whole >manader.ubat
}

# col N ARG...: column N of what ubat-join gives, on one line
col() {
	local n=$1
	shift
	ubat-join "$@" | grep -v '^#' | cut -f"$n" | sed 's/^$/-/' | paste -sd ' '
}

# key KEY: its value in the last step
key() {
	printf '%s\n' "${lines[@]}" | grep '^#step' | tail -n 1 |
	    tr '\t' '\n' | sed -n "s/^$1=//p"
}

@test "adds the columns of the record with the same key, in the left's order" {
	run -0 --separate-stderr ubat-join -k klient person.ubat atgarder.ubat
	[ "${lines[0]}" = "$(tsv '#klient:id start:date slut:date kon:code')" ]
	[ "${lines[1]}" = "$(tsv 'A 2016-01-10 2016-03-01 k')" ]
	[ "${lines[3]}" = "$(tsv 'B 2016-01-01 ~ m')" ]
	[ "${lines[4]}" = "$(tsv 'C 2016-02-01 2016-03-01 ~')" ]
	[ -z "$stderr" ]
}

@test "standard input is the left side" {
	[ "$(col 4 -k klient person.ubat <atgarder.ubat)" = 'k k m - -' ]
}

@test "a missing key matches nothing, on either side" {
	tsv '#klient:id kon:code' '.x k' '~ m' | whole >r
	tsv '#klient:id' .x '~' | whole >l
	run -0 ubat-join -k klient r l
	[ "$(key matched) $(key unmatched) $(key no-key)" = '0 2 2' ]
	[ "$(key right-unmatched)" = 2 ]
}

@test "left, inner, anti and semi" {
	[ "$(col 1 -k klient person.ubat atgarder.ubat)" = 'A A B C .x' ]
	[ "$(col 1 -t inner -k klient person.ubat atgarder.ubat)" = 'A A B' ]
	[ "$(col 1 -t anti -k klient person.ubat atgarder.ubat)" = 'C .x' ]
	[ "$(col 1 -t semi -k klient person.ubat atgarder.ubat)" = 'A A B' ]
	run -0 ubat-join -t semi -k klient asi.ubat atgarder.ubat
	[ "${lines[0]}" = "$(tsv '#klient:id start:date slut:date')" ]
	run -2 --separate-stderr ubat-join -t semi -c kon -k klient person.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: anti and semi add no columns' ]
	run -2 --separate-stderr ubat-join -t outer -k klient person.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-join: -t: not left, inner, anti or semi' ]
}

@test "a key that comes twice on the right is an error, unless --many" {
	run -1 --separate-stderr ubat-join -k klient asi.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: asi.ubat:5: a key that came before (--many, or --asof)' ]
	[[ $output != *'#end'* ]]
	[ "$(col 6 --many -k klient asi.ubat atgarder.ubat)" = '8 4 6 2 8 4 6 2 5 1 3 -' ]
	run -0 ubat-join --many -k klient asi.ubat atgarder.ubat
	[ "$(key in) $(key out) $(key matched)" = '5 12 4' ]
}

@test "keys of different names, and of several columns" {
	tsv '#person:code ar:int x:int' 'A 2016 1' 'A 2017 2' 'B 2016 3' | whole >r
	tsv '#klient:code year:int' 'A 2017' 'B 2017' 'A .n' | whole >l
	[ "$(col 3 -k klient=person,year=ar r l)" = '2 - -' ]
	# the bytes of two keys run together are no key
	tsv '#a:text b:text x:int' 'x yz 1' | whole >r
	tsv '#a:text b:text' 'xy z' 'x yz' | whole >l
	[ "$(col 3 -k a,b r l)" = '- 1' ]
}

@test "keys must be there and of one type" {
	run -2 --separate-stderr ubat-join -k kleint person.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: left side: no column kleint; did you mean klient?' ]
	run -2 --separate-stderr ubat-join -k klient=person person.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: right side: no column person' ]
	run -2 --separate-stderr ubat-join -k start=kon person.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: key start: date on the left, code on the right' ]
	run -2 --separate-stderr ubat-join person.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: neither -k nor --within' ]
	run -2 --separate-stderr ubat-join -k klient
	[ "${stderr%%$'\n'*}" = 'ubat-join: no right side' ]
}

@test "-c picks and renames, -p puts a prefix, labels go along" {
	run -0 ubat-join -k klient --asof 'start >= datum' -c 'x=alk' -p g_ asi.ubat atgarder.ubat
	[ "${lines[0]}" = "$(tsv '#klient:id start:date slut:date g_x:int')" ]
	[ "${lines[1]}" = "$(tsv '#label g_x Alkohol')" ]
	[ "${lines[2]}" = "$(tsv '#label g_x 9 Mycket')" ]
	run -2 --separate-stderr ubat-join -k klient -c 'start=kon' person.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: both sides have a column start: give those of the right a prefix (-p), or choose among them (-c)' ]
	run -2 --separate-stderr ubat-join -k klient -c 'kon,kon' person.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: right side: two columns are called kon' ]
}

@test "--asof takes the nearest on the side that is asked for" {
	[ "$(col 4 -k klient --asof 'start >= datum' -c datum asi.ubat atgarder.ubat)" = \
	    '2016-01-01 2016-04-20 2016-01-01 - -' ]
	[ "$(col 4 -k klient --asof 'start > datum' -c datum asi.ubat atgarder.ubat)" = \
	    '2016-01-01 2016-04-20 - - -' ]
	[ "$(col 4 -k klient --asof 'start <= datum' -c datum asi.ubat atgarder.ubat)" = \
	    '2016-03-05 2016-07-01 2016-01-01 2016-04-01 -' ]
	[ "$(col 4 -k klient --asof 'start<datum' -c datum asi.ubat atgarder.ubat)" = \
	    '2016-03-05 2016-07-01 - 2016-04-01 -' ]
}

@test "a missing date matches nothing" {
	run -0 ubat-join -k klient --asof 'slut <= datum' -c alk asi.ubat atgarder.ubat
	[ "$(key no-key)" = 2 ]
	tsv '#klient:id datum:date' 'A ~' 'A .x' | whole >r
	[ "$(col 4 -k klient --asof 'start >= datum' r atgarder.ubat)" = '- - - - -' ]
}

@test "--asof wants date columns of both sides" {
	for bad in 'start = datum' start '>=' 'start ~ datum'; do
		run -2 ubat-join -k klient --asof "$bad" asi.ubat atgarder.ubat
	done
	run -2 --separate-stderr ubat-join -k klient --asof 'start >= alk' asi.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: --asof: column alk is no date' ]
	run -2 --separate-stderr ubat-join -k klient --asof 'start = datum' asi.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: --asof: not left >= right, or with > <= <' ]
}

@test "a date that is none is named with its line, never with its value" {
	tsv '#klient:id datum:date' 'A 2016-13-77' | whole >r
	run -1 --separate-stderr ubat-join -k klient --asof 'start >= datum' r atgarder.ubat
	[ "$stderr" = 'ubat-join: r:2: not a date' ]
	tsv '#klient:id start:date' 'A 2016-13-77' | whole >l
	run -1 --separate-stderr ubat-join -k klient --asof 'start >= datum' asi.ubat l
	[ "$stderr" = 'ubat-join: l:2: not a date' ]
}

@test "--limit in days and months includes the last day" {
	tsv '#k:id d:date' 'A 2016-01-31' | whole >l
	within() {
		tsv '#k:id e:date' "A $1" | whole >r
		[ "$(col 3 -k k --asof 'd <= e' --limit "$2" r l)" = "$3" ]
	}
	within 2016-02-10 10d 2016-02-10
	within 2016-02-11 10d -
	within 2016-02-29 1m 2016-02-29
	within 2016-03-01 1m -
	within 2017-07-31 18m 2017-07-31
	within 2017-08-01 18m -
	within 2016-01-31 0d 2016-01-31
	within 2016-01-31 0m 2016-01-31
	within 2016-02-01 0m -
	for bad in 10 d m 1y -1d 1.5m 99999999999d; do
		run -2 --separate-stderr ubat-join -k k --asof 'd <= e' --limit "$bad" r l
		[ "$stderr" = 'ubat-join: --limit: not days as in 90d, or months as in 18m' ]
	done
}

@test "--pick decides between records of the same day" {
	tsv '#klient:id datum:date x:int' 'A 2016-01-01 1' 'A 2016-01-01 2' \
	    'A 2016-01-01 3' | whole >r
	[ "$(col 4 -k klient --asof 'start >= datum' -c x r atgarder.ubat)" = '1 1 - - -' ]
	[ "$(col 4 -k klient --asof 'start >= datum' -c x --pick last r atgarder.ubat)" = '3 3 - - -' ]
	run -2 --separate-stderr ubat-join -k klient --asof 'start >= datum' --pick any r
	[ "${stderr%%$'\n'*}" = 'ubat-join: --pick: not first or last' ]
}

@test "--once uses a right record once, the next takes the next nearest" {
	tsv '#k:id d:date' 'A 2016-02-01' 'A 2016-02-02' 'A 2016-02-03' | whole >l
	tsv '#k:id e:date x:int' 'A 2016-01-01 1' 'A 2016-01-02 2' | whole >r
	[ "$(col 3 -k k --asof 'd >= e' -c x r l)" = '2 2 2' ]
	[ "$(col 3 -k k --asof 'd >= e' -c x --once r l)" = '2 1 -' ]
	run -0 ubat-join -k k --asof 'd >= e' -c x --once r l
	[ "$(key used-up) $(key unmatched) $(key right-unmatched)" = '1 1 0' ]
}

@test "--where says which right records can match, the rest is counted" {
	run -0 ubat-join -k klient --where 'typ = "G" and alk <> 6' -c alk asi.ubat atgarder.ubat
	[ "$(key right-left-out) $(key right-in) $(key right_in)" = '4  7' ]
	[ "$(key right-unmatched)" = 0 ]
	run -2 --separate-stderr ubat-join -k klient --where 'alk + 1' asi.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: --where: not true or false' ]
	run -2 --separate-stderr ubat-join -k klient --where 'nosuch = 1' asi.ubat atgarder.ubat
	[[ $stderr = 'ubat-join: '*nosuch* ]]
}

@test "--barrier: no match beyond a record of that kind, on its own day yes" {
	b=(-k klient --asof 'slut <= datum' --where 'typ = "U"' --barrier 'typ = "G"' -c datum)
	[ "$(col 4 "${b[@]}" asi.ubat atgarder.ubat)" = '2016-03-05 2016-07-01 - - -' ]
	run -0 ubat-join "${b[@]}" asi.ubat atgarder.ubat
	[ "$(key barred)" = 1 ]
	for day in 2016-03-01 2016-06-01; do
		sed "s/^C	G	.*/C	G	$day	3/" asi.ubat >f
		[ "$(col 4 "${b[@]}" f atgarder.ubat)" = '2016-03-05 2016-07-01 - 2016-06-01 -' ]
	done
}

# day FILE: let the stream say that its extract was made on 2016-05-15
day() {
	sed -i "1a #extracted\t${2:-2016-05-15}" "$1"
}

@test "--within: all right records in a spell, both ends included" {
	day atgarder.ubat
	run -0 ubat-join -t inner --within 'start <= dag <= slut' manader.ubat atgarder.ubat
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f1,4 | tr '\t\n' '  ')" = \
	    'A 2016-02-01 A 2016-03-01 A 2016-05-01 A 2016-06-01 B 2016-01-01 B 2016-02-01 B 2016-03-01 B 2016-04-01 B 2016-05-01 C 2016-02-01 C 2016-03-01 .x 2016-02-01 .x 2016-03-01 .x 2016-04-01 .x 2016-05-01 ' ]
	[ "$(key right-unmatched)" = 0 ]
}

@test "--within: a spell that has not begun matches nothing" {
	tsv '#start:date slut:date' '~ 2016-05-05' '.x ~' '2017-01-01 ~' | whole >l
	day l
	run -0 ubat-join --within 'start <= dag <= slut' manader.ubat l
	[ "$(key no-key) $(key matched)" = '2 0' ]
}

@test "--within: an end missing for a reason matches nothing and is counted" {
	tsv '#k:id start:date slut:date' 'a 2016-01-10 .r' 'b 2016-01-10 .x' \
	    'c 2016-01-10 2016-03-15' 'd .n .n' '.n 2016-01-10 .r' | whole >l
	tsv '#k:id dag:date' 'a 2016-02-01' 'c 2016-02-01' | whole >r
	run -0 --separate-stderr ubat-join -t inner --within 'start <= dag <= slut' manader.ubat l
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f1,4 | tr '\t\n' '  ')" = \
	    'c 2016-02-01 c 2016-03-01 ' ]
	[ "$(key in) $(key matched) $(key unmatched)" = '5 1 4' ]
	[ "$(key no-key) $(key end-missing)" = '1 3' ]
	for o in '' --sorted; do
		ubat-sort -k k l >ls
		run -0 ubat-join $o -k k --within 'start <= dag <= slut' -p r_ r ls
		[ "$(key matched) $(key no-key) $(key end-missing)" = '1 2 2' ]
	done
	run -0 ubat-join -k klient --many asi.ubat atgarder.ubat
	[ -z "$(key end-missing)" ]
}

@test "--within: an open end reaches to the left side's extraction, that day included" {
	tsv '#k:id start:date slut:date' 'a 2016-01-10 ~' 'b 2016-05-02 ~' | whole >l
	tsv '#k:id dag:date' 'a 2016-02-01' 'a 2016-03-01' 'a 2016-04-01' | whole >r
	day l 2016-03-01
	day r 2016-12-31
	for o in '' --sorted; do
		run -0 --separate-stderr ubat-join $o -t inner -k k \
		    --within 'start <= dag <= slut' -c dag r l
		[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f1,4 | tr '\t\n' '  ')" = \
		    'a 2016-02-01 a 2016-03-01 ' ]
		[ "$(key matched) $(key unmatched) $(key end-missing)" = '1 1 0' ]
	done
}

@test "--within: an open end and no day of extraction, or two, is an error with its line" {
	run -1 --separate-stderr ubat-join --within 'start <= dag <= slut' manader.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: atgarder.ubat:4: --within: a spell without an end, and no day of extraction in the stream' ]
	[[ $output != *'#end'* ]]
	# the right side's day is not the spells'
	day manader.ubat
	run -1 ubat-join --within 'start <= dag <= slut' manader.ubat atgarder.ubat
	day atgarder.ubat 2016-05-15
	day atgarder.ubat 2016-05-16
	tsv '#klient:id dag:date' 'B 2016-02-01' | whole >r
	ubat-sort -k klient atgarder.ubat >l
	for o in '' --sorted; do
		run -1 --separate-stderr ubat-join $o -k klient --within 'start <= dag <= slut' -c dag r l
		[[ $stderr = 'ubat-join: l:'*': --within: a spell without an end, and two days of extraction in the stream' ]]
	done
	# nobody asks where the beginning is missing
	tsv '#start:date slut:date' '.x ~' | whole >l
	run -0 ubat-join --within 'start <= dag <= slut' manader.ubat l
}

@test "--within and pagar() count the same stock on each day" {
	local m d
	{
		tsv '#k:id start:date slut:date' '#extracted 2020-03-15' \
		    'a 2020-01-10 .r' 'b 2020-01-10 ~' 'c 2020-01-10 2020-02-01' \
		    'd 2020-03-01 2020-02-01' 'e .n ~' 'f 2020-03-15 ~' \
		    'g 2020-05-01 2020-09-01' | whole
	} >l
	d=$(for m in 01 02 03 04 05 06 07 08 09 10 11 12; do echo "2020-$m-01"; done)
	d="$d 2020-03-15 2020-03-16 2021-01-01"
	tsv '#dag:date' $d | whole >r
	ubat-join -t inner --within 'start <= dag <= slut' r l |
	    grep -v '^#' | cut -f1,4 | sort >stock
	for m in $d; do
		ubat-filter "pagar(start, slut, $m)" l | grep -v '^#' |
		    awk -v d="$m" '{ print $1 "\t" d }'
	done | sort >want
	cmp want stock
	[ "$(grep -v ^g stock | tr '\t\n' '  ')" = \
	    'b 2020-02-01 b 2020-03-01 b 2020-03-15 c 2020-02-01 f 2020-03-15 ' ]
}

@test "--within can have a key besides" {
	tsv '#klient:id dag:date x:int' 'A 2016-05-03 1' 'B 2016-05-03 2' \
	    'A 2015-01-01 3' | whole >r
	day atgarder.ubat
	[ "$(col 5 -t inner -k klient --within 'start<=dag<=slut' -c dag,x r atgarder.ubat)" = '1 2' ]
	for bad in 'start <= dag' 'start < dag < slut'; do
		run -2 --separate-stderr ubat-join -k klient --within "$bad" r atgarder.ubat
		[ "$stderr" = 'ubat-join: --within: not from <= right <= to' ]
	done
	run -2 --separate-stderr ubat-join -k klient --within 'start <= klient <= slut' r atgarder.ubat
	[ "$stderr" = 'ubat-join: --within: column klient is no date' ]
}

@test "a code list that is built in can be the right side" {
	tsv '#kommun:code' 0180 1480 9999 | whole >l
	run -0 --separate-stderr ubat-join -k kommun=code @kommun l
	[ "${lines[0]}" = "$(tsv '#kommun:code name:text county_code:text name_official:text valid_from:text valid_to:text')" ]
	[[ ${lines[1]} = '0180	Stockholm	01	'* ]]
	[ "${lines[3]}" = "$(tsv '9999 ~ ~ ~ ~ ~')" ]
	[ "$(key right_in) $(key right-unmatched)" = '290 288' ]
	[ "${lines[-1]}" = "$(printf '#end\t3\t1')" ]
	printf 'code;text\n1;a\tb\n#;.x\n' >own.csv
	tsv '#k:code' 1 '\#' | whole >l
	run -0 ubat-join -k k=code @./own.csv l
	[ "${lines[1]}" = '1	a\tb' ]
	[ "${lines[2]}" = '\#	\.x' ]
	run -2 --separate-stderr ubat-join -k k=code @nosuch l
	[[ $stderr = 'ubat-join: '*nosuch* ]]
}

@test "options about time need --asof" {
	for o in '--limit 9d' --once '--pick last' '--barrier alk=1'; do
		run -2 --separate-stderr ubat-join -k klient $o asi.ubat atgarder.ubat
		[ "$stderr" = 'ubat-join: --limit, --barrier, --once and --pick need --asof' ]
	done
	run -2 --separate-stderr ubat-join -k klient --many --asof 'start >= datum' asi.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: --many and --asof exclude each other' ]
}

@test "the step names both sides' steps, and keeps them" {
	ubat-body cat <asi.ubat >a
	ubat-body cat <atgarder.ubat >b
	run -0 --separate-stderr ubat-join -k klient --asof 'start >= datum' -c alk a b
	[ "$(key from)" = "$(grep '^#step' b | cut -f2)" ]
	[ "$(key right_from)" = "$(grep '^#step' a | cut -f2)" ]
	[ "${lines[-1]}" = "$(printf '#end\t5\t3')" ]
	[ "$(key in) $(key right_in) $(key out)" = '5 7 5' ]
}

@test "if either side is cut, so is what comes out" {
	grep -v '^#end' asi.ubat >cut
	run -0 --separate-stderr ubat-join -k klient -t semi cut atgarder.ubat
	[ "$stderr" = 'ubat-join: cut: the stream is cut: it has no end that fits it' ]
	[[ $output != *'#end'* ]]
	grep -v '^#end' atgarder.ubat >cut
	run -0 --separate-stderr ubat-join -k klient person.ubat cut
	[ "$stderr" = 'ubat-join: cut: the stream is cut: it has no end that fits it' ]
	[[ $output != *'#end'* ]]
}

@test "an unreadable right side is an error" {
	run -1 --separate-stderr ubat-join -k klient nothing.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: nothing.ubat: cannot open: No such file or directory' ]
	[ -z "$output" ]
}

@test "many keys: the same as join(1)" {
	awk 'BEGIN { print "#k:code\tx:int"; for (i = 0; i < 50000; i++)
	    print "k" (i * 7919) % 60000 "\t" i }' | whole >r
	awk 'BEGIN { print "#k:code\ty:int"; for (i = 0; i < 70000; i++)
	    print "k" (i * 31) % 70000 "\t" i }' | whole >l
	ubat-join -t inner -k k r l | grep -v '^#' | sort >got
	grep -v '^#' r | sort >rs
	grep -v '^#' l | sort >ls
	join -t '	' ls rs | sort | cmp - got
	[ -s got ]
}

@test "the examples of the page run" {
	examples ubat-join.1 >a.sh
	[ "$(wc -l <a.sh)" = 8 ]
	day atgarder.ubat
	sed -i 's/#klient:id/#klient:id\tkommun:code/; /^[^#]/s/\t/\t0180\t/' atgarder.ubat
	run -0 --separate-stderr sh -e a.sh
	[ -z "$stderr" ]
	[ "$(printf '%s\n' "${lines[@]}" | grep -c '^#end')" = 5 ]
	printf '%s\n' "${lines[@]}" | grep -q "$(tsv '^A 0180 2016-01-10 2016-03-01 8 4$')"
}

@test "text, code and id can be each other's key" {
	tsv '#a:id' A B | whole >l
	for t in text code id; do
		tsv "#a:$t x:int" 'A 1' | whole >r
		[ "$(col 2 -k a r l)" = '1 -' ]
	done
}

@test "the day of extraction is that of the left side" {
	{ tsv '#a:id' '#extracted 2017-06-30' A | whole; } >l
	{ tsv '#a:id x:int' '#extracted 2016-01-01' 'A 1' | whole; } >r
	for o in '' --sorted; do
		run -0 --separate-stderr ubat-join $o -k a r l
		[ "$(grep '^#extracted' <<<"$output")" = "$(tsv '#extracted 2017-06-30')" ]
	done
}

@test "in --where a spell without an end went on until the right side's extraction" {
	tsv '#a:id' A B | whole >l
	{ tsv '#a:id s:date e:date' '#extracted 2017-06-30' 'A 2017-01-01 ~' \
	    'B 2017-01-01 2017-02-01' | whole; } >r
	for o in '' --sorted; do
		run -0 --separate-stderr ubat-join $o -k a -t semi \
		    --where 'pagar(s, e, 2017-06-01)' r l
		[ "${lines[1]}" = A ]
		[ "$(key matched) $(key right-left-out)" = '1 1' ]
	done
}

@test "in --barrier too" {
	tsv '#a:id d:date' 'A 2017-07-01' 'B 2017-07-01' | whole >l
	{ tsv '#a:id s:date e:date' '#extracted 2017-06-30' 'A 2017-01-01 ~' \
	    'A 2016-01-01 2016-02-01' 'B 2017-01-01 2017-02-01' \
	    'B 2016-01-01 2016-02-01' | whole; } >r
	for o in '' --sorted; do
		run -0 --separate-stderr ubat-join $o -k a --asof 'd >= s' \
		    --where 's < 2017-01-01' \
		    --barrier 'pagar(s, e, 2017-06-01)' r l
		[ "$(key matched) $(key barred)" = '1 1' ]
	done
}

@test "the step holds how the sides were matched, and says of nobody who" {
	day atgarder.ubat
	# told ARG...: the keys of the step from join= on
	told() {
		ubat-join "$@" asi.ubat atgarder.ubat |
		    sed -n 's/^#step.*	\(join=.*\)/\1/p' | tr '\t' ';'
	}
	[ "$(told -k klient --many)" = 'join=left;key=klient;many=yes' ]
	[ "$(told -t semi -k klient --asof 'start >= datum')" = 'join=semi;key=klient;asof=start >= datum;pick=first' ]
	[ "$(told -t semi -k klient --asof 'start>=datum' --limit 18m --once --where 'typ = "G"' --barrier 'alk > 6')" = \
	    'join=semi;key=klient;asof=start>=datum;limit=18m;pick=first;once=yes;where=typ = "G";barrier=alk > 6' ]
	[ "$(told -t inner -c alk --within 'start <= datum <= slut' --where 'klient = "A"')" = \
	    'join=inner;within=start <= datum <= slut;where=klient = "..."' ]
	[[ $(told -k klient --asof 'start >= datum' --pick last) = *'pick=last' ]]
}

@test "left records that had several of one day to pick from are counted as ties" {
	tsv '#k:id d:date' 'A 2016-02-01' 'B 2016-02-01' 'A 2016-03-01' | whole >l
	tsv '#k:id e:date x:int' 'A 2016-01-01 1' 'A 2016-01-01 2' 'B 2016-01-01 3' | whole >r
	for o in '--pick first' '--pick last' --sorted; do
		[ "$o" != --sorted ] || { ubat-sort -k k l >ls; mv ls l; }
		run -0 ubat-join -k k --asof 'd >= e' -c x $o r l
		[ "$(key matched) $(key ties)" = '3 2' ]
	done
	# with --once the second has one left
	run -0 ubat-join -k k --asof 'd >= e' -c x --once r l
	[ "$(key matched) $(key ties)" = '3 1' ]
	run -0 ubat-join -k k --asof 'd >= e' -c x --where 'x <> 2' r l
	[ "$(key ties)" = 0 ]
	run -0 ubat-join -k k --many r l
	[ -z "$(key ties)" ]
}

@test "a report says in words how it was joined, sorted and sampled" {
	command -v unzip >/dev/null || skip 'unzip is not installed'
	ubat-sort --collate sv -k klient atgarder.ubat |
	    ubat-join -k klient --asof 'start >= datum' --limit 18m --once \
		--where 'alk > 0' --barrier 'alk > 99' -c alk asi.ubat - |
	    ubat-filter --first klient --sample 2 'alk > 0' |
	    ubat-agg n | ubat-xlsx -o r.xlsx
	unzip -p r.xlsx xl/sharedStrings.xml 'xl/worksheets/*.xml' |
	    tr '<>' '\n\n' | grep 'Poster in: ' >facts
	grep -q 'Koppling: left. Kopplingsnyckel: klient. Närmast i tid: start &gt;= datum. Längst emellan: 18m. Av samma dag: first. Varje post används en gång: ja. Villkor för den andra strömmen: alk &gt; 0. Spärr: alk &gt; 99\.' facts
	grep -q 'Ordning: klient. Ordning av ord: sv\.' facts
	grep -q 'Första posten per: klient.*Slumpdragna med startvärde: 1. Inte dragna: 0\.' facts
	tsv '#start:date slut:date' '2016-01-10 .r' '2016-01-10 2016-03-01' |
	    whole >l
	ubat-join -t inner --within 'start <= dag <= slut' manader.ubat l |
	    ubat-agg n | ubat-xlsx -o w.xlsx
	unzip -p w.xlsx xl/sharedStrings.xml 'xl/worksheets/*.xml' |
	    tr '<>' '\n\n' | grep 'Poster in: ' >>facts
	grep -q 'Utan par: slutdatum saknas av angiven orsak: 1\.' facts
	# no key without its words
	! grep -E '(^|\. )[a-z_-]+: ' facts
}
