#!/bin/sh
# lint.sh - what the compiler does not check; TAP on standard output.  A
# linter that is not installed is a skipped test.
cd "$(dirname "$0")/../.." || exit 1
export LC_ALL=C
n=0
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT

# What may follow .Xr without being a page of ours.
SYSTEM=' awk(1) cat(1) crontab(5) cut(1) date(1) grep(1) gzip(1) head(1)
 iconv(1) join(1) less(1) locale(7) make(1) paste(1) pipe(7) printf(1)
 regex(7) sed(1) sh(1) shuf(1) sort(1) tac(1) tail(1) tee(1) tr(1)
 umask(2) uniq(1) utf-8(7) xargs(1) zcat(1) '

# check NAME COMMAND...: it passes when it succeeds and says nothing.
check() {
	name=$1
	shift
	n=$((n + 1))
	if "$@" >"$out" 2>&1 && [ ! -s "$out" ]; then
		echo "ok $n $name"
	else
		echo "not ok $n $name"
		sed 's/^/# /' "$out"
	fi
}

# need NAME PROGRAM: is it there?  Otherwise count a skipped test.
need() {
	command -v "$2" >/dev/null && return 0
	n=$((n + 1))
	echo "ok $n $1 # skip $2 is not installed"
	return 1
}

sources() {
	find cmd lib -name '*.[ch]' | sort
}

# Files of the project: what git knows, or everything but what was built.
tree() {
	git ls-files 2>/dev/null | grep . ||
	    find . -path ./build -prune -o -path ./.git -prune -o \
		-name '*.xlsx' -prune -o -type f -print | sed 's,^\./,,'
}

layers() {
	sources | xargs awk -f tests/lint/layers.awk
}

lengths() {
	sources | xargs awk -f tests/lint/lengths.awk
}

clang_format() {
	find cmd lib tests -name '*.[ch]' | sort |
	    xargs clang-format --dry-run -Werror
}

# Each header can be included alone.
headers() {
	find cmd lib -name '*.h' | sort | while read -r h; do
		"${CC:-gcc}" -std=c11 -D_GNU_SOURCE -I. -Wall -Wextra -Wpedantic \
		    -Werror -fsyntax-only -include stddef.h -x c "$h" 2>&1 |
		    grep -v 'pragma once'
	done
	return 0
}

guards() {
	find cmd lib -name '*.h' | while read -r h; do
		g=$(basename "$h" .h | tr 'a-z-' 'A-Z_')
		grep -q "^#ifndef UB_${g}_H\$" "$h" || echo "$h: no UB_${g}_H"
	done
}

# Memory that is written and outlives a call: only where a comment here says
# why.  out.c, outdir.c, deadly.c: a signal handler must find what it has to
# remove.
globals() {
	find build/lib build/cmd -name '*.o' | sort | while read -r o; do
		case $o in
		*/base/out.o | */base/outdir.o | */base/deadly.o) continue ;;
		esac
		size -A "$o" | awk -v o="$o" '
			$1 ~ /^\.(data|bss)$/ && $2 > 0 {
				print o ": " $2 " bytes in " $1
			}'
	done
}

# Of sources that there are: a build may hold objects of others.
symbols() {
	sources | sed -n 's,^\(.*\)\.c$,build/\1.o,p' |
	    xargs nm -A -g --defined-only | awk -f tests/lint/symbols.awk
}

second_compiler() {
	make -s CC=clang CFLAGS=-Werror syntax
}

pages_lint() {
	mandoc -Tlint -Wwarning man/*.[157]
}

references() {
	awk '$1 == ".Xr" { print FILENAME, $2, $3 }' man/*.[157] |
	    while read -r page name section; do
		[ -f "man/$name.$section" ] && continue
		case $SYSTEM in
		*" $name($section)"[!0-9a-z]*) continue ;;
		esac
		echo "$page: .Xr $name $section: there is no such page"
	done
}

complete() {
	for c in cmd/ubat-*.c; do
		p=$(basename "$c" .c)
		[ -f "man/$p.1" ] || echo "$p: no page man/$p.1"
		[ -f "tests/${p#ubat-}.bats" ] || [ -f "tests/$p.bats" ] ||
			echo "$p: no tests/${p#ubat-}.bats"
		grep -q "$p" man/ubat.7 || echo "$p: not in ubat(7)"
		grep -q "$p" README.md || echo "$p: not in README.md"
	done
}

scripts() {
	tree | grep -e '\.sh$' -e '^\.ci/run$' | xargs shellcheck -x -s sh
}

words() {
	tree | grep -v -e '^LICENSE$' -e '^tests/data/' -e '^tests/lint' |
	    xargs grep -nE '\<(TODO|FIXME|XXX|HACK)\>'
	# no trailing blanks, no CR, a last line that ends
	tree | grep -E '(\.(c|h|sh|awk|md|bats|bash|[157])|Makefile)$' |
	while read -r f; do
		grep -n ' $' "$f" /dev/null
		[ -z "$(tail -c 1 "$f")" ] || echo "$f: the last line has no end"
	done
	return 0
}

denials() {
	awk -f tests/lint/denials.awk tests/*.bats tests/*.bash
}

top() {
	tree | sed 's,^\./,,; s,/.*,,' | sort -u | grep -vxE \
	    'Makefile|cmd|lib|tests|examples|man|README.md|LICENSE|VERSION|STYLE.md|\.clang-format|\.ci|\.gitignore'
	return 0
}

check 'layers: who includes, prints and ends what' layers
check 'no file or function is too long' lengths
check 'every header compiles alone' headers
check 'every header has its guard' guards
check 'no variable outlives a call' globals
check 'no two files give the linker one name' symbols
check 'every command has a page, tests, and a place in ubat(7) and README' \
    complete
check 'every .Xr leads somewhere' references
check 'no notes to self, no trailing blanks' words
check 'nothing new at the top of the tree' top
check 'what a test denies can fail' denials
if need 'layout of the source' clang-format; then
	if clang-format --version | grep -q ' version 14\.'; then
		check 'layout of the source' clang_format
	else
		n=$((n + 1))
		echo "ok $n layout of the source # skip wants clang-format 14"
	fi
fi
need 'clang agrees' clang && check 'clang agrees' second_compiler
need 'the pages are clean mdoc' mandoc &&
	check 'the pages are clean mdoc' pages_lint
need 'the scripts are clean' shellcheck &&
	check 'the scripts are clean' scripts
echo "1..$n"
