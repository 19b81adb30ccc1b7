# ubat-agg(1): shares of two bases, what their numerators are of, and what
# ubat-mask(1) and ubat-audit(1) make of them.
load helper

# people SEED N: records of people in three groups, each with some records;
# of a condition, which is missing of some, and a weight.
people() {
	awk -v seed="$1" -v n="$2" 'BEGIN {
		x = seed
		print "#k:text\tp:id\tb:bool\tw:int"
		for (i = 0; i < n; i++) {
			for (j = 0; j < 4; j++) {
				x = (x * 16807) % 2147483647
				r[j] = int(x / 64)
			}
			k = r[0] % 20
			k = k < 9 ? "a" : k < 17 ? "b" : "c"
			m = r[1] % 10
			printf "%s\tp%d\t%s\t%d\n", k, r[2] % int(n / 2),
			    m == 0 ? "" : m == 1 ? ".x" : m % 2, r[3] % 5 + 1
		}
	}' | whole
}

# records TABLE: its records, blanks for tabs
records() {
	grep -v '^#' "$@" | tr '\t' ' '
}

@test "--base both is a share of the known and one of all, side by side" {
	printf '#k:text\tb:bool\n' >x
	printf 'u\t%s\n' 1 1 1 0 '' .x >>x
	printf 'v\t%s\n' '' '' >>x
	whole <x >x.ubat
	run -0 ubat-agg -f x.ubat -g k --total --base both n 'p = share(b)' 'm = mean(if(b, 1, 0))'
	[ "${lines[0]}" = "$(tsv '#k:text n:count p:share p_k:count p_n:count p_miss:count p_alla:share p_alla_k:count p_alla_n:count m:mean m_n:count m_miss:count')" ]
	[ "${lines[1]}" = "$(tsv '#table tabell keys=k base=both same:p_alla=p function:m=mean')" ]
	[[ $output = *$'#label\tp\tAndel p, av dem med uppgift, procent\n'* ]]
	[[ $output = *$'#label\tp_n\tp, antal med uppgift\n'* ]]
	[[ $output = *$'#label\tp_alla\tAndel p, av alla, procent\n'* ]]
	[[ $output = *$'#label\tp_alla_n\tp, av alla, antal i basen\n'* ]]
	[ "$(records <<<"$output")" = 'u 6 0.75 3 4 2 0.5 3 6 0.75 4 2
v 2 .u 0 0 2 0 0 2 .u 0 2
.t 8 0.75 3 4 4 0.375 3 8 0.75 4 4' ]
	# each is what it is by itself
	for base in known all; do
		ubat-agg -f x.ubat -g k --interval 95 --base "$base" 'p = share(b)' |
		    records | awk -v all="$base" '{ print $2, $3, $4,
			all == "all" ? $6 " " $7 : $5 " " $6 " " $7 }'
	done >alone
	ubat-agg -f x.ubat -g k --interval 95 --base both 'p = share(b)' |
	    records >both
	awk '{ print $2, $3, $4, $5, $6, $7 }' both >parts
	awk '{ print $8, $9, $10, $11, $12 }' both >>parts
	diff alone parts
	# words of one's own are for both, or for one
	run -0 ubat-agg -f x.ubat --base both --label p=Nöjda 'p = share(b)'
	[[ $output = *$'#label\tp\tNöjda, av dem med uppgift\n'* ]]
	[[ $output = *$'#label\tp_alla\tNöjda, av alla\n'* ]]
	run -0 ubat-agg -f x.ubat --base both --label 'p_alla=Alla nöjda, procent' 'p = share(b)'
	[[ $output = *$'#label\tp_alla\tAlla nöjda, procent\n'* ]]
}

@test "a share of all is told once of response and bortfall, and takes no name" {
	printf '#k:text\tb:bool\n' >x
	printf 'alla\t%s\n' 1 1 0 '' '' >>x
	printf 'dk\t%s\n' 1 0 >>x
	whole <x >x.ubat
	run -0 ubat-agg -f x.ubat -g k --base both --bortfall 20 --response 'p = share(b)'
	[[ ${lines[1]} = *$'\tresponse:p=71\tnote=Redovisas inte på grund av bortfall över 20 procent, men ingår i totaler: Andel p, av dem med uppgift: alla. Svarsfrekvens: Andel p, av dem med uppgift 71 procent.' ]]
	[ "$(records <<<"$output")" = 'alla .b 2 3 2 .b 2 5
dk 0.5 1 2 0 0.5 1 2' ]
	# a value across that is called alla
	run -0 ubat-agg -f x.ubat --across k --total --base both 'p = share(b)'
	[ "${lines[0]}" = "$(tsv '#p_alla_2:share p_alla_2_k:count p_alla_2_n:count p_alla_2_miss:count p_alla_alla_2:share p_alla_alla_2_k:count p_alla_alla_2_n:count p_dk:share p_dk_k:count p_dk_n:count p_dk_miss:count p_alla_dk:share p_alla_dk_k:count p_alla_dk_n:count p:share p_k:count p_n:count p_miss:count p_alla:share p_alla_k:count p_alla_n:count')" ]
	# and a measure
	run -2 --separate-stderr ubat-agg -f x.ubat --base both 'p = share(b)' 'p_alla = count(b)'
	[ "$stderr" = 'ubat-agg: two columns are called p_alla' ]
}

@test "what is tested against other rows, and clusters, have both bases" {
	people 7 400 >x.ubat
	for base in known all; do
		ubat-agg -f x.ubat -g k --total --against others --base "$base" 'b = share(b)' |
		    records | awk '{ print $NF }'
		ubat-agg -f x.ubat -g k --cluster p --interval 95 --base "$base" 'b = share(b)' |
		    records | awk '{ print $(NF - 1), $NF }'
	done >alone
	ubat-agg -f x.ubat -g k --total --against others --base both 'b = share(b)' | records >a
	ubat-agg -f x.ubat -g k --cluster p --interval 95 --base both 'b = share(b)' | records >c
	{
		awk '{ print $6 }' a
		awk '{ print $6, $7 }' c
		awk '{ print $10 }' a
		awk '{ print $11, $12 }' c
	} >both
	[ "$(wc -l <both)" = 14 ]
	diff alone both
}

@test "a mask hides both shares, their numerator and what was missing, or none" {
	# of u the numerator is 2, of all and of the known
	printf '#k:text\tb:bool\n' >x
	for i in $(seq 60); do
		printf 'u\t%s\n' "$([ "$i" -le 2 ] && echo 1 || { [ "$i" -le 50 ] && echo 0; })"
		printf 'v\t%s\n' "$([ "$i" -le 30 ] && echo 1 || { [ "$i" -le 55 ] && echo 0; })"
		printf 'w\t%s\n' "$([ "$i" -le 20 ] && echo 1 || { [ "$i" -le 50 ] && echo 0; })"
	done >>x
	whole <x >x.ubat
	ubat-agg -f x.ubat -g k --total --base both n 'p = share(b)' >t
	ubat-mask --records-are-persons t >m
	records m >r
	cat r
	grep -q '^u 60 .s .s .s .s .s .s 60$' r
	[ "$(grep -c '^[vw] 60 .s .s .s .s .s .s 60$' r)" = 1 ]
	grep -q '^.t 180 0.34 52 155 25 0.29 52 180$' r
	run -0 ubat-audit m
	# a table of the known alone shares its cells with it
	ubat-agg -f x.ubat -g k --total -n ensam n 'p = share(b)' >e
	cat t e | ubat-mask --records-are-persons | records | grep -v '^.t' >r
	[ "$(sed -n '1,3s/^\(. 60 [^ ]* [^ ]* [^ ]* [^ ]*\).*/\1/p' r)" = "$(sed -n 4,6p r)" ]
	# and so has one that is out
	ubat-agg -f x.ubat -g k --total --base both n 'p = share(b)' |
	    ubat-mask --records-are-persons --published m | diff <(body m) <(body -)
}

@test "no table of two bases and persons tells one of them, and the audit knows how they hang together" {
	local i
	for i in 1 2 3 4 5 6 7 8; do
		people "$i$i" 260 >x.ubat
		ubat-agg -f x.ubat -g k --total --person p --person-parts --base both \
		    n 'b = share(b)' 'w = share(b, w)' 'c = count(w > 2)' >t
		ubat-mask -p socialtjanst5 t >m
		run -0 ubat-audit m
		records m | awk '
			{ known = $3 $4 $5 $6; all = $7 $8
			  hidden = known ~ /s/
			  if (hidden != (all ~ /s/))
				exit 1 }'
	done
	# one numerator that is shown beside its share gives the hidden one
	sed 's/^\(a	[0-9]*\)	[^	]*	[^	]*	/\1	.s	.s	/' m |
	    grep -v '^#step' | sed 's/^#end.*/#end	4	0/' >n
	run -1 ubat-audit n
	[[ $output = *'a: b_k: '* ]]
}

@test "a share by weights is judged by its records, and rounded as it is" {
	people 5 300 >x.ubat
	ubat-agg -f x.ubat -g k n 'w = share(b, w)' 'p = share(b)' >t
	run -0 ubat-agg -f x.ubat -g k n 'w = share(b, w)'
	[ "${lines[1]}" = "$(tsv '#table tabell keys=k base=known weighted=w')" ]
	# the records behind it are those of the share without weights
	records t | awk '$4 != $8 || $5 != $9 || $6 != $10 { exit 1 }'
	ubat-mask --records-are-persons --digits 1 t | records >m
	records t | awk '{ printf "%.3f\n", $3 }' | sed 's/0*$//' >want
	awk '{ print $3 }' m | diff want -
	run -0 ubat-audit t
	# two of ten who did: hidden, with what they are of
	printf '#b:bool\tw:int\n' >x
	for i in $(seq 40); do printf '%d\t%d\n' $((i < 3)) "$i"; done >>x
	whole <x >y.ubat
	run -0 bash -c 'set -o pipefail; ubat-agg -f y.ubat n "w = share(b, w)" | ubat-mask --records-are-persons'
	[ "$(records <<<"$output")" = '40 .s .s .s .s' ]
	# with rounded counts the share is hidden: it is not of them
	run -0 bash -c 'set -o pipefail; ubat-agg -f y.ubat n "w = share(b, w)" | ubat-mask --round 5'
	[ "$(records <<<"$output")" = '40 .s 0 40 0' ]
	# reports show what it is, not what its records would be
	run -0 bash -c "ubat-show t | grep '^a'"
	[[ $output = *" $(records t | awk '/^a/ { printf "%.1f", 100 * $3 }') "* ]]
	run -0 bash -c "ubat-export -f csv --percent 1 t | sed -n 2p"
	[[ $output = *";$(records t | awk '/^a/ { printf "%.1f", 100 * $3 }' | tr . ,);"* ]]
}

@test "--person-parts counts the persons behind numerators and their rests" {
	people 3 300 >x.ubat
	run -0 ubat-agg -f x.ubat -g k --total --person p --person-parts --base both \
	    n 'b = share(b)' 'w = share(b, w)' 'c = count(b)'
	[ "${lines[0]}" = "$(tsv '#k:text n:count b:share b_k:count b_n:count b_miss:count b_k_pers:count b_r_pers:count b_alla:share b_alla_k:count b_alla_n:count b_alla_k_pers:count b_alla_r_pers:count w:share w_k_rec:count w_n:count w_miss:count w_k_pers:count w_r_pers:count c:count c_k_pers:count c_r_pers:count n_pers:count')" ]
	records <<<"$output" | awk '{ print $1, $7, $8, $12, $13, $18, $19, $21, $22, $23 }' | sort >got
	awk -F'\t' '!/^#/ {
		for (i = 0; i < 2; i++) {
			k = i ? ".t" : $1
			n[k]
			t[k] += $3 == "1" && !seen[k, $2, "t"]++
			f[k] += $3 == "0" && !seen[k, $2, "f"]++
			r[k] += $3 != "1" && !seen[k, $2, "r"]++
			p[k] += !seen[k, $2]++
		}
	} END { for (k in n) print k, t[k], f[k], t[k], r[k], t[k], f[k], t[k], r[k], p[k] }' x.ubat |
	    sort | diff - got
	# across each value has its own, and states add up to the same
	ubat-agg -f x.ubat --across k --total --person p --person-parts 'b = share(b)' |
	    records | awk '{ for (i = 5; i < NF; i += 7) print $i, $(i + 1), $(i + 2) }' >got
	ubat-agg -f x.ubat -g k --total --person p --person-parts 'b = share(b)' |
	    records | awk '{ print $6, $7, $8 }' | diff - got
	for part in 1 2 3; do
		{ sed -n 1p x.ubat; grep -v '^#' x.ubat | awk -v p="$part" 'NR % 3 == p - 1'; } |
		    whole >"$part.ubat"
		ubat-agg --partial -f "$part.ubat" -g k --total --person p --person-parts \
		    --base both n 'b = share(b)' 'w = share(b, w)' 'c = count(b)' >"$part.state"
	done
	ubat-agg --merge 3.state 1.state 2.state | body - >got
	ubat-agg -f x.ubat -g k --total --person p --person-parts --base both \
	    n 'b = share(b)' 'w = share(b, w)' 'c = count(b)' | body - | diff - got
	# a state without them, or with what is none
	for bad in 's/^\(pair.*\),[0-9.]*$/\1/' 's/^\(pair.*\)$/\1.1/' 's/^\(pair.*,\)[0-9]*/\19/'; do
		sed "$bad" 1.state >bad.state
		run -1 --separate-stderr ubat-agg --merge bad.state
		[[ $stderr = *': no state of ubat-agg --partial' ]]
	done
	# what leaves the place has none
	ubat-agg --partial=safe -f x.ubat --person p --person-parts -g k n 'b = share(b)' >safe.state
	! grep -q -e '^text' -e '^pair' -e '^set.*person' safe.state || false
	run -2 --separate-stderr ubat-agg -f x.ubat --person-parts n
	[ "$stderr" = 'ubat-agg: --person-parts: say in which column persons are, --person' ]
}

@test "a mask counts the persons of numerators where it is told them" {
	# 40 persons with two records each, one of them true: 40 of 80 are of 40
	printf '#p:id\tb:bool\n' >x
	for i in $(seq 40); do printf 'p%d\t1\np%d\t0\n' "$i" "$i"; done >>x
	whole <x >x.ubat
	run -0 bash -c 'set -o pipefail; ubat-agg -f x.ubat --person p n "b = share(b)" "c = count(b)" | ubat-mask'
	[ "$(records <<<"$output")" = '80 .s .s .s .s .s' ]
	run -0 bash -c 'set -o pipefail; ubat-agg -f x.ubat --person p --person-parts n "b = share(b)" "c = count(b)" | ubat-mask'
	[ "$(records <<<"$output")" = '80 0.5 40 80 0 40' ]
	[[ ${lines[0]} != *_pers* ]]
	# 20 true records of one person, among 50 who have one: hidden, whatever
	# is said of numerators
	printf '#p:id\tb:bool\n' >x
	for i in $(seq 50); do printf 'p%d\t0\n' "$i"; done >>x
	for i in $(seq 20); do printf 'p1\t1\n'; done >>x
	whole <x >x.ubat
	run -0 bash -c 'set -o pipefail; ubat-agg -f x.ubat --person p n "b = share(b)" | ubat-mask --numerators-are-persons'
	[ "$(records <<<"$output")" = '70 0.29 20 70 0' ]
	run -0 bash -c 'set -o pipefail; ubat-agg -f x.ubat --person p --person-parts n "b = share(b)" | ubat-mask --numerators-are-persons'
	[ "$(records <<<"$output")" = '70 .s .s .s .s' ]
	# and the rest of one person
	sed -i '/^p/{ s/	0$/	x/; s/	1$/	0/; s/	x$/	1/; }' x.ubat
	run -0 bash -c 'set -o pipefail; ubat-agg -f x.ubat --person p --person-parts n "b = share(b)" | ubat-mask'
	[ "$(records <<<"$output")" = '70 .s .s .s .s' ]
}

@test "what is for a mask alone is picked with its measure, and stands in no report" {
	people 9 100 >x.ubat
	ubat-agg -f x.ubat -g k --person p --person-parts n 'w = share(b, w)' 'c = count(b)' >t
	run -0 ubat-filter -c 'k, c, c_k_pers, c_r_pers, w, w_k_rec, w_n, w_miss, w_k_pers, w_r_pers, n_pers' true t
	run -2 --separate-stderr ubat-filter -c 'k, c, n_pers' true t
	[ "$stderr" = 'ubat-filter: -c: column c of a table keeps c_k_pers after it' ]
	run -2 --separate-stderr ubat-filter -c 'k, w, w_n, w_miss, n_pers' true t
	[ "$stderr" = 'ubat-filter: -c: column w of a table keeps w_k_rec after it' ]
	run -0 ubat-show t
	[[ $output != *personer* && $output = *'Vägd'* ]]
	# where groups are made one their persons are not known
	ubat-table --drop n_pers --top 1:n t >o
	[ "$(records o | awk 'NR == 2 { print $1, $3, $7, $8, $10, $11 }')" = 'ovriga .u .u .u .u .u' ]
	# another name is one for what is said of it, too
	ubat-agg -f x.ubat -g k --base both n 'b = share(b)' 'w = share(b, w)' 's = sum(w)' >t
	run -0 ubat-table --rename b=nöjd --rename b_alla=alla --rename w=vikt --rename s=kr t
	[[ ${lines[1]} = *$'\tsame:alla=nöjd\tweighted=vikt\tfunction:kr=sum' ]]
	run -0 ubat-table --drop b_alla --drop w t
	[[ ${lines[1]} = *$'\tbase=both\tfunction:s=sum' ]]
}
