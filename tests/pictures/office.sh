#!/bin/sh
# office.sh OUTDIR BOOK... - the books in print, OUTDIR/NAME.pdf, by one
# LibreOffice that has a profile of its own and shows numbers as in Sweden.
set -eu

out=$1
shift
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$profile/user"
cat >"$profile/user/registrymodifications.xcu" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item>
</oor:items>
END
HOME=$profile soffice --headless "-env:UserInstallation=file://$profile" \
    --convert-to pdf --outdir "$out" "$@" >"$profile/said" 2>&1 || {
	cat "$profile/said"
	exit 1
}
