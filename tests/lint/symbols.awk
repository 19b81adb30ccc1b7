# symbols.awk - names that two object files give to the linker.
#
#	nm -A -g --defined-only FILE.o... | awk -f symbols.awk
#
# Of two functions of one name in an archive the linker takes either, in
# silence, when nothing else is asked of the other's file.  A name that leaves
# its file begins with ub_; main does not.

{
	file = $1
	sub(/:[0-9a-f]*$/, "", file)
	name = $NF
}

name == "main" || $(NF - 1) !~ /^[TDRBC]$/ { next }

name !~ /^ub_/ { print file ": " name " does not begin with ub_" }

name in owner { print file ": " name " is in " owner[name] " too" }

!(name in owner) { owner[name] = file }
