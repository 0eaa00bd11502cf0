"""Credentials that live by dates: refresher, term and printed rules (standing.md, 2).

A card is what makes such a credential valid for a while: the issue, each renewal (a credit that
obtains the certification; earned is enough) and each restoration after a lapse. A printed or
typed expiry belongs to the last card made on or before it, and wins over a computed one.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from goodstanding.engine.days import add_months, after, before
from goodstanding.engine.rules.model import Kind, Rule, version_on
from goodstanding.engine.standing.answer import Condition, Lapse, Period
from goodstanding.engine.standing.facts import Credential, Credit, State
from goodstanding.engine.standing.pools import why_dead


class Event(NamedTuple):
    """Something that may make a card: "issue", "restoration" or "renewal", on a day."""

    day: date
    by: str
    credit: Credit | None = None


class Card(NamedTuple):
    """Valid from a day (None: not known) through a day (None: printed, and not typed in)."""

    since: date | None
    through: date | None
    typed: bool
    event: Event | None

    def valid_on(self, day: date) -> bool:
        """Whether a day not before the card's first is known to be covered by it."""
        return self.through is not None and day <= self.through


class Cards(NamedTuple):
    """A credential's cards, oldest first, and the events that made none."""

    cards: tuple[Card, ...] = ()
    refused: tuple[Event, ...] = ()

    def on(self, day: date) -> Card | None:
        """The last card made on or before a day."""
        return next((c for c in reversed(self.cards) if c.since is None or c.since <= day), None)


def cards_of(credential: Credential, rules: tuple[Rule, ...], credits: Iterable[Credit]) -> Cards:
    """Every card of a credential; `credits` are all of the person's, of whatever body."""
    expires_on = credential.expires_on
    events = _events(credential, rules, credits)
    for event in reversed(events):
        if expires_on and event.day <= expires_on:
            made = _made(credential, rules, events, event)
            if any(card.event is event for card in made.cards):
                return made
    made = _made(credential, rules, events, None)
    if expires_on and credential.issued_on is None:
        return made._replace(cards=(Card(None, expires_on, True, None), *made.cards))
    return made


def renewals(credential: Credential, credits: Iterable[Credit]) -> list[Credit]:
    """The live credits that obtain the certification, planned ones too, in order of their day.

    Of several on one day the best confirmed comes first.
    """
    obtaining = [c for c in credits if c.obtains == credential.certification]
    live = [c for c in obtaining if why_dead(c) is None]
    return sorted(live, key=lambda c: (c.earned_on, _doubt(c), c.title, c.state, c.source))


def _doubt(credit: Credit) -> bool:
    return credit.approved is None and credit.state is not State.POSTED


def stretches(cards: Cards, on: date) -> Iterator[Period]:
    """What the cards say of every day from the first card to `on`, fees aside, oldest first."""
    for i, card in enumerate(cards.cards):
        following = cards.cards[i + 1].since if i + 1 < len(cards.cards) else None
        end = min(on, before(following)) if following else on
        if card.since and card.since > end:
            continue
        if card.through is None:
            yield Period(card.since, end, Condition.UNKNOWN, None)
            continue
        if card.since is None or card.since <= card.through:
            yield Period(card.since, min(end, card.through), Condition.CURRENT, None)
        if card.through < end:
            since = max(after(card.through), card.since or date.min)
            yield Period(since, end, Condition.LAPSED, Lapse.EXPIRED)


def _events(
    credential: Credential, rules: tuple[Rule, ...], credits: Iterable[Credit]
) -> list[Event]:
    """In the order of days; on one day a restoration comes first. The first begins the life.

    Several renewals on one day are one renewal: a row typed in twice extends nothing twice.
    """
    made = [c for c in renewals(credential, credits) if c.state is not State.PLANNED]
    by_day = {c.earned_on: c for c in reversed(made)}
    renewed = [Event(c.earned_on, "renewal", c) for c in by_day.values()]
    restored = [Event(day, "restoration") for day in sorted(set(credential.restorations))]
    events = sorted([*restored, *renewed], key=lambda event: event.day)
    begin = credential.issued_on or _begin_from_expiry(credential, rules, events)
    if begin is None:
        return events
    return [Event(begin, "issue"), *(event for event in events if event.day > begin)]


def _begin_from_expiry(
    credential: Credential, rules: tuple[Rule, ...], events: list[Event]
) -> date | None:
    """With an unknown day of issue: the validity that ends on the expiry, if it is the earliest."""
    if credential.expires_on is None:
        return None
    months = version_on(rules, credential.expires_on).months
    if not months:
        return None
    begin = add_months(after(credential.expires_on), -months)
    return begin if not events or begin < events[0].day else None


def _made(
    credential: Credential, rules: tuple[Rule, ...], events: list[Event], typed: Event | None
) -> Cards:
    """Turn events into cards; the typed expiry belongs to the event `typed`."""
    cards: list[Card] = []
    refused: list[Event] = []
    for event in events:
        rule = version_on(rules, event.day)
        last = cards[-1] if cards else None
        if last and not _makes_card(credential, rule, last, event):
            refused.append(event)
        elif event is typed:
            cards.append(Card(event.day, credential.expires_on, True, event))
        else:
            cards.append(Card(event.day, _through(rule, last, event), False, event))
    return Cards(tuple(cards), tuple(refused))


def _makes_card(credential: Credential, rule: Rule, last: Card, event: Event) -> bool:
    if event.by == "restoration":
        tracked_from = credential.tracked_from
        told_of_a_lapse = tracked_from is not None and event.day <= tracked_from
        return told_of_a_lapse or not last.valid_on(event.day)
    if last.event and last.event.by == "restoration" and last.since == event.day:
        return False
    if rule.renewable_months is None or last.through is None:
        return True
    return event.day <= add_months(last.through, rule.renewable_months)


def _through(rule: Rule, last: Card | None, event: Event) -> date | None:
    if rule.kind is Kind.PRINTED:
        return None
    if rule.kind is Kind.TERM and event.by == "renewal" and last and last.through:
        return add_months(last.through, rule.months)
    return before(add_months(event.day, rule.months))
