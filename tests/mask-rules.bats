# ubat-mask(1): what the rules are, one by one, and what the account tells.
load helper

# cells FILE: records alone, one blank between fields, lines by commas
cells() {
	grep -v '^#' "$@" | tr '\t' ' ' | paste -sd,
}

@test "the smallest part of a test adds up to nothing, and is never shown" {
	# the total has 3 and 9, its parts 2 and 4, 1 and 5: one is the count
	# that a table of them would hide
	tsv '#s:code n:count p:stat p_n:count p_miss:count p_least:count p_stat:stat' \
	    '#table t keys=s function:p=mannwhitney' 'a 30 0.5 30 0 15 20' 'b 30 0.7 30 0 14 19.5' \
	    '.t 60 0.6 60 0 30 80.25' | whole >t
	run -0 ubat-audit t
	run -0 ubat-mask --records-are-persons t
	[ "$(cells <<<"$output")" = 'a 30 0.5 30 0 .s 20,b 30 0.7 30 0 .s 19.5,.t 60 0.6 60 0 .s 80.25' ]
	run -0 ubat-audit <<<"$output"
}

@test "an unknown kommun below a lan is refused, and one that is in another" {
	tsv '#lan:code kommun:code n:count' '#table t keys=lan,kommun hierarchy=kommun<lan' \
	    '01 0180 9' '01 9999 8' '01 .t 17' '14 1480 9' '14 .t 9' | whole >t
	run -1 --separate-stderr ubat-mask --records-are-persons t
	[ "$stderr" = 'ubat-mask: table t: 01 9999: kommun: no kommun that is known: mend the records it was made from' ]
	[ -z "$output" ]
	sed 's/9999/1481/' t >u
	run -1 --separate-stderr ubat-mask --records-are-persons u
	[ "$stderr" = 'ubat-mask: table t: 01 1481: kommun: is of another lan: mend the records it was made from' ]
	# one that was, and letters that stand for kommuner
	for known in 0114 1917 A; do
		sed "s/9999/$known/" t >u
		run -0 ubat-mask --records-are-persons u
	done
	# without lan it is no hierarchy
	tsv '#kommun:code n:count' '#table t keys=kommun' '9999 8' | whole >t
	run -0 ubat-mask --records-are-persons t
}
