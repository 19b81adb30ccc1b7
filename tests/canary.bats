# Planted personal numbers are nowhere but in the file of rejected records: not
# in the stream, a message, the list of why, progress, a draft, a temporary file,
# nor in any other byte that the program writes or opens.  The numbers are public
# test numbers of nobody.
load helper

CANARY='570428|280-?4289|4289999|428-9999|460823|0823-?9986|730288|0288-?9931'

prepare() {
	printf '%s\n' 'klient;annan;text;n;fri' \
	    '19570428-9999;460823-9986;a;1;ring 730288-9931' \
	    '570428-9999;4608239986;b;x;19570428-9999' \
	    '195704289998;;19730288-9931;2;' \
	    '"19730288-9931"x;1;2;3;4' \
	    '19460823-9986;19570428-9999' \
	    '"460823-9986";"19570428-9999";"19460823-9986";"730288-9931";"730288-9931"' \
	    '730288-9931;x;y;5;z' >x.csv
	printf '%s\n' '[source]' 'delimiter = ;' 'context = prov' 'extracted = 2024-06-01' \
	    '[column klient]' 'type = person' '[column text]' 'codes = ./l.csv' 'type = code' \
	    '[column n]' 'type = int' 'range = 1..4' >x.source
	printf 'k,n\na,A\nb,B\ny,Y\n' >l.csv
	printf '0123456789abcdef0123456789abcdef\n' >nyckel
	chmod 600 nyckel
}

# all ways to run it; what they say and write goes to out.N and err.N
runs() {
	$1 ubat-import -k nyckel -s x.source -r fel.csv x.csv >out.1 2>err.1 || true
	$1 ubat-import -k nyckel -s x.source --rejects-redacted skal x.csv >out.2 2>err.2 || true
	$1 ubat-import -s x.source --max-rejects 100% x.csv >out.3 2>err.3 || true
	$1 ubat-import -s x.source --check --progress json x.csv >out.4 2>err.4 || true
	$1 ubat-import --propose x.csv >out.5 2>err.5 || true
	sed 's/^\[column klient\]/&\ninvalid = .r/' x.source >y.source
	$1 ubat-import -k nyckel -s y.source --max-rejects 100% x.csv >out.6 2>err.6 || true
	{ cat x.csv; echo '"19570428-9999;1;2;3'; } >y.csv
	$1 ubat-import -k nyckel -s x.source -r fel2.csv y.csv >out.7 2>err.7 || true
	{ cat x.csv; printf '19570428-9999;%0100d;;1;\n' 0; } >y.csv
	$1 ubat-import -k nyckel -s x.source --max-field 99 y.csv >out.8 2>err.8 || true
	{ cat x.csv; cat x.csv; } | sed '1s/klient/klient;19570428-9999/' >y.csv
	$1 ubat-import -k nyckel -s x.source y.csv >out.9 2>err.9 || true
	printf '%s\n' '[source]' 'delimiter = ;' 'key = klient' 'duplicates = error' \
	    '[column klient annan]' >z.source
	$1 ubat-import -s z.source --max-rejects 100% x.csv >out.A 2>err.A || true
}

@test "the numbers are in the file of rejects, and in nothing else that is written" {
	runs ""
	grep -qE "$CANARY" fel.csv
	[ ! -e fel2.csv ]
	rm fel.csv x.csv y.csv z.source out.A
	[ "$(find . -name '.ubat*')" = "" ]
	[ "$(ls err.? | wc -l)" = 10 ]
	[ "$(grep -c . err.1)" -ge 5 ]
	if grep -lE "$CANARY" ./*; then false; fi
	# the number is there, by its other name
	[ "$(grep -cE '^[0-9a-f]{32}	' out.1)" = 1 ]
}

@test "a draft of an extract without headings has nothing of its first record, nor a name" {
	for i in $(seq 0 119); do
		printf '19900101-%04d;Anna Ek;A;2020-01-01;Storgatan %d\n' $((i + 17)) "$i"
	done >x.csv
	ubat-import --propose x.csv >out 2>err
	grep -qx 'headings = 0' out
	if grep -iE "1990|0017|anna|ek|storgatan|2020" out err; then false; fi
}

@test "a draft has no name of a person, whatever stands above it" {
	for h in Brukare Förälder Vårdnadshavare Maka/make 'God man' Ansvarig 'Registrerad av' \
	    Beslutsfattare Tolk Kolumn; do
		{ echo "$h;Typ"; for i in $(seq 30); do echo 'Anna Ek;A'; echo 'Bo Alm;B'; done; } >x.csv
		ubat-import --propose x.csv >out 2>err
		grep -qx '# values: A (30), B (30)' out
		if grep -E 'Anna|Ek|Alm' out err; then echo "$h"; false; fi
	done
}

@test "no call of the system has them but those that write the file of rejects" {
	command -v strace >/dev/null || skip "strace is not installed"
	strace -o trace true 2>/dev/null || skip "needs the right to trace"
	sanitized && skip "what checks itself cannot be traced"
	runs 'strace -f -y -s 1000000 -e trace=!read,pread64,readv,mmap -A -o trace'
	# everything that has the number, but for the two files it belongs to
	grep -E "$CANARY" trace >have
	grep -vE '^[0-9]+ +write\([0-9]+</[^>]*/\.ubat-[A-Za-z0-9]{6}>, "klient;annan;text;n;fri\\n' have >other || true
	# the last run has no column of persons: those are texts that somebody asked for
	grep -vE '^[0-9]+ +write\(1</[^>]*/out\.A>' other >rest || true
	[ ! -s rest ]
	[ "$(grep -c . have)" -ge 2 ]
	# what was made: nothing but in this folder, and nothing is left of it
	grep -E 'open(at)?\(.*O_CREAT' trace | grep -v '/\?\.ubat-[A-Za-z0-9]*"' >made || true
	[ ! -s made ]
	[ "$(find . -name '.ubat*')" = "" ]
	! grep -q '0123456789abcdef' trace
}

@test "with a key no core is left, and no debugger may look" {
	command -v strace >/dev/null || skip "strace is not installed"
	strace -o trace true 2>/dev/null || skip "needs the right to trace"
	sanitized && skip "what checks itself cannot be traced"
	strace -f -o trace ubat-import -k nyckel -s x.source --max-rejects 100% x.csv >/dev/null 2>&1
	grep -n -e 'PR_SET_DUMPABLE, *\(SUID_DUMP_DISABLE\|0\)' -e 'RLIMIT_CORE, *{rlim_cur=0, rlim_max=0}' \
	    -e 'open.*nyckel' trace | sed 's/:.*\(DUMPABLE\|CORE\|nyckel\).*/ \1/' | cut -d' ' -f2 >order
	[ "$(sort order | tr '\n' ' ')" = "CORE DUMPABLE nyckel " ]
	# before the key is read
	[ "$(tail -n 1 order)" = nyckel ]
}

@test "the list of processes shows the name of the key, and neither key nor number" {
	[ -r /proc/self/cmdline ] || skip "needs /proc"
	mkfifo in
	ubat-import -k nyckel -s x.source --max-rejects 100% <in >out 2>err &
	pid=$!
	exec 9>in
	head -n 3 x.csv >&9
	# until then it is the shell that will become the program
	for ((i = 0; i < 100000; i++)); do
		! grep -q ubat-import "/proc/$pid/cmdline" || break
	done
	tr '\0' ' ' <"/proc/$pid/cmdline" >line
	exec 9>&-
	wait "$pid"
	grep -q 'nyckel' line
	! grep -qE "0123456789|$CANARY" line
}
