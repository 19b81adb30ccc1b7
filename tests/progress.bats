# What ubat-import(1) says of progress: one test for each sentence.
load helper

# big FILE: 40 MB in lines of ten bytes, two of them wrong
big() {
	{ echo 'n;t12345'; yes '1;t123456' | head -n 3999999; } >"$1"
	printf 'x;t123456\nx;t123456\n' | dd of="$1" bs=10 seek=3000000 conv=notrunc status=none
	sed -i '1s/.*/n;t123456/' "$1"
	printf '%s\n' '[source]' 'delimiter = ;' '[column n]' 'type = int' >x.source
}

terminal() {
	script -qec true /dev/null >/dev/null 2>&1 </dev/null || skip "needs script and a pseudoterminal"
}

@test "--progress json: a line about every 16 MB, and one at the end of each file" {
	big x.csv
	printf 'n;t\n1;\n' >y.csv
	run -0 --separate-stderr bash -c \
	    'set -o pipefail; ubat-import --progress json -s x.source --max-rejects 2 x.csv y.csv | tail -n 1'
	[ "$output" = "$(tsv '#end 3999998 1')" ]
	[ "${#stderr_lines[@]}" = 5 ]
	[[ ${stderr_lines[0]} =~ ^'{"input":"x.csv","bytes":'(16[0-9]{6})',"total":40000000,"records":'([0-9]+)',"rejected":0,"end":false}'$ ]]
	[ $((BASH_REMATCH[1] / 10 - 1)) = "${BASH_REMATCH[2]}" ]
	[[ ${stderr_lines[1]} =~ ^'{"input":"x.csv","bytes":'(32[0-9]{6})',"total":40000000,"records":'[0-9]+',"rejected":2,"end":false}'$ ]]
	[ "${stderr_lines[2]}" = '{"input":"x.csv","bytes":40000000,"total":40000000,"records":3999999,"rejected":2,"end":true}' ]
	[ "${stderr_lines[3]}" = '{"input":"y.csv","bytes":7,"total":7,"records":4000000,"rejected":2,"end":true}' ]
	[ "${stderr_lines[4]}" = 'ubat-import: x.csv:3000001: column n: not int (2 records)' ]
	# the same again, byte for byte
	first=$stderr
	run -0 --separate-stderr bash -c \
	    'set -o pipefail; ubat-import --progress json -s x.source --max-rejects 2 x.csv y.csv | tail -n 1'
	[ "$stderr" = "$first" ]
}

@test "the bytes are those of the text, and the total is not known of what is compressed or piped" {
	printf '\357\273\277n\n1\n2' >x.csv
	run -0 --separate-stderr ubat-import --progress json x.csv
	[ "$stderr" = '{"input":"x.csv","bytes":8,"total":8,"records":2,"rejected":0,"end":true}' ]
	printf 'n\n1\n2\n' | gzip -nc >x.gz
	run -0 --separate-stderr ubat-import --progress json x.gz
	[ "$stderr" = '{"input":"x.gz","bytes":6,"total":null,"records":2,"rejected":0,"end":true}' ]
	run -0 --separate-stderr bash -c 'printf "n\n1\n" | cat | ubat-import --progress json'
	[ "$stderr" = '{"input":"stdin","bytes":4,"total":null,"records":1,"rejected":0,"end":true}' ]
}

@test "each line is one object, whatever the file is called" {
	command -v jq >/dev/null || skip "jq is not installed"
	mkdir d
	for f in $'a"b\\c\n\td' $'\377' 'åäö'; do
		printf 'n\n1\n' >"d/$f"
		run -0 --separate-stderr ubat-import --progress json "d/$f"
		[ "${#stderr_lines[@]}" = 1 ]
		[ "$(printf '%s\n' "$stderr" | jq -c '[.bytes, .total, .records, .rejected, .end]')" = '[4,4,1,0,true]' ]
	done
	[ "$(printf '%s\n' "$stderr" | jq -r .input)" = åäö ]
}

@test "a file that ends too soon has no last line, and its message has a line of its own" {
	printf 'n\n"x\n' >x.csv
	run -1 --separate-stderr ubat-import --progress json x.csv
	[ "$stderr" = "ubat-import: x.csv:2: a quote is never closed" ]
}

@test "no terminal, no progress: nothing is in the mail of a cron job" {
	big x.csv
	run -0 --separate-stderr bash -c 'set -o pipefail; ubat-import -s x.source --max-rejects 2 x.csv | tail -n 1'
	[ "${#stderr_lines[@]}" = 1 ]
}

@test "on a terminal one line tells of bytes, records and rejects, and is gone before any message" {
	terminal
	big x.csv
	script -qec 'ubat-import -s x.source --max-rejects 2 x.csv >out' /dev/null </dev/null >screen
	tr '\r' '\n' <screen | sed 's/^\x1b\[K//' | grep -v '^$' >lines
	[[ $(head -n 1 lines) =~ ^'x.csv: 4 of 40 MB, '4[0-9]{5}' records, 0 rejected'$ ]]
	[[ $(tail -n 2 lines | head -n 1) =~ ^'x.csv: 40 of 40 MB, 39'[0-9]{5}' records, 2 rejected'$ ]] ||
	    [[ $(tail -n 2 lines | head -n 1) =~ ^'x.csv: '(36|40)' of 40 MB, '[0-9]{7}' records, 2 rejected'$ ]]
	[ "$(tail -n 1 lines)" = "ubat-import: x.csv:3000001: column n: not int (2 records)" ]
	# the line is wiped where the message begins
	grep -q $'\r\x1b\\[Kubat-import: ' screen
	[ "$(tail -n 1 out)" = "$(tsv '#end 3999997 1')" ]
}

@test "on a terminal, nothing of what is read at a glance, of a stream that goes to it, or with --progress none" {
	terminal
	printf 'n\n1\n' >y.csv
	script -qec 'ubat-import y.csv >out' /dev/null </dev/null >screen
	[ ! -s screen ]
	big x.csv
	script -qec 'ubat-import --progress none -s x.source --max-rejects 2 x.csv >out' /dev/null </dev/null >screen
	[ "$(grep -c . screen)" = 1 ]
	head -n 1000000 x.csv >z.csv
	script -qec 'ubat-import -s x.source z.csv' /dev/null </dev/null >screen
	! grep -q MB screen
}

@test "another word than json or none is wrong usage" {
	run -2 --separate-stderr ubat-import --progress yes x.csv
	[ "${stderr_lines[0]}" = "ubat-import: --progress: json or none" ]
}
