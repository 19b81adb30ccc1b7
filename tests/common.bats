# What all commands that read a stream have in common: one table of commands,
# and each test goes through it.  ubat(5), and ubat(7): DIAGNOSTICS, EXIT
# STATUS.
load helper

# argv COMMAND: sets the array argv to the least that makes it read a stream
# with the columns of L; nothing for a command that reads none
argv() {
	case $1 in
	ubat-body) argv=(ubat-body cat) ;;
	ubat-sort) argv=(ubat-sort -k n) ;;
	ubat-filter) argv=(ubat-filter 'n >= 0') ;;
	ubat-join) argv=(ubat-join -t anti -k k "$BATS_TEST_TMPDIR/good") ;;
	ubat-score) argv=(ubat-score -e 'm = n + 1') ;;
	ubat-agg) argv=(ubat-agg n) ;;
	ubat-audit) argv=(ubat-audit --records) ;;
	ubat-mask) argv=(ubat-mask --records-are-persons) ;;
	ubat-table) argv=(ubat-table) ;;
	ubat-show) argv=(ubat-show) ;;
	ubat-export) argv=(ubat-export -f csv) ;;
	ubat-xlsx) argv=(ubat-xlsx --records -o out.xlsx) ;;
	ubat-html) argv=(ubat-html -o out.html) ;;
	ubat-import | ubat-synth) argv=() ;;
	*) return 1 ;;
	esac
}

# The commands of the tree that read a stream, by what comes of it: a stream,
# something to look at, a file.  Once, for all tests.
setup_file() {
	local c
	stream='' people='' file=''
	for c in "$ROOT"/cmd/ubat-*.c; do
		c=${c##*/} c=${c%.c}
		case $c in
		ubat-import | ubat-synth) ;;
		ubat-html | ubat-mask | ubat-table) ;; # take no records
		ubat-audit | ubat-export | ubat-show) people+=" $c" ;;
		ubat-xlsx) file+=" $c" ;;
		*) stream+=" $c" ;;
		esac
	done
	all="$stream $people $file"
	export all stream people file
}

# told STATUS MESSAGE COMMAND...: it exits so and says exactly that; what it
# wrote is in out.  As run does, which takes longer than the command.
told() {
	local want=$1 message=$2 rc=0
	shift 2
	"$@" >out 2>err || rc=$?
	echo "$1 $rc: $(<err)"
	[ "$rc" = "$want" ] && [ "$(<err)" = "$message" ]
}

# files COMMAND FILE...: the command on these files, as it takes files
files() {
	local c=$1
	shift
	argv "$c"
	case $c in
	ubat-agg)
		local f
		for f; do argv+=(-f "$f"); done
		;;
	*) argv+=("$@") ;;
	esac
}

# refused INPUT MESSAGE [COMMANDS]: every command (of these) exits 1 with exactly
# that message, writes no end and leaves no file
refused() {
	local c
	printf '%b' "$1" >in
	for c in ${3-$all}; do
		argv "$c"
		told 1 "$c: $2" "${argv[@]}" <in
		[[ $(<out) != *'#end'* ]]
		[ ! -e out.xlsx ]
	done
}

L='#k:code\tn:int\tt:text\n'
E1='#end\t1\t0\n'

prepare() {
	printf '%b' "${L}a\t1\tx\nb\t2\ty\nc\t3\t\n#end\t3\t0\n" >good
}

@test "every command of the tree is in this file's table" {
	for c in "$ROOT"/cmd/ubat-*.c; do
		argv "$(basename "$c" .c)"
	done
	[ "$(echo $all | wc -w)" -ge 10 ]
}

@test "a whole stream is passed on whole, in silence" {
	for c in $stream; do
		argv "$c"
		told 0 '' "${argv[@]}" <good
		[[ $(tail -n 1 out) = '#end'* ]]
	done
	for c in $people $file; do
		argv "$c"
		told 0 '' "${argv[@]}" <good
	done
}

@test "a legend and no record is a whole stream" {
	printf '%b' "$L#end\t0\t0\n" >in
	for c in $stream; do
		argv "$c"
		told 0 '' "${argv[@]}" <in
		[[ $(tail -n 1 out) = '#end'* ]]
	done
	for c in $people $file; do
		argv "$c"
		told 0 '' "${argv[@]}" <in
	done
}

@test "an empty input has no legend" {
	refused '' 'stdin: nothing came, not even a legend'
}

@test "records without a legend are named at the first line" {
	refused 'a\t1\tx\n' 'stdin:1: no legend'
}

@test "control lines alone are no legend" {
	refused '#end\t0\t0\n' 'stdin: no legend'
}

@test "a last line without its end is an error" {
	refused "${L}a\t1\tx\nb\t2" 'stdin:3: the last line has no newline'
	refused "${L}a\t1\tx\n#end\t1\t0" 'stdin:3: the last line has no newline'
	refused '#k:code\tn:int\tt:text' 'stdin:1: the last line has no newline'
}

@test "a carriage return is an error" {
	refused "${L}a\t1\tx\r\n$E1" 'stdin:2: a carriage return (lines end in LF alone)'
	refused '#k:code\tn:int\tt:text\r\na\t1\tx\r\n' 'stdin:1: a carriage return (lines end in LF alone)'
}

@test "a NUL byte is an error" {
	refused "${L}a\t1\tx\na\t1\t\0x\n$E1" 'stdin:3: a NUL byte'
}

@test "invalid UTF-8 is an error with its line" {
	refused "${L}a\t1\tx\na\t1\t\xe5\n$E1" 'stdin:3: not valid UTF-8'
	refused "${L}a\t1\t\xc0\xaf\n$E1" 'stdin:2: not valid UTF-8'
	refused "${L}a\t1\t\xed\xa0\x80\n$E1" 'stdin:2: not valid UTF-8'
	refused "#k:code\tn:int\tt\xe5:text\n" 'stdin:1: not valid UTF-8'
}

@test "a record with fields too many or too few is an error" {
	refused "${L}a\t1\tx\na\t1\n#end\t2\t0\n" 'stdin:3: 2 fields, there should be 3'
	refused "${L}a\t1\tx\ty\n$E1" 'stdin:2: 4 fields, there should be 3'
	refused "${L}a\n$E1" 'stdin:2: 1 field, there should be 3'
	# as many in sum as there should be
	refused "${L}a\t1\na\t1\tx\ty\n#end\t2\t0\n" 'stdin:2: 2 fields, there should be 3'
}

@test "an empty line is an error where there are several columns" {
	refused "${L}a\t1\tx\n\n#end\t2\t0\n" 'stdin:3: an empty line'
}

@test "another legend is an error, the same again is not" {
	refused "${L}a\t1\tx\n#k:code\tn:int\na\t1\n$E1" 'stdin:3: another legend than the first'
	# behind an end it begins another table, for those that take several
	refused "${L}a\t1\tx\n${E1}#k:code\tn:int\na\t1\n$E1" 'stdin:4: another legend than the first' "$stream"
	for c in $stream; do
		files "$c" good good
		[ "$c" != ubat-body ] || argv=(bash -c 'cat good good | ubat-body cat')
		told 0 '' "${argv[@]}"
		[[ $(tail -n 1 out) = '#end'* ]]
	done
}

@test "an unknown control line is refused by name" {
	refused "${L}#zap\tq\na\t1\tx\n$E1" 'stdin:2: unknown control line #zap (a later ubat?)'
	refused "#zap\n$L$E1" 'stdin:1: unknown control line #zap (a later ubat?)'
	# what rather is a text that should have been escaped is not shown
	refused "${L}#1\tq\tz\n" 'stdin:2: a record that begins with #'
	refused "${L}#\tq\tz\n" 'stdin:2: a record that begins with #'
}

@test "control lines that say nothing are errors" {
	refused "${L}#end\n" 'stdin:2: #end: not two counts'
	refused "${L}#end\t1\n" 'stdin:2: #end: not two counts'
	refused "${L}#end\tone\t0\n" 'stdin:2: #end: not two counts'
	refused "${L}#end\t-1\t0\n" 'stdin:2: #end: not two counts'
	refused "${L}#label\tk\n" 'stdin:2: #label: not a column, a value and a text'
	refused "${L}#step\tab12cd34\n" 'stdin:2: #step: not an id and a tool'
	refused "${L}#table\n" 'stdin:2: #table: no name'
	refused "${L}#table\tt\tkeys\n" 'stdin:2: #table: a field is not key=value'
	refused "${L}#label\tk\tKod\n#label\tk\tKommun\n" 'stdin:3: column k: two different labels'
}

@test "a legend that is none is an error" {
	refused '#k:code\tn\n' 'stdin:1: legend: column 2 is not name:type'
	refused '#k:code\t1n:int\n' 'stdin:1: legend: column 2: a name is a letter, then letters, digits and _'
	refused '#k:code\tn:number\n' 'stdin:1: legend: column 2: no such type'
	refused '#k:code\tK:int\n' 'stdin:1: legend: two columns are called k'
}

@test "a line, a field or a legend above its limit is an error that names it" {
	printf '%b' "${L}a\t1\tx\nb\t2\t$(yes ab | tr -d '\n' | head -c 90)\n#end\t2\t0\n" >in
	for c in $all; do
		argv "$c"
		told 1 "$c: stdin:3: a line longer than 80 bytes (--max-line)" "${argv[0]}" --max-line 80 "${argv[@]:1}" <in
		told 1 "$c: stdin:3: field 3 is longer than 80 bytes (--max-field)" "${argv[0]}" --max-field 80 "${argv[@]:1}" <in
		told 1 "$c: stdin:1: more than 2 columns (--max-columns)" "${argv[0]}" --max-columns 2 "${argv[@]:1}" <in
	done
}

@test "the limits hold at their edge: as long as allowed passes" {
	# the longest line is record 2: 4 + 90 + 1 bytes, LF counted
	printf '%b' "${L}a\t1\tx\nb\t2\t$(yes ab | tr -d '\n' | head -c 90)\n#end\t2\t0\n" >in
	for c in $stream; do
		argv "$c"
		run -0 "${argv[0]}" --max-line 95 --max-field 90 --max-columns 3 "${argv[@]:1}" <in
		run -1 "${argv[0]}" --max-line 94 "${argv[@]:1}" <in
		run -1 "${argv[0]}" --max-field 89 "${argv[@]:1}" <in
	done
}

@test "a line above the default limit, without end, is refused in bounded memory" {
	! sanitized || skip "memory is not measured under the sanitizers"
	{ printf "$L"; yes ab | tr -d '\n' | head -c 40000000; } >long
	for c in $all; do
		argv "$c"
		told 1 "$c: stdin:2: a line longer than 16777216 bytes (--max-line)" \
		    bash -c 'ulimit -v 1000000; cat long | "$@"' - "${argv[@]}"
	done
}

@test "a missing file, a folder and a file that may not be read are named" {
	cp good b
	chmod 000 b
	mkdir d
	for c in $all; do
		[ "$c" != ubat-body ] || continue # reads standard input alone
		for t in 'b:Permission denied' 'none:No such file or directory' 'd:Is a directory'; do
			files "$c" good "${t%%:*}" good
			told 1 "$c: ${t%%:*}: cannot open: ${t#*:}" mortal "${argv[@]}"
			[[ $(<out) != *'#end'* ]]
			[ ! -e out.xlsx ]
		done
	done
}

@test "the second of three files is named with its own line" {
	printf '%b' "${L}a\t1\tx\na\t1\n" >b
	printf '%b' "a\t1\tx\n" >c
	for c in $all; do
		[ "$c" != ubat-body ] || continue
		files "$c" good b good
		told 1 "$c: b:3: 2 fields, there should be 3" "${argv[@]}"
		files "$c" good c good
		told 1 "$c: c:1: no legend" "${argv[@]}"
		: >empty
		files "$c" good empty good
		told 1 "$c: empty: nothing came, not even a legend" "${argv[@]}"
	done
}

@test "files are read as cat would join them, - being standard input" {
	printf '%b' "${L}q\t4\tz\n$E1" >b
	for c in $stream; do
		[ "$c" != ubat-body ] || continue
		argv "$c"
		cat good b good | "${argv[@]}" >want
		files "$c" good - good
		"${argv[@]}" <b >got
		cmp want got
	done
}

@test "a cut stream is passed on cut, said once, status 0" {
	printf '%b' "${L}a\t1\tx\nb\t2\ty\n" >in
	printf '%b' "${L}a\t1\tx\nb\t2\ty\n#end\t3\t0\n" >short
	printf '%b' "${L}a\t1\tx\nb\t2\ty\n#end\t2\t1\n" >nostep
	for c in $stream; do
		argv "$c"
		for f in in short nostep; do
			told 0 "$c: stdin: the stream is cut: it has no end that fits it" "${argv[@]}" <$f
			# an end of another's is passed over, none is made
			"${argv[@]}" <$f 2>/dev/null | ubat-body cat >/dev/null 2>note
			[ "$(cat note)" = "ubat-body: stdin: the stream is cut: it has no end that fits it" ]
		done
	done
}

@test "a cut stream is shown with status 1, or 0 with --cut-ok" {
	printf '%b' "${L}a\t1\tx\nb\t2\ty\n" >in
	for c in $people; do
		argv "$c"
		told 1 "$c: stdin: the stream is cut: it has no end that fits it" "${argv[@]}" <in
		[ -s out ]
		told 0 "$c: stdin: the stream is cut: it has no end that fits it" "${argv[@]}" --cut-ok <in
	done
}

@test "a cut stream never becomes a file, but with --cut-ok" {
	printf '%b' "${L}a\t1\tx\nb\t2\ty\n" >in
	for c in $file; do
		argv "$c"
		told 1 "$c: stdin: the stream is cut: it has no end that fits it" "${argv[@]}" <in
		[ ! -e out.xlsx ]
		run -0 --separate-stderr "${argv[@]}" --cut-ok <in
		[ -s out.xlsx ]
	done
}

@test "a full disk is exit 1 and a message" {
	[ -w /dev/full ] || skip "needs /dev/full"
	for c in $stream $people; do
		argv "$c"
		told 1 "$c: stdout: cannot write: No space left on device" bash -c '"$@" <good >/dev/full' - "${argv[@]}"
	done
}

@test "a full disk far into the stream is no less an error" {
	[ -w /dev/full ] || skip "needs /dev/full"
	{ printf '%b' "$L"; yes "$(printf 'a\t1\tx')" | head -n 200000; printf '#end\t200000\t0\n'; } >big
	for c in $stream $people; do
		argv "$c"
		told 1 "$c: stdout: cannot write: No space left on device" bash -c '"$@" <big >/dev/full' - "${argv[@]}"
	done
}

@test "a closed standard output is no success" {
	for c in $stream $people; do
		argv "$c"
		told 1 "$c: stdout: cannot write: Bad file descriptor" bash -c '"$@" <good >&-' - "${argv[@]}"
	done
}

@test "a closed standard input is named" {
	for c in $all; do
		argv "$c"
		told 1 "$c: stdin: cannot open: Bad file descriptor" bash -c '"$@" <&-' - "${argv[@]}"
	done
}

@test "a reader that goes away ends a command without a word" {
	{ printf '%b' "$L"; yes "$(printf 'a\t1\tx')" | head -n 200000; printf '#end\t200000\t0\n'; } >big
	for c in $stream $people; do
		argv "$c"
		run -0 --separate-stderr bash -c '"$@" <big | head -n 1 >/dev/null
			s=${PIPESTATUS[0]}; [ $s = 141 ] || [ $s = 0 ]' - "${argv[@]}"
		[ -z "$stderr" ]
	done
}

@test "the legend is out before the first record is read" {
	for c in ubat-filter ubat-score ubat-agg; do
		[ -f "$ROOT/cmd/$c.c" ] || continue
		argv "$c"
		mkfifo "fifo-$c"
		"${argv[@]}" <"fifo-$c" >"out-$c" &
		exec 9>"fifo-$c"
		printf '%b' "$L" >&9
		for i in $(seq 200); do
			[ ! -s "out-$c" ] || break
			read -r -t 0.05 <> <(:) || :
		done
		[[ $(cat "out-$c") = '#'* ]]
		exec 9>&-
		wait
	done
}

# What is planted in cells; every four bytes in a row of it must stay there.
canary='QXVTRBZWKPLM'

# quiet FILE...: no part of the canary in any of them
quiet() {
	local i parts=()
	for ((i = 0; i + 4 <= ${#canary}; i++)); do
		parts+=(-e "${canary:i:4}")
	done
	run grep -aF "${parts[@]}" "$@"
	echo "$output"
	[ "$status" = 1 ]
}

@test "no message shows the value of a cell" {
	C=$canary
	printf '%b' "${L}$C\t1\t$C\n$C\t$C\n" >a1            # fields
	printf '%b' "${L}$C\t1\t$C\n$C\t1\t$C\r\n" >a2       # CR
	printf '%b' "${L}$C\t1\t$C\0\n" >a3                  # NUL
	printf '%b' "${L}$C\t1\t$C\xe5\n" >a4                # not UTF-8
	printf '%b' "${L}$C\t1\t$C\n$C\t1" >a5               # no newline
	printf '%b' "$C\t1\t$C\n" >a6                        # no legend
	printf '%b' "${L}$C\t$C\t$C\n#end\t1\t0\n" >a7       # not a number
	printf '%b' "${L}#$C\t1\t$C\n#end\t1\t0\n" >a8       # a text with #
	printf '%b' "${L}#label\tk\t$C\tA\n#label\tk\t$C\tB\n" >a9
	printf '%b' "${L}$C\t1\t$C\n\n" >a10                 # empty line
	printf '%b' "${L}$C\t9223372036854775807\t$C\n#end\t1\t0\n" >a11
	printf '%b' "${L}$C\t1\t$C$C$C$C$C$C$C$C\n#end\t1\t0\n" >a12
	printf '%b' "${L}#$C:text\t1\t$C\n#end\t1\t0\n" >a13 # a text like a legend
	printf '%b' "${L}#end\t$C\t$C\n" >a14
	printf '%b' "#$C\t1\t$C\n" >a15
	for c in $all; do
		for f in a?*; do
			argv "$c"
			rc=0
			"${argv[0]}" --max-line 90 "${argv[@]:1}" <"$f" >out 2>"err-$c-$f" || rc=$?
			echo "$c $f $rc"
			[ $rc -le 2 ]
		done
		rm -f out.xlsx
	done
	quiet err-*
}

@test "the same bytes come out in any locale, time zone, chunking and with any SIMD" {
	{
		printf '#k:code\tn:int\tt:text\n'
		awk 'BEGIN { for (i = 0; i < 3000; i++) printf "k%d\t%d\t%s\n", i % 7, i * 7919 % 1000, i % 3 ? "åäö é 水" : "" }'
		printf '#end\t3000\t0\n'
	} >in
	for c in $stream $people; do
		argv "$c"
		"${argv[@]}" <in >want
		for l in sv_SE.UTF-8 C.UTF-8 POSIX tr_TR.UTF-8; do
			LC_ALL=$l LANG=$l TZ=Asia/Tokyo "${argv[@]}" <in | cmp - want
		done
		for s in scalar avx2 avx512; do
			UBAT_SIMD=$s "${argv[@]}" <in | cmp - want
		done
		dd if=in bs=1013 2>/dev/null | "${argv[@]}" | cmp - want
	done
}

@test "a stream that comes byte by byte is the same stream" {
	for c in $stream $people; do
		argv "$c"
		"${argv[@]}" <good >want
		dd if=good bs=1 2>/dev/null | "${argv[@]}" | cmp - want
	done
}

@test "a wrong long option is told with the one that is near, where one is" {
	local c
	for c in 'ubat-agg --totals n|--totals; did you mean --total?' \
	    'ubat-table --rowpercent=n|--rowpercent=n; did you mean --row-percent?' \
	    'ubat-agg --zzzzzzzz|--zzzzzzzz'; do
		run -2 --separate-stderr ${c%%|*}
		[ "${stderr_lines[0]#*: }" = "unknown option ${c#*|}" ]
	done
}
