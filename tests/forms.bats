# The forms that are compiled in: what is asked, and no score.
load helper

@test "DOK, UngDOK, BBIC and SIP are forms: they add no column, and say what the columns are" {
	while IFS='|' read -r form legend record label; do
		{ tsv "#$legend"; tsv "$record"; } | whole >a.ubat
		ubat-score -i "$form" a.ubat >out
		grep -v -e '^#label' -e '^#step' -e '^#end' out | diff - <(grep -v '^#end' a.ubat)
		grep -qxF "$(printf '#label\t%b' "$label")" out
		ubat-score -p "$form" | grep -qx 'kind = form'
		run ! grep -q '^\[score' <(ubat-score -p "$form")
	done <<-'END'
	dok|dok_o1_oro:int dok_tillfalle:code|3 uppfoljning|dok_o1_oro\tLivsområde 1, oro de senaste 30 dagarna
	ungdok|ungdok_m:bool audit1:int|1 4|ungdok_m\tPsykisk hälsa, problem
	bbic|bbic_steg:code bbic_foralder:bool|utredning 0|bbic_steg\tforhandsbedomning\tFörhandsbedömning
	sip|sip:bool sip_datum:date|1 2018-03-01|sip\tHar en samordnad individuell plan
	END
}

@test "what a form does not know is refused in its accounts, and stays in the column" {
	{ tsv '#dok_o1_oro:int dok_tillfalle:code' '5 slut' '4 inskrivning'; } | whole >a.ubat
	run -0 --separate-stderr bash -c 'ubat-score -i dok a.ubat | grep -v "^#"'
	[ "$output" = "$(tsv '5 slut' '4 inskrivning')" ]
	[ "$stderr" = $'ubat-score: item dok_tillfalle: 1 out of range, taken as .r\nubat-score: item dok_o1_oro: 1 out of range, taken as .r' ]
}

@test "AUDIT-C of UngDOK is scored by the instrument audit" {
	{ tsv '#audit1:int audit2:int audit3:int audit4:int audit5:int audit6:int audit7:int audit8:int audit9:int audit10:int kon:code' \
	    '4 3 2 .n .n .n .n .n .n .n kvinna'; } | whole >a.ubat
	ubat-score -i ungdok -i audit a.ubat >out
	[ "$(grep '^4' out | cut -f 13)" = 9 ]
	grep -q '^#label	audit1	Hur ofta dricker du alkohol (AUDIT-C)$' out
	grep -q '^#audit1:int.*	audit_c:int' out
}

@test "a test of a form expects of an item what it is, refused where it is out of range" {
	ubat-score -p sip >s.instrument
	sed 's/^expect sip = 0$/expect sip = 1/' s.instrument >t.instrument
	run -1 --separate-stderr ubat-score --selftest -i ./t.instrument
	[[ $stderr = 'ubat-score: t.instrument:'*': test ingen plan, och datum obesvarat: sip is 0, not 1' ]]
	sed 's/^expect sip = 0$/expect plan = 1/' s.instrument >t.instrument
	run -2 --separate-stderr ubat-score --selftest -i ./t.instrument
	[[ $stderr = *': no score plan' ]]
	# of what is no form only scores are expected
	ubat-score -p vantetid | sed 's/^expect inom = 1$/expect insats = 2019-10-15/' >v.instrument
	run -2 --separate-stderr ubat-score --selftest -i ./v.instrument
	[[ $stderr = *': no score insats' ]]
}
