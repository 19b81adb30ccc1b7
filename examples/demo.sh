#!/bin/sh
# The whole job on synthetic data, on a Debian where nothing is prepared:
#
#	sh examples/demo.sh
#
# installs the packages that are missing, builds, makes the extracts of a
# municipality that does not exist, runs the pipeline of examples/ubatsnytt7
# and leaves rapport.xlsx at the top of the tree.

cd "$(dirname "$0")/.." || exit 1
export LC_ALL=C
unset MAKEFLAGS MFLAGS MAKELEVEL POSIXLY_CORRECT

# Under sudo what we make is the caller's, also when we fail.
give_back() {
	status=$?
	[ -z "${SUDO_UID-}" ] ||
		for f in build rapport.xlsx; do
			[ ! -e "$f" ] ||
				chown -R -h "$SUDO_UID:${SUDO_GID:-}" "$f"
		done
	exit $status
}
trap 'exit 1' HUP INT TERM
trap give_back EXIT

sh examples/packages.sh build || exit 1
mkdir -p build || exit 1

echo 'demo: building'
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null)
if ! make -j"${jobs:-1}" all >build/demo.log 2>&1 </dev/null; then
	cat build/demo.log >&2
	echo 'demo: the build failed' >&2
	exit 1
fi

echo 'demo: from extracts to workbook'
out=build/demo
rm -rf "$out"
mkdir "$out" || exit 1
if ! PATH=$PWD/build/bin:$PATH sh examples/ubatsnytt7/run.sh "$out" \
    </dev/null >build/demo.log ||
    ! mv -f "$out/rapport-intern.xlsx" rapport.xlsx; then
	echo 'demo: the pipeline failed' >&2
	exit 1
fi
echo "demo: open $PWD/rapport.xlsx in Excel or LibreOffice; its first sheet" \
    "tells what is in it"
