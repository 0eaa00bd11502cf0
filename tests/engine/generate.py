"""Random people with deliberately awkward days, valid by "Refused as errors of input".

`person(seed)` gives the same person for the same seed; the catalogue is written out below.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from engine.oracle import plus_months
from goodstanding.engine.rules.model import (
    Basis,
    Body,
    Catalogue,
    Certification,
    FirstCycle,
    Kind,
    Rule,
    Sure,
)
from goodstanding.engine.standing.facts import (
    Credential,
    Credit,
    Fee,
    Observation,
    Person,
    State,
)

DAY = timedelta(days=1)
BASIS = Basis("made for a test", None, Sure.R)


def _by_credits(months: int, required: int, **more: object) -> Rule:
    return Rule("r", Kind.CREDITS, BASIS, months=months, required=required, **more)  # type: ignore[arg-type]


def _by_card(kind: Kind, months: int = 0, renewable: int | None = None) -> Rule:
    return Rule("r", kind, BASIS, months=months, renewable_months=renewable)


RULES: dict[str, tuple[str, tuple[Rule, ...]]] = {
    "WRT": ("IICRC", (_by_credits(48, 1400, fee=True),)),
    "MWR": ("IICRC", (_by_credits(24, 1400, fee=True),)),
    "CR": ("RIA", (_by_credits(36, 4800, starts=(7, 1)),)),
    "FLA": ("FL", (_by_credits(24, 1400, anchor=date(2024, 8, 1)),)),
    "FLR": (
        "FL",
        (_by_credits(24, 1400, anchor=date(2024, 8, 1), first_cycle=FirstCycle.NONE),),
    ),
    "MORE": (
        "IICRC",
        (_by_credits(24, 1400), _by_credits(24, 2000, since=date(2024, 1, 1))),
    ),
    "FEWER": (
        "IICRC",
        (_by_credits(48, 1400, fee=True), _by_credits(24, 1000, since=date(2024, 1, 1), fee=True)),
    ),
    "Q3": ("QUICK", (_by_credits(3, 200, fee=True),)),
    "Q4": ("QUICK", (_by_credits(4, 200, starts=(7, 1)),)),
    "Q5": (
        "QUICK",
        (_by_credits(5, 200, anchor=date(2024, 2, 29), first_cycle=FirstCycle.NONE),),
    ),
    "Q32": ("QUICK", (_by_credits(3, 200), _by_credits(2, 100, since=date(2024, 5, 15)))),
    "HAZ": ("EPA", (_by_card(Kind.REFRESHER, 12, 12),)),
    "RRP": ("EPA", (_by_card(Kind.REFRESHER, 60),)),
    "R3": ("QUICK", (_by_card(Kind.REFRESHER, 3, 2),)),
    "FIRM": ("EPA", (_by_card(Kind.TERM, 60),)),
    "T6": ("QUICK", (_by_card(Kind.TERM, 6),)),
    "DOT": ("EPA", (_by_card(Kind.PRINTED),)),
    "OSHA": ("EPA", (_by_card(Kind.LIFETIME),)),
}
SHORT = ("Q3", "Q4", "Q5", "Q32", "R3", "T6")

CATALOGUE = Catalogue(
    bodies={code: Body(code, code, "credit", BASIS) for code, _ in RULES.values()},
    certifications={
        code: Certification(code, code, body, "technician", rules, BASIS)
        for code, (body, rules) in RULES.items()
    },
    services={},
)


def cases(first: int, count: int, codes: tuple[str, ...] = ()) -> Iterator[tuple[Person, date]]:
    """People and the day to ask about, one for each seed."""
    for seed in range(first, first + count):
        yield case(seed, codes)


def case(seed: int, codes: tuple[str, ...] = ()) -> tuple[Person, date]:
    """The person of a seed and the day to ask about."""
    random = Random(seed)
    chosen = [
        random.choice(codes or tuple(RULES)) for _ in range(random.choice((1, 1, 1, 2, 3, 4)))
    ]
    is_short = bool(codes) or all(code in SHORT for code in chosen)
    issues = [_issue(random, is_short) for _ in chosen]
    pool = _awkward(random, chosen, issues)
    on = random.choice([day for day in pool if day >= min(issues)])
    credentials = tuple(
        _credential(random, code, issue, pool, on, chosen.count(code) > 1)
        for code, issue in zip(chosen, issues, strict=True)
    )
    pool += _seen(credentials)
    on = max([on, *_tracked(credentials)])
    if random.random() < 0.3:
        on = max([random.choice(pool), min(issues), *_tracked(credentials)])
    credits = tuple(_credit(random, chosen, pool) for _ in range(random.randint(0, 25)))
    return Person(credentials, credits, _fees(random, chosen, pool)), on


def _issue(random: Random, is_short: bool) -> date:
    if random.random() < 0.3:
        return random.choice(
            (date(2020, 2, 29), date(2024, 2, 29), date(2023, 7, 1), date(2022, 8, 31))
        )
    first = date(2023, 9, 1) if is_short else date(2014, 1, 1)
    return first + DAY * random.randint(0, 400 if is_short else 4000)


def _awkward(random: Random, codes: list[str], issues: list[date]) -> list[date]:
    """Boundaries of cycles, the days beside them, ends of months, and some plain days."""
    pool = []
    for code, issue in zip(codes, issues, strict=True):
        months = RULES[code][1][-1].months or 12
        for step in range(4):
            boundary = plus_months(issue, months * step)
            pool += [boundary - DAY, boundary, boundary + DAY]
        middle = issue + DAY * random.randint(0, months * 60)
        pool += [middle, middle, middle + DAY]
        pool += [issue + DAY * random.randint(0, months * 90) for _ in range(4)]
    pool += [date(2024, 2, 29), date(2024, 7, 31), date(2024, 8, 1), date(2025, 7, 1)]
    return pool


def _seen(credentials: tuple[Credential, ...]) -> list[date]:
    """The days around what was observed, restored and printed."""
    days = []
    for credential in credentials:
        for seen in credential.observations:
            days += [seen.seen_on - DAY, seen.seen_on, seen.seen_on + DAY]
            if seen.deadline is not None:
                days += [seen.deadline, seen.deadline + DAY]
        days += [*credential.restorations]
        if credential.expires_on is not None:
            days += [credential.expires_on, credential.expires_on + DAY]
    return days


def _tracked(credentials: tuple[Credential, ...]) -> list[date]:
    return [c.tracked_from for c in credentials if c.tracked_from is not None]


def _credential(
    random: Random, code: str, issue: date, pool: list[date], on: date, twin: bool
) -> Credential:
    kind = RULES[code][1][-1].kind
    later = [day for day in pool if day >= issue]
    seen = _observations(random, code, issue, later, on) if kind is Kind.CREDITS else ()
    is_unknown = random.random() < 0.12
    if len({rule.months for rule in RULES[code][1]}) > 1:
        # the rules leave open which months an observed cycle had when the issue is unknown
        seen, is_unknown = seen[:1], is_unknown and not seen
    restored = random.choices((0, 1, 2), (65, 25, 10))[0]
    tracked = [day for day in later if day <= on]
    expires = kind in (Kind.REFRESHER, Kind.TERM, Kind.PRINTED) and random.random() < 0.5
    return Credential(
        certification=code,
        issued_on=None if is_unknown else issue,
        tracked_from=random.choice(tracked) if tracked and random.random() < 0.35 else None,
        observations=seen,
        restorations=tuple(random.choice(later) for _ in range(restored)),
        expires_on=random.choice(later) if expires else None,
        ended_on=random.choice(later) if random.random() < 0.06 else None,
        twin=twin,
    )


def _observations(
    random: Random, code: str, issue: date, later: list[date], on: date
) -> tuple[Observation, ...]:
    """Mostly none or one; a deadline at most one cycle after the day it was seen."""
    found: list[Observation] = []
    for _ in range(random.choices((0, 1, 2), (50, 40, 10))[0]):
        assumed = random.random() < 0.1 and on >= issue
        day = on if assumed else random.choice(later)
        last = plus_months(day, min(rule.months for rule in RULES[code][1])) - DAY
        fitting = [other for other in later if other <= last]
        balance = random.choice((None, 0, 100, 200, 700, 1400, 2000))
        deadline = None
        if balance is None or random.random() < 0.75:
            deadline = random.choice([*fitting, last, day])
        if day not in [seen.seen_on for seen in found]:
            found.append(Observation(day, deadline, balance, assumed))
    return tuple(found)


def _credit(random: Random, codes: list[str], pool: list[date]) -> Credit:
    code = random.choice(codes)
    earned = random.choice(pool)
    state = random.choice((*State, State.POSTED, State.POSTED, State.POSTED, State.PLANNED))
    after = [day for day in pool if day >= earned]
    submitted = random.choice(after) if random.random() < 0.6 else None
    posted = random.choice(after) if random.random() < 0.6 else None
    return Credit(
        body=random.choice((RULES[code][0],) * 6 + ("IICRC",)),
        earned_on=earned,
        amount=random.choice((50, 100, 200, 325, 700, 1400, 1400, 2000, 4800)),
        state=state,
        submitted_on=submitted if state in (State.SUBMITTED, State.POSTED) else None,
        posted_on=posted if state is State.POSTED else None,
        approved=random.choice((True, True, True, True, None, False)),
        obtains=random.choice((None, None, None, code)),
    )


def _fees(random: Random, codes: list[str], pool: list[date]) -> tuple[Fee, ...]:
    """Payments of a year or a quarter, with holes, blank days and coinciding ends."""
    found = []
    for _ in range(random.choices((0, 1, 2, 4), (55, 15, 15, 15))[0]):
        paid = random.choice(pool)
        through = random.choice([day for day in pool if day >= paid])
        if random.random() < 0.5:
            through = plus_months(paid, random.choice((3, 12))) - DAY
        body = RULES[random.choice(codes)][0]
        found.append(Fee(body, through, paid if random.random() < 0.7 else None))
    return tuple(found)
