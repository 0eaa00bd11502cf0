"""A second opinion on standing: the rules page read word by word, with no thought of speed.

Every question walks the whole life of the credential again, day by day or cycle by cycle, and
looks at every credit each time. Nothing is shared with the engine but the facts and the
catalogue; month arithmetic is written anew. Rules with caps or prorated first cycles are refused.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goodstanding.engine.rules.model import Catalogue, Certification, FirstCycle, Kind, Rule
from goodstanding.engine.standing.facts import Credential, Credit, Fee, Observation, Person, State

Answer = dict[str, object]
Stretch = tuple[date | None, date | None, str, str | None]

DAY = timedelta(days=1)
DUE_SOON = 90
NOTHING: Answer = {
    "cycle": None,
    "posted": None,
    "submitted": None,
    "earned": None,
    "planned": None,
    "capped": None,
    "short": None,
    "coverage": None,
    "days_left": None,
    "on_pace": None,
    "lapses_on": None,
    "estimated": True,
    "to_reconcile": 0,
}


@dataclass
class Span:
    """One cycle: its two days, what it owes and the months of its rule."""

    start: date
    deadline: date
    required: int
    months: int


@dataclass
class Chain:
    """A chain: its first day, whether an issue or a restoration began it, what was seen in it."""

    start: date
    begun_by_event: bool
    seen: list[Observation]


@dataclass
class Case:
    """One credential of one person, with its rule."""

    person: Person
    credential: Credential
    certification: Certification
    label: str

    @property
    def versions(self) -> tuple[Rule, ...]:
        return self.certification.rules


def standing_on(person: Person, index: int, catalogue: Catalogue, on: date) -> Answer:
    """The answer for credential number `index` on the day `on`; amounts in hundredths."""
    case = case_of(person, index, catalogue)
    kind = case.certification.kind
    if kind is Kind.CREDITS:
        answer = on_credits(case, on)
    elif kind is Kind.LIFETIME:
        answer = on_lifetime(case, on)
    else:
        answer = on_cards(case, on)
    warnings = set(answer["warnings"])  # type: ignore[call-overload]
    if case.credential.twin:
        warnings.add("held_twice")
    if any(seen.seen_assumed for seen in case.credential.observations):
        warnings.add("seen_on_assumed")
    return {**answer, "warnings": warnings}


def periods_on(person: Person, index: int, catalogue: Catalogue, on: date) -> list[Stretch]:
    """Ask for every day up to `on`, and merge days of one state and one reason."""
    case = case_of(person, index, catalogue)
    issued = case.credential.issued_on
    day = issued if issued is not None else day_before_anything(case, on)
    asked: list[tuple[date, str, str | None]] = []
    while day <= on:
        answer = standing_on(person, index, catalogue, day)
        asked.append((day, answer["state"], answer["reason"]))  # type: ignore[arg-type]
        day += DAY
    merged: list[Stretch] = []
    for number, (day, state, reason) in enumerate(asked):
        if number == 0:
            merged.append((issued, None, state, reason))
        elif (state, reason) != asked[number - 1][1:]:
            since, _, was, why = merged[-1]
            merged[-1] = (since, day - DAY, was, why)
            merged.append((day, None, state, reason))
    return merged


def day_before_anything(case: Case, on: date) -> date:
    """With an unknown issue: a day on which the life has not begun and nothing has ended."""
    kind = case.certification.kind
    begins = life_begins(case) if kind is Kind.CREDITS else cards_begin(case)
    days = [day for day in (begins, case.credential.ended_on) if day is not None]
    return min(day for day in [*days, on] if day != date.min) - DAY


def case_of(person: Person, index: int, catalogue: Catalogue) -> Case:
    credential = person.credentials[index]
    certification = catalogue.certifications[credential.certification]
    for rule in certification.rules:
        assert rule.most_per_activity is None
        assert rule.most_per_day is None
        assert rule.first_cycle is not FirstCycle.PRORATED
    return Case(person, credential, certification, catalogue.bodies[certification.body].code)


def plus_months(day: date, months: int) -> date:
    """A day that the month lacks becomes that month's last."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def version_on(versions: tuple[Rule, ...], day: date) -> Rule:
    """The version in force on a day: the last whose first day is not later."""
    found = versions[0]
    for version in versions:
        if version.since is None or version.since <= day:
            found = version
    return found


# --- states that say nothing more ---------------------------------------------------------


def bare(case: Case, on: date, state: str, label: str) -> Answer:
    """For `not_yet_issued`, `ended` and `unknown` everything but `required` is null."""
    by_credits = case.certification.kind is Kind.CREDITS
    required = version_on(case.versions, on).required if by_credits else None
    return {
        **NOTHING,
        "state": state,
        "reason": None,
        "label": label,
        "required": required,
        "warnings": set(),
    }


def ended_or_not_yet(case: Case, on: date) -> Answer | None:
    credential = case.credential
    if credential.ended_on is not None and on >= credential.ended_on:
        return bare(case, on, "ended", "Ended")
    if credential.issued_on is not None and on < credential.issued_on:
        return bare(case, on, "not_yet_issued", "Not yet issued")
    return None


def unknown(case: Case, on: date) -> Answer:
    return bare(case, on, "unknown", "Check the record")


def on_lifetime(case: Case, on: date) -> Answer:
    """`lifetime` is always Good standing."""
    special = ended_or_not_yet(case, on)
    if special is not None:
        return special
    good = {"state": "current", "reason": None, "label": "Good standing", "required": None}
    return {**NOTHING, **good, "warnings": set()}


# --- chains ----------------------------------------------------------------------------------


def observed_cycle_start(case: Case, deadline: date) -> date:
    """The first day of the full cycle that ends on an observed deadline."""
    for version in reversed(case.versions):
        start = plus_months(deadline + DAY, -version.months)
        if version_on(case.versions, start) is version:
            return start
    return plus_months(deadline + DAY, -case.versions[-1].months)


def life_begins(case: Case) -> date | None:
    """The issue, else the observed cycle or the first restoration, whichever is earlier."""
    if case.credential.issued_on is not None:
        return case.credential.issued_on
    days = list(case.credential.restorations)
    deadlines = [seen.deadline for seen in case.credential.observations if seen.deadline]
    days += [observed_cycle_start(case, deadline) for deadline in deadlines]
    return min(days) if days else None


def tracked_from(case: Case) -> date:
    """The day from which records are complete; by default the first day of the life."""
    begins = life_begins(case)
    assert begins is not None
    return case.credential.tracked_from or begins


def chains_of(case: Case) -> tuple[list[Chain], list[date]]:
    """All chains, and the restorations that were made while the credential was current."""
    begins = life_begins(case)
    assert begins is not None
    by_event = case.credential.issued_on is not None or begins in case.credential.restorations
    observations = sorted(case.credential.observations, key=lambda seen: seen.seen_on)
    chains = [Chain(begins, by_event, [])]
    needless = []
    for restored in sorted(set(case.credential.restorations)):
        if case.credential.issued_on is None and restored == begins:
            continue
        last = chains[-1]
        from_last = [s for s in observations if s.seen_on >= last.start or len(chains) == 1]
        sofar = [seen for seen in from_last if seen.seen_on < restored]
        state, _ = walk(case, Chain(last.start, last.begun_by_event, sofar), restored)
        if restored <= tracked_from(case) or state in ("lapsed", "unknown"):
            last.seen = sofar
            chains.append(Chain(restored, True, []))
        elif not fee_gap(case, restored):
            needless.append(restored)
    last = chains[-1]
    last.seen = [s for s in observations if s.seen_on >= last.start or len(chains) == 1]
    return chains, needless


def chain_on(chains: list[Chain], on: date) -> Chain:
    found = chains[0]
    for chain in chains:
        if chain.start <= on:
            found = chain
    return found


def anchor_of_part(case: Case, chain: Chain, start: date) -> date | None:
    """The observed anchor of the part of a chain that begins on `start`.

    A change of M ends the chain at the boundary: an observation anchors only the part in which
    it was made. Where a part ends depends on what was seen in it, so take them in order.
    """
    observed = None
    for seen in chain.seen:
        if start != chain.start and seen.seen_on < start:
            continue
        if seen.deadline is not None and seen.seen_on < part_ends(case, start, observed):
            observed = seen.deadline + DAY
    return observed


def part_ends(case: Case, start: date, observed: date | None) -> date:
    """The first boundary on which a version with other months is in force."""
    version = version_on(case.versions, start)
    if all(later.months == version.months for later in case.versions):
        return date.max
    assert version.anchor is None
    assert version.starts is None
    anchor = observed or start
    step = 0
    while plus_months(anchor, step * version.months) > start:
        step -= 1
    boundary = start
    while version_on(case.versions, boundary).months == version.months:
        step += 1
        boundary = plus_months(anchor, step * version.months)
        if boundary.year > 2100:
            return date.max
    return boundary


def spans(case: Case, chain: Chain) -> Iterator[Span]:
    """The cycles of a chain, one after the other, for ever."""
    start = chain.start
    while True:
        observed = anchor_of_part(case, chain, start)
        version = version_on(case.versions, start)
        if observed is not None:
            anchor = observed
        elif version.anchor is not None:
            anchor = version.anchor
        elif version.starts is not None:
            anchor = date(start.year, *version.starts)
            if anchor <= start:
                anchor = date(start.year + 1, *version.starts)
            yield Span(start, anchor - DAY, 0, version.months)
            start = anchor
        else:
            anchor = start
        months = version.months
        step = 0
        while plus_months(anchor, step * months) > start:
            step -= 1
        while plus_months(anchor, (step + 1) * months) <= start:
            step += 1
        first = True
        while version_on(case.versions, start).months == months:
            following = plus_months(anchor, (step + 1) * months)
            governing = version_on(case.versions, start)
            required = governing.required
            is_shorter = start > plus_months(anchor, step * months)
            if first and is_shorter and governing.first_cycle is FirstCycle.NONE:
                required = 0
            yield Span(start, following - DAY, required, months)
            first = False
            start = following
            step += 1


def is_observed(chain: Chain, span: Span) -> bool:
    return any(seen.deadline == span.deadline for seen in chain.seen)


def is_incomplete(case: Case, chain: Chain, span: Span) -> bool:
    """The cycle begins before the records do, contains that day and ends on no observed day."""
    day = tracked_from(case)
    return span.start < day <= span.deadline and not is_observed(chain, span)


def is_given(case: Case, chain: Chain, span: Span) -> bool:
    """Presumed renewed, or vouched for: the body's record said later that all was well."""
    if span.deadline < tracked_from(case):
        return True
    return any(
        seen.deadline is not None and seen.deadline >= seen.seen_on and span.deadline < seen.seen_on
        for seen in chain.seen
    )


def is_met(case: Case, chain: Chain, span: Span, on: date) -> bool:
    return is_given(case, chain, span) or posted_in(case, chain, span, on) >= span.required


def walk(case: Case, chain: Chain, on: date) -> tuple[str, Span]:
    """The state that credits alone give on a day, with the cycle to be shown."""
    skip_to: date | None = None
    for span in spans(case, chain):
        if skip_to is not None and span.deadline < skip_to:
            continue
        skip_to = None
        if on <= span.deadline:
            return "current", span
        if is_met(case, chain, span, on):
            continue
        if not is_incomplete(case, chain, span):
            return "lapsed", span
        for seen in reversed(chain.seen):
            if seen.deadline is not None and span.deadline < seen.deadline < seen.seen_on <= on:
                skip_to = seen.deadline
        if skip_to is None:
            return "unknown", span
    raise AssertionError("a chain never runs out of cycles")


# --- credits of a cycle ------------------------------------------------------------------------


def belongs(case: Case, chain: Chain, span: Span, credit: Credit) -> bool:
    """Whether a credit is one of this cycle, apart from how far it has come by a day."""
    if credit.body != case.certification.body:
        return False
    if credit.state in (State.REJECTED, State.VOID):
        return False
    if credit.approved is False and credit.state is not State.POSTED:
        return False
    if not span.start <= credit.earned_on <= span.deadline:
        return False
    obtains_this = credit.obtains == case.certification.code
    return not (obtains_this and chain.begun_by_event and credit.earned_on <= chain.start)


def counting(case: Case, chain: Chain, span: Span, on: date) -> list[Credit]:
    """The credits that count in a cycle on a day."""
    found = []
    for credit in case.person.credits:
        if belongs(case, chain, span, credit):
            planned = credit.state is State.PLANNED
            if (planned and credit.earned_on >= on) or (not planned and credit.earned_on <= on):
                found.append(credit)
    return found


def balance_of(chain: Chain, span: Span, on: date) -> Observation | None:
    """The last balance seen up to `on` that belongs to the cycle."""
    found = None
    for seen in chain.seen:
        if seen.balance is None or seen.seen_on > on:
            continue
        if seen.deadline is None:
            here = span.start <= seen.seen_on <= span.deadline
        else:
            here = seen.deadline == span.deadline
        if here:
            found = seen
    return found


def posted_in(case: Case, chain: Chain, span: Span, on: date) -> int:
    seen = balance_of(chain, span, on)
    total = 0 if seen is None or seen.balance is None else seen.balance
    for credit in counting(case, chain, span, on):
        posted = credit.posted_on or credit.earned_on
        if credit.state is State.POSTED and (seen is None or posted > seen.seen_on):
            total += credit.amount
    return total


def to_reconcile_in(case: Case, chain: Chain, span: Span, on: date) -> int:
    seen = balance_of(chain, span, on)
    if seen is None or seen.balance is None:
        return 0
    ours = 0
    for credit in counting(case, chain, span, on):
        posted = credit.posted_on or credit.earned_on
        if credit.state is State.POSTED and posted <= seen.seen_on:
            ours += credit.amount
    return ours - seen.balance


def warned_credits(case: Case, chain: Chain, span: Span, on: date) -> set[str]:
    warnings = set()
    for credit in counting(case, chain, span, on):
        if credit.approved is None and credit.state is not State.POSTED:
            warnings.add("approval_unknown")
        late = credit.submitted_on is not None and credit.submitted_on > span.deadline
        if credit.state is State.SUBMITTED and late:
            warnings.add("submitted_late")
    for credit in case.person.credits:
        past = credit.state is State.PLANNED and credit.earned_on < on
        if past and belongs(case, chain, span, credit):
            warnings.add("did_it_happen")
    return warnings


# --- fees --------------------------------------------------------------------------------------


def fees_of(case: Case, on: date) -> list[Fee]:
    if not version_on(case.versions, on).fee:
        return []
    return [fee for fee in case.person.fees if fee.body == case.certification.body]


def paid_from(fee: Fee, fees: list[Fee]) -> date:
    """Paid on blank: the day after the latest earlier paid through."""
    if fee.paid_on is not None:
        return fee.paid_on
    earlier = [other.paid_through for other in fees if other.paid_through < fee.paid_through]
    return max(earlier) + DAY if earlier else date.min


def fee_gap(case: Case, on: date) -> bool:
    fees = fees_of(case, on)
    if not fees or on <= min(fee.paid_through for fee in fees):
        return False
    return not any(paid_from(fee, fees) <= on <= fee.paid_through for fee in fees)


def first_gap_from(case: Case, on: date) -> date | None:
    fees = fees_of(case, on)
    if not fees:
        return None
    day = on
    while not fee_gap(case, day):
        day += DAY
    return day


def gap_began(case: Case, on: date) -> date:
    begins = life_begins(case)
    assert begins is not None
    day = on
    while fee_gap(case, day - DAY) and day > begins:
        day -= DAY
    return day


# --- the answer for a `credits` rule -----------------------------------------------------------


def on_credits(case: Case, on: date) -> Answer:
    special = ended_or_not_yet(case, on)
    if special is not None:
        return special
    begins = life_begins(case)
    if begins is None or on < begins:
        return unknown(case, on)
    chains, needless = chains_of(case)
    chain = chain_on(chains, on)
    state, span = walk(case, chain, on)
    if state == "unknown":
        return unknown(case, on)
    reason = "credits" if state == "lapsed" else None
    if state == "current" and fee_gap(case, on):
        state, reason = "lapsed", "fee"
    answer = sums(case, chain, span, on)
    warnings = warned_credits(case, chain, span, on)
    if is_incomplete(case, chain, span):
        warnings.add("incomplete_record")
    if any(restored <= on for restored in needless):
        warnings.add("restored_while_current")
    answer |= {
        "state": state,
        "reason": reason,
        "lapses_on": lapses_on(case, chain, span, on, reason),
        "estimated": not is_observed(chain, span),
        "warnings": warnings,
    }
    return {**answer, "label": label_of(answer, case.label)}


def sums(case: Case, chain: Chain, span: Span, on: date) -> Answer:
    of = dict.fromkeys(State, 0)
    for credit in counting(case, chain, span, on):
        of[credit.state] += credit.amount
    posted = posted_in(case, chain, span, on)
    submitted, earned, planned = of[State.SUBMITTED], of[State.EARNED], of[State.PLANNED]
    coverage, running = "short", 0
    for strength, amount in (
        ("posted", posted),
        ("submitted", submitted),
        ("earned", earned),
        ("planned", planned),
    ):
        running += amount
        if running >= span.required:
            coverage = strength
            break
    years = 0
    while plus_months(span.start, 12 * (years + 1)) <= on:
        years += 1
    return {
        "cycle": (span.start, span.deadline),
        "required": span.required,
        "posted": posted,
        "submitted": submitted,
        "earned": earned,
        "planned": planned,
        "capped": 0,
        "short": max(0, span.required - posted - submitted - earned - planned),
        "coverage": coverage,
        "days_left": (span.deadline - on).days,
        "on_pace": (posted + submitted + earned) * span.months >= span.required * 12 * years,
        "to_reconcile": to_reconcile_in(case, chain, span, on),
    }


def lapses_on(case: Case, chain: Chain, shown: Span, on: date, reason: str | None) -> date:
    if reason == "credits":
        return shown.deadline + DAY
    if reason == "fee":
        return gap_began(case, on)
    for span in spans(case, chain):
        if span.deadline >= shown.deadline and not is_met(case, chain, span, on):
            by_credits = span.deadline + DAY
            break
    by_fee = first_gap_from(case, on)
    return by_credits if by_fee is None else min(by_credits, by_fee)


def label_of(answer: Answer, body: str) -> str:
    """The first label that matches."""
    coverage = answer["coverage"]
    if answer["reason"] == "credits" and coverage == "submitted":
        return f"Lapsed, awaiting {body}"
    if answer["state"] == "lapsed":
        return "Lapsed"
    if coverage == "posted":
        return "Good standing"
    if coverage == "submitted":
        return f"Awaiting {body}"
    if coverage == "earned":
        return "Submit certificates"
    if coverage == "planned":
        return "Covered by plan"
    days_left = answer["days_left"]
    assert isinstance(days_left, int)
    if days_left <= DUE_SOON:
        return "Due soon"
    return "On pace" if answer["on_pace"] else "Behind"


# --- refresher, term, printed ------------------------------------------------------------------


@dataclass
class Card:
    """What was valid from a day on (date.min: from ever); `expiry` None: printed, not known."""

    start: date
    expiry: date | None
    typed: bool
    by: str


def is_renewal(case: Case, credit: Credit) -> bool:
    """A credit, of whichever body, that obtained the certification again."""
    if credit.obtains != case.certification.code:
        return False
    if credit.approved is False and credit.state is not State.POSTED:
        return False
    if credit.state not in (State.EARNED, State.SUBMITTED, State.POSTED):
        return False
    return case.credential.issued_on is None or credit.earned_on > case.credential.issued_on


def renewals_of(case: Case) -> list[date]:
    """The days of renewal; two records of one day are one renewal."""
    return sorted({c.earned_on for c in case.person.credits if is_renewal(case, c)})


def is_unapproved(credit: Credit) -> bool:
    """Approval is still to be checked; posted implies approved."""
    return credit.approved is None and credit.state is not State.POSTED


def cards_of(case: Case) -> tuple[list[Card], list[date]]:
    """All cards in order of their days, and the restorations made while one was valid.

    The typed expiry belongs to the latest card on or before it: try the latest day first, and
    take the first that is a card at all.
    """
    credential = case.credential
    typed, months = credential.expires_on, case.versions[-1].months
    events = [(credential.issued_on, "card")] if credential.issued_on is not None else []
    events += [(day, "restoration") for day in sorted(set(credential.restorations))]
    events += [(day, "renewal") for day in renewals_of(case)]
    events.sort(key=lambda event: event[0])
    if typed is None:
        return dealt(case, events, None)
    if credential.issued_on is None and months:
        first = plus_months(typed + DAY, -months)
        if not any(day <= first for day, _ in events):
            events.insert(0, (first, "card"))
    if credential.issued_on is None and not months and not any(day <= typed for day, _ in events):
        events.insert(0, (date.min, "card"))
    before = [day for day, _ in events if day <= typed]
    for owner in reversed(before):
        cards, needless = dealt(case, events, owner)
        if any(card.start == owner for card in cards):
            return cards, needless
    return dealt(case, events, None)


def dealt(
    case: Case, events: list[tuple[date, str]], owner: date | None
) -> tuple[list[Card], list[date]]:
    """The cards when the one that begins on `owner` has the typed expiry."""
    rule = case.versions[-1]
    cards: list[Card] = []
    needless: list[date] = []
    tracked = case.credential.tracked_from or case.credential.issued_on or date.min
    for day, what in events:
        last = cards[-1].expiry if cards else None
        if what == "restoration" and last is not None and tracked < day <= last:
            needless.append(day)
            continue
        if what == "renewal" and cards and cards[-1].start == day:
            continue
        limit = rule.renewable_months
        too_late = last is not None and limit is not None and day > plus_months(last, limit)
        if what == "renewal" and too_late:
            continue
        if day == owner:
            expiry = case.credential.expires_on
        elif rule.kind is Kind.PRINTED:
            expiry = None
        elif rule.kind is Kind.TERM and last is not None and what == "renewal":
            expiry = plus_months(last, rule.months)
        else:
            expiry = plus_months(day, rule.months) - DAY
        cards.append(Card(day, expiry, day == owner, what))
    return cards, needless


def cards_begin(case: Case) -> date | None:
    if case.certification.kind is Kind.LIFETIME:
        return None
    cards, _ = cards_of(case)
    return cards[0].start if cards else None


def on_cards(case: Case, on: date) -> Answer:
    special = ended_or_not_yet(case, on)
    if special is not None:
        return special
    cards, needless = cards_of(case)
    card = None
    for other in cards:
        if other.start <= on:
            card = other
    if card is None or card.expiry is None:
        return unknown(case, on)
    planned = False
    warnings = set()
    for credit in case.person.credits:
        is_plan = credit.state is State.PLANNED and credit.obtains == case.certification.code
        if is_plan and credit.approved is not False:
            if on <= credit.earned_on <= card.expiry:
                planned = True
            if card.start <= credit.earned_on < on:
                warnings.add("did_it_happen")
    made = [credit for credit in case.person.credits if credit.earned_on == card.start]
    doubts = [is_unapproved(credit) for credit in made if is_renewal(case, credit)]
    if card.by == "renewal" and all(doubts):
        warnings.add("approval_unknown")
    if any(restored <= on for restored in needless):
        warnings.add("restored_while_current")
    state = "current" if on <= card.expiry else "lapsed"
    days_left = (card.expiry - on).days
    if state == "lapsed":
        label = "Lapsed"
    elif planned:
        label = "Covered by plan"
    else:
        label = "Due soon" if days_left <= DUE_SOON else "Good standing"
    return {
        **NOTHING,
        "state": state,
        "reason": "expired" if state == "lapsed" else None,
        "label": label,
        "required": None,
        "cycle": (None if card.start == date.min else card.start, card.expiry),
        "coverage": "planned" if planned else None,
        "days_left": days_left,
        "lapses_on": card.expiry + DAY,
        "estimated": not card.typed,
        "warnings": warnings,
    }
