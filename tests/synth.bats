# ubat-synth(1): one test for each sentence of the DESCRIPTION.
load helper

prepare() {
	ubat-synth -o uttag ubatsnytt7
}

# rows FILE: its rows as UTF-8 without the heading, mark and CR
rows() {
	case $1 in
	atgarder | handlaggarskattningar) iconv -f windows-1252 -t utf-8 "uttag/$1.csv" ;;
	*) tail -c +4 "uttag/$1.csv" ;;
	esac | tr -d '\r' | tail -n +2
}

@test "the sets are listed with a title" {
	run -0 --separate-stderr ubat-synth -l
	[ "${lines[0]}" = "$(printf 'ubatsnytt7\tUbåt: åtgärder, skattningar och ASI som i Ubåtsnytt 7')" ]
	[ "$(cut -f 1 <<<"$output" | paste -sd ' ')" = 'ubatsnytt7 oj2019 vita verksamhet sodertorn handlingsplan' ]
	[ "${lines[3]}" = "$(printf 'verksamhet\tASI: 1 300 klienter vid grund och uppföljning')" ]
	[ "${lines[2]}" = "$(printf 'vita\tVITA: deltagande i grupper, avtal och krav')" ]
	[ "${lines[1]}" = "$(printf 'oj2019\tÖppna jämförelser: enkät till kommuner och stadsdelar 2017-2019')" ]
	[ -z "$stderr" ]
	run -0 ubat-synth --list
}

@test "the examples of the page run as they stand" {
	rm -r uttag
	ubat-synth -o uttag ubatsnytt7
	run -0 bash -c 'iconv -f windows-1252 -t utf-8 uttag/atgarder.csv | head -n 3'
	[ "${#lines[@]}" = 3 ]
	[[ ${lines[0]} = "Åtgärds-id;Personnummer;Kommun;Åtgärd;Regi;Form;"* ]]
}

@test "the five files appear, and no others" {
	run -0 ls uttag
	[ "$output" = "$(printf '%s\n' asi-grund.csv asi-uppfoljning.csv atgarder.csv brukarskattningar.csv handlaggarskattningar.csv)" ]
}

@test "the working directory is the default" {
	mkdir w
	cd w
	run -0 --separate-stderr ubat-synth ubatsnytt7
	[ -z "$output$stderr" ]
	cmp asi-grund.csv ../uttag/asi-grund.csv
}

@test "the same bytes come again, over the old files too" {
	(cd uttag && cksum ./*) >before
	TZ=Asia/Tokyo LC_ALL=C.UTF-8 ubat-synth -o uttag ubatsnytt7
	(cd uttag && cksum ./*) >after
	cmp before after
}

@test "the numbers of rows are those of the page" {
	[ "$(rows atgarder | wc -l)" -eq 400 ]
	[ "$(rows brukarskattningar | wc -l)" -eq 90 ]
	[ "$(rows handlaggarskattningar | wc -l)" -eq 121 ]
	[ "$(rows asi-grund | wc -l)" -eq 218 ]
	[ "$(rows asi-uppfoljning | wc -l)" -eq 98 ]
	rows atgarder | awk -F ';' '$4 == "12-steg" { print $1 > "tolv"; print $2 > "personer" }'
	[ "$(wc -l <tolv)" -eq 229 ]
	while read -r file column list n; do
		[ "$(rows "$file" | cut -d ';' -f "$column" | grep -cxFf "$list")" -eq "$n" ]
	done <<-END
	brukarskattningar 1 tolv 60
	handlaggarskattningar 1 tolv 81
	asi-grund 1 personer 178
	asi-uppfoljning 1 personer 89
	END
}

@test "interviews lie at most 40 days before the first 12-steg and 120 after it" {
	rows atgarder | awk -F ';' '$4 == "12-steg" && !($2 in s) { s[$2]; print $2, $7, $8 }' | sort >first
	for f in asi-grund:2:0:40 asi-uppfoljning:3:1:120; do
		IFS=: read -r file column least most <<<"$f"
		rows $file | sed 's/;\(....\)\(..\)\(..\);/ \1-\2-\3 ;/' | cut -d ' ' -f 1,2 | sort | join first - |
		    while read -r _ start end day; do
			a=$start b=$day
			[ "$column" = 2 ] || { a=$day b=$end; }
			echo $((($(date -u -d "$a" +%s) - $(date -u -d "$b" +%s)) / 86400))
		done >days
		[ "$(sort -n days | head -n 1)" -ge "$least" ]
		[ "$(sort -n days | tail -n 1)" -le "$most" ]
	done
}

@test "every line ends in CR LF" {
	for f in uttag/*.csv; do
		[ "$(grep -c $'\r$' "$f")" -eq "$(wc -l <"$f")" ]
	done
}

@test "two files are windows-1252, three UTF-8 with a mark" {
	for f in atgarder handlaggarskattningar; do
		run -1 iconv -f utf-8 -t utf-8 "uttag/$f.csv"
	done
	for f in asi-grund asi-uppfoljning brukarskattningar; do
		[ "$(head -c 3 "uttag/$f.csv" | od -An -tx1)" = " ef bb bf" ]
		iconv -f utf-8 -t utf-8 "uttag/$f.csv" >/dev/null
	done
	rows atgarder | grep -q 'Ek–Lund'
	rows atgarder | grep -q '"Stiftelsen ""Ny start""; öppenvård"'
}

@test "no personal number has a month of the calendar or a right check digit" {
	for f in atgarder brukarskattningar handlaggarskattningar; do
		rows $f | cut -d ';' -f 2
	done >ids
	for f in asi-grund asi-uppfoljning; do
		rows $f | cut -d ';' -f 1
	done >>ids
	[ "$(wc -l <ids)" -eq 927 ]
	run -0 awk '{
		if ($0 !~ /^(19|20)[0-9][0-9](2[1-9]|3[0-2])[0-3][0-9]-[1-9][0-9][0-9][0-9]$/)
			print "form", $0
		d = substr($0, 3, 6) substr($0, 10)
		for (s = i = 0; i < 10; i++) {
			v = substr(d, i + 1, 1) * (i % 2 == 0 ? 2 : 1)
			s += v > 9 ? v - 9 : v
		}
		if (s % 10 == 0)
			print "check digit", $0
	}' ids
	[ -z "$output" ]
}

@test "one personal number is one person: one sex, one birthday" {
	rows atgarder | cut -d ';' -f 2,10,11 | sort -u >persons
	[ "$(cut -d ';' -f 1 persons | uniq -d | wc -l)" -eq 0 ]
	# the last digit but one is odd for a man; the month is 20 too many
	run -0 awk -F ';' '{
		odd = substr($1, 12, 1) % 2
		m = substr($1, 5, 2) - 20
		if (($2 == "Man") != odd || substr($3, 6, 2) + 0 != m)
			print
	}' persons
	[ -z "$output" ]
}

@test "regi comes with all its codes" {
	run -0 bash -c "iconv -f windows-1252 -t utf-8 uttag/atgarder.csv | tail -n +2 | cut -d ';' -f 5 | LC_ALL=C sort -u"
	[ "$output" = "$(printf '%s\n' '' 'Idéburen' 'Kommunal, annan kommun' 'Kommunal, egen regi' 'Okänd' 'Privat' 'Region' 'Statlig (SiS)')" ]
}

@test "the kommuner J to U have fewer than five 12-steg each" {
	rows atgarder | grep ';12-steg;' | cut -d ';' -f 3 | sort | uniq -c >n
	[ "$(wc -l <n)" -eq 21 ]
	run -0 awk '($2 > "I") != ($1 < 5)' n
	[ -z "$output" ]
	[ "$(awk '$2 > "I" { s += $1 } END { print s }' n)" -eq 38 ]
}

@test "X is not answered and N not relevant, in the ratings only" {
	codes() {
		rows $1 | cut -d ';' -f 3- | tr ';' '\n' | sort -u | tr '\n' ' '
	}
	[ "$(codes asi-grund)" = "0 1 2 3 4 5 6 7 8 9 X " ]
	[ "$(codes asi-uppfoljning)" = "0 1 2 3 4 5 6 7 8 9 N " ]
}

@test "an unknown set, none, and two are usage errors" {
	run -2 --separate-stderr ubat-synth ubatsnytt8
	[ "${stderr_lines[0]}" = "ubat-synth: no set ubatsnytt8; -l lists them" ]
	[ "${stderr_lines[1]}" = "usage: ubat-synth [-l] [-o directory] [set]" ]
	run -2 --separate-stderr ubat-synth
	[ "${stderr_lines[0]}" = "ubat-synth: name one set; -l lists them" ]
	run -2 --separate-stderr ubat-synth ubatsnytt7 ubatsnytt7
	[ "${stderr_lines[0]}" = "ubat-synth: name one set; -l lists them" ]
}

@test "a directory that cannot be made is an error" {
	: >file
	run -1 --separate-stderr ubat-synth -o file/x ubatsnytt7
	[ "$stderr" = "ubat-synth: file/x: cannot make the directory: Not a directory" ]
}

@test "when one file cannot be written none is replaced" {
	mkdir d d/handlaggarskattningar.csv
	echo old >d/atgarder.csv
	run -1 --separate-stderr ubat-synth -o d ubatsnytt7
	[[ $stderr = "ubat-synth: d/handlaggarskattningar.csv: "* ]]
	[ "$(cat d/atgarder.csv)" = old ]
	[ "$(ls d | wc -l)" -eq 2 ]
}

@test "a full disk is an error" {
	[ -w /dev/full ] || skip "needs /dev/full"
	run -1 --separate-stderr bash -c 'ubat-synth -l >/dev/full'
	[ "$stderr" = "ubat-synth: stdout: cannot write: No space left on device" ]
}

@test "oj2019 is 936 answers and 160 applications, Gotland makes no agreement" {
	ubat-synth -o o oj2019
	[ "$(ls o | tr '\n' ' ')" = 'bakgrund.csv enkat.csv vantande.csv ' ]
	iconv -f windows-1252 -t utf-8 o/enkat.csv | tr -d '\r' | tail -n +2 >e
	[ "$(wc -l <e)" -eq 936 ]
	[ "$(grep -c '^20..;0980;.*Ej relevant;Ej relevant' e)" -eq 3 ]
	[ "$(cut -d ';' -f 13- e | grep -c 'Ej relevant')" -eq 3 ]
	[ "$(tail -c +4 o/vantande.csv | tail -n +2 | wc -l)" -eq 160 ]
	# nothing is known that happens after 31 October
	run ! grep -E '2019-1[12]' <(tail -c +4 o/vantande.csv | sed 's/;2019-10/;/g' | cut -d ';' -f 2-)
	ubat-synth -o o2 oj2019
	cmp o/enkat.csv o2/enkat.csv
}

@test "vita is 79 times in a group, 4 talks, 46 persons, three years and nine demands" {
	ubat-synth -o v vita
	[ "$(ls v | tr '\n' ' ')" = 'avtal.csv deltagande.csv krav.csv ' ]
	iconv -f windows-1252 -t utf-8 v/deltagande.csv | tr -d '\r' | tail -n +2 >d
	[ "$(grep -c ';Grupp;' d) $(grep -c ';Enskilda samtal;' d)" = '79 4' ]
	[ "$(cut -d ';' -f 1 d | sort -u | wc -l)" -eq 46 ]
	# nobody is in a group twice, nor a man in one for women
	[ -z "$(grep ';Grupp;' d | cut -d ';' -f 1,4 | sort | uniq -d)" ]
	run ! grep ';Man;.*kvinnor;' d
	[ "$(wc -l <v/avtal.csv) $(wc -l <v/krav.csv)" = '4 10' ]
}

@test "verksamhet is 1300 clients, 180 in A, and 570 follow-ups of 502" {
	ubat-synth -o w verksamhet
	[ "$(ls w | tr '\n' ' ')" = 'asi-grund.csv asi-uppfoljning.csv ' ]
	[ "$(wc -l <w/asi-grund.csv) $(cut -d ';' -f 3 w/asi-grund.csv | grep -cx A)" = '1301 180' ]
	[ "$(cut -d ';' -f 3 w/asi-grund.csv | sed 1d | sort -u | tr -d '\n')" = ABCDEFGHI ]
	[ "$(wc -l <w/asi-uppfoljning.csv) $(sed 1d w/asi-uppfoljning.csv | cut -d ';' -f 1 | sort -u | wc -l)" = '571 502' ]
}

@test "sodertorn is 81 insatser in ten kommuner, handlingsplan 1675, 400 and 2800 rows" {
	ubat-synth -o s sodertorn
	[ "$(ls s | tr '\n' ' ') $(wc -l <s/inventering.csv) $(wc -l <s/kommuner.csv) $(wc -l <s/arenden.csv)" = 'arenden.csv inventering.csv kommuner.csv  82 11 2540' ]
	ubat-synth -o h handlingsplan
	[ "$(ls h | tr '\n' ' ')" = 'anmalningar.csv avvikelser.csv cannabis.csv enkater.csv klienter.csv lvm.csv maria.csv statistik.csv ' ]
	[ "$(wc -l <h/lvm.csv) $(wc -l <h/anmalningar.csv) $(wc -l <h/klienter.csv)" = '1676 401 2801' ]
	[ "$(sed 1d h/lvm.csv | cut -d ';' -f 1 | sort -u | wc -l)" = 1675 ]
	[ "$(grep -c ';Orosanmälan;' h/anmalningar.csv)" = 372 ]
}
