# ubat-audit(1): what is no finding.  Tables as they are printed that are right,
# one of each shape that was once taken for wrong, and beside it the same with a
# figure that is.
load helper

# clean NAME: the table on standard input holds no finding
clean() {
	cat >"$1.csv"
	run -0 --separate-stderr ubat-audit --min 0 "$1.csv"
	[[ ${lines[-1]} = '1 table, '*': 0 findings' ]]
}

# wrong NAME FROM TO: with that change it does
wrong() {
	sed "$2" "$1.csv" >w.csv
	! cmp -s "$1.csv" w.csv || false
	run -1 --separate-stderr ubat-audit --min 0 w.csv
	[ "$(grep -c ': sum: \|: share: \|: percent: ' <<<"$output")" = "$3" ]
}

@test "means have their total among their parts, and no name that says so" {
	clean alder <<-'END'
		ar;kon;n;alder;alder_n;alder_miss
		2006;kvinna;88;40;88;0
		2006;man;201;44;201;0
		2006;.t;289;43;289;0
		2008;kvinna;94;43;94;0
		2008;man;206;43;206;0
		2008;.t;300;43;300;0
	END
	[[ $output = *'; means alder; '* ]]
	# the counts beside them are still added up: n, its base, and their sum
	wrong alder 's/;289;43;289;/;288;43;289;/' 2
	clean tid <<-'END'
		kommun;n;tid;tid_n;tid_miss
		A;66;10;66;0
		Tjörn;436;10;436;0
		.t;502;10;502;0
	END
	clean alder2 <<-'END'
		Form;Antal;Yngst;Äldst;Förändring
		Grupp;12;24;60;-2,3
		Samtal;30;30;58;-3,6
		Totalt;42;24;60;-3,1
	END
	wrong alder2 's/Totalt;42/Totalt;41/' 1
}

@test "units that are in several groups make more than all of them" {
	clean kommuner <<-'END'
		Typ;Insatser, bistånd;Kommuner, bistånd;Kommuner
		Anhöriga;4;4;7
		Behandling;30;9;10
		Övrigt;4;4;8
		Stöd;13;6;9
		Totalt;51;10;10
	END
	wrong kommuner 's/Totalt;51/Totalt;52/' 1
	# of what no heading tells
	clean evidens <<-'END'
		evidens;n;platser
		ej;35;9
		oklart;8;8
		rekommenderad;38;10
		.t;81;10
	END
	# less than all of them, they are wrong
	wrong evidens 's/^.t;81;10/.t;81;30/' 1
	clean pers <<-'END'
		ar;n;n_pers
		2015;36;27
		2016;31;26
		.t;67;46
	END
}

@test "per cents are of the columns that their names tell of, as shares or per cents" {
	clean andel <<-'END'
		grupp;n;fri;fri_k;fri_n;fri_miss
		A;24;0,63;15;24;0
		B;40;0,48;19;40;0
		C;20;0,15;3;20;0
		.t;84;0,44;37;84;0
	END
	wrong andel 's/0,48;19/0,58;19/' 1
	clean procent <<-'END'
		Ort;Antal personer;Förbättrat;Förbättrat, antal;Förbättrat, antal med uppgift;Förbättrat, antal utan uppgift
		A;40;42;16;38;2
		B;31;57;16;28;3
		C;85;50;36;72;13
		Totalt;156;49;68;138;18
	END
	wrong procent 's/42;16/43;16/' 1
	# one cell alone that is 0 and one that is all
	clean ensam <<-'END'
		kommun;n;kommunal;kommunal_k;kommunal_n;privat;privat_k;privat_n
		A;5;;;;;;
		F;58;0;0;58;1;58;58
	END
}

@test "how many told, and what has a base of its own, is the total of no columns" {
	clean bas <<-'END'
		omrade;fore;fore_n;fore_miss;efter;efter_n;efter_miss;vantat;vantat_n;andring;andring_n
		alkohol;4,6;489;13;3,5;489;13;4,6;489;-1,1;489
		narkotika;5,9;376;13;4,4;376;13;5,5;376;-1,1;376
		psykisk;6,3;338;13;4,6;338;13;5,7;338;-1,1;338
		fysisk;3,4;200;13;2,3;200;13;3,4;200;-1,1;200
		arbete;3,5;201;13;2,6;201;13;3,5;201;-0,9;201
	END
	[[ $output = *'; 0 sums, '* ]]
	clean delar <<-'END'
		kommun;n;alkohol;alkohol_n;alkohol_miss;psykisk;psykisk_n;psykisk_miss
		A;180;2;176;4;1,2;177;3
		B;1120;2;1105;15;1,2;1102;18
		C;40;2;39;1;1,2;38;2
		.t;1340;2;1320;20;1,2;1317;23
	END
	# n is what was known and what was missing, and each column adds up
	[[ ${lines[-1]} = '1 table, 28 cells, 13 sums, '* ]]
	wrong delar 's/^B;1120;2;1105;15/B;1120;2;1105;14/' 2
}

@test "codes and years on the left are names, whatever they are called" {
	clean ar <<-'END'
		lan;kommun;ar;Antal
		01;0180;2016;20
		01;0114;2016;30
		01;Totalt;2016;50
		14;1480;2016;25
		14;1481;2016;15
		14;Totalt;2016;40
		Totalt;Totalt;2016;90
	END
	wrong ar 's/^Totalt;Totalt;2016;90/Totalt;Totalt;2016;91/' 1
}

@test "many totals in one table cost no square of its rows" {
	awk 'BEGIN { print "Ort;Antal"; for (l = 0; l < 3000; l++) { print "Totalt län " l ";" 45
		for (k = 1; k < 10; k++) print "Ort " l "-" k ";" k } }' >t.csv
	run -0 ubat-audit --min 0 t.csv
	[ "${lines[-1]}" = '1 table, 30000 cells, 3000 sums, 0 hidden cells: 0 findings' ]
	sed 's/^Totalt län 77;45/Totalt län 77;46/' t.csv >w.csv
	run -1 ubat-audit --min 0 w.csv
	[[ $output = *'w.csv: (total): Antal: sum: the total is 46, its 9 parts make 45'* ]]
}

@test "--apart: columns that add up to nothing, whatever they look like" {
	printf 'Ort;Antal;Antal besök\nA;12;30\nB;20;41\nTotalt;32;72\n' >t.csv
	run -1 ubat-audit t.csv
	run -0 ubat-audit --apart 'Antal besök' t.csv
	[ "${lines[-1]}" = '1 table, 6 cells, 1 sum, 0 hidden cells: 0 findings' ]
	sed -i 's/Totalt;32/Totalt;33/' t.csv
	run -1 ubat-audit --apart 'Antal besök' t.csv
	run -2 --separate-stderr ubat-audit --apart Besök t.csv
	[ "$stderr" = 'ubat-audit: t.csv: --apart: no column is headed Besök' ]
	# figures that were changed by chance, by up to 5
	run -0 ubat-audit --rounded 10 t.csv
}
