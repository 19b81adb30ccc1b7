# What draws workbooks: load drawing

# needs PROGRAM...: skip where one of them is not there
needs() {
	local p
	sanitized && skip "the programs that draw are not ours"
	for p; do
		command -v "$p" >/dev/null || skip "needs $p"
	done
}

# draws: skip where that cannot be done as it was when pictures were kept
draws() {
	needs soffice pdftoppm pdftotext fc-match python3
	case $(fc-match Calibri) in
	Carlito* | Calibri* | calibri*) ;;
	*) skip "needs Carlito, which is as wide as Calibri" ;;
	esac
}

look() {
	python3 "$ROOT/tests/pictures/look.py" "$@"
}
