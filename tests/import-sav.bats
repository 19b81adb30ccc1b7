# ubat-import(1), SPSS files: one test for each sentence.
load helper
load import

# The tool that makes SPSS files stands beside the commands.
prepare() {
	SAV=$(dirname "$(command -v ubat-import)")/../unit/sav
	[ -x "$SAV" ] || skip "the unit tests are not built"
}

# sav FILE [rows | zsav]: from standard input, a word between bars
sav() {
	sed 's/ *| */\t/g' | "$SAV" "$@"
}

small() {
	cat <<-'END'
	label|l|1|Man
	label|l|2|Kvinna
	label|l|9|Vet ej
	var|klient|A12|Klientens nummer
	var|kon|F1.0|Kön|l
	missing|9|9
	var|belopp|F8.2
	var|start|DATE11
	row|K1|1|12500.5|13680576000
	row|K2|9|-|-
	row|K3|-|0.1|13680662400
	END
}

@test "without a description types come from formats, labels from the file" {
	small | sav x.sav
	run -0 --separate-stderr ubat-import x.sav
	[ "$(body <<<"$output")" = "$(printf '%s\n' '#klient:text	kon:int	belopp:dec	start:date' \
	    '#label	klient	Klientens nummer' '#label	kon	Kön' '#label	kon	.a	Vet ej' \
	    '#label	kon	1	Man' '#label	kon	2	Kvinna' 'K1	1	12500.5	2016-04-21' 'K2	.a		' \
	    'K3		0.1	2016-04-22')" ]
	[ -z "$stderr" ]
	# what it is called does not matter, nor how it is packed
	for how in rows zsav; do
		small | sav x.csv $how
		ubat-import x.csv | body >y.ubat
		diff <(body <<<"$output") y.ubat
	done
}

@test "a description goes before what the file says" {
	small | sav x.sav
	source_is '[source]' 'decimal = ,' 'delimiter = ;' 'encoding = windows-1252' \
	    '[column kon]' 'type = code' 'label = Sex' '[missing kon]' '9 = .v' '[labels kon]' '1 = man' \
	    '[column belopp]' 'type = dec' '[column start]' 'type = date' 'date = DD.MM.YYYY'
	run -0 ubat-import -s x.source x.sav
	[ "$(body <<<"$output")" = "$(printf '%s\n' '#kon:code	belopp:dec	start:date' \
	    '#label	kon	Sex' '#label	kon	1	man' '#label	kon	2	Kvinna' '#label	kon	.v	Vet ej' \
	    '1	12500.5	2016-04-21' '.v		' '	0.1	2016-04-22')" ]
}

@test "labels go with the value that a description makes of theirs" {
	small | sav x.sav
	source_is '[column kon]' 'type = code' '[values kon]' '1 = M' '2 = K'
	run -0 ubat-import -s x.source x.sav
	[ "$(body <<<"$output")" = "$(printf '%s\n' '#kon:code' '#label	kon	Kön' '#label	kon	.a	Vet ej' \
	    '#label	kon	M	Man' '#label	kon	K	Kvinna' M .a '')" ]
}

@test "user-missing values get letters: the same text and label, the same one" {
	sav x.sav <<-'END'
	label|l|8|Ej aktuellt
	label|l|9|Vet ej
	label|k|9|Vägrar
	var|b1|F1.0|-|l
	missing|8|8
	missing|9|9
	var|b2|F1.0|-|l
	missing|9|9
	var|b3|F1.0|-|k
	missing|9|9
	var|b4|F2.0|-|l
	missing|8|99
	var|namn|A9
	missing|"inget|-
	row|8|9|9|9|inget
	row|9|8|1|98|x
	row|1|1|1|7|.a
	row|2|2|2|2|
	END
	source_is '[column b1 b2 b3 b4]' 'type = int' '[column namn]' 'invalid = .r'
	run -0 --separate-stderr ubat-import -s x.source x.sav
	[ "$(body <<<"$output" | grep -v -e '^#label	b[24]	' -e '	namn	')" = "$(printf '%s\n' \
	    '#b1:int	b2:int	b3:int	b4:int	namn:text' '#label	b1	.a	Ej aktuellt' '#label	b1	.c	Vet ej' \
	    '#label	b3	.f	Vägrar' '.a	.c	.f	.c	.h' '.c	8	1	.g	x' '1	1	1	7	.r' '2	2	2	2	')" ]
	grep -q '^#label	b4	.g	user-missing$' <<<"$output"
	grep -q '^#label	namn	.h	inget$' <<<"$output"
	# a text that only looks like a reason is not taken for one
	[ "$stderr" = "ubat-import: x.sav:4: column namn: error value (1 value refused)" ]
}

@test "a letter that means something else in the description is an error" {
	small | sav x.sav
	source_is '[column kon]' 'type = int' '[missing kon]' '7 = .a'
	run -1 --separate-stderr ubat-import -s x.source x.sav
	[ -z "$output" ]
	[ "$stderr" = "ubat-import: x.sav:1: column kon: .a is a user-missing value of the file, and something else in the description" ]
}

@test "several files are one extract, if user-missing values agree" {
	small | sav x.sav
	small | sed 's/^row|K/row|L/' | sav y.sav zsav
	run -0 ubat-import x.sav y.sav
	[ "$(grep -c '^[KL]' <<<"$output")" = 6 ]
	small | sed 's/Vet ej/Vägrar/' | sav y.sav
	run -1 --separate-stderr ubat-import x.sav y.sav
	[ "$stderr" = "ubat-import: y.sav:1: column kon: .a is another user-missing value than in the first file: say in [missing] what they are" ]
	source_is '[column kon]' 'type = int' '[missing kon]' '9 = .x'
	run -0 ubat-import -s x.source x.sav y.sav
	[ "$(grep -c '^\.x' <<<"$output")" = 2 ]
}

@test "formats of numbers, days and times" {
	sav x.sav <<-'END'
	var|f|F8.0
	var|c|COMMA8.2
	var|n|N4
	var|d|EDATE10
	var|m|DATETIME20
	var|t|TIME8
	var|w|WKDAY9
	row|12|0.30000000000000004|180|13680576000|13680604800|30600|2
	row|1e3|-1.25|12345|0|13680576000|360000.5|7
	END
	run -0 ubat-import x.sav
	[ "$(body <<<"$output")" = "$(printf '%s\n' '#f:int	c:dec	n:code	d:date	m:text	t:text	w:int' \
	    '12	0.3	0180	2016-04-21	2016-04-21 08:00:00	08:30:00	2' \
	    '1000	-1.25	12345	1582-10-14	2016-04-21	100:00:00.500	7')" ]
}

@test "a day with a time is no date, and a whole variable may have fractions" {
	sav x.sav <<-'END'
	var|d|DATE11
	var|f|F8.0
	row|13680604800|1
	row|13680576000|1.5
	row|13680576000|2
	END
	run -1 --separate-stderr ubat-import -r x.rej x.sav
	[ "$stderr" = "ubat-import: x.sav:2: column d: not date (1 record)
ubat-import: x.sav:3: column f: not int (1 record)
ubat-import: 2 of 3 records rejected, --max-rejects is 0" ]
	[ "$(cat x.rej)" = "$(printf 'd,f\n2016-04-21 08:00:00,1\n2016-04-21,1.5')" ]
}

@test "long texts, quotes and line ends, and a record with nothing in it" {
	long=$(printf 'å%.0s' {1..300})
	printf 'var\tt\tA700\nrow\t%s\nrow\ta "b", c\nrow\t-\nrow\t \nrow\tslut\n' "$long" | "$SAV" x.sav
	run -0 ubat-import x.sav
	[ "$(body <<<"$output")" = "$(printf '#t:text\n%s\na "b", c\n\n\nslut' "$long")" ]
	[[ $output == *"	in=5	out=5	"*"	blank-lines=0	"* ]]
}

@test "numbers beyond 2^53 are rejected" {
	printf 'var\tid\tF20.0\nrow\t198001011234\nrow\t9007199254740992\n' | "$SAV" x.sav
	run -1 --separate-stderr ubat-import x.sav
	[ "$(body <<<"$output")" = "$(tsv '#id:int' 198001011234)" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.sav:3: column id: number beyond 2^53, not exact (1 record)" ]
}

@test "preamble = and positions count variables and records" {
	small | sav x.sav
	source_is '[source]' 'headings = 0' 'preamble = 1' '[column k]' 'position = 1' '[column d]' 'position = 4' \
	    'type = date' 'date = YYYYMMDD'
	run -0 ubat-import -s x.source x.sav
	[ "$(body <<<"$output" | grep -v '^#label')" = "$(tsv '#k:text d:date' 'K1 2016-04-21' 'K2 ~' 'K3 2016-04-22')" ]
}

@test "thousands of records, and more than a block of them" {
	{
		echo 'var|i|F8.0'
		echo 'var|t|A40'
		seq 5000 | sed 's/.*/row|&|en text som är ungefär så lång &/'
	} | sav x.sav zsav
	run -0 ubat-import x.sav
	[ "$(tail -1 <<<"$output")" = '#end	5000	1' ]
	[ "$(sed -n 4001p <<<"$output")" = '4000	en text som är ungefär så lång 4000' ]
}

@test "a damaged or cut-off file is refused, also when some records are good" {
	{
		echo 'var|i|F8.0'
		seq 3000 | sed 's/^/row|/'
	} | sav x.sav
	head -c 20000 x.sav >y.sav
	run -1 --separate-stderr ubat-import y.sav
	[[ $output != *'#end'* ]]
	[[ $stderr == "ubat-import: y.sav:"*": n"*" cut off" ]]
	head -c 100 x.sav >y.sav
	run -1 --separate-stderr ubat-import y.sav
	[ "$stderr" = "ubat-import: y.sav: not an SPSS file, or damaged or cut off" ]
	printf '$FL2, and no more' >y.sav
	run -1 --separate-stderr ubat-import y.sav
	[ "$stderr" = "ubat-import: y.sav: not an SPSS file, or damaged or cut off" ]
}

@test "it cannot be on standard input, or packed by gzip" {
	small | sav x.sav
	run -1 --separate-stderr bash -c 'ubat-import <x.sav'
	[ "$stderr" = "ubat-import: stdin: a workbook or SPSS file cannot be read from standard input: name the file" ]
	gzip -k x.sav
	run -1 --separate-stderr ubat-import x.sav.gz
	[ "$stderr" = "ubat-import: x.sav.gz: a workbook or SPSS file within gzip: unpack it first" ]
}

@test "ended in the middle, it ends" {
	{
		echo 'var|i|F8.0'
		seq 3000 | sed 's/^/row|/'
		echo 'row|0.5'
	} | sav x.sav
	run -0 --separate-stderr bash -c 'ubat-import x.sav | head -3 | wc -l'
	[ "$output" = 3 ]
	run -1 timeout 20 ubat-import --max-line 3 x.sav
}

@test "the encoding is that of the file; text that is not in it is an error value" {
	printf 'var\tnamn\tA8\nrow\tX1\nrow\tY2\n' | "$SAV" u.sav
	# the code page, 65001, becomes 1252
	sed 's/\xe9\xfd\x00\x00/\xe4\x04\x00\x00/; s/X1/\xe51/' u.sav >x.sav
	source_is '[source]' 'encoding = utf-16' '[column namn]'
	run -0 ubat-import -s x.source x.sav
	[ "$(body <<<"$output" | grep -v '^#label')" = "$(tsv '#namn:text' å1 Y2)" ]
	sed 's/Y2/\xe52/' u.sav >x.sav
	run -1 --separate-stderr ubat-import x.sav
	[ "$stderr" = "ubat-import: x.sav:3: text that is not in the encoding the SPSS file says" ]
	# without the record that says it
	sed 's/\x07\x00\x00\x00\x03\x00\x00\x00\x04/\x07\x00\x00\x00\x63\x00\x00\x00\x04/; s/X1/\xe51/' u.sav >x.sav
	run -1 --separate-stderr ubat-import x.sav
	[ "$(body <<<"$output")" = "$(tsv '#namn:text' Y2)" ]
	[ "${stderr_lines[0]}" = "ubat-import: x.sav:2: column namn: error value (1 record)" ]
	sed 's/\xe9\xfd\x00\x00/\x34\x12\x00\x00/' u.sav >x.sav
	run -1 --separate-stderr ubat-import x.sav
	[ "$stderr" = "ubat-import: x.sav: an SPSS file in an encoding that is not known here: save it in Unicode" ]
	printf 'var\tnamn\tA8\tQQ\nrow\tX1\n' | "$SAV" x.sav
	sed 's/QQ/\xe5Q/' x.sav >y.sav
	run -1 --separate-stderr ubat-import y.sav
	[ "$stderr" = "ubat-import: y.sav: text that is not in the encoding the SPSS file says" ]
}

@test "a user-missing number of a person is missing, as in other columns, and what is derived of it; rejected where it is required" {
	sav x.sav <<-'END'
	label|l|9|Skyddad, Anna
	var|pnr|F12.0|Person|l
	missing|9|9
	row|195704289999
	row|9
	END
	head -c 32 /dev/zero >nyckel
	chmod 600 nyckel
	persons() {
		source_is '[source]' 'context = prov' '[column p]' 'heading = pnr' 'type = person' "$@" \
		    '[column kon]' 'heading = pnr' 'derive = sex'
	}
	persons
	run -0 --separate-stderr ubat-import -k nyckel -s x.source x.sav
	[ "$(body <<<"$output" | tail -n 1)" = "$(printf '.a\t.a')" ]
	[[ $output != *Anna* ]]
	[ -z "$stderr" ]
	persons 'required = yes'
	run -1 --separate-stderr ubat-import -k nyckel -s x.source x.sav
	[ "${stderr_lines[0]}" = "ubat-import: x.sav:3: column p: required (1 record)" ]
}

@test "labels of persons stay in the file, for they may be names" {
	sav x.sav <<-'END'
	label|l|195704289999|Anna Ek
	label|l|194608239986|Bo Al
	var|pnr|F12.0|Person|l
	row|195704289999
	row|194608239986
	END
	head -c 32 /dev/zero >nyckel
	chmod 600 nyckel
	source_is '[source]' 'context = prov' '[column p]' 'heading = pnr' 'type = person' \
	    '[column kon]' 'heading = pnr' 'derive = sex' '[column ar]' 'heading = pnr' 'derive = birthyear'
	run -0 --separate-stderr ubat-import -k nyckel -s x.source x.sav
	echo "$output"
	[[ ${lines[4]} =~ ^[0-9a-f]{32}$'\t'man$'\t'1957$ ]]
	for canary in Anna Bo 19460823 19570428; do
		[[ $output != *$canary* ]]
	done
}
