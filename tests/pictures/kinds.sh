#!/bin/sh
# kinds.sh DIR - a workbook with a chart of each kind, DIR/kinds.xlsx.
set -eu

out=$1

{
	printf '#lan:code\tn:count\tok:share\tok_k:count\tok_n:count\n'
	printf '#table\tlan\tkeys=lan\ttitle=%s\tunit=kommuner\n' \
	    'Kommuner med aktuell rutin efter län, procent'
	printf '#label\tok\tAktuell rutin\n#label\tlan\tLän\n'
	for lan in '01 24 17 24' '03 8 6 8' '04 9 6 9' '05 13 8 13' '06 13' \
	    '07 8 4 8' '08 12 5 12' '09 1 1 1' '10 5 1 5' '12 33 9 33'; do
		# shellcheck disable=SC2086 # words
		set -- $lan
		printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "${3+0.5}" \
		    "${3-.b}" "${4-.b}" | sed 's/\t\t/\t.b\t/'
	done
	printf '.t\t126\t0.5\t57\t113\n#end\t11\t0\n'

	printf '#ar:int\tkvinnor:count\tman:count\tokant:count\n'
	printf '#table\tar\tkeys=ar\ttitle=%s\tunit=personer\n' \
	    'Personer i öppenvård 2019–2024 efter kön'
	printf '#label\tar\tÅr\n#label\tkvinnor\tKvinnor\n#label\tman\tMän\n'
	printf '#label\tokant\tUppgift saknas\n'
	printf '%d\t%d\t%d\t%d\n' 2019 410 802 31 2020 395 777 45 \
	    2021 388 760 52 2022 402 741 49 2023 431 750 40 2024 455 763 38
	printf '#end\t6\t0\n'

	printf '#regi:code\tn:count'
	for i in 1 2 3 4 5 6 7; do printf '\tm%d:mean\tm%d_n:count' $i $i; done
	printf '\n#table\tprofil\tkeys=regi\ttitle=%s\tunit=klienter\n' \
	    'Hjälpbehov i sju livsområden, intervjuarens skattning (0–9)'
	i=0
	for l in 'Fysisk hälsa' 'Arbete' 'Alkohol' 'Narkotika' 'Familj' \
	    'Psykisk hälsa' 'Kriminalitet'; do
		i=$((i + 1))
		printf '#label\tm%d\t%s\n' $i "$l"
	done
	printf 'Kommunal\t150'
	printf '\t%s\t150' 2.1 4.2 5.6 2.4 3.8 4.9 1.2
	printf '\nPrivat\t90'
	printf '\t%s\t90' 2.9 5.1 4.4 4.8 4.1 5.5 2.7
	printf '\n#end\t2\t0\n'

	printf '#regi:text\tn:count\tm:mean\tm_n:count\tm_lo:stat\tm_hi:stat\n'
	printf '#table\tbehov\tkeys=regi\ttitle=%s\tunit=klienter\n' \
	    'Oro för alkohol (0–4), medelvärde med 95 procents konfidensintervall'
	printf '#label\tm\tOro\n'
	printf '%s\t%d\t%s\t%d\t%s\t%s\n' Kommunal 150 2.6 150 2.3 2.9 \
	    Privat 90 2.1 90 1.7 2.5 Idéburen 24 1.8 24 1.0 2.6
	printf '#end\t3\t0\n'
} >"$out/kinds.ubat"
ubat-xlsx -o "$out/kinds.xlsx" --title 'Ett diagram av varje slag' \
    --chart lan=bars:ok --chart ar=kvinnor,man,okant \
    --chart ar=stacked:kvinnor,man,okant --chart ar=lines:kvinnor,man \
    --chart profil=profile:m1,m2,m3,m4,m5,m6,m7 \
    --chart profil=questions:m1,m2,m3 --chart behov=interval:m \
    "$out/kinds.ubat"
rm "$out/kinds.ubat"
