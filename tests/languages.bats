# The language of a report: every fixed word of the workbook and of the page in
# it, and what is said in the other one marked as such.
load helper

# What the programs themselves write over and under tables, in Swedish: streams
# for every layout and chart.
streams() {
	{
		tsv '#ar:int kommun:code kon:code age:int who:code pos:bool g:int u:int id:text'
		tsv '#label kon Kön' '#label kon man Man' '#label kon kvinna Kvinna' '#label who Regi' \
		    '#label who k Kommunal_regi' '#label who p Privat_regi_(enskild)' '#label pos Nöjda' '#label g Ålder_vid_start' | sed 's/_/ /g'
		awk 'BEGIN { split("0180 0184 1480 1481 0980", k, " "); for (i = 0; i < 600; i++)
			printf "%d\t%s\t%s\t%d\t%s\t%s\t%d\t%d\t%d\n", 2017 + i % 3, k[1 + i % 5], i % 11 == 0 ? "" : i % 2 ? "man" : "kvinna",
			    18 + i % 50, i % 3 ? "k" : "p", i % 13 == 0 ? ".x" : i * 7 % 5 < 2, i % 10, i * 3 % 10, i % 400 }'
	} | whole >r
	ubat-agg -f r -n bars -g who --total --interval 95 --against others --unit klienter 'pos = share(pos)' 'm = mean(g)' >bars
	ubat-agg -f r -n oj -g ar,kommun --hierarchy 'kommun < lan < riket' --bortfall 20 'pos = share(pos)' n >oj
	ubat-agg -f r -n stat -g 'alder=band(age, 18, 30, 50)',kon --total --unit klienter n 'pos = share(pos)' >stat
	ubat-agg -f r -n egen -g who --own who=p --total 'pos = share(pos)' 'm = mean(g)' n >egen
	ubat-agg -f r -n news -g who 'pos = share(pos)' 'hi = share(g > 5)' 'm = mean(u)' >news
	ubat-agg -f r -n test -g kon --level 95 't = shares(pos, who)' 'c = chisq(who, pos)' 'w = welch(g, who)' 'med = median(g)' \
	    'sd = sd(g)' 'q = quantile(g, 0.25)' >test
	ubat-agg -f r -n serie -g ar --person id 'pos = share(pos)' n >serie
	ubat-agg -f r -n kors -g ar --across kon --total --base both n 'pos = share(pos)' >kors
}
tables='bars oj stat egen news test serie kors'

# A description of them in a language, with the words that are its author's own.
describe() {
	printf '%s\n' '[report]' "title = A" 'sekretess = intern' "language = $1" 'layout = namnd' 'namnd = B' 'sammantrade = 2019-12-01' \
	    'diarienummer = 1' 'organisation = O' '[words]' 'Nöjda = C' 'Ålder vid start = D' \
	    '[about]' 'population = E.' 'matt = F.' 'kvalitet = G' 'relevans = H' 'kontakt = I' \
	    '[figure J]' 'table = serie' 'measure = pos' 'row = 2018' 'before = 2017' 'limit = 2.5' 'target = 45' 'riket = 41.5' 'good = high' \
	    '[figure K]' 'table = serie' 'measure = pos' 'row = 2019' 'before = 2018' 'limit = 2.5' \
	    '[table bars]' 'title = L' 'chart = bars:pos' 'chart = interval:m' 'chart = columns:pos' 'chart = questions:pos' \
	    '[table oj]' 'title = M' 'layout = oppna-jamforelser' 'position = pos' 'limits = 25,75' 'least = 20' 'good = high' \
	    '[table stat]' 'title = N' 'layout = statistik' 'chart = columns:n_man,n_kvinna' \
	    '[table egen]' 'layout = verksamhet' 'section = 2.2' '[table news]' 'title = P' 'layout = nyhetsbrev' '[table test]' 'title = Q' \
	    '[table serie]' 'title = R' 'break.pos = 2019: S' 'chart = lines:pos' \
	    '[table kors]' 'title = T' 'chart = stacked:pos_man,pos_kvinna' 'chart = profile:pos_man,pos_kvinna' \
	    '[definition U]' 'text = V.' '[change 2019-10-01]' 'text = W.' "status = $2" >r.report
}

# The words that only one of the languages has, of the lists that the report
# says its texts from: words_of N FILE (0 Swedish, 1 English)
words_of() {
	python3 - "$1" "$ROOT"/lib/report/wordlist.c "$ROOT"/lib/report/piecelist.c <<-'EOF'
		import re, sys
		side, words = int(sys.argv[1]), (set(), set())
		for name in sys.argv[2:]:
		    text = open(name, encoding="utf-8").read()
		    lit = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
		    for pair in re.findall(r"\{\s*" + lit + ",\\s*" + lit + r"\}", text):
		        for i in 0, 1:
		            words[i].update(w for w in re.findall(r"[^\W\d_]{3,}", re.sub(r"%[.*a-z]*", " ", pair[i]).lower()))
		assert len(words[0]) > 400 and len(words[1]) > 400
		print("\n".join(sorted(words[side] - words[1 - side])))
	EOF
}

# All words that a reader meets in r.xlsx and r.html, one a line.
read_words() {
	{
		unzip -p r.xlsx 'xl/sharedStrings.xml' 'xl/charts/*' 'docProps/*' | sed 's/<[^>]*>/ /g'
		unzip -p r.xlsx 'xl/drawings/drawing*' 'xl/workbook.xml' | grep -o '\(descr\|sheet name\)="[^"]*"' | sed 's/.*="//'
		sed '/<style>/,/<\/style>/d; s/aria-label="\([^"]*\)"/>\1</g; s/<[^>]*>/ /g' r.html
	} | python3 -c 'import re, sys; print("\n".join(sorted(set(re.findall(r"[^\W\d_]{3,}", sys.stdin.read().lower())))))'
}

@test "a report of every layout and chart is in one language throughout, English or Swedish" {
	streams
	while read -r language status side; do
		describe "$language" "$status"
		ubat-xlsx -l r.report -o r.xlsx $tables
		ubat-html -l r.report -o r.html $tables
		read_words >have
		words_of "$side" >wrong
		# names of tables, columns, values and programs are nobody's language
		printf '%s\n' test pos kon ubat agg >names
		[ "$(wc -l <have)" -gt 150 ]
		comm -12 have wrong | grep -vxFf names >found || true
		[ ! -s found ] || { echo "$language:"; cat found; return 1; }
	done <<-'EOF'
		en-GB preliminary 0
		sv-SE preliminär 1
	EOF
}

@test "the list of fixed texts has all that the report has: none in Swedish letters is missing" {
	python3 - "$ROOT"/lib/report/*.c <<-'EOF' >missing
		import re, sys
		def strings(text):
		    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
		    for run in re.findall(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+', text):
		        yield "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', run))
		listed, used = set(), {}
		for name in sys.argv[1:]:
		    base = name.rsplit("/", 1)[1]
		    found = set(strings(open(name, encoding="utf-8").read()))
		    if base in ("wordlist.c", "piecelist.c", "wordpair.c"):
		        listed |= found
		    # ubat-show and ubat-export have no document; a draft is of a report in Swedish; names of sexes are recognised, not said
		    elif not re.match("show|summary|export|px|draft", base):
		        for s in found:
		            used[s] = base
		for s, base in sorted(used.items()):
		    if re.search("[åäöÅÄÖ]", s) and s not in listed and s not in ("män", "ålder", "Källa"):
		        print(base, s)
	EOF
	[ ! -s missing ] || { cat missing; return 1; }
}

@test "each key of a step that a command writes has its words in the accounts, in both languages" {
	python3 - "$ROOT"/cmd/*.c "$ROOT"/lib/*/*.c <<-'EOF' >missing
		import re, sys
		code = {name.split("/lib/")[-1]: open(name, encoding="utf-8").read() for name in sys.argv[1:]}
		keys, tools = set(), set()
		for name, text in code.items():
		    # what is written by ub_step_*() itself, or by what stands for it
		    call = "ub_step_uint|ub_step_text|tell_text|tell_expr|ub_score_tell" + ("|count" if name == "protect/maskwrite.c" else "")
		    keys.update(re.findall(r"\b(?:%s)\(\s*[^,()]*,\s*\"([^\"]+)\"" % call, text))
		    tools.update(re.findall(r"\bub_step_begin\(\s*[^,()]*,\s*\"([^\"]+)\"", text))
		    # a key with the name of a measure behind it
		    keys.update(re.findall(r"ub_buf_puts\(&key, \"([^\"]+:)\"\);[^}]*?ub_step_uint\(\w+, key\.s", text))
		edits = code["table/edit.c"].split("names[UB_NEDIT] = {")[1].split("};")[0].split("[UB_EDIT_LABEL]")[0]
		keys.update(re.findall(r"\"([^\"]+)\"", edits))
		assert {"repeated-persons", "by-cell", "small-expected:", "asof", "rolling"} <= keys and len(keys) > 110, len(keys)
		about, words = code["report/aboutsteps.c"], code["report/wordlist.c"]
		said = dict(re.findall(r"\{ \"([^\"]+)\",\s*\"([^\"]+)\"\s*(?:,\s*\w+\s*)?\}", about))
		for key in sorted((keys | tools) - {"from", "right_from", "hidden", "right"}):
		    if key not in said:
		        print(key, "has no words")
		for key, text in said.items():
		    if not re.search(r"\{\s*\"%s\"," % re.escape(text), re.sub(r"\"\s+\"", "", words)):
		        print(key, "has no English:", text)
	EOF
	[ ! -s missing ] || { cat missing; return 1; }
	# and they stand on the sheet
	tsv '#g:code p:id x:int y:int' 'a 1 1 1' 'a 1 2 ~' 'b 2 1 1' 'b 3 2 2' | whole >r
	ubat-score -e 'z = x / y' r | ubat-agg -n t -g g --person p n 'c = count(y > 1)' 'f = chisq(x, y)' >t
	for language in sv en; do
		printf '%s\n' '[report]' 'title = A' 'sekretess = intern' "language = $language" >r.report
		ubat-xlsx -l r.report -o "$language.xlsx" t
		unzip -p "$language.xlsx" xl/sharedStrings.xml | grep -o 'Poster in: 4.*\|Records in: 4.*' >"$language"
	done
	grep -q ' Utan uppgift, c: 1\. Personer med flera poster: 1\. Tester med små förväntade antal, f: [12]\.' sv
	grep -q ' Without a value, c: 1\. Persons with several records: 1\. Tests with small expected counts, f: [12]\.' en
}

@test "what is said in the other language is marked so in the page, either way" {
	tsv '#k:code n:count x:stat' '#table t keys=k title=A' '#label k Kön' 'man 5 .u' | whole >t
	while read -r language own other line; do
		printf '%s\n' '[report]' 'title = T' "$other = S" 'sekretess = intern' "language = $language" \
		    '[table t]' 'title = A' "$other = B" "$other.k = C" '[definition D]' 'text = E.' "$other = F." >r.report
		ubat-html -l r.report -o r.html t
		ubat-xlsx -l r.report -o r.xlsx t
		[ "$(xmllint --nonet --xpath 'string(/html/@lang)' r.html)" = "$language" ]
		other=${other:0:2}
		marked=$([ "$other" = sw ] && echo sv || echo en)
		# the document's title, the table's, a heading, a definition, the signs: and nothing else
		[ "$(xmllint --nonet --xpath '//*[@lang and not(self::html)]/text()' r.html | paste -sd'|')" = "S|B|C|$line|F.|$line" ]
		[ "$(xmllint --nonet --xpath "count(//*[@lang='$marked'])" r.html)" = 6 ]
		unzip -p r.xlsx docProps/core.xml | grep -q "<dc:language>$language</dc:language>"
	done <<-'EOF'
		sv-SE swedish english In English: .. = cannot be computed
		en english swedish På svenska: .. = värdet kan inte beräknas
	EOF
	# each in its place only
	printf '%s\n' '[report]' 'title = T' 'sekretess = intern' 'language = en' 'english = S' >r.report
	run -2 --separate-stderr ubat-html -l r.report -o r.html t
	[ "$stderr" = 'ubat-html: r.report:5: the report is in English: its other language is said with swedish' ]
	printf '%s\n' '[report]' 'title = T' 'sekretess = intern' '[table t]' 'swedish.k = S' >r.report
	run -2 --separate-stderr ubat-html -l r.report -o r.html t
	[ "$stderr" = 'ubat-html: r.report:5: swedish needs language = en: the other language of this report is said with english' ]
}

@test "numbers in an English report have a point and commas, in a Swedish one a comma and blanks" {
	tsv '#k:code n:count m:mean m_n:count' '#table t keys=k title=A' 'a 12345 -1.5 9' 'b 1 2.5 9' | whole >t
	while IFS='|' read -r language many mean; do
		printf '%s\n' '[report]' 'title = T' 'sekretess = intern' "language = $language" '[table t]' 'chart = m' 'chart = n' >r.report
		ubat-html -l r.report -o r.html t
		sed -i $'s/\xc2\xa0/ /g' r.html
		[ "$(xmllint --nonet --xpath 'string(//tbody/tr[1]/td[1])' r.html)" = "$many" ]
		[ "$(xmllint --nonet --xpath 'string(//tbody/tr[1]/td[2])' r.html)" = "$mean" ]
		[ "$(xmllint --nonet --xpath "count(//*[local-name()='text' and .='$mean'])" r.html)" = 1 ]
		xmllint --nonet --xpath "string(//*[local-name()='svg' and @role='img'][1]/@aria-label)" r.html | grep -qF -- "$mean"
	done <<-'EOF'
		en|12,345|−1.5
		sv-SE|12 345|−1,5
	EOF
}

@test "a Swedish report and an English one have the same figures, on the page and in cells, each per cent half up" {
	local d language
	# halves of a per cent and of a tenth, and what binary fractions put below them
	awk 'BEGIN {
		print "#k:code\tn:count\tp:share\tp_k:count\tp_n:count\tm:mean\tm_n:count\tb:share\tb_k:count\tb_n:count"
		print "#table\tt\tkeys=k\ttitle=A"
		n = split("57 200 1 8 1 40 3 200 1 200 199 200 1 3 2 3 1 16 1 80 9 80 0 7 7 7 23 2000 1999 2000 1234567 2469134", v, " ")
		for (i = 1; i < n; i += 2) {
			printf "r%02d\t%d\t%.17g\t%d\t%d\t%s\t9\t", i, v[i + 1] * 1001, v[i] / v[i + 1], v[i], v[i + 1], i % 4 == 1 ? "-1234.25" : "0.75"
			printf "%.17g\t%d\t%d\n", v[i] / v[i + 1], v[i], v[i + 1]
		}
	}' | whole >t
	# in integers: twice the numerator, one denominator more, by twice the denominator
	grep '^r' t | awk -F'\t' 'function pc(k, n, p) { return int((2 * k * 100 * p + n) / (2 * n)) / p }
		{ print $1 "|" $2 "|" sprintf("%.0f", pc($4, $5, 1)) "|" sprintf("%.1f", $6 + ($6 < 0 ? -1e-9 : 1e-9)) "|" sprintf("%.1f", pc($9, $10, 10)) }' >want
	grep -qx 'r01|200200|29|-1234.3|28.5' want
	for language in sv-SE en; do
		printf '%s\n' '[report]' 'title = T' 'sekretess = intern' "language = $language" '[table t]' \
		    'digits.p = 0' 'digits.b = 1' 'digits.m = 1' >r.report
		ubat-html -l r.report -o r.html t
		ubat-xlsx -l r.report -o r.xlsx t
		sed -i $'s/\xc2\xa0/ /g; s/\xe2\x88\x92/-/g' r.html
		for d in $(seq 1 "$(wc -l <want)"); do
			xmllint --nonet --xpath "//tbody/tr[$d]/*[position() = 1 or position() = 2 or position() = 3 or position() = 5 or position() = 7]/text()" r.html | paste -sd'|'
		done >page.$language
		unzip -p r.xlsx xl/worksheets/sheet2.xml | sed 's/<row /\n&/g' | grep '<c r="C[0-9]*" s="[0-9]*"><v>' |
		    sed 's/<c /\n&/g' | sed -n 's/^<c r="\([BCEG]\)[0-9]*" s="[0-9]*"><v>\([^<]*\)<.*/\1 \2/p' |
		    awk '{ printf $1 == "B" || $1 == "C" ? "|%.0f" : "|%.1f", $2 } $1 == "G" { print "" }' >cells.$language
	done
	cut -d'|' -f 2- want | sed 's/^/|/' | diff - cells.sv-SE
	diff cells.sv-SE cells.en
	tr -d ',' <page.en | diff want -
	tr -d ' ' <page.sv-SE | tr , . | diff want -
	grep -qx 'r01|200 200|29|-1 234,3|28,5' page.sv-SE
	grep -qx 'r01|200,200|29|-1,234.3|28.5' page.en
}

@test "labels of instruments and code lists are English in an English report, also with a limit filled in" {
	printf '#g_alkohol:int\tu_alkohol:int\tlan:code\n7\t1\t01\n' | whole >r
	{
		tsv '#lan:code pos:share pos_k:count pos_n:count r:share r_k:count r_n:count' '#table t keys=lan title=A' '01 0.5 5 10 0.5 5 10' |
		    awk -F'\t' -v OFS='\t' '{ print } /^#table/ { print "#label", "lan", "01", "Stockholms län"
			print "#label", "pos", "Andel Har en samordnad individuell plan, procent"
			print "#label", "r", "AUDIT, risk (män minst 8, kvinnor minst 6)" }' | whole
	} >t
	printf '%s\n' '[report]' 'title = T' 'sekretess = intern' 'language = en' >r.report
	ubat-html -l r.report -o r.html t
	[ "$(xmllint --nonet --xpath '//tbody/tr[1]/th/text()' r.html)" = '01 Stockholm County' ]
	[ "$(xmllint --nonet --xpath 'string(//thead//th[2])' r.html)" = "Share of $(sed -n '/^label = Har en samordnad individuell plan/{n; s/^label_en = //p}' "$ROOT/lib/instruments/sip.instrument"), per cent" ]
	[ "$(xmllint --nonet --xpath 'string(//thead//th[4])' r.html)" = 'AUDIT, risk (men 8, women 6 or more), per cent' ]
}

@test "values and words can be said otherwise: a whole word, capital or not, in what comes with the tables" {
	tsv '#k:code pos:share pos_k:count pos_n:count' '#table t keys=k title=Missbruk_och_annat note=Tungt_missbruk' 'a 0.5 5 10' 'b 0.2 2 10' '.t 0.4 7 20' |
	    sed 's/_och_/ och /; s/t_m/t m/' | awk -F'\t' -v OFS='\t' '{ print } /^#table/ { print "#label", "k", "Missbruksprofil"
		print "#label", "k", "a", "Missbruk"; print "#label", "pos", "Andel med alkoholmissbruk" }' | whole >t
	printf '%s\n' '[report]' 'title = T' 'sekretess = intern' 'words = skadligt-bruk' '[words]' 'annat = mer' \
	    '[table t]' 'value.k.b = Missbruk av spel' 'value.k..t = Alla' >r.report
	ubat-html -l r.report -o r.html t
	[ "$(xmllint --nonet --xpath 'string(//section/h2)' r.html)" = 'Skadligt bruk och mer' ]
	[ "$(xmllint --nonet --xpath 'string(//section/p[1])' r.html)" = 'Tungt skadligt bruk' ]
	# the register's name stays, and so does what the author writes
	[ "$(xmllint --nonet --xpath 'string(//thead//th[1])' r.html)" = 'Missbruksprofil' ]
	[ "$(xmllint --nonet --xpath '//tbody//th/text()' r.html | paste -sd'|')" = 'Skadligt bruk|Missbruk av spel|Alla' ]
	[ "$(xmllint --nonet --xpath 'string(//thead//th[2])' r.html)" = 'Andel med skadligt bruk av alkohol, procent' ]
	while IFS='|' read -r want line; do
		printf '%s\n' '[report]' 'title = T' 'sekretess = intern' "${line/^/$'\n'}" >r.report
		run -2 --separate-stderr ubat-html -l r.report -o r.html t
		[ "$stderr" = "ubat-html: r.report:$want" ]
	done <<-'EOF'
		4: no set of words: there is skadligt-bruk|words = annat
		4: no sign of what is protected: there are X and ..|hidden = *
		5: table t shows no column x|[table t]^value.x.a = A
		5: no value, as value.kon.man has one|[table t]^value.k = A
		5: pos is share: its values have no labels|[table t]^value.pos.1 = A
	EOF
}
