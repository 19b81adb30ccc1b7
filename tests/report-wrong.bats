# Descriptions of reports that are wrong: each with its file and line, from the
# workbook and from the page of the web, and nothing is written.
load helper

prepare() {
	tsv '#regi:code n:count pos:share pos_k:count pos_n:count' '#table regi keys=regi' 'a 5 0.4 2 5' | whole >regi.ubat
	tsv '#kommun:code n:count' '#table kommun keys=kommun' | whole >kommun.ubat
	printf '[report]\ntitle = A\nsekretess = intern\n' >min.report
	echo old >r.xlsx
	echo old >r.html
}

# wrong WANT [LINE...]
wrong() {
	local want=$1 to
	shift
	{ cat min.report; [ $# -eq 0 ] || printf '%s\n' "$@"; } >r.report
	for to in xlsx html; do
		run -2 --separate-stderr "ubat-$to" -l r.report -o "r.$to" regi.ubat kommun.ubat
		[ "${stderr_lines[0]}" = "ubat-$to: r.report:$want" ]
		[ "$(cat "r.$to")" = old ]
	done
	[ "$(ls -A | grep -v '^separate-stderr' | paste -sd' ')" = 'kommun.ubat min.report r.html r.report r.xlsx regi.ubat' ]
}

# letters N
letters() {
	printf '%*s' "$1" '' | tr ' ' x
}

@test "a table or column that is missing, by whatever key" {
	local key
	wrong '4: no table nix came' '[table nix]'
	for key in 'label.nix = 8' 'english.nix = 8' 'digits.nix = 6' 'width.nix = 8'; do
		wrong '7: table regi shows no column nix' 'english = A' '[table regi]' 'english = B' "$key"
	done
	for key in 'sort = nix' 'sort = -nix' 'hide = nix' 'sort = pos_k'; do
		wrong "5: table regi shows no column ${key##*[ -]}" '[table regi]' "$key"
	done
	for key in 'chart = nix' 'chart = bars:pos,nix' 'break.nix = 2019: A'; do
		wrong '5: table regi shows no measure nix' '[table regi]' "$key"
	done
	wrong '8: table kommun shows no row 0180' 'layout = namnd' '[figure A]' 'table = kommun' 'measure = n' 'row = 0180' \
	    '[table regi]' 'title = A'
	wrong '6: no table nix came' 'layout = namnd' '[figure A]' 'table = nix' 'measure = n' 'row = a'
	wrong '7: table regi shows no measure nix' 'layout = namnd' '[figure A]' 'table = regi' 'measure = nix' 'row = a'
}

@test "a chart that names a measure twice, or has a comma too many" {
	local of
	for of in n,n bars:n,n bars:pos,n,pos; do
		wrong "5: a chart has ${of##*,} twice" '[table regi]' "chart = $of"
	done
	for of in n, ,n bars:n, n,,pos bars:,n; do
		wrong '5: a chart has a comma with no measure at it' '[table regi]' "chart = $of"
	done
	run -2 --separate-stderr ubat-html -o r.html --chart regi=n,n regi.ubat
	[ "$stderr" = 'ubat-html: --chart: a chart has n twice' ]
}

@test "two sheets with one name, a chart over an empty table" {
	wrong '7: two sheets with one name, the other on line 5' '[table regi]' 'sheet = Åker' '[table kommun]' 'sheet = åker'
	wrong '7: two sheets with one name, the other on line 5' '[table regi]' 'sheet = Aker' '[table kommun]' 'sheet = aKER'
	wrong '5: the sheet om STATISTIKEN is there already' '[table regi]' 'sheet = om STATISTIKEN'
	wrong '5: a chart of a table without rows' '[table kommun]' 'chart = auto'
	wrong '5: a chart of a table without rows' '[table kommun]' 'chart = bars:n'
}

@test "a title that is too long, and any text that no cell takes" {
	local long
	long=$(letters 256)
	for key in author organisation; do
		wrong "4: a name is at most 255 characters" "$key = $long"
	done
	wrong "4: a document's title is at most 255 characters" "english = $long"
	wrong '5: a title is at most 2000 bytes long' '[table regi]' "title = $(letters 2001)"
	wrong "4: a section's name is at most 255 characters" "[definition $long]" 'text = A'
	wrong '5: a text is at most 16000 characters' '[about]' "metod = $(letters 16001)"
	wrong '5: a text is at most 16000 characters' '[note 1]' "text = $(letters 16001)"
	printf '[report]\nsekretess = intern\ntitle = %s\n' "$long" >min.report
	wrong "3: a document's title is at most 255 characters"
	# as long as they may be, with what stands beside them in a cell
	printf '[report]\nsekretess = intern\ntitle = %s\nenglish = A\n[change 2020-01-01]\nstatus = preliminär\ntext = %s\nenglish = %s\n' \
	    "${long#x}" "$(letters 16000)" "$(letters 16000)" >min.report
	ubat-xlsx -l min.report -o r.xlsx regi.ubat
}

@test "a character that no cell takes, bytes that are no text, what is not there after all" {
	local c
	for c in $'\x0b' $'\xef\xbf\xbe'; do
		wrong '4: a control character, which a sheet cannot hold' "author = a${c}b"
	done
	wrong '6: a control character, which a sheet cannot hold' '[about]' 'metod = a' $'metod = b\x01'
	wrong '4: a control character, which a sheet cannot hold' $'[definition a\x1f]' 'text = A'
	wrong '4: not UTF-8' $'author = \xe5\xe4\xf6'
	wrong '4: not UTF-8' $'author = \xed\xa0\x80'
	wrong '5: changes = no says that there is none' 'changes = no' '[change 2020-01-01]' 'text = A'
	wrong '5: definitions = no says that there is none' 'definitions = no' '[definition a]' 'text = A'
	# as other programs save it: with CRLF, with a mark
	sed 's/$/\r/; 1s/^/\xef\xbb\xbf/' min.report >r.report
	ubat-xlsx -l r.report -o r.xlsx regi.ubat
	run -1 grep -q $'\r\|\xef\xbb\xbf' <(unzip -p r.xlsx docProps/core.xml | tail -n 1)
}

@test "a language nobody has" {
	local l
	for l in svenska sv_SE sv-XX qq xx-SE sv-se SV s '-SE' sv- sv-SEE 'sv ' svx 'sv<x>'; do
		[ "$l" != 'sv ' ] || continue
		wrong '4: no language, as sv-SE is one' "language = $l"
	done
	for l in sv sv-SE sv-FI en-GB se smj fit swl; do
		{ cat min.report; echo "language = $l"; } >r.report
		ubat-xlsx -l r.report -o r.xlsx regi.ubat
		[[ $(unzip -p r.xlsx docProps/core.xml) = *"<dc:language>$l</dc:language>"* ]]
	done
}

@test "a note that is not there, at the line that says it" {
	wrong '7: regi refers to a note, [not 3], that is not there' '[about]' 'metod = Ett [ och två' '[table regi]' 'title = A [not 3]'
	wrong '5: [about] refers to a note, [not x], that is not there' '[about]' 'metod = A [not x]'
	wrong '9: kommun refers to a note, [not 2], that is not there' '[table regi]' 'title = A [not 1]' '[note 1]' 'text = A' \
	    '[table kommun]' 'title = B [not 2]'
}

@test "a report in English says the other language in Swedish, and refers to notes in English" {
	printf '[report]\ntitle = A\nsekretess = intern\nlanguage = en\n' >min.report
	wrong '6: a Swedish title, and none in [report]' '[table regi]' 'swedish = B'
	wrong '6: a Swedish heading, and no Swedish title in [report]' '[table regi]' 'swedish.n = Antal'
	wrong '6: no Swedish title, but one in [report]' 'swedish = B' '[table regi]' 'title = C'
	wrong '6: regi refers to a note: in this language, as [note 1]' '[table regi]' 'title = A [not 1]' '[note 1]' 'text = A'
	wrong '6: [about] refers to a note: in this language, as [note 1]' '[about]' 'metod = A [note 1], [not 1]' '[note 1]' 'text = A'
	printf '[report]\ntitle = A\nsekretess = intern\n' >min.report
	wrong '5: regi refers to a note: in this language, as [not 1]' '[table regi]' 'title = A [note 1]' '[note 1]' 'text = A'
}

@test "a key before the first section, and a chart that is none" {
	local of
	printf 'title = A\n[report]\ntitle = A\nsekretess = intern\n' >min.report
	wrong '1: a key before the first section'
	for of in '' '=n' 'regi='; do
		run -2 --separate-stderr ubat-xlsx -o r.xlsx --chart "$of" regi.ubat
		[ "${stderr_lines[0]}" = 'ubat-xlsx: --chart: not TABLE=MEASURE,... or TABLE' ]
	done
	run -2 --separate-stderr ubat-html -o r.html --chart nix=n regi.ubat
	[ "${stderr_lines[0]}" = 'ubat-html: --chart: no table nix' ]
	[ "$(cat r.xlsx r.html)" = $'old\nold' ]
}
