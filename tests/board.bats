# ubat-report(5), layout = namnd: the page of key figures that a board opens.
load helper
load sheets

prepare() {
	cat >ar.ubat <<-'EOF'
	#ar:int	n:count	pos:share	pos_k:count	pos_n:count	n_rull2:count
	#table	ar	keys=ar	title=Åtgärder per år	unit=åtgärder
	2014	1100	0.7	70	100	2000
	2015	1128	0.75	75	100	2228
	2016	7	.s	.s	.s	1135
	#end	3	0
	EOF
	cat >two.ubat <<-'EOF'
	#ar:int	regi:code	m:mean	m_n:count
	#table	two	keys=ar,regi	title=Ålder
	#label	regi	k	Kommunal
	2014	k	40	30
	2015	k	38.25	31
	#end	2	0
	EOF
	cat >min.report <<-'EOF'
	[report]
	title = Uppföljning
	sekretess = intern
	layout = namnd
	namnd = Socialnämnden
	diarienummer = SN 2015/123
	sammantrade = 2015-10-01
	EOF
	cat >figures <<-'EOF'
	[figure Nöjda]
	table = ar
	measure = pos
	row = 2015
	before = 2014
	target = 80
	good = high
	riket = 74.5
	limit = 2
	[figure Antal åtgärder]
	table = ar
	measure = n
	row = 2015
	before = 2014
	rolling = n_rull2
	limit = 50
	[figure Ålder, kommunal regi]
	table = two
	measure = m
	row = 2015/Kommunal
	before = 2014/Kommunal
	limit = 1
	target = 40
	good = low
	EOF
}

# book [LINE...]: a workbook by min.report and these lines
book() {
	{ cat min.report; printf '%s\n' "$@"; } >r.report
	ubat-xlsx -l r.report -o r.xlsx ar.ubat two.ubat
}

# page: the second sheet
page() {
	sheet_rows r.xlsx 2
}

refused() {
	local want=$1
	shift
	rm -f r.xlsx
	run -2 --separate-stderr book "$@"
	[ "${stderr_lines[0]}" = "ubat-xlsx: r.report:$want" ]
	[ ! -e r.xlsx ]
}

@test "a page for a board has the figures, what they were, should be and are elsewhere, and what that means" {
	book "$(cat figures)"
	page >have
	diff have - <<-'EOF'
	Nyckeltal för Socialnämnden
	Detta blad innehåller 1 tabell.
	Diarienummer SN 2015/123. Sammanträde 2015-10-01. En förändring nämns när den är större än
	nyckeltalets gräns.
	.. = uppgift saknas
	Till Om statistiken
	Nyckeltal|Denna period|Antal med uppgift|Samma period förra året|Rullande 12 månader|Mål|Riket|Förändring
	Nöjda, procent|75|100|70|..|80|74.5|Ökat med 5,0 procentenheter (gräns 2). Målet är inte nått
	Antal åtgärder|1128|..|1100|2228|..|..|Oförändrat (gräns 50)
	Ålder, kommunal regi|38.3|31|40|..|40|..|Minskat med 1,7 (gräns 1). Målet är nått
	EOF
	# before the tables, in the contents, one page of paper, a table of its own
	unzip -p r.xlsx xl/workbook.xml >wb
	grep -q '<sheet name="Om statistiken"[^>]*><sheet name="Nyckeltal"[^>]*><sheet name="ar"' wb
	unzip -p r.xlsx xl/worksheets/sheet2.xml >sheet
	grep -q '<pageSetUpPr fitToPage="1"/>' sheet
	run ! grep -q fitToHeight sheet
	unzip -p r.xlsx xl/tables/table1.xml | grep -q 'name="t_nyckeltal"'
	unzip -p r.xlsx xl/worksheets/sheet1.xml | grep -q 'location="Nyckeltal!A1"\|location="'"'Nyckeltal'"
	ubat-html -l r.report -o r.html ar.ubat two.ubat
	grep -q 'Ökat med 5,0 procentenheter' r.html
}

@test "a column no figure has anything in is left out" {
	book '[figure Antal]' 'table = ar' 'measure = n' 'row = 2015'
	page | grep -qx 'Nyckeltal|Denna period'
	page | grep -qx 'Antal|1128'
}

@test "what is hidden is not compared, nor what cannot be" {
	book '[figure Nöjda]' 'table = ar' 'measure = pos' 'row = 2016' 'before = 2015' 'limit = 1' \
	    '[figure Antal]' 'table = ar' 'measure = n' 'row = 2015' 'before = 2014' 'break = ny definition 2015'
	page | grep -qx 'Nöjda, procent|X|X|75|Kan inte jämföras'
	page | grep -qx 'Antal|1128|..|1100|Ej jämförbart: ny definition 2015'
	page | grep -qx 'X = uppgiften har skyddats av sekretesskäl'
}

@test "descriptions of key figures that do not fit are refused, with their line" {
	refused '4: namnd needs a [figure]'
	f='[figure A]'
	refused '8: table =, measure = and row = are needed here' "$f"
	refused '11: limit = is needed: how much is a change?' "$f" 'table = ar' 'measure = n' 'before = 2014' 'row = 2015'
	refused '12: not a number' "$f" 'table = ar' 'measure = n' 'row = 2015' 'target = 80,5'
	refused '12: neither high nor low' "$f" 'table = ar' 'measure = n' 'row = 2015' 'good = up'
	refused '9: no table nix came' "$f" 'table = nix' 'measure = n' 'row = 2015'
	refused '10: table ar shows no measure nix' "$f" 'table = ar' 'measure = nix' 'row = 2015'
	refused '11: table ar shows no row 2019' "$f" 'table = ar' 'measure = n' 'row = 2019'
	refused '12: table ar shows no measure n_rull12' "$f" 'table = ar' 'measure = n' 'row = 2015' 'rolling = n_rull12'
	refused '9: [figure A] stands before, on line 8' "$f" "$f"
	refused '9: unknown key tabel; did you mean table?' "$f" 'tabel = ar'
	refused '16: a page has room for 8 figures' "$(for i in 1 2 3 4 5 6 7 8 9; do echo "[figure $i]"; done)"
	sed -i '/^layout/d' min.report
	refused '7: [figure] needs layout = namnd in [report]' "$f"
	echo 'layout = tavla' >>min.report
	refused '7: no layout tavla: there are namnd, oppna-jamforelser, statistik, verksamhet, nyhetsbrev and tabell'
}
