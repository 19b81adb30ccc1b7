#!/bin/sh
# Everything that tests ubat, on a Debian where nothing is prepared.
#
#	sh tests/run.sh [-n] [part ...]
#
# Parts: unit bats lint asan; without any, all of them.  -n: install nothing.
# Asan is unit and bats again with programs that check themselves.
# Prints a line per part, failures in full, and last "N passed, N failed";
# exit 1 when anything failed.

cd "$(dirname "$0")/.." || exit 1
export LC_ALL=C
# Not of our caller: make's flags, and what changes how programs talk.
unset MAKEFLAGS MFLAGS MAKELEVEL POSIXLY_CORRECT TZ LANGUAGE
unset UBAT_SIMD BATS_LIB_PATH
umask 022

# bats and the search for leaks need /proc.  Where a chroot has none, root can
# mount one that nobody else sees.
own_proc() {
	# shellcheck disable=SC2016 # expanded by the shell that unshare starts
	unshare --mount --propagation unchanged sh -c '
		mount -t proc proc /proc || exit
		sh tests/run.sh "$@"
		status=$?
		umount /proc
		exit $status' - "$@"
	exit
}
if [ ! -e /proc/self/fd ]; then
	if unshare --mount --propagation unchanged \
	    sh -c 'mount -t proc proc /proc && umount /proc' 2>/dev/null; then
		echo '== no /proc here: going on with one of our own'
		own_proc "$@"
	fi
	echo '== no /proc here, and we may not mount it: bats cannot run'
fi

SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all'
install=yes
if [ "$1" = -n ]; then
	install=
	shift
fi
parts=${*:-unit bats lint asan}
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
[ "$jobs" -ge 1 ] 2>/dev/null || jobs=1 # getconf needs /proc
passed=0 failed=0 skipped=0 complete=
tmp=$(mktemp -d) || exit 1
chmod 755 "$tmp" # tests may run as another user
export TMPDIR="$tmp"

finish() {
	# Under sudo what was built is the caller's.
	[ -z "$SUDO_UID" ] || chown -R -h "$SUDO_UID:${SUDO_GID:-}" build
	rm -rf "$tmp"
	[ -n "$complete" ] || [ "$failed" != 0 ] || failed=1
	line="$passed passed, $failed failed"
	[ "$skipped" = 0 ] || line="$line, $skipped skipped"
	echo "$line"
	[ "$failed" = 0 ] || exit 1
	exit 0
}
trap 'echo interrupted; exit 1' HUP INT TERM
trap finish EXIT

# give_up WHAT: there is no use in going on.
give_up() {
	echo "FAILED: $1"
	failed=$((failed + 1))
	exit
}

# count WHAT DIR SECONDS: add up the TAP files in DIR, show what failed.
count() {
	awk -f tests/tap.awk "$2"/*.tap >"$tmp/count" || give_up "$1: count"
	read -r p f s <"$tmp/count"
	passed=$((passed + p))
	failed=$((failed + f))
	skipped=$((skipped + s))
	sed 1d "$tmp/count"
	echo "== $1: $p ok, $f not ok, $s skipped, $3 s"
}

now() {
	date +%s
}

# build WHAT MAKE-ARGUMENTS...
build() {
	what=$1
	shift
	t=$(now)
	make -j"$jobs" "$@" all unit >"$tmp/make.log" 2>&1 </dev/null || {
		cat "$tmp/make.log"
		give_up "$what"
	}
	echo "== $what: done, $(($(now) - t)) s"
}

# unit WHAT BUILD-DIRECTORY: each plain program as one test, as many at a time as
# there are cores
unit() {
	mkdir "$tmp/$1"
	t=$(now)
	# The largest first, so that no core waits for the last one.
	ls -S tests/unit/*.c >"$tmp/files"
	# shellcheck disable=SC2016 # expanded by the shell that xargs starts
	out="$tmp/$1" bin="$2/unit" xargs -P "$jobs" -n 1 sh -c '
		name=$(basename "$0" .c)
		said=$out/$name.said
		{
			echo 1..1
			timeout -k 10 600 "$bin/$name" >"$said" 2>&1 </dev/null
			status=$?
			case $status in
			0) echo "ok 1 tests/unit/$name" ;;
			*)
				echo "not ok 1 tests/unit/$name (status $status)"
				sed "s/^/# /" "$said"
				;;
			esac
		} >"$out/$name.tap"
	' <"$tmp/files"
	count "$1" "$tmp/$1" $(($(now) - t))
}

# bats_all WHAT BUILD-DIRECTORY: one bats per file, as many as there are cores
bats_all() {
	mkdir "$tmp/$1"
	t=$(now)
	# The one that draws and the largest first, so that no core waits for the
	# last one.
	{
		echo tests/readback.bats
		# shellcheck disable=SC2010 # names of ours
		ls -S tests/*.bats | grep -v '^tests/readback.bats$'
	} >"$tmp/files"
	# shellcheck disable=SC2016 # expanded by the shell that xargs starts
	out="$tmp/$1" PATH="$PWD/$2/bin:$PATH" xargs -P "$jobs" -n 1 sh -c '
		tap=$out/$(basename "$0" .bats).tap
		timeout -k 10 900 bats --formatter tap "$0" \
		    >"$tap" 2>&1 </dev/null
		echo "# exit $?" >>"$tap"
	' <"$tmp/files"
	count "$1" "$tmp/$1" $(($(now) - t))
}

# Can a program check itself for leaks here?  Under a tracer, or where /proc is
# missing, it cannot, and may be unable to read ASAN_OPTIONS too: then the
# options are linked in.
sanitizer() {
	mkdir -p build "$tmp/asan-log"
	log="log_path=$tmp/asan-log/r"
	export ASAN_OPTIONS="exitcode=99:$log" UBSAN_OPTIONS="exitcode=99:$log"
	export UBAT_SANITIZED=yes
	cat >"$tmp/probe.c" <<-'EOF'
	int main(void) { return 0; }
	EOF
	cat >"$tmp/options.c" <<-'EOF'
	const char *__asan_default_options(void);
	const char *__asan_default_options(void)
	{
		return "detect_leaks=0:exitcode=99";
	}
	EOF
	# shellcheck disable=SC2086 # a list of words
	{
	cc="${CC:-gcc} $SANITIZE"
	$cc -o "$tmp/probe" "$tmp/probe.c" || give_up 'asan: compile'
	"$tmp/probe" 2>/dev/null && { options=; return; }
	$cc -c -o build/asan-options.o "$tmp/options.c"
	$cc -o "$tmp/probe" "$tmp/probe.c" build/asan-options.o
	"$tmp/probe" 2>/dev/null || give_up 'asan: sanitized programs do not run here'
	}
	options=build/asan-options.o
	rm -rf "$tmp/asan-log"/*
	echo '== asan: leaks are not searched for: that cannot work here'
}

asan() {
	sanitizer
	build 'asan build' B=build/asan LDFLAGS="$options" \
	    CFLAGS="-O1 -g -fno-omit-frame-pointer $SANITIZE"
	unit asan-unit build/asan
	bats_all asan-bats build/asan
	# A test that expects some failure could take a report for it.
	for r in "$tmp"/asan-log/r*; do
		[ -e "$r" ] || continue
		failed=$((failed + 1))
		cat "$r"
	done
}

lint() {
	mkdir "$tmp/lint"
	t=$(now)
	sh tests/lint/lint.sh >"$tmp/lint/lint.tap" 2>&1 </dev/null
	count lint "$tmp/lint" $(($(now) - t))
}

[ -z "$install" ] || sh examples/packages.sh build test ||
    give_up 'packages: not installed'
# Large, and for the pictures alone: without it the rest is tested all the same.
[ -z "$install" ] || sh examples/packages.sh look ||
    echo '== no LibreOffice: what draws the workbooks is skipped'
build build CFLAGS='-O2 -g -Werror'
for part in $parts; do
	case $part in
	unit) unit unit build ;;
	bats) bats_all bats build ;;
	lint) lint ;;
	asan) asan ;;
	*) give_up "no part $part" ;;
	esac
done
complete=yes
