# Shared by the tests of ubat-import(1): load import, after load helper

# source_is LINE...: the description x.source
source_is() {
	printf '%s\n' "$@" >x.source
}

# import ARG...: by x.source, what comes out without its labels and account
import() {
	run -0 --separate-stderr bash -c \
	    'set -o pipefail; ubat-import -s x.source "$@" | grep -v -e "^#step	" -e "^#end	" -e "^#label	"' \
	    - "$@"
}

# refused LINE... MESSAGE: a description with these lines is wrong usage
refused() {
	local message=${*: -1}
	printf '%s\n' "${@:1:$#-1}" >x.source
	printf 'a\n1\n' >x.csv
	run -2 --separate-stderr ubat-import -s x.source x.csv
	[ -z "$output" ]
	echo "$stderr"
	[ "${stderr_lines[0]}" = "ubat-import: x.source$message" ]
}

# step KEY: what the account of x.csv says of it
step() {
	ubat-import --max-rejects 100% -s x.source x.csv 2>/dev/null |
	    grep '^#step	' | tr '\t' '\n' | sed -n "s/^$1=//p"
}

# block PAGE N: the Nth literal display of a page
block() {
	awk -v want="$2" '
		/^\.Bd / { n++; on = n == want; next }
		/^\.Ed/ { on = 0 }
		on { sub(/^\\&/, ""); print }' "$ROOT/man/$1"
}
