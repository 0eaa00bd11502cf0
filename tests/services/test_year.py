"""What a workbook says of a year comes in, goes out as it came, and is taken back."""

from pathlib import Path
from typing import Any

import pytest

import company as cast
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.models import (
    DayOff,
    Enrolment,
    Import,
    KeptSheet,
    Offering,
    Organisation,
    Person,
    PlanningSetting,
)
from goodstanding.services import kept
from goodstanding.services.access import Actor
from goodstanding.services.enrolments import Place, PlaceDetails, change_enrolment, enrol
from goodstanding.services.exports import workbook_of
from goodstanding.services.imports import accept, preview, stage, summary
from goodstanding.services.merging import merge
from goodstanding.services.offerings import change_offering
from goodstanding.services.undoing import preview as undo_preview
from goodstanding.services.undoing import undo
from goodstanding.services.unmerging import undo as take_back
from services.recorded import sound
from services.test_imports import TODAY, Sheets, file_with

pytestmark = pytest.mark.django_db

YEAR: Sheets = {
    "People": [["Name", "ID"], ["Maria Lopez", "17"], ["Sam Ng", "18"]],
    "Offerings": [
        [
            *("Title", "Kind", "Starts on", "Ends on", "Credits", "Price", "Seats"),
            *("Production days", "Body", "Approved", "Requires", "Bus"),
        ],
        [
            *("Class", "course", "2027-02-08", "2027-02-09", 7.5, 450.5, 4),
            *(1.25, "IICRC", "yes", "WRT; ASD", "yes"),
        ],
        ["Class", None, "2027-03-08", None, None, None, None, None, None, "no", None, None],
        ["Online", "online", None, None, 2, 0, None, None, None, None, None, 3],
    ],
    "Days off": [
        ["Name", "From", "To", "Kind", "Why"],
        ["17", "2027-07-05", "2027-07-09", "off", "leave"],
        [None, "2027-12-24", None, None, None],
        [None, "2027-01-04", "2027-02-12", "busy", "freeze-ups"],
    ],
    "Enrolments": [
        ["Name", "Offering", "On", "State", "Locked"],
        ["17", "Class", "2027-02-08", "booked", "yes"],
        ["18", "Class", "2027-03-08", "cancelled", None],
        ["18", "Online", "2027-05-03", "waits for an answer", "no"],
    ],
    "Rules": [
        ["Setting", "Value"],
        ["max_out", "20%"],
        ["service water", "WRT"],
        ["tea", "green"],
    ],
}
SHEETS = ("Offerings", "Days off", "Enrolments", "Rules")
NOTHING: dict[str, list[Any]] = {name: [] for name in SHEETS}


@pytest.fixture
def by() -> Actor:
    return cast.actor(cast.company())


def staged(by: Actor, folder: Path, sheets: Sheets) -> Import:
    return stage(by=by, name="y.xlsx", content=Path(file_with(folder, sheets)).read_bytes())


def take(by: Actor, folder: Path, sheets: Sheets) -> Import:
    """Import a workbook; the import as it is then."""
    one = staged(by, folder, sheets)
    accept(by=by, staged=one)
    found: Import = Import.objects.of(by.organisation).get(pk=one.pk)
    return found


def rows(organisation: Organisation) -> dict[str, list[Any]]:
    """Every row of the year."""
    models = (Offering, DayOff, Enrolment, PlanningSetting)
    return {
        name: list(model.objects.of(organisation).order_by("pk").values())
        for name, model in zip(SHEETS, models, strict=True)
    }


def test_it_goes_out_as_it_came(by: Actor, tmp_path: Path) -> None:
    take(by, tmp_path, YEAR)
    came = read_workbook(Path(file_with(tmp_path, YEAR)))
    out = workbook_of(by.organisation, TODAY)
    assert {name: out.table(name) for name in SHEETS} == {name: came.table(name) for name in SHEETS}
    write_workbook(out, tmp_path / "out.xlsx")
    assert read_workbook(tmp_path / "out.xlsx") == out
    kept_sheets = KeptSheet.objects.of(by.organisation).values_list("name", "rows")
    assert list(kept_sheets) == [("Offerings", [["Bus"]])]


def test_the_same_again_is_no_change(by: Actor, tmp_path: Path) -> None:
    first = preview(by=by, staged=staged(by, tmp_path, YEAR)).plan
    assert summary(first) == (
        "2 new people, 3 new offerings, 3 new rows of days off, 3 new places in offerings and "
        "3 new settings of the planner"
    )
    assert [[row.words for row in found.new] for found in first.shown_year] == [
        ["Class, 8 February 2027", "Class, 8 March 2027", "Online (online)"],
        [
            "the days off of Maria Lopez, 5 July 2027 to 9 July 2027",
            "the days off of everybody, 24 December 2027",
            "the busy days of everybody, 4 January 2027 to 12 February 2027",
        ],
        [
            "Maria Lopez in Class, 8 February 2027",
            "Sam Ng in Class, 8 March 2027",
            "Sam Ng in Online (online)",
        ],
        ["Most people out: 20%", "service water: WRT", "tea: green"],
    ]
    take(by, tmp_path, YEAR)
    assert preview(by=by, staged=staged(by, tmp_path, YEAR)).plan.is_empty
    named = {"Enrolments": [YEAR["Enrolments"][0], ["maria LOPEZ", "CLASS", "2027-02-08"]]}
    assert preview(by=by, staged=staged(by, tmp_path, named)).plan.is_empty


def test_a_row_says_more_of_the_one_on_record(by: Actor, tmp_path: Path) -> None:
    take(by, tmp_path, YEAR)
    before = rows(by.organisation)
    more: Sheets = {
        "Offerings": [["Title", "Starts on", "Seats", "City"], ["class", "2027-02-08", 9, None]],
        "Rules": [["Setting", "Value"], ["Max out", "3"]],
    }
    one = take(by, tmp_path, more)
    now = rows(by.organisation)
    assert (now["Offerings"][0]["seats"], now["Offerings"][0]["amount"]) == (9, 750)
    assert [row["value"] for row in now["Rules"]] == ["3", "WRT", "green"]
    undo(by=by, staged=one)
    assert rows(by.organisation) == before


def test_undoing_takes_all_of_it_back(by: Actor, tmp_path: Path) -> None:
    one = take(by, tmp_path, YEAR)
    found = undo_preview(by=by, staged=one)
    assert "12 rows of the year go" in found.counted
    undo(by=by, staged=one)
    assert rows(by.organisation) == NOTHING
    assert not KeptSheet.objects.of(by.organisation).exists()
    assert sound(by.organisation, by)


def test_what_was_changed_since_stays_and_is_named(by: Actor, tmp_path: Path) -> None:
    maria = cast.person(by, number="17")
    cast.person(by, "Sam Ng", number="18")
    one = take(by, tmp_path, YEAR)
    first, second, online = Offering.objects.of(by.organisation).order_by("pk")
    details = cast.offering_details(title="Online", starts_on=None, ends_on=None)
    change_offering(by=by, offering=online, details=details)
    enrol(by=by, offering=second, people=[maria], details=PlaceDetails())
    place = Enrolment.objects.of(by.organisation).get(offering=first)
    change_enrolment(by=by, enrolment=place, details=PlaceDetails(Place.CANCELLED))
    undo(by=by, staged=one)
    left = rows(by.organisation)
    assert [row["id"] for row in left["Offerings"]] == [first.pk, second.pk, online.pk]
    assert [(row["person_id"], row["offering_id"]) for row in left["Enrolments"]] == [
        (maria.pk, first.pk),
        (maria.pk, second.pk),
    ]
    assert left["Days off"] == left["Rules"] == []


def test_who_came_with_it_and_has_a_place_since_stays(by: Actor, tmp_path: Path) -> None:
    one = take(by, tmp_path, YEAR)
    _, sam = Person.objects.of(by.organisation).order_by("number")
    enrol(by=by, offering=cast.offering(by), people=[sam], details=PlaceDetails())
    undo(by=by, staged=one)
    assert list(Person.objects.of(by.organisation)) == [sam]


def test_rows_with_a_mistake_are_left_out_and_named(by: Actor, tmp_path: Path) -> None:
    wrong: Sheets = {
        "People": YEAR["People"],
        "Offerings": [
            ["Title", "Starts on", "Ends on", "Body", "Requires"],
            ["Backwards", "2027-02-09", "2027-02-08", None, None],
            ["Nobody's", None, None, "NOBODY", "XQZ"],
            ["Class", "2027-02-08", None, None, None],
            ["Class", "2027-03-08", None, None, None],
        ],
        "Days off": [
            ["Name", "From", "To"],
            ["99", "2027-07-05", None],
            [None, "2027-07-05", "2027-07-04"],
        ],
        "Enrolments": [
            ["Name", "Offering", "On"],
            ["17", "Nothing", None],
            ["99", "Class", "2027-02-08"],
            ["18", "Class", None],
        ],
    }
    plan = preview(by=by, staged=staged(by, tmp_path, wrong)).plan
    found = [(one.sheet, one.row, one.column) for one in plan.errors if one.sheet in SHEETS]
    assert sorted(found) == [
        ("Days off", 2, "Name"),
        ("Days off", 3, "To"),
        ("Enrolments", 2, "Offering"),
        ("Enrolments", 3, "Name"),
        ("Enrolments", 4, "Offering"),
        ("Offerings", 2, "Ends on"),
        ("Offerings", 3, "Body"),
        ("Offerings", 3, "Requires"),
    ]
    assert summary(plan) == "2 new people and 2 new offerings"


def test_a_sheet_that_was_kept_whole_is_taken_over(by: Actor, tmp_path: Path) -> None:
    came = read_workbook(Path(file_with(tmp_path, YEAR)))
    cells = [[*YEAR["Rules"][0], "Who"], ["margin", "2", "Ann"]]
    KeptSheet.every.create(organisation=by.organisation, name="Rules", rows=kept.sheet_rows(cells))
    out = workbook_of(by.organisation, TODAY)
    assert [line.values for line in out.rules.lines] == [("margin", "2")]
    assert out.rules.extra_titles == ("Who",)
    one = take(by, tmp_path, YEAR)
    out = workbook_of(by.organisation, TODAY)
    values = [line.values for line in out.rules.lines]
    assert values == [("margin", "2"), *(line.values for line in came.rules.lines)]
    assert (out.rules.extra_titles, out.rules.lines[0].extras) == (("Who",), ((0, "Ann"),))
    undo(by=by, staged=one)
    assert KeptSheet.objects.of(by.organisation).get().rows == cells


def test_two_who_are_one_share_places_and_days(by: Actor, tmp_path: Path) -> None:
    take(by, tmp_path, YEAR)
    before = rows(by.organisation)
    maria, sam = Person.objects.of(by.organisation).order_by("number")
    done = merge(by=by, keep=sam, away=maria)
    assert {row["person_id"] for row in rows(by.organisation)["Enrolments"]} == {sam.pk}
    take_back(by=by, merge=done)
    assert rows(by.organisation) == before
