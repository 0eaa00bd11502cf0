"""The days on which people cannot be away, for a quick look at what is left of a year.

Days off, holidays, and days on which as many of a branch are away already as the company's setting
allows. The plan of a year looks closer (engine/planning).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from goodstanding.engine.costs.on_offer import Wanted
from goodstanding.engine.planning.calendar import every
from goodstanding.records.models import DayOff, Enrolment, Organisation, Person
from goodstanding.services.enrolments import COMING
from goodstanding.services.fresh import here
from goodstanding.services.planning_settings import limits_of


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


def closed(organisation: Organisation, people: Collection[Person], on: date) -> Closed:
    """The days that are closed to some people, from `on` to the end of its year."""
    found, last = Closed(), date(on.year, 12, 31)
    holidays: set[date] = set()
    lasting = Q(ends_on__gte=on) | Q(ends_on=None, starts_on__gte=on)
    days_off = DayOff.objects.of(organisation).filter(lasting, starts_on__lte=last)
    for row in days_off.filter(Q(person=None) | Q(person__in=people)).exclude(kind="busy"):
        days = every(max(on, row.starts_on), min(last, row.ends_on or row.starts_on))
        (holidays if row.person_id is None else found.off[row.person_id]).update(days)
    found.holidays = frozenset(holidays)
    staff = _staff(organisation, people, on)
    gone: dict[tuple[int | None, int], set[date]] = defaultdict(set)
    places = _places(organisation, staff, on, last)
    for person, branch, kind, starts_on, ends_on in places:
        days_of_it = set(_days(starts_on, ends_on, found.holidays))
        found.off[person].update(days_of_it)
        if kind != "session":
            gone[branch, person].update(days_of_it)
    away = Counter((branch, day) for (branch, _), days in gone.items() for day in days)
    if away:
        _fill(found, away, dict(staff.values_list("branch").annotate(Count("pk"))), organisation)
    return found


def _staff(organisation: Organisation, people: Collection[Person], on: date) -> QuerySet[Person]:
    """Everybody who works in the branches of some people."""
    branches = {one.branch_id for one in people}
    same = Q(branch__in=branches - {None})
    if None in branches:
        same |= Q(branch=None)
    return Person.objects.of(organisation).filter(here(on), same).order_by()


def _places(
    organisation: Organisation, staff: QuerySet[Person], on: date, last: date
) -> QuerySet[Any, Any]:
    """The places that people have on days from one to another, with those days."""
    rows = Enrolment.objects.of(organisation).filter(
        Q(offering__ends_on__gte=on) | Q(offering__ends_on=None, offering__starts_on__gte=on),
        offering__starts_on__lte=last,
        state__in=COMING,
        person__in=staff,
    )
    offering = ("offering__kind", "offering__starts_on", "offering__ends_on")
    return rows.order_by().values_list("person", "person__branch", *offering)


def _fill(
    found: Closed,
    away: Mapping[tuple[int | None, date], int],
    staff: Mapping[int | None, int],
    organisation: Organisation,
) -> None:
    most = limits_of(organisation).max_out
    for (branch, day), count in away.items():
        if count >= most.of(staff[branch]):
            found.full[branch].add(day)


def _days(starts_on: date, ends_on: date | None, holidays: frozenset[date]) -> Iterator[date]:
    for day in every(starts_on, ends_on or starts_on):
        if day.weekday() < 5 and day not in holidays:
            yield day
