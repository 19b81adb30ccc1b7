/* synth.c - the sets there are. */
#include <string.h>

#include "handlingsplan.h"
#include "oj2019.h"
#include "sodertorn.h"
#include "synth.h"
#include "ubatsnytt7.h"
#include "verksamhet.h"
#include "vita.h"

const struct ub_synth_set ub_synth_sets[] = {
	{ "ubatsnytt7", "Ubåt: åtgärder, skattningar och ASI som i Ubåtsnytt 7",
	    ub_synth_ubatsnytt7 },
	{ "oj2019",
	    "Öppna jämförelser: enkät till kommuner och stadsdelar 2017-2019",
	    ub_synth_oj2019 },
	{ "vita", "VITA: deltagande i grupper, avtal och krav", ub_synth_vita },
	{ "verksamhet", "ASI: 1 300 klienter vid grund och uppföljning",
	    ub_synth_verksamhet },
	{ "sodertorn", "Södertörn: insatser och kommuner i en kartläggning",
	    ub_synth_sodertorn },
	{ "handlingsplan",
	    "Handlingsplanen: LVM, anmälningar, och klienters uppföljning",
	    ub_synth_handlingsplan },
	{ NULL, NULL, NULL },
};

const struct ub_synth_set *
ub_synth_find(const char *name)
{
	const struct ub_synth_set *s;

	for (s = ub_synth_sets; s->name != NULL; s++)
		if (strcmp(s->name, name) == 0)
			return s;
	return NULL;
}
