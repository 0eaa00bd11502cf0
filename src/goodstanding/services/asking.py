"""What Today asks about beside the labels: planned days that have passed, fees that run out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.asked import did_it_happen, fee_due, fee_runs_out, passed
from goodstanding.engine.standing.facts import Credit
from goodstanding.engine.standing.judge import DUE_SOON_DAYS
from goodstanding.engine.standing.together import Said
from goodstanding.records.models import Fact, Organisation, Person, Standing
from goodstanding.records.standings import Fresh, judged
from goodstanding.services.fresh import Overdue, here
from goodstanding.services.lineup import Somebody

MOST = 30
"""So many things of each sort are asked about; the next when these are answered."""


_Judged = Sequence[tuple[Somebody, Fresh]]


@dataclass(frozen=True, slots=True)
class Passed:
    """A planned day that has passed: who was to be there, and their credits by key."""

    said: Said
    people: tuple[Somebody, ...]
    keys: tuple[UUID, ...]
    activity: int | None


@dataclass(frozen=True, slots=True)
class RunsOut:
    """A fee of one person that is paid only for some more days."""

    said: Said
    who: Somebody
    days: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything that is asked about, the oldest day and the nearest end first."""

    passed: tuple[Passed, ...]
    runs_out: tuple[RunsOut, ...]

    @property
    def total(self) -> int:
        """How many things these are."""
        return len(self.passed) + len(self.runs_out)


def asking(
    organisation: Organisation, on: date, corrected: Overdue, catalogue: Catalogue
) -> Asking:
    """What is to be asked on a day; the people are chosen by the cache and judged afresh."""
    people = _people(organisation, on, corrected)
    numbers = [one.number for one in people]
    fresh = judged(organisation, numbers, on, catalogue) if people else {}
    shown = [(one, fresh[one.number]) for one in people]
    return Asking(_passed(organisation, shown, catalogue), tuple(_runs_out(shown, on, catalogue)))


def _people(organisation: Organisation, on: date, corrected: Overdue) -> list[Somebody]:
    rows = Standing.objects.of(organisation).filter(here(on), asks=True).order_by()
    numbers = set(rows.values_list("person", flat=True)) - set(corrected.rows)
    # whether those are to be asked whose rows are not to be believed, judging them tells
    numbers |= {number for number, some in corrected.rows.items() if some}
    if not numbers:
        return []
    people = Person.objects.of(organisation).filter(pk__in=numbers)
    listed = people.order_by("urgency", "name", "pk").values_list("pk", "name", "role", "left_on")
    places = dict(people.values_list("pk", "branch__name"))
    return [
        Somebody(number, name, role, places[number] or "", left_on)
        for number, name, role, left_on in listed
    ]


def _passed(organisation: Organisation, shown: _Judged, catalogue: Catalogue) -> tuple[Passed, ...]:
    groups: dict[tuple[date, str, int, str], list[tuple[Somebody, Credit]]] = defaultdict(list)
    for who, fresh in sorted(shown, key=lambda one: (one[0].name, one[0].number)):
        for credit in passed(fresh.facts, fresh.answers):
            key = credit.earned_on, credit.activity, credit.amount, credit.body
            groups[key].append((who, credit))
    together = [groups[key] for key in sorted(groups)][:MOST]
    keys = [credit.source for group in together for _, credit in group]
    rows = Fact.objects.of(organisation).filter(key__in=keys, superseded_seq=None)
    activities = {str(key): number for key, number in rows.values_list("key", "activity_id")}
    return tuple(_asked(group, activities, catalogue) for group in together)


def _asked(
    group: list[tuple[Somebody, Credit]], activities: Mapping[str, int | None], catalogue: Catalogue
) -> Passed:
    people, first = tuple(who for who, _ in group), group[0][1]
    said = did_it_happen(first, [who.name for who in people], catalogue.bodies[first.body])
    keys = tuple(UUID(credit.source) for _, credit in group)
    return Passed(said, people, keys, activities.get(first.source))


def _runs_out(shown: _Judged, on: date, catalogue: Catalogue) -> Iterator[RunsOut]:
    found = []
    for who, fresh in shown:
        ends: dict[tuple[str, date], list[str]] = defaultdict(list)
        for answer in fresh.answers:
            if paid := fee_runs_out(answer, DUE_SOON_DAYS):
                body = catalogue.certifications[answer.certification].body
                ends[body, paid].append(answer.certification)
        for (body, paid), codes in ends.items():
            said = fee_due(who.name, codes, paid, catalogue.bodies[body])
            found.append((paid, RunsOut(said, who, (paid - on).days)))
    found.sort(key=lambda pair: (pair[0], pair[1].who.name, pair[1].who.number))
    yield from (one for _, one in found[:MOST])
