"""Rows of the sheets Credits and Fees as the engine's facts."""

from datetime import date
from difflib import get_close_matches

from goodstanding.engine.folding import fold
from goodstanding.engine.rules.model import Catalogue, Kind
from goodstanding.engine.standing.facts import Credit, Fee, State
from goodstanding.files.workbook.certifications import Finding, certification_named
from goodstanding.files.workbook.rows import CreditRow, FeeRow

DEFAULT_BODY = "IICRC"
BOOTH = 200
"""A booth visit without a number is two credits."""
_OF_ANY_DAY = (State.PLANNED, State.VOID)
"""What may lie ahead: a plan, also one that was given up."""


class Names:
    """Bodies and certifications by the words that a workbook uses, each looked up once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._bodies: dict[str, str | Unknown] = {}
        self._codes: dict[str, str | Unknown] = {}

    def body(self, text: str | None) -> "str | Unknown":
        """A body's code; blank is the IICRC."""
        if text is None:
            return DEFAULT_BODY
        if text not in self._bodies:
            found = self._catalogue.body(text)
            self._bodies[text] = found.code if found else Unknown(self._no_body(text))
        return self._bodies[text]

    def _no_body(self, text: str) -> str:
        codes = {fold(code): code for code in self._catalogue.bodies}
        close = get_close_matches(fold(text), codes, n=1, cutoff=0.5)
        hint = (
            f"did you mean {codes[close[0]]}?"
            if close
            else f"known are {', '.join(codes.values())}."
        )
        return f"“{text}” is no body of the catalogue; {hint}"

    def code(self, text: str) -> "str | Unknown":
        """A certification's code."""
        if text not in self._codes:
            found = certification_named(self._catalogue, text)
            self._codes[text] = Unknown(found) if isinstance(found, str) else found.code
        return self._codes[text]

    def by_credits(self, code: str) -> bool:
        """Whether a certification is kept by credits."""
        return self._catalogue.certifications[code].kind is Kind.CREDITS


class Unknown:
    """A word that is not in the catalogue; `text` says so."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def credit(row: CreditRow, number: int, names: Names, on: date) -> Credit | list[Finding]:
    """The credit of a row, or why it cannot be one."""
    body = names.body(row.body)
    obtains = None if row.obtains is None else names.code(row.obtains)
    state = _state(row)
    amount = _amount(row, obtains, names)
    late = state not in _OF_ANY_DAY and row.earned_on > on
    backwards = row.started_on is not None and row.started_on > row.earned_on
    if (
        isinstance(body, Unknown)
        or isinstance(obtains, Unknown)
        or amount is None
        or late
        or backwards
    ):
        return _credit_errors(row, (body, obtains, amount), late, backwards, on)
    title = row.activity or ""
    return Credit(
        body=body,
        earned_on=row.earned_on,
        amount=amount,
        state=state,
        title=title,
        activity=f"{fold(title)}|{fold(row.provider or '')}|{row.started_on or ''}|{row.earned_on}",
        kind=row.kind or "course",
        started_on=row.started_on,
        submitted_on=row.submitted_on,
        posted_on=row.posted_on,
        approved=row.approved,
        obtains=obtains,
        source=f"Credits row {number}",
    )


def _credit_errors(
    row: CreditRow,
    found: tuple[str | Unknown, str | Unknown | None, int | None],
    late: bool,
    backwards: bool,
    on: date,
) -> list[Finding]:
    body, obtains, amount = found
    errors: list[Finding] = []
    if backwards:
        errors.append(
            ("Started on", f"{row.started_on} is after “Earned on”: correct one of the two.")
        )
    if late:
        text = (
            f"{row.earned_on} is after {on}, the day asked about: correct it, or write "
            "“planned” in State."
        )
        errors.append(("Earned on", text))
    if amount is None:
        errors.append(("Credits", "Credits is missing: fill in the hours."))
    if isinstance(body, Unknown):
        errors.append(("Body", body.text))
    if isinstance(obtains, Unknown):
        errors.append(("Obtains", obtains.text))
    return errors


_STATES = {state.value: state for state in State}


def _state(row: CreditRow) -> State:
    if row.state:
        return _STATES[row.state]
    if row.posted_on:
        return State.POSTED
    return State.SUBMITTED if row.submitted_on else State.EARNED


def _amount(row: CreditRow, obtains: str | Unknown | None, names: Names) -> int | None:
    if row.credits is not None:
        return row.credits
    if row.kind == "booth":
        return BOOTH
    if isinstance(obtains, str) and not names.by_credits(obtains):
        return 0  # a renewal counts by its day, whatever its hours
    return None


def out_of_order(row: CreditRow) -> list[Finding]:
    """Days of a credit that cannot have come in this order; worth a look, no more."""
    found: list[Finding] = []
    if row.submitted_on and row.submitted_on < row.earned_on:
        found.append(("Submitted on", f"{row.submitted_on} is before “Earned on”: please check."))
    last = row.submitted_on or row.earned_on
    if row.posted_on and row.posted_on < last:
        title = "Submitted on" if row.submitted_on else "Earned on"
        found.append(("Posted on", f"{row.posted_on} is before “{title}”: please check."))
    return found


def fee(row: FeeRow, names: Names) -> Fee | list[Finding]:
    """The payment of a row, or why it cannot be one."""
    body = names.body(row.body)
    errors: list[Finding] = []
    if isinstance(body, Unknown):
        errors.append(("Body", body.text))
    if row.paid_on and row.paid_through < row.paid_on:
        text = f"{row.paid_through} is before “Paid on”: correct one of the two."
        errors.append(("Paid through", text))
    if errors or isinstance(body, Unknown):
        return errors
    return Fee(body, row.paid_through, row.paid_on)
