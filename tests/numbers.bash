# What a document prints, beside what an example computes: load numbers
#
# A line of examples/NAME/numbers is
#
#	words of the document | [TABLE ROW COLUMN] | NUMBER
#
# where the cell has the values of the key columns as its row, joined with /,
# and none for a table without keys; cells can be put together with + - and /.
# A share is taken as per cent.  NUMBER is what is printed, to which the cell is
# rounded half up; or > < >= <= and a number, or FROM..TO, for what the document
# says in words; or the sign of a missing value.  What is not computed is
#
#	words of the document | - | why
#
# and /pattern/ instead of words is for numbers that are no figures: of the text
# without blanks and hyphens, for what is left when all words are found.

# example NAME OUTDIR: run it with nothing else in the environment than where the
# programs are; it ends with the six files that it wrote
example() {
	local f n=0
	env -i "PATH=$PATH" "ASAN_OPTIONS=${ASAN_OPTIONS-}" \
	    "UBSAN_OPTIONS=${UBSAN_OPTIONS-}" \
	    sh "$ROOT/examples/$1/run.sh" "$2" >"$2.wrote" || return
	while read -r f; do
		[ -s "$f" ] || return
		n=$((n + 1))
	done <"$2.wrote"
	[ $n -eq 6 ]
}

# numbers NAME OUTDIR: does all of it hold, in tabeller.ubat, and is each plain
# number in the workbook too?  Prints what does not.
numbers() {
	unzip -p "$2/rapport-intern.xlsx" 'xl/worksheets/*' |
	    grep -o '<v>[^<]*' | cut -c 4- | sort -u >"$BATS_TEST_TMPDIR/values"
	awk '
	function rounded(x, text,    d, p) {
		d = index(text, ".") ? length(text) - index(text, ".") : 0
		p = 10 ^ d
		return (x < 0 ? -1 : 1) * int((x < 0 ? -x : x) * p + 0.5 + 1e-9) / p
	}
	function cell(text,    m, w, row, i, at) {
		m = split(text, w, " ")
		row = ""
		for (i = 2; i < m; i++) row = row (i > 2 ? " " : "") w[i]
		at = w[1] SUBSEP row SUBSEP w[m]
		if (!(at in value)) { bad(text ": no such cell"); return ".?" }
		if (type[at] == "share" && value[at] !~ /^\./) {
			return value[at "_n"] > 0 ? 100 * value[at "_k"] / value[at "_n"] : 100 * value[at]
		}
		return value[at]
	}
	function bad(text) { print "line " FNR ": " text; wrong = 1 }
	FILENAME ~ /values$/ { book[$0]; next }
	FILENAME ~ /\.ubat$/ {
		n = split($0, f, "\t")
		if (f[1] == "#table") {
			table = f[2]; nk = 0
			for (i = 3; i <= n; i++)
				if (f[i] ~ /^keys=/) nk = split(substr(f[i], 6), k, ",")
		} else if ($0 ~ /^#[^\t]*:/) {
			nc = n
			for (i = 1; i <= n; i++) { split(f[i], x, ":"); name[i] = x[1]; kind[i] = x[2] }
			sub(/^#/, "", name[1])
		} else if ($0 !~ /^#/) {
			row = ""
			for (i = 1; i <= nk; i++) row = row (i > 1 ? "/" : "") f[i]
			for (i = nk + 1; i <= nc; i++) {
				value[table, row, name[i]] = f[i]
				type[table, row, name[i]] = kind[i]
			}
		}
		next
	}
	/^#/ || /^$/ { next }
	{
		if (split($0, f, / +\| +/) != 3) { bad("not three fields"); next }
		if (f[2] == "-") { why++; next }
		s = f[2]; got = ""; op = "+"; plain = 0
		while (match(s, /^ *[-+\/]? *\[[^]]*\]/)) {
			t = substr(s, 1, RLENGTH)
			s = substr(s, RLENGTH + 1)
			if (match(t, /^ *[-+\/]/)) op = substr(t, RLENGTH, 1)
			sub(/^[^[]*\[/, "", t); sub(/\]$/, "", t)
			v = cell(t)
			plain++
			if (got == "") got = v
			else if (op == "-") got -= v
			else if (op == "/") got = v == 0 ? ".?" : 100 * got / v
			else got += v
		}
		if (plain == 0 || s !~ /^ *$/) { bad("not cells: " f[2]); next }
		held++
		w = f[3]
		if (w ~ /^\./) ok = got == w
		else if (got ~ /^\./) ok = 0
		else if (w ~ /^>= /) ok = got >= substr(w, 4) + 0
		else if (w ~ /^<= /) ok = got <= substr(w, 4) + 0
		else if (w ~ /^> /) ok = got > substr(w, 3) + 0
		else if (w ~ /^< /) ok = got < substr(w, 3) + 0
		else if ((i = index(w, "..")) > 0) ok = got >= substr(w, 1, i - 1) + 0 && got <= substr(w, i + 2) + 0
		else if (w !~ /^-?[0-9]+(\.[0-9]+)?$/) { bad("not a number: " w); next }
		else {
			ok = rounded(got, w) == w + 0
			if (ok && plain == 1) {
				seen = 0
				for (b in book) if (rounded(b, w) == w + 0) { seen = 1; break }
				if (!seen) bad(f[1] ": " w " is not in the workbook")
			}
		}
		if (!ok) bad(f[1] ": " got " and not " w)
	}
	END {
		if (held == 0) { print "nothing is asserted"; wrong = 1 }
		exit wrong
	}' "$BATS_TEST_TMPDIR/values" "$2/tabeller.ubat" \
	    "$ROOT/examples/$1/numbers"
}

# complete NAME SEED: are all words in the document, and all its digits in them?
# Blanks and hyphens do not count: lines are broken otherwise there.
complete() {
	local seed
	seed=$(echo "$SHARED"/seeds/"$2"_*.txt)
	[ -e "$seed" ] || skip "the documents are not here"
	awk '
	function squash(s) { gsub(/[-– \t\n\r\f]+/, "", s); return s }
	FNR == NR {
		if ($0 ~ /^#/ || $0 ~ /^$/) next
		split($0, f, / +\| +/)
		if (f[1] ~ /^\//) pattern[++np] = substr(f[1], 2, length(f[1]) - 2)
		else words[++nw] = f[1]
		next
	}
	{ text = text " " $0 }
	END {
		all = text = squash(text)
		for (i = 1; i <= nw; i++) {
			w = squash(words[i])
			if (index(all, w) == 0) { print "not in the document: " words[i]; wrong = 1 }
			while ((at = index(text, w)) > 0)
				text = substr(text, 1, at - 1) "~" substr(text, at + length(w))
		}
		for (i = 1; i <= np; i++)
			if (gsub(pattern[i], "~", text) == 0) { print "no such pattern: " pattern[i]; wrong = 1 }
		while (match(text, /[0-9]+/)) {
			print "left out: " substr(text, RSTART > 40 ? RSTART - 40 : 1, 80)
			text = substr(text, RSTART + RLENGTH)
			wrong = 1
		}
		exit wrong
	}' "$ROOT/examples/$1/numbers" "$seed"
}
