# ubat-audit(1): workbooks in English.
load helper

# Tables of records that give sums, means, ends, shares, and what is hidden.
tables() {
	awk 'BEGIN {
		print "#p:id\tort:code\tkon:code\tx:int\tb:bool"
		for (i = 0; i < 315; i++)
			printf "p%d\t%s\t%s\t%s\t%s\n", i,
			    substr("ABCDEFFDDB", (i * 7 + int(i / 9)) % 10 + 1, 1),
			    i % 29 == 0 ? "" : i % 3 ? "k" : "m",
			    i % 5 == 0 ? "" : (i * i * 37) % 83,
			    i % 4 == 0 ? "" : i * i % 3 == 0
		print "#end\t315\t0"
	}' >q
	mask='/^B/{$2=".s"}1'
	ubat-agg -f q -n a -g ort --unit personer --digits 1 n 'mx=max(x)' \
	    'mi=min(x)' | awk -F'\t' -v OFS='\t' "$mask" >a
	ubat-agg -f q -n b -g ort --unit klienter n 'm=mean(x)' 's=share(b)' \
	    'sd=sd(x)' 'u=sum(x)' 'md=median(x)' 'qu=quantile(x,0.25)' |
	    awk -F'\t' -v OFS='\t' "$mask" >b
	ubat-agg -f q -n cc -g ort --across kon n 'x=mean(x)' >c
	ubat-agg -f q -n d -g kon --base both n 's=share(b)' >d
	printf '#kon:code\tn:count\tpersoner:count\n#table\te\tkeys=kon\toverlap=personer\toverlap_by=kon\n#label\tkon\tKön\n#label\tn\tAntal\n#label\tpersoner\tAntal personer\nk\t20\t15\nm\t30\t20\n.b\t4\t4\n.t\t54\t35\n#end\t4\t0\n' >e
	# the rest of other groups is another one
	printf '#kon:code\tn:count\n#table\tf\tkeys=kon\nA\t40\n\t18\n.t\t58\n#end\t3\t0\n' >f
	printf '#kon:code\tn:count\n#table\tg\tkeys=kon\nB\t30\n\t28\n.t\t58\n#end\t3\t0\n' >g
}

# What remarks and findings say of a workbook, but for its words.
audited() { # language
	printf '[report]\ntitle = A\nsekretess = intern\nlanguage = %s\n' \
	    "$1" >"$1.report"
	ubat-xlsx -o "$1.xlsx" -l "$1.report" a b c d e f g
	ubat-audit "$1.xlsx" >"$1.out" || [ $? -eq 1 ]
	sed -n '$p; s/: .*\(nothing is masked: .*\)/ \1/p
	    s/: taken as: .*; \([0-9]* sums*, .*\)/ \1/p
	    s/^\([a-g]\): \([^:]*\): .*: \([a-z]*\): .*/\1 \2 \3/p' "$1.out"
	grep -o -e '; decimals' -e '; per cents' -e '; means' "$1.out"
}

@test "a workbook in English has the sums, shares, hidden cells and findings of the Swedish one" {
	tables
	audited sv >sv
	audited en >en
	sed -i 's/^Om statistiken/About the statistics/' sv
	diff sv en
	[ "$(grep -c '^[ab] B derived$' en)" -eq 2 ]
	grep -qx 'a 12 sums, 0 shares of counts' en
	grep -q '^e .*; the notes say that parts overlap$' en
	[[ $(grep ' hidden cells: ' en) = *', 2 hidden cells: 2 findings'* ]]
}
