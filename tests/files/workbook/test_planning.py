"""What a workbook says for a plan, and every sentence about what is wrong with it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from files.cast import CATALOGUE, ON, xlsx
from goodstanding.engine.planning.given import Booking, DayOff, Employee, Offering
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.settings import MostOut, Settings
from goodstanding.files.workbook.planned import with_plan
from goodstanding.files.workbook.planning import read_planning
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.writing import write_workbook

PEOPLE = [
    ["Name", "ID", "Branch", "Hired on", "Left on"],
    ["Maria Lopez", "1", "Reno", date(2020, 1, 1), None],
    ["Omar Haddad", "2", "Reno", None, date(2027, 6, 30)],
]
OFFERING = ["Title", "Kind", "Starts on", "Ends on", "Credits", "Price", "Travel", "Seats"]
MORE = [*OFFERING, "Production days", "Body", "Approved", "Requires", "Obtains"]
COURSE = ["Course", None, date(2027, 2, 1), date(2027, 2, 2), 14, 450, 200.5, 4]
ONLINE = ["Online", "online", None, None, 6, 0, 0, None]


@pytest.fixture
def read(tmp_path):
    def reading(year=2027, **sheets):
        path = xlsx(tmp_path / "team.xlsx", **{"People": PEOPLE, **sheets})
        return read_planning(path, CATALOGUE, ON, year)

    return reading


def said(found):
    known = [p for p in found.problems if p.problem != NO_OFFERINGS]
    return [(p.sheet, p.row, p.column, p.problem, p.severity) for p in known]


NO_OFFERINGS = "There are no offerings to plan with: fill in the sheet Offerings."


def test_a_workbook_without_offerings(read):
    assert [(p.sheet, p.problem) for p in read().problems] == [("Offerings", NO_OFFERINGS)]


def test_a_whole_workbook(read):
    found = read(
        Certifications=[["Name", "Certification", "Issued on"], ["1", "WRT", date(2023, 4, 1)]],
        Offerings=[
            MORE,
            [*COURSE, 1.5, "iicrc", "yes", "WRT; asd", "MWR"],
            [*ONLINE, None, None, None, None, None],
        ],
        Days_off=[
            ["Name", "From", "To", "Kind"],
            [None, date(2027, 7, 5), None, None],
            ["Maria Lopez", date(2027, 1, 4), date(2027, 1, 8), "busy"],
        ],
        Enrolments=[
            ["Name", "Offering", "On", "State", "Locked"],
            ["1", "course", None, None, "yes"],
            ["2", "Online", date(2027, 3, 1), "booked", "yes"],
            ["2", "Course", None, "Cancelled", "yes"],
            ["2", "Course", None, None, "no"],
        ],
        Rules=[["Setting", "Value"], ["max_out", "3"], ["service drying", "WRT"]],
    )
    given = found.given
    assert said(found) == []
    assert given.people == (
        Employee("Maria Lopez", given.people[0].facts, "1", "Reno", hired_on=date(2020, 1, 1)),
        Employee("Omar Haddad", given.people[1].facts, "2", "Reno", left_on=date(2027, 6, 30)),
    )
    assert given.offerings == (
        Offering(
            "Course", 2, "course", date(2027, 2, 1), date(2027, 2, 2), 1400, 45_000, 20_050, 4,
            Decimal("1.5"), "IICRC", True, ("WRT", "ASD"), "MWR",
        ),
        Offering("Online", 3, "online", None, None, 600, 0, 0, approved=False),
    )  # fmt: skip
    assert given.days_off == (
        DayOff(None, date(2027, 7, 5), date(2027, 7, 5)),
        DayOff(0, date(2027, 1, 4), date(2027, 1, 8), True),
    )
    assert given.bookings == (Booking(0, 0), Booking(1, 1, date(2027, 3, 1)))
    assert given.settings == Settings(max_out=MostOut(None, 3))
    assert given.services == {"water": "WRT", "drying": "WRT"}
    assert found.credential_rows == {(0, 0): 2}


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (["A", None, date(2027, 2, 2), date(2027, 2, 1)], "Ends on", (
            "2027-02-01 is before “Starts on”: correct one of the two."
        )),
        (["A", None, None, date(2027, 2, 1)], "Starts on", (
            "Starts on is missing: fill it in, or clear “Ends on” if it is online."
        )),
        (["A", None, None, None, 1, 1, 1, -1], "Seats", (
            "“-1” is not a whole number: write one, such as 12."
        )),
        ([*ONLINE, None, "XYZ"], "Body", (
            "“XYZ” is no body of the catalogue; known are IICRC, OSHA."
        )),
        ([*ONLINE, None, None, None, "XYZ"], "Requires", (
            "“XYZ” is no certification of the catalogue: see `goodstanding rules`."
        )),
        ([*ONLINE, None, None, None, None, "XYZ"], "Obtains", (
            "“XYZ” is no certification of the catalogue: see `goodstanding rules`."
        )),
    ],
)  # fmt: skip
def test_an_offering_that_cannot_be(read, row, column, text):
    found = read(Offerings=[MORE, row])
    assert found.given.offerings == ()
    assert said(found) == [("Offerings", 2, column, f"{text} The row is left out.", "error")]


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        ([*ONLINE[:5], None, None], "Price", "Price and Travel: not known, counted as 0."),
        ([*ONLINE[:6], None], "Travel", "Travel: not known, counted as 0."),
        ([*ONLINE[:4], None, 0, 0], "Credits", "Credits are not known: it counts nothing."),
        (["A", None, ON, None, 1, 0, 0], "Starts on", (
            "22 November 2026 is not after 22 November 2026: nobody can be planned for it."
        )),
        (["A", None, date(2027, 12, 31), date(2028, 1, 1), 1, 0, 0], "Starts on", (
            "It does not lie within 2027: nobody can be planned for it."
        )),
    ],
)  # fmt: skip
def test_an_offering_to_look_at(read, row, column, text):
    found = read(Offerings=[OFFERING, row])
    assert len(found.given.offerings) == 1
    assert said(found) == [("Offerings", 2, column, text, "warning")]


def test_a_booth_visit_needs_no_credits(read):
    found = read(Offerings=[OFFERING, ["A", "booth", date(2027, 2, 1), None, None, 0, 0]])
    assert (said(found), found.given.offerings[0].worth) == ([], 0)


def test_four_hundred_offerings_on_one_day(read):
    rows = [[f"Course {n}", *COURSE[1:]] for n in range(400)]
    found = read(Offerings=[OFFERING, *rows])
    text = "400 offerings begin on 1 February 2027: all are planned with; please check their dates."
    assert said(found) == [("Offerings", None, "Starts on", text, "warning")]
    assert len(found.given.offerings) == 400


def test_a_row_that_repeats_another_is_read_once(read):
    found = read(Offerings=[OFFERING, ONLINE, ONLINE])
    assert len(found.given.offerings) == 1
    assert [p.problem for p in found.problems] == [
        "This row repeats row 2 wholly: it is read once."
    ]


def test_days_off_that_cannot_be(read):
    found = read(Days_off=[["Name", "From", "To"], ["Nobody", date(2027, 1, 2), date(2027, 1, 1)]])
    assert found.given.days_off == ()
    assert said(found) == [
        ("Days off", 2, "Name", (
            "There is no person “Nobody” in the sheet People: correct the name, or add the person "
            "there. The row is left out."
        ), "error"),
        ("Days off", 2, "To", (
            "2027-01-01 is before “From”: correct one of the two. The row is left out."
        ), "error"),
    ]  # fmt: skip


TWICE = [
    OFFERING,
    COURSE,
    ["Course", None, date(2027, 5, 3), None, 14, 1, 0],
    ["Course", "online", None, None, 14, 1, 0],
]


@pytest.mark.parametrize(
    ("on", "place"), [(date(2027, 2, 1), 0), (date(2027, 5, 3), 1), (date(2027, 6, 1), 2)]
)
def test_where_titles_repeat_the_day_says_which_is_meant(read, on, place):
    rows = [["Name", "Offering", "On", "Locked"], ["1", "Course", on, "yes"]]
    (booking,) = read(Offerings=TWICE, Enrolments=rows).given.bookings
    assert booking == Booking(0, place, on if place == 2 else None)


@pytest.mark.parametrize(
    ("offerings", "on", "text"),
    [
        (TWICE, None, (
            "“Course” stands 3 times in the sheet Offerings: write the first day of the one meant "
            "in “On”, and give those that begin on one day or are online different titles."
        )),
        (TWICE[:3], date(2027, 6, 1), (
            "No offering “Course” of the sheet Offerings begins on 1 June 2027."
        )),
        (TWICE[:1], None, "There is no offering “Course” in the sheet Offerings."),
    ],
)  # fmt: skip
def test_a_locked_row_that_matches_nothing(read, offerings, on, text):
    rows = [["Name", "Offering", "On", "Locked"], ["1", "Course", on, "yes"]]
    found = read(Offerings=offerings, Enrolments=rows)
    assert found.given.bookings == ()
    assert said(found) == [("Enrolments", 2, "Offering", f"{text} The row is left out.", "error")]


def test_what_is_to_be_said_of_locked_rows(read):
    rows = [
        ["Name", "Offering", "On", "Locked"],
        ["1", "Course", date(2027, 3, 3), "yes"],
        ["1", "Course", None, "yes"],
        ["Nobody", "Course", None, "yes"],
    ]
    found = read(Offerings=[OFFERING, COURSE], Enrolments=rows)
    assert found.given.bookings == (Booking(0, 0),)
    assert [(p.row, p.column, p.problem, p.severity) for p in found.problems] == [
        (2, "On", "“Course” begins on 1 February 2027: that counts.", "warning"),
        (3, "Offering", "It is booked in row 2 already. The row is left out.", "error"),
        (4, "Name", (
            "There is no person “Nobody” in the sheet People: correct the name, or add the person "
            "there. The row is left out."
        ), "error"),
    ]  # fmt: skip


@pytest.mark.parametrize("state", ["planned", "void"])
def test_what_stands_in_the_credits_as_well_counts_once(read, state):
    found = read(
        Offerings=[OFFERING, COURSE, ONLINE],
        Enrolments=[["Name", "Offering", "Locked"], ["1", "Course", "yes"], ["1", "Online", "yes"]],
        Credits=[
            ["Name", "Activity", "Earned on", "Credits", "State"],
            ["1", "COURSE", date(2027, 2, 2), 14, state],
            ["1", "Online", date(2027, 3, 1), 6, state],
        ],
    )
    text = "It stands in the sheet Credits as well: it counts once, as that credit."
    if state == "void":
        assert (found.given.bookings, said(found)) == ((Booking(0, 0), Booking(0, 1)), [])
        return
    assert (found.given.bookings, found.given.in_credits) == ((), {(0, 0), (0, 1)})
    assert said(found) == [("Enrolments", row, "Offering", text, "warning") for row in (2, 3)]


def test_people_without_a_branch(read):
    text = "has no branch: the people without one are planned as one more branch."
    people = [*PEOPLE, ["Ann Reed", "3", None]]
    assert said(read(People=people)) == [("People", 4, "Branch", f"“Ann Reed” {text}", "warning")]
    nobody = "Nobody has a branch: all are planned as one."
    assert said(read(People=[["Name", "ID"], ["Ann Reed", "3"]])) == [
        ("People", None, "Branch", nobody, "warning")
    ]


def test_a_person_who_is_only_named_elsewhere(tmp_path):
    path = xlsx(
        tmp_path / "team.xlsx",
        People=[*PEOPLE, ["Ann Reed", "3", None, "soon"]],
        Certifications=[["Name", "Certification", "Issued on"], ["3", "WRT", date(2023, 4, 1)]],
    )
    found = read_planning(path, CATALOGUE, ON, 2027)
    assert [p.problem for p in found.problems if p.column == "Branch"] == [
        "“Ann Reed” has no branch: the people without one are planned as one more branch."
    ]


def test_settings_that_cannot_be(read):
    found = read(Rules=[["Setting", "Value"], ["max_out", "lots"]])
    assert found.given.settings.max_out.share == Fraction(1, 5)
    assert said(found) == [
        ("Rules", 2, "Value", (
            "“lots” is no value for max_out: write a share, such as 20%, or a number of people, "
            "such as 3. The row is left out."
        ), "error")
    ]  # fmt: skip


def test_a_plan_in_a_workbook_is_read_again_as_booked(read, tmp_path):
    rows = [
        ["Name", "Offering", "On", "State", "Locked", "Hotel"],
        ["1", "Course", None, None, "yes", "Inn"],
        ["2", "Course", None, "cancelled", None, None],
    ]
    found = read(Offerings=[OFFERING, COURSE, ONLINE], Enrolments=rows)
    plan = [Enrolment(0, 0, date(2027, 2, 1), True), Enrolment(1, 1, date(2027, 3, 1))]
    path = tmp_path / "plan.xlsx"
    write_workbook(with_plan(found.workbook, found.given, plan), path)
    again = read_workbook(path)
    assert [tuple(line.values) for line in again.enrolments.lines] == [
        ("2", "Course", None, "cancelled", None),
        ("1", "Course", date(2027, 2, 1), "booked", True),
        ("2", "Online", date(2027, 3, 1), "proposed", False),
    ]
    assert read_planning(path, CATALOGUE, ON, 2027).given.bookings == found.given.bookings
