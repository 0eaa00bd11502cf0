"""Who attended what, and who could have."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet

from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Activity, Fact, FactKind, Organisation, Person

MOST_LISTED = 300
"""People that one page lists to choose from; more are found by searching."""
A_PAGE = 50


class Attended(NamedTuple):
    """An activity and how many people have a credit from it; void ones do not count."""

    activity: Activity
    people: int


class Activities(NamedTuple):
    """A page of activities, the latest first; `total` counts all that fit the search."""

    rows: list[Attended]
    total: int


class Candidates(NamedTuple):
    """People to choose from by branch, as (branch, [(number, name)]); `found` counts all that fit
    the search, `everybody` all who could be found."""

    groups: list[tuple[str, list[tuple[int, str]]]]
    found: int
    everybody: int


def activities(organisation: Organisation, search: str, page: int) -> Activities:
    """Activities whose title or provider has these words; `page` counts from 1."""
    fitting = Activity.objects.of(organisation)
    if search:
        fitting = fitting.filter(Q(title__icontains=search) | Q(provider__icontains=search))
    rows = list(fitting.order_by("-ended_on", "-pk")[(page - 1) * A_PAGE : page * A_PAGE])
    credits = _credits(organisation).filter(activity__in=rows).order_by()
    people = {
        row["activity"]: row["people"]
        for row in credits.values("activity").annotate(people=Count("person", distinct=True))
    }
    return Activities([Attended(one, people.get(one.pk, 0)) for one in rows], fitting.count())


def attendance(organisation: Organisation, activity: Activity) -> list[Fact]:
    """The credits that people have from an activity, by name; void ones too."""
    rows = Fact.objects.of(organisation).filter(
        activity=activity, kind=FactKind.CREDIT, superseded_seq=None
    )
    return list(rows.select_related("person").order_by("person__name", "place"))


def candidates(
    organisation: Organisation,
    search: str = "",
    branch: str = "",
    chosen: Collection[int] = (),
    without: Collection[int] = (),
) -> Candidates:
    """People who work here, narrowed by words of the name and by branch. Those who are chosen
    already are always among them, those `without` never."""
    here = Person.objects.of(organisation).filter(left_on=None).exclude(pk__in=list(without))
    fitting = _narrowed(here, search, branch)
    listed = _in_order(fitting)[:MOST_LISTED]
    missing = set(chosen) - {pk for pk, _, _ in listed} - set(without)
    kept = _in_order(Person.objects.of(organisation).filter(pk__in=missing)) if missing else []
    groups: dict[str, list[tuple[int, str]]] = {}
    for pk, name, place in [*((pk, name, "Chosen") for pk, name, _ in kept), *listed]:
        groups.setdefault(place or "No branch", []).append((pk, name))
    return Candidates(list(groups.items()), fitting.count(), here.count())


def people(organisation: Organisation, numbers: Collection[int]) -> Sequence[Person]:
    """The people with these numbers, by name."""
    return list(Person.objects.of(organisation).filter(pk__in=list(numbers)).order_by("name", "pk"))


def _credits(organisation: Organisation) -> QuerySet[Fact]:
    rows = Fact.objects.of(organisation).filter(kind=FactKind.CREDIT, superseded_seq=None)
    return rows.exclude(states__state=State.VOID.value)


def _narrowed(people: QuerySet[Person], search: str, branch: str) -> QuerySet[Person]:
    for word in search.split():
        people = people.filter(name__icontains=word)
    return people.filter(branch__pk=branch) if branch.isdecimal() else people


def _in_order(people: QuerySet[Person]) -> list[tuple[int, str, str]]:
    rows = people.order_by(F("branch__name").asc(nulls_first=True), "name", "pk")
    return list(rows.values_list("pk", "name", "branch__name")[: MOST_LISTED + 1])
