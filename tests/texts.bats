# Options that write texts, and files that are no streams: what is refused
# before a byte is written.
load helper

@test "an option whose text is not valid UTF-8 is wrong usage, and nothing is written" {
	local bad=$'\xc5tg' o
	printf '#x:int\n1\n#end\t1\t0\n' >x.ubat
	ubat-agg n -f x.ubat >t.ubat
	refused() {
		run -2 --separate-stderr "${@:2}"
		[ "${stderr_lines[0]}" = "$1: not valid UTF-8" ]
		[ -z "$output" ]
	}
	for o in --title= --unit= --note= --source= --label=n= --population= --standard=; do
		refused "ubat-agg: ${o%%=*}" ubat-agg n -f x.ubat "$o$bad"
	done
	for o in -n -g; do
		refused "ubat-agg: $o" ubat-agg n -f x.ubat $o "$bad"
	done
	for o in --title= --note= --source= --label=n= --name= --rename=n=; do
		refused "ubat-table: ${o%%=*}" ubat-table "$o$bad" t.ubat
	done
	for o in --prefix= --label=a=; do
		refused "ubat-score: ${o%%=*}" ubat-score -e 'a = x' "$o$bad" x.ubat
	done
	run -0 ubat-agg n -f x.ubat --title 'Åtg'
}

@test "a file with carriage returns and no legend is no stream, whatever is in it" {
	printf 'k\r\n1\r\n' >one.csv
	printf 'k\tn\r\n1\t2\r\n' >tab.csv
	printf 'k;n\r\n1;2\r\n' >semi.csv
	for f in one.csv tab.csv semi.csv; do
		run -1 --separate-stderr ubat-agg n -f $f
		[ "$stderr" = "ubat-agg: $f:1: no stream: ubat-import makes one of CSV, Excel and SPSS files" ]
		[ -z "$output" ]
	done
	printf '#k:text\r\n1\r\n' >crlf.ubat
	run -1 --separate-stderr ubat-agg n -f crlf.ubat
	[ "$stderr" = 'ubat-agg: crlf.ubat:1: a carriage return (lines end in LF alone)' ]
}
