# ubat-filter(1): --split, a file for each value of a column.
load helper

prepare() {
	tsv '#klient:id kommun:code b1:int' '#label kommun 0180 Stockholm' \
	    'k1 0180 8' 'k2 1480 3' 'k3 0180 .n' 'k4 .x 9' 'k5 ~ 1' \
	    'k6 1480 2' | whole >in.ubat
}

# hidden: what was left behind under a temporary name
hidden() {
	find . -maxdepth 1 -name '.ubat-*'
}

@test "a whole stream for each value, in their order" {
	run -0 --separate-stderr ubat-filter --split kommun delar true in.ubat
	[ -z "$output$stderr" ]
	[ "$(ls delar)" = "$(printf '%s\n' 0180.ubat 1480.ubat missing.ubat missing.x.ubat)" ]
	run -0 cat delar/0180.ubat
	[ "${lines[0]}" = "$(head -n 1 in.ubat)" ]
	[ "${lines[1]}" = "$(sed -n 2p in.ubat)" ]
	[ "${lines[2]}" = "$(tsv 'k1 0180 8')" ]
	[ "${lines[3]}" = "$(tsv 'k3 0180 .n')" ]
	[[ ${lines[4]} = '#step	'????????'	ubat-filter	in=6	out=2	false=0	missing=0	expr=true	split=kommun	other-values=4' ]]
	[ "${lines[5]}" = "$(printf '#end\t2\t1')" ]
}

@test "together they are the stream again, and the accounts add up" {
	ubat-filter true in.ubat >a.ubat
	ubat-filter --split kommun delar <a.ubat
	cat delar/*.ubat | ubat-sort -k klient | ubat-export --records -f csv -o x.csv
	[ "$(wc -l <x.csv)" = 7 ]
	for f in delar/*.ubat; do
		ubat-export --records -f csv "$f" >/dev/null
	done
}

@test "expression, -c, --first and --head come before" {
	ubat-filter -c klient,x=b1 --first kommun --split kommun delar 'b1 is not missing' in.ubat
	[ "$(ls delar)" = "$(printf '%s\n' 0180.ubat 1480.ubat)" ]
	run -0 cat delar/1480.ubat
	[ "${lines[0]}" = "$(tsv '#klient:id x:int')" ]
	[ "${lines[1]}" = "$(tsv 'k2 3')" ]
	[[ ${lines[2]} = *'in=6	out=1	false=1	missing=0	expr=b1 is not missing	first=kommun	repeats=1	no-key=2	split=kommun	other-values=1' ]]
	ubat-filter --head 1 --split kommun ett <in.ubat
	[ "$(ls ett)" = 0180.ubat ]
}

@test "the folder is yours alone, and its files" {
	umask 000
	ubat-filter --split kommun delar <in.ubat
	[ "$(stat -c %a delar)" = 700 ]
	[ "$(stat -c %a delar/0180.ubat)" = 600 ]
}

@test "a folder that is there is never touched" {
	mkdir delar
	run -1 --separate-stderr ubat-filter --split kommun delar <in.ubat
	[ "$stderr" = 'ubat-filter: delar: exists already' ]
	run -1 --separate-stderr ubat-filter --split kommun delar/ <in.ubat
	[ -z "$(ls -A delar)" ]
	: >fil
	run -1 --separate-stderr ubat-filter --split kommun fil <in.ubat
	[ "$stderr" = 'ubat-filter: fil: exists already' ]
	ln -s nowhere lank
	run -1 --separate-stderr ubat-filter --split kommun lank <in.ubat
	[ "$stderr" = 'ubat-filter: lank: exists already' ]
	run -1 --separate-stderr ubat-filter --split kommun no/such <in.ubat
	[ "$stderr" = 'ubat-filter: no/such: cannot create: No such file or directory' ]
	[ -z "$(hidden)" ]
}

@test "a slash at the folder's end is taken off" {
	ubat-filter --split kommun delar/ <in.ubat
	[ -e delar/0180.ubat ]
}

@test "all or nothing: an input that breaks leaves no folder" {
	{ head -n 5 in.ubat; printf 'k9\tx\n'; } >bad
	run -1 --separate-stderr ubat-filter --split kommun delar <bad
	[ "$stderr" = 'ubat-filter: stdin:6: 2 fields, there should be 3' ]
	[ ! -e delar ]
	run -2 ubat-filter --split kommun delar 'b1 +' in.ubat
	[ ! -e delar ]
	[ -z "$(hidden)" ]
}

@test "of a cut stream no folder is made" {
	run -1 --separate-stderr ubat-filter --split kommun delar < <(head -n 4 in.ubat)
	[ "$stderr" = 'ubat-filter: stdin: the stream is cut: no folder is made of it' ]
	[ ! -e delar ]
	[ -z "$(hidden)" ]
}

@test "a signal leaves nothing behind" {
	mkfifo pipe
	ubat-filter --split kommun delar <pipe &
	pid=$!
	exec 9>pipe
	cat in.ubat >&9
	awk 'BEGIN { for (i = 0; i < 20000; i++) print "k\t" i % 50 "\t1" }' >&9
	for _ in $(seq 1000); do
		[ -z "$(ls .ubat-* 2>/dev/null)" ] || break
		read -r -t 0.01 _ <> <(:) || :
	done
	[ -n "$(ls .ubat-*)" ]
	kill -TERM $pid
	exec 9>&-
	wait $pid && status=0 || status=$?
	[ "$status" = 143 ]
	[ -z "$(hidden)" ]
	[ ! -e delar ]
}

@test "kill -9 leaves a hidden folder, and never one that looks done" {
	mkfifo pipe
	ubat-filter --split kommun delar <pipe &
	pid=$!
	exec 9>pipe
	cat in.ubat >&9
	for _ in $(seq 1000); do
		[ -z "$(hidden)" ] || break
		read -r -t 0.01 _ <> <(:) || :
	done
	kill -9 $pid
	exec 9>&-
	wait $pid && status=0 || status=$?
	[ "$status" = 137 ]
	[[ $(hidden) = ./.ubat-?????? ]]
	[ ! -e delar ]
}

@test "names are safe, and tell values apart" {
	printf '#t:text\n' >f
	printf '%s\n' 'a/b' '..' '.' '.hidden' '-rf' ' x' 'a b' 'å, ä' 'a%2Fb' \
	    missing missingx '\.x' 'x\ty\nz' '\\' 'a:b*?"<>|' '\#1' \
	    $'\001' $'a\xe2\x80\xaeb' $'\xc2\xa0' '' .x >>f
	printf '#end\t21\t0\n' >>f
	run -0 --separate-stderr ubat-filter --split t delar <f
	[ -z "$stderr" ]
	ls -A delar >have
	printf '%s.ubat\n' 'a%2Fb' '%2E.' '%2E' '%2Ehidden' '%2Drf' '%20x' 'a b' \
	    'å, ä' 'a%252Fb' '%6Dissing' '%6Dissingx' '%2Ex' 'x%09y%0Az' '%5C' \
	    'a%3Ab%2A%3F%22%3C%3E%7C' '%231' '%01' 'a%E2%80%AEb' '%C2%A0' \
	    missing missing.x | sort | diff - have
	[ "$(sed -n 2p 'delar/a%2Fb.ubat')" = a/b ]
}

@test "values that differ in capitals alone are refused: some systems mix them up" {
	tsv '#t:text' abc Abd ABC | whole >f
	run -1 --separate-stderr ubat-filter --split t delar <f
	[ "$stderr" = 'ubat-filter: stdin:4: column t: a value that came before with other small and capital letters: their files would have one name' ]
	[ ! -e delar ]
	# letters that are one in another form of Unicode
	printf '#t:text\n\352\260\200\n\341\204\200\341\205\241\n#end\t2\t0\n' >f
	run -1 ubat-filter --split t delar <f
	printf '#t:text\n\303\245\n\303\205\n#end\t2\t0\n' >f
	run -1 ubat-filter --split t delar <f
	# however many good records come after it
	tsv '#t:text' abc ABC no x no y | whole >f
	run -1 --separate-stderr ubat-filter --split t delar 't <> "no"' f
	[[ $stderr = 'ubat-filter: f:3: column t: '* ]]
	[ ! -e delar ]
	[ -z "$(hidden)" ]
}

@test "a value too long for a name is refused" {
	{ echo '#t:text'; printf 'x%.0s' $(seq 245); echo; } | whole >f
	ubat-filter --split t delar <f
	[ "$(ls delar | wc -c)" = 251 ]
	{ echo '#t:text'; printf 'x%.0s' $(seq 246); echo; } | whole >f
	run -1 --separate-stderr ubat-filter --split t d2 <f
	[ "$stderr" = 'ubat-filter: stdin:2: column t: a value too long for the name of a file' ]
}

@test "no file is named after a person" {
	run -2 --separate-stderr ubat-filter --split klient delar <in.ubat
	[ "$stderr" = 'ubat-filter: --split: column klient is an id: no file is named after a person' ]
	[ ! -e delar ]
}

@test "290 values with a limit of 20 open files" {
	awk 'BEGIN { print "#kommun:code\tn:int"; for (i = 0; i < 29000; i++)
	    printf "%04d\t%d\n", 100 + i * 7 % 290, i }' | whole >f
	(ulimit -n 20; ubat-filter --split kommun delar <f)
	[ "$(ls delar | wc -l)" = 290 ]
	cat delar/*.ubat | grep -v '^#' | sort >got
	grep -v '^#' f | sort | cmp - got
	[ "$(grep -vc '^#' delar/0100.ubat)" = 100 ]
}

@test "much data for each value goes to its file in order" {
	awk 'BEGIN { print "#k:code\tn:int\tt:text"; for (i = 0; i < 60000; i++)
	    print i % 3 "\t" i "\tsome text to make the record longer" }' | whole >f
	ubat-filter --split k delar <f
	for k in 0 1 2; do
		grep "^$k	" f | cmp - <(grep -v '^#' delar/$k.ubat)
	done
}

@test "10000 values are taken, one more is refused" {
	awk 'BEGIN { print "#k:int"; for (i = 1; i <= 10000; i++) print i }' | whole >f
	ubat-filter --split k delar <f
	[ "$(ls delar | wc -l)" = 10000 ]
	rm -r delar
	awk 'BEGIN { print "#k:int"; for (i = 1; i <= 10001; i++) print i }' | whole >f
	run -1 --separate-stderr ubat-filter --split k delar <f
	[ "$stderr" = 'ubat-filter: stdin:10002: column k: more than 10000 values, and each would be a file' ]
	[ ! -e delar ]
	[ -z "$(hidden)" ]
}

@test "no record is an empty folder" {
	run -0 ubat-filter --split kommun delar false in.ubat
	[ -d delar ]
	[ -z "$(ls -A delar)" ]
}

@test "a table is split into tables" {
	{ tsv '#a:code n:count'; printf '#table\tt\tkeys=a\n#label\tn\tAntal\n'; tsv 'x 1' '.t 3'; printf '#end\t2\t0\n'; } >t
	ubat-filter --split a delar <t
	run -0 cat delar/missing.t.ubat
	[ "${lines[1]}" = "$(printf '#table\tt\tkeys=a')" ]
	[ "${lines[2]}" = "$(printf '#label\tn\tAntal')" ]
	[ "${lines[3]}" = "$(printf '.t\t3')" ]
}

@test "labels that come late are in every file" {
	{ sed '/^#label/d; /^#end/d' in.ubat; sed -n 2p in.ubat; printf '#end\t6\t0\n'; } >late
	ubat-filter --split kommun delar <late
	for f in delar/*.ubat; do
		grep -q "$(sed -n 2p in.ubat)" "$f"
	done
}

@test "a full disk leaves no folder" {
	unshare -rm true 2>/dev/null || skip 'needs unshare, and leave to use it'
	awk 'BEGIN { print "#k:code\tn:int"; for (i = 0; i < 300000; i++) print i % 5 "\t" i }' | whole >f
	mkdir small
	run unshare -rm sh -c 'mount -t tmpfs -o size=200k none small 2>/dev/null || exit 77
		ubat-filter --split k small/delar <f; s=$?; ls -A small; exit $s'
	[ "$status" != 77 ] || skip 'may not mount'
	[ "$status" = 1 ]
	[[ ${lines[0]} = 'ubat-filter: small/delar: cannot write: No space left on device' ]]
	[ "${#lines[@]}" = 1 ]
}
