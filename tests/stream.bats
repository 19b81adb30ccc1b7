# ubat(5): one test for each sentence of the page, on ubat-body cat, which
# reads and writes a stream and changes nothing.
load helper

LEGEND='#klient:id kommun:code regi:code start:date b1:int kostnad:dec'

prepare() {
	{
		tsv "$LEGEND" "#label b1 Fråga" 'a1 0180 privat 2016-03-01 8 12.5' \
		    'a2 1480 kommunal 2016-03-07 .n ~' \
		    'a2 1480 kommunal 2016-03-07 .n ~' \
		    'a3 0180 kommunal 2016-01-01 40 100'
	} | whole | ubat-body cat >januari.ubat
	tsv "$LEGEND" 'a9 0180 privat 2016-02-01 3 1' | whole |
	    ubat-body cat >februari.ubat
}

# verdict FILE: whole, cut or refused, as a reader finds it.
verdict() {
	if ! ubat-body cat <"$1" >out 2>err; then
		echo refused
	elif [ -s err ]; then
		echo cut
	else
		echo whole
	fi
}

# idioms SUBSECTION: the lines of its display on the page
idioms() {
	awk -v want="$1" '/^\.S[hs] / { on = $0 == ".Ss " want; next }
	    on && /^\.Bd/ { show = 1; next } /^\.Ed/ { show = 0 }
	    on && show' "$ROOT/man/ubat.5" | sed 's/\\e/\\/g'
}

each_idiom() {
	local n=0
	while IFS= read -r line; do
		bash -c "$line" <januari.ubat >result.ubat || true
		got=$(verdict result.ubat)
		case " $2 " in
		*" $got "*) ;;
		*) echo "$line: $got"; return 1 ;;
		esac
		n=$((n + 1))
	done < <(idioms "$1")
	[ "$n" -ge "$3" ]
}

@test "the lines on the page that keep a stream whole do" {
	each_idiom 'Keeps it whole' whole 5
}

@test "the lines on the page that cut a stream cut it, and say so" {
	each_idiom 'Cuts it, good for looking' cut 5
}

@test "the lines on the page not to use end in an error or a cut stream" {
	each_idiom 'Not these' 'refused cut' 7
}

@test "the guarded awk line leaves out what is missing" {
	run -0 bash -c "$(idioms 'Cuts it, good for looking' | tail -n 1)" <januari.ubat
	[ "$(printf '%s\n' "$output" | grep -vc '^#')" = 1 ]
}

@test "the smallest whole stream of the page is whole" {
	examples ubat.5 >a.sh
	run -0 --separate-stderr sh a.sh
	[ "${lines[0]}" = '#a:int' ]
	[ -z "$stderr" ]
}

@test "the record stream on the page reads, and adds up to what it says" {
	awk '/^\.Bd/ { n++; next } /^\.Ed/ { exit } n == 1' "$ROOT/man/ubat.5" >page.ubat
	run -0 --separate-stderr ubat-body cat <page.ubat
	[ -z "$stderr" ]
	[ "$(tail -n 1 page.ubat)" = "$(printf '#end\t2\t2')" ]
}

@test "control lines may stand before the legend" {
	{ tsv '#label a Alfa'; tsv '#a:int' 1 | whole; } >a
	run -0 --separate-stderr ubat-body cat <a
	[ "${lines[0]}" = '#a:int' ]
	[ "${lines[1]}" = "$(tsv '#label a Alfa')" ]
	[ -z "$stderr" ]
}

@test "the identical legend again is dropped: cat a b is one stream" {
	run -0 --separate-stderr bash -c 'cat januari.ubat februari.ubat | ubat-body cat'
	[ "$(printf '%s\n' "$output" | grep -c '^#klient')" = 1 ]
	[ "$(printf '%s\n' "$output" | grep -vc '^#')" = 5 ]
	[ "${lines[-1]}" = "$(printf '#end\t5\t3')" ]
	[ -z "$stderr" ]
}

@test "several files named are one stream" {
	run -0 ubat-sort -k klient januari.ubat februari.ubat
	[ "${lines[-1]}" = "$(printf '#end\t5\t3')" ]
}

@test "a different legend is an error" {
	tsv '#a:int' 1 | whole >b
	run -1 --separate-stderr bash -c 'cat januari.ubat b | ubat-body cat'
	[ "$stderr" = 'ubat-body: stdin:9: another legend than the first' ]
}

@test "an unknown control line is named" {
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int' 1 '#sum 3' | whole)
	[ "$stderr" = 'ubat-body: stdin:3: unknown control line #sum (a later ubat?)' ]
	run -1 --separate-stderr ubat-body cat < <(tsv '#steps x' '#a:int' | whole)
	[ "$stderr" = 'ubat-body: stdin:1: unknown control line #steps (a later ubat?)' ]
}

@test "no legend, and a record before it" {
	run -1 --separate-stderr ubat-body cat </dev/null
	[ "$stderr" = 'ubat-body: stdin: nothing came, not even a legend' ]
	[ -z "$output" ]
	run -1 --separate-stderr ubat-body cat < <(tsv 'a b')
	[ "$stderr" = 'ubat-body: stdin:1: no legend' ]
}

@test "an empty file among those named is an error" {
	: >tom
	run -1 --separate-stderr ubat-sort januari.ubat tom
	[ "$stderr" = 'ubat-sort: tom: nothing came, not even a legend' ]
	run -1 --separate-stderr ubat-sort januari.ubat <(tsv 'x y')
	[[ $stderr = *': no legend' ]]
}

@test "a legend's faults are told by column" {
	check() {
		run -1 --separate-stderr ubat-body cat < <(tsv "$1" | whole)
		[ "$stderr" = "ubat-body: stdin:1: legend: $2" ]
	}
	check '#a:int b' 'column 2 is not name:type'
	check '#a:number' 'column 1: no such type'
	check '#a:int 1b:int' 'column 2: a name is a letter, then letters, digits and _'
	check '#:int' 'column 1: a name is a letter, then letters, digits and _'
	check '#a:int a:int' 'two columns are called a'
	check '#å:int Å:int' 'two columns are called å'
	printf '#a\314\212:int\n' >nfd # a and a ring, not in normal form C
	run -1 --separate-stderr ubat-body cat <nfd
	[[ $stderr = *'column 1: a name is'* ]]
}

@test "a name may have any letter" {
	run -0 ubat-body cat < <(tsv '#födelseår:int ψ_2:text' '1940 x' | whole)
	[ "${lines[0]}" = "$(tsv '#födelseår:int ψ_2:text')" ]
}

@test "a record has as many fields as the legend" {
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int b:int' '1 2' '1' | whole)
	[ "$stderr" = 'ubat-body: stdin:3: 1 field, there should be 2' ]
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int b:int' '1 2' '1 2 3' | whole)
	[ "$stderr" = 'ubat-body: stdin:3: 3 fields, there should be 2' ]
	# the right number of separators in all, in the wrong places
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int b:int' '1 2 3' '4' | whole)
	[ "$stderr" = 'ubat-body: stdin:2: 3 fields, there should be 2' ]
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int b:int' '1' '2 3 4' | whole)
	[ "$stderr" = 'ubat-body: stdin:2: 1 field, there should be 2' ]
}

@test "an empty line is one missing field, or an error" {
	run -0 ubat-body cat < <(printf '#a:int\n\n\n#end\t2\t0\n')
	[ "${lines[-1]}" = "$(printf '#end\t2\t1')" ]
	run -1 --separate-stderr ubat-body cat < <(printf '#a:int\tb:int\n\n')
	[ "$stderr" = 'ubat-body: stdin:2: an empty line' ]
}

@test "a last line without newline, NUL, CR and invalid UTF-8 are errors" {
	check() {
		run -1 --separate-stderr ubat-body cat < <(printf "$1")
		[ "$stderr" = "ubat-body: stdin:$2" ]
		[[ $output != *'#end'* ]]
	}
	check '#a:int\n1\n2' '3: the last line has no newline'
	check '#a:int' '1: the last line has no newline'
	check '#a:text\nx\na\000b\n' '3: a NUL byte'
	check '#a:text\nx\ny\r\n' '3: a carriage return (lines end in LF alone)'
	check '#a:text\r\nx\r\n' '1: a carriage return (lines end in LF alone)'
	check '#a:text\nx\ny\n\303\n' '4: not valid UTF-8'
	check '#a:text\nx\n\355\240\200\n' '3: not valid UTF-8'
}

@test "a stream is whole only when records and steps are as many as #end says" {
	stream() { printf '#a:int\n1\n2\n#end\t%s\t%s\n' "$1" "$2" >f; verdict f; }
	[ "$(stream 2 0)" = whole ]
	[ "$(stream 1 0)" = cut ]
	[ "$(stream 3 0)" = cut ]
	[ "$(stream 2 1)" = cut ]
	printf '#a:int\n1\n#end\t1\t0\n#end\t0\t0\n' >f
	[ "$(verdict f)" = cut ]
	printf '#a:int\n1\n#a:int\n#end\t1\t0\n' >f
	[ "$(verdict f)" = cut ]
	printf '#a:int\n1\n' >f
	[ "$(verdict f)" = cut ]
	grep -v '^#step' januari.ubat >f
	[ "$(verdict f)" = cut ]
}

@test "a cut stream is passed on without an end, said once, exit 0" {
	run -0 --separate-stderr bash -c 'head -n 3 januari.ubat | ubat-body cat | ubat-sort -k klient'
	[[ $output != *'#end'* ]]
	[[ $output = *'#step'* ]]
	[ "$stderr" = "$(printf '%s\n' 'ubat-body: stdin: the stream is cut: it has no end that fits it' 'ubat-sort: stdin: the stream is cut: it has no end that fits it')" ]
}

@test "#end must be two counts" {
	for end in '1' 'x 0' '1 -1' '1 0 0' '01 0'; do
		run -1 --separate-stderr ubat-body cat < <(tsv '#a:int' 1 "#end $end")
		[ "$stderr" = 'ubat-body: stdin:3: #end: not two counts' ]
	done
}

@test "a repeated label is dropped, a different one an error" {
	run -0 ubat-body cat < <(tsv '#a:int' '#label a Alfa' '#label a Alfa' '#label a 1 Ett' 1 | whole)
	[ "$(printf '%s\n' "$output" | grep -c '^#label')" = 2 ]
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int' '#label a Alfa' '#label a Beta' | whole)
	[ "$stderr" = 'ubat-body: stdin:3: column a: two different labels' ]
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int' '#label a' | whole)
	[ "$stderr" = 'ubat-body: stdin:2: #label: not a column, a value and a text' ]
}

@test "escapes in labels are kept" {
	printf '#a:int\n#label\ta\tett\\ttv\\\\å\n#end\t0\t0\n' >f
	ubat-body cat <f | grep '^#label' >g
	grep '^#label' f | cmp - g
}

@test "fields pass byte for byte, escapes included" {
	printf '#a:text\tb:code\n\\#x\\ty\\\\\t\\.x\n.x\t\n  \t01\n#end\t3\t0\n' >f
	ubat-body cat <f | grep -v '^#' >g
	grep -v '^#' f | cmp - g
}

@test "a step names its sources, one read twice twice" {
	id=$(grep '^#step' februari.ubat | cut -f2)
	cat februari.ubat februari.ubat | ubat-body cat >f
	grep -q "from=$id,$id	in=2	out=2" f
	# and a stream that two commands made of the same source
	ubat-sort februari.ubat >a
	ubat-sort -k klient:desc februari.ubat | ubat-body cat >b
	a=$(grep ubat-sort a | cut -f2) b=$(tail -n 2 b | head -n 1 | cut -f2)
	cat a b | ubat-body cat >f
	grep -q "from=$a,$b	in=2	out=2" f
}

@test "broken control lines are named" {
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int' '#step x' | whole)
	[ "$stderr" = 'ubat-body: stdin:2: #step: not an id and a tool' ]
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int' '#step x t in' | whole)
	[ "$stderr" = 'ubat-body: stdin:2: #step: a field is not key=value' ]
	run -1 --separate-stderr ubat-body cat < <(tsv '#a:int' '#table' | whole)
	[ "$stderr" = 'ubat-body: stdin:2: #table: no name' ]
}

@test "one table passes, the second is refused" {
	tsv '#a:code n:count' '#table t keys=a' 'x 1' | whole >t
	run -0 --separate-stderr ubat-body cat <t
	[ "${lines[1]}" = "$(tsv '#table t keys=a')" ]
	run -1 --separate-stderr bash -c 'cat t t | ubat-body cat'
	[ "$stderr" = 'ubat-body: stdin:6: #table: a second table, where one is taken' ]
}

@test "a limit that is passed names itself and its option" {
	run -1 --separate-stderr ubat-body --max-line 10 cat < <(tsv '#a:text' 12345678901 | whole)
	[ "$stderr" = 'ubat-body: stdin:2: a line longer than 10 bytes (--max-line)' ]
	run -0 ubat-body --max-line 12 cat < <(tsv '#a:text' 12345678901 12345678901 | whole)
	run -1 ubat-body --max-line 11 cat < <(tsv '#a:text' 12345678901 12345678901 | whole)
	run -1 --separate-stderr ubat-body --max-field 3 cat < <(tsv '#a:text b:text' '123 1234' | whole)
	[ "$stderr" = 'ubat-body: stdin:2: field 2 is longer than 3 bytes (--max-field)' ]
	run -1 --separate-stderr ubat-body --max-columns 1 cat < <(tsv '#a:text b:text' | whole)
	[ "$stderr" = 'ubat-body: stdin:1: more than 1 columns (--max-columns)' ]
}

@test "a line of 16 MiB is too long, one of a field of 1 MiB not" {
	{ printf '#a:text\n'; head -c 17000000 /dev/zero | tr '\0' x; echo; } >f
	run -1 --separate-stderr ubat-body cat <f
	[ "$stderr" = 'ubat-body: stdin:2: a line longer than 16777216 bytes (--max-line)' ]
	{ printf '#a:text\tb:int\n'; head -c 1048576 /dev/zero | tr '\0' x; printf '\t1\n'; } | whole >f
	ubat-body cat <f >g
	[ "$(grep -v '^#' f | cksum)" = "$(grep -v '^#' g | cksum)" ]
	{ printf '#a:text\tb:int\n'; head -c 1048577 /dev/zero | tr '\0' x; printf '\t1\n'; } | whole >f
	run -1 --separate-stderr ubat-body cat <f
	[ "$stderr" = 'ubat-body: stdin:2: field 1 is longer than 1048576 bytes (--max-field)' ]
}

@test "the same bytes come out whatever the vector unit" {
	awk 'BEGIN { print "#a:text\tb:int"; for (i = 0; i < 40000; i++)
	    print "rad å " i "\t" i * 7 }' | whole >f
	ubat-body cat <f >want
	for level in scalar avx2 avx512; do
		UBAT_SIMD=$level ubat-body cat <f | cmp - want
	done
}

@test "the day of extraction goes along through all that copies records" {
	printf '#k:id\ta:int\n#extracted\t2025-11-15\n#label\ta\tA\nx\t1\n#end\t1\t0\n' >x.ubat
	for c in 'ubat-filter "a = 1"' 'ubat-filter -c a,k' 'ubat-sort -k a' \
	    'ubat-body cat' 'ubat-score -e "b = a"'; do
		echo "$c"
		run -0 bash -c "$c <x.ubat"
		[ "${lines[1]}" = "$(printf '#extracted\t2025-11-15')" ]
		run -0 bash -c "cat x.ubat x.ubat | $c | grep -c '^#extracted'"
		[ "$output" = 1 ]
		run -0 bash -c "{ cat x.ubat; sed 's/2025-11/2025-12/' x.ubat; } | $c | grep -c '^#extracted'"
		[ "$output" = 2 ]
	done
}

@test "a day of extraction that is no day is an error" {
	for d in '' 2025-02-29 2025-1-1 '2025-01-01	x'; do
		printf '#a:int\n#extracted\t%s\n1\n#end\t1\t0\n' "$d" >x.ubat
		run -1 --separate-stderr ubat-filter 'a = 1' x.ubat
		[ "$stderr" = 'ubat-filter: x.ubat:2: #extracted: not a date' ]
	done
}
