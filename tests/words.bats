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
	! strings | grep -qx Kvalitet
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
