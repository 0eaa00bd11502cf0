"""A large canonical workbook for the benchmark of the command."""

import random
from pathlib import Path

import xlsxwriter

from company import AHEAD, AMOUNTS, CODES, PAST

CERTIFICATIONS = ["Name", "Certification", "Number", "Issued on"]
CREDITS = [
    "Name",
    "Activity",
    "Provider",
    "Kind",
    "Started on",
    "Earned on",
    "Credits",
    "State",
    "Submitted on",
    "Posted on",
    "Body",
    "Obtains",
    "Approved",
    "Evidence",
]
STATES = ["posted"] * 7 + ["submitted", "earned", "planned"]


def write_workbook(path: Path, people: int, credentials: int, credits: int) -> None:
    """So many people, each with so many credentials and credits; the same at every call."""
    rnd = random.Random(1)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    names = [(f"Technician {n}", str(100_000 + n)) for n in range(people)]
    sheet = book.add_worksheet("People")
    for row, cells in enumerate([("Name", "ID", "Branch"), *((*n, "Reno") for n in names)]):
        sheet.write_row(row, 0, cells)
    sheet = book.add_worksheet("Certifications")
    sheet.write_row(0, 0, CERTIFICATIONS)
    held = [(i, code) for _, i in names for code in CODES[:credentials]]
    for row, (who, code) in enumerate(held, 1):
        sheet.write_row(row, 0, [who, code, f"{code}-{row}"])
        sheet.write_datetime(row, 3, rnd.choice(PAST[100:]), day)
    sheet = book.add_worksheet("Credits")
    sheet.write_row(0, 0, CREDITS)
    for row, who in enumerate((i for _, i in names for _ in range(credits)), 1):
        state = rnd.choice(STATES)
        earned = rnd.choice(AHEAD if state == "planned" else PAST)
        sheet.write_row(row, 0, [who, f"Class {row % 97}", "A school", "course"])
        sheet.write_datetime(row, 5, earned, day)
        sheet.write_row(row, 6, [rnd.choice(AMOUNTS) / 100, state])
        if state in ("posted", "submitted"):
            sheet.write_datetime(row, 8, earned, day)
        if state == "posted":
            sheet.write_datetime(row, 9, earned, day)
        sheet.write_string(row, 12, "yes")
    book.close()
