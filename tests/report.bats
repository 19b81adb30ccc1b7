# ubat-report(5): one test for each sentence of the page.
load helper
load sheets

prepare() {
	cat >regi.ubat <<-'EOF'
	#regi:code	n:count	pos:share	pos_k:count	pos_n:count	pos_miss:count	alder:mean	alder_n:count	alder_miss:count	n_pers:count
	#table	regi	keys=regi	title=Åtgärder efter regi	note=Påbörjade 2015.	source=Ubåt	unit=åtgärder
	#label	regi	Regi
	#label	regi	kommunal	Kommunal regi
	#label	pos	Nöjd
	#label	alder	Medelålder
	kommunal	93	0.95	38	40	53	44.25	93	0	71
	privat	1128	0.40625	13	32	96	38	128	0	100
	annan	5	.s	.s	.s	2	38.5	5	0	.s
	.t	1226	0.7	51	72	149	41.149999	221	0	171
	#end	4	0
	EOF
	cat >kommun.ubat <<-'EOF'
	#kommun:code	n:count
	#table	kommun	keys=kommun
	0180	7
	1480	9
	#end	2	0
	EOF
	cat >min.report <<-'EOF'
	[report]
	title = Behandlingar
	sekretess = intern
	EOF
}

# book [LINE...]: a workbook by min.report and these lines
book() {
	{ cat min.report; printf '%s\n' "$@"; } >r.report
	ubat-xlsx -l r.report -o r.xlsx regi.ubat kommun.ubat
}

# refused MESSAGE [LINE...]: the same, which fails and writes nothing
refused() {
	local want=$1
	shift
	rm -f r.xlsx
	run -2 --separate-stderr book "$@"
	[ "${stderr_lines[0]}" = "ubat-xlsx: $want" ]
	[ ! -e r.xlsx ]
}

part() {
	unzip -p r.xlsx "$1"
}

# names: of the sheets, in order, by "|"
names() {
	part xl/workbook.xml | grep -o '<sheet name="[^"]*"' |
	    sed 's/.*="//; s/"$//' | paste -sd '|'
}

# sheet NAME: its rows
sheet() {
	sheet_rows r.xlsx "$(names | tr '|' '\n' | grep -nxF "$1" | cut -d : -f 1)"
}

@test "the title is that of the document and of its first sheet" {
	book
	[ "$(sheet 'Om statistiken' | head -n 1)" = Behandlingar ]
	[[ $(part docProps/core.xml) = *'<dc:title>Behandlingar</dc:title>'* ]]
}

@test "title and sekretess are needed" {
	printf '[report]\nsekretess = intern\n' >min.report
	refused 'r.report:1: title = is needed in [report]'
	printf '[report]\ntitle = A\n' >min.report
	refused 'r.report:1: sekretess = intern or publik is needed in [report]'
}

@test "an internal report says that it can give persons away" {
	book
	[ "$(sheet 'Om statistiken' | sed -n 2p)" = 'Arbetsmaterial - innehåller uppgifter som kan röja enskilda' ]
	[[ $(part docProps/core.xml) = *'<cp:contentStatus>Arbetsmaterial - innehåller uppgifter som kan röja enskilda</cp:contentStatus>'* ]]
}

@test "sekretess is one of two words" {
	printf '[report]\ntitle = A\nsekretess = hemlig\n' >min.report
	refused 'r.report:3: neither intern nor publik'
}

open() {
	printf '[report]\ntitle = A\nsekretess = publik\n' >min.report
}

all_about() {
	printf '%s = Text.\n' population variabler redovisning metod bortfall
}

@test "a public report is refused without what the public is owed" {
	local key
	open
	for key in population variabler redovisning metod bortfall; do
		refused "r.report:3: a public report needs $key = in [about]" \
		    '[about]' "$(all_about | grep -v "^$key")"
	done
	refused 'r.report:3: a public report needs a [definition], or definitions = no' \
	    '[about]' "$(all_about)"
	refused 'r.report:3: a public report needs a [change], or changes = no' \
	    'definitions = no' '[about]' "$(all_about)"
}

@test "a public report takes only tables that were masked" {
	open
	{ cat min.report; printf 'definitions = no\nchanges = no\n[about]\n'; all_about; } >r.report
	run -1 --separate-stderr ubat-xlsx -l r.report -o r.xlsx kommun.ubat
	[ "$stderr" = 'ubat-xlsx: table kommun was not masked (ubat-mask), and the report is public' ]
	[ ! -e r.xlsx ]
}

@test "nor what came in behind the mask, or was changed there" {
	local open why
	open
	{ cat min.report; printf 'definitions = no\nchanges = no\n[about]\n'; all_about; } >r.report
	awk 'BEGIN {
		print "#klient:id\tort:code"
		for (i = 0; i < 60; i++) print "k" i "\t" (i < 2 ? "c" : i % 2 ? "a" : "b")
	}' | whole | ubat-agg -n t -g ort --person klient --total n >t
	ubat-mask t >m
	sed 's/\tt\t/\tu\t/' t >u
	# told WHY COMMAND...: what it writes is refused so
	told() {
		why=$1
		shift
		run -1 --separate-stderr bash -c 'set -o pipefail; '"$*"' | ubat-xlsx -l r.report -o r.xlsx'
		[ "$stderr" = "ubat-xlsx: table $why, and the report is public${more-}" ]
		[ ! -e r.xlsx ]
	}
	told 'u was not masked (ubat-mask)' cat m u
	told 'u was not masked (ubat-mask)' cat u m
	told 't was not masked (ubat-mask)' 'sed "/^#step.*ubat-mask/d; s/^\(#end.4.\)2/\11/" m'
	told 't: row 3 shows fewer than the 4 that ubat-mask hides: it was changed after that' 'sed "s/^c.*/c\t2/" m'
	awk 'BEGIN { print "#ort:code\td:code"; for (i = 0; i < 60; i++) print (i % 2 ? "a" : "b") "\t" (i % 3 ? "x" : "y_") }' |
	    whole | ubat-agg -n t -g ort --across d n 'n_k = count(ort = "a")' |
	    ubat-mask --records-are-persons --min-part 1 >mx
	grep -q '^a	20	20	10	10$' mx
	told 't: row 1 shows fewer than the 4 that ubat-mask hides: it was changed after that' 'sed "s/^\(a.20.20.\)10/\13/" mx'
	told 't is not as ubat-mask wrote it: it was changed by hand behind ubat-mask' 'sed "s/^\(a.20.\)20/\13/" mx'
	more=': mask it last'
	told 't was masked before ubat-join, which can bring in what was not' 'ubat-join -k ort -c n2=n t m'
	told 't was masked before ubat-join, which can bring in what was not' 'ubat-join -k ort -c n2=n t m | ubat-sort -k n'
	told 't was masked before ubat-body, which can bring in what was not' 'ubat-body sort <m'
	more=
	run -1 --separate-stderr bash -c 'sed "s/min=4/min=2/" m | ubat-xlsx -l r.report -o r.xlsx'
	[[ $stderr = 'ubat-xlsx: stdin: accounts: step '*' ubat-mask was changed after it was written' ]]
	# what keeps to it is public, and what was never a table
	printf '#ort:code\tplatser:int\na\t8\nb\t4\n' | whole | ubat-filter true >platser
	ubat-join -k ort platser m >ok
	run -0 --separate-stderr ubat-xlsx -l r.report -o r.xlsx ok
	ubat-agg -n q --unit ort -g ort 'platser = sum(platser)' <platser |
	    ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 >q
	ubat-join -k ort -c platser q m | ubat-agg -n t --unit ort -g ort 'p = sum(platser)' 'm = sum(n)' >ok
	run -0 --separate-stderr ubat-xlsx -l r.report -o r.xlsx ok
	rm r.xlsx
	more=': mask it last'
	told 't was masked before ubat-join, which can bring in what was not' 'ubat-join -k ort -c n2=n t <(ubat-join -k ort platser m)'
	# records beside a masked table are no masked table, nor is what is counted of them
	awk 'BEGIN { print "#klient:id\tort:code\td:code"; for (i = 0; i < 60; i++) print "k" i "\t" (i % 2 ? "a" : "b") "\t" i % 9 }' |
	    whole | ubat-filter true >p
	cut -f2,3 p | grep '^[ab]' | sort | uniq -c | awk 'BEGIN { print "#ort:code\tn:int" } $3 == 1 { print $2 "\t" $1 }' |
	    whole | ubat-body cat >count
	agg="ubat-agg -n t -g ort,d 'k = count(alla > 0)'"
	told 't was masked before ubat-join, which can bring in what was not' "ubat-join -k ort -c alla=n m p | $agg"
	told 't was masked before ubat-join, which can bring in what was not' "ubat-join --many -k ort p m | sed 's/n:count/alla:count/; /#label.n/d' | $agg"
	told 't was masked before ubat-join, which can bring in what was not' "ubat-join --many -k ort -c d p m"
	told 't was masked before ubat-join, which can bring in what was not' 'ubat-join -k ort -c x=n count m'
	told 't was masked before ubat-join, which can bring in what was not' 'ubat-join -k ort -c alla=n m count | ubat-agg -n t --unit ort -g ort "k = sum(n)"'
	told 't was masked before ubat-agg, which can bring in what was not' 'ubat-join -k ort platser m | ubat-agg -n t --unit ort -g ort "p = sum(platser)"'
	ubat-join -k ort -c n2=n m m | ubat-score -e 'z = n + 1' | ubat-filter 'n is not missing' | ubat-sort -k n >ok
	run -0 --separate-stderr ubat-xlsx -l r.report -o r.xlsx ok
}

@test "a public report of tables that were masked is written, and says how" {
	open
	{ cat min.report; printf 'definitions = no\nchanges = no\n[about]\n'; all_about; } >r.report
	{
		tsv '#klient:id regi:code'
		for i in $(seq 30); do echo "k$i	privat"; done
		for i in 41 42; do echo "k$i	annan"; done
		for i in $(seq 51 59); do echo "k$i	kommunal"; done
	} | whole | ubat-agg -n regi -g regi --person klient --total n | ubat-mask >regi.ubat
	ubat-xlsx -l r.report -o r.xlsx regi.ubat
	[[ $(sheet regi) = *$'\nannan|X\n'* ]]
	[[ $(sheet 'Framställning och kvalitet') = *'röjandeskydd (ubat-mask)|'*'Minst personer: 4.'*'Nollor: visas.'*'Dolda för att de är för få: 1. Dolda för de andras skull: 1. Det som doldes för andras skull: minsta möjliga.'* ]]
	[[ $(sheet 'Om statistiken') != *Arbetsmaterial* ]]
	[[ $(part docProps/core.xml) != *contentStatus* ]]
}

@test "a date is the document's, and from 1980 on" {
	book 'date = 2019-09-30'
	[[ $(part docProps/core.xml) = *'2019-09-30T00:00:00Z'* ]]
	refused 'r.report:4: not a date from 1980-01-01 on' 'date = 1979-12-31'
	refused 'r.report:4: not a date from 1980-01-01 on' 'date = 30/9 2019'
}

@test "without a date it is 1980-01-01, and the same bytes each time" {
	book
	[[ $(part docProps/core.xml) = *'1980-01-01T00:00:00Z'* ]]
	cp r.xlsx 1.xlsx
	TZ=Asia/Tokyo book
	cmp 1.xlsx r.xlsx
}

@test "the language is Swedish, unless another is said" {
	book
	[[ $(part docProps/core.xml) = *'<dc:language>sv-SE</dc:language>'* ]]
	book 'language = en-GB'
	[[ $(part docProps/core.xml) = *'<dc:language>en-GB</dc:language>'* ]]
	refused 'r.report:4: no language, as sv-SE is one' 'language = svenska'
	refused 'r.report:4: no language, as sv-SE is one' 'language = sv<x>'
}

@test "author and organisation are in the properties" {
	book 'author = Beroendeenheten' 'organisation = Exempelköpings kommun'
	[[ $(part docProps/core.xml) = *'<dc:creator>Beroendeenheten</dc:creator>'* ]]
	[[ $(part docProps/app.xml) = *'<Company>Exempelköpings kommun</Company>'* ]]
	book
	[[ $(part docProps/core.xml) = *'<dc:creator>ubat</dc:creator>'* ]]
}

@test "case, board and meeting stand on the first sheet" {
	book 'diarienummer = BE 2019/12' 'namnd = Socialnämnden' 'sammantrade = 2019-10-15'
	run -0 sheet 'Om statistiken'
	[ "${lines[2]}" = 'Nämnd|Socialnämnden' ]
	[ "${lines[3]}" = 'Sammanträde|2019-10-15' ]
	[ "${lines[4]}" = 'Diarienummer|BE 2019/12' ]
}

@test "each key of [about] is a heading, each repeat a paragraph" {
	book '[about]' 'population = Ett.' 'population = Två.' 'metod = Tre.' 'kvalitet = Fyra.' 'kontakt = Fem.' 'redovisning = Sex.' 'bortfall = Sju.' 'variabler = Åtta.' 'matt = Nio.'
	run -0 sheet 'Om statistiken'
	[[ $output = *$'Population\nEtt.\nTvå.\nVariabler\nÅtta.\nStatistiska mått\nNio.\nProcent är beräknad'*$'\nRedovisning\nSex.\nMetod och källa\nTre.\nBortfall\nSju.\nKvalitet\nFyra.\nKontakt\nFem.\n'* ]]
}

@test "a heading of [about] that is not said is not there" {
	book
	run -0 sheet 'Om statistiken'
	[[ $output != *Population* ]]
	[[ $output = *$'\nStatistiska mått\n'* ]]
}

@test "the sheets are in the order of the sections, other tables behind them" {
	book '[table kommun]'
	[ "$(names)" = 'Om statistiken|kommun|regi|Noter och teckenförklaring' ]
	book '[table kommun]' '[table regi]'
	[ "$(names)" = 'Om statistiken|kommun|regi|Noter och teckenförklaring' ]
	book '[table regi]'
	[ "$(names)" = 'Om statistiken|regi|kommun|Noter och teckenförklaring' ]
}

@test "a section without a table is refused" {
	refused 'r.report:4: no table lan came' '[table lan]'
}

@test "a table that comes twice is refused" {
	{ cat min.report; echo '[table regi]'; } >r.report
	run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx regi.ubat regi.ubat
	[ "$stderr" = 'ubat-xlsx: r.report:4: table regi comes twice' ]
}

@test "two sections of one table are refused" {
	refused 'r.report:5: [table regi] stands before, on line 4' '[table regi]' '[table regi]'
}

@test "a sheet is called what the description says" {
	book '[table regi]' 'sheet = Vem som driver'
	[ "$(names)" = 'Om statistiken|Vem som driver|kommun|Noter och teckenförklaring' ]
	[[ $(sheet 'Om statistiken') = *$'\nVem som driver|Åtgärder efter regi\n'* ]]
}

@test "names no sheet can have are refused" {
	local bad
	for bad in 'a:b' 'a/b' 'a\b' 'a[b' 'a?b' 'a*b' 'a#b' "'ab" 2016 tab1; do
		refused 'r.report:5: a sheet cannot be called that: []:*?/\# are not allowed, nor what looks like a cell or a number' '[table regi]' "sheet = $bad"
	done
	refused 'r.report:5: the sheet om Statistiken is there already' '[table regi]' 'sheet = om Statistiken'
	refused 'r.report:5: the sheet Definitioner is there already' '[table regi]' 'sheet = Definitioner'
}

@test "a sheet's name has 31 characters, not 32" {
	book '[table regi]' 'sheet = Åtgärder efter regi och kommunt'
	refused "r.report:5: a sheet's name is at most 31 characters" '[table regi]' 'sheet = Åtgärder efter regi och kommuner'
}

@test "two sheets with one name are refused, whatever the case" {
	refused 'r.report:7: two sheets with one name, the other on line 5' '[table regi]' 'sheet = Blad' '[table kommun]' 'sheet = blad'
}

@test "a title, note and source stand instead of the table's" {
	book '[table regi]' 'title = Regi 2015' 'note = Ny not.' 'source = Annan källa'
	run -0 sheet regi
	[ "${lines[0]}" = 'Regi 2015' ]
	[[ $output = *$'\nNy not.\n'* && $output = *$'\nKälla: Annan källa\n'* ]]
	[[ $output != *Påbörjade* && $output != *Ubåt* ]]
}

@test "an English title stands below the Swedish" {
	book 'english = Treatments' '[table regi]' 'english = By provider' '[table kommun]' 'english = By municipality'
	run -0 sheet regi
	[ "${lines[1]}" = 'By provider' ]
	[ "$(sheet 'Om statistiken' | sed -n 2p)" = Treatments ]
}

@test "English titles are in all places or in none" {
	refused 'r.report:5: no English title, but one in [report]' 'english = Treatments' '[table regi]'
	refused 'r.report:5: an English title, and none in [report]' '[table regi]' 'english = By provider'
}

@test "a heading is the one described" {
	book '[table regi]' 'label.pos = Nöjda klienter, procent' 'label.regi = Vem'
	run -0 sheet regi
	[[ $output = *$'\nVem|Antal åtgärder|Nöjda klienter, procent|'* ]]
	[[ $(part xl/tables/table1.xml) = *'name="Nöjda klienter, procent"'* ]]
}

@test "a column that is not shown cannot be described" {
	refused 'r.report:5: table regi shows no column poss' '[table regi]' 'label.poss = A'
	refused 'r.report:5: table regi shows no column pos_k' '[table regi]' 'digits.pos_k = 1'
	refused 'r.report:5: table regi shows no column n_pers' '[table regi]' 'width.n_pers = 10'
	refused 'r.report:5: table regi shows no column x' '[table regi]' 'hide = x'
	refused 'r.report:5: table regi shows no column x' '[table regi]' 'sort = -x'
}

@test "two headings that are one are refused, whatever the case" {
	refused 'r.report:5: column n has that heading too' '[table regi]' 'label.pos = ANTAL Åtgärder'
	refused 'r.report:5: column n has that heading too' '[table regi]' 'label.pos = Samma' 'label.n = samma'
}

@test "a heading has 255 characters, not 256" {
	local long
	long=$(printf 'å%.0s' $(seq 255))
	book '[table regi]' "label.n = $long"
	refused 'r.report:5: a heading is at most 255 characters' '[table regi]' "label.n = ${long}å"
}

@test "digits are the decimals of a share, a mean or a statistic" {
	book '[table regi]' 'digits.pos = 0' 'digits.alder = 2'
	run -0 sheet regi
	[[ $output = *$'\nprivat|1128|41|32|96|38|128'* ]]
	[[ $output = *$'\nTotalt|1226|71|72|149|41.15|221'* ]]
	refused 'r.report:5: not a number from 0 to 6' '[table regi]' 'digits.pos = 7'
	refused 'r.report:5: column n is count, which is not rounded' '[table regi]' 'digits.n = 1'
}

@test "widths are from 8 to 60 characters" {
	book '[table kommun]' 'width.kommun = 40'
	[[ $(part xl/worksheets/sheet2.xml) = *'<col min="1" max="1" width="40.'* ]]
	refused 'r.report:5: not a number from 8 to 60' '[table regi]' 'width.n = 7'
	refused 'r.report:5: not a number from 8 to 60' '[table regi]' 'width.n = 61'
}

@test "a column is left out, but no key and no base of a share" {
	book '[table regi]' 'hide = alder' 'hide = alder_n'
	run -0 sheet regi
	[[ $output = *$'\nprivat|1128|40.6|32|96\n'* ]]
	refused 'r.report:5: a key cannot be left out' '[table regi]' 'hide = regi'
	refused 'r.report:5: a share cannot be shown without its base' '[table regi]' 'hide = pos_n'
	book '[table regi]' 'hide = pos_n' 'hide = pos'
	[[ $(sheet regi) != *'40.6'* ]]
}

# rows [LINE...]: the first column of the table regi
rows() {
	book '[table regi]' "$@" 'hide = alder'
	sheet regi | sed -n '/^Regi|/,$p' | sed 1d | cut -d '|' -f 1 | paste -sd ' '
}

@test "rows stand by a column, signs last and totals after them" {
	[ "$(rows)" = 'Kommunal regi privat annan Totalt' ]
	[ "$(rows 'sort = pos')" = 'privat Kommunal regi annan Totalt' ]
	[ "$(rows 'sort = -pos')" = 'Kommunal regi privat annan Totalt' ]
	[ "$(rows 'sort = -n')" = 'privat Kommunal regi annan Totalt' ]
	[ "$(rows 'sort = regi')" = 'Kommunal regi annan privat Totalt' ]
}

@test "totals stand first or last" {
	[ "$(rows 'totals = first')" = 'Totalt Kommunal regi privat annan' ]
	[ "$(rows 'totals = first' 'sort = n')" = 'Totalt annan Kommunal regi privat' ]
	[ "$(rows 'totals = last')" = 'Kommunal regi privat annan Totalt' ]
	refused 'r.report:5: neither first nor last' '[table regi]' 'totals = both'
}

@test "rows of a table of two keys are not sorted" {
	sed 's/keys=kommun/keys=kommun,n/' kommun.ubat >k2 && mv k2 kommun.ubat
	refused 'r.report:5: table kommun has 2 keys; one is needed to sort its rows' '[table kommun]' 'sort = n'
}

@test "charts are those described" {
	book '[table regi]' 'chart = pos' 'chart = n,pos_n' '[table kommun]' 'chart = auto'
	[ "$(unzip -l r.xlsx | grep -c 'xl/charts/chart[0-9]')" = 3 ]
	refused 'r.report:5: table regi shows no measure x' '[table regi]' 'chart = x'
}

@test "a chart of a table without rows is refused" {
	printf '#kommun:code\tn:count\n#table\tkommun\tkeys=kommun\n#end\t0\t0\n' >kommun.ubat
	refused 'r.report:5: a chart of a table without rows' '[table kommun]' 'chart = auto'
}

@test "headings stay in sight when that is asked for" {
	book '[table regi]' 'freeze = yes'
	[[ $(part xl/worksheets/sheet2.xml) = *'<pane xSplit="1"'*'state="frozen"'* ]]
	book '[table regi]' 'freeze = no'
	[[ $(part xl/worksheets/sheet2.xml) != *'<pane'* ]]
}

@test "definitions and changes have sheets, the newest change first" {
	book '[definition Åtgärd]' 'text = En behandling.' 'english = A treatment.' \
	    '[change 2019-09-30]' 'text = Första.' 'status = preliminär' \
	    '[change 2019-10-02]' 'text = Andra.' 'status = reviderad'
	[ "$(names)" = 'Om statistiken|Definitioner|Ändringshistorik|regi|kommun|Noter och teckenförklaring' ]
	[ "$(sheet Definitioner | sed -n 3p)" = 'Åtgärd|En behandling. / A treatment.' ]
	[ "$(sheet Ändringshistorik | sed -n 3p)" = '2019-10-02|(reviderad) Andra.' ]
	[ "$(sheet Ändringshistorik | sed -n 4p)" = '2019-09-30|(preliminär) Första.' ]
	[[ $(sheet 'Om statistiken') = *$'\nInnehållsförteckning\nDefinitioner|Vad orden betyder\nÄndringshistorik|'* ]]
}

@test "an entry has a text; a change a date, and one of two words" {
	refused 'r.report:4: text = is needed here' '[definition Regi]'
	refused 'r.report:4: a change is called by its date' '[change igår]' 'text = A'
	refused 'r.report:6: neither preliminär nor reviderad' '[change 2019-01-01]' 'text = A' 'status = ny'
	refused 'r.report:6: status = belongs to [change]' '[definition Regi]' 'text = A' 'status = reviderad'
	refused 'r.report:6: [definition Regi] stands before, on line 4' '[definition Regi]' 'text = A' '[definition Regi]'
}

@test "a sheet has the notes it refers to, and they stand on one of their own" {
	book '[table regi]' 'title = Regi [not 1]' 'label.n = Antal [not 2]' \
	    '[note 1]' 'text = Ett.' '[note 2]' 'text = Två.'
	[[ $(sheet regi) = *$'\n[not 1] Ett.\n[not 2] Två.\n'* ]]
	[[ $(sheet kommun) != *'[not'* ]]
	[[ $(sheet 'Noter och teckenförklaring') = *$'Noter\n[not 1]|Ett.\n[not 2]|Två.\nTeckenförklaring\nX|uppgiften'* ]]
}

@test "notes are numbered in order, used and there" {
	refused 'r.report:4: notes are numbered from 1 on, in order' '[note 2]' 'text = A'
	refused 'r.report:4: nothing refers to [not 1]' '[note 1]' 'text = A'
	refused 'r.report:5: regi refers to a note, [not 3], that is not there' '[table regi]' 'title = Regi [not 3]'
	book '[about]' 'metod = Så här [not 1].' '[note 1]' 'text = A'
}

@test "the accounts have a sheet of their own" {
	tsv '#regi:code' a b b | whole | ubat-agg -g regi -n regi n >regi.ubat
	book
	[ "$(names)" = 'Om statistiken|regi|kommun|Framställning och kvalitet' ]
	[[ $(sheet 'Framställning och kvalitet') = *'Steg 1: tabell (ubat-agg)|'* ]]
	[[ $(sheet 'Om statistiken') != *'Steg 1'* ]]
}

@test "unknown sections and keys are refused, with the nearest" {
	refused 'r.report:4: unknown key titel; did you mean title?' 'titel = A'
	refused 'r.report:5: unknown key tite; did you mean title?' '[table regi]' 'tite = A'
	refused 'r.report:5: unknown key populaton; did you mean population?' '[about]' 'populaton = A'
	refused 'r.report:4: unknown section tabel; did you mean table?' '[tabel regi]'
	refused 'r.report:4: [table] needs a name' '[table]'
	refused 'r.report:4: [about] takes no name' '[about x]'
}

@test "a key is said once, and its value is not empty" {
	refused 'r.report:4: said before, on line 2' 'title = B'
	refused 'r.report:6: said before, on line 5' '[table regi]' 'label.n = A' 'label.n = B'
	refused 'r.report:4: no text' 'english ='
}

@test "options for what a description says are refused beside it" {
	local o
	cp min.report r.report
	for o in --title=A --author=A --created=2019-01-01; do
		run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx "$o" regi.ubat
		[ "${stderr_lines[0]}" = 'ubat-xlsx: -l: title, author and date stand in the description' ]
	done
	run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx --records regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-xlsx: -l does not go with --records' ]
}

@test "the draft of a description gives the workbook there would be without" {
	ubat-xlsx --propose regi.ubat kommun.ubat >draft.report
	ubat-xlsx -l draft.report -o r.xlsx regi.ubat kommun.ubat
	sheet regi >with
	sheet kommun >>with
	ubat-xlsx -o r.xlsx regi.ubat kommun.ubat
	sheet regi >without
	sheet kommun >>without
	cmp with without
}

@test "a draft goes with no other option" {
	run -2 --separate-stderr ubat-xlsx --propose -o r.xlsx regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-xlsx: --propose goes with no other option' ]
	run -1 --separate-stderr ubat-xlsx --propose regi.ubat kommun.ubat regi.ubat
	[ "$stderr" = 'ubat-xlsx: table regi came before' ]
	[ -z "$output" ]
}

@test "the example of the page makes a workbook" {
	sed -n '/^\.Sh EXAMPLES/,/^\.Ed/p' "$BATS_TEST_DIRNAME/../man/ubat-report.5" |
	    sed -n '/^\[report\]/,$p' | sed '$d' >r.report
	ubat-xlsx -l r.report -o r.xlsx regi.ubat
	[ "$(names)" = 'Om statistiken|regi|Noter och teckenförklaring' ]
}

@test "a description that cannot be read" {
	run -1 --separate-stderr ubat-xlsx -l none.report -o r.xlsx regi.ubat
	[ "$stderr" = 'ubat-xlsx: none.report: cannot open: No such file or directory' ]
}
