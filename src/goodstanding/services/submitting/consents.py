"""Whether somebody has agreed that the company submits for him."""

from collections.abc import Iterable
from datetime import date

from goodstanding.records.models import Consent, Organisation, Person
from goodstanding.services import checks
from goodstanding.services.access import Actor, Forbidden, May, Wrong
from goodstanding.services.checks import one_line
from goodstanding.services.verbs import verb


def give_consent(*, by: Actor, person: Person, given_on: date, how: str = "") -> Consent:
    """From now on the company may submit for him; `how` he said so."""
    with verb(by, _may(by, person)) as draft:
        checks.ours(by, person)
        checks.refuse([*checks.days(by, {"given_on": given_on}, {}), *checks.line("how", how, 200)])
        if consented(by.organisation, [person.pk]):
            raise Wrong("given_on", "The consent is on record already.")
        made = Consent(
            organisation=by.organisation, person=person, given_on=given_on, how=one_line(how)
        )
        made.save(force_insert=True)
        draft.about("person", person.pk)
        draft.what = f"{person.name} agreed that the company submits for him or her"
    return made


def revoke_consent(*, by: Actor, person: Person) -> None:
    """The company may not submit for him any more; what is sent already is sent."""
    with verb(by, _may(by, person)) as draft:
        checks.ours(by, person)
        rows = Consent.objects.of(by.organisation).filter(person=person, revoked_on=None)
        if not rows.update(revoked_on=by.today):
            raise Wrong("", "There is no consent on record.")
        draft.about("person", person.pk)
        draft.what = f"{person.name} no longer agrees that the company submits for him or her"


def consented(organisation: Organisation, people: Iterable[int]) -> set[int]:
    """Those of some people who have agreed."""
    rows = Consent.objects.of(organisation).filter(person__in=list(people), revoked_on=None)
    return set(rows.values_list("person", flat=True))


def consent_of(organisation: Organisation, person: Person) -> Consent | None:
    """The consent that holds."""
    rows = Consent.objects.of(organisation).filter(person=person, revoked_on=None)
    found: Consent | None = rows.order_by("-given_on").first()
    return found


def _may(by: Actor, person: Person) -> May:
    if by.may(May.CHANGE_CONSENT):
        return May.CHANGE_CONSENT
    if by.may(May.GIVE_OWN_CONSENT) and by.person != person.pk:
        raise Forbidden
    return May.GIVE_OWN_CONSENT
