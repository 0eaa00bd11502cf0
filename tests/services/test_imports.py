"""A workbook beside the record: what is new, what is here, what differs, what cannot be."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cli.cast import Sheet
from cli.cast import workbook as file_with
from company import TODAY, actor, company, credit, held, person
from goodstanding.engine.standing.facts import State
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Branch, Entry, Fact, Import, Person
from goodstanding.services.access import Actor, Forbidden, Role, Wrong
from goodstanding.services.credentials import observe
from goodstanding.services.credits import void_credit
from goodstanding.services.exports import workbook_of
from goodstanding.services.importing.staged import clean_name
from goodstanding.services.imports import (
    MOST_BYTES,
    accept,
    counted_words,
    discard,
    found,
    past,
    preview,
    stage,
    summary,
)

pytestmark = pytest.mark.django_db

Sheets = dict[str, Sheet]
TEAM: Sheets = {
    "People": [
        ["Name", "ID", "Branch", "Shirt", "Left on"],
        ["Maria Lopez", "104233", "Reno", "M", None],
        ["Omar Haddad", None, "Reno", None, "2026-08-05"],
    ],
    "Certifications": [
        ["Name", "Certification", "Issued on", "Due on", "Seen on", "Balance", "Restored on"],
        ["104233", "wrt", "2023-01-10", None, None, None, None],
        ["Maria Lopez", "Amrt", "2019-03-01", "2027-09-30", "2026-07-01", 10, "2024-01-05"],
    ],
    "Credits": [
        ["Name", "Activity", "Earned on", "Credits", "Posted on", "Room"],
        ["Maria Lopez", "Psychrometry online", "2024-05-01", 8, "2024-06-01", 12.5],
    ],
    "Fees": [["Name", "Paid on", "Paid through"], ["Maria Lopez", "2026-01-05", "2026-12-31"]],
}


@pytest.fixture
def by() -> Actor:
    return actor(company())


def staged(by: Actor, folder: Path, sheets: Sheets) -> Import:
    path = Path(file_with(folder, sheets))
    return stage(by=by, name="team.xlsx", content=path.read_bytes())


def take(by: Actor, folder: Path, sheets: Sheets) -> int:
    return accept(by=by, staged=staged(by, folder, sheets))


def shown(by: Actor, folder: Path, sheets: Sheets) -> dict[str, list[str]]:
    """The preview as a page would have it: what of whom."""
    plan = preview(by=by, staged=staged(by, folder, sheets)).plan
    return {
        guest.name: [
            *(f"{title}: {before} → {after}" for title, before, after in guest.changes),
            *(new.words for new in guest.new),
            *(
                f"{one.words} ({title}: {before} → {after})"
                for one in guest.corrected
                for title, before, after in one.changes
            ),
            *(f"! {text}" for text in guest.conflicts),
        ]
        for guest in plan.guests
        if guest.is_changed or guest.conflicts
    }


def live(by: Actor) -> list[tuple[str, dict[str, Any]]]:
    rows = Fact.objects.of(by.organisation).filter(superseded_seq=None).order_by("place")
    return [(row.kind, row.states) for row in rows]


def test_the_preview_says_what_is_new_and_writes_nothing(by: Actor, tmp_path: Path) -> None:
    assert shown(by, tmp_path, TEAM) == {
        "Maria Lopez": [
            "WRT, issued on 10 January 2023",
            "AMRT, issued on 1 March 2019",
            "AMRT seen on 1 July 2026: due on 30 September 2027, balance 10",
            "AMRT restored on 5 January 2024",
            "8 credits on 1 May 2024: Psychrometry online, posted on 1 June 2024",
            "Fee of IICRC paid through 31 December 2026",
        ],
        "Omar Haddad": [],
    }
    assert (Person.objects.of(by.organisation).count(), live(by)) == (0, [])
    assert Entry.objects.of(by.organisation).count() == 1  # the founding


def test_accepting_records_all_of_it_in_one_entry(by: Actor, tmp_path: Path) -> None:
    seq = take(by, tmp_path, TEAM)
    entry = Entry.objects.of(by.organisation).get(seq=seq)
    one = Import.objects.of(by.organisation).get()
    assert (entry.verb, entry.subjects, one.accepted_seq) == (
        "workbook.import",
        [["import", one.pk], ["file", one.sha256]],
        seq,
    )
    assert entry.details["what"] == (
        "Imported team.xlsx: 2 new people, 1 new branch, 2 new credentials, 1 new note "
        "of what a body's record shows, 1 new restoration, 1 new credit and 1 new fee"
    )
    assert len(entry.facts) == 6
    assert [(p.name, p.number, p.branch.name, p.left_on, p.kept) for p in people(by)] == [
        ("Maria Lopez", "104233", "Reno", None, [["Shirt", "text", "M"]]),
        ("Omar Haddad", "", "Reno", date(2026, 8, 5), []),
    ]


def people(by: Actor) -> Any:
    return Person.objects.of(by.organisation).select_related("branch").order_by("pk")


def test_the_same_workbook_again_adds_nothing(by: Actor, tmp_path: Path) -> None:
    take(by, tmp_path, TEAM)
    before = live(by)
    again = staged(by, tmp_path, TEAM)
    plan = preview(by=by, staged=again).plan
    assert plan.is_empty
    assert counted_words(plan) == [("4 rows are on record already", True)]
    accept(by=by, staged=again)
    assert live(by) == before
    assert Branch.objects.of(by.organisation).count() == 1


def test_accepting_twice_does_nothing(by: Actor, tmp_path: Path) -> None:
    one = staged(by, tmp_path, TEAM)
    first = accept(by=by, staged=one)
    assert accept(by=by, staged=one) == first
    assert Entry.objects.of(by.organisation).count() == 2


def test_an_export_of_the_company_brings_nothing_new(by: Actor, tmp_path: Path) -> None:
    take(by, tmp_path, TEAM)
    person(by, "John Smith")
    person(by, "John Smith")
    held(by, people(by)[3], "ASD")
    held(by, people(by)[3], "ASD")
    out = workbook_of(by.organisation, TODAY)
    write_workbook(out, tmp_path / "out.xlsx")
    one = stage(by=by, name="out.xlsx", content=(tmp_path / "out.xlsx").read_bytes())
    plan = preview(by=by, staged=one).plan
    assert (plan.changed, plan.in_conflict, plan.errors) == ([], [], [])


def test_what_has_come_further_or_is_said_more_fully_corrects(by: Actor, tmp_path: Path) -> None:
    take(by, tmp_path, TEAM)
    later: Sheets = {
        "People": [
            ["Name", "ID", "Email", "Branch", "Shirt"],
            ["Maria Lopez-Hill", "104233", "maria@larch.example", "sparks", "L"],
        ],
        "Certifications": [
            ["Name", "Certification", "Number", "Issued on", "Due on", "Seen on", "Ended on"],
            ["104233", "WRT", "N-7", None, "2027-01-09", "2026-11-01", None],
            ["104233", "AMRT", None, None, None, None, "2026-10-01"],
        ],
        "Credits": [
            ["Name", "Activity", "Earned on", "Credits", "State", "Evidence"],
            ["104233", "psychrometry ONLINE", "2024-05-01", 8.5, "posted", "page 4"],
        ],
    }
    assert shown(by, tmp_path, later) == {
        "Maria Lopez-Hill": [
            "Name: Maria Lopez → Maria Lopez-Hill",
            "Email:  → maria@larch.example",
            "Branch: Reno → sparks",
            "Shirt: M → L",
            "WRT seen on 1 November 2026: due on 9 January 2027",
            "AMRT ended on 1 October 2026",
            "WRT (Number:  → N-7)",
            "8.5 credits on 1 May 2024: psychrometry ONLINE, posted (Evidence:  → page 4)",
            "8.5 credits on 1 May 2024: psychrometry ONLINE, posted (Credits: 8 → 8.5)",
        ],
    }
    take(by, tmp_path, later)
    maria = people(by)[0]
    assert (maria.name, maria.branch.name, maria.kept) == (
        "Maria Lopez-Hill",
        "sparks",
        [["Shirt", "text", "L"]],
    )
    changes = Entry.objects.of(by.organisation).order_by("-seq")[0].details["changes"]
    assert ["Maria Lopez", "Branch", "Reno", "sparks"] in changes


def test_an_old_workbook_does_not_take_back_what_is_known(by: Actor, tmp_path: Path) -> None:
    maria = person(by, "Maria Lopez")
    details = {"title": "Course", "earned_on": date(2025, 5, 1), "amount": 700}
    posted = credit(by, maria, **details, state=State.POSTED)
    voided = credit(by, maria, **details | {"title": "Other"}, state=State.EARNED)
    void_credit(by=by, fact=voided, why="not hers")
    wrt = held(by, maria, "WRT", issued_on=date(2023, 1, 10))
    observe(by=by, credential=wrt, seen_on=TODAY, deadline=date(2027, 1, 9), balance=None)
    old: Sheets = {
        "Certifications": [
            ["Name", "Certification", "Due on", "Seen on"],
            ["Maria Lopez", "WRT", "2027-02-09", TODAY.isoformat()],
        ],
        "Credits": [
            ["Name", "Activity", "Earned on", "Credits", "State"],
            ["Maria Lopez", "Course", "2025-05-01", 7, "earned"],
            ["Maria Lopez", "Other", "2025-05-01", 7, "posted"],
        ],
    }
    assert shown(by, tmp_path, old) == {
        "Maria Lopez": [
            (
                "! WRT seen on 22 November 2026: due on 9 February 2027; but on record that day "
                "showed due on 9 January 2027. What is on record stays."
            ),
            "! 7 credits on 1 May 2025: Course, earned; but on record it is posted, which stays.",
            "! 7 credits on 1 May 2025: Other, posted; but on record it is void, which stays.",
        ]
    }
    before = live(by)
    take(by, tmp_path, old)
    assert live(by) == before
    assert posted.states["state"] == "posted"


def test_who_is_meant_is_found_by_id_then_address_then_name(by: Actor, tmp_path: Path) -> None:
    person(by, "Maria Lopez", number="7")
    person(by, "Ann Lee", email="ann@larch.example")
    person(by, "Bo Chen")
    person(by, "John Smith", number="8")
    person(by, "John Smith", number="9")
    sheets: Sheets = {
        "People": [
            ["Name", "ID", "Email", "Role"],
            ["M. Lopez", "7", None, "lead"],
            ["A. Lee", None, "ANN@larch.example", "lead"],
            ["bo chen", "12", None, "lead"],
            ["John Smith", None, None, "lead"],
            ["John Smith", "10", None, "lead"],
            ["Cy Dunn", "13", "maria@larch.example", None],
        ],
    }
    plan = preview(by=by, staged=staged(by, tmp_path, sheets)).plan
    assert [(guest.name, guest.person and guest.person.name) for guest in plan.guests] == [
        ("M. Lopez", "Maria Lopez"),
        ("A. Lee", "Ann Lee"),
        ("bo chen", "Bo Chen"),
        ("John Smith", None),
        ("Cy Dunn", None),
    ]
    assert [(one.row, one.problem) for one in plan.errors] == [
        (
            5,
            (
                "On record “John Smith” fits 2 people: write the ID or the e-mail address of the "
                "one meant: the person is left out, with all that the workbook says of him."
            ),
        )
    ]


def test_two_of_a_workbook_are_never_one_on_record(by: Actor, tmp_path: Path) -> None:
    person(by, "Maria Lopez", number="7", email="m@larch.example")
    person(by, "Ann Lee", number="8")
    sheets: Sheets = {
        "People": [
            ["Name", "ID", "Email"],
            ["Maria Lopez", "7", None],
            ["Mary Lopez", None, "m@larch.example"],
            ["Ann Lee", "8", "M@larch.example"],
            ["Bea Lee", "9", "m@larch.example "],
        ]
    }
    plan = preview(by=by, staged=staged(by, tmp_path, sheets)).plan
    assert [guest.name for guest in plan.guests] == ["Maria Lopez"]
    assert [one.row for one in plan.errors] == [3, 4, 5]


def test_a_row_that_cannot_fit_the_record_is_left_out(by: Actor, tmp_path: Path) -> None:
    maria = person(by, "Maria Lopez")
    held(by, maria, "WRT", issued_on=date(2023, 1, 10))
    sheets: Sheets = {
        "Certifications": [
            ["Name", "Certification", "Due on", "Seen on"],
            ["Maria Lopez", "WRT", "2022-12-31", "2022-12-01"],
        ],
    }
    assert shown(by, tmp_path, sheets) == {
        "Maria Lopez": [
            "! WRT: 2022-12-31 is before the day of issue, 2023-01-10: correct one of the two.",
            "! WRT: 2022-12-01 is before the day of issue, 2023-01-10: correct one of the two.",
        ]
    }


def test_two_credentials_of_a_kind_are_told_apart(by: Actor, tmp_path: Path) -> None:
    maria = person(by, "Maria Lopez")
    held(by, maria, "WRT", issued_on=date(2015, 1, 10), number="A")
    held(by, maria, "WRT", issued_on=date(2023, 1, 10), number="B")
    head = ["Name", "Certification", "Number", "Issued on", "Tracked from"]

    def said(*row: object) -> dict[str, list[str]]:
        return shown(by, tmp_path, {"Certifications": [head, ["Maria Lopez", "WRT", *row]]})

    assert said("b", None, "2024-01-01") == {"Maria Lopez": ["WRT (Tracked from:  → 2024-01-01)"]}
    assert said(None, "2015-01-10", "2016-01-01") == {
        "Maria Lopez": ["WRT (Tracked from:  → 2016-01-01)"]
    }
    assert said("C", "2024-02-01", None) == {
        "Maria Lopez": ["WRT, number C, issued on 1 February 2024"]
    }
    assert said(None, None, "2024-01-01") == {
        "Maria Lopez": [
            (
                "! WRT: on record there are several, and the row has neither a Number nor a day of "
                "issue that says which one is meant."
            )
        ]
    }


def test_unknown_columns_and_sheets_go_out_as_they_came(by: Actor, tmp_path: Path) -> None:
    sheets = TEAM | {
        "People": [["Name", "Notes", "Notes", None], ["Ann Lee", "a", True, "2026-01-02"]],
        "Certifications": [["Name", "Certification", "Card"], ["Ann Lee", "WRT", 7]],
        "Credits": [["Name", "Earned on", "Credits", "Room"], ["Ann Lee", "2024-05-01", 8, 12.5]],
        "Fees": [["Name", "Paid through"]],
        "Offerings": [["Title", "Credits", "Bus"], ["Class", 7, "yes"]],
        "Vans": [["Van", "Since"], ["V-1", "2020-02-29"], [None, 3]],
    }
    take(by, tmp_path, sheets)
    out = workbook_of(by.organisation, TODAY)
    assert out.people.extra_titles == ("Notes", "Notes (2)", "Untitled")
    assert [cell for _, cell in out.people.lines[0].extras] == ["a", True, date(2026, 1, 2)]
    assert out.certifications.lines[0].extras == ((0, 7),)
    assert out.credits.lines[0].extras == ((0, 12.5),)
    came = read_workbook(Path(file_with(tmp_path, sheets)))
    assert out.offerings == came.offerings
    assert out.strangers == came.strangers
    write_workbook(out, tmp_path / "out.xlsx")
    assert read_workbook(tmp_path / "out.xlsx") == out


def test_an_empty_sheet_does_not_take_the_place_of_a_full_one(by: Actor, tmp_path: Path) -> None:
    full: Sheets = {"Rules": [["Setting", "Value"], ["max_out", "20%"]]}
    take(by, tmp_path, TEAM | full)
    take(by, tmp_path, TEAM | {"Rules": [["Setting", "Value"]]})
    assert len(workbook_of(by.organisation, TODAY).rules.lines) == 1
    take(by, tmp_path, TEAM | {"Rules": [["Setting", "Value"], ["max_out", "3"], ["margin", "2"]]})
    assert len(workbook_of(by.organisation, TODAY).rules.lines) == 2


def test_rows_with_a_mistake_are_left_out_and_named(by: Actor, tmp_path: Path) -> None:
    sheets = TEAM | {
        "Fees": [["Name", "Paid through"], ["Maria Lopez", "soon"], ["Nobody", "2026-12-31"]]
    }
    plan = preview(by=by, staged=staged(by, tmp_path, sheets)).plan
    assert [(one.sheet, one.row, one.column) for one in plan.errors] == [
        ("Fees", 2, "Paid through"),
        ("Fees", 3, "Name"),
    ]
    assert "fee" not in summary(plan)


def test_a_text_longer_than_a_column_leaves_the_person_out(by: Actor, tmp_path: Path) -> None:
    sheets: Sheets = {"People": [["Name", "Branch"], ["Ann", "B" * 81], ["Bo", "Reno"]]}
    plan = preview(by=by, staged=staged(by, tmp_path, sheets)).plan
    assert [guest.name for guest in plan.guests] == ["Bo"]
    assert [one.problem for one in plan.errors] == [
        (
            "Branch has 81 characters and 80 are the most: shorten it: the person is left out, "
            "with all that the workbook says of him."
        )
    ]


def test_files_that_are_no_workbook_are_refused_with_a_sentence(by: Actor) -> None:
    one = stage(by=by, name="../x/<b>photo.png", content=b"\x89PNG\r\n")
    assert one.name == "_b_photo.png"
    found_out = preview(by=by, staged=one)
    assert found_out.plan.is_empty
    assert "_b_photo.png" in found_out.refused
    with pytest.raises(Wrong):
        accept(by=by, staged=one)
    for content in (b"", b"x" * (MOST_BYTES + 1)):
        with pytest.raises(Wrong):
            stage(by=by, name="x.xlsx", content=content)


def test_names_of_files_mean_nothing() -> None:
    assert [clean_name(name) for name in ("C:\\a\\b.xlsx", "", "..", "a\x00\nb\u202e.csv")] == [
        "b.xlsx",
        "workbook.xlsx",
        "workbook.xlsx",
        "a_b_.csv",
    ]
    assert len(clean_name("x" * 5000 + ".xlsx").encode()) < 255
    assert len(clean_name("Ł" * 5000).encode()) < 255


def test_a_staged_file_is_one_until_accepted_and_can_be_thrown_away(
    by: Actor, tmp_path: Path
) -> None:
    one = staged(by, tmp_path, TEAM)
    assert stage(by=by, name="other name.xlsx", content=one.content).pk == one.pk
    discard(by=by, staged=one)
    assert past(by=by) == []
    two = staged(by, tmp_path, TEAM)
    accept(by=by, staged=two)
    discard(by=by, staged=two)
    assert past(by=by) == [two]


def test_forgotten_files_go(by: Actor, tmp_path: Path) -> None:
    one = staged(by, tmp_path, TEAM)
    old = timezone.now() - timedelta(days=31)
    Import.objects.of(by.organisation).filter(pk=one.pk).update(uploaded_at=old)
    stage(by=by, name="other.xlsx", content=b"PK")
    assert [other.name for other in past(by=by)] == ["other.xlsx"]


def test_what_was_looked_at_is_what_is_accepted(by: Actor, tmp_path: Path) -> None:
    one = staged(by, tmp_path, TEAM)
    seen = preview(by=by, staged=one).seq
    person(by, "Somebody Else")
    with pytest.raises(Conflict):
        accept(by=by, staged=one, seen=seen)
    assert people(by).count() == 1
    accept(by=by, staged=one, seen=seen + 1)


def test_another_company_and_other_roles_are_kept_out(by: Actor, tmp_path: Path) -> None:
    one = staged(by, tmp_path, TEAM)
    other = actor(company("Tamarack Drying"))
    assert found(by=other, number=one.pk) is None
    maria = person(by)
    for role in (Role.TECHNICIAN, Role.AUDITOR):
        who = actor(by.organisation, role, maria if role is Role.TECHNICIAN else None)
        with pytest.raises(Forbidden):
            stage(by=who, name="x.xlsx", content=b"PK")
        with pytest.raises(Forbidden):
            accept(by=who, staged=one)
        with pytest.raises(Forbidden):
            preview(by=who, staged=one)
