# ubat-agg(1), --missing kind: the missing by reason.
load helper

prepare() {
	tsv '#g:code x:int y:int' 'a 1 1' 'a .x 2' 'a ~ 3' 'a .x .n' 'b .r 4' \
	    'b 2 .r' 'b 3 ~' | whole >x.ubat
}

@test "--missing kind counts the missing of a measure by reason" {
	run -0 ubat-agg -f x.ubat -g g --total --missing kind n 'm = mean(x)' \
	    'p = share(y > 2)' 'd = distinct(x)'
	[ "${lines[0]}" = $'#g:code\tn:count\tm:mean\tm_n:count\tm_miss:count\tm_miss_saknas:count\tm_miss_r:count\tm_miss_x:count\tp:share\tp_k:count\tp_n:count\tp_miss:count\tp_miss_saknas:count\tp_miss_n:count\tp_miss_r:count\td:count' ]
	[[ $output = *$'\na\t4\t1\t1\t3\t1\t0\t2\t0.3333333333333333\t1\t3\t1\t0\t1\t0\t1\n'* ]]
	[[ $output = *$'\nb\t3\t2.5\t2\t1\t0\t1\t0\t1\t1\t1\t2\t1\t0\t1\t2\n'* ]]
	[[ $output = *$'\n.t\t7\t2\t3\t4\t1\t1\t2\t0.5\t2\t4\t3\t1\t1\t1\t3\n'* ]]
	[[ $output = *$'#label\tm_miss_saknas\tm, antal utan uppgift (ej registrerat)\n'* ]]
	[[ $output = *$'#label\tm_miss_x\tm, antal utan uppgift (.x)\n'* ]]
}

@test "what nothing is missing for has none, and of two arguments the first says why" {
	run -0 bash -c "ubat-agg -f x.ubat --missing kind 'm = mean(if(g = \"a\", 1, 2))' | head -n 1"
	[ "$output" = $'#m:mean\tm_n:count\tm_miss:count' ]
	run -0 ubat-agg -f x.ubat --missing kind 'r = rate(x, y)' 't = pairedt(x, y)'
	[[ ${lines[0]} = $'#r:stat\tr_n:count\tr_miss:count\tr_miss_saknas:count\tr_miss_r:count\tr_miss_x:count\tt:stat\t'*$'\tt_miss_saknas:count\tt_miss_r:count\tt_miss_x:count\tt_least:count\t'* ]]
	[[ $output = *$'\n1\t1\t6\t2\t2\t2\t'* ]]
}

@test "columns that are chosen keep their reasons, across each part has them" {
	ubat-agg -f x.ubat -g g --missing kind --interval 95 n 'm = mean(x)' >t
	run -0 bash -c "ubat-filter -c g,m,m_n,m_miss,m_miss_saknas,m_miss_r,m_miss_x,m_lo,m_hi true t | head -n 1"
	run -2 --separate-stderr ubat-filter -c g,m,m_n,m_miss,m_lo,m_hi true t
	[[ $stderr = *'column m of a table keeps m_miss_saknas after it' ]]
	run -2 --separate-stderr ubat-filter -c g,m_miss_x true t
	run -0 bash -c "ubat-agg -f x.ubat --across g --missing kind 'm = mean(x)' | head -n 1"
	[ "$output" = $'#m_a:mean\tm_a_n:count\tm_a_miss:count\tm_a_miss_saknas:count\tm_a_miss_r:count\tm_a_miss_x:count\tm_b:mean\tm_b_n:count\tm_b_miss:count\tm_b_miss_saknas:count\tm_b_miss_r:count\tm_b_miss_x:count' ]
}

@test "a mask hides the reasons of a few" {
	{
		printf '#g:code\tx:int\n'
		awk -v OFS='\t' 'BEGIN {
			for (i = 0; i < 40; i++)
				print "a", i < 25 ? i : i < 33 ? ".x" : ".n"
			for (i = 0; i < 40; i++)
				print "b", i < 25 ? i : i < 38 ? ".x" : ".n"
		}'
	} | whole >x.ubat
	ubat-agg -f x.ubat -g g --missing kind n 'm = mean(x)' >t
	run -0 bash -c "ubat-mask --records-are-persons t | grep -v '^#'"
	[ "${lines[0]}" = $'a\t40\t12\t25\t15\t7\t8' ]
	[ "${lines[1]}" = $'b\t40\t12\t25\t15\t.s\t.s' ]
}

@test "a mask hides the reasons of totals, or of other tables, that would give them back" {
	{
		printf '#g:code\tk:code\tx:int\n'
		awk -v OFS='\t' 'BEGIN {
			for (i = 0; i < 120; i++)
				print (i < 60 ? "a" : "b"), (i % 2 ? "m" : "n"), \
				    (i % 60 < 40 ? i : i == 40 || i == 41 || \
				    110 <= i ? ".x" : ".n")
		}'
	} | whole >x.ubat
	ubat-agg -f x.ubat -g g --total --missing kind n 'm = mean(x)' >t
	[ "$(grep -v '^#' t | cut -f 6,7 | tr '\t\n' '  ')" = '18 2 10 10 28 12 ' ]
	run -0 bash -c "ubat-mask --records-are-persons t | grep -v '^#' | cut -f 6,7 | tr '\t\n' '  '"
	[ "$output" = '.s .s .s .s .s .s ' ]
	run -0 bash -c "ubat-agg -f x.ubat --across g --total --missing kind 'm = mean(x)' |
	    ubat-mask --records-are-persons | grep -v '^#'"
	[ "$output" = $'19.5\t40\t20\t.s\t.s\t79.5\t40\t20\t.s\t.s\t49.5\t80\t40\t.s\t.s' ]
	ubat-agg -f x.ubat -g g -n g --missing kind n 'm = mean(x)' >g
	ubat-agg -f x.ubat -g k -n k --missing kind n 'm = mean(x)' >k
	run -0 bash -c "ubat-mask --records-are-persons g k | grep -v '^#' | cut -f 6,7 | tr '\t\n' '  '"
	[ "$output" = '.s .s .s .s .s .s .s .s ' ]
}

@test "kind is all that --missing takes, and no parts have it" {
	run -2 --separate-stderr ubat-agg -f x.ubat --missing all n
	[ "${stderr_lines[0]}" = 'ubat-agg: --missing: not kind' ]
	run -2 --separate-stderr ubat-agg -f x.ubat --missing kind --partial 'mean(x)'
	[ "$stderr" = 'ubat-agg: --missing kind does not go with --partial' ]
	[ "$output" = '' ]
}
