/*
 * palette.h - the colours of charts.
 *
 * Three of bars, dark, light and middle, which are told apart in grey and by
 * the colour-blind (tests/unit/palette.c); after them come patterns of the
 * first.  Two of lines, which differ in dashes and marks too.  The page of the
 * web says the same in its style (htmltext.c), where it is day.
 */
#ifndef UB_PALETTE_H
#define UB_PALETTE_H

#include <stdint.h>

enum { UB_PALETTE_BARS = 3, UB_PALETTE_LINES = 2 };

/* 0xRRGGBB of sRGB. */
enum {
	UB_PALETTE_DARK = 0x1F3864, /* edges too */
	UB_PALETTE_LIGHT = 0xDCE6F2,
	UB_PALETTE_MIDDLE = 0x7F9DC4,
	UB_PALETTE_BROWN = 0x7F6000,
	UB_PALETTE_PAPER = 0xFFFFFF /* and text on the dark one */
};

static const uint32_t ub_palette_bar[UB_PALETTE_BARS] = { UB_PALETTE_DARK,
	UB_PALETTE_LIGHT, UB_PALETTE_MIDDLE };
static const uint32_t ub_palette_line[UB_PALETTE_LINES] = { UB_PALETTE_DARK,
	UB_PALETTE_BROWN };

#endif
