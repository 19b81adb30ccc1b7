/*
 * palette.c - colours of charts that survive a grey printer and eyes that do
 * not tell all colours apart.
 *
 * Eyes are simulated by the matrices of Machado, Oliveira and Fernandes, "A
 * physiologically-based model for simulation of color vision deficiency"
 * (2009), severity 1.  Distances are those of CIE L*a*b* 1976, white D65;
 * contrast is that of WCAG 2.1.
 */
#include <math.h>
#include <stddef.h>

#include "check.h"
#include "lib/report/palette.h"

enum {
	APART = 20,     /* of L*a*b*: unlike at a glance; 2 is just seen */
	APART_GREY = 15 /* of lightness, 0 to 100 */
};

static const double eyes[][3][3] = {
	{ { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
	/* protanopia, deuteranopia, tritanopia */
	{ { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 },
	    { -0.003882, -0.048116, 1.051998 } },
	{ { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 },
	    { -0.011820, 0.042940, 0.968881 } },
	{ { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 },
	    { 0.004733, 0.691367, 0.303900 } },
};

/* sRGB to light. */
static void
linear(uint32_t colour, double rgb[3])
{
	for (int i = 0; i < 3; i++) {
		double v = (double)(colour >> (16 - 8 * i) & 0xff) / 255;

		rgb[i] =
		    v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
	}
}

static double
luminance(uint32_t colour)
{
	double rgb[3];

	linear(colour, rgb);
	return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static double
contrast(uint32_t a, uint32_t b)
{
	double x = luminance(a), y = luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static double
lab_part(double t)
{
	return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* What an eye makes of a colour, in L*a*b*. */
static void
seen(uint32_t colour, const double eye[3][3], double lab[3])
{
	static const double xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
		{ 0.2126729, 0.7151522, 0.0721750 },
		{ 0.0193339, 0.1191920, 0.9503041 } };
	static const double white[3] = { 0.95047, 1, 1.08883 };
	double rgb[3], f[3];

	linear(colour, rgb);
	for (int i = 0; i < 3; i++) {
		double sum = 0;

		for (int k = 0; k < 3; k++) {
			double v = eye[k][0] * rgb[0] + eye[k][1] * rgb[1] +
				   eye[k][2] * rgb[2];

			sum += xyz[i][k] * fmin(fmax(v, 0), 1);
		}
		f[i] = lab_part(sum / white[i]);
	}
	lab[0] = 116 * f[1] - 16;
	lab[1] = 500 * (f[0] - f[1]);
	lab[2] = 200 * (f[1] - f[2]);
}

static double
distance(uint32_t a, uint32_t b, const double eye[3][3])
{
	double x[3], y[3];

	seen(a, eye, x);
	seen(b, eye, y);
	return sqrt(
	    pow(x[0] - y[0], 2) + pow(x[1] - y[1], 2) + pow(x[2] - y[2], 2));
}

/* As a printer without colours: from the luminance alone. */
static double
lightness(uint32_t colour)
{
	return 116 * lab_part(luminance(colour)) - 16;
}

static void
all_apart(const uint32_t *colour, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = i + 1; k < n; k++) {
			CHECK(fabs(lightness(colour[i]) -
				   lightness(colour[k])) >= APART_GREY);
			for (size_t e = 0; e < sizeof(eyes) / sizeof(*eyes);
			     e++)
				CHECK(distance(colour[i], colour[k], eyes[e]) >=
				      APART);
		}
	}
}

/* The measures themselves, by values that are known. */
static void
measures(void)
{
	CHECK(fabs(contrast(0x000000, 0xFFFFFF) - 21) < 1e-9);
	CHECK(fabs(contrast(0x767676, 0xFFFFFF) - 4.54) < 0.01);
	CHECK(fabs(lightness(0x777777) - 50.03) < 0.05);
	/* red and green of one lightness: far apart, but not for everybody */
	CHECK(distance(0xC05000, 0x708000, eyes[0]) > APART);
	CHECK(distance(0xC05000, 0x708000, eyes[2]) < APART);
	CHECK(fabs(lightness(0xC05000) - lightness(0x708000)) < APART_GREY);
}

int
main(void)
{
	measures();
	all_apart(ub_palette_bar, UB_PALETTE_BARS);
	all_apart(ub_palette_line, UB_PALETTE_LINES);
	/* what is not text but has to be seen: 3 to 1 against paper, by its
	 * edge if not by itself */
	CHECK(contrast(UB_PALETTE_DARK, UB_PALETTE_PAPER) >= 3);
	CHECK(contrast(UB_PALETTE_BROWN, UB_PALETTE_PAPER) >= 3);
	/* text on bars: white on the dark one, black on the others */
	CHECK(contrast(UB_PALETTE_PAPER, UB_PALETTE_DARK) >= 4.5);
	CHECK(contrast(0x000000, UB_PALETTE_LIGHT) >= 4.5);
	CHECK(contrast(0x000000, UB_PALETTE_MIDDLE) >= 4.5);
	CHECK_END;
}
