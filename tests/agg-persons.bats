# ubat-agg(1), --person: different persons are counted as bits where groups are
# few and as pairs where they are many, and nobody can tell which.
load helper

# people N GROUPS PERSONS: first of few groups, then of up to so many
people() {
	{
		printf '#g:int\tk:code\tp:id\tx:int\n'
		awk -v n="$1" -v groups="$2" -v persons="$3" 'BEGIN {
			s = 7
			for (i = 0; i < n; i++) {
				s = (s * 16807) % 2147483647
				g = i < n / 2 ? s % 9 : s % groups
				s = (s * 16807) % 2147483647
				p = s % 50 == 0 ? "" : "p" s % persons
				s = (s * 16807) % 2147483647
				printf "%d\t%s\t%s\t%d\n", g, s % 3 ? "a" : "b", p, s % 100
			}
		}'
	} | whole
}

# counted FILE FIELD CONDITION: group and different persons, by awk
counted() {
	grep -v '^#' "$1" | awk -F '\t' -v f="$2" "$3"' {
		g = f == 0 ? ".t" : $f
		n[g] += 0
		if ($3 != "" && !seen[g, $3]++) n[g]++
	} END { for (g in n) print g "\t" n[g] }' | sort
}

# table FILE NAME COLUMNS: of one of several tables
table() {
	awk -v t="$2" '/^#table/ { on = $2 == t } on && !/^#/' "$1" | cut -f "$3" | sort
}

@test "tables of few groups and of many have the persons that awk finds" {
	local groups
	for groups in 40 6000; do
		people 120000 $groups 700 >x.ubat
		cat >t.tables <<-'END'
			person = p
			measure = n
			[table one]
			by = g
			total = yes
			[table same]
			by = g
			measure = mean(x)
			[table two]
			by = k
			[table both]
			by = g, k
			total = yes
			[table some]
			by = g
			where = x < 50
			[table parts]
			by = g
			person-parts = yes
			measure = a = share(x > 90)
		END
		ubat-agg -f x.ubat -t t.tables >all
		{ counted x.ubat 1 1; counted x.ubat 0 1; } | sort >want
		table all one 1,3 | diff - want
		counted x.ubat 1 1 | diff <(table all same 1,5) -
		counted x.ubat 1 1 | diff <(table all parts 1,8) -
		counted x.ubat 2 1 | diff <(table all two 1,3) -
		counted x.ubat 1 '$4 < 50' | diff <(table all some 1,3) -
		# the totals of two keys, over each and over both
		counted x.ubat 1 1 | diff <(table all both 1-4 | awk -F '\t' '$2 == ".t" && $1 != ".t" { print $1 "\t" $4 }' | sort) -
		counted x.ubat 2 1 | diff <(table all both 1-4 | awk -F '\t' '$1 == ".t" && $2 != ".t" { print $2 "\t" $4 }' | sort) -
		counted x.ubat 0 1 | diff <(table all both 1-4 | awk -F '\t' '$1 == ".t" && $2 == ".t" { print $1 "\t" $4 }') -
		# each is what it is alone, and what states make
		ubat-agg -f x.ubat -n both -g g,k --total --person p n >alone
		table alone both 1- | diff <(table all both 1-) -
		ubat-agg --partial -f x.ubat -n both -g g,k --total --person p n >state
		ubat-agg --merge state | grep -v '^#step' | diff - <(grep -v '^#step' alone)
		none=$(grep -v '^#' x.ubat | awk -F '\t' '$3 == ""' | wc -l)
		[ "$(grep -cw "no-person=$none" all)" = 5 ]
	done
}

@test "one who stands twice in one group overlaps nothing, but stands in several records" {
	tsv '#g:code p:id a:bool' 'x p1 1' 'x p1 0' 'y p2 1' 'y p3 0' | whole >x.ubat
	run -0 ubat-agg -f x.ubat -g g --person p --interval 95 'a = share(a)'
	[[ $output = *$'\trepeated-persons=1'* ]]
	[[ $output = *$'\toverlap=n_pers'* ]]
	[[ $output != *overlap_by* ]]
	sed 's/p3/p2/; s/p1	0/p4	0/' x.ubat >y.ubat
	run -0 ubat-agg -f y.ubat -g g --person p --interval 95 'a = share(a)'
	[[ $output = *$'\trepeated-persons=1'* ]]
	sed 's/p3/p1/; s/p1	0/p4	0/' x.ubat >y.ubat
	run -0 ubat-agg -f y.ubat -g g --person p --interval 95 'a = share(a)'
	[[ $output = *$'\toverlap_by=g'* ]]
}
