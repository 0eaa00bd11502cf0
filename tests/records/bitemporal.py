"""Random verbs beside a naive list of what was known after each, and questions about the past.

An answer is taken when it is given for the first time, from what is known then; asked again later,
as known then, it must be the same to the letter.
"""

from bisect import bisect_right
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
from goodstanding.records.models import Activity, Fact, FactKind, Head, Person
from goodstanding.services import activities, credentials, credits, fees, people
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.imports import accept, stage

CODES = ("WRT", "ASD", "MWR")
STATES = (State.EARNED, State.SUBMITTED, State.POSTED, State.REJECTED)
MANY = 12
"""A person with so many live facts loses some before there are more."""
Told = frozenset[str]
"""Facts as they can be compared."""


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

    def _any_verb(self) -> tuple[list[Fact], list[UUID]]:
        """What was made, and the keys of what is no longer so."""
        person = self.dice.choice(self.team)
        mine = [fact for fact in self.naive.live.values() if fact.person_id == person.pk]
        if len(mine) >= MANY:
            return self._less(person, mine)
        verbs: list[Callable[[Person, list[Fact]], tuple[list[Fact], list[UUID]]]]
        verbs = [self._new, self._new, self._new, self._change, self._change, self._together]
        if mine:
            verbs.append(lambda _, mine: self._withdraw(self.dice.choice(mine)))
        if self.dice.random() < 0.002:
            verbs = [self._import]
        return self.dice.choice(verbs)(person, mine)

    def _less(self, person: Person, mine: list[Fact]) -> tuple[list[Fact], list[UUID]]:
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

    def _new(self, person: Person, mine: list[Fact]) -> tuple[list[Fact], list[UUID]]:
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
            case 2:
                made = credentials.end(by=by, credential=fact, day=day)
            case 3:
                made = cast.fee(by, person, paid_on=day, paid_through=day + timedelta(365))
            case _:
                state, amount = self.dice.choice(STATES), 50 * self.dice.randrange(1, 30)
                made = cast.credit(by, person, earned_on=day, state=state, amount=amount)
        return [made], []

    def _change(self, person: Person, mine: list[Fact]) -> tuple[list[Fact], list[UUID]]:
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

    def _together(self, person: Person, mine: list[Fact]) -> tuple[list[Fact], list[UUID]]:
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

    def _withdraw(self, fact: Fact) -> tuple[list[Fact], list[UUID]]:
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

    def _import(self, person: Person, _: list[Fact]) -> tuple[list[Fact], list[UUID]]:
        """A workbook with a credential and some credits of one person."""
        day = self._day()
        blank = dict.fromkeys(CertificationRow.__annotations__) | {"name": person.name}
        held = CertificationRow(**blank | {"certification": "AMRT", "issued_on": day})
        blank = dict.fromkeys(CreditRow.__annotations__) | {"name": person.name}
        hours = {"activity": str(self.dice.random()), "earned_on": day, "credits": 300}
        sheets = {
            "Certifications": Table((Line(2, held),)),
            "Credits": Table((Line(2, CreditRow(**blank | hours | {"state": "earned"})),)),
        }
        write_workbook(Workbook(sheets), self.folder / "in.xlsx")
        content = (self.folder / "in.xlsx").read_bytes()
        seq = accept(by=self.by, staged=stage(by=self.by, name="in.xlsx", content=content))
        return list(Fact.objects.of(self.by.organisation).filter(recorded_seq=seq)), []


def rows_of(record: Record) -> list[Fact]:
    """Every fact of a record."""
    happened = (record.observations, record.restorations, record.endings)
    several = [row for some in happened for rows in some.values() for row in rows]
    return [*record.credentials, *several, *record.credits, *record.fees]
