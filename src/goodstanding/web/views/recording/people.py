"""Pages on which people are added, changed and leave."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodstanding.engine import wording
from goodstanding.services.access import May
from goodstanding.services.company import branches
from goodstanding.services.naming import is_taken
from goodstanding.services.people import add_person, change_person, leave
from goodstanding.web.door import Asked, page
from goodstanding.web.forms.people import LeaveForm, PersonAddForm, PersonChangeForm, kept_of
from goodstanding.web.forms.typed import version_of_values
from goodstanding.web.views.recording.filling import FormPage, back_of, fill_in, typed_in
from goodstanding.web.views.recording.found import the_person


@page(May.ADD_PERSON)
def person_add(request: Asked) -> HttpResponse:
    """Add somebody; leads to his page."""
    actor = request.actor
    form = PersonAddForm(
        typed_in(request),
        branches=branches(actor.organisation),
        taken=partial(is_taken, actor.organisation),
    )
    added: list[int] = []

    def record() -> str:
        person = add_person(by=actor, details=form.details())
        added.append(person.pk)
        return f"{person.name} is on the team. Next: the certifications held."

    about = FormPage(
        heading="Add a person",
        submit="Add the person",
        back=back_of(request, reverse("team")),
        kicker="Team",
    )
    answer = fill_in(request, about, form, record)
    return redirect("person", added[0]) if added else answer


@page(May.CHANGE_PERSON)
def person_change(request: Asked, number: int) -> HttpResponse:
    """Change what is kept of somebody."""
    actor, person = request.actor, the_person(request, number)
    kept = kept_of(person)
    form = PersonChangeForm(
        typed_in(request),
        branches=branches(actor.organisation),
        initial=kept,
        now=version_of_values(kept),
    )

    def record() -> str:
        changed = change_person(by=actor, person=person, details=form.details())
        return f"The details of {changed.name} are recorded."

    about = FormPage(
        heading=f"Details of {person.name}",
        submit="Record",
        back=back_of(request, reverse("person", args=[number])),
        kicker=person.name,
    )
    return fill_in(request, about, form, record)


@page(May.LEAVE)
def person_leave(request: Asked, number: int) -> HttpResponse:
    """Record somebody's last day, or that he works here again."""
    person = the_person(request, number)
    form = LeaveForm(
        typed_in(request),
        initial={"left_on": person.left_on},
        now=version_of_values({"left_on": person.left_on}),
    )
    form.fields["left_on"].required = person.left_on is None
    about = FormPage(
        heading=f"{person.name} leaves" if person.left_on is None else f"{person.name} has left",
        submit="Record the last day",
        back=back_of(request, reverse("person", args=[number])),
        kicker=person.name,
        under="Nothing is deleted: certifications, credits and history stay on record.",
    )
    return fill_in(request, about, form, _leaving(request, number, form))


def _leaving(request: Asked, number: int, form: LeaveForm) -> Callable[[], str]:
    def record() -> str:
        day = form.cleaned_data["left_on"]
        person = leave(by=request.actor, person=the_person(request, number), left_on=day)
        if day is None:
            return f"{person.name} works here."
        return f"{wording.day(day)} is the last day of {person.name}."

    return record
