#!/bin/sh
# make fuzz - each tests/fuzz/*.c for its part of FUZZ_SECONDS (60), from the
# seeds in tests/fuzz/seeds/NAME and what earlier runs found in build/fuzz.
set -eu
cd "$(dirname "$0")/../.."
: "${FUZZ_SECONDS:=60}" "${FUZZ:=}"
if [ -z "$FUZZ" ]; then
	for f in tests/fuzz/*.c; do
		FUZZ="$FUZZ $(basename "$f" .c)"
	done
fi
# shellcheck disable=SC2086 # one word per target
set -- $FUZZ
seconds=$(((FUZZ_SECONDS + $# - 1) / $#))
status=0
for t; do
	mkdir -p "build/fuzz/$t.corpus"
	echo "== fuzz: $t, $seconds s"
	if ! "build/fuzz/fuzzer/$t" -max_total_time="$seconds" -timeout=10 \
	    -rss_limit_mb=1024 -max_len=4096 -verbosity=0 \
	    -artifact_prefix="build/fuzz/$t." "build/fuzz/$t.corpus" \
	    "tests/fuzz/seeds/$t" >"build/fuzz/$t.log" 2>&1; then
		tail -40 "build/fuzz/$t.log"
		status=1
	fi
done
exit $status
