"""Certificates in wordings of many kinds: sentences, grids, tables, two languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from files.certificates.paper import Line, centred, form
from files.certificates.test_fields import laid_out
from goodstanding.files.certificates.found import Certificate, Found
from goodstanding.files.certificates.kinds import kinds_of

WHO, WHAT, BY = "Ana Ruiz Peña", "Odor Control for Restorers", "Drywell Academy"
FIFTH = date(2026, 3, 5)
Rows = Sequence[Sequence[tuple[str, str]]]


def grid(rows: Rows) -> list[Line]:
    """Each value below its label, in columns."""
    return [
        line
        for down, row in enumerate(rows)
        for across, (label, value) in enumerate(row)
        for line in (
            Line(label, 60 + 48 * down, 8, 50 + 320 * across),
            Line(value, 74 + 48 * down, 11, 50 + 320 * across),
        )
    ]


def captions(*pairs: tuple[str, str]) -> list[Line]:
    """Each value above its caption."""
    return [
        line
        for down, (value, caption) in enumerate(pairs)
        for line in (
            Line(value, 100 + 60 * down, 14, 100),
            Line(caption, 116 + 60 * down, 8, 100),
        )
    ]


def table(*rows: Sequence[str]) -> list[Line]:
    """A row of headings and rows of values."""
    return [
        Line(text, 100 + 26 * down, 10, 40 + 150 * across)
        for down, row in enumerate(rows)
        for across, text in enumerate(row)
    ]


def letter(*texts: str) -> list[Line]:
    """Lines that begin below each other."""
    return [Line(text, 60 + 15 * down, 11, 72) for down, text in enumerate(texts)]


WORDINGS = {
    "a sentence": centred(
        f"This certifies that {WHO} has met every requirement of Odor Control for",
        f"Restorers, a 14-hour course presented by {BY} on March 5, 2026.",
    ),
    "a confirmation": letter(
        f"We hereby confirm that {WHO} took part in the workshop “Odor Control for",
        f"Restorers” conducted by {BY} from March 3 to March 5, 2026. Participants",
        "received 14 hours of continuing education credit.",
    ),
    "the school certifies": centred(
        f"{BY} certifies that {WHO} attended {WHAT}",
        "on March 5, 2026 in Reno, NV and earned 14 contact hours.",
    ),
    "a diploma": centred(
        (BY, 22),
        "confers upon",
        (WHO, 24),
        "the title of",
        (WHAT, 20),
        "having completed 14 hours of training",
        "Given at Reno, Nevada, this 5th day of March, 2026",
    ),
    "requirements": centred(
        "This acknowledges that",
        (WHO, 24),
        "has successfully completed all requirements for",
        (WHAT, 20),
        "with 14 hours of classroom training",
        f"at {BY}, Reno, NV",
        "Class date: March 5, 2026",
    ),
    "in Spanish": centred(
        ("Certificado de Asistencia", 24),
        "Se otorga a",
        (WHO, 24),
        "por haber completado el curso",
        (WHAT, 20),
        "con una duración de 14 horas",
        f"impartido por {BY}",
        "el 5 de marzo de 2026",
    ),
    "in French": centred(
        (BY, 20),
        "Nous certifions que",
        (WHO, 24),
        "a suivi la formation",
        (WHAT, 20),
        "d'une durée de 14 heures",
        "le 5 mars 2026",
    ),
    "in two languages": centred(
        "This certifies that",
        ("Certifica que", 9),
        (WHO, 24),
        "has completed the course",
        ("ha completado el curso", 9),
        (WHAT, 20),
        ("Presented by / Presentado por", 10),
        (BY, 16),
        ("Date / Fecha: 5 de marzo de 2026", 10),
        ("Hours / Horas: 14", 10),
    ),
    "a grid": grid(
        [
            [("STUDENT", WHO), ("COURSE", WHAT)],
            [("SCHOOL", BY), ("DATE COMPLETED", "Mar 5, 2026")],
            [("CREDIT HOURS", "14"), ("EXPIRES", "Mar 5, 2030")],
        ]
    ),
    "captions": captions(
        (WHO, "Name of participant"),
        (WHAT, "Course"),
        ("March 5, 2026", "Date"),
        ("14", "Hours"),
        (BY, "Training provider"),
    ),
    "a form": form(
        ("First name", "Ana"),
        ("Last name", "Ruiz Peña"),
        ("Activity", WHAT),
        ("Organizer", BY),
        ("Start date", "2026-03-03"),
        ("End date", "2026-03-05"),
        ("Duration", "2 days (14 hours)"),
        ("Status", "Completed"),
        ("Printed", "2026-04-01"),
    ),
    "colons below each other": [
        Line(text, 100 + 22 * down, 11, left)
        for down, (label, value) in enumerate(
            [
                ("Person on roster", WHO),
                ("Class", WHAT),
                ("Given by", BY),
                ("Class began", "March 3, 2026"),
                ("Requirements met on", "March 5, 2026"),
                ("Clock hours", "14 of 14 hours"),
            ]
        )
        for text, left in ((label, 60), (f": {value}", 220))
    ],
    "one line": centred(
        f"Student: {WHO} | Course: {WHAT} | Hours: 14", f"Date: March 5, 2026 | Provider: {BY}"
    ),
}


@pytest.mark.parametrize("wording", WORDINGS)
def test_the_five_fields_are_read_and_sure(wording: str) -> None:
    (one,) = laid_out(WORDINGS[wording])
    assert values(one) == (WHO, WHAT, BY, FIFTH, 14)
    assert sure(one) == {"holder", "title", "provider", "completed_on", "hours"}


def led(*pairs: tuple[str, str]) -> list[Line]:
    """Labels at the left and values that end at the right, as dots lead to them."""
    return [
        line
        for down, (label, value) in enumerate(pairs)
        for line in (
            Line(label, 100 + 30 * down, 8, 40),
            Line(value, 100 + 30 * down, 8, 760 - 0.6 * 8 * len(value)),
        )
    ]


FOUND = {
    "a memorandum": letter(
        "MEMORANDUM",
        "TO: IICRC Renewals",
        f"FROM: {BY}",
        "DATE: March 9, 2026",
        f"RE: Attendance of {WHO}",
        f"Please accept this memo as proof that {WHO} (IICRC 204411) attended",
        f"our class {WHAT} on March 5, 2026 in Reno.",
        "The class ran from 8:00 am to 5:00 pm for a total of 14 hours.",
    ),
    "beside a column of facts": [
        Line(BY, 40, 12, 60),
        Line("DATE", 100, 8, 60),
        Line("Presented to", 100, 10, 330),
        Line("Mar 5, 2026", 118, 11, 60),
        Line(WHO, 118, 20, 330),
        Line("HOURS", 150, 8, 60),
        Line("for completing", 150, 10, 330),
        Line("14 CE", 168, 11, 60),
        Line(WHAT, 168, 18, 330),
    ],
    "far from their labels": led(
        ("1. Name of student", WHO),
        ("2. Course title", WHAT),
        ("3. Provider", BY),
        ("4. Completed (MM DD YYYY)", "03-05-2026"),
        ("5. Hours", "14"),
    ),
    "a letter to him": letter(
        BY,
        "March 9, 2026",
        f"Dear {WHO}, Our log shows you as present for the whole session “{WHAT}”",
        f"given by {BY} on March 5, 2026. In all, 14 hours of instruction were delivered.",
    ),
    "who, what, when": [
        *centred((BY, 16), "You came, you learned."),
        Line(f"Who {WHO}", 200, 10, 60),
        Line(f"What {WHAT}", 220, 10, 60),
        Line("When", 240, 10, 60),
        Line("Thu Mar 5, 2026", 240, 10, 120),
        Line("Time in", 240, 10, 300),
        Line("How long: 2 days / 14 hrs", 260, 10, 60),
    ],
}


VISITED = table(
    ("#", "Exhibitor", "Demonstration", "Stayed"),
    ("1", "Larch Tools", "Air movers on stairs", "60 min"),
    ("2", "Hoseworks", "Hose reels", "45 min"),
    ("3", "Tarp Nation", "Two people and a roof", "30 min"),
    ("", "", "Adds up to", "2.25 h"),
)


def test_what_heads_a_table_of_booths_is_the_event() -> None:
    head = centred((WHAT, 20), f"Put on by {BY}", WHO, "Day of visit: March 5, 2026")
    below = [replace(line, top=line.top + 180) for line in VISITED if line.text]
    (one,) = laid_out([*head, *below])
    assert values(one) == (WHO, WHAT, BY, FIFTH, 2.25)
    assert "title" not in sure(one)


def test_who_taught_is_not_who_attended() -> None:
    (one,) = laid_out(
        form(
            ("Class", WHAT), ("School", BY), ("Taught by", "Rufus Hendry"), ("Attended", "6 hours")
        )
    )
    assert "holder" not in sure(one)


def test_who_sponsors_things_gives_no_class() -> None:
    (one,) = laid_out(
        [
            *centred("This certifies that", (WHO, 24), "has completed", (WHAT, 20)),
            Line("Course kit sponsored by Quiet Fox Dehumidifiers.", 500, 8, 60),
        ]
    )
    assert "provider" not in sure(one)


@pytest.mark.parametrize("wording", FOUND)
def test_the_five_fields_are_read(wording: str) -> None:
    (one,) = laid_out(FOUND[wording])
    assert values(one) == (WHO, WHAT, BY, FIFTH, 14)


@pytest.mark.parametrize("title", ["Respirator Training: Fit and Care", "Line Items: A Guide"])
def test_a_title_may_hold_the_word_of_a_label(title: str) -> None:
    (one,) = laid_out(centred((BY, 16), "awarded to", (WHO, 24), "for completing", (title, 20)))
    assert one.title == Found(title, sure=True)


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        (form(("Name", WHO), ("Course", f"{WHAT}: From Smoke to"), ("Hours", "14")), "title"),
        (form(("Name", WHO), ("Organization", "Larch Inc."), ("Course", WHAT)), "provider"),
        (centred((BY, 20), "in partnership with", ("Blue Heron Institute", 18), "certify that",
                 (WHO, 24), "has completed", (WHAT, 20)), "provider"),
        (centred("This certifies that", (WHO, 24), "has completed", "Blue Heron, LLC"), "title"),
        (table(("Course", "Date", "Hours"), ("Smoke", "2026-03-05", "14"),
               ("Drying", "2026-04-05", "20")), "completed_on"),
        (centred("This certifies that", (WHO, 24), "has completed", (WHAT, 20),
                 "Issued this 5th day of March, 2026"), "completed_on"),
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_not_sure(lines: list[Line], field: str) -> None:
    for one in laid_out(lines):
        assert field not in sure(one)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Student's Name", ("holder",)),
        ("Badge holder", ("holder",)),
        ("Nombre del participante", ("holder",)),
        ("Title of learning activity", ("title",)),
        ("Booth training", ("title",)),
        ("Course completed", ("completed", "title")),
        ("Instructor's organization", ("provider",)),
        ("Training by", ("provider",)),
        ("Organisme de formation", ("provider",)),
        ("Scanned by", ("other",)),
        ("Date of visit", ("date",)),
        ("Dateofcompletion", ("completed",)),
        ("Fecha de finalización / Completion date", ("completed",)),
        ("Date issued", ("issued",)),
        ("Enrolled", ("never",)),
        ("Number of contact hours awarded", ("hours",)),
        ("Seat time", ("hours",)),
        ("Record ID", ("number",)),
        ("IICRC registrant no.", ("foreign",)),
        ("Job title", ("other",)),
        ("Learner Transcript", ()),
        ("Certificate of Training", ()),
        ("for participation in", ()),
        ("Odor Control", ()),
    ],
)
def test_a_label_is_told_by_what_its_words_mean(text: str, kinds: tuple[str, ...]) -> None:
    assert kinds_of(text) == kinds


def values(one: Certificate) -> tuple[object, ...]:
    """The five fields."""
    five = (one.holder, one.title, one.provider, one.completed_on, one.hours)
    return tuple(found.value if found else None for found in five)


def sure(one: Certificate) -> set[str]:
    """The names of the fields that are certain."""
    named = {
        "holder": one.holder,
        "title": one.title,
        "provider": one.provider,
        "completed_on": one.completed_on,
        "hours": one.hours,
    }
    return {name for name, found in named.items() if found and found.sure}
