#!/bin/sh
# run.sh [-u] DIR [FILE...] - make the streams of this cookbook in a new folder
# DIR, run its commands there and compare what they print with what stands in the
# files.
#
# A file holds entries: a question behind "# ", perhaps lines of explanation,
# commands behind "$ " (continued behind "> "), and below them what they
# print, to the next question.  -u writes that anew.
# Exit 1 when something differs.
set -u

update=
[ "${1-}" != -u ] || { update=yes; shift; }
[ $# -gt 0 ] || { echo 'usage: run.sh [-u] dir [file ...]' >&2; exit 2; }
from=$PWD
here=$(cd "$(dirname "$0")" && pwd)
mkdir "$1" || exit
out=$(cd "$1" && pwd) || exit
shift
[ $# -gt 0 ] || set -- "$here"/*.txt
PATH=$PATH:$here/../../build/bin
export LC_ALL=C
unset LC_NUMERIC PAGER

# The streams that all entries read.
prepare() {
	ubat-synth -o uttag ubatsnytt7 || exit
	for f in atgarder brukarskattningar handlaggarskattningar asi-grund \
	    asi-uppfoljning; do
		ubat-import -s "$here/../ubatsnytt7/$f.source" "uttag/$f.csv" \
		    >"$f.ubat" || exit
	done
}

# The entry in the file entry: its text as it is, and what its commands print.
entry() {
	awk '/^[$] / { on = 1 } on && /^[$>] / { print substr($0, 3) }
	    on && !/^[$>] / { exit }' entry >entry.sh
	awk '/^[$>] / { seen = 1 } seen && !/^[$>] / { exit } { print }' entry
	bash -eu -o pipefail entry.sh 2>&1 || echo "status $?"
	echo
}

cd "$out" || exit
prepare
status=0
for file; do
	case $file in /*) ;; *) file=$from/$file ;; esac
	rm -f entry.*
	awk '/^# / { n++ } { print >sprintf("entry.%03d", n) }' "$file"
	for e in entry.[0-9]*; do
		case $e in
		entry.000) cat "$e" ;;
		*) mv "$e" entry; entry ;;
		esac
	done >new
	if [ -n "$update" ]; then
		cp new "$file"
	elif ! diff "$file" new; then
		echo "${file##*/}: differs" >&2
		status=1
	fi
done
exit $status
