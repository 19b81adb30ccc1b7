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
	[ "$(wc -l <a.sh)" = 3 ]
	while IFS= read -r line; do
		run -0 --separate-stderr bash -c "$line"
		[[ ${lines[-1]} = '#end'* ]]
		[ -z "$stderr" ]
	done <a.sh
}
