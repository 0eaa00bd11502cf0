"""What `check` says of a workbook is what the engine says of the same facts, for random people."""

import json
from datetime import date
from pathlib import Path

from cli.cast import Sheet, run, workbook
from engine.as_toml import as_toml
from engine.generate import CATALOGUE, cases
from goodstanding.cli.answers import as_object, judged
from goodstanding.engine import credits
from goodstanding.engine.rules.model import Kind
from goodstanding.engine.standing.facts import Person, State
from goodstanding.files.workbook.team import Member

CERTIFICATIONS = [
    "Name",
    "Certification",
    "Number",
    "Issued on",
    "Tracked from",
    "Due on",
    "Seen on",
    "Balance",
    "Restored on",
    "Expires on",
    "Ended on",
]
CREDITS = [
    "Name",
    "Earned on",
    "Credits",
    "State",
    "Submitted on",
    "Posted on",
    "Body",
    "Obtains",
    "Approved",
    "Evidence",
]


def test_a_workbook_says_what_its_facts_say(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(as_toml(), encoding="utf-8")
    # a workbook is judged on one day: people whose days lie near one another stand in one
    found = sorted(((p, on) for p, on in cases(0, 160) if _fits(p)), key=lambda one: one[1])
    for first in range(0, len(found), 20):
        batch = found[first : first + 20]
        on = batch[-1][1]
        people = [_known_on(person, on) for person, _ in batch]
        file = workbook(tmp_path, _sheets(people))
        result = run("check", file, "--on", str(on), "--rules", str(rules), "--format", "json")
        answer = json.loads(result.stdout)
        assert [p for p in answer["problems"] if p["severity"] == "error"] == []
        assert answer["people"] == _expected(people, on)


def _fits(person: Person) -> bool:
    """A row of the workbook holds one observation, and of a credential that lives by credits."""
    return all(
        len(c.observations) <= 1
        and not any(o.seen_assumed for o in c.observations)
        and (not c.observations or CATALOGUE.certifications[c.certification].kind is Kind.CREDITS)
        for c in person.credentials
    )


def _known_on(person: Person, on: date) -> Person:
    """Without credits of the future that are no plans: a workbook refuses them."""
    kept = [c for c in person.credits if c.state is State.PLANNED or c.earned_on <= on]
    return Person(person.credentials, tuple(kept), person.fees)


def _expected(people: list[Person], on: date) -> list[dict[str, object]]:
    members = [
        Member(f"P{n}", f"id-{n}", None, None, None, None, None, None, None, person)
        for n, person in enumerate(people)
    ]
    objects = [as_object(one, CATALOGUE, on) for one in judged(members, CATALOGUE, on)]
    for one in objects:
        for place, credential in enumerate(one["credentials"]):
            credential["number"] = f"N-{place}"
    return json.loads(json.dumps(objects))


def _sheets(people: list[Person]) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {
        "People": [["Name", "ID"]],
        "Certifications": [CERTIFICATIONS],
        "Credits": [CREDITS],
        "Fees": [["Name", "Body", "Paid on", "Paid through"]],
    }
    for n, person in enumerate(people):
        sheets["People"].append([f"P{n}", f"id-{n}"])
        for place, c in enumerate(person.credentials):
            seen = c.observations[0] if c.observations else None
            balance = None if seen is None or seen.balance is None else seen.balance / 100
            sheets["Certifications"].append(
                [
                    f"P{n}",
                    c.certification.lower(),
                    f"N-{place}",
                    _day(c.issued_on),
                    _day(c.tracked_from),
                    _day(seen.deadline if seen else None),
                    _day(seen.seen_on if seen else None),
                    balance,
                    "; ".join(map(str, c.restorations)) or None,
                    _day(c.expires_on),
                    _day(c.ended_on),
                ]
            )
        for place, credit in enumerate(person.credits):
            approved = {True: "yes", False: "no", None: None}[credit.approved]
            sheets["Credits"].append(
                [
                    f"id-{n}",
                    _day(credit.earned_on),
                    float(credits.show(credit.amount)),
                    credit.state.value,
                    _day(credit.submitted_on),
                    _day(credit.posted_on),
                    credit.body,
                    credit.obtains,
                    approved,
                    f"row {place}",
                ]
            )
        for fee in set(person.fees):
            sheets["Fees"].append([f"P{n}", fee.body, _day(fee.paid_on), _day(fee.paid_through)])
    return sheets


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
