"""What needs a person today, the most urgent first, and what has got better lately."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import NEEDS_ATTENTION, Label
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.judge import judge
from goodstanding.engine.standing.together import Said, together
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import Known, Record, engine_facts, records_of
from goodstanding.records.models import Entry, Fact, FactKind, Organisation, Person
from goodstanding.records.standings import judged, urgency
from goodstanding.services.access import May
from goodstanding.services.asking import Asking, asking
from goodstanding.services.fresh import state_of
from goodstanding.services.lineup import ATTENTION, Lineup, Question, Somebody
from goodstanding.services.remembered import Remembered
from goodstanding.services.summary import Summary, summary_of
from goodstanding.services.team import judge_shown

FIRST = 30
"""So many things are shown; the rest are on the Team page."""
DAYS = 7
_MOST_ENTRIES, _MOST_PEOPLE = 300, 20
_BULK = (
    May.IMPORT.value,
    May.UNDO_IMPORT.value,
    "organisation.found",
    "people.merge",
    "merge.undo",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Credentials of one person with one label at one body, and what is said of them."""

    who: Somebody
    keys: tuple[UUID, ...]
    answers: tuple[Answer, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Better:
    """A credential that the last days have brought into good standing."""

    number: int
    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Week:
    """What got better: credits newly posted (hundredths) for so many people, and the rest."""

    posted: int
    people: int
    restored: int
    better: tuple[Better, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The page's content. `total` counts everything, also things that are not shown."""

    summary: Summary
    things: tuple[Thing, ...]
    asking: Asking
    total: int
    week: Week
    catalogue: Catalogue


def today(organisation: Organisation, on: date) -> Today:
    """What needs a person on a day."""
    catalogue = catalogue_of(organisation)
    summary = summary_of(organisation, on)
    lineup = Lineup(organisation, Question(label=ATTENTION), on, summary.overdue)
    shown = judge_shown(organisation, lineup.from_place(0, FIRST), on, catalogue)
    found: list[tuple[str, Thing]] = []
    for one in shown:
        found.extend(_things(one.who, list(zip(one.keys, one.answers, strict=True)), catalogue))
    found.sort(key=lambda pair: (pair[0], pair[1].who.name, pair[1].who.number))
    things = tuple(thing for _, thing in found[:FIRST])
    total = len(found) if summary.attention <= FIRST else max(summary.things, len(things))
    asked = asking(organisation, on, summary.overdue, catalogue)
    week = _week(organisation, on, catalogue)
    return Today(summary, things, asked, total + asked.total, week, catalogue)


def _things(
    who: Somebody, held: list[tuple[UUID, Answer]], catalogue: Catalogue
) -> list[tuple[str, Thing]]:
    """A person's things with what sorts each."""
    groups: dict[tuple[Label, str], list[tuple[UUID, Answer]]] = defaultdict(list)
    for key, answer in sorted(held, key=lambda pair: urgency(pair[1])):
        if answer.kind in NEEDS_ATTENTION:
            body = catalogue.certifications[answer.certification].body
            groups[answer.kind, body].append((key, answer))
    return [
        (
            urgency(group[0][1]),
            Thing(
                who,
                tuple(key for key, _ in group),
                tuple(answer for _, answer in group),
                together(who.name, [answer for _, answer in group], catalogue),
            ),
        )
        for group in groups.values()
    ]


_WEEKS: Remembered[Week] = Remembered(200)


def _week(organisation: Organisation, on: date, catalogue: Catalogue) -> Week:
    return _WEEKS.get(
        state_of(organisation, on),
        lambda: _improved(organisation, on, catalogue),
    )


def _improved(organisation: Organisation, on: date, catalogue: Catalogue) -> Week:
    """What the entries of the last days have done; what came in bulk tells nothing of a week."""
    zone = ZoneInfo(organisation.time_zone)
    since = datetime.combine(on - timedelta(days=DAYS), time(), zone)
    entries = Entry.objects.of(organisation).filter(at__gte=since).exclude(verb__in=_BULK)
    numbers = list(entries.order_by("-seq").values_list("seq", flat=True)[:_MOST_ENTRIES])
    facts = list(
        Fact.objects.of(organisation).filter(
            recorded_seq__in=numbers,
            superseded_seq=None,
            kind__in=[FactKind.CREDIT, FactKind.RESTORATION],
        )
    )
    posted = _newly_posted(organisation, facts, since.date())
    restored = [
        fact
        for fact in facts
        if fact.kind == FactKind.RESTORATION and _is_of(fact.states["day"], since.date())
    ]
    amounts: Counter[int] = Counter()
    for fact in posted:
        amounts[fact.person_id] += fact.states["amount"]
    touched = list(dict.fromkeys([*amounts, *(fact.person_id for fact in restored)]))
    better = _better(organisation, touched[:_MOST_PEOPLE], on, catalogue, min(numbers, default=0))
    return Week(amounts.total(), len(amounts), len(restored), better)


def _newly_posted(organisation: Organisation, facts: list[Fact], since: date) -> list[Fact]:
    """Credits that are posted now and were not before; corrections of words are no news, nor is
    what was posted long ago and recorded only now."""
    now = {f.key: f for f in facts if f.kind == FactKind.CREDIT and f.states["state"] == "posted"}
    rows = Fact.objects.of(organisation).filter(
        key__in=list(now), superseded_seq__in=[fact.recorded_seq for fact in now.values()]
    )
    former = {fact.key: fact.states["state"] for fact in rows}
    return [
        fact
        for key, fact in now.items()
        if former.get(key) != "posted"
        and (_is_of(day, since) if (day := fact.states["posted_on"]) else key in former)
    ]


def _is_of(day: str, since: date) -> bool:
    return date.fromisoformat(day) >= since


def _better(
    organisation: Organisation, people: list[int], on: date, catalogue: Catalogue, seq: int
) -> tuple[Better, ...]:
    """Credentials in good standing now that were not as known right before these days."""
    if not people:
        return ()
    names = dict(Person.objects.of(organisation).filter(pk__in=people).values_list("pk", "name"))
    now = judged(organisation, people, on, catalogue)
    then = records_of(organisation, people, Known(seq - 1))
    found: list[Better] = []
    for person, fresh in now.items():
        was = _labels(then[person], on, catalogue)
        found.extend(
            Better(person, names[person], answer)
            for fact, answer in zip(fresh.record.credentials, fresh.answers, strict=True)
            if answer.kind is Label.GOOD and was.get(fact.key, Label.GOOD) is not Label.GOOD
        )
    return tuple(found)


def _labels(record: Record, on: date, catalogue: Catalogue) -> dict[UUID, Label]:
    answers = judge(engine_facts(record, on), catalogue, on)
    return {fact.key: one.kind for fact, one in zip(record.credentials, answers, strict=True)}
