"""Rows of the sheet Certifications as credentials."""

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from goodstanding.engine.days import add_months
from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue, Certification, Kind, Rule
from goodstanding.engine.standing.facts import Credential, Observation
from goodstanding.files.workbook.rows import CertificationRow

Finding = tuple[str | None, str]
"""The title of a column and a sentence."""


class Outcome(NamedTuple):
    """What a row says; with errors it is left out."""

    credential: Credential | None
    errors: list[Finding]
    warnings: list[Finding]


def certification_named(catalogue: Catalogue, text: str) -> Certification | str:
    """The certification, or the sentence that says that there is none and which are close."""
    found = catalogue.find(text)
    if found:
        return found
    codes = {fold(code): code for code in catalogue.certifications}
    close = [codes[key] for key in get_close_matches(fold(text), codes, n=3, cutoff=0.5)]
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    return f"“{text}” is no certification of the catalogue{hint or ': see `goodstanding rules`.'}"


def credential(row: CertificationRow, catalogue: Catalogue, on: date) -> Outcome:
    """The credential of a row as known on a day, with what is wrong with it."""
    certification = certification_named(catalogue, row.certification)
    if isinstance(certification, str):
        return Outcome(None, [("Certification", certification)], [])
    by_credits = certification.kind is Kind.CREDITS
    errors = [*_before_issue(row), *_tracked(row, on)]
    errors += _unseen(row) if by_credits else []
    warnings = [*_unused(row, certification.kind), *too_far(row, certification, on)]
    found = Credential(
        certification=certification.code,
        issued_on=row.issued_on,
        number=row.number,
        tracked_from=row.tracked_from,
        observations=_observations(row, on) if by_credits else (),
        restorations=tuple(sorted(set(row.restored_on))),
        expires_on=_expiry(row, certification.kind),
        ended_on=row.ended_on,
    )
    return Outcome(found, errors, warnings)


def _before_issue(row: CertificationRow) -> list[Finding]:
    issued = row.issued_on
    if issued is None:
        return []
    days = [
        ("Due on", row.due_on),
        ("Seen on", row.seen_on),
        *(("Restored on", day) for day in row.restored_on),
        ("Expires on", row.expires_on),
        ("Ended on", row.ended_on),
    ]
    return [
        (title, f"{day} is before the day of issue, {issued}: correct one of the two.")
        for title, day in days
        if day is not None and day < issued
    ]


def _tracked(row: CertificationRow, on: date) -> list[Finding]:
    tracked = row.tracked_from
    if tracked is None or tracked <= on or tracked == row.issued_on:
        return []
    return [("Tracked from", f"{tracked} is after {on}, the day asked about: correct it.")]


def _unseen(row: CertificationRow) -> list[Finding]:
    if row.balance is None or row.seen_on is not None:
        return []
    return [("Balance", "A balance needs the day on which it was seen: fill in “Seen on”.")]


def too_far(row: CertificationRow, certification: Certification, on: date) -> list[Finding]:
    """A deadline further away than a cycle; a company may have shortened the cycle since.

    The engine counts cycles back from it, so that nothing lasts longer than the rule allows.
    """
    if certification.kind is not Kind.CREDITS:
        return []
    seen = row.seen_on or on
    rule = rule_on(certification.rules, seen)
    if row.due_on is None or not rule.months or row.due_on <= add_months(seen, rule.months):
        return []
    text = (
        f"{row.due_on} is more than one cycle ({rule.months} months) after {seen}, "
        "the day it was seen: correct one of the two."
    )
    return [("Due on", text)]


def rule_on(rules: tuple[Rule, ...], day: date) -> Rule:
    """The version in force on a day; before the first, the first."""
    held = [rule for rule in rules if rule.since is None or rule.since <= day]
    return held[-1] if held else rules[0]


def _observations(row: CertificationRow, on: date) -> tuple[Observation, ...]:
    if row.due_on is None and row.balance is None:
        return ()
    return (observation(row.due_on, row.seen_on, row.balance, on),)


def observation(
    due_on: date | None, seen_on: date | None, balance: int | None, on: date
) -> Observation:
    """What was seen; a day of seeing that is not known is the day asked about."""
    return Observation(seen_on or on, due_on, balance, seen_on is None)


def _expiry(row: CertificationRow, kind: Kind) -> date | None:
    if kind in (Kind.REFRESHER, Kind.TERM, Kind.PRINTED):
        return row.expires_on or row.due_on
    return None


def _unused(row: CertificationRow, kind: Kind) -> list[Finding]:
    unused: list[Finding] = []
    say: Callable[[str, str], None] = lambda title, text: unused.append((title, text))  # noqa: E731
    if kind is Kind.CREDITS and row.expires_on:
        say("Expires on", "It is not used for a certification kept by credits: use “Due on”.")
    if kind is Kind.CREDITS and row.seen_on and row.due_on is None and row.balance is None:
        say("Seen on", "It says nothing without “Due on” or “Balance”.")
    if kind is Kind.LIFETIME and (row.expires_on or row.due_on):
        title = "Expires on" if row.expires_on else "Due on"
        say(title, "It is not used: this certification does not expire.")
    if kind is not Kind.CREDITS and row.balance is not None:
        say("Balance", "It is not used: this certification is not kept by credits.")
    return unused
