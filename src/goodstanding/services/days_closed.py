"""The days on which people cannot be away, for a quick look at what is left of a year.

Days off, holidays, and days on which as many of a branch are away already as the company's setting
allows. The plan of a year looks closer (engine/planning).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from goodstanding.engine.costs.on_offer import Wanted
from goodstanding.engine.planning.calendar import every
from goodstanding.engine.planning.settings import Row, read_settings
from goodstanding.engine.planning.settings import Settings as Limits
from goodstanding.records.models import DayOff, Enrolment, Organisation, Person
from goodstanding.services.planning_settings import Settings


@dataclass(slots=True)
class Closed:
    """`off`: each person's days off and those of his places; `full`: the days of each branch on
    which nobody more may be away; by their numbers."""

    holidays: frozenset[date] = frozenset()
    off: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    full: dict[int | None, set[date]] = field(default_factory=lambda: defaultdict(set))

    def to(self, person: Person, wanted: Wanted) -> Wanted:
        """What somebody wants, with the days that are closed to him."""
        off, full = self.off[person.pk], self.full[person.branch_id]
        return wanted._replace(off=frozenset(off), full=frozenset(full), holidays=self.holidays)


def closed(
    organisation: Organisation,
    people: Collection[Person],
    places: Mapping[int, Collection[Enrolment]],
    typed: Settings,
    on: date,
) -> Closed:
    """The closed days from `on` to the end of its year; one question to the database."""
    found, last = Closed(), date(on.year, 12, 31)
    holidays: set[date] = set()
    lasting = Q(ends_on__gte=on) | Q(ends_on=None, starts_on__gte=on)
    rows = DayOff.objects.of(organisation).filter(lasting, starts_on__lte=last)
    for row in rows.exclude(kind="busy"):
        days = every(max(on, row.starts_on), min(last, row.ends_on or row.starts_on))
        (holidays if row.person_id is None else found.off[row.person_id]).update(days)
    found.holidays = frozenset(holidays)
    staff = Counter(one.branch_id for one in people)
    away: Counter[tuple[int | None, date]] = Counter()
    for one in people:
        taken = {place: set(_days(place, found.holidays)) for place in places.get(one.pk, ())}
        found.off[one.pk].update(*taken.values())
        gone = [days for place, days in taken.items() if place.offering.kind != "session"]
        away.update((one.branch_id, day) for day in set().union(*gone))
    most = _limits(typed).max_out
    for (branch, day), count in away.items():
        if count >= most.of(staff[branch]):
            found.full[branch].add(day)
    return found


def _days(place: Enrolment, holidays: frozenset[date]) -> Iterator[date]:
    one = place.offering
    if one.starts_on is None:
        return
    for day in every(one.starts_on, one.ends_on or one.starts_on):
        if day.weekday() < 5 and day not in holidays:
            yield day


def _limits(typed: Settings) -> Limits:
    limits, _ = read_settings([Row(at, *row) for at, row in enumerate(typed.values.items())])
    return limits
