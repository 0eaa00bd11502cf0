"""What a company's own rules would change for whom, before they take effect.

Nothing is stored. Everybody who holds what the rules touch is judged twice, by the rules as they
are and as they would be. In a large company that takes a while: each call goes on where the last
one ended, so that a page can show how far it is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import NamedTuple

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.judge import judge
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.hashing import digest
from goodstanding.records.models import Organisation, Person, Standing
from goodstanding.records.standings import judged, noted
from goodstanding.services.access import Actor, May
from goodstanding.services.fresh import state_of
from goodstanding.services.organisations import sound_rules
from goodstanding.services.remembered import Remembered

STEP = 1000
"""So many people are looked at for one page."""
_BATCH = 500


class Told(NamedTuple):
    """What would be said of a credential; `required` in hundredths."""

    label: str
    deadline: date | None
    required: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """A credential of which something else would be said."""

    person: int
    name: str
    certification: str
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Effects:
    """What is known so far: `done` of `people` were looked at. `people` are those who hold what
    the rules touch; `codes` is that."""

    done: int
    people: int
    codes: tuple[str, ...]
    changes: tuple[Effect, ...]

    @property
    def is_all(self) -> bool:
        """Whether everybody was looked at."""
        return self.done >= self.people

    @property
    def whom(self) -> int:
        """For how many people something changes."""
        return len({one.person for one in self.changes})

    @property
    def labels(self) -> list[tuple[str, str, int]]:
        """How many credentials go from which label to which, the most first."""
        moved = Counter((one.before.label, one.after.label) for one in self.changes)
        return [(*pair, count) for pair, count in moved.most_common() if pair[0] != pair[1]]

    @property
    def same_label(self) -> int:
        """How many credentials keep their label and get another deadline or requirement."""
        return sum(one.before.label == one.after.label for one in self.changes)


def effects(*, by: Actor, text: str) -> Effects:
    """What rules would change, as far as is known after looking at some people more.

    Raises WrongRules with every mistake in them.
    """
    by.must(May.CHANGE_RULES)
    after = sound_rules(by.organisation, text)
    key = (state_of(by.organisation, by.today), digest(text))
    looking = _LOOKING.get(key, lambda: _Looking(by.organisation, after, by.today))
    return looking.further()


class _Looking:
    """The people who are looked at, from page to page."""

    def __init__(self, organisation: Organisation, after: Catalogue, on: date) -> None:
        self._organisation, self._after, self._on = organisation, after, on
        self._before = catalogue_of(organisation)
        self._codes = touched(self._before, after)
        self._people = _holding(organisation, self._codes)
        self._done = 0
        self._changes: list[Effect] = []
        self._lock = Lock()

    def further(self) -> Effects:
        """Look at some more."""
        with self._lock:
            some = self._people[self._done : self._done + STEP]
            for start in range(0, len(some), _BATCH):
                self._changes += self._of(some[start : start + _BATCH])
            self._done += len(some)
            return Effects(
                self._done, len(self._people), tuple(sorted(self._codes)), tuple(self._changes)
            )

    def _of(self, numbers: list[int]) -> Iterator[Effect]:
        names = Person.objects.of(self._organisation).filter(pk__in=numbers)
        known = dict(names.order_by("name", "pk").values_list("pk", "name"))
        fresh = judged(self._organisation, list(known), self._on, self._before)
        for person, name in known.items():
            after = judge(fresh[person].facts, self._after, self._on)
            for was, would in zip(fresh[person].answers, after, strict=True):
                if _told(was) != _told(would):
                    yield Effect(person, name, was.certification, _told(was), _told(would))


_LOOKING: Remembered[_Looking] = Remembered(20)


def touched(before: Catalogue, after: Catalogue) -> set[str]:
    """The certifications that two catalogues do not treat alike."""
    return {
        code
        for code, old in before.certifications.items()
        if (new := after.certifications.get(code)) != old
        or (new is not None and before.bodies[old.body] != after.bodies[new.body])
    }


def _holding(organisation: Organisation, codes: set[str]) -> list[int]:
    rows = Standing.objects.of(organisation).filter(certification__in=sorted(codes)).order_by()
    numbers = {*rows.values_list("person", flat=True), *noted(organisation)} if codes else set()
    people = Person.objects.of(organisation).filter(left_on=None).order_by("name", "pk")
    return [number for number in people.values_list("pk", flat=True) if number in numbers]


def _told(answer: Answer) -> Told:
    return Told(answer.label, answer.cycle.deadline if answer.cycle else None, answer.required)
