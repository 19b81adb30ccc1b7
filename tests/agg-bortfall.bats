# ubat-agg(1), --bortfall and --response: one test for each sentence.
load helper

# as many records as are asked for: KOMMUN ANSWERED MISSING ...
prepare() {
	{
		printf '#kommun:code\tja:bool\n#label\tkommun\t06\tJönköpings län\n'
		printf '#label\tkommun\tLän\n'
		records 01 80 20 06 79 21 08 9 0 09 0 5
	} | whole >r
}

records() {
	while [ $# -gt 0 ]; do
		awk -v k="$1" -v n="$2" -v m="$3" 'BEGIN {
			for (i = 0; i < n; i++) print k "\t" i % 2
			for (i = 0; i < m; i++) print k "\t.x" }'
		shift 3
	done
}

agg() {
	ubat-agg -f r -g kommun "$@"
}

@test "more than so many per cent without a value are left out, just as many are shown" {
	agg --total --bortfall 20% n 'ja = share(ja)' >t
	[ "$(grep -v '^#' t | cut -f 1,3- | tr '\t' ' ')" = "$(printf '%s\n' '01 0.5 40 80 20' '06 .b 39 79 21' \
	    '08 0.4444444444444444 4 9 0' '09 .b 0 0 5' '.t .b 83 168 46')" ]
	agg --bortfall 21 'ja = share(ja)' | grep -qx '06	0.4936708860759494	39	79	21'
	agg --bortfall 20.9% 'ja = share(ja)' | grep -qx '06	.b	39	79	21'
	agg --bortfall 100% 'ja = share(ja)' | grep -qx '09	.u	0	0	5'
	# a group of no records lacks nothing
	agg --all kommun=lan --bortfall 0 'ja = share(ja)' | grep -qx '25	.u	0	0	0'
}

@test "a note names the groups of each column and says that they are in the totals" {
	agg --bortfall 20% n 'ja = share(ja)' 'm = mean(num(kommun))' >t
	grep -q '^#table.*	bortfall=20	note=Redovisas inte på grund av bortfall över 20 procent, men ingår i totaler: Andel ja: Jönköpings län, 09\.$' t
	grep -q '	bortfall=20$' t
	agg --bortfall 12.5% --note 'Läs detta' 'ja = share(ja)' >t
	grep -q '	note=Läs detta\. Redovisas inte på grund av bortfall över 12,5 procent' t
	grep -q '	bortfall=12.5$' t
	# nothing is left out, nothing is said
	agg --bortfall 100% 'ja = share(ja)' >t
	run ! grep -q note= t
	grep -q '	bortfall=100$' t
	# twenty names are enough
	awk 'BEGIN { print "#k:int\tb:bool"; for (i = 0; i < 23; i++) print i "\t.x" }' | whole >q
	ubat-agg -f q -g k --bortfall 20% 'b = share(b)' | grep -q ', 18, 19 och 3 till\.$'
}

@test "columns across, and what is not shown is not named" {
	ubat-agg -f r -g 'a = 1' --across kommun --bortfall 20% 'ja = share(ja)' |
	    grep -q 'Andel ja, Jönköpings län: 1; Andel ja, 09: 1\.$'
	agg --min-n 6 --bortfall 20% 'ja = share(ja)' | grep -q 'totaler: Andel ja: Jönköpings län\.$'
}

@test "a table with bortfall can be protected, and sinks show the sign and the reason" {
	agg --total --bortfall 20% n 'ja = share(ja)' | ubat-mask -m 1 --min-base 1 --records-are-persons >m
	grep -qx '06	100	.b	39	79	21' m
	ubat-show m >out
	grep -q 'redovisas inte på grund av bortfall' out
	grep -q '^06 Jönköpings län  *100  *\.\.' out
	ubat-audit m
	# rounded counts bring no value back that was left out
	agg --total --bortfall 20% n 'ja = share(ja)' | ubat-mask --round 5 | grep -qx '06	100	.b	40	80	20'
}

@test "a mask drops what the note and the rate of response tell of a hidden base" {
	# 100, 2 and 38 answered: 70 per cent of 200 leave 1 or 2 for the second
	records 01 100 0 06 2 58 08 38 2 | sed '1i #kommun:code\tja:bool' | whole >r
	agg --bortfall 20% --response --note 'Läs detta.' n 'ja = share(ja)' >t
	grep -q '	response:ja=70	note=Läs detta. Redovisas inte .*: 06\. Svarsfrekvens: Andel ja 70 procent\.$' t
	run -0 ubat-mask --records-are-persons t
	[ "${lines[1]}" = '#table	tabell	keys=kommun	base=known	bortfall=20	note=Läs detta.' ]
	[[ $output = *$'\n06\t60\t.s\t.s\t.s\t.s\n'* ]]
	[[ $output != *left-out* ]]
	# neither do they tell exactly what is rounded
	run -0 ubat-mask --round 5 t
	[ "${lines[1]}" = '#table	tabell	keys=kommun	base=known	bortfall=20	note=Läs detta.' ]
}

@test "a mask keeps a rate of response that the row of all records tells too" {
	records 01 100 0 06 2 58 08 38 2 | sed '1i #kommun:code\tja:bool' | whole >r
	agg --total --bortfall 20% --response n 'ja = share(ja)' | ubat-mask --records-are-persons >t
	grep -q '	response:ja=70	note=Svarsfrekvens: Andel ja 70 procent\.$' t
	# where nothing is hidden all stays
	agg --bortfall 20% --response n 'ja = share(ja)' |
	    ubat-mask --records-are-persons --min 1 --min-part 1 --min-base 1 >t
	grep -q '	response:ja=70	note=Redovisas .*: 06\. Svarsfrekvens: Andel ja 70 procent\.$' t
}

@test "response: per cent of records with a value, and of a key's values with records" {
	agg --response --all kommun=lan n 'ja = share(ja)' >t
	grep -q '^#table.*	response:kommun=19	response:ja=79	note=Svarsfrekvens: Län 19 procent; Andel ja 79 procent\.$' t
	agg --response n >t
	run ! grep -q -e note= -e response t
}

@test "not relevant is no bortfall: neither left out for it, nor in the rate of response" {
	# 8 answered, 2 did not, 20 were not asked; nobody was asked; 3 of 4 answered
	awk 'function put(k, n, v) { for (i = 0; i < n; i++) print k "\t" (v == "" ? i % 2 : v) "\t" i % 3 }
		BEGIN { print "#kommun:code\tja:bool\tx:int"
		put("01", 8); put("01", 2, ".x"); put("01", 20, ".n")
		put("06", 5, ".n"); put("08", 3); put("08", 1, ".x") }' | whole >r
	agg --total --bortfall 20% --response n 'ja = share(ja)' >t
	[ "$(grep -v '^#' t | cut -f 1,3- | tr '\t' ' ')" = "$(printf '%s\n' '01 0.5 4 8 22' '06 .u 0 0 5' \
	    '08 .b 1 3 1' '.t .b 5 11 28')" ]
	# 11 of 14, not of 39
	grep -q '	response:ja=79	note=Redovisas .*: Andel ja: 08, totalt\. Svarsfrekvens: Andel ja 79 procent\.$' t
	# of two arguments, by reasons and in states too
	agg --bortfall 20% --missing kind 'm = mean(if(ja, 1, 0), x + 1)' >k
	head -1 k | grep -q 'm_miss:count	m_miss_n:count	m_miss_x:count'
	[ "$(grep -c '	\.b	' k)" = 1 ]
	agg --partial --total --bortfall 20% --response n 'ja = share(ja)' |
	    ubat-agg --merge | grep -v '^#step' | diff <(grep -v '^#step' t) -
	# a state is held to it: no more were not asked than are missing
	sed '/^cell/s/ [^ ]*$/ ff.0.0.0/' <(agg --partial --bortfall 20% 'ja = share(ja)') >bad
	run -1 --separate-stderr ubat-agg --merge bad
	[[ $stderr = *'no state of ubat-agg --partial' ]]
	# few who were not asked, or did not answer, are no part of a safe state
	agg --partial=safe --bortfall 20% n 'ja = share(ja)' >s
	[ "$(grep -c '^value	0	0	06	' s) $(grep -c '^value	0	0	0[18]	' s)" = '1 0' ]
	printf '#kommun:code\tja:bool\n01\t.n\n' >one
	awk 'BEGIN { for (k = 1; k < 5; k++) for (i = 0; i < 20; i++) print "0" k "\t" (i < 6 ? ".x" : i % 2)
		print "01\t.n" }' | cat one - | whole >r
	# 7 are missing of 01, but 2 of them were not asked
	agg --partial=safe --bortfall 50% n 'ja = share(ja)' | grep -c '^value	0	0	01	' | grep -qx 0
	agg --partial=safe n 'ja = share(ja)' | grep -c '^value	0	0	01	' | grep -qx 1
}

@test "what is no per cent is usage" {
	for o in 101 -1 20%% x '' 1.25 0.2; do
		run -2 --separate-stderr ubat-agg -f r -g kommun --bortfall "$o" n
		[ "${stderr_lines[0]}" = 'ubat-agg: --bortfall: no per cent from 0 to 100, as 20%' ]
	done
	# less than one per cent is meant where it says so
	agg --bortfall 0.2% n | grep -q '	bortfall=0.2$'
}
