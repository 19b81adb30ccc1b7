#!/bin/sh
# Pages of ubat-html before a browser, the rules of accessibility and the
# validator of HTML:
#
#	sh tests/web/run.sh [page ...]
#
# Without a page, those of the examples.  It needs chromium, java, node and
# npm, fetches puppeteer-core, axe-core and vnu-jar with npm into build/web,
# and leaves pictures there.  Exit 1 when something is wrong, 77 when what it
# needs is not there.
set -eu
cd "$(dirname "$0")/../.."
PATH=$PWD/build/bin:$PATH
web=$PWD/build/web

for c in chromium java node npm; do
	command -v "$c" >/dev/null || {
		echo "tests/web: $c is not installed" >&2
		exit 77
	}
done
mkdir -p "$web/pictures"
if [ ! -d "$web/node_modules/vnu-jar" ]; then
	echo '{ "private": true }' >"$web/package.json"
	npm install --prefix "$web" --no-audit --no-fund --silent \
	    puppeteer-core axe-core vnu-jar >"$web/npm.log" 2>&1 || {
		echo "tests/web: npm cannot fetch what is needed" >&2
		exit 77
	}
fi

if [ $# -eq 0 ]; then
	for e in matdag ctn0094; do
		sh "examples/$e/run.sh" "$web/$e" >/dev/null
		ubat-html -o "$web/$e.html" --chart auto "$web/$e"/*.ubat
		set -- "$@" "$web/$e.html"
	done
	for e in ubatsnytt7 narstaende vita verksamhetsrapport sodertorn handlingsplan; do
		sh "examples/$e/run.sh" "$web/$e" >/dev/null
		cp "$web/$e/rapport-publik.html" "$web/$e.html"
		set -- "$@" "$web/$e.html"
	done
fi
bad=0
# void elements end in /> so that a page is XML too; the validator notes that
java -jar "$web/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only \
    "$@" 2>&1 || bad=1
cp tests/web/check.js "$web/check.js"
node "$web/check.js" "$(command -v chromium)" "$web/pictures" "$@" || bad=1
[ $bad = 0 ] && echo "tests/web: $# pages are well"
exit $bad
