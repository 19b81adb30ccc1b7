# The targets of the Makefile that no other test needs, and the scripts a
# newcomer runs first.
load helper

# The tree's own make, whatever called us.
tree_make() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$ROOT" "$@"
}

prepare() {
	command -v make >/dev/null || skip "make is not installed"
}

@test "make install puts every command and page in its place" {
	run -0 tree_make install DESTDIR="$PWD/stage" PREFIX=/opt/u
	(cd "$ROOT" && for c in cmd/ubat-*.c; do
		c=$(basename "$c" .c)
		echo "./opt/u/bin/$c"
		echo "./opt/u/share/bash-completion/completions/$c"
		echo "./opt/u/share/zsh/site-functions/_$c"
	done; for m in man/*.[157]; do
		echo "./opt/u/share/man/man${m##*.}/${m#man/}"
	done) | sort >want
	(cd stage && find . -type f | sort) >have
	diff want have
	for f in stage/opt/u/bin/*; do
		[ "$(stat -c %a "$f")" = 755 ]
	done
	for f in $(find stage/opt/u/share -type f); do
		[ "$(stat -c %a "$f")" = 644 ]
	done
}

@test "make uninstall takes away what install put, and no more" {
	run -0 tree_make install DESTDIR="$PWD/stage" PREFIX=/opt/u
	touch stage/opt/u/bin/other
	run -0 tree_make uninstall DESTDIR="$PWD/stage" PREFIX=/opt/u
	[ "$(find stage -type f)" = stage/opt/u/bin/other ]
}

@test "what is installed names no folder of this machine" {
	run -0 tree_make install DESTDIR="$PWD/stage" PREFIX=/opt/u
	! grep -qF -r "$ROOT" stage/opt/u/share
}

@test "the first page of the manual can be read from the tree" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	run -0 mandoc -Tutf8 "$ROOT/man/ubat.7"
	[ -n "$output" ]
}

@test "README begins with the two commands" {
	head -n 25 "$ROOT/README.md" >first
	grep -q '^    sh examples/demo.sh$' first
	grep -q '^    sh tests/run.sh$' first
}

@test "the scripts run under the plainest shell" {
	cd "$ROOT"
	for s in examples/*.sh examples/*/*.sh tests/run.sh tests/lint/*.sh .ci/run; do
		[ -f "$s" ] || continue
		dash -n "$s"
	done
}

@test "STYLE.md names the layers in the order that is enforced" {
	sed -n 's/.*split("base/base/p' "$ROOT/tests/lint/layers.awk" |
	    sed 's/".*//' | tr ' ' '\n' | sed '1!G;h;$!d' >want
	sed -n 's,^    lib/\([a-z]*\)/.*,\1,p' "$ROOT/STYLE.md" >have
	diff want have
}
