# The EXAMPLES of the pages that share two months of streams, each line run
# as it stands on the page.
#
# EXAMPLES: ubat.5
# EXAMPLES: ubat.7
# EXAMPLES: ubat-body.1
# EXAMPLES: ubat-sort.1
load helper

prepare() {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	tsv '#klient:id kommun:code regi:code start:date b1:int kostnad:dec' \
	    'a1 0180 privat 2016-03-01 8 12.5' \
	    'a2 1480 kommunal 2016-03-07 .n ~' \
	    'a3 0180 kommunal 2016-01-01 4 100' | whole >januari.ubat
	tsv '#klient:id kommun:code regi:code start:date b1:int kostnad:dec' \
	    'a9 0180 privat 2016-02-01 3 1' | whole >februari.ubat
	cp januari.ubat atgard.ubat
}

# each PAGE: run every example of it, a line that ends in | or \ with the next
each() {
	local n=0 line
	examples "$1" >lines
	while IFS= read -r -d '' line; do
		echo "$1: $line"
		bash -c "set -o pipefail; $line" >out 2>err </dev/null || {
			cat out err
			return 1
		}
		[ -s out ]
		n=$((n + 1))
	done < <(awk '/[\\|]$/ { printf "%s\n", $0; next } { printf "%s%c", $0, 0 }' lines)
	[ "$n" -ge 1 ]
}

@test "the examples of ubat(5) run" {
	each ubat.5
}

@test "the examples of ubat(7) run" {
	each ubat.7
}

@test "the examples of ubat-body(1) run" {
	each ubat-body.1
}

@test "the examples of ubat-sort(1) run" {
	each ubat-sort.1
}
