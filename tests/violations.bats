# tests/corpora/VIOLATIONS.md: each row of it is true.
load helper

V=tests/corpora/VIOLATIONS.md

# rows: of the tables with an extract, a line each: kind, extract, description,
# out, says, separated by \x1f
rows() {
	awk -F'|' '/^\| kind/ { on = NF == 7; next } on && /^\| [^-]/ {
		for (i = 2; i <= 6; i++) { gsub(/^ +| +$/, "", $i); gsub(/^`|`$/, "", $i) }
		printf "%s\037%s\037%s\037%s\037%s\n", $2, $3, $4, $5, $6 }' "$ROOT/$V"
}

@test "every kind of malformed input is treated as the page says" {
	rows >rows
	[ "$(wc -l <rows)" -gt 60 ]
	failed=0
	while IFS=$'\037' read -r kind extract description out says; do
		# shellcheck disable=SC2059 # that is what they are
		printf "$extract" >x.csv
		# shellcheck disable=SC2059
		printf "$description\n" >x.source
		args=(--max-rejects 100%)
		[ -z "$description" ] || args+=(-s x.source)
		ubat-import "${args[@]}" x.csv >stream 2>err || true
		have=no
		! grep -q '^#end	' stream || have=$(sed -n 's/^#end	\([0-9]*\)	.*/\1/p' stream)
		said=$(sed 's/^ubat-import: //; s/^x.csv//' err)
		if [ "$have" != "$out" ] || [ "$said" != "$says" ]; then
			echo "$kind: out $have, want $out"
			echo "  says $said"
			echo "  want $says"
			failed=1
		fi
	done <rows
	[ "$failed" = 0 ]
}

@test "every test that the page names is there" {
	sed -n '/^## Files/,$s/^|.*| \(.*\) |$/\1/p' "$ROOT/$V" | grep -v -e '^test$' -e '^---' >named
	[ "$(wc -l <named)" -ge 7 ]
	while IFS= read -r name; do
		echo "$name"
		grep -qF "@test \"$name\" {" "$ROOT"/tests/*.bats
	done <named
}
