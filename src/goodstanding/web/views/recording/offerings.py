"""Pages about offerings: what people could attend, and who does."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.records.catalogues import catalogue_of
from goodstanding.services import attendance, offered
from goodstanding.services.access import May
from goodstanding.services.company import branches
from goodstanding.services.enrolments import FREE, attended, change_enrolment, enrol, seats_left
from goodstanding.services.offerings import add_offering, change_offering, remove_offering
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.credits import KINDS
from goodstanding.web.forms.offerings import (
    AttendedForm,
    EnrolForm,
    EnrolOnlineForm,
    OfferingChangeForm,
    OfferingForm,
    PlaceForm,
    kept_of,
    place_of,
)
from goodstanding.web.forms.typed import Correcting, version_of_values
from goodstanding.web.views.recording.activities import begun, candidates
from goodstanding.web.views.recording.filling import (
    FormPage,
    back_of,
    done_before,
    fill_in,
    typed_in,
)
from goodstanding.web.views.recording.found import the_enrolment, the_offering

FORM = "attendance_form.html"
APPROVED = [("yes", "Approved"), ("to-be-checked", "To be checked"), ("no", "Not approved")]


@page(May.CHANGE_OFFERINGS)
def offerings(request: Asked) -> HttpResponse:
    """Everything that people could attend, what is to come first."""
    asked = request.GET
    kind, approved, wanted = (asked.get(name, "") for name in ("kind", "approved", "page"))
    at = max(1, min(int(wanted), 1_000_000)) if wanted.isdecimal() and len(wanted) < 8 else 1
    actor = request.actor
    found = offered.offerings(actor.organisation, actor.today, kind, approved, at)
    pages = Paginator(range(found.total), offered.A_PAGE)
    shown = {
        "found": found,
        "kind": kind,
        "approved": approved,
        "kinds": KINDS,
        "approvals": APPROVED,
        "at": pages.get_page(at),
    }
    return render(request, "offerings.html", shown)


@page(May.CHANGE_OFFERINGS)
def offering(request: Asked, number: int) -> HttpResponse:
    """One offering and who has a place in it."""
    one = the_offering(request, number)
    places = offered.places(request.actor.organisation, one)
    shown = {
        "offering": one,
        "kind": dict(KINDS).get(one.kind or "course", one.kind),
        "states": offered.by_state(places),
        "taken": sum(1 for place in places if place.state not in FREE),
        "left": seats_left(one, places),
        "is_over": offered.is_over(one, request.actor.today),
        "any_expected": bool(offered.expected(places)),
    }
    return render(request, "offering.html", shown)


@page(May.CHANGE_OFFERINGS)
def offering_add(request: Asked) -> HttpResponse:
    """Add something that people could attend; leads to its page."""
    actor = request.actor
    asked = request.GET.get("kind")
    form = OfferingForm(
        typed_in(request),
        catalogue=catalogue_of(actor.organisation),
        initial={"kind": asked} if asked in dict(KINDS) else {},
    )
    added: list[int] = []

    def record() -> str:
        made = add_offering(by=actor, details=form.details())
        added.append(made.pk)
        return f"{made.title} is on the list. Next: who attends it."

    about = FormPage(
        heading="Add an offering",
        submit="Add the offering",
        back=back_of(request, reverse("offerings")),
        kicker="Offerings",
        under="A class, an online course, a conference, a booth visit or a team session.",
    )
    answer = fill_in(request, about, form, record)
    return redirect("offering", added[0]) if added else answer


@page(May.CHANGE_OFFERINGS)
def offering_change(request: Asked, number: int) -> HttpResponse:
    """Change what is kept of an offering."""
    actor, one = request.actor, the_offering(request, number)
    kept = kept_of(one)
    form = OfferingChangeForm(
        typed_in(request),
        catalogue=catalogue_of(actor.organisation),
        initial=kept,
        now=version_of_values(kept),
    )

    def record() -> str:
        changed = change_offering(by=actor, offering=one, details=form.details())
        return f"{changed.title} is changed."

    about = FormPage(
        heading=f"Change {one.title}",
        submit="Record",
        back=reverse("offering", args=[number]),
        kicker=one.title,
        other=[("Remove it", reverse("offering_remove", args=[number]))],
    )
    return fill_in(request, about, form, record)


@page(May.CHANGE_OFFERINGS)
def offering_remove(request: Asked, number: int) -> HttpResponse:
    """Take an offering off the list, after asking."""
    if before := done_before(request, reverse("offerings")):
        return before
    one = the_offering(request, number)
    form = Correcting(typed_in(request), now=version_of_values(kept_of(one)))
    taken = [
        place
        for place in offered.places(request.actor.organisation, one)
        if place.state not in FREE
    ]

    def record() -> str:
        remove_offering(by=request.actor, offering=one)
        return f"{one.title} is removed."

    losing = _people(len(taken))
    about = FormPage(
        heading=f"Remove {one.title}?",
        submit="Remove it",
        back=reverse("offerings"),
        kicker="Offerings",
        under=f"{losing} would lose the place in it." if taken else "Nobody has a place in it.",
        danger=True,
    )
    return fill_in(request, about, form, record)


@page(May.ENROL)
def offering_enrol(request: Asked, number: int) -> HttpResponse:
    """Give people a place."""
    actor, one = request.actor, the_offering(request, number)
    places = offered.places(actor.organisation, one)
    here = {place.person_id for place in places if place.state not in FREE}
    so_far = begun(request)
    kind = EnrolForm if one.starts_on else EnrolOnlineForm
    form = kind(
        typed_in(request) if so_far is None else None,
        candidates=candidates(request, without=here),
        branches=branches(actor.organisation),
        initial=so_far,
    )

    def record() -> str:
        chosen = attendance.people(actor.organisation, form.cleaned_data["people"])
        enrol(by=actor, offering=one, people=chosen, details=form.details())
        return f"{_people(len(chosen))} enrolled in {one.title}."

    left = seats_left(one, places)
    about = FormPage(
        heading=f"Enrol people in {one.title}",
        submit="Enrol everybody ticked",
        back=reverse("offering", args=[number]),
        kicker=one.title,
        under="" if left is None else f"{wording.counted(max(0, left), 'seat')} left.",
    )
    if so_far is not None:
        return render(request, FORM, {"page": about, "form": form})
    return fill_in(request, about, form, record, FORM)


@page(May.RECORD_ATTENDED)
def offering_attended(request: Asked, number: int) -> HttpResponse:
    """Record who of the list came, in one step: each gets an earned credit."""
    actor, one = request.actor, the_offering(request, number)
    expected = offered.expected(offered.places(actor.organisation, one))
    initial: dict[str, Any] = {
        "ended_on": one.ends_on or one.starts_on,
        "amount": one.amount,
        "people": [] if one.starts_on is None else [place.person_id for place in expected],
    }
    form = AttendedForm(typed_in(request), expected=expected, initial=initial)

    def record() -> str:
        chosen = attendance.people(actor.organisation, form.cleaned_data["people"])
        attended(by=actor, offering=one, details=form.details(one), people=chosen)
        return f"{one.title} is recorded for {_people(len(chosen))}."

    others = "Whoever is not ticked has missed it." if one.starts_on else ""
    about = FormPage(
        heading=f"Who attended {one.title}?",
        submit="Record for everybody ticked",
        back=reverse("offering", args=[number]),
        kicker=one.title,
        under=f"Everybody ticked gets an earned credit. {others}",
    )
    return fill_in(request, about, form, record, "attended_form.html")


@page(May.ENROL)
def enrolment_change(request: Asked, number: int) -> HttpResponse:
    """Say how far a place has come, or give it up."""
    one = the_enrolment(request, number)
    kept = place_of(one)
    form = PlaceForm(typed_in(request), enrolment=one, initial=kept, now=version_of_values(kept))

    def record() -> str:
        now = change_enrolment(by=request.actor, enrolment=one, details=form.details())
        return f"{one.person.name} in {one.offering.title}: {now.state}."

    about = FormPage(
        heading=f"{one.person.name} in {one.offering.title}",
        submit="Record",
        back=reverse("offering", args=[one.offering_id]),
        kicker=one.offering.title,
    )
    return fill_in(request, about, form, record)


def _people(count: int) -> str:
    return wording.counted(count, "person", "people")
