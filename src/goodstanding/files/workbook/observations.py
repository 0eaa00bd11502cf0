"""Rows of the sheet Observations: what the body's record showed of a credential on other days."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue, Kind
from goodstanding.engine.standing.facts import Credential, Observation
from goodstanding.files.workbook import certifications
from goodstanding.files.workbook.activities import Names, Unknown
from goodstanding.files.workbook.certifications import Finding
from goodstanding.files.workbook.roster import Entry
from goodstanding.files.workbook.rows import CertificationRow, ObservationRow


class Taken(NamedTuple):
    """The place of the credential that has got an observation more; None: see the errors."""

    place: int | None
    errors: list[Finding]
    warnings: list[Finding]


def take(row: ObservationRow, entry: Entry, names: Names, catalogue: Catalogue, on: date) -> Taken:
    """Give the credential meant what was seen of it; the last seen stands last."""
    code = names.code(row.certification)
    if isinstance(code, Unknown):
        return Taken(None, [("Certification", code.text)], [])
    if entry.at is None:  # nobody: that has been said
        return Taken(None, [], [])
    place = _place(row, code, entry)
    if isinstance(place, list):
        return Taken(None, place, [])
    held = entry.credentials[place]
    if row.due_on is None and row.balance is None:
        text = "It says nothing without “Due on” or “Balance”: fill in one of them."
        return Taken(None, [("Due on", text)], [])
    read = certifications.credential(_as_held(row, held), catalogue, on)
    if read.errors:
        return Taken(None, read.errors, [])
    if unused := _unused(code, catalogue):  # in Certifications it is not used either
        return Taken(place, [], unused)
    found = certifications.observation(row.due_on, row.seen_on, row.balance, on)
    seen = tuple(sorted((*held.observations, found), key=_when))
    entry.credentials[place] = replace(held, observations=seen)
    return Taken(place, [], read.warnings)


def _place(row: ObservationRow, code: str, entry: Entry) -> int | list[Finding]:
    """The place of the credential meant among the person's, or why none can be."""
    held = [place for place, one in enumerate(entry.credentials) if one.certification == code]
    if not held:
        text = f"This person holds no {code} in the sheet Certifications: add it there."
        return [("Certification", text)]
    if row.number:
        held = [p for p in held if fold(entry.credentials[p].number or "") == fold(row.number)]
        if not held:
            text = f"No {code} of this person has the number “{row.number}”: correct it."
            return [("Number", text)]
    if row.which is None and len(held) == 1:
        return held[0]
    if row.which is None or not 1 <= row.which <= len(held):
        text = (
            f"{code} of this person stands in {len(held)} rows of Certifications: write 1 for the "
            "first of them, 2 for the second …"
        )
        return [("Which", text)]
    return held[row.which - 1]


def _as_held(row: ObservationRow, credential: Credential) -> CertificationRow:
    """The row as Certifications would have it, where the same things can be wrong with it."""
    return CertificationRow(
        name=row.name,
        certification=credential.certification,
        number=None,
        issued_on=credential.issued_on,
        tracked_from=None,
        due_on=row.due_on,
        seen_on=row.seen_on,
        balance=row.balance,
        restored_on=(),
        expires_on=None,
        ended_on=None,
    )


def _unused(code: str, catalogue: Catalogue) -> list[Finding]:
    if catalogue.certifications[code].kind is Kind.CREDITS:
        return []
    return [(None, "It is not used: this certification is not kept by credits.")]


def _when(one: Observation) -> tuple[date, date, int]:
    return one.seen_on, one.deadline or date.min, -1 if one.balance is None else one.balance
