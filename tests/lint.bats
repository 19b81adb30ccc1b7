# The lints are tools too: each rule is tried on a planted violation.
load helper

# plant PATH LINE...: a file of a tree in the test's folder
plant() {
	local f=$1
	shift
	mkdir -p "$(dirname "$f")"
	printf '%s\n' "$@" >"$f"
}

layers() {
	awk -f "$ROOT/tests/lint/layers.awk" "$@"
}

lengths() {
	awk -f "$ROOT/tests/lint/lengths.awk" "$@"
}

# tap FILE...: passed failed skipped, then the text
tap() {
	awk -f "$ROOT/tests/tap.awk" "$@"
}

@test "a clean file is passed over in silence" {
	plant lib/stream/a.c '/* printf( exit( strcpy( */' \
	    '#include <string.h>' '' '#include "../base/err.h"' '#include "a.h"' \
	    'static const char *s = "printf(stderr) // not a comment";' \
	    'int' 'my_printf(void)' '{' '	return s[0];' '}'
	plant cmd/ubat-a.c '#include <stdio.h>' '#include "cli.h"' \
	    '#include "lib/stream/a.h"' 'int main(void) { printf("x"); }'
	run -0 layers lib/stream/a.c cmd/ubat-a.c
	[ -z "$output" ]
}

@test "a library includes nothing that stands above it" {
	plant lib/base/a.c '#include "../stream/reader.h"'
	run -0 layers lib/base/a.c
	[ "$output" = "lib/base/a.c:1: lib/base includes lib/stream, which stands above it" ]
	plant lib/source/a.c '#include "lib/expr/expr.h"'
	run -0 layers lib/source/a.c
	[ "$output" = "lib/source/a.c:1: lib/source includes lib/expr, which stands above it" ]
	plant lib/report/a.c '#include "../../cmd/cli.h"'
	run -0 layers lib/report/a.c
	[ "$output" = 'lib/report/a.c:1: "../../cmd/cli.h" leads out of lib' ]
	plant lib/report/a.c '#include "cmd/cli.h"'
	run -0 layers lib/report/a.c
	[ "$output" = "lib/report/a.c:1: lib/report includes cmd, which stands above it" ]
}

@test "a folder that is in no layer is named" {
	plant lib/other/a.c 'int a;'
	run -0 layers lib/other/a.c
	[ "$output" = "lib/other/a.c:1: folder lib/other is in no layer" ]
}

@test "no command includes another" {
	plant cmd/ubat-a.c '#include "ubat-b.h"'
	run -0 layers cmd/ubat-a.c
	[ "$output" = 'cmd/ubat-a.c:1: a command includes another: "ubat-b.h"' ]
	plant cmd/ubat-a.c '#include "a-option.h"'
	plant cmd/a-option.c '#include "a-option.h"'
	plant cmd/a-option.h
	run -0 layers cmd/ubat-a.c cmd/a-option.c
	[ -z "$output" ]
	plant cmd/b-option.c '#include "a-option.h"'
	run -0 layers cmd/b-option.c
	[ "$output" = 'cmd/b-option.c:1: a command includes another: "a-option.h"' ]
}

@test "a third-party header has one owner, and that is no header" {
	plant lib/source/a.c '#include <zlib.h>'
	plant lib/report/b.c '#include <zlib.h>'
	plant lib/report/b.h '#include <xlsxwriter.h>'
	run -0 layers lib/source/a.c lib/report/b.c lib/report/b.h
	[ "$output" = "lib/report/b.c:1: <zlib.h> belongs to lib/source/a.c
lib/report/b.h:1: <xlsxwriter.h> in a header" ]
	plant lib/report/xl.c '#include <xlsxwriter.h>'
	plant lib/report/xlchart.c '#include <xlsxwriter.h>'
	plant lib/report/xltext.c '#include <xlsxwriter.h>'
	run -0 layers lib/report/xl.c lib/report/xlchart.c lib/report/xltext.c
	[ "$output" = "lib/report/xltext.c:1: <xlsxwriter.h> belongs to lib/report/xl.c" ]
}

@test "a library neither prints nor ends the process, mem.c aside" {
	plant lib/expr/a.c 'printf("x");' 'fputs(s, stderr);' 'exit(1);' \
	    'snprintf(b, 3, "%d", 4);'
	run -0 layers lib/expr/a.c
	[ "$output" = "lib/expr/a.c:1: a library prints
lib/expr/a.c:2: a library prints: stdout or stderr
lib/expr/a.c:3: a library ends the process" ]
	plant lib/base/mem.c 'fputs(s, stderr);' 'exit(1);' 'p = malloc(3);'
	run -0 layers lib/base/mem.c
	[ -z "$output" ]
}

@test "functions that this project does without are named" {
	local f
	for f in strcpy sprintf strcat; do
		plant lib/expr/a.c "	x = $f(a, b);"
		run -0 layers lib/expr/a.c
		[ "$output" = "lib/expr/a.c:1: a function that cannot know its room" ]
	done
	for f in atoi strtol strtod strtoull atof; do
		plant cmd/ubat-a.c "	x = $f(a);"
		run -0 layers cmd/ubat-a.c
		[ "$output" = "cmd/ubat-a.c:1: numbers are read by num.c and real.c" ]
		plant lib/base/num.c "	x = $f(a);"
		run -0 layers lib/base/num.c
		[ -z "$output" ]
	done
	plant lib/expr/a.c '	setlocale(LC_ALL, "");'
	run -0 layers lib/expr/a.c
	[ "$output" = "lib/expr/a.c:1: a locale" ]
	plant lib/expr/a.c '	p = strdup(q);'
	run -0 layers lib/expr/a.c
	[ "$output" = "lib/expr/a.c:1: memory comes from mem.c" ]
	plant lib/expr/a.c '	t = time(NULL);'
	run -0 layers lib/expr/a.c
	[ "$output" = "lib/expr/a.c:1: the same input gives the same bytes: no clock, host, user" ]
	plant lib/expr/a.h 'typedef struct a b;'
	run -0 layers lib/expr/a.h
	[ "$output" = "lib/expr/a.h:1: a typedef of a struct" ]
	plant lib/expr/a.h 'typedef enum a f(int x);'
	run -0 layers lib/expr/a.h
	[ -z "$output" ]
}

@test "a call behind a comment or a text is seen, one inside is not" {
	plant lib/expr/a.c '/* exit(1); */ exit(2);' '/* exit(3);' 'exit(4); */' \
	    'f("/*"); exit(5);' "c = '\"'; exit(6);" 'x_exit(7);'
	run -0 layers lib/expr/a.c
	[ "$output" = "lib/expr/a.c:1: a library ends the process
lib/expr/a.c:4: a library ends the process
lib/expr/a.c:5: a library ends the process" ]
}

@test "a function of 70 lines is passed, one of 71 is named" {
	mkdir -p lib/expr
	{ echo 'int'; echo 'f(void)'; echo '{'; yes '	a();' | head -n 68; echo '}'; } >lib/expr/a.c
	run -0 lengths lib/expr/a.c
	[ -z "$output" ]
	{ echo 'int'; echo 'f(void)'; echo '{'; yes '	a();' | head -n 69; echo '}'; } >lib/expr/a.c
	run -0 lengths lib/expr/a.c
	[ "$output" = "lib/expr/a.c:3: a function of 71 lines, the limit is 70" ]
}

@test "a command has 250 lines at most, a library file 800" {
	mkdir -p lib/expr cmd
	yes '' | head -n 800 >lib/expr/a.c
	yes '' | head -n 801 >lib/expr/b.c
	yes '' | head -n 250 >cmd/ubat-a.c
	yes '' | head -n 251 >cmd/ubat-b.c
	run -0 lengths lib/expr/a.c lib/expr/b.c cmd/ubat-a.c cmd/ubat-b.c
	[ "$output" = "lib/expr/b.c: 801 lines, the limit is 800
cmd/ubat-b.c: 251 lines, the limit is 250" ]
}

@test "a name that two objects give to the linker is named, and one without ub_" {
	run -0 awk -f "$ROOT/tests/lint/symbols.awk" <<-'END'
		build/cmd/ubat-a.o:0000000000000000 T main
		build/cmd/ubat-b.o:0000000000000000 T main
		build/lib/base/a.o:0000000000000000 T ub_a_new
		build/lib/base/a.o:0000000000000010 R ub_a_names
		build/lib/table/a.o:0000000000000040 T ub_a_free
		build/lib/table/a.o:0000000000000000 T ub_a_new
		build/lib/table/b.o:0000000000000008 D ub_a_names
		build/lib/table/b.o:0000000000000008 W other
		build/lib/table/b.o:0000000000000008 B counter
	END
	[ "$output" = "build/lib/table/a.o: ub_a_new is in build/lib/base/a.o too
build/lib/table/b.o: ub_a_names is in build/lib/base/a.o too
build/lib/table/b.o: counter does not begin with ub_" ]
}

@test "the linker's names are read from objects" {
	echo 'int ub_one(void); int ub_one(void) { return 1; }' >a.c
	echo 'static int ub_two(void) { return 2; } int ub_three(void); int ub_three(void) { return ub_two(); } const int ub_one = 1;' >b.c
	"${CC:-gcc}" -c a.c
	"${CC:-gcc}" -c b.c
	nm -A -g --defined-only a.o b.o >names
	run -0 awk -f "$ROOT/tests/lint/symbols.awk" names
	[ "$output" = "b.o: ub_one is in a.o too" ]
}

@test "the count of tests adds up passed, failed and skipped" {
	printf '%s\n' 1..4 'ok 1 a' 'not ok 2 b' '# why' 'ok 3 c # skip no sav' \
	    'ok 4 d' '# exit 1' >x.tap
	printf '%s\n' 1..1 'ok 1 a' '# exit 0' >y.tap
	run -0 tap x.tap y.tap
	[ "$output" = "3 1 1
x: not ok 2 b
# why
skipped 1 in x: no sav" ]
}

@test "a file that ran fewer tests than planned counts as failed" {
	printf '%s\n' 1..3 'ok 1 a' 'ok 2 b' '# exit 0' >x.tap
	run -0 tap x.tap
	[ "${lines[0]}" = "2 1 0" ]
	[ "${lines[1]}" = "not ok x: planned 3 tests, ran 2" ]
}

@test "a file that did not start, or holds no test, counts as failed" {
	printf '%s\n' 'x.bats: line 3: syntax error' '# exit 1' >x.tap
	printf '%s\n' '1..0' '# exit 0' >y.tap
	run -0 tap x.tap y.tap
	[ "${lines[0]}" = "0 2 0" ]
	[ "${lines[1]}" = "not ok x: no plan: nothing ran" ]
	[[ $output = *"not ok y: holds no test"* ]]
}

@test "a runner that fails without a failed test counts as failed" {
	printf '%s\n' 1..1 'ok 1 a' '# exit 124' >x.tap
	run -0 tap x.tap
	[ "${lines[0]}" = "1 1 0" ]
	[ "${lines[1]}" = "not ok x: no test failed, but the runner ended with 124" ]
}

# fake NAME...: a root, or none, with these packages there
fake() {
	mkdir -p bin
	printf '#!/bin/sh\necho %s\n' "$1" >bin/id
	shift
	printf '#!/bin/sh\nfor p; do :; done\ncase " %s $(cat got 2>/dev/null) " in\n*" $p "*) echo "ii " ;;\n*) exit 1 ;;\nesac\n' "$*" >bin/dpkg-query
	printf '#!/bin/sh\necho "apt-get $*" >>calls\ncase $* in *install*) echo "$*" >>got ;; esac\n' >bin/apt-get
	chmod +x bin/*
	for p in sh cat grep tr env mktemp rm; do
		ln -sf "$(command -v $p)" bin/$p
	done
}

# build_packages [N]: those of the set build, without the last N
build_packages() {
	sed -n 's/^	build \([^ ]*\).*/\1/p' "$ROOT/examples/packages.sh" |
	    head -n "-${1:-0}"
}

# the last two of them, which the tests leave out
last_two() {
	build_packages | tail -n 2 | tr '\n' ' ' | sed 's/ $//'
}

@test "packages that are there are not asked for" {
	fake 1000 $(build_packages)
	PATH=$PWD/bin run -0 sh "$ROOT/examples/packages.sh" build
	[ -z "$output" ]
	[ ! -e calls ]
}

@test "root installs what is missing and no more, after an update" {
	fake 0 $(build_packages 2)
	two=$(last_two)
	PATH=$PWD/bin run -0 sh "$ROOT/examples/packages.sh" build
	[ "$output" = "packages: installing $two" ]
	run -0 cat calls
	[ "$output" = "apt-get -q -y -o DPkg::Lock::Timeout=300 update
apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $two" ]
}

@test "the LibreOffice that is there is not pushed out by another package of it" {
	fake 0 poppler-utils fontconfig fonts-crosextra-carlito
	PATH=$PWD/bin run -0 sh "$ROOT/examples/packages.sh" look
	[ "$output" = 'packages: installing libreoffice-calc-nogui python3-minimal' ]
	rm got
	printf '#!/bin/sh\n' >bin/soffice
	chmod +x bin/soffice
	PATH=$PWD/bin run -0 sh "$ROOT/examples/packages.sh" look
	[ "$output" = 'packages: installing python3-minimal' ]
}

@test "without root and sudo the exact command is printed" {
	fake 1000 $(build_packages 2)
	two=$(last_two)
	PATH=$PWD/bin run -1 --separate-stderr sh "$ROOT/examples/packages.sh" build
	[ -z "$output" ]
	[ "${stderr_lines[1]}" = "apt-get update && apt-get install -y --no-install-recommends $two" ]
	[ ! -e calls ]
}

@test "an installation that fails shows its log and the command" {
	fake 0 gcc
	printf '#!/bin/sh\necho "E: no network"\nexit 100\n' >bin/apt-get
	PATH=$PWD/bin run -1 --separate-stderr sh "$ROOT/examples/packages.sh" build
	[[ $stderr = *"E: no network"*"as root this should do:"*"apt-get update && "* ]]
}

@test "a line of a test that denies, and that bats passes over, is found" {
	plant a.bats '@test "x" {' '	! grep -q a b' '	true' '	! grep -q c d || false' \
	    '	[ -s b ] ||' '	    ! command -v unzip' '	! grep -q last line' '}'
	run -0 awk -f "$ROOT/tests/lint/denials.awk" a.bats
	[ "$output" = 'a.bats:2: ! alone cannot fail here: || false' ]
}
