# ubat-score --explain: how one record is scored, in words and numbers.
load helper

prepare() {
	cat >i.instrument <<-'EOF2'
	[instrument]
	name = prov
	version = 2
	title = Ett prov
	title_en = A test
	source = own; Ett prov
	[parameter grans]
	label = Lägsta summa
	range = 1..9
	default = 3
	[parameter k]
	default = 1
	[item a]
	label = Fråga A
	label_en = Question A
	range = 0..4
	value 2 = Ofta
	[item b]
	range = 0..4
	missing .x = Ville inte svara
	[item c]
	range = 0..4
	[item kon]
	type = code
	[define hog]
	expr = a >= grans or (b + c) / 2 > 1
	[score summa]
	label = Summan
	label_en = The sum
	sum = a..c
	missing = prorate k
	[score kvot]
	label = Kvoten (minst {grans})
	expr = case when hog then a / 3 + b / 4 + c else 0.5 - a end
	missing = zero .n
	[zones zon]
	label = Zon
	of = summa
	range = 0..12
	sex = kon
	man = 1 0..5, 2 6..12
	value 1 = Låg
	value_en 1 = Low
	value 2 = Hög
	EOF2
	tsv '#a:int b:int c:int kon:code' '2 .x 1 man' '2 3 1 man' '9 .n 1 kvinna' | whole >a.ubat
}

@test "each step of the arithmetic is told, item by item, with the rule that applies" {
	run -0 ubat-score --explain -i ./i.instrument a.ubat
	cat >want <<-'EOF2'
	Post 1 (a.ubat:2)

	prov, version 2: Ett prov

	Svar
	  a = 2: Ofta   (Fråga A) [0–4]
	  b = saknas (.x): Ville inte svara [0–4]
	  c = 1 [0–4]
	  kon = man

	Val och gränser som kan ändras
	  grans = 3   (Lägsta summa)
	  k = 1

	hog
	    a >= grans: 2 >= 3: falskt
	    b + c = saknas (.x) + 1 = saknas (.x)
	    (b + c) / 2 = saknas (.x) / 2 = saknas (.x)
	    (b + c) / 2 > 1: saknas (.x) > 1: saknas (.x)
	    a >= grans eller (b + c) / 2 > 1: falskt eller saknas (.x): saknas (.x)
	  hog = saknas (.x)

	summa: Summan
	    summan av a 2 + b saknas (.x) + c 1
	    regel: högst 1 av 3 får saknas; 1 saknas
	    3 * 3 / 2 = 5 (avrundat)
	  summa = 5

	kvot: Kvoten (minst 3)
	    regel: .n räknas som 0; 2 saknas
	  kvot = saknas (.u)

	zon: Zon
	    summa = 5, kon = man
	    gränser för man; 1 0–5; 2 6–12
	  zon = 1: Låg
	EOF2
	diff <(echo "$output") want
}

@test "of a choice only the way taken is told, and a record by its number" {
	run -0 ubat-score --explain --record 2 -i ./i.instrument a.ubat
	[[ $output = $'Post 2 (a.ubat:3)\n'* ]]
	sed -n '/^kvot/,/kvot =/p' <<<"$output" >got
	cat >want <<-'EOF2'
	kvot: Kvoten (minst 3)
	    hog: sant
	    a / 3 = 2 / 3 = 0,666666667
	    b / 4 = 3 / 4 = 0,75
	    a / 3 + b / 4 + c = 0,666666667 + 0,75 + 1 = 2,416666667
	    regel: .n räknas som 0; 0 saknas
	  kvot = 2,416666667
	EOF2
	diff got want
}

@test "a value out of range and an unknown sex are told as such; English where asked for" {
	run -0 ubat-score --lang en --explain --record 3 -i ./i.instrument a.ubat
	grep -qxF '  a = missing (.r): outside what can be answered   (Question A) [0–4]' <<<"$output"
	grep -qxF 'prov, version 2: A test' <<<"$output"
	grep -qxF '    rule: at most 1 of 3 may be missing; 2 are' <<<"$output"
	grep -qxF '  summa = missing (.u)' <<<"$output"
	sed -i 's/9\t\.n/4\t0/' a.ubat
	run -0 ubat-score --explain --record 3 -i ./i.instrument a.ubat
	grep -qxF '    kön eller ålder är okänt eller har inga gränser: ingen zon' <<<"$output"
}

@test "what an instrument tells is what it scores: every value of a hundred records" {
	{
		tsv "#$(seq -f 'audit%g:int' 1 10 | paste -sd ' ') kon:code"
		awk 'BEGIN { srand(5); for (r = 0; r < 12; r++) { for (i = 0; i < 10; i++) printf "%s\t", rand() < 0.05 ? ".x" : int(rand() * 5); print rand() < 0.5 ? "man" : "kvinna" } }'
	} | whole >r.ubat
	ubat-score -i audit:hogst_saknade=1 r.ubat 2>/dev/null | grep -v '^#' | cut -f 12- >want
	names=$(ubat-score -i audit:hogst_saknade=1 r.ubat 2>/dev/null | sed 1q | tr '\t' '\n' | sed '1,11d; s/:.*//')
	for r in $(seq 12); do
		ubat-score --explain --record $r -i audit:hogst_saknade=1 r.ubat >told
		for n in $names; do
			sed -n "s/^  $n = //p" told | sed 's/:.*//; s/saknas (\(\..\))/\1/; s/^sant$/1/; s/^falskt$/0/'
		done | paste -sd '\t'
	done >got
	diff got want
}

@test "definitions are told too, and what cannot be is wrong usage" {
	run -0 ubat-score --explain -e 'y = if(kon in ("man", "kvinna") and not (b is missing), -a, c - (a - 1))' a.ubat
	cat >want <<-'EOF2'
	Post 1 (a.ubat:2)

	y = if(kon in ("man", "kvinna") and not (b is missing), -a, c - (a - 1))
	    kon är en av man, kvinna: man är en av man, kvinna: sant
	    b saknas: saknas (.x) saknas: sant
	    inte b saknas: inte sant: falskt
	    kon är en av man, kvinna och inte b saknas: sant och falskt: falskt
	    a - 1 = 2 - 1 = 1
	    c - (a - 1) = 1 - 1 = 0
	  y = 0
	EOF2
	diff <(echo "$output") want
	run -2 --separate-stderr ubat-score --explain -i ./i.instrument --by kon --order a a.ubat
	[ "$stderr" = 'ubat-score: --explain tells of one record: it does not go with --by' ]
	run -2 --separate-stderr ubat-score --record 2 -i ./i.instrument a.ubat
	[ "${stderr_lines[0]}" = 'ubat-score: --record stands beside --explain' ]
	run -1 --separate-stderr ubat-score --explain --record 4 -i ./i.instrument a.ubat
	[ "$stderr" = 'ubat-score: a.ubat: no record 4: there are 3' ]
	[ -z "$output" ]
}
