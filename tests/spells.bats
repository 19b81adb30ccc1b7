# ubat-score(1), records of one key together: prev() and its like, gaps,
# episodes; and the questions about spells in time that they answer.
load helper

# Four klienter: a spell that goes on, one inside another, one that comes back,
# one of a single day.  The extract was made on 2025-11-15.
prepare() {
	cat >in.ubat <<-'END'
	#klient:id	insats:code	start:date	slut:date	pris:int
	#extracted	2025-11-15
	#label	klient	Klient
	#label	insats	Insats
	#label	insats	A	Alfa
	k1	A	2025-01-01	2025-02-01	3
	k1	B	2025-02-10		4
	k2	A	2024-01-01	2024-12-31	1
	k2	B	2024-03-01	2024-03-31	2
	k2	A	2025-06-01	2025-07-31	5
	k3	A	2024-02-29	2024-02-29	1
	k4	C	2025-11-01		.x
	#end	7	0
	END
}

# by ARG...: the records that come out, without the columns of in.ubat
by() {
	body <(ubat-score --by klient --order start "$@" in.ubat) |
	    grep -v '^#' | cut -f 1,6-
}

@test "prev and next are values of the neighbours; at the ends there is none" {
	run -0 by -e 'p = prev(insats)' -e 'n = next(start)'
	[ "$output" = "$(tsv 'k1 .n 2025-02-10' 'k1 A .n' 'k2 .n 2024-03-01' \
	    'k2 A 2025-06-01' 'k2 B .n' 'k3 .n .n' 'k4 .n .n')" ]
}

@test "seq counts from 1; first, last and total are of all the records" {
	run -0 by -e 's = seq()' -e 'n = last(seq())' -e 'f = first(insats)' \
	    -e 'l = last(insats)' -e 't = total(pris)'
	[ "$output" = "$(tsv 'k1 1 2 A B 7' 'k1 2 2 A B 7' 'k2 1 3 A A 8' \
	    'k2 2 3 A A 8' 'k2 3 3 A A 8' 'k3 1 1 A A 1' 'k4 1 1 C C .x')" ]
}

@test "they take expressions, and columns appended before" {
	run -0 by -e 'dygn = days(start, slut) + 1' -e 'p = prev(dygn)' \
	    -e 'q = prev(prev(lower(insats)))' -e 'd = dygn - prev(dygn)' \
	    -e 'm = prev(q)' -e 't = total(if(insats = "A", 1, 0))'
	[ "${lines[4]}" = "$(tsv 'k2 61 31 a 30 .n 2')" ]
	[ "${lines[3]}" = "$(tsv 'k2 31 366 .n -335 .n 2')" ]
}

@test "a text that was computed is that of its own record" {
	run -0 by -e 'x = lower(insats)' -e 'y = next(x)' -e 'z = replace(x, "a", "långt ord för sig")' -e 'w = first(z)'
	[ "${lines[3]}" = "$(printf 'k2\tb\ta\tb\tlångt ord för sig')" ]
}

@test "gap is the days from the latest end so far; an open one is the day of extraction" {
	run -0 by -e 'g = gap()'
	[ "$output" = "$(tsv 'k1 .n' 'k1 9' 'k2 .n' 'k2 -305' 'k2 152' 'k3 .n' 'k4 .n')" ]
	printf '%s\n' 'k4	C	2025-11-20		1' '#end	8	0' |
	    cat <(sed '$d' in.ubat) - >more.ubat
	mv more.ubat in.ubat
	run -0 by -e 'g = gap()'
	[ "${lines[7]}" = "$(tsv 'k4 5')" ]
}

@test "gap needs an open end to have a day" {
	sed -i '/^#extracted/d' in.ubat
	run -0 by -e 'g = gap()' # nothing comes after an open end
	sed -i 's/k1	A	2025-01-01	2025-02-01/k1	A	2025-01-01	/' in.ubat
	run -1 --separate-stderr ubat-score --by klient --order start -e 'g = gap()' in.ubat
	[ "$stderr" = 'ubat-score: in.ubat:5: column slut: a spell without an end, and no day of extraction in the stream' ]
	sed -i '1a #extracted	2025-11-15\n#extracted	2025-12-15' in.ubat
	run -1 --separate-stderr ubat-score --by klient --order start -e 'g = gap()' in.ubat
	[ "$stderr" = 'ubat-score: in.ubat:7: column slut: a spell without an end, and two days of extraction in the stream' ]
}

@test "an end that is missing otherwise makes the gaps after it missing" {
	sed -i 's/2024-12-31	1/.r	1/' in.ubat
	run -0 by -e 'g = gap()'
	[ "${lines[3]}" = "$(tsv 'k2 .r')" ]
	[ "${lines[4]}" = "$(tsv 'k2 .r')" ]
	sed -i 's/k2	A	2025-06-01/k2	A	.x/' in.ubat
	run -0 by -e 'g = gap()'
	[ "${lines[4]}" = "$(tsv 'k2 .u')" ]
}

@test "--end names another column of ends" {
	sed -i '1s/slut/till/' in.ubat
	run -0 by --end till -e 'g = gap()'
	[ "${lines[4]}" = "$(tsv 'k2 152')" ]
	run -2 --separate-stderr ubat-score --by klient --order start -e 'g = gap()' in.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: gap() needs --order and --end, columns of dates' ]
	run -2 --separate-stderr ubat-score --by klient --order start --end insats -e 'g = gap()' in.ubat
	[ "$stderr" = 'ubat-score: --end: column insats is no date' ]
	run -2 --separate-stderr ubat-score --by klient --order start --end tll -e 'g = gap()' in.ubat
	[ "$stderr" = 'ubat-score: no column tll; did you mean till?' ]
}

@test "a record out of order is an error that names the line" {
	{ sed -n '1,5p;7p' in.ubat; sed -n 6p in.ubat; printf '#end\t2\t0\n'; } >b.ubat
	run -1 --separate-stderr ubat-score --by klient --order start -e 's = seq()' b.ubat
	[ "$stderr" = 'ubat-score: b.ubat:7: out of order: sort first, with ubat-sort -k klient,start' ]
	[[ $output != *'#end'* ]]
	{ sed -n '1,5p;8p' in.ubat; sed -n 6p in.ubat; printf '#end\t2\t0\n'; } >c.ubat
	run -1 --separate-stderr ubat-score --by klient -e 's = seq()' c.ubat
	[ "$stderr" = 'ubat-score: c.ubat:7: out of order: sort first, with ubat-sort -k klient' ]
}

@test "what ubat-sort writes is in order, whatever the types" {
	printf '#k:int\tt:text\td:dec\n10\tö\t1.5\n9\t\\#\t-2\n-1\ta\t.x\n9\tå\t10\n9\tz\t9.5\n.x\ta\t1\n\tb\t1\n9\ta\t\n#end\t9\t0\n' |
	    sed 's/^#end	9/#end	8/' >x.ubat
	for k in k,t k,d t,d d,t d,k t,k; do
		echo "$k"
		run -0 bash -c "ubat-sort -k $k x.ubat | ubat-score --by ${k%,*} --order ${k#*,} -e 's = seq()' | grep -c '^#end'"
		run -0 bash -c "ubat-sort -k $k:desc x.ubat | ubat-score --by ${k%,*} --order ${k#*,}:desc -e 's = seq()' | grep -c '^#end'"
	done
}

@test "a record without a key belongs to nobody, and is counted" {
	printf '#k:id\ta:int\n1\t1\n1\t2\n\t3\n\t4\n.x\t5\n#end\t5\t0\n' >x.ubat
	run -0 ubat-score --by k -e 's = seq()' x.ubat
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f 3 | tr -d '\n')" = 12111 ]
	[[ ${lines[6]} = *'	in=5	out=5	by=k	groups=1	nokey=3	define='* ]]
}

@test "--by takes several columns" {
	run -0 bash -c "ubat-sort -k klient,insats,start in.ubat | ubat-score --by klient,insats --order start -e 's = seq()' | grep -v '^#' | cut -f 1,2,6"
	[ "$output" = "$(tsv 'k1 A 1' 'k1 B 1' 'k2 A 1' 'k2 A 2' 'k2 B 1' 'k3 A 1' 'k4 C 1')" ]
}

@test "groups that span many blocks and files are whole" {
	awk 'BEGIN { OFS = "\t"; print "#k:id", "a:int", "t:text"
	    for (k = 100; k < 140; k++) for (i = 0; i < 3000; i++)
		print "k" k, i, "text av någon längd " i
	    print "#end", 120000, 0 }' >big.ubat
	run -0 bash -c "ubat-score --by k --order a -e 'n = last(seq())' -e 'p = a - prev(a)' -e 'f = first(lower(t))' -e 's = total(a)' big.ubat |
	    grep -v '^#' | cut -f 4- | sort | uniq -c | sed 's/^ *//'"
	[ "$output" = "$(printf '%s\n' \
	    "40 3000	.n	text av någon längd 0	4498500" \
	    "119960 3000	1	text av någon längd 0	4498500")" ]
	run -0 bash -c "printf '#k:id\ta:int\tt:text\nk139\t5000\tx\n#end\t1\t0\n' >more; ubat-score --by k --order a -e 'n = last(seq())' big.ubat more | grep -c '	3001$'"
	[ "$output" = 3001 ]
}

@test "an instrument is scored in a group as alone" {
	printf '#k:id\tb1:int\n1\t7\n1\t3\n1\t11\n2\t10\n#end\t4\t0\n' >x.ubat
	run -0 --separate-stderr ubat-score --by k -i ubat-skattning -e 'p = prev(b1_pos)' x.ubat
	[ "$(printf '%s\n' "${lines[@]}" | grep -v '^#' | cut -f 3,4)" = "$(tsv '1 .n' '0 1' '.r 0' '1 .n')" ]
	[ "$stderr" = 'ubat-score: item b1: 1 out of range, taken as .r' ]
}

@test "an error inside a group names the line it stood on" {
	sed -i '8s/2024-12-31/2024-13-31/' in.ubat
	for e in 'x = prev(slut)' 'x = gap()' 'x = total(days(start, slut))' 'x = first(slut)'; do
		echo "$e"
		run -1 --separate-stderr ubat-score --by klient --order start -e "$e" in.ubat
		[ "${stderr_lines[0]}" = 'ubat-score: in.ubat:8: column slut: not a valid date' ]
	done
	run -1 --separate-stderr ubat-score --by klient --order start --episode 'gap < 5' in.ubat
	[ "$stderr" = 'ubat-score: in.ubat:8: column slut: not a valid date' ]
}

@test "total is exact, and too large a one is an error with its line" {
	printf '#k:id\ta:int\n1\t9007199254740993\n1\t9223372036854775807\n1\t-9223372036854775807\n#end\t3\t0\n' >x.ubat
	run -0 bash -c "ubat-score --by k -e 't = total(a)' x.ubat | sed -n 2p"
	[ "$output" = "$(tsv '1 9007199254740993 9007199254740993')" ]
	printf '#k:id\ta:int\n1\t1\n1\t9223372036854775807\n#end\t2\t0\n' >x.ubat
	run -1 --separate-stderr ubat-score --by k -e 't = total(a)' x.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: x.ubat:2: the result is too large for its type' ]
	printf '#k:id\ta:dec\n1\t999999999999999999.999999999\n1\t0.000000001\n#end\t2\t0\n' >x.ubat
	run -1 ubat-score --by k -e 't = total(a)' x.ubat
	run -0 bash -c "ubat-score --by k -e 'u = total(if(a > 1, 0.1, 0.2))' x.ubat | sed -n 2p | cut -f 3"
	[ "$output" = 0.3 ]
}

@test "functions of other records are checked like all others" {
	r() {
		run -2 --separate-stderr ubat-score --by klient --order start -e "$1" in.ubat
		[ -z "$output" ]
		[ "${stderr_lines[0]}" = "ubat-score: $2" ]
	}
	r 'x = prev()' 'prev() takes 1 argument, not 0'
	r 'x = prev(a)' 'no column a'
	r 'x = seq(1)' 'seq() takes 0 arguments, not 1'
	r 'x = total(insats)' 'total() takes a number, not a code'
	r 'x = prev(insats) + 1' '+ takes numbers, not a code'
	r 'x = prev(start..slut)' 'a range of columns stands in sum, mean, min, max or count'
	run -2 --separate-stderr ubat-score --by klint -e 'x = seq()' in.ubat
	[ "$stderr" = 'ubat-score: no column klint; did you mean klient?' ]
	run -2 --separate-stderr ubat-score --by klient --order start,slut -e 'x = seq()' in.ubat
	[ "$stderr" = 'ubat-score: --order is one column' ]
	run -2 --separate-stderr ubat-score --order start -e 'x = 1' in.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: --order, --end and --episode stand beside --by' ]
	run -2 --separate-stderr ubat-score --by klient --by insats -e 'x = 1' in.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: --by is given twice' ]
	run -2 --separate-stderr ubat-score --by klient in.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: nothing to append: use -e or -i' ]
}

# --- episodes ---------------------------------------------------------------

episodes() {
	body <(ubat-score --by klient --order start "$@" in.ubat) | grep -v '^#'
}

@test "--episode joins spells: keys, first start, latest end, their number" {
	run -0 episodes --episode 'gap <= 60'
	[ "$output" = "$(tsv 'k1 2025-01-01 ~ 2' 'k2 2024-01-01 2024-12-31 2' \
	    'k2 2025-06-01 2025-07-31 1' 'k3 2024-02-29 2024-02-29 1' 'k4 2025-11-01 ~ 1')" ]
	run -0 episodes --episode 'gap <= 152'
	[ "${lines[1]}" = "$(tsv 'k2 2024-01-01 2025-07-31 3')" ]
	run -0 episodes --episode 'gap < 152'
	[ "${lines[2]}" = "$(tsv 'k2 2025-06-01 2025-07-31 1')" ]
}

@test "the condition may look at columns and neighbours" {
	run -0 episodes --episode 'gap <= 60 and insats = prev(insats)'
	[ "${#lines[@]}" = 7 ]
	run -0 episodes --episode 'gap() <= 365 and seq() < 3'
	[ "${lines[1]}" = "$(tsv 'k2 2024-01-01 2024-12-31 2')" ]
	run -0 episodes --episode 'true'
	[ "${lines[1]}" = "$(tsv 'k2 2024-01-01 2025-07-31 3')" ]
	[ "${#lines[@]}" = 4 ]
}

@test "a condition that is missing begins an episode" {
	sed -i 's/2024-12-31	1/.r	1/' in.ubat
	run -0 episodes --episode 'gap <= 365'
	[ "${lines[1]}" = "$(tsv 'k2 2024-01-01 .r 1')" ]
	[ "${lines[2]}" = "$(tsv 'k2 2024-03-01 2024-03-31 1')" ]
}

@test "other columns of an episode are first(), last() or total()" {
	run -0 ubat-score --by klient --order start --episode 'gap <= 60' \
	    -e 'forst = first(insats)' -e 'sist = last(insats)' \
	    -e 'pris = total(pris)' -e 'uppehall = first(gap())' \
	    -e 'b = forst <> sist' in.ubat
	[ "${lines[0]}" = "$(printf '#klient:id\tstart:date\tslut:date\tn_spells:int\tforst:code\tsist:code\tpris:int\tuppehall:int\tb:bool')" ]
	[ "$(printf '%s\n' "${lines[@]}" | grep '^k2')" = "$(tsv \
	    'k2 2024-01-01 2024-12-31 2 A B 3 .n 1' 'k2 2025-06-01 2025-07-31 1 A A 5 152 0')" ]
	r() {
		run -2 --separate-stderr ubat-score --by klient --order start --episode 'gap <= 60' -e "$1" in.ubat
		[ "${stderr_lines[0]}" = "ubat-score: $2" ]
		[ -z "$output" ]
	}
	r 'x = insats' 'of which spell? write first(insats), last() or total()'
	r 'x = gap()' 'of which spell? write first(gap()), last() or total()'
	r 'x = if(first(pris) > 1, pris, 0)' 'of which spell? write first(pris), last() or total()'
	r 'n_spells = 1' 'two columns are called n_spells'
	r 'slut = last(slut)' 'two columns are called slut'
}

@test "the labels of the columns that are left go along" {
	run -0 ubat-score --by klient --order start --episode 'gap <= 60' -e 'i = first(insats)' --label 'i=Första' in.ubat
	[ "$(printf '%s\n' "${lines[@]}" | grep '^#label')" = "$(printf '#label\ti\tFörsta\n#label\tklient\tKlient')" ]
	[ "$(printf '%s\n' "${lines[@]}" | grep '^#extracted')" = "$(tsv '#extracted 2025-11-15')" ]
}

@test "the account names what was joined" {
	run -0 ubat-score --by klient --order start --episode 'gap <= 60' in.ubat
	[[ ${lines[-2]} = *'	in=7	out=5	by=klient	order=start	episode=gap <= 60	groups=4' ]]
	[ "${lines[-1]}" = "$(tsv '#end 5 1')" ]
}

@test "a text beside an id is not told in the account" {
	run -0 ubat-score --by klient --order start -e 'x = klient = "k1"' -e 'y = insats = "A"' in.ubat
	[[ ${lines[-2]} = *'	define=x = klient = "..."	define=y = insats = "A"' ]]
	run -0 ubat-score --by klient --order start --episode 'klient <> "k1" and gap < 5' in.ubat
	[[ ${lines[-2]} = *'	episode=klient <> "..." and gap < 5	groups=4' ]]
}

@test "what --episode cannot do is refused" {
	r() {
		run -2 --separate-stderr ubat-score --by klient "$@" in.ubat
		[ -z "$output" ]
	}
	r --episode 'gap <= 60'
	[ "$stderr" = 'ubat-score: --episode needs --order and --end, columns of dates' ]
	r --order start --episode 'gap'
	[ "${stderr_lines[0]}" = 'ubat-score: --episode takes a condition: compare with something' ]
	r --order start:desc --episode 'gap < 1'
	[ "$stderr" = 'ubat-score: --episode needs --order and --end, columns of dates' ]
	r --order start --episode 'gapp < 1'
	[ "${stderr_lines[0]}" = 'ubat-score: no column gapp; did you mean gap?' ]
	r --order start --episode 'gap < 1' -i ubat-skattning
	[ "$stderr" = 'ubat-score: -i does not go with --episode: score the spells first' ]
	printf '#k:code\tstart:date\tslut:date\tn:count\n#table\tt\tkeys=k\n#end\t0\t0\n' >t
	run -2 --separate-stderr ubat-score --by k --order start --episode 'gap < 1' t
	[ "$stderr" = 'ubat-score: --episode takes records, not a table' ]
}

@test "an empty stream has no groups; a cut one is said to be cut" {
	{ sed -n 1,5p in.ubat; printf '#end\t0\t0\n'; } >tom
	run -0 ubat-score --by klient --order start --episode 'gap < 1' tom
	[ "${lines[-1]}" = "$(tsv '#end 0 1')" ]
	run -0 --separate-stderr bash -c "sed '\$d' in.ubat | ubat-score --by klient --order start -e 's = seq()'"
	[[ $stderr = 'ubat-score: stdin: '*cut* ]]
	[[ $output != *'#end'* ]]
	[ "$(printf '%s\n' "${lines[@]}" | grep -c '^k')" = 7 ]
}

# --- the page ---------------------------------------------------------------

@test "the lines of the page on spells run" {
	sed 's/	pris:int//' in.ubat | awk -F '\t' -v OFS='\t' '
		!/^#/ { NF = 4 } { print }' >insatser.ubat
	examples ubat-score.1 | grep -e insatser -e ordnad -e perioder >lines
	[ "$(wc -l <lines)" = 10 ]
	run -0 --separate-stderr bash -e -o pipefail lines
	[ -z "$stderr" ]
	out() { bash -o pipefail <(sed -n "1p;${1}p" lines) | grep -v '^#'; }
	[ "$(out 2 | cut -f 5-)" = "$(tsv '.n .n' '9 A' '.n .n' '-305 A' '152 B' '.n .n' '.n .n')" ]
	# chains: from one insats to the next
	[ "$(out 3)" = "$(tsv 'A B 2' 'B A 1' '.n A 3' '.n C 1')" ]
	# new persons by year
	[ "$(out 4 | cut -f 1,2)" = "$(tsv '2024 2' '2025 2')" ]
	# 1 of 7 spells begins while another goes on
	[ "$(out 5 | cut -f 2,3)" = "$(tsv '1 7')" ]
	# days: 319 to the extract, 366, 61, 1, 15
	bash -o pipefail <(sed -n 1p lines; sed -n 6p lines)
	[ "$(bash -o pipefail <(sed -n 7p lines) | grep -v '^#' | cut -f 1)" = 61 ]
	# back within a year: k3 not; k2's first ended too late to know, and so
	# did its second; two go on
	[ "$(bash -o pipefail <(sed -n 8p lines) | grep -v '^#' | cut -f 2-)" = "$(tsv '0 1 4')" ]
	[ "$(out 9)" = "$(tsv '3 1 2')" ]
	[ "$(out 10 | cut -f 1,2)" = "$(tsv 'A 62' 'B 141' 'C 0')" ]
}

@test "a key with more than 256 MiB of records is an error that names itself" {
	! sanitized || skip 'slow under the sanitizers'
	{
		printf '#k:id\tt:text\n'
		printf 'a\t%0999000d\n' 0 >line
		for i in 1 2 3 4 5 6 7 8 9 10; do cat line; done >ten
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do cat ten; done
		sed 's/^a/b/' ten
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28; do
			sed 's/^a/c/' ten
		done
	} >big.ubat
	run -1 --separate-stderr bash -c "ubat-score --by k -e 's = seq()' big.ubat >/dev/null"
	[ "$stderr" = 'ubat-score: big.ubat:420: more than 256 MiB of records with one key (--by)' ]
	rm big.ubat
}
