# Scores of random persons, usual and odd, against a computation of their own:
# independent.awk, written from the sources and not from the definitions.
load helper

setup_file() {
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -o "$BATS_FILE_TMPDIR/interviews" "$ROOT/tests/bench/interviews.c"
}

prepare() {
	ln -s "$BATS_FILE_TMPDIR/interviews" .
}

every=(ubat-atgard adad asi-cs asi-dagar asi-skattning assist audit dudit ors srs ubat-skattning vantetid)

# scored [sed SCRIPT]: the interviews in `in` scored, the instruments' names edited
scored() {
	local i args=()
	for i in "${every[@]}"; do
		args+=(-i "$(sed "${1-}" <<<"$i")")
	done
	ubat-score "${args[@]}" in 2>/dev/null
}

# by NAME=VALUE ...: the parameters of the other computation, what is not given
# being the defaults of the sources; the differences.
by() {
	local a args=()
	for a in logaritm=ln konflikt=kvot likgiltig=0 kurs=1 tak_lon=9 tak_alkohol=7.3 tak_olaglig=9.2 \
	    saknade=none hogst_saknade=0 hogst_dudit=0 grans_65=0 unga=nej steg=5 "$@"; do
		args+=(-v "$a")
	done
	awk "${args[@]}" -f "$ROOT/tests/independent.awk"
}

@test "twelve instruments of 300 usual and 300 odd interviews are what another computation makes of them" {
	local kind
	for kind in '' odd; do
		# shellcheck disable=SC2086
		./interviews 300 6 $kind >in
		scored | by
	done
}

@test "and so with every option of the composites, the limits by age, and answers that may be missing" {
	local kind
	for kind in '' odd; do
		# shellcheck disable=SC2086
		./interviews 300 7 $kind >in
		scored 's/asi-cs/&:saknade=zero,logaritm=ln1,konflikt=summa,kurs=10,likgiltig=1,tak_lon=6,tak_alkohol=5,tak_olaglig=4.5/
		    s/audit/&:hogst_saknade=3,grans_65=7/
		    s/dudit.*/dudit:hogst_saknade=2,unga=ja/
		    s/^ors/&:steg=6/' |
		    by logaritm=ln1 konflikt=summa likgiltig=1 kurs=10 tak_lon=6 tak_alkohol=5 tak_olaglig=4.5 saknade=zero \
		        hogst_saknade=3 hogst_dudit=2 grans_65=7 unga=ja steg=6
	done
}

@test "each option of the composites alone" {
	local o
	./interviews 200 8 >in
	for o in logaritm=ln1 konflikt=summa likgiltig=1 kurs=12.5 tak_lon=7 tak_alkohol=6 tak_olaglig=8 saknade=zero; do
		ubat-score -i "asi-cs:$o" in 2>/dev/null >out
		by "$o" <out
		# and it makes a difference
		ubat-score -i asi-cs in 2>/dev/null | grep -v '^#' >plain
		! grep -v '^#' out | cmp -s - plain || false
	done
}

@test "the composites from a form with Swedish names are those of the American one" {
	./interviews 200 9 >in
	ubat-score -p asi-cs | awk '/^\[map svensk\]/ { on = 1; next } /^\[/ { on = 0 } on && NF { print $1, $3 }' >names
	[ "$(wc -l <names)" = 55 ]
	awk 'NR == FNR { to[$1] = $2; next }
	    /^#klient/ { n = split(substr($0, 2), f, "\t"); for (i = 1; i <= n; i++) { split(f[i], p, ":"); printf "%s%s:%s", (i > 1 ? "\t" : "#"), ((p[1] in to) ? to[p[1]] : "x_" p[1]), p[2] } print ""; next }
	    { print }' names in >svensk
	ubat-score -m svensk -i asi-cs svensk 2>/dev/null | grep -v '^#' | cut -f 253- >a
	ubat-score -i asi-cs in 2>/dev/null | grep -v '^#' | cut -f 253- | cmp - a
	[ "$(awk -F '\t' '{ print NF; exit }' a)" = 7 ]
}

@test "the other computation finds a weight, a limit and a rule that are wrong" {
	./interviews 300 6 >in
	for s in 's|m6 / 90|m6 / 91|' 's/^man = 1 0..<grans_man, 2 grans_man..15, 3 16..19, 4 20..40/man = 1 0..<grans_man, 2 grans_man..15, 3 16..20, 4 21..40/' \
	    's/^missing = prorate 2$/missing = prorate 1/'; do
		for i in asi-cs audit ubat-skattning; do
			ubat-score -p $i | sed "$s" >$i.instrument
		done
		ubat-score -i ./asi-cs.instrument -i ./audit.instrument -i ./ubat-skattning.instrument in 2>/dev/null >out
		run ! by <out
	done
}

@test "no file of the shared data has items of ASI to compare the composites with" {
	[ -d "$SHARED/data" ] || skip "needs $SHARED/data"
	ubat-score -p asi-cs | sed -n 's/^\[item \(.*\)\]$/\1/p' >items
	ubat-score -p asi-cs | awk '/^\[map svensk\]/ { on = 1; next } /^\[/ { on = 0 } on && NF { print $3 }' >>items
	find "$SHARED/data" "$SHARED/corpora" -type f \( -name '*.csv' -o -name '*.txt' -o -name '*.json' \) >files
	[ -s files ]
	while read -r f; do
		# three of them in a heading would be a form; letters alone are not
		head -c 4000 "$f" | head -n 1 | tr 'A-Z,;\t' 'a-z\n\n\n' | tr -d '"\r ' | sort -u |
		    grep -cxFf items | awk -v f="$f" '$1 > 2 { print f; exit 1 }'
	done <files
	# what ctn0094 calls its ASI is one question, which is no item of them
	if [ -r "$SHARED/data/ctn0094/asi.csv" ]; then
		[ "$(head -n 1 "$SHARED/data/ctn0094/asi.csv" | tr -d '"\r')" = who,used_iv ]
	fi
}
