# ubat-mask(1): of how many persons the difference to a published table is.
load helper
load masks

# rows KEY FROM TO TIMES X ...: persons FROM to TO, TIMES records each, x = X
rows() {
	while [ $# -gt 0 ]; do
		awk -v k=$1 -v a=$2 -v b=$3 -v n=$4 -v x=$5 'BEGIN {
			for (; a <= b; a++) for (i = 0; i < n; i++)
				printf "p%d\t%s\t%d\n", a, k, x }'
		shift 5
	done
}

# table [MEASURE ...]: of the rows on standard input, with its total
table() {
	{ printf '#p:id\tk:code\tx:bool\n'; tee n; printf '#end\t%d\t0\n' $(wc -l <n); } |
	    ubat-agg -n t -g k --total --person p --person-parts n "$@"
}

# A: 40 of 20 persons, B: 40 of 20 others; D: enough that is new elsewhere
before='A 1 20 2 1 B 21 40 2 1'
more='A 101 120 1 1 D 121 150 1 1'

@test "--made-from: a difference is judged by the persons who are sure to be new in it" {
	rows $before | table >t1
	ubat-mask t1 >out
	[ "$(cells out)" = 'A 40,B 40,.t 80' ]
	# what B has more, and what is shown of it: of one person, new or old;
	# of three; of four; of four who were there, which nobody can know
	while IFS='|' read -r new shown; do
		rows $before $more $new | table >t2
		run -0 --separate-stderr ubat-mask --published out --made-from t1 t2
		[ "$(cells <<<"$output" | cut -d, -f 2)" = "B $shown" ] ||
		    { echo "$new: $output"; false; }
		run -0 ubat-audit <<<"$output"
	done <<'END'
B 41 41 4 1|.s
B 41 41 30 1|.s
B 40 40 9 1|.s
B 41 43 2 1|.s
B 41 44 1 1|44
B 41 44 5 1|60
B 37 40 1 1|.s
B 21 20 1 1|40
END
}

@test "without --made-from, what few persons may have more is hidden, or refused where the accounts tell it" {
	rows $before | table >t1
	ubat-mask t1 >out
	# 59 records of 20 persons: nothing says that the 19 more are not of one
	rows $before B 40 40 19 1 D 101 130 2 1 | table >t2
	sed 's/^\.t	80$/.t	.s/' out >notall
	run -0 ubat-mask --published notall t2
	[ "$(cells <<<"$output")" = 'A 40,B .s,D .s,.t 159' ]
	[[ $output = *$'\tby-published=1\t'* ]]
	run -1 --separate-stderr ubat-mask --published out t2
	[ "$stderr" = 'ubat-mask: table t: in all there are more or fewer than in what is published, nothing says that they are of enough persons, and the accounts tell it: give the table that it was made from to --made-from' ] || { echo "$stderr"; false; }
	[ -z "$output" ]
	# one record each, or said to be so: each more is another person
	run -0 ubat-mask --records-are-persons --published out t2
	[ "$(cells <<<"$output")" = 'A 40,B 59,D 60,.t 159' ]
	# too few, whatever is known
	rows $before B 41 43 1 1 | table >t3
	run -1 --separate-stderr ubat-mask --published out --made-from t1 t3
	[ "$stderr" = 'ubat-mask: table t: in all there are too few more or fewer than in what is published, and the accounts tell it: wait until there are more' ]
}

@test "--made-from: fewer are judged by who is there no longer" {
	rows $before C 41 60 2 1 | table >t1
	ubat-mask t1 >out
	# gone: 12 records of six persons; of one, who has others; new: many
	rows A 1 14 2 1 B 21 40 2 1 C 41 60 1 1 D 101 190 1 1 E 301 310 1 1 | table >t2
	run -0 ubat-mask --published out --made-from t1 t2
	[ "$(cells <<<"$output")" = 'A 28,B 40,C .s,D 90,E .s,.t 188' ]
	run -0 ubat-audit <<<"$output"
}

@test "--made-from: numerators, their rests and bases by their own persons" {
	rows A 1 20 2 1 A 21 40 2 0 B 41 60 2 1 B 61 80 2 0 | table 'c = count(x)' 'x = share(x)' >t1
	ubat-mask t1 >out
	[ "$(cells out)" = 'A 80 40 0.5 40 80 0,B 80 40 0.5 40 80 0,.t 160 80 0.5 80 160 0' ]
	while IFS='|' read -r new shown; do
		rows A 1 20 2 1 A 21 40 2 0 B 41 60 2 1 B 61 80 2 0 A 101 120 1 1 A 121 140 1 0 $new |
		    table 'c = count(x)' 'x = share(x)' >t2
		run -0 --separate-stderr ubat-mask --published out --made-from t1 t2
		[ "$(cells <<<"$output" | cut -d, -f 2)" = "B $shown" ] ||
		    { echo "$new: $output"; false; }
	done <<'END'
B 81 90 1 1 B 91 100 1 0|100 50 0.5 50 100 0
B 81 90 1 1 B 91 91 9 0|99 .s .s .s 99 0
B 81 81 9 1 B 91 100 1 0|99 .s .s .s 99 0
B 81 90 1 1|90 50 0.56 50 90 0
END
}

# of a count, too: ten records more, nine of them true
@test "--published: what a count lacks to the records that are new is not of too few" {
	rows A 1 40 1 1 A 41 60 1 0 B 61 90 1 1 | table 'x = count(x)' >t1
	ubat-mask t1 >out
	[ "$(cells out)" = 'A 60 40,B 30 30,.t 90 70' ]
	rows A 1 40 1 1 A 41 60 1 0 B 61 90 1 1 A 101 109 1 1 A 110 110 1 0 B 111 130 1 0 | table 'x = count(x)' >t2
	run -0 ubat-mask --published out t2
	[ "$(cells <<<"$output" | cut -d, -f 1)" = 'A .s 49' ]
	run -0 ubat-audit <<<"$output"
}

@test "--made-from is the table that the published one was made from, and none that readers know" {
	rows $before | table >t1
	ubat-mask t1 >out
	rows $before $more B 41 44 5 1 | table >t2
	# what it hides they do not have: two of C
	rows $before C 61 62 2 1 | table >t3
	ubat-mask t3 >out3
	[ "$(cells out3)" = 'A .s,B 40,C .s,.t 84' ]
	rows $before $more B 41 44 5 1 C 61 62 2 1 | table >t4
	run -0 ubat-mask --published out3 --made-from t3 t4
	[ "$(cells <<<"$output")" = 'A .s,B 60,C .s,D 30,.t 154' ]
	# another one; one that was protected; one without persons
	run -1 --separate-stderr ubat-mask --published out --made-from t3 t2
	[ "$stderr" = 'ubat-mask: table t: (total): n: published, but not so in a table --made-from: give the one that ubat-mask made it of' ]
	run -2 --separate-stderr ubat-mask --published out --made-from out t2
	[ "$stderr" = 'ubat-mask: table t, --made-from: no column n_pers: it tells nothing of persons' ]
	run -1 --separate-stderr ubat-mask --published out3 --made-from <(sed 's/^\(C	\)4	/\1.s	/' t3) t4
	[ "$stderr" = 'ubat-mask: table t: C: n: is protected already: protect the table it was made from' ]
	# what was never protected is not what is out: all would pass for known
	run -2 --separate-stderr ubat-mask --published t1 t2
	[ "$stderr" = 'ubat-mask: table t, published: it counts persons, so it was never protected: give what ubat-mask made of it, and this to --made-from' ]
	run -2 --separate-stderr ubat-mask --made-from t1 t2
	[ "${stderr_lines[0]}" = 'ubat-mask: --made-from: of which --published file?' ]
	# two months with their tables, in any order
	ubat-mask --published out --made-from t1 t2 >out2
	rows $before $more B 41 44 5 1 A 201 204 1 1 | table >t5
	run -0 ubat-mask --published out --published out2 --made-from t2 --made-from t1 t5
	[ "$(cells <<<"$output")" = 'A 64,B 60,D 30,.t 154' ]
	# what was made of it is no table
	ubat-export -f csv -o ute.csv out
	printf 'PK\003\004 and so on' >ute.xlsx
	for f in ute.csv ute.xlsx; do
		run -1 --separate-stderr ubat-mask --published $f t2
		[ "$stderr" = "ubat-mask: $f: no stream: give what ubat-mask wrote, from which it was made" ]
		run -1 --separate-stderr ubat-mask --published out --made-from $f t2
		[ "$stderr" = "ubat-mask: $f: no stream: give what ubat-agg wrote, from which it was made" ]
	done
}

@test "--published: the number of all is known from the accounts where no row tells it" {
	local why='in all there are too few more or fewer than in what is published, and the accounts tell it: wait until there are more'
	none() { # a table of the rows without its total
		{ printf '#p:id\tk:code\tx:bool\n'; tee n; printf '#end\t%d\t0\n' $(wc -l <n); } |
		    ubat-agg -n t "$@" --person p n
	}
	# C, which is hidden, has one more
	rows A 1 20 1 1 B 21 26 1 1 C 31 32 1 1 | none -g k | ubat-mask >out
	[ "$(cells out)" = 'A 20,B .s,C .s' ]
	rows A 1 20 1 1 B 21 26 1 1 C 31 33 1 1 >more
	for by in '-g k' '--across k'; do
		rows A 1 20 1 1 B 21 26 1 1 C 31 32 1 1 | none $by | ubat-mask >out
		none $by <more >t2
		run -1 --separate-stderr ubat-mask --published out t2
		[ "$stderr" = "ubat-mask: table t: $why" ]
	done
	# of as many records nothing is found, and of four more it can be
	ubat-mask --published out <(none --across k --where 'k <> "C" or p <> "p33"' <more)
	{ cat more; rows D 41 44 1 1; } | none --across k | ubat-mask --published out
	# by other keys it is another table
	none -g x <more | ubat-mask --published out
}

@test "--published: how many have no value is known from it, and what that gives" {
	rows $before | table 'x = share(x)' >t1
	ubat-mask t1 >out
	[ "$(cells out)" = 'A .s .s .s .s 0,B .s .s .s .s 0,.t 80 1 80 80 0' ]
	rows $before A 101 120 1 1 B 41 41 9 0 D 121 150 1 1 | table 'x = share(x)' >t2
	run -0 ubat-mask --published out --made-from t1 t2
	[ "$(cells <<<"$output")" = 'A .s .s .s .s 0,B .s .s .s .s 0,D 30 1 30 30 0,.t 139 .s .s 139 0' ]
}

# months SEED: the records of two months in all, some in the first alone, some
# in the second, which are often of one person; t1 and t2, their tables
months() {
	local i x
	for ((i = 0; i < 300; i++)); do
		x=$(((i * i * 7919 + i * 104729 * $1 + 31 * i) % 10007))
		case $((x % 23)) in
		0) echo "1 p$((x % 151)) a$((i % 5)) $((x / 3 % 2))" ;;
		1 | 2) echo "2 p$((1000 + i % 5)) a$((i % 5)) $((x / 3 % 2))" ;;
		3) echo "2 p$((x % 151)) a$((i % 2)) $((x / 3 % 2))" ;;
		4 | 5 | 6) echo "2 q$i a$((i % 3)) $((x / 3 % 2))" ;;
		*) echo "12 p$((x % 151)) a$((i % 5)) $((x / 3 % 2))" ;;
		esac
	done >all
	for i in 1 2; do
		sed -n "s/^[12]*$i[12]* //p" all | tr ' ' '\t' | table 'x = count(x)' >t$i
	done
}

@test "whatever differs in two published months, four persons have come or gone" {
	for s in 1 2 3 4; do
		months $s
		ubat-mask t1 >out
		ubat-mask --published out --made-from t1 t2 >new || continue
		cells out | tr , '\n' >o
		cells new | tr , '\n' >w
		awk '
			FILENAME == "all" && $1 != "12" { v = $4 ? "x" : "r"
				seen["n", $3, $2]; seen["n", ".t", $2]; seen[v, $3, $2]; seen[v, ".t", $2] }
			FILENAME == "o" { n[$1] = $2; x[$1] = $3 }
			FILENAME == "w" && $1 in n {
				look("n", n[$1], $2); look("x", x[$1], $3)
				if (n[$1] x[$1] $2 $3 !~ /s/) look("r", n[$1] - x[$1], $2 - $3) }
			function look(v, was, is,   i, a, p) {
				if (was == ".s" || is == ".s" || was == is) return
				for (i in seen) { split(i, a, SUBSEP); p += a[1] == v && a[2] == $1 }
				print v, $1, p }' all o w >>differ
	done
	cat differ
	[ "$(wc -l <differ)" -gt 9 ]
	run ! awk '$3 < 4 { any = 1 } END { exit !any }' differ
}
