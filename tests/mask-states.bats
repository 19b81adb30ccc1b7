# What crosses a border: states that are safe because the source says so, and
# the cell key method over what was merged.
load helper
load masks

# keyed FROM TO: records of persons FROM to TO, three each of five kommunal
keyed() {
	printf '#p:id\tregi:code\n'
	for ((i = $1; i <= $2; i++)); do
		printf 'ab%02d\t%s\n' $i $([ $((i % 5)) -lt 3 ] && echo kommunal || echo privat)
	done
	printf '#end\t%d\t0\n' $(($2 - $1 + 1))
}

# ptable: a change of -1, 0 or 1 for all counts from 3 on
ptable() {
	printf '%s\n' 'i;j;p;v;p_int_ub' '0;0;1;0;1' '1;0;0.5;-1;0.5' '1;2;0.5;1;1' \
	    '2;2;1;0;1' '3;2;0.25;-1;0.25' '3;3;0.5;0;0.75' '3;4;0.25;1;1'
}

@test "cell keys: states merge first, and then give what one run does" {
	ptable >p.csv
	measure="nyckel = sum(cellkey(p))"
	keyed 1 60 | ubat-agg -g regi --total n "$measure" |
	    ubat-mask --ptable p.csv --cell-keys n=nyckel >one
	for part in '1 7' '8 31' '32 60'; do
		keyed $part | ubat-agg --partial -g regi --total n "$measure" >s.${part% *}
		keyed $part | ubat-agg -g regi --total n "$measure" |
		    ubat-mask --ptable p.csv --cell-keys n=nyckel >m.${part% *}
	done
	ubat-agg --merge s.32 s.1 s.8 | ubat-mask --ptable p.csv --cell-keys n=nyckel >merged
	[ "$(cells merged)" = "$(cells one)" ]
	# noise on each part is another, and a state is no table to be changed
	[ "$(cells m.* | tr , '\n' | awk '{ n[$1] += $2 } END { print n["kommunal"], n["privat"], n[".t"] }')" != \
	    "$(grep -v '^#' one | cut -f 2 | paste -sd' ')" ]
	run -2 --separate-stderr ubat-mask --ptable p.csv --cell-keys n=nyckel s.1
	[ "$stderr" = 'ubat-mask: s.1: no table: ubat-agg makes one' ]
	run -2 ubat-agg --merge m.1 m.8
}

@test "cell keys of pseudonyms are the same in the next release, and are never written" {
	ptable >p.csv
	keyed 1 60 | ubat-agg -g regi --total n 'nyckel = sum(cellkey(p))' >jan
	{ keyed 1 60 | sed '$d'; printf 'cd01\tannan\ncd02\tannan\ncd03\tannan\n#end\t63\t0\n'; } |
	    ubat-agg -g regi --total n 'nyckel = sum(cellkey(p))' >feb
	run -0 ubat-mask --ptable p.csv --cell-keys n=nyckel jan
	before=$(cells <<<"$output")
	[[ $output != *nyckel* ]]
	# the same persons have the same change, whoever came elsewhere
	run -0 ubat-mask --ptable p.csv --cell-keys n=nyckel feb
	[ "$(grep -e '^kommunal' -e '^privat' <<<"$output" | cells)" = "${before%,.t*}" ]
	for key in $(cut -f 3 jan feb | grep '\.'); do
		[[ $output != *"$key"* ]]
	done
}

@test "lamnas_ut = ja in a source makes states safe, unless it is said" {
	printf 'id;regi;x\n' >in.csv
	for i in {10..29}; do printf '%d;%s;%d\n' $i $([ $i -lt 13 ] && echo few || echo many) $i; done >>in.csv
	source='[column id]\ntype = text\nheading = id\n[column regi]\ntype = code\n[column x]\ntype = int\n'
	printf "[source]\nlamnas_ut = ja\ndelimiter = ;\n$source" >ut.source
	printf "[source]\nlamnas_ut = nej\ndelimiter = ;\n$source" >in.source
	ubat-import -s ut.source in.csv | ubat-filter 'x != 20' >ut
	ubat-import -s in.source in.csv | ubat-filter 'x != 20' >in
	grep -q $'\tlamnas-ut=ja' ut
	run ! grep -q lamnas in
	ubat-agg --partial=safe -g regi -f ut n >safe
	ubat-agg --partial -g regi -f ut n | cmp - safe
	ubat-agg --partial=full -g regi -f ut n >full
	run ! cmp -s full safe
	ubat-agg --partial -g regi -f in n | grep -q $'\tfull$'
	# states that stayed are safe when they are added up to leave
	ubat-agg --merge --partial full | grep -q $'\tsafe$'
	run -0 ubat-agg --merge full
	run -2 --separate-stderr ubat-agg --partial -g regi -f ut n 'distinct(id)'
	[ "$stderr" = 'ubat-agg: measure id_distinct: a safe state holds counts alone: n, count and share: a source says lamnas_ut = ja (--partial=full if these states stay)' ]
	[ -z "$output" ]
	run -0 ubat-agg --partial=full -g regi -f ut n 'distinct(id)'
	run -2 --separate-stderr ubat-agg --partial=some n <ut
	[ "${stderr_lines[0]}" = 'ubat-agg: --partial: neither alone nor =safe or =full' ]
	sed 's/ja$/yes/' ut.source >bad.source
	run -2 --separate-stderr ubat-import -s bad.source in.csv
	[ "$stderr" = 'ubat-import: bad.source:2: not one of nej, ja' ]
}
