#!/bin/sh
# The Debian packages that ubat needs, and the one place that says why.
#
#	sh examples/packages.sh build [test] [fuzz] [look]
#
# installs those of the named sets that are missing, and nothing else: the
# package lists are fetched first, no question is asked, nothing is installed
# that is only recommended.  Exit 1, with the command to run, when packages
# are missing and this user may not install them.

# What a set holds: package, then the reason.
list() {
	cat <<-'EOF'
	build gcc               the compiler (ASan and UBSan come with it)
	build libc6-dev         the headers of the C library
	build make              GNU make
	build libutf8proc-dev   letters, NFC and widths of Unicode
	build libxxhash-dev     hashes; inlined, so the headers alone
	build libcsv-dev        the arbiter of what CSV means
	build libisal-dev       .gz in, three times as fast as zlib
	build zlib1g-dev        large workbooks; .gz in where there is no ISA-L
	build libxlsxwriter-dev workbooks out
	build libpcre2-dev      regular expressions, with a limit to their steps
	build libsodium-dev     pseudonyms: keyed hashing
	build coinor-libclp-dev what hidden cells give away: linear programs
	build libzip-dev        workbooks in, and read back: the package
	build libexpat1-dev     workbooks in, and read back: its parts
	build libreadstat-dev   SPSS files in
	build libicu-dev        Swedish order of words
	build libgsl-dev        quantiles of distributions, for intervals
	test  bats              runs tests/*.bats
	test  mandoc            renders and checks the manual pages
	test  clang-format      checks the layout of the source
	test  clang             the second compiler
	test  shellcheck        checks the scripts
	test  unzip             looks into workbooks
	test  libxml2-utils     xmllint: are their parts XML?
	test  sqlite3           the same figures by another way
	test  strace            sees every byte that is written
	test  jq                reads what ubat-export writes
	test  miller            reads what ubat-export writes
	test  zsh               presses TAB
	test  python3-openpyxl  reads workbooks back
	look  libreoffice-calc-nogui prints workbooks
	look  poppler-utils     makes pictures of what is printed
	look  fontconfig        says whether this is there:
	look  fonts-crosextra-carlito letters as wide as those of Calibri
	look  python3-minimal   compares pictures
	fuzz  clang             libFuzzer comes with it and with the next
	fuzz  libclang-rt-dev   what fuzzers are linked with
	EOF
}

# ISA-L is written for these processors.  LibreOffice is there where its program
# is: another package of it would push out the one that somebody works with.
wanted() {
	case $1 in
	libisal-dev)
		case $(dpkg --print-architecture 2>/dev/null) in
		amd64 | arm64 | '') ;;
		*) false ;;
		esac
		;;
	libreoffice-*) ! command -v soffice >/dev/null ;;
	esac
}

missing() {
	for set in "$@"; do
		list | while read -r s p _; do
			[ "$s" = "$set" ] || continue
			wanted "$p" || continue
			dpkg-query -W -f '${db:Status-Abbrev}\n' "$p" \
			    2>/dev/null | grep -q '^.i ' || echo "$p"
		done
	done
}

# What an administrator would type.
command_line() {
	echo "apt-get update && apt-get install -y --no-install-recommends $*"
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

apt() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
	    -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$log" 2>&1
}

[ $# -gt 0 ] || { echo 'usage: packages.sh set ...' >&2; exit 2; }
if ! command -v dpkg-query >/dev/null; then
	echo 'packages: this is no Debian; what must be there is listed in' \
	    'examples/packages.sh'
	exit 0
fi
need=$(missing "$@" | tr '\n' ' ')
need=${need% }
[ -n "$need" ] || exit 0

if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
	echo 'packages: some are missing, and without root or sudo I cannot' \
	    'install them; ask an administrator to run this line:' >&2
	command_line "$need" >&2
	exit 1
fi
echo "packages: installing $need"
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # a list of words
if ! apt update || ! apt install --no-install-recommends $need ||
    [ -n "$(missing "$@")" ]; then
	cat "$log" >&2
	echo 'packages: could not install them; as root this should do:' >&2
	command_line "$need" >&2
	exit 1
fi
