# A stream and a table with something of everything: load streams

prepare() {
	{
		tsv '#kommun:code start:date alder:int kostnad:dec nojd:bool t:text'
		printf '#label\talder\tÅlder\n#label\tt\tText; fri\n'
		printf '0180\t2016-03-01\t41\t12500.5\t1\ten text\n'
		printf '1480\t2016-03-07\t.x\t-3.25\t0\t\n'
		printf '.n\t\t7\t\t\ta;b,c "q" d\\te\\nf \\\\\n'
	} | whole >s.ubat
	{
		printf '#regi:code\tkon:code\tn:count\tpos:share\tpos_k:count\tpos_n:count\tc:mean\tc_n:count\n'
		printf '#table\ttabell\tkeys=regi,kon\ttitle=Nöjda\tunit=klienter\n'
		printf '#label\tregi\tRegi\n#label\tregi\tp\tPrivat "hem"\n#label\tpos\tAndel, procent\n'
		printf 'p\tk\t200\t0.285\t57\t200\t1.2345678\t3\n'
		printf 'p\t.t\t3\t0.5\t1\t2\t.s\t.s\n'
		printf '.t\t.t\t4\t.u\t0\t0\t2\t\n'
	} | whole >t.ubat
}
