"""A company of any size for the benchmarks: seeded, so that every run judges the same people."""

import random
import sqlite3
from datetime import date, timedelta

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.facts import Credential, Credit, Person, State

ON = date(2026, 11, 22)
CODES = ("WRT", "ASD", "AMRT", "MWR")
STATES = [State.POSTED] * 7 + [State.SUBMITTED, State.EARNED, State.PLANNED]
AMOUNTS = (100, 200, 350, 400, 600, 800)
PAST = [ON - timedelta(days=n) for n in range(4300)]
AHEAD = [ON + timedelta(days=n) for n in range(300)]
CREDITS = 46

BALANCES = """
WITH cycle AS (
  SELECT id, person, required, months,
    date(issued, '+' || (months * ((
      (strftime('%Y', :on) - strftime('%Y', issued)) * 12
      + strftime('%m', :on) - strftime('%m', issued)
      - (strftime('%d', :on) < strftime('%d', issued))) / months)) || ' months') AS start
  FROM credential
)
SELECT cycle.id, required,
  sum(CASE WHEN state = 'posted' THEN amount END),
  sum(CASE WHEN state = 'submitted' THEN amount END),
  sum(CASE WHEN state = 'earned' THEN amount END),
  sum(CASE WHEN state = 'planned' THEN amount END)
FROM cycle LEFT JOIN credit ON credit.person = cycle.person
  AND earned BETWEEN start AND date(start, '+' || months || ' months', '-1 day')
GROUP BY cycle.id
"""
"""The balances of the current cycles and nothing else: no lapses, no labels, no reasons."""


def people(count: int, seed: int = 1) -> list[Person]:
    """So many people with four credentials and 46 credits each."""
    rnd = random.Random(seed)
    return [_person(rnd) for _ in range(count)]


def _person(rnd: random.Random) -> Person:
    return Person(
        credentials=tuple(Credential(code, rnd.choice(PAST[100:])) for code in CODES),
        credits=tuple(_credit(rnd, n) for n in range(CREDITS)),
    )


def _credit(rnd: random.Random, number: int) -> Credit:
    state = rnd.choice(STATES)
    earned_on = rnd.choice(AHEAD if state is State.PLANNED else PAST)
    return Credit("IICRC", earned_on, rnd.choice(AMOUNTS), state, title=f"Class {number}")


def database(people: list[Person], catalogue: Catalogue) -> sqlite3.Connection:
    """The same people in SQLite, with the index that such a query wants."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE credential (id INTEGER PRIMARY KEY, person, months, required, issued)")
    db.execute("CREATE TABLE credit (id INTEGER PRIMARY KEY, person, earned, amount, state)")
    db.executemany(
        "INSERT INTO credential VALUES (NULL, ?, ?, ?, ?)",
        (
            (number, rule.months, rule.required, str(credential.issued_on))
            for number, person in enumerate(people)
            for credential in person.credentials
            for rule in catalogue.certifications[credential.certification].rules
        ),
    )
    db.executemany(
        "INSERT INTO credit VALUES (NULL, ?, ?, ?, ?)",
        (
            (number, str(credit.earned_on), credit.amount, credit.state.value)
            for number, person in enumerate(people)
            for credit in person.credits
        ),
    )
    db.execute("CREATE INDEX credit_by_person ON credit (person, earned)")
    db.execute("ANALYZE")
    return db
