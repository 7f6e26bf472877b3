#!/usr/bin/env python3
"""Writes the cells of `cells.py` as a workbook, the way each library does it with the least memory.

    workbook.py xlsxwriter|openpyxl CELLS OUTPUT
"""
import datetime
import sys

EPOCH = datetime.datetime(1899, 12, 30)


def sheets(path):
    text = open(path, encoding="utf-8", newline="").read()
    parts = text.split("\x1d")
    names = [parts[0]] + [part.rsplit("\x1e", 1)[1] for part in parts[1:-1]]
    for name, part in zip(names, parts[1:]):
        yield name, (row.split("\x1f") for row in part.split("\x1e")[:-1])


library, path, output = sys.argv[1:]
if library == "xlsxwriter":
    import xlsxwriter
    book = xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False})
    formats = {"s": book.add_format({"num_format": "@"}), "n": None,
               "d": book.add_format({"num_format": "dd/mm/yyyy"}), "t": book.add_format({"num_format": "dd/mm/yyyy hh:mm"})}
    for name, rows in sheets(path):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell[:1] == "s":
                    sheet.write_string(number, column, cell[1:], formats["s"])
                elif cell:
                    sheet.write_number(number, column, float(cell[1:]), formats[cell[0]])
    book.close()
else:
    import openpyxl
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets(path):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([
                None if not cell else cell[1:] if cell[0] == "s" else float(cell[1:]) if cell[0] == "n"
                else EPOCH + datetime.timedelta(days=float(cell[1:])) for cell in row])
    book.save(output)
