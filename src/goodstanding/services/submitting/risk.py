"""Hours between our papers and the bodies' record, month by month.

Each month's end is told from the facts as they were known then: what somebody typed in later had
not been in anybody's drawer yet as far as the company knew, and what was corrected later was
believed. Months from before the record began are told from what is known now.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Max, Q
from django.db.models.fields.json import KT

from goodstanding.engine.days import add_months, before
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Entry, Fact, FactKind, Organisation
from goodstanding.services.fresh import state_of
from goodstanding.services.remembered import Remembered

MONTHS = 12
_STATES = [State.EARNED.value, State.SUBMITTED.value, State.POSTED.value]
_REMEMBERED: Remembered[tuple["Risk", ...]] = Remembered(200)


class Risk(NamedTuple):
    """Hours (hundredths) that were earned by a day and not posted: in a drawer, or sent. `then`:
    as it was known on that day; else as it is known now."""

    on: date
    unsent: int
    sent: int
    then: bool = True

    @property
    def all(self) -> int:
        """Both."""
        return self.unsent + self.sent


class _Version(NamedTuple):
    """A version of a credit: from which entry to which it was believed, and what it states.

    Days are as they are kept, and compare as days do.
    """

    recorded: int
    superseded: int | None
    left_on: date | None
    state: str
    amount: str | int | None
    earned_on: str
    submitted_on: str | None
    posted_on: str | None


def risk(organisation: Organisation, on: date) -> tuple[Risk, ...]:
    """At the end of each of the last months and today, the latest first. Two questions to the
    database, whatever there is; none while nothing has changed."""
    return _REMEMBERED.get(state_of(organisation, on), lambda: _risk(organisation, on))


def _risk(organisation: Organisation, on: date) -> tuple[Risk, ...]:
    first = on.replace(day=1)
    ends = [before(add_months(first, -month)) for month in range(MONTHS - 1)]
    known = _known(organisation, ends)
    since = min((seq for seq in known if seq), default=None)
    versions = _versions(organisation, since, ends[-1])
    now = [one for one in versions if one.superseded is None]
    found = [Risk(on, *_between(now, on))]
    for end, seq in zip(ends, known, strict=True):
        believed = now if seq is None else [one for one in versions if _is_known(one, seq)]
        found.append(Risk(end, *_between(believed, end), seq is not None))
    return tuple(found)


def _known(organisation: Organisation, ends: Sequence[date]) -> list[int | None]:
    """The last entry of each day and those before; None where there was none yet."""
    zone = ZoneInfo(organisation.time_zone)
    asked = {
        f"end_{at}": Max("seq", filter=Q(at__lt=datetime.combine(_next(end), time(), zone)))
        for at, end in enumerate(ends)
    }
    found = Entry.objects.of(organisation).aggregate(**asked)
    return [found[name] for name in asked]


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _versions(organisation: Organisation, since: int | None, first: date) -> list[_Version]:
    """Credits as they are believed now, and as they were at some time from entry `since` on; but
    those that were posted by the `first` day, which are at risk on none."""
    lasting = Q(superseded_seq=None)
    if since is not None:
        lasting |= Q(superseded_seq__gt=since)
    rows = Fact.objects.of(organisation).filter(
        lasting, kind=FactKind.CREDIT, states__state__in=_STATES
    )
    day = first.isoformat()
    safe = Q(states__posted_on__lte=day) | Q(states__posted_on=None, states__earned_on__lte=day)
    rows = rows.exclude(Q(states__state=State.POSTED.value) & safe)
    states = (KT(f"states__{name}") for name in _Version._fields[3:])
    found = rows.values_list("recorded_seq", "superseded_seq", "person__left_on", *states)
    return [_Version(*row) for row in found]


def _is_known(one: _Version, seq: int) -> bool:
    return one.recorded <= seq and (one.superseded is None or one.superseded > seq)


def _between(credits: Iterable[_Version], day: date) -> tuple[int, int]:
    text, unsent, sent = day.isoformat(), 0, 0
    for one in credits:
        posted = one.posted_on or (one.earned_on if one.state == State.POSTED else None)
        if one.earned_on > text or (posted is not None and posted <= text):
            continue
        if one.left_on is not None and one.left_on <= day:
            continue
        if one.submitted_on is not None and one.submitted_on <= text:
            sent += int(one.amount or 0)
        else:
            unsent += int(one.amount or 0)
    return unsent, sent
