# ubat-body(1): one test for each sentence of the page.
load helper

prepare() {
	tsv '#klient:id regi:code b1:int' 'a1 privat 8' 'a2 kommunal .n' \
	    'a3 kommunal 4' | whole >januari.ubat
}

@test "the command sees the records, without legend and control lines" {
	run -0 ubat-body tee seen <januari.ubat
	run -0 cat seen
	[ "$output" = "$(tsv 'a1 privat 8' 'a2 kommunal .n' 'a3 kommunal 4')" ]
}

@test "records that do not come back are counted as removed" {
	run -0 --separate-stderr ubat-body grep kommunal <januari.ubat
	[ "${lines[1]}" = "$(tsv 'a2 kommunal .n')" ]
	[[ ${lines[3]} = '#step	'????????'	ubat-body	in=3	out=2	removed=1	command=grep' ]]
	[ "${lines[4]}" = "$(printf '#end\t2\t1')" ]
	[ -z "$stderr" ]
}

@test "grep without a match is no failure, grep with an error is" {
	run -0 ubat-body grep nothing <januari.ubat
	[ "${lines[-1]}" = "$(printf '#end\t0\t1')" ]
	run -1 --separate-stderr ubat-body grep -E '(' <januari.ubat
	[[ $stderr = *'ubat-body: grep ended with status 2' ]]
	[[ $output != *'#end'* ]]
	run -0 ubat-body egrep nothing <januari.ubat
	run -1 ubat-body sh -c 'cat; exit 1' <januari.ubat
}

@test "--ok says which statuses are good" {
	run -1 --separate-stderr ubat-body sh -c 'cat; exit 3' <januari.ubat
	[ "$stderr" = 'ubat-body: sh ended with status 3' ]
	run -0 ubat-body --ok 0,3 sh -c 'cat; exit 3' <januari.ubat
	[ "${lines[-1]}" = "$(printf '#end\t3\t1')" ]
	run -1 ubat-body --ok 3 cat <januari.ubat
	run -1 --separate-stderr ubat-body --ok 0 grep nothing <januari.ubat
	[ "$stderr" = 'ubat-body: grep ended with status 1' ]
	for bad in '' x 256 1, -1; do
		run -2 --separate-stderr ubat-body --ok "$bad" cat <januari.ubat
		[ "${stderr%%$'\n'*}" = 'ubat-body: --ok: not a list of exit statuses' ]
	done
}

@test "a command that is killed is an error" {
	run -1 --separate-stderr ubat-body sh -c 'kill -9 $$' <januari.ubat
	[ "$stderr" = 'ubat-body: sh was ended by signal 9' ]
}

@test "a command that stops reading leaves a whole stream" {
	awk 'BEGIN { print "#a:int"; for (i = 0; i < 300000; i++) print i }' | whole >big
	run -0 --separate-stderr ubat-body head -n 2 <big
	[[ ${lines[3]} = *'in=300000	out=2	removed=299998	command=head' ]]
	[ "${lines[4]}" = "$(printf '#end\t2\t1')" ]
	[ -z "$stderr" ]
}

@test "a command that never reads leaves a whole stream" {
	awk 'BEGIN { print "#a:int"; for (i = 0; i < 300000; i++) print i }' | whole >big
	run -0 --separate-stderr ubat-body true <big
	[[ ${lines[1]} = *'in=300000	out=0	removed=300000	command=true' ]]
	[ "${lines[2]}" = "$(printf '#end\t0\t1')" ]
	[ -z "$stderr" ]
}

@test "what breaks behind the place where the command stopped reading is seen" {
	awk 'BEGIN { print "#a:int\tb:int"; for (i = 0; i < 300000; i++) print i "\t1"; print "x" }' >big
	run -1 --separate-stderr ubat-body head -n 1 <big
	[ "$stderr" = 'ubat-body: stdin:300002: 1 field, there should be 2' ]
	[[ $output != *'#end'* ]]
}

@test "a reader of its output that goes away ends it quietly" {
	awk 'BEGIN { print "#a:int"; for (i = 0; i < 300000; i++) print i }' | whole >big
	run -0 --separate-stderr bash -c 'ubat-body cat <big | head -n 1'
	[ "$output" = '#a:int' ]
	[ -z "$stderr" ]
}

@test "a cut stream stays cut, and is worked on all the same" {
	grep -v '^#end' januari.ubat >cut
	run -0 --separate-stderr ubat-body tac <cut
	[ "${lines[1]}" = "$(tsv 'a3 kommunal 4')" ]
	[ "$stderr" = 'ubat-body: stdin: the stream is cut: it has no end that fits it' ]
	[[ $output != *'#end'* ]]
}

@test "a field reaches the command as it stands, escapes included" {
	printf '#a:text\n\\#x\\ty\n\\.x\n#end\t2\t0\n' >f
	run -0 ubat-body tee seen <f
	[ "$(cat seen)" = "$(printf '\\#x\\ty\n\\.x')" ]
}

@test "as many records, other fields: the stream is what came back" {
	run -0 ubat-body sed 's/privat/egen/' <januari.ubat
	[ "${lines[1]}" = "$(tsv 'a1 egen 8')" ]
	[[ ${lines[4]} = *'in=3	out=3	removed=0	command=sed' ]]
}

@test "--vars prints the number of each column under its name" {
	run -0 --separate-stderr ubat-body --vars <januari.ubat
	[ "$output" = "$(printf 'klient=1\nregi=2\nb1=3')" ]
	[ -z "$stderr" ]
}

@test "--vars: names are ASCII, no words of awk, none twice" {
	printf '#år:int\tar:int\tøl:int\tin:int\tNR:int\tlength:int\tPATH:int\tx:int\tЖ:int\té1:int\n' >f
	run -0 ubat-body --vars <f
	[ "${lines[*]}" = 'ar=1 ar_=2 _l=3 in_=4 NR_=5 length_=6 PATH_=7 x=8 __=9 e1=10' ]
	# awk and sh take every one of them
	printf '1\t2\t3\t4\t5\t6\t7\t8\t9\t10\n' |
	    awk -F '\t' '{ print $ar, $ar_, $_l, $in_, $NR_, $length_, $PATH_, $x, $__, $e1 }' \
		$(ubat-body --vars <f) >got
	[ "$(cat got)" = '1 2 3 4 5 6 7 8 9 10' ]
	[ "$(eval "$(ubat-body --vars <f)"; echo "$ar_ $PATH_")" = '2 7' ]
}

@test "--vars takes no command and no --ok" {
	run -2 --separate-stderr ubat-body --vars cat <januari.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-body: --vars stands alone' ]
	run -2 ubat-body --ok 0 --vars <januari.ubat
	run -1 --separate-stderr ubat-body --vars </dev/null
	[ "$stderr" = 'ubat-body: stdin: nothing came, not even a legend' ]
	run -1 --separate-stderr bash -c 'ubat-body --vars <januari.ubat >/dev/full'
	[ "$stderr" = 'ubat-body: stdout: cannot write: No space left on device' ]
}

@test "more records out than in is an error" {
	run -1 --separate-stderr ubat-body sed p <januari.ubat
	[ "$stderr" = 'ubat-body: sed wrote 6 records of 3' ]
	[[ $output != *'#end'* ]]
}

@test "a line that is no record of the legend is an error" {
	run -1 --separate-stderr ubat-body cut -f1 <januari.ubat
	[ "$stderr" = 'ubat-body: cut:1: 1 field, there should be 3' ]
	run -1 --separate-stderr ubat-body sed 's/^/#/' <januari.ubat
	[ "$stderr" = 'ubat-body: sed:1: a record that begins with #' ]
	run -1 --separate-stderr ubat-body printf 'a\tb\t1' <januari.ubat
	[ "$stderr" = 'ubat-body: printf:1: the last line has no newline' ]
	run -1 --separate-stderr ubat-body sed 's/$/\r/' <januari.ubat
	[ "$stderr" = 'ubat-body: sed:1: a carriage return (lines end in LF alone)' ]
}

@test "the command's own options are its own" {
	run -0 ubat-body sort -r <januari.ubat
	[ "${lines[1]}" = "$(tsv 'a3 kommunal 4')" ]
	run -0 ubat-body -- sort -r <januari.ubat
	[ "${lines[1]}" = "$(tsv 'a3 kommunal 4')" ]
}

@test "a command that cannot be started is a usage error, nothing is written" {
	run -2 --separate-stderr ubat-body no-such-command <januari.ubat
	[ "$stderr" = 'ubat-body: no-such-command: No such file or directory' ]
	[ -z "$output" ]
	run -2 --separate-stderr ubat-body <januari.ubat
	[ "${stderr%%$'\n'*}" = 'ubat-body: no command' ]
}

@test "a broken input is an error whatever the command says" {
	printf '#a:int\tb:int\n1\t2\n3\n' >f
	run -1 --separate-stderr ubat-body cat <f
	[ "$stderr" = 'ubat-body: stdin:3: 1 field, there should be 2' ]
	[[ $output != *'#end'* ]]
}

@test "a table stays a table" {
	tsv '#a:code n:count' '#table t keys=a' '#label n Antal' 'x 1' 'y 2' | whole >t
	run -0 ubat-body tac <t
	[ "${lines[1]}" = "$(tsv '#table t keys=a')" ]
	[ "${lines[2]}" = "$(tsv '#label n Antal')" ]
	[ "${lines[3]}" = "$(tsv 'y 2')" ]
}

@test "no records is a stream too" {
	run -0 --separate-stderr ubat-body cat < <(tsv '#a:int' | whole)
	[ "${lines[-1]}" = "$(printf '#end\t0\t1')" ]
	[ -z "$stderr" ]
}

@test "the examples of the page run" {
	examples ubat-body.1 >a.sh
	[ "$(wc -l <a.sh)" = 4 ]
	while IFS= read -r line; do
		run -0 --separate-stderr bash -c "$line"
		[[ ${lines[-1]} = '#end'* ]]
		[ -z "$stderr" ]
	done <a.sh
}
