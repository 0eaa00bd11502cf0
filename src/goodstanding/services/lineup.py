"""Who of the team is asked for, and in what order.

People are chosen and sorted by the cache. Those whose rows have run over are taken out of the
order of the database, judged by their corrected rows, and merged in again where they belong.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import merge
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from goodstanding.records.models import Organisation, Person, Standing
from goodstanding.records.standings import needs_attention
from goodstanding.services.fresh import Overdue, Row, here

PAGE = 50
ATTENTION, LEFT = "attention", "left"
"""Two things that can be asked for in place of a label."""
_LISTED = ("pk", "name", "role", "branch__name", "left_on", "urgency")


class Sort(StrEnum):
    """What comes first."""

    URGENCY = "urgency"
    NAME = "name"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the team; `label` is the kind of a standing, ATTENTION or LEFT."""

    branch: int | None = None
    certification: str | None = None
    label: str = ""
    name: str = ""
    sort: Sort = Sort.URGENCY
    page: int = 1

    @property
    def kinds(self) -> list[str]:
        """The kinds of standing that are asked for; empty: any."""
        if self.label in ("", LEFT):
            return []
        return needs_attention() if self.label == ATTENTION else [self.label]

    def wants(self, certification: str, kind: str) -> bool:
        """Whether a credential is what is asked for."""
        return (not self.kinds or kind in self.kinds) and (
            self.certification in (None, certification)
        )


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the team."""

    number: int
    name: str
    role: str
    branch: str
    left_on: date | None


@dataclass(frozen=True, slots=True)
class _Placed:
    """Somebody with what decides his place."""

    key: tuple[Any, ...]
    who: Somebody


class Lineup:
    """The people who match a question, in its order."""

    def __init__(
        self, organisation: Organisation, question: Question, on: date, corrected: Overdue
    ) -> None:
        self._organisation, self._question = organisation, question
        people = Person.objects.of(organisation)
        left = question.label == LEFT
        self._everybody = _asked_by_name(
            people.exclude(here(on)) if left else people.filter(here(on)), question
        )
        self._corrected = corrected.gone if left else corrected.rows
        self._urgency = corrected.urgency

    def from_place(self, start: int, count: int = PAGE) -> list[Somebody]:
        """So many people from a place on, the first being 0."""
        listed = self._by_cache().order_by(*_ORDERS[self._question.sort]).values(*self._columns())
        apart = self._apart()
        first = max(0, start - len(apart))
        rest = [self._placed(row) for row in listed[first : start + count]]
        earlier = sum(one.key < rest[0].key for one in apart) if rest and first else 0
        merged = list(merge(rest, apart[earlier:], key=lambda one: one.key))
        skip = start - first - earlier
        return [one.who for one in merged[skip : skip + count]]

    def count(self) -> int:
        """How many match."""
        return self._by_cache().count() + len(self._apart())

    def _by_cache(self) -> QuerySet[Any]:
        people = self._everybody
        if self._corrected:
            people = people.exclude(pk__in=list(self._corrected))
        if self._question.kinds or self._question.certification:
            people = people.filter(Exists(self._held()))
        if self._question.sort is Sort.DEADLINE:
            first = self._held().values("person").annotate(first=Min("deadline"))
            people = people.annotate(first=Subquery(first.values("first")))
        return people

    def _held(self) -> QuerySet[Any]:
        held = Standing.objects.of(self._organisation).filter(person=OuterRef("pk")).order_by()
        if self._question.kinds:
            held = held.filter(kind__in=self._question.kinds)
        if self._question.certification:
            held = held.filter(certification=self._question.certification)
        return held

    def _apart(self) -> list[_Placed]:
        """Those with corrected rows who match."""
        if not self._corrected:
            return []
        found = self._everybody.filter(pk__in=list(self._corrected)).values(*_LISTED)
        placed = []
        for row in found:
            rows = self._wanted(self._corrected[row["pk"]])
            if rows or not (self._question.kinds or self._question.certification):
                first = min((r.deadline for r in rows if r.deadline), default=None)
                placed.append(
                    self._placed({**row, "urgency": self._urgency[row["pk"]], "first": first})
                )
        return sorted(placed, key=lambda one: one.key)

    def _wanted(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self._question.wants(row.certification, row.kind)]

    def _columns(self) -> tuple[str, ...]:
        return (*_LISTED, "first") if self._question.sort is Sort.DEADLINE else _LISTED

    def _placed(self, row: dict[str, Any]) -> _Placed:
        before: tuple[Any, ...] = ()
        if self._question.sort is Sort.DEADLINE:
            before = (row["first"] or date.max,)
        elif self._question.sort is Sort.URGENCY:
            before = (row["urgency"],)
        who = Somebody(
            row["pk"], row["name"], row["role"], row["branch__name"] or "", row["left_on"]
        )
        return _Placed((*before, who.name, who.number), who)


def _asked_by_name(people: QuerySet[Any], question: Question) -> QuerySet[Any]:
    if question.branch is not None:
        people = people.filter(branch=question.branch)
    for word in question.name.split():
        people = people.filter(_named(word))
    return people


def _named(word: str) -> Q:
    """A word of a name or a number. SQLite folds the case of English letters only, so the usual
    ways to write other letters are asked for too."""
    asked = Q(number__icontains=word)
    for way in {word, word.lower(), word.upper(), word.capitalize()}:
        asked |= Q(name__icontains=way)
    return asked


_ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.URGENCY: ("urgency", "name", "pk"),
    Sort.NAME: ("name", "pk"),
    Sort.DEADLINE: (F("first").asc(nulls_last=True), "name", "pk"),
}
