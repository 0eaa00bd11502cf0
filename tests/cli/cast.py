"""A small fictional company as a workbook, and a way to run the command line on it.

Maria's WRT is due soon; Dwayne's has lapsed and his HAZWOPER ends soon; Aisha waits for the
IICRC; Łukasz is new and his MWR is good; Omar has left with a lapsed WRT.
"""

from datetime import date, datetime
from pathlib import Path

from click.testing import CliRunner, Result
from openpyxl import Workbook

from goodstanding.cli.main import main

ON = "2026-11-22"
Sheet = list[list[object]]

PEOPLE: Sheet = [
    ["Name", "ID", "Branch", "Role", "Left on"],
    ["Łukasz Kowalski", "111884", "Sparks", "Technician", None],
    ["Maria Lopez", "104233", "Reno", "Technician", None],
    ["Dwayne Walker", "114146", "Reno", "Lead", None],
    ["Aisha Patel", "177458", "Sparks", "Technician", None],
    ["Omar Haddad", "167224", "Reno", "Technician", "2026-08-05"],
    ["Chloe Nguyen", "178593", "Sparks", "Trainee", None],
]
CERTIFICATIONS: Sheet = [
    ["Name", "Certification", "Number", "Issued on", "Due on", "Seen on", "Balance"],
    ["Łukasz Kowalski", "WRT", None, "2026-05-02", None, None, None],
    ["Łukasz Kowalski", "MWR", None, "2024-12-01", None, None, None],
    ["Maria Lopez", "WRT", None, "2023-01-10", None, None, None],
    ["Dwayne Walker", "HAZWOPER-8", None, "2026-01-20", None, None, None],
    ["Dwayne Walker", "WRT", "=WRT-1", "2019-10-03", None, None, None],
    ["Aisha Patel", "AMRT", None, "2019-03-01", "2027-09-30", "2026-07-01", 10],
    ["Omar Haddad", "WRT", None, "2021-11-14", None, None, None],
]
CREDITS: Sheet = [
    ["Name", "Activity", "Earned on", "Credits", "State", "Approved"],
    ["Łukasz Kowalski", "Structural drying", "2025-03-01", 14, "posted", "yes"],
    ["Maria Lopez", "Psychrometry online", "2024-05-01", 8, "posted", "yes"],
    ["Dwayne Walker", "Psychrometry online", "2022-05-01", 9.5, "posted", "yes"],
    ["Aisha Patel", "Dehumidifier workshop", "2026-08-01", 4, "submitted", "yes"],
    ["Aisha Patel", "Trade convention", "2024-05-01", 12.5, "posted", "yes"],
    ["Aisha Patel", "Toolbox talk", "2026-09-01", 1, "earned", None],
]
JOBS: Sheet = [
    ["Job", "Service", "Client", "Program", "Starts on", "Ends on", "Crew", "Amount"],
    ["J-1", "water", "Cedar", "Program A", "2026-11-20", "2026-11-23", "Dwayne Walker", 1000],
    ["J-2", "water", "Birch", None, "2026-10-01", "2026-10-02", "Maria Lopez; 114146", 500],
    ["J-3", "mold", "Alder", "Program A", "2026-10-01", "2026-10-01", "Maria Lopez", 250.5],
]
COMPANY = {
    "People": PEOPLE,
    "Certifications": CERTIFICATIONS,
    "Credits": CREDITS,
    "Jobs": JOBS,
}


def workbook(folder: Path, sheets: dict[str, Sheet], name: str = "team.xlsx") -> str:
    """Write a workbook; texts that are days become real dates."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([_cell(value) for value in row])
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str):
                cell.data_type = "s"
    path = folder / name
    book.save(path)
    return str(path)


def run(*arguments: str, columns: int = 80) -> Result:
    """Run the command line as if its output went to a file."""
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, arguments)


def _cell(value: object) -> object:
    try:
        return datetime.combine(date.fromisoformat(str(value)), datetime.min.time())
    except ValueError:
        return value
