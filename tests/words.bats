# The words that boards and agencies use, and those that mislead: what the
# report, the layouts and the code lists say.
load helper

# A description with these lines behind its head: describe LINE...
describe() {
	printf '%s\n' '[report]' 'title = Rapport' 'sekretess = intern' "$@" >r.report
}

# strings: all texts of r.xlsx, one a line
strings() {
	unzip -p r.xlsx xl/sharedStrings.xml | sed 's/<si>/\n&/g' | sed -n '/^<si>/{s/<\/si>.*//; s/<[^>]*>//g; s/&amp;/\&/g; p}'
}

table() {
	tsv '#kon:code n:count pos:share pos_k:count pos_n:count pos_miss:count' \
	    '#table t keys=kon title=Nöjda unit=klienter' '#label kon Kön' '#label kon man Man' '#label pos Nöjda' \
	    'man 40 0.4 16 40 0' '.. 5 .s .s .s 0' 'annan 2 .l .l .l 0' | sed 's/^\.\./.u/; s/pos /pos_/; s/^\(#kon.*\)pos_:/\1pos:/' | whole
}

@test "quality is declared by the criteria of official statistics, below one heading" {
	tsv '#k:code n:count' '#table t keys=k' 'a 5' | whole >t
	describe '[about]' 'tillganglighet = På webben.' 'relevans = För nämnden.' 'jamforbarhet = Ny fråga 2019.' \
	    'kvalitet = Se nedan [not 1].' 'jamforbarhet = Nytt system 2021.' 'aktualitet = Årligen.' \
	    'tillforlitlighet = Två av tre svarar.' '[note 1]' 'text = A'
	ubat-xlsx -l r.report -o r.xlsx t
	strings | sed -n '/^Kvalitet$/,/På webben/p' | paste -sd'|' >have
	[ "$(cat have)" = 'Kvalitet|Se nedan [not 1].|Relevans|För nämnden.|Tillförlitlighet|Två av tre svarar.|Aktualitet|Årligen.|Jämförbarhet|Ny fråga 2019.|Nytt system 2021.|Tillgänglighet|På webben.' ]
	ubat-html -l r.report -o r.html t
	[ "$(xmllint --nonet --xpath 'string(//dt[.="Jämförbarhet"][2]/following-sibling::dd[1])' r.html)" = 'Nytt system 2021.' ]
	[ "$(xmllint --nonet --xpath 'count(//h3[.="Kvalitet"])' r.html)" = 1 ]
	# one of them is enough, none leaves the heading out, an empty one is refused
	describe '[about]' 'relevans = För nämnden.'
	ubat-xlsx -l r.report -o r.xlsx t
	strings | grep -qx Kvalitet
	describe '[about]' 'metod = A'
	ubat-xlsx -l r.report -o r.xlsx t
	! strings | grep -qx Kvalitet || false
	describe '[about]' 'relevans ='
	run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx t
	[ "$stderr" = 'ubat-xlsx: r.report:5: no text' ]
	for key in relevans tillforlitlighet aktualitet jamforbarhet tillganglighet; do
		ubat-xlsx --propose t | grep -qx "# $key = "
	done
}

@test "headings and signs are English too, where the report has an English title" {
	table >t
	describe 'english = Report' '[table t]' 'english = Content' 'english.kon = Sex' 'english.pos = Content, per cent'
	ubat-xlsx -l r.report -o r.xlsx t
	unzip -p r.xlsx xl/tables/table1.xml | grep -o 'tableColumn id="[0-9]*" name="[^"]*"' | sed 's/.*name=//' | paste -sd'|' >have
	[ "$(cat have)" = '"Kön / Sex"|"Antal klienter"|"Nöjda, procent / Content, per cent"|"Nöjda, antal med uppgift"' ]
	[ "$(strings | grep -c '^In English: .. = not shown, too few; X = protected for confidentiality$')" -ge 1 ]
	ubat-html -l r.report -o r.html t
	[ "$(xmllint --nonet --xpath 'string(//thead//th[1])' r.html)" = 'Kön / Sex' ]
	grep -q 'In English: .. = not shown, too few; X = protected for confidentiality' r.html
	# of a layout's columns too
	describe 'english = Report' '[table t]' 'english = Content' 'layout = statistik' 'english.n_man = Men'
	tsv '#k:code kon:code n:count' '#table t keys=k,kon unit=klienter' 'a man 5' 'a kvinna 6' 'a .t 11' | whole >t
	ubat-xlsx -l r.report -o r.xlsx t
	strings | grep -qx 'Män, antal klienter / Men'
	# not without, nor of a column that is not there, nor longer than a heading
	long=$(printf 'x%.0s' $(seq 250))
	while IFS='|' read -r want head line; do
		describe $head '[table t]' "$line" ${head:+'english = B'}
		rm -f r.xlsx
		run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx t
		[ "$stderr" = "ubat-xlsx: r.report:$want" ]
		[ ! -e r.xlsx ]
	done <<-EOF
		5: an English heading, and no English title in [report]||english.n = Number
		6: table t shows no column nix|english=A|english.nix = Number
		6: a heading is at most 255 characters, the Swedish and the English together|english=A|english.n = $long
	EOF
}

@test "what a test found is Säkerställd skillnad: Ja, Nej or Ej prövat, and nothing else is said to be tested" {
	printf '#k:code\tg:code\ta:bool\n' >r
	for i in 1 2 3 4 5 6 7 8; do printf '1\tx\t1\n1\ty\t0\n2\tx\t%d\n2\ty\t%d\n3\tx\t1\n' $((i % 2)) $((i % 2)); done >>r
	whole <r | ubat-agg -g k -n t --level 95 't = shares(a, g)' >t
	# a column that is only called so has the sign of what is missing
	tsv '#k:code x_sig:bool' '#table u keys=k' 'a .u' | whole >u
	ubat-xlsx -o r.xlsx t u
	strings | grep -x 'Ja\|Nej\|Ej prövat' | paste -sd'|' >have
	[ "$(cat have)" = 'Ja|Nej|Ej prövat' ]
	unzip -p r.xlsx xl/tables/table1.xml | grep -q 'name="t, säkerställd skillnad"'
	ubat-html -o r.html t u
	[ "$(xmllint --nonet --xpath 'string(//section[1]//tbody/tr[3]/td[last()])' r.html)" = 'Ej prövat' ]
	[ "$(grep -c 'Ej prövat' r.html)" = 1 ]
}

@test "sheets are called by the words of agencies" {
	table >t
	describe '[about]' 'metod = A'
	ubat-xlsx -l r.report -o r.xlsx t
	for w in Innehållsförteckning 'Metod och källa' Teckenförklaring; do
		strings | grep -qxF "$w"
	done
	for w in 'Om statistiken' 'Noter och teckenförklaring'; do
		unzip -p r.xlsx xl/workbook.xml | grep -qF "<sheet name=\"$w\""
	done
	ubat-agg -f <(printf '#k:code\na\n' | whole) -g k -n t n >t
	ubat-xlsx -l r.report -o r.xlsx t
	unzip -p r.xlsx xl/workbook.xml | grep -qF '<sheet name="Framställning och kvalitet"'
	ubat-html -l r.report -o r.html t
	[ "$(xmllint --nonet --xpath 'string(//nav/h2)' r.html)" = Innehållsförteckning ]
}

@test "a count says of what: records, or the unit that is said; Län and Kön are words, who has none too" {
	printf '#kon:code\tlan:code\nman\t01\n\t03\n' | whole >r
	ubat-agg -f r -g kon,lan -n t n >t
	ubat-xlsx -o r.xlsx t
	strings | grep -qx 'Antal poster'
	strings | grep -qx 'Län'
	strings | grep -qx 'Uppgift saknas'
	ubat-agg -f r -g kon,lan -n t --unit åtgärder n >t
	ubat-xlsx -o r.xlsx t
	strings | grep -qx 'Antal åtgärder'
	! strings | grep -qx 'Antal\|n\|lan' || false
	ubat-xlsx --propose t | grep -A1 -x '# \[definition Kön\]' | grep -qx '# text = Juridiskt kön enligt personnummer.'
	grep -q '^lan(kommun) = ' "$ROOT/man/ubat-expr.7"
}

@test "records without a person are counted as records, never as a person" {
	printf '#k:code\tid:text\na\t1\na\t1\na\t\na\t.x\na\t.n\nb\t\n' | whole | ubat-agg -g k --person id n >t
	[ "$(body t | grep -v '^#' | paste -sd'|')" = $'a\t5\t1|b\t1\t0' ]
}

@test "one unit stands against övriga; two problems at once are not called samsjuklighet; free of problems says of whom" {
	tsv '#kommun:code n:count pos:share pos_k:count pos_n:count' '#table t keys=kommun' '#label kommun ovriga Övriga' \
	    'A 4 0.5 2 4' 'ovriga 6 0.5 3 6' | whole >t
	describe 'layout = verksamhet'
	ubat-xlsx -l r.report -o r.xlsx t
	strings | grep -q 'Övriga'
	! strings | grep -q 'Övrigt' || false
	grep -qx 'note = Gruppen är inte detsamma som samsjuklighet.' "$ROOT/lib/instruments/asi-dubbel.instrument"
	grep -q '^label = Tungt missbruk och svår psykisk problematik' "$ROOT/lib/instruments/asi-dubbel.instrument"
	grep -q '^label = .*problemfri vid ASI-U (av dem med stora problem, .*vid ASI-G)$' "$ROOT/lib/instruments/asi-forandring.instrument"
	# words that mislead are no label, heading or name of a sheet anywhere
	run -1 grep -rniE '"(bot|innehåll|noter och tecken|så togs rapporten fram)"|^(label|title|sheet)[^=]*= *(bot|dubbelgrupp|dubbelproblem)\b|landsting' \
	    "$ROOT/lib/report" "$ROOT/lib/table" "$ROOT/lib/instruments" "$ROOT/lib/codes"
}

@test "areas of cities are called what they were in their year" {
	awk -F, 'NR > 1 { print $3, $5, ($6 >= "2021" ? "2021-" : $7 == "" ? "-" : $7 <= "2020-12-31" ? "-2020" : "-2023") }' \
	    "$ROOT/lib/codes/stadsomrade.csv" | sort -u >have
	grep -qx '1480 stadsområde 2021-' have
	grep -qx '1480 stadsdelsnämndsområde -2020' have
	grep -q '^0180 stadsdelsområde' have
	! grep -q '^0180 stadsområde\|^1480 stadsdelsområde' have
}

@test "bistånd and service are with and without individual needs assessment from 2025-07-01, and what they were before" {
	printf 'form,datum\nbistand,2025-06-30\nmed-provning,2025-07-01\nservice,2019-01-01\nutan-provning,2026-01-01\nbistand,2025-07-01\nmed-provning,2025-06-30\n' >a.csv
	printf '[source]\nencoding = utf-8\ndelimiter = ,\n[column form]\ntype = code\ncodes = insatsform\ncodes-at = datum\n[column datum]\ntype = date\n' >a.source
	run -0 --separate-stderr ubat-import -s a.source --max-rejects 2 -r why.ubat a.csv
	[ "$(grep -v '^#' <<<"$output" | cut -f 1 | paste -sd' ')" = 'bistand med-provning service utan-provning' ]
	for l in 'bistand	Bistånd' 'service	Service' 'med-provning	Med individuell behovsprövning' 'utan-provning	Utan individuell behovsprövning'; do
		grep -qxF "#label	form	$l" <<<"$output"
	done
	# the old pair leads to the new one
	[ "$(awk -F, '$6 != "" && NR > 1 { print $1, $6 }' "$ROOT/lib/codes/insatsform.csv" | paste -sd'|')" = 'bistand med-provning|service utan-provning' ]
}

@test "who answers in Göteborg is a socialförvaltning since 2021, in words of the report" {
	while IFS='|' read -r language code label want; do
		tsv '#lan:code kommun:code enhet:code ok:share ok_k:count ok_n:count' \
		    '#table t keys=lan,kommun,enhet hierarchy=enhet<kommun<lan<riket' "#label enhet $code $label" \
		    "14 1480 $code 1 1 1" '14 1480 .t 1 1 1' '14 .t .t 1 1 1' '.t .t .t 1 1 1' | whole >t
		describe "language = $language" 'layout = oppna-jamforelser'
		ubat-html -l r.report -o r.html t
		[ "$(xmllint --nonet --xpath 'string(//tbody/tr[4]/td[1])' r.html)" = "$want" ]
	done <<-'EOF'
		sv-SE|1480-01|Nordost|Socialförvaltning
		sv-SE|1480-ANG|Angered|Stadsdelsförvaltning
		sv-SE|0180-BRO|Bromma|Stadsdelsförvaltning
		sv-SE|X|X|Enhet
		en|1480-01|Nordost|Social services administration
	EOF
}

@test "regi is kommunal or privat (enskild), never externt or internt" {
	grep -qx 'value kommunal = Kommunal regi' "$ROOT"/lib/instruments/*.instrument ||
	    grep -rqx 'kommunal = Kommunal regi' "$ROOT"/examples
	run -1 grep -rniE '^(label|title|value|sheet)[^=]*= *(.*\b)?(externt|internt)\b' "$ROOT/lib/instruments" "$ROOT/lib/codes" "$ROOT/examples"
}

@test "a board sees whether a difference is significant, not p-values, unless it asks; others see them unless they do not" {
	printf '#k:code\tg:code\ta:bool\n' >r
	for i in 1 2 3 4 5 6 7 8; do printf '1\tx\t1\n1\ty\t0\n'; done >>r
	whole <r | ubat-agg -g k -n t --level 95 --total 't = shares(a, g)' 'pos = share(a)' >t
	figure=('[figure A]' 'table = t' 'measure = pos' 'row = 1')
	while IFS='|' read -r layout word want; do
		describe ${layout:+"layout = namnd"} ${word:+"p-values = $word"}
		[ -z "$layout" ] || printf '%s\n' "${figure[@]}" >>r.report
		ubat-xlsx -l r.report -o r.xlsx t
		strings >have
		[ "$(grep -c 'p-värde (\|p-värde just\|chi-två$\|frihetsgrader' have)" = "$want" ]
		grep -q 'säkerställd skillnad' have
	done <<-'EOF'
		namnd||0
		namnd|yes|4
		||4
		|no|0
	EOF
	describe 'p-values = maybe'
	run -2 --separate-stderr ubat-xlsx -l r.report -o r.xlsx t
	[ "$stderr" = 'ubat-xlsx: r.report:4: neither yes nor no' ]
}

@test "a key figure can be said in words, by declared limits, in the language of the report" {
	tsv '#ar:int n:count pos:share pos_k:count pos_n:count m:mean m_n:count' '#table t keys=ar' '2018 1640 .s .s .s 1 9' '2019 1690 0.52 52 100 1 9' | whole >t
	for language in sv-SE en; do
		describe 'layout = namnd' "language = $language" '[figure A]' 'table = t' 'measure = pos' 'row = 2019' 'near = 1,3' \
		    '[figure B]' 'table = t' 'measure = n' 'row = 2018' 'near = 1,3' '[figure C]' 'table = t' 'measure = pos' 'row = 2018' 'near = 1,3' \
		    '[figure D]' 'table = t' 'measure = n' 'row = 2018'
		ubat-html -l r.report -o r.html t
		xmllint --nonet --xpath '//section[1]//tbody/tr/td[3]/text()' r.html | sed 's/\xc2\xa0/ /g' | paste -sd'|' >$language
	done
	[ "$(cat sv-SE)" = 'drygt hälften|drygt 1 600|X|..' ]
	[ "$(cat en)" = 'just over half|just over 1,600|X|..' ]
	describe 'layout = namnd' '[figure A]' 'table = t' 'measure = m' 'row = 2019' 'near = 1,3'
	run -2 --separate-stderr ubat-html -l r.report -o r.html t
	[ "$stderr" = 'ubat-html: r.report:9: m is neither a share nor a count' ]
	sed -i 's/near = .*/near = 3,1/' r.report
	run -2 --separate-stderr ubat-html -l r.report -o r.html t
	[ "$stderr" = 'ubat-html: r.report:9: not two numbers of percentage points, as 1,3' ]
}

@test "the axis of a chart of several counts says of what they are" {
	tsv '#k:code a:count b:count' '#table t keys=k unit=placeringar' 'x 5 6' 'y 6 7' | whole >t
	ubat-html --chart t=a,b -o r.html t
	[ "$(xmllint --nonet --xpath "string(//*[local-name()='text' and @class='unit'])" r.html)" = 'Antal placeringar' ]
	sed 's/ unit=placeringar//; s/	unit=placeringar//' t >u
	ubat-html --chart t=a,b -o r.html u
	[ "$(xmllint --nonet --xpath "string(//*[local-name()='text' and @class='unit'])" r.html)" = 'Antal poster' ]
}

@test "names that are typed are ASCII, and groups that are too few are not called bortfall" {
	# of parameters, scores and items of instruments, of options, and of keys in descriptions
	run -1 grep -rnE '^\[(parameter|score|item|define) .*[^ -~]' "$ROOT/lib/instruments"
	run -1 grep -nE '^	\{ (OPT_|OF\()[A-Z_]+\)?, "[^"]*[^ -~"]' "$ROOT"/cmd/*.c
	run -1 grep -nE '^(AT\(|	\{ ")[^"]*[^ -~][^"]*", offsetof' "$ROOT/lib/report/reportfile.c"
	tsv '#k:code pos:share pos_k:count pos_n:count' '#table t keys=k' 'a .l 1 2' 'b .b 1 2' | whole >t
	ubat-xlsx -o r.xlsx t
	strings | grep -qx '\.\. = redovisas inte på grund av bortfall; redovisas inte, för få'
}
