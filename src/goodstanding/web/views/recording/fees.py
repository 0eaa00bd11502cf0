"""Pages about payments to a body."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import FactKind
from goodstanding.services.access import May
from goodstanding.services.fees import correct_fee, record_fee
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.fees import FeeChangeForm, FeeForm, kept_of
from goodstanding.web.forms.typed import version_of
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_fact, the_person


@page(May.RECORD_FEE)
def fee_add(request: Asked, number: int) -> HttpResponse:
    """Record a payment."""
    actor, person = request.actor, the_person(request, number)
    form = FeeForm(typed_in(request), catalogue=catalogue_of(actor.organisation))

    def record() -> str:
        details = form.details()
        record_fee(by=actor, person=person, details=details)
        through = wording.day(details.paid_through)
        return f"The {details.body} fee of {person.name} is recorded as paid through {through}."

    about = FormPage(
        heading=f"Record a fee of {person.name}",
        submit="Record the fee",
        back=back_of(request, reverse("person", args=[number])),
        kicker=person.name,
    )
    return fill_in(request, about, form, record)


@page(May.CORRECT_FEE)
def fee_change(request: Asked, key: UUID) -> HttpResponse:
    """Correct a payment."""
    fact = the_fact(request, key, FactKind.FEE)
    form = FeeChangeForm(
        typed_in(request),
        catalogue=catalogue_of(request.actor.organisation),
        initial=kept_of(fact),
        now=version_of(fact),
    )

    def record() -> str:
        new = correct_fee(by=request.actor, fact=fact, details=form.details())
        return f"The {new.states['body']} fee of {fact.person.name} is corrected."

    about = FormPage(
        heading=f"Correct a fee of {fact.person.name}",
        submit="Record the correction",
        back=back_of(request, reverse("person", args=[fact.person_id])),
        kicker=fact.person.name,
        other=[("It was never paid: withdraw it", reverse("fact_withdraw", args=[key]))],
    )
    return fill_in(request, about, form, record)
