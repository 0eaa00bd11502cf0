"""Who held what on a day, as it is known now: for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goodstanding.engine.days import before
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Head, Organisation, Person
from goodstanding.records.standings import judged, urgency

MOST = 1_000
"""So many people are put on paper at once; a larger company chooses a branch."""


@dataclass(frozen=True, slots=True)
class Held:
    """A credential on the day. `until`: the last day on which it is good, None: for ever or not
    known; `seen`: somebody typed in what the body's record or the card shows."""

    certification: str
    name: str
    number: str
    issued_on: date | None
    state: Condition
    reason: str
    until: date | None
    seen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on the roster."""

    name: str
    number: str
    role: str
    branch: str
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who worked here on the day; `seq` is how much was known. `too_many`: more than
    can be put on paper at once, so nobody is."""

    people: tuple[Listed, ...]
    seq: int
    too_many: int


def roster(organisation: Organisation, on: date, branch: int | None = None) -> Roster:
    """Who worked here on a day and held what."""
    there = Person.objects.of(organisation).filter(
        Q(left_on=None) | Q(left_on__gte=on), Q(hired_on=None) | Q(hired_on__lte=on)
    )
    if branch is not None:
        there = there.filter(branch=branch)
    seq = Head.objects.filter(organisation=organisation).values_list("seq", flat=True).first()
    people = list(there.select_related("branch").order_by("name", "pk")[: MOST + 1])
    if len(people) > MOST:
        return Roster((), seq or 0, there.count())
    return Roster(_listed(organisation, people, on), seq or 0, 0)


def _listed(organisation: Organisation, people: Sequence[Person], on: date) -> tuple[Listed, ...]:
    catalogue = catalogue_of(organisation)
    fresh = judged(organisation, [person.pk for person in people], on, catalogue)
    listed = []
    for person in people:
        one = fresh[person.pk]
        pairs = sorted(
            zip(one.record.credentials, one.answers, strict=True),
            key=lambda pair: (pair[1].certification, urgency(pair[1])),
        )
        held = tuple(
            _held(
                answer,
                catalogue.certifications[answer.certification].name,
                fact.texts.get("number") or "",
                fact.states["issued_on"],
            )
            for fact, answer in pairs
            if answer.state is not Condition.NOT_YET_ISSUED
        )
        branch = person.branch.name if person.branch else ""
        listed.append(Listed(person.name, person.number, person.role, branch, held))
    return tuple(listed)


def _held(answer: Answer, name: str, number: str, issued_on: str | None) -> Held:
    current = answer.state is Condition.CURRENT
    return Held(
        certification=answer.certification,
        name=name,
        number=number,
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        state=answer.state,
        reason=answer.reason.value if answer.reason else "",
        until=before(answer.lapses_on) if current and answer.lapses_on else None,
        seen=not answer.estimated,
    )
