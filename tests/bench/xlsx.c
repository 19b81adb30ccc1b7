/*
 * xlsx.c - what make bench-xlsx compares with: the shortest program that puts a
 * stream's records into a sheet with libxlsxwriter in constant memory.
 *
 *	xlsx OUT.xlsx <STREAM
 *
 * Columns of int, dec and count are numbers, those of date are dates, all
 * others text.  It checks nothing, and does not look at what it has written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

enum { COLS = 64 };

static char
kind(const char *type)
{
	if (strcmp(type, "date") == 0)
		return 'd';
	return strcmp(type, "int") == 0 || strcmp(type, "dec") == 0 ||
		       strcmp(type, "count") == 0
		   ? 'n'
		   : 's';
}

int
main(int argc, char *argv[])
{
	lxw_workbook_options o = { .constant_memory = LXW_TRUE };
	lxw_workbook *wb;
	lxw_worksheet *ws;
	lxw_format *day, *text, *number;
	lxw_datetime at = { 0 };
	char *line = NULL, *f, *next, is[COLS];
	size_t size = 0;
	ssize_t len;
	lxw_row_t row = 0;
	lxw_col_t c;

	if (argc != 2)
		return 2;
	wb = workbook_new_opt(argv[1], &o);
	ws = workbook_add_worksheet(wb, NULL);
	day = workbook_add_format(wb);
	format_set_num_format(day, "yyyy-mm-dd");
	text = workbook_add_format(wb);
	format_set_num_format(text, "@");
	number = workbook_add_format(wb);
	format_set_num_format(number, "0");
	while ((len = getline(&line, &size, stdin)) > 0) {
		line[len - 1] = '\0';
		if (row > 0 && line[0] == '#')
			continue;
		next = line;
		for (c = 0; c < COLS && (f = strsep(&next, "\t")); c++) {
			if (row == 0) {
				is[c] = kind(strchr(f, ':') + 1);
				worksheet_write_string(ws, row, c, f, NULL);
			} else if (is[c] == 'n' && f[0] != '.') {
				worksheet_write_number(
				    ws, row, c, strtod(f, NULL), number);
			} else if (is[c] == 'd' && f[0] != '.') {
				at.year = atoi(f);
				at.month = atoi(f + 5);
				at.day = atoi(f + 8);
				worksheet_write_datetime(ws, row, c, &at, day);
			} else {
				worksheet_write_string(ws, row, c, f, text);
			}
		}
		row++;
	}
	free(line);
	return workbook_close(wb) == LXW_NO_ERROR ? 0 : 1;
}
