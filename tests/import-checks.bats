# The checks of ubat-source(5): patterns, code lists at a day, keys and
# duplicates, rules across columns.  One test for each sentence.
load helper
load import

# rejects MESSAGE...: x.csv by x.source has these findings, and too many rejects
rejects() {
	run -1 --separate-stderr ubat-import -s x.source x.csv
	echo "$stderr"
	[ "$(printf '%s\n' "${stderr_lines[@]}" | sed '$d')" = "$(printf 'ubat-import: x.csv%s\n' "$@")" ]
}

# --- patterns --------------------------------------------------------------------

@test "pattern: the whole value must fit the regular expression" {
	source_is '[column a]' 'pattern = [A-ZÅÄÖ]{2}[0-9]+'
	printf 'a\nAB12\nÅÄ1\nAB\nxAB1\nAB1x\n\n' >x.csv
	rejects ':4: column a: does not match [A-ZÅÄÖ]{2}[0-9]+ (3 records)'
	[ "$output" = "$(tsv '#a:text' AB12 ÅÄ1)" ]
}

@test "pattern: what is mapped or missing is not matched; a refused value can become missing" {
	source_is '[column a]' 'type = code' 'pattern = [0-9]{4}' 'invalid = .r' '[values a]' 'hela = H' '[missing a]' 'X = .x' '[column b]'
	printf 'a,b\n0180,1\nhela,2\nX,3\n180,4\n,5\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#a:code b:text' '0180 1' 'H 2' '.x 3' '.r 4' '~ 5')" ]
}

@test "pattern: in quotes, with escapes, and among many records it is the same" {
	source_is '[source]' 'delimiter = ;' '[column a]' 'pattern = [^x]*' '[column n]' 'type = int'
	{ echo 'a;n'; seq 300 | awk '{ printf "\"a\"\"b\";%d\n#\\;%d\n\"c\nd\";%d\nåx;%d\n", $1, $1, $1, $1 }'; } >x.csv
	run -0 --separate-stderr ubat-import --max-rejects 300 -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:6: column a: does not match [^x]* (300 records)" ]
	[ "$(printf '%s\n' "$output" | grep -v -e '^#[a-z]' | cut -f1 | sort | uniq -c | tr -s ' \n' ' ')" = ' 300 \#\\ 300 a"b 300 c\nd ' ]
}

@test "pattern: a match that takes too long is a rule of its own" {
	source_is '[column a]' 'pattern = (0+)+' '[column b]'
	printf 'a,b\n%s!,1\n00,2\n' "$(printf '%05000d' 0)" >x.csv
	rejects ':2: column a: too hard to match with the pattern (1 record)'
}

@test "a pattern that is none, or of a number, is an error" {
	printf '%s\n' '[column a]' 'pattern = (x' >x.source
	run -2 --separate-stderr ubat-import -s x.source
	[[ ${stderr_lines[0]} = "ubat-import: x.source:2: "* ]]
	refused '[column a]' 'type = int' 'pattern = 1' ':3: column a: pattern = is for text, code and id'
	refused '[column a]' 'derive = sex' 'pattern = m.*' ':3: column a: pattern = is for text, code and id'
}

# --- code lists at a day ------------------------------------------------------------

dated() {
	printf '%s\n' 'kod,namn,valid_from,valid_to' 'A,Gamla A,,2006-12-31' 'A,Nya A,2007-01-01,' \
	    'B,Bara då,2000-01-01,2010-12-31' 'C,Alltid,1990-01-01,' >l.csv
	source_is '[source]' 'delimiter = ;' '[column k]' 'type = code' 'codes = ./l.csv' "$@" '[column d]' 'type = date'
}

@test "a list with valid_from and valid_to: without codes-at, the codes in force today, and the account says so" {
	dated
	printf 'k;d\nA;1950-01-01\nC;\nB;2005-01-01\n' >x.csv
	rejects ':4: column k: not in list l.csv (1 record)'
	[ "$(step codes-undated)" = k ]
	run -0 bash -c 'ubat-import --max-rejects 1 -s x.source x.csv 2>/dev/null | grep "^#label"'
	[ "$output" = "$(printf '#label\tk\tA\tNya A\n#label\tk\tC\tAlltid')" ]
}

@test "codes-at: the codes in force on the day of a date column, both ends within" {
	dated 'codes-at = d'
	printf 'k;d\nA;2006-12-31\nA;2007-01-01\nB;2000-01-01\nB;2010-12-31\nC;1990-01-01\nB;1999-12-31\nB;2011-01-01\nC;1989-12-31\nD;2005-01-01\n' >x.csv
	rejects ':10: column k: not in list l.csv (1 record)' ':7: column k: not in list l.csv that day (3 records)'
	[ "$(printf '%s\n' "$output" | grep -v '^#' | wc -l)" = 5 ]
	[ -z "$(step codes-undated)" ]
	run -0 bash -c 'ubat-import --max-rejects 9 -s x.source x.csv 2>/dev/null | grep "^#label"'
	[ "$output" = "$(printf '#label\tk\t%s\n' 'A	Nya A' 'C	Alltid' 'B	Bara då')" ]
}

@test "codes-at: without a day every code of the list is good; with invalid the value goes, not the record" {
	dated 'codes-at = d' 'invalid = .r'
	printf 'k;d\nB;\nB;2011-01-01\nE;2011-01-01\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#k:code d:date' 'B ~' '.r 2011-01-01' '.r 2011-01-01')" ]
	[ "$(step refused-values)" = 2 ]
}

@test "codes-at: a day before the list begins is counted, and the record kept" {
	printf '%s\n' 'kod,namn,valid_from,valid_to' 'A,a,2023-01-01,' >l.csv
	source_is '[column k]' 'type = code' 'codes = ./l.csv' 'codes-at = d' '[column d]' 'type = date' 'write = no'
	printf 'k,d\nA,2019-06-01\nA,2023-01-01\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#k:code' A A)" ]
	[ "$stderr" = "ubat-import: x.csv:2: column k: a day before list l.csv begins (1 record kept)" ]
}

@test "codes-at that cannot be is an error" {
	printf 'kod,namn\nA,a\n' >l.csv
	refused '[column a]' 'codes = ./l.csv' 'codes-at = d' '[column d]' 'type = date' ':3: column a: list l.csv has no valid_from and valid_to'
	printf 'kod,namn,valid_from,valid_to\nA,a,,\n' >l.csv
	refused '[column a]' 'codes = ./l.csv' 'codes-at = e' '[column d]' 'type = date' ':3: no [column e]'
	refused '[column a]' 'codes = ./l.csv' 'codes-at = d' '[column d]' ':3: column a: column d is no date'
	refused '[column a]' 'codes-at = d' '[column d]' 'type = date' ':2: column a: codes-at = needs codes ='
}

@test "a dated list whose spans overlap, or are none, is an error" {
	bad() { # bad ROW... MESSAGE
		{ echo kod,namn,valid_from,valid_to; printf '%s\n' "${@:1:$#-1}"; } >l.csv
		source_is '[column a]' 'codes = ./l.csv'
		run -2 --separate-stderr ubat-import -s x.source
		[ "$stderr" = "ubat-import: ./l.csv${*: -1}" ]
	}
	bad 'A,a,,2000-01-01' 'A,b,2000-01-01,' ':3: a code comes again for some of the same days'
	bad 'A,a,,' 'B,b,,' 'A,a,,' ':4: a code comes again for some of the same days'
	bad 'A,a,2000,' ':2: valid_from and valid_to are not days as 2016-03-01, one after the other'
	bad 'A,a,2000-01-02,2000-01-01' ':2: valid_from and valid_to are not days as 2016-03-01, one after the other'
	bad 'A,a,,2000-01-01' ': a code list without codes'
	printf 'kod,namn,valid_from\nA,a,\n' >l.csv
	run -2 --separate-stderr ubat-import -s x.source
	[ "$stderr" = "ubat-import: ./l.csv:1: one of valid_from and valid_to without the other" ]
}

@test "kommun knows Heby's two codes and when Knivsta and Nykvarn began" {
	source_is '[column k]' 'type = code' 'codes = kommun' 'codes-at = d' '[column d]' 'type = date'
	printf 'k,d\n1917,2006-12-31\n0331,2007-01-01\n0330,2003-01-01\n0140,1999-01-01\n2023,2005-01-01\n' >x.csv
	import x.csv
	printf 'k,d\n1917,2007-01-01\n0331,2006-12-31\n0330,2002-12-31\n' >x.csv
	rejects ':2: column k: not in list kommun that day (3 records)'
	source_is '[column k]' 'type = code' 'codes = kommun'
	run -0 bash -c 'ubat-import -s x.source <(printf "k\n0331\n") | grep -c "^#label"'
	[ "$output" = 290 ]
	printf 'k\n1917\n' >x.csv
	rejects ':2: column k: not in list kommun (1 record)'
}

@test "kommungrupp is the division of 2023, stadsomrade knows the areas of both cities at their time" {
	source_is '[column g]' 'type = code' 'codes = kommungrupp:group_code:group_name' 'codes-at = d' '[column d]' 'type = date'
	printf 'g,d\nA1,2023-01-01\nA1,2019-01-01\n' >x.csv
	import x.csv
	[ "$stderr" = "ubat-import: x.csv:3: column g: a day before list kommungrupp begins (1 record kept)" ]
	source_is '[column s]' 'type = code' 'codes = stadsomrade' 'codes-at = d' '[column d]' 'type = date'
	n() { ubat-import --max-rejects 100% -s x.source x.csv 2>/dev/null | grep -vc '^#'; }
	codes=$(sed 1d "$ROOT/lib/codes/stadsomrade.csv" | cut -d, -f1 | sort -u)
	at() { { echo s,d; printf '%s\n' "$codes" | sed "s/\$/,$1/"; } >x.csv; n; }
	[ "$(at 2019-06-01)" = 24 ]
	[ "$(at 2020-12-31)" = 23 ]
	[ "$(at 2021-01-01)" = 17 ]
	[ "$(at 2023-06-30)" = 17 ]
	[ "$(at 2023-07-01)" = 15 ]
}

# --- keys and duplicates ---------------------------------------------------------------

keyed() {
	source_is '[source]' 'key = k d' "$@" '[column k]' '[column d]' 'type = date' 'date = YYYYMMDD' 'date = YYYY-MM-DD' '[column n]' 'type = int'
	printf 'k,d,n\na,20160101,1\nb,20160101,2\na,2016-01-01,3\n,2016-01-01,4\n,2016-01-01,5\na,2016-01-02,6\na,2016-01-01,x\na,20160101,8\n' >x.csv
}

@test "key: all records but the first with the same key are rejected" {
	keyed
	rejects ':4: another record has the same key (2 records)' ':8: column n: not int (1 record)'
	[ "$(printf '%s\n' "$output" | cut -f3 | tr '\n' ' ')" = "n:int 1 2 4 5 6 " ]
	keyed 'duplicates = error'
	rejects ':4: another record has the same key (2 records)' ':8: column n: not int (1 record)'
	run -1 ubat-import -s x.source -r fel.csv x.csv
	[ "$(cut -d, -f3 fel.csv | tr '\n' ' ')" = "n 3 x 8 " ]
}

@test "duplicates = first: the others are left out and counted, not rejected" {
	keyed 'duplicates = first'
	run -0 --separate-stderr ubat-import --max-rejects 1 -s x.source x.csv
	[ "$(printf '%s\n' "$output" | grep -v '^#' | cut -f3 | tr '\n' ' ')" = "1 2 4 5 6 " ]
	[ "$stderr" = "ubat-import: x.csv:8: column n: not int (1 record)" ]
	[[ $output = *"	in=8	out=5	rejected=1"*"	duplicates=2"* ]]
}

@test "duplicates = last: the last good record with a key stays, where it stands" {
	keyed 'duplicates = last'
	run -0 --separate-stderr ubat-import --max-rejects 1 -s x.source x.csv
	[ "$(printf '%s\n' "$output" | grep -v '^#' | cut -f3 | tr '\n' ' ')" = "2 4 5 6 8 " ]
	[[ $output = *"	in=8	out=5	rejected=1"*"	duplicates=2"* ]]
	[ "$(printf '%s\n' "$output" | tail -n 1)" = "$(tsv '#end 5 1')" ]
}

@test "a record in which something of the key is missing is like no other" {
	source_is '[source]' 'key = k' '[column k b]' '[missing]' 'X = .x'
	printf 'k,b\n,1\n,2\nX,3\nX,4\na,5\n' >x.csv
	import x.csv
	[ "${#lines[@]}" = 6 ]
}

@test "a key goes over all files" {
	source_is '[source]' 'key = k' 'duplicates = last' '[column k]' '[column n]'
	printf 'k,n\na,1\nb,2\n' >x.csv
	printf 'n,k\n3,a\n' >y.csv
	import x.csv y.csv
	[ "$output" = "$(tsv '#k:text n:text' 'b 2' 'a 3')" ]
	printf 'k,n\na,1\n' >y.csv
	source_is '[source]' 'key = k' '[column k]' '[column n]'
	run -1 --separate-stderr ubat-import -s x.source x.csv y.csv
	[ "${stderr_lines[0]}" = "ubat-import: y.csv:2: another record has the same key (1 record)" ]
}

@test "many keys: each is known again" {
	source_is '[source]' 'key = k' 'duplicates = first' '[column k]' 'type = int'
	{ echo k; seq 60000; seq 60000; } >x.csv
	run -0 bash -c 'ubat-import -s x.source x.csv | tail -n 1'
	[ "$output" = "$(tsv '#end 60000 1')" ]
	sed -i s/first/last/ x.source
	ubat-import -s x.source x.csv | grep -v '^#' | cmp - <(seq 60000)
}

@test "a key that cannot be is an error" {
	refused '[source]' 'key = b' '[column a]' ':2: no [column b]'
	refused '[source]' 'key =' '[column a]' ':2: key = of which columns?'
	refused '[source]' 'duplicates = last' '[column a]' ':2: duplicates = needs key ='
	refused '[source]' 'key = a' 'duplicates = all' '[column a]' ':3: not one of error, first, last'
}

# --- rules across columns ---------------------------------------------------------------

@test "a rule is an expression that must be true of each record" {
	source_is '[column start slut]' 'type = date' '[rule slut efter start]' 'test = slut >= start'
	printf 'start,slut\n2016-01-01,2016-01-01\n2016-01-02,2016-01-01\n2016-01-01,2017-01-01\n2016-01-03,2016-01-01\n' >x.csv
	rejects ':3: rule slut efter start: not true (2 records)'
	[ "$output" = "$(tsv '#start:date slut:date' '2016-01-01 2016-01-01' '2016-01-01 2017-01-01')" ]
}

@test "a rule for which something is missing is neither true nor false: the record is kept and counted" {
	source_is '[column start slut]' 'type = date' '[rule ordning]' 'test = slut >= start'
	printf 'start,slut\n2016-01-01,\n,\n2016-01-01,2016-01-02\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:2: rule ordning: something is missing to judge it by (2 records kept)" ]
	[[ $output = *"	in=3	out=3	rejected=0"* ]]
}

@test "what is told as kept is in the stream: not what another rule rejects, nor what a key leaves out" {
	rules() {
		source_is '[source]' 'key = k' "$@" '[column k]' '[column a b]' 'type = int' \
		    '[column kod]' 'type = code' 'codes = ./l.csv' 'codes-at = d' '[column d]' 'type = date' \
		    '[rule p]' 'test = a < 5' '[rule q]' 'test = b < 5'
	}
	printf '%s\n' 'kod,namn,valid_from,valid_to' 'A,a,2023-01-01,' >l.csv
	# rejected by p and nothing to judge q by; then kept; then one more of the same key
	printf 'k,a,b,kod,d\nx,9,,A,2019-06-01\ny,1,,A,2019-06-01\ny,1,,A,2019-06-01\nz,1,1,A,2023-01-01\n' >x.csv
	kept='ubat-import: x.csv:LINE: column kod: a day before list l.csv begins (1 record kept)
ubat-import: x.csv:2: rule p: not true (1 record)
ubat-import: x.csv:LINE: rule q: something is missing to judge it by (1 record kept)'
	for how in error first last; do
		rules "duplicates = $how"
		run -0 --separate-stderr ubat-import --max-rejects 2 -s x.source x.csv
		line=3
		[ $how != last ] || line=4
		[ $how != error ] || stderr=${stderr#*$'\n'}
		[ "$stderr" = "${kept//LINE/$line}" ]
		[ "$(grep -v '^#' <<<"$output" | cut -f1 | tr '\n' ' ')" = 'y z ' ]
	done
}

@test "missing = reject: it is rejected" {
	source_is '[column start slut]' 'type = date' '[rule ordning]' 'missing = reject' 'test = slut >= start'
	printf 'start,slut\n2016-01-01,\n2016-01-01,2016-01-02\n' >x.csv
	rejects ':2: rule ordning: something is missing to judge it by (1 record)'
	refused '[column a]' '[rule x]' 'missing = skip' ':3: not one of pass, reject'
}

@test "all rules are tried, of records whose columns are good, and FILE.why names them" {
	source_is '[column a b]' 'type = int' '[rule p]' 'test = a < b' '[rule q]' 'test = a + b < 10'
	printf 'a,b\n9,8\n1,2\nx,1\n5,6\n' >x.csv
	rejects ':4: column a: not int (1 record)' ':2: rule p: not true (1 record)' ':2: rule q: not true (2 records)'
	run -1 ubat-import -s x.source -r fel.csv x.csv
	[ "$(body fel.csv.why | sed 1d | cut -f2,3,5,6)" = "$(printf '%s\n' '1	2		rule p: not true' '1	2		rule q: not true' '3	4	a	not int' '4	5		rule q: not true')" ]
}

@test "no rule is tried where a code was not in force that day; where that made it missing, they are" {
	printf '%s\n' 'kod,namn,valid_from,valid_to' 'B,Bara då,2000-01-01,2010-12-31' 'C,Alltid,1990-01-01,' >l.csv
	rule() {
		source_is '[column k]' 'type = code' 'codes = ./l.csv' 'codes-at = d' "$@" '[column d]' 'type = date' \
		    '[column n]' 'type = int' '[rule p]' 'test = n > 0' '[rule q]' 'test = k = "B"'
	}
	rule
	printf 'k,d,n\nB,2011-01-01,\nB,2011-01-01,0\nB,2005-01-01,1\n' >x.csv
	rejects ':2: column k: not in list l.csv that day (2 records)'
	rule 'invalid = .r'
	printf 'k,d,n\nB,2011-01-01,1\nB,2005-01-01,1\n' >x.csv
	import x.csv
	[ "${stderr_lines[*]}" = "ubat-import: x.csv:2: column k: not in list l.csv that day (1 value refused) ubat-import: x.csv:2: rule q: something is missing to judge it by (1 record kept)" ]
}

@test "a rule sees values as the stream has them, those of columns that are not written too" {
	source_is '[source]' 'decimal = ,' '[column k]' 'type = code' '[values k]' 'Ja = J' \
	    '[column pris]' 'type = dec' 'write = no' '[column n]' 'type = int' '[rule dyr]' 'test = k = "J" and pris * n < 100.5'
	printf 'k;pris;n\nJa;10,5;2\nJa;50,25;2\n' >x.csv
	run -1 --separate-stderr ubat-import --delimiter ';' -s x.source x.csv
	[ "$output" = "$(tsv '#k:code n:int' 'J 2')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: rule dyr: not true (1 record)" ]
}

@test "a rule of what overflows is one that cannot be judged" {
	source_is '[column a]' 'type = int' '[rule stor]' 'test = a * a > 0'
	printf 'a,b\n9000000000000000000,1\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:2: rule stor: something is missing to judge it by (1 record kept)" ]
}

@test "an identity that may be absent for one kind only is a rule" {
	source_is '[source]' 'key = id datum' 'duplicates = first' '[column id]' '[column form]' 'type = code' '[column datum]' 'type = date' \
	    '[rule identitet]' 'test = form = "utan" or id is not missing'
	printf 'id,form,datum\n,utan,2025-08-01\n,utan,2025-08-01\nA,med,2025-08-01\n,med,2025-08-01\n' >x.csv
	run -0 --separate-stderr ubat-import --max-rejects 1 -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:5: rule identitet: not true (1 record)" ]
	# two that nobody can tell apart are two
	[[ $output = *"	in=4	out=3	rejected=1"*"	duplicates=0"* ]]
}

@test "a rule that is no condition, or names what is not there, is shown with a caret" {
	source_is '[column start slut]' 'type = date' '[rule r]' 'test = slut >= strat'
	run -2 --separate-stderr ubat-import -s x.source
	[ "$stderr" = "ubat-import: x.source:4: rule r: no column strat; did you mean start?
    slut >= strat
            ^" ]
	source_is '[column a]' 'type = int' '[rule r]' '# why' 'test = a + 1'
	run -2 --separate-stderr ubat-import -s x.source
	[ "${stderr_lines[0]}" = "ubat-import: x.source:5: rule r: a rule is a condition, true or false" ]
	source_is '[column a]' 'type = int' '[rule r]' 'test = a = 2016-01-01'
	run -2 --separate-stderr ubat-import -s x.source
	[[ ${stderr_lines[0]} = "ubat-import: x.source:4: rule r: "* ]]
	refused '[column a]' '[rule r]' ':2: rule r: no test ='
	refused '[column a]' '[rule]' 'test = true' ':2: a [rule] needs a name'
	refused '[column a]' '[rule r]' 'test = true' '[rule r]' ':4: rule r: said before'
	refused '[column a]' '[rule r]' 'tets = true' ':3: unknown key tets; did you mean test?'
}

# --- columns -------------------------------------------------------------------------------

@test "write = no: a column is read and judged, and not written" {
	source_is '[column a]' '[column hemlig]' 'type = int' 'range = 1..9' 'write = no' 'label = H' '[labels hemlig]' '1 = Ett' '[column b]'
	{ echo 'a,hemlig,b'; seq 300 | sed 's/.*/x&,5,y&/'; echo 'z,10,z'; } >x.csv
	run -0 --separate-stderr ubat-import --max-rejects 1 -s x.source x.csv
	[ "$(printf '%s\n' "$output" | sed -n '2p;301p')" = "$(tsv 'x1 y1' 'x300 y300')" ]
	[ "${lines[0]}" = "$(tsv '#a:text b:text')" ]
	[ "$stderr" = "ubat-import: x.csv:302: column hemlig: out of range 1..9 (1 record)" ]
	[[ $output != *"#label"* ]]
	[ "$(step left-out-columns)" = 0 ]
	refused '[column a]' 'write = no' ': no column is written'
}

@test "columns that no section names are never written, and the account says how many" {
	source_is '[column b]'
	printf 'a,b,c,personnr\n1,2,3,4\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#b:text' 2)" ]
	[ "$(step left-out-columns)" = 3 ]
}
