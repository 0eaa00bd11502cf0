"""Where the body's record and ours are not one: what was seen on a profile against the ledger."""

from dataclasses import dataclass
from datetime import date

from goodstanding.engine.rules.model import Body
from goodstanding.engine.standing.answer import Cycle
from goodstanding.engine.standing.judge import judge
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import engine_facts, records_of
from goodstanding.records.models import Fact, FactKind, Organisation, Person


@dataclass(frozen=True, slots=True)
class Difference:
    """What the body shows and what we have as posted, in hundredths; `key` names the credential."""

    person: Person
    body: Body
    certification: str
    key: str
    seen_on: date
    theirs: int
    ours: int
    cycle: Cycle | None = None

    @property
    def more(self) -> int:
        """How much more we have (negative: less)."""
        return self.ours - self.theirs


def differences(organisation: Organisation, on: date) -> list[Difference]:
    """Every credential of somebody who works here whose balance was seen and is not ours, by
    name."""
    seen = Fact.objects.of(organisation).filter(
        kind=FactKind.OBSERVATION, superseded_seq=None, person__left_on=None
    )
    numbers = set(seen.values_list("person", flat=True))
    people = Person.objects.of(organisation).in_bulk(list(numbers))
    records, catalogue = records_of(organisation, numbers), catalogue_of(organisation)
    found = []
    for number, record in records.items():
        answers = judge(engine_facts(record, on), catalogue, on)
        for row, answer in zip(record.credentials, answers, strict=True):
            if not answer.to_reconcile or number not in people:
                continue
            last = max(
                (one for one in record.observations[row.key] if one.states["balance"] is not None),
                key=lambda one: (one.states["seen_on"] or on.isoformat(), one.recorded_seq),
            )
            theirs, day = last.states["balance"], last.states["seen_on"] or on.isoformat()
            body = catalogue.bodies[catalogue.certifications[answer.certification].body]
            found.append(
                Difference(
                    people[number],
                    body,
                    answer.certification,
                    str(row.key),
                    date.fromisoformat(day),
                    theirs,
                    theirs + answer.to_reconcile,
                    answer.cycle,
                )
            )
    return sorted(found, key=lambda one: (one.person.name, one.person.pk, one.certification))
