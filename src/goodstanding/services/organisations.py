"""Verbs about a company: founded, named, its branches, its own rules."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from zoneinfo import available_timezones

from django.db import transaction
from django.utils import timezone

from goodstanding.engine import wording
from goodstanding.engine.folding import fold
from goodstanding.engine.rules.bounds import unbounded
from goodstanding.engine.rules.load import with_own
from goodstanding.engine.rules.model import Catalogue, Problem
from goodstanding.records import journal, standings
from goodstanding.records.catalogues import OWN_RULES
from goodstanding.records.models import (
    Activity,
    Branch,
    Fact,
    FactKind,
    Head,
    Membership,
    Offering,
    Organisation,
    Person,
    Tally,
    User,
)
from goodstanding.services import catching_up, checks
from goodstanding.services.access import Actor, May, Role
from goodstanding.services.checks import Finding, one_line
from goodstanding.services.verbs import verb

FOUNDED = "organisation.found"
"""The first entry of every company's journal."""


class WrongRules(Exception):
    """Rules that cannot be used: every mistake with its line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(f"{one.line}: {one.text}" for one in problems))
        self.problems = tuple(problems)


def found_company(
    *,
    user: User,
    name: str,
    time_zone: str,
    branches: Sequence[str] = (),
    is_demo: bool = False,
) -> Organisation:
    """A new company, owned by the user. Anybody who can sign in may found one."""
    checks.refuse([*_organisation(name, time_zone), *_branches(branches)])
    with transaction.atomic():
        organisation = Organisation.objects.create(
            name=one_line(name), time_zone=time_zone, is_demo=is_demo, made_at=timezone.now()
        )
        Head.objects.create(organisation=organisation)
        Tally.objects.create(organisation=organisation)
        Membership.objects.create(user=user, organisation=organisation, role=Role.OWNER.value)
        author = journal.Author(f"user:{user.pk}", str(user))
        with journal.writing(organisation, author, FOUNDED) as draft:
            draft.about("user", user.pk)
            draft.what = f"Founded {organisation.name}"
            for branch in branches:
                made = Branch(organisation=organisation, name=one_line(branch))
                made.save(force_insert=True)
                draft.about("branch", made.pk)
                draft.changed(organisation.name, "Branch", None, made.name)
    return organisation


def change_company(*, by: Actor, name: str, time_zone: str) -> Organisation:
    """Another name or time zone."""
    with verb(by, May.CHANGE_ORGANISATION) as draft:
        checks.refuse(_organisation(name, time_zone))
        now = draft.organisation
        draft.what = f"Changed the settings of {now.name}"
        draft.changed(now.name, "Name", now.name, one_line(name))
        draft.changed(now.name, "Time zone", now.time_zone, time_zone)
        now.name, now.time_zone = one_line(name), time_zone
        now.save(update_fields=["name", "time_zone"])
    by.organisation.name, by.organisation.time_zone = now.name, now.time_zone
    return by.organisation


def change_rules(*, by: Actor, text: str) -> Organisation:
    """The company's own rules over the catalogue; everybody is judged anew, in the background
    where these are many.

    Raises WrongRules with every mistake, also when a code is gone that is in use: past states of
    knowledge stay answerable, so what has been corrected since is in use too.
    """
    with verb(by, May.CHANGE_RULES) as draft:
        text = clean_rules(text)
        sound_rules(by.organisation, text)
        now = draft.organisation
        draft.what = "Changed the company's own rules"
        draft.changed(now.name, "Own rules", now.own_rules, text)
        now.own_rules = text
        now.save(update_fields=["own_rules"])
        _judge_everybody(now, by, draft)
    by.organisation.own_rules = text
    return by.organisation


def _judge_everybody(now: Organisation, by: Actor, draft: journal.Draft) -> None:
    people = Person.objects.of(now).count()
    if people > catching_up.AT_ONCE:
        catching_up.tell(now, people, draft.what)
    else:
        standings.refresh_all(now, by.today, draft.seq)


def clean_rules(text: str) -> str:
    """Rules as they are kept."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def sound_rules(organisation: Organisation, text: str) -> Catalogue:
    """The catalogue with these rules over it; raises WrongRules with every mistake."""
    catalogue = _sound(clean_rules(text))
    gone = list(_gone(organisation, catalogue))
    if gone:
        raise WrongRules(gone)
    return catalogue


def add_branch(*, by: Actor, name: str) -> Branch:
    """A new place of work."""
    with verb(by, May.CHANGE_BRANCHES) as draft:
        checks.refuse(_branch(by.organisation, name))
        branch = Branch(organisation=by.organisation, name=one_line(name))
        branch.save(force_insert=True)
        draft.about("branch", branch.pk)
        draft.what = f"Added the branch {branch.name}"
    return branch


def rename_branch(*, by: Actor, branch: Branch, name: str) -> Branch:
    """Another name for a branch."""
    with verb(by, May.CHANGE_BRANCHES) as draft:
        checks.ours(by, branch)
        now: Branch = Branch.objects.of(by.organisation).get(pk=branch.pk)
        checks.refuse(_branch(by.organisation, name, now))
        draft.about("branch", now.pk)
        draft.what = f"Renamed the branch {now.name} to {one_line(name)}"
        draft.changed(now.name, "Name", now.name, one_line(name))
        now.name = one_line(name)
        now.save(update_fields=["name"])
    return now


def remove_branch(*, by: Actor, branch: Branch) -> None:
    """A branch that nobody works in, nor did before leaving, is taken off the list."""
    with verb(by, May.CHANGE_BRANCHES) as draft:
        checks.ours(by, branch)
        people = Person.objects.of(by.organisation).filter(branch=branch).count()
        if people:
            there = wording.counted(people, "person belongs", "people belong")
            checks.refuse([("branch", f"{there} to {branch.name}: move them first.")])
        draft.about("branch", branch.pk)
        draft.what = f"Removed the branch {branch.name}"
        branch.delete()


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones; gathering them walks through a folder of hundreds of files."""
    return frozenset(available_timezones())


def _organisation(name: str, time_zone: str) -> Iterator[Finding]:
    yield from checks.line("name", name, 120, needed=True)
    if time_zone not in time_zones():
        yield "time_zone", f"“{time_zone}” is no time zone: write one such as America/Denver."


def _branches(names: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for name in names:
        yield from checks.line("branches", name, 80, needed=True)
        if fold(name) in seen:
            yield "branches", f"“{one_line(name)}” is there twice: remove one of them."
        seen.add(fold(name))


def _branch(
    organisation: Organisation, name: str, itself: Branch | None = None
) -> Iterator[Finding]:
    yield from checks.line("name", name, 80, needed=True)
    others = [one for one in Branch.objects.of(organisation) if one != itself]
    if fold(name) in {fold(other.name) for other in others}:
        yield "name", f"There is a branch “{one_line(name)}” already: give another name."


def _sound(text: str) -> Catalogue:
    """The catalogue with these rules over it; raises WrongRules."""
    too_much = unbounded(text.encode())
    if too_much:
        raise WrongRules([Problem(OWN_RULES, 1, f"The text {too_much}")])
    catalogue, problems = with_own((OWN_RULES, text))
    if catalogue is None:
        raise WrongRules(problems)
    return catalogue


def _gone(organisation: Organisation, catalogue: Catalogue) -> Iterator[Problem]:
    """Codes that facts or activities use and the catalogue would not know any more."""
    rows = Fact.objects.of(organisation).order_by()
    held = rows.filter(kind=FactKind.CREDENTIAL).values_list("states__certification", flat=True)
    had = rows.filter(kind=FactKind.CREDIT)
    paid = rows.filter(kind__in=[FactKind.CREDIT, FactKind.FEE])
    activities = Activity.objects.of(organisation).order_by().values_list("body", flat=True)
    certifications = {*held.distinct(), *had.values_list("states__obtains", flat=True).distinct()}
    bodies = {*paid.values_list("states__body", flat=True).distinct(), *activities.distinct()}
    for body, requires, obtains in _offered(organisation):
        bodies.add(body or None)
        certifications |= {*requires, obtains or None}
    yield from _missing("certification", certifications - {None} - set(catalogue.certifications))
    yield from _missing("body", bodies - {None} - set(catalogue.bodies))


def _offered(organisation: Organisation) -> Iterable[tuple[str, list[str], str]]:
    """The codes of offerings."""
    rows = Offering.objects.of(organisation).order_by()
    return rows.values_list("body", "requires", "obtains")


def _missing(what: str, codes: set[str]) -> Iterator[Problem]:
    for code in sorted(codes):
        text = f"the {what} {code} is in use: keep it in the rules, also when it is used no more"
        yield Problem(OWN_RULES, 1, text)
