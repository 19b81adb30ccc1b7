# ubat-instrument(5): what a definition can say, and what is wrong with one that
# is loaded.  One test for each sentence.
load helper

# instrument LINE...: i.instrument, with a good head of five lines
instrument() {
	printf '%s\n' '[instrument]' 'name = i' 'version = 3' 'title = T' \
	    'source = own; here' "$@" >i.instrument
}

# scores FIRST-COLUMN FILE [OPTION...]: the new columns
scores() {
	local from=$1 file=$2
	shift 2
	ubat-score -i ./i.instrument "$@" "$file" 2>/dev/null |
	    grep -v '^#' | cut -f "$from-"
}

# bad MESSAGE: what is said of i.instrument, whose stream is never read
bad() {
	run -2 --separate-stderr ubat-score -i i.instrument /dev/null
	echo "$stderr"
	[ "${stderr_lines[0]}" = "ubat-score: i.instrument:$1" ]
	[ -z "$output" ]
}

prepare() {
	tsv '#a:int b:int c:int kon:code alder:int' \
	    '1 2 3 man 40' '1 .n 3 kvinna 40' '1 .x 3 annat 40' \
	    '.n .n 3 man .x' '.n .x ~ . 40' '10 2 3 man 66' |
	    sed 's/\t\.\t/\t\t/' | whole >a.ubat
}

# --- what is missing ---------------------------------------------------------

@test "a sum names its terms, and takes a missing one's reason where nothing else is said" {
	instrument '[item a]' '[item b]' '[item c]' '[score s]' 'label = S' 'sum = a..c' \
	    '[score m]' 'label = M' 'mean = c a'
	run -0 scores 6 a.ubat
	[ "$output" = "$(tsv '6 2' '.n 2' '.x 2' '.n .n' '.u .u' '15 6.5')" ]
}

@test "none may be missing: else it could not be computed" {
	instrument '[item a]' '[item b]' '[item c]' '[score s]' 'label = S' 'sum = a b c' 'missing = none' \
	    '[score e]' 'label = E' 'expr = a + b' 'missing = none' \
	    '[define d]' 'expr = b' 'missing = none' '[score f]' 'label = F' 'expr = if(c = 3, 1, d)'
	run -0 scores 6 a.ubat
	[ "$output" = "$(tsv '6 3 1' '.u .u 1' '.u .u 1' '.u .u 1' '.u .u ~' '15 12 1')" ]
}

@test "some may be missing, and the sum is scaled up: halves away from zero, or a decimal number" {
	instrument '[parameter k]' 'default = 1' 'range = 0..3' '[item a]' '[item b]' '[item c]' \
	    '[score s]' 'label = S' 'sum = a b c' 'missing = prorate k' \
	    '[score t]' 'label = T' 'sum = a b c' 'missing = prorate 2' 'type = dec' \
	    '[score m]' 'label = M' 'mean = a b c' 'missing = prorate 2'
	run -0 scores 6 a.ubat
	[ "$output" = "$(tsv '6 6 2' '6 6 2' '6 6 2' '.u 9 3' '.u .u .u' '15 15 5')" ]
	tsv '#a:int b:int c:int' '1 2 .x' '-1 -2 .x' '2 3 .x' '.x .x .x' '1 .x 1' | whole >b.ubat
	run -0 scores 4 b.ubat
	[ "$output" = "$(tsv '5 4.5 1.5' '-5 -4.5 -1.5' '8 7.5 2.5' '.u .u .u' '3 3 1')" ]
	run -0 bash -c "ubat-score -i ./i.instrument:k=0 b.ubat | grep -v '^#' | cut -f 4 | uniq"
	[ "$output" = .u ]
}

@test "reasons that count as 0 are named, in a sum and in an expression" {
	instrument '[item a]' '[item b]' '[item c]' \
	    '[score s]' 'label = S' 'sum = a b c' 'missing = zero .n empty' \
	    '[score e]' 'label = E' 'expr = a * 10 + b' 'missing = zero .n' \
	    '[score raw]' 'label = R' 'expr = b' '[score all]' 'label = A' 'expr = a * 10 + b' 'missing = zero'
	run -0 scores 6 a.ubat
	[ "$output" = "$(tsv '6 12 2 12' '4 10 .n 10' '.u .u .x 10' '3 0 .n 0' '.u .u .x 0' '15 102 2 102')" ]
}

@test "a parameter can choose the rule" {
	instrument '[parameter regel]' 'type = code' 'values = none reason' 'default = none' \
	    '[item a]' '[item b]' '[score s]' 'label = S' 'expr = a + b' 'missing = {regel}'
	run -0 bash -c "ubat-score -i ./i.instrument a.ubat | grep -v '^#' | cut -f 6 | paste -sd ' '"
	[ "$output" = '3 .u .u .u .u 12' ]
	run -0 bash -c "ubat-score -i ./i.instrument:regel=reason a.ubat | grep -v '^#' | cut -f 6 | paste -sd ' '"
	[ "$output" = '3 .n .x .n .u 12' ]
}

@test "a rule that is none is told with its line" {
	for m in no 'prorate x' 'prorate -1' 'zero n' 'prorate 1'; do
		instrument '[item a]' '[score s]' 'label = S' 'expr = a' "missing = $m"
		bad '10: missing: write none, reason, zero .n, or for a sum or mean prorate NUMBER'
	done
	instrument '[item a]' '[score s]' 'label = S' 'sum = a' 'mean = a'
	bad '10: write one of expr, sum and mean: s'
	instrument '[item a]' '[score s]' 'label = S' 'sum = a b'
	bad '9: s: none above is called b'
	instrument '[item a]' '[item t]' 'type = text' '[score s]' 'label = S' 'sum = a t'
	bad '11: s: is no number: t'
	instrument '[item a]' '[item b]' '[score s]' 'label = S' 'sum = b..a'
	bad '10: s: none above is called b..a'
	instrument '[item a]' '[score s]' 'label = S' 'type = int' 'mean = a'
	bad '10: s: is not of the type int'
}

# --- zones -------------------------------------------------------------------

# zoned LINE...: zones of a with these lines from 17 on
zoned() {
	instrument '[item a]' 'range = 0..20' '[item kon]' 'type = code' '[item alder]' \
	    '[zones z]' 'label = Z' 'of = a' 'sex = kon' 'age = alder' "$@" \
	    'value 1 = Låg' 'value 2 = Hög'
}

@test "zones are a table by sex and age; sex or age unknown gives none, counted" {
	zoned 'man ..65 = 1 0..7, 2 8..20' 'man 66.. = 1 0..<11, 2 11..20' 'kvinna = 1 0..0, 2 1..'
	run -0 --separate-stderr bash -c "ubat-score -i ./i.instrument a.ubat | tee out | grep -v '^#' | cut -f 6 | paste -sd ' '"
	[ "$output" = '1 2 .u .n .n 1' ]
	[ "$stderr" = 'ubat-score: zones z: 1 without a zone: sex or age is unknown, or has none' ]
	grep -q "^#label	z	1	Låg$" out
	grep '^#step' out | grep -q "	nozone=z=1$"
	tsv '#a:int kon:code alder:int' '1 man .x' '1 . 40' '1 man 40' '1 .x .x' | sed 's/\t\.\t/\t\t/' | whole >b.ubat
	run -0 scores 4 b.ubat
	[ "$(paste -sd ' ' <<<"$output")" = '.u .u 1 .u' ]
}

@test "a line may be for all, and for some days; limits can be parameters" {
	instrument '[parameter g]' 'default = 8' 'range = 1..20' '[item a]' 'range = 0..20' \
	    '[item d]' 'type = date' '[zones z]' 'label = Z' 'of = a' 'date = d' \
	    'all ..2017-12-31 = 1 0..<g, 2 g..20' 'all 2018-01-01.. = 1 0..4, 2 5..20' \
	    'value 1 = Låg' 'value 2 = Hög'
	tsv '#a:int d:date' '7 2017-12-31' '8 2017-12-31' '7 2018-01-01' '7 .x' | whole >d.ubat
	run -0 scores 3 d.ubat
	[ "$(paste -sd ' ' <<<"$output")" = '1 2 2 .u' ]
	run -0 bash -c "ubat-score -i ./i.instrument:g=7 d.ubat 2>&1 | grep -v '^#' | cut -f 3 | paste -sd ' '"
	[[ $output = '2 2 2 .u'* ]]
	sed -i 's/2 g\.\.20/2 g..15, 2 16..20/' i.instrument
	run -2 --separate-stderr ubat-score -i ./i.instrument:g=16 d.ubat
	[ "$stderr" = 'ubat-score: i.instrument:17: zones z: the zone is empty: 2' ]
}

@test "zones of a decimal sum touch, they do not overlap" {
	instrument '[item x]' 'type = dec' '[score s]' 'label = S' 'expr = x * 2' \
	    '[zones z]' 'label = Z' 'of = s' 'range = 0..40' 'all = 1 0..<25, 2 25..40' \
	    'value 1 = Under' 'value 2 = Över'
	tsv '#x:dec' 12.499999999 12.5 20 0 20.5 | whole >x.ubat
	run -0 scores 3 x.ubat
	[ "$(paste -sd ' ' <<<"$output")" = '1 2 2 1 .u' ]
	sed -i 's/0\.\.<25/0..24.9/' i.instrument
	bad '15: zones z: a gap before the zone: 2'
}

@test "zones that overlap, leave a gap, are empty or unknown are told with their line" {
	while IFS='|' read -r row what; do
		zoned "$row"
		bad "16: zones z: $what"
	done <<-'EOF'
		man = 1 0..8, 2 8..20|the zone overlaps the one before: 2
		man = 1 0..7, 2 9..20|a gap before the zone: 2
		man = 1 1..7, 2 8..20|a gap before the first zone: 1
		man = 1 -1..7, 2 8..20|the first zone begins below the range: 1
		man = 1 0..7, 2 8..19|a gap after the last zone: 2
		man = 1 0..7, 2 8..21|the last zone ends above the range: 2
		man = 1 0..7, 2 8..7|the zone is empty: 2
		man = 1 0..7, 3 8..20|no line value says what it means: 3
		man = 1 0..7, 2|write CODE LOW..HIGH, CODE LOW..HIGH: 2
		man = 1 0..9223372036854775807, 2 8..20|write CODE LOW..HIGH, CODE LOW..HIGH: 1
		man ..9223372036854775807 = 1 0..20|ages are LOWEST..HIGHEST, and a key age names the item: ..9223372036854775807
		man = 1 0..7, 2 8..max|write CODE LOW..HIGH, CODE LOW..HIGH: 2
		man 2018-01-01.. = 1 0..20|days are FIRST..LAST, and a key date names the item: 2018-01-01..
		man 66 = 1 0..20|ages are LOWEST..HIGHEST, and a key age names the item: 66
	EOF
	zoned 'man ..65 = 1 0..20' 'man 65.. = 1 0..20'
	bad '17: zones z: two lines are for the same: man'
	zoned 'man ..65 = 1 0..20' 'man 67.. = 1 0..20'
	bad '16: zones z: a gap in age after this line: man'
	zoned
	bad '11: zones z: has no zones'
	instrument '[item a]' '[zones z]' 'label = Z' 'of = a' 'all = 1 0..' 'value 1 = L'
	bad '7: zones z: lacks a range, which the zones fill'
	instrument '[item a]' 'range = 0..9' '[zones z]' 'label = Z' 'of = a' 'man = 1 0..9' 'value 1 = L'
	bad '11: zones z: no key sex: a line is for all: man'
	instrument '[item a]' 'range = 0..9' '[zones z]' 'label = Z' 'of = sum' 'all = 1 0..9' 'value 1 = L'
	bad '8: z: none above is called sum'
	instrument '[item a]' 'range = 0..9' '[zones z]' 'label = Z' 'of = a' 'sex = a' 'all = 1 0..9' 'value 1 = L'
	bad '8: z: sex: no text: a'
}

@test "what comes again is counted again: zones, divisions by zero, refused values" {
	instrument '[item a]' 'range = -9223372036854775807..9223372036854775807' '[score s]' 'label = S' 'expr = a'
	tsv '#a:int' 9223372036854775807 -9223372036854775807 | whole >m.ubat
	run -0 scores 2 m.ubat
	[ "$(paste -sd ' ' <<<"$output")" = '9223372036854775807 -9223372036854775807' ]
	instrument '[item a]' 'range = 4294967301..4294967310' '[score s]' 'label = S' 'expr = a'
	tsv '#a:int' 4294967301 10 4294967310 4294967311 | whole >m.ubat
	run -0 scores 2 m.ubat
	[ "$(paste -sd ' ' <<<"$output")" = '4294967301 .r 4294967310 .r' ]
	instrument '[item a]' 'range = -9223372036854775807..-9223372036854775800' '[item b]' 'range = -5..5' '[score s]' 'label = S' 'sum = a b' '[score t]' 'label = T' 'expr = b + b + b'
	tsv '#a:int b:int' '-9223372036854775800 -5' '5 3' '-9223372036854775807 7' | whole >m.ubat
	run -0 scores 3 m.ubat
	[ "$output" = "$(tsv '-9223372036854775805 -15' '.r 9' '.r .r')" ]
	instrument '[item a]' 'range = 0..9' '[item alder]' 'range = 0..99' '[zones z]' 'label = Z' 'of = a' 'age = alder' \
	    'all 18.. = 1 0..4, 2 5..9' 'value 1 = L' 'value 2 = H' '[score q]' 'label = Q' 'expr = 6 / a'
	{ tsv '#a:int alder:int'; for i in 1 2 3; do tsv '7 17' '7 18' '0 18' '0 .x' '.x 18' '10 18'; done; } | whole >z.ubat
	run -0 --separate-stderr bash -c "ubat-score -i ./i.instrument z.ubat | tee out | grep -v '^#' | cut -f 3- | sort | uniq -c | tr -s ' \t' ' '"
	[ "$output" = "$(printf ' %s\n' '3 .r .r' '3 .u .u' '3 .u 0.857142857' '3 .x .x' '3 1 .u' '3 2 0.857142857')" ]
	[ "$stderr" = $'ubat-score: item a: 3 out of range, taken as .r\nubat-score: zones z: 6 without a zone: sex or age is unknown, or has none' ]
	grep '^#step' out | grep -q $'\trefused=3\tnozone=z=6\tzerodiv=6$'
}

# --- what is checked when a definition is loaded -------------------------------

@test "names that are not there, and what nothing uses, are told with their line" {
	instrument '[item a]' '[score s]' 'label = S' 'expr = a + d'
	bad '9: no column d'
	instrument '[item a]' '[item b]' 'optional = yes' '[score s]' 'label = S' 'expr = a'
	bad '7: item b: no score uses it'
	instrument '[parameter p]' 'default = 1' '[item a]' '[score s]' 'label = S' 'expr = a'
	bad '6: parameter p: no score uses it'
	instrument '[item a]' '[define d]' 'expr = a' '[score s]' 'label = S' 'expr = a'
	bad '8: define d: no score uses it'
	instrument '[item a]' '[item b]' 'optional = yes' '[score s]' 'label = S' 'expr = a' \
	    '[score t]' 'label = T' 'expr = b + "x"'
	bad '14: + takes numbers, not text'
}

@test "a text that is not among an item's values is refused, as a number out of range is" {
	instrument '[item kon]' 'type = code' 'value man = Man' 'value kvinna = Kvinna' \
	    '[score s]' 'label = S' 'expr = kon'
	run -0 --separate-stderr bash -c "ubat-score -i ./i.instrument a.ubat | grep -v '^#' | cut -f 6 | paste -sd ' '"
	[ "$output" = 'man kvinna .r man  man' ]
	[ "$stderr" = 'ubat-score: item kon: 1 out of range, taken as .r' ]
}

@test "a whole number that is none of the only ones is refused" {
	instrument '[item a]' 'only = 0 1 63' '[score s]' 'label = S' 'expr = a'
	tsv '#a:int' 0 2 1 63 64 -1 .x | whole >o.ubat
	run -0 scores 2 o.ubat
	[ "$(paste -sd ' ' <<<"$output")" = '0 .r 1 63 .r .r .x' ]
	instrument '[item a]' 'only = 0 64'
	bad '7: only: write whole numbers from 0 to 63'
}

# --- lists -------------------------------------------------------------------

@test "a section is written once for all members of a list" {
	instrument '[list omrade]' 'a = Alkohol' 'a en = Alcohol' 'a max = 1' 'b = Narkotika' 'b en = Drugs' 'b max = 3' \
	    '[item {omrade}]' '[score {omrade}_hog]' 'label = {omrade:text} {x}' 'label_en = {omrade:en}' \
	    'expr = {omrade} > {omrade:max}'
	run -0 bash -c "ubat-score -i ./i.instrument a.ubat | grep -v -e '^#step' -e '^#end'"
	[ "${lines[0]}" = "$(tsv '#a:int b:int c:int kon:code alder:int a_hog:bool b_hog:bool')" ]
	[ "${lines[1]}" = $'#label\ta_hog\tAlkohol {x}' ]
	[ "${lines[2]}" = $'#label\tb_hog\tNarkotika {x}' ]
	[ "${lines[3]}" = "$(tsv '1 2 3 man 40 0 0')" ]
	run -0 bash -c "ubat-score --lang en -i ./i.instrument a.ubat | grep '^#label' | cut -f 3 | paste -sd ' '"
	[ "$output" = 'Alcohol Drugs' ]
}

@test "what is wrong with a list is told with its line" {
	instrument '[list o]' '[item {o}]'
	bad '6: the list has no members: o'
	instrument '[list o]' 'a = A' '[item a]'
	bad '6: no section is for its members: o'
	instrument '[list o]' 'a = A' 'a = B' '[item {o}]'
	bad '8: stands twice: a'
	instrument '[list o]' 'a = A' '[list o]' 'a = A' '[item {o}]'
	bad '8: the list is there: o'
	instrument '[list o]' 'a = A' 'b = B' 'b en = E' '[item {o}]' 'label = {o:en}'
	bad '11: a {...} that this member of the list lacks: a'
}

# --- versions ----------------------------------------------------------------

versions() {
	instrument '[item ar]' '[item p]' 'type = bool' '[item craft]' 'type = bool' \
	    '[score stod]' 'label = Stöd' 'label_en = Support' 'at = ar' \
	    'expr 2017..2018 = p' 'expr 2019.. = p or craft' 'break 2019 = CRAFT tillkom'
	tsv '#ar:int p:bool craft:bool' '2016 1 1' '2018 0 1' '2019 0 1' '2020 1 0' '.x 1 1' | whole >v.ubat
}

@test "a score has versions by the year or day; which one is a column of its own" {
	versions
	run -0 --separate-stderr bash -c "ubat-score -i ./i.instrument v.ubat | tee out | grep -v '^#' | cut -f 4-"
	[ "$output" = "$(tsv '.n .n' '0 2017–2018' '1 2019–' '1 2019–' '.u .u')" ]
	[ "$stderr" = 'ubat-score: stod: the series breaks at 2019: CRAFT tillkom; --comparable gives the older definition too' ] ||
	    [ "$stderr" = 'ubat-score: stod_version: the series breaks at 2019: CRAFT tillkom; --comparable gives the older definition too' ]
	grep -q "	break=stod_version, 2019: CRAFT tillkom" out
	run -0 --separate-stderr bash -c "grep -v 2018 v.ubat | ubat-score -i ./i.instrument"
	[[ $stderr != *breaks* ]]
	sed -i 's/^\[item ar\]/[item ar]\ntype = date/' i.instrument
	tsv '#ar:date p:bool craft:bool' '2018-12-31 0 1' '2019-01-01 0 1' | whole >d.ubat
	run -0 scores 4 d.ubat
	[ "$output" = "$(tsv '0 2017–2018' '1 2019–')" ]
	sed -i 's/2017..2018/2017-01-01..2018-06-30/; s/expr 2019../expr 2018-07-01../' i.instrument
	run -0 scores 4 d.ubat
	[ "$output" = "$(tsv '1 2018-07-01–' '1 2018-07-01–')" ]
}

@test "--comparable gives all years by the oldest definition too" {
	versions
	run -0 bash -c "ubat-score --comparable -i ./i.instrument v.ubat 2>/dev/null | tee out | grep -v '^#' | cut -f 4,6 | paste -sd ,"
	[ "$output" = '.n	.n,0	0,1	0,1	1,.u	.u' ]
	grep -q '^#label	stod_jamforbar	Stöd, enligt definitionen 2017–2018$' out
	grep -q '^#label	stod_version	Stöd, version$' out
}

@test "what is wrong with versions is told with its line" {
	while IFS='|' read -r one two what; do
		instrument '[item ar]' '[item p]' 'type = bool' '[score s]' 'label = S' 'at = ar' "$one" "$two"
		bad "$what"
	done <<-'EOF'
		expr 2017..2018 = p|expr 2018.. = p|13: score s: the version overlaps the one before
		expr 2017.. = p|expr 2019.. = p|13: score s: the version overlaps the one before
		expr 2017 = p|expr 2019.. = p|12: score s: write expr FIRST..LAST, in years or in days
		expr 2018..2017 = p|expr 2019.. = p|12: score s: write expr FIRST..LAST, in years or in days
		expr 2017..2018 = p|expr 2019-01-01.. = p|13: score s: years and days are mixed
		expr 2017..2018 = p|expr 2019.. = q|13: no column q
		break 2017 = x|break 2018 = y|9: score s: has no expr FIRST..LAST
		expr = p|expr 2019.. = p| s has versions, and an expr without one
	EOF
}

# --- forms, maps, languages ------------------------------------------------------

@test "a form has no scores: it labels its columns, and refuses what is out of range" {
	instrument 'kind = form' '[item a]' 'label = Fråga A' 'label_en = Question A' 'range = 0..5' \
	    '[item kon]' 'label = Kön' 'type = code' 'value man = Man' 'value_en man = Male' 'value kvinna = Kvinna' 'missing .x = Vill inte svara' \
	    '[item q]' 'label = Inte här'
	run -0 --separate-stderr bash -c "ubat-score -i ./i.instrument a.ubat | tee out | grep -v -e '^#step' -e '^#end' -e '^#label'"
	[ "$output" = "$(grep -v '^#end' a.ubat)" ]
	[ "$stderr" = $'ubat-score: item a: 1 out of range, taken as .r\nubat-score: item kon: 1 out of range, taken as .r' ]
	[ "$(grep '^#label' out)" = "$(printf '#label\t%s\n' $'a\tFråga A' $'kon\tKön' $'kon\tman\tMan' $'kon\tkvinna\tKvinna' $'kon\t.x\tVill inte svara')" ]
	run -0 bash -c "ubat-score --lang en -i ./i.instrument a.ubat 2>/dev/null | grep '^#label' | tr '\t' ' ' | paste -sd ,"
	[ "$output" = '#label a Question A,#label kon Kön,#label kon man Male,#label kon kvinna Kvinna,#label kon .x Vill inte svara' ]
	{ sed 1q a.ubat; echo '#label	a	Egen'; sed 1d a.ubat; } >l.ubat
	run -0 bash -c "ubat-score -i ./i.instrument l.ubat 2>/dev/null | grep '^#label	a'"
	[ "$output" = '#label	a	Egen' ]
	instrument 'kind = form' '[item a]' '[score s]' 'label = S' 'expr = a'
	run -2 --separate-stderr ubat-score -i ./i.instrument a.ubat
	[ "$stderr" = 'ubat-score: i.instrument: s is a score, and a form has none' ]
	instrument 'kind = formular'
	bad '6: kind is form or score'
	instrument '[item a]' 'missing x = y'
	bad '7: missing: write a dot and a letter, or empty: x'
}

@test "what a missing answer means is a label of the column, where the stream has none" {
	instrument '[item a]' 'label = Fråga A' 'range = 0..5' 'missing .x = Vill inte svara' 'missing_en .x = Refused to answer' \
	    'missing .n = Inte frågad' 'missing empty = Glömd' '[score s]' 'label = S' 'expr = a'
	run -0 bash -c "ubat-score -i ./i.instrument a.ubat 2>/dev/null | grep '^#label' | tr '\t' ' ' | paste -sd ,"
	[ "$output" = '#label s S,#label a .x Vill inte svara,#label a .n Inte frågad' ]
	run -0 bash -c "ubat-score --lang en -i ./i.instrument a.ubat 2>/dev/null | grep '^#label	a' | tr '\t' ' ' | paste -sd ,"
	[ "$output" = '#label a .x Refused to answer,#label a .n Inte frågad' ]
	{ sed 1q a.ubat; echo '#label	a	.x	Egen'; sed 1d a.ubat; } >l.ubat
	run -0 bash -c "ubat-score -i ./i.instrument l.ubat 2>/dev/null | grep '^#label	a' | tr '\t' ' ' | paste -sd ,"
	[ "$output" = '#label a .x Egen,#label a .n Inte frågad' ]
	instrument '[item a]' 'missing_en y = z'
	bad '7: missing: write a dot and a letter, or empty: y'
}

@test "-m takes a map of the instrument by its name; -m item=column comes before it" {
	instrument '[item x]' '[item y]' 'optional = yes' '[score s]' 'label = S' 'expr = x' '[score t]' 'label = T' 'expr = y' \
	    '[map svensk]' 'x = a' 'y = nix' '[map annan]' 'x = b' 'y = c'
	run -0 bash -c "ubat-score -i ./i.instrument -m svensk a.ubat | sed -n '1p;/^1/p' | head -n 2 | cut -f 6-"
	[ "$output" = "$(tsv 's:int' 1)" ]
	run -0 bash -c "ubat-score -i ./i.instrument -m annan -m x=c a.ubat | sed -n '/^1/p' | head -n 1 | cut -f 6-"
	[ "$output" = "$(tsv '3 3')" ]
	run -2 --separate-stderr ubat-score -i ./i.instrument -m dansk a.ubat
	[ "$stderr" = 'ubat-score: -m: dansk is no map of an instrument; write item=column' ]
	instrument '[item x]' '[score s]' 'label = S' 'expr = x' '[map svensk]' 'z = a'
	bad '11: map: no item z'
}

@test "--prefix begins the names of an instrument's columns" {
	instrument '[item a]' '[score s]' 'label = S' 'expr = a' '[score t]' 'label = T' 'expr = s + 1' 'value 2 = två'
	run -0 bash -c "ubat-score --prefix g_ -i ./i.instrument -e 'w = g_t' a.ubat"
	[ "${lines[0]}" = "$(tsv '#a:int b:int c:int kon:code alder:int g_s:int g_t:int w:int')" ]
	grep -q '^#label	g_t	2	två$' <<<"$output"
}

@test "an item can be missing where it is no column, and a parameter be without a default" {
	instrument '[parameter p]' 'default = none' 'type = dec' '[item a]' 'optional = yes' '[item q]' 'optional = missing' \
	    '[score s]' 'label = S' 'expr = case when q > 1 then .n else a * p end' '[test t]' 'set p = 0.5' 'give a = 4' 'expect s = 2'
	run -0 scores 6 a.ubat
	[ -z "$output" ]
	run -2 --separate-stderr ubat-score -i ./i.instrument a.ubat
	[ "$stderr" = 'ubat-score: i: parameter p has no default; write -i i:p=VALUE' ]
	run -0 bash -c "ubat-score -i ./i.instrument:p=0.5 a.ubat | grep -v '^#' | cut -f 6 | paste -sd ' '"
	[ "$output" = '0.5 0.5 0.5 .n .n 5' ]
	run -0 bash -c "ubat-score -i ./i.instrument:p=0.5 -m q=b a.ubat | grep -v '^#' | cut -f 6 | paste -sd ' '"
	[ "$output" = '.n 0.5 0.5 .n .n .n' ]
	run -0 ubat-score --selftest -i ./i.instrument
	tsv '#z:int' 1 | whole >z.ubat
	run -2 --separate-stderr ubat-score -i ./i.instrument:p=1 z.ubat
	[ "$stderr" = 'ubat-score: i: none of its items is a column; -m ITEM=COLUMN names them' ]
}

@test "a parameter can be an expression, which the user gives" {
	instrument '[parameter regel]' 'type = expr' '[item a]' '[item b]' '[score s]' 'label = S ({regel})' 'expr = {regel}' \
	    '[test t]' 'set regel = a > 1' 'give a = 2' 'expect s = 1'
	run -0 bash -c "ubat-score -i './i.instrument:regel=a / 2 in (0.5, 5) and b = 2' a.ubat | grep -v '^#' | cut -f 6 | paste -sd ' '"
	[ "$output" = '1 .n .x .n .u 1' ]
	run -2 --separate-stderr ubat-score -i ./i.instrument a.ubat
	[ "$stderr" = 'ubat-score: i.instrument:12: s: a parameter without a value; write -i i:PARAMETER=EXPRESSION' ]
	run -2 --separate-stderr ubat-score -i './i.instrument:regel=a > q' a.ubat
	[[ ${stderr_lines[0]} = 'ubat-score: i.instrument:12: no column q'* ]]
	run -0 ubat-score --selftest -i ./i.instrument
	[ "$output" = 'i: 1 tests' ]
}

@test "a test gives the items it is about; the others are not recorded" {
	instrument '[item a]' '[item b]' '[score s]' 'label = S' 'sum = a b' 'missing = zero empty' \
	    '[test t]' 'give b = 3' 'expect s = 3'
	run -0 ubat-score --selftest -i ./i.instrument
	[ "$output" = 'i: 1 tests' ]
	sed -i 's/give b/give c/' i.instrument
	run -2 --separate-stderr ubat-score --selftest -i ./i.instrument
	[ "$stderr" = 'ubat-score: i.instrument:13: test t: no item c' ]
	sed -i 's/give c = 3/give b = 3\nrecord = 1 2/' i.instrument
	run -2 --separate-stderr ubat-score --selftest -i ./i.instrument
	[ "$stderr" = 'ubat-score: i.instrument:13: test t: give stands where there is no record' ]
}

@test "the second example of the page runs as it stands" {
	sed -n '/^name = oro$/,/^\.Ed/p' "$ROOT/man/ubat-instrument.5" | grep -v '^\.Ed' |
	    sed '1i [instrument]' >n.instrument
	tsv '#boende:int ekonomi:int halsa:int kon:code ar:int' '4 .x 0 kvinna 2018' '0 1 4 man 2018' '0 0 4 man 2019' | whole >o.ubat
	run -0 bash -c "ubat-score -i ./n.instrument o.ubat 2>/dev/null | grep -v '^#' | cut -f 6-"
	[ "$output" = "$(tsv '6 hog 1 2017–2018' '5 lag 1 2017–2018' '4 lag 1 2019–')" ]
}
