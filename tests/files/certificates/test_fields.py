"""Fields of certificates in many wordings; a value that is wrong must never be sure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from files.certificates.paper import WIDTH, Line, centred, form
from goodstanding.files.certificates.cells import Cell, page
from goodstanding.files.certificates.certificate import certificates
from goodstanding.files.certificates.found import Certificate, Found


def read(*texts: str | tuple[str, float]) -> list[Certificate]:
    """What is read of lines in the middle of a page."""
    return laid_out(centred(*texts))


def laid_out(lines: list[Line]) -> list[Certificate]:
    """What is read of lines at their places."""
    cells = []
    for line in lines:
        wide = 0.6 * line.size * len(line.text)
        left = (WIDTH - wide) / 2 if line.left is None else line.left
        cells.append(Cell(line.text, left, line.top, left + wide, line.top + line.size))
    return list(certificates([(1, page(cells, WIDTH, 612))]))


@pytest.mark.parametrize(
    ("lines", "holder"),
    [
        (["This certifies that", "Ana Ruiz", "has completed"], "Ana Ruiz"),
        (["This is to certify that Ana Ruiz has completed the course"], "Ana Ruiz"),
        (["Awarded to: Zoë O'Brien-Łukasz", "for completing"], "Zoë O'Brien-Łukasz"),
        (["is hereby presented to", "JUAN DE LA CRUZ", "for completion of"], "JUAN DE LA CRUZ"),
        (["Be it known that", "Robert J. Smith Jr.", "having fulfilled"], "Robert J. Smith Jr."),
        (["Ms. Ana Ruiz, an employee of Larch Inc., attended", "Drying"], "Ana Ruiz"),
        (["Student: Ruiz, Ana", "Instructor: Ben Clark"], "Ana Ruiz"),
        (["Participant: Ana Ruiz, WRT, ASD", "Director: Ben Clark"], "Ana Ruiz"),
        (["Ana Ruiz", "has successfully completed", "Drying"], "Ana Ruiz"),
    ],
)
def test_the_holder_is_found_in_its_phrase(lines: list[str], holder: str) -> None:
    (one,) = read(*lines, "Mold Remediation Basics", "2026-03-05")
    assert one.holder == Found(holder, sure=True)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["has successfully completed", "Odor Control"], "Odor Control"),
        (["has completed the 14-hour class in Odor Control on 2026-03-05"], "Odor Control"),
        (["has attended the seminar “Odor Control” held in Reno"], "Odor Control"),
        (["for the successful completion of the course", "Odor Control"], "Odor Control"),
        (["has completed the IICRC-approved course entitled", "Odor Control"], "Odor Control"),
        (["passed our training course “Odor Control”. It comprised"], "Odor Control"),
        (["has completed", "Course: Odor Control", "Course code: OCT-1"], "Odor Control"),
        (
            ["has completed", ("Contents Handling for", 18), ("Large Losses", 18)],
            "Contents Handling for Large Losses",
        ),
    ],
)
def test_the_title_is_found_in_its_phrase(lines: list[str | tuple[str, float]], title: str) -> None:
    (one,) = read("This certifies that", ("Ana Ruiz", 24), *lines, "14 CECs")
    assert one.title == Found(title, sure=True)


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("14 CECs", Found(Decimal(14), sure=True)),
        ("has earned 7.5 IICRC continuing education credits", Found(Decimal("7.5"), sure=True)),
        ("CEC Hours: 14.0", Found(Decimal("14.0"), sure=True)),
        ("fourteen (14) hours of instruction", Found(Decimal(14), sure=True)),
        ("a class of twenty-one hours", Found(Decimal(21), sure=True)),
        ("one and one-half hours of instruction", Found(Decimal("1.5"), sure=True)),
        ("Credits: 7", Found(Decimal(7), sure=True)),
        ("1.4 CEUs (14 contact hours)", Found(Decimal(14), sure=True)),
        ("1.4 CEU", Found(Decimal(14), sure=False)),
        ("14 CEUs", Found(Decimal(14), sure=False)),
        ("a 20-hour course, 14 CECs", Found(Decimal(14), sure=False)),
        ("2 CECs and 3 CECs, total: 5 CECs", Found(Decimal(5), sure=True)),
        ("A minimum of 14 hours is required every four years", None),
        ("8:00 am to 5:00 pm", None),
    ],
)
def test_hours_are_counted_and_units_are_never_sure(
    line: str, hours: Found[Decimal] | None
) -> None:
    (one,) = read("This certifies that", ("Ana Ruiz", 24), "has completed", "Drying", line)
    assert one.hours == hours


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["on March 3-5, 2026", "Date of issue: 2026-04-01"], Found(date(2026, 3, 5), sure=True)),
        (["Completed: 3/5/2026", "Expires 3/5/2030"], Found(date(2026, 3, 5), sure=False)),
        (["Course date: 3/15/2026", "Printed 2026-03-20"], Found(date(2026, 3, 15), sure=True)),
        (["Given this fifth day of March, 2026"], Found(date(2026, 3, 5), sure=True)),
        (["Valid until March 5, 2030"], None),
        (["Issued on March 5, 2026"], None),
        (["Date of birth: 1990-03-05"], None),
        (["held 2026-03-05", "completed 2026-03-12"], Found(date(2026, 3, 5), sure=False)),
    ],
)
def test_the_day_is_that_of_completion(lines: list[str], day: Found[date] | None) -> None:
    (one,) = read("This certifies that", ("Ana Ruiz", 24), "has completed", "Drying", *lines)
    assert one.completed_on == day


@pytest.mark.parametrize(
    ("lines", "provider"),
    [
        (["presented by Drywell Academy, Reno, NV"], Found("Drywell Academy", sure=True)),
        (["Sponsored by", "Blue Heron Supply Co."], Found("Blue Heron Supply Co.", sure=True)),
        (["Training provider: Dry-It"], Found("Dry-It", sure=True)),
        (["Instructor: Ben Clark, Drywell Academy"], Found("Drywell Academy", sure=False)),
        (["Company: Larch Restoration, Inc."], None),
        (["This course is approved by the IICRC"], None),
    ],
)
def test_the_provider_gave_the_training(lines: list[str], provider: Found[str] | None) -> None:
    (one,) = read("This certifies that", ("Ana Ruiz", 24), "has completed", "Drying", *lines)
    assert one.provider == provider


def test_the_number_is_that_of_the_certificate_and_of_nothing_else() -> None:
    (one,) = laid_out(
        form(
            ("Student name", "Ana Ruiz"),
            ("IICRC registrant no.", "4711"),
            ("Course number", "WRT-2"),
            ("Certificate ID", "A-99/13"),
            ("Approval number", "CEC-1"),
        )
    )
    assert one.number == Found("A-99/13", sure=True)


def test_rows_of_a_list_are_certificates_with_their_own_numbers() -> None:
    lines = centred("The following participants have completed the course", "Odor Control")
    rows = form(("Participant", "Certificate No."), ("Ana Ruiz", "17"), ("Ben Clark", "18"))
    found = laid_out(lines + [replace(line, top=line.top + 60) for line in rows])
    assert [(one.holder, one.number) for one in found] == [
        (Found("Ana Ruiz", sure=True), Found("17", sure=True)),
        (Found("Ben Clark", sure=True), Found("18", sure=True)),
    ]
