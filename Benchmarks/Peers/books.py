#!/usr/bin/env python3
"""Makes of our own export what other address books read.

    books.py PEOPLE.csv FOLDER cards|no

Writes FOLDER/people.txt (a line each, for fzf), FOLDER/abook, and with `cards` a vCard each in FOLDER/cards for khard.
"""
import csv
import os
import sys

path, folder, cards = sys.argv[1:]
if cards == "cards":
    os.makedirs(f"{folder}/cards", exist_ok=True)
with open(path, encoding="utf-8-sig", newline="") as people, \
        open(f"{folder}/people.txt", "w", encoding="utf-8") as lines, \
        open(f"{folder}/abook", "w", encoding="utf-8") as book:
    book.write("# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n")
    rows = csv.reader(people, delimiter=";")
    next(rows)
    for number, row in enumerate(rows):
        name, phone, email = row[0], row[2], row[3]
        lines.write(f"{name}\t{phone}\t{email}\n")
        book.write(f"[{number}]\nname={name}\nemail={email}\nmobile={phone}\n\n")
        if cards == "cards":
            with open(f"{folder}/cards/{number}.vcf", "w", encoding="utf-8", newline="") as card:
                card.write(
                    f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{number}\r\nFN:{name}\r\nN:{name};;;;\r\n"
                    f"TEL;TYPE=cell:{phone}\r\nEMAIL:{email}\r\nEND:VCARD\r\n")
with open(f"{folder}/khard.conf", "w", encoding="utf-8") as settings:
    settings.write(f"[addressbooks]\n[[people]]\npath = {folder}/cards\n[general]\ndefault_action = list\n")
