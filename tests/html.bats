# ubat-html(1): one test for each sentence of the page.
load helper

prepare() {
	cat >regi.ubat <<-'EOF'
	#regi:code	n:count	pos:share	pos_k:count	pos_n:count	pos_miss:count	alder:mean	alder_n:count	alder_miss:count	n_pers:count
	#table	regi	keys=regi	title=Åtgärder efter regi	note=Påbörjade <2015>.	source=Ubåt & ASI	unit=åtgärder
	#label	regi	Regi
	#label	regi	kommunal	Kommunal regi
	#label	pos	Nöjd
	#label	alder	Medelålder
	kommunal	93	0.95	38	40	53	44.25	93	0	71
	privat	1128	0.40625	13	32	96	38	128	0	100
	annan	5	.s	.s	.s	2	-38.5	5	0	.s
	.t	1226	0.7	51	72	149	41.149999	221	0	171
	#end	4	0
	EOF
	cat >kommun.ubat <<-'EOF'
	#kommun:code	kon:code	n:count
	#table	kommun	keys=kommun,kon
	0180	man	7
	1480	kvinna	9
	#end	2	0
	EOF
	cat >rapport.report <<-'EOF'
	[report]
	title = Behandlingar [not 1]
	english = Treatments
	sekretess = intern
	[table regi]
	title = Åtgärder 2015 [not 1]
	english = Measures 2015
	label.pos = Nöjd med "hjälpen"
	chart = bars:pos
	[table kommun]
	english = By kommun
	[note 1]
	text = Bara de vanliga.
	[definition åtgärd]
	text = En behandling.
	EOF
}

page() {
	ubat-html -o r.html "$@"
}

# has TEXT...: the page holds these
has() {
	local t
	for t; do
		grep -qF -- "$t" r.html || {
			echo "not there: $t"
			return 1
		}
	done
}

# lacks TEXT...: and none of these
lacks() {
	local t
	for t; do
		! grep -qF -- "$t" r.html || {
			echo "there: $t"
			return 1
		}
	done
}

# look XPATH: what is there, as text, blanks folded
look() {
	xmllint --nonet --xpath "$1" r.html 2>&1 | tr -s ' \n' ' ' |
	    sed 's/^ //; s/ $//'
}

@test "tables from files or standard input become one document, which is XML too" {
	page regi.ubat kommun.ubat
	xmllint --noout --nonet r.html
	[ "$(head -n 1 r.html)" = '<!DOCTYPE html>' ]
	[ "$(look 'count(//table)')" = 2 ]
	[ "$(look 'string(/html/@lang)')" = sv-SE ]
	cat regi.ubat kommun.ubat | page
	[ "$(look 'count(//table)')" = 2 ]
}

@test "the title is the first table's, or what is said" {
	page regi.ubat kommun.ubat
	[ "$(look 'string(//h1)')" = 'Åtgärder efter regi' ]
	page --title 'Två & tre' --author Analysgruppen regi.ubat
	[ "$(look 'string(//title)')" = 'Två & tre' ]
	[ "$(look 'string(//h1)')" = 'Två & tre' ]
	[ "$(look 'string(//meta[@name="author"]/@content)')" = Analysgruppen ]
}

@test "headings and keys are marked, numbers are Swedish, totals bold" {
	page regi.ubat
	[ "$(look '//table[1]/caption/text()')" = 'Åtgärder efter regi' ]
	[ "$(look 'count(//thead/tr/th[@scope="col"])')" = 7 ]
	[ "$(look 'count(//tbody/tr/th[@scope="row"])')" = 4 ]
	[ "$(look 'string(//tbody/tr[1]/th)')" = 'Kommunal regi' ]
	[ "$(look 'string(//tbody/tr[1]/td[2])')" = '95,0' ]
	[ "$(look 'string(//tbody/tr[2]/td[1])')" = $'1\xc2\xa0128' ]
	[ "$(look 'string(//tbody/tr[3]/td[5])')" = '−38,5' ]
	[ "$(look 'string(//tbody/tr[3]/td[2])')" = X ]
	[ "$(look 'string(//tr[@class="total"]/th)')" = Totalt ]
	[ "$(look 'count(//tr[@class="total"])')" = 1 ]
	has 'X = uppgiften har skyddats av sekretesskäl' 'Källa: Ubåt &amp; ASI'
}

@test "what is never shown is not in the page: numerators and persons" {
	page --chart auto regi.ubat
	lacks n_pers pos_k '>71<' '>38<'
}

@test "a text is text, whatever stands in it" {
	page regi.ubat
	has 'Påbörjade &lt;2015&gt;.'
	sed 's/Kommunal regi/<script>alert("x")<\/script>/' regi.ubat >x.ubat
	page --chart auto --title '"><b>' x.ubat
	xmllint --noout --nonet r.html
	[ "$(look 'count(//script)')" = 0 ]
	has '&lt;script&gt;'
	lacks '<script' '<b>'
}

@test "the page fetches nothing and has the browser enforce that" {
	page --chart auto regi.ubat
	has "content=\"default-src 'none';style-src 'unsafe-inline'\""
	lacks '<script' '<link' '<img' 'src=' 'http:' 'https:' '@import'
	! grep -o 'url([^)]*)' r.html | grep -v 'url(#w[345])' || false
	! grep -o 'href="[^"]*"' r.html | grep -v 'href="#'
}

@test "every link leads somewhere, and no name is there twice" {
	page -l rapport.report regi.ubat kommun.ubat
	grep -o 'href="#[^"]*"' r.html | sed 's/.*#//; s/"//' | sort -u >links
	grep -o ' id="[^"]*"' r.html | sed 's/ id="//; s/"//' | sort >ids
	[ -s links ]
	[ -z "$(comm -23 links <(sort -u ids))" ]
	[ -z "$(uniq -d ids)" ]
}

@test "the description's texts are there, an internal page warns" {
	page -l rapport.report regi.ubat kommun.ubat
	xmllint --noout --nonet r.html
	[ "$(look 'string(//header/p[@class="warning"])')" = 'Arbetsmaterial - innehåller uppgifter som kan röja enskilda' ]
	[ "$(look 'string(//meta[@name="robots"]/@content)')" = noindex ]
	[ "$(look 'string(//section[@id="tabell-1"]/h2)')" = 'Åtgärder 2015 [not 1]' ]
	[ "$(look 'string(//section[@id="tabell-1"]/h2/a/@href)')" = '#not-1' ]
	[ "$(look 'string(//dt[@id="not-1"]/following-sibling::dd[1])')" = 'Bara de vanliga.' ]
	[ "$(look 'string(//section[@id="tabell-1"]/p[@lang="en"])')" = 'Measures 2015' ]
	has 'Nöjd med &quot;hjälpen&quot;'
	has '<h2 id="text-0-h">Definitioner</h2>' '<dt>åtgärd</dt>'
	# titles that are looked up elsewhere do not refer to notes
	[ "$(look 'string(//nav//a[1])')" = 'Åtgärder 2015' ]
	[ "$(look 'string(//h1)')" = Behandlingar ]
	[ "$(look 'string(/*/*[1]/*[local-name()="title"])')" = Behandlingar ]
}

@test "headings follow each other without a gap" {
	page -l rapport.report regi.ubat kommun.ubat
	grep -o '<h[1-6]' r.html | tr -d '<h' |
	    awk 'NR == 1 && $1 != 1 { bad = 1 } $1 > last + 1 { bad = 1 } { last = $1 } END { exit bad }'
	[ "$(grep -c '<h1' r.html)" = 1 ]
}

@test "a public page of a table that was not masked is refused" {
	sed 's/intern/publik/' rapport.report >p.report
	cat >>p.report <<-'EOF'
	[about]
	population = Alla.
	variabler = Regi.
	redovisning = Hela tal.
	metod = Räknat.
	bortfall = Inget.
	[change 2026-01-01]
	text = Första.
	EOF
	echo old >r.html
	run -1 --separate-stderr page -l p.report regi.ubat kommun.ubat
	[ "$stderr" = 'ubat-html: table regi was not masked (ubat-mask), and the report is public' ]
	[ "$(cat r.html)" = old ]
}

@test "charts tell their data in words and draw what the table has" {
	page -l rapport.report regi.ubat kommun.ubat
	[ "$(look 'count(//figure/div/svg[@role="img"])')" = 1 ]
	[[ $(look 'string(//figure/div/svg/@aria-label)') == 'Liggande stapeldiagram: Åtgärder 2015. Nöjd med "hjälpen": högst är Kommunal regi med 95,0 procent, lägst är privat med 40,6 procent.'* ]]
	# three bars of four: one group is hidden; the longest is the highest
	[ "$(look 'count(//figure/div/svg/rect)')" = 3 ]
	[ "$(look 'number(//figure/div/svg/rect[1]/@width) > number(//figure/div/svg/rect[2]/@width)')" = true ]
	has 'I diagrammet saknas en stapel där tabellen har ett tecken: annan.'
	[ "$(look 'count(//figure/div/svg/rect[@class="s3"])')" = 1 ] # the total is woven
}

@test "bars stand on 0 and a scale of per cent ends at 100" {
	page --chart regi=pos regi.ubat
	[ "$(look 'string(//figure/div/svg/text[@class="end"][1])')" = 0 ]
	[ "$(look 'string(//figure/div/svg/text[@class="end"][last()])')" = 100 ]
	# 95 of 100 is 285 of 300 places
	[ "$(look 'string(//figure/div/svg/rect[1]/@height)')" = 285.0 ]
	page --chart regi=alder regi.ubat # one bar goes down
	[ "$(look 'string(//figure/div/svg/text[@class="end"][1])')" = '−40' ]
	xmllint --noout --nonet r.html
}

@test "each kind of chart is drawn, and six measures at once" {
	{
		printf '#ar:int\ta:count\tb:count\tc:count\td:count\te:count\tf:count\n'
		printf '#table\tt\tkeys=ar\n'
		printf '%d\t1\t2\t3\t4\t5\t6\n' 2020 2021 2022 | awk -F '\t' -v OFS='\t' '{ $1 = $1; print }'
		printf '#end\t3\t0\n'
	} >t.ubat
	page --chart t=lines:a,b,c,d,e,f --chart t=stacked:a,b --chart t=columns:a,b \
	    --chart t=bars:a,b t.ubat
	xmllint --noout --nonet r.html
	[ "$(look 'count(//figure)')" = 4 ]
	[ "$(look 'count(//polyline)')" = 6 ]
	[ "$(look 'count(//figure[2]/div/svg/rect)')" = 6 ]
	[ "$(look 'count(//figure[2]/ul/li)')" = 2 ]
	# parts of a hundred say so, whatever is counted
	[ "$(look 'string((//figure[2]//text[@class="unit"])[1])')" = Procent ]
	[ "$(look 'string((//figure[3]//text[@class="unit"])[1])')" = 'Antal poster' ]
	[ "$(look 'count(//figure[1]/ul/li)')" = 6 ]
	[ "$(look 'string(//tbody/tr[1]/th)')" = 2020 ] # a year is no count
}

@test "standing bars lie down where the groups are many" {
	{
		printf '#k:code\tn:count\n#table\tt\tkeys=k\n'
		seq 100 139 | awk '{ print $1 "\t" NR * 1000 }'
		printf '#end\t40\t0\n'
	} >t.ubat
	page --chart t t.ubat
	[ "$(look 'count(//figure/div/svg/rect)')" = 40 ]
	# of one height, and the last longest
	[ "$(look 'count(//figure/div/svg/rect[@height != "17.0"])')" = 0 ]
	[ "$(look 'number(//figure/div/svg/rect[40]/@width) > number(//figure/div/svg/rect[1]/@width)')" = true ]
	has $'40\xc2\xa0000'
}

@test "no word below a bar is broken: bars lie down where a long one does not fit" {
	local n
	for n in 5 9; do
		{
			printf '#k:code\tn:count\n#table\tt\tkeys=k\n'
			seq $n | awk '{ print ($1 == 2 ? "Stor problemförbättring" : "k" $1) "\t" $1 }'
			printf '#end\t%d\t0\n' $n
		} >t.ubat
		page --chart t t.ubat
		[ "$(look 'count(//figure//text[. = "problemförbättring" or . = "Stor problemförbättring"])')" = 1 ]
		# the names of standing bars are in the middle below them
		[ "$(look 'count(//figure//text[@class = "mid" and starts-with(., "k")]) > 0')" = "$([ $n = 5 ] && echo true || echo false)" ]
	done
}

@test "on paper nothing is cut: a table of many columns lies across" {
	local n
	for n in 7 8 18; do
		{
			printf '#k:code%s\n#table\tt\tkeys=k\n' "$(seq $n | sed 's/.*/\ta&:count/' | tr -d '\n')"
			printf 'x%s\n' "$(seq $n | sed 's/^/\t/' | tr -d '\n')"
			printf '#end\t1\t0\n'
		} >t.ubat
		page t.ubat
		echo "$(look 'string(//section[@id = "tabell-1"]/@class)')"
	done >classes
	[ "$(paste -sd'|' classes)" = '|wide|wide dense' ]
	# what is for paper stands behind what it is to hold against
	grep -n '^@media print{\|^@page{\|\.scroll{overflow' r.html | cut -c 1-40 >rules
	[ "$(tail -n 1 rules | cut -d : -f 2)" = '@media print{' ]
	sed -n '/^@media print{/p' r.html | grep -q '\.scroll{overflow:visible}'
	has 'section.wide{page:wide}' '@page wide{size:A4 landscape}' 'tbody tr:first-child{break-before:avoid}'
	# nor do the letters of a chart get smaller than 11 px of a screen: it is moved
	page --chart t=a1 t.ubat
	awk -v wide="$(look 'string(//figure//svg[@class = "chart"]/@viewBox)' | cut -d ' ' -f 3)" \
	    -v least="$(grep -o 'svg.chart{width:100%;min-width:[0-9]*' r.html | tr -dc '0-9 ' | cut -c 4-)" \
	    -v letters="$(grep -o 'svg text{font-size:[0-9]*' r.html | tr -dc 0-9)" \
	    'BEGIN { exit !(letters * least * 16 / wide >= 11) }'
}

@test "a mean of thousands has its digits in groups, one of hundreds has none to group" {
	printf '#k:code\tm:mean\tm_n:count\ts:stat\n#table\tt\tkeys=k\na\t-12345.5\t9\t999.5\nb\t1.5\t9\t1\n#end\t2\t0\n' >t.ubat
	page t.ubat
	has $'<td class="n">−12\xc2\xa0345,5</td>' '<td class="n">1,5</td>' '<td class="n">999,5</td>'
	ubat-xlsx -o r.xlsx t.ubat
	unzip -p r.xlsx xl/styles.xml | grep -q 'formatCode="#,##0\.0"'
}

@test "a table without records says Inga uppgifter, also where a chart is asked for" {
	printf '#k:code\tn:count\n#table\tt\tkeys=k\n#end\t0\t0\n' >t.ubat
	page --chart auto t.ubat
	has '<p>Inga uppgifter.</p>'
	[ "$(look 'count(//table)')" = 0 ]
	[ "$(look 'count(//figure)')" = 0 ]
}

@test "the same input gives the same bytes, readable by the owner only" {
	page --chart auto regi.ubat
	cp r.html a.html
	page --chart auto regi.ubat
	cmp a.html r.html
	[ "$(stat -c %a r.html)" = 600 ]
}

@test "a cut stream makes no page, but with --cut-ok one that says so" {
	head -n 8 regi.ubat >cut.ubat
	echo old >r.html
	run -1 --separate-stderr page cut.ubat
	[ "$stderr" = 'ubat-html: cut.ubat: the stream is cut: it has no end that fits it' ]
	[ "$(cat r.html)" = old ]
	run -0 --separate-stderr page --cut-ok cut.ubat
	[ "$stderr" = 'ubat-html: cut.ubat: the stream is cut; the page says so' ]
	[[ $(look 'string(//header/p[@class="warning"][1])') == 'Varning: underlaget är avbrutet.'* ]]
}

@test "records, a missing -o and standard output are wrong usage" {
	printf '#a:int\n1\n#end\t1\t0\n' >x.ubat
	run -2 --separate-stderr page x.ubat
	[ "$stderr" = 'ubat-html: x.ubat: records, not a table (ubat-agg makes one; ubat-xlsx --records takes them as they are)' ]
	[ ! -e r.html ]
	run -2 --separate-stderr ubat-html regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-html: -o is needed' ]
	run -2 --separate-stderr ubat-html -o - regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-html: -o: a page needs a file' ]
	run -2 --separate-stderr page -l rapport.report --title x regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-html: -l: title, author and date stand in the description' ]
	run -2 --separate-stderr ubat-html -o regi.ubat regi.ubat
	[ "$stderr" = 'ubat-html: regi.ubat: is read too, and would be replaced: choose another name' ]
}

@test "a full disk leaves the old page" {
	[ -e /dev/full ] || skip "no /dev/full"
	bash -c 'ulimit -f 1; trap "" XFSZ; exec ubat-html -o r.html regi.ubat' >out 2>&1 && false
	grep -q '^ubat-html: r.html: cannot write' out
	[ ! -e r.html ]
	[ -z "$(ls -A | grep '^\.ubat')" ]
}

@test "light and dark letters stand out from what is behind them" {
	page regi.ubat
	# relative luminance, WCAG 2.1
	grep -o -- '--[a-z0-9]*:#[0-9a-f]*' r.html | awk -F '[:#]' '
	function chan(h,  v) {
		v = (index("0123456789abcdef", substr(h, 1, 1)) - 1) * 16 + \
		    index("0123456789abcdef", substr(h, 2, 1)) - 1
		v /= 255
		return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ^ 2.4
	}
	function lum(h) {
		if (length(h) == 3)
			h = substr(h, 1, 1) substr(h, 1, 1) substr(h, 2, 1) \
			    substr(h, 2, 1) substr(h, 3, 1) substr(h, 3, 1)
		return .2126 * chan(substr(h, 1)) + .7152 * chan(substr(h, 3)) + \
		    .0722 * chan(substr(h, 5))
	}
	function ratio(a, b) {
		return a > b ? (a + .05) / (b + .05) : (b + .05) / (a + .05)
	}
	function judge() {
		if (!("--paper" in c))
			return
		sets++
		for (k in need)
			if (ratio(c[k], c["--paper"]) < need[k]) {
				print sets, k, ratio(c[k], c["--paper"])
				bad = 1
			}
		if (ratio(c["--on0"], c["--c0"]) < 4.5)
			bad = 1
		delete c
	}
	BEGIN {
		need["--ink"] = need["--soft"] = need["--link"] = need["--warn"] = 4.5
		need["--line"] = need["--edge"] = 3
	}
	$1 == "--ink" { judge() }
	{ c[$1] = lum($3) }
	END { judge(); exit bad || sets != 3 }'
}

# EXAMPLES: page
@test "the examples of the page" {
	examples ubat-html.1 >a.sh
	[ "$(grep -c ubat-html a.sh)" = 2 ]
	sh -e a.sh
	[ -s rapport.html ]
	[ -s rapport.xlsx ]
}
