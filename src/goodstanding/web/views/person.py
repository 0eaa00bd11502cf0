"""One person, and a technician's own page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from goodstanding.engine.learning import Year
from goodstanding.engine.standing.answer import Condition, Label, Lapse, Period
from goodstanding.engine.standing.explain import explain, headline, warning, yours
from goodstanding.engine.standing.facts import State
from goodstanding.engine.standing.remedies import ON_PAGES, remedy
from goodstanding.engine.standing.together import to_you
from goodstanding.engine.wording import day, short_day
from goodstanding.services.access import Actor, May
from goodstanding.services.certificates.worklist import counts
from goodstanding.services.evidence import Paper, evidence_of
from goodstanding.services.learning import Whose, aims_of, years
from goodstanding.services.market import Market, market
from goodstanding.services.own_credits import his_to_mend
from goodstanding.services.person import Card, Dossier, Earned, dossier
from goodstanding.services.pricing import holdings, need_of, price
from goodstanding.services.submitting.consents import consented
from goodstanding.services.submitting.readiness import sent_before
from goodstanding.services.submitting.showing import his_letters
from goodstanding.web.door import Asked, page
from goodstanding.web.views.drawn import DRAWN, NOBODY, Drawn, answer, draw, key_of
from goodstanding.web.views.recording.merging import leads_on
from goodstanding.web.views.steps import step

_OWN_LINES = 40
_STATES = {
    Condition.CURRENT: "Current",
    Condition.LAPSED: "Lapsed",
    Condition.UNKNOWN: "Not known",
    Condition.ENDED: "Ended",
    Condition.NOT_YET_ISSUED: "Not yet issued",
}
_REASONS = {
    Lapse.CREDITS: " for credits",
    Lapse.FEE: " for the fee",
    Lapse.EXPIRED: ", expired",
}


@page(May.SEE_TEAM)
def person(request: Asked, number: int) -> HttpResponse:
    """A card for each credential, the ledger, the fees, the latest of the journal."""
    drawn = DRAWN.get(key_of(request, number), lambda: _drawn(request, number))
    return answer(request, drawn) if drawn.title else leads_on(request, number)


def _drawn(request: Asked, number: int) -> Drawn:
    actor = request.actor
    found = dossier(
        actor.organisation, number, actor.today, with_journal=actor.may(May.SEE_JOURNAL)
    )
    if found is None:
        return NOBODY
    who = found.person
    stall = market(actor.organisation, actor.today) if actor.may(May.SEE_COSTS) else None
    shown = {
        "found": found,
        "who": who,
        "has_left": who.left_on is not None and who.left_on < actor.today,
        "cards": [
            {**_card(actor, card, found), **_price(actor, card, found, stall)}
            for card in found.cards
        ],
        "year": _year(actor, found),
        "ledger": _ledger(actor, found),
    }
    return draw(request, "person.html", who.name, shown)


@page(May.SEE_OWN)
def mine(request: Asked) -> HttpResponse:
    """A technician's own standing, made for a phone: the answer is the headline."""
    actor = request.actor
    number = actor.person
    found = dossier(actor.organisation, number, actor.today, with_journal=False) if number else None
    cards = [_card(actor, card, found) for card in found.cards] if found else []
    answers = [card.answer for card in found.cards] if found else []
    said = to_you(answers, found.catalogue) if found else None
    shown = {
        "found": found,
        "said": said,
        "cards": cards,
        "ledger": _own_ledger(actor, found),
        **(_own_letters(actor, found) if found else {}),
        "brought": counts(actor),
    }
    return render(request, "mine.html", shown)


def _ledger(actor: Actor, found: Dossier) -> list[tuple[Earned, str, tuple[Paper, ...]]]:
    """Each credit with what else is to be known of it, and with the papers that prove it."""
    papers = evidence_of(actor.organisation, [one.key for one in found.ledger])
    return [(one, _notes(one), papers[one.key]) for one in found.ledger]


def _own_letters(actor: Actor, found: Dossier) -> dict[str, Any]:
    """What he has sent, has to send, and may send himself."""
    organisation, number = actor.organisation, found.person.pk
    earned = [one.key for one in found.ledger if one.states.state is State.EARNED]
    return {
        "letters": his_letters(organisation, number),
        "unsent": len(set(earned) - set(sent_before(organisation, earned))),
        "agreed": bool(consented(organisation, [number])),
    }


def _own_ledger(
    actor: Actor, found: Dossier | None
) -> list[tuple[Earned, bool, tuple[Paper, ...]]]:
    """The newest of his credits, whether each is his to mend still, and what proves it."""
    ledger = found.ledger[:_OWN_LINES] if found else ()
    keys = [one.key for one in ledger]
    mendable, papers = his_to_mend(actor, keys), evidence_of(actor.organisation, keys)
    return [(one, one.key in mendable, papers[one.key]) for one in ledger]


def _card(actor: Actor, card: Card, found: Dossier) -> dict[str, Any]:
    standing, catalogue = card.answer, found.catalogue
    return {
        "card": card,
        "answer": standing,
        "headline": headline(found.person.name, standing, catalogue),
        "yours": yours(standing, catalogue),
        "remedy": _not_yet(card) or remedy(standing, catalogue, ON_PAGES),
        "step": step(actor, found.person.pk, card.key, standing, catalogue),
        "warnings": [warning(one) for one in standing.warnings],
        "explained": explain(standing, catalogue),
        "periods": _periods(card.periods),
        "counts_credits": card.certification.kind.value == "credits",
        "by_hand": standing.estimated and standing.cycle is not None,
        "restorable": standing.state in (Condition.LAPSED, Condition.UNKNOWN)
        and standing.reason is not Lapse.EXPIRED,
        "over": standing.kind in (Label.ENDED, Label.NOT_YET_ISSUED),
    }


def _year(actor: Actor, found: Dossier) -> Year | None:
    """His year by quarters, for those who look after it."""
    if not actor.may(May.ENROL) or not found.cards:
        return None
    number, organisation = found.person.pk, actor.organisation
    aims = aims_of(organisation)
    answers = tuple(card.answer for card in found.cards)
    whose = Whose(found.record, found.person.hired_on, answers)
    return years(organisation, {number: whose}, aims, actor.today)[number]


def _price(actor: Actor, card: Card, found: Dossier, stall: Market | None) -> dict[str, Any]:
    """What its lapse costs, for those who may see that."""
    who, holds = found.person, holdings(one.answer for one in found.cards)
    need = need_of(who.pk, who.day_cost, card.answer, holds)
    if stall is None or need is None:
        return {}
    said = price(need, actor.today, stall)
    chosen = said.keeping.chosen if said.keeping else None
    return {"price": said, "chosen": [stall.title(one) for one in chosen or ()]}


def _not_yet(card: Card) -> str:
    """The day of issue where it lies ahead, for it may be a slip."""
    issued = card.states.issued_on
    if card.answer.kind is not Label.NOT_YET_ISSUED or issued is None:
        return ""
    return f"Its day of issue is {day(issued)}; correct that if it is a slip."


def _notes(one: Earned) -> str:
    """What else is to be known of a credit, in one line."""
    states = one.states
    open_question = states.approved is None and states.state in (State.SUBMITTED, State.EARNED)
    said = (
        states.body if states.body != "IICRC" else "",
        f"taken for {states.obtains}" if states.obtains else "",
        "approval to be checked" if open_question else "",
        "not approved" if states.approved is False else "",
        one.why if one.is_void else "",
        f"submitted {short_day(states.submitted_on)}" if states.submitted_on else "",
        f"posted {short_day(states.posted_on)}" if states.posted_on else "",
    )
    return " · ".join(part for part in said if part)


def _periods(periods: tuple[Period, ...]) -> list[str]:
    """The history in words, where there is more to tell than that it has always been current."""
    return [_period(one) for one in periods] if len(periods) > 1 else []


def _period(period: Period) -> str:
    words = _STATES[period.state] + (_REASONS[period.reason] if period.reason else "")
    if period.until is None:
        return f"{words} since {day(period.since)}" if period.since else words
    since = f"from {day(period.since)} " if period.since else ""
    return f"{words} {since}to {day(period.until)}"
