#!/usr/bin/env python3
"""Turns two files of CSV from `atende export` into the cells of its workbook, for the peers that write the same.

    cells.py CONTACTS.csv INTERACTIONS.csv CELLS

A sheet's name ends with 0x1d, a cell with 0x1f, a row with 0x1e; a cell begins with its kind: s n d t, or nothing.
"""
import csv
import datetime
import re
import sys

EPOCH = datetime.datetime(1899, 12, 30)


def cell(text, heading):
    if not text:
        return ""
    if heading in ("Atendimentos", "Minutos"):
        return "n" + text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"d{(datetime.datetime.fromisoformat(text) - EPOCH).days}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", text):
        return f"t{(datetime.datetime.fromisoformat(text) - EPOCH) / datetime.timedelta(days=1):.16g}"
    return "s" + text


with open(sys.argv[3], "w", encoding="utf-8", newline="") as output:
    for name, path in (("Contatos", sys.argv[1]), ("Atendimentos", sys.argv[2])):
        output.write(name + "\x1d")
        headings = None
        for row in csv.reader(open(path, encoding="utf-8", newline=""), delimiter=";"):
            if headings is None:
                headings = row
                cells = ["s" + text for text in row]
            else:
                cells = [cell(text, heading) for text, heading in zip(row, headings)]
            output.write("\x1f".join(cells) + "\x1e")
