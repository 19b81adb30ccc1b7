# A workbook appears whole or not at all, whatever happens while it is written:
# each of its writes fails once, and a signal comes between any two.
load helper

prepare() {
	printf '#a:text\tn:count\n#table\tt\tkeys=a\nx\t1\ny\t2\n#end\t2\t0\n' >t.ubat
	ubat-xlsx -o want.xlsx t.ubat
	ubat-xlsx --records -o want.records.xlsx t.ubat
}

# needs: what follows system calls must be there, and allowed
needs() {
	sanitized && skip "the search for leaks cannot be traced"
	command -v strace >/dev/null || skip "strace is not installed"
	strace -o trace true 2>/dev/null || skip "needs the right to trace"
}

# broken INJECTION [OPTION]: run it so; its status is in $status
broken() {
	echo old >r.xlsx
	rm -f .ubat-*
	status=0
	# who started the tests may ignore some signals, and so would they
	env --default-signal strace -qq -o trace -e trace=write,fsync,rename -e "inject=$1" \
	    ubat-xlsx ${2-} -o r.xlsx t.ubat >out 2>err || status=$?
}

# writes [OPTION]: how often it writes
writes() {
	strace -qq -o trace -e trace=write ubat-xlsx ${1-} -o r.xlsx t.ubat
	grep -c '^write' trace
}

# old_or_whole WANT: after a failure the old file and nothing else is there
old_or_whole() {
	if [ "$status" = 0 ]; then
		cmp r.xlsx "$1"
	else
		[ "$(cat r.xlsx)" = old ]
	fi
	[ -z "$(find . -name '.ubat-*')" ]
}

@test "a disk that is full from any write on leaves the old file, and nothing else" {
	needs
	n=$(writes)
	[ "$n" -gt 30 ]
	for k in $(seq 1 4 "$n") "$n"; do
		broken "write:error=ENOSPC:when=$k+"
		[ "$status" = 1 ]
		old_or_whole want.xlsx
	done
	n=$(writes --records)
	for k in $(seq 3 5 "$n") "$n"; do
		broken "write:error=ENOSPC:when=$k+" --records
		[ "$status" = 1 ]
		old_or_whole want.records.xlsx
	done
}

@test "so does one write that fails, and a close, a rename and a synchronisation" {
	needs
	n=$(writes)
	for k in $(seq 2 6 "$n"); do
		broken "write:error=EIO:when=$k"
		[ "$status" = 1 ]
		old_or_whole want.xlsx
	done
	for call in fsync rename; do
		broken "$call:error=EIO:when=1"
		[ "$status" = 1 ]
		old_or_whole want.xlsx
	done
	broken "rename:error=EIO:when=2"
	[ "$status" = 1 ]
	old_or_whole want.xlsx
}

@test "a signal at any time leaves the old file, and nothing else" {
	needs
	n=$(writes --records)
	for k in $(seq 1 7 "$n"); do
		broken "write:signal=SIGTERM:when=$k" --records
		[ "$status" = 143 ]
		old_or_whole want.records.xlsx
	done
	for k in 1 2; do
		broken "rename:signal=SIGINT:when=$k" --records
		[ "$status" = 130 ]
		old_or_whole want.records.xlsx
	done
}

@test "a death without notice leaves the old file" {
	needs
	n=$(writes --records)
	for k in $(seq 2 9 "$n"); do
		broken "write:signal=SIGKILL:when=$k" --records
		[ "$status" = 137 ]
		[ "$(cat r.xlsx)" = old ]
	done
	for k in 1 2; do
		broken "rename:signal=SIGKILL:when=$k" --records
		[ "$(cat r.xlsx)" = old ]
	done
	# what is left beside it is its owner's alone, and the next run leaves it
	broken "rename:signal=SIGKILL:when=1" --records
	left=$(find . -name '.ubat-*' -printf '%m ' | sort -u)
	[[ $left =~ ^(600 )+$ ]]
	left=$(find . -name '.ubat-*' | sort)
	ubat-xlsx --records -o r.xlsx t.ubat
	[ "$(find . -name '.ubat-*' | sort)" = "$left" ]
	[ "$(head -c 2 r.xlsx)" = PK ]
}

@test "so does a limit on the size of files" {
	for k in 1 4; do
		echo old >r.xlsx
		status=0
		(ulimit -f $k; ubat-xlsx -o r.xlsx t.ubat 2>err) || status=$?
		[ "$status" = 1 ]
		old_or_whole
	done
	grep -q '^ubat-xlsx: r.xlsx: .*full' err
}

@test "a full disk at the target, or where its parts are made, or both, leaves the old file" {
	awk 'BEGIN {
		print "#k:int\tn:count\n#table\tt\tkeys=k"
		for (i = 1; i <= 20000; i++) print i "\t" i * 7919 % 1000003
	}' | whole >big.ubat
	mkdir disk
	# a disk of our own, in a world of mounts that nobody else sees
	unshare --mount --map-root-user sh -c 'mount -t tmpfs -o size=100k tmpfs disk' 2>/dev/null ||
	    unshare --mount sh -c 'mount -t tmpfs -o size=100k tmpfs disk' 2>/dev/null || skip "needs the right to mount"
	how=$(unshare --mount --map-root-user true 2>/dev/null && echo --map-root-user || true)
	unshare --mount $how bash -c '
		mount -t tmpfs -o size=100k tmpfs disk || exit
		for where in "disk/r.xlsx $PWD" "r.xlsx disk" "disk/r.xlsx disk"; do
			for records in "" --records; do
				rm -f disk/*
				echo old >"${where% *}"
				TMPDIR=${where#* } ubat-xlsx $records -o "${where% *}" big.ubat 2>err
				echo "$? $(cat "${where% *}") $(find . -name ".ubat-*" | wc -l) $(grep -c "full" err)"
			done
		done' >told
	[ "$(sort told | uniq -c | sed 's/^ *//')" = '6 1 old 0 1' ]
}

@test "what is renamed over the target was synchronised itself" {
	needs
	for how in '' --records; do
		strace -y -qq -o trace -e trace=fsync,rename ubat-xlsx $how -o r.xlsx t.ubat
		grep -v deleted trace | grep -A1 '^fsync(.*/\.ubat-[^/.]*>)' | tail -n 1 |
		    grep -q '^rename("\.ubat-[^/.]*", "r.xlsx") *= 0'
	done
}
