// The least that writing these cells with libxlsxwriter can cost: one loop over cells that lie in memory.
//
//     xlsx-loop CELLS OUTPUT
//
// CELLS is what Peers/cells.py makes: a letter and a value for each cell, with the separators of ASCII between them.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

int main(int count, char **arguments) {
  if (count != 3) return 64;
  const int file = open(arguments[1], O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) return 66;
  char *cell = mmap(NULL, (size_t)status.st_size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  if (cell == MAP_FAILED) return 74;
  char *const end = cell + status.st_size;

  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = "."};
  lxw_workbook *book = workbook_new_opt(arguments[2], &options);
  lxw_worksheet *sheet = NULL;
  lxw_format *text = workbook_add_format(book), *day = workbook_add_format(book), *moment = workbook_add_format(book);
  format_set_num_format(text, "@");
  format_set_num_format(day, "dd/mm/yyyy");
  format_set_num_format(moment, "dd/mm/yyyy hh:mm");
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  while (cell < end) {
    char *stop = cell;
    while (*stop != 0x1f && *stop != 0x1e && *stop != 0x1d) stop++;
    const char separator = *stop;
    *stop = 0;
    switch (*cell) {
      case 's': worksheet_write_string(sheet, row, column, cell + 1, text); break;
      case 'n': worksheet_write_number(sheet, row, column, atof(cell + 1), NULL); break;
      case 'd': worksheet_write_number(sheet, row, column, atof(cell + 1), day); break;
      case 't': worksheet_write_number(sheet, row, column, atof(cell + 1), moment); break;
    }
    if (separator == 0x1d) {
      sheet = workbook_add_worksheet(book, cell);
      row = column = 0;
    } else if (separator == 0x1e) {
      row++;
      column = 0;
    } else {
      column++;
    }
    cell = stop + 1;
  }
  return workbook_close(book) == LXW_NO_ERROR ? 0 : 74;
}
