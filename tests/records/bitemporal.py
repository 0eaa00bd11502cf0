"""Random verbs beside a naive list of what was known after each, and questions about the past.

An answer is taken when it is given for the first time, from what is known then; asked again later,
as known then, it must be the same to the letter.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID

import company as cast
from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.facts import State
from goodstanding.engine.standing.judge import judge
from goodstanding.files.workbook.book import Line, Table, Workbook
from goodstanding.files.workbook.rows import CertificationRow, CreditRow
from goodstanding.files.workbook.writing import write_workbook
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import NOW, Known, Record, engine_facts, records_of
from goodstanding.records.hashing import canonical
from goodstanding.records.models import Activity, Fact, FactKind, Head, Import, Merge, Person
from goodstanding.services import (
    activities,
    credentials,
    credits,
    fees,
    merging,
    people,
    undoing,
    unmerging,
)
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.imports import accept, stage

CODES = ("WRT", "ASD", "MWR")
STATES = (State.EARNED, State.SUBMITTED, State.POSTED, State.REJECTED)
MANY = 12
"""A person with so many live facts loses some before there are more."""
FEW = 4
"""Nobody of so few is merged with another."""
Told = frozenset[str]
"""Facts as they can be compared."""
Changed = tuple[list[Fact], list[UUID]]
"""New versions of facts, and the keys of those that are no longer so."""


class Question(NamedTuple):
    """The standing of a person on a day, as known after entry `seq`, and the first answer."""

    seq: int
    person: int
    on: date
    answer: str


@dataclass
class Naive:
    """What is live, told by hand, and what was so of each person after every entry."""

    live: dict[UUID, Fact] = field(default_factory=dict)
    known: dict[int, list[tuple[int, Told]]] = field(default_factory=dict)

    def of(self, kind: FactKind) -> list[Fact]:
        """The live facts of a kind."""
        return [fact for fact in self.live.values() if fact.kind == kind]

    def take(self, seq: int, made: Iterable[Fact], gone: Iterable[UUID]) -> None:
        """After an entry: new versions of facts, and those that are no longer so."""
        touched = {self.live.pop(key).person_id for key in gone}
        for fact in made:
            self.live[fact.key] = fact
            touched.add(fact.person_id)
        for person in touched:
            mine = frozenset(told(one) for one in self.live.values() if one.person_id == person)
            self.known.setdefault(person, []).append((seq, mine))

    def at(self, person: int, seq: int) -> Told:
        """What was known of a person right after an entry."""
        states = self.known.get(person, [])
        place = bisect_right(states, seq, key=lambda one: one[0])
        return states[place - 1][1] if place else frozenset()


def told(fact: Fact) -> str:
    """A fact as text."""
    said = [str(fact.kind), str(fact.key), str(fact.credential), fact.states, fact.texts]
    return canonical(said).decode()


class World:
    """A company to which random things happen."""

    def __init__(self, seed: int, team: int, folder: Path) -> None:
        self.dice = Random(seed)
        self.folder = folder
        self.by: Actor = cast.actor(cast.company())
        self.everybody = [cast.person(self.by, f"Person {n}") for n in range(team)]
        self.team = list(self.everybody)
        self.naive = Naive()
        self.catalogue: Catalogue = catalogue_of(self.by.organisation)
        self.asked: list[Question] = []
        self.back = Back(self)
        self.first = self.seq()

    def seq(self) -> int:
        """The number of the last entry."""
        return int(
            Head.objects.values_list("seq", flat=True).get(organisation=self.by.organisation)
        )

    def step(self) -> bool:
        """One verb by the dice; False when it was refused, which must leave nothing behind."""
        before = self.seq()
        try:
            made, gone = self._any_verb()
        except Wrong:
            assert self.seq() == before
            return False
        now = self.seq()
        assert now == before + 1
        self.naive.take(now, made, gone)
        if self.dice.random() < 0.4:
            self._ask(now)
        return True

    def _ask(self, seq: int) -> None:
        """A question about what is known now; somebody whom the entry touched, more often."""
        touched = [number for number, states in self.naive.known.items() if states[-1][0] == seq]
        anybody = [person.pk for person in self.everybody]
        person = self.dice.choice(touched if touched and self.dice.random() < 0.7 else anybody)
        on = cast.TODAY + timedelta(self.dice.randrange(-2500, 1500))
        self.asked.append(Question(seq, person, on, self.answer(person, on, NOW)))

    def answer(self, person: int, on: date, known: Known) -> str:
        """What the engine says of somebody on a day, as known then, with all its reasons."""
        record = records_of(self.by.organisation, [person], known)[person]
        return repr(judge(engine_facts(record, on), self.catalogue, on))

    def ask_again(self) -> None:
        """A question asked before has the same answer."""
        question = self.dice.choice(self.asked)
        again = self.answer(question.person, question.on, Known(question.seq))
        assert again == question.answer, question

    def look_back(self) -> None:
        """What the record says was known after some entry is what the naive list says."""
        person = self.dice.choice(self.everybody).pk
        seq = self.dice.randint(self.first, self.seq())
        record = records_of(self.by.organisation, [person], Known(seq))[person]
        assert {told(row) for row in rows_of(record)} == self.naive.at(person, seq), (person, seq)

    def recorded_by(self, seq: int) -> list[Fact]:
        """What an entry recorded."""
        rows = Fact.objects.of(self.by.organisation).filter(recorded_seq=seq)
        return list(rows.select_related("activity").order_by("pk"))

    def _any_verb(self) -> Changed:
        """What was made, and the keys of what is no longer so."""
        person = self.dice.choice(self.team)
        mine = [fact for fact in self.naive.live.values() if fact.person_id == person.pk]
        if len(mine) >= MANY:
            return self._less(person, mine)
        verbs: list[Callable[[Person, list[Fact]], Changed]]
        verbs = [self._new, self._new, self._new, self._change, self._change, self._together]
        if mine:
            verbs.append(lambda _, mine: self._withdraw(self.dice.choice(mine)))
        match self.dice.randrange(1000):
            case 0 | 1 | 2:
                verbs = [self._import]
            case n if n < 10:
                verbs = [lambda *_: self.back.undo_import()]
            case n if n < 20:
                verbs = [lambda person, _: self.back.merge(person)]
            case n if n < 30:
                verbs = [lambda *_: self.back.unmerge()]
        return self.dice.choice(verbs)(person, mine)

    def _less(self, person: Person, mine: list[Fact]) -> Changed:
        """One fact less of somebody; who has void credits only makes place for somebody new."""
        some = [fact for fact in mine if fact.kind != FactKind.CREDIT]
        if some:
            return self._withdraw(self.dice.choice(some))
        new = cast.person(self.by, f"Person {len(self.everybody)}")
        self.team[self.team.index(person)] = new
        self.everybody.append(new)
        return [], []

    def _day(self, back: int = 900) -> date:
        return cast.TODAY - timedelta(self.dice.randrange(back))

    def _new(self, person: Person, mine: list[Fact]) -> Changed:
        """A new fact of any kind."""
        held = [fact for fact in mine if fact.kind == FactKind.CREDENTIAL]
        by, day = self.by, self._day()
        if not held or self.dice.random() < 0.15:
            issued = date(2019, 1, 1) + timedelta(self.dice.randrange(2000))
            return [cast.held(by, person, self.dice.choice(CODES), issued_on=issued)], []
        fact = self.dice.choice(held)
        match self.dice.randrange(6):
            case 0:
                due = self.dice.choice([None, day + timedelta(700)])
                balance = self.dice.randrange(1500)
                seen = {"seen_on": day, "deadline": due, "balance": balance}
                made = credentials.observe(by=by, credential=fact, **seen)
            case 1:
                made = credentials.restore(by=by, credential=fact, day=day)
            case n if n < 10:
                made = credentials.end(by=by, credential=fact, day=day)
            case 3:
                made = cast.fee(by, person, paid_on=day, paid_through=day + timedelta(365))
            case _:
                state, amount = self.dice.choice(STATES), 50 * self.dice.randrange(1, 30)
                made = cast.credit(by, person, earned_on=day, state=state, amount=amount)
        return [made], []

    def _change(self, person: Person, mine: list[Fact]) -> Changed:
        """A correction of a fact, or of what is no fact at all."""
        kinds = (FactKind.CREDENTIAL, FactKind.CREDIT, FactKind.FEE)
        some = [fact for fact in mine if fact.kind in kinds]
        by, day = self.by, self._day()
        if not some:
            role = str(self.dice.random())
            details = people.PersonDetails(person.name, role=role)
            people.change_person(by=by, person=person, details=details)
            return [], []
        fact = self.dice.choice(some)
        if fact.kind == FactKind.CREDENTIAL:
            code, number = fact.states["certification"], str(self.dice.random())
            held = credentials.CredentialDetails(code, number, self._day(2500))
            return [credentials.correct_credential(by=by, fact=fact, details=held)], []
        if fact.kind == FactKind.FEE:
            paid = fees.FeeDetails("IICRC", day + timedelta(200), day)
            return [fees.correct_fee(by=by, fact=fact, details=paid)], []
        if self.dice.random() < 0.3:
            return [credits.void_credit(by=by, fact=fact, why="it was not so")], []
        amount = 50 * self.dice.randrange(1, 30)
        hours = cast.credit_details(amount=amount, earned_on=day, state=self.dice.choice(STATES))
        return [credits.correct_credit(by=by, fact=fact, details=hours)], []

    def _together(self, person: Person, mine: list[Fact]) -> Changed:
        """An activity of several people, a change of one, or what was seen of several."""
        attended = [fact.activity for fact in mine if fact.activity]
        if attended and self.dice.random() < 0.5:
            return self._changed(self.dice.choice(attended)), []
        held = self.naive.of(FactKind.CREDENTIAL)
        if held and self.dice.random() < 0.4:
            some = self.dice.sample(held, min(len(held), 3))
            seen = [credentials.Sighting(one, self._day(), None, 600) for one in some]
            return credentials.observe_many(by=self.by, sightings=seen), []
        whom = {person.pk: person, **{one.pk: one for one in self.dice.sample(self.team, 2)}}
        title = str(self.dice.random())
        activity = cast.attended(self.by, *whom.values(), title=title, ended_on=self._day())
        return self._credits(activity), []

    def _changed(self, activity: Activity) -> list[Fact]:
        title, amount = str(self.dice.random()), 50 * self.dice.randrange(1, 30)
        details = cast.activity_details(title=title, amount=amount, ended_on=self._day())
        activities.change_activity(by=self.by, activity=activity, details=details)
        return self._credits(activity)

    def _credits(self, activity: Activity) -> list[Fact]:
        rows = Fact.objects.of(self.by.organisation).filter(activity=activity, superseded_seq=None)
        return list(rows.select_related("activity"))

    def _withdraw(self, fact: Fact) -> Changed:
        """A fact is no longer so; a credit is voided, or counts for nothing already."""
        match fact.kind:
            case FactKind.CREDENTIAL:
                about = [one.key for one in self.naive.live.values() if one.credential == fact.key]
                credentials.withdraw_credential(by=self.by, fact=fact)
                return [], [fact.key, *about]
            case FactKind.FEE:
                fees.withdraw_fee(by=self.by, fact=fact)
            case FactKind.CREDIT:
                return [credits.void_credit(by=self.by, fact=fact, why="typed twice")], []
            case _:
                credentials.withdraw(by=self.by, fact=fact)
        return [], [fact.key]

    def _import(self, person: Person, mine: list[Fact]) -> Changed:
        """A workbook with a credential and some credits of one person, and of somebody new; one
        credit on record comes as posted."""
        day = self._day()
        new = self.dice.choice([None, f"New {self.dice.random()}"])
        names = [person.name, *([new] if new else [])]
        blank = dict.fromkeys(CertificationRow.__annotations__) | {"issued_on": day}
        held = [
            CertificationRow(**blank | {"name": name, "certification": "AMRT"}) for name in names
        ]
        blank = dict.fromkeys(CreditRow.__annotations__)
        hours = {"activity": str(self.dice.random()), "earned_on": day, "credits": 300}
        had = [CreditRow(**blank | hours | {"name": name, "state": "earned"}) for name in names]
        posted = [fact for fact in mine if fact.kind == FactKind.CREDIT and not fact.activity]
        for fact in posted[:1]:
            earned = {"activity": fact.texts["title"], "earned_on": _date(fact, "earned_on")}
            amount = {"credits": fact.states["amount"], "state": "posted"}
            had.append(CreditRow(**blank | earned | amount | {"name": person.name}))
        lines = {"Certifications": held, "Credits": had}
        sheets = {
            name: Table(tuple(Line(number, row) for number, row in enumerate(rows, 2)))
            for name, rows in lines.items()
        }
        write_workbook(Workbook(sheets), self.folder / "in.xlsx")
        content = (self.folder / "in.xlsx").read_bytes()
        staged = stage(by=self.by, name="in.xlsx", content=content)
        seq = accept(by=self.by, staged=staged)
        made = self.recorded_by(seq)
        self.back.imported(staged, made)
        return made, []


class Done(NamedTuple):
    """An import or a merge that can be taken back: its entry, what it recorded or left out, as it
    was before (None: not there), and the people concerned."""

    what: Import | Merge
    seq: int
    before: dict[UUID, Fact | None]
    people: tuple[Person, ...]


class Back:
    """Imports and merges, and what is so once they are taken back: told by the naive list."""

    def __init__(self, world: World) -> None:
        self._world, self._by, self._naive = world, world.by, world.naive
        self._imports: list[Done] = []
        self._merges: list[Done] = []
        self.counts: Counter[str] = Counter()

    def imported(self, staged: Import, made: list[Fact]) -> None:
        """An import is on record, and the list does not know it yet."""
        rows = Person.objects.of(self._by.organisation).filter(came_with=staged.pk)
        self._world.everybody += rows
        self._world.team += rows
        before = {fact.key: self._naive.live.get(fact.key) for fact in made}
        self._imports.append(Done(staged, made[0].recorded_seq, before, tuple(rows)))
        self.counts["imports"] += 1

    def undo_import(self) -> Changed:
        """One of the last imports is taken back, with what builds on it."""
        if not self._imports:
            return self._nothing()
        done = self._world.dice.choice(self._imports[-3:])
        seq = undoing.undo(by=self._by, staged=done.what, along=True)
        self._imports.remove(done)
        self.counts["imports taken back"] += 1
        stay = Person.objects.of(self._by.organisation).in_bulk([one.pk for one in done.people])
        self._world.team[:] = [
            one for one in self._world.team if one not in done.people or one.pk in stay
        ]
        brought = {key for key, before in done.before.items() if before is None}
        live = self._naive.live
        gone = [key for key, fact in live.items() if {key, fact.credential} & brought]
        comes = [
            _said(live[key].person_id, before)
            for key, before in done.before.items()
            if before is not None and key in live
        ]
        made = self._world.recorded_by(seq)
        assert sorted(comes) == sorted(_said(fact.person_id, fact) for fact in made)
        return made, [*gone, *(fact.key for fact in made)]

    def merge(self, keep: Person) -> Changed:
        """Somebody of the team turns out to be another one, too, who leaves it."""
        world = self._world
        away = world.dice.choice(world.team)
        if away.pk == keep.pk or len(world.team) <= FEW:
            return self._nothing()
        theirs = self._of(away)
        merge = merging.merge(by=self._by, keep=keep, away=away)
        made = world.recorded_by(merge.seq)
        moved = {fact.key for fact in made}
        ours = [*self._of(keep), *made]
        for fact in theirs:
            assert fact.key in moved or any(_is_in(fact, one) for one in ours), fact.states
        assert {fact.person_id for fact in made} <= {keep.pk}
        keys = {fact.key for fact in theirs} | moved
        before = {key: self._naive.live[key] for key in keys}
        self._merges.append(Done(merge, merge.seq, before, (keep, away)))
        world.team.remove(away)
        self.counts["merges"] += 1
        return made, [*keys]

    def unmerge(self) -> Changed:
        """One of the last merges is taken back, with what builds on it."""
        if not self._merges:
            return self._nothing()
        done = self._world.dice.choice(self._merges[-3:])
        assert isinstance(done.what, Merge)
        _, away = done.people
        seq = unmerging.undo(by=self._by, merge=done.what, along=True)
        self._merges.remove(done)
        self._world.team.append(away)
        self.counts["merges taken back"] += 1
        made, live = self._world.recorded_by(seq), self._naive.live
        came = {fact.key for fact in self._world.recorded_by(done.seq)}
        comes = {
            key: _said(before.person_id, before)
            for key, before in done.before.items()
            if before is not None and (key in live or key not in came)
        }
        back = {
            key for key, before in done.before.items() if before and before.person_id == away.pk
        }
        comes |= {
            key: _said(away.pk, fact)
            for key, fact in live.items()
            if key not in done.before and fact.credential in back
        }
        assert sorted(comes.values()) == sorted(_said(fact.person_id, fact) for fact in made)
        return made, [key for key in comes if key in live]

    def _of(self, person: Person) -> list[Fact]:
        return [fact for fact in self._naive.live.values() if fact.person_id == person.pk]

    def _nothing(self) -> Changed:
        raise Wrong("", "There is nobody to do it with.")


def _said(person: int, fact: Fact) -> str:
    return f"{person} {told(fact)}"


def _is_in(fact: Fact, other: Fact) -> bool:
    """Whether another fact says whatever a fact says, or of a credit more."""
    pairs = [(value, other.states.get(name)) for name, value in fact.states.items()]
    same = [one == more for one, more in pairs if one is not None]
    credit = fact.kind == FactKind.CREDIT
    return fact.kind == other.kind and same.count(False) <= credit


def _date(fact: Fact, name: str) -> date:
    return date.fromisoformat(fact.states[name])


def rows_of(record: Record) -> list[Fact]:
    """Every fact of a record."""
    happened = (record.observations, record.restorations, record.endings)
    several = [row for some in happened for rows in some.values() for row in rows]
    return [*record.credentials, *several, *record.credits, *record.fees]
