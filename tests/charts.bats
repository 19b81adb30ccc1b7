# Charts, a kind at a time: what the page promises of each, in a workbook and on
# a page of the web.
load helper

prepare() {
	sh "$ROOT/tests/pictures/kinds.sh" .
}

# part FILE NAME...: parts of a workbook
part() {
	unzip -p "$@"
}

# alt N: the text of the Nth chart of a sheet for those who cannot see it
alt() {
	part kinds.xlsx "xl/drawings/drawing$1.xml" | grep -o 'descr="[^"]*"' |
	    sed -n "${2:-1}p"
}

@test "each kind of chart is drawn as what it is called" {
	# file: chart number, what its XML holds
	while read -r n has; do
		part kinds.xlsx "xl/charts/chart$n.xml" >chart
		grep -q "$has" chart || { echo "chart$n: no $has"; false; }
	done <<-'EOF'
	1 <c:barDir val="bar"/>
	2 <c:barDir val="col"/><c:grouping val="clustered"/>
	3 <c:barDir val="col"/><c:grouping val="percentStacked"/>
	4 <c:lineChart>
	5 <c:lineChart>
	6 <c:barDir val="col"/><c:grouping val="clustered"/>
	7 <c:hiLowLines>
	EOF
}

@test "län lie sorted where the table is, riket is woven, who is left out is named" {
	cat >r.report <<-'EOF'
	[report]
	title = Län
	sekretess = intern
	[table lan]
	sort = -ok
	label.lan = Län
	chart = bars:ok
	EOF
	cat >lan.ubat <<-'EOF'
	#lan:code	ok:share	ok_k:count	ok_n:count
	#table	lan	keys=lan	title=Kommuner med rutin
	03	0.5	4	8
	06	.b	.b	.b
	09	1	5	5
	.t	0.5	30	60
	#end	4	0
	EOF
	run -0 ubat-xlsx -o l.xlsx -l r.report lan.ubat
	part l.xlsx xl/charts/chart1.xml >chart
	[ "$(grep -o '<c:cat>.*</c:cat>' chart | grep -o '<c:v>[^<]*' | cut -c 6- | paste -sd ' ')" = '09 03 06 Totalt' ]
	# the first on top, one bar of four with a pattern, the left-out without
	grep -q '<c:orientation val="maxMin"/>' chart
	[ "$(grep -o '<c:dPt>.*</c:dPt>' chart | grep -o '<c:idx val="[0-9]"/>\|<a:pattFill' | paste -sd ' ')" = \
	    '<c:idx val="0"/> <c:idx val="1"/> <c:idx val="2"/> <c:idx val="3"/> <a:pattFill' ]
	part l.xlsx xl/sharedStrings.xml | grep -q 'I diagrammet saknas en stapel där tabellen har ett tecken: 06\.'
}

@test "a profile goes over seven areas, and its axis says of how many" {
	part kinds.xlsx xl/charts/chart5.xml >chart
	[ "$(grep -o '<c:ser>' chart | wc -l)" = 2 ]
	[ "$(grep -o '<c:cat>.*' chart | sed 's,</c:cat>.*,,' | grep -o '<c:v>[^<]*' | cut -c 6- | paste -sd '|')" = \
	    'Fysisk hälsa|Arbete|Alkohol|Narkotika|Familj|Psykisk hälsa|Kriminalitet' ]
	grep -q '<a:t>Antal med uppgift: Kommunal 150, Privat 90</a:t>' chart
	# twelve measures at the most
	run -2 --separate-stderr ubat-html -o t.html --chart t=profile:a,b,c,d,e,f,g,h,i,j,l,m,n - <<-'EOF'
	#k:text	a:count	b:count	c:count	d:count	e:count	f:count	g:count	h:count	i:count	j:count	l:count	m:count	n:count
	#table	t	keys=k
	x	1	1	1	1	1	1	1	1	1	1	1	1	1
	#end	1	0
	EOF
	[ "$stderr" = 'ubat-html: --chart: more than 12 measures in one chart' ]
	# and six of bars
	run -2 --separate-stderr ubat-html -o t.html --chart t=a,b,c,d,e,f,g - <<-'EOF'
	#k:text	a:count	b:count	c:count	d:count	e:count	f:count	g:count
	#table	t	keys=k
	x	1	1	1	1	1	1	1
	#end	1	0
	EOF
	[ "$stderr" = 'ubat-html: --chart: more than 6 measures in one chart' ]
}

@test "an interval is a line from its low to its high end, with a dot" {
	part kinds.xlsx xl/charts/chart7.xml >chart
	[ "$(grep -o '<c:ser>' chart | wc -l)" = 6 ]
	grep -q '<c:symbol val="circle"/>' chart
	[ "$(alt 4)" = 'descr="Punkter med intervall: Oro för alkohol (0–4), medelvärde med 95 procents konfidensintervall. Oro: högst är Kommunal med 2,6, lägst är Idéburen med 1,8. Intervall: Kommunal 2,3 till 2,9, Privat 1,7 till 2,5, Idéburen 1,0 till 2,6."' ]
}

@test "a group without an interval has a dot alone, where it stands" {
	{
		tsv '#k:code m:mean m_n:count m_lo:mean m_hi:mean' '#table t keys=k interval=95'
		tsv 'a 4.5 9 3.5 5.5' 'b 2 1 .u .u' 'c 7.5 9 6.5 8.5' 'd .s .s .s .s'
	} | whole >t
	run -0 ubat-xlsx -o i.xlsx --chart t=interval:m t
	# what the file keeps of the dots, the ends and the two lines
	part i.xlsx xl/charts/chart1.xml | sed 's,</c:val>,&\n,g' | sed '1d;$d' | sed 's/.*<c:val>.*ptCount val="//
	    s,<c:pt idx="\([0-9]\)"><c:v>\([^<]*\)</c:v></c:pt>, \1:\2,g; s,"/>,,; s/<.*//' >kept
	diff kept - <<-'EOF'
	3 0:4.5 1:2 2:7.5
	3 0:3.5 2:6.5
	3 0:5.5 2:8.5
	3 0:3.5
	3 2:6.5
	EOF
}

@test "intervals are of 80 groups at most, for more do not fit into Excel's formula" {
	rows() { # N, in a sheet of a long name
		tsv '#k:code m:mean m_n:count m_lo:mean m_hi:mean' "#table t keys=k interval=95 title=$(printf '%031d' 0)"
		seq -f '%.0f' 1 "$1" | sed "s/.*/a&\t4.5\t9\t3.5\t5.5/"
	}
	rows 80 | whole >t
	printf '%s\n' '[report]' 'title = r' 'sekretess = intern' '[table t]' "sheet = $(printf 'a %029d' 0)" 'chart = interval:m' >l
	ubat-xlsx -l l -o i.xlsx t
	# the longest formula: the cells of names and of values of one series
	part i.xlsx xl/charts/chart1.xml | sed 's,</c:ser>,&\n,g' |
	    awk '{
		n = 0
		while (match($0, "<c:f>[^<]*")) {
			n += RLENGTH - 5
			$0 = substr($0, RSTART + RLENGTH)
		}
		most = n > most ? n : most
	    } END { print most; exit !(most > 6000 && most < 8100) }'
	rows 81 | whole >t
	run -2 --separate-stderr ubat-xlsx -o j.xlsx --chart t=interval:m t
	[ "$stderr" = 'ubat-xlsx: --chart: table t has more than 80 rows for one chart of intervals' ]
	[ ! -e j.xlsx ]
}

@test "on the page an interval below 0 is within its chart" {
	tsv '#k:code m:mean m_n:count m_lo:mean m_hi:mean' '#table t keys=k interval=95' \
	    'a 0.5 9 -1.5 2.5' 'b -0.25 9 -3.25 2.75' | whole >t
	ubat-html -o i.html --chart t=interval:m t
	# the lowest end of a line, and the lowest number of the scale
	[ "$(sed -n 's/<line.* y1="\([0-9.]*\)".*/\1/p' i.html | sort -n | tail -1)" = 328.0 ]
	[ "$(sed -n 's/.*class="end">\([^<]*\).*/\1/p' i.html | paste -sd ' ')" = '−4 −2 0 2 4' ]
}

@test "the text for those who cannot see a chart is made of its data" {
	[ "$(alt 1)" = 'descr="Liggande stapeldiagram: Kommuner med aktuell rutin efter län, procent. Aktuell rutin: högst är 09 med 100,0 procent, lägst är 10 med 20,0 procent. En stapel saknas där tabellen har ett tecken i stället för ett tal."' ]
	[ "$(alt 2 3)" = 'descr="Linjediagram: Personer i öppenvård 2019–2024 efter kön. Kvinnor: högst är 2024 med 455, lägst är 2021 med 388. Från 2019 med 410 till 2024 med 455. Män: högst är 2019 med 802, lägst är 2022 med 741. Från 2019 med 802 till 2024 med 763."' ]
}

@test "the page of the web draws the same, in the colours of the workbook" {
	ubat-html -o r.html --chart lan=bars:n - <<-'EOF'
	#lan:code	n:count
	#table	lan	keys=lan
	01	3
	03	5
	#end	2	0
	EOF
	for c in $(sed -n 's/.*UB_PALETTE_\(DARK\|LIGHT\|MIDDLE\) = 0x\([0-9A-F]*\).*/\2/p' "$ROOT/lib/report/palette.h" | tr A-F a-f); do
		grep -q "c[012]:#$c" r.html
	done
}
