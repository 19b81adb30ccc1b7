/*
 * verksamhet.c - 1,300 clients with an ASI-G, some of them with one or two
 * ASI-U.
 *
 * Everything is made up.  Alcohol and drugs draw other areas with them; whoever
 * ended as planned is followed up more often, so that the followed up are not
 * as the others; ratings fall by a step or so, more where they were high.
 */
#include "verksamhet.h"

#include <stdio.h>

#include "dice.h"
#include "sheet.h"

enum { NCLIENT = 1300, NOWN = 180, NAREA = 7, NDAYS = 6, NASK = 8, NYES = 8 };
enum { EXTRACTED = 17348 }; /* 2017-07-01 */

/* In the order of the file; days with problems are not asked of crime, and the
 * client rates family and other company each by itself. */
static const char *const area[NAREA] = { "Fysisk", "Arbete", "Alkohol",
	"Narkotika", "Familj", "Psykisk", "Kriminalitet" };
static const char *const ask[NASK] = { "Fysisk", "Arbete", "Alkohol",
	"Narkotika", "Familj", "Psykisk", "Kriminalitet", "Umgänge" };
static const char *const yes[NYES] = { "Kronisk sjukdom",
	"Läkemedel för fysiska besvär", "Depression", "Ångest",
	"Självmordstankar", "Tidigare behandling alkohol",
	"Tidigare behandling narkotika",
	"Tidigare behandling psykiska problem" };

struct client {
	int number, birth, day_g, day_u[2], end;
	char kommun;
	bool man, privat, planned;
	int g[NAREA], u[NAREA];
};

static int
clamp(int v, int least, int most)
{
	return v < least ? least : v > most ? most : v;
}

static void
make_client(struct ub_dice *d, struct client *c, int i)
{
	int kind = ub_dice_pick(d, 0, 9), a;

	c->number = i + 1;
	c->kommun = i < NOWN ? 'A' : (char)('B' + ub_dice_pick(d, 0, 7));
	c->man = ub_dice_pick(d, 0, 99) < 68;
	c->day_g = ub_dice_pick(d, 15706, 17166); /* 2013 to 2016 */
	c->birth = ub_dice_birth(d, c->day_g, ub_dice_pick(d, 18, 67));
	c->privat = ub_dice_pick(d, 0, 99) < 40;
	c->planned = ub_dice_pick(d, 0, 99) < 75;
	c->end = c->day_g + ub_dice_pick(d, 60, 400);
	for (a = 0; a < NAREA; a++)
		c->g[a] = clamp(ub_dice_pick(d, -2, 8), 0, 9);
	if (kind < 5) { /* alcohol, drugs, or both above */
		c->g[2] = ub_dice_pick(d, 4, 9);
		c->g[3] = clamp(ub_dice_pick(d, -4, 3), 0, 9);
	} else if (kind < 8) {
		c->g[3] = ub_dice_pick(d, 4, 9);
		c->g[2] = clamp(ub_dice_pick(d, -3, 5), 0, 9);
	}
	if (kind % 4 == 0)
		for (a = 0; a < NAREA; a++)
			if (a != 2 && a != 3)
				c->g[a] = ub_dice_pick(d, 0, 3);
}

static void
follow_up(struct ub_dice *d, struct client *c)
{
	int chance = c->planned ? 48 : 22, a, drop;

	c->day_u[0] = c->end + ub_dice_pick(d, 10, 120);
	if (ub_dice_pick(d, 0, 99) >= chance || c->day_u[0] > EXTRACTED)
		c->day_u[0] = 0;
	c->day_u[1] = c->day_u[0] + ub_dice_pick(d, 120, 300);
	if (c->day_u[0] == 0 || ub_dice_pick(d, 0, 5) > 0 ||
	    c->day_u[1] > EXTRACTED)
		c->day_u[1] = 0;
	for (a = 0; a < NAREA; a++) {
		drop = ub_dice_pick(d, -2, 3) + (c->g[a] > 5 ? 2 : 0);
		c->u[a] = clamp(c->g[a] - drop, 0, 9);
	}
}

static void
write_client(struct ub_sheet *s, const struct client *c, int day)
{
	char text[32];

	snprintf(text, sizeof(text), "K%04d", c->number);
	ub_sheet_text(s, text);
	ub_sheet_date(s, day, true);
}

static void
put_rating(struct ub_dice *d, struct ub_sheet *s, int v)
{
	if (ub_dice_pick(d, 0, 60) == 0)
		ub_sheet_text(s, "X");
	else
		ub_sheet_int(s, v);
}

static void
put_days(struct ub_dice *d, struct ub_sheet *s, int rating)
{
	ub_sheet_int(
	    s, rating == 0 ? 0
			   : clamp(rating * 3 + ub_dice_pick(d, -8, 6), 0, 30));
}

static void
write_background(struct ub_dice *d, struct ub_sheet *s, const struct client *c)
{
	static const char *const home[] = { "Egen bostad", "Egen bostad",
		"Egen bostad", "Inneboende", "Institution", "Bostadslös" };
	static const char *const income[] = { "Lön", "Sjukersättning",
		"Försörjningsstöd", "Försörjningsstöd", "Annat" };
	static const char *const school[] = { "Grundskola", "Grundskola",
		"Gymnasium", "Gymnasium", "Eftergymnasial" };
	char kommun[2] = { c->kommun, '\0' };

	ub_sheet_text(s, kommun);
	ub_sheet_text(s, c->man ? "Man" : "Kvinna");
	ub_sheet_date(s, c->birth, true);
	ub_sheet_text(s, home[ub_dice_pick(d, 0, 5)]);
	ub_sheet_text(s, income[ub_dice_pick(d, 0, 4)]);
	ub_sheet_text(s, school[ub_dice_pick(d, 0, 4)]);
	ub_sheet_text(s, ub_dice_pick(d, 0, 2) == 0 ? "Ja" : "Nej");
	ub_sheet_text(s, c->privat ? "Privat" : "Kommunal");
	ub_sheet_date(s, c->end, true);
	ub_sheet_text(s, c->planned ? "Planerat" : "Oplanerat");
}

static void
write_grund(struct ub_dice *d, struct ub_sheet *s, const struct client *c)
{
	int k, v;

	write_client(s, c, c->day_g);
	write_background(d, s, c);
	for (k = 0; k < NYES; k++) {
		v = c->g[k < 2 ? 0 : k == 5 ? 2 : k == 6 ? 3 : 5];
		ub_sheet_text(s, ub_dice_pick(d, 0, 9) < v ? "Ja" : "Nej");
	}
	for (k = 0; k < NAREA; k++)
		put_rating(d, s, c->g[k]);
	for (k = 0; k < NDAYS; k++)
		put_days(d, s, c->g[k]);
	for (k = 0; k < 2 * NASK; k++) {
		v = c->g[k / 2 < NAREA ? k / 2 : 4] / 2;
		put_rating(d, s, clamp(v + ub_dice_pick(d, -1, 1), 0, 4));
	}
	ub_sheet_row(s);
}

static void
write_follow_up(
    struct ub_dice *d, struct ub_sheet *s, const struct client *c, int nth)
{
	int a;

	if (c->day_u[nth] == 0)
		return;
	write_client(s, c, c->day_u[nth]);
	for (a = 0; a < NAREA; a++)
		put_rating(d, s,
		    nth == 0 ? c->u[a]
			     : clamp(c->u[a] + ub_dice_pick(d, -1, 1), 0, 9));
	for (a = 0; a < NDAYS; a++)
		put_days(d, s, c->u[a]);
	ub_sheet_row(s);
}

static void
write_heads(struct ub_sheet *g, struct ub_sheet *u)
{
	static const char *const head[] = { "Klient-id", "Intervjudatum",
		"Kommun", "Kön", "Födelsedatum", "Boende", "Försörjning",
		"Utbildning", "Barn under 18", "Regi", "Slutdatum", "Avslut" };
	char text[80];
	size_t i;

	for (i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		ub_sheet_text(g, head[i]);
	for (i = 0; i < 2; i++)
		ub_sheet_text(u, head[i]);
	for (i = 0; i < NYES; i++)
		ub_sheet_text(g, yes[i]);
	for (i = 0; i < NAREA; i++) {
		snprintf(text, sizeof(text), "%s skattning", area[i]);
		ub_sheet_text(g, text);
		ub_sheet_text(u, text);
	}
	for (i = 0; i < NDAYS; i++) {
		snprintf(text, sizeof(text), "%s dagar", area[i]);
		ub_sheet_text(g, text);
		ub_sheet_text(u, text);
	}
	for (i = 0; i < 2 * NASK; i++) {
		snprintf(text, sizeof(text), "%s %s", ask[i / 2],
		    i % 2 == 0 ? "oro" : "hjälp");
		ub_sheet_text(g, text);
	}
	ub_sheet_row(g);
	ub_sheet_row(u);
}

void
ub_synth_verksamhet(struct ub_synth_file *file)
{
	struct ub_dice d = { 1300 };
	struct ub_sheet g, u;
	struct client c;
	int i, nth;

	file[0].name = "asi-grund.csv";
	file[1].name = "asi-uppfoljning.csv";
	ub_sheet_init(&g, &file[0].text, UB_UTF8_BOM);
	ub_sheet_init(&u, &file[1].text, UB_UTF8_BOM);
	write_heads(&g, &u);
	for (i = 0; i < NCLIENT; i++) {
		make_client(&d, &c, i);
		follow_up(&d, &c);
		write_grund(&d, &g, &c);
		for (nth = 0; nth < 2; nth++)
			write_follow_up(&d, &u, &c, nth);
	}
}
