"""What to do next about a standing, as one sentence.

A remedy ends with something to be put down. Where that is done differs: in a workbook it is a
column or a sheet, on a page it is the form that the button beside the sentence opens.
"""

from typing import NamedTuple

from goodstanding.engine.days import add_months
from goodstanding.engine.rules.model import Catalogue, Kind, Rule
from goodstanding.engine.standing.answer import Coverage, Label, Lapse, RuleUsed, Standing
from goodstanding.engine.wording import amount, body_of, day


class Writing(NamedTuple):
    """How each thing is put down; every one ends a sentence, without its full stop."""

    deadline: str
    last_day: str
    payment: str
    restoration: str
    renewal: str
    refresher: str
    card: str


IN_A_WORKBOOK = Writing(
    deadline="and type it into Due on and Seen on",
    last_day="Type the last valid day that is printed on the card into Expires on",
    payment="and type the payment into Fees",
    restoration="and type its day into Restored on",
    renewal="and type the renewal in as a credit that obtains it",
    refresher="and type it in as a credit that obtains it",
    card="and type its date into Expires on",
)
ON_PAGES = Writing(
    deadline="and type it in here",
    last_day="Type in the last valid day that is printed on the card",
    payment="and record the payment",
    restoration="and record the day",
    renewal="and record the renewal",
    refresher="and record it",
    card="and type in its date",
)


def remedy(
    standing: Standing, catalogue: Catalogue, writing: Writing = IN_A_WORKBOOK
) -> str | None:
    """What to do next; None where nothing needs to be done."""
    body = f"the {body_of(standing.certification, catalogue).code}"
    match standing.kind:
        case Label.CHECK:
            return _ask(standing, body, catalogue, writing)
        case Label.LAPSED_AWAITING:
            return f"Ask {body} to post the submitted credits; once posted, they count."
        case Label.LAPSED:
            return _mend(standing, body, catalogue, writing)
        case Label.SUBMIT:
            return f"Submit the certificates{_address(standing, catalogue)}."
        case Label.AWAITING:
            return f"See that {body} posts what was submitted."
        case Label.DUE_SOON | Label.BEHIND:
            return _keep(standing, catalogue)
        case _:
            return None


def _address(standing: Standing, catalogue: Catalogue) -> str:
    body = body_of(standing.certification, catalogue)
    return f" to {body.submissions}" if body.submissions else f" to the {body.code}"


def _ask(standing: Standing, body: str, catalogue: Catalogue, writing: Writing) -> str:
    if catalogue.certifications[standing.certification].kind is Kind.CREDITS:
        return f"Ask {body} for the date on the profile, {writing.deadline}."
    return f"{writing.last_day}."


def _mend(standing: Standing, body: str, catalogue: Catalogue, writing: Writing) -> str:
    if standing.reason is Lapse.FEE:
        return f"Pay the fee to {body}, {writing.payment}."
    if standing.reason is Lapse.EXPIRED:
        return _renew_late(standing, catalogue, writing)
    if standing.coverage is Coverage.EARNED:
        where = _address(standing, catalogue)
        return f"Submit the certificates{where} at once; {body} decides whether they still count."
    return f"Re-test or ask {body} for reinstatement, {writing.restoration}."


def _renew_late(standing: Standing, catalogue: Catalogue, writing: Writing) -> str:
    rule = _rule(standing, catalogue)
    if rule.kind is Kind.TERM:
        return f"Renew it, {writing.renewal}."
    if rule.kind is Kind.PRINTED:
        return f"Get a new card, {writing.card}."
    if rule.renewable_months is None or standing.cycle is None:
        return f"Take the refresher, {writing.refresher}."
    limit = add_months(standing.cycle.deadline, rule.renewable_months)
    if standing.on <= limit:
        return f"Take the refresher by {day(limit)}; there is no right to work until then."
    return f"Take the initial course again; a refresher was enough only until {day(limit)}."


def _keep(standing: Standing, catalogue: Catalogue) -> str:
    by = f" by {day(standing.cycle.deadline)}" if standing.cycle else ""
    if standing.required is None:
        return f"{_RENEWALS[_rule(standing, catalogue).kind]}{by}."
    unit = body_of(standing.certification, catalogue).unit
    book = f"Book {amount(standing.short or 0, unit)} to be earned{by}"
    if not standing.earned:
        return f"{book}."
    earned = amount(standing.earned, unit)
    return f"{book}, and submit {earned} already earned{_address(standing, catalogue)}."


_RENEWALS = {
    Kind.REFRESHER: "Take the refresher",
    Kind.TERM: "Renew it",
    Kind.PRINTED: "Get a new card",
}


def _rule(standing: Standing, catalogue: Catalogue) -> Rule:
    used = (r.rule for r in standing.reasons if isinstance(r, RuleUsed))
    return next(used, catalogue.certifications[standing.certification].rules[-1])
