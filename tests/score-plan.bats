# Many records scored at once: to the byte what they are one by one.
load helper

setup_file() {
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -o "$BATS_FILE_TMPDIR/interviews" "$ROOT/tests/bench/interviews.c"
}

prepare() {
	ln -s "$BATS_FILE_TMPDIR/interviews" .
	printf '%s\n' '[instrument]' 'name = z' 'version = 1' 'title = Z' 'source = own; Ett prov' \
	    '[item x]' '[score z]' 'label = Z' 'expr = x + 1' >z.instrument
}

# Instruments with their defaults, and with other parameters, maps and -e.
usual=(-i adad -i asi-cs -i asi-dagar -i asi-forandring -i asi-skattning
    -i assist -i audit -i dudit -i ors -i srs -i ubat-atgard -i ubat-profil
    -i ubat-skattning -i vantetid
    -i 'asi-dubbel:regel=alkohol_g >= 6 and psykisk_g >= 6')
other=(-e 'd = (case when b1 between 0 and 9 then b1 end) % (case when e4 between 0 and 1 then e4 end)'
    -e 'q = lower(kon)' -i adad:grans=2
    -i asi-cs:saknade=zero,logaritm=ln1,konflikt=summa,kurs=10,likgiltig=1,tak_lon=4.5
    -m kon=q -i asi-forandring:blanda=ja,steg=3,bas=4
    -i audit:hogst_saknade=3,grans_65=7 -i dudit:hogst_saknade=2
    -i ors:steg=6 -i srs:grans=30 -i ubat-profil:troskel_andra=7,lika=alkohol
    -i ubat-skattning:grans=4 -e 'dagar = days(start, slut)'
    -e 'y = case when audit_zon is missing then upper(kon) else audit_zon end'
    -e 'w = if(audit_risk, audit / 3, cs_psykisk * 2 + b_medel)' -e 'o = ors_niva'
    -e 'p = profil5 = "ingen" or w > 1' -e 'r = 7 % (audit_c - 3)')

# An instrument whose item is a score: then all is done one by one.
alone=(-m x=audit -i ./z.instrument)

# What two runs wrote, the second with a column more by that instrument.
same() {
	sed -e '/^#label\tz\t/d' -e '/^#step/s/\tinstrument=z\t.*:z.instrument\trefused=0//' \
	    -e 's/^\(#step\t\)[^\t]*/\1/' b >b.all
	awk -F '\t' -v OFS='\t' '/^#(step|end|label)/ { print; next } { NF--; print }' b.all >b.cut
	sed 's/^\(#step\t\)[^\t]*/\1/' a | cmp - b.cut
	cmp a.err b.err
}

@test "answers that are usual, odd and hostile: scores, accounts and remarks are those of one by one" {
	local seed kind
	for seed in 1 2; do
		for kind in '' odd hostile; do
			# shellcheck disable=SC2086
			./interviews 300 $seed $kind >in
			ubat-score "${usual[@]}" in >a 2>a.err
			ubat-score "${usual[@]}" "${alone[@]}" in >b 2>b.err
			same
			ubat-score "${other[@]}" in >a 2>a.err
			ubat-score "${other[@]}" "${alone[@]}" in >b 2>b.err
			same
		done
	done
	# and something was counted
	grep -q '	zerodiv=[1-9]' a
	grep -q '	refused=[1-9][0-9][0-9]' a
	grep -q '	nozone=audit_zon=[1-9]' a
}

@test "a formula that fails does so at its record, behind those before it" {
	cat >min.instrument <<-'EOF'
	[instrument]
	name = min
	version = 1
	title = Minst
	source = own; Ett prov
	[item a]
	range = 0..9
	[item b]
	[score s]
	label = S
	expr = if(a > 8, b * b, a)
	EOF
	{
		tsv '#a:int b:int'
		awk 'BEGIN { for (i = 0; i < 200; i++) print i % 9 "\t1"; print "9\t9000000000000000000"; print "1\t1" }'
	} | whole >in
	run -1 --separate-stderr ubat-score -i ./min.instrument in
	[ "${stderr_lines[0]}" = 'ubat-score: in:202: the result is too large for its type' ]
	[ "${#lines[@]}" = 202 ]
	run -1 --separate-stderr bash -c "sed 's/^8\t1\$/8\tx/' in | ubat-score -i ./min.instrument"
	[ "$stderr" = 'ubat-score: stdin:10: column b: not a valid int' ]
	[ "${lines[9]}" = "$(tsv '7 1 7')" ]
}

@test "one reason too many in a later instrument counts nothing twice" {
	cat >two.instrument <<-'EOF'
	[instrument]
	name = two
	version = 1
	title = Två
	source = own; Ett prov
	[item b]
	range = 0..3
	[score t]
	label = T
	expr = b > 1
	EOF
	sed 's/^name = two/name = one/; s/^\[item b\]/[item a]/; s/^\[score t\]/[score s]/; s/= b >/= a >/' two.instrument >one.instrument
	{
		tsv '#a:int b:int c:int'
		awk 'BEGIN { for (i = 0; i < 400; i++) print i % 5 "\t" (i < 300 ? i % 5 : sprintf(".%c", 97 + i % 26)) "\t" (i > 310) }'
	} | whole >in
	run -0 --separate-stderr bash -c "ubat-score -e 'd = 1 % c' -i ./one.instrument -i ./two.instrument -e 'e = if(s, 1 % c, 2)' in | grep '^#step' | tr '\t' '\n' | grep -e '^refused' -e '^zerodiv'"
	# 311 divisions by d, and by e where a is 2 or 3
	[ "$output" = $'refused=80\nrefused=60\nzerodiv=435' ]
	[ "$stderr" = $'ubat-score: item a: 80 out of range, taken as .r\nubat-score: item b: 60 out of range, taken as .r' ]
}

@test "what is wider than planned: more texts, larger numbers, sums scaled up beyond their range" {
	cat >wide.instrument <<-'EOF'
	[instrument]
	name = wide
	version = 1
	title = Vid
	source = own; Ett prov
	[item ort]
	type = code
	[item a]
	range = 0..9
	[item b]
	range = 0..1
	[item c]
	type = dec
	range = 0..10
	[score bra]
	label = Bra
	expr = if(ort = "o11", a > 3, a > 4)
	[score ab]
	label = AB
	sum = a b
	missing = prorate 1
	[score stor]
	label = Stor
	expr = a * a * a * a
	[score ac]
	label = AC
	sum = c a
	missing = prorate 1
	[score hel]
	label = Hel
	expr = ab + 1.5
	EOF
	{
		tsv '#ort:code a:int b:int c:dec'
		awk 'BEGIN { for (i = 0; i < 300; i++)
			print "o" int(i / 20) "\t" i % 10 "\t" (i % 7 == 0 ? ".x" : i % 2) "\t" (i % 11) / 8 + (i % 5) / 10 }'
	} | whole >in
	run -0 --separate-stderr bash -c "ubat-score -i ./wide.instrument in | grep -v '^#'"
	[ -z "$stderr" ]
	grep -v '^#' in | awk -F '\t' -v OFS='\t' '
		function half(x) { return int(x + 0.5) }
		{
			ab = $3 == ".x" ? 2 * $2 : $2 + $3
			print $0, ($2 > ($1 == "o11" ? 3 : 4)) + 0, ab, $2 ^ 4, $4 + $2, ab + 1.5
		}' >want
	diff <(echo "$output") want
}

@test "nothing is allocated per record" {
	sanitized && skip "the sanitizers have an allocator of their own"
	cat >count.c <<-'EOF'
	#include <stdio.h>
	#include <stdlib.h>
	#include <unistd.h>
	extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
	static unsigned long n;
	void *malloc(size_t a) { n++; return __libc_malloc(a); }
	void *calloc(size_t a, size_t b) { n++; return __libc_calloc(a, b); }
	void *realloc(void *p, size_t a) { n++; return __libc_realloc(p, a); }
	__attribute__((destructor)) static void end(void) { char s[32]; int k = snprintf(s, 32, "%lu\n", n); if (write(9, s, k) < 0) _exit(9); }
	EOF
	${CC:-cc} -shared -fPIC -o count.so count.c
	for n in 2000 6000; do
		./interviews $n 1 odd >in.$n
		LD_PRELOAD=./count.so ubat-score "${usual[@]}" in.$n 9>n.$n >/dev/null 2>&1
	done
	[ "$(cat n.2000)" -gt 1000 ]
	# tables grow while there is something new in them: by doubling
	[ $(($(cat n.6000) - $(cat n.2000))) -lt 100 ]
}

@test "the measure of all instruments runs, and beside it stand a condition and a loop by hand" {
	UBAT_BIN=$(dirname "$(command -v ubat-score)") TMPDIR=$BATS_TEST_TMPDIR \
	    ROWS=300 ROUNDS=1 run -0 sh "$ROOT/tests/bench/score.sh"
	[ "${lines[0]}" = '300 records of 252 columns, 209 more by 15 instruments' ]
	[[ ${lines[4]} =~ ^'score / filter '.*' 3.000  '(met|missed)$ ]]
	[[ ${lines[5]} =~ ^'score / bare '.*' 3.000  '(met|missed)$ ]]
	[ "$(find "$BATS_TEST_TMPDIR" -name 'ubat-bench.*')" = "" ]
}
