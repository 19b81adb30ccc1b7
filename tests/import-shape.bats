# The shapes of extracts in ubat-source(5), [source]: what stands before, after
# and between the records.  One test for each sentence.
# EXAMPLES: ubat-source.5
load helper
load import

# fails MESSAGE: x.csv ends the reading, with this after its name
fails() {
	run -1 --separate-stderr ubat-import -s x.source x.csv
	echo "$stderr"
	[ "${stderr_lines[-1]}" = "ubat-import: x.csv$1" ]
}

# --- before the records ------------------------------------------------------

@test "a preamble of so many lines is skipped as it stands, and counted" {
	source_is '[source]' 'preamble = 3' '[column a b]'
	printf 'Uttag ur "systemet\n\n\xff;,\0\na,b\n1,2\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#a:text b:text' '1 2')" ]
	[ "$(step preamble-lines)" = 3 ]
	[ "$(step blank-lines)" = 0 ]
}

@test "lines are counted from the first of the file, the preamble's too" {
	source_is '[source]' 'preamble = 2' '[column a]' 'type = int'
	printf 'Uttag\n\na\n1\nx\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:5: column a: not int (1 record)" ]
	printf 'Uttag\n\nb\n1\n' >x.csv
	fails ':3: column a: no heading a'
}

@test "a preamble goes until the first line that holds a pattern" {
	source_is '[source]' 'delimiter = ;' 'preamble = until ^Kommun;' '[column kommun n]'
	printf 'Kommuner i urval\r\nSkapad: idag\r\nKommun;N\r\n0180;1\r\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#kommun:text n:text' '0180 1')" ]
	[ "$(step preamble-lines)" = 2 ]
	printf 'Kommun;N\n0180;1\n' >x.csv
	import x.csv
	[ "$(step preamble-lines)" = 0 ]
	source_is '[source]' 'preamble = until (?i)^kommun;n$' 'delimiter = ;' '[column kommun n]'
	printf 'KOMMUN;N;M\nKommun;N\r\n1480;2\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#kommun:text n:text' '1480 2')" ]
}

@test "a preamble longer than the file, or that never ends, is an error" {
	source_is '[source]' 'preamble = 3' '[column a]'
	printf 'a\n1\n' >x.csv
	fails ': no more lines than the preamble has'
	printf 'x\ny\nz\n' >x.csv
	fails ': empty: no heading line'
	source_is '[source]' 'preamble = until ^a$' '[column a]'
	printf 'b\n1\n' >x.csv
	fails ': no line that the preamble goes until'
}

@test "the mark of utf-8 stands before the preamble" {
	source_is '[source]' 'preamble = 1' '[column a]' 'type = int'
	printf '\357\273\277Uttag\na\nx\n' >x.csv
	run -1 ubat-import -s x.source -r fel.csv x.csv
	cmp x.csv fel.csv
	[ "$(body fel.csv.why | cut -f4 | sed 1d)" = 11 ]
}

@test "rejected records have preamble and headings before them, to be imported again" {
	source_is '[source]' 'encoding = windows-1252' 'delimiter = ;' 'preamble = 2' 'headings = 2' \
	    '[column a]' 'heading = År 2019' '[column n]' 'heading = Antal 2019' 'type = int'
	printf 'Uttag €\r\n\r\nÅr;Antal\r\n2019;2019\r\nx;1\r\ny;fel\r\n' |
	    iconv -f utf-8 -t windows-1252 >x.csv
	run -1 ubat-import -s x.source -r fel.csv x.csv
	sed 5d x.csv | cmp - fel.csv
	[ "$(body fel.csv.why | cut -f3 | sed 1d)" = 6 ]
	at=$(body fel.csv.why | cut -f4 | sed 1d)
	[ "$(tail -c +$((at + 1)) x.csv | tr -d '\r')" = "y;fel" ]
	sed -i s/fel/2/ fel.csv
	import fel.csv
	[ "$output" = "$(tsv '#a:text n:int' 'y 2')" ]
}

@test "what stands before the headings may differ from file to file, that of the first is kept" {
	source_is '[source]' 'preamble = 1' '[column a]' '[column n]' 'type = int'
	printf 'Uttag i mars\na,n\nx,1\ny,fel\n' >x.csv
	printf 'Uttag i april\na,n\nz,fel\n' >y.csv
	run -1 ubat-import -s x.source -r fel.csv x.csv y.csv
	[ "$(tr '\n' ' ' <fel.csv)" = "Uttag i mars a,n y,fel z,fel " ]
	source_is '[source]' 'headings = 0' 'preamble = 1' '[column a]' 'position = 1' '[column n]' 'type = int' 'position = 2'
	printf 'Uttag\nx,1\ny,fel\n' >x.csv
	run -1 ubat-import -s x.source -r fel.csv x.csv x.csv
	[ "$(tr '\n' ' ' <fel.csv)" = "Uttag y,fel y,fel " ]
}

@test "several lines of headings are joined, by a blank or what is said, empty cells left out" {
	source_is '[source]' 'headings = 2' '[column k]' 'heading = Kommun' '[column a]' 'heading = 2019 Antal' \
	    '[column b]' 'heading = 2020 Antal'
	printf 'Kommun,2019,2020\n\n,Antal,Antal\n0180,1,2\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#k:text a:text b:text' '0180 1 2')" ]
	sed -i 's/headings = 2/&\nheading-join = :/; s/\(20[12][90]\) Antal/\1:Antal/' x.source
	import x.csv
	[ "$output" = "$(tsv '#k:text a:text b:text' '0180 1 2')" ]
	printf 'Kommun,2019,2020\n' >x.csv
	fails ': not as many heading lines as headings = says'
}

@test "heading-fill: an empty cell of all but the last line of headings has what stands to its left" {
	source_is '[source]' 'headings = 2' 'heading-fill = yes' '[column m]' 'heading = 2019 Män' \
	    '[column k]' 'heading = 2019 Kvinnor' '[column t]' 'heading = 2020 Kvinnor'
	printf 'Kommun,2019,,2020, \n,Män,Kvinnor,Män,Kvinnor\n0180,1,2,3,4\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#m:text k:text t:text' '1 2 4')" ]
	[ "$(step left-out-columns)" = 2 ]
	sed -i 's/^headings.*/headings = 2/; s/^heading-fill.*/heading-fill = no/' x.source
	fails ':2: column k: no heading 2019 Kvinnor'
}

@test "headings that overlap when joined are two of the same" {
	source_is '[source]' 'headings = 2' '[column a]' 'heading = x y z'
	printf 'x y,x\nz,y z\n1,2\n' >x.csv
	fails ':2: column a: headings 1 and 2 are both its own; position = says which'
}

@test "a line of headings may have fewer cells than another" {
	source_is '[source]' 'headings = 2' '[column a]' 'heading = t a' '[column b]'
	printf 't\na,b\n1,2\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#a:text b:text' '1 2')" ]
}

@test "without lines of headings each column has its position" {
	source_is '[source]' 'headings = 0' '[column b]' 'position = 2' '[column a]' 'position = 1' 'type = int'
	printf '\n1,x\n2,y\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#b:text a:int' 'x 1' 'y 2')" ]
	[ "$(step blank-lines)" = 1 ]
	: >x.csv
	fails ': empty: no record'
	refused '[source]' 'headings = 0' '[column a]' ':3: column a: without headings it needs position ='
}

@test "position is the place of a field, where headings come twice" {
	source_is '[column a]' 'position = 3' '[column b]'
	printf 'a,b,a\n1,2,3\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#a:text b:text' '3 2')" ]
	sed -i /position/d x.source
	fails ':1: column a: headings 1 and 3 are both its own; position = says which'
}

@test "with position a heading that is said must be the one that stands there" {
	source_is '[column x]' 'position = 2' 'heading = B' 'heading = beta'
	printf 'a, b \n1,2\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#x:text' 2)" ]
	printf 'b,a\n1,2\n' >x.csv
	fails ':1: column x: the heading at position 2 is another one'
}

@test "a position behind the last field is an error, unless the column is optional" {
	source_is '[column x]' 'position = 3' '[column a]'
	printf 'a,b\n1,2\n' >x.csv
	fails ':1: column x: position 3, but there are 2 fields'
	source_is '[column x]' 'position = 3' 'optional = yes' '[column a]'
	import x.csv
	[ "$output" = "$(tsv '#x:text a:text' '~ 1')" ]
	refused '[column a]' 'position = 0' ':2: not a number from 1 to 16384'
	refused '[column a]' 'position = två' ':2: not a number from 1 to 16384'
}

# --- after the records ---------------------------------------------------------

@test "a footer of so many lines that are not blank is skipped as it stands, and counted" {
	source_is '[source]' 'footer = 2' '[column a]' 'type = int'
	printf 'a\n1\n2\n\nKälla: "SCB\n\nSumma 3\n\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#a:int' 1 2)" ]
	[ "$(step footer-lines)" = 2 ]
	[ "$(step blank-lines)" = 3 ]
	printf 'a\n1\nx\ny' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#a:int' 1)" ]
}

@test "a footer of so many lines is the end of each file, however it comes" {
	source_is '[source]' 'footer = 3' '[column a b]' 'type = int'
	{ printf 'a,b\n'; seq 1 50000 | sed 's/.*/&,&/'; printf 'Summa,1\nx\n"y\n'; } >x.csv
	ubat-import -s x.source x.csv >one
	[ "$(tail -n 1 one)" = "$(tsv '#end 50000 1')" ]
	cat x.csv | ubat-import -s x.source >two
	cmp <(body one) <(body two)
	gzip -nk x.csv
	ubat-import -s x.source x.csv.gz | body | cmp - <(body one)
	run -0 bash -c 'ubat-import -s x.source x.csv x.csv | grep -v "^#" | sort -n | uniq -c | sed "s/^ *//" | cut -d" " -f1 | uniq'
	[ "$output" = 2 ]
}

@test "a footer with more lines than the file leaves no heading" {
	source_is '[source]' 'footer = 3' '[column a]'
	printf 'a\n1\n' >x.csv
	fails ': empty: no heading line'
	source_is '[source]' 'footer = 1' '[column a]'
	import x.csv
	[ "$output" = "#a:text" ]
}

@test "a footer begins at a record whose first field is the text, blanks cut, and goes to the end" {
	source_is '[source]' 'delimiter = ;' 'footer = Summa' 'footer = Totalt' '[column k]' '[column n]' 'type = int'
	printf 'k;n\n0180;1\n1480;2\n Summa ;3\n\nTotalt;3\nKälla: SCB\nen;två;tre\na"b;x\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#k:text n:int' '0180 1' '1480 2')" ]
	[ "$(step footer-lines)" = 5 ]
	[ "$(step blank-lines)" = 1 ]
	printf 'k;n\n"Summa";3\n' >x.csv
	import x.csv
	[ "$output" = "$(tsv '#k:text n:int')" ]
	[ "$(step footer-lines)" = 1 ]
}

@test "a record behind such a footer ends the reading: nothing is lost in silence" {
	source_is '[source]' 'footer = Summa' '[column k]' '[column n]' 'type = int'
	printf 'k,n\n0180,1\nSumma,1\n1480,2\n' >x.csv
	fails ':4: a record behind the footer'
	[ -z "$(printf '%s\n' "$output" | grep '^#end')" ]
}

@test "a footer text that every record has leaves no record, and says how many lines it took" {
	source_is '[source]' 'footer = Summa' '[column k]' '[column n]'
	{ echo k,n; seq 300 | sed 's/^/Summa,/'; } >x.csv
	import x.csv
	[ "$output" = "$(tsv '#k:text n:text')" ]
	[ "$(step footer-lines)" = 300 ]
	[ "$(step in)" = 0 ]
}

@test "among many records a footer is found as among few" {
	source_is '[source]' 'footer = Summa' '[column k]' '[column n]' 'type = int'
	{ echo k,n; seq 1000 | sed 's/.*/Sum&,&/'; echo 'Summa,5'; } >x.csv
	import x.csv
	[ "${#lines[@]}" = 1001 ]
	[ "$(step footer-lines)" = 1 ]
}

# --- between them ----------------------------------------------------------------

@test "trailing: a delimiter may end a line; what stands behind it is rejected" {
	source_is '[source]' 'delimiter = ;' 'trailing = yes' '[column a]' '[column b]' 'type = int'
	for head in 'a;b' 'a;b;'; do
		printf '%s\r\nx;1;\r\ny;2\r\n"z";3;""\r\nu;4;v\r\nw;5;;\r\n' "$head" >x.csv
		run -1 --separate-stderr ubat-import -s x.source x.csv
		[ "$output" = "$(tsv '#a:text b:int' 'x 1' 'y 2' 'z 3')" ]
		[ "${stderr_lines[0]}" = "ubat-import: x.csv:6: field count (1 record)" ]
		[ "${stderr_lines[1]}" = "ubat-import: x.csv:5: text after the last delimiter (1 record)" ]
		[ "$(step left-out-columns)" = 0 ]
	done
	sed -i s/yes/no/ x.source
	printf 'a;b\nx;1;\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:2: field count (1 record)" ]
}

@test "trailing costs the last column nothing, and many records give the same as one" {
	source_is '[source]' 'delimiter = ;' 'trailing = yes' '[column a]' '[column b]' 'type = int'
	{ echo 'a;b;'; seq 2000 | sed 's/.*/x;&;/'; } >x.csv
	ubat-import -s x.source x.csv | body >one
	[ "$(wc -l <one)" = 2001 ]
	sed -i 's/;$//' x.csv
	ubat-import -s x.source x.csv | body | cmp - one
}

@test "ragged: records with fewer fields are rejected, padded and counted, or end the reading" {
	source_is '[source]' '[column a b c]'
	printf 'a,b,c\n1,2,3\n4\n5,6,7,8\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: field count (2 records)" ]
	source_is '[source]' 'ragged = pad' '[column a b c]'
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$output" = "$(tsv '#a:text b:text c:text' '1 2 3' '4 ~ ~')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:4: field count (1 record)" ]
	[ "$(step padded)" = 1 ]
	source_is '[source]' 'ragged = error' '[column a b c]'
	fails ':3: field count 1, not 3'
	refused '[source]' 'ragged = skip' '[column a]' ':2: not one of reject, pad, error'
}

@test "a padded record must have what is required" {
	source_is '[source]' 'ragged = pad' '[column a b]' '[column b]' 'required = yes'
	printf 'a,b\n1\n2,3\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$output" = "$(tsv '#a:text b:text' '2 3')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:2: column b: required (1 record)" ]
}

@test "empty = skip: a record without any value counts as a blank line" {
	source_is '[source]' 'delimiter = ;' '[column a b c]'
	printf 'a;b;c\n1;2;3\n;;\n"";"";""\r\n4;;\n' >x.csv
	import x.csv
	[ "${#lines[@]}" = 5 ]
	sed -i 's/^delimiter.*/&\nempty = skip/' x.source
	import x.csv
	[ "$output" = "$(tsv '#a:text b:text c:text' '1 2 3' '4 ~ ~')" ]
	[ "$(step blank-lines)" = 2 ]
	[ "$(step in)" = 2 ]
}

@test "line-end = cr: lines end in CR, and LF is text within quotes" {
	source_is '[source]' 'line-end = cr' '[column a]' '[column n]' 'type = int'
	printf 'a,n\rx,1\r"y\nz\r",2\r\ru,x\r' >x.csv
	run -1 --separate-stderr ubat-import -s x.source -r fel.csv x.csv
	[ "$output" = "$(tsv '#a:text n:int' 'x 1' 'y\nz\r 2')" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:6: column n: not int (1 record)" ]
	printf 'a,n\ru,x\r' | cmp - fel.csv
	{ printf 'a,n\r'; printf '"p\nq","%s"\r' $(seq 300); } >x.csv
	import x.csv
	[ "${lines[300]}" = "$(tsv 'p\nq 300')" ]
	printf 'a,n\rx\ny,1\rz,2\r' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:2: line feed (1 record)" ]
	printf 'a\n,n\rz,2\r' >x.csv
	fails ':1: heading: line feed'
	source_is '[column a n]'
	printf 'a,n\rx,1\r' >x.csv
	fails ':1: heading: carriage return'
	refused '[source]' 'line-end = crlf' '[column a]' ':2: a line ends in lf, with or without a CR, or in cr'
}

# --- quotes ----------------------------------------------------------------------

@test "quote: another character, doubled within itself; the double quote is then text" {
	source_is '[source]' "quote = '" '[column a b]'
	printf "a,b\n'x,y','it''s'\n\"p,q\"\n'1\n2',\"r\"\n" >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$(printf '%s\n' "$output" | body)" = "$(printf '#a:text\tb:text\nx,y\tit%ss\n"p\tq"\n1\\n2\t"r"' "'")" ]
	printf "a,b\nx'y,1\n'x'y,1\n" >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:2: quote inside a field (1 record)" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:3: text after a closing quote (1 record)" ]
}

@test "quote = none: quotes are text" {
	source_is '[source]' 'delimiter = tab' 'quote = none' '[column a b]'
	printf 'a\tb\n"x\t5"\r\n"""\t\n' >x.csv
	import x.csv
	[ "$output" = "$(printf '#a:text\tb:text\n"x\t5"\n"""\t')" ]
	refused '[source]' 'quote = ""' '[column a]' ':2: the quote is none or one ASCII character, not a backslash or a blank'
	refused '[source]' "quote = ;" "delimiter = ;" '[column a]' ':2: the quote is the delimiter'
	source_is '[source]' "quote = '" '[column a]'
	run -2 --separate-stderr ubat-import --delimiter "'" -s x.source x.csv
	[ "$stderr" = "ubat-import: --delimiter is the quote of the source" ]
}

@test "escape: a backslash makes a quote, a delimiter, a backslash or a line end text, in quotes and outside" {
	source_is '[source]' 'escape = \' '[column a b]'
	printf '%s\n' 'a,b' 'x\,y,\"z\"' '"p\"q","r""s"' '\\,"\\"' 'u\' 'v,w' '"1\' '2",3' >x.csv
	import x.csv
	[ "$output" = "$(printf '%s\n' '#a:text	b:text' 'x,y	"z"' 'p"q	r"s' '\\	\\' 'u\nv	w' '1\n2	3')" ]
	printf 'a,b\nC:\\temp,1\n"x"\\,y,2\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: text after a closing quote (1 record)" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:2: backslash before what needs none (1 record)" ]
	refused '[source]' 'escape = /' '[column a]' ':2: the escape is none or a backslash'
	refused '[source]' 'escape = \' 'delimiter = \' '[column a]' ':3: the escape is the delimiter'
}

@test "escape: \\N alone in a field stays, for [missing] to say what it is" {
	source_is '[source]' 'escape = \' '[missing]' '\N =' '[column a]' '[column b]' 'type = int'
	printf '%s\n' 'a,b' 'x,\N' '\N,1' '"\\N",2' >x.csv
	import x.csv
	[ "$output" = "$(printf '%s\n' '#a:text	b:int' 'x	' '	1' '	2')" ]
	printf 'a,b\nx\\N,1\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:2: backslash before what needs none (1 record)" ]
}

@test "escape: a file that ends in a backslash, or in quotes, is an error" {
	source_is '[source]' 'escape = \' '[column a]'
	printf 'a\nx\\' >x.csv
	fails ':2: a quote is never closed, or a backslash ends the file'
	printf 'a\n"x\n' >x.csv
	fails ':2: a quote is never closed, or a backslash ends the file'
}

@test "a file that has none of them gives the same with each quote and escape" {
	{ echo 'a;b;c'; seq 500 | sed 's/.*/x&;å;&,5/'; } >x.csv
	source_is '[source]' 'delimiter = ;' '[column c a]'
	ubat-import -s x.source x.csv | body >want
	for k in "quote = '" 'quote = none' 'escape = \' 'trailing = yes' 'ragged = pad' 'footer = Summa' \
	    'empty = skip' 'footer = 0' 'preamble = 0' 'headings = 1'; do
		source_is '[source]' 'delimiter = ;' "$k" '[column c a]'
		ubat-import -s x.source x.csv | body | cmp - want
	done
}

@test "the example of a statistical system in ubat-source(5) comes out as the page says" {
	block ubat-source.5 5 >kostnad.source
	block ubat-source.5 6 | iconv -f utf-8 -t iso-8859-1 >kostnad.csv
	block ubat-source.5 7 >want
	run -0 --separate-stderr ubat-import -s kostnad.source kostnad.csv
	diff want <(printf '%s\n' "$output" | grep -v '^#[^k]' | grep -v '^#label')
	[ "$stderr" = "ubat-import: kostnad.csv:8: rule rimlig andel: something is missing to judge it by (1 record kept)" ]
	# the rule at the end of the page belongs to a description of its own
	{ printf '%s\n' '[column insats klient]'; block ubat-source.5 8; } >x.source
	printf 'insats,klient\nutan,\nmed,\nmed,K\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv:3: rule identitet: not true (1 record)" ]
}

# --- descriptions that are refused -----------------------------------------------

@test "a shape that cannot be is an error of the description" {
	refused '[source]' 'preamble = tre' '[column a]' ':2: a preamble is a number of lines, or until and a regular expression'
	refused '[source]' 'preamble = 99999' '[column a]' ':2: not a number from 0 to 10000'
	refused '[source]' 'headings = 21' '[column a]' ':2: not a number from 0 to 20'
	refused '[source]' 'heading-join = /' '[column a]' ':2: there are no headings = to join or fill'
	refused '[source]' 'heading-fill = yes' '[column a]' ':2: there are no headings = to join or fill'
	refused '[source]' 'footer =' '[column a]' ':2: a footer is a number of lines, or the first field of one'
	refused '[source]' 'footer = 2' 'footer = 3' '[column a]' ':3: a number was said before'
	refused '[source]' 'footer = 2' 'footer = Summa' '[column a]' ':3: a footer is a number of lines or texts, not both'
	refused '[source]' 'trailing = ja' '[column a]' ':2: neither yes nor no'
	refused '[source]' 'empty = drop' '[column a]' ':2: not one of keep, skip'
	refused '[source]' 'preamble = 1' 'preamble = 2' '[column a]' ':3: said before, on line 2'
	printf '%s\n' '[source]' 'preamble = until (x' '[column a]' >x.source
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[[ ${stderr_lines[0]} = "ubat-import: x.source:2: "* ]]
}
