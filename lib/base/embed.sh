#!/bin/sh
# embed.sh FILE... - print a C table of plain files (embed.h), by path.
# The bytes are written as numbers, so any text will do.
export LC_ALL=C
echo '#include <stddef.h>'
echo '#include "lib/base/embed.h"'
n=0
for f; do
	echo "static const unsigned char d${n}[] = {"
	od -An -v -tu1 "$f" | sed 's/[0-9][0-9]*/&,/g'
	echo '0 };'
	n=$((n + 1))
done
echo 'const struct ub_embedded ub_embedded[] = {'
n=0
for f; do
	echo "{ \"${f#lib/}\", (const char *)d$n, sizeof(d$n) - 1 },"
	n=$((n + 1))
done
echo '{ NULL, NULL, 0 } };'
