# ubat-source(5), encoding: one test for each sentence.
load helper
load import

# as ENCODING FILE: standard input, in that encoding
as() {
	iconv -f utf-8 -t "$1" >"$2"
}

# marked BYTES FILE: put a mark before what is in FILE
marked() {
	{ printf "$1"; cat "$2"; } >m.tmp
	mv m.tmp "$2"
}

@test "utf-16 with its mark, of both orders, from files, pipes and gzip" {
	source_is '[source]' 'encoding = utf-16' 'delimiter = ;' '[column å]' '[column namn]'
	text='å;namn\nö;"a;b"\n€;𝄞 \n'
	printf "$text" | as utf-16le le.csv
	printf "$text" | as utf-16be be.csv
	marked '\xff\xfe' le.csv
	marked '\xfe\xff' be.csv
	for f in le.csv be.csv; do
		run -0 ubat-import -s x.source $f
		[ "$(body <<<"$output")" = "$(printf '#å:text\tnamn:text\nö\ta;b\n€\t𝄞 ')" ]
		gzip -k $f
		diff <(ubat-import -s x.source $f | body) <(ubat-import -s x.source $f.gz | body)
		diff <(ubat-import -s x.source $f | body) <(ubat-import -s x.source <$f | body)
		diff <(ubat-import -s x.source $f | body) <(ubat-import -s x.source - <$f.gz | body)
	done
}

@test "utf-16 without its mark, or another encoding with one, is an error" {
	source_is '[source]' 'encoding = utf-16' '[column a]'
	printf 'a\n1\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: not utf-16: its mark (BOM) is not there" ]
	printf 'a\n1\n' | as utf-16le x.csv
	run -1 --separate-stderr ubat-import -s x.source - <x.csv
	[ "$stderr" = "ubat-import: stdin:1: not utf-16: its mark (BOM) is not there" ]
	printf '\xef\xbb\xbfa\n1\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: not utf-16: its mark (BOM) is not there" ]
	: >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: not utf-16: its mark (BOM) is not there" ]
	printf '\xff\xfe' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv: empty: no heading line" ]
}

@test "lone surrogates and an odd byte at the end reject their records, as they came" {
	source_is '[source]' 'encoding = utf-16' '[column a b]'
	{
		printf 'a,b\n1,2\n' | iconv -t utf-16le
		printf '\x00\xd8,\0x\0\n\0'
		printf 'x\0,\0\x3d\xd8\x1c\xdd\n\0'
		printf 'y\0,\0\x00\xdc\n\0'
		printf 'z\0,\0w\0\n\0'
		printf '9\0,\0x'
	} >x.csv
	marked '\xff\xfe' x.csv
	run -1 --separate-stderr ubat-import -s x.source -r x.rej x.csv
	[ "$output" = "$(tsv '#a:text b:text' '1 2' 'x 🔜' 'z w' | sed 's/🔜/\xf0\x9f\x94\x9c/')" ]
	[ "$stderr" = "ubat-import: x.csv:3: invalid utf-16 (3 records)
ubat-import: 3 of 6 records rejected, --max-rejects is 0" ]
	{
		printf '\xff\xfe'
		printf 'a,b\n' | iconv -t utf-16le
		printf '\x00\xd8,\0x\0\n\0'
		printf 'y\0,\0\x00\xdc\n\0'
		printf '9\0,\0x\n\0'
	} >want
	cmp x.rej want
	# bytes count as in the file: 2 of the mark, 8 each of two lines
	[ "$(grep -v '^#' x.rej.why | cut -f4 | head -1)" = 18 ]
}

@test "rejected records of utf-16 can be imported again" {
	source_is '[source]' 'encoding = utf-16' '[column å]' 'type = int'
	printf 'å\n1\nx\n' | as utf-16be x.csv
	marked '\xfe\xff' x.csv
	run -0 ubat-import -s x.source --max-rejects 1 -r x.rej x.csv
	run -1 --separate-stderr ubat-import -s x.source x.rej
	[ "${stderr_lines[0]}" = "ubat-import: x.rej:2: column å: not int (1 record)" ]
}

@test "auto: what the mark says" {
	source_is '[source]' 'encoding = auto' '[column å]'
	printf '\xef\xbb\xbfå\nö\n' >u8.csv
	printf 'å\nö\n' | as utf-16le le.csv
	marked '\xff\xfe' le.csv
	run -0 --separate-stderr ubat-import -s x.source u8.csv
	[ "$stderr" = "ubat-import: u8.csv: encoding is utf-8" ]
	[[ $output == *"	encoding=utf-8	"* ]]
	run -0 --separate-stderr ubat-import -s x.source le.csv
	[ "$(body <<<"$output")" = "$(tsv '#å:text' ö)" ]
	[ "$stderr" = "ubat-import: le.csv: encoding is utf-16" ]
	[[ $output == *"	encoding=utf-16	"* ]]
	run -0 --separate-stderr ubat-import -s x.source u8.csv le.csv
	[ "$stderr" = "ubat-import: u8.csv: encoding is utf-8
ubat-import: le.csv: encoding is utf-16" ]
}

@test "auto: utf-8 if all of it is, else windows-1252" {
	source_is '[source]' 'encoding = auto' '[column a]'
	printf 'a\nöre\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv: encoding is utf-8" ]
	printf 'a\n1\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv: encoding is utf-8" ]
	for e in windows-1252 iso-8859-1; do
		printf 'a\nöre\nåäö\n' | as $e x.csv
		run -0 --separate-stderr ubat-import -s x.source x.csv
		[ "$stderr" = "ubat-import: x.csv: encoding is windows-1252" ]
		[ "$(body <<<"$output")" = "$(tsv '#a:text' öre åäö)" ]
		gzip -kf x.csv
		run -0 --separate-stderr ubat-import -s x.source x.csv.gz
		[ "$stderr" = "ubat-import: x.csv.gz: encoding is windows-1252" ]
		[ "$(body <<<"$output")" = "$(tsv '#a:text' öre åäö)" ]
	done
	# a byte that windows-1252 does not have rejects its record
	printf 'a\n\xe5\n\x81\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "${stderr_lines[0]}" = "ubat-import: x.csv: encoding is windows-1252" ]
	[ "${stderr_lines[1]}" = "ubat-import: x.csv:3: invalid windows-1252 (1 record)" ]
}

@test "auto: a file that mixes encodings is an error with the first line that breaks" {
	source_is '[source]' 'encoding = auto' '[column a]'
	printf 'a\nascii\nå\nascii\n\xe5\n\xe5\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ -z "$output" ]
	[ "$stderr" = "ubat-import: x.csv:5: not utf-8, but line 3 is: the file mixes encodings" ]
	printf 'a\n\xe5\nascii\nå\n' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:4: utf-8, but line 2 is not: the file mixes encodings" ]
	# far into the file, and at any place in a block
	for n in 70000 131060 131070 131071 131072 131073 300000; do
		{ echo a; echo å; head -c $n /dev/zero | tr '\0' x | fold -w 79; echo; printf '\xe5 \n'; } >x.csv
		line=$(($(wc -l <x.csv)))
		run -1 --separate-stderr ubat-import -s x.source x.csv
		[ "$stderr" = "ubat-import: x.csv:$line: not utf-8, but line 2 is: the file mixes encodings" ]
	done
	# the last line needs no end, nor a character to be whole in a block
	printf 'a\n\xe5\nå' >x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:3: utf-8, but line 2 is not: the file mixes encodings" ]
}

@test "auto is for files, not for standard input or pipes" {
	source_is '[source]' 'encoding = auto' '[column a]'
	printf 'a\n1\n' >x.csv
	run -2 --separate-stderr ubat-import -s x.source <x.csv
	[ -z "$output" ]
	[ "$stderr" = "ubat-import: stdin: encoding = auto reads a file twice, and standard input cannot be" ]
	mkfifo p
	cat x.csv >p &
	run -2 --separate-stderr timeout 10 ubat-import -s x.source p
	wait
	[ "$stderr" = "ubat-import: p: encoding = auto reads a file twice, and a pipe cannot be" ]
}

@test "auto: utf-16 without a mark cannot be read" {
	source_is '[source]' 'encoding = auto' '[column a]'
	printf 'a\n1\n' | as utf-16le x.csv
	run -1 --separate-stderr ubat-import -s x.source x.csv
	[ "$stderr" = "ubat-import: x.csv:1: utf-16 without its mark (BOM): it cannot be read" ]
}

@test "auto: rejected records of files in different encodings do not go into one file" {
	source_is '[source]' 'encoding = auto' '[column a]'
	printf 'a\nå\n' >x.csv
	printf 'a\nå\n' | as windows-1252 y.csv
	run -1 --separate-stderr ubat-import -s x.source -r x.rej x.csv y.csv
	[[ $stderr == *"ubat-import: y.csv: not in the encoding of the first file: with -r, import it on its own"* ]]
	run -0 --separate-stderr ubat-import -s x.source x.csv y.csv
	[ "$(body <<<"$output")" = "$(tsv '#a:text' å å)" ]
}

@test "the mark of utf-8 with another encoding declared is an error" {
	printf '\xef\xbb\xbfa\n1\n' >x.csv
	for e in windows-1252 iso-8859-1; do
		source_is '[source]' "encoding = $e" '[column a]'
		run -1 --separate-stderr ubat-import -s x.source x.csv
		[ "$stderr" = "ubat-import: x.csv:1: begins with the mark of utf-8, not $e" ]
	done
}

@test "headings are compared in NFC, whatever the encoding" {
	source_is '[source]' 'encoding = auto' '[column a]' 'heading = Ålder' '[column b]' 'type = code' '[codes b]' 'Å = x'
	printf 'A\xcc\x8alder,b\n1,\xc3\x85\n' >x.csv
	run -0 --separate-stderr ubat-import -s x.source x.csv
	[ "$(body <<<"$output" | grep -v '#label')" = "$(tsv '#a:text b:code' '1 Å')" ]
}

@test "gzip of several members, and with something after it" {
	printf 'a\n1\n' | gzip >x.csv.gz
	printf '2\n3\n' | gzip >>x.csv.gz
	run -0 --separate-stderr ubat-import x.csv.gz
	[ "$(body <<<"$output")" = "$(tsv '#a:text' 1 2 3)" ]
	cp x.csv.gz y.gz
	echo x >>y.gz
	run -1 --separate-stderr ubat-import y.gz
	[[ $stderr == *"something follows the end of the gzip data"* ]]
	for ((n = 1; n < $(wc -c <x.csv.gz); n += 3)); do
		head -c -$n x.csv.gz >y.gz
		run ubat-import y.gz
		# between two members is a whole file
		[ "$status" = 1 ] || [ "$(body <<<"$output")" = "$(tsv '#a:text' 1)" ]
	done
}

@test "codes are in NFC, of a list or not" {
	source_is '[column a]' 'type = code' '[column b]' 'type = code' '[codes b]' 'Å = x' \
	    '[column t]' '[column c]' 'type = code' '[values c]' 'Ö = 1'
	printf 'a,b,t,c\nÅ,\xc3\x85,\xc3\x85,Ö\nA\xcc\x8a2,A\xcc\x8a,A\xcc\x8a,O\xcc\x88\n"A\xcc\x8a"",",\xc3\x85,,2\n' >x.csv
	run -0 ubat-import -s x.source x.csv
	[ "$(body <<<"$output" | grep -v '#label')" = "$(printf '%b\n' '#a:code\tb:code\tt:text\tc:code' \
	    'Å\tÅ\tÅ\t1' 'Å2\tÅ\tA\xcc\x8a\t1' 'Å",\tÅ\t\t2')" ]
}
