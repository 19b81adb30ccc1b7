# ubat-join(1): --sorted, both sides in the order of the key.
load helper

prepare() {
	tsv '#klient:id start:date slut:date' 'A 2016-01-10 2016-03-01' \
	    'A 2016-05-01 2016-06-01' 'B 2016-01-01 ~' \
	    'C 2016-02-01 2016-03-01' '.x 2016-02-01 ~' | whole >atgarder.ubat
	tsv '#klient:id typ:code datum:date alk:int' '#label alk Alkohol' \
	    'A G 2016-01-01 8' 'A U 2016-03-05 4' \
	    'A G 2016-04-20 6' 'A U 2016-07-01 2' 'B G 2016-01-01 5' \
	    'C U 2016-06-01 1' 'C G 2016-04-01 3' | whole >asi.ubat
	tsv '#klient:id kon:code' 'A k' 'B m' 'D m' 'Å m' | whole >person.ubat
}

# same ARG...: --sorted gives what the join in memory gives, byte for byte
same() {
	echo "$@"
	ubat-join "$@" >want
	ubat-join --sorted "$@" | cmp want -
	grep -q '^#end' want
}

# key KEY: its value in the last step
key() {
	printf '%s\n' "${lines[@]}" | grep '^#step' | tail -n 1 |
	    tr '\t' '\n' | sed -n "s/^$1=//p"
}

@test "every type of join, and every option, gives what it gives in memory" {
	for t in left inner anti semi; do
		same -t $t -k klient person.ubat atgarder.ubat
		same -t $t --many -k klient asi.ubat atgarder.ubat
		same -t $t -k klient --asof 'start >= datum' asi.ubat atgarder.ubat
	done
	g=(-k klient --asof 'slut <= datum' --limit 18m --where 'typ = "U"')
	same "${g[@]}" asi.ubat atgarder.ubat
	same "${g[@]}" --barrier 'typ = "G"' -c 'u=alk' -p x_ asi.ubat atgarder.ubat
	same "${g[@]}" --once --pick last asi.ubat atgarder.ubat
	sed -i '1a #extracted\t2016-01-15' atgarder.ubat
	same -k klient --within 'start <= datum <= slut' asi.ubat atgarder.ubat
	tsv '#kommun:code' 0180 1480 9999 | whole >l
	same -k kommun=code @kommun l
}

@test "what ubat-sort -k makes is in order, whatever the types" {
	tsv '#a:int b:dec c:text x:int' '10 1.5 å 1' '9 -1.5 a 2' '-3 0 .n 3' \
	    '9 -1.25 Z 4' '.x 1 b 5' '9 -1.5 b 6' '9 10 b 7' | whole >r
	tsv '#a:int b:dec c:text' '9 -1.5 b' '9 -1.5 b' '10 1.5 å' '100 0 a' \
	    '-3 0 .n' '9 10 b' '9 9.5 b' | whole >l
	for k in a,b,c b,a a; do
		ubat-sort -k $k r | ubat-filter true >rs
		ubat-sort -k $k l >ls
		same -t semi -k $k rs ls
		same --many -k $k -p r_ rs ls
	done
}

@test "the first record out of order is named, on the left" {
	tsv '#klient:id' A C B | whole >l
	run -1 --separate-stderr ubat-join --sorted -k klient person.ubat l
	[ "$stderr" = 'ubat-join: l:4: --sorted: the key comes before the one above it (ubat-sort -k)' ]
	[[ $output != *'#end'* ]]
}

@test "the first record out of order is named, on the right, used or not" {
	tsv '#klient:id x:int' A\ 1 C\ 2 B\ 3 | whole >r
	run -1 --separate-stderr ubat-join --sorted -k klient r atgarder.ubat
	[ "$stderr" = 'ubat-join: r:4: --sorted: the key comes before the one above it (ubat-sort -k)' ]
	[[ $output != *'#end'* ]]
	# behind the left side's end, too
	run -1 --separate-stderr ubat-join --sorted -k klient r < <(tsv '#klient:id' A | whole)
	[[ $stderr = 'ubat-join: r:4: '* ]]
	# and where it is left out
	run -1 --separate-stderr ubat-join --sorted -k klient --where 'x < 3' r atgarder.ubat
	[[ $stderr = 'ubat-join: r:4: '* ]]
}

@test "numbers are in the order of numbers: 9 before 10" {
	tsv '#n:int' 9 10 | whole >l
	tsv '#n:int x:int' '9 1' '10 2' | whole >r
	same -k n r l
	tsv '#n:int' 10 9 | whole >l
	run -1 ubat-join --sorted -k n r l
	tsv '#n:code' 9 10 | whole >l
	tsv '#n:code x:int' '10 2' '9 1' | whole >r
	run -1 --separate-stderr ubat-join --sorted -k n r l
	[[ $stderr = 'ubat-join: l:3: --sorted: '* ]]
}

@test "a key that is no value of its type is an error: its order means nothing" {
	tsv '#n:int' 1 02 | whole >l
	tsv '#n:int x:int' '1 1' | whole >r
	run -1 --separate-stderr ubat-join --sorted -k n r l
	[ "$stderr" = 'ubat-join: l:3: column n: not a valid int' ]
}

@test "a key that comes twice on the right is an error, as in memory" {
	run -1 --separate-stderr ubat-join --sorted -k klient asi.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: asi.ubat:4: a key that came before (--many, or --asof)' ]
	# although no left record asks for it
	run -1 ubat-join --sorted -k klient asi.ubat < <(tsv '#klient:id' | whole)
}

@test "a missing key matches nothing, wherever it stands, and is counted" {
	tsv '#klient:id' .x A '~' B .n | whole >l
	tsv '#klient:id kon:code' '~ m' 'A k' '.x m' 'B m' | whole >r
	same -k klient r l
	run -0 ubat-join --sorted -k klient r l
	[ "$(key matched) $(key unmatched) $(key no-key) $(key right-unmatched)" = '2 3 3 2' ]
}

@test "keys of different types are refused, and a missing column" {
	tsv '#klient:int' 1 | whole >l
	run -2 --separate-stderr ubat-join --sorted -k klient person.ubat l
	[ "$stderr" = 'ubat-join: key klient: int on the left, id on the right' ]
	run -2 --separate-stderr ubat-join --sorted -k person=klient person.ubat l
	[ "$stderr" = 'ubat-join: left side: no column person' ]
	[ -z "$output" ]
}

@test "--sorted needs a key" {
	run -2 --separate-stderr ubat-join --sorted --within 'start <= datum <= slut' asi.ubat atgarder.ubat
	[ "$stderr" = 'ubat-join: --sorted needs -k' ]
}

@test "labels that come late on the right are not lost" {
	{ sed '/^#label/d; /^#end/d' person.ubat; printf '#label\tkon\tKön\n#end\t4\t0\n'; } >late
	run -0 --separate-stderr ubat-join --sorted -k klient late atgarder.ubat
	[[ $output = *$'\n#label\tkon\tKön\n'* ]]
	[[ ${lines[-1]} = '#end	5	1' ]]
}

@test "empty sides" {
	tsv '#klient:id kon:code' | whole >r
	same -k klient r atgarder.ubat
	tsv '#klient:id' | whole >l
	same -k klient person.ubat l
	same -k klient r l
}

@test "if either side is cut, so is what comes out" {
	grep -v '^#end' person.ubat >cut
	run -0 --separate-stderr ubat-join --sorted -k klient cut atgarder.ubat
	[ "$stderr" = 'ubat-join: cut: the stream is cut: it has no end that fits it' ]
	[[ $output != *'#end'* ]]
}

@test "memory does not grow with either side" {
	! sanitized || skip 'memory is not measured under the sanitizers'
	awk 'BEGIN { print "#k:code\tx:text"; for (i = 0; i < 400000; i++)
	    printf "%08d\tsome text to fill the record with, so that it is long\n", i }' | whole >r
	awk 'BEGIN { print "#k:code\ty:int"; for (i = 0; i < 400000; i++)
	    printf "%08d\t%d\n", i * 2, i }' | whole >l
	(ulimit -v 60000; ubat-join --sorted -k k r l >got)
	ubat-join -k k r l | cmp got -
	run ! bash -c 'ulimit -v 60000; ubat-join -k k r l >/dev/null'
}
