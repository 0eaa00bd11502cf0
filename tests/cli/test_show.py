# ruff: noqa: E501 - a page for a wide terminal has wide lines
"""How answers look on paper: whole pages, as narrow and as wide as people have them."""

from pathlib import Path

import pytest

from cli.cast import CERTIFICATIONS, COMPANY, ON, PEOPLE, Sheet, run, workbook

AT_60 = """\
team.xlsx                           Sunday, 22 November 2026
6 people, 7 credentials

Reno ───────────────────────────────────────────────────────
Dwayne Walker  Lead
  WRT  ✕ Lapsed
    9.5 of 14, due ~2 Oct 2023, 1,147 days ago
    → Re-test or ask the IICRC for reinstatement, and type
      its day into Restored on.
  HAZWOPER-8  ! Due soon
    due ~19 Jan 2027, in 58 days
    → Take the refresher by 19 January 2027.

Maria Lopez  Technician
  WRT  ! Due soon
    8 of 14, due ~9 Jan 2027, in 48 days
    → Book 6 CECs to be earned by 9 January 2027.

Sparks ─────────────────────────────────────────────────────
Aisha Patel  Technician
  AMRT  … Awaiting IICRC
    15 of 14, due 30 Sep 2027, in 312 days
    → See that the IICRC posts what was submitted.

Łukasz Kowalski  Technician
  WRT  – On pace
    0 of 14, due ~1 May 2030, in 1,256 days
  MWR  ✓ Good standing
    14 of 14, due ~30 Nov 2026, in 8 days

Chloe Nguyen  Trainee
  no certification recorded

Left ───────────────────────────────────────────────────────
Omar Haddad  Technician
  WRT  ✕ Lapsed
    0 of 14, due ~13 Nov 2025, 374 days ago

Also worth a look ──────────────────────────────────────────
! It is still to be checked whether the body has approved an
  activity that counts here. Aisha Patel's AMRT.
! What we have posted differs from the balance that the
  body's record shows. Aisha Patel's AMRT by +2.5.

~ a computed deadline: type what the body's record shows
  into Due on and Seen on
█ posted  ▓ submitted  ▒ earned  ░ planned  │ today

6 credentials of the 5 people who have not left: 1 lapsed ·
2 due soon · 1 awaiting · 1 on pace · 1 in good standing
Next lapse: Maria Lopez's WRT on 10 January 2027.
"""

AT_80 = """\
team.xlsx                                               Sunday, 22 November 2026
6 people, 7 credentials

  Standing                        Credits  Cycle                Deadline    Days

Reno ───────────────────────────────────────────────────────────────────────────
Dwayne Walker  Lead
  ✕ Lapsed          WRT         9.5 of 14  ██████████·····   ~2 Oct 2023  −1,147
    → Re-test or ask the IICRC for reinstatement, and type its day into Restored
      on.
  ! Due soon        HAZWOPER-8             ············│··  ~19 Jan 2027      58
    → Take the refresher by 19 January 2027.

Maria Lopez  Technician
  ! Due soon        WRT           8 of 14  ████████······│   ~9 Jan 2027      48
    → Book 6 CECs to be earned by 9 January 2027.

Sparks ─────────────────────────────────────────────────────────────────────────
Aisha Patel  Technician
  … Awaiting IICRC  AMRT         15 of 14  ██████████▓│▓▓▓   30 Sep 2027     312
    → See that the IICRC posts what was submitted.

Łukasz Kowalski  Technician
  – On pace         WRT           0 of 14  ··│············   ~1 May 2030   1,256
  ✓ Good standing   MWR          14 of 14  ██████████████│  ~30 Nov 2026       8

Chloe Nguyen  Trainee
  no certification recorded

Left ───────────────────────────────────────────────────────────────────────────
Omar Haddad  Technician
  ✕ Lapsed          WRT           0 of 14  ···············  ~13 Nov 2025    −374

Also worth a look ──────────────────────────────────────────────────────────────
! It is still to be checked whether the body has approved an activity that
  counts here. Aisha Patel's AMRT.
! What we have posted differs from the balance that the body's record shows.
  Aisha Patel's AMRT by +2.5.

~ a computed deadline: type what the body's record shows into Due on and Seen on
█ posted  ▓ submitted  ▒ earned  ░ planned  │ today

6 credentials of the 5 people who have not left: 1 lapsed · 2 due soon · 1
awaiting · 1 on pace · 1 in good standing
Next lapse: Maria Lopez's WRT on 10 January 2027.
"""

AT_120 = """\
team.xlsx                                                                                       Sunday, 22 November 2026
6 people, 7 credentials

                        Standing                        Credits  Cycle                                  Deadline    Days

Reno ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
Dwayne Walker           ✕ Lapsed          WRT         9.5 of 14  ██████████████████████···········   ~2 Oct 2023  −1,147
Lead                      → Re-test or ask the IICRC for reinstatement, and type its day into Restored on.
                        ! Due soon        HAZWOPER-8             ···························│·····  ~19 Jan 2027      58
                          → Take the refresher by 19 January 2027.

Maria Lopez             ! Due soon        WRT           8 of 14  ██████████████████·············│·   ~9 Jan 2027      48
Technician                → Book 6 CECs to be earned by 9 January 2027.

Sparks ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
Aisha Patel             … Awaiting IICRC  AMRT         15 of 14  ███████████████████████▓▓│▓▓▓▓▓▓▓   30 Sep 2027     312
Technician                → See that the IICRC posts what was submitted.

Łukasz Kowalski         – On pace         WRT           0 of 14  ····│····························   ~1 May 2030   1,256
Technician              ✓ Good standing   MWR          14 of 14  ████████████████████████████████│  ~30 Nov 2026       8

Chloe Nguyen            no certification recorded
Trainee

Left ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
Omar Haddad             ✕ Lapsed          WRT           0 of 14  ·································  ~13 Nov 2025    −374
Technician

Also worth a look ──────────────────────────────────────────────────────────────────────────────────────────────────────
! It is still to be checked whether the body has approved an activity that counts here. Aisha Patel's AMRT.
! What we have posted differs from the balance that the body's record shows. Aisha Patel's AMRT by +2.5.

~ a computed deadline: type what the body's record shows into Due on and Seen on
█ posted  ▓ submitted  ▒ earned  ░ planned  │ today

6 credentials of the 5 people who have not left: 1 lapsed · 2 due soon · 1 awaiting · 1 on pace · 1 in good standing
Next lapse: Maria Lopez's WRT on 10 January 2027.
"""


@pytest.mark.parametrize(("columns", "page"), [(60, AT_60), (80, AT_80), (120, AT_120)])
def test_a_page_of_standing(columns: int, page: str, tmp_path: Path) -> None:
    result = run("check", workbook(tmp_path, COMPANY), "--on", ON, columns=columns)
    assert (result.exit_code, result.output) == (0, page)


def test_on_narrow_paper_nothing_is_lost(tmp_path: Path) -> None:
    file = workbook(tmp_path, COMPANY)
    narrow = " ".join(run("check", file, "--on", ON, columns=40).output.split())
    for told in (
        "WRT ✕ Lapsed 9.5 of 14, due ~2 Oct 2023, 1,147 days ago",
        "HAZWOPER-8 ! Due soon due ~19 Jan 2027, in 58 days",
        "AMRT … Awaiting IICRC 15 of 14, due 30 Sep 2027, in 312 days",
        "MWR ✓ Good standing 14 of 14, due ~30 Nov 2026, in 8 days",
    ):
        assert told in narrow


@pytest.mark.parametrize("columns", [20, 41, 59, 60, 79, 107, 108, 139, 400])
def test_no_line_is_wider_than_the_paper(columns: int, tmp_path: Path) -> None:
    people = [*PEOPLE, ["Wolfeschlegelsteinhausen " * 4, "7", "Llanfair " * 20, "Lead " * 30, None]]
    held: Sheet = [*CERTIFICATIONS, [people[-1][0], "IICRC-FIRM", *[None] * 5]]
    sheets = {**COMPANY, "People": people, "Certifications": held}
    file = workbook(tmp_path, sheets)
    pages = [run(command, file, "--on", ON, columns=columns) for command in ("check", "exposure")]
    widths = [len(line) for page in pages for line in page.output.splitlines()]
    assert max(widths) <= min(max(columns, 40), 160)
    assert {page.exit_code for page in pages} == {0}


def test_nobody(tmp_path: Path) -> None:
    result = run("check", workbook(tmp_path, {"People": PEOPLE[:1]}), "--on", ON)
    assert (result.exit_code, result.output) == (
        0,
        (
            "team.xlsx                                               Sunday, 22 November 2026\n"
            "0 people, 0 credentials\n"
            "\n"
            "Nobody in the file holds a certification yet; fill in People and\n"
            "Certifications. `goodstanding template` writes a workbook with examples.\n"
        ),
    )


def test_a_company_without_branches_has_no_headings(tmp_path: Path) -> None:
    people = [PEOPLE[0], ["Maria Lopez", "1", None, None, None]]
    held: Sheet = [CERTIFICATIONS[0], ["Maria Lopez", "WRT", None, "2023-01-10", *[None] * 3]]
    file = workbook(tmp_path, {"People": people, "Certifications": held})
    assert run("check", file, "--on", ON).output.splitlines()[3:8] == [
        "  Standing         Credits  Cycle                                 Deadline  Days",
        "─" * 80,
        "Maria Lopez",
        "  ! Due soon  WRT  0 of 14  ·······························│·  ~9 Jan 2027    48",
        "    → Book 14 CECs to be earned by 9 January 2027.",
    ]


def test_many_problems_are_cut_short(tmp_path: Path) -> None:
    people = [PEOPLE[0], *([f"Ann {n}", str(n), None, None, "soon"] for n in range(30))]
    output = run("check", workbook(tmp_path, {"People": people}), "--on", ON).output
    lines = output.splitlines()
    heading = next(n for n, line in enumerate(lines) if "in the file" in line)
    shown = [line for line in lines[heading:] if line.startswith("✕ People, row ")]
    assert lines[heading].startswith("30 errors in the file ─")
    assert len(shown) == 20
    assert "and 10 more: --format json shows all" in lines
    assert "A row with an error is left out of the answer." in lines


def test_names_of_a_fee_that_is_due_next(tmp_path: Path) -> None:
    fees: Sheet = [
        ["Name", "Body", "Paid on", "Paid through"],
        *([row[0], "IICRC", "2026-01-05", "2026-12-31"] for row in PEOPLE[1:5]),
    ]
    output = run("check", workbook(tmp_path, {**COMPANY, "Fees": fees}), "--on", ON).output
    assert output.splitlines()[-3:] == [
        "Next lapse: Dwayne Walker's HAZWOPER-8 on 20 January 2027.",
        "Next fee: 1 January 2027, unless it is paid before, for Łukasz Kowalski, Maria",
        "Lopez and Aisha Patel.",
    ]
