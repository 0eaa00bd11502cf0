"""Every sheet and column of the workbook, in one table."""

import keyword
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from goodstanding.engine.standing.facts import State
from goodstanding.files.workbook import rows

Value = str | int | bool | Decimal | date | tuple[str, ...] | tuple[date, ...] | None


class Type(StrEnum):
    """What a column's cells hold; the value is the word for people."""

    TEXT = "text"
    LIST = "text, several separated by ;"
    CHOICE = "one of"
    DAY = "date"
    DAYS = "date, several separated by ;"
    CREDITS = "credits"
    MONEY = "amount of money"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `example` is the typed value of the template's example row.

    `choices` of a CHOICE are all that is allowed; of a TEXT they are only offered.
    """

    title: str
    type: Type
    note: str
    example: Value = None
    choices: tuple[str, ...] = ()
    required: bool = False

    @property
    def field(self) -> str:
        """The name of the value in the typed row."""
        name = self.title.lower().replace(" ", "_")
        return f"{name}_" if keyword.iskeyword(name) else name

    @property
    def blank(self) -> Value:
        """The value of a blank cell."""
        return () if self.type in (Type.LIST, Type.DAYS) else None


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet. `telling`: a table without a sheet name is this sheet when it has the required
    columns and one of these."""

    name: str
    note: str
    row: type[Any]
    telling: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def required(self) -> tuple[str, ...]:
        """The titles of the columns that must be there."""
        return tuple(column.title for column in self.columns if column.required)


KINDS = ("course", "online", "event", "booth", "manufacturer", "session")
STATES = tuple(state.value for state in State)
SERVICES = ("water", "drying", "mold", "fire", "odor", "contents", "carpet", "upholstery", "trauma")
WHO = "Erin Example (delete this row)"
PERSON = "The person's ID, e-mail address or exact name"
CODE = "The certification's code or another name of it, as `goodstanding rules` lists them"


def _text(title: str, note: str, example: str | None = None, **more: Any) -> Column:
    return Column(title, Type.TEXT, note, example, **more)


def _day(title: str, note: str, example: date | None = None, **more: Any) -> Column:
    return Column(title, Type.DAY, note, example, **more)


def _who(note: str = PERSON) -> Column:
    return _text("Name", note, WHO, required=True)


PEOPLE = Form(
    "People",
    "Everybody whose certifications are kept, one row each. Those who have left stay.",
    rows.PeopleRow,
    ("ID", "Email", "Branch", "Role", "Hired on"),
    (
        _who("First and last name"),
        _text("ID", "Your own number for the person; no two people share one", "EXAMPLE-1"),
        _text("Email", "E-mail address; no two people share one", "erin@company.example"),
        _text("Phone", "Telephone number"),
        _text("Branch", "The branch that the person works for", "Main"),
        _text("Role", "Technician, lead, manager …", "Technician"),
        _day("Hired on", "First day employed", date(2023, 3, 1)),
        _day("Left on", "Last day employed"),
        Column("Day cost", Type.MONEY, "What a day away from production costs", 40_000),
    ),
)

CERTIFICATIONS = Form(
    "Certifications",
    "What each person holds, one row per certification.",
    rows.CertificationRow,
    ("Issued on", "Due on", "Restored on", "Expires on", "Tracked from"),
    (
        _who(),
        _text("Certification", CODE, "WRT", required=True),
        _text("Number", "The number on the certificate", "000000"),
        _day("Issued on", "Day of issue", date(2023, 6, 1)),
        _day("Tracked from", "Day from which your records are complete; blank: the day of issue"),
        _day("Due on", "Deadline as the body's own record shows it", date(2027, 5, 31)),
        _day("Seen on", "Day on which you saw that record", date(2025, 5, 5)),
        Column("Balance", Type.CREDITS, "Credits that the record showed on that day", 350),
        Column("Restored on", Type.DAYS, "Re-tested or reinstated after a lapse", ()),
        _day("Expires on", "Date printed on a card that lives by its date"),
        _day("Ended on", "Day from which it was surrendered or revoked"),
    ),
)

CREDITS = Form(
    "Credits",
    "Continuing education, one row per person and activity.",
    rows.CreditRow,
    ("Credits", "Activity"),
    (
        _who(),
        _text("Activity", "Title of the course or event", "Example course"),
        _text("Provider", "Who held it", "Example School"),
        Column("Kind", Type.CHOICE, "Blank: course", "course", KINDS),
        _day("Started on", "First day, when it took several", date(2025, 3, 10)),
        _day("Earned on", "Last day: the day that counts", date(2025, 3, 11), required=True),
        Column("Credits", Type.CREDITS, "Hours; a booth visit may leave it blank (2)", 350),
        Column(
            "State",
            Type.CHOICE,
            "Blank: posted when “Posted on” is given, else submitted when “Submitted on” is, "
            "else earned",
            "posted",
            STATES,
        ),
        _day("Submitted on", "Day on which it was sent to the body", date(2025, 3, 14)),
        _day("Posted on", "Day on which the body put it on its record", date(2025, 4, 2)),
        _text("Body", "Blank: IICRC", "IICRC"),
        _text("Obtains", "The certification that the course was taken for or renews"),
        Column("Approved", Type.YES_NO, "By the body; blank: to be checked", True),
        _text("Evidence", "Where the certificate of completion is", "certificates/example.pdf"),
    ),
)

FEES = Form(
    "Fees",
    "Payments that keep a person registered with a body.",
    rows.FeeRow,
    ("Body", "Paid on"),
    (
        _who(),
        _text("Body", "Blank: IICRC", "IICRC"),
        _day("Paid on", "Blank: without a gap after the payment before", date(2025, 1, 6)),
        _day("Paid through", "Last day paid for", date(2030, 12, 31), required=True),
    ),
)

OFFERINGS = Form(
    "Offerings",
    "What people could attend; without dates it is online.",
    rows.OfferingRow,
    ("Starts on", "Price", "Seats", "Credits"),
    (
        _text("Title", "What it is called", "Example class (delete this row)", required=True),
        _text("Provider", "Who holds it", "Example School"),
        Column("Kind", Type.CHOICE, "Blank: course", "course", KINDS),
        _day("Starts on", "First day; blank: online, at any time", date(2027, 2, 8)),
        _day("Ends on", "Last day; blank: the first", date(2027, 2, 9)),
        Column("Credits", Type.CREDITS, "Hours; blank: not known, counts nothing", 700),
        Column("Price", Type.MONEY, "Per person", 45_000),
        Column("Travel", Type.MONEY, "Per person", 20_000),
        Column("Seats", Type.WHOLE, "Places for your people; blank: no limit", 4),
        Column("Production days", Type.NUMBER, "Blank: worked out from kind and dates"),
        _text("City", "Where it takes place", "Reno"),
        _text("Body", "Blank: IICRC", "IICRC"),
        Column("Approved", Type.YES_NO, "By the body; only yes counts in a plan", True),
        Column("Requires", Type.LIST, "Certifications that an attendant must hold", ()),
        _text("Obtains", "The certification that it is taken for"),
    ),
)

DAYS_OFF = Form(
    "Days off",
    "Holidays, leave and busy seasons.",
    rows.DayOffRow,
    ("To",),
    (
        _text("Name", f"{PERSON}; blank: everyone", WHO),
        _day("From", "First day", date(2027, 7, 5), required=True),
        _day("To", "Last day; blank: the first", date(2027, 7, 9)),
        Column("Kind", Type.CHOICE, "Blank: off", "off", ("off", "busy")),
        _text("Why", "Holiday, leave, freeze-ups …", "leave"),
    ),
)

ENROLMENTS = Form(
    "Enrolments",
    "Places that people have in offerings.",
    rows.EnrolmentRow,
    ("On", "State", "Locked"),
    (
        _who(),
        _text(
            "Offering", "Title of the offering", "Example class (delete this row)", required=True
        ),
        _day("On", "First day, or the day by which an online course is done", date(2027, 2, 8)),
        _text("State", "A cancelled row is ignored", "booked", choices=("booked", "cancelled")),
        Column("Locked", Type.YES_NO, "Yes: it stands whatever is planned", False),
    ),
)

RULES = Form(
    "Rules",
    "Settings of the planner.",
    rows.RuleRow,
    (),
    (
        _text(
            "Setting",
            "max_out, on_duty, budget, margin … or “service NAME”",
            "max_out",
            required=True,
        ),
        _text("Value", "Its value", "20%", required=True),
    ),
)

JOBS = Form(
    "Jobs",
    "Work that was done, to find days without the certification that it needs.",
    rows.JobRow,
    ("Job", "Crew", "Client"),
    (
        _text("Job", "Number or name of the job", "EXAMPLE-1 (delete this row)"),
        _text("Service", "What was done", "water", choices=SERVICES, required=True),
        _text("Client", "For whom", "Example client"),
        _text("Program", "TPA or carrier program", "Example program"),
        _day("Starts on", "First day", date(2025, 5, 5), required=True),
        _day("Ends on", "Last day; blank: the first", date(2025, 5, 7)),
        Column("Crew", Type.LIST, "IDs, e-mail addresses or exact names", (WHO,)),
        Column("Amount", Type.MONEY, "What was invoiced", 250_000),
    ),
)

OBSERVATIONS = Form(
    "Observations",
    "What the body's record showed on other days than the one in Certifications, one row per look.",
    rows.ObservationRow,
    ("Which",),
    (
        _who(),
        _text("Certification", CODE, "WRT", required=True),
        _text("Number", "The number on the certificate, when the person holds it twice", "000000"),
        Column(
            "Which",
            Type.WHOLE,
            "Still several: 1 for the first of their rows in Certifications, 2 for the second",
        ),
        _day("Due on", "Deadline as the body's own record showed it", date(2027, 5, 31)),
        _day("Seen on", "Day on which you saw that record", date(2024, 5, 6)),
        Column("Balance", Type.CREDITS, "Credits that the record showed on that day", 0),
    ),
)

FORMS = (
    PEOPLE,
    CERTIFICATIONS,
    CREDITS,
    FEES,
    OFFERINGS,
    DAYS_OFF,
    ENROLMENTS,
    RULES,
    JOBS,
    OBSERVATIONS,
)
