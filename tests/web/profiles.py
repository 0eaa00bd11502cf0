"""The page on which the bodies' records are typed in for the whole team."""

from typing import Any

from goodstanding.records.models import Fact, Organisation, Person
from goodstanding.web.forms.profiles import row_key

URL = "/profiles/"


def row(who: Person, body: str = "IICRC") -> str:
    """The key of a person's row."""
    return row_key(who.pk, body)


def seen(organisation: Organisation) -> list[tuple[str, str, Any]]:
    """What was seen, by person and certification."""
    facts = Fact.objects.of(organisation).filter(superseded_seq=None)
    codes = {one.key: one.states["certification"] for one in facts.filter(kind="credential")}
    rows = facts.filter(kind="observation").select_related("person").order_by("place")
    return [(one.person.name, codes[one.credential], one.states) for one in rows]


def states(deadline: str | None, balance: int | None, seen_on: str = "2026-11-22") -> Any:
    return {"seen_on": seen_on, "deadline": deadline, "balance": balance}
