# ubat-show(1), Summary: one test for each sentence.
load helper

# cell COLUMN FIELD [OPTION...] <STREAM: one field of the summary's stream
cell() {
	local c=$1 f=$2
	shift 2
	ubat-show --summary --stream "$@" | awk -F '\t' -v c="$c" -v f="$f" '
		/^#kolumn/ { for (i = 1; i <= NF; i++) { sub(/:.*/, "", $i); at[$i] = i }; at["kolumn"] = 1 }
		$1 == c { print $at[f] }'
}

# is FIELD WANT TYPE VALUE...: that is what is said of these values
is() {
	local f=$1 want=$2
	shift 2
	got=$(one_column "$@" | cell x "$f")
	echo "$f of $*: $got"
	[ "$got" = "$want" ]
}

people() {
	{
		printf '#klient:id\tregi:code\talder:int\tstart:date\tkostnad:dec\tklar:bool\tfri:text\n'
		printf '#label\tregi\tRegi\n#label\tregi\tp\tPrivat regi\n'
		for i in 1 2 3 4 5 6 7 8 9; do
			printf 'k%d\t%s\t%d\t2016-03-%02d\t%d.5\t1\t\n' $i \
			    "$([ $i -gt 5 ] && echo e || echo p)" $((40 + i % 2)) $i $i
		done
		printf 'k9\t.x\t90\t\t.n\t0\tett ord\n'
	} | whole
}

@test "each column is a row: name, type, counts, different ones, label" {
	people >s
	run -0 --separate-stderr ubat-show --summary s
	[ -z "$stderr" ]
	diff - <(printf '%s\n' "$output") <<'END'
Sammanfattning: 10 poster, 7 kolumner

Kolumn   Typ   Antal  Saknas  Varav   Olika  Minst  Median      Störst  Vanligast (antal)       Etikett
───────  ────  ─────  ──────  ──────  ─────  ─────  ──────────  ──────  ──────────────────────  ───────
klient   id       10       0  .           9  .      .           .       X                       klient
regi     code      9       1  .x 1        2  .      .           .       Privat regi (5); e (4)  Regi
alder    int      10       0  .           3  40     41          X       41 (5); 40 (4)          alder
start    date      9       1  tomt 1      9  X      2016-03-05  X       X                       start
kostnad  dec       9       1  .n 1        9  X      5.5         X       X                       kostnad
klar     bool     10       0  .           2  .      .           .       Ja (9)                  klar
fri      text      1       9  tomt 9      1  .      .           .       X                       fri

. = uppgift kan inte förekomma
X = uppgiften har skyddats av sekretesskäl
Not: Värden som delas av färre än 4 personer visas inte, och värden av typen id aldrig.
END
}

@test "missing ones are counted by kind" {
	is saknas 4 int 1 .x .x .n _
	is varav 'tomt 1, .n 1, .x 2' int 1 .x .x .n _
	is n 1 int 1 .x .x .n _
	is varav .e int 1
	is saknas 1 text '\.x' .x
}

@test "different values are counted exactly" {
	seq 1 100000 | sed '1i #x:int' | cat - <(seq 1 100000) | whole >s
	[ "$(cell x olika <s)" = 100000 ]
	[ "$(cell x n <s)" = 200000 ]
}

@test "a value is shown where at least 4 persons have it, or records, where no one is named" {
	is vanligast 'a (4)' code a a a a b b b
	is minst 1 int 1 1 1 1 2 2 2
	is storst .s int 1 1 1 1 2 2 2
	is vanligast .s code a a a
	# four records of three persons are not enough, five of four are
	{ printf '#p:id\tx:int\n'; tsv 'a 1' 'a 1' 'b 1' 'c 1' 'd 2' 'd 2' 'e 2' 'f 2' 'g 2'; } | whole >s
	[ "$(cell x vanligast <s)" = '2 (5)' ]
	[ "$(cell x minst <s)" = .s ]
	[ "$(cell x storst <s)" = 2 ]
	# a person who is not named makes no value shown
	{ printf '#p:id\tx:int\n'; tsv '~ 1' '~ 1' '.x 1' '~ 1' '~ 1'; } | whole >s
	[ "$(cell x vanligast <s)" = .s ]
}

@test "the median needs enough persons on each side" {
	is median .s int 1 2 3
	is median .s int 1 2 3 4 5 6
	is median 4 int 1 2 3 4 5 6 7
	{ printf '#p:id\tx:int\n'; for i in 1 2 3 4 5 6 7; do echo "a $i"; done | tr ' ' '\t'; } | whole >s
	[ "$(cell x median <s)" = .s ]
}

@test "--min: other numbers of persons; --all-values: all, ids never" {
	people >s
	[ "$(cell fri vanligast --min 1 <s)" = 'ett ord (1)' ]
	[ "$(cell alder storst --min 1 <s)" = 90 ]
	[ "$(cell regi vanligast --min 5 <s)" = 'Privat regi (5)' ]
	[ "$(cell regi vanligast --min 6 <s)" = .s ]
	[ "$(cell alder storst --all-values <s)" = 90 ]
	[ "$(cell start minst --all-values <s)" = 2016-03-01 ]
	[ "$(cell regi vanligast --all-values <s)" = 'Privat regi (5); e (4)' ]
	[ "$(cell klient vanligast --all-values <s)" = .s ]
	[ "$(cell klient vanligast --min 1 <s)" = .s ]
	ubat-show --summary --all-values s >out
	! grep -q k1 out || false
	! grep -q '^Not' out
}

@test "--person tells persons apart by another column" {
	{ printf '#hushall:code\tx:int\n'; tsv 'a 1' 'a 1' 'b 1' 'c 1' 'd 2' 'e 2' 'f 2' 'g 2'; } | whole >s
	[ "$(cell x vanligast <s)" = '1 (4); 2 (4)' ]
	[ "$(cell x vanligast --person hushall <s)" = '2 (4)' ]
	ubat-show --summary s | grep -q 'färre än 4 poster'
	ubat-show --summary --person hushall s | grep -q 'färre än 4 personer'
	run -2 --separate-stderr ubat-show --summary --person hushal s
	[ "$stderr" = 'ubat-show: no column hushal; did you mean hushall?' ]
	[ -z "$output" ]
}

@test "the median of an even number of numbers is the mean of the middle, of others the lower" {
	is median 4.5 int 1 2 3 4 5 6 7 8
	is median 5 int 1 2 3 4 6 7 8 9
	is median -0.5 int -9 -8 -7 -1 0 1 2 3
	is median 0.5 int -9 -8 -7 0 1 2 3 4
	is median 1.5 count 0 0 0 1 2 3 4 5
	is median 0.25 dec 0.1 0.1 0.1 0.2 0.3 1 1 1
	is median 9223372036854775806.5 int 1 2 3 9223372036854775806 9223372036854775807 9223372036854775807 9223372036854775807 9223372036854775807
	is median 2020-02-28 date 2020-01-01 2020-01-02 2020-02-01 2020-02-28 2020-02-29 2020-03-01 2020-03-02 2020-03-03
	is median 0.2 share 0 0.1 0.1 0.2 0.9 1 1 1
}

@test "order is that of numbers and dates, not of texts" {
	is minst -10 int 9 9 9 9 10 10 10 10 -10 -10 -10 -10
	is storst 10 int 9 9 9 9 10 10 10 10 -10 -10 -10 -10
	is minst -2.5 stat -2.5 -2.5 -2.5 -2.5 -1 0 1
	is storst 999999999999999999.5 dec 1 999999999999999999.5 999999999999999999.5 999999999999999999.5 999999999999999999.5
}

@test "the three most common, the lesser text first where they are as many" {
	is vanligast 'd (6); a (5); b (5)' code c c c c b b b b b a a a a a d d d d d d
}

@test "a value is shown by its label, Ja or Nej, unescaped, and cut at 64 bytes" {
	long=$(printf 'å%.0s' $(seq 40))
	is vanligast "$(printf 'å%.0s' $(seq 32))… (4)" text $long $long $long $long
	is vanligast 'a\tb (4)' text 'a\tb' 'a\tb' 'a\tb' 'a\tb'
	is vanligast '.x (4)' text '\.x' '\.x' '\.x' '\.x'
	is vanligast 'Nej (4)' bool 0 0 0 0
	{ printf '#x:code\n#label\tx\ta\tEtt\n#label\tx\tb\tTvå\n'
	  printf '%s\n' a a a a b b b b c c c c; } | whole >s
	[ "$(cell x vanligast <s)" = 'Ett (4); Två (4); c (4)' ]
}

@test "a decimal comma, but in a stream a point" {
	one_column dec 1.5 1.5 1.5 1.5 >s
	ubat-show --summary --decimal comma s | grep -q ' 1,5 *1,5 *1,5 *1,5 (4)'
	[ "$(cell x minst --decimal comma <s)" = 1.5 ]
}

@test "--stream: a table with its accounts, for other commands" {
	people | ubat-body cat >s
	run -0 --separate-stderr ubat-show --summary --stream s
	[ -z "$stderr" ]
	[ "${lines[0]}" = "$(tsv '#kolumn:code typ:code n:count saknas:count varav:text olika:count minst:text median:text storst:text vanligast:text etikett:text')" ]
	ubat-show --summary --stream s | ubat-filter 'saknas > 0' >t
	run -0 --separate-stderr ubat-show t
	[ -z "$stderr" ]
	[ "$(ubat-show --summary --stream s | ubat-show)" = "$(ubat-show --summary s)" ]
	ubat-show --summary --stream s | grep -q '^#step	.*	ubat-show	from=.*	in=10	out=7$'
}

@test "tables have summaries too, one after the other" {
	{ printf '#k:code\tn:count\tp:share\n#table\tett\tkeys=k\n'; tsv 'a 1 0.5' 'b 2 .s'; } | whole >t
	run -0 ubat-show --summary t t
	[ "${lines[0]}" = 'Sammanfattning av tabellen ett: 2 poster, 3 kolumner' ]
	[ "$(grep -c '^Sammanfattning' <<<"$output")" = 2 ]
}

@test "no records: nothing is known" {
	printf '#a:int\tb:code\n' | whole >s
	run -0 --separate-stderr ubat-show --summary s
	grep -qxF 'a       int       0       0  .          0  ..     ..      ..      ..         a' <<<"$output"
	[[ ${lines[0]} = *': 0 poster, 2 kolumner' ]]
}

@test "a value that is not of its type is an error, and nothing is shown" {
	one_column int 1 x >s
	run -1 --separate-stderr ubat-show --summary s
	[ "$stderr" = 'ubat-show: s:3: column x: not a valid int' ]
	[ -z "$output" ]
}

@test "a cut stream is summed up, said once, status 1; as a stream it stays cut" {
	people | sed '$d' >s
	run -1 --separate-stderr ubat-show --summary s
	[ "$stderr" = 'ubat-show: s: the stream is cut: it has no end that fits it' ]
	[ "${lines[0]}" = 'Sammanfattning: 10 poster, 7 kolumner' ]
	run -0 ubat-show --summary --cut-ok s
	run -1 --separate-stderr ubat-show --summary --stream s
	[[ $output != *'#end'* ]]
}

@test "options of a summary without --summary are usage, and numbers out of range" {
	for o in --all-values '--min 3' '--person a' --stream; do
		run -2 --separate-stderr ubat-show $o </dev/null
		[ "${stderr_lines[0]}" = "ubat-show: ${o%% *} goes with --summary" ]
	done
	for n in 0 256 x; do
		run -2 --separate-stderr ubat-show --summary --min $n </dev/null
		[ "${stderr_lines[0]}" = 'ubat-show: --min: not a whole number from 1 to 255' ]
	done
}

@test "control characters cannot reach the terminal" {
	v=$(printf 'a\x1b[31mb')
	one_column text "$v" "$v" "$v" "$v" >s
	ubat-show --summary s >out
	grep -q 'a�\[31mb (4)' out
	! grep -q "$(printf '\x1b')" out
}

@test "memory is bounded: a column that does not fit is said not to" {
	! sanitized || skip "memory is not measured under the sanitizers"
	{ printf '#x:int\ty:code\n'; seq 4300000 | sed 's/$/\tq/'; } | whole >s
	(ulimit -v 700000; ubat-show --summary --stream s >out)
	grep -q '^x	int	4300000	0	.e	.u	.u	.u	.u	.u	x$' out
	grep -q '^y	code	4300000	0	.e	1	.e	.e	.e	q (4300000)	y$' out
	grep -q 'note=Olika värden kan inte räknas i kolumner där de inte fick plats i minnet\.' out
}
