"""A small catalogue for tests, with every kind of rule, and short ways to write a fact."""

from datetime import date

from goodstanding.engine.rules.model import (
    Basis,
    Body,
    Catalogue,
    Certification,
    Kind,
    Rule,
    Sure,
)
from goodstanding.engine.standing.answer import Standing
from goodstanding.engine.standing.facts import Credential, Credit, Fee, Observation, Person, State
from goodstanding.engine.standing.judge import judge

BASIS = Basis(source="a page", read=date(2026, 11, 22), sure=Sure.A)


def credits_rule(name: str, required: int, months: int, **more: object) -> Rule:
    return Rule(name=name, kind=Kind.CREDITS, basis=BASIS, months=months, required=required, **more)


TECHNICIAN = credits_rule("technician", 1400, 48, fee=True)
MASTER = credits_rule("master", 1400, 24, fee=True)
RIA = credits_rule("ria", 4800, 36, starts=(7, 1))
FLORIDA = credits_rule("florida", 1400, 24, anchor=date(2024, 8, 1))


def certification(code: str, body: str, *rules: Rule) -> Certification:
    return Certification(
        code=code, name=code, body=body, level="technician", rules=rules, basis=BASIS
    )


def dated(kind: Kind, months: int, **more: object) -> Rule:
    return Rule(name=kind.value, kind=kind, basis=BASIS, months=months, **more)


def catalogue(*more: Certification) -> Catalogue:
    certifications = [
        certification("WRT", "IICRC", TECHNICIAN),
        certification("ASD", "IICRC", TECHNICIAN),
        certification("MWR", "IICRC", MASTER),
        certification("CR", "RIA", RIA),
        certification("FL-MRSR", "FL", FLORIDA),
        certification("HAZWOPER-8", "OSHA", dated(Kind.REFRESHER, 12)),
        certification("AHERA", "EPA", dated(Kind.REFRESHER, 12, renewable_months=12)),
        certification("RRP-FIRM", "EPA", dated(Kind.TERM, 60)),
        certification("MRS", "IICRC", dated(Kind.REFRESHER, 60, fee=True)),
        certification("DOT-MED", "FMCSA", dated(Kind.PRINTED, 0)),
        certification("OSHA-10", "OSHA", dated(Kind.LIFETIME, 0)),
        *more,
    ]
    return Catalogue(
        bodies={
            body: Body(code=body, name=body, unit="CEC", basis=BASIS)
            for body in {c.body for c in certifications}
        },
        certifications={c.code: c for c in certifications},
        services={},
    )


CATALOGUE = catalogue()


def day(text: str) -> date:
    return date.fromisoformat(text)


def held(code: str, issued_on: str | None = None, **more: object) -> Credential:
    """A credential; `restored` is text ("2024-06-15; 2025-01-01"), days are ISO text."""
    restored = more.pop("restored", "")
    days = {
        name: day(value)
        for name, value in more.items()
        if name in ("tracked_from", "expires_on", "ended_on")
    }
    return Credential(
        certification=code,
        issued_on=day(issued_on) if issued_on else None,
        restorations=tuple(day(part.strip()) for part in restored.split(";") if part.strip()),
        **{**more, **days},
    )


def seen(on: str, due: str | None = None, balance: int | None = None) -> Observation:
    """What the body's record showed; the balance in whole credits."""
    return Observation(
        seen_on=day(on),
        deadline=day(due) if due else None,
        balance=None if balance is None else balance * 100,
    )


def credit(state: str, amount: float, earned_on: str, **more: object) -> Credit:
    """So many credits of the IICRC, unless `body` says otherwise."""
    days = {
        name: day(value)
        for name, value in more.items()
        if name in ("started_on", "submitted_on", "posted_on")
    }
    return Credit(
        earned_on=day(earned_on),
        amount=round(amount * 100),
        state=State(state),
        **{"body": "IICRC", **more, **days},
    )


def fee(paid_on: str | None, paid_through: str, body: str = "IICRC") -> Fee:
    return Fee(body=body, paid_on=day(paid_on) if paid_on else None, paid_through=day(paid_through))


def person(*facts: Credential | Credit | Fee) -> Person:
    return Person(
        credentials=tuple(f for f in facts if isinstance(f, Credential)),
        credits=tuple(f for f in facts if isinstance(f, Credit)),
        fees=tuple(f for f in facts if isinstance(f, Fee)),
    )


def judged(on: str, *facts: Credential | Credit | Fee) -> Standing:
    """The standing of the first credential among the facts."""
    return judge(person(*facts), CATALOGUE, day(on))[0]
