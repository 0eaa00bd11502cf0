"""Writes examples/team.xlsx: a fictional company in which every label of standing occurs.

The days are fixed and meant to be judged on 2026-11-22, so the file is the same whenever it is
made. Run it as `.venv/bin/python examples/make_example.py [FILE.xlsx]`.
"""

import sys
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

COMPANY = "Cascade Example Restoration (fictional)"
JUDGED_ON = "2026-11-22"
AMOUNTS = {
    "Day cost",
    "Balance",
    "Credits",
    "Price",
    "Travel",
    "Seats",
    "Amount",
    "Production days",
}
DAYS = {"Hired on", "Left on", "Issued on", "Tracked from", "Due on", "Seen on", "Restored on"}
DAYS |= {"Expires on", "Ended on", "Started on", "Earned on", "Submitted on", "Posted on"}
DAYS |= {"Paid on", "Paid through", "Starts on", "Ends on", "From", "To", "On"}

SHEETS = {
    "People": """
Name          | ID     | Email                  | Phone           | Branch | Role            | Hired on   | Left on    | Day cost
Maria Lopez   | 104233 | maria@cascade.example  | +1 775 555 0101 | Reno   | Lead technician | 2022-11-01 |            | 380
Dwayne Brooks | 104251 | dwayne@cascade.example | +1 775 555 0102 | Reno   | Technician      | 2022-10-03 |            | 340
Ana Whitfield | 104260 | ana@cascade.example    | +1 775 555 0103 | Reno   | Technician      | 2023-01-09 |            | 340
Priya Nair    | 104198 | priya@cascade.example  | +1 775 555 0104 | Reno   | Technician      | 2021-03-15 |            | 340
Jo Lindqvist  | 104302 | jo@cascade.example     | +1 775 555 0105 | Reno   | Apprentice      | 2026-09-07 |            | 280
Tomás Rivera  | 103977 | tomas@cascade.example  | +1 775 555 0106 | Sparks | Project manager | 2014-05-19 |            | 460
Keisha Grant  | 104120 | keisha@cascade.example | +1 775 555 0107 | Sparks | Lead technician | 2019-08-26 |            | 380
Owen Fisk     | 104051 | owen@cascade.example   | +1 775 555 0108 | Sparks | Technician      | 2017-06-12 |            | 340
Sam Okoye     | 104244 | sam@cascade.example    | +1 775 555 0109 | Sparks | Technician      | 2022-12-05 | 2026-08-31 | 340
""",
    "Certifications": """
Name          | Certification | Number     | Issued on  | Tracked from | Due on     | Seen on    | Balance | Restored on | Expires on | Ended on
Maria Lopez   | WRT           | WRT-40233  | 2023-01-10 |              |            |            |         |             |            |
Maria Lopez   | ASD           | ASD-40234  | 2024-03-15 |              |            |            |         |             |            |
Maria Lopez   | AMRT          | AMRT-40235 | 2025-04-10 |              |            |            |         |             |            |
Dwayne Brooks | WRT           | WRT-40251  | 2022-12-20 |              |            |            |         |             |            |
Dwayne Brooks | FSRT          | FSRT-40252 | 2024-06-05 |              |            |            |         |             |            |
Dwayne Brooks | DOT-MED       |            | 2025-07-01 |              |            |            |         |             | 2027-06-30 |
Ana Whitfield | WRT           | WRT-40260  | 2023-02-01 |              |            |            |         |             |            |
Ana Whitfield | HAZWOPER-8    |            | 2026-01-20 |              |            |            |         |             |            |
Priya Nair    | WRT           | WRT-40198  | 2022-09-30 |              |            |            |         |             |            |
Priya Nair    | ASD           | ASD-40199  | 2021-05-14 |              |            |            |         |             |            |
Jo Lindqvist  | WRT           |            | 2026-12-04 |              |            |            |         |             |            |
Jo Lindqvist  | OSHA-10       | OSHA-40302 | 2026-09-14 |              |            |            |         |             |            |
Tomás Rivera  | WRT           | WRT-39770  | 2015-06-01 |              | 2027-05-31 | 2026-09-15 | 14      |             |            |
Tomás Rivera  | MWR           | MWR-39771  | 2024-12-01 |              |            |            |         |             |            |
Tomás Rivera  | CR            | CR-39772   | 2025-10-05 |              |            |            |         |             |            |
Keisha Grant  | WRT           | WRT-41200  | 2020-02-29 |              |            |            |         | 2024-06-15  |            |
Keisha Grant  | RRP           | RRP-41201  | 2022-01-18 |              |            |            |         |             |            |
Owen Fisk     | WRT           | WRT-40510  | 2018-04-20 | 2025-01-01   |            |            |         |             |            |
Owen Fisk     | UFT           | UFT-40511  | 2019-09-09 | 2025-01-01   |            |            |         |             |            | 2025-12-31
Owen Fisk     | CPR           |            | 2025-08-22 |              |            |            |         |             | 2027-08-31 |
Sam Okoye     | WRT           | WRT-40244  | 2023-03-01 |              |            |            |         |             |            |
""",
    "Credits": """
Name          | Activity                       | Provider                | Kind         | Started on | Earned on  | Credits | State     | Submitted on | Posted on  | Body  | Obtains | Approved | Evidence
Maria Lopez   | Structural drying update       | Example Drying School   | course       | 2024-05-01 | 2024-05-01 | 8       | posted    | 2024-05-03   | 2024-05-20 | IICRC |         | yes      | certificates/104233-20240501.pdf
Maria Lopez   | Lunch and learn: containment   | In house                | session      |            | 2025-02-14 | 1       | earned    |              |            | IICRC |         | no       |
Dwayne Brooks | Trade convention               | Example Convention      | event        | 2025-02-10 | 2025-02-11 | 8       | posted    | 2025-02-20   | 2025-03-06 | IICRC |         | yes      | certificates/104251-20250211.pdf
Dwayne Brooks | Fire residues online           | Example Online School   | online       |            | 2026-10-01 | 6       | earned    |              |            | IICRC |         | yes      | certificates/104251-20261001.pdf
Ana Whitfield | Structural drying update       | Example Drying School   | course       | 2024-05-01 | 2024-05-01 | 8       | posted    | 2024-05-03   | 2024-05-20 | IICRC |         | yes      |
Ana Whitfield | Dehumidifier workshop          | Example Equipment Maker | manufacturer |            | 2025-09-18 | 4       | rejected  | 2025-09-30   |            | IICRC |         |          |
Ana Whitfield | Psychrometry online            | Example Online School   | online       |            | 2026-09-28 | 6       | submitted | 2026-10-05   |            | IICRC |         | yes      | certificates/104260-20260928.pdf
Priya Nair    | Psychrometry online            | Example Online School   | online       |            | 2024-02-08 | 6       | posted    | 2024-02-09   | 2024-02-27 | IICRC |         | yes      |
Priya Nair    | Odor control course            | Example Drying School   | course       | 2026-09-09 | 2026-09-10 | 8       | submitted | 2026-09-12   |            | IICRC |         | yes      | certificates/104198-20260910.pdf
Jo Lindqvist  | WRT course                     | Example Drying School   | course       | 2026-12-02 | 2026-12-04 | 19      | planned   |              |            | IICRC | WRT     | yes      |
Tomás Rivera  | Restorative drying for masters | Example Drying School   | course       | 2025-02-27 | 2025-03-01 | 14      | posted    | 2025-03-03   | 2025-03-19 | IICRC |         | yes      |
Tomás Rivera  | Trade convention               | Example Convention      | event        | 2026-09-02 | 2026-09-04 | 16      | posted    | 2026-09-08   | 2026-09-25 | RIA   |         | yes      |
Keisha Grant  | Booth visit                    | Example Convention      | booth        |            | 2025-02-11 |         | posted    | 2025-02-20   | 2025-03-06 | IICRC |         | yes      |
Keisha Grant  | Contents online                | Example Online School   | online       |            | 2025-06-30 | 2       | void      |              |            | IICRC |         | yes      |
Keisha Grant  | Structural drying update       | Example Drying School   | course       | 2027-03-08 | 2027-03-09 | 12      | planned   |              |            | IICRC |         | yes      |
Keisha Grant  | Renovator refresher            | Example Safety School   | course       |            | 2026-12-08 | 4       | planned   |              |            | EPA   | RRP     | yes      |
Owen Fisk     | Psychrometry online            | Example Online School   | online       |            | 2025-11-03 | 4       | posted    | 2025-11-04   | 2025-11-25 | IICRC |         | yes      |
Sam Okoye     | Trade convention               | Example Convention      | event        | 2025-02-10 | 2025-02-11 | 8       | posted    | 2025-02-20   | 2025-03-06 | IICRC |         | yes      |
""",
    "Fees": """
Name          | Body  | Paid on    | Paid through
Ana Whitfield | IICRC | 2025-01-05 | 2025-12-31
Ana Whitfield | IICRC | 2026-03-01 | 2026-12-31
Tomás Rivera  | IICRC | 2025-12-12 | 2026-12-31
""",
    "Offerings": """
Title                    | Provider                | Kind         | Starts on  | Ends on    | Credits | Price | Travel | Seats | Production days | City      | Body  | Approved | Requires | Obtains
Structural drying update | Example Drying School   | course       | 2027-03-08 | 2027-03-09 | 12      | 495   | 0      | 4     |                 | Reno      | IICRC | yes      |          |
Psychrometry online      | Example Online School   | online       |            |            | 6       | 150   | 0      |       |                 | Online    | IICRC | yes      |          |
Trade convention         | Example Convention      | event        | 2027-09-08 | 2027-09-10 | 10      | 450   | 380    | 6     |                 | Las Vegas | IICRC | yes      |          |
AMRT course              | Example Drying School   | course       | 2027-06-14 | 2027-06-17 | 26      | 950   | 0      | 3     |                 | Sparks    | IICRC | yes      | WRT      | AMRT
Dehumidifier workshop    | Example Equipment Maker | manufacturer | 2027-04-21 | 2027-04-21 | 4       | 0     | 0      | 8     |                 | Reno      | IICRC |          |          |
""",
    "Days off": """
Name          | From       | To         | Kind | Why
              | 2027-01-11 | 2027-02-12 | busy | Freeze-ups
              | 2027-07-05 | 2027-07-05 | off  | Holiday
Ana Whitfield | 2027-03-08 | 2027-03-12 | off  | Vacation
""",
    "Enrolments": """
Name          | Offering         | On         | State  | Locked
Dwayne Brooks | Trade convention | 2027-09-08 | booked | yes
""",
    "Rules": """
Setting     | Value
max_out     | 34%
on_duty     | 1
margin      | 2
year_target | 8
""",
    "Jobs": """
Job    | Service | Client            | Program           | Starts on  | Ends on    | Crew                        | Amount
J-1017 | water   | Alder residence   | Example Program A | 2024-03-04 | 2024-03-07 | Keisha Grant                | 8400
J-1042 | drying  | Birch residence   | Example Program A | 2025-05-12 | 2025-05-15 | Priya Nair                  | 6200
J-1066 | water   | Cedar residence   | Example Program B | 2026-01-26 | 2026-01-29 | Ana Whitfield | 9700
J-1081 | mold    | Dogwood residence |                   | 2026-05-04 | 2026-05-08 | 104233; 104251              | 14800
J-1093 | fire    | Elder residence   | Example Program A | 2026-08-17 | 2026-08-21 | Dwayne Brooks; Sam Okoye    | 22300
J-1101 | water   | Fir residence     | Example Program B | 2026-10-19 | 2026-10-22 | Priya Nair; Owen Fisk       | 7600
""",
}


def write(path: Path) -> None:
    """Write the example workbook to `path`."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        # The moment it was made is fixed, so that the same script gives the same file.
        made = datetime.fromisoformat(JUDGED_ON)
        book.set_properties({"title": COMPANY, "created": made})
        heading = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, table in SHEETS.items():
            _write_sheet(book.add_worksheet(name), table, heading, day)


def _write_sheet(sheet: Worksheet, table: str, heading: Format, day: Format) -> None:
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in table.split("\n")[1:-1])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 16)
    sheet.write_row(0, 0, header, heading)
    for number, row in enumerate(rows, start=1):
        for column, (title, text) in enumerate(zip(header, row, strict=False)):
            if text:
                _write_cell(sheet, (number, column), title, text, day)


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], title: str, text: str, day: Format
) -> None:
    if title in DAYS:
        sheet.write_datetime(*place, date.fromisoformat(text), day)
    elif title in AMOUNTS:
        sheet.write_number(*place, float(text))
    else:
        sheet.write_string(*place, text)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "team.xlsx"
    write(target)
    print(f"Wrote {target}: {COMPANY}, to be judged on {JUDGED_ON}.")
