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

@test "what is left over of other groups is another figure, of the same groups it is one" {
	groups k A 20 B 12 C 2 D 9 '' 30 | ubat-score -e 'l = if(k is missing, .x, if(k = "A" or k = "B", k, "övriga"))' \
	    -e 'm = if(k is missing, .x, if(k = "A", k, "övriga"))' -e 'o = if(k is missing or k = "A", .x, if(k = "B", k, "CD"))' >r
	for x in k l m o; do
		ubat-agg -f r -n $x -g g=$x --total --person p n >$x
	done
	# others than A and B, than A; who is in none of the groups
	run -0 ubat-mask l m o
	[ "$(cells <<<"$output")" = 'A 20,B 12,övriga 11,.x 30,.t 73,A 20,övriga 23,.x 30,.t 73,B 12,CD 11,.x 50,.t 73' ]
	run -0 ubat-audit <<<"$output"
	# in columns, with a total and without, beside one where C is hidden
	ubat-agg -f r -n a -g 'c="alla"' --across g=m --total --person p n >a
	ubat-agg -f r -n b -g 'c="alla"' --across g=o --person p n >b
	run -0 ubat-mask k a l b
	[ "$(cells <<<"$output")" = 'A 20,B 12,C .s,D .s, 30,.t 73,alla 20 23 30 73,.t 20 23 30 73,A 20,B 12,övriga 11,.x 30,.t 73,alla 12 11 50' ]
	run -0 ubat-audit <<<"$output"
	# what is out knows its own
	ubat-mask l m >out
	{ sed '/^#end/d; /^#step/d' r; for i in {1..6}; do printf 'q%d\tD\tövriga\tövriga\tCD\n' $i; done; printf 'q7\tB\tB\tövriga\tB\n#end\t80\t0\n'; } >s
	for x in l m; do ubat-agg -f s -n $x -g g=$x --total --person p n >new.$x; done
	run -0 ubat-mask --published out new.l new.m
	[ "$(cells <<<"$output")" = 'A 20,B .s,övriga .s,.x 30,.t 80,A 20,övriga 30,.x 30,.t 80' ]
	# hidden in one table it is hidden in the other
	ubat-filter 'k in ("A", "C")' r >s
	for x in k l; do ubat-agg -f s -n $x -g g=$x --total --person p n >$x; done
	run -0 ubat-mask k l
	[ "$(cells <<<"$output")" = 'A .s,C .s,.t 22,A .s,övriga .s,.t 22' ]
	# of the same groups it is no other, but of another table
	sed 's/^övriga	23	23/övriga	22	22/; s/^\.t	73	73/.t	72	72/' m >m2
	run -1 --separate-stderr ubat-mask m m2
	[ "$stderr" = 'ubat-mask: table m: övriga: n: it is not what it is in table m: övriga: n: tables of different records are protected one by one' ]
}
