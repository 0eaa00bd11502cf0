"""Pages about credits of one person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Fact, FactKind
from goodstanding.services.access import May
from goodstanding.services.belonging import person as person_of
from goodstanding.services.credits import correct_credit, record_credit, void_credit
from goodstanding.services.own_credits import is_his_to_mend
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.credits import (
    CreditChangeForm,
    CreditForm,
    OwnCreditChangeForm,
    OwnCreditForm,
    VoidForm,
    kept_of,
)
from goodstanding.web.forms.typed import version_of
from goodstanding.web.views.recording.credentials import said_of
from goodstanding.web.views.recording.filling import ALREADY, FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_fact, the_person
from goodstanding.web.views.recording.once import was_recorded

PROPOSED = ("title", "provider", "kind", "state", "body", "obtains")
"""What a link to the page may propose, as a one-step remedy does (`?obtains=HAZWOPER`)."""
ACTED_ON = (
    "The office has acted on this credit already, so it is theirs to correct: tell them what is "
    "wrong with it."
)
_DAY_OF_STATE = {"submitted": "submitted_on", "posted": "posted_on"}


@page(May.RECORD_CREDIT)
def credit_add(request: Asked, number: int) -> HttpResponse:
    """Record a credit of somebody."""
    actor, person = request.actor, the_person(request, number)
    proposed = {name: request.GET[name] for name in PROPOSED if name in request.GET}
    form = CreditForm(
        typed_in(request), catalogue=catalogue_of(actor.organisation), initial=proposed
    )

    def record() -> str:
        fact = record_credit(by=actor, person=person, details=form.details())
        return f"{_amount(request, fact)} of {person.name} recorded: {_title(fact)}."

    about = FormPage(
        heading=f"Record a credit of {person.name}",
        submit="Record the credit",
        back=back_of(request, reverse("person", args=[number])),
        kicker=person.name,
    )
    return fill_in(request, about, form, record)


@page(May.RECORD_OWN_CREDIT)
def own_credit_add(request: Asked) -> HttpResponse:
    """A technician types in what he attended or is going to."""
    actor = request.actor
    person = person_of(actor.organisation, actor.person) if actor.person else None
    if person is None:
        return redirect("mine")
    form = OwnCreditForm(typed_in(request))

    def record() -> str:
        fact = record_credit(by=actor, person=person, details=form.details())
        return f"{_amount(request, fact)} recorded: {_title(fact)}."

    about = FormPage(
        heading="Add a credit",
        submit="Add it",
        back=back_of(request, reverse("mine")),
        kicker="My standing",
    )
    return fill_in(request, about, form, record)


@page(May.CORRECT_CREDIT)
def credit_change(request: Asked, key: UUID) -> HttpResponse:
    """Correct a credit, or record how much further it has come (`?state=submitted`)."""
    actor, fact = request.actor, the_fact(request, key, FactKind.CREDIT)
    form = CreditChangeForm(
        typed_in(request),
        catalogue=catalogue_of(actor.organisation),
        initial={**kept_of(fact), **_advanced(request, fact)},
        now=version_of(fact),
    )

    def record() -> str:
        new = correct_credit(by=actor, fact=fact, details=form.details())
        state = new.states["state"]
        return f"{_amount(request, new)} of {fact.person.name} recorded as {state}: {_title(new)}."

    is_void = fact.states["state"] == "void"
    about = FormPage(
        heading=f"Change a credit of {fact.person.name}",
        submit="Record",
        back=back_of(request, reverse("person", args=[fact.person_id])),
        kicker=fact.person.name,
        under="This credit is void. Recording it with a state makes it count again."
        if is_void
        else "",
        other=[]
        if is_void
        else [
            ("Certificates that prove it", reverse("credit_papers", args=[key])),
            ("It should not count: void it", reverse("credit_void", args=[key])),
        ],
    )
    return fill_in(request, about, form, record)


@page(May.VOID_CREDIT)
def credit_void(request: Asked, key: UUID) -> HttpResponse:
    """Void a credit, with the reason."""
    fact = the_fact(request, key, FactKind.CREDIT)
    form = VoidForm(typed_in(request), now=version_of(fact))

    def record() -> str:
        void_credit(by=request.actor, fact=fact, why=form.cleaned_data["why"])
        return f"Void now: {_amount(request, fact)} of {fact.person.name}, {_title(fact)}."

    about = FormPage(
        heading="Void this credit?",
        submit="Void the credit",
        back=back_of(request, reverse("person", args=[fact.person_id])),
        kicker=fact.person.name,
        under="It then counts nowhere. The journal keeps it, with your reason.",
        shown=said_of(fact),
        danger=True,
    )
    return fill_in(request, about, form, record)


@page(May.CORRECT_OWN_CREDIT)
def own_credit_change(request: Asked, key: UUID) -> HttpResponse:
    """A technician mends a slip of his own, as long as nobody has acted on it."""
    fact = the_fact(request, key, FactKind.CREDIT)
    if not is_his_to_mend(request.actor, fact):
        return _not_his(request, fact)
    form = OwnCreditChangeForm(typed_in(request), initial=kept_of(fact), now=version_of(fact))

    def record() -> str:
        new = correct_credit(by=request.actor, fact=fact, details=form.details())
        return f"{_amount(request, new)} recorded as {new.states['state']}: {_title(new)}."

    about = FormPage(
        heading="Change this credit",
        submit="Record",
        back=back_of(request, reverse("mine")),
        kicker="My standing",
        other=[
            ("Certificates that prove it", reverse("own_credit_papers", args=[key])),
            ("It should not count: void it", reverse("own_credit_void", args=[key])),
        ],
    )
    return fill_in(request, about, form, record)


@page(May.VOID_OWN_CREDIT)
def own_credit_void(request: Asked, key: UUID) -> HttpResponse:
    """A technician voids what he typed in himself, with the reason."""
    fact = the_fact(request, key, FactKind.CREDIT)
    if not is_his_to_mend(request.actor, fact):
        return _not_his(request, fact)
    form = VoidForm(typed_in(request), now=version_of(fact))

    def record() -> str:
        void_credit(by=request.actor, fact=fact, why=form.cleaned_data["why"])
        return f"Void now: {_amount(request, fact)}, {_title(fact)}."

    about = FormPage(
        heading="Void this credit?",
        submit="Void the credit",
        back=reverse("mine"),
        kicker="My standing",
        under="It then counts nowhere. The journal keeps it, with your reason.",
        shown=said_of(fact),
        danger=True,
    )
    return fill_in(request, about, form, record)


def _not_his(request: Asked, fact: Fact) -> HttpResponse:
    """Back to his own page; of his own credit, with the reason."""
    if was_recorded(request):
        messages.info(request, ALREADY)
    elif fact.person_id == request.actor.person:
        messages.info(request, ACTED_ON)
    return redirect("mine")


def _advanced(request: Asked, fact: Fact) -> dict[str, Any]:
    """The state that a link proposes, with today as its day; of a void credit, earned."""
    if request.method == "POST":
        return {}
    state = request.GET.get("state", "earned" if fact.states["state"] == "void" else "")
    day = _DAY_OF_STATE.get(state)
    return {"state": state, **({day: request.actor.today} if day else {})} if state else {}


def _amount(request: Asked, fact: Fact) -> str:
    body = catalogue_of(request.actor.organisation).body(fact.states["body"])
    return wording.amount(fact.states["amount"], body.unit if body else "credit")


def _title(fact: Fact) -> str:
    return fact.texts.get("title") or "no title"
