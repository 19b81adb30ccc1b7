# ubat-audit(1): the signs and words of agencies for a figure that is not there,
# each taken for what it is; and per cents that are right by chance.
load helper

findings() {
	printf '%s\n' "${lines[@]}" | grep -E ': (sum|share|percent|derived|open|contradiction|shown|differs|left): ' || :
}

# what a cell that says WORD is taken for: the other parts make 30 of 34
taken() {
	printf 'Kommun;Antal\nNacka;10\nSalem;%s\nHuddinge;20\nTotalt;34\n' "$1" >t.csv
	run ubat-audit t.csv
	case $(findings) in
	*': derived: hidden, and yet'*) echo hidden ;;
	*': sum: the total is 34, its 3 parts make 30') echo zero ;;
	'') echo untold ;;
	*) findings ;;
	esac
}

@test "a sign or word in a cell: hidden, so that it must not come out; nothing; or not told" {
	while IFS='|' read -r what words; do
		IFS=, read -ra word <<<"$words"
		for w in "${word[@]}"; do
			got=$(taken "$w")
			[ "$got" = "$what" ] || { echo "$w: $got, not $what"; false; }
		done
	done <<-'END'
		hidden|X,x,(X),(..),..,…,•,c,.s,.l,<5,< 4,<10,1-3,1–3,Skyddad uppgift,skyddad,Sekretess,Sekretessbelagd,prickad,Uppgiften är skyddad
		zero|-,–,—,−,0
		untold|.,IU,i.u.,na,n/a,NA,.b,.u,.n,Uppgift saknas,uppgift saknas,Ej relevant,Redovisas ej,Redovisas inte,Redovisas inte på grund av bortfall
		untold|redovisas ej pga bortfall högre än 20 procent,Ej svar,Ej svarat,Inget svar,Vet ej,Vill ej svara,Okänt,Ingen uppgift,Ej tillämpligt,Ej jämförbar
		untold|Not available,Not reported,Missing,Kan inte beräknas
	END
	# <25 is an age, and <5 in a key is a name
	[ "$(taken '<250')" = untold ]
	printf 'Ålder;Antal\n<5;10\n5-9;4\n1-3;7\nTotalt;21\n' >k.csv
	run -0 ubat-audit k.csv
	[ "${lines[-2]}" = 'k.csv: taken as: headings in row 1, 4 rows; keys Ålder; numbers Antal; 1 sum, 0 shares of counts' ]
}

@test "rows, columns and a whole table of such words are no headings and no keys" {
	# all of a row, first, between others and last; two that stand in one column
	for at in 1 2 3; do
		{ echo 'Kommun;Antal;Män'
		  printf '%s\n' 'Nacka;10;6' 'Huddinge;20;11' |
		    awk -v at="$at" 'NR == at { print "Salem;Uppgift saknas;Uppgift saknas" } 1
		    END { if (at == 3) print "Salem;Uppgift saknas;Uppgift saknas" }'
		  echo 'Totalt;30;18'; } >t.csv
		run -0 ubat-audit t.csv
		[[ ${lines[-2]} = *'headings in row 1, 4 rows; keys Kommun; numbers Antal, Män; 2 sums'* ]]
	done
	# most of a column is not told, and it is one of figures all the same
	printf 'Kommun;Män;Kvinnor\nA;Uppgift saknas;4\nB;Uppgift saknas;5\nC;7;6\nTotalt;9;15\n' >t.csv
	run -0 ubat-audit t.csv
	[[ ${lines[-2]} = *'4 rows; keys Kommun; numbers Män, Kvinnor; '* ]]
	# a heading of that word heads figures
	printf 'Kommun;Ja;Nej;Uppgift saknas;Totalt\nNacka;10;22;14;46\nSalem;21;31;11;63\nTotalt;31;53;25;109\n' >t.csv
	run -0 ubat-audit t.csv
	[[ ${lines[-2]} = *'headings in row 1, 3 rows; keys Kommun; numbers Ja, Nej, Uppgift saknas and 1 more; 7 sums'* ]]
	# texts alone are no table
	printf 'Nr;Krav;Bedömning\nA;Uppgift saknas;Uppgift saknas\nB;ja;nej\n' >t.csv
	run -1 --separate-stderr ubat-audit t.csv
	[ "$stderr" = 'ubat-audit: t.csv: no table in it: rows of figures below a heading' ]
}

@test "what is left of other groups is the same only where the groups are: by whatever word" {
	for word in 'Uppgift saknas' 'Ej relevant' 'Ej svar' 'Redovisas inte, bortfall' 'Ej besvarad' 'Vet ej' 'Okänt' 'Övriga' \
	    'Annat' 'Ej jämförbar' 'Kan inte förekomma' 'Redovisas inte, för få' 'Otillåtet värde' 'Skyddad uppgift' \
	    'Kan inte beräknas' 'Ej fördelat' 'Ospecificerat' 'Bortfall' 'Not applicable' 'Not shown, non-response' 'Other'; do
		printf 'Ålder;Antal klienter\n18-24;41\n25-29;52\n%s;37\nTotalt;130\n' "$word" >a.csv
		printf 'Ålder;Antal klienter\n18-24;41\n25-29;52\n30-34;15\n%s;22\nTotalt;130\n' "$word" >b.csv
		run -0 ubat-audit a.csv b.csv
		[ "${lines[-1]}" = '2 tables, 9 cells, 2 sums, 0 hidden cells: 0 findings' ]
	done
	# another word is the name of a group, which has one figure
	sed -i 's/^Other/35-39/' a.csv b.csv
	run -1 ubat-audit a.csv b.csv
	[[ "$(findings)" = 'b: 35-39: Antal klienter: differs: another figure than in a' ||
	    "$(findings)" = 'b.csv: 35-39: Antal klienter: differs: another figure than in a.csv' ]]
}

@test "per cents of small numbers that fit the counts beside them by chance are not taken for theirs" {
	# 100 = 1 of 1 and 2 of 2, and then one that has more than its base
	printf 'Enhet;Antal handläggare;Andel nöjda, procent;Antal rum\nA;1;100;1\nB;2;100;2\nC;1;50;2\nD;2;100;1\n' >t.csv
	run -0 ubat-audit t.csv
	[[ ${lines[0]} = *', 0 shares of counts' ]]
	# two that fit and one that does not, all of few
	printf 'Enhet;Antal handläggare;Andel nöjda, procent;Antal rum\nA;1;50;2\nB;1;33;3\nC;0;80;2\n' >t.csv
	run -0 ubat-audit t.csv
	[[ ${lines[0]} = *', 0 shares of counts' ]]
	# of many they say more: the third is wrong
	printf 'Enhet;Antal nöjda;Andel nöjda, procent;Antal\nA;31;50;62\nB;17;33;52\nC;9;80;40\n' >t.csv
	run -1 ubat-audit t.csv
	[ "$(findings)" = 't.csv: C: Andel nöjda, procent: share: 80 is not 9 of 40: that is 23' ]
	# and so do columns that are called as what ubat-agg puts beside a share
	printf 'Enhet;nojd;nojd_k;nojd_n\nA;50;1;2\nB;33;1;3\nC;80;0;2\n' >t.csv
	run -1 ubat-audit t.csv
	[[ "$(findings)" = 't.csv: C: nojd: share: 80 is not 0 of 2: that is 0' ]]
}
