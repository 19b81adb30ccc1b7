/* htmltext.c - see htmlpart.h: text, and how the page looks. */
#include "htmlpart.h"
#include "symbol.h"

static void
add_escaped(struct ub_buf *b, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		switch (s[i]) {
		case '&':
			ub_buf_puts(b, "&amp;");
			break;
		case '<':
			ub_buf_puts(b, "&lt;");
			break;
		case '>':
			ub_buf_puts(b, "&gt;");
			break;
		case '"':
			ub_buf_puts(b, "&quot;");
			break;
		default:
			ub_buf_putc(b, s[i]);
			break;
		}
	}
}

void
ub_html_text(struct ub_buf *b, const char *s)
{
	add_escaped(b, s, strlen(s));
}

void
ub_html_noted(struct ub_buf *b, const char *s)
{
	const char *at, *number;
	size_t len;

	while ((at = ub_sheet_reference(s, &number, &len)) != NULL) {
		add_escaped(b, s, (size_t)(at - s));
		s = number + len + 1;
		ub_buf_printf(b, "<a href=\"#not-%.*s\">%.*s</a>", (int)len,
		    number, (int)(s - at), at);
	}
	ub_html_text(b, s);
}

void
ub_html_cell(struct ub_buf *b, const struct ub_sheet *s, size_t row, size_t col)
{
	const struct ub_cell *c = ub_sheet_cell(s, row, col);
	const char *text = ub_sheet_text(s, c);

	if (c->kind == UB_CELL_NUMBER)
		ub_say_number(b, s->words, text, s->col[col].group);
	else
		ub_html_text(b, text);
}

/*
 * Letters and lines stand out from what is behind them by at least 4.5 and 3
 * to 1, by day and by night.  Bars differ in darkness and in weave, so that
 * they can be told apart without colours.
 */
const char ub_html_style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#555;"
    "--line:#767676;--faint:#d9d9d9;--link:#1a4f9c;--warn:#8a1c1c;"
    "--c0:#1f3864;--c1:#dce6f2;--c2:#7f9dc4;--edge:#1f3864;--on0:#fff}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#ececec;"
    "--paper:#161616;--soft:#b8b8b8;--line:#8c8c8c;--faint:#3a3a3a;"
    "--link:#9ec5ff;--warn:#ffb0a8;--c0:#b7d0f5;--c1:#26364f;--c2:#6b8fc4;"
    "--edge:#b7d0f5;--on0:#161616}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:62rem;padding:1rem 1.25rem 3rem;"
    "font:1rem/1.5 Calibri,Carlito,\"Segoe UI\",Arial,sans-serif;"
    "color:var(--ink);background:var(--paper)}\n"
    "h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.35rem;"
    "margin:2.5rem 0 .5rem;line-height:1.25}h3{font-size:1.05rem;"
    "margin:1.25rem 0 .25rem}p{margin:.25rem 0}\n"
    "caption{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}\n"
    "a{color:var(--link)}a:focus-visible,.scroll:focus-visible"
    "{outline:3px solid var(--link);outline-offset:2px}\n"
    ".skip{position:absolute;left:-99rem}.skip:focus{position:static}\n"
    ".warning{border-left:.4rem solid var(--warn);padding:.25rem .75rem;"
    "color:var(--warn);font-weight:bold}\n"
    ".soft{color:var(--soft)}\n"
    "dl{margin:.25rem 0}dt{font-weight:bold}dd{margin:0 0 .5rem;"
    "overflow-wrap:anywhere}\n"
    "ul.contents{padding-left:1.25rem}\n"
    ".scroll{overflow-x:auto}\n"
    "table{border-collapse:collapse;margin:.75rem 0}\n"
    "th,td{padding:.2rem .6rem;text-align:left;vertical-align:top}"
    "thead th{vertical-align:bottom;line-height:1.25;border-bottom:2px solid "
    "var(--line)}"
    "tbody tr{border-bottom:1px solid var(--faint)}"
    "tbody th{font-weight:normal;min-width:7rem}\n"
    ".n{text-align:right;font-variant-numeric:tabular-nums}"
    "td.n{white-space:nowrap}\n"
    "tr.total>*{font-weight:bold}\n"
    ".t1,.t2,.t3,.t4,.t5,.t6{color:#000;min-width:8rem}.t1{background:#c6e5c3}"
    ".t2{background:#fff2b3}.t3{background:#f6c3bb}.t4{background:#9dc3e6}"
    ".t5{background:#deebf7}.t6{background:#d9d9d9}\n"
    "figure{margin:1rem 0}"
    ".legend{list-style:none;padding:0;margin:.25rem 0;display:flex;"
    "flex-wrap:wrap;gap:.25rem 1.25rem}.legend svg{vertical-align:-.1em;"
    "margin-right:.4rem}\n"
    "svg.chart{width:100%;min-width:40rem;max-width:56rem;height:auto;display:"
    "block}"
    "svg text{font-size:13px;fill:var(--ink)}.end{text-anchor:end}"
    ".mid{text-anchor:middle}.grid{stroke:var(--faint)}"
    ".axis{stroke:var(--line)}\n"
    ".s0,.s1,.s2,.s3,.s4,.s5{stroke:var(--edge)}.s0{fill:var(--c0)}"
    ".s1{fill:var(--c1)}.s2{fill:var(--c2)}.s3{fill:url(#w3)}"
    ".s4{fill:url(#w4)}.s5{fill:url(#w5)}svg text.on0{fill:var(--on0)}\n"
    ".l0,.l1,.l2,.l3,.l4,.l5{stroke:var(--edge);stroke-width:2.5;fill:none}"
    ".l1{stroke-dasharray:9 5}.l2{stroke-dasharray:2 4}"
    ".l3{stroke-dasharray:14 4 3 4}.l4{stroke-dasharray:5 3}"
    ".l5{stroke-dasharray:1 6}\n"
    ".dot{stroke:var(--edge);fill:var(--paper);stroke-width:2}\n"
    "pattern rect{fill:var(--paper)}pattern path{stroke:var(--edge);"
    "fill:none}\n"
    /* last, for it is to hold: nothing on paper can be moved into sight, so a
     * table of many columns lies across, and one of very many breaks words */
    "@page{size:A4;margin:15mm}@page wide{size:A4 landscape}\n"
    "@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;"
    "--soft:#333;--line:#555;--faint:#ccc;--link:#000;--warn:#000;"
    "--c0:#1f3864;--c1:#dce6f2;--c2:#7f9dc4;--edge:#1f3864;--on0:#fff}"
    "body{max-width:none;padding:0;font-size:10pt}"
    "nav,.skip{display:none}section{break-inside:avoid-page}"
    "section.wide{page:wide}h2{margin-top:1rem;break-after:avoid}"
    "thead{display:table-header-group}tr,figure{break-inside:avoid}"
    "tbody tr:first-child{break-before:avoid}"
    "table{font-size:8pt}.wide table{font-size:7pt}"
    "th,td{padding:.1rem .3rem}"
    "th,td{hyphens:auto}.dense table{font-size:6pt}"
    ".dense th,.dense td{overflow-wrap:anywhere}"
    "tbody th{min-width:0}"
    ".scroll{overflow:visible}svg.chart{min-width:0;max-height:150mm}"
    ".wide svg.chart{max-height:130mm}}\n";

const char ub_html_patterns[] =
    "<svg width=\"0\" height=\"0\" style=\"position:absolute\" "
    "aria-hidden=\"true\" focusable=\"false\"><defs>\n"
    "<pattern id=\"w3\" width=\"6\" height=\"6\" "
    "patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\"/>"
    "<path d=\"M0 6L6 0M-1 1L1-1M5 7L7 5\"/></pattern>\n"
    "<pattern id=\"w4\" width=\"8\" height=\"8\" "
    "patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\"/>"
    "<path d=\"M0 0H4V4H0ZM4 4H8V8H4Z\" "
    "style=\"fill:var(--edge)\"/></pattern>\n"
    "<pattern id=\"w5\" width=\"7\" height=\"7\" "
    "patternUnits=\"userSpaceOnUse\"><rect width=\"7\" height=\"7\"/>"
    "<path d=\"M0 3.5H7M3.5 0V7\"/></pattern>\n"
    "</defs></svg>\n";
