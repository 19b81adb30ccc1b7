# ubat-mask(1) beside what is out already, and tables of one unit and the rest.
load helper
load masks

# groups KEY VALUE N VALUE N ...: N records in each; each record a person
groups() {
	local i=0 n key=$1
	shift
	printf '#p:id\t%s:code\n' "$key"
	while [ $# -gt 0 ]; do
		for ((n = 0; n < $2; n++)); do
			printf 'p%d\t%s\n' $((i++)) "$1"
		done
		shift 2
	done
	printf '#end\t%d\t0\n' $i
}

@test "a unit against the others does not give what all units hide" {
	groups kommun 0114 20 0180 30 1480 2 1481 12 >r
	ubat-agg -f r -g kommun --total --person p n | ubat-mask >out
	[ "$(cells out)" = '0114 20,0180 30,1480 .s,1481 .s,.t 64' ]
	# 1481 itself is of enough persons; of all but it, 1480 would be what
	# the others that are out leave
	for own in 1480 1481; do
		ubat-agg -f r -n egen -g kommun --own kommun=$own --total --person p n >t
		run -0 ubat-mask --published out t
		[ "$(cells <<<"$output")" = "$own .s,ovriga .s,.t 64" ]
	done
	ubat-agg -f r -n egen -g kommun --own kommun=0180 --total --person p n >t
	run -0 ubat-mask --published out t
	[ "$(cells <<<"$output")" = '0180 30,ovriga 34,.t 64' ]
}

@test "the others of two units are two figures, and all are protected together" {
	groups kommun 0114 20 0180 30 1480 2 1481 12 >r
	for own in 0180 1480; do
		ubat-agg -f r -n egen$own -g kommun --own kommun=$own --total --person p n
	done >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output")" = '0180 30,ovriga 34,.t 64,1480 .s,ovriga .s,.t 64' ]
	run -0 ubat-audit <<<"$output"
	# with the row of each kommun beside them
	ubat-agg -f r -n alla -g kommun --person p n >a
	run -0 ubat-mask t a
	[ "$(cells <<<"$output")" = '0180 30,ovriga 34,.t 64,1480 .s,ovriga .s,.t 64,0114 20,0180 30,1480 .s,1481 .s' ]
}

@test "--published: finer tables do not add up to what an old one hides" {
	groups k Ax 1 Ay 1 Bx 10 By 12 Cx 30 Cy 9 Dx 9 Dy 16 |
	    sed 's/\t\([A-D]\)\([xy]\)/\t\1\t\2/; s/k:code/k:code\tl:code/' >r
	ubat-agg -f r -n gammal -g k --total --person p n | ubat-mask >old
	[ "$(cells old)" = 'A .s,B .s,C 39,D 25,.t 88' ]
	ubat-agg -f r -n ny -g k,l --person p n >t
	run -0 ubat-mask t
	[ "$(cells <<<"$output")" = 'A x .s,A y .s,B x 10,B y 12,C x 30,C y .s,D x 9,D y 16' ]
	# B x and B y would be what the old table hides, and so give A
	run -0 ubat-mask --published old t
	[ "$(cells <<<"$output")" = 'A x .s,A y .s,B x .s,B y 12,C x 30,C y 9,D x 9,D y 16' ]
}

@test "--published: three months, each cumulative, each beside those before" {
	groups regi egen 20 privat 12 annan 9 region 15 >r1
	groups regi egen 26 privat 14 annan 10 region 21 >r2
	groups regi egen 30 privat 18 annan 16 region 21 >r3
	for m in 1 2 3; do
		ubat-agg -f r$m -n regi -g regi --total --person p n >t$m
	done
	ubat-mask t1 >out1
	[ "$(cells out1)" = 'annan 9,egen 20,privat 12,region 15,.t 56' ]
	# two and one more: both hidden, and the total with six does not give them
	ubat-mask --published out1 t2 >out2
	[ "$(cells out2)" = 'annan .s,egen 26,privat .s,region 21,.t 71' ]
	run -0 ubat-audit out2
	# hidden once is hidden again, though there are six and four more now
	run -0 ubat-mask --published out1 --published out2 t3
	[ "$(cells <<<"$output")" = 'annan .s,egen 30,privat .s,region 21,.t 85' ]
	[[ $output = *$'\tby-published=2\t'* ]]
}
