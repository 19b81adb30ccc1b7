# examples/cookbook: every command prints what stands below it, and some of the
# answers are found by another way.
load helper

cookbook() {
	bash -c 'sh "$0/examples/cookbook/run.sh" dir "$0/examples/cookbook/$1.txt"' \
	    "$ROOT" "$1"
}

# pinned FILE: all its entries print what they should
pinned() {
	run -0 cookbook "$1"
	! grep -E '^(status [0-9]|ubat-[a-z]*: )' "$ROOT/examples/cookbook/$1.txt"
}

@test "every file of the cookbook is tested here, and in its README" {
	for f in "$ROOT"/examples/cookbook/*.txt; do
		f=$(basename "$f" .txt)
		grep -q "pinned $f\$" "$BATS_TEST_FILENAME"
		grep -q "^    $f.txt " "$ROOT/examples/cookbook/README"
	done
}

@test "there are thirty questions and more, each with a command and an answer" {
	cat "$ROOT"/examples/cookbook/*.txt >all
	[ "$(grep -c '^# .*[?.]$' all)" -ge 30 ]
	[ "$(grep -c '^# ' all)" = "$(grep -c '^# .*[?.]$' all)" ]
	awk '/^# / { if (n && !(c && a)) { print q; bad = 1 } n++; q = $0; c = a = 0 }
	    /^\$ / { c = 1 } c && !/^[$>#]/ && NF { a = 1 }
	    END { exit bad || !(c && a) }' all
}

@test "personer.txt" {
	pinned personer
}

@test "flode.txt" {
	pinned flode
}

@test "saknas.txt" {
	pinned saknas
}

@test "jamfor.txt" {
	pinned jamfor
}

@test "uppfoljning.txt" {
	pinned uppfoljning
}

@test "lamnaut.txt" {
	pinned lamnaut
}

@test "run.sh says what differs, and -u writes it anew" {
	cp -r "$ROOT/examples" .
	cp -r "$ROOT/lib" . 2>/dev/null || :
	sed 's/ 283/ 284/' "$ROOT/examples/cookbook/personer.txt" >examples/cookbook/personer.txt
	run -1 --separate-stderr sh examples/cookbook/run.sh d1 examples/cookbook/personer.txt
	[[ $output = *'283'* ]]
	[[ $stderr = *'personer.txt: differs' ]]
	run -0 sh examples/cookbook/run.sh -u d2 "$PWD/examples/cookbook/personer.txt"
	cmp examples/cookbook/personer.txt "$ROOT/examples/cookbook/personer.txt"
	run -1 sh examples/cookbook/run.sh d2
}

@test "the lines of the README make the streams" {
	ln -s "$ROOT/examples" examples
	sed -n 's/^    \(ubat-synth.*\|for .*\|    ubat-import.*\|done\)$/\1/p' \
	    examples/cookbook/README >a.sh
	[ "$(wc -l <a.sh)" = 4 ]
	run -0 bash -e a.sh
	[ -s asi-uppfoljning.ubat ]
}

# sql QUERY: asked of the same extract
sql() {
	sqlite3 -separator ' ' db "$1"
}

# answer FILE PATTERN: the numbers of that line below some question
answer() {
	sed -n "/^# $2/,/^# /p" "$ROOT/examples/cookbook/$1.txt" |
	    grep "^$3" | head -n 1 | sed "s/^$3//" | tr -s ' ' | sed 's/^ //'
}

@test "the same answers come out of SQL" {
	command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
	ubat-synth -o uttag ubatsnytt7
	ubat-import -s "$ROOT/examples/ubatsnytt7/atgarder.source" uttag/atgarder.csv |
	    ubat-export -f sql --records -n a | sqlite3 db
	# persons by tertial, with their total
	want=$(sql "select (select count(distinct klient) from a where start between '2015-01-01' and '2015-04-30'),
	    (select count(distinct klient) from a where start between '2015-05-01' and '2015-08-31'),
	    (select count(distinct klient) from a where start between '2015-09-01' and '2015-12-31'),
	    count(distinct klient) from a where start like '2015%'")
	[ "$(answer personer 'How many unique' 'Totalt   Totalt')" = "$want" ]
	# women of 50 and more in the first: the age at the start
	want=$(sql "select count(distinct klient) from a where kon = 'kvinna'
	    and start between '2015-01-01' and '2015-04-30' and
	    strftime('%Y', start) - strftime('%Y', fodd) - (strftime('%m-%d', start) < strftime('%m-%d', fodd)) >= 50")
	[ "$(answer personer 'How many unique' 'Kvinnor  50–' | cut -d ' ' -f 1)" = "$want" ]
	# with two åtgärder
	want=$(sql "select count(*) from (select klient from a group by klient having count(*) = 2)")
	[ "$(answer personer 'How many persons are there' '2  ')" = "$want" ]
	# women among persons
	want=$(sql "select count(distinct klient), printf('%.1f', 100.0 * count(distinct case when kon = 'kvinna' then klient end) / count(distinct klient)) from a")
	[ "$(answer personer 'What share of the persons' ' *[0-9]* \{3,\}[0-9.]* *99' | cut -d ' ' -f 1)" = 283 ]
	[ "$want" = '283 35.0' ]
	# windows of three years, and the small kommuner together
	want=$(sql "select count(*), count(distinct klient) from a where strftime('%Y', start) between '2014' and '2016'")
	[ "$(answer personer 'How many persons were there in each window' 2014–2016)" = "$want" ]
	want=$(sql "select count(*), count(distinct klient) from a where kommun in (select kommun from a group by kommun having count(distinct klient) < 10)")
	[ "$(answer personer 'How many persons had each kommun' 'de mindre')" = "$want" ]
	# stock on 1 November
	want=$(sql "select count(distinct klient) from a where start <= '2015-11-01' and slut >= '2015-11-01'")
	[ "$(answer flode 'How many persons had an åtgärd on 1 November 2015' Totalt | cut -d ' ' -f 3)" = "$want" ]
	# days of care
	want=$(sql "select cast(sum(julianday(min(slut, '2015-12-31')) - julianday(max(start, '2015-01-01')) + 1) as int) from a
	    where start <= '2015-12-31' and slut >= '2015-01-01'")
	[ "$(answer flode 'How many days of care' Totalt | cut -d ' ' -f 2)" = "$want" ]
	# what it cost
	want=$(sql "select printf('%.2f', sum((julianday(min(slut, '2015-12-31')) - julianday(max(start, '2015-01-01')) + 1) * dygnskostnad)) from a
	    where start <= '2015-12-31' and slut >= '2015-01-01'")
	[ "$(answer flode 'What did 2015 cost' Totalt | cut -d ' ' -f 2)" = "$want" ]
	# came back
	want=$(sql "select count(*), sum(exists (select 1 from a b where b.klient = a.klient and b.start > a.slut
	    and b.start <= date(a.slut, '+12 months'))) from a where slut <= '2015-12-31'")
	[ "$(answer flode 'How many came back' Totalt | cut -d ' ' -f 1,4)" = "$want" ]
	# private where regi is known
	want=$(sql "select count(*), printf('%.1f', 100.0 * sum(regi = 'privat') / count(regi)) from a where kommun = 'F'")
	[ "$(answer jamfor 'What share is in private' F | cut -d ' ' -f 1,2)" = "$want" ]
}

@test "the pipeline of the project's README can be pasted" {
	ln -s "$ROOT/examples" examples
	awk '/^    PATH=/ { on = 1; next } on && !/^    / { exit } on' \
	    "$ROOT/README.md" | sed 's/^    //' >a.sh
	[ "$(wc -l <a.sh)" = 9 ]
	run -0 --separate-stderr bash -e -o pipefail a.sh
	[ -z "$stderr" ]
	[ -s regi.xlsx ]
	[ "$(left_over | paste -sd ' ')" = 'a.sh examples' ]
}
