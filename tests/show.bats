# ubat-show(1): one test for each sentence of the page.
# EXAMPLES: ubat-show.1
load helper
export PAGER= # a test that wants one says so

# A table of agg's shape, whole; more "#" lines come as arguments.
table() {
	{
		printf '#regi:code\tn:count\tpos:share\tpos_k:count\tpos_n:count\tpos_miss:count\talder:mean\talder_n:count\talder_miss:count\tn_pers:count\n'
		printf '#table\tregi\tkeys=regi%b\n' "$1"
		shift
		[ $# = 0 ] || printf '%b\n' "$@"
		tsv 'kommunal 93 0.95 38 40 53 41.25 93 0 71' \
		    'privat 7 .s .s .s 3 .l 2 5 6' \
		    '.t 100 0.285 57 200 56 41 95 5 77'
		printf '\t1\t\t0\t0\t1\t.u\t0\t1\t1\n'
	} | whole
}

records() {
	{
		printf '#kommun:code\tstart:date\talder:int\tkostnad:dec\tklar:bool\ttext:text\n'
		[ $# = 0 ] || printf '%b\n' "$@"
		tsv '0180 2016-03-01 41 12500.5 1 först' \
		    '1480 2016-03-07 7 -3 0 andra' '0180 .n .x  .r .u'
	} | whole
}

rows() {
	{
		printf '#a:text\tv:int\n'
		seq "$1" "$2" | sed 's/^/x\t/'
	} | whole
}

@test "a table: title, headings from labels, cells in columns, signs explained" {
	table '\ttitle=Åtgärder efter regi\tnote=Preliminärt.\tsource=Ubåt' \
	    '#label\tregi\tRegi' '#label\tpos\tPositiva vid uppföljning' \
	    '#label\talder\tMedelålder' '#label\tregi\tkommunal\tKommunal regi' \
	    >t.ubat
	run -0 --separate-stderr ubat-show t.ubat
	[ -z "$stderr" ]
	diff - <(printf '%s\n' "$output") <<'END'
Åtgärder efter regi

                        Positiva vid
                 Antal  uppföljning,
Regi            poster       procent  Medelålder
──────────────  ──────  ────────────  ──────────
Kommunal regi       93          95.0        41.3
privat               7             X          ..
Totalt             100          28.5        41.0
Uppgift saknas       1            ..          ..

.. = uppgift saknas; redovisas inte, för få; värdet kan inte beräknas
X = uppgiften har skyddats av sekretesskäl
Not: Preliminärt.
Källa: Ubåt
END
}

@test "records: no title, values as they are, missing by sign" {
	records >r.ubat
	run -0 --separate-stderr ubat-show r.ubat
	diff - <(printf '%s\n' "$output") <<'END'
kommun  start       alder  kostnad  klar  text
──────  ──────────  ─────  ───────  ────  ─────
0180    2016-03-01     41  12500.5  Ja    först
1480    2016-03-07      7       -3  Nej   andra
0180    .n             .x       ..  .r    .u

.. = uppgift saknas
.n = frågan är inte relevant
.r = värdet godtogs inte vid inläsningen
.u = värdet kan inte beräknas
.x = frågan är inte besvarad
END
}

@test "--missing: signs in tables and codes in records, unless asked for" {
	records >r.ubat
	run -0 ubat-show --missing sign r.ubat
	diff - <(printf '%s\n' "${lines[@]:4}") <<'END'
0180    .              ..       ..  ..    ..
.. = uppgift saknas; värdet godtogs inte vid inläsningen; värdet kan inte beräknas; frågan är inte besvarad
. = frågan är inte relevant
END
	ubat-show --missing code r.ubat | cmp - <(ubat-show r.ubat)
	table '' >t
	run -0 ubat-show --missing code t
	[ "${lines[5]}" = 'privat               7       .s     .l' ]
	[ "${lines[6]}" = 'Totalt             100     28.5   41.0' ]
	[ "${lines[7]}" = 'Uppgift saknas       1       ..     .u' ]
	[ "${lines[-1]}" = '.u = värdet kan inte beräknas' ]
	ubat-show --missing sign t | cmp - <(ubat-show t)
}

@test "--decimal comma: in numbers alone, bars as before" {
	records >r
	run -0 ubat-show --decimal comma r
	[ "${lines[2]}" = '0180    2016-03-01     41  12500,5  Ja    först' ]
	{ printf '#k:code\tp:share\tt:text\n#table\tt\tkeys=k\n'; tsv 'a.b 0.5 c.d'; } |
	    whole >t
	run -0 ubat-show -b --decimal comma t
	[ "${lines[4]}" = 'a.b     50,0  ██████████            c.d' ]
	ubat-show -b --decimal point t | tr . , | cmp - <(ubat-show -b --decimal comma t | tr . ,)
}

@test "a comma is the default where LC_ALL, or else LC_NUMERIC, is Swedish" {
	records >r
	comma=$(ubat-show --decimal comma r)
	point=$(ubat-show --decimal point r)
	[ "$comma" != "$point" ]
	unset LC_ALL
	[ "$(ubat-show r)" = "$point" ]
	for l in sv sv_SE sv_SE.UTF-8 sv_FI@euro sv.UTF-8; do
		[ "$(LC_NUMERIC=$l ubat-show r)" = "$comma" ]
		[ "$(LC_ALL=$l ubat-show r)" = "$comma" ]
		[ "$(LC_ALL='' LC_NUMERIC=$l ubat-show r)" = "$comma" ]
		[ "$(LC_ALL=C LC_NUMERIC=$l ubat-show r)" = "$point" ]
		[ "$(LANG=$l ubat-show r)" = "$point" ]
		[ "$(LC_NUMERIC=$l ubat-show --decimal point r)" = "$point" ]
	done
	for l in svx en_US.UTF-8 C; do
		[ "$(LC_NUMERIC=$l ubat-show r)" = "$point" ]
	done
}

need_terminal() {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
		skip "needs script(1) and a terminal it can make"
}

@test "on a terminal PAGER shows it, not with --no-pager, not when empty" {
	need_terminal
	records >r
	PAGER='cat >paged' script -qec 'ubat-show r' /dev/null </dev/null >got
	[ ! -s got ]
	ubat-show r | cmp - paged
	rm paged
	PAGER='cat >paged' script -qec 'ubat-show --no-pager r' /dev/null </dev/null >got
	[ ! -e paged ]
	tr -d '\r' <got | grep -q '^1480'
	PAGER= script -qec 'ubat-show r' /dev/null </dev/null >got
	tr -d '\r' <got | grep -q '^1480'
}

@test "without PAGER less shows it, or, where there is none, nobody" {
	need_terminal
	records >r
	unset PAGER
	# not the real one: with some terminals it waits for a key
	export TERM=xterm
	mkdir bin
	printf '#!/bin/sh\necho "$@" >%s/args\nexec cat\n' "$PWD" >bin/less
	chmod +x bin/less
	PATH=$PWD/bin:$PATH script -qec 'ubat-show r' /dev/null </dev/null >got
	[ "$(cat args)" = -FRSX ]
	tr -d '\r' <got | grep -q '^1480'
	rm args
	for t in '' dumb; do
		TERM=$t PATH=$PWD/bin:$PATH script -qec 'ubat-show r' /dev/null </dev/null >got
		[ ! -e args ]
		tr -d '\r' <got | grep -q '^1480'
	done
	rm bin/less
	for p in ubat-show cat script; do ln -s "$(command -v $p)" bin/; done
	PATH=$PWD/bin /usr/bin/env script -qec 'ubat-show r' /dev/null </dev/null >got ||
	    PATH=$PWD/bin script -qec 'ubat-show r' /dev/null </dev/null >got
	tr -d '\r' <got | grep -q '^1480'
}

@test "what is said of a cut stream goes through the pager, and status 1 stays" {
	need_terminal
	records | sed '$d' >r
	PAGER='cat >paged' script -qec 'ubat-show r; echo status $?' /dev/null </dev/null >got
	grep -q 'the stream is cut' paged
	grep -q 'status 1' got
}

@test "no pager where standard output is no terminal" {
	records >r
	PAGER='cat >paged' ubat-show r >got
	[ ! -e paged ]
	grep -q ^1480 got
}

@test "wrong words for --decimal and --missing" {
	run -2 --separate-stderr ubat-show --decimal x </dev/null
	[ "${stderr_lines[0]}" = 'ubat-show: --decimal: not point or comma' ]
	run -2 --separate-stderr ubat-show --missing x </dev/null
	[ "${stderr_lines[0]}" = 'ubat-show: --missing: not sign or code' ]
}

@test "a table without a title has its name" {
	run -0 ubat-show < <(table '')
	[ "${lines[0]}" = regi ]
}

@test "standard input, - and files; several tables with blank lines between" {
	table '\ttitle=Ett' >a
	table '\ttitle=Två' >b
	ubat-show a b >both
	{ ubat-show a; printf '\n\n'; ubat-show b; } | diff - both
	cat a b | ubat-show | diff - both
	ubat-show a - <b | diff - both
}

@test "-a shows the companion columns, otherwise they are left out" {
	table '' >t
	for o in -a --all; do
		run -0 ubat-show "$o" t
		[[ $output = *pos_k* && $output = *n_pers* ]]
		[[ $output = *'utan'* && $output = *71* ]]
	done
	run -0 ubat-show t
	[[ $output != *pos_k* && $output != *n_pers* ]]
	[[ $output != *'utan'* && $output != *71* ]]
}

@test "a table of companions only is refused without --all" {
	{ printf '#n_pers:count\n#table\tt\n'; echo 3; } | whole >t
	run -2 --separate-stderr ubat-show t
	[ -z "$output" ]
	[ "$stderr" = 'ubat-show: t: table t has companion columns only (--all to show them)' ]
	run -0 ubat-show -a t
	[ "${lines[3]}" = '     3' ]
}

@test "-b draws a bar beside each share: 20 columns are 100 per cent" {
	{
		printf '#k:code\tp:share\tq:share\n#table\tt\tkeys=k\n'
		tsv 'a 1 1' 'b 0.5 0.5' 'c 0.406 0.406' 'd 0 0' 'e .s .s' \
		    'f 0.003 0.003' 'g 0.004 0.004' 'h 3 3'
	} | whole >t
	ubat-show -b t | sed -n '6,13p' >got
	diff - got <<'END'
a    100.0  ████████████████████    100.0  ████████████████████
b     50.0  ██████████               50.0  ██████████
c     40.6  ████████▏                40.6  ████████▏
d      0.0                            0.0
e        X                              X
f      0.3                            0.3
g      0.4  ▏                         0.4  ▏
h    300.0  ████████████████████    300.0  ████████████████████
END
	ubat-show --bars t | cmp - <(ubat-show -b t)
}

@test "only signs that stand in the table are explained, totals are not" {
	{ printf '#k:code\tv:count\n#table\tt\tkeys=k\n'
	  tsv '.t 2' '.x 1' '~ 1'; } | whole >t
	run -0 ubat-show t
	[ "${#lines[@]}" = 6 ]
	[ "${lines[3]}" = 'Totalt          2' ]
	[ "${lines[4]}" = 'Ej besvarad     1' ]
	[ "${lines[5]}" = 'Uppgift saknas  1' ]
	{ printf '#a:code\tb:code\n'; tsv '.t .s'; } | whole >r
	run -0 ubat-show r
	[ "${#lines[@]}" = 4 ]
	[[ ${lines[3]} = .s\ * ]]
}

@test "a missing key that has a label is shown by it" {
	{ printf '#k:code\tv:count\n#table\tt\tkeys=k\n#label\tk\t.u\tRegi okänd\n'
	  tsv '.u 1'; } | whole >t
	run -0 ubat-show t
	[ "${lines[3]}" = 'Regi okänd  1' ]
}

@test "a source line that says so itself is not announced twice" {
	run -0 ubat-show < <(table '\tsource=Källa: Enkäten 2019')
	[ "${lines[-1]}" = 'Källa: Enkäten 2019' ]
}

@test "a table whose groups overlap says so" {
	table '\toverlap_by=regi' >t
	run -0 ubat-show t
	[[ ${lines[-1]} = 'En person kan ingå i flera grupper.' ]]
	run -0 ubat-show < <(table '')
	[[ $output != *'flera grupper'* ]]
}

@test "-n shows the first rows and counts the others" {
	rows 1 12 >r
	run -0 ubat-show -n 2 r
	diff - <(printf '%s\n' "$output") <<'END'
a  v
─  ─
x  1
x  2
… och 10 rader till
END
	run -0 ubat-show --max-rows 11 r
	[ "${lines[13]}" = '… och 1 rad till' ]
	run -0 ubat-show -n 12 r
	[ "${#lines[@]}" = 14 ]
	run -0 ubat-show -n 0 r
	[ "${lines[3]}" = '… och 12 rader till' ]
}

@test "-n: the others are read too: what breaks there is an error" {
	{ rows 1 2 | sed '$d'; echo x; } >r
	run -1 --separate-stderr ubat-show -n 1 r
	[[ $stderr = 'ubat-show: r:4: '* ]]
}

wide() {
	{
		printf '#aa:text\tbb:text\tcc:int\tdd:int\n'
		tsv 'a123456789012345678901234 b12345678901234 1000000 2000000'
	} | whole
}

@test "-w narrows texts to 12, the widest first" {
	wide >r
	run -0 ubat-show -w 48 r
	diff - <(printf '%s\n' "$output") <<'END'
aa              bb                   cc       dd
──────────────  ──────────────  ───────  ───────
a123456789012…  b123456789012…  1000000  2000000
END
	run -0 ubat-show --width 44 r
	[ "${lines[2]}" = 'a1234567890…  b1234567890…  1000000  2000000' ]
	run -0 ubat-show -w 0 r
	[ "${lines[2]}" = 'a123456789012345678901234  b12345678901234  1000000  2000000' ]
}

@test "-w leaves out the last columns that do not fit, and names them" {
	wide >r
	run -0 ubat-show -w 43 r
	diff - <(printf '%s\n' "$output") <<'END'
aa            bb                 cc
────────────  ────────────  ───────
a1234567890…  b1234567890…  1000000

Får inte plats på bredden (--width 0
visar): dd
END
	# the first column stays, however narrow
	run -0 ubat-show -w 1 r
	[ "${lines[2]}" = 'a1234567890…' ]
}

@test "without a terminal there is no limit of width" {
	{ seq -s '	' 1 300 | sed 's/[0-9]*/c&:int/g; s/^/#/'
	  seq -s '	' 1 300; } | whole >r
	run -0 ubat-show r
	[ "${#lines[@]}" = 3 ]
	[[ ${lines[0]} = *c300 ]]
}

@test "on a terminal its width is the limit" {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
		skip "needs script(1) and a terminal it can make"
	wide >r
	script -qec 'stty cols 43; ubat-show r' /dev/null </dev/null >got
	grep -q 'Får inte plats' got
	script -qec 'stty cols 43; ubat-show -w 0 r' /dev/null </dev/null >got
	! grep -q 'Får inte plats' got
}

@test "a cut stream is shown, said once, status 1" {
	records | sed '$d' >r
	run -1 --separate-stderr ubat-show r
	[ "${#lines[@]}" = 10 ]
	[ "$stderr" = 'ubat-show: r: the stream is cut: it has no end that fits it' ]
	run -1 --separate-stderr bash -c 'grep -v 1480 r | ubat-show'
	[ "$stderr" = 'ubat-show: stdin: the stream is cut: it has no end that fits it' ]
}

@test "--cut-ok: a cut stream is no failure" {
	records | head -2 >r
	run -0 --separate-stderr ubat-show --cut-ok r
	[ "${#lines[@]}" = 3 ]
	[ "$stderr" = 'ubat-show: r: the stream is cut: it has no end that fits it' ]
}

@test "accounts that do not add up are said, status 1" {
	printf '#a:int\n1\n' | whole | ubat-body cat >r
	sed 's/	out=1/	out=2/' r >bad
	run -1 --separate-stderr ubat-show bad
	[ "${lines[2]}" = 1 ]
	[[ $stderr = 'ubat-show: '*'step'* ]]
	run -0 --separate-stderr ubat-show r
	[ -z "$stderr" ]
}

@test "a column of type id is refused without --records" {
	{ printf '#klient:id\ta:int\n'; tsv '7f3c 1'; } | whole >r
	run -2 --separate-stderr ubat-show r
	[ -z "$output" ]
	[ "$stderr" = 'ubat-show: r: column klient is of type id (--records to show it anyway)' ]
	run -0 --separate-stderr ubat-show --records r
	[ "${lines[2]}" = '7f3c    1' ]
	{ printf '#klient:id\tn:count\n#table\tt\tkeys=klient\n'; tsv '7f3c 1'; } |
	    whole >t
	run -2 ubat-show t
	run -0 ubat-show --records t
}

@test "a heading is broken into lines, the last on the last" {
	{
		printf '#a:int\tb:text\n#label\ta\tAntal av alla dem som var med till slutet\n'
		tsv '1 x'
	} | whole >r
	run -0 ubat-show r
	diff - <(printf '%s\n' "$output") <<'END'
 Antal av alla
   dem som var
      med till
        slutet  b
──────────────  ─
             1  x
END
}

@test "a value's label stands for it, after the code where that is digits" {
	records '#label\tkommun\t0180\tStockholm' '#label\ttext\tförst\tFörsta' >r
	run -0 ubat-show r
	[ "${lines[2]}" = '0180 Stockholm  2016-03-01     41  12500.5  Ja    Första' ]
	[ "${lines[3]}" = '1480            2016-03-07      7       -3  Nej   andra' ]
}

@test "a share is computed from its counts, in integers, half up" {
	{
		printf '#p:share\tp_k:count\tp_n:count\n#table\tt\n'
		tsv '0.0125 1 80' '0.0375 3 80' '0.285 57 200' '0.4 1 3'
	} | whole >t
	run -0 ubat-show t
	[ "${lines[4]}" = '    1.3' ]
	[ "${lines[5]}" = '    3.8' ]
	[ "${lines[6]}" = '   28.5' ]
	[ "${lines[7]}" = '   33.3' ]
}

@test "every share of n to 200 is shown as integers make it" {
	awk 'BEGIN {
		print "#p:share\tp_k:count\tp_n:count\n#table\tt"
		for (n = 1; n <= 200; n++)
			for (k = 0; k <= n; k++) {
				printf "%.17g\t%d\t%d\n", k / n, k, n
				t = int((2000 * k + n) / (2 * n))
				print int(t / 10) "." t % 10 >"want"
			}
	}' | whole >t
	ubat-show t | sed -n 's/^ *\([0-9.]*\)$/\1/p' | grep . | diff - want
}

@test "a share without counts is rounded from its own text" {
	{ printf '#p:share\n#table\tt\n'; tsv 0.28449 0.2845 1; } | whole >t
	run -0 ubat-show t
	[ "${lines[4]}" = '   28.4' ]
	[ "${lines[5]}" = '   28.5' ]
	[ "${lines[6]}" = '  100.0' ]
}

@test "means and statistics have one decimal; a digits declaration asks for others" {
	{ printf '#sd:stat\n#table\tt\n'; tsv 2.25; } | whole >t
	run -0 ubat-show t
	[ "${lines[3]}" = 2.3 ]
	{ printf '#m:mean\n#table\tt\n'; tsv 2.25 3; } | whole >t
	run -0 ubat-show t
	[ "${lines[3]}" = 2.3 ]
	[ "${lines[4]}" = 3.0 ]
	{ printf '#m:mean\n#table\tt\tdigits=2\n'; tsv 2.255; } | whole >t
	run -0 ubat-show t
	[ "${lines[3]}" = 2.26 ]
}

@test "widths are measured on the first 1000 rows; a later number is not cut" {
	{ printf '#a:text\tv:int\n'; yes 'ab	1' | head -1000
	  tsv 'abcdef 123456789'; } | whole >r
	run -0 ubat-show r
	[ "${lines[0]}" = 'a   v' ]
	[ "${lines[1001]}" = 'ab  1' ]
	[ "${lines[1002]}" = 'a…  123456789' ]
	[ "${#lines[@]}" = 1003 ]
}

@test "widths are measured on fewer rows where their texts fill 8 MiB" {
	c=$(printf '%060d' 0)
	{
		printf '#a:text'
		printf '\tc%d:text' $(seq 200)
		echo
		row=$(printf "\t$c%.0s" $(seq 200))
		yes "ab$row" | head -699
		echo "abcdef$row"
	} | whole >r
	ubat-show r | cut -d ' ' -f 1 | uniq -c | tr -s ' ' >got
	diff - got <<'END'
 1 a
 1 ──
 699 ab
 1 a…
END
}

@test "a text is at most 60 columns wide" {
	{ printf '#a:text\tv:int\n'
	  tsv "$(printf '%060d' 0) 1" "$(printf '%061d' 0) 2"; } | whole >r
	run -0 ubat-show r
	[ "${lines[2]}" = "$(printf '%060d' 0)  1" ]
	[ "${lines[3]}" = "$(printf '%059d' 0)…  2" ]
}

@test "wide and combining characters keep the columns" {
	{ printf '#a:text\tv:int\n'; tsv 日本 å é aaaa | sed 's/$/	1/'; } |
	    whole >r
	run -0 ubat-show r
	[ "${lines[2]}" = '日本  1' ]
	[ "${lines[3]}" = 'å     1' ]
	[ "${lines[4]}" = 'é     1' ]
	[ "${lines[5]}" = 'aaaa  1' ]
}

@test "what is wider than a narrow column is cut, not the program" {
	{ printf '#a:text\tb:text\n#label\tb\t\xcc\x81\n'
	  yes 'x	~' | sed 's/~//' | head -1000; tsv '日本 日本'; } | whole >r
	run -0 ubat-show r
	[ "${lines[-2]}" = '…  …' ]
}

@test "control characters cannot reach the terminal" {
	{
		printf '#a:text\tb:text\n#label\ta\tR\x1b[31m\xc2\x9b5mX\n'
		printf '\x1b]0;x\x07\t\xe2\x80\xaeabc\n\\tx\\ny\\r\t\x7f\n'
	} | whole >r
	run -0 ubat-show r
	! printf '%s' "$output" | grep -qP '[\x00-\x09\x0b-\x1f\x7f]' || false
	! printf '%s' "$output" | LC_ALL=C.UTF-8 grep -qP '[\x{80}-\x{9f}\x{202e}]' || false
	[[ ${lines[1]} = '[31m�5m' ]]
	[[ ${lines[4]} = '�]0;x�'*'�abc' ]]
	[[ ${lines[5]} = ' x y '*'�' ]]
	{ printf '#a:int\n#table\tx\x1b[2J\ttitle=\x1b]2;t\tnote=\x1bc\tsource=\x9bs\n'
	  echo 1; } | sed 's/\x9b/\xc2\x9b/' | whole >t
	run -0 ubat-show t
	! printf '%s' "$output" | grep -qP '\x1b' || false
	! printf '%s' "$output" | LC_ALL=C.UTF-8 grep -qP '[\x{80}-\x{9f}]' || false
	printf '#v:int\nx\x1b[31m\n' | whole >r
	run -0 ubat-show r
	[ "${lines[2]}" = 'x�[31m' ]
}

@test "no rows: the heading, and that there are none" {
	printf '#a:int\tb:text\n' | whole >r
	run -0 ubat-show r
	diff - <(printf '%s\n' "$output") <<'END'
a  b
─  ─
(inga rader)
END
}

@test "an empty input, a file that is not there" {
	run -1 --separate-stderr ubat-show </dev/null
	[ -z "$output" ]
	[ "$stderr" = 'ubat-show: stdin: nothing came, not even a legend' ]
	run -1 --separate-stderr ubat-show none
	[ "$stderr" = 'ubat-show: none: cannot open: No such file or directory' ]
}

@test "what comes before a broken line is shown" {
	printf '#a:int\tb:int\n1\t2\n3\n' >r
	run -1 --separate-stderr ubat-show r
	[ "${lines[2]}" = '1  2' ]
	[[ $stderr = 'ubat-show: r:3: '* ]]
}

@test "a full disk is an error; a closed pipe is quiet" {
	[ -w /dev/full ] || skip "needs /dev/full"
	records >r
	run -1 --separate-stderr bash -c 'ubat-show r >/dev/full'
	[[ $stderr = 'ubat-show: stdout: '*': No space left on device' ]]
	rows 1 200000 >r
	run -141 --separate-stderr bash -c 'set -o pipefail; ubat-show r | head -1 >h'
	[ -z "$stderr" ]
}

@test "wrong usage" {
	for o in '-n x' '--max-rows -1' '-w 1x' '--width 100001'; do
		run -2 --separate-stderr ubat-show $o </dev/null
		[[ ${stderr_lines[0]} = *': not a whole number from 0 to '* ]]
	done
}

@test "memory does not grow with the input" {
	! sanitized || skip "memory is not measured under the sanitizers"
	{ printf '#a:text\tv:int\n'; seq 400000 | sed 's/^/abcdefgh\t/'; } |
	    whole >r
	(ulimit -v 60000; ubat-show r >out)
	[ "$(wc -l <out)" = 400002 ]
}

@test "the same bytes whatever the locale, but for the comma" {
	table '' >t
	ubat-show -ab t >a
	LC_ALL=de_DE.UTF-8 LANG=sv_SE.UTF-8 LC_NUMERIC=sv_SE ubat-show -ab t | cmp - a
	LC_ALL=sv_SE.UTF-8 ubat-show -ab --decimal point t | cmp - a
}

@test "EXAMPLES" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	table '' >tabell1.ubat
	{
		printf '#klient:id\ta:int\n#label\ta\tEtikett A\n'
		printf '#label\tklient\tKlient\n'
		for i in 1 2 3 4 5 6 7 8 9; do printf 'k%d\t\n' $i; done
	} | whole >atgard.ubat
	examples ubat-show.1 >a.sh
	[ "$(wc -l <a.sh)" = 5 ]
	run -0 --separate-stderr bash -e -o pipefail <(sed -n 1p a.sh)
	[[ $output = *█* ]]
	run -0 --separate-stderr bash -e -o pipefail <(sed -n 2p a.sh)
	grep -qxF '… och 4 rader till' <<<"$output"
	# the labels do not crowd the records out
	run -0 --separate-stderr bash -e -o pipefail <(sed -n 3p a.sh)
	[ "$(grep -c '^k[1-9]' <<<"$output")" = 3 ]
	run -0 --separate-stderr bash -e -o pipefail <(sed -n 4p a.sh)
	grep -q '^klient  *id  *9' <<<"$output"
	run -0 --separate-stderr bash -e -o pipefail <(sed -n 5p a.sh)
	[ "$(grep -c '^a  *int' <<<"$output")" = 1 ]
	[[ $output != *klient\ \ * ]]
}

@test "--collate sv: the rows of a table by their words, å ä ö last, totals last" {
	{
		printf '#ort:text\tn:count\n#table\tt\tkeys=ort\n'
		printf '%s\t1\n' .t Örebro Ängelholm 'Älmhult' Ånge '' Zinkgruvan alvesta .x Avesta
	} | whole >t
	ubat-show --collate sv t | sed -n '6,$p' | sed 's/  .*//' | head -n 10 |
	    paste -sd ' ' >got
	[ "$(cat got)" = 'alvesta Avesta Zinkgruvan Ånge Älmhult Ängelholm Örebro Uppgift saknas Ej besvarad Totalt' ]
	ubat-show t | sed -n 6p | grep -q ^Totalt
	# labels are what is read; numbers and dates keep their order
	{
		printf '#ar:int\tk:code\tn:count\n#table\tt\tkeys=ar,k\n#label\tk\ta\tÖ\n#label\tk\tb\tA\n'
		tsv '10 a 1' '10 b 2' '-9 a 3' '9 a 4' '9 .t 5' '9 b 6'
	} | whole >t
	ubat-show --collate sv t | sed -n '6,$p' | tr -s ' ' | paste -sd , >got
	[ "$(cat got)" = '-9 Ö 3,9 A 6,9 Ö 4,9 Totalt 5,10 A 2,10 Ö 1' ]
	# the first rows of that order are the first
	ubat-show --collate sv -n 2 t >got
	[ "$(sed -n '6,$p' got | tr -s ' ' | paste -sd ,)" = '-9 Ö 3,9 A 6,… och 4 rader till' ]
	# more rows than are measured otherwise
	{ printf '#k:text\tn:count\n#table\tt\tkeys=k\n'; seq 3000 -1 1 | sed 's/.*/x&\t1/'; } | whole >t
	[ "$(ubat-show --collate sv t | sed -n '6,$p' | sed 's/  .*//' | head -n 3000 | LC_ALL=C sort -c && echo yes)" = yes ]
}

@test "--collate: records stay as they are; another order is usage" {
	{ printf '#ort:text\n'; printf '%s\n' Ö A; } | whole >r
	ubat-show --collate sv r | cmp - <(ubat-show r)
	run -2 --separate-stderr ubat-show --collate en r
	[ "${stderr_lines[0]}" = 'ubat-show: --collate: sv is the only order there is' ]
}
