"""Pages about credentials: held, seen on the body's record, restored, ended, withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from goodstanding.engine import credits, wording
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Fact, FactKind
from goodstanding.services import credentials as verbs
from goodstanding.services.access import May
from goodstanding.services.fees import withdraw_fee
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.credentials import (
    CredentialAddForm,
    CredentialChangeForm,
    DayForm,
    ObserveForm,
    kept_of,
)
from goodstanding.web.forms.typed import Correcting, version_of
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_fact, the_person


@page(May.RECORD_CREDENTIAL)
def credential_add(request: Asked, number: int) -> HttpResponse:
    """Record a certification that somebody holds."""
    actor, person = request.actor, the_person(request, number)
    form = CredentialAddForm(
        typed_in(request),
        catalogue=catalogue_of(actor.organisation),
        held=verbs.held_by(actor.organisation, person, actor.today),
        initial={"certification": request.GET.get("certification", "")},
    )

    def record() -> str:
        fact = verbs.record_credential(by=actor, person=person, details=form.details())
        return f"{wording.possessive(person.name)} {fact.states['certification']} is recorded."

    about = FormPage(
        heading=f"Add a certification of {person.name}",
        submit="Record the certification",
        back=back_of(request, reverse("person", args=[number])),
        kicker=person.name,
    )
    return fill_in(request, about, form, record)


@page(May.CORRECT_CREDENTIAL)
def credential_change(request: Asked, key: UUID) -> HttpResponse:
    """Correct what is known of a credential."""
    fact = the_fact(request, key, FactKind.CREDENTIAL)
    form = CredentialChangeForm(
        typed_in(request),
        catalogue=catalogue_of(request.actor.organisation),
        initial=kept_of(fact),
        now=version_of(fact),
    )

    def record() -> str:
        new = verbs.correct_credential(by=request.actor, fact=fact, details=form.details())
        return f"{wording.possessive(fact.person.name)} {new.states['certification']} is corrected."

    about = _page(request, fact, "Correct {}", "Record the correction")
    never = ("It was never held: withdraw it", reverse("credential_withdraw", args=[key]))
    return fill_in(request, replace(about, other=[never]), form, record)


@page(May.OBSERVE)
def credential_observe(request: Asked, key: UUID) -> HttpResponse:
    """Type in what the body's own record shows."""
    actor, fact = request.actor, the_fact(request, key, FactKind.CREDENTIAL)
    form = ObserveForm(typed_in(request), initial={"seen_on": actor.today})

    def record() -> str:
        typed = form.cleaned_data
        verbs.observe(
            by=actor,
            credential=fact,
            seen_on=typed["seen_on"],
            deadline=typed["deadline"],
            balance=typed["balance"],
        )
        return f"What the record shows of {_whose(fact)} is recorded."

    about = _page(request, fact, "What the body's record shows of {}", "Record what it shows")
    return fill_in(request, about, form, record)


@page(May.RESTORE)
def credential_restore(request: Asked, key: UUID) -> HttpResponse:
    """Record a re-test or a reinstatement."""
    fact = the_fact(request, key, FactKind.CREDENTIAL)
    form = DayForm(typed_in(request))
    form.fields["day"].label = "Restored on"
    form.fields["day"].help_text = "Day of the re-test or of the reinstatement after a lapse"

    def record() -> str:
        day = form.cleaned_data["day"]
        verbs.restore(by=request.actor, credential=fact, day=day)
        return f"{_whose(fact)} was restored on {wording.day(day)}."

    return fill_in(request, _page(request, fact, "{} was restored", "Record it"), form, record)


@page(May.END_CREDENTIAL)
def credential_end(request: Asked, key: UUID) -> HttpResponse:
    """Record that a credential was surrendered or revoked."""
    fact = the_fact(request, key, FactKind.CREDENTIAL)
    form = DayForm(typed_in(request))
    form.fields["day"].label = "Ended on"
    form.fields["day"].help_text = "Day from which it was surrendered or revoked"

    def record() -> str:
        day = form.cleaned_data["day"]
        verbs.end(by=request.actor, credential=fact, day=day)
        return f"{_whose(fact)} ends on {wording.day(day)}."

    under = "The history stays. For a certification that was never held, withdraw it instead."
    about = _page(request, fact, "{} ends", "Record the end", under=under, danger=True)
    return fill_in(request, about, form, record)


@page(May.WITHDRAW_CREDENTIAL)
def credential_withdraw(request: Asked, key: UUID) -> HttpResponse:
    """Withdraw a credential that was never held, after asking."""
    fact = the_fact(request, key, FactKind.CREDENTIAL)

    def record() -> str:
        verbs.withdraw_credential(by=request.actor, fact=fact)
        return f"{_whose(fact)} is withdrawn."

    under = (
        "It was never held, or was recorded by mistake: it goes from every page, and what was "
        "seen of it goes along. The journal keeps it. One that lapsed or was given up stays."
    )
    about = _page(request, fact, "Withdraw {}?", "Withdraw it", under=under, danger=True)
    return _asked(request, fact, about, record)


@page(May.WITHDRAW_OBSERVATION, May.WITHDRAW_RESTORATION, May.WITHDRAW_ENDING, May.WITHDRAW_FEE)
def fact_withdraw(request: Asked, key: UUID) -> HttpResponse:
    """Withdraw an observation, a restoration, an ending or a payment, after asking."""
    fact = the_fact(request, key, *_WITHDRAWABLE)

    def record() -> str:
        if fact.kind == FactKind.FEE:
            withdraw_fee(by=request.actor, fact=fact)
        else:
            verbs.withdraw(by=request.actor, fact=fact)
        return f"{_WITHDRAWABLE[FactKind(fact.kind)]} of {fact.person.name} is withdrawn."

    about = FormPage(
        heading=f"Withdraw {_WITHDRAWABLE[FactKind(fact.kind)].lower()}?",
        submit="Withdraw it",
        back=back_of(request, reverse("person", args=[fact.person_id])),
        kicker=fact.person.name,
        under="It was not so, or was recorded by mistake. The journal keeps it.",
        shown=said_of(fact),
        danger=True,
    )
    return _asked(request, fact, about, record)


_WITHDRAWABLE = {
    FactKind.OBSERVATION: "What was seen on the record",
    FactKind.RESTORATION: "The restoration",
    FactKind.ENDING: "The ending",
    FactKind.FEE: "The payment",
}
_TITLES = {
    "certification": "Certification",
    "number": "Number",
    "issued_on": "Issued on",
    "expires_on": "Expires on",
    "deadline": "Due on",
    "balance": "Balance",
    "seen_on": "Seen on",
    "day": "Day",
    "body": "Body",
    "paid_on": "Paid on",
    "paid_through": "Paid through",
    "title": "Activity",
    "earned_on": "Earned on",
    "amount": "Credits",
    "state": "State",
}


def said_of(fact: Fact) -> list[tuple[str, str]]:
    """What a fact says, as titles and words, for a page that asks about it."""
    values = {**fact.texts, **fact.states}
    found = [(_TITLES[name], _words(name, values[name])) for name in _TITLES if values.get(name)]
    return [("Person", fact.person.name), *found]


def _words(name: str, value: str | int) -> str:
    if isinstance(value, int):
        return credits.show(value)
    is_day = name == "day" or name in ("deadline", "paid_through") or name.endswith("_on")
    return wording.day(date.fromisoformat(value)) if is_day else value


def _asked(request: Asked, fact: Fact, about: FormPage, record: Callable[[], str]) -> HttpResponse:
    return fill_in(request, about, Correcting(typed_in(request), now=version_of(fact)), record)


def _whose(fact: Fact) -> str:
    return f"{wording.possessive(fact.person.name)} {fact.states['certification']}"


def _page(
    request: Asked, fact: Fact, heading: str, submit: str, *, under: str = "", danger: bool = False
) -> FormPage:
    back = back_of(request, reverse("person", args=[fact.person_id]))
    shown = said_of(fact) if danger else ()
    return FormPage(
        heading.format(_whose(fact)), submit, back, fact.person.name, under, shown, danger
    )
