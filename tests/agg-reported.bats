# ubat-agg(1), --reported: nobody there, not told and not asked are three things,
# through all that reads a table.
load helper

# records of four kommuner, of which one has 2 men; 0115 reported that it has
# none, 0117 and 1481 did not report
prepare() {
	records 0114 k 20 0114 m 2 0180 k 40 0180 m 30 1480 k 9 1480 m 7 |
	    sed '1i #kommun:code\tkon:code\tja:bool' | whole >r
	printf '#kommun:code\n0114\n0180\n0115\n1480\n' | whole >svar.ubat
	printf 'code,label\n0114,Upplands Väsby\n0180,Stockholm\n0115,Vallentuna\n' >alla.csv
	printf '0117,Österåker\n1480,Göteborg\n1481,Mölndal\n' >>alla.csv
}

records() {
	while [ $# -gt 0 ]; do
		awk -v k="$1" -v s="$2" -v n="$3" 'BEGIN { for (i = 0; i < n; i++) print k "\t" s "\t" i % 2 }'
		shift 3
	done
}

agg() {
	ubat-agg -f r -g kommun --all kommun=alla.csv --reported kommun=svar.ubat "$@"
}

# rows FILE: the records with blanks
rows() {
	grep -v '^#' "$@" | tr '\t' ' '
}

@test "who reported none has 0, who did not report has .b in all columns, and totals are of the others" {
	agg --total --person kon n 'ja = share(ja)' >t
	[ "$(rows t)" = "$(printf '%s\n' '0114 22 0.5 11 22 0 2' '0115 0 .u 0 0 0 0' '0117 .b .b .b .b .b .b' \
	    '0180 70 0.5 35 70 0 2' '1480 16 0.4375 7 16 0 2' '1481 .b .b .b .b .b .b' '.t 108 0.49074074074074076 53 108 0 2')" ]
	grep -q '	reported:kommun=4	note=Har inte rapporterat, och ingår inte i totaler: Österåker, Mölndal\.$' t
	grep -q '	not-reported=2	' t
	# all reported: nothing is said
	(printf '#kommun:code\n'; cut -d, -f1 alla.csv | tail -n +2) | whole >svar.ubat
	agg n >t
	grep -q '	reported:kommun=6$' t
	run ! grep -q -e '\.b' -e note= t
}

@test "by other keys, across, in levels, and in parts that are merged" {
	agg -g kon n >t
	[ "$(rows t | grep '^01[17]')" = "$(printf '%s\n' '0114 k 20' '0114 m 2' '0115 k 0' '0115 m 0' '0117 k .b' '0117 m .b')" ]
	agg --across kon --total n >t
	[ "$(rows t | grep '^011')" = "$(printf '%s\n' '0114 20 2 22' '0115 0 0 0' '0117 .b .b .b')" ]
	ubat-agg -f r -g kon --across kommun --all kommun=alla.csv --reported kommun=svar.ubat --total n >t
	# its name is that of the list in columns, too
	grep -q '^#label	n_0117	Antal poster, Österåker$' t
	grep -q 'ingår inte i totaler: Österåker, Mölndal\.' t
	[ "$(rows t)" = "$(printf '%s\n' 'k 20 0 .b 40 9 .b 69' 'm 2 0 .b 30 7 .b 39' '.t 22 0 .b 70 16 .b 108')" ]
	# a lan of which nobody reported has none either
	sed -i '/^1480/d' r alla.csv; sed -i '/^1480/d; s/^#end.*/#end\t3\t0/' svar.ubat; grep -v '^#end' r | whole >q
	ubat-agg -f q -g kommun --hierarchy 'kommun < lan < riket' --all kommun=alla.csv --reported kommun=svar.ubat n >t
	[ "$(rows t)" = "$(printf '%s\n' '01 0114 22' '01 0115 0' '01 0117 .b' '01 0180 70' '01 .t 92' '14 1481 .b' '14 .t .b' '.t .t 92')" ]
	ubat-agg --partial -f q -g kommun --hierarchy 'kommun < lan < riket' --all kommun=alla.csv --reported kommun=svar.ubat n |
	    ubat-agg --merge | cmp - t
	# nobody reported: there is no total
	printf '#kommun:code\n' | whole >ingen; printf '#kommun:code\n' | whole >tom
	[ "$(ubat-agg -f tom -g kommun --all kommun=alla.csv --reported kommun=ingen --total n | rows | sort -u | cut -d ' ' -f 2 | uniq)" = .b ]
}

@test "the rate of a key's values is that of those who reported" {
	agg --response 'ja = share(ja)' | grep -q '	response:kommun=67	response:ja=100	note=Har inte .*Mölndal\. Svarsfrekvens: kommun 67 procent; '
	# without the list, of those with records
	ubat-agg -f r -g kommun --all kommun=alla.csv --response n | grep -q '	response:kommun=50	'
	# more than twenty are counted
	(echo code,label; seq 1 26 | awk '{ printf "%04d,Ort %d\n", $1, $1 }') >alla.csv
	(printf '#kommun:code\n0001\n0002\n0003\n' | whole) >svar.ubat
	printf '#kommun:code\n0001\n' | whole >r
	agg n | grep -q 'Ort 22, Ort 23 och 3 till\.'
}

@test "ubat-mask takes it for a 0 that everybody knows, and hides others; ubat-audit, too" {
	for o in '-g kommun,kon' '-g kommun --across kon'; do
		ubat-agg -f r $o --all kommun=alla.csv --reported kommun=svar.ubat --total n >t
		for zero in '' --hide-zero; do
			ubat-mask --records-are-persons $zero t >m
			[ "$(grep -c '\.b' m)" = "$(grep -c '\.b' t)" ]
			grep -q '^0114.*\.s' m
			ubat-audit m
		done
	done
	# a hidden figure beside one that did not report is given away, and found: in
	# the stream, and in the workbook, whose note names who is no part
	printf '#kommun:code\tn:count\n#table\tt\tkeys=kommun\n#label\tn\tAntal\n0114\t22\n0117\t.b\n0180\t.s\n0184\t31\n.t\t60\n' | whole >m
	run -1 ubat-audit m
	[[ ${lines[0]} = 't: 0180: n: derived: hidden, and yet the sums give it exactly ((total): n less what is shown)' ]]
	# in rounded tables it stays, and what is computed of it is .b
	agg --total n | ubat-mask --round 5 | rows | grep -qx '0117 .b'
	agg --total n | ubat-mask --records-are-persons | ubat-table --rank n --column-percent n | rows | grep -qx '0117 .b .b .b .b 108'
}

@test "of the others that --top makes one, who did not report is no part" {
	agg --total n 'ja = share(ja)' | ubat-table --top 2:n >t
	[ "$(rows t | cut -d ' ' -f 1-5)" = "$(printf '%s\n' '0180 70 0.5 35 70' '0114 22 0.5 11 22' 'ovriga 16 0.4375 7 16' '.t 108 0.49074074074074076 53 108')" ]
	printf '#kommun:code\tn:count\n#table\tt\tkeys=kommun\n0180\t7\n0117\t.b\n1481\t.b\n' | whole | ubat-table --top 1:n | rows | grep -qx 'ovriga .b'
}

@test "each sink shows two dots, with what they mean and who it is" {
	agg --total n | ubat-mask --records-are-persons >m
	ubat-show m >s
	grep -q '^0115 Vallentuna *0$' s
	grep -q '^0117 Österåker *\.\.$' s
	grep -q '^\.\. = redovisas inte på grund av bortfall$' s
	grep -q '^Not: Har inte rapporterat, och ingår inte i totaler: Österåker, Mölndal\.$' s
	ubat-xlsx -o m.xlsx m
	ubat-html -o m.html m
	ubat-export -f px -o m.px m
	[ "$(unzip -p m.xlsx xl/sharedStrings.xml | grep -o '<t[^>]*>\.\.</t>' | sort -u)" = '<t>..</t>' ]
	grep -q '<td[^>]*>\.\.<' m.html
	for f in m.html <(unzip -p m.xlsx xl/sharedStrings.xml); do
		cat "$f" >one
		grep -q 'Har inte rapporterat, och ingår inte i totaler: Österåker, Mölndal' one
		grep -q 'redovisas inte på grund av bortfall' one
	done
	ubat-audit m.xlsx
	# in English
	printf '[report]\ntitle = T\nlanguage = en\nsekretess = intern\n' >en.report
	ubat-html -l en.report -o m.html m
	grep -q 'Did not report, and no part of totals: Österåker, Mölndal' m.html
}

@test "what does not fit is told" {
	printf '#lan:code\n01\n' | whole >alla
	printf '#kommun:code\n0114\n0180\n' | whole >ett
	printf '#kommun:code\n0114\n0180\n1480\n9999\n9998\n' | whole >fel
	while IFS='|' read -r status message args; do
		run -"$status" --separate-stderr ubat-agg -f r -g kommun $args n
		[ "${stderr_lines[0]}" = "ubat-agg: $message" ]
		[[ $output != *'#end'* ]]
	done <<-'END'
		2|--reported: not key=file|--all kommun=alla.csv --reported svar.ubat
		2|--reported: not key=file|--all kommun=alla.csv --reported kommun=
		2|--reported: say which values of kommun there are, --all kommun|--reported kommun=svar.ubat
		2|--reported: say which values of lan there are, --all lan|--all kommun=alla.csv --reported lan=svar.ubat
		2|alla: no column kommun: it tells which have reported|--all kommun=alla.csv --reported kommun=alla
		1|borta: cannot open: No such file or directory|--all kommun=alla.csv --reported kommun=borta
		1|--reported: 1 value of kommun is not in ett, and yet there are 16 records of it|--all kommun=alla.csv --reported kommun=ett
		1|--reported: 2 values in fel are none of kommun, by --all|--all kommun=alla.csv --reported kommun=fel
		1|--all: no value of kommun has a label in the input: say of which code list, as --all kommun=kommun|--all kommun
	END
}
