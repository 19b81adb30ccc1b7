# What ubat-export writes, read by others: the programs that people have, and
# ubat-import.  A program that is not installed is a skipped test.
load helper
load streams

# describe DELIMITER DECIMAL: a description of what s.ubat becomes
describe() {
	printf '[source]\nencoding = utf-8\ndelimiter = %s\ndecimal = %s\n' "$1" "$2"
	printf '[column kommun]\ntype = code\n[column start]\ntype = date\n'
	printf '[column alder]\ntype = int\n[column kostnad]\ntype = dec\n'
	printf '[column nojd]\ntype = bool\n[column t]\ntype = text\n'
	printf '[missing]\n.x = .x\n.n = .n\n'
}

# back FILE: that extract as a stream again, without labels and accounts
back() {
	ubat-import -s s.source "$1" | body | grep -v '^#label'
}

@test "Miller reads csv, tsv and jsonl" {
	command -v mlr >/dev/null || skip "Miller is not installed"
	want='0180 41 12500.5 1480  -3.25  7 '
	[ "$(ubat-export -f csv --rfc s.ubat | mlr --icsv --onidx cut -f kommun,alder,kostnad | paste -sd' ')" = "$want" ]
	[ "$(ubat-export -f tsv --rfc s.ubat | mlr --icsv --ifs tab --onidx cut -f kommun,alder,kostnad | paste -sd' ')" = "$want" ]
	[ "$(ubat-export -f csv s.ubat | mlr --icsv --ifs semicolon --onidx cut -f kommun,alder | paste -sd' ')" = '0180 41 1480   7' ]
	[ "$(ubat-export -f csv --rfc s.ubat | mlr --icsv --ojsonl filter 'NR == 3' then cut -f t)" = '{"t": "a;b,c \"q\" d\te\nf \\"}' ]
	[ "$(ubat-export -f jsonl s.ubat | mlr --ijson --ocsv stats1 -a sum -f alder | tail -n 1)" = 48 ]
}

@test "DuckDB reads csv and jsonl" {
	command -v duckdb >/dev/null || skip "DuckDB is not installed"
	ubat-export -f csv --rfc s.ubat >s.csv
	ubat-export -f jsonl s.ubat >s.jsonl
	[ "$(duckdb -noheader -list -c "select sum(alder), sum(kostnad), count(*) from read_csv('s.csv', types={'kommun': 'VARCHAR'})")" = '48|12497.25|3' ]
	[ "$(duckdb -noheader -list -c "select sum(alder), count(*) from read_json_auto('s.jsonl')")" = '48|3' ]
}


@test "jsonl, imported again by way of Miller, is the same stream" {
	command -v mlr >/dev/null || skip "Miller is not installed"
	body s.ubat | grep -v '^#label' >want
	# the reasons are objects, which flatten to alder:missing; back to .x
	ubat-export -f jsonl --missing code s.ubat |
	    sed 's/{"missing":"\([a-z]\)"}/".\1"/g; s/:true/:1/g; s/:false/:0/g; s/:null/:""/g' |
	    mlr --ijson --ocsv -S cat >s.csv
	describe , . >s.source
	back s.csv | diff want -
}

@test "sqlite3 reads csv, and counts as many" {
	command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
	ubat-export -f csv --rfc s.ubat >s.csv
	sqlite3 db '.mode csv' '.import s.csv s' 2>/dev/null
	[ "$(sqlite3 db "select count(*), group_concat(kommun, '|'), sum(kostnad) from s")" = '3|0180|1480||12497.25' ]
	[ "$(sqlite3 db "select t from s where rowid = 3")" = "$(printf 'a;b,c "q" d\te\nf \\')" ]
}

# The keywords that the px-file format demands: Statistics Sweden, "Mandatory
# keywords" of AXIS-VERSION 2013; one of STUB and HEADING, and of TITLE and
# DESCRIPTION, would do.
required='CONTENTS DATA DECIMALS HEADING MATRIX STUB SUBJECT-AREA SUBJECT-CODE TITLE UNITS'

@test "px has every keyword that its specification demands, once, with a value" {
	ubat-export -f px t.ubat >t.px
	iconv -f utf-8 -t utf-8 t.px >/dev/null
	for k in $required; do
		echo "$k"
		[ "$(grep -c "^$k=" t.px)" = 1 ]
		[ "$(sed -n "s/^$k=\(..\).*/\1/p" t.px)" != '""' ]
	done
	# VALUES for each variable, as many CODES; DATA is last
	for v in Regi kon Uppgift; do
		[ "$(grep -c "^VALUES(\"$v\")=" t.px)" = 1 ]
		[ "$(sed -n "s/^VALUES(\"$v\")=//p" t.px | grep -o '","' | wc -l)" = \
		    "$(sed -n "s/^CODES(\"$v\")=//p" t.px | grep -o '","' | wc -l)" ]
	done
	[ "$(sed -n 's/^\([A-Z-]*\)[=(].*/\1/p' t.px | tail -n 1)" = DATA ]
	# what says how to read it comes first
	[ "$(head -n 2 t.px | cut -d = -f 1 | paste -sd ' ')" = 'CHARSET AXIS-VERSION' ]
	# as many cells as the variables have values together, and a last ;
	[ "$(sed '1,/^DATA=/d' t.px | tr -d ';' | wc -w)" = \
	    "$(for v in Regi kon Uppgift; do
		sed -n "s/^CODES(\"$v\")=//p" t.px | grep -o '","' | wc -l
	    done | awk 'BEGIN { p = 1 } { p *= $1 + 1 } END { print p }')" ]
	[ "$(tail -n 1 t.px)" = ';' ]
}

@test "tsv: texts that awk would break on are counted, in csv they are not" {
	run --separate-stderr -0 ubat-export -f tsv --rfc s.ubat
	[ "$stderr" = 'ubat-export: texts with a TAB or a line break, in quotation marks: 1' ]
	for f in 'csv --rfc' csv; do
		run --separate-stderr -0 ubat-export -f $f s.ubat
		[ -z "$stderr" ]
	done
	printf '#x:text\na;b\n"\n#end\t2\t0\n' | ubat-export -f tsv --rfc 2>err >out
	[ ! -s err ]
}
