"""Verbs about activities that many attend: one class, one entry, a credit each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goodstanding.engine import wording
from goodstanding.engine.standing.facts import State
from goodstanding.records.facts import CreditStates, as_json
from goodstanding.records.facts import credit as engine_credit
from goodstanding.records.journal import Correction, Draft
from goodstanding.records.models import Activity, Fact, FactKind, Person
from goodstanding.services import checks, facts
from goodstanding.services.access import Actor, May
from goodstanding.services.checks import Finding
from goodstanding.services.credits import CreditDetails, about, judged, stated, words
from goodstanding.services.verbs import verb

_FOLLOWING = (
    ("title",),
    ("provider",),
    ("kind",),
    ("started_on", "earned_on"),
    ("amount",),
    ("body",),
    ("approved",),
)
"""What credits take over from their activity; days go together, so that they stay in order."""


@dataclass(frozen=True, slots=True)
class ActivityDetails:
    """A class, event or booth visit; `amount` (hundredths) None: a booth visit of 2 credits."""

    title: str
    ended_on: date
    amount: int | None
    provider: str = ""
    kind: str = "course"
    started_on: date | None = None
    body: str = "IICRC"
    approved: bool | None = None


def attend(
    *, by: Actor, details: ActivityDetails, people: Sequence[Person], state: State
) -> Activity:
    """Several people attended, or are to attend, one activity."""
    with verb(by, May.ATTEND) as draft:
        activity, said = record_new(by, draft, details, people, state)
        draft.what = f"Recorded {said}"
    return activity


def record_new(
    by: Actor,
    draft: Draft,
    details: ActivityDetails,
    people: Sequence[Person],
    state: State,
    obtains: str | None = None,
) -> tuple[Activity, str]:
    """A new activity of some people, as a part of a verb, and a sentence about it. The credits say
    that it was taken to obtain a certification, where a code is given."""
    checks.ours(by, *people)
    states = replace(_stated(by, details, state), obtains=obtains)
    activity = Activity(organisation=by.organisation)
    _take(activity, details, states)
    checks.refuse(_present(by, activity, states, people))
    activity.save(force_insert=True)
    return activity, _record(draft, activity, people, states)


def begin(by: Actor, draft: Draft, credit: CreditDetails) -> Activity:
    """A new activity as the credit of somebody who attended says, as a part of a verb; others join
    it later."""
    details = ActivityDetails(
        title=credit.title,
        ended_on=credit.earned_on,
        amount=credit.amount,
        provider=credit.provider,
        kind=credit.kind,
        started_on=credit.started_on,
        body=credit.body,
        approved=credit.approved,
    )
    activity = Activity(organisation=by.organisation)
    _take(activity, details, stated(by, credit))
    activity.save(force_insert=True)
    draft.about("activity", activity.pk)
    return activity


def add_attendance(
    *, by: Actor, activity: Activity, people: Sequence[Person], state: State
) -> Activity:
    """More people attended an activity that is on record."""
    with verb(by, May.ADD_ATTENDANCE) as draft:
        checks.ours(by, activity, *people)
        now = _now(by, activity)
        states = _stated(by, _details(now), state)
        checks.refuse(_present(by, now, states, people))
        draft.what = f"Added {_record(draft, now, people, states)}"
    return now


def change_activity(*, by: Actor, activity: Activity, details: ActivityDetails) -> Activity:
    """What is known of an activity was not right; the credits that refer to it are corrected.

    Field by field: a credit takes over what changed where it said what the activity said; what
    somebody has corrected in the one credit (an attendant who left early) stays as corrected.
    Credits that are void stay as they were when they were voided. What changed is noted once,
    for the activity.
    """
    with verb(by, May.CHANGE_ACTIVITY) as draft:
        checks.ours(by, activity)
        now = _now(by, activity)
        before, former = _said(now), now.title
        _take(now, details, _stated(by, details, State.PLANNED))
        corrections = _corrections(now, before, _said(now))
        checks.refuse(_too_early(by, details, corrections))
        now.save()
        facts.note(draft, former, before, _said(now))
        for fact in draft.correct_many(corrections):
            about(draft, fact)
        draft.about("activity", now.pk)
        draft.what = f"Changed {former} and {wording.counted(len(corrections), 'credit')} of it"
    return now


def _stated(by: Actor, details: ActivityDetails, state: State) -> CreditStates:
    """What the credit of an attendant states; raises Wrong with all that cannot be."""
    states = judged(by, _credit(details, state))
    wrong = states if isinstance(states, list) else []
    checks.refuse(("ended_on" if field == "earned_on" else field, text) for field, text in wrong)
    assert isinstance(states, CreditStates)  # noqa: S101 - else something was wrong
    return states


def _credit(details: ActivityDetails, state: State) -> CreditDetails:
    return CreditDetails(
        title=details.title,
        earned_on=details.ended_on,
        amount=details.amount,
        state=state,
        body=details.body,
        provider=details.provider,
        kind=details.kind,
        started_on=details.started_on,
        approved=details.approved,
    )


def _details(activity: Activity) -> ActivityDetails:
    return ActivityDetails(
        title=activity.title,
        ended_on=activity.ended_on,
        amount=activity.amount,
        provider=activity.provider,
        kind=activity.kind,
        started_on=activity.started_on,
        body=activity.body,
        approved=activity.approved,
    )


def _take(activity: Activity, details: ActivityDetails, states: CreditStates) -> None:
    texts = words(_credit(details, states.state))
    activity.title, activity.provider = texts["title"], texts["provider"]
    activity.kind, activity.body, activity.approved = states.kind, states.body, states.approved
    activity.started_on, activity.ended_on = states.started_on, states.earned_on
    activity.amount = states.amount


def _now(by: Actor, activity: Activity) -> Activity:
    """The activity as it is under the lock, whatever the caller saw earlier."""
    now: Activity = Activity.objects.of(by.organisation).get(pk=activity.pk)
    return now


def _present(
    by: Actor, activity: Activity, states: CreditStates, people: Sequence[Person]
) -> Iterator[Finding]:
    """Nobody attends, or somebody attends twice."""
    if not people:
        yield "people", "Nobody is chosen: choose who attended."
    numbers = [person.pk for person in people]
    theirs = Fact.objects.of(by.organisation).filter(
        kind=FactKind.CREDIT, superseded_seq=None, person__in=numbers
    )
    same = engine_credit(Fact(states=as_json(states), texts=_texts(activity))).activity
    have = {fact.person_id for fact in theirs if _is_of(fact, activity, same)}
    twice = {number for number in numbers if numbers.count(number) > 1}
    if names := sorted({person.name for person in people if person.pk in have | twice}):
        has = "has" if len(names) == 1 else "have"
        yield "people", f"{wording.joined(names)} {has} this activity already: choose others."


def _is_of(fact: Fact, activity: Activity, same: str) -> bool:
    if fact.states["state"] in (State.VOID, State.REJECTED):
        return False
    by_number = activity.pk is not None and fact.activity_id == activity.pk
    return bool(by_number or engine_credit(fact).activity == same)


def _record(
    draft: Draft, activity: Activity, people: Iterable[Person], states: CreditStates
) -> str:
    """A credit for each; the sentence that says so."""
    draft.about("activity", activity.pk)
    made = [
        draft.record(FactKind.CREDIT, one, as_json(states), _texts(activity), activity=activity)
        for one in people
    ]
    for fact in made:
        about(draft, fact)
    each = wording.amount(states.amount, "credit")
    told = each if states.state is State.EARNED else f"{each} ({states.state})"
    whom = wording.counted(len(made), "person", "people")
    return f"{told} each for {whom}: {activity.title}, {wording.day(activity.ended_on)}"


def _texts(activity: Activity) -> dict[str, Any]:
    return {"title": activity.title, "provider": activity.provider, "evidence": ""}


def _said(activity: Activity) -> dict[str, Any]:
    """What an activity says of its credits, as their rows state it."""
    return {
        "title": activity.title,
        "provider": activity.provider,
        "kind": activity.kind,
        "started_on": str(activity.started_on) if activity.started_on else None,
        "earned_on": str(activity.ended_on),
        "amount": activity.amount,
        "body": activity.body,
        "approved": activity.approved,
    }


def _corrections(
    activity: Activity, before: dict[str, Any], after: dict[str, Any]
) -> list[Correction]:
    """What becomes of the credits that refer to an activity, where anything does."""
    rows = Fact.objects.of(activity.organisation).filter(activity=activity, superseded_seq=None)
    corrections: list[Correction] = []
    for fact in rows.select_related("person").order_by("place"):
        followed = _followed(fact, before, after)
        states = {name: followed.get(name, value) for name, value in fact.states.items()}
        texts = {name: followed.get(name, value) for name, value in fact.texts.items()}
        if (states, texts) != (fact.states, fact.texts) and fact.states["state"] != State.VOID:
            corrections.append((fact, states, texts))
    return corrections


def _followed(fact: Fact, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What a credit takes over: the fields in which it said what the activity said."""
    said = {**fact.texts, **fact.states}
    return {
        name: after[name]
        for names in _FOLLOWING
        if all(said.get(name) == before[name] for name in names)
        for name in names
    }


def _too_early(
    by: Actor, details: ActivityDetails, corrections: Sequence[Correction]
) -> Iterator[Finding]:
    """Credits that people have cannot come from a day that has not come."""
    if details.ended_on <= by.today:
        return
    late = [fact for fact, states, _ in corrections if _has_come(states, by.today)]
    if late:
        names = wording.joined([fact.person.name for fact in late])
        text = f"{details.ended_on} is after today, {by.today}, and {names} attended: correct it."
        yield "ended_on", text


def _has_come(states: dict[str, Any], today: date) -> bool:
    return bool(states["state"] != State.PLANNED and states["earned_on"] > str(today))
