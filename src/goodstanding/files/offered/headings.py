"""The row of headings in a company's own list of classes, and what each of its columns is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goodstanding.engine.folding import fold
from goodstanding.files.tables import Cell
from goodstanding.files.workbook.schema import OFFERINGS

LOOK_FOR_HEADINGS = 20
"""Rows from the top in which the headings are looked for: above them stand titles and notes."""

_WORDS = {
    "title": "title|course|course title|course name|class|class name|class title|event|event name|"
    "training|training title|workshop|seminar|webinar|session|conference|training program|topic|"
    "offering|course or event|class event",
    "provider": "provider|school|vendor|host|hosted by|organizer|organiser|company|"
    "training provider|offered by|sponsor|institute|academy|held by|manufacturer|approved school",
    "days": "date|dates|when|day|scheduled|scheduled for|schedule",
    "first": "start|starts|start date|starts on|begin|begins|begins on|from|first day|date from",
    "last": "end|ends|end date|ends on|finish|finishes|to|until|through|last day|date to",
    "length": "days|duration|length|no of days|number of days|of days",
    "credits": "credit|credits|cec|cecs|iicrc cecs|iicrc cec|ce credits|cec credits|cec hours|"
    "credit hours|ce hours|cecs available|iicrc credits|cec value|of cecs",
    "hours": "hours|hrs|contact hours",
    "units": "ceu|ceus|iicrc ceus|ceu credits",
    "price": "price|cost|fee|fees|tuition|registration|registration fee|price per person|"
    "cost per person|cost per student|rate|investment|amount",
    "travel": "travel|travel cost|travel costs|travel and hotel|travel hotel|travel estimate",
    "seats": "seats|seats left|seats available|available seats|spots|spots left|spots available|"
    "open seats|open spots|places|places left|spaces|spaces left|availability|seats for us|"
    "openings|capacity|max",
    "kind": "format|kind|type|delivery|delivery method|mode|method|online live|live online|"
    "modality|how",
    "city": "location|city|where|venue|place|city state|site",
    "approved": "approved|iicrc approved|approved by iicrc|approved by|approval|iicrc approval|"
    "cec approved|approved for cecs|iicrc",
    "obtains": "certification|certification obtained|certification earned|obtains|leads to|"
    "certification awarded|cert|cert obtained|designation|credential|iicrc certification",
    "requires": "prerequisite|prerequisites|prereq|prereqs|pre req|requires|required certification|"
    "required|must hold",
    "body": "body|certifying body|credited by",
    "production": "production days|days lost|production days lost|days out|days away",
    "status": "status|state",
    "person": "name|employee|employee name|technician|technician name|tech|tech name|student|"
    "student name|attendee|attendees|person|participant|participants|staff|staff member|"
    "team member|first name|last name|full name|who|who is going|assigned to|attending|"
    "attended by|registered|enrolled|employee id|learner|member",
    "earned": "earned|earned on|date earned|completed|completed on|date completed|completion date|"
    "date of completion|hours earned|credits earned|cecs earned|posted|posted on|date posted|"
    "score|grade|certificate number|certificate no|cert number|attended|attended on|"
    "date attended",
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split("|")}
_TELLING = {"days", "first", "price", "seats", "kind"}
COLUMNS = {
    "title": "Title", "provider": "Provider", "days": "Starts on", "first": "Starts on",
    "last": "Ends on", "length": "Ends on", "credits": "Credits", "price": "Price",
    "travel": "Travel", "seats": "Seats", "kind": "Kind", "city": "City", "approved": "Approved",
    "obtains": "Obtains", "requires": "Requires", "body": "Body", "production": "Production days",
}  # fmt: skip
"""The workbook's columns for the roles that have one."""
_PEOPLE = re.compile(
    r"\b(?:names?|technicians?|techs?|employees?|students?|attendees?|attendants?|who|persons?"
    r"|people|staff|members?|crew|registrants?)\b"
)
_OTHERS = re.compile(r"instructor|teacher|trainer|speaker|contact|hotel")
_PREFIX = re.compile(r"(?:course|class|event|training|workshop|session) (?=.)")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings stand (`row` from 0), what they are, and which are not understood.

    `people` names the heading that makes the sheet a log of what somebody earned.
    """

    row: int
    places: dict[str, int]
    titles: dict[str, str]
    unknown: dict[int, str]
    people: str | None


def found(rows: Sequence[Sequence[Cell]]) -> Headings | None:
    """The headings of a list of classes, if there are any near the top of a sheet."""
    some = (_of(number, row) for number, row in enumerate(rows[:LOOK_FOR_HEADINGS]))
    return next((one for one in some if one), None)


def is_own(row: Sequence[Cell]) -> bool:
    """Whether headings that the workbook's form would accept are in somebody's own words after all.

    Without “Starts on” the form takes every class for one online at any time; so it must not be
    asked about “Title, Dates, Price”.
    """
    told = [cell for cell in row if isinstance(cell, str)]
    ours = {fold(column.title) for column in OFFERINGS.columns}
    if any(fold(title) == "starts on" for title in told):
        return False
    return any(role_of(title) and fold(title) not in ours for title in told)


def role_of(title: str) -> str | None:
    """What a heading means."""
    if title.endswith("?") and role_of(title.rstrip("? ")) in ("credits", "hours", "units"):
        return "approved"  # “CEC?” asks whether it counts, not how much
    plain = re.sub(r"\([^)]*\)", " ", title.casefold())
    word = " ".join(re.sub(r"[^a-z]+", " ", plain).split())
    role = _ROLES.get(word) or _ROLES.get(_PREFIX.sub("", word, count=1))
    if role is None and _PEOPLE.search(word) and not _OTHERS.search(word):
        return "person"
    return role


def _of(number: int, row: Sequence[Cell]) -> Headings | None:
    places: dict[str, int] = {}
    titles: dict[str, str] = {}
    unknown: dict[int, str] = {}
    for place, cell in enumerate(row):
        title = " ".join(cell.split()) if isinstance(cell, str) else ""
        role = role_of(title)
        if role and role not in places:
            places[role], titles[role] = place, title
        elif title:
            unknown[place] = title
    if not {"days", "first"} & places.keys() and "length" in places:
        places["days"], titles["days"] = places.pop("length"), titles.pop("length")
    if "title" not in places or not _TELLING & places.keys():
        return None
    people = titles.get("person") or titles.get("earned")
    return Headings(number, places, titles, unknown, people)
